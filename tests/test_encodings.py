"""Encodings are found from the bytes; mojibake is undone with proof, and else counted."""

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.read.cleaning import converter
from egov_lib.read.encodings import decode, detect_encoding, mend_mojibake

CASES = Path(__file__).parent / "cases" / "encodings"
TEXTS = egov.load_corpus()["text"].tolist()
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_whole_pages_are_decoded(text, encoding):
    """Each of the five texts comes back whole from each encoding."""
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.lost) == (text, 0)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_traditional_pages_in_big5_and_gbk_are_distinguished(text):
    """A traditional page is read rightly in either encoding, which trial by failure can't do."""
    traditional = converter("s2tw")(text)
    for encoding in ("big5", "gb18030"):
        data = traditional.encode(encoding, errors="ignore")
        assert decode(data).text == data.decode(encoding)


def misread(lines):
    """Return the lines that are not read rightly, with their encoding, and how many were tried.

    In Big5 they are in traditional characters; what an encoding can't write is not tried.
    """
    to_traditional = converter("s2tw")
    wrong = []
    tried = 0
    for line in lines:
        for name in ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]:
            text = to_traditional(line) if name == "big5" else line
            data = text.encode(name, "replace")
            if data.decode(name) != text:
                continue
            tried += 1
            if decode(data).text != text:
                wrong.append((text, name))
    return wrong, tried


def test_single_sentences_are_read_without_a_mark():
    """Of 1,200 sentences in five encodings 1,198 and more; chardet can do that without UTF-16."""
    sentences = re.findall(r"[^。\n]{4,80}。?", "\n".join(TEXTS))
    sentences = [s for s in sentences if len(re.findall("[一-龥]", s)) >= 4]
    assert len(sentences) >= 240
    wrong, number = misread(sentences[:240])
    assert number >= 1190 and len(wrong) <= 2, wrong


def test_short_titles_are_read_without_a_mark():
    """Of terms and beginnings of lines, four to twelve characters long, 99 in 100."""
    beginnings = [
        line[:12] for text in TEXTS for line in text.split("\n") if len(line) >= 8
    ]
    terms = [word for word in egov.load_table("terms")["word"] if len(word) >= 4]
    wrong, number = misread([*beginnings, *terms])
    assert number > 1200 and len(wrong) <= 0.01 * number, wrong


def test_a_declared_charset_is_only_a_hint():
    """A page that declares GB2312 and is UTF-8 is read as what it is."""
    page = '<meta charset="gb2312">电子政务'.encode()
    assert detect_encoding(page).encoding == "utf-8"


def test_bytes_that_fit_nothing_are_counted():
    """A broken byte becomes U+FFFD and is counted; the rest is read."""
    data = "各地区各部门要认真贯彻落实".encode("gb18030")
    decoded = decode(data[:10] + b"\xff" + data[10:])
    assert (
        decoded.encoding == "gb18030" and decoded.lost >= 1 and "要认真" in decoded.text
    )


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_reversible_mojibake_is_undone(case):
    """Each wrong turn is named and undone."""
    mended = mend_mojibake(case["text"])
    lines = case.get("lines", 1)
    assert (mended.text, mended.kind, mended.lines) == (
        case["mended"],
        case["kind"],
        lines,
    )


@pytest.mark.parametrize("case", cases("bytes"))
def test_a_few_bytes_are_read_by_the_most_probable_encoding(case):
    """Short files, and those that hold more than Chinese, are read as what they are."""
    decoded = decode(bytes.fromhex(case["bytes"]))
    assert (decoded.text, decoded.encoding) == (case["text"], case["encoding"])


@pytest.mark.parametrize("case", cases("negative"))
def test_sound_text_is_left_alone(case):
    """What only looks odd stays as it is."""
    assert mend_mojibake(case["text"]) == (case["text"], "", 0, case.get("lost", 0))


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_mojibake_that_is_not_undone_yet(case):
    """What can't be proved is on record, and noticed once it can."""
    assert mend_mojibake(case["text"]).text == case["mended"]


