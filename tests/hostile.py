"""A corpus whose every word is an attack, and every function that shows something of a corpus.

`SHOWS` has a run for each: a function of the corpus that gives what is shown. `doors` finds the
functions in the package itself, by what they return, so a new one without a run is noticed.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

import egov_lib as egov
from egov_lib import labs, show
from egov_lib.measure import reuse
from egov_lib.publish import corpus_report
from egov_lib.read.files import read_files
from egov_lib.show import layouts, paper, passages, tables
from egov_lib.show.charts import labs as lab_charts
from egov_lib.show.charts import models as model_charts
from egov_lib.show.charts import sentences
from egov_lib.show.explorables import base as frame_of_explorables
from egov_lib.show.explorers import base, dashboard
from egov_lib.show.explorers.models import model
from egov_lib.show.front.widget import View
from egov_lib.show.front.widget import page as front_page
from egov_lib.show.passages import marks
from egov_lib.teach import exercises
from egov_lib.teach.cases import class_coding, class_files, class_work, pins
from egov_lib.teach.cases import model as cases_model
from egov_lib.teach.exercises import bank, feedback, widget
from egov_lib.teach.exercises.bank import KINDS
from egov_lib.teach.exercises.judge import judge

# Each begins an element, an attribute or a script in some place where a text may be put: between
# tags, in an attribute in either kind of quotes, in a script, in a comment, in a section of XML, in
# a text whose entities are read twice, and in a label of plotly, which knows a few tags.
MARKUP = (
    "<script data-zz>window.ran=1</script>",
    '"><img data-zz src=x onerror=window.ran=1>',
    "'><img data-zz src=x onerror='window.ran=1'",
    "\" onmouseover=window.ran=1 data-zz='",
    "' onfocus=window.ran=1 autofocus data-zz=\"",
    "</script><script data-zz>window.ran=1</script>",
    "--></style></title><svg data-zz onload=window.ran=1>",
    "]]><iframe data-zz src=javascript:window.ran=1>",
    "&lt;img data-zz src=x onerror=window.ran=1&gt;&amp;lt;",
    "<a data-zz href='javascript:window.ran=1'>x</a>",
    "${window.ran=1}{{window.ran=1}}{0}%(x)s%{x}`",
)
# Right to left, isolated, zero-width, a mark of byte order, a selector, a filler, a line end.
UNSEEN = "\u202e\u2066\u200b\u200d\ufeff\ufe0f\u3164\u2028"
HALF = "\ud83d"  # of a surrogate pair
PAIR = "𠮷"  # two units of UTF-16: a script counts them as two
# e-government, the unified network; before 1 June 2006 all of 100 % are connected; who, where
SAID = (
    "一、总则\n国务院办公厅要求北京市建成统一的电子政务网络平台，"
    "2006年6月1日前100%联网，由信息化领导小组组长王旭东负责。\n《关于电子政务的通知》。"
)
DAYS = {"date_from": "2006-06-01", "date_to": "2006-06-30"}


def objects(values: list[str]) -> pd.Series:
    """Texts as Python's: pandas' own type holds no half of a character."""
    return pd.Series(values, dtype=object)


@dataclasses.dataclass(frozen=True)
class Corpus:
    """A document for each piece of markup; with *extra* characters in every name and text."""

    extra: str = UNSEEN + PAIR

    @cached_property
    def words(self) -> list[str]:
        """The markup, most of it with all that can't be seen around it.

        The third, sixth and ninth are bare: what looks at the begin of a text sees some as they
        are.
        """
        around = [f"{self.extra}{markup}{self.extra}" for markup in MARKUP]
        around[2::3] = MARKUP[2::3]
        return around

    @cached_property
    def all_words(self) -> str:
        """All in one, for what takes one name only."""
        return "".join(self.words)

    @cached_property
    def column(self) -> str:
        """A hostile name of a column: pandas has none with half a character."""
        return self.all_words.replace(HALF, "")

    @cached_property
    def docs(self) -> pd.DataFrame:
        """Documents whose every field is hostile."""
        texts = [f"{word}{SAID}{word}。" for word in self.words]
        names = (
            "doc_id",
            "file",
            "title",
            "title_en",
            "title_zh",
            "issuer",
            self.column,
        )
        columns = {name: objects(self.words) for name in names}
        return pd.DataFrame(columns).assign(text=objects(texts))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """The whole of each text as a finding, with every column that some viewer knows."""
        docs = self.docs
        rows = docs[["doc_id"]].assign(start=0, end=docs["text"].str.len())
        rows["quote"] = docs["text"]
        names = (
            "event_id theme_id system_id target_id clause_id label_en label_zh place level kind "
            "manner status what note grounds subject_en number how_known span status_as_of"
        )
        for name in names.split():
            rows[name] = docs["title"]
        named = {self.column: docs["title"], "x_en": docs["title"]}
        return rows.assign(**named, **DAYS, main=True, open_end=False)

    @cached_property
    def shared(self) -> pd.DataFrame:
        """What the first two documents share."""
        found = egov.shared_passages(self.docs.head(2), self.docs.head(2))
        return found[found["doc_id"] == self.words[0]]

    def table(self, name: str, *kept: str) -> pd.DataFrame:
        """A table of the workbook with every text hostile, but for *kept* columns."""
        rows = egov.load_table(name)
        number = [row % len(self.words) for row in range(len(rows))]
        words = objects([self.words[at] for at in number]).set_axis(rows.index)
        texts = [
            column
            for column in rows.columns
            if column not in kept
            and not pd.api.types.is_numeric_dtype(rows[column])
            and not pd.api.types.is_datetime64_any_dtype(rows[column])
            and not pd.api.types.is_bool_dtype(rows[column])
        ]
        return rows.assign(**dict.fromkeys(texts, words))


PLACE = ("doc_id", "quote")  # what is in the five sources stays where it is


# --- charts -------------------------------------------------------------------------------------


def timeline_events(it: Corpus) -> pd.DataFrame:
    """Dated findings; how sure a date is, and what a span means, are words that plotly needs."""
    return it.findings.assign(how_known="stated", span="within")


def hostile_systems(it: Corpus) -> pd.DataFrame:
    return it.findings


def ties_of(it: Corpus) -> pd.DataFrame:
    ends = {"from_id": objects(it.words[:-1]), "to_id": objects(it.words[1:])}
    return pd.DataFrame(ends).assign(relation="part_of", between="clauses")


def hostile_clauses(it: Corpus) -> pd.DataFrame:
    """An outline: a clause a document, all under the name of the first."""
    rows = it.findings.assign(parent_id="", depth=1)
    return rows.assign(doc_id=objects([it.words[0]] * len(rows)))


def hostile_themes(it: Corpus) -> pd.DataFrame:
    return it.findings.assign(silent=False, manner="sets")


def hostile_targets(it: Corpus) -> pd.DataFrame:
    shares = {"value": 99.0, "unit": "%", "bound": "at least", "kind": "target"}
    rows = it.findings.assign(**shares)
    return rows.assign(date_to=pd.Timestamp("2006-06-01"))


def hostile_keys(it: Corpus) -> pd.DataFrame:
    figures = {"log_ratio": 1.0, "low": 0.5, "high": 2.0, "target": 3, "reference": 4}
    rows = pd.DataFrame({"word": objects(it.words)})
    return rows.assign(**figures, g2=9.0, verdict="more")


def hostile_shares(it: Corpus) -> pd.DataFrame:
    """Shares of forces in documents, both under hostile names."""
    figures = {"count": 1, "of": 2, "share": 0.5, "low": 0.0, "high": 1.0}
    names = objects(it.words)
    return pd.DataFrame({"doc_id": names, "code": names}).assign(**figures)


@cache
def lab_run(lab: str) -> pd.DataFrame:
    """A run of a lab, which is the same for every corpus."""
    module = getattr(labs, lab)
    return module.simulate(module.Settings(), seed=1)


def lab_runs(it: Corpus, lab: str) -> dict[str, pd.DataFrame]:
    """Runs of a lab under hostile names."""
    events = lab_run(lab)
    return {it.all_words: events, it.words[0]: events}


def hostile_transmission(it: Corpus) -> reuse.Transmission:
    """Documents, places, clauses and central documents, all under hostile names."""
    docs = it.docs.assign(place=it.docs["title"])
    central = docs.head(2).assign(doc_id=objects([f"c{word}" for word in it.words[:2]]))
    method = reuse.Method(chance_texts=1, resamples=9)
    return egov.transmission(docs, central, ["place", "title"], method=method)


def hostile_bands(it: Corpus) -> go.Figure:
    x, y, by = (f"{number}{it.column}" for number in range(3))
    rows = pd.DataFrame({x: [0, 1], y: [0.1, 0.2], by: objects(it.words[:2])})
    marks = {it.words[5]: 1.0}
    return model_charts.bands(rows, x, y=y, by=by, marks=marks, title=it.all_words)


def hostile_grid(it: Corpus) -> go.Figure:
    names = pd.Index(it.words, dtype=object)
    cells = pd.DataFrame(0.5, index=names, columns=names)
    cells = cells.rename_axis(it.all_words, axis=1)
    return model_charts.grid(cells, title=it.all_words)


def hostile_questions(it: Corpus) -> go.Figure:
    words = objects(it.words)
    rows = pd.DataFrame({"question_id": words, "level": words}).assign(difficulty=0.5)
    takers = pd.Series([0.0, 1.0])
    return model_charts.wright_map(takers, rows, standard=0.5, title=it.all_words)


def attack_of(it: Corpus) -> go.Figure:
    (events,) = list(lab_runs(it, "networks").values())[:1]
    return lab_charts.attack(events)


def papers_of(it: Corpus) -> go.Figure:
    events = labs.trust.simulate(labs.trust.Settings(), seed=1)
    hostile = objects(it.words * (len(events) // len(it.words) + 1))[: len(events)]
    checked = events["kind"] == "checked"
    pairs = zip(events["verdict"], hostile, checked)
    cells = objects([bad if is_checked else own for own, bad, is_checked in pairs])
    return lab_charts.papers(events.assign(verdict=cells))


def hostile_wholes(it: Corpus) -> pd.DataFrame:
    """Shares of 100 %, with hostile words that say of what."""
    return hostile_targets(it).assign(value=100.0, subject_zh=it.findings["quote"])


def two_aims_of(it: Corpus) -> go.Figure:
    """Both aims with hostile words, in hostile documents."""
    targets = hostile_targets(it).head(2).assign(target_id=list(layouts.story.AIMS))
    days = {"date_from": pd.Timestamp("2010-01-01")}
    days |= {"date_to": pd.Timestamp("2010-12-31")}
    return egov.charts.two_aims(targets.assign(**days), egov.load_table("events"))


def with_words(it: Corpus, words: str) -> pd.DataFrame:
    """Hostile documents that have some words, too."""
    return it.docs.assign(text=it.docs["text"] + words)


def sentences_of(it: Corpus) -> go.Figure:
    """The demand and the report with hostile words in them."""
    begins = [begins for _, begins in (sentences.DEMAND, sentences.REPORT)]
    return egov.charts.demand_and_report(
        pd.DataFrame(
            {
                "doc_id": ["relay-2006", "article-2006"],
                "text": objects([f"{words}{it.all_words}。" for words in begins]),
            }
        )
    )


def walls_of(it: Corpus) -> go.Figure:
    """The walls of a plan that has hostile words beside its own."""
    docs = egov.load_corpus()
    return egov.charts.two_walls(
        docs.assign(text=docs["text"].astype(object) + it.all_words)
    )


def acts_of(it: Corpus) -> go.Figure:
    systems = it.findings.assign(status="planned", group=False)
    return egov.charts.acts(systems)


def ladder_of(it: Corpus) -> go.Figure:
    """Pairs whose themes, places and words are hostile."""
    count, words = len(it.words), objects(it.words)
    sides = {"theme_id": words, "place": words, "change": ["softer"] * count}
    for side in ("", "other_"):
        sides |= {f"{side}address": words, f"{side}quote": words}
        sides |= {f"{side}force": ["must"] * count}
    return egov.charts.ladder(pd.DataFrame(sides), follow=it.words[0])


def years_of(it: Corpus) -> go.Figure:
    day = pd.Timestamp("2006-06-01")
    days = {"date_from": day, "date_to": day}
    return egov.charts.empty_years(timeline_events(it).assign(**days))


def files_of(it: Corpus) -> go.Figure:
    heads = it.docs.assign(document_number="", date=pd.NaT)
    report = heads[["doc_id"]].assign(read=True, lost=0, damage="")
    return egov.charts.files(heads, report)


CHARTS: dict[str, Callable[[Corpus], Any]] = {
    "acts.acts": acts_of,
    "echoes.echoes": lambda it: egov.charts.echoes(hostile_themes(it)),
    "echoes.ladder": ladder_of,
    "acts.wholes": lambda it: egov.charts.wholes(hostile_wholes(it)),
    "aims.two_aims": two_aims_of,
    "drawings.voice_ladders": lambda it: egov.charts.voice_ladders(
        dict.fromkeys(("relay-2006", "article-2006"), it.words[:4])
    ),
    "drawings.byte_pairs": lambda it: egov.charts.byte_pairs("<b>全省&", 4),
    "drawings.two_walls": walls_of,
    "sentences.search_missed": lambda it: egov.charts.search_missed(
        with_words(it, "政务内外网络平台")
    ),
    "sentences.demand_and_report": sentences_of,
    "aims.aims_compared": lambda it: egov.charts.aims_compared(
        it.table("targets", "target_id", *PLACE)
    ),
    "gaps.empty_years": years_of,
    "gaps.files": files_of,
    "atlas.atlas": lambda it: egov.charts.atlas(it.findings, ties_of(it)),
    "atlas.places": lambda it: egov.charts.places(it.findings["place"].value_counts()),
    "evidence.text_lengths": lambda it: egov.charts.text_lengths(it.docs),
    "evidence.outline": lambda it: egov.charts.outline(
        hostile_clauses(it), it.words[0]
    ),
    "plan.plan": lambda it: egov.charts.plan(
        hostile_clauses(it).assign(kind="task"), it.words[0]
    ),
    "evidence.lineage": lambda it: egov.charts.lineage(hostile_themes(it)),
    "evidence.shares": lambda it: egov.charts.shares(hostile_targets(it)),
    "evidence.threads": lambda it: egov.charts.threads(
        it.findings, it.findings, ties_of(it)
    ),
    "firmness.firmness": lambda it: egov.charts.firmness(hostile_shares(it)),
    "keyness.keyness": lambda it: egov.charts.keyness(hostile_keys(it)),
    "labs.networks": lambda it: lab_charts.networks(lab_runs(it, "networks")),
    "labs.attack": attack_of,
    "labs.copies": lambda it: lab_charts.copies(lab_runs(it, "exchange")),
    "labs.papers": papers_of,
    "models.bands": hostile_bands,
    "models.grid": hostile_grid,
    "models.wright_map": hostile_questions,
    "timeline.timeline": lambda it: egov.charts.timeline(timeline_events(it)),
    "timeline.draw_events": lambda it: egov.charts.draw_events(
        egov.charts.as_events(timeline_events(it))
    ),
    "transmission.dot_plot": lambda it: egov.charts.dot_plot(it.shared, it.docs),
    "transmission.flows": lambda it: egov.charts.flows(
        it.shared, it.docs, clauses=hostile_clauses(it)
    ),
    "travels.transmission": lambda it: egov.charts.transmission(
        hostile_transmission(it)
    ),
    "travels.travels": lambda it: egov.charts.travels(hostile_transmission(it)),
}


# --- explorers ----------------------------------------------------------------------------------


def report_of(it: Corpus) -> list[str]:
    """A report whose every table, method and version is hostile, with a chart's description."""
    names = [name for group in corpus_report.SECTIONS.values() for name in group]
    picture = corpus_report.Picture("words", b"<svg/>", it.all_words)
    versions = dict.fromkeys(it.words, it.all_words)
    evidence = corpus_report.Evidence(it.all_words, versions, it.docs)
    tables = dict.fromkeys(names, it.findings)
    return [
        corpus_report.corpus_report(tables, evidence, [picture], lang=lang)
        for lang in ("en", "zh")
    ]


