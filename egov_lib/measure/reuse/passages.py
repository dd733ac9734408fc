"""Find the passages that documents share, and show how each was altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.measure.reuse import parallels
from egov_lib.measure.reuse.normal import (
    BREAK,
    OTHER_BREAK,
    Normal,
    check_min_chars,
    normal_form,
    normalise,
)
from egov_lib.measure.reuse.runs import (
    PRESETS,
    Index,
    Settings,
    align_stretches,
    as_other,
    find_stretches,
    keep_promising,
    longest_runs,
    make_index,
    read_alignment,
    winnowed_hits,
)
from egov_lib.read.cleaning import GAP
from egov_lib.read.jobs import show_progress

RUNS = ("exact", "edited")
LAYERS = (*RUNS, *parallels.FINDERS)
OTHER = [f"other_{name}" for name in FINDING]
TYPES = dict.fromkeys(
    ("start", "end", "other_start", "other_end", "chars", "matched", "longest_run"), "int64"
)
TYPES |= dict.fromkeys(
    ("doc_id", "quote", "other_doc_id", "other_quote", "layer", "note", "alignment"), "str"
)
TYPES |= {"similarity": "float64", "repeat": "bool"}
BATCH_CHARS = 100_000  # what is worked on at a time: small enough to stay in the processor's cache
SHORT = 8  # passages of fewer characters are reported only if they are asked for
MOST_RUN_PLACES = 1_000  # a text that says the same more often than this is no text
SIGNS = {"=": "equal", "~": "changed", "-": "dropped", "+": "added"}


def shared_passages(
    docs: pd.DataFrame,
    others: pd.DataFrame | None = None,
    *,
    min_chars: int = 10,
    layers: Sequence[str] = RUNS,
    settings: Settings | str | None = None,
    targets: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the passages that documents share, in whatever script, punctuation and state of damage they are.

    Parameters
    ----------
    docs, others: frames with doc_id and text. With *others*, each of them is compared with each of *docs* (the central
        texts, say, which are indexed), but never with one of the same doc_id; without, all *docs* with one another.
    min_chars: the least length of a run, in Chinese characters and digits; with fewer than eight, edited passages may be as
        short, and chance brings many.
    layers: any of "exact" (longest common runs; complete, but for what *docs* say more than 1,000 times), "edited" (aligned,
        with changes), "lists" (the same items in another order), "frames" (the same clause openings, filled differently),
        "targets" (the same quantity, another value or date).
    settings: how edited passages are looked for: a `Settings`, or one of `PRESETS`: "sensitive" for short, much changed ones in
        up to a million characters, "careful", "fast" (seeds of five characters instead of four, and 16 equal characters at
        least: a fifth faster), "pairs" for all pairs among thousands. None is "sensitive" with min_chars below eight, else
        "careful". benchmarks/README.md has the figures.
    targets: for the layer "targets", findings of `find_targets` or `load_table("targets")`, of all documents compared.

    Returns findings, a row a pair of passages, in the order of *others*, *docs*, and place: doc_id, start, end, quote; the
    same of the other side (other_doc_id, other_start, other_end, other_quote); layer; chars, the length of the quote and
    matched, how many of them are equal, in characters of the normal form; similarity, twice matched over both lengths, per
    cent; longest_run; repeat, whether the passage lies within one of the same layer and pair listed before; note; alignment
    (`explain` reads it). An exact run may lie inside an edited passage: both are listed. No row says who copied from whom.

    >>> a = pd.DataFrame({"doc_id": ["a"], "text": ["要按照统一规划，加快建设电子政务网络。"]})  # by a unified plan, build
    >>> b = pd.DataFrame({"doc_id": ["b"], "text": ["按照統一規劃.抓緊建設電子政務網絡"]})  # … e-government networks
    >>> shared_passages(a, b)[["quote", "other_quote", "layer", "similarity", "alignment"]].values.tolist()
    [['按照统一规划，加快建设电子政务网络', '按照統一規劃.抓緊建設電子政務網絡', 'edited', 87.5, '=6 ~2:2 =8']]
    """
    check_min_chars(min_chars)
    if unknown := [layer for layer in layers if layer not in LAYERS]:
        raise ValueError(
            f"there is no layer called {unknown[0]!r}; the layers are {', '.join(LAYERS)}"
        )
    if "targets" in layers and targets is None:
        raise ValueError(
            "the layer 'targets' needs targets=: give it find_targets(docs) or load_table('targets')"
        )
    settings = _fitted(settings, min_chars)
    docs, others = plain_documents(docs), None if others is None else plain_documents(others)
    if others is None and settings.winnow:
        parts = [_winnowed(docs, min_chars, layers, settings)]
    else:
        parts = list(_streamed(docs, others, min_chars, layers, settings))
    there = docs if others is None else others
    try:
        frames = [_frame(parts, docs, there)]
        frames += [
            find(docs, others, targets)
            for layer, find in parallels.FINDERS.items()
            if layer in layers
        ]
        return _arrange(pd.concat(frames, ignore_index=True).astype(TYPES), docs, there)
    except UnicodeEncodeError as error:
        raise DataError(
            f"a text holds half a character ({error}): read its file with errors='replace'"
        ) from None


