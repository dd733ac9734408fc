"""Strangers' files: each kind is read as its program shows it, and every loss is named."""

import datetime as dt
import io
import os
import sys
import time
import zipfile

import openpyxl.utils.datetime as excel
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import (
    STRICT,
    book,
    lines,
    named_in,
    numbering,
    opendocument,
    p,
    pdf,
    r,
    saved_page,
    table,
    word,
    workbook,
    zipped,
)

import egov_lib as egov
from egov_lib.find.documents import read_documents
from egov_lib.read.files import Limits, html
from egov_lib.read.files.days import FORMS, parse_day
from egov_lib.read.files.entities import undo_entities
from egov_lib.read.files.numbering import WAYS, number_text
from egov_lib.read.reading_remedies import READING_REMEDIES

# To the counties: the matters are notified as follows. / Planned as one, done in steps.
NOTICE = "各县（区）人民政府：现将有关事项通知如下。"
PLAN = "统一规划，分步实施。"


def one(name, data, **options):
    """Return the text (None if refused) and the report's line of one file."""
    data = data.encode() if isinstance(data, str) else data
    docs, report = read_documents({name: data}, **options)
    assert len(report) == 1, report
    return (docs["text"].iloc[0] if len(docs) else None), report.iloc[0]


def text_of(name, data):
    """Return the text of one file."""
    return one(name, data)[0]


# --- tables: columns

TEXT_NAMES = [
    "text",
    "Full_Text",
    "正文",
    "内容",
    " 正文 ",
    "TEXT",
    "文章内容",
    "full text",
    "正 文",
]


@pytest.mark.parametrize("name", TEXT_NAMES)
def test_the_column_of_texts_is_known_by_its_name(name):
    """In English or Chinese, whatever the case and the blanks."""
    docs, _ = read_documents({"a.csv": f"标题,{name}\n甲,{NOTICE}\n".encode()})
    assert docs[["doc_id", "title", "text"]].values.tolist() == [["甲", "甲", NOTICE]]


def test_columns_are_known_in_either_script():
    """A table from Taiwan or Hong Kong names its columns in traditional characters."""
    table = f"標題,成文日期,內容\n甲,2006-06-12,{NOTICE}\n"
    docs, _ = read_documents({"a.csv": table.encode()})
    assert docs["doc_id"].tolist() == ["甲"]
    assert str(docs["date"].iloc[0].date()) == "2006-06-12"


def test_the_caller_may_name_the_columns():
    """What is named counts, and a name that is not there is an error with those that are."""
    data = f"k,t,d,x,text\n7,甲,2006-6-12,{NOTICE},no\n".encode()
    names = {"text": "x", "doc_id": "k", "title": "t", "date": "d"}
    docs, _ = read_documents({"a.csv": data}, **names)
    row = docs.iloc[0]
    assert [row["doc_id"], row["title"], row["text"]] == ["7", "甲", NOTICE]
    assert str(row["date"].date()) == "2006-06-12" and row["table_text"] == "no"
    _, line = one("a.csv", data, text="y")
    assert "without a column y (it has k, t, d, x, text)" in line["remedy"]
    assert "without a column z" in one("a.csv", data, text="x", date="z")[1]["remedy"]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，", "^"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separators_and_encodings_are_found(separator, encoding):
    """A table is read by the separator that gives its head a column of texts."""
    rows = [
        ["标题", "正文"],
        ["甲", f"{NOTICE}一；二"],
        ["乙", PLAN.replace("，", "、")],
    ]
    rows = [[cell.replace("；", "。") for cell in row] for row in rows]
    data = "\n".join(separator.join(row) for row in rows).encode(encoding)
    docs, _ = read_documents({"a.csv": data})
    assert docs["title"].tolist() == ["甲", "乙"]


ROWS = {
    "separators at the end": (f"标题,正文\n甲,{NOTICE},\n", [NOTICE], ""),
    "separators at the end of the head too": (
        f"标题,正文,\n甲,{NOTICE},\n",
        [NOTICE],
        "",
    ),
    "a cell too many": (f"标题,正文\n甲,{NOTICE},备注\n", [NOTICE], "cells beyond"),
    "a comma in the title": (f"标题,正文\n甲,乙,{NOTICE}\n", [], ""),
    "the date forgotten": (f"标题,日期,正文\n甲,{NOTICE}\n", [], ""),
    "a note forgotten": (f"标题,正文,备注\n甲,{NOTICE}\n", [NOTICE], "cells missing"),
    "names of rows": (
        f"标题,正文\n1,甲,{NOTICE}\n2,乙,{PLAN}\n",
        [NOTICE, PLAN],
        "row names",
    ),
    "lines above": (f"文件目录,\n标题,正文\n甲,{NOTICE}\n", [NOTICE], "above the head"),
    "a quotation mark never closed": (
        f'标题,正文\n甲,"{NOTICE}\n乙,{PLAN}\n',
        [f'"{NOTICE}', PLAN],
        "",
    ),
    "two quotation marks never closed": (
        f'标题,正文\n甲,"{NOTICE}\n乙,"{PLAN}\n',
        [f'"{NOTICE}', f'"{PLAN}'],
        "",
    ),
    "an inch beside cells in quotation marks": (
        f'标题,正文\n17",{NOTICE}\n乙,"一,{PLAN}"\n',
        [NOTICE, f"一,{PLAN}"],
        "",
    ),
    "quotation marks of a data base": (
        f'标题,正文\n甲,"称\\"一,站\\"式。{NOTICE}"\n',
        [f"称“一,站”式。{NOTICE}"],
        "",
    ),
    "a hint of Excel": (f"sep=;\n标题;正文\n甲;{NOTICE}\n", [NOTICE], ""),
    "words for nothing": ("标题,正文\n甲,NULL\n乙,nan\n", [], ""),
    "a page in a cell": (f"标题,正文\n甲,<p>{NOTICE}</p>\n", [NOTICE], ""),
}


