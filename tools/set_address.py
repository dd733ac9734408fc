"""Write the repository's address of pyproject.toml into every file that names it.

Run once by whoever makes a fork: set `Repository` under `[project.urls]` in pyproject.toml, then
`make address`. It writes the files of `FILES`, and in them nothing but the address.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = [
    "CITATION.cff",
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "LICENSE-sources.md",
]
# owner/name after the hosts that we link to
ADDRESS_RE = re.compile(r"((?:github\.com|mybinder\.org/v2/gh)/)[\w.-]+/[\w.-]*\w")


def address() -> str:
    """The address of pyproject.toml, as owner/name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return project["urls"]["Repository"].partition("github.com/")[2].strip("/")


def main() -> None:
    """Replace the address in every file that has one, and say which files changed."""
    new = address()
    for name in FILES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        written = ADDRESS_RE.sub(rf"\g<1>{new}", text)
        if written != text:
            path.write_text(written, encoding="utf-8", newline="\n")
            print(f"{name}: now names {new}")


if __name__ == "__main__":
    main()
