// The concordance: every place of a phrase with what is before and after it. A phrase without
// Chinese characters is sought in the English.

import { h, chinese, mixed } from "../front/dom.js";
import { placeName, seal } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const CONTEXT = 13;
const ENGLISH_CONTEXT = 34;
const MOST = 400;
const HAN = /[\u3400-\u9fff]/;

// A phrase as an expression: ? is any character, * up to ten; neither may begin or end it.
export function patternOf(phrase) {
  const sought = phrase.normalize("NFKC").trim();
  if (!sought) return { error: "type_phrase" };
  if (/^[?*]|[?*]$/.test(sought)) return { error: "wildcard_ends" };
  const source = sought.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\?/g, "[^\\n]").replace(/\*/g, "[^\\n]{0,10}?");
  return { expression: new RegExp(source, "giu"), chinese: HAN.test(sought) };
}

// A text whole, with the clause at each place.
function textOf(text) {
  const whole = [];
  let at = 0;
  for (const clause of text.clauses) {
    if (clause.start > at) whole.push("\n".repeat(clause.start - at));
    whole.push(clause.zh);
    at = clause.start + clause.zh.length;
  }
  return whole.join("");
}

function hitsIn(doc, text, { expression, chinese: isChinese }) {
  if (!isChinese) {
    return text.clauses.flatMap((clause) => [...clause.en.matchAll(expression)].map((found) => ({
      doc, start: clause.start, end: clause.start + clause.zh.length, clause,
      left: clause.en.slice(Math.max(0, found.index - ENGLISH_CONTEXT), found.index), hit: found[0],
      right: clause.en.slice(found.index + found[0].length, found.index + found[0].length + ENGLISH_CONTEXT), other: clause.zh,
    })));
  }
  const whole = textOf(text);
  return [...whole.matchAll(expression)].map((found) => {
    const start = found.index, end = start + found[0].length;
    const clause = text.clauses.find((one) => one.start + one.zh.length > start) ?? text.clauses.at(-1);
    return { doc, start, end, clause, left: whole.slice(Math.max(0, start - CONTEXT), start), hit: found[0], right: whole.slice(end, end + CONTEXT), other: clause.en };
  });
}

function search(view) {
  const key = view.filters.q ?? "";
  if (view.found?.key === key && view.found.data === view.data) return view.found;
  const pattern = patternOf(key);
  const hits = pattern.error ? [] : Object.entries(view.data.texts).flatMap(([doc, text]) => hitsIn(doc, text, pattern));
  view.found = { key, data: view.data, error: pattern.error, isChinese: pattern.chinese, hits };
  return view.found;
}

const SORTS = {
  left: (hit) => [...hit.left].reverse().join(""),
  right: (hit) => hit.right,
};

function items(view) {
  const { hits } = search(view), sort = SORTS[view.filters.sort];
  const shown = sort ? [...hits].sort((a, b) => (sort(a) < sort(b) ? -1 : sort(a) > sort(b) ? 1 : 0)) : hits;
  return shown.map((hit) => ({
    id: `${hit.doc}:${hit.clause.part}@${hit.start}`, doc: hit.doc, hit, label: `${hit.left}${hit.hit}${hit.right}`,
    group: "", when: hit.clause.part, facts: { doc: hit.doc },
  }));
}

function line(text) {
  return text.replaceAll("\n", "¶");
}

function draw(view) {
  const { hits, error, isChinese } = search(view), { say } = view.speech;
  const field = h("input", { type: "search", class: "field", "aria-label": say("phrase"), placeholder: say("phrase_example"), on: {
    keydown: (event) => { if (event.key === "Enter") view.setFilter("q", event.target.value); event.stopPropagation(); },
    change: (event) => view.setFilter("q", event.target.value),
  } });
  field.value = view.filters.q ?? "";
  const told = error ? say(error) : hits.length ? null : say("no_hit", { phrase: view.filters.q });
  const run = (text) => (isChinese ? chinese(line(text)) : line(text));
  const rows = view.items.slice(0, MOST).map((item) => h("div", { class: "mark kwic", role: "button", "data-id": item.id, "data-doc": item.doc, "aria-label": item.label },
    seal(view.data.texts[item.doc], view.lang), h("code", {}, item.hit.clause.part === "t" ? say("the_title") : item.hit.clause.part),
    h("span", { class: "left" }, run(item.hit.left)), h("mark", {}, run(item.hit.hit)), h("span", { class: "right" }, run(item.hit.right)),
    h("span", { class: "quiet gloss" }, mixed(item.hit.other))));
  return h("div", { class: "concordance" }, h("p", {}, field, " ", h("span", { class: "quiet" }, say("phrase_help"))), told ? h("p", { role: "status" }, told) : null,
    h("div", { class: "lines" }, rows), hits.length > MOST ? h("p", { class: "quiet" }, say("first_hits", { count: MOST, all: hits.length })) : null);
}

// The text that says it most often for its length, and how often in 1,000 characters.
function densest(view, hits) {
  const rates = Object.entries(view.data.texts).map(([doc, text]) => {
    const last = text.clauses.at(-1), length = last ? last.start + last.zh.length : 0;
    return { name: text[`short_${view.lang}`], rate: length ? (1000 * hits.filter((hit) => hit.doc === doc).length) / length : 0 };
  });
  const [first] = rates.sort((a, b) => b.rate - a.rate);
  return first.rate ? { name: first.name, often: first.rate < 10 ? first.rate.toFixed(1) : Math.round(first.rate) } : null;
}

function title(view) {
  const { hits } = search(view), docs = new Set(hits.map((hit) => hit.doc));
  if (!hits.length) return view.speech.say("concordance_none");
  const most = docs.size > 1 && search(view).isChinese ? densest(view, hits) : null;
  if (most) return view.speech.say("concordance_most", { phrase: view.filters.q, count: hits.length, docs: docs.size, ...most });
  return view.speech.say("concordance_title", { phrase: view.filters.q, count: hits.length, docs: docs.size });
}

function lead(view) {
  const counts = new Map();
  for (const hit of search(view).hits) counts.set(hit.doc, (counts.get(hit.doc) ?? 0) + 1);
  return Object.keys(view.data.texts).map((doc) => `${view.data.texts[doc][`short_${view.lang}`]} ${counts.get(doc) ?? 0}`).join(" · ");
}

function filters(view) {
  const { speech, data } = view;
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: Object.keys(data.texts).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "sort", label: speech.say("sorted_by"), redraw: true, options: ["", "left", "right"].map((value) => ({ value, label: speech.say(`sort_${value || "place"}`) })) },
    { key: "q", redraw: true, options: [] },
  ];
}

function pane(view, item) {
  const { hit } = item, text = view.data.texts[hit.doc];
  return { kicker: text[`short_${view.lang}`], heading: placeName(`${hit.doc}:${hit.clause.part}`, view.speech), around: 1,
    findings: [{ doc: hit.doc, start: hit.start, end: hit.end, address: `${hit.doc}:${hit.clause.part}` }] };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("sort_left"), of: ({ hit }) => line(hit.left) },
    { head: speech.say("phrase"), of: ({ hit }) => hit.hit },
    { head: speech.say("sort_right"), of: ({ hit }) => line(hit.right) },
    { head: speech.say("other_language"), of: ({ hit }) => hit.other },
    { head: speech.say("where_said"), of: ({ hit }) => `${hit.doc}:${hit.clause.part}` },
  ];
}

const spec = { shape: "lines_shape", name: "concordance", title, lead, filters, items, draw, pane, columns, narrow: true, opening: (view) => view.items[0]?.id ?? "" };

// Draws the concordance into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
