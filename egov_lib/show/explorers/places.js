// What is told of each place: a row a place, a column an act, a square a thing told of, a small
// one a part of it. The place of most promises comes first; last, those of which too little is told.
// The row of what is chosen is open: under its squares are their names.

import { h, s } from "../front/dom.js";
import { clausesOf, passage } from "../front/passage.js";
import { SIGNS, halo, ring, textLines, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEFT = 176;
const SHARE = 82; // of the share, beside the name of a place
const LEAST = 84; // of a column
const COUNT = 29; // of the number before the squares of a cell
const SIZE = 12.5;
const HEAD = 16; // of a line of the heads
const BAND = 24; // of the line over the heads: promised, told as a fact
const LEVELS = ["nation", "province", "city"];
const FEW = 10; // things told of a place: of fewer a share says little
const FEW_HEAD = 26; // of the line over the places of which too little is told
const ROW = { pad: 14, least: 44, few: 26, growth: 18, shrink: 4 };
const OTHER = 15; // from a place's name to its name in the other language
const SEAL = { size: 14, step: 16, gap: 7 }; // of the texts that tell of a place, after its names
// Of the names in the row that is open: their lines, what is left and right of one, the least and the
// most lines.
const NAMES = { line: 18, sign: 17, between: 20, least: 2, most: 7, pad: 8 };
const WHOLE = { size: 14, step: 16.6 };
const PART = { size: 7, step: 10.5 };
const LIST = { line: 16, between: 12, inset: 6, bar: 56 }; // on a phone: of a head, between its two columns,
// left of them, and of the bar of a share

function actName(view, act) {
  const key = `act_${act}`;
  const said = view.speech.say(key);
  return said === key ? view.speech.word(act) : said;
}

function items(view) {
  const { data } = view;
  const places = inOrder(view);
  const order = (mark) => places.indexOf(mark.place) * 1000 + data.acts.indexOf(mark.act);
  const marks = [...data.marks].sort((a, b) => order(a) - order(b) || isPart(a) - isPart(b));
  return marks.map((mark) => itemOf(view, mark));
}

function itemOf(view, mark) {
  const { speech } = view;
  const item = {
    id: mark.id,
    doc: mark.doc,
    mark,
    label: plainName(speech, mark),
    group: speech.word(mark.place),
    when: actName(view, mark.act),
    facts: { doc: mark.doc, act: mark.act },
  };
  return { ...item, says: `${item.group}, ${item.when}: ${view.bothNames(item)}` };
}

// The name of a thing: that it is due, its square says.
function plainName(speech, mark) {
  return speech.named(mark).replace(/^Due: (.)/, (_, first) => first.toUpperCase());
}

function isPart({ whole_en: whole }) {
  return Boolean(whole);
}

function isPromised({ act }) {
  return act === "promised" || act === "due";
}

// --- shares ---

// How many of the things told of a place are ordered or promised; parts are not counted.
function promisedOf(view, place) {
  const own = view.data.marks.filter((mark) => mark.place === place && !isPart(mark));
  const promised = own.filter(isPromised).length;
  return {
    id: place,
    place: view.speech.word(place),
    all: own.length,
    promised,
    share: promised / own.length,
    text: [...new Set(own.map(({ doc }) => view.data.texts[doc][`short_${view.lang}`]))].join(
      view.speech.sign("list"),
    ),
  };
}

// The places that enough is told of, those of most promises first.
function ranked(view) {
  const places = view.data.places.map((place) => promisedOf(view, place));
  return places.filter(({ all }) => all >= FEW).sort((a, b) => b.share - a.share);
}

// All places: those that enough is told of by the share of promises, as in the heading; then the
// others by their level.
function inOrder(view) {
  const { levels, places } = view.data, first = ranked(view).map(({ id }) => id);
  const others = places.filter((place) => !first.includes(place));
  const rank = (place) => LEVELS.indexOf(levels[place]);
  return [...first, ...others.sort((a, b) => rank(a) - rank(b))];
}

function isFew(view, place) {
  return promisedOf(view, place).all < FEW;
}

// The two places that differ most, if one is told of mostly in promises and the other in facts.
function pairOf(view) {
  const [most, ...others] = ranked(view);
  const least = others.at(-1);
  return least && most.share > 0.5 && least.share < 0.5 ? { most, least } : null;
}

function title(view) {
  const pair = pairOf(view);
  if (pair) {
    return view.speech.say(pair.most.share === 1 ? "places_contrast_all" : "places_contrast", {
      most: pair.most.place,
      most_all: pair.most.all,
      most_promised: pair.most.promised,
      least: pair.least.place,
      least_all: pair.least.all,
      least_told: pair.least.all - pair.least.promised,
    });
  }
  const wholes = view.data.marks.filter((mark) => !isPart(mark));
  return view.speech.say("places_title", { count: wholes.length, places: view.data.places.length });
}

// Which texts the two places of the title are in, and what all this cannot show.
function lead(view) {
  const pair = pairOf(view);
  if (!pair) return view.speech.say("places_limits");
  const { most, least } = pair;
  const texts = { most: most.place, most_text: most.text, least: least.place, least_text: least.text };
  return view.speech.say("places_lead", texts);
}

// --- the picture ---

// How wide each column is: as its fullest cell asks for.
function columnsOf(view, from, to) {
  const { acts, places, marks } = view.data;
  const least = Math.min(LEAST, (to - from) / acts.length);
  const inCell = (act, place) =>
    marks.filter((mark) => mark.act === act && mark.place === place && !isPart(mark)).length;
  const fullest = acts.map((act) => Math.max(1, ...places.map((place) => inCell(act, place))));
  const spare = to - from - least * acts.length;
  const all = fullest.reduce((sum, count) => sum + count, 0);
  let x = from;
  return acts.map((act, number) => {
    const column = { act, x, wide: least + (spare * fullest[number]) / all };
    x += column.wide;
    return column;
  });
}

// What is in a cell: whole things, and under them the parts, as many on a line as it is wide.
function cellOf(view, place, { act, x, wide }) {
  const own = view.items.filter(({ mark }) => mark.place === place && columnOf(view, mark) === act);
  const room = wide - COUNT - 2;
  return { ...filledOf(own, room), x };
}

// A part stands with its whole, whatever is told of the part itself.
function columnOf({ data }, mark) {
  const isWhole = ({ place, label_en: label }) => place === mark.place && label === mark.whole_en;
  const whole = isPart(mark) ? data.marks.find(isWhole) : null;
  return whole ? columnOf({ data }, whole) : mark.act;
}

function filledOf(own, room) {
  const wholes = own.filter(({ mark }) => !isPart(mark));
  const parts = own.filter(({ mark }) => isPart(mark));
  const linesOf = ({ length }, { step }) => Math.ceil(length / perLineOf(room, step));
  const wholesHigh = linesOf(wholes, WHOLE) * WHOLE.step;
  return { wholes, parts, room, wholesHigh, high: wholesHigh + linesOf(parts, PART) * PART.step };
}

function perLineOf(room, step) {
  return Math.max(1, Math.floor(room / step));
}

function draw(view, width, room = Infinity) {
  const isWide = width > 700;
  const columns = columnsOf(view, LEFT + (isWide ? SHARE : 0), width);
  const { nodes, head } = headsOf(view, columns, isWide);
  const rows = inOrder(view).map((place) => rowOf(view, place, columns));
  const few = rows.filter(({ isLow }) => isLow);
  const natural = rows.reduce((sum, { high }) => sum + high, head + 6 + (few.length ? FEW_HEAD : 0));
  const open = placeOf(view);
  const growing = rows.length - few.length;
  const names = namesOf(view, open, width, room - natural + growing * ROW.shrink);
  const spare = room - natural - names.high;
  const growth = room === Infinity ? 0 : Math.max(-ROW.shrink, Math.min(ROW.growth, spare / growing));
  let y = head;
  for (const row of rows) {
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }));
    if (row === few[0]) {
      const says = view.speech.say("places_few", { few: FEW });
      nodes.push(s("text", { class: "quiet-text", x: 3, y: y + 18, "font-size": SIZE }, says));
      y += FEW_HEAD;
    }
    const more = row.isLow ? 0 : growth;
    nodes.push(rowMarks(view, row, y + Math.max(more, 0) / 2, isWide));
    y += row.high + more;
    if (row.place !== open) continue;
    nodes.push(s("g", { transform: `translate(0 ${y - 2})` }, names.nodes));
    y += names.high;
  }
  return s(
    "svg",
    { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) },
    s("rect", { class: "halo", rx: 4 }),
    nodes,
    s("path", { class: "lane", d: `M0 ${y}H${width}` }),
    s("rect", { class: "ring" }),
  );
}

