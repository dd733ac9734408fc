"""Shared passages are found, whatever the script and the marks, and shown as altered."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import opencc
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_reuse import slow_runs

import egov_lib as egov
from egov_lib.measure import reuse
from egov_lib.measure.reuse import chance, search
from egov_lib.read.cleaning import clean
from egov_lib.show import explorers
from egov_lib.show.charts import dot_plot, flows

CASES = Path(__file__).parent / "cases" / "reuse"
DOCS = egov.load_corpus()
SHARED = reuse.shared_passages(DOCS)


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def frame(*texts, name="d"):
    """Return texts as a frame of documents."""
    return pd.DataFrame(
        {"doc_id": [f"{name}{n}" for n in range(len(texts))], "text": list(texts)}
    )


def find(text, other, **options):
    """Return what two texts share."""
    return reuse.shared_passages(frame(text), frame(other, name="o"), **options)


def both_sides(passages):
    """Return both sides of passages as findings, one below the other."""
    other = passages[[f"other_{name}" for name in egov.findings.COLUMNS]].set_axis(
        egov.findings.COLUMNS, axis=1
    )
    return pd.concat([passages[egov.findings.COLUMNS], other], ignore_index=True)


# --- the five texts -------------------------------------------------------------------------------


def runs_with_relay(other):
    """Return the lengths of the runs of relay-2006 that stand in *other* too, each place once."""
    relay = DOCS[DOCS["doc_id"] == "relay-2006"]
    found = reuse.shared_passages(
        relay, DOCS[DOCS["doc_id"] == other], layers=["exact"]
    )
    return sorted(found.loc[~found["repeat"], "chars"], reverse=True)


@pytest.mark.parametrize(
    ("other", "count"), [("article-2006", 28), ("yunnan-2006", 4), ("opinion-2002", 4)]
)
def test_the_runs_of_the_relay_are_counted_as_by_hand(other, count):
    """28 runs of the relay stand in the article, 4 in the Yunnan report, 4 in the opinion."""
    assert len(runs_with_relay(other)) == count


def test_the_longest_runs_are_those_known():
    """132, 124 and 96 characters: the five shifts, the aims for 2010, the achievements."""
    assert runs_with_relay("article-2006")[:3] == [132, 124, 96]


def test_half_of_the_pairs_share_no_run():
    """Five of the ten pairs have no ten characters in common."""
    exact = SHARED[SHARED["layer"] == "exact"]
    five = ["opinion-2002", "yunnan-2006", "relay-2006", "article-2006", "wuhai-2006"]
    pairs = set(combinations(five, 2)) - set(
        zip(exact["doc_id"], exact["other_doc_id"])
    )
    assert pairs == {
        ("opinion-2002", "yunnan-2006"),
        ("opinion-2002", "wuhai-2006"),
        ("yunnan-2006", "article-2006"),
        ("yunnan-2006", "wuhai-2006"),
        ("article-2006", "wuhai-2006"),
    }


def test_the_witnesses_share_what_the_editions_share():
    """The files as received give all runs that the reading texts give."""
    witnesses = DOCS.assign(
        text=[egov.load_witness(doc_id) for doc_id in DOCS["doc_id"]]
    )
    found = reuse.shared_passages(witnesses, layers=["exact"])
    counts = [
        Counter(zip(p["doc_id"], p["other_doc_id"], p["chars"]))
        for p in (found, SHARED[SHARED["layer"] == "exact"])
    ]
    assert not counts[1] - counts[0]


def test_both_sides_of_every_passage_are_findings():
    """`text[start:end] == quote` here and there, in every layer."""
    found = reuse.shared_passages(
        DOCS, layers=reuse.LAYERS, targets=egov.load_table("targets")
    )
    assert set(found["layer"]) == set(reuse.LAYERS)
    egov.check_findings(both_sides(found), DOCS)


def test_the_same_target_with_an_earlier_date_is_found():
    """Half of the licensing items online: by 2010 for the nation, by 2008 for Shenzhen."""
    found = reuse.shared_passages(
        DOCS, layers=["targets"], targets=egov.load_table("targets")
    )
    assert found["note"].tolist() == ["50 % by 2010-12-31 | 50 % by 2008-12-31"]
    assert found[["doc_id", "other_doc_id"]].values.tolist() == [
        ["relay-2006", "article-2006"]
    ]


# --- cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_what_was_met_is_found(case):
    """Each kind of repetition met in the five sources is found, whole, with its changes."""
    found = find(case["text"], case["other"], layers=[case["layer"]])
    wanted = {
        name: case[name]
        for name in ("quote", "other_quote", "alignment", "note")
        if name in case
    }
    wanted.setdefault("quote", case["text"])
    rows = found[list(wanted)].to_dict("records")
    assert wanted in [
        {k: v.rstrip("。，；") for k, v in row.items()} for row in rows
    ], rows


@pytest.mark.parametrize("case", cases("negative"))
def test_what_only_looks_alike_is_left_alone(case):
    """What a reader would not call a repetition gives no row."""
    assert find(case["text"], case["other"], layers=case["layers"]).empty


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_what_is_not_found_yet(case):
    """What the layers can't see is on record, and noticed once they can."""
    found = find(case["text"], case["other"], layers=reuse.LAYERS[:4])
    assert found["matched"].max() >= case.get("matched", 1)


