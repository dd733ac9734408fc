"""Find passages that documents share, exact to loose, how each was altered, and what that says.

`shared_passages` finds them, `stream_passages` finds them in more documents than memory holds, and
`left_out` has what is said too often to be listed in every pair. `explain` shows what was changed,
`rank_passages` puts stock phrases last, `weight_passages` discounts what everybody says,
`compare_pairs` measures, `expected_by_chance` is the null model, and `transmission` says what of
central texts is in thousands of documents.

Exact and edited passages: texts in normal form (`normal`) share seeds (`seeds`), seeds make exact
runs (`runs`) or stretches (`stretches`), and these are aligned (`alignment`), of which the best
`parts` are `edited` passages; `search` says which texts meet. Looser layers (`lists`, `frames`,
`quantities`) read things in each text that meet by keys (`matching`). `passages` makes findings of
all. This file only hands names on.
"""

from egov_lib import _old_names
from egov_lib.measure.reuse.chance import expected_by_chance
from egov_lib.measure.reuse.left_out import left_out
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.measure.reuse.pairs import compare_pairs
from egov_lib.measure.reuse.passages import (
    LAYERS,
    explain,
    mask_passages,
    shared_passages,
)
from egov_lib.measure.reuse.ranking import rank_passages
from egov_lib.measure.reuse.settings import PRESETS, Settings
from egov_lib.measure.reuse.stream import read_passages, stream_passages
from egov_lib.measure.reuse.transmission import (
    Method,
    Transmission,
    central_passages,
    transmission,
)
from egov_lib.measure.reuse.weights import FORMULAS, weight_passages

__all__ = [
    "FORMULAS",
    "LAYERS",
    "PRESETS",
    "Method",
    "Settings",
    "Transmission",
    "central_passages",
    "compare_pairs",
    "expected_by_chance",
    "explain",
    "left_out",
    "mask_passages",
    "normal_form",
    "rank_passages",
    "read_passages",
    "shared_passages",
    "stream_passages",
    "transmission",
    "weight_passages",
]


def __getattr__(name: str) -> object:
    """Answer to the names of the first edition."""
    return _old_names.renamed(__name__, name)
