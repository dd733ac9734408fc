"""Minutes: what the lessons say of themselves, what the table of exercises says, and what the
learning paths promise, agree.
"""

import re
from pathlib import Path

import pytest

from egov_lib.teach.exercises import load_exercises

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
EXERCISES = load_exercises()
SECTIONS = {part.split("\n")[0]: part for part in PATHS.split("\n## ")[1:]}
LINK_RE = re.compile(r"\]\(([\w/-]+)\.ipynb\)")


def minutes_of(lesson):
    """The minutes at the head of a lesson."""
    found = re.search(
        r"\*\*Time\*\* \| (\d+) minutes", LESSONS[lesson].read_text(encoding="utf-8")
    )
    assert found, (
        f"{lesson} doesn't say how long it takes: its head wants a line '| **Time** | 30 minutes |'"
    )
    return int(found[1])


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
    """A lesson takes from 10 minutes to 100: what is longer would not fit a double hour."""
    assert 10 <= minutes_of(lesson) <= 100


@pytest.mark.parametrize("section", [s for s in SECTIONS if not s.startswith("All")])
def test_a_path_adds_up(section):
    """Whole lessons take what they say, parts take less, exercises what the table says, and the
    sum is the sum.
    """
    *rows, last = rows_of(section)
    for *_, step, what, minutes in rows:
        if what == "whole":
            assert int(minutes) == minutes_of(LINK_RE.search(step)[1]), step
        elif what.startswith("part: "):
            assert int(minutes) < minutes_of(LINK_RE.search(step)[1]), step
        else:
            assert step == "exercises"
            named = EXERCISES["exercise_id"].isin(re.findall("`([^`]+)`", what))
            named |= EXERCISES["lesson"].isin(LINK_RE.findall(what))
            assert int(minutes) == EXERCISES.loc[named, "minutes"].sum(), what
    assert int(last[-1]) == sum(int(row[-1]) for row in rows)


def test_the_paths_keep_their_titles():
    """The class takes 90 minutes, the hour 60, and the module has six weeks."""
    assert rows_of("A class of 90 minutes")[-1][-1] == "90"
    assert rows_of("A researcher's hour")[-1][-1] == "60"
    weeks = [int(row[0]) for row in rows_of("A module of six weeks")[:-1]]
    assert weeks == sorted(weeks) and set(weeks) == set(range(1, 7))


def test_the_whole_course_is_listed_and_summed():
    """Every lesson and lab has its row, with minutes and exercises, and the last row sums them."""
    *rows, last = rows_of("All lessons and labs")
    listed = {LINK_RE.search(row[0])[1] for row in rows}
    assert listed == set(LESSONS), "a row a lesson in learning-paths.md, under All"
    assert set(EXERCISES["lesson"]) == set(LESSONS), "every lesson has exercises"
    for step, _, minutes, number, theirs in rows:
        of_it = EXERCISES.loc[EXERCISES["lesson"] == LINK_RE.search(step)[1], "minutes"]
        assert [int(minutes), int(number), int(theirs)] == [
            minutes_of(LINK_RE.search(step)[1]),
            len(of_it),
            of_it.sum(),
        ]
    assert [int(n) for n in last[2:]] == [
        sum(int(row[i]) for row in rows) for i in (2, 3, 4)
    ]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_guide_has_the_minutes_of_every_lesson(lesson):
    """In the teacher's guide each lesson stands with its own minutes, misconceptions and something
    to discuss.
    """
    name = lesson.removeprefix("labs/")
    part = re.search(
        rf"^### `{name}`, (\d+) minutes\n(.*?)(?=^##|\Z)",
        GUIDE,
        re.MULTILINE | re.DOTALL,
    )
    wanted = f"### `{name}`, {minutes_of(lesson)} minutes"
    assert part, f"instructor/guide.md wants a part {wanted}"
    assert int(part[1]) == minutes_of(lesson), f"instructor/guide.md wants {wanted}"
    for word in ("*Aim.*", "*Misconceptions.*", "*Discuss.*"):
        assert word in part[2]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("lesson", [one for one in LESSONS if one[0].isdigit()])
def test_the_readme_leads_to_every_lesson(lesson, page):
    """In both languages; labs are named by their folder."""
    text = (FOLDER.parent / page).read_text(encoding="utf-8")
    assert f"(notebooks/{lesson}.ipynb)" in text, f"{page} wants a row for {lesson}"
