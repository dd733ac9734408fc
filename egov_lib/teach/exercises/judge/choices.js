// Judge a choice: the id of an option, its letter, or its words in either language. (choices.py)

import {
  AROUND, HAN, HAN_RE, findAll, fullMatch, plain, search, singular, strip, substitute,
  withoutFillers, words,
} from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const NO_SIGN = `[^${HAN}〇a-z0-9]+`;
const BLANK_BESIDE_HAN = ` (?=[${HAN}〇])|(?<=[${HAN}〇]) `;
const LATIN_WORD = "[a-z0-9]+";

// Look which option is meant; a wrong one is named by its id, which is its mistake's.
export function judgeChoice(spec, answer, simple) {
  const asked = spaced(plain(Object.values(spec.task ?? {}).join(" "), simple));
  const chosen = readChoice(spec.options, answer, simple, asked);
  if (!chosen) return again("no_choice");
  return chosen.right ? right() : notYet(chosen.id);
}

// The option that is meant; null where that is not clear. *asked*: the words of the task.
export function readChoice(options, answer, simple, asked = "") {
  const byId = options.find((option) => answer === option.id);
  if (byId) return byId;
  const typed = strip(plain(answer, simple), AROUND);
  const named = fullMatch(words().choices.named, typed);
  if (named) return byLetter(options, named.groups.letter, named.groups.rest ?? "", simple);
  return byWords(options, typed, simple, asked)
    ?? byWords(options, withoutFillers(typed), simple, asked);
}

// The option of a letter; none where what follows names another.
function byLetter(options, letter, rest, simple) {
  const rows = words().choices.places.map((row) => row.split(" "));
  const place = rows.findIndex((row) => row.includes(letter));
  if (place < 0 || place >= options.length) return null;
  if (mayBeSaid(options, letter, simple)) return null;
  if (search(words().choices.second, rest)) return null;
  const chosen = options[place];
  const other = rest ? byWords(options, strip(rest, AROUND), simple) : null;
  return other === null || other === chosen ? chosen : null;
}

// Tell whether a number may be meant as what an option says, and not as its place.
function mayBeSaid(options, letter, simple) {
  if (/^[a-h甲乙丙丁戊己庚辛]$/.test(letter)) return false;
  // "3" may be the 3 of "3 networks", and is not in 2003.
  const alone = new RegExp(`(?<!\\d)${letter}(?!\\d)`);
  const texts = options.flatMap((option) => Object.values(option.text));
  return texts.some((text) => alone.test(plain(text, simple)));
}

// --- an option by its words ----------------------------------------------------------------------

// The one option that an answer fits most closely; null where two are fitted alike.
function byWords(options, answer, simple, asked = "") {
  const typed = spaced(answer);
  const telling = beyondTask(typed, asked);
  for (const fits of FITS) {
    const meant = options.filter((option) => Object.values(option.text).some(
      (text) => fits(spaced(plain(text, simple)), typed, telling),
    ));
    if (meant.length > 1) return null;
    if (meant.length) {
      const texts = Object.values(meant[0].text).map((text) => spaced(plain(text, simple)));
      return texts.some((text) => isTurnedRound(text, typed)) ? null : meant[0];
    }
  }
  return null;
}

// A text in plain form without marks, one blank between its English words.
function spaced(text) {
  return substitute(BLANK_BESIDE_HAN, "", substitute(NO_SIGN, " ", text)).trim();
}

// The words of an answer that say something and are not in the task; Chinese as one word.
function beyondTask(typed, asked) {
  const inTask = new Set(allWords(asked).map(singular));
  const said = allWords(typed).filter((word) => !isEmpty(word)).map(singular);
  if (HAN_RE.test(typed) && !asked.includes(typed)) said.push(typed);
  return new Set(said.filter((word) => !inTask.has(word)));
}

function isAll(text, typed) {
  return text === typed;
}

// Tell whether an option begins with an answer that is long enough to be meant so.
function begins(text, typed) {
  const least = words().choices.least_beginning;
  const isLong = hanSigns(typed).length >= least.han || allWords(typed).length >= least.latin;
  return isLong && saysSomething(typed) && text.startsWith(typed);
}

// Tell whether an answer is a part of an option, from the beginning of a word on.
function isPart(text, typed, telling) {
  const at = text.indexOf(typed);
  if (at < 0 || !telling.size || !saysSomething(typed)) return false;
  return !(/^[a-z0-9]/.test(typed) && /[a-z0-9]$/.test(text.slice(0, at)));
}

// Tell whether a "not" of the option stands before the part of it that was typed.
function isTurnedRound(text, typed) {
  const at = text.indexOf(typed);
  return at > 0 && endsDenied(text.slice(0, at).trimEnd());
}

// Tell whether an option has every English word of an answer, in any order.
function hasAllWords(text, typed, telling) {
  const asked = allWords(typed);
  if (HAN_RE.test(typed) || telling.size < 2 || !saysSomething(typed)) return false;
  const told = allWords(text);
  const has = new Set(told.map(singular));
  if (![...telling].every((word) => has.has(word))) return false;
  const denied = (said) => words().negators.filter((word) => said.includes(word)).join(" ");
  return denied(asked) === denied(told);
}

// Tell whether a Chinese answer is an option with some of its characters left out.
function hasSignsInOrder(text, typed, telling) {
  const signs = [...typed];
  const least = words().choices.least_subsequence;
  if (signs.length < least || !telling.size || search(LATIN_WORD, typed)) return false;
  if (words().empty_han.includes(typed)) return false;
  const start = text.indexOf(signs[0]);
  let at = start;
  for (const sign of signs) {
    at = text.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  const stretch = text.slice(Math.max(0, start - 2), at);
  const isClose = at - start <= 2 * signs.length + 2;
  return isClose && denials(stretch) === denials(typed);
}

const FITS = [isAll, begins, isPart, hasAllWords, hasSignsInOrder];

// Tell whether an answer has a word that can tell one option from another.
function saysSomething(typed) {
  const { least_han: leastHan, least_word: leastWord } = words().choices;
  if (words().empty_han.includes(typed)) return false;
  if (hanSigns(typed).length >= leastHan) return true;
  const latin = allWords(typed);
  const telling = latin.filter((word) => !isEmpty(word));
  const isLong = telling.some((word) => word.length >= leastWord);
  return isLong || (latin.length > 1 && telling.length > 0);
}

function hanSigns(text) {
  return [...text].filter((sign) => HAN_RE.test(sign));
}

function allWords(text) {
  return findAll(LATIN_WORD, text).map((found) => found[0]);
}

// Tell whether a word of English says nothing by itself, or turns round what is said.
function isEmpty(word) {
  const { empty, little, negators } = words();
  return [empty, little, negators].some((list) => list.includes(word));
}

// Tell whether a "not" is just before what follows; "no" alone is an answer, and turns none.
function endsDenied(text) {
  if ([...words().negators_han, "没有"].some((word) => text.endsWith(word))) return true;
  const last = text.slice(text.lastIndexOf(" ") + 1);
  return text !== "no" && words().negators.includes(last);
}

// Each Chinese word for "not" in a text, with the character after it, which it denies.
function denials(text) {
  const negator = `[${words().negators_han.join("")}].?`;
  return findAll(negator, text.replaceAll("没有", "没")).map((found) => found[0]).join(" ");
}
