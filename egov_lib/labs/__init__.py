"""The labs: one model a file, all on the same manner. This file only hands names on."""

from egov_lib.labs import common, evaluation, exchange, networks, trust

__all__ = ["common", "evaluation", "exchange", "networks", "trust"]
