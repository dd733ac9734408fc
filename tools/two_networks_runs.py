"""Make the runs that the explorable `two_networks` shows.

Run by whoever changed the lab of networks: `python tools/two_networks_runs.py`. It writes
`egov_lib/show/explorables/two_networks.json`; a test fails where the file is not the lab's.
"""

import importlib
import json
from pathlib import Path

# The function of the same name hides the module.
EXPLORABLE = importlib.import_module("egov_lib.show.explorables.two_networks")

if __name__ == "__main__":
    path = Path(EXPLORABLE.__file__).with_name(EXPLORABLE.RUNS_FILE)
    text = json.dumps(EXPLORABLE.make_runs(), separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(text) // 1024} KB")
