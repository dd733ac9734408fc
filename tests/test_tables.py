"""Tables that are shown have English beside their Chinese, and the other way round."""

import ast
import json
import re
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import egov_lib as egov
from egov_lib.labs import common
from egov_lib.measure.reuse import shared_passages
from egov_lib.publish.site.outputs import shown_html
from egov_lib.read.cleaning import RULES
from egov_lib.read.corpus import read_table
from egov_lib.read.files import formats, unreadable
from egov_lib.read.repair import FLAGS, REMEDIES
from egov_lib.read.translations import load_segments
from egov_lib.show import tables
from egov_lib.show.messages import word
from egov_lib.show.passages.marks import BETWEEN_RIVALS
from egov_lib.show.remarks import PLACE_RE, remark

ROOT = Path(__file__).parents[1]
CHINESE_RE = re.compile("[\u4e00-\u9fff]")
HOSTILE = "<script>alert(1)</script>电子\u202e政务\u200b<img src=x onerror=x>"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("targets", "who"),
        ("targets", "unit"),
        ("events", "actors"),
        ("speakers", "verb"),
    ],
)
def test_every_name_of_a_column_has_its_english(name, column):
    """Who promises, who acts, in what unit, with what word."""
    values = egov.load_table(name)[column].unique()
    chinese = [value for value in values if CHINESE_RE.search(value)]
    without = [value for value in chinese if not tables.english_of(value)]
    assert without == []


@pytest.mark.parametrize(
    "name",
    ["targets", "events", "systems", "mentions", "clauses", "actors", "themes"],
)
def test_every_quotation_has_its_english(name):
    """From the clause where the row is, and not another with the same words."""
    table = egov.load_table(name)
    table = table[table["start"].notna() & (table["quote"] != "")]
    english = egov.translate(table)
    for row in english.itertuples():
        said = tables.quote_in_english(row.quote, row.doc_id, int(row.start))
        assert said == (row.en if row.en_fills else f"in “{row.en}”")


def test_a_note_explains_the_names_in_it():
    """Once, and not where the English stands beside it."""
    assert tables.glossed("金关 (Golden Customs), 金税", "en") == (
        "金关 (Golden Customs), 金税 (Golden Tax)"
    )
    assert tables.glossed("nothing here", "en") == "nothing here"
    assert tables.glossed("nation", "zh") == "nation（国家）"


def test_a_table_keeps_its_rows_columns_and_words():
    """What was there is there, whole and in its order; long quotations are not cut."""
    frame = egov.load_table("targets")[["doc_id", "start", "quote", "value", "who"]]
    shown = str(tables.table(frame.head(30)))
    for quote in frame["quote"].head(30):
        assert quote.replace("\n", "") in shown.replace("\n", "")
    assert shown.count("<tr>") + shown.count('<tr style="') == 31
    heads = re.findall("<th>(.*?)</th>", shown)
    assert heads[1:6] == frame.columns.tolist()


def test_a_long_table_is_cut_in_the_middle_only():
    """Five rows at either end, and how many there are."""
    frame = egov.load_table("targets")
    shown = str(tables.table(frame))
    assert f"{len(frame)} rows" in shown
    assert "Two general offices" in shown and shown.count("<tr>") == 11


def test_twins_are_not_explained_twice():
    """A column label_zh beside label_en stays as it is; alone it has its English."""
    systems = egov.load_table("systems").head(3)
    assert "<small" not in tables.table(systems[["label_zh", "label_en"]])
    assert tables.table(systems[["label_zh"]]).count("<small") == 3


def test_chinese_readers_have_it_the_other_way_round():
    """A value has its Chinese below, a label is Chinese and has its English below."""
    systems = egov.load_table("systems").head(3)[["label_en", "level"]]
    shown = tables.table(systems, lang="zh")
    assert shown.count("国家</small>") == 3
    assert shown.count('</span><small lang="en">') == 3
    assert "level<small" in shown, "what a column is called, too"


def test_the_book_has_the_chinese_of_a_head_alone():
    """In a page the name that code has is told on hovering; a cell keeps both."""
    systems = egov.load_table("systems").head(1)[["level"]].set_index("level")
    shown = str(tables.table(systems.assign(wait_days=1), lang="zh"))
    egov.language("zh")
    try:
        page = shown_html(shown)
    finally:
        egov.language("en")
    assert '<th title="wait_days">平均排队天数</th>' in page
    assert '<th title="nation">国家</th>' in page


def test_a_remark_is_chinese_for_readers_of_chinese():
    """The ground of a date, a fact from outside: no English is left in the cell."""
    events = egov.load_table("events").head(1)
    grounds = tables.table(events[["grounds"]], lang="zh")
    assert "落款日期" in grounds and "signing" not in grounds
    facts = egov.load_table("context").head(1)
    shown = tables.table(facts[["statement_en"]], lang="zh")
    assert facts["statement_zh"].iloc[0] in shown


