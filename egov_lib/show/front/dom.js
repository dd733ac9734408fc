// Elements are made of text, never of markup: whatever a document holds is shown and never run.

const SVG = "http://www.w3.org/2000/svg";
// Characters that can't be seen: joiners, direction marks, variation selectors, tags, halves of
// characters. Those of `safe_text.py`.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{13438}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

// Writes out what can't be seen: "[U+202E]".
export function visible(text) {
  return String(text ?? "").replace(UNSEEN, (found) =>
    `[U+${found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "style") {
      for (const [property, given] of Object.entries(value)) element.style.setProperty(property, given);
    } else {
      element.setAttribute(name, value === true ? "" : typeof value === "number" ? value : visible(value));
    }
  }
  add(element, children);
  return element;
}

// Puts children into an element: nodes, texts, lists of them; nothing for null and false.
export function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : visible(child));
  }
  return element;
}

// An HTML element: h("p", { class: "note" }, "text", other).
export function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

// An SVG element.
export function s(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

// A run of Chinese, marked as such, so that its quotation marks and dashes come out Chinese.
export function chinese(...children) {
  return h("span", { lang: "zh-Hans" }, ...children);
}

// Takes everything out of an element and puts the children in.
export function replace(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

const CHINESE_RUN = /[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+/g;

// A text of one language with every run of Chinese in it marked as Chinese.
export function mixed(text) {
  const shown = visible(text), parts = [];
  let from = 0;
  for (const run of shown.matchAll(CHINESE_RUN)) {
    parts.push(shown.slice(from, run.index), chinese(run[0]));
    from = run.index + run[0].length;
  }
  parts.push(shown.slice(from));
  return parts;
}

// Marks in words of our own: code between backquotes, emphasis between asterisks (`safe_text.py`).
// Without a look behind, which browsers of 2022 don't know: the character before is taken along.
const MARKS = /`([^`\n]+)`|(^|[^A-Za-z0-9*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![A-Za-z0-9*])/g;

// Words of our own, `mixed`, with their code and *emphasis* shown as such.
export function emphasised(text) {
  const words = String(text ?? ""), parts = [];
  let from = 0;
  for (const mark of words.matchAll(MARKS)) {
    const [, code, before, emphasis] = mark;
    parts.push(mixed(words.slice(from, mark.index) + (before ?? "")));
    parts.push(h(code ? "code" : "em", {}, mixed(code ?? emphasis)));
    from = mark.index + mark[0].length;
  }
  return [...parts, mixed(words.slice(from))];
}