// The place whose row is open: that of what is chosen.
function placeOf({ byId, chosen }) {
  return byId.get(chosen)?.mark.place ?? "";
}

// The names of the things told of a place, in both languages, one after the other: {nodes, high}.
// Parts, and what the room has no lines for, have theirs in the pane.
function namesOf(view, place, width, room) {
  const things = view.items.filter(({ mark }) => mark.place === place && !isPart(mark));
  const most = Math.min(NAMES.most, Math.max(NAMES.least, Math.floor((room - NAMES.pad) / NAMES.line)));
  const nodes = [];
  let x = 4;
  let line = 0;
  for (const [number, item] of things.entries()) {
    const wide = NAMES.sign + widthOf(item.label, SIZE) + 6 + widthOf(view.otherName(item), SIZE);
    const left = things.length - number;
    const says = view.speech.say("names_left", { count: left });
    const isLast = line === most - 1;
    const kept = isLast && left > 1 ? NAMES.between + widthOf(says, SIZE) : 0;
    if (x > 4 && x + wide > width - kept) {
      if (isLast) {
        nodes.push(s("text", { class: "quiet-text", x, y: line * NAMES.line + 13, "font-size": SIZE }, says));
        break;
      }
      x = 4;
      line += 1;
    }
    nodes.push(nameOf(view, item, x, line * NAMES.line, wide));
    x += wide + NAMES.between;
  }
  return { nodes, high: things.length ? (line + 1) * NAMES.line + NAMES.pad : 0 };
}

