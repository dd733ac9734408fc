"""The engine that runs tables of rules, and every rule's own example."""

import importlib
import os
import pkgutil
import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib import find as find_package
from egov_lib.find import names, speakers
from egov_lib.find.cited import cues as citation_cues
from egov_lib.find.cited import find_citations, mentions
from egov_lib.find.dates import find_dates
from egov_lib.find.dates import forms as date_forms
from egov_lib.find.dates import roles as date_roles
from egov_lib.find.directives import find_directives
from egov_lib.find.directives.bearers import BEARERS
from egov_lib.find.directives.cues import CUES as FORCE_CUES
from egov_lib.find.directives.hedges import HEDGES
from egov_lib.find.numerals import find_numbers, plain
from egov_lib.find.numerals import forms as number_forms
from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.structure.document_numbers import NUMBERS
from egov_lib.find.structure.kinds import FORWARDING, FURNITURE, NOTES
from egov_lib.find.structure.lines import plain_form
from egov_lib.find.structure.markers import ITEMS, MARKERS
from egov_lib.find.structure.splitting import CUTS, RUN_IN
from egov_lib.find.structure.validity import VALIDITY, rows_for
from egov_lib.find.targets import find_targets
from egov_lib.find.targets.cues import DONE_CUES, GOAL_CUES, INPUT_CUES, LISTED
from egov_lib.find.targets.quantities import IDLE, RANKS
from egov_lib.find.targets.situations import COUNTED, REACHED, SET
from egov_lib.findings import make


def marks(grammar):
    """Make a finder of a grammar that only marks words: it quotes what its rules match."""

    def find(document):
        return (match.span() for _, match in grammar.matches(document["text"]))

    return lambda docs: make(docs, find, {})


def markers(grammar):
    """Make a finder of a grammar of markers: it quotes them without the mark before."""

    def find(document):
        for found in grammar.run(document["text"]):
            yield found.record.start, found.record.end

    return lambda docs: make(docs, find, {})


def days_of_validity(docs):
    """Find what the table of validity says: the kind of day, and the day or the term."""

    def find(document):
        text = document["text"]
        for found in rows_for(text).run(text):
            kind, value = found.record
            yield found.start, found.end, kind, str(value)

    return make(docs, find, {"kind": "str", "value": "str"})


def find_voices(docs):
    """Find who says something, without the document's own voice."""
    found = speakers.find_speakers(docs)
    return found[found["layer"] > 1]


def find_binding(docs):
    """Find the clauses that bind somebody; a heading's line before them, not to be a title."""
    led = docs.assign(text="标题\n" + docs["text"])
    found = find_directives(led)
    return found[found["force"] != "none"]


# One line a grammar: what runs it (a function that takes documents), and the table.
GRAMMARS = [
    (days_of_validity, VALIDITY),
    (find_voices, speakers.CUES),
    (find_voices, speakers.TURNS),
    (find_citations, mentions.grammar_of(["行政许可法"])),
    (find_citations, citation_cues.BEFORE),
    (find_citations, citation_cues.BEHIND),
    (find_binding, FORCE_CUES),
    (find_binding, HEDGES),
    (find_binding, BEARERS),
    (find_numbers, number_forms.NUMBERS),
    (find_numbers, number_forms.SHARES),
    (find_numbers, number_forms.TAILS),
    (find_numbers, number_forms.BOUNDS_BEFORE),
    (find_numbers, number_forms.BOUNDS_AFTER),
    (find_dates, date_forms.DATES),
    (find_dates, date_forms.YEARS),
    (find_dates, date_forms.RELATIVE_YEARS),
    (find_dates, date_forms.NEAR_MONTHS),
    (find_dates, date_forms.FEASTS),
    (find_dates, date_forms.PARTS),
    (find_dates, date_forms.PARTS_OF),
    (find_dates, date_roles.AFTER),
    (find_dates, date_roles.BEFORE),
    (markers(MARKERS), MARKERS),
    (markers(ITEMS), ITEMS),
    (marks(CUTS), CUTS),
    (marks(RUN_IN), RUN_IN),
    (marks(NOTES), NOTES),
    (marks(FURNITURE), FURNITURE),
    (marks(FORWARDING), FORWARDING),
    (names.find_document_numbers, NUMBERS),
    (names.find_institutions, names.institutions.grammar()),
    (names.find_places, names.places.grammar()),
    *((names.find_persons, grammar) for grammar in names.persons.grammars()),
    (find_targets, IDLE),
    (find_targets, RANKS),
    (find_targets, INPUT_CUES),
    (find_targets, GOAL_CUES),
    (find_targets, DONE_CUES),
    (find_targets, LISTED),
    (find_targets, SET),
    (find_targets, COUNTED),
    (find_targets, REACHED),
]

