"""The handout has no answers and mentions none; a slide has a picture, a sentence and notes.

Both are made here from the notebooks as they are committed.
"""

import json
import re

import handout
import nbformat
import publish
import pytest
import slide_figures
import slides

from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import load_segments, passage

lessons = pytest.mark.parametrize("path", publish.LESSONS, ids=lambda p: p.stem)


in_both = pytest.mark.parametrize("lang", slides.LANGUAGES)


@lessons
@in_both
def test_a_handout_has_every_cell_but_the_answers(path, lang):
    """What is tagged solution is left out with its heading, and exercises have no Answer button."""
    path = publish.in_language(path, lang)
    before = nbformat.read(path, as_version=4)
    answers = [
        c.source for c in before.cells if "solution" in c.metadata.get("tags", [])
    ]
    given = handout.hand_out(nbformat.read(path, as_version=4))
    nbformat.validate(given)
    assert len(given.cells) == len(before.cells) - len(answers) - 1
    for heading in ("Worked answers", "参考答案"):
        assert not [c.source for c in given.cells if f"### {heading}" in c.source]
    assert not {c.source for c in given.cells if c.cell_type == "code"} & set(answers)
    assert not [
        c.source
        for c in given.cells
        if re.search(r'^egov\.exercise\("[^"]+"\)', c.source)
    ]


@lessons
@in_both
def test_a_handout_speaks_of_nothing_that_it_leaves_out(path, lang):
    """No word of worked answers, of their button or of code that works them out."""
    path = publish.in_language(path, lang)
    given = handout.hand_out(nbformat.read(path, as_version=4))
    said = "\n".join(c.source for c in given.cells if c.cell_type == "markdown")
    assert not re.search(
        r"worked answer|button Answer|folded at the end|参考答案|完整解答|折叠在最后",
        said,
        re.IGNORECASE,
    )
    assert "There are three hints." in said or "每题有三条提示。" in said


@lessons
@pytest.mark.parametrize("lang", slides.LANGUAGES)
def test_a_sheet_asks_everything_with_room_to_write(path, lang):
    """Every exercise once, without hints and answers; it loads nothing and has no script."""
    inside = path.relative_to(publish.NOTEBOOKS)
    own = path if lang == "en" else publish.NOTEBOOKS / lang / inside
    notebook = nbformat.read(own, as_version=4)
    page = handout.sheet(notebook, lang)
    asked = [c for c in notebook.cells if "exercise" in c.metadata.get("tags", [])]
    assert page.count("class='room'") == page.count("class='task'") == len(asked) >= 7
    assert not re.search(r"<script|<details|<button|src=.https?:", page)
    if re.match(r"\d", path.stem):
        assert page.count("class='keep'") == 1


def test_the_texts_on_paper_are_whole():
    """Every clause of the five texts stands there, in both languages."""
    page = handout.texts_page("en")
    assert page.count('<td class="zh"') == page.count('<td lang="en">')
    for doc_id, text in load_corpus().set_index("doc_id")["text"].items():
        assert doc_id in page
        assert len(load_segments(doc_id)) <= page.count("<tr>")
        assert text[:4] in page


SOURCE = slides.load_slides()
DECKS = SOURCE["decks"]
PAGES = {
    (name, lang): slides.deck_page(name, lang)
    for name in DECKS
    for lang in slides.LANGUAGES
}
in_each = pytest.mark.parametrize("deck", PAGES, ids="-".join)
CHINESE_RE = re.compile("[\u4e00-\u9fff]")


@in_each
def test_a_slide_has_one_sentence_one_picture_its_addresses_and_notes(deck):
    """As many of each as the deck has slides; every address is that of a passage."""
    page, shown = PAGES[deck], DECKS[deck[0]]["slides"]
    assert page.count("<section") == page.count("<h2>") == len(shown)
    assert (
        page.count('<div class="figure">') == page.count('class="notes"') == len(shown)
    )
    for key in shown:
        slide = SOURCE["slides"][key]
        assert all(address in page for address in slide["show"])
        assert len(passage(slide["show"])) == len(slide["show"])


@in_each
def test_slides_load_nothing_from_elsewhere(deck):
    """Only the drawing library, which lies beside the page."""
    page = PAGES[deck]
    named = re.findall(r"(?:src|href)=\"?([^\s\"]+)", page)
    asked = {one for one in named if not one.startswith("data:")}
    assert asked == {"assets/plotly.min.js"}
    assert not re.search(r"url\(|@import", page)


@pytest.mark.parametrize("key", SOURCE["slides"])
def test_a_slide_speaks_both_languages_and_is_told_of_its_lesson(key):
    """No Chinese in an English sentence, some in a Chinese one; the lesson is there."""
    slide = SOURCE["slides"][key]
    for said in (slide["sentence"], slide["notes"]):
        assert CHINESE_RE.search(said["zh"])
    assert not CHINESE_RE.search(slide["sentence"]["en"])
    assert (slides.NOTEBOOKS / f"{slide['lesson']}.ipynb").exists()
    assert any(key in deck["slides"] for deck in DECKS.values())


@pytest.mark.parametrize("name", DECKS)
def test_the_minutes_of_a_slide_are_those_of_its_path(name):
    """Every path is found, and a lesson that it has twice gives its rows in turn."""
    steps = slides.steps_of(DECKS[name]["path"])
    assert len(steps) >= 5
    if name == "90-minutes":
        first = slides.minutes_of("01-five-sources", steps)
        second = slides.minutes_of("01-five-sources", steps)
        assert first == second == 12 and sum(step.minutes for step in steps) == 78
    assert slides.minutes_of("no-lesson", steps) == 0


def test_a_slide_shows_the_chart_of_its_lesson():
    """The marks are those of the committed notebook, in the language of the deck."""
    charts = [one for one in SOURCE["slides"].values() if one["figure"] == "chart"]
    assert len(charts) >= 3
    for slide in charts:
        for lang in slides.LANGUAGES:
            saved = slide_figures.output_of(slide, lang)
            [written] = re.findall(
                r"<script[^>]*>(.*?)</script>",
                slide_figures.chart(slide, lang),
                re.DOTALL,
            )
            drawn = json.loads(written)
            traces = saved[slide_figures.CHART]["data"]
            assert drawn["data"] == list(map(slide_figures.without_hover, traces))
    with pytest.raises(SystemExit, match="no chart in cell nowhere"):
        slide_figures.chart({**charts[0], "cell": "nowhere"}, "en")


def test_what_a_slide_shows_comes_from_the_texts():
    """The byte that is lost, the two days that are left, the character that is missing."""
    shown = SOURCE["slides"]
    assert "CA" in slide_figures.byte_rows(shown["bytes"], "en")
    assert slide_figures.days(shown["days"], "en").count('<td class="left"') == 1
    assert slide_figures.days(shown["days"], "en").count('<td class="unlikely"') == 1
    assert "<mark>要</mark>" in slide_figures.must(shown["must"], "en")
    assert slide_figures.ladder(shown["ladder"], "en").count('class="unknown"') == 3
    assert slide_figures.search(shown["search"], "en").count("missed") == 3


def test_slides_are_written_with_what_draws_them(tmp_path):
    """A page for each way to teach and language, and the library beside them."""
    folder = publish.publish_slides(tmp_path)
    pages = sorted(path.name for path in folder.glob("*.html"))
    assert len(pages) == len(DECKS) * len(slides.LANGUAGES)
    assert (folder / "assets" / "plotly.min.js").stat().st_size > 1_000_000