// A name with its square before it: lit with its mark, and chosen like it.
function nameOf(view, item, x, y, wide) {
  const text = s("text", { x: x + NAMES.sign, y: y + 13, "font-size": SIZE }, item.label);
  const lang = view.lang === "zh" ? "en" : "zh-Hans";
  text.append(s("tspan", { class: "quiet-text", lang, dx: 6 }, view.otherName(item)));
  return s(
    "g",
    {
      class: "spot named",
      "data-of": item.id,
      "data-doc": item.doc,
      on: { click: () => view.choose(item.id) },
    },
    s("rect", { class: "hit-area", x: x - 3, y, width: wide + 6, height: NAMES.line, rx: 3 }),
    square(item.mark, x, y + 3.5, 11),
    text,
  );
}

// The chosen square with yellow around it, under all others, and the name of its place lit.
function lightPlace(view, picture) {
  halo(picture, ring(view, picture));
  const place = view.byId.get(view.chosen)?.mark.place;
  for (const name of picture.querySelectorAll(".place-name")) {
    name.classList.toggle("chosen", name.dataset.place === place);
  }
}

function headsOf(view, columns, isWide) {
  const heads = columns.map(({ act, x, wide }) => ({
    x,
    lines: wrap(actName(view, act), wide - 8, 13, 700),
  }));
  if (isWide)
    heads.push({ x: LEFT, lines: wrap(view.speech.say("places_share"), SHARE - 10, 13, 700) });
  const nodes = heads.map(({ x, lines }) =>
    textLines(lines, { x, y: BAND + 14, size: 13, leading: HEAD / 13, "font-weight": 700 }),
  );
  const lines = Math.max(...heads.map((one) => one.lines.length));
  return { nodes: [bandsOf(view, columns), nodes], head: BAND + lines * HEAD + 10 };
}

