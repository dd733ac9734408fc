// Promises: a row each. What was promised in which words, when it was said and due, which later
// texts take it up, and how many facts from outside there are.

import { h, s, mixed, chinese } from "../front/dom.js";
import { sayDates, sentence } from "../front/words.js";
import { passage, placeName } from "../front/passage.js";
import { SIGNS, dayOf, isReckoned, isYear, textLines, timeAxis, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LINES = { wide: 15.5, close: 12.9, pad: 4, least: 1 }; // heights of a line and between rows
const QUOTE = { en: 12, zh: 13.5 }; // size of the Chinese; alone in a row it is larger
const SOFT = "≈"; // of a promise that a word softens
const PHONE = { words: 14, line: 20 }; // of the Chinese in a line of a phone: size, height
const WAY = 44; // of the seals of the texts that are tied in one way
const TAIL = 214; // of what other texts and others say, at the right
const GAP = 20; // between the last year and that
const HEADS = { wide: 38, narrow: 22 }; // of the heads: of two lines, or of one
const WAYS = ["earlier", "beside", "later"];

function dueOf(promise, lang) {
  return sayDates(isYear(promise) ? promise.from : promise.to, promise.to, lang);
}

// When it is due, in words: of a last day that is reckoned, about when.
function saidDue(promise, speech) {
  const days = dueOf(promise, speech.lang);
  return isReckoned(promise) ? speech.say("about", { days }) : days;
}

// The same with what says that it is due.
function saysDue(promise, speech) {
  return speech.say(isReckoned(promise) ? "due_about" : "due_of", { days: dueOf(promise, speech.lang) });
}

function short(promise, speech) {
  return speech.named(promise).replace(/^(Due: |期限：)/, "").replace(/^((Shenzhen|nation|Yunnan’s|Beijing’s|Shenzhen’s)[,’]? |(全国|云南|北京|深圳)：)/, "");
}

// The words that soften a promise (data/hedges.csv), with their places in its words.
function softened(promise) {
  return promise.soft.map(([start, end]) => ({ start, end, word: promise.quote.slice(start, end) }));
}

function items(view) {
  const { data, speech } = view;
  return data.promises.filter((promise) => promise.main || view.filters.detail === "all").map((promise) => ({
    id: promise.id, doc: promise.doc, promise, group: speech.word(promise.place), label: short(promise, speech),
    when: saidDue(promise, speech), words: () => softNodes(short(promise, speech), promise), facts: { doc: promise.doc, soft: softened(promise).length ? "soft" : "firm" },
  }));
}

// The Chinese of a promise in lines, its softening words underlined.
function quoteLines(promise, lines, x, y, high, size) {
  let at = 0;
  return s("text", { x, y, class: `${size > QUOTE.en ? "" : "quiet-text "}han`, "font-size": size }, lines.map((line, number) => {
    const start = at, end = at + line.length, parts = [];
    let from = start;
    for (const soft of softened(promise).filter((one) => one.start < end && one.end > start)) {
      const first = Math.max(soft.start, start), last = Math.min(soft.end, end);
      parts.push(promise.quote.slice(from, first), s("tspan", { class: "soft" }, promise.quote.slice(first, last)));
      from = last;
    }
    parts.push(promise.quote.slice(from, end));
    at = end;
    return s("tspan", { x, dy: number ? high : 0 }, parts);
  }));
}

// The short English of a promise in lines, what softens it underlined.
function labelLines(item, lines, x, y, leading) {
  return s("text", { x, y, "font-size": SIZE }, lines.map((line, number) =>
    s("tspan", { x, dy: number ? leading : 0 }, softParts(line, item.promise.soft_en))));
}

// The short English of a promise in a list; the Chinese there is that of the text.
function softNodes(label, { soft_en: words }) {
  const parts = [];
  let from = 0;
  for (const { at, word } of placesOf(label, words)) {
    parts.push(mixed(label.slice(from, at)), h("span", { class: "soft" }, word));
    from = at + word.length;
  }
  return [...parts, mixed(label.slice(from))];
}

// A line cut at the words that soften.
function softParts(line, words) {
  const parts = [];
  let from = 0;
  for (const { at, word } of placesOf(line, words)) {
    parts.push(line.slice(from, at), s("tspan", { class: "soft" }, word));
    from = at + word.length;
  }
  return [...parts, line.slice(from)];
}

function placesOf(line, words) {
  const places = words.map((word) => ({ word, at: line.indexOf(word) }));
  return places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
}

function draw(view, width, room = Infinity) {
  const { speech, data } = view;
  const isNarrow = width < 700, who = isNarrow ? 84 : 96, tail = isNarrow ? 100 : TAIL, size = QUOTE[view.lang] ?? QUOTE.en;
  const wordsRoom = Math.round(width * (isNarrow ? 0.36 : 0.4));
  const axisLeft = who + wordsRoom + 16, axisRight = width - tail;
  const years = data.promises.flatMap((promise) => [promise.said, promise.to]).map((day) => Number(day.slice(0, 4)));
  const axis = timeAxis(Math.min(...years), Math.max(...years), axisLeft, axisRight);
  const head = isNarrow ? HEADS.narrow : HEADS.wide, rows = [], rules = [];
  const worded = view.items.map((item) => ({ item, lines: view.lang === "zh" ? [] : wrap(item.label, wordsRoom - 30, SIZE), quote: wrap(item.promise.quote, wordsRoom - 34, size) }));
  const count = worded.reduce((sum, { lines, quote }) => sum + lines.length + quote.length, 0);
  const { line, pad } = heights(count, worded.length, room - head - 8);
  let y = head + 4, group = null;
  for (const { item, lines, quote } of worded) {
    const { promise } = item, high = (lines.length + quote.length) * line + pad;
    if (item.group !== group) {
      rules.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }));
      rows.push((SIGNS[promise.level] ?? SIGNS.city)(8, y + 13, 4.6), textLines(wrap(item.group, who - 22, 13, 700), { x: 20, y: y + 17, size: 13, "font-weight": 700 }));
    } else rules.push(s("path", { class: "axis", d: `M${who} ${y}H${width}` }));
    group = item.group;
    rows.push(rowOf(view, item, { lines, quote, line, pad, who, y, high, width, axis, axisLeft, axisRight, isNarrow, size }));
    y += high;
  }
  const ends = axis.at("2006-12-31");
  return s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) },
    axis.years.map(({ year, from, to }, number) => [
      s("path", { class: "axis", d: `M${from} ${head}V${y}` }),
      s("text", { class: "year", x: (from + to) / 2, y: head - 7, "text-anchor": "middle", "font-size": 12.5 }, to - from > 42 ? year : to - from > 29 || number % 2 === 0 ? `${view.lang === "zh" ? "" : "’"}${String(year).slice(2)}` : "")]),
    isNarrow ? null : s("text", { x: who, y: head - 7, "font-size": SIZE, "font-weight": 700 }, speech.say("promised_what")),
    isNarrow ? s("text", { x: axisRight + GAP, y: 15, "font-size": SIZE, "font-weight": 700 }, speech.say("taken_up")) : tailHeads(view, axisRight + GAP, width),
    rules, s("path", { class: "texts-end", d: `M${ends} ${head}V${y}` }), s("path", { class: "lane", d: `M0 ${y}H${width}` }), rows);
}

