// Read numbers as people type them: 8, eight, 十八, 7½, seven and a half, 五十%. (numbers.py)

import { inFewWays } from "./chinese.js";
import {
  alternatives, findAll, fullMatch, matchAt, once, search, strip, substitute, words,
} from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const ROUNDING = 1e-9; // two floats that differ by less, in proportion, are equal
const PER_CENT = 100;
// A month has 30 or 31 days: 45 days are a month and a half, and 26 weeks half a year.
const CONVERSION = 0.015;
// By as many zeros, or places of the point, an answer is wrong that has the right digits.
const POWERS_OF_TEN = [0.0001, 0.001, 0.01, 0.1, 10, 100, 1000, 10000];
const LEAST_DIGITS = 2;
const SAME_DIGITS = 0.006; // 1.9 has the digits of 18.9, rounded

// A number that was read; its fields are those of numbers.py.
function quantityOf(value, more) {
  return { value, scale: 1, unit: "", bound: "", isPart: false, of: null, end: 0, ...more };
}

// --- one number at one place ---------------------------------------------------------------------

const FIGURES = "(?<sign>(?<![\\w.])[-+])?"
  + "(?<whole>\\d{1,3}(?:[ ,]\\d{3})+(?![\\d])|\\d+)(?<decimals>[.,]\\d+)?"
  + "(?:(?:st|nd|rd|th)(?![a-z]))?";
const POINT_FIRST = "(?<![\\w.,])\\.(?=\\d)"; // .75
const FRACTION_ALONE = "(?<top>\\d+)/(?<bottom>\\d+)(?![\\d/])";
const FRACTION = " ?(?<top>\\d+)/(?<bottom>\\d+)";

// The patterns that are made of the words in `words.json`.
function vocabulary() {
  return once("numbers", () => {
    const known = words().numbers;
    const names = (table) => Object.keys(table);
    const small = alternatives([...names(known.small), ...names(known.ordinals)]);
    const tens = alternatives(names(known.tens));
    const latin = names(known.scales).filter((name) => /^[a-z]/.test(name));
    const chinese = names(known.scales).filter((name) => !/^[a-z]/.test(name));
    const digits = names(known.chinese_digits).join("");
    const scales = names(known.chinese_scales).join("");
    const same = names(known.chinese_same).join("");
    const inside = names(known.chinese_inside).join("");
    const parts = alternatives(names(known.parts));
    const units = Object.values(words().units).filter((unit) => unit.of === "time");
    const times = units.flatMap((unit) => unit.words).filter((word) => /^[a-z]/.test(word));
    const time = `(?<unit>${alternatives(times)})`;
    const part = `(?:(?<top>${small}|(?<![a-z])an?(?![a-z]))[ -])?(?<bottom>${parts})`;
    return {
      belowHundred: `(?:(?<tens>${tens})(?:[ -](?<unit>${small}))?|(?<small>${small}))`,
      scale: `[ -]?(?:${alternatives(latin)})`,
      chineseScale: ` ?(?:${alternatives(chinese)})`,
      article: "(?<![a-z])an?(?![a-z])",
      part,
      andPart: `,? (?:and|&) ${part}`,
      chinese: `(?:[${digits}${scales}${same}]|[${inside}](?=[${digits}${scales}${same}${inside}])`
        + `|(?<!\\S)[${inside}](?=[个项处条份件种次家]?$))`
        + `[${digits}${scales}${same}${inside}]*`
        + `(?:点(?<decimals>[${digits}${same}${inside}]+))?`,
      decimals: ` point(?<digits>(?:[ -](?:${small}))+)`,
      oneTime: `an? (?:full |whole )?${time}`,
      ofTime: `[ -](?:of )?(?:an? )?${time}`,
      all: alternatives(known.all),
      harmless: harmless(),
      denial: alternatives(known.denials),
      group: alternatives(names(known.groups)),
      nothing: alternatives(known.nothing),
      noNumber: alternatives(known.no_numbers),
    };
  });
}

