// The search: substrings in Chinese and English, over segments, terms and sections of pages. The
// index is a script that is loaded when somebody begins to search.
"use strict";
(() => {
  const field = document.getElementById("q"), panel = document.getElementById("found");
  const whole = document.getElementById("found-page");
  const isChinese = root.lang !== "en", here = isChinese ? `${up}zh/` : up;
  // Segments and terms are the same in all languages, pages are not.
  const part = (name) => load(`${name}.js`).then(() => unpacked(window.egovPool[name]));
  let index = null;
  const loadIndex = () => (index ??= Promise.all([part("index"), part(`sections-${isChinese ? "zh" : "en"}`)]).then(([shared, sections]) => ({ ...shared, sections })));
  const MOST = 6, MOST_ON_PAGE = 100;
  const ADDRESS = /^([a-z]+-\d{4})[:/]([\w.]+(?:-[\w.]+)?)$/;

  // Text as it is compared: small letters without tones and accents, hyphens as blanks.
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[-‐‑]/g, " ");
  const hasHan = (text) => /[\u3400-\u9fff]/.test(text);
  // A query is one phrase if it is found as such, else its words in any order.
  const wordsOf = (query) => plain(query).split(/\s+/).filter(Boolean);

  function rank(fields, query) {
    const phrase = plain(query);
    const texts = fields.map(plain);
    for (const [place, text] of texts.entries()) {
      if (text === phrase) return place;
    }
    for (const [place, text] of texts.entries()) {
      if (text.includes(phrase)) return 10 + place;
    }
    const joined = texts.join(" "), words = wordsOf(query);
    return words.length > 1 && words.every((word) => joined.includes(word)) ? 30 : -1;
  }

  function among(rows, query, fieldsOf) {
    const found = [];
    for (const row of rows) {
      const place = rank(fieldsOf(row), query);
      if (place >= 0) found.push([place, row]);
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, row]) => row);
  }

  const toText = (address) => `${here}texts/${address.split(":")[0]}.html#${address}`;

  function atAddress(index, query) {
    // Also a whole link that was copied, and the colon of a Chinese keyboard
    const [, doc, part] = query.normalize("NFKC").split("#").at(-1).match(ADDRESS) ?? [];
    if (!doc) return [];
    const first = part.split("-")[0];
    return index.segments.filter(([address]) => address === `${doc}:${first}` || address.startsWith(`${doc}:${first}.`));
  }

  const isNothing = (results) => Object.values(results).every((rows) => !rows.length);

  // A word in letters that is nowhere is looked for without its ending: "intranets", "isolating".
  const shorter = (query) => (hasHan(query) ? query : query.replace(/(?<=\p{Script=Latin}{4})(?:ing|ed|es|s)$/iu, ""));

  // Everything that answers a query, by kind.
  function search(index, query) {
    const addressed = atAddress(index, query);
    return {
      segments: addressed.length ? addressed : among(index.segments, query, ([address, zh, en]) => [zh, en, address]),
      terms: among(index.terms, query, (term) => term.slice(0, 6)),
      sections: among(index.sections, query, ([, title, heading, text]) => [heading, title, text]),
    };
  }

  // Where a cut is to be moved to so that no word in letters is cut; it stays clear of what was found.
  const isLetter = (sign) => /[\p{Script=Latin}\d]/u.test(sign ?? "");
  function fromWord(text, cut, found) {
    let start = cut;
    while (start > 0 && start < found && isLetter(text[start - 1])) start += 1;
    return start;
  }
  function toWord(text, cut, found) {
    let end = cut;
    while (end < text.length && end > found && isLetter(text[end])) end -= 1;
    return end;
  }

  // The words around the first place where a query is found, with that place marked.
  function around(text, query, most) {
    const at = plain(text).length === text.length ? plain(text).indexOf(plain(query)) : text.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) return [text.length > most ? `${text.slice(0, toWord(text, most, 0))} …` : text];
    const room = text.length <= most ? 0 : Math.max(0, at - Math.floor(most / 3));
    const start = fromWord(text, room, at), end = toWord(text, Math.min(text.length, start + most), at + query.length);
    return [start ? "… " : "", text.slice(start, at), make("mark", {}, text.slice(at, at + query.length)), text.slice(at + query.length, end), end < text.length ? " …" : ""];
  }

  function hit(href, at, lines, element = "span") {
    return make("li", {}, make("a", { href }, make(element, { class: "at" }, at), ...lines));
  }

  const line = (parts, attributes = {}) => make("span", { style: "display:block", ...attributes }, ...parts);

  const KINDS = {
    segments: ["in_texts", ([address, zh, en], query) => hit(toText(address), address, [line(around(zh, query, 120), { lang: "zh-Hans" }), line(around(en, query, 200))], "code")],
    terms: ["terms", ([simplified, , pinyin, english, inEnglish, inChinese, id], query) => hit(`${here}reference/glossary.html#${id}`, pinyin, [line([...around(simplified, query, 60)], { lang: "zh-Hans" }), line(around(english, query, 100)), line(around(isChinese ? inChinese : inEnglish, query, 160), { class: "quiet" })])],
    sections: ["in_pages", ([href, title, heading, text], query) => hit(up + href, title, [line([heading]), line(around(text, query, 160), { class: "quiet" })])],
  };

  function draw(place, results, query, most, told = "") {
    const lists = told ? [make("p", { role: "status" }, told)] : [], counts = Object.values(results).map((rows) => rows.length);
    for (const [kind, [title, write]] of Object.entries(KINDS)) {
      const rows = results[kind];
      if (!rows.length) continue;
      lists.push(make("h3", {}, say("found", { title: say(title), count: rows.length })), make("ul", {}, ...rows.slice(0, most).map((row) => write(row, query))));
    }
    const sum = counts.reduce((a, b) => a + b, 0);
    if (!sum) lists.push(make("p", { role: "status" }, say("nowhere", { query })));
    else if (counts.some((count) => count > most)) lists.push(make("p", {}, make("a", { href: `${here}search.html?q=${encodeURIComponent(query)}` }, say("all_results", { count: sum }))));
    place.replaceChildren(make("div", { class: "hits" }, ...lists));
    place.hidden = false;
  }

  async function show(place, most) {
    const query = field.value.trim();
    if (!query || (query.length < 2 && !hasHan(query))) {
      if (place === panel) panel.hidden = true;
      return;
    }
    const all = await loadIndex();
    if (field.value.trim() !== query) return;
    const found = search(all, query), less = shorter(query);
    const other = isNothing(found) && less !== query ? search(all, less) : {};
    if (isNothing(other)) draw(place, found, query, most);
    else draw(place, other, less, most, say("shorter", { query, less }));
  }

  field.addEventListener("input", () => show(panel, MOST));
  field.addEventListener("focus", loadIndex, { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      field.focus();
    }
    if (event.key === "Escape" && !panel.hidden) {
      panel.hidden = true;
      field.focus();
    }
    if (panel.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const links = [field, ...panel.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    links[(at + (event.key === "ArrowDown" ? 1 : -1) + links.length) % links.length].focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(".search")) panel.hidden = true;
  });
  if (whole) {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) show(whole, MOST_ON_PAGE);
    else field.focus();
  }
})();
