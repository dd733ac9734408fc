// The atlas: a square a system, filled as far as it is said to exist; a row a kind, a column a
// text and place. One row is open, with names; what is part of another is indented under it.

import { h, s, mixed } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { sayDates } from "../front/words.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LEFT = 150;
const BOX = 11;
const STEP = 15;
const FEWEST = 86; // of a column, in pixels
const STATES = { completed: "there", existing: "there", improving: "building", "under construction": "building",
  required: "promised", planned: "promised", wanted: "missing", "not said": "missing" };

function square(state, x, y) {
  const box = (name) => s("rect", { class: name, x, y, width: BOX, height: BOX });
  if (state === "there") return box("sealed framed");
  if (state === "building") return [box("hollow thin"), s("rect", { class: "sealed", x, y: y + BOX / 2, width: BOX, height: BOX / 2 })];
  if (state === "missing") return s("rect", { class: "hollow thin", x, y, width: BOX, height: BOX, "stroke-dasharray": "2 2" });
  return box("hollow thin");
}

function columnName(view, column) {
  return column.startsWith("nation-") ? view.speech.say("nation_in", { year: column.slice(7) }) : view.speech.word(column);
}

// A name without the name of its column before it.
function within(item, column) {
  const short = item.label.replace(new RegExp(`^${column}(’s)? `), "");
  return short[0].toUpperCase() + short.slice(1);
}

function openRow(view) {
  return view.filters.open || view.data.systems.find((system) => system.id === view.data.opens_on)?.row || view.data.rows[0];
}

function items(view) {
  const { data, speech } = view;
  const order = (system) => data.rows.indexOf(system.row) * 100 + data.columns.indexOf(system.column);
  return [...data.systems].sort((a, b) => order(a) - order(b)).map((system) => ({
    id: system.id, doc: system.doc, system, label: speech.named(system), group: speech.say(`row_${system.row}`),
    when: `${speech.word(system.place)}, ${speech.word(system.status)}`,
    facts: { state: STATES[system.status] ?? "promised", doc: system.doc },
  }));
}

// Systems of a cell, each part under what it is part of.
function nested(own) {
  const byId = new Map(own.map((item) => [item.id, item]));
  const parentOf = (item) => item.system.ties.find((tie) => tie.relation === "part_of" && tie.way === "to" && byId.has(tie.other))?.other;
  const rows = [], add = (item, depth) => {
    if (rows.some((row) => row.item === item)) return;
    const name = within(item, item.system.column);
    rows.push({ item, depth: Math.min(depth, 2), name });
    const parts = own.filter((other) => parentOf(other) === item.id);
    for (const other of parts) add(other, depth + 1);
    if (parts.length > 2) shorten(rows.filter((row) => parts.includes(row.item)));
  };
  for (const item of own) if (!parentOf(item)) add(item, 0);
  for (const item of own) add(item, 0);
  return rows;
}

// Parts whose names all begin alike ("Business network of the …") leave that out, from "of" on.
function shorten(rows) {
  const [head] = rows[0].name.split(" of ");
  if (rows.some(({ name }) => !name.startsWith(`${head} of `))) return;
  for (const row of rows) row.name = row.name.slice(head.length + 1);
}

// No column is narrower than the longest word of the names in it; Chinese breaks anywhere.
function leastRoom(view, named) {
  if (view.lang === "zh") return FEWEST;
  const words = named.flatMap((item) => within(item, item.system.column).split(" "));
  return Math.max(FEWEST, ...words.map((word) => widthOf(word, SIZE) + STEP + 8));
}

// How high the names of a cell are, in a column of some width.
function highOf(own, room) {
  return nested(own).reduce((sum, { item, depth, name }) => sum + wrap(name, room - 8 - depth * 13 - 22, SIZE, 700).length * 15 + 4, 0);
}

// What room there is goes, a little at a time, to the column whose names are highest.
function columnEdges(view, width) {
  const open = openRow(view), little = 14;
  const named = view.data.columns.map((column) => view.items.filter(({ system }) => system.column === column && system.row === open));
  const rooms = named.map((own) => leastRoom(view, own)), highs = named.map((own, number) => highOf(own, rooms[number]));
  let spare = width - LEFT - rooms.reduce((sum, room) => sum + room, 0);
  for (; spare >= little; spare -= little) {
    const number = highs.indexOf(Math.max(...highs));
    rooms[number] += little;
    highs[number] = highOf(named[number], rooms[number]);
  }
  const edges = [LEFT];
  for (const room of rooms) edges.push(edges.at(-1) + room);
  return edges;
}