// Figures, with a scale or a fraction after them: 1,500; 25,4; 2000亿; 7 1/2.
function figures(text, at) {
  const fraction = matchAt(FRACTION_ALONE, text, at);
  if (fraction && Number(fraction.groups.bottom)) {
    return quantityOf(ratio(fraction), { isPart: true, end: fraction.end });
  }
  const found = matchAt(FIGURES, text, at);
  if (!found) return null;
  const { sign, whole, decimals } = found.groups;
  let value = Number(whole.replace(/[ ,]/g, ""));
  let end = found.end;
  if (decimals) {
    end = found.index + (sign ?? "").length + whole.length + decimals.length;
    if (isDecimal(decimals, whole)) value += Number(`0.${decimals.slice(1)}`);
    else value = Number(`${whole.replace(/[ ,]/g, "")}${decimals.slice(1)}`);
  }
  if (sign === "-") value = -value;
  const mixed = matchAt(FRACTION, text, end);
  if (mixed && Number(mixed.groups.bottom)) {
    return quantityOf(value + ratio(mixed), { end: mixed.end });
  }
  const all = scaled(text, quantityOf(value, { end }));
  return withSmallerScales(text, withChinesePart(text, all));
}

// A number of figures with Chinese scales, and the smaller ones after it: 1千5百, 1万2千.
function withSmallerScales(text, read) {
  let whole = read;
  const scaleOf = ({ end }) => words().numbers.chinese_scales[text[end - 1]];
  for (let least = scaleOf(whole); least > 1; least = scaleOf(whole)) {
    const piece = chineseNumeral(text, whole.end) ?? figures(text, whole.end);
    if (!piece || !(piece.value > 0 && piece.value < least)) break;
    whole = { ...whole, value: whole.value + piece.value, end: piece.end };
  }
  return whole;
}

// A number and the fraction that is said after 又 (and): 七又二分之一.
function withChinesePart(text, whole) {
  if (!text.startsWith("又", whole.end)) return whole;
  const part = chinese(text, whole.end + 1);
  if (!part?.isPart) return whole;
  return { ...whole, value: whole.value + part.value, end: part.end };
}

function ratio(found) {
  return Number(found.groups.top) / Number(found.groups.bottom);
}

// Tell whether what follows a comma or point are decimals: three figures after a comma aren't.
function isDecimal(decimals, whole) {
  return decimals[0] === "." || decimals.length !== 4 || whole.length > 3;
}

// The number times the scale words that follow it: 2 thousand, 2000亿, 200 billion.
function scaled(text, quantity) {
  let { value, scale, end } = quantity;
  for (;;) {
    const found = matchAt(vocabulary().scale, text, end)
      ?? matchAt(vocabulary().chineseScale, text, end);
    if (!found) return { ...quantity, value, scale, end };
    const factor = words().numbers.scales[strip(found[0], " -")];
    value *= factor;
    scale *= factor;
    end = found.end;
  }
}

// One English number word or two: eight, forty-two, the third.
function belowHundred(text, at) {
  const found = matchAt(vocabulary().belowHundred, text, at);
  if (!found) return null;
  const known = words().numbers;
  const values = { ...known.small, ...known.ordinals, ...known.tens };
  const said = [found.groups.tens, found.groups.unit, found.groups.small];
  const value = said.reduce((sum, word) => sum + (word ? values[word] : 0), 0);
  return quantityOf(value, { end: found.end });
}

// English number words: fifteen hundred, two thousand and five, seven and a half.
function english(text, at) {
  const first = englishPiece(text, at);
  if (!first) return null;
  const decimals = matchAt(vocabulary().decimals, text, first.end);
  if (decimals) return scaled(text, withDecimals(first, decimals));
  let total = first;
  let lastScale = first.scale;
  while (lastScale > 1) {
    const gap = matchAt(",? (?:and )?", text, total.end);
    const piece = gap && englishPiece(text, gap.end);
    if (!piece || piece.value >= lastScale) break;
    total = { ...total, value: total.value + piece.value, end: piece.end };
    lastScale = piece.scale;
  }
  return withPart(text, total);
}

