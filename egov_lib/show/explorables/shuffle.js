// How many runs made texts share with the article: a histogram, with the relay's own count in it.

import { chinese, h, s } from "../front/dom.js";
import { explorable } from "./frame.js";

const ENOUGH = 100; // with fewer texts nothing is said
const HIGH = 230, TOP = 40, BOTTOM = 44, SIDE = 34;

const shownOf = (view) => Number(view.state.texts ?? 0);
const leastOf = (view) => (view.data.lengths.includes(Number(view.state.least)) ? view.state.least : String(view.data.length));
const isBare = (view) => view.state.phrases === "out";
const pickOf = (view, least, bare) => view.data[bare ? "bare" : "with_phrases"][least];
const countedIn = (view) => pickOf(view, leastOf(view), isBare(view));
const madeIn = (view) => countedIn(view).made.slice(0, shownOf(view));
const meanOf = (counts) => (counts.reduce((sum, count) => sum + count, 0) / counts.length).toFixed(2);

// How many texts have each count.
function histogram(counts) {
  const bars = [];
  for (const count of counts) bars[count] = (bars[count] ?? 0) + 1;
  return bars;
}

// --- the picture ---

function chart(view) {
  const { say } = view.speech, { real, made } = countedIn(view), counts = madeIn(view), bars = histogram(counts);
  const last = Math.max(real, ...made) + 1, width = view.width, step = (width - 2 * SIDE) / (last + 1), highest = Math.max(1, ...bars.filter(Boolean));
  const x = (count) => SIDE + (count + 0.5) * step, y = (count) => TOP + (HIGH - TOP - BOTTOM) * (1 - count / highest), base = y(0);
  const every = step * 5 > 28 ? 5 : 10, tick = (count) => s("text", { class: "year", x: x(count), y: base + 17, "text-anchor": "middle" }, String(count));
  const ticks = Array.from({ length: Math.floor(last / every) + 1 }, (_, number) => tick(number * every));
  const written = bars.filter(Boolean).length * 22 < width / 2; // room for the counts over their bars
  const bar = (count, number) => (count ? [s("rect", { class: "made-bar", x: x(number) - step * 0.42, y: y(count), width: step * 0.84, height: base - y(count) }),
    written || count === highest ? s("text", { class: "year", x: x(number), y: y(count) - 5, "text-anchor": "middle" }, String(count)) : null] : null);
  const beyondMiddle = x(real) > width / 2;
  return s("svg", { class: "shuffle", width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}`, role: "img", "aria-label": says(view) },
    s("line", { class: "lane", x1: SIDE, x2: width - SIDE, y1: base, y2: base }), ticks, bars.map(bar),
    s("g", { "data-doc": view.data.findings[0].doc }, s("line", { class: "real-line", x1: x(real), x2: x(real), y1: TOP - 20, y2: base }),
      s("text", { class: "real-name", x: x(real) + (beyondMiddle ? -7 : 7), y: TOP - 9, "text-anchor": beyondMiddle ? "end" : "start" }, say("the_relay", { real }))),
    s("text", { class: "year", x: SIDE, y: HIGH - 6 }, say("runs_axis", { least: leastOf(view) })),
    counts.length ? s("text", { class: "year", x: SIDE, y: 14 }, say("texts_axis")) : null);
}

function choice(view, head, name, values, now, label) {
  const button = (value) => h("button", { type: "button", class: "item button shuffle-choice", "data-id": `${name}:${value}`, "aria-pressed": String(String(value) === String(now)),
    "aria-label": label(value) }, String(value));
  return h("div", { class: "shuffle-choices" }, h("span", { class: "quiet" }, head), values.map(button));
}

function sample(view) {
  const { samples } = view.data, count = shownOf(view);
  if (!count) return null;
  const number = Math.min(count, samples.length);
  return [h("p", { class: "quiet" }, view.speech.say("sample", { number })), h("p", { class: "shuffle-sample" }, chinese(samples[number - 1], "……"))];
}

function draw(view) {
  const { say } = view.speech, { shown, lengths } = view.data;
  return [
    h("div", { class: "shuffle-rows" },
      choice(view, say("how_many"), "texts", shown, shownOf(view), (count) => say("show_texts", { count })),
      choice(view, say("how_long"), "least", lengths, leastOf(view), (least) => say("count_runs", { least }))),
    chart(view),
    sample(view),
  ];
}

function act(view, id) {
  const [name, value] = id.split(":");
  return { [name]: value };
}

// --- what is said ---

function says(view) {
  const { say } = view.speech, { real } = countedIn(view), counts = madeIn(view), count = counts.length;
  if (!count) return say("says_none", { real });
  const mean = meanOf(counts);
  if (count < ENOUGH) return say("says_few", { count, mean, real });
  return say("says_many", { count, mean, real, none: counts.filter((runs) => runs === 0).length, most: Math.max(...counts), above: counts.filter((runs) => runs >= real).length });
}

function guess(view) {
  const least = String(view.data.length), { real } = pickOf(view, least, false);
  return { ask: view.speech.say("ask_guess", { least, real }), number: { least: 0, most: 100, step: 0.1 } };
}

// The guess was about the lesson's length, with set phrases.
function came(view) {
  const counts = pickOf(view, String(view.data.length), false).made.slice(0, shownOf(view));
  return counts.length < ENOUGH ? "" : view.speech.say("came", { mean: meanOf(counts), count: counts.length, most: Math.max(...counts) });
}

function notes(view) {
  if (shownOf(view) < ENOUGH) return {};
  const { data, speech } = view, short = String(data.lengths[0]), length = String(data.length);
  const [whole, habit, bare] = [pickOf(view, length, false), pickOf(view, short, false), pickOf(view, length, true)];
  const found = { length, short, mean: meanOf(whole.made), real: whole.real, short_mean: meanOf(habit.made), short_real: habit.real, bare_real: bare.real, bare_mean: meanOf(bare.made) };
  return { shows: speech.say("shows", found), hides: speech.say("hides") };
}

function columns({ data, speech }) {
  const runs = (key, name) => data.lengths.map((least) => ({ head: speech.say(key, { least }), of: (place) => data[name][String(least)].made[place] }));
  return [{ head: speech.say("text_number"), of: (place) => place + 1 }, ...runs("runs_of", "with_phrases"), ...runs("runs_bare", "bare")];
}

const spec = {
  name: "shuffle",
  title: (view) => view.speech.say("title", { real: pickOf(view, String(view.data.length), false).real }),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act,
  buttons: (view) => [{ label: view.speech.say("leave_out"), changes: { phrases: isBare(view) ? "" : "out" }, pressed: isBare(view) }],
  keys: ({ speech }) => [[["←", "→"], speech.say("keys_choose")], [[speech.say("key_space")], speech.say("keys_show")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => false,
  notes,
  ask: (view) => (shownOf(view) < ENOUGH ? null : { question: view.speech.say("question"), answer: view.speech.say("answer") }),
  columns,
  rows: ({ data }) => data.with_phrases[String(data.length)].made.map((_, place) => place),
};

// Draws the histogram into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
