"""Measure the finders on documents they were not written for.

Run by whoever has such documents, or changed a finder: `python tools/yardstick.py FOLDER`. It
prints tables and writes no file.

A yardstick is a folder of texts with the answers of a reader. None comes with the
workbook; make one of documents of your own, and see how far to trust the finders there:

    documents.csv          one row per document: id, split (dev or test), source
                           (source_repo will do: whose collection it came from)
    texts/ID.txt           the document, UTF-8, as it came
    sample/windows.csv     id, start, end: stretches in which *every* date, institution
                           and person was annotated
    gold/quantities.csv    id, start, end, kind, value, value_to, unit, bound, subject,
                           date_from, date_to: numbers chosen beforehand, in any place
    gold/dates.csv         id, start, end, date_from, date_to (both included; empty if
                           the text gives no ground)
    gold/institutions.csv  id, start, end, full_name, level (other: a company, a zone)
    gold/persons.csv       id, start, end, office
    gold/letterheads.csv   id, title, number, issuer (divided by ；), date, effective,
                           expiry, adopted, amended, addressee
    gold/citations.csv     id, start, end, target (known_id of data/gazetteers/known_documents.csv,
                           or an id of documents.csv; empty for neither), kind
    gold/directives.csv    id, start, end, force (as in data/README.md): sentences chosen
                           beforehand; stratum, if they were drawn in several ways

start and end count characters: text[start:end] is the passage. Dates are ISO. A file
that is not there is left out, and so is a column that a finder does not have. Further
columns do no harm. In the column `also` stand readings that are right too, divided by
` | `: `kind=input`, or several columns at once, `start=5; end=9`. `none` says that the
row may be missing. Kinds of quantities: goal, achievement, input, count, ordinal, rule,
and idle for what counts nothing (最后一公里, the last mile). A time with a direction
(2010年底前, before the end of 2010) is annotated as the day or stretch it names.

Printed is how often each thing is right, and of how many; how each is counted is said
at the function that counts it.
"""

import argparse
import csv
import io
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from force_scores import score_forces

import egov_lib as egov
from egov_lib.find.directives import judge_units, keyword_baseline

Row = dict[str, Any]  # a row of the annotation; start and end are numbers
Found = dict[str, list]  # what a finder found, by document
Judgement = dict[str, bool]  # whether it was so, by measure
Judgements = Iterator[tuple[str, Judgement]]  # with the document each is about

# What each measure should reach, as far as a figure was set.
WANTED = {
    "dates: found": "≥ .97",
    "dates: right, of those resolved from context": "≥ .92",
    "dates: wrong and marked as known": "≤ .03",
    "quantities: value and unit right, where found": "≥ .98",
    "quantities: kind right, where found": "≥ .88",
    "quantities: subject right, where found": "≥ .85",
    "institutions: right, of those found (precision)": "≥ .95",
    "institutions: found whole (recall)": "≥ .90",
    "persons: found (recall)": "≥ .85",
    "persons: right, of those found (precision)": "≥ .98",
    "letterheads: title right": "≥ .92",
    "letterheads: number right": "≥ .92",
    "letterheads: issuer right": "≥ .92",
    "letterheads: date right": "≥ .92",
    "letterheads: a date given where there is none": "≤ .02",
    "citations: resolved and right, of those resolved (precision)": "≥ .97",
    "citations: found and resolved alike (recall)": "≥ .85",
}


class Outcome(NamedTuple):
    """One thing that was looked at, and whether it was so."""

    measure: str
    doc_id: str
    was_so: bool


class Yardstick(NamedTuple):
    """The documents, their texts, and what a reader found in them."""

    documents: list[Row]
    texts: pd.DataFrame
    windows: list[Row]
    gold: dict[str, list[Row]]


# Reading the folder


