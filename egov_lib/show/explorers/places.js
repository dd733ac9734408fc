// What is told of each place: a row a place, a column an act, a square a thing told of, a small
// one a part of it. The place of most promises comes first; last, those of which too little is told.

import { h, s } from "../front/dom.js";
import { clausesOf, passage } from "../front/passage.js";
import { SIGNS, halo, ring, textLines, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const LEFT = 150;
const SHARE = 100; // of the share, beside the name of a place
const LEAST = 84; // of a column
const COUNT = 31; // of the number before the squares of a cell
const SIZE = 12.5;
const HEAD = 16; // of a line of the heads
const BAND = 24; // of the line over the heads: promised, told as a fact
const LEVELS = ["nation", "province", "city"];
const FEW = 10; // things told of a place: of fewer a share says little
const FEW_HEAD = 26; // of the line over the places of which too little is told
const ROW = { pad: 15, least: 48, few: 40, growth: 18 };
const OTHER = 15; // from a place's name to its name in the other language
const WHOLE = { size: 14, step: 17 };
const PART = { size: 7, step: 10.5 };
const LIST = { line: 16, between: 4, inset: 6, bar: 56 }; // on a phone: of a head, between its two columns,
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
    label: speech.named(mark),
    group: speech.word(mark.place),
    when: actName(view, mark.act),
    facts: { doc: mark.doc, act: mark.act },
  };
  return { ...item, says: `${item.group}, ${item.when}: ${view.bothNames(item)}` };
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
    return view.speech.say("places_contrast", {
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

// Whether a place is one of the two of the title.
function isPaired(view, place) {
  const pair = pairOf(view);
  return Boolean(pair) && [pair.most.id, pair.least.id].includes(place);
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
  const own = view.items.filter(({ mark }) => mark.place === place && mark.act === act);
  const room = wide - COUNT - 8;
  return { ...filledOf(own, room), x };
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
  const growing = rows.length - few.length;
  const natural = rows.reduce(
    (sum, { high }) => sum + high,
    head + 4 + (few.length ? FEW_HEAD : 0),
  );
  const growth =
    room === Infinity ? 0 : Math.max(-5, Math.min(ROW.growth, (room - natural) / growing));
  let y = head;
  for (const row of rows) {
    nodes.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }));
    if (row === few[0]) {
      nodes.push(
        s(
          "text",
          { class: "quiet-text", x: 3, y: y + 18, "font-size": SIZE },
          view.speech.say("places_few", { few: FEW }),
        ),
      );
      y += FEW_HEAD;
    }
    const more = row.isLow ? 0 : growth;
    nodes.push(isPaired(view, row.place) ? pairSign(y, row.high + more) : null);
    nodes.push(rowMarks(view, row, y + Math.max(more, 0) / 2, isWide));
    y += row.high + more;
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

// Over the heads: which acts are promises, which are told as facts.
function bandsOf(view, columns) {
  const sides = [columns.filter(isPromised), columns.filter((column) => !isPromised(column))];
  return sides.map((own, number) => {
    if (own.length < 2) return null;
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
  const least = isLow ? ROW.few : ROW.least;
  const pad = isLow ? 14 : ROW.pad;
  return {
    place,
    cells,
    name,
    isLow,
    high: Math.max(name.length * 17 + OTHER + 10, least, ...cells.map(({ high }) => high + pad)),
  };
}

function rowMarks(view, { place, cells, name }, y, isWide) {
  return [
    placeName(view, place, name, y + 1),
    isWide ? shareBar(view, place, LEFT, y, SHARE - 18) : null,
    cells.map((cell) => cellMarks(cell, y)),
  ];
}

// At the left of the two places of the title.
function pairSign(y, high) {
  return s("path", { class: "bracket", d: `M1.5 ${y + 2}V${y + high - 2}` });
}

// The name of a place after the sign of its level, on yellow while something of it is chosen; its
// name in the other language beneath it or, on a phone, beside it.
function placeName(view, place, lines, y, isBeside = false) {
  const sign = SIGNS[view.data.levels[place]] ?? SIGNS.city;
  const wide = Math.max(...lines.map((line) => widthOf(line, 13.5, 700)));
  const below = y + 19 + (lines.length - 1) * 17 + OTHER;
  const at = isBeside ? { x: 36 + wide, y: y + 19 } : { x: 22, y: below };
  return s(
    "g",
    { class: "place-name", "data-place": place },
    s("rect", { class: "hit-area", x: 18, y: y + 4, width: wide + 9, height: lines.length * 17 + 4, rx: 3 }),
    sign(10, y + 14, 5),
    textLines(lines, { x: 22, y: y + 19, size: 13.5, "font-weight": 700 }),
    s("text", { class: "quiet-text", ...at, "font-size": SIZE }, view.other.word(place)),
  );
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
  return s(
    "g",
    {},
    s("text", { x, y: y + 19.5, "font-size": SIZE, ...look }, says),
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
    if (isPaired(view, place)) nodes.push(pairSign(y, high));
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
    const counts = { count: cell.wholes.length, parts: cell.parts.length };
    const inWords = counts.parts ? view.speech.say("side_counts", counts) : counts.count;
    const head = `${name}${view.speech.sign("colon")}`;
    const hasRoom = widthOf(`${head}${inWords}`, SIZE) <= wide;
    const says = `${head}${hasRoom ? inWords : `${counts.count} + ${counts.parts}`}`;
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
  const isLike = ({ id, mark: other }) =>
    other.place === mark.place &&
    other.act === mark.act &&
    isPart(other) === isPart(mark) &&
    id !== item.id;
  // On a phone all of them are in the list below.
  const alike = view.isList ? [] : view.items.filter(isLike);
  return {
    kicker: `${item.group} · ${item.when}`,
    heading: item.label,
    findings: [mark],
    below: [notesOf(view, mark), otherHalf(view, mark), alike.length ? stepsTo(view, alike) : null],
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

// What a mark is a part of, what else its words tell of it, and how many things its goal has.
function notesOf({ speech, data }, mark) {
  const again = speech.named(mark, "again");
  const count = data.marks.filter((other) => other.is_due && goalOf(other) === goalOf(mark)).length;
  const goal = count > 1 ? speech.say("goal_of_things", { count }) : speech.say("due_once");
  return [
    isPart(mark) ? speech.say("part_of_whole", { name: speech.named(mark, "whole") }) : "",
    again && (mark.is_due ? goal : speech.say("told_once", { name: again })),
  ]
    .filter(Boolean)
    .map((words) => h("p", { class: "quiet" }, words));
}

// What tells the goal of one dated square from that of another: several things can be of one.
function goalOf({ doc, again_en: again, label_en: label }) {
  return `${doc} ${again || label}`;
}

// The things like it, in one line until they are asked for.
function stepsTo(view, alike) {
  const head = h("summary", {}, view.speech.say("same_cell", { count: alike.length }));
  return h("details", {}, head, alike.map((other) => stepTo(view, other)));
}

function stepTo(view, item) {
  const { id, label } = item;
  return h(
    "p",
    { class: "step" },
    h(
      "button",
      { type: "button", class: "quiet-button", on: { click: () => view.choose(id) } },
      label,
    ),
    view.otherLine(item),
  );
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
  const found = datedOf(view);
  const dated = [square({ act: "promised", is_due: true }, 2, 2, 12), "key_dated", found];
  const signs = [
    [square({ act: "there" }, 2, 2, 12), "key_told"],
    [square({ act: "building" }, 2, 2, 12), "key_building"],
    [square({ act: "promised" }, 2, 2, 12), "key_promised"],
    ...(found.dated ? [dated] : []),
    [s("path", { class: "dash", d: "M3 8h8" }), "key_nothing"],
    [square({ act: "there" }, 4.5, 4.5, PART.size), "key_part"],
    ...(pairOf(view) ? [[s("path", { class: "bracket", d: "M8 1V15" }), "key_in_title"]] : []),
  ];
  return signs.map(([sign, name, counts]) =>
    h(
      "span",
      {},
      s("svg", { width: 16, height: 16, "aria-hidden": "true" }, sign),
      view.speech.say(name, counts),
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
  return view.speech.say(count === all ? "all_parts" : "shown_parts", { count, all, parts });
}

const spec = {
  name: "places",
  title,
  lead,
  key,
  filters,
  items,
  listed,
  other: (view, { mark }) => view.other.named(mark),
  sign,
  draw,
  small,
  after: lightPlace,
  pane,
  columns,
  shown,
  opening,
};

// Draws the places into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
