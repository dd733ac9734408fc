"""How firmly things are said: the table of two coders, the finder, and the measures."""

import re

import numpy as np
import pandas as pd
import pytest
import yardstick
from force_scores import score_forces

import egov_lib as egov
from egov_lib.find.directives import (
    FORCES,
    find_directives,
    judge_units,
    keyword_baseline,
)
from egov_lib.measure import agreement, firmness
from egov_lib.measure.agreement import cohen_kappa, krippendorff_alpha
from egov_lib.read.corpus import data_folder, read
from egov_lib.read.translations import load_segments

CODED = ["force", "bound", "measurable", "dated", "named"]
TEXT = egov.load_corpus()


@pytest.fixture(scope="module")
def table():
    """The coded segments."""
    return egov.load_table("directives")


@pytest.fixture(scope="module")
def coded():
    """The coded segments as the measures take them."""
    return firmness.load_coded()


# --- the table -----------------------------------------------------------------------


def test_every_segment_is_coded_once_and_its_address_leads_to_it(table):
    """The rows are the segments of the five texts, in order, without their line ends."""
    segments = load_segments()
    assert sorted(table["address"]) == sorted(segments["address"])
    both = table.merge(segments, on="address", suffixes=("", "_segment"))
    assert (both["quote"] == both["quote_segment"].str.strip()).all()
    assert (both["start"] >= both["start_segment"]).all()
    assert (both["end"] <= both["end_segment"]).all()


def test_no_segment_holds_two_sentences(table):
    """So that the segment is the unit, as the codebook says."""
    inner = table["quote"].str.rstrip("。！？；”’）").str.contains("[。！？；\n]")
    assert not inner.any()


@pytest.mark.parametrize("coder", ["", "_a", "_b"])
def test_what_binds_nobody_has_no_bearer_no_measure_and_no_date(table, coder):
    """In every coder's columns; and one bearer is named where a body or a place is bound."""
    is_none = table[f"force{coder}"] == "none"
    assert ((table[f"bound{coder}"] == "none") == is_none).all()
    assert not table.loc[is_none, f"measurable{coder}"].any()
    assert not table.loc[is_none, f"dated{coder}"].any()
    is_named = table[f"bound{coder}"].isin(["body", "place"])
    assert (table[f"named{coder}"] == is_named).all()


def test_hedges_stand_in_their_segments(table):
    """Each word of the settled column is one of the quote."""
    hedged = table[table["hedges"] != ""]
    for row in hedged.itertuples():
        assert all(word in row.quote for word in row.hedges.split("；")), row.address


def test_every_difference_is_settled_with_a_reason(table):
    """The log has each difference of the two, and what the table has now."""
    log = egov.load_table("directives-log")
    log = log.set_index(["address", "column"])
    rows = table.set_index("address")
    for column in [*CODED[:-1], "hedges"]:
        differs = rows[f"{column}_a"] != rows[f"{column}_b"]
        for address in rows.index[differs]:
            entry = log.loc[(address, column)]
            assert entry["reason"].strip()
            settled = {"yes": True, "no": False}.get(entry["settled"], entry["settled"])
            assert rows.loc[address, column] == settled, (address, column)


def test_what_both_coders_had_alike_is_what_stands(table):
    """Nothing was changed that the two agreed on."""
    agreed = table["force_a"] == table["force_b"]
    assert (table.loc[agreed, "force"] == table.loc[agreed, "force_a"]).all()


def readme_agreement():
    """The table of agreement in data/README.md: column -> (same, share, kappa, alpha)."""
    guide = read("README.md")
    rows = re.findall(
        r"^\| (\w+) \| (\d+) \| 699 \| ([\d.]+) % \| ([\d.]+) \| ([\d.]+) \|",
        guide,
        re.MULTILINE,
    )
    return [(name, int(same), *map(float, rest)) for name, same, *rest in rows]


@pytest.mark.parametrize(
    ("column", "same", "share", "kappa", "alpha"), readme_agreement()
)
def test_the_coders_agree_as_far_as_the_codebook_says(
    table, column, same, share, kappa, alpha
):
    """Every figure of the table in data/README.md, and every kappa is at least 0.75."""
    if column == "hedged":
        a, b = table["hedges_a"] != "", table["hedges_b"] != ""
    else:
        a, b = table[f"{column}_a"], table[f"{column}_b"]
    assert (a == b).sum() == same
    assert round(100 * same / 699, 1) == share
    assert round(cohen_kappa(a, b), 2) == kappa >= 0.75
    codes = pd.DataFrame({"a": a, "b": b}).astype("str")
    assert round(krippendorff_alpha(codes), 2) == alpha


