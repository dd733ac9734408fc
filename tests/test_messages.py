"""Every word of the interface has both languages, and each says its own."""

import ast
import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.publish.site.words import SITE
from egov_lib.show import messages
from egov_lib.show.front import EXPLORABLES

CHINESE_RE = re.compile("[\u4e00-\u9fff]")
TABLES = {
    "values": messages.VALUES,
    "controls": messages.CONTROLS,
    "card": messages.CARD,
    "dates": messages.DATES,
    "charts": messages.CHARTS,
    "pages": messages.PAGES,
    "setup": messages.SETUP,
    "front": messages.FRONT,
    "exercises": messages.EXERCISES,
    "case": messages.CASE,
    "explorable": messages.EXPLORABLE,
    "report": messages.REPORT,
    "paper": messages.PAPER,
    "site": SITE,
}
# What one explorable says is beside it.
TABLES |= {
    name: import_module(f"egov_lib.show.explorables.{name}").WORDS
    for name in EXPLORABLES
}
SAME_IN_BOTH = {
    "voice_verb",
    "whole_number",
    "length_of",
    "there_of",
    "told_percent",
    "state_in_text",
    "card_sha256",
    "setup_library",
    "grounds",
    "and_next",
    "card_head",
    "full_stop",
    "next_sentence",
}


@pytest.mark.parametrize("name", TABLES)
def test_each_row_has_an_english_and_a_chinese_side(name):
    """No Chinese in the English side, and some in the Chinese one."""
    for key, sides in TABLES[name].items():
        assert len(sides) == 2, f"{key!r}: give its English and its Chinese"
        english, chinese = sides
        assert not CHINESE_RE.search(english), key
        assert key in SAME_IN_BOTH or CHINESE_RE.search(chinese), key


def fields(sentence):
    """Return what is put into a sentence."""
    names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("name", TABLES)
def test_the_chinese_side_needs_nothing_that_the_english_does_not(name):
    """What is put into the Chinese sentence is given by the call that says the English one."""
    for key, (english, chinese) in TABLES[name].items():
        given = {"first", "last"} if name == "dates" else fields(english)
        assert fields(chinese) <= given, key


def test_no_key_means_two_things():
    """A sentence or a label is found by its key, so each key is in one table."""
    names = (
        "dates",
        "charts",
        "pages",
        "setup",
        "exercises",
        "case",
        "report",
        "paper",
    )
    sentences = [TABLES[name] for name in names]
    labels = [TABLES[name] for name in ("controls", "card")]
    assert sum(map(len, sentences)) == len(messages.SENTENCES)
    assert sum(map(len, labels)) == len(messages.LABELS)


@pytest.mark.parametrize("name", ["exercises", "case", "explorable"])
def test_a_box_says_of_a_passage_what_the_front_says(name):
    """A box that shows a passage has both tables at once: no key of its own hides one of those."""
    both = TABLES[name].keys() & messages.FRONT.keys()
    assert [key for key in both if TABLES[name][key] != messages.FRONT[key]] == []


SHOWN_WORDS = {"description", "placeholder", "tooltip", "name", "text", "hovertemplate"}
# What plotly puts into a hover text, and HTML tags: no words of ours.
PLOTLY_RE = re.compile(r"%\{[^}]*\}|<[^>]*>|&\w+;")
LIBRARY = Path(messages.__file__).parent.parent
SHOWING = sorted(
    [*LIBRARY.glob("teach/**/*.py"), *LIBRARY.glob("show/charts/**/*.py")],
)


def own_words(node):
    """Return the words of a language that an expression holds itself, outside of calls."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.findall(r"[^\W\d_]{2,}", PLOTLY_RE.sub(" ", node.value))
    if isinstance(node, (ast.JoinedStr, ast.BinOp, ast.IfExp, ast.BoolOp)):
        return [w for part in ast.iter_child_nodes(node) for w in own_words(part)]
    if isinstance(node, ast.Dict):
        texts = zip(node.keys, node.values)
        return [
            w
            for key, value in texts
            if getattr(key, "value", "") in SHOWN_WORDS
            for w in own_words(value)
        ]
    return []


def written_into(node):
    """Return what a piece of code shows to a student: labels, placeholders, answers of checks."""
    if isinstance(node, ast.Call):
        yield from (k.value for k in node.keywords if k.arg in {*SHOWN_WORDS, "title"})
        if getattr(node.func, "id", "") == "Feedback":
            yield from node.args[1:2]
    elif isinstance(node, ast.Assign):
        names = [getattr(target, "attr", "") for target in node.targets]
        if SHOWN_WORDS & set(names):
            yield node.value
    elif isinstance(node, ast.Dict):
        yield node


@pytest.mark.parametrize("path", SHOWING, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_what_is_shown_is_said_by_the_table_of_messages(path):
    """A label written into the code stays English in the Chinese interface."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for shown in written_into(node):
            words = own_words(shown)
            assert not words, f"{path.name}, line {shown.lineno}: say {words} by a key"


DAYS = {
    ("2006-06-12", "2006-06-12"): ("12 June 2006", "2006年6月12日"),
    ("2006-06-12", "2006-06-13"): ("12–13 June 2006", "2006年6月12日至2006年6月13日"),
    ("2006-06-30", "2006-07-01"): (
        "30 June 2006 – 1 July 2006",
        "2006年6月30日至2006年7月1日",
    ),
    ("2004-02-01", "2004-02-29"): ("February 2004", "2004年2月"),
    ("2005-02-01", "2005-02-27"): ("1–27 February 2005", "2005年2月1日至2005年2月27日"),
    ("2006-01-01", "2006-12-31"): ("2006", "2006年"),
    ("2001-01-01", "2005-12-31"): ("2001–2005", "2001年至2005年"),
}


@pytest.mark.parametrize(("days", "said"), DAYS.items())
def test_an_interval_of_days_is_said_as_briefly_as_it_allows(days, said):
    """A day, a month, a year, or two ends."""
    first, last = map(pd.Timestamp, days)
    assert (
        messages.say_dates(first, last),
        messages.say_dates(first, last, "zh"),
    ) == said


def test_the_check_of_the_installation_speaks_both_languages():
    """Each check has its own words in Chinese."""
    english, chinese = egov.check_setup(), egov.check_setup(lang="zh")
    assert english["ok"].tolist() == chinese["ok"].tolist()
    assert not english["check"].str.contains(CHINESE_RE).any()
    assert chinese["check"].iloc[-1] == "繁体字可以转换"


def test_a_value_without_a_translation_is_said_as_it_is():
    """A place that nobody foresaw keeps its name."""
    assert messages.word("Lhasa", "zh") == "Lhasa"
