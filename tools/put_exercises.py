"""Put the exercises of `data/exercises.csv` into the notebooks, under `## Exercises`: give paths, or it does all that it knows.

Each exercise becomes its task and a cell that asks it. The worked answers come last, tagged `solution`, under a heading that is
folded: JupyterLab unfolds the output of any cell that runs, so that Run All would else give every answer away. The section is
replaced whole, up to the next `##` heading; every other cell stays as it is. Putting them in twice changes nothing. New cells
have not been run: `make notebooks`, or `python tools/rerun_notebooks.py PATH`, does that.
"""

import hashlib
import re
import sys
from pathlib import Path

import nbformat
import pandas as pd

from egov_lib.teach.exercises import load_exercises

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
HEADING_RE = re.compile(r"^## ", re.MULTILINE)
BEGIN_RE = re.compile(r"^## Exercises\b.*", re.MULTILINE | re.DOTALL)
LEAD = """## Exercises

Guess first, then try: in the box, or in a cell of your own with `egov.check("{first}", …)`. There are three hints, and the \
button Answer works the answer out; the code that does so stands folded at the end. They take {minutes} minutes in all; do those \
that you like. Your answers are kept: `egov.progress()`, in a cell of your own, shows how far you are and downloads them."""
WORKED = """### Worked answers

Unfold them with the arrow on the left, when you have tried."""
FOLDED = {"jp-MarkdownHeadingCollapsed": True}  # JupyterLab's own key


def make_cells(rows: pd.DataFrame) -> list:
    """Make the cells of one lesson's exercises, with ids that depend on the exercise alone."""
    new = nbformat.v4
    cells = [
        new.new_markdown_cell(
            LEAD.format(first=rows["exercise_id"].iloc[0], minutes=rows["minutes"].sum())
        )
    ]
    for row in rows.itertuples():
        cells.append(
            new.new_markdown_cell(
                f"**{row.number}. {row.level}, {row.minutes} minutes.** {row.task_en}"
            )
        )
        cells.append(
            new.new_code_cell(
                f'egov.exercise("{row.exercise_id}")', metadata={"tags": ["exercise"]}
            )
        )
    cells.append(new.new_markdown_cell(WORKED, metadata=FOLDED))
    for row in rows.itertuples():
        comment = f"# {row.exercise_id}, worked: {row.kind if row.kind != 'open' else 'something to look at before you judge'}"
        cells.append(
            new.new_code_cell(f"{comment}\n{row.answer_code}", metadata={"tags": ["solution"]})
        )
    for place, cell in enumerate(cells):
        cell["id"] = hashlib.sha1(f"{rows['lesson'].iloc[0]} {place}".encode()).hexdigest()[:8]
    return cells


def split(cells: list) -> tuple[list, list]:
    """Give the cells before the exercises and those after; a text cell that holds more than the section is cut in two."""
    at = next(
        (i for i, c in enumerate(cells) if c.cell_type == "markdown" and BEGIN_RE.search(c.source)),
        None,
    )
    if at is None:
        raise ValueError("no heading '## Exercises': add one where they are to stand")
    begin = BEGIN_RE.search(cells[at].source)
    before = cells[at].source[: begin.start()].rstrip()
    kept = [nbformat.v4.new_markdown_cell(before, id=cells[at].id)] if before else []
    for i in range(at, len(cells)):  # the next section may begin anywhere in a text cell
        after = begin.start() + 3 if i == at else 0
        if cells[i].cell_type == "markdown" and (
            heading := HEADING_RE.search(cells[i].source, after)
        ):
            rest = nbformat.v4.new_markdown_cell(cells[i].source[heading.start() :], id=cells[i].id)
            return [*cells[:at], *kept], [rest, *cells[i + 1 :]]
    return [*cells[:at], *kept], []


def put(path: Path, rows: pd.DataFrame) -> bool:
    """Put one lesson's exercises into its notebook; tell whether that changed anything.

    Outputs of exercise cells that stay as they are stay, too, so that a second run leaves the file alone.
    """
    notebook = nbformat.read(path, as_version=4)
    before, after = split(notebook.cells)
    ran = {cell.source: cell for cell in notebook.cells if cell.cell_type == "code"}
    made = make_cells(rows)
    for cell in made:
        if cell.source in ran:
            cell.update(
                outputs=ran[cell.source].outputs, execution_count=ran[cell.source].execution_count
            )
    kept, notebook.cells = notebook.cells, [*before, *made, *after]
    if [(c.cell_type, c.source, c.metadata) for c in kept] == [
        (c.cell_type, c.source, c.metadata) for c in notebook.cells
    ]:
        return False
    nbformat.write(notebook, path)
    return True


if __name__ == "__main__":
    exercises = dict(list(load_exercises().groupby("lesson")))
    chosen = [Path(argument).resolve() for argument in sys.argv[1:]] or [
        FOLDER / f"{lesson}.ipynb" for lesson in exercises
    ]
    for notebook_path in chosen:
        lesson = notebook_path.relative_to(FOLDER).with_suffix("").as_posix()
        if not notebook_path.exists() or lesson not in exercises:
            print(
                f"{lesson}: no notebook"
                if lesson in exercises
                else f"{lesson}: no exercises in the table"
            )
        else:
            print(f"{lesson}: {'put in' if put(notebook_path, exercises[lesson]) else 'as it was'}")
