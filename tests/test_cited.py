"""Citations are found in every form, resolved where something decides, and typed by their cue."""

import re

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, read, texts

import egov_lib as egov
from egov_lib.find.cited import (
    citation_edges,
    citation_graph,
    find_citations,
    to_graphml,
)
from egov_lib.find.cited.cues import KINDS
from egov_lib.find.cited.register import known_documents, number_key
from egov_lib.find.cited.titles import full_forms, plain_title, short_forms

KNOWN = known_documents()
NO_TABLE = pd.DataFrame({"known_id": [], "title": []}, dtype="str")
CERTAINTIES = {"sure", "likely", "candidate", "open"}
PIECES = [
    "根据",
    "《中华人民共和国行政许可法》",
    "《关于印发〈办法〉的通知》",
    "（国发〔2002〕17号）",
    "（以下简称《办法》）",
    "《办法》",
    "《",
    "》",
    "、",
    "同时废止。",
    "本办法",
    "关于加强管理的通知",
    "\n",
]


def cited(text, known=None, **columns):
    """Find the citations of one document, and check their places."""
    docs = one(text).assign(**columns)
    return egov.check_findings(find_citations(docs, known), docs)


def known_as(title):
    """Give the known_id of a title of the table."""
    return KNOWN.loc[KNOWN["title"] == title, "known_id"].item()


@pytest.mark.parametrize("case", read("cited", "forms"), ids=lambda c: c["label"])
def test_each_form_is_found_resolved_and_typed(case):
    """Each row of a case is one citation: its quote, the title it is resolved to, its kind."""
    found = cited(case["text"])
    titles = KNOWN.set_index("known_id")["title"].to_dict() | {"d": "d", "": ""}
    rows = [[f.quote, titles[f.target], f.kind] for f in found.itertuples()]
    assert rows == case["found"]


# --- documents of the frame ---------------------------------------------------------


def frame(**texts_by_id):
    """Return a frame of documents by their ids."""
    return pd.DataFrame(
        {"doc_id": list(texts_by_id), "text": list(texts_by_id.values())}
    )


PLAN = "某市人民政府关于印发某市数据规划的通知\n某政发〔2020〕5号\n各区人民政府：\n请执行。\n"
CITES = "某市某局关于落实的通知\n各处室：\n根据《某市数据规划》（某政发〔2020〕5号）办理。\n"


def test_a_document_of_the_frame_is_found_by_its_number_or_by_what_it_issues():
    """The frame's own documents are known by what their letterheads say."""
    found = find_citations(frame(plan=PLAN, cites=CITES), NO_TABLE)
    of_cites = found[found["doc_id"] == "cites"]
    assert of_cites["target"].tolist() == ["plan"]
    assert of_cites["how_known"].tolist() == ["number"]
    assert of_cites["target_in"].tolist() == ["documents"]


def test_a_number_that_contradicts_a_title_keeps_them_apart():
    """The same title under another number is another document."""
    other = CITES.replace("〔2020〕5号", "〔2021〕6号")
    found = find_citations(frame(plan=PLAN, cites=other), NO_TABLE)
    assert found.loc[found["doc_id"] == "cites", "target"].tolist() == [""]


def test_two_documents_of_one_title_are_candidates():
    """Where nothing decides, nothing is chosen, and both are named."""
    docs = frame(
        a="某市数据管理办法\n第一条　总则。\n",
        b="某市数据管理办法\n第一条　目的。\n",
        c="某市某局通知\n根据《某市数据管理办法》办理。\n",
    )
    found = find_citations(docs, NO_TABLE)
    row = found[found["doc_id"] == "c"].iloc[0]
    assert (row.target, row.how_known, row.certainty) == ("", "several", "candidate")
    assert row.candidates == "a；b"


def test_the_version_decides_between_versions_of_one_law():
    """《公司法》（2018年修正）, the Company Law as amended in 2018, is the version of 2018."""
    docs = pd.DataFrame(
        {
            "doc_id": ["old", "new", "d"],
            "title": ["公司法（2013-12-28）", "公司法（2018-10-26）", "通知"],
            "text": [
                "第一条　目的。",
                "第一条　为了。",
                "依照《公司法》（2018年修正）办理。",
            ],
        }
    )
    row = find_citations(docs, NO_TABLE).iloc[0]
    assert (row.target, row.version) == ("new", "2018年修正")


def test_a_short_title_of_the_centre_is_not_that_of_a_place():
    """省政府《关于……的意见》, a province's opinion, is not the State Council's of that title."""
    title = "《关于加强数字政府建设的指导意见》"
    centre = cited(f"要落实国务院{title}。")
    place = cited(f"要落实省政府{title}。")
    assert centre["target"].tolist() == [known_as("国务院" + title.strip("《》"))]
    assert place["target"].tolist() == [""]


