"""Exercises: every right answer is accepted however it is typed, nonsense is asked again, what no
program can judge is never called right, and work survives.
"""

import ast
import base64
import builtins
import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from string import Formatter

import build_exercises
import nbformat
import pandas as pd
import put_exercises
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.read import writing
from egov_lib.show import messages, safe_text
from egov_lib.show.front.modules import in_order
from egov_lib.show.front.widget import as_json
from egov_lib.show.passages import STYLE
from egov_lib.show.safe_text import escape
from egov_lib.teach import exercises, kept_file
from egov_lib.teach.exercises import answers, claims, quotes, voting, widget
from egov_lib.teach.exercises.bank import KINDS, LEVELS, MODELS
from egov_lib.teach.exercises.feedback import Feedback

TABLE = exercises.load_exercises()
SPECS = [exercises.find_exercise(name) for name in TABLE["exercise_id"]]
SLOW = 3  # seconds; no answer may take longer, or the button would seem dead
each = pytest.mark.parametrize("spec", SPECS, ids=[spec["id"] for spec in SPECS])
# Exercises for the tests of what is kept: three with numbers, an open one
ONE, TWO, THREE = TABLE.loc[TABLE["kind"] == "number", "exercise_id"].iloc[:3]
OPEN = TABLE.loc[TABLE["kind"] == "open", "exercise_id"].iloc[0]
# Open questions that have a model answer and a weak one
WITH_MODELS = [spec for spec in SPECS if "model_answer" in spec]
JUDGED = ("number", "choice", "names", "quote", "date")


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    """Every test has a folder of its own, and no answers yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(answers, "_session", answers.Session())


def first_of(kind):
    """The first exercise of a kind."""
    return next(spec for spec in SPECS if spec["kind"] == kind)


def answered(spec):
    """Give an answer that is right, as a student would type it."""
    answer = exercises.answer_to(spec["id"])
    if spec["kind"] == "names":
        return "，".join(reversed(answer) if not spec.get("order") else answer)
    if spec["kind"] == "open":
        return "The texts report this, and they do not say what came of it afterwards."
    return answer if spec["kind"] == "claim" else str(answer)


def test_what_is_built_is_what_people_wrote():
    """data/exercises.json follows from data/exercises/*.yaml; nothing in it was typed by hand."""
    folder = build_exercises.data_folder() / "exercises"
    built, faults = build_exercises.build_all(folder)
    assert not faults, faults[:5]
    path = folder.parent / "exercises.json"
    written = path.read_text(encoding="utf-8")
    assert written == build_exercises.as_text(built), (
        "run `python tools/build_exercises.py`"
    )


def test_a_fault_of_an_author_is_a_line_with_its_remedy(tmp_path):
    """A file that is no YAML and an address that leads nowhere: no traceback."""
    folder = build_exercises.data_folder() / "exercises"
    shutil.copy(folder / "schema.json", tmp_path)
    written = (folder / "00-start-here.yaml").read_text(encoding="utf-8")
    (tmp_path / "10-broken.yaml").write_text("lesson: a: b", encoding="utf-8")
    astray = written.replace(
        "address: opinion-2002:2.1.14", "address: opinion-2002:9.9"
    )
    assert astray != written
    (tmp_path / "99-astray.yaml").write_text(astray, encoding="utf-8")
    _, (broken,) = build_exercises.build_all(tmp_path)
    assert broken.startswith("10-broken.yaml, line 1: ") and "quotation marks" in broken
    (tmp_path / "10-broken.yaml").unlink()
    _, (fault,) = build_exercises.build_all(tmp_path)
    assert fault.startswith(
        "99-astray.yaml, 00-6: there is no address opinion-2002:9.9"
    )


NEVER_SAID = {
    "number in the tolerance": {
        "kind": "number",
        "accept": {"value": 18.9, "tolerance": 1},
        "mistakes": [{"id": "m", "when": {"value": 19.5}}],
    },
    "range in the tolerance": {
        "kind": "number",
        "accept": {"value": 18.9, "tolerance": 1},
        "mistakes": [{"id": "m", "when": {"from": 18.5, "to": 19.5}}],
    },
    "date": {
        "kind": "date",
        "accept": {"dates": ["2002-08-05"]},
        "mistakes": [{"id": "m", "when": {"date": "2002-08-05"}}],
    },
    "name in the plural": {
        "kind": "names",
        "accept": [{"name": "province"}],
        "mistakes": [{"id": "m", "when": {"has": "the provinces"}}],
    },
}


@pytest.mark.parametrize("written", NEVER_SAID.values(), ids=NEVER_SAID)
def test_a_mistake_that_is_accepted_as_right_is_a_fault(written):
    """Its feedback would never be given, and the author thinks that it is refused."""
    shared = {"simple": {}, "texts": {}}
    with pytest.raises(build_exercises.FaultyExercise, match="m is accepted as right"):
        build_exercises.build_exercise(written, "03", shared)


WORKED = {
    "kind": "number",
    "accept": {"value": 1200.0},
    "figures": {
        "first": '__import__("datetime").date(2006, 3, 30)',
        "names": '["甲", "乙"]',
        "share": "100 * answer / 3600",
    },
    "worked": {
        "en": "{first}: {names}, {share:.1f} %, {share} %. {answer}",
        "zh": "{first}：{names}，{share:.1f}%，{share}%。{answer}",
    },
}


def test_the_figures_of_a_worked_answer_are_reckoned_and_written_in_each_language():
    """Days, names and numbers as a reader of the language has them; one may use another."""
    built = build_exercises.build_exercise(WORKED, "03", {"simple": {}, "texts": {}})
    assert built["worked"] == {
        "en": "30 March 2006: 甲, 乙, 33.3 %, 33.33 %. 1,200",
        "zh": "2006年3月30日：甲、乙，33.3%，33.33%。1200",
    }
    assert "figures" not in built


@pytest.mark.parametrize(
    ("words", "fault"),
    [("{other}", "names {other}: say under"), ("It is 12.", "does not come to 1200")],
)
def test_a_worked_answer_without_its_figures_is_a_fault(words, fault):
    """A name that nothing stands behind, and words that end in another number."""
    written = WORKED | {"worked": {"en": words, "zh": words}}
    with pytest.raises(build_exercises.FaultyExercise, match=fault):
        build_exercises.build_exercise(written, "03", {"simple": {}, "texts": {}})


# Worked answers that are code alone, and say nothing in words
ONLY_CODE = {"06-3", "06-4", "07-3", "07-4", "08-4", "09-3", "11-4", "11-5"}


def test_the_numbers_of_lessons_are_worked_out_in_words():
    """Whoever reads no code sees how a number comes about."""
    numbers = TABLE[
        (TABLE["kind"] == "number") & TABLE["lesson"].str[0].isin(["0", "1"])
    ]
    bare = numbers.loc[numbers["worked_en"] == "", "exercise_id"]
    assert set(bare) <= ONLY_CODE


def test_a_mistake_beside_the_tolerance_is_none():
    """Values out of it, however near, keep their feedback."""
    written = dict(NEVER_SAID["number in the tolerance"])
    written["mistakes"] = [{"id": "m", "when": {"value": 20}}]
    built = build_exercises.build_exercise(written, "03", {"simple": {}, "texts": {}})
    assert built["mistakes"][0]["when"] == {"value": 20}


def test_every_lesson_has_six_exercises_on_four_levels():
    """Six a lesson or lab at least; each asks to find, explain, compute and argue."""
    for lesson, rows in TABLE.groupby("lesson"):
        assert len(rows) >= 6 and set(rows["level"]) == set(LEVELS), lesson
        assert rows["number"].tolist() == list(range(1, len(rows) + 1)), lesson
    assert TABLE["exercise_id"].is_unique and len(set(TABLE["lesson"])) == 19


@each
def test_an_exercise_is_whole(spec):
    """Task and three different hints in both languages; rubrics where a person judges."""
    hints = [hint["en"] for hint in spec["hints"]]
    assert len(set(hints)) == 3 and spec["task"]["en"] not in hints
    assert bool(spec.get("rubric")) == (spec["kind"] in ("open", "claim"))


@pytest.mark.parametrize("spec", WITH_MODELS, ids=lambda spec: spec["id"])
def test_a_model_answer_is_of_three_to_five_sentences(spec):
    """It is longer than the weak one, and passes for an answer of the least length itself."""
    sentences = re.findall(r"[.!?][”’)]*(?=\s|$)", spec["model_answer"]["en"])
    assert 3 <= len(sentences) <= 5
    for lang in ("en", "zh"):
        model, weak = spec["model_answer"][lang], spec["weak_answer"][lang]
        assert len(weak) < len(model)
        assert exercises.check(spec["id"], model, keep=False).verdict == "unjudged"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("spec", WITH_MODELS, ids=lambda spec: spec["id"])
def test_the_model_answer_comes_after_an_answer_and_not_before(spec, lang):
    """Good answer, weak answer and its fault are shown for an answer of the least length, in the
    worked answer and in the key; one that is too short sees none of them.
    """
    told = [spec[name][lang] for name in MODELS]
    name = spec["id"]
    short = exercises.check(name, "jobs?", keep=False, lang=lang).says
    long = exercises.check(name, spec["weak_answer"][lang], keep=False, lang=lang)
    assert not any(words in short for words in told)
    assert all(words in long.says for words in told)
    shown = exercises.worked(name, lang=lang)
    assert all(words in shown.says for words in told)
    key = exercises.answer_key(lang=lang).set_index("exercise_id").loc[name]
    in_key = [safe_text.without_emphasis(words) for words in told]
    assert key[["answer", "weak_answer", "weak_because"]].tolist() == in_key


def test_a_class_without_answers_is_sent_no_model_answer():
    """The box that leaves the worked answer out does not hold it for the curious either."""
    name = WITH_MODELS[0]["id"]
    assert set(MODELS) <= set(exercises.exercise(name).data["spec"])
    assert not set(MODELS) & set(exercises.exercise(name, answer=False).data["spec"])


def test_the_table_of_an_open_question_is_folded_with_heads_in_words():
    """No name of a column of the code, no number of a row."""
    folded = exercises.worked("04-7", lang="en").page
    assert folded.startswith("<details><summary>") and "log_dice" not in folded
    for lang, table in widget.box_data(exercises.find_exercise("04-7"))[
        "table"
    ].items():
        assert not any("_" in head for head in table["head"]), lang
        assert len(table["rows"]) == 5


@each
def test_the_right_answer_is_accepted_with_its_reason(spec):
    """The answer that the tables give, typed by hand, is right, and the reason comes with it.

    What no program can judge is never called right.
    """
    feedback = exercises.check(spec["id"], answered(spec), keep=False)
    wanted = "right" if spec["kind"] in JUDGED else "unjudged"
    assert feedback.verdict == wanted, feedback
    assert feedback.right is (True if wanted == "right" else None)
    assert spec["reason"]["en"].splitlines()[0] in feedback.says
    assert bool(feedback.page) == ("passage" in spec)


@each
def test_a_wrong_answer_is_refused_without_giving_the_right_one_away(spec):
    """What is wrong gets "not yet", and neither reason nor answer."""
    if spec["kind"] not in JUDGED:
        pytest.skip("no program judges it")
    if spec["kind"] == "choice":
        wrong = next(o["id"] for o in spec["options"] if not o.get("right"))
    else:
        wrong = {
            "number": str(spec["accept"]["value"] * 3 + 7)
            if spec["kind"] == "number"
            else "",
            "names": "Chongqing",
            "quote": "一网通办平台",
            "date": "1 April 1985",
        }[spec["kind"]]
    feedback = exercises.check(spec["id"], wrong, keep=False)
    assert feedback.right is False and feedback.says.startswith("Not yet")
    assert spec["reason"]["en"] not in feedback.says and feedback.page == ""


@each
@pytest.mark.parametrize("nonsense", ["asdf", "x", "   ", "。。。"])
def test_nonsense_is_never_right_and_costs_nothing(spec, nonsense):
    """It is asked again, or not yet there; an answer that could not be read is no try."""
    feedback = exercises.check(spec["id"], nonsense)
    assert feedback.verdict in ("again", "not_yet")
    kept = answers.load_answers()["exercises"].get(spec["id"], answers.new_record())
    assert kept["tries"] == (feedback.verdict == "not_yet")
    assert not kept["right"]


ODD = [
    None,
    ...,
    "",
    " ",
    [],
    {},
    b"\xff",
    float("nan"),
    float("inf"),
    10**400,
    10**5000,
    object(),
    True,
    "<script>alert(1)</script>",
    "\u202e",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value",
    [*ODD, pd.Series([1, 2]), pd.DataFrame(), ("a", "b")],
    ids=lambda v: type(v).__name__,
)
def test_odd_input_gets_a_friendly_line(kind, value):
    """Nothing that can be put into a check makes a traceback, and the line is short and never
    marked right.
    """
    feedback = exercises.check(first_of(kind)["id"], value)
    assert feedback.right is not True and 10 < len(feedback.says) < 700
    assert "<script" not in feedback._repr_html_()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from([first_of(kind)["id"] for kind in KINDS]),
    st.text(max_size=60),
    st.text(max_size=60),
)
def test_any_text_gets_an_answer(exercise_id, value, claim):
    """No text at all, as answer or as claim, breaks a check."""
    assert exercises.check(exercise_id, value, claim=claim, keep=False).says


def test_an_unknown_exercise_names_those_there_are():
    """A slip in the id is answered with the ids of that lesson."""
    assert "03-1, 03-2" in exercises.check("03-99", 1).says


def test_the_first_option_of_a_claim_is_not_always_the_right_one():
    """Whoever takes the first line of each pull-down without reading gets few claims right."""
    slots = [
        slot["options"]
        for spec in SPECS
        if spec["kind"] == "claim"
        for slot in spec["slots"]
        if "options" in slot
    ]
    first = sum(options[0]["fits"] == "says" for options in slots)
    expected = sum(1 / len(options) for options in slots)
    assert len(slots) > 50
    assert abs(first - expected) < 0.2 * len(slots)


def test_feedback_calls_a_text_by_its_short_name():
    """A verdict is one line: "the opinion", and no title of twenty-six words."""
    told = exercises.check("00-1", "relay-2006:2.4.7", keep=False, lang="en").says
    assert messages.short_name("relay-2006", "en") in told and len(told) < 150


def test_a_claim_says_which_part_goes_beyond_its_passage():
    """Each slot has its line; a claim that fits is compared with the model and is not "right"."""
    fits = exercises.answer_to("00-6")
    feedback = exercises.check("00-6", fits)
    assert feedback.verdict == "unjudged" and "Model answer" in feedback.says
    kept = answers.load_answers()["exercises"]["00-6"]
    assert (kept["right"], kept["verdict"], kept["because"]) == (
        False,
        "unjudged",
        "fits",
    )
    wide = exercises.check("00-6", {**fits, "said_by": "zeng", "how_firmly": "was"})
    assert wide.right is False and "goes beyond its passage (2)" in wide.says
    assert "relay-2006:2.7.5" in wide.says and "Model answer" not in wide.says
    assert "how firmly" in exercises.check("00-6", {"what": "network"}).says


# --- passages and claims -------------------------------------------------------------------------

# All organs of Party and government are connected to the city's office network.
WUHAI = "所有党政机关都已接入市政府办公业务网"
SHENZHEN = "行政许可项目50%以上实现在线处理"  # at least 50 % of licence items to be handled online
CLAIMS = [
    (
        WUHAI,
        "In Wuhai all organs of Party and government were connected to the office network.",
        "",
    ),
    (WUHAI, "In China all organs were connected.", "not the nation"),
    (WUHAI, "In Wuhai 700 organs were connected.", "“700” is not in it"),
    (SHENZHEN, "Shenzhen handled half of its licences online.", "promises"),
    (
        SHENZHEN,
        "Shenzhen planned to handle at least 50 % of licence items online by 2008.",
        "",
    ),
    (SHENZHEN, "In 1999 Shenzhen planned this.", "“1999” is not in it"),
    (
        "93%的省级部门",
        "Every department of Yunnan had a web site.",
        "“every” is not in it",
    ),
]


@pytest.mark.parametrize(("quote", "claim", "wider"), CLAIMS)
def test_a_claim_wider_than_its_passage_is_seen(quote, claim, wider):
    """A place, a number, a year, "all", or a promise told as done: each is named; a claim that
    fits is let through.
    """
    told = exercises.check_claim(quote, claim)
    assert (wider in told) and (("The claim is wider" in told) == bool(wider)), told


def test_a_quote_that_does_not_stand_there_is_followed_to_where_it_breaks_off():
    """The words that do stand are said, or the file that has them so as received."""
    assert "“政府先行，带动国民经济”" in exercises.check_claim(
        "政府先行，带动国民经济增长"
    )
    assert "as received" in exercises.check_claim(
        "中華人民共和國海關法"
    )  # the customs law, linked from the page


@pytest.mark.parametrize(
    "typed",
    [
        "近两年,重点建设并整合中央和地方的综合门户网站",  # a narrow comma
        "近两年重点建设 并整合",
        "近兩年重點建設并整合中央和地方的綜合門戶網站",  # as the file has it
        "「近两年重点、建设并整合」",
        "近两年……建设并整合",
        "opinion-2002:2.4.7",
    ],
)
def test_a_quote_is_found_with_other_marks_and_in_the_other_script(typed):
    """Nobody fails for a comma or a traditional character; an address does, too."""
    assert exercises.check("00-1", typed, keep=False).right
    if ":" in typed or "…" in typed:
        return
    found = quotes.places_of(typed)
    texts = egov.load_corpus().set_index("doc_id")["text"]
    assert all(texts[f.doc_id][f.start : f.end] == f.quote for f in found.itertuples())


def test_a_right_quote_has_its_speaker():
    """Who says these words, and through whom, comes with a right quote."""
    says = exercises.check("03-1", exercises.answer_to("03-1"), keep=False).says
    assert "Speaks: State Informatization Leading Group, through General Office" in says


def test_the_day_of_posting_is_a_bound():
    """Whoever quotes the relay is told its event, and that it is no later than the page's day."""
    told = exercises.check_claim("受会议委托")  # entrusted by the meeting
    assert (
        "relay-2006" in told
        and "Event: 2006-06-14" in told
        and "On the web on 2012-04-14: so it is no later" in told
    )


@pytest.mark.parametrize(
    ("quote", "who"),
    [
        (
            "93%的省级部门",
            "unnamed, through Wang Yonggang · 据介绍",
        ),  # a briefing, not the governor
        ("社会力量", "Zeng Peiyan, through Tian Qiansheng"),
        ("现转发给你们", "General Office of the CPC Central Committee"),
    ],
)
def test_a_passage_has_the_speaker_of_its_own_words(quote, who):
    """Not one speaker a document: who says these words, and through whom."""
    assert f"Speaks: {who}" in exercises.check_claim(quote)


def test_an_open_answer_has_its_quotes_looked_up():
    """Quotes in quotation marks must stand; a writer's own Chinese is left alone."""
    says = exercises.check(
        OPEN, "“政府先行，带动国民经济”，但“没有这样的一句原文”，“网络”。", keep=False
    ).says
    assert (
        "stands in opinion-2002" in says
        and "“没有这样的一句原文” stands in none" in says
    )
    assert "“网络” is too short" in says  # network
    assert (
        "stands in"
        not in exercises.check(OPEN, "我认为自检只能说明软件能够运行", keep=False).says
    )


# --- the box -------------------------------------------------------------------------------------


def report(box, **news):
    """What the script of a box reports when something was done in it."""
    box._hear(box, {"id": box.exercise_id, **news}, [])
    return box.record


def test_what_is_done_in_the_box_is_written_down():
    """Check, hint, answer and ticks come into the file; what no box reports does not."""
    box = exercises.exercise(ONE)
    report(box, do="check", answer="9")
    for shown in (1, 2, 3, "four", 99, None, []):
        report(box, do="hint", hints=shown)
    report(box, do="answer")
    kept = answers.load_answers()["exercises"][ONE]
    fields = ("tries", "hints", "shown", "wrong", "verdict")
    assert [kept[name] for name in fields] == [1, 3, True, ["9"], "not_yet"]
    assert box.record == kept
    report(box, do="check", answer="asdf")
    assert box.record["tries"] == 1, "what is asked again is no try"
    opened = exercises.exercise(OPEN)
    assert report(opened, do="ticks", ticks=["2", "1", "77"])["ticks"] == ["1", "2"]
    report(box, do="afresh")
    assert list(answers.load_answers()["exercises"]) == [OPEN]


@pytest.mark.parametrize(
    "message", [None, [], "check", {}, {"id": "03-2", "do": "afresh"}]
)
def test_a_report_of_something_else_changes_nothing(message):
    """A message that is none of this box's leaves no trace."""
    exercises.exercise(ONE)._hear(None, message, [])
    assert answers.load_answers()["exercises"] == {}


def test_what_was_answered_is_in_the_box_again():
    """After a restart, or from a restored file, guess and answer are back."""
    guessed = next(s for s in SPECS if "predict" in s and s["kind"] == "number")
    box = exercises.exercise(guessed["id"])
    answer = str(exercises.answer_to(guessed["id"]))
    report(box, do="guess", guess="two")
    report(box, do="check", answer=answer)
    again = exercises.exercise(guessed["id"]).record
    assert (again["guess"], again["answer"], again["right"]) == ("two", answer, True)
    said = {
        "what": "platform",
        "how_firmly": "was",
        "by_when": "2010",
        "said_by": "zeng",
    }
    report(exercises.exercise("00-6"), do="check", answer=said)
    assert json.loads(exercises.exercise("00-6").record["answer"]) == said


def test_a_class_can_switch_to_chinese():
    """The language chosen beside the progress is that of every box and check from then on, and
    is kept in the file.
    """
    exercises.progress().children[0].value = "zh"
    assert exercises.exercise(ONE).lang == "zh"
    assert exercises.check(ONE, 9).says.startswith("还不对")
    assert exercises.check(ONE, 9, lang="en").says.startswith("Not yet")
    assert json.loads(Path(answers.FILE).read_text(encoding="utf-8"))["lang"] == "zh"


def test_every_word_of_the_box_is_known():
    """What the scripts say by name is in the table of words, in both languages."""
    scripts = "".join(
        module.body
        for module in in_order("exercises/exercise.js")
        if not module.path.startswith("front/")
    )
    said = set(re.findall(r'say\("(\w+)"', scripts))
    for words in widget.box_words().values():
        assert said <= set(words)


def test_a_vote_is_kept_and_taken_out_again():
    """Both votes stand in the file of answers, and neither counts as an exercise; what is no
    option is not kept.
    """
    first = exercises.vote()
    for said in ("banana", None, ["same"], "other"):
        first._hear(first, {"vote": said}, [])
    last = exercises.kept_vote()
    assert last.record["guess"] == "other" and not last.record["answer"]
    last._hear(last, {"vote": "open"}, [])
    kept = json.loads(Path(answers.FILE).read_text(encoding="utf-8"))["exercises"]
    assert {name: (one["guess"], one["answer"]) for name, one in kept.items()} == {
        "vote-1": ("other", "open")
    }
    assert exercises.vote().record["guess"] == "other"


def test_the_vote_calls_no_option_right():
    """Both boxes ask the same options, in both languages, and say every word of their script."""
    for ask in (exercises.vote, exercises.kept_vote):
        for lang in ("en", "zh"):
            box = ask(lang=lang)
            words = box.data["words"][lang]
            assert all(
                escape(words[f"vote_{option}"]) in box._still
                for option in voting.OPTIONS
            )
            assert not any("judge" in key for key in words)


def test_the_box_is_lean():
    """Seven boxes with their scripts must fit into a notebook of a megabyte.

    Quotes and names are looked for in the five texts, so their boxes hold them.
    """
    for spec in SPECS:
        data = as_json(widget.box_data(spec)).encode()
        holds_texts = spec["kind"] in ("quote", "names")
        assert len(data) <= (130_000 if holds_texts else 60_000), spec["id"]


def test_every_sentence_has_its_chinese_with_the_same_facts():
    """Both languages of a sentence name the same things that are put in."""
    for key, (en, zh) in messages.EXERCISES.items():
        fields = [
            {name for _, name, _, _ in Formatter().parse(text) if name}
            for text in (en, zh)
        ]
        assert (
            fields[0] == fields[1]
            and re.search("[\u4e00-\u9fff]", zh)
            and not re.search("[\u4e00-\u9fff]", en)
        ), key


def test_a_handout_has_no_worked_answer():
    """answer=False leaves the worked answer out of what the box holds, for a test in class."""
    data = exercises.exercise(ONE, answer=False).data
    assert not data["with_answer"] and data["code"] == "" and data["answer"] == {}
    assert "worked" not in data["spec"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_without_a_kernel_shows_task_and_hints(lang):
    """The still holds task and hints, folded, and never the answer's code or reason."""
    spec = exercises.find_exercise("03-6")
    still = exercises.exercise("03-6", lang=lang)._still
    assert escape(spec["task"][lang]) in still and still.count("<details>") == 3
    assert escape(spec["reason"]["en"]) not in still


def texts_of(part):
    """Every text that people wrote into a part of an exercise, in both languages."""
    if isinstance(part, list):
        for one in part:
            yield from texts_of(one)
    elif isinstance(part, dict):
        for name, one in part.items():
            if name in ("en", "zh") and isinstance(one, str):
                yield one
            yield from texts_of(one)


MOST = 0.4  # of the exercises; a guess by length or place gets at most so many


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_choice_is_not_told_by_the_length_of_its_options(lang):
    """Whoever takes the longest option unread, or the shortest, is seldom right."""
    right_lengths, all_lengths = [], []
    for spec in of_kind("choice"):
        lengths = [len(option["text"][lang]) for option in spec["options"]]
        all_lengths.append(lengths)
        right_lengths.append(lengths[place_of_right(spec)])
    longest = pd.Series([max(lengths) for lengths in all_lengths])
    shortest = pd.Series([min(lengths) for lengths in all_lengths])
    right = pd.Series(right_lengths)
    assert len(right) > 40
    assert (right == longest).mean() <= MOST
    assert (right == shortest).mean() <= MOST


def test_a_choice_is_not_told_by_the_place_of_its_options():
    """None of a, b, c, d is right in most of the choices."""
    places = pd.Series([place_of_right(spec) for spec in of_kind("choice")])
    shares = places.value_counts(normalize=True)
    assert shares.max() <= MOST
    assert len(shares) == 4


def test_a_claim_is_not_told_by_the_first_of_each_menu():
    """Whoever takes what stands first in each menu of a claim, unread, is seldom right."""
    menus = [
        slot["options"]
        for spec in of_kind("claim")
        for slot in spec["slots"]
        if "options" in slot
    ]
    first = [options[0]["fits"] == "says" for options in menus]
    assert len(first) > 50
    assert sum(first) <= MOST * len(first)


def of_kind(kind):
    """The exercises of a kind."""
    return [spec for spec in SPECS if spec["kind"] == kind]


def place_of_right(spec):
    """Where the right option stands as shown; the first place is 0."""
    return [bool(option.get("right")) for option in spec["options"]].index(True)


def test_a_mark_of_emphasis_has_its_end():
    """No star and no backquote stands alone; a list to choose from, plain text, has none."""
    for spec in SPECS:
        for text in texts_of(spec):
            rest = safe_text.MARKS_RE.sub("", text)
            assert "*" not in rest and "`" not in rest, (spec["id"], text)
        for slot in spec.get("slots", []):
            listed = [option["text"] for option in slot.get("options", [])]
            assert not re.search(r"[*`]", "".join(texts_of(listed))), spec["id"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_emphasis_and_code_are_shown_as_such(lang):
    """Task, options, hints and worked answer have elements for the marks, the key no stars."""
    for spec in SPECS:
        name = spec["id"]
        still = exercises.exercise(name, lang=lang)._still
        worked = exercises.worked(name, lang=lang)
        told = Feedback(None, worked.says)._repr_html_().removeprefix(STYLE)
        shown = re.sub("<code>.*?</code>", "", still + told)
        assert not re.search(r"`|\*[^*]+\*", shown), name
    assert not exercises.answer_key(lang=lang)["task"].str.contains(r"\*\w").any()
    task = safe_text.with_emphasis(exercises.find_exercise("05-6")["task"]["en"])
    assert "<em>security</em>" in task


# --- progress ------------------------------------------------------------------------------------


def test_work_survives_the_kernel_and_the_machine(tmp_path):
    """Answers are on disk after a check; downloaded and restored elsewhere they are the same."""
    exercises.check(ONE, 7)
    exercises.check(ONE, exercises.answer_to(ONE))
    saved = Path(answers.FILE).read_bytes()
    assert answers.read_answers(saved, "x") == answers.load_answers()
    Path(answers.FILE).unlink()
    assert "1 of 1 exercises restored" in exercises.restore(saved)
    one = answers.load_answers()["exercises"][ONE]
    assert (one["tries"], one["right"], one["wrong"]) == (2, True, ["7"])


def test_endless_answers_do_not_make_the_file_too_large_to_read():
    """Answer, claim and guess are kept to 2,000 characters each."""
    answers.note(
        "01-7", answer="a" * 3_000_000, claim="b" * 3_000_000, guess="c" * 3_000_000
    )
    kept = answers.read_answers(Path(answers.FILE).read_bytes(), "the file")[
        "exercises"
    ]["01-7"]
    assert [len(kept[name]) for name in ("answer", "claim", "guess")] == [2000] * 3


def test_a_year_of_long_answers_can_still_be_read():
    """All exercises with twenty long wrong answers each: the oldest of those go, nothing else."""
    table = exercises.load_exercises()
    with answers.changing() as kept:
        for name in table["exercise_id"]:
            record = {**answers.new_record(), "tries": 20, "wrong": ["电" * 2000] * 20}
            kept["exercises"][name] = record | {"answer": "政务", "guess": "网"}
    raw = Path(answers.FILE).read_bytes()
    assert len(raw) <= answers.MOST_BYTES
    again = answers.read_answers(raw, "the file")["exercises"]
    assert list(again) == table["exercise_id"].tolist()
    assert {record["answer"] for record in again.values()} == {"政务"}
    assert all(record["tries"] == 20 for record in again.values())


def test_restored_files_never_make_one_that_cannot_be_read():
    """Two files of a thousand exercises each: the second is refused, and the first stays."""
    files = [
        json.dumps({"exercises": {f"{part}-{n}": {"last": "9"} for n in range(1000)}})
        for part in "ab"
    ]
    assert "1000 of 1000" in exercises.restore(files[0].encode())
    assert "answers to 2,000 exercises" in exercises.restore(files[1].encode())
    kept = answers.read_file(Path(answers.FILE), "the file")["exercises"]
    assert len(kept) == 1000


def test_the_download_holds_the_latest_answer():
    """The link of a box that was drawn before the exercises were done has them nevertheless."""
    page = exercises.progress().children[1]
    exercises.check(ONE, exercises.answer_to(ONE))
    link = re.search("base64,([^']+)", page.value)[1]
    assert json.loads(base64.b64decode(link))["exercises"][ONE]["right"]


def test_nothing_personal_is_kept_unless_a_name_is_typed():
    """The file holds the fields we name, and an empty name."""
    exercises.check(ONE, 5)
    told = json.loads(Path(answers.FILE).read_text(encoding="utf-8"))
    assert set(told) == {"name", "lang", "exercises"} and told["name"] == ""
    assert set(told["exercises"][ONE]) == set(answers.new_record())


def test_all_notebooks_write_one_file(tmp_path, monkeypatch):
    """A lab lies a folder deeper, and its answers go into the same file."""
    (tmp_path / "labs").mkdir()
    monkeypatch.chdir(tmp_path / "labs")
    exercises.check(ONE, 5)
    assert (tmp_path / answers.FILE).exists()


def disk_full(*_):
    """Do what the system does when the disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_on_a_full_disk_the_old_file_stays_and_the_student_is_told(monkeypatch):
    """The file is not touched, check and progress say so, and the next save has everything."""
    exercises.check(ONE, 5)
    before = Path(answers.FILE).read_bytes()
    with monkeypatch.context() as full:
        full.setattr(writing.os, "fsync", disk_full)
        says = exercises.check(TWO, 6).says
        assert "Not written to my-answers.json (No space left on device)" in says
        assert Path(answers.FILE).read_bytes() == before
        assert [path.name for path in Path().glob("*.json")] == [answers.FILE]
        assert answers.load_answers()["exercises"][TWO]["tries"] == 1
        page = exercises.progress().children[1].value
        assert "data:application/json;base64," in page
        exercises.check(TWO, 7)
        assert "Not written" in exercises.restore(before)
    assert "Not written" not in exercises.check(THREE, 8).says
    saved = answers.read_file(Path(answers.FILE), "the file")["exercises"]
    assert saved[TWO]["wrong"] == ["6", "7"] and set(saved) == {
        ONE,
        TWO,
        THREE,
    }


def test_a_folder_that_cannot_be_written_to_loses_nothing(monkeypatch):
    """On a read-only disk the answers live in the kernel, and the download link holds them."""

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(kept_file, "locked", refuse)
    assert "(Permission denied)" in exercises.check(ONE, 5).says
    exercises.check(ONE, 6)
    assert answers.load_answers()["exercises"][ONE]["tries"] == 2
    assert "data:application/json;base64," in exercises.progress().children[1].value
    assert not Path(answers.FILE).exists()


WORDS = (
    "a machine that runs can still give a wrong figure, since a person read the text"
)


@pytest.mark.parametrize("half", ["\ud83d", "a\udc00b"])
def test_half_a_character_does_not_cost_the_file(half):
    """Half a surrogate pair, typed or restored, becomes U+FFFD, and everything else is kept."""
    exercises.check(OPEN, f"{WORDS} {half}")
    kept = answers.read_file(Path(answers.FILE), "the file")["exercises"][OPEN]
    assert kept["answer"] == f"{WORDS} {half}".replace(half.strip("ab"), "\ufffd")
    other = {"name": half, "exercises": {half: {"guess": half, "last": "9"}}}
    assert "1 of 1 exercises restored" in exercises.restore(json.dumps(other).encode())
    assert set(answers.read_file(Path(answers.FILE), "the file")["exercises"]) == {
        OPEN,
        half.replace(half.strip("ab"), "\ufffd"),
    }


NOTE = """
import sys
from egov_lib.teach.exercises.answers import note
for number in range(40):
    note(f"{sys.argv[1]}-{number}", answer=str(number), right=False)
"""


def test_two_kernels_that_write_at_once_lose_nothing(tmp_path):
    """Forty answers of each of three programs are all in the file."""
    library = {**os.environ, "PYTHONPATH": str(Path(egov.__file__).parent.parent)}
    command = [sys.executable, "-c", NOTE]
    running = [
        subprocess.Popen([*command, name], cwd=tmp_path, env=library) for name in "abc"
    ]
    assert [program.wait(timeout=120) for program in running] == [0, 0, 0]
    kept = answers.read_file(tmp_path / answers.FILE, "the file")["exercises"]
    assert set(kept) == {f"{name}-{number}" for name in "abc" for number in range(40)}
    assert {record["tries"] for record in kept.values()} == {1}


def test_a_lock_that_is_never_freed_does_not_stop_the_student(monkeypatch):
    """Another program hangs while it writes: after a while the answer is kept in the kernel."""
    monkeypatch.setattr(kept_file, "locked", partial(writing.locked, patience=0.1))
    with writing.locked(answers.answers_file()):
        says = exercises.check(ONE, 5).says
    assert "another program is writing" in says
    assert answers.load_answers()["exercises"][ONE]["tries"] == 1


def test_a_file_that_cannot_be_read_is_kept_under_another_name():
    """A damaged file is not written over: somebody may be able to repair it."""
    Path(answers.FILE).write_bytes(b'{"exercises": {"00-1": {"tri')
    assert "could not be read and is now called" in exercises.check(ONE, 5).says
    (kept,) = Path().glob("my-answers-unreadable-*.json")
    assert kept.read_bytes() == b'{"exercises": {"00-1": {"tri'
    assert "called" not in exercises.check(ONE, 6).says


def test_a_mark_of_byte_order_is_no_error():
    """An editor on Windows puts one before the file."""
    raw = b"\xef\xbb\xbf" + b'{"exercises": {"00-1": {"tries": 1}}}'
    assert answers.read_answers(raw, "x")["exercises"]["00-1"]["tries"] == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"exercises": []}',
        b'{"exercises": {"a": 1}}',
        b"[" * 99_999,
        b" " * 2_000_000,
    ],
)
def test_a_file_of_something_else_is_named_and_changes_nothing(raw):
    """A wrong upload gets a line; the answers so far stay."""
    exercises.check(ONE, 5)
    before = answers.load_answers()
    assert "is no file of answers" in exercises.restore(raw)
    assert answers.load_answers() == before


def test_a_hostile_file_is_shown_and_not_run():
    """Markup in an uploaded file comes out as text."""
    exercises.restore(
        json.dumps(
            {
                "name": "<img src=x onerror=alert(1)>",
                "exercises": {"<b>": {"tries": 1, "last": "9"}},
            }
        ).encode()
    )
    assert "<img" not in exercises.progress().children[1].value


def test_the_later_of_two_records_stays():
    """An old download does not undo newer work."""
    exercises.check(ONE, 5)
    old = {"exercises": {ONE: {"tries": 9, "last": "2001-01-01T00:00Z"}}}
    assert "0 of 1" in exercises.restore(json.dumps(old).encode())
    assert answers.load_answers()["exercises"][ONE]["tries"] == 1


def test_a_class_is_summed_up_as_by_hand(tmp_path):
    """Tried, right, tries and the usual mistake agree with a count by hand; a broken file is
    named and the rest counts.
    """
    folder = tmp_path / "class"
    folder.mkdir()
    given_wrong = [["9"], ["9", "7"], [" 9 "], ["6"], []]
    for number, wrong in enumerate(given_wrong):
        kept = {
            "tries": len(wrong) + 1,
            "right": number != 3,
            "wrong": wrong,
            "hints": number,
        }
        (folder / f"{number}.json").write_text(
            json.dumps({"exercises": {"03-1": kept}}), encoding="utf-8"
        )
    (folder / "holiday.json").write_text("no", encoding="utf-8")
    summary = exercises.class_summary(folder).set_index("exercise_id")
    row = summary.loc["03-1"]
    counted = Counter(answer.strip() for wrong in given_wrong for answer in set(wrong))
    assert (row["usual_mistake"], row["mistaken"]) == counted.most_common(1)[0]
    assert (
        row["students"],
        row["tried"],
        row["right"],
        row["hints"],
        row["tries"],
    ) == (
        5,
        5,
        4,
        2.0,
        2.0,
    )
    assert row["share_right"] == 0.8 and pd.isna(summary.loc["03-2", "share_right"])
    assert list(summary.attrs["unread"]) == ["holiday.json"]


def test_a_mistake_is_named_in_words_with_what_is_behind_it(tmp_path):
    """An option by its words; one misconception, however it was written, is counted once each."""
    choice, quote = exercises.find_exercise("00-3"), exercises.find_exercise("00-1")
    wrong_options = [one for one in choice["options"] if not one.get("right")]
    first, second = [one["id"] for one in wrong_options[:2]]
    wrong = [
        {"00-3": [first], "00-1": ["要用一年左右的时间"]},
        {"00-3": [first, second], "00-1": ["一年左右"]},
        {"00-3": [], "00-1": ["政府先行"]},
    ]
    for number, student in enumerate(wrong):
        records = {
            name: {"tries": len(given) + 1, "wrong": given}
            for name, given in student.items()
        }
        written = json.dumps({"exercises": records})
        (tmp_path / f"{number}.json").write_text(written, encoding="utf-8")
    for lang in ("en", "zh"):
        summary = exercises.class_summary(tmp_path, lang=lang).set_index("exercise_id")
        row = summary.loc["00-3"]
        assert row["usual_mistake"] == wrong_options[0]["text"][lang]
        assert row["misconception"] == wrong_options[0]["says"][lang]
        assert (row["mistaken"], row["misled"]) == (2, 2)
        assert summary.at["00-1", "misconception"] == quote["mistakes"][0]["says"][lang]
        assert (summary.at["00-1", "mistaken"], summary.at["00-1", "misled"]) == (1, 2)


def test_open_answers_and_claims_stand_side_by_side(tmp_path):
    """By exercise and student, in words, with the points that each ticked."""
    claim = json.dumps({"what": "platform", "how_firmly": "was"})
    written = {
        "name": "nine",
        "exercises": {
            OPEN: {"tries": 1, "answer": "It runs.", "ticks": ["one", "two"]},
            "00-6": {"tries": 1, "answer": claim, "verdict": "not_yet"},
            ONE: {"tries": 1, "answer": "5"},
        },
    }
    (tmp_path / "a.json").write_text(json.dumps(written), encoding="utf-8")
    other = {"exercises": {OPEN: {"tries": 1, "answer": "It does not."}}}
    (tmp_path / "b.json").write_text(json.dumps(other), encoding="utf-8")
    table = exercises.class_answers(tmp_path, lang="en")
    assert set(zip(table["exercise_id"], table["student"])) == {
        (OPEN, "nine"),
        (OPEN, "b.json"),
        ("00-6", "nine"),
    }
    rows = table.set_index(["exercise_id", "student"])
    assert rows.at[(OPEN, "nine"), "ticked"] == 2
    assert rows.at[("00-6", "nine"), "answer"].startswith(
        "what: a unified platform of internal and external networks; how firmly: was"
    )
    with pytest.raises(egov.DataError, match=r"no \.json file"):
        exercises.class_answers(tmp_path / "nowhere")


def test_thirty_files_are_read_before_anybody_grows_impatient(tmp_path):
    """A class's answers to every exercise, each with five wrong ones, are summed up at once."""
    records = {
        name: {"tries": 6, "wrong": ["asdf", "7", "2003", "政府先行", "b"]}
        for name in TABLE["exercise_id"]
    }
    written = json.dumps({"exercises": records})
    for number in range(30):
        (tmp_path / f"{number}.json").write_text(written, encoding="utf-8")
    assert set(exercises.class_summary(tmp_path)["students"]) == {30}


IMPOSSIBLE = {
    "endless": '{"exercises": {"03-1": {"tries": 1%s}}}' % ("0" * 400),
    "too many digits": '{"exercises": {"03-1": {"tries": 1%s}}}' % ("0" * 5000),
    "negative": '{"exercises": {"03-1": {"tries": -3}}}',
    "hints": '{"exercises": {"03-1": {"tries": 1, "hints": 1e9}}}',
    "not a number": '{"exercises": {"03-1": {"tries": NaN}}}',
    "text": '{"exercises": {"03-1": {"right": "false"}}}',
    "strange ids": json.dumps({"exercises": {str(n): {} for n in range(40_000)}}),
    "large": '{"exercises": {}}' + " " * 2_000_000,
}


@pytest.mark.parametrize("raw", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_one_student_does_not_stop_the_class(tmp_path, raw):
    """A file with numbers that nobody counted is named with its reason, and the others count."""
    (tmp_path / "good.json").write_text(
        '{"exercises": {"03-1": {"tries": 1, "right": true}}}', encoding="utf-8"
    )
    (tmp_path / "bad.json").write_text(raw, encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    summary = exercises.class_summary(tmp_path)
    assert set(summary.attrs["unread"]) == {"bad.json", "folder.json"}
    assert summary.set_index("exercise_id").loc["03-1", "right"] == 1
    assert "bad.json" in summary.attrs["unread"]["bad.json"]
    before = answers.load_answers()
    assert "the upload" in exercises.restore(raw.encode())
    assert answers.load_answers() == before


def test_a_file_of_gigabytes_is_not_read(tmp_path):
    """What is larger than answers can be is refused after its first megabyte."""
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(3_000_000_000)  # takes no room on the disk
    assert "is no file of answers" in exercises.restore(tmp_path / "large.json")


def test_a_file_of_a_class_is_found_however_its_name_is_written(tmp_path):
    """Windows writes .JSON, too; what a Mac leaves beside each file is none."""
    text = '{"exercises": {"03-1": {"tries": 1}}}'
    for name in ("one.json", "TWO.JSON", "._one.json"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    summary = exercises.class_summary(tmp_path)
    assert set(summary["students"]) == {2}
    assert summary.attrs["unread"] == {}


def test_a_mistyped_folder_is_named(tmp_path):
    """No rows of zeros for a folder that has no students."""
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(egov.DataError, match=r"there is no \.json file in"):
            exercises.class_summary(folder)


# --- putting them into lessons -------------------------------------------------------------------


def lesson(tail):
    """A small lesson with an old exercise section, whose last cell is *tail*."""
    new, cells = nbformat.v4, []
    cells = [
        new.new_markdown_cell("# Title"),
        new.new_code_cell("1 + 1"),
        new.new_markdown_cell("## Summary\n\n- s\n\n## Exercises\n\n**1.** old"),
    ]
    return new.new_notebook(
        cells=[*cells, new.new_code_cell("old"), new.new_markdown_cell(tail)]
    )


@pytest.mark.parametrize(
    "tail",
    ["## Sources\n\nThe tables.", "**5.** old, argued.\n\n## Sources\n\nThe tables."],
)
def test_exercises_are_put_in_once_and_the_rest_stays(tmp_path, tail):
    """The old section goes whole, summary and sources stay, a second run changes nothing."""
    path, rows = tmp_path / "a.ipynb", TABLE[TABLE["lesson"] == "03-the-2002-opinion"]
    nbformat.write(lesson(tail), path)
    assert put_exercises.put(path, rows)
    cells = nbformat.read(path, as_version=4).cells
    sources = [c.source for c in cells]
    assert (
        sources[:3] == ["# Title", "1 + 1", "## Summary\n\n- s"]
        and sources[-1] == "## Sources\n\nThe tables."
    )
    assert "old" not in sources and sum("egov.exercise(" in s for s in sources) == len(
        rows
    )
    solutions = [
        c
        for c in cells
        if "solution" in c.metadata.get("tags", []) and c.cell_type == "code"
    ]
    shown = [s.source.split("\n", 1)[1] for s in solutions]
    for exercise_id, words, code in zip(
        rows["exercise_id"], rows["worked_en"], rows["code"]
    ):
        in_words = f'egov.exercises.worked("{exercise_id}")'
        assert shown.pop(0) == (in_words if words or not code else code)
    assert shown == []
    assert not put_exercises.put(path, rows)
    nbformat.validate(nbformat.read(path, as_version=4))


@pytest.mark.parametrize("name", sorted(set(TABLE["lesson"])))
def test_lessons_hold_the_exercises_of_the_table(tmp_path, name):
    """Nothing is put into a lesson that is not there already: otherwise run
    tools/put_exercises.py.
    """
    path = tmp_path / "lesson.ipynb"
    shutil.copy(put_exercises.NOTEBOOKS / f"{name}.ipynb", path)
    assert not put_exercises.put(path, TABLE[TABLE["lesson"] == name])


def test_every_worked_answer_fits_a_cell():
    """At most fifteen lines of at most 130 characters, as the house wants them."""
    for cell in (
        c for _, rows in TABLE.groupby("lesson") for c in put_exercises.make_cells(rows)
    ):
        assert cell.cell_type == "markdown" or (
            cell.source.count("\n") < 15
            and max(map(len, cell.source.split("\n"))) <= 130
        ), cell.source


def test_a_lesson_without_the_heading_says_so(tmp_path):
    """Where there is no place for exercises the script stops with what to do."""
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "a.ipynb")
    with pytest.raises(ValueError, match="## Exercises"):
        put_exercises.put(tmp_path / "a.ipynb", TABLE.head(1))


def test_the_rooms_of_an_answer_are_named_so_that_a_cell_can_run_it():
    """An answer goes through `egov` alone: what it needs is there once its exercise was asked."""
    for code in TABLE.loc[TABLE["code"] != "", "code"]:
        names = {
            node.id
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Name) and node.id not in dir(builtins)
        }
        made = {
            node.arg for node in ast.walk(ast.parse(code)) if isinstance(node, ast.arg)
        }
        made |= {
            node.id
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        assert names - made <= {"egov"}, code


def test_years_are_looked_for_in_the_text_that_has_the_passage():
    """A phrase of several documents brings the years near it in each of them."""
    docs = egov.load_corpus()
    found = egov.find_phrase(docs, "电子政务网络")  # e-government network
    years = set()
    for doc_id in found["doc_id"].unique():
        years |= claims._years_near(found[found["doc_id"] == doc_id])
    assert {2006, 2010} <= years
    assert claims._years_near(found) == years
