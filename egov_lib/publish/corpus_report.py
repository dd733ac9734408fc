"""One page that says what is in a collection: for a file, a colleague, an appendix.

`summarize` makes the tables, each small enough to be read, from the documents, the report of
reading, and what finders found. `corpus_report` puts them on a page with their methods, versions
and hashes. The page is one file without scripts. It asks nothing of a network (its own policy
forbids it), prints on paper, and every word of a document on it is escaped.

Counts say what the finders found, which is not all that is in the texts; so tables of findings have
their quotes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.find.cited import citation_edges
from egov_lib.measure.reuse import Transmission
from egov_lib.read.characters import HAN
from egov_lib.show.messages import (
    REPORT,
    column_name,
    current,
    say,
    word,
)
from egov_lib.show.passages.page import LANGUAGE_TAGS, Page
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape

Tables = dict[str, pd.DataFrame]
MOST_ROWS = 40  # of a table of findings: a page or two
DAMAGE_RE = re.compile(r"([^,;]+?) \((\d+)\)")
WORD_RE = re.compile(f"[{HAN}]{{2,}}")
HAN_RE = re.compile(f"[{HAN}]")

# The tables of each section, in order, that of transmission only where it was asked for;
# `say("report_<name>")` has their titles in both languages.
SECTIONS = {
    "came_in": ["formats", "unread", "copies"],
    "damage": ["damage", "remedies"],
    "documents": ["documents", "structure"],
    "dates": ["dates_by_role", "dates_by_year"],
    "targets": ["targets_by_kind", "targets"],
    "force": ["force"],
    "institutions": ["institutions"],
    "words": ["words"],
    "reuse": ["pairs", "passages"],
    "transmission": [
        "transmission_groups",
        "transmission_clauses",
        "transmission_silent",
    ],
    "citations": ["edges", "citations"],
}
# Columns whose values are codes of ours, not words of a document
CODED = {
    "by",
    "certainty",
    "damage",
    "force",
    "format",
    "group",
    "kind",
    "role",
    "target_in",
}
REMARKS = {"note", "remedy"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
CSS = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #1a1a1a;
  background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-top: 1px solid #767676; padding-top: 1rem; margin-top: 2rem; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem .2rem 0; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
.day { white-space: nowrap; }
.wide { overflow-x: auto; }
.odd { color: #8a1c1c; font-size: .8em; }
img { max-width: 100%; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; }
  tr, img { break-inside: avoid; } h2 { break-after: avoid; } }
"""


class Picture(NamedTuple):
    """A chart as SVG, the section it belongs to, and what it shows in words."""

    section: str
    svg: bytes
    description: str


class Evidence(NamedTuple):
    """How the tables were made: the paragraph, the versions, and the hash of each text."""

    methods: str
    versions: Mapping[str, str]
    hashes: pd.DataFrame


# --- the tables ---------------------------------------------------------------------------------


def summarize(
    docs: pd.DataFrame,
    report: pd.DataFrame,
    found: Mapping[str, pd.DataFrame],
    travelled: Transmission | None = None,
) -> Tables:
    """Make the tables of a report.

    Parameters
    ----------
    docs, report: as `read_documents` gives them.
    found: what was found in *docs*, under the names outline, dates, targets, institutions,
        directives, words (of `segment`), passages and pairs (of `shared_passages` and
        `compare_pairs`), citations.
    travelled: what the documents have of central ones; None leaves that section out.

    Returns the tables by name, those of `SECTIONS`. Long ones keep their first rows.
    """
    return {
        **_reading(report),
        "documents": _documents(docs),
        "structure": _structure(found["outline"]),
        **_dates(found["dates"]),
        **_targets(found["targets"]),
        "force": _counted(found["directives"], "force", "clauses"),
        "institutions": _institutions(found["institutions"]),
        "words": _words(found["words"]),
        **_reuse(found["pairs"], found["passages"]),
        **_transmission(travelled),
        "edges": citation_edges(found["citations"]).head(MOST_ROWS),
        "citations": _first(
            found["citations"],
            ["doc_id", "quote", "kind", "cue", "target", "certainty"],
        ),
    }


