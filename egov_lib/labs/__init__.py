"""The labs: one model a file, all on the same manner. This file only hands names on."""

from egov_lib.labs import common

__all__ = ["common"]
