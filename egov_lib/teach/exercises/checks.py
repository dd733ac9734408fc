"""Check an answer: by the kind of exercise, in words, without ever failing.

Numbers, choices and sets are compared with the worked-out answer, however people write them. A quote is looked up whatever its
script and its marks: does it stand in a text, who speaks, which date counts, does it meet the passage that settles the matter,
is the claim made of it wider than it? That is as far as a program can see; a claim that passes may still be false. An open
question is not judged: its quotes are looked up, and its rubric is shown for the reader, a neighbour or a teacher to judge by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import pandas as pd

from egov_lib.find.numerals import find_numbers
from egov_lib.findings import COLUMNS as FINDING
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.read.cleaning import HAN_RE as HAN_CHARACTER_RE
from egov_lib.read.cleaning import simplify
from egov_lib.read.corpus import load_corpus, load_table, load_witness
from egov_lib.show import passages as reading
from egov_lib.show.messages import say
from egov_lib.teach.exercises.table import answer_to

SMALL = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
ENGLISH_RE = re.compile(
    rf"\b(?:({'|'.join(TENS)})(?:[\s-]({'|'.join(SMALL[1:10])}))?|({'|'.join(SMALL)}))\b"
)  # forty-two
BLANK_RE = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")  # 14 856
DECIMAL_COMMA_RE = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")  # 25,4
LETTER_RE = re.compile(
    r"(?:(?:my|the|is|option|answer|choice|选|答案)[\s:]*)*\(?([a-d])\)?(?:[.:、)].*)?"
)
BETWEEN_RE = re.compile(r"[,、;\n]|\s/\s|&|\band\b|[和与及]")
GLOSS_RE = re.compile(r"(?<=\w)\s*\([^()]*\)")  # 电子政务 (e-government)
HAN_RE = re.compile(
    "[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%，、；]{5,}"
)  # what is shorter is a term, not a quote
MARKED_RE = re.compile('[“「『"]([^“”「」『』"\n]*[\u4e00-\u9fff][^“”「」『』"\n]*)[”」』"]')
CODE_RE = re.compile("`([^`]+)`")
LEAST_QUOTE = 4  # characters
ENOUGH = 6  # characters of a passage that settles something, or half of it: what is less may stand anywhere
ALL_RE = re.compile(
    r"(?<!not )\b(all|every\w*|always|whole|entire|each|nobody|none|never)\b|所有|全部|一切|普遍",
    re.IGNORECASE,
)
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
        lines = CODE_RE.sub(
            r"<code>\1</code>", "<br>".join(reading.escape(line) for line in self.says.splitlines())
        )
        edge = {True: "#00796b", False: "#a84300"}.get(self.right, "#bbb")
        return f"{reading.STYLE}<div class='egov-page' style='border-left:4px solid {edge}'>{lines}</div>{self.page}"


def judge(row: pd.Series, value: object, *, claim: str = "", lang: str = "en") -> Feedback:
    """Check *value* against one exercise (a row of the table), in English or Chinese; nothing given makes an error.

    >>> from egov_lib.teach.exercises.table import find_exercise
    >>> judge(find_exercise("03-1"), "many")
    'many' can't be read as a number: give one such as 12 or 3.5.
    """
    tell = partial(say, lang=lang)
    feedback = CHECKS[row["kind"]](row, value, claim, tell)
    if feedback.right:
        return Feedback(
            True, f"{tell('right')}{feedback.says}{row['reason_en']}", feedback.page or proof(row)
        )
    return feedback


def proof(row: pd.Series) -> str:
    """The passage that proves an exercise's answer, as HTML; empty where no single one does."""
    return (
        ""
        if pd.isna(row["start"])
        else str(reading.passage(row["doc_id"], int(row["start"]), int(row["end"])))
    )


