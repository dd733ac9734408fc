"""Every setting says where it comes from, and many runs give an honest spread."""

import subprocess
import sys
from dataclasses import dataclass, fields, replace
from importlib import import_module
from numbers import Number

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import egov_lib as egov
from egov_lib import labs
from egov_lib.find.numerals import finder
from egov_lib.labs import common

LABS = [
    import_module(f"egov_lib.labs.{name}") for name in labs.__all__ if name != "common"
]
PRESETS = [
    pytest.param(lab, name, id=f"{lab.__name__.split('.')[-1]}-{name}")
    for lab in LABS
    for name in lab.PRESETS
]


@dataclass(frozen=True)
class Settings:
    """A normal variable, to test the ground with."""

    size: int = common.setting("targets", "yunnan-24-networks")
    share: float = common.setting("targets", "shenzhen-licence-50", scale=0.01)
    mean: float = common.setting(value=3.0, why="chosen for the test")
    sources: tuple = ()


def simulate(settings, seed):
    """Draw some numbers."""
    return pd.DataFrame(
        {"x": np.random.default_rng(seed).normal(settings.mean, 1, settings.size)}
    )


def summarise(events):
    """Measure their mean."""
    return pd.Series({"x_mean": events["x"].mean()})


NEEDS = {
    "approvals": "simpy",
    "evaluation": "scipy",
    "exchange": "duckdb",
    "networks": "networkx",
    "training": "scipy",
    "trust": "cryptography",
}


def run_python(code):
    """Run code in a new Python, and return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout


def test_a_lab_is_imported_only_when_asked_for():
    """After a plain `import egov_lib as egov`, `egov.labs.networks` loads that lab and no other."""
    printed = run_python(
        "import sys, egov_lib as egov; egov.labs.networks.Settings;"
        "loaded = [name for name in sys.modules if name.startswith('egov_lib.labs.')];"
        "print(sorted({name.split('.')[2] for name in loaded}))"
    )
    assert printed.strip() == "['common', 'networks']"


@pytest.mark.parametrize("lab", NEEDS)
def test_one_missing_library_does_not_take_the_other_labs_down(lab):
    """Where a lab's library is not installed, the lab says so, and rollout, which needs none,
    works.
    """
    printed = run_python(
        f"import sys; sys.modules[{NEEDS[lab]!r}] = None; import egov_lib as egov\n"
        "egov.labs.rollout.simulate(egov.labs.rollout.Settings(), 1)\n"
        f"try: egov.labs.{lab}\n"
        "except ImportError as error: print(error)"
    )
    assert (
        f"the lab {lab!r} needs the library {NEEDS[lab]!r}, which is not installed"
        in printed
    )


def test_an_unknown_lab_is_answered_with_those_there_are():
    """A slip in a lab's name gets the names."""
    with pytest.raises(
        AttributeError, match="there is no lab 'trusts'; there are approvals, common"
    ):
        egov.labs.trusts  # noqa: B018  asking for it raises


def test_a_value_from_the_text_is_computed_from_its_row():
    """24 networks and 50 % are read from the table of targets, with unit and type."""
    settings = Settings()
    assert (settings.size, settings.share) == (24, 0.5)
    assert isinstance(settings.size, int)


def test_a_changed_value_loses_its_badge():
    """A badge holds for the value that the text or the assumption gave, and for no other."""
    before = common.badges(Settings()).set_index("parameter")["badge"]
    after = common.badges(replace(Settings(), size=25)).set_index("parameter")["badge"]
    assert before.tolist() == ["from the text", "from the text", "assumed"]
    assert after.tolist() == ["changed here", "from the text", "assumed"]


def test_a_preset_brings_its_own_grounds():
    """What a preset takes from another row is badged with that row."""
    chosen = common.preset_of(
        Settings,
        {"yunnan": {"size": common.Parameter("targets", "yunnan-16-prefectures")}},
    )("yunnan")
    row = common.badges(chosen).set_index("parameter").loc["size"]
    assert (row["value"], row["row_id"]) == (16, "yunnan-16-prefectures")
    assert row["quote"].startswith("16个州市")  # 16 prefectures


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.__name__.split(".")[-1])
def test_a_preset_that_is_not_there_names_those_that_are(lab):
    """A slip in a place's name is answered with the names there are."""
    with pytest.raises(
        egov.DataError,
        match=f"no preset 'atlantis'; there are {next(iter(lab.PRESETS))}",
    ):
        lab.preset("atlantis")


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_every_setting_of_every_preset_has_its_badge(lab, name):
    """Nothing in any lab is unexplained: each value rests on a passage of its text, on a fact from
    outside or on a stated reason.
    """
    table = common.badges(lab.preset(name))
    assert set(table["badge"]) <= {
        "from the text",
        "our reading",
        "from outside",
        "assumed",
    }
    assert (table["why"].ne("") | table["badge"].eq("from the text")).all()
    egov.check_findings(table[table["quote"] != ""], egov.load_corpus())


# What a number of the text becomes in a lab: shares of 1, months and weeks of a year, 亿元
IN_UNITS_OF_A_LAB = {"%": (0.01,), "年": (1, 12, 52), "元": (1e-8,)}


