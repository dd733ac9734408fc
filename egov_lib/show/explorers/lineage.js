// What became of each idea: a row an idea, a column a voice; shape says how, colour whose text.

import { h, s, mixed } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { sentence } from "../front/words.js";
import { explorer } from "../front/explorer.js";

const CELL = 14.8;
const ROW = { most: 21, usual: 17.4, least: 13.6 };
const GROUP = 30; // the head of a group of ideas
const SIZE = 12.5;
const CITIES = 4; // between the texts and the cities that one of them tells of
const HAN = 13.5; // from character to character of an upright head
const MOST_COLUMNS = 3;
const BETWEEN = 6; // columns
const NAME = { least: 130, gap: 4 }; // of a name: its room, and what is between it and the signs
const OTHER = { before: 6, size: 12 }; // of the name in the other language, after the name

// What can become of an idea, in the order of the list of a phone.
const FATES = ["never", "new", "every", "some"];

// A sign of 12 by 12 about a point: how an idea is taken up.
function sign(manner, x, y) {
  const r = 6;
  const box = (extra) => s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...extra });
  switch (manner) {
    case "sets":
      return [
        box({ class: "sealed" }),
        s("path", {
          class: "on-seal",
          d: `M${x} ${y - 3.4}L${x + 3.4} ${y}L${x} ${y + 3.4}L${x - 3.4} ${y}Z`,
        }),
      ];
    case "word for word":
      return [box({ class: "sealed" })];
    case "edited":
      return [
        box({ class: "hollow thin" }),
        s("path", { class: "sealed", d: `M${x - r} ${y - r}V${y + r}H${x + r}Z` }),
      ];
    case "local form":
      return [box({ class: "hollow thin" })];
    case "in aim only":
      return [s("circle", { class: "sealed", cx: x, cy: y, r: 2.8 })];
    case "reports done":
      return [
        s("circle", { class: "sealed", cx: x, cy: y, r: r + 0.7 }),
        s("path", { class: "tick", d: `M${x - 2.8} ${y}l2 2.2l3.6 -4.2` }),
      ];
    default:
      return [s("path", { class: "dash", d: `M${x - 3} ${y}H${x + 3}` })];
  }
}

const MANNERS = [
  "sets",
  "word for word",
  "edited",
  "local form",
  "in aim only",
  "reports done",
  "",
];

function cellOf(theme, voice) {
  return theme.cells.find((cell) => cell.doc === voice.doc && cell.place === voice.place);
}

function spoken(cell) {
  return Boolean(cell?.findings.length);
}

// What became of an idea: "never" heard of again, "every" voice has it, "new" in 2006, "some".
function fateOf(theme, voices) {
  const has = voices.map((voice) => spoken(cellOf(theme, voice)));
  if (!has[0]) return "new";
  if (!has.slice(1).some(Boolean)) return "never";
  return has.every(Boolean) ? "every" : "some";
}

function shortName(theme, lang) {
  return theme[`short_${lang}`];
}

// A name within a sentence: without its capital, unless it is of capitals ("IT …").
function within(name) {
  return /^[A-Z][a-z]/.test(name) ? `${name[0].toLowerCase()}${name.slice(1)}` : name;
}

function voiceName(view, voice) {
  const first =
    view.data.voices.filter((other) => other.doc === voice.doc).length > 1 &&
    voice.place !== "China";
  return first || voice.place !== "China"
    ? view.speech.word(voice.place)
    : view.data.texts[voice.doc][`short_${view.lang}`];
}

function countVoices(theme, voices) {
  return voices.filter((voice) => spoken(cellOf(theme, voice))).length;
}

function itemOf(view, theme) {
  const { voices } = view.data;
  const count = countVoices(theme, voices);
  return {
    id: theme.id,
    theme,
    count,
    label: shortName(theme, view.lang),
    group: view.speech.named(theme, "group"),
    when: view.speech.say("voices_of", { count, all: voices.length }),
    facts: { fate: fateOf(theme, voices) },
  };
}

