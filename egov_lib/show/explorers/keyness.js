// Which words are whose: a line a word, how many times as frequent as in the other texts, with
// its interval; words whose difference is clear after correction for all tests come first, large
// and filled; of those that may be chance a few, the others when they are asked for.

import { h, mixed, s } from "../front/dom.js";
import { widthOf } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const ROW = { sure: 34, unsure: 20, least: 0.8, most: 1.25 };
const TOP = 42; // of the axis, under the two lines of the head of the counts
const GROUP = 27; // of the line over clear words, and over those that are not
const FEW = 8; // words that may be chance, until the others are asked for
const MORE = 32; // of the button that asks for them
const LEFT = 232;
const RIGHT = { wide: 148, inset: 14, colon: 66 }; // of the counts, and of the colon in them
const ASIDE = 88; // of "never" or "only", which no scale has: apart from it, at its end
const SIZE = 12.5;
const MOST = { less: -8, more: 11 }; // doublings that are drawn
const LEAST_TICK = 46; // pixels between two numbers of the axis
const TICK = 9; // room on either side of one
const SMALL = { inset: 20, axis: 24, line: 20, aside: 46, counts: 18 };
const NAMED = { more: 2, less: 1 }; // words of either kind in the heading

function target(view) {
  return view.filters.target in view.data.rows
    ? view.filters.target
    : Object.keys(view.data.rows)[0];
}

function isSure({ verdict }) {
  return verdict === "more" || verdict === "less";
}

// The words of a text, those that are clear first.
function items(view) {
  const doc = target(view);
  const rows = [...view.data.rows[doc]].sort((a, b) => isSure(b) - isSure(a));
  return rows.map((row) => ({
    id: `${doc}|${row.word}`,
    doc,
    row,
    label: row.english ? `${row.word} ${row.english}` : row.word,
    group: groupOf(view, row),
    when: `${row.count} : ${row.others}`,
    facts: { verdict: row.verdict },
    // In a list, in one line with what it means.
    words: () => [mixed(row.word), " ", row.english],
  }));
}

// What stands over the clear words, and over the others.
function groupOf(view, row) {
  const tested = view.data.tested[target(view)];
  const clear = clearOf(view);
  if (isSure(row)) return view.speech.say("keyness_clear", { count: clear });
  return view.speech.say("keyness_unclear", { all: tested - clear });
}

function clearOf(view) {
  const { more, less } = view.data.clear[target(view)];
  return more + less;
}

// --- the scale ---

// A scale of doublings: from the lowest interval to the highest, with a line at every fourfold.
// What has no estimate, because a word is only here or never, ends apart from it: `never` and `only`
// are the middles of those two places, where there are any.
function scaleOf(rows, from, to, aside) {
  const clip = (value) => Math.max(MOST.less, Math.min(MOST.more, value));
  const lows = rows.filter(({ row }) => row.count).map(({ row }) => clip(row.low));
  const highs = rows.filter(({ row }) => row.others).map(({ row }) => clip(row.high));
  const first = Math.min(-1, ...lows.map(Math.floor));
  const last = Math.max(1, ...highs.map(Math.ceil));
  const isNever = rows.some(({ row }) => !row.count);
  const isOnly = rows.some(({ row }) => !row.others);
  const left = from + (isNever ? aside : 0);
  const right = to - (isOnly ? aside : 0);
  const ticks = [];
  for (let power = Math.ceil(first / 2) * 2; power <= last; power += 2) ticks.push(power);
  return {
    at: (value) => left + ((clip(value) - first) / (last - first)) * (right - left),
    ticks,
    never: isNever ? from + aside / 2 - 8 : null,
    only: isOnly ? to - aside / 2 + 8 : null,
    wide: aside * 0.6,
    ends: [left, right],
  };
}

function times(power) {
  if (power === 0) return "1×";
  return power > 0 ? `${2 ** power}×` : `1/${2 ** -power}`;
}