# --- completeness, against slow and simple programs -----------------------------------------------

FEW = st.text(
    alphabet="电子政务建设。 .", max_size=60
)  # so few characters that runs are common


def slow_runs_of_normal_forms(a, b, least):
    """Every longest common run in normal form."""
    return slow_runs(reuse.normal_form(a)[0], reuse.normal_form(b)[0], least)


@settings(max_examples=150, deadline=None)
@given(FEW, FEW, st.integers(2, 12))
def test_every_exact_run_is_found(a, b, least):
    """The index finds the runs that trying every pair of places finds, and no others."""
    found = find(a, b, layers=["exact"], min_chars=least)
    places, others = reuse.normal_form(a)[1], reuse.normal_form(b)[1]
    slow = {
        (places[i], places[j - 1] + 1, others[k], others[m - 1] + 1)
        for i, j, k, m in slow_runs_of_normal_forms(a, b, least)
    }
    fast = set(
        found[["start", "end", "other_start", "other_end"]].itertuples(
            index=False, name=None
        )
    )
    assert fast == slow


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(alphabet="电子政务建设网络.", max_size=40), min_size=2, max_size=5)
)
def test_winnowing_loses_no_run(texts):
    """All pairs at once give the runs of the pairs one by one, as long as no seed is too common."""
    pairs = replace(reuse.PRESETS["pairs"], seed_chars=4, most_places=10_000)
    at_once, one_by_one = (
        reuse.shared_passages(frame(*texts), layers=["exact"], min_chars=6, settings=s)
        for s in (pairs, "careful")
    )
    pd.testing.assert_frame_equal(at_once, one_by_one)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_planted_passage_is_found_whatever_is_done_to_it(data):
    """Thirty characters, one in ten changed, in another script, without marks, are found."""
    text = DOCS["text"][0]
    start = data.draw(st.integers(300, len(text) - 60))
    passage = re.sub(r"\W", "", text[start : start + 50])[:30]
    changed = list(passage)
    for place in data.draw(st.sets(st.integers(1, len(passage) - 2), max_size=3)):
        changed[place] = "龘"
    other = "".join(changed)
    other = opencc.OpenCC("s2twp").convert(other) if data.draw(st.booleans()) else other
    other = data.draw(st.sampled_from(["", ".", " ", "，\n", "(lǐng)"])).join(other)
    found = find(text, "甲乙丙丁" + other + "戊己庚辛", min_chars=8)
    assert (found["end"] - found["start"]).max() >= 8
    assert ((found["start"] < start + 50) & (found["end"] > start)).any()


