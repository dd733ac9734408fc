"""Translate the notebooks: a PO file for each, and the notebook that is made from it.

Run after a sentence of a lesson changed:

    python tools/translate_notebooks.py update   # brings every PO file up to its notebook
    python tools/translate_notebooks.py make     # writes notebooks/<language>/ anew
    python tools/translate_notebooks.py report   # says how far behind each lesson is

Pages in Markdown (`PAGES`: learning paths, teacher's guide) are translated in the same way. Where
nothing but numbers changed, `update` puts the new ones into the translation and asks nobody.

A paragraph, a list, a table or a heading of a text cell is a *unit*: the English is its `msgid`,
the translation its `msgstr`, and a comment names the cell that holds it. When an English sentence
changes, `update` keeps the old translation as a proposal and marks it `fuzzy`; a person reads it,
mends it and takes the mark away. Until then the notebook shows the English and the lesson counts
as behind by one. Poedit and Weblate open the files; Babel reads and writes them.

Every language is a folder: `translations/zh/` makes `notebooks/zh/`. Exercises are not in the PO
files, since `data/exercises/` has them in both languages already. Code cells stay as they are, but
for one line that chooses the language and the way to the folder of samples, which is one further
up. Notebooks are made without outputs; `tools/rerun_notebooks.py` runs them.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import minutes
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from notebook_files import (
    NOTEBOOKS,
    TRANSLATIONS,
    english_notebooks,
    format_code,
    languages,
    read_notebook,
    write_notebook,
)
from put_exercises import exercise_section, outputs_by_source, split

# Pages that are translated as the notebooks are
PAGES = ("learning-paths.md", "instructor/guide.md")
IMPORT = "import egov_lib as egov"
SAMPLES = '"sample-documents'
# A line that opens or closes a piece of code inside a text cell.
FENCE_RE = re.compile(r"^\s*(```|~~~)")
LINK_RE = re.compile(r"(\]\()([^)\s]+)(\))")
ADDRESS_RE = re.compile(r"^([a-z]+:|#|attachment:)")
# Lines of a PO file's head that say when and by whom; history has them.
TIMES_RE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To'
    r"|Project-Id-Version|Last-Translator|Language-Team|Plural-Forms)"
)
# What has no letter has nothing to translate: a line of a table, a rule.
NUMBER_RE = re.compile(r"\d+(?:[.,]\d+)*")
# The cell of a page that a program writes
MADE = "made"
LETTER_RE = re.compile(r"[^\W\d_]")


class Unit(NamedTuple):
    """One block of a text cell."""

    cell: str  # the id of the cell
    place: int  # the number of the block in the cell, from 1
    text: str


def blocks_of(source: str) -> list[str]:
    """Cut the source of a text cell at its blank lines; a fenced piece of code stays whole.

    >>> blocks_of("# Title\\n\\nOne line\\nand its second.\\n\\n- a\\n- b")
    ['# Title', 'One line\\nand its second.', '- a\\n- b']
    """
    blocks = []
    lines = []
    in_code = False
    for line in source.split("\n"):
        if FENCE_RE.match(line):
            in_code = not in_code
        if line.strip() or in_code:
            lines.append(line)
        elif lines:
            blocks.append("\n".join(lines))
            lines = []
    if lines:
        blocks.append("\n".join(lines))
    return blocks


def prose_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The text cells that somebody translates: all but those of the exercises, and what a program
    adds to a page.
    """
    cells = [cell for cell in notebook.cells if cell["id"] != MADE]
    if has_exercises(notebook):
        before, after = split(cells)
        cells = [*before, *after]
    return [cell for cell in cells if cell.cell_type == "markdown"]


def has_exercises(notebook: NotebookNode) -> bool:
    """Whether the notebook asks something."""
    return any("exercise" in cell.metadata.get("tags", []) for cell in notebook.cells)


def units_of(notebook: NotebookNode) -> Iterator[Unit]:
    """Every block of a notebook that has words in it, in the order of the notebook."""
    for cell in prose_cells(notebook):
        for place, text in enumerate(blocks_of(cell.source), start=1):
            if LETTER_RE.search(text):
                yield Unit(cell["id"], place, text)


# --- PO files -----------------------------------------------------------------------------------


@cache
def sources() -> list[Path]:
    """The English notebooks and pages that are translated."""
    return [*english_notebooks(), *(NOTEBOOKS / page for page in PAGES)]


