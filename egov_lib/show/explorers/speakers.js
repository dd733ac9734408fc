// Who says it, and through whom: a strip a text, as long as the text, with a layer for each voice.

import { h, s, mixed, chinese } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LEFT = 156;
const LAYER = 25; // the height of a layer, up to 34 where the room is high
const NAMES = 17; // of the line of names above each strip

function who(view, stretch) {
  return view.speech.either(stretch.en, stretch.zh);
}

function through(view, stretch) {
  return view.lang === "zh" ? stretch.through_zh : stretch.through_en;
}

function items(view) {
  return view.data.stretches.map((stretch) => ({
    id: stretch.id, doc: stretch.doc, stretch, label: who(view, stretch), group: view.data.texts[stretch.doc][`short_${view.lang}`],
    when: stretch.address.split(":")[1], facts: { doc: stretch.doc, layers: String(stretch.through_en.length) },
  }));
}

function deepestOf(own) {
  return Math.max(0, ...own.map((item) => item.stretch.through_en.length));
}

function draw(view, width, room = Infinity) {
  const { lengths } = view.data, longest = Math.max(...Object.values(lengths)), scale = (width - LEFT - 8) / longest, nodes = [];
  const texts = Object.entries(lengths).map(([doc, length]) => ({ doc, length, own: view.items.filter((item) => item.doc === doc) }));
  const layers = texts.reduce((sum, { own }) => sum + deepestOf(own) + 1, 0);
  const layer = room < Infinity ? Math.max(18, Math.min(34, (room - 8 - texts.length * (NAMES + 24)) / layers)) : LAYER;
  let y = 8;
  for (const { doc, length, own } of texts) {
    const deepest = deepestOf(own), name = wrap(view.data.texts[doc][`short_${view.lang}`], LEFT - 40, 13.5, 700);
    const high = Math.max((deepest + 1) * layer + NAMES + 24, name.length * 17 + 36);
    nodes.push(s("g", { "data-doc": doc }, s("rect", { class: "sealed", x: 0, y: y + 4, width: 18, height: 18, rx: 3 }), s("text", { class: "on-seal han", x: 9, y: y + 17, "font-size": 12, "text-anchor": "middle" }, view.data.texts[doc].seal)),
      textLines(name, { x: 25, y: y + 18, size: 13.5, "font-weight": 700 }),
      s("text", { class: "quiet-text", x: 25, y: y + 18 + name.length * 17, "font-size": SIZE }, view.speech.say("characters", { count: length.toLocaleString("en") })));
    for (const item of own) nodes.push(stretchMark(view, item, y + NAMES, scale, deepest, layer));
    nodes.push(s("g", { "data-doc": doc }, namesAbove(own, y + NAMES - 1, scale, width)));
    y += high;
    nodes.push(s("path", { class: "lane", d: `M0 ${y - 6}H${width}` }));
  }
  return s("svg", { width, height: y, role: "group", "aria-label": view.spec.title(view) }, nodes);
}

// The names of those whose strips are too short for them, once each, above the first where there is room.
function namesAbove(own, y, scale, width) {
  const named = new Set(own.filter((item) => widthOf(item.label, SIZE) < (item.stretch.end - item.stretch.start) * scale - 7).map((item) => item.label));
  const nodes = [];
  let reached = LEFT;
  for (const item of own) {
    const x = LEFT + item.stretch.start * scale, wide = widthOf(item.label, SIZE);
    if (named.has(item.label) || !item.stretch.through_en.length || x < reached || x + wide > width) continue;
    named.add(item.label);
    reached = x + wide + 14;
    nodes.push(s("text", { class: "name", x, y, "font-size": SIZE, "data-of": item.id }, item.label));
  }
  return nodes;
}

