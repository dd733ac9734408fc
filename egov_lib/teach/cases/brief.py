"""The one-page brief: what is counted, what is still missing, and how it is laid out.

A brief answers a question in at most 350 words and leads every claim back to a passage. What is
missing is told in words and refuses nothing: an unfinished brief can be exported as it stands. The
first version is kept beside the revision, since a change of mind is a result.

`blocks_of` puts the brief together once; Markdown and HTML here, and Word in `word.py`, write the
same blocks. `brief.js` does the same in a page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from egov_lib.findings import DataError
from egov_lib.read.citations import cite, edition_of
from egov_lib.read.corpus import load_corpus
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import escape, write_out
from egov_lib.teach.cases.pins import FIELDS, Brief, Case, Pin

MOST_WORDS = 350
LEAST_PINS = 6
# Chinese characters that say as much as one English word, in translations of texts like these
HAN_A_WORD = 1.6
HAN_RE = re.compile("[\u3400-\u9fff〇]")
# A word with its hyphens and points, a number with its decimals: "e-government", "93.4"
LATIN_RE = re.compile(
    "[^\\W_〇\u3400-\u9fff]+(?:[-'’.,][^\\W_〇\u3400-\u9fff]+)*"
)
REFERENCE_RE = re.compile(r"\[\d+\]")


def count_words(text: str) -> int:
    """Count the words of a text in either language; references such as [3] are none.

    Of Chinese, 1.6 characters count as a word: 350 words are 560 characters.

    >>> count_words("The platform was due in about a year [1].")
    8
    >>> count_words("要用一年左右的时间")
    6
    """
    without = REFERENCE_RE.sub(" ", text)
    han = len(HAN_RE.findall(without))
    return len(LATIN_RE.findall(without)) + math.ceil(han / HAN_A_WORD)


def missing(case: Case, lang: str | None = None) -> list[str]:
    """What a case file still lacks for a brief, a sentence each; nothing where it is complete.

    >>> from egov_lib.teach.cases.pins import new_case
    >>> missing(new_case(), "en")[0]
    'No question yet: write the question that the brief answers.'
    """
    lang = current(lang)
    brief, pins = case["brief"], case["pins"]
    words = count_words(brief["text"])
    strengths = [pin["strength"] for pin in pins]
    told = []
    if not brief["question"].strip():
        told.append(say("case_lacks_question", lang))
    if not words:
        told.append(say("case_lacks_text", lang, **_room(0, lang)))
    if words > MOST_WORDS:
        told.append(
            say("case_too_long", lang, **_room(words - MOST_WORDS, lang))
        )
    if len(pins) < LEAST_PINS:
        more = LEAST_PINS - len(pins)
        told.append(say("case_lacks_pins", lang, count=len(pins), more=more))
    if "against" not in strengths:
        told.append(say("case_lacks_against", lang))
    if "silent" not in strengths:
        told.append(say("case_lacks_silence", lang))
    if words and not brief["first"]:
        told.append(say("case_not_submitted", lang))
    return told


# --- what it is made of -------------------------------------------------------------------------


class Block(NamedTuple):
    """A piece of the brief.

    kind: title, head, text, quote, note, number, or "beside": the revision with the first version
    lang: "en" or "zh", of its words
    also: the first version, of a block "beside"
    """

    kind: str
    text: str
    lang: str = ""
    also: str = ""


def blocks_of(case: Case, lang: str | None = None) -> list[Block]:
    """The brief, block by block: answer, first version, passages with their notes, editions."""
    lang = current(lang)
    brief = case["brief"]
    title = brief["question"] or say("case_file", lang)
    blocks = [Block("title", title, lang)]
    if case["name"]:
        blocks.append(Block("note", case["name"], lang))
    blocks += _answer_blocks(brief, lang)
    blocks.append(Block("note", word_count(brief["text"], lang), lang))
    blocks.append(_heading("case_passages", lang))
    for number, pin in enumerate(case["pins"], start=1):
        blocks += _pin_blocks(pin, number, lang)
    blocks.append(_heading("case_how_to_cite", lang))
    blocks.append(Block("note", _how_to_cite(case, lang), lang))
    return blocks


def _heading(key: str, lang: str) -> Block:
    return Block("head", say(key, lang), lang)


def _answer_blocks(brief: Brief, lang: str) -> list[Block]:
    """The answer, beside its first version where that was another."""
    text, first = brief["text"], brief["first"]
    if first in ("", text):
        return [_heading("case_answer", lang), *paragraphs(text, lang)]
    return [Block("beside", text, lang, first)]


def word_count(text: str, lang: str) -> str:
    """How many words a text has, of how many it may have."""
    return say("case_words", lang, **_room(count_words(text), lang))


def _room(words: int, lang: str) -> dict[str, int]:
    """A length and the most there may be, as a language counts them: Chinese in characters."""
    each = HAN_A_WORD if lang == "zh" else 1
    return {"count": round(words * each), "most": round(MOST_WORDS * each)}


def paragraphs(text: str, lang: str) -> list[Block]:
    """The lines of a text that have words, as blocks."""
    lines = [line.strip() for line in text.splitlines()]
    return [Block("text", line, lang) for line in lines if line]


def _pin_blocks(pin: Pin, number: int, lang: str) -> list[Block]:
    strength = say(f"case_{pin['strength']}", lang)
    claim = claim_in_words(pin, lang)
    head = f"[{number}] {strength}" + (f": {claim}" if claim else "")
    blocks = [Block("number", head, lang)]
    blocks += [
        Block("quote", text, side)
        for side, text in (("zh", pin["zh"]), ("en", pin["en"]))
        if text
    ]
    if pin["note"]:
        blocks.append(Block("note", pin["note"], lang))
    blocks.append(Block("note", citation(pin, lang), lang))
    return blocks


def claim_in_words(pin: Pin, lang: str) -> str:
    """The fields of a claim that are filled in, on one line."""
    colon, comma = ("：", "；") if lang == "zh" else (": ", "; ")
    parts = []
    for name in FIELDS:
        value = pin["claim"].get(name, "")
        if value and name == "verb":
            value = say(f"case_verb_{value}", lang)
        if value:
            label = say(f"case_{name}", lang)
            parts.append(f"{label}{colon}{value}")
    return comma.join(parts)


def citation(pin: Pin, lang: str) -> str:
    """Where a passage is, as a reader cites it, with the edition that was read."""
    address, edition = pin["address"], pin["edition"]
    if ":" not in address:
        return say("case_silent_in", lang, where=address, edition=edition)
    style = "gbt7714" if lang == "zh" else "chicago"
    try:
        cited = cite(address, style=style)
    except DataError:
        cited = address
    if edition and edition not in cited:
        cited = f"{cited} {say('case_edition', lang, edition=edition)}"
    return f"{address}. {cited}"


def _how_to_cite(case: Case, lang: str) -> str:
    """The line by which others cite this brief, with the editions that were read."""
    editions = _editions(case["pins"])
    title = case["brief"]["question"] or say("case_file", lang)
    return say(
        "case_cite_brief",
        lang,
        name=case["name"] or say("case_nameless", lang),
        title=title,
        count=len(case["pins"]),
        editions=", ".join(editions),
    )


def _editions(pins: Iterable[Pin]) -> list[str]:
    """The editions that pins were read in: "opinion-2002 d1f2…"."""
    named = [
        f"{pin['address'].partition(':')[0]} {pin['edition']}" for pin in pins
    ]
    return list(dict.fromkeys(named))


def editions_now() -> dict[str, str]:
    """The hash of each of the five texts as it is now."""
    return {doc_id: edition_of(doc_id) for doc_id in load_corpus()["doc_id"]}


# --- Markdown and HTML --------------------------------------------------------------------------

# What Markdown would read as a mark of its own.
MARKS_RE = re.compile(r"([\\`*_{}\[\]<>#|~$])")
LINE_MARK_RE = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def as_markdown(case: Case, lang: str | None = None) -> str:
    """The brief as Markdown; nothing that a student typed becomes a mark or an element."""
    pieces = [_markdown(block) for block in blocks_of(case, lang)]
    return "\n\n".join(pieces) + "\n"


def _markdown(block: Block) -> str:
    if block.kind == "beside":
        return "\n\n".join(_markdown(part) for part in sides_of(block))
    text = in_markdown(block.text)
    before, after = MARKDOWN.get(block.kind, ("", ""))
    return f"{before}{text}{after}"


MARKDOWN = {
    "title": ("# ", ""),
    "head": ("## ", ""),
    "number": ("**", "**"),
    "quote": ("> ", ""),
}


def sides_of(block: Block) -> list[Block]:
    """The revision and then the first version, each under its head."""
    lang = block.lang
    return [
        Block("head", say("case_revised", lang), lang),
        *paragraphs(block.text, lang),
        Block("head", say("case_first", lang), lang),
        *paragraphs(block.also, lang),
    ]


def in_markdown(text: str) -> str:
    """A text on one line, with a backslash before whatever Markdown would read.

    >>> in_markdown("1. <b> *x*")
    '1\\\\. \\\\<b\\\\> \\\\*x\\\\*'
    """
    line = " ".join(write_out(text).split())
    marked = MARKS_RE.sub(r"\\\1", line)
    return LINE_MARK_RE.sub(_with_backslash, marked)


def _with_backslash(found: re.Match) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


STYLE = (
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1D2329;background:#fff;"
    'font:11pt/1.45 "Source Sans 3","Segoe UI",system-ui,"PingFang SC","Microsoft YaHei",'
    '"Noto Sans CJK SC",sans-serif}'
    "h1{font-size:17pt;line-height:1.2}h2{font-size:12pt;margin:1.2em 0 .3em}"
    "p{margin:0 0 .4em}blockquote{margin:0 0 .2em;padding-left:.8em;border-left:3px solid #C2BBAB}"
    ".note{font-size:9pt;color:#51585F;overflow-wrap:anywhere}.number{font-weight:700;margin-top:.8em}"
    ".beside{display:flex;flex-wrap:wrap;gap:0 2em}.beside section{flex:1 1 17em}"
    "@media print{body{margin:0;font-size:10pt}}"
)
ELEMENTS = {
    "title": "h1",
    "head": "h2",
    "quote": "blockquote",
    "number": 'p class="number"',
    "note": 'p class="note"',
}


def as_html(case: Case, lang: str | None = None) -> str:
    """The brief as a page of its own; every text in it goes through the escaping door."""
    lang = current(lang)
    blocks = blocks_of(case, lang)
    body = "\n".join(_html(block) for block in blocks)
    tag = "zh-Hans" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(write_out(blocks[0].text))}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _html(block: Block) -> str:
    if block.kind == "beside":
        sides = sides_of(block)
        middle = len(paragraphs(block.text, block.lang)) + 1
        halves = [sides[:middle], sides[middle:]]
        inside = "".join(
            f"<section>{''.join(map(_html, half))}</section>"
            for half in halves
        )
        return f'<div class="beside">{inside}</div>'
    opening = ELEMENTS.get(block.kind, "p")
    name = opening.partition(" ")[0]
    tag = ' lang="zh-Hans"' if block.lang == "zh" else ' lang="en"'
    return f"<{opening}{tag}>{escape(block.text)}</{name}>"
