// What a page of the book does: light and dark, figures, views, and the five texts. Everything it
// needs is beside it; opened from a disk it can load scripts only, so data are scripts, too.
"use strict";

const root = document.documentElement;
const up = root.dataset.root ? root.dataset.root.replace(/[^/]*$/, "") : "";
const loaded = new Map();

// Says something in the language of the page: "{name} is not there", with the name put in.
function say(key, found = {}) {
  return Object.entries(found).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), window.egovWords[key]);
}

// Loads a script of the book once.
function load(name) {
  if (!loaded.has(name)) {
    loaded.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${up}_static/${name}`;
      script.onload = resolve;
      script.onerror = () => reject(new Error(say("not_beside", { name })));
      document.head.append(script);
    }));
  }
  return loaded.get(name);
}

// Calls a function when an element comes near the screen, once; for print at once.
function whenNear(element, then) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    then(element);
  }, { rootMargin: "600px" });
  watch.observe(element);
}

function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

// --- light and dark -----------------------------------------------------------------------------

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
let onPaper = false; // while the page is printed
const isDark = () => !onPaper && (root.dataset.mode ? root.dataset.mode === "dark" : systemIsDark.matches);

function showMode() {
  root.toggleAttribute("data-dark", isDark());
  for (const button of document.querySelectorAll(".mode")) { // a page that shows one thing has none
    button.hidden = false;
    button.textContent = say(isDark() ? "light" : "dark");
  }
  document.querySelectorAll("figure.chart[data-state=drawn]").forEach(draw);
}

function setUpMode() {
  document.querySelector(".mode")?.addEventListener("click", () => {
    root.dataset.mode = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("egov-mode", root.dataset.mode);
    } catch { /* without storage it holds for this page */ }
    showMode();
  });
  systemIsDark.addEventListener("change", showMode);
  showMode();
}

// --- figures and views --------------------------------------------------------------------------

// The colours of a figure on dark ground: those of the five texts are known, pale ones become
// lines, and any other is made lighter until it can be read.
const COLOUR = /^(#[0-9a-f]{3,8}|rgba?\([^)]*\)|white|black)$/i;
const IN_WORDS = /color:\s*(#[0-9a-f]{3,8})\b/gi; // of a word in the words of a figure
const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const ON_DARK = { "#8f1d14": "#E8765F", "#6c2b82": "#B57BE6", "#1f66cc": "#9FC0F2", "#00524d": "#5BBDAC", "#986a00": "#F0B04C" };
const DARK_PAPER = [21, 24, 28], INK_ON_DARK = [236, 233, 226], LINE_ON_DARK = [52, 58, 65];

function channels(colour) {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  const [, r, g, b, a] = pen.fillStyle.match(/^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/) ?? [];
  if (r) return [[r, g, b].map(Number), Number(a)];
  return [[1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16)), 1];
}

// Relative luminance, as WCAG defines it.
function light(rgb) {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function onDark(colour) {
  const known = ON_DARK[colour.toLowerCase()];
  if (known) return known;
  const [rgb, alpha] = channels(colour);
  const asText = (values) => `rgba(${values.map(Math.round).join(",")},${alpha})`;
  const luminance = light(rgb);
  if (luminance > 0.9) return asText(DARK_PAPER);
  if (luminance > 0.6) return asText(LINE_ON_DARK);
  const isGrey = Math.max(...rgb) - Math.min(...rgb) < 24;
  if (isGrey && luminance < 0.06) return asText(INK_ON_DARK);
  const least = 4.5 * (light(DARK_PAPER) + 0.05) - 0.05;
  let lighter = rgb;
  for (let share = 0.1; light(lighter) < least && share <= 1; share += 0.1) {
    lighter = rgb.map((value, at) => value + (INK_ON_DARK[at] - value) * share);
  }
  return asText(lighter);
}

function recoloured(value) {
  if (typeof value === "string") return COLOUR.test(value) ? onDark(value) : value.replace(IN_WORDS, (_, colour) => `color:${onDark(colour)}`);
  if (Array.isArray(value)) return value.map(recoloured);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner)]));
  return value;
}

// Plotly takes more than a second to start, and no press is answered meanwhile. So a page is left
// alone until its reader has begun to use it, or has read for a while: the still picture stands.
const READING = 3000; // milliseconds
const readerHasBegun = new Promise((resolve) => {
  const begin = () => setTimeout(resolve, 100); // what was pressed is answered first
  for (const sign of ["pointerdown", "keydown", "wheel", "touchstart", "scroll"]) {
    addEventListener(sign, begin, { once: true, passive: true });
  }
  setTimeout(resolve, READING);
});

async function drawInTime(figure) {
  const isAlone = root.classList.contains("alone"); // a page that shows this figure and no text
  if (!isAlone) await readerHasBegun;
  await draw(figure);
}

async function draw(figure) {
  const { drawn } = figure.dataset;
  await Promise.all([load("plotly.min.js"), load(`../${drawn}.js`)]);
  const saved = window.egovPool[drawn];
  const { data, layout, frames = [] } = isDark() ? recoloured(saved) : saved;
  const ground = isDark() ? `rgb(${DARK_PAPER})` : "rgba(0,0,0,0)";
  const shown = { ...layout, width: undefined, autosize: true, paper_bgcolor: ground, plot_bgcolor: ground };
  const box = figure.querySelector(".drawing");
  if (!box.querySelector(".plot")) {
    box.classList.add("drawn");
    box.replaceChildren(make("div", { class: "plot" }));
  }
  // A figure that can be narrower than others says how narrow
  const plot = box.querySelector(".plot");
  plot.style.minWidth = layout.meta?.least ? `${layout.meta.least}px` : "";
  await Plotly.react(plot, data, shown, { displayModeBar: false, responsive: true });
  if (frames.length) { // those of the other ground, if it was drawn on that before, make room
    await Plotly.deleteFrames(plot);
    await Plotly.addFrames(plot, frames);
  }
  // Words that are cut get more room: below the list of sections, then wider than the screen
  const made = layout.width ?? 840;
  const remedies = [
    () => { figure.style.clear = "right"; },
    (over) => { plot.style.minWidth = `${Math.max(made, Math.ceil(plot.clientWidth + over))}px`; },
  ];
  for (const widen of remedies) {
    const over = cutOff(plot);
    if (over <= 2 || plot.clientWidth >= made) break;
    widen(over);
    await Plotly.Plots.resize(plot);
  }
  sayWider(figure, box);
  figure.dataset.state = "drawn";
}

// How far words of a figure reach over its edges, in pixels: nobody could push them into sight. Such
// a figure is drawn as wide as it was made, or wider.
function cutOff(plot) {
  const edge = plot.querySelector(".main-svg").getBoundingClientRect();
  const words = [...plot.querySelectorAll(".main-svg text")].map((text) => text.getBoundingClientRect());
  return Math.max(0, ...words.map(({ left, right }) => Math.max(edge.left - left, right - edge.right)));
}

// A figure that is wider than the screen says so: what is cut off shows no sign of itself.
function sayWider(figure, box) {
  const told = figure.querySelector(".wider");
  const isWider = box.scrollWidth > box.clientWidth + 8;
  if (isWider && !told) box.before(make("p", { class: "wider" }, say("wider")));
  if (!isWider) told?.remove();
}

// A button that copies what it holds: a citation, or the code that embeds a page in another. Inside
// that other page it isn't needed.
function setUpCopy(button) {
  const words = button.textContent;
  button.hidden = button.matches(".shown-at *") && window.top !== window;
  button.addEventListener("click", async () => {
    await copyText(button.dataset.copy, button);
    setTimeout(() => { button.textContent = words; }, 1600);
  });
}

// The code of a figure opens where it is.
function openCode({ target }) {
  const code = document.querySelector(target.getAttribute("href"));
  if (code) code.open = true;
}

window.egovPool = {};

// What was packed by gzip and written in letters.
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// The data of a view: its own, and what several views share.
async function dataOf({ own, kept, pool, texts }) {
  const names = [kept, ...Object.values(pool), ...Object.values(texts)].filter(Boolean);
  await Promise.all(names.map((name) => load(`${name}.js`)));
  const data = {};
  // "shared.words" is the part words of the part shared.
  const put = (part, value) => {
    const [outer, inner] = part.split(".");
    if (inner) (data[outer] ??= {})[inner] = value;
    else data[outer] = value;
  };
  const unfolded = kept ? await unpacked(window.egovPool[kept]) : {};
  for (const [part, value] of Object.entries({ ...own, ...unfolded })) put(part, value);
  for (const [part, name] of Object.entries(pool)) put(part, window.egovPool[name]);
  const { own_words: added = {} } = data;
  for (const [lang, said] of Object.entries(added)) data.words = { ...data.words, [lang]: { ...data.words[lang], ...said } };
  if (Object.keys(texts).length) {
    data.texts = Object.fromEntries(Object.entries(texts).map(([doc, name]) => [doc, window.egovPool[name]]));
  }
  return data;
}

const hosts = new Map();

// The script of a kind of view; each brings the front end it needs as `egov`.
function loadView(name) {
  if (!hosts.has(name)) hosts.set(name, load("views/front.js").then(() => load(`views/${name}.js`)).then(() => window.egov));
  return hosts.get(name);
}

async function open(view) {
  const values = JSON.parse(view.querySelector("script").textContent);
  const [data, host] = await Promise.all([dataOf(values), loadView(view.dataset.view)]);
  const { chosen, filters, lang, keep } = values;
  view.replaceChildren();
  window.egov = host; // it looks its renderer up there
  host.mount(view, view.dataset.view, { data, chosen, filters, lang, host: "page" }, keep);
  view.dataset.state = "drawn";
}

// --- the five texts -----------------------------------------------------------------------------

// The segments that an address names: one, a range, or all of a part.
function segmentsAt(address) {
  const [, doc, first, last] = address.match(/^([^:]+):([^-@]+)(?:-([^@]+))?(?:@.*)?$/) ?? [];
  if (!doc) return [];
  const all = [...document.querySelectorAll(".segment")];
  const named = (part) => all.filter(({ id }) => id === `${doc}:${part}` || id.startsWith(`${doc}:${part}.`));
  // An address that was given up has an anchor before what took its place.
  const afterAnchor = (part) => [document.getElementById(`${doc}:${part}`)?.nextElementSibling].filter((one) => one?.matches(".segment"));
  const at = (part) => (named(part).length ? named(part) : afterAnchor(part));
  const from = at(first)[0], to = at(last ?? first).at(-1);
  return from && to ? all.slice(all.indexOf(from), all.indexOf(to) + 1) : [];
}

const KEYS = [["↓", "key_next"], ["R", "key_received"], ["C", "key_cite"], ["P", "key_pin"], ["Esc", "key_let_go"]];

async function copyText(text, place) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  place.textContent = say("copied");
}

function setUpText(reading) {
  const told = JSON.parse(document.querySelector(".text-data").textContent);
  const beside = reading.querySelector(".about-clause"), all = [...reading.querySelectorAll(".segment")];
  let chosen = [], received = "one";
  root.classList.add("live");
  document.querySelector(".switches").hidden = false;
  const done = make("p", { class: "done", role: "status" });
  const words = (kind) => chosen.map((segment) => segment.querySelector(`.${kind}`).textContent).join(kind === "zh" ? "" : " ");
  const address = () => {
    const parts = chosen.map(({ id }) => id);
    return parts.length === 1 ? parts[0] : `${parts[0]}-${parts.at(-1).split(":")[1]}`;
  };
  const citation = (lang) => told[`cite_${lang}`].replaceAll("{address}", address());
  // A pin goes into the case file, which this browser keeps.
  const PINNED = { pinned: "pinned", full: "full", nothing: "nothing_kept" };
  async function pin() {
    await load("pins.js");
    done.textContent = say(PINNED[window.egovPins.pinHere({ address: address(), zh: words("zh"), en: words("en"), edition: told.edition })]);
  }
  const [own, other] = root.lang === "en" ? ["en", "zh"] : ["zh", "en"];
  const actions = [
    [say("cite"), () => citation(own), "main"],
    [say("cite_other"), () => citation(other), "long"],
    [say("copy_both"), () => `${words("zh")}\n${words("en")}\n${address()}`, ""],
    [say("copy_address"), () => `${location.href.split("#")[0]}#${address()}`, "long"],
  ];

  function pinButton() {
    const button = make("button", { type: "button" }, say("pin"));
    button.addEventListener("click", pin);
    return button;
  }

  function showReceived() {
    for (const segment of all) {
      const more = segment.querySelector(".more");
      if (more) more.open = received === "all" || (received === "one" && chosen.length === 1 && chosen[0] === segment);
    }
  }

  function speaker(segment) {
    let before = segment;
    while (before && !before.matches(".says")) before = before.previousElementSibling;
    return before?.textContent ?? "";
  }

  function choose(segments, { scroll = false } = {}) {
    for (const segment of chosen) segment.classList.remove("chosen");
    chosen = segments;
    for (const segment of chosen) segment.classList.add("chosen");
    beside.hidden = !chosen.length;
    showReceived();
    if (!chosen.length) return;
    done.textContent = "";
    beside.replaceChildren(
      make("h2", {}, address()),
      make("p", { class: "where" }, speaker(chosen[0])),
      make("div", { class: "actions" }, pinButton(), ...actions.map(([name, text, kind]) => {
        const button = make("button", { type: "button", class: kind }, name);
        button.addEventListener("click", () => copyText(text(), done));
        return button;
      })),
      done,
      make("p", { class: "long where" }, make("kbd", {}, "↑"), " ", ...KEYS.flatMap(([key, does], at) => [at ? " · " : "", make("kbd", {}, key), ` ${say(does)}`])),
    );
    if (scroll) chosen[0].scrollIntoView({ block: "center" });
  }

  function followAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const found = wanted.includes(":") ? segmentsAt(wanted) : [];
    if (found.length) choose(found, { scroll: true });
  }

  function step(by) {
    const place = chosen.length ? all.indexOf(chosen[0]) + by : 0;
    const next = all[Math.min(Math.max(place, 0), all.length - 1)];
    choose([next]);
    history.replaceState(null, "", `#${next.id}`);
    next.querySelector(".part").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    c: () => copyText(citation(own), done),
    p: pin,
    r: () => {
      const more = chosen[0].querySelector(".more");
      if (more) more.open = !more.open;
    },
    Escape: () => choose([]),
  };
  document.addEventListener("keydown", (event) => {
    const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const isElsewhere = event.target.closest?.("input, .bar, summary, .switch") || event.ctrlKey || event.metaKey || event.altKey;
    if (!key || isElsewhere || !chosen.length) return;
    event.preventDefault();
    key();
  });
  reading.addEventListener("click", (event) => {
    const segment = event.target.closest(".segment");
    if (!segment || event.target.closest("summary") || String(getSelection())) return;
    if (event.target.closest(".part")) return; // its link leads here, too
    choose([segment]);
    history.replaceState(null, "", `#${segment.id}`);
  });
  for (const group of document.querySelectorAll(".switches .switch")) {
    group.addEventListener("click", ({ target }) => {
      const { value } = target.dataset;
      if (!value) return;
      for (const button of group.children) button.setAttribute("aria-pressed", String(button === target));
      if (group.dataset.switch === "columns") {
        reading.classList.toggle("only-zh", value === "zh");
        reading.classList.toggle("only-en", value === "en");
      } else {
        received = value;
        root.classList.toggle("bare", received === "none"); // then it isn't printed either
        showReceived();
      }
    });
  }
  addEventListener("hashchange", followAddress);
  followAddress();
}

