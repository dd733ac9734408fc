// A phrase with a button between any two characters: pressing it cuts or joins.

import { chinese, h, mixed } from "../front/dom.js";
import { explorable, glossed } from "./frame.js";

// What a search is called: a pattern in words.
function searchName(view, search) {
  const parts = search.match(/^(.+)\[(.)(.)\](\+?)(.)$/);
  if (!parts) return search;
  const [, first, inner, outer, both, last] = parts;
  return view.speech.say(both ? "search_both" : "search_either", { first, inner, outer, last });
}

const cutsOf = (view) => (view.state.cuts ?? "").split(",").filter(Boolean).map(Number);
const englishOf = (view, piece) => view.data.english[piece] ?? "";
const sorted = (cuts) => [...cuts].sort((a, b) => a - b).join(",");

function piecesOf(view) {
  const { phrase } = view.data, bounds = [0, ...cutsOf(view), phrase.length];
  return bounds.slice(1).map((end, number) => phrase.slice(bounds[number], end));
}

// Of the reader's pieces the one that stands oftenest inside longer words.
function mostSwallowed(view) {
  const swallowed = (piece) => view.data.counts[piece][0] - view.data.counts[piece][1];
  return [...piecesOf(view)].sort((a, b) => swallowed(b) - swallowed(a))[0];
}

// Engines that cut alike are one way to cut.
function cutters(view) {
  const ways = new Map();
  for (const { key, words, cuts } of view.data.engines) {
    const found = ways.get(words.join("·")), name = view.speech.say(key);
    if (found) found.name += ` = ${name}`;
    else ways.set(words.join("·"), { name, words, cuts });
  }
  return [...ways.values()];
}

function toggled(view, id) {
  const cuts = new Set(cutsOf(view)), place = Number(id);
  if (!cuts.delete(place)) cuts.add(place);
  return { cuts: sorted(cuts) };
}

// Numbers are at the right, words at the left.
function table(heads, rows) {
  const look = rows[0].map((cell) => (/^\d+$/.test(cell) ? "number" : null));
  return h("table", {}, h("thead", {}, h("tr", {}, heads.map((head, number) => h("th", { scope: "col", class: look[number] }, mixed(head))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, number) => h("td", { class: look[number] }, cell))))));
}

function draw(view) {
  const { data } = view, { say } = view.speech, { phrase } = data, cuts = new Set(cutsOf(view));
  const names = data.engines.map(({ key }) => say(key)), pieces = [...new Set(piecesOf(view))];
  const alike = cutters(view);
  const gap = (place) => h("button", { type: "button", class: `item gap-button${cuts.has(place) ? " is-cut" : ""}`, "data-id": place, "aria-pressed": String(cuts.has(place)),
    "aria-label": say("gap", { left: phrase[place - 1], right: phrase[place] }) }, h("span", { class: "blade", "aria-hidden": "true" }));
  const line = [...phrase].flatMap((sign, place) => [place ? gap(place) : null, h("span", { class: "cut-sign", lang: "zh-Hans" }, sign)]);
  // Where each character is a word, there is nothing to count: that engine is below only.
  const way = (name, words) => [name, chinese(words.join("·")), String(words.length)];
  return [
    h("div", { class: "cut-line" }, line),
    !view.open ? null : h("div", { class: "cut-tables" },
      h("div", {}, h("h4", {}, say("your_words")), table([say("piece"), say("as_string"), ...names.slice(0, -1)],
        pieces.map((piece) => [glossed(piece, englishOf(view, piece)), ...data.counts[piece].slice(0, -1).map(String)]))),
      h("div", {}, h("h4", {}, say("ways")), table([say("cut_by"), say("it_cuts"), say("how_many")],
        [way(say("you"), piecesOf(view)), ...alike.map(({ name, words }) => way(name, words))]),
      cuts.size ? [h("h4", {}, say("searches")), table([say("search_for"), say("finds"), say("this_clause")],
        data.searches.map(({ search, count, here }) => [mixed(searchName(view, search)), String(count), say(here ? "found" : "missed")]))] : null)),
  ];
}

function guess({ speech }) {
  return { ask: speech.say("ask_guess"), options: ["3", "5", "8"].map((value) => ({ value, label: speech.say(`guess_${value}`) })) };
}

function came(view) {
  if (!cutsOf(view).length) return "";
  const [{ words }] = view.data.engines;
  return view.speech.say("came", { count: words.length, pieces: words.join("·") });
}

function says(view) {
  const { data, speech } = view, cuts = cutsOf(view), pieces = piecesOf(view);
  if (!cuts.length) return speech.say("says_uncut", { count: data.phrase.length, times: data.counts[data.phrase][0] });
  return speech.say("says_cut", { cuts: cuts.length, count: pieces.length, pieces: pieces.join("·") });
}

function answer(view) {
  const { searches } = view.data, [narrow, wide] = searches.slice(-2);
  return view.speech.say("answer", { wide: wide.count, pattern: searchName(view, wide.search), narrow: narrow.count });
}

function notes(view) {
  const { data, speech } = view, word = mostSwallowed(view), [string, ours] = data.counts[word];
  return { shows: speech.say("shows", { word, string, ours, typed: data.typed }), hides: speech.say("hides") };
}

const spec = {
  name: "cut",
  title: ({ data, speech }) => speech.say("title", data),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act: toggled,
  buttons: (view) => cutters(view).map(({ name, cuts }) => ({ label: view.speech.say("cut_like", { name }), changes: { cuts: sorted(cuts) }, pressed: (view.state.cuts ?? "") === sorted(cuts) })),
  keys: ({ speech }) => [[["←", "→"], speech.say("keys_move")], [[speech.say("key_space")], speech.say("keys_cut")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => true,
  notes: (view) => (cutsOf(view).length ? notes(view) : {}),
  ask: (view) => (cutsOf(view).length ? { question: view.speech.say("question"), answer: answer(view) } : null),
  columns: (view) => [view.speech.say("piece"), view.speech.say("as_string"), ...view.data.engines.map(({ key }) => view.speech.say(key))].map((head, number) => ({ head, of: (row) => row[number] })),
  rows: ({ data }) => Object.entries(data.counts).map(([piece, counts]) => [piece, ...counts.map(String)]),
};

// Draws the phrase into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
