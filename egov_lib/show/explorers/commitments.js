// Promises: a row each. What was promised in which words, when it was said and due, which later
// texts take it up, and how many facts from outside there are.

import { h, s, mixed, chinese } from "../front/dom.js";
import { percents, sayDates, sentence } from "../front/words.js";
import { passage, placeName } from "../front/passage.js";
import { SIGNS, balanced, dayOf, fadeOf, fading, isReckoned, isYear, textLines, timeAxis, widthOf, wrap } from "../front/draw.js";
import { explorer } from "../front/explorer.js";

const SIZE = 12.5;
const LINES = { wide: 16, close: 14, pad: 6, least: 3, most: 18 }; // heights of a line and between rows
const SOFT = "≈"; // of a promise that a word softens
const PHONE = { words: 14, line: 20 }; // of the Chinese in a line of a phone: size, height
const TAIL = 102; // of what the other texts say, at the right
const GAP = 14; // between the last year and that
const HEADS = 38; // of the heads, in two lines
const SEAL = 14; // of another text, on the years
const MOST_SAID = 2; // texts in a row of what others say
const FOR_SOFT = 10; // of its sign, after the words of a row
const NEAR_LINE = 6; // between words and the line where the texts end
const OF_CITY = 2; // promises of a city among the main ones
const WAYS = ["later", "earlier", "beside"]; // those after a promise first

function dueOf(promise, lang) {
  return sayDates(isYear(promise) ? promise.from : promise.to, promise.to, lang);
}

// When it is due, in words: of a last day that is reckoned, about when.
function saidDue(promise, speech) {
  const days = dueOf(promise, speech.lang);
  return isReckoned(promise) ? speech.say("about", { days }) : days;
}

// The same with what says that it is due.
function saysDue(promise, speech) {
  return speech.say(isReckoned(promise) ? "due_about" : "due_of", { days: dueOf(promise, speech.lang) });
}

function short(promise, speech) {
  return speech.named(promise).replace(/^(Due: |期限：)/, "").replace(/^((Shenzhen|nation|Yunnan’s|Beijing’s|Shenzhen’s)[,’]? |(全国|云南|北京|深圳)：)/, "");
}

// The words that soften a promise (data/hedges.csv), with their places in its words.
function softened(promise) {
  return promise.soft.map(([start, end]) => ({ start, end, word: promise.quote.slice(start, end) }));
}

// The promises that are drawn at first: the main ones, of a city those that most other texts have.
function mainOf({ data }) {
  const main = data.promises.filter((promise) => promise.main);
  const ofCities = main.filter(({ level }) => level === "city").sort((a, b) => tiesOf(b) - tiesOf(a));
  const rankIn = (promise) => ofCities.filter(({ place }) => place === promise.place).indexOf(promise);
  return main.filter((promise) => rankIn(promise) < OF_CITY);
}

// In how many other texts a promise is; one that has a date for it, too, counts twice.
function tiesOf({ taken_up: places }) {
  const dated = places.filter((place) => place.dated);
  return new Set(places.map(({ doc }) => doc)).size + new Set(dated.map(({ doc }) => doc)).size;
}

// What is drawn: the main promises or all, and in any case the one that was asked for.
function items(view) {
  const { data } = view, main = mainOf(view), asked = view.model.get("chosen");
  const isDrawn = (promise) => view.filters.detail === "all" || main.includes(promise) || promise.id === asked;
  const drawn = data.promises.filter(isDrawn).map((promise) => itemOf(view, promise));
  // Of what one text says of one place, what is due first.
  const groups = [...new Set(drawn.map(({ group }) => group))];
  const place = ({ group }) => groups.indexOf(group);
  return drawn.sort((a, b) => place(a) - place(b) || a.promise.to.localeCompare(b.promise.to));
}

// Promises that are not drawn can be asked for all the same.
function more(view) {
  const drawn = new Set(view.items.map(({ id }) => id));
  return view.data.promises.filter(({ id }) => !drawn.has(id)).map((promise) => itemOf(view, promise));
}

function itemOf(view, promise) {
  const { speech } = view;
  return {
    id: promise.id, doc: promise.doc, promise, group: groupOf(view, promise), label: short(promise, speech),
    when: saidDue(promise, speech), words: () => listedWords(view, promise), facts: { doc: promise.doc, soft: softened(promise).length ? "soft" : "firm" },
  };
}

