"""Put the exercises of `data/exercises/` into the notebooks, under `## Exercises`.

Run after `tools/build_exercises.py` by whoever changed them: `python tools/put_exercises.py` for
all lessons, or with the paths of some notebooks. It writes those notebooks and says for each
whether anything changed; putting the same exercises in twice changes nothing.

Each exercise becomes its task and a cell that asks it. The worked answers come last, tagged
`solution`, under a heading that is folded: JupyterLab unfolds the output of any cell that runs, so
that Run All would otherwise give every answer away. The section is replaced whole, up to the next
`##` heading; every other cell stays as it is. New cells have not been run: `make notebooks`, or
`python tools/rerun_notebooks.py PATH`, does that.
"""

import hashlib
import re
import sys
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from notebook_files import NOTEBOOKS, format_code, read_notebook, write_notebook

from egov_lib.show.messages import pick, say
from egov_lib.teach.exercises import load_exercises

HEADING_RE = re.compile(r"^## ", re.MULTILINE)
SECTION_RE = re.compile(r"^## Exercises\b", re.MULTILINE)
LEAD = {
    "en": """## Exercises

Guess first, then answer in the box. It has three hints; after a try its button *Show the worked \
answer* shows how the answer comes about. They take {minutes} minutes in all, besides the lesson's \
own; do those that you like. Your answers are kept.""",
    "zh": """## 练习

先猜一猜，再在题框里作答。每题有三条提示；试过一次，按“看完整解答”可以看到怎样得出答案。\
全部做完约需{minutes}分钟（不算在课文时间里），挑感兴趣的做就好。作答会自动保存。""",
}
WORKED = {
    "en": """### Worked answers

Unfold them with the arrow on the left, when you have tried.""",
    "zh": """### 参考答案

先自己试过，再点左边的箭头展开。""",
}
TITLE = {
    "en": "{number}. {level}, {minutes} minutes.",
    "zh": "{number}. {level}，{minutes}分钟。",
}
FOLDED = {"jp-MarkdownHeadingCollapsed": True}  # JupyterLab's own key


def exercise_section(path: Path, lang: str) -> list[NotebookNode]:
    """Make the cells of the exercises of a notebook in a language."""
    lesson = path.relative_to(NOTEBOOKS).with_suffix("").as_posix()
    exercises = load_exercises()
    return make_cells(exercises[exercises["lesson"] == lesson], lang)


def make_cells(exercises: pd.DataFrame, lang: str = "en") -> list[NotebookNode]:
    """Make the cells of one lesson's exercises, with ids that depend on lesson and place alone."""
    lead = LEAD[lang].format(minutes=exercises["minutes"].sum())
    cells = [new_markdown_cell(lead)]
    for exercise in exercises.itertuples():
        cells += asking_cells(exercise, lang)
    cells.append(new_markdown_cell(WORKED[lang], metadata=FOLDED))
    for exercise in exercises.itertuples():
        cells.append(worked_cell(exercise))
    lesson = exercises["lesson"].iloc[0]
    for place, cell in enumerate(cells):
        cell["id"] = hashlib.sha1(f"{lesson} {place}".encode()).hexdigest()[:8]
    return cells


def asking_cells(exercise, lang: str) -> list[NotebookNode]:
    """The task, and the cell that shows its box."""
    title = TITLE[lang].format(
        number=exercise.number,
        level=say(exercise.level, lang),
        minutes=exercise.minutes,
    )
    task = pick(exercise.task_en, exercise.task_zh, lang)
    return [
        new_markdown_cell(f"**{title}** {task}"),
        new_code_cell(
            f'egov.exercise("{exercise.exercise_id}")', metadata={"tags": ["exercise"]}
        ),
    ]


def worked_cell(exercise) -> NotebookNode:
    """The answer worked out in words, or, where there are none, by code, under its number."""
    name, kind = exercise.exercise_id, exercise.kind
    is_code = exercise.code and not exercise.worked_en and kind != "open"
    code = exercise.code if is_code else f'egov.exercises.worked("{name}")'
    how = "a model answer and a weak one" if kind == "open" else kind
    comment = f"# {name}, worked: {how}"
    return new_code_cell(f"{comment}\n{code}", metadata={"tags": ["solution"]})


def split(
    cells: list[NotebookNode],
) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """Give the cells before the exercises and those after them.

    A text cell that holds more than the exercises is cut in two.
    """
    first, begin = find_heading(cells, SECTION_RE)
    if first is None:
        raise ValueError("no heading '## Exercises': add one where they are to come")
    # The next section may begin in the same text cell, or in any later one.
    last, end = find_heading(cells, HEADING_RE, first, begin + len("## "))
    before = cells[:first]
    lead = cells[first].source[:begin].rstrip()
    if lead:
        before.append(new_markdown_cell(lead, id=cells[first].id))
    if last is None:
        return before, []
    rest = new_markdown_cell(cells[last].source[end:], id=cells[last].id)
    return before, [rest, *cells[last + 1 :]]


def find_heading(
    cells: list[NotebookNode], pattern: re.Pattern, first: int = 0, offset: int = 0
) -> tuple[int | None, int]:
    """The number of the first text cell with such a heading, and the heading's offset in it.

    Looked through are the cell `first` from `offset` on, and all cells behind it.
    """
    for place in range(first, len(cells)):
        if cells[place].cell_type == "markdown":
            found = pattern.search(cells[place].source, offset)
            if found:
                return place, found.start()
        offset = 0
    return None, 0


def put(path: Path, exercises: pd.DataFrame) -> bool:
    """Put one lesson's exercises into its notebook and return whether that changed anything.

    A code cell that was there before keeps its output, so that a second run leaves the file alone.
    """
    notebook = read_notebook(path)
    found = contents(notebook)
    run = outputs_by_source(format_code(notebook))
    before, after = split(notebook.cells)
    notebook.cells = [*before, *make_cells(exercises), *after]
    notebook = format_code(notebook)
    if contents(notebook) == found:
        return False
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source in run:
            cell.update(run[cell.source])
    write_notebook(notebook, path)
    return True


def outputs_by_source(notebook: NotebookNode) -> dict[str, dict]:
    """What each code cell showed when it ran, by its code."""
    run = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            run[cell.source] = {
                "outputs": cell.outputs,
                "execution_count": cell.execution_count,
            }
    return run


def contents(notebook: NotebookNode) -> list[tuple]:
    """What is compared: everything but outputs and ids."""
    return [(cell.cell_type, cell.source, cell.metadata) for cell in notebook.cells]


def main(arguments: list[str]) -> None:
    """Put exercises into the notebooks that are named, or into all, and say what changed."""
    lessons = dict(list(load_exercises().groupby("lesson")))
    named = [Path(argument).resolve() for argument in arguments]
    for path in named or [NOTEBOOKS / f"{lesson}.ipynb" for lesson in lessons]:
        lesson = path.relative_to(NOTEBOOKS).with_suffix("").as_posix()
        if lesson not in lessons:
            print(f"{lesson}: no exercises in the table")
        elif not path.exists():
            print(f"{lesson}: no notebook")
        else:
            changed = put(path, lessons[lesson])
            print(f"{lesson}: {'put in' if changed else 'unchanged'}")


if __name__ == "__main__":
    main(sys.argv[1:])
