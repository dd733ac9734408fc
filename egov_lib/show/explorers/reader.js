// The reader: a text clause by clause. Chinese and English facing, the file as received beside
// them on request; at the right who speaks, what was changed and why, and the terms met.

import { add, h, s, chinese, mixed, replace } from "../front/dom.js";
import { widthOf } from "../front/draw.js";
import { clausesOf, marked, partName, passage, placeName, softNote, voiceLine } from "../front/passage.js";
import { percents } from "../front/words.js";
import { explorer } from "../front/explorer.js";

function docOf(view) {
  return view.filters.doc in view.data.texts ? view.filters.doc : Object.keys(view.data.texts)[0];
}

function addressOf(doc, clause) {
  return `${doc}:${clause.part}`;
}

function items(view) {
  const doc = docOf(view), text = view.data.texts[doc];
  return text.clauses.map((clause) => ({
    id: addressOf(doc, clause), doc, clause, label: view.lang === "zh" || !clause.en ? clause.zh : clause.en,
    group: "", when: clause.part, facts: {},
  }));
}

// What is sought in the text; one letter of Latin is in almost every clause.
function soughtOf(view) {
  const sought = (view.filters.find ?? "").normalize("NFKC").trim().toLowerCase();
  return /^[a-z]$/.test(sought) ? "" : sought;
}

// Every place of what is sought in a clause, in Chinese or in English.
function foundIn(words, sought) {
  const places = [], lower = words.toLowerCase();
  for (let at = lower.indexOf(sought); sought && at >= 0; at = lower.indexOf(sought, at + sought.length)) {
    places.push({ start: at, end: at + sought.length, kind: "near" });
  }
  return places;
}

const SECTION = /^\d+\.0$/; // a heading of the highest order
const NUMBER = /^([IVX]+|[A-Z]|[一二三四五六七八九十]+|\d+)[.、．]/; // with which it begins

const COLUMNS = { "": ["zh", "en"], zh: ["zh"], en: ["en"], received: ["zh", "en", "received"] };

function receivedText(clause) {
  if (!("received" in clause)) return "";
  if (clause.received === null) return chinese(clause.zh);
  return clause.received.map((text, run) => (run % 2 ? h("u", {}, chinese(text)) : chinese(text))); // every second run was altered
}

const SOFTENS = /^(Softens: |缓和语气：)/; // of a note, which its heading says
const STRIP = 20; // height of the strip of all clauses
const MARKS = { high: 15, size: 12.5, air: 8 }; // of the numbers of the sections over it

function draw(view, width) {
  const doc = docOf(view), columns = COLUMNS[view.filters.columns || ""] ?? COLUMNS[""];
  const box = h("div", { class: `text columns-${columns.length}`, "data-doc": doc });
  const section = view.isNarrow ? sectionOf(view) : view.items, start = view.isNarrow ? opensAt(view, section) : 0;
  const before = section.slice(0, start);
  if (before.length) {
    const more = h("button", { type: "button", class: "button more", on: { click: () => {
      more.replaceWith(...rowsOf(view, before).flat().filter(Boolean));
      view.light();
    } } }, view.speech.say("clauses_before", { count: before.length }));
    box.append(more);
  }
  add(box, [rowsOf(view, section.slice(start)), nextSection(view, section)]);
  return [contents(view), strip(view, width), box];
}

// At the end of a section on a phone: the way on to the next one.
function nextSection(view, section) {
  const next = view.isNarrow ? view.items[view.items.indexOf(section.at(-1)) + 1] : null;
  if (!next) return null;
  const go = ({ currentTarget }) => {
    const root = currentTarget.closest(".egov");
    view.choose(next.id);
    requestAnimationFrame(() => root.querySelector(".contents")?.scrollIntoView());
  };
  const words = view.speech.say("next_section", { name: next.label });
  return h("button", { type: "button", class: "button more", on: { click: go } }, h("span", {}, mixed(words), otherWords(view, next)));
}

// The words of a clause in the language that is not the reader's; "" if there are none.
function wordsInOther({ lang }, { clause }) {
  return lang === "zh" ? clause.en : clause.en && clause.zh;
}

