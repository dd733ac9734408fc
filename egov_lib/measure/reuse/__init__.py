"""Who repeats whom: passages that documents share, exact to loose, how each was altered, and how much that says.

`shared_passages` finds, `explain` shows what was changed, `weigh_passages` discounts what everybody says, `compare_pairs`
measures, and `expected_by_chance` is the null model. This file only hands names on.
"""

from egov_lib.measure.reuse.measures import (
    FORMULAS,
    compare_pairs,
    expected_by_chance,
    weigh_passages,
)
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.measure.reuse.passages import LAYERS, explain, mask_passages, shared_passages
from egov_lib.measure.reuse.runs import PRESETS, Settings

__all__ = [
    "FORMULAS",
    "LAYERS",
    "PRESETS",
    "Settings",
    "compare_pairs",
    "expected_by_chance",
    "explain",
    "mask_passages",
    "normal_form",
    "shared_passages",
    "weigh_passages",
]
