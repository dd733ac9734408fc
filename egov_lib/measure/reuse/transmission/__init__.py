"""What of central texts is in thousands of documents, and which of their clauses travel.

`transmission` puts it together. In order: `method` (what can be set), `dates` (when and where
documents are from), `centre` (the central texts and their clauses), `by_chance` (the null model),
`measuring` (one batch of documents, in a worker) and `counting` (groups, clauses, intervals).
"""

from egov_lib.measure.reuse.transmission.method import Method, Transmission
from egov_lib.measure.reuse.transmission.transmitting import (
    central_passages,
    transmission,
)

__all__ = ["Method", "Transmission", "central_passages", "transmission"]
