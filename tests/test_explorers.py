"""Explorers show passages, speak one language, refuse what they can't show, and run nothing."""

import importlib
import json
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.show import explorers
from egov_lib.show.explorers.plotly_widget import Chart
from egov_lib.show.front import EXPLORERS
from egov_lib.show.messages import FRONT

# e-government network; all connected by 1 June 2005; general rules; informatization
HOSTILE = (
    "<script>alert(1)</script>电子\u202e政务\u200b网<img src=x onerror=alert(1)>，"
    "2005年6月1日前100%联网。\n一、总则\n信息化。"
)
OWN = pd.DataFrame(
    {
        "doc_id": ["own-1", "own-2"],
        "text": [HOSTILE, "信息化领导小组。\n2006年3月5日，电子政务网开通。"],
    }
)
OWN_EXPLORERS = {
    "concordance": lambda: explorers.concordance(OWN, phrase="电子"),
    "browse": lambda: explorers.browse(egov.find_targets(OWN), ["doc_id"], docs=OWN),
    "timeline": lambda: explorers.timeline(egov.find_dates(OWN), docs=OWN),
    "keyness": lambda: explorers.keyness(docs=OWN),
    "parallels": lambda: explorers.parallels(docs=OWN),
    "places": lambda: explorers.places(
        egov.find_dates(OWN).assign(place="Wuhai"), docs=OWN
    ),
    "reader": lambda: explorers.reader(
        docs=OWN, findings={"dates": egov.find_dates(OWN)}
    ),
}


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_is_public_and_beside_its_script(name):
    """`egov.explorers.<name>` is the function of the module of the same name."""
    module = importlib.import_module(f"egov_lib.show.explorers.{name}")
    assert getattr(egov.explorers, name) is getattr(module, name)


