"""The labs: one model a file, all on the same manner. This file only hands names on."""

from egov_lib.labs import common, exchange, networks, trust

__all__ = ["common", "exchange", "networks", "trust"]
