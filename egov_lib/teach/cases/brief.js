// The one-page brief in the browser: what is counted, what is missing, Markdown and HTML. (brief.py)

import { visible } from "../front/dom.js";

export const FIELDS = ["who", "where", "what", "how_much", "when", "whose_word", "verb"];
export const STRENGTHS = ["states", "supports", "compatible", "against", "silent"];
export const VERBS = ["done", "doing", "ordered", "planned", "proposed"];
export const MOST_WORDS = 350;
const LEAST_PINS = 6;
const HAN_A_WORD = 1.6;
const HAN = /[\u3400-\u9fff〇]/g;
const LETTERS = "(?:(?![〇\\u3400-\\u9fff])[\\p{L}\\p{N}])+";
const LATIN = new RegExp(`${LETTERS}(?:[-'’.,]${LETTERS})*`, "gu");

// 1.6 Chinese characters are a word; references such as [3] are none.
export function countWords(text) {
  const without = text.replace(/\[\d+\]/g, " ");
  const han = without.match(HAN)?.length ?? 0;
  const latin = without.match(LATIN)?.length ?? 0;
  return latin + Math.ceil(han / HAN_A_WORD);
}

// What a case file still lacks, a sentence each.
export function missing(kept, { say, lang }) {
  const { brief, pins } = kept, words = countWords(brief.text), told = [];
  const has = (strength) => pins.some((pin) => pin.strength === strength);
  if (!brief.question.trim()) told.push(say("case_lacks_question"));
  if (!words) told.push(say("case_lacks_text", room(0, lang)));
  if (words > MOST_WORDS) told.push(say("case_too_long", room(words - MOST_WORDS, lang)));
  if (pins.length < LEAST_PINS) told.push(say("case_lacks_pins", { count: pins.length, more: LEAST_PINS - pins.length }));
  if (!has("against")) told.push(say("case_lacks_against"));
  if (!has("silent")) told.push(say("case_lacks_silence"));
  if (words && !brief.first) told.push(say("case_not_submitted"));
  return told;
}

export function wordCount(text, { say, lang }) {
  return say("case_words", room(countWords(text), lang));
}

// A length and the most there may be, as a language counts them: Chinese in characters.
function room(words, lang) {
  const each = lang === "zh" ? HAN_A_WORD : 1;
  return { count: Math.round(words * each), most: Math.round(MOST_WORDS * each) };
}

// --- what it is made of -------------------------------------------------------------------------

// {kind, text, lang, also}: as `Block` in Python. docs: what is known of each document.
function blocksOf(kept, docs, speech) {
  const { say, lang } = speech, { brief } = kept;
  const blocks = [{ kind: "title", text: brief.question || say("case_file"), lang }];
  if (kept.name) blocks.push({ kind: "note", text: kept.name, lang });
  if (brief.first === "" || brief.first === brief.text) {
    blocks.push({ kind: "head", text: say("case_answer"), lang }, ...paragraphs(brief.text, lang));
  } else {
    blocks.push({ kind: "beside", text: brief.text, lang, also: brief.first });
  }
  blocks.push({ kind: "note", text: wordCount(brief.text, speech), lang }, { kind: "head", text: say("case_passages"), lang });
  kept.pins.forEach((pin, number) => blocks.push(...pinBlocks(pin, number + 1, docs, speech)));
  blocks.push({ kind: "head", text: say("case_how_to_cite"), lang }, { kind: "note", text: howToCite(kept, speech), lang });
  return blocks;
}

function paragraphs(text, lang) {
  return text.split(/\r\n|[\n\r]/).map((line) => line.trim()).filter(Boolean).map((line) => ({ kind: "text", text: line, lang }));
}

function pinBlocks(pin, number, docs, speech) {
  const { say, lang } = speech, claim = claimInWords(pin, speech);
  const head = `[${number}] ${say(`case_${pin.strength}`)}${claim ? `: ${claim}` : ""}`;
  const quotes = [["zh", pin.zh], ["en", pin.en]].filter(([, text]) => text).map(([side, text]) => ({ kind: "quote", text, lang: side }));
  const note = pin.note ? [{ kind: "note", text: pin.note, lang }] : [];
  return [{ kind: "number", text: head, lang }, ...quotes, ...note, { kind: "note", text: citation(pin, docs, speech), lang }];
}

