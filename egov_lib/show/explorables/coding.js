// Twenty segments, coded one at a time, and laid beside the codes of two coders and the settled one.
//
// State: `round` (its seed), `at` (the segment; one more is the results), `when` ("end"), and for
// each seed `codes<seed>`, two digits a segment (force, bound), and `open<seed>` once the results of
// a round that is compared at the end were opened. A page keeps codes as a record of my-answers.json.

import { chinese, h, mixed, replace } from "../front/dom.js";
import { clausesOf, marked, seal } from "../front/passage.js";
import { saveText } from "../front/save.js";
import { PLACE, allAnswers, forget, keepRecord, noted, recordIn, restoreFrom } from "../exercises/kept.js";
import { agreement, confusions } from "./agreement.js";
import { explorable } from "./frame.js";

const UNSET = "-";
const LETTERS = "abcdefgh";
const LEAST = 10; // segments: of fewer no kappa is said
const FORCE = 0, BOUND = 1; // places in a code

// --- the state -----------------------------------------------------------------------------------

const roundOf = ({ data, state }) => data.rounds.find(({ seed }) => String(seed) === state.round) ?? data.rounds[0];
const segmentOf = ({ data }, round, place) => data.segments[round.segments[place]];
// The codes of one of our two coders are kept where they are not those that were settled.
const codesOf = (segment, whose) => segment[whose] ?? segment.settled;
const rowsOf = ({ data }, dimension) => (dimension === FORCE ? data.force : data.bound);
const isNone = (code) => code === "none";

function placeOf(view) {
  const at = Number(view.state.at || 0);
  return Number.isInteger(at) && at >= 0 && at <= view.data.size ? at : 0;
}

// The codes that were given in a round: of each segment [force, bound], null where none was.
function codesIn(view, round = roundOf(view)) {
  const kept = view.state[`codes${round.seed}`] ?? "";
  const code = (dimension, place) => rowsOf(view, dimension)[kept[2 * place + dimension] ?? UNSET]?.code ?? null;
  return round.segments.map((_, place) => [code(FORCE, place), code(BOUND, place)]);
}

// Codes as the state holds them; "" where none is given.
function written(view, codes) {
  const digit = (code, dimension) => {
    const place = rowsOf(view, dimension).findIndex((row) => row.code === code);
    return place < 0 ? UNSET : String(place);
  };
  const digits = codes.map(([force, bound]) => `${digit(force, FORCE)}${digit(bound, BOUND)}`).join("");
  return /\d/.test(digits) ? digits : "";
}

const isCoded = ([force, bound]) => force !== null && bound !== null;
const isCompared = (view, round = roundOf(view)) => view.state.when !== "end" || view.state[`open${round.seed}`] === "1";
const isShown = (view, place) => isCoded(codesIn(view)[place]) && isCompared(view);
const isDone = (view) => codesIn(view).every(isCoded);
const isFinished = (view) => isDone(view) && isCompared(view);

// --- words ---------------------------------------------------------------------------------------

const rowOf = (view, dimension, code) => rowsOf(view, dimension).find((row) => row.code === code);
const nameOf = (view, dimension, code) => {
  const row = rowOf(view, dimension, code);
  return row ? view.speech.either(row.en, row.zh) : view.speech.say("not_coded");
};
const meaningOf = (view, dimension, code) => {
  const row = rowOf(view, dimension, code);
  return view.speech.either(row.means_en, row.means_zh);
};
const bothNames = (view, codes) => codes.map((code, dimension) => nameOf(view, dimension, code)).join(view.lang === "zh" ? "，" : ", ");
const twoDigits = (value) => value.toFixed(2).replace("-", "−");

// --- a segment -----------------------------------------------------------------------------------

function clauseLine(clause, segment, cue) {
  const isOwn = clause.start < segment.end && clause.start + clause.zh.length > segment.start;
  const layers = isOwn ? [{ start: segment.start - clause.start, end: segment.end - clause.start, kind: "lit" }] : [];
  const from = isOwn && cue.length && cue.at >= 0 ? segment.start - clause.start + cue.at : null;
  if (from !== null) layers.push({ start: from, end: from + cue.length, kind: "changed" });
  return h("div", { class: isOwn ? "code-line own" : "code-line" },
    h("p", { class: "zh", lang: "zh-Hans" }, marked(clause.zh, layers)),
    h("p", { class: "en", lang: "en" }, isOwn ? h("mark", {}, clause.en) : clause.en));
}

