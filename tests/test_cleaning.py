"""Cleaning repairs what is damaged, leaves what is sound, and can always be followed back."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_lib.read import cleaning
from egov_lib.read.cleaning import converter, flattened, lookalikes, marks, spaces
from egov_lib.read.cleaning.furniture import ANYWHERE, FOOT, FURNITURE
from egov_lib.read.edit_log import Change, apply_changes, offset_maps

CASES = Path(__file__).parent / "cases" / "cleaning"


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_damage_that_was_met_is_repaired(case):
    """Each kind of damage of the five sources is repaired as a reader would."""
    assert cleaning.clean(case["raw"]).text == case["text"]


@pytest.mark.parametrize("case", cases("negative"))
def test_sound_text_is_left_alone(case):
    """What only looks like damage stays as it is."""
    assert cleaning.clean(case["raw"]).text == case.get("text", case["raw"])


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_damage_that_is_not_repaired_yet(case):
    """What the rules can't do is on record, and noticed once they can."""
    assert cleaning.clean(case["raw"]).text == case["text"]


# Half of the texts are made of what the rules look for: random characters hardly ever meet a rule.
BAIT = (
    "国國后後著乾省全?。牵模2.5%'\"(（lǐ)ngǎ,;:.\n \r\u3000\u200b\ufeff"
    "一二、以上年0126—-―０％ＧＤ登录来源:a\x00\ud800"
    "⾏⻘\ufa08﹪О\u200e\u202a\u2028\f\u2003\ue5e5\U000e0100\u00ad "
)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(codec=None), max_size=30),
    st.text(alphabet=BAIT, max_size=50),
    st.lists(
        st.sampled_from(
            [
                "電子(diàn)政務(wù)會(huì)",
                "登录×\n",
                "全?。牵模?2.5%",
                "项目50.以上.",
                "'十五'",
                "2006年?2020年",
                ".二.",
                "。",
            ]
        )
    ).map("".join),
)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_cleaning_any_text_never_fails_and_is_done_once(text):
    """Whatever the text, clean() returns, and a second cleaning changes nothing more."""
    done = cleaning.clean(text)
    assert cleaning.clean(done.text).text == done.text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_way_back_is_complete_and_in_order(text):
    """Places of the result have places in the original, in order; unchanged characters match."""
    done = cleaning.clean(text)
    starts, ends = offset_maps(done.raw, [step.changes for step in done.steps])
    assert len(starts) == len(ends) == len(done.text) + 1
    assert (np.diff(starts) >= 0).all() and (np.diff(ends) >= 0).all()
    changed = set(done.log()["after"].str.cat())
    for place, character in enumerate(done.text):
        if character not in changed:
            assert done.raw[starts[place]] == character


def slow_places(text, changes):
    """Return where each place after the changes was before: a plain reference, place by place."""
    starts, ends, at = [], [], 0
    for change in [*changes, Change(len(text), len(text), "", "")]:
        starts += range(at, change.start)
        ends += range(at, change.start)
        for number in range(len(change.after)):
            same_length = len(change.before) == len(change.after)
            starts.append(change.start + number if same_length else change.start)
            inside = change.start if number == 0 else change.end
            ends.append(change.start + number if same_length else inside)
        at = change.end
    starts.append(len(text))
    ends.append(len(text))
    for change in changes:
        if not change.after and change.before:
            ends[change.new_start] = min(ends[change.new_start], change.start)
    return starts, ends


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_way_back_agrees_with_a_plain_reference(text):
    """Each step leads back to the places that going through it one by one gives."""
    for step in cleaning.clean(text).steps:
        starts, ends = offset_maps(step.text, [step.changes])
        assert (starts.tolist(), ends.tolist()) == slow_places(step.text, step.changes)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_each_rule_explains_exactly_what_it_does(text):
    """A rule's listed changes, made one by one, give what the rule gives."""
    for find, repair in [
        (cleaning.find_glosses, cleaning.drop_glosses),
        (cleaning.find_traditional, cleaning.simplify),
        (cleaning.find_flattened, cleaning.drop_flattening),
        (cleaning.find_spaces, cleaning.tidy_spaces),
        (cleaning.find_invisible, cleaning.drop_invisible),
        (cleaning.find_line_ends, cleaning.mend_line_ends),
        (cleaning.find_lookalikes, cleaning.restore_characters),
        (cleaning.find_gaps, cleaning.close_gaps),
    ]:
        expected = text
        for change in reversed(find(text)):
            expected = expected[: change.start] + change.after + expected[change.end :]
        assert repair(text) == expected


