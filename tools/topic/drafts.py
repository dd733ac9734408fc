"""Drafts of exercises from rows that a reader kept, in the form of `data/exercises/*.yaml`.

A draft leaves the found words out of their sentence and asks for them; the sentence is its proof.
What a table cannot know, why the answer matters, begins with DRAFT until somebody writes it.
Each draft satisfies `data/exercises/schema.json`.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pandas as pd
import yaml

from egov_lib.findings import DataError
from egov_lib.read.corpus import data_folder
from egov_lib.read.writing import write_whole
from topic.sheets import PLACE, read_day
from topic.tables import TABLES, sentence_around

GAP = "____"
LEAST_AROUND = 8  # characters of a sentence besides the gap, to tell where one is
LEAST_FOUND = 6  # Chinese characters of a beginning that can be looked for
HAN_RE = re.compile("[\u4e00-\u9fff]")
DRAFT = "DRAFT"
SAME = "the same question as one before"
MINUTES = 3
UNITS = {
    "%": "percent",
    "年": "year",
    "月": "month",
    "个月": "month",
    "元": "yuan",
    "天": "day",
}
HEAD = """\
# Exercises of the topic {0}, drafts made from its tables. Yours from now on.
# A draft is finished when its `reason` no longer begins with DRAFT.
"""


class Asked(NamedTuple):
    """What a table asks for: kind of exercise, what is wanted in both languages, the answer."""

    kind: str
    wanted: tuple[str, str]
    accept: Callable[[pd.Series], object]


def _number(row: pd.Series) -> dict:
    if row["value_to"]:
        raise DataError("a range of two numbers: write that one by hand")
    accept = {"value": _as_number(row["value"])}
    unit = row["unit"]
    if unit:
        accept["unit"] = UNITS.get(unit, {"en": unit, "zh": unit})
    return accept


def _as_number(cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise DataError(
            "no number in the column value: write it, or no in keep"
        ) from None
    return int(value) if value.is_integer() else value


def _days(row: pd.Series) -> dict:
    if row["how_known"] not in ("stated", ""):  # empty in a row of a reader's own
        raise DataError("the day is not stated, but worked out: write that one by hand")
    days = [read_day(row[name]) for name in ("date_from", "date_to")]
    if any(pd.isna(day) for day in days):
        raise DataError("no day in date_from or date_to: write both, or no in keep")
    first, last = (f"{day:%Y-%m-%d}" for day in days)
    return {"dates": [first if first == last else f"{first}/{last}"]}


def _body(row: pd.Series) -> list[dict]:
    full = row["full_name"] or row["quote"]
    return [{"name": full, "also": [row["quote"]] if full != row["quote"] else []}]


def _title(row: pd.Series) -> list[dict]:
    bare = row["quote"].strip("《》")
    title = row["title"] or bare
    return [{"name": title, "also": [f"《{title}》"]}]


ASKED = {
    "targets": Asked("number", ("number", "数"), _number),
    "dates": Asked("date", ("date", "日期"), _days),
    "institutions": Asked("names", ("body", "机构"), _body),
    "citations": Asked("names", ("document", "文件"), _title),
}


class Kept(NamedTuple):
    """A kept row, its table, its document's name, its sentence, and that with a gap."""

    table: str
    row: pd.Series
    document: str
    sentence: str
    with_gap: str


