// The timeline: lanes by level and place, a linear axis with its empty years, arcs from promises
// to what they were due.

import { h, s, mixed } from "../front/dom.js";
import { sayDates, sentence } from "../front/words.js";
import { passage } from "../front/passage.js";
import { SIGNS, balanced, bar, dayOf, fadeOf, fading, isReckoned, isYear, packed, textLines, timeAxis, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEVELS = ["nation", "province", "city", "county", "document"];
const LEFT = 150;
const LABEL = 12.5;
// Heights, and how many marks of a lane have words beside its promises: as they are read best, and as
// they still can be where the screen is low.
const WIDE = { row: 20, pad: 9, above: 16, below: 14, lift: 0.24, most: 96, label: 165, alone: 12, name: 16, words: 2 };
const CLOSE = { row: 18, pad: 8, above: 11, below: 10, lift: 0.17, most: 64, label: 200, alone: 7, name: 11, words: 1 };
const CLOSEST = { row: 16.5, pad: 7, above: 9, below: 7, lift: 0.09, most: 32, label: 200, alone: 4, name: 10, words: 1 };
const MOST_GROWTH = 40; // of a lane, where the screen is high
const MUTE_ROW = 12;
const MUTE = 4.2; // radius of a mark without words
const MOST_LABELS = 15;
const SILENCE = 18; // of the sentence over the empty years
const ASIDE = 100; // how far left words may stand that would else lie over the empty years
const LEAST_LINE = 90; // of words there
const NEAR = 112; // of words that end before others on their line
const AIR = 12; // between two labels on a line
const BAR = { high: 10, least: 4, step: 5, most: 19 }; // of a span in which something is due, and of spans under each other
// On a phone: the name of a lane, its height, how high arcs rise; how wide words are, beside others
// and alone in a line; words over the lanes.
const SMALL = { name: 78, row: 26, most: 26, lift: 0.24, words: 150, alone: 250, head: 38, line: 16 };

// --- what is shown ---

// In the story, main events that share document, place, kind and days are one mark.
function grouped(events) {
  const groups = new Map();
  for (const event of events) {
    const key = ["deadline", "result"].includes(event.kind)
      ? [event.doc, event.place, event.kind, event.from, event.to].join("|") : event.id;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()];
}

// A label without what its place on the picture says: "Due: ", the name of its lane.
function plain(label, lane) {
  const own = label.startsWith(`${lane}：`) ? label.slice(lane.length + 1) : label;
  const short = own.replace(/^(Due: |期限：)/, "").replace(/ \(title\)$/, "").replace(/^[A-Z]\w+(’s|:|,) /, "");
  return short[0].toUpperCase() + short.slice(1);
}

// The words at a triangle: without the words of time, since its place says when.
function dueLabel(item) {
  return item.label.replace(/, (“[^”]*”|end of \d{4})$/, "").replace(/（[^）]*）$/, "");
}

function labelOf(group, speech) {
  const [first] = group, due = first.kind === "deadline", lane = speech.word(first.place || first.level);
  if (group.length === 1) return plain(speech.named(first), lane);
  if (due) return speech.say("several_due", { count: group.length });
  const label = plain(speech.named(first), lane);
  return speech.say("several", { label, count: group.length - 1, all: group.length });
}

function storyEvents(data) {
  const origins = new Set(data.events.map((event) => event.origin).filter(Boolean));
  const first = Math.min(...data.events.filter((event) => origins.has(event.id)).map((event) => Number(event.from.slice(0, 4))));
  return data.events.filter((event) => event.main && !["period", "plan"].includes(event.kind)
    && (!origins.size || Number(event.from.slice(0, 4)) >= first - 1));
}

function shownEvents(view) {
  const story = storyEvents(view.data);
  return view.filters.detail === "all" || !story.length ? view.data.events.map((event) => [event]) : shortened(grouped(story), view.data);
}

// How soon what is neither promised nor due has words.
function rankOf({ kind }) {
  return { result: 1, meeting: 2, speech: 2, document: 3 }[kind] ?? 4;
}

// The story has as many marks as there is room for words: promises and what is due, then one other
// mark a place: what is reported, meetings, the rest. Places without a promise come first.
function shortened(groups, data) {
  const origins = new Set(data.events.map((event) => event.origin));
  const isPromise = ([event]) => event.kind === "deadline" || origins.has(event.id);
  const promised = groups.filter(isPromise), promising = new Set(promised.map(([event]) => laneOf(event)));
  const rank = ([event]) => 2 * rankOf(event) + Number(promising.has(laneOf(event)));
  const rest = groups.filter((group) => !isPromise(group)).sort((a, b) => rank(a) - rank(b));
  const firsts = rest.filter((group) => group === rest.find(([event]) => laneOf(event) === laneOf(group[0])));
  const kept = new Set([...promised, ...firsts].slice(0, Math.max(MOST_LABELS, promised.length)));
  return groups.filter((group) => kept.has(group));
}

function laneOf(event) {
  return event.place ? `${event.level}|${event.place}` : event.level;
}

// A date due is its last day, or the whole year that is named.
function whenOf(event, lang) {
  const isWithin = event.from.slice(0, 4) === event.to.slice(0, 4);
  return sayDates(event.kind === "deadline" && !isWithin ? event.to : event.from, event.to, lang);
}

// When it is, in words: of a last day that is reckoned, about when.
function saidWhen(event, speech) {
  const days = whenOf(event, speech.lang);
  return event.kind === "deadline" && isReckoned(event) ? speech.say("about", { days }) : days;
}

// What is due in a span of days can be due only from the day on which it was promised.
function since(event, data) {
  const origin = event.kind === "deadline" ? data.events.find(({ id }) => id === event.origin) : null;
  return origin && origin.from > event.from ? origin.from : event.from;
}

function items(view) {
  const { speech } = view;
  return shownEvents(view).map((shown) => {
    const group = shown.map((event) => ({ ...event, since: since(event, view.data) }));
    const [first] = group, when = saidWhen(first, speech);
    const lane = speech.word(first.place || first.level);
    const item = { id: first.id, group: lane, doc: first.doc, events: group, label: labelOf(group, speech), when, facts: { doc: first.doc } };
    const words = group.length > 1 ? () => severalWords(view, item) : null;
    return { ...item, words, says: `${view.bothNames(item)}, ${when}` };
  });
}

// In a list: how many are one mark, and which they are, in both languages.
function severalWords(view, item) {
  const laneIn = (speech, event) => speech.word(event.place || event.level);
  const nameIn = (speech, event) => plain(speech.named(event), laneIn(speech, event)).replace(/^(Nation, |全国：)/, "");
  const namesIn = (speech) => item.events.map((event) => nameIn(speech, event)).join(speech.sign("listed"));
  return [mixed(item.label), h("span", { class: "other-name" }, mixed(namesIn(view.speech))),
    h("span", { class: "other-name" }, mixed(namesIn(view.other)))];
}

// The name of a mark in the other language.
function otherName({ other }, { events }) {
  return labelOf(events, other);
}

// The years within which no event lies, of all that are dated: those after the first promise.
function silentYears(view) {
  const [first, last] = axisYears({ ...view, filters: {} });
  return emptyYears(view.data.events, timeAxis(first, last, 0, 1));
}

// The years in which no event begins though the axis has them: dates due do not count.
function emptyYears(events, axis) {
  const begun = new Set();
  for (const event of events) {
    if (event.kind === "deadline" || event.kind === "period") continue;
    const from = Number(event.from.slice(0, 4)), to = Number(event.to.slice(0, 4));
    // A span of years says nothing about a year within it; one of a year or less does.
    if (to - from < 1) begun.add(from);
  }
  const empty = axis.years.map(({ year }) => year).filter((year) => !begun.has(year));
  const runs = [];
  for (const year of empty) {
    if (runs.length && runs.at(-1).at(-1) === year - 1) runs.at(-1).push(year);
    else runs.push([year]);
  }
  const last = Math.max(...[...begun, axis.first]), first = Math.min(...[...begun, axis.last]);
  return runs.filter((run) => run[0] > first && run.at(-1) < last).sort((a, b) => b.length - a.length)[0] ?? [];
}

function axisYears(view) {
  const events = shownEvents(view).flat();
  const years = events.flatMap((event) => [Number(event.from.slice(0, 4)), Number(event.to.slice(0, 4))]);
  const first = Math.min(...events.map((event) => Number(event.from.slice(0, 4)))), last = Math.max(...years);
  return view.filters.detail === "all" ? [first, last] : [first, Math.min(last, 2010 > first ? Math.max(2010, Math.min(last, 2010)) : last)];
}

// --- drawing ---

function mark(item, says, ...shapes) {
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("title", {}, says), shapes);
}

