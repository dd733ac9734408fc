"""What the lab on networks takes as given: offices, rules, prices, attacks, and the ground of each.

No price, no duration but one and no attack is in a source. Each assumed number has the range that
we hold possible.
"""

from dataclasses import dataclass

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

LEVELS = ("centre", "province", "city", "county")
UPPER = ("centre", "province")  # vice-province level and above
LAYOUTS = ("platform", "separate")


@dataclass(frozen=True)
class Settings:
    """What is built, under which rules, what it costs, and how it is attacked.

    Costs are in 万元 (10,000 yuan), times in weeks.
    """

    layout: str = setting(
        "systems",
        "unified-network-platform",
        "platform",
        "one platform; the other layout, separate, is what the opinion complains of",
    )
    centre_offices: int = setting(
        value=6,
        why="a small country: every ministry counts for several",
        span=(1, 60),
    )
    province_offices: int = setting(
        value=10,
        why="one province, its larger departments",
        span=(1, 60),
    )
    city_offices: int = setting(
        value=10,
        why="prefecture-level cities of that province",
        span=(1, 30),
    )
    county_offices: int = setting(
        value=14,
        why="a few counties of each city",
        span=(1, 130),
    )
    physical_isolation: bool = setting(
        "systems",
        "physical-isolation-intranet-extranet",
        True,
        "no line joins the two",
    )
    lower_isolation: bool = setting(
        "systems",
        "physical-isolation-intranet-lower-offices",
        True,
        "nor the intranet to offices below",
    )
    logical_isolation: bool = setting(
        "systems",
        "logical-isolation-extranet-internet",
        True,
        "a gate at every door",
    )
    one_outlet: bool = setting(
        value=True,
        why="a rule of Wuhai in 2006 (统一出口, one outlet); the opinion of 2002 has none",
    )
    standards: int = setting(
        "targets",
        "opinion-five-norms",
        1,
        "unified norms: one standard for all; before, each its own",
    )
    partner_share: float = setting(
        value=0.3,
        why="share of pairs of offices with something to exchange",
        span=(0, 1),
    )
    secret_share: float = setting(
        value=0.2,
        why="share of such needs that may not run on the extranet",
        span=(0, 1),
    )
    patch_share: float = setting(
        value=0.1,
        why="share of offices that ask for a cable between their inner and outer host",
        span=(0, 1),
    )
    platform_weeks: float = setting(
        "targets",
        "opinion-one-year",
        scale=52,
        why="about a year; offices join when it is there",
    )
    platform_cost_wan: float = setting(
        value=200,
        why="the node of one level in one network, with its line upward",
        span=(20, 2000),
    )
    access_cost_wan: float = setting(
        value=10, why="one office's line to the platform", span=(1, 100)
    )
    line_cost_wan: float = setting(
        value=10,
        why="a line between two offices costs what a line to the platform does",
        span=(1, 100),
    )
    adapter_cost_wan: float = setting(
        value=5,
        why="translating between two standards, for each line",
        span=(0, 50),
    )
    gate_cost_wan: float = setting(
        value=5, why="the gate of one door to the internet", span=(0, 50)
    )
    line_weeks: float = setting(
        value=6,
        why="mean time to agree on one line and lay it; talks one after another",
        span=(1, 26),
    )
    weeks_between: float = setting(
        value=1, why="between two offices that begin", span=(0, 8)
    )
    attacks: int = setting(
        value=12, why="a serious attempt a month, for a year", span=(1, 365)
    )
    gate_leak: float = setting(
        value=0.05,
        why="probability that one attack gets through one gate",
        span=(0, 1),
    )
    spread: float = setting(
        value=0.3,
        why="probability that in one attack a taken host takes a given neighbour",
        span=(0, 1),
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        offices = {f"{level}_offices": (0, 200) for level in LEVELS}
        common.check_limits(
            self,
            **offices,
            standards=(1, 100),
            attacks=(0, 1000),
            gate_leak=(0, 1),
            spread=(0, 1),
        )
        if self.layout not in LAYOUTS:
            raise ValueError(
                f"layout is {self.layout!r}: use 'platform' or 'separate'"
            )


# --- places -------------------------------------------------------------------------------------


def _place(row_id: str, **parameters: Parameter) -> dict[str, Parameter]:
    """Parameters of one place: one platform, as *row_id* says, and no offices but those named.

    What the national opinion says of its own platform is taken over, and so only assumed.
    """
    none = Parameter(value=0, why="not part of this place", span=(0, 0))
    offices = {f"{level}_offices": none for level in LEVELS}
    taken_over = {
        "layout": Parameter(
            "systems", row_id, "platform", "read as one platform for all"
        ),
        "platform_weeks": Parameter(
            value=52, why="as for the nation in 2002", span=(13, 104)
        ),
        "standards": Parameter(
            value=1, why="one standard, as for the nation", span=(1, 8)
        ),
    }
    walls = {
        name: Parameter(value=True, why="the national rule, taken as kept")
        for name in (
            "physical_isolation",
            "lower_isolation",
            "logical_isolation",
        )
    }
    return offices | taken_over | walls | parameters


ALL_ORGANS = Parameter(
    value=30,
    why="all of them, says the text, and not how many",
    span=(10, 100),
)
CHANNEL = "chongqing-unified-network-channel"
PRESETS = {
    "nation-2002": {},
    "yunnan-2005": _place(
        "yunnan-unified-e-government-infrastructure",
        province_offices=Parameter(
            "targets",
            "yunnan-24-networks",
            24,
            "24 networks for business; we take a department for each",
        ),
        city_offices=Parameter(
            "targets",
            "yunnan-16-prefectures",
            16,
            "16 prefectures have web sites; we take an office for each",
        ),
    ),
    "wuhai-2005": _place(
        "wuhai-office-business-network",
        province_offices=Parameter(
            "systems",
            "inner-mongolia-e-government-network",
            1,
            "the region's end of the line",
        ),
        city_offices=ALL_ORGANS,
        county_offices=Parameter(
            "targets",
            "wuhai-three-districts",
            why="the districts are connected, says the sentence",
        ),
        one_outlet=Parameter(
            "clauses",
            "wuhai-2006/2.5.1.4",
            True,
            "one of the city's five unities",
        ),
    ),
    "shenzhen-2008": _place(
        "shenzhen-unified-party-government-network",
        province_offices=ALL_ORGANS,
    ),
    "chongqing-2006": _place(
        CHANNEL,
        province_offices=ALL_ORGANS,
        county_offices=Parameter(
            "context",
            "chongqing-40-counties",
            40,
            "the networks reach down to them (到区县)",
        ),
    ),
}
preset = common.preset_of(Settings, PRESETS)
