// The case file: passages pinned with claims, and the page that is written of them.
//
// Every change is a plain message (changes.js), done here at once. A page keeps the case file in
// the browser; in a notebook the message goes to Python, which does it to the file and sends back
// what the file holds.
//
// data: words, docs (what is known of each document), rubric, known and judge (for the checks),
// envelope, style (of the exported page), ready (a pin that lies in the box); on a page also
// clauses, clause_facts, own (everything of the five texts). case, facts: from Python.

import { chinese, h, mixed, replace, visible } from "../front/dom.js";
import { listen } from "../front/listen.js";
import { speaker } from "../front/words.js";
import { seal } from "../front/passage.js";
import { saveText, saveBlob } from "../front/save.js";
import { MOST_PINS, caseHere, forgetCase, keepCase, newCase, newPin } from "../front/pins.js";
import { setWords } from "../exercises/judge/plain.js";
import { checkClaim } from "./fit.js";
import { changed, readCase } from "./changes.js";
import { FIELDS, MOST_WORDS, STRENGTHS, VERBS, asHtml, asMarkdown, citation, claimInWords, countWords, docOf, missing, wordCount } from "./brief.js";

const PATIENCE = 700; // milliseconds after the last key until a text is kept
const FILE = "my-case-file.json";
const FIRST_FIELDS = ["when", "verb"]; // of a box with one passage; the others are folded

// Draws the box, as anywidget wants it.
export function render({ model, el }) {
  const isPage = model.get("host") === "page", data = model.get("data");
  const view = {
    model, data, isPage, kept: isPage ? readCase(JSON.stringify(caseHere())) ?? newCase() : { ...newCase(), ...model.get("case") },
    facts: { ...model.get("facts") }, ready: data.ready ?? null, editing: "", sure: "", timer: 0,
    isSmall: Boolean(data.ready), // a passage was laid ready: the box is for that pin, all else is folded
  };
  setWords(data.judge);
  view.root = h("section", { class: "egov case-file", "data-lm-suppress-shortcuts": "true" });
  el.append(view.root);
  const redraw = () => drawAll(view);
  // The file holds what was done here: then nothing is drawn anew under the reader's hands.
  const onCase = () => {
    const before = view.kept;
    view.kept = { ...newCase(), ...model.get("case") };
    view.facts = { ...view.facts, ...model.get("facts") };
    if (isSame(before, view.kept)) return;
    if (!view.ready && !view.editing) drawPins(view);
    drawBrief(view, true);
  };
  const onMessage = (message, buffers) => hear(view, message, buffers);
  const end = listen(model, { "change:lang": redraw, "change:case": onCase, "msg:custom": onMessage });
  redraw();
  if (!isPage) takeWaiting(view);
  return () => {
    clearTimeout(view.timer);
    end();
    view.root.remove();
  };
}

// Whether two case files hold the same, whenever it was written.
function isSame(one, other) {
  const written = (kept) => JSON.stringify(kept, (name, value) => (name === "changed" || name === "submitted" ? "" : value));
  return written(one) === written(other);
}

// Pins that were put into this browser while reading go into the file.
function takeWaiting(view) {
  const here = readCase(JSON.stringify(caseHere()));
  if (!here?.pins.length) return;
  const fresh = here.pins.filter((pin) => !view.kept.pins.some((own) => own.id === pin.id && own.changed >= pin.changed));
  if (fresh.length) {
    act(view, { do: "merge", case: here });
    tell(view, view.speech.say("case_waits", { count: fresh.length }));
    drawPins(view);
  }
  forgetCase();
}

// --- changes ------------------------------------------------------------------------------------

// Does a change and keeps it. What is typed into is not drawn anew.
function act(view, change) {
  view.kept = changed(view.kept, change);
  if (!view.isPage) return view.model.send(change);
  return drawStatus(view, view.speech.say(keepCase(view.kept) ? "case_in_browser" : "case_in_nothing"));
}