// The number with the figures that are said after "point": seven point two five.
function withDecimals(whole, found) {
  const known = words().numbers.small;
  const said = strip(found.groups.digits, " -").split(/[ -]/);
  const digits = said.map((word) => known[word] ?? "").join("");
  return { ...whole, value: whole.value + Number(`0.${digits || 0}`), end: found.end };
}

// A number below a hundred with its scales: fifteen hundred, a thousand.
function englishPiece(text, at) {
  const below = belowHundred(text, at);
  if (below) return scaled(text, below);
  const article = matchAt(vocabulary().article, text, at);
  if (!article) return null;
  const yearAndHalf = " (?=(?:year|month|day|hour) and a (?:half|quarter))";
  if (matchAt(yearAndHalf, text, article.end)) return quantityOf(1, { end: article.end });
  const piece = scaled(text, quantityOf(1, { end: article.end }));
  return piece.scale > 1 ? piece : null;
}

// The number and a fraction after it: seven and a half.
function withPart(text, quantity) {
  const found = matchAt(vocabulary().andPart, text, quantity.end);
  if (!found) return quantity;
  return { ...quantity, value: quantity.value + partValue(found), end: found.end };
}

function partValue(found) {
  const { top, bottom } = found.groups;
  const isArticle = !top || top === "a" || top === "an";
  const number = isArticle ? 1 : words().numbers.small[top] ?? 1;
  return number / words().numbers.parts[bottom];
}

// A fraction in English words: half, a third, three quarters. "The third" is none.
function englishPart(text, at) {
  const found = matchAt(vocabulary().part, text, at);
  if (!found) return null;
  const { top, bottom } = found.groups;
  if (top === undefined && !["half", "quarter"].includes(bottom)) return null;
  return quantityOf(partValue(found), { isPart: true, end: found.end });
}

// The value of a Chinese numeral, with scales or figure by figure.
export function chineseValue(written) {
  const numeral = inCommonSigns(written);
  const digits = words().numbers.chinese_digits;
  const scales = words().numbers.chinese_scales;
  const signs = [...numeral];
  if (!signs.some((sign) => sign in scales)) {
    return Number(signs.map((sign) => digits[sign]).join(""));
  }
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const sign of signs) {
    if (sign in digits) {
      digit = digits[sign];
      continue;
    }
    const scale = scales[sign];
    if (scale >= 10000) {
      total = (total + section + digit || 1) * scale;
      section = 0;
    } else {
      section += (digit || 1) * scale;
    }
    digit = 0;
  }
  return total + section + digit;
}

// A Chinese numeral with 二十 for 廿, 一 for 壹 and so on.
function inCommonSigns(numeral) {
  const { chinese_same: same, chinese_inside: inside } = words().numbers;
  return [...numeral].map((sign) => same[sign] ?? inside[sign] ?? sign).join("");
}

// A Chinese numeral, or a fraction or tenths of them: 十八, 负三, 四分之一, 八成.
function chinese(text, at) {
  if (text.startsWith("负", at)) {
    const number = chineseNumeral(text, at + 1);
    return number && { ...number, value: -number.value };
  }
  if (text.startsWith("百分之", at)) {
    const number = chineseNumeral(text, at + 3) ?? figures(text, at + 3);
    return number && { ...number, unit: "percent", scale: 1 };
  }
  for (const half of words().numbers.halves) {
    if (text.startsWith(half, at)) {
      return quantityOf(0.5, { isPart: true, end: at + half.length });
    }
  }
  const found = chineseNumeral(text, at);
  if (!found) return null;
  if (text.startsWith("分之", found.end)) {
    const above = chineseNumeral(text, found.end + 2);
    if (above && found.value) {
      return quantityOf(above.value / found.value, { isPart: true, end: above.end });
    }
  }
  return withChinesePart(text, found);
}

