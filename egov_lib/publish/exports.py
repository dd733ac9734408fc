"""Hand editions and findings on to other programs: TEI P5 for editors and archives, JSON for everyone else.

TEI keeps the reading text in paragraphs and every finding stand-off, as a `span` with character offsets in its paragraph, so
layers may overlap; a source's apparatus goes along, as `change` records with what stood there before. The JSON follows the parts
that GovDoc-CN, a data set of official documents, names (发文字号 document number, 正文标题 title, 主送机关 addressees, 一级标题
first-level heading, 正文 body …): they cover the text from its first character to its last, in order, so that a labelling
character by character can be read off.

Both are validated in the tests against `docs/schemas/`: a RELAX NG subset of TEI P5, and a JSON Schema. Characters that XML
forbids become U+FFFD there, one for one, so that offsets hold. Silence (a finding without a place) has no place in the TEI.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from egov_lib.find.structure import parse_outline
from egov_lib.findings import DataError, check_columns, check_findings
from egov_lib.read.corpus import load_log, read_table

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FORBIDDEN_RE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMERALS = "一二三四五六七八九十"
PARTS = {  # kinds of `parse_outline` and what GovDoc-CN calls them
    "title": "正文标题", "number": "发文字号", "addressees": "主送机关", "signature": "发文机关署名", "date": "成文日期",
    "attachment": "附件",
}  # fmt: skip
LAYERS_RE = re.compile(r"[A-Za-z][\w.-]*")


def to_json(docs: pd.DataFrame, layers: Mapping[str, pd.DataFrame], path: Any = None) -> str:
    """Write documents with their parts and layers of findings as JSON; return it, and write it to *path* if given.

    *layers* are findings under the name of what they say ("dates"). The root has format, documents; a document has doc_id,
    about (its other columns), text, parts (label, start, end, text) and findings (layer, start, end, quote, and whatever
    columns there are). Offsets count characters (code points) in text; parts cover it without gap or overlap.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["关于电子政务的通知\\n一、目标\\n建成平台。"]})  # notice; aims; build
    >>> [(p["label"], p["text"]) for p in json.loads(to_json(docs, {}))["documents"][0]["parts"]]
    [('正文标题', '关于电子政务的通知\\n'), ('一级标题', '一、目标\\n'), ('正文', '建成平台。')]
    """
    _check(docs, layers)
    outline = dict(iter(parse_outline(docs).groupby("doc_id", sort=False)))
    documents = []
    for card in docs.to_dict("records"):
        text, doc_id = card.pop("text"), card["doc_id"]
        marks = [
            {"layer": layer}
            | {name: _plain(value) for name, value in row.items() if name != "doc_id"}
            for layer, rows in layers.items()
            for row in rows[rows["doc_id"] == doc_id].to_dict("records")
        ]
        parts = [
            {"label": p, "start": s, "end": e, "text": text[s:e]}
            for p, s, e in _parts(text, outline.get(doc_id))
        ]
        about = {str(name): _plain(value) for name, value in card.items() if name != "doc_id"}
        documents.append(
            {"doc_id": doc_id, "about": about, "text": text, "parts": parts, "findings": marks}
        )
    return _keep(
        json.dumps(
            {"format": "egov-documents/1", "documents": documents}, ensure_ascii=False, indent=1
        ),
        path,
    )


def _parts(text: str, clauses: pd.DataFrame | None) -> Iterator[tuple[str, int, int]]:
    """The parts that cover *text*: label, start, end."""
    cuts = {}
    for row in clauses.itertuples() if clauses is not None else ():
        if row.kind in PARTS or (row.kind in ("heading", "article") and 1 <= row.level <= 10):
            label = PARTS.get(row.kind) or f"{NUMERALS[row.level - 1]}级标题"
            cuts[row.start] = label
            after = row.end + (text[row.end : row.end + 1] in ("\n", "。"))
            after += text[after - 1 : after + 1] == "。\n"
            cuts.setdefault(after, "正文")
    places = sorted({0: "正文"} | cuts if 0 not in cuts else cuts)
    places = [place for place in places if place < len(text)]
    for start, end in zip(places, [*places[1:], len(text)]):
        yield cuts.get(start, "正文"), start, end


def to_tei(docs: pd.DataFrame, layers: Mapping[str, pd.DataFrame], path: Any = None) -> str:
    """Write documents with layers of findings as one TEI P5 corpus; return it, and write it to *path* if given.

    A document is a `TEI` with its header (title, source, and for the five sources every change of the edition), a `p` for each
    line, and a `spanGrp` a layer; a `span` has n (the finding's row), from and to (the paragraphs), and target, whose
    string-range gives paragraph, offset and length. A finding over several lines has a range in each.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["电子政务"]})  # electronic government
    >>> found = pd.DataFrame({"doc_id": ["d"], "start": [2], "end": [4], "quote": ["政务"]})
    >>> re.findall("<span .*?</span>", to_tei(docs, {"terms": found}))
    ['<span target="#string-range(d1.1,2,2)" n="0">政务</span>']
    """
    _check(docs, layers)
    ET.register_namespace("", TEI)
    root = ET.Element(f"{{{TEI}}}teiCorpus")
    _header(root, "The E-Government Workbook: export", "documents with findings")
    sources = set(read_table("documents")["doc_id"])
    for number, card in enumerate(docs.to_dict("records"), start=1):
        root.append(_document(f"d{number}", card, layers, edited=card["doc_id"] in sources))
    ET.indent(root, " ")
    return _keep(
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n",
        path,
    )


def _document(
    xml_id: str, card: dict, layers: Mapping[str, pd.DataFrame], *, edited: bool
) -> ET.Element:
    text, doc_id = card["text"], str(card["doc_id"])
    tei = ET.Element(f"{{{TEI}}}TEI", {XML_ID: xml_id, "n": _legal(doc_id)})
    title = next((str(card[c]) for c in ("title_zh", "title") if card.get(c)), doc_id)
    header = _header(
        tei, title, next((str(card[c]) for c in ("found_at", "file") if card.get(c)), doc_id)
    )
    if edited and len(log := load_log(doc_id)):
        changes = _add(_add(header, "revisionDesc"), "listChange")
        for change in log.itertuples():
            what = f"{change.before} → {change.after}" + (
                f" ({change.note})" if change.note else ""
            )
            _add(
                changes,
                "change",
                _legal(what),
                n=str(change.step),
                type=change.rule.replace(":", "-"),
            )
    body, at, places = _add(_add(tei, "text"), "body"), 0, []
    for number, line in enumerate(text.split("\n"), start=1):
        _add(body, "p", _legal(line)).set(XML_ID, f"{xml_id}.{number}")
        places.append((f"{xml_id}.{number}", at, at + len(line)))
        at += len(line) + 1
    for layer, rows in layers.items():
        group = None
        for n, start, end, quote in _own(rows, doc_id):
            group = _add(body, "spanGrp", type=layer) if group is None else group
            inside = [
                (p, max(start, a), min(end, b))
                for p, a, b in places
                if (a < end and start < b) or start == end == a
            ]
            ranges = " ".join(
                f"#string-range({p},{a - _start(places, p)},{b - a})" for p, a, b in inside
            )
            _add(group, "span", _legal(quote), target=ranges, n=str(n))
    return tei


def _start(places: list[tuple], paragraph: str) -> int:
    return next(a for p, a, _ in places if p == paragraph)


def _own(rows: pd.DataFrame, doc_id: str) -> Iterator[tuple[int, int, int, str]]:
    """Number, start, end and quote of the findings in one document; silence has no place and is left out."""
    own = rows[(rows["doc_id"] == doc_id) & rows["start"].notna() & (rows["end"] > rows["start"])]
    yield from (
        (n, int(s), int(e), q)
        for n, s, e, q in zip(own.index, own["start"], own["end"], own["quote"])
    )


def _header(parent: ET.Element, title: str, source: str) -> ET.Element:
    header = _add(parent, "teiHeader")
    desc = _add(header, "fileDesc")
    _add(_add(desc, "titleStmt"), "title", _legal(title))
    _add(_add(desc, "publicationStmt"), "p", "Exported from the E-Government Workbook.")
    _add(_add(desc, "sourceDesc"), "p", _legal(source))
    return header


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{TEI}}}{name}", attributes)
    child.text = text
    return child


def _legal(text: str) -> str:
    return FORBIDDEN_RE.sub("\ufffd", text)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: dates as text, missing as null."""
    if not pd.api.types.is_scalar(value):
        return [_plain(item) for item in value]
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()[: 10 if value == value.normalize() else None]
    return value.item() if hasattr(value, "item") else value


def _check(docs: pd.DataFrame, layers: Mapping[str, pd.DataFrame]) -> None:
    check_columns(docs, ["doc_id", "text"], "an export")
    for name, rows in layers.items():
        if not LAYERS_RE.fullmatch(name):
            raise DataError(
                f"layer {name!r}: a name begins with a letter and holds letters, digits, . - and _ only"
            )
        check_findings(rows[rows["doc_id"].isin(docs["doc_id"])], docs)


def _keep(text: str, path: Any) -> str:
    if path is not None:
        Path(path).write_bytes(text.encode("utf-8", errors="replace"))
    return text