// Python did something, or could not.
function hear(view, message, buffers) {
  const { say } = view.speech;
  if (message?.did === "change") {
    drawStatus(view, message.problem || say("case_in_file"));
  }
  if (message?.did === "look") {
    if (message.facts) view.facts[message.ready.address] = message.facts;
    show(view, message.ready, message.address);
  }
  if (message?.did === "word" && buffers?.length) saveBlob("brief.docx", new Blob([buffers[0]]));
}

function tell(view, sentence) {
  view.parts.live.textContent = visible(sentence);
}

// --- the whole ----------------------------------------------------------------------------------

function drawAll(view) {
  const lang = view.model.get("lang") || "en";
  view.speech = speaker(view.data, lang);
  view.root.lang = lang === "zh" ? "zh-Hans" : "en";
  view.root.setAttribute("aria-label", view.speech.say("case_file"));
  view.parts = {
    head: h("div", { class: "head" }), pins: h("div", { class: "picture" }), brief: h("aside", { class: "pane" }),
    foot: h("div", { class: "foot" }), live: h("p", { class: "offscreen", "aria-live": "polite" }),
  };
  const { head, pins, brief, foot, live } = view.parts;
  view.root.classList.toggle("is-small", view.isSmall);
  if (view.isSmall) {
    const later = h("details", { class: "later" }, h("summary", {}, view.speech.say("case_later")), brief, foot);
    replace(view.root, head, pins, later, live);
  } else replace(view.root, head, h("div", { class: "sides" }, pins, brief), foot, live);
  drawHead(view);
  drawPins(view);
  drawBrief(view);
  drawFoot(view);
}

function drawHead(view) {
  const { speech: { say, lang }, model, kept } = view;
  const choose = (code, words, tag) => h("button", {
    type: "button", lang: tag, "aria-pressed": String(lang === code), on: {
      click: () => {
        model.set("lang", code);
        model.save_changes();
      },
    },
  }, words);
  replace(view.parts.head, h("h2", { class: "finding" }, mixed(kept.brief.question || say("case_file"))),
    h("span", { class: "switch", role: "group", "aria-label": "Language 语言" }, choose("en", "English", "en"), choose("zh", "中文", "zh-Hans")),
    h("p", { class: "lead" }, mixed(say("case_lead"))));
}

// --- passages -----------------------------------------------------------------------------------

// The passage at an address as a pin, from the clauses that a page has; null where there is none.
function lookHere(view, address) {
  const { clauses } = view.data, docs = view.data.docs;
  if (docs[address]) return newPin({ address, edition: docs[address].edition });
  const found = /^([^:\s]+):([\w.]+)(?:[-–]([\w.]+))?$/.exec(address), rows = found && clauses[found[1]];
  if (!rows) return null;
  const first = rows.findIndex(([part]) => part === found[2]), last = rows.findIndex(([part]) => part === (found[3] ?? found[2]));
  if (first < 0 || last < first) return null;
  const some = rows.slice(first, last + 1);
  return newPin({
    address, edition: docs[found[1]].edition, zh: some.map(([, zh]) => zh).join("").trim(), en: some.map(([, , en]) => en).join(" "),
  });
}

// The facts of a passage; on a page those of its clauses together.
function factsOf(view, address) {
  if (view.facts[address]) return view.facts[address];
  const found = /^([^:\s]+):([\w.]+)(?:[-–]([\w.]+))?(?:@.*)?$/.exec(address), rows = found && view.data.clauses?.[found[1]];
  if (!rows) return null;
  const first = rows.findIndex(([part]) => part === found[2]), last = rows.findIndex(([part]) => part === (found[3] ?? found[2]));
  const together = { ...view.data.own[found[1]] };
  for (const [part] of rows.slice(first, last + 1)) {
    for (const [name, values] of Object.entries(view.data.clause_facts[found[1]][part] ?? {})) {
      const known = together[name] ?? [], seen = new Set(known.map((value) => JSON.stringify(value)));
      together[name] = [...known, ...values.filter((value) => !seen.has(JSON.stringify(value)))];
    }
  }
  return together;
}

function look(view, address) {
  if (!address) return;
  if (view.isPage) show(view, lookHere(view, address), address);
  else view.model.send({ do: "look", address });
}

