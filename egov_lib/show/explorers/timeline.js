// The timeline: lanes by level and place, a linear axis with its empty years; in the story each
// promise has a line of its own to the day on which it is due.

import { h, s, mixed } from "../front/dom.js";
import { sayDates, sentence } from "../front/words.js";
import { passage } from "../front/passage.js";
import { SIGNS, bar, dayOf, fadeOf, fading, isReckoned, isYear, packed, textLines, timeAxis, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEVELS = ["nation", "province", "city", "county", "document"];
const LEFT = 150;
const LABEL = 12.5;
const OTHER = { size: 12, before: 7, line: 15 }; // of words in the other language, after a name or under it
// Heights, and how many marks of a lane have words beside its promises: as they are read best, and as
// they still can be where the screen is low.
const WIDE = { row: 25, pad: 8, words: 2 };
const CLOSE = { row: 22, pad: 5, words: 1 };
const CLOSEST = { row: 17, pad: 3, words: 1 };
const LANE = { least: 36, name: 17 }; // of a lane with its name in both languages, and where the name is
const ARC = { lift: 0.12, most: 40, above: 10, below: 10 }; // of promises that share a line
const MOST_GROWTH = 40; // of a lane, where the screen is high
const AIR = 4; // between words and the empty years
const MUTE_ROW = 12;
const MUTE = 4.2; // radius of a mark without words
const MOST_LABELS = 15;
const SILENCE = { pad: 8, line: 17, least: 90 }; // of the sentence in the empty years
const BAR = { high: 10, least: 4, step: 5, most: 19 }; // of a span in which something is due, and of spans under each other
// On a phone: the room of names, and of the scale over and in the lines of the list.
const SMALL = { name: 84, head: 24, inset: 8, line: 22 };

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
  const short = own.replace(/^(Due: |期限：)/, "").replace(/ \(title\)$/, "").replace(/^((nation|[A-Z]\w+)(’s|:|,) |全国：)/, "");
  return short[0].toUpperCase() + short.slice(1);
}

// The words at a triangle: without the words of time, since its place says when.
function dueLabel(item) {
  return item.label.replace(/, (“[^”]*”|end of \d{4})$/, "").replace(/（[^）]*）$/, "");
}

