"""The front end's Python: modules are joined, texts say what the editions say, pages ask nobody."""

import importlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.show import messages
from egov_lib.show.front import EXPLORERS, modules
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import as_json, page
from egov_lib.show.passages.clauses import is_doubtful

SHOW = Path(messages.__file__).parent
FOLDERS = ("front", "explorers", "explorables")
SCRIPTS = sorted(path for name in FOLDERS for path in SHOW.glob(f"{name}/*.js"))
JUDGE = sorted(SHOW.parent.glob("teach/exercises/judge/*.js"))


def make(name, **state):
    """Make the explorer *name*."""
    module = importlib.import_module(f"egov_lib.show.explorers.{name}")
    return getattr(module, name)(**state)


@pytest.fixture(scope="module")
def made():
    """Every explorer once."""
    return {name: make(name) for name in EXPLORERS}


# --- modules ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SCRIPTS + JUDGE, ids=lambda path: path.name)
def test_modules_use_only_the_forms_that_are_joined(path):
    """An import or an export in another form would be lost or left in the joined text."""
    above = SHOW.parent / "teach" if path in JUDGE else SHOW
    module = modules.read_module(path.relative_to(above).as_posix())
    text = path.read_text(encoding="utf-8")
    whole_lines = re.sub(r"/(?:[^/\\\n]|\\.)+/|\"(?:[^\"\\\n]|\\.)*\"", "", text)
    assert all(line.count("`") % 2 == 0 for line in whole_lines.splitlines())
    assert not re.search(r"^\s*(import|export)\b", module.body, re.MULTILINE)
    assert module.exports, f"{path.name} exports nothing"
    for needed, names in module.needs.items():
        missing = {name for name, _ in names} - set(modules.read_module(needed).exports)
        assert not missing, f"{path.name} imports {missing} from {needed}"
    used_once = [
        name
        for names in module.needs.values()
        for _, name in names
        if len(re.findall(rf"\b{name}\b", module.body)) == 0
    ]
    assert not used_once, f"{path.name} imports {used_once} and does not use it"


@pytest.mark.parametrize("path", SCRIPTS + JUDGE, ids=lambda path: path.name)
def test_scripts_never_take_markup_for_an_element(path):
    """Whatever a document holds is put in as text; only `dom.js` makes elements."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text
    )


def test_each_module_comes_after_what_it_needs():
    """Joined, a module can take what it needs from those before it."""
    order = [module.path for module in modules.in_order("explorers/timeline.js")]
    for path in order:
        for needed in modules.read_module(path).needs:
            assert order.index(needed) < order.index(path)
    assert len(order) == len(set(order))


# Explorables have words of their own: tests/test_explorables.py.
SAID_FROM_FRONT = [path for path in SCRIPTS if path.parent.name != "explorables"]


@pytest.mark.parametrize("path", SAID_FROM_FRONT, ids=lambda path: path.name)
def test_every_word_that_a_script_says_is_in_the_table(path):
    """A key that is missing would be shown as itself."""
    text = path.read_text(encoding="utf-8")
    said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", text))
    missing = sorted(said - set(messages.FRONT))
    assert not missing, (
        f"{path.name} says {missing}: give each a row in FRONT of show/messages.py"
    )


def test_every_word_in_the_table_is_said_by_a_script():
    """One that nobody says is left over."""
    said, stems = set(), set()
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        said |= set(re.findall(r"\"(\w+)\"", text))
        stems |= set(re.findall(r"`(\w+_)\$\{", text))
    named_elsewhere = {*egov.load_corpus()["doc_id"], "source_line"}
    stems |= {"column_"}  # which columns there are, Python says
    left = [
        key
        for key in messages.FRONT
        if key not in said
        and key not in named_elsewhere
        and not any(key.startswith(stem) for stem in stems)
    ]
    assert not left, f"no script says {left}: take them out of FRONT"


# --- texts --------------------------------------------------------------------------------------


def test_clauses_are_those_of_the_reading_text():
    """A clause's Chinese is the text at its place, and its English that of its segment."""
    segments = egov.load_table("translations")
    texts = texts_of(place_rows(egov.load_table("events")))
    reading = egov.load_corpus().set_index("doc_id")["text"]
    english = segments.set_index(["doc_id", "start"])["en"]
    checked = 0
    for doc_id, text in texts.items():
        for clause in text["clauses"]:
            start = clause["start"]
            assert reading[doc_id][start : start + len(clause["zh"])] == clause["zh"]
            assert english[doc_id, start] == clause["en"]
            checked += 1
    assert checked > 200


