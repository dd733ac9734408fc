// What is kept of an exercise: the records of my-answers.json, which a page keeps in the browser.
// (answers.py)

export const PLACE = "my-answers.json";
const MOST_WRONG = 20;
const MOST_TRIES = 10000;
const MOST_CHARS = 2000;
const MOST_NAME = 80;
const MOST_FILE = 5_000_000; // characters
const MOST_EXERCISES = 1000;
const ID = /^[a-z0-9]+-\d{1,3}$/; // "00-1", "networks-3"

// The record of an exercise that nobody has tried.
export function newRecord() {
  return {
    tries: 0, right: false, verdict: "", because: "", ticks: [], hints: 0, shown: false,
    wrong: [], guess: "", answer: "", claim: "", first: "", last: "",
  };
}

// An answer as text, as it is kept; the slots of a claim are kept as JSON. (cell.py)
export function asTyped(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  return String(value).trim();
}

// The record after what happened: an answer counts as a try; hints never become fewer.
export function noted(record, { answer, right = null, ...news }) {
  const minute = `${new Date().toISOString().slice(0, 16)}Z`;
  const next = { ...record, ...news, first: record.first || minute, last: minute };
  next.hints = Math.max(record.hints, news.hints ?? 0);
  for (const name of ["guess", "claim"]) next[name] = next[name].slice(0, MOST_CHARS);
  if (answer === undefined) return next;
  next.tries = Math.min(record.tries + 1, MOST_TRIES);
  next.answer = answer.slice(0, MOST_CHARS);
  next.right = record.right || right === true;
  if (right === false) next.wrong = [...record.wrong, next.answer].slice(-MOST_WRONG);
  return next;
}

// --- in the browser -----------------------------------------------------------------------------

// All answers of this browser; empty where there are none, or none that can be read.
export function allAnswers() {
  const none = { name: "", lang: "", exercises: {} };
  try {
    const held = JSON.parse(localStorage.getItem(PLACE));
    return held && typeof held.exercises === "object" && held.exercises ? { ...none, ...held } : none;
  } catch {
    return none;
  }
}

function write(answers) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(answers));
    return true;
  } catch {
    return false; // the browser allows no storage, or it is full
  }
}

// The record of one exercise in this browser.
export function recordIn(id) {
  return cleaned(allAnswers().exercises[id] ?? {});
}

// A record as it must be; a field of another type than it must have is left out.
function cleaned(held) {
  const record = newRecord();
  for (const [name, empty] of Object.entries(record)) {
    const value = held[name];
    const isAlike = typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty);
    if (isAlike) record[name] = Array.isArray(value) ? value.map(String) : value;
  }
  return record;
}

// Keeps a record; false where the browser keeps nothing.
export function keepRecord(id, record) {
  const answers = allAnswers();
  answers.exercises = { ...answers.exercises, [id]: record };
  return write(answers);
}

// Takes answers in from the text of a file; of two records of an exercise the later one stays.
// Says how many of how many were taken; null where the text is no file of answers, or too long.
export function restoreFrom(text) {
  if (text.length > MOST_FILE) return null;
  let other = null;
  try {
    other = JSON.parse(text);
  } catch {
    return null;
  }
  const held = other?.exercises, answers = allAnswers();
  if (!held || typeof held !== "object" || Array.isArray(held)) return null;
  const records = Object.entries(held).filter(([id, record]) => ID.test(id) && record && typeof record === "object");
  const later = records.map(([id, record]) => [id, cleaned(record)]).filter(([id, { last }]) => last >= cleaned(answers.exercises[id] ?? {}).last);
  answers.name = answers.name || String(other.name ?? "").slice(0, MOST_NAME);
  answers.exercises = { ...answers.exercises, ...Object.fromEntries(later) };
  if (Object.keys(answers.exercises).length > MOST_EXERCISES || !write(answers)) return null;
  return { later: later.length, all: records.length };
}

// Forgets what was kept of one exercise.
export function forget(id) {
  const answers = allAnswers();
  delete answers.exercises[id];
  return write(answers);
}
