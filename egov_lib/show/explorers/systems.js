// The atlas: a square a system, filled as far as it is said to exist; a row a kind, a column a
// text and place. One row is open, with names; what is part of another is indented under it.

import { h, s, mixed } from "../front/dom.js";
import { balanced, halo, ring, textLines, widthOf, wrap } from "../front/draw.js";
import { sayDates } from "../front/words.js";
import { seal } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LEFT = { en: 152, zh: 166 }; // where names of rows stand
const BOX = 11;
const STEP = 15;
const PART = { box: 7, step: 10.5 }; // of a part, which is not counted
const FEWEST = 78; // of a column, in pixels
const EMPTY = 50; // of one without names
const INDENT = 13; // of a part under what it is part of
const NAME_LINE = 15;
const AFTER = 7; // between a name and its name in the other language
const HEAD = 13; // size of heads
const LINE = 16; // of heads
const PAD = 14; // of a row, above and below what is in it
const GROWTH = { least: -6, most: 16 }; // of a row, as the screen is low or high
// Of squares, the fullest first.
const ORDER = ["there", "building", "promised", "wanted", "unsaid"];
const STATES = {
  completed: "there",
  existing: "there",
  improving: "building",
  "under construction": "building",
  required: "promised",
  planned: "promised",
  wanted: "wanted",
  "not said": "unsaid",
};

const OLDER = ["wanted", "unsaid"]; // what an address of before calls "missing"

function square(state, x, y, size = BOX) {
  const box = (name, extra) =>
    s("rect", { class: name, x, y, width: size, height: size, ...extra });
  switch (state) {
    case "there":
      return box("sealed framed");
    case "building":
      return [
        box("hollow thin"),
        s("rect", { class: "sealed", x, y: y + size / 2, width: size, height: size / 2 }),
      ];
    case "wanted":
      return box("hollow thin", { "stroke-dasharray": "2 2" });
    case "unsaid":
      return [
        box("unsaid"),
        s(
          "text",
          {
            class: "seal-word",
            x: x + size / 2,
            y: y + size * 0.86,
            "font-size": size * 0.95,
            "font-weight": 700,
            "text-anchor": "middle",
          },
          "?",
        ),
      ];
    default:
      return box("hollow thin");
  }
}

function leftOf({ lang }) {
  return LEFT[lang] ?? LEFT.en;
}

// Whether a system is part of another: parts are drawn smaller, and not counted.
function isPart({ system }) {
  return system.ties.some(({ relation, way }) => relation === "part_of" && way === "to");
}

function wholesOf(all) {
  return all.filter((item) => !isPart(item));
}

function columnName(view, column) {
  return isNation(column)
    ? view.speech.say("nation_in", { year: column.slice(7) })
    : view.speech.word(column);
}

// A name without the name of its column before it.
function within(name, column) {
  const short = name.replace(new RegExp(`^${column}(’s)? `), "");
  return short && short[0].toUpperCase() + short.slice(1);
}

// The row with names: the one asked for; of a search, the one with most of what was found.
function openRow(view) {
  const { systems, rows, opens_on: first } = view.data;
  const { find, open } = view.filters;
  const found = find
    ? view.items.filter((item) => isFound(item, find)).map(({ row }) => row)
    : [];
  if (found.length && !found.includes(open)) {
    const often = (row) => found.filter((other) => other === row).length;
    return [...new Set(found)].sort((a, b) => often(b) - often(a))[0];
  }
  return open || systems.find((system) => system.id === first)?.row || rows[0];
}

function items(view) {
  const { data, speech } = view;
  const order = ({ row, system }) => data.rows.indexOf(row) * 100 + data.columns.indexOf(system.column);
  const item = (system) => {
      const state = STATES[system.status] ?? "promised";
      const when = `${speech.word(system.place)}${speech.sign("colon")}${speech.say(`state_${state}`)}`;
      return {
        id: system.id,
        doc: system.doc,
        row: rowOf(system, data.systems),
        system,
        label: speech.named(system),
        group: speech.say(`row_${system.row}`),
        when,
        facts: { state, doc: system.doc },
      };
  };
  return data.systems.map(item).sort((a, b) => order(a) - order(b));
}

