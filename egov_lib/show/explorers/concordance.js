// The concordance: every place of a phrase with what is before and after it. A phrase without
// Chinese characters is sought in the English.

import { h, s, chinese, mixed } from "../front/dom.js";
import { widthOf } from "../front/draw.js";
import { partName, placeName, seal, withGaps } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const CONTEXT = 20;
const ENGLISH_CONTEXT = 44;
const MOST = 400;
const FEW = { narrow: 4, wide: 3 }; // lines of a text, before the others are asked for
const FEW_HITS = 10; // in all texts: of fewer none is called the most
const RATES = { high: 19, size: 12.5, under: 31 }; // of the bars over the lines, a text each
// The widths of a line: seal and address, what is between its parts, its Chinese and its English.
const LINE = { seal: 28, address: 66, gaps: 38, chinese: 15, gloss: 12.5, least: 6 };
const GLOSS = 0.46; // of the width, for the other language
const GLOSS_LINES = 2; // of the English beside a line
const BREAKS = 44; // pixels that are lost at the end of its first line
const STEP = 4; // letters by which a line that is too wide is cut further
const HAN = /[\u3400-\u9fff]/;

// A phrase as an expression: ? is any character, * up to ten; neither may begin or end it.
export function patternOf(phrase) {
  const sought = phrase.normalize("NFKC").trim();
  if (!sought) return { error: "type_phrase" };
  if (/^[?*]|[?*]$/.test(sought)) return { error: "wildcard_ends" };
  const source = sought.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\?/g, "[^\\n]").replace(/\*/g, "[^\\n]{0,10}?");
  return { expression: new RegExp(source, "giu"), chinese: HAN.test(sought) };
}

// What is before or after a hit within its line; a cut has a mark, as wide as a character.
const before = (text, end, most) => {
  const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
  return line.length > most + 1 ? `…${line.slice(-most)}` : line;
};
const after = (text, start, most) => {
  const end = text.indexOf("\n", start), line = text.slice(start, end < 0 ? text.length : end);
  return line.length > most + 1 ? `${line.slice(0, most)}…` : line;
};

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
      at: found.index, own: clause.en, other: clause.zh, hit: found[0],
      left: before(clause.en, found.index, ENGLISH_CONTEXT), right: after(clause.en, found.index + found[0].length, ENGLISH_CONTEXT),
    })));
  }
  const whole = textOf(text);
  return [...whole.matchAll(expression)].map((found) => {
    const start = found.index, end = start + found[0].length;
    const clause = text.clauses.find((one) => one.start + one.zh.length > start) ?? text.clauses.at(-1);
    return {
      doc, start, end, clause, at: start - clause.start, own: clause.zh, other: clause.en, hit: found[0],
      left: before(whole, start, CONTEXT), right: after(whole, end, CONTEXT),
    };
  });
}

function search(view) {
  const key = view.filters.q ?? "";
  if (view.found?.key === key && view.found.data === view.data) return view.found;
  const pattern = patternOf(key);
  const hits = pattern.error ? [] : Object.entries(view.data.texts).flatMap(([doc, text]) => hitsIn(doc, text, pattern));
  view.found = { key, data: view.data, error: pattern.error, isChinese: pattern.chinese, hits: numbered(hits) };
  return view.found;
}

// The hits, each with which of its clause's it is, and how many the clause has: {number, all}.
function numbered(hits) {
  const inClauses = new Map();
  for (const hit of hits) inClauses.set(hit.clause, [...(inClauses.get(hit.clause) ?? []), hit]);
  return hits.map((hit) => {
    const own = inClauses.get(hit.clause);
    return { ...hit, number: own.indexOf(hit) + 1, all: own.length };
  });
}

