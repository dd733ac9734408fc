"""Explorers and exercises in the pages of the book: their data, for the scripts that draw them.

A committed notebook keeps what an explorer shows without scripts (its still), and not its data,
which are megabytes. So the explorers of lessons are made here from the same tables with the same
arguments; the build stops where a still is not the one that the notebook was saved with, so book
and notebook can't drift apart.

What several views need (the words of the interface, the clauses of the five texts, the terms) is
written once, into `_static/pool`, and a page asks for it when a view comes into sight.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from egov_lib.find.documents import read_documents
from egov_lib.find.targets import find_targets
from egov_lib.findings import DataError
from egov_lib.measure import firmness
from egov_lib.publish.site.figures import UP, alone
from egov_lib.publish.site.outputs import in_letters, packed, shown_html
from egov_lib.publish.site.plan import ENGLISH, Edition, Page
from egov_lib.publish.site.words import said
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show import explorables, explorers
from egov_lib.show.explorables.base import frame_words
from egov_lib.show.explorables.panel import panel_words
from egov_lib.show.explorers.browse import browse
from egov_lib.show.explorers.concordance import concordance
from egov_lib.show.explorers.dashboard import TABS
from egov_lib.show.explorers.parallels import parallels
from egov_lib.show.explorers.timeline import timeline
from egov_lib.show.front import CASES, EXERCISE, EXPLORABLES, EXPLORERS, VOTE
from egov_lib.show.front.modules import (
    common_modules,
    common_script,
    part_script,
)
from egov_lib.show.front.texts import texts_of
from egov_lib.show.front.widget import View, as_json, look, script_path
from egov_lib.show.messages import FRONT, pick
from egov_lib.show.safe_text import escape
from egov_lib.show.style import SEALS
from egov_lib.teach import exercises
from egov_lib.teach.cases.view import box_data, passage_pin, texts_for_a_page

WHOLE = 4000  # characters of JSON from which a part of a view's data is written once for all
LARGE = 400  # from which a part of one view stands beside the pages that show the view
FIVE_PLACES = ["Yunnan", "Wuhai", "Beijing", "Shenzhen", "Chongqing"]


# --- the explorers of the lessons ---------------------------------------------------------------


def _systems_of_the_opinion(_: Path) -> View:
    systems = load_table("systems")
    from_opinion = systems["doc_id"] == "opinion-2002"
    # As the lesson counts them
    is_counted = systems["system_id"] != "golden-card"
    single = systems[from_opinion & ~systems["group"] & is_counted]
    return browse(single, ["kind", "status"])


def _targets(_: Path) -> View:
    by, first = ["kind", "place", "who"], {"by0": "achievement"}
    return browse(load_table("targets"), by, filters=first)


def _acts_of_places(_: Path) -> View:
    themes = load_table("themes")
    of_2002 = themes[(themes["doc_id"] == "opinion-2002") & ~themes["silent"]]
    is_theirs = themes["place"].isin(FIVE_PLACES) & ~themes["silent"]
    is_asked = themes["theme_id"].isin(of_2002["theme_id"])
    return browse(themes[is_theirs & is_asked], ["place", "manner"])


def _systems_carried_out(_: Path) -> View:
    known = load_table("systems").set_index("system_id")
    relations = load_table("relations")
    answers = relations["relation"] == "answers"
    carried = relations[answers & (relations["between"] == "systems")]
    local, wanted = carried["from_id"], carried["to_id"]
    named = carried.assign(place=local.map(known["place"]))
    for name in ("label_en", "label_zh"):
        label = known[name]
        named[name] = local.map(label) + " ← " + wanted.map(label)
    is_theirs = named["place"].isin(FIVE_PLACES)
    return browse(named[is_theirs], ["place"])


@lru_cache(maxsize=1)
def _sample_documents(notebooks: Path) -> pd.DataFrame:
    docs, _ = read_documents(notebooks / "sample-documents")
    return docs


def _own_pairs(notebooks: Path) -> View:
    """A plan and a county's report of the folder, beside two texts on national policy."""
    docs = _sample_documents(notebooks)
    is_shown = docs["doc_id"].isin(["luting-2006-plan", "qingbai-2005-report"])
    national = load_corpus().iloc[[0, 2]]
    beside = pd.concat([docs[is_shown], national], ignore_index=True)
    return parallels("luting-2006-plan", "relay-2006", docs=beside)


