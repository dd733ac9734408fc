"""The rules hold whatever is built, lines can be counted by hand, one thing is changed at a time,
and an attack goes as far as theory says.
"""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_lib.labs import common, networks
from egov_lib.labs.networks import INTERNET, Settings, simulate, summarise
from egov_lib.show.charts import labs as charts

SHARE = st.floats(0, 1)
ANY = st.builds(
    Settings,
    layout=st.sampled_from(["platform", "separate"]),
    centre_offices=st.integers(0, 4),
    province_offices=st.integers(0, 4),
    city_offices=st.integers(0, 4),
    county_offices=st.integers(0, 4),
    logical_isolation=st.booleans(),
    one_outlet=st.booleans(),
    standards=st.integers(1, 5),
    partner_share=SHARE,
    secret_share=SHARE,
    patch_share=SHARE,
)
HOSTS = st.builds(
    "{}:{}-{}".format,
    st.sampled_from(["intranet", "office", "extranet"]),
    st.sampled_from(networks.LEVELS),
    st.integers(0, 2),
)
BUSY = replace(Settings(), partner_share=1, patch_share=1, secret_share=0.5)


def paths(events):
    """Say whether any path joins the internet with the intranet."""
    return any(
        host.startswith("intranet:") for host in networks.reach(events, INTERNET)
    )


