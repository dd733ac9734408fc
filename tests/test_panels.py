"""Panels of the labs: what is stored is what the models give, and any other value can be run."""

import gzip
import json
import random

import pytest

from egov_lib.labs import common, networks
from egov_lib.show import explorables
from egov_lib.show.explorables import panel as panels
from egov_lib.show.front import PANELS

LABS = [name.removesuffix("_panel") for name in PANELS]
SEEDS = range(3)  # of a state that is run again


@pytest.mark.parametrize("lab", LABS)
def test_stored_runs_are_those_of_the_model(lab):
    """Three states, three seeds each: otherwise run `make panels`."""
    panel, stored = panels.panel_of(lab), panels.stored_states(lab)
    states = panels.all_states(panel)
    assert list(stored) == list(states), "run `make panels`"
    first, *others = states
    for key in [first, *random.Random(lab).sample(others, 2)]:
        again = panels.run(panel, states[key], SEEDS)
        for measure, numbers in again.items():
            kept = stored[key][measure]
            assert len(kept) == panels.RUNS
            for one, other in zip(numbers, kept, strict=False):
                assert one == other or one == pytest.approx(other, rel=0.01), key


@pytest.mark.parametrize("lab", LABS)
def test_every_state_that_can_be_chosen_is_there(lab):
    """The opening state, the bet, every place; and each control's own value is among its values."""
    panel = panels.panel_of(lab)
    stored = panels.stored_states(lab)
    assert panels.key_of(panel, {}) in stored
    assert panels.key_of(panel, panel.bet.changes) in stored
    for control in panel.controls:
        own = panels.written(getattr(panel.settings(), control.name))
        assert own in [panels.written(value) for value in control.values]
    for place in panel.places:
        changed = {name for name, _ in panel.lab.preset(place).sources}
        offered = {control.name for control in panel.controls}
        assert changed & offered, f"{place} changes nothing that the panel shows"


@pytest.mark.parametrize("lab", LABS)
def test_a_badge_has_what_it_rests_on(lab):
    """What a panel calls stated, `badges` of the lab calls so, with the same words in each
    language: a quote of few signs stands in its sentence.
    """
    view = getattr(explorables, f"{lab}_panel")()
    panel = panels.panel_of(lab)
    table = common.badges(panel.settings()).set_index("parameter")
    for control in view.data["controls"]:
        row = table.loc[control["name"]]
        assert bool(control["grounds"]) == (row["badge"] in panels.STATED)
        for ground in control["grounds"].values():
            assert ground["quote"] == row["quote"] and ground["en"]
            assert ground["quote"] in ground["zh"] != ""


def test_a_fact_from_outside_is_no_assumption():
    """A setting from outside the five texts has no quote: its statement is shown, and its badge
    says where it is from.
    """
    ground = panels._grounds(networks.preset("chongqing-2006"))["county_offices"]
    assert (ground["badge"], ground["quote"], ground["doc"]) == ("outside", "", "")
    assert "40" in ground["en"] and "40" in ground["zh"]


def test_another_value_is_run_when_it_is_asked_for():
    """The script sends a key; Python answers with runs, or with the reason why it can't."""
    view, sent = explorables.training_panel(), []
    panel = panels.panel_of("training")
    view.send = sent.append
    key = panels.key_of(panel, {"guess_share": 0.1})
    view._handle_custom_msg({"run": key}, [])
    assert sent[-1]["key"] == key
    assert len(sent[-1]["measures"]["share_passed"]) == panels.RUNS
    for wrong in ("guess_share=7", "nothing=1", "guess_share=many", ""):
        view._handle_custom_msg({"run": wrong}, [])
        assert sent[-1]["key"] == wrong and sent[-1]["problem"]
    before = len(sent)
    for message in (None, [], {"run": 3}, {"other": "x"}):
        view._handle_custom_msg(message, [])
    assert len(sent) == before


def test_all_panels_together_are_small():
    """At most 1 MB packed, as a page carries them."""
    packed = sum(
        len(gzip.compress(json.dumps(panels.stored_states(lab)).encode()))
        for lab in LABS
    )
    assert packed < 1_000_000
