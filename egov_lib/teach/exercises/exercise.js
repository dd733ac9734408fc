// An exercise: guess, answer, check; hints one at a time; then the worked answer beside one's own.
//
// The verdict is computed here, by the same rules as in Python (judge/judge.js). In a notebook
// Python is asked to save what happened; a page keeps it in the browser, in the format of
// my-answers.json. The sentences are put together as feedback.py does it, from the same table.
//
// data: spec, shared (what the judge needs), words, texts and findings (the passage), titles of
// the documents, answer {en, zh}, code, table {en: {head, rows}, zh}, next (id), with_answer. record: what Python has kept
// (not on a page).

import { h, add, emphasised, mixed, replace } from "../front/dom.js";
import { listen } from "../front/listen.js";
import { speaker } from "../front/words.js";
import { passages } from "../front/passage.js";
import { judge } from "./judge/judge.js";
import { saveText } from "../front/save.js";
import { PLACE, allAnswers, asTyped, forget, keepRecord, newRecord, noted, recordIn, restoreFrom } from "./kept.js";
import { linesOf, sentence, slotLines, slotName } from "./sentences.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
// How many characters wide a field is: as wide as its answer, never as wide as the page.
const WIDTHS = { number: 14, date: 18, names: 40, quote: 56 };

export function render({ model, el }) {
  const data = model.get("data");
  const host = model.get("host");
  const isPage = host === "page";
  const kept = isPage ? recordIn(data.spec.id) : model.get("record");
  const now = {
    record: { ...newRecord(), ...kept },
    answer: null, // what stands in the fields; null: what was answered before
    verdict: null, // of the last check here
    extra: [], // lines that Python looked up
    hints: 0,
    isOpen: false, // the worked answer
    saved: () => "", // a sentence in the language that is shown
  };
  takeUp(now, data);
  const view = { model, el, data, now, isPage, spec: data.spec };
  const redraw = () => draw(view);
  const end = listen(model, { "change:lang": redraw, "msg:custom": (message) => hear(view, message) });
  redraw();
  return end;
}

// Goes on where the record stopped: its answer in the fields, its verdict under them.
function takeUp(now, data) {
  const { answer, verdict, shown } = now.record;
  now.answer = readAnswer(data.spec, answer);
  now.isOpen = shown && data.with_answer;
  now.verdict = verdict && answer ? judge(data.spec, now.answer, data.shared) : null;
  now.extra = [];
}

// What was answered before, as the fields hold it: of a claim {slot: value}, else a text.
function readAnswer(spec, written) {
  if (spec.kind !== "claim") return written;
  try {
    const slots = JSON.parse(written);
    return slots && typeof slots === "object" ? slots : {};
  } catch {
    return {};
  }
}

// Python has saved something, or could not.
function hear(view, message) {
  const { now } = view;
  if (!message || message.id !== view.spec.id) return;
  if (message.record) now.record = { ...newRecord(), ...message.record };
  now.saved = message.problem ? () => message.problem : (say) => say("saved_file");
  now.extra = message.extra ?? [];
  drawVerdict(view);
  drawFoot(view);
}

// --- the whole ----------------------------------------------------------------------------------

function draw(view) {
  const { el, data, spec, model } = view;
  const lang = model.get("lang");
  view.speech = speaker(data, lang);
  const { say } = view.speech;
  view.box = h("section", {
    class: "egov exercise", lang: lang === "zh" ? "zh-Hans" : "en", "aria-label": `${say("exercise")} ${spec.id}`,
  });
  view.parts = {
    guess: h("div", { class: "guess" }),
    verdict: h("div", { class: "verdict", role: "status", "aria-live": "polite" }),
    hints: h("ol", { class: "hints", "aria-live": "polite" }),
    buttons: h("div", { class: "moves" }),
    worked: h("div", { class: "worked" }),
    passage: h("div", { class: "proof" }),
    foot: h("div", { class: "foot" }),
  };
  const { guess, verdict, hints, buttons, worked, passage, foot } = view.parts;
  const answer = h("form", { class: "answer", on: { submit: (event) => { event.preventDefault(); check(view); } } },
    fields(view), buttons);
  add(view.box, [head(view), h("p", { class: "task", id: taskId(view) }, emphasised(spec.task[lang])),
    guess, answer, verdict, hints, worked, passage, foot]);
  replace(el, view.box);
  drawGuess(view);
  drawButtons(view);
  drawVerdict(view);
  drawHints(view);
  drawWorked(view);
  drawFoot(view);
}

