"""Every character has its segment, every segment its English, and every term its one rendering."""

import re
from itertools import pairwise

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.read.cleaning import HAN
from egov_lib.read.corpus import NEWLINE, data_folder, fields_of, read_table
from egov_lib.read.translations import load_segments
from egov_lib.show.remarks import remark_in_chinese

TEXTS = egov.load_corpus().set_index("doc_id")["text"]
COLUMNS = ["part", "zh", "en", "note", "certainty"]
PART_RE = re.compile(r"(?:[tne]|\d+|[a-z]\.\d+)(?:\.(?:\d+|[a-z]))*")


def segments_of(doc_id):
    """The rows of a translation as they stand in its file."""
    return pd.read_csv(
        data_folder() / "translations" / f"{doc_id}.csv",
        dtype="str",
        keep_default_na=False,
        encoding="utf-8",
    )


SEGMENTS = {doc_id: segments_of(doc_id) for doc_id in TEXTS.index}
ROWS = [
    pytest.param(row, id=f"{doc_id}:{row.part}")
    for doc_id, rows in SEGMENTS.items()
    for row in rows.itertuples()
]
TERMS = read_table("translation_terms").sort_values(
    "simplified", key=lambda terms: -terms.str.len(), kind="stable"
)


# --- division and addresses ---------------------------------------------------------


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_the_segments_joined_are_the_edition(doc_id):
    """Every character of the reading text lies in exactly one segment."""
    rows = SEGMENTS[doc_id]
    assert rows.columns.tolist() == COLUMNS
    assert "".join(rows["zh"]).replace(NEWLINE, "\n") == TEXTS[doc_id]


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_a_line_break_ends_its_segment(doc_id):
    """No segment runs over a paragraph's end, and none is empty but for marks."""
    for row in SEGMENTS[doc_id].itertuples():
        assert NEWLINE not in row.zh[:-1], row.part
        assert re.search(rf"[{HAN}]", row.zh), row.part


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_marks_that_open_close_in_the_same_segment(doc_id):
    """No title, quotation or parenthesis is torn apart."""
    for row in SEGMENTS[doc_id].itertuples():
        for opening, closing in ("《》", "“”", "（）"):
            assert row.zh.count(opening) == row.zh.count(closing), row.part
            assert row.en.count(opening) == row.en.count(closing), row.part
        assert row.en.count("(") == row.en.count(")"), row.part


def reading_order(part):
    """A key that puts titles first, then headings (0), letters, numbers."""
    levels = part.split(".")
    key = []
    for level in levels:
        if level in ("t", "n", "e") and not key:
            key.append((0, "tne".index(level)))
        elif level == "0":
            key.append((1, 0))
        elif level.isdigit():
            key.append((3, int(level)))
        else:
            key.append((2, ord(level)))
    return key


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_parts_are_unique_well_formed_and_in_reading_order(doc_id):
    """An address names one segment, and sorting addresses is sorting the text."""
    parts = SEGMENTS[doc_id]["part"].tolist()
    assert len(set(parts)) == len(parts)
    assert [part for part in parts if not PART_RE.fullmatch(part)] == []
    assert sorted(parts, key=reading_order) == parts


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_segments_of_a_paragraph_are_numbered_through(doc_id):
    """After 2.1.3 comes 2.1.4, or another paragraph, which begins with 1."""
    parts = [part.rpartition(".") for part in SEGMENTS[doc_id]["part"]]
    for (before, _, last), (paragraph, _, number) in pairwise(parts):
        if not number.isdigit() or number == "0":  # a title or a chapter's heading
            continue
        goes_on = paragraph == before and last.isdigit()
        assert int(number) == (int(last) + 1 if goes_on else 1), paragraph


def test_no_address_was_lost():
    """The 699 addresses of the first division stand, or are listed as moved."""
    assert {doc_id: len(rows) for doc_id, rows in SEGMENTS.items()} == {
        "opinion-2002": 209,
        "yunnan-2006": 69,
        "relay-2006": 131,
        "article-2006": 124,
        "wuhai-2006": 166,
    }


