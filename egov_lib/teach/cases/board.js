// A board: what a class handed in, side by side, for the teacher. It has a title, a line under it,
// what is shown, the files that could not be read, and a foot with a button that saves a table.
//
// In a notebook Python hears what the teacher does (`model.send`) and answers with a problem, if any.

import { h, mixed, replace } from "../front/dom.js";
import { listen } from "../front/listen.js";
import { speaker } from "../front/words.js";
import { saveText } from "../front/save.js";

// Draws a board; returns what takes it away again.
//
// spec: {
//   kind,          its class: "class-work"
//   begin,         what the view has from the beginning; may be left out
//   title, lead    keys of its words
//   body(view)     nodes: what is shown
//   status(view)   the line of the foot; may be left out
//   file, csv(view)  the name of the table that is saved, and its text
// }
// view: { model, data, isPage, marks, root, speech, redraw(), tell() } and what `begin` has
export function board({ model, el }, spec) {
  const view = {
    model,
    data: model.get("data"),
    isPage: model.get("host") === "page",
    marks: structuredClone(model.get("marks") ?? {}),
    ...spec.begin,
  };
  view.root = h("section", { class: `egov board ${spec.kind}`, "data-lm-suppress-shortcuts": "true" });
  view.redraw = () => draw(view, spec);
  view.tell = () => replace(view.status, spec.status?.(view) ?? null);
  el.append(view.root);
  const hear = (message) => {
    if (message?.problem) replace(view.status, mixed(message.problem));
  };
  const end = listen(model, { "change:lang": view.redraw, "msg:custom": hear });
  view.redraw();
  return () => {
    end();
    view.root.remove();
  };
}

function draw(view, spec) {
  const lang = view.model.get("lang") || "en";
  view.speech = speaker(view.data, lang);
  const { say } = view.speech;
  view.root.lang = lang === "zh" ? "zh-Hans" : "en";
  view.status = h("span", { class: "quiet", role: "status" });
  const save = () => saveText(spec.file, spec.csv(view), "text/csv");
  replace(
    view.root,
    h("h2", { class: "finding" }, say(spec.title)),
    h("p", { class: "lead" }, say(spec.lead)),
    spec.body(view),
    unread(view),
    h("div", { class: "foot" }, view.status, h("span", { class: "actions" },
      h("button", { type: "button", class: "quiet-button", "data-do": "csv", on: { click: save } }, say("case_save_csv")))),
  );
  view.tell();
}

// Why some files are not shown.
function unread({ data, speech: { say } }) {
  const reasons = Object.values(data.unread);
  if (!reasons.length) return null;
  return h("div", { class: "missing" }, h("b", {}, say("case_unread")),
    h("ul", {}, reasons.map((why) => h("li", {}, mixed(why)))));
}
