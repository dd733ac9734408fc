// The panel of a lab: settings with their badges at the left, the runs of the model at the right.
//
// Every state of the lists was run beforehand, so a page without a kernel answers at once; in a
// notebook any other value is run by Python when it is typed. A run is a dot. What was there before
// stays as hollow dots, so that a change is seen against the spread of chance.

import { h, mixed, replace, s } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { attack } from "./attack.js";
import { explorable } from "./frame.js";
import { queue } from "./queue.js";

const ROW = 138, TOP = 26, AXIS = 44, DOT = 4.2, SIDE = 22;
const ROOM = ROW - 58, LEAST = 2.2; // for a stack of dots; radius of the smallest dot
const FEW = 10; // below so many runs nothing is concluded
const DESK = 820; // pixels of a picture; a wider one is the same, larger
const LANE = 22; // of a lane's words, above what is watched
const WATCHED = { queue, attack };
const LOOKS = ["spread", "watch", "table"];

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
const looksOf = (view) => LOOKS.filter((look) => look !== "watch" || Object.keys(view.data.watched).length);
const lookOf = (view) => (looksOf(view).includes(view.state.look) ? view.state.look : LOOKS[0]);
const asked = new WeakMap(); // model -> {runs that Python made, by key}

function madeFor(view) {
  if (!asked.has(view.model)) {
    const made = {};
    asked.set(view.model, made);
    view.model.on("msg:custom", (message) => {
      if (!message?.key) return;
      made[message.key] = message.problem ? { problem: message.problem } : { measures: message.measures, watched: message.watched };
      view.redraw();
    });
  }
  return asked.get(view.model);
}

// The runs of a state by measure; asks Python for those that were not made beforehand.
function runsOf(view, key) {
  const stored = view.data.states[key];
  if (stored) return { measures: stored, watched: view.data.watched[key] };
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
  if (unit === "share") return joined(view, Number((value * 100).toFixed(1)), "%");
  return unit === "name" ? view.speech.say(`value_${value}`) : String(rounded(value));
}

// A number and its unit: Chinese has no space between them.
function joined(view, number, unit) {
  return view.lang === "zh" ? `${number}${unit}` : `${number} ${unit}`;
}

// The unit of a measure behind its name; a share shows its own at the number.
function unitOf(view, { name, unit }) {
  const said = view.speech.say(`unit_${name}`);
  if (unit === "share") return "";
  return view.lang === "zh" ? `（${said}）` : ` (${said})`;
}

function rounded(value) {
  const number = Number(value), size = Math.abs(number);
  if (size >= 100) return Math.round(number);
  return Number(number.toFixed(size >= 10 ? 1 : 2));
}

function withUnit(view, value) {
  const { name, unit } = measureOf(view);
  return unit === "share" ? written(view, value, unit) : joined(view, rounded(value), view.speech.say(`unit_${name}`));
}

// --- settings ---

function choice(view, name, value, label, pressed) {
  return h("button", { type: "button", class: "item button panel-choice", "data-id": `${name}:${value}`, "aria-pressed": String(pressed) }, mixed(label));
}

// Where a value comes from: the words of a text, a fact from outside, or our assumption.
function badge(view, control) {
  const { say } = view.speech, now = String(valueOf(view, control));
  // A place has grounds of its own: what the nation's paper says is no ground for it.
  const place = placeOf(view), grounds = place ? place.grounds[control.name] : control.grounds[now];
  if (!grounds) return h("p", { class: "panel-badge" }, h("span", { class: "badge" }, say("badge_assumed")), " ", mixed(say(`why_${control.name}`)));
  const mark = h("span", { class: grounds.doc ? "badge from-text" : "badge from-outside", "data-doc": grounds.doc || null }, say(`badge_${grounds.badge}`));
  return h("p", { class: "panel-badge" }, mark, " ", groundWords(view, grounds), " ", h("code", {}, grounds.address));
}

// A Chinese reader gets the sentence with the quote in it marked, an English one quote and English.
function groundWords(view, { quote, zh, en }) {
  if (!quote) return mixed(view.lang === "zh" ? zh : en);
  if (view.lang !== "zh") return mixed(`“${quote}” ${en}`);
  const start = zh.indexOf(quote);
  if (start < 0) return mixed(`“${inner(quote)}”`);
  return ["“", inner(zh.slice(0, start)), h("b", {}, inner(quote)), inner(zh.slice(start + quote.length)), "”"];
}