def _fitted(settings: Settings | str | None, min_chars: int) -> Settings:
    """The settings meant; if short passages are asked for, no more equal characters are needed than these have."""
    if settings is None:
        settings = "sensitive" if min_chars < SHORT else "careful"
    if not isinstance(settings, Settings):
        if settings not in PRESETS:
            raise ValueError(
                f"there is no preset called {settings!r}; the presets are {', '.join(PRESETS)}"
            )
        settings = PRESETS[settings]
    seed = settings.seed_chars
    if settings.winnow and min_chars < seed:
        raise ValueError(
            f"min_chars is {min_chars}, but thinned seeds have {seed}: use at least as many"
        )
    if min_chars >= SHORT:
        return settings
    seeded, matched = (
        min(settings.least_seeded, max(seed, min_chars)),
        min(settings.least_matched, min_chars),
    )
    return replace(settings, least_seeded=seeded, least_matched=matched)


def plain_documents(docs: pd.DataFrame) -> pd.DataFrame:
    """Return only doc_id and text of *docs*, the texts as Python strings, since each is taken out of the frame more than once."""
    texts = check_documents(docs, "shared_passages", distinct=True)
    return pd.DataFrame({"doc_id": docs["doc_id"].array, "text": pd.Series(texts, dtype=object)})


def _streamed(
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    min_chars: int,
    layers: Sequence[str],
    settings: Settings,
) -> Iterator[tuple]:
    """The runs of each batch of the other side, as it passes by the indexed *docs*; see `_places`."""
    here, there = docs["text"].tolist(), (docs if others is None else others)["text"].tolist()
    # A run of min_chars holds a run of `width` that begins at a multiple of `reach`: only those need looking up.
    width = (2 * min_chars + 2) // 3
    reach = min_chars - width + 1
    index = (
        _indexed if others is not None else _indexed.__wrapped__
    )  # what is central comes again, batch after batch
    most = settings.most_places * (
        2 if others is None else 1
    )  # both sides of what is shared are counted then
    texts, runs, seeds = index(tuple(here), width, settings.seed_chars, most)
    apart = others is not None and set(docs["doc_id"]).isdisjoint(others["doc_id"])
    for first, last in show_progress(_batches(there), "comparing"):
        sides = (texts, normalise(there[first:last], OTHER_BREAK))
        allowed = None if apart else _allowed(docs, others, first, last)
        exact, edited = np.zeros((0, 4), np.int64), []
        if "exact" in layers:
            exact = longest_runs(
                *_meet(runs, sides, allowed, reach),
                sides,
                width=width,
                reach=reach,
                least=min_chars,
            )
        if "edited" in layers:
            edited = _edited(_meet(seeds, sides, allowed), sides, settings, min_chars)
        yield _places(sides, first, exact, edited)


@lru_cache(maxsize=2)
def _indexed(
    texts: tuple[str, ...], width: int, seed_chars: int, most_places: int
) -> tuple[Normal, Index, Index]:
    """Texts in normal form, with the index for exact runs and the one for seeds."""
    done = normalise(texts, BREAK)
    return (
        done,
        make_index(done.codes, width, MOST_RUN_PLACES),
        make_index(done.codes, seed_chars, most_places),
    )


def _batches(texts: Sequence[str]) -> list[tuple[int, int]]:
    """First and last of so many texts as have about BATCH_CHARS characters."""
    part = np.array([len(text) for text in texts]).cumsum() // BATCH_CHARS
    cuts = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(texts)]
    return list(pairwise(cuts))