// The row of a system. Parts that would stand without any whole are in the row of theirs.
function rowOf(system, all) {
  const isWithWhole = (row) =>
    all.some((other) => other.row === row && other.column === system.column && !isPart({ system: other }));
  if (isWithWhole(system.row)) return system.row;
  const wholes = system.ties.filter(({ relation, way }) => relation === "part_of" && way === "to");
  const whole = all.find((other) => other.column === system.column && wholes.some((tie) => tie.other === other.id));
  return whole?.row ?? system.row;
}

// On a phone they are listed by how far they are said to exist.
function listed(view) {
  const { speech } = view;
  return byState(view.items).map((item) => {
    const { state } = item.facts;
    const group = `${speech.say(`state_${state}`)}${speech.sign("colon")}${countWithParts(view, state)}`;
    return { ...item, group, when: columnName(view, item.system.column) };
  });
}

function countWithParts(view, state) {
  const wholes = count(view, state);
  const all = view.items.filter((item) => item.facts.state === state).length;
  if (all === wholes) return wholes;
  return view.speech.say("and_parts", { count: wholes, parts: all - wholes });
}

// Systems of a cell, each part under what it is part of, with their names in both languages.
function nested(view, all) {
  const byId = new Map(all.map((item) => [item.id, item]));
  const parentOf = (item) =>
    item.system.ties.find(
      (tie) => tie.relation === "part_of" && tie.way === "to" && byId.has(tie.other),
    )?.other;
  const rows = [];
  const add = (item, depth) => {
    if (rows.some((row) => row.item === item)) return;
    const name = within(item.label, item.system.place);
    const other = within(view.otherName(item), item.system.place);
    rows.push({ item, depth: Math.min(depth, 2), name, other });
    const parts = all.filter((part) => parentOf(part) === item.id);
    for (const part of parts) add(part, depth + 1);
    if (parts.length < 3) return;
    const own = rows.filter((row) => parts.includes(row.item));
    shorten(own, "name", name);
    shorten(own, "other", other);
  };
  for (const item of all) if (!parentOf(item)) add(item, 0);
  for (const item of all) add(item, 0);
  return rows;
}

// Parts whose names all begin alike ("Business network of the …") leave that out, from "of" on; in
// Chinese they leave out the end that their whole has, too (党委办业务专网: of the Party committee).
function shorten(rows, key, whole) {
  const [head] = rows[0][key].split(" of ");
  if (rows.every((row) => row[key].startsWith(`${head} of `))) {
    for (const row of rows) row[key] = row[key].slice(head.length + 1);
  }
  let end = "";
  const isAlike = (longer) => [whole, ...rows.map((row) => row[key])].every((name) => name.endsWith(longer));
  while (end.length < whole.length && isAlike(whole.slice(-end.length - 1))) end = whole.slice(-end.length - 1);
  if (!/^[\u4e00-\u9fff]{2,}$/.test(end)) return;
  for (const row of rows) row[key] = row[key].slice(0, -end.length) || row[key];
}

// No column is narrower than its head and the longest word of the names in it (Chinese breaks
// anywhere), nor than half of that where no system is named.
function leastRoom(view, { own, named }, number) {
  const column = view.data.columns[number];
  const names = [view.speech, view.other].map((speech) => columnName({ speech }, column));
  const head = Math.max(...names.map((name) => widthOf(name, HEAD, 700))) + 8;
  const least = Math.max(own.length ? FEWEST : EMPTY, head);
  const inNames = named.flatMap(({ name, other, depth, isBoth }) => {
    const english = view.lang === "zh" ? (isBoth ? other : "") : name;
    return english.split(" ").map((word) => widthOf(word, SIZE) + depth * INDENT);
  });
  return Math.max(least, ...inNames.map((wide) => wide + STEP + 12));
}

// The lines of a name in a column of some width, and of its other name, if both are shown.
function linesOf({ name, other, depth, isBoth }, room) {
  const wide = room - 4 - (depth * INDENT + 22);
  const inRoom = (words) => (words ? wrap(words, wide, SIZE) : []);
  const own = inRoom(name);
  const after = otherAfter(own.at(-1), other === name ? "" : other, { wide, size: SIZE });
  return { own, others: isBoth && !after ? inRoom(other) : [], after };
}

