// An office of the approvals lab on one day: who travels, who waits, who is at a desk. Four weeks of
// one run are known, so the picture of any moment is a function of the time.

import { s } from "../front/dom.js";
import { widthOf } from "../front/draw.js";

const HIGH = 112; // of an office
const CURVE = 96; // of a curve below; beside each other, or where it is narrow under each other
const NARROW = 560;
const PARTS = 100; // of a day, as in watched.py
const PITCH = 9.2, DOT = 3.7, RANKS = 7, BY_DESK = 17, RESULT = 46;
const FIRST = 0.68; // how wide the first department is beside the others: no way leads to it
const CURVES = ["way", "queue"];
const STEPS = 4; // of a day, for the curves

const known = new WeakMap(); // record -> what follows from it

// When each case comes to each department, is begun and done there, in days.
function timesOf(record) {
  if (known.has(record)) return known.get(record).cases;
  const cases = record.applied.map((applied, number) => {
    const channel = record.cases[number], stages = [];
    let came = applied;
    for (let place = 0; place < record.departments; place += 1) {
      const begun = came + record.waits[number][place], done = begun + record.works[number][place];
      stages.push({ came: came / PARTS, begun: begun / PARTS, done: done / PARTS });
      came = done + (channel === "o" ? 0 : record.way);
    }
    return { channel, number, stages };
  });
  known.set(record, { cases });
  return cases;
}

// Where each case is at some time: {case, what: "way" | "queue" | "desk" | "done", place, share}.
function placesAt(record, time) {
  const found = [];
  for (const one of timesOf(record)) {
    if (one.stages[0].came > time) continue;
    found.push({ one, ...placeOf(one.stages, time) });
  }
  return found;
}

function placeOf(stages, time) {
  const place = stages.findIndex(({ done }) => time < done);
  if (place < 0) return { what: "done", place: stages.length };
  const { came, begun } = stages[place];
  if (time >= begun) return { what: "desk", place };
  if (time >= came) return { what: "queue", place, since: came };
  const left = stages[place - 1].done;
  return { what: "way", place, share: (time - left) / (came - left) };
}

const count = (places, what) => places.filter((one) => one.what === what).length;

const last = (record) => record.days;
const perSecond = 1;
const step = 1;
const rounded = (time) => Math.round(time * 10) / 10;

function tell(record, time, say) {
  const places = placesAt(record, time);
  return say("watch_counts", { way: count(places, "way"), queue: count(places, "queue"), desk: count(places, "desk"), done: count(places, "done") });
}

// --- an office ---

// Filled: somebody walks with the case, its applicant (a dot) or an agent (a square). Hollow: papers
// alone (a square), or what is handled online (a dot).
function glyph({ channel }, x, y) {
  if (channel === "c" || channel === "o") return s("circle", { class: `case case-${channel}`, cx: x, cy: y, r: DOT });
  return s("rect", { class: `case case-${channel}`, x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT });
}

function draw(record, time, { width, say }) {
  const places = placesAt(record, time), stage = (width - RESULT) / (record.departments - 1 + FIRST), middle = HIGH / 2 - 6;
  const department = (place) => {
    const right = (place + FIRST) * stage, desk = right - BY_DESK, from = right - stage, edge = from + stage * 0.42;
    const waiting = places.filter((one) => one.what === "queue" && one.place === place).sort((one, other) => one.since - other.since);
    const served = places.filter((one) => one.what === "desk" && one.place === place);
    const under = places.filter((one) => one.what === "way" && one.place === place);
    const words = say("watch_department", { number: place + 1, waiting: waiting.length });
    const seat = (number) => middle + (number - (record.officers - 1) / 2) * 15;
    const queued = ({ one }, turn) => glyph(one, desk - 16 - Math.floor(turn / RANKS) * PITCH, middle + ((turn % RANKS) - (RANKS - 1) / 2) * PITCH);
    const walking = ({ one, share }) => glyph(one, from + 6 + share * (edge - from - 6), middle + ((one.number % 7) - 3) * 7);
    return [
      place ? s("line", { class: "way-line", x1: from, x2: edge, y1: middle, y2: middle }) : null,
      s("rect", { class: "desk", x: desk - 8, y: seat(0) - 10, width: 16, height: 15 * (record.officers - 1) + 20 }),
      Array.from({ length: record.officers }, (_, number) => s("circle", { class: "seat", cx: desk, cy: seat(number), r: DOT + 2 })),
      under.map(walking), waiting.map(queued), served.map(({ one }, number) => glyph(one, desk, seat(Math.min(number, record.officers - 1)))),
      s("text", { class: "year", x: desk + 8, y: HIGH - 4, "text-anchor": "end" }, widthOf(words, 13.5) < right - 12 - (place && from) ? words : `${place + 1}: ${waiting.length}`),
    ];
  };
  return [
    Array.from({ length: record.departments }, (_, place) => department(place)),
    s("text", { class: "panel-median", x: width - 4, y: middle + 4, "text-anchor": "end" }, String(count(places, "done"))),
    s("text", { class: "year", x: width - 4, y: HIGH - 4, "text-anchor": "end" }, say("watch_done")),
  ];
}

