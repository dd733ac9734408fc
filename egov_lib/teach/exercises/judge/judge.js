// Is this answer right? The page's judge: the same verdicts as `judge` in Python. (__init__.py)

import { judgeOpen } from "./attempts.js";
import { judgeChoice } from "./choices.js";
import { judgeClaim } from "./claims.js";
import { judgeDate } from "./dates.js";
import { judgeNames } from "./names.js";
import { judgeNumber } from "./numbers.js";
import { plain, setWords } from "./plain.js";
import { judgeQuote } from "./quotes.js";
import { again } from "./verdict.js";

// Judge an answer. *shared*: "words" (words.json), "simple", "texts" and "vocabulary".
export function judge(spec, answer, shared) {
  setWords(shared.words);
  const { simple } = shared;
  const { kind } = spec;
  if (kind === "claim") return judgeClaim(spec, answer, simple);
  const text = plain(written(answer), simple);
  if (!text) return again("empty");
  if (kind === "number") return judgeNumber(spec, text);
  if (kind === "date") return judgeDate(spec, text);
  if (kind === "choice") return judgeChoice(spec, answer, simple);
  if (kind === "names") return judgeNames(spec, answer, shared);
  if (kind === "quote") return judgeQuote(spec, written(answer), shared);
  return judgeOpen(spec, text);
}

// An answer as text; "" for none.
function written(answer) {
  if (answer === null || answer === undefined) return "";
  return Array.isArray(answer) ? answer.map(String).join("\n") : String(answer);
}