function otherWords(view, item) {
  const words = wordsInOther(view, item);
  return words ? h("span", { class: "other-name", lang: view.lang === "zh" ? "en" : "zh-Hans" }, words) : null;
}

// On a phone one section is shown: how many of the clauses it has.
function shownOf(view, count, all) {
  const own = view.isNarrow ? sectionOf(view).length : all;
  if (soughtOf(view)) return view.speech.say("shown_found", { count, all, words: view.filters.find.trim() });
  return own < all ? view.speech.say("shown_section", { count: own, all }) : null;
}

// On a phone a section opens at the clause before the one that is chosen, if that is of its
// paragraph.
function opensAt(view, section) {
  const at = Math.max(0, section.findIndex(({ id }) => id === view.chosen));
  const isWithin = at > 0 && paragraphOf(section[at].clause) === paragraphOf(section[at - 1].clause);
  return isWithin ? at - 1 : at;
}

function paragraphOf({ part }) {
  return part.split(".").slice(0, -1).join(".");
}

// Every clause of the text as a tick, those with a word that softens high and in its colour.
function strip(view, width) {
  const doc = docOf(view), { items: all } = view, wide = Math.max(1, width - 2);
  const at = (number) => Math.round(10 * (1 + ((number + 0.5) / all.length) * wide)) / 10;
  const ticks = (isSoft, top) => all.map(({ clause }, number) => (Boolean((clause.soft ?? []).length) === isSoft ? `M${at(number)} ${top}V${STRIP - 2}` : "")).join("");
  if (!view.data.changes[doc]) return null;
  const marks = sectionMarks(view, at);
  const choose = (event) => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    const number = Math.floor(((event.clientX - left) / across) * all.length);
    view.choose(all[Math.min(Math.max(number, 0), all.length - 1)].id);
  };
  const top = marks.length ? MARKS.high : 0;
  return s("svg", { class: "strip", width, height: STRIP + top, role: "img", "aria-label": view.speech.say("reader_strip", softened(view)), "data-doc": doc, on: { click: choose } }, marks,
    s("g", { transform: `translate(0 ${top})` },
      s("rect", { class: "here", y: 0, width: Math.max(5, wide / all.length), height: STRIP }),
      s("path", { class: "plain", d: ticks(false, STRIP - 8) }), s("path", { class: "firm", d: ticks(true, 2) })));
}

// Where each section begins: a line, and its number or first word where there is room.
function sectionMarks(view, at) {
  let free = 0;
  return headings(view).filter(({ clause }) => SECTION.test(clause.part)).map((head) => {
    const x = at(view.items.indexOf(head)) - 2, name = numberOf(head.clause, view.lang);
    const hasRoom = name && x >= free;
    if (hasRoom) free = x + 5 + widthOf(name, MARKS.size) + MARKS.air;
    return [s("path", { class: "section-at", d: `M${x} ${hasRoom ? 1 : MARKS.high - 3}V${STRIP + MARKS.high - 2}` }),
      hasRoom ? s("text", { class: "quiet-text", x: x + 4, y: 11.5, "font-size": MARKS.size }, name) : null];
  });
}

// "II" of "II. The main goals …", "二" of "二、…"; its clause's number where a heading has none.
function numberOf({ zh, en, part }, lang) {
  const found = (lang === "zh" ? zh : en || zh).match(NUMBER);
  return found ? found[1] : part.replace(/\.0$/, "");
}

