// Drawing by hand: widths of text, wrapping, the signs of the look, a linear axis of time.

import { s } from "./dom.js";

let pen = null;
const MOST_KEPT = 4000;
const widths = new Map();

// How wide a text is in pixels, in the font of the pages.
export function widthOf(text, size = 12.5, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  if (widths.has(key)) return widths.get(key);
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px "Source Sans 3","Segoe UI",system-ui,Roboto,"Noto Sans","DejaVu Sans Condensed",sans-serif`;
  if (widths.size >= MOST_KEPT) widths.clear();
  widths.set(key, pen.measureText(text).width);
  return widths.get(key);
}

// What never begins a line of Chinese.
const CLOSING = /^[，。、；：！？》」』）”’]/;

// A text in lines no wider than `width`: broken at blanks, and between Chinese characters.
export function wrap(text, width, size = 12.5, weight = 400) {
  // A blank that holds words together (before "%") is none of those it is broken at.
  const words = String(text).match(/[\u2e80-\u9fff\uff00-\uffef]|[^ \n\u2e80-\u9fff\uff00-\uffef]+[ \n]*|[ \n]+/g) ?? [""];
  const lines = [];
  let line = "";
  for (const word of words) {
    if (line && !CLOSING.test(word) && widthOf(line + word.trimEnd(), size, weight) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  lines.push(line.trimEnd());
  return withoutOrphan(lines);
}

// One character of Chinese is no last line: it takes the one before it along.
function withoutOrphan(lines) {
  const before = lines.at(-2) ?? "";
  if (!/^[\u4e00-\u9fff]$/.test(lines.at(-1)) || !/[\u4e00-\u9fff]{3}$/.test(before)) return lines;
  return [...lines.slice(0, -2), before.slice(0, -1), before.at(-1) + lines.at(-1)];
}

// A text in as few lines as `width` allows, each as short as that number of lines allows.
export function balanced(text, width, size = 12.5, weight = 400) {
  let lines = wrap(text, width, size, weight);
  for (let narrower = width - 8; narrower > 40; narrower -= 8) {
    const tried = wrap(text, narrower, size, weight);
    if (tried.length > lines.length || tried.some((line) => widthOf(line, size, weight) > narrower)) break;
    lines = tried;
  }
  return lines;
}

// Lines of text under each other, the first one's baseline at y.
export function textLines(lines, { x, y, size = 12.5, leading = 1.3, ...rest }) {
  return s("text", { x, y, "font-size": size, ...rest },
    lines.map((line, number) => s("tspan", { x, dy: number ? size * leading : 0 }, line)));
}

// Days since 1970 of "2006-06-12".
export function dayOf(written) {
  return Date.parse(`${written}T00:00:00Z`) / 86400000;
}

// Whether what is due is due in a whole year that is named.
export function isYear({ from, to }) {
  return from.slice(0, 4) === to.slice(0, 4) && from.endsWith("01-01") && to.endsWith("12-31");
}

// Whether the last day of what is due is counted from another ("about one year"): neither a day nor
// years that are named.
export function isReckoned({ from, to }) {
  return from !== to && !(from.endsWith("01-01") && to.endsWith("12-31"));
}

// A linear axis: years from first to last as wide as each other, within `left` to `right`.
export function timeAxis(first, last, left, right) {
  const start = dayOf(`${first}-01-01`), end = dayOf(`${last + 1}-01-01`);
  const at = (day) => left + ((Math.min(Math.max(day, start), end) - start) / (end - start)) * (right - left);
  const years = [];
  for (let year = first; year <= last; year += 1) {
    years.push({ year, from: at(dayOf(`${year}-01-01`)), to: at(dayOf(`${year + 1}-01-01`)) });
  }
  return { at: (written) => at(dayOf(written)), afterDay: (written) => at(dayOf(written) + 1), years, first, last };
}

// The signs, each about a point: dot, ring (inferred), triangle (due), level signs.
export const SIGNS = {
  dot: (x, y, r = 6) => s("circle", { cx: x, cy: y, r, class: "filled" }),
  ring: (x, y, r = 5.5) => s("circle", { cx: x, cy: y, r, class: "hollow", "stroke-dasharray": "2.6 2" }),
  due: (x, y, r = 6.5) => s("path", { d: `M${x - r} ${y - r * 0.8}H${x + r}L${x} ${y + r}Z`, class: "hollow" }),
  // A last day that no text names: the same, dashed.
  reckoned: (x, y, r = 6.5) => s("path", { d: `M${x - r} ${y - r * 0.8}H${x + r}L${x} ${y + r}Z`, class: "hollow", "stroke-dasharray": "3 1.8", "pointer-events": "all" }),
  nation: (x, y, r = 5) => s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, class: "level nation" }),
  province: (x, y, r = 6.5) => s("path", { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`, class: "level province" }),
  city: (x, y, r = 5.5) => s("circle", { cx: x, cy: y, r, class: "level city" }),
};

// A pale bar: any day of it. Dashed and hollow if its bounds are inferred.
export function bar(from, to, y, { inferred = false, height = 9 } = {}) {
  const width = Math.max(to - from, height);
  return s("rect", { x: from, y: y - height / 2, width, height, rx: height / 2, class: inferred ? "open-bar" : "bar" });
}

const FADES = [0.75, 0.5, 0.25];

// A pale bar goes on past its last day, paler and paler: it may also be later. As long as told.
export function fading(x, y, length, high, attributes) {
  const wide = length / FADES.length;
  return FADES.map((opacity, number) => s("rect", { ...attributes, class: "due-bar about", x: x + number * wide, y: y - high / 2, width: wide, height: high, opacity }));
}

// How far it goes on: a third of the time until then, or as far as can be seen past the triangle.
export function fadeOf(length) {
  return Math.max(18, length / 3);
}

// Draws a ring around the mark that is chosen, over all others: in a rect of class "ring".
// Returns where: {x, y, width, height}; nothing if nothing is chosen.
export function ring(view, picture) {
  const frame = picture.querySelector("svg > .ring"), of = picture.querySelector("svg :is(.mark,.spot).chosen > .hit-area");
  if (!frame) return null;
  const placed = ["x", "y", "width", "height"].map((name) => [name, Number(of?.getAttribute(name) ?? 0)]);
  for (const [name, value] of placed) frame.setAttribute(name, value);
  return of ? Object.fromEntries(placed) : null;
}

const HALO = 5; // of the yellow around a mark that is small

// Lights the ground around the mark that is chosen, under all others: a rect of class "halo".
// `placed`: what `ring` returns.
export function halo(picture, placed) {
  const ground = picture.querySelector("svg > .halo");
  const wider = { x: -HALO, y: -HALO, width: 2 * HALO, height: 2 * HALO };
  for (const [name, by] of Object.entries(wider)) ground?.setAttribute(name, placed ? placed[name] + by : 0);
}

// Puts intervals into rows so that none meets another; returns the row of each.
export function packed(intervals) {
  const ends = [];
  return intervals.map(([from, to]) => {
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    ends[row] = to;
    return row;
  });
}
