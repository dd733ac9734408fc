// A sentence whose marks were flattened: each dot is a button that goes through the marks.

import { h } from "../front/dom.js";
import { explorable, glossed } from "./frame.js";

const UNSET = "-";
const TYPED = { ",": "，", "，": "，", "、": "、", "\\": "、", "/": "、", ";": "；", "；": "；", ".": "。", "。": "。", Delete: UNSET, Backspace: UNSET };

const sceneOf = (view) => view.data.scenes.find(({ key }) => key === view.state.scene) ?? view.data.scenes[0];
const isShown = (view) => view.state.show === "1";

// The marks that the reader set in a scene; "" where none is.
function marksOf(view, scene = sceneOf(view)) {
  const kept = [...(view.state[scene.key] ?? "")];
  return scene.slots.map((_, number) => (kept[number] && kept[number] !== UNSET ? kept[number] : ""));
}

function withMark(view, number, mark) {
  const marks = marksOf(view).map((one) => one || UNSET);
  marks[number] = mark;
  return { [sceneOf(view).key]: marks.join("") };
}

// The mark after the one that is set; after the last there is none again.
function nextMark(view, number) {
  const all = [UNSET, ...view.data.marks], now = marksOf(view)[number] || UNSET;
  return all[(all.indexOf(now) + 1) % all.length];
}

function slotButton(view, number) {
  const { say } = view.speech, scene = sceneOf(view), mark = marksOf(view)[number];
  const left = scene.pieces[number].slice(-4);
  return h("button", { type: "button", class: `item mark-button${mark ? " is-set" : ""}`, "data-id": number, lang: "zh-Hans",
    "aria-label": say("slot", { number: number + 1, all: scene.slots.length, left, mark: mark || say("none") }) }, mark || ".");
}

// Whose marks are compared in a scene: the readers, and the witness where there is one.
const othersOf = (scene) => (scene.slots.some(({ witness }) => witness !== undefined) ? ["a", "b", "witness"] : ["a", "b"]);
const NAMES = { a: "reader_a", b: "reader_b", witness: "relay" };
const sameAs = (view, scene, who) => marksOf(view, scene).filter((mark, number) => mark && mark === scene.slots[number][who]).length;
const partsOf = (marks) => 1 + marks.filter((mark) => mark === "；" || mark === "。").length;

function comparison(view) {
  const { say } = view.speech, scene = sceneOf(view), yours = marksOf(view);
  const row = (name, marks, same) => h("tr", {}, h("th", { scope: "row" }, name),
    marks.map((mark, number) => h("td", { class: yours[number] && mark !== yours[number] ? "differs" : null, lang: "zh-Hans" }, mark || "·")),
    h("td", { class: "number" }, String(partsOf(marks))), h("td", { class: "number" }, same));
  return h("table", { class: "mark-table" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("marks_of")), scene.slots.map((_, number) => h("th", { scope: "col" }, String(number + 1))),
      h("th", { scope: "col", class: "number" }, say("parts")), h("th", { scope: "col", class: "number" }, say("same")))),
    h("tbody", {}, row(say("you"), yours, ""),
      othersOf(scene).map((who) => row(say(NAMES[who]), scene.slots.map((slot) => slot[who]), String(sameAs(view, scene, who))))));
}

function draw(view) {
  const scene = sceneOf(view);
  const line = scene.pieces.flatMap((piece, number) => [
    glossed(piece, scene.english[number], { class: "glossed mark-piece" }),
    number < scene.slots.length ? slotButton(view, number) : null,
  ]);
  return [h("div", { class: "mark-line" }, line), isShown(view) ? h("div", { class: "mark-compare" }, comparison(view)) : null];
}

function press(view, id, key) {
  return key in TYPED ? withMark(view, Number(id), TYPED[key]) : null;
}

function buttons(view) {
  const { say } = view.speech, scene = sceneOf(view);
  return [
    ...view.data.scenes.map(({ key }) => ({ label: say(key), changes: { scene: key, show: "" }, pressed: key === scene.key })),
    { label: say("show"), changes: { show: isShown(view) ? "" : "1" }, pressed: isShown(view) },
  ];
}

const articleOf = ({ data: { scenes: [, { same, slots, fair, differ }] } }) => ({ same, all: slots.length, fair, differ });

function guess(view) {
  const { speech } = view;
  const options = ["none", "few", "many"].map((value) => ({ value, label: speech.say(`differ_${value}`) }));
  return { ask: speech.say("ask_guess", articleOf(view)), options };
}

function came(view) {
  if (!isShown(view)) return "";
  return view.speech.say("came_shown", articleOf(view));
}

function says(view) {
  const { say } = view.speech, scene = sceneOf(view), set = marksOf(view).filter(Boolean).length, all = scene.slots.length;
  if (set < all) return say("says_some", { set, all });
  const found = { all, a: sameAs(view, scene, "a"), b: sameAs(view, scene, "b"), witness: sameAs(view, scene, "witness") };
  return say(othersOf(scene).includes("witness") ? "says_witness" : "says_all", found);
}

function notes(view) {
  if (!isShown(view)) return {};
  const { key, same, slots, pieces, english } = sceneOf(view), { law, people } = view.data, { say } = view.speech;
  const englishOf = (piece) => english[pieces.indexOf(piece)] ?? "";
  const found = { same, all: slots.length, law, people, law_en: englishOf(law), people_en: englishOf(people) };
  return { shows: say(`shows_${key}`, found), hides: say(`hides_${key}`) };
}

const spec = {
  name: "punctuate",
  title: ({ speech }) => speech.say("title"),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act: (view, id) => withMark(view, Number(id), nextMark(view, Number(id))),
  press,
  buttons,
  keys: ({ speech }) => [[["←", "→"], speech.say("keys_move")], [[speech.say("key_space")], speech.say("keys_next")], [["，", "、", "；", "。"], speech.say("keys_set")]],
  says,
  findings: (view) => [view.data.findings[view.data.scenes.indexOf(sceneOf(view))]],
  sourceOpen: () => false,
  notes,
  ask: (view) => (isShown(view) ? { question: view.speech.say("question"), answer: view.speech.say("answer") } : null),
  columns: ({ speech }) => [speech.say("marks_of"), ...["reader_a", "reader_b", "relay"].map((name) => speech.say(name))].map((head, number) => ({ head, of: (row) => row[number] })),
  rows: ({ data }) => data.scenes.flatMap(({ pieces, slots }) => slots.map((slot, number) => [pieces[number], slot.a, slot.b, slot.witness ?? ""])),
};

// Draws the sentence into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