# --- the English --------------------------------------------------------------------


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_every_segment_has_clean_english(doc_id):
    """English is there, without Chinese, stray spaces, straight quotes or Chinese marks."""
    for row in SEGMENTS[doc_id].itertuples():
        assert row.en and row.en == row.en.strip() and "  " not in row.en, row.part
        kept = row.en.replace("《□》", "").replace("(□)", "")
        assert not re.search(rf'[{HAN}，。、；：（）《》"¶]', kept), row.part


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_gaps_stay_gaps(doc_id):
    """A lost title is no less lost in English."""
    for row in SEGMENTS[doc_id].itertuples():
        assert row.en.count("□") == row.zh.count("□"), row.part
        assert row.en.count("《□》") == row.zh.count("《□》"), row.part


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_what_is_not_certain_says_what_else_it_could_be(doc_id):
    """A probable or possible translation has a note."""
    for row in SEGMENTS[doc_id].itertuples():
        assert row.certainty in ("certain", "probable", "possible"), row.part
        assert row.certainty == "certain" or row.note, row.part


def test_the_same_chinese_has_the_same_english():
    """A clause of two texts reads alike, but for capitals and the last mark, or a note says why."""
    said = {}
    for doc_id, rows in SEGMENTS.items():
        for row in rows.itertuples():
            english = row.en.lower().strip(" .,;:")
            first = said.setdefault(row.zh.rstrip(NEWLINE), (english, doc_id, row))
            if first[0] != english:
                assert f"{doc_id}:{row.part}" in first[2].note, (first[1:], row)


NUMBER_WORDS = {
    "three": 3,
    "four": 4,
    "eight": 8,
    "twelve": 12,
    "fifteen": 15,
    "sixteen": 16,
    "twenty-four": 24,
}
MONTHS = {
    "January": 1,
    "March": 3,
    "May": 5,
    "June": 6,
    "July": 7,
    "August": 8,
    "September": 9,
}


def figures_of(english):
    """The numbers that an English segment states, in digits, in words, as months."""
    stated = {
        float(digits) * (1e9 if billion else 1)
        for digits, billion in re.findall(r"(\d+(?:\.\d+)?)( billion)?", english)
    }
    words = re.findall(r"[a-z-]+", english.lower())
    stated |= {float(NUMBER_WORDS[word]) for word in words if word in NUMBER_WORDS}
    return stated | {n for month, n in MONTHS.items() if month in english}


@pytest.mark.parametrize("doc_id", TEXTS.index)
def test_every_figure_of_the_chinese_stands_in_the_english(doc_id):
    """2000亿元 is 200 billion yuan, 12个 twelve, 6月 June; a figure that moved is in the note."""
    for row in SEGMENTS[doc_id].itertuples():
        chinese = row.zh.replace("20世纪90年代", "1990年代")
        for digits, unit in re.findall(r"(\d+(?:\.\d+)?)(亿?)", chinese):
            value = round(float(digits) * (1e8 if unit else 1), 3)
            stated = {round(figure, 3) for figure in figures_of(row.en)}
            assert value in stated or f"{digits}项" in row.note, (row.part, value)


# --- terms --------------------------------------------------------------------------


def terms_in(chinese):
    """The terms of a segment; where two overlap, the longer."""
    for term in TERMS.itertuples():
        if term.simplified in chinese:
            chinese = chinese.replace(term.simplified, "〇" * len(term.simplified))
            yield term


def renders(form, english):
    """Whether *english* has *form*, with or without an ending; … is a few words."""
    between = r"(?:\W+[\w’'-]+){1,12}?\W+"
    pattern = between.join(re.escape(piece.strip()) for piece in form.split("…"))
    ending = r"(?:s|es|d|ed|ing|ly|ments?)?(?!\w)"
    return re.search(rf"(?<!\w){pattern}{ending}", english, re.IGNORECASE) is not None


@pytest.mark.parametrize("row", ROWS)
def test_each_term_is_rendered_as_decided_or_its_note_names_it(row):
    """One rendering a term, everywhere; who departs from it says so."""
    departures = [
        f"{term.simplified} is {term.english}"
        for term in terms_in(row.zh)
        if not any(renders(form, row.en) for form in term.forms.split("|"))
        and term.simplified not in row.note
    ]
    assert departures == [], f"{row.zh} = {row.en}"


@pytest.mark.parametrize(
    ("form", "english", "is_there"),
    [
        ("advance", "to be advanced step by step", True),
        ("advance", "in unadvanced places", False),
        ("need", "a needle", False),
        ("Golden Tax", "the “golden tax” project", True),
        ("is … to", "Yunnan is, in the coming period, to build", True),
        ("is … to", "what is done today", False),
    ],
)
def test_forms_are_found_as_the_table_says(form, english, is_there):
    """Endings and capitals make no difference; … stands for words; parts of words don't count."""
    assert renders(form, english) is is_there


