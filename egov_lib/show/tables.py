"""Tables with English beside their Chinese, and the other way round.

Whoever shows rows to a reader shows them through here: a frame in a notebook, the table of an
explorer, the line above a passage. A name or a term has the English of the glossary, the tables and
the gazetteers; a quotation has that of the clause it is in, which is said where the clause holds
more than the quotation. What is in none of these (a document of the reader's own) stays as it is.

In a notebook frames are shown so by themselves once `egov_lib` is imported; the frames are not
changed, and `egov_lib.tables.plain(frame)` shows one as pandas does.

>>> english_of("中共中央办公厅；国务院办公厅")
'General Office of the CPC Central Committee; General Office of the State Council'
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.read.characters import HAN
from egov_lib.read.corpus import data_folder, load_corpus, read_table
from egov_lib.read.translations import load_segments
from egov_lib.show.messages import (
    FRONT,
    LANGUAGES,
    column_name,
    current,
    head_word,
    say,
    say_dates,
    short_name,
    word,
)
from egov_lib.show.passages.page import Page
from egov_lib.show.remarks import remark_in_chinese
from egov_lib.show.safe_text import escape, show_unseen
from egov_lib.show.style import PLACES

HAN_RE = re.compile(f"[{HAN}]")
HAN_RUN_RE = re.compile(f"[{HAN}][{HAN}、；“”]*[{HAN}]|[{HAN}]")
LATIN_RE = re.compile("[A-Za-z]")
LIST_MARK_RES = (re.compile(r"[；;]|\s\|\s"), re.compile(r"[；;、]|\s\|\s"))
# Shorter words without a place are not looked for in the texts
SENTENCE_CHARS = 4
LONGEST_CELL = (
    200  # characters of a value in a series that is shown as a table
)
# A cell with its English below
EN_BELOW_RE = re.compile(
    '<span lang="zh">(.*?)</span><small lang="en">(.*?)</small>'
)
STYLE = (
    "<style>.egov-table td,.egov-table th{white-space:normal;vertical-align:top}\n"
    ".egov-table td:has(small),.egov-table td:has(span){text-align:left!important}\n"
    ".egov-table small{display:block;opacity:.75}</style>"
)


# --- English of names and of quotations ---------------------------------------------------------


def english_of(chinese: str, doc_id: str | None = None) -> str:
    """The English of a name, a term, or a list of them; empty where one is not known.

    With a document, a name that stands for a body of its own place has that body's English.

    >>> english_of("政务内网")
    'government intranet'
    >>> english_of("市政府", "wuhai-2006")
    "Wuhai Municipal People's Government"
    >>> english_of("市政府", "a-file-of-mine")
    ''
    """
    if word(chinese, "en") != chinese:
        return word(chinese, "en")
    names = _names_in(data_folder(), doc_id)
    for mark_re in (None, *LIST_MARK_RES):
        parts = [chinese] if mark_re is None else mark_re.split(chinese)
        parts = [part.strip() for part in parts]
        if all(part in names for part in parts):
            return "; ".join(names[part] for part in parts)
    return ""


def chinese_of(english: str) -> str:
    """The Chinese of a label, a name, a remark or a value of a table; empty where it is not known.

    >>> chinese_of("Zeng Peiyan"), chinese_of("nation")
    ('曾培炎', '国家')
    """
    said = word(english, "zh")
    if said != english:
        return said
    names = _chinese_names(data_folder())
    return names.get(english) or remark_in_chinese(english)


def quote_in_english(
    quote: str, doc_id: str | None = None, start: int | None = None
) -> str:
    """The English of words of the five texts: of the clauses they are in.

    Without a place they are looked for, and the first clause that has them counts. Where the
    clauses hold more than the words, "in" and quotation marks say so. Empty for words that are in
    none of the five texts.

    >>> quote_in_english("30日上午")
    'On the morning of the 30th,'
    >>> quote_in_english("上午")
    'in “On the morning of the 30th,”'
    """
    if start is None:
        doc_id, start = _find(quote, data_folder()) or (None, 0)
    segments = _segments(data_folder()).get(doc_id)
    if segments is None or not quote:
        return ""
    end = start + len(quote)
    is_touched = (segments["start"] < end) & (segments["end"] > start)
    touched = segments[is_touched]
    before, found, after = _cut_out(touched, start, end)
    if found != quote:
        return ""  # a text of the reader's own, under the name of one of ours
    english = " ".join(touched["en"])
    is_part = re.search(r"\w|□", before + after)
    return say("in_clause", "en", english=english) if is_part else english


def _cut_out(
    segments: pd.DataFrame, start: int, end: int
) -> tuple[str, str, str]:
    """The text of some segments: before, between, and after two places of their document."""
    if segments.empty:
        return "", "", ""
    text = "".join(segments["quote"])
    offset = int(segments["start"].iloc[0])
    first, last = start - offset, end - offset
    return text[:first], text[first:last], text[last:]


def glossed(
    text: str, lang: str | None = None, doc_id: str | None = None
) -> str:
    """A line with what is known of its other language in parentheses.

    A note in English has the names in it explained one by one.

    >>> glossed("国务院办公厅", "en")
    '国务院办公厅 (General Office of the State Council)'
    >>> glossed("counted: 金关, 金税", "en")
    'counted: 金关 (Golden Customs), 金税 (Golden Tax)'
    """
    lang = current(lang)
    if lang == "zh":
        chinese = "" if HAN_RE.search(text) else chinese_of(text)
        return f"{text}（{chinese}）" if chinese else text
    if not HAN_RE.search(text):
        return text
    whole = english_of(text, doc_id)
    if whole:
        return f"{text} ({whole})"
    return HAN_RUN_RE.sub(_explained, text) if LATIN_RE.search(text) else text


def _explained(found: re.Match) -> str:
    """A run of Chinese in an English note, with its English unless that stands beside it."""
    after = found.string[found.end() :].lstrip()
    before = found.string[: found.start()].rstrip()
    is_explained = after[:1] in ("(", "（", "“") or before[-1:] in ("(", "（")
    english = "" if is_explained else english_of(found[0])
    return f"{found[0]} ({english})" if english else found[0]


# --- a cell, a table ----------------------------------------------------------------------------


def cell(
    chinese_or_english: str,
    lang: str | None = None,
    *,
    place: tuple = (),
    of: str | None = None,
    column: Hashable = "",
) -> str:
    """A cell as HTML, escaped, with the other language below it where that is known.

    *place* is the doc_id and the start of a quotation, *of* the doc_id of any other value.
    """
    text = chinese_or_english.strip("\n").replace("\n", " ")
    lang = current(lang)
    doc_id = place[0] if place else of
    if lang == "zh":
        return _in_chinese(text, column)
    if not HAN_RE.search(text):
        return escape(text)
    other = "" if place else english_of(text, doc_id)
    is_ours = doc_id is None or doc_id in _segments(data_folder())
    if not other and (place or (is_ours and len(text) >= SENTENCE_CHARS)):
        other = quote_in_english(text, *place)
    other = other or english_of(text, doc_id)
    if not other:
        return escape(glossed(text, lang))
    return f'<span lang="zh">{escape(text)}</span><small lang="en">{escape(other)}</small>'


def _in_chinese(text: str, column: Hashable) -> str:
    """A cell for a reader of Chinese.

    A value by which code chooses rows keeps its English, with the Chinese below; a name has the
    Chinese first; a remark in English needs no English.
    """
    said = _said_in_chinese(text, column)
    if said:
        return f'{escape(text)}<small lang="zh">{escape(said)}</small>'
    told = remark_in_chinese(text)
    if told:
        return f'<span lang="zh">{escape(told)}</span>'
    names = _chinese_names(data_folder())
    name = "" if HAN_RE.search(text) else names.get(text, "")
    if not name:
        return escape(text)
    return f'<span lang="zh">{escape(name)}</span><small lang="en">{escape(text)}</small>'


def _several_in_chinese(values: Sequence, column: Hashable) -> str:
    """Several names in one cell, with their Chinese below where that of all is known.

    >>> _several_in_chinese(("yunnan-2006", "wuhai-2006"), "value")[-34:]
    '<small lang="zh">云南报道、乌海讲话</small>'
    """
    written = escape(str(values))
    names = [value for value in values if isinstance(value, str)]
    said = [
        _said_in_chinese(name, column) or head_word(name) for name in names
    ]
    if not said or len(said) < len(values) or not all(said):
        return written
    return f'{written}<small lang="zh">{escape("、".join(said))}</small>'


def _said_in_chinese(name: str, column: Hashable) -> str:
    """The Chinese of a value of a column, or of what an id names; empty where it is not known.

    >>> _said_in_chinese("nation", "level"), _said_in_chinese("opinion-2002", "doc_id")
    ('国家', '指导意见')
    """
    said = word(name, "zh", column)
    if said == name:
        said = _named_by_id(data_folder()).get(name, "")
    return said


def table(frame: pd.DataFrame, *, lang: str | None = None) -> Page:
    """Show a frame with English beside its Chinese (or Chinese beside its English).

    Long frames are cut in the middle as pandas does it, long cells never. A column whose other
    language is a column of the frame, too (label_zh and label_en), stays as it is.

    >>> events = pd.DataFrame({"quote": ["30日上午"], "kind": ["meeting"]})
    >>> "On the morning of the 30th," in table(events)
    True
    """
    lang = current(lang)
    shown = _near_the_ends(frame)
    cells = _cells(frame, shown, frame.columns, lang)
    cells.index = _safe_index(frame.index, lang, _names_of(frame))
    is_cut = len(shown) < len(frame)
    with pd.option_context("display.max_colwidth", None):
        drawn = cells.to_html(
            escape=False,
            notebook=True,
            max_rows=len(shown) if is_cut else None,
            max_cols=pd.get_option("display.max_columns"),
            show_dimensions=is_cut,
        )
    return Page(f"<div class='egov-table'>{STYLE}{drawn}</div>")


def _figure_to_read(value: object, lang: str) -> object:
    """A day as people write it, a number without needless decimals, nothing for nothing."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return say_dates(value, value, lang)
    return f"{value:g}" if isinstance(value, float) else _safe(value)


