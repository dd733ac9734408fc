// Who says it, and through whom: of each text a row a voice, those furthest from the page on top.

import { h, s, mixed, chinese } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { sentence } from "../front/words.js";
import { clausesOf, seal, shortVoice } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const NARROW = 560; // under it a text's name and share are above its rows
const LEFT = { wide: 276, narrow: 94 }; // of the rows
const STEPS = { wide: 152, narrow: 0 }; // where the rows of a level are named
const HEAD = 40; // of name and share, above the rows
const ASIDE = 65; // of them, beside the rows
const PITCH = { least: 13.4, usual: 17, most: 21 }; // from row to row
const LINE = 14; // of a name that takes two lines
const GAP = 7; // between texts
const TOTAL = { wide: 46, narrow: 76 }; // of the bar of all texts and of the axis, with their words
const TICK = 1000; // characters from tick to tick of the axis
const OWN_VOICE = "the text"; // who speaks where the text itself does (data/speakers.csv)
const OWN_VOICE_ZH = "本文";
const LEAST_ROOM = 76; // of a name that takes two lines
const TWO_LINES = 150; // where they are better than one line upon a bar
const AFTER = 7; // between a name and its name in the other language

// Of what the text says itself and another passes on there is a title.
function isTitle({ en, id, through_en: tellers }) {
  return en === OWN_VOICE && tellers.length > 0 && id.endsWith(":t");
}

function who(stretch, speech) {
  if (stretch.en === OWN_VOICE) return speech.say(isTitle(stretch) ? "the_title" : "the_writer");
  // In brackets after it stands the Chinese, which shows what is lost.
  return speech.either(stretch.en.replace(" 《□》 (title lost)", ", title lost"), stretch.zh);
}

// From the one nearest to the speaker outward.
function through({ lang }, stretch) {
  return lang === "zh" ? stretch.through_zh : stretch.through_en;
}

// How many steps a stretch is from the page; a title is on it.
function depthOf(stretch) {
  return isTitle(stretch) ? 0 : stretch.through_en.length;
}

function sizeOf({ start, end }) {
  return end - start;
}

function items(view) {
  return view.data.stretches.map((stretch) => itemOf(view, stretch));
}

function itemOf(view, stretch) {
  const { speech, data } = view;
  const group = data.texts[stretch.doc][`short_${view.lang}`];
  const when = speech.say("characters", { count: sizeOf(stretch).toLocaleString("en") });
  const facts = { doc: stretch.doc, layers: String(depthOf(stretch)) };
  return {
    id: stretch.id,
    doc: stretch.doc,
    stretch,
    label: who(stretch, speech),
    group,
    when,
    facts,
  };
}

// The voices of a stretch from the page up to the speaker, in the language of `speech`.
function voicesOf(speech, { stretch }) {
  const tellers = [...through(speech, stretch)].reverse().map((name) => calledIn(speech, name));
  return isTitle(stretch) ? tellers : [...tellers, who(stretch, speech)];
}

// The text itself, where it passes words on: who wrote it.
function calledIn(speech, name) {
  return [OWN_VOICE, OWN_VOICE_ZH].includes(name) ? speech.say("the_writer") : name;
}

// --- rows ---

// A row a voice, the page's own voices in one: {level, name, other, runs}, the furthest from the
// page first; `other` is its name in the other language.
function rowsOf(view, own) {
  const rows = new Map();
  const otherNames = new Map();
  for (const item of own) {
    const voices = voicesOf(view.speech, item);
    const others = voicesOf(view.other, item);
    voices.forEach((name, level) => {
      otherNames.set(name, others[level]);
      const key = level === 0 ? "page" : `${level} ${name}`;
      if (!rows.has(key)) rows.set(key, { level, runs: [], sizes: new Map() });
      const row = rows.get(key);
      row.sizes.set(name, (row.sizes.get(name) ?? 0) + sizeOf(item.stretch));
      const isText = item.stretch.en === OWN_VOICE;
      addTo(row.runs, item, name, lookOf(level, voices.length - 1, isText));
    });
  }
  for (const row of rows.values()) {
    const [name] = largest([...row.sizes]);
    // Of the article nobody says who wrote it.
    const isNobody = name === view.speech.say("the_writer");
    row.name = isNobody ? view.speech.say("writer_unnamed") : shortVoice(name, view.speech);
    row.other = isNobody ? view.other.say("writer_unnamed") : shortVoice(otherNames.get(name), view.other);
  }
  return [...rows.values()].sort((a, b) => b.level - a.level);
}

