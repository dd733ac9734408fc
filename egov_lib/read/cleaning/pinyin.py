"""Pinyin that a machine has strewn over a text: 領(lǐng)導(dǎo), a syllable after a character.

Parentheses that hold anything else are text, and so are one or two syllables: an author helps with
a rare name. A machine leaves dozens, with tone marks.
"""

from __future__ import annotations

import re

from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.patterns import find_matches, replace_match
from egov_lib.read.edit_log import Change, apply_changes
from egov_lib.seen import contains_any

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
GLOSS_RE = re.compile(
    rf"""(?<=[{HAN}])
    [(（](
        (?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?      # initial
        [aoeiuü{TONED}]{{1,3}}                    # final, with or without its tone mark
        (?:ng|n|r)?
    )[)）]""",
    re.VERBOSE | re.IGNORECASE,
)
has_tone = contains_any(map(ord, TONED + TONED.upper()))
LEAST_GLOSSES = 3  # with a tone mark, in a text


def find_glosses(text: str) -> list[Change]:
    """Find pinyin in parentheses after a character, where a machine has strewn it over the text.

    Parentheses that hold anything else, 州(市) (prefecture, city) or a name, are not touched, nor
    is a text with fewer than three toned syllables. A syllable without a tone mark counts only in a
    text where others carry one.

    >>> [change.before for change in find_glosses("領(lǐng)導(dǎo)小組(zǔ)到州(市)縣")]
    ['(lǐng)', '(dǎo)', '(zǔ)']
    """
    if not has_tone(text):
        return []
    found = list(find_matches(GLOSS_RE, "[(（]", text))
    toned = sum(1 for match in found if _has_tone(match[1]))
    if toned < LEAST_GLOSSES:
        return []
    return [replace_match(match, "", "machine pinyin") for match in found]


def _has_tone(syllable: str) -> bool:
    return any(letter in TONED for letter in syllable.lower())


def drop_glosses(text: str) -> str:
    """Take out the pinyin that `find_glosses` lists.

    >>> drop_glosses("領(lǐng)導(dǎo)小組(zǔ)到州(市)縣")  # leading group, counties
    '領導小組到州(市)縣'
    """
    return apply_changes(text, find_glosses(text)).text
