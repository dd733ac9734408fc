// What a class coded in the game of lesson 11: alpha, the segments most disputed, student by student.
//
// data: words, docs, names {dimension: {code: {en, zh}}}, alphas [{name, alpha, students, segments}],
// segments [{address, doc, zh, en, codes {dimension: [[code, count]]}, ours}], students, unread.

import { chinese, h, mixed } from "../front/dom.js";
import { seal } from "../front/passage.js";
import { csvOf } from "../front/save.js";
import { board } from "./board.js";

const DIMENSIONS = ["force", "bound"];
const FIRST = 12; // segments that are shown at first

export function render(given) {
  return board(given, {
    kind: "class-codes",
    begin: { hasOurs: false, hasAll: false },
    title: "case_codes",
    lead: "case_codes_lead",
    body: (view) => [alphas(view), buttons(view), segments(view), students(view)],
    status: ({ data, speech: { say } }) => say("case_codes_status", { students: data.students.length, segments: data.segments.length }),
    file: "class-codes.csv",
    csv: segmentsAsCsv,
  });
}

const nameOf = ({ data, speech }, dimension, code) => data.names[dimension][code]?.[speech.lang] ?? code;
const headOf = ({ speech: { say } }, dimension) => say(dimension === "force" ? "case_codes_force" : "case_codes_bound");

function number(view, value) {
  return value === null ? view.speech.say("case_codes_few") : value.toFixed(2).replace("-", "−");
}

function alphas(view) {
  const { say } = view.speech;
  const one = ({ name, alpha, students: count, segments: of }) => h("div", {},
    h("span", {}, headOf(view, name)), h("b", {}, number(view, alpha)),
    h("span", { class: "quiet" }, say("case_codes_of", { students: count, segments: of })));
  return [h("div", { class: "alphas" }, view.data.alphas.map(one)), h("p", { class: "quiet" }, say("case_codes_means"))];
}

function buttons(view) {
  const { say } = view.speech;
  const show = h("button", { type: "button", class: "button", "data-do": "ours", "aria-pressed": String(view.hasOurs), on: { click: () => {
    view.hasOurs = !view.hasOurs;
    view.redraw();
    view.root.querySelector("[data-do=ours]").focus();
  } } }, say("case_codes_show"));
  return h("p", { class: "acts" }, show);
}

function segments(view) {
  const { data, speech: { say } } = view;
  const shown = view.hasAll ? data.segments : data.segments.slice(0, FIRST);
  const more = h("button", { type: "button", class: "button", "data-do": "all", on: { click: () => {
    view.hasAll = true;
    view.redraw();
    view.root.querySelectorAll(".student")[FIRST].focus();
  } } }, say("show_all", { count: data.segments.length }));
  return [h("div", { class: "students" }, shown.map((one) => segment(view, one))),
    shown.length < data.segments.length ? h("p", {}, more) : null];
}

function segment(view, one) {
  const { data, speech } = view, text = data.docs[one.doc];
  const count = one.codes.force.reduce((sum, [, given]) => sum + given, 0);
  return h("article", { class: "student", "data-doc": one.doc, "data-address": one.address, "aria-label": one.address, tabindex: "-1" },
    h("p", { class: "zh" }, chinese(one.zh)), h("p", { lang: "en" }, one.en),
    h("p", { class: "quiet" }, seal(text, speech.lang), " ", h("code", {}, one.address), " · ", speech.say("case_codes_coders", { count })),
    DIMENSIONS.map((dimension) => chosen(view, one, dimension, count)));
}

// Who chose what, as bars; ours is named where it is shown.
function chosen(view, one, dimension, count) {
  const { say } = view.speech, ours = one.ours[dimension];
  const bar = ([code, given]) => h("li", { class: view.hasOurs && code === ours ? "is-ours" : null },
    h("span", { class: "name" }, mixed(nameOf(view, dimension, code))),
    h("span", { "aria-hidden": "true" }, h("span", { class: "bar", style: { width: `${(100 * given) / count}%` } })), h("span", {}, String(given)));
  return [h("h4", {}, headOf(view, dimension)), h("ul", { class: "bars" }, one.codes[dimension].map(bar)),
    view.hasOurs ? h("p", {}, h("b", {}, mixed(say("case_codes_we", { name: nameOf(view, dimension, ours) })))) : null];
}

function students(view) {
  const { data, speech: { say } } = view;
  const cell = (one, dimension) => h("td", {}, say("case_codes_same", { same: one[`${dimension}_same`], all: one.coded, kappa: number(view, one[`${dimension}_kappa`]) }));
  const row = (one) => h("tr", {}, h("td", {}, mixed(one.student)), h("td", { class: "number" }, String(one.coded)), DIMENSIONS.map((dimension) => cell(one, dimension)));
  const heads = [say("case_student"), say("case_codes_coded"), ...DIMENSIONS.map((dimension) => headOf(view, dimension))];
  return h("details", {}, h("summary", {}, say("case_codes_students")), h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map((head, place) => h("th", { scope: "col", class: place === 1 ? "number" : null }, head)))),
    h("tbody", {}, data.students.map(row)))));
}

function segmentsAsCsv(view) {
  const { data } = view;
  const words = (one, dimension) => one.codes[dimension].map(([code, count]) => `${nameOf(view, dimension, code)} ${count}`).join(view.speech.sign("list"));
  const columns = [
    { head: "address", of: (one) => one.address }, { head: "quote", of: (one) => one.zh }, { head: "en", of: (one) => one.en },
    ...DIMENSIONS.map((dimension) => ({ head: `${dimension}_codes`, of: (one) => words(one, dimension) })),
    ...DIMENSIONS.map((dimension) => ({ head: `our_${dimension}`, of: (one) => nameOf(view, dimension, one.ours[dimension]) })),
  ];
  return csvOf(columns, data.segments);
}
