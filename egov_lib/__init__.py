"""The library behind the E-Government Workbook: read, measure and model five Chinese policy texts of 2002 to 2006.

Everything that says something about a text is a *finding*: a row that begins doc_id, start, end, quote. The names below are
what the notebooks use; each is fetched from its room (module) when it is first asked for, so that importing this package
does nothing else and takes no time.
"""

from importlib import import_module

# The rooms whose names are asked for as `egov.room.name`, and the names that are asked for as `egov.name`.
ROOMS = ("charts", "explorers", "labs", "reading")
NAMES = {
    "cards": ("conclude", "robustness", "vary_words"),
    "cleaning": ("clean",),
    "concordance": ("dispersion", "find_phrase", "in_context", "near"),
    "corpus": (
        "DataError",
        "check_findings",
        "load_corpus",
        "load_log",
        "load_table",
        "load_witness",
        "locate",
        "to_witness",
    ),
    "dates": ("find_dates",),
    "documents": ("Limits", "read_documents", "repair_documents"),
    "encodings": ("decode", "detect_encoding", "mend_mojibake"),
    "keyness": ("collocates", "compare", "keywords", "permute"),
    "names": ("find_document_numbers", "find_institutions", "find_persons", "find_places", "find_titles"),
    "numerals": ("find_numbers", "parse_number"),
    "outline": ("parse_outline", "read_letterhead"),
    "exercises": ("check", "class_summary", "exercise", "progress", "restore", "weigh"),
    "exports": ("to_json", "to_tei"),
    "jobs": ("map_documents",),
    "reuse": (
        "compare_pairs",
        "expected_by_chance",
        "explain",
        "mask_passages",
        "normal_form",
        "shared_passages",
        "weigh_passages",
    ),
    "segmentation": ("segment",),
    "selftest": ("check_setup",),
    "snapshots": ("Snapshot", "open_snapshot", "snapshot"),
    "targets": ("find_targets",),
}
HOMES = {name: room for room, names in NAMES.items() for name in names}
__all__ = sorted([*ROOMS, *HOMES])


def __getattr__(name: str) -> object:
    """Fetch a name from its room (PEP 562)."""
    if name in ROOMS:
        return import_module(f"egov_lib.{name}")
    if name in HOMES:
        value = getattr(import_module(f"egov_lib.{HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"egov_lib has no {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