def test_a_value_means_what_it_means_in_its_column():
    """exact is 恰好 of a number, and 逐字 ("word for word") of a passage."""
    targets = pd.DataFrame({"bound": ["exact"], "layer": ["exact"]})
    shown = tables.table(targets, lang="zh")
    assert "恰好</small>" in shown and "逐字</small>" in shown


# Columns with sentences in English that a reader of Chinese meets: on a card, in an explorer
REMARKS = {
    "documents": (
        *("issuer", "speaker", "relays", "script", "completeness", "damage"),
        *("withheld", "rights", "found_at", "event_grounds", "written_grounds"),
        *("issued_grounds", "posted_grounds"),
    ),
    "events": ("grounds",),
    "targets": ("date_grounds",),
    "questions": ("option_a", "option_b", "option_c", "option_d"),
    "speakers": ("note",),
    "systems": ("what", "note"),
    "themes": ("note",),
}
# Columns of which some sentences are shown
SOME = {"relations": ("note",), "questions": ("why",)}
# Columns whose values stand in a table of a lesson or a lab
KINDS = {
    "actors": ("kind", "level", "place"),
    "clauses": ("kind",),
    "damage": ("kind", "rule", "unit"),
    "directives": ("force", "bound"),
    "documents": ("kind", "level", "place"),
    "events": ("kind", "level", "place", "precision", "how_known"),
    "questions": ("level",),
    "speakers": ("how_known",),
    "systems": ("kind", "level", "place", "status"),
    "targets": ("kind", "level", "place", "bound", "date_role"),
    "themes": ("place", "manner"),
}
LABS = (
    "approvals",
    "evaluation",
    "exchange",
    "networks",
    "rollout",
    "training",
    "trust",
)


def english_of_columns(columns):
    """The values of some columns, each with its column, that have English in them."""
    return [
        (column, value)
        for table, names in columns.items()
        for column in names
        for value in read_table(table)[column].dropna().unique()
        if re.search("[A-Za-z]{2}", value)
    ]


def edit_notes():
    """What the editor says of each change by hand."""
    logs = pd.concat(map(egov.load_log, read_table("documents")["doc_id"]))
    return set(logs.loc[logs["rule"].str.startswith("edit:"), "note"]) - {""}


def other_readings():
    """What else may have stood where something is lost, in English."""
    logs = pd.concat(map(egov.load_log, read_table("documents")["doc_id"]))
    readings = logs["rivals"].str.split(BETWEEN_RIVALS, regex=False).explode()
    return {one for one in readings if re.search("[A-Za-z]{2}", one)}


def notes_on_targets():
    """What is said of two passages that set one target."""
    targets = egov.load_table("targets")
    both = shared_passages(egov.load_corpus(), layers=["targets"], targets=targets)
    return set(both["note"])


def test_every_remark_of_the_tables_has_its_chinese():
    """A ground that was changed in English needs its Chinese anew."""
    remarks = [value for _, value in english_of_columns(REMARKS)]
    remarks += [*edit_notes(), *other_readings(), *notes_on_targets()]
    gone = {one for one in remarks if remark(one, "zh") == one}
    assert gone == set(), "give it in data/translations/remarks.csv"


def test_no_remark_is_kept_of_what_no_table_says():
    """A row of remarks.csv whose English was changed is found out."""
    said = {value for _, value in english_of_columns(REMARKS)}
    said |= {value for _, value in english_of_columns(SOME)}
    said |= set(load_segments()["note"])
    said |= edit_notes() | other_readings() | notes_on_targets()
    said |= {reason for lab in LABS for reason in reasons_of(lab)}
    said |= {PLACE_RE.sub("{}", one) for one in sentences("egov_lib", "notebooks")}
    said |= {one for sentence in said for one in re.split("[:;] ", sentence)}
    said |= {*REMEDIES.values()} | {f"{one} ({{}})" for one in REMEDIES.values()}
    kept = read_table("translation_remarks")["english"]
    assert {one for one in kept if PLACE_RE.sub("{}", one) not in said} == set()


