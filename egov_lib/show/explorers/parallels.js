// Who repeats whom: each text a bar, read from top to bottom; a band joins what two of them share.

import { h, s, mixed } from "../front/dom.js";
import { textLines, wrap } from "../front/draw.js";
import { clausesOf } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const HEAD = { wide: 58, narrow: 42 };
const SIZE = 12.5;
const BAR = 62;
const TALL = 520; // of the longest text; as high as the room, where there is one
const SHORT = 150; // between two texts: under it their lengths are not written
const NARROW = { width: 480, tall: 300 }; // on a phone, where seals stand for names

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
  const isNarrow = width < NARROW.width;
  const bar = Math.min(BAR, (width / order.length) * 0.4), gap = order.length > 1 ? (width - bar - 2) / (order.length - 1) : 0;
  // The last name runs to the left, towards the one before it: the two share the room.
  const nameRoom = (doc) => order.indexOf(doc) >= order.length - 2 ? Math.max((gap + bar) / 2 - 27, 40) : Math.max(gap - 34, 60);
  const names = new Map(order.map((doc) => [doc, isNarrow ? [] : wrap(nameOf(view, doc), nameRoom(doc), 13, 700)]));
  const under = 17 * Math.max(0, ...[...names.values()].map((lines) => lines.length - 1)), head = isNarrow ? HEAD.narrow : HEAD.wide + under;
  const tall = room < Infinity ? Math.max(320, room - head - 10) : isNarrow ? NARROW.tall : TALL, scale = tall / longest;
  const left = (doc) => order.indexOf(doc) * gap, at = (place) => head + place * scale;
  const bars = order.map((doc) => {
    const lines = names.get(doc), x = left(doc), last = doc === order.at(-1) && order.length > 1;
    const isShort = isNarrow || gap < SHORT, count = lengths[doc].toLocaleString("en"), share = shareOf(view, doc), edge = { x: last ? x + bar : x, "text-anchor": last ? "end" : "start", "font-size": SIZE };
    return s("g", { "data-doc": doc },
      s("rect", { class: "sealed", x: last ? x + bar - 18 : x, y: 2, width: 18, height: 18, rx: 3 }), s("text", { class: "on-seal han", x: last ? x + bar - 9 : x + 9, y: 15, "font-size": 12, "text-anchor": "middle" }, view.data.texts[doc].seal),
      textLines(lines, { x: last ? x + bar - 24 : x + 24, y: 15, size: 13, "font-weight": 700, "text-anchor": last ? "end" : "start" }),
      isShort ? null : s("text", { class: "quiet-text", ...edge, y: 35 + under }, view.speech.say("characters", { count })),
      s("text", { ...edge, y: isNarrow ? 36 : 51 + under }, isShort ? `${share} %` : view.speech.say("share_elsewhere", { share })),
      s("rect", { class: "text-bar", x, y: head, width: bar, height: Math.max(lengths[doc] * scale, 3) }));
  });
  // The longest are drawn first, so that the short ones can be hit.
  const bands = [...view.items].sort((a, b) => b.passage.matched - a.passage.matched).map((item) => {
    const [one, two] = [...item.passage.sides].sort((a, b) => order.indexOf(a.doc) - order.indexOf(b.doc));
    const x1 = left(one.doc) + bar, x2 = left(two.doc), mid = (x1 + x2) / 2;
    const [a1, a2, b1, b2] = [at(one.start), Math.max(at(one.end), at(one.start) + 1.2), at(two.start), Math.max(at(two.end), at(two.start) + 1.2)];
    const says = `${item.group}: ${item.when}`;
    return s("g", { class: "mark", "data-id": item.id, role: "button", "aria-label": says }, s("title", {}, says),
      s("path", { class: "band", "data-words": `${mid} ${(a1 + a2 + b1 + b2) / 4}`, d: `M${x1} ${a1}C${mid} ${a1} ${mid} ${b1} ${x2} ${b1}V${b2}C${mid} ${b2} ${mid} ${a2} ${x1} ${a2}Z` }),
      s("rect", { class: "sealed shared", "data-doc": one.doc, x: x1 - bar, y: a1, width: bar, height: a2 - a1 }),
      s("rect", { class: "sealed shared", "data-doc": two.doc, x: x2, y: b1, width: bar, height: b2 - b1 }));
  });
  return s("svg", { width, height: head + tall + 6, role: "group", "aria-label": view.spec.title(view) }, bars, bands,
    s("path", { class: "band-chosen" }), s("text", { class: "band-words", "font-size": SIZE, "text-anchor": "middle" }));
}

