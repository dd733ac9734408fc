"""What a file shows beside its text is read where a reader sees it, or named with its place."""

import io
import zipfile

import openpyxl
import pypdf
import pytest
from made_files import (
    LINKS,
    OFFICE,
    RELATION,
    book,
    opendocument,
    p,
    pdf,
    r,
    saved_page,
    table,
    word,
    zipped,
)
from openpyxl.comments import Comment
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from egov_lib.find.documents import read_documents
from egov_lib.read.files.word_fields import equation_field_text
from egov_lib.read.reading_remedies import READING_REMEDIES

# To the counties: the matters are notified as follows. / Planned as one, done in steps.
NOTICE = "各县（区）人民政府：现将有关事项通知如下。"
PLAN = "统一规划，分步实施。"


def check(name, data, text, losses=()):
    """A file gives these lines, and its report says each loss with its place and remedy.

    A loss is a kind with its count, and some words of its place.
    """
    docs, report = read_documents({name: data})
    said = " | ".join(report["damage"])
    places = " | ".join(report["places"])
    remedies = " | ".join(report["remedy"])
    lines = [line for line in "\n".join(docs["text"]).split("\n") if line.strip()]
    assert lines == text.split("\n")
    for loss, place in losses:
        assert loss in said and place in places, (said, places)
        kind = loss.rpartition(" (")[0]
        assert (kind in READING_REMEDIES) <= (kind in remedies), remedies


# --- PDF

FORM = [
    (60, 780, 14, "申报单位："),
    (60, 740, 14, "负责人："),
    (80, 700, 14, "网上办理"),
    (60, 660, 14, PLAN),
]


def on_page(*marks, form=True, **pages):
    """Return a PDF with marks on its page; each is a dictionary without the slashes."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(FORM)))
    listed = ArrayObject()
    for mark in marks:
        node = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
        for key, value in mark.items():
            node[NameObject(f"/{key}")] = plain_object(value)
        listed.append(writer._add_object(node))
    writer.pages[0][NameObject("/Annots")] = listed
    if form:
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
            {
                NameObject("/Fields"): listed,
                NameObject("/NeedAppearances"): BooleanObject(True),
            }
        )
    for name, content in pages.items():
        writer.add_attachment(name, content)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def plain_object(value):
    """Return a value of Python as an object of a PDF: /Name is a name."""
    if isinstance(value, tuple):
        return ArrayObject([FloatObject(number) for number in value])
    if isinstance(value, dict):
        return DictionaryObject(
            {NameObject(f"/{key}"): plain_object(one) for key, one in value.items()}
        )
    if isinstance(value, list):
        return ArrayObject([plain_object(one) for one in value])
    return NameObject(value) if value.startswith("/") else TextStringObject(value)


UNIT, WHO, BOX = (135, 775, 400, 797), (125, 735, 400, 757), (60, 698, 74, 712)
NOTE = (400, 640, 420, 660)
FIELD = {"Subtype": "/Widget"}
MARKS = {
    "a filled field": (
        [FIELD | {"FT": "/Tx", "V": "林岚市信息产业局", "Rect": UNIT}],
        f"申报单位：林岚市信息产业局\n负责人：\n网上办理\n{PLAN}",
        [("form fields filled in (1)", "page 1")],
    ),
    "an empty field is none": (
        [FIELD | {"FT": "/Tx", "V": "", "Rect": UNIT}],
        f"申报单位：\n负责人：\n网上办理\n{PLAN}",
        [],
    ),
    "a ticked box": (
        [FIELD | {"FT": "/Btn", "AS": "/On", "Rect": BOX}],
        f"申报单位：\n负责人：\n☑ 网上办理\n{PLAN}",
        [("form fields filled in (1)", "page 1")],
    ),
    "a box that is not ticked": (
        [FIELD | {"FT": "/Btn", "AS": "/Off", "Rect": BOX}],
        f"申报单位：\n负责人：\n☐ 网上办理\n{PLAN}",
        [],
    ),
    "a list whose words differ from its values": (
        [FIELD | {"FT": "/Ch", "V": "a", "Opt": [["a", "甲类"]], "Rect": WHO}],
        f"申报单位：\n负责人：甲类\n网上办理\n{PLAN}",
        [],
    ),
    "text typed over the page": (
        [{"Subtype": "/FreeText", "Contents": "公开发布", "Rect": (60, 600, 90, 620)}],
        f"申报单位：\n负责人：\n网上办理\n{PLAN}\n公开发布",
        [("text typed over the pages (1)", "page 1")],
    ),
    "a highlight with a remark": (
        [{"Subtype": "/Highlight", "Contents": "口径不一致", "Rect": NOTE}],
        f"申报单位：\n负责人：\n网上办理\n{PLAN}",
        [("comments (1)", "page 1: 口径不一致")],
    ),
    "a link is no remark": (
        [{"Subtype": "/Link", "Rect": NOTE}],
        f"申报单位：\n负责人：\n网上办理\n{PLAN}",
        [],
    ),
    "a file pinned to the page": (
        [{"Subtype": "/FileAttachment", "FS": {"UF": "清单.doc"}, "Rect": NOTE}],
        f"申报单位：\n负责人：\n网上办理\n{PLAN}",
        [("attachments (1)", "清单.doc")],
    ),
}


@pytest.mark.parametrize("what", MARKS)
def test_marks_on_a_pdf_are_read_or_named(what):
    """Fields beside their labels; remarks and attached files stay out (docling issue 2677)."""
    marks, text, losses = MARKS[what]
    check("a.pdf", on_page(*marks), text, losses)


def test_files_attached_to_a_pdf_are_named():
    """A portfolio is a cover and attached files: its text is the cover's."""
    data = on_page(**{"附表.xlsx": b"PK"})
    text = "\n".join(line[3] for line in FORM)
    check("a.pdf", data, text, [("attachments (1)", "附表.xlsx")])