def test_the_file_as_received_is_given_where_it_differs():
    """None stands for the same words; else the runs are the witness's own."""
    texts = texts_of(place_rows(egov.load_table("events")))
    witnesses = {doc_id: egov.load_witness(doc_id) for doc_id in texts}
    kinds = set()
    for doc_id, text in texts.items():
        for clause in text["clauses"]:
            kinds.add(clause["received"] is None)
            if clause["received"] is not None:
                run = "".join(clause["received"])
                assert run in witnesses[doc_id]
                assert run != clause["zh"]
    assert kinds == {True, False}


def test_what_is_doubtful_has_its_grounds_in_both_languages():
    """Every doubtful change of the editions is at a clause, with a note."""
    reading = egov.load_corpus()
    whole = [
        {"doc": row.doc_id, "start": 0, "end": len(row.text)}
        for row in reading.itertuples()
    ]
    logs = [egov.load_log(doc_id) for doc_id in reading["doc_id"]]
    doubtful = sum(int(is_doubtful(log).sum()) for log in logs)
    found = [
        doubt
        for text in texts_of(whole).values()
        for clause in text["clauses"]
        for doubt in clause.get("doubts", [])
    ]
    assert len(found) == doubtful > 10
    assert all(start < end and en and zh for start, end, en, zh in found)


def test_the_editors_changes_are_shown_in_the_reader(made):
    """The log of edits, place by place, and none is left out."""
    changes = made["reader"].data["changes"]
    for doc_id, own in changes.items():
        by_hand = egov.load_log(doc_id)["rule"].str.startswith("edit:").sum()
        assert len(own) == by_hand
    assert sum(map(len, changes.values())) > 300


def test_a_silence_has_no_place():
    """A theme that a text does not name has neither start nor address."""
    themes = egov.load_table("themes")
    rows = place_rows(themes[["doc_id", "start", "end", "quote"]])
    silent = [row for row, there in zip(rows, themes["silent"]) if there]
    assert silent
    assert all(row["start"] is None and row["address"] == "" for row in silent)


def test_a_document_of_the_readers_own_is_shown_without_english():
    """It is its own witness; its seal is a letter."""
    docs = pd.DataFrame({"doc_id": ["mine"], "text": ["一、总则。\n二、目标。"]})
    places = [{"doc": "mine", "start": 0, "end": 4}]
    text = texts_of(places, docs)["mine"]
    assert text["seal"] == "A"
    assert [clause["en"] for clause in text["clauses"]] == ["", ""]
    assert "received" not in text["clauses"][0]


# --- widgets and pages --------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_is_a_widget_with_a_state(made, name):
    """Its state can be read and set; without a kernel a page shows its table."""
    view = made[name]
    bundle = view._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert bundle["text/plain"] == f"<explorer: {name}>"
    assert "<table" in bundle["text/html"]
    view.chosen = "x"
    before = view.filters
    view.filters = {"doc": "opinion-2002", "q": "网"}
    assert view.chosen == "x" and view.filters["doc"] == "opinion-2002"
    view.chosen, view.filters = "", before


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_saved_explorer_is_small(made, name):
    """A notebook with one stays well under a megabyte."""
    state = made[name].get_state()
    assert len(json.dumps(state, ensure_ascii=False).encode()) < 670_000


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_page_asks_for_nothing_outside_itself(made, name):
    """No address but those in citations, and nothing is loaded."""
    text = made[name].page()
    before, _, after = text.partition('<script type="application/json"')
    script = after.partition("</script>")[2]
    for part in (before, script):
        found = set(re.findall(r"https?://[^\"'` ]+", part))
        assert found <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(link|img|iframe)|@import|url\(", before)


def test_data_on_a_page_cannot_end_their_element():
    """A `<` is written so that no browser sees one, and reads the same."""
    hostile = {"text": "</script><script>alert(1)</script><!--"}
    written = as_json(hostile)
    assert "<" not in written
    assert json.loads(written) == hostile


def test_a_page_speaks_the_language_that_is_chosen():
    """The page's own language follows `egov.language`."""
    assert '<html lang="zh-Hans"' in page({}, lang="zh")
    assert '<html lang="en"' in page({}, lang="en")