@pytest.mark.parametrize("name", [*EXPLORERS, "dashboard"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_explorer_opens_in_the_language_that_is_chosen(name, lang):
    """An argument, or `egov.language` for all."""
    egov.language(lang)
    try:
        assert getattr(explorers, name)().lang == lang
    finally:
        egov.language("en")
    if name != "dashboard":
        assert getattr(explorers, name)(lang=lang).lang == lang


def test_the_old_names_answer_with_the_new_ones():
    """`explorers.ledger` is commitments, and `explorers.atlas` opens the row of a kind."""
    with pytest.warns(DeprecationWarning, match="now called commitments"):
        assert explorers.ledger is explorers.commitments
    with pytest.raises(AttributeError, match="no 'ledgers'; it has atlas"):
        explorers.ledgers  # noqa: B018  asking for it raises
    assert explorers.atlas(kind="database").filters == {"open": "data"}


def test_all_passages_of_an_event_are_given():
    """The symposium is told in two sources, and both passages are there."""
    events = {event["id"]: event for event in explorers.timeline().data["events"]}
    told = {place["doc"] for place in events["egov-symposium-2006"]["findings"]}
    assert told == {"relay-2006", "article-2006"}


def test_a_promise_is_softened_by_the_words_of_the_table_of_hedges():
    """The platform of 2002: about one year, largely in shape."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    platform = promises["unified-network-one-year"]
    words = [platform["quote"][start:end] for start, end in platform["soft"]]
    assert words == ["左右", "基本"]


def test_can_softens_in_either_word():
    """能够 of the nation and 可 of Shenzhen; 许可, a licence, has no can in it."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    for name, word in (
        ("half-licences-online-by-2010", "能够"),
        ("shenzhen-disclosure-by-2008", "可"),
        ("shenzhen-approvals-by-2008", "可"),
    ):
        quote, soft = promises[name]["quote"], promises[name]["soft"]
        assert [quote[start:end] for start, end in soft] == [word]
    assert promises["shenzhen-supervision-by-2008"]["soft"] == []


def test_a_bound_is_no_softening_and_a_date_alone_is_no_promise():
    """50%以上 bounds; Yunnan's promise has its own softening words, not its date only."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    assert promises["shenzhen-licences-by-2008"]["soft"] == []
    yunnan = promises["yunnan-system-by-2007"]
    words = [yunnan["quote"][start:end] for start, end in yunnan["soft"]]
    assert words == ["初步", "比较"]


def test_the_short_english_of_a_promise_keeps_what_softens_it():
    """As many words soften the English as the Chinese, and none where none does."""
    promises = explorers.commitments().data["promises"]
    for one in promises:
        assert len(one["soft_en"]) == len(one["soft"]), one["id"]
        assert all(word in one["label_en"] for word in one["soft_en"])
    assert sum(bool(one["soft"]) for one in promises) > 10


def test_promises_that_are_tied_are_tied_both_ways():
    """The standards of 2002 are tied to Beijing's rules, as these are to them."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    tied = promises["standards-2002"]["taken_up"]
    assert ("article-2006:3.2.16", "later") in [
        (one["address"], one["way"]) for one in tied
    ]


def test_every_tie_between_two_promises_is_said_by_both():
    """Where a promise names a place that is a promise, that one names it, too."""
    promises = explorers.commitments().data["promises"]
    checked = 0
    for one in promises:
        for place in one["taken_up"]:
            for other in promises:
                if not _meet(other, place):
                    continue
                checked += 1
                assert any(_meet(back, one) for back in other["taken_up"])
    assert checked > 10


def _meet(one, other):
    """Whether two places share a character."""
    same = one["doc"] == other["doc"]
    return same and one["start"] < other["end"] and other["start"] < one["end"]


def test_the_network_of_2002_is_tied_through_its_goal():
    """The relay answers to the goal 2.a.2, which names the same system as the year for it."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    (tied,) = promises["unified-network-one-year"]["taken_up"]
    assert (tied["doc"], tied["through"]) == ("relay-2006", "opinion-2002:2.a.2")


def test_the_promises_of_2010_have_their_date_in_the_article_too():
    """They are rows of both texts, and drawn once; only the Opinion's day is stated."""
    promises = explorers.commitments().data["promises"]
    events = egov.load_table("events").query("kind == 'deadline'")
    both = {"relay-2006", "article-2006"}
    texts = events.groupby("event_id")["doc_id"].agg(set)
    shared = set(texts[texts == both].index)
    assert len(shared) == 5
    for promise in promises:
        if promise["id"] in shared:
            tied = [one for one in promise["taken_up"] if one["doc"] == "article-2006"]
            assert tied and all(one["dated"] for one in tied), promise["id"]
        assert promise["is_day_inferred"] == (promise["doc"] != "opinion-2002")


def test_what_is_known_from_outside_names_its_source():
    """Every fact beside a promise has a statement in both languages and a citation."""
    facts = explorers.commitments().data["facts"]
    assert "unified-network-one-year" in facts
    for fact in [fact for own in facts.values() for fact in own]:
        assert fact["en"] and fact["zh"] and fact["citation_en"] and fact["citation_zh"]


def test_silence_has_a_cell_of_its_own():
    """A theme that a place does not speak of is there, without a passage."""
    themes = {theme["id"]: theme for theme in explorers.lineage().data["themes"]}
    cells = {
        (cell["doc"], cell["place"]): cell
        for cell in themes["network-isolation"]["cells"]
    }
    assert cells["opinion-2002", "China"]["findings"]
    assert not cells["article-2006", "Chongqing"]["findings"]


def test_every_theme_is_in_one_group():
    """The table of groups has each theme of the table of themes, once."""
    groups = egov.load_table("theme_groups")["theme_id"]
    assert sorted(groups) == sorted(set(egov.load_table("themes")["theme_id"]))


def test_every_system_has_its_row_and_its_column():
    """None is left out of the atlas."""
    data = explorers.systems().data
    assert len(data["systems"]) == egov.load_table("systems")["system_id"].nunique()
    for system in data["systems"]:
        assert system["row"] in data["rows"]
        assert system["column"] in data["columns"]


def test_a_region_has_a_column_of_its_own():
    """What a city's speech tells of its region is not in the city's column."""
    systems = explorers.systems().data["systems"]
    told = {one["place"]: one["column"] for one in systems}
    assert told["Inner Mongolia"] == "Inner Mongolia"
    assert told["Wuhai"] == "Wuhai"


def test_a_part_names_the_whole_with_which_it_is_told():
    """Of the squares of places those of parts say of what, and no other; so many are parts."""
    marks = explorers.places().data["marks"]
    parts = {mark["label_en"] for mark in marks if mark["whole_en"]}
    names = egov.load_table("systems").drop_duplicates("system_id")
    ties = egov.load_table("relations").query("relation == 'part_of'")
    wanted = names[names["system_id"].isin(ties["from_id"])]
    assert parts == set(wanted["label_en"]) & {mark["label_en"] for mark in marks}
    assert len(parts) > 40
    assert all(mark["whole_zh"] for mark in marks if mark["whole_en"])


def test_what_is_told_in_the_same_words_is_counted_once():
    """No system has an event of the same place and act beside it in its words; dates are kept."""
    marks = explorers.places().data["marks"]
    wholes = [mark for mark in marks if not mark["whole_en"]]
    beijing = [mark for mark in wholes if mark["place"] == "Beijing"]
    promised = [mark for mark in beijing if mark["act"] == "promised"]
    assert len(promised) == len(beijing) == 10
    assert sum(mark["is_due"] for mark in promised) == 7
    assert "Due: Beijing’s catalogues" in {mark["again_en"] for mark in promised}
    assert "Due: Beijing’s catalogues" not in {mark["label_en"] for mark in promised}


def test_a_plan_is_still_to_come_unless_it_is_a_document():
    """Beijing's speeding up is none of its facts; Yunnan's plan 《…》 is a text that is there."""
    acts = {mark["label_en"]: mark["act"] for mark in explorers.places().data["marks"]}
    assert acts["Digital Beijing speeds up"] == "promised"
    assert acts["Chongqing’s plan for 2006–2010"] == "promised"
    assert acts["Informatization strategy 2006–2020"] == "events"


def test_the_date_of_a_text_is_not_the_day_of_what_it_reports():
    """24 networks are told of on the day of the report, and came to be in 2001–2005."""
    known = {one["id"]: one for one in explorers.systems().data["systems"]}
    networks = known["yunnan-24-business-networks"]
    assert networks["as_of"] == "2006-03-30" and networks["is_text_date"]
    assert networks["done_from"] == "2001-01-01"
    assert networks["done_to"] == "2005-12-31"
    assert not any(
        one["is_text_date"]
        for one in known.values()
        if one["as_of"] in ("2005", "2006-01-01")
    )


def test_all_clear_words_are_counted():
    """The heading counts what was tested, not what is shown."""
    data = explorers.keyness().data
    words = egov.segment(egov.load_corpus())
    for doc_id, clear in data["clear"].items():
        verdicts = egov.keyness.keywords(words, [doc_id])["verdict"].value_counts()
        assert clear == {side: verdicts.get(side, 0) for side in ("more", "less")}


def test_a_word_is_counted_within_longer_words_too():
    """A word that other texts do not have may stand within a longer one of theirs."""
    data = explorers.keyness().data
    texts = egov.load_corpus().set_index("doc_id")["text"].str.lower()

    def words_of(places):
        return {texts[place["doc"]][place["start"] : place["end"]] for place in places}

    for doc_id, rows in data["rows"].items():
        for row in rows:
            counts = texts.str.count(re.escape(row["word"]))
            assert row["within_here"] == counts[doc_id] >= row["count"]
            others = counts.drop(doc_id).sum()
            assert row["within_others"] == others >= row["others"]
            # What is shown is the word itself.
            assert words_of(row["findings"]) == {row["word"]}
    (system,) = [
        row for row in data["rows"]["opinion-2002"] if row["word"] == "业务系统"
    ]
    assert (system["others"], system["within_others"]) == (0, 1)


def test_shared_passages_say_where_they_differ():
    """The changed places of both sides are in their texts, and what is equal is equal."""
    texts = egov.load_corpus().set_index("doc_id")["text"]

    def kept(side):
        text, at, parts = texts[side["doc"]], side["start"], []
        for start, end in side["changes"]:
            parts.append(text[at:start])
            at = end
        whole = "".join([*parts, text[at : side["end"]]])
        return re.sub(r"\W", "", whole)  # marks are not compared

    passages = explorers.parallels(other=None).data["passages"]
    assert len(passages) > 50
    for passage in passages:
        one, two = passage["sides"]
        assert kept(one) == kept(two)
        assert (one["changes"] == []) == (two["changes"] == [])


@pytest.mark.parametrize("name", OWN_EXPLORERS)
def test_documents_of_ones_own_are_shown_and_not_run(name):
    """Tags are data: nowhere on the page does one begin."""
    view = OWN_EXPLORERS[name]()
    bundle = view._repr_mimebundle_()
    still = (bundle[0] if isinstance(bundle, tuple) else bundle)["text/html"]
    assert "<script" not in still and "<img" not in still
    assert not set("\u202e\u200b") & set(still)
    page = view.page()
    data = page.partition('id="egov-data">')[2].partition("</script>")[0]
    assert "<" not in data
    assert "own-1" in json.loads(data)[view.name]["data"]["texts"]
    assert "received" not in json.dumps(view.data["texts"]), "it is its own witness"


def uploaded(name: str, content: bytes) -> dict:
    """A file as `FileUpload` hands it over."""
    known = {"type": "", "size": len(content), "last_modified": datetime.now(UTC)}
    return {"name": name, "content": memoryview(content), **known}


def test_a_box_takes_files_of_ones_own():
    """Each file has its line with what to do; words of a national text have their share."""
    told_by = egov.load_corpus().set_index("doc_id")["text"]["relay-2006"]
    plan = told_by[2100:2300].encode("gb18030")  # of the goals for 2010
    box = explorers.own_files(lang="en")
    upload, told, chart, shared = box.children[1:5]
    upload.value = [uploaded("plan.txt", plan), uploaded("empty.txt", b"")]
    assert "documents among them: 1" in told.value
    assert "the file is empty: download it again" in told.value
    assert "100 %" in shared.value and chart.layout.display == ""
    assert "Seven questions" in chart.figure


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([b"1"] * 21, "21 files were chosen, and the box takes 20"),
        ([b"1" * 11_000_000], "have 11.0 MB together, and the box takes 10"),
    ],
)
def test_more_than_a_page_can_carry_is_refused_with_the_remedy(files, fault):
    """Nothing of it is read, and what was shown before is gone."""
    box = explorers.own_files(lang="en")
    upload, told, chart, shared = box.children[1:5]
    upload.value = [uploaded("one.txt", "信息化。".encode())]  # informatization
    names = [f"{number}.txt" for number in range(len(files))]
    upload.value = [uploaded(name, file) for name, file in zip(names, files)]
    assert fault in told.value and "choose fewer" in told.value
    assert shared.value == "" and chart.layout.display == "none"