function rowsOf(view, shown) {
  const doc = docOf(view), text = view.data.texts[doc], columns = COLUMNS[view.filters.columns || ""] ?? COLUMNS[""];
  const highlighted = (view.data.layers[view.filters.layer] ?? []).filter((place) => place.doc === doc);
  let said = "", paragraph = "";
  const sounds = view.filters.sound ? (view.data.sounds[doc] ?? []) : [], sought = soughtOf(view);
  return shown.map(({ id, clause }) => {
    const number = text.clauses.indexOf(clause);
    const line = text.voices[clause.voice] ? voiceLine(text, clause, view.speech) : "";
    const says = line && line !== said ? h("p", { class: "quiet says" }, line, otherVoice(view, text, clause, line)) : null;
    said = line;
    const head = paragraphOf(clause), isNew = head !== paragraph;
    paragraph = head;
    const changed = changesOf(view, doc, clause).length;
    const soft = (clause.soft ?? []).map(([start, end, note, noteZh]) => ({ start, end, note: view.speech.either(note, noteZh), kind: "soft" }));
    const softEnglish = (clause.soft_en ?? []).map(([start, end, which]) => ({ start, end, note: softNote(clause.soft[which], view.speech), kind: "soft" }));
    const lit = highlighted.filter((place) => place.start < clause.start + clause.zh.length && place.end > clause.start)
      .map((place) => ({ start: place.start - clause.start, end: place.end - clause.start, kind: "lit" }));
    const cell = {
      zh: () => h("div", {}, h("p", { class: "zh", lang: "zh-Hans" }, marked(clause.zh, [...soft, ...lit, ...foundIn(clause.zh, sought)])),
        sounds[number] ? h("p", { class: "pinyin", lang: "zh-Latn" }, sounds[number]) : null),
      en: () => h("p", { class: "en", lang: "en" }, clause.en ? marked(clause.en, [...softEnglish, ...foundIn(clause.en, sought)], percents) : h("i", {}, view.speech.say("untranslated"))),
      received: () => h("p", { class: "as-received" }, receivedText(clause)),
    };
    return [says, h("div", { class: `mark row voice${clause.depth ?? 0}${isNew ? " first" : ""}`, role: "button", "data-id": id, "data-doc": doc, "aria-label": `${clause.part}${view.speech.sign("colon")}${view.speech.either(clause.en, clause.zh)}` },
      h("span", { class: "part" }, partName(clause.part, view.speech), changed ? h("span", { class: "edited" }, view.speech.say("edited_here", { count: changed })) : null), columns.map((column) => cell[column]()))];
  });
}

// Who speaks, in the language that is not the reader's; a text of their own has one name.
function otherVoice(view, text, clause, line) {
  const words = voiceLine(text, clause, view.other);
  return words && words !== line ? h("span", { class: "other-voice", lang: view.other.lang === "zh" ? "zh-Hans" : "en" }, ` ${words}`) : null;
}

// The headings of the text, of which one is gone to; what is read is under the one that is shown.
function contents(view) {
  const heads = headings(view);
  if (heads.length < 2) return null;
  const field = h("select", { class: "select section", "aria-label": view.speech.say("section"), on: { change: () => view.choose(field.value) } },
    heads.map((head) => h("option", { value: head.id }, [head.label, wordsInOther(view, head)].filter(Boolean).join("  "))));
  // On a phone the name of a section is longer than a field: it wraps, the field lies over it unseen.
  const name = view.isNarrow ? h("span", { class: "section-name", "aria-hidden": "true" }) : null;
  return h("div", { class: "contents" }, h("label", { class: "quiet" }, view.isNarrow ? null : [view.speech.say("section"), " "], name, field),
    view.isNarrow ? null : h("p", { class: "key" }, tickKey(view), rails(view)));
}

function headings(view) {
  return view.items.filter(({ clause }) => ["t", "e"].includes(clause.part) || clause.part.endsWith(".0"));
}

// The clauses from the heading over what is chosen to the next heading.
function sectionOf(view) {
  const at = Math.max(0, view.items.findIndex(({ id }) => id === view.chosen));
  const starts = headings(view).map((head) => view.items.indexOf(head));
  const first = starts.filter((start) => start <= at).at(-1) ?? 0;
  return view.items.slice(first, starts.find((start) => start > at) ?? view.items.length);
}

// "Section II"; of what stands before the first one, what it is.
function sectionName(view, { clause }) {
  if (!SECTION.test(clause.part)) return partName(clause.part, view.speech);
  return view.speech.say("section_of", { number: numberOf(clause, view.lang) });
}

