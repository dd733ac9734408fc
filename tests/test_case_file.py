"""The case file: pins, checks of their fields, the brief, and how the file is kept."""

import errno
import io
import json
import re
import time
from pathlib import Path

import docx
import pytest
from hostile import MARKUP, UNSEEN

import egov_lib as egov
from egov_lib.findings import DataError
from egov_lib.read.citations import edition_of
from egov_lib.read.translations import passage
from egov_lib.teach import kept_file
from egov_lib.teach.cases import (
    brief,
    casefile,
    class_files,
    class_work,
    facts,
    fit,
    model,
    pins,
    view,
)
from egov_lib.teach.exercises.bank import find_exercise, load_exercises, shared

CASES = json.loads(
    (Path(__file__).parent / "cases/case_file/fit.json").read_text(encoding="utf-8")
)
PLATFORM = "opinion-2002:2.1.13-2.1.14"  # an opinion of 2002: in about a year
AIM = "relay-2006:2.7.5"  # by 2010, a network that covers the country
SITES = "yunnan-2006:2.9"  # 93 % of the departments have web sites
HOSTILE = "".join(MARKUP) + UNSEEN


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    """Every test has a folder of its own, and no case file yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(casefile, "_session", casefile.Session())


def full_case():
    """A case file to which nothing is lacking."""
    case = egov.case_file()
    for where in (PLATFORM, AIM, SITES, "article-2006:2.2.2"):
        case.pin(where, claim={"what": "a network"})
    case.pin("opinion-2002:1.1.4", strength="against")
    case.pin("wuhai-2006", strength="silent")
    case.write("Both want a network, of two kinds [1] [2].", question="One promise?")
    case.submit()
    return case


# --- pins ---------------------------------------------------------------------------------------


def test_a_pin_has_both_languages_and_the_edition():
    """The passage, its English, its address and the hash of the text come with the pin."""
    egov.case_file().pin(AIM, strength="supports", note="relayed")
    (pin,) = casefile.load()["pins"]
    found = passage(AIM).iloc[0]
    assert (pin["zh"], pin["en"]) == (found["quote"], found["en"])
    assert pin["edition"] == edition_of("relay-2006")
    assert (pin["strength"], pin["note"]) == ("supports", "relayed")


def test_a_finding_is_pinned_to_the_character():
    """A row of findings is an address; a row without a place is a silent text."""
    case = egov.case_file()
    found = egov.find_phrase(egov.load_corpus(), "物理隔离").head(1)
    case.pin(found)
    case.pin(found.iloc[0])
    silent = found.assign(start=None, end=None)
    case.pin(silent, strength="silent")
    kept = casefile.load()["pins"]
    assert [pin["zh"] for pin in kept] == ["物理隔离", "物理隔离", ""]
    assert kept[0]["id"] != kept[1]["id"]
    assert kept[2]["address"] == "opinion-2002"
    with pytest.raises(
        DataError, match="a pin is one passage, and the frame has 2 rows"
    ):
        case.pin(egov.find_phrase(egov.load_corpus(), "物理隔离").head(2))


def test_pins_are_ordered_edited_and_taken_out():
    """By their numbers; what is not named keeps its order."""
    case = egov.case_file()
    for where in (PLATFORM, AIM, SITES):
        case.pin(where)
    case.order([3, 1])
    assert case.pins["address"].tolist() == [SITES, PLATFORM, AIM]
    case.edit(1, strength="against", when="2005")
    assert case.pins.loc[0, ["strength", "when"]].tolist() == ["against", "2005"]
    case.remove(2)
    assert case.pins["address"].tolist() == [SITES, AIM]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"where": "nowhere"}, "neither an address nor a document"),
        ({"where": "opinion-2002:99.9"}, "opinion-2002"),
        ({"where": AIM, "strength": "proves"}, "use states, supports"),
        ({"where": AIM, "claim": {"why": "x"}}, "a claim has no 'why'"),
        ({"where": AIM, "claim": {"verb": "shall"}}, "use done, doing"),
    ],
)
def test_a_wrong_pin_is_refused_with_what_to_do(wrong, told):
    """The fact, the value and the remedy; nothing is written."""
    with pytest.raises(DataError, match=told):
        egov.case_file().pin(**wrong)
    assert casefile.load()["pins"] == []


@pytest.mark.parametrize("number", [0, 2, -1, True, "1", 1.5])
def test_a_number_that_no_pin_has_is_refused(number):
    """Pins are counted from 1."""
    case = egov.case_file()
    case.pin(AIM)
    with pytest.raises(DataError, match="numbered from 1"):
        case.remove(number)
    assert len(casefile.load()["pins"]) == 1


def test_a_full_file_says_so():
    """The most that a file holds, and no more."""
    case = pins.new_case()
    for _ in range(pins.MOST_PINS):
        casefile.add_pin(case, casefile.passage_pin(AIM))
    with pytest.raises(DataError, match="take one out"):
        casefile.add_pin(case, casefile.passage_pin(AIM))


# --- fields beside the passage ------------------------------------------------------------------


def facts_of(address):
    """The facts of a passage by its address."""
    found = passage(address).iloc[0]
    return facts.facts_at(found["doc_id"], int(found["start"]), int(found["end"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["claim"])[:60])
def test_a_field_fits_or_goes_beyond(case):
    """One table of claims and their checks, which the page's script is held to as well."""
    checks = fit.check_claim(
        case["claim"], facts_of(case["address"]), shared()["simple"]
    )
    assert [[check.fits, check.because] for check in checks] == case["checks"]


