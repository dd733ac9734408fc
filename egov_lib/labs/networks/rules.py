"""Who may be joined with whom: the clauses of 2002, and Wuhai's one outlet, as one small function.

A host is a name, `zone:level-number`, so its zone can be read off it. Each office has two: an inner
host, on the intranet or, below vice-province level, on an office network of its own; and an outer
one on the extranet. `extranet:hub-city` is a node of the platform.
"""

from functools import cache

from egov_lib.labs.networks.settings import LEVELS, UPPER, Settings

INTERNET = "internet:world"


def rule(host: str, other: str, settings: Settings) -> str:
    """Say how two hosts may be joined.

    Returns "free", "gate" (only through a gate), "open" (to the internet without a gate) or
    "never". That the intranet keeps off the internet too is our inference: the text isolates it
    from the extranet, which is nearer. What the text leaves open, lower offices to the extranet,
    is free here.

    >>> rule("intranet:centre-0", "internet:world", Settings())
    'never'
    >>> rule("extranet:hub-centre", "internet:world", Settings())  # the outlet
    'gate'
    >>> rule("extranet:city-3", "internet:world", Settings())  # a second one
    'never'
    """
    zones = {zone_of(host), zone_of(other)}
    if len(zones) == 1:
        return "free"
    if "intranet" in zones and _is_isolated(zones, settings):
        return "never"
    if "internet" in zones:
        return _rule_of_internet({host, other}, settings)
    return "free"


def _is_isolated(zones: set[str], settings: Settings) -> bool:
    """The two physical isolations: from offices below, and from all that is outside."""
    if "office" in zones:
        return settings.lower_isolation
    return settings.physical_isolation


def _rule_of_internet(hosts: set[str], settings: Settings) -> str:
    """One outlet, if that is the rule; and the gate of the logical isolation."""
    if settings.one_outlet and outlet_of(settings) not in hosts:
        return "never"
    return "gate" if settings.logical_isolation else "open"


def outlet_of(settings: Settings) -> str:
    """Return the host that may have the one outlet: the top node, or else the top office's.

    >>> outlet_of(Settings(layout="separate"))
    'extranet:centre-0'
    """
    offices = offices_of(settings)
    if not offices:
        return ""
    top = offices[0]
    if settings.layout == "platform":
        return f"extranet:hub-{level_of(top)}"
    return f"extranet:{top}"


def offices_of(settings: Settings) -> list[str]:
    """Return the names of all offices: `centre-0`, `centre-1`, …, from the top level down."""
    offices = []
    for level in LEVELS:
        count = getattr(settings, f"{level}_offices")
        offices += [f"{level}-{number}" for number in range(count)]
    return offices


@cache
def zone_of(host: str) -> str:
    """Return the network of a host."""
    return host.partition(":")[0]


@cache
def level_of(office: str) -> str:
    """Return the level of an office."""
    return office.partition("-")[0]


@cache
def hosts_of(office: str) -> tuple[str, str]:
    """Return an office's inner host and its outer one."""
    inner_zone = "intranet" if level_of(office) in UPPER else "office"
    return f"{inner_zone}:{office}", f"extranet:{office}"
