"""Minutes: what the lessons say of themselves, what the table of exercises says, and what the
learning paths promise, agree.
"""

import re
from pathlib import Path

import minutes
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = (FOLDER / "learning-paths.md").read_text(encoding="utf-8")
GUIDE = (FOLDER / "instructor" / "guide.md").read_text(encoding="utf-8")
LESSONS = {
    path.relative_to(FOLDER).with_suffix("").as_posix(): path
    for path in [
        *sorted(FOLDER.glob("[0-9]*.ipynb")),
        *sorted((FOLDER / "labs").glob("*.ipynb")),
    ]
}
SECTIONS = {part.split("\n")[0]: part for part in PATHS.split("\n## ")[1:]}
LINK_RE = re.compile(r"\]\(([\w/-]+)\.ipynb\)")
# The paths that people plan; the other sections are written by the program.
PLANNED = [name for name in SECTIONS if name.startswith("A ")]
FOUND = {lesson.name: lesson for lesson in minutes.lessons()}
REMEDY = "run `python tools/minutes.py write`"


def rows_of(section):
    """The rows of the table of a section, as lists of cells; the sum comes last."""
    lines = [
        line.strip("|").split("|")
        for line in SECTIONS[section].split("\n")
        if line.startswith("|")
    ][2:]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_says_its_minutes(lesson):
    """What its head says is what its sections add up to."""
    head = minutes.read_notebook(LESSONS[lesson]).cells[0].source
    wanted = f"| **Time** | {minutes.said_in_head(FOUND[lesson])} |"
    assert wanted in head, REMEDY


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_is_longer_than_a_school_hour(lesson):
    """For everybody it takes 45 minutes at most; the method comes on top."""
    ideas, method = FOUND[lesson].minutes
    assert 10 <= ideas <= 45
    assert method <= 45


def test_what_is_longer_takes_more_minutes():
    """A text of 340 words takes two minutes; a picture and a thing to play with have their own."""
    table, toy = (
        new_code_cell(code, outputs=[new_output("stream", text="1")])
        for code in ("1", "egov.explorables.cut()")
    )
    text = new_markdown_cell("# Title\n\n## Part\n\n" + "word " * 339)
    folded = new_markdown_cell("### Method: how", metadata={"tags": ["method"]})
    method = new_code_cell("a = 1\nb = 2", metadata={"tags": ["method"]})
    found = minutes.sections_of(new_notebook(cells=[text, table, toy, folded, method]))
    assert [part.heading for part in found] == ["Opening", "Part", "how"]
    assert [part.is_method for part in found] == [False, False, True]
    assert [round(part.minutes, 1) for part in found] == [0.0, 8.5, 0.3]
    assert minutes.minutes_of(found) == (10, 0)


def test_the_learning_paths_and_the_guide_are_up_to_date():
    """Whole lessons take what they say, exercises what their table says, and sums are sums."""
    found = list(FOUND.values())
    assert minutes.paths(PATHS, found) == PATHS, REMEDY
    assert minutes.guide(GUIDE, found) == GUIDE, REMEDY


@pytest.mark.parametrize("section", PLANNED)
def test_a_part_of_a_lesson_takes_less_than_the_whole(section):
    """What a path takes of a lesson has room in it."""
    for *_, step, what, planned in rows_of(section)[:-1]:
        lesson = LINK_RE.search(step)
        if lesson and what.startswith("part: "):
            assert int(planned) < sum(FOUND[lesson[1]].minutes), step


def test_the_paths_keep_their_titles():
    """The class takes 90 minutes, the hour 60, the half day four hours, the module six weeks."""
    assert rows_of("A class of 90 minutes")[-1][-1] == "90"
    assert rows_of("A researcher's hour")[-1][-1] == "60"
    assert 200 <= int(rows_of("A half-day workshop")[-1][-1]) <= 240
    weeks = [int(row[0]) for row in rows_of("A module of six weeks")[:-1]]
    assert weeks == sorted(weeks) and set(weeks) == set(range(1, 7))


def test_every_lesson_has_exercises_and_its_row():
    """None is left out of the table of all lessons, or has nothing to do."""
    assert set(FOUND) == set(LESSONS)
    assert all(lesson.exercises for lesson in FOUND.values())
    listed = {LINK_RE.search(row[0])[1] for row in rows_of("All lessons and labs")[:-1]}
    assert listed == set(LESSONS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_guide_speaks_of_every_lesson(lesson):
    """In the teacher's guide each lesson has an aim, misconceptions and something to discuss; and,
    labs apart, how to open it, its beats, its exercises and what to drop.
    """
    name = lesson.removeprefix("labs/")
    part = re.search(
        rf"^### `{name}`, [^\n]*\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL
    )
    assert part, f"instructor/guide.md wants a part ### `{name}`"
    wanted = ["*Aim.*", "*Misconceptions.*", "*Discuss.*"]
    if not lesson.startswith("labs/"):
        wanted += ["*Open.*", "*Beats.*", "*Exercises.*", "*Running late.*"]
    for word in wanted:
        assert word in part[1]


@pytest.mark.parametrize(
    ("page", "folder"),
    [("README.md", "notebooks"), ("README.zh.md", "notebooks/zh")],
)
@pytest.mark.parametrize("lesson", [one for one in LESSONS if one[0].isdigit()])
def test_the_readme_leads_to_every_lesson(lesson, page, folder):
    """In both languages, each to its own notebook; labs are named by their folder."""
    text = (FOLDER.parent / page).read_text(encoding="utf-8")
    assert f"({folder}/{lesson}.ipynb)" in text, f"{page} wants a row for {lesson}"
