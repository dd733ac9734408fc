"""Finders see a text as its reader does, and say where in the file's text they found it."""

import random

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib import seen
from egov_lib.findings import check_findings
from egov_lib.seen import INVISIBLE_RE, see

FINDERS = [
    egov.find_numbers,
    egov.find_dates,
    egov.find_targets,
    egov.find_titles,
    egov.find_document_numbers,
    egov.find_institutions,
    egov.find_persons,
    egov.find_places,
    egov.cited.find_citations,
    egov.parse_outline,
    egov.read_letterhead,
]
SHOW_NOTHING = "\u200b\u200d\u2060\ufeff\u00ad\u200e\u202a\u202c\u2066\u2069\ufe00"
RADICALS = str.maketrans("行一人大小目里金长门青风食马", "⾏⼀⼈⼤⼩⽬⾥⾦⻓⻔⻘⻛⻝⻢")
OFFSETS = {"start", "end", "text_end", "date_start", "enclosed_start"}


def one(text):
    """Return a frame of one document."""
    return pd.DataFrame({"doc_id": ["d"], "text": [text], "date": ["2006-05-01"]})


def strewn(text, seed=0):
    """Strew characters that show nothing over a text, one in ten characters."""
    source = random.Random(seed)
    return "".join(
        character + source.choice(SHOW_NOTHING) if source.random() < 0.1 else character
        for character in text
    )


def markers(text):
    """Return the markers of the headings of a text."""
    return [marker for marker in egov.parse_outline(one(text))["marker"] if marker]


@pytest.fixture(scope="module")
def texts():
    """Return beginnings of our documents, with a signature."""
    end = "\n国务院办公厅\n二〇〇六年一月五日"
    return [text[:1200] + end for text in egov.load_corpus()["text"]]


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_what_shows_nothing_hides_nothing(find, texts):
    """The same is found with and without it, and each quote is at its place."""
    for text in texts:
        spoiled = strewn(text)
        expected = find(one(text))
        found = check_findings(find(one(spoiled)), one(spoiled))
        quotes = found["quote"].str.replace(INVISIBLE_RE, "", regex=True)
        assert quotes.tolist() == expected["quote"].tolist()
        values = [column for column in expected if column not in OFFSETS | {"quote"}]
        pd.testing.assert_frame_equal(found[values], expected[values])


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_a_radical_is_the_character_that_it_shows(find, texts):
    """A text with radicals in place of characters gives the same rows at the same places."""
    for text in texts:
        spoiled = text.translate(RADICALS)
        found = check_findings(find(one(spoiled)), one(spoiled))
        expected = find(one(text))
        assert found[["start", "end"]].equals(expected[["start", "end"]])


def test_targets_take_dates_that_were_found_in_the_same_text(texts):
    """Dates given with offsets of the text as it is bind as they do when they are found anew."""
    docs = one(strewn(texts[1]))
    given = egov.find_targets(docs, dates=egov.find_dates(docs))
    pd.testing.assert_frame_equal(given, egov.find_targets(docs))


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("80﹪", "80﹪", 80.0, "%"),
        ("达到8\u200b0%", "8\u200b0%", 80.0, "%"),
        ("３５\u200e亿元", "３５\u200e亿", 35e8, "元"),
        ("⼗二项", "⼗二", 12.0, "项"),
        ("百分之⼋⼗", "百分之⼋⼗", 80.0, "%"),
    ],
)
def test_numbers_in_other_forms(text, quote, value, unit):
    """A small per-cent sign, a zero-width blank in a number, radicals for numerals."""
    row = egov.find_numbers(one(text)).iloc[0]
    assert (row["quote"], row["value"], row["unit"]) == (quote, value, unit)


@pytest.mark.parametrize("nought", "OoОоΟοＯｏ")
def test_years_with_letters_for_noughts(nought):
    """О of a Cyrillic, Greek or Latin keyboard is a nought of a year."""
    row = egov.find_dates(one(f"二{nought}{nought}六年六月")).iloc[0]
    assert row["date_from"] == pd.Timestamp("2006-06-01")


@pytest.mark.parametrize("blank", "\u2003\u2002\u2009\u202f\u3000")
def test_headings_with_indents_of_any_blank(blank):
    """An indent of em blanks hides no heading."""
    text = f"关于电子政务的意见\n{blank}{blank}一、总则\n各地要重视。\n{blank}{blank}二、附则\n"
    assert markers(text) == ["一、", "二、"]


@pytest.mark.parametrize("end", ["\x0c", "\x0b", "\u2028", "\u2029"])
def test_headings_after_any_line_end(end):
    """A form feed and Unicode's separators begin a line."""
    text = f"关于电子政务的意见{end}一、总则{end}各地要重视。{end}二、附则{end}"
    assert markers(text) == ["一、", "二、"]


def test_a_text_without_them_is_not_copied():
    """Most texts are seen as they are."""
    text = "到2010年，50%以上的行政许可项目能够实现在线处理。"
    assert see(text) == (text, None)


def test_prepared_forms_are_kept_up_to_their_limit(monkeypatch):
    """A form is made once; beyond the limit the oldest is made again, and a huge one each time."""
    made = []
    prepare = seen.keep_by_text(lambda text: made.append(text) or len(text))
    monkeypatch.setattr(seen, "MOST_KEPT_CHARS", 10)
    for text in ("aaaa", "aaaa", "bbbb", "aaaa"):
        assert prepare(text) == len(text)
    assert made == ["aaaa", "bbbb"]
    prepare("cccc")  # 12 characters: the first one goes
    prepare("bbbb")
    prepare("aaaa")
    assert made == ["aaaa", "bbbb", "cccc", "aaaa"]
    prepare("d" * 11)
    prepare("d" * 11)
    assert made[4:] == ["d" * 11] * 2