def _own_timeline(notebooks: Path) -> View:
    docs = _sample_documents(notebooks)
    found = find_targets(docs)
    dated = (found["kind"] == "target") & found["date_to"].notna()
    return timeline(found[dated], docs=docs)


def _own_concordance(notebooks: Path) -> View:
    return concordance(_sample_documents(notebooks), phrase="行政许可")


def _directives(_: Path) -> View:
    """What the lesson on orders and goals lets a reader browse."""
    coded = firmness.load_coded()
    columns = ["force", "bound", "measurable"]
    return browse(coded[coded["force"] != "none"], columns)


def _all_events(_: Path) -> View:
    """The timeline of the last lesson but two, which opens on the story."""
    return timeline(load_table("events"))


# The explorers of each notebook that are given tables, in their order; they are made from the
# folder of the notebooks. Those that are given words and numbers are read off their cells.
OF_NOTEBOOKS: dict[str, list[Callable[[Path], View]]] = {
    "03-the-2002-opinion": [_systems_of_the_opinion],
    "06-targets-and-deadlines": [_targets],
    "08-local-implementation": [_systems_carried_out, _acts_of_places],
    "09-the-whole-timeline": [_all_events],
    "10-your-own-documents": [_own_pairs, _own_timeline, _own_concordance],
    "11-orders-hopes-and-hedges": [_directives],
}


def written_out(source: str) -> Callable[[], View] | None:
    """How to make the view of a cell whose last line says all that it needs; None for others.

    >>> written_out("egov.explorables.cut()")().name
    'cut'
    >>> written_out("egov.explorers.timeline(events)")
    """
    last = ast.parse(source).body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return None
    module, _, name = ast.unparse(call.func).rpartition(".")
    packages = {
        "egov.explorers": explorers,
        "egov.explorables": explorables,
    }
    package = packages.get(module)
    if package is None:
        return None
    try:
        arguments = [ast.literal_eval(one) for one in call.args]
        named = {one.arg: ast.literal_eval(one.value) for one in call.keywords}
    except ValueError:
        return None
    make = getattr(package, name)
    return partial(make, *arguments, **named)


def opening_state(source: str) -> dict[str, Any]:
    """How the explorer of a cell opens, as its last line says: what is chosen, and filters; either
    written there, or a name that the cell gives to what is written out.

    >>> opening_state('egov.explorers.timeline(events, filters={"doc": "wuhai-2006"})')
    {'filters': {'doc': 'wuhai-2006'}}
    >>> opening_state('first = "a"\\negov.explorers.timeline(events, chosen=first)')
    {'chosen': 'a'}
    """
    *before, last = ast.parse(source).body
    given = {
        one.targets[0].id: one.value
        for one in before
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
    }
    call = last.value if isinstance(last, ast.Expr) else None
    state = {}
    for one in call.keywords if isinstance(call, ast.Call) else []:
        if one.arg in ("chosen", "filters"):
            name = getattr(one.value, "id", "")
            state[one.arg] = ast.literal_eval(given.get(name, one.value))
    return state


# --- what several views share -------------------------------------------------------------------


def _name_of_part(folder: str, part: str, value: Any) -> str:
    """The name of a script with a part of data: another one for other data."""
    content = packed(value).encode("utf-8")
    digest = hashlib.sha256(content).hexdigest()[:10]
    file_name = part.replace(".", "-")
    return f"{folder}/{file_name}-{digest}"


