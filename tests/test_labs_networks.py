"""Isolation holds whatever is built, lines can be counted by hand, and an attack goes as far as
theory says.
"""

from dataclasses import replace

import networkx as nx
import numpy as np
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


def test_cost_is_the_sum_of_what_was_built():
    """Nodes, accesses and adapters, counted one by one, cost what the summary says."""
    events = simulate(replace(Settings(), standards=4), 5)
    built = events[events["kind"] == "builds"]
    nodes, accesses = (
        (events["what"] == "node").sum(),
        built["weeks"].gt(0) & (built["what"] == "platform"),
    )
    adapters = (built["cost_wan"] - accesses * 10 - (built["what"] == "need") * 10) / 5
    assert set(adapters) <= {0.0, 1.0} and adapters.sum() > 0
    needs = (built["what"] == "need").sum()
    assert (
        summarise(events)["cost_wan"]
        == nodes * 200 + accesses.sum() * 10 + needs * 10 + adapters.sum() * 5
    )


@given(ANY, st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_nothing_is_taken_that_cannot_be_reached(chosen, seed):
    """An attack stays within what is exposed; with certain spread and no gates it takes all of it;
    with none, the doors.
    """
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
        set(map(frozenset, e.loc[e["kind"] == "refused", ["host", "other"]].to_numpy()))
        for e in (platform, separate)
    ]
    assert refused[0] == refused[1] and len(refused[0]) > 20


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
    assert f"lines {strokes}, doors" in figure.layout.title.text
