"""Find the passages that documents share, and show how each was altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import (
    DataError,
    check_columns,
    check_documents,
    check_whole,
)
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.frames import find_frames
from egov_lib.measure.reuse.left_out import ATTRIBUTE, describe, warn
from egov_lib.measure.reuse.lists import find_lists
from egov_lib.measure.reuse.normal import check_min_chars, normal_form
from egov_lib.measure.reuse.quantities import find_same_targets
from egov_lib.measure.reuse.search import (
    Found,
    Query,
    Side,
    join_found,
    search,
)
from egov_lib.measure.reuse.settings import Settings, choose_settings
from egov_lib.read.cleaning import GAP

RUNS = ("exact", "edited")
# Looser layers: functions of docs, others and targets that return passages.
FINDERS = {
    "lists": find_lists,
    "frames": find_frames,
    "targets": find_same_targets,
}
LAYERS = (*RUNS, *FINDERS)
OTHER = [f"other_{name}" for name in FINDING]
TYPES = {
    "doc_id": "str",
    "start": "int64",
    "end": "int64",
    "quote": "str",
    "other_doc_id": "str",
    "other_start": "int64",
    "other_end": "int64",
    "other_quote": "str",
    "layer": "str",
    "chars": "int64",
    "matched": "int64",
    "similarity": "float64",
    "longest_run": "int64",
    "repeat": "bool",
    "note": "str",
    "alignment": "str",
}
ROW_BYTES = 500  # of memory, for each row and on the way to it
QUOTE_BYTES = (
    12  # for each character that is quoted: as a string, and in a column
)
MOST_BYTES = 12_000_000_000
SIGNS = {"=": "equal", "~": "changed", "-": "dropped", "+": "added"}


# --- finding passages ---------------------------------------------------------------------------


def shared_passages(  # noqa: PLR0913  each is a choice of the reader
    docs: pd.DataFrame,
    others: pd.DataFrame | None = None,
    *,
    min_chars: int = 10,
    layers: Sequence[str] = RUNS,
    settings: Settings | str | None = None,
    targets: pd.DataFrame | None = None,
    min_matched: int = 0,
) -> pd.DataFrame:
    """Find the passages that documents share, whatever their script, punctuation and damage.

    Parameters
    ----------
    docs, others: frames with doc_id and text. With *others*, each of them is compared with each of
        *docs* (the central texts, say, which are indexed), but never with one of the same doc_id.
        Without, all *docs* are compared with one another.
    min_chars: the least length of a run, in Chinese characters and digits. With fewer than eight,
        edited passages may be as short, and chance brings many.
    layers: any of
        "exact": longest common runs. All are found; of one that stands at more than 100 places of
            *docs* (`Settings.most_copies`) each is listed beside the first only. A warning and
            `left_out` say which these are, and how many pairs are not listed.
        "edited": passages with changes, aligned.
        "lists": the same items in another order.
        "frames": the same clause openings, filled differently.
        "targets": the same quantity with another value or date.
    settings: how edited passages are looked for, a `Settings` or the name of one of `PRESETS`:
        "sensitive": for short, much changed ones in up to a million characters.
        "careful": for most uses.
        "fast": faster by half, with seeds of five characters and 16 equal characters at least.
        "pairs": for all pairs among thousands of documents.
        None is "sensitive" with *min_chars* below eight, else "careful". benchmarks/README.md has
        the figures.
    targets: for the layer "targets": findings of `find_targets`, or `load_table("targets")`, of all
        documents compared.
    min_matched: passages with fewer equal characters are left out. Short ones are mostly stock
        phrases that anybody says: where one clause in 25 was one, .34 of the 1,779 rows that the
        default gave were copied, of the 405 with 16 equal characters and more all, and of the first
        611 that `rank_passages` gives, as many as were copied, .96 (benchmarks/reuse_ranks.py).

    Returns one row for each pair of passages, in the order of *others*, *docs* and place:
    doc_id, start, end, quote: where the passage is in *docs*
    other_doc_id, other_start, other_end, other_quote: where it is in the other document
    layer: which of the layers found it
    chars: the length of quote in characters of the normal form
    matched: how many of them are equal in the other passage
    similarity: 2 · matched / both lengths, in per cent
    longest_run: how many equal characters are in a row
    repeat: whether the passage lies within one of the same layer and pair listed before
    note: what the looser layers found in common
    alignment: how the characters correspond; `explain` reads it

    An exact run may lie inside an edited passage: both are listed. No row says who copied.
    `rank_passages` puts first what chance hardly brings; `stream_passages` compares more documents
    than memory holds.

    Raises `ValueError` for arguments that can't be used, `DataError` for documents that can't, and
    for one that shares so much that it would take gigabytes.

    >>> a = pd.DataFrame({"doc_id": ["a"], "text": ["要按照统一规划，加快建设电子政务网络。"]})
    >>> b = pd.DataFrame({"doc_id": ["b"], "text": ["按照統一規劃.抓緊建設電子政務網絡"]})
    >>> found = shared_passages(a, b)  # by a unified plan, speed up building networks
    >>> found[["other_quote", "layer", "similarity", "alignment"]].values.tolist()
    [['按照統一規劃.抓緊建設電子政務網絡', 'edited', 87.5, '=6 ~2:2 =8']]
    """
    check_min_chars(min_chars)
    _check_layers(layers, targets)
    query = Query(
        min_chars=min_chars,
        exact="exact" in layers,
        edited="edited" in layers,
        settings=choose_settings(settings, min_chars),
    )
    docs = plain_documents(docs)
    others = None if others is None else plain_documents(others)
    there = docs if others is None else others
    missing, portions = search(docs, others, query)
    parts = list(portions)
    looser = [
        find(docs, others, targets)
        for layer, find in FINDERS.items()
        if layer in layers
    ]
    passages = found_passages(parts, docs, there, min_matched, looser)
    if missing:
        passages.attrs[ATTRIBUTE] = describe(missing, docs)
        warn(passages.attrs[ATTRIBUTE])
    return passages


def found_passages(
    parts: Sequence[Found],
    docs: pd.DataFrame,
    others: pd.DataFrame,
    min_matched: int,
    looser: Sequence[pd.DataFrame] = (),
) -> pd.DataFrame:
    """Make the rows of what was found, in order, with repeats marked.

    *looser* are rows of the looser layers.
    """
    _check_memory(parts, docs, others)
    found = join_found(parts)
    found = found.select(found.matched >= min_matched)
    # Before they are rows of a frame: numbers are put in order sooner than strings
    found = found.select(_order_of_found(found))
    groups = _groups_of_found(found)
    try:
        passages = _as_frame(found, docs, others)
        if looser:
            wanted = [
                frame[frame["matched"] >= min_matched] for frame in looser
            ]
            passages, groups = _with_looser(passages, wanted, docs, others)
        passages = passages.astype(TYPES)
    except UnicodeEncodeError as error:
        raise DataError(
            f"a text holds half a character ({error}): read its file with errors='replace'"
        ) from None
    ends = passages["end"].to_numpy()
    passages["repeat"] = _lies_within_earlier(ends, _number_groups(groups))
    return passages


def _with_looser(
    passages: pd.DataFrame,
    looser: Sequence[pd.DataFrame],
    docs: pd.DataFrame,
    others: pd.DataFrame,
) -> tuple[pd.DataFrame, np.ndarray]:
    """Put the rows of the looser layers among the others; give all in order, and their groups."""
    every = pd.concat([passages, *looser], ignore_index=True)
    return _sort(every, _groups(every, docs, others))


def _check_memory(
    parts: Sequence[Found], docs: pd.DataFrame, others: pd.DataFrame
) -> None:
    """Refuse to make rows that would take gigabytes, before they are made."""
    rows = sum(len(part.alignments) for part in parts)
    quoted = sum(
        int((side.end - side.start).sum(dtype=np.int64))
        for part in parts
        for side in (part.here, part.there)
    )
    taken = rows * ROW_BYTES + quoted * QUOTE_BYTES
    if taken > MOST_BYTES:
        raise DataError(
            f"{len(docs):,} documents and {len(others):,} share {rows:,} passages, whose rows "
            f"would take about {taken / 1e9:.0f} GB: use stream_passages, which writes them to "
            "files, keep one of each copy, or ask for a greater min_chars"
        )


def _check_layers(layers: Sequence[str], targets: pd.DataFrame | None) -> None:
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise ValueError(
            f"there is no layer called {unknown[0]!r}; the layers are {', '.join(LAYERS)}"
        )
    if "targets" in layers and targets is None:
        raise ValueError(
            "the layer 'targets' needs targets=: give it find_targets(docs) or "
            "load_table('targets')"
        )


def plain_documents(docs: pd.DataFrame) -> pd.DataFrame:
    """Return doc_id and text alone, the texts as Python strings, which are read more than once."""
    texts = check_documents(docs, "shared_passages", distinct=True)
    check_whole(docs[["doc_id"]], ["doc_id"], "shared_passages")
    return pd.DataFrame(
        {
            "doc_id": docs["doc_id"].array,
            "text": pd.Series(texts, dtype=object),
        }
    )


def _groups_of_found(found: Found) -> np.ndarray:
    """Give what `_groups` gives, of what was found: documents are numbers already."""
    return np.array(
        [found.there.document, found.here.document, found.layer], np.intp
    )


def _order_of_found(found: Found) -> np.ndarray:
    """Give the order of what was found, as `_order_of` does."""
    here, there = found.here, found.there
    places = (here.start, here.end, there.start, there.end)
    return _order_of(_groups_of_found(found), places)


def _as_frame(
    found: Found, docs: pd.DataFrame, others: pd.DataFrame
) -> pd.DataFrame:
    """Make findings of what was found."""
    both_chars = found.chars + found.other_chars
    similarity = 200 * found.matched / both_chars
    columns = {
        **_side_columns(found.here, docs, FINDING),
        **_side_columns(found.there, others, OTHER),
        "layer": pd.array(RUNS, "str").take(found.layer),
        "chars": found.chars,
        "matched": found.matched,
        "similarity": similarity.round(1),
        "longest_run": found.longest_run,
        "repeat": False,
        "note": "",
        "alignment": found.alignments,
    }
    return pd.DataFrame(columns)


def _side_columns(
    side: Side, docs: pd.DataFrame, names: Sequence[str]
) -> dict:
    """Give doc_id, start, end and quote of one side, under the *names*."""
    document, start, end = side
    texts = docs["text"].tolist()
    places = zip(document.tolist(), start.tolist(), end.tolist())
    quotes = [texts[n][first:last] for n, first, last in places]
    doc_ids = docs["doc_id"].astype("str").array.take(document)
    return dict(zip(names, (doc_ids, start, end, quotes)))


def in_order(
    passages: pd.DataFrame, docs: pd.DataFrame, others: pd.DataFrame
) -> pd.DataFrame:
    """Sort passages by the other document, the document, layer and place."""
    return _sort(passages, _groups(passages, docs, others))[0]


def _sort(
    passages: pd.DataFrame, groups: np.ndarray
) -> tuple[pd.DataFrame, np.ndarray]:
    """Give passages in order, and the numbers of `_groups` in this order."""
    names = ["start", "end", "other_start", "other_end"]
    places = [passages[name].to_numpy() for name in names]
    order = _order_of(groups, places)
    in_order = passages.take(order).reset_index(drop=True)
    return in_order, groups[:, order]


def _groups(
    passages: pd.DataFrame, docs: pd.DataFrame, others: pd.DataFrame
) -> np.ndarray:
    """Give the numbers of the other document, the own document and the layer: a row for each."""
    there = pd.Index(others["doc_id"]).get_indexer(passages["other_doc_id"])
    here = pd.Index(docs["doc_id"]).get_indexer(passages["doc_id"])
    layer = pd.Index(LAYERS).get_indexer(passages["layer"])
    return np.array([there, here, layer], np.intp)


def _order_of(groups: np.ndarray, places: Sequence[np.ndarray]) -> np.ndarray:
    """Give the order by groups, then by place; the longest first of those that begin together.

    *places* are start, end, other_start and other_end.
    """
    start, end, other_start, other_end = places
    # The last of these keys is the first to sort by.
    return np.lexsort((other_end, other_start, -end, start, *groups[::-1]))


def _number_groups(groups: np.ndarray) -> np.ndarray:
    """Number the runs of passages that agree in all groups, from 1."""
    changes = (np.diff(groups, axis=1, prepend=-1) != 0).any(axis=0)
    return np.cumsum(changes, dtype=np.int64)


def _lies_within_earlier(end: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Say of each passage whether one before it in its group reaches as far or farther.

    Within a group passages are sorted by their start, so that one lies within the other.
    """
    longest = int(end.max(initial=0)) + 1
    reach = group * longest + end  # grows from group to group
    farthest_before = np.maximum.accumulate(reach)[:-1]
    within = (reach[1:] <= farthest_before) & (group[1:] == group[:-1])
    return np.append(False, within)[: len(end)]