def possible_values(quote):
    """All values that a setting may take from the numbers of a quote, as the library reads them."""
    return [
        number.value * scale
        for number in finder.numbers(quote)
        for scale in IN_UNITS_OF_A_LAB.get(number.unit, (1,))
    ]


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_a_badge_from_the_text_means_that_the_quote_has_the_number(lab, name):
    """The number that the library reads in the quote is the value of the setting."""
    table = common.badges(lab.preset(name))
    for row in table[table["badge"] == "from the text"].itertuples():
        assert pytest.approx(row.value) in possible_values(row.quote), row.parameter


PLACES = {"nation": "China", "portals": "China"}  # the others are called as they are
TEXTS_OF_2002 = {"opinion-2002"}


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_a_badge_from_the_text_is_of_that_place_and_time(lab, name):
    """What a text says of the nation is no fact about a city; what one of 2006 says, none of 2002.

    The time is not asked of the places: each has one text.
    """
    place, _, year = name.partition("-")
    table = common.badges(lab.preset(name))
    for row in table[table["badge"] == "from the text"].itertuples():
        evidence = common.row_of(common.Parameter(row.table, row.row_id))
        assert evidence["place"] == PLACES.get(place, place.capitalize()), row.parameter
        if year == "2002":
            assert row.doc_id in TEXTS_OF_2002, row.parameter


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_a_reading_is_of_a_passage_on_that_place_and_time(lab, name):
    """Beijing's two levels of 2006 say nothing of Wuhai's: there they are assumed."""
    place, _, year = name.partition("-")
    table = common.badges(lab.preset(name))
    for row in table[table["badge"] == "our reading"].itertuples():
        evidence = common.row_of(common.Parameter(row.table, row.row_id))
        # A clause names no place; Wuhai's own speech tells of the region's network, too.
        if "place" in evidence and not row.doc_id.startswith(place):
            assert evidence["place"] == PLACES.get(place, place.capitalize()), (
                row.parameter
            )
        if year == "2002":
            assert row.doc_id in TEXTS_OF_2002, row.parameter


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_a_badge_from_outside_means_that_the_fact_has_the_number(lab, name):
    """The fact of `context.csv` says the number."""
    table = common.badges(lab.preset(name))
    for row in table[table["badge"] == "from outside"].itertuples():
        numbers = [number.value for number in finder.numbers(row.why)]
        assert row.value in numbers, row.parameter


@pytest.mark.parametrize(("lab", "name"), PRESETS)
def test_an_assumed_number_lies_in_a_stated_range(lab, name):
    """Who invents a number says between what it could be."""
    table = common.badges(lab.preset(name))
    for row in table[table["badge"] == "assumed"].itertuples():
        if isinstance(row.value, bool) or not isinstance(row.value, Number):
            continue
        low, high = (float(end) for end in row.range.split(" to "))
        assert low <= row.value <= high, row.parameter


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.__name__.split(".")[-1])
def test_every_lab_keeps_the_manner(lab):
    """Settings are frozen, end with sources, and rest on some text; one seed gives one frame;
    measures are numbers.
    """
    settings = lab.Settings()
    badges = {
        badge
        for name in lab.PRESETS
        for badge in common.badges(lab.preset(name))["badge"]
    }
    assert badges & {"from the text", "our reading"}
    assert fields(settings)[-1].name == "sources"
    with pytest.raises(AttributeError):
        settings.sources = ()
    events = lab.simulate(settings, 7)
    pd.testing.assert_frame_equal(events, lab.simulate(settings, 7))
    assert not events.equals(lab.simulate(settings, 8))
    assert lab.summarise(events).dtype == float


def test_repeat_keeps_every_event_of_every_run():
    """Without a summary each event is there with its seed; with one, each run is."""
    events = common.repeat(simulate, Settings(), seeds=[3, 5])
    assert events.groupby("seed").size().to_dict() == {3: 24, 5: 24}
    runs = common.repeat(simulate, Settings(), seeds=[3, 5], summarise=summarise)
    assert runs["x_mean"].tolist() == pytest.approx(
        events.groupby("seed")["x"].mean().tolist()
    )


def test_spreads_are_those_of_theory():
    """The mean of n normal numbers has an sd of 1 over the root of n, and its 5 and 95 % points lie
    1.645 sd off.
    """
    table = common.sweep(
        simulate,
        summarise,
        settings=Settings(),
        name="size",
        values=[4, 25],
        seeds=range(2000),
    )
    assert table["size"].tolist() == [4, 25] and table["runs"].tolist() == [2000, 2000]
    assert table["sd"].tolist() == pytest.approx([1 / 2, 1 / 5], rel=0.06)
    width = stats.norm.ppf(0.95) * np.array([1 / 2, 1 / 5])
    assert (table["high"] - table["mean"]).tolist() == pytest.approx(
        width.tolist(), rel=0.1
    )
    assert (table["mean"] - table["low"]).tolist() == pytest.approx(
        width.tolist(), rel=0.1
    )


def test_a_wrong_row_is_named():
    """An id that is in no table, and a row without a number, are errors with a remedy."""
    with pytest.raises(
        egov.DataError, match=r"no row 'nonsense' in targets.csv: correct the id"
    ):
        common.value_of(common.Parameter("targets", "nonsense"))
    with pytest.raises(
        egov.DataError, match=r"'yunnan-coverage' has no value: state a value"
    ):
        common.value_of(common.Parameter("targets", "yunnan-coverage"))


def test_a_value_out_of_its_limits_is_named():
    """The error gives the setting, the value and the range."""
    with pytest.raises(ValueError, match="mean is 9: choose from 0 to 5"):
        common.check_limits(replace(Settings(), mean=9), mean=(0, 5))
