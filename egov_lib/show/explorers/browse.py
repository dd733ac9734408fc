"""Any findings as a list: filtered by columns, each row with its passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import check_whole
from egov_lib.show.explorers.base import check_docs, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import LANGUAGES, column_name, current, word
from egov_lib.show.tables import HAN_RE, chinese_of, glossed

MOST_VALUES = 60  # in a list to choose from
MOST_FINDINGS = 3000  # of a saved notebook
# Columns that the row says anyway, or that only programs read.
UNSAID = {*FINDING, "occurrence", "label_en", "label_zh"}
EMPTY = {"", "<NA>", "NaT", "nan", "None"}


def browse(
    findings: pd.DataFrame,
    by: Sequence[str] = (),
    *,
    docs: pd.DataFrame | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Browse any findings: a filter for each column of *by*, then a list; choosing a row shows its
    passage.

    A row is named by its `label_en` or `label_zh` if it has one, else by its quote. Rows without a
    passage (silence) are listed too and say so.

    Parameters
    ----------
    docs: the frame that the findings were made in; None means the five sources.
    chosen: the number of the row that is shown first, as text.
    filters: {"by0": "network"}: the value of the first column of *by*.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> from egov_lib.read.corpus import load_table
    >>> view = browse(load_table("systems"), ["kind", "status"])
    >>> [column["en"] for column in view.data["by"]]
    ['Kind', 'Status']
    """
    lang = current(lang)
    check_whole(findings, [*FINDING, *by], "an explorer")
    docs_or_corpus = check_docs(findings, docs)
    rows = findings.reset_index(drop=True)
    shown = rows.head(MOST_FINDINGS)
    places = place_rows(shown[FINDING])
    values = _Values()
    names = list(shown.columns)
    others = _other_columns(shown, list(by))
    data = {
        "rows": _rows(shown, places, list(by), values),
        "values": values.said,
        "by": [column_name(column, names) for column in by],
        "others": [column_name(column, names) for column in others],
        "left_out": len(rows) - len(shown),
        "texts": texts_of(
            places, docs_or_corpus if docs is not None else None
        ),
    }
    name = f"label_{lang}" if f"label_{lang}" in findings else "quote"
    listed = _filtered(findings, by, filters or {})
    still = still_table(listed, ["doc_id", name, *by], lang)
    return make_view(
        "browse", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _filtered(
    findings: pd.DataFrame, by: Sequence[str], filters: Mapping[str, str]
) -> pd.DataFrame:
    """The findings that a page without scripts lists: those that its explorer opens at."""
    for number, column in enumerate(by):
        value = filters.get(f"by{number}", "")
        if value:
            findings = findings[findings[column].astype(str) == value]
    return findings


class _Values:
    """What is written in the columns, each value once, in both languages; rows name its number.

    A name that means another body in each document has a number for each.
    """

    def __init__(self) -> None:
        self.said: list[dict[str, str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._meant: dict[tuple[str, str | None, str], int] = {}

    def number(
        self, value: Any, doc_id: str | None = None, column: str = ""
    ) -> int:
        """The number of a value, as a document means it in a column."""
        if isinstance(value, pd.Timestamp):
            text = f"{value:%Y-%m-%d}"
        else:
            text = "" if str(value) in EMPTY else str(value)
        meant = (text, doc_id, column)
        if meant not in self._meant:
            self._meant[meant] = self._number_of(_said(text, doc_id, column))
        return self._meant[meant]

    def _number_of(self, said: dict[str, str]) -> int:
        """The number of what is said in both languages."""
        key = tuple(said.values())
        if key not in self._numbers:
            self._numbers[key] = len(self.said)
            self.said.append(said)
        return self._numbers[key]


def _rows(
    findings: pd.DataFrame,
    places: list[dict],
    by: list[str],
    values: _Values,
) -> list[dict[str, Any]]:
    """Each finding: its place, its name, the values of *by*, and of its other columns."""
    rows = []
    others = _other_columns(findings, by)
    for place, (number, row) in zip(places, findings.iterrows()):
        rows.append(
            {
                **place,
                "id": str(number),
                "label_en": str(row.get("label_en", row["quote"])),
                "label_zh": str(row.get("label_zh", row["quote"])),
                "by": [
                    values.number(row[column], column=column) for column in by
                ],
                "others": [
                    [at, values.number(row[column], row["doc_id"], column)]
                    for at, column in enumerate(others)
                    if str(row[column]) not in EMPTY
                ],
            }
        )
    return rows


def _other_columns(findings: pd.DataFrame, by: list[str]) -> list[str]:
    """The columns that the pane says: no ids, and none that the row says anyway."""
    return [
        column
        for column in findings.columns
        if column not in UNSAID
        and column not in by
        and not str(column).endswith("_id")
    ]


def _said(text: str, doc_id: str | None, column: str) -> dict[str, str]:
    """A value of a column as it is written on the screen, in both languages."""
    said = {"id": text}
    for lang in LANGUAGES:
        known = word(text, lang, column)
        said[lang] = known if known != text else _told(text, lang, doc_id)
    # A note without Chinese is left out for a reader of Chinese
    if column == "note" and said["zh"] == text and not HAN_RE.search(text):
        said["zh"] = ""
    return said


def _told(text: str, lang: str, doc_id: str | None) -> str:
    """A line for a reader of a language: English with its Chinese behind it, English as Chinese."""
    if lang == "zh":
        return chinese_of(text) or text
    told = glossed(text, lang, doc_id)
    is_glossed = told.startswith(f"{text} (") and told.endswith(")")
    return f"{told[len(text) + 2 : -1]} ({text})" if is_glossed else told