// The rows that have systems, each with its cells and the height it asks for.
function rowsOf(view, edges) {
  const { data, speech } = view, open = openRow(view);
  return data.rows.map((row) => {
    const own = view.items.filter(({ system }) => system.row === row);
    const cells = data.columns.map((column) => own.filter(({ system }) => system.column === column));
    const name = wrap(`${speech.say(`row_${row}`)}, ${own.length}`, LEFT - 26, 13, row === open ? 700 : 400);
    const highs = cells.map((cell, number) => cellHigh(cell, edges[number + 1] - edges[number], row === open));
    return { row, count: own.length, cells, name, high: Math.max(name.length * 17 + 12, ...highs.map((high) => high + 12)) };
  }).filter(({ count }) => count);
}

function cellHigh(cell, room, isOpen) {
  if (isOpen) return cell.length ? highOf(cell, room) : STEP;
  return Math.ceil(cell.length / Math.max(1, Math.floor((room - 8 + STEP - BOX) / STEP))) * STEP;
}

const GROWTH = { least: -5, most: 16 }; // of a row, as the screen is low or high

function draw(view, width, room = Infinity) {
  const { data, speech } = view, edges = columnEdges(view, width), open = openRow(view);
  const nodes = data.columns.map((column, number) => {
    const wide = edges[number + 1] - edges[number] - 6, count = view.items.filter(({ system }) => system.column === column).length;
    const lines = wrap(columnName(view, column), wide, 13, 700);
    return [textLines(lines, { x: edges[number], y: 14, size: 13, "font-weight": 700 }), s("text", { x: edges[number], y: 16 + lines.length * 16, class: "quiet-text", "font-size": SIZE }, count)];
  });
  const head = 22 + 16 * Math.max(...data.columns.map((column, number) => wrap(columnName(view, column), edges[number + 1] - edges[number] - 6, 13, 700).length));
  const rows = rowsOf(view, edges), natural = rows.reduce((sum, { high }) => sum + high, head + 4);
  const growth = room === Infinity ? 0 : Math.max(GROWTH.least, Math.min(GROWTH.most, (room - natural) / rows.length));
  let y = head;
  for (const { row, cells, name, high } of rows) {
    const drawn = cells.map((cell, number) => (row === open ? namesOf : squaresOf)(view, cell, edges[number], edges[number + 1] - edges[number] - 8, y + 8));
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }),
      s("g", { class: "row-head", role: "button", tabindex: "0", "data-row": row, "aria-expanded": String(row === open), "aria-label": speech.say("open_row", { name: speech.say(`row_${row}`) }) },
        s("rect", { class: "hit-area", x: 0, y: y + 2, width: LEFT - 10, height: Math.min(high - 4, name.length * 17 + 8), rx: 3 }),
        s("path", { class: "sealed", d: row === open ? `M3 ${y + 13}h8l-4 6Z` : `M4 ${y + 11}v9l6 -4.5Z` }),
        textLines(name, { x: 17, y: y + 20, size: 13, "font-weight": row === open ? 700 : 400 })),
      drawn.map((cell) => cell.nodes));
    y += high + growth;
  }
  const svg = s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) }, nodes, s("path", { class: "lane", d: `M0 ${y}H${width}` }));
  const openIt = (event) => {
    const headOf = event.target.closest(".row-head");
    if (!headOf || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    view.setFilter("open", headOf.dataset.row);
  };
  svg.addEventListener("click", openIt);
  svg.addEventListener("keydown", openIt);
  return svg;
}

function markOf(view, item, shapes, area) {
  const says = `${item.label}, ${item.when}`;
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says }, s("title", {}, says), s("rect", { class: "hit-area", rx: 2, ...area }), shapes);
}

function squaresOf(view, own, left, room, top) {
  const perLine = Math.max(1, Math.floor((room + STEP - BOX) / STEP));
  const nodes = own.map((item, number) => {
    const x = left + (number % perLine) * STEP, y = top + Math.floor(number / perLine) * STEP;
    return markOf(view, item, square(item.facts.state, x, y), { x: x - 2, y: y - 2, width: STEP, height: STEP });
  });
  return { nodes, height: Math.ceil(own.length / perLine) * STEP };
}

