// A network of the networks lab under one attack, hop by hop: at the left what is inside the walls, at
// the right the extranet, beyond the gate the internet. A host that is taken is filled.

import { s } from "../front/dom.js";

const HIGH = 172; // of a network
const ROWS = ["centre", "province", "city", "county"], DOT = 4.6;
const LEFT = [0.02, 0.4], WALL = 0.435, RIGHT = [0.47, 0.84], GATE = 0.89, WORLD = 0.965; // shares of the width
const TOP = 16, BOTTOM = 20;

const last = (record) => record.taken.reduce((most, [, , hop]) => Math.max(most, hop), 0);
const perSecond = 1.2;
const step = 1;
const rounded = (time) => Math.floor(time);

const zoneOf = (host) => host.split(":")[0];
const takenBy = (record, time) => record.taken.filter(([, , hop]) => hop <= time);

function tell(record, time, say) {
  if (!record.attack) return say("watch_no_attack", { attacks: record.attacks });
  const taken = takenBy(record, time), inside = taken.filter(([host]) => zoneOf(record.hosts[host]) === "intranet").length;
  return say("watch_attack", { attacks: record.attacks, hop: Math.floor(time), taken: taken.length, all: record.hosts.length - 1, inside });
}

// Where a host stands: its level is the row, its number the place in it; nodes stand at the right end.
function placesOf({ hosts }, width) {
  const parsed = hosts.map((host) => {
    const [zone, name] = host.split(":"), [, node, level, number] = /^(hub-)?([a-z]+)(?:-(\d+))?$/.exec(name);
    return { zone, isNode: Boolean(node), level, number: Number(number ?? 0) };
  });
  const levels = ROWS.filter((level) => parsed.some((one) => one.zone !== "internet" && one.level === level));
  const most = (level) => Math.max(1, ...parsed.filter((one) => !one.isNode && one.level === level).map(({ number }) => number + 1));
  const row = (HIGH - TOP - BOTTOM) / Math.max(1, levels.length);
  return parsed.map(({ zone, isNode, level, number }) => {
    if (zone === "internet") return { x: WORLD * width, y: (HIGH - BOTTOM + TOP) / 2 - 8 };
    const [from, to] = (zone === "extranet" ? RIGHT : LEFT).map((share) => share * width), y = TOP + row * (levels.indexOf(level) + 0.5);
    if (isNode) return { x: to, y, isNode };
    return { x: from + ((number + 0.5) / most(level)) * (to - from - 22), y: y + (number % 2 ? 4 : -4) };
  });
}

// A bow, so that lines along a row do not lie on each other.
function bow(one, other) {
  const [x, y] = [(one.x + other.x) / 2, (one.y + other.y) / 2], [dx, dy] = [other.x - one.x, other.y - one.y];
  return `M${one.x.toFixed(1)} ${one.y.toFixed(1)}Q${(x - dy * 0.1).toFixed(1)} ${(y - Math.abs(dx) * 0.09).toFixed(1)} ${other.x.toFixed(1)} ${other.y.toFixed(1)}`;
}

function draw(record, time, { width, say }) {
  const places = placesOf(record, width), hops = new Map(takenBy(record, time).map(([host, , hop]) => [host, hop]));
  const newest = Math.floor(time), [physical, lower, logical] = record.walls, inner = LEFT.map((share) => share * width);
  const hasLower = record.hosts.some((each) => zoneOf(each) === "office");
  const hasUpper = record.hosts.some((host) => zoneOf(host) === "intranet"), split = places.filter((_, number) => zoneOf(record.hosts[number]) === "intranet").reduce((most, { y }) => Math.max(most, y), 0) + 15;
  const host = ({ x, y, isNode }, number) => {
    if (!number) return s("path", { class: "net-world", d: `M${x - 9} ${y + 8}L${x} ${y - 9}L${x + 9} ${y + 8}Z` });
    const taken = hops.has(number), mark = `net-point${taken ? " is-taken" : ""}${taken && hops.get(number) === newest ? " is-new" : ""}`;
    return isNode ? s("rect", { class: mark, x: x - DOT - 1, y: y - DOT - 1, width: 2 * DOT + 2, height: 2 * DOT + 2 }) : s("circle", { class: mark, cx: x, cy: y, r: DOT });
  };
  // Each wall stands where a rule has it: between the intranet and what is right of it or below it.
  const wall = (x) => [-2, 2].map((aside) => s("line", { class: "net-wall", x1: x + aside, x2: x + aside, y1: TOP - 6, y2: hasLower ? split : HIGH - BOTTOM }));
  const name = (word, share, anchor = "middle") => s("text", { class: "year", x: share * width, y: HIGH - 4, "text-anchor": anchor }, say(word));
  return [
    record.lines.map(([one, other]) => s("path", { class: "net-line", d: bow(places[one], places[other]) })),
    physical && hasUpper ? wall(WALL * width) : null,
    lower && hasUpper && hasLower ? [-2, 2].map((aside) => s("line", { class: "net-wall", x1: inner[0], x2: inner[1], y1: split + aside, y2: split + aside })) : null,
    logical ? s("line", { class: "net-gate", x1: GATE * width, x2: GATE * width, y1: TOP - 6, y2: HIGH - BOTTOM }) : null,
    takenBy(record, time).map(([taken, from, hop]) => s("path", { class: `net-way${hop === newest ? " is-new" : ""}`, d: bow(places[from], places[taken]) })),
    places.map(host),
    hasUpper ? s("text", { class: "year", x: inner[0], y: TOP - 4 }, say("watch_intranet")) : null,
    hasLower ? name("watch_own", LEFT[0], "start") : null, name("watch_extranet", RIGHT[0], "start"), name("watch_internet", 0.995, "end"),
  ];
}

const key = (_, say) => say("watch_key_attack");
const under = () => null;
const heightUnder = () => 0;

// What a panel asks of a run that it shows moving.
export const attack = { HIGH, heightUnder, last, perSecond, step, rounded, tell, draw, key, under };