def test_every_date_of_ones_own_is_an_event():
    """Each dated finding is one event with its passage."""
    events = OWN_EXPLORERS["timeline"]().data["events"]
    assert len(events) == len(egov.find_dates(OWN)) == 2
    starts = {event["findings"][0]["start"] for event in events}
    assert starts == set(egov.find_dates(OWN)["start"])


def test_a_finding_of_an_unknown_document_is_refused_with_the_remedy():
    """Without the frame it was found in, an explorer says which one it needs, at once."""
    found = egov.find_dates(OWN)
    remedy = r"'own-1', which is not in docs: give the frame .* as docs="
    for explorer in (explorers.timeline, explorers.browse):
        with pytest.raises(egov.DataError, match=remedy):
            explorer(found)
    with pytest.raises(egov.DataError, match="no document 'x'"):
        explorers.reader("x")
    with pytest.raises(egov.DataError, match=r"'own-1' among opinion-2002, .* docs="):
        egov.passages.passage("own-1", 0, 2)
    with pytest.raises(egov.DataError, match="from 900 to 902, but the text has 27"):
        egov.passages.passage("own-2", 900, 902, docs=OWN)


def test_a_finding_without_a_date_is_counted_and_not_drawn():
    """The chart's title and the explorer's data say how many rows have no date."""
    found = egov.find_dates(OWN).assign(date_from=[pd.NaT, pd.Timestamp("2006-03-05")])
    assert "1 without a date" in egov.charts.timeline(found).layout.title.text
    data = explorers.timeline(found, docs=OWN).data
    assert (len(data["events"]), data["undated"]) == (1, 1)