def test_no_check_ever_says_right():
    """A check ends in fits, beyond or unchecked, and its sentences don't say "right"."""
    for key, (english, chinese) in egov.messages.CASE.items():
        if key.startswith("case_check"):
            assert "right" not in english
            assert "正确" not in chinese
    assert {check[0] for case in CASES for check in case["checks"]} == {
        fit.FITS,
        fit.BEYOND,
        fit.UNCHECKED,
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_reason_has_its_sentence(lang):
    """What a check can say is said in both languages."""
    for case in CASES:
        for fits, because in case["checks"]:
            check = fit.Check("when", fits, because, "2010")
            assert casefile.say_check(check, lang)


# --- the brief ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("in about a year", 4),
        ("e-government's 93.4 per cent, 2,000", 5),
        ("one [1] two [12]", 2),
        ("要用一年左右的时间", 6),
        ("十六个字说的是十个英文词才对吗呀", 10),
        ("统一网络 network", 4),
        ("— … ，。！", 0),
    ],
)
def test_words_are_counted_in_both_languages(text, words):
    """1.6 characters are a word; marks and references are none."""
    assert brief.count_words(text) == words


def test_what_is_missing_is_told_and_nothing_is_refused():
    """An empty case file can be exported, and each gap is a sentence."""
    case = egov.case_file()
    told = case.missing()
    assert len(told) == 5
    assert case.markdown().startswith("# Case file")
    case = full_case()
    assert case.missing() == []
    case.write("word " * 351)
    assert case.missing() == [
        "1 words more than a page holds: which sentence has no passage?"
    ]


def test_the_first_version_is_kept_beside_the_revision():
    """Submitting keeps the text once; a revision leaves it; both are exported."""
    case = full_case()
    first = casefile.load()["brief"]["first"]
    case.write("They want two different things [1].")
    case.submit()
    assert casefile.load()["brief"]["first"] == first
    page = case.markdown()
    assert page.index("## Revised") < page.index("## First version")
    assert "Answer" not in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_brief_leads_back_to_its_passages(lang):
    """Each pin has its address, its Chinese and English, and the edition, in all three forms."""
    full_case()
    case = egov.case_file(lang=lang)
    word = docx.Document(io.BytesIO(case.docx()))
    in_word = "\n".join(paragraph.text for paragraph in word.paragraphs)
    in_markdown = case.markdown().replace("\\", "")
    for page in (in_markdown, case.html(), in_word):
        for pin in casefile.load()["pins"]:
            assert pin["address"] in page
            assert pin["edition"] in page
            assert pin["zh"] in page
            assert pin["en"] in page


def test_a_word_file_has_styles_and_the_two_versions(tmp_path):
    """Word's own names of styles; the first version stands in a table beside the revision."""
    case = full_case()
    case.write("Revised.")
    case.save(tmp_path / "brief.docx")
    word = docx.Document(tmp_path / "brief.docx")
    assert word.paragraphs[0].style.name == "Title"
    left, right = word.tables[0].rows[0].cells
    assert left.text.startswith("Revised")
    assert right.text.startswith("First version")


def test_saving_says_where_and_what_is_missing(tmp_path):
    """The ending says how; another one is refused."""
    case = egov.case_file()
    for ending in ("md", "html", "docx", "json"):
        said = case.save(tmp_path / f"brief.{ending}")
        assert str(tmp_path) in said.splitlines()[0]
        assert len(said.splitlines()) == 6
    with pytest.raises(DataError, match=r"end it in \.docx"):
        case.save(tmp_path / "brief.pdf")