// A page that only leads on: passage.html#opinion-2002:2.1.4
function leadOn() {
  const address = decodeURIComponent(location.hash.slice(1));
  const [doc] = address.split(":");
  if (/^[a-z]+-\d{4}:/.test(address)) location.replace(`texts/${doc}.html#${address}`);
}

// The same page in another language, at the same place: what the address says after ? and # goes
// along, but for the language in which a view is shown; else the last anchor above the middle of
// the screen. Anchors are the same in all languages.
function keepPlace({ target }) {
  const [name, query] = location.hash.slice(1).split("?");
  const state = new URLSearchParams(query);
  state.delete("lang");
  const above = [...document.querySelectorAll("article [id]")].filter((one) => one.getBoundingClientRect().top < innerHeight / 2);
  const place = name || (scrollY > 200 && above.at(-1)?.id) || "";
  target.hash = String(state) ? `${place}?${state}` : place;
  target.search = location.search;
}

setUpMode();
document.querySelectorAll("a.language").forEach((link) => link.addEventListener("click", keepPlace));
document.querySelectorAll("figure.chart").forEach((figure) => whenNear(figure, drawInTime));
document.querySelectorAll("[data-copy]").forEach(setUpCopy);
document.querySelectorAll(".of-figure [href^='#code-']").forEach((link) => link.addEventListener("click", openCode));
document.querySelectorAll(".view").forEach((view) => whenNear(view, open));
document.querySelectorAll(".reading").forEach(setUpText);
if (document.getElementById("resolving")) {
  leadOn();
  addEventListener("hashchange", leadOn);
}
// No browser starts a Python from a disk.
if (location.protocol === "file:") {
  document.querySelectorAll(".run.here").forEach((line) => { line.hidden = true; });
}
// On paper nothing can be unfolded: methods and what belongs to a clause are open there. Worked
// answers and hints stay shut, and are left out.
const ON_PAPER = ["details.more", "details.card", "details.method", "article section > details"]
  .map((kind) => `${kind}:not([open])`).join();
const PAPER = 680; // pixels between the margins of a sheet; pictures are drawn for a screen
const ON_SHEET = ".view .picture, .chart .plot";
let unfolded = [];
// Paper is white, whatever the screen is.
function drawForPaper(isPaper) {
  const wasDark = isDark();
  onPaper = isPaper;
  if (isDark() !== wasDark) document.querySelectorAll("figure.chart[data-state=drawn]").forEach(draw);
}
addEventListener("beforeprint", () => {
  drawForPaper(true);
  for (const picture of document.querySelectorAll(ON_SHEET)) {
    const wide = picture.getBoundingClientRect().width;
    if (wide > PAPER) picture.style.cssText += `;width:${wide}px;zoom:${PAPER / wide}`;
  }
  unfolded = [...document.querySelectorAll(ON_PAPER)];
  for (const folded of unfolded) folded.open = true;
});
addEventListener("afterprint", () => {
  for (const folded of unfolded) folded.open = false;
  for (const picture of document.querySelectorAll(ON_SHEET)) picture.style.width = picture.style.zoom = "";
  drawForPaper(false);
});
// A folded list of the page's sections leaves more of a small screen.
if (matchMedia("(max-width: 1100px)").matches) document.querySelector(".on-page")?.removeAttribute("open");
