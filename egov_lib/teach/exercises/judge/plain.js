// The plain form of what a student types: width, case, script and dashes don't count. (plain.py)

export const HAN = "\\u4e00-\\u9fff";
const MOST_LETTERS_KEPT = 3; // a word that short has no plural that counts
export const AROUND = " .,;:!?'\"`"; // marks at the ends of an answer that don't count
const LONGEST = 4000; // characters of an answer that are read
export const HAN_RE = new RegExp(`[${HAN}〇]`);
export const LATIN_RE = /[a-zA-Z]/;
const BARE_RE = new RegExp(`[^${HAN}〇a-z0-9]`, "g");
// What can't be seen, or turns the direction of writing
const UNSEEN_RE = new RegExp(
  "[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u202a-\\u202e"
  + "\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff]",
  "g",
);

let known = null; // words.json
let made = new Map(); // what was made of it

// Take the tables of `words.json`, which come with the exercises.
export function setWords(table) {
  if (table === known) return;
  known = table;
  made = new Map();
}

// What both judges know of how people write: `words.json`.
export function words() {
  return known;
}

// What *make* gives, made once for each table of words.
export function once(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

const compiled = new Map();

function pattern(source, flags) {
  const key = `${flags}:${source}`;
  if (!compiled.has(key)) compiled.set(key, new RegExp(source, flags));
  const found = compiled.get(key);
  found.lastIndex = 0;
  return found;
}

// The match that begins at a place, or null; *end* is where it ends.
export function matchAt(source, text, at) {
  const sticky = pattern(source, "y");
  sticky.lastIndex = at;
  return withEnd(sticky.exec(text));
}

// The first match anywhere, or null.
export function search(source, text) {
  return withEnd(pattern(source, "").exec(text));
}

// The match of the whole text, or null.
export function fullMatch(source, text) {
  return withEnd(pattern(`^(?:${source})$`, "").exec(text));
}

// All matches, from left to right.
export function findAll(source, text) {
  return [...text.matchAll(pattern(source, "g"))].map(withEnd);
}

// The text with each match replaced by a text or by what a function of it gives.
export function substitute(source, by, text) {
  return text.replace(pattern(source, "g"), by);
}

function withEnd(found) {
  if (found) found.end = found.index + found[0].length;
  return found;
}

// A text without some characters at both ends.
export function strip(text, signs) {
  let start = 0;
  let end = text.length;
  while (start < end && signs.includes(text[start])) start += 1;
  while (end > start && signs.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

// Write an answer in one width, case and script, fractions as two numbers.
export function plain(text, simple) {
  const read = [...String(text)].slice(0, LONGEST).join("");
  let shown = read.replace(UNSEEN_RE, "");
  for (const [sign, fraction] of Object.entries(words().text.fractions)) {
    shown = shown.split(sign).join(` ${fraction}`);
  }
  shown = shown.normalize("NFKC").toLowerCase();
  for (const [sign, same] of Object.entries(words().text.same)) {
    shown = shown.split(sign).join(same);
  }
  const simplified = [...shown].map((sign) => simple[sign] ?? sign).join("");
  return simplified.replace(/\s+/g, " ").trim();
}

// The characters, letters and figures of a text, without marks and blanks.
export function bare(text, simple) {
  return plain(text, simple).replace(BARE_RE, "");
}

// A pattern for any of some terms, the longest first; Latin ones as whole words.
export function alternatives(terms) {
  const longestFirst = [...terms].sort(
    (one, other) => other.length - one.length || (one < other ? -1 : 1),
  );
  return longestFirst.map(whole).join("|");
}

function whole(term) {
  const before = /^[a-z]/.test(term) ? "(?<![a-z])" : "";
  const after = /[a-z]$/.test(term) ? "(?![a-z])" : "";
  return before + term.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&") + after;
}

// --- the words of an answer ----------------------------------------------------------------------

// What is left of an answer in plain form without "I think it is", 答案是 and marks around it.
export function withoutFillers(text) {
  let shown = strip(text, AROUND);
  const begins = once("fillers", () => alternatives(words().fillers));
  let filler = matchAt(begins, shown, 0);
  while (filler && filler.end < shown.length) {
    shown = strip(shown.slice(filler.end), AROUND);
    filler = matchAt(begins, shown, 0);
  }
  return shown;
}

// A word as it is compared, whether one is meant or several.
export function singular(word) {
  if (word.length <= MOST_LETTERS_KEPT) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  const isPlural = word.endsWith("s") && !/(?:ss|us|is)$/.test(word);
  const one = isPlural ? word.slice(0, -1) : word;
  return one.endsWith("e") && one.length > MOST_LETTERS_KEPT ? one.slice(0, -1) : one;
}

// The English words and the figures of a text in plain form, each as it is compared.
export function latinWords(text) {
  return findAll("[a-z0-9]+", text).map((found) => singular(found[0]));
}