def test_nothing_that_a_student_types_becomes_markup():
    """In HTML no element, in Markdown no mark, in Word no character that XML can't hold."""
    case = egov.case_file()
    case.pin(AIM, claim={"what": HOSTILE[:300]}, note=HOSTILE + "\x00\x0b")
    case.write(HOSTILE + "\n# head\n- item\n1. one", question=HOSTILE)
    assert "data-zz>" not in case.html().replace("&gt;", "")
    assert "<script" not in case.html()
    assert not any(mark in case.html() for mark in UNSEEN)
    page = case.markdown()
    assert "\n\\# head" in page
    assert "\n\\- item" in page
    assert "\n1\\. one" in page
    assert "<" not in page.replace("\\<", "")
    docx.Document(io.BytesIO(case.docx()))


# --- the file -----------------------------------------------------------------------------------


def test_a_case_file_comes_back_as_it_was():
    """Saved and restored elsewhere it is the same; of two versions the later one stays."""
    full_case()
    kept = casefile.load()
    text = pins.as_text(kept).encode("utf-8")
    assert pins.read_case(text, "it") == kept
    Path(pins.FILE).unlink()
    casefile._session.held = pins.new_case()
    case = egov.case_file()
    assert case.restore(text) == "6 of 6 pins restored (a later version stays)."
    assert casefile.load() == kept
    later = json.loads(text)
    later["pins"][0] |= {"note": "later", "changed": "2999-01-01T00:00Z"}
    later["pins"][1] |= {"note": "earlier", "changed": "1999-01-01T00:00Z"}
    case.restore(json.dumps(later).encode())
    assert case.pins["note"].tolist()[:2] == ["later", ""]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "egov-case-file", "pins": 3}',
        b'{"format": "egov-case-file", "pins": [{"address": 7}]}',
        b'{"format": "egov-case-file", "pins": [{"address": ""}]}',
        b'{"format": "egov-case-file", "pins": [{"address": "a", "strength": ["x"]}]}',
        b'{"format": "egov-case-file", "pins": [{"address": "a", "claim": {"verb": "x"}}]}',
        b'{"format": "egov-case-file", "ticks": {"answer": 4}}',
        b'{"format": "egov-case-file", "ticks": {"answer": true}}',
        b'{"format": "egov-case-file", "brief": []}',
        b'{"exercises": {}}',
        b"9" * 1_000_002,
    ],
)
def test_a_bad_file_is_one_clear_line(raw):
    """Whatever is no case file is told as such, and leaves what was there."""
    case = egov.case_file()
    case.pin(AIM)
    said = case.restore(raw)
    assert len(said.splitlines()) == 1
    assert said.startswith("the upload")
    assert len(casefile.load()["pins"]) == 1


def test_the_largest_file_can_be_read_again():
    """As many pins as there may be, each as long as it may be, of characters that JSON escapes."""
    long = "\x01" * 10_000
    case = pins.new_case()
    claim = dict.fromkeys(pins.FIELDS, long) | {"verb": "done"}
    fields = {"address": long, "zh": long, "en": long, "note": long, "claim": claim}
    case["pins"] = [pins.read_pin(fields, "it") for _ in range(pins.MOST_PINS)]
    case["brief"]["text"] = long
    written = pins.as_text(case).encode("utf-8")
    assert len(pins.read_case(written, "it")["pins"]) == pins.MOST_PINS


def test_a_folder_that_cannot_be_written_to_loses_nothing(monkeypatch):
    """On a read-only disk the case file lives in the kernel, and the student is told."""

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(kept_file, "locked", refuse)
    case = egov.case_file()
    assert "Permission denied" in case.pin(AIM)
    case.pin(SITES)
    assert case.pins["address"].tolist() == [AIM, SITES]


def test_what_cannot_be_read_is_kept_aside():
    """A broken file is renamed, and a new one begun."""
    Path(pins.FILE).write_text("{", encoding="utf-8")
    said = egov.case_file().pin(AIM)
    assert "could not be read and is now called" in said
    assert len(list(Path().glob("my-case-file-unreadable-*.json"))) == 1


def test_a_pin_is_quick():
    """Pinning, checking and writing take less than a tenth of a second, once a text is known."""
    case = egov.case_file()
    case.pin(AIM, claim={"when": "2010"})
    start = time.perf_counter()
    case.pin(AIM, claim={"when": "2010"})
    assert time.perf_counter() - start < 0.5


# --- the box in a notebook ----------------------------------------------------------------------