CHINESE_RE = re.compile("[\u4e00-\u9fff]")
NUMBER_WORDS = Example("三个", "three", None)
TOYS = Grammar(
    [
        Rule(
            "day of a month",
            r"[\d三]月|\d",
            r"{month} \d+日",
            always("day"),
            NUMBER_WORDS,
        ),
        Rule("month", r"[\d三]", "{month} (?!饼)", always("month"), NUMBER_WORDS),
        Rule("mooncake", "三月", "三月饼", always(None), NUMBER_WORDS),
        Rule("blank", "空", "空?", always("blank"), NUMBER_WORDS),
    ],
    pieces={"month": "(?:{numeral})月", "numeral": r"\d|三"},
)


def found_by_reading_slowly(grammar, text):
    """Try every rule at every place, whatever its `starts` say: (start, end, rule's name).

    A rule that makes nothing takes its words, and is not in the list.
    """
    found, at = [], 0
    rules = [(rule, grammar.expression(rule)) for rule in grammar.rules]
    while at < len(text):
        end = at
        for rule, expression in rules:
            match = expression.match(text, at)
            if match and match.end() > at:
                end = match.end()
                if rule.make:
                    found.append((at, end, rule.name))
                break
        at = max(end, at + 1)
    return found


def found_by_engine(grammar, text):
    """Return what the engine finds: (start, end, rule's name)."""
    return [(m.start(), m.end(), rule.name) for rule, m in grammar.matches(text)]


def rows(grammars):
    """Return every rule of these grammars as a parameter of a test."""
    return [
        pytest.param(find, rule, id=rule.name)
        for find, grammar in grammars
        for rule in grammar.rules
    ]


def patterns(grammars):
    """Return every rule of these grammars, with its grammar, as a parameter of a test."""
    return [
        pytest.param(grammar, rule, id=rule.name)
        for _, grammar in grammars
        for rule in grammar.rules
    ]


@pytest.mark.parametrize(("find", "rule"), rows(GRAMMARS))
def test_every_rule_finds_its_example(find, rule):
    """The example of a rule gives the findings beside it, and no others."""
    example = rule.example
    document = {"doc_id": "d", "text": example.chinese, **example.given}
    found = find(pd.DataFrame([document])).astype(object)
    wanted = example.result
    if not isinstance(wanted, list):
        wanted = [] if wanted is None else [wanted]
    read_by = f"{rule.name!r} is tried after the rows above it in its table; found: "
    assert len(found) == len(wanted), read_by + found.to_string()
    for finding, columns in zip(found.to_dict("records"), wanted):
        shown = {name: finding[name] for name in columns}
        shown = {
            name: str(value.date()) if isinstance(value, pd.Timestamp) else value
            for name, value in shown.items()
        }
        assert shown == columns, f"{read_by}{found['quote'].tolist()}"


DRAW_ALL = os.environ.get("EGOV_RULES") == "all"
DRAWS = 200 if DRAW_ALL else 12
NEVER_FIRST = "余多"  # 余万 (and some ten thousand) alone is no number


def drawn_from(grammars):
    """The rules whose patterns are drawn from: all of them if EGOV_RULES is "all".

    The patterns of names take in every surname, place and body, and to build what draws from one
    of them costs up to twenty seconds of processor, so that the monthly run alone draws from them.
    """
    if DRAW_ALL:
        return patterns(grammars)
    of_names = {names.find_institutions, names.find_places, names.find_persons}
    return patterns([pair for pair in grammars if pair[0] not in of_names])


@pytest.mark.slow
@pytest.mark.parametrize(("grammar", "rule"), drawn_from(GRAMMARS))
@settings(
    deadline=None,
    max_examples=DRAWS,
    derandomize=not DRAW_ALL,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_starts_leave_nothing_out_that_the_pattern_matches(grammar, rule, data):
    """Whatever the pattern of a rule matches begins as its `starts` say."""
    row = next(row for row in grammar.rows if row.rule is rule)
    text = data.draw(st.from_regex(row.expression))
    match = row.expression.search(text)
    if match and match[0] and match[0][0] not in NEVER_FIRST:
        begins = text[match.start() : match.start() + 3]
        assert row.start.match(begins), f"add to starts of {rule.name!r}: {begins!r}"


@pytest.mark.parametrize(
    "grammar",
    [pytest.param(grammar, id=grammar.rules[0].name) for _, grammar in GRAMMARS],
)
def test_no_place_is_left_out_where_a_rule_may_begin(grammar):
    """Whatever the tables of beginnings leave out of a long text begins no rule."""
    examples = "，".join(rule.example.chinese for rule in grammar.rules)
    characters = "".join(map(chr, range(0x20, 0xD800, 7)))
    text = examples + characters + "𠮷国𠮷" + grammar.rules[0].example.chinese[:1]
    places = set(grammar.places_in(text))
    chars = grammar._start_chars
    for place in range(len(text)):
        beginning = text[place : place + chars]
        assert place in places or not grammar._rules_by_start[beginning], beginning


@pytest.mark.parametrize(("find", "rule"), rows(GRAMMARS))
def test_every_rule_has_a_name_and_an_example_in_chinese_and_english(find, rule):
    """The example says in English, without Chinese, what its text says."""
    assert rule.name.strip() and rule.pattern.strip()
    assert rule.example.chinese.strip()
    assert rule.example.english.strip()
    assert not CHINESE_RE.search(rule.example.english)


@pytest.mark.parametrize(("grammar", "rule"), patterns(GRAMMARS))
def test_every_example_is_one_of_its_own_rule(grammar, rule):
    """The pattern of the rule matches somewhere in its example."""
    expression = grammar.expression(rule)
    texts = (rule.example.chinese, f"\n{rule.example.chinese}")
    assert any(
        expression.search(form(text)) for text in texts for form in (plain, plain_form)
    )


def test_every_table_of_the_finders_is_tested():
    """Each grammar that a module of `egov_lib.find` keeps is in the list above."""
    tested = [grammar for _, grammar in GRAMMARS]
    walk = pkgutil.walk_packages(find_package.__path__, "egov_lib.find.")
    forgotten = [
        f"{module.name}.{name}"
        for module in walk
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, Grammar) and value not in tested
    ]
    assert forgotten == []


