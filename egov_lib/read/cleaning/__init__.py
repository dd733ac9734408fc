"""Repair any Chinese text, and say what was repaired.

Web copies of official documents are damaged in a handful of known ways. Each has one rule
(`RULES`), and each rule is two functions: `find_glosses(text)` lists the changes it would make,
with offsets; `drop_glosses(text)` makes them. `clean()` runs all rules until none finds anything,
and keeps every step, so that each character of the result can be followed back to the character it
came from.

The rules look for a *kind of damage in the whole text* before they touch a single mark: parentheses
    stay unless they hold
machine-made pinyin, full stops stay unless every mark of the text was flattened to one. They do not
    interpret. Where a
flattened pause was a full stop and where a comma, and what a lost title said, only a reader can
    decide: that is an editor's
work, and is in `data/edits/`.
"""

from egov_lib.read.characters import GAP, HAN, HAN_RE, HAN_RUN_RE
from egov_lib.read.cleaning.byte_slips import (
    find_byte_slips,
    mend_byte_slips,
    slip,
)
from egov_lib.read.cleaning.flattened import drop_flattening, find_flattened
from egov_lib.read.cleaning.furniture import drop_furniture, find_furniture
from egov_lib.read.cleaning.invisible import drop_invisible, find_invisible
from egov_lib.read.cleaning.lookalikes import (
    find_lookalikes,
    restore_characters,
)
from egov_lib.read.cleaning.marks import (
    curl_quotes,
    find_broken_dashes,
    find_straight_quotes,
    find_widths,
    fix_widths,
    mend_dashes,
)
from egov_lib.read.cleaning.pinyin import drop_glosses, find_glosses
from egov_lib.read.cleaning.rules import RULES, Cleaned, Rule, clean
from egov_lib.read.cleaning.script import (
    converter,
    find_traditional,
    is_traditional,
    simplify,
)
from egov_lib.read.cleaning.spaces import (
    close_gaps,
    find_gaps,
    find_line_ends,
    find_spaces,
    mend_line_ends,
    tidy_spaces,
)

__all__ = [
    "GAP",
    "HAN",
    "HAN_RE",
    "HAN_RUN_RE",
    "RULES",
    "Cleaned",
    "Rule",
    "clean",
    "close_gaps",
    "converter",
    "curl_quotes",
    "drop_flattening",
    "drop_furniture",
    "drop_glosses",
    "drop_invisible",
    "find_broken_dashes",
    "find_byte_slips",
    "find_flattened",
    "find_furniture",
    "find_gaps",
    "find_glosses",
    "find_invisible",
    "find_line_ends",
    "find_lookalikes",
    "find_spaces",
    "find_straight_quotes",
    "find_traditional",
    "find_widths",
    "fix_widths",
    "is_traditional",
    "mend_byte_slips",
    "mend_dashes",
    "mend_line_ends",
    "restore_characters",
    "simplify",
    "slip",
    "tidy_spaces",
]