@dataclasses.dataclass(frozen=True)
class HostileSettings:
    """Settings of a lab that refuse a value, and repeat it."""

    level: str

    def __post_init__(self):
        """Refuse the second value."""
        if self.level.startswith("!"):
            raise ValueError(f"level is {self.level!r}")


def hostile_model(it: Corpus) -> list[Any]:
    """A lab in a box, before and after a setting that it refuses."""
    box = model(
        HostileSettings(it.all_words),
        {"level": [it.all_words, f"!{it.all_words}"]},
        draw=lambda _: go.Figure(),
        measure=lambda _: pd.Series([1.0], index=[it.column]),
    )
    before = shown_of(box)
    box.children[0].value = f"!{it.all_words}"
    return [before, box]


def hostile_commitments(it: Corpus) -> View:
    rows = it.table("events", *PLACE, "kind", "place", "event_id", "how_known", "span")
    return egov.explorers.commitments(rows)


def hostile_concordance(it: Corpus) -> list[Any]:
    """With a phrase that is there, and with one that is refused."""
    return [
        egov.explorers.concordance(it.docs, phrase="电子政务"),
        egov.explorers.concordance(it.docs, phrase=f"*{it.all_words}"),
    ]


def hostile_files(it: Corpus) -> list[Any]:
    """Files with hostile names and texts, one that is empty, and more than the box takes."""
    box = egov.explorers.own_files(lang="en")
    upload = box.children[1]
    texts = [it.all_words.encode("utf-8", "replace"), b""]
    chosen = [
        {"name": f"{it.words[0]}{number}.txt", "content": memoryview(text)}
        for number, text in enumerate(texts)
    ]
    of_file = {"type": "", "size": 1, "last_modified": datetime.now(UTC)}
    upload.value = [{**file, **of_file} for file in chosen]
    shown = shown_of(box)
    upload.value = [{**chosen[0], **of_file}] * 21
    return [shown, box]


