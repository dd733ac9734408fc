"""The panel of a lab: settings on one side, the runs of the model on the other.

A panel has few settings with few values each, so that every state can be run beforehand (`make
panels` writes `data/panels/<lab>.json`): a page without a kernel then answers at once. In a
notebook any other value can be typed; Python runs it and sends the runs. A run is a number for
each measure and each seed; the script draws every run as a dot, and what was there before stays
as hollow dots.

Each lab's panel is a module of its own (`rollout_panel.py`): its settings, its measures, what it
says in both languages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from egov_lib import labs
from egov_lib.findings import COLUMNS
from egov_lib.labs import common
from egov_lib.read.corpus import read
from egov_lib.read.translations import (
    load_segments,
    touched_segments,
    translate,
)
from egov_lib.show.explorables.base import (
    Content,
    State,
    make_explorable,
    words_of,
)
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick

RUNS = 100  # of each state
DIGITS = 3  # of a stored number: more than a dot of the picture can show
STATED = ("from the text", "our reading", "from outside")

NAME = "networks_panel"  # a panel: the script of one is that of all
# What all panels say.
SAYS = {
    "value_True": ("yes", "是"),
    "value_False": ("no", "否"),
    "badge_text": ("from the text", "见原文"),
    "badge_reading": ("our reading", "我们的读法"),
    "badge_outside": ("from outside", "五篇之外"),
    "badge_assumed": ("assumed", "假设"),
    "places_of_texts": ("As the papers have it", "文中各地的情形"),
    "no_place": ("none: my own settings", "不选：自己设定"),
    "how_many_runs": ("Run it", "运行"),
    "run_once": ("once", "1次"),
    "run_times": ("{count} times", "{count}次"),
    "look_at": ("Show", "查看"),
    "look_spread": ("all runs", "全部运行"),
    "look_watch": ("one run, moving", "看一次运行"),
    "look_table": ("a table", "表格"),
    "head_measure": ("Measure", "指标"),
    "head_before": ("Before: median", "改前：中位数"),
    "head_now": ("Now: median", "改后：中位数"),
    "head_nine": ("nine runs in ten", "十次有九次的范围"),
    "none_here": ("none here", "这里没有"),
    "other": ("other", "其他"),
    "other_value": ("Another value: {name}", "其他取值：{name}"),
    "only_with_kernel": (
        "This value was not run beforehand. Choose one of the buttons, or run the panel in a "
        "notebook, where any value can be computed.",
        "这个取值没有事先算好。请选按钮上的取值；在笔记本里运行，任何取值"
        "都可以现算。",
    ),
    "running": ("The model is running …", "模型正在运行……"),
    "lane_before": ("Before:", "改前："),
    "lane_now": ("Now:", "改后："),
    "as_it_opens": ("as the panel opens", "初始设定"),
    "axis": ("{measure}, {unit}", "{measure}（{unit}）"),
    "key_line": (
        "● one run each, seeds 0 to {last} · ○ before · ▲ median · ━ nine runs in ten.",
        "● 一点是一次运行，随机种子0到{last} · ○ 改前 · ▲ 中位数 · ━ 十次有九次的范围。",
    ),
    "a_model": ("A model, not evidence.", "这是模型，不是证据。"),
    "no_number": (
        "{measure}: there is nothing to measure in these runs.",
        "{measure}：这些运行里没有可以度量的。",
    ),
    "one_run": (
        "{measure}: {value} in so few runs. Chance alone gives other numbers: show them all before "
        "you say anything.",
        "{measure}：这几次运行是{value}。单凭偶然就会不同：先显示全部运行，"
        "再下结论。",
    ),
    "says_now": (
        "{measure}: {median} in the median of {count} runs; nine in ten lie between {low} and "
        "{high}.",
        "{measure}：{count}次运行的中位数是{median}，十次中有九次在{low}到{"
        "high}之间。",
    ),
    "says_overlap": (
        "{measure}: {before} before, {median} now (medians of {count} runs). The runs overlap: "
        "nine in ten lie between {low} and {high} now, so one run of each "
        "would prove nothing.",
        "{measure}：改前{before}，改后{median}（{count}次运行的中位数）。两"
        "者有重叠：改后十次中有九次在{low}到{high}之间，只各运行一次，什么也证明"
        "不了。",
    ),
    "says_apart": (
        "{measure}: {before} before, {median} now (medians of {count} runs), between {low} and "
        "{high} nine times in ten: the runs lie apart.",
        "{measure}：改前{before}，改后{median}（{count}次运行的中位数），十"
        "次中有九次在{low}到{high}之间：两组运行分得开。",
    ),
    "says_same": (
        "{measure}: {median} before and now, in all {count} runs.",
        "{measure}：改前改后都是{median}，{count}次运行都一样。",
    ),
    "watch_play": ("Play", "播放"),
    "watch_stop": ("Stop", "停止"),
    "watch_back": ("Back", "后退"),
    "watch_on": ("On", "前进"),
    "watch_begin": ("From the start", "从头开始"),
    "guess_less": ("It falls", "下降"),
    "guess_same": ("It hardly changes", "几乎不变"),
    "guess_more": ("It rises", "上升"),
    "bet_came": (
        "from {from} to {to}, medians of {runs} runs",
        "从{from}到{to}（{runs}次运行的中位数）",
    ),
    "keep_as_before": ("Compare with this", "以此为对照"),
    "keys_choose": ("next setting", "下一个设定"),
    "key_space": ("Space", "空格"),
    "keys_set": ("set it", "选定"),
    "head_run": ("Run", "运行"),
}


class Control(NamedTuple):
    """A setting that the panel offers.

    name: of the field in the lab's `Settings`
    values: in order; the lab's own value among them
    unit: "share", "count" or "name" (a word, or yes and no)
    """

    name: str
    values: tuple
    unit: str = "count"


class Measure(NamedTuple):
    """A measure of `summarise` that the panel shows.

    limit: a value that a line is drawn at, or None
    """

    name: str
    unit: str = "count"
    limit: float | None = None


class Bet(NamedTuple):
    """What the reader is asked to guess: how a measure changes when settings are changed."""

    measure: str
    changes: Mapping[str, Any]


class Panel(NamedTuple):
    """What a panel is made of.

    name: of the lab, which its file of states has too
    controls, measures: what is offered, and what is shown
    bet: what is guessed first
    places: the presets that can be chosen whole
    findings: the passages that the lab is about; doc_id, start, end, quote
    settings: gives the settings that all states begin with
    watch: gives one run of some settings as the panel shows it moving (`watched.py`), or None
    """

    name: str
    controls: Sequence[Control]
    measures: Sequence[Measure]
    bet: Bet
    places: Sequence[str]
    findings: Callable[[], pd.DataFrame]
    settings: Callable[[], Any]
    watch: Callable[[Any], dict[str, Any]] | None = None

    @property
    def lab(self) -> ModuleType:
        """The module, with `Settings`, `PRESETS`, `preset`, `simulate` and `summarise`.

        It is loaded when it is asked for: each needs other libraries, and what is shown of a lab
        was computed beforehand.
        """
        return getattr(labs, self.name)


# --- states -------------------------------------------------------------------------------------


def written(value: Any) -> str:
    """A value as the script and the file of states have it.

    >>> written(0.5), written(12.0), written(True), written("min-max")
    ('0.5', '12', 'True', 'min-max')
    """
    if isinstance(value, (bool, str)):
        return str(value)
    return f"{value:g}"


def key_of(panel: Panel, values: Mapping[str, Any]) -> str:
    """The name of a state: each setting with its value, in the panel's order."""
    base = panel.settings()
    return ";".join(
        f"{one.name}={written(values.get(one.name, getattr(base, one.name)))}"
        for one in panel.controls
    )


