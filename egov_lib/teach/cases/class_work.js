// What a class wrote, per question or per student, each answer with its rubric. In a notebook Python
// saves what is ticked (class_work.py); everywhere a button saves the marks as CSV.
//
// data: words, case_rubric, questions [{id, task {en, zh}, rubric [{en, zh}]}],
// work [{file, student, question, answer {en, zh}, beside, own}], unread {file: reason}.

import { h, mixed } from "../front/dom.js";
import { csvOf } from "../front/save.js";
import { board } from "./board.js";
import { pointsRow } from "./case_file.js";

const BRIEF = "case-file";

export function render(given) {
  return board(given, {
    kind: "class-work",
    begin: { by: "question", chosen: "" },
    title: "case_work",
    lead: "case_work_lead",
    body: (view) => [chooser(view), h("div", { class: "students" }, shownWork(view).map((one) => card(view, one)))],
    status,
    file: "class-marks.csv",
    csv: marksAsCsv,
  });
}

// --- what is shown -------------------------------------------------------------------------------

// Two lists: by question or by student, and which one of them.
function chooser(view) {
  const { say } = view.speech;
  const ways = ["question", "student"].map((way) => option(way, say(`case_by_${way}`), view.by));
  const names = choices(view).map(([value, words]) => option(value, words, view.chosen));
  const by = h("select", { class: "field", "data-do": "by", on: { change: () => {
    view.by = by.value;
    view.chosen = "";
    view.redraw();
  } } }, ways);
  const which = h("select", { class: "field", "data-do": "which", on: { change: () => {
    view.chosen = which.value;
    view.redraw();
  } } }, names);
  return h("p", { class: "acts" },
    h("label", {}, h("span", { class: "quiet" }, say("case_order")), " ", by), " ",
    h("label", {}, h("span", { class: "quiet" }, say(`case_by_${view.by}`)), " ", which));
}

function option(value, words, chosen) {
  return h("option", { value, selected: value === chosen }, words);
}

// The questions or the students that can be chosen; the first is, where none was.
function choices(view) {
  const { data, by } = view;
  const all = by === "question"
    ? data.questions.map(({ id }) => [id, id])
    : [...new Set(data.work.map(({ student }) => student))].map((name) => [name, name]);
  if (!all.some(([value]) => value === view.chosen)) view.chosen = all[0]?.[0] ?? "";
  return all;
}

function shownWork({ data, by, chosen }) {
  return data.work.filter((one) => one[by] === chosen);
}

function card(view, one) {
  const { data, speech, by } = view;
  const { say, lang } = speech;
  const question = data.questions.find(({ id }) => id === one.question);
  const comment = h("textarea", { class: "field", rows: 2, maxlength: 300, on: { change: () => put(view, one, { comment: comment.value }) } });
  comment.value = markOf(view, one).comment ?? "";
  return h("article", { class: "student", "data-file": one.file, "data-question": one.question, "aria-label": `${one.question} – ${one.student}` },
    h("h3", {}, mixed(by === "question" ? one.student : one.question)),
    h("p", { class: "quiet" }, mixed(question.task[lang])),
    h("p", { class: "first" }, mixed(one.answer[lang])),
    one.beside ? h("p", { class: "quiet" }, mixed(one.beside)) : null,
    one.question === BRIEF ? briefPoints(view, one) : ticks(view, one, question),
    h("label", { class: "slot" }, h("span", { class: "quiet" }, say("case_note")), comment));
}

// Each point of the rubric with a box for the teacher; what the student ticked is said beside it.
function ticks(view, one, question) {
  const { say, lang } = view.speech;
  const given = () => new Set(markOf(view, one).ticks ?? []);
  const point = (words, number) => {
    const change = () => {
      const now = given();
      if (box.checked) now.add(number);
      else now.delete(number);
      put(view, one, { ticks: [...now] });
    };
    const box = h("input", { type: "checkbox", value: number, checked: given().has(number), on: { change } });
    const own = one.own.includes(number) ? h("span", { class: "quiet" }, ` (${say("case_own_tick")})`) : null;
    return h("label", { class: "slot" }, box, " ", mixed(words[lang]), own);
  };
  return h("fieldset", {}, h("legend", { class: "quiet" }, say("case_rubric")),
    question.rubric.map((words, at) => point(words, String(at + 1))));
}

// The five rows of a brief with 0 to 3 points; the student's own are said beside them.
function briefPoints(view, one) {
  const { say } = view.speech;
  return view.data.case_rubric.map((row) => {
    const given = markOf(view, one)[row];
    const own = one.own[row] === "" ? "" : ` (${say("case_own_tick")}: ${one.own[row]})`;
    const isGiven = given !== undefined && given !== "";
    return pointsRow(`${say(`case_rubric_${row}`)}${own}`, isGiven ? Number(given) : undefined,
      `${one.file}-${row}`, (points) => put(view, one, { [row]: String(points) }));
  });
}

// --- marks ---------------------------------------------------------------------------------------

function markOf({ marks }, { file, question }) {
  return marks[file]?.[question] ?? {};
}

function put(view, one, change) {
  const { marks, model, isPage } = view;
  const { file, question } = one;
  const mark = { ...markOf(view, one), ...change };
  marks[file] = { ...marks[file], [question]: mark };
  if (!isPage) model.send({ file, question, mark: question === BRIEF ? change : mark });
  view.tell();
}

function isMarked(view, one) {
  return Object.keys(markOf(view, one)).length > 0;
}

function status(view) {
  const { data, speech: { say } } = view;
  const count = data.work.filter((one) => isMarked(view, one)).length;
  return say("case_work_marked", { count, all: data.work.length });
}

function marksAsCsv(view) {
  const { data, speech: { lang } } = view;
  const ticked = (one) => {
    const mark = markOf(view, one);
    if (one.question !== BRIEF) return (mark.ticks ?? []).join(" ");
    const rows = data.case_rubric.filter((row) => (mark[row] ?? "") !== "");
    return rows.map((row) => `${row} ${mark[row]}`).join(", ");
  };
  const columns = [
    { head: "file", of: (one) => one.file },
    { head: "student", of: (one) => one.student },
    { head: "question", of: (one) => one.question },
    { head: "answer", of: (one) => one.answer[lang] },
    { head: "ticks", of: ticked },
    { head: "comment", of: (one) => markOf(view, one).comment ?? "" },
  ];
  return csvOf(columns, data.work);
}