// The span in which a promise is due, as high as told.
function dueBar(item, axis, y, high = BAR.high) {
  const [event] = item.events;
  if (!hasSpan(item)) return null;
  const [from, to] = spanAt(event, axis), own = { "data-of": item.id, "data-doc": item.doc };
  const look = event.is_about ? { class: "due-bar about" } : { class: "due-bar", rx: high / 2 };
  return [s("rect", { ...own, ...look, x: from, y: y - high / 2, width: to - from, height: high }),
    event.is_about ? fading(to, y, fadeOf(to - from), high, own) : null];
}

function hasSpan({ events: [event] }) {
  return event.kind === "deadline" && (isYear(event) || isReckoned(event));
}

function spanAt(event, axis) {
  const from = axis.at(event.since ?? event.from);
  return [from, Math.max(axis.afterDay(event.to), from + 9)];
}

// Spans of a lane that would lie over each other lie under each other: the shorter, the higher.
function dueBars(due, axis, y) {
  const longest = [...due.filter(hasSpan)].sort((a, b) => lengthOf(b, axis) - lengthOf(a, axis));
  const isOver = (one, other) => {
    const [a, b] = [spanAt(one.events[0], axis), spanAt(other.events[0], axis)];
    return one !== other && a[0] < b[1] && b[0] < a[1];
  };
  const crowded = longest.filter((item) => longest.some((other) => isOver(item, other)));
  const last = crowded.length - 1, step = Math.min(BAR.step, (BAR.most - BAR.least) / last);
  return longest.map((item) => {
    const row = last / 2 - crowded.indexOf(item);
    return crowded.includes(item) ? dueBar(item, axis, y + row * step, BAR.least) : dueBar(item, axis, y);
  });
}

function lengthOf({ events: [event] }, axis) {
  const [from, to] = spanAt(event, axis);
  return to - from;
}

