// Who says it, and through whom: a strip a text, as long as the text, with a layer for each voice.

import { h, s, mixed, chinese } from "../front/dom.js";
import { ring, widthOf } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LEFT = 156; // of the strips: names and shares are beside them
const NARROW = 560; // under it names and shares are above the strips
const HEAD = 40; // of them, above a strip
const LAYER = 25; // the height of a layer, from 18 to 34 where the room is given
const LABEL_ROW = 15; // of names above a strip
const GAP = 16; // between texts
const LEAST = 5; // pixels of a run that is named by a line from above
const ASIDE = 66; // the height of name, length and share beside a strip
const TOTAL = { wide: 34, narrow: 44 }; // the height of the bar of all texts, with its words

function who(view, stretch) {
  return view.speech.either(stretch.en, stretch.zh);
}

// From the one nearest to the speaker outward.
function through(view, stretch) {
  return view.lang === "zh" ? stretch.through_zh : stretch.through_en;
}

function items(view) {
  return view.data.stretches.map((stretch) => ({
    id: stretch.id, doc: stretch.doc, stretch, label: who(view, stretch), group: view.data.texts[stretch.doc][`short_${view.lang}`],
    when: view.speech.say("characters", { count: sizeOf(stretch).toLocaleString("en") }), facts: { doc: stretch.doc, layers: String(stretch.through_en.length) },
  }));
}

// The voices of a stretch from the page up to the speaker.
function voicesOf(view, { stretch }) {
  return [...[...through(view, stretch)].reverse(), who(view, stretch)];
}

// Stretches beside each other in which one voice has the same place: {level, name, look, items}.
function runsOf(view, own) {
  const runs = [], open = new Map();
  for (const item of own) {
    const voices = voicesOf(view, item), top = voices.length - 1;
    voices.forEach((name, level) => {
      const look = top === 0 ? "own" : level === top ? "speaker" : "told", last = open.get(level);
      const goesOn = last?.name === name && last.look === look && item.stretch.start - last.items.at(-1).stretch.end < 4;
      if (goesOn) last.items.push(item);
      else {
        const run = { level, name, look, items: [item] };
        runs.push(run);
        open.set(level, run);
      }
    });
  }
  return runs;
}

function sizeOf({ start, end }) {
  return end - start;
}

// How many characters of a text are told for somebody else.
function toldIn(view, doc) {
  const told = view.data.stretches.filter((stretch) => stretch.doc === doc && stretch.through_en.length);
  return told.reduce((sum, stretch) => sum + sizeOf(stretch), 0);
}

// What is told for others in all texts, in per cent of their characters.
function shareOfAll(view) {
  const { lengths } = view.data;
  const all = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  const told = Object.keys(lengths).reduce((sum, doc) => sum + toldIn(view, doc), 0);
  return Math.round((100 * told) / all);
}

// What each strip asks for: its runs with their places, the names above it and their rows.
function stripsOf(view, left, width) {
  const { lengths } = view.data, scale = (width - left - 8) / Math.max(...Object.values(lengths));
  return Object.entries(lengths).map(([doc, length]) => {
    const own = view.items.filter((item) => item.doc === doc);
    const runs = runsOf(view, own).map((run) => ({ ...run,
      from: left + run.items[0].stretch.start * scale, to: left + run.items.at(-1).stretch.end * scale }));
    const named = new Set(runs.filter(within).map(({ name }) => name));
    const labels = labelsAbove(runs.filter(({ look, ...run }) => look === "speaker" && !within(run) && run.to - run.from > LEAST), width, named);
    const share = Math.round((100 * toldIn(view, doc)) / length);
    return { doc, length, own, runs, labels, share, scale, left, layers: 1 + Math.max(0, ...runs.map(({ level }) => level)),
      rows: 1 + Math.max(-1, ...labels.map(({ row }) => row)) };
  });
}

// Whether there is room for a name in its run: it is never cut.
function within({ name, from, to }) {
  return widthOf(name, SIZE) + 10 <= to - from;
}

// Names above a strip, each on a line down to its run. Later ones are lower, so that no line
// crosses a name; a name that was said before is said again only where that takes no row.
function labelsAbove(runs, width, said) {
  const ends = [], labels = [];
  for (const run of runs) {
    const wide = widthOf(run.name, SIZE) + 14, isLeft = run.from + wide > width;
    const start = isLeft ? run.to - wide : run.from;
    const row = ends.reduce((least, end, number) => (end > start ? number + 1 : least), 0);
    const isCut = isLeft && (start < 0 || labels.some(({ line }) => line > start && line < run.to));
    if (isCut || (said.has(run.name) && row)) continue;
    said.add(run.name);
    ends[row] = start + wide;
    labels.push({ run, row, x: isLeft ? run.to - 4 : run.from + 4, line: isLeft ? run.to - 1 : run.from + 1, isLeft });
  }
  return labels;
}