function largest(pairs) {
  return pairs.reduce((best, pair) => (pair[1] > best[1] ? pair : best));
}

// The text that speaks itself, who passes words on, or whose words they are.
function lookOf(level, top, isText) {
  if (level < top) return "told";
  return top === 0 || isText ? "own" : "speaker";
}

// A stretch goes on the run before it, where voice and look are the same.
function addTo(runs, item, name, look) {
  const last = runs.at(-1);
  const isNext = last && item.stretch.start - last.items.at(-1).stretch.end < 4;
  if (isNext && last.name === name && last.look === look) last.items.push(item);
  else runs.push({ name, look, items: [item] });
}

// What each text asks for: its rows, with the places of their runs and of their names.
function stripsOf(view, width) {
  const { lengths } = view.data;
  const left = width < NARROW ? LEFT.narrow : LEFT.wide;
  const scale = (width - left - 8) / Math.max(...Object.values(lengths));
  return Object.entries(lengths).map(([doc, length]) => {
    const own = view.items.filter((item) => item.doc === doc);
    const share = Math.round((100 * toldIn(view, doc)) / length);
    const rows = rowsOf(view, own).map((row) => placed(row, { left, scale, width }));
    // On a phone the name of a level takes two lines, which the only row of it must have room for.
    const isOnly = ({ level }) => rows.filter((row) => row.level === level).length === 1;
    if (width < NARROW) for (const row of rows.filter(isOnly)) row.least = 2 * LINE + 3;
    return { doc, length, own, rows, share, scale, left };
  });
}

function placed(row, { left, scale, width }) {
  const at = (place) => left + place * scale;
  const span = ([first], last) => {
    const from = at(first.stretch.start);
    return { from, to: Math.max(at(last.stretch.end), from + 2) };
  };
  const runs = row.runs.map((run) => {
    const pieces = run.items.map((item) => span([item], item));
    return { ...run, ...span(run.items, run.items.at(-1)), pieces };
  });
  return { ...row, runs, label: labelOf(row, runs, { left, width }) };
}

// Where the name of a row stands: after its last run, else within the largest, else before the
// first; where no line of it has room there, under the bar. It is never cut.
// {x, wide, lines, run, isUnder, other, below}; `run` is what it stands within, or nothing; `other`
// is the name in the other language, where there is room for both; `below` that name in a line of
// its own, which only high pictures have room for.
function labelOf({ name, other }, runs, { left, width }) {
  const isNarrow = width < NARROW;
  const isTeller = runs.every(({ look }) => look === "told");
  const weight = isTeller || isNarrow ? 400 : 700;
  const wide = widthOf(name, SIZE, weight);
  // On a phone no name lies over a bar.
  const rooms = roomsOf(runs, { left, width }).filter(({ run }) => !run || !isNarrow);
  const also = other === name ? "" : other;
  // Room for the other name, after the name or in two lines under it.
  const hasBoth = (room) => !also || room >= bothWide(wide, also) || belowOf(also, room).length > 0;
  const sizeIn = (run) => (run ? widthOf(name, SIZE) : wide);
  const isWhole = ({ room, run }) => room >= (run ? bothWide(sizeIn(run), also) : sizeIn(run)) && (run || hasBoth(room));
  const [after] = rooms;
  // Two lines after the bar are better than one upon it.
  const isTwo = !isNarrow && !isWhole(after) && after.room >= TWO_LINES;
  const found = isTwo ? null : rooms.find(isWhole);
  if (found) return besideOf(found, { name, wide, other: also });
  const under = wrap(name, width - left, SIZE, weight);
  const beside = rooms.filter(({ x, run, room }) => !run && room >= LEAST_ROOM && (x || !isNarrow));
  // On a phone as many lines as take no more height than under the bar.
  const most = isNarrow ? under.length + 1 : 2;
  for (const { x, end, room } of beside) {
    const lines = wrap(name, room, SIZE, weight);
    const widest = widestOf(lines, weight);
    if (lines.length > most || widest > room) continue;
    const both = bothWide(widthOf(lines.at(-1), SIZE, weight), also);
    const isAfter = also && both <= room;
    const below = isAfter ? [] : belowOf(also, room);
    const all = Math.max(widest, isAfter ? both : 0, ...below.map((line) => widthOf(line, SIZE)));
    return { x: x ?? end - all, wide: all, lines, other: isAfter ? also : "", below };
  }
  const below = also ? wrap(also, width - left, SIZE) : [];
  const widest = Math.max(widestOf(under, weight), ...below.map((line) => widthOf(line, SIZE)));
  return { x: Math.max(left, Math.min(runs[0].from, width - widest)), wide: widest, lines: under, isUnder: true, below };
}