def in_reading(value: object, column: str, lang: str | None = None) -> str:
    """A value of a table as a line of text; Chinese has its English after it where it is known.

    >>> in_reading("电子政务", "word", "en"), in_reading(0.25, "dp", "zh")
    ('电子政务 (e-government)', '0.25')
    """
    lang = current(lang)
    if not isinstance(value, str):
        return str(_figure_to_read(value, lang))
    if lang == "zh":
        return _chinese_to_read(value, column, pd.Index([column]))
    said = word(value, lang, column)
    if not HAN_RE.search(said):
        return said
    english = english_of(said)
    if not english and len(said) >= SENTENCE_CHARS:
        english = quote_in_english(said)
    return f"{said} ({english})" if english else said


# Columns that are shown per cent
SHARES = ("share", "other_share", "low", "high", "less_firm")


def reading(frame: pd.DataFrame, *, lang: str | None = None) -> Page:
    """Show a frame to somebody who reads: heads in words, no numbers of rows, English first.

    Columns that place a finding in its text (doc_id, start, end) lead to the English of its
    quotation; of these only the document is shown. Names of rows become a column. Where a column
    is the English label of the row, a quotation has no second English.

    >>> pairs = pd.DataFrame({"quote": ["30日上午，"], "share": [0.5]})
    >>> page = reading(pairs)
    >>> "<th>What it says</th>" in page, "50 %" in page
    (True, True)
    """
    lang = current(lang)
    named = any(name is not None for name in frame.index.names)
    rows = frame.reset_index(allow_duplicates=True) if named else frame
    hidden = {"start", "end", "other_start", "other_end"}
    if lang == "zh" and {"label_zh", "quote"} & set(rows.columns):
        hidden.add("label_en")
    shown = [
        place for place, name in enumerate(rows.columns) if name not in hidden
    ]
    names = list(rows.columns)
    heads = [column_name(str(names[place]), names)[lang] for place in shown]
    cells = pd.DataFrame(
        [
            [_cell_to_read(rows, number, place, lang) for place in shown]
            for number in range(len(rows))
        ],
        columns=[escape(head) for head in heads],
        dtype=object,
    )
    with pd.option_context("display.max_colwidth", None):
        drawn = cells.to_html(index=False, escape=False, border=0)
    return Page(f"<div class='egov-table'>{STYLE}{drawn}</div>")