def read_exactly(path: Path) -> str:
    """Read a text without touching its line ends: the annotation counts them."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def read_table(path: Path) -> list[Row]:
    """Read a table, also one that Excel saved with a mark before the first column."""
    written = read_exactly(path).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(written, newline="")))


def read_rows(path: Path, ids: set[str]) -> list[Row]:
    """Read the rows of these documents from a table; without the file, no rows."""
    if not path.exists():
        return []
    return [with_numbers(row) for row in read_table(path) if row["id"] in ids]


def with_numbers(row: Row) -> Row:
    """Turn start and end into numbers, where the row has them."""
    numbers = {name: int(row[name]) for name in ("start", "end") if name in row}
    return row | numbers


def read_documents(path: Path, half: str | None) -> list[Row]:
    """Read the table of documents, or of the documents of one half."""
    documents = read_table(path)
    if half is None:
        return documents
    return [document for document in documents if document["split"] == half]


def read_yardstick(folder: Path, half: str | None = None) -> Yardstick:
    """Read the folder, or the documents of one half.

    Raises `FileNotFoundError` where there is no yardstick in the folder, and
    `ValueError` where no document belongs to that half.
    """
    if not (folder / "documents.csv").exists():
        raise FileNotFoundError(
            f"There is no yardstick at {folder}: no documents.csv is there. "
            "Its texts are not part of the workbook; the first lines of "
            "tools/yardstick.py say how to make one of documents of your own."
        )
    documents = read_documents(folder / "documents.csv", half)
    if not documents:
        raise ValueError(f"{folder}/documents.csv has no document in the half {half}")
    ids = [document["id"] for document in documents]
    texts = [read_exactly(folder / "texts" / f"{doc_id}.txt") for doc_id in ids]
    gold = {
        task: read_rows(folder / "gold" / f"{task}.csv", set(ids))
        for task in [*TASKS, DIRECTIVES]
    }
    return Yardstick(
        documents=documents,
        texts=pd.DataFrame({"doc_id": ids, "text": texts}),
        windows=read_rows(folder / "sample" / "windows.csv", set(ids)),
        gold=gold,
    )


# Comparing


def readings(row: Row) -> list[Row]:
    """Give the row, and again with each of the readings that are right too."""
    given = [row]
    for alternative in row.get("also", "").split(" | "):
        if alternative in {"", "none"}:
            continue
        changes = [change.split("=", 1) for change in alternative.split("; ")]
        given.append(with_numbers(row | dict(changes)))
    return given


def values(row: Row, column: str) -> set[str]:
    """Give what the column may hold, in all readings."""
    return {reading.get(column, "") for reading in readings(row)}


def may_be_missing(row: Row) -> bool:
    """Say whether the reader left open if this is one at all."""
    return "none" in row.get("also", "").split(" | ")


def plain(text: object) -> str:
    """Give a text without blanks and quotation marks, with one shape of brackets."""
    kept = re.sub(r"[\s“”\"]", "", unicodedata.normalize("NFKC", str(text)))
    return kept.translate(str.maketrans("〔〕[]【】", "()()()"))


def longest_shared(one: str, other: str) -> int:
    """Give the length of the longest piece that both texts hold."""
    longest = 0
    for start in range(len(one)):
        while start + longest < len(one) and one[start : start + longest + 1] in other:
            longest += 1
    return longest


def agree(one: str, other: str) -> bool:
    """Say whether two descriptions share a piece of half their mean length."""
    one, other = plain(one), plain(other)
    if not one or not other:
        return one == other
    return 4 * longest_shared(one, other) >= len(one) + len(other)


def agrees(row: Row, column: str, found: str) -> bool:
    """Say whether a description agrees with some reading."""
    return any(agree(right, found) for right in values(row, column))


def shared_length(row: Row, finding: Any) -> int:
    """Count the characters that both cover."""
    return min(row["end"], finding.end) - max(row["start"], finding.start)


def same_span(row: Row, finding: Any) -> bool:
    """Say whether the finding is the passage, as some reading has it."""
    span = (finding.start, finding.end)
    return any(span == (reading["start"], reading["end"]) for reading in readings(row))


def mostly_same_span(row: Row, finding: Any) -> bool:
    """Say whether at least half of what either covers is covered by both."""
    for reading in readings(row):
        both = shared_length(reading, finding)
        either = reading["end"] - reading["start"] + finding.end - finding.start - both
        if 2 * both >= either:
            return True
    return False


def nearest(row: Row, found: list) -> Any:
    """Give the finding that shares most with the passage, or None."""
    meeting = [finding for finding in found if shared_length(row, finding) > 0]
    return max(meeting, key=partial(shared_length, row), default=None)


def inside(windows: list[Row], found: Found) -> Iterator[Any]:
    """Give the findings that lie wholly in a stretch where everything was annotated."""
    for window in windows:
        for finding in found[window["id"]]:
            if window["start"] <= finding.start and finding.end <= window["end"]:
                yield finding


def iso(day: object) -> str:
    """Write a day as the annotation does; no day is an empty text."""
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def has_days(row: Row, finding: Any) -> bool:
    """Say whether both ends agree, in some reading."""
    days = (iso(finding.date_from), iso(finding.date_to))
    return any(days == (r["date_from"], r["date_to"]) for r in readings(row))


# Dates


def is_known(finding: Any) -> bool:
    """Say whether the finder gives days and stands by them."""
    given = pd.notna(finding.date_from) or pd.notna(finding.date_to)
    return given and finding.how_known not in {"unresolved", "impossible"}


def judge_date(row: Row, found: list) -> Judgement:
    """Compare a date with the finding that overlaps it most.

    Of those found, it is marked as known where the finding has days and is neither
    unresolved nor impossible; how_known is `stated` for a whole date in the text, and
    anything else known counts as resolved from context. Right are both ends. Days for
    a date that the text does not fix are wrong.
    """
    finding = nearest(row, found)
    known = finding is not None and is_known(finding)
    right = known and has_days(row, finding)
    judged = {}
    if not may_be_missing(row):
        judged["found"] = finding is not None
    if row["date_from"] and not may_be_missing(row):
        judged["right, of all that can be resolved"] = right
    if finding is not None:
        judged["wrong and marked as known"] = known and not right
    if known:
        how = "stated" if finding.how_known == "stated" else "resolved from context"
        judged[f"right, of those {how}"] = right
    return judged


def judge_found_date(finding: Any, rows: list[Row]) -> Judgement:
    """Ask whether a finding that has days is a date at all."""
    if not is_known(finding):
        return {}
    alone = not any(shared_length(row, finding) > 0 for row in rows)
    return {"known days where no date is annotated": alone}


# Quantities


def same_number(written: str, value: object) -> bool:
    """Say whether the annotated number is the one found; empty is no number."""
    if not written or pd.isna(value):
        return not written and pd.isna(value)
    return math.isclose(float(written), value, rel_tol=1e-6)


def same_amount(row: Row, finding: Any) -> bool:
    """Say whether value and, of a range, the second value agree in some reading."""
    second = finding.value_to
    if second == finding.value:
        second = None
    return any(
        same_number(reading["value"], finding.value)
        and same_number(reading["value_to"], second)
        for reading in readings(row)
    )


def plain_unit(unit: str) -> str:
    """Give the unit without a counting 个 before it: 个月 is 月, months."""
    unit = plain(unit)
    return unit[1:] if len(unit) > 1 and unit.startswith("个") else unit


def same_unit(row: Row, finding: Any) -> bool:
    """Say whether the unit agrees in some reading."""
    return plain_unit(finding.unit) in map(plain_unit, values(row, "unit"))


def judge_quantity(row: Row, found: list) -> Judgement:
    """Compare a number chosen beforehand with the finding that overlaps it most.

    An idle number should have none. Kinds are compared for all others, the rest for
    all but ordinals. A number that may be idle is compared only where it is found.
    """
    finding, kinds = nearest(row, found), values(row, "kind")
    if kinds == {"idle"}:
        return {"idle numbers left out": finding is None}
    if finding is None:
        return {} if "idle" in kinds else {"found": False}
    kind = "goal" if finding.kind == "target" else finding.kind
    judged = {"found": True, "kind right, where found": kind in kinds}
    if row["kind"] != "ordinal":
        judged |= judge_amount(row, finding)
    return judged


def judge_amount(row: Row, finding: Any) -> Judgement:
    """Compare what is said of a quantity: value with unit, subject, bound, date."""
    amount_right = same_amount(row, finding) and same_unit(row, finding)
    return {
        "value and unit right, where found": amount_right,
        "subject right, where found": agrees(row, "subject", finding.subject),
        "bound right, where found": finding.bound in values(row, "bound"),
        "date right, where found": has_days(row, finding),
    }


# Institutions and persons


def find_bodies(docs: pd.DataFrame) -> pd.DataFrame:
    """Find institutions, without the collectives (各部门, all departments)."""
    found = egov.find_institutions(docs)
    if "kind" in found:
        found = found[found["kind"] == "body"]
    return found


def find_people(docs: pd.DataFrame) -> pd.DataFrame:
    """Find persons, without the theories that are named after one (邓小平理论)."""
    found = egov.find_persons(docs)
    if "kind" in found:
        found = found[found["kind"] == "person"]
    return found


def judge_institution(row: Row, found: list) -> Judgement:
    """Compare an institution: whole where some finding has the same span.

    The level is that of the finding that overlaps most; empty, it stands for other.
    """
    finding = nearest(row, found)
    judged = {}
    if not may_be_missing(row):
        judged["found whole (recall)"] = any(same_span(row, f) for f in found)
        judged["found, whole or in part"] = finding is not None
    if finding is None:
        return judged
    level = finding.level or "other"
    judged["level right, where found"] = level in values(row, "level")
    if (
        hasattr(finding, "full_name")
        and row.get("full_name")
        and same_span(row, finding)
    ):
        full = map(plain, values(row, "full_name"))
        judged["full name right, where whole"] = plain(finding.full_name) in full
    return judged


def judge_found_institution(finding: Any, rows: list[Row]) -> Judgement:
    """Ask whether a finding is, by half or more, one of the annotated names."""
    right = any(mostly_same_span(row, finding) for row in rows)
    return {"right, of those found (precision)": right}


def judge_person(row: Row, found: list) -> Judgement:
    """Compare a person: the name from its first to its last character, and the office."""
    meeting = [finding for finding in found if same_span(row, finding)]
    if not meeting:
        return {} if may_be_missing(row) else {"found (recall)": False}
    office_right = agrees(row, "office", meeting[0].office)
    return {"found (recall)": True, "office right, where found": office_right}


def judge_found_person(finding: Any, rows: list[Row]) -> Judgement:
    """Ask whether a finding is one of the annotated names."""
    right = any(same_span(row, finding) for row in rows)
    return {"right, of those found (precision)": right}


# Letterheads

# The fields, and the columns in which the finder may have them.
LETTERHEAD_COLUMNS = {
    "title": ("title",),
    "number": ("document_number", "number"),
    "issuer": ("issuer", "issuers"),
    "date": ("date",),
    "effective": ("effective", "date_effective"),
    "expiry": ("expiry", "date_expiry"),
    "adopted": ("adopted", "date_adopted"),
    "amended": ("amended", "date_amended"),
    "addressee": ("addressees", "addressee"),
}


# 国令第492号 is how the State Council's register has it; the page may have any of these.
STATE_COUNCIL_RE = re.compile("(?:中华人民共和国)?国务院令")


def plain_field(field: str, value: str) -> object:
    """Give a field as it is compared: a set of issuers or of days, else a plain text."""
    if field in {"title", "addressee"}:
        return plain(value).rstrip(":")
    if field == "number":
        return re.sub("[()、,]", "", STATE_COUNCIL_RE.sub("国令", plain(value)))
    return frozenset(plain(part) for part in re.split(r"[；;、\s]+", value) if part)


def as_text(value: object) -> str:
    """Write what the finder has as the annotation does."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return "；".join(map(as_text, value))
    return iso(value)


