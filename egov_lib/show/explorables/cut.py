"""Cut: where are the words of 统一的电子政务内外网络平台 "a unified platform of internal and
external e-government networks"?

Chinese writes no spaces. A reader cuts between characters and sees how often each piece stands in
the five texts, as characters and as a word of each engine; then which searches miss the clause.
All counts of all pieces are made here, so that cutting needs no kernel.

What it can't show: what a word is. What it asks: which count do you report?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.measure.words import segment
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick

PHRASE = "统一的电子政务内外网络平台"
DOC_ID = "opinion-2002"
# Searches for the two networks: as one would type them, and as the texts write them.
SEARCHES = ("政务内网", "政务外网", "政务[内外]网", "政务[内外]+网")
TYPED = SEARCHES[0]


# English of pieces that neither the glossary nor the list of words has.
GLOSSES = {
    "的": "(a link)",
    "内": "inner",
    "外": "outer",
    "内外": "inner and outer",
    "内外网": "intranet and extranet",
}


class Engine(NamedTuple):
    """A way to cut text into words."""

    key: str  # of its name in WORDS
    engine: str
    terms: str | None


ENGINES = (
    Engine("with_ours", "jieba", "ours"),
    Engine("jieba_alone", "jieba", None),
    Engine("each_character", "characters", None),
)

WORDS = {
    "title": (
        "Chinese writes no spaces: where are the words of “{phrase}”?",
        "中文不写空格：“{phrase}”里的词在哪里？",
    ),
    "lead": (
        "“A unified platform of internal and external e-government networks”, the aim of 2002. "
        "Cut between two characters.",
        "2002年的目标。请在两个字之间切开。",
    ),
    "ask_guess": (
        "A program with a dictionary cuts this clause. Into how many words?",
        "用带词典的程序来切这一句，会切成几个词？",
    ),
    "guess_3": ("three", "三个"),
    "guess_5": ("five", "五个"),
    "guess_8": ("eight", "八个"),
    "came": ("{count}: {pieces}", "{count}个：{pieces}"),
    "gap": ("between {left} and {right}", "{left}与{right}之间"),
    "your_words": (
        "Your pieces, in all five texts",
        "你切出的片段，在五篇文本中",
    ),
    "piece": ("Piece", "片段"),
    "in_english": ("In English", "英文"),
    "as_string": ("as characters", "按字"),
    "stands_by_characters": (
        "In the five texts, by characters",
        "五篇中，按字数",
    ),
    "stands_as_word": (
        "In the five texts, as a word (jieba, our dictionary)",
        "五篇中，按词数（jieba加本书词典）",
    ),
    "ways": ("Ways to cut it", "几种切法"),
    "cut_by": ("Cut by", "由谁切"),
    "it_cuts": ("It cuts", "切成"),
    "how_many": ("Words", "词数"),
    "you": ("you", "你"),
    "with_ours": ("jieba, our dictionary", "jieba加本书词典"),
    "jieba_alone": ("jieba alone", "只用jieba"),
    "each_character": ("each character", "逐字"),
    "cut_like": ("Cut: {name}", "切法：{name}"),
    "searches": ("What searches find", "检索找到什么"),
    "search_for": ("Search", "检索式"),
    "search_either": (
        "{first}, then {inner} or {outer}, then {last}",
        "{first}＋{inner}或{outer}＋{last}",
    ),
    "search_both": (
        "{first}, then {inner} or {outer} or both, then {last}",
        "{first}＋{inner}、{outer}或{inner}{outer}＋{last}",
    ),
    "finds": ("Finds", "找到"),
    "this_clause": ("This clause?", "有这一句吗？"),
    "found": ("found", "有"),
    "missed": ("missed", "漏掉"),
    "says_uncut": (
        "Uncut: {count} characters, one piece, {times} in the five texts.",
        "没有切：{count}个字是一段，五篇文本中有{times}处。",
    ),
    "says_cut": (
        "{cuts} cuts make {count} pieces: {pieces}.",
        "切{cuts}刀，成{count}段：{pieces}。",
    ),
    "keys_move": ("move between characters", "在字间移动"),
    "keys_cut": ("cut or join", "切开或合上"),
    "shows": (
        "{word} stands in the five texts {string} times as characters and {ours} times as a word "
        "cut by jieba with our dictionary. A search finds what was typed: {typed} misses "
        "this clause, which names both networks in one breath.",
        "“{word}”在五篇文本中按字有{string}处，用jieba加本书词典切出来作词有{ours}处。检索只找到"
        "输入的字：“{typed}”漏掉了把两个网合说的这一句。",
    ),
    "hides": (
        "What a word is. Each cut is a decision of whoever made the dictionary, or yours.",
        "什么算词。每种切法都是编词典的人的决定，或是你的决定。",
    ),
    "question": ("Which count do you report?", "你报告哪一个数？"),
    "answer": (
        "The one that answers your question, with the cut or the search beside it: for the two "
        "networks, {wide} with {pattern}, of which {narrow} are found without the joint form.",
        "报告能回答你的问题的那个数，并写明切法或检索式：要数两个网，用“{pattern}”是{wide}处，"
        "不算合说的是{narrow}处。",
    ),
    "last_state": (
        "As jieba cuts it with our dictionary",
        "jieba加本书词典的切法",
    ),
    "first_state": ("As written", "原文"),
}


# --- what is counted ----------------------------------------------------------------------------


def pieces() -> list[str]:
    """All runs of characters of the phrase, each once.

    >>> pieces()[:3]
    ['统', '统一', '统一的']
    """
    ends = range(1, len(PHRASE) + 1)
    runs = [PHRASE[start:end] for start in range(len(PHRASE)) for end in ends]
    return list(dict.fromkeys(run for run in runs if run))


def cuts_of(words: list[str]) -> list[int]:
    """Between which characters the words are cut.

    >>> cuts_of(["统一", "的", "平台"])
    [2, 3]
    """
    cuts, at = [], 0
    for word in words[:-1]:
        at += len(word)
        cuts.append(at)
    return cuts


def _cut_by(engine: Engine, start: int) -> tuple[list[str], Counter]:
    """The words of the phrase where it stands, and the counts of all words of the five texts."""
    words = segment(load_corpus(), engine=engine.engine, terms=engine.terms)
    counts = Counter(words["word"].astype(str))
    end = start + len(PHRASE)
    is_of_text = words["doc_id"] == DOC_ID
    is_of_phrase = (words["start"] >= start) & (words["end"] <= end)
    inside = words.loc[is_of_text & is_of_phrase, "quote"]
    return inside.astype(str).tolist(), counts


def _searches(texts: pd.Series, start: int) -> list[dict[str, Any]]:
    """What each search finds, and whether it finds the phrase."""
    found = []
    for pattern in SEARCHES:
        count = sum(len(re.findall(pattern, text)) for text in texts)
        places = [hit.start() for hit in re.finditer(pattern, texts[DOC_ID])]
        hits = any(start <= at < start + len(PHRASE) for at in places)
        found.append({"search": pattern, "count": count, "here": hits})
    return found


def _english() -> dict[str, str]:
    """The English of each piece that the glossary or the list of words has."""
    wanted = set(pieces())
    known: dict[str, str] = dict(GLOSSES)
    for table, column in (("words", "word"), ("glossary", "simplified")):
        rows = load_table(table)
        known |= dict(zip(rows[column], rows["english"]))
    return {piece: known[piece] for piece in known if piece in wanted}


# --- the explorable -----------------------------------------------------------------------------


def cut(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Cut 统一的电子政务内外网络平台 into words, count the pieces in the five texts, and see which
    searches miss the clause.

    Parameters
    ----------
    filters: the state it opens in: {"cuts": "2,3"} is cut after the second and third character;
        {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> cut().name
    'cut'
    """
    texts = load_corpus().set_index("doc_id")["text"]
    start = texts[DOC_ID].index(PHRASE)
    end = start + len(PHRASE)
    data = _data(texts, start)
    findings = pd.DataFrame(
        {
            "doc_id": [DOC_ID],
            "start": [start],
            "end": [end],
            "quote": [PHRASE],
        }
    )
    title = pick(*WORDS["title"], lang).format(phrase=PHRASE)
    content = Content(data, findings, title, _first_and_last(data, lang))
    return make_explorable("cut", WORDS, content, filters=filters, lang=lang)