EXPLORERS: dict[str, Callable[[Corpus], Any]] = {
    "browse.browse": lambda it: egov.explorers.browse(
        it.findings, ["kind", it.column], docs=it.docs
    ),
    "commitments.commitments": hostile_commitments,
    "concordance.concordance": hostile_concordance,
    "dashboard.dashboard": lambda it: egov.explorers.dashboard(
        chosen=it.all_words, filters={"tab": it.all_words, it.all_words: "x"}
    ),
    "keyness.keyness": lambda it: egov.explorers.keyness(
        docs=it.docs.head(4), target=it.words[1]
    ),
    "lineage.lineage": lambda it: egov.explorers.lineage(it.table("themes", *PLACE)),
    "models.model": hostile_model,
    "own_files.own_files": hostile_files,
    "parallels.parallels": lambda it: egov.explorers.parallels(
        it.words[0], it.words[1], docs=it.docs.head(4)
    ),
    "places.places": lambda it: egov.explorers.places(it.findings, docs=it.docs),
    "reader.reader": lambda it: egov.explorers.reader(
        it.words[1], docs=it.docs, findings={it.all_words: it.findings}
    ),
    "speakers.speakers": lambda it: egov.explorers.speakers(
        it.table("speakers", *PLACE, "first", "last")
    ),
    "systems.systems": lambda it: egov.explorers.systems(it.table("systems", *PLACE)),
    "systems.atlas": lambda it: egov.explorers.atlas(
        it.table("systems", *PLACE), kind=it.all_words
    ),
    "timeline.timeline": lambda it: egov.explorers.timeline(it.findings, docs=it.docs),
    "widget_test.widget_test": lambda it: egov.explorers.widget_test(),
}