def _reading(report: pd.DataFrame) -> Tables:
    is_copy = report["duplicate_of"] != ""
    is_unread = ~report["read"] & ~is_copy
    formats = report.assign(copies=is_copy, not_read=is_unread, files=1)
    sums = ["files", "read", "copies", "not_read", "chars"]
    return {
        "formats": formats.groupby("format")[sums].sum().reset_index(),
        "unread": report.loc[is_unread, ["file", "remedy"]],
        "copies": report.loc[is_copy, ["file", "duplicate_of"]],
        "damage": _damage(report),
        "remedies": report.loc[
            report["read"] & (report["remedy"] != ""), ["file", "remedy"]
        ],
    }


def _damage(report: pd.DataFrame) -> pd.DataFrame:
    """Count each kind of damage, which a line of the report lists as `kind (count)`."""
    rows = [
        (kind.strip(), int(count))
        for line in report["damage"]
        for kind, count in DAMAGE_RE.findall(line)
    ]
    kinds = pd.DataFrame(rows, columns=["damage", "places"])
    places = kinds.groupby("damage")["places"]
    by_kind = places.agg(["size", "sum"])
    by_kind.columns = ["documents", "places"]
    return by_kind.reset_index()


def _documents(docs: pd.DataFrame) -> pd.DataFrame:
    columns = ["doc_id", "title", "document_number", "issuer", "date"]
    return docs[columns].assign(chars=docs["text"].str.len())


def _structure(outline: pd.DataFrame) -> pd.DataFrame:
    by_doc = outline.groupby("doc_id", sort=False)
    return by_doc.agg(
        parts=("clause_id", "size"), depth=("level", "max")
    ).reset_index()


def _dates(dates: pd.DataFrame) -> Tables:
    years = pd.DataFrame({"year": dates["date_to"].dt.year})
    known = years.dropna().astype("int64")
    by_year = known.value_counts(sort=False).rename("dates").reset_index()
    return {
        "dates_by_role": _counted(dates, "role", "dates"),
        "dates_by_year": by_year.sort_values("year", kind="stable"),
    }


def _targets(targets: pd.DataFrame) -> Tables:
    columns = ["doc_id", "quote", "subject", "date_to", "clause"]
    is_target = targets["kind"] == "target"
    return {
        "targets_by_kind": _counted(targets, "kind", "quantities"),
        "targets": _first(targets[is_target], columns),
    }


def _institutions(institutions: pd.DataFrame) -> pd.DataFrame:
    names = institutions["full_name"].where(
        institutions["full_name"] != "", institutions["quote"]
    )
    named = institutions.assign(institution=names)
    return _spread(named, "institution")


def _words(words: pd.DataFrame) -> pd.DataFrame:
    """Count the words of two and more characters: shorter ones are mostly grammar."""
    plain = words.assign(word=words["word"].astype("str"))
    return _spread(plain[plain["word"].str.fullmatch(WORD_RE)], "word")


def _reuse(pairs: pd.DataFrame, passages: pd.DataFrame) -> Tables:
    shared = pairs[pairs["shared"] > 0]
    shared = shared.sort_values(
        ["share", "doc_id", "other_doc_id"], ascending=[False, True, True]
    )
    longest = passages[~passages["repeat"]].sort_values(
        "matched", ascending=False, kind="stable"
    )
    pair_columns = ["doc_id", "other_doc_id", "share", "shared", "longest_run"]
    columns = ["doc_id", "quote", "other_doc_id", "other_quote", "matched"]
    return {
        "pairs": _first(shared, pair_columns),
        "passages": _first(longest, columns),
    }


def _transmission(travelled: Transmission | None) -> Tables:
    """How much of the documents is in central ones too, and which of their clauses are in them."""
    if travelled is None:
        return {}
    means = ["weighted", "weighted_low", "weighted_high", "chance", "note"]
    group_columns = ["by", "group", "documents", "measured", *means]
    clauses = travelled.clauses
    is_there = clauses["documents"] > 0
    ranked = clauses[is_there].sort_values(
        "documents", ascending=False, kind="stable"
    )
    columns = ["clause_id", "quote", "documents", "of", "low", "high"]
    first = ["first_doc_ids", "first_to", "undated", "before_centre"]
    silent = clauses[~is_there]
    return {
        "transmission_groups": _first(travelled.groups, group_columns),
        "transmission_clauses": _first(ranked, [*columns, *first]),
        "transmission_silent": _first(silent, ["clause_id", "quote", "note"]),
    }