// Whose promise it is; of the nation, which has promises in several texts, also when it was said.
function groupOf({ speech }, { place, level, said }) {
  return level === "nation" ? speech.say("place_in_year", { place: speech.word(place), year: said.slice(0, 4) }) : speech.word(place);
}

// The Chinese of a promise in lines, its softening words underlined.
function quoteLines(promise, lines, x, y, high, size, look = "") {
  let at = 0;
  return s("text", { x, y, class: `${look} han`, "font-size": size, lang: "zh-Hans" }, lines.map((line, number) => {
    const start = at, end = at + line.length, parts = [];
    let from = start;
    for (const soft of softened(promise).filter((one) => one.start < end && one.end > start)) {
      const first = Math.max(soft.start, start), last = Math.min(soft.end, end);
      parts.push(promise.quote.slice(from, first), s("tspan", { class: "soft" }, promise.quote.slice(first, last)));
      from = last;
    }
    parts.push(promise.quote.slice(from, end));
    at = end;
    return s("tspan", { x, dy: number ? high : 0 }, parts);
  }));
}

// The short English of a promise in lines, what softens it underlined, also where it goes on.
function labelLines(promise, lines, x, y, leading, size = SIZE, look = "") {
  const soft = placesOf(lines.join(" "), promise.soft_en).map(({ at, word }) => ({ start: at, end: at + word.length }));
  let start = 0;
  return s("text", { x, y, "font-size": size, class: `${look} latin`, lang: "en" }, lines.map((line, number) => {
    const parts = softParts(line, start, soft);
    start += line.length + 1;
    return s("tspan", { x, dy: number ? leading : 0 }, parts);
  }));
}

// The short English of a promise in a list; the Chinese there is that of the text.
function softNodes(label, { soft_en: words }) {
  const parts = [];
  let from = 0;
  for (const { at, word } of placesOf(label, words)) {
    parts.push(mixed(label.slice(from, at)), h("span", { class: "soft" }, word));
    from = at + word.length;
  }
  return [...parts, mixed(label.slice(from))];
}

// The name of a promise in a list: where Chinese is read, the words of the text.
function listedWords({ lang, speech }, promise) {
  if (lang !== "zh") return softNodes(short(promise, speech), promise);
  const parts = [];
  let from = 0;
  for (const { start, end, word } of softened(promise)) {
    parts.push(mixed(promise.quote.slice(from, start)), h("span", { class: "soft" }, mixed(word)));
    from = end;
  }
  return [...parts, mixed(promise.quote.slice(from))];
}

// A line that begins at `start` of a label, cut at what softens: `soft` are its places in the label.
function softParts(line, start, soft) {
  const parts = [];
  let from = 0;
  for (const place of soft) {
    const first = Math.max(place.start - start, 0), last = Math.min(place.end - start, line.length);
    if (first >= last) continue;
    parts.push(line.slice(from, first), s("tspan", { class: "soft" }, line.slice(first, last)));
    from = last;
  }
  return [...parts, line.slice(from)];
}

function placesOf(line, words) {
  const places = words.map((word) => ({ word, at: line.indexOf(word) }));
  return places.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
}

// The words of a promise in a row: those of the reader's language first, then the other ones.
function wordsOf(view, { promise }, room) {
  const isChinese = view.lang === "zh", sizes = isChinese ? { quote: 13, label: 12 } : { quote: 12, label: SIZE };
  const label = short(promise, isChinese ? view.other : view.speech);
  const quote = { isQuote: true, size: sizes.quote, lines: wrap(promise.quote, room, sizes.quote) };
  const english = { size: sizes.label, lines: wrap(label, room, sizes.label) };
  const both = isChinese ? [quote, english] : [english, quote];
  return both.map((words, number) => ({ ...words, isQuiet: number > 0 }));
}

