"""Write the repository's address of pyproject.toml into every file that names it.

Run once by whoever makes a fork: set `Repository` under `[project.urls]` in pyproject.toml, then
`make address`. The address until now is the one in CITATION.cff: it is replaced wherever a file
has it, in the saved outputs of notebooks too, and so is that of its Pages, where the book is.
Nothing else is written.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = {".cff", ".csv", ".html", ".ipynb", ".json", ".md", ".py", ".toml", ".yml"}
NOT_OURS = {".git", ".venv", "build", "sources", "sample-documents"}
OWNER_AND_NAME = r"github\.com/([\w.-]+/[\w.-]*\w)"


def wanted() -> str:
    """The address of pyproject.toml, as owner/name."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    url = tomllib.loads(text)["project"]["urls"]["Repository"]
    return re.search(OWNER_AND_NAME, url)[1]


def written() -> str:
    """The address that the files name until now, as owner/name."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return re.search(f"repository-code:.*{OWNER_AND_NAME}", text)[1]


def forms(address: str) -> list[str]:
    """How a file can write an address: that of the repository, and that of its Pages.

    >>> forms("someone/workbook")
    ['someone/workbook', 'someone.github.io/workbook']
    """
    owner, name = address.split("/")
    return [address, f"{owner}.github.io/{name}"]


def files_that_name(address: str) -> Iterator[Path]:
    """Every file of the project that has an address, in one of its forms."""
    for folder, inner, names in os.walk(ROOT):
        inner[:] = sorted(set(inner) - NOT_OURS)
        for name in sorted(names):
            path = Path(folder) / name
            if path.suffix not in KINDS:
                continue
            text = path.read_text(encoding="utf-8")
            if any(form in text for form in forms(address)):
                yield path


def main() -> None:
    """Replace the address in every file that has one, and say which files changed."""
    old, new = written(), wanted()
    if old == new:
        print(f"Every file names {new}, as pyproject.toml does: nothing to write")
        return
    for path in files_that_name(old):
        text = path.read_text(encoding="utf-8")
        for before, after in zip(forms(old), forms(new)):
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: now names {new}")


if __name__ == "__main__":
    main()
