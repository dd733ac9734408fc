// Who repeats whom: each text a bar, read from top to bottom; a band joins what two of them share.

import { h, s, mixed } from "../front/dom.js";
import { textLines, wrap } from "../front/draw.js";
import { clausesOf } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const HEAD = 56;
const SIZE = 12.5;
const BAR = 62;
const TALL = 520; // of the longest text; as high as the room, where there is one

function nameOf(view, doc) {
  return view.data.texts[doc][`short_${view.lang}`];
}

function items(view) {
  return view.data.passages.map((passage) => {
    const [one, two] = passage.sides;
    const clause = clausesOf(view.data.texts[one.doc], one)[0];
    return {
      id: passage.id, passage, doc: one.doc, label: clause ? (view.lang === "zh" ? clause.zh : clause.en || clause.zh) : one.address,
      group: `${nameOf(view, one.doc)} · ${nameOf(view, two.doc)}`, when: view.speech.say("equal_characters", { count: passage.matched }),
      facts: { doc: [one.doc, two.doc] },
    };
  });
}

function draw(view, width, room = Infinity) {
  const { order, lengths } = view.data, longest = Math.max(...Object.values(lengths));
  const tall = room < Infinity ? Math.max(320, room - HEAD - 10) : TALL, scale = tall / longest;
  const bar = Math.min(BAR, (width / order.length) * 0.4), gap = order.length > 1 ? (width - bar - 2) / (order.length - 1) : 0;
  const left = (doc) => order.indexOf(doc) * gap, at = (place) => HEAD + place * scale;
  // The last name runs to the left, towards the one before it: the two share the room.
  const nameRoom = (doc) => order.indexOf(doc) >= order.length - 2 ? Math.max((gap + bar) / 2 - 30, 40) : Math.max(gap - 34, 60);
  const bars = order.map((doc) => {
    const lines = wrap(nameOf(view, doc), nameRoom(doc), 13, 700), x = left(doc), last = doc === order.at(-1) && order.length > 1;
    return s("g", { "data-doc": doc },
      s("rect", { class: "sealed", x: last ? x + bar - 18 : x, y: 2, width: 18, height: 18, rx: 3 }), s("text", { class: "on-seal han", x: last ? x + bar - 9 : x + 9, y: 15, "font-size": 12, "text-anchor": "middle" }, view.data.texts[doc].seal),
      textLines(lines, { x: last ? x + bar - 24 : x + 24, y: 15, size: 13, "font-weight": 700, "text-anchor": last ? "end" : "start" }),
      s("text", { class: "quiet-text", x: last ? x + bar : x, y: 49, "font-size": SIZE, "text-anchor": last ? "end" : "start" }, view.speech.say("characters", { count: lengths[doc].toLocaleString("en") })),
      s("text", { class: "quiet-text", x: last ? x + bar : x, y: HEAD + lengths[doc] * scale + 16, "font-size": SIZE, "text-anchor": last ? "end" : "start" }, lengths[doc] * scale < tall - 18 ? view.speech.say("share_elsewhere", { share: shareOf(view, doc) }) : null),
      s("rect", { class: "text-bar", x, y: HEAD, width: bar, height: Math.max(lengths[doc] * scale, 3) }));
  });
  // The longest are drawn first, so that the short ones can be hit.
  const bands = [...view.items].sort((a, b) => b.passage.matched - a.passage.matched).map((item) => {
    const [one, two] = [...item.passage.sides].sort((a, b) => order.indexOf(a.doc) - order.indexOf(b.doc));
    const x1 = left(one.doc) + bar, x2 = left(two.doc), mid = (x1 + x2) / 2;
    const [a1, a2, b1, b2] = [at(one.start), Math.max(at(one.end), at(one.start) + 1.2), at(two.start), Math.max(at(two.end), at(two.start) + 1.2)];
    const says = `${item.group}: ${item.when}`;
    return s("g", { class: "mark", "data-id": item.id, role: "button", "aria-label": says }, s("title", {}, says),
      s("path", { class: "band", d: `M${x1} ${a1}C${mid} ${a1} ${mid} ${b1} ${x2} ${b1}V${b2}C${mid} ${b2} ${mid} ${a2} ${x1} ${a2}Z` }),
      s("rect", { class: "sealed shared", "data-doc": one.doc, x: x1 - bar, y: a1, width: bar, height: a2 - a1 }),
      s("rect", { class: "sealed shared", "data-doc": two.doc, x: x2, y: b1, width: bar, height: b2 - b1 }));
  });
  return s("svg", { width, height: HEAD + tall + 6, role: "group", "aria-label": view.spec.title(view) }, bars, bands);
}