@pytest.mark.parametrize("what", ROWS)
def test_no_cell_is_shifted_in_silence(what):
    """A ragged row is read where the text is under its head, else refused; the report says it."""
    data, texts, damage = ROWS[what]
    docs, report = read_documents({"a.csv": data.encode()})
    assert [text.replace("，", ",") for text in docs["text"]] == [
        text.replace("，", ",") for text in texts
    ]
    assert damage in report["damage"].iloc[0]
    assert (report.loc[~report["read"], "remedy"] != "").all()


def test_a_table_without_rows_has_its_line():
    """As has an empty one, in text or in Excel."""
    assert "without rows" in one("a.csv", "标题,正文\n")[1]["remedy"]
    assert "is empty" in one("a.csv", "")[1]["remedy"]
    assert "is empty" in one("a.xlsx", workbook(("s", [])))[1]["remedy"]


def test_a_cell_too_many_is_kept():
    """What stands beyond the columns has a column of its own."""
    docs, _ = read_documents({"a.csv": f"标题,正文\n甲,{NOTICE},备注\n".encode()})
    assert docs["beyond 1"].tolist() == ["备注"]


# --- tables: days

DAYS = [
    *(form.example[0] for form in FORMS),
    *("2006-06-12T00:00:00+08:00", "2006-06-11T16:00:00Z", "2006-06-12 00:00:00"),
    *(
        "2006年6月12日",
        "二〇〇六年六月十二日",
        "二○○六年六月十二日",
        "２００６年６月１２日",
    ),
    *("2006.6.12", "2006/6/12", "2006．6．12", "2006 年 6 月 1 2 日", "20060612"),
    *("2006年6月12日（星期一）", "成文日期：2006年6月12日", "民國九十五年六月十二日"),
    *("1150041600000", "Jun 12, 2006 12:00:00 AM", "Mon, 12 Jun 2006 00:00:00 GMT"),
    *("2006-06-12T00:00:00.000+0800", "12-Jun-06", "38880"),
]


@pytest.mark.parametrize("cell", DAYS)
def test_every_usual_form_of_a_day_is_read(cell):
    """With or without zone, in digits or numerals, as people or as programs write it."""
    day = dt.date(2006, 6, 25 if cell.startswith("25") else 12)
    assert parse_day(cell).day == day


NO_DAYS = [
    "",
    "2006",
    "2006年6月",
    "2006-02-30",
    "六月十二日",
    "200606",
    "nan",
    "第12号",
]


@pytest.mark.parametrize("cell", [*NO_DAYS, "2006-06-12至2006-07-01"])
def test_what_is_no_day_stays_a_cell(cell):
    """It is missing in date, kept as it is, and named."""
    assert parse_day(cell).day is None
    docs, report = read_documents(
        {"a.csv": f"成文日期,正文\n{cell},{NOTICE}\n".encode()}
    )
    if cell:
        assert docs["成文日期"].tolist() == [cell]
        assert "dates not understood (1)" in report["damage"].iloc[0]
        assert cell in report["places"].iloc[0] and report["remedy"].iloc[0]


def test_guesses_are_named():
    """A form that can be read in two ways is read, kept and reported."""
    docs, report = read_documents({"a.csv": f"date,正文\n06-6-12,{NOTICE}\n".encode()})
    assert str(docs["date"].iloc[0].date()) == "2006-06-12"
    assert docs["table_date"].tolist() == ["06-6-12"]
    assert report["damage"].iloc[0] == "dates guessed (1)"


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.sampled_from(range(7)))
def test_a_day_is_read_as_it_was_written(day, form):
    """Each day comes back from each form."""
    written = [
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day} 08:30",
        f"{day:%d %b %Y}",
        str(int(excel.to_excel(day))),
    ]
    assert parse_day(written[form]).day == day


# --- tables: Excel


def test_all_sheets_are_read():
    """A note is named, every sheet with texts is read, a hidden one is said to be hidden."""
    data = workbook(
        ("说明", [["本表由省信息化办公室编制"]]),
        ("2005", [["标题", "正文"], ["甲", NOTICE]]),
        ("空", []),
        ("2006", [["标题", "正文"], ["乙", PLAN]]),
        hidden=["2006"],
    )
    docs, report = read_documents({"a.xlsx": data})
    assert docs["file"].tolist() == ["a.xlsx#1", "a.xlsx#2006!1"]
    lines_ = report.set_index("file")
    assert not lines_.loc["a.xlsx#说明", "read"] and lines_.loc["a.xlsx#说明", "remedy"]
    assert lines_.loc["a.xlsx#2006!1", "damage"] == "rows of a hidden sheet (1)"


def test_cells_of_excel_are_read_as_shown():
    """Merged cells, escapes, whole numbers, serial days of both calendars, texts cut off."""
    rows = [
        ["类别", "日期", "正文"],
        ["通知", 38880, NOTICE + "_x000D_尾"],
        [None, 38881.5, PLAN],
    ]
    docs, report = read_documents({"a.xlsx": workbook(("s", rows), merge=["A2:A3"])})
    assert docs["类别"].tolist() == ["通知", "通知"]
    assert docs["date"].dt.strftime("%F").tolist() == ["2006-06-12", "2006-06-13"]
    assert "merged over rows" in report["damage"][1]
    assert "_x" not in docs["text"][0]
    rows = [["日期", "正文"], [38880 - 1462, NOTICE]]
    old = workbook(("s", rows), epoch=excel.CALENDAR_MAC_1904)
    docs, _ = read_documents({"a.xlsx": old})
    assert str(docs["date"][0].date()) == "2006-06-12"
    rows = [["正文"], [(PLAN * 4000)[:32_767]], ['=A1&"x"']]
    _, report = read_documents({"a.xlsx": workbook(("s", rows))})
    assert "cut off by Excel" in report["damage"][0]


