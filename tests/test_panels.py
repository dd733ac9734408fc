"""Panels of the labs: what is stored is what the models give, and any other value can be run."""

import gzip
import json
import random
from collections import Counter

import pytest

from egov_lib.labs import approvals, common, networks
from egov_lib.show import explorables
from egov_lib.show.explorables import panel as panels
from egov_lib.show.explorables import watched
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


def packed_size(states):
    """How many bytes states are when they are packed, as a page is on its way."""
    return len(gzip.compress(json.dumps(states).encode()))


def test_all_panels_together_are_small():
    """At most 1 MB packed: all runs, and what is watched of one."""
    packed = sum(
        packed_size(panels.stored_states(lab)) + packed_size(panels.watched_states(lab))
        for lab in LABS
    )
    assert packed < 1_000_000


# --- one run, moving ------------------------------------------------------------------------------


def some_states(lab):
    """The first state of a panel and three others, with their settings."""
    states = panels.all_states(panels.panel_of(lab))
    first, *others = states
    return {key: states[key] for key in [first, *random.Random(lab).sample(others, 3)]}


@pytest.mark.parametrize("lab", ["approvals", "networks"])
def test_what_is_watched_is_a_run_of_the_model(lab):
    """Stored for every state, and made again alike: otherwise run `make panels`."""
    panel, stored = panels.panel_of(lab), panels.watched_states(lab)
    assert list(stored) == list(panels.stored_states(lab))
    for key, settings in some_states(lab).items():
        assert stored[key] == panel.watch(settings), key


def where_cases_are(record, time):
    """How many cases are on the way, in a queue, at a desk and done; time in hundredths of a day.

    As `queue.js` has it, written a second time.
    """
    found = Counter()
    columns = (record["cases"], record["applied"], record["waits"], record["works"])
    for channel, came, waits, works in zip(*columns, strict=True):
        way = 0 if channel == "o" else record["way"]
        where = "" if came > time else "done"
        for wait, work in zip(waits, works, strict=True):
            if came <= time < came + wait:
                where = "queue"
            elif came + wait <= time < came + wait + work:
                where = "desk"
            elif came + wait + work <= time < came + wait + work + way:
                where = "way"
            came += wait + work + way
        # Behind the last department no way is left.
        found["done" if where == "way" and time >= came - way else where] += 1
    return found


def test_a_watched_queue_has_as_many_as_the_run_has():
    """At noon of each day as many wait and are at desks as the model's own events say; times are
    hundredths of a day, so one case may be a moment early or late.
    """
    for key, settings in some_states("approvals").items():
        record = panels.watched_states("approvals")[key]
        events = approvals.simulate(settings, watched.SEED)
        for day in range(watched.DAYS):
            noon = settings.warm_up_days + day + 0.5
            past = events[events["day"] <= noon]["event"].value_counts()
            here = where_cases_are(record, round((day + 0.5) * watched.PARTS))
            assert abs(here["queue"] - (past["queues"] - past["begins"])) <= 1
            assert abs(here["desk"] - (past["begins"] - past["ends"])) <= 1
            assert (
                here["desk"] <= settings.departments * settings.officers_per_department
            )


def test_a_watched_attack_goes_along_lines_from_host_to_host():
    """Every host that falls is joined by a line to one that fell a hop before; the worst attack of
    the year took as many as the panel's measure says.
    """
    for key, record in panels.watched_states("networks").items():
        lines = {frozenset(line) for line in record["lines"]}
        hops = {0: 0}
        for host, other, hop in record["taken"]:
            assert frozenset((host, other)) in lines
            assert hop == hops[other] + 1
            hops[host] = hop
        share = len(record["taken"]) / (len(record["hosts"]) - 1)
        worst = panels.stored_states("networks")[key]["worst_taken_share"][0]
        assert share == pytest.approx(worst, rel=0.01)
