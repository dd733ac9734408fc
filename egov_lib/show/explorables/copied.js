// Two texts side by side: their words are buttons. A stretch is brushed by its first and its last
// word; in the later scenes words are marked that the other text lacks.

import { chinese, h, mixed } from "../front/dom.js";
import { seal } from "../front/passage.js";
import { explorable } from "./frame.js";

const EQUAL = "equal";
const CHANGES = [EQUAL, "changed", "dropped", "added"];
const SIDES = ["relay", "article"]; // keys of the state too
const LAST = "demand";

const sceneOf = (view) => view.data.scenes.find(({ key }) => key === view.state.scene) ?? view.data.scenes[0];
const isShown = (view) => view.state.show === "1";
const wordsOf = (side) => side.clauses.flatMap(({ words }) => words);
const bare = (word) => word.replace(/[，。、：；“”]+/g, "");
const sum = (words) => words.reduce((total, [, chars]) => total + chars, 0);

// --- brushing ---

// What is brushed in a text: [first, last], the same where only one end is set; null if nothing.
function brushed(view, name) {
  const ends = (view.state[name] ?? "").split("-").filter(Boolean).map(Number);
  return ends.length ? [ends[0], ends.at(-1)] : null;
}

// A first press sets one end, a second the other; later presses move the nearer end.
function brushTo(view, name, place) {
  const ends = brushed(view, name);
  if (!ends) return { [name]: String(place), show: "" };
  const [first, last] = ends, alone = first === last && !view.state[name].includes("-");
  const isFirst = alone ? place < first : Math.abs(place - first) <= Math.abs(place - last);
  return range(name, isFirst ? place : first, isFirst ? last : place);
}

const range = (name, one, other) => ({ [name]: `${Math.min(one, other)}-${Math.max(one, other)}`, show: "" });

// The machine's first and last word in a text.
function machineEnds(side) {
  const equal = wordsOf(side).map(([, , change], place) => (change === EQUAL ? place : -1)).filter((place) => place >= 0);
  return [equal[0], equal.at(-1)];
}

// For each end: what the reader set, what the machine sets, and the characters between.
function ends(view) {
  return sceneOf(view).sides.flatMap((side, number) => {
    const words = wordsOf(side), yours = brushed(view, SIDES[number]), machine = machineEnds(side);
    return ["begins", "ends"].map((key, which) => {
      const own = yours?.[which], right = machine[which];
      const between = own === undefined ? null : words.slice(Math.min(own, right) + which, Math.max(own, right) + which);
      return { key, yours: own === undefined ? "–" : bare(words[own][0]), machine: bare(words[right][0]), apart: between && sum(between) };
    });
  });
}

// --- marking ---

const markedIn = (view) => (view.state[sceneOf(view).key] ?? "").split(",").filter(Boolean).map(Number);

function toggled(view, place) {
  const { key } = sceneOf(view);
  if (key === LAST) return { [key]: markedIn(view)[0] === place ? "" : place };
  const places = new Set(markedIn(view));
  if (!places.delete(place)) places.add(place);
  return { [key]: [...places].sort((a, b) => a - b).join(",") };
}

// The word of the last scene that was pressed, and whether it is the one.
function chosenWord(view) {
  const demand = view.data.scenes.find(({ key }) => key === LAST), place = view.state[LAST];
  return place === undefined ? null : wordsOf(demand.sides[0])[Number(place)] ?? null;
}

const isFound = (view) => chosenWord(view)?.[0] === view.data.must;
const isRevealed = (view) => isShown(view) || (sceneOf(view).key === LAST && isFound(view));

// --- the picture ---

