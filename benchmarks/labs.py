"""How long 1,000 repetitions of each lab's default take: `python benchmarks/labs.py [name …]`.

The aim is 30 s on two cores. Runs of one model don't know of each other, so they are shared among
the cores. Printed beside the time are the processor time, which other work on the machine hardly
changes, and its ratio to something that every machine can do: sorting a million numbers with numpy.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from time import perf_counter, process_time

import numpy as np

LABS = [
    "networks",
    "exchange",
    "trust",
    "approvals",
    "evaluation",
    "training",
    "rollout",
]
RUNS, PARTS, AIM_SECONDS = 1000, 20, 30


def run(task):
    """Run and summarise one lab for some seeds; return the processor time it took."""
    name, seeds = task
    lab, start = import_module(f"egov_lib.labs.{name}"), process_time()
    settings = lab.Settings()
    for seed in seeds:
        lab.summarise(lab.simulate(settings, seed))
    return process_time() - start


def peer():
    """Return the processor time of sorting a million numbers."""
    numbers, start = np.random.default_rng(0).random(1_000_000), process_time()
    np.sort(numbers)
    return process_time() - start


def measure(pool, name, one_sort):
    """Run one lab for all seeds, and return a line about it."""
    parts = [(name, range(part, RUNS, PARTS)) for part in range(PARTS)]
    began = perf_counter()
    used = sum(pool.map(run, parts))
    took = perf_counter() - began
    each = used / RUNS
    met = "aim met" if used / 2 <= AIM_SECONDS else f"over {AIM_SECONDS} s"
    return (
        f"{name:<11} {took:5.1f} s here, {used / 2:5.1f} s on two free cores: {met}; "
        f"{each * 1000:4.1f} ms a run = {each / one_sort:3.1f} sorts"
    )


def main():
    """Print a line for each lab that is named, or for all."""
    cores = os.cpu_count()
    one_sort = min(peer() for _ in range(5))
    print(f"{RUNS} runs of each default on {cores} cores")
    print(f"one sort of a million numbers: {one_sort * 1000:.0f} ms")
    with ProcessPoolExecutor(cores) as pool:
        # Once for nothing, so that tables are loaded and libraries imported.
        list(pool.map(run, [(name, [0]) for name in LABS * cores]))
        for name in sys.argv[1:] or LABS:
            print(measure(pool, name, one_sort))


if __name__ == "__main__":
    main()