def _cell_to_read(
    rows: pd.DataFrame, number: int, place: int, lang: str
) -> object:
    """A value of a frame in the words of a reader."""
    value, column = rows.iloc[number, place], rows.columns[place]
    if column in SHARES and not pd.isna(value):
        space = "" if lang == "zh" else " "
        return f"{100 * value:.0f}{space}%"
    if isinstance(value, bool | np.bool_):
        return escape(word(str(value), lang, column))
    if not isinstance(value, str):
        return _figure_to_read(value, lang)
    if column in ("doc_id", "other_doc_id") and value in FRONT:
        return escape(dict(zip(LANGUAGES, FRONT[value]))[lang])
    if lang == "zh":
        told = _chinese_to_read(value, column, rows.columns)
        return escape(told.strip("\n").replace("\n", " "))
    if "label_en" in rows.columns or not HAN_RE.search(value):
        return escape(word(value, lang, column))
    both = cell(value, lang, place=_place(rows, number, column))
    return EN_BELOW_RE.sub(r"\2<small lang='zh'>\1</small>", both)


def _chinese_to_read(value: str, column: str, columns: pd.Index) -> str:
    """A value in Chinese, unless a column beside it has its Chinese."""
    said = word(value, "zh", column)
    if said != value or _has_other_language(column, columns):
        return said
    # Words of a text are no name, but a remark may quote them
    known = remark_in_chinese if HAN_RE.search(value) else chinese_of
    return known(value) or value