@pytest.mark.parametrize("grammar", [grammar for _, grammar in GRAMMARS])
def test_looking_only_where_a_rule_can_start_loses_nothing(grammar):
    """On a reading text and on all examples, the engine finds what a slow reader finds."""
    examples = [rule.example.chinese for _, table in GRAMMARS for rule in table.rules]
    reading_text = egov.load_corpus()["text"].iloc[1]
    text = plain_form("，\n".join([*examples, reading_text]))
    assert found_by_engine(grammar, text) == found_by_reading_slowly(grammar, text)


def test_the_leftmost_place_wins_and_there_the_first_row():
    """A mooncake (三月饼) is no third month (三月): its row takes the stretch and makes nothing."""
    assert found_by_engine(TOYS, "在三月8日，三月饼，5月") == [
        (1, 5, "day of a month"),
        (6, 9, "mooncake"),
        (10, 12, "month"),
    ]
    made = [(found.rule, found.record) for found in TOYS.run("三月饼，5月，空")]
    assert made == [("month", "month"), ("blank", "blank")]


@settings(deadline=None)
@given(st.text(alphabet="三5月日饼空 "))
def test_the_engine_finds_what_a_slow_reader_finds(text):
    """Looking only where a rule can start changes nothing."""
    assert found_by_engine(TOYS, text) == found_by_reading_slowly(TOYS, text)


def test_a_grammar_can_be_a_piece_of_another():
    """Its rules become alternatives, and `starts` may name it; its groups have no names there."""
    units = Grammar(
        [
            Rule("kilometre", "公", "(?P<thousand>公)里", always(1000), NUMBER_WORDS),
            Rule("metre", "米", "米", always(1), NUMBER_WORDS),
        ]
    )
    lengths = Grammar(
        [
            Rule("length", r"\d", r"\d+(?P<unit>{unit})", always(True), NUMBER_WORDS),
            Rule("unit alone", "{unit}", "{unit}", always(False), NUMBER_WORDS),
        ],
        pieces={"unit": units},
    )
    _, match = lengths.match("5公里", 0)
    rule, _ = units.match("5公里", match.start("unit"))
    assert match.groupdict() == {"unit": "公里"} and rule.name == "kilometre"
    assert found_by_engine(lengths, "5米，公里") == [
        (0, 2, "length"),
        (3, 5, "unit alone"),
    ]


def test_a_rule_can_be_asked_for_what_stands_before_a_place():
    """The longest stretch that ends there counts: 不超过 (no more than), not 超过 (more than)."""
    bounds = Grammar(
        [
            Rule("more than", "超", "超过", always("more than"), NUMBER_WORDS),
            Rule("at most", "不", "不超过", always("at most"), NUMBER_WORDS),
        ]
    )
    rule, match = bounds.match_before("人数不超过5", 5, reach=4)
    assert (rule.name, match.span()) == ("at most", (2, 5))
    assert bounds.match_before("人数不超过5", 6, reach=4) is None


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (
            [Rule("a", "一", "{day}", always(1), NUMBER_WORDS)],
            "{day} in .* is no piece; there are none",
        ),
        (
            [Rule("a", "一", "(", always(1), NUMBER_WORDS)],
            "rule 'a': missing .* correct its pattern",
        ),
        (
            [Rule("a", "一二三四", "一", always(1), NUMBER_WORDS)],
            "'一二三四' is 4 characters; give one to 3",
        ),
        (
            [Rule("a", "一", "一", always(1), NUMBER_WORDS)] * 2,
            "two rules are called 'a': rename one",
        ),
    ],
)
def test_a_faulty_rule_is_named_with_the_remedy(rules, message):
    """A piece that is not there, a broken pattern, odd starts and a name used twice."""
    with pytest.raises(ValueError, match=message):
        Grammar(rules).match("一", 0)


def test_expressions_are_compiled_when_they_are_needed():
    """Making a grammar compiles nothing, so importing a finder costs nothing."""
    grammar = Grammar([Rule("broken", "一", "(", always(1), NUMBER_WORDS)])
    with pytest.raises(ValueError, match="broken"):
        grammar.search("一")
    assert isinstance(TOYS.expression(TOYS.rules[0]), re.Pattern)
