// The case files of a class side by side, with the rubric. In a notebook Python saves what is ticked
// (class_files.py); everywhere a button saves the points as CSV.
//
// data: words, docs, rubric, students [{file, case, beyond {en, zh}}], unread {file: reason}.

import { chinese, h, mixed } from "../front/dom.js";
import { csvOf } from "../front/save.js";
import { board } from "./board.js";
import { citation, claimInWords, missing, wordCount } from "./brief.js";
import { pointsRow } from "./case_file.js";

export function render(given) {
  return board(given, {
    kind: "case-file class-files",
    title: "case_class",
    lead: "case_class_lead",
    body: (view) => h("div", { class: "students" }, view.data.students.map((one) => student(view, one))),
    status,
    file: "case-marks.csv",
    csv: marksAsCsv,
  });
}

function student(view, { file, case: kept, beyond }) {
  const { data, speech, marks } = view, { say, lang } = speech, { brief } = kept, name = kept.name || file;
  const given = () => marks[file] ?? {};
  const total = h("b", { class: "total" });
  const drawTotal = () => {
    const points = data.rubric.map((row) => given()[row]).filter((one) => one !== undefined && one !== "");
    total.textContent = say("case_points", { given: points.reduce((sum, one) => sum + Number(one), 0), all: 3 * data.rubric.length });
  };
  const put = (name_of, value) => {
    marks[file] = { ...given(), [name_of]: String(value) };
    if (!view.isPage) view.model.send({ file, points: { [name_of]: value } });
    drawTotal();
    view.tell();
  };
  const comment = h("textarea", { class: "field", rows: 2, maxlength: 300, on: { change: () => put("comment", comment.value) } });
  comment.value = given().comment ?? "";
  drawTotal();
  const lacks = missing(kept, speech);
  return h("article", { class: "student", "data-file": file, "aria-label": name },
    h("h3", {}, mixed(name)), h("p", {}, h("b", {}, mixed(brief.question))),
    h("p", { class: "quiet" }, mixed(wordCount(brief.text, speech))), h("p", { class: "first" }, mixed(brief.text)),
    brief.first && brief.first !== brief.text ? h("details", {}, h("summary", {}, say("case_first")), h("p", { class: "first" }, mixed(brief.first))) : null,
    h("details", {}, h("summary", {}, `${say("case_pins")} (${kept.pins.length})`), h("ol", { class: "checks" }, kept.pins.map((pin) => h("li", {},
      h("b", {}, say(`case_${pin.strength}`)), " ", mixed(claimInWords(pin, speech)), " ", chinese(pin.zh), " ", mixed(pin.en), " ",
      h("span", { class: "quiet" }, mixed(citation(pin, data.docs, speech))))))),
    h("ul", { class: "checks" }, [...beyond[lang], ...lacks].map((line) => h("li", {}, mixed(line)))),
    data.rubric.map((row) => pointsRow(say(`case_rubric_${row}`), given()[row] === undefined || given()[row] === "" ? undefined : Number(given()[row]), `${file}-${row}`, (points) => put(row, points))),
    h("label", { class: "slot" }, h("span", { class: "quiet" }, say("case_note")), comment), total);
}

function status({ data, marks, speech: { say } }) {
  const isDone = ({ file }) => data.rubric.every((row) => ![undefined, ""].includes(marks[file]?.[row]));
  return say("case_marked", { count: data.students.filter(isDone).length, all: data.students.length });
}

function marksAsCsv({ data, marks }) {
  const of = (name) => ({ file }) => marks[file]?.[name] ?? "";
  const columns = [{ head: "file", of: ({ file }) => file }, { head: "student", of: ({ file, case: kept }) => kept.name || file },
    ...[...data.rubric, "comment"].map((name) => ({ head: name, of: of(name) }))];
  return csvOf(columns, data.students);
}
