"""Reckon how long a lesson takes, section by section, and write it where it is said.

    python tools/minutes.py          # prints the minutes of every section
    python tools/minutes.py write    # writes the heads of lessons, the learning paths, the guide

`write` then lets `tools/translate_notebooks.py` put the numbers into the translations.

Nobody has timed a class yet. The minutes are reckoned from what is in a section: its words, at the
pace of somebody who reads a foreign subject with care, and its pictures, tables, passages and
things to play with, each with a time of its own (`RATES`). A class that talks needs more; the sum
of a lesson is rounded up to five minutes.
"""

import re
import subprocess
import sys
from math import ceil
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from notebook_files import (
    MADE_BEGINS,
    NOTEBOOKS,
    english_notebooks,
    is_method,
    read_notebook,
    write_notebook,
)

from egov_lib.teach.exercises import load_exercises

TRANSLATE = Path(__file__).parent / "translate_notebooks.py"
WORDS_A_MINUTE = 170
MINUTES_A_LINE = 0.15  # of code that is there to be read
# What the code of a cell has in it, and the minutes that its output takes.
RATES = (
    ("egov.case_file(", 6),
    ("egov.explorables.coding(", 10),  # twenty segments
    ("egov.explorables.", 5),
    ("egov.explorers.", 4),
    (".panel(", 8),  # a lab's controls and its picture
    ("egov.passages.", 1),
    ("", 1.5),  # any other output: a table, a chart, a number
)
STEP = 5
PATHS = NOTEBOOKS / "learning-paths.md"
GUIDE = NOTEBOOKS / "instructor" / "guide.md"
WITH_METHOD = "whole, with the method"
NAME_RE = re.compile(r"\]\(([\w/-]+)\.ipynb\)")
HEADING_RE = re.compile(r"^(#{2,3}) (.+)$", re.MULTILINE)
WORD_RE = re.compile(r"[\w’']+")
LINK_RE = re.compile(r"\]\([^)]*\)")
TIME_RE = re.compile(r"(\| \*\*Time\*\* \| )[^|]*( \|)")
METHOD = "Method: "


class Section(NamedTuple):
    """A section of a lesson."""

    heading: str
    is_method: bool
    minutes: float


def sections_of(notebook: NotebookNode) -> list[Section]:
    """The sections of a notebook up to its exercises, with the minutes of each.

    A section of the method may stand inside another one, under a smaller heading.
    """
    found = [Section("Opening", False, 0.0)]
    for cell in notebook.cells:
        if cell.source.startswith("## Exercises"):
            break
        if cell.cell_type == "code":
            add(found, minutes_of_code(cell))
            continue
        for text in HEADING_RE.sub("\x00\\g<0>", cell.source).split("\x00"):
            heading = HEADING_RE.match(text)
            if heading and begins_section(heading, cell):
                title = heading[2].removeprefix(METHOD)
                found.append(Section(title, is_method(cell), 0.0))
            add(found, len(WORD_RE.findall(LINK_RE.sub("]", text))) / WORDS_A_MINUTE)
    return found


def begins_section(heading: re.Match, cell: NotebookNode) -> bool:
    """Whether a heading begins a section: every one of the second level, and the method's."""
    return heading[1] == "##" or is_method(cell)


def add(found: list[Section], minutes: float) -> None:
    """Add minutes to the last section."""
    last = found[-1]
    found[-1] = last._replace(minutes=last.minutes + minutes)


def minutes_of_code(cell: NotebookNode) -> float:
    """The minutes of what a code cell shows, and of its lines where they are to be read."""
    reading = MINUTES_A_LINE * len(cell.source.splitlines()) if is_method(cell) else 0
    if not cell.outputs:
        return reading
    return reading + next(rate for what, rate in RATES if what in cell.source)


class Minutes(NamedTuple):
    """The whole minutes of a lesson, rounded up to five."""

    ideas: int
    method: int  # that come on top


