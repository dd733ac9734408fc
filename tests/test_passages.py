"""Passages are shown clause by clause in two languages, with who speaks; hostile texts safely."""

import dataclasses
import html
import re
from pathlib import Path

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib import passages
from egov_lib.show.passages import clauses, find_document, marks
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


# --- words that soften ----------------------------------------------------------------


TERMS = Path(__file__).resolve().parents[1] / "data/translations/terms.csv"
HEDGES = egov.load_table("hedges")


def test_each_word_that_softens_is_marked_with_its_english():
    """No clause of the five texts has a hedge marked on one side only."""
    seen = set()
    for clause in SEGMENTS.itertuples():
        chinese = marks.hedges(clause.quote, 0, len(clause.quote), "en")
        english = marks.hedges_in_english(clause.en, clause.quote, "en")
        assert len(chinese) == len(english), clause.address
        for layer in chinese:
            seen.add(clause.quote[layer.start : layer.end])
    # No text has 力争 (strive to); texts of readers do.
    assert seen == set(HEDGES["word"]) - {"力争"}


def test_the_english_of_a_hedge_is_that_of_the_translation():
    """Where the terms of the translation have a hedge, they have the same forms."""
    terms = pd.read_csv(TERMS, keep_default_na=False, encoding="utf-8")
    forms = dict(zip(terms["simplified"], terms["forms"].str.split("|")))
    for hedge in HEDGES.itertuples():
        known = forms.get(hedge.word)
        assert known is None or re.search(hedge.forms, " ".join(known)), hedge.word


def test_hedges_are_underlined_on_both_sides_and_explained():
    """The one-year platform: about, and largely; said for a screen reader, and below."""
    page = passages.passage("opinion-2002:2.1.13", width=90)
    for word in ("左右", "about", "基本", "largely", "逐步", "step by step"):
        (tag,) = re.findall(f"<u [^>]*>{word}</u>", page)
        assert 'class="hedge"' in tag and 'aria-description="Softens: ' in tag
    (legend,) = re.findall("<p class='note'>(Underlined twice.*?)</p>", page)
    assert "左右 “about”: near that number or time" in legend
    assert legend.count("“") == 3
    zh = passages.passage("opinion-2002:2.1.13", width=90, lang="zh")
    assert (
        "双下划线：缓和语气或限定数量的词。" in zh
        and "“左右”意为“接近此数或此时”" in zh
    )


@pytest.mark.parametrize(
    ("text", "softening"),
    [
        ("按照国家基本建设程序", []),  # capital construction
        ("副省级以上政务部门", []),  # at and above vice-provincial level
        ("50%以上", ["以上"]),  # at least
        ("在一定程度上可以", ["一定程度上", "可以"]),  # to some extent can
        ("发挥积极作用", []),  # a positive role
    ],
)
def test_a_word_softens_only_by_itself(text, softening):
    """Within a longer word that softens nothing it is not marked."""
    found = marks.hedges_of(text, 0, len(text))
    assert [hedge.chinese for hedge in found] == softening


def test_a_passage_without_hedges_has_no_legend():
    """The line below is there only if it explains something."""
    assert "Underlined" not in passages.passage("opinion-2002:t", width=0)


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


@pytest.mark.parametrize(
    ("what", "is_lit"),
    [
        (("yunnan-2006", 0, TEXTS["yunnan-2006"].index("\n")), False),
        ("opinion-2002:t", False),  # the title is a paragraph of one clause
        ("opinion-2002:1.1.2", True),  # one clause of a paragraph
    ],
)
def test_a_whole_paragraph_is_not_highlighted(what, is_lit):
    """A mark sets a part off from the rest; where all is meant there is no rest."""
    page = passages.passage(*([what] if isinstance(what, str) else what))
    assert ("<mark" in page) == is_lit
    assert ("class='hit" in page) == is_lit
    assert (
        "<details><summary>" in page
    )  # the file as received can be opened all the same


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
