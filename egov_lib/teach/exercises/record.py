"""Answers and progress in one small file, downloaded and restored; a class summed up from its students' files.

`my-answers.json` lies beside the notebooks, the same for all of them, and goes nowhere else. It holds answers, tries, hints,
times, and no name unless one is typed. Where the folder can't be written to, the answers live as long as the kernel, and the
download link still gives them. A file that comes in is read field by field: what isn't ours does not get in.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import json
from collections import Counter
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from egov_lib.findings import DataError
from egov_lib.show import passages as reading
from egov_lib.show.explorers.base import Explorer
from egov_lib.show.messages import say
from egov_lib.teach.exercises.table import load_exercises

FILE = "my-answers.json"
MOST_BYTES = 1_000_000  # all exercises, tried twenty times each, take some 300 KB: what is larger is another file
FIELD = widgets.Layout(width="auto")  # as wide as the box; 100 % would hang over its right edge
LANGUAGES = {"English": "en", "中文": "zh"}
KEPT = 20  # wrong answers an exercise; for the usual mistakes the last ones are enough
TEXTS = dict.fromkeys(("guess", "answer", "claim", "first", "last"), "")
EMPTY = {"tries": 0, "right": False, "hints": 0, "shown": False, "wrong": [], **TEXTS}
NEW = {"name": "", "lang": "en", "exercises": {}}
_held: dict = dict(NEW)
_draw: list = []  # what draws the progress box of this kernel anew: its download must hold the latest answer


def answers_file() -> Path:
    """Where this student's answers are: one file for all notebooks, in whichever folder they lie."""
    here = Path.cwd()
    return (here.parent if here.name in ("labs", "instructor") else here) / FILE


def read_answers(raw: bytes, who: str) -> dict:
    """Read the bytes of a file of answers: name, language, and exercises by their ids; `DataError` for anything else.

    >>> read_answers(b'{"exercises": {"03-1": {"tries": 2}}}', "a file")["exercises"]["03-1"]["tries"]
    2
    """
    try:
        told = json.loads(raw.decode("utf-8")) if len(raw) <= MOST_BYTES else None
        records = {
            str(i)[:40]: {k: _as(EMPTY[k], r.get(k, EMPTY[k])) for k in EMPTY}
            for i, r in told["exercises"].items()
        }
        lang = "zh" if told.get("lang") == "zh" else "en"
        return {"name": str(told.get("name", ""))[:80], "lang": lang, "exercises": records}
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise DataError(
            f"{who} is no file of answers: choose the {FILE} that you downloaded here"
        ) from None


def _as(like: object, value: object) -> object:
    """*value* as what stands there otherwise: a list of texts, a text, a count, a yes or no."""
    if isinstance(like, list):
        return [str(item)[:2000] for item in list(value)[-KEPT:]]
    return str(value)[:2000] if isinstance(like, str) else type(like)(value)


def load_answers() -> dict:
    """This student's answers so far; those of the kernel where there is no file that can be read."""
    try:
        return read_answers(answers_file().read_bytes(), FILE)
    except (OSError, DataError):
        return json.loads(json.dumps(_held))


def save_answers(record: dict) -> None:
    """Keep the answers in this kernel and, if the folder lets us, in the file."""
    _held.update(record)
    with contextlib.suppress(OSError):  # read-only: see the head of this file
        answers_file().write_text(
            json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    for draw in _draw:
        draw()


def note(
    exercise_id: str, *, answer: str | None = None, right: bool | None = None, **news: object
) -> None:
    """Write down what happened in one exercise; an *answer* counts as a try, and once right stays right."""
    record, now = load_answers(), f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%MZ}"
    one = {**EMPTY, "wrong": [], "first": now} | record["exercises"].get(exercise_id, {})
    if answer is not None:
        one |= {
            "tries": one["tries"] + 1,
            "answer": answer[:2000],
            "right": one["right"] or bool(right),
        }
        one["wrong"] = [*one["wrong"], answer[:2000]][-KEPT:] if right is False else one["wrong"]
    news = {name: value[:2000] if isinstance(value, str) else value for name, value in news.items()}
    news["hints"] = max(one["hints"], int(news.get("hints", 0)))
    record["exercises"][exercise_id] = one | news | {"last": now}
    save_answers(record)


def restore(source: str | Path | bytes) -> str:
    """Take answers back in from a file, by its path or its bytes; of two records of an exercise the later one stays.

    Returns a line that says what came of it, also where the file was none of ours.

    >>> restore(b"[]")
    'the upload is no file of answers: choose the my-answers.json that you downloaded here'
    """
    try:
        raw, who = (
            (source, "the upload")
            if isinstance(source, bytes)
            else (Path(source).read_bytes(), str(source))
        )
        told = read_answers(raw, who)
    except (OSError, DataError) as error:
        return str(error)
    record = load_answers()
    later = {
        i: new
        for i, new in told["exercises"].items()
        if new["last"] >= record["exercises"].get(i, EMPTY)["last"]
    }
    save_answers(
        record | {"name": told["name"] or record["name"], "exercises": record["exercises"] | later}
    )
    return say("restored", record["lang"], later=len(later), all=len(told["exercises"]))


