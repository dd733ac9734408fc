// The panel of a lab: settings with their badges at the left, the runs of the model at the right.
//
// Every state of the lists was run beforehand, so a page without a kernel answers at once; in a
// notebook any other value is run by Python when it is typed. A run is a dot. What was there before
// stays as hollow dots, so that a change is seen against the spread of chance.

import { h, mixed, s } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { explorable } from "./frame.js";

const ROW = 124, TOP = 26, AXIS = 44, DOT = 4.2, SIDE = 16;
const FEW = 10; // below so many runs nothing is concluded

// --- the state ---

const controlsOf = (view) => view.data.controls;
const placeOf = (view) => view.data.places.find(({ name }) => name === view.state.place);
const valueOf = (view, control) => placeOf(view)?.values[control.name] ?? view.state[control.name] ?? control.base;
const keyOf = (values) => Object.entries(values).map(([name, value]) => `${name}=${value}`).join(";");
const valuesNow = (view) => Object.fromEntries(controlsOf(view).map((control) => [control.name, view.state[control.name] ?? control.base]));
const keyNow = (view) => (placeOf(view) ? `@${view.state.place}` : keyOf(valuesNow(view)));
const baseKey = (view) => keyOf(Object.fromEntries(controlsOf(view).map(({ name, base }) => [name, base])));
const beforeKey = (view) => view.state.before ?? baseKey(view);
const measureOf = (view) => view.data.measures.find(({ name }) => name === view.state.measure) ?? view.data.measures[0];
const shownOf = (view) => Math.min(Number(view.state.runs ?? view.data.runs), view.data.runs);
const asked = new WeakMap(); // model -> {runs that Python made, by key}

function madeFor(view) {
  if (!asked.has(view.model)) {
    const made = {};
    asked.set(view.model, made);
    view.model.on("msg:custom", (message) => {
      if (!message?.key) return;
      made[message.key] = message.problem ? { problem: message.problem } : { measures: message.measures };
      view.redraw();
    });
  }
  return asked.get(view.model);
}

// The runs of a state by measure; asks Python for those that were not made beforehand.
function runsOf(view, key) {
  const stored = view.data.states[key];
  if (stored) return { measures: stored };
  const made = madeFor(view);
  if (!made[key] && view.model.get("host") === "notebook") {
    made[key] = { waits: true };
    view.model.send({ run: key });
  }
  return made[key] ?? { problem: view.speech.say("only_with_kernel") };
}

const numbersOf = (view, key) => (runsOf(view, key).measures?.[measureOf(view).name] ?? []).slice(0, shownOf(view)).filter((value) => value !== null);

function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (share) => {
    const place = share * (sorted.length - 1), low = Math.floor(place);
    return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  };
  return sorted.length ? { low: at(0.05), median: at(0.5), high: at(0.95) } : null;
}

// --- words ---

function written(view, value, unit) {
  if (unit === "share") return `${rounded(value * 100)} %`;
  return unit === "name" ? view.speech.say(`value_${value}`) : String(rounded(value));
}

function rounded(value) {
  const number = Number(value), size = Math.abs(number);
  if (size >= 100) return Math.round(number);
  return Number(number.toFixed(size >= 10 ? 1 : 2));
}

function withUnit(view, value) {
  const { name, unit } = measureOf(view);
  return unit === "share" ? written(view, value, unit) : `${rounded(value)} ${view.speech.say(`unit_${name}`)}`;
}

// --- settings ---

function choice(view, name, value, label, pressed) {
  return h("button", { type: "button", class: "item button panel-choice", "data-id": `${name}:${value}`, "aria-pressed": String(pressed) }, mixed(label));
}

// Where a value comes from: the words of a text, a fact from outside, or our assumption.
function badge(view, control) {
  const { say } = view.speech, now = String(valueOf(view, control));
  const grounds = placeOf(view)?.grounds[control.name] ?? control.grounds[now];
  if (!grounds) return h("p", { class: "panel-badge" }, h("span", { class: "badge" }, say("badge_assumed")), " ", mixed(say(`why_${control.name}`)));
  const mark = h("span", { class: grounds.doc ? "badge from-text" : "badge from-outside", "data-doc": grounds.doc || null }, say(`badge_${grounds.badge}`));
  return h("p", { class: "panel-badge" }, mark, " ", groundWords(view, grounds), " ", h("code", {}, grounds.address));
}

