// What stands at the foot of every view: a button that answers, and the line of Python for the view.

import { h } from "./dom.js";

// A button that does something and says so on itself for a moment.
export function action(words, act, say) {
  const button = h("button", { type: "button", class: "quiet-button", on: { click: async () => {
    const told = await act();
    button.textContent = told === false ? say("select_it") : say("copied_or_saved");
    setTimeout(() => { button.textContent = words; }, 1600);
  } } }, words);
  return button;
}

// The line of Python that shows this view; `place` is "explorers" or "explorables".
export function codeOf(place, name, { chosen = "", filters, lang }) {
  const given = Object.entries(filters).filter(([, value]) => value);
  const asked = [];
  if (chosen) asked.push(`chosen=${JSON.stringify(chosen)}`);
  if (given.length) asked.push(`filters={${given.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ")}}`);
  if (lang !== "en") asked.push(`lang=${JSON.stringify(lang)}`);
  return `egov.${place}.${name}(${asked.join(", ")})`;
}
