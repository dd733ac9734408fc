"""One judge in two languages: a table of answers and their verdicts runs through Python and
through the page's JavaScript, and so do texts that nobody would think of.
"""

import json
import random
import time
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM

from egov_lib.show.front.modules import joined
from egov_lib.teach.exercises import bank
from egov_lib.teach.exercises.judge import judge
from egov_lib.teach.exercises.judge.chinese import in_few_ways
from egov_lib.teach.exercises.judge.plain import words

CASES = Path(__file__).parent / "cases" / "judge"
LEAST_ROWS = 4000
LEAST_CHINESE_ROWS = 1000
RANDOM_TEXTS = 400
PIECES = (
    "0 1 7 8 12 37 1,500 2002 2010 3.5 ½ ７ 1/2 .5 -3 1e9 % 999999999999999999999 "
    "eight seven twenty hundred thousand half quarter third a and of in the not or years "
    "months percent may august 5th first none 一 二 两 十 百 千 万 亿 半 分之 百分之 点 成 "
    "年 月 日 号 左右 以上 至少 不到 基本 形成 網 电子政务 意见 云南 和 、 。 , ; : . … ( ) "
    "“ ” ~ - – / = < > & # \u200b \u202e \u00a0 \u3000 😀 ß İ é <b> &amp; opinion-2002:2.1.3 "
    "廿 卅 捌 拾 伍 point week fortnight all rather than but 而不是 甲 丙 ≥ i.e. 即 city 市 "
    "province opinion-2002:n.1.1 the platform systems perhaps nobody 几 又 负 个 没有 ○ ‰ 块 "
    "角 七八 中有 个半 年底 年初 以及 ① 这两份 的 起码 要 至少"
)


def read_cases():
    """Every row of the table: its specification, the answer and what should come of it."""
    rows = []
    for path in sorted(CASES.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        for row in table["rows"]:
            rows.append({**row, "spec": table["specs"][row["spec"]]})
    return rows


def random_answers():
    """Texts put together by chance, always the same, for each kind of exercise."""
    chance = random.Random(19)
    specs = {row["spec"]["kind"]: row["spec"] for row in read_cases()}
    del specs["claim"]  # it takes no text
    answers = []
    for _ in range(RANDOM_TEXTS):
        pieces = chance.choices(PIECES.split(" "), k=chance.randint(1, 7))
        text = chance.choice(["", " "]).join(pieces)
        answers += [{"spec": spec, "answer": text} for spec in specs.values()]
    return answers


def in_python(rows):
    """The verdicts of the Python judge."""
    shared = bank.shared()
    return [judge(row["spec"], row["answer"], shared).as_json() for row in rows]


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page that has the JavaScript judge and what exercises share."""
    shown = chromium.new_page()
    shared = json.dumps({**bank.shared(), "words": words()})
    script = joined("exercises/judge/judge.js")
    shown.add_script_tag(
        content=f"{script}window.judge = exercises_judge_judge.judge;"
        f"window.shared = {shared};"
    )
    yield shown
    shown.close()


def in_javascript(page, rows):
    """The verdicts of the JavaScript judge; rows go as JSON, half characters included."""
    return page.evaluate(
        "(text) => JSON.parse(text).map((row) => judge(row.spec, row.answer, shared))",
        json.dumps(rows),
    )


def differing(rows, ones, others):
    """The rows whose verdicts differ, as a message."""
    return [
        (ascii(row["answer"])[:80], row["spec"]["kind"], one, other)
        for row, one, other in zip(rows, ones, others, strict=True)
        if one != other
    ]


def test_answers_get_the_verdict_that_a_fair_teacher_gives():
    """Verdict and reason of every row are those of the table."""
    rows = read_cases()
    assert len(rows) >= LEAST_ROWS
    given = [(got["verdict"], got["because"]) for got in in_python(rows)]
    wanted = [(row["verdict"], row["because"]) for row in rows]
    assert differing(rows, given, wanted) == []


def test_the_table_has_answers_in_chinese():
    """In all the ways in which people write them, right and wrong."""
    table = json.loads((CASES / "chinese.json").read_text(encoding="utf-8"))
    assert len(table["rows"]) >= LEAST_CHINESE_ROWS


RULES = words()["chinese_ways"]["rules"]


@pytest.mark.parametrize("rule", RULES, ids=[rule["name"] for rule in RULES])
def test_a_rule_reads_its_example(rule):
    """What a rule of Chinese numbers is for: its own pattern finds each of its examples."""
    for example in rule["example"].split(", "):
        assert in_few_ways(example) != example


def test_no_long_text_takes_the_rules_of_chinese_long():
    """Each is read once from left to right."""
    for sign in "一十百1半个没":
        began = time.perf_counter()
        in_few_ways(sign * 4000)
        assert time.perf_counter() - began < 1


class TestInTheBrowser:
    """Both judges say the same."""

    pytestmark = NEEDS_CHROMIUM

    def test_both_judges_give_every_answer_the_same_verdict(self, page):
        """Verdict, reason, what was found, and slots."""
        rows = read_cases()
        assert differing(rows, in_python(rows), in_javascript(page, rows)) == []

    def test_both_judges_agree_on_texts_put_together_by_chance(self, page):
        """No text divides them, however odd."""
        rows = random_answers()
        assert differing(rows, in_python(rows), in_javascript(page, rows)) == []
