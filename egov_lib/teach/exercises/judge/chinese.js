// The many ways of saying a number in Chinese, put into the few that are read. (chinese.py)

import { once, substitute, words } from "./plain.js";

function rules() {
  return once("chinese ways", () => words().chinese_ways.rules.map(
    (rule) => ({ found: withSigns(rule.pattern), by: rule.by }),
  ));
}

// A pattern with the digits in the place of {D}, the scales of {S} and both of {N}.
function withSigns(written) {
  const digits = Object.keys(words().numbers.chinese_digits).join("");
  const scales = Object.keys(words().numbers.chinese_scales).join("");
  const filled = written.replaceAll("{D}", digits).replaceAll("{S}", scales);
  return filled.replaceAll("{N}", digits + scales);
}

// Write the numbers of an answer in plain form in the ways that are read.
export function inFewWays(text) {
  return rules().reduce((read, { found, by }) => substitute(found, by, read), text);
}
