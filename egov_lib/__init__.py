"""The library behind the E-Government Workbook: read, measure and model five Chinese policy texts
of 2002 to 2006.

Everything that says something about a text is a *finding*: a row that begins `doc_id, start, end,
quote`. `dir(egov_lib)` lists the names that lessons use, grouped in `docs/api.md`; every other
function is in its module, and every module can be reached as `egov_lib.<module>`. A name is
fetched from its module when it is first asked for, so importing this package loads nothing else.
"""

import sys
import warnings
from importlib import import_module

from egov_lib import _in_page, _old_names

# What a lesson uses, by purpose: {group: {name: module}}. `docs/api.md` is made from this table.
SHOWN = {
    "read": {
        "load_corpus": "read.corpus",
        "load_table": "read.corpus",
        "load_witness": "read.corpus",
        "passage": "read.translations",
        "translate": "read.translations",
        "address": "read.translations",
        "read_documents": "find.documents",
        "repair_documents": "read.repair",
        "clean": "read.cleaning",
        "map_documents": "read.jobs",
    },
    "find": {
        "find_numbers": "find.numerals",
        "find_dates": "find.dates",
        "find_targets": "find.targets",
        "find_institutions": "find.names",
        "find_persons": "find.names",
        "find_places": "find.names",
        "find_titles": "find.names",
        "find_speakers": "find.speakers",
        "find_phrase": "measure.concordance",
        "parse_outline": "find.structure",
        "read_letterhead": "find.structure",
        "to_witness": "read.corpus",
    },
    "measure": {
        "segment": "measure.words",
        "in_context": "measure.concordance",
        "near": "measure.concordance",
        "dispersion": "measure.concordance",
        "keywords": "measure.keyness",
        "collocates": "measure.keyness",
        "compare": "measure.keyness",
        "robustness": "measure.robustness",
        "shared_passages": "measure.reuse",
        "compare_pairs": "measure.reuse",
        "explain": "measure.reuse",
    },
    "model": {
        "labs": "labs",
    },
    "show": {
        "language": "show.messages",
        "passages": "show.passages",
        "charts": "show.charts",
        "explorers": "show.explorers",
        "check_setup": "show.selftest",
    },
    "teach": {
        "exercise": "teach.exercises",
        "check": "teach.exercises",
        "progress": "teach.exercises",
        "restore": "teach.exercises",
        "case_file": "teach.cases",
        "class_summary": "teach.exercises",
    },
    "publish": {
        "cite": "read.citations",
        "to_tei": "publish.exports",
        "to_json": "publish.exports",
        "snapshot": "publish.snapshots",
        "open_snapshot": "publish.snapshots",
    },
}

# Names that can be asked for as `egov_lib.<name>`, but that a lesson seldom needs.
MORE = {
    "DataError": "findings",
    "Limits": "read.files",
    "Snapshot": "publish.snapshots",
    "check_findings": "findings",
    "decode": "read.encodings",
    "detect_encoding": "read.encodings",
    "expected_by_chance": "measure.reuse",
    "find_citations": "find.cited",
    "find_document_numbers": "find.names",
    "load_log": "read.corpus",
    "locate": "findings",
    "mask_passages": "measure.reuse",
    "mend_mojibake": "read.encodings",
    "near_duplicates": "measure.duplicates",
    "normal_form": "measure.reuse",
    "parse_number": "find.numerals",
    "save_figure": "publish.pictures",
    "transmission": "measure.reuse",
}

# Every module, by the last part of its name.
_PLACES = [
    "findings",
    "read",
    "read.characters",
    "read.corpus",
    "read.edit_log",
    "read.editions",
    "read.cleaning",
    "read.encodings",
    "read.reading_remedies",
    "read.repair",
    "read.files",
    "read.jobs",
    "read.translations",
    "read.citations",
    "read.writing",
    "find",
    "find.rules",
    "find.numerals",
    "find.dates",
    "find.structure",
    "find.names",
    "find.targets",
    "find.directives",
    "find.speakers",
    "find.cited",
    "find.gazetteers",
    "find.documents",
    "measure",
    "measure.arrays",
    "measure.words",
    "measure.concordance",
    "measure.keyness",
    "measure.reuse",
    "measure.agreement",
    "measure.firmness",
    "measure.duplicates",
    "labs",
    "show",
    "show.style",
    "show.safe_text",
    "show.messages",
    "show.remarks",
    "show.layouts",
    "show.pinyin",
    "show.passages",
    "show.tables",
    "show.paper",
    "show.charts",
    "show.front",
    "show.explorers",
    "show.explorables",
    "show.selftest",
    "teach",
    "teach.cases",
    "teach.exercises",
    "teach.kept_file",
    "publish",
    "publish.corpus_report",
    "publish.descriptions",
    "publish.exports",
    "publish.pictures",
    "publish.site",
    "publish.snapshots",
]
MODULES = {place.rpartition(".")[2]: place for place in _PLACES}

# What is called before a module is handed out: a student's file keeps what is coded in a game.
BEFORE = {"explorables": ("teach.exercises.coded", "keep_games")}

HOMES = {
    name: module for group in SHOWN.values() for name, module in group.items()
} | MORE
__all__ = sorted(name for group in SHOWN.values() for name in group)

_old_names.install()
_in_page.fetch_on_import()


def __getattr__(name: str) -> object:
    """Fetch a name from its module (PEP 562)."""
    if name in BEFORE:
        module, begin = BEFORE[name]
        getattr(import_module(f"egov_lib.{module}"), begin)()
    if name in MODULES:
        return import_module(f"egov_lib.{MODULES[name]}")
    if name in HOMES:
        return getattr(import_module(f"egov_lib.{HOMES[name]}"), name)
    if name in _old_names.NAMES:
        module, new = _old_names.NAMES[name]
        warnings.warn(
            f"egov_lib.{name} is now called {new}",
            DeprecationWarning,
            stacklevel=2,
        )
        return getattr(import_module(f"egov_lib.{module}"), new)
    if name in _old_names.MODULES:
        return import_module(f"egov_lib.{name}")
    raise AttributeError(
        f"egov_lib has no {name!r}; it has {', '.join(__all__)}"
    )


def _show_frame(frame: object) -> str:
    return import_module("egov_lib.show.tables").show_frame(frame)


def _show_series(series: object) -> str | None:
    return import_module("egov_lib.show.tables").show_series(series)


def _show_frames_in_a_notebook() -> None:
    """Let the notebook that this runs in, if any, show frames with English beside their Chinese.

    By name, so that nothing is loaded: pandas calls what it makes by the first or the second.
    """
    notebook = sys.modules.get("IPython")
    shell = notebook and notebook.get_ipython()
    formatters = getattr(
        getattr(shell, "display_formatter", None), "formatters", {}
    )
    if "text/html" in formatters:
        pages = formatters["text/html"]
        for module in ("pandas", "pandas.core.frame"):
            pages.for_type_by_name(module, "DataFrame", _show_frame)
        for module in ("pandas", "pandas.core.series"):
            pages.for_type_by_name(module, "Series", _show_series)


_show_frames_in_a_notebook()


def __dir__() -> list[str]:
    return __all__
