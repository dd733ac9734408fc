"""Passages are shown clause by clause in two languages, with who speaks; hostile texts safely."""

import dataclasses
import html
import re

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib import passages
from egov_lib.show.passages import clauses, find_document
from egov_lib.show.passages.documents import Voice

DOCS = egov.load_corpus()
TEXTS = dict(zip(DOCS["doc_id"], DOCS["text"]))
SEGMENTS = egov.load_table("translations")
CHINESE_RE = re.compile("[\u4e00-\u9fff]")
ROW_RE = re.compile(r"<tr tabindex='0'.*?</tr>", re.DOTALL)
ZH_RE = re.compile(r"<td class='zh' lang='zh-Hans'>(.*?)</td>", re.DOTALL)
EN_RE = re.compile(r"<td class='en' lang='en'>(.*?)</td>", re.DOTALL)
BELOW_RE = re.compile(r"<details.*?</details>|<p class='note'.*?</p>", re.DOTALL)


def bare(cell):
    """The text of a cell, without what is below it, sounds and tags."""
    cell = re.sub("<rt>.*?</rt>", "", BELOW_RE.sub("", cell))
    return html.unescape(re.sub("<[^>]+>", "", cell))


def heads(page):
    """The heads of a page's rows and columns."""
    return [head for head in re.findall("<th[^>]*>(.*?)</th>", page) if head]


# --- a passage ------------------------------------------------------------------------


@pytest.mark.parametrize("address", SEGMENTS["address"].sample(60, random_state=1))
def test_each_clause_stands_beside_its_english(address):
    """A row holds one clause, its address and its English, and nothing is lost on the way."""
    found = egov.passage(address).iloc[0]
    page = passages.passage(address, width=0)
    (row,) = ROW_RE.findall(page)
    assert bare(ZH_RE.search(row)[1]) == found["quote"]
    assert bare(EN_RE.search(row)[1]) == found["en"]
    assert f"<td class='address'>{address.partition(':')[2]}</td>" in row
    assert f"<b class='address'>{address}</b>" in page


def test_a_passage_is_asked_for_in_any_way():
    """An address, a place, a finding, a row and a frame give the same page."""
    found = egov.passage("opinion-2002:2.1.4")
    place = found.iloc[0][["doc_id", "start", "end"]].tolist()
    pages = {
        passages.passage("opinion-2002:2.1.4"),
        passages.passage(*place),
        passages.passage(place),
        passages.passage(found),
        passages.passage(found.iloc[0]),
    }
    assert len(pages) == 1


def test_a_passage_is_marked_in_the_reading_text_and_in_the_file():
    """The words of a finding are marked in both."""
    start = TEXTS["yunnan-2006"].index("信息化领导小组")  # the leading group
    page = passages.passage("yunnan-2006", start, start + 7)
    marked = re.findall("<mark>(.*?)</mark>", page)
    bare_marks = [re.sub("<[^>]+>", "", mark) for mark in marked]
    assert bare_marks == ["信息化领导小组", "信息化領(lǐng)導(dǎo)小組"]
    assert '<mark lang="en">' not in page and "<mark lang='en'>" not in page


def test_the_english_is_marked_where_all_of_it_is_meant():
    """A finding that is a whole clause, marks aside, has its English marked, too."""
    found = egov.passage("wuhai-2006:0.2.2").iloc[0]
    page = passages.passage("wuhai-2006", found["start"], found["end"] - 1)
    assert page.count("<mark lang='en'>") == 1


def test_a_clause_is_lit_on_both_sides_without_a_script():
    """Chinese and English are one row, which the pointer and the keyboard light as a whole."""
    page = passages.passage("opinion-2002:2.1.4")
    for row in ROW_RE.findall(page):
        assert ZH_RE.search(row) and EN_RE.search(row)
    assert re.search(r"tr:hover[^{]*\{--card:var\(--lit\)\}", passages.STYLE)
    assert "tr:focus" in passages.STYLE
    assert "<script" not in page


def test_the_source_line_says_when_and_how_that_is_known():
    """A stated day is told apart from an inferred span, in both languages."""
    assert "5 August 2002 (the text says so)" in passages.passage("opinion-2002:t")
    page = passages.passage("article-2006:1.0", lang="zh")
    assert "2006年8月7日至2006年12月31日（推断）" in page