// The other name of a line, if it has room after it.
function otherAfter(line, other, { wide, size, weight = 400 }) {
  if (!line || !other) return "";
  return widthOf(line, size, weight) + AFTER + widthOf(other, SIZE) <= wide ? other : "";
}

// That name in a line that is drawn.
function addAfter(view, text, other) {
  const lang = view.lang === "zh" ? "en" : "zh-Hans";
  if (other) text.append(s("tspan", { class: "quiet-text", lang, dx: AFTER, "font-size": SIZE }, other));
}

function nameHigh(one, room) {
  const { own, others } = linesOf(one, room);
  return (own.length + others.length) * NAME_LINE + 4;
}

// How high the names of a cell are, in a column of some width.
function highOf(named, room) {
  return named.reduce((sum, one) => sum + nameHigh(one, one.room ?? room), 0);
}

// A name runs on over the next columns where their names end above it: its `room`.
function flow(cells, edges) {
  const ends = cells.map(() => 0);
  for (let number = cells.length - 1; number >= 0; number -= 1) {
    let y = 0;
    for (const one of cells[number].named) {
      let last = number + 1;
      while (last < cells.length && ends[last] <= y) last += 1;
      one.room = edges[last] - edges[number];
      y += nameHigh(one, one.room);
    }
    ends[number] = cells[number].own.length ? y : NAME_LINE;
  }
}

// Whether the names of the open row have no room in columns: then they are listed under each other.
function isTight(view, width, cells) {
  return cells.reduce((sum, cell, number) => sum + leastRoom(view, cell, number), leftOf(view)) > width;
}

// The names of a row in two columns, whatever column of the picture they are of.
function listedNames(own, { width, left }) {
  const half = Math.ceil(own.length / 2);
  const room = (width - left) / 2;
  return [own.slice(0, half), own.slice(half)]
    .filter(({ length }) => length)
    .map((part, number) => {
      const named = part.map((item) => ({ item, depth: 0, name: item.label, other: "" }));
      return {
        own: part,
        named,
        isNamed: true,
        left: left + number * room,
        room: room - 8,
        high: highOf(named, room),
      };
    });
}

// What room there is goes, a little at a time, to the column whose names are highest.
function columnEdges(view, width, cells) {
  const little = 14;
  const rooms = cells.map((cell, number) => leastRoom(view, cell, number));
  const highs = cells.map(({ named }, number) => highOf(named, rooms[number]));
  let spare = width - leftOf(view) - rooms.reduce((sum, room) => sum + room, 0);
  for (; spare >= little; spare -= little) {
    const number = highs.indexOf(Math.max(...highs));
    // What cannot be lower needs no more room.
    if (highOf(cells[number].named, rooms[number] + spare) === highs[number]) break;
    rooms[number] += little;
    highs[number] = highOf(cells[number].named, rooms[number]);
  }
  const edges = [leftOf(view)];
  for (const room of rooms) edges.push(edges.at(-1) + room + spare / rooms.length);
  return edges;
}

// The rows that have systems: {row, own, cells}, of each cell its systems and their names.
function rowsOf(view) {
  const { data } = view;
  return data.rows
    .map((row) => {
      const own = view.items.filter((item) => item.row === row);
      const cells = data.columns.map((column) => {
        const there = own.filter(({ system }) => system.column === column);
        return { own: there, named: nested(view, there) };
      });
      return { row, own, cells };
    })
    .filter(({ own }) => own.length);
}

// The rows with their heights: names in the one that is open, squares in the others.
function sized(view, rows, edges, { tight, isBoth }) {
  const open = openRow(view);
  return rows.map(({ row, own, cells }) => {
    const isOpen = row === open;
    const name = rowName(view, row, own, isOpen);
    const weight = isOpen ? 700 : 400;
    const otherName = view.other.say(`row_${row}`);
    const after = otherAfter(name.at(-1), otherName, { wide: leftOf(view) - 26, size: 13, weight });
    const other = !after && (isOpen || isBoth) ? wrap(otherName, leftOf(view) - 26, SIZE) : [];
    if (isOpen && !tight) flow(cells, edges);
    const drawn =
      isOpen && tight
        ? listedNames(own, { width: edges.at(-1), left: leftOf(view) })
        : cells.map((cell, number) => {
            const wide = edges[number + 1] - edges[number];
            const high = isOpen ? highOf(cell.named, wide) : linesHigh(cell.own, wide - 8);
            return { ...cell, isNamed: isOpen, left: edges[number], room: wide - 8, high };
          });
    return {
      row,
      isOpen,
      name,
      after,
      other,
      cells: drawn,
      high: Math.max((name.length + other.length) * LINE, ...drawn.map(({ high }) => high)) + PAD,
    };
  });
}