def written_field(letterhead: Any, field: str) -> str | None:
    """Give what the finder has for the field, or None where it has no such column."""
    for column in LETTERHEAD_COLUMNS[field]:
        if hasattr(letterhead, column):
            return as_text(getattr(letterhead, column))
    return None


def judge_letterhead(row: Row, found: list) -> Judgement:
    """Compare the fields of a letterhead, where the reader or the finder has something.

    Blanks and the shape of brackets do not count, nor whether 国务院令 or 国令 is written;
    issuers are compared as a set.
    """
    letterhead, judged = found[0], {}
    for field in LETTERHEAD_COLUMNS:
        written = written_field(letterhead, field)
        if written is None or not (written or row.get(field)):
            continue
        right = [plain_field(field, value) for value in values(row, field)]
        judged[f"{field} right"] = plain_field(field, written) in right
    if not row["date"]:
        date = written_field(letterhead, "date")
        judged["a date given where there is none"] = date not in values(row, "date")
    return judged


# Citations


def judge_citation(row: Row, found: list) -> Judgement:
    """Compare a citation with the finding that overlaps most.

    Resolved alike: to the same document, or both to none.
    """
    finding = nearest(row, found)
    judged = {}
    if not may_be_missing(row):
        alike = finding is not None and finding.target in values(row, "target")
        judged["found (recall)"] = finding is not None
        judged["found and resolved alike (recall)"] = alike
        if row["target"]:
            judged["resolved, of those in the tables (recall)"] = alike
    if finding is not None:
        judged["kind right, where found"] = finding.kind in values(row, "kind")
    return judged