// Heights of a line and between rows: closer where the room is low, further apart where it is high.
function heights(lines, rows, room) {
  const natural = lines * LINES.wide + rows * LINES.pad;
  if (natural > room) {
    const line = Math.max(LINES.close, Math.min(LINES.wide, (room - rows * LINES.least) / lines));
    return { line, pad: LINES.least };
  }
  const spare = room < Infinity ? Math.min(12, (room - natural) / rows) : 0;
  return { line: LINES.wide, pad: LINES.pad + spare };
}

// The seal of another text: filled where the promise has a date there, too.
function sealAt(view, { doc, dated }, x, middle) {
  return s("g", { "data-doc": doc }, s("rect", { class: dated ? "sealed" : "hollow thin", x, y: middle - 8, width: 16, height: 16, rx: 3 }),
    s("text", { x: x + 8, y: middle + 4, class: `${dated ? "on-seal" : "seal-word"} han`, "font-size": 11.5, "text-anchor": "middle" }, view.data.texts[doc].seal));
}

// The texts that are tied to a promise in one way, each once, with a date if any of its places has.
function tiedTexts(promise, way) {
  const places = promise.taken_up.filter((place) => place.way === way);
  const docs = [...new Set(places.map(({ doc }) => doc))];
  return docs.map((doc) => ({ doc, dated: places.some((place) => place.doc === doc && place.dated) }));
}

