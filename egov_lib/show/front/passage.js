// A passage, clause by clause, Chinese and English together, with who says it, when, and its
// address. data.texts holds the clauses that the rows of a view touch (see front/texts.py).

import { h, add, chinese, mixed, visible } from "./dom.js";
import { percents } from "./words.js";
import { pinHere } from "./pins.js";

const MOST_CLAUSES = 7; // a longer passage is folded after its first clauses, and says so
const FIRST_CLAUSES = 4;
// Who forwards the Opinion: under a passage by their short name, as other texts have it.
const TWO_OFFICES = "General Office of the CPC Central Committee and General Office of the State Council";
// Who speaks where the text itself does, and where nobody is named (data/speakers.csv)
const OWN_VOICE = "the text";
const UNNAMED = "unnamed";

// The text of a clause cut wherever a mark begins or ends; `layers` are {start, end, kind}. `shown`:
// a piece of it as it is printed.
export function marked(text, layers, shown = (piece) => piece) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of layers) {
    cuts.add(Math.max(0, start)).add(Math.min(text.length, end));
  }
  const at = [...cuts].filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < at.length; i += 1) {
    const kinds = layers.filter((layer) => layer.start <= at[i] && layer.end >= at[i + 1]).map((layer) => layer.kind);
    let piece = withGaps(shown(text.slice(at[i], at[i + 1])));
    const soft = layers.find((layer) => layer.kind === "soft" && layer.start <= at[i] && layer.end >= at[i + 1]);
    if (soft) piece = h("span", { class: "soft", title: soft.note }, piece);
    if (kinds.includes("changed")) piece = h("b", { class: "changed" }, piece);
    if (kinds.includes("doubt")) piece = h("span", { class: "doubt" }, piece);
    if (kinds.includes("lit")) piece = h("mark", {}, piece);
    else if (kinds.includes("near")) piece = h("mark", { class: "near" }, piece);
    pieces.push(piece);
  }
  return pieces;
}

// □ is a character that was lost: it is shown in a dashed box.
export function withGaps(text) {
  return text.split(/(□+)/).map((part) => (part.startsWith("□") ? h("span", { class: "gap" }, part) : part));
}

// The clauses of a text that a finding touches, and their neighbours within `around` clauses.
export function clausesOf(text, { start, end }, around = 0) {
  const touched = [];
  text.clauses.forEach((clause, number) => {
    if (clause.start < Math.max(end, start + 1) && clause.start + clause.zh.length > start) touched.push(number);
  });
  if (!touched.length) return [];
  const first = Math.max(0, touched[0] - around), last = Math.min(text.clauses.length - 1, touched.at(-1) + around);
  const shown = [];
  for (let number = first; number <= last; number += 1) {
    shown.push({ ...text.clauses[number], hit: touched.includes(number) });
  }
  return shown;
}

// The first words of a passage in one language; "…" stands where they are cut.
export function firstWords(text, finding, lang, most) {
  const clauses = clausesOf(text, finding);
  const isChinese = lang === "zh" || clauses.some(({ en }) => !en);
  const whole = isChinese
    ? clauses.map(({ zh }) => zh).join("").slice(Math.max(0, finding.start - (clauses[0]?.start ?? 0)))
    : clauses.map(({ en }) => en).join(" ");
  if (whole.length <= most) return whole;
  const cut = whole.slice(0, most + 1);
  const end = isChinese ? most : cut.lastIndexOf(" ");
  return `${cut.slice(0, end > 0 ? end : most).replace(/[\p{P}\s]+$/u, "")} …`;
}

// Seal of a document: its one character on its colour.
export function seal(text, lang) {
  return h("span", { class: "seal", lang: "zh-Hans", title: lang === "zh" ? text.title_zh : text.title_en }, text.seal);
}

// The name of a voice where there is little room.
export function shortVoice(name, speech) {
  return name === TWO_OFFICES ? speech.say("two_offices") : name;
}