// All ideas by their subject, the most often taken up first.
function items(view) {
  const all = view.data.themes.map((theme) => itemOf(view, theme));
  return [...grouped(all).values()].flatMap((own) => own.sort((a, b) => b.count - a.count));
}

function grouped(all) {
  const groups = new Map();
  for (const item of all) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return groups;
}

// On a phone they are listed by what became of them.
function listed(view) {
  return FATES.flatMap((fate) => {
    const own = view.items.filter(({ facts }) => facts.fate === fate);
    const group = view.speech.say(`fate_${fate}`, { count: own.length });
    return own.map((item) => ({ ...item, group }));
  });
}

// The cells: what one voice says on one idea.
function cells(view) {
  return view.data.themes.flatMap((theme) =>
    theme.cells.map((cell) => ({
      id: `${theme.id}|${cell.doc}|${cell.place}`,
      theme,
      cell,
      doc: cell.doc,
    })),
  );
}

// --- the picture ---

// Where the signs of a voice stand; the cities, of which a text that was named tells, stand apart.
function middleOf({ data: { voices } }, number) {
  const first = voices.findIndex((voice, place) => isAgain(voices, voice, place));
  return (number + 0.5) * CELL + (first > 0 && number >= first ? CITIES : 0);
}

function isAgain(voices, { doc }, place) {
  return voices.slice(0, place).some((other) => other.doc === doc);
}

// How wide the signs of an idea are.
function signsWide(view) {
  return middleOf(view, view.data.voices.length - 1) + CELL / 2;
}

// A head is written from above if it is Chinese, else upwards: {name, isUpright, high}.
function headsOf(view) {
  return view.data.voices.map((voice) => {
    const name = shortVoice(view, voice);
    const isUpright = /^\p{Script=Han}+$/u.test(name);
    const high = isUpright ? name.length * HAN + 6 : widthOf(name, SIZE, 700) + 10;
    return { voice, name, isUpright, high };
  });
}

// The name of a text in a word, as the buttons of a phone have it.
function shortVoice(view, voice) {
  const key = `chip_${voice.doc}`;
  const short = view.speech.say(key);
  return voice.place === "China" && short !== key ? short : voiceName(view, voice);
}

function draw(view, width, room = Infinity) {
  const heads = headsOf(view);
  const wide = signsWide(view) + 8;
  const top = Math.max(...heads.map(({ high }) => high));
  const perColumn = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(width / (wide + NAME.least))));
  const columnWidth = width / perColumn;
  const columns = intoColumns([...grouped(view.items)], perColumn);
  const row = rowHigh(columns, room - top);
  const namesWide = columnWidth - wide + 8 - BETWEEN - NAME.gap;
  const sizes = { columnWidth, namesWide, top, row };
  const drawn = columns.map((column, number) => {
    const isLast = number === perColumn - 1;
    return drawColumn(view, column, {
      ...sizes,
      heads,
      left: number * columnWidth,
      width: columnWidth - (isLast ? 0 : BETWEEN),
    });
  });
  const highs = columns.map((column) => highOf(column, sizes));
  const high = Math.max(...highs);
  const shortest = highs.indexOf(Math.min(...highs));
  const summary = perColumn > 1 ? summaryOf(view, columnWidth - 2 * BETWEEN) : null;
  const isRoomy = summary && high - highs[shortest] >= summary.high + 2;
  const at = `translate(${shortest * columnWidth + 3} ${high - (summary?.high ?? 0) + 4})`;
  return s(
    "svg",
    { width, height: high + 6, role: "group", "aria-label": view.spec.title(view) },
    drawn,
    isRoomy ? s("g", { class: "summary", transform: at }, spots(summary.nodes)) : null,
  );
}