@pytest.mark.parametrize("rule", cleaning.RULES.values(), ids=cleaning.RULES)
def test_every_rule_is_what_its_row_says(rule):
    """The function of that name makes the changes that the other lists; its example is right."""
    before, after = rule.example
    assert (
        rule.apply.__name__ == rule.name and getattr(cleaning, rule.name) is rule.apply
    )
    assert apply_changes(before, rule.find(before)).text == rule.apply(before) == after
    assert rule.reason


ARTICLE = "第十条　本办法由市人民政府办公室负责解释。\n"  # is interpreted by the office
LICENCE = "京ICP备05000000号\n"


@pytest.mark.parametrize("line", FURNITURE, ids=lambda line: line.name)
def test_each_kind_of_furniture_is_recognised(line):
    """The example is furniture where it says, and so it is in traditional characters."""
    for example in (line.example, converter("s2tw")(line.example)):
        if line.where == FOOT:
            assert cleaning.drop_furniture(f"{ARTICLE}{example}\n{LICENCE}") == ARTICLE
        else:
            assert cleaning.drop_furniture(f"{example}\n电子政务\n") == "电子政务\n"


@pytest.mark.parametrize("line", FURNITURE, ids=lambda line: line.name)
def test_furniture_never_swallows_an_attachment_a_signature_or_a_date(line):
    """Whatever line of the page is above them, they stay; a document's own line stays too."""
    end = "附件：指标解释\n省信息产业办公室\n二〇〇六年三月三十一日\n"
    text = f"{ARTICLE}{line.example}\n{end}"
    kept = ARTICLE + end if line.where == ANYWHERE else text
    assert cleaning.drop_furniture(text) == kept


CASES_OF_RULES = [
    *((flattened.PAUSE_RE, case) for case in flattened.PAUSES),
    *((marks.DASH_RE, case) for case in marks.DASHES),
    *((marks.WIDTH_RE, case) for case in marks.WIDTHS),
    *((spaces.SPACE_RE, case) for case in spaces.SPACES),
    *((spaces.LINE_END_RE, case) for case in spaces.LINE_ENDS),
    *((lookalikes.LOOKALIKE_RE, case) for case in lookalikes.LOOKALIKES),
]
FLAT = "统筹.协调.推进.\n"  # plan, coordinate, advance: a text with all marks flattened
UNFLATTENED = "统筹，协调，推进。\n"


@pytest.mark.parametrize(
    ("pattern", "case"), CASES_OF_RULES, ids=lambda value: getattr(value, "name", "")
)
def test_each_case_of_a_rule_does_what_its_example_shows(pattern, case):
    """The case is met in its example, and cleaning turns the first text into the second."""
    before, after = case.example
    assert case.name in {match.lastgroup for match in pattern.finditer(before)}
    if case in flattened.PAUSES:
        before, after = FLAT + before, UNFLATTENED + after
    assert cleaning.clean(before).text == after


def test_a_step_can_be_undone():
    """Leaving a rule out gives the text without its changes."""
    raw = "省信息化領(lǐng)導(dǎo)小組(zǔ)"
    assert cleaning.clean(raw, without=["simplify"]).text == "省信息化領導小組"
    with pytest.raises(ValueError, match="no rule called 'translate'"):
        cleaning.clean(raw, without=["translate"])


def test_the_lost_byte_is_proved_by_bytes():
    """Taking the first byte from 省ＧＤＰ2.5% in GBK gives exactly what the source shows."""
    reading = "省ＧＤＰ2.5%".encode("gbk")
    assert reading[:1] == b"\xca" and cleaning.slip("省ＧＤＰ2.5%") == "?。牵模?2.5%"
    note = cleaning.find_byte_slips("覆盖全省，占全?。牵模?2.5%")[0].note
    assert reading[1:-5].hex(" ").upper() in note