class Pool:
    """Data of views as scripts, each written once: parts that several views need, in `pool/`, and
    what one view needs wherever it is shown, in `own/`.
    """

    def __init__(self, static: Path):
        """Write below *static*, the folder that becomes the book's `_static`."""
        self._static = static
        self._pooled: dict[str, str] = {}  # what a part holds -> its name
        self._whole_texts: dict[str, str] = {}

    def add(self, part: str, value: Any) -> str:
        """Write a part, unless it is there, and return its name.

        What another part holds, too, under whatever name, is not written again.
        """
        script = as_json(value)
        if script not in self._pooled:
            self._pooled[script] = self._write("pool", part, value, script)
        return self._pooled[script]

    def add_own(self, view: str, values: Mapping[str, Any]) -> str:
        """Write what one view needs, unless it is there, and return its name. It is packed by gzip,
        which a browser unpacks: the runs of a lab are half a megabyte of digits.
        """
        return self._write("own", view, values, f'"{in_letters(values)}"')

    def _write(self, folder: str, part: str, value: Any, script: str) -> str:
        name = _name_of_part(folder, part, value)
        path = self._static / f"{name}.js"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            line = f'egovPool["{name}"]={script};\n'
            path.write_text(line, encoding="utf-8")
        return name

    def add_texts(self, texts: Mapping[str, Any]) -> None:
        """Keep the five texts with all their clauses, for views that show any of them."""
        self._whole_texts = {
            doc_id: self.add(doc_id, text) for doc_id, text in texts.items()
        }

    def divide(self, view: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Divide the data of a view into its own and the names of what it shares.

        Returns a dict of own (JSON), kept (the name of what else is its own, "" for nothing), pool
        (part -> name), and texts (doc_id -> name).
        """
        divided = {"own": {}, "kept": {}, "pool": {}, "texts": {}}
        for part, value in _parts(_with_common_words(data)):
            if part == "texts" and self._are_ours(value):
                names = self._whole_texts
                divided["texts"] = {doc_id: names[doc_id] for doc_id in value}
                continue
            if part == "texts":
                value = {
                    doc_id: _with_its_voices(text)
                    for doc_id, text in value.items()
                }
            is_large = len(packed(value)) > LARGE
            if is_large and part in SHARED:
                divided["pool"][part] = self.add(part, value)
            else:
                divided["kept" if is_large else "own"][part] = value
        kept = divided["kept"]
        divided["kept"] = self.add_own(view, kept) if kept else ""
        return divided

    def _are_ours(self, texts: Mapping[str, Any]) -> bool:
        """Whether these are many clauses of the five texts, and not of a reader's own."""
        return len(packed(texts)) > WHOLE and all(
            doc_id in self._whole_texts for doc_id in texts
        )


def _with_its_voices(text: Mapping[str, Any]) -> dict[str, Any]:
    """A text of some clauses with the voices of these alone, which clauses name by their place.

    >>> clauses = [{"zh": "甲", "voice": 2}, {"zh": "乙"}]
    >>> _with_its_voices({"voices": ["a", "b", "c"], "clauses": clauses})
    {'voices': ['c'], 'clauses': [{'zh': '甲', 'voice': 0}, {'zh': '乙'}]}
    """
    heard = {
        clause["voice"] for clause in text["clauses"] if "voice" in clause
    }
    places = {voice: place for place, voice in enumerate(sorted(heard))}
    clauses = [
        {**clause, "voice": places[clause["voice"]]}
        if "voice" in clause
        else clause
        for clause in text["clauses"]
    ]
    voices = [text["voices"][voice] for voice in places]
    return {**text, "voices": voices, "clauses": clauses}


def whole_texts() -> list[dict[str, Any]]:
    """The five texts as places: each from its first character to its last."""
    docs = load_corpus().set_index("doc_id")["text"]
    return [
        {"doc": doc_id, "start": 0, "end": len(docs[doc_id])}
        for doc_id in SEALS
    ]


# Words of a view beside those that it has in common with others; the book's script joins the two
OWN_WORDS = "own_words"
# Parts of data that more than one view has; what is inside the last is named with a dot
SHARED = {
    "titles",
    "words",
    OWN_WORDS,
    "terms",
    "changes",
    "sounds",
    "clauses",
    "clause_facts",
    "known",
    "events",
    "judge",
    "shared.simple",
    "shared.words",
    "shared.texts",
    "shared.vocabulary",
}
NESTED = "shared"


def _with_common_words(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data of a view with the words that it has in common with others, written once for all,
    as one part and its own as another; as they are where it has none in common.
    """
    words = data.get("words", {})
    for common in (panel_words(), frame_words()):
        if all(
            common[lang].items() <= words.get(lang, {}).items()
            for lang in common
        ):
            own = {
                lang: _without(words[lang], common[lang]) for lang in common
            }
            return {**data, "words": common, OWN_WORDS: own}
    return data


def _without(
    words: Mapping[str, str], common: Mapping[str, str]
) -> dict[str, str]:
    return {key: said for key, said in words.items() if key not in common}


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parts of a view's data; of what exercises share, each by itself."""
    for part, value in data.items():
        if part == NESTED:
            yield from (
                (f"{part}.{key}", inside) for key, inside in value.items()
            )
        else:
            yield part, value


HEADING_RE = re.compile(r"<h\d[^>]*>(.*?)</h\d>", re.DOTALL)
TAG_RE = re.compile(r"<[^>]+>")
ADDRESS_RE = re.compile(r'case_file\("([^"]+)"\)')


# --- views on a page ----------------------------------------------------------------------------


class Views:
    """The views of an edition: boxes for pages, and the scripts and data that fill them."""

    def __init__(
        self, static: Path, notebooks: Path, edition: Edition = ENGLISH
    ):
        """Write what views share below *static*; *notebooks* has the sample documents."""
        self.pool = Pool(static)
        self.edition = edition
        self._notebooks = notebooks
        self._static = static
        self._given_tables: Counter[str] = Counter()  # explorers so far
        self._shown: Counter[tuple[str, str]] = Counter()
        self.pool.add_texts(texts_of(whole_texts()))

    def of_notebook(self, page: Page, source: str, still: str) -> str:
        """The box of the view of a cell with this *source*, saved with this *still*.

        What can't be made without the notebook's own results stays a still.
        """
        stem = page.name.rpartition("/")[2]
        make = written_out(source)
        if make is None:
            number = self._given_tables[stem]
            self._given_tables[stem] += 1
            makers = OF_NOTEBOOKS.get(stem, [])
            if number >= len(makers):
                return shown_html(still)
            make = partial(makers[number], self._notebooks)
        view = make()
        for name, value in opening_state(source).items():
            setattr(view, name, value)
        _check_still(view, still, stem)
        self._shown[stem, view.name] += 1
        count = self._shown[stem, view.name]
        if count > 1:
            return self.box(view, f"{view.name}-{count}")
        box = self.box(view)
        if view.name not in EXPLORABLES:
            return box
        shown_at = f"{page.address}#{view.name}"
        return box + self._alone(view.name, _heading(view), box, shown_at)

    def exercise(self, exercise_id: str, still: str) -> str:
        """The box of an exercise; without scripts, its task and folded hints."""
        view = exercises.exercise(exercise_id)
        _check_still(view, still, exercise_id)
        self._shown[EXERCISE, exercise_id] += 1
        count = self._shown[EXERCISE, exercise_id]
        box_id = exercise_id if count == 1 else f"{exercise_id}-{count}"
        return self.box(view, box_id, name=EXERCISE, is_alone=False)

    def vote(self, name: str, still: str) -> str:
        """The box of the vote, "vote first" or "vote last"; it is kept in the browser."""
        ask = {"vote first": exercises.vote, "vote last": exercises.kept_vote}
        view = ask[name]()
        _check_still(view, still, name)
        return self.box(view, VOTE, name=VOTE, is_alone=False)

    def explorer(self, name: str) -> str:
        """The box of one of the explorers, as it opens by itself."""
        box = self.box(TABS[name]())
        title = pick(*FRONT[f"question_{name}"])
        shown_at = f"{self.edition.folder}explorers/{name}.html"
        return box + self._alone(name, title, box, shown_at)

    def _alone(self, name: str, title: str, box: str, shown_at: str) -> str:
        """Write the page that shows a view alone; return the line that leads there."""
        own = Page(f"embed/{name}", "", title, edition=self.edition)
        path = self._static.parent / own.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(alone(title, box, shown_at, own), encoding="utf-8")
        return (
            f'<p class="of-figure"><a href="{UP}embed/{name}.html">{said("embed")}</a>'
            f"{said('embed_this')}</p>"
        )

    def case_file(self, source: str = "", still: str = "") -> str:
        """The box of the case file, which keeps its pins in the browser.

        What the builder of the book has pinned is no part of it: only the passage that a cell
        with this *source* lays ready, if it names one.
        """
        named = ADDRESS_RE.search(source)
        ready = passage_pin(named[1]) if named else None
        data = {**box_data(), **texts_for_a_page(), "ready": ready}
        state = {
            "chosen": "",
            "filters": {},
            "lang": self.edition.lang,
            "keep": False,
        }
        return self._box(CASES[0], CASES[0], still, data, state)

    def box(
        self,
        view: View,
        box_id: str | None = None,
        *,
        name: str = "",
        is_alone: bool = True,
    ) -> str:
        """An element that the book's script fills with a view; until then it shows the still.

        A view that is alone of its kind on a page keeps its state in the address.
        """
        name = name or view.name
        state = {
            "chosen": view.chosen,
            "filters": view.filters,
            "lang": view.lang,
            "keep": is_alone and box_id is None,
        }
        return self._box(name, box_id or name, view._still, view.data, state)

    def _box(
        self,
        name: str,
        box_id: str,
        still: str,
        data: Mapping[str, Any],
        state: Mapping[str, Any],
    ) -> str:
        values = {**self.pool.divide(name, data), **state}
        return (
            f'<div class="view" id="{escape(box_id)}" data-view="{name}">'
            f"{shown_html(still)}"
            f'<script type="application/json">{as_json(values)}</script></div>'
        )

    def write_scripts(self) -> None:
        """Write the script of each view, and the one style sheet of all."""
        names = [*EXPLORERS, "browse", *EXPLORABLES, EXERCISE, VOTE, CASES[0]]
        folder = self._static / "views"
        folder.mkdir(exist_ok=True)
        common = common_modules(map(script_path, names))
        front = common_script(common)
        (folder / "front.js").write_text(front, encoding="utf-8")
        for name in names:
            script = part_script(name, script_path(name), common)
            (folder / f"{name}.js").write_text(script, encoding="utf-8")
        style = self._static / "views.css"
        style.write_text(look(tuple(names)), encoding="utf-8")


def _heading(view: View) -> str:
    """The heading of a view, as its still has it."""
    found = HEADING_RE.search(view._still)
    return _plain(TAG_RE.sub("", found[1])) if found else view.name


def _check_still(view: View, still: str, where: str) -> None:
    """Raise `DataError` if a view is not the one that a notebook was saved with."""
    if _plain(view._still) != _plain(still):
        raise DataError(
            f"{where}: the book's {view.name} is not the one in the notebook. If the data changed, "
            "run `make notebooks`; if the notebook asks for another, change "
            "egov_lib/publish/site/views.py"
        )


def _plain(still: str) -> str:
    return re.sub(r"\s+", " ", still).strip()