def as_written(node):
    """A text in code, with {0}, {1} for what is put into it; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [getattr(part, "value", None) for part in node.values]
    places = iter(range(len(parts)))
    return "".join(
        part if isinstance(part, str) else f"{{{next(places)}}}" for part in parts
    )


def code_in(*folders):
    """The trees of all modules, and of all cells of English notebooks, in some folders."""
    return [tree for folder in folders for tree in trees_of(folder)]


@lru_cache
def trees_of(folder):
    """The trees of one folder; those of translated notebooks are the same."""
    modules = sorted((ROOT / folder).rglob("*.py"))
    codes = [path.read_text(encoding="utf-8") for path in modules]
    for path in sorted((ROOT / folder).rglob("*.ipynb")):
        if "zh" not in path.parts:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            codes += [
                "".join(one["source"]) for one in cells if one["cell_type"] == "code"
            ]
    return list(map(ast.parse, codes))


def sentences(*folders):
    """Every text of the code; what joins two is one, as `"the same as " + name` is."""
    for tree in code_in(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp):
                yield joined_texts(node)
            elif as_written(node):
                yield as_written(node)


def joined_texts(node):
    """The text that `+` makes, with {0} for a name; places all look alike."""
    if isinstance(node, ast.BinOp):
        return joined_texts(node.left) + joined_texts(node.right)
    return as_written(node) or "{0}"


def parts_of(sentence):
    """A sentence that is told as a whole, or its parts; a place alone says nothing of its own."""
    if is_told(sentence):
        return [sentence]
    return [one for one in re.split("[:;] ", sentence) if not PLACE_RE.fullmatch(one)]


def is_told(sentence):
    """Whether a sentence has Chinese when its places are filled."""
    filled = PLACE_RE.sub("7", sentence)
    return remark(filled, "zh") != filled


def called_with(names, *folders):
    """The texts that some functions are called with."""
    for tree in code_in(*folders):
        for node in ast.walk(tree):
            called = getattr(node, "func", None)
            if getattr(called, "id", getattr(called, "attr", None)) in names:
                yield from filter(None, map(as_written, node.args))


def said_of_files():
    """Why a file is not read, and what to do about it and about damage."""
    yield from called_with({"Refused"}, "egov_lib/read", "egov_lib/labs/exchange")
    tables_of_kinds = (unreadable.KINDS, unreadable.STREAMS, unreadable.PACKAGES)
    for kind in (unreadable.OLD_OFFICE, *sum(tables_of_kinds, ())):
        yield from (kind.reason, kind.remedy)
    refusals = (formats.NO_TEXT, unreadable.OPENDOCUMENT, unreadable.AT_4)
    for refusal in (*refusals, unreadable.AT_8):
        for reason_and_remedy in refusal.values():
            yield from reason_and_remedy
    yield from REMEDIES.values()


def test_what_is_said_of_files_has_its_chinese():
    """Reasons, remedies, kinds of damage, and what the town's exchange refuses."""
    kinds = {*REMEDIES, *FLAGS, *(rule.damage for rule in RULES.values())} - {""}
    said = {PLACE_RE.sub("7", one) for one in said_of_files()} | kinds
    assert {one for one in said if remark(one, "zh") == one} == set()


def test_what_notebooks_hand_to_remark_has_its_chinese():
    """A sentence that a cell prints through `remark` is told in Chinese."""
    said = list(called_with({"remark"}, "notebooks"))
    parts = {part for one in said for part in parts_of(one)}
    assert {one for one in parts if not is_told(one)} == set()


def test_joined_remarks_are_told_one_by_one():
    """As a report joins them; where one part is not known, all stays as it is."""
    joined = "spam lines: read them, and cut them from your copy; notes: nothing to do"
    assert remark(joined, "zh") == (
        "广告行：请看过之后从自己的副本中删去；脚注：不必处理"
    )
    shown = joined.replace("copy;", "copy (彩票 http://a.b | 代开发票);")
    assert remark(shown, "zh") == (
        "广告行：请看过之后从自己的副本中删去（彩票 http://a.b | 代开发票）；脚注：不必处理"
    )
    assert (
        remark("page numbers (1,200), something", "zh")
        == "page numbers (1,200), something"
    )
    assert remark("there is no table 'a, b: c' here: there are d", "zh") == (
        "这里没有表'a, b: c'，只有d"
    )
    assert remark("x; " * 10_000, "zh") == "x; " * 10_000


def test_every_kind_level_and_status_has_its_chinese():
    """A value that stands in a table of the Chinese edition is explained there."""
    values = english_of_columns(KINDS)
    assert [pair for pair in values if word(pair[1], "zh", pair[0]) == pair[1]] == []


def reasons_of(name):
    """Why a lab assumes what it assumes, in all its settings."""
    lab = import_module(f"egov_lib.labs.{name}")
    presets = [lab.preset(place) for place in lab.PRESETS]
    badges = pd.concat([common.badges(one) for one in (lab.Settings(), *presets)])
    return set(badges["why"]) - {""}