// How high a column is: some names have two lines.
function highOf(column, { namesWide, top, row }) {
  const lines = column
    .flatMap(([, rows]) => rows)
    .map((item) => wrap(item.label, namesWide, SIZE).length);
  return lines.reduce((sum, count) => sum + row + (count - 1) * 14, top + column.length * GROUP);
}

// Rows as high as the longest column allows.
function rowHigh(columns, room) {
  if (room === Infinity) return ROW.usual;
  const fits = columns.map((column) => {
    const count = column.reduce((sum, [, rows]) => sum + rows.length, 0);
    return (room - 8 - column.length * GROUP) / count;
  });
  return Math.max(ROW.least, Math.min(ROW.most, ...fits));
}

// Groups in columns as level as can be, in order.
function intoColumns(groups, count) {
  const all = groups.reduce((sum, [, rows]) => sum + rows.length + 2, 0);
  const columns = [[]];
  let filled = 0;
  for (const group of groups) {
    const size = group[1].length + 2;
    if (
      columns.length < count &&
      columns.at(-1).length &&
      filled + size / 2 > (all / count) * columns.length
    )
      columns.push([]);
    columns.at(-1).push(group);
    filled += size;
  }
  return columns;
}

function drawColumn(view, groups, { left, width, heads, top, row }) {
  const cellsLeft = left + width - signsWide(view);
  const nodes = [
    heads.map((head, number) => headOf(head, cellsLeft + middleOf(view, number), top - 4)),
  ];
  let y = top;
  for (const [name, rows] of groups) {
    if (y > top) nodes.push(initials(view, cellsLeft, y + 18));
    nodes.push(s("text", { x: left + 3, y: y + 18, "font-size": 13.5, "font-weight": 700 }, name));
    nodes.push(s("path", { class: "lane", d: `M${left} ${y + 24}H${left + width}` }));
    y += GROUP - 2;
    for (const item of rows) {
      const lines = wrap(item.label, cellsLeft - left - NAME.gap, SIZE);
      nodes.push(rowOf(view, item, lines, { left, width, cellsLeft, y, row }));
      y += row + (lines.length - 1) * 14;
    }
    y += 2;
  }
  return nodes;
}

function headOf({ voice, name, isUpright }, x, y) {
  const look = { class: "name", "font-weight": 700 };
  const text = isUpright
    ? textLines([...name], {
        ...look,
        x,
        y: y - (name.length - 1) * HAN,
        size: SIZE,
        leading: HAN / SIZE,
        "text-anchor": "middle",
      })
    : s(
        "text",
        { ...look, x: x + 4.5, y, "font-size": SIZE, transform: `rotate(-90 ${x + 4.5} ${y})` },
        name,
      );
  return s("g", { "data-doc": voice.doc }, text);
}

// Over a group that is further down, again whose the columns are: seals, cities by their first letter.
function initials(view, left, y) {
  const { voices, texts } = view.data;
  return voices.map((voice, number) => {
    const isCity = isAgain(voices, voice, number);
    const word = isCity ? voiceName(view, voice).slice(0, 1) : texts[voice.doc].seal;
    const look = { class: isCity ? "name" : "name han", "font-size": 12, "text-anchor": "middle" };
    return s("g", { "data-doc": voice.doc }, s("text", { ...look, x: left + middleOf(view, number), y }, word));
  });
}

// The name of an idea and its signs; where it is never heard of again, its silence is heavy.
function rowOf(view, item, lines, { left, width, cellsLeft, y, row }) {
  const high = row + (lines.length - 1) * 14;
  const middle = y + row / 2;
  const name = s(
    "g",
    {
      class: "mark",
      "data-id": item.id,
      role: "button",
      "aria-label": `${view.bothNames(item)}${view.speech.sign("colon")}${item.when}`,
    },
    s("title", {}, view.bothNames(item)),
    s("rect", { class: "hit-area", x: left, y: y + 0.5, width, height: high - 1, rx: 2 }),
    nameIn(view, item, lines, { room: cellsLeft - left - NAME.gap, x: left + 3, y: middle + 3.7 }),
  );
  const signs = view.data.voices.map((voice, number) =>
    cellMark(view, item, voice, { x: cellsLeft + middleOf(view, number), y, row }),
  );
  const look = item.facts.fate === "never" ? "idea never" : "idea";
  return s("g", { class: look, "data-of": item.id }, name, signs);
}

