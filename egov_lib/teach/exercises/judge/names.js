// Judge names and terms, one or several, in any order and with any separator. (names.py)

import { chineseValue } from "./numbers.js";
import {
  AROUND, HAN, findAll, fullMatch, latinWords, matchAt, once, plain, singular, strip,
  substitute, withoutFillers, words,
} from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const APART = new RegExp(
  `[\\s_.()[\\]{}-]+|(?<=[${HAN}])(?=[0-9])|(?<=[0-9])(?=[${HAN}])`,
);
const HAN_NAME = `[${HAN}〇]+`;
const WITH_MODULE = "[a-z_]+(\\.[a-z_0-9]+)+(\\(\\))?";
const AN_ID = "[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]+-[0-9]{4}";
const CHINESE_YEAR = "[一二][零〇九][零〇一二三四五六七八九]{2}(?=年)";
const OF = "的";
const LEAST_HAN = 2; // characters of a Chinese name
const MOST_SHOWN = 3; // names that a message repeats

// Compare names with those of `accept`; say which are missing and which don't belong.
export function judgeNames(spec, answer, shared) {
  const { simple } = shared;
  const known = knownNames(spec.accept, simple);
  const given = readNames(answer, known, simple);
  if (!given.size) return again("no_names");
  const inOrder = [...given.keys()].filter((key) => known.has(key)).map((key) => known.get(key));
  const found = new Set(inOrder);
  const extra = [...given].filter(([key]) => !known.has(key)).map(([, shown]) => shown)
    .filter((shown) => !found.size || !matchAt(words().names.remark, shown, 0));
  const wanted = spec.accept.map((accepted) => accepted.name);
  if (!extra.length && found.size === wanted.length) {
    const isSame = inOrder.length === wanted.length
      && inOrder.every((name, at) => name === wanted[at]);
    return spec.order && !isSame ? notYet("order") : right();
  }
  if (!found.size && !isTry(extra, spec, shared)) return again("no_names");
  const mistake = mistakeOf(spec, found, given, simple);
  if (mistake) return notYet(mistake);
  const counts = { found: found.size, all: wanted.length };
  if (extra.length) {
    return notYet("extra", { extra: extra.slice(0, MOST_SHOWN).join(", "), ...counts });
  }
  return notYet("missing", counts);
}

// --- how names are compared ----------------------------------------------------------------------