function wordNode(view, number, word, place) {
  const { say } = view.speech, scene = sceneOf(view), name = SIDES[number], [text, , change] = word;
  const ends = scene.brush ? brushed(view, name) : null;
  const isOn = scene.brush ? Boolean(ends) && place >= ends[0] && place <= ends[1] : number === 0 && markedIn(view).includes(place);
  const told = isRevealed(view) && (scene.brush || scene.key !== LAST ? change : text === view.data.must ? "dropped" : "");
  const look = `word${isOn ? " is-on" : ""}${told ? ` is-${told}` : ""}`;
  if (!scene.brush && number === 1) return h("span", { class: look, lang: "zh-Hans" }, text);
  return h("button", { type: "button", class: `item ${look}`, "data-id": `${name}:${place}`, "aria-pressed": String(isOn), lang: "zh-Hans",
    "aria-label": say("word_of", { word: bare(text), text: say(`${name}_name`) }) + (told ? `, ${say(told)}` : "") }, text);
}

function sideNode(view, side, number) {
  let place = -1;
  const scene = sceneOf(view), text = view.data.texts[side.doc], clause = ({ part, words, en }) => h("div", { class: "copy-clause", "data-part": part },
    h("p", { class: "copy-words" }, words.map((word) => { place += 1; return wordNode(view, number, word, place); })),
    h("p", { class: "gloss", lang: "en" }, en));
  return h("div", { class: "copy-side", "data-doc": side.doc }, h("h4", {}, seal(text, view.lang), " ", text[`short_${view.lang}`], h("code", { class: "quiet" }, side.clauses[0].part)), side.clauses.map(clause),
    scene.brush && isRevealed(view) ? endsList(view, number) : null);
}

// How far each end of a text is from the machine's.
function endsList(view, number) {
  const { say } = view.speech, own = ends(view).slice(2 * number, 2 * number + 2);
  return h("ul", { class: "copy-ends" }, own.map(({ key, yours, machine, apart }) =>
    h("li", {}, mixed(say(key, { yours, machine })), apart === null ? null : [" ", h("b", {}, say("apart", { count: apart }))])));
}

// What the marks mean that the words have now.
function key(view) {
  const { say } = view.speech, { pieces } = sceneOf(view), there = pieces.map(([change]) => change);
  return h("p", { class: "key" }, CHANGES.filter((change) => there.includes(change)).map((change) => h("span", {}, h("span", { class: `word is-${change}`, "aria-hidden": "true" }, chinese("字")), " ", say(change))));
}

// What differs, with its English, a row a change; what is equal is in the texts above.
function piecesTable(view) {
  const { say } = view.speech, { pieces, english } = sceneOf(view);
  const there = CHANGES.filter((change) => change !== EQUAL && pieces.some((piece) => piece[0] === change));
  const texts = (change, side) => pieces.filter((piece) => piece[0] === change && piece[side]).map((piece) =>
    h("span", { class: "copy-piece" }, chinese(piece[side]), " ", h("span", { class: "gloss", lang: "en" }, english[piece[side]])));
  return h("table", { class: "copy-table" }, h("tbody", {}, there.map((change) =>
    h("tr", {}, h("th", { scope: "row" }, say(change)), h("td", {}, texts(change, 1)), h("td", {}, texts(change, 2))))));
}

function draw(view) {
  const scene = sceneOf(view);
  const letGo = ({ target, pointerType }) => {
    const from = start, to = target.closest?.(".item")?.dataset.id;
    start = "";
    if (!scene.brush || pointerType === "touch" || !from || !to || from === to) return;
    const [[name, first], [other, last]] = [from.split(":"), to.split(":")];
    if (name === other) view.move(range(name, Number(first), Number(last)));
  };
  let start = "";
  return [
    h("div", { class: `copy-sides${isRevealed(view) ? " is-told" : ""}`, on: {
      pointerdown: ({ target }) => { start = target.closest?.(".item")?.dataset.id ?? ""; },
      pointerup: letGo,
    } }, scene.sides.map((side, number) => sideNode(view, side, number))),
    isShown(view) && scene.key !== LAST && !scene.brush ? h("div", { class: "copy-told is-told" }, key(view), piecesTable(view)) : null,
  ];
}