// A name, and after it the name in the other language, if both have room.
function nameIn(view, item, lines, { room, x, y }) {
  const text = textLines(lines, { x, y, size: SIZE, leading: 1.12 });
  const other = view.otherName(item);
  const wide = widthOf(lines.at(-1), SIZE) + OTHER.before + widthOf(other, OTHER.size);
  const look = { class: "quiet-text", lang: view.lang === "zh" ? "en" : "zh-Hans", "font-size": OTHER.size };
  if (other && wide <= room) text.append(s("tspan", { ...look, dx: OTHER.before }, other));
  return text;
}

function cellMark(view, item, voice, { x, y, row }) {
  const cell = cellOf(item.theme, voice);
  const manner = spoken(cell) ? cell.manner : "";
  const says = `${item.label}${view.speech.sign("comma")}${voiceName(view, voice)}${view.speech.sign("colon")}${mannerWord(view, manner)}`;
  const facts = {
    "data-id": `${item.id}|${voice.doc}|${voice.place}`,
    "data-doc": voice.doc,
    "data-of": item.id,
  };
  return s(
    "g",
    { class: "mark", "data-again": "", ...facts, role: "button", "aria-label": says },
    s("title", {}, says),
    s("rect", { class: "hit-area", x: x - CELL / 2, y, width: CELL, height: row, rx: 2 }),
    sign(manner, x, y + row / 2),
  );
}

function mannerWord(view, manner) {
  return manner
    ? view.speech.say(`manner_${manner.replaceAll(" ", "_")}`)
    : view.speech.say("silent");
}

// --- on a phone ---

const SQUARE = 8; // of an idea in the small picture, with its gap
const SMALL = { line: 17, number: 18, foot: 20 };

// The signs of a line, in the order of the columns, under their heads.
function glyph(view, item, width) {
  const { voices } = view.data;
  const wide = smallCell(view, width);
  return s(
    "svg",
    { width: wide * voices.length, height: 20, "aria-hidden": "true" },
    voices.map((voice, number) => {
      const cell = cellOf(item.theme, voice);
      const at = `translate(${number * wide + 10} 10) scale(1.25)`;
      return s(
        "g",
        { "data-doc": voice.doc },
        s("g", { transform: at }, sign(spoken(cell) ? cell.manner : "", 0, 0)),
      );
    }),
  );
}

function smallCell(view, width) {
  return (width - 8) / view.data.voices.length;
}

// The heads of the columns over each group, as in the picture; they stay in view.
function heads(view, width) {
  const wide = smallCell(view, width);
  const all = headsOf(view);
  const high = Math.max(...all.map((head) => head.high));
  return s(
    "svg",
    { width, height: high + 4, "aria-hidden": "true" },
    all.map((head, number) => headOf(head, 14 + number * wide, high - 2)),
  );
}

// Marks that are only seen: they are lit with their idea.
function spots(nodes) {
  const drawn = s("g", {}, nodes);
  for (const mark of drawn.querySelectorAll(".mark")) {
    mark.classList.replace("mark", "spot");
    mark.dataset.of = mark.dataset.id;
    delete mark.dataset.id;
  }
  return drawn;
}

// On a phone: over the list.
function small(view, width) {
  const { nodes, high } = summaryOf(view, width);
  return s("svg", { width, height: high, role: "img", "aria-label": view.spec.title(view) }, nodes);
}