// Which other texts have the same: earlier, later, or of the same months.
function othersOf(view, promise, x, middle, isNarrow) {
  const nodes = [];
  for (const way of WAYS) {
    const texts = tiedTexts(promise, way);
    if (!texts.length) continue;
    const word = isNarrow ? "" : view.speech.say(`way_${way}`), first = x + widthOf(word, 12, 700) + (word ? 4 : 0);
    nodes.push(s("text", { x, y: middle + 4, class: "quiet-text", "font-size": 12 }, word), texts.map((text, number) => sealAt(view, text, first + number * 20, middle)));
    x += widthOf(word, 12, 700) + texts.length * 20 + (word ? 10 : 0);
  }
  return nodes.length ? nodes : s("text", { x, y: middle + 4, class: "quiet-text", "font-size": 12 }, view.speech.say("taken_up_none"));
}

// The same in columns, a column a way: its name is in the head.
function othersInColumns(view, promise, x, middle) {
  if (!promise.taken_up.length)
    return s("text", { x, y: middle + 4, class: "quiet-text", "font-size": 12 }, view.speech.say("taken_up_none"));
  return WAYS.map((way, column) => tiedTexts(promise, way).map((text, number) =>
    sealAt(view, text, x + column * WAY + number * 20, middle)));
}

// Over the columns at the right: other texts by their way, what is known from outside.
function tailHeads(view, x, width) {
  const { speech } = view;
  const bold = { y: 15, "font-size": SIZE, "font-weight": 700 };
  const outside = wrap(speech.say("outside_head"), width - 6 - x - WAYS.length * WAY, SIZE, 700);
  return [s("text", { x, ...bold }, speech.say("taken_up")),
    WAYS.map((way, column) => s("text", { class: "quiet-text", x: x + column * WAY, y: 31, "font-size": 12 }, speech.say(`way_${way}_short`))),
    outside.map((words, line) => s("text", { ...bold, x: width - 6, y: 15 + line * 16, "text-anchor": "end" }, words))];
}

// How many facts from outside answer to a promise, in words.
function knownOutside(view, promise) {
  const count = (view.data.facts[promise.id] ?? []).length;
  return view.speech.say(["facts_none", "fact_of"][count] ?? "facts_of", { count });
}

function rowOf(view, item, { lines, quote, line, pad, who, y, high, width, axis, axisLeft, axisRight, isNarrow, size }) {
  const { promise } = item, middle = y + high / 2, said = axis.at(promise.said), first = y + pad / 2 + line * 0.78 + 0.6;
  const due = axis.afterDay(promise.to), from = Math.max(axis.at(promise.from), said);
  const soft = softened(promise).length > 0, outside = knownOutside(view, promise);
  const says = `${item.group}: ${item.label}, ${saysDue(promise, view.speech)}`;
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("rect", { class: "hit-area", x: who - 2, y: y + 1, width: width - who, height: high - 1 }),
    s("rect", { class: "sealed", x: who + 2, y: middle - 8, width: 16, height: 16, rx: 3 }),
    s("text", { x: who + 10, y: middle + 4, class: "on-seal han", "font-size": 11.5, "text-anchor": "middle" }, view.data.texts[item.doc].seal),
    labelLines(item, lines, who + 25, first, line),
    quoteLines(promise, quote, who + 25, first + lines.length * line, line, size),
    soft ? s("text", { x: axisLeft - 12, y: middle + 5, "font-size": 15, "text-anchor": "middle" }, SOFT) : null,
    dueSigns(promise, { said, from, due, middle, soft }),
    isNarrow ? othersOf(view, promise, axisRight + GAP, middle, true) : othersInColumns(view, promise, axisRight + GAP, middle),
    isNarrow ? null : s("text", { x: width - 6, y: middle + 4, class: "quiet-text", "font-size": 12, "text-anchor": "end" }, outside));
}

// From the day on which it was said to the last one: any day of a pale bar, reckoned if dashed.
function dueSigns(promise, { said, from, due, middle, soft }) {
  const isSpan = isYear(promise) || isReckoned(promise), sign = isReckoned(promise) ? SIGNS.reckoned : SIGNS.due;
  return [isSpan ? s("rect", { class: "due-bar", x: from, y: middle - 5, width: due - from, height: 10, rx: 5 }) : null,
    s("path", { class: soft ? "promise soft-line" : "promise", d: `M${said} ${middle}H${due}` }),
    SIGNS.dot(said, middle, 4.8), sign(due, middle, 6)];
}