function showSection(view, picture) {
  const field = picture.querySelector(".section"), at = view.items.findIndex(({ id }) => id === view.chosen);
  const before = headings(view).filter((head) => view.items.indexOf(head) <= at);
  if (field && before.length) field.value = before.at(-1).id;
  const name = picture.querySelector(".section-name");
  // The heading over the page says the section whole.
  if (name && before.length) replace(name, mixed(sectionName(view, before.at(-1))));
  const here = picture.querySelector(".strip .here"), width = Number(picture.querySelector(".strip")?.getAttribute("width"));
  if (here && at >= 0) here.setAttribute("x", (at / view.items.length) * (width - 2));
}

// The signs stand beside the section; on a phone the names over the clauses say what the rails are.
function key(view) {
  return view.isNarrow ? tickKey(view) : null;
}

// What a high tick of the strip is.
function tickKey(view) {
  const doc = docOf(view);
  if (!view.data.changes[doc]) return null;
  const tick = s("svg", { class: "strip-key", width: 16, height: 16, "aria-hidden": "true", "data-doc": doc },
    s("path", { class: "plain", d: "M2.5 11V16M5.5 11V16M11.5 11V16M14.5 11V16" }), s("path", { class: "firm", d: "M8.5 1V16" }));
  return h("span", {}, tick, view.speech.say("softens_here", softened(view)));
}

// The rails at the left: who speaks through whom.
function rails(view) {
  const drawn = [[1.5], [1.5, 5.5], [1.5, 5.5, 9.5]], deepest = Math.max(0, ...view.items.map(({ clause }) => clause.depth ?? 0));
  return drawn.slice(0, deepest + 1).map((lines, depth) => h("span", {}, s("svg", { width: 14, height: 16, "aria-hidden": "true", "data-doc": docOf(view) }, lines.map((x) => s("path", { class: "promise", d: `M${x} 1V15` }))), view.speech.say(`rail_${depth}`)));
}

// How many clauses of the text have a word that softens, and of how many.
function softened(view) {
  const soft = view.items.filter(({ clause }) => (clause.soft ?? []).length).length;
  return { soft, count: view.items.length };
}

// The heading of the highest order over what is chosen; before the first one the text's own.
function headingOf(view) {
  const at = Math.max(0, view.items.findIndex(({ id }) => id === view.chosen));
  const ofSection = ({ clause }) => SECTION.test(clause.part);
  const section = view.items.slice(0, at + 1).filter(ofSection).at(-1);
  const own = view.items.find(({ clause }) => clause.part === "e") ?? view.items.find(({ clause }) => clause.part === "t");
  return section ?? own;
}

// What is read: the section that is chosen, or the title of the text.
function title(view) {
  const text = view.data.texts[docOf(view)], head = headingOf(view);
  if (!head) return view.speech.named(text, "title");
  const isSection = SECTION.test(head.clause.part);
  return isSection ? `${text[`short_${view.lang}`]}${view.speech.sign("colon")}${head.label}` : head.label;
}

// The heading in the other language, the day of the text, and how long it is.
function lead(view) {
  const doc = docOf(view), text = view.data.texts[doc], { say } = view.speech, head = headingOf(view);
  const other = head ? wordsInOther(view, head) : view.other.named(text, "title");
  const isNamed = head || other !== title(view);
  const told = [isNamed ? other : "", head ? "" : text[`short_${view.lang}`], text[`when_${view.lang}`], say("clauses_of", { count: text.clauses.length })];
  return [mixed(told.filter(Boolean).join(" · ")), view.data.changes[doc] ? [" · ", limits(view)] : null];
}

// What is counted as softening: the list of it a click away.
function limits(view) {
  const { say, sign } = view.speech, words = view.data.softening ?? [];
  const listed = words.map(([word, english], number) => [number ? sign("list") : "", chinese(word), view.lang === "zh" ? "" : ` “${english}”`]);
  return [mixed(say("reader_limits")), " ", h("details", {}, h("summary", {}, say("reader_list", { count: words.length })), listed)];
}

// A text is read from its beginning.
function opening(view) {
  return view.items[0]?.id ?? "";
}