# --- pages, tables, exercises -------------------------------------------------------------------


def a_spec(it: Corpus, kind: str) -> dict[str, Any]:
    """An exercise of a kind whose every text is hostile; what is checked stays as it is."""
    return with_hostile_texts(it, exercises.find_exercise(first_id(kind)))


def first_id(kind: str) -> str:
    """The id of the first exercise of a kind; of the open ones the first with a model answer."""
    if kind == "open":
        return "04-7"
    rows = exercises.load_exercises()
    return rows.loc[rows["kind"] == kind, "exercise_id"].iloc[0]


def with_hostile_texts(it: Corpus, part: Any) -> Any:
    """A part of a specification with every sentence in both languages made hostile."""
    if isinstance(part, list):
        return [with_hostile_texts(it, one) for one in part]
    if not isinstance(part, dict):
        return part
    if set(part) == {"en", "zh"}:
        return dict.fromkeys(part, f"{it.all_words}|`{it.all_words}`")
    return {name: with_hostile_texts(it, value) for name, value in part.items()}


def judged(it: Corpus) -> list[Any]:
    """What is said of a hostile answer to an exercise of each kind, and of a right one."""
    said = []
    for kind in KINDS:
        spec = a_spec(it, kind)
        right = exercises.answer_to(spec["id"])
        for answer in (it.all_words, f"“电子政务{it.all_words}”", right):
            verdict = judge(spec, answer, bank.shared())
            said += [feedback.in_words(spec, verdict, lang) for lang in ("en", "zh")]
    return said


