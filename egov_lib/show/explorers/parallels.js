// Who repeats whom: each text a bar, read from top to bottom; a band joins what two of them share.

import { add, h, s, mixed, replace } from "../front/dom.js";
import { textLines, widthOf, wrap } from "../front/draw.js";
import { clauseRow, clausesOf, footOf, passageKeys, seal, voiceLine } from "../front/passage.js";
import { explorer } from "../front/explorer.js";

const HEAD = { wide: 58, narrow: 42 };
const SIZE = 12.5;
const BAR = 62;
const TALL = 520; // of the longest text; as high as the room, where there is one
const SHORT = 150; // between two texts: under it their lengths are not written
const NARROW = { width: 480, tall: 300 }; // on a phone, where seals stand for names
const SEAL = 24; // of a head: its seal, and what is between it and the name
const MOST_NAME = 150; // of the last head: a longer name has more lines
const FIRST_WORDS = { en: 30, zh: 10 }; // of a passage: a clause that is shorter is no name
const MOST_EQUAL = 2; // clauses that are equal, before the others are asked for
const MOST_PARTED = 3; // places where two texts part, before the others are asked for
const NEARLY = 0.8; // of a passage, equal on both sides: it is nearly the same
const MOST_COMPARED = 6000; // characters of English

function nameOf(view, doc) {
  return view.data.texts[doc][`short_${view.lang}`];
}

function items(view) {
  return itemsOf(view, view.data.passages.filter(({ within }) => !within));
}

// What lies within a longer passage is neither drawn nor listed, but can be asked for.
function more(view) {
  return itemsOf(view, view.data.passages.filter(({ within }) => within));
}

function itemsOf(view, passages) {
  const named = new Set();
  return passages.map((passage) => {
    const [one, two] = passage.sides;
    const group = `${nameOf(view, one.doc)} · ${nameOf(view, two.doc)}`;
    const when = view.speech.say("equal_characters", { count: passage.matched });
    // Of two that begin alike the second is named by the other text's words.
    const own = labelOf(view, one);
    const namer = named.has(own) ? two : one;
    const label = labelOf(view, namer);
    named.add(own);
    return {
      id: passage.id,
      passage,
      doc: namer.doc,
      label,
      words: () => [mixed(label), otherWords(view, namer, label)],
      group,
      when,
      facts: { doc: [one.doc, two.doc] },
    };
  });
}

// The words that name a passage in the other language, under those in the reader's.
function otherWords({ data, lang, other }, side, label) {
  const words = labelOf({ data, lang: lang === "zh" ? "en" : "zh", speech: other }, side);
  return words === label ? null : h("span", { class: "other-name", lang: other.lang === "zh" ? "zh-Hans" : "en" }, mixed(words));
}

// Who speaks and the first words of a passage, in whole clauses, which name it in a list.
function labelOf(view, side) {
  const text = view.data.texts[side.doc];
  const clauses = clausesOf(text, side);
  const [clause] = clauses;
  if (!clause) return side.address;
  const voice = text.voices[clause.voice];
  const who = voice && view.speech.either(voice.en, voice.zh);
  const words = firstClauses(view, clauses);
  return who && !words.includes(who) ? `${who}${view.speech.sign("colon")}${words}` : words;
}

// As many clauses as make a name: the first, and the next one while that is short.
function firstClauses({ lang, speech }, clauses) {
  const least = FIRST_WORDS[lang] ?? FIRST_WORDS.en;
  const said = clauses.map(({ en, zh }) => speech.either(en, zh).trim());
  const [first, second] = said;
  const words = first.length < least && second ? `${first}${lang === "zh" ? "" : " "}${second}` : first;
  return words.replace(/[,;:，；：、]$/u, "");
}

// --- the picture ---