def all_states(panel: Panel) -> dict[str, Any]:
    """The settings of every state that is run beforehand, by its key.

    Places are "@" and the name of the preset. What the settings refuse is no state.
    """
    names = [control.name for control in panel.controls]
    states = {}
    for values in product(*(control.values for control in panel.controls)):
        chosen = dict(zip(names, values, strict=True))
        try:
            states[key_of(panel, chosen)] = replace(panel.settings(), **chosen)
        except ValueError:
            continue
    for place in panel.places:
        states[f"@{place}"] = settings_of_place(panel, place)
    return states


def settings_of_place(panel: Panel, place: str) -> Any:
    """A preset, and beside it what the panel itself has set: so that a place differs from the
    state that the panel opens with by its own settings alone.
    """
    preset, opens, own = (
        panel.lab.preset(place),
        panel.settings(),
        panel.lab.Settings(),
    )
    of_place = {"sources", *(name for name, _ in preset.sources)}
    set_here = {
        field.name: getattr(opens, field.name)
        for field in fields(opens)
        if field.name not in of_place
        and getattr(opens, field.name) != getattr(own, field.name)
    }
    return replace(preset, **set_here)


def run(
    panel: Panel, settings: Any, seeds: Sequence[int] = range(RUNS)
) -> dict[str, list[float | None]]:
    """The measures of many runs: name -> a number a seed; None where there was none to measure."""
    runs = common.repeat(
        panel.lab.simulate,
        settings,
        seeds=seeds,
        summarise=panel.lab.summarise,
    )
    return {
        measure.name: [_shortened(value) for value in runs[measure.name]]
        for measure in panel.measures
    }


