"""Nothing of a document is run, wherever it is shown: one hostile corpus through every door.

`hostile.py` has the corpus and a run for each function that shows something. What is shown is
read by a parser of HTML (here) and by a browser (in test_browser_front.py); no element and no
attribute may come from the corpus, and nothing that can't be seen may be left in it.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import lxml.html
import plotly.graph_objects as go
import pytest
from hostile import (
    HALF,
    MARKUP,
    PAIR,
    SHOWS,
    TAKE_HTML,
    UNSEEN,
    Corpus,
    doors,
    shown_of,
)

import egov_lib as egov
from egov_lib.publish.snapshots import open_snapshot, snapshot
from egov_lib.show import safe_text
from egov_lib.show.charts import describe, table
from egov_lib.teach.exercises import answers

CORPORA = {
    "markup": Corpus(""),
    "unseen": Corpus(UNSEEN + PAIR),
    "half": Corpus(HALF),
}
# The second corpus has bare markup too; the monthly run tries the first for every function.
TRIED = [
    name
    for name in CORPORA
    if name != "markup" or os.environ.get("EGOV_ADVERSARIAL") == "all"
]
UNSEEN_RE = re.compile(f"[{UNSEEN}\ud800-\udfff]")
TEI_ELEMENTS = {
    *("teiCorpus", "teiHeader", "fileDesc", "titleStmt", "title", "publicationStmt"),
    *("sourceDesc", "TEI", "text", "body", "p", "spanGrp", "span"),
}
# Parts of a figure that plotly does not draw.
NOT_DRAWN = {"ids", "parents", "legendgroup", "template"}


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    """Exercises write into a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(answers, "_session", answers.Session())


def labels(part, name=""):
    """Give every text of a figure that is drawn."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in NOT_DRAWN:
                yield from labels(value, key)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from labels(value, name)
    elif isinstance(part, str):
        yield part


def intruders(page):
    """Return the elements that the corpus has made, or given an attribute."""
    tree = lxml.html.document_fromstring(f"<div>{page}</div>")
    return [
        lxml.html.tostring(element)[:200]
        for element in tree.iter()
        if isinstance(element.tag, str) and "data-zz" in element.attrib
    ]


def faults(shown):
    """Return what of the corpus is an element, or can't be seen, in a page or a figure."""
    if isinstance(shown, go.Figure):
        drawn = dict.fromkeys(labels(shown.to_plotly_json()))  # a label is drawn often
        return [label for label in drawn if intruders(label) or UNSEEN_RE.search(label)]
    shown.encode("utf-8")  # half a character would stop it
    bad = intruders(shown)
    # The data of a page hold the texts as they are: the browser's test looks at them.
    if 'id="egov-data"' not in shown:
        bad += UNSEEN_RE.findall(shown)
    return bad


def test_whatever_shows_something_is_tried():
    """A new explorer, chart or page needs a run in `hostile.SHOWS`, or a reason to have none."""
    assert doors() == set(SHOWS) | set(TAKE_HTML)
    assert not set(SHOWS) & set(TAKE_HTML)
    explorers = {name.rpartition(".")[2] for name in SHOWS if "explorers." in name}
    assert set(egov.explorers.__all__) <= explorers


@pytest.mark.parametrize("extra", TRIED)
@pytest.mark.parametrize("name", SHOWS)
def test_nothing_of_a_document_is_an_element(name, extra):
    """Markup in every name and text is text; what can't be seen is written out; half a character is
    written out, too, or refused with a word on what to do.
    """
    corpus = CORPORA[extra]
    try:
        parts = shown_of(SHOWS[name](corpus))
    except egov.DataError as refusal:
        assert corpus.extra == HALF
        assert "half a character" in str(refusal)
        return
    assert parts
    assert [fault for part in parts for fault in faults(part)] == []


