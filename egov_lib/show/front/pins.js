// Pins in the browser: the same JSON as my-case-file.json, under the same name. (teach/cases/pins.py)
//
// A page keeps the whole case file here. In a notebook a pin waits here until the case file is
// opened, which takes it into the file.

export const PLACE = "my-case-file.json";
const FORMAT = "egov-case-file";
export const MOST_PINS = 60;

// The case file of somebody who has not begun.
export function newCase() {
  const brief = { question: "", text: "", first: "", submitted: "", changed: "" };
  return { format: FORMAT, version: 1, name: "", pins: [], brief, ticks: {} };
}

export function minute() {
  return `${new Date().toISOString().slice(0, 16)}Z`;
}

// What this browser keeps; a new case file where there is none that can be read.
export function caseHere() {
  try {
    const held = JSON.parse(localStorage.getItem(PLACE));
    return held?.format === FORMAT && Array.isArray(held.pins) ? { ...newCase(), ...held } : newCase();
  } catch {
    return newCase();
  }
}

// Keeps a case file; false where the browser keeps nothing.
export function keepCase(kept) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

// Forgets what this browser keeps, once a notebook has it.
export function forgetCase() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // nothing was kept
  }
}

// An id for one more pin: its address, with a number from the second pin there on.
export function freeId(kept, address) {
  const taken = new Set(kept.pins.map((pin) => pin.id));
  let id = address;
  for (let number = 2; taken.has(id); number += 1) id = `${address}#${number}`;
  return id;
}

// A pin of a passage, without a claim yet.
export function newPin({ address, zh = "", en = "", edition = "" }) {
  const claim = { who: "", where: "", what: "", how_much: "", when: "", whose_word: "", verb: "" };
  return { id: address, address, zh, en, edition, claim, strength: "states", note: "", changed: minute() };
}

// Pins a passage in this browser; "full" or "nothing" where that can't be done.
export function pinHere(place) {
  const kept = caseHere();
  if (kept.pins.length >= MOST_PINS) return "full";
  kept.pins.push({ ...newPin(place), id: freeId(kept, place.address) });
  return keepCase(kept) ? "pinned" : "nothing";
}
