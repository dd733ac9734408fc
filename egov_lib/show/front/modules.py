"""Join the ES modules of an explorer into one text, for a notebook and for a page.

The front end is written as plain ES modules that import each other. A notebook's widget takes one
module, and a page opened from a disk can load none at all (browsers refuse modules from
`file://`), so both get the modules joined: each becomes a function that is called once, in the
order in which they need each other, and what it exports is handed to those that import it. Only
two forms are understood, and a test holds the modules to them:

    import { h, render as draw } from "./dom.js";   at the top of a module
    export function mount(...) / export const X = ...   each at the start of a line
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

IMPORT = re.compile(
    r'^import \{\s*([^}]*?)\s*\} from "([^"]+)";\n', re.MULTILINE
)
# What only a reader of the source needs: lines of comment, and blanks at the beginning of a line.
# Notebooks and pages are saved without them. No text of a script goes over several lines.
FOR_READERS = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.M)


# What draws a view into an element of a page
MODEL = "front/page-model.js"
# Where modules are that are not below `egov_lib/show`, by the first folder of their path
FOLDERS = {"exercises": "egov_lib.teach", "cases": "egov_lib.teach"}


class Module(NamedTuple):
    """One file of the front end."""

    path: str  # "front/dom.js"
    # path of a module: (name that it exports, name by which it is taken)
    needs: dict[str, list[tuple[str, str]]]
    exports: list[str]
    body: str  # without imports, the word export and what is for readers


@lru_cache
def read_module(path: str) -> Module:
    """Read a module, *path* being its place below `egov_lib/show`, or in `FOLDERS`.

    >>> read_module("front/dom.js").exports[:2]
    ['visible', 'add']
    """
    folder, _, _ = path.rpartition("/")
    package = FOLDERS.get(path.split("/")[0], "egov_lib.show")
    text = files(package).joinpath(path).read_text(encoding="utf-8")
    needs = _needs(text, folder)
    without_imports = IMPORT.sub("", text)
    code = FOR_READERS.sub("", without_imports)
    body = re.sub(r"^export ", "", code, flags=re.MULTILINE)
    return Module(path, needs, EXPORT.findall(without_imports), body)


def _needs(text: str, folder: str) -> dict[str, list[tuple[str, str]]]:
    """What a module in a folder imports, and from which others."""
    needs = {}
    for names, target in IMPORT.findall(text):
        imported = [name for name in names.split(",") if name.strip()]
        needed = _resolve(folder, target)
        needs[needed] = [_named(name) for name in imported]
    return needs


def _named(one: str) -> tuple[str, str]:
    """The name that is exported, and the one by which it is taken.

    >>> _named(" render as timeline"), _named("h")
    (('render', 'timeline'), ('h', 'h'))
    """
    name, _, alias = one.strip().partition(" as ")
    return name, alias or name


def _resolve(folder: str, target: str) -> str:
    """The path that an import names, seen from the module's folder."""
    parts = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def in_order(path: str) -> list[Module]:
    """The module at *path* and all that it needs, each after what it needs.

    >>> [module.path for module in in_order("front/passage.js")]
    ['front/dom.js', 'front/words.js', 'front/pins.js', 'front/passage.js']
    """
    found: dict[str, Module] = {}

    def add(path: str) -> None:
        if path in found:
            return
        module = read_module(path)
        for needed in module.needs:
            add(needed)
        found[path] = module

    add(path)
    return list(found.values())


def _variable(path: str) -> str:
    """The name under which the exports of a module are known to the others.

    >>> _variable("front/page-model.js")
    'front_page_model'
    """
    return re.sub(r"\W", "_", path.removesuffix(".js"))


def _wrapped(module: Module) -> str:
    """A module as a function that is called once and returns what it exports."""
    taken = []
    for path, names in module.needs.items():
        pairs = ", ".join(f"{name}: {alias}" for name, alias in names)
        taken.append(f"const {{ {pairs} }} = {_variable(path)};\n")
    given = ", ".join(module.exports)
    return (
        f"const {_variable(module.path)} = (() => {{\n"
        f"{''.join(taken)}{module.body}"
        f"return {{ {given} }};\n}})();\n"
    )


def joined(path: str) -> str:
    """A module and all that it needs as one script, without its last word."""
    return "".join(_wrapped(module) for module in in_order(path))


@lru_cache
def widget_module(path: str) -> str:
    """The text that a widget takes as its `_esm`: it exports what anywidget calls."""
    return f"{joined(path)}export default {{ render: {_variable(path)}.render }};\n"


@lru_cache
def page_script(views: tuple[tuple[str, str], ...]) -> str:
    """A script for pages that makes `window.egov`: see `front_object`."""
    return f"window.egov = {front_object(views)};\n"


@lru_cache
def front_object(views: tuple[tuple[str, str], ...]) -> str:
    """An expression of JavaScript: an object with what `page-model.js` exports, and `renderers`
    by name. What several views need is in it once.

    views: the name of each view, and the path of the module that draws it
    """
    found: dict[str, Module] = {}
    for path in (MODEL, *(path for _, path in views)):
        for module in in_order(path):
            found[module.path] = module
    bodies = "".join(_wrapped(module) for module in found.values())
    return f"(() => {{\n{bodies}{_mounting(views)}}})()"


def _mounting(views: tuple[tuple[str, str], ...]) -> str:
    """The last line of a script that draws *views*: what mounts them, and what draws each."""
    names = ", ".join(
        f"{name}: {_variable(path)}.render" for name, path in views
    )
    return f"return {{ ...{_variable(MODEL)}, renderers: {{ {names} }} }};\n"


# --- pages that load the scripts of their views one by one --------------------------------------


def common_modules(paths: Iterable[str]) -> list[Module]:
    """The modules that more than two of the scripts at *paths* need, each after what it needs.

    >>> paths = ["explorers/timeline.js", "explorers/places.js", "explorers/keyness.js"]
    >>> "front/explorer.js" in [module.path for module in common_modules(paths)]
    True
    """
    found: dict[str, Module] = {
        module.path: module for module in in_order(MODEL)
    }
    counts: Counter[str] = Counter()
    for path in paths:
        for module in in_order(path):
            counts[module.path] += 1
            found[module.path] = module
    always = {module.path for module in in_order(MODEL)}
    return [
        module
        for path, module in found.items()
        if counts[path] > 2 or path in always
    ]


def common_script(modules: Iterable[Module]) -> str:
    """A script that makes `window.egovFront`, which has these modules for `part_script`."""
    modules = list(modules)
    bodies = "".join(_wrapped(module) for module in modules)
    names = ", ".join(_variable(module.path) for module in modules)
    return f"window.egovFront = (() => {{\n{bodies}return {{ {names} }};\n}})();\n"


def part_script(name: str, path: str, modules: Iterable[Module]) -> str:
    """The script of one view that takes *modules* from `window.egovFront`, and makes
    `window.egov`.
    """
    common = [module.path for module in modules]
    taken = ", ".join(_variable(one) for one in common)
    own = "".join(
        _wrapped(module)
        for module in in_order(path)
        if module.path not in common
    )
    return (
        f"window.egov = (() => {{\nconst {{ {taken} }} = window.egovFront;\n"
        f"{own}{_mounting(((name, path),))}}})();\n"
    )


def plain_script(path: str, name: str) -> str:
    """A module and all that it needs as a script whose exports are `window.<name>`.

    >>> print(plain_script("front/pins.js", "pins").splitlines()[-1])
    return front_pins; })();
    """
    return f"window.{name} = (() => {{\n{joined(path)}return {_variable(path)}; }})();\n"