// A row a promise: its words, its years with the texts that have the same, and others.
function draw(view, width, room = Infinity) {
  const { data } = view, isNarrow = width < 700, who = 102;
  const wordsRoom = Math.round(width * (isNarrow ? 0.36 : 0.41)), head = HEADS;
  const axisLeft = who + wordsRoom + 16, axisRight = width - TAIL;
  const years = data.promises.flatMap((promise) => [promise.said, promise.to]).map((day) => Number(day.slice(0, 4)));
  const axis = timeAxis(Math.min(...years), Math.max(...years), axisLeft, axisRight);
  const roomOf = ({ promise }) => wordsRoom - 26 - (softened(promise).length ? FOR_SOFT : 0);
  const worded = view.items.map((item) => ({ item, words: wordsOf(view, item, roomOf(item)) }));
  const linesIn = ({ words }) => words.reduce((sum, { lines }) => sum + lines.length, 0);
  const count = worded.reduce((sum, row) => sum + linesIn(row), 0);
  const { line, pad } = heights(count, worded.length, room - head - 8);
  const early = earlyOf(view), rows = [], rules = [];
  let y = head + 4, group = null;
  for (const { item, words } of worded) {
    const { promise } = item, high = linesIn({ words }) * line + pad;
    if (item.group !== group) {
      rules.push(s("path", { class: "lane", d: `M0 ${y}H${width}` }));
      rows.push(groupHead(view, item, who, y, early.includes(promise)));
    } else rules.push(s("path", { class: "axis", d: `M${who} ${y}H${width}` }));
    group = item.group;
    rows.push(rowOf(view, item, { words, line, pad, who, y, high, width, axis, axisLeft, axisRight, isEarly: early.includes(promise) }));
    y += high;
  }
  const ends = axis.at("2006-12-31");
  return s("svg", { width, height: y + 4, role: "group", "aria-label": view.spec.title(view) },
    yearHeads(view, axis, head, y),
    isNarrow ? null : wordsHead(view, who, axisLeft - who - 24, head),
    tailHeads(view, axisRight + GAP, head),
    rules, s("path", { class: "texts-end", d: `M${ends} ${head}V${y}` }), s("path", { class: "lane", d: `M0 ${y}H${width}` }), rows);
}

// What the words of the rows are, in as many lines as end before the years.
function wordsHead({ speech }, x, room, head) {
  const lines = balanced(speech.say("promised_what"), room, SIZE, 700), leading = 16;
  return textLines(lines, { x, y: head - 7 - (lines.length - 1) * leading, size: SIZE, leading: leading / SIZE, "font-weight": 700 });
}

// The years over the rows, and their lines.
function yearHeads(view, { years }, head, y) {
  const written = (year, wide, number) => {
    if (wide > 42) return year;
    return wide > 24 || number % 2 === 0 ? `${view.lang === "zh" ? "" : "’"}${String(year).slice(2)}` : "";
  };
  return years.map(({ year, from, to }, number) => [
    s("path", { class: "axis", d: `M${from} ${head}V${y}` }),
    s("text", { class: "year", x: (from + to) / 2, y: head - 7, "text-anchor": "middle", "font-size": 12.5 }, written(year, to - from, number))]);
}

// Who promises; at the promises that the title counts, how many they are and how many are taken up;
// of a city whose main ones are drawn in part, how many.
function groupHead(view, { group, promise }, who, y, isEarly) {
  const early = earlyOf(view), found = { early: early.length, taken: early.filter(isTakenUp).length, year: promise.said.slice(0, 4) };
  const says = isEarly ? view.speech.say("commitments_counted", found) : drawnOf(view, promise);
  const counted = wrap(says, who - 28, 12).filter(Boolean), name = wrap(group, who - 22, 13, 700);
  return [(SIGNS[promise.level] ?? SIGNS.city)(8, y + 13, 4.6),
    textLines(name, { x: 20, y: y + 17, size: 13, "font-weight": 700 }),
    counted.length ? textLines(counted, { class: "quiet-text", x: 20, y: y + 19 + 17 * name.length, size: 12, leading: 1.25 }) : null];
}

// "2 of 5 drawn", where some of the promises of a place in a text are left out; "" if none is.
function drawnOf(view, { doc, place }) {
  const isOwn = (promise) => promise.doc === doc && promise.place === place && promise.main;
  const all = view.data.promises.filter(isOwn).length, count = view.items.filter(({ promise }) => isOwn(promise)).length;
  return count < all ? view.speech.say("goals_drawn", { count, all }) : "";
}

// Heights of a line and between rows: closer where the room is low, further apart where it is high.
function heights(lines, rows, room) {
  if (room === Infinity) return { line: LINES.wide, pad: LINES.pad };
  const line = Math.max(LINES.close, Math.min(LINES.wide, (room - rows * LINES.pad) / lines));
  const pad = Math.max(LINES.least, Math.min(LINES.most, (room - lines * line) / rows));
  return { line, pad };
}