// How much of a text, in per cent of its characters, a passage of another text has too.
function shareOf(view, doc) {
  const places = view.data.passages.flatMap(({ sides }) => sides).filter((side) => side.doc === doc).sort((a, b) => a.start - b.start);
  let covered = 0, reached = 0;
  for (const { start, end } of places) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return Math.round((100 * covered) / view.data.lengths[doc]);
}

function title(view) {
  const best = view.data.passages[0];
  if (!best) return view.speech.say("parallels_none");
  const [one, two] = best.sides;
  return view.speech.say("parallels_title", { one: nameOf(view, one.doc), two: nameOf(view, two.doc), matched: best.matched, chars: one.end - one.start });
}

function filters(view) {
  const { speech, data } = view;
  return [{ key: "doc", label: speech.say("documents"), many: true,
    passes: (item, wanted) => (wanted.length === 1 ? item.facts.doc.includes(wanted[0]) : item.facts.doc.every((doc) => wanted.includes(doc))),
    options: data.order.map((doc) => ({ value: doc, label: nameOf(view, doc), doc })) }];
}

// Words of one side's English that the other side's does not have, in order: [start, end] of each.
export function newWords(english, other) {
  const words = (text) => [...text.matchAll(/[\p{L}\p{N}’'-]+/gu)].map((found) => ({ word: found[0].toLowerCase(), start: found.index, end: found.index + found[0].length }));
  const own = words(english), theirs = words(other);
  const longest = Array.from({ length: own.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      longest[i][j] = own[i].word === theirs[j].word ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const changed = [];
  let i = 0, j = 0;
  while (i < own.length) {
    if (j < theirs.length && own[i].word === theirs[j].word) { i += 1; j += 1; }
    else if (j < theirs.length && longest[i][j + 1] >= longest[i + 1][j]) j += 1;
    else { changed.push([own[i].start, own[i].end]); i += 1; }
  }
  return changed;
}

function sideOf(view, side, other) {
  const english = (place) => clausesOf(view.data.texts[place.doc], place).map((clause) => clause.en).join("\n");
  const own = english(side);
  return { ...side, whole: true, heading: nameOf(view, side.doc), changesEnglish: own.length < 6000 ? newWords(own, english(other)) : [] };
}

function pane(view, item) {
  const { passage } = item, { speech } = view, [one, two] = passage.sides;
  const changed = one.changes.length;
  return {
    kicker: item.group, heading: speech.say("passage_equal", { matched: passage.matched, chars: one.end - one.start }),
    above: [h("p", { class: "quiet" }, changed ? speech.say("changed_places", { count: changed }) : speech.say("nothing_changed"), " ", speech.say("changed_marks"))],
    findings: [sideOf(view, one, two), sideOf(view, two, one)], most: 2,
    below: [h("p", { class: "quiet" }, mixed(speech.say("parallels_limits"))), view.data.left_out ? h("p", { class: "quiet" }, speech.say("left_out", { count: view.data.left_out })) : null],
  };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("documents"), of: (item) => item.group },
    { head: speech.say("what"), of: (item) => item.label },
    { head: speech.say("equal_head"), of: ({ passage }) => String(passage.matched), number: true },
    { head: speech.say("where_said"), of: ({ passage }) => passage.sides.map((side) => side.address).join(" = ") },
  ];
}

const spec = { name: "parallels", title, lead: (view) => view.speech.say("parallels_lead"), filters, items, draw, pane, columns,
  opening: (view) => view.items[0]?.id ?? "" };

// Draws the texts side by side into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