def test_it_is_said_who_speaks_through_whom():
    """Zeng Peiyan's words come through Tian Qiansheng and the department that issued them."""
    page = passages.passage("relay-2006:2.7.5")
    assert "<b>Zeng Peiyan</b>, through Tian Qiansheng, through Guizhou" in page
    assert "class='hit voice2" in page
    chinese = passages.passage("relay-2006:2.7.5", lang="zh")
    assert "<b>曾培炎</b>，经田黔生，经贵州省信息产业厅" in chinese
    assert "unnamed" in passages.passage("yunnan-2006:2.4")


def test_every_layer_can_be_said_in_both_languages():
    """No name and no word of saying is left in the other language."""
    for doc_id in TEXTS:
        for lang in ("en", "zh"):
            page = passages.side_by_side(doc_id, lang=lang)
            for line in re.findall("<tr class='speaks.*?</tr>", page):
                said = re.sub("<[^>]+>", "", line)
                if lang == "zh":
                    assert not re.search("[a-z]", said), said
                else:
                    assert re.search("[a-z]", re.sub("“.*?”", "", said)), said


def test_a_lost_title_is_shown_lost_and_its_grounds_are_told():
    """□ is in a box in both languages; what may have stood there is below, never in the text."""
    page = passages.passage("article-2006:1.2.7")
    (hit,) = [row for row in ROW_RE.findall(page) if "class='hit" in row]
    assert hit.count('<span class="gap">□</span>') >= 2
    assert "国家电子政务总体框架" in hit
    assert "国家电子政务总体框架" not in bare(ZH_RE.search(hit)[1])
    assert "(probable): issued by the leading group on 24 March" in hit


def test_the_file_as_received_can_be_opened_with_its_changes_counted():
    """By rule and by hand, from the log of the edition."""
    page = passages.passage("article-2006:1.2.7")
    assert "as received: 2 changes by rule, 1 by the editor" in page
    assert "</summary><span class='received' lang='zh'>" in page


def test_changes_are_counted_where_they_are():
    """Every change of a log falls into one clause or between two; none is lost on the way."""
    for doc_id, text in TEXTS.items():
        source = find_document(doc_id)
        by_editor = source.log["rule"].str.startswith("edit:")
        assert (source.log["at"] >= 0).all() and (source.log["at"] <= len(text)).all()
        own = source.log[by_editor]
        assert (own["at"] == own["new_end"]).all()
        kept = source.log[source.log["rule"] == "simplify"]
        for change in kept.sample(min(40, len(kept)), random_state=1).itertuples():
            last = text[change.at - 1]
            assert last == change.after[-1]


def test_a_citation_goes_with_every_passage():
    """Both styles, each in a field that one click selects."""
    page = passages.passage("wuhai-2006:t")
    fields = re.findall("<p class='copy'.*?>(.*?)</p>", page)
    styles = ("chicago", "gbt7714")
    assert [html.unescape(field) for field in fields] == [
        egov.cite("wuhai-2006:t", style=style) for style in styles
    ]
    assert "user-select:all" in passages.STYLE


def test_silence_is_said():
    """A finding without a place has no passage, and a long frame says how many more there are."""
    themes = egov.load_table("themes")
    silent = themes[themes["silent"]]
    assert "The text is silent here." in passages.passage(silent.iloc[0])
    assert f"{len(SEGMENTS) - 12} more" in passages.passage(SEGMENTS)


def test_a_wrong_place_is_answered():
    """An address that is none, and a place outside the text."""
    with pytest.raises(egov.DataError, match=r"has no part '9.9'"):
        passages.passage("opinion-2002:9.9")
    with pytest.raises(egov.DataError, match="was it found in another text"):
        passages.passage("yunnan-2006", 5, 99999)


# --- a whole text ---------------------------------------------------------------------


@pytest.mark.parametrize("aids", [(), ("glossary",), ("pinyin",)])
def test_a_whole_text_loses_no_character(aids):
    """What is shown of the edition, its marks taken away, is the edition; so is the English."""
    targets = egov.load_table("targets")
    page = passages.side_by_side("article-2006", findings=targets, aids=aids)
    chinese = [bare(cell) for cell in ZH_RE.findall(page)]
    assert "".join(chinese) == TEXTS["article-2006"].replace("\n", "")
    english = [bare(cell) for cell in EN_RE.findall(page)]
    own = SEGMENTS[SEGMENTS["doc_id"] == "article-2006"]
    assert english == own["en"].tolist()


