// Bytes as tiles: pressing one turns it into "?", and the row below pairs up anew.

import { chinese, h } from "../front/dom.js";
import { explorable } from "./frame.js";

const CITY = "市"; // the rival that the answer names

const wordOf = (view) => view.state.word || view.data.slip.reading[0];
const lostOf = (view) => view.state.lost ?? "-1";
const stateOf = (view) => view.data.states[wordOf(view)]?.[lostOf(view)] ?? Object.values(view.data.states)[0]["-1"];
const wholeOf = (view) => view.data.states[wordOf(view)]?.["-1"] ?? Object.values(view.data.states)[0]["-1"];
const bytesOf = (view) => view.data.bytes[wordOf(view)] ?? Object.values(view.data.bytes)[0];
const readOf = (state) => state.groups.map(([sign]) => sign).join("");
const isLost = (view) => lostOf(view) !== "-1";

// A sign over its bytes; `tile` draws a byte.
function group(view, [sign, start, count, why], tile, isNew) {
  const said = why ? view.speech.say(why) : view.data.glosses[sign] ?? "";
  const places = Array.from({ length: count }, (_, number) => start + number);
  return h("span", { class: `pair${isNew ? " came-now" : ""}`, style: { "--bytes": count } },
    h("span", { class: "gloss", lang: why && view.lang === "zh" ? "zh-Hans" : "en" }, said || "\u00a0"),
    h("span", { class: "sign", lang: "zh-Hans" }, sign),
    h("span", { class: "bracket", "aria-hidden": "true" }),
    h("span", { class: "tiles" }, places.map(tile)));
}

function draw(view) {
  const { say } = view.speech, bytes = bytesOf(view), lost = Number(lostOf(view)), whole = wholeOf(view), now = stateOf(view);
  const owner = (place) => whole.groups.find(([, start, count]) => place >= start && place < start + count)[0];
  const button = (place) => h("button", {
    type: "button", class: `item tile${place === lost ? " lost" : ""}`, "data-id": place, "aria-pressed": String(place === lost),
    "aria-label": say("tile", { byte: bytes[place], character: owner(place) }),
  }, bytes[place]);
  const kept = new Set(whole.groups.map(String));
  const cell = (place) => h("span", { class: `tile shown${place === lost || now.groups.some(([, start, , why]) => start === place && why) ? " lost" : ""}` }, place === lost ? "3F" : bytes[place]);
  const row = (words, groups, tile) => h("div", { class: "bytes-row" }, h("p", { class: "quiet row-name" }, words),
    h("div", { class: "bytes" }, groups.map((one) => group(view, one, tile, tile === cell && !kept.has(String(one))))));
  return [
    row(say("written"), whole.groups, button),
    isLost(view) ? row(say("paired", { byte: bytes[lost] }), now.groups, cell) : null,
    h("div", { class: "file-row" }, h("span", { class: "quiet row-name" }, say("received")),
      h("span", { class: "file" }, [...view.data.received].map((sign, place) => h("span", { class: "file-sign" }, chinese(sign),
        isLost(view) ? h("span", { class: "tick", "aria-hidden": "true" }, now.same[place] ? "✓" : "·") : null))),
      isLost(view) ? h("b", {}, say("matches", { count: now.same.filter(Boolean).length, all: now.same.length })) : null),
  ];
}

function turned(view, id) {
  return { lost: lostOf(view) === id ? "" : id };
}

function guess(view) {
  const { say } = view.speech, { data } = view, [first, ...letters] = data.slip.reading;
  const all = data.states[first]["-1"].groups.length, some = (...characters) => ({
    value: String(characters.length), label: say("guess_some", { count: characters.length, characters: characters.join("") }),
  });
  return {
    ask: say("ask_guess", { byte: data.bytes[first][data.lost], character: first, all }),
    options: [{ value: "1", label: say("guess_one", { character: first }) }, some(first, letters[0]), some(first, ...letters), { value: String(all), label: say("guess_all", { count: all }) }],
  };
}

function came(view) {
  const { data } = view, first = data.slip.reading[0];
  if (wordOf(view) !== first || lostOf(view) !== data.lost) return "";
  const { gone } = stateOf(view);
  return view.speech.say("came", { count: gone.length, all: wholeOf(view).groups.length, characters: gone.join("") });
}

function says(view) {
  const { say } = view.speech, now = stateOf(view), read = readOf(now);
  if (!isLost(view)) return say("says_whole", { read });
  const byte = bytesOf(view)[lostOf(view)];
  if (now.same.every(Boolean) && now.groups.length === now.same.length) return say("says_same", { byte, read });
  return say("says_lost", { byte, count: now.gone.length, all: wholeOf(view).groups.length, read });
}

function buttons(view) {
  const { data } = view, { say } = view.speech;
  return [
    isLost(view) ? null : { label: say("turn_it", { byte: bytesOf(view)[data.lost] }), changes: { lost: data.lost } },
    ...Object.keys(data.states).map((character, number) => ({
      label: `${say("with_word", { character })} ${view.lang === "zh" ? "" : data.glosses[character] ?? ""}`.trim(),
      changes: { word: number ? character : "" }, pressed: wordOf(view) === character,
    })),
  ].filter(Boolean);
}

function ask(view) {
  const { data } = view, { say } = view.speech, [character] = data.slip.reading, rival = data.states[CITY]?.[data.lost];
  return {
    question: say("question", { character }),
    answer: [say("answer", { character, rival: data.rival, english: data.glosses[data.rival], followers: data.followers, before: data.slip.before, last: data.last, phrase: data.slip.before + character, count: data.elsewhere }),
      rival ? say("answer_city", { city: CITY, rival: readOf(rival) }) : ""].filter(Boolean),
  };
}

function rows(view) {
  return Object.entries(view.data.states).flatMap(([word, states]) => Object.entries(states).map(([lost, state]) => ({ word, lost: view.data.bytes[word][lost] ?? "", state })));
}

const isRuledOut = (view) => lostOf(view) === view.data.lost && !stateOf(view).same.every(Boolean);

function notes(view) {
  const { data } = view, { say } = view.speech;
  return {
    shows: isRuledOut(view) ? say("shows_out", { character: wordOf(view) }) : say("shows", { wrong: data.slip.shown.length, proved: data.proved, last: data.last }),
    hides: say("hides", { candidates: data.candidates, last: data.last, rival: data.rival, english: data.glosses[data.rival] }),
  };
}

function columns(view) {
  const { say } = view.speech;
  return [
    { head: say("head_word", { before: view.data.slip.before }), of: ({ word }) => word },
    { head: say("head_lost"), of: ({ lost }) => lost },
    { head: say("head_read"), of: ({ state }) => readOf(state) },
    { head: say("head_count"), of: ({ state }) => String(state.gone.length) },
    { head: say("head_match"), of: ({ state }) => String(state.same.filter(Boolean).length) },
  ];
}

const spec = {
  name: "byte_slip",
  title: ({ data, speech }) => speech.say("title", data.slip),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act: turned,
  press: (view, id, key) => (key === "Delete" || key === "Backspace" ? { lost: id } : null),
  drag: true,
  buttons,
  keys: ({ speech }) => [[["←", "→"], speech.say("keys_choose")], [["Del", speech.say("key_space")], speech.say("keys_turn")], [[], speech.say("drag")]],
  says,
  findings: ({ data }) => data.findings,
  sourceOpen: () => true,
  notes,
  ask,
  columns,
  rows,
};

// Draws the bytes into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