def test_a_table_is_what_its_bytes_say():
    """A workbook called .csv is one; a text called .xlsx is not; an old one says what to do."""
    data = workbook(("s", [["正文"], [NOTICE]]))
    assert text_of("a.csv", data) == NOTICE
    assert "no .xlsx file" in one("a.xlsx", f"正文\n{NOTICE}\n")[1]["remedy"]
    assert (
        "save it as .xlsx"
        in one("a.csv", b"\xd0\xcf\x11\xe0" + bytes(600))[1]["remedy"]
    )


def test_tables_are_bounded():
    """A million columns, nothing but commas, a cell at the end of the sheet: refused at once."""
    start = time.perf_counter()
    wide = "正文" + ",a" * 1_000_000
    assert "more than 1,000" in one("a.csv", wide)[1]["remedy"]
    sparse = f"正文{',' * 900}\n" + f"{',' * 900}\n" * 7_000
    docs, report = read_documents({"a.csv": sparse.encode()})
    assert docs.empty and "5,000,000 cells" in report["remedy"].iloc[-1]
    assert (
        "bytes, more than"
        in one("a.csv", "正文\n甲\n", limits=Limits(table_bytes=5))[1]["remedy"]
    )
    assert time.perf_counter() - start < 60


# --- pages

PAGES = {
    "ruby": ("<ruby>政<rp>(</rp><rt>zhèng</rt><rp>)</rp></ruby>府", "政府"),
    "a hidden attribute": ("推进<b hidden>8K</b>电子政务", "推进电子政务"),
    "hidden by style": (
        "推进<i style='DISPLAY : none;color:red'>8K</i>政务",
        "推进政务",
    ),
    "no size": ("推进<i style='font-size:0px'>8K</i>政务", "推进政务"),
    "hidden by its class": (
        "<style>.j{display:none}</style>推进<i class='a j'>8K</i>政务",
        "推进政务",
    ),
    "some size": ("推进<i style='font-size:0.8em'>电子</i>政务", "推进电子政务"),
    "a break of a line": ("电子\n  政务<b>\n建设</b>e-\ngov", "电子政务建设e- gov"),
    "typed lines": ("<pre>一、目标\n二、任务</pre>", "一、目标\n二、任务"),
    "entities": ("&ldquo;十一五&rdquo;&#24180;&amp;mdash;", "“十一五”年—"),
    "a list": ("<ol start=3><li>目标</li><li>任务</li></ol>", "3. 目标\n4. 任务"),
    "a menu": ("<ol><li><a href=x>目标</a></li></ol>", "目标"),
    "a frame of a table": ("<table><tr><td>电子<p>政务</table>", "电子\n政务"),
    "a block nobody listed": ("<blockquote>电子</blockquote>政务", "电子\n政务"),
}


@pytest.mark.parametrize("what", PAGES)
def test_a_page_is_read_as_it_is_seen(what):
    """What a style hides and how a character is read is no text; numbers of lists are."""
    source, text = PAGES[what]
    assert html.text_of(f"<html><body>{source}</body></html>") == text


