// Read a date as people type it: 2002-08-05, 5 August 2002, 二〇〇二年八月五日. (dates.py)

import { chineseValue } from "./numbers.js";
import { alternatives, fullMatch, matchAt, once, search, substitute, words } from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const CHINESE_NUMBER = "[零〇一二三四五六七八九十两廿卅壹贰叁肆伍陆柒捌玖拾]+";
const CHINESE_YEAR = "[一二壹贰][零〇九玖][零〇一二三四五六七八九]{2}";
const LONGEST_NUMERAL = 8;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function rules(name) {
  return once(`dates ${name}`, () => {
    const months = alternatives(Object.keys(words().months));
    return words().dates[name].map((rule) => rule.pattern.split("{MONTH}").join(months));
  });
}

// Read all dates of an answer in plain form, from left to right.
export function readDates(answer) {
  const text = figuresForChinese(answer);
  const found = allDates(text, rules("rules"));
  return joinedDates(text, found.length ? found : allDates(text, rules("months_alone")));
}

// All dates that some rules find.
function allDates(text, tried) {
  const found = [];
  let at = 0;
  while (at < text.length) {
    const days = dateAt(text, at, tried);
    if (days) found.push(days);
    at = days ? days.end : at + 1;
  }
  return found;
}

// Write Chinese numerals before 年, 月 and 日 in figures.
function figuresForChinese(text) {
  const figures = (numeral, at) => {
    const after = text.slice(at + numeral.length, at + numeral.length + 1);
    const isBesideUnit = ["年", "月", "日", "号"].includes(after) || text[at - 1] === "月";
    const isDate = isBesideUnit || fullMatch(CHINESE_YEAR, numeral);
    if (!isDate || numeral.length > LONGEST_NUMERAL) return numeral;
    return String(chineseValue(numeral));
  };
  return substitute(CHINESE_NUMBER, figures, text);
}

function dateAt(text, at, tried) {
  for (const rule of tried) {
    const found = matchAt(rule, text, at);
    const interval = found && intervalOf(found.groups);
    if (interval) return { first: interval[0], last: interval[1], start: at, end: found.end };
  }
  return null;
}

// The first and the last day of what was said; null where there is no such day.
function intervalOf(said) {
  const atEnd = said.end || said.chinese_end;
  if (atEnd) return [`${atEnd}-12-31`, `${atEnd}-12-31`];
  const begun = said.start || said.chinese_start;
  if (begun) return [`${begun}-01-01`, `${begun}-06-30`];
  if (said.second_half) return [`${said.second_half}-07-01`, `${said.second_half}-12-31`];
  const year = Number(said.year ?? 0);
  let month = Number(said.month ?? 0);
  if (said.word) month = words().months[said.word];
  let day = Number(said.day ?? 0);
  if (month > 12 && day > 0 && day <= 12) [month, day] = [day, month];
  if (!month) return [`${padded(year, 4)}-01-01`, `${padded(year, 4)}-12-31`];
  if (month > 12) return null;
  const lastDay = daysIn(year || 2000, month);
  if (day > lastDay) return null;
  const named = year ? padded(year, 4) : "";
  const first = `${named}-${padded(month, 2)}-${padded(day || 1, 2)}`;
  const last = `${named}-${padded(month, 2)}-${padded(day || lastDay, 2)}`;
  return [first, last];
}

function padded(number, length) {
  return String(number).padStart(length, "0");
}

function daysIn(year, month) {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : MONTH_DAYS[month - 1];
}

// Two dates with "to" or "and" between them become one interval; equal ones are one.
function joinedDates(text, found) {
  if (found.length === 2) {
    const between = text.slice(found[0].end, found[1].start).trim();
    if (words().dates.links.includes(between) && found[0].last < found[1].first) {
      return [{ first: found[0].first, last: found[1].last, start: 0, end: text.length }];
    }
  }
  return [...new Map(found.map((days) => [`${days.first}/${days.last}`, days])).values()];
}

// Compare an answer in plain form with the intervals that are accepted.
export function judgeDate(spec, text) {
  const found = readDates(text);
  if (!found.length) return again("no_date");
  const accepted = spec.accept.dates;
  if (found.length > 1) return areEnds(text, found, accepted) ? right() : again("two_dates");
  const [days] = found;
  const isSame = ([first, last]) => days.first === first && days.last === last;
  if (accepted.some(isSame) || lacksYearAlone(days, accepted)
    || isLastMonth(days, accepted)) return right();
  const mistake = mistakeOf(spec, days);
  if (mistake) return notYet(mistake);
  const holds = (interval) => {
    const [first, last] = saidAlike(days, interval);
    return days.first <= first && last <= days.last;
  };
  return notYet(accepted.some(holds) ? "too_coarse" : "other_date");
}

// Tell whether two dates are the ends of what is asked, whatever is said between them.
function areEnds(text, found, accepted) {
  if (found.length !== 2 || search(words().dates.no_links, text)) return false;
  return accepted.some(([first, last]) => found[0].first === first && found[1].last === last);
}

// Tell whether the last month is given where the year and its last day are accepted.
function isLastMonth(days, accepted) {
  const isAccepted = (first, last) => accepted.some(
    (interval) => interval[0] === first && interval[1] === last,
  );
  const year = days.last.slice(0, 4);
  return days.first === `${year}-12-01` && days.last === `${year}-12-31`
    && isAccepted(`${year}-01-01`, days.last) && isAccepted(days.last, days.last);
}

// Tell whether the day is right and no year was said.
function lacksYearAlone(days, accepted) {
  return lacksYear(days) && accepted.some((interval) => isSaid(days, interval));
}

function lacksYear(days) {
  return days.first.startsWith("-");
}

// An interval as far as a date says it: without its year where the date has none.
function saidAlike(days, [first, last]) {
  const isInOneYear = first.slice(0, 4) === last.slice(0, 4);
  return lacksYear(days) && isInOneYear ? [first.slice(4), last.slice(4)] : [first, last];
}

function isSaid(days, interval) {
  const [first, last] = saidAlike(days, interval);
  return days.first === first && days.last === last;
}

// The id of the usual mistake that gives this date, or "".
function mistakeOf(spec, days) {
  for (const { id, when } of spec.mistakes ?? []) {
    if ("year" in when && days.first.startsWith(String(when.year))) return id;
    if ("date" in when && isSaid(days, when.date)) return id;
  }
  return "";
}