def minutes_of(sections: list[Section]) -> Minutes:
    """The minutes of both tracks of a lesson."""

    def rounded(is_method: bool) -> int:
        total = sum(part.minutes for part in sections if part.is_method is is_method)
        return STEP * ceil(int(total) / STEP)

    return Minutes(rounded(False), rounded(True))


def said(minutes: Minutes) -> str:
    """What the head of a lesson says of its time.

    >>> said(Minutes(35, 10))
    '35 minutes; with the method 45'
    >>> said(Minutes(45, 0))
    '45 minutes'
    """
    if not minutes.method:
        return f"{minutes.ideas} minutes"
    return f"{minutes.ideas} minutes; with the method {minutes.ideas + minutes.method}"


def said_in_head(lesson: "Lesson") -> str:
    """What the head of a lesson says of its time: of both tracks, and of the exercises."""
    if not lesson.their_minutes:
        return said(lesson.minutes)
    return f"{said(lesson.minutes)}; exercises {lesson.their_minutes} more"


class Lesson(NamedTuple):
    """A lesson or lab, with what the learning paths say of it."""

    path: Path
    title: str
    sections: list[Section]
    exercises: int
    their_minutes: int

    @property
    def name(self) -> str:
        """What `name_of` says."""
        return name_of(self.path)

    @property
    def link(self) -> str:
        """A link to it from the folder of the notebooks."""
        return f"[`{self.path.stem}`]({self.name}.ipynb)"

    @property
    def minutes(self) -> Minutes:
        """The minutes of both tracks."""
        return minutes_of(self.sections)


def lessons() -> list[Lesson]:
    """The lessons, then the labs."""
    exercises = load_exercises()
    found = []
    for path in english_notebooks():
        if not (path.stem[0].isdigit() or path.parent.name == "labs"):
            continue
        notebook = read_notebook(path)
        title = notebook.cells[0].source.split("\n")[0].removeprefix("# ")
        minutes = exercises.loc[exercises["lesson"] == name_of(path), "minutes"]
        sections = sections_of(notebook)
        found.append(Lesson(path, title, sections, len(minutes), int(minutes.sum())))
    return found


def name_of(path: Path) -> str:
    """What a link to a lesson says, and the table of exercises calls it: `labs/trust`."""
    return path.relative_to(NOTEBOOKS).with_suffix("").as_posix()


# --- what is written ----------------------------------------------------------------------------


def write_head(lesson: Lesson) -> None:
    """Write the minutes into the head of a lesson."""
    notebook = read_notebook(lesson.path)
    head = notebook.cells[0]
    head.source = TIME_RE.sub(rf"\g<1>{said_in_head(lesson)}\g<2>", head.source)
    write_notebook(notebook, lesson.path)


def guide(text: str, found: list[Lesson]) -> str:
    """The guide with the minutes in the heading of each lesson."""
    for lesson in found:
        heading = re.compile(rf"^(### `{lesson.path.stem}`), .*$", re.MULTILINE)
        text = heading.sub(rf"\1, {said_in_head(lesson)}", text)
    return text


def with_minutes(text: str, found: list[Lesson]) -> str:
    """The learning paths with the minutes of whole lessons, of exercises and of the sums right.

    Minutes of parts are planned by people and stay.
    """
    lines = []
    total = 0
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 3:
            total = 0
        elif "**together**" in cells:
            cells[-1] = str(total)
        elif cells[-1].isdigit():
            cells[-1] = str(minutes_of_row(cells, found))
            total += int(cells[-1])
        lines.append(f"| {' | '.join(cells)} |" if cells[-1].isdigit() else line)
    return "\n".join(lines)