def test_short_passages_are_found_if_they_are_asked_for():
    """Six of seven characters equal are no passage by default; with min_chars=5 they are."""
    text, other = (
        "推进网上联合审批",
        "推进网络联合审批",
    )  # joint approval online: seven of eight
    assert find(text, other).empty
    assert find(text, other, min_chars=5, settings="sensitive")[
        "alignment"
    ].tolist() == ["=3 ~1:1 =4"]


def test_a_passage_that_drifts_is_found():
    """Insertions at three places shift the two sides: fifteen characters are found equal."""
    # "of what was said, … of what was not, learning": a Korean commentary on the Analects.
    text, other = (
        "告其所已言者谓处贫富之道而知其所未言者谓学问之功",
        "所已言处贫富之道所未言学问之功",
    )
    assert find(text, other, settings="sensitive")["matched"].tolist() == [15]


def test_one_run_is_enough_if_its_surroundings_agree():
    """Only one run has four characters or more, but five of the seven before it agree too."""
    # "great deeds, a great name, rulers and ministers in their places": Huainanzi and Zhuangzi.
    text, other = "舉大功，立顯名，體君臣，正上下", "語大功，立大名，禮君臣，正上下"
    assert find(text, other)["alignment"].tolist() == ["=3 ~1:1 =1 ~1:1 =5"]


def test_short_passages_are_looked_for_more_widely():
    """Without settings, min_chars below eight means "sensitive", else "careful"."""
    for least, preset in ((5, "sensitive"), (10, "careful")):
        named = reuse.shared_passages(DOCS, min_chars=least, settings=preset)
        pd.testing.assert_frame_equal(
            reuse.shared_passages(DOCS, min_chars=least), named
        )


def test_shorter_seeds_find_more():
    """Altered at every fifth character, a sentence has seeds of four, but none of six."""
    # speed up integrating scattered systems and resources, build a platform by the same standard
    text = "要加快整合分散的业务系统和信息资源建成与中央政务网络标准一致的平台"
    other = "".join("某" if n % 5 == 4 else c for n, c in enumerate(text))
    found = [
        len(find(text, other, settings=reuse.Settings(seed_chars=n))) for n in (4, 6)
    ]
    assert found == [1, 0]


# --- properties -----------------------------------------------------------------------------------


def test_marks_script_and_width_make_no_difference():
    """Traditional characters, no marks, wide digits: the passages are the same, in normal form."""
    altered = DOCS.assign(
        text=[
            re.sub(r"[，。、；]", ".", opencc.OpenCC("s2t").convert(t))
            for t in DOCS["text"]
        ]
    )
    altered["text"] = altered["text"].str.translate(
        {ord(str(n)): chr(0xFF10 + n) for n in range(10)}
    )
    columns = [
        "doc_id",
        "other_doc_id",
        "start",
        "end",
        "other_start",
        "other_end",
        "layer",
        "alignment",
    ]
    found = reuse.shared_passages(altered)
    pd.testing.assert_frame_equal(found[columns], SHARED[columns])


def test_the_other_direction_mirrors_exact_runs():
    """What a shares with b, b shares with a."""
    exact = SHARED[SHARED["layer"] == "exact"]
    mirrored = reuse.shared_passages(DOCS.iloc[::-1], layers=["exact"])
    names = ["doc_id", "start", "end", "other_doc_id", "other_start", "other_end"]
    here = set(exact[names].itertuples(index=False, name=None))
    assert here == set(
        mirrored[names[3:] + names[:3]].itertuples(index=False, name=None)
    )


def test_batches_make_no_difference(monkeypatch):
    """One document at a time gives what all at once give."""
    monkeypatch.setattr(search, "BATCH_CHARS", 10)
    pd.testing.assert_frame_equal(reuse.shared_passages(DOCS), SHARED)


