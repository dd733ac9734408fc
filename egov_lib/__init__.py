"""The library behind the E-Government Workbook: read, measure and model five Chinese policy texts of 2002 to 2006.

Everything that says something about a text is a *finding*: a row that begins doc_id, start, end, quote. The names below are
what the notebooks use; each comes from the room (module) named beside it, and importing this package does nothing else.
"""

from egov_lib import charts, explorers, reading
from egov_lib.cleaning import clean
from egov_lib.corpus import (
    DataError,
    check_findings,
    load_corpus,
    load_log,
    load_table,
    load_witness,
    locate,
    to_witness,
)
from egov_lib.selftest import check_setup

__all__ = [
    "DataError",
    "charts",
    "check_findings",
    "check_setup",
    "clean",
    "explorers",
    "load_corpus",
    "load_log",
    "load_table",
    "load_witness",
    "locate",
    "reading",
    "to_witness",
]