# --- looking at passages ------------------------------------------------------------------------


def diff_passage(passage: pd.Series) -> pd.DataFrame:
    """Show what became of a passage, piece by piece, from one side to the other.

    Parameters
    ----------
    passage: one row of `shared_passages`.

    Returns one row for each piece; together the pieces are the two quotes:
    change: "equal"; "changed"; "dropped", only here; "added", only in the other text
    text: what it is here; punctuation, which is not compared, goes with the character before it
    other_text: what it is in the other text

    "Dropped" and "added" only say in which text something is, not which came first.

    >>> a = pd.DataFrame({"doc_id": ["a"], "text": ["到2010年，基本建成统一的电子政务网络。"]})
    >>> b = pd.DataFrame({"doc_id": ["b"], "text": ["到2008年基本建成全市统一的电子政务网络"]})
    >>> passages = shared_passages(a, b, layers=["edited"])  # by 2010, networks will be built
    >>> explain(passages.iloc[0]).values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['equal', '到20', '到20'], ['changed', '10', '08'], ['equal', '年，基本建成', '年基本建成'],
     ['added', '', '全市'], ['equal', '统一的电子政务网络', '统一的电子政务网络']]
    """
    needed = {"quote", "other_quote", "alignment"}
    is_row = isinstance(passage, (pd.Series, dict))
    if not is_row or not needed <= set(passage.keys()):
        kind = type(passage).__name__
        raise DataError(
            "explain takes one row of shared_passages, as passages.iloc[0], "
            f"not a {kind}"
        )
    pieces = read_alignment(passage["alignment"])
    sizes = [piece.chars for piece in pieces]
    other_sizes = [piece.other_chars for piece in pieces]
    columns = {
        "change": [SIGNS[piece.sign] for piece in pieces],
        "text": _cut_quote(passage["quote"], sizes),
        "other_text": _cut_quote(passage["other_quote"], other_sizes),
    }
    return pd.DataFrame(columns)