@settings(max_examples=100, deadline=None)
@given(FEW, FEW)
def test_an_alignment_says_what_is_equal(a, b):
    """Equal pieces are equal in normal form, pieces make the quotes, measures follow."""
    for row in find(
        a, b, min_chars=4, settings=reuse.Settings(least_matched=4)
    ).itertuples():
        pieces = reuse.explain(row._asdict())
        assert ("".join(pieces["text"]), "".join(pieces["other_text"])) == (
            row.quote,
            row.other_quote,
        )
        same = pieces[pieces["change"] == "equal"]
        forms = [
            [reuse.normal_form(t)[0] for t in same[side]]
            for side in ("text", "other_text")
        ]
        assert forms[0] == forms[1]
        assert row.matched == sum(map(len, forms[0])) and row.longest_run == max(
            map(len, forms[0])
        )
        both = len(reuse.normal_form(row.quote)[0]) + len(
            reuse.normal_form(row.other_quote)[0]
        )
        assert row.similarity == pytest.approx(200 * row.matched / both, abs=0.06)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40), st.text(max_size=40))
def test_any_text_has_a_normal_form_and_can_be_compared(a, b):
    """Surrogates, controls, rare characters: nothing fails, and each place leads back."""
    form, places = reuse.normal_form(a)
    assert len(form) == len(places) and (np.diff(places) > 0).all()
    assert reuse.normal_form("".join(a[place] for place in places))[0] == form
    find(b + b, b, min_chars=2)


def test_half_a_character_is_refused_with_its_remedy():
    """A lone surrogate, which no file can hold, inside a passage is a clear error."""
    text = "加快建设电子\ud800政务网络平台"  # speed up building an e-government network platform
    docs, others = (
        pd.DataFrame({"doc_id": [n], "text": pd.Series([text], dtype=object)})
        for n in "ab"
    )
    with pytest.raises(egov.DataError, match="half a character"):
        reuse.shared_passages(docs, others)


def test_the_normal_form_agrees_with_the_converter():
    """On the traditional witnesses a table does what OpenCC's phrases do."""
    for doc_id in ("opinion-2002", "yunnan-2006"):
        raw = egov.load_witness(doc_id)
        assert (
            reuse.normal_form(raw)[0]
            == reuse.normal_form(opencc.OpenCC("tw2s").convert(raw))[0]
        )
    assert (
        reuse.normal_form(clean("顯著，隨著").text)[0]
        == reuse.normal_form("显著随着")[0]
    )  # marked, along with


# --- measures -------------------------------------------------------------------------------------


