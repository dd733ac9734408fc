"""Run every state of the labs' panels and write `data/panels/<lab>.json`, and for a panel that
shows a run moving `data/panels/<lab>_watched.json`.

Run by whoever changed a lab's model or a panel's settings: `make panels`, or
`python tools/build_panels.py LAB …` for some. A state is run with the same seeds as every other,
so that two states differ by their settings alone. It takes minutes; the files are committed, and
`tests/test_panels.py` runs some of the states again.
"""

import json
import re
import sys

from egov_lib.read.corpus import data_folder
from egov_lib.show.explorables.panel import all_states, panel_of, run
from egov_lib.show.front import PANELS


def shortly(runs: dict[str, list[float | None]]) -> str:
    """Runs as JSON; whole numbers without ".0".

    >>> shortly({"doors": [1.0, 2.5, None]})
    '{"doors": [1, 2.5, null]}'
    """
    return re.sub(r"\.0(?=[,\]])", "", json.dumps(runs))


def write(name: str, states: dict[str, str]) -> None:
    """Write states to `data/panels/`, a line each, so that a difference can be read."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {text}" for key, text in states.items()
    ]
    text = ",\n".join(lines)
    path = data_folder() / "panels" / f"{name}.json"
    path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} states, {len(text) // 1024} KB")


def build(lab: str) -> None:
    """Run all states of a panel and write them; and what is watched of one run of each."""
    panel = panel_of(lab)
    states = all_states(panel)
    write(lab, {key: shortly(run(panel, each)) for key, each in states.items()})
    if panel.watch is not None:
        watched = {key: panel.watch(each) for key, each in states.items()}
        compact = {
            key: json.dumps(each, separators=(",", ":"))
            for key, each in watched.items()
        }
        write(f"{lab}_watched", compact)


if __name__ == "__main__":
    for name in sys.argv[1:] or [name.removesuffix("_panel") for name in PANELS]:
        build(name)