// Over the heads: which acts are still to come, which are told as done or under way.
function bandsOf(view, columns) {
  const sides = [columns.filter(isPromised), columns.filter((column) => !isPromised(column))];
  return sides.map((own, number) => {
    if (!own.length) return null;
    const [{ x }] = own;
    const end = own.at(-1).x + own.at(-1).wide - 14;
    const says = view.speech.say(number ? "side_told_all" : "key_promised");
    return [
      s("text", { class: "quiet-text", x, y: 13, "font-size": SIZE }, says),
      s("path", { class: "axis", d: `M${x} ${BAND - 5}H${end}` }),
    ];
  });
}

function rowOf(view, place, columns) {
  const cells = columns.map((column) => cellOf(view, place, column));
  const isLow = isFew(view, place);
  const name = wrap(view.speech.word(place), LEFT - 26, 13.5, 700);
  const least = isLow ? ROW.few : name.length * 17 + OTHER + 10;
  const pad = isLow ? 12 : ROW.pad;
  return {
    place,
    cells,
    name,
    isLow,
    high: Math.max(least, isLow ? 0 : ROW.least, ...cells.map(({ high }) => high + pad)),
  };
}

function rowMarks(view, { place, cells, name, isLow }, y, isWide) {
  return [
    placeName(view, place, name, y + 1, isLow),
    isWide ? shareBar(view, place, LEFT, y, SHARE - 18) : null,
    cells.map((cell) => cellMarks(cell, y)),
  ];
}

// The name of a place after the sign of its level, on yellow while something of it is chosen; its
// name in the other language beneath it or, on a phone, beside it.
function placeName(view, place, lines, y, isBeside = false) {
  const sign = SIGNS[view.data.levels[place]] ?? SIGNS.city;
  const wide = Math.max(...lines.map((line) => widthOf(line, 13.5, 700)));
  const below = y + 19 + (lines.length - 1) * 17 + OTHER;
  const at = isBeside ? { x: 30 + wide, y: y + 19 } : { x: 22, y: below };
  const other = view.other.word(place);
  const sealsAt = at.x + widthOf(other, SIZE) + SEAL.gap;
  return s(
    "g",
    { class: "place-name", "data-place": place },
    s("rect", { class: "hit-area", x: 18, y: y + 4, width: wide + 9, height: lines.length * 17 + 4, rx: 3 }),
    sign(10, y + 14, 5),
    textLines(lines, { x: 22, y: y + 19, size: 13.5, "font-weight": 700 }),
    s("text", { class: "quiet-text", ...at, "font-size": SIZE }, other),
    isBeside ? null : sealsOf(view, place, sealsAt, at.y - 11.5),
  );
}

// The seals of the texts that tell of a place.
function sealsOf({ data }, place, x, y) {
  const docs = [...new Set(data.marks.filter((mark) => mark.place === place).map(({ doc }) => doc))];
  return docs.map((doc, number) => {
    const left = x + number * SEAL.step;
    const middle = { x: left + SEAL.size / 2, y: y + 11, "font-size": 10, "text-anchor": "middle" };
    return s(
      "g",
      { "data-doc": doc },
      s("rect", { class: "sealed", x: left, y, width: SEAL.size, height: SEAL.size, rx: 2 }),
      s("text", { class: "on-seal han", ...middle }, data.texts[doc].seal),
    );
  });
}

