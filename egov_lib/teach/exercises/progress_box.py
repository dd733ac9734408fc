"""The box that shows a student's progress, with the answers to download and to take back."""

from __future__ import annotations

import base64

import ipywidgets as widgets
import pandas as pd

from egov_lib.show.explorers.base import Explorer
from egov_lib.show.messages import LANGUAGE_NAMES, say
from egov_lib.show.safe_text import escape
from egov_lib.teach.exercises.answers import (
    FILE,
    NAME_CHARS,
    Answers,
    as_text,
    changing,
    chosen_language,
    load_answers,
    plain,
    problem,
    record_of,
    restore,
    when_saved,
)
from egov_lib.teach.exercises.bank import load_exercises


def progress() -> Explorer:
    """Show how far you are in each lesson, a link that downloads your answers, and a button that
    takes them back.

    It follows what is answered in this notebook; run it again to see what was answered in another
    one. The language chosen here is that of every exercise asked from then on.

    >>> progress()._name
    'progress'
    """
    return _ProgressBox().explorer()


class _ProgressBox:
    """The controls of the box, and what they do."""

    def __init__(self):
        answers = load_answers()
        self.page = widgets.HTML()
        self.upload = widgets.FileUpload(accept=".json")
        self.name = widgets.Text(
            answers["name"], layout=widgets.Layout(width="auto")
        )
        self.lang = widgets.ToggleButtons(
            options=LANGUAGE_NAMES, value=chosen_language(answers)
        )

    def explorer(self) -> Explorer:
        """Draw the box, and let its controls and every later answer draw it again."""
        self.upload.observe(self.take_back, names="value")
        self.name.observe(self.keep_name, names="value")
        self.lang.observe(self.keep_language, names="value")
        self.draw()
        when_saved(self.draw)
        still = f"<p>{escape(say('progress_not_run'))}</p>"
        return Explorer(
            [self.lang, self.page, self.name, self.upload], still, "progress"
        )

    def draw(self, said: str = "") -> None:
        """Show the counts and the download link, with a line that was *said* below them."""
        lang = self.lang.value
        answers = load_answers()
        counts = _with_heads(count_by_lesson(answers), lang)
        table = counts.to_html(border=0, col_space="5em")
        link = _download_link(answers, lang)
        stays = say("stays", lang)
        line = escape(f"{said} {problem()}".strip())
        self.page.value = f"{table}<p>{link}. {stays}</p><p>{line}</p>"
        self.name.placeholder = say("name", lang)
        self.upload.description = say("restore", lang)

    def take_back(self, _: object) -> None:
        """Restore the answers of the files that were chosen."""
        said = [restore(bytes(item["content"])) for item in self.upload.value]
        self.name.value = load_answers()["name"]
        self.draw(" ".join(said))

    def keep_name(self, _: object) -> None:
        """Write the name down."""
        with changing() as answers:
            answers["name"] = plain(self.name.value, NAME_CHARS)

    def keep_language(self, _: object) -> None:
        """Write the language down."""
        with changing() as answers:
            answers["lang"] = self.lang.value


def _download_link(answers: Answers, lang: str) -> str:
    data = base64.b64encode(as_text(answers).encode("utf-8")).decode("ascii")
    address = f"data:application/json;base64,{data}"
    words = say("download", lang, file=FILE)
    return f"<a download='{FILE}' href='{address}'><u>{words}</u></a>"


def _with_heads(counts: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Name the columns of `count_by_lesson`, and its row of sums, in a language."""
    heads = {name: say(f"head_{name}", lang) for name in counts.columns}
    return counts.rename(heads, axis=1).rename(
        {"all": say("all_lessons", lang)}
    )


def count_by_lesson(answers: Answers) -> pd.DataFrame:
    """Count the exercises of each lesson, and the student's share of them.

    Returns a row for each lesson, and a last row "all" with the sums:
    exercises: how many there are
    tried: how many were tried
    right: how many were right at any time
    hints: how many hints were shown
    minutes: what all exercises of the lesson take
    """
    exercises = load_exercises()
    records = [record_of(answers, name) for name in exercises["exercise_id"]]
    counts = pd.DataFrame(
        {
            "lesson": exercises["lesson"],
            "exercises": 1,
            "tried": [int(record["tries"] > 0) for record in records],
            "right": [int(record["right"]) for record in records],
            "hints": [record["hints"] for record in records],
            "minutes": exercises["minutes"],
        }
    )
    sums = counts.groupby("lesson").sum()
    total = sums.sum().to_frame("all").T
    return pd.concat([sums, total])