function key(records, say) {
  const there = new Set(records.flatMap((record) => [...record.cases]));
  const cases = ["c", "a", "p", "o"].filter((letter) => there.has(letter)).map((letter) => say(`watch_case_${letter}`));
  return [...cases, records.length > 1 ? say("watch_dashed") : null].filter(Boolean).join(" · ");
}

// --- the curves: how many are on the way and in queues, before and now ---

function curvesOf(record) {
  timesOf(record);
  const kept = known.get(record);
  kept.curves ??= Array.from({ length: record.days * STEPS + 1 }, (_, number) => {
    const places = placesAt(record, number / STEPS);
    return Object.fromEntries(CURVES.map((what) => [what, count(places, what)]));
  });
  return kept.curves;
}

const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;

const heightUnder = (width) => (width < NARROW ? 2 * CURVE : CURVE);

// records: before and now, or now alone
function under(records, time, { width, say }) {
  const isNarrow = width < NARROW, half = isNarrow ? width : (width - 24) / 2, top = 24, ground = CURVE - 18, curves = records.map(curvesOf), days = records[0].days;
  const highest = Math.max(1, ...curves.flat().flatMap((counts) => CURVES.map((what) => counts[what])));
  const one = (what, place) => {
    const left = isNarrow ? 0 : place * (half + 24), at = (day) => left + (day / days) * (half - 4), up = (number) => ground - (number / highest) * (ground - top - 4);
    const path = (counts) => counts.map((each, number) => `${number ? "L" : "M"}${at(number / STEPS).toFixed(1)} ${up(each[what]).toFixed(1)}`).join("");
    const means = curves.map((counts) => mean(counts.map((each) => each[what])).toFixed(1)).join(" → ");
    const name = say(`watch_curve_${what}`);
    return [
      s("text", { class: "panel-median", x: left, y: 12 }, name),
      s("text", { class: "year", x: left + widthOf(name, 13.5, 700) + 8, y: 12 }, say("watch_mean", { means })),
      s("line", { class: "grid", x1: left, x2: left + half - 4, y1: ground, y2: ground }),
      s("line", { class: "grid", x1: left, x2: left + half - 4, y1: up(highest), y2: up(highest) }),
      s("text", { class: "year", x: left + half - 4, y: up(highest) - 2, "text-anchor": "end" }, String(highest)),
      curves.map((counts, number) => s("path", { class: `curve ${number === curves.length - 1 ? "after" : "before"}`, d: path(counts) })),
      s("line", { class: "panel-limit", x1: at(time), x2: at(time), y1: top - 4, y2: ground }),
      s("text", { class: "year", x: left, y: CURVE - 4 }, say("watch_first_day")),
      s("text", { class: "year", x: left + half - 4, y: CURVE - 4, "text-anchor": "end" }, say("watch_last_day", { days })),
    ];
  };
  return CURVES.map((what, place) => s("g", { transform: `translate(0 ${isNarrow ? place * CURVE : 0})` }, one(what, place)));
}

// What a panel asks of a run that it shows moving.
export const queue = { HIGH, heightUnder, last, perSecond, step, rounded, tell, draw, key, under };