def judge_found_citation(finding: Any, rows: list[Row]) -> Judgement:
    """Ask whether a finding is one of the annotated citations, and of that document."""
    row = nearest_row(finding, rows)
    judged = {"right, of those found (precision)": row is not None}
    if finding.target:
        right = row is not None and finding.target in values(row, "target")
        judged["resolved and right, of those resolved (precision)"] = right
        if finding.certainty in {"sure", "likely"}:
            judged["resolved and right, of the sure and likely"] = right
    return judged


def nearest_row(finding: Any, rows: list[Row]) -> Row | None:
    """Give the row that shares most with the finding, or None."""
    meeting = [row for row in rows if shared_length(row, finding) > 0]
    return max(meeting, key=lambda row: shared_length(row, finding), default=None)


# The tasks


class Task(NamedTuple):
    """What answers a table of the annotation, and how the two are compared."""

    find: Callable[[pd.DataFrame], pd.DataFrame]
    judge_row: Callable[[Row, list], Judgement]  # a row, and what was found in its text
    # a finding in a window, and the rows of its text
    judge_finding: Callable[[Any, list[Row]], Judgement] | None = None


TASKS = {
    "dates": Task(egov.find_dates, judge_date, judge_found_date),
    "quantities": Task(egov.find_targets, judge_quantity),
    "institutions": Task(find_bodies, judge_institution, judge_found_institution),
    "persons": Task(find_people, judge_person, judge_found_person),
    "letterheads": Task(egov.read_letterhead, judge_letterhead),
    "citations": Task(egov.cited.find_citations, judge_citation, judge_found_citation),
}