CONTENTS = [(60, 780 - 24 * at, 14, f"第{at}章{'.' * 20}{at}") for at in (1, 2, 3)]
CELLS = [
    (x, 780 - 24 * row, 14, text)
    for row, texts in enumerate([("任务", "期限"), ("外网", "2006年底")])
    for x, text in zip((60, 300), texts)
]
LEFT = (
    "第一条　为规范电子政务建",
    "设，提高行政效能，制定本",
    "办法。各部门应当统一规划",
)
RIGHT = (
    "建设，不得重复建设，并应",
    "当按照统一标准共享信息资",
    "源。第二条　自公布起施行。",
)
COLUMNS = [
    (x, 780 - 24 * at, 14, texts[at])
    for at in range(3)
    for x, texts in ((60, LEFT), (320, RIGHT))
]
RAISED = [
    (60, 780, 14, "达到80%"),
    (110, 786, 7, "①"),
    (117, 780, 14, "，比上年提高。"),
]
PAGES = {
    "a table of contents": ([CONTENTS], "\n".join(line[3] for line in CONTENTS)),
    "the cells of a row": ([CELLS], "任务\t期限\n外网\t2006年底"),
    "two columns drawn row by row": ([COLUMNS], "".join(LEFT + RIGHT)),
    "from top to bottom": (
        [[(500, 780 - 20 * at, 14, sign) for at, sign in enumerate("统一规划")]],
        "统一规划",
    ),
    "a raised mark": ([RAISED], "达到80%①，比上年提高。"),
    "Roman page numbers": (
        [[(60, 780, 14, f"甲{n}。"), (290, 40, 14, n)] for n in ("i", "ii", "iii")],
        "甲i。\n甲ii。\n甲iii。",
    ),
    "a lone Roman numeral is text": (
        [[(60, 780, 14, "第"), (60, 40, 14, "V")]],
        "第\nV",
    ),
}


@pytest.mark.parametrize("what", PAGES)
def test_lines_of_a_pdf_are_as_they_look(what):
    """Rows stay rows, and columns are read one after the other."""
    pages, text = PAGES[what]
    check("a.pdf", pdf(*pages), text)


def test_the_printers_notes_outside_a_page_go():
    """InDesign writes its file and the hour below the trimmed page."""
    page = [*FORM, (60, 20, 8, "正文.indd 3")]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(page)))
    writer.pages[0].cropbox = plain_object((30, 60, 565, 800))
    data = io.BytesIO()
    writer.write(data)
    text = "\n".join(line[3] for line in FORM)
    losses = [("text outside the page (1)", "page 1: 正文.indd 3")]
    check("a.pdf", data.getvalue(), text, losses)