function taskId({ spec }) {
  return `egov-task-${spec.id}`;
}

function head(view) {
  const { spec, speech: { say, lang }, model } = view;
  const choose = (code, words, tag) => h("button", {
    type: "button", lang: tag, "aria-pressed": String(lang === code), on: {
      click: () => {
        model.set("lang", code);
        model.save_changes();
      },
    },
  }, words);
  return h("div", { class: "head" },
    h("h3", {}, mixed(`${spec.id} · ${say(spec.level)} · ${spec.minutes} ${say("min")}`)),
    h("span", { class: "switch", role: "group", "aria-label": say("language") },
      choose("en", "English", "en"), choose("zh", "中文", "zh-Hans")));
}

// --- fields -------------------------------------------------------------------------------------

function fields(view) {
  const { spec } = view;
  if (spec.kind === "choice") return choiceFields(view);
  if (spec.kind === "claim") return slotFields(view);
  return textField(view);
}

function textField(view) {
  const { spec, now, speech: { say, lang } } = view;
  const isLong = spec.kind === "open";
  const field = h(isLong ? "textarea" : "input", {
    class: `field ${spec.kind}`, "aria-describedby": taskId(view), autocomplete: "off", spellcheck: "false",
    rows: isLong ? "5" : null, type: isLong ? null : "text",
    style: isLong ? null : { width: `min(100%, ${WIDTHS[spec.kind]}em)` },
    on: {
      input: () => { now.answer = field.value; },
      keydown: (event) => {
        if (isLong && event.key === "Enter" && (event.ctrlKey || event.metaKey)) check(view);
      },
    },
  });
  field.value = now.answer;
  return h("label", { class: "labelled" }, h("span", { class: "quiet" }, mixed(withUnit(spec, say, lang))), field);
}

// "a number (per cent)"
function withUnit(spec, say, lang) {
  const asked = say(`asked_${spec.kind}`);
  const unit = spec.accept?.unit;
  if (!unit) return asked;
  const words = typeof unit === "string" ? say(`unit_${unit}`) : unit[lang]?.at(-1);
  return lang === "zh" ? `${asked}（${words}）` : `${asked} (${words})`;
}

function choiceFields(view) {
  const { spec, now, speech: { say, lang } } = view;
  const lines = spec.options.map((option, number) => h("label", { class: "option" },
    h("input", {
      type: "radio", name: `egov-${spec.id}`, value: option.id, checked: now.answer === option.id,
      on: { change: () => { now.answer = option.id; } },
    }),
    h("span", {}, `${LETTERS[number]}. `, emphasised(option.text[lang]))));
  return h("fieldset", { class: "options", "aria-describedby": taskId(view) },
    h("legend", { class: "quiet" }, mixed(say("asked_choice"))), lines);
}

// A claim is a sentence of labelled slots: lists to choose from, or a line to type in.
function slotFields(view) {
  const { spec, now, speech } = view;
  const lines = spec.slots.map((slot) => h("label", { class: "slot", "data-slot": slot.slot },
    h("span", { class: "slot-name" }, mixed(slotName(slot, speech))),
    slot.options ? slotList(slot, now, speech) : slotText(slot, now)));
  return h("fieldset", { class: "slots", "aria-describedby": taskId(view) },
    h("legend", { class: "quiet" }, mixed(speech.say("asked_claim"))), lines);
}

function slotList(slot, now, { lang }) {
  const list = h("select", { class: "field", on: { change: () => { now.answer[slot.slot] = list.value; } } },
    h("option", { value: "" }, "–"),
    slot.options.map((option) => h("option", {
      value: option.id, selected: now.answer[slot.slot] === option.id,
    }, option.text[lang])));
  return list;
}

function slotText(slot, now) {
  const field = h("input", {
    class: "field", type: "text", autocomplete: "off",
    on: { input: () => { now.answer[slot.slot] = field.value; } },
  });
  field.value = now.answer[slot.slot] ?? "";
  return field;
}

// --- the guess ----------------------------------------------------------------------------------

