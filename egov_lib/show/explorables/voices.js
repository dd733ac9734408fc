// A ladder from the speaker down to the page: each rung has choices, and "unknown" is one of them.

import { chinese, h, mixed } from "../front/dom.js";
import { clausesOf, seal } from "../front/passage.js";
import { explorable, glossed } from "./frame.js";

const UNSET = "-";

const guessedOf = ({ data }) => data.scenes[data.guessed];
// It opens on the sentence that the guess is about.
const sceneOf = (view) => view.data.scenes.find(({ key }) => key === view.state.scene) ?? guessedOf(view);

// What is chosen on each rung of a claim: the number of a choice, or null.
function chosenIn(view, scene = sceneOf(view)) {
  const kept = [...(view.state[scene.key] ?? "")];
  return scene.rungs.map((rung, number) => (kept[number] && kept[number] !== UNSET ? Number(kept[number]) : null));
}

const isOpen = (rung, choice) => choice === rung.options.length; // "unknown"
const fits = (rung, choice) => choice === rung.truth;
const isKnown = (rung) => !isOpen(rung, rung.truth);
const knownOf = (scene) => scene.rungs.filter(isKnown).length;
const isDone = (view, scene = sceneOf(view)) => chosenIn(view, scene).every((choice, number) => choice !== null && fits(scene.rungs[number], choice));

function nameOf(view, rung, choice) {
  const option = rung.options[choice];
  return option ? view.speech.either(option.en, option.zh) : view.speech.say("not_known");
}

// --- drawing ---

// The English of the clauses that a claim is in.
function englishOf(view, finding) {
  return clausesOf(view.data.texts[finding.doc], finding).map(({ en }) => en).join(" ");
}

function claimOf(view) {
  const scene = sceneOf(view), text = view.data.texts[scene.doc];
  return h("div", { class: "voice-claim", "data-doc": scene.doc }, seal(text, view.lang), glossed(scene.words, englishOf(view, view.data.findings[scene.claim])));
}

// A cue of the text with its English; where there is none, what says so.
function cueOf(view, rung) {
  const { say } = view.speech;
  if (rung.cue) return [chinese(rung.cue), h("span", { lang: "en" }, ` “${rung.cue_en}”`)];
  return mixed(say("no_word"));
}

// No text names its page: that is on the card of the source.
function cardWord(rung, choice) {
  if (fits(rung, choice)) return isKnown(rung) ? "card_fits" : "card_open";
  return isKnown(rung) ? "card_other" : "card_none";
}

function answerTo(view, rung, choice) {
  if (choice === null) return null;
  const { say } = view.speech, option = rung.options[choice];
  if (rung.key === "page") return say(cardWord(rung, choice));
  const cue = cueOf(view, rung);
  const note = rung.note ? [view.lang === "zh" ? "。" : ". ", mixed(say(rung.note))] : null;
  if (fits(rung, choice) && isKnown(rung)) return [say("borne_out"), " ", cue, note];
  if (fits(rung, choice)) return [say("rightly_open"), " ", cue, rung.cue ? [" ", say("cue_is_silent")] : null, note];
  return [say(option?.key === view.data.outside ? "only_outside" : "look_at"), " ", cue, note];
}

function rungOf(view, rung, number) {
  const { say } = view.speech, choice = chosenIn(view)[number];
  const state = choice === null ? "unset" : !fits(rung, choice) ? "off" : isKnown(rung) ? "known" : "open";
  const choices = [...rung.options.keys(), rung.options.length];
  return h("div", { class: `rung ${state}`, role: "group", "aria-label": say(`rung_${rung.key}`) },
    h("span", { class: "rung-dot", "aria-hidden": "true" }),
    h("b", { class: "rung-name" }, say(`rung_${rung.key}`)),
    h("div", { class: "rung-choices" }, choices.map((one) => h("button", {
      type: "button", class: `item choice${isOpen(rung, one) ? " is-unknown" : ""}`, "data-id": `${number}:${one}`, "aria-pressed": String(choice === one),
    }, mixed(nameOf(view, rung, one))))),
    h("p", { class: "rung-answer" }, answerTo(view, rung, choice)));
}

function draw(view) {
  return [claimOf(view), h("div", { class: "ladder" }, sceneOf(view).rungs.map((rung, number) => rungOf(view, rung, number)))];
}

// --- moves and words ---