def test_a_whole_text_has_three_columns():
    """Reading text, English, and the file as received; a text of one's own has one."""
    page = passages.side_by_side("wuhai-2006")
    assert heads(page) == ["reading text", "English", "as received"]
    own = pd.DataFrame({"doc_id": ["mine"], "text": ["信息化。\n网络。"]})
    page = passages.side_by_side("mine", docs=own)
    assert heads(page) == ["text"] and len(ROW_RE.findall(page)) == 2


def test_a_page_speaks_one_language():
    """The heads of pages are English or Chinese, never both."""
    for lang in ("en", "zh"):
        said = heads(passages.passage("wuhai-2006", 0, 4, lang=lang))
        said += heads(passages.side_by_side("wuhai-2006", lang=lang))
        said += heads(passages.source_card("wuhai-2006", lang=lang))
        said = [head for head in said if head != "SHA-256"]
        assert {bool(CHINESE_RE.search(head)) for head in said} == {lang == "zh"}
        assert lang == "en" or not re.search("[a-z]", "".join(said))


def test_the_card_keeps_four_dates_apart():
    """Event, writing, issue and posting each have a line with its grounds."""
    card = passages.source_card("opinion-2002")
    assert {"Event", "Written", "Issued", "Posted"} <= set(heads(card))
    assert "2020-12-19" in card and "27 of the page" in card


# --- texts of the reader's own, and hostile ones --------------------------------------

HOSTILE = (
    "<script>alert(1)</script>电子\u202e政务\u200b'\" onclick='x<img src=x onerror=x>"
)


def test_a_document_of_ones_own_is_shown_with_its_own_title():
    """A title in one language serves for both, and there is no witness."""
    own = pd.DataFrame({"doc_id": ["mine"], "text": ["信息化。"], "title": ["<b>通知"]})
    page = passages.passage("mine", 0, 3, docs=own)
    assert "&lt;b&gt;通知" in page and heads(page) == ["text"]


def assert_harmless(page):
    """Nothing of the hostile text is a tag or an attribute, and nothing in it is unseen."""
    assert "<script" not in page and "<img" not in page
    assert "\u202e" not in page and "\u200b" not in page
    assert "U+202E" in page and "U+200B" in page
    for tag in re.findall(r"<[a-z][^<>]*>", page):
        attributes = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)
        assert "onclick" not in attributes and "onerror" not in attributes, tag


def test_a_hostile_document_is_shown_and_not_run():
    """Text, title and name of a document are escaped wherever they are shown."""
    own = pd.DataFrame({"doc_id": [HOSTILE], "text": [HOSTILE], "title": [HOSTILE]})
    assert_harmless(passages.passage(HOSTILE, 0, 3, docs=own))
    found = pd.DataFrame({"doc_id": [HOSTILE], "start": 0, "end": 9, "quote": HOSTILE})
    aids = ["glossary", "pinyin"]
    assert_harmless(passages.side_by_side(HOSTILE, docs=own, findings=found, aids=aids))


def test_hostile_english_notes_and_names_are_shown_and_not_run(monkeypatch):
    """What comes from the tables is escaped like what comes from a text."""
    source = find_document("wuhai-2006")
    bad = [
        clause._replace(english=HOSTILE, note=HOSTILE, changed_from=HOSTILE)
        for clause in source.clauses
    ]
    voice = Voice(HOSTILE, HOSTILE, (HOSTILE, HOSTILE), HOSTILE, "stated", HOSTILE)
    log = source.log.assign(note=HOSTILE, rivals=HOSTILE, certainty="possible")
    source = dataclasses.replace(
        source,
        clauses=bad,
        voices=[voice] * len(bad),
        log=log,
        witness=HOSTILE * 200,
        titles={"en": HOSTILE, "zh": HOSTILE},
    )
    monkeypatch.setattr(clauses, "find_document", lambda *_: source)
    clauses._altered_of.cache_clear()
    try:
        assert_harmless(passages.passage("wuhai-2006", 0, 60))
        assert_harmless(passages.side_by_side("wuhai-2006", changes="all"))
    finally:
        clauses._altered_of.cache_clear()