@pytest.mark.parametrize("sign", ["\ufffd", "?"])
@pytest.mark.parametrize("wrong", ["gb18030", "cp1252"])
def test_what_a_lossy_wrong_turn_left_is_brought_back(wrong, sign):
    """Of lines that lost bytes nine in ten are readable again, without one wrong character."""
    lines = [line[:80] for text in TEXTS for line in text.split("\n") if len(line) >= 8]
    back = 0
    for line in lines:
        spoiled = line.encode("utf-8").decode(wrong, "replace").replace("\ufffd", sign)
        mended = mend_mojibake(spoiled)
        if not mended.lines:
            continue
        back += 1
        rest = iter(
            line
        )  # `in` goes on where it stopped: the characters are those, in order
        assert all(c in rest for c in mended.text if c != "\ufffd"), (line, mended.text)
        assert mended.lost == mended.text.count("\ufffd")
    assert back >= 0.9 * len(lines) > 50


def test_what_is_lost_is_counted_and_never_guessed():
    """U+FFFD and 锟斤拷 stay where they are and are counted."""
    assert mend_mojibake("电子锟斤拷政务\ufffd") == ("电子锟斤拷政务\ufffd", "", 0, 2)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=60)
    | st.text(max_size=20).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_any_bytes_are_decoded(data):
    """Whatever the bytes, a text comes back, and its losses are counted."""
    decoded = decode(data)
    assert decoded.lost == decoded.text.count("\ufffd")


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_can_be_offered_for_mending(text):
    """Whatever the text, mending returns, and what it changed it can be shown to have changed."""
    mended = mend_mojibake(text)
    assert (mended.text == text) == (mended.lines == 0)


# --- sound text -----------------------------------------------------------------------------------


def scripts():
    """Return the characters of every script: letters, figures, signs, by the names of scripts."""
    found = defaultdict(list)
    for code in range(0x80, 0x20000):
        character = chr(code)
        if "\u3400" <= character <= "\u9fff":
            continue
        if unicodedata.category(character)[0] in "LNPSM":
            found[unicodedata.name(character, "").split(" ")[0]].append(character)
    return [letters for letters in found.values() if len(letters) >= 8]


def characters_of(encoding, leads, trails):
    """Return what a double-byte encoding has in these rows."""
    pairs = [bytes([lead, trail]) for lead in leads for trail in trails]
    return [pair.decode(encoding) for pair in pairs if pair.decode(encoding, "ignore")]


TRAILS = range(0xA1, 0xFF)
RUNNING = "".join(TEXTS)
RUNNING_TRADITIONAL = converter("s2tw")(RUNNING)


def letters_of(characters, most=12):
    """Draw some of *characters*."""
    return st.lists(st.sampled_from(characters), min_size=1, max_size=most).map("".join)


def stretches_of(text):
    """Draw up to forty characters in a row of *text*."""
    places = st.integers(0, len(text) - 40)
    return st.builds(
        lambda at, length: text[at : at + length], places, st.integers(1, 40)
    )


PIECES = st.one_of(
    st.sampled_from(scripts()).flatmap(letters_of),
    letters_of(
        characters_of("gb2312", range(0xA1, 0xAA), TRAILS)
    ),  # signs, kana, frames
    letters_of(characters_of("gb2312", range(0xB0, 0xD8), TRAILS), 8),  # first level
    letters_of(characters_of("big5", range(0xA4, 0xC6), TRAILS), 8),
    letters_of("abcdefgh ABC,.?!-0123éèàüöñçßōǐ"),
    stretches_of(RUNNING),
    stretches_of(RUNNING_TRADITIONAL),
)
SOUND = st.builds(
    lambda between, pieces: between.join(pieces),
    st.sampled_from(["", " ", "\n", "，"]),
    st.lists(PIECES, min_size=1, max_size=6),
)


@settings(deadline=None)
@given(SOUND)
def test_sound_text_of_any_script_comes_back_untouched(text):
    """Whatever scripts a text mixes, mending changes no character of it."""
    assert mend_mojibake(text).text == text


def test_our_own_glossary_comes_back_untouched():
    """Pinyin with tones beside characters is no mojibake."""
    glossary = egov.load_table("glossary").astype("str")
    for column in glossary:
        text = "\n".join(glossary[column])
        assert mend_mojibake(text).text == text


@settings(deadline=None)
@given(stretches_of(RUNNING).filter(lambda text: len(text) > 20))
def test_a_text_misread_twice_comes_back(text):
    """UTF-8 read as Latin-1, saved and read so again, loses nothing."""
    once = text.encode("utf-8").decode("latin-1")
    twice = once.encode("utf-8").decode("latin-1")
    assert mend_mojibake(twice).text == text