function stretchLines(view, number, segment, cue) {
  const stretch = view.data.stretches[number], text = view.data.texts[stretch.doc];
  return clausesOf(text, stretch).map((clause) => clauseLine(clause, segment, cue));
}

function card(view, place) {
  const { say } = view.speech, round = roundOf(view), segment = segmentOf(view, round, place), text = view.data.texts[segment.doc];
  const cue = isShown(view, place) ? { at: segment.how.at, length: segment.how.cue.length } : { at: -1, length: 0 };
  const none = { start: -1, end: -1 };
  return h("div", { class: "code-card", "data-doc": segment.doc },
    h("p", { class: "code-where" }, h("b", {}, say("segment_of", { number: place + 1, all: view.data.size })), " ",
      seal(text, view.lang), " ", mixed(text[`short_${view.lang}`]), " ", h("code", {}, round.segments[place])),
    segment.under === undefined ? null : h("div", { class: "code-under" }, h("p", { class: "quiet" }, say("under_list")), stretchLines(view, segment.under, none, cue)),
    stretchLines(view, segment.around, segment, cue));
}

// The buttons of a dimension: name, definition, key.
function choices(view, place, dimension) {
  const { say, either, lang } = view.speech, given = codesIn(view)[place][dimension];
  const offered = rowsOf(view, dimension).filter((row) => dimension === FORCE || !isNone(row.code));
  const kind = dimension === FORCE ? "f" : "b";
  return h("div", { class: `code-choices of-${kind}`, role: "group", "aria-label": say(dimension === FORCE ? "force_head" : "bound_head") },
    offered.map((row, number) => h("button", { type: "button", class: "item code-choice", "data-id": `${kind}:${row.code}`, "aria-pressed": String(row.code === given) },
      h("span", { class: "code-name" }, h("b", {}, mixed(either(row.en, row.zh))), lang === "zh" ? null : [" ", chinese(row.zh)],
        h("kbd", { "aria-hidden": "true" }, dimension === FORCE ? String(number + 1) : LETTERS[number])),
      h("span", { class: "code-means" }, mixed(either(row.means_en, row.means_zh))))));
}

function asking(view, place) {
  const { say } = view.speech, [force] = codesIn(view)[place];
  return [h("h3", { class: "code-head" }, say("force_head")), choices(view, place, FORCE),
    h("h3", { class: "code-head" }, say("bound_head")),
    isNone(force) ? h("p", { class: "quiet" }, say("nobody_bound")) : choices(view, place, BOUND)];
}

function steps(view, place) {
  const { say } = view.speech, last = place === view.data.size - 1;
  const step = (id, words, main) => h("button", { type: "button", class: main ? "item button main" : "item button", "data-id": id }, words);
  const isSettled = isCoded(codesIn(view)[place]);
  return h("p", { class: "code-steps" },
    step(isSettled ? "next" : "skip", say(last ? "go_results" : "go_next"), isSettled),
    place > 0 ? step("back", say("go_back"), false) : null);
}

// --- laid beside ours ----------------------------------------------------------------------------

function compared(view, place) {
  const { say } = view.speech, segment = segmentOf(view, roundOf(view), place);
  const rows = [["you", codesIn(view)[place]], ["coder_a", codesOf(segment, "a")], ["coder_b", codesOf(segment, "b")], ["settled", segment.settled]];
  const cell = (codes, dimension) => h("td", { class: codes[dimension] === segment.settled[dimension] ? null : "differs" }, mixed(nameOf(view, dimension, codes[dimension])));
  return h("table", { class: "code-table" },
    h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, say("force_head")), h("th", { scope: "col" }, say("bound_head")))),
    h("tbody", {}, rows.map(([who, codes]) => h("tr", { class: who }, h("th", { scope: "row" }, say(who)), cell(codes, FORCE), cell(codes, BOUND)))));
}

function howLine(view, { kind, cue, english, source }) {
  const { say } = view.speech;
  if (kind === "own word") return say("how_own", { cue, english });
  if (kind === "carried") return source ? say("how_carried", { cue, english, where: source }) : say("how_around");
  if (kind === "list") return say("how_list");
  return kind === "imperative" ? say("how_imperative") : null;
}

