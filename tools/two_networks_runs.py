"""Make the runs that the explorable `two_networks` shows.

Run by whoever changed the lab of networks: `python tools/two_networks_runs.py`. It writes
`egov_lib/show/explorables/two_networks.json`; a test fails where the file is not the lab's.
"""

import json

from egov_lib.show.explorables import two_networks

if __name__ == "__main__":
    import importlib

    own = importlib.import_module(two_networks.__module__)
    text = json.dumps(own.make_runs(), separators=(",", ":"))
    own.RUNS_FILE.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{own.RUNS_FILE.name}: {len(text) // 1024} KB")