TABLES = {
    "over two rows": (
        "<tr><td>1<td>建网<td rowspan=2>年底<tr><td>2<td>开站",
        ["1\t建网\t年底", "2\t开站\t年底"],
    ),
    "over two columns": (
        "<tr><td colspan=2>合计<td>5<tr><td>1<td>2<td>3",
        ["合计\t合计\t5", "1\t2\t3"],
    ),
    "a heading": ("<tr><th colspan=2>任务<tr><td>1<td>2", ["任务", "1\t2"]),
    "paragraphs in a cell": (
        "<tr><td>1<td><p>建网<p>开站<tr><td>2<td>3",
        ["1\t建网 开站", "2\t3"],
    ),
    "an empty cell": ("<tr><td>1<td>2<td>3<tr><td>4<td><td>6", ["1\t2\t3", "4\t\t6"]),
    "both": (
        "<tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2<tr><td>乙<td>丙<td>3",
        ["甲\t甲\t1", "甲\t甲\t2", "乙\t丙\t3"],
    ),
    "a body and a head": (
        "<thead><tr><th>甲<th>乙<tbody><tr><td>1<td>2",
        ["甲\t乙", "1\t2"],
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_a_table_keeps_its_columns(what):
    """A line a row, whatever cells span; no cell under another's head."""
    source, rows = TABLES[what]
    assert html.text_of(f"<table>{source}</table>").split("\n") == rows


def test_what_was_hidden_is_named():
    """With its count and its words, and a page that a script shows is read whole."""
    _, line = one(
        "a.html", f"<html><p>{NOTICE}<i style='display:none'>8K,x</i></p></html>"
    )
    assert line["damage"] == "hidden text (1)" and line["places"] == "hidden text: 8K,x"
    later, line = one(
        "a.html", f"<div style='display:none'><p>{NOTICE}</p></div><p>载入</p>"
    )
    assert NOTICE in later and "hidden at first" in line["damage"]


UNREAD_PARTS = {
    "a picture": ("<img src=a.png>", "pictures (1)"),
    "a picture with words": ("<img src=a.png alt=图>", "pictures (1)"),
    "two pictures": ("<img src=a.png><p><img src=b.png>", "pictures (2)"),
    "an icon": ("<img src=a.png width=16 height=16>", ""),
    "a counter": ("<img src=a.png width=1px height=1px>", ""),
    "a field": ("<input value=张三>", "form fields (1)"),
    "an empty field": ("<input value=''>", ""),
    "a button": ("<input type=submit value=提交>", ""),
    "what a page sends along": ("<input type=hidden value=7>", ""),
    "a box of text": ("<textarea>备注</textarea>", "form fields (1)"),
    "a choice": ("<select><option>甲</select>", "form fields (1)"),
}


@pytest.mark.parametrize("what", UNREAD_PARTS)
def test_pictures_and_fields_of_a_page_are_named(what):
    """Nothing that a page shows is left out in silence; ornaments are no loss."""
    source, damage = UNREAD_PARTS[what]
    _, line = one("a.html", f"<html><body><p>{NOTICE}</p>{source}</body></html>")
    assert line["damage"] == damage
    assert bool(line["remedy"]) == bool(damage)


HOSTILE = {
    **{
        part: part * (300_000 // len(part))
        for part in ("<!--", "<?", "<a b='", "<![CDATA[", "&")
    },
    **{
        part: part * (300_000 // len(part))
        for part in ("<div>", "<font>", "<select></p>", "<a '")
    },
    "tables in tables": "<table><tr><td>" * 20_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">",
    "spans": "<table>" + "<tr><td>a<td rowspan=65000 colspan=1000>x" * 3_000,
    "styles": "<style>" + ".a" * 150_000,
    "braces": "<style>" + "{" * 300_000,
    "blanks": "<p>电" + " " * 300_000 + "子",
    "blanks that are kept": "<pre>电" + " " * 300_000 + "子",
    "tabs that are kept": "<pre>电" + "\t" * 300_000 + "子",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_pages_are_read_in_time(what):
    """Nesting, unclosed tags and spans cost no more than their length."""
    start = time.perf_counter()
    html.read_page(HOSTILE[what] + "<p>底")
    assert time.perf_counter() - start < 20  # they took minutes; a busy machine is slow


@pytest.mark.parametrize("part", ["`", "~", "[", "# ", "<!--", "*", " "])
def test_hostile_marks_of_markdown_are_read_in_time(part):
    """A fence, a bracket or a head that never ends costs no more than its length."""
    start = time.perf_counter()
    files = {"a.md": f"# 电子政务\n{part * (300_000 // len(part))}底".encode()}
    read_documents(files)
    assert time.perf_counter() - start < 20


# --- Word

SYM = '<w:sym w:font="Wingdings 2" w:char="F052"/>'
MOVED = f"<w:moveFrom>{r('先')}</w:moveFrom><w:moveTo>{r('后')}</w:moveTo>"
RUBY = f"<w:ruby><w:rt>{r('Yì')}</w:rt><w:rubyBase>{r('镒')}</w:rubyBase></w:ruby>"
BOX = f"<w:txbxContent>{p('框')}</w:txbxContent>"
COPY = f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
TWICE = f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>{COPY}</mc:AlternateContent>"
UPPER = "<m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
LOWER = "<m:den><m:r><m:t>2</m:t></m:r></m:den>"
FRACTION = f"<m:oMath><m:r><m:t>K=</m:t></m:r><m:f>{UPPER}{LOWER}</m:f></m:oMath>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
ENDS = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前')}</w:p>"
TICK = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
WORDS = {
    "a hyphen that does not break": (
        p(r("010") + "<w:noBreakHyphen/>" + r("6309")),
        "010-6309",
    ),
    "a sign of a font": (p(SYM + r("同意")), "☑同意"),
    "a box of a form": (p(TICK + r("同意")), "☑同意"),
    "moved text": (p(MOVED), "后"),
    "the sound of a character": (p(RUBY), "镒"),
    "a text box": (
        p(r("前") + TWICE + r("后")),
        "前后\n框",
    ),
    "an equation": (p(FRACTION), "K=(a+b)/2"),
    "hidden text": (p(r("见") + HIDDEN), "见"),
    "a paragraph whose end was deleted": (ENDS + p("后"), "前后"),
    "a field": (p("<w:instrText>PAGE</w:instrText>" + r("三")), "三"),
    "two paragraphs in a cell": (
        table(["任务", p("建网") + p("开站")]),
        "任务\t建网 开站",
    ),
    "a table that frames": (
        table([p("一、目标") + p("二、任务")]),
        "一、目标\n二、任务",
    ),
    "a merged cell": (
        table(
            ["1", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("年底")],
            ["2", "<w:tcPr><w:vMerge/></w:tcPr>" + p("")],
        ),
        "1\t年底\n2\t年底",
    ),
}


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize("namespace", ["transitional", "strict"])
def test_a_word_file_is_read_as_word_shows_it(what, namespace):
    """In both editions of the format."""
    body, text = WORDS[what]
    options = {"namespace": STRICT} if namespace == "strict" else {}
    assert text_of("a.docx", word(body + p(NOTICE), **options)) == f"{text}\n{NOTICE}"


def test_numbers_are_written_as_word_shows_them():
    """Levels, restarts, numbers of styles, and lists that share their counter."""
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="A">{in_list}</w:style>'
    styles += '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    levels = [
        ("chineseCounting", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
    ]
    body = p("甲", style="B") + p("乙", number=(1, 1)) + p("丙", number=(1, 1))
    body += p("丁", number=(0, 1)) + p("戊", number=(1, 1)) + p("己", number=(2, 1))
    body += p("庚", number=(0, 2)) + p("辛", number=(0, "0"))
    for restart, last in ((False, "三、庚"), (True, "一、庚")):
        data = word(body, styles=styles, numbering=numbering(*levels, restart=restart))
        text, line = one("a.docx", data)
        assert text.split("\n") == [
            "一、甲",
            "（一）乙",
            "（二）丙",
            "二、丁",
            "（一）戊",
            "1. 己",
            last,
            "辛",
        ]
        assert "numbers made by Word (7)" in line["damage"]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_a_number_goes_on(way):
    """No way fails, repeats at once or is empty, whatever the number."""
    written = [number_text(number, way) for number in range(1, 10)]
    assert len(set(written)) == 9 and all(written)
    assert number_text(0, way) == "0" and number_text(10**6, way) == "1000000"


def test_notes_and_what_stands_beside_are_named():
    """Notes follow the text; headers, comments and deleted text are counted, with their words."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    data = word(
        p(r(NOTICE) + call + gone),
        footnotes=f'<w:footnote w:id="2">{p("见附件。")}</w:footnote>',
        header=p("内部资料"),
        comments=f'<w:comment w:id="1">{p("核对")}</w:comment>',
    )
    text, line = one("a.docx", data)
    assert text == f"{NOTICE}\n[1] 见附件。"
    for kind in (
        "notes (1)",
        "deleted text (1)",
        "headers and footers (1)",
        "comments (1)",
    ):
        assert kind in line["damage"]
    assert "内部资料" in line["places"] and line["remedy"]


def test_any_name_of_the_main_part_will_do():
    """The package says what its main part is called."""
    assert text_of("a.docx", word(p(NOTICE), main="word/document2.xml")) == NOTICE
    assert text_of("a.docm", word(p(NOTICE), main="doc/main.xml")) == NOTICE


# --- PDF

FULL = "全省各级部门要统一规划、统一标准，加快推进政务信息资源共"  # it goes on: 享
HALF = "各级部门要统一规划和统一标准"


def read_pages(*pages):
    """Return text and line of a PDF."""
    return one("a.pdf", pdf(*pages))


def test_lines_of_a_pdf_are_joined():
    """By their right edges: indents, narrow figures and one wide line change nothing."""
    indented = [(88, 780, 14, FULL[:-2]), *lines(FULL, "享。", y=756)]
    assert read_pages(indented)[0] == FULL[:-2] + FULL + "享。"
    wide = [*lines(FULL, FULL, FULL, "享。"), (60, 600, 14, FULL + "表" * 8 + "。")]
    assert read_pages(wide)[0].split("\n")[0] == FULL * 3 + "享。"


def test_columns_and_pages_go_on():
    """A column goes on in the next, and a page in the next."""
    left = lines(HALF, HALF, HALF)
    right = lines(HALF, "实施。", x=330)
    assert read_pages([*left, *right])[0] == HALF * 4 + "实施。"
    assert read_pages(lines(FULL, FULL), lines(FULL, "享。"))[0] == FULL * 3 + "享。"


def test_figures_alone_on_a_line_are_text():
    """In a table, in a column, at the end of a page; but not the number of a page."""
    cells = [
        (x, y, 12, f"{n}")
        for x, y, n in [(60, 700, 312), (260, 700, 405), (60, 676, 1280)]
    ]
    text, line = read_pages([*lines(NOTICE), *cells])
    assert (
        all(n in text for n in ("312", "405", "1280"))
        and "page numbers" not in line["damage"]
    )
    pages = [[*lines(NOTICE, f"第{n}项。"), (290, 40, 9, f"{n + 4}")] for n in range(3)]
    text, line = read_pages(*pages)
    assert "page numbers (3)" in line["damage"] and "\n4" not in text


@pytest.mark.parametrize(
    "form", ["— {} —", "- {} -", "第{}页 共3页", "{} / 3", "Page {} of 3", "·{}·"]
)
def test_numbers_of_pages_are_known_by_their_form(form):
    """At the foot of each page."""
    pages = [[*lines(FULL), (290, 40, 9, form.format(n))] for n in (1, 2)]
    assert read_pages(*pages)[0] == FULL * 2


def test_running_heads_go_and_are_named():
    """By coming back at the same place; a title of the first page stays."""
    head = "××省电子政务发展报告"
    pages = [
        [(60, 810, 9, head), *lines(FULL), (280, 40, 9, f"— {n} —")] for n in (1, 2, 3)
    ]
    text, line = read_pages(*pages)
    assert text == FULL * 3 and "running heads and feet (3)" in line["damage"]
    assert head in line["places"]
    pages = [(NOTICE, "第一项。"), (PLAN, f"第二项。{NOTICE}")]
    titled = [[(60, 810, 20, head), *lines(*texts)] for texts in pages]
    text, _ = read_pages(*titled)
    assert text.split("\n") == [head, *pages[0], *pages[1]]
    close = [lines(NOTICE, f"第{n}项。", PLAN) for n in (1, 2)]
    assert read_pages(*close)[0].count(PLAN) == 2
    headed = [
        [(60, 810, 14, f"附件{n}"), *lines(NOTICE, f"第{n}项。")] for n in (1, 2, 3)
    ]
    assert "附件3" in read_pages(*headed)[0]


def test_notes_of_a_page_follow_the_text():
    """The sentence they stood in goes on; a list with the same marks is no note."""
    text, line = read_pages(
        [*lines(FULL), (60, 100, 9, "① 数据来源：省统计局。")], lines("享。")
    )
    assert (
        text == f"{FULL}享。\n① 数据来源：省统计局。" and "notes (1)" in line["damage"]
    )
    items = lines("任务如下：", "①建设网络；", "②整合资源。")
    assert read_pages(items)[0] == "任务如下：\n①建设网络；\n②整合资源。"


def test_false_bold_is_read_once():
    """Drawn two or four times, as a line or character by character."""
    twice = [
        (60, 780, 14, "第一章 总则"),
        (60.4, 780, 14, "第一章 总则"),
        *lines(PLAN, y=756),
    ]
    assert read_pages(twice)[0] == f"第一章 总则\n{PLAN}"
    strokes = [
        (60 + 14 * at + off, 780, 14, char)
        for at, char in enumerate("总则")
        for off in (0, 0.3)
    ]
    assert (
        read_pages([*strokes, *lines(PLAN, y=756)])[0].replace("\n", "")
        == f"总则{PLAN}"
    )


def test_scans_and_long_files_are_named():
    """Pages without text by their numbers; too many pages are refused."""
    _, line = read_pages(lines(NOTICE), [], [])
    assert line["damage"] == "pages without text (2)" and "pages 2-3" in line["places"]
    assert "it is a scan" in read_pages([], [])[1]["remedy"]
    data = pdf(lines(NOTICE), lines(PLAN))
    assert (
        "2 pages, more than 1"
        in one("a.pdf", data, limits=Limits(pages=1))[1]["remedy"]
    )
    assert text_of("a.pdf", b"\xef\xbb\xbf\r\n" + pdf(lines(NOTICE))) == NOTICE
    assert text_of("a.txt", f"说明：%PDF-1.4 是格式。{NOTICE}") is not None


# --- other formats


@pytest.mark.parametrize("way", ["base64", "quoted-printable"])
@pytest.mark.parametrize("encoding", ["gb2312", "utf-8", "big5"])
def test_a_page_saved_as_one_file_is_read(way, encoding):
    """As Internet Explorer and its followers saved it."""
    page = (
        "<html><body><p>推行电子政务，建立公开制度。</p><p>2006年6月</p></body></html>"
    )
    if encoding == "big5":
        page = "<html><body><p>推行電子政務，建立公開制度。</p></body></html>"
    text, line = one("p.mht", saved_page(page, encoding=encoding, way=way))
    assert "推行电子政务，建立公开制度。" in text and line["format"] == "mht"
    frames = f"<html><p>{PLAN}</p><iframe src='cid:frame-1@x'></iframe></html>"
    assert NOTICE in text_of("p.mht", saved_page(frames, frame=f"<p>{NOTICE}</p>"))


def test_a_text_of_libreoffice_is_read():
    """Numbers, blanks, notes, tables with spans, deleted and boxed text."""
    level = 'text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"'
    level = f"<text:list-level-style-number {level}/>"
    styles = f'<text:list-style style:name="L">{level}</text:list-style>'
    note = "<text:note-body><text:p>见表。</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{note}</text:note>"
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    spans = 'table:number-rows-spanned="2"'
    tall = f"<table:table-cell {spans}><text:p>年底</text:p></table:table-cell>"
    rows = f"<table:table-row>{cell.format('建网')}{tall}</table:table-row>"
    rows += f"<table:table-row>{cell.format('开站')}<table:covered-table-cell/></table:table-row>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:list text:style-name="L">{item.format("目标")}{item.format("任务")}</text:list>'
        f"<text:p>统一{note}<text:s/>规划</text:p><table:table>{rows}</table:table>"
    )
    text, line = one("a.odt", opendocument(body, styles))
    assert text.split("\n") == [
        "一、目标",
        "二、任务",
        "统一 规划",
        "建网\t年底",
        "开站\t年底",
        "[1] 见表。",
    ]
    assert "deleted text (1)" in line["damage"] and line["format"] == "odt"


def test_a_book_is_read_in_order():
    """Its pages one after the other; a page that is missing is named."""
    data = book(
        {"b.xhtml": f"<html><p>{NOTICE}</p></html>", "a.xhtml": f"<p>{PLAN}</p>"}
    )
    assert text_of("a.epub", data) == f"{NOTICE}\n{PLAN}"
    _, line = one("a.epub", book({"a.xhtml": f"<p>{PLAN}</p>"}, missing=["c.xhtml"]))
    assert (
        "pages missing in the file (1)" in line["damage"]
        and "c.xhtml" in line["places"]
    )


def test_markdown_loses_its_marks():
    """And nothing else; what stands at the head for programs is named."""
    source = "---\ndate: 2006\n---\n# 通知\n\n1. **统一**规划\n- [标准](http://x)\n\n|甲|乙|\n|--|--|\n|1|2|\n"
    text, line = one("a.md", source)
    assert text.split() == ["通知", "1.", "统一规划", "标准", "甲", "乙", "1", "2"]
    assert "settings at the head of the file (1)" in line["damage"]


def test_entities_in_a_text_are_undone():
    """Also those that were escaped twice; one that is talked about stays."""
    assert (
        text_of("a.txt", "国务院&ldquo;十一五&rdquo;规划达到60&#37;。")
        == "国务院“十一五”规划达到60%。"
    )
    talked_about = "空格写作“&nbsp;”，其余照旧。"
    assert undo_entities(talked_about)[0] == talked_about
    address = "http://x/?a=1&copy=2&nbsp"
    assert undo_entities(address)[0] == address


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
UNREADABLE = {
    "a.doc": (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
    "a.wps": (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
    "a.xls": (OLE + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a.ofd": (zipped({"OFD.xml": "<OFD/>"}), "OFD document: open it in its reader"),
    "a.ods": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "save it as .xlsx",
    ),
    "a.pptx": (
        zipped({"ppt/presentation.xml": "<p/>", "_rels/.rels": "<x/>"}),
        "slides",
    ),
    "a.caj": (b"CAJ\0" + bytes(90), "CAJ file"),
    "a.ceb": (b"Founder CEB 1.0" + bytes(90), "CEB file"),
    "a.rar": (b"Rar!\x1a\x07" + bytes(90), "RAR archive"),
    "a.tif": (b"II*\0" + bytes(90), "OCR"),
    "a.url": (b"[InternetShortcut]\r\nURL=http://x", "save the page"),
    "a_files/x.js": (b"function a() { return 1; }", "beside a saved page"),
    "a.pdf": (pdf([]), "it is a scan"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_read_says_what_to_do(name):
    """Each kind has its own remedy; none is told to be a zip."""
    data, remedy = UNREADABLE[name]
    text, line = one(name, data)
    assert (
        text is None
        and remedy in line["remedy"]
        and "name it .zip" not in line["remedy"]
    )


# --- archives and folders


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_names_of_old_systems_are_read_from_a_zip(encoding):
    """GBK of the mainland and Big5 of Taiwan, told apart by all names together."""
    names = ["关于电子政务的通知", "政府网站建设意见"]
    if encoding == "big5":
        names = ["關於電子政務的通知", "政府網站建設意見"]
    data = named_in(encoding, {name: f"{NOTICE}{at}" for at, name in enumerate(names)})
    _, report = read_documents({"a.zip": data})
    assert [file.split("/")[1][:-1] for file in report["file"]] == names


def test_two_members_of_one_name_are_both_read(tmp_path):
    """The second is called (2)."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", NOTICE)
        archive.writestr("a.txt", PLAN)
    (tmp_path / "x.zip").write_bytes(data.getvalue())
    for given_ in ({"x.zip": data.getvalue()}, tmp_path):
        docs, report = read_documents(given_)
        assert docs["text"].tolist() == [NOTICE, PLAN]
        assert report["file"].tolist() == ["x.zip/a.txt", "x.zip/a.txt (2)"]


def test_one_bad_member_does_not_stop_the_others():
    """A member that is damaged has its line."""
    data = bytearray(zipped({"a.txt": NOTICE * 50, "b.txt": PLAN}))
    at = data.index(b"a.txt") + 5
    data[at : at + 8] = b"\xff" * 8
    docs, report = read_documents({"x.zip": bytes(data)})
    assert (
        docs["doc_id"].tolist() == ["b"]
        and "damaged in the archive" in report["remedy"][0]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes are Linux's")
def test_nothing_in_a_folder_stops_it(tmp_path):
    """Names in GBK, pipes, links that lead nowhere or round: each has its line."""
    with open(os.fsencode(tmp_path) + b"/" + "电子.txt".encode("gbk"), "wb") as file:
        file.write(NOTICE.encode())
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    docs, report = read_documents(tmp_path)
    assert docs["doc_id"].tolist() == ["电子"]
    assert (report.loc[~report["read"], "remedy"].str.len() > 20).sum() == 3
    _, report = read_documents(tmp_path / "pipe")
    assert "a pipe" in report["remedy"][0]


def test_half_a_surrogate_in_a_name_is_shown():
    """No name stops an upload."""
    _, report = read_documents({"a\ud800.txt": NOTICE.encode(), "b.txt": PLAN.encode()})
    assert report["read"].all()


# --- a folder of everything


def everything():
    """Return some fifty files as people have them, by name."""
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("省统计局。")}</w:footnote>'
    listed = numbering(("chineseCounting", "%1、"))
    heads = [[(60, 810, 9, "年度报告"), *lines(FULL)] for _ in range(3)]
    sheets = [
        ("说明", [["编制说明"]]),
        ("表", [["标题", "正文"], ["表中甲", "表。" + PLAN]]),
    ]
    ragged = f"标题,日期,正文\n列甲,2006年6月12日,表一。{PLAN}\n"
    ragged += f"列乙,六月,表二。{PLAN}\n列,丙,丁,{PLAN}\n"
    page = "<html><body><p>{}</p></body></html>"
    own = {
        name: f"{at}号文件。{NOTICE}"
        for at, name in enumerate(("甲", "乙", "丙", "丁", "戊"))
    }
    return {
        "plain/utf8.txt": own["甲"].encode(),
        "plain/gbk.txt": own["乙"].encode("gbk"),
        "plain/utf16.txt": own["丙"].encode("utf-16"),
        "plain/big5.txt": "關於推行電子政務的通知，請貫徹執行。".encode("big5"),
        "plain/entities.txt": "&ldquo;十一五&rdquo;规划要点。".encode(),
        "plain/notes.md": f"# 要点\n\n**{PLAN}**要点。\n".encode(),
        "plain/empty.txt": b"",
        "pages/saved.html": page.format(own["丁"]).encode("gbk"),
        "pages/hidden.html": page.format(f"复制<i hidden>8K</i>防护。{PLAN}").encode(),
        "pages/ruby.html": page.format(
            f"<ruby>政<rt>zheng</rt></ruby>府。{PLAN}"
        ).encode(),
        "pages/list.html": page.format(f"<ol><li>清单。{PLAN}</li></ol>").encode(),
        "pages/script.html": b"<html><script>write(1)</script></html>",
        "pages/saved_files/site.js": b"var a = function () { return 1; };",
        "pages/saved_files/logo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "pages/ie.mht": saved_page(page.format("网页存档，推行电子政务。")),
        "word/numbers.docx": word(p("编号。" + PLAN, number=(0, 1)), numbering=listed),
        "word/notes.docx": word(p(r("注释。" + PLAN) + call), footnotes=note),
        "word/moved.docx": word(p(MOVED) + p("移动。" + PLAN)),
        "word/header.docx": word(p("页眉。" + PLAN), header=p("内部资料")),
        "word/box.docx": word(p(r("文框。") + TWICE) + p(PLAN)),
        "word/equation.docx": word(p(FRACTION) + p("公式。" + PLAN)),
        "word/old.doc": UNREADABLE["a.doc"][0],
        "word/old.wps": UNREADABLE["a.wps"][0],
        "word/locked.docx": UNREADABLE["locked.docx"][0],
        "word/broken.docx": b"PK\x03\x04" + bytes(300),
        "pdf/report.pdf": pdf(*heads),
        "pdf/note.pdf": pdf(
            [*lines(FULL), (60, 90, 9, "① 来自统计局。")], lines("享。附注。")
        ),
        "pdf/bold.pdf": pdf(
            [*lines("第二章 任务"), *lines("第二章 任务", x=60.3), (60, 700, 14, PLAN)]
        ),
        "pdf/half-scan.pdf": pdf(lines("半为扫描。" + PLAN), []),
        "pdf/scan.pdf": pdf([]),
        "tables/sheets.xlsx": workbook(*sheets),
        "tables/ragged.csv": ragged.encode("gbk"),
        "tables/semicolon.csv": f"标题;full_text\n分号;分号。{PLAN}\n".encode(),
        "tables/none.csv": b"name,value\nx,1\n",
        "other/text.odt": opendocument(f"<text:p>开放文档。{PLAN}</text:p>"),
        "other/table.ods": UNREADABLE["a.ods"][0],
        "other/book.epub": book(
            {"a.xhtml": page.format(f"电子书。{PLAN}")}, missing=["b.xhtml"]
        ),
        "other/state.ofd": UNREADABLE["a.ofd"][0],
        "other/cnki.caj": UNREADABLE["a.caj"][0],
        "pages/frames.html": page.format(
            f"框架。{PLAN}<iframe src='b.htm'></iframe><embed src='c.swf'>"
        ).encode(),
        "pages/dialog.html": page.format(
            f"对话。{PLAN}<dialog>请登录</dialog><s>作废</s>"
        ).encode(),
        "word/ring.docx": word(p(f"域。{PLAN}") + p(RINGED)),
        "word/prompt.docx": word(p(f"控件。{PLAN}") + PROMPT),
        "tables/crawled.jsonl": f'{{"title": "记录", "content": "记录。{PLAN}"}}\n'.encode(),
        "tables/page.xls": PAGE_AS_TABLE.encode("gbk"),
        "other/flat.fodt": FLAT.encode(),
        "other/record.xml": f"<?xml version='1.0'?><r><b>档案。{PLAN}</b></r>".encode(),
        "other/letter.eml": LETTER.encode(),
        "plain/site.md": f"+++\nd = 1\n+++\n站点。{PLAN}[^1]\n\n[^1]: 注。\n".encode(),
        "plain/marked.txt": b"\xef\xbb\xbf" + f"标记。{NOTICE}".encode("gbk"),
        "plain/rights.txt": f"{NOTICE}\n{PLAN}\n版权所有：某市人民政府\n".encode(),
        "other/copy.txt": own["甲"].encode("gbk"),
        "other/from-taiwan.zip": named_in(
            "big5", {"關於電子政務的通知": f"壓縮。{PLAN}"}
        ),
        "other/archive.zip": zipped(
            {"a.txt": f"压缩包。{PLAN}", "b.zip": zipped({"c.txt": PLAN})}
        ),
    }


RINGED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    r"<w:r><w:instrText>eq \o\ac(○,3)</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{p('单击此处输入文字')}</w:sdtContent></w:sdt>"
)
PAGE_AS_TABLE = (
    "<html><table><tr><td>标题</td><td>正文</td></tr>"
    f"<tr><td>网表</td><td>网表。{PLAN}</td></tr></table></html>"
)
FLAT = (
    '<?xml version="1.0"?><document mimetype="x"><body><text>'
    f"<p>单文件。{PLAN}</p></text></body></document>"
)
LETTER = (
    "Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    f"--b\nContent-Type: text/plain; charset=utf-8\n\n来信。{PLAN}\n"
    "--b\nContent-Type: application/x\n"
    'Content-Disposition: attachment; filename="t.xlsx"\n\nPK\n--b--\n'
)
REFUSED = {
    *(
        "plain/empty.txt",
        "pages/script.html",
        "pages/saved_files/site.js",
        "word/old.doc",
    ),
    *(
        "pages/saved_files/logo.png",
        "word/old.wps",
        "word/locked.docx",
        "word/broken.docx",
    ),
    *(
        "pdf/scan.pdf",
        "tables/none.csv",
        "tables/sheets.xlsx#说明",
        "tables/ragged.csv#3",
    ),
    *(
        "other/table.ods",
        "other/state.ofd",
        "other/cnki.caj",
        "other/archive.zip/b.zip",
    ),
}
LOSSES = {
    "plain/entities.txt": "entities (2)",
    "plain/notes.md": "Markdown marks (2)",
    "pages/hidden.html": "hidden text (1)",
    "pages/ruby.html": "ruby (1)",
    "pages/list.html": "numbers made by the page (1)",
    "word/numbers.docx": "numbers made by Word (1)",
    "word/notes.docx": "notes (1)",
    "word/header.docx": "headers and footers (1)",
    "word/box.docx": "text boxes (1)",
    "word/equation.docx": "equations (1)",
    "pdf/report.pdf": "running heads and feet (3)",
    "pdf/note.pdf": "notes (1)",
    "pdf/bold.pdf": "text drawn twice (1)",
    "pdf/half-scan.pdf": "pages without text (1)",
    "tables/ragged.csv#2": "dates not understood (1)",
    "pages/frames.html": "frames (1), embedded objects (1)",
    "pages/dialog.html": "struck-out text (1)",
    "word/ring.docx": "equations (1)",
    "word/prompt.docx": "fields not filled in (1)",
    "other/record.xml": "tags of XML (2)",
    "other/letter.eml": "attachments and pages beside the text (1)",
    "plain/site.md": "settings at the head of the file (1)",
    "plain/rights.txt": "page furniture (1)",
    "other/book.epub": "pages missing in the file (1)",
}


def test_a_folder_of_everything_is_read_with_every_loss_named(tmp_path):
    """What is not read says what to do; of what was lost the line says what, and where."""
    files = everything()
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    docs, report = read_documents(tmp_path)
    by_file = report.set_index("file")
    assert len(files) >= 50 and by_file.index.is_unique
    inside = {
        file.split("#")[0].split(".zip/")[0].removesuffix(".zip")
        for file in by_file.index
    }
    assert inside == {name.removesuffix(".zip") for name in files}
    copies = set(by_file.index[by_file["duplicate_of"] != ""])
    assert len(copies) == 1
    assert set(by_file.index[~by_file["read"]]) - copies == REFUSED
    assert (by_file.loc[~by_file["read"], "remedy"].str.len() > 15).all()
    for file, damage in LOSSES.items():
        line = by_file.loc[file]
        assert damage in line["damage"], (file, line["damage"])
        kind = damage.rpartition(" (")[0]
        assert (kind in READING_REMEDIES) <= (kind in line["remedy"]), file
    everything_read = "\n".join(docs["text"])
    assert "③" in everything_read and "请登录" not in everything_read
    assert "8K" not in everything_read and "内部资料" not in everything_read
    assert everything_read.count("第二章 任务") == 1 and "PK" not in everything_read


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(everything())))
def test_no_damage_to_a_file_stops_the_reading(junk, name):
    """Bytes put into any file at any place: it has its line, and the rest is read."""
    data = everything()[name]
    at = len(junk) * 7 % (len(data) + 1)
    files = {name: data[:at] + junk + data[at:], "good.txt": NOTICE.encode()}
    _, report = read_documents(files)
    assert (report.loc[~report["read"], "remedy"] != "").all()
    good = report[report["file"] == "good.txt"].iloc[0]
    assert good["read"] or good["duplicate_of"]
    assert isinstance(egov.DataError(), ValueError) and isinstance(report, pd.DataFrame)
