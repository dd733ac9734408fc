"""The structure of an official document: its outline and its letterhead."""

from egov_lib.find.letterhead import read_letterhead
from egov_lib.find.outline import parse_outline

__all__ = ["parse_outline", "read_letterhead"]