// "Zeng Peiyan, as relayed by Tian Qiansheng"; "the Leading Group, forwarded by the two Offices".
export function voiceLine(text, clause, speech) {
  const voice = text.voices[clause?.voice], own = text[`short_${speech.lang}`];
  if (!voice || (voice.en === OWN_VOICE && !voice.through_en.length)) return own;
  // A text does not relay itself.
  const tellers = voice.through_en.map((name, step) => {
    if (speech.lang === "zh") return voice.through_zh[step];
    return name === UNNAMED ? speech.say("unnamed") : shortVoice(name, speech);
  });
  const through = tellers.filter((_, step) => voice.through_en[step] !== OWN_VOICE).join(speech.sign("list"));
  const who = voice.en === UNNAMED ? unnamedLine(voice, speech) : speech.either(voice.en, voice.zh);
  return through ? speech.say(wayOf(text, voice), { who, through }) : who;
}

// Words of nobody who is named, and what the text says instead: "it is learnt".
function unnamedLine({ verb }, speech) {
  return verb ? speech.say("unnamed_told", { verb, gloss: speech.word(verb) }) : speech.say("unnamed");
}

// How words were passed on: forwarded where the one who passes them on says so in this text.
function wayOf({ voices }, { en, through_en: [teller] }) {
  if (en === UNNAMED) return "through_report";
  return voices.some((other) => other.verb === "转发" && other.en === teller) ? "through_notice" : "through";
}

// "Clause 2.1.3": the place in its document; its title has no number.
export function placeName(address, speech) {
  const part = address.split(":").at(-1);
  const short = partName(part, speech);
  return short === part ? speech.say("clause_number", { part }) : short;
}

// What stands for a place in a narrow column: a number, or what has none in words.
export function partName(part, speech) {
  if (part === "t") return speech.say("the_title");
  if (part === "e") return speech.say("the_heading");
  return part.startsWith("n.") ? speech.say("notice_part", { part: part.slice(2) }) : part;
}

// What a word that softens says, in the reader's language: of [start, end, English, Chinese].
export function softNote([, , english, chineseNote], speech) {
  return speech.either(english, chineseNote);
}

// A clause with its English; `whole` if it is not lit, because all that is shown is the passage.
export function clauseRow(clause, finding, speech, whole) {
  const from = finding.start - clause.start, to = finding.end - clause.start;
  // A first 要 or 将 ("is to") has no words of its own in the English: what follows it is all of it.
  const before = clause.zh.slice(0, Math.max(from, 0)).replace(/^[要将]/, "");
  const covers = !/[^\p{P}\s]/u.test(before + clause.zh.slice(to));
  const soft = (clause.soft ?? []).map((one) => ({ start: one[0], end: one[1], note: softNote(one, speech), kind: "soft" }));
  const softEnglish = (clause.soft_en ?? []).map(([start, end, which]) => ({ start, end, note: softNote(clause.soft[which], speech), kind: "soft" }));
  const { cue } = finding, isLit = clause.hit && !whole;
  const own = cue === undefined ? { start: from, end: to, kind: "lit" } : { start: from, end: to, kind: "near" };
  const lit = isLit ? [own, ...(cue ? [{ start: cue.start - clause.start, end: cue.end - clause.start, kind: "lit" }] : [])] : [];
  const word = isLit ? wordIn(clause, finding) ?? sayingIn(clause, cue) : null;
  const litEnglish = isLit ? [{ start: 0, end: clause.en.length, kind: covers && cue === undefined ? "lit" : "near" }, ...(word ? [{ ...word, kind: "lit" }] : [])] : [];
  const doubts = (clause.doubts ?? []).map(([start, end, note, noteZh]) => ({ start, end, note: speech.either(note, noteZh), kind: "doubt" }));
  const classes = `clause voice${Math.min(clause.depth ?? 0, 2)}${clause.hit ? " hit" : ""}`;
  const changed = (finding.changes ?? []).map(([start, end]) => ({ start: start - clause.start, end: end - clause.start, kind: "changed" }));
  const changedEnglish = (clause.changed_en ?? []).map(([start, end]) => ({ start, end, kind: "changed" }));
  const zh = h("p", { class: "zh", lang: "zh-Hans" }, marked(clause.zh, [...soft, ...lit, ...changed, ...doubts]));
  const en = h("p", { class: "en", lang: "en" }, clause.en
    ? marked(visible(clause.en), [...softEnglish, ...litEnglish, ...changedEnglish], percents)
    : h("i", {}, speech.say("untranslated")));
  return h("div", { class: classes, tabindex: "0", "data-part": clause.part },
    h("span", { class: "address" }, clause.part), zh, en, doubts.map(({ note }) => h("p", { class: "quiet doubt-note" }, mixed(note))));
}

