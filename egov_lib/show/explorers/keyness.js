// Which words are whose: a line a word, how many times as frequent as in the other texts, with
// its interval; a word whose interval spans zero is hollow.

import { h, s } from "../front/dom.js";
import { explorer } from "../front/explorer.js";

const ROW = 22; // at most 28 where the room is high, and 18 where it is low
const LEFT = 218;
const SIZE = 12.5;

function target(view) {
  return view.filters.target in view.data.rows ? view.filters.target : Object.keys(view.data.rows)[0];
}

function items(view) {
  const doc = target(view);
  return view.data.rows[doc].map((row) => ({
    id: `${doc}|${row.word}`, doc, row, label: row.english && view.lang === "en" ? `${row.word} ${row.english}` : row.word, group: view.data.texts[doc][`short_${view.lang}`],
    when: `${row.count} : ${row.others}`, facts: { verdict: row.verdict },
  }));
}

function draw(view, width, room = Infinity) {
  const high = room < Infinity ? Math.max(18, Math.min(28, (room - 40) / view.items.length)) : ROW;
  const rows = view.items, right = width - 92, clip = (value) => Math.max(-7, Math.min(11, value));
  const lows = rows.map(({ row }) => clip(row.low)), highs = rows.map(({ row }) => clip(row.high));
  const first = Math.min(-1, Math.floor(Math.min(...lows))), last = Math.max(1, Math.ceil(Math.max(...highs)));
  const at = (value) => LEFT + ((clip(value) - first) / (last - first)) * (right - LEFT);
  const bottom = 30 + rows.length * high, ticks = [];
  for (let power = first; power <= last; power += last - first > 10 ? 3 : 2) ticks.push(power);
  if (!ticks.includes(0)) ticks.push(0);
  const apart = 30; // of a label from the head of the column at its right
  const times = (power) => (power === 0 ? "1×" : power > 0 ? `${2 ** power}×` : `1/${2 ** -power}`);
  return s("svg", { width, height: bottom + 6, role: "group", "aria-label": view.spec.title(view) },
    ticks.map((power) => [s("path", { class: power === 0 ? "lane" : "axis", d: `M${at(power)} 22V${bottom}` }), at(power) < right - apart ? s("text", { class: "year", x: at(power), y: 15, "text-anchor": "middle" }, times(power)) : null]),
    s("text", { class: "quiet-text", x: right + 8, y: 15, "font-size": SIZE }, view.speech.say("here_others")),
    rows.map((item, number) => {
      const { row } = item, y = 26 + number * high, middle = y + high / 2, sure = row.verdict === "more" || row.verdict === "less";
      const says = `${item.label}: ${item.when}, ${view.speech.word(row.verdict)}`;
      return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
        s("rect", { class: "hit-area", x: 0, y, width: width - 2, height: high, rx: 2 }),
        s("text", { class: "han", x: 4, y: middle + 4.5, "font-size": 14 }, row.word),
        row.english && view.lang === "en" ? s("text", { class: "quiet-text", x: 12 + row.word.length * 14, y: middle + 4, "font-size": SIZE }, fit(row.english, LEFT - 22 - row.word.length * 14)) : null,
        s("path", { class: "interval", d: `M${at(row.low)} ${middle}H${at(row.high)}` }),
        s("circle", { class: sure ? "sealed" : "hollow thin", cx: at(row.log_ratio), cy: middle, r: 4.6 }),
        s("text", { class: "quiet-text", x: right + 8, y: middle + 4, "font-size": SIZE }, item.when));
    }));
}

// What has room of a gloss: its first sense, whole or not at all (the pane has all of it).
function fit(english, room) {
  const first = english.split(/[;,(]/)[0].trim();
  return first.length * 6.3 <= room ? first : "";
}

function title(view) {
  const doc = target(view), rows = view.data.rows[doc], name = view.data.texts[doc][`short_${view.lang}`];
  const more = rows.filter((row) => row.verdict === "more").length, unclear = rows.filter((row) => row.verdict === "no clear difference").length;
  return view.speech.say("keyness_title", { name, more, unclear });
}

function filters(view) {
  const { speech, data } = view;
  return [{ key: "target", label: speech.say("documents"), redraw: true, fallback: target(view), options: Object.keys(data.rows).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "verdict", label: speech.say("verdict"), options: [{ value: "", label: speech.say("every") }, ...["more", "less", "no clear difference"].map((value) => ({ value, label: speech.word(value) }))] }];
}

function pane(view, item) {
  const { row } = item, { speech, data } = view, size = data.sizes[item.doc];
  const factor = 2 ** Math.abs(row.log_ratio);
  return {
    kicker: data.texts[item.doc][`short_${view.lang}`], heading: row.word, findings: row.findings, most: 2,
    above: [row.english ? h("p", {}, row.english) : null,
      h("p", {}, speech.say(row.log_ratio >= 0 ? "word_more" : "word_less", { count: row.count, size: size.toLocaleString("en"), others: row.others, factor: factor >= 10 ? Math.round(factor) : factor.toFixed(1) })),
      h("p", { class: "quiet" }, speech.say("interval_is", { low: (2 ** row.low).toPrecision(2), high: Number((2 ** row.high).toPrecision(2)) }), " ", h("b", {}, speech.word(row.verdict)), ".")],
    below: [h("p", { class: "quiet" }, speech.say("keyness_limits"))],
  };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("word"), of: ({ row }) => row.word },
    { head: speech.say("columns_en"), of: ({ row }) => row.english },
    { head: speech.say("times_here"), of: ({ row }) => String(row.count), number: true },
    { head: speech.say("times_others"), of: ({ row }) => String(row.others), number: true },
    { head: speech.say("doublings"), of: ({ row }) => `${row.log_ratio} (${row.low}…${row.high})`, number: true },
    { head: speech.say("verdict"), of: ({ row }) => speech.word(row.verdict) },
  ];
}

function key(view) {
  return [[s("circle", { class: "sealed", cx: 8, cy: 8, r: 4.6 }), "key_sure"], [s("circle", { class: "hollow thin", cx: 8, cy: 8, r: 4.6 }), "key_unsure"], [s("path", { class: "interval", d: "M1 8H22" }), "key_interval"]]
    .map(([sign, name]) => h("span", {}, s("svg", { width: 24, height: 16, "aria-hidden": "true" }, sign), view.speech.say(name)));
}

const spec = { name: "keyness", title, lead: (view) => view.speech.say("keyness_lead"), key, filters, items, draw, pane, columns, opening: (view) => view.items[0]?.id ?? "" };

// Draws the words into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
