// Which words are whose: a line a word, how many times as frequent as in the other texts, with
// its interval; words whose difference is clear after correction for all tests come first, filled.

import { h, s } from "../front/dom.js";
import { widthOf } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const ROW = { usual: 22, least: 16.2, most: 28 };
const TOP = 42; // of the axis, under the two lines of the head of the counts
const GROUP = 25; // of the line over clear words, and over those that are not
const LEFT = 232;
const RIGHT = { wide: 148, inset: 14, colon: 66 }; // of the counts, and of the colon in them
const ASIDE = 88; // of "never" or "only", which no scale has: apart from it, at its end
const SIZE = 12.5;
const MOST = { less: -8, more: 11 }; // doublings that are drawn
const LEAST_TICK = 46; // pixels between two numbers of the axis
const TICK = 4; // room on either side of one
const SMALL = { inset: 20, axis: 24, line: 20, aside: 46, counts: 18 };
const NAMED = 3; // words of either kind in the heading
const PARTICLE = /\bparticle\b/; // in what a word is in English

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
  }));
}

// What stands over the clear words; over the others, how many of how many they are, and why these.
function groupOf(view, row) {
  const doc = target(view);
  const tested = view.data.tested[doc];
  const own = view.data.rows[doc];
  const clear = clearOf(view);
  if (isSure(row))
    return view.speech.say("keyness_clear", { tested, count: own.filter(isSure).length });
  return view.speech.say("keyness_unclear", {
    tested,
    count: own.filter((other) => !isSure(other)).length,
    all: tested - clear,
  });
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

// The ground of the two places apart from the scale.
function beside({ never, only, wide }, top, bottom) {
  const places = [never, only].filter((place) => place !== null);
  return places.map((place) =>
    s("rect", { class: "bar-ground", x: place - wide / 2, y: top, width: wide, height: bottom - top }),
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
  const groups = [...new Set(view.items.map(({ group }) => group))];
  const fixed = TOP + 8 + groups.length * GROUP;
  const fits = (room - fixed) / view.items.length;
  const high = room < Infinity ? Math.max(ROW.least, Math.min(ROW.most, fits)) : ROW.usual;
  const right = width - RIGHT.wide;
  const scale = scaleOf(view.items, LEFT, right - RIGHT.inset, ASIDE);
  const bottom = fixed - 4 + view.items.length * high;
  const nodes = [];
  let y = TOP;
  let before = null;
  for (const item of view.items) {
    if (item.group !== before) {
      nodes.push(groupHead(item.group, y, width));
      y += GROUP;
    }
    nodes.push(wordMark(view, item, { y, high, width, right, scale }));
    y += high;
    before = item.group;
  }
  return s(
    "svg",
    { width, height: bottom + 6, role: "group", "aria-label": view.spec.title(view) },
    axis(view, scale, TOP - 4, bottom),
    headOfCounts(view, right),
    nodes,
  );
}

// A line of words on paper, so that no line of the axis runs through them.
function groupHead(group, y, width) {
  return s(
    "g",
    {},
    s("rect", { class: "ground", x: 0, y: y + 1, width, height: GROUP - 2 }),
    s("text", { x: 4, y: y + 17, "font-size": SIZE, "font-weight": 700 }, group),
    s("path", { class: "lane", d: `M0 ${y + GROUP - 2}H${width - 2}` }),
  );
}

function wordMark(view, item, { y, high, width, right, scale }) {
  const { row } = item;
  const middle = y + high / 2;
  const glossAt = 12 + row.word.length * 14;
  const says = `${item.label}${view.speech.sign("colon")}${item.when}${view.speech.sign("comma")}${view.speech.word(row.verdict)}`;
  const gloss = fit(row.english, LEFT - 10 - glossAt);
  return s(
    "g",
    { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("title", {}, says),
    s("rect", { class: "hit-area", x: 0, y, width: width - 2, height: high, rx: 2 }),
    s("text", { class: "han", x: 4, y: middle + 4.5, "font-size": 14 }, row.word),
    gloss
      ? s(
          "text",
          { class: "quiet-text latin", x: glossAt, y: middle + 4, "font-size": SIZE },
          gloss,
        )
      : null,
    interval(row, scale, middle),
    counts(row.count, row.others, right + RIGHT.colon, middle + 4),
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

// The clear words by name, as many as a heading holds, and how many there are besides.
function title(view) {
  const doc = target(view);
  const text = view.data.texts[doc];
  const short = text[`short_${view.lang}`];
  const name = view.lang === "en" && text.edition ? `The ${short}` : short;
  const { more, less } = view.data.clear[doc];
  const tested = view.data.tested[doc];
  const { say } = view.speech;
  const told = [
    more ? say("keyness_more", { words: namesOf(view, "more", more) }) : "",
    less ? say(more ? "keyness_and_less" : "keyness_less", { words: namesOf(view, "less", less) }) : "",
  ].filter(Boolean);
  if (!told.length) return say("keyness_none", { name, tested });
  return say("keyness_title", { name, words: told.join(view.speech.sign("listed")) });
}

// The first words of a verdict: by how many times as often as elsewhere, or by how often elsewhere.
function namesOf(view, verdict, all) {
  const rows = view.data.rows[target(view)].filter((row) => row.verdict === verdict);
  const ordered = verdict === "more" ? rows : [...rows].sort((a, b) => b.others - a.others);
  const named = ordered.slice(0, NAMED).map((row) => quoted(view, row));
  // Chinese puts no mark between words in quotation marks.
  const words = named.join(view.lang === "zh" ? "" : view.speech.sign("list"));
  const others = all - named.length;
  return others ? view.speech.say("keyness_and_more", { words, others }) : words;
}

// A word in the heading: in English with its first sense, where it has one, or with what it is.
function quoted({ lang, speech }, { word, english }) {
  if (lang !== "en") return `“${word}”`;
  const [particle] = english.match(PARTICLE) ?? [];
  const sense = particle ?? english.split(/[;,(]/)[0].trim();
  return sense ? `${word}${speech.aside(sense)}` : word;
}

function filters(view) {
  const { speech, data } = view;
  const own = data.rows[target(view)];
  const texts = Object.keys(data.rows).map((doc) => ({
    value: doc,
    label: data.texts[doc][`short_${view.lang}`],
    doc,
  }));
  const verdicts = ["more", "less", "no clear difference"].map((value) => {
    const count = own.filter(({ verdict }) => verdict === value).length;
    return { value, label: `${speech.word(value)}${speech.sign("colon")}${drawnOf(view, value, count)}` };
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
  ];
}

// How many words of a verdict are drawn, of how many there are.
function drawnOf(view, verdict, count) {
  const { more, less } = view.data.clear[target(view)];
  const unclear = view.data.tested[target(view)] - more - less;
  const all = { more, less }[verdict] ?? unclear;
  return count === all ? count : view.speech.say("drawn_of", { count, all });
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
      row.english ? h("p", {}, row.english) : null,
      h(
        "p",
        {},
        speech.say(told, {
          count: row.count,
          size: size.toLocaleString("en"),
          others: row.others,
          factor: factor >= 10 ? Math.round(factor) : factor.toFixed(1),
        }),
      ),
      withinLonger(view, row),
      h(
        "p",
        { class: "quiet" },
        speech.say(
          row.count && row.others ? "interval_is" : row.count ? "interval_from" : "interval_to",
          { low: asSaid(2 ** row.low), high: asSaid(2 ** row.high) },
        ),
        " ",
        speech.say("after_tests", { tested: data.tested[item.doc] }),
        " ",
        h("b", {}, speech.word(row.verdict)),
        speech.sign("stop"),
      ),
    ],
    below: [h("p", { class: "quiet" }, speech.say("keyness_limits"))],
  };
}

// How often its characters stand there, if it is within longer words, too.
function withinLonger({ speech }, { count, others, within_here: here, within_others: there }) {
  if (here === count && there === others) return null;
  return h("p", {}, speech.say("word_within", { here, others: there }));
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
      view.speech.say(name, { tested: view.data.tested[target(view)] }),
    ),
  );
}

const spec = {
  name: "keyness",
  title,
  lead: (view) => view.speech.say("keyness_lead", sizesOf(view)),
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
  shown: (view, count, all) =>
    view.speech.say(count === all ? "all_words" : "shown_words", {
      count,
      drawn: all,
      tested: view.data.tested[target(view)],
    }),
  opening: (view) => view.items[0]?.id ?? "",
};

// Draws the words into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
