"""Check an answer: by the kind of exercise, in words, without ever failing.

Numbers, choices and sets are compared with the worked-out answer. A quote is looked up: does it stand in a text, who speaks,
which date counts, does it meet the passage that settles the matter, is the claim made of it wider than it? That is as far as a
program can see; a claim that passes may still be false. An open question is not judged: its quotes are looked up, and its
rubric is shown for the reader, a neighbour or a teacher to judge by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from egov_lib import reading
from egov_lib.corpus import FINDING, load_corpus, load_table, load_witness
from egov_lib.exercises.table import answer_to
from egov_lib.numerals import find_numbers, parse_number

UNIT_RE = re.compile(r"\s|%|％|per ?cent|[,，]", re.IGNORECASE)
HAN_RE = re.compile(
    "[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%，、；]{5,}"
)  # six characters: shorter ones are terms, not quotes
MARKED_RE = re.compile('[“「『"](' + HAN_RE.pattern + ')[”」』"]')
ALL_RE = re.compile(r"\b(all|every\w*|always|whole|entire|each|nobody|none|never)\b|所有|全部|一切|普遍", re.IGNORECASE)
ALL_ZH_RE = re.compile("所有|全部|一切|全市|全省|全国|各|都|均|每|凡")
NATION_RE = re.compile(r"\b(China|nation\w*|country|provinces|cities)\b|全国|各地|各省")
DONE_RE = re.compile(r"\b(was|were|is|are|had|has|have|built|\w+ed)\b|已|完成|建成", re.IGNORECASE)
AIM_RE = re.compile(
    r"\b(to be|will|shall|should|could|must|(plan|aim|goal|target|promis|order|want|intend)\w*)\b|要|计划|目标",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Feedback:
    """What a check says: right (None where a program can't tell), lines of text, and a passage as HTML."""

    right: bool | None
    says: str
    page: str = ""

    def __repr__(self) -> str:
        """The lines alone, for a plain cell."""
        return self.says

    def _repr_html_(self) -> str:
        lines = "<br>".join(reading.escape(line) for line in self.says.splitlines())
        return f"{reading.STYLE}<div class='egov-page'>{lines}</div>{self.page}"


def judge(row: pd.Series, value: object, claim: str = "") -> Feedback:
    """Check *value* against one exercise (a row of the table); nothing given makes an error.

    >>> from egov_lib.exercises.table import find_exercise
    >>> judge(find_exercise("03-1"), "many")
    'many' can't be read as a number: give one such as 12 or 3.5.
    """
    feedback = CHECKS[row["kind"]](row, value, claim)
    if feedback.right:
        return Feedback(True, f"Right. {feedback.says}{row['reason_en']}", feedback.page or proof(row))
    return feedback


def proof(row: pd.Series) -> str:
    """The passage that proves an exercise's answer, as HTML; empty where no single one does."""
    return "" if pd.isna(row["start"]) else str(reading.passage(row["doc_id"], int(row["start"]), int(row["end"])))


def _number(row: pd.Series, value: object, claim: str) -> Feedback:
    typed = UNIT_RE.sub("", str(value)).replace("−", "-").rstrip(".。")
    given = parse_number(typed.lstrip("-"))
    if given is None:
        return Feedback(None, f"{_said(value)} can't be read as a number: give one such as 12 or 3.5.")
    given = -given if typed.startswith("-") else given
    right, near = float(answer_to(row["exercise_id"])), 1e-9 + (row["tolerance"] if pd.notna(row["tolerance"]) else 0)
    if abs(given - right) <= near:
        return Feedback(True, "")
    if right and abs(given * 100 - right) <= near * 100 + 0.5:
        return Feedback(False, f"Not yet: {given:g} looks like a share; the task asks for per cent.")
    if abs(given - right) == 1:
        return Feedback(False, f"Not yet: {given:g} is one off. Was something counted twice, or an end left out?")
    return Feedback(False, f"Not yet: {given:g} is too {'high' if given > right else 'low'}.")


def _choice(row: pd.Series, value: object, claim: str) -> Feedback:
    asked, typed = answer_to(row["exercise_id"]), str(value).strip().casefold().rstrip(".)")
    options = {letter: str(asked[f"option_{letter}"]) for letter in "abcd"}
    chosen = next((letter for letter, words in options.items() if typed in (letter, words.casefold())), None)
    if chosen is None:
        return Feedback(None, f"{_said(value)} is none of the choices: give a, b, c or d.")
    if chosen == asked["answer"]:
        return Feedback(True, "")
    return Feedback(False, f"Not yet: “{options[chosen]}” does not follow from the passage.")


def _set(row: pd.Series, value: object, claim: str) -> Feedback:
    given, right = _names(value), _names(answer_to(row["exercise_id"]))
    if not given:
        return Feedback(None, f"{_said(value)} holds no names: write them with commas between.")
    found, extra = right.keys() & given.keys(), [given[name] for name in given if name not in right]
    if len(found) == len(right) and not extra:
        return Feedback(True, "")
    wrong = f" Not among them: {', '.join(extra[:3])}." if extra else ""
    return Feedback(False, f"Not yet: {len(found)} of {len(right)} found.{wrong}")


def _names(value: object) -> dict[str, str]:
    """The names in a text or a collection: in small letters, and as they were given."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        value = re.split(r"[,，、;；\n]", re.sub(r"[\[\]{}()'\"“”]", "", str(value)))
    return {name.casefold(): name for name in (str(item).strip() for item in value) if name}


def _quote(row: pd.Series, value: object, claim: str) -> Feedback:
    quote = str(value).strip("“”\"'「」 \n")
    if len(quote) < 4:
        return Feedback(None, f"{_said(value)} is too short to prove anything: give at least four characters.")
    if (found := places_of(quote)).empty:
        return Feedback(False, f"Not yet: {_not_there(quote)}")
    met, told = _meeting(answer_to(row["exercise_id"]), found), weigh(quote, claim)
    if met.empty:
        return Feedback(False, f"Not yet: the passage stands there, but it does not settle this.\n{told}")
    if "The claim is wider" in told:
        return Feedback(False, f"The passage is the right one; the claim isn't yet.\n{told}")
    if row["level"] == "argue" and not claim.strip():
        return Feedback(None, f"The passage is the right one. Now the claim: what does it prove?\n{told}")
    return Feedback(True, f"{told}\n", str(reading.passage(*met.iloc[0][["doc_id", "start", "end"]])))


def _open(row: pd.Series, value: object, claim: str) -> Feedback:
    marked, lines = set(MARKED_RE.findall(str(value))), []
    for quote in dict.fromkeys([*sorted(marked), *HAN_RE.findall(str(value))]):
        if len(found := places_of(quote.rstrip("，、；"))):
            lines.append(f"“{quote}” stands in {', '.join(found['doc_id'].unique())}.")
        elif quote in marked:  # what stands in no quotation marks may be the writer's own Chinese
            lines.append(_not_there(quote))
    lines = lines or ["No passage is quoted: nobody can go back from this answer to a text."]
    points = [f"☐ {point.strip()}" for point in row["rubric"].split("|")]
    return Feedback(None, "\n".join([*lines, "The rest is for people to judge. A full answer:", *points]), proof(row))


CHECKS = {"number": _number, "choice": _choice, "set": _set, "quote": _quote, "open": _open}


def _said(value: object) -> str:
    return repr(str(value)[:60])


# --- passages and claims ---------------------------------------------------------------------------------------------


def places_of(quote: str) -> pd.DataFrame:
    """Find every place where *quote* stands in the five texts, as findings.

    >>> places_of("十二金")["doc_id"].tolist()  # "the twelve golden ones": a later nickname, in none of them
    []
    """
    rows = [
        (doc_id, m.start(), m.end(), quote)
        for doc_id, (text, _) in _texts().items()
        for m in re.finditer(re.escape(quote), text)
    ]
    return pd.DataFrame(rows, columns=FINDING)


@lru_cache
def _texts() -> dict[str, tuple[str, str]]:
    """Reading text and witness of each document."""
    docs = load_corpus()
    return {doc_id: (text, load_witness(doc_id)) for doc_id, text in zip(docs["doc_id"], docs["text"])}


def _not_there(quote: str) -> str:
    """Say why a quote isn't found: the witness has it so, or from which character on it differs."""
    if witness := next((doc_id for doc_id, (_, raw) in _texts().items() if quote in raw), None):
        return f"“{quote[:30]}” stands so in the file of {witness} as received: quote the reading text."
    begins = (quote[:n] for n in range(min(len(quote), 60), 1, -1))
    held = next((part for part in begins if any(part in text for text, _ in _texts().values())), "")
    known = f" “{held[:30]}” does: look at what follows it." if held else ""
    return f"“{quote[:30]}” stands in none of the five texts.{known}"


def weigh(quote: str, claim: str = "") -> str:
    """Say what a quote can carry: where it stands, who speaks, which date counts, and whether *claim* is wider than it.

    Wider is what a program can see: "all", a number, a year or a place that the passage lacks, a promise told as done. A
    claim that passes may still be false.

    >>> print(weigh("93%的省级部门", "All provinces had 93 % online."))  # 93 % of departments at provincial level
    Stands in yunnan-2006. Speaks: Xu Rongkai 徐荣凯, governor of Yunnan and head of its leading group (reported speech).
    Event: 2006-03-30. Posted 2006-04-01, which dates nothing.
    The claim is wider than the passage: “all” is not in it; it is about Yunnan, not the nation.
    """
    if (found := places_of(quote)).empty:
        return _not_there(quote)
    card = load_corpus().set_index("doc_id").loc[found["doc_id"].iloc[0]]
    days = dict.fromkeys(f"{card[name]:%Y-%m-%d}" for name in ("event_from", "event_to"))
    posted = f" Posted {card['posted']:%Y-%m-%d}, which dates nothing." if pd.notna(card["posted"]) else ""
    speaks = card["speaker"] or card["issuer"] or "not known"
    lines = [
        f"Stands in {', '.join(found['doc_id'].unique())}. Speaks: {speaks}.",
        f"Event: {' to '.join(days)}.{posted}",
    ]
    if claim and (wider := _wider(found, quote, claim, card)):
        lines.append(f"The claim is wider than the passage: {'; '.join(wider)}.")
    return "\n".join(lines)


def _wider(found: pd.DataFrame, quote: str, claim: str, card: pd.Series) -> list[str]:
    told = []
    if (every := ALL_RE.search(claim)) and not ALL_ZH_RE.search(quote):
        told.append(f"“{every[0].lower()}” is not in it")
    numbers = find_numbers(pd.DataFrame({"doc_id": ["claim", "quote"], "text": [claim, quote]}))
    near = "".join(
        card["text"][max(0, s - 200) : e + 60] for s, e in zip(found["start"], found["end"])
    )  # its sentences
    years = {*map(float, re.findall("(?:19|20)[0-9]{2}", near)), card["event_from"].year, card["event_to"].year}
    held = years.union(numbers.loc[numbers["doc_id"] == "quote", "value"])
    claimed = numbers[(numbers["doc_id"] == "claim") & ~numbers["value"].isin(held)]
    told += [f"{number} is not in it" for number in claimed["quote"]]
    rows = _meeting(pd.concat([load_table("targets"), load_table("systems")[[*FINDING, "place"]]]), found)
    places = set(rows["place"]) or {card["place"]}
    if not any("China" in place for place in places) and NATION_RE.search(claim):
        told.append(f"it is about {', '.join(sorted(places))}, not the nation")
    if "target" in set(rows["kind"]) and DONE_RE.search(claim) and not AIM_RE.search(claim):
        told.append("it promises, and the claim says it is so")
    return told


def _meeting(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The rows whose passage shares words with one of *found*."""
    pairs = rows.merge(found[["doc_id", "start", "end"]], on="doc_id", suffixes=("", "_found"))
    return pairs[(pairs["start"] < pairs["end_found"]) & (pairs["end"] > pairs["start_found"])]
