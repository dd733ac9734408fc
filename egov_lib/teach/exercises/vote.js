// The vote: one click keeps it. At the end of the course it stands beside a second one.
//
// data: id of the record, field that this box fills ("guess" at the beginning, "answer" at the end),
// options, words. record: what Python has kept (not on a page). No option is called right.

import { h, mixed, replace } from "../front/dom.js";
import { listen } from "../front/listen.js";
import { speaker } from "../front/words.js";
import { keepRecord, newRecord, noted, recordIn } from "./kept.js";

export function render({ model, el }) {
  const data = model.get("data");
  const isPage = model.get("host") === "page";
  const kept = isPage ? recordIn(data.id) : model.get("record");
  const view = { model, el, data, isPage, record: { ...newRecord(), ...kept }, told: "" };
  const redraw = () => draw(view);
  const end = listen(model, { "change:lang": redraw, "msg:custom": (message) => hear(view, message) });
  redraw();
  return end;
}

// Python has saved the vote, or could not.
function hear(view, message) {
  if (!message?.record) return;
  view.record = { ...newRecord(), ...message.record };
  view.told = message.problem || "";
  draw(view);
}

function draw(view) {
  const { model, el, data, record } = view;
  const lang = model.get("lang");
  const { say } = speaker(data, lang);
  const asked = say(`vote_asks_${data.field}`);
  const focused = el.contains(document.activeElement) ? document.activeElement.value : "";
  const box = h("section", {
    class: "egov exercise vote", lang: lang === "zh" ? "zh-Hans" : "en", "aria-label": asked,
  },
  data.field === "answer" ? h("p", { class: "kept" }, mixed(ofTheBeginning(record, data, say))) : null,
  h("fieldset", { class: "options" },
    h("legend", {}, h("b", {}, mixed(asked))),
    data.options.map((option) => line(view, option, say))),
  h("p", { class: "quiet", role: "status" }, mixed(outcome(view, say))),
  h("div", { class: "foot" }, h("button", {
    type: "button", class: "quiet-button", disabled: !record[data.field], on: { click: () => choose(view, "", say) },
  }, say("vote_back"))));
  replace(el, box);
  if (focused) el.querySelector(`input[value="${focused}"]`)?.focus();
}

function line(view, option, say) {
  const { data, record } = view;
  const isChosen = record[data.field] === option;
  return h("label", { class: "option" },
    h("input", {
      type: "radio", name: `egov-${data.id}-${data.field}`, value: option, checked: isChosen,
      on: { change: () => choose(view, option, say) },
    }),
    h("span", {}, mixed(say(`vote_${option}`))));
}

function choose(view, option, say) {
  const { data, isPage, model } = view;
  view.record = noted(view.record, { [data.field]: option });
  view.record[data.field] = option;
  if (isPage) view.told = keepRecord(data.id, view.record) ? say("saved_browser") : say("not_kept");
  else model.send({ vote: option });
  draw(view);
}

// What was voted at the beginning, and on which day.
function ofTheBeginning(record, data, say) {
  if (!data.options.includes(record.guess)) return say("vote_none");
  return say("vote_was", { vote: say(`vote_${record.guess}`), day: record.first.slice(0, 10) });
}

// That the vote is kept, and how it compares with the first one.
function outcome({ data, record, told }, say) {
  if (!data.options.includes(record[data.field])) return say(`vote_ask_${data.field}`);
  const isFirst = data.field === "guess" || !data.options.includes(record.guess);
  const key = isFirst ? `vote_done_${data.field}` : record.guess === record.answer ? "vote_stays" : "vote_moved";
  return [say(key), told].filter(Boolean).join(" ");
}