function cellMarks(cell, y) {
  const { wholes, parts, x } = cell;
  if (!wholes.length && !parts.length) return s("path", { class: "dash", d: `M${x} ${y + 15}h8` });
  const count = (words, at) =>
    s("text", { class: "quiet-text", x, y: at, "font-size": SIZE }, words);
  const ofParts = y + 9 + cell.wholesHigh + 10;
  return [
    wholes.length ? count(wholes.length, y + 19.5) : null,
    parts.length ? count(`+${parts.length}`, ofParts) : null,
    cellSquares(cell, x + COUNT, y + 9),
  ];
}

function cellSquares({ wholes, parts, room, wholesHigh }, x, y) {
  return [squares(wholes, x, y, room, WHOLE), squares(parts, x, y + wholesHigh, room, PART)];
}

// A square as far filled as what it stands for is there: hollow if ordered or promised, half if
// it is being built.
function square({ act, is_due: isDue }, x, y, size) {
  const box = (look, shape) => s("rect", { class: look, x, y, width: size, height: size, ...shape });
  if (isPromised({ act })) return [box("hollow thin"), isDue ? dueSign(x, y, size) : null];
  if (act !== "building") return box("sealed");
  const half = size / 2;
  return [box("hollow thin"), box("sealed", { y: y + half, height: half })];
}

// Squares in lines.
function squares(own, left, top, room, { size, step }) {
  const perLine = perLineOf(room, step);
  const edge = (step - size) / 2;
  return own.map((item, number) => {
    const x = left + (number % perLine) * step;
    const y = top + Math.floor(number / perLine) * step;
    return s(
      "g",
      {
        class: "mark",
        "data-id": item.id,
        "data-doc": item.doc,
        role: "button",
        "aria-label": item.says,
      },
      s("title", {}, item.says),
      s("rect", { class: "hit-area", x: x - edge, y: y - edge, width: step, height: step, rx: 2 }),
      square(item.mark, x, y, size),
    );
  });
}

// In the square of what is due by a date: the sign of a deadline.
function dueSign(x, y, size) {
  const [left, right, top] = [x + size * 0.22, x + size * 0.78, y + size * 0.28];
  return s("path", { class: "sealed", d: `M${left} ${top}H${right}L${x + size / 2} ${y + size * 0.78}Z` });
}

// The share of orders and promises in what is told of a place, where enough is told.
function shareBar(view, place, x, y, wide) {
  const { all, promised, share } = promisedOf(view, place);
  const isLow = all < FEW;
  const look = { "font-weight": isLow ? 400 : 700, class: isLow ? "quiet-text" : "" };
  const says = view.speech.say("share_of", { count: promised, all });
  // Where too little is told, the names of the place take more of the line.
  const at = isLow ? { x: x + wide, "text-anchor": "end" } : { x };
  return s(
    "g",
    {},
    s("text", { ...at, y: y + 19.5, "font-size": SIZE, ...look }, says),
    isLow ? null : barOf(x, y + 26, wide, share),
  );
}

// A bar as its squares are: hollow as far as it is promised, filled as far as it is told as a fact.
function barOf(x, y, wide, share) {
  const height = 10;
  const told = wide * (1 - share);
  return [
    s("rect", { class: "bar-hollow", x, y, width: wide, height }),
    s("rect", { class: "bar-full", x: x + wide - told, y, width: told, height }),
  ];
}

// --- on a phone ---

// The squares of each place: promised at the left, told as facts at the right.
function small(view, width) {
  const places = inOrder(view);
  const firstFew = places.find((place) => isFew(view, place));
  const nodes = [];
  let y = 0;
  for (const place of places) {
    if (place === firstFew) {
      const says = wrap(view.speech.say("places_few", { few: FEW }), width, SIZE);
      nodes.push(
        textLines(says, { class: "quiet-text", x: 0, y: y + 17, size: SIZE, leading: 1.25 }),
      );
      y += says.length * LIST.line + 10;
    }
    nodes.push(placeHead(view, place, y, width));
    const sides = sidesOf(view, place, y + 24, width);
    nodes.push(sides.map((side) => side.nodes));
    const high = 24 + Math.max(...sides.map((side) => side.high)) + 8;
    y += high;
  }
  return s(
    "svg",
    { width, height: y, role: "img", "aria-label": view.spec.title(view) },
    s("rect", { class: "halo", rx: 4 }),
    nodes,
    s("rect", { class: "ring" }),
  );
}