const SORTS = {
  left: (hit) => [...hit.left.replace(/^…/, "")].reverse().join(""),
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

function draw(view, width) {
  const { hits, error, isChinese } = search(view), { say } = view.speech;
  const field = h("input", { type: "search", class: "field", "aria-label": say("phrase"), placeholder: say("phrase_example"), on: {
    keydown: (event) => { if (event.key === "Enter") view.setFilter("q", event.target.value); event.stopPropagation(); },
    change: (event) => view.setFilter("q", event.target.value),
  } });
  field.value = view.filters.q ?? "";
  const told = error ? say(error) : hits.length ? null : say("no_hit", { phrase: view.filters.q });
  view.fits = fitsOf(view, width, hits[0]);
  const shown = view.items.slice(0, MOST);
  const lines = h("div", { class: "lines" }, linesOf(view, shown));
  return h("div", { class: "concordance" }, h("p", {}, h("label", { class: "quiet" }, say("find_phrase"), " ", field), " ", h("span", { class: "quiet" }, helpOf(view))), told ? h("p", { role: "status" }, told) : null,
    hits.length && isChinese ? h("div", { class: "rates" }, rateBars(view, hits, width)) : null, lines, hits.length > MOST ? h("p", { class: "quiet" }, say("first_hits", { count: MOST, all: hits.length })) : null);
}

// How a phrase is written; a line of a phone is its whole clause, and nothing of it is cut.
function helpOf({ speech, isNarrow }) {
  const help = speech.say("phrase_help");
  if (isNarrow) return help;
  return `${help}${speech.lang === "zh" ? "" : " "}${speech.say("phrase_cut")}`;
}

// How much of a line has room in the width: characters on each side of the phrase, and pixels of the
// other language, which has two lines.
function fitsOf(view, width, hit) {
  const word = hit ? widthOf(hit.hit, LINE.chinese, 700) : 0;
  const first = LINE.address + (isByText(view) ? 0 : LINE.seal);
  const free = Math.max(0, width - first - LINE.gaps - word);
  const gloss = Math.max(200, free * GLOSS);
  const side = (free - gloss) / 2, wide = search(view).isChinese ? LINE.chinese : LINE.chinese / 2;
  return { gloss, side, count: Math.max(LINE.least, Math.floor(side / wide) - 1) };
}

// Whether lines stand under the name of their text, and need no seal of their own.
function isByText(view) {
  return view.isNarrow || !view.filters.sort;
}

// The lines as they are sorted; text by text, that which says it most often first, each with its
// name and how many it has.
function linesOf(view, shown) {
  return isByText(view) ? byText(view, shown) : shown.map((item) => row(view, item));
}

// "Survey article, 52 of 183".
function headOf(view, doc) {
  const { hits } = search(view), count = hits.filter((hit) => hit.doc === doc).length;
  const name = view.data.texts[doc][`short_${view.lang}`];
  return h("h3", { "data-doc": doc }, seal(view.data.texts[doc], view.lang), " ", mixed(view.speech.say("hits_of", { name, count, all: hits.length })));
}

// A line: the hit in bold between what is before and after it; on a phone its whole clause.
function row(view, { id, doc, hit }) {
  const { isChinese } = search(view), run = (text) => (isChinese ? chinese(withGaps(text)) : text);
  const word = () => h("b", { class: "hit" }, run(hit.hit));
  const own = view.isNarrow
    ? h("span", { class: "whole" }, run(hit.own.slice(0, hit.at)), word(), run(hit.own.slice(hit.at + hit.hit.length)))
    : besides(view, hit).map(([name, words]) => (name === "hit" ? word() : h("span", { class: name }, run(words))));
  const { gloss, side } = view.fits, isUnder = isByText(view);
  const first = isUnder ? "58px" : "20px 58px";
  const columns = view.isNarrow ? {} : { "grid-template-columns": `${first} ${side}px auto ${side}px minmax(0,1fr)` };
  return h("div", { class: "mark kwic", role: "button", "data-id": id, "data-doc": doc, "aria-label": `${hit.own} ${hit.other}`, style: columns },
    isUnder ? null : seal(view.data.texts[doc], view.lang), h("span", { class: "part" }, placeOf(view, hit)), own,
    isChinese ? glossOf(view, hit, view.isNarrow ? Infinity : gloss) : h("span", { class: "quiet gloss" }, mixed(hit.other)));
}

// The English of a line in two lines; what is cut there is whole in print.
function glossOf(view, hit, wide) {
  const english = (room, look) => h("span", { class: `quiet gloss ${look}`, lang: "en" }, inEnglish(view, hit, room));
  const room = wide * GLOSS_LINES - BREAKS, shown = english(room, "");
  if (shown.textContent === hit.other) return shown;
  shown.classList.add("cut");
  return [shown, english(Infinity, "printed")];
}

// What is before a phrase, the phrase, and what is after it: [class, words] of each. In English as
// many whole words as have room; what goes on without a blank stands close.
function besides(view, hit) {
  const { count, side } = view.fits;
  if (search(view).isChinese) {
    return [["left flush", lastOf(hit.left, count)], ["hit"], ["right flush", firstOf(hit.right, count)]];
  }
  const close = (words, edge) => (edge.test(words) ? " close" : "");
  const left = lastFitting(hit.left, side), right = firstFitting(hit.right, side);
  return [[`left${close(left, /[\p{L}\p{N}-]$/u)}`, left], ["hit"], [`right${close(right, /^[\p{L}\p{N}\p{P}]/u)}`, right]];
}

// The last whole words that have room; where something is cut, a mark.
function lastFitting(text, room) {
  const isCut = text.startsWith("…"), words = text.replace(/^…/, "").split(" ");
  let from = isCut ? 1 : 0;
  const shown = () => `${from ? "… " : ""}${words.slice(from).join(" ")}`;
  while (from < words.length - 1 && widthOf(shown(), LINE.chinese) > room) from += 1;
  return shown();
}

// The first whole words that have room.
function firstFitting(text, room) {
  const isCut = text.endsWith("…"), words = text.replace(/…$/, "").split(" ");
  let to = words.length - (isCut ? 1 : 0);
  const shown = () => `${words.slice(0, to).join(" ")}${to < words.length ? " …" : ""}`;
  while (to > 1 && widthOf(shown(), LINE.chinese) > room) to -= 1;
  return shown();
}

// The end of what is before a phrase, the beginning of what is after it; a cut has its mark.
function lastOf(text, count) {
  const isCut = text.length > count + 1, words = text.replace(/^…/, "");
  if (!isCut && words === text) return text;
  return `…${withoutHalf(isCut ? words.slice(-count) : words)}`;
}

function firstOf(text, count) {
  const isCut = text.length > count + 1, words = text.replace(/…$/, "");
  if (!isCut && words === text) return text;
  return `${(isCut ? words.slice(0, count) : words).replace(/[“《（][^”》）]{0,3}$/, "")}…`;
}

// Words that begin with no mark of the sentence before, nor within a short quotation.
function withoutHalf(words) {
  return words.replace(/^[^“《（”》）]{0,3}[”》）]/, "").replace(/^[，。、；：！？]+/, "");
}

// The first lines of each text, those of the text that says it most often before all.
function byText(view, shown) {
  const { say } = view.speech, least = view.isNarrow ? FEW.narrow : FEW.wide;
  return byRate(view, search(view).hits).map(({ doc }) => {
    const own = shown.filter((item) => item.doc === doc), at = own.findIndex(({ id }) => id === view.chosen);
    const few = own.slice(0, Math.max(least, at + 1)), others = own.slice(few.length);
    const more = h("button", { type: "button", class: "button more", "data-doc": doc, on: { click: () => {
      more.replaceWith(...others.map((item) => row(view, item)));
      view.light();
    } } }, say("show_all", { count: own.length }));
    return own.length ? [headOf(view, doc), few.map((item) => row(view, item)), others.length ? more : null] : null;
  });
}

// How often each text says it, in 1,000 characters.
function ratesOf(view, hits) {
  return Object.entries(view.data.texts).map(([doc, text]) => {
    const last = text.clauses.at(-1), length = last ? last.start + last.zh.length : 0, count = hits.filter((hit) => hit.doc === doc).length;
    return { doc, name: text[`short_${view.lang}`], count, rate: length ? (1000 * count) / length : 0 };
  });
}

// The texts by how often they say it for their length, the most first.
function byRate(view, hits) {
  return ratesOf(view, hits).sort((a, b) => b.rate - a.rate);
}

function densest(view, hits) {
  const [first] = byRate(view, hits);
  return first.rate ? { ...first, often: said(first.rate) } : null;
}

// The text that says it least for its length; null if it is not one alone.
function rarest(view, hits) {
  const [least, next] = byRate(view, hits).reverse();
  return next && said(least.rate) !== said(next.rate) ? { ...least, seldom: said(least.rate) } : null;
}

function said(rate) {
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}

// A bar a text, as long as the phrase is frequent in it, the longest first. On a phone the words
// stand over the bar, which has the width.
function rateBars(view, hits, width) {
  const rates = byRate(view, hits), [{ rate: most }] = rates, { high, under, size } = RATES;
  const names = Math.max(...rates.map(({ name }) => widthOf(name, size, 700)));
  const tail = Math.max(...rates.map((one, number) => widthOf(rateWords(view, one, number), size, 700)));
  const left = view.isNarrow ? 24 : 26 + names + 8;
  const room = Math.max(40, Math.min(width, 900) - left - (view.isNarrow ? 2 : tail + 16));
  const tall = view.isNarrow ? under : high;
  return s("svg", { width, height: rates.length * tall + 4, role: "img", "aria-label": title(view) },
    rates.map((one, number) => rateBar(view, one, { number, y: number * tall, left, long: (room * one.rate) / (most || 1), width })));
}

function rateBar(view, one, { number, y, left, long, width }) {
  const { doc, name } = one, { size } = RATES, words = rateWords(view, one, number);
  const weight = number ? 400 : 700, text = { y: y + 14, "font-size": size, "font-weight": weight };
  const bar = { class: "sealed", x: left, width: Math.max(long, 1) };
  return s("g", { "data-doc": doc },
    s("rect", { class: "sealed", x: 0, y: y + 1, width: 17, height: 17, rx: 3 }),
    s("text", { class: "on-seal han", x: 8.5, y: y + 14, "font-size": 11.5, "text-anchor": "middle" }, view.data.texts[doc].seal),
    s("text", { ...text, x: 24 }, name),
    view.isNarrow
      ? [s("text", { ...text, x: width, "text-anchor": "end" }, words), s("rect", { ...bar, y: y + 19, height: 9 })]
      : [s("rect", { ...bar, y: y + 4, height: 11 }), s("text", { ...text, x: left + long + 7 }, words)]);
}

// "19.0 per 1,000 (52), the most": of the first, if it is first alone.
function rateWords(view, { rate, count }, number) {
  const isMost = !number && rate && search(view).hits.length >= FEW_HITS;
  return view.speech.say(isMost ? "rate_most" : "rate_of", { rate: rate.toFixed(1), count });
}

// The English of a line, with the words for the phrase marked if the glossary has them; of a long
// one, what has room about them.
function inEnglish(view, hit, room) {
  const { other: english } = hit, term = view.data.terms?.[view.filters.q];
  const places = term ? allOf(english.toLowerCase(), term.toLowerCase()) : [];
  const found = places[hit.number - 1] ?? places[0] ?? -1;
  const from = Math.max(found, 0), end = found < 0 ? 0 : from + term.length;
  const [head, tail] = fitted(english, from, end, room);
  return [mixed(head), end ? h("b", { class: "hit" }, english.slice(from, end)) : null, mixed(tail)];
}

// Every place of a term in a line.
function allOf(line, term) {
  const places = [];
  for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + term.length)) places.push(at);
  return places;
}