def _number(row: pd.Series, value: object, claim: str, tell: Callable) -> Feedback:
    typed = ENGLISH_RE.sub(_figures, unicodedata.normalize("NFKC", str(value)).casefold())
    typed = (
        typed.replace("亿", "") if "亿" in row["task_en"] else typed
    )  # so many hundred millions are asked for
    typed = DECIMAL_COMMA_RE.sub(".", BLANK_RE.sub("", typed.replace("−", "-")))
    numbers = set(find_numbers(pd.DataFrame({"doc_id": [""], "text": [typed]}))["value"].dropna())
    if len(numbers) != 1:
        return Feedback(None, tell("numbers" if numbers else "no_number", said=_said(value)))
    given, right = numbers.pop(), float(answer_to(row["exercise_id"]))
    near = 1e-9 + (row["tolerance"] if pd.notna(row["tolerance"]) else 0)
    if abs(given - right) <= near:
        return Feedback(True, "")
    if right and re.search("per ?cent", row["task_en"]) and abs(given * 100 - right) <= near + 0.5:
        return Feedback(False, tell("share", given=given))
    if given * right < 0 and abs(given + right) <= near:
        return Feedback(False, tell("sign"))
    if given % 1 and abs(given * 1000 - right) <= near:
        return Feedback(False, tell("point"))
    wrong = "one_off" if abs(given - right) == 1 else "high" if given > right else "low"
    return Feedback(False, tell(wrong, given=given))


def _figures(words: re.Match) -> str:
    tens, unit, small = words.groups()
    return str(
        SMALL.index(small) if small else 20 + 10 * TENS.index(tens) + SMALL.index(unit or "zero")
    )


def _choice(row: pd.Series, value: object, claim: str, tell: Callable) -> Feedback:
    asked, typed = (
        answer_to(row["exercise_id"]),
        unicodedata.normalize("NFKC", str(value)).casefold().strip(" .。"),
    )
    options = {letter: str(asked[f"option_{letter}"]) for letter in "abcd"}
    begun = [
        letter
        for letter, words in options.items()
        if len(typed) > 3 and words.casefold().startswith(typed)
    ]
    letter = LETTER_RE.fullmatch(typed)
    if not letter and len(begun) != 1:
        return Feedback(None, tell("no_choice", said=_said(value)))
    chosen = letter[1] if letter else begun[0]
    if chosen == asked["answer"]:
        return Feedback(True, "")
    return Feedback(False, tell("not_it", words=options[chosen]))


def _set(row: pd.Series, value: object, claim: str, tell: Callable) -> Feedback:
    right = {_plain(str(name)): str(name) for name in answer_to(row["exercise_id"])}
    given = _names(value, right)
    if not given:
        return Feedback(None, tell("no_names", said=_said(value)))
    found, extra = right.keys() & given.keys(), [given[name] for name in given if name not in right]
    if len(found) == len(right) and not extra:
        return Feedback(True, "")
    wrong = tell("extra", names=", ".join(extra[:3])) if extra else ""
    return Feedback(False, tell("found", found=len(found), all=len(right)) + wrong)