// The band that is chosen lies over all others, and says how long it is.
function overAll(view, picture) {
  const over = picture.querySelector(".band-chosen"), words = picture.querySelector(".band-words");
  if (!over) return;
  const band = picture.querySelector(".chosen > .band"), [x, y] = band?.dataset.words.split(" ").map(Number) ?? [0, 0];
  over.setAttribute("d", band?.getAttribute("d") ?? "M0 0");
  words.setAttribute("x", x);
  words.setAttribute("y", y + 4);
  words.textContent = band ? view.byId.get(view.chosen)?.when ?? "" : "";
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

const WORD = /[\p{L}\p{N}’'-]+/gu;
const CHARACTER = /[\p{L}\p{N}]/gu;

// Words (or characters) of one side that the other side does not have, in order: [start, end] of each.
export function newWords(english, other, kind = WORD) {
  const words = (text) => [...text.matchAll(kind)].map((found) => ({ word: found[0].toLowerCase(), start: found.index, end: found.index + found[0].length }));
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

// What the first and the last clause have beyond the passage: [start in the text, words] of each.
function edgesOf(view, { doc, start, end }) {
  const clauses = clausesOf(view.data.texts[doc], { start, end }), [first] = clauses, last = clauses.at(-1);
  if (!first) return [];
  return [[first.start, first.zh.slice(0, Math.max(0, start - first.start))], [end, last.zh.slice(Math.max(0, end - last.start))]];
}

// The changes of one side: within the passage, and in its clauses beyond it; in English, of whole clauses.
function sideOf(view, side, other) {
  const english = (place) => clausesOf(view.data.texts[place.doc], place).map((clause) => clause.en).join("\n");
  const own = english(side), others = edgesOf(view, other);
  const beyond = edgesOf(view, side).flatMap(([from, words], place) => newWords(words, others[place]?.[1] ?? "", CHARACTER).map(([start, end]) => [from + start, from + end]));
  const changes = joined([...side.changes, ...beyond].sort((a, b) => a[0] - b[0]));
  const theirs = new Set(clausesOf(view.data.texts[other.doc], other).map(({ zh }) => zh));
  return { ...side, changes, shared: theirs, whole: true, heading: nameOf(view, side.doc), changesEnglish: own.length < 6000 ? bridged(newWords(own, english(other)), own) : [] };
}

// Words beside each other as one run, with what is between them.
function bridged(places, words) {
  const runs = [];
  for (const [start, end] of places) {
    const last = runs.at(-1), between = last && words.slice(last[1], start);
    if (last && !/[\p{L}\p{N}\n]/u.test(between)) last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}

// Places that touch each other as one.
function joined(places) {
  const runs = [];
  for (const [start, end] of places) {
    if (runs.length && start <= runs.at(-1)[1]) runs.at(-1)[1] = Math.max(end, runs.at(-1)[1]);
    else runs.push([start, end]);
  }
  return runs;
}

function pane(view, item) {
  const { passage } = item, { speech } = view, [one, two] = passage.sides;
  const sides = [sideOf(view, one, two), sideOf(view, two, one)], changed = sides[0].changes.length;
  return {
    kicker: item.group, heading: speech.say("passage_equal", { matched: passage.matched, chars: one.end - one.start }),
    above: [h("p", { class: "quiet" }, changed ? speech.say("changed_places", { count: changed }) : speech.say("nothing_changed"), " ", speech.say("changed_marks"))],
    findings: sides, most: 2, first: 2, isBeside: true,
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

const spec = { name: "parallels", title, lead: (view) => view.speech.say("parallels_lead"), filters, items, draw, small: draw, after: overAll, pane, columns,
  opening: (view) => view.items[0]?.id ?? "" };

// Draws the texts side by side into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