// A guess comes before the task, whose figures would give it away: task and field open when one is
// kept, or when one goes on without.
function drawGuess(view) {
  const { spec, now, parts, speech: { say, lang } } = view;
  const isWaiting = Boolean(spec.predict) && !now.record.guess && !now.record.tries && !now.isWithout;
  view.box.classList.toggle("waits", isWaiting);
  for (const part of view.box.querySelectorAll(".task, form.answer")) part.hidden = isWaiting;
  if (!spec.predict) return;
  const asked = h("p", {}, h("b", {}, emphasised(spec.predict[lang])));
  if (!isWaiting) {
    const { guess } = now.record;
    replace(parts.guess, guess ? [asked, h("p", {}, mixed(say("guessed", { guess })))] : []);
    return;
  }
  const field = h("input", { class: "field", type: "text", autocomplete: "off", "aria-label": say("guess") });
  const keep = (event) => {
    event.preventDefault();
    const guess = field.value.trim();
    if (!guess) return;
    save(view, { do: "guess", guess }, { guess });
    opened();
  };
  const opened = () => {
    drawGuess(view);
    drawFoot(view);
    view.box.querySelector("form.answer").querySelector("input, select, textarea")?.focus();
  };
  const without = h("button", { type: "button", class: "quiet-button", on: {
    click: () => { now.isWithout = true; opened(); },
  } }, say("without_guess"));
  replace(parts.guess, h("form", { on: { submit: keep } }, asked,
    h("div", { class: "moves" }, field, h("button", { type: "submit", class: "button" }, say("keep_guess")), without)));
}

// --- what the buttons do ------------------------------------------------------------------------

function check(view) {
  const { spec, data, now } = view;
  const answer = spec.kind === "claim" ? { ...now.answer } : now.answer;
  now.verdict = judge(spec, answer, data.shared);
  now.extra = [];
  const { verdict, because } = now.verdict;
  if (verdict !== "again") {
    const right = { right: true, not_yet: false }[verdict] ?? null;
    save(view, { do: "check", answer }, { answer: asTyped(answer), right, verdict, because });
  }
  drawButtons(view);
  drawVerdict(view);
  drawWorked(view);
  drawFoot(view);
}

function hint(view) {
  const { now, spec } = view;
  now.hints = Math.min(now.hints + 1, spec.hints.length);
  save(view, { do: "hint", hints: now.hints }, { hints: now.hints });
  drawHints(view);
  drawButtons(view);
}

function openWorked(view) {
  view.now.isOpen = true;
  save(view, { do: "answer" }, { shown: true });
  drawButtons(view);
  drawWorked(view);
}

function startAfresh(view) {
  const { now, spec } = view;
  Object.assign(now, {
    record: newRecord(), answer: readAnswer(spec, ""), verdict: null, extra: [], hints: 0, isOpen: false, isWithout: false,
  });
  if (view.isPage) forget(spec.id);
  else view.model.send({ id: spec.id, do: "afresh" });
  draw(view);
  view.box.querySelector("input, select, textarea")?.focus();
}

// Keeps what happened: here at once, in a notebook also in Python's file, which answers (`hear`).
function save(view, message, news) {
  const { now, spec, model } = view;
  now.record = noted(now.record, news);
  if (view.isPage) {
    const isKept = keepRecord(spec.id, now.record);
    now.saved = (say) => say(isKept ? "saved_browser" : "not_kept");
  } else {
    model.send({ id: spec.id, lang: model.get("lang"), ...message });
  }
}

// --- what is shown of it ------------------------------------------------------------------------

function drawButtons(view) {
  const { now, spec, data, parts, speech: { say } } = view;
  const left = spec.hints.length - now.hints;
  const hasTried = now.record.tries > 0;
  const focused = view.box.contains(document.activeElement) ? document.activeElement?.dataset.do : "";
  replace(parts.buttons,
    h("button", { type: "submit", class: "button main", "data-do": "check" }, say("check")),
    left ? h("button", { type: "button", class: "button", "data-do": "hint", on: { click: () => hint(view) } },
      say("hint_next", { number: now.hints + 1, all: spec.hints.length })) : null,
    data.with_answer && hasTried && !now.isOpen && !spec.model_answer
      ? h("button", { type: "button", class: "button", "data-do": "answer", on: { click: () => openWorked(view) } }, say("worked_answer"))
      : null,
    h("span", { class: "quiet" }, say(spec.kind === "open" ? "keys_check_long" : "keys_check")));
  if (focused) (parts.buttons.querySelector(`[data-do=${focused}]`) ?? parts.buttons.firstChild).focus();
}