function chineseNumeral(text, at) {
  const found = matchAt(vocabulary().chinese, text, at);
  if (!found) return null;
  const numeral = inCommonSigns(found[0].split("点")[0]);
  let value = chineseValue(numeral);
  if (found.groups.decimals) {
    const digits = words().numbers.chinese_digits;
    const decimals = [...inCommonSigns(found.groups.decimals)];
    const signs = decimals.map((sign) => digits[sign] ?? "").join("");
    value += Number(`0.${signs || 0}`);
    return scaled(text, quantityOf(value, { end: found.end }));
  }
  const last = words().numbers.chinese_scales[numeral.at(-1)] ?? 1;
  return quantityOf(value, { scale: last >= 10000 ? last : 1, end: found.end });
}

// A word that says how many: both, twice, a couple.
function group(text, at) {
  const found = matchAt(vocabulary().group, text, at);
  return found && quantityOf(words().numbers.groups[found[0]], { end: found.end });
}

const READERS = [group, englishPart, english, chinese, figures];

// --- all numbers of an answer --------------------------------------------------------------------

// Read all numbers of an answer in plain form, with their units and bounds.
export function readQuantities(answer) {
  const pointed = substitute(POINT_FIRST, "0.", answer);
  const text = substitute("(?:minus|负) ?(?=[0-9])", " -", pointed);
  if (fullMatch(vocabulary().nothing, strip(text, " ."))) {
    return [quantityOf(0)]; // "not one" is no 1
  }
  const found = [];
  let at = 0;
  while (at < text.length) {
    const skipped = matchAt(vocabulary().noNumber, text, at);
    if (skipped) {
      at = skipped.end;
      continue;
    }
    const one = readOne(text, at);
    if (!one) {
      at += 1;
      continue;
    }
    const quantity = withSurroundings(text, at, one);
    found.push(quantity);
    at = quantity.end;
  }
  return found.length ? found : withoutFigure(text);
}

// The quantity of an answer that names no number: none, a week.
function withoutFigure(text) {
  if (search(vocabulary().nothing, text)) return [quantityOf(0)];
  const time = oneTime(text);
  return time ? [time] : [];
}

// A time without a figure: a week, a fortnight.
function oneTime(text) {
  for (let at = 0; at < text.length; at += 1) {
    const found = matchAt(vocabulary().oneTime, text, at);
    const startsWord = at === 0 || !/\p{L}/u.test(text[at - 1]);
    if (found && startsWord) {
      const unit = unitNamed(found.groups.unit);
      return quantityOf(1, { unit, end: found.end, bound: boundOf(text, at, found.end) });
    }
  }
  return null;
}

function readOne(text, at) {
  for (const reader of READERS) {
    const quantity = reader(text, at);
    if (quantity) return quantity;
  }
  return null;
}

// The number with the unit, the half, the whole and the bound that stand around it.
function withSurroundings(text, at, read) {
  let quantity = withUnit(text, read);
  const gap = " ?(?:out of|of|in|/|,? ?共) ?(?:the |all |every )?";
  const whole = matchAt(gap, text, quantity.end);
  if (whole && !quantity.isPart) {
    const total = readOne(text, whole.end);
    if (total && total.value) quantity = { ...quantity, of: total.value, end: total.end };
  }
  return { ...quantity, bound: boundOf(text, at, quantity.end) };
}

function withUnit(text, quantity) {
  const inTime = () => quantity.isPart && matchAt(vocabulary().ofTime, text, quantity.end);
  const found = matchAt(unitPattern(), text, quantity.end) || inTime(); // half a year
  if (!found) return quantity;
  const withIt = { ...quantity, unit: unitNamed(found.groups.unit), end: found.end };
  if (text.startsWith("半", withIt.end)) { // 七年半
    return { ...withIt, value: withIt.value + 0.5, end: withIt.end + 1 };
  }
  const whole = withPart(text, withIt); // seven years and a half
  return withIt.unit === "year" ? withMonths(text, whole) : whole;
}

// The years and the months after them: one year and six months, 一年零六个月.
function withMonths(text, years) {
  const gap = matchAt(",? ?(?:and |零|又)?", text, years.end);
  const months = readOne(text, gap.end);
  const unit = months && matchAt(unitPattern(), text, months.end);
  if (!unit || !["months", "month", "个月"].includes(unit.groups.unit)) return years;
  return { ...years, value: years.value + months.value / 12, end: unit.end };
}

