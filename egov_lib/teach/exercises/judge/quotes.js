// Judge a quote: is it in a text, and does it hold the words that decide? (quotes.py)

import { HAN_RE, LATIN_RE, bare, findAll, plain, search, substitute, words } from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const FOLLOWED = 60; // characters of a quote that are compared with the nearest words
const LEAST_NEAR = 2; // characters that make words "near"

// Look a quote up, then look for the deciding words in it.
export function judgeQuote(spec, answer, shared) {
  const { simple, texts } = shared;
  const { accept } = spec;
  const typed = plain(answer, simple);
  const quote = fromAddress(typed, texts) || wordsOf(typed, simple, texts);
  if (!HAN_RE.test(quote)) return again(LATIN_RE.test(typed) ? "english" : "no_quote");
  if (quote.replaceAll("…", "").length < words().quotes.least) return again("too_short");
  const places = findPlaces(quote, texts);
  if (!places.length) return notFound(quote, texts);
  const here = places.filter((place) => isAccepted(place, accept));
  const isHere = here.length > 0;
  if (isHere && decides(quote, accept, simple)) {
    const whole = texts[here[0].doc].bare.slice(here[0].start, here[0].end);
    const holdsOther = (accept.without ?? []).some((part) => whole.includes(bare(part, simple)));
    if (holdsOther) return notYet(mistakeOf(spec, quote, here, true) || "holds_other");
    const longest = accept.longest || words().quotes.longest;
    return whole.length > longest ? notYet("too_long") : right();
  }
  const mistake = mistakeOf(spec, quote, places, isHere);
  if (mistake) return notYet(mistake);
  if (isHere) return notYet("lacks_deciding");
  const docs = [...new Set(places.map((place) => place.doc))];
  return notYet("elsewhere", { docs: docs.join(", ") });
}

// The words of an address or of a range of them; "" where there is none.
function fromAddress(typed, texts) {
  const found = search(words().quotes.address, typed);
  if (!found || !(found[1] in texts)) return "";
  const { segments, bare: text } = texts[found[1]];
  const first = segments[`${found[1]}:${found[2]}`];
  const last = found[3] ? segments[`${found[1]}:${found[3]}`] : first;
  return first && last ? text.slice(first[0], last[1]) : "";
}

// The Chinese words of what was typed, parts that are cut out as "…".
function wordsOf(typed, simple, texts) {
  const rules = words().quotes;
  const withoutGloss = substitute(rules.gloss, " ", typed);
  const marked = findAll(rules.marked, withoutGloss).map((found) => found[1]).join("…");
  const withoutLatin = withoutGloss.replace(/[a-z]+/g, " ");
  const shown = [typed, withoutGloss, marked, withoutLatin].map((one) => cut(one, simple));
  const isThere = (one) => one.length >= rules.least && findPlaces(one, texts).length > 0;
  return shown.find(isThere) ?? shown[3];
}

// The bare parts of a quote, with "…" where something is left out.
function cut(typed, simple) {
  const parts = typed.split(new RegExp(words().quotes.cut));
  return parts.map((part) => bare(part, simple)).filter((part) => part).join("…");
}

// Every place of a bare quote; its parts must follow each other in one text.
function findPlaces(quote, texts) {
  const [first, ...others] = quote.split("…");
  const places = [];
  for (const [doc, text] of Object.entries(texts)) {
    let start = first ? text.bare.indexOf(first) : -1;
    while (start >= 0) {
      const end = endOf(text.bare, start + first.length, others);
      if (end) places.push({ doc, start, end });
      start = text.bare.indexOf(first, start + 1);
    }
  }
  return places;
}

// Where the last of the parts ends, each looked for after the one before; 0 if one is not.
function endOf(text, start, parts) {
  let at = start;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found - at > FOLLOWED * 5) return 0;
    at = found + part.length;
  }
  return at;
}

function isAccepted(place, accept) {
  if (!accept.docs.includes(place.doc)) return false;
  const { within } = accept;
  return !within || (place.start < within[1] && place.end > within[0]);
}

// Tell whether all words of one of the deciding groups are in the quote.
function decides(quote, accept, simple) {
  const holds = (group) => group.every((part) => quote.includes(bare(part, simple)));
  return accept.deciding.some(holds);
}

// The id of the usual mistake that this quote is, or "".
function mistakeOf(spec, quote, places, isHere) {
  for (const { id, when } of spec.mistakes ?? []) {
    if ("has" in when && quote.includes(when.has)) return id;
    if ("only" in when && when.only === quote) return id;
    if ("lacks" in when && isHere && !quote.includes(when.lacks)) return id;
    if ("doc" in when && places.every((place) => place.doc === when.doc)) return id;
  }
  return "";
}

function notFound(quote, texts) {
  const near = nearest(quote, texts);
  return near ? notYet("not_found", { near }) : notYet("nowhere");
}

// The longest run of a quote's characters that is in a text.
function nearest(quote, texts) {
  const joined = quote.replaceAll("…", "").slice(0, FOLLOWED);
  const bares = Object.values(texts).map((text) => text.bare);
  for (let length = joined.length; length >= LEAST_NEAR; length -= 1) {
    for (let start = 0; start + length <= joined.length; start += 1) {
      const part = joined.slice(start, start + length);
      if (bares.some((text) => text.includes(part))) return part;
    }
  }
  return "";
}