def exercise_box(it: Corpus) -> list[Any]:
    """The box of an exercise with hostile texts, and after hostile reports of its script."""
    shown = []
    for kind in KINDS:
        spec = a_spec(it, kind)
        data = widget.box_data(spec)
        still = widget.still(spec, "en")
        shown.append(widget.ExerciseView(spec, data, still, "en"))
    for kind in ("open", "number", "quote"):
        box = egov.exercise(first_id(kind))
        for news in (
            {"do": "guess", "guess": it.all_words},
            {"do": "check", "answer": it.all_words},
            {"do": "hint", "hints": it.all_words},
            {"do": "ticks", "ticks": [it.all_words]},
            {"do": it.all_words},
        ):
            box._hear(box, {"id": box.exercise_id, **news}, [])
        shown.append(egov.exercise(first_id(kind)))
    return shown


def votes(it: Corpus) -> list[Any]:
    """Both boxes of the vote, after hostile reports of their script."""
    shown = [exercises.vote(), exercises.kept_vote()]
    for box in shown:
        for vote in (it.all_words, [it.all_words], None, {"vote": it.all_words}):
            box._hear(box, {"vote": vote}, [])
    return [*shown, exercises.kept_vote(lang="zh")]


def case_files(it: Corpus) -> list[Any]:
    """A hostile case file: its box, its brief, and the class that it is handed in with."""
    case = pins.new_case()
    claim = dict.fromkeys(pins.FIELDS, it.all_words) | {"verb": "done"}
    fields = {"zh": it.all_words, "en": it.all_words, "note": it.all_words}
    for address in (it.all_words, "opinion-2002:t"):
        pin = {"address": address, "edition": it.all_words, "claim": claim, **fields}
        case["pins"].append(pins.read_pin(pin, "it"))
    case["name"] = case["brief"]["question"] = pins.plain(it.all_words, 80)
    case["brief"] |= {"text": it.all_words, "first": f"{it.all_words} first"}
    raw = pins.as_text(pins.read_fields(case, "it")).encode("utf-8")
    own = egov.case_file()
    own.restore(raw)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "one.json").write_bytes(raw)
        Path(folder, "two.json").write_text(
            it.all_words, encoding="utf-8", errors="replace"
        )
        return [own.view(), own.html(), class_files.mark_case_files(folder)]