def _data(texts: pd.Series, start: int) -> dict[str, Any]:
    """The ways to cut, and the counts of every piece: as characters, then by each engine."""
    engines, counted = [], []
    for engine in ENGINES:
        words, counts = _cut_by(engine, start)
        engines.append(
            {"key": engine.key, "words": words, "cuts": cuts_of(words)}
        )
        counted.append(counts)
    return {
        "phrase": PHRASE,
        "engines": engines,
        "counts": {
            piece: [
                sum(text.count(piece) for text in texts),
                *(counts[piece] for counts in counted),
            ]
            for piece in pieces()
        },
        "english": _english(),
        "searches": _searches(texts, start),
        "typed": TYPED,
    }


def _first_and_last(data: Mapping[str, Any], lang: str | None) -> list[State]:
    """The phrase, and the words that our dictionary makes of it with their counts."""
    ours = data["engines"][0]["words"]
    counts = [data["counts"][word] for word in ours]
    english = [data["english"].get(word, "") for word in ours]
    rows = [
        [pick(*WORDS["piece"], lang), *ours],
        [pick(*WORDS["in_english"], lang), *english],
        [
            pick(*WORDS["stands_by_characters"], lang),
            *(str(each[0]) for each in counts),
        ],
        [
            pick(*WORDS["stands_as_word"], lang),
            *(str(each[1]) for each in counts),
        ],
    ]
    return [
        State(pick(*WORDS["first_state"], lang), [[PHRASE]]),
        State(pick(*WORDS["last_state"], lang), rows),
    ]
