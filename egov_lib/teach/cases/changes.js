// What a reader does to a case file: each change is a plain message, done here at once and, in a
// notebook, by Python in the file. (changes.py)

import { MOST_PINS, freeId, minute } from "../front/pins.js";

// The case file after a change; the one that was given stays as it is.
export function changed(kept, change) {
  const next = structuredClone(kept), now = minute();
  const place = next.pins.findIndex((pin) => pin.id === change.id);
  const act = {
    pin: () => {
      if (next.pins.length >= MOST_PINS) return;
      next.pins.push({ ...change.pin, id: freeId(next, change.pin.address), changed: now });
    },
    edit: () => {
      if (place >= 0) next.pins[place] = { ...next.pins[place], ...change.fields, changed: now };
    },
    remove: () => {
      if (place >= 0) next.pins.splice(place, 1);
    },
    move: () => {
      const to = place + change.by;
      if (place < 0 || to < 0 || to >= next.pins.length) return;
      next.pins.splice(to, 0, ...next.pins.splice(place, 1));
    },
    brief: () => { next.brief = { ...next.brief, ...change.fields, changed: now }; },
    submit: () => {
      if (next.brief.first || !next.brief.text.trim()) return;
      next.brief = { ...next.brief, first: next.brief.text, submitted: now };
    },
    name: () => { next.name = change.name; },
    ticks: () => { next.ticks = { ...next.ticks, [change.row]: change.points }; },
    merge: () => merge(next, change.case),
  }[change.do];
  act?.();
  return next;
}

// Adds the pins and the brief of a second case file; of two versions the later one stays.
function merge(kept, other) {
  for (const pin of other.pins) {
    const place = kept.pins.findIndex((own) => own.id === pin.id);
    if (place < 0 && kept.pins.length < MOST_PINS) kept.pins.push(pin);
    else if (place >= 0 && pin.changed >= kept.pins[place].changed) kept.pins[place] = pin;
  }
  const own = kept.brief, theirs = other.brief;
  if (theirs.changed >= own.changed) {
    own.question = theirs.question || own.question;
    own.text = theirs.text || own.text;
    own.changed = theirs.changed;
  }
  if (theirs.first && (!own.first || theirs.submitted < own.submitted)) {
    own.first = theirs.first;
    own.submitted = theirs.submitted;
  }
  kept.name = other.name || kept.name;
  Object.assign(kept.ticks, other.ticks);
}

const STRENGTHS = ["states", "supports", "compatible", "against", "silent"];
const FIELDS = ["who", "where", "what", "how_much", "when", "whose_word", "verb"];
const VERBS = ["", "done", "doing", "ordered", "planned", "proposed"];
const MOST_BYTES = 1000000;

// Reads the text of a file, field by field; null for anything that is no case file.
export function readCase(text) {
  if (text.length > MOST_BYTES) return null;
  try {
    const content = JSON.parse(text.replace(/^\ufeff/, ""));
    if (content.format !== "egov-case-file" || content.pins?.length > MOST_PINS) return null;
    const pins = (content.pins ?? []).map(readPin);
    const { question, text: written, first, submitted, changed: when } = content.brief ?? {};
    const ticks = Object.entries(content.ticks ?? {}).filter(([, points]) => [0, 1, 2, 3].includes(points));
    return {
      format: content.format, version: 1, name: textOf(content.name, 80), pins,
      brief: {
        question: textOf(question, 300), text: textOf(written, 6000), first: textOf(first, 6000),
        submitted: textOf(submitted, 80), changed: textOf(when, 80),
      },
      ticks: Object.fromEntries(ticks),
    };
  } catch {
    return null;
  }
}

function readPin(fields) {
  const { strength = "states", claim = {} } = fields, address = textOf(fields.address, 80);
  const own = Object.fromEntries(FIELDS.map((name) => [name, textOf(claim[name], 300)]));
  if (!address || !STRENGTHS.includes(strength) || !VERBS.includes(own.verb)) throw new TypeError("no pin");
  return {
    id: textOf(fields.id, 80) || address, address, zh: textOf(fields.zh, 4000), en: textOf(fields.en, 4000),
    edition: textOf(fields.edition, 80), claim: own, strength, note: textOf(fields.note, 2000), changed: textOf(fields.changed, 80),
  };
}

function textOf(value, most) {
  if (value === undefined) return "";
  if (typeof value !== "string") throw new TypeError("no text");
  return value.slice(0, most);
}
