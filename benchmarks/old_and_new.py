"""Is this checkout faster than another one? `python benchmarks/old_and_new.py OTHER [rounds]`.

*OTHER* is a folder with another state of the project (`git worktree add OTHER COMMIT`). Each state
runs its own finders, those that its benchmarks/finders.py lists, over the same generated texts, in
a process of its own; the two take turns, finder by finder, so that both find the machine equally
busy. Every round has new texts, so that nothing is remembered from the round before. Printed are MB
of UTF-8 a second of the processor in the best round, and the median over the rounds of old time by
new time: on a machine at work the ratio is the figure to trust.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from finders import generate

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 7
DOCUMENTS, CHARACTERS = 20, 8000  # of a round

# Runs in the process of a state: reads the place of its texts and a finder's name a line, and
# writes the seconds of the processor that the finder took.
WORKER = """
import json, sys, time
root = sys.argv[1]
sys.path[:0] = [root, root + "/benchmarks"]
import pandas as pd
from finders import FINDERS

def frame_of(path):
    texts = json.load(open(path, encoding="utf-8"))
    return pd.DataFrame({"doc_id": range(len(texts)), "text": texts})

for find in FINDERS.values():  # tables are read, expressions compiled
    find(frame_of(sys.argv[2]))
print(json.dumps(list(FINDERS)), flush=True)
path, dates = "", None
for line in sys.stdin:
    wanted, name = line.rstrip("\\n").split("\\t")
    if wanted != path:
        path, docs = wanted, frame_of(wanted)
    arguments = [docs, dates] if name == "find_targets" else [docs]
    began = time.process_time()
    found = FINDERS[name](*arguments)
    print(time.process_time() - began, flush=True)
    dates = found if name == "find_dates" else dates
"""


def start_worker(root: Path, warm_up: Path) -> subprocess.Popen:
    """Start the process of a state of the project."""
    command = [sys.executable, "-c", WORKER, str(root), str(warm_up)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def write_texts(folder: Path, round_: int) -> Path:
    """Write the texts of a round; return where they are."""
    first = round_ * DOCUMENTS
    texts = [generate(CHARACTERS, first + number) for number in range(DOCUMENTS)]
    path = folder / f"{round_}.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    return path


def seconds(worker: subprocess.Popen, texts: Path, finder: str) -> float:
    """Let a worker run a finder once."""
    worker.stdin.write(f"{texts}\t{finder}\n")
    worker.stdin.flush()
    return float(worker.stdout.readline())


def print_row(name: str, size: float, old: list[float], new: list[float]) -> None:
    """Print the speed before and now, and the median of the ratios."""
    ratio = statistics.median(
        before / now for before, now in zip(old, new, strict=True)
    )
    print(
        f"  {name:24}{size / min(old):8.2f} ->{size / min(new):8.2f} MB/s   x{ratio:.2f}"
    )


def main(other: Path, rounds: int) -> None:
    """Run both states in turn, and print."""
    with tempfile.TemporaryDirectory() as folder:
        piles = [write_texts(Path(folder), number) for number in range(rounds + 1)]
        sizes = [
            sum(len(text.encode()) for text in json.loads(pile.read_text("utf-8")))
            / 1e6
            for pile in piles
        ]
        workers = [start_worker(root, piles[-1]) for root in (other, HERE)]
        finders, _ = (json.loads(worker.stdout.readline()) for worker in workers)
        took = {name: ([], []) for name in finders}
        for pile in piles[:-1]:
            for name in finders:
                for worker, times in zip(workers, took[name], strict=True):
                    times.append(seconds(worker, pile, name))
        for worker in workers:
            worker.stdin.close()
    size = statistics.mean(sizes[:-1])
    for name, (old, new) in took.items():
        print_row(name, size, old, new)
    whole = [
        [
            sum(times)
            for times in zip(*(both[state] for both in took.values()), strict=True)
        ]
        for state in (0, 1)
    ]
    print_row("all, one core", size, *whole)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
