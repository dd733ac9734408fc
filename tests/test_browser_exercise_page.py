"""An exercise on a page without a kernel, in a real browser: it is answered by mouse and keys, in
both languages, at a desk and on a phone; what was answered is back after a reload.
"""

import json
import re
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, faults_in_light_and_dark, open_again

from egov_lib.show import safe_text
from egov_lib.teach import exercises
from egov_lib.teach.exercises.bank import KINDS, MODELS

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
TABLE = exercises.load_exercises()
LANGS = ("en", "zh")
OPEN_ANSWER = (
    "我认为自检只能说明软件能够运行，不能说明读法对不对，更不能说明五篇文本以外的情况"
)
# Buttons, fields and lines to choose that a finger would miss.
TOO_LOW = """() => [...document.querySelectorAll(
  ".exercise button, .exercise .field, .exercise .option")]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.9)
  .map((one) => one.outerHTML.slice(0, 80))"""
KEPT = "JSON.parse(localStorage.getItem('my-answers.json')).exercises"


def first_id(kind):
    """The first exercise of a kind; of the open ones the first that has a table to look at."""
    names = TABLE.loc[TABLE["kind"] == kind, "exercise_id"]
    if kind == "open":
        names = [
            name for name in names if exercises.find_exercise(name).get("looks_at")
        ]
    return next(iter(names))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page for the first exercise of each kind, in both languages."""
    path = tmp_path_factory.mktemp("exercises")
    for kind in KINDS:
        for lang in LANGS:
            page = exercises.exercise(first_id(kind), lang=lang).page()
            (path / f"{kind}-{lang}.html").write_text(page, encoding="utf-8")
    return path


def texts_of(part):
    """Every text in a part of an exercise."""
    if isinstance(part, str):
        return [part]
    inner = part.values() if isinstance(part, dict) else part
    parts = inner if isinstance(part, (dict, list)) else []
    return [text for one in parts for text in texts_of(one)]


def go_past_the_guess(shown, guess="12"):
    """Keep a guess where one is asked for; says whether one was. The task comes after it."""
    if not shown.locator(".guess input").count():
        return False
    assert not shown.locator(".task").is_visible()
    shown.fill(".guess input", guess)
    shown.keyboard.press("Enter")
    assert shown.locator(".task").is_visible()
    return True


def fill_in(shown, kind, answer):
    """Put an answer into the fields."""
    if kind == "choice":
        shown.locator(f"input[type=radio][value='{answer}']").check()
        return
    if kind != "claim":
        written = ", ".join(answer) if isinstance(answer, list) else str(answer)
        shown.fill("form.answer .field", written or OPEN_ANSWER)
        return
    for slot, value in answer.items():
        field = shown.locator(f"[data-slot={slot}] .field")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(str(value))


# A window and a language have nothing to do with each other: each is tried once with a kind.
@pytest.mark.parametrize(("lang", "size"), [("en", "phone"), ("zh", "desk")])
@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_is_answered_on_a_page(folder, open_page, kind, lang, size):
    """The verdict and its sentence are Python's; answer and record are back after a reload; a
    fresh start takes them away. On a phone, what is touched is 44 pixels high.
    """
    name = first_id(kind)
    shown = open_page(f"file://{folder}/{kind}-{lang}.html", size)
    has_guess = go_past_the_guess(shown)
    if size == "phone":
        assert shown.evaluate(TOO_LOW) == []
    answer = exercises.answer_to(name)
    fill_in(shown, kind, answer)
    shown.click("[data-do=check]")
    told = exercises.check(name, answer or OPEN_ANSWER, keep=False, lang=lang)
    says = shown.inner_text(".verdict")
    assert told.says.splitlines()[0] in says
    assert shown.locator(f".verdict.{told.verdict}").count() == 1
    assert ("12" in says) == has_guess
    shown.click("[data-do=hint]")
    assert shown.locator(".hints li").count() == 1
    if kind != "open":  # its model answer is there at once
        shown.click("[data-do=answer]")
    assert shown.locator(".worked .beside").first.is_visible()
    kept = shown.evaluate(KEPT)[name]
    fields = ("tries", "verdict", "because", "hints", "shown")
    assert [kept[field] for field in fields] == [
        1,
        told.verdict,
        told.because,
        1,
        kind != "open",
    ]
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size == "phone":
        assert shown.evaluate(TOO_LOW) == []

    open_again(shown)
    shown.wait_for_selector(".verdict:not(.none)")
    assert told.says.splitlines()[0] in shown.inner_text(".verdict")
    shown.click("[data-do=afresh]")
    shown.click("[data-do=afresh]")
    assert shown.evaluate(KEPT) == {}
    assert shown.locator(".verdict.none").count() == 1


def test_enter_checks_and_a_wrong_answer_hears_why(folder, open_page):
    """Enter checks; the sentence is that for this very mistake; nonsense is no try."""
    shown = open_page(f"file://{folder}/quote-en.html")
    for wrong in ("要用一年左右的时间", "asdf"):
        shown.fill("form.answer .field", wrong)
        shown.keyboard.press("Enter")
        told = exercises.check(first_id("quote"), wrong, keep=False, lang="en")
        assert told.says.splitlines()[0] in shown.inner_text(".verdict")
    assert shown.evaluate(KEPT)[first_id("quote")]["tries"] == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_model_answer_and_a_weak_one_stand_beside_the_ticks(folder, open_page, lang):
    """They come with an answer that is long enough, and not before; the table is folded."""
    spec = exercises.find_exercise(first_id("open"))
    shown = open_page(f"file://{folder}/open-{lang}.html")
    for written, count in (("asdf", 0), (OPEN_ANSWER, 1)):
        shown.fill("form.answer .field", written)
        shown.click("[data-do=check]")
        for name in MODELS:
            words = shown.locator(".worked p").get_by_text(spec[name][lang], exact=True)
            assert words.count() == count, (written, name)
    assert shown.locator(".rubric input").first.is_visible()
    assert not shown.locator(".worked table").is_visible()
    shown.click(".worked summary")
    assert shown.locator(".worked table").is_visible()


def test_ticks_are_kept(folder, open_page):
    """Points of a rubric that are ticked are still ticked after a reload."""
    shown = open_page(f"file://{folder}/open-en.html")
    go_past_the_guess(shown)
    shown.fill("form.answer .field", OPEN_ANSWER)
    shown.keyboard.press("Control+Enter")
    shown.locator(".rubric .option").nth(1).click()
    assert shown.evaluate(KEPT)[first_id("open")]["ticks"] == ["2"]
    open_again(shown)
    shown.wait_for_selector(".rubric")
    assert shown.locator(".rubric input:checked").count() == 1


def test_the_language_is_switched_and_the_answer_stays(folder, open_page):
    """The switch keeps what was typed."""
    shown = open_page(f"file://{folder}/quote-en.html")
    shown.fill("form.answer .field", "一年")
    shown.click(".switch button >> nth=1")
    assert shown.input_value("form.answer .field") == "一年"
    task = TABLE.set_index("exercise_id").loc[first_id("quote"), "task_zh"]
    assert shown.inner_text(".task") == task


def test_a_page_shows_emphasis_as_a_notebook_does(folder, open_page):
    """Of every text of every exercise the script makes the elements that Python makes, and no star
    of a sum is taken for a mark.
    """
    path = Path(safe_text.__file__).parent / "front" / "dom.js"
    script = path.read_text(encoding="utf-8").replace("export ", "")
    specs = [exercises.find_exercise(name) for name in TABLE["exercise_id"]]
    texts = [text for text in texts_of(specs) if re.search("[*`]", text)]
    texts += [
        "2*3*4",
        "2 * 3 * 4",
        "*a* *b*",
        "字*重*字",
        "*<b>x</b>*",
        "**x**",
        "`*` and *",
    ]
    shown = open_page(f"file://{folder}/quote-en.html")
    made = shown.evaluate(
        "(texts) => {"
        + script
        + """
        return texts.map((text) => {
          const line = h("p", {}, emphasised(text));
          for (const run of line.querySelectorAll("span")) run.replaceWith(...run.childNodes);
          return line.innerHTML;
        });}""",
        texts,
    )
    for text, page in zip(texts, made):
        known = safe_text.with_emphasis(text)
        assert page == known.replace("&quot;", '"').replace("&#x27;", "'")


@pytest.mark.parametrize("kind", KINDS)
def test_no_serious_fault_of_accessibility(folder, open_page, kind):
    """axe-core finds nothing serious, in light and in dark, before and after a check."""
    shown = open_page(f"file://{folder}/{kind}-en.html")
    assert faults_in_light_and_dark(shown) == []
    go_past_the_guess(shown)
    fill_in(shown, kind, exercises.answer_to(first_id(kind)))
    shown.click("[data-do=check]")
    if kind != "open":  # its model answer is there at once
        shown.click("[data-do=answer]")
    assert shown.locator(".worked .beside").first.is_visible()
    assert faults_in_light_and_dark(shown) == []


def test_answers_go_from_page_to_notebook_and_back(
    folder, open_page, tmp_path, monkeypatch
):
    """The page's file is one that Python restores, and Python's one that a page restores; what is
    no file of answers is said to be none, and changes nothing.
    """
    monkeypatch.chdir(tmp_path)
    number = first_id("number")
    shown = open_page(f"file://{folder}/number-en.html")
    go_past_the_guess(shown)
    fill_in(shown, "number", exercises.answer_to(number))
    shown.locator("[data-do=check]").click()
    shown.locator(".verdict").filter(has_text="Right").wait_for()
    shown.locator(".files summary").click()
    with shown.expect_download() as download:
        shown.locator("[data-do=download]").click()
    saved = download.value.path().read_bytes()
    assert json.loads(saved)["exercises"][number]["right"] is True
    assert exercises.restore(saved).startswith("1 of 1 exercises restored")

    again = open_page(f"file://{folder}/number-zh.html")
    again.evaluate("localStorage.clear()")
    open_again(again)
    (tmp_path / "broken.json").write_text('{"exercises": []}', encoding="utf-8")
    (tmp_path / "mine.json").write_bytes(saved)
    take = again.locator("input[type=file]")
    take.set_input_files(tmp_path / "broken.json")
    again.get_by_text("这不是答案文件").wait_for()
    assert again.evaluate("localStorage.getItem('my-answers.json')") is None
    again.locator("input[type=file]").set_input_files(tmp_path / "mine.json")
    again.get_by_text("1题中恢复了1题").wait_for()
    kept = again.evaluate(KEPT)[number]
    assert kept == json.loads(saved)["exercises"][number]
    assert again.input_value("form.answer .field") == str(exercises.answer_to(number))


def test_one_click_keeps_the_vote(tmp_path, open_page):
    """The vote is back after a reload, in the same record the box of the end adds its own, and
    neither says that one is right. On a phone, what is touched is 44 pixels high.
    """
    for name, view in (("first", exercises.vote()), ("last", exercises.kept_vote())):
        (tmp_path / f"{name}.html").write_text(view.page(), encoding="utf-8")
    shown = open_page(f"file://{tmp_path}/first.html", "phone")
    assert shown.evaluate(TOO_LOW) == []
    shown.locator("input[value=same]").check()
    assert shown.evaluate(KEPT)["vote-1"]["guess"] == "same"
    open_again(shown)
    shown.wait_for_selector("input[value=same]:checked")
    open_again(shown, f"file://{tmp_path}/last.html")
    shown.locator(".kept", has_text="because it was late").wait_for()
    shown.locator("input[value=open]").check()
    record = shown.evaluate(KEPT)["vote-1"]
    assert [record["guess"], record["answer"]] == ["same", "open"]
    assert "You changed your mind" in shown.inner_text("[role=status]")
    assert faults_in_light_and_dark(shown) == []
    shown.click(".foot button")
    assert shown.evaluate(KEPT)["vote-1"]["answer"] == ""
