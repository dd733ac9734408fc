"""Shuffle: how many runs would a text share by chance, if it had only the relay's habits?

The relay and the article share 28 runs of ten characters. A thousand texts are made that know only
which character follows which in the relay (the null model of `measure.reuse`), and each is laid
beside the same article. They are made here, with a fixed seed; the page shows more or fewer of
them, for runs of several lengths, with set phrases counted or not.

What it can't show: who copied. What it asks: why isn't that "copied"?
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from egov_lib.measure.reuse import (
    FORMULAS,
    normal_form,
    shared_passages,
)
from egov_lib.measure.reuse.chance import texts_by_chance
from egov_lib.read.corpus import load_corpus
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick

RELAY, ARTICLE = "relay-2006", "article-2006"
TEXTS = 1000
SHOWN = (1, 10, 100, TEXTS)  # how many of them can be shown
LENGTHS = (6, 8, 10)  # of runs, in characters
LESSONS_LENGTH = 10  # as `shared_passages` has it, and the lesson
SEED = 2006
# Of so many texts the beginning is shown.
SAMPLES, SAMPLE_CHARS = 10, 60

WORDS = {
    "title": (
        "Might {real} shared runs be chance?",
        "相同的{real}处，会是偶然吗？",
    ),
    "lead": (
        "Made texts know one thing: which character follows which in the relay. Each is laid "
        "beside the real article, and the runs that both share are counted.",
        "这些文本是随机造的，只学了一样：传达提纲里哪个字后面接哪个字。每篇都与真的文章比对，"
        "数出相同的片段。",
    ),
    "ask_guess": (
        "Of at least {least} characters, the relay shares {real} runs with the article. How many "
        "will a made text share, on average?",
        "至少{least}字的相同片段，传达提纲与文章有{real}处。造出来的文本平均会有几处？",
    ),
    "came": (
        "{mean} on average in {count} texts, {most} at most",
        "{count}篇平均{mean}处，最多{most}处",
    ),
    "how_many": ("Made texts", "造的篇数"),
    "how_long": ("Characters in a run, at least", "相同片段至少几字"),
    "show_texts": ("show {count} made texts", "显示造出的{count}篇"),
    "count_runs": (
        "count runs of at least {least} characters",
        "只数至少{least}字的片段",
    ),
    "leave_out": ("Leave out set phrases", "不算套语"),
    "runs_axis": (
        "shared runs of at least {least} characters in a text",
        "一篇中至少{least}字的相同片段数",
    ),
    "texts_axis": ("made texts", "造的篇数"),
    "the_relay": ("the relay: {real}", "传达提纲：{real}"),
    "sample": (
        "Made text {number} begins so. It says nothing and has no English:",
        "造的第{number}篇这样开头，没有意思：",
    ),
    "says_none": (
        "No text is made yet; the line is where the relay is, at {real}.",
        "还没有造文本；竖线是传达提纲的位置：{real}处。",
    ),
    "says_few": (
        "{count} made, {mean} runs on average, against {real}: too few to say.",
        "造了{count}篇，平均{mean}处，传达提纲{real}处：篇数太少，说明不了什么。",
    ),
    "says_many": (
        "{none} of {count} made texts share none; the most is {most}, the average {mean}. The "
        "relay shares {real}: {above} made texts reach that.",
        "{count}篇中{none}篇一处也没有，最多{most}处，平均{mean}处。传达提纲有{real}处，"
        "达到这个数的有{above}篇。",
    ),
    "keys_choose": ("choose", "选择"),
    "keys_show": ("show", "显示"),
    "shows": (
        "With {length} characters chance brings {mean} runs a text, the relay has {real}. With "
        "{short} characters it brings {short_mean}, for {short_real} real ones: of short runs more "
        "than a third are habit. Without set phrases {bare_real} real "
        "runs are left, and {bare_mean} by chance.",
        "至少{length}字时，偶然平均{mean}处，传达提纲{real}处；至少{short}字时，偶然就有"
        "{short_mean}处，传达提纲{short_real}处：短的片段有三分之一以上是习惯。不算套语，真的还剩{bare_real}处，"
        "偶然的{bare_mean}处。",
    ),
    "hides": (
        "Who copied. The made texts know habits, no genre and no source: two real texts of one "
        "genre may share more than these, without anybody copying.",
        "谁抄谁。造的文本只有习惯，没有文体，也没有来源：同一文体的两篇真文本，谁也没抄谁，"
        "相同的也可能比这多。",
    ),
    "question": (
        "Why is that still not “copied”?",
        "为什么这还不能说是“抄”？",
    ),
    "answer": (
        "Chance is one rival of many. A third text that both had, the same speech heard twice, or "
        "what everybody writes would bring such runs too.",
        "偶然只是许多可能中的一种。两者都用过的第三篇文字、同一次讲话，或者大家都这样写，"
        "都会有这些相同的片段。",
    ),
    "text_number": ("made text", "造的文本"),
    "runs_of": ("runs of {least}+", "{least}字以上"),
    "runs_bare": (
        "runs of {least}+ without set phrases",
        "{least}字以上（不算套语）",
    ),
    "first_state": ("The relay and the article", "传达提纲与文章"),
    "last_state": (
        "Runs by length: the relay’s, made texts’ on average, and at most",
        "按长度：传达提纲、造的文本平均、最多",
    ),
    "bare": ("without set phrases", "不算套语"),
}


# --- what is counted ----------------------------------------------------------------------------


@lru_cache
def _formula_forms() -> list[str]:
    """The set phrases in normal form, the longest first."""
    forms = [normal_form(formula)[0] for formula in FORMULAS]
    return sorted(forms, key=len, reverse=True)


def own_chars(run: str) -> int:
    """How many compared characters of a run are in no set phrase.

    >>> own_chars("国务院副总理、国家信息化领导小组副组长")
    3
    """
    form = normal_form(run)[0]
    for formula in _formula_forms():
        form = form.replace(formula, "")
    return len(form)


@lru_cache
def _article() -> pd.DataFrame:
    docs = load_corpus()
    return docs[docs["doc_id"] == ARTICLE]


def runs_with_article(others: pd.DataFrame) -> pd.DataFrame:
    """The runs that texts share with the article, those inside a longer one left out.

    Returns one row for each run: text (its doc_id), start, end, chars, and own, its characters
    outside of set phrases.
    """
    found = shared_passages(
        _article(), others, layers=["exact"], min_chars=min(LENGTHS)
    )
    runs = pd.DataFrame(
        {
            "text": found["other_doc_id"],
            "start": found["other_start"],
            "end": found["other_end"],
            "chars": found["chars"],
        }
    )
    quotes = found["other_quote"]
    own = {quote: own_chars(quote) for quote in quotes.unique()}
    return runs.assign(own=quotes.map(own))


def count_runs(runs: pd.DataFrame, least: int, *, bare: bool) -> pd.Series:
    """Count the places of each text that have a run of *least* characters; a text without any is
    left out. *bare*: only characters outside of set phrases count.
    """
    lengths = runs["own"] if bare else runs["chars"]
    long = runs[lengths >= least].sort_values(
        ["text", "start", "end"], ascending=[True, True, False]
    )
    reach = long.groupby("text")["end"].cummax()
    before = reach.groupby(long["text"]).shift(fill_value=0)
    return long[long["end"] > before].groupby("text").size()


@lru_cache
def made_texts() -> list[str]:
    """The texts that have the relay's habits, in normal form."""
    relay = load_corpus().set_index("doc_id").at[RELAY, "text"]
    return texts_by_chance(relay, TEXTS, np.random.default_rng(SEED))