function labelOf(group, speech) {
  const [first] = group, lane = speech.word(first.place || first.level), label = plain(speech.named(first), lane);
  if (group.length === 1) return label;
  if (first.kind === "deadline") return speech.say("several", { label: dueLabel({ label }), count: group.length - 1, all: group.length });
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
  return { result: 1, meeting: 2, launch: 2, speech: 3, document: 3 }[kind] ?? 4;
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

// Words for a mark, in both languages: at its right, in two lines where one is too short; where a
// line is too short for either, at its left, under the line that may come from there, as far as the
// empty years end (`wall`). {node, from, to, lines}
function sideWords(main, other, [x0, x1], y, { right, wall }, weight = 400) {
  const look = { class: "name", "font-weight": weight }, room = right - x1 - 14, left = x0 - 10;
  const wide = widthOf(main, LABEL, 700), both = other ? wide + OTHER.before + widthOf(other, OTHER.size) : wide;
  const inOne = (place) => withOther(s("text", { ...look, "font-size": LABEL, ...place }, main), other);
  if (both <= room) return { node: inOne({ x: x1 + 10, y: y + 4 }), from: x0, to: x1 + 14 + both, lines: 1 };
  if (wide > room && left - wide >= wall) return atLeft(main, other, { look, x0, x1, y, wide, both, wall });
  const lines = wrap(main, room, LABEL, 700), under = other ? wrap(other, room, OTHER.size) : [];
  const first = textLines(lines, { ...look, x: x1 + 10, y: y + 4, size: LABEL });
  const second = textLines(under, { class: "quiet-text haloed", x: x1 + 10, y: y + 4 + lines.length * OTHER.line, size: OTHER.size });
  return { node: [first, second], from: x0, to: right, lines: lines.length + under.length };
}

function atLeft(main, other, { look, x0, x1, y, wide, both, wall }) {
  const x = x0 - 10, place = { x, y: y + 4 + OTHER.line, "text-anchor": "end" }, text = s("text", { ...look, "font-size": LABEL, ...place }, main);
  if (x - both >= wall) return { node: withOther(text, other), from: x - 4 - both, to: x1, lines: 2 };
  const under = s("text", { class: "quiet-text haloed", "font-size": OTHER.size, ...place, y: place.y + OTHER.line }, other);
  return { node: [text, under], from: x - 4 - Math.max(wide, widthOf(other, OTHER.size)), to: x1, lines: 3 };
}

// A name with the other language after it.
function withOther(text, other) {
  if (other) text.append(s("tspan", { class: "quiet-text", "font-size": OTHER.size, "font-weight": 400, dx: OTHER.before }, other));
  return text;
}

// The dates due of a lane: in the story each on a line of its own beneath the event at which it was
// promised; of all events on one line, with arcs.
function promises(view, axis, lane, top, bounds, sizes, isWordless) {
  const due = lane.items.filter((item) => item.events[0].kind === "deadline");
  const startIds = new Set(due.map((item) => item.events[0].origin));
  const starts = lane.items.filter((item) => startIds.has(item.id));
  if (!due.length) return { height: 0, nodes: [], used: new Set() };
  const used = new Set([...due, ...starts].map((item) => item.id));
  return { ...(isWordless ? onOneLine(due, starts, axis, top) : inRows(view, axis, due, starts, top, bounds, sizes)), used };
}

function onOneLine(due, starts, axis, top) {
  const arcs = due.map((item) => arcOf(item, starts, axis)).filter(Boolean);
  const rise = Math.max(0, ...arcs.map((arc) => arc.high)), y = top + rise + ARC.above;
  return { height: rise + ARC.above + ARC.below, nodes: [arcs.map((arc) => arcPath(arc, y)), dueBars(due, axis, y), withoutLabels(due, starts, axis, y)] };
}

// An event at which something was promised, and under it a row for each day on which it is due.
function inRows(view, axis, due, starts, top, bounds, sizes) {
  const paths = [], nodes = [], last = ({ events: [event] }) => dueAt(event, axis);
  let y = top + sizes.row / 2;
  for (const start of [...starts, null]) {
    const own = due.filter(({ events: [{ origin }] }) => (starts.find(({ id }) => id === origin) ?? null) === start);
    const from = start && { x: axis.at(start.events[0].from), y };
    if (start) {
      const words = sideWords(...dated(view, startName(view, view.speech, start), startName(view, view.other, start), start.when), [from.x - 8, from.x + 2], y, bounds, 700);
      nodes.push(wordMark(start, axis, y, words, 14));
      y += sizes.row + (words.lines - 1) * OTHER.line;
    }
    for (const item of own.sort((a, b) => last(a) - last(b))) {
      const x = last(item), span = hasSpan(item) ? spanAt(item.events[0], axis)[0] : x;
      const words = sideWords(dueLabel(item), dueOther(view, item), [Math.min(from && span <= from.x ? x : span, x - 8), x + 2], y, bounds);
      if (from) paths.push(s("path", { class: "arc", "data-of": item.id, "data-doc": item.doc, d: `M${from.x} ${from.y + 6}V${y - 6}Q${from.x} ${y} ${from.x + 6} ${y}H${x - 7}` }));
      paths.push(dueBar(item, axis, y));
      nodes.push(wordMark(item, axis, y, words, sizes.row - 2));
      y += sizes.row + (words.lines - 1) * OTHER.line;
    }
  }
  return { height: y - sizes.row / 2 - top, nodes: [paths, nodes] };
}

// A mark with its words; what is chosen is lit behind both.
function wordMark(item, axis, y, { node, from, to, lines }, high) {
  return mark(item, item.says,
    s("rect", { class: "hit-area", x: from - 3, y: y - high / 2, width: to - from + 3, height: high + (lines - 1) * OTHER.line, rx: 3 }),
    signOf(item.events[0], axis, y), node);
}

function arcOf(item, starts, axis) {
  const start = starts.find((one) => one.id === item.events[0].origin);
  if (!start) return null;
  const from = axis.at(start.events[0].from), to = dueAt(item.events[0], axis);
  return { item, from, to, high: Math.min(ARC.most, 8 + (to - from) * ARC.lift) };
}

function arcPath({ item, from, to, high }, y) {
  const peak = y - 6 - (high * 4) / 3;
  return s("path", { class: "arc", "data-of": item.id, "data-doc": item.doc, d: `M${from} ${y - 6}C${from} ${peak} ${to} ${peak} ${to} ${y - 8}` });
}

// The name of the event at which something was promised, a document's own or what happened.
function startName({ data }, speech, { events: [event] }) {
  return event.kind === "document" ? data.texts[event.doc][`short_${speech.lang}`] : labelOf([event], speech);
}

// The name of what is due in the other language, without the words of time.
function dueOther(view, item) {
  return dueLabel({ label: otherName(view, item) });
}

// All events: the dates due alone, and where they were promised.
function withoutLabels(due, starts, axis, y) {
  return [...due, ...starts].map((item) => {
    const [event] = item.events, x = event.kind === "deadline" ? dueAt(event, axis) : axis.at(event.from);
    return mark(item, item.says, s("circle", { class: "hit-area", cx: x, cy: y, r: 10 }), signOf(event, axis, y));
  });
}

// Everything else of a lane, in rows: some marks with words, the others without. Of all events none
// has words, and their rows are closer together.
function others(view, axis, lane, top, bounds, used, isWordless, sizes) {
  const rest = lane.items.filter((item) => !used.has(item.id)).map((item) => {
    const [event] = item.events, x0 = axis.at(event.from), x1 = Math.max(axis.afterDay(event.to), x0 + 11);
    return { item, event, x0, x1 };
  });
  const beside = ({ item, x0, x1 }, y) => sideWords(...spanNames(view, item), [x0, x1], y, bounds);
  const spoken = isWordless ? new Set() : weightiest(rest, sizes.words);
  const placed = (one, y) => (spoken.has(one) ? beside(one, y) : { from: one.x0 - 3, to: one.x1 + 3, node: null });
  const rowHigh = isWordless ? MUTE_ROW : sizes.row;
  const ordered = [...rest].sort((a, b) => placed(a, 0).from - placed(b, 0).from);
  const rows = packed(ordered.map((one) => placed(one, 0)).map(({ from, to }) => [from, to]));
  const highs = [];
  rows.forEach((row, number) => {
    const lines = placed(ordered[number], 0).lines ?? 1;
    highs[row] = Math.max(highs[row] ?? 0, (lines - 1) * OTHER.line + rowHigh);
  });
  const above = (row) => highs.slice(0, row).reduce((sum, high) => sum + high, 0);
  const nodes = ordered.map((one, number) => {
    const y = top + above(rows[number]) + rowHigh / 2, label = placed(one, y);
    return otherMark(one.item, one.event, axis, y, label.from, label.to, rowHigh + ((label.lines ?? 1) - 1) * OTHER.line, label.node, rowHigh);
  });
  return { height: above(highs.length), nodes };
}

// The names of what is told, with its years, if it lies on some day of them.
function spanNames(view, item) {
  const [{ from, to }] = item.events, other = otherName(view, item);
  return dayOf(to) - dayOf(from) > 366 ? dated(view, item.label, other, item.when) : [item.label, other];
}

// Two names, and when: after the Chinese one, which is the shorter.
function dated({ lang }, name, other, when) {
  return lang === "zh" ? [`${name} · ${when}`, other] : [name, `${other} · ${when}`];
}

// So many of them as have words, the same in every language: results and meetings before the rest.
function weightiest(some, count) {
  return new Set([...some].sort((a, b) => rankOf(a.event) - rankOf(b.event)).slice(0, count));
}

function otherMark(item, event, axis, y, from, to, high, words, row) {
  const x1 = Math.max(axis.afterDay(event.to), axis.at(event.from) + 11);
  return mark(item, item.says,
    s("rect", { class: "hit-area", x: from - 2, y: y - row / 2 + 1, width: to - from + 4, height: high - 2, rx: 3 }),
    signOf(event, axis, y, words ? 6 : MUTE), event.open && !words ? s("path", { class: "sealed", d: `M${x1 + 2} ${y - 4}l6 4l-6 4Z` }) : null, words);
}

function lanes(view) {
  const found = new Map();
  for (const item of view.items) {
    const key = laneOf(item.events[0]);
    const { level, place } = item.events[0];
    if (!found.has(key)) found.set(key, { key, level, place, name: item.group, other: view.other.word(place || level), items: [] });
    found.get(key).items.push(item);
  }
  const rank = (level) => (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length);
  const order = view.data.places ?? [], at = ({ place }) => (order.includes(place) ? order.indexOf(place) : order.length);
  return [...found.values()].sort((a, b) => rank(a.level) - rank(b.level) || at(a) - at(b) || b.items.length - a.items.length);
}

// All lanes under each other, each `growth` higher than it need be; `runs`: where nothing lies over
// the empty years, from and to.
function stacked(view, axis, top, right, sizes, growth = 0, isWordless = view.filters.detail === "all", nameWide = LEFT - 30) {
  const body = [], lines = [], runs = [], silent = silentYears(view);
  const ends = axis.years.find(({ year }) => year === silent.at(-1))?.to ?? 0;
  for (const lane of lanes(view)) {
    // Words keep off the empty years where nothing else lies over them.
    const isFree = lane.items.every(({ events: [event] }) => axis.at(event.since ?? event.from) >= ends);
    const bounds = { right, wall: isFree ? Math.max(LEFT, ends + AIR) : LEFT };
    const start = top, first = start + growth / 2 + sizes.pad / 2;
    const due = promises(view, axis, lane, first, bounds, sizes, isWordless);
    const rest = others(view, axis, lane, first + due.height, bounds, due.used, isWordless, sizes);
    const name = wrap(lane.name, nameWide, 13.5, 700), sign = SIGNS[lane.level] ?? SIGNS.city;
    const hasOther = lane.other !== lane.name;
    const height = Math.max(due.height + rest.height + sizes.pad, name.length * 17 + (hasOther ? OTHER.line : 0) + 6) + growth;
    const nameAt = start + growth / 2 + 12;
    body.push(sign(10, nameAt), textLines(name, { x: 24, y: nameAt + 5, size: 13.5, "font-weight": 700 }),
      hasOther ? s("text", { class: "quiet-text", x: 24, y: nameAt + 4 + (name.length - 1) * 17 + OTHER.line, "font-size": LABEL }, lane.other) : null, due.nodes, rest.nodes);
    top += height;
    lines.push(s("path", { class: "lane", d: `M0 ${top - 3}H${right}` }));
    if (isFree && runs.at(-1)?.to === start) runs.at(-1).to = top;
    else if (isFree) runs.push({ from: start, to: top });
  }
  return { body, lines, top, runs, count: lines.length };
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
  const growth = Math.min(MOST_GROWTH, (room - 6 - least.top) / least.count);
  return growth > 1 ? stacked(view, axis, top, right, sizes, growth) : least;
}

function draw(view, width, room = Infinity) {
  const right = width - 6, head = 26;
  const [first, last] = axisYears(view), axis = timeAxis(first, last, LEFT, right - 8);
  const hasWords = view.filters.detail !== "all";
  const drawn = fitted(view, axis, head + 3, right, room);
  return picture(view, axis, { ...drawn, width, right, head, hasWords });
}

// On a phone: the lanes without words, over the list that names them.
function small(view, width) {
  const [first, last] = axisYears(view), axis = timeAxis(first, last, SMALL.name + 22, width - 10);
  const drawn = stacked(view, axis, SMALL.head, width - 2, CLOSE, 0, true, SMALL.name - 8);
  return picture(view, axis, { ...drawn, width, right: width, head: SMALL.head - 4, hasWords: true });
}

// Years, empty years and lanes.
function picture(view, axis, { width, right, head, body, lines, top, runs, hasWords }) {
  const shade = shadeOf(view, axis);
  return s("svg", { width, height: top + 2, role: "group", "aria-label": view.spec.title(view) },
    shade ? s("rect", { class: "silent", x: shade.from, y: head, width: shade.to - shade.from, height: top - head - 3 }) : null,
    yearLines(axis, head, top - 3),
    s("path", { class: "lane", d: `M0 ${head}H${right}` }), lines,
    shade && hasWords ? silence(view, shade, runs) : null, body);
}

// Where the empty years are; nothing if there are none.
function shadeOf(view, axis) {
  const years = silentYears(view), yearOf = (sought) => axis.years.find(({ year }) => year === sought);
  return years.length ? { years, from: yearOf(years[0]).from, to: yearOf(years.at(-1)).to } : null;
}

function yearLines(axis, top, bottom) {
  return axis.years.map(({ year, from: x, to: end }) => [
    s("path", { class: "axis", d: `M${x} ${top}V${bottom}` }),
    isWritten(year, axis) ? s("text", { class: "year latin", x: (x + end) / 2, y: top - 8, "font-size": LABEL, "text-anchor": "middle" }, year) : null]);
}

// Over the lines of each group of the list: the years.
function heads(view, width) {
  return s("svg", { width, height: SMALL.head }, yearLines(lineAxis(view, width), SMALL.head - 4, SMALL.head));
}

function lineAxis(view, width) {
  const [first, last] = axisYears(view);
  return timeAxis(first, last, SMALL.inset, width - 20);
}

// In a line of the list: its mark on the scale of the group, with the empty years.
function glyph(view, item, width) {
  const axis = lineAxis(view, width), high = SMALL.line, y = high / 2, [event] = item.events, shade = shadeOf(view, axis);
  const origin = view.data.events.find(({ id }) => id === event.origin), x = axis.at((origin ?? event).from);
  return s("svg", { width: width - 8, height: high, "aria-hidden": "true" },
    shade ? s("rect", { class: "silent", x: shade.from, y: 0, width: shade.to - shade.from, height: high }) : null,
    axis.years.map(({ from }) => s("path", { class: "axis", d: `M${from} 0V${high}` })),
    s("g", { "data-doc": item.doc }, origin ? s("path", { class: "arc", d: `M${x} ${y - 4}v8M${x} ${y}H${dueAt(event, axis)}` }) : null,
      dueBar(item, axis, y, 7), signOf(event, axis, y, 5)));
}

// Whether a year has its number: where years are close, every second one, so that the last has it.
function isWritten(year, axis) {
  const [{ from, to }] = axis.years, every = Math.ceil((widthOf(String(year), LABEL) + 12) / (to - from));
  return (axis.last - year) % every === 0;
}

// What the empty years lack, and what falls due in them: where nothing lies over them, in their middle;
// where there is too little room for that, not at all: the heading says it.
function silence(view, { years, from, to }, runs) {
  const due = dueIn(view, years), { say, sign } = view.speech, wide = to - from - 2 * SILENCE.pad;
  const names = due.map((event) => dueLabel({ label: plain(view.speech.named(event), view.speech.word(event.place || event.level)) }));
  const told = due.length ? say("silence_due", { due: due.length, names: names.map((name) => (view.lang === "zh" ? name : within(name))).join(sign("listed")) }) : "";
  const lines = [say("no_event_here"), told].filter(Boolean).flatMap((words) => wrap(words, wide, LABEL));
  const head = wrap(say("silent_years", { first: years[0], last: years.at(-1) }), wide, LABEL, 700);
  const high = (head.length + lines.length) * SILENCE.line + 2 * SILENCE.pad;
  const run = runs.find((one) => one.to - one.from >= high);
  if (!run || wide < SILENCE.least) return null;
  const x = (from + to) / 2, y = (run.from + run.to - high) / 2 + SILENCE.pad + 13, look = { x, size: LABEL, leading: SILENCE.line / LABEL, "text-anchor": "middle" };
  // The lines between lanes would run through the words.
  return [s("rect", { class: "silent", x: from + 1, y: y - 16, width: to - from - 2, height: high }),
    textLines(head, { ...look, y, "font-weight": 700 }), textLines(lines, { ...look, y: y + head.length * SILENCE.line })];
}

// A name within a sentence.
function within(name) {
  return /^[A-Z][a-z]/.test(name) ? `${name[0].toLowerCase()}${name.slice(1)}` : name;
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
  const signs = [["key_within", bar(1, 21, 8), 22], ["key_inferred", [SIGNS.ring(8, 8), bar(19, 37, 8, { inferred: true })], 38],
    ["key_due", SIGNS.due(8, 8), 15],
    ["key_reckoned", SIGNS.reckoned(8, 8), 15], ["key_any_day", s("rect", { class: "due-bar", x: 1, y: 3.5, width: 20, height: 9, rx: 4.5 }), 22],
    ["about_later", [s("rect", { class: "due-bar about", x: 1, y: 3.5, width: 10, height: 9 }), fading(11, 8, 12, 9)], 24], ["key_goes_on", s("path", { class: "sealed", d: "M1 4l6 4l-6 4Z" }), 8]];
  // An end that is not given is rare, and marked where there are no words.
  const isOpen = view.filters.detail === "all" && view.items.some(({ events }) => events.some(({ open }) => open));
  const shown = signs.filter(([name]) => name !== "key_goes_on" || isOpen);
  return shown.map(([name, sign, width]) => h("span", {}, s("svg", { width, height: 16, "aria-hidden": "true" }, sign), say(name)));
}

function filters(view) {
  const { speech, data } = view;
  const docs = Object.keys(data.texts);
  const count = data.events.length, due = data.events.filter(({ kind }) => kind === "deadline").length;
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: docs.map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "detail", label: speech.say("what"), redraw: true, options: [
      { value: "", label: speech.say("the_story") }, { value: "all", label: speech.say(due && due < count ? "events_and_due" : "all_events", { count: due < count ? count - due : count, due }) }] },
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
  const sure = grounds.length ? h("p", {}, h("b", {}, `${speech.say("how_sure")}${speech.sign("colon")}`), mixed(grounds.slice(0, 3).map((said) => sentence(said, view.lang)).join(" "))) : null;
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
  name: "timeline", title, lead, key, filters, items, draw, small, heads, glyph, pane, columns, other: otherName,
  shown: (view, count, all, kept) => ({ count: kept.reduce((sum, { events }) => sum + events.length, 0), all: view.data.events.length }),
  listed: (view) => lanes(view).flatMap(({ name, other, items: own }) => [...own].sort((a, b) => (a.events[0].to < b.events[0].to ? -1 : 1))
    .map((item) => ({ ...item, group: other === name ? name : `${name} ${other}` }))),
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