def po_path(source: Path, lang: str) -> Path:
    """Where the translation of a notebook is kept."""
    relative = source.relative_to(NOTEBOOKS)
    return TRANSLATIONS / lang / relative.with_suffix(".po")


def made_path(source: Path, lang: str) -> Path:
    """Where the translated notebook is written."""
    return NOTEBOOKS / lang / source.relative_to(NOTEBOOKS)


def template(source: Path) -> Catalog:
    """The units of a notebook, with nothing translated yet."""
    catalog = Catalog()
    for unit in units_of(read_notebook(source)):
        place = (unit.cell, unit.place)
        catalog.add(unit.text, locations=[place])
    return catalog


def read_catalog(path: Path, lang: str) -> Catalog:
    """Read a PO file; an empty catalogue where there is none yet."""
    if not path.exists():
        return Catalog(locale=lang, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def update(source: Path, lang: str) -> Catalog:
    """Bring the PO file of a notebook up to the notebook: new units, changed ones marked."""
    path = po_path(source, lang)
    catalog = read_catalog(path, lang)
    before = {message.id: message.string for message in catalog if message.id}
    catalog.update(template(source), update_header_comment=False)
    for message in catalog:
        renumber(message, before)
    # What is in no lesson any more is in the history of the file.
    catalog.obsolete.clear()
    save(catalog, path)
    return catalog


def renumber(message: Message, before: Mapping[str, str]) -> None:
    """Finish a changed unit in whose English nothing but numbers changed: put them into its
    translation. *before*: the translation of each unit before the change.
    """
    if not message.fuzzy or not message.previous_id:
        return
    [old] = message.previous_id
    if NUMBER_RE.sub("0", old) != NUMBER_RE.sub("0", message.id) or old not in before:
        return
    found = NUMBER_RE.findall(before[old])
    if found != NUMBER_RE.findall(old):
        return  # in another order, or not in figures: a person looks
    numbers = iter(NUMBER_RE.findall(message.id))
    message.string = NUMBER_RE.sub(lambda _: next(numbers), before[old])
    message.flags.discard("fuzzy")
    message.previous_id = []


def save(catalog: Catalog, path: Path) -> None:
    """Write a PO file in the form in which it is committed: no dates, long lines not broken."""
    head = f"# {path.stem} in {catalog.locale}: see tools/translate_notebooks.py"
    catalog.header_comment = head
    catalog.fuzzy = False
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=False, ignore_obsolete=True)
    lines = written.getvalue().decode("utf-8").split("\n")
    kept = [line for line in lines if not TIMES_RE.match(line)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept), encoding="utf-8", newline="\n")


def is_done(message: Message) -> bool:
    """Whether a unit is translated and nobody changed its English since."""
    return bool(message.string) and not message.fuzzy


def behind(catalog: Catalog) -> list[Message]:
    """The units that are missing or whose English changed."""
    return [message for message in catalog if message.id and not is_done(message)]


# --- notebooks ----------------------------------------------------------------------------------


def translated(source: Path, lang: str) -> NotebookNode:
    """The notebook in a language; a unit that is behind stays English."""
    catalog = read_catalog(po_path(source, lang), lang)

    def translate(cell: NotebookNode) -> NotebookNode:
        if cell["id"] == MADE:
            return new_markdown_cell(overview_in(lang), id=MADE)
        if cell.cell_type == "code":
            return code_cell(cell, lang)
        return text_cell(cell, catalog, source, lang)

    notebook = read_notebook(source)
    if has_exercises(notebook):
        before, after = split(notebook.cells)
        # The texts of the exercises are in the language already.
        asked = [
            code_cell(cell, lang) if cell.cell_type == "code" else cell
            for cell in exercise_section(source, lang)
        ]
        cells = [*map(translate, before), *asked, *map(translate, after)]
    else:
        cells = [translate(cell) for cell in notebook.cells]
    made = new_notebook(cells=cells, metadata=notebook.metadata)
    return made if source.suffix == ".md" else format_code(made)


def overview_in(lang: str) -> str:
    """What tools/minutes.py adds to the learning paths, with the titles of a language."""

    def titled(lesson: minutes.Lesson) -> minutes.Lesson:
        catalog = read_catalog(po_path(lesson.path, lang), lang)

        def of(heading: str) -> str:
            for level in ("# ", "## ", "### "):
                for start in (level, level + minutes.METHOD):
                    message = catalog.get(start + heading)
                    if message and is_done(message):
                        return message.string.lstrip("# ").removeprefix("方法：")
            return heading

        opening = minutes.Section(
            minutes.OVERVIEW[lang]["opening"], *lesson.sections[0][1:]
        )
        sections = [
            part._replace(heading=of(part.heading)) for part in lesson.sections[1:]
        ]
        return lesson._replace(title=of(lesson.title), sections=[opening, *sections])

    found = [titled(lesson) for lesson in minutes.lessons()]
    return minutes.overview(found, lang).strip()