@lru_cache
def relays_runs() -> pd.DataFrame:
    """The runs that the relay shares with the article."""
    docs = load_corpus()
    return runs_with_article(docs[docs["doc_id"] == RELAY])


@lru_cache
def made_runs() -> pd.DataFrame:
    """The runs that the made texts share with the article."""
    names = list(map(str, range(TEXTS)))
    made = pd.DataFrame({"doc_id": names, "text": made_texts()})
    return runs_with_article(made)


def counts_by_length(*, bare: bool) -> dict[str, dict[str, Any]]:
    """For each length of runs: how many the relay shares, and each made text."""
    names = list(map(str, range(TEXTS)))
    counts = {}
    for least in LENGTHS:
        real = count_runs(relays_runs(), least, bare=bare)
        by_text = count_runs(made_runs(), least, bare=bare)
        counts[str(least)] = {
            "real": int(real.sum()),
            "made": by_text.reindex(names, fill_value=0).tolist(),
        }
    return counts


# --- the explorable -----------------------------------------------------------------------------


def shuffle(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """See how many runs texts with the relay's habits share with the article, beside the relay.

    Parameters
    ----------
    filters: the state it opens in: {"texts": "100", "least": "8", "phrases": "out"} shows 100 made
        texts, runs of eight characters, and no set phrases; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> shuffle().name
    'shuffle'
    """
    texts = load_corpus().set_index("doc_id")["text"]
    data = {
        "lengths": list(LENGTHS),
        "length": LESSONS_LENGTH,
        "shown": list(SHOWN),
        "with_phrases": counts_by_length(bare=False),
        "bare": counts_by_length(bare=True),
        "samples": [text[:SAMPLE_CHARS] for text in made_texts()[:SAMPLES]],
    }
    real = data["with_phrases"][str(LESSONS_LENGTH)]["real"]
    title = pick(*WORDS["title"], lang).format(real=real)
    findings = _findings(relays_runs(), texts[RELAY])
    content = Content(data, findings, title, _first_and_last(data, lang))
    return make_explorable(
        "shuffle", WORDS, content, filters=filters, lang=lang
    )


def _findings(runs: pd.DataFrame, text: str) -> pd.DataFrame:
    """The relay's longest run, and the longest that set phrases make up."""
    longest = runs.sort_values("chars", kind="stable").iloc[-1]
    phrases = runs[runs["own"] < LESSONS_LENGTH]
    set_phrase = phrases.sort_values("chars", kind="stable").iloc[-1]
    rows = [
        {
            "doc_id": RELAY,
            "start": int(run["start"]),
            "end": int(run["end"]),
            "quote": text[run["start"] : run["end"]],
        }
        for run in (longest, set_phrase)
    ]
    return pd.DataFrame(rows)


def _first_and_last(data: Mapping[str, Any], lang: str | None) -> list[State]:
    """The real count, and the counts by length with and without set phrases."""
    least = str(LESSONS_LENGTH)
    axis = pick(*WORDS["runs_axis"], lang).format(least=least)
    rows = [
        _still_row(length, data["with_phrases"][length], "")
        for length in map(str, LENGTHS)
    ]
    bare = pick(*WORDS["bare"], lang)
    rows += [
        _still_row(length, data["bare"][length], f" {bare}")
        for length in map(str, LENGTHS)
    ]
    real = str(data["with_phrases"][least]["real"])
    return [
        State(pick(*WORDS["first_state"], lang), [[axis, real]]),
        State(pick(*WORDS["last_state"], lang), rows),
    ]


def _still_row(
    length: str, counted: Mapping[str, Any], after: str
) -> list[str]:
    made = counted["made"]
    mean = f"{sum(made) / len(made):.2f}"
    return [f"≥ {length}{after}", str(counted["real"]), mean, str(max(made))]
