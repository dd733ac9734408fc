"""What is exported is valid, whole, and leads back to the same characters."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.publish import exports

SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schemas"
DOCS = egov.load_corpus()
LAYERS = {name: egov.load_table(name) for name in ("events", "targets", "themes")}
TEI = {"t": exports.TEI}
RANGE_RE = re.compile(r"#string-range\((.*?),(\d+),(\d+)\)")


def schema():
    """Return the JSON Schema of the export."""
    return json.loads(
        (SCHEMAS / "egov-documents.schema.json").read_text(encoding="utf-8")
    )


def relaxng():
    """Return the RELAX NG schema of the export."""
    etree = pytest.importorskip("lxml.etree")
    return etree, etree.RelaxNG(etree.parse(str(SCHEMAS / "egov-tei.rng")))


def spans(tei):
    """Return layer, number and quote of every span, the quote read by its ranges from the
    paragraphs.
    """
    root = ET.fromstring(tei)
    paragraphs = {
        p.get(exports.XML_ID): p.text or ""
        for p in root.iterfind(
            ".//t:p[@xml:id]", TEI | {"xml": "http://www.w3.org/XML/1998/namespace"}
        )
    }
    for group in root.iterfind(".//t:spanGrp", TEI):
        for span in group:
            pieces = [
                paragraphs[p][int(s) : int(s) + int(n)]
                for p, s, n in RANGE_RE.findall(span.get("target"))
            ]
            yield group.get("type"), int(span.get("n")), "\n".join(pieces), span.text


def test_the_json_of_all_sources_is_valid():
    """The five texts with three tables of findings keep to the schema."""
    jsonschema.Draft202012Validator(schema()).validate(
        json.loads(exports.to_json(DOCS, LAYERS))
    )


def test_the_schema_refuses_what_is_wrong():
    """A schema that accepts everything proves nothing."""
    right = json.loads(exports.to_json(DOCS.head(1), {}))
    for spoil in (
        lambda d: d.pop("text"),
        lambda d: d["parts"][0].update(label="標題"),
        lambda d: d.update(extra=1),
    ):
        wrong = json.loads(json.dumps(right))
        spoil(wrong["documents"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema()).validate(wrong)


def test_parts_cover_each_text_once():
    """Joined, the parts are the text; and the opinion's eight tasks are headings of the second
    level.
    """
    documents = json.loads(exports.to_json(DOCS, {}))["documents"]
    for document in documents:
        assert "".join(part["text"] for part in document["parts"]) == document["text"]
        assert all(
            document["text"][p["start"] : p["end"]] == p["text"]
            for p in document["parts"]
        )
    second = [p["text"] for p in documents[0]["parts"] if p["label"] == "二级标题"]
    assert (
        sum(
            text.startswith(tuple(f"（{n}）" for n in "一二三四五六七八"))
            for text in second
        )
        >= 8
    )


def test_findings_in_json_are_the_rows_of_the_tables():
    """No finding is lost or doubled, and each stands where it says."""
    documents = json.loads(exports.to_json(DOCS, LAYERS))["documents"]
    for document in documents:
        for finding in document["findings"]:
            if finding["start"] is not None:
                assert (
                    document["text"][finding["start"] : finding["end"]]
                    == finding["quote"]
                )
    known = sum(table["doc_id"].isin(DOCS["doc_id"]).sum() for table in LAYERS.values())
    assert sum(len(document["findings"]) for document in documents) == known


def test_the_tei_of_all_sources_is_valid():
    """The five texts with apparatus and findings keep to the subset of TEI P5."""
    etree, schema = relaxng()
    schema.assertValid(etree.fromstring(exports.to_tei(DOCS, LAYERS).encode()))
    assert not schema.validate(
        etree.fromstring(
            exports.to_tei(DOCS, {}).replace("<body>", "<body><head/>").encode()
        )
    )


def test_a_source_without_any_change_is_valid_too(monkeypatch):
    """A document that a fork has added, and nobody has edited yet, has no list of changes: an
    empty one is no TEI.
    """
    monkeypatch.setattr(
        exports, "load_log", lambda doc_id: egov.load_log(doc_id).head(0)
    )
    etree, grammar = relaxng()
    grammar.assertValid(etree.fromstring(exports.to_tei(DOCS.head(1), {}).encode()))


def test_spans_in_tei_lead_to_their_quotes():
    """Read by its offsets, each span gives the table's own quote, across lines too."""
    found = list(spans(exports.to_tei(DOCS, LAYERS)))
    assert len(found) == sum(table["start"].notna().sum() for table in LAYERS.values())
    for layer, number, text, written in found:
        assert text == written == LAYERS[layer].loc[number, "quote"]