// The promises of the first year, and how many of them a later text takes up.
function title(view) {
  const main = view.data.promises.filter((promise) => promise.main), years = main.map((promise) => promise.said.slice(0, 4)).sort();
  const early = main.filter((promise) => promise.said.startsWith(years[0])), soft = main.filter((promise) => softened(promise).length);
  const taken = early.filter((promise) => promise.taken_up.some((place) => place.way === "later"));
  if (early.length === main.length) {
    return view.speech.say("commitments_title", { count: main.length, soft: soft.length });
  }
  return view.speech.say("commitments_taken", { year: years[0], early: early.length, taken: taken.length });
}

// How a place is tied, in which text, on what grounds, and through which other promise.
function tieLine(view, place) {
  const { speech, data } = view, name = data.texts[place.doc][`short_${view.lang}`];
  const basis = `${speech.sign("open")}${speech.say(`basis_${place.basis}`)}${speech.sign("close")}`;
  const through = place.through ? ` · ${speech.say("tie_through", { place: placeName(place.through, speech) })}` : "";
  return `${speech.say(`tie_${place.relation}_from`)} · ${name}${basis}${through}`;
}

function pane(view, item) {
  const { promise } = item, { speech, data } = view, facts = data.facts[promise.id] ?? [];
  const later = [...promise.taken_up].sort((a, b) => a.doc.localeCompare(b.doc));
  const taken = later.length ? h("details", {}, h("summary", {}, speech.say("taken_up_by", { count: later.length })),
    later.map((place) => h("div", {}, h("p", { class: "kicker" }, tieLine(view, place)), passage(data, place, speech)))) : h("p", { class: "quiet" }, speech.say("taken_up_by_none"));
  const told = facts.map((fact) => h("p", { class: "fact" }, mixed(speech.either(fact.en, fact.zh)), " ", h("span", { class: "quiet" }, mixed(fact[`citation_${view.lang}`]))));
  const outside = !told.length ? h("p", { class: "quiet" }, speech.say("from_outside_none")) : h("details", {}, h("summary", {}, speech.say("from_outside", { count: told.length })), told);
  const days = dayOf(promise.to) - dayOf(promise.said);
  return {
    kicker: `${speech.say("said_on", { days: sayDates(promise.said, promise.said, view.lang) })} · ${saysDue(promise, speech)}`,
    heading: item.label, findings: [promise],
    below: [h("p", {}, speech.say("months_given", { months: Math.max(1, Math.round(days / 30.44)) }), " ",
      softened(promise).length ? [speech.say("softened_by"), " ", softened(promise).map(({ word }, number) => [number ? "、" : "", chinese(h("span", { class: "soft" }, word))])] : speech.say("not_softened")),
    h("p", {}, h("b", {}, `${speech.say("how_sure")}${speech.sign("colon")}`), mixed(sentence(speech.either(promise.grounds, promise.grounds_zh), view.lang) || speech.say("basis_stated"))), taken, outside],
  };
}

function filters(view) {
  const { speech, data } = view;
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: [...new Set(data.promises.map(({ doc }) => doc))].map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "soft", label: speech.say("softened"), options: [{ value: "", label: speech.say("every") }, { value: "soft", label: speech.say("softened") }, { value: "firm", label: speech.say("not_softened_short") }] },
    { key: "detail", label: speech.say("what"), redraw: true, options: [{ value: "", label: speech.say("main_promises") }, { value: "all", label: speech.say("show_all", { count: data.promises.length }) }] },
  ];
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("promised_what"), of: (item) => item.label },
    { head: speech.say("who"), of: (item) => item.group },
    { head: speech.say("said"), of: ({ promise }) => sayDates(promise.said, promise.said, view.lang) },
    { head: speech.say("key_due"), of: (item) => item.when },
    { head: speech.say("softened_by"), of: ({ promise }) => softened(promise).map(({ word }) => word).join("、") },
    { head: speech.say("taken_up"), of: ({ promise }) => [...new Set(promise.taken_up.map(({ doc }) => view.data.texts[doc][`short_${view.lang}`]))].join(speech.sign("list")) },
    { head: speech.say("where_said"), of: ({ promise }) => promise.address },
  ];
}

