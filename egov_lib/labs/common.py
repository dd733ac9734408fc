"""What all labs share: where each setting comes from, many runs instead of one, and their spread.

A lab is a model, not evidence. Its `Settings` are frozen, and each field carries a `Parameter`, the
ground of its value:

*from the text*: the quoted passage has this number, of this thing, in this place;
*our reading*: a passage has words, or a number of something near by, that we turned into a setting;
*from outside*: a fact of `context.csv`, which none of the five texts has;
*assumed*: our invention, with its reason and the range that we hold possible.

`badges` lists these grounds; a value that somebody changed loses its badge.

Each lab has the same parts: `Settings`; `PRESETS` and `preset(name)`, the settings of one place;
`simulate(settings, seed)`, a frame with one row per event; and `summarise(events)`, a Series with
one number per measure, the unit in its name. A single run of a random model shows nothing, so
`repeat`, `sweep` and `compare` run it with many seeds, and `spread` says how far the runs lie
apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, replace
from functools import lru_cache, partial
from types import ModuleType
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError
from egov_lib.read.corpus import load_table

OUTSIDE = "context"  # the table of facts from outside the five texts

# The finding of a value that no passage gives
NOT_QUOTED = ["", pd.NA, pd.NA, ""]

_table = lru_cache(load_table)


# --- where a value comes from -------------------------------------------------------------------


@dataclass(frozen=True)
class Parameter:
    """A value and its ground: a row of an evidence table, or the reason why it was assumed.

    table, row_id: the row whose passage gives the value; empty where the value is assumed.
    value: the value itself; None where it is computed from the row.
    why: the reason of an assumption, or how a passage was read.
    column, scale: without *value*, the value is the row's cell in *column*, times *scale*.
    span: the lowest and the highest value that we hold possible. What has one is an assumption,
        even if it leans on a passage.
    """

    table: str = ""
    row_id: str = ""
    value: Any = None
    why: str = ""
    column: str = "value"
    scale: float = 1
    span: tuple[float, float] | None = None


UNKNOWN = Parameter()  # the ground of a value that somebody typed


def setting(  # noqa: PLR0913  one for each field of a Parameter
    table: str = "",
    row_id: str = "",
    value: Any = None,
    why: str = "",
    column: str = "value",
    scale: float = 1,
    span: tuple[float, float] | None = None,
) -> Any:
    """Make a field of `Settings` from the arguments of a `Parameter`.

    The value is read from its table when settings are made, not when the lab is imported.
    """
    parameter = Parameter(table, row_id, value, why, column, scale, span)
    return field(
        default_factory=partial(value_of, parameter),
        metadata={"parameter": parameter},
    )


def preset_of(
    kind: Callable, presets: Mapping[str, Mapping[str, Parameter]]
) -> Callable:
    """Make a lab's function `preset(name)`; *kind* is its class `Settings`.

    The settings that it returns carry the grounds of the preset's values in their field `sources`.
    """

    def preset(name: str) -> Any:
        """Settings of one place, as far as the sources give them; `PRESETS` names them all."""
        if name not in presets:
            raise DataError(
                f"there is no preset {name!r}; there are {', '.join(presets)}"
            )
        parameters = presets[name]
        values = {
            key: value_of(parameter) for key, parameter in parameters.items()
        }
        return kind(**values, sources=tuple(parameters.items()))

    return preset


def row_of(parameter: Parameter) -> pd.Series:
    """Return the table row that a parameter rests on; the first, where several share its id.

    >>> row_of(Parameter("targets", "yunnan-24-networks"))["quote"]  # 24 networks
    '24个全省性业务专网'
    """
    table = _table(parameter.table)
    id_column = parameter.table.removesuffix("s") + "_id"
    if parameter.table == OUTSIDE:
        id_column = "fact_id"
    has_id = table[id_column] == parameter.row_id
    rows = table[has_id]
    if rows.empty:
        raise DataError(
            f"no row {parameter.row_id!r} in {parameter.table}.csv: correct the id in the lab"
        )
    return rows.iloc[0]


def value_of(parameter: Parameter) -> Any:
    """Return the value of a parameter; it is computed from the parameter's row unless it is given.

    A number without a scale that is whole comes as an int.

    >>> value_of(Parameter("targets", "yunnan-24-networks"))  # 24 province-wide business networks
    24
    """
    if parameter.value is not None:
        return parameter.value
    value = row_of(parameter)[parameter.column]
    if pd.isna(value):
        raise DataError(
            f"{parameter.table} {parameter.row_id!r} has no {parameter.column}: "
            "state a value, and why"
        )
    if not isinstance(value, float):
        return value
    value = round(value * parameter.scale, 12)
    if parameter.scale == 1 and value.is_integer():
        return int(value)
    return value


def badges(settings: Any) -> pd.DataFrame:
    """Say for each setting where its value comes from, as findings.

    Returns one row per setting; one that rests on no passage has none:
    doc_id, start, end, quote: the passage that gives the value
    parameter: the name of the setting
    value: its value
    badge: "from the text", "our reading", "from outside", "assumed" or "changed here"
    range: of an assumed number, the lowest and the highest that we hold possible
    table, row_id: the row of the evidence tables
    why: the reason of an assumption, how the passage was read, or the fact from outside

    >>> from egov_lib.labs import networks
    >>> table = badges(networks.Settings()).set_index("parameter")
    >>> table.loc["platform_weeks", ["badge", "range"]].tolist()
    ['from the text', '']
    >>> table.loc["line_weeks", ["badge", "range"]].tolist()
    ['assumed', '1 to 26']
    """
    preset_grounds = dict(settings.sources)
    rows = []
    for setting_field in fields(settings):
        name = setting_field.name
        if name == "sources":
            continue
        value = getattr(settings, name)
        ground = _ground_of(value, setting_field, preset_grounds.get(name))
        about = [
            name,
            value,
            _badge(ground),
            _range(ground),
            ground.table,
            ground.row_id,
            _why(ground),
        ]
        rows.append([*_passage(ground), *about])
    columns = [
        *FINDING,
        "parameter",
        "value",
        "badge",
        "range",
        "table",
        "row_id",
        "why",
    ]
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    return table.astype({"start": "Int64", "end": "Int64"})


def _ground_of(
    value: Any, setting_field: Field, from_preset: Parameter | None
) -> Parameter:
    """Find the ground that gives just this value: the preset's, or else the default's."""
    for ground in (from_preset, setting_field.metadata["parameter"]):
        if ground is not None and value_of(ground) == value:
            return ground
    return UNKNOWN


def _badge(ground: Parameter) -> str:
    if ground.span:
        return "assumed"
    if ground.table == OUTSIDE:
        return "from outside"
    if ground.table:
        return "from the text" if ground.value is None else "our reading"
    if ground.why:
        return "assumed"
    return "changed here"


def _range(ground: Parameter) -> str:
    if not ground.span:
        return ""
    low, high = ground.span
    return f"{low:g} to {high:g}"


def _passage(ground: Parameter) -> list:
    """The finding of the passage that a ground names; a fact from outside has none."""
    if ground.table in ("", OUTSIDE):
        return NOT_QUOTED
    return row_of(ground)[FINDING].tolist()


def _why(ground: Parameter) -> str:
    if ground.table != OUTSIDE:
        return ground.why
    fact = row_of(ground)["statement_en"]
    return f"{ground.why}: {fact}" if ground.why else fact


def check_limits(settings: Any, **limits: tuple[float, float]) -> None:
    """Raise ValueError for the first setting outside its limits, (low, high), both included.

    A setting with `share` in its name lies between 0 and 1 without being named here.
    """
    names = [setting_field.name for setting_field in fields(settings)]
    shares = [name for name in names if "share" in name.split("_")]
    for name, within in (dict.fromkeys(shares, (0, 1)) | limits).items():
        _check_limit(name, getattr(settings, name), *within)


def _check_limit(name: str, value: Any, low: float, high: float) -> None:
    """Raise ValueError for a value outside its limits, both included."""
    if not low <= value <= high:
        raise ValueError(f"{name} is {value!r}: choose from {low} to {high}")


# --- many runs ----------------------------------------------------------------------------------


def repeat(
    simulate: Callable,
    settings: Any,
    *,
    seeds: Sequence[int],
    summarise: Callable | None = None,
) -> pd.DataFrame:
    """Run a model once with each seed.

    Returns, without *summarise*, the events of all runs:
    seed: of the run
    the columns of the events

    Returns, with *summarise*, one row per run:
    seed: of the run
    one column per measure
    """
    if summarise is None:
        runs = {seed: simulate(settings, seed) for seed in seeds}
        events = pd.concat(runs, names=["seed", "event"])
        events = events.reset_index("seed")
        return events.reset_index(drop=True)
    # Two settings that differ only in what they rest on give the same runs
    bare = replace(settings, sources=())
    rows = []
    for seed in seeds:
        row = {"seed": seed}
        row.update(_measure(simulate, summarise, bare, seed))
        rows.append(row)
    return pd.DataFrame(rows)


# A lab asks several questions of the same runs, and a run depends on its settings and its seed
# alone: what was measured once is kept.
@lru_cache(maxsize=20_000)
def _measure(
    simulate: Callable, summarise: Callable, settings: Any, seed: int
) -> pd.Series:
    return summarise(simulate(settings, seed))


def spread(runs: pd.DataFrame) -> pd.DataFrame:
    """Say how far the runs of `repeat` lie apart.

    Returns one row per measure:
    measure: its name
    mean: of all runs
    sd: standard deviation, of a sample
    low, high: the 5 % and the 95 % quantile
    runs: how many have the measure

    >>> spread(pd.DataFrame({"seed": [0, 1], "wait_days": [2.0, 4.0]})).round(1).to_dict("records")
    [{'measure': 'wait_days', 'mean': 3.0, 'sd': 1.4, 'low': 2.1, 'high': 3.9, 'runs': 2}]
    """
    measures = runs.drop(columns="seed", errors="ignore").astype("float64")
    columns = {
        "mean": measures.mean(),
        "sd": measures.std(),
        "low": measures.quantile(0.05),
        "high": measures.quantile(0.95),
        "runs": measures.count(),
    }
    return pd.DataFrame(columns).rename_axis("measure").reset_index()


def stack(tables: Mapping[Any, pd.DataFrame], column: str) -> pd.DataFrame:
    """Put tables under each other, each with its name in a *column* before the others.

    >>> stack({"a": pd.DataFrame({"mean": [1, 2]})}, "way").to_dict("list")
    {'way': ['a', 'a'], 'mean': [1, 2]}
    """
    table = pd.concat(tables, names=[column, "row"])
    return table.reset_index(column).reset_index(drop=True)


def sweep(
    simulate: Callable,
    summarise: Callable,
    *,
    settings: Any,
    name: str,
    values: Iterable,
    seeds: Sequence[int],
) -> pd.DataFrame:
    """Run a model with one setting at several values, with each seed.

    Returns one row per value and measure: the value, in a column with the setting's *name*, then
    the columns of `spread`.
    """
    spreads = {}
    for value in values:
        changed = replace(settings, **{name: value})
        runs = repeat(simulate, changed, seeds=seeds, summarise=summarise)
        spreads[value] = spread(runs)
    return stack(spreads, name)


def compare(
    lab: ModuleType, ways: Mapping[str, Any], *, seeds: Sequence[int]
) -> pd.DataFrame:
    """Run a lab under several settings, with the same seeds.

    Parameters
    ----------
    lab: the module, with `simulate` and `summarise`.
    ways: the settings, each by the name that it shall have in the table.
    seeds: of the runs.

    Returns one row per way and measure: the name, in a column `way`, then the columns of `spread`.
    """
    spreads = {}
    for name, settings in ways.items():
        runs = repeat(
            lab.simulate, settings, seeds=seeds, summarise=lab.summarise
        )
        spreads[name] = spread(runs)
    return stack(spreads, "way")


def means(table: pd.DataFrame, by: str = "way") -> pd.DataFrame:
    """Lay the means of `compare` or `sweep` side by side.

    Returns one row per measure, one column per value of the column *by*, both in the order of
    *table*.

    >>> rows = [["b", "wait_days", 2.0], ["a", "wait_days", 4.0]]
    >>> means(pd.DataFrame(rows, columns=["way", "measure", "mean"])).to_dict("index")
    {'wait_days': {'b': 2.0, 'a': 4.0}}
    """
    wide = table.pivot(index="measure", columns=by, values="mean")
    return wide.loc[table["measure"].unique(), table[by].unique()]