function act(view, id) {
  const [number, choice] = id.split(":").map(Number), now = chosenIn(view);
  const next = now.map((one) => (one === null ? UNSET : String(one)));
  next[number] = now[number] === choice ? UNSET : String(choice);
  const kept = next.join("");
  return { [sceneOf(view).key]: next.every((one) => one === UNSET) ? "" : kept };
}

function guess(view) {
  const { say } = view.speech, scene = guessedOf(view), [speaker] = scene.rungs;
  const options = [...speaker.options.keys(), speaker.options.length].map((choice) => ({ value: String(choice), label: nameOf(view, speaker, choice) }));
  return { ask: say("ask_guess", { words: scene.words }), options };
}

function came(view) {
  const scene = guessedOf(view), [choice] = chosenIn(view, scene), [speaker] = scene.rungs;
  return choice !== null && fits(speaker, choice) ? nameOf(view, speaker, choice) : "";
}

function says(view) {
  const { say } = view.speech, scene = sceneOf(view), chosen = chosenIn(view), all = scene.rungs.length;
  if (!isDone(view)) {
    const fit = chosen.filter((choice, number) => choice !== null && fits(scene.rungs[number], choice)).length;
    return say("says_some", { set: chosen.filter((choice) => choice !== null).length, all, fit });
  }
  const ladder = scene.rungs.map((rung) => say(`as_${rung.key}`, { name: nameOf(view, rung, rung.truth) }));
  return say("says_done", { known: knownOf(scene), all, ladder: ladder.join(view.lang === "zh" ? "；" : "; ") });
}

// The cues of rungs that are not borne out come before the claim.
function findings(view) {
  const scene = sceneOf(view), chosen = chosenIn(view);
  const missed = scene.rungs.filter((rung, number) => chosen[number] !== null && !fits(rung, chosen[number]) && rung.place >= 0);
  const places = new Set([...missed.map(({ place }) => place), scene.claim]);
  return [...places].map((place) => view.data.findings[place]);
}

const anyDone = (view) => view.data.scenes.some((scene) => isDone(view, scene));

// What two ladders show beside each other is said when both are built: it tells what is on them.
function notes(view) {
  if (!anyDone(view)) return {};
  const { scenes } = view.data, all = sceneOf(view).rungs.length;
  const { say } = view.speech;
  const known = Object.fromEntries(scenes.map((scene) => [scene.key, knownOf(scene)]));
  const areBuilt = (...keys) => scenes.filter(({ key }) => keys.includes(key)).every((scene) => isDone(view, scene));
  const told = [
    areBuilt("aim_relay", "aim_article") ? say("shows_aim", { one: known.aim_relay, other: known.aim_article, all }) : "",
    areBuilt("sites", "xu") ? say("shows_report", { one: known.sites, other: known.xu, all }) : "",
  ].filter(Boolean);
  return { shows: told.length ? told : say("shows_later", { all, known: known[sceneOf(view).key] }), hides: say("hides") };
}

function ask(view) {
  if (!isDone(view, guessedOf(view))) return null;
  const reporter = guessedOf(view).rungs.find(({ key }) => key === "reporter");
  return { question: view.speech.say("question"), answer: view.speech.say("answer", { reporter: nameOf(view, reporter, reporter.truth) }) };
}

const spec = {
  name: "voices",
  title: ({ speech }) => speech.say("title"),
  lead: ({ speech }) => speech.say("lead"),
  guess,
  came,
  draw,
  act,
  buttons: (view) => view.data.scenes.map((scene) => scene.key).map((key) => ({ label: view.speech.say(key), changes: { scene: key === guessedOf(view).key ? "" : key }, pressed: key === sceneOf(view).key })),
  keys: ({ speech }) => [[["←", "→", "↑", "↓"], speech.say("keys_move")], [[speech.say("key_space")], speech.say("keys_choose")]],
  says,
  findings,
  // The passage names the voice: it would give the answer away.
  sourceOpen: () => false,
  notes,
  ask,
  columns: (view) => [{ head: view.speech.say("claim_head"), of: (scene) => view.speech.say(scene.key) }, ...sceneOf(view).rungs.map(({ key }, number) => ({
    head: view.speech.say(`rung_${key}`), of: ({ rungs }) => nameOf(view, rungs[number], rungs[number].truth),
  }))],
  rows: ({ data }) => data.scenes,
};

// Draws the ladder into an element, as anywidget wants it.
export function render({ model, el }) {
  return explorable({ model, el }, spec);
}