// A Chinese reader gets the sentence with the quote in it marked, an English one quote and English.
function groundWords(view, { quote, zh, en }) {
  if (!quote) return mixed(view.lang === "zh" ? zh : en);
  if (view.lang !== "zh") return mixed(`“${quote}” ${en}`);
  const start = zh.indexOf(quote);
  if (start < 0) return mixed(`“${quote}”`);
  return ["“", zh.slice(0, start), h("b", {}, quote), zh.slice(start + quote.length), "”"];
}

function setting(view, control) {
  const { say } = view.speech, now = String(valueOf(view, control)), name = say(`label_${control.name}`);
  const texts = control.values.includes(now) ? control.values : [...control.values, now];
  const field = view.model.get("host") === "notebook" && control.unit !== "name" ? otherValue(view, control) : null;
  return h("fieldset", { class: "panel-setting" }, h("legend", {}, mixed(name)),
    h("div", { class: "panel-choices" }, texts.map((value) => choice(view, control.name, value, written(view, value, control.unit), value === now)), field),
    badge(view, control));
}

function otherValue(view, control) {
  const field = h("input", { type: "number", class: "field", step: "any", "aria-label": view.speech.say("other_value", { name: view.speech.say(`label_${control.name}`) }), placeholder: view.speech.say("other"),
    on: { change: () => field.value !== "" && view.move({ place: "", [control.name]: String(Number(field.value) / (control.unit === "share" ? 100 : 1)) }) } });
  return field;
}

// --- the picture ---

function axis(low, high, width) {
  const span = high - low || 1, rough = span / (width > 480 ? 6 : 4), power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
  const first = Math.floor(low / step) * step, last = Math.ceil(high / step) * step;
  const ticks = Array.from({ length: Math.round((last - first) / step) + 1 }, (_, place) => first + place * step);
  return { ticks, at: (value) => SIDE + ((value - first) / (last - first || 1)) * (width - 2 * SIDE) };
}

// Dots stand on each other where runs came out nearly alike.
function dots(numbers, at, ground, name) {
  const stacks = new Map(), size = 2 * DOT + 1;
  const highest = Math.max(1, ...numbers.reduce((counts, value) => counts.set(Math.round(at(value) / size), (counts.get(Math.round(at(value) / size)) ?? 0) + 1), new Map()).values());
  const rise = Math.min(size, (ROW - 62) / highest);
  return numbers.map((value) => {
    const column = Math.round(at(value) / size), height = stacks.get(column) ?? 0;
    stacks.set(column, height + 1);
    return s("circle", { class: name, cx: column * size, cy: ground - DOT - 2 - height * rise, r: DOT });
  });
}

function lane(view, key, words, top, at, name) {
  const numbers = numbersOf(view, key), middle = spread(numbers), ground = top + ROW - 30;
  const label = s("g", { class: "panel-lane" }, textLines(wrap(words, view.pictureWidth - 2 * SIDE), { x: SIDE, y: top + 12 }));
  if (!middle) return label;
  const x = at(middle.median), told = withUnit(view, middle.median);
  const anchor = x + 14 + widthOf(told, 13.5, 700) > view.pictureWidth ? "end" : "start";
  return s("g", { class: name }, label, dots(numbers, at, ground, `run ${name}`),
    s("line", { class: "span", x1: at(middle.low), x2: at(middle.high), y1: ground, y2: ground }),
    s("path", { class: "median", d: `M${x} ${ground + 2}l7 12h-14z` }),
    s("text", { class: "panel-median", x: x + (anchor === "end" ? -12 : 12), y: ground + 16, "text-anchor": anchor }, told));
}

function limitLine(view, at, bottom) {
  const { name, limit } = measureOf(view);
  if (limit === null || limit === undefined) return null;
  const x = at(limit), words = view.speech.say(`limit_${name}`), start = Math.max(SIDE, Math.min(x + 5, view.pictureWidth - SIDE - widthOf(words)));
  return [s("line", { class: "panel-limit", x1: x, x2: x, y1: TOP - 6, y2: bottom }),
    s("text", { class: "year", x: start, y: TOP - 12 }, words)];
}