// Where the English has the word that was found, if it has it as often as the Chinese.
function wordIn(clause, { start, end, term }) {
  if (!term) return null;
  const phrase = clause.zh.slice(start - clause.start, end - clause.start);
  const inChinese = placesOf(clause.zh, phrase), inEnglish = placesOf(clause.en.toLowerCase(), term.toLowerCase());
  if (inChinese.length !== inEnglish.length) return null;
  const at = inEnglish[inChinese.indexOf(start - clause.start)];
  return at === undefined ? null : { start: at, end: at + term.length };
}

// Where the English has the verb of saying that is the cue, in whatever form.
function sayingIn(clause, cue) {
  const isHere = cue?.english && cue.start >= clause.start && cue.end <= clause.start + clause.zh.length;
  const stems = isHere ? cue.english.match(/[a-z]+/gi) : null;
  if (!stems) return null;
  const forms = stems.map((stem) => `${stem.replace(/e$/, "")}\\w*`);
  const found = new RegExp(`\\b${forms.join("\\s+")}`, "i").exec(clause.en);
  return found && { start: found.index, end: found.index + found[0].length };
}

// Every place of a phrase in a text.
function placesOf(text, phrase) {
  const places = [];
  for (let at = text.indexOf(phrase); phrase && at >= 0; at = text.indexOf(phrase, at + phrase.length)) places.push(at);
  return places;
}

function receivedRow(clause, speech) {
  const content = clause.received === null
    ? speech.say("received_same")
    : clause.received.map((text, run) => (run % 2 ? h("u", {}, chinese(text)) : chinese(text))); // every second run was altered
  return h("div", { class: "received" }, h("b", {}, speech.say("as_received"), " "), content,
    clause.changes ? h("span", { class: "quiet" }, " ", speech.say("changes", { count: clause.changes })) : null);
}

// Copies a text; says so on the button for a moment.
export function copyButton(words, text, speech, attributes = {}) {
  const button = h("button", { type: "button", class: "quiet-button", ...attributes, on: {
    click: async () => {
      const copied = await copy(typeof text === "function" ? text() : text);
      button.textContent = copied ? speech.say("copied") : speech.say("select_it");
      setTimeout(() => { button.textContent = words; }, 1600);
    },
  } }, words);
  return button;
}

// Pins a passage into the case file of this browser; says so on the button for a moment.
function pinButton(place, speech) {
  const told = { pinned: "pin_pinned", full: "pin_full", nothing: "pin_nothing" };
  const button = h("button", { type: "button", class: "quiet-button pin", on: { click: () => {
    button.textContent = speech.say(told[pinHere(place)]);
    setTimeout(() => { button.textContent = speech.say("pin"); }, 2400);
  } } }, speech.say("pin"));
  return button;
}

// Puts a text on the clipboard, the old way where the new one isn't allowed (pages from a disk).
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "offscreen" });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

// A finding as a passage: {doc, start, end, address}. `around`: clauses of context on either side.
//
// `first`: how many clauses are shown before the others are asked for, if they are many. `isBare`:
// without its words, which are shown already. `isBrief`: without who says it and when, and with its
// address and citation alone. `isVoiced`: false if who says it is told already.
export function passage(data, finding, speech, { around = 0, heading = null, first = 0, isBare = false, isBrief = false, isVoiced = true } = {}) {
  const text = data.texts[finding.doc];
  if (!text || finding.start === null || finding.start === undefined) {
    return h("p", { class: "quiet" }, speech.say("silent_here"));
  }
  const clauses = clausesOf(text, finding, around);
  if (!clauses.length) return h("p", { class: "quiet" }, speech.say("not_found", { address: finding.address }));
  const body = isBare ? h("div") : clausesBox(text, clauses, finding, speech, first);
  const foot = footOf(text, finding, clauses.filter((clause) => clause.hit), speech, isVoiced);
  const isPale = finding.cue === undefined && body.querySelector("mark.near");
  const element = h("div", { class: "passage", "data-doc": finding.doc, "data-address": finding.address },
    heading, body, isPale ? h("p", { class: "near-key" }, speech.say("near_english")) : null, isBrief ? briefFoot(finding, foot) : foot.nodes);
  element.addEventListener("keydown", (event) => passageKeys(event, element, foot));
  return element;
}