// The seal of another text; dashed if only a title is like it.
function sealAt(view, { doc, isTitle }, x, middle, size = 16) {
  const look = isTitle ? { class: "hollow thin", "stroke-dasharray": "2.6 2" } : { class: "sealed" };
  return s("g", { "data-doc": doc }, s("rect", { ...look, x, y: middle - size / 2, width: size, height: size, rx: 3 }),
    s("text", { x: x + size / 2, y: middle + size / 4, class: `${isTitle ? "seal-word" : "on-seal"} han`, "font-size": size * 0.72, "text-anchor": "middle" }, view.data.texts[doc].seal));
}

// The texts that are tied to a promise in one way, each once, with the last day that it names.
function tiedTexts(promise, way) {
  const places = promise.taken_up.filter((place) => place.way === way);
  const docs = [...new Set(places.map(({ doc }) => doc))];
  return docs.map((doc) => {
    const own = places.filter((place) => place.doc === doc);
    return { doc, said: own[0].said, due: own.find(({ due }) => due)?.due ?? "" };
  });
}

// On the years of a promise: the earlier and later texts that have the same, and those that name a
// title like it, each at its day, one over the other where they would meet; and the thread to them.
function echoes(view, promise, { axis, said, due, middle }) {
  const at = ({ said: day }) => axis.at(day) - SEAL / 2;
  const titles = promise.titles.map((place) => ({ ...place, isTitle: true }));
  const earlier = tiedTexts(promise, "earlier"), later = [...tiedTexts(promise, "later"), ...titles];
  const column = (texts) => texts.map((text, number) => sealAt(view, text, at(text), middle + (number - (texts.length - 1) / 2) * (SEAL + 1), SEAL));
  const thread = (from, to) => (to > from ? s("path", { class: "thread", d: `M${from} ${middle}H${to}` }) : null);
  return [
    earlier.length ? thread(Math.max(...earlier.map(at)) + SEAL, said - 5) : null,
    later.some(({ isTitle }) => !isTitle) ? thread(due + 7, Math.min(...later.map(at))) : null,
    column(earlier), column(later)];
}

// What a promise lacks, in words that mean one thing each: a clause of a later text, if the heading
// counts it; a clause of any other. "" if it lacks nothing.
function lackOf(view, promise) {
  const { say } = view.speech;
  if (isTakenUp(promise)) return "";
  if (promise.titles.length) return say("title_alone");
  if (earlyOf(view).includes(promise)) return say("no_later_text");
  return promise.taken_up.length ? "" : say("no_other_text");
}

// What the other texts say of it, a line each: their seal, and by when; or that there is none.
function othersSaid(view, promise, x, middle) {
  const { say } = view.speech, lack = lackOf(view, promise);
  const quiet = { class: "quiet-text", "font-size": 12 };
  if (lack) return s("text", { ...quiet, x, y: middle + 4 }, lack);
  const texts = WAYS.flatMap((way) => tiedTexts(promise, way)).slice(0, MOST_SAID);
  return texts.map((text, number) => {
    const y = middle + (number - (texts.length - 1) / 2) * (SEAL + 2), { due } = text;
    const words = due ? say("by_year", { year: due.slice(0, 4) }) : say("names_no_date");
    return [sealAt(view, text, x, y, SEAL), s("text", { ...quiet, x: x + SEAL + 5, y: y + 4 }, words)];
  });
}

// Over what the other texts say.
function tailHeads({ speech }, x, head) {
  const lines = balanced(speech.say("others_say"), TAIL - GAP, SIZE, 700);
  return textLines(lines, { x, y: head - 7 - (lines.length - 1) * 16, size: SIZE, leading: 16 / SIZE, "font-weight": 700 });
}

// The number that is promised, at its triangle: "≥ 50 %".
function numberOf({ speech }, { quote }) {
  const found = quote.match(/(\d+)%(以上)?/);
  return found ? `${found[2] ? "≥ " : ""}${speech.percent(found[1])}` : "";
}

