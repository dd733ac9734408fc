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
    """Read a notebook of any version as version 4."""
    return nbformat.read(path, as_version=4)


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook with its code formatted."""
    nbformat.write(format_code(notebook), path)