def test_shares_are_directional_and_between_none_and_all():
    """A text that stands whole in another shares all; the other, twice as long, half."""
    # leaders must take charge themselves, so that not everybody acts alone
    text = "各级党政主要领导同志要亲自抓防止各自为政"
    docs = frame(text, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉" + text)
    compared = reuse.compare_pairs(reuse.shared_passages(docs), docs)
    assert compared["share"].tolist() == [1.0, 0.5]
    assert compared["shared"].tolist() == [len(text)] * 2


def test_a_passage_listed_twice_is_counted_once():
    """Exact runs inside an edited passage do not add to what is shared."""
    compared = reuse.compare_pairs(SHARED, DOCS).set_index(["doc_id", "other_doc_id"])
    assert compared.loc[
        ("relay-2006", "article-2006"), ["runs", "longest_run"]
    ].tolist() == [
        28,
        132,
    ]
    assert (compared["share"] <= 1).all() and (
        compared["shared"] <= compared["chars"]
    ).all()
    assert {"date", "other_date", "relays", "other_relays"} <= set(compared)


def test_set_phrases_weigh_nothing_and_can_be_switched_off():
    """'Guided by Deng Xiaoping Theory …' is a run of 18 and no evidence."""
    row = SHARED["quote"] == "以邓小平理论和“三个代表”重要思想为指导"
    on = reuse.weight_passages(SHARED, len(DOCS))[row].iloc[0]
    off = reuse.weight_passages(SHARED, len(DOCS), formulas=())[row].iloc[0]
    assert (on["weight"], on["spread"]) == (0, 2) and on["formula"] in reuse.FORMULAS
    assert (off["weight"], off["formula"]) == (1, "")
    assert len(reuse.weight_passages(SHARED, len(DOCS))) == len(SHARED)


def test_what_all_documents_say_weighs_nothing():
    """A sentence of every document has weight 0, one of two has 1, one between lies between."""
    everybody, some = (
        "新一届政府班子经过认真研究决定",
        "全县干部职工必须遵照执行不得有误",
    )
    few = "县城东街的邮电局旧址改作阅览室"
    docs = frame(
        everybody + some + few,
        everybody + "。" + some + "。" + few,
        everybody + "，" + some,
        everybody,
    )
    weighed = reuse.weight_passages(
        reuse.shared_passages(docs, layers=["exact"]), len(docs), formulas=()
    )
    assert weighed["weight"].between(0, 1).all()
    last = weighed[weighed["other_doc_id"] == "d3"]
    assert last["weight"].tolist() == [0, 0, 0]


def chain(rng, steps, length):
    """Return a text that a Markov chain over seven characters wrote."""
    state, text = 0, []
    for draw in rng.random(length):
        state = min(int(np.searchsorted(steps[state].cumsum(), draw)), 6)
        text.append("电子政务建设网"[state])
    return "".join(text)


def test_chance_expects_what_chains_bring(monkeypatch):
    """Texts written by the model's own kind of author share as many runs as it expects."""
    monkeypatch.setattr(
        chance, "DISCOUNT", 0
    )  # in texts so long every step was seen often
    rng = np.random.default_rng(6)
    steps = rng.dirichlet(np.full(7, 0.5), size=7)
    pairs = [(chain(rng, steps, 1500), chain(rng, steps, 1500)) for _ in range(20)]
    met = np.array([count_runs(a, b, 9) for a, b in pairs])
    expected = np.mean([reuse.expected_by_chance(a, b, 9) for a, b in pairs])
    assert (
        met.min() > 0 and abs(met.mean() - expected) < 3 * met.std() / len(pairs) ** 0.5
    )


def test_passages_of_few_equal_characters_are_left_out_if_asked():
    """The others are as they were, but for marks of repeats of what is left out."""
    asked = reuse.shared_passages(DOCS, min_matched=20)
    kept = SHARED[SHARED["matched"] >= 20].reset_index(drop=True)
    assert 0 < len(asked) < len(SHARED)
    pd.testing.assert_frame_equal(
        asked.drop(columns="repeat"), kept.drop(columns="repeat")
    )


def test_many_pairs_at_a_time_are_expected_as_each_alone(monkeypatch):
    """Also where the pairs are done in portions, and where a text is empty."""
    monkeypatch.setattr(chance, "MOST_AT_ONCE", 2)
    texts = [*DOCS["text"], "", "电"]
    here, there = np.triu_indices(len(texts), 1)
    alone = [
        reuse.expected_by_chance(texts[i], texts[j], 3) for i, j in zip(here, there)
    ]
    together = chance.expected_of_pairs(texts, here, there, 3)
    assert together.tolist() == alone and max(alone) > 0 and alone[-1] == 0


def test_pairs_that_would_take_gigabytes_are_refused_before(monkeypatch):
    """With the estimate and a way out; also where nothing at all is compared."""
    empty = DOCS.iloc[:0]
    assert reuse.compare_pairs(SHARED.iloc[:0], empty).empty
    monkeypatch.setattr("egov_lib.measure.reuse.pairs.MOST_ROWS", 5)
    with pytest.raises(egov.DataError, match="would give 20 rows"):
        reuse.compare_pairs(SHARED, DOCS)


def count_runs(a, b, least):
    """Count the longest common runs, from the common endings of each two beginnings."""
    a, b = np.array(list(a)), np.array(list(b))
    lengths, count = np.zeros(len(b) + 1, int), 0
    for character in [*a, ""]:
        same = np.append(b == character, False)
        count += int(((lengths >= least) & ~same).sum())
        lengths = np.append(0, np.where(same, lengths + 1, 0)[:-1])
    return count


def test_relay_and_article_share_far_more_than_chance():
    """Two authors of the same habits would share no run of ten; these share 28."""
    compared = reuse.compare_pairs(SHARED, DOCS).set_index(["doc_id", "other_doc_id"])
    assert (
        compared["chance_runs"].max()
        < 0.05
        < compared.loc[("relay-2006", "article-2006"), "runs"]
    )


def test_masking_keeps_every_offset():
    """What local documents took from the centre is blanked out, and nothing else."""
    masked = reuse.mask_passages(DOCS, SHARED)
    assert masked["text"].str.len().tolist() == DOCS["text"].str.len().tolist()
    covered = set()
    for row in SHARED.itertuples():
        covered |= {
            (row.other_doc_id, at) for at in range(row.other_start, row.other_end)
        }
    changed = {
        (doc_id, at)
        for doc_id, a, b in zip(DOCS["doc_id"], DOCS["text"], masked["text"])
        for at in range(len(a))
        if a[at] != b[at]
    }
    assert changed <= covered and all(
        masked.set_index("doc_id")["text"][d][at] == "□" for d, at in covered
    )
    assert reuse.shared_passages(DOCS.iloc[:1], masked.iloc[1:], layers=["exact"]).empty


# --- odd input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: reuse.shared_passages(frame("电子", None)),
            "document 'd1' has nan for a text",
        ),
        (
            lambda: reuse.shared_passages(pd.concat([frame("电"), frame("子")])),
            "doc_id 'd0' stands twice",
        ),
        (lambda: reuse.shared_passages(DOCS[["text"]]), "needs the column 'doc_id'"),
        (
            lambda: find("电", "子", layers=["loose"]),
            "no layer called 'loose'; the layers are exact, edited",
        ),
        (
            lambda: find("电", "子", settings="quick"),
            "no preset called 'quick'; the presets are",
        ),
        (lambda: find("电", "子", layers=["targets"]), "needs targets="),
        (lambda: find("电", "子", min_chars=1), "min_chars is 1: use a whole number"),
        (
            lambda: find("电", "子", min_chars="10"),
            "min_chars is '10': use a whole number",
        ),
        (lambda: reuse.shared_passages(["电"]), "documents are a frame, not list"),
        (
            lambda: reuse.explain(SHARED),
            "explain takes one row of shared_passages, as passages.iloc[0], not a DataFrame",
        ),
        (lambda: reuse.explain(SHARED["quote"]), "explain takes one row"),
        (
            lambda: reuse.compare_pairs(SHARED, DOCS.iloc[:2]),
            "which is not among the documents: give those compared",
        ),
        (
            lambda: reuse.compare_pairs(SHARED, frame("电", None)),
            "document 'd1' has nan",
        ),
        (
            lambda: reuse.expected_by_chance("电", "子", 0),
            "min_chars is 0: use a whole number",
        ),
        (lambda: reuse.normal_form(np.nan), "nan is no text"),
        (
            lambda: reuse.mask_passages(DOCS.assign(text="电"), SHARED),
            "the text of 'relay-2006' has 1 characters",
        ),
        (lambda: reuse.weight_passages(SHARED, 0), "documents is 0"),
        (lambda: reuse.Settings(gap_chars=99), "gap_chars is 99: use 1 to 48"),
        (lambda: reuse.Settings(seed_chars=1), "seed_chars is 1: use 2 or more"),
    ],
)
def test_odd_input_is_refused_with_its_remedy(call, message):
    """The error says what, where, and what to do."""
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_nothing_in_common_is_an_empty_frame_with_every_column():
    """No document, an empty one, none alike: the columns are there all the same."""
    for docs in (frame(), frame(""), frame("电子", "政务"), frame("", "电子政务")):
        found = reuse.shared_passages(docs, layers=reuse.LAYERS[:4])
        assert found.empty and found.columns.tolist() == SHARED.columns.tolist()
        assert found.dtypes.astype(str).tolist() == SHARED.dtypes.astype(str).tolist()
        reuse.weight_passages(found, len(docs))
        reuse.compare_pairs(found, docs)