// Lays a passage ready to be pinned, or says that there is none.
function show(view, ready, address) {
  view.ready = ready;
  view.editing = "";
  drawPins(view);
  if (!ready) {
    const sentence = view.speech.say("case_unknown_address", { found: address });
    view.parts.pins.querySelector(".problem").textContent = visible(sentence);
    tell(view, sentence);
    return;
  }
  view.parts.pins.querySelector(".ready select")?.focus();
}

// --- pins ---------------------------------------------------------------------------------------

function drawPins(view) {
  const { speech: { say }, kept } = view, isFull = kept.pins.length >= MOST_PINS;
  const field = h("input", { class: "field", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "opinion-2002:2.1.13" });
  const ask = h("form", { class: "ask", on: { submit: (event) => { event.preventDefault(); look(view, field.value.trim()); } } },
    h("label", {}, h("span", { class: "quiet" }, say("case_address")), " ", field), h("button", { class: "button" }, say("case_show")));
  const told = !kept.pins.length && !view.ready ? say("case_no_pins") : isFull ? say("case_full") : "";
  replace(view.parts.pins, h("h3", {}, mixed(`${say("case_pins")}${kept.pins.length ? ` (${kept.pins.length})` : ""}`)), view.isSmall ? null : ask,
    h("p", { class: "quiet problem", role: "status" }, mixed(told)),
    view.ready ? readyCard(view) : null,
    h("ol", { class: "pins" }, kept.pins.map((pin, number) => pinCard(view, pin, number))));
}

function readyCard(view) {
  const { speech: { say } } = view;
  return h("div", { class: "card ready", "data-doc": docOf(view.ready.address) }, passageOf(view, view.ready), pinForm(view, view.ready, say("case_pin_it"), (pin) => {
    view.ready = null;
    act(view, { do: "pin", pin });
    drawPins(view);
    drawBrief(view, true);
    tell(view, say("case_pinned", { number: view.kept.pins.length, where: pin.address }));
    view.parts.pins.querySelector(".pins > li:last-child button")?.focus();
  }, () => {
    view.ready = null;
    drawPins(view);
    view.parts.pins.querySelector(".ask .field")?.focus();
  }));
}

function passageOf(view, pin) {
  const text = view.data.docs[docOf(pin.address)], { speech } = view;
  return [
    h("p", { class: "where" }, text ? seal(text, speech.lang) : null, h("code", {}, pin.address), text ? h("span", { class: "quiet" }, mixed(text[`short_${speech.lang}`])) : null),
    pin.zh ? h("p", { class: "zh", lang: "zh-Hans" }, pin.zh) : null,
    pin.en ? h("p", { class: "en", lang: "en" }, mixed(pin.en)) : null,
  ];
}