function unitPattern() {
  return once("units", () => {
    const names = Object.values(words().units).flatMap((unit) => unit.words);
    return `[ -]?(?:full |whole )?(?<unit>${alternatives(names)})`;
  });
}

function unitNamed(word) {
  const units = Object.entries(words().units);
  const found = units.find(([, unit]) => unit.words.includes(word));
  return found ? found[0] : "";
}

// Which bound is said before or after a number; "to be" and a classifier may be between them.
function boundOf(text, start, end) {
  const { chinese_before_bound: filler, classifiers } = words().numbers;
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end).replace(/^[ ,]+/, "");
  const bound = boundBetween(before, after);
  if (bound) return bound;
  const counted = matchAt(classifiers, after, 0);
  return boundBetween(substitute(filler, "", before), counted ? after.slice(1) : after);
}

// The bound that *before* ends with or *after* begins with.
function boundBetween(before, after) {
  for (const [name, said] of Object.entries(words().bounds)) {
    if (said.before.some((word) => endsWith(before, word))) return name;
    if (said.after.some((word) => beginsWith(after, word))) return name;
  }
  return "";
}

function endsWith(text, word) {
  if (!text.endsWith(word)) return false;
  return !/^[a-z]/i.test(word) || !/[a-z]$/.test(text.slice(0, -word.length));
}

function beginsWith(text, word) {
  if (!text.startsWith(word)) return false;
  return !/[a-z]$/i.test(word) || !/^[a-z]/.test(text.slice(word.length));
}

// --- the verdict ---------------------------------------------------------------------------------

// Compare an answer in plain form with `accept` of a number.
export function judgeNumber(spec, answer) {
  const { accept } = spec;
  const text = withoutDenied(inFewWays(answer));
  if (isNegated(text)) return again("negated");
  const read = readQuantities(relevant(text));
  const quantities = distinct(read.length ? read : allOfThem(text, accept), accept);
  if (!quantities.length) return again("no_number");
  if (quantities.length > 1) return again("two_numbers");
  const [quantity] = quantities;
  if (!Number.isFinite(quantity.value)) return again("too_many_digits");
  const given = valueIn(quantity, accept);
  if (given === null) return notYet("other_unit", { unit: quantity.unit });
  if (!Number.isFinite(given)) return again("too_many_digits");
  if (isNearAsSaid(given, quantity, accept)) {
    return isOtherBound(quantity, accept) ? notYet("bound") : right();
  }
  return ofBareShare(spec, quantity, given) ?? wrong(spec, quantity, given);
}

// Say why a number is wrong: the usual mistake that gives it, or a slip.
function wrong(spec, quantity, given) {
  const { accept } = spec;
  let mistake = mistakeOf(spec, given);
  if (!mistake && isFrom0To1(quantity, given, accept)) {
    mistake = mistakeOf(spec, given * PER_CENT); // the mistake as a share
  }
  return mistake ? notYet(mistake) : notYet(slip(quantity, given, accept), { given: short(given) });
}

// Tell whether a number is accepted; a time in another unit is as near as calendars allow.
function isNearAsSaid(given, quantity, accept) {
  if (isNear(given, accept)) return true;
  const own = words().units[quantity.unit];
  const isOtherTime = own?.of === "time" && quantity.unit !== accept.unit;
  if (!isOtherTime || given <= 0) return false;
  const tolerance = Math.max(accept.tolerance || 0, CONVERSION * given);
  return isNear(given, { ...accept, tolerance });
}

// The verdict on a share from 0 to 1 where per cent are asked: 0.066 for 6.6 %.
function ofBareShare(spec, quantity, given) {
  const { accept } = spec;
  if (!isBareShare(quantity, given, accept)) return null;
  const isMistake = (spec.mistakes ?? []).some(({ when }) => when.value === given);
  if (isMistake) return notYet("share", { given: short(given) });
  if (isOtherBound(quantity, accept)) return notYet("bound");
  return right({ percent: short(given * PER_CENT) });
}

