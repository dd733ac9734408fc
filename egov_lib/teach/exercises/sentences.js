// What a verdict says in words: the exercise's own sentence for this very mistake, else the general
// one for its reason. (feedback.py)

// The first sentence. `titles` are the short names of the documents: {doc_id: {en, zh}}.
export function sentence(spec, verdict, speech, titles) {
  const { say, lang } = speech;
  if (verdict.verdict === "right") {
    const isShare = "percent" in verdict.found;
    return isShare ? say("judge_right_share", verdict.found) : say("judge_right");
  }
  const own = ownWords(spec, verdict.because);
  if (own) return say("judge_not_yet", { why: own[lang] });
  return say(`judge_${verdict.because}`, { ...verdict.found, ...named(verdict.found, spec, speech, titles) });
}

// What the exercise itself says to a mistake or to an option.
function ownWords(spec, because) {
  const said = [...(spec.mistakes ?? []), ...(spec.options ?? [])];
  return said.find(({ id }) => id === because)?.says;
}

// What a verdict found, by the names that a reader knows.
function named(found, spec, { say, lang, sign }, titles) {
  const names = { what: say(`asked_${spec.kind}`) };
  if ("docs" in found) {
    names.docs = found.docs.split(", ").map((doc) => titles[doc]?.[lang] ?? doc).join(sign("listed"));
  }
  if ("unit" in found) names.unit = say(`unit_${found.unit}`);
  if ("empty" in found) names.empty = found.empty.map((slot) => say(`slot_${slot}`)).join(sign("list"));
  return names;
}

// The name of a slot: its own label, or the general one.
export function slotName(slot, { say, lang }) {
  return slot.label?.[lang] || say(`slot_${slot.slot}`);
}

// Of a claim, for each slot: its name, what holds of it, and the words of the passage.
export function slotLines(spec, verdict, speech) {
  return verdict.slots.map((judged) => {
    const slot = spec.slots.find((one) => one.slot === judged.slot);
    return {
      name: slotName(slot, speech),
      fits: judged.fits,
      says: speech.say(`fits_${judged.fits}`),
      words: slotWords(slot, judged.because, speech.lang),
    };
  });
}

function slotWords(slot, because, lang) {
  const option = slot.options?.find(({ id }) => id === because);
  if (!option) return slot.says?.[lang] ?? "";
  if (!option.address) return option.says[lang];
  const address = lang === "zh" ? `（${option.address}）` : ` (${option.address})`;
  return option.says[lang] + address;
}

// What follows the first sentence: why an answer is right; the model where nothing was judged.
export function linesOf(spec, verdict, { say, lang }) {
  if (verdict.verdict === "right") return [spec.reason[lang]];
  if (verdict.verdict !== "unjudged") return [];
  const model = spec.worked?.[lang];
  return model ? [say("judge_model", { answer: model }), spec.reason[lang]] : [spec.reason[lang]];
}