@pytest.mark.parametrize("name", LABS)
def test_settings_and_measures_of_a_lab_have_their_chinese(name):
    """The table of badges and that of measures are read in Chinese, names and reasons."""
    lab = import_module(f"egov_lib.labs.{name}")
    settings = lab.Settings()
    measures = lab.summarise(lab.simulate(settings, seed=1)).index
    names = [*common.badges(settings)["parameter"], *measures]
    assert [one for one in names if word(one, "zh") == one] == []
    assert {one for one in reasons_of(name) if remark(one, "zh") == one} == set()


def test_a_text_of_ones_own_is_not_given_the_english_of_ours():
    """Words at a place of another text under one of our names have no English."""
    assert tables.quote_in_english("别的话", "yunnan-2006", 0) == ""
    assert tables.quote_in_english("别的话", "mine", 0) == ""


def test_a_hostile_table_is_shown_and_not_run():
    """Cells, heads and index are escaped, and nothing in them is unseen."""
    frame = pd.DataFrame({HOSTILE: [HOSTILE], "quote": [HOSTILE]}, index=[HOSTILE])
    frame["doc_id"], frame["start"] = "yunnan-2006", 0
    frame["list"] = [[HOSTILE]]
    for lang in ("en", "zh"):
        shown = str(tables.table(frame, lang=lang))
        assert "<script" not in shown and "<img" not in shown
        assert "\u202e" not in shown and "\u200b" not in shown


def test_a_notebook_shows_frames_so_and_leaves_others_alone():
    """A frame with Chinese becomes a table; one of numbers is as pandas draws it."""
    shell = InteractiveShell.instance()
    try:
        egov._show_frames_in_a_notebook()
        draw = shell.display_formatter.formatters["text/html"]
        shown = draw(egov.load_table("clauses").head(2)[["quote"]])
        assert "egov-table" in shown and '<small lang="en">' in shown
        numbers = pd.DataFrame({"a": [1, 2]})
        assert draw(numbers) == numbers._repr_html_()
        several = pd.DataFrame(
            [["电"]], columns=pd.MultiIndex.from_tuples([("a", "b")])
        )
        assert draw(several) == several._repr_html_()
    finally:
        InteractiveShell.clear_instance()


@pytest.fixture
def chinese():
    """The reader reads Chinese while a test runs."""
    egov.language("zh")
    yield
    egov.language("en")


def test_a_series_is_a_table_where_chinese_is_read(chinese):
    """Its values and its name have their Chinese; numbers and whole texts are pandas'."""
    badges = pd.Series(["assumed", "from the text"], name="badge").value_counts()
    shown = str(tables.show_series(badges))
    assert "依据" in shown and "假设" in shown and "见原文" in shown
    assert tables.show_series(pd.Series([1.5, 2.5])) is None
    assert tables.show_series(egov.load_corpus()["text"]) is None


def test_a_series_is_as_pandas_prints_it_in_english():
    """No second language is looked for."""
    assert tables.show_series(pd.Series(["assumed"], name="badge")) is None


def test_names_of_two_levels_have_their_chinese(chinese):
    """As `groupby` and `agg` make them: each level of the rows and of the columns."""
    runs = pd.DataFrame(
        {"one": ["target"], "other": ["rank"], "share_pairs_flipped": [0.1]}
    )
    means = runs.groupby(["one", "other"]).agg(["mean", "std"])
    shown = str(tables.show_frame(means))
    for said in ("占目标的比例", "按名次", "次序颠倒的区对", "平均", "标准差"):
        assert f'<small lang="zh">{said}</small>' in shown
    several = pd.MultiIndex.from_tuples([(HOSTILE, HOSTILE)], names=["a", HOSTILE])
    hostile = pd.DataFrame([["电"]], index=several, columns=several)
    assert "<script" not in tables.show_frame(hostile)
    assert "<img" not in tables.show_frame(hostile)


@pytest.mark.parametrize("name", ["市政府", "人口基础数据库", "第四次会议"])
def test_a_name_short_for_a_body_of_our_places_is_not_explained_in_other_papers(name):
    """The municipal government of a reader's own paper is not Wuhai's, nor Chongqing's."""
    assert tables.english_of(name) == "" == tables.english_of(name, "mine")
    mine = pd.DataFrame({"doc_id": ["mine"], "name": [name]})
    assert "<small" not in tables.table(mine)


def test_one_name_means_another_body_in_each_document():
    """市政府 (the municipal government), in a speech of Wuhai's and a report on Chongqing."""
    rows = pd.DataFrame({"doc_id": ["wuhai-2006", "article-2006"], "name": "市政府"})
    shown = str(tables.table(rows))
    assert shown.count("Wuhai Municipal") == shown.count("Chongqing Municipal") == 1
