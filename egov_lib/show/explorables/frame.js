// What all explorables share: the question, a guess before anything moves, the thing itself, undo,
// a sentence after each move, the passage, what it shows and can't show, and the foot.
//
// An explorable is a specification of what it draws and what a move changes. Its whole state is
// `filters`, a dict of texts: the address of a page and Python hold the same. Drawing is a function
// of that state, so undo, a link and Python need nothing of their own.

import { chinese, h, mixed, replace, visible } from "../front/dom.js";
import { speaker } from "../front/words.js";
import { copy, passages } from "../front/passage.js";
import { addressOf } from "../front/page-model.js";
import { action, codeOf } from "../front/foot.js";
import { csvOf, saveText } from "../front/save.js";

const NO_GUESS = "-"; // who went on without one
const DRAGGED = 18; // pixels after which a press is a drag

// A run of Chinese with its English under it.
export function glossed(zh, en, attributes = {}) {
  return h("span", { class: "glossed", ...attributes }, chinese(zh), h("span", { class: "gloss", lang: "en" }, en));
}

// Draws an explorable; returns what takes it away again.
//
// spec: {
//   name,               as in egov.explorables.<name>
//   title(view),        the question
//   lead(view),         a line under it, or nothing
//   guess(view),        {ask, options: [{value, label}]} or {ask, number: {least, most, step, unit}}
//   came(view),         what the guess is laid beside, once there is something; else ""
//   draw(view),         nodes: the thing. What is handled are buttons of class "item" with data-id
//   update(view, thing) changes what was drawn, where drawing all anew would be slow; may be left out
//   act(view, id),      {name: value} to be changed when an item is pressed, or null
//   press(view, id, key)  the same for a key that is not Enter, space or an arrow; may be left out
//   drag,               true if pulling an item away is the same as pressing it
//   buttons(view),      [{label, changes, pressed}]: moves that are no item
//   keys(view),         [[keys, words]]: what the keys do
//   says(view),         the sentence under the thing, which is also read out after a move
//   findings(view),     the passages; `sourceOpen(view)` says whether they are unfolded at first
//   notes(view),        {shows, hides}: paragraphs, shown after the guess
//   ask(view),          {question, answer}: the question that is left; the answer is folded
//   columns(view), rows(view)  what "Data" saves
//   kept(view),         the state that was kept, where the view opens without one; may be left out
//   keep(view)          keeps the state after a change; may be left out
//   actions(view)       further nodes of the foot; may be left out
//   home(view)          the state that "Put it back" leads to, where it is more than the guess; the
//                       guess then stays as soon as something was done; may be left out
// }
// view: { data, lang, speech, state, open, width, root, move(changes), restore(state), redraw() }
export function explorable({ model, el }, spec) {
  const view = { data: model.get("data"), model, spec, width: 0, root: null };
  const root = h("section", { class: "egov explorable", "data-explorable": spec.name, "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  view.root = root;
  const before = []; // states that Undo goes back to
  let at = ""; // the item that the keyboard is on
  let sourceOpen = null; // as the reader left it

  const parts = {
    title: h("h2", { class: "finding" }),
    lead: h("p", { class: "lead" }),
    guess: h("div", { class: "guess" }),
    thing: h("div", { class: "thing" }),
    says: h("p", { class: "now", "aria-live": "polite" }),
    moves: h("div", { class: "moves" }),
    pane: h("aside", { class: "pane" }),
    foot: h("div", { class: "foot" }),
  };
  root.append(parts.title, parts.lead, parts.guess,
    h("div", { class: "sides" }, h("div", { class: "picture" }, parts.thing, parts.says, parts.moves), parts.pane), parts.foot);

  function refresh() {
    view.data = model.get("data");
    view.lang = model.get("lang") || "en";
    view.speech = speaker(view.data, view.lang);
    view.state = { ...model.get("filters") };
    view.open = !spec.guess || Object.values(view.state).some((value) => value !== "");
    root.lang = view.lang === "zh" ? "zh-Hans" : "en";
  }

  // --- moves ---

  function setState(state) {
    const kept = Object.entries(state).filter(([, value]) => value !== "" && value !== null && value !== undefined);
    model.set("filters", Object.fromEntries(kept.map(([name, value]) => [name, String(value)])));
    model.save_changes();
  }

  // Changes the state, so that it can be undone; nothing moves before the guess.
  function move(changes) {
    if (!changes) return;
    if (!view.open && !("guess" in changes)) return waitForGuess();
    before.push(view.state);
    setState({ ...view.state, ...changes });
  }

  function waitForGuess() {
    parts.says.textContent = view.speech.say("guess_wait");
    parts.guess.querySelector("button, input")?.focus();
  }

  // Another state, whole; it can be undone.
  function restore(state) {
    before.push(view.state);
    setState(state);
  }

  // Where "Put it back" leads.
  const home = () => spec.home?.(view) ?? { guess: view.state.guess };

  function undo() {
    const last = before.pop();
    if (last) setState({ ...last, guess: view.state.guess });
  }

  function putBack() {
    if (!isFirst()) before.push(view.state);
    setState(home());
  }

  const isFirst = () => Object.keys(view.state).every((name) => home()[name] === view.state[name]);

  Object.assign(view, { move, restore, redraw: () => { refresh(); drawThing(); } });

  // --- the guess ---

  function drawGuess() {
    const asked = spec.guess?.(view), { say } = view.speech;
    if (!asked) return replace(parts.guess);
    const given = view.state.guess ?? "";
    if (!view.open) {
      return replace(parts.guess, h("p", { id: `${spec.name}-ask` }, h("b", {}, say("guess_first")), mixed(asked.ask)),
        h("div", { class: "options", role: "group", "aria-labelledby": `${spec.name}-ask` },
          asked.number ? numberGuess(asked.number) : asked.options.map(({ value, label }) => h("button", {
            type: "button", class: "button", "data-guess": value, on: { click: () => guessed(value) },
          }, mixed(label))),
          h("button", { type: "button", class: "quiet-button", "data-guess": NO_GUESS, on: { click: () => guessed(NO_GUESS) } }, say("guess_skip"))));
    }
    const came = spec.came(view), made = given && given !== NO_GUESS;
    const option = asked.options?.find(({ value }) => value === given);
    const shown = option ? option.label : `${given}${asked.number?.unit ?? ""}`;
    return replace(parts.guess, h("p", {}, mixed(asked.ask)),
      h("p", {}, made ? [say("guess_yours"), " ", h("b", {}, mixed(shown))] : say("guess_none"), " ",
        came ? [h("span", { class: "came" }, say("guess_came"), " ", h("b", {}, mixed(came)))] : null, " ",
        spec.home && !isFirst() ? null : h("button", { type: "button", class: "quiet-button", on: { click: guessAgain } }, say("guess_again"))));
  }

  function numberGuess({ least, most, step, unit }) {
    // The key ends here: else it would press the item that the focus goes to.
    const onEnter = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      keep();
    };
    const field = h("input", { type: "number", class: "field", min: least, max: most, step: step ?? 1, "aria-labelledby": `${spec.name}-ask`,
      on: { keydown: onEnter } });
    const keep = () => (field.value === "" ? field.focus() : guessed(field.value));
    return [h("label", { class: "number" }, field, " ", unit ?? ""), h("button", { type: "button", class: "button", on: { click: keep } }, view.speech.say("guess_this"))];
  }

  function guessed(value) {
    setState({ ...view.state, guess: value });
    items()[0]?.focus();
  }

  function guessAgain() {
    before.length = 0;
    setState({});
    parts.guess.querySelector("button, input")?.focus();
  }

  // --- the thing, and the keys that move on it ---

  const items = () => [...parts.thing.querySelectorAll(".item")];
  const withFocus = () => root.getRootNode().activeElement?.closest?.(".item");

  function drawThing() {
    const hadFocus = parts.thing.contains(withFocus() ?? null);
    view.width = Math.floor(parts.thing.clientWidth) || 900;
    if (spec.update && parts.thing.firstChild) spec.update(view, parts.thing);
    else replace(parts.thing, spec.draw(view));
    placeFocus(hadFocus);
  }

  // One item can be reached by Tab; the arrows lead to the others.
  function placeFocus(take) {
    const all = items(), current = all.find((item) => item.dataset.id === at) ?? all[0];
    for (const item of all) {
      item.setAttribute("tabindex", item === current ? "0" : "-1");
      if (view.open) item.removeAttribute("aria-disabled");
      else item.setAttribute("aria-disabled", "true");
    }
    if (take) current?.focus();
  }

  function goTo(item) {
    if (!item) return;
    at = item.dataset.id;
    placeFocus(true);
  }

  // The nearest item above (-1) or below (1).
  function vertical(item, way) {
    const box = item.getBoundingClientRect(), middle = box.left + box.width / 2;
    const distance = (other) => {
      const place = other.getBoundingClientRect(), rise = (place.top - box.top) * way;
      return rise < box.height / 2 ? Infinity : rise * 4 + Math.abs(place.left + place.width / 2 - middle);
    };
    const best = items().reduce((one, other) => (distance(other) < distance(one) ? other : one), item);
    return best === item ? null : best;
  }

  const onKey = (event) => {
    const item = event.target.closest?.(".item");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items(), place = all.indexOf(item);
    const steps = {
      ArrowRight: () => goTo(all[place + 1]), ArrowLeft: () => goTo(all[place - 1]),
      ArrowDown: () => goTo(vertical(item, 1)), ArrowUp: () => goTo(vertical(item, -1)),
      Home: () => goTo(all[0]), End: () => goTo(all.at(-1)),
      Enter: () => act(item), " ": () => act(item), Escape: () => item.blur(),
    };
    const changes = steps[event.key] ? null : spec.press?.(view, item.dataset.id, event.key);
    if (!steps[event.key] && !changes) return;
    if (changes) move(changes);
    else steps[event.key]();
    event.preventDefault();
    event.stopPropagation();
  };

  function act(item) {
    at = item.dataset.id;
    move(spec.act(view, at));
  }

  const onClick = (event) => {
    const item = event.target.closest?.(".item");
    if (!item) return;
    act(item);
    placeFocus(true);
  };

  // Pulling an item away is the same move as pressing it. A finger taps: its drag scrolls the page.
  const onPointer = (event) => {
    const item = event.target.closest?.(".item");
    if (!spec.drag || !item || event.pointerType === "touch" || event.button !== 0) return;
    const far = (now) => Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY);
    const pull = (now) => {
      item.style.translate = `${now.clientX - event.clientX}px ${now.clientY - event.clientY}px`;
    };
    const letGo = (now) => {
      removeEventListener("pointermove", pull);
      removeEventListener("pointerup", letGo);
      item.style.translate = "";
      // A click follows where the pointer is still on the item; else the drag itself is the move.
      const onIt = item.contains(document.elementFromPoint(now.clientX, now.clientY));
      if (far(now) > DRAGGED && !onIt && view.open) act(item);
    };
    addEventListener("pointermove", pull);
    addEventListener("pointerup", letGo);
  };

  // --- what is under it and beside it ---

  function drawMoves() {
    const { say } = view.speech;
    const button = (label, press, { main = false, off = false, pressed } = {}) => h("button", {
      type: "button", class: main ? "button main" : "button", disabled: off, "aria-pressed": pressed === undefined ? null : String(pressed),
      on: { click: press },
    }, mixed(label));
    const own = (spec.buttons?.(view) ?? []).map(({ label, changes, pressed }) => button(label, () => move(changes), { pressed, off: !view.open }));
    const focused = parts.moves.contains(root.getRootNode().activeElement) ? [...parts.moves.querySelectorAll("button")].indexOf(root.getRootNode().activeElement) : -1;
    replace(parts.moves,
      button(say("put_back"), putBack, { main: true, off: isFirst() }), button(say("undo"), undo, { off: !before.length }), own,
      h("span", { class: "quiet keys" }, (spec.keys?.(view) ?? []).map(([names, words]) => h("span", {}, names.map((name) => h("kbd", {}, name)), " ", mixed(words)))));
    if (focused >= 0) (parts.moves.querySelectorAll("button:not([disabled])")[Math.max(0, focused)] ?? items()[0])?.focus();
  }

  function drawPane() {
    const { say } = view.speech, findings = spec.findings(view);
    const source = h("details", { class: "source-fold" }, h("summary", {}, say("read_passage")), passages(view.data, findings, view.speech, { most: 2 }));
    source.open = sourceOpen ?? spec.sourceOpen?.(view) ?? false;
    source.addEventListener("toggle", () => { if (source.isConnected) sourceOpen = source.open; });
    const notes = (view.open && spec.notes?.(view)) || {}, ask = spec.ask?.(view);
    const section = (head, text) => (text ? [h("h3", {}, say(head)), [text].flat().map((line) => h("p", {}, mixed(line)))] : null);
    replace(parts.pane, source, section("it_shows", notes.shows), section("it_hides", notes.hides),
      view.open && ask ? [h("h3", {}, say("to_ask")), h("p", { class: "ask" }, mixed(ask.question)),
        ask.answer ? h("details", {}, h("summary", {}, say("one_answer")), [ask.answer].flat().map((line) => h("p", {}, mixed(line)))) : null] : null);
  }

  function drawFoot() {
    const { say } = view.speech, inNotebook = model.get("host") !== "page";
    const state = () => ({ filters: view.state, lang: view.lang });
    const place = () => (inNotebook ? codeOf("explorables", spec.name, state()) : `${location.href.split("#")[0]}${addressOf(spec.name, state())}`);
    replace(parts.foot, h("span", { class: "quiet" }, say("source_line")),
      h("span", { class: "actions" }, spec.actions?.(view),
        action(say(inNotebook ? "copy_code" : "copy_link"), () => copy(place()), say),
        spec.columns ? action(say("save_csv"), () => saveText(`${spec.name}.csv`, csvOf(spec.columns(view), spec.rows(view)), "text/csv"), say) : null,
        action(say("cite_view"), () => copy(say("cite_of", { title: spec.title(view), where: place() })), say)));
  }

  function drawAround() {
    replace(parts.title, mixed(spec.title(view)));
    replace(parts.lead, mixed(spec.lead?.(view) ?? ""));
    drawGuess();
    drawMoves();
    drawPane();
  }

  function sayNow() {
    const sentence = view.open ? spec.says(view) : "";
    if (parts.says.textContent !== visible(sentence)) replace(parts.says, mixed(sentence));
  }

  function drawAll() {
    refresh();
    replace(parts.thing);
    drawThing();
    drawAround();
    sayNow();
    drawFoot();
  }

  const onFilters = () => {
    refresh();
    drawThing();
    drawAround();
    sayNow();
    spec.keep?.(view);
  };

  refresh();
  if (!Object.keys(view.state).length && spec.kept) setState(spec.kept(view));
  drawAll();
  // Held on the root too, so that a test can ask.
  root.egov = { view, move, undo, putBack };
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", onClick);
  root.addEventListener("pointerdown", onPointer);
  model.on("change:filters", onFilters);
  model.on("change:lang", drawAll);
  model.on("change:data", drawAll);
  const watcher = new ResizeObserver(() => {
    if (Math.abs(Math.floor(parts.thing.clientWidth) - view.width) > 1) drawThing();
  });
  watcher.observe(parts.thing);
  return () => {
    watcher.disconnect();
    model.off("change:filters", onFilters);
    model.off("change:lang", drawAll);
    model.off("change:data", drawAll);
    root.remove();
  };
}
