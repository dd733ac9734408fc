"""Two tracks run through a lesson: one for everybody, whose code is folded, and the method, whose
sections are folded.
"""

import re

import pytest
from notebook_files import (
    committed_notebooks,
    is_method,
    languages,
    read_notebook,
)

NOTEBOOKS = {
    "/".join(path.parts[-2:]): path
    for path in committed_notebooks()
    if re.match(r"\d\d-", path.name)
}
LONGEST_OPEN = 2  # lines of code that may stand open in the track for everybody
HEADING_RE = re.compile(r"^(#{2,3}) (Method: |方法：)?", re.MULTILINE)
FOLDED = "jp-MarkdownHeadingCollapsed"


def cells_of(lesson):
    """The cells of a lesson up to its exercises."""
    cells = []
    for cell in read_notebook(NOTEBOOKS[lesson]).cells:
        if re.match(r"## (Exercises|练习)", cell.source):
            return cells
        cells.append(cell)
    raise AssertionError(f"{lesson} has no exercises")


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_a_section_of_the_method_is_folded_and_says_so(lesson):
    """It begins with a heading of its own, which JupyterLab keeps folded."""
    before = None
    for cell in cells_of(lesson):
        heading = (
            HEADING_RE.match(cell.source) if cell.cell_type == "markdown" else None
        )
        says_so = bool(heading and heading[2])
        assert bool(cell.metadata.get(FOLDED)) is says_so, cell.source[:60]
        if is_method(cell) and (before is None or not is_method(before)):
            assert says_so, cell.source[:60]
        before = cell


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_what_follows_the_method_is_not_folded_with_it(lesson):
    """A folded heading takes with it all that stands before the next heading of its level."""
    level = None
    for cell in cells_of(lesson):
        heading = (
            HEADING_RE.match(cell.source) if cell.cell_type == "markdown" else None
        )
        if is_method(cell):
            level = heading[1] if heading else level
        elif level is not None:
            assert heading, f"a heading is wanted before {cell.source[:60]!r}"
            assert len(heading[1]) <= len(level), cell.source[:60]
            level = None


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_code_is_folded_where_it_is_not_the_point(lesson):
    """For everybody at most two lines stand open; in the method all code does."""
    for cell in cells_of(lesson):
        if cell.cell_type == "markdown":
            continue
        hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        if is_method(cell):
            assert not hidden, cell.source
        else:
            code = [line for line in cell.source.splitlines() if line.strip()]
            assert hidden or len(code) <= LONGEST_OPEN + made_lines(lesson), cell.source


def made_lines(lesson):
    """In another language a line chooses the language."""
    return int(lesson.split("/")[0] in languages()) + 2


@pytest.mark.parametrize("lesson", [one for one in NOTEBOOKS if "00-" not in one])
def test_every_lesson_has_both_tracks(lesson):
    """And the track for everybody is not empty."""
    marks = [is_method(cell) for cell in cells_of(lesson)]
    assert any(marks) and not all(marks)
