// A model for pages without a kernel: it holds its data, and keeps its state in the address.

const PAUSE = 60; // milliseconds from a move to the address that says it

// Has the part of anywidget's model that the explorers use.
export function pageModel(values, { name = "", keep = true } = {}) {
  const state = { ...values, ...(keep ? stateOf(location.hash, name) : {}) };
  const listeners = new Map();
  const changed = new Set();
  // The address is written when the picture has answered, once for several moves: it is slow, and
  // browsers allow only some a second.
  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    if (waiting) history.replaceState(null, "", addressOf(name, state));
    waiting = 0;
  };
  if (keep) addEventListener("pagehide", write);
  const tell = (key) => {
    for (const event of [`change:${key}`, "change"]) {
      for (const listener of listeners.get(event) ?? []) listener();
    }
  };
  return {
    get: (key) => state[key],
    set(key, value) {
      if (JSON.stringify(state[key]) === JSON.stringify(value)) return;
      state[key] = value;
      changed.add(key);
      tell(key);
    },
    save_changes() {
      if (keep && changed.size) waiting ||= setTimeout(write, PAUSE);
      changed.clear();
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    off(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((kept) => kept !== listener));
    },
    send() {},
  };
}

// Whether what is drawn has the whole screen: a page of its own, or the only thing Voila shows.
export function hasScreen() {
  return document.body.classList.contains("egov-alone") || "voila" in document.body.dataset;
}

// The language of the page, in which a view opens unless its address says another.
const spoken = () => (document.documentElement.lang.startsWith("zh") ? "zh" : "en");

// "#timeline?doc=opinion-2002&chosen=…": the address of a view.
export function addressOf(name, { chosen = "", filters = {}, lang = "en" }) {
  const query = new URLSearchParams();
  if (lang !== spoken()) query.set("lang", lang);
  for (const [key, value] of Object.entries(filters)) {
    if (value !== "" && value !== null && value?.length !== 0) query.set(key, [value].flat().join(","));
  }
  if (chosen) query.set("chosen", chosen);
  const written = query.toString();
  return `#${name}${written ? `?${written}` : ""}`;
}

// What an address says of the view *name*; nothing if it is of another view.
export function stateOf(hash, name) {
  const [own, written = ""] = hash.replace(/^#/, "").split("?");
  if (own !== name) return {};
  const query = new URLSearchParams(written), state = { filters: {} };
  for (const [key, value] of query) {
    if (key === "chosen" || key === "lang") state[key] = value;
    else state.filters[key] = value;
  }
  return state;
}

// Draws the explorer *name* into an element of a page.
export function mount(el, name, values, keep = true) {
  const model = pageModel(values, { name, keep });
  window.egov.renderers[name]({ model, el });
  return model;
}