// The quotation marks of words that stand in quotation marks themselves.
function inner(words) {
  return words.replaceAll("“", "‘").replaceAll("”", "’");
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

// The largest dots with which the highest stack of all lanes has room; no smaller than `LEAST`.
function dotSize(lanes, at) {
  for (let radius = DOT; radius > LEAST; radius -= 0.3) {
    if (Math.max(...lanes.map((numbers) => highestOf(numbers, at, radius))) * sizeOfDot(radius) <= ROOM) return radius;
  }
  return LEAST;
}

const sizeOfDot = (radius) => 2 * radius + 1;
const columnOf = (value, at, radius) => Math.round(at(value) / sizeOfDot(radius));

// How high the stacks are, by column.
function stacksOf(numbers, at, radius) {
  const counts = new Map();
  for (const value of numbers) counts.set(columnOf(value, at, radius), (counts.get(columnOf(value, at, radius)) ?? 0) + 1);
  return counts;
}

const highestOf = (numbers, at, radius) => Math.max(1, ...stacksOf(numbers, at, radius).values());

// Dots stand on each other where runs came out nearly alike. Where they have no room, those of one
// stack hide each other in part if it is alone, else those of all, so that heights compare.
function dots(view, numbers, at, ground, name, radius) {
  const size = sizeOfDot(radius), stacks = stacksOf(numbers, at, radius), heights = [...stacks.values()].sort((one, other) => other - one);
  const [most, next = 0] = heights, tight = Math.min(size, ROOM / most), isAlone = next * size <= ROOM;
  const riseOf = (column) => (isAlone && stacks.get(column) < most ? size : tight);
  const reached = new Map();
  const marks = numbers.map((value) => {
    const column = columnOf(value, at, radius), height = reached.get(column) ?? 0;
    reached.set(column, height + 1);
    return s("circle", { class: name, cx: column * size, cy: ground - radius - 2 - height * riseOf(column), r: radius });
  });
  if (tight >= size / 2) return marks;
  const [column] = [...stacks].find(([, height]) => height === most), x = column * size, isRight = x > view.pictureWidth - 60;
  return [marks, s("text", { class: "year", x: x + (isRight ? -1 : 1) * (radius + 4), y: ground - ROOM + 10, "text-anchor": isRight ? "end" : "start" }, `× ${most}`)];
}

function lane(view, key, words, { top, at, name, radius }) {
  const numbers = numbersOf(view, key), middle = spread(numbers), ground = top + ROW - 30;
  const label = s("g", { class: "panel-lane" }, textLines(wrap(words, view.pictureWidth - 2 * SIDE), { x: SIDE, y: top + 12 }));
  if (!middle) return [label, s("text", { class: "panel-median", x: SIDE, y: ground - 20 }, view.speech.say("none_here"))];
  const x = at(middle.median), told = withUnit(view, middle.median);
  const anchor = x + 14 + widthOf(told, 13.5, 700) > view.pictureWidth ? "end" : "start";
  return s("g", { class: name }, dots(view, numbers, at, ground, `run ${name}`, radius),
    s("line", { class: "span", x1: at(middle.low), x2: at(middle.high), y1: ground, y2: ground }),
    s("path", { class: "median", d: `M${x} ${ground + 2}l7 12h-14z` }),
    s("text", { class: "panel-median", x: x + (anchor === "end" ? -12 : 12), y: ground + 16, "text-anchor": anchor }, told), label);
}

function limitLine(view, at, bottom) {
  const { name, limit } = measureOf(view);
  if (limit === null || limit === undefined) return null;
  const x = at(limit), words = view.speech.say(`limit_${name}`), start = Math.max(SIDE, Math.min(x + 5, view.pictureWidth - SIDE - widthOf(words)));
  return [s("line", { class: "panel-limit", x1: x, x2: x, y1: TOP - 6, y2: bottom }),
    s("text", { class: "year", x: start, y: TOP - 12 }, words)];
}

// How wide a picture is drawn, and how wide it is shown: on a projector all of it grows.
function sizeOf(view) {
  const shown = view.width > 720 ? Math.round(view.width * 0.62) : view.width;
  return { shown, width: Math.min(shown, DESK) };
}

function picture(view) {
  const measure = measureOf(view), { say } = view.speech, now = keyNow(view), before = beforeKey(view), same = now === before;
  const { width, shown } = sizeOf(view), lanes = same ? 1 : 2;
  const numbers = [...numbersOf(view, now), ...numbersOf(view, before), ...(measure.limit === null ? [] : [measure.limit])];
  view.pictureWidth = width;
  const { ticks, at } = axis(Math.min(measure.least, ...numbers), Math.max(measure.most, ...numbers), width);
  const radius = dotSize([numbersOf(view, now), same ? [] : numbersOf(view, before)], at);
  const unit = measure.unit === "share" ? "%" : say(`unit_${measure.name}`);
  const axisWords = wrap(say("axis", { measure: say(`measure_${measure.name}`), unit }), width - 2 * SIDE);
  const bottom = TOP + ROW * lanes, height = bottom + AXIS + 17 * (axisWords.length - 1);
  const tick = (value) => [s("line", { class: "grid", x1: at(value), x2: at(value), y1: TOP, y2: bottom }),
    s("text", { class: "year", x: at(value), y: bottom + 16, "text-anchor": "middle" }, measure.unit === "share" ? joined(view, rounded(value * 100), "%") : String(rounded(value)))];
  return s("svg", { class: "panel-picture", width: shown, height: height * shown / width, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": says(view) },
    ticks.map(tick), limitLine(view, at, bottom),
    same ? null : lane(view, before, `${say("lane_before")} ${namedState(view, before)}`, { top: TOP, at, name: "before", radius }),
    lane(view, now, same ? capital(namedState(view, now)) : `${say("lane_now")} ${namedState(view, now)}`, { top: TOP + ROW * (lanes - 1), at, name: "after", radius }),
    textLines(axisWords, { class: "year", x: SIDE, y: bottom + AXIS - 8 }));
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);

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
    const [was, is] = [middleOf(before, measure), middleOf(now, measure)], tell = (value) => (value === undefined ? "–" : written(view, value, measure.unit)), none = was === undefined && is === undefined;
    return h("li", {}, h("button", { type: "button", class: "item panel-result", "data-id": `measure:${measure.name}`, "aria-pressed": String(measure === measureOf(view)) },
      h("b", {}, none ? say("none_here") : now === before ? tell(is) : `${tell(was)} → ${tell(is)}`), h("span", {}, mixed(say(`measure_${measure.name}`)), unitOf(view, measure))));
  };
  return h("ul", { class: "panel-results" }, view.data.measures.map(cell));
}