def _counted(rows: pd.DataFrame, column: str, what: str) -> pd.DataFrame:
    """Count the rows of each value, the most frequent first; ties by name."""
    counts = rows.groupby(column).size().rename(what).reset_index()
    return counts.sort_values([what, column], ascending=[False, True])


def _spread(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count the places and the documents of each value, the most frequent first."""
    counts = rows.groupby(column)["doc_id"].agg(["size", "nunique"])
    counts.columns = ["places", "documents"]
    counts = counts.reset_index()
    return counts.sort_values(
        ["places", column], ascending=[False, True]
    ).head(MOST_ROWS)


def _first(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows[columns].head(MOST_ROWS)


# --- the page -----------------------------------------------------------------------------------


def corpus_report(
    tables: Mapping[str, pd.DataFrame],
    evidence: Evidence,
    pictures: Sequence[Picture] = (),
    *,
    lang: str | None = None,
) -> Page:
    """Put the tables of `summarize` on one page that needs no network.

    Parameters
    ----------
    tables: by name, those of `SECTIONS`; a section without tables is left out.
    evidence: methods, versions and hashes.
    pictures: charts; without them the tables say the same.
    """
    lang = current(lang)
    parts = [f"<h1>{say('report_title', lang)}</h1>"]
    parts.append(f"<p>{say('report_limits', lang, rows=MOST_ROWS)}</p>")
    for section, names in SECTIONS.items():
        if not tables.keys() & set(names):
            continue
        parts.append(f"<h2>{say(f'report_{section}', lang)}</h2>")
        parts += [_image(own) for own in pictures if own.section == section]
        for name in names:
            title = say(f"report_table_{name}", lang)
            parts.append(_table(tables[name], title, lang))
    parts.append(_evidence(evidence, lang))
    head = (
        "<meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{say('report_title', lang)}</title><style>{CSS}</style>"
    )
    return Page(
        f"<!doctype html>\n<html lang='{LANGUAGE_TAGS[lang]}'><head>{head}</head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _evidence(evidence: Evidence, lang: str) -> str:
    methods = _methods(evidence.methods, lang)
    paragraphs = [f"<p>{escape(paragraph)}</p>" for paragraph in methods]
    versions = pd.DataFrame(
        list(evidence.versions.items()),
        columns=["name", "version"],
        dtype=object,
    )
    return "".join(
        [
            f"<h2>{say('report_methods', lang)}</h2>",
            *paragraphs,
            _table(versions, say("report_table_versions", lang), lang),
            _table(evidence.hashes, say("report_table_hashes", lang), lang),
        ]
    )


def _methods(text: str, lang: str) -> list[str]:
    """The paragraphs of methods without their heading; for a reader of Chinese those in Chinese."""
    paragraphs = [
        paragraph
        for paragraph in text.split("\n\n")
        if not paragraph.startswith("#")
    ]
    chinese = [one for one in paragraphs if HAN_RE.match(one)]
    return chinese if lang == "zh" and chinese else paragraphs


def _image(picture: Picture) -> str:
    """Show an SVG as an image, in which no script runs."""
    data = base64.b64encode(picture.svg).decode("ascii")
    alt = escape(picture.description)
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'


def _table(frame: pd.DataFrame, title: str, lang: str) -> str:
    """A table with its title; one without rows says so."""
    if frame.empty:
        return f"<p><b>{escape(title)}</b>: {say('report_none', lang)}</p>"
    names = [_head(column, lang) for column in frame]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    rows = [
        "".join(
            f"<td>{_cell(value, column, lang)}</td>"
            for value, column in zip(row, frame)
        )
        for row in frame.itertuples(index=False, name=None)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<div class='wide'><table><caption>{escape(title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(column: str, lang: str) -> str:
    """What a column is called: in the report if it says so, else as everywhere."""
    own = f"report_head_{column}"
    return say(own, lang) if own in REPORT else column_name(column)[lang]


def _cell(value: object, column: str, lang: str) -> str:
    """A cell: days and shares short, codes in words, texts escaped.

    The workbook's English is that of its five sources: 市政府 (the city's government) is another
    city's here, so texts of a collection have none.
    """
    if isinstance(value, str):
        said = word(value, lang, column) if column in CODED else value
        said = remark(said, lang) if column in REMARKS else said
        return escape(said)
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"<span class='day'>{value:%Y-%m-%d}</span>"
    if isinstance(value, float):
        return f"{value:.3g}"
    return escape(str(value))
