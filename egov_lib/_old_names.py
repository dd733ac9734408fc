"""The names of the first edition, for notebooks that still use them.

`from egov_lib.dates import find_dates` was written before the modules were grouped into packages.
Such an import gets the module at its new place, and a deprecation line says where that is.
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

# Where a module of the first edition is now. Those that keep their name are found without a
# warning.
MODULES = {
    "cards": "measure.robustness",
    "changes": "read.edit_log",
    "charts": "show.charts",
    "cleaning": "read.cleaning",
    "concordance": "measure.concordance",
    "corpus": "read.corpus",
    "dates": "find.dates",
    "documents": "find.documents",
    "editing": "read.editions",
    "encodings": "read.encodings",
    "exercises": "teach.exercises",
    "explorers": "show.explorers",
    "exports": "publish.exports",
    "formats": "read.files.formats",
    "jobs": "read.jobs",
    "keyness": "measure.keyness",
    "letterhead": "find.structure",
    "names": "find.names",
    "numerals": "find.numerals",
    "outline": "find.structure",
    "reading": "show.passages",
    "reuse": "measure.reuse",
    "segmentation": "measure.words",
    "selftest": "show.selftest",
    "snapshots": "publish.snapshots",
    "targets": "find.targets",
}

# Modules inside a package that have a new name there, for a notebook that imports from them.
PARTS = {
    "exercises.asking": "teach.exercises.widget",
    "exercises.record": "teach.exercises.answers",
}

# Functions that have a new name: {old: (module, new)}.
NAMES = {
    "conclude": ("measure.robustness", "summarize_robustness"),
    "permute": ("measure.keyness", "permutation_test"),
    "vary_words": ("measure.robustness", "segmentation_variants"),
    "weigh": ("teach.exercises", "check_claim"),
    "weigh_passages": ("measure.reuse", "weight_passages"),
}


def renamed(module: str, name: str) -> object:
    """Give a function of *module* under its old name; for the `__getattr__` of that module."""
    home, new = NAMES.get(name, ("", ""))
    if f"egov_lib.{home}" != module:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    warnings.warn(
        f"{module}.{name} is now called {new}",
        DeprecationWarning,
        stacklevel=3,
    )
    return getattr(import_module(module), new)


class _OldModules(MetaPathFinder, Loader):
    """Find `egov_lib.<old module>` at its new place."""

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Answer for a module of the first edition; None for every other."""
        if _new_place(fullname) is None:
            return None
        return spec_from_loader(fullname, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Give the module at the new place."""
        new = _new_place(spec.name)
        old_name = spec.name.rpartition(".")[2]
        new_name = new.rpartition(".")[2]
        if new_name != old_name:
            warnings.warn(
                f"{spec.name} is now {new}", DeprecationWarning, stacklevel=2
            )
        module = import_module(new)
        self.own_spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module as it is: it was loaded under its own name."""
        module.__spec__ = self.own_spec


def _new_place(fullname: str) -> str | None:
    """The full new name of an old module, or of a module in an old package, or None."""
    package, _, rest = fullname.partition(".")
    first, dot, inside = rest.partition(".")
    if package != "egov_lib" or first not in MODULES:
        return None
    if rest in PARTS:
        return f"egov_lib.{PARTS[rest]}"
    return f"egov_lib.{MODULES[first]}{dot}{inside}"


def install() -> None:
    """Let Python ask for old modules once it finds no new one of that name."""
    if not any(isinstance(finder, _OldModules) for finder in sys.meta_path):
        sys.meta_path.append(_OldModules())