// A square an idea of 2002, by how many texts and places have it: {nodes, high}.
function summaryOf(view, width) {
  const all = view.data.voices.length;
  const wide = smallCell(view, width);
  const early = view.items.filter(({ facts }) => facts.fate !== "new");
  const stacks = Array.from({ length: all }, (_, place) =>
    early.filter(({ count }) => count === place + 1),
  );
  const perLine = Math.floor((wide - 6) / SQUARE);
  const linesOf = (own) => Math.ceil(own.length / perLine);
  const said = wrap(view.speech.say("ideas_by_voices", { count: early.length }), width, SIZE);
  const foot = said.length * SMALL.line + SMALL.number + Math.max(...stacks.map(linesOf)) * SQUARE;
  const [[alone, ...others]] = stacks;
  const nodes = stacks.map((own, place) => {
    const x = 4 + place * wide;
    const middle = x + (perLine * SQUARE) / 2 - 1;
    const top = foot - linesOf(own) * SQUARE;
    const squares = own.map((item, number) =>
      ideaSquare(
        item,
        x + (number % perLine) * SQUARE,
        foot - SQUARE * (1 + Math.floor(number / perLine)),
      ),
    );
    const number = { x: middle, "font-size": SIZE, "text-anchor": "middle" };
    return [
      squares,
      s("text", { ...number, y: top - 4, "font-weight": 700 }, own.length),
      s("text", { ...number, y: foot + 15, class: "quiet-text" }, place + 1),
    ];
  });
  const drawn = [
    textLines(said, { x: 0, y: 13, size: SIZE, leading: SMALL.line / SIZE }),
    nodes,
    alone && !others.length ? loneName(alone, foot) : null,
    s("path", { class: "lane", d: `M0 ${foot + 1}H${width}` }),
  ];
  return { nodes: drawn, high: foot + SMALL.foot };
}

// The idea of the heading by name, over its square.
function loneName({ label }, foot) {
  const y = foot - 36;
  return [
    s("path", { class: "tie", d: `M7 ${y + 4}V${foot - SQUARE - 18}` }),
    s("text", { x: 4, y, "font-size": SIZE }, label),
  ];
}

function ideaSquare({ id }, x, y) {
  const size = SQUARE - 2;
  return s(
    "g",
    { class: "mark", "data-id": id },
    s("rect", { class: "hit-area", x: x - 2, y: y - 2, width: size + 4, height: size + 4 }),
    s("rect", { class: "bar-ink", x, y, width: size, height: size }),
  );
}

// --- words ---

function key(view) {
  const signs = MANNERS.map((manner) =>
    h(
      "span",
      {},
      s("svg", { width: 16, height: 16, "aria-hidden": "true" }, sign(manner, 8, 8)),
      mannerWord(view, manner),
    ),
  );
  return [...signs, citiesOf(view)];
}

// Which text it is that tells of the cities: they are no texts of their own.
function citiesOf(view) {
  const { voices, texts } = view.data;
  const city = voices.find((voice, place) => isAgain(voices, voice, place));
  if (!city) return null;
  return h("span", {}, view.speech.say("key_cities", { text: texts[city.doc][`short_${view.lang}`] }));
}

function title(view) {
  const { data, speech } = view;
  const fates = data.themes.map((theme) => [theme, fateOf(theme, data.voices)]);
  const early = fates.filter(([, fate]) => fate !== "new").length;
  const never = fates.filter(([, fate]) => fate === "never");
  if (never.length === 1)
    return speech.say("lineage_one", { count: early, name: within(shortName(never[0][0], view.lang)) });
  return speech.say("lineage_title", { count: early, never: never.length });
}

// How many ideas each fate has.
function countFates(data) {
  const counts = { every: 0, new: 0, never: 0, some: 0 };
  for (const theme of data.themes) counts[fateOf(theme, data.voices)] += 1;
  return counts;
}

