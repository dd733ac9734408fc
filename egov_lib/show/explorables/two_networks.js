// Zones of hosts with walls and a gate between them; an attack fills the hosts that it takes, and
// a hundred attacks are a histogram.

import { h, s } from "../front/dom.js";
import { explorable } from "./frame.js";

const MANY = "100";
const HIGH = 170, TOP = 22, BOTTOM = 40, SIDE = 30, BIN = 5; // percent a bar

const layoutOf = (view) => (view.data.layouts.includes(view.state.layout) ? view.state.layout : view.data.layouts[0]);
const isUp = (view, name) => view.state[name] !== "off";
const runsOf = (view) => view.state.runs ?? "";
const isMany = (view) => runsOf(view) === MANY;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const percent = (share) => (share > 0 && share < 0.5 ? "<1" : String(Math.round(share)));

function caseOf(view, layout = layoutOf(view), up = (name) => isUp(view, name)) {
  return view.data.cases[`${layout}:${view.data.switches.map((name) => (up(name) ? "1" : "0")).join("")}`];
}

// The share of hosts that each run takes, in per cent, from the least to the most.
function shares(view, layout, found) {
  const all = sum(view.data.sizes[layout]);
  return found.taken.map((zones) => (100 * sum(zones)) / all).sort((a, b) => a - b);
}

// The run that is shown alone: its number from 0, or null.
function single(view) {
  const number = Number(runsOf(view)) - 1;
  return isMany(view) || !(number >= 0 && number < view.data.pictured) ? null : number;
}

// --- the picture ---

function zone(view, name, number) {
  const { say } = view.speech, all = view.data.sizes[layoutOf(view)][number], run = single(view);
  const places = run === null ? [] : caseOf(view).pictures[run][number], order = new Map(places.map((place, turn) => [place, turn]));
  const words = run === null ? (isMany(view) ? "" : say("before")) : say("of_zone", { taken: places.length, all });
  const host = (_, place) => h("span", { class: `net-host${order.has(place) ? " is-taken came-now" : ""}` });
  return h("div", { class: `net-zone net-${name}` }, h("h4", {}, say(name)), h("div", { class: "net-hosts", "aria-hidden": "true" }, Array.from({ length: all }, host)),
    h("p", { class: "quiet" }, words));
}

function barrier(view, name) {
  const { say } = view.speech, up = isUp(view, name);
  return h("button", { type: "button", class: `item net-switch${up ? " is-up" : ""}${name === "logical_isolation" ? " is-gate" : ""}`, "data-id": name, "aria-pressed": String(up) },
    h("span", { class: "net-bar", "aria-hidden": "true" }), say(name));
}

function choices(view) {
  const { say } = view.speech, now = layoutOf(view);
  const button = (id, label, on) => h("button", { type: "button", class: "item button net-choice", "data-id": id, "aria-pressed": String(on) }, label);
  const once = single(view) === null ? "attack_once" : "attack_again";
  return h("div", { class: "net-choices" },
    h("span", { class: "quiet" }, say("layout")), view.data.layouts.map((layout) => button(`layout:${layout}`, say(layout), layout === now)),
    h("span", { class: "quiet" }, say("attack")), button("once", say(once), single(view) !== null), button("many", say("attack_many"), isMany(view)));
}

