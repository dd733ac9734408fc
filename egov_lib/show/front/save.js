// Saving what is shown: rows as CSV, the picture as SVG or PNG, with its title and source.

import { s, visible } from "./dom.js";

// What a spreadsheet would run as a formula, fullwidth signs and blanks before them included, gets
// an apostrophe before it; a number is none. Semicolons and tabs part cells, too, in some countries.
const FORMULA = /^\s*[=+\-@＝＋－＠]/, NUMBER = /^[+-]?\d+([.,]\d+)?\s?%?$/;
function cell(value) {
  const text = visible(value ?? "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// The rows of a table as CSV, with the mark that makes Excel read it as UTF-8.
export function csvOf(columns, items) {
  const lines = [columns.map(({ head }) => cell(head)), ...items.map((item) => columns.map(({ of }) => cell(of(item))))];
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

export function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Hands a text to the browser as a file.
export function saveText(name, text, kind) {
  saveBlob(name, new Blob([text], { type: `${kind};charset=utf-8` }));
}

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "paint-order", "opacity", "fill-opacity",
  "font-family", "font-size", "font-weight", "text-anchor"];

// A picture that looks the same outside its page: every style is written on its element.
export function standAlone(svg, title, source) {
  const copy = svg.cloneNode(true);
  const styled = [svg, ...svg.querySelectorAll("*")], copies = [copy, ...copy.querySelectorAll("*")];
  styled.forEach((element, number) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) copies[number].setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "role", "aria-label", "aria-pressed", "data-id"]) copies[number].removeAttribute(name);
  });
  const width = svg.clientWidth || Number(svg.getAttribute("width")), height = svg.clientHeight || Number(svg.getAttribute("height"));
  const root = getComputedStyle(svg.closest(".egov"));
  const ink = root.color, font = root.fontFamily, paper = root.getPropertyValue("--paper") || "white";
  const whole = s("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: height + 64, viewBox: `0 0 ${width} ${height + 64}` });
  copy.setAttribute("y", "36");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  whole.append(s("rect", { width, height: height + 64, fill: paper }),
    s("text", { x: 8, y: 24, fill: ink, "font-family": font, "font-size": 18, "font-weight": 700 }, title), copy,
    s("text", { x: 8, y: height + 56, fill: ink, "font-family": font, "font-size": 11.5 }, source ?? ""));
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + 64 };
}

// Saves the picture as "svg" or, twice as fine, as "png".
export async function savePicture(svg, name, kind, title, source) {
  const { text, width, height } = standAlone(svg, title, source);
  if (kind === "svg") return saveText(`${name}.svg`, text, "image/svg+xml");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  return saveBlob(`${name}.png`, blob);
}