function signOf(event, axis, y, radius = 6) {
  const isDay = event.from === event.to || dayOf(event.to) - dayOf(event.from) < 4;
  const x0 = axis.at(event.since ?? event.from), x1 = axis.afterDay(event.to);
  if (event.kind === "deadline") {
    const sign = isReckoned(event) ? SIGNS.reckoned : SIGNS.due;
    return sign(x1, y, radius + 0.5);
  }
  if (isDay) return event.how === "inferred" ? SIGNS.ring((x0 + x1) / 2, y, radius - 0.5) : SIGNS.dot((x0 + x1) / 2, y, radius);
  return bar(x0, Math.max(x1, x0 + radius * 1.8), y, { inferred: event.how === "inferred", height: radius * 1.5 });
}

// Where the triangle of a date due is: on its last day.
function dueAt(event, axis) {
  return axis.afterDay(event.to);
}

// Words for the mark: at its right, or at its left where there is no room.
function sideLabel(text, x0, x1, y, right, left) {
  const wide = widthOf(text, LABEL, 700); // as it is where it is chosen
  if (x1 + 10 + wide <= right) return { node: s("text", { x: x1 + 10, y: y + 4, class: "name", "font-size": LABEL }, text), from: x0, to: x1 + 16 + wide };
  if (x0 - 10 - wide >= left) return { node: s("text", { x: x0 - 10, y: y + 4, class: "name", "font-size": LABEL, "text-anchor": "end" }, text), from: x0 - 16 - wide, to: x1 };
  const lines = wrap(text, Math.max(right - x1 - 14, 90), LABEL);
  return { node: textLines(lines, { x: x1 + 10, y: y + 4, class: "name", size: LABEL }), from: x0, to: right, lines: lines.length };
}

// Words at the left of a mark, in as many lines as they need.
function leftLabel(text, x0, x1, y) {
  const lines = balanced(text, x0 - 10 - ASIDE, LABEL);
  const node = textLines(lines, { x: x0 - 10, y: y + 4, class: "name", size: LABEL, "text-anchor": "end" });
  return { node, from: x0 - 16 - widestOf(lines), to: x1, lines: lines.length };
}

// The dates due of a lane on one line with the events they were promised at; arcs above them.
function promises(view, axis, lane, top, right, sizes) {
  const due = lane.items.filter((item) => item.events[0].kind === "deadline");
  const startIds = new Set(due.map((item) => item.events[0].origin));
  const starts = lane.items.filter((item) => startIds.has(item.id));
  if (!due.length) return { height: 0, nodes: [], used: new Set() };
  const arcs = due.map((item) => arcOf(item, starts, axis, sizes)).filter(Boolean);
  const rise = Math.max(0, ...arcs.map((arc) => arc.high));
  const y = top + rise + sizes.above;
  const fits = due.every((item) => dueAt(item.events[0], axis) + 20 + widthOf(dueLabel(item), LABEL) < right);
  const labels = due.length > 2 || !fits ? labelsBelow(view, due, starts, axis, y, right, sizes.label) : labelsBeside(view, due, starts, axis, y, right);
  return {
    height: rise + sizes.above + sizes.below + labels.height,
    nodes: [arcs.map((arc) => arcPath(arc, y)), dueBars(due, axis, y), labels.nodes],
    used: new Set([...due, ...starts].map((item) => item.id)),
  };
}

function arcOf(item, starts, axis, sizes) {
  const start = starts.find((one) => one.id === item.events[0].origin);
  if (!start) return null;
  const from = axis.at(start.events[0].from), to = dueAt(item.events[0], axis);
  return { item, from, to, high: Math.min(sizes.most, 8 + (to - from) * sizes.lift) };
}

function arcPath({ item, from, to, high }, y) {
  const peak = y - 6 - (high * 4) / 3;
  return s("path", { class: "arc", "data-of": item.id, "data-doc": item.doc, d: `M${from} ${y - 6}C${from} ${peak} ${to} ${peak} ${to} ${y - 8}` });
}

// The name of the event at which something was promised: the document's own, or what happened.
function startLines(view, item) {
  return [...wrap(startName(view, item), 230, LABEL, 700), item.when];
}

function startName({ data, lang }, { label, events: [event] }) {
  return event.kind === "document" ? data.texts[event.doc][`short_${lang}`] : label;
}

// The same in one run of words, for where it stands beside its mark.
function besideLine(view, item) {
  const lines = startLines(view, item), name = lines.slice(0, -1);
  return `${name.join(view.lang === "zh" ? "" : " ")}${view.lang === "zh" ? "，" : ", "}${item.when}`;
}