def test_the_apparatus_goes_along():
    """Each change of an edition is one change record of the TEI."""
    changes = ET.fromstring(exports.to_tei(DOCS, {})).findall(".//t:change", TEI)
    assert len(changes) == sum(len(egov.load_log(doc_id)) for doc_id in DOCS["doc_id"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=3), st.data())
def test_any_text_can_be_exported(texts, data):
    """Control characters, line breaks and markup signs neither break the XML nor move an offset."""
    docs = pd.DataFrame(
        {"doc_id": [f"d<{n}>" for n in range(len(texts))], "text": texts}
    )
    rows = []
    for doc_id, text in zip(docs["doc_id"], texts):
        start = data.draw(st.integers(0, len(text)))
        rows.append(
            (
                doc_id,
                start,
                end := data.draw(st.integers(start, len(text))),
                text[start:end],
            )
        )
    found = pd.DataFrame(rows, columns=["doc_id", "start", "end", "quote"])
    exported = json.loads(exports.to_json(docs, {"any": found}))["documents"]
    assert ["".join(p["text"] for p in d["parts"]) for d in exported] == texts
    for _, number, text, _ in spans(exports.to_tei(docs, {"any": found})):
        assert text.replace("\n", "") == exports.FORBIDDEN_RE.sub(
            "\ufffd", rows[number][3]
        ).replace("\r", "\n").replace("\n", "")


def test_a_wrong_finding_is_refused(tmp_path):
    """An export never carries a quote that does not stand in its text, nor a layer that XML
    can't name.
    """
    wrong = pd.DataFrame(
        {"doc_id": [DOCS["doc_id"][0]], "start": [0], "end": [2], "quote": ["错误"]}
    )
    with pytest.raises(egov.DataError, match="not '错误'"):
        exports.to_tei(DOCS, {"wrong": wrong}, tmp_path / "x.xml")
    with pytest.raises(egov.DataError, match="a name begins with a letter"):
        exports.to_json(DOCS, {"1 2": wrong})
    assert not list(tmp_path.iterdir())


# --- the translation ------------------------------------------------------------------

SEGMENTS = egov.load_table("translations")


def test_json_carries_every_segment_with_its_address_and_english():
    """Joined, the segments are the text; nothing of the table is lost."""
    documents = json.loads(exports.to_json(DOCS, {}))["documents"]
    for document in documents:
        segments = document["segments"]
        assert "".join(segment["text"] for segment in segments) == document["text"]
        own = SEGMENTS[SEGMENTS["doc_id"] == document["doc_id"]]
        for name in ("address", "start", "end", "en", "note", "certainty"):
            assert [segment[name] for segment in segments] == own[name].tolist()


def test_tei_aligns_every_segment_with_its_chinese():
    """Read by its pointer, each English segment gives the Chinese of its address."""
    root = ET.fromstring(exports.to_tei(DOCS, LAYERS))
    paragraphs = {
        p.get(exports.XML_ID): p.text or "" for p in root.iterfind(".//t:body/t:p", TEI)
    }
    segs = root.findall(".//t:back/t:div/t:p/t:seg", TEI)
    assert [seg.get("n") for seg in segs] == SEGMENTS["address"].tolist()
    assert [seg.text for seg in segs] == SEGMENTS["en"].tolist()
    for seg, quote in zip(segs, SEGMENTS["quote"]):
        ((paragraph, start, length),) = RANGE_RE.findall(seg.get("corresp"))
        chinese = paragraphs[paragraph][int(start) : int(start) + int(length)]
        assert chinese == quote.rstrip("\n")
    notes = [note.text for note in root.iterfind(".//t:back//t:note", TEI)]
    assert notes == [note for note in SEGMENTS["note"] if note]


def test_a_changed_text_carries_no_translation():
    """Under the name of one of ours, another text must not be given its English."""
    other = DOCS.head(1).assign(text=DOCS["text"][0] + "又")
    assert json.loads(exports.to_json(other, {}))["documents"][0]["segments"] == []
    assert "<back>" not in exports.to_tei(other, {})