// How wide a name is with its other name after it.
function bothWide(wide, other) {
  return wide + AFTER + widthOf(other, SIZE);
}

// A name in one line in a room that was found, and its other name after it, if that has room, too;
// else under it.
function besideOf({ x, end, room, run }, { name, wide, other }) {
  const both = bothWide(run ? widthOf(name, SIZE) : wide, other);
  const hasBoth = other && room >= both;
  const below = hasBoth || run ? [] : belowOf(other, room);
  const all = hasBoth ? both : Math.max(wide, ...below.map((line) => widthOf(line, SIZE)));
  return { x: x ?? end - all, wide: all, lines: [name], run, other: hasBoth ? other : "", below };
}

// A name in lines under the other one, if it takes no more than two.
function belowOf(name, room) {
  const lines = name ? wrap(name, room, SIZE) : [];
  return lines.length <= 2 && widestOf(lines, 400) <= room ? lines : [];
}

// The free places of a row, the best first.
function roomsOf(runs, { left, width }) {
  const big = runs.reduce((best, run) => (run.to - run.from > best.to - best.from ? run : best));
  const first = runs[0];
  const last = runs.at(-1);
  return [
    { x: last.to + 6, room: width - last.to - 8 },
    { x: big.from + 10, room: big.to - big.from - 14, run: big },
    { end: first.from - 6, room: first.from - left - 8 },
  ];
}

function widestOf(lines, weight) {
  return Math.max(...lines.map((line) => widthOf(line, SIZE, weight)));
}

function highOf({ label, least = 0 }, pitch) {
  const under = label.isUnder ? label.lines.length : label.lines.length - 1;
  return Math.max(least, pitch + (under + (label.below?.length ?? 0)) * LINE);
}

// --- shares ---

// How many characters of a text pass on somebody else's words.
function toldIn(view, doc) {
  const told = view.data.stretches.filter((stretch) => stretch.doc === doc && depthOf(stretch));
  return told.reduce((sum, stretch) => sum + sizeOf(stretch), 0);
}

// What is passed on in all texts, in per cent of their characters.
function shareOfAll(view) {
  const { lengths } = view.data;
  const all = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  const told = Object.keys(lengths).reduce((sum, doc) => sum + toldIn(view, doc), 0);
  return Math.round((100 * told) / all);
}

// The text that most is passed on from, if all of it came one way, and the share of the others.
function largestTold(view) {
  const { lengths, stretches, texts } = view.data;
  const docs = Object.keys(lengths);
  if (docs.length < 2) return null;
  const doc = largest(docs.map((one) => [one, toldIn(view, one)]))[0];
  const told = stretches.filter((stretch) => stretch.doc === doc && depthOf(stretch));
  const ways = new Set(told.map((stretch) => stretch.through_en.join(" > ")));
  if (ways.size !== 1) return null;
  const others = docs.filter((one) => one !== doc);
  const sumOf = (size) => others.reduce((sum, one) => sum + size(one), 0);
  const share = Math.round((100 * sumOf((one) => toldIn(view, one))) / sumOf((one) => lengths[one]));
  return { text: texts[doc][`short_${view.lang}`], share };
}

// What the share counts, how much of it is one text, and what it cannot show.
function lead(view) {
  const { speech } = view;
  const most = largestTold(view);
  const one = most ? [speech.say("speakers_one", most)] : [];
  return [...one, speech.say("speakers_limits")].join(view.lang === "zh" ? "" : " ");
}