function filters(view) {
  const { speech, data } = view, layers = Object.keys(data.layers);
  return [
    { key: "doc", label: speech.say("documents"), redraw: true, fallback: docOf(view), options: Object.keys(data.texts).map((doc) => ({ value: doc, label: data.texts[doc][`short_${view.lang}`], doc })) },
    { key: "columns", label: speech.say("columns"), redraw: true, options: ["", "zh", "en", "received"].map((value) => ({ value, label: speech.say(`columns_${value || "both"}`) })) },
    docOf(view) in data.sounds ? { key: "sound", label: speech.say("pinyin_on"), redraw: true, many: true, options: [{ value: "on", label: speech.say("pinyin_on") }] } : { key: "sound", redraw: true, options: [] },
    { key: "find", label: speech.say("find_in_text"), search: true, options: [], passes: finds },
    layers.length ? { key: "layer", label: speech.say("highlight"), redraw: true, options: [{ value: "", label: speech.say("nothing_lit") }, ...layers.map((name) => ({ value: name, label: speech.word(name) }))] } : { key: "layer", redraw: true, options: [] },
  ];
}

// Whether a clause has what is sought, in either language.
function finds({ clause }, [wanted]) {
  const sought = soughtOf({ filters: { find: wanted } });
  return !sought || foundIn(clause.zh, sought).length + foundIn(clause.en, sought).length > 0;
}

function changesOf(view, doc, clause) {
  return (view.data.changes[doc] ?? []).filter(({ at }) => at >= clause.start && at <= clause.start + clause.zh.length);
}

function termsOf(view, clause) {
  const found = view.data.terms.filter(([word]) => clause.zh.includes(word));
  return found.filter(([word]) => !found.some(([other]) => other !== word && other.includes(word)));
}

// The places of other texts that have the words or the idea of a clause: {doc, start, end, address,
// ties}, each once with all that ties it.
function elsewhere({ data }, doc, clause) {
  const docs = Object.keys(data.texts), own = docs.indexOf(doc), places = new Map();
  for (const [of, start, end, other, from, to, kind, basis, count] of data.elsewhere) {
    if (of !== own || start >= clause.start + clause.zh.length || end <= clause.start) continue;
    const found = { doc: docs[other], start: from, end: to, whole: true }, address = addressWithin(data, found);
    const place = places.get(address) ?? { ...found, address, ties: [] };
    place.ties.push({ kind: data.ties.kinds[kind], basis: data.ties.bases[basis], count });
    places.set(address, place);
  }
  return [...places.values()];
}

// The address of what goes over one clause or several.
function addressWithin({ texts }, place) {
  const clauses = clausesOf(texts[place.doc], place), [first, last] = [clauses[0], clauses.at(-1)].map(({ part }) => part);
  return `${place.doc}:${first}${first === last ? "" : `-${last}`}`;
}

// "Guizhou relay: the same words, 18 characters; the same idea (inferred)".
function tiesLine({ speech, data, lang }, { doc, ties }) {
  const told = ties.map(({ kind, basis, count }) => {
    const said = speech.say(`elsewhere_${kind}`, { count });
    return basis ? `${said}${speech.aside(speech.say(`basis_${basis}`))}` : said;
  });
  return `${data.texts[doc][`short_${lang}`]}${speech.sign("colon")}${[...new Set(told)].join(speech.sign("listed"))}`;
}

// Where a clause is said elsewhere: how often, and the passages on request.
function saidElsewhere(view, places) {
  const { speech, data } = view, count = places.length;
  if (!count) return h("p", { class: "quiet" }, speech.say("said_nowhere"));
  return h("details", {}, h("summary", {}, speech.say("said_elsewhere", { count })), places.map((place) =>
    h("div", { class: "echo" }, h("h4", {}, mixed(tiesLine(view, place))), passage(data, place, speech, { isBrief: true }))));
}

// Another text, or other words that are sought in it.
function drawnBy(view) {
  return [docOf(view), soughtOf(view)].join();
}

