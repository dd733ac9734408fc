"""Pack what is installed here into wheels for a Python that runs in a page.

A package that is Python alone is the same file on every machine, so it is packed as it lies here,
in the version of the lock, without what a page can't use: compiled parts, front-end copies, tests.
Pyodide's list of packages (`pyodide-lock.json`) then names each wheel with the modules it brings
and the packages it needs, and an `import` in a cell fetches them.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import NamedTuple

# Never of use in a page: compiled for another machine, made again by Python, or for a front end
LEFT_OUT_RE = re.compile(
    r"\.(?:so|pyd|dylib|pyc|pyi|map|whl)$|(?:^|/)(?:__pycache__|tests?|__pyinstaller|labextension|nbextension)/"
    r"|^\.\./|\.dist-info/(?:RECORD|INSTALLER|REQUESTED|direct_url\.json)$"
)
DESCRIBED = ".dist-info/METADATA"
STAMP = (2000, 1, 1, 0, 0, 0)  # the same bytes on every day


class Wheel(NamedTuple):
    """A wheel to be put beside the page.

    imports: the modules it brings
    depends: the names of the packages it needs
    """

    name: str
    version: str
    imports: list[str]
    depends: list[str]
    files: dict[str, bytes]

    @property
    def file_name(self) -> str:
        """What the wheel's file is called.

        >>> Wheel("opencc-py", "1.0", [], [], {}).file_name
        'opencc_py-1.0-py3-none-any.whl'
        """
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def write(self, folder: Path) -> dict:
        """Write the wheel into *folder*; return its entry of `pyodide-lock.json`."""
        path = folder / self.file_name
        described = next(
            (name.partition("/")[0] for name in self.files if name.endswith(DESCRIBED)),
            f"{self.name.replace('-', '_')}-{self.version}.dist-info",
        )
        files = {f"{described}/METADATA": _metadata(self)} | self.files
        files[f"{described}/WHEEL"] = WHEEL
        record = [f"{name},,\n" for name in [*files, f"{described}/RECORD"]]
        files[f"{described}/RECORD"] = "".join(record).encode()
        with zipfile.ZipFile(
            path, "w", zipfile.ZIP_DEFLATED, compresslevel=9
        ) as packed:
            for name in sorted(files):
                packed.writestr(
                    zipfile.ZipInfo(name, STAMP), files[name], zipfile.ZIP_DEFLATED
                )
        return {
            "name": self.name,
            "version": self.version,
            "file_name": path.name,
            "install_dir": "site",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "package_type": "package",
            "imports": self.imports,
            "depends": self.depends,
            "unvendored_tests": False,
        }


WHEEL = b"Wheel-Version: 1.0\nGenerator: build_lite\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def _metadata(wheel: Wheel) -> bytes:
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {wheel.name}",
        f"Version: {wheel.version}",
    ]
    return "\n".join([*lines, ""]).encode()


def plain(name: str) -> str:
    """The name of a package as Pyodide writes it.

    >>> plain("typing_extensions")
    'typing-extensions'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(
    name: str,
    depends: Iterable[str] = (),
    *,
    without: str = "",
    within: Path | None = None,
) -> Wheel:
    """The wheel of a package that is installed here, or in the folder *within*.

    without: a pattern of files that are left out besides
    """
    found = distribution(name) if within is None else _of_folder(name, within)
    left_out = re.compile(
        f"{LEFT_OUT_RE.pattern}|{without}" if without else LEFT_OUT_RE
    )
    files = {
        str(path): path.locate().read_bytes()
        for path in found.files or ()
        if not left_out.search(str(path)) and path.locate().is_file()
    }
    return Wheel(
        name=plain(name),
        version=found.version,
        imports=sorted(set(_modules(files))),
        depends=list(depends),
        files=files,
    )


def unpacked(path: Path) -> Wheel:
    """The wheel of a file, as it is; its entry says that it needs nothing."""
    name, version = path.name.split("-")[:2]
    with zipfile.ZipFile(path) as packed:
        names = [one for one in packed.namelist() if not one.endswith(("/", "RECORD"))]
        files = {one: packed.read(one) for one in names}
    return Wheel(plain(name), version, sorted(set(_modules(files))), [], files)


def _of_folder(name: str, folder: Path) -> Distribution:
    for found in distributions(name=name, path=[str(folder)]):
        return found
    raise FileNotFoundError(f"{name} is not installed in {folder}: run make lite")


def _modules(names: Iterable[str]) -> Iterator[str]:
    """The modules at the top of a wheel, without what begins with an underscore."""
    for name in names:
        top, _, below = name.partition("/")
        if top.endswith((".dist-info", ".data")) or top.startswith("_"):
            continue
        if below or top.endswith(".py"):
            yield top.removesuffix(".py")