# --- Word

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def field(instruction, result=""):
    """Return a field of Word with its instruction and its result."""
    shown = f'<w:fldChar w:fldCharType="separate"/>{r(result)}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def with_parts(body, links, **parts):
    """Return a Word file whose text links to other parts: (id, kind, name)."""
    source = zipfile.ZipFile(io.BytesIO(word(body)))
    members = {name: source.read(name) for name in source.namelist()}
    made = "".join(
        f'<Relationship Id="{at}" Type="{RELATION}/{kind}" Target="{name}"/>'
        for at, kind, name in links
    )
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{LINKS}">{made}</Relationships>'
    )
    names = {name.replace(".", "_"): name for _, _, name in links}
    for name, content in parts.items():
        members[f"word/{names[name]}"] = content
    return zipped(members)


def drawn(inside):
    """Return a drawing of Word."""
    graphic = f'<a:graphic xmlns:a="{DRAWING}/main">{inside}</a:graphic>'
    return f'<w:r><w:drawing xmlns:r="{RELATION}">{graphic}</w:drawing></w:r>'


LIST = '<w:result w:val="1"/><w:listEntry w:val="甲类"/><w:listEntry w:val="乙类"/>'
DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
    f"{LIST}</w:ddList></w:ffData></w:fldChar></w:r>"
    "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SHAPE = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{}"/></v:shape>'
PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{p('单击此处输入文字。')}</w:sdtContent></w:sdt>"
)
LETTER = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{r("各")}</w:p>'
OF_STYLE = (
    '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="i"><w:basedOn w:val="h"/></w:style>'
)
PICTURE = '<docPr xmlns="x" descr="结构图"/><a:blip/>'
BODIES = {
    "a figure in a ring": (p(r("第") + field(r"eq \o\ac(○,3)") + r("项")), "第③项", []),
    "an old phonetic guide": (
        p(r("李") + field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(Yì),镒)") + r("局长")),
        "李镒局长",
        [("equations (1)", "")],
    ),
    "two words set as one": (
        p(field(r"eq \o(\s\up 7(科技),\s\do 3(教育))") + r("会议")),
        "科技教育会议",
        [],
    ),
    "a link has its result": (p(field('HYPERLINK "x"', "方案")), "方案", []),
    "an equation with a result": (p(field(r"eq \o\ac(○,3)", "③")), "③", []),
    "a drop-down": (p(r("类别：") + DROP_DOWN), "类别：乙类", []),
    "letters drawn as a shape": (
        p(f"<w:r><w:pict>{SHAPE.format('人民政府文件')}</w:pict></w:r>") + p(PLAN),
        f"人民政府文件\n{PLAN}",
        [("text boxes (1)", "")],
    ),
    "a control that nobody filled in": (
        PROMPT + p(PLAN),
        PLAN,
        [("fields not filled in (1)", "单击此处")],
    ),
    "a large first letter": (LETTER + p("级党委。"), "各级党委。", []),
    "a picture with a description": (
        p(drawn(PICTURE)) + p(PLAN),
        PLAN,
        [("pictures (1)", "结构图")],
    ),
    "controls around cells": (
        table(["任务", "期限"])
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1)
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1),
        "任务\t期限",
        [],
    ),
}


@pytest.mark.parametrize("what", BODIES)
def test_what_word_draws_by_itself_is_read(what):
    """Fields without a result, shapes with words, controls."""
    body, text, losses = BODIES[what]
    check("a.docx", word(body), text, losses)


def test_a_style_may_hide_its_text():
    """So may a style that is based on it."""
    body = p(PLAN) + p("给编辑", style="h") + p("给校对", style="i")
    losses = [("hidden text (2)", "给编辑")]
    check("a.docx", word(body, styles=OF_STYLE), PLAN, losses)


def test_diagrams_are_read_and_charts_are_named():
    """The words of SmartArt are sentences of the text; those of a chart are labels."""
    diagram = f'<d:relIds xmlns:d="{DRAWING}/diagram" r:dm="d"/>'
    chart = f'<c:chart xmlns:c="{DRAWING}/chart" r:id="c"/>'
    words = "<a:t>{}</a:t>"
    points = "".join(f"<pt>{words.format(word)}</pt>" for word in ("规划", "运行"))
    data = with_parts(
        p(PLAN) + p(drawn(diagram)) + p(drawn(chart)),
        [("d", "diagramData", "data1.xml"), ("c", "chart", "chart1.xml")],
        data1_xml=f'<m xmlns:a="a">{points}</m>',
        chart1_xml=f'<m xmlns:a="a">{words.format("办理率")}</m>',
    )
    losses = [("text boxes (1)", ""), ("charts (1)", "办理率")]
    check("a.docx", data, f"{PLAN}\n规划\n运行", losses)