DIRECTIVES = "directives"


def score_directives(yardstick: Yardstick) -> pd.DataFrame:
    """Score the forces of sentences: `find_directives` beside plain keywords.

    Sentences drawn for a rare word make rare codes countable; with a column `stratum` the scores
    of those drawn at random stand beside those of all.
    """
    gold = pd.DataFrame(yardstick.gold[DIRECTIVES]).rename(columns={"id": "doc_id"})
    found = judge_units(yardstick.texts, gold[["doc_id", "start", "end"]])["force"]
    keywords = keyword_baseline(yardstick.texts, gold)
    scores = score_forces(gold["force"], finder=found, keywords=keywords)
    if "stratum" not in gold:
        return scores
    is_random = gold["stratum"] == "random"
    of_random = score_forces(
        gold["force"][is_random],
        finder_random=found[is_random],
        keywords_random=keywords[is_random],
    ).rename(columns={"coded": "coded_random"})
    return scores.merge(of_random, on="force", how="left")


# Counting and printing


def group(items: Iterable, name_of: Callable) -> dict[str, list]:
    """Group rows or findings, by their document or by anything else."""
    grouped = defaultdict(list)
    for item in items:
        grouped[name_of(item)].append(item)
    return grouped


def judge(task: Task, gold: list[Row], yardstick: Yardstick) -> Judgements:
    """Run a finder; give the judgement of each row, and of each finding in a window."""
    findings = task.find(yardstick.texts).itertuples()
    found = group(findings, attrgetter("doc_id"))
    rows = group(gold, itemgetter("id"))
    for row in gold:
        doc_id = row["id"]
        yield doc_id, task.judge_row(row, found[doc_id])
    if task.judge_finding is None:
        return
    for finding in inside(yardstick.windows, found):
        doc_id = finding.doc_id
        yield doc_id, task.judge_finding(finding, rows[doc_id])


