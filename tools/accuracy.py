"""Print how well each finder re-finds our own annotation: precision and recall on the five sources.

Run by `make accuracy`. A finding counts as right where it overlaps an annotated passage and agrees with it in what is compared;
precision is asked only where the annotation is complete for what the finder looks for, and the table says so.
"""

import re

import pandas as pd

import egov_lib as egov
from egov_lib.find import dates, names, structure, targets

DOCS = egov.load_corpus()


def overlap(found: pd.DataFrame, wanted: pd.DataFrame, agree) -> tuple[int, int]:
    """Count the wanted rows that some finding meets, and the findings that meet some wanted row."""
    met, right = set(), set()
    for doc_id, rows in wanted.groupby("doc_id"):
        here = found[found["doc_id"] == doc_id]
        for w in rows.itertuples():
            for f in here[(here["start"] < w.end) & (here["end"] > w.start)].itertuples():
                if agree(w, f):
                    met.add(w.Index)
                    right.add(f.Index)
    return len(met), len(right)


def line(
    name: str,
    found: pd.DataFrame,
    wanted: pd.DataFrame,
    agree=lambda w, f: True,
    *,
    complete: bool = True,
) -> dict:
    """One row of the table."""
    met, right = overlap(found, wanted, agree)
    return {
        "finder": name,
        "annotated": len(wanted),
        "recall": round(met / len(wanted), 3),
        "found": len(found),
        "precision": round(right / len(found), 3) if complete else None,
    }


def same_days(w, f) -> bool:
    """Both ends of the interval agree."""
    return w.date_from == f.date_from and w.date_to == f.date_to


def same_amount(w, f) -> bool:
    """The value agrees, in the unit or in its hundred millions."""
    return any(abs(f.value - w.value * scale) < 1e-6 * max(1, f.value) for scale in (1, 1e4, 1e8))


def same_kind(w, f) -> bool:
    """The value agrees, and what it is: wanted, reached, spent."""
    return same_amount(w, f) and w.kind == f.kind


def same_start(w, f) -> bool:
    """Both begin at the same character."""
    return w.start == f.start


def same_heading(w, f) -> bool:
    """Both begin at the same character and with the same words."""
    return same_start(w, f) and f.heading[:8] in w.quote


def same_name(w, f) -> bool:
    """One name holds the other."""
    return f.quote in w.label_zh or w.label_zh in f.quote


def count_titles() -> pd.DataFrame:
    """Every 《…》 of the texts, found by the plainest means: an oracle for titles."""
    rows = [
        (d, m.start(), m.end(), m[0])
        for d, text in zip(DOCS["doc_id"], DOCS["text"])
        for m in re.finditer("《[^《》]*》", text)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "quote"])


def measure() -> pd.DataFrame:
    """Return the table: finder, annotated passages, share of them found, findings, share of them right."""
    events, amounts, clauses, actors = (
        egov.load_table(name) for name in ("events", "targets", "clauses", "actors")
    )
    found_dates, found_targets = dates.find_dates(DOCS), targets.find_targets(DOCS)
    found_clauses = structure.parse_outline(DOCS)
    numbered = clauses[clauses["number"].ne("")]
    written = amounts[amounts["written"] & amounts["value"].notna()]
    spans = found_dates[
        found_dates["precision"] == "span"
    ]  # 近两年, the last two years, is an amount there and a date here
    dated = [
        any((spans["doc_id"] == w.doc_id) & (spans["start"] < w.end) & (spans["end"] > w.start))
        for w in written.itertuples()
    ]
    written = written[~pd.Series(dated, index=written.index)]
    kinds = {kind: actors[actors["kind"] == kind] for kind in ("person", "body", "place")}
    bodies = kinds["body"][
        kinds["body"]["label_zh"].str.contains(
            "委|办|部|局|署|政府|国务院|小组|人大|政协|中央|党委", regex=True
        )
    ]
    stated, resolved = (events[events["how_known"] == how] for how in ("stated", "resolved"))
    found_clauses = found_clauses[found_clauses["level"] > 0]
    persons, institutions, places = (
        find(DOCS) for find in (names.find_persons, names.find_institutions, names.find_places)
    )
    rows = [
        line("find_dates, stated: right days", found_dates, stated, same_days, complete=False),
        line("find_dates, resolved: passage met", found_dates, resolved, complete=False),
        line("find_dates, any: right days", found_dates, events, same_days),
        line("find_targets: right amount", found_targets, written, same_amount),
        line("find_targets: right amount and kind", found_targets, written, same_kind),
        line("parse_outline: numbered clauses", found_clauses, numbered, same_start),
        line("parse_outline: their headings begin alike", found_clauses, numbered, same_heading),
        line("find_persons", persons, kinds["person"], same_name, complete=False),
        line("find_institutions", institutions, bodies, same_name, complete=False),
        line("find_places", places, kinds["place"], complete=False),
        line(
            "find_titles", names.find_titles(DOCS), count_titles(), lambda w, f: w.quote == f.quote
        ),
    ]
    return pd.DataFrame(rows)


if __name__ == "__main__":
    print(
        "The finders against our own annotation of the five sources (no text was held back: these are the texts we read)"
    )
    print(measure().to_string(index=False, na_rep="not asked"))