function placeHead(view, place, y, width) {
  const name = view.speech.word(place);
  const named = 36 + widthOf(name, 13.5, 700) + widthOf(view.other.word(place), SIZE) + 10;
  return [
    s("path", { class: "axis", d: `M0 ${y}H${width}` }),
    placeName(view, place, [name], y - 1, true),
    shareAtEnd(view, place, { y, width, named }),
  ];
}

// At the end of a place's line on a phone: the numbers of the heading, with their bar; without
// what they count, where the names of the place reach so far (`named`).
function shareAtEnd(view, place, { y, width, named }) {
  const { all, promised, share } = promisedOf(view, place);
  const isLow = all < FEW;
  const wide = isLow ? 0 : LIST.bar;
  const end = width - wide - (isLow ? 0 : 8);
  const whole = view.speech.say("share_promised", { count: promised, all });
  const hasRoom = end - widthOf(whole, SIZE) >= named;
  const says = hasRoom ? whole : view.speech.say("share_of", { count: promised, all });
  const look = { class: isLow ? "quiet-text" : "", "text-anchor": "end", "font-size": SIZE };
  return [
    s("text", { x: end, y: y + 17, ...look }, says),
    isLow ? null : barOf(width - wide - 1, y + 8, wide, share),
  ];
}

// What is promised of a place and what is told as a fact, each with its count and its squares.
function sidesOf(view, place, y, width) {
  const own = view.items.filter(({ mark }) => mark.place === place);
  const wide = (width - LIST.inset - LIST.between) / 2;
  return [true, false].map((wanted, number) => {
    const cell = filledOf(
      own.filter(({ mark }) => isPromised(mark) === wanted),
      wide,
    );
    const x = LIST.inset + number * (wide + LIST.between);
    const name = view.speech.say(wanted ? "side_promised" : "side_told");
    const parts = cell.parts.length ? ` + ${cell.parts.length}` : "";
    const says = `${name}${view.speech.sign("colon")}${cell.wholes.length}${parts}`;
    const nodes = [
      s("text", { class: "quiet-text", x, y: y + 12, "font-size": SIZE }, says),
      cellSquares(cell, x, y + LIST.line + 3),
    ];
    return { nodes, high: LIST.line + 3 + cell.high };
  });
}

// In the list each line has its square.
function sign(view, { mark }) {
  const size = isPart(mark) ? PART.size : WHOLE.size;
  const at = 1 + (WHOLE.size - size) / 2;
  return s("svg", { width: 15, height: 15, "data-doc": mark.doc }, square(mark, at, at, size));
}

// An act is named over its lines.
function listed(view) {
  const all = view.items;
  return all.map((item, number) => {
    const before = all[number - 1];
    const isSame = before?.group === item.group && before.mark.act === item.mark.act;
    return { ...item, when: "", head: isSame ? "" : item.when };
  });
}

// --- words ---

function filters(view) {
  const { speech, data } = view;
  const options = Object.keys(data.texts).map((doc) => ({
    value: doc,
    label: data.texts[doc][`short_${view.lang}`],
    doc,
  }));
  return [{ key: "doc", label: speech.say("documents"), many: true, options }];
}

function pane(view, item) {
  const { speech } = view;
  const { mark } = item;
  return {
    kicker: `${item.group} · ${item.when}`,
    heading: item.label,
    findings: [mark],
    below: [notesOf(view, mark), otherHalf(view, mark)],
  };
}

