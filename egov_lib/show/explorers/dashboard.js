// The dashboard: a question a tab, each with its explorer; language and light or dark for all.

import { h, replace } from "../front/dom.js";
import { speaker } from "../front/words.js";
import { addressOf, hasScreen } from "../front/page-model.js";
import { render as commitments } from "./commitments.js";
import { render as concordance } from "./concordance.js";
import { render as keyness } from "./keyness.js";
import { render as lineage } from "./lineage.js";
import { render as parallels } from "./parallels.js";
import { render as places } from "./places.js";
import { render as reader } from "./reader.js";
import { render as speakers } from "./speakers.js";
import { render as systems } from "./systems.js";
import { render as timeline } from "./timeline.js";

// Tabs with which another kind of question begins: promises, things, words, the texts to be read.
const BEGINS = new Set(["lineage", "parallels", "concordance"]);
const RENDERERS = { timeline, commitments, lineage, systems, places, parallels, speakers, keyness, concordance, reader };

// What an explorer in a tab asks of its model: the tab's own data, the state of the whole screen.
function tabModel(model, name, next) {
  const data = model.get("data"), own = data.views[name];
  const state = () => {
    const { tab, ...filters } = model.get("filters");
    return { ...own.filters, ...filters };
  };
  return {
    get(key) {
      if (key === "data") return { ...own.data, texts: data.texts, words: data.words, source_line: data.source_line };
      return key === "filters" ? state() : model.get(key);
    },
    set: (key, value) => model.set(key, key === "filters" ? { ...value, tab: name } : value),
    save_changes: () => model.save_changes(),
    next,
    on: (event, listener) => model.on(event, listener),
    off: (event, listener) => model.off(event, listener),
    address: ({ chosen, filters, lang }) => `${location.href.split("#")[0]}${addressOf("dashboard", { chosen, lang, filters: { ...filters, tab: name } })}`,
  };
}

// Draws the dashboard into an element, as anywidget wants it.
export function render({ model, el }) {
  const data = model.get("data"), bar = h("div", { class: "egov dash-bar" }), tabs = h("div", { class: "egov dash-tabs", role: "tablist" });
  const questions = h("div", { class: "egov dash-questions" });
  const panel = h("div", { class: "dash-panel", role: "tabpanel" });
  const root = h("div", { class: "egov-dashboard", "data-lm-suppress-shortcuts": "true" }, bar, questions, tabs, panel);
  el.append(root);
  root.classList.toggle("egov-whole", hasScreen());
  let open = "", drawn = "", cleanUp = null;

  const choose = (name) => {
    if (name === open) return;
    model.set("chosen", "");
    model.set("filters", { tab: name });
    model.save_changes();
  };
  const setLanguage = (lang) => {
    model.set("lang", lang);
    model.save_changes();
  };
  const turn = () => document.documentElement.classList.toggle("egov-dark");

  // The question after one; after the last the first.
  const nextOf = (name) => {
    const names = Object.keys(data.views), next = names[(names.indexOf(name) + 1) % names.length];
    return { key: `question_${next}`, go: () => choose(next) };
  };

  // What is sought is found by the concordance.
  const find = (phrase) => {
    if (!phrase) return;
    bar.classList.remove("searching");
    model.set("chosen", "");
    model.set("filters", { tab: "concordance", q: phrase });
    model.save_changes();
  };
  // On a phone the field comes when it is asked for.
  const seek = () => {
    bar.classList.toggle("searching");
    bar.querySelector(".find").focus();
  };
  function field(speech) {
    const words = speech.say("search_all");
    const box = h("input", { type: "search", class: "find", "aria-label": words, placeholder: words, on: { keydown: (event) => {
      if (event.key === "Enter") find(box.value.trim());
      event.stopPropagation();
    } } });
    return box;
  }
  // "/" goes to the field, as the bar says.
  const onSlash = (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    bar.querySelector(".find").focus();
    event.preventDefault();
  };

  // On a phone the questions are a menu.
  function menu(speech) {
    const names = Object.keys(data.views), all = names.length;
    const box = h("select", { class: "select dash-menu", "aria-label": speech.say("questions"), on: { change: () => choose(box.value) } }, names.map((name, number) =>
      h("option", { value: name }, speech.say("question_of", { number: number + 1, all, question: speech.say(`question_${name}`) }))));
    box.value = open;
    return box;
  }

  // The languages, by their names or, on a phone, in short.
  function languages(lang, names) {
    const one = (code) => h("button", { type: "button", lang: code === "zh" ? "zh-Hans" : "en", "aria-pressed": String(lang === code), on: { click: () => setLanguage(code) } }, names[code]);
    return h("span", { class: "switch" }, Object.keys(names).map(one));
  }

  function drawBar() {
    const lang = model.get("lang") || "en", speech = speaker(data, lang);
    root.lang = lang === "zh" ? "zh-Hans" : "en";
    replace(bar, h("b", { class: "name" }, speech.say("workbook")),
      h("button", { type: "button", class: "quiet-button seek", on: { click: seek } }, speech.say("search")),
      field(speech), h("kbd", { "aria-hidden": "true" }, "/"), languages(lang, { en: "English", zh: "中文" }),
      model.get("host") === "page" ? h("button", { type: "button", class: "quiet-button", "aria-label": speech.say("light_or_dark"), on: { click: turn } }, speech.say("theme")) : null);
    replace(questions, menu(speech), languages(lang, { en: "EN", zh: "中" }));
    replace(tabs, Object.keys(data.views).map((name) => h("button", {
      type: "button", role: "tab", "data-tab": name, class: BEGINS.has(name) ? "begins" : null, "aria-selected": String(name === open), tabindex: name === open ? "0" : "-1", on: { click: () => choose(name) },
    }, speech.say(`question_${name}`))));
    drawn = [open, lang].join();
  }

  function show() {
    const name = model.get("filters").tab in data.views ? model.get("filters").tab : Object.keys(data.views)[0];
    if (name !== open) {
      cleanUp?.();
      panel.replaceChildren();
      open = name;
      cleanUp = RENDERERS[name]({ model: tabModel(model, name, nextOf(name)), el: panel });
    }
    if (drawn !== [open, model.get("lang") || "en"].join()) drawBar();
  }

  const onKey = (event) => {
    const names = Object.keys(data.views), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    choose(names[(names.indexOf(open) + step + names.length) % names.length]);
    tabs.querySelector("[aria-selected=true]")?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  tabs.addEventListener("keydown", onKey);
  const listening = hasScreen() ? document : root;
  listening.addEventListener("keydown", onSlash);
  model.on("change:filters", show);
  model.on("change:lang", drawBar);
  show();
  return () => {
    model.off("change:filters", show);
    model.off("change:lang", drawBar);
    cleanUp?.();
    listening.removeEventListener("keydown", onSlash);
    root.remove();
  };
}