function picture(view) {
  const measure = measureOf(view), { say } = view.speech, now = keyNow(view), before = beforeKey(view), same = now === before;
  const width = view.width > 720 ? Math.round(view.width * 0.6) : view.width, lanes = same ? 1 : 2;
  const numbers = [...numbersOf(view, now), ...numbersOf(view, before), ...(measure.limit === null ? [] : [measure.limit])];
  view.pictureWidth = width;
  const { ticks, at } = axis(Math.min(measure.least, ...numbers), Math.max(measure.most, ...numbers), width);
  const unit = measure.unit === "share" ? "%" : say(`unit_${measure.name}`);
  const axisWords = wrap(say("axis", { measure: say(`measure_${measure.name}`), unit }), width - 2 * SIDE);
  const bottom = TOP + ROW * lanes, height = bottom + AXIS + 17 * (axisWords.length - 1);
  const tick = (value) => [s("line", { class: "grid", x1: at(value), x2: at(value), y1: TOP, y2: bottom }),
    s("text", { class: "year", x: at(value), y: bottom + 16, "text-anchor": "middle" }, measure.unit === "share" ? `${rounded(value * 100)} %` : String(rounded(value)))];
  return s("svg", { class: "panel-picture", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": says(view) },
    ticks.map(tick), limitLine(view, at, bottom),
    same ? null : lane(view, before, `${say("lane_before")} ${namedState(view, before)}`, TOP, at, "before"),
    lane(view, now, same ? namedState(view, now) : `${say("lane_now")} ${namedState(view, now)}`, TOP + ROW * (lanes - 1), at, "after"),
    textLines(axisWords, { class: "year", x: SIDE, y: bottom + AXIS - 8 }));
}

// What a state differs in from the settings that the panel opens with.
function namedState(view, key) {
  const { say } = view.speech;
  if (key.startsWith("@")) return say(`place_${key.slice(1).replaceAll("-", "_")}`);
  const values = Object.fromEntries(key.split(";").map((pair) => pair.split("=")));
  const changed = controlsOf(view).filter(({ name, base }) => values[name] !== base);
  if (!changed.length) return say("as_it_opens");
  return changed.map((control) => `${say(`label_${control.name}`)}: ${written(view, values[control.name], control.unit)}`).join(" · ");
}

function results(view) {
  const { say } = view.speech, now = keyNow(view), before = beforeKey(view);
  const middleOf = (key, { name }) => spread((runsOf(view, key).measures?.[name] ?? []).slice(0, shownOf(view)).filter((value) => value !== null))?.median;
  const cell = (measure) => {
    const [was, is] = [middleOf(before, measure), middleOf(now, measure)], tell = (value) => (value === undefined ? "–" : written(view, value, measure.unit));
    return h("li", {}, h("button", { type: "button", class: "item panel-result", "data-id": `measure:${measure.name}`, "aria-pressed": String(measure === measureOf(view)) },
      h("b", {}, now === before ? tell(is) : `${tell(was)} → ${tell(is)}`), h("span", {}, mixed(say(`measure_${measure.name}`)), measure.unit === "share" ? "" : ` (${say(`unit_${measure.name}`)})`)));
  };
  return h("ul", { class: "panel-results" }, view.data.measures.map(cell));
}

function draw(view) {
  const { say } = view.speech, { places, runs } = view.data;
  const placeRow = places.length ? h("fieldset", { class: "panel-setting" }, h("legend", {}, say("places_of_texts")),
    h("div", { class: "panel-choices" }, choice(view, "place", "", say("no_place"), !placeOf(view)), places.map(({ name }) => choice(view, "place", name, say(`place_${name.replaceAll("-", "_")}`), view.state.place === name)))) : null;
  const problem = runsOf(view, keyNow(view));
  return h("div", { class: "panel-lab" },
    h("div", { class: "panel-settings" }, controlsOf(view).map((control) => setting(view, control)), placeRow),
    h("div", {},
      h("div", { class: "panel-choices" }, h("span", { class: "quiet" }, say("how_many_runs")), [1, FEW, runs].map((count) => choice(view, "runs", count, String(count), shownOf(view) === count))),
      problem.problem ? h("p", { role: "alert" }, mixed(problem.problem)) : null,
      picture(view), results(view),
      h("p", { class: "quiet" }, mixed(say("key_line", { last: runs - 1 })), " ", h("b", {}, mixed(say("a_model"))))));
}

function act(view, id) {
  const colon = id.indexOf(":"), name = id.slice(0, colon), value = id.slice(colon + 1);
  if (name === "place" || name === "runs" || name === "measure") return { [name]: value };
  // A place is left by changing one of its settings.
  const place = placeOf(view);
  const taken = place ? Object.fromEntries(controlsOf(view).filter((control) => control.values.includes(place.values[control.name])).map((control) => [control.name, place.values[control.name]])) : {};
  return { ...taken, place: "", [name]: value };
}

// --- what is said ---

function says(view) {
  const { say } = view.speech, found = runsOf(view, keyNow(view)), count = shownOf(view);
  if (found.waits) return say("running");
  if (found.problem) return found.problem;
  const [now, before] = [spread(numbersOf(view, keyNow(view))), spread(numbersOf(view, beforeKey(view)))];
  const name = say(`measure_${measureOf(view).name}`), measure = name[0].toUpperCase() + name.slice(1);
  if (!now) return say("no_number", { measure });
  if (count < FEW) return say("one_run", { measure, value: withUnit(view, now.median) });
  const told = { measure, count, median: withUnit(view, now.median), low: written(view, now.low, measureOf(view).unit), high: withUnit(view, now.high) };
  if (keyNow(view) === beforeKey(view) || !before) return say("says_now", told);
  const apart = now.low > before.high || now.high < before.low;
  return say(apart ? "says_apart" : "says_overlap", { ...told, before: withUnit(view, before.median) });
}

const OPTIONS = ["less", "same", "more"];

function guess(view) {
  return { ask: view.speech.say("ask_guess"), options: OPTIONS.map((value) => ({ value, label: view.speech.say(`guess_${value}`) })) };
}

// The bet is about one change; it is laid beside the guess once that change was made.
function came(view) {
  const { bet, measures, states } = view.data, { say } = view.speech;
  if (keyNow(view) === baseKey(view)) return "";
  const { unit } = measures.find(({ name }) => name === bet.measure);
  const middle = (key) => spread(states[key][bet.measure].filter((value) => value !== null)).median;
  const tell = (key) => (unit === "share" ? written(view, middle(key), unit) : `${rounded(middle(key))} ${say(`unit_${bet.measure}`)}`);
  return say("bet_came", { from: tell(bet.from), to: tell(bet.to), runs: view.data.runs });
}

function buttons(view) {
  return [{ label: view.speech.say("keep_as_before"), changes: { before: keyNow(view) } }];
}

function columns(view) {
  const { say } = view.speech, states = [["lane_before", beforeKey(view)], ["lane_now", keyNow(view)]];
  const ofMeasure = ({ name }) => states.map(([word, key]) => {
    const numbers = runsOf(view, key).measures?.[name] ?? [];
    return { head: `${say(`measure_${name}`)}, ${say(word)}`, of: (place) => numbers[place] ?? "" };
  });
  return [{ head: say("head_run"), of: (place) => place + 1 }, ...view.data.measures.flatMap(ofMeasure)];
}

const spec = {
  title: ({ speech }) => speech.say("title"),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act,
  buttons,
  keys: ({ speech }) => [[["←", "→"], speech.say("keys_choose")], [[speech.say("key_space")], speech.say("keys_set")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => true,
  notes: ({ speech }) => ({ shows: speech.say("shows"), hides: speech.say("hides") }),
  ask: ({ speech }) => ({ question: speech.say("question") }),
  columns,
  rows: ({ data }) => Array.from({ length: data.runs }, (_, place) => place),
};

// Draws the panel into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, { ...spec, name: model.get("data").name });
}