def minutes_of_row(cells: list[str], found: list[Lesson]) -> int:
    """The minutes of a row of a path, whose last cells are the step, what of it, and minutes."""
    step, what, planned = cells[-3:]
    if step == "exercises":
        exercises = load_exercises()
        named = exercises["exercise_id"].isin(re.findall("`([^`]+)`", what))
        named |= exercises["lesson"].isin(NAME_RE.findall(what))
        return int(exercises.loc[named, "minutes"].sum())
    if not what.startswith("whole"):
        return int(planned)
    name = NAME_RE.search(step)[1]
    ideas, method = next(one.minutes for one in found if one.name == name)
    return ideas + method if what == WITH_METHOD else ideas


# What the overview says in each language
OVERVIEW = {
    "en": {
        "all": "## All lessons and labs",
        "head": "| Lesson | Title | Minutes | With the method | Exercises | Their minutes |",
        "together": "together",
        "needs": "What needs what stands at the head of each lesson. The labs are models: each can "
        "be taken\nalone, after the lesson it names.",
        "by section": "## Section by section",
        "why": "So that a class can be cut to the hour. The minutes are reckoned from what a "
        "section\nholds, its words, pictures and things to play with; a class that talks needs "
        "more.\nEach line is rounded by itself, and a lesson to five minutes, so the lines don't "
        "quite add up to it;\nexercises come on top, as the table above has them.",
        "section": "| Section | Minutes |",
        "method": "{title} *(method)*",
        "opening": "Opening",
    },
    "zh": {
        "all": "## 全部课文和实验",
        "head": "| 课 | 题目 | 分钟 | 含方法 | 练习 | 练习分钟 |",
        "together": "合计",
        "needs": "每课开头写明要先读哪一课。实验是模型：读过所说的那一课，就可以单独做。",
        "by section": "## 逐节分钟数",
        "why": "便于按课时取舍。分钟数按各节的字数、图和可动手的东西估算；课上讨论，要另加时间。"
        "各节分别取整，每课又以五分钟为单位，所以各行相加与总数略有出入；"
        "练习时间另计，见上表。",
        "section": "| 节 | 分钟 |",
        "method": "{title}（方法）",
        "opening": "开头",
    },
}


def overview(found: list[Lesson], lang: str = "en") -> str:
    """The table of all lessons and labs, and the minutes of every section of each, in a language;
    titles of *found* are in that language already.
    """
    words = OVERVIEW[lang]
    lines = [words["all"], "", words["head"], "|---|---|---|---|---|---|"]
    rows = [
        (sum(one.minutes), one.minutes.ideas, one.exercises, one.their_minutes)
        for one in found
    ]
    for one, (together, ideas, exercises, theirs) in zip(found, rows):
        lines.append(
            f"| {one.link} | {one.title} | {ideas} | {together} | {exercises} | {theirs} |"
        )
    together, ideas, exercises, theirs = (sum(column) for column in zip(*rows))
    lines += [
        f"| **{words['together']}** |  | {ideas} | {together} | {exercises} | {theirs} |",
        "",
        words["needs"],
        "",
        words["by section"],
        "",
        words["why"],
    ]
    for one in found:
        lines += ["", f"### {one.link}", "", words["section"], "|---|---|"]
        for part in one.sections:
            title = part.heading
            if part.is_method:
                title = words["method"].format(title=title)
            lines.append(f"| {title} | {max(1, round(part.minutes))} |")
    return "\n".join(lines) + "\n"


def paths(text: str, found: list[Lesson]) -> str:
    """The page of the learning paths with everything that is reckoned reckoned anew."""
    planned = text.partition(MADE_BEGINS)[0]
    return f"{with_minutes(planned, found)}{MADE_BEGINS}\n\n{overview(found)}"


def main(arguments: list[str]) -> None:
    """Print the minutes, or write them where they are said."""
    found = lessons()
    if arguments != ["write"]:
        print(overview(found))
        return
    for lesson in found:
        write_head(lesson)
    for path, written in ((PATHS, paths), (GUIDE, guide)):
        text = written(path.read_text(encoding="utf-8"), found)
        path.write_text(text, encoding="utf-8", newline="\n")
    for action in ("update", "make"):
        program = [sys.executable, str(TRANSLATE), action]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
