"""In a real browser a lesson is exercised wrong, with a hint, and right; answers outlive the
kernel and the machine.
"""

import json
import shutil

import pytest
from browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_CHROMIUM,
    READY,
    ROOT,
    SCREENSHOTS,
    TOKEN,
    jupyterlab,
)

from egov_lib.teach import exercises

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
LESSON = "00-start-here"
NONSENSE = "can't read this"
TASKS = exercises.load_exercises().query("lesson == @LESSON")
FIRST = TASKS["exercise_id"].iloc[0]
# Without it JupyterLab draws the cells in view only, and a test would have to scroll.
SETTINGS = ".jupyter/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
# Run the cells that a pattern names: in less time than all of them.
RUN = """async (wanted) => {
  const app = window.jupyterapp, panel = app.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  for (const [place, cell] of panel.content.widgets.entries()) {
    if (cell.model.type === 'code' && new RegExp(wanted).test(cell.model.sharedModel.source)) {
      panel.content.activeCellIndex = place;
      await app.commands.execute('notebook:run-cell');
    }
  }
}"""
RESTART = """async () => {
  const app = window.jupyterapp, panel = app.shell.currentWidget;
  await app.commands.execute('docmanager:save');
  await panel.sessionContext.session.kernel.restart();
}"""


@pytest.fixture
def folder(tmp_path):
    """A copy of the lesson to work in, with every cell drawn."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / f"{LESSON}.ipynb", tmp_path / "notebooks")
    (tmp_path / SETTINGS).parent.mkdir(parents=True)
    (tmp_path / SETTINGS).write_text('{"windowingMode": "none"}', encoding="utf-8")
    return tmp_path


def box_of(page, exercise_id):
    """Find the box of an exercise on the page."""
    box = page.locator(f".egov.exercise:has(h3:has-text('{exercise_id} ·'))")
    box.scroll_into_view_if_needed()
    return box


def fill_in(box, kind, answer):
    """Guess where a guess is asked for, and put an answer into the fields."""
    if box.locator(".guess input").count():
        box.locator(".guess input").fill("12")
        box.locator(".guess button[type=submit]").click()
    if kind == "choice":
        box.locator(f"input[type=radio][value='{answer}']").check()
        return
    if kind != "claim":
        written = ", ".join(answer) if isinstance(answer, list) else str(answer)
        box.locator("form.answer .field").fill(written)
        return
    for slot, value in answer.items():
        field = box.locator(f"[data-slot={slot}] .field")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(str(value))


def right_and_wrong(spec):
    """A right answer with what is said to it, and a wrong one."""
    kind, right = spec["kind"], exercises.answer_to(spec["id"])
    if kind == "choice":
        wrong = next(o["id"] for o in spec["options"] if not o.get("right"))
        return (right, "Right."), (wrong, "Not yet")
    if kind == "claim":
        slot = next(slot for slot in spec["slots"] if "options" in slot)
        wide = next(o["id"] for o in slot["options"] if o["fits"] == "more")
        return (right, "It fits"), ({**right, slot["slot"]: wide}, "goes beyond")
    if kind == "open":
        words = "The programs run, and a reading of a damaged text may still be wrong."
        return (words, "No program can judge this"), ("asdf", NONSENSE)
    wrong = {"quote": "一网通办平台", "date": "1 May 1985"}.get(kind, "7")
    if kind == "names":
        return (", ".join(right), "Right."), (right[0], "Not yet")
    return (right, "Right."), (wrong, "Not yet")


def press(box, button, says):
    """Press a button and wait for what the verdict says, and until Python has saved it.

    What is asked again is not saved.
    """
    box.locator(f"[data-do={button}]").click()
    box.locator(".verdict").filter(has_text=says).wait_for(timeout=10_000)
    if says != NONSENSE:
        box.get_by_text("Saved in my-answers.json").wait_for(timeout=10_000)


def test_exercises_are_done_and_their_answers_outlive_the_machine(folder):
    """Wrong, hint, right, exercise by exercise; the kernel restarts, the file is lost and
    uploaded, and the answers are back.
    """
    from playwright.sync_api import sync_playwright

    kept = folder / "notebooks" / "my-answers.json"
    with jupyterlab(folder) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS
        ).new_page()
        page.goto(f"{address}/doc/tree/notebooks/{LESSON}.ipynb?token={TOKEN}&reset")
        page.wait_for_function(READY, timeout=60_000)
        page.wait_for_function("() => window.jupyterapp.shell.currentWidget?.context")
        page.evaluate(RUN, "^import egov|^egov.(progress|exercise)")
        for name in TASKS["exercise_id"]:
            spec = exercises.find_exercise(name)
            box = box_of(page, name)
            right, wrong = right_and_wrong(spec)
            fill_in(box, spec["kind"], wrong[0])
            press(box, "check", wrong[1])
            box.locator("[data-do=hint]").click()
            box.locator(".hints li").wait_for(timeout=10_000)
            fill_in(box, spec["kind"], right[0])
            press(box, "check", right[1])
        with page.expect_download() as download:
            page.get_by_text("Download my-answers.json").click()
        saved = download.value.path().read_bytes()
        assert set(json.loads(saved)["exercises"]) == set(TASKS["exercise_id"])

        page.evaluate(RESTART)
        kept.unlink()  # as on Binder, when the session has ended
        page.evaluate(RUN, f"^import egov|^egov.progress|^egov.exercise..{FIRST}")
        field = box_of(page, FIRST).locator("form.answer .field")
        assert field.input_value() == ""
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Restore").click()
        chooser.value.set_files(
            {"name": "mine.json", "mimeType": "application/json", "buffer": saved}
        )
        page.get_by_text(f"{len(TASKS)} of {len(TASKS)} exercises restored").wait_for(
            timeout=10_000
        )
        page.evaluate(RUN, f"^egov.exercise..{FIRST}")
        box = box_of(page, FIRST)
        box.locator(".verdict").filter(has_text="Right").wait_for(timeout=10_000)
        written = box.locator("form.answer .field").input_value()
        assert written == exercises.answer_to(FIRST)
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "exercises-restored.png")
    assert (
        json.loads(kept.read_text(encoding="utf-8"))["exercises"]
        == json.loads(saved)["exercises"]
    )