function pinCard(view, pin, number) {
  const { speech, kept } = view, { say } = speech;
  if (view.editing === pin.id) {
    return h("li", { class: "card", "data-doc": docOf(pin.address), "data-pin": pin.id }, passageOf(view, pin), pinForm(view, pin, say("case_keep"), (fields) => {
      view.editing = "";
      act(view, { do: "edit", id: pin.id, fields: { claim: fields.claim, strength: fields.strength, note: fields.note } });
      drawPins(view);
      drawBrief(view, true);
      tell(view, say("case_changed", { number: number + 1 }));
      focusOn(view, pin.id, "edit");
    }, () => {
      view.editing = "";
      drawPins(view);
      focusOn(view, pin.id, "edit");
    }));
  }
  const move = (by, name) => () => {
    act(view, { do: "move", id: pin.id, by });
    drawPins(view);
    tell(view, say("case_pinned", { number: number + 1 + by, where: pin.address }));
    focusOn(view, pin.id, name);
  };
  const remove = () => {
    if (view.sure !== pin.id) {
      view.sure = pin.id;
      drawPins(view);
      focusOn(view, pin.id, "remove");
      return;
    }
    view.sure = "";
    act(view, { do: "remove", id: pin.id });
    drawPins(view);
    drawBrief(view, true);
    tell(view, say("case_removed", { where: pin.address }));
    (view.parts.pins.querySelectorAll(".pins > li [data-do=edit]")[Math.max(0, number - 1)] ?? view.parts.pins.querySelector(".ask .field"))?.focus();
  };
  const button = (name, words, press, off = false) => h("button", {
    type: "button", class: "quiet-button", "data-do": name, disabled: off, "aria-label": `${words}: ${number + 1}`, on: { click: press },
  }, words);
  const claim = claimInWords(pin, speech);
  return h("li", { class: "card", "data-doc": docOf(pin.address), "data-pin": pin.id },
    h("p", { class: "line" }, h("b", {}, `${number + 1}. ${say(`case_${pin.strength}`)}`), claim ? [": ", mixed(claim)] : null),
    passageOf(view, pin), pin.note ? h("p", { class: "quiet" }, mixed(pin.note)) : null,
    h("ul", { class: "checks" }, checkLines(view, pin)),
    h("p", { class: "acts" },
      button("edit", say("case_edit"), () => {
        view.editing = pin.id;
        view.ready = null;
        drawPins(view);
        view.parts.pins.querySelector(`[data-pin="${CSS.escape(pin.id)}"] select`)?.focus();
      }),
      button("up", say("case_up"), move(-1, "up"), number === 0), button("down", say("case_down"), move(1, "down"), number === kept.pins.length - 1),
      button("remove", say(view.sure === pin.id ? "case_remove_sure" : "case_remove"), remove)));
}

// The keys stay on the pin, on the same button or on the one beside it.
function focusOn(view, id, name) {
  const card = view.parts.pins.querySelector(`[data-pin="${CSS.escape(id)}"]`);
  (card?.querySelector(`[data-do=${name}]:not([disabled])`) ?? card?.querySelector("button:not([disabled])"))?.focus();
}

// A line for each field that was checked: what fits, and what goes beyond the passage.
function checkLines(view, pin) {
  const { speech: { say, lang } } = view, facts = factsOf(view, pin.address);
  if (!facts) return [];
  return checkClaim(pin.claim, facts, view.data.known).map(({ field, fits, because, found, foundEn }) => h("li", { "data-fits": fits },
    h("span", { class: "fits" }, say(`case_${field}`), lang === "zh" ? "：" : " – ", say(`case_check_${fits}`)), lang === "zh" ? "。" : ". ", mixed(say(`case_${because}`, { found: lang === "zh" ? found : foundEn || found }))));
}

function pinForm(view, pin, words, keep, cancel) {
  const { speech: { say } } = view;
  const draft = { ...pin, claim: { ...pin.claim } };
  const checks = h("ul", { class: "checks", "aria-live": "polite" });
  const look = () => replace(checks, checkLines(view, draft));
  const input = (name) => {
    const field = h("input", { class: "field", type: "text", autocomplete: "off", maxlength: 300, name, on: { input: () => {
      draft.claim[name] = field.value;
      look(); // not when the field is left: the button that is pressed next would move away
    } } });
    field.value = draft.claim[name];
    return field;
  };
  const list = (name, values, chosen, words_of, put) => {
    const field = h("select", { class: "field", name, on: { change: () => { put(field.value); look(); } } },
      values.map((value) => h("option", { value }, words_of(value))));
    field.value = chosen;
    return field;
  };
  const slot = (label, field) => h("label", { class: "slot" }, h("span", {}, label), field);
  const note = h("textarea", { class: "field", rows: 2, maxlength: 2000, name: "note", on: { input: () => { draft.note = note.value; } } });
  note.value = draft.note;
  look();
  const strength = slot(say("case_strength"), list("strength", STRENGTHS, draft.strength, (value) => say(`case_${value}`), (value) => { draft.strength = value; }));
  const fieldOf = (name) => slot(say(`case_${name}`), name === "verb"
    ? list("verb", ["", ...VERBS], draft.claim.verb, (value) => (value ? say(`case_verb_${value}`) : "–"), (value) => { draft.claim.verb = value; })
    : input(name));
  const claim = (names) => h("fieldset", {}, h("legend", { class: "quiet" }, say("case_claim")), names.map(fieldOf));
  const own = slot(say("case_note"), note);
  const others = FIELDS.filter((name) => !FIRST_FIELDS.includes(name));
  return h("form", { class: "pin-form", on: { submit: (event) => { event.preventDefault(); keep(draft); } } },
    view.isSmall
      ? [claim(FIRST_FIELDS), checks, h("details", {}, h("summary", {}, say("case_more_fields")), strength, h("fieldset", {}, others.map(fieldOf)), own)]
      : [strength, claim(FIELDS), checks, own],
    h("p", { class: "acts" }, h("button", { class: "button main" }, words), h("button", { type: "button", class: "button", on: { click: cancel } }, say("case_cancel"))));
}

