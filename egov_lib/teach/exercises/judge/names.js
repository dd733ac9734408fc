// Judge names and terms, one or several, in any order and with any separator. (names.py)

import { once, plain, fullMatch, strip, substitute, words } from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const IGNORED = "[\\s_'\"`.()\\[\\]{}-]";
const MOST_SHOWN = 3; // names that a message repeats

// Compare names with those of `accept`; say which are missing and which don't belong.
export function judgeNames(spec, answer, simple) {
  const known = knownNames(spec.accept, simple);
  const given = readNames(answer, known, simple);
  if (!given.size) return again("no_names");
  const inOrder = [...given.keys()].filter((key) => known.has(key)).map((key) => known.get(key));
  const found = new Set(inOrder);
  const extra = [...given].filter(([key]) => !known.has(key)).map(([, shown]) => shown);
  const wanted = spec.accept.map((accepted) => accepted.name);
  if (!extra.length && found.size === wanted.length) {
    const isSame = inOrder.length === wanted.length
      && inOrder.every((name, at) => name === wanted[at]);
    return spec.order && !isSame ? notYet("order") : right();
  }
  const mistake = mistakeOf(spec, found, given, simple);
  if (mistake) return notYet(mistake);
  const counts = { found: found.size, all: wanted.length };
  if (extra.length) {
    return notYet("extra", { extra: extra.slice(0, MOST_SHOWN).join(", "), ...counts });
  }
  return notYet("missing", counts);
}

// The name that each way of writing stands for.
function knownNames(accept, simple) {
  const known = new Map();
  for (const accepted of accept) {
    for (const written of [accepted.name, ...(accepted.also ?? [])]) {
      known.set(keyOf(written, simple), accepted.name);
    }
  }
  return known;
}

// A name as it is compared.
function keyOf(name, simple) {
  let shown = plain(name, simple);
  const isId = fullMatch("[a-z_]+(\\.[a-z_0-9]+)+(\\(\\))?", shown); // with its module
  if (isId) shown = shown.slice(shown.lastIndexOf(".") + 1);
  for (const article of words().names.articles) {
    if (shown.startsWith(`${article} `)) shown = shown.slice(article.length + 1);
  }
  return substitute(IGNORED, "", shown);
}

function between() {
  return once("between", () => new RegExp(words().names.between.join("|")));
}

// Read the names of an answer: as they are compared, and as they were given.
function readNames(answer, known, simple) {
  const names = new Map();
  for (const item of items(answer)) {
    for (const name of divided(plain(item, simple), known, simple)) {
      const key = keyOf(name, simple);
      if (key) names.set(key, name);
    }
  }
  return names;
}

function items(answer) {
  return Array.isArray(answer) ? answer.map(String) : String(answer).split("\n");
}

// The names in one line of an answer.
function divided(line, known, simple) {
  const text = withoutFiller(strip(line.replace(/[[\]{}"]/g, " "), " .,;:"));
  if (!text) return [];
  if (known.has(keyOf(text, simple))) return [text];
  const withoutGloss = text.replace(/\s*\([^()]*\)/g, "");
  if (known.has(keyOf(withoutGloss, simple))) return [withoutGloss];
  const stripped = withoutGloss.split(between()).map((part) => strip(part, " ."));
  const parts = stripped.filter((part) => part).map(withoutFiller);
  if (parts.length > 1) return parts.flatMap((part) => divided(part, known, simple));
  const blanks = text.split(" ");
  if (blanks.some((word) => known.has(keyOf(word, simple)))) return blanks;
  return [text];
}

// The names without "it is", "the answer is", 答案是.
function withoutFiller(text) {
  for (const filler of words().names.fillers) {
    if (!text.startsWith(filler) || text.length <= filler.length) continue;
    const rest = strip(text.slice(filler.length), " :");
    const isLatin = filler.charCodeAt(filler.length - 1) < 128;
    const goesOn = /^\p{L}/u.test(text.slice(filler.length));
    if (!(isLatin && rest && goesOn)) return rest;
  }
  return text;
}

// The id of the usual mistake: a name that does not belong, or one that is missing.
function mistakeOf(spec, found, given, simple) {
  for (const { id, when } of spec.mistakes ?? []) {
    if ("has" in when && given.has(keyOf(when.has, simple))) return id;
    if ("lacks" in when && !found.has(when.lacks)) return id;
  }
  return "";
}