function drawVerdict(view) {
  const { now, spec, data, parts, speech } = view;
  const { verdict } = now;
  parts.verdict.className = `verdict ${verdict ? verdict.verdict : "none"}`;
  replace(parts.passage);
  if (!verdict) return void replace(parts.verdict);
  const first = sentence(spec, verdict, speech, data.titles);
  const lines = [...now.extra.map(mixed), ...linesOf(spec, verdict, speech).map(emphasised)];
  const { guess } = now.record;
  if (guess && verdict.verdict !== "again") lines.push(mixed(speech.say("guessed", { guess })));
  replace(parts.verdict,
    h("p", {}, h("b", {}, emphasised(first))), slotTable(view), lines.map((line) => h("p", {}, line)));
  const isProved = ["right", "unjudged"].includes(verdict.verdict);
  if (isProved && data.findings.length) {
    add(parts.passage, h("h4", {}, speech.say("passage_head")));
    add(parts.passage, passages(data, data.findings, speech));
  }
}

// Of a claim, what holds of each slot; what goes beyond the passage is underlined.
function slotTable({ now, spec, speech }) {
  if (now.verdict.verdict === "again" || !now.verdict.slots.length) return null;
  const [beside, behind] = speech.lang === "zh" ? ["：", "。"] : [" – ", ". "];
  return h("ul", { class: "slots-judged" }, slotLines(spec, now.verdict, speech).map((line) =>
    h("li", { "data-fits": line.fits }, h("b", {}, mixed(line.name)), beside,
      h("span", { class: "fits" }, mixed(line.says)), behind, emphasised(line.words))));
}

function drawHints({ now, spec, parts, speech: { lang } }) {
  replace(parts.hints, spec.hints.slice(0, now.hints).map((one) => h("li", {}, emphasised(one[lang]))));
}

// The worked answer beside one's own, after an attempt; the rubric to tick.
function drawWorked(view) {
  const { now, spec, data, parts, speech } = view;
  const { lang, say } = speech;
  replace(parts.worked);
  const isJudged = now.record.tries > 0;
  if (spec.model_answer && isJudged) {
    add(parts.worked, models(view));
  } else if (now.isOpen && isJudged) {
    add(parts.worked, h("div", { class: "beside" },
      h("div", {}, h("h4", {}, say("your_answer")), h("p", {}, mixed(inWords(view)))),
      h("div", {}, h("h4", {}, say("worked_head")), h("p", {}, emphasised(data.answer[lang])),
        spec.worked && spec.worked[lang] !== data.answer[lang] ? h("p", {}, emphasised(spec.worked[lang])) : null,
        h("p", {}, emphasised(spec.reason[lang])),
        data.code ? h("details", {}, h("summary", {}, say("code_behind")), h("pre", {}, h("code", {}, data.code))) : null)));
  }
  if (spec.rubric && now.record.verdict === "unjudged") add(parts.worked, rubric(view));
  if (data.table && (now.isOpen || now.record.verdict === "unjudged")) {
    add(parts.worked, h("details", {}, h("summary", {}, say("looked_at")), tableOf(data.table[lang])));
  }
}

// Of an open question: a good answer beside one's own, then a weak one and what is wrong with it.
function models(view) {
  const { spec, speech: { say, lang } } = view;
  const told = (head, words) => h("div", {}, h("h4", {}, head), h("p", {}, words));
  return [
    h("div", { class: "beside" },
      told(say("your_answer"), mixed(inWords(view))), told(say("model_head"), emphasised(spec.model_answer[lang]))),
    h("div", { class: "beside" },
      told(say("weak_head"), emphasised(spec.weak_answer[lang])),
      told(say("weak_because_head"), emphasised(spec.weak_because[lang]))),
  ];
}