def test_the_box_reports_and_the_file_changes():
    """Every change that the script reports is done to the file; what is no change does nothing."""
    box = egov.case_file(AIM).view()
    assert box.data["ready"]["address"] == AIM
    pin = casefile.passage_pin(AIM)
    other = {**pins.new_case(), "pins": [casefile.passage_pin(SITES)]}
    for news in (
        {"do": "pin", "pin": pin},
        {"do": "pin", "pin": {**pin, "note": "again"}},
        {"do": "edit", "id": AIM, "fields": {"strength": "against"}},
        {"do": "move", "id": AIM, "by": 1},
        {"do": "brief", "fields": {"text": "One.", "question": "Two?"}},
        {"do": "submit"},
        {"do": "name", "name": "Li"},
        {"do": "ticks", "row": "voice", "points": 2},
        {"do": "merge", "case": other},
        {"do": "word"},
        {"do": "look", "address": "wuhai-2006"},
    ):
        box._hear(box, news, [])
    kept = casefile.load()
    assert [pin["id"] for pin in kept["pins"]] == [f"{AIM}#2", AIM, SITES]
    assert kept["pins"][1]["strength"] == "against"
    assert kept["brief"]["first"] == kept["brief"]["text"] == "One."
    assert (kept["name"], kept["ticks"]) == ("Li", {"voice": 2})
    assert box.case == kept
    assert set(box.facts) >= {AIM, SITES}
    for odd in (
        None,
        [],
        {"do": HOSTILE},
        {"do": "pin", "pin": {"address": 3}},
        {"do": "edit", "id": "gone", "fields": {}},
        {"do": "edit", "id": AIM, "fields": {"strength": "proves"}},
        {"do": "move", "id": AIM, "by": None},
        {"do": "ticks", "row": "voice", "points": 9},
        {"do": "merge", "case": {"pins": [1]}},
        {"do": "remove"},
        {"do": "look", "address": HOSTILE},
    ):
        box._hear(box, odd, [])
    assert casefile.load() == kept
    box._hear(box, {"do": "remove", "id": SITES}, [])
    assert len(casefile.load()["pins"]) == 2


def test_the_envelope_holds_checked_facts():
    """All facts that the envelope names are in the table, none from memory alone."""
    facts_shown = view.envelope()
    assert len(facts_shown) == len(view.ENVELOPE)
    context = egov.load_table("context").set_index("fact_id")
    context = context.loc[list(view.ENVELOPE)]
    assert context["seen"].all()
    low = context[context["confidence"] != "high"]
    reasons = low["citation"] + "; " + low["note"]
    assert reasons.str.contains("unsigned translation|only source seen").all()


# --- a class ------------------------------------------------------------------------------------


def a_class(folder, count=30):
    """A folder of case files, some of them broken or hostile."""
    full_case()
    whole = casefile.load()
    for number in range(count):
        own = {**whole, "name": f"Student {number}"}
        text = pins.as_text(own)
        (folder / f"{number:02}.json").write_text(text, encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "answers.json").write_text('{"exercises": {}}', encoding="utf-8")


def test_a_class_is_read_in_two_seconds(tmp_path):
    """A row for each file, and what can't be read is named."""
    folder = tmp_path / "class"
    folder.mkdir()
    a_class(folder)
    start = time.process_time()
    table = class_files.class_case_files(folder)
    assert time.process_time() - start < 2
    assert list(table.columns) == class_files.COLUMNS
    assert len(table) == 30
    row = table.iloc[0]
    assert row[["student", "pins", "against", "silent"]].tolist() == [
        "Student 0",
        6,
        1,
        1,
    ]
    assert row["missing"] == ""
    assert set(table.attrs["unread"]) == {"broken.json", "answers.json"}
    with pytest.raises(DataError, match=r"no \.json file"):
        class_files.class_case_files(tmp_path / "nobody")


def test_points_are_saved_and_exported(tmp_path):
    """Points are 0 to 3 for five rows; a spreadsheet gets no formula."""
    folder = tmp_path / "class"
    folder.mkdir()
    a_class(folder, 2)
    hostile = {**casefile.load(), "name": '=HYPERLINK("x")'}
    (folder / "=1+1.json").write_text(pins.as_text(hostile), encoding="utf-8")
    box = class_files.mark_case_files(folder)
    for row, points in (("answer", 3), ("limits", 0), ("comment", "@sum")):
        box._hear(box, {"file": "=1+1.json", "points": {row: points}}, [])
    for odd in ({"answer": 4}, {"x": 1}, {"answer": "?"}, {"comment": 3}, [], None):
        box._hear(box, {"file": "00.json", "points": odd}, [])
    table = class_files.class_case_files(folder).set_index("file")
    assert table.loc["=1+1.json", ["answer", "limits", "points"]].tolist() == [3, 0, 3]
    assert table.loc["00.json", list(pins.RUBRIC)].isna().all()
    written = class_files.as_csv(table.reset_index())
    assert written.startswith("\ufefffile,student")
    assert "\n=" not in written.replace("\r\n", "\n")
    assert "'=HYPERLINK" in written
    again = class_files.mark_case_files(folder)
    assert again.marks["=1+1.json"]["answer"] == "3"
    assert "<script" not in again._still
    with pytest.raises(DataError, match="use answer, claims"):
        class_files.give_points(folder, "00.json", {"answer": 7})


