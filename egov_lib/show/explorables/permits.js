// Kinds of permit as squares sized by their cases: pressing one puts it online.

import { h, mixed } from "../front/dom.js";
import { explorable } from "./frame.js";

const LARGEST = 46; // side of the square of the busiest kind in a narrow view, in pixels
const NARROW = 640; // below this width each kind has a place of its own, wide enough for a finger
const HEIGHT = 300; // of all tiles together
const ROOM = 64; // a tile so wide and high can say its share of the cases

const onlineOf = (view) => new Set((view.state.online ?? "").split(",").filter(Boolean).map((number) => Number(number) - 1));
const takeOf = (view) => Number(view.state.take ?? view.data.take_up);
const written = (kinds) => [...kinds].sort((a, b) => a - b).map((kind) => kind + 1).join(",");
const percent = (share) => Math.round(100 * share);
const sum = (values) => values.reduce((total, value) => total + value, 0);
const casesOf = (view, kinds) => sum([...kinds].map((kind) => view.data.shares[kind]));

// The halves that a button puts online.
const kindsFrom = (first, count) => Array.from({ length: count }, (_, number) => first + number);
const busiest = ({ data }) => kindsFrom(0, data.half);
const rarest = ({ data }) => kindsFrom(data.shares.length - data.half, data.half);
const isNow = (view, kinds) => (view.state.online ?? "") === written(kinds);

// --- tiles ---

// Places for tiles whose areas are as their shares, the largest first, near to squares (Bruls,
// Huizing and van Wijk, "Squarified Treemaps", 2000). The shares add up to 1.
function places(shares, width, height) {
  const found = [], scale = width * height;
  let x = 0, y = 0, w = width, h = height, from = 0;
  while (from < shares.length) {
    const side = Math.min(w, h), count = rowLength(shares.slice(from).map((share) => share * scale), side);
    const row = shares.slice(from, from + count).map((share) => share * scale), thick = sum(row) / side;
    let along = 0;
    for (const area of row) {
      const long = area / thick;
      found.push(w >= h ? { x, y: y + along, w: thick, h: long } : { x: x + along, y, w: long, h: thick });
      along += long;
    }
    if (w >= h) [x, w] = [x + thick, w - thick];
    else [y, h] = [y + thick, h - thick];
    from += count;
  }
  return found;
}

// How many of the areas make the row whose worst tile is nearest to a square.
function rowLength(areas, side) {
  const worst = (count) => {
    const row = areas.slice(0, count), thick = sum(row) / side;
    return Math.max(...row.map((area) => Math.max(thick * thick / area, area / (thick * thick))));
  };
  let count = 1;
  while (count < areas.length && worst(count + 1) <= worst(count)) count += 1;
  return count;
}

// --- drawing ---

// The share of all cases that a kind has: "21 %", of small ones with a decimal.
function shareOf(view, kind) {
  const share = 100 * view.data.shares[kind];
  return `${share < 10 ? share.toFixed(1) : Math.round(share)}${view.lang === "zh" ? "" : " "}%`;
}

function tile(view, kind, place) {
  const { say } = view.speech, { data } = view, on = onlineOf(view).has(kind), cases = data.cases * data.shares[kind];
  const written = cases < 10 ? cases.toFixed(1) : String(Math.round(cases)), filled = `${on ? takeOf(view) : 0}%`;
  const said = say("tile_of", { number: kind + 1, cases: written, days: data.days, state: say(on ? "is_online" : "is_offline") });
  const side = `${Math.max(5, LARGEST * Math.sqrt(data.shares[kind] / data.shares[0])).toFixed(1)}px`;
  const inside = place ? [h("span", { class: "square" }), place.w > ROOM && place.h > ROOM ? h("span", { class: "cases" }, shareOf(view, kind)) : null] : h("span", { class: "square" });
  const style = place ? { left: `${place.x}px`, top: `${place.y}px`, width: `${place.w}px`, height: `${place.h}px` } : {};
  return h("button", { type: "button", class: `item permit${on ? " is-online" : ""}`, "data-id": `kind:${kind}`, "aria-pressed": String(on), "aria-label": said, style: { ...style, "--side": side, "--filled": filled } }, inside);
}

function tiles(view) {
  const { shares } = view.data;
  if (view.width < NARROW) return h("div", { class: "permits" }, shares.map((_, kind) => tile(view, kind, null)));
  const all = places(shares, view.width, HEIGHT);
  return h("div", { class: "permits is-wide", style: { height: `${HEIGHT}px` } }, all.map((place, kind) => tile(view, kind, place)));
}

function takeUp(view) {
  const { say } = view.speech;
  return h("div", { class: "take-up", role: "group", "aria-label": say("take_up") }, h("b", {}, say("take_up")), h("span", { class: "badge" }, say("is_assumed")),
    h("span", { class: "take-choices" }, view.data.take_ups.map((share) => h("button", { type: "button", class: "item take", "data-id": `take:${share}`, "aria-pressed": String(takeOf(view) === share) }, String(share)))));
}