function briefFoot(finding, { cite }) {
  return h("p", { class: "where" }, h("code", {}, finding.address), " ", cite);
}

// The clauses under each other, each voice named where it begins; of many the first ones.
function clausesBox(text, clauses, finding, speech, first) {
  const body = h("div", { class: "clauses" }), most = first || MOST_CLAUSES;
  let voice = null;
  const addRow = (clause) => {
    if (clause.voice !== voice && voice !== null && text.voices[clause.voice]) {
      body.append(h("p", { class: "quiet says" }, voiceLine(text, clause, speech)));
    }
    voice = clause.voice;
    body.append(clauseRow(clause, finding, speech, finding.whole));
  };
  const addAll = () => {
    body.replaceChildren();
    voice = null;
    clauses.forEach(addRow);
  };
  const shown = clauses.length > most ? clauses.slice(0, first || FIRST_CLAUSES) : clauses;
  shown.forEach(addRow);
  const left = clauses.length - shown.length;
  if (left) body.append(h("button", { type: "button", class: "button", on: { click: addAll } }, speech.say("folded", { count: left })));
  return body;
}

// What stands under the clauses of a passage: the file as received, who says it and when, its
// address and what can be copied: {nodes, toggle, cite}, with the two buttons that keys press.
export function footOf(text, finding, hits, speech, isVoiced = true) {
  const isReceived = hits.some((clause) => "received" in clause);
  const rows = hits.filter((clause) => "received" in clause).map((clause) => receivedRow(clause, speech));
  const received = h("div", { class: "all-received", hidden: true }, rows);
  const toggle = h("button", { type: "button", class: "quiet-button", "data-key": "r", "aria-expanded": "false", on: {
    click: () => {
      received.hidden = !received.hidden;
      toggle.setAttribute("aria-expanded", String(!received.hidden));
    },
  } }, speech.say("as_received"));
  const citation = () => text[`cite_${speech.lang}`].replaceAll("{address}", finding.address);
  const both = () => hits.map((clause) => `${clause.zh}\n${clause.en}`).join("\n");
  const pinned = () => ({
    address: finding.address, edition: text.edition,
    zh: hits.map((clause) => clause.zh).join(""), en: hits.map((clause) => clause.en).join(" "),
  });
  const cite = copyButton(speech.say("copy_citation"), citation, speech, { "data-key": "c" });
  const when = text[`when_${speech.lang}`];
  const name = isVoiced ? voiceLine(text, hits[0], speech) : text[`short_${speech.lang}`];
  const source = h("p", { class: "source" }, seal(text, speech.lang), " ",
    mixed(name), when ? [" · ", mixed(when)] : null);
  const where = h("p", { class: "where" }, h("code", {}, finding.address), " ", cite, " ",
    copyButton(speech.say("copy_both"), both, speech), " ",
    text.edition ? [pinButton(pinned(), speech), " "] : null, isReceived ? toggle : null);
  return { nodes: [received, source, where], toggle, cite };
}

// ↑ ↓ move from clause to clause, R shows the file as received, C copies the citation.
export function passageKeys(event, element, { toggle, cite }) {
  const row = event.target.closest(".clause");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...element.querySelectorAll(".clause")], at = rows.indexOf(row);
  const keys = {
    ArrowDown: () => rows[at + 1]?.focus(),
    ArrowUp: () => rows[at - 1]?.focus(),
    r: () => toggle.click(),
    c: () => cite.click(),
  };
  const act = keys[event.key];
  if (!act) return;
  act();
  event.preventDefault();
  event.stopPropagation();
}

// Several passages under each other, of `all` that there are; after `most`, a button that shows the
// rest.
export function passages(data, findings, speech, { most = 3, all = findings.length, around = 0, first = 0, isBare = false, isVoiced = true } = {}) {
  const box = h("div", { class: "passages" }), count = findings.length;
  const headed = ({ heading }) => (heading ? h("h4", {}, mixed(heading)) : null);
  const show = (some) => add(box, some.map((finding) => passage(data, finding, speech, { around, first, isBare, isVoiced, heading: headed(finding) })));
  show(findings.slice(0, most));
  const left = findings.slice(most);
  if (left.length) {
    const more = h("button", { type: "button", class: "button", on: { click: () => { more.remove(); show(left); } } },
      speech.say(all > count ? "show_some" : "show_all", { count, all }));
    box.append(more);
  }
  return box;
}