function act(view, id) {
  const [name, place] = id.split(":");
  return sceneOf(view).brush ? brushTo(view, name, Number(place)) : toggled(view, Number(place));
}

// --- what is said ---

function saysBrush(view) {
  const { say } = view.speech, { sides, chars } = sceneOf(view);
  if (isShown(view)) return say("says_ends", { right: ends(view).filter(({ apart }) => apart === 0).length, chars });
  const [relay, article] = sides.map((side, number) => {
    const own = brushed(view, SIDES[number]);
    return own ? sum(wordsOf(side).slice(own[0], own[1] + 1)) : 0;
  });
  return relay || article ? say("says_half", { relay, article }) : say("says_none");
}

function saysTasks(view) {
  const { say } = view.speech, places = markedIn(view), words = wordsOf(sceneOf(view).sides[0]);
  if (!isShown(view)) return places.length ? say("says_marked", { count: places.length }) : say("says_unmarked");
  const right = places.filter((place) => words[place][2] !== EQUAL).length;
  return say("says_tasks", { right, all: words.filter(([, , change]) => change !== EQUAL).length, wrong: places.length - right });
}

function saysDemand(view) {
  const { say } = view.speech, word = chosenWord(view);
  if (isRevealed(view)) return say("says_must", { word: view.data.must });
  if (!word) return say("says_unmarked");
  return say(word[2] === EQUAL ? "says_equal" : "says_other", { word: bare(word[0]) });
}

function says(view) {
  const scene = sceneOf(view);
  if (scene.brush) return saysBrush(view);
  return scene.key === LAST ? saysDemand(view) : saysTasks(view);
}

function notes(view) {
  if (!isRevealed(view)) return {};
  const { key, chars, sides } = sceneOf(view), words = wordsOf(sides[0]), { say } = view.speech;
  const opening = (side, count) => bare(wordsOf(side).slice(0, count).map(([word]) => word).join(""));
  const found = { chars, all: sum(words), same: sum(words.filter(([, , change]) => change === EQUAL)), word: view.data.must, named: opening(sides[0], 2), now: opening(sides[1], 1) };
  return { shows: say(`shows_${key}`, found), hides: say(`hides_${key}`, found) };
}

function buttons(view) {
  const { say } = view.speech, scene = sceneOf(view);
  return [
    ...view.data.scenes.map(({ key }) => ({ label: say(key), changes: { scene: key, show: "" }, pressed: key === scene.key })),
    { label: say(scene.brush ? "compare" : "show_it"), changes: { show: isShown(view) ? "" : "1" }, pressed: isShown(view) },
  ];
}

function guess({ speech }) {
  return { ask: speech.say("ask_guess"), number: { least: 0, most: 200, unit: speech.say("in_row") } };
}

// How many characters the machine finds, beside the guess, once it was asked for them.
function came(view) {
  return sceneOf(view).brush && isShown(view) ? `${sceneOf(view).chars} ${view.speech.say("in_row")}` : "";
}

const spec = {
  name: "copied",
  title: ({ speech }) => speech.say("title"),
  lead: (view) => view.speech.say(`lead_${sceneOf(view).key}`),
  guess,
  came,
  draw,
  act,
  buttons,
  keys: ({ speech }) => [[["←", "→", "↑", "↓"], speech.say("keys_move")], [[speech.say("key_space")], speech.say("keys_set")]],
  says,
  findings: (view) => view.data.findings.slice(2 * view.data.scenes.indexOf(sceneOf(view))).slice(0, 2),
  sourceOpen: () => false,
  notes,
  ask: (view) => (sceneOf(view).key === LAST && isRevealed(view) ? { question: view.speech.say("question"), answer: view.speech.say("answer") } : null),
  columns: ({ speech }) => ["change", "relay_name", "article_name"].map((key, number) => ({ head: speech.say(key), of: (row) => row[number] })),
  rows: ({ data, speech }) => data.scenes.flatMap(({ pieces }) => pieces.map(([change, here, there]) => [speech.say(change), here, there])),
};

// Draws both texts into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