@given(ANY, st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_no_path_joins_intranet_and_internet(chosen, seed):
    """Under the rules of 2002, whatever is wished for in whatever layout, the two never meet."""
    assert not paths(simulate(chosen, seed))


@given(st.lists(st.tuples(HOSTS, HOSTS | st.just(INTERNET)), max_size=60))
@settings(deadline=None)
def test_no_sequence_of_lines_gets_round_the_rules(lines):
    """Even lines that no lab would draw, laid one after another where `rule` lets them, make no
    such path.
    """
    network = nx.Graph([(INTERNET, INTERNET)])
    network.add_edges_from(
        pair for pair in lines if networks.rule(*pair, Settings()) != "never"
    )
    reached = nx.node_connected_component(network, INTERNET)
    assert not [host for host in reached if host.startswith("intranet:")]


@pytest.mark.parametrize("dropped", ["physical_isolation", "lower_isolation"])
def test_each_isolation_is_needed(dropped):
    """Without either of the two isolations there is a way in: the property above is not true by
    accident.
    """
    assert paths(simulate(replace(BUSY, **{dropped: False}), 1))
    assert not paths(simulate(BUSY, 1))


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_separate_lines_grow_with_the_square(count):
    """If all talk with all, n offices need n(n-1)/2 lines between them; on a platform each needs
    two.
    """
    town = Settings(**{f"{level}_offices": 0 for level in networks.LEVELS})
    town = replace(town, province_offices=count, partner_share=1, patch_share=0)
    separate = simulate(replace(town, layout="separate"), 3)
    platform = simulate(replace(town, layout="platform"), 3)
    assert (separate["what"] == "need").sum() == count * (count - 1) // 2
    built = platform[platform["kind"] == "builds"]
    assert (
        built["what"] == "platform"
    ).sum() == 2 * count  # intranet and extranet; one level, so no line between nodes


def test_needs_follow_the_binomial():
    """Over many seeds the number of lines is binomial in the pairs: mean within 4 standard errors,
    sd within 10 %.
    """
    separate = replace(Settings(), layout="separate", secret_share=0, patch_share=0)
    lines = [(simulate(separate, seed)["what"] == "need").sum() for seed in range(300)]
    pairs, p = 40 * 39 / 2, separate.partner_share
    sd = (pairs * p * (1 - p)) ** 0.5
    assert abs(np.mean(lines) - pairs * p) < 4 * sd / 300**0.5
    assert np.std(lines, ddof=1) == pytest.approx(sd, rel=0.1)


@pytest.mark.parametrize("layout", ["platform", "separate"])
def test_cost_is_the_sum_of_what_was_built(layout):
    """Nodes, accesses, lines, adapters and gates, counted one by one, cost what is summed up."""
    events = simulate(Settings(layout=layout, standards=4, one_outlet=False), 5)
    built = events[events["kind"] == "builds"]
    bought = events.loc[events["kind"] == "buys", "what"].value_counts()
    nodes = (events["what"] == "node").sum()
    accesses = (built["weeks"].gt(0) & (built["what"] == "platform")).sum()
    needs = (built["what"] == "need").sum()
    assert bought["gate"] == built["gate"].sum() == 40 and bought["adapter"] > 0
    measures = summarise(events)
    assert measures["cost_lines_wan"] == nodes * 200 + (accesses + needs) * 10
    assert measures["cost_adapters_wan"] == bought["adapter"] * 5
    assert measures["cost_gates_wan"] == bought["gate"] * 5
    parts = measures[["cost_lines_wan", "cost_adapters_wan", "cost_gates_wan"]]
    assert measures["cost_wan"] == parts.sum()


@given(ANY, st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_nothing_is_taken_that_cannot_be_reached(chosen, seed):
    """An attack stays within what is exposed; with certain spread and no gates it takes all of it;
    with none, the doors.
    """
    chosen = replace(chosen, attacks=2)
    events = simulate(chosen, seed)
    exposed = networks.reach(events, INTERNET)
    assert set(events.loc[events["kind"] == "taken", "host"]) <= exposed
    wild = simulate(replace(chosen, logical_isolation=False, spread=1), seed)
    assert set(wild.loc[wild["kind"] == "taken", "host"]) == networks.reach(
        wild, INTERNET
    )
    doors = simulate(replace(chosen, gate_leak=1, spread=0), seed)
    assert set(doors.loc[doors["kind"] == "taken", "host"]) == set(
        networks.network_of(doors)[INTERNET]
    )


def is_refused(events):
    """Say which rows are needs and short cuts that the rules refused; who has a platform wishes no
    door of its own.
    """
    return (events["kind"] == "refused") & (events["what"] != "door")


def test_every_office_joins_once_in_both_layouts():
    """No office is lost or doubled: two hosts each, and the same wishes are refused or met under
    one seed.
    """
    platform, separate = (
        simulate(BUSY, 2),
        simulate(replace(BUSY, layout="separate"), 2),
    )
    for events in (platform, separate):
        hosts = events.loc[(events["kind"] == "joins") & (events["what"] == ""), "host"]
        assert len(hosts) == hosts.nunique() == 2 * 40
    refused = [
        set(map(frozenset, e.loc[is_refused(e), ["host", "other"]].to_numpy()))
        for e in (platform, separate)
    ]
    assert refused[0] == refused[1] and len(refused[0]) > 20


@pytest.mark.parametrize("layout", ["platform", "separate"])
def test_one_outlet_is_one_outlet(layout):
    """Forty seeds of each layout: one line leads to the internet, from the top, with a gate."""
    chosen = replace(BUSY, layout=layout)
    for seed in range(40):
        events = simulate(chosen, seed)
        doors = events[(events["kind"] == "builds") & (events["other"] == INTERNET)]
        assert doors["host"].tolist() == [networks.outlet_of(chosen)]
        assert doors["gate"].all()


@given(ANY, st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_every_line_is_one_that_the_rules_allow_and_no_other_is_refused(chosen, seed):
    """What `rule` forbids is never built, and what it allows is never refused, in any layout."""
    events = simulate(chosen, seed)
    for row in events[events["kind"].isin(["builds", "refused"])].itertuples():
        verdict = networks.rule(row.host, row.other, chosen)
        assert (verdict == "never") == (row.kind == "refused")
        if row.kind == "builds":
            assert row.gate == (verdict == "gate")


def test_the_layout_alone_is_changed():
    """With one layout or the other the same needs are met, and nothing is bought for standards: a
    hundred seeds cost 1,926 and 2,103 万元 without the gate of the one door.
    """
    runs = {}
    for layout in ("platform", "separate"):
        chosen = Settings(layout=layout)
        runs[layout] = common.repeat(
            simulate, chosen, seeds=range(100), summarise=summarise
        )
        assert (runs[layout]["cost_adapters_wan"] == 0).all()
        assert (runs[layout]["cost_gates_wan"] == chosen.gate_cost_wan).all()
    assert (runs["platform"]["met_share"] == runs["separate"]["met_share"]).all()
    costs = {layout: run["cost_lines_wan"].mean() for layout, run in runs.items()}
    assert costs == pytest.approx({"platform": 1926, "separate": 2103}, abs=1)


def test_one_at_a_time_changes_one_thing_at_a_time():
    """The layout moves lines and reach, the standards only adapters, the doors only gates and what
    attacks take; the needs that are met stay the same.
    """
    table = networks.one_at_a_time(Settings(), seeds=range(5))
    means = table.pivot(index="measure", columns="change", values="mean")
    plan = means["the plan"]
    moved = {
        change: set(means.index[(means[change] - plan).abs() > 1e-9])
        for change in networks.results.CHANGES
    }
    assert moved["the plan"] == set()
    assert moved["a standard each"] == {"cost_wan", "cost_adapters_wan"}
    assert moved["a door each"] <= {
        "cost_wan",
        "cost_gates_wan",
        "doors",
        "lines",
        "attacks_through",
        "taken_share",
        "worst_taken_share",
    }
    assert "joined_share" in moved["separate lines"]
    assert "met_share" not in set().union(*moved.values())


def test_doors_and_lines_together_take_more_than_the_two_added():
    """Each door opens on a close net: what one change at a time can't show, the lab says."""
    table = networks.one_at_a_time(Settings(), seeds=range(40))
    means = table.pivot(index="measure", columns="change", values="mean")
    taken = means.loc["taken_share"]
    added = taken["separate lines"] + taken["a door each"]
    assert taken["all three"] > 3 * added
    assert taken["a door each"] == taken[list(networks.results.CHANGES)].max()


def test_lower_offices_fall_where_they_have_a_cable_of_their_own():
    """No wall keeps the networks of lower offices off the extranet; the intranet never falls."""
    own = replace(Settings(), layout="separate", standards=5, one_outlet=False)
    own = replace(own, partner_share=0.1)
    events = [networks.simulate(own, seed) for seed in range(20)]
    taken = pd.concat(events).query("kind == 'taken'")["host"]
    assert taken.str.startswith("office:").any()
    assert not taken.str.startswith("intranet:").any()


@pytest.mark.parametrize("leak", [0.05, 0.3, 0.8])
def test_one_gate_lets_through_as_many_attacks_as_it_leaks(leak):
    """The attacks that pass the one door are binomial: mean within 4 standard errors."""
    chosen = Settings(gate_leak=leak, centre_offices=1, province_offices=0)
    chosen = replace(chosen, city_offices=0, county_offices=0, attacks=400)
    passed = [summarise(simulate(chosen, seed))["attacks_through"] for seed in range(5)]
    sd = (2000 * leak * (1 - leak)) ** 0.5
    assert abs(sum(passed) - 2000 * leak) < 4 * sd


def test_an_attack_on_a_chain_dies_out_as_theory_says():
    """On a chain of nodes each hop is as likely as *spread*: hop n falls with its n-th power."""
    chosen = Settings(gate_leak=1, spread=0.5, attacks=1000, patch_share=0)
    chosen = replace(chosen, **{f"{level}_offices": 1 for level in networks.LEVELS})
    events = simulate(chosen, 1)
    nodes = events["host"].str.contains("extranet:hub-")
    hops = events[nodes & (events["kind"] == "taken")].groupby("hop").size() / 1000
    assert hops.index.tolist() == [1, 2, 3, 4]
    assert hops.tolist() == pytest.approx([1, 1 / 2, 1 / 4, 1 / 8], abs=0.06)


@pytest.mark.parametrize("layout", ["platform", "separate"])
def test_what_attacks_take_grows_with_the_leak_step_by_step(layout):
    """No single run jumps from nothing to all: with the same seed a leakier gate loses no less, and
    over 40 seeds each step of the slider shows.
    """
    leaks = [0, 0.05, 0.2, 0.5, 1]
    taken = pd.DataFrame(
        {
            leak: common.repeat(
                simulate,
                Settings(layout=layout, gate_leak=leak),
                seeds=range(40),
                summarise=summarise,
            )["taken_share"]
            for leak in leaks
        }
    )
    assert (taken.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    means = taken.mean()
    assert means[0] == 0 and (means.diff().iloc[1:] > 0).all()


def test_a_newcomer_waits_for_one_line_or_for_many():
    """On a platform a newcomer's time doesn't grow with its partners; with lines of its own it
    does, one after another.
    """
    for layout, growing in (("platform", False), ("separate", True)):
        means = common.sweep(
            simulate,
            summarise,
            settings=replace(Settings(), layout=layout, secret_share=0),
            name="partner_share",
            values=[0.1, 0.9],
            seeds=range(40),
        )
        few, many = means.loc[means["measure"] == "newcomer_weeks", "mean"]
        assert (many > 5 * few) == growing
        if growing:
            # Partners times weeks a line.
            assert many == pytest.approx(39 * 0.9 * 6, rel=0.1)


def test_wrong_settings_are_refused_with_their_remedy():
    """The error gives the value and what to use."""
    with pytest.raises(
        ValueError, match="layout is 'star': use 'platform' or 'separate'"
    ):
        Settings(layout="star")
    with pytest.raises(ValueError, match="spread is 2: choose from 0 to 1"):
        Settings(spread=2)
    assert summarise(simulate(replace(Settings(), layout="separate", **dict.fromkeys(
        (f"{level}_offices" for level in networks.LEVELS), 0)), 1))["hosts"] == 0  # fmt: skip


def test_the_picture_shows_every_host_and_every_line():
    """A dot a host with its name, a stroke a line, and the counts in the title."""
    events = simulate(Settings(), 2)
    figure = charts.networks({"platform": events})
    hosts = set(events.loc[events["kind"] == "joins", "host"]) | {INTERNET}
    assert set(figure.data[-1].text) == hosts
    strokes = sum(trace.x.count(None) for trace in figure.data[:-1])
    assert strokes == (events["kind"] == "builds").sum()
    assert f"platform: {strokes} lines, 1 to the internet" in figure.layout.title.text


def test_the_picture_is_as_red_as_the_attacks_were():
    """A host that three of four attacks took is three quarters red; the lines are those attacks
    came over.
    """
    events = simulate(Settings(one_outlet=False, attacks=4, gate_leak=0.5), 2)
    figure = charts.networks({"platform": events})
    taken = events[events["kind"] == "taken"]
    shares = (taken["host"].value_counts() / 4).to_dict()
    dots = figure.data[-1]
    assert dict(zip(dots.text, dots.marker.color)) == {
        host: 1.0 if host == INTERNET else shares.get(host, 0.0) for host in dots.text
    }
    used = set(map(frozenset, taken[["host", "other"]].to_numpy()))
    assert figure.data[1].x.count(None) == len(used)


def test_the_attack_is_played_as_it_ran():
    """A frame a hop: after each hop just the hosts that had fallen by then are red, each with the
    number of its hop; the still picture shows the whole attack.
    """
    own = replace(Settings(), layout="separate", one_outlet=False)
    events = simulate(own, 2)
    taken = events[events["kind"] == "taken"]
    number = taken["attack"].mode().iloc[0]
    hops = taken[taken["attack"] == number].set_index("host")["hop"]
    figure = charts.attack(events, number=int(number))
    assert [frame.name for frame in figure.frames] == [
        str(hop) for hop in range(hops.max() + 1)
    ]
    names = figure.data[2].hovertext
    for hop, frame in enumerate(figure.frames):
        hosts = frame.data[1]
        shown = {host: int(text) for host, text in zip(names, hosts.text) if text}
        assert shown == hops[hops <= hop].to_dict()
        red = [colour == charts.RED for colour in hosts.marker.color]
        assert sum(red) == len(shown) + 1  # and the internet
    assert list(figure.data[2].text) == list(figure.frames[-1].data[1].text)
    calm = simulate(replace(own, gate_leak=0.0), 2)
    assert len(charts.attack(calm).frames) == 1
