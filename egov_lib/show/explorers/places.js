// What is told of each place: a row a place, a column an act, a square a mention. Places of which
// enough is told come first, by the share of orders and promises.

import { h, s } from "../front/dom.js";
import { SIGNS, ring, textLines, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEFT = 112;
const SHARE = 116; // of the share, beside the name of a place
const COUNT = 23; // of the number before the squares of a cell
const STEP = 16;
const BOX = 12.5;
const SIZE = 12.5;

function actName(view, act) {
  const key = `act_${act}`, said = view.speech.say(key);
  return said === key ? view.speech.word(act) : said;
}

function items(view) {
  const { data, speech } = view;
  const places = byShare(view), order = (mark) => places.indexOf(mark.place) * 1000 + data.acts.indexOf(mark.act);
  return [...data.marks].sort((a, b) => order(a) - order(b)).map((mark) => ({
    id: mark.id, doc: mark.doc, mark, label: speech.named(mark), group: speech.word(mark.place), when: actName(view, mark.act), facts: { doc: mark.doc, act: mark.act },
  }));
}

// How wide each column is: as its fullest cell asks for.
function columnsOf(view, from, to) {
  const { acts, places, marks } = view.data, least = Math.min(74, (to - from) / acts.length);
  const fullest = acts.map((act) => Math.max(1, ...places.map((place) => marks.filter((mark) => mark.act === act && mark.place === place).length)));
  const spare = to - from - least * acts.length, all = fullest.reduce((sum, count) => sum + count, 0);
  let x = from;
  return acts.map((act, number) => {
    const column = { act, x, wide: least + (spare * fullest[number]) / all };
    x += column.wide;
    return column;
  });
}

// What is in a cell, and how many squares stand on one line of it.
function cellOf(view, place, { act, x, wide }) {
  const own = view.items.filter(({ mark }) => mark.place === place && mark.act === act);
  const perLine = Math.max(1, Math.floor((wide - COUNT - 8) / STEP));
  return { own, perLine, high: Math.ceil(own.length / perLine) * STEP, x };
}

function draw(view, width, room = Infinity) {
  const { data } = view, wide = width > 700 ? SHARE : 0, columns = columnsOf(view, LEFT + wide, width);
  const heads = columns.map(({ act, wide: most }) => wrap(actName(view, act), most - 8, 13, 700));
  const first = wrap(view.speech.say("places_share"), SHARE - 14, 13, 700), lines = wide ? [...heads, first] : heads;
  const head = Math.max(...lines.map(({ length }) => length)) * 16 + 10;
  const headAt = (words, x) => textLines(words, { x, y: 14, size: 13, leading: 16 / 13, "font-weight": 700 });
  const nodes = columns.map(({ x }, number) => headAt(heads[number], x));
  if (wide) nodes.push(headAt(first, LEFT));
  const rows = byShare(view).map((place) => {
    const cells = columns.map((column) => cellOf(view, place, column)), name = wrap(view.speech.word(place), LEFT - 26, 13.5, 700);
    return { place, cells, name, high: Math.max(name.length * 17 + 12, 38, ...cells.map((cell) => cell.high + 15)) };
  });
  const natural = rows.reduce((sum, { high }) => sum + high, head + 4);
  const growth = room === Infinity ? 0 : Math.max(-5, Math.min(24, (room - natural) / rows.length));
  let y = head;
  for (const { place, cells, name, high } of rows) {
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }), (SIGNS[data.levels[place]] ?? SIGNS.city)(8, y + 15, 5), textLines(name, { x: 22, y: y + 20, size: 13.5, "font-weight": 700 }),
      wide ? shareBar(view, place, LEFT, y, SHARE - 22) : null, cells.map((cell) => cellMarks(cell, y)));
    y += high + growth;
  }
  return s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) }, nodes, s("path", { class: "lane", d: `M0 ${y}H${width}` }), s("rect", { class: "ring" }));
}

function cellMarks({ own, perLine, x }, y) {
  if (!own.length) return s("path", { class: "dash", d: `M${x} ${y + 15}h8` });
  const count = s("text", { class: "quiet-text", x, y: y + 19.5, "font-size": SIZE }, own.length);
  return [count, squares(own, x + COUNT, y + 9, perLine)];
}

// A square a mention: hollow if it is ordered or promised.
function squares(own, left, top, perLine) {
  return own.map((item, number) => {
    const x = left + (number % perLine) * STEP, y = top + Math.floor(number / perLine) * STEP;
    const says = `${item.group}, ${item.when}: ${item.label}`;
    return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
      s("rect", { class: "hit-area", x: x - 2, y: y - 2, width: STEP, height: STEP, rx: 2 }),
      s("rect", { class: isPromised(item.mark) ? "hollow thin" : "sealed", x, y, width: BOX, height: BOX }));
  });
}

function isPromised({ act }) {
  return act === "promised" || act === "due";
}

