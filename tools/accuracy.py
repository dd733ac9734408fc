"""Print how well each finder finds our own annotation of the five sources again.

Run by whoever changed a finder, or wants to know how far to trust one: `make accuracy`.
It writes no file. A finding is right where it overlaps an annotated passage and agrees
with it in what is compared. Precision is asked only where the annotation is
complete for what the finder looks for; elsewhere the table says "not asked".
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
from force_scores import score_forces

import egov_lib as egov
from egov_lib.find.directives import judge_units, keyword_baseline
from egov_lib.read.translations import load_segments

DOCS = egov.load_corpus()
HEADING_CHARS = 8  # of a heading that are compared
CLOSE = 1e-6  # two amounts are the same up to this part of them
SCALES = (1, 1e4, 1e8)  # 亿元 as annotated is 100,000,000 元 as found
# What our finder of institutions looks for among the bodies of the annotation.
INSTITUTION_RE = "委|办|部|局|署|政府|国务院|小组|人大|政协|中央|党委"

# Says whether an annotated row and a finding that overlap agree.
Agree = Callable[[Any, Any], bool]


def overlaps(found: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """Pair annotated rows with the findings that overlap them: their places in both frames."""
    left = wanted.reset_index(names="wanted")[["wanted", "doc_id", "start", "end"]]
    right = found.reset_index(names="found")[["found", "doc_id", "start", "end"]]
    pairs = left.merge(right, on="doc_id", suffixes=("", "_found"))
    meets = (pairs["start_found"] < pairs["end"]) & (
        pairs["start"] < pairs["end_found"]
    )
    return pairs.loc[meets, ["wanted", "found"]]


def line(
    name: str,
    found: pd.DataFrame,
    wanted: pd.DataFrame,
    agree: Agree = lambda w, f: True,
    *,
    complete: bool = True,
) -> dict:
    """Make one row of the table.

    Parameters
    ----------
    found, wanted: what a finder found, and what is annotated.
    agree: says whether two rows that overlap agree.
    complete: whether the annotation has all that the finder looks for.
    """
    wanted_rows = {row.Index: row for row in wanted.itertuples()}
    found_rows = {row.Index: row for row in found.itertuples()}
    met, right = set(), set()
    for wanted_at, found_at in overlaps(found, wanted).itertuples(index=False):
        if agree(wanted_rows[wanted_at], found_rows[found_at]):
            met.add(wanted_at)
            right.add(found_at)
    return {
        "finder": name,
        "annotated": len(wanted),
        "recall": round(len(met) / len(wanted), 3),
        "found": len(found),
        "precision": round(len(right) / len(found), 3) if complete else None,
    }


# --- what can agree ------------------------------------------------------------------


def same_days(w: Any, f: Any) -> bool:
    """Both ends of the interval agree."""
    return w.date_from == f.date_from and w.date_to == f.date_to


def same_amount(w: Any, f: Any) -> bool:
    """The value agrees, in the unit or in its hundred millions."""
    allowed = CLOSE * max(1, f.value)
    return any(abs(f.value - w.value * scale) < allowed for scale in SCALES)


def same_kind(w: Any, f: Any) -> bool:
    """The value agrees, and what it is: wanted, reached, spent."""
    return same_amount(w, f) and w.kind == f.kind


def same_start(w: Any, f: Any) -> bool:
    """Both begin at the same character."""
    return w.start == f.start


def same_heading(w: Any, f: Any) -> bool:
    """Both begin at the same character and with the same words."""
    return same_start(w, f) and f.heading[:HEADING_CHARS] in w.quote


def same_name(w: Any, f: Any) -> bool:
    """One name holds the other."""
    return f.quote in w.label_zh or w.label_zh in f.quote


def same_quote(w: Any, f: Any) -> bool:
    """Both quote the same words."""
    return w.quote == f.quote


# --- the lines of the table ----------------------------------------------------------


def date_lines() -> list[dict]:
    """How well dates are found: against the events."""
    found = egov.find_dates(DOCS)
    with_days = found[found["date_from"].notna()]
    events = egov.load_table("events")
    stated = events[events["how_known"] == "stated"]
    resolved = events[events["how_known"] == "resolved"]
    return [
        line(
            "find_dates, stated: right days", found, stated, same_days, complete=False
        ),
        line("find_dates, resolved: passage met", found, resolved, complete=False),
        # A vague time, such as 近年来 (in recent years), has no days to compare.
        line("find_dates, any: right days", with_days, events, same_days),
    ]


def target_lines() -> list[dict]:
    """How well quantities are found.

    近两年 (the last two years) is an amount in the annotation and a date for the finder, so
    amounts that overlap such a span are left out.
    """
    amounts = egov.load_table("targets")
    dates = egov.find_dates(DOCS)
    spans = dates[dates["precision"] == "span"]
    dated = amounts.index.isin(overlaps(spans, amounts)["wanted"])
    wanted = amounts[amounts["written"] & amounts["value"].notna() & ~dated]
    found = egov.find_targets(DOCS)
    return [
        line("find_targets: right amount", found, wanted, same_amount),
        line("find_targets: right amount and kind", found, wanted, same_kind),
    ]


def outline_lines() -> list[dict]:
    """How well numbered clauses are found."""
    clauses = egov.load_table("clauses")
    wanted = clauses[clauses["number"].ne("")]
    outline = egov.parse_outline(DOCS)
    found = outline[outline["level"] > 0]
    return [
        line("parse_outline: numbered clauses", found, wanted, same_start),
        line("parse_outline: their headings begin alike", found, wanted, same_heading),
    ]


def name_lines() -> list[dict]:
    """How well names are found: against the actors, and every plain 《…》."""
    actors = egov.load_table("actors")
    persons = actors[actors["kind"] == "person"]
    places = actors[actors["kind"] == "place"]
    bodies = actors[actors["kind"] == "body"]
    bodies = bodies[bodies["label_zh"].str.contains(INSTITUTION_RE)]
    found = {
        "find_persons": (egov.find_persons(DOCS), persons, same_name),
        "find_institutions": (egov.find_institutions(DOCS), bodies, same_name),
        "find_places": (egov.find_places(DOCS), places, lambda w, f: True),
    }
    lines = [line(name, *rows, complete=False) for name, rows in found.items()]
    titles = line("find_titles", egov.find_titles(DOCS), count_titles(), same_quote)
    return [*lines, titles]


def count_titles() -> pd.DataFrame:
    """Every 《…》 of the texts, found by the plainest means: an oracle for titles."""
    rows = []
    for doc_id, text in zip(DOCS["doc_id"], DOCS["text"]):
        for title in re.finditer("《[^《》]*》", text):
            rows.append((doc_id, title.start(), title.end(), title[0]))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "quote"])


def measure() -> pd.DataFrame:
    """Make the table.

    Columns:
    finder: and what is compared
    annotated: passages of the annotation
    recall: share of them that the finder met
    found: findings
    precision: share of them that are right; empty where the annotation is not complete
    """
    lines = [*date_lines(), *target_lines(), *outline_lines(), *name_lines()]
    return pd.DataFrame(lines)


PLAIN_SPEAKERS = {
    "本文": "the text",
    "未具名": "unnamed",
    "北京市信息化工作办公室有关负责人（未具名）": "unnamed",
}
RELAYERS = {"Wang Yonggang": "王永刚", "the text": "the text"}


class Stretch(NamedTuple):
    """Who says a part of a text, and who is next to pass it on; "" for nobody."""

    start: int
    end: int
    speaker: str
    through: str


def who_says(stretches: list[Stretch], length: int) -> pd.DataFrame:
    """Say of each character who says it and through whom: a row each.

    Later stretches lie inside earlier ones.
    """
    speaker = [""] * length
    through = [""] * length
    for stretch in stretches:
        chars = stretch.end - stretch.start
        speaker[stretch.start : stretch.end] = [stretch.speaker] * chars
        through[stretch.start : stretch.end] = [stretch.through] * chars
    return pd.DataFrame({"speaker": speaker, "through": through})


def found_stretches(found: pd.DataFrame, doc_id: str) -> list[Stretch]:
    """Give the stretches that `find_speakers` found in a text, the outer layers first."""
    own = found[found["doc_id"] == doc_id].sort_values(["layer", "start"])
    return [
        Stretch(row.start, row.end, row.speaker, row.through)
        for row in own.itertuples()
    ]


def annotated_stretches(doc_id: str) -> list[Stretch]:
    """Give the stretches of the table of speakers."""
    speakers = egov.load_table("speakers")
    chinese = RELAYERS | dict(zip(speakers["speaker_en"], speakers["speaker_zh"]))
    segments = load_segments(doc_id).set_index("part")
    stretches = []
    for row in speakers[speakers["doc_id"] == doc_id].itertuples():
        start = segments.loc[row.first, "start"]
        end = segments.loc[row.last, "end"]
        nearest = row.through.split(" > ")[0]
        through = chinese.get(nearest, nearest)
        speaker = PLAIN_SPEAKERS.get(row.speaker_zh, row.speaker_zh)
        through = PLAIN_SPEAKERS.get(through, through)
        stretches.append(Stretch(start, end, speaker, through))
    return stretches


def measure_speakers() -> pd.DataFrame:
    """Compare, character by character, who says a text and who is next to pass it on.

    Columns:
    doc_id
    speaker_right: share of the characters whose speaker is the annotated one
    through_right: share whose nearest relayer is; some are known only from a page, which
        the finder does not see
    both_right: share where both are
    """
    found = egov.find_speakers(DOCS)
    rows = []
    for doc_id, text in zip(DOCS["doc_id"], DOCS["text"]):
        wanted = who_says(annotated_stretches(doc_id), len(text))
        given = who_says(found_stretches(found, doc_id), len(text))
        is_annotated = wanted["speaker"] != ""
        right = (wanted == given)[is_annotated]
        rows.append(
            {
                "doc_id": doc_id,
                "speaker_right": right["speaker"].mean(),
                "through_right": right["through"].mean(),
                "both_right": right.all(axis="columns").mean(),
            }
        )
    return pd.DataFrame(rows).round(3)


def measure_directives() -> pd.DataFrame:
    """Compare the force of every segment with the table of directives: F1 of each code."""
    coded = egov.load_table("directives")
    found = judge_units(DOCS, coded[["doc_id", "start", "end"]])["force"]
    keywords = keyword_baseline(DOCS, coded)
    return score_forces(coded["force"], finder=found, keywords=keywords)


if __name__ == "__main__":
    print(
        "The finders against our own annotation of the five sources "
        "(no text was held back: these are the texts we read)"
    )
    print(measure().to_string(index=False, na_rep="not asked"))
    print("Speakers, shares of the characters:")
    print(measure_speakers().to_string(index=False))
    print("Force of the segments, F1:")
    print(measure_directives().to_string(index=False))
