"""The handout has no answers, and the slides need no network.

Both are made here from the notebooks as they are committed.
"""

import json
import re

import nbformat
import publish
import pytest
import slides

lessons = pytest.mark.parametrize("path", publish.LESSONS, ids=lambda p: p.stem)


def made(path):
    """Give the slides of a notebook."""
    return slides.slides_of(nbformat.read(path, as_version=4))


@lessons
def test_a_handout_has_every_cell_but_the_answers(path):
    """What is tagged solution is left out with its heading, and exercises have no Answer button."""
    before = nbformat.read(path, as_version=4)
    answers = [
        c.source for c in before.cells if "solution" in c.metadata.get("tags", [])
    ]
    handout = publish.hand_out(nbformat.read(path, as_version=4))
    nbformat.validate(handout)
    assert len(handout.cells) == len(before.cells) - len(answers) - 1
    assert not [c.source for c in handout.cells if "Worked answers" in c.source]
    assert not {c.source for c in handout.cells if c.cell_type == "code"} & set(answers)
    assert not [
        c.source
        for c in handout.cells
        if re.search(r'^egov\.exercise\("[^"]+"\)', c.source)
    ]


@lessons
def test_slides_have_every_figure_and_no_answer(path):
    """Each figure that is for everybody is there as data that JSON can read.

    Worked answers and the method are not.
    """
    notebook = nbformat.read(path, as_version=4)
    folded = {"solution", "method"}
    shown = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and not folded & set(cell.metadata.get("tags", []))
    ]
    figures = [
        o for c in shown for o in c.outputs if slides.PLOTLY in o.get("data", {})
    ]
    drawn = re.findall(
        r"<script type='application/json'>(.*?)</script>", made(path), re.DOTALL
    )
    assert len(drawn) == len(figures)
    assert all(json.loads(text.replace("<\\/", "</"))["data"] for text in drawn)
    assert made(path).count("<section>") == made(path).count("</section>") > 5


@lessons
def test_slides_load_nothing_from_elsewhere(path):
    """No script, style, picture or frame comes from a network."""
    page = slides.page_of(nbformat.read(path, as_version=4))
    assert not re.findall(
        r"(?:<script[^>]*src|<link[^>]*href|<img[^>]*src|<iframe[^>]*src)=\"?https?:",
        page,
    )


def test_long_paragraphs_are_cut_at_a_sentence_and_kept_whole_for_the_speaker():
    """What fits is shown whole; of more, whole sentences, with all of it in the notes.

    Lists and tables stay as they are.
    """
    assert "aside" not in slides.text_piece("One thing. And another.\n\n- a. b\n- c. d")
    shown, notes = slides.text_piece(
        "One *thing.* " + "word " * 70 + "end. Last.\n\nNext.\n\n- a. b"
    ).split("<aside")
    assert (
        "<em>thing.</em>" in shown
        and "word" not in shown
        and "<li>a. b</li>" in shown
        and "Last" in notes
    )


def test_code_joins_its_text_while_there_is_room():
    """A short output is under its text; of a table of forty rows a dozen are shown on a slide."""
    column = [[slides.text_piece("## Head\n\nText.")]]
    row = "<tr>\n      <th>1</th><td>a</td></tr>"
    table = slides.shortened(f"<div><table><tbody>{row * 40}</tbody></table></div>")
    slides.pack(column, ["<pre>1</pre>", "<pre>" + "line\n" * 6 + "</pre>", table])
    assert table.count("<tr>") == slides.MOST_ROWS + 1 and "28 more rows" in table
    assert [len(slide) for slide in column] == [3, 1]


def test_without_npm_slides_say_what_is_missing(monkeypatch, tmp_path):
    """No npm: one line that says what to install."""
    monkeypatch.setattr(publish.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="Node"):
        publish.fetch_reveal(tmp_path)
