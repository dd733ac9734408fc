"""What is committed is the same on every machine.

The last digits of a sum depend on the processor: the library of linear algebra (OpenBLAS) has a
kernel for each family, and numpy one for each set of instructions. So numbers are rounded where
they are shown. Here notebooks and worked answers are computed by processes that take this machine
for another one: with another kernel, another order of sets, another time zone and another language.

In `make test` this is done with the answers that have decimals, and with one notebook that does
linear algebra. `make machines` does it with every notebook; that takes half an hour.
"""

import json
import os
import platform
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from notebook_files import committed_notebooks, english_notebooks

from egov_lib.teach.exercises import find_exercise, load_exercises

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = committed_notebooks()
# The names that OpenBLAS has for a newer and an older processor of each family.
KERNELS = {
    "x86_64": ("Haswell", "Prescott"),
    "AMD64": ("Haswell", "Prescott"),
    "aarch64": ("NEOVERSEN1", "ARMV8"),
    "arm64": ("NEOVERSEN1", "ARMV8"),
}
MOST_DECIMALS = 6
LONG_NUMBER_RE = re.compile(rf"\d\.\d{{{MOST_DECIMALS + 1},}}")
# Runs each worked answer as a cell does: its last line is what it shows.
WORK_OUT = """
import ast, json, sys
import egov_lib as egov

def last_value(code):
    *before, last = ast.parse(code).body
    names = {"egov": egov}
    exec(compile(ast.Module(before, []), "answer", "exec"), names)
    return eval(compile(ast.Expression(last.value), "answer", "eval"), names)

codes = json.load(sys.stdin)
json.dump({name: repr(last_value(code)) for name, code in codes.items()}, sys.stdout)
"""


def machines():
    """Environments in which a process takes this machine for another one."""
    newer, older = KERNELS.get(platform.machine(), ("", ""))
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    return {
        "newer": {
            "OPENBLAS_CORETYPE": newer,
            "PYTHONHASHSEED": "1",
            "TZ": "Pacific/Kiritimati",  # the first place where a day begins
            "LC_ALL": "C",
        },
        "older": {
            "OPENBLAS_CORETYPE": older,
            "OPENBLAS_NUM_THREADS": "1",
            "NPY_DISABLE_CPU_FEATURES": " ".join(found),
            "PYTHONHASHSEED": "2",
            "TZ": "Pacific/Pago_Pago",  # the last one
            # Turkish, where it is installed: its small letter of I is not i.
            "LC_ALL": "tr_TR.UTF-8",
        },
    }


MACHINES = machines()
if os.environ.get("EGOV_MACHINES") == "all":
    # Those of other languages run the same code.
    RUNS = list(product(english_notebooks(), MACHINES))
else:
    RUNS = [(ROOT / "notebooks" / "labs" / "evaluation.ipynb", "older")]


def run(arguments, machine, given=""):
    """Run Python on such a machine; return what it printed, and whether all went well."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | machine,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "machine"),
    RUNS,
    ids=[f"{path.stem}-{machine}" for path, machine in RUNS],
)
def test_notebooks_show_the_same_on_another_machine(path, machine):
    """Every output is what is committed."""
    said, went_well = run(["-m", "pytest", "-n0", str(path)], MACHINES[machine])
    assert went_well, said[-5000:]


@pytest.mark.slow
@pytest.mark.parametrize("machine", MACHINES)
def test_worked_answers_are_the_same_on_another_machine(machine):
    """The answers with decimals give what the lessons show under them."""
    table = load_exercises()
    computing = table[table["exercise_id"].map(has_decimals)]
    codes = dict(zip(computing["exercise_id"], computing["code"]))
    said, went_well = run(["-c", WORK_OUT], MACHINES[machine], json.dumps(codes))
    assert went_well, "a worked answer stopped: run its code in a notebook"
    shown = shown_answers()
    found = json.loads(said)
    in_words = computing.loc[computing["worked_en"] != "", "exercise_id"]
    for name in in_words:
        first_line = shown[name].split("\n")[0]
        assert f"{float(found.pop(name)):.4g}" == first_line, name
    assert found == {name: shown[name] for name in found}


def has_decimals(exercise_id):
    """Whether an exercise is answered by a number that is worked out and may be a little off."""
    spec = find_exercise(exercise_id)
    is_worked = spec["kind"] == "number" and "code" in spec
    return is_worked and bool(spec["accept"].get("tolerance"))


def shown_answers():
    """The saved output of each worked answer, by exercise."""
    shown = {}
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if "solution" in cell["metadata"].get("tags", []):
                exercise_id = cell["source"][0].split(",")[0].removeprefix("# ")
                for output in cell["outputs"]:
                    text = output.get("data", {}).get("text/plain", [])
                    shown[exercise_id] = "".join(text)
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_numbers_are_rounded_where_they_are_shown(path):
    """No text or table of a notebook shows more than six decimals: round what a cell shows."""
    for number, cell in enumerate(
        json.loads(path.read_text(encoding="utf-8"))["cells"]
    ):
        for output in cell.get("outputs", []):
            shown = output.get("data", {})
            texts = [
                output.get("text"),
                shown.get("text/plain"),
                shown.get("text/html"),
            ]
            page = "".join("".join(text) for text in texts if text)
            found = LONG_NUMBER_RE.findall(page)
            assert not found, f"cell {number} of {path.name} shows {found[:3]}"