@pytest.mark.parametrize("kind", ["html", "mht"])
def test_a_page_inside_a_word_file_is_read(kind):
    """Programs on the web make a Word file of one page of HTML (altChunk)."""
    page = f"<html><meta charset=utf-8><p>{NOTICE}</p><p>{PLAN}</p></html>"
    data = page.encode() if kind == "html" else saved_page(page, encoding="utf-8")
    chunk = f'<w:altChunk xmlns:r="{RELATION}" r:id="h"/>'
    made = with_parts(chunk, [("h", "aFChunk", f"a.{kind}")], **{f"a_{kind}": data})
    check("a.docx", made, f"{NOTICE}\n{PLAN}")


def test_broken_instructions_are_read_as_far_as_they_go():
    """No parenthesis, none closed, a thousand of them."""
    assert equation_field_text("eq") == ""
    assert equation_field_text(r"eq \o(a,") == "a"
    assert equation_field_text(r"eq \o(" * 1_000) is not None
    assert equation_field_text("PAGE") == ""


# --- tables


def sheet(fill):
    """Return a workbook whose sheet was filled by a function."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.append(["编号", "正文", "比例"])
    page.append([7, NOTICE, 0.805])
    fill(page)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def hide_row(page):
    """Hide a row, as a filter does."""
    page.row_dimensions[2].hidden = True


def hide_column(page):
    """Hide a column."""
    page.column_dimensions["C"].hidden = True


def remark(page):
    """Write a comment on a cell."""
    page["B2"].comment = Comment("请核实", "a")


SHEETS = {
    "a hidden row": (hide_row, "hidden rows (1)", "row 2"),
    "a hidden column": (hide_column, "hidden columns (1)", "column C"),
    "a comment": (remark, "comments (1)", "请核实"),
}


@pytest.mark.parametrize("what", SHEETS)
def test_what_a_sheet_hides_is_named(what):
    """It is read, because a filter hides what is meant."""
    fill, loss, place = SHEETS[what]
    check("a.xlsx", sheet(fill), NOTICE, [(loss, place)])


def test_cells_look_as_their_formats_say():
    """An id keeps its zeros, a share its per cent."""

    def show(page):
        page["A2"].number_format = "000"
        page["C2"].number_format = "0.0%"

    docs, _ = read_documents({"a.xlsx": sheet(show)})
    assert docs["doc_id"].tolist() == ["007"]
    assert docs["比例"].tolist() == ["80.5%"]


def test_a_formula_without_a_value_says_so():
    """The program that wrote the file did not reckon it."""
    data = sheet(lambda page: page.append([8, '=A2&"x"']))
    _, report = read_documents({"a.xlsx": data})
    assert "formula" in report["remedy"].iloc[1]


def test_an_error_of_excel_is_no_text():
    """#REF! is no document."""
    data = sheet(lambda page: page.append([8, "#REF!"]))
    assert read_documents({"a.xlsx": data})[1]["read"].tolist() == [True, False]


ROWS = [
    ("a.json", f'[{{"title": "甲", "content": "{NOTICE}"}}]'),
    ("a.json", f'{{"total": 1, "data": [{{"标题": "甲", "正文": "{NOTICE}"}}]}}'),
    ("a.jsonl", f'{{"title": "甲", "text": "{NOTICE}"}}\n'),
    ("a.xls", f"标题\t正文\n甲\t{NOTICE}\n"),
    (
        "a.xls",
        "<html><table><tr><td>标题</td><td>正文</td></tr>"
        f"<tr><td>甲</td><td>{NOTICE}</td></tr></table></html>",
    ),
    ("a.csv", f'="甲",正文\n甲,{NOTICE}\n'.replace('="甲"', "标题")),
    ("a.csv", f'标题,正文\n="甲",{NOTICE}\n'),
    ("a.csv", f"标题,正文\n'甲','{NOTICE}'\n"),
    ("a.csv", f"基本,正文\n标题,正文\n甲,{NOTICE}\n"),
    ("a.csv", f"标题,正文\n甲,{NOTICE}\n标题,正文\n"),
    ("a.csv", f"\ufeff\ufeff标题,正文\n甲,{NOTICE}\n"),
]