// Words under the marks, in rows so that none meets another.
function labelsBelow(view, due, starts, axis, y, right, most) {
  if (view.filters.detail === "all") return withoutLabels(view, due, starts, axis, y);
  const below = due.map((item) => ({ item, x: dueAt(item.events[0], axis), lines: balanced(dueLabel(item), most, LABEL), weight: 400 }));
  const nodes = [], held = [];
  // Words end before those that are right of their mark, in a narrow block where these are near.
  const wallOf = (x) => Math.min(right, ...held.map(({ from }) => from).filter((from) => from > x)) - AIR / 2;
  const dueOn = (item) => [dueAt(item.events[0], axis), ...(hasSpan(item) ? [spanAt(item.events[0], axis)[0]] : [])];
  const onLine = [...due.flatMap(dueOn), ...starts.map((item) => axis.at(item.events[0].from))];
  for (const item of starts) {
    const x = axis.at(item.events[0].from), lines = startLines(view, item);
    const widest = widestOf(lines, 700);
    const isFirst = starts.every((other) => axis.at(other.events[0].from) >= x);
    const next = Math.min(right, ...onLine.filter((other) => other > x + 1));
    const beside = balanced(besideLine(view, item), next - x - 14, LABEL, 700), wide = widestOf(beside, 700);
    if (isFirst && x - widest - 14 > Math.min(LEFT - 10, nameEnd(item))) {
      nodes.push(startMark(item, axis, x, y, lines, widest, 18));
    } else if (beside.length < 4 && x + wide + 14 <= next) {
      // Right of its mark and below it: above it its own arc rises.
      const lower = (beside.length - 1) * 16;
      nodes.push(startMark(item, axis, x, y, beside, wide, -lower, true));
      held.push({ from: x + 6, to: x + 16 + wide, bottom: lower + 2 });
    } else below.push({ item, x, lines, weight: 700, start: true });
  }
  for (const one of below) {
    const wall = wallOf(one.x), isNear = one.x + widestOf(one.lines, 700) / 2 > wall && wall < right - AIR;
    if (isNear) one.lines = balanced(dueLabel(one.item), NEAR, LABEL);
    one.widest = widestOf(one.lines, 700);
    one.centre = Math.min(Math.max(one.x, LEFT + one.widest / 2), wall + AIR / 2 - one.widest / 2);
    if (isNear) one.centre -= AIR / 2 + 1;
  }
  // What is short stays near the line.
  below.sort((a, b) => a.widest - b.widest);
  const placed = beneath(below, held);
  const leaders = [];
  below.forEach((one, number) => {
    const { top } = placed[number], labelY = y + 22 + top;
    const { item, x, lines, centre, widest } = one, [event] = item.events;
    // Lines to labels lie under all labels.
    if (top) leaders.push(s("path", { class: "axis", "data-of": item.id, d: `M${x} ${y + 8}V${labelY - 12}` }));
    nodes.push(mark(item, item.says,
      s("rect", { class: "hit-area", x: centre - widest / 2 - 4, y: labelY - 13, width: widest + 8, height: lines.length * LABEL * 1.3 + 4, rx: 3 }),
      s("circle", { class: "hit-area", cx: x, cy: y, r: 12 }),
      signOf(event, axis, y),
      textLines(lines, { x: centre, y: labelY, class: "name", size: LABEL, "text-anchor": "middle", "font-weight": one.weight })));
  });
  return { nodes: [leaders, nodes], height: Math.max(0, ...[...placed, ...held].map(({ bottom }) => bottom)) };
}

// Where the name of a lane ends.
function nameEnd({ group }) {
  return 32 + widthOf(group, 13.5, 700);
}

function widestOf(lines, weight = 400) {
  return Math.max(...lines.map((line) => widthOf(line, LABEL, weight)));
}

// How far below the line each label is: under its own mark, and beneath what is over it there.
function beneath(labels, held) {
  const placed = [...held];
  return labels.map(({ centre, widest, lines }) => {
    const from = centre - (widest + AIR) / 2, to = centre + (widest + AIR) / 2;
    const over = placed.filter((other) => other.from < to && other.to > from);
    const top = Math.max(0, ...over.map(({ bottom }) => bottom));
    const one = { from, to, top, bottom: top + lines.length * LABEL * 1.3 + 5 };
    placed.push(one);
    return one;
  });
}

// All events: the dates due alone, and where they were promised.
function withoutLabels(view, due, starts, axis, y) {
  const nodes = [...due, ...starts].map((item) => {
    const [event] = item.events, x = event.kind === "deadline" ? dueAt(event, axis) : axis.at(event.from);
    return mark(item, item.says, s("circle", { class: "hit-area", cx: x, cy: y, r: 10 }), signOf(event, axis, y));
  });
  return { nodes, height: 0 };
}

// A promise's beginning, its words at the left or right, `raised` above the line.
function startMark(item, axis, x, y, lines, widest, raised, isRight = false) {
  const [event] = item.events, first = y + 4 - (lines.length - 1) * 16 - raised;
  return mark(item, item.says,
    s("rect", { class: "hit-area", x: isRight ? x + 8 : x - widest - 16, y: first - 13, width: widest + 8, height: lines.length * 16 + 4, rx: 3 }),
    s("circle", { class: "hit-area", cx: x, cy: y, r: 12 }),
    signOf(event, axis, y),
    textLines(lines, { x: isRight ? x + 12 : x - 12, y: first, class: "name", size: LABEL, "text-anchor": isRight ? "start" : "end", "font-weight": 700 }));
}

// One or two dates due: words at the right of each, the promise at the left.
function labelsBeside(view, due, starts, axis, y, right) {
  const nodes = starts.map((item) => {
    const x = axis.at(item.events[0].from), lines = startLines(view, item);
    return startMark(item, axis, x, y, lines, Math.max(...lines.map((line) => widthOf(line, LABEL, 700))), 0);
  });
  for (const item of due) {
    const [event] = item.events, x = dueAt(event, axis);
    const label = sideLabel(dueLabel(item), x - 8, Math.max(x + 2, axis.afterDay(event.to)), y, right, LEFT);
    nodes.push(mark(item, item.says, s("rect", { class: "hit-area", x: label.from - 3, y: y - 12, width: label.to - label.from + 3, height: 22, rx: 3 }),
      signOf(event, axis, y), label.node));
  }
  return { nodes, height: 0 };
}