def _allowed(docs: pd.DataFrame, others: pd.DataFrame | None, first: int, last: int) -> np.ndarray:
    """Which of *docs* may meet which of the batch: those of another doc_id; without *others*, those that stand before it."""
    if others is None:
        return np.arange(len(docs))[:, None] < np.arange(first, last)
    return docs["doc_id"].to_numpy(object)[:, None] != others["doc_id"].to_numpy(object)[first:last]


def _meet(
    index: Index, sides: tuple[Normal, Normal], allowed: np.ndarray | None, stride: int = 1
) -> tuple:
    """The seeds that two sides share, in texts that may meet."""
    i, j = index.hits(sides[1].codes, stride)
    if allowed is None:
        return i, j
    keep = allowed[sides[0].number(i), sides[1].number(j)]
    return i[keep], j[keep]


def _edited(
    hits: tuple, sides: tuple[Normal, Normal], settings: Settings, min_chars: int
) -> list[tuple]:
    """The edited passages that grow from seeds."""
    stretches = keep_promising(*find_stretches(*hits, sides, settings), sides, settings)
    return (
        align_stretches(stretches, (sides[0].string(), sides[1].string()), settings, min_chars)
        if len(stretches)
        else []
    )


def _winnowed(
    docs: pd.DataFrame, min_chars: int, layers: Sequence[str], settings: Settings
) -> tuple:
    """The runs that any two of *docs* share, all at once; see `_places`."""
    texts = normalise(docs["text"].tolist(), BREAK)
    width = settings.seed_chars
    sides, window = (texts, as_other(texts)), min(width, max(1, min_chars - width + 1))
    hits = winnowed_hits(texts, width, window, settings.most_places)
    exact = longest_runs(*hits, sides, width=width, reach=window, least=min_chars)
    edited = _edited(hits, sides, settings, min_chars) if "edited" in layers else []
    return _places(sides, 0, exact if "exact" in layers else exact[:0], edited)


def _places(
    sides: tuple[Normal, Normal], first: int, exact: np.ndarray, edited: list[tuple]
) -> tuple:
    """Numbers, a row a passage, and alignments.

    The numbers are number of the document, start, end, the same of the other, chars, other chars, matched, longest run.
    """
    lengths = exact[:, 1] - exact[:, 0]
    rows = np.array([row[:6] for row in edited], np.int64).reshape(-1, 6)
    rows = np.concatenate([np.column_stack([exact, lengths, lengths]), rows])
    i0, i1, j0, j1, matched, longest = rows.T
    here, (number, *there) = sides[0].spans(i0, i1), sides[1].spans(j0, j1)
    numbers = np.column_stack([*here, number + first, *there, i1 - i0, j1 - j0, matched, longest])
    return numbers, [f"={n}" for n in lengths.tolist()] + [row[6] for row in edited], len(exact)