def test_a_document_is_not_compared_with_itself():
    """With the same doc_id on both sides a pair is left out."""
    found = reuse.shared_passages(DOCS, DOCS, layers=["exact"])
    assert (found["doc_id"] != found["other_doc_id"]).all() and len(found) == 2 * (
        SHARED["layer"] == "exact"
    ).sum()


def test_the_presets_go_from_thorough_to_quick():
    """Seeds get longer from preset to preset, and the docstring names all of them."""
    seeds = [s.seed_chars for s in reuse.PRESETS.values()]
    assert all(a <= b for a, b in pairwise(seeds))
    assert all(f'"{name}"' in reuse.shared_passages.__doc__ for name in reuse.PRESETS)


# --- charts ---------------------------------------------------------------------------------------

SHARED_PAIR = reuse.shared_passages(
    *(DOCS[DOCS["doc_id"] == doc_id] for doc_id in ("relay-2006", "article-2006"))
)
RELAY_ARTICLE = SHARED[
    (SHARED["doc_id"] == "relay-2006") & (SHARED["other_doc_id"] == "article-2006")
]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_dot_plot_draws_each_passage_where_it_stands(lang):
    """One line for each passage, from start to end on both sides, with both quotes."""
    figure = dot_plot(RELAY_ARTICLE, DOCS, lang=lang)
    drawn = {
        (t.x[n], t.x[n + 1], t.y[n], t.y[n + 1])
        for t in figure.data
        for n in range(0, len(t.x), 3)
    }
    assert drawn == set(
        RELAY_ARTICLE[["start", "end", "other_start", "other_end"]].itertuples(
            index=False, name=None
        )
    )
    assert all(
        "relay-2006" in text and "article-2006" in text
        for t in figure.data
        for text in t.hovertext[::3]
    )
    assert str(len(RELAY_ARTICLE)) in figure.layout.title.text