// Everything else of a lane, in rows: some marks with words, the others without. Of all events none
// has words, and their rows are closer together.
function others(axis, lane, top, { right, empty }, used, isWordless, sizes) {
  const rest = lane.items.filter((item) => !used.has(item.id)).map((item) => {
    const [event] = item.events, x0 = axis.at(event.from), x1 = Math.max(axis.afterDay(event.to), x0 + 11);
    return { item, event, x0, x1 };
  });
  // Words of what is before the empty years do not lie over them.
  const beside = ({ item, x0, x1 }, y) => {
    const isBefore = x1 < empty && x1 + 10 + widthOf(item.label, LABEL) > empty;
    const isLeft = isBefore && x0 - 10 - ASIDE >= LEAST_LINE;
    return isLeft ? leftLabel(item.label, x0, x1, y) : sideLabel(item.label, x0, x1, y, right, LEFT);
  };
  const spoken = isWordless ? new Set() : weightiest(rest, sizes.words);
  const placed = (one, y) => (spoken.has(one) ? beside(one, y) : { from: one.x0 - 3, to: one.x1 + 3, node: null });
  const rowHigh = isWordless ? MUTE_ROW : sizes.row;
  const ordered = [...rest].sort((a, b) => placed(a, 0).from - placed(b, 0).from);
  const rows = packed(ordered.map((one) => placed(one, 0)).map(({ from, to }) => [from, to]));
  const highs = [];
  rows.forEach((row, number) => {
    const lines = placed(ordered[number], 0).lines ?? 1;
    highs[row] = Math.max(highs[row] ?? 0, (lines - 1) * 16 + rowHigh);
  });
  const above = (row) => highs.slice(0, row).reduce((sum, high) => sum + high, 0);
  const nodes = ordered.map((one, number) => {
    const y = top + above(rows[number]) + rowHigh / 2, label = placed(one, y);
    return otherMark(one.item, one.event, axis, y, label.from, label.to, rowHigh, label.node);
  });
  return { height: above(highs.length), nodes };
}

// So many of them as have words, the same in every language: results and meetings before the rest.
function weightiest(some, count) {
  return new Set([...some].sort((a, b) => rankOf(a.event) - rankOf(b.event)).slice(0, count));
}

function otherMark(item, event, axis, y, from, to, high, words) {
  const x1 = Math.max(axis.afterDay(event.to), axis.at(event.from) + 11);
  return mark(item, item.says,
    s("rect", { class: "hit-area", x: from - 2, y: y - high / 2, width: to - from + 4, height: high, rx: 3 }),
    signOf(event, axis, y, words ? 6 : MUTE), event.open ? s("path", { class: "sealed", d: `M${x1 + 2} ${y - 4}l6 4l-6 4Z` }) : null, words);
}

function lanes(view) {
  const found = new Map();
  for (const item of view.items) {
    const key = laneOf(item.events[0]);
    if (!found.has(key)) found.set(key, { key, level: item.events[0].level, name: item.group, items: [] });
    found.get(key).items.push(item);
  }
  const rank = (level) => (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length);
  return [...found.values()].sort((a, b) => rank(a.level) - rank(b.level)
    || (rank(a.level) === 0 && (a.name === view.speech.word("China") ? -1 : 1)) || b.items.length - a.items.length);
}

// All lanes under each other, each `growth` higher than it need be.
function stacked(view, axis, top, right, sizes, growth = 0) {
  const isWordless = view.filters.detail === "all";
  const body = [], lines = [], silent = silentYears(view);
  const empty = axis.years.find(({ year }) => year === silent[0])?.from ?? 0;
  for (const lane of lanes(view)) {
    const start = top, first = start + growth / 2;
    const due = promises(view, axis, lane, first, right, sizes);
    const rest = others(axis, lane, first + due.height + 2, { right, empty }, due.used, isWordless, sizes);
    const name = wrap(lane.name, LEFT - 30, 13.5, 700), sign = SIGNS[lane.level] ?? SIGNS.city;
    const height = Math.max(due.height + rest.height + sizes.pad, name.length * 18 + sizes.alone) + growth;
    // Beside the only line of a lane, else near its top.
    const nameAt = first + (due.height || isWordless ? sizes.name : sizes.row / 2 + 2);
    body.push(sign(10, nameAt), textLines(name, { x: 24, y: nameAt + 5, size: 13.5, "font-weight": 700 }), due.nodes, rest.nodes);
    top += height;
    lines.push(s("path", { class: "lane", d: `M0 ${top - 3}H${right}` }));
  }
  return { body, lines, top, count: lines.length };
}

// The lanes as high as the room allows: close together where it is low, further apart where it is high.
function fitted(view, axis, top, right, room) {
  const wide = stacked(view, axis, top, right, WIDE);
  if (room === Infinity) return wide;
  let sizes = WIDE, least = wide;
  for (const closer of [CLOSE, CLOSEST]) {
    if (least.top <= room) break;
    sizes = closer;
    least = stacked(view, axis, top, right, sizes);
  }
  const growth = Math.min(MOST_GROWTH, (room - 4 - least.top) / least.count);
  return growth > 1 ? stacked(view, axis, top, right, sizes, growth) : least;
}

function draw(view, width, room = Infinity) {
  const { speech } = view, right = width - 6, head = 26;
  const [first, last] = axisYears(view), axis = timeAxis(first, last, LEFT, right - 8);
  const shade = silentYears(view), hasWords = shade.length > 0 && view.filters.detail !== "all";
  const { body, lines, top } = fitted(view, axis, head + 6 + (hasWords ? SILENCE : 0), right, room);
  const every = Math.ceil(46 / ((right - LEFT) / axis.years.length));
  const from = shade.length && axis.years.find(({ year }) => year === shade[0]).from;
  const to = shade.length && axis.years.find(({ year }) => year === shade.at(-1)).to;
  return s("svg", { width, height: top + 2, role: "group", "aria-label": view.spec.title(view) },
    shade.length ? s("rect", { class: "silent", x: from, y: head, width: to - from, height: top - head - 3 }) : null,
    axis.years.map(({ year, from: x, to: end }, number) => [
      s("path", { class: "axis", d: `M${x} ${head}V${top - 3}` }),
      number % every === 0 ? s("text", { class: "year", x: (x + end) / 2, y: 18, "text-anchor": "middle" }, year) : null]),
    s("path", { class: "lane", d: `M0 ${head}H${right}` }), lines,
    hasWords ? silence(view, shade, (from + to) / 2, head) : null, body);
}

