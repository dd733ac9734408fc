"""Layouts of what the tables hold: the tree of an outline, the grid of a lineage, shares by date,
threads between the clauses of two texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import check_whole
from egov_lib.show.messages import current

# --- outlines -----------------------------------------------------------------------------------

OUTLINE_DEPTH = 3  # the levels that are drawn
OPEN_DEPTH = 2  # the levels that are seen before a click


class Branch(NamedTuple):
    """One clause of an outline."""

    clause_id: str
    parent_id: str  # "" at the top
    depth: int
    kind: str
    name: str  # its number and its label
    quote: str
    height: float  # of a leaf; 0 for a clause whose parts are drawn


class Outline(NamedTuple):
    """The upper levels of an outline."""

    branches: list[Branch]
    rows: int  # how many labels are seen under each other before a click


def outline_tree(
    clauses: pd.DataFrame, doc_id: str, *, lang: str | None = None
) -> Outline:
    """Lay out the upper levels of a document's outline so that the labels seen first have room.

    Clauses of the second level are equally high, and those below share the height of theirs.

    Parameters
    ----------
    clauses: as `load_table("clauses")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> tree = outline_tree(load_table("clauses"), "opinion-2002")
    >>> len(tree.branches), tree.rows
    (170, 48)
    """
    label = f"label_{current(lang)}"
    needed = [
        "clause_id",
        "doc_id",
        "parent_id",
        "depth",
        "kind",
        "quote",
        label,
    ]
    check_whole(clauses, needed, "an outline")
    own = clauses[clauses["doc_id"] == doc_id]
    rows = own[own["depth"] <= OUTLINE_DEPTH].assign(label=own[label])
    parents = set(rows["parent_id"])
    shown_in = _open_ancestors(rows)
    leaves = [clause for clause in shown_in if clause not in parents]
    leaves_in = Counter(shown_in[leaf] for leaf in leaves)
    branches = []
    for row in rows.itertuples():
        is_leaf = row.clause_id not in parents
        sharing = leaves_in[shown_in[row.clause_id]]
        branches.append(
            Branch(
                row.clause_id,
                row.parent_id,
                row.depth,
                row.kind,
                name=f"{row.number} {row.label}".strip(),
                quote=row.quote,
                height=round(1 / sharing, 3) if is_leaf else 0,
            )
        )
    return Outline(branches, rows=len(leaves_in))


def _open_ancestors(rows: pd.DataFrame) -> dict[str, str]:
    """For each clause itself, or the clause of the open levels that it is in."""
    shown_in: dict[str, str] = {}
    for row in rows.itertuples():
        is_open = row.depth <= OPEN_DEPTH
        shown_in[row.clause_id] = (
            row.clause_id if is_open else shown_in[row.parent_id]
        )
    return shown_in


# --- lineages -----------------------------------------------------------------------------------


class Voice(NamedTuple):
    """A column of a lineage: what a source says of one place."""

    doc_id: str
    place: str


class Theme(NamedTuple):
    """A row of a lineage."""

    theme_id: str
    label: str


class Cell(NamedTuple):
    """What one voice says on one theme."""

    id: str  # theme_id|doc_id|place
    x: int  # the number of its column
    y: int  # the number of its row
    silent: bool
    manner: str  # "" where silent
    quote: str


class Lineage(NamedTuple):
    """Everything that a lineage shows."""

    voices: list[Voice]
    themes: list[Theme]
    cells: list[Cell]

    @property
    def silent(self) -> int:
        """How many cells are silent."""
        return sum(cell.silent for cell in self.cells)


def lineage_grid(themes: pd.DataFrame, *, lang: str | None = None) -> Lineage:
    """Put what each source says on each theme into a grid; the theme most spoken of comes last.

    Parameters
    ----------
    themes: as `load_table("themes")` gives them, one row for each cell.

    >>> from egov_lib.read.corpus import load_table
    >>> themes = load_table("themes")
    >>> grid = lineage_grid(themes[themes["theme_id"] == "network-isolation"])
    >>> len(grid.themes), len(grid.voices), grid.silent
    (1, 8, 7)
    """
    label = f"label_{current(lang)}"
    needed = [
        "theme_id",
        "doc_id",
        "place",
        "silent",
        "manner",
        "quote",
        label,
    ]
    check_whole(themes, needed, "a lineage")
    speaking = (
        (~themes["silent"].astype(bool)).groupby(themes["theme_id"]).sum()
    )
    theme_ids = speaking.sort_values(kind="stable").index.tolist()
    labels = themes.drop_duplicates("theme_id").set_index("theme_id")[label]
    pairs = dict.fromkeys(zip(themes["doc_id"], themes["place"]))
    voices = [Voice(doc_id, place) for doc_id, place in pairs]
    cells = [
        Cell(
            id=f"{row.theme_id}|{row.doc_id}|{row.place}",
            x=voices.index((row.doc_id, row.place)),
            y=theme_ids.index(row.theme_id),
            silent=bool(row.silent),
            manner=row.manner,
            quote=row.quote,
        )
        for row in themes.itertuples()
    ]
    named = [Theme(theme_id, labels[theme_id]) for theme_id in theme_ids]
    return Lineage(voices, named, cells)


# --- shares -------------------------------------------------------------------------------------

# Per cent; smaller ones are fees and fractions, not parts of a whole
LEAST_SHARE = 20
SHARE_KINDS = ("achievement", "target")


class Share(NamedTuple):
    """A percentage that is reported as done (kind "achievement") or promised ("target")."""

    target_id: str
    kind: str
    x: float  # per cent
    y: int  # its row
    at_least: bool
    label: str
    place: str
    year: int
    quote: str


class Shares(NamedTuple):
    """All percentages, from the top row down."""

    rows: list[Share]

    @property
    def done(self) -> int:
        """How many are reported as done."""
        return sum(share.kind == "achievement" for share in self.rows)

    @property
    def promised(self) -> int:
        """How many are promised."""
        return len(self.rows) - self.done


def dated_shares(targets: pd.DataFrame, *, lang: str | None = None) -> Shares:
    """The shares of a whole that have a date, one for each thing said, latest and largest first.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> targets = load_table("targets")
    >>> layout = dated_shares(targets[targets["place"] == "Shenzhen"])
    >>> layout.done, layout.promised, layout.rows[0].place
    (0, 4, 'Shenzhen')
    """
    label = f"label_{current(lang)}"
    needed = [
        "doc_id",
        "value",
        "unit",
        "bound",
        "kind",
        "date_to",
        "place",
        label,
    ]
    check_whole(targets, needed, "shares")
    wanted = (
        (targets["unit"] == "%")
        & targets["date_to"].notna()
        & targets["kind"].isin(SHARE_KINDS)
        & (targets["value"] >= LEAST_SHARE)
    )
    said_once = ["place", "value", "date_to", "subject_en"]
    rows = targets[wanted].drop_duplicates(said_once)
    rows = rows.sort_values(["date_to", "value"], ascending=False)
    shares = []
    for y, row in enumerate(rows.assign(label=rows[label]).itertuples()):
        shares.append(
            Share(
                target_id=row.target_id,
                kind=row.kind,
                x=float(row.value),
                y=y,
                at_least=row.bound == "at least",
                label=row.label,
                place=row.place,
                year=row.date_to.year,
                quote=row.quote,
            )
        )
    return Shares(shares)


# --- threads ------------------------------------------------------------------------------------


class Thread(NamedTuple):
    """A later clause takes up an earlier one."""

    earlier: str  # clause_id
    later: str
    direct: bool  # the relation is between these clauses, not between clauses below them
    takes_up: (
        bool  # more than the same wish: a relation "follows" or "implements"
    )
    of_whole: bool  # of the earlier clause itself, not only of a part of it


class Threads(NamedTuple):
    """Two columns of clauses and the threads between them."""

    threads: list[Thread]
    # clause_id: its place in its column, from the top
    heights: dict[str, float]
    rows: int  # of the longer column
    loose_earlier: int  # clauses without a thread
    loose_later: int


def clause_threads(
    earlier: pd.DataFrame, later: pd.DataFrame, relations: pd.DataFrame
) -> Threads:
    """Find which clauses of a later text take up which of an earlier one, and where they stand.

    A relation between clauses below two of these counts as a relation of the two.

    Parameters
    ----------
    earlier, later: rows of `load_table("clauses")`.
    relations: as `load_table("relations")` gives them.
    """
    earlier_ids = earlier["clause_id"].tolist()
    later_ids = later["clause_id"].tolist()
    threads = _threads(relations, earlier_ids, later_ids)
    taken_up = {thread.earlier for thread in threads}
    taking_up = {thread.later for thread in threads}
    rows = max(len(earlier_ids), len(later_ids))
    return Threads(
        threads,
        heights=_spread(earlier_ids, rows) | _spread(later_ids, rows),
        rows=rows,
        loose_earlier=sum(clause not in taken_up for clause in earlier_ids),
        loose_later=sum(clause not in taking_up for clause in later_ids),
    )


def _threads(
    relations: pd.DataFrame,
    earlier_ids: Sequence[str],
    later_ids: Sequence[str],
) -> list[Thread]:
    """One thread for each pair of clauses that a relation connects."""
    is_direct: dict[tuple[str, str], bool] = {}
    takes_up: dict[tuple[str, str], bool] = {}
    of_whole: dict[tuple[str, str], bool] = {}
    links = relations[relations["between"] == "clauses"]
    for link in links.itertuples():
        pair = (
            _clause_above(link.to_id, earlier_ids),
            _clause_above(link.from_id, later_ids),
        )
        if None not in pair:
            between_these = pair == (link.to_id, link.from_id)
            is_direct[pair] = is_direct.get(pair, False) or between_these
            more_than_a_wish = link.relation != "same_idea_as"
            takes_up[pair] = takes_up.get(pair, False) or more_than_a_wish
            is_of_whole = link.to_id in earlier_ids
            of_whole[pair] = of_whole.get(pair, False) or is_of_whole
    return [
        Thread(*pair, direct, takes_up[pair], of_whole[pair])
        for pair, direct in is_direct.items()
    ]


def _clause_above(clause_id: str, clause_ids: Sequence[str]) -> str | None:
    """The first of *clause_ids* that is the clause or contains it."""
    for candidate in clause_ids:
        if f"{clause_id}.".startswith(f"{candidate}."):
            return candidate
    return None


def _spread(clause_ids: Sequence[str], rows: int) -> Mapping[str, float]:
    """Spread the clauses of one column over the height of *rows* rows."""
    step = (rows - 1) / max(len(clause_ids) - 1, 1)
    return {
        clause: round(number * step, 2)
        for number, clause in enumerate(clause_ids)
    }