explain = diff_passage  # its public name


def _cut_quote(quote: str, sizes: Sequence[int]) -> list[str]:
    """Cut a quote into pieces of so many compared characters each."""
    places = normal_form(quote)[1]
    inner = places[1:].tolist()
    cuts = [0, *inner, len(quote)]
    parts = []
    first = 0
    for size in sizes:
        last = first + size
        part = quote[cuts[first] : cuts[last]]
        parts.append(part)
        first = last
    return parts


def mask_passages(docs: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Put □ for every character of *docs* that is on the other side of *passages*.

    Offsets stay as they are. This is for comparing local documents with one another: otherwise most
    pairs only say that both quote the same central text.

    Parameters
    ----------
    docs: a frame with doc_id and text, which was compared as *others*.
    passages: from `shared_passages`.

    Returns *docs* with other texts. Raises `DataError` if a passage reaches beyond its text.

    >>> central = pd.DataFrame({"doc_id": ["c"], "text": ["统一规划，加快建设电子政务网络"]})
    >>> local = pd.DataFrame({"doc_id": ["l"], "text": ["我市加快建设电子政务网络平台"]})
    >>> passages = shared_passages(central, local)  # speed up building e-government networks
    >>> mask_passages(local, passages)["text"].tolist()
    ['我市□□□□□□□□□□平台']
    """
    columns = ["other_doc_id", "other_start", "other_end"]
    check_columns(passages, columns, "mask_passages")
    texts = check_documents(docs, "mask_passages", distinct=True)
    spans = defaultdict(list)
    for doc_id, start, end in passages[columns].itertuples(index=False):
        spans[doc_id].append((start, end))
    masked = []
    for doc_id, text in zip(docs["doc_id"], texts):
        in_order = sorted(spans[doc_id])
        masked.append(_mask(doc_id, text, in_order))
    return docs.assign(text=masked)


def _mask(doc_id: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Mask sorted spans of one text; they may overlap."""
    parts = []
    done = 0
    for start, end in spans:
        if end > len(text):
            raise DataError(
                f"a passage ends at {end}, but the text of {doc_id!r} has {len(text)} characters: "
                "mask the documents that were compared"
            )
        parts.append(text[done:start])
        masked = end - max(start, done)
        parts.append(GAP * masked)
        done = max(done, end)
    parts.append(text[done:])
    return "".join(parts)