def rows_as_html(
    frame: pd.DataFrame, columns: list[str], lang: str | None = None
) -> str:
    """Some columns of all rows of a frame as a plain table in HTML, in both languages.

    Places of quotations are looked up in the whole frame.
    """
    lang = current(lang)
    rows = list(range(len(frame)))
    cells = _cells(frame, rows, columns, lang)
    with pd.option_context("display.max_colwidth", None):
        drawn = cells.to_html(index=False, escape=False, border=0)
    return f"<div class='egov-table'>{STYLE}{drawn}</div>"


def _cells(
    frame: pd.DataFrame,
    shown: list[int],
    columns: Sequence[Hashable],
    lang: str,
) -> pd.DataFrame:
    """Some columns of a frame in HTML, in the rows that are *shown*."""
    named = {name: _column(frame, shown, name, lang) for name in columns}
    cells = pd.DataFrame(named, index=frame.index, columns=columns)
    cells.columns = _safe_heads(cells.columns, lang, _names_of(frame))
    return cells


def _names_of(frame: pd.DataFrame) -> list[Hashable]:
    """The names that stand in a frame: of its columns, of its rows, and of both together."""
    columns = frame.columns
    return [*columns, *columns.names, *frame.index.names]


def _safe_heads(
    columns: pd.Index, lang: str, beside: Sequence[Hashable]
) -> pd.Index:
    """The names of columns as they are shown, level by level where they have several."""
    names = [_head(name, lang, beside=beside) for name in columns.names]
    heads = [
        tuple(
            _head(part, lang, of, beside)
            for part, of in zip(_levels(column, columns), columns.names)
        )
        for column in columns
    ]
    return _index_of(heads, names)


def _levels(label: Hashable, index: pd.Index) -> tuple:
    """The parts of a name, one for each level of its index."""
    return label if index.nlevels > 1 else (label,)


def _index_of(labels: list[tuple], names: list) -> pd.Index:
    """An index of labels that have a part for each level."""
    if len(names) > 1:
        return pd.MultiIndex.from_tuples(labels, names=names)
    return pd.Index([label for (label,) in labels], name=names[0])


def _head(
    column: Hashable,
    lang: str,
    of: Hashable = None,
    beside: Sequence[Hashable] = (),
) -> object:
    """The name of a column as it is shown: for a reader of Chinese with what it means below.

    Columns that have a name together (*of*: kind) are called by its values; what a name means may
    hang on the names *beside* it.
    """
    if lang == "en" or column is None:
        return _safe(column)
    said = "" if of is None else _said_in_chinese(str(column), of)
    said = said or head_word(column, beside)
    said = said or _named_by_id(data_folder()).get(str(column), "")
    below = f'<small lang="zh">{escape(said)}</small>' if said else ""
    return f"{_safe(column)}{below}" if below else _safe(column)


def _near_the_ends(frame: pd.DataFrame) -> list[int]:
    """The numbers of the rows that are shown; of a long frame those at its ends."""
    most = pd.get_option("display.max_rows")
    if most is None or len(frame) <= most:
        return list(range(len(frame)))
    half = (pd.get_option("display.min_rows") or most) // 2
    return [*range(half), *range(len(frame) - half, len(frame))]


def _column(
    frame: pd.DataFrame, shown: list[int], column: Hashable, lang: str
) -> pd.Series:
    """A column as it is shown; one without words is left alone."""
    values = frame[column]
    if values.dtype.kind in "iufbM" or not shown:
        return values
    cells = values.astype(object).tolist()
    has_other = _has_other_language(column, frame.columns)
    has_documents = "doc_id" in frame.columns and frame.columns.nlevels == 1
    documents = frame["doc_id"].tolist() if has_documents else None
    for number in shown:
        value = cells[number]
        if lang == "zh" and isinstance(value, (tuple, np.ndarray)):
            cells[number] = _several_in_chinese(value, column)
        elif has_other or not isinstance(value, str):
            cells[number] = _safe(value)
        else:
            cells[number] = cell(
                value,
                lang,
                place=_place(frame, number, column),
                of=documents[number] if documents else None,
                column=column,
            )
    return pd.Series(cells, index=frame.index, dtype=object)


