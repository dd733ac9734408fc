// The fields of a claim beside its passage: place, day, number, voice, whole, done or demanded.
// The same rules as fit.py, which explains them.

import { plain } from "../exercises/judge/plain.js";
import { readDates } from "../exercises/judge/dates.js";
import { readQuantities } from "../exercises/judge/numbers.js";

const ROUNDING = 1e-6, MONTHS_OF = { month: 1, year: 12 }, LEAST_YEAR = 1000, EITHER = "要", BY_YEAR = /^到(\d{4})年$/;

// known: {words: words.json, voices: everybody who speaks, simple: simplified characters}.
export function checkClaim(claim, facts, known) {
  const said = Object.fromEntries(Object.entries(claim).map(([name, value]) => [name, plain(value, known.simple)]));
  const checks = [where, degree, when, about, howMuch, whoseWord, whole].map((check) => check(said, facts, known));
  return [...checks, verb(claim.verb ?? "", facts, known)].filter(Boolean);
}

function check(field, fits, because, found = "", foundEn = "") {
  return { field, fits, because, found, foundEn };
}

function where(said, facts, known) {
  const text = said.where ?? "";
  if (!text) return null;
  const named = placesNamed(text, known), here = facts.places ?? [], own = facts.own_place ?? [];
  if (!named.length) return check("where", "unchecked", "place_unknown");
  if (named.every((place) => here.includes(place))) return check("where", "fits", "place_named", inBoth(named, known));
  if (!here.length && named.every((place) => own.includes(place))) return check("where", "fits", "place_of_document", inBoth(own, known));
  return check("where", "beyond", "place_other", inBoth(here.length ? here : own, known));
}

function placesNamed(text, known) {
  return Object.entries(known.words.places)
    .filter(([english, names]) => holds(text, english.toLowerCase()) || names.some((name) => text.includes(name)))
    .map(([english]) => english);
}

// Places in both languages: "China 中国".
function inBoth(places, known) {
  return listed(places.map((place) => `${place} ${known.words.places[place]?.[0] ?? ""}`.trim()));
}

function when(said, facts) {
  const text = said.when ?? "";
  if (!text) return null;
  const claimed = readDates(text), here = facts.dates ?? [];
  const quotes = inTwo(here.map((date) => date[2]), Object.fromEntries(here.map((date) => [date[2], date[3]])));
  if (!claimed.length) return howLong(text, here, quotes);
  const { first, last } = claimed[0];
  if (here.some((fact) => first <= fact[0] && fact[1] <= last)) return check("when", "fits", "date_said", ...quotes);
  if (here.some((fact) => fact[0] <= first && last <= fact[1])) return check("when", "beyond", "date_finer", ...quotes);
  if (here.some((fact) => first <= fact[1] && fact[0] <= last)) return check("when", "unchecked", "date_overlaps", ...quotes);
  const own = facts.own_days ?? [];
  if (own.some((day) => first <= day[0] && day[1] <= last)) return check("when", "fits", "date_of_document");
  if (!here.length) return check("when", "beyond", "date_none");
  return check("when", "beyond", "date_other", ...quotes);
}

// A claim that gives a span and no day: "in about a year".
function howLong(text, dates, quotes) {
  const [claimed] = monthsIn(text);
  if (claimed === undefined) return check("when", "unchecked", "date_unread");
  if (!dates.length) return check("when", "beyond", "date_none");
  const here = dates.flatMap((date) => monthsIn(date[2]));
  if (!here.length) return check("when", "unchecked", "date_no_span", ...quotes);
  return here.includes(claimed) ? check("when", "fits", "date_said", ...quotes) : check("when", "beyond", "date_other", ...quotes);
}

function monthsIn(text) {
  return readQuantities(text).filter(({ unit, value }) => MONTHS_OF[unit] && value < LEAST_YEAR).map(({ unit, value }) => value * MONTHS_OF[unit]);
}

function about(said, facts, known) {
  const softened = facts.about ?? [], text = `${said.when ?? ""} ${said.how_much ?? ""}`.trim();
  if (!softened.length || !text || anyWord(text, known.words.about)) return null;
  return check("when", "beyond", "about_lost", ...cues(softened, known));
}

function degree(said, facts, known) {
  const here = facts.degree ?? [], text = said.what ?? "";
  if (!here.length || !text || anyWord(text, known.words.degree)) return null;
  return check("what", "beyond", "degree_lost", ...cues(here, known));
}