// On a phone: a line or two a lane, words under the marks.
function small(view, width) {
  const all = lanes(view).map((lane) => ({ ...lane, lines: wrap(lane.name, SMALL.name, LABEL, 700) }));
  const left = 26 + Math.max(0, ...all.map(({ lines }) => widestOf(lines, 700)));
  const [first, last] = axisYears(view), axis = timeAxis(first, last, left, width - 10);
  const silent = silentYears(view), nodes = [];
  let y = silent.length ? SMALL.head : SMALL.head - SMALL.line;
  for (const lane of all) {
    const drawn = smallLane(view, axis, lane, y, width);
    nodes.push(drawn.nodes);
    y = drawn.bottom;
    nodes.push(s("path", { class: "axis", d: `M0 ${y}H${width}` }));
  }
  return s("svg", { width, height: y + 2, role: "img", "aria-label": view.spec.title(view) },
    smallYears(view, axis, silent, y, width), nodes);
}

// The years, and the empty ones with their name.
function smallYears(view, axis, silent, bottom, width) {
  const years = axis.years.map(({ year, from, to }) => [s("path", { class: "axis", d: `M${from} 20V${bottom}` }),
    isWritten(year, axis) ? s("text", { class: "year latin", x: (from + to) / 2, y: 14, "font-size": LABEL, "text-anchor": "middle" }, year) : null]);
  if (!silent.length) return years;
  const yearOf = (sought) => axis.years.find(({ year }) => year === sought);
  const from = yearOf(silent[0]).from, to = yearOf(silent.at(-1)).to;
  const words = view.speech.say("none_dated", { years: spanOf(silent, view.lang), due: dueIn(view, silent).length });
  const half = widthOf(words, LABEL, 700) / 2, middle = Math.min(Math.max((from + to) / 2, half), width - half);
  return [s("rect", { class: "silent", x: from, y: 20, width: to - from, height: bottom - 20 }), years,
    s("text", { x: middle, y: 33, "font-size": LABEL, "font-weight": 700, "text-anchor": "middle" }, words)];
}

// Whether a year has its number: where years are close, every second one, so that the last has it.
function isWritten(year, axis) {
  const [{ from, to }] = axis.years, every = Math.ceil((widthOf(String(year), LABEL) + 4) / (to - from));
  return (axis.last - year) % every === 0;
}

// A lane of a phone. The document of what falls due in the empty years has a line of its own.
function smallLane(view, axis, lane, top, width) {
  const dueIds = new Set(dueIn(view, silentYears(view)).map(({ id }) => id));
  const isHere = ({ events }) => events.some(({ id }) => dueIds.has(id));
  const docs = new Set(lane.items.filter(isHere).map(({ doc }) => doc));
  const own = lane.items.filter(({ doc }) => docs.has(doc)), rest = lane.items.filter(({ doc }) => !docs.has(doc));
  const nodes = [];
  let y = top;
  if (own.length) {
    const drawn = smallRow(view, axis, own, y, { most: SMALL.most, width });
    nodes.push(drawn.nodes);
    y = drawn.bottom;
  }
  if (rest.length) {
    const drawn = smallRow(view, axis, rest, y, { most: SMALL.most, width, isNamed: own.length > 0 });
    nodes.push(drawn.nodes);
    y = drawn.bottom;
  }
  const sign = SIGNS[lane.level] ?? SIGNS.city, high = lane.lines.length * SMALL.line;
  const nameAt = top + Math.max(SMALL.row / 2, (SMALL.row + high - SMALL.line) / 2) - (high - SMALL.line) / 2;
  return { bottom: Math.max(y, top + high + 8),
    nodes: [sign(7, nameAt, 4.6), textLines(lane.lines, { x: 18, y: nameAt + 4.5, size: LABEL, "font-weight": 700 }), nodes] };
}

// A line of marks, each with its words; what something was promised at has them where it `isNamed`.
function smallRow(view, axis, items, top, { most, width, isNamed = false }) {
  const due = items.filter(({ events }) => events[0].kind === "deadline");
  const arcs = due.map((item) => arcOf(item, items, axis, { most, lift: SMALL.lift })).filter(Boolean);
  const starts = new Set(due.map(({ events }) => events[0].origin));
  const origins = items.filter(({ id }) => starts.has(id));
  const rest = items.filter((item) => !due.includes(item) && !starts.has(item.id));
  const rise = Math.max(0, ...arcs.map(({ high }) => high)), at = top + rise + SMALL.row / 2;
  const labels = smallLabels([...due, ...rest, ...(isNamed ? origins : [])], axis, at, width);
  const paths = arcs.map((arc) => arcPath(arc, at));
  const marks = items.map((item) => mark(item, item.says, labels.get(item.id)?.ground,
    s("circle", { class: "hit-area", cx: markAt(item, axis), cy: at, r: 9 }),
    signOf(item.events[0], axis, at, 4.6), labels.get(item.id)?.words));
  const bottom = Math.max(at + SMALL.row / 2, ...[...labels.values()].map(({ bottom: low }) => low));
  const hasRoom = !isNamed && !rest.length;
  const start = !hasRoom ? null : origins.map((item) => smallStart(view, axis, item, at));
  return { nodes: [paths, start, dueBars(due, axis, at), [...labels.values()].map(({ leader }) => leader), marks], bottom };
}