function cuesLine(view, row) {
  const shown = row.cues.map(([zh, en]) => (zh ? [chinese(zh), view.lang === "zh" ? null : ` ${en}`] : view.lang === "zh" ? null : mixed(en))).filter(Boolean);
  return h("p", { class: "quiet" }, view.speech.say("cues_line"), " ", shown.map((one, number) => [number ? view.speech.sign("list") : null, one]));
}

function logLine(view, entry) {
  const { say, either } = view.speech, dimension = entry.column === "force" ? FORCE : BOUND;
  const named = (code) => nameOf(view, dimension, code);
  return say("log_line", { a: named(entry.a), b: named(entry.b), settled: named(entry.settled), reason: either(entry.en, entry.zh) });
}

// Why we settled on a code; what the reader's own would mean, where it is another.
function why(view, place) {
  const { say, either } = view.speech, segment = segmentOf(view, roundOf(view), place);
  const [force, bound] = segment.settled, [yours, whose] = codesIn(view)[place], row = rowOf(view, FORCE, force);
  const line = (key, ofNone, code) => say(isNone(code) ? ofNone : key, { name: nameOf(view, FORCE, code), means: meaningOf(view, FORCE, code) });
  const lines = [
    howLine(view, segment.how),
    line("by_codebook", "by_codebook_none", force),
    yours === force ? null : line("your_line", "your_line_none", yours),
    whose === bound || isNone(bound) ? null : say("bound_line", { name: nameOf(view, BOUND, bound), means: meaningOf(view, BOUND, bound) }),
    ...(segment.log ?? []).map((entry) => logLine(view, entry)),
    segment.doubtful ? say("doubtful_line") : null,
    say("edge_line", { edge: either(row.edge_en, row.edge_zh) }),
  ];
  return h("div", { class: "code-why" }, h("h3", {}, mixed(say("why_head", { name: nameOf(view, FORCE, force) }))),
    lines.filter(Boolean).map((words) => h("p", {}, mixed(words))), cuesLine(view, row));
}

function drawSegment(view) {
  const place = placeOf(view), shown = isShown(view, place);
  const answer = shown ? h("div", { class: "code-answer" }, compared(view, place), why(view, place)) : h("div", { class: "code-asking" }, asking(view, place));
  const parts = [card(view, place), answer, steps(view, place)];
  if (view.turned) bringIntoSight(view, parts[0]);
  else if (shown) bringIntoSight(view, answer);
  return parts;
}

// What is new comes into sight, where it is not: on a phone a segment is higher than the screen.
function bringIntoSight(view, element) {
  const isMoved = view.acted;
  view.turned = false;
  view.acted = false;
  if (isMoved) requestAnimationFrame(() => { if (element.isConnected) element.scrollIntoView({ block: "nearest" }); });
}

// --- the results ---------------------------------------------------------------------------------

// What the reader, our two coders and the settled table have of the segments that were coded.
function listsOf(view, dimension) {
  const round = roundOf(view), codes = codesIn(view);
  const places = round.segments.map((_, place) => place).filter((place) => isCoded(codes[place]));
  const ours = (whose) => places.map((place) => codesOf(segmentOf(view, round, place), whose)[dimension]);
  return { places, yours: places.map((place) => codes[place][dimension]), settled: ours("settled"), a: ours("a"), b: ours("b") };
}

function kappaWords(view, found, withInterval = true) {
  const { say } = view.speech;
  if (found.kappa === null || found.count < LEAST) return say("no_kappa");
  const [kappa, low, high] = [found.kappa, found.low, found.high].map(twoDigits);
  return withInterval ? say("kappa_between", { kappa, low, high }) : kappa;
}

function scoreTable(view) {
  const { say } = view.speech;
  const row = (dimension, head) => {
    const { yours, settled, a, b } = listsOf(view, dimension), found = agreement(yours, settled);
    return h("tr", {}, h("th", { scope: "row" }, say(head)), h("td", {}, say("came_same", { same: found.same, all: found.count })),
      h("td", {}, found.chance.toFixed(1)), h("td", {}, h("b", {}, kappaWords(view, found))), h("td", {}, kappaWords(view, agreement(a, b), false)));
  };
  const heads = ["same_head", "chance_head", "kappa_head", "ours_head"];
  return h("div", { class: "scroll" }, h("table", { class: "code-scores" },
    h("thead", {}, h("tr", {}, h("td", {}), heads.map((head) => h("th", { scope: "col" }, say(head))))),
    h("tbody", {}, row(FORCE, "force_head"), row(BOUND, "bound_head"))));
}

