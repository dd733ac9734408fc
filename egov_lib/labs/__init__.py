"""The labs: one model a file, all on the same manner. This file only hands names on."""

from egov_lib.labs import (
    approvals,
    common,
    evaluation,
    exchange,
    networks,
    rollout,
    training,
    trust,
)

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