def test_a_corpus_that_is_too_large_for_a_page_is_refused_with_the_remedy():
    """A million characters are shown; more are for the functions."""
    big = pd.DataFrame({"doc_id": ["a"], "text": ["政" * 1_000_001]})
    with pytest.raises(
        egov.DataError, match=r"1,000,001 characters .* egov\.in_context"
    ):
        explorers.concordance(big)


def test_one_document_has_nobody_to_be_compared_with():
    """The remedy is said."""
    with pytest.raises(egov.DataError, match="compares two or more"):
        explorers.parallels(docs=OWN.head(1))


def test_keyness_says_what_it_lacks():
    """No word, or no such text."""
    with pytest.raises(egov.DataError, match="without a word"):
        explorers.keyness(docs=pd.DataFrame({"doc_id": ["a"], "text": [""]}))
    with pytest.raises(egov.DataError, match="no document 'x': choose among opinion"):
        explorers.keyness(target="x")


def test_a_phrase_can_be_typed_in_python_too():
    """The field and the explorer follow each other; the line counts, or says why not."""
    view = explorers.concordance(phrase="信息化")
    field, line = view.children
    total = egov.load_corpus()["text"].str.count("信息化").sum()
    assert line.value.startswith(f"{total} ·")
    field.value = "２０１０"
    assert view.filters["q"] == "２０１０" and not line.value.startswith("0")
    view.filters = {"q": "政务*"}
    assert field.value == "政务*"
    assert "must begin and end with a character" in line.value


