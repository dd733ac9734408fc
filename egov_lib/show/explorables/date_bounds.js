// Clues as buttons over a calendar of 30ths: a clue that is on marks the days that it rules out.

import { chinese, h, mixed } from "../front/dom.js";
import { sayDates } from "../front/words.js";
import { explorable, glossed } from "./frame.js";

const LETTERS = "ABCDEFGH";
const FEW = 3; // so many days are named, more are counted
const MONTHS = Array.from({ length: 12 }, (_, number) => number + 1);

const isOn = (view, key) => view.state[key] === "1";
const dayOf = (view, day) => sayDates(day, day, view.lang);
const letterOf = (view, key) => LETTERS[view.data.clues.findIndex((clue) => clue.key === key)];
const lettersOf = (view, keys) => keys.map((key) => letterOf(view, key)).join("");
// The clues that rule something out, in the text or by the page.
const bounding = ({ data }) => data.clues.filter(({ source }) => source !== "outside");
const bySource = ({ data }, source) => data.clues.filter((clue) => clue.source === source).map(({ key }) => key);

// The days that are left by some clues.
const leftBy = ({ data }, keys) => data.days.filter(({ out }) => !out.some((key) => keys.includes(key)));
const onKeys = (view) => view.data.clues.map(({ key }) => key).filter((key) => isOn(view, key));
const leftNow = (view) => leftBy(view, onKeys(view));
const leftByAll = (view) => leftBy(view, bounding(view).map(({ key }) => key));
const daysOr = (view, rows) => rows.map(({ day }) => dayOf(view, day)).join(view.speech.say("or_word"));
// What comes from outside would give the rest away: it waits for the others.
const offered = (view) => view.data.clues.filter(({ key, source }) => source !== "outside" || isOn(view, key) || allUsed(view));
const isUnlikely = (view, { unlikely }) => unlikely.some((key) => isOn(view, key));

// --- clues ---

const titleOf = (view, { key, not_before: from, not_after: to }) =>
  view.speech.say(`clue_${key}`, { year: (from || to).slice(0, 4) });

function boundOf(view, clue) {
  const { say } = view.speech;
  if (clue.not_before) return say("not_before", { day: dayOf(view, clue.not_before) });
  if (clue.not_after) return say("not_after", { day: dayOf(view, clue.not_after) });
  const days = view.data.days.filter(({ unlikely }) => unlikely.includes(clue.key)).map(({ day }) => dayOf(view, day));
  return say("unlikely_in", { days: days.join(view.speech.sign("list")) });
}

// What a clue rests on: words of the text with their English, a path, or a fact.
function groundOf(view, clue) {
  if (clue.source === "outside") return mixed(view.speech.either(clue.en, clue.zh));
  if (clue.source === "page") return h("code", {}, clue.words);
  return view.lang === "zh" ? chinese(clue.words) : glossed(clue.words, clue.en);
}

// Where the text has a clue; the day of the meeting where there is none.
const findingOf = (view, key) => view.data.findings[1 + bySource(view, "text").indexOf(key)];
// The clue of the text that was put on last: a state keeps the order of its moves.
const latest = (view) => Object.keys(view.state).filter((key) => isOn(view, key) && bySource(view, "text").includes(key)).at(-1);

function clueButton(view, clue) {
  const { say } = view.speech, on = isOn(view, clue.key);
  return h("button", { type: "button", class: `item clue-button${on ? " is-on" : ""}`, "data-id": clue.key, "aria-pressed": String(on) },
    h("span", { class: "clue-head" }, h("b", { class: "letter" }, letterOf(view, clue.key)), h("b", {}, mixed(titleOf(view, clue))), h("span", { class: "quiet" }, say(on ? "clue_on" : "clue_off"))),
    h("span", { class: "ground" }, groundOf(view, clue)),
    h("span", { class: "bound" }, mixed(boundOf(view, clue))),
    h("span", { class: `badge by-${clue.source}`, "data-doc": clue.source === "text" ? view.data.findings[0].doc : null }, say(clue.source === "outside" ? "from_calendar" : `from_${clue.source}`)));
}

// --- calendar ---

function dayCell(view, row) {
  const { say } = view.speech;
  if (!row) return h("td", {}, h("span", { class: "day none", "aria-label": say("no_such_day"), role: "img" }, "–"));
  const out = row.out.filter((key) => isOn(view, key)), unlikely = row.unlikely.filter((key) => isOn(view, key));
  const letters = lettersOf(view, out.length ? out : unlikely), number = String(Number(row.day.slice(8)));
  const state = out.length ? "out" : unlikely.length ? "unlikely" : "fits";
  const words = { out: say("out_by", { letters }), unlikely: say("unlikely", { letters }), fits: say("fits") }[state];
  return h("td", {}, h("span", { class: `day ${state}`, role: "img", "aria-label": `${dayOf(view, row.day)}: ${words}` }, state === "out" ? letters : number));
}