// One's own answer as a person would write it.
function inWords({ now, spec, speech }) {
  const { lang } = speech;
  const kept = readAnswer(spec, now.record.answer);
  if (spec.kind === "choice") return spec.options.find((option) => option.id === kept)?.text[lang] ?? kept;
  if (spec.kind !== "claim") return kept;
  const said = spec.slots.map((slot) => {
    const value = kept[slot.slot] ?? "";
    const text = slot.options?.find((option) => option.id === value)?.text[lang] ?? value;
    return `${slotName(slot, speech)}: ${text}`;
  });
  return said.join("; ");
}

function tableOf({ head: heads, rows }) {
  return h("div", { class: "scroll", tabindex: "0" }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map((cell) => h("th", { scope: "col" }, mixed(cell))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, mixed(cell))))))));
}

// What a full answer has. The ticks are the numbers of the points, from 1.
function rubric(view) {
  const { now, spec, speech: { say, lang } } = view;
  if (spec.kind === "claim") { // each part was checked: nothing is left to tick
    return [h("h4", {}, say("rubric_points")), h("ul", {}, spec.rubric.map((point) => h("li", {}, emphasised(point[lang]))))];
  }
  const lines = spec.rubric.map((point, place) => {
    const number = String(place + 1);
    const box = h("input", { type: "checkbox", checked: now.record.ticks.includes(number), on: {
      change: () => {
        const others = now.record.ticks.filter((tick) => tick !== number);
        const ticks = (box.checked ? [...others, number] : others).sort();
        save(view, { do: "ticks", ticks }, { ticks });
        drawFoot(view);
      },
    } });
    return h("label", { class: "option" }, box, h("span", {}, emphasised(point[lang])));
  });
  return h("fieldset", { class: "options rubric" }, h("legend", {}, h("b", {}, say("rubric_head"))), lines);
}

// --- the foot -----------------------------------------------------------------------------------

function drawFoot(view) {
  const { now, data, parts, speech: { say } } = view;
  const tries = now.record.tries ? `${say("tries", { tries: now.record.tries })} ` : "";
  const comes = say(comesNext(view), { next: data.next });
  const afresh = h("button", { type: "button", class: "quiet-button", "data-do": "afresh", on: {
    click: () => {
      if (afresh.dataset.sure) return startAfresh(view);
      afresh.dataset.sure = "yes";
      afresh.textContent = say("afresh_sure");
    },
    blur: () => {
      delete afresh.dataset.sure;
      afresh.textContent = say("afresh");
    },
  } }, say("afresh"));
  replace(parts.foot, h("p", { class: "progress" }, tries, mixed(comes)),
    h("div", { class: "actions" }, h("span", { class: "quiet", role: "status" }, mixed(now.saved(say))), view.isPage ? filesOf(view) : null, afresh));
}

// On a page: all answers of this browser as the file that notebooks keep, and back again.
function filesOf(view) {
  const { say } = view.speech;
  const take = h("input", { type: "file", accept: ".json", class: "offscreen", tabindex: "-1", "aria-label": say("restore"), on: { change: () => takeBack(view, take.files[0]) } });
  return h("details", { class: "files" }, h("summary", { class: "quiet-button" }, say("all_answers")),
    h("button", { type: "button", class: "quiet-button", "data-do": "download", on: {
      click: () => saveText(PLACE, JSON.stringify(allAnswers(), null, 1), "application/json"),
    } }, say("download", { file: PLACE })),
    take,
    h("button", { type: "button", class: "quiet-button", "data-do": "restore", on: { click: () => take.click() } }, say("restore")));
}

async function takeBack(view, file) {
  if (!file) return;
  const counts = restoreFrom(await file.text()), { now, spec } = view;
  if (counts) {
    now.record = recordIn(spec.id);
    takeUp(now, view.data);
  }
  now.saved = (say) => counts ? say("restored_here", counts) : say("no_answers_file", { file: PLACE });
  draw(view);
}

// Which sentence says what comes next.
function comesNext({ now, spec, data, box }) {
  if (box.classList.contains("waits")) return "next_guess";
  const next = data.next ? "next_exercise" : "next_last";
  if (now.record.right) return next;
  const { verdict } = now.record;
  if (verdict === "unjudged") {
    return spec.kind === "open" && !now.record.ticks.length ? "next_ticks" : next;
  }
  if (verdict === "not_yet") return now.hints < spec.hints.length ? "next_hint" : "next_worked";
  return "next_first";
}
