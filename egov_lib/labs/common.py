"""What all labs share: where each setting comes from, many runs instead of one, and how far they spread.

A lab is a model, not evidence. Its `Settings` are frozen, and each field carries a `Parameter`: *from the text*, with the row
of the evidence tables it was read from, or *assumed*, with the reason. `badges` lays this open; a value that somebody changed
loses its badge. `simulate(settings, seed)` returns a frame, a row an event; `summarise(frame)` a Series, a number a measure,
its unit in its name. One run of a random model shows nothing: `repeat` and `sweep` run it for many seeds and give spreads.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError
from egov_lib.read.corpus import load_table

_table = lru_cache(load_table)


@dataclass(frozen=True)
class Parameter:
    """A value and its ground: the passage of a row where *table* is named, else *why* we assume it.

    Without *value* it is the row's *column* times *scale*; with it, our reading of a passage, and *why* says how we read.
    """

    table: str = ""
    row_id: str = ""
    value: Any = None
    why: str = ""
    column: str = "value"
    scale: float = 1


def setting(*ground: Any, **reading: Any) -> Any:
    """A field of Settings; what is given makes its `Parameter`, whose value is read when settings are made, not on import."""
    parameter = Parameter(*ground, **reading)
    return field(default_factory=partial(value_of, parameter), metadata={"parameter": parameter})


def preset_of(kind: Callable, presets: dict[str, dict[str, Parameter]]) -> Callable:
    """Make a lab's function `preset(name)`: settings of one place, with the grounds of its values in the field `sources`."""

    def preset(name: str) -> Any:
        """Settings of one place, as far as the sources give them; `PRESETS` names them all."""
        if name not in presets:
            raise DataError(f"there is no preset {name!r}; there are {', '.join(presets)}")
        parameters = presets[name]
        return kind(
            **{key: value_of(p) for key, p in parameters.items()}, sources=tuple(parameters.items())
        )

    return preset


def row_of(parameter: Parameter) -> pd.Series:
    """The row of a table that a parameter rests on (the first, where several passages share its id)."""
    table = _table(parameter.table)
    rows = table[table[f"{parameter.table.removesuffix('s')}_id"] == parameter.row_id]
    if rows.empty:
        raise DataError(
            f"no row {parameter.row_id!r} in {parameter.table}.csv: correct the id in the lab"
        )
    return rows.iloc[0]


def value_of(parameter: Parameter) -> Any:
    """The value of a parameter, computed from its row unless it is given.

    >>> value_of(Parameter("targets", "yunnan-24-networks"))  # 24 province-wide business networks
    24
    """
    if parameter.value is not None:
        return parameter.value
    value = row_of(parameter)[parameter.column]
    if pd.isna(value):
        raise DataError(
            f"{parameter.table} {parameter.row_id!r} has no {parameter.column}: state a value, and why"
        )
    value = round(value * parameter.scale, 12) if isinstance(value, float) else value
    return (
        int(value)
        if isinstance(value, float) and parameter.scale == 1 and value.is_integer()
        else value
    )


def badges(settings: Any) -> pd.DataFrame:
    """Say of every setting where its value comes from, as findings; an assumed one has no passage.

    Columns: doc_id, start, end, quote, parameter, value, badge (from the text, assumed, changed here), table, row_id, why.
    """
    rows, sources = [], dict(settings.sources)
    for f in fields(settings)[:-1]:  # the last is sources
        value, grounds = getattr(settings, f.name), [sources.get(f.name), f.metadata["parameter"]]
        p = next((p for p in grounds if p and value_of(p) == value), Parameter())
        found = row_of(p)[FINDING].tolist() if p.table else ["", pd.NA, pd.NA, ""]
        badge = "from the text" if p.table else "assumed" if p.why else "changed here"
        rows.append([*found, f.name, value, badge, p.table, p.row_id, p.why])
    columns = [*FINDING, "parameter", "value", "badge", "table", "row_id", "why"]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype(
        {"start": "Int64", "end": "Int64"}
    )


def check_limits(settings: Any, **limits: tuple[float, float]) -> None:
    """Raise ValueError for the first setting outside its limits (both included); a share lies between 0 and 1."""
    shares = {f.name: (0, 1) for f in fields(settings) if "share" in f.name.split("_")}
    for name, (low, high) in (shares | limits).items():
        if not low <= (value := getattr(settings, name)) <= high:
            raise ValueError(f"{name} is {value!r}: choose from {low} to {high}")


def repeat(
    simulate: Callable, settings: Any, *, seeds: Sequence[int], summarise: Callable | None = None
):
    """Run a model once a seed. Columns: seed, then the events' own; with *summarise* a row a seed and a column a measure."""
    if summarise:
        return pd.DataFrame(
            [{"seed": seed, **summarise(simulate(settings, seed))} for seed in seeds]
        )
    runs = pd.concat({seed: simulate(settings, seed) for seed in seeds}, names=["seed", "event"])
    return runs.reset_index("seed").reset_index(drop=True)


def spread(runs: pd.DataFrame) -> pd.DataFrame:
    """Say how far the runs of `repeat` lie apart. Columns: measure, mean, sd (of a sample), low, high (5 and 95 %), runs."""
    m = runs.drop(columns="seed", errors="ignore").astype("float64")
    columns = {
        "mean": m.mean(),
        "sd": m.std(),
        "low": m.quantile(0.05),
        "high": m.quantile(0.95),
        "runs": m.count(),
    }
    return pd.DataFrame(columns).rename_axis("measure").reset_index()


def sweep(
    simulate: Callable,
    summarise: Callable,
    *,
    settings: Any,
    name: str,
    values: Iterable,
    seeds: Sequence[int],
):
    """Run a model with one setting at several values, once a seed. Columns: the setting's name, then those of `spread`."""
    runs = {
        v: repeat(simulate, replace(settings, **{name: v}), seeds=seeds, summarise=summarise)
        for v in values
    }
    return (
        pd.concat({v: spread(runs[v]) for v in runs}, names=[name, "row"])
        .reset_index(name)
        .reset_index(drop=True)
    )
