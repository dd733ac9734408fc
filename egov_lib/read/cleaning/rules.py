"""The table of rules, and `clean`, which runs them until none has anything left to say.

To add a rule: write `find_…` and its twin in a module of this package, and add a row to `RULES`
with the reason and an example. The example is a test, and a report on files names the damage that
the row names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple

import pandas as pd

from egov_lib.read.cleaning.byte_slips import find_byte_slips, mend_byte_slips
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
from egov_lib.read.cleaning.script import find_traditional, simplify
from egov_lib.read.cleaning.spaces import (
    close_gaps,
    find_gaps,
    find_line_ends,
    find_spaces,
    mend_line_ends,
    tidy_spaces,
)
from egov_lib.read.edit_log import (
    Change,
    Step,
    apply_changes,
    changed_text,
    list_changes,
    offset_maps,
)

MOST_PASSES = 12  # two are enough for every text seen; a rule that feeds another may want one more


class Rule(NamedTuple):
    """One rule of cleaning.

    name: what the log calls it, which is the name of `apply`
    find: lists the changes that the rule makes in a text
    apply: makes them
    damage: what a report on files calls the damage that it undoes; empty for mere layout
    reason: why the damage is certain enough to be undone without a reader
    example: a text before and after
    """

    name: str
    find: Callable[[str], list[Change]]
    apply: Callable[[str], str]
    damage: str
    reason: str
    example: tuple[str, str]


_TABLE = (
    Rule(
        "drop_invisible",
        find_invisible,
        drop_invisible,
        "invisible characters",
        "they show nothing, and nothing beside them is of a script that needs them",
        ("电\u200b子", "电子"),
    ),
    Rule(
        "mend_line_ends",
        find_line_ends,
        mend_line_ends,
        "unusual line ends",
        "a form feed, a vertical tab and U+2028 end a line wherever they are shown",
        ("总则\u2028第一条", "总则\n第一条"),  # general rules; article 1
    ),
    Rule(
        "restore_characters",
        find_lookalikes,
        restore_characters,
        "look-alike characters",
        "Unicode gives each form one character; only 〇 is written between Chinese digits",
        ("⾏政许可80﹪", "行政许可80%"),  # administrative licences, 80 %
    ),
    Rule(
        "close_gaps",
        find_gaps,
        close_gaps,
        "blanks between characters",
        "every character of the line stands alone, which no text needs",
        ("电 子 政 务 建 设", "电子政务建设"),
    ),
    Rule(
        "drop_furniture",
        find_furniture,
        drop_furniture,
        "page furniture",
        "the whole line is one that web pages have",
        # Source: the government's site
        ("来源：中国政府网\n电子政务", "电子政务"),
    ),
    Rule(
        "mend_byte_slips",
        find_byte_slips,
        mend_byte_slips,
        "lost bytes",
        "losing one byte of the reading gives exactly what the page shows",
        ("全省，占全?。牵模?2.5%", "全省，占全省ＧＤＰ2.5%"),
    ),
    Rule(
        "drop_glosses",
        find_glosses,
        drop_glosses,
        "pinyin glosses",
        "three and more toned syllables in parentheses are a machine's",
        ("領(lǐng)導(dǎo)小組(zǔ)", "領導小組"),  # leading group
    ),
    Rule(
        "simplify",
        find_traditional,
        simplify,
        "traditional characters",
        "more characters are only traditional than are only simplified",
        ("電子政務", "电子政务"),
    ),
    Rule(
        "drop_flattening",
        find_flattened,
        drop_flattening,
        "flattened marks",
        "the text has dots where Chinese has pauses, and hardly any other mark",
        ("要统筹.协调.推进.", "要统筹，协调，推进。"),
    ),
    Rule(
        "curl_quotes",
        find_straight_quotes,
        curl_quotes,
        "straight quotes",
        "a pair of straight quotes on one line is at Chinese text",
        ("'十五'期间", "“十五”期间"),
    ),
    Rule(
        "mend_dashes",
        find_broken_dashes,
        mend_dashes,
        "lost dashes",
        "only a dash is written between two years, and —— between Chinese words",
        ("2006年?2020年", "2006年—2020年"),
    ),
    Rule(
        "fix_widths",
        find_widths,
        fix_widths,
        "narrow marks",
        "marks are wide at Chinese text, letters and digits narrow: the words stay the same",
        ("规划,ＧＤＰ", "规划，GDP"),
    ),
    Rule(
        "tidy_spaces",
        find_spaces,
        tidy_spaces,
        "",
        "layout says nothing that the line breaks do not say",
        ("　　电子\r\n政务 ", "电子\n政务"),
    ),
)
RULES = {rule.name: rule for rule in _TABLE}  # in the order in which they run


@dataclass(frozen=True)
class Cleaned:
    """The result of `clean`: `raw` as it came, `text` as it is now, and every step between them.

    `found` has the steps as the rules found them. `steps` says of each change too where it is in
    the text after its step, which is worked out when somebody asks.
    """

    raw: str
    text: str
    found: tuple[Step, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What each rule did, in order."""
        return tuple(
            apply_changes(text, changes, rule=rule).step
            for rule, text, changes in self.found
        )

    def log(self) -> pd.DataFrame:
        """List every change, one a row; `edit_log.list_changes` explains the columns."""
        return list_changes(self.steps)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return where in `raw` the passage [start, end) of `text` came from.

        >>> done = clean("領(lǐng)導(dǎo)小組(zǔ)")  # leading group, with pinyin
        >>> done.text, done.to_raw(0, 2)
        ('领导小组', (0, 8))
        """
        starts, ends = offset_maps(
            self.raw, [step.changes for step in self.steps]
        )
        return int(starts[start]), int(max(starts[start], ends[end]))


def clean(text: str, *, without: Sequence[str] = ()) -> Cleaned:
    """Repair *text* by the automatic rules; a text without damage is returned as it is.

    The rules run in order, again and again until none finds anything, so `clean(clean(x).text)`
    changes nothing more.

    Parameters
    ----------
    text: any text.
    without: names of rules to leave out (see `RULES`), so that a step can be undone and looked at.

    Raises `ValueError` for a name in *without* that is no rule.

    >>> clean("各級領導").text  # leaders of every level
    '各级领导'
    >>> clean("中小企业，州(市)县。").steps  # small enterprises, prefectures (cities) and counties
    ()
    """
    unknown = sorted(set(without) - set(RULES))
    if unknown:
        raise ValueError(
            f"there is no rule called {unknown[0]!r}; the rules are {', '.join(RULES)}"
        )
    rules = [rule for rule in RULES.values() if rule.name not in without]
    raw = text
    found = []
    silent = 0  # rules in a row that found nothing
    for rule in chain.from_iterable(repeat(rules, MOST_PASSES)):
        changes = rule.find(text)
        if changes:
            found.append(Step(rule.name, text, tuple(changes)))
            text = changed_text(text, changes)
            silent = 0
        else:
            silent += 1
        if silent == len(rules):
            break
    return Cleaned(raw, text, tuple(found))