def _frame(parts: list[tuple], docs: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """What `_places` gave, as findings."""
    numbers = np.concatenate([part[0] for part in parts] or [np.zeros((0, 10), np.int64)])
    *_, chars, other_chars, matched, longest = numbers.T
    columns = {}
    for name, frame, (number, start, end) in (
        ("", docs, numbers.T[:3]),
        ("other_", others, numbers.T[3:6]),
    ):
        texts, places = frame["text"].tolist(), zip(number.tolist(), start.tolist(), end.tolist())
        columns[f"{name}doc_id"] = frame["doc_id"].astype("str").array.take(number)
        columns |= {f"{name}start": start, f"{name}end": end}
        columns[f"{name}quote"] = [texts[n][a:b] for n, a, b in places]
    columns["layer"] = [
        layer
        for rows, _, exact in parts
        for layer in RUNS[:1] * exact + RUNS[1:] * (len(rows) - exact)
    ]
    columns |= {
        "chars": chars,
        "matched": matched,
        "similarity": (200 * matched / (chars + other_chars)).round(1),
    }
    columns |= {"longest_run": longest, "repeat": False, "note": ""}
    columns["alignment"] = [signs for _, alignments, _ in parts for signs in alignments]
    return pd.DataFrame(columns)


def _arrange(passages: pd.DataFrame, docs: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """In the order of the documents and places, with what lies within a row listed before marked as a repeat."""
    keys = [pd.Index(side).get_indexer(passages[name])
            for side, name in ((others["doc_id"], "other_doc_id"), (docs["doc_id"], "doc_id"), (LAYERS, "layer"))]  # fmt: skip
    start, end, *other = (
        passages[name].to_numpy() for name in ("start", "end", "other_start", "other_end")
    )
    order = np.lexsort((*other[::-1], -end, start, *keys[::-1]))
    group = np.cumsum(np.any([np.diff(key[order], prepend=-1) for key in keys], axis=0))
    far = group * (int(end.max(initial=0)) + 1) + end[order]
    passages = passages.take(order).reset_index(drop=True)
    within = (far[1:] <= np.maximum.accumulate(far)[:-1]) & (group[1:] == group[:-1])
    passages["repeat"] = np.append(False, within)[: len(passages)]
    return passages


# --- looking at passages ---------------------------------------------------------------------------------------------


def explain(passage: pd.Series) -> pd.DataFrame:
    """Show what became of a passage, piece by piece, from one side to the other.

    *passage* is a row of `shared_passages`. Columns: change (equal, changed, dropped: only here, added: only in the other),
    text, other_text. Together the pieces are the two quotes whole: punctuation, which is not compared, goes with the
    character before it. "Dropped" and "added" only say in which text something stands, not who was first.

    >>> a = pd.DataFrame({"doc_id": ["a"], "text": ["到2010年，基本建成统一的电子政务网络。"]})  # by 2010, networks built
    >>> b = pd.DataFrame({"doc_id": ["b"], "text": ["到2008年基本建成全市统一的电子政务网络"]})
    >>> explain(shared_passages(a, b, layers=["edited"]).iloc[0]).values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['equal', '到20', '到20'], ['changed', '10', '08'], ['equal', '年，基本建成', '年基本建成'],
     ['added', '', '全市'], ['equal', '统一的电子政务网络', '统一的电子政务网络']]
    """
    fields = passage.keys() if isinstance(passage, (pd.Series, dict)) else ()
    if not {"quote", "other_quote", "alignment"} <= set(fields):
        kind = type(passage).__name__
        raise DataError(
            f"explain takes one row of shared_passages, as passages.iloc[0], not a {kind}"
        )
    sides = [_cuts(passage["quote"]), _cuts(passage["other_quote"])]
    at, other_at, rows = 0, 0, []
    for sign, here, there in read_alignment(passage["alignment"]):
        text = passage["quote"][sides[0][at] : sides[0][at + here]]
        other = passage["other_quote"][sides[1][other_at] : sides[1][other_at + there]]
        rows.append((SIGNS[sign], text, other))
        at, other_at = at + here, other_at + there
    return pd.DataFrame(rows, columns=["change", "text", "other_text"])


def _cuts(quote: str) -> list[int]:
    """Where each compared character of *quote* begins; the first from 0, and the end of the quote."""
    return [0, *normal_form(quote)[1][1:].tolist(), len(quote)]


def mask_passages(docs: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Put □ for every character of *docs* that lies on the other side of *passages*, so that offsets stay.

    Before local documents are compared with one another: else most pairs only say that both quote the same centre.

    >>> central = pd.DataFrame({"doc_id": ["c"], "text": ["统一规划，加快建设电子政务网络"]})  # by a unified plan, build
    >>> local = pd.DataFrame({"doc_id": ["l"], "text": ["我市加快建设电子政务网络平台"]})  # our city … networks
    >>> mask_passages(local, shared_passages(central, local))["text"].tolist()
    ['我市□□□□□□□□□□平台']
    """
    check_columns(passages, OTHER[:3], "mask_passages")
    spans = passages[OTHER[:3]].groupby("other_doc_id")
    spans = {doc_id: sorted(zip(rows["other_start"], rows["other_end"])) for doc_id, rows in spans}
    texts = plain_documents(docs).itertuples(index=False, name=None)
    return docs.assign(text=[_mask(doc_id, text, spans.get(doc_id, ())) for doc_id, text in texts])


def _mask(doc_id: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        if end > len(text):
            raise DataError(f"a passage ends at {end}, but the text of {doc_id!r} has {len(text)} characters: mask the "
                            "documents that were compared")  # fmt: skip
        parts += [text[at:start], GAP * (end - max(start, at))]
        at = max(at, end)
    return "".join([*parts, text[at:]])