function axis(view, scale, top, bottom) {
  const { at, ticks } = scale;
  const names = namesBeside(view, scale, top - 7);
  const isFree = (power) => {
    const x = at(power);
    const half = widthOf(times(power), SIZE) / 2 + TICK;
    return names.every(({ from, to }) => x + half < from || x - half > to);
  };
  const step = at(2) - at(0) < LEAST_TICK ? 4 : 2;
  const numbers = ticks.map((power) => [
    s("path", { class: power === 0 ? "lane" : "axis", d: `M${at(power)} ${top}V${bottom}` }),
    // Where the marks are close, every other one has its number; none beside a name.
    power % step || !isFree(power)
      ? null
      : s(
          "text",
          { class: "year", x: at(power), y: top - 7, "text-anchor": "middle", "font-size": SIZE },
          times(power),
        ),
  ]);
  return [beside(scale, top, bottom), numbers, names.map(({ node }) => node)];
}

// Over the numbers, which way is more.
function directions(view, { at, ends: [left, right] }, y) {
  const look = { y, "font-size": SIZE };
  return [
    s("text", { ...look, x: Math.max(at(0) - 14, left), "text-anchor": "end" }, view.speech.say("less_here")),
    s("text", { ...look, x: Math.min(at(0) + 14, right) }, view.speech.say("more_here")),
  ];
}

// The ground of the two places apart from the scale.
function beside({ never, only, wide }, top, bottom, look = "bar-ground") {
  const places = [never, only].filter((place) => place !== null);
  return places.map((place) =>
    s("rect", { class: look, x: place - wide / 2, y: top, width: wide, height: bottom - top }),
  );
}

// Their names, each with the place that it takes.
function namesBeside(view, { never, only }, y) {
  const ending = view.isNarrow ? "short" : "here";
  const named = [
    [never, `never_${ending}`],
    [only, `only_${ending}`],
  ].filter(([place]) => place !== null);
  return named.map(([x, name]) => {
    const words = view.speech.say(name);
    const half = widthOf(words, SIZE) / 2;
    const place = { x, y, "text-anchor": "middle", "font-size": SIZE };
    return { from: x - half, to: x + half, node: s("text", { class: "year", ...place }, words) };
  });
}

// A word's interval and its estimate. Where it is only here, or never, there is no estimate: the
// interval has one end, and leaves the scale.
function interval(row, scale, middle) {
  const { at, never, only } = scale;
  const look = isSure(row) ? "sealed" : "hollow thin";
  if (row.count && row.others) {
    return [
      s("path", { class: "interval", d: `M${at(row.low)} ${middle}H${at(row.high)}` }),
      s("circle", { class: look, cx: at(row.log_ratio), cy: middle, r: 4.6 }),
    ];
  }
  const from = row.others ? at(row.high) : at(row.low);
  const to = row.others ? never : only;
  const way = row.others ? -1 : 1;
  return [
    s("path", {
      class: isSure(row) ? "interval" : "interval open-ended",
      d: `M${from} ${middle - 5}v10M${from} ${middle}${broken(scale, { to, way, middle })}`,
    }),
    arrow(look, to + way * 5, middle, way),
  ];
}

// A line that leaves the scale is broken where the scale ends.
function broken({ ends, wide }, { to, way, middle }) {
  const [left, right] = ends;
  const end = way < 0 ? left : right;
  const cut = (end + to - (way * wide) / 2) / 2;
  const slash = (x) => `M${x - 2} ${middle + 4}l4 -8`;
  return `H${cut - way * 3}${slash(cut - way * 3)}${slash(cut + way * 3)}M${cut + way * 3} ${middle}H${to}`;
}

// The head of an interval that is open: it points to the left or to the right.
function arrow(look, x, y, way) {
  return s("path", { class: look, d: `M${x} ${y}l${-way * 10} -5v10Z` });
}

// --- the picture ---

function draw(view, width, room = Infinity) {
  const shown = drawnItems(view);
  const left = view.items.length - shown.length;
  const groups = new Set(shown.map(({ group }) => group)).size;
  const fixed = TOP + 8 + groups * GROUP + (left ? MORE : 0);
  const usual = ({ row }) => (isSure(row) ? ROW.sure : ROW.unsure);
  const natural = shown.reduce((sum, item) => sum + usual(item), 0);
  const fits = room === Infinity ? 1 : (room - fixed) / natural;
  const scaled = Math.max(ROW.least, Math.min(ROW.most, fits));
  const right = width - RIGHT.wide;
  const scale = scaleOf(view.items, LEFT, right - RIGHT.inset, ASIDE);
  const nodes = [];
  let y = TOP;
  let before = null;
  for (const item of shown) {
    if (item.group !== before) {
      nodes.push(groupHead(item.group, y, width));
      y += GROUP;
    }
    const high = usual(item) * scaled;
    nodes.push(wordMark(view, item, { y, high, width, right, scale }));
    y += high;
    before = item.group;
  }
  return s(
    "svg",
    { width, height: y + 8 + (left ? MORE : 0), role: "group", "aria-label": view.spec.title(view) },
    axis(view, scale, TOP - 4, y + 4),
    directions(view, scale, 15),
    headOfCounts(view, right),
    nodes,
    left ? moreButton(view, left, y + 8) : null,
  );
}