def test_the_codebook_gives_six_figures():
    """One for each column that was coded."""
    names = [name for name, *_ in readme_agreement()]
    assert names == [*CODED, "hedged"]


# --- agreement -----------------------------------------------------------------------

# K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C: four
# observers, twelve units, some left out; nominal alpha 0.743.
PUBLISHED = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def test_alpha_is_that_of_the_published_example():
    """Four observers, missing values and all."""
    assert round(krippendorff_alpha(pd.DataFrame(PUBLISHED)), 3) == 0.743


def test_alpha_of_two_coders_without_gaps_is_near_kappa():
    """With many units the two differ by a trifle; full agreement is 1 in both."""
    one = ["must", "may", "none"] * 100
    other = ["must", "may", "may"] * 100
    codes = pd.DataFrame({"a": one, "b": other})
    assert abs(krippendorff_alpha(codes) - cohen_kappa(one, other)) < 0.05
    assert cohen_kappa(one, one) == 1
    assert krippendorff_alpha(codes.assign(b=one)) == 1


def test_one_code_throughout_is_no_agreement_beyond_chance():
    """NaN, not 1: a coder who always says the same would agree as well."""
    codes = pd.DataFrame({"a": ["may"] * 3, "b": ["may"] * 3})
    assert np.isnan(krippendorff_alpha(codes))
    assert np.isnan(cohen_kappa(codes["a"], codes["b"]))


def test_different_numbers_of_codes_are_refused():
    """Kappa needs the same units of both."""
    with pytest.raises(egov.DataError, match="same units"):
        cohen_kappa(["may"], ["may", "must"])


def test_the_most_disputed_unit_comes_first():
    """With how many coded it, and what they gave."""
    codes = pd.DataFrame(
        {"a": ["must", "may"], "b": ["must", "may"], "c": ["must", "none"]},
        index=["s1", "s2"],
    )
    disputed = agreement.most_disputed(codes)
    assert disputed.index[0] == "s2"
    assert disputed.loc["s2", "codes"] == "may 2, none 1"
    assert disputed["agreement"].round(2).tolist() == [0.33, 1.0]


# --- the finder ----------------------------------------------------------------------


def forces_of(text):
    """The forces of the clauses of a text."""
    return find_directives(pd.DataFrame({"doc_id": ["d"], "text": [text]}))[
        "force"
    ].tolist()


