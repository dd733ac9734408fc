"""What a class coded in the game of lesson 11: how far it agrees, and where it does not.

`class_codes` has a row for each segment, the most disputed first; `class_coders` one for each
student, with Cohen's kappa against the codes that we settled on; `show_class_codes` is the board
for the teacher's screen. No code is graded: coders differ, and a dispute is where a lesson begins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.measure.agreement import (
    code_counts,
    cohen_kappa,
    krippendorff_alpha,
    most_disputed,
)
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.read.translations import load_segments
from egov_lib.show.explorables.codebook import (
    BOUND_BY_CODE,
    FORCE_BY_CODE,
    name_of,
)
from egov_lib.show.front import CASES
from egov_lib.show.front.modules import widget_module
from egov_lib.show.front.widget import look, script_path, without_halves
from egov_lib.show.messages import LANGUAGES, current, pick, say
from egov_lib.show.style import SEALS
from egov_lib.teach.cases.class_files import BoardView, read_each, still_of
from egov_lib.teach.cases.view import box_words
from egov_lib.teach.exercises.answers import read_answers
from egov_lib.teach.exercises.coded import Codes, codes_of

NAME = CASES[3]
DIMENSIONS = ("force", "bound")
KNOWN = {"force": FORCE_BY_CODE, "bound": BOUND_BY_CODE}
SHOWN_IN_STILL = 12
COLUMNS = [
    "address",
    "doc_id",
    "quote",
    "en",
    "coders",
    *(f"{dimension}_agreement" for dimension in DIMENSIONS),
    *(f"{dimension}_codes" for dimension in DIMENSIONS),
    *(f"our_{dimension}" for dimension in DIMENSIONS),
]
CODER_COLUMNS = [
    "file",
    "student",
    "coded",
    *(f"{dimension}_same" for dimension in DIMENSIONS),
    *(f"{dimension}_kappa" for dimension in DIMENSIONS),
]


class Coder(NamedTuple):
    """A student: the file, the name that was typed or else that of the file, and the codes."""

    file: str
    student: str
    codes: dict[str, Codes]


class Coded(NamedTuple):
    """What a folder holds: the coders, our settled codes by address, files that can't be read."""

    coders: list[Coder]
    ours: pd.DataFrame
    unread: dict[str, str]

    def of(self, dimension: str) -> pd.DataFrame:
        """The codes of a dimension: a row for each segment, a column for each coder."""
        columns = {
            coder.file: {
                address: getattr(codes, dimension)
                for address, codes in coder.codes.items()
            }
            for coder in self.coders
        }
        coded = pd.DataFrame(columns, dtype=object)
        # In the order of the texts; what is no segment of theirs is left out.
        return coded.reindex(self.ours.index.intersection(coded.index))


def read_coders(folder: Path) -> Coded:
    """Read what the students of a folder coded; who coded nothing is left out.

    Raises `DataError` where there is no file at all.
    """
    coders: list[Coder] = []

    def take(name: str, raw: bytes) -> None:
        answers = read_answers(raw, name)
        codes = codes_of(answers)
        known = {at: one for at, one in codes.items() if at in ours.index}
        if known:
            coders.append(Coder(name, answers["name"] or name, known))

    ours = load_table("directives").set_index("address")
    unread = read_each(folder, take, "files of answers")
    return Coded(coders, ours, unread)


def class_codes(
    folder: str | Path, *, lang: str | None = None
) -> pd.DataFrame:
    """Put the segments that a class coded into a table, the most disputed first.

    Parameters
    ----------
    folder: with the students' `my-answers.json`, under any names.
    lang: "en" or "zh", of the names of codes; None is the language chosen with `language()`.

    Returns a row for each segment that somebody coded:
    address, doc_id, quote, en: where it is, its Chinese and its English
    coders: how many coded it
    force_agreement, bound_agreement: the share of pairs of coders that gave the same code, how
        firmly it is said and who is to act; empty where only one coded it
    force_codes, bound_codes: who chose what: "should 12, must 5"
    our_force, our_bound: the code that we settled on

    `.attrs["alpha"]` gives Krippendorff's alpha of each dimension (NaN where too few coded),
    `.attrs["unread"]` each file that can't be read, with the reason. Raises `DataError` where there
    is no file at all. `as_csv` writes it for a spreadsheet.
    """
    lang = current(lang)
    coded = read_coders(Path(folder))
    table = _segments(coded, lang)
    table.attrs["alpha"] = {
        dimension: krippendorff_alpha(coded.of(dimension))
        for dimension in DIMENSIONS
        if coded.coders
    }
    table.attrs["unread"] = coded.unread
    return table


def _segments(coded: Coded, lang: str) -> pd.DataFrame:
    """The rows of `class_codes`."""
    if not coded.coders:
        return pd.DataFrame(columns=COLUMNS)
    by_force = coded.of("force")
    english = load_segments().set_index("address")["en"]
    ours = coded.ours.loc[by_force.index]
    table = ours[["doc_id", "quote"]].assign(
        en=english.loc[by_force.index], coders=by_force.notna().sum(axis=1)
    )
    for dimension in DIMENSIONS:
        codes = coded.of(dimension)
        shares = most_disputed(codes)["agreement"]
        table[f"{dimension}_agreement"] = shares.reindex(table.index)
        table[f"{dimension}_codes"] = [
            _in_words(dimension, row, lang)
            for _, row in code_counts(codes).iterrows()
        ]
        table[f"our_{dimension}"] = [
            name_of(dimension, code, lang) for code in ours[dimension]
        ]
    table = table.sort_values(
        ["force_agreement", "bound_agreement"], kind="stable"
    )
    return table.rename_axis("address").reset_index()[COLUMNS]