function rowOf(view, item, { words, line, pad, who, y, high, width, axis, axisLeft, axisRight, isEarly }) {
  const { promise } = item, middle = y + high / 2, said = axis.at(promise.said), first = y + pad / 2 + line * 0.78 + 0.6;
  const due = axis.afterDay(promise.to), from = Math.max(axis.at(promise.from), said);
  const soft = softened(promise).length > 0;
  const says = `${item.group}${view.speech.sign("colon")}${item.label}${view.speech.sign("comma")}${saysDue(promise, view.speech)}`;
  return s("g", { class: "mark", "data-id": item.id, "data-doc": item.doc, "data-early": isEarly, role: "button", "aria-label": says },
    s("rect", { class: "hit-area", x: who - 2, y: y + 1, width: width - who, height: high - 1 }),
    s("rect", { class: "sealed", x: who + 2, y: middle - 8, width: 16, height: 16, rx: 3 }),
    s("text", { x: who + 10, y: middle + 4, class: "on-seal han", "font-size": 11.5, "text-anchor": "middle" }, view.data.texts[item.doc].seal),
    wordLines(promise, words, who + 25, first, line),
    soft ? s("text", { x: axisLeft - 12, y: middle + 5, "font-size": 15, "text-anchor": "middle" }, SOFT) : null,
    echoes(view, promise, { axis, said, due, middle }),
    dueSigns(promise, { said, from, due, middle, soft }),
    s("text", { class: "name", x: due - 10, y: middle - 6, "font-size": 12, "font-weight": 700, "text-anchor": "end" }, numberOf(view, promise)),
    othersSaid(view, promise, axisRight + GAP, middle));
}

// The words of a promise in both languages, under each other.
function wordLines(promise, words, x, first, line) {
  let above = 0;
  return words.map(({ isQuote, isQuiet, size, lines }) => {
    const y = first + above * line, look = isQuiet ? "quiet-text" : "";
    above += lines.length;
    return isQuote ? quoteLines(promise, lines, x, y, line, size, look) : labelLines(promise, lines, x, y, line, size, look);
  });
}

// From the day on which it was said to the last one: any day of a pale bar, reckoned if dashed; past
// it where it is "about" then.
function dueSigns(promise, { said, from, due, middle, soft }) {
  const saidSign = promise.is_day_inferred ? SIGNS.ring : SIGNS.dot;
  const isSpan = isYear(promise) || isReckoned(promise), sign = isReckoned(promise) ? SIGNS.reckoned : SIGNS.due;
  const look = promise.is_about ? { class: "due-bar about" } : { class: "due-bar", rx: 5 };
  return [isSpan ? s("rect", { ...look, x: from, y: middle - 5, width: due - from, height: 10 }) : null,
    promise.is_about ? fading(due, middle, fadeOf(due - from), 10) : null,
    s("path", { class: soft ? "promise soft-line" : "promise", d: `M${said} ${middle}H${due}` }),
    saidSign(said, middle, 4.8), sign(due, middle, 6)];
}

// The main promises of the first year: those that the title counts, where there are later ones.
function earlyOf({ data }) {
  const main = data.promises.filter((promise) => promise.main), years = main.map((promise) => promise.said.slice(0, 4)).sort();
  const early = main.filter((promise) => promise.said.startsWith(years[0])).sort((a, b) => a.to.localeCompare(b.to));
  return early.length === main.length ? [] : early;
}

function isTakenUp(promise) {
  return promise.taken_up.some((place) => place.way === "later");
}

// The promises of the first year, and how many of them a later text takes up.
function title(view) {
  const main = view.data.promises.filter((promise) => promise.main), early = earlyOf(view);
  const soft = main.filter((promise) => softened(promise).length);
  if (!early.length) return view.speech.say("commitments_title", { count: main.length, soft: soft.length });
  return view.speech.say("commitments_taken", { year: early[0].said.slice(0, 4), early: early.length, taken: early.filter(isTakenUp).length });
}

function lead(view) {
  const early = earlyOf(view);
  if (!early.length) return "";
  const [{ doc, said }] = early, all = view.data.promises.filter((promise) => promise.doc === doc);
  return view.speech.say("commitments_lead", { early: early.length, all: all.length, year: said.slice(0, 4) });
}

// Where the same stands in another text: in which one and when, and on what grounds.
function tieLine({ speech, data, lang }, place) {
  const where = speech.say(`echo_${place.way}`, { name: data.texts[place.doc][`short_${lang}`], year: place.said.slice(0, 4) });
  return h("h4", {}, mixed(where), h("span", { class: "quiet grounds" }, mixed(speech.aside(speech.say(`basis_${place.basis}`)))));
}

// That passage, its address and, if it is tied through another promise, the address of that one.
function tiedPlace(view, place) {
  const { speech, data } = view, shown = passage(data, { ...place, whole: true }, speech, { isBrief: true });
  const changed = speech.named(place, "changed");
  return h("div", { class: "echo" }, tieLine(view, place), shown,
    changed ? h("p", {}, h("b", {}, speech.say("what_changed"), speech.sign("colon")), mixed(changed)) : null);
}

