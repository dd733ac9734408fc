// Judge a claim that is built of slots; one that fits stays unjudged. (claims.py)

import { readChoice } from "./choices.js";
import { judgeDate } from "./dates.js";
import { judgeNumber } from "./numbers.js";
import { plain } from "./plain.js";
import { again, notYet, unjudged } from "./verdict.js";

const HOLDS = ["says", "inferred"];

// Look at each slot of a claim: {who: "departments"}.
export function judgeClaim(spec, answer, simple) {
  const isMapping = answer && typeof answer === "object" && !Array.isArray(answer);
  const given = isMapping ? answer : {};
  const slots = spec.slots.map((slot) => judgeSlot(slot, given[slot.slot], simple));
  const empty = slots.filter((slot) => slot.fits === "empty").map((slot) => slot.slot);
  if (empty.length) return again("slots", { empty });
  const beyond = slots.filter((slot) => !HOLDS.includes(slot.fits));
  if (beyond.length) return notYet("beyond", { count: beyond.length }, slots);
  return unjudged("fits", slots);
}

// What holds of one slot: says, inferred, elsewhere, more; empty where nothing can be read.
function judgeSlot(slot, value, simple) {
  const name = slot.slot;
  if (value === null || value === undefined || !String(value).trim()) {
    return { slot: name, fits: "empty", because: "" };
  }
  if (slot.options) {
    const chosen = readChoice(slot.options, value, simple);
    if (!chosen) return { slot: name, fits: "empty", because: "no_choice" };
    return { slot: name, fits: chosen.fits, because: chosen.id };
  }
  const judge = slot.accept.dates ? judgeDate : judgeNumber;
  const verdict = judge(slot, plain(value, simple));
  const fits = { right: "says", again: "empty" }[verdict.verdict] ?? "more";
  return { slot: name, fits, because: verdict.because };
}
