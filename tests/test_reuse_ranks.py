"""Passages are ranked by how unlikely chance brings them: stock phrases come last."""

from collections import Counter
from math import log2

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.measure import reuse
from egov_lib.measure.reuse import rank_passages, ranking, shared_passages
from egov_lib.measure.reuse.chance import DISCOUNT, LETTERS

DOCS = egov.load_corpus()
SHARED = shared_passages(DOCS)
FEW = st.text(alphabet="电子政务建设。", max_size=60)


def slow_surprise(quote, other_quote, alignment, texts):
    """The bits of the equal characters of a passage, one by one, from plain counts."""
    seen, ends = set(), []
    for text in texts:
        form = reuse.normal_form(text)[0]
        for at in range(len(form) - ranking.COPIED + 1):
            stretch = form[at : at + ranking.COPIED]
            if stretch not in seen:
                seen.add(stretch)
                ends.append(stretch[-2:])
    single = Counter(step[1] for step in ends)
    steps, before = Counter(ends), Counter(step[0] for step in ends)
    kinds = Counter(step[0] for step in steps)
    form, bits, at = reuse.normal_form(quote)[0], 0, 0
    for piece in reuse.alignment.read_alignment(alignment):
        for place in range(at, at + piece.chars) if piece.sign == "=" else ():
            chance = (single[form[place]] + 1) / (len(ends) + LETTERS)
            if place > at and before[form[place - 1]]:
                first, step = form[place - 1], form[place - 1 : place + 1]
                count = max(steps[step] - DISCOUNT, 0)
                chance = (count + DISCOUNT * kinds[first] * chance) / before[first]
            bits -= log2(chance)
        at += piece.chars
    return bits


@settings(max_examples=60, deadline=None)
@given(FEW, FEW)
def test_the_surprise_is_that_of_a_plain_count(text, other):
    """Character by character, from dicts, and in the same order."""
    docs = pd.DataFrame({"doc_id": ["a", "b"], "text": [text, other]})
    ranked = rank_passages(shared_passages(docs, min_chars=8), docs)
    for row in ranked.itertuples():
        slow = slow_surprise(row.quote, row.other_quote, row.alignment, docs["text"])
        assert row.surprise == pytest.approx(slow, abs=0.06)
    assert ranked["surprise"].is_monotonic_decreasing


def test_ranking_keeps_every_row_and_column():
    """Nothing is added but the surprise, nothing lost, and equal ones keep their order."""
    ranked = rank_passages(SHARED, DOCS)
    again = ranked.drop(columns="surprise")
    order = [*SHARED.columns]
    pd.testing.assert_frame_equal(
        again.sort_values(order, ignore_index=True),
        SHARED.sort_values(order, ignore_index=True),
    )
    twice = rank_passages(pd.concat([SHARED, SHARED], ignore_index=True), DOCS)
    assert twice["surprise"].tolist() == np.repeat(ranked["surprise"], 2).tolist()


def test_a_set_phrase_comes_behind_a_sentence_of_its_length():
    """What every document says in other surroundings is less surprising than what two say."""
    stock, own = "认真贯彻落实方针政策", "县城东街邮局旧址改作书"
    others = np.random.default_rng(1).choice(list("天地玄黄宇宙洪荒日月盈昃"), (8, 16))
    docs = ["".join(row[:8]) + stock + "".join(row[8:]) for row in others]
    docs = pd.DataFrame({"doc_id": list("abcdefgh"), "text": docs})
    docs.loc[[2, 5], "text"] += "。" + own
    ranked = rank_passages(shared_passages(docs, layers=["exact"]), docs)
    assert ranked["quote"].iloc[0] == own
    assert ranked["surprise"].iloc[0] > ranked["surprise"].iloc[1]
    assert ranked["quote"].str.contains(stock).sum() == 8 * 7 / 2


def test_being_copied_makes_no_habit():
    """Eighty copies of a sentence are as surprising as two."""
    own = "县城东街邮局旧址改作阅览室并购置图书三百余册"
    rest = "各地区各部门要认真学习领会会议精神扎实推进各项工作"
    surprises = []
    for copies in (2, 80):
        texts = [own] * copies + [rest]
        docs = pd.DataFrame({"doc_id": map(str, range(len(texts))), "text": texts})
        ranked = rank_passages(shared_passages(docs, layers=["exact"]), docs)
        surprises.append(ranked["surprise"].iloc[0])
    assert surprises[0] == surprises[1] > 100


def test_no_passages_have_no_rank():
    """An empty frame stays one, with the column."""
    empty = rank_passages(SHARED.head(0), DOCS.head(0))
    assert empty.empty and empty["surprise"].dtype == float


def test_passages_without_alignments_are_refused():
    """The error names the column."""
    with pytest.raises(egov.DataError, match="needs the column 'alignment'"):
        rank_passages(SHARED.drop(columns="alignment"), DOCS)