function pairsTable(view, dimension, head) {
  const { say } = view.speech, { places, yours, settled } = listsOf(view, dimension), pairs = confusions(yours, settled);
  if (!pairs.length) return [h("h4", {}, say(head)), h("p", {}, say("differ_none"))];
  const again = (place) => h("button", { type: "button", class: "item code-again", "data-id": `go:${places[place]}`, "aria-label": say("segment_of", { number: places[place] + 1, all: view.data.size }) }, String(places[place] + 1));
  return [h("h4", {}, say(head)), h("table", { class: "code-pairs" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("pair_head")), h("th", { scope: "col", class: "number" }, say("count_head")), h("th", { scope: "col" }, say("see_head")))),
    h("tbody", {}, pairs.map((pair) => h("tr", {}, h("td", {}, mixed(`${nameOf(view, dimension, pair.yours)} → ${nameOf(view, dimension, pair.ours)}`)),
      h("td", { class: "number" }, String(pair.places.length)), h("td", {}, pair.places.map(again))))))];
}

function nextLines(view) {
  const { say } = view.speech, { yours, settled } = listsOf(view, FORCE), [pair] = confusions(yours, settled);
  return h("ul", { class: "code-next" },
    pair ? h("li", {}, mixed(say("next_pair", { yours: nameOf(view, FORCE, pair.yours), ours: nameOf(view, FORCE, pair.ours) }))) : null,
    h("li", {}, mixed(say("next_hand_in"))), h("li", {}, say("next_round")));
}

function drawResults(view) {
  const { say } = view.speech, count = codesIn(view).filter(isCoded).length, all = view.data.size;
  const button = (id, words) => h("button", { type: "button", class: "item button main", "data-id": id }, words);
  const left = count < all ? [h("p", {}, say("says_left", { count, all })), h("p", { class: "code-steps" }, button("first", say("first_open")))] : null;
  if (!isCompared(view)) return [left ?? h("p", { class: "code-steps" }, button("open", say("go_open")))];
  if (!count) return [left];
  return [scoreTable(view), h("p", { class: "code-means-kappa" }, mixed(say("kappa_means", { all: count }))), left,
    h("h3", {}, say("differ_head")), h("div", { class: "code-differ" },
      h("div", {}, pairsTable(view, FORCE, "force_head")), h("div", {}, pairsTable(view, BOUND, "bound_head"))),
    count === all ? [h("h3", {}, say("next_head")), nextLines(view)] : null];
}

// --- moves ---------------------------------------------------------------------------------------

// The state after a code was given; one that is compared already stays.
function coded(view, dimension, code) {
  const place = placeOf(view), codes = codesIn(view);
  if (place === view.data.size || isShown(view, place)) return null;
  const before = codes[place], given = before[dimension] === code ? null : code;
  if (dimension === FORCE) codes[place] = [given, isNone(given) ? "none" : isNone(before[BOUND]) ? null : before[BOUND]];
  else if (isNone(before[FORCE])) return null;
  else codes[place] = [before[FORCE], given];
  return { [`codes${roundOf(view).seed}`]: written(view, codes) };
}

const goTo = (place) => ({ at: place ? String(place) : "" });

function act(view, id) {
  const [kind, value] = id.split(":"), place = placeOf(view);
  view.acted = true;
  if (kind === "f") return coded(view, FORCE, value);
  if (kind === "b") return coded(view, BOUND, value);
  if (kind === "open") return { [`open${roundOf(view).seed}`]: "1" };
  view.turned = true;
  if (kind === "next" || kind === "skip") return goTo(Math.min(place + 1, view.data.size));
  if (kind === "back") return goTo(place - 1);
  if (kind === "go") return goTo(Number(value));
  return goTo(codesIn(view).findIndex((codes) => !isCoded(codes)));
}

