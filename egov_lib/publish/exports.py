"""Hand editions and findings on to other programs: TEI P5 for editors and archives, JSON for
everyone else.

TEI keeps the reading text in paragraphs and every finding stand-off, as a `span` with character
offsets in its paragraph, so layers may overlap; a source's apparatus goes along, as `change`
records with what was there before. The JSON follows the parts that GovDoc-CN, a data set of
official documents, names; they cover the text from its first character to its last, in order, so
that a labelling character by character can be read off.

A document that is translated carries its segments, each with its address and its English: as a list
in the JSON, and in the TEI as a translation in the back matter, whose every `seg` points to the
Chinese characters that it renders. A changed text, or one of the reader's own, has none.

Both are validated in the tests against `docs/schemas/`: a RELAX NG subset of TEI P5, and a JSON
Schema. Characters that XML forbids become U+FFFD there, one for one, so that offsets hold. A
finding without a place (silence) is not in the TEI.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.find.structure import parse_outline
from egov_lib.findings import (
    DataError,
    check_columns,
    check_findings,
    check_whole,
)
from egov_lib.read.citations import TITLE
from egov_lib.read.corpus import load_corpus, load_log, read_table
from egov_lib.read.translations import load_segments
from egov_lib.read.writing import write_whole

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FORBIDDEN_RE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
LAYER_NAME_RE = re.compile(r"[A-Za-z][\w.-]*")
NUMERALS = "一二三四五六七八九十"
# What GovDoc-CN calls the kinds of `parse_outline`.
PARTS = {
    "title": "正文标题",
    "number": "发文字号",  # document number
    "addressees": "主送机关",
    "signature": "发文机关署名",
    "date": "成文日期",
    "attachment": "附件",
}
BODY = "正文"  # what has no other name
# 一级标题, a heading of the first level, to the tenth
HEADINGS = ("heading", "article")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
EXPORTED_FROM = f"Exported from the {TITLE.removeprefix('The ')}."
JSON_FORMAT = "egov-documents/1"
TITLE_COLUMNS = ("title_zh", "title")
SOURCE_COLUMNS = ("found_at", "file")

SEGMENT_FIELDS = ["address", "start", "end", "text", "en", "note", "certainty"]
# How TEI grades what the translation calls certain, probable, possible.
CERT = {"certain": "high", "probable": "medium", "possible": "low"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What the findings say ("dates"): the findings
Layers = Mapping[str, pd.DataFrame]


class Part(NamedTuple):
    """A stretch of a text, and what GovDoc-CN calls it."""

    label: str
    start: int
    end: int


class Paragraph(NamedTuple):
    """A line of a text, as a paragraph of the TEI."""

    xml_id: str
    start: int
    end: int


# --- JSON ---------------------------------------------------------------------------------------


def to_json(docs: pd.DataFrame, layers: Layers, path: Any = None) -> str:
    """Write documents with their parts and layers of findings as JSON.

    Parameters
    ----------
    docs: a frame with doc_id, text, and any other columns.
    layers: findings in these documents, under the name of what they say, as in "dates".
    path: a file to write to as well; what was there is replaced, once all is written.

    Returns the JSON. Its root has the fields format and documents; a document has
    doc_id: its name
    about: its other columns
    text: the reading text
    parts: label, start, end and text of each; together they cover the text without gap or overlap
    segments: address, start, end, text, en (the English), note and certainty of each; they cover
        the text, too; empty for a document that is not translated
    findings: layer, start, end, quote, and whatever columns the layer has

    Offsets count characters (code points) in text. Raises `DataError` for a name of a layer that
    XML would refuse, and for a quote that is not in its place.

    >>> # notice on e-government; aims; build a platform
    >>> text = "关于电子政务的通知\\n一、目标\\n建成平台。"
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    >>> document = json.loads(to_json(docs, {}))["documents"][0]
    >>> [(part["label"], part["text"]) for part in document["parts"]]
    [('正文标题', '关于电子政务的通知\\n'), ('一级标题', '一、目标\\n'), ('正文', '建成平台。')]
    """
    _check(docs, layers)
    check_whole(docs, ["doc_id", "text"], "to_json")
    of_parts = parse_outline(docs).groupby("doc_id", sort=False)
    outlines = dict(list(of_parts))
    documents = []
    for card in docs.to_dict("records"):
        outline = outlines.get(card["doc_id"])
        documents.append(_json_document(card, outline, layers))
    root = {"format": JSON_FORMAT, "documents": documents}
    text = json.dumps(root, ensure_ascii=False, indent=1)
    return _keep(text, path)


def _json_document(
    card: dict, outline: pd.DataFrame | None, layers: Layers
) -> dict:
    """One document of the JSON; *card* is its row of the frame."""
    text, doc_id = card["text"], card["doc_id"]
    parts = [
        {**part._asdict(), "text": text[part.start : part.end]}
        for part in _parts(text, outline)
    ]
    findings = []
    for layer, rows in layers.items():
        own = rows[rows["doc_id"] == doc_id].drop(columns="doc_id")
        for row in own.to_dict("records"):
            findings.append({"layer": layer, **_plain_fields(row)})
    about = {
        name: value
        for name, value in card.items()
        if name not in ("doc_id", "text")
    }
    return {
        "doc_id": doc_id,
        "about": _plain_fields(about),
        "text": text,
        "parts": parts,
        "segments": _segments(card).to_dict("records"),
        "findings": findings,
    }


def _parts(text: str, outline: pd.DataFrame | None) -> list[Part]:
    """The parts that cover *text*; *outline* is that of `parse_outline`, or None."""
    labels = {}  # by the place where a part begins
    clauses = [] if outline is None else outline.itertuples()
    for clause in clauses:
        label = _label(clause.kind, clause.level)
        if label:
            after = _after_line(text, clause.end)
            labels[clause.start] = label
            labels.setdefault(after, BODY)
    labels.setdefault(0, BODY)
    starts = sorted(place for place in labels if place < len(text))
    ends = [*starts[1:], len(text)]
    return [
        Part(labels[start], start, end) for start, end in zip(starts, ends)
    ]


def _label(kind: str, level: int) -> str:
    """What GovDoc-CN calls a clause of an outline; "" for the body."""
    if kind in HEADINGS and 1 <= level <= len(NUMERALS):
        return f"{NUMERALS[level - 1]}级标题"
    return PARTS.get(kind, "")


def _after_line(text: str, end: int) -> int:
    """The place after a clause that ends at *end*, with its full stop and its line break."""
    if text.startswith("。\n", end):
        return end + 2
    if text.startswith(("\n", "。"), end):
        return end + 1
    return end


def _segments(card: Mapping) -> pd.DataFrame:
    """The segments of a document, if its text is the edition that is translated."""
    editions = load_corpus().set_index("doc_id")["text"]
    doc_id = card["doc_id"]
    if doc_id not in editions.index or editions[doc_id] != card["text"]:
        return pd.DataFrame(columns=SEGMENT_FIELDS)
    segments = load_segments(doc_id).rename(columns={"quote": "text"})
    return segments[SEGMENT_FIELDS]


def _plain_fields(row: Mapping) -> dict[str, Any]:
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """A cell as JSON has it: dates as text, missing as null."""
    if not pd.api.types.is_scalar(value):
        return [_plain(item) for item in value]
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return _iso(value)
    return value.item() if hasattr(value, "item") else value


def _iso(moment: pd.Timestamp) -> str:
    """A day, or where a time is given, day and time."""
    is_day = moment == moment.normalize()
    return f"{moment:%Y-%m-%d}" if is_day else moment.isoformat()


# --- TEI ----------------------------------------------------------------------------------------


def to_tei(docs: pd.DataFrame, layers: Layers, path: Any = None) -> str:
    """Write documents with layers of findings as one TEI P5 corpus.

    Parameters
    ----------
    docs, layers, path: as for `to_json`.

    Returns the XML. Each document is a `TEI` with
    teiHeader: title, source, and for the five sources every change of the edition
    p: each line of its text
    spanGrp: a layer, of `span` elements
    back: the English of a document that is translated: a paragraph for each of the text, of `seg`
        elements, with the translator's notes

    A `seg` has the attributes
    n: its address
    corresp: the Chinese that it renders, as a string-range
    cert: how sure the translation is, high, medium or low

    A `span` has the attributes
    n: the index of the finding in its frame
    target: for each line of the finding a string-range: paragraph, offset and length

    Raises `DataError` as `to_json` does.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["电子政务"]})  # electronic government
    >>> found = pd.DataFrame({"doc_id": ["d"], "start": [2], "end": [4], "quote": ["政务"]})
    >>> re.findall("<span .*?</span>", to_tei(docs, {"terms": found}))
    ['<span target="#string-range(d1.1,2,2)" n="0">政务</span>']
    """
    _check(docs, layers)
    ET.register_namespace("", TEI)
    root = ET.Element(f"{{{TEI}}}teiCorpus")
    _header(root, f"{TITLE}: export", "documents with findings")
    sources = set(read_table("documents")["doc_id"])
    for number, card in enumerate(docs.to_dict("records"), start=1):
        is_source = card["doc_id"] in sources
        root.append(
            _tei_document(f"d{number}", card, layers, is_source=is_source)
        )
    ET.indent(root, " ")
    xml = ET.tostring(root, encoding="unicode")
    return _keep(f"{DECLARATION}\n{xml}\n", path)


def _tei_document(
    xml_id: str, card: dict, layers: Layers, *, is_source: bool
) -> ET.Element:
    """One document of the TEI; *card* is its row of the frame."""
    doc_id = str(card["doc_id"])
    tei = ET.Element(f"{{{TEI}}}TEI", {XML_ID: xml_id, "n": _legal(doc_id)})
    title = _first_filled(card, TITLE_COLUMNS) or doc_id
    source = _first_filled(card, SOURCE_COLUMNS) or doc_id
    header = _header(tei, title, source)
    if is_source:
        _add_changes(header, load_log(doc_id))
    tei_text = _add(tei, "text")
    body = _add(tei_text, "body")
    paragraphs = _add_paragraphs(body, xml_id, card["text"])
    for layer, rows in layers.items():
        # Silence has no place in the text.
        has_place = rows["start"].notna() & (rows["end"] > rows["start"])
        own = rows[has_place & (rows["doc_id"] == doc_id)]
        if not own.empty:
            _add_spans(_add(body, "spanGrp", type=layer), own, paragraphs)
    segments = _segments(card)
    if not segments.empty:
        _add_translation(_add(tei_text, "back"), segments, paragraphs)
    return tei


def _first_filled(card: Mapping, columns: tuple[str, ...]) -> str:
    """The first of several columns that has a value; "" if none has."""
    for column in columns:
        if card.get(column):
            return str(card[column])
    return ""


def _header(parent: ET.Element, title: str, source: str) -> ET.Element:
    """Add a header with the three statements that TEI wants."""
    header = _add(parent, "teiHeader")
    description = _add(header, "fileDesc")
    _add(_add(description, "titleStmt"), "title", _legal(title))
    publication = _add(description, "publicationStmt")
    _add(publication, "p", EXPORTED_FROM)
    _add(_add(description, "sourceDesc"), "p", _legal(source))
    return header


def _add_changes(header: ET.Element, log: pd.DataFrame) -> None:
    """Add every change of the edition; TEI does not allow an empty list of them."""
    if log.empty:
        return
    changes = _add(_add(header, "revisionDesc"), "listChange")
    for change in log.itertuples():
        what = f"{change.before} → {change.after}"
        if change.note:
            what += f" ({change.note})"
        rule = change.rule.replace(":", "-")
        _add(changes, "change", _legal(what), n=str(change.step), type=rule)


def _add_paragraphs(
    body: ET.Element, xml_id: str, text: str
) -> list[Paragraph]:
    """Add each line of a text as a paragraph, and say where it is."""
    paragraphs = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        paragraph = Paragraph(f"{xml_id}.{number}", start, end)
        element = _add(body, "p", _legal(line))
        element.set(XML_ID, paragraph.xml_id)
        paragraphs.append(paragraph)
        start = end + 1  # the line break
    return paragraphs


def _add_spans(
    group: ET.Element, rows: pd.DataFrame, paragraphs: list[Paragraph]
) -> None:
    """Add a span for each finding."""
    cells = zip(rows.index, rows["start"], rows["end"], rows["quote"])
    for number, start, end, quote in cells:
        target = _string_ranges(int(start), int(end), paragraphs)
        _add(group, "span", _legal(quote), target=target, n=str(number))


def _add_translation(
    back: ET.Element, segments: pd.DataFrame, paragraphs: list[Paragraph]
) -> None:
    """Add the English, a paragraph for each of the text, aligned segment by segment."""
    division = _add(back, "div", type="translation")
    division.set(XML_LANG, "en")
    for paragraph in paragraphs:
        begins_here = segments["start"].between(paragraph.start, paragraph.end)
        own = segments[begins_here & (segments["start"] < paragraph.end)]
        if own.empty:
            continue
        english = _add(division, "p", corresp=f"#{paragraph.xml_id}")
        for segment in own.itertuples():
            range_ = _string_ranges(segment.start, segment.end, paragraphs)
            cert = CERT[segment.certainty]
            _add(
                english,
                "seg",
                _legal(segment.en),
                n=segment.address,
                corresp=range_,
                cert=cert,
            )
            if segment.note:
                _add(english, "note", _legal(segment.note), target=range_)


def _string_ranges(start: int, end: int, paragraphs: list[Paragraph]) -> str:
    """Point to a stretch of the text: a string-range for each paragraph that it touches."""
    touched = [
        paragraph
        for paragraph in paragraphs
        if paragraph.start < end and start < paragraph.end
    ]
    return " ".join(_string_range(start, end, one) for one in touched)


def _string_range(start: int, end: int, paragraph: Paragraph) -> str:
    """Point to what of a stretch is in this paragraph."""
    first = max(start, paragraph.start)
    last = min(end, paragraph.end)
    offset = first - paragraph.start
    return f"#string-range({paragraph.xml_id},{offset},{last - first})"


def _add(
    parent: ET.Element, name: str, text: str | None = None, **attributes: str
) -> ET.Element:
    child = ET.SubElement(parent, f"{{{TEI}}}{name}", attributes)
    child.text = text
    return child


def _legal(text: str) -> str:
    """Replace each character that XML forbids by U+FFFD."""
    return FORBIDDEN_RE.sub("\ufffd", text)


# --- both ---------------------------------------------------------------------------------------


def _check(docs: pd.DataFrame, layers: Layers) -> None:
    check_columns(docs, ["doc_id", "text"], "an export")
    for name, rows in layers.items():
        if not LAYER_NAME_RE.fullmatch(name):
            raise DataError(
                f"layer {name!r}: a name begins with a letter and holds letters, digits, . - and "
                "_ only"
            )
        check_findings(rows[rows["doc_id"].isin(docs["doc_id"])], docs)


def _keep(text: str, path: Any) -> str:
    """Write *text* to *path*, if there is one, and return it."""
    if path is not None:
        write_whole(path, text.encode("utf-8", errors="replace"))
    return text