function howMuch(said, facts) {
  const text = said.how_much ?? "";
  if (!text) return null;
  const here = facts.numbers ?? [], claimed = readQuantities(text), english = Object.fromEntries(here.map((fact) => [fact.zh, fact.en]));
  for (const quantity of claimed) {
    const same = here.filter((fact) => isSame(quantity, fact));
    if (!here.length) return check("how_much", "beyond", "number_none");
    if (!same.length) return check("how_much", "beyond", "number_other", ...inTwo(here.map((fact) => fact.zh), english));
    if (same[0].bound === "at_least" && quantity.bound !== "at_least") return check("how_much", "beyond", "bound_lost", ...inTwo([same[0].zh], english));
  }
  return claimed.length ? check("how_much", "fits", "number_said") : check("how_much", "unchecked", "number_unread");
}

function isSame(quantity, fact) {
  if (quantity.unit === "percent" && !fact.percent) return false;
  const value = fact.percent && quantity.isPart ? quantity.value * 100 : quantity.value;
  return Number.isFinite(value) && Math.abs(value - fact.value) <= ROUNDING * Math.max(Math.abs(value), Math.abs(fact.value));
}

function whoseWord(said, facts, known) {
  const text = said.whose_word ?? "";
  if (!text) return null;
  const here = (facts.voices ?? []).map((number) => known.voices[number]);
  if (!here.length) return check("whose_word", "unchecked", "voice_unknown");
  const shown = `${here[0].en} (${here[0].zh})`;
  if (here.some((voice) => isNamed(text, [voice.en, voice.zh]))) return check("whose_word", "fits", "voice_named", shown);
  if (here[0].en.endsWith("unnamed") && anyWord(text, known.words.nobody)) return check("whose_word", "fits", "voice_unnamed");
  const through = here.flatMap((voice) => [...voice.through_en, ...voice.through_zh]);
  if (through.some((name) => isNamed(text, [name]))) return check("whose_word", "beyond", "voice_relayed", shown);
  if (known.voices.some((one) => isNamed(text, [one.en, one.zh]))) return check("whose_word", "beyond", "voice_other", shown);
  return check("whose_word", "unchecked", "voice_unknown");
}

// All of the longer words of a name, or of those none but the name's.
function isNamed(text, names) {
  const said = longWords(text);
  return names.some((name) => {
    const lower = name.toLowerCase(), latin = longWords(lower);
    if (text.includes(lower)) return true;
    if (latin.length && latin.every((word) => said.includes(word))) return true;
    return said.length > 0 && said.every((word) => latin.includes(word));
  });
}

function longWords(text) {
  return text.match(/[a-z]{3,}/g) ?? [];
}

function whole(said, facts, known) {
  const text = ["who", "what", "how_much"].map((name) => said[name] ?? "").join(" ");
  if (!anyWord(text, known.words.whole)) return null;
  const here = facts.whole ?? [];
  return here.length ? check("whole", "fits", "whole_said", ...cues(here, known)) : check("whole", "beyond", "whole_more");
}

const VERB_RULES = {
  done: [["done"], { ordered: "done_more", planned: "done_more" }],
  doing: [["done"], { ordered: "done_more", planned: "done_more" }],
  ordered: [["ordered"], { planned: "plan_no_order", done: "report_no_order" }],
  planned: [["planned", "ordered"], { done: "report_no_plan" }],
};

function verb(claimed, facts, known) {
  if (!claimed) return null;
  const rules = VERB_RULES[claimed];
  if (!rules) return check("verb", "unchecked", "no_cue");
  const [carry, others] = rules, has = (kind) => facts[kind]?.length;
  const kind = carry.find(has), other = Object.keys(others).find(has);
  if (kind) return check("verb", "fits", listed(facts[kind]) === EITHER ? "cue_either" : "cue_said", ...cues(facts[kind], known));
  if (other) return check("verb", "beyond", others[other], ...cues(facts[other], known));
  return check("verb", "unchecked", "no_cue");
}

function anyWord(text, known) {
  return known.some((word) => holds(text, word));
}

// A Latin word as a whole word.
function holds(text, word) {
  if (!/^[a-z]/.test(word)) return text.includes(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![a-z])${escaped}(?![a-z])`).test(text);
}

function listed(found) {
  return found.join(", ");
}

function cues(found, known) {
  const years = found.filter((cue) => BY_YEAR.test(cue)).map((cue) => [cue, cue.replace(BY_YEAR, "by $1")]);
  return inTwo(found, { ...known.words.gloss, ...Object.fromEntries(years) });
}

// What was found in Chinese, and the same with its English: 要 (“is to”).
function inTwo(found, english) {
  return [listed(found), listed(found.map((chinese) => english[chinese] ? `${chinese} (“${english[chinese]}”)` : chinese))];
}