function draw(view, width, room = Infinity) {
  const { order, lengths } = view.data;
  const isNarrow = width < NARROW.width;
  const places = placesOf(view, width, isNarrow);
  const { bar, left, gap } = places;
  const heads = order.map((doc) => headOf(view, doc, { ...places, isNarrow }));
  const under = 17 * Math.max(0, ...heads.map(({ lines }) => lines.length - 1));
  const head = isNarrow ? HEAD.narrow : HEAD.wide + under - (gap < SHORT ? 16 : 0);
  const tall = room < Infinity ? Math.max(320, room - head - 10) : isNarrow ? NARROW.tall : TALL;
  const scale = tall / Math.max(...Object.values(lengths));
  const bars = heads.map(({ doc, draw: drawn }) =>
    s(
      "g",
      { "data-doc": doc },
      drawn(under),
      s("rect", {
        class: "text-bar",
        x: left(doc),
        y: head,
        width: bar,
        height: Math.max(lengths[doc] * scale, 3),
      }),
    ),
  );
  // The longest are drawn first, so that the short ones can be hit.
  const longestFirst = [...view.items].sort((a, b) => b.passage.matched - a.passage.matched);
  const bands = longestFirst.map((item) =>
    bandMark(view, item, { bar, left, at: (place) => head + place * scale }),
  );
  return s(
    "svg",
    { width, height: head + tall + 6, role: "group", "aria-label": view.spec.title(view) },
    bars,
    bands,
    s("path", { class: "band-chosen" }),
    s("text", { class: "band-words", "font-size": 13.5, "text-anchor": "middle" }),
  );
}

// How wide the bars are and where each begins; the last one leaves room for its head.
function placesOf(view, width, isNarrow) {
  const { order, lengths } = view.data;
  const bar = Math.min(BAR, (width / order.length) * 0.4);
  const last = order.at(-1);
  const count = view.speech.say("characters", { count: lengths[last].toLocaleString("en") });
  const name = SEAL + widthOf(nameOf(view, last), 13, 700);
  const lastWide = isNarrow ? bar : Math.max(bar, widthOf(count, SIZE), Math.min(name, MOST_NAME));
  const gap = order.length > 1 ? (width - lastWide - 2) / (order.length - 1) : 0;
  return { bar, gap, lastWide, left: (doc) => order.indexOf(doc) * gap };
}

// The seal of a text, its name (not on a phone), its length, and how much of it others have, too.
function headOf(view, doc, { gap, lastWide, left, isNarrow }) {
  const { order, lengths, texts } = view.data;
  const x = left(doc);
  const wide = doc === order.at(-1) ? lastWide : gap - 10;
  const lines = isNarrow ? [] : wrap(nameOf(view, doc), Math.max(wide - SEAL, 40), 13, 700);
  const isShort = isNarrow || gap < SHORT;
  const share = shareOf(view, doc);
  const count = view.speech.say("characters", { count: lengths[doc].toLocaleString("en") });
  const told = isShort ? view.speech.percent(share) : view.speech.say("share_elsewhere", { share });
  const drawn = (under) => [
    s("rect", { class: "sealed", x, y: 2, width: 18, height: 18, rx: 3 }),
    s(
      "text",
      { class: "on-seal han", x: x + 9, y: 15, "font-size": 12, "text-anchor": "middle" },
      texts[doc].seal,
    ),
    textLines(lines, { x: x + SEAL, y: 15, size: 13, "font-weight": 700 }),
    isShort ? null : s("text", { class: "quiet-text", x, y: 35 + under, "font-size": SIZE }, count),
    s("text", { x, y: isShort ? 36 + under : 51 + under, "font-size": SIZE }, told),
  ];
  return { doc, lines, draw: drawn };
}

// A band from the passage in one text to the same in the other.
function bandMark(view, item, { bar, left, at }) {
  const { order } = view.data;
  const [one, two] = [...item.passage.sides].sort(
    (a, b) => order.indexOf(a.doc) - order.indexOf(b.doc),
  );
  const x1 = left(one.doc) + bar;
  const x2 = left(two.doc);
  const mid = (x1 + x2) / 2;
  const edges = ({ start, end }) => [at(start), Math.max(at(end), at(start) + 1.2)];
  const [a1, a2] = edges(one);
  const [b1, b2] = edges(two);
  const says = `${item.group}${view.speech.sign("colon")}${item.when}`;
  // Between texts that are no neighbours a band runs behind others: it is shown when asked for.
  const isFar = Math.abs(order.indexOf(one.doc) - order.indexOf(two.doc)) > 1;
  const path = `M${x1} ${a1}C${mid} ${a1} ${mid} ${b1} ${x2} ${b1}V${b2}C${mid} ${b2} ${mid} ${a2} ${x1} ${a2}Z`;
  return s(
    "g",
    { class: isFar ? "mark far" : "mark", "data-id": item.id, role: "button", "aria-label": says },
    s("title", {}, says),
    s("path", { class: "band", "data-words": `${mid} ${(a1 + a2 + b1 + b2) / 4}`, d: path }),
    s("rect", {
      class: "sealed shared",
      "data-doc": one.doc,
      x: x1 - bar,
      y: a1,
      width: bar,
      height: a2 - a1,
    }),
    s("rect", {
      class: "sealed shared",
      "data-doc": two.doc,
      x: x2,
      y: b1,
      width: bar,
      height: b2 - b1,
    }),
  );
}