function bar(view, key, share, mark) {
  const { say } = view.speech;
  return h("div", { class: `permit-bar ${key}` }, h("span", {}, say(key)),
    h("span", { class: "track" }, h("span", { class: "part", style: { width: `${100 * share}%` } }), mark ? h("span", { class: "aim-line", style: { left: `${mark}%` }, title: say("the_aim", { share: mark }) }) : null),
    h("b", {}, view.lang === "zh" ? `${percent(share)}%` : `${percent(share)} %`));
}

function grounds(view) {
  const { say } = view.speech, { data } = view, found = { share: data.aim, all: data.shares.length, cases: data.cases, days: data.days };
  const ground = (key, text) => h("span", {}, h("span", { class: `badge${text ? " by-text" : ""}`, "data-doc": text ? data.findings[0].doc : null }, say(text ? "from_the_text" : "is_assumed")), " ", mixed(say(key, found)));
  return h("p", { class: "grounds" }, ground("ground_share", true), ["ground_kinds", "ground_demand", "ground_cases", "ground_take_up"].map((key) => ground(key, false)));
}

function draw(view) {
  const { data } = view, online = onlineOf(view), cases = casesOf(view, online);
  return [
    tiles(view),
    takeUp(view),
    h("div", { class: "permit-bars" }, bar(view, "bar_items", online.size / data.shares.length, data.aim), bar(view, "bar_cases", cases), bar(view, "bar_handled", cases * takeOf(view) / 100)),
    grounds(view),
  ];
}

// --- moves and words ---

function act(view, id) {
  const [what, value] = id.split(":"), number = Number(value);
  if (what === "take") return { take: number === view.data.take_up ? "" : value };
  const online = onlineOf(view);
  if (!online.delete(number)) online.add(number);
  return { online: written(online) };
}

// A half by lot, and another one when it is pressed again.
function nextLot(view) {
  const { lots } = view.data, now = lots.findIndex((lot) => isNow(view, lot));
  return lots[(now + 1) % lots.length];
}

function buttons(view) {
  const { say } = view.speech, count = view.data.half, half = (key, kinds) => ({ label: say(key, { count }), changes: { online: written(kinds) }, pressed: isNow(view, kinds) });
  return [half("busiest", busiest(view)), half("rarest", rarest(view)), { ...half("by_lot", nextLot(view)), pressed: view.data.lots.some((lot) => isNow(view, lot)) }];
}

function says(view) {
  const { data } = view, { say } = view.speech, online = onlineOf(view), cases = casesOf(view, online), all = data.shares.length, take = takeOf(view);
  const more = Math.ceil(data.aim * all / 100) - online.size;
  const found = { count: online.size, all, items: percent(online.size / all), cases: percent(cases), take, handled: percent(cases * take / 100) };
  return [say("says_now", found), more > 0 ? say("says_short", { more }) : say("says_met")].join(view.lang === "zh" ? "" : " ");
}

const seen = (view) => onlineOf(view).size > 0;

function notes(view) {
  if (!seen(view)) return {};
  const { data } = view, [low, high] = data.draws.random;
  const found = { count: data.half, busiest: percent(casesOf(view, busiest(view))), rarest: percent(casesOf(view, rarest(view))), low, high, draws: data.draw_count };
  return { shows: view.speech.say("shows", found), hides: view.speech.say("hides", { can: data.can }) };
}

const spec = {
  name: "permits",
  title: ({ speech }) => speech.say("title"),
  lead: ({ speech }) => speech.say("lead"),
  guess: ({ data, speech }) => ({ ask: speech.say("ask_guess", { count: data.half, all: data.shares.length }), number: { least: 0, most: 100, unit: speech.say("in_hundred") } }),
  came: (view) => (isNow(view, rarest(view)) ? `${percent(casesOf(view, rarest(view)))}${view.speech.say("in_hundred")}` : ""),
  draw,
  act,
  buttons,
  keys: ({ speech }) => [[["←", "→", "↑", "↓"], speech.say("keys_move")], [[speech.say("key_space")], speech.say("keys_press")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => true,
  notes,
  ask: (view) => (seen(view) ? { question: view.speech.say("question"), answer: view.speech.say("answer") } : null),
  columns: (view) => [
    { head: view.speech.say("kind_head"), of: ({ kind }) => String(kind + 1) },
    { head: view.speech.say("cases_head"), of: ({ share }) => (100 * share).toFixed(2) },
    { head: view.speech.say("bar_items"), of: ({ kind }) => (onlineOf(view).has(kind) ? view.speech.say("is_online") : "") },
  ],
  rows: ({ data }) => data.shares.map((share, kind) => ({ kind, share })),
};

// Draws the squares into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