def test_a_title_with_one_wrong_character_is_likely():
    """A misspelled title is found by what is right in it, and says so."""
    found = cited(
        "根据《国务院关于加快推进政务服务标准化规范化便利化的指导意观》办理。"
    )
    assert found[["how_known", "certainty"]].values.tolist() == [
        ["similar title", "likely"]
    ]


def test_the_five_sources_keep_their_lost_titles_as_candidates():
    """A title that has lost its marks is named with what it may be, and is no more than that."""
    found = find_citations(egov.load_corpus())
    lost = found[found["form"] == "title without marks"]
    assert len(lost) and (lost["certainty"] == "candidate").all()
    assert (lost["how_known"] == "short title").all()


# --- what holds for any text --------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_findings_in_order_that_do_not_overlap(text):
    """Whatever the text, citations lie in it in order, and have the words of the columns."""
    found = cited(text)
    assert (found["end"].to_numpy()[:-1] <= found["start"].to_numpy()[1:]).all()
    assert set(found["kind"]) <= set(KINDS)
    assert set(found["certainty"]) <= CERTAINTIES
    resolved = found["target"] != ""
    assert (found.loc[resolved, "target_in"] != "").all()


def test_the_order_of_the_documents_does_not_matter():
    """Each document's citations are the same wherever it is in the frame."""
    docs = frame(plan=PLAN, cites=CITES, other="落实国发〔2015〕40号文件。")
    there = find_citations(docs.iloc[::-1].reset_index(drop=True))
    here = find_citations(docs)
    for doc_id in docs["doc_id"]:
        pd.testing.assert_frame_equal(
            here[here["doc_id"] == doc_id].reset_index(drop=True),
            there[there["doc_id"] == doc_id].reset_index(drop=True),
        )


def test_a_frame_with_the_same_id_twice_is_refused():
    """A doc_id is what citations are resolved to: it must be one document's."""
    with pytest.raises(egov.DataError, match="stands twice"):
        find_citations(pd.DataFrame({"doc_id": ["a", "a"], "text": ["", ""]}))


def test_a_table_without_its_columns_is_refused():
    """The table of known documents must have known_id and title."""
    with pytest.raises(egov.DataError, match="known_id"):
        find_citations(one("落实。"), pd.DataFrame({"title": ["办法"]}))


# --- titles and numbers -------------------------------------------------------------


def test_each_known_document_has_a_title_of_its_own():
    """No two rows of the table share a full form, or a number."""
    forms = [form for title in KNOWN["title"] for form in {plain_title(title)}]
    assert len(forms) == len(set(forms))
    numbers = KNOWN["number"].dropna().map(number_key)
    numbers = numbers[numbers != ""]
    assert numbers.is_unique


def test_the_table_says_when_as_far_as_it_knows():
    """A date is a year, a month or a day."""
    dates = KNOWN["date"].dropna()
    assert all(re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", date) for date in dates)


@pytest.mark.parametrize("title", ["", "《》", "关于", "印发的通知", "（试行）"])
def test_a_title_of_next_to_nothing_has_forms_without_error(title):
    """Forms are never empty."""
    assert "" not in full_forms(title) | short_forms(title)


# --- the graph ----------------------------------------------------------------------


def test_the_graph_has_an_edge_from_who_cites_to_who_is_cited():
    """Kinds and counts are on the edge; what a document says of itself is no edge."""
    docs = frame(
        plan=PLAN, cites=CITES + "落实《某市数据规划》。本通知自印发之日起施行。"
    )
    found = find_citations(docs, NO_TABLE)
    graph = citation_graph(found)
    assert list(graph.edges) == [("cites", "plan")]
    edge = graph.edges["cites", "plan"]
    assert (edge["citations"], edge["kinds"]) == (2, "basis；carry out")
    edges = citation_edges(found, with_itself=True)
    assert ("cites", "cites", "self") in edges[["doc_id", "target", "kind"]].itertuples(
        index=False, name=None
    )


def test_the_graph_can_be_read_back_from_graphml():
    """Any id goes into the file: a control character, half a character, marks of XML."""
    ids = ['<&">', "a\x00b", "=1+1", "\ud83d", "文献"]
    docs = pd.DataFrame(
        {"doc_id": ids, "text": ["落实国发〔2015〕40号文件。"] * 5}, dtype=object
    )
    graph = citation_graph(find_citations(docs))
    again = nx.parse_graphml(to_graphml(graph))
    assert set(again.nodes) == set(graph.nodes)
    assert nx.to_edgelist(again) is not None and again.number_of_edges() == 5