// The band that is chosen lies over all others, with how many of its characters are equal.
function overAll(view, picture) {
  picture.classList.toggle("asked", wantedDocs(view).length > 0);
  const over = picture.querySelector(".band-chosen");
  const words = picture.querySelector(".band-words");
  if (!over) return;
  const band = picture.querySelector(".chosen > .band");
  const [x, y] = band?.dataset.words.split(" ").map(Number) ?? [0, 0];
  over.setAttribute("d", band?.getAttribute("d") ?? "M0 0");
  words.setAttribute("x", x);
  words.setAttribute("y", y + 4);
  const matched = view.byId.get(view.chosen)?.passage.matched ?? "";
  words.textContent = band ? (view.isNarrow ? matched : view.speech.say("characters", { count: matched })) : "";
}

// How much of a text, in per cent of its characters, a passage of another text has too, or one of
// the text `other`.
function shareOf(view, doc, other = "") {
  const places = view.data.passages
    .filter(({ sides }) => !other || sides.some((side) => side.doc === other))
    .flatMap(({ sides }) => sides)
    .filter((side) => side.doc === doc)
    .sort((a, b) => a.start - b.start);
  let covered = 0;
  let reached = 0;
  for (const { start, end } of places) {
    covered += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return Math.round((100 * covered) / view.data.lengths[doc]);
}

function title(view) {
  const best = listed(view)[0]?.passage;
  if (!best) return view.speech.say("parallels_none");
  const [one, two] = best.sides;
  const who = isNearlyWhole(best) ? bothPassOn(view, best) : "";
  return view.speech.say(who ? "parallels_because" : "parallels_title", {
    one: nameOf(view, one.doc),
    two: nameOf(view, two.doc),
    matched: best.matched,
    chars: one.end - one.start,
    who,
  });
}

// Whether most of a passage is equal on both sides.
function isNearlyWhole({ sides, matched }) {
  return sides.every(({ start, end }) => matched > NEARLY * (end - start));
}

// Whose words both sides of a passage are, though neither text is by him; "" if they are not of one.
function bothPassOn(view, { sides }) {
  const [one, two] = sides.map((side) => speakerOf(view, side));
  return one && one === two ? one : "";
}

// Who speaks most of the clauses of a side, where the text passes on what somebody says.
function speakerOf(view, { doc, start, end }) {
  const text = view.data.texts[doc];
  const clauses = clausesOf(text, { start, end });
  const counts = new Map();
  for (const { voice, depth } of clauses) {
    const said = depth ? text.voices[voice] : null;
    const who = said ? view.speech.either(said.en, said.zh) : "";
    counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > clauses.length / 2 ? most[0] : "";
}

function filters(view) {
  const { speech, data } = view;
  const options = data.order.map((doc) => ({ value: doc, label: nameOf(view, doc), doc }));
  return [{ key: "doc", label: speech.say("documents"), many: true, passes: joins, options }];
}

// Whether a passage is of the text that is wanted, or joins two of those.
function joins({ facts }, wanted) {
  return wanted.length === 1
    ? facts.doc.includes(wanted[0])
    : facts.doc.every((doc) => wanted.includes(doc));
}

function wantedDocs(view) {
  return (view.filters.doc ?? "").split(",").filter(Boolean);
}

// On a phone only what is wanted is listed.
function listed(view) {
  const wanted = wantedDocs(view);
  return wanted.length ? view.items.filter((item) => joins(item, wanted)) : view.items;
}

const WORD = /[\p{L}\p{N}’'-]+/gu;
const CHARACTER = /[\p{L}\p{N}]/gu;

// What two lists have in common, in order: [place in one, place in the other] of each.
function common(own, theirs) {
  const longest = Array.from({ length: own.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      longest[i][j] =
        own[i] === theirs[j]
          ? longest[i + 1][j + 1] + 1
          : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pairs = [];
  let i = 0;
  let j = 0;
  while (i < own.length && j < theirs.length) {
    if (own[i] === theirs[j]) pairs.push([i++, j++]);
    else if (longest[i][j + 1] >= longest[i + 1][j]) j += 1;
    else i += 1;
  }
  return pairs;
}

// Words (or characters) of one side that the other side does not have: [start, end] of each.
function newWords(own, other, kind = WORD) {
  const words = [...own.matchAll(kind)];
  const lower = (text) => [...text.matchAll(kind)].map(([word]) => word.toLowerCase());
  const kept = new Set(common(lower(own), lower(other)).map(([place]) => place));
  const changed = words.filter((_, place) => !kept.has(place));
  return changed.map(({ 0: word, index }) => [index, index + word.length]);
}

// What the first and the last clause have beyond the passage: [start in the text, words] of each.
function edgesOf(view, { doc, start, end }) {
  const clauses = clausesOf(view.data.texts[doc], { start, end });
  const [first] = clauses;
  const last = clauses.at(-1);
  if (!first) return [];
  return [
    [first.start, first.zh.slice(0, Math.max(0, start - first.start))],
    [end, last.zh.slice(Math.max(0, end - last.start))],
  ];
}

// One side with its clauses, and its changes: within the passage, and in its clauses beyond it.
function sideOf(view, side, other) {
  const others = edgesOf(view, other);
  const beyond = edgesOf(view, side).flatMap(([from, words], place) =>
    newWords(words, others[place]?.[1] ?? "", CHARACTER).map(([start, end]) => [
      from + start,
      from + end,
    ]),
  );
  const changes = joined([...side.changes, ...beyond].sort((a, b) => a[0] - b[0]));
  const text = view.data.texts[side.doc];
  const clauses = clausesOf(text, side);
  return { ...side, places: changes.length, changes: withoutMarks(changes, clauses), text, clauses };
}

// Changes without the marks at their edges and in them: marks are not compared.
function withoutMarks(changes, clauses) {
  return changes.flatMap(([from, to]) =>
    clauses.flatMap(({ start, zh }) => {
      const first = Math.max(0, from - start);
      const words = zh.slice(first, Math.max(first, to - start));
      const runs = [...words.matchAll(WORD)];
      return runs.map(({ 0: word, index }) => {
        const at = start + first + index;
        return [at, at + word.length];
      });
    }),
  );
}

// The clauses of both sides in order: {both: [[clause, clause], …]} where they are equal (marks are
// not compared), {parted: [clauses of one, clauses of the other]} where they part.
function blocksOf(one, two) {
  const letters = ({ zh }) => zh.replace(/[^\p{L}\p{N}]/gu, "");
  const blocks = [];
  let i = 0;
  let j = 0;
  const part = (toI, toJ) => {
    if (toI > i || toJ > j) blocks.push({ parted: [one.slice(i, toI), two.slice(j, toJ)] });
  };
  for (const [placeOne, placeTwo] of common(one.map(letters), two.map(letters))) {
    const isNext = placeOne === i && placeTwo === j && blocks.at(-1)?.both;
    part(placeOne, placeTwo);
    const equal = [one[placeOne], two[placeTwo]];
    if (isNext) blocks.at(-1).both.push(equal);
    else blocks.push({ both: [equal] });
    [i, j] = [placeOne + 1, placeTwo + 1];
  }
  part(one.length, two.length);
  return blocks;
}

// Two passages as one: clauses that are equal once, lit; where they part beside each other. It
// opens on the longest run of equal clauses, then on the first places where they part; a button
// shows the whole in order.
function pair(view, sides) {
  const { speech } = view;
  const blocks = blocksOf(...sides.map(({ clauses }) => clauses));
  const box = h("div", { class: "clauses" });
  const equal = longestOf(blocks).slice(0, MOST_EQUAL);
  const alike = countOf(blocks.filter((block) => block.both));
  const parted = blocks.filter((block) => block.parted).slice(0, MOST_PARTED);
  const left = countOf(blocks) - equal.length - countOf(parted);
  const whole = () =>
    replace(
      box,
      blocks.map((block) => blockOf(view, block, sides)),
    );
  const all = h(
    "button",
    { type: "button", class: "button", on: { click: whole } },
    speech.say("folded_alike", { count: left }),
  );
  add(box, [
    equal.length ? equalOf(view, equal, sides, alike) : null,
    parted.length ? h("h4", {}, speech.say("where_parted")) : null,
    parted.map((block) => partedOf(view, block.parted, sides)),
    left ? all : null,
  ]);
  const feet = sides.map((side) => footOf(side.text, side, side.clauses, speech));
  const element = h(
    "div",
    { class: "pair" },
    h(
      "div",
      { class: "sides-of heads" },
      sides.map(({ doc, text }) =>
        h("h4", { "data-doc": doc }, seal(text, view.lang), " ", nameOf(view, doc)),
      ),
      sides.map(({ address }) => h("code", {}, address)),
      sides.map(({ text, clauses }, place) => whoAndWhen(view, text, clauses, feet[place].cite)),
    ),
    box,
    h(
      "div",
      { class: "sides-of" },
      sides.map(({ doc }, place) =>
        h("div", { class: "passage", "data-doc": doc }, feet[place].nodes),
      ),
    ),
  );
  element.addEventListener("keydown", (event) => passageKeys(event, element, feet[0]));
  return element;
}

// Who speaks on a side, through whom, and when; how it is cited.
function whoAndWhen({ speech, lang }, text, clauses, cite) {
  const when = text[`when_${lang}`];
  const told = [voiceLine(text, clauses[0], speech), when].filter(Boolean).join(" · ");
  return h("p", { class: "quiet" }, mixed(told), " ", cite);
}

// How many clauses blocks have, equal ones once.
function countOf(blocks) {
  return blocks.reduce((sum, { both, parted }) => sum + (both ?? parted.flat()).length, 0);
}

// The longest run of clauses that are equal.
function longestOf(blocks) {
  const runs = blocks.flatMap(({ both }) => (both ? [both] : []));
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  return runs.find(({ length }) => length === longest) ?? [];
}

function blockOf(view, { both, parted }, sides) {
  return both ? equalOf(view, both, sides) : partedOf(view, parted, sides);
}

// Clauses that both texts have, once, and lit; of `all` that are equal these may be the first.
function equalOf(view, both, sides, all = both.length) {
  const count = both.length;
  const told = all > count ? view.speech.say("equal_first", { count, all }) : view.speech.say("equal_in_both");
  const seals = sides.map(({ doc, text }) => h("span", { "data-doc": doc }, seal(text, view.lang)));
  return h(
    "div",
    { class: "both" },
    h("p", { class: "quiet" }, seals, " ", told),
    both.map(([clause]) => clauseRow(clause, { ...sides[0], changes: [] }, view.speech)),
  );
}

// Where two texts part: the clauses of each, with what the other side does not have underlined.
function partedOf(view, parted, sides) {
  const english = parted.map((clauses) => clauses.map(({ en }) => en).join("\n"));
  return h(
    "div",
    { class: "sides-of parted" },
    parted.map((clauses, place) => {
      const { doc, text } = sides[place];
      const own = english[place];
      const other = english[1 - place];
      const changes = own.length < MOST_COMPARED ? bridged(newWords(own, other), own) : [];
      const rows = clauses.map((clause, number) => {
        const before = clauses.slice(0, number).reduce((sum, { en }) => sum + en.length + 1, 0);
        const here = changes.map(([start, end]) => [start - before, end - before]);
        const within = here.filter(([start, end]) => end > 0 && start < clause.en.length);
        return clauseRow({ ...clause, changed_en: within }, sides[place], view.speech, true);
      });
      return h(
        "div",
        { class: "passage", "data-doc": doc },
        h("p", { class: "whose" }, seal(text, view.lang), h("span", { class: "own" }, " ", nameOf(view, doc))),
        rows.length ? rows : h("p", { class: "quiet" }, view.speech.say("pair_nothing")),
      );
    }),
  );
}

// Words beside each other as one run, with what is between them.
function bridged(places, words) {
  const runs = [];
  for (const [start, end] of places) {
    const last = runs.at(-1);
    const between = last && words.slice(last[1], start);
    if (last && !/[\p{L}\p{N}\n]/u.test(between)) last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}

// Places that touch each other as one.
function joined(places) {
  const runs = [];
  for (const [start, end] of places) {
    if (runs.length && start <= runs.at(-1)[1]) runs.at(-1)[1] = Math.max(end, runs.at(-1)[1]);
    else runs.push([start, end]);
  }
  return runs;
}

function pane(view, item) {
  const { passage } = item;
  const { speech } = view;
  const [one, two] = passage.sides;
  const sides = [sideOf(view, one, two), sideOf(view, two, one)];
  const changed = sides[0].places;
  const told = changed
    ? speech.say("changed_places", { count: changed })
    : speech.say("nothing_changed");
  const between = view.lang === "zh" ? "" : " ", leftOut = view.data.left_out;
  const short = [ofSides(view, passage), told].join(between);
  const how = [ofPair(view, passage), speech.say("changed_marks"), leftOut ? speech.say("left_out", { count: leftOut }) : ""];
  return {
    kicker: item.group,
    heading: speech.say("passage_equal", { matched: passage.matched }),
    above: [h("p", { class: "quiet" }, short), h("details", { class: "quiet" }, h("summary", {}, speech.say("how_compared")), mixed(how.filter(Boolean).join(between)))],
    body: pair(view, sides),
  };
}

// How long the passage is in each text.
function ofSides(view, { sides: [one, two] }) {
  return view.speech.say("of_sides", {
    one: nameOf(view, one.doc),
    two: nameOf(view, two.doc),
    one_chars: one.end - one.start,
    two_chars: two.end - two.start,
  });
}

// How much of each text all passages are that these two share.
function ofPair(view, { sides: [one, two] }) {
  return view.speech.say("of_pair", {
    one: nameOf(view, one.doc),
    two: nameOf(view, two.doc),
    one_share: view.speech.percent(shareOf(view, one.doc, two.doc)),
    two_share: view.speech.percent(shareOf(view, two.doc, one.doc)),
  });
}

// In the list of a phone a line has the addresses, too: passages may begin with the same words.
function glyph(view, { passage }) {
  const { data, lang } = view;
  return passage.sides.map(({ doc, address }) => h("span", { class: "quiet one-address", "data-doc": doc }, seal(data.texts[doc], lang), " ", address));
}

// How many passages join the texts that are chosen, and how many more lie within those.
function shown(view, count, all) {
  const wanted = wantedDocs(view);
  const within = more(view).filter((item) => !wanted.length || joins(item, wanted)).length;
  const things = view.speech.say("things_parallels");
  const some = count === all ? "counted_all" : "shown";
  const key = wanted.length === 2 ? "joining" : some;
  const counted = view.speech.say(key, { count, all, things });
  if (!within) return counted;
  const rest = view.speech.say("more_within", { count: within });
  return `${counted}${view.speech.sign("listed")}${rest}`;
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("documents"), of: (item) => item.group },
    { head: speech.say("what"), of: (item) => item.label },
    { head: speech.say("equal_head"), of: ({ passage }) => String(passage.matched), number: true },
    {
      head: speech.say("where_said"),
      of: ({ passage }) => passage.sides.map((side) => side.address).join(" ~ "),
    },
  ];
}

// A bar, a stripe of it, and the band between the two texts that are chosen.
function key(view) {
  const stripe = [
    s("rect", { class: "text-bar", x: 1, y: 1, width: 16, height: 14 }),
    s("rect", { class: "sealed shared", x: 1, y: 6, width: 16, height: 4 }),
  ];
  const band = s("path", { class: "band", d: "M1 3C9 3 9 6 17 6V14C9 14 9 11 1 11Z" });
  const plain = s("rect", { class: "text-bar", x: 1, y: 1, width: 16, height: 14 });
  const signs = [
    [plain, "key_bar"],
    [stripe, "key_stripe"],
    [band, "key_band"],
  ];
  const docs = wantedDocs(view), [first] = docs.length ? docs : (listed(view)[0]?.facts.doc ?? []);
  return signs.map(([sign, name]) =>
    h(
      "span",
      {},
      s("svg", { width: 18, height: 16, "aria-hidden": "true", "data-doc": first }, sign),
      view.speech.say(name),
    ),
  );
}

const spec = {
  name: "parallels",
  title,
  key,
  lead: (view) => view.speech.say("parallels_lead", { least: view.data.least }),
  filters,
  items,
  more,
  listed,
  draw,
  small: draw,
  glyph,
  shown,
  after: overAll,
  pane,
  columns,
  drawnBy: (view) => (view.isList ? wantedDocs(view).join() : ""),
  follows: true,
  opening: (view) => listed(view)[0]?.id ?? "",
};

// Draws the texts side by side into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