def _has_other_language(column: Hashable, columns: pd.Index) -> bool:
    """Whether a column like label_zh has its twin label_en in the frame."""
    stem, _, lang = str(column).rpartition("_")
    twin = {"zh": "en", "en": "zh"}.get(lang)
    return f"{stem}_{twin}" in columns


def _place(frame: pd.DataFrame, number: int, column: Hashable) -> tuple:
    """The document and start of a quotation; nothing for other columns, or without a place."""
    side = {"quote": "", "other_quote": "other_"}.get(column)
    if side is None:
        return ()
    doc_id_column = f"{side}doc_id"
    start_column = f"{side}start"
    if not {doc_id_column, start_column}.issubset(frame.columns):
        return ()
    doc_id = frame[doc_id_column].iloc[number]
    start = frame[start_column].iloc[number]
    return () if pd.isna(start) else (doc_id, int(start))


def _safe_index(
    index: pd.Index, lang: str, beside: Sequence[Hashable] = ()
) -> pd.Index:
    """The names of rows as they are shown: texts in both languages, figures as they are."""
    heads = [_head(name, lang, beside=beside) for name in index.names]
    if index.dtype.kind in "iufM":
        return index.rename(heads[0])
    names = [
        tuple(
            _row_name(part, lang, of)
            for part, of in zip(_levels(name, index), index.names)
        )
        for name in index
    ]
    return _index_of(names, heads)


def _row_name(name: object, lang: str, of: Hashable) -> object:
    """The name of a row, or a part of it: a text in both languages, a figure as it is."""
    if isinstance(name, str):
        return cell(name, lang, column=of or "")
    return _safe(name)


def _safe(value: object) -> object:
    """A cell or a name as pandas may draw it: a number or a day as it is, all else escaped.

    A path, a set, or an object of the reader's own is drawn as the text that it is written as.
    """
    is_figure = pd.api.types.is_scalar(value) and not isinstance(
        value, (str, bytes)
    )
    return value if is_figure else escape(str(value))


# --- frames in a notebook -----------------------------------------------------------------------


def show_frame(frame: pd.DataFrame) -> str:
    """A frame as a notebook shows it: as a `table` if it has Chinese, else as pandas does."""
    levels = max(frame.columns.nlevels, frame.index.nlevels)
    is_plain = levels == 1 or current(None) == "zh"
    if not is_plain or not frame.columns.is_unique or not _has_words(frame):
        return plain(frame)
    return table(frame)


def show_series(series: pd.Series) -> str | None:
    """A series as a notebook shows it: to a reader of Chinese as a table with its words in Chinese.

    None where pandas shows it as it does: in English, without words, or with whole texts.
    """
    if current(None) == "en" or series.map(_is_text).any():
        return None
    frame = series.to_frame("" if series.name is None else series.name)
    return table(frame) if _has_words(frame) else None


def _is_text(value: object) -> bool:
    """Whether a value is too long to be shown whole."""
    return isinstance(value, str) and len(value) > LONGEST_CELL


def plain(frame: pd.DataFrame) -> Page:
    """Show a frame as pandas shows it, without a second language; no cell is cut short."""
    with pd.option_context("display.max_colwidth", None):
        # None where pandas is told to show frames as text
        return Page(show_unseen(frame._repr_html_() or ""))


def _has_words(frame: pd.DataFrame) -> bool:
    """Whether something in a frame has another language to be shown."""
    shown = frame.iloc[_near_the_ends(frame)]
    columns = [shown.index, *(shown[name] for name in shown.columns)]
    if shown.index.nlevels > 1:
        columns += list(shown.index.levels)
    words = [
        value
        for column in columns
        if column.dtype.kind not in "iufbM"
        for value in column
        if isinstance(value, str)
    ]
    if current(None) == "zh":
        heads = _names_of(frame)
        if frame.columns.nlevels > 1:
            heads += [part for column in frame.columns for part in column]
        if any(map(head_word, heads)) or any(map(chinese_of, words)):
            return True
    return any(map(HAN_RE.search, words))


# --- what is known by name ----------------------------------------------------------------------