@pytest.mark.parametrize(("name", "content"), ROWS)
def test_a_table_in_any_dress_is_read(name, content):
    """Records of JSON, pages and texts called .xls, heads in two rows or written again."""
    docs, _ = read_documents({name: content.encode()})
    assert docs[["doc_id", "text"]].values.tolist() == [["甲", NOTICE]]


def test_a_broken_record_does_not_stop_the_others():
    """A crawler was stopped in a line; an export is keyed by its ids."""
    lines = f'{{"title": "甲", "text": "{NOTICE}"}}\n{{"title": "乙", "te\n'
    check("a.jsonl", lines.encode(), NOTICE, [("broken records (1)", "line 2")])
    by_id = f'{{"1": {{"title": "甲", "text": "{NOTICE}"}}}}'
    check("a.json", by_id.encode(), NOTICE)


def test_json_without_records_says_what_to_do():
    """A setting of a program is no table."""
    for content in (b"[1, 2]", b'{"a": ', b'"x"', b"[" * 100_000):
        _, report = read_documents({"a.json": content})
        assert not report["read"].any() and (report["remedy"].str.len() > 15).all()


# --- OpenDocument, books, XML


def flat(body):
    """Return a text of LibreOffice in one file of XML."""
    spaces = f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"'
    return (
        f'<?xml version="1.0"?><office:document {spaces} office:mimetype="x"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def line(text):
    """Return a paragraph of LibreOffice."""
    return f"<text:p>{text}</text:p>"


NO_TEXT = "<style:style style:name='T'><style:text-properties text:display='none'/></style:style>"
TEXTS = {
    "a comment": (
        line(f"{PLAN}<office:annotation>{line('请核实')}</office:annotation>"),
        PLAN,
        [("comments (1)", "请核实")],
    ),
    "a text box and a shape": (
        line(
            f"{PLAN}<draw:text-box>{line('框')}</draw:text-box>"
            f"<draw:custom-shape>{line('形')}</draw:custom-shape>"
        ),
        f"{PLAN}\n框\n形",
        [("text boxes (2)", "")],
    ),
    "a hidden section": (
        line(PLAN) + f"<text:section text:display='none'>{line('草稿')}</text:section>",
        PLAN,
        [("hidden text (1)", "草稿")],
    ),
    "hidden by a style": (
        line("公开<text:span text:style-name='T'>藏</text:span>部分。"),
        "公开部分。",
        [("hidden text (1)", "藏")],
    ),
}


@pytest.mark.parametrize("what", TEXTS)
def test_what_libreoffice_shows_is_read(what):
    """What it hides, and remarks, are named."""
    body, text, losses = TEXTS[what]
    check("a.odt", opendocument(body, styles=NO_TEXT), text, losses)


def test_one_file_of_xml_is_read():
    """LibreOffice's and Word's flat forms, a record, and one that is broken."""
    declared = '<?xml version="1.0"?>'
    check("a.fodt", flat(line(NOTICE) + line(PLAN)), f"{NOTICE}\n{PLAN}")
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    old = (
        f"{declared}<w:wordDocument {space}><w:body>{p(PLAN)}</w:body></w:wordDocument>"
    )
    check("a.doc", old.encode(), PLAN)
    record = f"{declared}<r><title>{NOTICE}</title><body>{PLAN}</body></r>"
    for content in (record, record.replace("</r>", "")):
        check("a.xml", content.encode(), f"{NOTICE}\n{PLAN}", [("tags of XML", "")])


def test_pages_that_a_book_leaves_out_are_named():
    """A page that the order of reading does not name is opened by a link, if at all."""
    data = book({"a.xhtml": f"<p>{PLAN}</p><img src='x' alt='结构图'/>"})
    source = zipfile.ZipFile(io.BytesIO(data))
    members = {name: source.read(name) for name in source.namelist()}
    page = (
        b'<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
    )
    members["O/c.opf"] = members["O/c.opf"].replace(b"</manifest>", page)
    losses = [
        ("pages outside the order of reading (1)", "b.xhtml"),
        ("pictures (1)", "结构图"),
    ]
    check("a.epub", zipped(members), PLAN, losses)