def _in_words(dimension: str, counts: pd.Series, lang: str) -> str:
    """Counts as words: should 12, must 5."""
    return pick(", ", "、", lang).join(
        f"{name_of(dimension, code, lang)} {count}"
        for code, count in _counted(dimension, counts)
    )


def _counted(dimension: str, counts: pd.Series) -> list[list[Any]]:
    """The codes that somebody gave with their counts, the most frequent first.

    Of equal counts the one that comes first in the codebook.
    """
    given = [
        [code, int(counts[code])]
        for code in KNOWN[dimension]
        if counts.get(code, 0)
    ]
    return sorted(given, key=lambda one: -one[1])


def class_coders(folder: str | Path) -> pd.DataFrame:
    """Compare each student's codes with those that we settled on.

    Parameters
    ----------
    folder: as `class_codes` takes it.

    Returns a row for each student who coded something, by the name of the file:
    file, student: the file, and the name that the student typed, else that of the file
    coded: how many segments
    force_same, bound_same: in how many the code is ours
    force_kappa, bound_kappa: Cohen's kappa with us; NaN where chance alone would give all

    Raises `DataError` where there is no file at all.
    """
    coded = read_coders(Path(folder))
    rows = [_coder_row(coder, coded.ours) for coder in coded.coders]
    return pd.DataFrame(rows, columns=CODER_COLUMNS)


def _coder_row(coder: Coder, ours: pd.DataFrame) -> dict[str, Any]:
    row = {
        "file": coder.file,
        "student": coder.student,
        "coded": len(coder.codes),
    }
    settled = ours.loc[list(coder.codes)]
    for dimension in DIMENSIONS:
        given = [getattr(one, dimension) for one in coder.codes.values()]
        wanted = settled[dimension].tolist()
        same = sum(one == other for one, other in zip(given, wanted))
        row[f"{dimension}_same"] = same
        row[f"{dimension}_kappa"] = cohen_kappa(given, wanted)
    return row


# --- the board ----------------------------------------------------------------------------------


class ClassCodesView(BoardView):
    """What a class coded, on the teacher's screen."""

    _esm = widget_module(script_path(NAME))
    _css = look((NAME,))
    name = "codes of a class"
    module = NAME
    title = "case_codes"

    def __init__(self, folder: Path, lang: str):
        """Show the codes of the files in *folder*."""
        coded = read_coders(folder)
        table = _segments(coded, lang)
        data = {
            "words": box_words(),
            "docs": _seals(),
            "names": _names(),
            "alphas": [_alpha(coded, dimension) for dimension in DIMENSIONS],
            "segments": _shown(coded, table["address"].tolist()),
            "students": _students(folder),
            "unread": coded.unread,
        }
        texts = [
            (row.address, f"{row.quote} {row.en} {row.force_codes}")
            for row in table.head(SHOWN_IN_STILL).itertuples()
        ]
        still = still_of(say("case_codes", lang), texts)
        super().__init__(without_halves(data), still, lang=lang)


def show_class_codes(
    folder: str | Path, *, lang: str | None = None
) -> ClassCodesView:
    """Show what a class coded: alpha, the segments most disputed and who chose what.

    Our own codes are hidden until a button shows them, and the students are folded away, so that
    the board can be put on a screen. A button saves the table as CSV. Raises `DataError` where
    there is no file.
    """
    return ClassCodesView(Path(folder), current(lang))


def _seals() -> dict[str, dict[str, str]]:
    """The seal and the titles of each text."""
    docs = load_corpus().set_index("doc_id")
    return {
        doc_id: {
            "seal": seal,
            "title_en": docs.at[doc_id, "title_en"],
            "title_zh": docs.at[doc_id, "title_zh"],
        }
        for doc_id, (seal, *_) in SEALS.items()
    }


def _names() -> dict[str, dict[str, dict[str, str]]]:
    """The names of all codes, by dimension and code."""
    return {
        dimension: {
            code: {lang: name_of(dimension, code, lang) for lang in LANGUAGES}
            for code in rows
        }
        for dimension, rows in KNOWN.items()
    }


def _alpha(coded: Coded, dimension: str) -> dict[str, Any]:
    """Alpha of a dimension, and of how many students and segments; None for too few."""
    if not coded.coders:
        return {"name": dimension, "alpha": None, "students": 0, "segments": 0}
    codes = coded.of(dimension)
    return {
        "name": dimension,
        "alpha": _number(krippendorff_alpha(codes)),
        "students": len(coded.coders),
        "segments": int((codes.notna().sum(axis=1) >= 2).sum()),
    }


def _number(value: float) -> float | None:
    """A number as JSON has it: none for NaN."""
    return None if pd.isna(value) else float(value)


def _shown(coded: Coded, addresses: list[str]) -> list[dict[str, Any]]:
    """What is shown of each segment: both languages, who chose what, our codes."""
    if not addresses:
        return []
    english = load_segments().set_index("address")["en"]
    counts = {
        dimension: code_counts(coded.of(dimension)) for dimension in DIMENSIONS
    }
    return [
        {
            "address": address,
            "doc": coded.ours.at[address, "doc_id"],
            "zh": coded.ours.at[address, "quote"],
            "en": english[address],
            "codes": {
                dimension: _counted(dimension, counts[dimension].loc[address])
                for dimension in DIMENSIONS
            },
            "ours": {
                dimension: coded.ours.at[address, dimension]
                for dimension in DIMENSIONS
            },
        }
        for address in addresses
    ]


def _students(folder: Path) -> list[dict[str, Any]]:
    """The rows of `class_coders` as JSON."""
    rows = class_coders(folder).to_dict("records")
    kappas = [f"{dimension}_kappa" for dimension in DIMENSIONS]
    return [
        row | {kappa: _number(row[kappa]) for kappa in kappas} for row in rows
    ]