def class_codes_of(it: Corpus) -> list[Any]:
    """A folder with codes under a hostile name, among hostile lines, and with no codes."""
    lines = [f"{word} must all" for word in it.words]
    lines += ["opinion-2002:1.1.4 must all", f"opinion-2002:1.1.4 {it.all_words} all"]
    record = {"answer": "\n".join(lines), "guess": it.all_words}
    own = {"name": it.all_words, "exercises": {"coding-1": record}}
    own["exercises"][f"coding-1{it.all_words}"] = record
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "one.json").write_text(json.dumps(own), encoding="utf-8")
        text = it.all_words
        Path(folder, "two.json").write_text(text, encoding="utf-8", errors="replace")
        coded = class_coding.class_codes(folder)
        assert coded["address"].tolist() == ["opinion-2002:1.1.4"]
        return [
            class_coding.show_class_codes(folder, lang=lang) for lang in ("en", "zh")
        ]


def class_work_of(it: Corpus) -> list[Any]:
    """A folder with hostile answers, a hostile case file, a hostile table of marks and neither."""
    open_ones = exercises.load_exercises().query("kind == 'open'")["exercise_id"]
    record = {"tries": 1, "answer": it.all_words, "claim": it.all_words}
    record["ticks"] = [it.all_words]
    own = {"name": it.all_words, "exercises": dict.fromkeys(open_ones, record)}
    case = pins.new_case()
    case["name"] = case["brief"]["text"] = it.all_words
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "one.json").write_text(json.dumps(own), encoding="utf-8")
        raw = pins.as_text(pins.read_fields(case, "it")).encode("utf-8")
        Path(folder, "two.json").write_bytes(raw)
        for name in ("three.json", class_work.MARKS):
            text = it.all_words
            Path(folder, name).write_text(text, encoding="utf-8", errors="replace")
        box = class_work.mark_class(folder)
        mark = {"ticks": [it.all_words], "comment": it.all_words}
        for question in (open_ones.iloc[0], class_work.BRIEF, it.all_words):
            news = {"file": "one.json", "question": question, "mark": mark}
            box._hear(box, news, [])
        return [box, class_work.mark_class(folder)]


def progress_box(it: Corpus) -> list[Any]:
    """The progress of somebody with a hostile name, who takes hostile answers back."""
    box = egov.progress()
    box.children[2].value = it.all_words
    told = {"exercises": {it.all_words: {"tries": -1}}, "name": it.all_words}
    written = json.dumps(told).encode()
    said = exercises.restore(written)
    box.children[3].value = ()
    return [box, feedback.Feedback(None, said), egov.progress()]


def hostile_objects(it: Corpus) -> pd.DataFrame:
    """Cells, names of columns and of rows that are no texts, but are written as one."""

    class Odd:
        def __str__(self):
            return it.all_words

        __repr__ = __str__

    as_bytes = it.all_words.encode("utf-8", "replace")
    cells = [Odd(), {it.all_words}, (it.all_words,), Path(it.words[0]), as_bytes]
    frame = pd.DataFrame({"quote": objects(cells), Odd(): "电子政务"})
    frame[it.column] = pd.Categorical([it.column] * len(frame))
    return frame.set_axis([Odd(), (it.column,), it.column, Path("<b data-zz>"), 4])


def frames(it: Corpus) -> Iterator[pd.DataFrame]:
    """Frames as they come out of the package, and of every other make."""
    yield it.docs
    yield it.findings
    yield hostile_objects(it)
    yield it.docs.set_index([it.column, "title"])
    yield it.docs.rename_axis(it.column).rename_axis(it.column, axis=1)
    yield pd.concat([it.docs, it.docs], axis=1)
    yield pd.DataFrame({"latin": [f"x{UNSEEN}"], "number": [1]})


def answers_of(makes: list[Callable[[], Any]]) -> Iterator[Any]:
    """What each gives, or its error as a page would show it."""
    for make in makes:
        try:
            yield make()
        except egov.DataError as error:
            yield pd.DataFrame({"error": objects([str(error)])})


def reports(it: Corpus) -> Iterator[pd.DataFrame]:
    """Reports on hostile files, of damaged texts, and of the words in them."""
    names = [f"{number}{word}.txt" for number, word in enumerate(it.words)]
    texts = [f"{word}来源：{word}\n{SAID}?。牵模?{word}" for word in it.words]
    files = {
        name.replace("/", "∕"): text.encode("utf-8", "replace")
        for name, text in zip(names, texts)
    }
    files["<img data-zz src=x>.doc"] = b"\xd0\xcf\x11\xe0"
    files["<img data-zz src=x>.zip"] = b"PK\x03\x04"
    docs, report = read_files(files)
    yield docs
    yield report
    docs, report = egov.read_documents(files)
    yield docs
    yield report
    yield from answers_of(
        [
            lambda: egov.repair_documents(it.docs),
            lambda: egov.segment(it.docs.head(2)),
            lambda: egov.in_context(it.docs, egov.find_phrase(it.docs, "电子政务")),
            lambda: egov.parse_outline(it.docs),
            lambda: egov.read_letterhead(it.docs),
            lambda: egov.find_targets(it.docs),
            lambda: egov.find_dates(it.docs),
            lambda: class_of(it),
        ]
    )