def draft_exercises(
    topic: str, docs: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> tuple[list[dict], dict[str, list[str]]]:
    """Return a draft for each kept row, and which rows make none, by reason."""
    left_out: dict[str, list[str]] = {}
    made, seen = [], set()
    kept = list(_kept_rows(docs, tables))
    for one in kept:
        try:
            exercise = _draft(f"{topic}-{len(made) + 1}", one, _parallel(one, kept))
        except DataError as error:
            left_out.setdefault(str(error), []).append(_named(one))
            continue
        if _question(one) in seen:
            left_out.setdefault(SAME, []).append(_named(one))
            continue
        seen.add(_question(one))
        made.append(exercise)
    return made, left_out


def _named(one: Kept) -> str:
    """Where a row stands in its sheet, as a spreadsheet counts: the head is row 1."""
    place = f"{one.table}.csv, row {one.row.name + 2}"
    return f"{place}: {one.row['doc_id']}, {one.row['quote']}"


def _question(one: Kept) -> tuple[str, ...]:
    """What makes two rows one question: a body is asked for once in a document."""
    if one.table == "institutions":
        return one.table, one.row["doc_id"], one.row["full_name"] or one.row["quote"]
    return one.table, one.with_gap


def _kept_rows(docs: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Iterator[Kept]:
    cards = docs.set_index("doc_id")
    for table in ASKED:
        rows = tables.get(table, pd.DataFrame({"keep": []}))
        rows = rows.reindex(columns=PLACE + TABLES[table].columns, fill_value="")
        for _, row in rows[rows["keep"] == "yes"].iterrows():
            yield _kept(table, row, cards.loc[row["doc_id"]])


def _kept(table: str, row: pd.Series, card: pd.Series) -> Kept:
    """A row with the sentence it stands in, whole and with a gap in its place."""
    text = card["text"]
    first, last = sentence_around(text, row["start"], row["end"])
    before = text[first : row["start"]]
    after = text[row["end"] : last]
    name = card["title"] or row["doc_id"]
    return Kept(table, row, name, text[first:last], before + GAP + after)


def _parallel(one: Kept, kept: list[Kept]) -> Kept | None:
    """The likest sentence of another document, for a worked case with another answer.

    Likeness: pairs of neighbouring characters in both, out of those in either (Jaccard).
    """
    others = [
        other
        for other in kept
        if other.table == one.table
        and other.row["doc_id"] != one.row["doc_id"]
        and other.row["quote"] != one.row["quote"]
        and _says_enough(other)
    ]
    own = _pairs(one.with_gap)
    return max(
        others, key=lambda other: _share(own, _pairs(other.with_gap)), default=None
    )


@cache
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _says_enough(one: Kept) -> bool:
    return len(one.with_gap) - len(GAP) >= LEAST_AROUND


def _draft(exercise_id: str, one: Kept, parallel: Kept | None) -> dict:
    if not _says_enough(one):
        raise DataError(
            "the sentence says too little besides: write that one by hand, or no in keep"
        )
    asked = ASKED[one.table]
    english, chinese = asked.wanted
    exercise = {
        "id": exercise_id,
        "level": "find",
        "minutes": MINUTES,
        "kind": asked.kind,
        "task": {
            "en": f"Which {english} is left out in “{one.document}”? “{one.with_gap}”",
            "zh": f"《{one.document}》的这句话里空缺的是什么{chinese}？“{one.with_gap}”",
        },
        "passage": _passage(one),
        "accept": asked.accept(one.row),
        "hints": _hints(one, parallel),
        "worked": {
            "en": f"“{one.sentence}” So the {english} is {one.row['quote']}.",
            "zh": f"“{one.sentence}”空缺的{chinese}是{one.row['quote']}。",
        },
        "reason": {
            "en": f"{DRAFT}: say why this {english} matters.",
            "zh": f"{DRAFT}：写明这一{chinese}为何要紧。",
        },
    }
    mistakes = _mistakes(one)
    return exercise | ({"mistakes": mistakes} if mistakes else {})


def _passage(one: Kept) -> dict:
    return {"doc": one.row["doc_id"], "quote": one.sentence}


def _hints(one: Kept, parallel: Kept | None) -> list[dict]:
    """Where to look, how to read, a parallel case from another document."""
    beginning = _beginning(one.with_gap)
    where = {
        "en": f"Look in “{one.document}” for “{beginning}”.",
        "zh": f"在《{one.document}》里找“{beginning}”。",
    }
    how = {
        "en": "Read the whole sentence, and answer in its words.",
        "zh": "把整句读完，用句中的话回答。",
    }
    like = {
        "en": "Begin with the sentence before it: it says what is spoken of.",
        "zh": "先读前一句，看它说的是什么。",
    }
    if parallel:
        quote = parallel.row["quote"]
        like = {
            "en": f"A parallel case: in “{parallel.with_gap}” it is {quote}.",
            "zh": f"类似的例子：“{parallel.with_gap}”一句里是{quote}。",
        }
    return [where, how, like]


def _beginning(with_gap: str) -> str:
    """The first clauses of a sentence, until they say enough to be looked for.

    >>> _beginning("(____、市财政局，各区人民政府)"), _beginning("自____起，本市居民，可")
    ('(…、市财政局，各区人民政府)', '自…起，本市居民')
    """
    text = with_gap.replace(GAP, "…")
    ends = [found.start() for found in re.finditer("[，,：:]", text)] + [len(text)]
    long_enough = (
        end for end in ends if len(HAN_RE.findall(text[:end])) >= LEAST_FOUND
    )
    return text[: next(long_enough, len(text))]


def _mistakes(one: Kept) -> list[dict]:
    """The value before a change, where a target says it and it differs."""
    if one.table != "targets" or not one.row["base"]:
        return []
    base = _as_number(one.row["base"])
    if base == _as_number(one.row["value"]):
        return []
    says = {
        "en": "That is the value before the change; the new one is asked for.",
        "zh": "这是调整以前的数；问的是调整以后的数。",
    }
    return [{"id": "before", "when": {"value": base}, "says": says}]


def read_exercises(path: Path) -> list[dict]:
    """The exercises of a topic as they stand; raises DataError with the place of a fault."""
    if not path.exists():
        return []
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: {error}: put texts between quotation marks") from None
    _check(path, content)
    return content["exercises"]


def write_drafts(path: Path, topic: str, drafts: list[dict]) -> None:
    """Write drafts as YAML, checked against the schema of the workbook's exercises."""
    content = {"lesson": topic, "exercises": drafts}
    _check(path, content)
    written = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    write_whole(path, (HEAD.format(topic) + written).encode("utf-8"))


def _check(path: Path, content: object) -> None:
    schema = json.loads(
        (data_folder() / "exercises" / "schema.json").read_text(encoding="utf-8")
    )
    for error in jsonschema.Draft202012Validator(schema).iter_errors(content):
        where = _where(content, list(error.absolute_path))
        raise DataError(
            f"{path}{where}: {error.message[:200]}: see data/exercises/schema.json"
        )


def _where(content: object, steps: list) -> str:
    """The place of a fault as a reader of the file finds it: an exercise by its id."""
    if len(steps) > 1 and steps[0] == "exercises":
        number = steps[1]
        exercise = content["exercises"][number]
        own = exercise.get("id") if isinstance(exercise, dict) else None
        steps = [own or f"exercise {number + 1}", *steps[2:]]
    return "".join(f", {step}" for step in steps)


def document_of(exercise: dict) -> str:
    """The document whose passage proves an exercise; '' for one without a passage."""
    return exercise.get("passage", {}).get("doc", "")


def faults_of(exercises: list[dict], docs: pd.DataFrame) -> list[str]:
    """A line for each exercise whose document or passage is not there (any more)."""
    texts = dict(zip(docs["doc_id"], docs["text"]))
    faults = []
    for one in exercises:
        doc_id = document_of(one)
        quote = one.get("passage", {}).get("quote", "")
        if doc_id and doc_id not in texts:
            faults.append(
                f"{one['id']} is not in the book: documents.csv does not name {doc_id}: "
                "correct its passage, or delete it"
            )
        elif doc_id and quote not in texts[doc_id]:
            faults.append(
                f"{one['id']}: its passage does not stand so in {doc_id}: "
                "copy it from the edition, and look at its task again"
            )
    return faults