// How many of the runs take which share of the hosts, for both layouts: the chosen one is dark.
function spread(view) {
  const { say } = view.speech, { layouts } = view.data, width = view.width, bins = 100 / BIN;
  const counted = layouts.map((layout) => {
    const bars = Array(bins + 1).fill(0); // the first is no loss at all
    for (const share of shares(view, layout, caseOf(view, layout))) bars[Math.ceil(share / BIN)] += 1;
    return bars;
  });
  const half = (width - 3 * SIDE) / 2, step = half / (bins + 1), highest = Math.max(...counted.flat()), base = HIGH - BOTTOM;
  const panel = (layout, number) => {
    const left = SIDE + number * (half + SIDE), y = (count) => TOP + 16 + (base - TOP - 16) * (1 - count / highest);
    return s("g", { class: layout === layoutOf(view) ? "is-chosen" : null },
      s("text", { class: "net-name", x: left, y: 14 }, say(layout)),
      s("line", { class: "lane", x1: left, x2: left + half, y1: base, y2: base }),
      counted[number].map((count, bin) => (count ? [s("rect", { class: "net-share", x: left + bin * step + 1, y: y(count), width: step - 2, height: base - y(count) }),
        step > 15 || count > 7 ? s("text", { class: "year", x: left + (bin + 0.5) * step, y: y(count) - 4, "text-anchor": "middle" }, String(count)) : null] : null)),
      [0, 5, 10, 15, 20].map((bin) => s("text", { class: "year", x: left + (bin + 0.5) * step, y: base + 16, "text-anchor": "middle" }, String(bin * BIN))));
  };
  return s("svg", { class: "net-spread", width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}`, role: "img", "aria-label": says(view) },
    layouts.map(panel), s("text", { class: "year", x: SIDE, y: HIGH - 6 }, say("shares_axis")));
}

function draw(view) {
  return [
    choices(view),
    h("div", { class: "net-map" },
      zone(view, "office", 1), barrier(view, "lower_isolation"), zone(view, "intranet", 0), barrier(view, "physical_isolation"), zone(view, "extranet", 2),
      barrier(view, "logical_isolation"), h("div", { class: "net-zone net-internet" }, h("h4", {}, view.speech.say("internet")), h("span", { class: "net-attacker", "aria-hidden": "true" }), h("p", { class: "quiet" }, view.speech.say("attacker")))),
    isMany(view) ? spread(view) : null,
  ];
}

function act(view, id) {
  if (view.data.switches.includes(id)) return { [id]: isUp(view, id) ? "off" : "" };
  if (id === "many") return { runs: MANY };
  if (id === "once") return { runs: single(view) === null ? "1" : String(((single(view) + 1) % view.data.pictured) + 1) };
  return { layout: id.split(":")[1] };
}

// --- what is said ---

function says(view) {
  const { say } = view.speech, layout = layoutOf(view), found = caseOf(view), all = sum(view.data.sizes[layout]), run = single(view);
  if (run !== null) return say("says_once", { number: run + 1, taken: sum(found.taken[run]), all, intranet: found.taken[run][0] });
  if (!isMany(view)) return say("says_before", { layout: say(layout), walls: view.data.switches.filter((name) => isUp(view, name)).length });
  const sorted = shares(view, layout, found), at = (part) => percent(sorted[Math.ceil(part * sorted.length) - 1]);
  const [median, ninth] = [at(0.5), at(0.9)];
  const spread = say(median === "0" ? "spread_half" : "spread_all", { median, ninth });
  return say(ninth === "0" ? "says_calm" : "says_many", { none: sorted.filter((share) => share === 0).length, spread, worst: at(1), intranet: found.taken.filter(([intranet]) => intranet > 0).length });
}

function guess({ speech }) {
  return { ask: speech.say("ask_guess"), options: ["platform", "separate", "equal"].map((value) => ({ value, label: speech.say(`guess_${value}`) })) };
}

// Of each layout the mean share, how many runs lose nothing, and how many reach the intranet.
function fared(view, up) {
  return Object.fromEntries(view.data.layouts.flatMap((layout) => {
    const found = caseOf(view, layout, up), all = shares(view, layout, found);
    return [[layout, percent(sum(all) / all.length)], [`${layout}_none`, all.filter((share) => share === 0).length], [`${layout}_intranet`, found.taken.filter(([intranet]) => intranet > 0).length]];
  }));
}

function notes(view) {
  if (!isMany(view)) return {};
  const { offices, percent: assumed } = view.data;
  return { shows: view.speech.say("shows", fared(view)), hides: view.speech.say("hides", { offices, ...assumed }) };
}

function rows({ data, speech }) {
  return Object.entries(data.cases).flatMap(([name, { taken }]) => {
    const [layout, walls] = name.split(":");
    return taken.map((zones, number) => [speech.say(layout), ...[...walls].map((up) => (up === "1" ? "+" : "-")), number + 1, ...zones]);
  });
}

const spec = {
  name: "two_networks",
  title: ({ speech }) => speech.say("title"),
  lead: ({ data, speech }) => speech.say("lead", { offices: data.offices, nodes: sum(data.sizes.platform) - sum(data.sizes.separate) }),
  guess,
  came: (view) => (isMany(view) ? view.speech.say("came", fared(view, () => true)) : ""),
  draw,
  act,
  keys: ({ speech }) => [[["←", "→", "↑", "↓"], speech.say("keys_choose")], [[speech.say("key_space")], speech.say("keys_do")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => false,
  notes,
  ask: (view) => (isMany(view) ? { question: view.speech.say("question"), answer: view.speech.say("answer") } : null),
  columns: ({ data, speech }) => [speech.say("layout"), ...data.switches.map((name) => speech.say(name)), speech.say("run"), ...data.zones.map((zone) => `${speech.say("taken")}: ${speech.say(zone)}`)]
    .map((head, number) => ({ head, of: (row) => row[number] })),
  rows,
};

// Draws the networks into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