def _shortened(value: float) -> float | None:
    return None if pd.isna(value) else float(f"{value:.{DIGITS}g}")


@lru_cache
def stored_states(lab: str) -> dict[str, dict[str, list[float | None]]]:
    """The runs of every state of a lab's panel, from `data/panels/`."""
    return json.loads(read(f"panels/{lab}.json"))


@lru_cache
def watched_states(lab: str) -> dict[str, dict[str, Any]]:
    """The run of every state that a lab's panel shows moving; {} where it shows none."""
    if panel_of(lab).watch is None:
        return {}
    return json.loads(read(f"panels/{lab}_watched.json"))


def panel_of(lab: str) -> Panel:
    """The panel of a lab, by the lab's name."""
    return import_module(f"egov_lib.show.explorables.{lab}_panel").PANEL


def median_of(lab: str, measure: str, **settings: Any) -> float:
    """The median that a lab's panel shows for a measure when *settings* are chosen.

    Exercises that are done with a panel take their answers from here, so that both agree.

    >>> median_of("networks", "joined_share", layout="platform")
    1.0
    """
    runs = stored_states(lab)[key_of(panel_of(lab), settings)]
    return float(pd.Series(runs[measure], dtype=float).median())


# --- the widget ---------------------------------------------------------------------------------


def panel_words() -> dict[str, dict[str, str]]:
    """The words that every panel has, by language."""
    return words_of(NAME, SAYS)