def measure(yardstick: Yardstick) -> list[Outcome]:
    """Run the finders over all texts, and compare what they find with the annotation."""
    outcomes = []
    for name, task in TASKS.items():
        gold = yardstick.gold[name]
        if not gold:
            continue
        for doc_id, judged in judge(task, gold, yardstick):
            for what, was_so in judged.items():
                outcomes.append(Outcome(f"{name}: {what}", doc_id, was_so))
    return outcomes


def source_of(document: Row) -> str:
    """Say whose collection the document came from; empty where the table does not."""
    return document.get("source") or document.get("source_repo") or ""


def largest_source(documents: list[Row]) -> str:
    """Give the source from which most of the documents came."""
    by_source = group(documents, source_of)
    return max(by_source, key=lambda source: len(by_source[source]))


def groups_of(documents: list[Row]) -> dict[str, set[str]]:
    """Group the documents: all, each half, and without the source that gave most."""
    groups = {"all": documents}
    by_half = group(documents, itemgetter("split"))
    for half in sorted(by_half):
        groups[half] = by_half[half]
    if len(by_half) == 1:
        del groups["all"]
    largest = largest_source(documents)
    rest = [row for row in documents if source_of(row) != largest]
    if rest:
        groups[f"without {largest}"] = rest
    return {name: {row["id"] for row in rows} for name, rows in groups.items()}


def share(outcomes: Iterable[Outcome], ids: set[str]) -> str:
    """Write how many were so, as a share and in numbers; nothing looked at is a dash."""
    here = [outcome.was_so for outcome in outcomes if outcome.doc_id in ids]
    if not here:
        return "–"
    return f"{sum(here) / len(here):.3f} ({sum(here)}/{len(here)})"


def ordered(measures: Iterable[str]) -> list[str]:
    """Order measures by task, those with a wanted figure first."""
    known = list(WANTED)
    tasks = list(TASKS)
    return sorted(
        measures,
        key=lambda m: (
            tasks.index(m.split(":")[0]),
            known.index(m) if m in known else 99,
        ),
    )


def tabulate(outcomes: list[Outcome], documents: list[Row]) -> pd.DataFrame:
    """Return the table: measure, wanted, and the share in each group of documents."""
    groups = groups_of(documents)
    by_measure = group(outcomes, attrgetter("measure"))
    rows = []
    for measured in ordered(by_measure):
        shares = {
            name: share(by_measure[measured], ids) for name, ids in groups.items()
        }
        rows.append({"measure": measured, "wanted": WANTED.get(measured, ""), **shares})
    return pd.DataFrame(rows, columns=["measure", "wanted", *groups])


def main(arguments: list[str]) -> str | None:
    """Print the table; return what is wrong with the folder, if anything is."""
    parser = argparse.ArgumentParser(
        description="How right the finders are on a yardstick"
    )
    parser.add_argument(
        "folder", type=Path, help="the yardstick, as tools/yardstick.py says"
    )
    parser.add_argument("--half", choices=["dev", "test"], help="these documents only")
    options = parser.parse_args(arguments)
    try:
        yardstick = read_yardstick(options.folder, options.half)
    except (FileNotFoundError, ValueError) as error:
        return str(error)
    table = tabulate(measure(yardstick), yardstick.documents)
    print(
        f"The finders on {len(yardstick.documents)} documents: share so (how many/of how many)"
    )
    print(table.to_string(index=False))
    if yardstick.gold[DIRECTIVES]:
        print("Force of sentences, F1:")
        print(score_directives(yardstick).to_string(index=False, na_rep="–"))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