function namesOf(view, own, left, room, top) {
  const nodes = [];
  let y = top;
  if (!own.length) return { nodes: [s("text", { x: left, y: y + 10, class: "quiet-text", "font-size": SIZE }, view.speech.say("none_named"))], height: STEP };
  for (const { item, depth, name } of nested(own)) {
    const x = left + depth * 13, lines = wrap(name, room - depth * 13 - 22, SIZE, 700);
    const high = lines.length * 15 + 4;
    if (depth) nodes.push(s("path", { class: "axis", d: `M${x - 8} ${y - 2}V${y + 6}H${x - 2}` }));
    nodes.push(markOf(view, item, [square(item.facts.state, x, y), textLines(lines, { x: x + 16, y: y + 10, size: SIZE, leading: 1.2 })],
      { x: x - 2, y: y - 3, width: Math.max(...lines.map((line) => widthOf(line, SIZE, 700))) + 22, height: high }));
    y += high;
  }
  return { nodes, height: y - top };
}

function count(view, state) {
  return view.items.filter((item) => item.facts.state === state).length;
}

function title(view) {
  return view.speech.say("systems_title", { all: view.items.length, there: count(view, "there"), promised: count(view, "promised") });
}

function key(view) {
  return ["there", "building", "promised", "missing"].map((state) => h("span", {}, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, square(state, 2, 2)), view.speech.say(`state_${state}`)));
}

function filters(view) {
  const { speech } = view;
  return [{ key: "state", label: speech.say("state"), options: [{ value: "", label: speech.say("every") },
    ...["there", "building", "promised", "missing"].map((state) => ({ value: state, label: `${speech.say(`state_${state}_short`)} ${count(view, state)}` }))] },
  { key: "find", label: speech.say("find_system"), search: true, options: [], passes: (item, [sought]) => isFound(item, sought) },
  { key: "open", label: "", redraw: true, options: [] }];
}

// Whether a system's names in either language, its kind, place or text have what is sought.
function isFound({ system, facts, group }, sought) {
  const said = [system.label_en, system.label_zh, system.kind, system.place, group, facts.doc].join(" ").toLowerCase();
  return said.includes(sought.toLowerCase());
}

const MOST_TIES = 8;

// What a system has to do with others: each relation once, with the systems under it.
function tiesOf(view, ties) {
  const { speech } = view, groups = new Map();
  for (const tie of ties.filter(({ other }) => view.byId.has(other)).slice(0, MOST_TIES)) {
    const name = speech.say(`tie_${tie.relation}_${tie.way}`);
    groups.set(name, [...(groups.get(name) ?? []), tie]);
  }
  return [...groups].map(([name, own]) => [h("p", { class: "kicker" }, name), own.map((tie) => tieLine(view, tie))]);
}

function tieLine(view, tie) {
  return h("p", { class: "step" },
    h("button", { type: "button", class: "quiet-button", on: { click: () => view.choose(tie.other) } }, mixed(view.byId.get(tie.other).label)), " ",
    h("span", { class: "quiet" }, `(${view.speech.say(`basis_${tie.basis}`)})`));
}

// "30 March 2006" of "2006-03-30"; a year, or what is no date, as it is.
function dayAsSaid(written, lang) {
  return /^\d{4}-\d\d-\d\d$/.test(written) ? sayDates(written, written, lang) : written;
}

function pane(view, item) {
  const { system } = item, { speech } = view;
  return {
    kicker: [speech.word(system.place), speech.word(system.kind)].join(" · "), heading: item.label, findings: [system],
    below: [h("p", {}, h("b", {}, speech.say("said_to_be", { state: speech.word(system.status) })), system.as_of ? `, ${dayAsSaid(system.as_of, view.lang)}` : ""),
      view.lang === "en" && system.what ? h("p", {}, mixed(system.what)) : null, system.note && view.lang === "en" ? h("p", { class: "quiet" }, mixed(system.note)) : null,
      system.ties.length ? [h("h4", {}, speech.say("among_others")), tiesOf(view, system.ties)] : null],
  };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("system"), of: (item) => item.label },
    { head: speech.say("kind_of"), of: ({ system }) => speech.word(system.kind) },
    { head: speech.say("state"), of: ({ system }) => speech.word(system.status) },
    { head: speech.say("who"), of: ({ system }) => speech.word(system.place) },
    { head: speech.say("where_said"), of: ({ system }) => system.address },
  ];
}

const spec = {
  name: "systems", title, key, filters, items, draw, pane, columns,
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? ""),
};

// Draws the atlas into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
