"""What is said so often that not every pair is listed: counted, named, with what can be done.

A passage that stands in a hundred documents makes five thousand pairs, one in ten thousand fifty
million. So from a limit on each document is laid beside the first that has the passage, and beside
that alone. Nobody should have to find that out by counting rows.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

ATTRIBUTE = "left_out"  # of the frame of passages
MOST_NAMED = 100  # passages; the others are counted
SHOWN_CHARS = 20  # of a passage in a warning
COLUMNS = {
    "doc_id": "str",
    "start": "int64",
    "end": "int64",
    "quote": "str",
    "layer": "str",
    "times": "int64",
    "pairs": "int64",
    "remedy": "str",
}
REMEDIES = {
    "exact": "each document is listed beside the first that has the passage: keep one of each "
    "copy (near_duplicates), or raise most_copies of Settings (most_places where seeds are "
    "thinned)",
    "edited": "edited passages that begin within are not looked for: keep one of each copy "
    "(near_duplicates), use settings='pairs', or raise most_places of Settings",
}


class LeftOut(NamedTuple):
    """A passage that is said too often.

    layer: "exact", if each of its places is listed beside the first alone; "edited", if no edited
        passage begins in it.
    document, start, end: where it is said first: number of the document, and place in its text.
    times: how often its most frequent part is said.
    pairs: how many pairs of places are not listed, or not looked at.
    """

    layer: str
    document: int
    start: int
    end: int
    times: int
    pairs: int


def not_listed(times: int, layer: str, *, is_within: bool) -> int:
    """Give how many pairs of places are not listed of what is said so many times.

    *is_within* says that documents are compared with one another; else the pairs are those of one
    place on the other side.

    >>> not_listed(101, "exact", is_within=True)  # 5,050 pairs, of which 100 are listed
    4950
    """
    listed = 1 if layer == "exact" else 0
    if is_within:
        return times * (times - 1) // 2 - listed * (times - 1)
    return times - listed


def describe(left_out: Sequence[LeftOut], docs: pd.DataFrame) -> dict:
    """Say what was left out, as plain values that any file format keeps.

    Returns passages and pairs, the numbers of both for each layer, and named, a row for each of the
    MOST_NAMED passages with most pairs.
    """
    in_order = sorted(left_out, key=lambda row: (-row.pairs, row))
    named = [_as_row(row, docs) for row in in_order[:MOST_NAMED]]
    return {"layers": _count(left_out), "named": named}


def _count(left_out: Sequence[LeftOut]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in left_out:
        of_layer = counts.setdefault(row.layer, {"passages": 0, "pairs": 0})
        of_layer["passages"] += 1
        of_layer["pairs"] += row.pairs
    return counts


def _as_row(row: LeftOut, docs: pd.DataFrame) -> dict[str, Any]:
    text = docs["text"].iat[row.document]
    return {
        "doc_id": str(docs["doc_id"].iat[row.document]),
        "start": row.start,
        "end": row.end,
        "quote": text[row.start : row.end],
        "layer": row.layer,
        "times": row.times,
        "pairs": row.pairs,
    }


def join(descriptions: Sequence[dict]) -> dict:
    """Join what `describe` says of several parts of the documents."""
    layers: dict[str, dict[str, int]] = {}
    for description in descriptions:
        for layer, counts in description["layers"].items():
            known = layers.setdefault(layer, dict.fromkeys(counts, 0))
            for name, count in counts.items():
                known[name] += count
    rows = [row for part in descriptions for row in part["named"]]
    rows.sort(key=lambda row: -row["pairs"])
    return {"layers": layers, "named": rows[:MOST_NAMED]}


def warn(description: dict) -> None:
    """Warn of what was left out, if anything was."""
    for layer, counts in sorted(description["layers"].items()):
        first = next(
            row for row in description["named"] if row["layer"] == layer
        )
        quote = first["quote"][:SHOWN_CHARS].replace("\n", " ")
        passages = counts["passages"]
        number = "a passage" if passages == 1 else f"{passages:,} passages"
        warnings.warn(
            f"{number} said too often for every pair to be listed ({layer}: "
            f"{counts['pairs']:,} pairs are not), as {quote} "
            f"({first['times']:,} times): {REMEDIES[layer]}",
            stacklevel=4,
        )


def left_out(passages: pd.DataFrame) -> pd.DataFrame:
    """Say which passages are said so often that `shared_passages` did not list every pair.

    Parameters
    ----------
    passages: from `shared_passages` or `read_passages`; what is selected from them keeps it.

    Returns a row for each of the 100 with most pairs; `attrs` of *passages* counts all:
    doc_id, start, end, quote: where it is said first
    layer: "exact", where each document is listed beside the first that has it, and beside that
        alone; "edited", where no edited passage begins in it
    times: how often its most frequent part is said in *docs*
    pairs: how many pairs of places are therefore not listed; with *others*, for each place there
    remedy: what can be done

    >>> from egov_lib.measure.reuse import Settings, shared_passages
    >>> docs = pd.DataFrame({"doc_id": list("abcd"), "text": ["各级党政主要领导同志要亲自抓"] * 4})
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     passages = shared_passages(docs, settings=Settings(most_copies=3))
    >>> len(passages)  # not six: a with b, c and d
    3
    >>> left_out(passages)[["quote", "times", "pairs"]].values.tolist()
    [['各级党政主要领导同志要亲自抓', 4, 3]]
    """
    said = passages.attrs.get(ATTRIBUTE, {"named": []})
    rows = [row | {"remedy": REMEDIES[row["layer"]]} for row in said["named"]]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