@pytest.mark.parametrize(
    ("chinese", "english", "forces"),
    [
        (
            "必须按照统一部署，制定总体规划。加快建设。",
            "must follow the one arrangement and draw up a plan; speed up building",
            ["must", "must", "should"],
        ),
        (
            "主要目标是：标准统一；初步形成体系。",
            "the main goals are: one standard; a system takes first shape",
            ["none", "hoped", "hoped"],
        ),
        (
            "为了保证顺利进行，要加快制定规范。",
            "to ensure smooth progress, norms are to be drawn up faster",
            ["none", "should"],
        ),
        (
            "根据业务需要，必须突出重点。",
            "according to the needs of business the focus must be clear",
            ["must", "must"],
        ),
        (
            "推进企业信息化，是发展的迫切要求。",
            "to advance it in firms is an urgent demand of development",
            ["none", "none"],
        ),
        (
            "鼓励企业参与，提供服务。",
            "firms are encouraged to take part and provide services",
            ["encouraged", "encouraged"],
        ),
        (
            "到2010年，建成网络。要扩大应用。",
            "by 2010 the network is built; its use is to be widened",
            ["none", "hoped", "should"],
        ),
        (
            "《关于严禁重复建设的通知》已经印发。",
            "the Notice on Strictly Forbidding Duplicate Construction was issued",
            ["none"],
        ),
        (
            "为完善政策，支持刚性需求，助力青年人，经委员会研究决定，现通知如下。",
            "to improve policy and help the young, it has been decided; notice follows",
            ["none"] * 5,
        ),
        (
            "经营者不得有下列行为：（一）擅自停业；（二）出借证照。",
            "operators may not: close on their own; lend their licences",
            ["prohibited"] * 3,
        ),
        (
            "目前存在的主要问题是：部分地区缺乏意识；管理滞后。",
            "the main problems are: some places lack awareness; management lags",
            ["none", "none", "none"],
        ),
        (
            "发布时间：2024年8月22日。",
            "published: 22 August 2024",
            ["none", "none"],
        ),
        (
            "可以责令停工整顿。",
            "they may order that work stops",
            ["may"],
        ),
        (
            "生产者要负责回收产品。",
            "makers are to answer for taking products back",
            ["should"],
        ),
        (
            "为了提高水平，规范流程，要加快建设。",
            "to raise the level and order procedures, building is to be speeded up",
            ["none", "none", "should"],
        ),
        (
            "为防控感染，避免聚集，保护健康。",
            "against infection, so that people do not gather and health is kept",
            ["none", "none", "should"],
        ),
        (
            "一、主要目标\n1.实现全覆盖。\n2.确保安全。\n二、主要任务\n1.加强管理。",
            "main goals: all are reached, safety is made sure; main tasks: strengthen",
            ["none", "hoped", "hoped", "none", "should"],
        ),
        (
            "一定要抓好落实。",
            "it is to be carried out in any case",
            ["must"],
        ),
        (
            "我们将如何开展工作？",
            "how will we work?",
            ["none"],
        ),
        (
            "有下列行为之一的，由部门处罚款：\n（一）未登记的；\n（二）应当备案未备案的。",
            "whoever does one of these is fined: not registered; not filed as it should be",
            ["must"] * 4,
        ),
        (
            "有下列情形之一的，属于欺诈：\n（一）推广假货的；\n（二）不得销售而销售的。",
            "it is fraud: to spread fakes; to sell what may not be sold",
            ["none"] * 4,
        ),
        (
            "主要任务是：\n（一）建设系统：完善4个工程。\n（二）基本形成机制。",
            "the main tasks are: build systems: complete 4 projects; (2) a mechanism takes form",
            ["none", "should", "should", "should"],
        ),
    ],
)
def test_force_reaches_further_as_the_codebook_says(chinese, english, forces):
    """Carried in the sentence, by a list, to a frame; not out of titles and purposes."""
    assert english
    assert forces_of("标题\n" + chinese)[1:] == forces


STATUTE = "管理条例\n" + "".join(
    f"第{n}条 {words}\n"
    for n, words in zip(
        "一二三四五",
        [
            "为了加强管理，制定本条例。",  # to strengthen administration, this is made
            "本条例所称犬只，是指宠物犬。",  # dogs are pets here
            "省公安部门管理全省登记工作。",  # the police administer registration
            "国家推进服务便利化。",  # the state makes services easier
            "犬只档案包括照片。",  # files have photographs
        ],
    )
)


def test_an_article_lays_down_what_it_says_without_a_word_of_force():
    """Not its purpose or what it defines; 国家 (the state) with a bare verb is asked for."""
    found = find_directives(pd.DataFrame({"doc_id": ["d"], "text": [STATUTE]}))
    forces = found[found["force"] != "none"].set_index("quote")["force"].to_dict()
    assert list(forces.values()) == ["must", "should"]
    plain = find_directives(
        pd.DataFrame({"doc_id": ["d"], "text": ["标题\n省公安部门管理全省登记工作。"]})
    )
    assert set(plain["force"]) == {"none"}


@pytest.mark.parametrize(
    ("title", "force"),
    [
        ("某镇五项举措推进采购", "none"),  # a town pushes it with five measures: news
        ("关于推行采购的五项举措的通知", "should"),  # a notice of five measures
    ],
)
def test_news_asks_for_nothing_by_a_bare_verb(title, force):
    """A title that tells what is done is news, unless it names a kind of paper."""
    assert forces_of(f"{title}\n加强教育。")[1:] == [force]


def test_every_clause_has_a_row_and_findings_can_be_checked():
    """So that the clauses that bind nobody are the denominator."""
    found = find_directives(TEXT)
    egov.check_findings(found, TEXT)
    assert set(found["force"]) <= set(FORCES)
    none = found[found["force"] == "none"]
    assert len(none) and (none["bound"] == "none").all()


def test_units_keep_their_rows_and_order(table):
    """`judge_units` adds columns and nothing else; a stretch outside of all is none."""
    units = table[["doc_id", "start", "end", "address"]].iloc[[5, 2]]
    judged = judge_units(TEXT, units)
    assert judged["address"].tolist() == units["address"].tolist()
    nowhere = pd.DataFrame({"doc_id": ["opinion-2002"], "start": [0], "end": [0]})
    assert judge_units(TEXT, nowhere)["force"].tolist() == ["none"]


