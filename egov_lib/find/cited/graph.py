"""The citations as a graph: an arrow from the document that cites to the one that is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import networkx as nx
import pandas as pd

from egov_lib.findings import COLUMNS, check_columns, whole_characters

NEEDED = [*COLUMNS, "kind", "target", "target_in", "certainty"]
EDGE = ["doc_id", "target", "kind"]
FROM_SUREST = ["sure", "likely", "candidate", "open"]
NO_EDGE = {"citations": 0, "kinds": "", "certainty": "open"}
# Control characters, which XML cannot hold.
CONTROL_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Edge(NamedTuple):
    """The citations of one document by another, of one kind."""

    citations: int
    target_in: str
    certainty: str


def citation_edges(
    citations: pd.DataFrame, *, with_itself: bool = False
) -> pd.DataFrame:
    """Count the citations of each document by each other, by kind.

    Parameters
    ----------
    citations: what `find_citations` returned.
    with_itself: also what a document says of itself.

    Returns one row for two documents and a kind, in order of their ids. Columns:
    doc_id: the document that cites
    target: the document that is cited
    kind: with what intent
    citations: how many
    target_in: documents or known documents
    certainty: of the surest of them

    Citations that are not resolved are left out. Write it with `.to_csv(path, index=False)`.
    Raises `DataError` where *citations* is no such frame.
    """
    edges = _edges(citations, with_itself=with_itself)
    rows = [(*between, *edge) for between, edge in edges.items()]
    columns = [*EDGE, *Edge._fields]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype(
        {"citations": "int64"}
    )


def _edges(
    citations: pd.DataFrame, *, with_itself: bool
) -> dict[tuple[str, str, str], Edge]:
    """Count the citations by who cites, who is cited and the kind, in order."""
    check_columns(citations, NEEDED, "citations")
    edges: dict[tuple[str, str, str], Edge] = {}
    for row in citations[NEEDED].itertuples():
        doc_id = str(row.doc_id)
        is_itself = doc_id == row.target
        if not row.target or (is_itself and not with_itself):
            continue
        between = (doc_id, row.target, row.kind)
        before = edges.get(between, Edge(0, row.target_in, row.certainty))
        surest = _surest([before.certainty, row.certainty])
        edges[between] = before._replace(
            citations=before.citations + 1,
            certainty=surest,
        )
    in_order = sorted(edges.items())
    return dict(in_order)


def citation_graph(
    citations: pd.DataFrame, *, with_itself: bool = False
) -> nx.DiGraph:
    """Return the graph of who cites whom.

    Nodes are the ids of documents, with `known_in` (documents or known documents). An edge
    has `citations` (how many), `kinds` (divided by ；) and `certainty` (of the surest). In
    an id, what no file can hold is �. Raises `DataError` as `citation_edges` does.

    >>> from egov_lib.find.cited import find_citations
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["落实国发〔2015〕40号文件。"]})
    >>> graph = citation_graph(find_citations(docs))  # carrying out no. 40 of 2015
    >>> [graph.nodes[cited]["known_in"] for cited in graph.successors("d")]
    ['known documents']
    """
    graph = nx.DiGraph()
    for doc_id in dict.fromkeys(citations["doc_id"]):
        graph.add_node(_name(doc_id), known_in="documents")
    edges = _edges(citations, with_itself=with_itself)
    for (doc_id, target, kind), edge in edges.items():
        ends = _name(doc_id), _name(target)
        graph.add_node(ends[1], known_in=edge.target_in)
        there = graph.get_edge_data(*ends, default=NO_EDGE)
        graph.add_edge(
            *ends,
            citations=there["citations"] + edge.citations,
            kinds="；".join(filter(None, [there["kinds"], kind])),
            certainty=_surest([there["certainty"], edge.certainty]),
        )
    return graph


def to_graphml(graph: nx.DiGraph) -> str:
    """Write a graph as GraphML, which Gephi, igraph and Cytoscape read.

    >>> to_graphml(nx.DiGraph([("a", "b")])).startswith("<graphml")
    True
    """
    return "\n".join(nx.generate_graphml(graph))


def _surest(certainties: Iterable[str]) -> str:
    return min(certainties, key=FROM_SUREST.index)


def _name(doc_id: object) -> str:
    return CONTROL_RE.sub("\ufffd", whole_characters(str(doc_id)))