function table(view) {
  const { say } = view.speech, keys = [beforeKey(view), keyNow(view)], { measures } = view.data;
  const cells = (key, measure) => {
    const found = spread((runsOf(view, key).measures?.[measure.name] ?? []).slice(0, shownOf(view)).filter((value) => value !== null));
    const tell = (value) => written(view, value, measure.unit);
    return found ? [h("td", { class: "number" }, tell(found.median)), h("td", { class: "number" }, `${tell(found.low)} – ${tell(found.high)}`)] : [h("td", { colspan: "2" }, say("none_here"))];
  };
  const row = (measure) => h("tr", {}, h("th", { scope: "row" }, mixed(say(`measure_${measure.name}`)), unitOf(view, measure)), keys.map((key) => cells(key, measure)));
  const heads = ["head_measure", "head_before", "head_nine", "head_now", "head_nine"];
  return h("div", { class: "panel-table" }, h("p", { class: "quiet" }, mixed(`${say("lane_before")} ${namedState(view, keys[0])}`)), h("p", { class: "quiet" }, mixed(`${say("lane_now")} ${namedState(view, keys[1])}`)),
    h("table", {}, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, say(head))))), h("tbody", {}, measures.map(row))));
}

// --- one run, moving ---

const playing = new WeakMap(); // model -> {time, frame}
const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const isPlaying = (view) => playing.has(view.model);
const kindOf = (record) => WATCHED[record.kind];
const lastOf = (records) => Math.max(...records.map((record) => kindOf(record).last(record)));
const timeOf = (view) => playing.get(view.model)?.time ?? Number(view.state.at ?? 0);

// What is before, where it is another state, and now: [{key, words, record}].
function watchedNow(view) {
  const { say } = view.speech, now = keyNow(view), before = beforeKey(view);
  const lanes = now === before ? [[now, ""]] : [[before, say("lane_before")], [now, say("lane_now")]];
  return lanes.map(([key, word]) => ({ words: capital(`${word} ${namedState(view, key)}`.trim()), record: runsOf(view, key).watched })).filter(({ record }) => record);
}