function draw(view, width, room = Infinity) {
  const isNarrow = width < NARROW, strips = stripsOf(view, isNarrow ? 0 : LEFT, width), nodes = [];
  const highOf = ({ rows, layers }, layer) => Math.max(2 + rows * LABEL_ROW + layers * layer, isNarrow ? 0 : ASIDE) + (isNarrow ? HEAD : 0) + GAP;
  const top = isNarrow ? TOTAL.narrow : TOTAL.wide;
  const total = (layer) => strips.reduce((sum, strip) => sum + highOf(strip, layer), top);
  let layer = room < Infinity ? 34 : LAYER, y = top;
  nodes.push(totalOf(view, width, isNarrow));
  view.named = [];
  while (layer > 18 && total(layer) > room) layer -= 0.5;
  for (const strip of strips) {
    nodes.push(headOf(view, strip, y, isNarrow));
    const first = y + (isNarrow ? HEAD : 0) + 2 + strip.rows * LABEL_ROW;
    nodes.push(strip.own.map((item) => stretchMark(view, item, strip, first, layer)), namesIn(view, strip, first, layer), namesAbove(strip, first, layer));
    y += highOf(strip, layer);
    nodes.push(s("path", { class: "lane", d: `M0 ${y - 7}H${width}` }));
  }
  return s("svg", { width, height: y - 4, role: "group", "aria-label": view.spec.title(view) }, nodes, s("rect", { class: "ring" }));
}

// Seal, name and length of a text, and the share of it that is told for others as a bar.
function headOf(view, { doc, length, share }, y, isNarrow) {
  const text = view.data.texts[doc], name = text[`short_${view.lang}`], wide = isNarrow ? 110 : 118;
  const said = view.speech.say("told_share", { share }), count = view.speech.say("characters", { count: length.toLocaleString("en") });
  const barAt = isNarrow ? { x: 25 + widthOf(said, SIZE) + 8, y: y + 26 } : { x: 25, y: y + 58 };
  return s("g", { "data-doc": doc },
    s("rect", { class: "sealed", x: 0, y: y + 3, width: 18, height: 18, rx: 3 }), s("text", { class: "on-seal han", x: 9, y: y + 16, "font-size": 12, "text-anchor": "middle" }, text.seal),
    s("text", { x: 25, y: y + 17, "font-size": 13.5, "font-weight": 700 }, name),
    s("text", isNarrow ? { class: "quiet-text", x: 32 + widthOf(name, 13.5, 700), y: y + 17, "font-size": SIZE } : { class: "quiet-text", x: 25, y: y + 34, "font-size": SIZE }, count),
    s("text", { x: 25, y: isNarrow ? y + 34 : y + 52, "font-size": SIZE }, said),
    s("rect", { class: "text-bar", ...barAt, width: wide, height: 7 }), s("rect", { class: "sealed", ...barAt, width: (wide * share) / 100, height: 7 }));
}

// What is told for others in all texts as one bar: each text's part in its colour, then the rest.
function totalOf(view, width, isNarrow) {
  const { lengths } = view.data, share = shareOfAll(view), said = view.speech.say("told_in_all", { share });
  const left = isNarrow ? 0 : LEFT, y = isNarrow ? 24 : 6, all = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  const scale = (width - left - 8) / all;
  let x = left;
  const part = (look, doc, size) => {
    const wide = size * scale, from = x;
    x += wide;
    return s("g", { "data-doc": doc }, s("rect", { class: look, x: from, y, width: Math.max(wide - 1, 0), height: 14 }));
  };
  const docs = Object.keys(lengths), told = docs.map((doc) => part("sealed", doc, toldIn(view, doc))), middle = x;
  const own = docs.map((doc) => part("text-bar", doc, lengths[doc] - toldIn(view, doc)));
  return s("g", {}, s("text", { x: 0, y: isNarrow ? 14 : y + 12, "font-size": SIZE, "font-weight": 700 }, said), told, own,
    s("path", { class: "axis", d: `M${middle - 0.5} ${y - 3}v20` }));
}

