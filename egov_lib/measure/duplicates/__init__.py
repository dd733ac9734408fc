"""Which documents of a collection are copies, versions or parts of one another.

Only documents that share rare stretches of eight characters are compared, so that the time
grows with the collection and not with its square. In order: `shingles` (what of a document
is compared), `candidates` (which pairs are worth comparing), `pairs` (how much they share,
and what that makes them) and `clusters`.
"""

from egov_lib.measure.duplicates.pairs import Duplicates, near_duplicates

__all__ = ["Duplicates", "near_duplicates"]
