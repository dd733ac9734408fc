// What is told of each place: a row a place, a column an act, a square a passage.

import { h, s } from "../front/dom.js";
import { SIGNS, ring, textLines, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEFT = 112;
const TAIL = 138; // of the share at the end of a row
const COUNT = 23; // of the number before the squares of a cell
const STEP = 16;
const BOX = 12.5;
const FEW_MARKS = 2; // of a cell, which have their names beside them
const SIZE = 12.5;

function actName(view, act) {
  const key = `act_${act}`, said = view.speech.say(key);
  return said === key ? view.speech.word(act) : said;
}

function items(view) {
  const { data, speech } = view;
  const order = (mark) => data.places.indexOf(mark.place) * 1000 + data.acts.indexOf(mark.act);
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

// What is in a cell: few marks with their names, many without.
function cellOf(view, place, { act, x, wide }) {
  const own = view.items.filter(({ mark }) => mark.place === place && mark.act === act);
  const names = own.map(({ label }) => wrap(plain(label, view.speech.word(place)), wide - COUNT - STEP - 8, SIZE));
  const isNamed = own.length > 0 && own.length <= FEW_MARKS && names.every((lines) => lines.length <= 4 && lines.every((line) => widthOf(line, SIZE, 700) < wide - COUNT - STEP));
  const perLine = Math.max(1, Math.floor((wide - COUNT - 8) / STEP));
  const high = isNamed ? names.reduce((sum, lines) => sum + Math.max(STEP, lines.length * 14 + 3), 0) : Math.ceil(own.length / perLine) * STEP;
  return { own, names, isNamed, perLine, high, x };
}

// A name without its kind and its place, which the picture says.
function plain(label, place) {
  const short = label.replace(/^(Due: |期限：)/, "").replace(/ \(title\)$/, "").replace(new RegExp(`^${place}(’s |: |：)`), "");
  return short[0].toUpperCase() + short.slice(1);
}

function draw(view, width, room = Infinity) {
  const { data } = view, tail = width > 700 ? TAIL : 0, columns = columnsOf(view, LEFT, width - tail);
  const heads = columns.map(({ act, wide }) => wrap(actName(view, act), wide - 8, 13, 700));
  const last = wrap(view.speech.say("places_share"), tail - 14, 13, 700), lines = tail ? [...heads, last] : heads;
  const head = Math.max(...lines.map(({ length }) => length)) * 16 + 10;
  const nodes = columns.map(({ x }, number) => textLines(heads[number], { x, y: 14, size: 13, leading: 16 / 13, "font-weight": 700 }));
  if (tail) nodes.push(textLines(last, { x: width - tail + 14, y: 14, size: 13, leading: 16 / 13, "font-weight": 700 }));
  const rows = data.places.map((place) => {
    const cells = columns.map((column) => cellOf(view, place, column)), name = wrap(view.speech.word(place), LEFT - 26, 13.5, 700);
    return { place, cells, name, high: Math.max(name.length * 17 + 12, ...cells.map((cell) => cell.high + 15)) };
  });
  const natural = rows.reduce((sum, { high }) => sum + high, head + 4);
  const growth = room === Infinity ? 0 : Math.max(-5, Math.min(24, (room - natural) / rows.length));
  let y = head;
  for (const { place, cells, name, high } of rows) {
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }), (SIGNS[data.levels[place]] ?? SIGNS.city)(8, y + 15, 5), textLines(name, { x: 22, y: y + 20, size: 13.5, "font-weight": 700 }),
      cells.map((cell) => cellMarks(view, cell, y)), tail ? shareBar(view, place, width - tail + 14, y, tail - 20) : null);
    y += high + growth;
  }
  return s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) }, nodes, s("path", { class: "lane", d: `M0 ${y}H${width}` }), s("rect", { class: "ring" }));
}

function cellMarks(view, { own, names, isNamed, perLine, x }, y) {
  if (!own.length) return s("path", { class: "dash", d: `M${x} ${y + 15}h8` });
  const count = s("text", { class: "quiet-text", x, y: y + 19.5, "font-size": SIZE }, own.length);
  let top = y + 9;
  const marks = own.map((item, number) => {
    const left = x + COUNT + (isNamed ? 0 : (number % perLine) * STEP), at = isNamed ? top : y + 9 + Math.floor(number / perLine) * STEP;
    const says = `${item.group}, ${item.when}: ${item.label}`, lines = names[number], high = isNamed ? Math.max(STEP, lines.length * 14 + 3) : STEP;
    top += high;
    return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
      s("rect", { class: "hit-area", x: left - 2, y: at - 2, width: isNamed ? STEP + 2 + Math.max(...lines.map((line) => widthOf(line, SIZE, 700))) : STEP, height: isNamed ? high - 1 : STEP, rx: 2 }),
      s("rect", { class: isPromised(item.mark) ? "hollow thin" : "sealed", x: left, y: at, width: BOX, height: BOX }),
      isNamed ? textLines(lines, { x: left + STEP, y: at + 10.5, size: SIZE, leading: 14 / SIZE }) : null);
  });
  return [count, marks];
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

// On a phone: a bar a place.
function small(view, width) {
  const rows = view.data.places.map((place, number) => {
    const y = 20 + number * 30, { all, promised, share } = promisedOf(view, place), from = 134, wide = width - from - 84;
    return [(SIGNS[view.data.levels[place]] ?? SIGNS.city)(8, y + 12, 5), s("text", { x: 20, y: y + 17, "font-size": 13, "font-weight": 700 }, view.speech.word(place)),
      all < FEW ? null : [s("rect", { class: "bar-ground", x: from, y: y + 7, width: wide, height: 10 }), s("rect", { class: "bar-ink", x: from, y: y + 7, width: wide * share, height: 10 })],
      s("text", { x: all < FEW ? from : width, y: y + 17, "font-size": 13, "text-anchor": all < FEW ? "start" : "end", class: all < FEW ? "quiet-text" : "" }, view.speech.say(all < FEW ? "share_few" : "share_of", { count: promised, all }))];
  });
  return s("svg", { width, height: 24 + rows.length * 30, role: "img", "aria-label": view.spec.title(view) }, s("text", { x: 0, y: 13, "font-size": 13 }, view.speech.say("places_share")), rows);
}

// How much of what is told of a place is ordered or promised, where enough is told to say so.
function promisedOf(view, place) {
  const own = view.data.marks.filter((mark) => mark.place === place);
  const promised = own.filter(isPromised).length;
  return { place: view.speech.word(place), all: own.length, promised, share: promised / own.length };
}

const FEW = 15; // passages on a place: of fewer a share says little

// The places that enough is told of, those of most promises first.
function ranked(view) {
  return view.data.places.map((place) => ({ id: place, ...promisedOf(view, place) })).filter(({ all }) => all >= FEW).sort((a, b) => b.share - a.share);
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
    .concat(h("span", {}, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, s("path", { class: "dash", d: "M3 8h8" })), view.speech.say("key_nothing")));
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