def make_panel(
    name: str,
    panel: Panel,
    words: Mapping[str, tuple[str, str]],
    *,
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Make the widget of a panel; *words* are what only this one says."""
    states = stored_states(panel.name)
    base = panel.settings()
    grounds = _grounds(base)
    data = {
        "name": name,
        "runs": RUNS,
        "controls": [
            _control_data(control, base, grounds) for control in panel.controls
        ],
        "measures": [_measure_data(one, states) for one in panel.measures],
        "places": [_place_data(panel, place) for place in panel.places],
        "states": states,
        "watched": watched_states(panel.name),
        "bet": {
            "measure": panel.bet.measure,
            "from": key_of(panel, {}),
            "to": key_of(panel, panel.bet.changes),
        },
    }
    content = Content(
        data,
        panel.findings(),
        pick(*words["title"], lang),
        [
            _still(panel, words, {}, lang),
            _still(panel, words, panel.bet.changes, lang),
        ],
    )
    view = make_explorable(
        name, SAYS | dict(words), content, filters=filters, lang=lang
    )
    view.on_msg(lambda _, message, __: _answer(view, panel, message))
    return view


def _control_data(
    control: Control, base: Any, grounds: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    own = written(getattr(base, control.name))
    ground = grounds.get(control.name)
    return {
        "name": control.name,
        "unit": control.unit,
        "values": [written(value) for value in control.values],
        "base": own,
        "grounds": {own: ground} if ground else {},
    }


def _grounds(settings: Any) -> dict[str, dict[str, str]]:
    """What a setting rests on, by its name; settings that are assumed rest on nothing.

    Each is what a badge shows in both languages: a quote with the segments that it stands in, or
    the statement of a fact from outside, which has no quote.
    """
    table = common.badges(settings)
    stated = table[table["badge"].isin(STATED)]
    is_quoted = stated["quote"] != ""
    grounds = {}
    for row in stated[~is_quoted].itertuples():
        grounds[row.parameter] = _fact_ground(row)
    for row in translate(stated[is_quoted]).itertuples():
        grounds[row.parameter] = {
            "badge": _last_word(row.badge),
            "doc": row.doc_id,
            "quote": row.quote,
            "zh": _segments_text(row),
            "en": row.en,
            "address": row.address,
        }
    return grounds


def _fact_ground(badge_row: Any) -> dict[str, str]:
    """The ground of a setting that a fact of `context.csv` gives."""
    fact = common.row_of(common.Parameter(badge_row.table, badge_row.row_id))
    return {
        "badge": _last_word(badge_row.badge),
        "doc": "",
        "quote": "",
        "zh": fact["statement_zh"],
        "en": fact["statement_en"],
        "address": badge_row.row_id,
    }


def _last_word(badge: str) -> str:
    return badge.rpartition(" ")[2]


def _segments_text(finding: Any) -> str:
    """The Chinese of the segments that a finding touches: a quote of few signs needs them."""
    touched = touched_segments(
        load_segments(finding.doc_id),
        finding.doc_id,
        int(finding.start),
        int(finding.end),
    )
    return "".join(touched["quote"]).strip()


def passages_of(*rows: tuple[str, str]) -> pd.DataFrame:
    """The passages of rows of the evidence tables, each named by its table and its id.

    >>> passages_of(("targets", "yunnan-24-networks"))["quote"].tolist()
    ['24个全省性业务专网']
    """
    found = [
        common.row_of(common.Parameter(table, row_id))[COLUMNS]
        for table, row_id in rows
    ]
    return pd.DataFrame(found).drop_duplicates().reset_index(drop=True)


def _measure_data(
    measure: Measure, states: Mapping[str, Mapping[str, Sequence]]
) -> dict[str, Any]:
    """A measure with the lowest and the highest median of all states, for an axis that stays."""
    medians = [
        pd.Series(runs[measure.name], dtype=float).median()
        for runs in states.values()
    ]
    known = [value for value in medians if not pd.isna(value)]
    return {
        "name": measure.name,
        "unit": measure.unit,
        "limit": measure.limit,
        "least": min(known),
        "most": max(known),
    }


def _place_data(panel: Panel, place: str) -> dict[str, Any]:
    settings = settings_of_place(panel, place)
    names = [control.name for control in panel.controls]
    grounds = _grounds(settings)
    return {
        "name": place,
        "values": {name: written(getattr(settings, name)) for name in names},
        "grounds": {name: grounds[name] for name in names if name in grounds},
    }


def _still(
    panel: Panel,
    words: Mapping[str, tuple[str, str]],
    changes: Mapping[str, Any],
    lang: str | None,
) -> State:
    """A state as a table: the median of each measure, and where nine runs in ten lie."""
    key = key_of(panel, changes)
    runs = stored_states(panel.name)[key]
    rows = []
    for measure in panel.measures:
        label = pick(*words[f"measure_{measure.name}"], lang)
        median, span = _median_and_span(runs[measure.name])
        rows.append([label, median, span])
    return State(_changes_said(words, changes, lang), rows)


def _changes_said(
    words: Mapping[str, tuple[str, str]],
    changes: Mapping[str, Any],
    lang: str | None,
) -> str:
    """What was changed, each setting with its value; for no change, that it is as it opens."""
    if not changes:
        return pick(*SAYS["as_it_opens"], lang)
    said = []
    for name, value in changes.items():
        label = pick(*words[f"label_{name}"], lang)
        own = written(value)
        both = words.get(f"value_{own}") or SAYS.get(f"value_{own}")
        named = pick(*(both or (own, own)), lang)
        said.append(pick(f"{label}: {named}", f"{label}：{named}", lang))
    return " · ".join(said)


def _median_and_span(runs: Sequence[float | None]) -> tuple[str, str]:
    """The median of runs, and between which values nine in ten lie.

    >>> _median_and_span([1.0, 2.0, 3.0])
    ('2', '1.1 – 2.9')
    >>> _median_and_span([None])
    ('–', '–')
    """
    numbers = pd.Series(runs, dtype=float).dropna()
    if numbers.empty:
        return "–", "–"
    low, middle, high = numbers.quantile([0.05, 0.5, 0.95])
    return f"{middle:.3g}", f"{low:.3g} – {high:.3g}"


def _answer(view: View, panel: Panel, message: Any) -> None:
    """Run the state that the script asks for and send its runs, or say why it can't be run."""
    key = message.get("run") if isinstance(message, dict) else None
    if not isinstance(key, str):
        return
    try:
        settings = replace(panel.settings(), **read_key(panel, key))
        answer = {"key": key, "measures": run(panel, settings)}
        if panel.watch is not None:
            answer["watched"] = panel.watch(settings)
        view.send(answer)
    except ValueError as refusal:
        view.send({"key": key, "problem": str(refusal)})


def read_key(panel: Panel, key: str) -> dict[str, Any]:
    """The settings that a key names, each of the kind that the lab's own value has.

    Raises ValueError for a key that is none, or a value of another kind.
    """
    base = panel.settings()
    offered = {control.name for control in panel.controls}
    values = {}
    for pair in key.split(";"):
        name, _, text = pair.partition("=")
        if name not in offered:
            raise ValueError(f"{name!r} is no setting of this panel")
        values[name] = _read_value(text, getattr(base, name))
    return values


def _read_value(text: str, own: Any) -> Any:
    """A value of the kind that the lab's own value *own* has.

    >>> _read_value("3", 2), _read_value("0.5", 1.0), _read_value("False", True)
    (3, 0.5, False)
    """
    if isinstance(own, bool):
        return text == "True"
    if isinstance(own, int):
        return round(float(text))
    if isinstance(own, float):
        return float(text)
    return text