// Why a place is tied that is tied through another promise: the address of that one, and the system.
function whyTied(view, { taken_up: places }) {
  const { speech, data } = view, place = places.find(({ through }) => through);
  if (!place) return null;
  const text = data.texts[place.through.split(":")[0]][`short_${view.lang}`];
  return h("p", { class: "quiet" }, mixed(speech.say("tie_through", { text, place: placeName(place.through, speech), system: speech.named(place, "system") })));
}

// The places of other texts that have the same: the first one open, the others asked for.
function tiedPlaces(view, promise) {
  const { speech } = view, { taken_up: places } = promise;
  if (!places.length) return promise.titles.length ? titledPlaces(view, promise) : h("p", { class: "quiet" }, speech.say("taken_up_by_none"));
  const sorted = [...places].sort((a, b) => WAYS.indexOf(a.way) - WAYS.indexOf(b.way) || a.said.localeCompare(b.said));
  const [first, ...others] = sorted.map((place) => tiedPlace(view, place));
  return [first, others.length ? h("details", {}, h("summary", {}, speech.say("taken_up_more", { count: others.length })), others) : null];
}

// Where a later text names a document of a like title, and that this says no more.
function titledPlaces(view, { titles }) {
  const { speech, data } = view;
  const headOf = ({ doc, said }) => speech.say("titled_in", { name: data.texts[doc][`short_${view.lang}`], year: said.slice(0, 4) });
  const shown = titles.map((place) => h("div", { class: "echo" }, h("h4", {}, mixed(headOf(place))), passage(data, place, speech, { isBrief: true })));
  return [shown, h("p", { class: "quiet" }, mixed(speech.say("titled_only")))];
}

// What is known from outside: the first fact in view; all of them, with their sources, on request.
function knownFacts(view, { id }) {
  const { speech, data } = view, facts = data.facts[id] ?? [];
  if (!facts.length) return h("p", { class: "quiet" }, speech.say("from_outside_none"));
  const told = facts.map((fact) => h("p", { class: "fact" }, mixed(speech.either(percents(fact.en), fact.zh)), " ", h("span", { class: "quiet" }, mixed(fact[`citation_${view.lang}`]))));
  const [fact] = facts, zh = firstSentence(fact.zh), en = firstSentence(percents(fact.en)), [own, other] = speech.lang === "zh" ? [zh, en] : [en, zh];
  const head = [h("b", {}, speech.say("outside_first")), " · ", h("span", { class: "quiet" }, speech.say("from_outside", { count: facts.length }))];
  return [h("details", { class: "outside" }, h("summary", {}, head), told),
    h("p", { class: "fact" }, mixed(own || other)), own && other ? h("p", { class: "fact quiet" }, mixed(other)) : null];
}

function firstSentence(text) {
  return /^.*?(?:[.;](?= )|[。；])/.exec(text)?.[0].replace(/[;；]$/, "") ?? text;
}

// A heading begins with a capital.
function capital(label) {
  return label[0].toUpperCase() + label.slice(1);
}

function pane(view, item) {
  const { promise } = item, { speech } = view, days = dayOf(promise.to) - dayOf(promise.said);
  const words = softened(promise).map(({ word }, number) => [number ? "、" : "", chinese(h("span", { class: "soft" }, word))]);
  return {
    kicker: `${item.group} · ${saysDue(promise, speech)}`,
    heading: capital(item.label), findings: [promise],
    below: [tiedPlaces(view, promise), knownFacts(view, promise), whyTied(view, promise),
      h("p", { class: "given" }, speech.say("months_given", { months: Math.max(1, Math.round(days / 30.44)) }), " ", words.length ? [speech.say("softened_by"), " ", words] : speech.say("not_softened")),
      h("p", {}, h("b", {}, `${speech.say("how_sure")}${speech.sign("colon")}`), mixed(sentence(speech.either(promise.grounds, promise.grounds_zh), view.lang) || speech.say("basis_stated")))],
  };
}

// The texts that promise something by a date; those that do not say so, and choose nothing.
function textsOf({ data, lang, speech }) {
  const promising = new Set(data.promises.map(({ doc }) => doc));
  return Object.entries(data.texts).map(([doc, text]) => {
    const name = text[`short_${lang}`], isSilent = !promising.has(doc), known = speech.say(`chip_${doc}`);
    if (!isSilent) return { value: doc, label: name, doc };
    const found = { name: known.startsWith("chip_") ? name : known };
    return { value: doc, label: speech.say("no_dated_promise", found), short: speech.say("no_dated_short", found), doc, isSilent };
  });
}