// The clear words; of the others those with the most evidence and what is chosen, until all are
// asked for.
function drawnItems(view) {
  if (view.filters.rows === "all") return view.items;
  const unsure = view.items.filter(({ row }) => !isSure(row)).map(({ row }) => row.rank);
  const last = unsure.sort((a, b) => a - b)[FEW - 1] ?? Infinity;
  return view.items.filter(({ id, row }) => isSure(row) || row.rank <= last || id === view.chosen);
}

function moreButton(view, count, y) {
  const words = view.speech.say("keyness_others", { count });
  const wide = widthOf(words, 13.5) + 20;
  const ask = () => view.setFilter("rows", "all");
  const onKey = (event) => {
    if (event.key === "Enter" || event.key === " ") ask();
  };
  return s(
    "g",
    { class: "row-head", role: "button", tabindex: "0", on: { click: ask, keydown: onKey } },
    s("rect", { class: "hit-area boxed", x: 4, y, width: wide, height: 26, rx: 5 }),
    s("text", { x: 14, y: y + 18, "font-size": 13.5 }, words),
  );
}

// A line of words on paper, so that no line of the axis runs through them.
function groupHead(group, y, width) {
  return s(
    "g",
    {},
    s("rect", { class: "ground", x: 0, y: y + 1, width, height: GROUP - 2 }),
    s("text", { x: 4, y: y + 17, "font-size": SIZE, "font-weight": 700 }, group),
    s("path", { class: "lane", d: `M0 ${y + GROUP - 4}H${width - 2}` }),
  );
}

