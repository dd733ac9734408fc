"""The case file: pin passages with claims while reading, and write a one-page brief of them.

`pins` is the format, `casefile` what a student does, `facts` and `fit` lay a claim beside its
passage, `brief` and `word` write the page, `class_files` reads those of a class, and
`class_work` puts them beside the class's open answers; `class_coding` has what it coded. A
program says "fits", or where a claim goes beyond its passage, never "right".
"""

from importlib import import_module

from egov_lib.teach.cases.casefile import CaseFile, case_file

# The teacher's functions are fetched when they are asked for: a student needs none of them.
_CLASS = {
    "as_csv": "class_files",
    "class_case_files": "class_files",
    "class_codes": "class_coding",
    "class_coders": "class_coding",
    "give_points": "class_files",
    "mark_case_files": "class_files",
    "mark_class": "class_work",
    "show_class_codes": "class_coding",
    "tick": "class_work",
}
__all__ = ["CaseFile", "case_file", *_CLASS]


def __getattr__(name: str) -> object:
    """Fetch one of the teacher's functions."""
    if name not in _CLASS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_CLASS[name]}"), name)