function filters(view) {
  const { speech, data } = view;
  return [
    { key: "doc", label: speech.say("documents"), many: true, options: textsOf(view) },
    { key: "soft", label: speech.say("softened"), options: [{ value: "", label: speech.say("every") }, { value: "soft", label: speech.say("softened") }, { value: "firm", label: speech.say("not_softened_short") }] },
    { key: "detail", label: speech.say("what"), redraw: true, options: [{ value: "", label: speech.say("main_promises") }, { value: "all", label: speech.say("all_promises", { count: data.promises.length }) }] },
  ];
}

function columns(view) {
  const { speech } = view;
  return [
    { head: speech.say("promise_head"), of: (item) => item.label },
    { head: speech.say("other_language"), of: view.otherName },
    { head: speech.say("who"), of: (item) => item.group },
    { head: speech.say("said"), of: ({ promise }) => sayDates(promise.said, promise.said, view.lang) },
    { head: speech.say("key_due"), of: (item) => item.when },
    { head: speech.say("softened_by"), of: ({ promise }) => softened(promise).map(({ word }) => word).join("、") },
    { head: speech.say("taken_up"), of: ({ promise }) => [...new Set(promise.taken_up.map(({ doc }) => view.data.texts[doc][`short_${view.lang}`]))].join(speech.sign("list")) },
    { head: speech.say("where_said"), of: ({ promise }) => promise.address },
  ];
}

function key(view) {
  const { say } = view.speech;
  const days = [s("rect", { class: "due-bar", x: 1, y: 3, width: 16, height: 10 }), fading(17, 8, 12, 10)];
  const signs = [[SIGNS.dot(6, 8, 5), "said", 12], [SIGNS.ring(6, 8, 5), "said_inferred", 12], [SIGNS.due(7, 8), "key_due", 14], [SIGNS.reckoned(7, 8), "key_reckoned", 14],
    [days, "any_day_about", 30], [s("path", { class: "texts-end", d: "M3 0V16" }), "texts_end", 6]];
  const drawn = signs.map(([sign, name, width]) => h("span", {}, s("svg", { width, height: 16, "aria-hidden": "true" }, sign), say(name)));
  return [...drawn, softKey(view)];
}

// The sign of a promise that a word softens, and how many of those that are drawn are.
function softKey(view) {
  const drawn = view.items.map(({ promise }) => promise);
  const soft = drawn.filter((promise) => softened(promise).length).length;
  const sign = s("svg", { width: 28, height: 16, "aria-hidden": "true" },
    s("text", { x: 0, y: 13, "font-size": 15 }, SOFT), s("path", { class: "promise soft-line", d: "M13 8H28" }));
  return h("span", {}, sign, h("span", { class: "soft" }, view.speech.say("softened_of", { soft, count: drawn.length })));
}

// On a phone: the years of a line, with room for a number at either end.
function phoneAxis(view, width) {
  const years = view.data.promises.flatMap((promise) => [promise.said, promise.to]).map((day) => Number(day.slice(0, 4)));
  return timeAxis(Math.min(...years), Math.max(...years), 24, width - 54);
}

// The years of both ends of a promise, at their marks: no axis is left behind above the list. None
// stands on the line where the texts end.
function yearsAtMarks({ said, to }, start, due, middle, ends) {
  const first = said.slice(0, 4), last = to.slice(0, 4);
  const written = (year, x, anchor) => s("text",
    { x, y: middle + 4, class: "quiet-text haloed", "font-size": 12, "text-anchor": anchor }, year);
  const isOnLine = due + 9 < ends && due + 12 + widthOf(last, 12) > ends;
  return [first === last ? null : written(first, start - 8, "end"), written(last, isOnLine ? ends + NEAR_LINE : due + 9, "start")];
}