def test_the_finder_reads_our_texts_better_than_keywords(table):
    """Macro F1 on the texts it was written with: the least that is asked of it."""
    found = judge_units(TEXT, table[["doc_id", "start", "end"]])["force"]
    keywords = keyword_baseline(TEXT, table)
    scores = score_forces(table["force"], finder=found, keywords=keywords)
    macro = scores.set_index("force").loc["macro F1"]
    assert macro["finder"] >= 0.9 > 0.65 > macro["keywords"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "，。；", "网", "\ud83d要", "（一）", "《" * 50]
)
def test_odd_texts_are_read_without_an_error(text):
    """Nothing, only marks, half a character, a lone marker."""
    docs = pd.DataFrame({"doc_id": ["d"], "text": pd.Series([text], dtype=object)})
    assert set(find_directives(docs)["force"]) <= set(FORCES)


# --- the measures --------------------------------------------------------------------


def test_shares_say_of_what_they_are(coded):
    """The shares of a text add up to one, and the denominators are its directives."""
    found = firmness.shares(coded)
    totals = found.groupby("doc_id")["share"].sum()
    assert np.allclose(totals, 1)
    directives = coded[coded["force"] != "none"].groupby("doc_id").size()
    assert found.groupby("doc_id")["of"].first().to_dict() == directives.to_dict()
    all_of = firmness.shares(coded, among="segments")["of"].unique().sum()
    assert all_of == len(coded)


def test_intervals_hold_their_share_and_are_wider_by_paragraph(coded):
    """Segments of a paragraph hang together: resampling them apart makes too sure."""
    by_paragraph = firmness.shares(coded).query("0 < share < 1")
    apart = firmness.shares(coded, together=None).query("0 < share < 1")
    assert (by_paragraph["low"] <= by_paragraph["share"]).all()
    assert (by_paragraph["share"] <= by_paragraph["high"]).all()
    width = (by_paragraph["high"] - by_paragraph["low"]).mean()
    assert width > (apart["high"] - apart["low"]).mean()


def test_a_share_of_nothing_is_not_a_number():
    """And of everything its interval is a point."""
    assert np.isnan(firmness.share_of(pd.Series([], dtype=bool)).share)
    everything = firmness.share_of(pd.Series([True, True]))
    assert (everything.low, everything.high) == (1, 1)


@pytest.mark.parametrize("cut", firmness.CUTS)
def test_every_cut_has_a_code_for_every_force(cut):
    """So that no segment is lost under another codebook."""
    assert set(firmness.CUTS[cut]) == set(FORCES)
    assert firmness.load_coded(cut=cut)["code"].notna().all()


def test_each_coder_can_be_loaded_and_doubtful_segments_left_out(table):
    """The columns of a coder take the place of the settled ones."""
    for coder in "ab":
        own = firmness.load_coded(coder=coder)
        assert own["force"].tolist() == table[f"force_{coder}"].tolist()
    sure = firmness.load_coded(doubtful=False)
    assert len(sure) == (~table["doubtful"]).sum()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda c: firmness.load_coded(coder="c"), "no coder"),
        (lambda c: firmness.load_coded(cut="x"), "no cut"),
        (lambda c: firmness.shares(c, among="x"), "no denominator"),
        (lambda c: firmness.changed_pairs(c, between="x"), "no pairs"),
        (lambda c: firmness.softening(c, "x"), "no pairs on the route"),
        (lambda c: firmness.softening(c, "x", goals="x"), "beside"),
        (lambda c: firmness.difference(c, ["must"], ["x"], ["y"]), "nothing is coded"),
    ],
)
def test_wrong_arguments_are_named(coded, ask, words):
    """With what there is instead."""
    with pytest.raises(egov.DataError, match=words):
        ask(coded)


def test_a_pair_is_softer_where_its_later_side_is_less_firm(coded):
    """Recomputed from the forces, of those on the ladder; themes give pairs on every route."""
    every = firmness.changed_pairs(coded)
    is_goal = every[["force", "other_force"]].eq("hoped").any(axis=1)
    assert (is_goal == (every["change"] == "beside")).all()
    pairs = firmness.on_ladder(every)
    assert len(pairs) == (~is_goal).sum()
    before = pairs["force"].map(firmness.FIRMNESS)
    after = pairs["other_force"].map(firmness.FIRMNESS)
    assert ((after < before) == (pairs["change"] == "softer")).all()
    assert ((after > before) == (pairs["change"] == "firmer")).all()
    assert {"2002 to 2006", "nation to province", "nation to city"} == set(
        pairs["route"]
    )