// The name of a row in lines, with how many of its systems are there: beside it, if there is room;
// of the open row, under it, its name in the other language.
function rowName(view, row, own, isOpen) {
  const weight = isOpen ? 700 : 400;
  const lines = wrap(view.speech.say(`row_${row}`), leftOf(view) - 26, 13, weight);
  const told = thereOf(view, own);
  const last = `${lines.at(-1)} · ${told}`;
  if (widthOf(last, 13, weight) > leftOf(view) - 26) return [...lines, told];
  return [...lines.slice(0, -1), last];
}

// How high the squares of systems are: whole ones in lines, and under them the parts.
function linesHigh(own, room) {
  const wholes = wholesOf(own).length;
  const parts = own.length - wholes;
  const high = (count, step) => Math.ceil(count / perLineOf(room, step)) * step;
  return high(wholes, STEP) + high(parts, PART.step);
}

function perLineOf(room, step = STEP) {
  return Math.max(1, Math.floor((room + 4) / step));
}

function thereOf(view, own) {
  const wholes = wholesOf(own);
  const there = wholes.filter(({ facts }) => facts.state === "there").length;
  return view.speech.say("there_of", { there, count: wholes.length });
}

function draw(view, width, room = Infinity) {
  const { nodes, head, rows, high } = roomiest(view, width, room);
  const growth =
    room === Infinity
      ? 0
      : Math.max(GROWTH.least, Math.min(GROWTH.most, (room - high) / rows.length));
  let y = head;
  for (const row of rows) {
    nodes.push(
      s("path", { class: "lane", d: `M0 ${y}H${width}` }),
      rowHead(view, row, y),
      rowCells(view, row, y + PAD / 2 + 1),
    );
    y += row.high + growth;
  }
  const svg = s(
    "svg",
    { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) },
    nodes,
    s("path", { class: "lane", d: `M0 ${y}H${width}` }),
    s("rect", { class: "ring" }),
  );
  svg.prepend(s("rect", { class: "halo", rx: 4 }));
  svg.addEventListener("click", (event) => openIt(view, event));
  svg.addEventListener("keydown", (event) => openIt(view, event));
  return svg;
}

// Names in both languages: of systems, and of rows as far as there is room.
function roomiest(view, width, room) {
  const found = placed(view, width, { names: true, heads: true });
  if (found.high + GROWTH.least * found.rows.length <= room) return found;
  // Where it is low, the names of rows that are not open have one language.
  return placed(view, width, { names: true, heads: false });
}

// Heads and rows with their heights: {nodes, head, rows, high}; `names`, `heads`: whether systems and
// rows have their name in the other language under their own.
function placed(view, width, { names, heads }) {
  const all = rowsOf(view);
  const cellsOf = all.flatMap(({ cells }) => cells);
  for (const one of cellsOf.flatMap(({ named }) => named)) one.isBoth = names;
  const open = openRow(view);
  const opened = (all.find(({ row }) => row === open) ?? all[0]).cells;
  const tight = isTight(view, width, opened);
  const edges = tight
    ? evenEdges(view, width)
    : columnEdges(view, width, opened);
  const { nodes, head } = headsOf(view, edges, tight);
  const rows = sized(view, all, edges, { tight, isBoth: heads });
  return { nodes, head, rows, high: rows.reduce((sum, { high }) => sum + high, head + 4) };
}

function evenEdges(view, width) {
  const left = leftOf(view);
  const wide = (width - left) / view.data.columns.length;
  return [...view.data.columns, ""].map((_, number) => left + number * wide);
}