// --- the brief ----------------------------------------------------------------------------------

// Draws the brief; `around` leaves the fields that are typed into as they are.
function drawBrief(view, around = false) {
  const { parts, speech, kept } = view, { say } = speech;
  if (!around || !view.fields) {
    const question = h("input", { class: "field", type: "text", maxlength: 300, autocomplete: "off", name: "question" });
    const text = h("textarea", { class: "field", rows: 9, maxlength: 6000, name: "text" });
    // What is pressed next must not be drawn anew between the press and the click: while a text is
    // typed or left, only words change.
    const keepLater = (name, field) => ({
      input: () => {
        clearTimeout(view.timer);
        view.kept = { ...view.kept, brief: { ...view.kept.brief, [name]: field.value } };
        drawWhileTyping(view);
        view.timer = setTimeout(() => act(view, { do: "brief", fields: { [name]: field.value } }), PATIENCE);
      },
      change: () => {
        clearTimeout(view.timer);
        act(view, { do: "brief", fields: { [name]: field.value } });
      },
    });
    for (const [name, field] of [["question", question], ["text", text]]) {
      for (const [event, listener] of Object.entries(keepLater(name, field))) field.addEventListener(event, listener);
    }
    view.fields = { question, text, count: h("p", { class: "quiet count" }), around: h("div", { class: "around" }) };
    replace(parts.brief, h("h3", {}, say("case_brief")),
      h("label", { class: "labelled" }, h("span", { class: "quiet" }, say("case_question")), question),
      h("label", { class: "labelled" }, h("span", { class: "quiet" }, mixed(say("case_text"))), text), view.fields.count, view.fields.around);
  }
  const { question, text } = view.fields, active = view.root.getRootNode().activeElement;
  if (active !== question) question.value = kept.brief.question;
  if (active !== text) text.value = kept.brief.text;
  view.fields.missing = h("div", { class: "missing" });
  replace(view.fields.around, view.fields.missing, submitPart(view), ownPoints(view), exportPart(view));
  drawWhileTyping(view);
}

function drawWhileTyping(view) {
  const { kept, fields, speech, parts } = view;
  replace(parts.head.querySelector("h2"), mixed(kept.brief.question || speech.say("case_file")));
  replace(fields.missing, missingPart(view));
  const submit = fields.around.querySelector("[data-do=submit]");
  if (submit) submit.disabled = !kept.brief.text.trim();

  const { count, text } = view.fields, words = countWords(text.value);
  count.textContent = wordCount(text.value, view.speech);
  count.classList.toggle("over", words > MOST_WORDS);
}

function missingPart(view) {
  const { say } = view.speech, told = missing(view.kept, view.speech);
  return told.length
    ? [h("b", {}, say("case_missing")), h("ul", {}, told.map((line) => h("li", {}, mixed(line))))]
    : h("p", {}, mixed(say("case_complete")));
}