// The whole, where a share is asked for and the answer says "all" or "everybody".
function allOfThem(text, accept) {
  const every = search(vocabulary().all, text);
  if (!["percent", "share"].includes(accept.unit) || !every) return [];
  if (boundOf(text, every.index, every.end)) return []; // nearly all
  return [quantityOf(1, { isPart: true, end: every.end })];
}

// The part of an answer that gives the number: after the last "=", without parentheses.
function relevant(text) {
  const last = findAll(words().numbers.result, text).at(-1);
  const after = last ? text.slice(last.end).trim() : "";
  const shown = readQuantities(after).length ? after : text;
  const outside = substitute("\\([^()]*\\)", " ", shown);
  const said = readQuantities(outside);
  const inner = findAll("\\(([^()]*)\\)", shown).map((found) => found[1]);
  const exact = inner.filter(isOnePercentage);
  if (said.length === 1 && said[0].isPart && exact.length === 1) return exact[0];
  return said.length ? outside : shown;
}

// Tell whether a text holds one number, and that in per cent.
function isOnePercentage(text) {
  const read = readQuantities(text);
  return read.length === 1 && read[0].unit === "percent";
}

// Words that hold a "not" and deny no number: no less than, not one.
function harmless() {
  const bounds = Object.values(words().bounds);
  const known = bounds.flatMap((bound) => [...bound.before, ...bound.after]);
  return alternatives([...known, ...words().numbers.nothing]);
}

// An answer without the number that it denies, if it gives another: 8, not 7.
function withoutDenied(text) {
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const passed = matchAt(vocabulary().harmless, text, at);
    if (passed && passed.end > at) {
      kept += passed[0];
      at = passed.end;
      continue;
    }
    const found = matchAt(vocabulary().denial, text, at);
    const end = found ? endOfDenied(text, found.end) : 0;
    if (!end) kept += text[at];
    at = end || at + 1;
  }
  return readQuantities(kept).length ? kept : text;
}

// Where the number ends that follows a "not" at once; 0 if none does.
function endOfDenied(text, at) {
  const start = matchAt(" *(?:the |just |all )?", text, at).end;
  const quantity = readOne(text, start);
  if (quantity) return withUnit(text, quantity).end;
  return matchAt(vocabulary().oneTime, text, start)?.end ?? 0;
}

// Tell whether a number is denied: "not 8" gives no answer.
function isNegated(text) {
  const rest = substitute(vocabulary().harmless, "", text);
  return Boolean(search(alternatives(words().negations), rest));
}

// Each number once, as it is counted in the unit that is asked for.
function distinct(quantities, accept) {
  const kept = new Map();
  for (const quantity of quantities) {
    const key = valueIn(quantity, accept) ?? quantity.value;
    if (!kept.has(key)) kept.set(key, quantity);
  }
  return [...kept.values()];
}

// The number in the unit that is asked for; null where its own unit measures something else.
function valueIn(quantity, accept) {
  const asked = accept.unit;
  if (asked === "percent" || asked === "share") return asShare(quantity, asked);
  if (asked === "yi" || asked === "wan") {
    const factor = asked === "yi" ? 1e8 : 1e4;
    if (quantity.unit && quantity.unit !== "yuan") return null;
    const isInYuan = quantity.unit === "yuan" && quantity.scale === 1;
    const isWhole = quantity.scale >= 1e4 || quantity.value >= factor || isInYuan;
    return isWhole ? quantity.value / factor : quantity.value;
  }
  if (!quantity.unit || quantity.unit === asked) return quantity.value;
  if (words().units[quantity.unit].of === "share") return null;
  const isCounted = typeof asked !== "string";
  if (isCounted && words().units[quantity.unit].is_no_count) return null; // 14 KB
  if (isCounted) { // tasks, places …: 个月 or 字 can't be meant
    return quantity.unit !== "year" ? quantity.value : null;
  }
  const own = words().units[quantity.unit];
  const wanted = words().units[asked];
  if (!wanted || wanted.of !== own.of) return null;
  return quantity.value * own.factor / wanted.factor;
}

