// Which words are whose: a line a word, how many times as frequent as in the other texts, with
// its interval; a word whose difference is not clear after correction for all tests is hollow.

import { h, s } from "../front/dom.js";
import { explorer } from "../front/explorer.js";

const ROW = 22; // at most 28 where the room is high, and 18 where it is low
const LEFT = 218;
const SIZE = 12.5;
const MOST = { less: -8, more: 11 }; // doublings that are drawn

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

// A scale of doublings: from the lowest interval to the highest, with a line at every fourfold.
function scaleOf(rows, left, right) {
  const clip = (value) => Math.max(MOST.less, Math.min(MOST.more, value));
  const first = Math.min(-1, Math.floor(Math.min(...rows.map(({ row }) => clip(row.low))))), last = Math.max(1, Math.ceil(Math.max(...rows.map(({ row }) => clip(row.high)))));
  const ticks = [];
  for (let power = Math.ceil(first / 2) * 2; power <= last; power += 2) ticks.push(power);
  return { at: (value) => left + ((clip(value) - first) / (last - first)) * (right - left), ticks, left, right };
}

function times(power) {
  if (power === 0) return "1×";
  return power > 0 ? `${2 ** power}×` : `1/${2 ** -power}`;
}

function axis({ at, ticks }, top, bottom) {
  const step = at(2) - at(0) < 46 ? 4 : 2;
  return ticks.map((power) => [s("path", { class: power === 0 ? "lane" : "axis", d: `M${at(power)} ${top}V${bottom}` }),
    // Where the marks are close, every other one has its number.
    power % step ? null : s("text", { class: "year", x: at(power), y: top - 7, "text-anchor": "middle", "font-size": SIZE }, times(power))]);
}

function isSure(row) {
  return row.verdict === "more" || row.verdict === "less";
}

// A word's interval and its estimate. Where it is only here, or only elsewhere, there is no
// estimate: the interval is open.
function interval(view, row, scale, middle) {
  const { at, left, right } = scale, look = isSure(row) ? "sealed" : "hollow thin";
  if (row.count && row.others) {
    return [s("path", { class: "interval", d: `M${at(row.low)} ${middle}H${at(row.high)}` }), s("circle", { class: look, cx: at(row.log_ratio), cy: middle, r: 4.6 })];
  }
  const from = row.others ? at(row.high) : at(row.low), to = row.others ? left : right, way = row.others ? -1 : 1;
  const says = view.speech.say(row.others ? "never_here" : "only_here"), mid = (from + to) / 2;
  return [s("path", { class: "interval", d: `M${from} ${middle - 5}v10M${from} ${middle}H${to - way * 9}` }), s("path", { class: look, d: `M${to} ${middle}l${-way * 10} -5v10Z` }),
    s("text", { class: "haloed quiet-text", x: mid, y: middle + 4, "font-size": SIZE, "text-anchor": "middle" }, says)];
}

function draw(view, width, room = Infinity) {
  const high = room < Infinity ? Math.max(18, Math.min(28, (room - 40) / view.items.length)) : ROW;
  const rows = view.items, right = width - 92, bottom = 30 + rows.length * high, scale = scaleOf(rows, LEFT, right - 14);
  return s("svg", { width, height: bottom + 6, role: "group", "aria-label": view.spec.title(view) }, axis(scale, 22, bottom),
    s("text", { class: "quiet-text", x: right + 8, y: 15, "font-size": SIZE }, view.speech.say("here_others")),
    rows.map((item, number) => {
      const { row } = item, y = 26 + number * high, middle = y + high / 2;
      const says = `${item.label}: ${item.when}, ${view.speech.word(row.verdict)}`;
      return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says),
        s("rect", { class: "hit-area", x: 0, y, width: width - 2, height: high, rx: 2 }),
        s("text", { class: "han", x: 4, y: middle + 4.5, "font-size": 14 }, row.word),
        row.english && view.lang === "en" ? s("text", { class: "quiet-text", x: 12 + row.word.length * 14, y: middle + 4, "font-size": SIZE }, fit(row.english, LEFT - 22 - row.word.length * 14)) : null,
        interval(view, row, scale, middle),
        s("text", { class: "quiet-text", x: right + 8, y: middle + 4, "font-size": SIZE }, item.when));
    }));
}

// On a phone: the scale over the list, and in each line the interval on it.
function small(view, width) {
  return s("svg", { width, height: 26, role: "img", "aria-label": view.spec.title(view) }, axis(scaleOf(view.items, 10, width - 14), 20, 26));
}

function glyph(view, { row }, width) {
  const scale = scaleOf(view.items, 6, width - 18);
  return s("svg", { width: width - 8, height: 20, "aria-hidden": "true" }, scale.ticks.map((power) => s("path", { class: power === 0 ? "lane" : "axis", d: `M${scale.at(power)} 0V20` })), interval(view, row, scale, 10));
}

// What has room of a gloss: its first sense, whole or not at all (the pane has all of it).
function fit(english, room) {
  const first = english.split(/[;,(]/)[0].trim();
  return first.length * 6.3 <= room ? first : "";
}

function title(view) {
  const doc = target(view), name = view.data.texts[doc][`short_${view.lang}`];
  return view.speech.say("keyness_title", { name, more: countOf(view, "more"), less: countOf(view, "less"), tested: view.data.tested[doc] });
}

function countOf(view, verdict) {
  return view.data.rows[target(view)].filter((row) => row.verdict === verdict).length;
}

function filters(view) {
  const { speech, data } = view;
  return [{ key: "target", label: speech.say("documents"), redraw: true, fallback: target(view), options: Object.keys(data.rows).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "verdict", label: speech.say("verdict"), options: [{ value: "", label: speech.say("every") }, ...["more", "less", "no clear difference"].map((value) => ({ value, label: `${speech.word(value)} ${countOf(view, value)}` }))] }];
}

function pane(view, item) {
  const { row } = item, { speech, data } = view, size = data.sizes[item.doc];
  const factor = 2 ** Math.abs(row.log_ratio), asSaid = (value) => (value >= 1 ? Number(value.toPrecision(2)).toLocaleString("en") : `1/${Number((1 / value).toPrecision(2)).toLocaleString("en")}`);
  const told = !row.others ? "word_only" : !row.count ? "word_never" : row.log_ratio >= 0 ? "word_more" : "word_less";
  return {
    kicker: data.texts[item.doc][`short_${view.lang}`], heading: row.word, findings: row.findings, most: 2,
    above: [row.english ? h("p", {}, row.english) : null,
      h("p", {}, speech.say(told, { count: row.count, size: size.toLocaleString("en"), others: row.others, factor: factor >= 10 ? Math.round(factor) : factor.toFixed(1) })),
      h("p", { class: "quiet" }, speech.say(row.count && row.others ? "interval_is" : row.count ? "interval_from" : "interval_to", { low: asSaid(2 ** row.low), high: asSaid(2 ** row.high) }), " ", speech.say("after_tests", { tested: data.tested[item.doc] }), " ", h("b", {}, speech.word(row.verdict)), speech.sign("stop"))],
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
    .map(([sign, name]) => h("span", {}, s("svg", { width: 24, height: 16, "aria-hidden": "true" }, sign), view.speech.say(name, { tested: view.data.tested[target(view)] })));
}

const spec = { name: "keyness", title, lead: (view) => view.speech.say("keyness_lead"), key, filters, items, draw, small, glyph, pane, columns, opening: (view) => view.items[0]?.id ?? "" };

// Draws the words into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
