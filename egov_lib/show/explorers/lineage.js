// What became of each idea: a row an idea, a column a voice; shape says how, colour whose text.

import { h, s, mixed } from "../front/dom.js";
import { ring, textLines, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const CELL = 17;
const ROW = { most: 21, usual: 17.4, least: 14.2 };
const HEAD = 84;
const MARGIN = 40; // for the last head, which leans out to the right
const SIZE = 12.5;
// Where few ideas are shown: sizes, and the room of a cell that also has the word for its sign.
const FEW = { name: 13.5, sign: 1.4, tail: 58, group: 30, row: { least: 24, usual: 34, most: 42 }, worded: 74 };

// The ideas that tell most: of 2002 and never again, new in 2006, and in every text and place.
const TELLING = ["never", "new", "every"];

// A sign of 12 by 12 about a point: how an idea is taken up.
function sign(manner, x, y) {
  const r = 5.5, box = (extra) => s("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...extra });
  switch (manner) {
    case "sets": return [box({ class: "sealed" }), s("path", { class: "on-seal", d: `M${x} ${y - 3.4}L${x + 3.4} ${y}L${x} ${y + 3.4}L${x - 3.4} ${y}Z` })];
    case "word for word": return [box({ class: "sealed" })];
    case "edited": return [box({ class: "hollow thin" }), s("path", { class: "sealed", d: `M${x - r} ${y - r}V${y + r}H${x + r}Z` })];
    case "local form": return [box({ class: "hollow thin" })];
    case "in aim only": return [s("circle", { class: "sealed", cx: x, cy: y, r: 2.3 })];
    case "reports done": return [s("circle", { class: "sealed", cx: x, cy: y, r: r + 0.7 }), s("path", { class: "tick", d: `M${x - 2.8} ${y}l2 2.2l3.6 -4.2` })];
    default: return [s("path", { class: "dash", d: `M${x - 3} ${y}H${x + 3}` })];
  }
}

const MANNERS = ["sets", "word for word", "edited", "local form", "in aim only", "reports done", ""];

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
  return lang === "zh" ? theme.label_zh : theme.short_en;
}

function voiceName(view, voice) {
  const first = view.data.voices.filter((other) => other.doc === voice.doc).length > 1 && voice.place !== "China";
  return first || voice.place !== "China" ? view.speech.word(voice.place) : view.data.texts[voice.doc][`short_${view.lang}`];
}

function countVoices(theme, voices) {
  return voices.filter((voice) => spoken(cellOf(theme, voice))).length;
}

function itemOf(view, theme, group) {
  const { voices } = view.data, count = countVoices(theme, voices);
  return { id: theme.id, theme, count, label: shortName(theme, view.lang), group: group ?? view.speech.named(theme, "group"),
    when: view.speech.say("voices_of", { count, all: voices.length }), facts: { fate: fateOf(theme, voices) } };
}

function isFew(view) {
  return view.filters.rows !== "all" && view.data.themes.some((theme) => fateOf(theme, view.data.voices) !== "some");
}

// All ideas by their subject, the most often taken up first; or by fate the few that tell most,
// and the one that is chosen from elsewhere.
function items(view) {
  const { data, speech } = view, { themes, voices } = data;
  if (!isFew(view)) {
    const groups = [...new Set(themes.map((theme) => speech.named(theme, "group")))], all = themes.map((theme) => itemOf(view, theme));
    return groups.flatMap((group) => all.filter((item) => item.group === group).sort((a, b) => b.count - a.count));
  }
  const [asked] = (view.model.get("chosen") || "").split("|");
  const few = TELLING.flatMap((fate) => themes.filter((theme) => fateOf(theme, voices) === fate).map((theme) => itemOf(view, theme, speech.say(`fate_${fate}_head`))));
  const other = themes.find(({ id }) => id === asked && !few.some((item) => item.id === asked));
  return other ? [...few, itemOf(view, other, speech.say("fate_chosen"))] : few;
}

// The cells, what one voice says on one idea; and the ideas that have no row.
function cells(view) {
  const { themes } = view.data, shown = new Set(view.items.map(({ id }) => id));
  return [...themes.filter(({ id }) => !shown.has(id)).map((theme) => itemOf(view, theme)),
    ...themes.flatMap((theme) => theme.cells.map((cell) => ({ id: `${theme.id}|${cell.doc}|${cell.place}`, theme, cell, doc: cell.doc })))];
}

function draw(view, width, room = Infinity) {
  return isFew(view) ? drawFew(view, width, room) : drawAll(view, width, room);
}

// Few ideas, large: one column, a word beside each sign.
function drawFew(view, width, room) {
  const { voices } = view.data, left = Math.round(Math.max(120, Math.min(220, width * 0.24)));
  const wide = (width - left - FEW.tail) / voices.length, isWorded = wide >= FEW.worded;
  const heads = voices.map((voice) => (isWorded ? wrap(voiceName(view, voice), wide - 6, 13, 700) : [voiceName(view, voice)])), cities = isWorded ? citiesOf(voices) : [];
  const top = isWorded ? (cities.length ? 22 : 4) + Math.max(...heads.map((lines) => lines.length)) * 16 + 8 : HEAD;
  const groups = new Map();
  for (const item of view.items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const spare = (room - top - 8 - groups.size * FEW.group) / view.items.length;
  const row = room === Infinity ? FEW.row.usual : Math.max(FEW.row.least, Math.min(FEW.row.most, spare));
  const at = (number) => left + number * wide, nodes = [headsFew(view, heads, cities, at, top, isWorded ? 0 : -48)];
  let y = top;
  for (const [group, own] of groups) {
    nodes.push(s("text", { x: 3, y: y + 19, "font-size": 13.5, "font-weight": 700 }, `${group}${view.speech.sign("colon")}${own.length}`), s("path", { class: "lane", d: `M0 ${y + 25}H${width}` }));
    y += FEW.group - 2;
    for (const item of own) {
      nodes.push(rowFew(view, item, { width, left, wide, at, y, row, isWorded }));
      y += row;
    }
    y += 2;
  }
  return s("svg", { width, height: y + 2, role: "group", "aria-label": view.spec.title(view) }, nodes, s("rect", { class: "ring" }));
}

// The voices of places that a text on the nation speaks of: they have its colour.
function citiesOf(voices) {
  return voices.map((voice, number) => ({ ...voice, number })).filter(({ doc, place }) => place !== "China" && voices.some((other) => other.doc === doc && other.place === "China"));
}

// Heads lean where they have no room.
function headsFew(view, heads, cities, at, top, lean) {
  const { voices } = view.data, [first] = cities, last = cities.at(-1);
  const nodes = heads.map((lines, number) => s("g", { "data-doc": voices[number].doc }, textLines(lines, { x: at(number), y: top - 6 - (lines.length - 1) * 16, class: "name", size: 13, leading: 16 / 13, "font-weight": 700, transform: lean ? `rotate(${lean} ${at(number) + 8} ${top - 6})` : null })));
  if (first) nodes.push(s("g", { "data-doc": first.doc },
    s("text", { class: "name", x: at(first.number), y: 13, "font-size": SIZE }, view.speech.say("cities_in", { name: view.data.texts[first.doc][`short_${view.lang}`] })),
    s("path", { class: "leader", d: `M${at(first.number)} 22v-4H${at(last.number + 1) - 8}v4` })));
  return nodes;
}

function rowFew(view, item, { width, left, wide, at, y, row, isWorded }) {
  const { voices } = view.data, middle = y + row / 2, lines = wrap(item.label, left - 12, FEW.name, 700).slice(0, 2);
  return s("g", { class: "idea", "data-of": item.id },
    s("rect", { class: "hit-area", x: 0, y, width, height: row, rx: 2 }),
    s("g", { class: "mark", "data-id": item.id, role: "button", "aria-label": `${item.label}: ${item.when}` },
      s("rect", { class: "touch", x: 0, y, width: left - 6, height: row }),
      textLines(lines, { x: 3, y: middle + 4.8 - (lines.length - 1) * 8, size: FEW.name, leading: 16 / FEW.name })),
    s("text", { class: "quiet-text", x: width - 4, y: middle + 4.5, "font-size": SIZE, "text-anchor": "end" }, item.when),
    voices.map((voice, number) => {
      const cell = cellOf(item.theme, voice), manner = spoken(cell) ? cell.manner : "", word = mannerWord(view, manner);
      const said = isWorded ? wrap(word, wide - 30, SIZE).slice(0, 2) : [], says = `${item.label}, ${voiceName(view, voice)}: ${word}`;
      return s("g", { class: "mark", "data-again": "", "data-id": `${item.id}|${voice.doc}|${voice.place}`, "data-doc": voice.doc, "data-of": item.id, role: "button", "aria-label": says },
        s("title", {}, says), s("rect", { class: "hit-area", x: at(number) - 4, y, width: wide, height: row, rx: 2 }),
        s("g", { transform: `translate(${at(number) + 8} ${middle}) scale(${FEW.sign})` }, sign(manner, 0, 0)),
        textLines(said, { x: at(number) + 21, y: middle + 4 - (said.length - 1) * 6.5, size: SIZE, leading: 13 / SIZE, class: "quiet-text manner" }));
    }));
}

function drawAll(view, width, room) {
  const { data } = view, voices = data.voices, wide = voices.length * CELL + 8;
  const perColumn = Math.max(1, Math.min(3, Math.floor(width / (wide + 130))));
  const columnWidth = (width - MARGIN) / perColumn, groups = new Map();
  for (const item of view.items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const columns = intoColumns([...groups], perColumn);
  const row = rowHigh(columns, room);
  const heights = columns.map((column) => column.reduce((sum, [, rows]) => sum + 30 + rows.length * row, HEAD));
  const wraps = columns.map((column) => column.flatMap(([, rows]) => rows).filter((item) => wrap(item.label, columnWidth - wide - 16, SIZE, 700).length > 1).length * 14);
  const high = Math.max(...heights.map((height, number) => height + wraps[number]));
  return s("svg", { width, height: high + 6, role: "group", "aria-label": view.spec.title(view) },
    columns.map((column, number) => drawColumn(view, column, number * columnWidth, columnWidth - (number === perColumn - 1 ? 0 : 14), voices, row)), s("rect", { class: "ring" }));
}

// Rows as high as the longest column allows.
function rowHigh(columns, room) {
  if (room === Infinity) return ROW.usual;
  const fits = columns.map((column) => (room - HEAD - 8 - column.length * 30) / column.reduce((sum, [, rows]) => sum + rows.length, 0));
  return Math.max(ROW.least, Math.min(ROW.most, ...fits));
}

// Groups in columns as level as can be, in order.
function intoColumns(groups, count) {
  const all = groups.reduce((sum, [, rows]) => sum + rows.length + 2, 0), columns = [[]];
  let filled = 0;
  for (const group of groups) {
    const size = group[1].length + 2;
    if (columns.length < count && columns.at(-1).length && filled + size / 2 > (all / count) * columns.length) columns.push([]);
    columns.at(-1).push(group);
    filled += size;
  }
  return columns;
}

function drawColumn(view, groups, left, width, voices, row) {
  const cellsLeft = left + width - voices.length * CELL;
  const nodes = voices.map((voice, number) => {
    const x = cellsLeft + number * CELL + CELL / 2;
    return s("g", { "data-doc": voice.doc }, s("text", { class: "name", x, y: HEAD - 4, "font-size": SIZE, "font-weight": 700, transform: `rotate(-52 ${x} ${HEAD - 4})` }, voiceName(view, voice)));
  });
  let y = HEAD;
  for (const [name, rows] of groups) {
    nodes.push(s("text", { x: left + 3, y: y + 18, "font-size": 13.5, "font-weight": 700 }, name), s("path", { class: "lane", d: `M${left} ${y + 24}H${left + width}` }));
    y += 28;
    for (const item of rows) {
      const lines = wrap(item.label, cellsLeft - left - 10, SIZE, 700);
      nodes.push(rowOf(view, item, lines, { left, width, cellsLeft, y, voices, row }));
      y += row + (lines.length - 1) * 14;
    }
    y += 2;
  }
  return nodes;
}

function rowOf(view, item, lines, { left, width, cellsLeft, y, voices, row }) {
  const high = row + (lines.length - 1) * 14, middle = y + row / 2;
  return s("g", { class: "idea", "data-of": item.id },
    s("g", { class: "mark", "data-id": item.id, role: "button", "aria-label": `${item.label}: ${item.when}` },
      s("rect", { class: "hit-area", x: left, y, width, height: high, rx: 2 }),
      textLines(lines, { x: left + 3, y: middle + 4.2, size: SIZE, leading: 1.12 })),
    voices.map((voice, number) => {
      const cell = cellOf(item.theme, voice), x = cellsLeft + number * CELL + CELL / 2, manner = spoken(cell) ? cell.manner : "";
      const says = `${item.label}, ${voiceName(view, voice)}: ${mannerWord(view, manner)}`;
      return s("g", { class: "mark", "data-again": "", "data-id": `${item.id}|${voice.doc}|${voice.place}`, "data-doc": voice.doc, "data-of": item.id, role: "button", "aria-label": says },
        s("title", {}, says), s("rect", { class: "hit-area", x: x - CELL / 2, y, width: CELL, height: row, rx: 2 }), sign(manner, x, middle));
    }));
}

function mannerWord(view, manner) {
  return manner ? view.speech.say(`manner_${manner.replaceAll(" ", "_")}`) : view.speech.say("silent");
}

// On a phone the signs of a line, in the order of the columns, under their heads.
function glyph(view, item, width) {
  const { voices } = view.data, wide = smallCell(view, width);
  return s("svg", { width: wide * voices.length, height: 20, "aria-hidden": "true" }, voices.map((voice, number) => {
    const cell = cellOf(item.theme, voice);
    return s("g", { "data-doc": voice.doc }, s("g", { transform: `translate(${number * wide + 10} 10) scale(1.25)` }, sign(spoken(cell) ? cell.manner : "", 0, 0)));
  }));
}

// Of a column on a phone, with room for the last head, which leans out.
function smallCell(view, width) {
  return (width - 54) / view.data.voices.length;
}

// On a phone: the heads of the columns, which stay in view.
function small(view, width) {
  const wide = smallCell(view, width), high = view.lang === "zh" ? 76 : 90;
  return s("svg", { width, height: high, role: "img", "aria-label": view.spec.title(view) }, view.data.voices.map((voice, number) => {
    const x = 4 + number * wide + 12;
    return s("g", { "data-doc": voice.doc }, s("text", { class: "name", x, y: high - 4, "font-size": SIZE, "font-weight": 700, transform: `rotate(-48 ${x} ${high - 4})` }, voiceName(view, voice)));
  }), s("path", { class: "lane", d: `M0 ${high - 0.5}H${width}` }));
}

function key(view) {
  return MANNERS.map((manner) => h("span", {}, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, sign(manner, 8, 8)), mannerWord(view, manner)));
}

function title(view) {
  const { data, speech } = view;
  const fates = data.themes.map((theme) => [theme, fateOf(theme, data.voices)]);
  const early = fates.filter(([, fate]) => fate !== "new").length, never = fates.filter(([, fate]) => fate === "never");
  if (never.length === 1) return speech.say("lineage_one", { count: early, name: shortName(never[0][0], view.lang) });
  return speech.say("lineage_title", { count: early, never: never.length });
}

// How many ideas each fate has.
function countFates(data) {
  const counts = { every: 0, new: 0, never: 0, some: 0 };
  for (const theme of data.themes) counts[fateOf(theme, data.voices)] += 1;
  return counts;
}

function filters(view) {
  const { speech, data } = view, counts = countFates(data);
  return [{ key: "fate", label: speech.say("fate"), options: [
    { value: "", label: speech.say("every") },
    ...["every", "new", "never"].map((fate) => ({ value: fate, label: speech.say(`fate_${fate}`, { count: counts[fate] }) }))] },
  { key: "rows", label: speech.say("what"), redraw: true, options: [
    { value: "", label: speech.say("telling_ideas", { count: counts.every + counts.new + counts.never }) },
    { value: "all", label: speech.say("show_all", { count: data.themes.length }) }] }];
}

function pane(view, item) {
  const { speech, data } = view, { theme } = item;
  const shown = item.cell ? [item.cell] : data.voices.map((voice) => cellOf(theme, voice)).filter(spoken);
  const findings = shown.flatMap((cell) => cell.findings.map((finding, number) => ({
    ...finding, heading: number === 0 ? `${voiceName(view, cell)}: ${mannerWord(view, cell.manner)}` : null })));
  const silent = item.cell ? [] : data.voices.filter((voice) => !spoken(cellOf(theme, voice)));
  const note = item.cell?.note;
  return {
    kicker: item.cell ? voiceName(view, item.cell) : speech.named(theme, "group"), heading: shortName(theme, view.lang), findings, most: 2, first: 3,
    above: speech.named(theme) === shortName(theme, view.lang) ? null : h("p", { class: "quiet" }, mixed(speech.named(theme))),
    below: [note ? h("p", {}, mixed(note)) : null,
      silent.length ? h("p", {}, h("b", {}, `${speech.say("silent")}${speech.sign("colon")}`), silent.map((voice) => voiceName(view, voice)).join(speech.sign("list"))) : null,
      h("p", {}, speech.say("fates", countFates(data))),
      h("p", { class: "quiet" }, speech.say("silence_is"), " ", Object.entries(data.lengths).map(([doc, length]) => speech.say("length_of", { name: data.texts[doc]?.[`short_${view.lang}`] ?? doc, count: length.toLocaleString("en") })).join(speech.sign("list")), speech.sign("stop"))],
  };
}

function columns(view) {
  return [{ head: view.speech.say("idea"), of: (item) => view.speech.named(item.theme) },
    ...view.data.voices.map((voice) => ({ head: voiceName(view, voice), of: (item) => {
      const cell = cellOf(item.theme, voice);
      return mannerWord(view, spoken(cell) ? cell.manner : "");
    } }))];
}

const spec = {
  name: "lineage", title, key, filters, items, more: cells, draw, small, glyph, after: ring, pane, columns,
  drawnBy: (view) => view.items.map(({ id }) => id).join(),
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? ""),
};

// Draws the lineage into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
