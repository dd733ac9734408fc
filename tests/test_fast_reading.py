"""What makes reading fast leaves the results as they are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_lib.read.cleaning import flattened, furniture, script
from egov_lib.read.cleaning.patterns import find_matches
from egov_lib.read.cleaning.script import converter, is_traditional, simplified_form
from egov_lib.read.encodings import mojibake
from egov_lib.seen import PLAIN, contains_any, unusual_characters

# Characters that are converted, alone and in phrases, others, and marks.
TRICKY = "電电政務务著秘李俱傢家具覆答反坏打沈深藉口衹得彷彿甦醒瞭然哩英，。、；\n后後里裏只隻系"
MIXED = st.text(st.sampled_from(TRICKY) | st.characters(), max_size=60)
PHRASES = "答覆 反覆 英哩 海哩 憑藉 藉口 深沈 毛坏 復甦 瞭然 衹得 彷彿 傢俱 李秘书 著作 顯著 隨著"


def first_characters(parsed):
    """Return the characters with which a parsed pattern can begin, and whether it can be empty."""
    found = set()
    for op, argument in parsed:
        name = str(op)
        if name == "LITERAL":
            return found | {chr(argument)}, False
        if name == "IN":
            literals = {chr(a) for o, a in argument if str(o) == "LITERAL"}
            return found | literals, False
        if name == "ANY":
            return found | {"any"}, False
        if name == "BRANCH":
            parts = [first_characters(branch) for branch in argument[1]]
            can_be_empty = any(empty for _, empty in parts)
            first = set().union(*(part for part, _ in parts))
        elif name == "SUBPATTERN":
            first, can_be_empty = first_characters(argument[-1])
        else:
            least, _, inside = argument
            first, can_be_empty = first_characters(inside)
            can_be_empty = can_be_empty or least == 0
        found |= first
        if not can_be_empty:
            return found, False
    return found, True


@pytest.mark.parametrize("line", furniture.FURNITURE, ids=lambda line: line.name)
def test_furniture_begins_as_the_filter_says_or_holds_what_it_looks_for(line):
    """No pattern of the table is passed over because a line begins with another character."""
    for pattern in line.pattern.split("|.{"):
        parsed = re._parser.parse(pattern if pattern[0] != "0" else ".{" + pattern)
        first, _ = first_characters(parsed)
        if "any" not in first:
            assert first <= furniture.FIRST_OF_FURNITURE
    assert 0 in furniture._candidates(line.example, [line.example])


@pytest.mark.parametrize("line", furniture.FURNITURE, ids=lambda line: line.name)
def test_no_furniture_is_longer_than_a_line_that_is_passed_over(line):
    """But for blanks and marks between links, of which there may be any number."""
    without_blanks = re.sub(r"\[\\s\|[｜、]*\]\*|\\s\*", "", line.pattern)
    _, most = re._parser.parse(without_blanks).getwidth()
    assert most <= furniture.MOST_FURNITURE


@settings(deadline=None)  # the first conversion loads OpenCC's dictionaries
@given(MIXED)
def test_what_is_skipped_would_not_have_been_converted(text):
    """A text simplified piece by piece is the text simplified as a whole."""
    assert simplified_form(text) == converter("tw2s")(text)


@pytest.mark.parametrize("config", ["tw2s", "s2t"])
def test_the_characters_that_change_alone_are_those_of_the_installed_opencc(config):
    """The file that spares each session the conversion of all characters is of this version."""
    assert script._stored(config) == script.changed_alone(config), "run make data"


@pytest.mark.parametrize("phrase", PHRASES.split())
def test_phrases_are_converted_where_no_character_is_by_itself(phrase):
    """OpenCC's phrases are met in a long text that has nothing else to convert."""
    text = "电子政务，" * 100 + phrase + "，国务院" * 100
    assert simplified_form(text) == converter("tw2s")(text)


@settings(deadline=None)  # the first conversion loads OpenCC's dictionaries
@given(MIXED)
def test_a_text_is_traditional_as_by_counting_all_conversions(text):
    """The bounds that spare a conversion agree with the conversion."""
    simplified = converter("tw2s")(text)
    only_traditional = len(script._differing_places(text, simplified))
    only_simplified = script._count_simplified(text)
    expected = only_traditional > only_simplified and not script._is_foreign(text)
    assert is_traditional(text) == expected


@given(MIXED | MIXED.map(lambda text: text * 10))
def test_unusual_characters_are_all_but_the_plain_ones(text):
    """Short texts and long ones are looked through in two ways, with one result."""
    assert unusual_characters(text) == set(text) - PLAIN


def test_a_plain_character_cannot_be_looked_for_among_the_unusual():
    """A rule that would never find anything is refused when it is made."""
    with pytest.raises(ValueError, match="'子' is plain"):
        contains_any([ord("子"), 0x2F8F])


# Dots, what may stand around them, and what begins a case of the rule
FLAT = st.text(st.sampled_from("..电子以上的一二十1025\n ”(（"), max_size=60)


@given(FLAT)
def test_a_pause_begins_only_where_it_is_looked_for(text):
    """Dots are found where the pattern alone finds them at every place."""
    found = find_matches(flattened.PAUSE_RE, flattened.FIRST_OF_PAUSE, text)
    expected = flattened.PAUSE_RE.finditer(text)
    assert [match.span() for match in found] == [match.span() for match in expected]


# Chinese as GB18030 misreads its UTF-8, letters as single-byte encodings have them, and others
MISREAD = st.lists(
    st.text(st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF), max_size=6).map(
        lambda text: text.encode("utf-8").decode("gb18030", "ignore")
    )
    | st.text(st.sampled_from("äåèéÂÃï»¿À”“—…·?\ufffd €政务a"), max_size=6)
).map("".join)


@given(MISREAD)
def test_a_line_with_chinese_misread_as_gb18030_is_taken_back_to_bytes(line):
    """A run of UTF-8 that begins where a character does is seen in the characters, too."""
    data = line.encode("gb18030", "replace")
    place_at = mojibake._character_at(data)
    starts = [match.start() for match in mojibake.CHINESE_RUN_RE.finditer(data)]
    if any(place_at(start) is not None for start in starts):
        assert mojibake.RUN_AS_CHARACTERS_RE.search(line)


@given(MISREAD)
def test_signs_of_single_bytes_are_those_of_the_whole_line(line):
    """To look at the runs of letters alone leaves none out."""
    patterns = mojibake.SINGLE_BYTE_SIGNS.items()
    expected = {right for right, pattern in patterns if pattern.search(line)}
    if "gb18030" not in expected and mojibake.NOT_SINGLE_BYTE_RE.search(line):
        expected.discard("big5")
    assert mojibake._single_byte_signs(line) == expected
