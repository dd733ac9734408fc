"""Read and write notebooks in the form in which they are committed.

Used by the other programs of this folder (`put_exercises.py`, `rerun_notebooks.py`,
`translate_notebooks.py`); nobody runs it
by hand. It writes only the paths it is given. Code cells are formatted by ruff with the settings of
pyproject.toml, so that `ruff format --check .` accepts what a program wrote.
"""

import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

# Stands in a page in Markdown before what tools/minutes.py writes
MADE_BEGINS = "<!-- What follows is written by tools/minutes.py. -->"
NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
TRANSLATIONS = NOTEBOOKS.parent / "translations"


def languages() -> list[str]:
    """The languages, besides English, that there is a folder of translations for."""
    return sorted(path.name for path in TRANSLATIONS.iterdir() if path.is_dir())


def committed_notebooks() -> list[Path]:
    """All notebooks, without the copies that Jupyter keeps of open ones."""
    found = sorted(NOTEBOOKS.rglob("*.ipynb"))
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def english_notebooks() -> list[Path]:
    """The notebooks that people write; those in other languages are made from them."""
    made = languages()
    return [
        path
        for path in committed_notebooks()
        if path.relative_to(NOTEBOOKS).parts[0] not in made
    ]


def format_code(notebook: NotebookNode) -> NotebookNode:
    """The same notebook with its code cells formatted; outputs and text cells stay."""
    # The name tells ruff that a notebook comes in, and where to look for pyproject.toml.
    name = str(NOTEBOOKS / "cells.ipynb")
    ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--stdin-filename", name]
    formatted = subprocess.run(
        [*ruff, "-"],
        input=nbformat.writes(notebook),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return nbformat.reads(formatted.stdout, as_version=4)


def is_method(cell: NotebookNode) -> bool:
    """Whether a cell belongs to a section of the method, which a lesson folds."""
    return "method" in cell.metadata.get("tags", [])


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of any version as version 4; a page in Markdown is one of two text cells:
    what people write, and what tools/minutes.py adds.
    """
    if path.suffix == ".md":
        return _page(path.read_text(encoding="utf-8"))
    return nbformat.read(path, as_version=4)


def _page(text: str) -> NotebookNode:
    """A page in Markdown as a notebook."""
    written, begins, added = text.partition(MADE_BEGINS)
    cells = [new_markdown_cell(written.strip(), id="page")]
    if begins:
        cells.append(new_markdown_cell(added.strip(), id="made"))
    return new_notebook(cells=cells)


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook with its code formatted, or a page in Markdown."""
    if path.suffix == ".md":
        texts = [cell.source for cell in notebook.cells]
        text = f"\n\n{MADE_BEGINS}\n\n".join(texts) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    nbformat.write(format_code(notebook), path)
