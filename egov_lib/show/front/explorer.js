// What all explorers share: heading, filters, picture at left, passage at right, table, foot.
//
// An explorer is a specification: what it draws and what it says. Choosing, dimming, keys, the
// table, copying and saving are here, once. A filter dims marks and never draws them anew, except
// one that says `redraw`.

import { add, h, mixed, replace } from "./dom.js";
import { speaker } from "./words.js";
import { passages, seal, copy, copyButton } from "./passage.js";
import { addressOf, hasScreen } from "./page-model.js";
import { action, codeOf } from "./foot.js";
import { csvOf, saveText, savePicture } from "./save.js";

// What no line of a heading begins within.
const WHOLE = /([0-9]+[个项件处字条]分?句?中?|缓和语|到期|[0-9]{4}年|文字|指导意见|云南报道|贵州传达提纲|综述文章|乌海讲话)/;
const NARROW = 720;
const FEW_ROWS = 12;
const SAVED = 900; // pixels: how wide a picture is that is drawn only to be saved
const COMPACT = 1350; // pixels: below this the texts have short names, and the key a line of its own
const MOST_LINES = 6; // of a group in the list of a phone, before the others are asked for

// A heading whose words of several characters are not broken: those that are named here, and of
// the others what the browser takes for a word of Chinese.
function unbroken(title, lang) {
  const whole = (part) => h("span", { class: "unbroken" }, mixed(part));
  return title.split(WHOLE).map((part) => (WHOLE.test(part) ? whole(part) : lang === "zh" ? wordsOf(part).map((word) => (/^[\u4e00-\u9fff]{2,8}$/.test(word) ? whole(word) : hung(word))) : inEnglish(part)));
}

// In an English heading a short word of Chinese is not broken, either.
function inEnglish(words) {
  return words.split(/([\u4e00-\u9fff]+)/).map((part) => (/^[\u4e00-\u9fff]{2,6}$/.test(part) ? h("span", { class: "unbroken" }, mixed(part)) : mixed(part)));
}

// A quotation mark that opens is as wide as a character of Chinese, blank at left: without that,
// it stands at the edge of a line.
function hung(word) {
  return word.split(/(“)/).map((part) => (part === "“" ? h("span", { class: "hung" }, part) : mixed(part)));
}

// A Chinese text cut into words, where the browser knows them.
function wordsOf(text) {
  if (!globalThis.Intl?.Segmenter) return [text];
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].map(({ segment }) => segment);
}