def test_the_corpus_would_be_noticed():
    """Each piece of markup makes an element or an attribute where it is not escaped."""
    around = (
        "<p>{}</p>",
        "<p title=\"{}\" class='x'>",
        "<p title='{}' class=\"x\">",
        "<!--{}-->",
        "<style>{}</style>",
    )
    for markup in MARKUP[:-1]:
        twice = markup.replace("&lt;", "<").replace("&gt;", ">")
        assert any(intruders(place.format(twice)) for place in around), markup


def test_a_description_of_a_chart_has_its_labels_as_they_are():
    """Words that only look like a tag are no tag, and are read out."""
    docs = CORPORA["markup"].docs
    figure = egov.charts.text_lengths(docs)
    assert "longest" in describe(figure)
    assert table(figure.update_traces(name="<b>x</b>"))["y"].tolist() == [
        " ".join(doc_id.split()) for doc_id in docs["doc_id"]
    ]


def test_scripts_and_pages_write_out_the_same_characters():
    """`dom.js` has the characters that `safe_text` finds, one for one."""
    script = Path(safe_text.__file__).parent / "front" / "dom.js"
    listed = re.search(r"UNSEEN = /\[(.*?)\]/gu", script.read_text(encoding="utf-8"))[1]
    as_python = re.sub(r"\\u\{(\w+)\}", lambda code: f"\\U{code[1]:>08}", listed)
    in_script = re.compile(f"[{as_python}]")
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        is_written_out = safe_text.write_out(character) != character
        assert is_written_out == bool(in_script.match(character)), hex(number)


# --- what leaves the house -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["markup", "unseen"])
def test_an_export_holds_the_corpus_as_text(name, tmp_path):
    """Read by a parser, TEI has no element but its own and JSON the very words."""
    corpus = CORPORA[name]
    layers = {"found": corpus.findings}
    root = ET.fromstring(egov.to_tei(corpus.docs, layers))
    own = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert own == TEI_ELEMENTS
    shown = "".join(root.itertext())
    for word in corpus.words:
        assert word.split("\u2028")[-1] in shown
    written = json.loads(egov.to_json(corpus.docs, layers))["documents"]
    assert [one["text"] for one in written] == corpus.docs["text"].tolist()
    assert [one["about"][corpus.column] for one in written] == corpus.words


def test_half_a_character_stops_an_export_with_its_place():
    """JSON says where it is; TEI, which knows a sign for what is lost, has that in its place."""
    corpus = CORPORA["half"]
    with pytest.raises(egov.DataError, match="column 'doc_id', row 0 has half"):
        egov.to_json(corpus.docs, {})
    assert "\ufffd" in egov.to_tei(corpus.docs, {})


@pytest.mark.parametrize("name", ["markup", "unseen"])
def test_a_snapshot_holds_the_corpus_as_text(name, tmp_path):
    """Tables come back as they were, and each description can be read by its parser."""
    corpus = CORPORA[name]
    words = corpus.all_words
    about = dict.fromkeys(["title", "author", "license", "affiliation"], words)
    about |= {"x = {}} @misc{": words, "keywords": "}}@misc{x, title = {"}
    kept = snapshot(
        tmp_path / "kept.zip",
        {"docs": corpus.docs, "found": corpus.findings},
        docs=corpus.docs,
        parameters={words: words},
        about=about,
    )
    again = open_snapshot(tmp_path / "kept.zip")
    for table_name in ("docs", "found"):
        table_again = again.table(table_name)
        assert table_again["doc_id"].tolist() == corpus.words
        assert table_again[corpus.column].tolist() == corpus.words
    package = json.loads(kept.files["datapackage.json"])
    graph = json.loads(kept.files["ro-crate-metadata.json"])["@graph"]
    assert package["title"] == words
    assert [one["name"] for one in graph if one["@id"] == "#author"] == [words]
    assert again.parameters == {words: words}
    assert kept.citations.count("{") == kept.citations.count("}")
    assert "keywords = {@misc" in kept.citations
    assert kept.citations.count("\n@") == 1 + len(kept.versions) - 2