// Names of voices in their runs; where they begin depends on what is chosen.
function namesIn(view, { runs, layers, left, scale }, top, layer) {
  return runs.filter(within).map((run) => {
    const text = s("text", { class: run.look === "speaker" ? "on-voice" : "", "data-of": run.items[0].id, x: run.from + 5,
      y: top + (layers - 1 - run.level) * layer + layer / 2 + 2.5, "font-size": SIZE }, run.name);
    view.named.push({ text, run, placeOf: ({ start, end }) => [left + start * scale, left + end * scale] });
    return text;
  });
}

// Each name beside the frame of what is chosen or within it, so that no frame cuts it.
function placeNames(view) {
  const chosen = view.byId.get(view.chosen);
  for (const { text, run, placeOf } of view.named ?? []) {
    const edges = run.items.includes(chosen) ? placeOf(chosen.stretch) : [];
    const stops = [run.from, ...edges, run.to];
    const pieces = stops.slice(1).map((to, number) => ({ from: stops[number], to, wide: to - stops[number] }));
    const widest = pieces.reduce((best, piece) => (piece.wide > best.wide ? piece : best));
    const x = String(widest.from + 5), isShown = within({ ...run, ...widest });
    if (text.getAttribute("x") !== x) text.setAttribute("x", x);
    text.setAttribute("visibility", isShown ? "visible" : "hidden");
  }
}

function namesAbove({ doc, labels, layers, rows }, top, layer) {
  return s("g", { "data-doc": doc }, labels.map(({ run, row, x, line, isLeft }) => {
    const y = top - (rows - row) * LABEL_ROW + 11;
    return s("g", { "data-of": run.items[0].id }, s("path", { class: "leader", d: `M${line} ${y - 9}V${top + (layers - 1 - run.level) * layer}` }),
      s("text", { class: "name", x, y, "font-size": SIZE, "text-anchor": isLeft ? "end" : "start" }, run.name));
  }));
}

// A stretch: its voices over each other, the page at the foot, the speaker filled.
function stretchMark(view, item, { scale, left, runs, layers }, top, layer) {
  const { stretch } = item, from = left + stretch.start * scale, wide = Math.max((stretch.end - stretch.start) * scale, 2), to = from + wide;
  const names = through(view, stretch);
  const says = `${item.label}${names.length ? `, ${view.speech.say("told_through", { through: names.join(view.speech.sign("list")) })}` : ""}`;
  const shapes = runs.filter((run) => run.items.includes(item)).map(({ level, look, items: all }) => {
    const y = top + (layers - 1 - level) * layer, high = layer - 4;
    // A seam only where the voice changes.
    const next = all[all.indexOf(item) + 1], right = next ? left + next.stretch.start * scale : to - 1;
    if (look !== "told") return s("rect", { class: `voice ${look}`, x: from, y, width: Math.max(right - from + (next ? 0.5 : 0), 1.5), height: high });
    // One box for all that a voice passes on without a break.
    const ends = `${item === all[0] ? `M${from} ${y}V${y + high}` : ""}${item === all.at(-1) ? `M${to - 1} ${y}V${y + high}` : ""}`;
    return s("path", { class: "voice told", d: `M${from} ${y}H${right}M${from} ${y + high}H${right}${ends}` });
  });
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
    s("rect", { class: "hit-area", x: from - 1, y: top - 2, width: wide + 2, height: layers * layer + 1 }), shapes);
}

function title(view) {
  return view.speech.say("speakers_title", { share: shareOfAll(view) });
}

// Names keep clear of the frame around what is chosen.
function after(view, picture) {
  placeNames(view);
  ring(view, picture);
}

function filters(view) {
  const { speech, data } = view, depths = [...new Set(data.stretches.map((one) => one.through_en.length))].sort();
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: Object.keys(data.lengths).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "layers", label: speech.say("layers"), options: [{ value: "", label: speech.say("every") }, ...depths.map((depth) => ({ value: String(depth), label: speech.say(`layers_${Math.min(depth, 2)}`) }))] },
  ];
}

function pane(view, item) {
  const { stretch } = item, { speech } = view, text = view.data.texts[stretch.doc];
  const steps = [...through(view, stretch), speech.named(text, "title")];
  return {
    kicker: text[`short_${view.lang}`], heading: item.label, findings: [{ ...stretch, whole: true }], first: 2,
    above: [h("p", {}, h("span", { class: "quiet" }, speech.say("from_mouth_to_page"), speech.sign("colon")), h("b", {}, mixed(item.label)), steps.map((name) => [" → ", mixed(name)]))],
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

const spec = { name: "speakers", title, key, filters, items, draw, small: draw, after, pane, columns,
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? "") };

// Draws the layers of voices into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