// The names of the columns, with how many of their systems are there.
function headsOf(view, edges, tight) {
  const size = tight ? SIZE : HEAD;
  const bold = { size, leading: LINE / size, "font-weight": 700 };
  const heads = view.data.columns.map((column, number) => {
    const x = edges[number];
    const wide = edges[number + 1] - x;
    const lines = wrap(columnName(view, column), wide - 6, size, 700);
    const own = view.items.filter(({ system }) => system.column === column);
    const counts = wrap(thereOf(view, own), wide - 3, SIZE);
    const others = wrap(columnName({ ...view, speech: view.other }, column), wide - 6, SIZE);
    return { x, lines, others, counts, ...closer(lines, wide) };
  });
  const linesIn = ({ lines, others, counts }) => lines.length + others.length + counts.length;
  const head = 8 + LINE * Math.max(...heads.map(linesIn));
  const said = textLines(balanced(view.speech.say("there_head"), leftOf(view) - 12, SIZE), {
    x: 0,
    y: 14,
    size: SIZE,
    leading: LINE / SIZE,
    class: "quiet-text",
  });
  const lang = view.lang === "zh" ? "en" : "zh-Hans";
  const plain = { size: SIZE, leading: LINE / SIZE };
  const nodes = heads.map(({ x, lines, others, counts, textLength, lengthAdjust }) => [
    textLines(lines, { ...bold, x, y: 14, textLength, lengthAdjust }),
    textLines(others, { ...plain, x, y: 14 + lines.length * LINE, class: "quiet-text", lang }),
    textLines(counts, { ...plain, x, y: 14 + (lines.length + others.length) * LINE }),
  ]);
  return { nodes: [said, ...nodes], head };
}

// A name that is wider than its column is set closer.
function closer(lines, wide) {
  const widest = Math.max(...lines.map((line) => widthOf(line, SIZE, 700)));
  return widest > wide - 4 ? { textLength: wide - 5, lengthAdjust: "spacingAndGlyphs" } : {};
}

function rowHead(view, { row, isOpen, name, after, other }, y) {
  const names = [view.speech, view.other].map((one) => one.say(`row_${row}`));
  const label = view.speech.say("open_row", { name: names.join(" · ") });
  const lang = view.lang === "zh" ? "en" : "zh-Hans";
  const below = { x: 17, y: y + 19 + name.length * LINE, size: SIZE, leading: LINE / SIZE };
  const weight = isOpen ? 700 : 400;
  const own = textLines(name, { x: 17, y: y + 19, size: 13, leading: LINE / 13, "font-weight": weight });
  addAfter(view, own, after);
  return s(
    "g",
    {
      class: "row-head",
      role: "button",
      tabindex: "0",
      "data-row": row,
      "aria-expanded": String(isOpen),
      "aria-label": label,
    },
    s("title", {}, label),
    s("rect", {
      class: "hit-area",
      x: 0,
      y: y + 3,
      width: leftOf(view) - 8,
      height: (name.length + other.length) * LINE + 6,
      rx: 3,
    }),
    s("path", { class: "sealed", d: isOpen ? `M3 ${y + 13}h8l-4 6Z` : `M4 ${y + 11}v9l6 -4.5Z` }),
    own,
    textLines(other, { ...below, class: "quiet-text", lang }),
  );
}

function rowCells(view, { cells }, y) {
  return cells.map((cell) => (cell.isNamed ? namesOf(view, cell, y) : squaresOf(view, cell, y)));
}

