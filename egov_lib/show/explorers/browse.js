// Any findings as a list: filters by columns, each row with its passage.

import { h, mixed } from "../front/dom.js";
import { clausesOf, seal } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const FIRST_ROWS = 200;

function items(view) {
  const { data, speech } = view;
  return data.rows.map((row) => {
    const text = data.texts[row.doc], there = text && row.start !== null;
    const clause = there ? clausesOf(text, row)[0] : null, own = speech.named(row);
    const isQuote = row.label_en === row.label_zh;
    return {
      id: row.id, doc: row.doc, row, label: own, gloss: isQuote && clause?.en ? clause.en : "", group: text ? text[`short_${view.lang}`] : row.doc,
      when: row.by.map((value) => data.values[value][view.lang]).filter(Boolean).join(" · "),
      facts: Object.fromEntries(row.by.map((value, number) => [`by${number}`, data.values[value].id])),
    };
  });
}

// The rows that have what is asked of every column, whether they are drawn or not.
function kept(view) {
  const asked = view.data.by.map((_, number) => [`by${number}`, view.filters[`by${number}`]]).filter(([, value]) => value);
  return view.items.filter(({ facts }) => asked.every(([key, value]) => facts[key] === value));
}

function draw(view) {
  const { data, speech } = view, all = kept(view);
  const line = (item) => h("div", { class: "mark entry", role: "button", "data-id": item.id, "data-doc": item.doc, "aria-label": `${item.label}, ${item.when}` },
    data.texts[item.doc] ? seal(data.texts[item.doc], view.lang) : h("span", {}), h("span", {}, mixed(item.label), item.gloss ? h("span", { class: "quiet gloss" }, " ", mixed(item.gloss)) : null, item.row.start === null ? h("i", { class: "quiet" }, ` ${speech.say("silent")}`) : null),
    item.row.by.map((value) => h("span", { class: "value" }, mixed(data.values[value][view.lang] || "–"))));
  const first = Math.max(FIRST_ROWS, all.findIndex(({ id }) => id === view.chosen) + 1);
  const box = h("div", { class: "lines entries", style: { "--columns": data.by.length } },
    h("div", { class: "entry head" }, h("span", {}), h("b", {}, speech.say("what")), data.by.map((column) => h("b", {}, column[view.lang]))), all.slice(0, first).map(line), all.length ? null : h("p", { class: "quiet" }, speech.say("none_kept")));
  if (all.length > first) {
    const more = h("button", { type: "button", class: "button", on: { click: () => { more.remove(); box.append(...all.slice(first).map(line)); view.light(); } } }, speech.say("show_all", { count: all.length }));
    box.append(more);
  }
  return box;
}

function title(view) {
  const count = kept(view).length, docs = new Set(view.items.map((item) => item.doc));
  if (count < view.items.length) return view.speech.say("browse_kept", { count, all: view.items.length });
  return view.speech.say(docs.size === 1 ? "browse_title_1" : "browse_title", { count: view.items.length, docs: docs.size });
}

function filters(view) {
  const { data, speech } = view;
  return data.by.map((column, number) => {
    const values = new Map(data.rows.map((row) => [data.values[row.by[number]].id, data.values[row.by[number]][view.lang]]));
    return { key: `by${number}`, label: column[view.lang], select: true, options: [{ value: "", label: speech.say("every") },
      ...[...values].filter(([id]) => id !== "").sort((a, b) => a[1].localeCompare(b[1])).map(([value, label]) => ({ value, label }))] };
  });
}

// A reader of Chinese needs no column that is the English of another.
function isEnglish(view, column) {
  return view.lang === "zh" && view.data.others[column].zh.endsWith("（英文）");
}

function pane(view, item) {
  const { row } = item, { speech } = view;
  const others = row.others.filter(([column, value]) => !isEnglish(view, column) && view.data.values[value][view.lang]);
  return {
    kicker: item.when, heading: item.label, findings: [row],
    below: others.length ? h("dl", { class: "facts" }, others.map(([column, value]) => [h("dt", {}, view.data.others[column][view.lang]), h("dd", {}, mixed(view.data.values[value][view.lang]))])) : view.data.left_out ? speech.say("left_out", { count: view.data.left_out }) : null,
  };
}

function columns(view) {
  return [
    { head: view.speech.say("what"), of: (item) => item.label },
    ...view.data.by.map((column, number) => ({ head: column[view.lang], of: ({ row }) => view.data.values[row.by[number]][view.lang] })),
    { head: view.speech.say("where_said"), of: ({ row }) => row.address },
  ];
}

const spec = { name: "browse", title, filters, items, draw, pane, columns, narrow: true, hides: true, drawnBy: (view) => JSON.stringify(kept(view).map(({ id }) => id)), opening: (view) => kept(view)[0]?.id ?? "" };

// Draws the list into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