// On a phone a line is a whole clause: of one that is hit more than once, which hit is meant.
function placeOf(view, hit) {
  const part = partName(hit.clause.part, view.speech), { number, all } = hit;
  return view.isNarrow && all > 1 ? view.speech.say("nth_hit", { part, number, all }) : part;
}

// What is before and after a place, with it no wider than the room.
function fitted(line, from, end, room) {
  const word = widthOf(line.slice(from, end), LINE.gloss, 700), wide = (text) => widthOf(text, LINE.gloss);
  // Narrow letters have more room than usual ones: begun with more, cut till it fits.
  let most = Math.ceil(1.25 * charactersIn(room)) - (end - from);
  let sides = around(line.slice(0, from), line.slice(end), most);
  while (most > 0 && wide(sides[0]) + word + wide(sides[1]) > room) {
    most -= STEP;
    sides = around(line.slice(0, from), line.slice(end), most);
  }
  return sides;
}

// How many letters have room, as English has them.
function charactersIn(room) {
  const letters = "the building of e-government is to be speeded up, ";
  return Math.floor((room * letters.length) / widthOf(letters, LINE.gloss));
}

// What is before and after a place, cut to so many characters: the shorter side whole, if it has room.
function around(before, after, most) {
  if (before.length + after.length <= most) return [before, after];
  const half = Math.max(most / 2, most - Math.min(before.length, after.length));
  const tail = firstWords(after, before.length < after.length ? half : most / 2);
  return [lastWords(before, most - tail.length), tail];
}