// --- the picture ---

function draw(view, width, room = Infinity) {
  const isNarrow = width < NARROW;
  const strips = stripsOf(view, width);
  const top = isNarrow ? TOTAL.narrow : TOTAL.wide;
  const stripHigh = ({ rows }, pitch) => {
    const high = rows.reduce((sum, row) => sum + highOf(row, pitch), 0);
    return (isNarrow ? HEAD + high : Math.max(high, ASIDE)) + GAP;
  };
  const total = (pitch) => strips.reduce((sum, strip) => sum + stripHigh(strip, pitch), top);
  let pitch = room < Infinity ? PITCH.most : PITCH.usual;
  while (pitch > PITCH.least && total(pitch) > room) pitch -= 0.25;
  const told = Math.max(...strips.map(({ share }) => widthOf(toldWords(view, share), SIZE)));
  const marks = [];
  const names = [];
  let y = top;
  view.named = [];
  for (const strip of strips) {
    const first = y + (isNarrow ? HEAD : 2);
    const own = pitchOf(strip, pitch, isNarrow);
    const places = rowPlaces(strip.rows, first, own);
    marks.push(
      headOf(view, strip, { y, isNarrow, told }),
      levelsOf(view, strip, places, { width, isNarrow }),
      strip.rows.map((row, number) => joined(row, places[number] + (own - 4) / 2)),
    );
    marks.push(strip.own.map((item) => stretchMark(view, item, strip, places, own)));
    names.push(strip.rows.map((row, number) => nameOf(view, row, places[number], own)));
    y += stripHigh(strip, pitch);
    marks.push(s("path", { class: "lane", d: `M0 ${y - GAP / 2}H${width}` }));
  }
  return s(
    "svg",
    {
      width,
      height: y - 4,
      class: isNarrow ? "narrow" : null,
      role: "group",
      "aria-label": view.spec.title(view),
    },
    totalOf(view, width, isNarrow),
    marks,
    s("path", { class: "ring" }),
    names,
  );
}

// A thin line joins the bars of one voice, so that its name at the end is that of all.
function joined({ level, runs }, middle) {
  if (!level || runs.length < 2) return null;
  const [{ items: [{ doc }] }] = runs;
  const gaps = runs.slice(1).map(({ from }, number) => `M${runs[number].to} ${middle}H${Math.max(from, runs[number].to)}`);
  return s("path", { class: "leader", "data-doc": doc, d: gaps.join("") });
}

// Few rows are as high as what stands beside them allows.
function pitchOf({ rows }, pitch, isNarrow) {
  const lines = rows.reduce((sum, row) => sum + highOf(row, 0), 0);
  const roomy = (ASIDE - lines) / rows.length;
  return isNarrow ? pitch : Math.max(pitch, Math.min(PITCH.most, roomy));
}

// The y of each row of a text.
function rowPlaces(rows, first, pitch) {
  let y = first;
  return rows.map((row) => {
    const place = y;
    y += highOf(row, pitch);
    return place;
  });
}

function toldWords({ speech }, share) {
  return speech.say("told_share", { share });
}

// Seal, name and length of a text, and the share of it that is passed on as a bar;
// on a phone all bars begin after the widest words (`told`).
function headOf(view, { doc, length, share }, { y, isNarrow, told }) {
  const text = view.data.texts[doc];
  const name = text[`short_${view.lang}`];
  const wide = 118;
  const said = toldWords(view, share);
  const count = view.speech.say("characters", { count: length.toLocaleString("en") });
  const countAt = isNarrow ? { x: 32 + widthOf(name, 13.5, 700), y: y + 17 } : { x: 25, y: y + 34 };
  const barAt = isNarrow ? { x: 33 + told, y: y + 26 } : { x: 25, y: y + 58 };
  return s(
    "g",
    { "data-doc": doc },
    s("rect", { class: "sealed", x: 0, y: y + 3, width: 18, height: 18, rx: 3 }),
    s(
      "text",
      { class: "on-seal han", x: 9, y: y + 16, "font-size": 12, "text-anchor": "middle" },
      text.seal,
    ),
    s("text", { x: 25, y: y + 17, "font-size": 13.5, "font-weight": 700 }, name),
    s("text", { class: "quiet-text", ...countAt, "font-size": SIZE }, count),
    s("text", { x: 25, y: isNarrow ? y + 34 : y + 52, "font-size": SIZE }, said),
    s("rect", { class: "text-bar", ...barAt, width: wide, height: 7 }),
    s("rect", { class: "sealed", ...barAt, width: (wide * share) / 100, height: 7 }),
  );
}