function filters(view) {
  const { speech, data } = view;
  const counts = countFates(data);
  const early = data.themes.length - counts.new;
  // What is new in 2006 comes first: all others are counted of the ideas of 2002.
  const fates = ["new", "never", "every", "some"].map((fate) => ({
    value: fate,
    label: speech.say(fate === "never" ? "fate_never_of" : `fate_${fate}`, { count: counts[fate], all: early }),
  }));
  return [
    {
      key: "fate",
      label: speech.say("fate"),
      options: [
        { value: "", label: speech.say("every_of", { count: data.themes.length }) },
        ...fates,
      ],
    },
  ];
}

// What is noted of a cell, in the reader's language and beneath it in the other one.
function noteOf({ speech, other, lang }, { note, note_zh: noteZh }) {
  const said = [speech, other].map((one) => sentence(one.either(note, noteZh), one.lang));
  const tag = lang === "zh" ? "en" : "zh-Hans";
  return h("p", {}, mixed(said[0]), h("span", { class: "other-name", lang: tag }, mixed(said[1])));
}

function pane(view, item) {
  const { speech, data } = view;
  const { theme } = item;
  const shown = item.cell
    ? [item.cell]
    : data.voices.map((voice) => cellOf(theme, voice)).filter(spoken);
  const findings = shown.flatMap((cell) =>
    cell.findings.map((finding, number) => ({
      ...finding,
      heading:
        number === 0
          ? `${voiceName(view, cell)}${speech.sign("colon")}${mannerWord(view, cell.manner)}`
          : null,
    })),
  );
  const silent = item.cell ? [] : data.voices.filter((voice) => !spoken(cellOf(theme, voice)));
  return {
    kicker: item.cell ? voiceName(view, item.cell) : speech.named(theme, "group"),
    heading: shortName(theme, view.lang),
    findings,
    most: 2,
    first: 3,
    above: [
      silent.length
        ? h(
            "p",
            { class: "way" },
            h("b", {}, `${speech.say("silent_in", { count: silent.length })}${speech.sign("colon")}`),
            silent.length === data.voices.length - 1
              ? speech.say("silent_others")
              : silent.map((voice) => voiceName(view, voice)).join(speech.sign("list")),
          )
        : null,
    ],
    below: [
      item.cell?.note ? noteOf(view, item.cell) : null,
      h(
        "p",
        { class: "quiet" },
        speech.say("silence_lengths"),
        speech.lang === "zh" ? "" : " ",
        Object.entries(data.lengths)
          .map(([doc, length]) =>
            speech.say("length_of", {
              name: data.texts[doc]?.[`short_${view.lang}`] ?? doc,
              count: length.toLocaleString("en"),
            }),
          )
          .join(speech.sign("list")),
        speech.sign("stop"),
      ),
      speech.named(theme) === shortName(theme, view.lang) ? null : h("p", {}, mixed(speech.named(theme))),
    ],
  };
}

function columns(view) {
  return [
    { head: view.speech.say("idea"), of: (item) => view.speech.named(item.theme) },
    { head: view.speech.say("other_language"), of: (item) => view.other.named(item.theme) },
    ...view.data.voices.map((voice) => ({
      head: voiceName(view, voice),
      of: (item) => {
        const cell = cellOf(item.theme, voice);
        return mannerWord(view, spoken(cell) ? cell.manner : "");
      },
    })),
  ];
}

const spec = {
  lead: ({ speech, lang }) => [
    mixed(speech.say("silence_is")),
    lang === "zh" ? "" : " ",
    speech.say("lineage_order"),
  ],
  name: "lineage",
  title,
  key,
  filters,
  items,
  listed,
  other: (view, { theme }) => shortName(theme, view.other.lang),
  more: cells,
  draw,
  small,
  heads,
  glyph,
  pane,
  columns,
  opening: (view) =>
    view.byId.has(view.data.opens_on) ? view.data.opens_on : (view.items[0]?.id ?? ""),
};

// Draws the lineage into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
