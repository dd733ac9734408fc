// How far a reader is: what this browser keeps of the exercises, in the format of my-answers.json,
// which notebooks keep, too. It can be downloaded and taken back, here and there.
"use strict";
document.querySelectorAll(".progress-box").forEach((box) => {
  const lessons = JSON.parse(box.querySelector("script").textContent);
  const said = make("span", { role: "status" });
  let kept = null;

  // Of one lesson: how many exercises, tried, right (a claim is never right: it is tried).
  function counts(ids, answers) {
    const records = ids.map((id) => answers.exercises[id]).filter(Boolean);
    return { all: ids.length, tried: records.filter((one) => one.tries > 0).length, right: records.filter((one) => one.right).length };
  }

  function button(words, act) {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", act);
    return made;
  }

  function download() {
    const file = new Blob([JSON.stringify(kept.allAnswers(), null, 1)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: kept.PLACE });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function takeBack(file) {
    if (!file) return;
    const taken = kept.restoreFrom(await file.text());
    if (taken) location.reload(); // the boxes of the page take up what came
    else said.textContent = say("no_answers");
  }

  function files() {
    const take = make("input", { type: "file", accept: ".json", class: "offscreen", tabindex: "-1", "aria-label": say("take_back") });
    take.addEventListener("change", () => takeBack(take.files[0]));
    return [button(say("download"), download), take, button(say("take_back"), () => take.click()), said];
  }

  const line = make("span"), table = make("tbody");
  function draw() {
    const answers = kept.allAnswers(), all = lessons.map(({ ids }) => counts(ids, answers));
    const sum = (name) => all.reduce((total, one) => total + one[name], 0);
    line.textContent = say("tried", { tried: sum("tried"), all: sum("all"), right: sum("right") });
    table.replaceChildren(...lessons.map(({ title, href, time }, number) => {
      const { all: count, tried, right } = all[number];
      const state = tried === count ? say("all_tried") : tried ? say("some_tried", { tried, all: count }) : `${count}`;
      return make("tr", {}, make("th", { scope: "row" }, make("a", { href: `${up}${href}` }, title)), make("td", {}, time), make("td", {}, state), make("td", {}, right ? `${right}` : "–"));
    }));
  }

  load("answers.js").then(() => {
    kept = window.egovAnswers;
    draw();
    const whole = lessons.length > 1 ? [make("details", {}, make("summary", {}, say("lesson_by_lesson")), make("table", {},
      make("thead", {}, make("tr", {}, ...["lesson", "time", "exercises", "right"].map((head) => make("th", { scope: "col" }, say(`head_${head}`))))), table))] : [];
    box.append(make("p", {}, make("b", {}, say("your_progress")), line, ...files()), ...whole);
    box.hidden = false;
    // An exercise keeps its record when it is answered.
    for (const kind of ["click", "keyup", "change"]) document.addEventListener(kind, () => setTimeout(draw, 300));
    addEventListener("storage", draw); // another page of the book
  });
});
