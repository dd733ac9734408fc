// Tell an attempt at an open question from nonsense; nothing judges what it says. (attempts.py)

import { HAN_RE, findAll, words } from "./plain.js";
import { again, unjudged } from "./verdict.js";

const WORD = "[a-z]+(?:['-][a-z]+)*";
const VOWEL_RE = /[aeiouy]/;
// Letters that are struck without thinking: five consonants in a row, or neighbours on the keys
const STRUCK_RE = /[bcdfghjklmnpqrstvwxz]{5}|(.)\1\1|asdf|sdfg|dfgh|qwer|wert|zxcv|hjkl/;

// Take an answer in plain form for reading against the rubric, or ask for some sentences.
export function judgeOpen(spec, text) {
  const least = spec.least || words().attempts.least_words;
  if (isAttempt(text, least)) return unjudged("rubric");
  return again([...text].length > 3 ? "nonsense" : "empty");
}

// Tell whether a text holds enough different words to be read by a person.
function isAttempt(text, least) {
  const all = findAll(WORD, text).map((found) => found[0]);
  const found = new Set(all.filter((word) => VOWEL_RE.test(word) && !STRUCK_RE.test(word)));
  const han = new Set([...text].filter((sign) => HAN_RE.test(sign)));
  return found.size / least + han.size / words().attempts.least_han >= 1;
}
