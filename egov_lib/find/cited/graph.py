"""The citations as a graph: an arrow from the document that cites to the one that is cited."""

from __future__ import annotations

import re

import networkx as nx
import pandas as pd

from egov_lib.findings import COLUMNS, check_columns, whole_characters

NEEDED = [*COLUMNS, "kind", "target", "target_in", "certainty"]
EDGE = ["doc_id", "target", "kind"]
# Control characters, which XML cannot hold.
CONTROL_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
    check_columns(citations, NEEDED, "citation_edges")
    rows = citations[citations["target"] != ""]
    if not with_itself:
        rows = rows[rows["doc_id"].astype(str) != rows["target"]]
    order = {"sure": 0, "likely": 1, "candidate": 2}
    rows = rows.assign(rank=rows["certainty"].map(order))
    rows = rows.sort_values("rank", kind="stable")
    edges = rows.groupby(EDGE, sort=True).agg(
        citations=("start", "size"),
        target_in=("target_in", "first"),
        certainty=("certainty", "first"),
    )
    return edges.reset_index()


def citation_graph(
    citations: pd.DataFrame, *, with_itself: bool = False
) -> nx.DiGraph:
    """Return the graph of who cites whom.

    Nodes are the ids of documents, with `known_in` (documents or known documents). An edge
    has `citations` (how many), `kinds` (divided by ；) and `certainty` (of the surest).
    Raises `DataError` as `citation_edges` does.

    >>> from egov_lib.find.cited import find_citations
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["落实国发〔2015〕40号文件。"]})
    >>> graph = citation_graph(find_citations(docs))  # carrying out no. 40 of 2015
    >>> [graph.nodes[cited]["known_in"] for cited in graph.successors("d")]
    ['known documents']
    """
    edges = citation_edges(citations, with_itself=with_itself)
    graph = nx.DiGraph()
    for doc_id in dict.fromkeys(citations["doc_id"]):
        graph.add_node(_name(doc_id), known_in="documents")
    for (doc_id, target), rows in edges.groupby(["doc_id", "target"]):
        graph.add_node(_name(target), known_in=rows["target_in"].iloc[0])
        graph.add_edge(
            _name(doc_id),
            _name(target),
            citations=int(rows["citations"].sum()),
            kinds="；".join(rows["kind"]),
            certainty=_surest(rows["certainty"]),
        )
    return graph


def to_graphml(graph: nx.DiGraph) -> str:
    """Write a graph as GraphML, which Gephi, igraph and Cytoscape read.

    >>> to_graphml(nx.DiGraph([("a", "b")])).startswith("<graphml")
    True
    """
    return "\n".join(nx.generate_graphml(graph))


def _surest(certainties: pd.Series) -> str:
    found = set(certainties)
    return next(c for c in ("sure", "likely", "candidate") if c in found)


def _name(doc_id: object) -> str:
    return CONTROL_RE.sub("\ufffd", whole_characters(str(doc_id)))