// How many steps from the page the rows are: a word at the first row of each level.
function levelsOf(view, { rows }, places, { width, isNarrow }) {
  const x = isNarrow ? STEPS.narrow : STEPS.wide;
  return rows.map(({ level }, number) => {
    if (number && rows[number - 1].level === level) return null;
    const y = places[number];
    const lines = isNarrow ? wrap(stepsOf(view, level), LEFT.narrow - 6, 12) : [stepsOf(view, level)];
    return [
      number ? s("path", { class: "axis", d: `M${x} ${y - 2.5}H${width}` }) : null,
      textLines(lines, { class: "quiet-text", x, y: y + 9, size: isNarrow ? 12 : SIZE, leading: 1.12 }),
    ];
  });
}

function stepsOf(view, level) {
  return view.speech.say(`layers_${Math.min(level, 2)}`);
}

// What is passed on in all texts as one bar: each text's part in its colour, then the rest.
function totalOf(view, width, isNarrow) {
  const { lengths } = view.data;
  const docs = Object.keys(lengths);
  const share = shareOfAll(view);
  const left = isNarrow ? 0 : LEFT.wide;
  const y = isNarrow ? 34 : 2;
  const all = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  const scale = (width - left - 8) / all;
  let x = left;
  const part = (look, doc, size) => {
    const wide = size * scale;
    const from = x;
    x += wide;
    const shape = { class: look, x: from, y, width: Math.max(wide - 1, 0), height: 14 };
    return s("g", { "data-doc": doc }, s("rect", shape));
  };
  const told = docs.map((doc) => part("sealed", doc, toldIn(view, doc)));
  const middle = x - 0.5;
  const own = docs.map((doc) => part("text-bar", doc, lengths[doc] - toldIn(view, doc)));
  const words = { all: all.toLocaleString("en"), share };
  return s(
    "g",
    {},
    s("text", { x: 0, y: 13, "font-size": SIZE, "font-weight": 700 }, view.speech.say("told_in_all")),
    s("text", { x: 0, y: 29, class: "quiet-text", "font-size": SIZE }, view.speech.say("told_of_all", words)),
    told,
    own,
    s("path", { class: "limit", d: `M${middle} ${y - 2}v18` }),
    axisOf(view, { width, left: isNarrow ? LEFT.narrow : left, y: isNarrow ? 62 : 32 }),
  );
}

// Over the rows: from the first to the last character of the longest text, one scale for all.
function axisOf(view, { width, left, y }) {
  const longest = Math.max(...Object.values(view.data.lengths));
  const scale = (width - left - 8) / longest;
  const number = (place) => place.toLocaleString("en");
  const ticks = Array.from({ length: Math.floor(longest / TICK) }, (_, step) => (step + 1) * TICK);
  const seen = ticks.filter((tick) => (longest - tick) * scale > 44);
  const named = [...seen.slice(1), longest];
  const says = view.speech.say("place_in_text");
  const isTight = widthOf(says, SIZE) > 2 * TICK * scale - 30;
  return [
    s("path", { class: "tie", d: `M${left} ${y + 8}H${left + longest * scale}` }),
    [0, ...seen, longest].map((tick) => s("path", { class: "tie", d: `M${left + tick * scale} ${y + 5}v6` })),
    s("text", { x: isTight ? 0 : left, y: isTight ? y - 2 : y + 3, class: "quiet-text", "font-size": 12 }, says),
    named.map((tick) => s("text", { x: left + tick * scale, y: y + 3, class: "quiet-text", "font-size": 12, "text-anchor": tick === longest ? "end" : "middle" }, number(tick))),
  ];
}