function wordMark(view, item, { y, high, width, right, scale }) {
  const { row } = item;
  const middle = y + high / 2;
  const size = isSure(row) ? 16 : 14;
  const glossAt = 12 + row.word.length * size;
  const says = `${item.label}${view.speech.sign("colon")}${item.when}${view.speech.sign("comma")}${view.speech.word(row.verdict)}`;
  const gloss = fit(row.english, LEFT - 4 - glossAt);
  return s(
    "g",
    { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("title", {}, says),
    s("rect", { class: "hit-area", x: 0, y, width: width - 2, height: high, rx: 2 }),
    // Over the yellow of what is chosen the two places apart from the scale are still seen.
    beside(scale, y, y + high, "zone"),
    s("path", { class: "axis", d: `M0 ${y + high}H${width - 2}` }),
    s("text", { class: row.grammar ? "han quiet-text" : "han", x: 4, y: middle + 5, "font-size": size }, row.word),
    gloss
      ? s(
          "text",
          { class: "quiet-text latin", x: glossAt, y: middle + 4.5, "font-size": isSure(row) ? 13.5 : SIZE },
          gloss,
        )
      : null,
    interval(row, scale, middle),
    counts(row.count, row.others, right + RIGHT.colon, middle + 4.5),
  );
}

// What is of this text and what is of the others, set on the colon.
function counts(here, others, x, y) {
  const text = { class: "quiet-text", y, "font-size": SIZE };
  return [
    s("text", { ...text, x: x - 6, "text-anchor": "end" }, here),
    s("text", { ...text, x, "text-anchor": "middle" }, ":"),
    s("text", { ...text, x: x + 6 }, others),
  ];
}

// Under "here : others" how many words both have in all, without which counts say nothing.
function headOfCounts(view, right) {
  const { say } = view.speech;
  const x = right + RIGHT.colon;
  const { here, others } = sizesOf(view);
  return [
    counts(say("count_here"), say("count_others"), x, 15),
    counts(say("size_here", { here }), say("size_others", { others }), x, 31),
  ];
}

// The words of the text, and of all others together.
function sizesOf({ data, filters }) {
  const doc = target({ data, filters });
  const all = Object.values(data.sizes).reduce((sum, size) => sum + size, 0);
  const written = (count) => count.toLocaleString("en");
  return { here: written(data.sizes[doc]), others: written(all - data.sizes[doc]) };
}

// --- on a phone ---

function smallScale(view, width) {
  return scaleOf(view.items, SMALL.inset, width - SMALL.inset, SMALL.aside);
}

// Over the lines of each group: what the counts at the right are, and the scale.
function heads(view, width) {
  const counted = view.speech.say("counts_head", sizesOf(view));
  const high = SMALL.axis + SMALL.counts;
  const place = { x: width - 4, y: 12, "font-size": SIZE, "text-anchor": "end" };
  return s(
    "svg",
    { width, height: high },
    s("text", { class: "quiet-text", ...place }, counted),
    axis(view, smallScale(view, width), high - 5, high),
  );
}

// In each line the interval on the scale, whose lines go on from line to line.
function glyph(view, { row }, width) {
  const scale = smallScale(view, width);
  const high = SMALL.line;
  const lines = scale.ticks.map((power) =>
    s("path", { class: power === 0 ? "lane" : "axis", d: `M${scale.at(power)} 0V${high}` }),
  );
  const size = { width: width - 8, height: high, viewBox: `4 0 ${width - 8} ${high}` };
  return s(
    "svg",
    { ...size, "aria-hidden": "true" },
    beside(scale, 0, high),
    lines,
    interval(row, scale, high / 2),
  );
}

// What has room of a gloss: all of it, or its first sense (the pane has all of it).
function fit(english, room) {
  const first = english.split(/[;,(]/)[0].trim();
  return [english, first].find((words) => widthOf(words, SIZE) <= room) ?? "";
}

// --- words ---

// How many words are clear, and those that mark the text most by name.
function title(view) {
  const doc = target(view);
  const text = view.data.texts[doc];
  const short = text[`short_${view.lang}`];
  const isOurs = view.lang === "en" && text.edition;
  const { more, less } = view.data.clear[doc];
  const tested = view.data.tested[doc];
  const { say } = view.speech;
  if (!more && !less) return say("keyness_none", { name: isOurs ? `The ${short}` : short, tested });
  const told = ["more", "less"].map((verdict) => [verdict, namesOf(view, verdict)]);
  const words = told
    .filter(([, names]) => names)
    .map(([verdict, names]) => say(`keyness_${verdict}`, { words: names }));
  const name = isOurs ? `the ${short}` : short;
  return say("keyness_title", { name, tested, count: more + less, words: words.join(view.speech.sign("comma")) });
}

// The first words of a verdict: by how many times as often as elsewhere, or by how often elsewhere;
// words of grammar only where there are no others.
function namesOf(view, verdict) {
  const rows = view.data.rows[target(view)].filter((row) => row.verdict === verdict);
  const ordered = verdict === "more" ? rows : [...rows].sort((a, b) => b.others - a.others);
  const telling = ordered.filter(({ grammar }) => !grammar);
  const named = (telling.length ? telling : ordered).slice(0, NAMED[verdict]);
  // Chinese puts no mark between words in quotation marks.
  return named.map((row) => quoted(view, row)).join(view.lang === "zh" ? "" : view.speech.say("and"));
}

// A word in the heading: in English with its first sense, where it has one.
function quoted({ lang, speech }, { word, english }) {
  if (lang !== "en") return `“${word}”`;
  const sense = english.split(/[;,(]/)[0].trim();
  return sense ? `${word}${speech.aside(sense)}` : word;
}

function filters(view) {
  const { speech, data } = view;
  const texts = Object.keys(data.rows).map((doc) => ({
    value: doc,
    label: data.texts[doc][`short_${view.lang}`],
    doc,
  }));
  const { more, less } = data.clear[target(view)];
  const unclear = data.tested[target(view)] - more - less;
  const counted = { more, less, "no clear difference": unclear };
  const verdicts = Object.entries(counted).map(([value, count]) => {
    const name = value === "more" || value === "less" ? speech.word(value) : speech.say("key_unsure");
    return { value, label: `${name}${speech.sign("colon")}${count}` };
  });
  return [
    {
      key: "target",
      label: speech.say("documents"),
      redraw: true,
      fallback: target(view),
      options: texts,
    },
    {
      key: "verdict",
      label: speech.say("verdict"),
      options: [{ value: "", label: speech.say("every") }, ...verdicts],
    },
    // The button under the picture
    { key: "rows", label: "", redraw: true, options: [] },
  ];
}

function pane(view, item) {
  const { row } = item;
  const { speech, data } = view;
  const size = data.sizes[item.doc];
  const factor = 2 ** Math.abs(row.log_ratio);
  const asSaid = (value) =>
    value >= 1
      ? Number(value.toPrecision(2)).toLocaleString("en")
      : `1/${Number((1 / value).toPrecision(2)).toLocaleString("en")}`;
  const told = !row.others
    ? "word_only"
    : !row.count
      ? "word_never"
      : row.log_ratio >= 0
        ? "word_more"
        : "word_less";
  return {
    kicker: data.texts[item.doc][`short_${view.lang}`],
    heading: row.word,
    findings: row.findings,
    most: 1,
    all: row.count + row.others,
    above: [
      h(
        "p",
        {},
        speech.say(told, {
          count: row.count,
          size: size.toLocaleString("en"),
          others: row.others,
          factor: factor >= 10 ? Math.round(factor) : factor.toFixed(1),
        }),
        speech.lang === "zh" ? "" : " ",
        withinLonger(view, row),
      ),
      h(
        "p",
        { class: "quiet" },
        speech.say(
          row.count && row.others ? "interval_is" : row.count ? "interval_from" : "interval_to",
          { low: asSaid(2 ** row.low), high: asSaid(2 ** row.high) },
        ),
        speech.lang === "zh" ? "" : " ",
        speech.say(isSure(row) ? "after_tests_clear" : "after_tests", { tested: data.tested[item.doc] }),
      ),
    ],
    below: [h("p", { class: "quiet" }, speech.say("keyness_limits"))],
  };
}

// How often its characters stand there, if they are within longer words, too, and within which.
function withinLonger({ speech }, { count, others, longer, within_here: here, within_others: there }) {
  if (here === count && there === others) return "";
  const words = longer.length ? speech.aside(longer.map((one) => speech.named(one)).join(speech.sign("list"))) : "";
  return mixed(speech.say("word_within", { here: here - count, others: there - others, words }));
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("word"), of: ({ row }) => row.word },
    { head: speech.say("columns_en"), of: ({ row }) => row.english },
    { head: speech.say("times_here"), of: ({ row }) => String(row.count), number: true },
    { head: speech.say("times_others"), of: ({ row }) => String(row.others), number: true },
    {
      head: speech.say("doublings"),
      of: ({ row }) => `${row.log_ratio} (${row.low}…${row.high})`,
      number: true,
    },
    { head: speech.say("verdict"), of: ({ row }) => speech.word(row.verdict) },
  ];
}

function key(view) {
  const open = [arrow("hollow thin", 1, 8, -1), arrow("sealed", 23, 8, 1)];
  const signs = [
    [s("circle", { class: "sealed", cx: 6, cy: 8, r: 4.6 }), 12, "key_sure"],
    [s("circle", { class: "hollow thin", cx: 6, cy: 8, r: 4.6 }), 12, "key_unsure"],
    [s("path", { class: "interval", d: "M1 8H22" }), 24, "key_interval"],
    [open, 24, "key_open"],
  ];
  return signs.map(([sign, width, name]) =>
    h(
      "span",
      {},
      s("svg", { width, height: 16, "aria-hidden": "true" }, sign),
      view.speech.say(name),
    ),
  );
}

// How many words are drawn or listed, of how many that were tested.
function shown(view, count, all, kept) {
  const isWhole = view.isList || view.filters.shape === "table";
  const drawn = new Set(isWhole ? view.items : drawnItems(view));
  const counts = { count: kept.filter((item) => drawn.has(item)).length, drawn: drawn.size };
  const name = counts.count === drawn.size ? "all_words" : "shown_words";
  return view.speech.say(name, { ...counts, tested: view.data.tested[target(view)] });
}

const spec = {
  name: "keyness",
  title,
  lead: (view) => view.speech.say("keyness_lead", { tested: view.data.tested[target(view)] }),
  key,
  filters,
  items,
  draw,
  heads,
  glyph,
  isPlain: () => true,
  isTogether: (view, { row }) => isSure(row),
  pane,
  columns,
  shown,
  other: (view, { row }) => row.english,
  drawnBy: (view) => view.filters.rows ?? "",
  opening: (view) => view.items[0]?.id ?? "",
};

// Draws the words into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