// Where nothing may move, one state is seen at its beginning and at its end.
function lanesOf(view) {
  const lanes = watchedNow(view), end = lastOf(lanes.map(({ record }) => record)), time = timeOf(view);
  if (!reduced() || view.state.at !== undefined) return lanes.map((lane) => ({ ...lane, time }));
  if (lanes.length > 1) return lanes.map((lane) => ({ ...lane, time: end }));
  const [{ words, record }] = lanes;
  return [0, end].map((at) => ({ words: `${words}, ${atWords(view, record.kind, at, end)}`, record, time: at }));
}

function watchSvg(view) {
  const lanes = lanesOf(view), { width, shown } = sizeOf(view), { say } = view.speech, kind = kindOf(lanes[0].record);
  const size = { width, say }, drawn = [];
  let top = 0;
  for (const { words, record, time } of lanes) {
    const lines = wrap(`${words} · ${kind.tell(record, Math.min(time, kind.last(record)), say)}`, width - 8, 12.5, 700);
    const head = LANE + 17 * (lines.length - 1);
    drawn.push(s("g", { class: "panel-lane", transform: `translate(0 ${top})` }, textLines(lines, { x: 0, y: 14 })),
      s("g", { transform: `translate(0 ${top + head})` }, kind.draw(record, Math.min(time, kind.last(record)), size)));
    top += head + kind.HIGH + 6;
  }
  const records = watchedNow(view).map(({ record }) => record), below = kind.under(records, lanes.at(-1).time, size);
  if (below) drawn.push(s("g", { transform: `translate(0 ${top + 6})` }, below));
  const height = top + (below ? kind.heightUnder(width) + 6 : 0);
  return s("svg", { class: "panel-picture panel-watched", width: shown, height: height * shown / width, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": saysWatched(view) }, drawn);
}

function watch(view) {
  const { say } = view.speech, lanes = watchedNow(view);
  if (!lanes.length) return h("p", { class: "quiet" }, say(runsOf(view, keyNow(view)).waits ? "running" : "only_with_kernel"));
  const records = lanes.map(({ record }) => record), kind = kindOf(records[0]);
  return h("div", {}, watchSvg(view), h("p", { class: "quiet" }, mixed(kind.key(records, say)), " ", h("b", {}, mixed(say("a_model")))));
}

function player(view) {
  const records = watchedNow(view).map(({ record }) => record), { say } = view.speech;
  if (!records.length) return null;
  const end = lastOf(records), time = timeOf(view);
  // What would change nothing looks so, but stays: the arrow keys pass over it to the next.
  const button = (what, word, off, main = "") => h("button", { type: "button", class: `item button ${off ? "is-off" : main}`, "data-id": `watch:${what}` }, say(word));
  return h("span", { class: "panel-group panel-player" },
    reduced() ? null : button("play", isPlaying(view) ? "watch_stop" : "watch_play", end === 0, "main"),
    button("back", "watch_back", time <= 0), button("on", "watch_on", time >= end), button("begin", "watch_begin", time <= 0),
    h("output", { class: "quiet" }, atWords(view, records[0].kind, time, end)));
}

const atWords = (view, kind, time, end) => view.speech.say(`watch_at_${kind}`, { at: Math.floor(time), last: end });

// Settings may be changed meanwhile: each frame asks what there is.
function play(view) {
  const recordsNow = () => watchedNow(view).map(({ record }) => record), from = timeOf(view);
  const run = { time: from >= lastOf(recordsNow()) ? 0 : from, frame: 0 };
  playing.set(view.model, run);
  let then = performance.now();
  const tick = (now) => {
    const records = recordsNow();
    if (!records.length) return stop(view, true);
    const end = lastOf(records), kind = kindOf(records[0]);
    run.time = Math.min(end, run.time + ((now - then) / 1000) * kind.perSecond);
    then = now;
    const shown = view.root.querySelector(".panel-watched");
    if (!shown || run.time >= end) return stop(view, !shown);
    shown.replaceWith(watchSvg(view));
    replace(view.root.querySelector(".panel-player output"), atWords(view, records[0].kind, run.time, end));
    run.frame = requestAnimationFrame(tick);
  };
  run.frame = requestAnimationFrame(tick);
  view.redraw();
}

// Stops, and keeps where it stopped, so that a link or Undo lead there.
function stop(view, isGone = false) {
  const run = playing.get(view.model), lanes = watchedNow(view);
  cancelAnimationFrame(run?.frame);
  playing.delete(view.model);
  if (isGone || !run || !lanes.length) return;
  view.move({ at: String(kindOf(lanes[0].record).rounded(run.time)) });
}

function watchMoves(view, what) {
  const records = watchedNow(view).map(({ record }) => record);
  if (!records.length) return null;
  const kind = kindOf(records[0]), time = timeOf(view);
  if (!view.open) return { at: "0" };
  if (isPlaying(view)) {
    stop(view);
    return null;
  }
  if (what === "play") {
    play(view);
    return null;
  }
  const to = { begin: 0, back: Math.max(0, Math.ceil(time) - kind.step), on: Math.min(lastOf(records), Math.floor(time) + kind.step) }[what];
  return to === time ? null : { at: String(to) };
}

function saysWatched(view) {
  const lanes = lanesOf(view), { record, words, time } = lanes.at(-1), kind = kindOf(record);
  return `${words}: ${kind.tell(record, Math.min(time, kind.last(record)), view.speech.say)}`;
}

// --- all together ---

function choiceRow(view) {
  const { say } = view.speech, { runs } = view.data, looks = looksOf(view), times = (count) => (count === 1 ? say("run_once") : say("run_times", { count }));
  const runRow = [h("span", { class: "quiet" }, say("how_many_runs")), [1, FEW, runs].map((count) => choice(view, "runs", count, times(count), shownOf(view) === count))];
  const lookRow = [h("span", { class: "quiet" }, say("look_at")), looks.map((look) => choice(view, "look", look, say(`look_${look}`), lookOf(view) === look))];
  return h("div", { class: "panel-choices panel-looks" }, h("span", { class: "panel-group" }, lookRow), lookOf(view) === "watch" ? player(view) : h("span", { class: "panel-group" }, runRow));
}

function shown(view) {
  const { say } = view.speech;
  if (lookOf(view) === "watch") return [watch(view), results(view)];
  if (lookOf(view) === "table") return [table(view), h("p", { class: "quiet" }, h("b", {}, mixed(say("a_model"))))];
  return [picture(view), results(view), h("p", { class: "quiet" }, mixed(say("key_line", { last: view.data.runs - 1 })), " ", h("b", {}, mixed(say("a_model"))))];
}

function draw(view) {
  const { say } = view.speech, { places } = view.data;
  const placeRow = places.length ? h("fieldset", { class: "panel-setting panel-places" }, h("legend", {}, say("places_of_texts")),
    h("div", { class: "panel-choices" }, choice(view, "place", "", say("no_place"), !placeOf(view)), places.map(({ name }) => choice(view, "place", name, say(`place_${name.replaceAll("-", "_")}`), view.state.place === name)))) : null;
  const problem = runsOf(view, keyNow(view));
  return h("div", { class: "panel-lab" },
    h("div", { class: "panel-settings" }, controlsOf(view).map((control) => setting(view, control)), placeRow),
    h("div", {}, choiceRow(view), problem.problem ? h("p", { role: "alert" }, mixed(problem.problem)) : null, shown(view)));
}

function act(view, id) {
  const colon = id.indexOf(":"), name = id.slice(0, colon), value = id.slice(colon + 1);
  if (name === "watch") return watchMoves(view, value);
  if (["place", "runs", "measure", "look"].includes(name)) return { [name]: name === "look" && value === LOOKS[0] ? "" : value };
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
  if (lookOf(view) === "watch" && found.watched) return isPlaying(view) ? "" : saysWatched(view);
  const [now, before] = [spread(numbersOf(view, keyNow(view))), spread(numbersOf(view, beforeKey(view)))];
  const measure = capital(say(`measure_${measureOf(view).name}`));
  if (!now) return say("no_number", { measure });
  if (count < FEW) return say("one_run", { measure, value: withUnit(view, now.median) });
  const told = { measure, count, median: withUnit(view, now.median), low: written(view, now.low, measureOf(view).unit), high: withUnit(view, now.high) };
  if (keyNow(view) === beforeKey(view) || !before) return say("says_now", told);
  if (now.low === now.high && before.low === before.high && now.low === before.low) return say("says_same", told);
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
  const tell = (key) => (unit === "share" ? written(view, middle(key), unit) : joined(view, rounded(middle(key)), say(`unit_${bet.measure}`)));
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