function firstWords(line, most) {
  if (line.length <= most) return line;
  const cut = line.slice(0, Math.max(0, most));
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 0))}\u00a0…`;
}

function lastWords(line, most) {
  if (line.length <= most) return line;
  const cut = line.slice(line.length - Math.max(0, most)), blank = cut.indexOf(" ");
  return `…\u00a0${blank < 0 ? "" : cut.slice(blank + 1)}`;
}

function title(view) {
  const { hits } = search(view), docs = new Set(hits.map((hit) => hit.doc));
  if (!hits.length) return view.speech.say("concordance_none");
  const isEnough = docs.size > 1 && hits.length >= FEW_HITS;
  const most = isEnough && search(view).isChinese ? densest(view, hits) : null;
  if (most) {
    const term = view.data.terms?.[view.filters.q], least = rarest(view, hits);
    const named = ({ doc, name }) => (view.lang === "en" && view.data.texts[doc].edition ? `the ${name}` : name);
    const told = { phrase: view.filters.q, gloss: term ? ` (${term})` : "", often: most.often, name: named(most) };
    if (!least) return view.speech.say("concordance_most", told);
    return view.speech.say("concordance_range", { ...told, last: named(least), seldom: least.seldom });
  }
  return view.speech.say("concordance_title", { phrase: view.filters.q, count: hits.length, docs: docs.size });
}

// Counts, where there are no bars to say them.
function lead(view) {
  const counts = new Map();
  if (search(view).isChinese) return view.speech.say("concordance_limits");
  for (const hit of search(view).hits) counts.set(hit.doc, (counts.get(hit.doc) ?? 0) + 1);
  return Object.keys(view.data.texts).map((doc) => `${view.data.texts[doc][`short_${view.lang}`]} ${counts.get(doc) ?? 0}`).join(" · ");
}

function filters(view) {
  const { speech, data } = view;
  return [
    { key: "doc", label: speech.say("documents"), many: true, passes: ({ doc }, wanted) => wanted.includes(doc), options: Object.keys(data.texts).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "sort", label: speech.say("sorted_by"), redraw: true, options: ["", "left", "right"].map((value) => ({ value, label: speech.say(`sort_${value || "place"}`) })) },
    { key: "q", redraw: true, options: [] },
  ];
}

function pane(view, item) {
  const { hit } = item, text = view.data.texts[hit.doc];
  // On a phone the line that is chosen is the whole clause.
  const isBare = view.isNarrow && view.filters.shape !== "table";
  return { kicker: text[`short_${view.lang}`], heading: placeName(`${hit.doc}:${hit.clause.part}`, view.speech), around: 1, isBare,
    findings: [{ doc: hit.doc, start: hit.start, end: hit.end, address: `${hit.doc}:${hit.clause.part}`, term: view.data.terms?.[view.filters.q] }] };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("sort_left"), of: ({ hit }) => hit.left },
    { head: speech.say("phrase"), of: ({ hit }) => hit.hit },
    { head: speech.say("sort_right"), of: ({ hit }) => hit.right },
    { head: speech.say("other_language"), of: ({ hit }) => hit.other },
    { head: speech.say("where_said"), of: ({ hit }) => `${hit.doc}:${hit.clause.part}` },
  ];
}

// Of the texts that are chosen all lines are shown, of the others none.
function narrow(view, picture) {
  const wanted = (view.filters.doc ?? "").split(",").filter(Boolean);
  for (const part of picture.querySelectorAll(".lines > :is(h3,.more)")) {
    part.hidden = wanted.length > 0 && !wanted.includes(part.dataset.doc);
  }
  const more = wanted.length ? picture.querySelector(".lines > .more:not([hidden])") : null;
  more?.click();
}

// A heading says the word as a title does: a sentence shows how it is used.
function isSentence({ hit }) {
  return !/^[te]$|\.0$/.test(hit.clause.part);
}

// The first sentence of the text that says it most.
function opening(view) {
  const { hits, isChinese } = search(view), most = hits.length && isChinese ? densest(view, hits)?.doc : null;
  const wanted = (view.filters.doc ?? "").split(",").filter(Boolean);
  const own = view.items.filter(({ doc }) => (wanted.length ? wanted.includes(doc) : !most || doc === most));
  return (own.find(isSentence) ?? own[0] ?? view.items[0])?.id ?? "";
}

const spec = { shape: "lines_shape", name: "concordance", title, lead, filters, items, draw, pane, columns, narrow: true, thumb: true, follows: true, after: narrow, opening };

// Draws the concordance into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