// The words of a name, without articles before it and without the module of an id.
function partsOf(name, simple) {
  let shown = plain(name, simple).replace(/['"`]/g, "").trim();
  shown = substitute(CHINESE_YEAR, (year) => String(chineseValue(year)), shown);
  if (fullMatch(WITH_MODULE, shown)) shown = shown.slice(shown.lastIndexOf(".") + 1);
  const parts = shown.split(APART).filter((part) => part).map(singular);
  while (parts.length > 1 && words().names.articles.includes(parts[0])) parts.shift();
  return parts;
}

// A name as it is compared where the order of its words doesn't count.
function sortedKey(parts) {
  const kept = parts.filter((part) => part && !words().little.includes(part));
  return kept.sort(byCodePoints).join(" ");
}

function byCodePoints(one, other) {
  const [ones, others] = [[...one], [...other]];
  const at = ones.findIndex((sign, place) => sign !== others[place]);
  if (at < 0) return ones.length - others.length;
  return (ones[at].codePointAt(0)) - (others[at]?.codePointAt(0) ?? -1);
}

// The ways to look a given name up: as it is, and without the word for its kind.
function keysOf(name, simple) {
  const parts = partsOf(name, simple);
  const kinds = words().names.classes.map(singular);
  const keys = [
    parts.join(""),
    sortedKey(parts),
    sortedKey(parts.filter((part) => !kinds.includes(part))),
    sortedKey(withoutKindsAndMonths(parts)),
  ];
  const last = parts.at(-1) ?? "";
  for (const shorter of withoutLastKinds(last)) {
    keys.push(sortedKey([...parts.slice(0, -1), shorter]));
  }
  if (parts.some((part) => part.includes(OF))) keys.push(parts.join("").replaceAll(OF, ""));
  return keys;
}

// The words of a name without those for its kind, and without months: 云泽省2006年.
function withoutKindsAndMonths(parts) {
  const unnamed = [...words().names.classes, ...Object.keys(words().months)].map(singular);
  return parts.map(withoutAllKinds).filter((part) => part && !unnamed.includes(part));
}

// A Chinese name without the words for its kind at its end, 市报告, and the 年 of a year.
function withoutAllKinds(whole) {
  const name = whole.startsWith("年") ? whole.slice(1) : whole;
  const ending = words().names.classes_han.find((kind) => name.endsWith(kind));
  return ending ? withoutAllKinds(name.slice(0, -ending.length)) : name;
}

// A Chinese name without the word for its kind, and without two of them: 云南省报道.
function withoutLastKinds(name) {
  const without = (whole) => words().names.classes_han
    .filter((kind) => whole.endsWith(kind)).map((kind) => whole.slice(0, -kind.length));
  return without(name).flatMap((shorter) => [shorter, ...without(shorter)]);
}

// The name that each way of writing stands for.
function knownNames(accept, simple) {
  const known = new Map();
  for (const accepted of accept) {
    for (const written of [accepted.name, ...(accepted.also ?? [])]) {
      const parts = partsOf(written, simple);
      const sorted = sortedKey(parts);
      known.set(parts.join(""), accepted.name);
      if (!known.has(sorted)) known.set(sorted, accepted.name);
    }
  }
  known.delete("");
  return known;
}

// The key by which a name is known; "" where it is not.
function keyAmong(name, known, simple) {
  return keysOf(name, simple).find((key) => known.has(key)) ?? "";
}

// --- the names of an answer ----------------------------------------------------------------------

function between() {
  return once("between", () => new RegExp(words().names.between.join("|")));
}

// Read the names of an answer: as they are compared, and as they were given.
function readNames(answer, known, simple) {
  const names = new Map();
  for (const item of items(answer)) {
    for (const name of divided(plain(item, simple), known, simple)) {
      const key = keyAmong(name, known, simple) || partsOf(name, simple).join("");
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
  const rules = words().names;
  const dated = substitute(rules.year_in_brackets, " $1", line);
  const text = withoutFillers(substitute(rules.brackets, " ", dated));
  if (!text || matchAt(words().names.denied, text, 0)) return [];
  if (keyAmong(text, known, simple)) return [text];
  const withoutGloss = text.replace(/\s*\([^()]*\)/g, "");
  if (keyAmong(withoutGloss, known, simple)) return [withoutGloss];
  const shorter = [rules.lead, rules.tail, rules.beside_id, rules.path].reduce(
    (kept, around) => substitute(around, "", kept), withoutGloss,
  );
  if (shorter && shorter !== withoutGloss) return divided(shorter, known, simple);
  const stripped = withoutGloss.split(between()).map((part) => strip(part, AROUND));
  const parts = stripped.filter((part) => part);
  if (parts.length > 1) return parts.flatMap((part) => divided(part, known, simple));
  const blanks = text.split(" ");
  return blanks.some((word) => keyAmong(word, known, simple)) ? withYears(blanks) : [text];
}

// The words of a line that may be names; a year belongs to the name before it.
function withYears(blanks) {
  const { little, months, names: { classes, year } } = words();
  const passedOver = [...little, ...classes, ...Object.keys(months)];
  const names = [];
  for (const word of blanks.filter((one) => !passedOver.includes(strip(one, AROUND)))) {
    if (names.length && fullMatch(year, word)) names[names.length - 1] += ` ${word}`;
    else names.push(word);
  }
  return names;
}

// --- what a wrong answer is ----------------------------------------------------------------------

// Tell whether one of the given names is a word of the sources or of the exercise.
function isTry(given, spec, shared) {
  const own = allText(spec, shared);
  const empty = new Set(words().empty.map(singular));
  const all = [...(shared.vocabulary ?? []), ...latinWords(own)];
  const known = new Set(all.filter((word) => !empty.has(word)));
  const texts = [...Object.values(shared.texts ?? {}).map((text) => text.bare), own];
  return given.some((name) => mayBeMeant(name, known, texts));
}

// Tell whether a name is an id, or has a word that is *known* or is in a text.
function mayBeMeant(name, known, texts) {
  if (fullMatch(AN_ID, name)) return true;
  const { least } = words().names;
  if (latinWords(name).some((word) => word.length >= least && known.has(word))) return true;
  const chinese = findAll(HAN_NAME, name).map((found) => found[0]);
  const told = chinese.filter(
    (han) => [...han].length >= LEAST_HAN && !words().empty_han.includes(han),
  );
  return told.some((han) => texts.some((text) => text.includes(han)));
}

// Every text inside a specification, in plain form.
function allText(value, shared) {
  if (typeof value === "string") return plain(value, shared.simple);
  if (!value || typeof value !== "object") return "";
  return Object.values(value).map((inner) => allText(inner, shared)).join(" ");
}

// The id of the usual mistake: a name that does not belong, or one that is missing.
function mistakeOf(spec, found, given, simple) {
  for (const { id, when } of spec.mistakes ?? []) {
    if ("has" in when) {
      const meant = knownNames([{ name: when.has, also: when.also }], simple);
      if ([...given.values()].some((shown) => keyAmong(shown, meant, simple))) return id;
    }
    if ("lacks" in when && !found.has(when.lacks)) return id;
  }
  return "";
}