// Where the sign of a mark is: of what is due, on its last day.
function markAt({ events: [event] }, axis) {
  return event.kind === "deadline" ? dueAt(event, axis) : (axis.at(event.from) + axis.afterDay(event.to)) / 2;
}

// Where a promise was made, left of its mark, in a line or two right of the name of its lane.
function smallStart(view, axis, item, y) {
  const x = axis.at(item.events[0].from) - 10, room = x - 30 - widthOf(item.group, LABEL, 700);
  const lines = balanced(startName(view, item), room, LABEL), isFree = lines.length < 3 && widestOf(lines) <= room;
  const first = y + 4.5 - (lines.length - 1) * SMALL.line;
  return isFree ? textLines(lines, { class: "name", "data-doc": item.doc, x, y: first, size: LABEL, "text-anchor": "end" }) : null;
}

// Words beneath marks: of each its lines, what is behind them, and its leader.
function smallLabels(items, axis, y, width) {
  const below = items.map((item) => {
    const most = items.length > 1 ? SMALL.words : SMALL.alone;
    const lines = balanced(dueLabel(item), most, LABEL), widest = widestOf(lines, 700), x = markAt(item, axis);
    return { item, x, lines, widest, centre: Math.min(Math.max(x, widest / 2 + 4), width - widest / 2 - 4) };
  }).sort((a, b) => a.widest - b.widest);
  const placed = beneath(below, []);
  return new Map(below.map(({ item, x, lines, widest, centre }, number) => {
    const { top, bottom } = placed[number], at = y + 22 + top;
    return [item.id, {
      bottom: y + bottom + 12,
      leader: top ? s("path", { class: "axis", "data-of": item.id, d: `M${x} ${y + 8}V${at - 12}` }) : null,
      ground: s("rect", { class: "hit-area", x: centre - widest / 2 - 4, y: at - 13, width: widest + 8, height: lines.length * SMALL.line + 1, rx: 3 }),
      words: textLines(lines, { x: centre, y: at, class: "name", size: LABEL, "text-anchor": "middle" }),
    }];
  }));
}

// What the empty years lack, and what falls due in them, at their head.
function silence(view, years, x, head) {
  const due = dueIn(view, years).length;
  const told = years.length === 2 ? "two_years_but_due" : "no_event_but_due";
  const words = view.speech.say(due ? told : "no_event_here", { due });
  return s("text", { x, y: head + 15, "text-anchor": "middle", "font-size": LABEL, "font-weight": 700 }, words);
}

// The promises of the story that fall due in these years.
function dueIn(view, years) {
  const isWithin = (event) => event.kind === "deadline" && years.includes(Number(event.to.slice(0, 4)));
  return storyEvents(view.data).filter(isWithin);
}

function spanOf(years, lang) {
  const dash = lang === "zh" ? "—" : "–";
  return years.length > 1 ? `${years[0]}${dash}${years.at(-1)}` : `${years[0]}`;
}

// --- words ---

function title(view) {
  const events = storyEvents(view.data), docs = new Set(view.data.events.map((event) => event.doc));
  const plain = view.speech.say("timeline_plain", { count: view.data.events.length, texts: docs.size });
  if (!events.some((event) => event.kind === "deadline")) return plain;
  const shade = silentYears(view);
  if (!shade.length) return plain;
  const due = dueIn(view, shade);
  const origins = due.map(({ origin }) => view.data.events.find(({ id }) => id === origin)).filter(Boolean);
  const said = [...new Set(origins.map(({ from }) => from.slice(0, 4)))].join(view.speech.sign("list"));
  const dueYears = new Set(due.map(({ to }) => Number(to.slice(0, 4))));
  const isBoth = shade.length === 2 && shade.every((year) => dueYears.has(year));
  const isOurs = due.every(isReckoned);
  if (isBoth) return view.speech.say(isOurs ? "timeline_reckoned" : "timeline_title", { first: shade[0], last: shade[1], said });
  return view.speech.say("timeline_due", { years: spanOf(shade, view.lang), due: due.length, said });
}

// What is counted for the heading, and what it cannot show. On a phone longer spans are left out.
function lead(view) {
  const years = silentYears(view), events = view.data.events.filter(({ kind }) => kind !== "deadline");
  if (!years.length || events.length === view.data.events.length) return "";
  const from = `${years[0]}-01-01`, to = `${years.at(-1)}-12-31`;
  const across = events.filter((event) => event.from <= to && event.to >= from);
  const counted = view.speech.say("timeline_lead", { count: events.length, years: spanOf(years, view.lang) });
  const blank = view.lang === "zh" ? "" : " ", spans = view.speech.say("timeline_across", { across: across.length });
  return [mixed(counted), blank, h("span", { class: "wide-only" }, mixed(spans), blank), mixed(limits(view, years))];
}

