// What is told of each place: a row a place, a column an act, a square a passage.

import { h, s } from "../front/dom.js";
import { SIGNS, textLines, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEFT = 136;
const STEP = 19;
const BOX = 15;
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

function draw(view, width, room = Infinity) {
  const natural = drawn(view, width, 0), high = Number(natural.getAttribute("height"));
  if (room === Infinity) return natural;
  return drawn(view, width, Math.max(-7, Math.min(20, (room - high) / view.data.places.length)));
}

// The rows, each `growth` higher than its squares ask for.
function drawn(view, width, growth) {
  const { data } = view, wide = (width - LEFT) / data.acts.length, perLine = Math.max(1, Math.floor((wide - 12) / STEP));
  const heads = data.acts.map((act) => wrap(actName(view, act), wide - 10, 13, 700)), head = Math.max(...heads.map((lines) => lines.length)) * 17 + 10;
  const nodes = heads.map((lines, number) => textLines(lines, { x: LEFT + number * wide, y: 14, size: 13, "font-weight": 700 }));
  let y = head;
  for (const place of data.places) {
    const cells = data.acts.map((act) => view.items.filter(({ mark }) => mark.place === place && mark.act === act));
    const name = wrap(view.speech.word(place), LEFT - 26, 13.5, 700);
    const high = Math.max(name.length * 18 + 12, ...cells.map((cell) => Math.ceil(cell.length / perLine) * STEP + 16)) + growth, sign = SIGNS[data.levels[place]] ?? SIGNS.city;
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }), sign(8, y + 15, 5), textLines(name, { x: 22, y: y + 20, size: 13.5, "font-weight": 700 }));
    cells.forEach((cell, column) => {
      if (!cell.length) nodes.push(s("path", { class: "dash", d: `M${LEFT + column * wide} ${y + 15}h8` }));
      cell.forEach((item, number) => {
        const x = LEFT + column * wide + (number % perLine) * STEP, top = y + 9 + Math.floor(number / perLine) * STEP, says = `${item.group}, ${item.when}: ${item.label}`;
        nodes.push(s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
          s("rect", { class: "hit-area", x: x - 2, y: top - 2, width: STEP, height: STEP, rx: 2 }), s("rect", { class: item.mark.act === "promised" || item.mark.act === "due" ? "hollow thin" : "sealed", x, y: top, width: BOX, height: BOX })));
      });
    });
    y += high;
  }
  return s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) }, nodes, s("path", { class: "lane", d: `M0 ${y}H${width}` }));
}

// How much of what is told of a place is ordered or promised, where enough is told to say so.
function promisedOf(view, place) {
  const own = view.data.marks.filter((mark) => mark.place === place);
  const promised = own.filter(({ act }) => act === "promised" || act === "due").length;
  return { place: view.speech.word(place), all: own.length, promised, share: promised / own.length };
}

const FEW = 15; // passages on a place: of fewer a share says little

function title(view) {
  const [most, ...others] = view.data.places.map((place) => promisedOf(view, place)).filter(({ all }) => all >= FEW).sort((a, b) => b.share - a.share);
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
  const { speech } = view, same = view.items.filter(({ mark }) => mark.place === item.mark.place && mark.act === item.mark.act);
  return {
    kicker: `${item.group} · ${item.when}`, heading: item.label, findings: [item.mark],
    below: [same.length > 1 ? [h("h4", {}, speech.say("same_cell", { count: same.length })), same.map((other) => h("p", { class: "step" },
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

const spec = { name: "places", title, key, filters, items, draw, pane, columns, opening: (view) => (view.items.find(({ mark }) => mark.place === "Wuhai") ?? view.items[0])?.id ?? "" };

// Draws the places into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