function openIt(view, event) {
  const head = event.target.closest(".row-head");
  if (!head || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
  event.preventDefault();
  view.setFilter("open", head.dataset.row);
}

function markOf(view, item, shapes, area) {
  const says = `${view.bothNames(item)}, ${item.when}`;
  return s(
    "g",
    { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("title", {}, says),
    s("rect", { class: "hit-area", rx: 2, ...area }),
    shapes,
  );
}

// The ring around what is chosen; a square without a name has yellow around it, too.
function lightSquare(view, picture) {
  const placed = ring(view, picture);
  halo(picture, placed?.width > STEP ? null : placed);
}

// Systems by how far they are said to exist.
function byState(own) {
  return ORDER.flatMap((state) => own.filter(({ facts }) => facts.state === state));
}

// A dash, where no system is named.
function silence(x, y) {
  return s("path", { class: "dash", d: `M${x} ${y}h6` });
}

function squaresOf(view, { own, left, room }, top) {
  if (!own.length) return silence(left + 2, top + BOX / 2);
  return squareMarks(view, own, { left, top, room });
}

// Squares in lines, the fullest first; under them the parts, smaller.
function squareMarks(view, own, { left, top, room }) {
  const wholes = wholesOf(own);
  const below = top + linesHigh(wholes, room);
  return [
    inLines(view, byState(wholes), { left, top, room, size: BOX, step: STEP }),
    inLines(view, byState(own.filter(isPart)), {
      left,
      top: below,
      room,
      size: PART.box,
      step: PART.step,
    }),
  ];
}

function inLines(view, own, { left, top, room, size, step }) {
  const perLine = perLineOf(room, step);
  const edge = (step - size) / 2;
  return own.map((item, number) => {
    const x = left + (number % perLine) * step;
    const y = top + Math.floor(number / perLine) * step;
    const area = { x: x - edge, y: y - edge, width: step, height: step };
    return markOf(view, item, square(item.facts.state, x, y, size), area);
  });
}

function namesOf(view, { own, named, left, room }, top) {
  if (!own.length) return silence(left + 2, top + BOX / 2);
  let y = top;
  return named.map((one) => {
    const lines = linesOf(one, one.room ?? room + 8);
    const high = nameHigh(one, one.room ?? room + 8);
    const at = y;
    y += high;
    const x = left + one.depth * INDENT;
    const both = lines.after ? widthOf(lines.own.at(-1), SIZE) + AFTER + widthOf(lines.after, SIZE) : 0;
    const wide = Math.max(both, ...[...lines.own, ...lines.others].map((line) => widthOf(line, SIZE)));
    const tie = one.depth
      ? s("path", { class: "tie", d: `M${x - 8} ${at}V${at + 6}H${x}` })
      : null;
    const text = { x: x + 16, size: SIZE, leading: 1.2 };
    const name = textLines(lines.own, { ...text, y: at + 10 });
    addAfter(view, name, lines.after);
    const below = { ...text, y: at + 10 + lines.own.length * NAME_LINE };
    const lang = view.lang === "zh" ? "en" : "zh-Hans";
    const other = textLines(lines.others, { ...below, class: "quiet-text", lang });
    return [
      tie,
      markOf(view, one.item, [namedSquare(one.item, x, at), name, other], {
        x: x - 2,
        y: at - 3,
        width: wide + 22,
        height: high,
      }),
    ];
  });
}

function namedSquare(item, x, y) {
  if (!isPart(item)) return square(item.facts.state, x, y);
  const inset = (BOX - PART.box) / 2;
  return square(item.facts.state, x + inset, y + inset, PART.box);
}

// On a phone: squares for each column.
function small(view, width) {
  const nodes = [];
  const parts = view.data.columns.map((column) => ({
    name: columnName(view, column),
    own: view.items.filter(({ system }) => system.column === column),
  }));
  let y = 20;
  for (const { name, own } of parts) {
    const beside = widthOf(name, 13, 700) + 10;
    nodes.push(s("text", { x: 0, y: y + 15, "font-size": 13, "font-weight": 700 }, name));
    nodes.push(
      s(
        "text",
        { x: beside, y: y + 15, "font-size": SIZE, class: "quiet-text" },
        thereOf(view, own),
      ),
    );
    const room = width - 8;
    nodes.push(squareMarks(view, own, { left: 2, top: y + 25, room }));
    y += 33 + linesHigh(own, room);
  }
  return s(
    "svg",
    { width, height: y, role: "img", "aria-label": view.spec.title(view) },
    s(
      "text",
      { x: 0, y: 13, "font-size": SIZE, class: "quiet-text" },
      view.speech.say("there_head"),
    ),
    s("rect", { class: "halo", rx: 4 }),
    nodes,
    s("rect", { class: "ring" }),
  );
}

function count(view, state) {
  return wholesOf(view.items).filter((item) => item.facts.state === state).length;
}

const FEW = 10; // systems of a column: of fewer a share says little

// Of how many that are named most are there: in each place that can be compared, then for the nation.
function title(view) {
  const { speech } = view;
  const shares = sharesOf(view);
  const places = shares.filter(({ column }) => !isNation(column));
  const nation = shares.filter(({ column }) => isNation(column));
  if (!places.length || shares.length < 2) {
    const all = wholesOf(view.items).length;
    return speech.say("systems_title", { all, there: count(view, "there"), promised: count(view, "promised") });
  }
  const said = (key, shown) => shown.map((one) => speech.say(key, one));
  return [
    ...said("systems_first", places.slice(0, 1)),
    ...said("systems_next", places.slice(1)),
    ...said("systems_nation", nation),
  ].join("");
}

function isNation(column) {
  return column.startsWith("nation-");
}

// How many are counted, how, which are not compared, and what is not shown.
function leadOf({ speech, items: all }) {
  return speech.say("systems_limits", { all: wholesOf(all).length, few: FEW });
}

// What share of the systems of each column is there, where enough are named; the highest first.
function sharesOf(view) {
  const columns = view.data.columns.map((column) => {
    const own = view.items.filter(({ system }) => system.column === column);
    const wholes = wholesOf(own);
    const all = wholes.length;
    const there = wholes.filter(({ facts }) => facts.state === "there").length;
    const name = columnName(view, column);
    const text = own.length ? view.data.texts[own[0].doc][`short_${view.lang}`] : "";
    return { column, name, text, year: column.slice(7), all, there, share: there / all };
  });
  return columns.filter(({ all }) => all >= FEW).sort((a, b) => b.share - a.share);
}

// The seal of each text; the filters have the other signs.
function key(view) {
  const texts = Object.entries(view.data.texts).map(([doc, text]) =>
    h("span", { "data-doc": doc }, seal(text, view.lang), " ", text[`short_${view.lang}`]),
  );
  const part = s(
    "svg",
    { width: 12, height: 16, "aria-hidden": "true" },
    square("there", 2, 5, PART.box),
  );
  const none = s("svg", { width: 12, height: 16, "aria-hidden": "true" }, silence(3, 8));
  const states = ORDER.map((state) => h("span", {}, signOf(state), view.speech.say(`state_${state}`)));
  return [
    // On a phone the filters, which have these signs, are folded.
    ...(view.isNarrow ? states : texts),
    h("span", {}, part, view.speech.say("key_part")),
    view.isNarrow ? null : h("span", {}, none, view.speech.say("none_named")),
  ];
}

function signOf(state) {
  return s("svg", { width: 16, height: 16, "aria-hidden": "true" }, square(state, 2, 2));
}

function filters(view) {
  const { speech } = view;
  return [
    {
      key: "state",
      label: speech.say("state"),
      options: [
        { value: "", label: speech.say("every") },
        ...ORDER.map((state) => ({
          value: state,
          sign: signOf(state),
          label: `${speech.say(`state_${state}`)}${speech.sign("colon")}${count(view, state)}`,
        })),
      ],
      passes: ({ facts }, [state]) =>
        facts.state === state || (state === "missing" && OLDER.includes(facts.state)),
    },
    {
      key: "find",
      label: speech.say("find_system"),
      search: true,
      options: [],
      passes: (item, [sought]) => isFound(item, sought),
    },
    { key: "open", label: "", redraw: true, options: [] },
  ];
}

// Whether a system's name in either language has what is sought.
function isFound({ system }, sought) {
  const said = `${system.label_en} ${system.label_zh}`.toLowerCase();
  return said.includes(sought.toLowerCase());
}

const MOST_TIES = 8;

// What a system has to do with others: each relation once, with the systems under it.
function tiesOf(view, ties) {
  const { speech } = view;
  const groups = new Map();
  for (const tie of ties.filter(({ other }) => view.byId.has(other)).slice(0, MOST_TIES)) {
    const name = speech.say(`tie_${tie.relation}_${tie.way}`);
    groups.set(name, [...(groups.get(name) ?? []), tie]);
  }
  return [...groups].map(([name, own]) => groupOf(view, name, own));
}

// What is known of all of them alike stands in the head. A whole with parts counts as one.
function groupOf(view, name, own) {
  const { speech } = view;
  const bases = new Set(own.map(({ basis }) => basis));
  const isAlike = bases.size === 1;
  const isWhole = own[0].relation === "part_of" && own[0].way === "from";
  const notes = [
    isWhole ? speech.say("counts_as_one") : "",
    isAlike ? speech.say(`basis_${own[0].basis}`) : "",
  ].filter(Boolean);
  const aside = notes.length ? speech.aside(notes.join(speech.sign("listed"))) : "";
  return [
    h("h4", {}, name, h("span", { class: "quiet grounds" }, aside)),
    isWhole && isAlike ? partsLine(view, own) : own.map((tie) => tieLine(view, tie, isAlike)),
  ];
}

// Parts one after the other, by what is different in their names.
function partsLine(view, ties) {
  const parts = ties.map(({ other }) => ({ other, name: view.byId.get(other).label }));
  if (parts.length > 2) shorten(parts, "name", view.byId.get(view.chosen).label);
  const mark = view.speech.sign("listed");
  const listed = parts.map((part, number) => {
    const isLast = number === parts.length - 1;
    // No line begins with the mark that is after a link.
    return [h("span", { class: "unbroken" }, linkTo(view, part), isLast ? "" : mark.trimEnd()), isLast ? "" : " "];
  });
  return h("p", {}, listed);
}

function linkTo(view, { other, name }) {
  const on = { click: () => view.choose(other) };
  return h("button", { type: "button", class: "quiet-button", on }, mixed(name));
}

function tieLine(view, tie, isAlike) {
  return h(
    "p",
    { class: "step" },
    linkTo(view, { other: tie.other, name: view.byId.get(tie.other).label }),
    isAlike
      ? null
      : h("span", { class: "quiet" }, view.speech.aside(view.speech.say(`basis_${tie.basis}`))),
  );
}

// "30 March 2006" of "2006-03-30"; a year, or what is no date, as it is.
function dayAsSaid(written, lang) {
  if (/^\d{4}-\d\d-\d\d$/.test(written)) return sayDates(written, written, lang);
  return lang === "zh" ? `${written}年` : written;
}

// When it came to be, if a result is told in the same words; then when it is told of, which is not
// the day on which a thing was completed.
function whenSaid({ speech, lang }, { status, as_of: asOf, is_text_date: isText, ...own }) {
  if (!asOf) return "";
  const when = dayAsSaid(asOf, lang);
  const last = isText ? speech.say("told_on", { when }) : `${speech.sign("comma")}${when}`;
  if (!own.done_from || STATES[status] !== "there") return last;
  return speech.say("some_time_in", { when: sayDates(own.done_from, own.done_to, lang) }) + last;
}

// The state as the filters call it, and as the text has it, if that is another word.
function stateSaid({ speech }, { facts, system }) {
  const name = speech.say(`state_${facts.state}`);
  const state = `${name[0].toUpperCase()}${name.slice(1)}`;
  const told = speech.word(system.status);
  return name.includes(told) ? state : `${state}${speech.sign("colon")}${speech.say("state_in_text", { state: told })}`;
}

function pane(view, item) {
  const { system } = item;
  const { speech } = view;
  const what = speech.either(system.what, system.what_zh);
  return {
    kicker: [speech.word(system.place), speech.word(system.kind)].join(" · "),
    heading: item.label,
    findings: [system],
    below: [
      h(
        "p",
        {},
        h("b", {}, stateSaid(view, item)),
        whenSaid(view, system),
      ),
      system.ties.length ? tiesOf(view, system.ties) : null,
      what ? h("p", { class: "given" }, mixed(what)) : null,
      system.note ? h("p", { class: "quiet" }, mixed(speech.either(system.note, system.note_zh))) : null,
    ],
  };
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("system"), of: (item) => item.label },
    { head: speech.say("other_language"), of: view.otherName },
    { head: speech.say("kind_of"), of: ({ system }) => speech.word(system.kind) },
    { head: speech.say("state"), of: ({ system }) => speech.word(system.status) },
    { head: speech.say("who"), of: ({ system }) => speech.word(system.place) },
    { head: speech.say("where_said"), of: ({ system }) => system.address },
  ];
}

const spec = {
  name: "systems",
  title,
  lead: leadOf,
  key,
  filters,
  items,
  listed,
  other: (view, { system }) => view.other.named(system),
  draw,
  small,
  sign: (view, item) =>
    s("svg", { width: 16, height: 16, "aria-hidden": "true" }, namedSquare(item, 2, 2)),
  after: lightSquare,
  drawnBy: openRow,
  pane,
  columns,
  shown: (view, count, all) =>
    view.speech.say(count === all ? "all_parts" : "shown_parts", { count, all, parts: view.items.filter(isPart).length }),
  opening: (view) =>
    view.byId.has(view.data.opens_on) ? view.data.opens_on : (view.items[0]?.id ?? ""),
};

// Draws the atlas into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