function pane(view, item) {
  const { clause, doc } = item, { speech, data } = view, text = data.texts[doc], voice = text.voices[clause.voice];
  const changes = changesOf(view, doc, clause), terms = termsOf(view, clause);
  const isOurs = data.elsewhere.length > 0, others = isOurs ? elsewhere(view, doc, clause) : [];
  const counted = [
    others.length ? speech.say("said_elsewhere", { count: others.length }) : "",
    changes.length ? speech.say("notes_changes", { count: changes.length }) : "",
    terms.length ? speech.say("notes_terms", { count: terms.length }) : "",
  ].filter(Boolean).join(" · ");
  const notes = (clause.soft ?? []).map(([, , english, chineseNote]) => `${speech.either(english, chineseNote).replace(SOFTENS, "")}${speech.sign("stop")}${asHere(view, clause, english)}`);
  const softening = notes.length ? [h("h4", {}, speech.say("softening")), notes.map((note) => h("p", { class: "quiet" }, mixed(note)))] : null;
  return {
    kicker: text[`short_${view.lang}`], heading: placeName(item.id, speech), most: 1, isBare: true,
    findings: [{ doc, start: clause.start, end: clause.start + clause.zh.length, address: item.id, whole: true }],
    // On a phone the notes are one line, over what the bar at the thumb covers; the text goes on
    // under its clause.
    below: [h("details", { class: "notes", open: !view.isNarrow }, h("summary", {}, counted || speech.say("notes_none")), [
      // What the heading counts comes first.
      view.isNarrow ? null : softening,
      voice?.verb && clause.zh.includes(voice.verb) ? h("p", {}, speech.say("word_of_saying"), " ", h("b", {}, chinese(voice.verb)), view.lang === "en" ? ` (${speech.word(voice.verb)})` : "") : null,
      // What a newcomer needs comes before what the editor did.
      terms.length ? [h("h4", {}, speech.say("terms_here")), terms.map(([word, sound, english, ...meanings]) => h("p", { class: "fact" },
        h("b", {}, chinese(word)), " ", h("span", { lang: "zh-Latn" }, sound), `, ${english}. `, h("span", { class: "quiet" }, mixed(meanings[view.lang === "zh" ? 1 : 0]))))] : null,
      isOurs ? saidElsewhere(view, others) : null,
      changes.length ? h("details", {}, h("summary", {}, speech.say("changed_here", { count: changes.length })), changes.map((change) => h("p", { class: "fact" },
        changed(view, change), " ", widthChange(view, change), h("span", { class: "quiet" }, speech.word(change.certainty ?? "certain"), speech.sign("colon"), mixed(speech.either(...data.grounds[change.grounds])))))) : null,
      view.isNarrow ? null : h("p", { class: "quiet" }, speech.say("reader_keys")),
    ]), view.isNarrow ? softening : null],
  };
}

// The words that the English of this clause has for what softens it, where they are known.
function asHere({ speech }, clause, note) {
  const found = (clause.soft_en ?? []).find(([, , which]) => clause.soft[which][2] === note);
  return found ? speech.say("softens_as", { words: clause.en.slice(found[0], found[1]) }) : "";
}

// A change in words: what was taken away or put in, or one after the other.
function changed({ speech }, { before, after }) {
  const said = (words) => (/^\n+$/.test(words) ? speech.say("line_break") : chinese(words.replaceAll("\n", "↵")));
  if (!after || !before) return aside(speech.say(after ? "put_in" : "taken_away"), said(before || after));
  return [said(before), " → ", said(after)];
}

// Words with what they speak of in its place.
function aside(words, what) {
  return words.split("{what}").map((part, place) => [place ? what : "", part]);
}

// Two marks that differ only in width look alike: it is said.
function widthChange({ speech }, { before, after }) {
  if (!before || before === after || after.normalize("NFKC") !== before) return null;
  return speech.say("half_to_full");
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("where_said"), of: (item) => item.id },
    { head: speech.say("columns_zh"), of: ({ clause }) => clause.zh },
    { head: speech.say("columns_en"), of: ({ clause }) => clause.en },
    { head: speech.say("who_speaks"), of: (item) => voiceLine(view.data.texts[item.doc], item.clause, speech) },
  ];
}

const spec = { name: "reader", title, lead, filters, items, draw, pane, columns, narrow: true, thumb: true, shape: "text_shape", key, after: showSection, shown: shownOf, drawnBy, opening };

// Draws the reader into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