// Beside what proves one half of the title, the briefest passage that proves the other.
function otherHalf(view, mark) {
  const pair = pairOf(view);
  const isHalf = (place, { place: own, act }) =>
    own === place && isPromised({ act }) === (place === pair.most.id);
  const halves = pair ? [pair.most.id, pair.least.id] : [];
  const [here] = halves.filter((place) => isHalf(place, mark));
  if (!here) return null;
  const [there] = halves.filter((place) => place !== here);
  const others = view.items.filter(({ mark: one }) => isHalf(there, one) && !isPart(one));
  const lengthOf = ({ doc, mark: one }) => clausesOf(view.data.texts[doc], one).map(({ zh }) => zh).join("").length;
  const other = others.reduce((best, one) => (lengthOf(one) < lengthOf(best) ? one : best));
  const side = view.speech.say(isPromised(other.mark) ? "side_promised" : "side_told");
  return [
    h("h4", {}, view.speech.say("other_half", { place: other.group, side })),
    h("div", { class: "echo" }, passage(view.data, other.mark, view.speech, { isBrief: true })),
  ];
}

// What a mark is a part of, and what else its words tell of it.
function notesOf({ speech }, mark) {
  const again = mark.is_due ? "" : speech.named(mark, "again");
  return [
    isPart(mark) ? speech.say("part_of_whole", { name: speech.named(mark, "whole") }) : "",
    again && speech.say("told_once", { name: again }),
  ]
    .filter(Boolean)
    .map((words) => h("p", { class: "quiet" }, words));
}

// What tells the goal of one dated square from that of another: several things can be of one.
function goalOf({ doc, again_en: again, label_en: label }) {
  return `${doc} ${again || label}`;
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("what"), of: (item) => item.label },
    { head: speech.say("other_language"), of: view.otherName },
    { head: speech.say("who"), of: (item) => item.group },
    { head: speech.say("act"), of: (item) => item.when },
    { head: speech.say("where_said"), of: ({ mark }) => mark.address },
  ];
}

function key(view) {
  const dated = [square({ act: "promised", is_due: true }, 2, 2, 12), "key_dated"];
  const signs = [
    [square({ act: "there" }, 2, 2, 12), "key_told"],
    [square({ act: "building" }, 2, 2, 12), "key_building"],
    [square({ act: "promised" }, 2, 2, 12), "key_promised"],
    ...(datedOf(view).dated ? [dated] : []),
    [s("path", { class: "dash", d: "M3 8h8" }), "key_nothing"],
    [square({ act: "there" }, 4.5, 4.5, PART.size), "key_part"],
  ];
  return signs.map(([sign, name]) =>
    h(
      "span",
      {},
      s("svg", { width: 16, height: 16, "aria-hidden": "true" }, sign),
      view.speech.say(name),
    ),
  );
}

// How many squares have a date, and of how many goals they are: the timeline counts goals.
function datedOf({ data }) {
  const dated = data.marks.filter(({ is_due: isDue }) => isDue);
  return { dated: dated.length, goals: new Set(dated.map(goalOf)).size };
}

// An order or a promise of the place that the title tells of, with a date if there is one.
function opening(view) {
  const [most] = ranked(view);
  const own = view.items.filter(({ mark }) => mark.place === most?.id && isPromised(mark));
  const found = own.find(({ mark }) => mark.is_due) ?? own[0];
  return (found ?? view.items[0])?.id ?? "";
}

// How many squares are shown, and how many of all are parts.
function shown(view, count, all) {
  const parts = view.items.filter(({ mark }) => isPart(mark)).length;
  const things = all - parts;
  return view.speech.say(count === all ? "all_parts" : "shown_parts", { count, all, things, parts, ...datedOf(view) });
}

const spec = {
  name: "places",
  title,
  lead,
  key,
  filters,
  items,
  listed,
  other: (view, { mark }) => plainName(view.other, mark),
  sign,
  draw,
  small,
  after: lightPlace,
  drawnBy: placeOf,
  pane,
  columns,
  shown,
  opening,
};

// Draws the places into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
