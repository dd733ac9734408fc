"""A reader without Chinese is never left alone with Chinese words.

Prose in English, in the tables and in the notebooks, may name the Chinese it
speaks of. Where it first does, in each field or cell, English stands beside
it: behind it in brackets, quotation marks or after "is" or a colon, or before
it, with the Chinese in brackets. The tables' own Chinese columns (quotes,
labels, patterns) are not prose.
"""

import csv
import json
import re
from pathlib import Path

import pytest
from notebook_files import english_notebooks

ROOT = Path(__file__).resolve().parents[1]
HAN = "\u3400-\u9fff〇"

# The characters that may stand inside one Chinese phrase.
INSIDE = (
    rf"(?:[{HAN}□、，。；：《》〈〉（）“”‘’·… —\d〔〕A-Z%-]"
    rf"|[.?](?=[{HAN}\d]))*[{HAN}]"
)
PHRASE = re.compile(rf"(?:[\d—%]+(?=[{HAN}]))?[{HAN}](?:{INSIDE})?")

# What may close a phrase before its English comes.
CLOSING = r"""[\s》”’"'`*_）」\]…，。：?？]*[A-ZＡ-Ｚ\d.%]*"""
NO_GLOSS = r"(?!none|only|not\b|nothing|no\b|fourteen|the\stext)"
NO_MEANING = (
    r"(?!not|used|named|in\b|of\b|also|only|written|read|taken|said|general"
    r"|new|no\b|what|asked|missing|printed|lost|found|given)"
)
ENGLISH_BEHIND = re.compile(
    rf"""^{CLOSING}(?:
       \s*[(（\[][^()（）]*?(?:[A-Za-z]{{2}}|\d–\d)
     | \s?[“"*][A-Za-z]
     | ,\s[“"*](?:…\s)?[A-Za-z\d]
     | ,\s(?:an?|the|to)\s
     | :\s{NO_GLOSS}[“"*]?(?:…\s)?[A-Za-z]{{2}}
     | \s(?:is|are|was|were)\s(?:to\sbe\s)?{NO_MEANING}[“"*a-z\d]
     | \s(?:often\s)?means?\s
     | \sof\sthis\ssegment\sis\s“
    )""",
    re.X,
)
ENGLISH_BEFORE = re.compile(
    r"""(?:[A-Za-z”"’*`]\.?|\b(?:19|20)\d\d)\s*[(（\[][^()（）\[\]A-Za-z]*$
     |  [”"*]\srenders?\s[“‘]?$
     |  they\srender\s$""",
    re.X,
)
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)

# Columns whose Chinese is the thing itself, not prose about it.
CHINESE_COLUMNS = {
    "chinese",
    "quote",
    "zh",
    "verb",
    "who",
    "cue",
    "unit",
    "hedge",
    "hedges",
    "hedges_a",
    "hedges_b",
    "a",  # these three: what coders had, hedges among it
    "b",
    "settled",
    "actors",
    "number",
    "word",
    "simplified",
    "traditional",
    "before",
    "after",
    "rivals",
    "example_before",
    "example_after",
    "inside",
    "answer_code",
}
TABLES = [
    *sorted((ROOT / "data").glob("*.csv")),
    *sorted((ROOT / "data/edits").glob("*.csv")),
    *sorted((ROOT / "data/translations").glob("*.csv")),
    ROOT / "data/readers/systems.definition.csv",
]
# Those of other languages, in folders of their own, have test_languages.py.
NOTEBOOKS = english_notebooks()

# Chinese that stays without English, and why. The key is what surrounds it.
ASKED = "the question asks what it means; English would be the answer"
WITHOUT_ENGLISH = {
    "Golden Water 等 8 business systems": ASKED,
    "as 等 tells": ASKED,
    "here 等 closes": ASKED,
    "speed up the building of … “等” 8 systems": ASKED,
    "What does the set phrase 各自为政": ASKED,
    "networks are built “各自为政”": ASKED,
    "systems is borne by 地方政府": ASKED,
    "What does 全程办事代理 offer": ASKED,
    "Then what is 纵向汇聚": ASKED,
    "How much is 2000亿元 in English": ASKED,
    "2000亿元 over the five years": ASKED,
    "（市）, city": ASKED,
    **dict.fromkeys(["…40亿元…", "…2000亿元…", "…500亿元…", "…400亿元…"], ASKED),
    "one dash lost as ?": "the damaged characters as they stand",
    "lost from a GBK page": "the damaged characters as they stand",
}


def phrases_without_english(text):
    """The Chinese phrases of a text that have no English at first use."""
    code = [match.span() for match in CODE.finditer(text)]
    explained = set()
    for match in PHRASE.finditer(text):
        start, end = match.span()
        phrase = match.group()
        in_code = any(first <= start < last for first, last in code)
        if in_code or phrase in explained:
            continue
        before, behind = text[:start], text[end:]
        searched = "looked for" in before.rsplit(";", 1)[-1]
        a_list_ends = searched and behind.startswith(":")
        if ENGLISH_BEFORE.search(before) or (
            ENGLISH_BEHIND.match(behind) and not a_list_ends
        ):
            explained.add(phrase)
            continue
        near = f"…{text[max(0, start - 60) : end + 40]}…"
        if not any(reason in near for reason in WITHOUT_ENGLISH):
            yield f"{phrase}: {near}"


def prose(path):
    """Where it stands and the text of every field of prose in a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            for column, text in row.items():
                if column.endswith("_zh") or column in CHINESE_COLUMNS:
                    continue
                yield f"line {number}, {column}", text


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_prose_of_tables_has_english_beside_its_chinese(path):
    """No field of prose leaves a reader with Chinese alone."""
    bare = [
        f"{place}: {phrase}"
        for place, text in prose(path)
        for phrase in phrases_without_english(text)
    ]
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_of_notebooks_has_english_beside_its_chinese(path):
    """No cell of prose leaves a reader with Chinese alone."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    bare = [
        f"cell {number}: {phrase}"
        for number, cell in enumerate(cells)
        if cell["cell_type"] == "markdown"
        for phrase in phrases_without_english("".join(cell["source"]))
    ]
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("the lead agency (牵头单位) is named", 0),
        ("牵头单位 (lead agency) is named", 0),
        ("“十五” (the tenth plan) = 2001–2005; “十五” ends", 0),
        ("looked for 培训 (training), 培训: none", 0),
        ("looked for 培训: none", 1),
        ("牵头单位 named only once", 1),
        ("also in 国务院 and 政协 (the conference)", 1),
    ],
)
def test_a_phrase_without_english_is_seen(text, bare):
    """The check tells a phrase with English from one without."""
    assert len(list(phrases_without_english(text))) == bare