export function claimInWords(pin, { say, lang }) {
  const parts = FIELDS.filter((name) => pin.claim[name]).map((name) => {
    const value = name === "verb" ? say(`case_verb_${pin.claim.verb}`) : pin.claim[name];
    return `${say(`case_${name}`)}${lang === "zh" ? "：" : ": "}${value}`;
  });
  return parts.join(lang === "zh" ? "；" : "; ");
}

export function docOf(address) {
  return address.split(":")[0];
}

export function citation(pin, docs, { say, lang }) {
  const { address, edition } = pin, text = docs[docOf(address)];
  if (!address.includes(":")) return say("case_silent_in", { where: address, edition });
  let cited = text ? text[`cite_${lang}`].replaceAll("{address}", address) : address;
  if (edition && !cited.includes(edition)) cited = `${cited} ${say("case_edition", { edition })}`;
  return `${address}. ${cited}`;
}

function howToCite(kept, { say }) {
  const editions = [...new Set(kept.pins.map((pin) => `${docOf(pin.address)} ${pin.edition}`))];
  return say("case_cite_brief", {
    name: kept.name || say("case_nameless"), title: kept.brief.question || say("case_file"),
    count: kept.pins.length, editions: editions.join(", "),
  });
}

// The revision and then the first version, each under its head.
function sidesOf(block, { say }) {
  return [[{ kind: "head", text: say("case_revised"), lang: block.lang }, ...paragraphs(block.text, block.lang)],
    [{ kind: "head", text: say("case_first"), lang: block.lang }, ...paragraphs(block.also, block.lang)]];
}

// --- Markdown and HTML --------------------------------------------------------------------------

const MARKDOWN = { title: ["# ", ""], head: ["## ", ""], number: ["**", "**"], quote: ["> ", ""] };

export function asMarkdown(kept, docs, speech) {
  const written = (block) => {
    const [before, after] = MARKDOWN[block.kind] ?? ["", ""];
    return `${before}${inMarkdown(block.text)}${after}`;
  };
  const blocks = blocksOf(kept, docs, speech).flatMap((block) => (block.kind === "beside" ? sidesOf(block, speech).flat() : [block]));
  return `${blocks.map(written).join("\n\n")}\n`;
}

// A text on one line, with a backslash before whatever Markdown would read.
function inMarkdown(text) {
  const line = visible(text).split(/\s+/).filter(Boolean).join(" ");
  return line.replace(/([\\`*_{}[\]<>#|~$])/g, "\\$1")
    .replace(/^(\s*)([-+=]|\d+[.)])/, (whole, blank, mark) => `${blank}${mark.slice(0, -1)}\\${mark.at(-1)}`);
}

const ELEMENTS = { title: ["h1"], head: ["h2"], quote: ["blockquote"], number: ["p", "number"], note: ["p", "note"], text: ["p"] };

// A page of its own; `style` is that of Python's page.
export function asHtml(kept, docs, speech, style) {
  const page = document.implementation.createHTMLDocument(""), { lang } = speech;
  const element = (name, attributes, ...children) => {
    const made = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const written = (block) => {
    if (block.kind === "beside") {
      return element("div", { class: "beside" }, ...sidesOf(block, speech).map((side) => element("section", {}, ...side.map(written))));
    }
    const [name, kind] = ELEMENTS[block.kind], own = { lang: block.lang === "zh" ? "zh-Hans" : "en" };
    return element(name, kind ? { ...own, class: kind } : own, visible(block.text));
  };
  const blocks = blocksOf(kept, docs, speech);
  page.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  page.head.replaceChildren(element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width,initial-scale=1" }),
    element("title", {}, visible(blocks[0].text)), element("style", {}, style));
  page.body.append(...blocks.map(written));
  return `<!DOCTYPE html>\n${page.documentElement.outerHTML}\n`;
}
