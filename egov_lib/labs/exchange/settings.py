"""What the lab on exchange takes as given: who shares, how often, and the ground of each value.

That there is an exchange, and on how many levels, is our reading of passages. No share and no
number of days is in a text; each has the range that we hold possible.
"""

from dataclasses import dataclass

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting


@dataclass(frozen=True)
class Settings:
    """A town whose people move, and the departments that want their address; times in days."""

    sharing: bool = setting(
        "systems",
        "information-resources-exchange-system",
        True,
        "an exchange system is at work",
    )
    levels: int = setting(
        "targets",
        "beijing-two-level-platforms",
        2,
        "Beijing's platforms of districts and city, one above another",
    )
    departments: int = setting(
        value=6,
        why="that keep people's addresses; the first answers for collecting them",
        span=(2, 50),
    )
    people: int = setting(
        value=100,
        why="a hundredth of a street office; shares do not hang on it",
        span=(40, 5000),
    )
    days: int = setting(value=730, why="two years", span=(365, 3650))
    moves_per_year: float = setting(
        value=0.15, why="share of people who move", span=(0.02, 0.5)
    )
    report_share: float = setting(
        value=0.7,
        why="probability that somebody who moves tells a given office",
        span=(0, 1),
    )
    grant_share: float = setting(
        value=0.8,
        why="probability that a department was granted the address",
        span=(0, 1),
    )
    gather_days: int = setting(
        value=30,
        why="between two gatherings from one level to the next",
        span=(1, 365),
    )
    fetch_days: int = setting(
        value=90, why="between two deliveries to a department", span=(1, 365)
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            levels=(1, 6),
            departments=(1, 50),
            people=(1, 5000),
            days=(1, 3650),
        )
        common.check_limits(
            self,
            moves_per_year=(0, 12),
            gather_days=(1, 3650),
            fetch_days=(1, 3650),
        )


def _on(
    row_id: str, sharing: bool, why: str, **more: Parameter
) -> dict[str, Parameter]:
    """Parameters of one place: whether it shares, as *row_id* says, and what *more* there is.

    *row_id* is a system or, with a stroke, a clause.
    """
    table = "clauses" if "/" in row_id else "systems"
    return {"sharing": Parameter(table, row_id, sharing, why), **more}


THREE_LEVELS = Parameter(
    value=3, why="county, prefecture, province", span=(2, 4)
)

AS_IN_BEIJING = Parameter(
    value=2,
    why="as Beijing's platforms of 2006; no text counts them for this place",
    span=(1, 4),
)
GROUPS = Parameter(
    "systems",
    "chongqing-grouped-sharing-system",
    0.5,
    "sharing in groups; we take half of the pairs",
)
YUNNAN, CHONGQING = (
    "yunnan-2006/3.3.4",
    "chongqing-data-sharing-exchange-centre",
)
PRESETS = {
    "nation-2002": _on(
        "opinion-2002/0.2.5.3.3",
        False,
        "the state that the plan set out to change",
        levels=AS_IN_BEIJING,
    ),
    "yunnan-2005": _on(
        YUNNAN, True, "the aim, taken as reached", levels=THREE_LEVELS
    ),
    "wuhai-2005": _on(
        "wuhai-data-exchange-system",
        False,
        "to be started in 2006, so not yet there",
        levels=AS_IN_BEIJING,
    ),
    "beijing-2006": _on(
        "article-2006/3.2.3.4",
        True,
        "due by the end of 2006, taken as reached",
    ),
    "chongqing-2006": _on(
        CHONGQING,
        True,
        "being set up, taken as reached",
        grant_share=GROUPS,
        levels=AS_IN_BEIJING,
    ),
}
preset = common.preset_of(Settings, PRESETS)