def test_goals_at_the_foot_make_softer_passages_of_tasks_set_beside_goals(coded):
    """As on one scale for everything: on the way to the cities that alone makes the finding."""
    pairs = firmness.binding_pairs(firmness.changed_pairs(coded))
    at_foot = firmness.goals_at_foot(pairs)
    of_task = pairs["other_force"].eq("hoped") & pairs["force"].ne("hoped")
    assert (at_foot.loc[of_task, "change"] == "softer").all()
    on_ladder = pairs["change"] != "beside"
    assert at_foot.loc[on_ladder, "change"].equals(pairs.loc[on_ladder, "change"])
    _, low, high = firmness.softening(coded, "nation to city")
    assert low < 0 < high
    _, low, _ = firmness.softening(coded, "nation to city", goals="foot")
    assert low > 0


def test_the_network_is_asked_for_in_2002_and_a_goal_in_2006(coded):
    """The unified network: an order beside a goal, with a hedge more."""
    pairs = firmness.changed_pairs(coded)
    pair = pairs[
        (pairs["theme_id"] == "unified-network") & (pairs["route"] == "2002 to 2006")
    ].iloc[0]
    assert (pair["force"], pair["other_force"]) == ("should", "hoped")
    assert (pair["change"], pair["hedge_change"]) == ("beside", "gained")


def test_shares_of_change_add_up(coded):
    """For each route, of the pairs in which both sides ask for something."""
    pairs = firmness.binding_pairs(firmness.changed_pairs(coded))
    with_goals = firmness.change_shares(pairs)
    assert np.allclose(with_goals.groupby("route")["share"].sum(), 1)
    found = firmness.change_shares(firmness.on_ladder(pairs))
    assert np.allclose(found.groupby("route")["share"].sum(), 1)
    value, low, high = firmness.softening(coded, "2002 to 2006")
    by_change = found[found["route"] == "2002 to 2006"].set_index("change")["share"]
    assert np.isclose(value, by_change["softer"] - by_change["firmer"])
    assert low <= value <= high


def test_shared_passages_give_pairs_too(coded):
    """Of segments that have half their characters in common, the earlier side first."""
    pairs = firmness.changed_pairs(coded, between="passages")
    assert len(pairs) > 20
    assert not pairs["other_address"].str.startswith("opinion-2002").any()


def test_half_of_all_licences_has_two_hedges_in_the_nation_and_one_in_the_city(coded):
    """50%以上…能够 (at least 50 % … can) in the nation's goal; Shenzhen has no 能够 (can)."""
    found = firmness.hedges_around(coded, "50%").set_index("address")["hedges"]
    assert found["relay-2006:2.7.8"] == found["article-2006:2.2.5"] == "以上；能够"
    assert found["article-2006:3.3.11"] == "以上"


def test_variants_work_in_a_card(coded):
    """The first is as settled; each gives a value with its interval."""
    card = egov.robustness(
        lambda coded, goals="beside": firmness.softening(
            coded, "nation to city", goals=goals
        ),
        firmness.coding_variants(),
    )
    assert card["variation"].tolist()[0] == "as settled"
    assert card["value"].notna().all()


def test_the_log_is_beside_the_table():
    """Both are files of data/."""
    assert (data_folder() / "directives-log.csv").exists()


def test_the_yardstick_scores_forces_beside_keywords_and_those_drawn_at_random():
    """Every code that people gave has a row; sentences drawn for a rare word are told apart."""
    text = "标题\n必须建设网络。鼓励企业参与。"  # must build; firms are encouraged
    gold = [
        {"id": "d", "start": 3, "end": 10, "force": "must", "stratum": "random"},
        {"id": "d", "start": 10, "end": 17, "force": "encouraged", "stratum": "cued"},
    ]
    texts = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    made_up = yardstick.Yardstick([], texts, [], {"directives": gold})
    scores = yardstick.score_directives(made_up).set_index("force")
    assert scores.index.tolist() == ["must", "encouraged", "macro F1"]
    assert scores.loc["macro F1", "finder"] == 1
    assert scores.loc["macro F1", "coded_random"] == 1
    assert pd.isna(scores.loc["encouraged", "finder_random"])
