"""Compile the modules in a wheel or zip, so that a page need not do it at each start.

A Python in a page begins with empty folders: what other computers compile once, it would compile at
each visit, which is a third of a reader's wait. Bytecode belongs to one version of Python, so this
runs in the page's own Python (`tools/lite/compile.mjs`) and uses nothing but its standard library.
"""

from __future__ import annotations

import compileall
import tempfile
import warnings
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

STAMP = (2000, 1, 1, 0, 0, 0)  # the same bytes on every day


def compile_archive(given: Path, made: Path, *, with_sources: bool) -> None:
    """Write a copy of an archive with its modules compiled.

    given: the archive, with modules as they were written
    made: the file to write
    with_sources: whether a module stays beside its bytecode, to be quoted where an error is raised
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with zipfile.ZipFile(given) as packed:
            packed.extractall(folder)
        with warnings.catch_warnings(action="ignore"):  # of how others write patterns
            compileall.compile_dir(
                folder,
                maxlevels=99,
                quiet=2,
                # An error then names the module as it is called in the page.
                stripdir=str(folder),
                # Beside the modules, where Python looks if there is none
                legacy=not with_sources,
                # Nothing compares them: both lie in one file that has a hash.
                invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
            )
        if not with_sources:
            _remove_compiled(folder)
        _pack(folder, made)


def _remove_compiled(folder: Path) -> None:
    """Remove the modules that have bytecode; one that is no Python stays as it is."""
    for module in [*folder.rglob("*.py")]:
        if module.with_suffix(".pyc").exists():
            module.unlink()


def _pack(folder: Path, made: Path) -> None:
    """Pack all files of a folder, with the same bytes on every day."""
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                entry = zipfile.ZipInfo(name, STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