// The share of orders and promises in what is told of a place: a bar, where enough is told.
function shareBar(view, place, x, y, wide) {
  const { all, promised, share } = promisedOf(view, place);
  const says = view.speech.say(all < FEW ? "share_few" : "share_of", { count: promised, all });
  return s("g", {}, s("text", { x, y: y + 19.5, "font-size": SIZE, "font-weight": all < FEW ? 400 : 700, class: all < FEW ? "quiet-text" : "" }, says),
    all < FEW ? null : [s("rect", { class: "bar-ground", x, y: y + 26, width: wide, height: 8 }), s("rect", { class: "bar-ink", x, y: y + 26, width: wide * share, height: 8 })]);
}

// On a phone: the squares of each place, what is ordered or promised first.
function small(view, width) {
  const perLine = Math.floor(width / STEP), nodes = [];
  let y = 18;
  for (const place of byShare(view)) {
    const own = view.items.filter(({ mark }) => mark.place === place), { all, promised } = promisedOf(view, place);
    const says = view.speech.say(all < FEW ? "share_few" : "share_of", { count: promised, all });
    nodes.push((SIGNS[view.data.levels[place]] ?? SIGNS.city)(8, y + 12, 5), s("text", { x: 20, y: y + 17, "font-size": 13, "font-weight": 700 }, view.speech.word(place)),
      s("text", { x: width, y: y + 17, "font-size": 13, "text-anchor": "end", class: all < FEW ? "quiet-text" : "" }, says),
      squares([...own.filter(({ mark }) => isPromised(mark)), ...own.filter(({ mark }) => !isPromised(mark))], 2, y + 25, perLine));
    y += 30 + Math.ceil(own.length / perLine) * STEP;
  }
  return s("svg", { width, height: y, role: "img", "aria-label": view.spec.title(view) }, s("text", { x: width, y: 13, "font-size": 13, "text-anchor": "end" }, view.speech.say("places_share")), nodes);
}

// How much of what is told of a place is ordered or promised, where enough is told to say so.
function promisedOf(view, place) {
  const own = view.data.marks.filter((mark) => mark.place === place);
  const promised = own.filter(isPromised).length;
  return { place: view.speech.word(place), all: own.length, promised, share: promised / own.length };
}

const FEW = 15; // mentions of a place: of fewer a share says little

// The places that enough is told of, those of most promises first.
function ranked(view) {
  return view.data.places.map((place) => ({ id: place, ...promisedOf(view, place) })).filter(({ all }) => all >= FEW).sort((a, b) => b.share - a.share);
}

// All places: those that enough is told of by their share, then the others.
function byShare(view) {
  const enough = ranked(view).map(({ id }) => id);
  return [...enough, ...view.data.places.filter((place) => !enough.includes(place))];
}

function title(view) {
  const [most, ...others] = ranked(view);
  const least = others.at(-1);
  if (least && least.share < most.share) {
    return view.speech.say("places_contrast", { most: most.place, most_all: most.all, most_promised: most.promised,
      least: least.place, least_all: least.all, least_promised: least.promised });
  }
  return view.speech.say("places_title", { count: view.items.length, places: view.data.places.length });
}

function filters(view) {
  const { speech, data } = view;
  return [{ key: "doc", label: speech.say("documents"), many: true, options: Object.keys(data.texts).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) }];
}

function pane(view, item) {
  const { speech } = view, same = view.items.filter(({ mark }) => mark.place === item.mark.place && mark.act === item.mark.act && mark.id !== item.id);
  return {
    kicker: `${item.group} · ${item.when}`, heading: item.label, findings: [item.mark],
    below: [same.length ? [h("h4", {}, speech.say("same_cell", { count: same.length })), same.map((other) => h("p", { class: "step" },
      h("button", { type: "button", class: "quiet-button", on: { click: () => view.choose(other.id) } }, other.label)))] : null,
    h("p", { class: "quiet" }, speech.say("places_limits"))],
  };
}

function columns(view) {
  const { speech } = view;
  return [{ head: speech.say("what"), of: (item) => item.label }, { head: speech.say("who"), of: (item) => item.group }, { head: speech.say("act"), of: (item) => item.when }, { head: speech.say("where_said"), of: ({ mark }) => mark.address }];
}

function key(view) {
  return [["sealed", "key_told"], ["hollow thin", "key_promised"]].map(([look, name]) => h("span", {}, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, s("rect", { class: look, x: 2, y: 2, width: 12, height: 12 })), view.speech.say(name)))
    .concat(h("span", {}, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, s("path", { class: "dash", d: "M3 8h8" })), view.speech.say("key_nothing")), h("span", {}, view.speech.say("key_mention")));
}

// An order or a promise of the place that the title tells of.
function opening(view) {
  const [most] = ranked(view), found = view.items.find(({ mark }) => mark.place === most?.id && isPromised(mark));
  return (found ?? view.items[0])?.id ?? "";
}

const spec = { name: "places", title, key, filters, items, draw, small, after: ring, pane, columns, opening };

// Draws the places into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