# --- what a class wrote -------------------------------------------------------------------------


def handed_in(folder, count=15):
    """A class: for each student a file of answers and a case file, and two that are neither."""
    folder.mkdir()
    a_class(folder, count)
    asked = load_exercises()
    names = asked[asked["kind"].isin(["open", "claim"])]["exercise_id"]
    answers = {
        name: {"tries": 1, "answer": f"No text reports it ({name}).", "ticks": ["1"]}
        for name in names
    }
    for number in range(count):
        own = {"name": f"Student {number}", "exercises": answers}
        path = folder / f"answers-{number:02}.json"
        path.write_text(json.dumps(own), encoding="utf-8")
    return list(names)


def test_open_answers_and_briefs_of_a_class_are_side_by_side_in_two_seconds(tmp_path):
    """A row for each answer and each brief, and what is neither is named."""
    names = handed_in(tmp_path / "class")
    load_exercises()
    start = time.process_time()
    table = class_work.class_work(tmp_path / "class", lang="en")
    assert time.process_time() - start < 2
    assert list(table.columns) == class_work.COLUMNS
    assert len(table) == 15 * len(names) + 15
    assert table["student"].nunique() == 15
    assert table["points"].isna().all()
    assert set(table.attrs["unread"]) == {"broken.json"}
    with pytest.raises(DataError, match=r"no \.json file"):
        class_work.class_work(tmp_path / "nobody")


def test_what_the_teacher_ticks_is_kept_beside_the_own_ticks(tmp_path):
    """Of an answer the points of its rubric, of a brief 0 to 3; odd marks change nothing."""
    folder = tmp_path / "class"
    question = next(
        name for name in handed_in(folder, 2) if find_exercise(name)["kind"] == "open"
    )
    box = class_work.mark_class(folder, lang="en")
    mark = {"ticks": ["2", "1"], "comment": "=1+1"}
    news = {"file": "answers-00.json", "question": question, "mark": mark}
    box._hear(box, news, [])
    brief = {"file": "01.json", "question": class_work.BRIEF, "mark": {"limits": "3"}}
    box._hear(box, brief, [])
    for odd in ({**news, "mark": {"ticks": ["9"]}}, {**news, "file": "x"}, [], None):
        box._hear(box, odd, [])
    table = class_work.class_work(folder).set_index(["file", "question"])
    row = table.loc[("answers-00.json", question)]
    assert row[["own_ticks", "ticks", "points", "comment"]].tolist() == [
        "1",
        "1 2",
        2,
        "'=1+1",
    ]
    assert table.loc[("01.json", class_work.BRIEF), "ticks"] == "limits 3"
    assert table["points"].notna().sum() == 2
    again = class_work.mark_class(folder)
    assert again.marks["answers-00.json"][question]["ticks"] == ["1", "2"]
    assert again.marks["01.json"][class_work.BRIEF]["limits"] == "3"
    assert "\n=" not in class_files.as_csv(table.reset_index())
    with pytest.raises(DataError, match="give numbers of its points"):
        class_work.tick(folder, "answers-00.json", question, ticks=["99"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_model_brief_has_what_a_students_must_have(lang):
    """Nothing is missing from it, and each of its references is a pin that it has."""
    case = model.model_case(lang)
    assert brief.missing(case, lang) == []
    for text in (case["brief"]["first"], case["brief"]["text"]):
        numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
        assert numbers <= set(range(1, len(case["pins"]) + 1)), text
    cited = re.findall(r"\[(\d+)\]", case["brief"]["text"])
    assert len(set(cited)) == len(case["pins"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_line_of_the_verdict_has_its_passages(lang):
    """Every address of the verdict is shown with the words that stand there."""
    shown = model.verdict(lang=lang)
    lines = [
        line
        for column in model._written()["verdict"]["columns"]
        for line in column["lines"]
    ]
    assert len(lines) >= 9 and all(line["addresses"] for line in lines)
    for line in lines:
        for address in line["addresses"]:
            assert (
                address in shown and passage(address)["quote"].item().strip() in shown
            )