def test_the_longer_of_two_terms_counts():
    """重要 (important) has no 要 (is to) in it, 政务公开 (openness) no 政务 of its own."""
    assert {term.simplified for term in terms_in("推进重要政务公开")} == {
        "推进",
        "重要",
        "政务公开",
    }


def test_each_term_stands_in_the_texts_and_its_standard_rendering_among_its_forms():
    """No term is listed in vain, and no standard is forbidden by its own forms."""
    texts = "".join(TEXTS)
    for term in TERMS.itertuples():
        assert term.simplified in texts, term.simplified
        forms = term.forms.split("|")
        assert all(forms) and len(set(forms)) == len(forms), term.simplified
        standard = re.split(r", (?=norms|are|question)", term.english)
        assert all(
            any(renders(form, english) for form in forms) for english in standard
        ), term.simplified


def test_the_glossary_renders_as_the_translation_does():
    """A term of both tables has one English; the glossary may add years or a remark in ()."""
    glossary = read_table("glossary").set_index("simplified")["english"]
    for term in TERMS.itertuples():
        if term.simplified in glossary:
            english = re.sub(r" \(.*\)$", "", glossary[term.simplified])
            assert english == term.english, term.simplified


def test_the_words_on_which_the_course_turns_have_one_english_word():
    """The glossary's first list renders them as the table of terms and that of hedges do."""
    words = read_table("deciding_words").set_index("word")
    terms = read_table("translation_terms").set_index("simplified")["english"]
    hedges = read_table("hedges").set_index("word")["english"]
    for word, english in words["english"].items():
        assert terms.get(word, english) == english == hedges.get(word, english), word
    texts = "".join(TEXTS)
    absent = [word for word in words.index if word not in texts]
    assert absent == ["力争"], "its definition says so"


# --- notes --------------------------------------------------------------------------


def test_a_note_that_is_not_about_the_english_is_told_in_chinese():
    """A note without Chinese says where English words stand, or how they differ from others."""
    notes = {row.note for rows in SEGMENTS.values() for row in rows.itertuples()}
    english = {note for note in notes if note and not remark_in_chinese(note)}
    assert len(notes) > 150 and len(english) < 40
    of_english = re.compile(r"“[A-Za-z][^”]*”")
    assert [note for note in english if not of_english.search(note)] == []
    fact = re.compile(
        r"relay-2006|article-2006|opinion-2002|[Tt]he editor|[Ff]rom outside|GDP"
    )
    assert [note for note in english if fact.search(note)] == []


PART = r"\d+(?:\.(?:\d+|[a-z]))+"
CITED_RE = re.compile(
    rf"(?:\b([a-z]+-\d{{4}})(?::| \())?(?<![\w.])({PART})(?:–({PART}))?"
)


def test_notes_lead_to_segments_that_exist():
    """An address in a note, with or without its document, names a segment or paragraph."""
    for doc_id, rows in SEGMENTS.items():
        for row in rows.itertuples():
            for other, *cited in CITED_RE.findall(row.note):
                parts = SEGMENTS[other or doc_id]["part"]
                for part in filter(None, cited):
                    known = (parts == part) | parts.str.startswith(f"{part}.")
                    assert known.any(), (doc_id, row.part, other, part)


# --- as a table -----------------------------------------------------------------------


def test_the_segments_are_a_table_like_others():
    """`load_table` gives every segment as a finding, with its address and its English."""
    table = egov.load_table("translations")
    egov.check_findings(table, egov.load_corpus())
    assert table.columns[:4].tolist() == ["doc_id", "start", "end", "quote"]
    assert table["address"].is_unique
    assert (table["en"] != "").all()
    assert table.equals(load_segments())


def test_the_package_describes_the_file_of_each_document():
    """Each file of segments has the one schema, and an unknown table is answered with all names."""
    first = fields_of("translation-opinion-2002")
    assert list(first) == ["part", "zh", "en", "note", "certainty"]
    for doc_id in egov.load_corpus()["doc_id"]:
        assert fields_of(f"translation-{doc_id}") == first
    with pytest.raises(egov.DataError, match=r"speakers, .*, translations"):
        egov.load_table("translation")
