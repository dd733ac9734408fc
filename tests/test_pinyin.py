"""Pinyin is written by word, and the words of the field are read as their table says."""

import re
import unicodedata

import pytest
from pypinyin import Style, pinyin

import egov_lib as egov
from egov_lib.read.corpus import read_table
from egov_lib.show.pinyin import sound_out, sounds

TEXTS = egov.load_corpus()["text"].tolist()
CHINESE_RE = re.compile("[\u4e00-\u9fff]+")


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("电子政务", "diànzǐ zhèngwù"),
        ("重复建设和重要的系统", "chóngfù jiànshè hé zhòngyào de xìtǒng"),
        ("曾培炎强调，", "Zēng Péiyán qiángdiào，"),
        ("以需求为导向", "yǐ xūqiú wéi dǎoxiàng"),
        ("坚持以企业为主体，", "jiānchí yǐ qǐyè wéi zhǔtǐ，"),
        ("为公众参与", "wèi gōngzhòng cānyù"),
        ("更好地为企业", "gèng hǎo de wèi qǐyè"),
        ("市场机制", "shìchǎng jīzhì"),
        ("GDP", "GDP"),
        ("", ""),
    ],
)
def test_the_sound_of_a_text(text, sound):
    """Words are divided by spaces, names have capitals, marks stay."""
    assert sounds(text) == sound


def test_electronic_is_never_read_lightly():
    """电子 is diànzǐ wherever it is in the five texts."""
    count = sum(text.count("电子") for text in TEXTS)
    said = " ".join(sounds(text) for text in TEXTS).lower()
    assert said.count("diànzǐ") == count
    assert "diànzi" not in said


def toneless(syllable):
    """A syllable without its tone."""
    letters = unicodedata.normalize("NFD", syllable)
    kept = "".join(
        letter for letter in letters if letter not in "\u0304\u0301\u030c\u0300"
    )
    return unicodedata.normalize("NFC", kept)


WORDS = [
    pytest.param(word, sound, id=word)
    for table, column in (("words", "word"), ("glossary", "simplified"))
    for word, sound in read_table(table)[[column, "pinyin"]].itertuples(index=False)
    if CHINESE_RE.fullmatch(word)
]


@pytest.mark.parametrize(("word", "sound"), WORDS)
def test_each_word_has_a_sound_that_its_characters_allow(word, sound):
    """A dictionary has each syllable for its character, or it is light."""
    told = re.sub(r"[ ,'\-]", "", sound).lower()
    ends = {0}
    for character in word:
        readings = pinyin(character, style=Style.TONE, heteronym=True)[0]
        allowed = {*readings, *map(toneless, readings)}
        ends = {
            end + len(reading)
            for end in ends
            for reading in allowed
            if told.startswith(reading, end)
        }
    assert len(told) in ends


def test_the_words_are_of_these_texts():
    """A word that is nowhere in the five texts, or in the glossary already, has no row."""
    words = read_table("words")["word"]
    known = set(read_table("glossary")["simplified"])
    there = "".join(TEXTS)
    assert [word for word in words if word not in there] == []
    assert known & set(words) == set()


def test_the_sound_is_over_the_word_and_nothing_is_run():
    """What is no Chinese has no sound, and a hostile text is escaped."""
    page = sound_out("<b>电子\u202e</b>")
    assert "<ruby>电子<rt>diànzǐ</rt></ruby>" in page
    assert "<b>" not in page and "\u202e" not in page