def class_of(it: Corpus) -> pd.DataFrame:
    """A class whose students gave hostile answers, in files of hostile names."""
    with tempfile.TemporaryDirectory() as folder:
        record = {"tries": 1, "wrong": [it.all_words], "answer": it.all_words}
        written = json.dumps({"exercises": {"03-1": record, it.all_words: record}})
        Path(folder, "<img data-zz src=x>.json").write_text(written, encoding="utf-8")
        Path(folder, "' data-zz='.json").write_text(it.column, encoding="utf-8")
        summary = egov.class_summary(folder)
    unread = list(summary.attrs["unread"].items())
    return summary.assign(unread=str(unread))


def shown_frames(it: Corpus) -> list[str]:
    """Each frame as a notebook shows it."""
    return [tables.show_frame(frame) for frame in (*frames(it), *reports(it))]


def whole_tables(it: Corpus) -> list[str]:
    """Each frame of one level as `tables.table` shows it."""
    return both_languages(tables.table, it)


def tables_to_read(it: Corpus) -> list[str]:
    return both_languages(tables.reading, it)


def both_languages(show: Callable[..., str], it: Corpus) -> list[str]:
    """Each frame of one level as it is shown in either language."""
    flat = [
        frame
        for frame in frames(it)
        if frame.columns.is_unique and frame.index.nlevels == 1
    ]
    return [show(frame, lang=lang) for frame in flat for lang in ("en", "zh")]


def hostile_card(it: Corpus) -> Any:
    return passages.source_card("wuhai-2006")


PAGES: dict[str, Callable[[Corpus], Any]] = {
    "passages.cards.source_card": hostile_card,
    "passages.clauses.passage": lambda it: [
        passages.passage(it.findings, docs=it.docs),
        *(passages.passage(word, 3, 9, docs=it.docs, lang="zh") for word in it.words),
    ],
    "passages.clauses.side_by_side": lambda it: [
        passages.side_by_side(
            word, docs=it.docs, findings=it.findings, aids=["glossary", "pinyin"]
        )
        for word in it.words
    ],
    "paper.as_page": lambda it: [
        make(hostile_transmission(it), lang=lang).html()
        for make in (paper.transmission_table, paper.clauses_table)
        for lang in ("en", "zh")
    ],
    "passages.cards.cards_compared": lambda it: passages.cards_compared("kind"),
    "passages.readers.marks_differing": lambda it: passages.marks_differing(),
    "passages.cards.four_dates": lambda it: passages.four_dates(),
    "passages.page.font_sample": lambda it: passages.font_sample(),
    "pinyin.sound_out": lambda it: egov.pinyin.sound_out(it.all_words + SAID),
    "safe_text.escape": lambda it: show.safe_text.escape(it.all_words),
    "tables.cell": lambda it: [
        tables.cell(word + said, lang)
        for word in it.words
        for said in ("", SAID)
        for lang in ("en", "zh")
    ],
    "tables.table": whole_tables,
    "tables.reading": tables_to_read,
    "tables.plain": lambda it: [tables.plain(frame) for frame in frames(it)],
    "tables.show_frame": shown_frames,
    "tables.rows_as_html": lambda it: [
        tables.rows_as_html(frame, list(frame.columns))
        for frame in frames(it)
        if frame.columns.is_unique
    ],
    "explorers.base.still_table": lambda it: [
        base.still_table(it.findings, list(it.findings.columns), lang)
        for lang in ("en", "zh")
    ],
    "publish.corpus_report.corpus_report": report_of,
    "front.widget.page": lambda it: front_page(
        {"timeline": egov.explorers.timeline(it.findings, docs=it.docs).data},
        title=it.all_words,
        state={"chosen": it.all_words, "filters": {it.all_words: it.all_words}},
    ),
    "exercises.cell.check": lambda it: [
        exercises.check(it.all_words, it.all_words),
        *(exercises.check("03-1", word, claim=word) for word in it.words),
    ],
    "exercises.feedback.in_words": judged,
    "exercises.feedback.proof": lambda it: feedback.proof(a_spec(it, "quote")),
    "cases.class_coding.show_class_codes": class_codes_of,
    "cases.class_files.mark_case_files": case_files,
    "cases.model.model_brief": lambda it: cases_model.model_brief(),
    "cases.model.outside": lambda it: cases_model.outside(),
    "cases.model.verdict": lambda it: cases_model.verdict(),
    "cases.class_work.mark_class": class_work_of,
    "exercises.progress_box.progress": progress_box,
    "exercises.widget.exercise": exercise_box,
    "exercises.voting.vote": votes,
    "exercises.voting.kept_vote": votes,
    "exercises.widget.choices_on_paper": lambda it: [
        widget.choices_on_paper(a_spec(it, kind), lang)
        for kind in KINDS
        for lang in ("en", "zh")
    ],
    "exercises.widget.worked": lambda it: [
        exercises.worked(first_id(kind), lang=lang)
        for kind in KINDS
        for lang in ("en", "zh")
    ],
}