// A part of a whole in per cent or from 0 to 1.
function asShare(quantity, asked) {
  const whole = asked === "percent" ? PER_CENT : 1;
  if (quantity.of && !quantity.unit) return quantity.value / quantity.of * whole;
  if (quantity.isPart && !quantity.unit) return quantity.value * whole;
  if (!quantity.unit || quantity.unit === asked) return quantity.value;
  const own = words().units[quantity.unit];
  return own.of === "share" ? quantity.value * own.factor * whole : null;
}

function isNear(given, accept) {
  const wanted = [accept.value, ...(accept.also ?? [])];
  const allowed = accept.tolerance || 0;
  return wanted.some((value) => {
    const rounding = ROUNDING * Math.max(1, Math.abs(value));
    return Math.abs(given - value) <= allowed + rounding;
  });
}

// Tell whether the answer says "more than" where the text says "at least", and so on.
function isOtherBound(quantity, accept) {
  const asked = accept.bound ?? "";
  const said = quantity.bound;
  if (said === "" || said === "about") return Boolean(accept.bound_needed) && said !== asked;
  return said !== asked;
}

// The id of the usual mistake that gives this number, or "".
function mistakeOf(spec, given) {
  for (const { id, when } of spec.mistakes ?? []) {
    if ("value" in when) {
      if (isNear(given, { value: when.value, tolerance: when.tolerance })) return id;
    } else if ("from" in when && when.from <= given && given <= when.to) {
      return id;
    }
  }
  return "";
}

// Tell whether a share from 0 to 1 was given where per cent are asked: 0.066 for 6.6 %.
function isBareShare(quantity, given, accept) {
  return isFrom0To1(quantity, given, accept) && isNear(given * PER_CENT, accept);
}

// Tell whether per cent are asked, and a number between 0 and 1 was given without a unit.
function isFrom0To1(quantity, given, accept) {
  return accept.unit === "percent" && given > 0 && given < 1 && !quantity.unit;
}

// Name the slip by which a wrong number usually comes about.
function slip(quantity, given, accept) {
  const { value } = accept;
  const isShare = accept.unit === "percent" && value;
  if (isShare && isNear(given * PER_CENT, accept)) return "share";
  const isOfOne = accept.unit === "share" && !quantity.unit;
  if (isOfOne && isNear(given / PER_CENT, accept)) return "per_cent";
  if (given * value < 0 && isNear(-given, accept)) return "sign";
  if (given % 1 && isNear(given * 1000, accept)) return "point";
  const apart = Math.abs(given - value);
  const isOne = Math.abs(apart - 1) <= ROUNDING * Math.max(apart, 1);
  if (isOne && Number.isInteger(value)) return "one_off";
  if (hasOtherZeros(given, accept)) return "zeros";
  return given > value ? "too_high" : "too_low";
}

// Tell whether the digits are right and the size is not: 2.54 for 25.4, 200亿 for 2000亿.
function hasOtherZeros(given, { value, unit }) {
  const digits = short(value).replace(".", "").replace(/^0+|0+$/g, "");
  if (digits.length < LEAST_DIGITS && !["yi", "wan"].includes(unit)) return false;
  const isSame = (power) => Math.abs(given * power - value) <= SAME_DIGITS * Math.abs(value);
  return POWERS_OF_TEN.some(isSame);
}

// Write a number as briefly as it allows: 8, 25.4; as Python's `%.6g` does.
function short(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const [digits, exponent] = sixDigits(value);
  if (exponent < -4 || exponent >= 6) {
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${withoutZeros(digits)}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  return withoutZeros(Number(`${digits}e${exponent}`).toFixed(5 - exponent));
}

// Six digits of a number, "1.23456", and its power of ten; a half goes to the even digit.
function sixDigits(value) {
  const [exact, power] = value.toExponential(40).split("e");
  const kept = exact.slice(0, exact.indexOf(".") + 6);
  const rest = exact.slice(kept.length);
  const isHalf = /^50*$/.test(rest) && "02468".includes(kept.at(-1));
  if (isHalf) return [kept, Number(power)];
  const [digits, exponent] = value.toExponential(5).split("e");
  return [digits, Number(exponent)];
}

function withoutZeros(digits) {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