// The name of a row; it is lit with what is chosen.
function nameOf(view, { runs, label }, y, pitch) {
  const { x, lines, run, isUnder, other, below = [] } = label;
  const wide = Math.max(label.wide, widestOf(below, 400));
  const look = nameLook(run);
  const top = isUnder ? y + pitch - 1 : y;
  const high = pitch - 4 + (lines.length - 1 + below.length) * LINE;
  const first = runs[0].items[0];
  const y0 = top + (pitch - 4) / 2 + 4.5;
  const text = textLines(lines.map(withLost), { class: look, x, y: y0, size: SIZE, leading: LINE / SIZE });
  if (other) text.append(otherSpan(view, other, { run, dx: AFTER }));
  for (const line of below) text.append(otherSpan(view, line, { run, x, dy: LINE }));
  const ground = run
    ? null
    : s("rect", { class: "hit-area", x: x - 3, y: top - 1, width: wide + 6, height: high, rx: 2 });
  const drawn = s(
    "g",
    { class: "voice-name", "data-doc": first.doc, "data-of": first.id },
    ground,
    text,
  );
  const own = runs.filter(({ look: how }) => how !== "told").flatMap((one) => one.items);
  // A title is nobody's words.
  const said = own.filter(({ stretch }) => !isTitle(stretch));
  view.named.push({ drawn, said });
  return drawn;
}

// The name in the other language; a character that was lost has one look in both.
function otherSpan(view, name, { run, ...place }) {
  const look = run?.look === "speaker" ? "on-voice other" : "quiet-text";
  const lang = view.lang === "zh" ? "en" : "zh-Hans";
  return s("tspan", { class: look, lang, ...place }, withLost(name));
}

function withLost(name) {
  return name.split(/(□+)/).map((part) => (part.startsWith("□") ? s("tspan", { class: "latin" }, part) : part));
}

// In the colour of its text; within a run, on its colour or on paper.
function nameLook(run) {
  if (!run) return "name";
  return run.look === "speaker" ? "on-voice" : "";
}

// A stretch: a bar in the row of each of its voices, the page at the foot, the speaker filled.
function stretchMark(view, item, { scale, left, rows }, places, pitch) {
  const { stretch } = item;
  const from = left + stretch.start * scale;
  const wide = Math.max(sizeOf(stretch) * scale, 2);
  const names = through(view, stretch);
  const list = names.join(view.speech.sign("list"));
  const says = `${view.bothNames(item)}${names.length ? `, ${view.speech.say("told_through", { through: list })}` : ""}`;
  const high = pitch - 4;
  const bottom = places.at(-1) + high;
  const shapes = rows.flatMap(({ runs }, number) =>
    runs
      .filter((run) => run.items.includes(item))
      .map((run) =>
        voiceShape(run, item, { from, to: from + wide, y: places[number], high, left, scale }),
      ),
  );
  const own = [...rows.keys()].filter((number) =>
    rows[number].runs.some((run) => run.items.includes(item)),
  );
  const top = places[own[0]];
  return s(
    "g",
    { class: "mark", "data-id": item.id, "data-doc": item.doc, role: "button", "aria-label": says },
    s("title", {}, says),
    s("rect", { class: "touch", x: from - 1.5, y: top - 2, width: wide + 3, height: bottom - top + 4 }),
    own.map((number) =>
      s("rect", { class: "hit-area", x: from - 1.5, y: places[number] - 1.5, width: wide + 3, height: high + 3 }),
    ),
    shapes,
  );
}

// One stretch of a run: filled, or a part of the one box of all that a voice passes on unbroken.
function voiceShape({ look, items: all }, item, { from, to, y, high, left, scale }) {
  const next = all[all.indexOf(item) + 1];
  const right = next ? left + next.stretch.start * scale : to;
  if (look !== "told")
    return s("rect", {
      class: `voice ${look}`,
      x: from,
      y,
      width: Math.max(right - from, 2),
      height: high,
    });
  const start = item === all[0] ? `M${from} ${y}V${y + high}` : "";
  const end = item === all.at(-1) ? `M${right} ${y}V${y + high}` : "";
  return s("path", {
    class: "voice told",
    d: `M${from} ${y}H${right}M${from} ${y + high}H${right}${start}${end}`,
  });
}

