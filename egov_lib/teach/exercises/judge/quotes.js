// Judge a quote: is it in a text, and does it hold the words that decide? (quotes.py)

import { HAN_RE, LATIN_RE, bare, findAll, fullMatch, plain, search, substitute, words } from "./plain.js";
import { again, notYet, right } from "./verdict.js";

const FOLLOWED = 60; // characters of a quote that are compared with the nearest words
const LEAST_NEAR = 2; // characters that make words "near"

const BESIDE = 12; // characters between copied words and the deciding ones: still one place
const FAR = 1e6; // more characters than a text has

// Look a quote up, then look for the deciding words in it.
export function judgeQuote(spec, answer, shared) {
  const { simple, texts } = shared;
  const { accept } = spec;
  const typed = plain(answer, simple);
  const address = addressOf(typed, accept.docs, texts);
  const quote = address.words || wordsOf(typed, simple, texts);
  if (!HAN_RE.test(quote) && address.because) {
    return again(address.because, { address: address.written });
  }
  if (!HAN_RE.test(quote)) return again(LATIN_RE.test(typed) ? "english" : "no_quote");
  if (quote.replaceAll("…", "").length < words().quotes.least) return again("too_short");
  const places = findPlaces(quote, texts);
  if (!places.length) return notFound(quote, texts);
  const here = places.filter((place) => isAccepted(place, accept));
  const isHere = here.length > 0;
  if (isHere && decides(quote, accept, simple)) {
    return judgeDeciding(spec, typed, quote, here, shared);
  }
  const gap = nearestGap(places, decidingPlaces(accept, shared));
  const near = address.words ? 0 : BESIDE;
  const isRightPlace = Math.abs(gap) <= near || (isHere && "within" in accept);
  const mistake = mistakeOf(spec, quote, places, isRightPlace);
  if (mistake) return notYet(mistake);
  return whyNotDeciding(accept, places, gap, near);
}

// Judge a quote that has the deciding words: what else is in it, and what stands beside it.
function judgeDeciding(spec, typed, quote, here, { simple, texts }) {
  const { accept } = spec;
  const whole = texts[here[0].doc].bare.slice(here[0].start, here[0].end);
  const holdsOther = (accept.without ?? []).some((part) => whole.includes(bare(part, simple)));
  if (holdsOther) return notYet(mistakeOf(spec, quote, here, true) || "holds_other");
  const longest = accept.longest || words().quotes.longest;
  if (whole.length > longest) return notYet("too_long");
  const said = (spec.mistakes ?? []).find(
    ({ when }) => (when.beside ?? []).some((name) => typed.includes(name)),
  );
  return said ? notYet(said.id) : right();
}

// --- where the quote is --------------------------------------------------------------------------

// Read an address or a range of them: with its document, or with none where one is meant.
function addressOf(typed, docs, texts) {
  const rules = words().quotes;
  const found = search(rules.address, typed);
  if (found) return resolved([found[1]], found[2], found[3], texts);
  const short = fullMatch(rules.short_address, typed);
  if (!short) return {};
  const [, doc, first, last] = short;
  return resolved(doc ? [rules.doc_names[doc]] : docs, first, last, texts);
}

// The words of an address in the one document of *docs* that has it; else why there are none.
function resolved(docs, first, last, texts) {
  const written = last ? `${first}-${last}` : first;
  const stretches = [];
  for (const doc of docs.filter((one) => one in texts)) {
    const { segments, bare: text } = texts[doc];
    const begin = segments[`${doc}:${first}`];
    const end = segments[`${doc}:${last || first}`];
    if (begin && end) stretches.push(text.slice(begin[0], end[1]));
  }
  if (stretches.length > 1) return { because: "which_text", written };
  if (!stretches[0]) return { because: "no_address", written };
  return { words: stretches[0] };
}

// The Chinese words of what was typed, parts that are cut out as "…".
function wordsOf(typed, simple, texts) {
  const rules = words().quotes;
  const withoutGloss = substitute(rules.gloss, " ", typed);
  const marked = findAll(rules.marked, withoutGloss).map((found) => found[1]).join("…");
  const withoutLatin = withoutGloss.replace(/[a-z]+/g, " ");
  const withoutName = rules.beside.map((beside) => substitute(beside, " ", withoutLatin));
  const tried = [typed, withoutGloss, marked, withoutLatin, ...withoutName];
  const shown = tried.map((one) => cut(one, simple));
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

// Why a quote that is in a text doesn't settle it: another text, another place, too little.
function whyNotDeciding(accept, places, gap, near) {
  if (!places.some((place) => accept.docs.includes(place.doc))) {
    const docs = [...new Set(places.map((place) => place.doc))];
    return notYet("elsewhere", { docs: docs.join(", ") });
  }
  if (Math.abs(gap) <= near || gap === FAR) return notYet("lacks_deciding");
  return notYet(gap > 0 ? "further_on" : "further_back");
}

// Every accepted place of the deciding words.
function decidingPlaces(accept, { simple, texts }) {
  const quotes = accept.deciding.map(
    (group) => group.map((part) => bare(part, simple)).join("…"),
  );
  const places = quotes.flatMap((quote) => findPlaces(quote, texts));
  return places.filter((place) => isAccepted(place, accept));
}

// The shortest way from a place to a deciding one of the same text, in characters: 0 where they
// share some, 1 where they touch, FAR where no text has both; less than 0 where that stands before.
function nearestGap(places, deciding) {
  let shortest = FAR;
  for (const place of places) {
    for (const wanted of deciding.filter(({ doc }) => doc === place.doc)) {
      const gap = gapOf(place, wanted);
      if (Math.abs(gap) < Math.abs(shortest)) shortest = gap;
    }
  }
  return shortest;
}

function gapOf(place, wanted) {
  if (place.end <= wanted.start) return wanted.start - place.end + 1;
  if (place.start >= wanted.end) return wanted.end - place.start - 1;
  return 0;
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