// That the texts are of other years than those of which they date nothing.
function limits(view, years) {
  const written = Object.values(view.data.written ?? {}).map((day) => Number(day.slice(0, 4))).sort();
  const before = written.filter((year) => year < years[0]), after = written.filter((year) => year > years.at(-1));
  if (!before.length || !after.length || before.length + after.length < written.length) return "";
  const spans = (some) => spanOf(some[0] === some.at(-1) ? [some[0]] : [some[0], some.at(-1)], view.lang);
  return view.speech.say("timeline_limits", { before: before.length, first: spans(before), after: after.length, last: spans(after) });
}

function key(view) {
  const { say } = view.speech;
  const signs = [["key_day", SIGNS.dot(8, 8), 15], ["key_inferred", SIGNS.ring(8, 8), 15], ["key_within", bar(1, 21, 8), 22],
    ["key_bounds", bar(1, 21, 8, { inferred: true }), 22], ["key_due", SIGNS.due(8, 8), 15],
    ["key_reckoned", SIGNS.reckoned(8, 8), 15], ["any_day", s("rect", { class: "due-bar", x: 1, y: 3.5, width: 20, height: 9, rx: 4.5 }), 22],
    ["about_later", [s("rect", { class: "due-bar about", x: 1, y: 3.5, width: 10, height: 9 }), fading(11, 8, 12, 9)], 24], ["key_arc", s("path", { class: "arc", d: "M1 14C5 1 17 1 21 14" }), 22], ["key_goes_on", s("path", { class: "sealed", d: "M1 4l6 4l-6 4Z" }), 8]];
  // An end that is not given is rare.
  const isOpen = view.items.some(({ events }) => events.some(({ open }) => open));
  const shown = signs.filter(([name]) => name !== "key_goes_on" || isOpen);
  return shown.map(([name, sign, width]) => h("span", {}, s("svg", { width, height: 16, "aria-hidden": "true" }, sign), say(name)));
}

function filters(view) {
  const { speech, data } = view;
  const docs = Object.keys(data.texts);
  const count = data.events.length;
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: docs.map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "detail", label: speech.say("what"), redraw: true, options: [
      { value: "", label: speech.say("the_story") }, { value: "all", label: speech.say("all_events", { count }) }] },
  ];
}

function pane(view, item) {
  const { speech, data } = view, [first] = item.events;
  const origin = data.events.find((event) => event.id === first.origin);
  const findings = item.events.flatMap((event) => event.findings.map((finding, number) => ({
    ...finding, heading: item.events.length > 1 && number === 0 ? speech.named(event) : null })));
  // Of a document the passage itself says the day.
  const isElsewhere = origin && origin.kind !== "document";
  const kicker = first.kind === "deadline"
    ? `${isElsewhere ? `${speech.say("said_on", { days: sayDates(origin.from, origin.to, view.lang) })} · ` : ""}${speech.say(isReckoned(first) ? "due_about" : "due_of", { days: whenOf(first, view.lang) })}`
    : `${item.when}`;
  const grounds = [...new Set(item.events.flatMap((event) => event.findings.map((finding) => speech.either(finding.grounds, finding.grounds_zh))).filter(Boolean))];
  const sure = grounds.length ? h("p", {}, h("b", {}, `${speech.say("how_sure")}${speech.sign("colon")}`), speech.say(`basis_${first.how}`), speech.sign("stop"), mixed(grounds.slice(0, 3).map((said) => sentence(said, view.lang)).join(" "))) : null;
  return { kicker, heading: item.label, findings, most: 2, below: [otherDue(view, item), sure] };
}

// Beside what falls due in one of the empty years, what falls due in another of them.
function otherDue(view, { events }) {
  const due = dueIn(view, silentYears(view)), yearOf = ({ to }) => to.slice(0, 4);
  const here = due.find(({ id }) => events.some((event) => event.id === id));
  const other = here && due.find((event) => yearOf(event) !== yearOf(here));
  if (!other) return null;
  const label = plain(view.speech.named(other), view.speech.word(other.place || other.level));
  const head = view.speech.say("also_due", { year: yearOf(other), name: dueLabel({ label }) });
  return [h("h4", {}, mixed(head)), h("div", { class: "echo" }, passage(view.data, other.findings[0], view.speech, { isBrief: true }))];
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("what"), of: (item) => item.events.map((event) => speech.named(event)).join(speech.sign("listed")) },
    { head: speech.say("other_language"), of: ({ events }) => events.map((event) => view.other.named(event)).join(view.other.sign("listed")) },
    { head: speech.say("dates"), of: (item) => item.when },
    { head: speech.say("how_known"), of: (item) => speech.word(item.events[0].how) },
    { head: speech.say("who"), of: (item) => item.group },
    { head: speech.say("where_said"), of: (item) => item.events.map((event) => event.findings[0].address).join(speech.sign("list")) },
  ];
}

const spec = {
  name: "timeline", title, lead, key, filters, items, draw, small, pane, columns, other: otherName,
  shown: (view, count, all, kept) => ({ count: kept.reduce((sum, { events }) => sum + events.length, 0), all: view.data.events.length }),
  listed: (view) => lanes(view).flatMap((lane) => [...lane.items].sort((a, b) => (a.events[0].to < b.events[0].to ? -1 : 1))),
  opening: (view) => {
    // Of the texts that are asked for, if some are
    const asked = (view.filters.doc ?? "").split(",").filter(Boolean);
    const own = view.items.filter(({ doc }) => !asked.length || asked.includes(doc));
    const isThere = own.some(({ id }) => id === view.data.opens_on);
    return isThere ? view.data.opens_on : own[0]?.id ?? view.items[0]?.id ?? "";
  },
};

// Draws the timeline into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
