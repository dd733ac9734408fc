// What came of an answer. (verdict.py)

function verdictOf(verdict, because, found, slots) {
  return { verdict, because, found, slots };
}

// The answer is right; *found* is what is said to it beside that.
export function right(found = {}) {
  return verdictOf("right", "", found, []);
}

// The answer is not right yet, for this reason.
export function notYet(because, found = {}, slots = []) {
  return verdictOf("not_yet", because, found, slots);
}

// Nothing could be judged: ask once more.
export function again(because, found = {}) {
  return verdictOf("again", because, found, []);
}

// No program can judge it.
export function unjudged(because, slots = []) {
  return verdictOf("unjudged", because, {}, slots);
}
