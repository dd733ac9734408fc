"""The labs: one model per file, all built alike, each imported when it is first asked for.

`egov_lib.labs.networks` loads that lab and no other. So a lab whose library is missing (DuckDB for
`exchange`, SimPy for `approvals`, cryptography for `trust`) fails alone, and the others work.

>>> import egov_lib as egov
>>> rollout = egov.labs.rollout
>>> events = rollout.simulate(rollout.preset("wuhai-2005"), seed=1)
>>> float(rollout.summarise(events)["coverage_end"])
1.0
"""

from importlib import import_module
from types import ModuleType

__all__ = [
    "approvals",
    "common",
    "evaluation",
    "exchange",
    "networks",
    "rollout",
    "training",
    "trust",
]


def __getattr__(name: str) -> ModuleType:
    """Import a lab (PEP 562)."""
    if name not in __all__:
        raise AttributeError(
            f"there is no lab {name!r}; there are {', '.join(__all__)}"
        )
    try:
        return import_module(f"egov_lib.labs.{name}")
    except ModuleNotFoundError as error:
        raise ImportError(
            f"the lab {name!r} needs the library {error.name!r}, which is not installed: "
            "`make setup` installs all libraries; the other labs work without it"
        ) from error


def __dir__() -> list[str]:
    return __all__