def text_cell(
    cell: NotebookNode, catalog: Catalog, source: Path, lang: str
) -> NotebookNode:
    """A text cell with each of its blocks translated and its links led to the right place."""
    blocks = []
    for text in blocks_of(cell.source):
        message = catalog.get(text)
        block = message.string if message and is_done(message) else text
        blocks.append(with_links(block, source, lang))
    return new_markdown_cell("\n\n".join(blocks), id=cell["id"], metadata=cell.metadata)


def with_links(block: str, source: Path, lang: str) -> str:
    """Lead the links of a block to where they lead in the English notebook.

    A notebook that is translated too stays in its language, any other leads to the English one;
    README.md has a page for each.
    """
    translated_too = begun(lang)

    def lead(link: re.Match) -> str:
        target = link[2]
        if ADDRESS_RE.match(target):
            return link[0]
        path, hash_, part = target.partition("#")
        where = (source.parent / path).resolve()
        if where in translated_too:
            return link[0]
        in_language = where.with_suffix(f".{lang}{where.suffix}")
        if in_language.exists():
            where = in_language
        way = Path(os.path.relpath(where, made_path(source, lang).parent)).as_posix()
        return f"{link[1]}{way}{hash_}{part}{link[3]}"

    return LINK_RE.sub(lead, block)


def code_cell(cell: NotebookNode, lang: str) -> NotebookNode:
    """The same code, which speaks the language and finds the samples a folder further up."""
    code = cell.source
    lines = code.split("\n")
    if IMPORT in lines:
        place = lines.index(IMPORT) + 1
        lines[place:place] = ["", f'egov.language("{lang}");']
        code = "\n".join(lines)
    code = code.replace(SAMPLES, SAMPLES.replace('"', '"../'))
    return NotebookNode(cell | {"source": code, "outputs": [], "execution_count": None})


def make(source: Path, lang: str) -> bool:
    """Write the translated notebook and return whether that changed its text or its code.

    A code cell that was there before keeps its outputs.
    """
    notebook = translated(source, lang)
    path = made_path(source, lang)
    if path.exists():
        found = read_notebook(path)
        if contents(found) == contents(notebook):
            return False
        run = outputs_by_source(found)
        for cell in notebook.cells:
            if cell.cell_type == "code" and cell.source in run:
                cell.update(run[cell.source])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(notebook, path)
    return True


def contents(notebook: NotebookNode) -> list[tuple[str, str, str, dict]]:
    """What is written in a notebook: kind, id, source and tags or folds of every cell."""
    return [
        (cell.cell_type, cell["id"], cell.source, cell.metadata)
        for cell in notebook.cells
    ]


# --- the program --------------------------------------------------------------------------------


@cache
def begun(lang: str) -> list[Path]:
    """The notebooks that have a PO file in a language."""
    return [source for source in sources() if po_path(source, lang).exists()]


def main(arguments: list[str]) -> None:
    """Do what the first argument names, for the notebooks that are named or for all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("action", choices=["update", "make", "report"])
    parser.add_argument("paths", nargs="*", type=Path, help="English notebooks")
    parser.add_argument("--lang", action="append", choices=languages())
    given = parser.parse_args(arguments)
    named = [path.resolve() for path in given.paths]
    for lang in given.lang or languages():
        for source in named or begun(lang):
            print(do(given.action, source, lang))


def do(action: str, source: Path, lang: str) -> str:
    """Do one thing with one notebook and say what came of it."""
    name = source.relative_to(NOTEBOOKS).as_posix()
    if action == "make":
        changed = "written: run it" if make(source, lang) else "as it was"
        return f"notebooks/{lang}/{name}: {changed}"
    if action == "update":
        catalog = update(source, lang)
    else:
        catalog = read_catalog(po_path(source, lang), lang)
    late = behind(catalog)
    lines = [f"{lang}/{name}: {len(catalog)} units, behind by {len(late)}"]
    for message in late:
        state = "changed" if message.string else "missing"
        lines.append(f"  {state}: {message.id[:70]!r}")
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