def test_columns_have_names_for_people():
    """No raw column name is shown; one that nobody knows is at least written as words."""
    view = explorers.browse(egov.load_table("targets"), ["kind", "place", "who"])
    named = view.data["by"] + view.data["others"]
    assert named
    for column in named:
        assert not re.search(r"_|^[a-z]", column["en"]), column
        assert re.search("[\u4e00-\u9fff]", column["zh"]), column


def test_the_dashboard_has_a_tab_a_question_and_a_script_for_every_explorer():
    """Otherwise it could not be opened from there."""
    dashboard = importlib.import_module("egov_lib.show.explorers.dashboard")
    script = Path(dashboard.__file__).with_suffix(".js").read_text(encoding="utf-8")
    drawn = re.search(r"RENDERERS = \{(.*?)\}", script, re.DOTALL)[1]
    for name in EXPLORERS:
        assert name in dashboard.TABS, f"put {name!r} into TABS of dashboard.py"
        assert re.search(rf"\b{name}\b", drawn), (
            f"import {name!r} in dashboard.js and put it into RENDERERS"
        )
        assert f"question_{name}" in FRONT, (
            f"put 'question_{name}', the label of its tab, into FRONT of messages.py"
        )


def test_the_dashboard_has_every_explorer_and_every_text_once():
    """What all views show is there once; each has its own data and a question."""
    data = explorers.dashboard().data
    assert set(data["views"]) == set(EXPLORERS)
    assert all("texts" not in own["data"] for own in data["views"].values())
    clauses = sum(len(text["clauses"]) for text in data["texts"].values())
    assert clauses == len(egov.load_table("translations"))


def test_a_page_without_plotly_gets_the_copy_that_python_has(monkeypatch):
    """A lab's chart asks for it once; it is no part of what a notebook could save."""
    chart, sent = Chart(lambda mark: None), []
    monkeypatch.setattr(chart, "send", lambda said, buffers: sent.extend(buffers))
    chart._handle_custom_msg({"wants": "plotly"}, [])
    (packed,) = sent
    assert b"plotly.js v" in zlib.decompress(packed)[:100]
    assert len(str(chart.get_state())) < 30_000


def test_the_characters_of_all_voices_add_up():
    """What is listed under a text, with its line breaks, is as long as the text."""
    data = explorers.speakers().data
    for doc_id, length in data["lengths"].items():
        own = [one for one in data["stretches"] if one["doc"] == doc_id]
        said = sum(one["end"] - one["start"] for one in own)
        assert said + sum(data["unassigned"][doc_id].values()) == length


def test_the_notes_of_ideas_are_in_both_languages():
    """A note without Chinese would be English in the Chinese view."""
    cells = [
        cell for theme in explorers.lineage().data["themes"] for cell in theme["cells"]
    ]
    assert any(cell["note"] for cell in cells)
    assert not [
        cell for cell in cells if cell["note"] and cell["note"] == cell["note_zh"]
    ]


def test_about_a_year_may_also_be_more_than_a_year():
    """左右 is no bound, 近两年 and a year that is named are; timeline and promises agree."""
    promises = {
        one["id"] for one in explorers.commitments().data["promises"] if one["is_about"]
    }
    events = {
        one["id"] for one in explorers.timeline().data["events"] if one["is_about"]
    }
    assert promises == events == {"unified-network-one-year"}


def test_a_title_that_is_named_takes_up_no_promise():
    """The framework of 2002 has no clause in a later text, and a title that is like it."""
    promises = {one["id"]: one for one in explorers.commitments().data["promises"]}
    framework = promises["egov-framework-formed-2005"]
    assert framework["taken_up"] == []
    assert [one["address"] for one in framework["titles"]] == ["relay-2006:2.4.9"]
    assert [one["id"] for one in promises.values() if one["titles"]] == [
        framework["id"]
    ]
