"""Tables that are shown have English beside their Chinese, and the other way round."""

import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import egov_lib as egov
from egov_lib.show import tables

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
    """A value or an English label alone has its Chinese below."""
    systems = egov.load_table("systems").head(3)[["label_en", "level"]]
    shown = tables.table(systems, lang="zh")
    assert shown.count("国家</small>") == 3 and shown.count("<small") == 6


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