def _names(value: object, right: Iterable[str]) -> dict[str, str]:
    """The names in a text or a collection, as they are compared and as they were given; blanks divide where that helps."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        text = re.sub(
            r"[\[\]{}()'\"“”]", "", GLOSS_RE.sub("", unicodedata.normalize("NFKC", str(value)))
        )
        value = BETWEEN_RE.split(text)
    names = {}
    for name in (str(item).strip(" .。") for item in value):
        parts = (
            name.split()
            if _plain(name) not in right and {_plain(p) for p in name.split()} & set(right)
            else [name]
        )
        names |= {_plain(part): part for part in parts if part}
    return names


def _plain(name: str) -> str:
    """A name without what people leave out or change: case, script, wide letters, blanks, dashes."""
    return re.sub(r"[\s_-]", "", simplify(unicodedata.normalize("NFKC", name)).casefold())


def _quote(row: pd.Series, value: object, claim: str, tell: Callable) -> Feedback:
    quote = str(value).strip("“”\"'「」 \n")
    if re.search("[A-Za-z]", quote) and not HAN_CHARACTER_RE.search(quote):
        return Feedback(None, tell("english", said=_said(quote)))
    if len(normal_form(quote)[0]) < LEAST_QUOTE:
        return Feedback(None, tell("short", said=_said(quote)))
    if (found := places_of(quote)).empty:
        return Feedback(False, tell("not_yet", why=_not_there(quote, tell)))
    answers = answer_to(row["exercise_id"])
    met = _meeting(answers, found)
    settled = met[_enough(met)]
    if settled.empty:
        wrong = tell("elsewhere") if met.empty else tell("part", said=_said(quote))
        return Feedback(False, f"{wrong}\n{_told(found, '', tell)}")
    place = settled.iloc[[0]][["doc_id", "start_found", "end_found", "quote_found"]].set_axis(
        FINDING, axis="columns"
    )
    told = _told(place, claim, tell)
    if place["quote"].iloc[0] != quote:
        told = f"{tell('as_there', quote=place['quote'].iloc[0])}\n{told}"
    if claim and _wider(place, claim, tell):
        return Feedback(False, f"{tell('wide')}\n{told}")
    if row["level"] == "argue" and not claim.strip():
        return Feedback(None, f"{tell('now_claim')}\n{told}")
    return Feedback(
        True, f"{told}\n", str(reading.passage(*settled.iloc[0][["doc_id", "start", "end"]]))
    )


def _open(row: pd.Series, value: object, claim: str, tell: Callable) -> Feedback:
    marked, lines = MARKED_RE.findall(str(value)), []
    for quote in dict.fromkeys([*marked, *HAN_RE.findall(MARKED_RE.sub("", str(value)))]):
        if len(normal_form(quote)[0]) < LEAST_QUOTE:
            lines.append(tell("look_up", quote=quote))
        elif len(found := places_of(quote)):
            lines.append(tell("stands", quote=quote, docs=", ".join(found["doc_id"].unique())))
        elif quote in marked:  # what stands in no quotation marks may be the writer's own Chinese
            lines.append(_not_there(quote, tell))
    if not lines and "quote" in row["rubric"]:
        lines = [tell("no_quote")]
    points = [f"☐ {point.strip()}" for point in row["rubric"].split("|")]
    return Feedback(None, "\n".join([*lines, tell("people"), *points]), proof(row))


CHECKS = {"number": _number, "choice": _choice, "set": _set, "quote": _quote, "open": _open}


def _said(value: object) -> str:
    return repr(str(value)[:60])


# --- passages and claims ---------------------------------------------------------------------------------------------


def places_of(quote: str) -> pd.DataFrame:
    """Find every place where *quote* stands in the five texts, as findings; without one, in any script and with any marks.

    >>> places_of("十二金")["doc_id"].tolist()  # "the twelve golden ones": a later nickname, in none of them
    []
    >>> places_of("各自爲政, 重複建設")["quote"].tolist()  # each for itself, building twice
    ['各自为政，重复建设']
    """
    rows = _stands(quote) or _stands_so(normal_form(quote)[0])
    return pd.DataFrame(rows, columns=FINDING)


def _stands(quote: str) -> list[tuple[str, int, int, str]]:
    """Every place that has *quote* to the letter."""
    places = [
        (i, m) for i, (text, *_) in _texts().items() for m in re.finditer(re.escape(quote), text)
    ]
    return [(doc_id, m.start(), m.end(), quote) for doc_id, m in places]


def _stands_so(form: str) -> list[tuple[str, int, int, str]]:
    """Every place whose form without marks, and in simplified characters, is *form*, with the words that stand there."""
    rows = []
    for doc_id, (text, _, whole, at) in _texts().items():
        for m in re.finditer(re.escape(form), whole) if form else ():
            start, end = at[m.start()], at[m.end() - 1] + 1
            rows.append((doc_id, int(start), int(end), text[start:end]))
    return rows


@lru_cache
def _texts() -> dict[str, tuple[str, str, str, np.ndarray]]:
    """Reading text, witness, and the reading text's form for comparing, of each document."""
    docs = load_corpus()
    return {
        i: (text, load_witness(i), *normal_form(text))
        for i, text in zip(docs["doc_id"], docs["text"])
    }


def _not_there(quote: str, tell: Callable) -> str:
    """Say why a quote isn't found: it stands outside the text, or from which character on it differs."""
    if witness := next((doc_id for doc_id, (_, raw, *_) in _texts().items() if quote in raw), None):
        return tell("as_received", quote=quote[:30], doc_id=witness)
    form = normal_form(quote)[0]
    begins = (_stands_so(form[:n]) for n in range(min(len(form), 60), 1, -1))
    held = next(filter(None, begins), None)
    return tell("nowhere", quote=quote[:30]) + (tell("held", quote=held[0][3][:30]) if held else "")