// Figures give the force, letters who is to act, n goes on.
function press(view, _id, key) {
  view.acted = true;
  const force = view.data.force[Number(key) - 1], letter = LETTERS.indexOf(key.toLowerCase());
  if (/^[1-9]$/.test(key) && force) return coded(view, FORCE, force.code);
  if (key.length === 1 && letter >= 0) return coded(view, BOUND, view.data.bound[letter].code);
  if (key.toLowerCase() !== "n" || placeOf(view) === view.data.size) return null;
  return act(view, "next");
}

function buttons(view) {
  const { say } = view.speech, { when } = view.state, round = roundOf(view);
  const rounds = view.data.rounds.map(({ seed }, number) => ({
    label: say("round_name", { number: seed }), changes: { round: number ? String(seed) : "", at: "" }, pressed: seed === round.seed,
  }));
  return [
    { label: say("compare_now"), changes: { when: "" }, pressed: when !== "end" },
    { label: say("compare_end"), changes: { when: "end" }, pressed: when === "end" },
    ...rounds,
  ];
}

function says(view) {
  const { say } = view.speech, place = placeOf(view), all = view.data.size;
  if (place === all) return saysResults(view);
  const codes = codesIn(view)[place], [force, bound] = codes, number = place + 1, { settled } = segmentOf(view, roundOf(view), place);
  if (force === null && bound === null) return say("says_open", { number, all });
  if (bound === null) return say("says_half", { name: nameOf(view, FORCE, force) });
  if (force === null) return say("says_bound", { name: nameOf(view, BOUND, bound) });
  const yours = bothNames(view, codes);
  if (!isCompared(view)) return say("says_kept", { number, yours });
  const isSame = codes.every((code, dimension) => code === settled[dimension]);
  return isSame ? say("says_same", { number, yours }) : say("says_differs", { number, yours, ours: bothNames(view, settled) });
}

function saysResults(view) {
  const { say } = view.speech, count = codesIn(view).filter(isCoded).length, all = view.data.size;
  if (!isFinished(view)) return say("says_left", { count, all });
  const [first, second] = [FORCE, BOUND].map((dimension) => {
    const { yours, settled } = listsOf(view, dimension);
    return agreement(yours, settled);
  });
  return say("says_results", { same: first.same, all, kappa: kappaWords(view, first, false), other: second.same, other_kappa: kappaWords(view, second, false) });
}

function came(view) {
  if (!isFinished(view)) return "";
  const { yours, settled } = listsOf(view, FORCE), { same, count } = agreement(yours, settled);
  return view.speech.say("came_same", { same, all: count });
}

function findings(view) {
  const round = roundOf(view), place = Math.min(placeOf(view), view.data.size - 1), segment = segmentOf(view, round, place);
  return [{ doc: segment.doc, start: segment.start, end: segment.end, address: round.segments[place] }];
}

function notes(view) {
  if (!isFinished(view)) return {};
  const { a, b } = listsOf(view, FORCE), { say } = view.speech, all = view.data.size;
  return { shows: say("shows", { all, ours: kappaWords(view, agreement(a, b), false) }), hides: say("hides", { all }) };
}

// --- what is kept --------------------------------------------------------------------------------

const idOf = ({ seed }) => `coding-${seed}`;

// Codes as my-answers.json has them: a line for each segment, its address, force and who is to act.
function linesOf(view, round) {
  return codesIn(view, round).map((codes, place) => [round.segments[place], ...codes.map((code) => code ?? UNSET)].join(" "))
    .filter((line) => !line.endsWith(`${UNSET} ${UNSET}`)).join("\n");
}

function readLines(text, round) {
  const known = new Map(text.split("\n").map((line) => line.split(" ")).map(([address, ...codes]) => [address, codes]));
  return round.segments.map((address) => known.get(address) ?? [UNSET, UNSET]);
}

const isPage = ({ model }) => model.get("host") === "page";

// What this browser has kept, as a state.
function kept(view) {
  if (!isPage(view)) return {};
  const state = {};
  for (const round of view.data.rounds) {
    const record = recordIn(idOf(round)), codes = record.answer ? written(view, readLines(record.answer, round)) : "";
    if (codes) state[`codes${round.seed}`] = codes;
    if (codes && record.shown) state[`open${round.seed}`] = "1";
    if (record.guess && round === view.data.rounds[0]) state.guess = record.guess;
  }
  return state;
}