// Submit, then open the envelope: facts from outside, and the first version to look back at.
function submitPart(view) {
  const { kept, data, speech: { say, lang, either } } = view, { brief } = kept;
  if (!brief.first) {
    return h("p", {}, h("button", { type: "button", class: "button main", "data-do": "submit", disabled: !brief.text.trim(), on: {
      click: () => {
        clearTimeout(view.timer);
        act(view, { do: "brief", fields: { text: view.fields.text.value } });
        act(view, { do: "submit" });
        drawBrief(view, true);
        tell(view, say("case_envelope_lead"));
        view.root.querySelector(".envelope summary")?.focus();
      },
    } }, say("case_submit")));
  }
  return [h("details", { class: "envelope", open: brief.first === brief.text }, h("summary", {}, say("case_envelope")), h("p", { class: "quiet" }, mixed(say("case_envelope_lead"))),
    h("ul", {}, data.envelope.map((fact) => h("li", {}, h("p", {}, mixed(either(fact.en, fact.zh))),
      h("p", { class: "quiet" }, mixed(fact.citation), lang === "zh" ? "；" : "; ", say(`case_sure_${fact.confidence}`)))))),
    h("details", {}, h("summary", {}, say("case_first")), h("p", { class: "first" }, mixed(brief.first)))];
}

function ownPoints(view) {
  const { data, kept, speech: { say } } = view;
  return h("details", {}, h("summary", {}, say("case_self")), data.rubric.map((row) => pointsRow(say(`case_rubric_${row}`), kept.ticks[row], `own-${row}`,
    (points) => act(view, { do: "ticks", row, points }))));
}

// A row of the rubric with its points, 0 to 3. Class files use it, too.
export function pointsRow(words, given, name, put) {
  return h("fieldset", { class: "points" }, h("legend", {}, words), [0, 1, 2, 3].map((points) => h("label", {},
    h("input", { type: "radio", name, value: points, checked: given === points, on: { change: () => put(points) } }), ` ${points}`)));
}

function exportPart(view) {
  const { kept, data, speech, isPage } = view, { say } = speech;
  const save = (name, words, press) => h("button", { type: "button", class: "button", "data-do": `save-${name}`, on: { click: press } }, words);
  const name = h("input", { class: "field", type: "text", maxlength: 80, autocomplete: "name", name: "name", on: { change: () => act(view, { do: "name", name: name.value }) } });
  name.value = kept.name;
  return h("div", { class: "export" }, h("label", { class: "labelled" }, h("span", { class: "quiet" }, say("case_name")), name),
    h("p", { class: "acts" }, h("span", { class: "quiet" }, say("case_export")),
      isPage ? null : save("docx", "Word", () => view.model.send({ do: "word" })),
      save("html", "HTML", () => saveText("brief.html", asHtml(view.kept, data.docs, speech, data.style), "text/html")),
      save("md", "Markdown", () => saveText("brief.md", asMarkdown(view.kept, data.docs, speech), "text/markdown"))));
}

// --- the foot -----------------------------------------------------------------------------------

function drawFoot(view) {
  const { speech: { say } } = view;
  const field = h("input", { type: "file", accept: ".json", class: "offscreen", id: `restore-${view.isPage ? "page" : "box"}`, on: { change: () => restore(view, field.files[0]) } });
  replace(view.parts.foot, h("span", { class: "quiet status", role: "status" }, mixed(say(view.isPage ? "case_in_browser" : "case_in_file"))),
    h("span", { class: "actions" },
      h("button", { type: "button", class: "quiet-button", "data-do": "download", on: { click: () => saveText(FILE, JSON.stringify(view.kept, null, 1), "application/json") } }, say("case_download", { file: FILE })),
      field, h("button", { type: "button", class: "quiet-button", "data-do": "restore", on: { click: () => field.click() } }, say("case_restore"))));
  field.setAttribute("aria-label", say("case_restore"));
  field.tabIndex = -1;
}

function drawStatus(view, sentence) {
  replace(view.parts.foot.querySelector(".status"), mixed(sentence));
}

async function restore(view, file) {
  if (!file) return;
  const { say } = view.speech, other = file.size > 1000000 ? null : readCase(await file.text());
  if (!other) {
    drawStatus(view, say("case_bad_file", { file: file.name }));
    return;
  }
  act(view, { do: "merge", case: other });
  drawAll(view);
  const count = other.pins.filter((pin) => view.kept.pins.some((own) => own.id === pin.id && own.changed === pin.changed)).length;
  drawStatus(view, say("case_restored", { taken: count, all: other.pins.length }));
}
