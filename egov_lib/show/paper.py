"""Tables for a paper: heads in words, numbers rounded, the method below, as a page and as LaTeX.

A word processor takes the page (copy it, or open its file); LaTeX takes `latex()`, which needs
booktabs and a font with Chinese. Both have every character of a document escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import DataError, whole_characters
from egov_lib.measure.reuse import Transmission
from egov_lib.measure.reuse.transmission.method import ALL, FEW
from egov_lib.show.messages import SENTENCES, current, say, word
from egov_lib.show.passages.page import LANGUAGE_TAGS, Page, page
from egov_lib.show.safe_text import escape, one_line, write_out

MOST_CLAUSES = 20
CSS = (
    "<style>.egov-paper table{table-layout:auto;border-collapse:collapse}"
    ".egov-paper caption{text-align:left;font-weight:600}"
    ".egov-paper thead tr{border-top:2px solid;border-bottom:1px solid}"
    ".egov-paper tbody tr:last-child{border-bottom:2px solid}"
    ".egov-paper th,.egov-paper td{padding:.2em .8em .2em 0;text-align:left}"
    ".egov-paper .n{text-align:right;font-variant-numeric:tabular-nums}</style>"
)
LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "`": "{`}",
    "'": "{'}",
    '"': "{''}",
}


class PaperTable(NamedTuple):
    """A table for a paper.

    frame: its cells, as text, under heads in words; the first *words* columns are words.
    """

    frame: pd.DataFrame
    caption: str
    note: str
    words: int
    lang: str

    def html(self) -> Page:
        """Give it as a page."""
        return as_page(self)

    def latex(self) -> str:
        """Give it as LaTeX, for booktabs."""
        shape = "l" * self.words + "r" * (self.frame.shape[1] - self.words)
        rows = [self.frame.columns, *self.frame.itertuples(index=False)]
        lines = [" & ".join(map(_in_latex, row)) + r" \\" for row in rows]
        return "\n".join(
            [
                r"\begin{table}",
                rf"\caption{{{_in_latex(self.caption)}}}",
                rf"\begin{{tabular}}{{{shape}}}",
                r"\toprule",
                lines[0],
                r"\midrule",
                *lines[1:],
                r"\bottomrule",
                r"\end{tabular}",
                rf"\par\small {_in_latex(self.note)}",
                r"\end{table}",
                "",
            ]
        )

    def _repr_html_(self) -> str:
        return str(self.html())


def as_page(table: PaperTable) -> Page:
    """Give a table as a page."""
    heads = _row("th", list(table.frame.columns), table.words)
    cells = table.frame.itertuples(index=False, name=None)
    rows = "".join(_row("td", row, table.words) for row in cells)
    return page(
        f"{CSS}<div class='egov-paper' lang='{LANGUAGE_TAGS[table.lang]}'>"
        f"<table><caption>{escape(table.caption)}</caption><thead>{heads}</thead>"
        f"<tbody>{rows}</tbody></table><p>{escape(table.note)}</p></div>",
        lang=table.lang,
    )


def _row(tag: str, cells: Sequence[str], words: int) -> str:
    """A row; the cells after the first *words* are numbers."""
    written = [
        f"<{tag}{' class=n' if place >= words else ''}>{escape(str(cell))}</{tag}>"
        for place, cell in enumerate(cells)
    ]
    return f"<tr>{''.join(written)}</tr>"


def _in_latex(cell: object) -> str:
    """A cell on one line, with nothing that LaTeX would take for a command."""
    line = write_out(one_line(whole_characters(str(cell))))
    written = "".join(LATEX.get(character, character) for character in line)
    # After the end of a row these would begin an option of it
    return f"{{}}{written}" if written.startswith(("[", "*")) else written


# --- transmission -------------------------------------------------------------------------------


def transmission_table(
    found: Transmission, *, by: str = "place", lang: str | None = None
) -> PaperTable:
    """Make a table of how much of the documents of each group central texts have too.

    Parameters
    ----------
    found: as `egov.transmission(docs, central)` gives it.
    by: a column of groups; all documents are the last row.

    >>> import egov_lib as egov
    >>> found = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
    >>> transmission_table(found).frame.columns[:3].tolist()
    ['Place', 'Documents', 'Measured']
    """
    lang = current(lang)
    groups = found.groups
    own = groups[groups["by"] == by]
    if own.empty:
        known = [name for name in groups["by"].unique() if name != ALL]
        raise DataError(
            f"there are no groups by {by!r}: choose one of {', '.join(map(str, known))}"
        )
    whole = groups[groups["by"] == ALL]
    rows = [_group_row(row, lang) for row in own.itertuples()]
    rows += [
        [say("paper_all", lang), *_group_row(row, lang)[1:]]
        for row in whole.itertuples()
    ]
    name = _column_name(by, lang)
    heads = ["documents", "measured", "with_some", "share", "weighted"]
    heads = [say(f"paper_{head}", lang) for head in [*heads, "chance"]]
    return PaperTable(
        pd.DataFrame(rows, columns=[name, *heads], dtype=object),
        caption=say("paper_transmission", lang, by=name.lower()),
        note=_method_note(found, lang),
        words=1,
        lang=lang,
    )


def _column_name(by: str, lang: str) -> str:
    key = f"paper_by_{by}"
    return say(key, lang) if key in SENTENCES else one_line(by)


def _group_row(row: tuple, lang: str) -> list[str]:
    mean = _percent(row.weighted)
    if row.measured >= FEW:
        mean = _with_interval(
            row.weighted, row.weighted_low, row.weighted_high
        )
    return [
        word(row.group, lang) if row.group != ALL else ALL,
        f"{row.documents:,}",
        f"{row.measured:,}",
        f"{row.with_some:,}",
        _percent(row.share),
        mean,
        _percent(row.chance),
    ]


def _percent(share: float) -> str:
    return "–" if pd.isna(share) else f"{100 * share:.1f}"


def _with_interval(share: float, low: float, high: float) -> str:
    if pd.isna(low):
        return _percent(share)
    return f"{_percent(share)} [{_percent(low)}, {_percent(high)}]"


def _method_note(found: Transmission, lang: str) -> str:
    method = found.method
    note = say(
        "paper_note",
        lang,
        matched=max(method.min_matched, method.min_chars),
        chars=method.min_chars,
        resamples=f"{method.resamples:,}",
        seed=method.seed,
        few=FEW,
        formulas=len(method.formulas),
        times=method.chance_texts,
    )
    whole = found.groups[found.groups["by"] == ALL]
    unmeasured = int((whole["documents"] - whole["measured"]).sum())
    if unmeasured:
        note += say("paper_unmeasured", lang, n=f"{unmeasured:,}")
    return note


def clauses_table(
    found: Transmission, *, most: int = MOST_CLAUSES, lang: str | None = None
) -> PaperTable:
    """Make a table of the central clauses that are in most documents, in the centre's order.

    Parameters
    ----------
    found: as `egov.transmission(docs, central)` gives it.
    most: how many clauses.

    >>> import egov_lib as egov
    >>> found = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
    >>> clauses_table(found).frame.columns[:2].tolist()
    ['Address', 'Clause']
    """
    lang = current(lang)
    clauses = found.clauses
    some = clauses[clauses["documents"] > 0]
    order = some["documents"].sort_values(ascending=False, kind="stable")
    shown = some.loc[order.index[:most]].sort_index()
    rows = [_clause_row(row, lang) for row in shown.itertuples()]
    heads = ["address", "clause", "first", "in", "of_all"]
    note = say(
        "paper_clause_note",
        lang,
        least=f"{100 * found.method.least_of_clause:g}",
        matched=max(found.method.min_matched, found.method.min_chars),
        none=f"{len(clauses) - len(some):,}",
        clauses=f"{len(clauses):,}",
    )
    return PaperTable(
        pd.DataFrame(
            rows,
            columns=[say(f"paper_{head}", lang) for head in heads],
            dtype=object,
        ),
        caption=say("paper_clauses", lang),
        note=note,
        words=3,
        lang=lang,
    )


def _clause_row(row: tuple, lang: str) -> list[str]:
    english = getattr(row, "en", "") if lang == "en" else ""
    return [
        str(row.clause_id),
        one_line(f"{row.quote} {english}"),
        _first_seen(row, lang),
        f"{row.documents:,} / {row.of:,}",
        _with_interval(row.share, row.low, row.high),
    ]


def _first_seen(row: tuple, lang: str) -> str:
    """The first document and its day; where several may be, only how many, and who has no date."""
    parts = []
    if row.first_ties == 1:
        parts.append(f"{row.first_doc_ids} ({row.first_to:%Y-%m-%d})")
    elif row.first_ties:
        parts.append(say("paper_ties", lang, n=row.first_ties))
        parts[-1] += f" ({row.first_to:%Y-%m-%d})"
    if row.undated:
        parts.append(say("paper_undated", lang, n=row.undated))
    return "; ".join(parts)