def weigh(quote: str, claim: str = "", *, lang: str = "en") -> str:
    """Say what a quote can carry: where it stands, who speaks, which date counts, and whether *claim* is wider than it.

    Wider is what a program can see: "all", a number, a year or a place that the passage lacks, a promise told as done. A
    claim that passes may still be false.

    >>> print(weigh("93%的省级部门", "All provinces had 93 % online."))  # 93 % of departments at provincial level
    Stands in yunnan-2006. Speaks: Xu Rongkai 徐荣凯, governor of Yunnan and head of its leading group (reported speech).
    Event: 2006-03-30. Posted 2006-04-01, which dates nothing.
    The claim is wider than the passage: “all” is not in it; it is about Yunnan, not the nation.
    """
    tell, found = partial(say, lang=lang), places_of(quote)
    return _not_there(quote, tell) if found.empty else _told(found, claim, tell)


def _told(found: pd.DataFrame, claim: str, tell: Callable) -> str:
    card = load_corpus().set_index("doc_id").loc[found["doc_id"].iloc[0]]
    days = dict.fromkeys(f"{card[name]:%Y-%m-%d}" for name in ("event_from", "event_to"))
    posted = tell("posted", day=f"{card['posted']:%Y-%m-%d}") if pd.notna(card["posted"]) else ""
    who = card["speaker"] or card["issuer"] or tell("unknown")
    lines = [tell("speaks", docs=", ".join(found["doc_id"].unique()), who=who)]
    lines.append(tell("event", days=" – ".join(days)) + posted)
    if claim and (wider := _wider(found, claim, tell)):
        lines.append(tell("wider", points="; ".join(wider)))
    return "\n".join(lines)


def _wider(found: pd.DataFrame, claim: str, tell: Callable) -> list[str]:
    """What in a claim goes beyond the passages, point by point."""
    card, quote = (
        load_corpus().set_index("doc_id").loc[found["doc_id"].iloc[0]],
        found["quote"].iloc[0],
    )
    told = []
    if (every := ALL_RE.search(claim)) and not ALL_ZH_RE.search(quote):
        told.append(tell("not_in_it", words=every[0].lower()))
    numbers = find_numbers(pd.DataFrame({"doc_id": ["claim", "quote"], "text": [claim, quote]}))
    near = "".join(
        card["text"][max(0, s - 200) : e + 60] for s, e in zip(found["start"], found["end"])
    )  # its sentences
    years = {*map(float, re.findall("(?:19|20)[0-9]{2}", near))}
    days = {
        part
        for name in ("event_from", "event_to")
        for part in (card[name].year, card[name].month, card[name].day)
    }
    held = years | days | set(numbers.loc[numbers["doc_id"] == "quote", "value"])
    claimed = numbers[(numbers["doc_id"] == "claim") & ~numbers["value"].isin(held)]
    told += [tell("not_in_it", words=number) for number in claimed["quote"]]
    rows = _meeting(
        pd.concat([load_table("targets"), load_table("systems")[[*FINDING, "place"]]]), found
    )
    places = set(rows["place"]) or {card["place"]}
    if not any("China" in place for place in places) and NATION_RE.search(claim):
        told.append(tell("place", places=", ".join(sorted(places))))
    if "target" in set(rows["kind"]) and DONE_RE.search(claim) and not AIM_RE.search(claim):
        told.append(tell("promise"))
    return told


def _meeting(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The rows whose passage shares words with one of *found*, beside that one."""
    pairs = rows.merge(found, on="doc_id", suffixes=("", "_found"))
    return pairs[(pairs["start"] < pairs["end_found"]) & (pairs["end"] > pairs["start_found"])]


def _enough(met: pd.DataFrame) -> pd.Series:
    """Whether two passages share enough words for the one to stand for the other."""
    shared = met[["end", "end_found"]].min(axis=1) - met[["start", "start_found"]].max(axis=1)
    return shared >= ((met["end"] - met["start"]) / 2).clip(upper=ENOUGH)