# Tables with names in both languages. Of two that differ the later one counts.
NAME_COLUMNS = (
    ("genres", "genre", "english"),
    ("body_parts", "word", "english"),
    ("offices", "office", "english"),
    ("bodies", "full_name", "english"),
    ("bodies", "name", "english"),
    ("translation_samples", "chinese", "english"),
    ("translation_terms", "simplified", "english"),
    ("actors", "office_zh", "office_en"),
    ("speakers", "speaker_zh", "speaker_en"),
    ("glossary", "simplified", "english"),
    ("actors", "label_zh", "label_en"),
    ("words", "word", "english"),
)
# Words of grammar, which no glossary has
PARTICLES = {
    "的": "of, ’s",
    "和": "and",
    "与": "and, with",
    "是": "is, are",
    "要": "is to, must",
    "从": "from",
    "向": "towards",
    "了": "(is done)",
}
# What a table calls a row of its own: a word of the language means more than that
LABELLED = ("clauses", "events", "systems", "targets", "themes")
LABELS = (
    *((name, "label_zh", "label_en") for name in LABELLED),
    ("targets", "subject_zh", "subject_en"),
)


class Name(NamedTuple):
    """A name or a term.

    doc_id: the document of the row it is from; empty in a table that belongs to no document
    """

    chinese: str
    english: str
    doc_id: str


@lru_cache(maxsize=16)
def _names_in(folder: object, doc_id: str | None) -> Mapping[str, str]:
    """The English of every name and term, as a document has them."""
    own = _own_names(folder)
    return ChainMap(own.get(doc_id, {}), own[None])


@lru_cache(maxsize=2)
def _own_names(_folder: object) -> dict[str | None, dict[str, str]]:
    """The English of names: under None those that mean the same everywhere.

    Under a doc_id are those that are short for a body of that document's place: 市政府 (municipal
    government) in a speech of Wuhai's. In another document they are another body's.
    """
    names = {None: dict(PARTICLES)}
    for name in _names():
        group = name.doc_id if _is_short_for_its_place(name) else None
        names.setdefault(group, {})[name.chinese] = name.english
    return names


def _is_short_for_its_place(name: Name) -> bool:
    """Whether the English says a place that the Chinese leaves to its document to say."""
    return bool(name.doc_id) and any(
        place in name.english and chinese not in name.chinese
        for place, chinese in _places_of_documents().items()
    )


@lru_cache(maxsize=1)
def _places_of_documents() -> dict[str, str]:
    """English -> Chinese of the places that our five texts are from or about."""
    return {
        word(place, "en"): word(place, "zh")
        for place in PLACES
        if place != "China"
    }


@lru_cache(maxsize=2)
def _chinese_names(_folder: object) -> dict[str, str]:
    """The Chinese of every English name and label."""
    return {name.english: name.chinese for name in _names()}


@lru_cache(maxsize=2)
def _named_by_id(_folder: object) -> dict[str, str]:
    """The Chinese label of every row of our tables, and the short name of every text, by its id.

    An id of one word (law) is left out: in another column it may be a value.
    """
    names = {}
    for table_name in LABELLED:
        rows = read_table(table_name)
        ids = rows[f"{table_name[:-1]}_id"]
        names |= dict(zip(ids, rows["label_zh"]))
    documents = load_corpus()["doc_id"]
    names |= {doc_id: short_name(doc_id, "zh") for doc_id in documents}
    return {name: label for name, label in names.items() if "-" in name}


def _names() -> list[Name]:
    """Every name with its English, those of the later tables last."""
    names = []
    for table_name, chinese, english in [*LABELS, *NAME_COLUMNS]:
        rows = read_table(table_name)
        documents = rows.get("doc_id", [""] * len(rows))
        names += [
            Name(*row)
            for row in zip(rows[chinese], rows[english], documents)
            if row[0] and row[1]
        ]
    return names


@lru_cache(maxsize=2)
def _segments(_folder: object) -> dict[str, pd.DataFrame]:
    """The segments of each translated document."""
    return dict(iter(load_segments().groupby("doc_id", sort=False)))


@lru_cache(maxsize=2)
def _texts(_folder: object) -> dict[str, str]:
    docs = load_corpus()
    return dict(zip(docs["doc_id"], docs["text"]))


@lru_cache(maxsize=4096)
def _find(quote: str, folder: object) -> tuple[str, int] | None:
    """The first place of some words in the five texts."""
    for doc_id, text in _texts(folder).items():
        at = text.find(quote)
        if at >= 0:
            return doc_id, at
    return None