// Draws an explorer; returns what takes it away again.
//
// spec: {
//   name,                        as in egov.explorers.<name>
//   title(view), lead(view),     texts, the lead perhaps nodes; the title is the finding
//   key(view),                   nodes: the shapes explained, or nothing
//   filters(view),               [{key, label, shown, options: [{value, label, short, doc, sign, isSilent}], many, search, redraw, passes(item, wanted)}]
//   items(view),                 [{id, label, when, doc, group, facts, says, words, head}] in reading order;
//                                `words()`: nodes for the label in that list of a phone; `head`: what
//                                stands over it there, where a run of lines begins
//   more(view),                  items that can be chosen though they have no row of the table
//   draw(view, width, room),     an <svg> whose marks have class "mark" and data-id; `room` is the height
//                                that it should keep to, Infinity where a page may scroll
//   pane(view, item),            {kicker, heading, above, findings, below, most, all, around}; `all`:
//                                how many there are, of which the findings are some; `body`
//                                stands in the place of the findings' passages; `isBare`: without their
//                                words, which are in what is drawn; `isVoiced`: false if the pane
//                                itself says who speaks
//   thumb,                       true if what is done with a passage stays at the lower edge of a phone
//   shown(view, count, all, kept),  what the foot says of how many are shown, or {count, all} of them,
//                                if it is something else; `kept`: the items that are shown
//   folds(view, items),          what stands for a group in that list until it is opened
//   hides,                       true if a filter takes marks away: a list, not a picture; of what
//                                is left, the first is chosen
//   follows,                     true if the heading speaks of what the filters leave: of that, the first
//                                is chosen
//   narrow,                      true if what it draws also fits a phone
//   small(view, width),          a small picture over the list of a phone; its marks are only seen
//   heads(view, width),          what stands over the lines of each group of that list
//   sign(view, item),            what stands before the name of an item in that list
//   glyph(view, item, width),    what stands for an item in its line of that list
//   listed(view),                the items in the order of that list, if it is another
//   over(view, items),           what stands over a group of that list
//   foots(view, items),          what stands under the lines of a group of that list
//   isPlain(view),               true if no line of that list needs the seal of its text
//   isTogether(view, item),      true if the passage opens under all lines of the item's group
//   other(view, item),           the name of an item in the other language: under its name in the
//                                pane and in that list, unless it is the same
//   after(view, picture),        what is to be done when marks were dimmed or one was chosen
//   drawnBy(view),               what the picture hangs on beside its filters: drawn anew if it changes
//   shape,                       how the switch names what it draws, "picture" if nothing is given
//   columns(view),               [{head, of(item), number}] of the table
//   opening(view)                the id that is chosen at first
// }
export function explorer({ model, el }, spec) {
  const view = { data: model.get("data"), model, spec };
  const root = h("section", { class: "egov", "data-explorer": spec.name, "data-lm-suppress-shortcuts": "true" });
  el.append(root);
  // In a tab of the dashboard it is the dashboard that has the screen.
  root.classList.toggle("egov-whole", hasScreen() && model.get("host") === "page" && !model.address);
  let drawnWidth = 0, drawnRoom = Infinity, drawnTools = "", drawnBy = "", drawnTitle = "";
  let isChosenHere = false; // something was chosen after this was opened
  let isTapped = false; // on a phone: what is chosen was tapped in the small picture
  let isSheet = false; // and its passage lies over the lower half of the screen
  // What is known of sizes: to ask the page makes it reckon all styles and places anew.
  let size = null;
  const keyHighs = new Map();
  const listWatchers = [];

  function refresh() {
    view.lang = model.get("lang") || "en";
    view.speech = speaker(view.data, view.lang);
    view.other = speaker(view.data, view.lang === "zh" ? "en" : "zh");
    view.filters = { ...model.get("filters") };
    view.items = spec.items(view);
    view.shownFilters = spec.filters?.(view) ?? [];
    view.byId = new Map([...view.items, ...(spec.more?.(view) ?? [])].map((item) => [item.id, item]));
    view.chosen = model.get("chosen") || spec.opening(view);
    root.lang = view.lang === "zh" ? "zh-Hans" : "en";
  }

  const setFilter = (key, value) => {
    model.set("filters", { ...view.filters, [key]: value });
    model.save_changes();
  };
  const choose = (id) => {
    if (id === view.chosen) return;
    model.set("chosen", id);
    model.save_changes();
  };

  // The name of an item in the other language, if it has one of its own there.
  const otherName = (item) => {
    const name = spec.other?.(view, item) ?? "";
    return name === item.label ? "" : name;
  };
  // Its name in both languages, as a reader of screens hears it.
  const bothNames = (item) => {
    const name = otherName(item);
    return name ? `${item.label}${view.speech.aside(name)}` : item.label;
  };
  const otherLine = (item) => {
    const name = otherName(item);
    return name ? h("span", { class: "other-name", lang: view.lang === "zh" ? "en" : "zh-Hans" }, name) : null;
  };

  Object.assign(view, { choose, setFilter, otherName, bothNames, otherLine });

  const parts = {
    title: h("h2", { class: "finding" }),
    lead: h("p", { class: "lead" }),
    bar: h("div", { class: "tools" }),
    picture: h("div", { class: "picture" }),
    pane: h("aside", { class: "pane" }),
    foot: h("div", { class: "foot" }),
    thumb: h("div", { class: "thumb" }),
    // Where there is less room than a screen has, the key stands over picture and passage.
    above: h("div"),
    // On a phone: one line, under which all filters but the texts wait.
    fold: h("details", { class: "fold" }),
    foldTools: h("div"),
    // The end of the passage, and what says that it is further down.
    end: h("i", { class: "end" }),
    below: h("button", { type: "button", class: "more-below", "aria-hidden": "true", tabindex: "-1", on: { click: showBelow } }),
    sides: h("div", { class: "sides" }),
    live: h("p", { class: "offscreen", "aria-live": "polite" }),
  };
  parts.sides.append(parts.picture, parts.pane);
  root.append(parts.title, parts.lead, parts.bar, parts.above, parts.sides, parts.foot, parts.live, parts.thumb);

  // --- tools ---

  // Controls are made anew only when there are others: what is pressed keeps its focus.
  function drawTools() {
    const controls = view.shownFilters.filter((filter) => filter.options.length || filter.search);
    const { isNarrow, isCompact } = size;
    const asked = JSON.stringify([view.lang, isNarrow, isCompact, controls.map(({ key, label, options }) => [key, label, options])]);
    if (asked !== drawnTools) placeTools(controls, isNarrow);
    drawnTools = asked;
    for (const button of parts.bar.querySelectorAll("button:enabled")) {
      const { key, value } = button.dataset;
      set(button, "aria-pressed", String(key === "shape" ? (view.filters.shape || "picture") === value : isPressed(key, value)));
    }
  }

  // On a phone the texts stay as a line of seals; all else waits under one line.
  function placeTools(controls, isNarrow) {
    const shape = spec.hides ? null : shapeControl();
    if (!isNarrow) return replace(parts.bar, controls.map(filterControl), shape);
    const ofTexts = controls.filter(({ options }) => options.some(({ doc }) => doc));
    const others = controls.filter((filter) => !ofTexts.includes(filter));
    replace(parts.foldTools, others.map(filterControl), shape);
    replace(parts.fold, h("summary", {}, view.speech.say("fold_filters")), parts.foldTools);
    return replace(parts.bar, ofTexts.map(filterControl), parts.fold);
  }

  function shapeControl() {
    return h("div", { class: "switch shape", role: "group" }, ["picture", "table"].map((shape) => h("button", {
      type: "button", "data-key": "shape", "data-value": shape, on: { click: () => setFilter("shape", shape === "picture" ? "" : shape) },
    }, view.speech.say(shape === "picture" ? spec.shape ?? shape : shape))));
  }

  const filterOf = (key) => view.shownFilters.find((filter) => filter.key === key);
  const wantedOf = (filter) => {
    const given = view.filters[filter.key] || filter.fallback || "";
    return filter.many ? given.split(",").filter(Boolean) : [given].filter(Boolean);
  };
  function isPressed(key, value) {
    const filter = filterOf(key), now = wantedOf(filter);
    return filter.many ? now.includes(value) : (now[0] ?? "") === value;
  }

  function press(key, value) {
    const filter = filterOf(key), now = wantedOf(filter);
    if (!filter.many) return setFilter(key, value === (filter.fallback || "") ? "" : value);
    const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value];
    return setFilter(key, next.join(","));
  }

  function filterControl(filter) {
    const { key } = filter;
    if (filter.search) {
      const field = h("input", { type: "search", class: "find", "aria-label": filter.label, placeholder: filter.label, on: {
        input: () => setFilter(key, field.value.trim()),
        keydown: (event) => {
          event.stopPropagation();
          if (event.key === "Enter" && !event.isComposing) chooseNext();
        },
      } });
      field.value = view.filters[key] ?? "";
      return field;
    }
    if (filter.select) {
      const field = h("select", { class: "select", "aria-label": filter.label, on: { change: () => press(key, field.value) } },
        filter.options.map(({ value, label }) => h("option", { value }, label)));
      field.value = wantedOf(filter)[0] ?? "";
      return h("label", { class: "quiet" }, filter.label, " ", field);
    }
    const group = h("div", { class: filter.many ? "chips" : "switch", role: "group", "aria-label": filter.label },
      filter.options.map((option) => optionButton(key, option)));
    return filter.shown ? h("span", {}, h("span", { class: "quiet" }, filter.shown, " "), group) : group;
  }

  // Of a text that has nothing here the button only says so.
  function optionButton(key, { value, label, short, doc, sign, isSilent }) {
    const isShort = doc && (size.isNarrow || size.isCompact);
    const name = isShort ? short ?? shortOf(doc, label) : label;
    return h("button", {
      type: "button", "data-key": key, "data-value": value, "data-doc": doc, "aria-label": doc ? label : null, title: name === label ? null : label, disabled: isSilent, on: { click: () => press(key, value) },
    }, doc ? [seal(view.data.texts[doc], view.lang), " "] : null, sign, doc ? h("span", { class: "chip-name" }, name) : name);
  }

  // The name of one of the five texts in a word, as a phone has room for.
  function shortOf(doc, label) {
    const key = `chip_${doc}`, short = view.speech.say(key);
    return short === key ? label : short;
  }

  // --- marks ---

  const passes = (item) => view.shownFilters.every((filter) => {
    if (filter.redraw) return true;
    const wanted = view.filters[filter.key] ? wantedOf(filter) : [];
    if (!wanted.length) return true;
    return filter.passes ? filter.passes(item, wanted) : wanted.includes(String(item.facts?.[filter.key] ?? ""));
  });

  const marks = () => [...parts.picture.querySelectorAll(".mark")];

  // Dims what the filters leave out and lights what is chosen: nothing is drawn anew.
  function light() {
    const kept = new Map(view.items.map((item) => [item.id, passes(item)])), all = marks();
    for (const mark of all) {
      const { id, of } = mark.dataset, isChosen = id === view.chosen;
      if (of === undefined) mark.classList.toggle(spec.hides ? "gone" : "dim", kept.get(id) === false);
      mark.classList.toggle("chosen", isChosen);
      set(mark, "aria-pressed", String(isChosen));
      set(mark, "tabindex", isChosen ? "0" : "-1");
    }
    placePane();
    // What belongs to a mark: its arc, its row with all signs in it.
    for (const other of parts.picture.querySelectorAll("[data-of]:not(.mark)")) {
      other.classList.toggle("dim", kept.get(other.dataset.of) === false);
      other.classList.toggle("chosen", other.dataset.of === view.chosen);
    }
    if (!all.some((mark) => mark.getAttribute("tabindex") === "0")) all[0]?.setAttribute("tabindex", "0");
    spec.after?.(view, parts.picture);
  }

  // An attribute that is written is looked at anew by every rule of the style sheet: only if it changes.
  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // On a phone the passage opens under the line that was tapped; at first, under the small picture.
  function placePane() {
    parts.pane.classList.toggle("sheet", isSheet);
    if (isSheet) return root.append(parts.pane);
    const line = firstPlace() ?? chosenLine() ?? (size?.isNarrow ? parts.picture.querySelector(".row.chosen,.kwic.chosen,.entry.chosen") : null);
    if (line) return line.after(parts.pane);
    return parts.pane.parentNode === parts.sides ? null : parts.sides.append(parts.pane);
  }

  // The line that is chosen, or the last one of its group where these are seen together.
  function chosenLine() {
    let line = parts.picture.querySelector(".line.chosen");
    if (!line || !spec.isTogether?.(view, view.byId.get(view.chosen))) return line;
    while (line.nextElementSibling?.matches(".line")) line = line.nextElementSibling;
    return line;
  }

  function firstPlace() {
    if ((isChosenHere && !isTapped) || parts.picture.querySelector(".line")?.dataset.id === view.chosen) return null;
    return parts.picture.querySelector(".small");
  }

  view.light = light;

  // The next of what was found; after the last one the first.
  function chooseNext() {
    const kept = view.items.filter(passes), at = kept.findIndex(({ id }) => id === view.chosen);
    const next = kept[(at + 1) % kept.length];
    if (next) choose(next.id);
  }

  // What is done with the passage, by the key of its button.
  function pressInPane(key) {
    const button = parts.pane.querySelector(`[data-key=${key}]`) ?? parts.thumb.querySelector(`[data-key=${key}]`);
    return button && (() => button.click());
  }

  function moveTo(mark) {
    if (!mark) return;
    choose(mark.dataset.id);
    const again = marks().find((other) => other.dataset.id === mark.dataset.id);
    again?.focus();
  }

  // --- the small picture of a phone ---

  const spots = () => [...parts.picture.querySelectorAll(".small .spot:not(.dim)")];

  // A finger is wider than a mark: the nearest one is meant, of the same height first.
  function nearestSpot({ clientX: x, clientY: y }) {
    const away = (area) => {
      const { left, right, top, bottom } = area.getBoundingClientRect();
      const fromMiddle = Math.abs(x - (left + right) / 2) / 1000; // of two that lie on each other
      return Math.hypot(Math.max(left - x, 0, x - right), 3 * Math.max(top - y, 0, y - bottom)) + fromMiddle;
    };
    const areasOf = (spot) => [...spot.querySelectorAll(".hit-area")];
    const known = spots().map((spot) => ({ spot, far: Math.min(...(areasOf(spot).length ? areasOf(spot) : [spot]).map(away)) }));
    return known.sort((a, b) => a.far - b.far)[0]?.spot;
  }

  // Its passage lies over the lower half; what was tapped stays in view above it.
  function openSheet(spot) {
    if (!spot) return;
    isTapped = isSheet = true;
    if (spot.dataset.of === view.chosen) {
      light();
      drawPane();
    } else choose(spot.dataset.of);
    parts.pane.scrollTop = 0;
    const hidden = spot.getBoundingClientRect().bottom + 12 - parts.pane.getBoundingClientRect().top;
    if (hidden > 0) scrollBy({ top: hidden });
  }

  function closeSheet() {
    isSheet = false;
    placePane();
    drawPane();
  }

  // Over the passage of a sheet: the mark before and the next one, and what closes it.
  function sheetBar() {
    if (!isSheet) return null;
    const all = spots(), at = all.findIndex(({ dataset }) => dataset.of === view.chosen);
    const button = (key, act) => h("button", { type: "button", class: "quiet-button", disabled: !act, on: { click: act } }, view.speech.say(key));
    const to = (spot) => spot && (() => openSheet(spot));
    return h("div", { class: "sheet-bar" }, button("sheet_before", to(all[at - 1])), button("sheet_next", to(all[at + 1])), button("sheet_close", closeSheet));
  }

  const onKey = (event) => {
    if (isSheet && event.key === "Escape") closeSheet();
    const mark = event.target.closest?.(".mark");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = marks().filter((other) => !other.classList.contains("dim") && !other.classList.contains("gone") && other.dataset.again === undefined);
    const at = all.findIndex((other) => other.dataset.id === mark.dataset.id);
    const act = {
      ArrowRight: () => moveTo(all[at + 1]), ArrowDown: () => moveTo(all[at + 1]),
      ArrowLeft: () => moveTo(all[at - 1]), ArrowUp: () => moveTo(all[at - 1]),
      Home: () => moveTo(all[0]), End: () => moveTo(all.at(-1)),
      Enter: () => choose(mark.dataset.id), " ": () => choose(mark.dataset.id),
      Escape: () => mark.blur(),
      c: pressInPane("c"), r: pressInPane("r"),
    }[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event) => {
    if (event.target.closest?.(".small svg")) return openSheet(nearestSpot(event));
    const mark = event.target.closest?.(".mark");
    if (!mark) return;
    isTapped = isSheet = false;
    moveTo(mark);
  };

  // --- the picture, or what stands for it ---

  function drawPicture() {
    size ??= measured();
    const { width } = size, table_ = view.filters.shape === "table";
    drawnWidth = width;
    view.isNarrow = size.isNarrow;
    parts.sides.append(parts.pane);
    const isList = !table_ && width > 0 && size.isNarrow && !spec.narrow;
    view.isList = isList;
    drawnBy = spec.drawnBy?.(view) ?? "";
    const isKeyed = !isList || spec.small || spec.glyph;
    const signs = spec.key && !table_ && isKeyed ? spec.key(view) : null;
    const key = signs && h("p", { class: "key" }, signs);
    replace(parts.above, size.isCompact ? key : null);
    replace(parts.picture, size.isCompact ? null : key);
    drawnRoom = size.room;
    const over = size.isCompact ? 0 : highOf(key);
    const free = drawnRoom === Infinity ? Infinity : drawnRoom - over - 6;
    add(parts.picture, table_ ? table() : isList ? list(width) : spec.draw(view, width || 900, free));
    watchLists();
  }

  // A list that scrolls says that there is more of it below.
  function watchLists() {
    for (const watcher of listWatchers.splice(0)) watcher.disconnect();
    for (const box of parts.picture.querySelectorAll(".lines,.text")) {
      const end = h("i", { class: "end" });
      box.append(end);
      box.dataset.more = `${view.speech.say("more_below")} ↓`;
      const watcher = new IntersectionObserver(([{ isIntersecting }]) => box.classList.toggle("ended", isIntersecting), { root: box });
      watcher.observe(end);
      listWatchers.push(watcher);
    }
  }

  function measured() {
    const wide = root.clientWidth, isNarrow = wide < NARROW;
    return { width: Math.floor(parts.picture.clientWidth), isNarrow, isCompact: !isNarrow && wide < COMPACT, room: room() };
  }

  // How high the key is: as high as when it last said the same in the same width.
  function highOf(key) {
    if (!key) return 0;
    const said = `${drawnWidth} ${key.textContent}`;
    if (!keyHighs.has(said)) keyHighs.set(said, key.offsetHeight);
    return keyHighs.get(said);
  }

  // How high a picture may be where the explorer has a screen for itself.
  function room() {
    return getComputedStyle(parts.sides).getPropertyValue("--whole") ? parts.picture.clientHeight : Infinity;
  }

  // On a phone: a small picture, and every mark as a line to be tapped, under the head of its group.
  function list(width) {
    const groups = new Map();
    for (const item of spec.listed?.(view) ?? view.items) groups.set(item.group ?? "", [...(groups.get(item.group ?? "") ?? []), item]);
    const headed = (group, items) => [group ? h("h3", {}, h("b", {}, mixed(group)), spec.heads?.(view, width)) : null, folded(items, width)];
    const drawn = [...groups].map(([group, items]) => [spec.over?.(view, items), spec.folds ? closed(items, width) : headed(group, items), spec.foots?.(view, items)]);
    return [small(width), h("div", { class: "list" }, drawn)];
  }

  // A group that is one line until it is opened; that of what was tapped is open.
  function closed(items, width) {
    const open = isChosenHere && items.some(({ id }) => id === view.chosen);
    return h("details", { class: "group", open, "data-doc": items[0].doc }, h("summary", {}, spec.folds(view, items)), items.map((item) => line(item, width)));
  }

  // The small picture over the list. Its marks are only seen: what is tapped is a line.
  function small(width) {
    const picture = spec.small?.(view, width);
    if (!picture) return null;
    for (const mark of picture.querySelectorAll(".mark")) {
      mark.classList.replace("mark", "spot");
      mark.dataset.of = mark.dataset.id;
      for (const name of ["data-id", "role", "aria-label", "tabindex"]) mark.removeAttribute(name);
    }
    picture.setAttribute("role", "img");
    return h("div", { class: "small" }, picture);
  }

  // The first lines of a group, and what is chosen; a button shows the others.
  function folded(items, width) {
    const isInTail = isChosenHere && items.slice(MOST_LINES).some(({ id }) => id === view.chosen);
    const isLong = items.length > MOST_LINES + 1 && !isInTail;
    const shown = lines(items.slice(0, isLong ? MOST_LINES : items.length), width);
    if (!isLong) return shown;
    const more = h("button", { type: "button", class: "button more", on: { click: () => {
      more.replaceWith(...lines(items.slice(MOST_LINES), width));
      light();
    } } }, view.speech.say("show_all", { count: items.length }));
    return [...shown, more];
  }

  // The lines of items, with a head where a run of them begins.
  function lines(items, width) {
    return items.flatMap((item) => [...(item.head ? [h("h4", { class: "run" }, mixed(item.head))] : []), line(item, width)]);
  }

  function line(item, width) {
    const glyph = spec.glyph?.(view, item, width), sign = spec.sign?.(view, item);
    return h("button", { type: "button", class: "mark line", "data-id": item.id, "data-doc": item.doc },
      item.doc && view.data.texts[item.doc] && !spec.isPlain?.(view) ? seal(view.data.texts[item.doc], view.lang) : null,
      sign ? h("span", { class: "sign" }, sign) : null, h("span", {}, item.words?.() ?? [mixed(item.label), otherLine(item)]), item.when ? h("span", { class: "quiet" }, item.when) : null, glyph ? h("span", { class: "glyph" }, glyph) : null);
  }

  function table() {
    const columns = spec.columns(view), items = view.items.filter(passes);
    const row = (item) => h("tr", {}, columns.map(({ of, number }, place) => h("td", { class: number ? "number" : null },
      place === 0 ? h("button", { type: "button", class: "mark cell", "data-id": item.id }, mixed(of(item) ?? "")) : mixed(of(item) ?? ""))));
    const body = h("tbody", {}, items.slice(0, FEW_ROWS).map(row));
    const more = items.length > FEW_ROWS && h("button", { type: "button", class: "button", on: { click: () => {
      replace(body, items.map(row));
      more.remove();
      light();
    } } }, view.speech.say("show_all", { count: items.length }));
    return h("div", { class: "table" }, h("table", {},
      h("thead", {}, h("tr", {}, columns.map(({ head, number }) => h("th", { class: number ? "number" : null, scope: "col" }, head)))), body),
    more);
  }

  // --- the passage ---

  function drawPane() {
    const item = view.byId.get(view.chosen);
    if (spec.hides && item && !passes(item)) return fillPane(h("p", { class: "quiet" }, view.speech.say("choose_mark")));
    if (!item) {
      return fillPane(h("p", { class: "quiet" }, view.speech.say(view.chosen ? "unknown_mark" : "choose_mark", { id: view.chosen })));
    }
    const { kicker, heading, above, body, findings, below, most, all, around, first, isBare, isVoiced } = spec.pane(view, item);
    const other = otherLine(item);
    replace(parts.live, mixed(`${kicker ? `${kicker}${view.speech.sign("colon")}` : ""}${heading}`), " ", otherLine(item));
    return fillPane(
      kicker ? h("p", { class: "kicker" }, mixed(kicker)) : null, h("h3", { class: other ? "doubled" : null }, mixed(heading)), other,
      above ? h("div", { class: "above" }, above) : null,
      body ?? passagesOf(findings, { most: most ?? 2, all, around: around ?? 0, first, isBare, isVoiced }),
      below ? h("div", { class: "below" }, below) : null);
  }

  function passagesOf(findings, asked) {
    if (!findings.length) return h("p", { class: "quiet" }, view.speech.say("silent_here"));
    return passages(view.data, findings, view.speech, asked);
  }

  // What is below the fold of the passage is named, not faded.
  function fillPane(...children) {
    replace(parts.below, `${view.speech.say("more_below")} ↓`);
    replace(parts.pane, sheetBar(), children, parts.end, parts.below);
    // What is done with the passage is at the thumb of a phone.
    const acts = spec.thumb && size?.isNarrow ? parts.pane.querySelector(".where") : null;
    replace(parts.thumb, acts);
  }

  function showBelow() {
    parts.pane.scrollTop += parts.pane.clientHeight - 60;
  }

  // Asked of the browser when it has painted: to ask at once would make it reckon all places.
  const endWatcher = new IntersectionObserver(([{ isIntersecting }]) => {
    set(parts.below, "aria-hidden", String(isIntersecting));
  }, { root: parts.pane });
  endWatcher.observe(parts.end);

  // --- the foot ---

  function drawFoot() {
    const { say } = view.speech, other = view.lang === "zh" ? "en" : "zh";
    const setLanguage = () => {
      model.set("lang", other);
      model.save_changes();
    };
    const state = () => ({ chosen: view.chosen, filters: view.filters, lang: view.lang });
    const inNotebook = model.get("host") !== "page";
    const link = () => (model.address ? model.address(state()) : `${location.href.split("#")[0]}${addressOf(spec.name, state())}`);
    const place = () => (inNotebook ? codeOf("explorers", spec.name, state()) : link());
    const rows = () => csvOf(spec.columns(view), view.items.filter(passes));
    replace(parts.foot, h("span", { class: "quiet shown" }, shownLine()),
      h("span", { class: "actions" },
        action(say(inNotebook ? "copy_code" : "copy_link"), () => copy(place()), say),
        drawn() || view.isList ? ["svg", "png"].map((kind) => action(say(`save_${kind}`), () => savePictureAs(kind), say)) : null,
        action(say("save_csv"), () => saveText(`${spec.name}.csv`, rows(), "text/csv"), say),
        action(say("cite_view"), () => copy(say("cite_of", { title: spec.title(view), where: place() })), say),
        h("button", { type: "button", class: "quiet-button", on: { click: drawSources } }, say("sources_of_view")),
        // A screen that holds several explorers leads on to the next one and has its own switch.
        model.next ? h("button", { type: "button", class: "quiet-button next", on: { click: model.next.go } }, h("b", {}, `${say(model.next.key)} →`)) : null,
        model.address ? null : h("button", { type: "button", class: "quiet-button", lang: other === "zh" ? "zh-Hans" : "en", on: { click: setLanguage } }, other === "zh" ? "中文" : "English")));
  }

  const drawn = () => parts.picture.querySelector(":scope > svg:not(.strip), .small > svg, .rates > svg");

  // Saves the picture as it is drawn; where a phone has only a list, the whole one, drawn for that.
  async function savePictureAs(kind) {
    const held = drawn() ? null : h("div", { class: "offscreen" }, spec.draw(view, SAVED));
    if (held) root.append(held);
    await savePicture(drawn() ?? held.firstChild, spec.name, kind, spec.title(view), view.data.source_line);
    held?.remove();
  }

  function shownLine() {
    const kept = view.items.filter(passes), count = kept.length, all = view.items.length, { say } = view.speech;
    const counted = spec.shown?.(view, count, all, kept) ?? { count, all };
    if (typeof counted === "string") return counted;
    // A list is shown in part until more of it is asked for.
    const some = view.isList ? "counted_of" : "shown";
    return say(counted.count === counted.all ? "counted_all" : some, { ...counted, things: say(`things_${spec.name}`) });
  }

  // In the place of the passage: the texts that are drawn on, each with its citation.
  function drawSources() {
    const { speech } = view;
    const source = (text, doc) => h("div", { class: "passage", "data-doc": doc },
      h("p", {}, seal(text, view.lang), " ", h("b", {}, mixed(text[`short_${view.lang}`])), " · ", mixed(text[`when_${view.lang}`])),
      h("p", {}, mixed(speech.named(text, "title"))), h("p", { class: "quiet" }, mixed(text[view.lang === "zh" ? "title_en" : "title_zh"])),
      h("p", { class: "where" }, h("code", {}, doc), " ", copyButton(speech.say("copy_citation"), () => text[`cite_${view.lang}`].replaceAll("{address}", doc), speech)));
    const back = h("button", { type: "button", class: "button", on: { click: drawPane } }, speech.say("back_to_passage"));
    fillPane(h("h3", {}, speech.say("sources_of_view")), Object.entries(view.data.texts).map(([doc, text]) => source(text, doc)), back);
    back.focus({ preventScroll: true });
    parts.pane.scrollTop = 0;
  }

  function drawAll() {
    refresh();
    size = measured();
    drawTitle();
    drawLead();
    drawTools();
    drawFoot();
    size = null;
    drawPicture();
    light();
    drawPane();
    drawFoot();
  }

  function drawLead() {
    const said = spec.lead?.(view) ?? "";
    replace(parts.lead, typeof said === "string" ? mixed(said) : said);
  }

  function drawTitle() {
    const title = spec.title(view);
    if (title !== drawnTitle) replace(parts.title, unbroken(title, view.lang));
    drawnTitle = title;
  }

  // Whether other marks are to be drawn; what only dims them leaves the picture as it is.
  function isOther(before) {
    if (view.filters.shape === "table" || (before.shape || "") !== (view.filters.shape || "")) return true;
    if (spec.drawnBy && spec.drawnBy(view) !== drawnBy) return true;
    return view.shownFilters.some(({ key, redraw }) => redraw && (before[key] || "") !== (view.filters[key] || ""));
  }

  const onFilters = () => {
    const before = view.filters, wasChosen = view.chosen;
    refresh();
    // What another text or another search doesn't have is no longer chosen.
    if (model.get("chosen") && view.items.length && !view.byId.has(view.chosen)) choose("");
    drawTools();
    const isDrawn = isOther(before);
    if (isDrawn) {
      drawPicture();
      drawLead();
    }
    drawTitle();
    const sought = spec.hides || spec.follows || view.shownFilters.some(({ key, search }) => search && before[key] !== view.filters[key]);
    const isLost = sought && view.byId.has(view.chosen) && !passes(view.byId.get(view.chosen));
    // Of what was sought the first is chosen, if what was chosen is not among it.
    const first = isLost && view.items.find(passes);
    if (first) choose(first.id);
    else light();
    // Another text opens on a mark of its own; what a list has put away is said no longer.
    if (!first && (spec.hides || view.chosen !== wasChosen)) drawPane();
    if (isDrawn && (before.shape || "") !== (view.filters.shape || "")) drawFoot();
    else parts.foot.querySelector(".shown").textContent = shownLine();
  };
  const onChosen = () => {
    isChosenHere = true;
    view.chosen = model.get("chosen") || spec.opening(view);
    // A line that is folded away is shown when it is chosen from elsewhere.
    const isHidden = !isSheet && (view.isList || spec.drawnBy) && !marks().some((mark) => mark.dataset.id === view.chosen);
    if (isHidden || (spec.drawnBy && !view.isList && spec.drawnBy(view) !== drawnBy)) {
      refresh();
      drawPicture();
      parts.foot.querySelector(".shown").textContent = shownLine();
    }
    light();
    drawPane();
    // A heading that is that of the place which is read.
    if (spec.title(view) !== drawnTitle) {
      drawTitle();
      drawLead();
    }
    reveal();
  };
  // In a list that scrolls, what is chosen is brought into view; rows that were out of view get
  // their true heights only when they are painted, so it is looked at again.
  function reveal(times = 3) {
    if (times > 1) requestAnimationFrame(() => reveal(times - 1));
    const row = parts.picture.querySelector(".row.chosen,.kwic.chosen,.entry.chosen");
    const box = row?.closest(".text,.lines");
    if (!box || box.scrollHeight <= box.clientHeight) return;
    if (row.offsetTop < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) {
      // The row before it is the first one, and whole.
      const head = box.querySelector("h3,.says")?.offsetHeight ?? 0;
      box.scrollTop = (row.previousElementSibling ?? row).offsetTop - head;
    }
  }
  drawAll();
  reveal();
  // Held on the root too, so that a benchmark and a test can ask.
  root.egov = { view, choose, setFilter };
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", onClick);
  model.on("change:filters", onFilters);
  model.on("change:chosen", onChosen);
  model.on("change:lang", drawAll);
  model.on("change:data", drawAll);
  const watcher = new ResizeObserver(() => {
    // Nothing waits to be reckoned here, so that to ask costs nothing.
    const isAsWide = Math.abs(Math.floor(parts.picture.clientWidth) - drawnWidth) < 2, now = room();
    if (isAsWide && (now === drawnRoom || Math.abs(now - drawnRoom) < 6)) return;
    size = null;
    const active = root.getRootNode().activeElement;
    const held = parts.picture.contains(active) ? active.dataset.id : undefined;
    drawPicture();
    drawTools();
    light();
    drawFoot();
    // A scroll bar that comes with a longer passage changes the width, too: keys must go on.
    if (held) marks().find((mark) => mark.dataset.id === held)?.focus({ preventScroll: true });
  });
  watcher.observe(parts.picture);
  return () => {
    watcher.disconnect();
    endWatcher.disconnect();
    for (const one of listWatchers) one.disconnect();
    model.off("change:filters", onFilters);
    model.off("change:chosen", onChosen);
    model.off("change:lang", drawAll);
    model.off("change:data", drawAll);
    root.remove();
  };
}
