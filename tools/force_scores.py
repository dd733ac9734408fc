"""Score forces of directives against codes made by people: F1 of each code, and their mean.

Used by `tools/accuracy.py` and `tools/yardstick.py`. F1 of a code is the harmonic mean of how many
of its units are found and how many of those found are its own. The macro F1 is the plain mean over
the codes, so that a rare code counts as much as a frequent one.
"""

import pandas as pd

FORCES = (
    "prohibited",
    "must",
    "should",
    "tried",
    "encouraged",
    "may",
    "hoped",
    "none",
)


def f1(gold: pd.Series, found: pd.Series, code: str) -> float:
    """Give the F1 of one code; 0 where it is never found.

    >>> f1(pd.Series(["may", "must"]), pd.Series(["may", "may"]), "may") > 0.66
    True
    """
    is_coded = gold == code
    is_found = found == code
    right = (is_coded & is_found).sum()
    return float(2 * right / (is_coded.sum() + is_found.sum()))


def score_forces(gold: pd.Series, **found: pd.Series) -> pd.DataFrame:
    """Return a row for each code that people gave, and one for all: macro F1.

    Columns: force, coded (units), and the F1 of each of *found* by its name.
    """
    codes = [code for code in FORCES if (gold == code).any()]
    rows = []
    for code in codes:
        scores = {name: f1(gold, forces, code) for name, forces in found.items()}
        rows.append({"force": code, "coded": int((gold == code).sum()), **scores})
    table = pd.DataFrame(rows)
    macro = {name: table[name].mean() for name in found}
    everything = {"force": "macro F1", "coded": len(gold), **macro}
    return pd.concat([table, pd.DataFrame([everything])], ignore_index=True).round(3)