function monthName(view, month) {
  if (view.lang === "zh") return view.width < 600 ? String(month) : `${month}月`;
  const name = sayDates(`2006-${String(month).padStart(2, "0")}-01`, `2006-${String(month).padStart(2, "0")}-01`, "en").split(" ")[1];
  return name.slice(0, view.width < 500 ? 1 : 3);
}

function months(view) {
  const { data } = view, { say } = view.speech, [first, last] = data.years;
  const years = Array.from({ length: last - first + 1 }, (_, number) => first + number);
  const rowOf = (year, month) => data.days.find(({ day }) => day.startsWith(`${year}-${String(month).padStart(2, "0")}`));
  return h("table", { class: "months" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("of_year")), MONTHS.map((month) => h("th", { scope: "col" }, mixed(monthName(view, month)))))),
    h("tbody", {}, years.map((year) => h("tr", {}, h("th", { scope: "row" }, String(year)), MONTHS.map((month) => dayCell(view, rowOf(year, month)))))));
}

function draw(view) {
  const { say } = view.speech, sample = (state, text, words) => h("span", {}, h("span", { class: `day ${state}`, "aria-hidden": "true" }, text), " ", words);
  return [
    h("div", { class: "clues" }, offered(view).map((clue) => clueButton(view, clue))),
    months(view),
    h("p", { class: "day-key", "aria-hidden": "true" }, sample("fits", "30", say("fits")), sample("out", "A", say("key_out")), sample("unlikely", "30", say("key_unlikely")), sample("none", "–", say("no_such_day"))),
  ];
}

// --- moves and words ---

const toggled = (view, key) => ({ [key]: isOn(view, key) ? "" : "1" });

// A letter puts its clue on or takes it off.
function press(view, id, key) {
  const clue = offered(view)[LETTERS.indexOf(key.toUpperCase())];
  return key.length === 1 && clue ? toggled(view, clue.key) : null;
}

function guess(view) {
  const { data, speech } = view, all = data.days.length, [first, last] = data.years;
  const years = sayDates(`${first}-01-01`, `${last}-12-31`, view.lang);
  return { ask: speech.say("ask_guess", { years, all }), number: { least: 0, most: all, unit: speech.say("no_unit") } };
}

const allUsed = (view) => bounding(view).every(({ key }) => isOn(view, key));

function says(view) {
  const { say } = view.speech, left = leftNow(view), all = view.data.days.length;
  const found = { count: left.length, all, first: dayOf(view, left[0].day), last: dayOf(view, left.at(-1).day), days: daysOr(view, left) };
  const sentences = [say(left.length === all ? "says_all" : left.length > FEW ? "says_many" : "says_few", found)];
  for (const row of left.filter((one) => isUnlikely(view, one))) sentences.push(say("says_unlikely", { day: dayOf(view, row.day) }));
  return sentences.join(view.lang === "zh" ? "" : " ");
}

function notes(view) {
  if (!allUsed(view)) return {};
  const { say } = view.speech, left = leftByAll(view), holiday = left.find(({ unlikely }) => unlikely.length);
  return {
    shows: say("shows", { by_text: leftBy(view, bySource(view, "text")).length, left: left.length, days: daysOr(view, left) }),
    hides: say("hides", { day: dayOf(view, holiday.day) }),
  };
}

function ask(view) {
  if (!allUsed(view)) return null;
  const keys = bounding(view).map(({ key }) => key);
  const without = Object.fromEntries(keys.map((key) => [key, leftBy(view, keys.filter((other) => other !== key)).length]));
  return { question: view.speech.say("question"), answer: view.speech.say("answer", without) };
}

function columns(view) {
  const { say } = view.speech;
  return [{ head: say("title"), of: ({ day }) => day }, ...view.data.clues.map((clue) => ({
    head: titleOf(view, clue), of: ({ out, unlikely }) => (out.includes(clue.key) ? say("key_out") : unlikely.includes(clue.key) ? say("key_unlikely") : ""),
  }))];
}

const spec = {
  name: "date_bounds",
  title: ({ speech }) => speech.say("title"),
  lead: ({ data, speech }) => speech.say("lead", { day: data.day_words }),
  guess,
  came: (view) => (allUsed(view) ? `${leftByAll(view).length}: ${daysOr(view, leftByAll(view))}` : ""),
  draw,
  act: toggled,
  press,
  buttons: (view) => [{ label: view.speech.say("use_all"), changes: Object.fromEntries(bounding(view).map(({ key }) => [key, "1"])), pressed: allUsed(view) }],
  keys: (view) => [[["←", "→"], view.speech.say("keys_move")], [[view.speech.say("key_space"), ...offered(view).map(({ key }) => letterOf(view, key))], view.speech.say("keys_toggle")]],
  says,
  findings: (view) => [findingOf(view, latest(view))],
  // The head of the passage has the day that the edition took.
  sourceOpen: allUsed,
  notes,
  ask,
  columns,
  rows: ({ data }) => data.days,
};

// Draws the clues and the calendar into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