def explorable(name: str) -> Callable[[Corpus], View]:
    """An explorable in a hostile state; its texts are the workbook's own."""
    make = getattr(egov.explorables, name)
    return lambda it: make(filters={it.all_words: it.all_words})


EXPLORABLES = {
    **{
        f"explorables.{name}.{name}": explorable(name)
        for name in egov.explorables.__all__
    },
    "explorables.base.marked": lambda it: frame_of_explorables.marked(it.all_words),
}
SHOWS = {
    **EXPLORABLES,
    **{f"charts.{name}": run for name, run in CHARTS.items()},
    **{f"explorers.{name}": run for name, run in EXPLORERS.items()},
    **PAGES,
}
# Those that are handed HTML, or labels, which is safe already.
TAKE_HTML = {
    "charts.base.draw": "takes labels that the charts have made safe",
    "explorables.base.make_explorable": "its passages are clauses of the five texts",
    "explorables.panel.make_panel": "its words and passages are ours; it ends in the frame's",
    "publish.site.book.mark_chinese": "takes a page that is made",
    "publish.site.book.with_links": "takes a page that is made",
    "publish.site.figures.alone": "takes a box that is made, and escapes its title",
    "publish.site.home.home_page": "tells only of the five texts",
    "publish.site.home.own_pages": "tells which pages an edition has, and shows none",
    "publish.site.lessons.raw": "takes HTML",
    "publish.site.outputs.shown_html": "takes HTML that a notebook was saved with",
    "publish.site.texts.plain": "takes HTML and leaves its words",
    "publish.site.texts.text_page": "tells only of the five texts",
    "publish.site.views.written_out": "takes a cell of a committed notebook",
    "explorables.base.still": "its cells go through `marked`",
    "front.saved.without_script": "takes HTML of a saved notebook, and leaves its words",
    "front.widget.make_view": "takes a still; every explorer ends in it",
    "passages.page.page": "takes HTML; every page ends in it",
    "passages.marks.show_gaps": "takes HTML",
    "safe_text.label": "a label; every chart goes through it",
    "safe_text.show_unseen": "takes HTML",
}
SHOWN_TYPES = re.compile("Page|View|Explorer|Figure|HBox|VBox|HTML|Feedback")


def doors() -> set[str]:
    """The functions of the package that return something that is drawn, by module and name."""
    found = set()
    for info in pkgutil.walk_packages(egov.__path__, "egov_lib."):
        module = importlib.import_module(info.name)
        for name, function in vars(module).items():
            is_own = inspect.isfunction(function) and function.__module__ == info.name
            if not is_own or name.startswith("_"):
                continue
            returned = str(function.__annotations__.get("return"))
            writes_html = returned == "str" and "HTML" in (function.__doc__ or "")
            if SHOWN_TYPES.search(returned) or writes_html:
                _, _, short_name = f"{info.name}.{name}".partition(".")
                found.add(re.sub("^(show|teach)[.]", "", short_name))
    # Those that a notebook calls, with HTML in no annotation.
    return found | {"tables.show_frame"}


# --- what is shown ------------------------------------------------------------------------------


def every_widget(box: widgets.Widget) -> Iterator[widgets.Widget]:
    """A box and all that is in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from every_widget(child)


def shown_of(what: Any) -> list[str | go.Figure]:
    """All HTML and all figures that something is shown as: a page, a still, a reply, a widget."""
    if isinstance(what, (list, tuple)):
        return [part for one in what for part in shown_of(one)]
    if isinstance(what, (str, go.Figure)):
        return [what]
    if isinstance(what, View):
        bundle = what._repr_mimebundle_()
        still = (bundle[0] if isinstance(bundle, tuple) else bundle)["text/html"]
        controls = list(getattr(what, "children", ()))
        return [still, what.page(), *shown_of(controls)]
    if isinstance(what, widgets.HTML):
        return [what.value]
    if isinstance(what, widgets.Widget):
        still = [what._still] if isinstance(what, base.Explorer) else []
        inside = [
            part for one in getattr(what, "children", ()) for part in shown_of(one)
        ]
        return [*still, *inside]
    return [what._repr_html_()]


__all__ = ["SHOWS", "TAKE_HTML", "Corpus", "dashboard", "doors", "marks", "shown_of"]