function key(view) {
  const { say } = view.speech;
  return [[SIGNS.dot(6, 8, 5), "said", 12], [SIGNS.due(7, 8), "key_due", 14], [SIGNS.reckoned(7, 8), "key_reckoned", 14], [s("rect", { class: "due-bar", x: 1, y: 3, width: 20, height: 10, rx: 5 }), "any_day", 22],
    [s("path", { class: "texts-end", d: "M3 0V16" }), "texts_end", 6]].map(([sign, name, width]) => h("span", {}, s("svg", { width, height: 16, "aria-hidden": "true" }, sign), say(name)))
    .concat(softKey(view), sealKey(view));
}

// The sign of a promise that a word softens, and how many of the main ones are.
function softKey(view) {
  const main = view.data.promises.filter((promise) => promise.main);
  const soft = main.filter((promise) => softened(promise).length).length;
  const sign = s("svg", { width: 28, height: 16, "aria-hidden": "true" },
    s("text", { x: 0, y: 13, "font-size": 15 }, SOFT), s("path", { class: "promise soft-line", d: "M13 8H28" }));
  return h("span", {}, sign, h("span", { class: "soft" }, view.speech.say("softened_of", { soft, count: main.length })));
}

// What a filled and a hollow seal say.
function sealKey(view) {
  return [[true, "key_dated_too"], [false, "key_undated"]].map(([dated, name]) => h("span", {},
    s("svg", { width: 16, height: 16, "aria-hidden": "true" }, s("rect", { class: dated ? "sealed" : "hollow thin", x: 1, y: 1, width: 14, height: 14, rx: 3 })), view.speech.say(name)));
}

// On a phone: the years of a line, with room for a number at either end.
function phoneAxis(view, width) {
  const years = view.data.promises.flatMap((promise) => [promise.said, promise.to]).map((day) => Number(day.slice(0, 4)));
  return timeAxis(Math.min(...years), Math.max(...years), 24, width - 54);
}

// The years of both ends of a promise, at their marks: no axis is left behind above the list.
function yearsAtMarks({ said, to }, start, due, middle) {
  const first = said.slice(0, 4), last = to.slice(0, 4);
  const written = (year, x, anchor) => s("text",
    { x, y: middle + 4, class: "quiet-text haloed", "font-size": 12, "text-anchor": anchor }, year);
  return [first === last ? null : written(first, start - 8, "end"), written(last, due + 9, "start")];
}

// In a line of a phone: the words of the text, when it is due, and which other texts have it.
function glyph(view, { promise }, width) {
  const axis = phoneAxis(view, width), said = axis.at(promise.said), due = axis.afterDay(promise.to), from = Math.max(axis.at(promise.from), said);
  const soft = softened(promise).length > 0, ends = axis.at("2006-12-31"), lines = wrap(promise.quote, width - 24, PHONE.words);
  const top = lines.length * PHONE.line + 6, middle = top + 10, last = top + 34;
  const head = `${view.speech.say("taken_up")}${view.speech.sign("colon")}`;
  const outside = knownOutside(view, promise), below = last + (outside ? 20 : 0);
  return s("svg", { width: width - 8, height: below + 12, "aria-hidden": "true", "data-doc": promise.doc },
    quoteLines(promise, lines, 0, 14, PHONE.line, PHONE.words),
    axis.years.map((year) => s("path", { class: "axis", d: `M${year.from} ${top}V${top + 20}` })), s("path", { class: "texts-end", d: `M${ends} ${top}V${top + 20}` }),
    dueSigns(promise, { said, from, due, middle, soft }),
    yearsAtMarks(promise, said, due, middle),
    outside ? s("text", { x: 0, y: below + 4, class: "quiet-text", "font-size": 12 }, `${view.speech.say("outside_head")}${view.speech.sign("colon")}${outside}`) : null,
    s("text", { x: 0, y: last + 4, class: "quiet-text", "font-size": 12 }, head), othersOf(view, promise, widthOf(head, 12) + 8, last, false));
}

const spec = {
  name: "commitments", title, key, filters, items, draw, glyph, pane, columns,
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? ""),
};

// Draws the promises into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