function title(view) {
  return view.speech.say("speakers_title", { share: shareOfAll(view) });
}

// The name of who speaks is lit.
function after(view, picture) {
  const chosen = view.byId.get(view.chosen);
  for (const { drawn, said } of view.named ?? [])
    drawn.classList.toggle("chosen", said.includes(chosen));
  frame(picture);
}

// Frames the bars of what is chosen, and joins them by a thin line.
function frame(picture) {
  const path = picture.querySelector("svg > .ring");
  if (!path) return;
  const bars = [...picture.querySelectorAll("svg .mark.chosen > .hit-area, svg .spot.chosen > .hit-area")];
  const boxes = bars.map((bar) =>
    Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(bar.getAttribute(name))])),
  );
  const frames = boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}Z`);
  const joints = boxes.slice(1).map((box, number) => {
    const { x, y, width, height } = boxes[number];
    return `M${x + width / 2} ${y + height}V${box.y}`;
  });
  path.setAttribute("d", [...frames, ...joints].join(""));
}

// --- words ---

function filters(view) {
  const { speech, data } = view;
  const depths = [...new Set(data.stretches.map(depthOf))].sort();
  const documents = Object.keys(data.lengths).map((doc) => ({
    value: doc,
    label: data.texts[doc][`short_${view.lang}`],
    doc,
  }));
  const levels = depths.map((depth) => ({
    value: String(depth),
    label: stepsOf(view, depth),
  }));
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: documents },
    {
      key: "layers",
      label: speech.say("layers"),
      shown: speech.say("show_only"),
      options: [{ value: "", label: speech.say("every") }, ...levels],
    },
  ];
}

function pane(view, item) {
  const { stretch } = item;
  const { speech, other } = view;
  const text = view.data.texts[stretch.doc];
  const isOther = (name) => ![OWN_VOICE, OWN_VOICE_ZH].includes(name);
  const stepsIn = ({ lang }) => [...through({ lang }, stretch).filter(isOther), text[`short_${lang}`]];
  const way = [
    h("span", { class: "quiet" }, speech.say("from_mouth_to_page"), speech.sign("colon")),
    h("b", {}, mixed(item.label)),
    stepsIn(speech).map((name) => [" → ", mixed(name)]),
    h("span", { class: "other-name" }, [who(stretch, other), ...stepsIn(other)].map((name, step) => [step ? " → " : "", mixed(name)])),
  ];
  const note = speech.either(stretch.note, stretch.note_zh);
  return {
    kicker: [text[`short_${view.lang}`], oneOf(view, item)].join(" · "),
    heading: item.label,
    findings: [{ ...stretch, cue: cueOf(view, text, stretch) }],
    first: 2,
    isVoiced: false,
    above: [h("p", { class: "way" }, way)],
    below: [
      h("p", {}, wordOfSaying(view, stretch)),
      note ? h("p", { class: "quiet" }, mixed(sentence(note, view.lang))) : null,
    ],
  };
}

// That it is one of all stretches, and how long it is.
function oneOf({ speech, items: all }, { when }) {
  return speech.say("one_stretch", { all: all.length, characters: when });
}

// Where the words are that say who speaks: the verb of saying, within the words that prove it, and
// how it is rendered.
function cueOf(view, text, { start, end, cue, verb }) {
  for (const clause of clausesOf(text, { start, end })) {
    const at = cue ? clause.zh.indexOf(cue) : -1;
    const within = at < 0 ? clause.zh : cue;
    const verbAt = verb ? within.indexOf(verb) : -1;
    if (verbAt >= 0) {
      const first = clause.start + Math.max(at, 0) + verbAt;
      return { start: first, end: first + verb.length, english: englishOf(view, verb) };
    }
    if (at >= 0) return { start: clause.start + at, end: clause.start + at + cue.length };
  }
  return null;
}

// A verb of saying in English, whichever language is read.
function englishOf({ lang, speech, other }, verb) {
  return (lang === "zh" ? other : speech).word(verb);
}

// The verb that says so, and how it is known who speaks.
function wordOfSaying(view, { verb, how }) {
  const { speech } = view;
  const basis = speech.say(`basis_${how.split(" ")[0]}`); // "resolved" of "resolved from context"
  if (!verb) return basis;
  const gloss = view.lang === "en" ? ` (${speech.word(verb)})` : "";
  return [speech.say("word_of_saying"), " ", h("b", {}, chinese(verb)), gloss, " · ", basis];
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("who_speaks"), of: (item) => item.label },
    { head: speech.say("other_language"), of: view.otherName },
    {
      head: speech.say("told_through_head"),
      of: ({ stretch }) => through(view, stretch).join(speech.sign("list")),
    },
    { head: speech.say("word_of_saying"), of: ({ stretch }) => stretch.verb },
    { head: speech.say("key_breaks"), number: true, of: ({ stretch }) => sizeOf(stretch).toLocaleString("en") },
    { head: speech.say("documents"), of: (item) => item.group },
    { head: speech.say("where_said"), of: (item) => item.id },
  ];
}

function key(view) {
  const looks = [
    ["speaker", "key_speaker"],
    ["told", "key_teller"],
    ["own", "key_own"],
  ];
  return looks.map(([look, name]) => {
    const box = s("rect", { class: `voice ${look}`, x: 1, y: 2, width: 20, height: 12 });
    return h(
      "span",
      {},
      s("svg", { width: 24, height: 16, "aria-hidden": "true" }, box),
      view.speech.say(name),
    );
  });
}

// The list of a phone: of each text its voices, in the order in which they are first heard.
function listed(view) {
  return view.items.map((item) => ({
    ...item,
    group: `${item.doc} ${item.label}`,
    words: () => firstClause(view, item),
  }));
}

// The first clause of a stretch in the reader's language, and beneath it in the other one.
function firstClause(view, { doc, stretch }) {
  const [{ zh, en }] = clausesOf(view.data.texts[doc], stretch);
  const [own, other] = view.lang === "zh" || !en ? [zh, en] : [en, zh];
  return [mixed(own), h("span", { class: "other-words" }, mixed(other))];
}

// Over the first voice of a text: its seal and name.
function over(view, [first]) {
  const [top] = view.items.filter(({ doc }) => doc === first.doc);
  if (first.label !== top.label) return null;
  const text = view.data.texts[first.doc];
  return h("h3", { "data-doc": first.doc }, seal(text, view.lang), " ", mixed(text[`short_${view.lang}`]));
}

// A voice of a text: how many passages are its words, and how long they are.
function folds(view, own) {
  const { speech } = view;
  const [{ label }] = own;
  const size = own.reduce((sum, { stretch }) => sum + sizeOf(stretch), 0);
  const counts = [
    own.length > 1 ? speech.say("passages_of", { count: own.length }) : "",
    speech.say("characters", { count: size.toLocaleString("en") }),
  ].filter(Boolean);
  return [
    mixed(shortVoice(label, speech)),
    view.otherLine(own[0]),
    h("span", { class: "quiet" }, counts.join(speech.sign("comma"))),
  ];
}

// Under the last voice of a text: the characters that are nobody's, so that all add up to its length.
function foots(view, own) {
  const [{ doc, label }] = own;
  const voices = view.items.filter((item) => item.doc === doc).map((item) => item.label);
  if (label !== [...new Set(voices)].at(-1)) return null;
  const { breaks, others } = view.data.unassigned[doc];
  const left = [breaks && ["line_breaks", breaks], others && ["unassigned", others]].filter(Boolean);
  const told = [...left, ["characters_in_all", view.data.lengths[doc].toLocaleString("en")]];
  const said = told.map(([name, count]) => view.speech.say(name, { count }));
  return h("p", { class: "quiet foot-of" }, said.join(view.speech.sign("listed")));
}

function opening(view) {
  const { opens_on: first } = view.data;
  return view.byId.has(first) ? first : (view.items[0]?.id ?? "");
}

const spec = {
  name: "speakers",
  title,
  lead,
  key,
  filters,
  items,
  draw,
  small: draw,
  listed,
  other: (view, { stretch }) => who(stretch, view.other),
  over,
  folds,
  foots,
  after,
  pane,
  columns,
  opening,
};

// Draws the rows of voices into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
