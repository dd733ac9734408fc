"""Promises: who promised what by when, in which words, and what the texts and others say of it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from itertools import compress
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.read.corpus import load_table
from egov_lib.read.translations import passage as find_passage
from egov_lib.show.explorers.base import check_docs, is_about, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.layouts.timeline import as_events
from egov_lib.show.messages import current
from egov_lib.show.passages.marks import hedges, hedges_in_english
from egov_lib.show.remarks import remark

# Relations between clauses in which a later text takes up what an earlier one has.
TAKES_UP = ("answers", "follows", "same_idea_as")
OPENS_ON = "unified-network-one-year"
# "At least" bounds a promise and takes nothing away from it.
BOUNDS = {"以上"}
# A later text names a document whose title is like what was promised, by clause.
TITLES = {"egov-framework-formed-2005": "relay-2006/2.4.4.3"}
# Of a row that quotes only its date: where the words are that are due by it.
DUE_WORDS = {"yunnan-system-by-2007": "yunnan-2006:2.16"}
# The short English of promises whose name in the table of events leaves out a word that softens.
SOFTENED = {
    "egov-framework-formed-2005": "e-government framework will take first shape",
    "tenth-goal-security": "security system takes first shape",
    "tenth-goal-law-standards": "laws and standards on e-government improve step by step",
    "tenth-goal-capabilities": "capabilities of government improve considerably",
    "unified-network-one-year": "network platform largely in shape, “about one year”",
    "portals-two-years": "portals: a priority of “the coming two years”",
    "yunnan-system-by-2007": "a fairly full e-government system, in a first form",
    "sharing-mechanism-by-2010": "mechanisms of disclosure and sharing, in a first form",
    "beijing-base-databases-2006": "the four base databases, in a first form",
    "shenzhen-disclosure-by-2008": "100% of what must be public can be looked up online",
    "shenzhen-approvals-by-2008": "100% of approvals can be sought and looked up online",
}
# What is another than in the promise where a later text comes back to it, by promise and text.
CHANGED = {
    ("unified-network-one-year", "relay-2006"): (
        "platform → network covering the country; in shape → complete; about a year → by 2010",
        "平台→覆盖全国的网络；形成→建成；一年左右→到2010年",
    ),
    ("portals-two-years", "relay-2006"): (
        "built and merged → a main channel of disclosure; the coming two years → by 2010",
        "建设并整合→成为信息公开的重要渠道；近两年→到2010年",
    ),
}


def commitments(
    events: pd.DataFrame | None = None,
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Explore promises with a date: when each was made, when it was due, how it is softened, which
    texts take it up, and what is known from outside.

    Parameters
    ----------
    events: rows of `load_table("events")` whose kind is deadline; None means all of them.
    chosen, filters: the state it opens in, as `timeline` has it.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> view = commitments()
    >>> view.data["opens_on"]
    'unified-network-one-year'
    """
    lang = current(lang)
    rows = load_table("events") if events is None else events
    told = as_events(rows[rows["kind"] == "deadline"], lang)
    check_docs(told, None)
    # A text that only repeats the promise of another has its place, but no promise of its own.
    dated = [
        {**place, "due": f"{day:%Y-%m-%d}"}
        for place, day in zip(place_rows(told[FINDING]), told["date_to"])
    ]
    is_first = ~told.duplicated("event_id")
    rows = told[is_first].reset_index(drop=True)
    places = list(compress(dated, is_first))
    takers = _takers(rows)
    promises = [
        _promise(row, place, takers.get(row.event_id, []))
        for row, place in zip(rows.itertuples(), places)
    ]
    _tie_by_system(promises)
    _tie_both_ways(promises, dated)
    _name_titles(promises)
    _say_what_changed(promises)
    touched = [*places]
    for promise in promises:
        tied = promise["taken_up"] + promise["titles"]
        for place in tied:
            place["said"] = _said_on(place["doc"])
        touched += tied
    data = {
        "promises": promises,
        "facts": _facts(rows),
        "texts": texts_of(touched),
        "opens_on": OPENS_ON,
    }
    still = still_table(
        rows[rows["main"]], ["place", f"label_{lang}", "date_to"], lang
    )
    return make_view(
        "commitments", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _promise(row: Any, place: dict, taken_up: list[dict]) -> dict[str, Any]:
    """One promise: what, who, when said, when due, and where later texts take it up."""
    grounds = _document(row.doc_id)["event_grounds"]
    place, words = _due_words(row, place)
    english = SOFTENED.get(row.event_id, row.label_en)
    return {
        **place,
        "id": row.event_id,
        "label_en": english,
        "label_zh": row.label_zh,
        "quote": words,
        "soft": _softening(words),
        "soft_en": _softening_in_english(english, words),
        "place": row.place,
        "level": row.level,
        "main": bool(row.main),
        "is_about": is_about(words),
        "said": _said_on(row.doc_id),
        "is_day_inferred": not grounds.startswith("stated"),
        "from": f"{row.date_from:%Y-%m-%d}",
        "to": f"{row.date_to:%Y-%m-%d}",
        "how": row.how_known,
        "grounds": row.grounds,
        "grounds_zh": remark(row.grounds, "zh"),
        "taken_up": taken_up,
    }


def _due_words(row: Any, place: dict) -> tuple[dict, str]:
    """Where a promise is, from its date to what is due by it, and the words of what is due."""
    there = DUE_WORDS.get(row.event_id)
    if there is None:
        return place, row.quote
    due = find_passage([there]).iloc[0]
    first = place["address"]
    last = there.split(":")[1]
    whole = {**place, "end": int(due["end"]), "address": f"{first}-{last}"}
    return whole, due["quote"].rstrip("，。；")


def _softening(words: str) -> list[list[int]]:
    """Where the words of a promise soften it, as [start, end] in them.

    >>> _softening("50%以上的行政许可项目能够实现在线处理")
    [[12, 14]]
    """
    return [
        [layer.start, layer.end]
        for layer in hedges(words, 0, len(words), "en")
        if words[layer.start : layer.end] not in BOUNDS
    ]


def _softening_in_english(english: str, words: str) -> list[str]:
    """What in the short English of a promise renders the words that soften its Chinese.

    >>> _softening_in_english("network largely complete", "基本建成统一的网络")
    ['largely']
    """
    bare = words
    for bound in BOUNDS:
        bare = bare.replace(bound, "")
    return [
        english[layer.start : layer.end]
        for layer in hedges_in_english(english, bare, "en")
    ]


def _name_titles(promises: list[dict]) -> None:
    """Say of each promise in "titles" where a later text names a document of a like title.

    To name a title is not to take up a promise: the document is not among the texts.
    """
    clauses = load_table("clauses").set_index("clause_id", drop=False)
    for promise in promises:
        promise["titles"] = []
        clause_id = TITLES.get(promise["id"])
        if clause_id is not None:
            promise["titles"] = place_rows(clauses.loc[[clause_id], FINDING])


def _say_what_changed(promises: list[dict]) -> None:
    """Say of each tied place what is another there than in the promise, where it is known."""
    for promise in promises:
        for place in promise["taken_up"]:
            english, chinese = CHANGED.get(
                (promise["id"], place["doc"]), ("", "")
            )
            place["changed_en"], place["changed_zh"] = english, chinese


def _touch(one: dict, other: dict) -> bool:
    """Whether two places share a character."""
    same = one["doc"] == other["doc"]
    return same and one["start"] < other["end"] and other["start"] < one["end"]


def _tie_by_system(promises: list[dict]) -> None:
    """Tie a promise without a tie of its own as another of its text on the same system is tied.

    The network of August 2002 stands in the Opinion twice: among the goals, to which the relay
    answers (2.a.2), and among the tasks, with a year for it (2.1.13). A place that is tied so has
    in "through" the address of the promise that is tied itself.
    """
    named = {one["id"]: _systems_in(one) for one in promises}
    own_ties = {one["id"]: list(one["taken_up"]) for one in promises}
    for promise in promises:
        if own_ties[promise["id"]]:
            continue
        for other in promises:
            is_same_text = other["doc"] == promise["doc"]
            shared = named[promise["id"]] & named[other["id"]]
            if is_same_text and shared:
                through = {
                    "through": other["address"],
                    **_system_names(min(shared)),
                }
                promise["taken_up"] += [
                    {**place, **through} for place in own_ties[other["id"]]
                ]


def _system_names(system_id: str) -> dict[str, str]:
    """The name of a system in both languages."""
    systems = load_table("systems").drop_duplicates("system_id")
    row = systems.set_index("system_id").loc[system_id]
    return {"system_en": row["label_en"], "system_zh": row["label_zh"]}


def _systems_in(promise: dict) -> set[str]:
    """The systems that the words of a promise name."""
    mentions = load_table("mentions")
    there = mentions[
        (mentions["doc_id"] == promise["doc"])
        & (mentions["start"] < promise["end"])
        & (mentions["end"] > promise["start"])
    ]
    return set(there["system_id"])


def _tie_both_ways(promises: list[dict], dated: list[dict]) -> None:
    """Say of each tied place whether it has a date of its own; then tie its promise, too.

    *dated* are the places of all promises with a date, those of one promise in several texts too.
    """
    for promise in promises:
        for place in promise["taken_up"]:
            days = [one["due"] for one in dated if _touch(one, place)]
            place["dated"], place["due"] = bool(days), max(days, default="")
            for other in promises:
                if _touch(other, place):
                    _tie_back(other, promise, place)


def _tie_back(other: dict, promise: dict, place: dict) -> None:
    """Tie a promise to the one that is tied to it, unless it is so already."""
    if any(_touch(known, promise) for known in other["taken_up"]):
        return
    own = ("doc", "start", "end", "address")
    of_tie = ("through", "system_en", "system_zh")
    through = {name: place[name] for name in of_tie if name in place}
    other["taken_up"].append(
        {
            **{name: promise[name] for name in own},
            **through,
            "relation": place["relation"],
            "basis": place["basis"],
            "way": _way(other["doc"], promise["doc"]),
            "dated": True,
            "due": promise["to"],
        }
    )


def _said_on(doc_id: str) -> str:
    """The first day on which what a document reports can have been said."""
    return f"{_document(doc_id)['event_from']:%Y-%m-%d}"


def _document(doc_id: str) -> pd.Series:
    """The row of a document: its card."""
    return load_table("documents").set_index("doc_id").loc[doc_id]


def _way(doc_id: str, other: str) -> str:
    """Whether another document is surely "earlier" or "later" than one, or "beside" it: the days on
    which they can have been said overlap.

    >>> _way("relay-2006", "opinion-2002"), _way("opinion-2002", "relay-2006")
    ('earlier', 'later')
    """
    own, theirs = _document(doc_id), _document(other)
    if theirs["event_to"] < own["event_from"]:
        return "earlier"
    return "later" if theirs["event_from"] > own["event_to"] else "beside"


def _takers(rows: pd.DataFrame) -> dict[str, list[dict]]:
    """By event_id: the clauses of other texts that take up the clause of a promise.

    The smallest clause that holds the promise and is tied at all counts, in either direction.
    """
    clauses = load_table("clauses")
    by_id = clauses.set_index("clause_id")
    relations = load_table("relations")
    relations = relations[
        (relations["between"] == "clauses")
        & relations["relation"].isin(TAKES_UP)
    ]
    ties = []
    for row in rows.itertuples():
        own, touching = _nearest_ties(clauses, relations, row)
        for tie in touching.itertuples():
            other = tie.to_id if tie.from_id == own else tie.from_id
            clause = by_id.loc[other]
            if clause["doc_id"] == row.doc_id:
                continue
            way = _way(row.doc_id, clause["doc_id"])
            ties.append(
                (row.event_id, tie.relation, tie.basis, way, *clause[FINDING])
            )
    columns = ["event_id", "relation", "basis", "way", *FINDING]
    tied = pd.DataFrame(ties, columns=columns)
    found: dict[str, list[dict]] = {}
    for tie, place in zip(tied.itertuples(), place_rows(tied[FINDING])):
        found.setdefault(tie.event_id, []).append(
            {
                **place,
                "relation": tie.relation,
                "basis": tie.basis,
                "way": tie.way,
            }
        )
    return found


def _nearest_ties(
    clauses: pd.DataFrame, relations: pd.DataFrame, row: Any
) -> tuple[str, pd.DataFrame]:
    """The smallest clause around a finding that is tied to another text, and its ties.

    Parts and sections of the outline are too wide to say anything of a promise within them.
    """
    holding = clauses[
        (clauses["doc_id"] == row.doc_id)
        & (clauses["start"] <= row.start)
        & (clauses["end"] >= row.end)
        & (clauses["depth"] > 1)
    ]
    sizes = holding["end"] - holding["start"]
    by_size = holding.assign(size=sizes)
    by_size = by_size.sort_values("size", kind="stable")
    for clause_id in by_size["clause_id"]:
        goes_out = relations["from_id"] == clause_id
        comes_in = relations["to_id"] == clause_id
        ties = relations[goes_out | comes_in]
        if not ties.empty:
            return str(clause_id), ties
    return "", relations.head(0)


def _facts(rows: pd.DataFrame) -> dict[str, list[dict]]:
    """By event_id: what is known from outside the five texts, with its source."""
    context = load_table("context")
    context = context[context["answers"] != ""]
    found: dict[str, list[dict]] = {}
    answers = context["answers"].str.split(";").explode().str.strip()
    answered = find_passage(answers.tolist()).set_index(answers.index)
    for fact in context.itertuples():
        for place in answered.loc[[fact.Index]].itertuples():
            touching = rows[
                (rows["doc_id"] == place.doc_id)
                & (rows["start"] < place.end)
                & (rows["end"] > place.start)
            ]
            for event_id in touching["event_id"]:
                own = found.setdefault(event_id, [])
                if all(known["id"] != fact.fact_id for known in own):
                    own.append(_fact(fact))
    return found


# What a citation says of its source in English, and the same in Chinese.
SOURCE_NOTES = {
    "(read in a copy on another site, not linked)": "（所见为他站转载，未附链接）",
    "(both read in copies on other sites, not linked)": "（所见均为他站转载，未附链接）",
    "(stored page; the search gave its title but no address)": "（存页，检索有题名而无网址）",
    "(no title in the excerpt)": "（摘录无题名）",
    "(full text of the National Informatization Development Strategy, 2006–2020)": "",
    "press report on ": "新闻报道：",
    " at the CIO summit of ": "，首席信息官峰会，",
    " on 中国电子政务网": "，中国电子政务网",
    " on www.gov.cn": "，www.gov.cn",
    " of 2007-05-16": "，2007-05-16",
    "book chapter on the base of Chinese e-government": "书中论中国电子政务基础的一章",
    "online interview": "在线访谈",
    "several searches, nothing found": "多次检索，未见",
    "standards registry": "国家标准登记",
    "text of the plan": "规划原文",
    "trade journal": "行业期刊",
}
# An English name after the Chinese one
GLOSS_RE = re.compile(r"(?<=[一-鿿”’》〕]) \([^()一-鿿]*\)")
DAY_RE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
# A comma or semicolon that is not within English
MARK_RE = re.compile(r"(?<=[一-鿿”》）〕])([,;]) ")


def _citation_zh(citation: str) -> str:
    """A citation for a reader of Chinese: without the English of Chinese names.

    >>> _citation_zh("人民日报 (People's Daily), 13 January 2007, p. 2")
    '人民日报，2007年1月13日，第2版'
    """
    for english, chinese in SOURCE_NOTES.items():
        citation = citation.replace(f" {english}", chinese)
        citation = citation.replace(english, chinese)
    short = GLOSS_RE.sub("", citation)
    dated = DAY_RE.sub(_day_zh, short)
    paged = re.sub(r", p\. (\d+)", r"，第\1版", dated)
    return MARK_RE.sub(lambda mark: MARKS_ZH[mark[1]], paged)


MARKS_ZH = {",": "，", ";": "；"}


def _day_zh(day: re.Match) -> str:
    """13 January 2007 in Chinese; other words as they are."""
    months = list(calendar.month_name)
    if day[2] not in months:
        return day[0]
    return f"{day[3]}年{months.index(day[2])}月{int(day[1])}日"


def _fact(fact: Any) -> dict[str, str]:
    return {
        "id": fact.fact_id,
        "en": fact.statement_en,
        "zh": fact.statement_zh,
        "citation_en": fact.citation,
        "citation_zh": _citation_zh(fact.citation),
        "confidence": fact.confidence,
    }