def progress() -> Explorer:
    """Show how far you are in each lesson, a link that downloads your answers, and a button that takes them back.

    It follows what is answered in this notebook; run it anew to see what was answered in another one. The language chosen
    here is that of every exercise asked from then on.

    >>> progress()._name
    'progress'
    """
    page, upload, record = widgets.HTML(), widgets.FileUpload(accept=".json"), load_answers()
    name = widgets.Text(record["name"], layout=FIELD)
    lang = widgets.ToggleButtons(options=LANGUAGES, value=record["lang"])

    def draw(said: str = "") -> None:
        record = load_answers()
        data = base64.b64encode(json.dumps(record, ensure_ascii=False).encode()).decode()
        what = say("download", lang.value, file=FILE)
        link = f"<a download='{FILE}' href='data:application/json;base64,{data}'><u>{what}</u></a>"
        table = _by_lesson(record["exercises"]).to_html(border=0, col_space="5em")
        page.value = (
            f"{table}<p>{link}. {say('stays', lang.value)}</p><p>{reading.escape(said)}</p>"
        )
        name.placeholder, upload.description = say("name", lang.value), say("restore", lang.value)

    def uploaded(_: object) -> None:
        said = " ".join(restore(bytes(item["content"])) for item in upload.value)
        name.value = load_answers()["name"]
        draw(said)

    def chosen(_: object) -> None:
        save_answers(load_answers() | {"name": name.value[:80], "lang": lang.value})

    upload.observe(uploaded, names="value")
    for control in (name, lang):
        control.observe(chosen, names="value")
    draw()
    _draw[:] = [draw]
    still = "<p>Your progress shows here when the notebook runs. 运行后显示进度。</p>"
    return Explorer([lang, page, name, upload], still, "progress")


def _by_lesson(records: dict) -> pd.DataFrame:
    """Count exercises, those tried, those right, hints and minutes, lesson by lesson, with the sums below."""
    rows = load_exercises()[["exercise_id", "lesson", "minutes"]].assign(exercises=1)
    told = [{**EMPTY, **records.get(i, {})} for i in rows["exercise_id"]]
    rows["tried"], rows["right"] = (
        [int(r["tries"] > 0) for r in told],
        [int(r["right"]) for r in told],
    )
    rows["hints"] = [r["hints"] for r in told]
    sums = rows.groupby("lesson")[["exercises", "tried", "right", "hints", "minutes"]].sum()
    return pd.concat([sums, sums.sum().to_frame("all").T])


def class_summary(folder: str | Path) -> pd.DataFrame:
    """Sum up a class from its students' files: every .json file in *folder*, under whatever name.

    Columns, a row an exercise, in order: exercise_id, lesson, level, kind, students (files read), tried, right, shown (looked at
    the worked answer), tries and hints (means of those who tried), usual_mistake (the wrong answer that most gave, if any),
    mistaken (how many gave it), share_right (of those who tried; empty where nobody did, and for open questions, which no program
    judges). `.attrs["unread"]` names each file that can't be read, with the reason.
    """
    read, unread = [], {}
    for path in sorted(Path(folder).glob("*.json")):
        try:
            read.append(read_answers(path.read_bytes(), path.name)["exercises"])
        except (OSError, DataError) as error:
            unread[path.name] = str(error)
    rows = load_exercises()[["exercise_id", "lesson", "level", "kind"]].assign(students=len(read))
    told = [_sum_up([record[i] for record in read if i in record]) for i in rows["exercise_id"]]
    summary = rows.join(pd.DataFrame(told, index=rows.index))
    shares = summary["right"] / summary["tried"].where(
        (summary["tried"] > 0) & (summary["kind"] != "open")
    )
    summary["share_right"], summary.attrs["unread"] = shares.astype("Float64"), unread
    return summary


def _sum_up(records: list[dict]) -> dict:
    tried = [r for r in records if r["tries"] > 0]
    wrong = Counter(answer for r in tried for answer in {a.strip().casefold() for a in r["wrong"]})
    usual, mistaken = min(wrong.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    counts = {
        "tried": len(tried),
        "right": sum(r["right"] for r in tried),
        "shown": sum(r["shown"] for r in records),
    }
    means = {
        name: sum(r[name] for r in tried) / len(tried) if tried else None
        for name in ("tries", "hints")
    }
    return counts | means | {"usual_mistake": usual, "mistaken": mistaken}