def test_the_explorer_has_every_passage_of_a_pair_with_both_sides():
    """Each shared passage is a band, with the places of both its sides."""
    view = explorers.parallels("relay-2006", "article-2006")
    assert set(view.filters["doc"].split(",")) == {"relay-2006", "article-2006"}
    pair = {"relay-2006", "article-2006"}
    drawn = {
        tuple(
            sorted((side["doc"], side["start"], side["end"]) for side in one["sides"])
        )
        for one in view.data["passages"]
        if {side["doc"] for side in one["sides"]} == pair
    }
    # As many as the map of the pair has lines
    wanted = {
        tuple(
            sorted(
                [
                    (row.doc_id, row.start, row.end),
                    (row.other_doc_id, row.other_start, row.other_end),
                ]
            )
        )
        for row in RELAY_ARTICLE.itertuples()
    }
    assert drawn == wanted and len(drawn) > 40
    ids = [one["id"] for one in view.data["passages"]]
    assert len(ids) == len(set(ids))


def test_a_dot_plot_of_more_than_one_pair_is_refused():
    """Which pair is meant must be said."""
    pairs = len(SHARED[["doc_id", "other_doc_id"]].drop_duplicates())
    with pytest.raises(
        ValueError,
        match=f"one pair of documents, but there are passages of {pairs}: filter them",
    ):
        dot_plot(SHARED, DOCS)


def test_flows_are_as_wide_as_what_is_shared():
    """Bands together have the equal characters of all passages that are no repeats."""
    total = SHARED.loc[~SHARED["repeat"], "matched"].sum()
    for clauses in (None, egov.load_table("clauses")):
        (band,) = flows(SHARED, DOCS, clauses=clauses).data
        assert sum(band.link.value) == total and len(band.link.value) >= 8
        assert max(band.link.target) < len(band.node.label)