// In a line of a phone: its words in the other language, when it is due, and which texts have it.
function glyph(view, { promise }, width) {
  const axis = phoneAxis(view, width), said = axis.at(promise.said), due = axis.afterDay(promise.to), from = Math.max(axis.at(promise.from), said);
  const [, words] = wordsOf(view, { promise }, width - 24), soft = softened(promise).length > 0, ends = axis.at("2006-12-31");
  const size = words.isQuote ? PHONE.words : SIZE, lines = wrap(words.lines.join(words.isQuote ? "" : " "), width - 24, size);
  const top = lines.length * PHONE.line + 6, middle = top + 10, last = top + 34;
  const head = `${view.speech.say("taken_up")}${view.speech.sign("colon")}`;
  return s("svg", { width: width - 8, height: last + 12, "aria-hidden": "true", "data-doc": promise.doc },
    wordLines(promise, [{ ...words, isQuiet: !words.isQuote, size, lines }], 0, 14, PHONE.line),
    axis.years.map((year) => s("path", { class: "axis", d: `M${year.from} ${top}V${top + 20}` })), s("path", { class: "texts-end", d: `M${ends} ${top}V${top + 20}` }),
    dueSigns(promise, { said, from, due, middle, soft }),
    yearsAtMarks(promise, said, due, middle, ends),
    s("text", { x: 0, y: last + 4, class: "quiet-text", "font-size": 12 }, head), othersOf(view, promise, widthOf(head, 12) + 8, last));
}

// On a phone: which other texts have the same: later, earlier, or of the same months.
function othersOf(view, promise, x, middle) {
  const nodes = [];
  for (const way of WAYS) {
    const texts = tiedTexts(promise, way), word = view.speech.say(`way_${way}`), first = x + widthOf(word, 12, 700) + 4;
    if (!texts.length) continue;
    nodes.push(s("text", { x, y: middle + 4, class: "quiet-text", "font-size": 12 }, word), texts.map((text, number) => sealAt(view, text, first + number * 20, middle)));
    x = first + texts.length * 20 + 6;
  }
  if (nodes.length) return nodes;
  const { titles } = promise, lack = view.speech.say(titles.length ? "title_alone" : "taken_up_none");
  return [s("text", { x, y: middle + 4, class: "quiet-text", "font-size": 12 }, lack),
    titles.map((place, number) => sealAt(view, { ...place, isTitle: true }, x + widthOf(lack, 12) + 6 + number * 20, middle))];
}

// Over the list of a phone: the promises that the title counts, each with the texts that take it up.
function small(view, width) {
  const early = earlyOf(view);
  if (!early.length) return null;
  const last = Math.max(...early.flatMap(({ to, taken_up: places }) => [to, ...places.map(({ said }) => said)]).map((day) => Number(day.slice(0, 4))));
  const axis = timeAxis(Number(early[0].said.slice(0, 4)), last, 8, width - 36), head = 20, step = 60;
  const rows = early.map((promise, number) => {
    const y = head + number * step, middle = y + 45, said = axis.at(promise.said), due = axis.afterDay(promise.to);
    const from = Math.max(axis.at(promise.from), said), soft = softened(promise).length > 0;
    return s("g", { class: "mark", "data-id": promise.id, "data-doc": promise.doc },
      s("rect", { class: "hit-area", x: 0, y: y + 1, width, height: step - 2 }),
      s("text", { x: 4, y: y + 16, "font-size": SIZE }, short(promise, view.speech)),
      s("text", { x: 4, y: y + 31, class: "quiet-text", "font-size": SIZE, lang: view.lang === "zh" ? "en" : "zh-Hans" }, short(promise, view.other)),
      s("text", { x: width - 4, y: y + 31, class: "quiet-text", "font-size": 12, "text-anchor": "end" }, lackOf(view, promise)),
      echoes(view, promise, { axis, said, due, middle }), dueSigns(promise, { said, from, due, middle, soft }));
  });
  const high = head + early.length * step;
  return s("svg", { width, height: high + 4, "aria-label": view.spec.title(view) },
    axis.years.map(({ year, from, to }) => [s("path", { class: "axis", d: `M${from} ${head}V${high}` }),
      s("text", { class: "year", x: (from + to) / 2, y: 14, "text-anchor": "middle", "font-size": 12.5 }, year)]),
    rows, s("path", { class: "lane", d: `M0 ${high + 1}H${width}` }));
}

const spec = {
  name: "commitments", title, lead, key, filters, items, more, draw, small, glyph, pane, columns,
  other: (view, { promise }) => capital(short(promise, view.other)),
  shown: (view, count) => ({ count, all: view.data.promises.length }),
  opening: (view) => (view.byId.has(view.data.opens_on) ? view.data.opens_on : view.items[0]?.id ?? ""),
};

// Draws the promises into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorer({ model, el }, spec);
}
