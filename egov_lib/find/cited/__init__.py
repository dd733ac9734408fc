"""Which documents a document cites, with what intent, and the graph that they make.

A citation is a place that names a document: a title in 《》, a document number, a law
without its marks, 本办法 (these measures). Each is resolved to another document of the
frame or to a table of known documents (`data/gazetteers/known_documents.csv`, or one of your own),
and typed by its cue: 根据 (on the basis of), 贯彻 (carrying out), 废止 (repealing) ….

In the order in which they rest on each other: `titles` (how titles are compared),
`register` (what is known by which title and number), `mentions` and `cues` (two grammars),
`finder` and `graph`. A row that is added to a grammar is a form that is found.

Not to be confused with `read.citations`, which says how to cite the workbook's sources.
"""

from egov_lib.find.cited.finder import find_citations
from egov_lib.find.cited.graph import (
    citation_edges,
    citation_graph,
    to_graphml,
)

__all__ = ["citation_edges", "citation_graph", "find_citations", "to_graphml"]