function keep(view) {
  if (!isPage(view)) return;
  let told = "";
  for (const round of view.data.rounds) {
    const answer = linesOf(view, round), before = recordIn(idOf(round)), shown = view.state[`open${round.seed}`] === "1";
    if (answer === before.answer && shown === before.shown) continue;
    const record = { ...noted(before, { guess: view.state.guess ?? "", shown }), answer, tries: codesIn(view, round).filter(isCoded).length };
    const isKept = answer ? keepRecord(idOf(round), record) : forget(idOf(round));
    told = isKept ? "kept_browser" : "kept_nowhere";
  }
  if (told) replace(view.kept, view.speech.say(told));
}

async function takeBack(view, take) {
  const [file] = take.files;
  if (!file) return;
  const counts = restoreFrom(await file.text()), { say } = view.speech;
  take.value = ""; // so that the same file can be chosen again
  if (counts) view.restore({ ...view.state, ...kept(view) });
  replace(view.kept, counts ? say("took_answers", counts) : say("no_answers"));
}

function actions(view) {
  const { say } = view.speech;
  const isKept = view.model.get("host") === "notebook"; // a saved notebook keeps nothing
  view.kept = h("span", { class: "quiet", role: "status" }, isKept ? mixed(say("kept_file")) : null);
  if (!isPage(view)) return [view.kept];
  const take = h("input", { type: "file", accept: ".json", class: "offscreen", tabindex: "-1", "aria-label": say("take_answers"), on: { change: () => takeBack(view, take) } });
  const button = (name, words, click) => h("button", { type: "button", class: "quiet-button", "data-do": name, on: { click } }, words);
  return [view.kept, take,
    button("download", say("save_answers"), () => saveText(PLACE, JSON.stringify(allAnswers(), null, 1), "application/json")),
    button("restore", say("take_answers"), () => take.click())];
}

// The state without what was coded in this round: other rounds stay.
function home(view) {
  const { seed } = roundOf(view), own = [`codes${seed}`, `open${seed}`, "at"];
  return Object.fromEntries(Object.entries(view.state).filter(([name]) => !own.includes(name)));
}

// Rows for "Data": ours only where they are shown.
function columns(view) {
  const { say } = view.speech, round = roundOf(view), codes = codesIn(view);
  const clause = (place) => clausesOf(view.data.texts[segmentOf(view, round, place).doc], segmentOf(view, round, place))[0];
  const ours = (whose, dimension) => (place) => (isShown(view, place) ? nameOf(view, dimension, codesOf(segmentOf(view, round, place), whose)[dimension]) : "");
  const of = (who, one) => [["force_head", FORCE], ["bound_head", BOUND]].map(([head, dimension]) => ({ head: `${say(who)}: ${say(head)}`, of: one(dimension) }));
  return [
    { head: say("address_head"), of: (place) => round.segments[place] },
    { head: say("chinese_head"), of: (place) => clause(place).zh },
    { head: say("english_head"), of: (place) => clause(place).en },
    ...of("you", (dimension) => (place) => nameOf(view, dimension, codes[place][dimension])),
    ...of("coder_a", (dimension) => ours("a", dimension)),
    ...of("coder_b", (dimension) => ours("b", dimension)),
    ...of("settled", (dimension) => ours("settled", dimension)),
  ];
}

const spec = {
  name: "coding",
  title: ({ speech }) => speech.say("title"),
  lead: ({ speech }) => speech.say("lead"),
  guess: ({ speech, data }) => ({ ask: speech.say("ask_guess", { all: data.size }), number: { least: 0, most: data.size, unit: speech.say("of_size", { all: data.size }) } }),
  came,
  draw: (view) => (placeOf(view) === view.data.size ? drawResults(view) : drawSegment(view)),
  act,
  press,
  buttons,
  keys: ({ speech }) => [[["1–8"], speech.say("keys_force")], [["a–h"], speech.say("keys_bound")], [["n"], speech.say("keys_next")]],
  says,
  findings,
  sourceOpen: () => false,
  notes,
  ask: (view) => (isFinished(view) ? { question: view.speech.say("question"), answer: view.speech.say("answer") } : null),
  columns,
  rows: (view) => roundOf(view).segments.map((_, place) => place),
  kept,
  keep,
  home,
  actions,
};

// Draws the game into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
