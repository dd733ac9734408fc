// The case files of a class side by side, with the rubric. In a notebook Python saves what is ticked
// (class_files.py); everywhere a button saves the points as CSV.
//
// data: words, docs, rubric, students [{file, case, beyond {en, zh}}], unread {file: reason}.

import { chinese, h, mixed, replace } from "../front/dom.js";
import { speaker } from "../front/words.js";
import { csvOf, saveText } from "../front/save.js";
import { citation, claimInWords, missing, wordCount } from "./brief.js";
import { pointsRow } from "./case_file.js";

export function render({ model, el }) {
  const data = model.get("data"), isPage = model.get("host") === "page";
  const view = { model, data, isPage, marks: structuredClone(model.get("marks") ?? {}) };
  view.root = h("section", { class: "egov case-file class-files", "data-lm-suppress-shortcuts": "true" });
  el.append(view.root);
  const redraw = () => draw(view);
  const hear = (message) => { if (message?.problem) replace(view.status, mixed(message.problem)); };
  model.on("change:lang", redraw);
  model.on("msg:custom", hear);
  redraw();
  return () => {
    model.off?.("change:lang", redraw);
    model.off?.("msg:custom", hear);
    view.root.remove();
  };
}

function draw(view) {
  const { data, model } = view, lang = model.get("lang") || "en", speech = speaker(data, lang), { say } = speech;
  view.speech = speech;
  view.root.lang = lang === "zh" ? "zh-Hans" : "en";
  view.status = h("span", { class: "quiet", role: "status" });
  const unread = Object.entries(data.unread);
  replace(view.root, h("h2", { class: "finding" }, say("case_class")), h("p", { class: "lead" }, say("case_class_lead")),
    h("div", { class: "students" }, data.students.map((one) => student(view, one))),
    unread.length ? h("div", { class: "missing" }, h("b", {}, say("case_unread")), h("ul", {}, unread.map(([, why]) => h("li", {}, mixed(why))))) : null,
    h("div", { class: "foot" }, view.status, h("span", { class: "actions" },
      h("button", { type: "button", class: "quiet-button", "data-do": "csv", on: { click: () => saveText("case-marks.csv", marksAsCsv(view), "text/csv") } }, say("case_save_csv")))));
  drawStatus(view);
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
    drawStatus(view);
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

function drawStatus(view) {
  const { data, marks, speech: { say } } = view;
  const isDone = ({ file }) => data.rubric.every((row) => ![undefined, ""].includes(marks[file]?.[row]));
  replace(view.status, say("case_marked", { count: data.students.filter(isDone).length, all: data.students.length }));
}

function marksAsCsv({ data, marks }) {
  const of = (name) => ({ file }) => marks[file]?.[name] ?? "";
  const columns = [{ head: "file", of: ({ file }) => file }, { head: "student", of: ({ file, case: kept }) => kept.name || file },
    ...[...data.rubric, "comment"].map((name) => ({ head: name, of: of(name) }))];
  return csvOf(columns, data.students);
}
