// Judge a choice: the id of an option, its letter, or its words in either language. (choices.py)

import { bare, fullMatch, plain, strip, words } from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const LETTERS = "abcdefgh";

// Look which option is meant; a wrong one is named by its id, which is its mistake's.
export function judgeChoice(spec, answer, simple) {
  const chosen = readChoice(spec.options, answer, simple);
  if (!chosen) return again("no_choice");
  return chosen.right ? right() : notYet(chosen.id);
}

// The option that is meant; null where that is not clear.
export function readChoice(options, answer, simple) {
  const byId = options.find((option) => answer === option.id);
  if (byId) return byId;
  const shown = strip(plain(answer, simple), " .");
  const named = fullMatch(words().choices.named, shown);
  const place = named ? LETTERS.slice(0, options.length).indexOf(named[1]) : -1;
  if (place >= 0) return options[place];
  const typed = bare(shown, simple);
  if (typed.length < words().choices.least_words) return null;
  return onlyOne(options, simple, (text) => text.startsWith(typed))
    ?? onlyOne(options, simple, (text) => text.includes(typed));
}

// The one option whose words begin with, or hold, what was typed.
function onlyOne(options, simple, has) {
  const meant = options.filter(
    (option) => Object.values(option.text).some((text) => has(bare(text, simple))),
  );
  return meant.length === 1 ? meant[0] : null;
}