function stretchMark(view, item, top, scale, deepest, layer) {
  const { stretch } = item, from = LEFT + stretch.start * scale, wide = Math.max((stretch.end - stretch.start) * scale, 3), depth = stretch.through_en.length;
  const base = top + 6 + deepest * layer, chain = [...through(view, stretch)].reverse();
  const says = `${item.label}${chain.length ? `, ${view.speech.say("told_through", { through: through(view, stretch).join(view.speech.sign("list")) })}` : ""}`;
  const label = widthOf(item.label, SIZE) < wide - 6 ? item.label : "";
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
    s("rect", { class: "hit-area", x: from - 1, y: top + 2, width: wide + 2, height: (deepest + 1) * layer + 8 }),
    s("rect", { class: `voice ${depth === 0 ? "own" : "told"}`, x: from, y: base, width: Math.max(wide - 1, 2), height: layer - 4 }),
    chain.map((_, number) => s("rect", { class: number === chain.length - 1 ? "voice speaker" : "voice told", x: from, y: base - (number + 1) * layer, width: Math.max(wide - 1, 2), height: layer - 4 })),
    label ? s("text", { class: chain.length || depth === 0 ? "on-voice" : "", x: from + 4, y: base - chain.length * layer + layer / 2 + 2.5, "font-size": SIZE }, label) : null);
}

function title(view) {
  const total = Object.values(view.data.lengths).reduce((sum, length) => sum + length, 0);
  const told = view.data.stretches.filter((one) => one.through_en.length).reduce((sum, one) => sum + one.end - one.start, 0);
  return view.speech.say("speakers_title", { share: Math.round((100 * told) / total) });
}

function filters(view) {
  const { speech, data } = view, depths = [...new Set(data.stretches.map((one) => one.through_en.length))].sort();
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: Object.keys(data.lengths).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "layers", label: speech.say("layers"), options: [{ value: "", label: speech.say("every") }, ...depths.map((depth) => ({ value: String(depth), label: speech.say(`layers_${Math.min(depth, 2)}`) }))] },
  ];
}

function pane(view, item) {
  const { stretch } = item, { speech } = view, names = through(view, stretch);
  const steps = [...names].reverse();
  return {
    kicker: view.data.texts[stretch.doc][`short_${view.lang}`], heading: item.label, findings: [{ ...stretch, whole: true }],
    above: [h("p", { class: "kicker" }, speech.say("from_mouth_to_page")), h("p", { class: "step" }, h("b", {}, mixed(item.label))),
      steps.map((name) => h("p", { class: "step" }, "→ ", mixed(name))), h("p", { class: "step" }, "→ ", mixed(speech.named(view.data.texts[stretch.doc], "title")))],
    below: [stretch.verb ? h("p", {}, speech.say("word_of_saying"), " ", h("b", {}, chinese(stretch.verb)), view.lang === "en" ? ` (${speech.word(stretch.verb)})` : "", " · ", speech.say(`basis_${stretch.how}`)) : h("p", {}, speech.say(`basis_${stretch.how}`)),
      view.lang === "en" && stretch.note ? h("p", { class: "quiet" }, mixed(stretch.note)) : null],
  };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("who_speaks"), of: (item) => item.label },
    { head: speech.say("told_through_head"), of: ({ stretch }) => through(view, stretch).join(speech.sign("list")) },
    { head: speech.say("word_of_saying"), of: ({ stretch }) => stretch.verb },
    { head: speech.say("documents"), of: (item) => item.group },
    { head: speech.say("where_said"), of: (item) => item.id },
  ];
}

function key(view) {
  return [["own", "layers_0"], ["told", "key_teller"], ["speaker", "key_speaker"]].map(([look, name]) => h("span", {},
    s("svg", { width: 24, height: 16, "aria-hidden": "true" }, s("rect", { class: `voice ${look}`, x: 1, y: 2, width: 20, height: 12 })), view.speech.say(name)));
}

const spec = { name: "speakers", title, key, filters, items, draw, pane, columns,
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? "") };

// Draws the layers of voices into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
