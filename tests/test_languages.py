"""The other languages of the lessons are level with the English.

What is compared is each unit of `translations/<language>/*.po` with its English, and each made
notebook with what the PO file makes of the English one. A unit that differs on purpose says so in
its translator's comment: `# differs on purpose: a Chinese reader needs no gloss`.
"""

import re
from pathlib import Path

import pytest
import translate_notebooks as tool
import yaml
from lxml import html
from markdown_it import MarkdownIt

from egov_lib.show.messages import word
from egov_lib.show.tables import chinese_of

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"

HAN = "一-鿿"
# Words that the texts say: four characters at least, or a name in the title marks.
QUOTE_RE = re.compile(rf"[{HAN}，、：；]{{4,}}|《[^》]+》")
NUMBER_RE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
CODE_RE = re.compile(r"`[^`\n]+`")
LINK_RE = re.compile(r"\]\(([^)\s]+)\)")
HEADING_RE = re.compile(r"^#+(?= )")
BEGUN = [(lang, source) for lang in tool.languages() for source in tool.begun(lang)]
UNITS = [
    (lang, source, message)
    for lang, source in BEGUN
    for message in tool.read_catalog(tool.po_path(source, lang), lang)
    if message.id
]


def name_of(value):
    """What a case is called."""
    if isinstance(value, Path):
        return value.stem
    return value if isinstance(value, str) else ""


# Each thing that a unit keeps, and how it is found in a text.
KEPT = {
    "numbers": lambda text: {
        number.replace(",", "").rstrip(".") for number in NUMBER_RE.findall(text)
    },
    "code": lambda text: set(CODE_RE.findall(text)),
    "links": lambda text: set(LINK_RE.findall(text)),
    "quotes": lambda text: {
        quote.strip("，、：；") for quote in QUOTE_RE.findall(text)
    },
}


def missing_of(message):
    """What the English of a unit has and its translation has not."""
    missing = []
    for kind, find in KEPT.items():
        found = find(message.string)
        for thing in sorted(find(message.id)):
            is_there = thing in found
            if kind in ("quotes", "numbers"):
                # 要用一年左右 may be part of a longer quotation, 120,000 be written 12万.
                is_there = thing in message.string.replace(",", "")
            if not is_there:
                missing.append(f"{kind}: {thing}")
    return missing


def differs_on_purpose(message):
    """Whether a translator's comment says why the unit says something else."""
    return any(
        comment.startswith("differs on purpose: ") for comment in message.user_comments
    )


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_no_unit_is_behind(lang, source):
    """Every unit is translated, and its English is still what was translated."""
    catalog = tool.read_catalog(tool.po_path(source, lang), lang)
    units = {unit.text for unit in tool.units_of(tool.read_notebook(source))}
    late = [message.id for message in tool.behind(catalog)]
    new = sorted(units - {message.id for message in catalog})
    assert not late + new, (
        f"behind by {len(late + new)}: run `python tools/translate_notebooks.py update`, then "
        f"translate them in {tool.po_path(source, lang).relative_to(ROOT)}"
    )


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_a_unit_keeps_numbers_code_links_quotes_and_shape(lang, source):
    """What both languages must have in common is the same, but for units that say why not."""
    faults = []
    for unit_lang, unit_source, message in UNITS:
        if (unit_lang, unit_source) != (lang, source):
            continue
        where = message.locations[0][0] if message.locations else "?"
        if shape(message.id) != shape(message.string):
            faults.append(f"{where}: another heading, list or table: {message.id[:60]}")
        if not differs_on_purpose(message):
            faults += [f"{where}: {fault}" for fault in missing_of(message)]
    assert not faults, "\n".join(faults)


def shape(text):
    """The level of a heading, the number of points of a list, the cells of each row of a table."""
    heading = HEADING_RE.match(text)
    points = len(re.findall(r"^ *(?:[-*]|\d+\.) ", text, re.MULTILINE))
    rows = [line.count("|") for line in text.split("\n") if line.startswith("|")]
    return (heading[0] if heading else "", points, rows)


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_the_notebook_is_what_its_translation_makes(lang, source):
    """Text and code of the committed notebook follow from the English one and the PO file."""
    path = tool.made_path(source, lang)
    made = tool.contents(tool.translated(source, lang))
    assert tool.contents(tool.read_notebook(path)) == made, (
        "run `python tools/translate_notebooks.py make`, then "
        f"`python tools/rerun_notebooks.py {path.relative_to(ROOT)}`"
    )


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_the_code_is_the_same_but_for_the_switch(lang, source):
    """A student in either language runs the same code."""
    english = [cell for cell in tool.read_notebook(source).cells if is_code(cell)]
    other = [
        cell
        for cell in tool.read_notebook(tool.made_path(source, lang)).cells
        if is_code(cell)
    ]
    for cell, its_copy in zip(english, other, strict=True):
        back = its_copy.source.replace('"../sample', '"sample')
        assert lines_of(back, lang) == lines_of(cell.source, lang)


def lines_of(code, lang):
    """The lines of a cell that do something, without the one that chooses the language."""
    lines = [line for line in code.split("\n") if line.strip()]
    return [line for line in lines if not line.startswith(f'egov.language("{lang}")')]


def is_code(cell):
    """Whether a cell is run."""
    return cell.cell_type == "code"


def test_no_star_of_bold_is_left_in_the_text():
    """Beside Chinese, ** does not end what is bold after a mark: **记住**：, not **记住：**下."""
    markdown = MarkdownIt("commonmark")
    for _, source, message in UNITS:
        tokens = markdown.parse(message.string)
        inner = [part for token in tokens for part in token.children or []]
        shown = "".join(part.content for part in inner if part.type == "text")
        assert "**" not in shown, (source.stem, message.string[:60])


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_every_cell_of_the_notebook_was_run(lang, source):
    """Outputs are committed: a made notebook without them shows a reader nothing."""
    cells = tool.read_notebook(tool.made_path(source, lang)).cells
    not_run = [
        cell.source for cell in cells if is_code(cell) and not cell.execution_count
    ]
    assert not not_run, (
        f"run `python tools/rerun_notebooks.py {tool.made_path(source, lang)}`"
    )
    errors = [
        output.evalue
        for cell in cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert errors == []


def test_one_changed_sentence_puts_one_unit_behind(tmp_path, monkeypatch):
    """The lesson says that it is behind by one, and shows English in that one place."""
    source = ROOT / "notebooks" / "00-start-here.ipynb"
    notebook = tool.read_notebook(source)
    sentence = "A **claim** here is a statement"
    [cell] = [cell for cell in notebook.cells if sentence in cell.source]
    cell.source = cell.source.replace(sentence, "Here a **claim** is a statement")
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    changed = notebooks / source.name
    tool.write_notebook(notebook, changed)
    monkeypatch.setattr(tool, "NOTEBOOKS", notebooks)
    before = tool.read_catalog(ROOT / "translations" / "zh" / "00-start-here.po", "zh")
    before.update(tool.template(changed))
    [late] = tool.behind(before)
    assert late.id.startswith("Here a **claim** is")
    assert late.string.startswith("这里说的**论断**"), (
        "the old translation is kept as a proposal"
    )


ENGLISH = "Two lessons: 35 minutes; 1,200 words."


@pytest.mark.parametrize(
    ("changed", "said", "is_done"),
    [
        ("Two lessons: 40 minutes; 900 words.", "两课：40分钟；900词。", True),
        ("Two labs: 40 minutes; 900 words.", "两课：35分钟；1,200词。", False),
        # One number more: no place is known for it
        ("Two lessons: 40 minutes; 9 of 10 words.", "两课：35分钟；1,200词。", False),
    ],
)
def test_where_only_numbers_change_the_translation_follows(
    tmp_path, monkeypatch, changed, said, is_done
):
    """Minutes that are reckoned anew put no unit behind; other words do."""
    monkeypatch.setattr(tool, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(tool, "TRANSLATIONS", tmp_path / "translations")
    page = tmp_path / "page.md"
    page.write_text(ENGLISH + "\n", encoding="utf-8")
    catalog = tool.update(page, "zh")
    catalog.get(ENGLISH).string = "两课：35分钟；1,200词。"
    tool.save(catalog, tool.po_path(page, "zh"))
    page.write_text(changed + "\n", encoding="utf-8")
    [unit] = [message for message in tool.update(page, "zh") if message.id]
    assert unit.string == said
    assert tool.is_done(unit) is is_done


def test_a_third_language_is_a_folder(tmp_path, monkeypatch):
    """A made-up language with three translated blocks becomes a notebook that shows them."""
    source = ROOT / "notebooks" / "00-start-here.ipynb"
    monkeypatch.setattr(tool, "TRANSLATIONS", tmp_path)
    catalog = tool.update(source, "eo")
    for text in ("# Start here", "## How to use this book", "## Summary"):
        catalog.get(text).string = text + " (eo)"
    tool.save(catalog, tool.po_path(source, "eo"))
    assert len(tool.behind(tool.read_catalog(tool.po_path(source, "eo"), "eo"))) == (
        len(catalog) - 3
    )
    shown = "\n".join(
        tool.text_cell(cell, catalog, source, "eo").source
        for cell in tool.prose_cells(tool.read_notebook(source))
    )
    assert shown.startswith("# Start here (eo)\n\nTwo sentences, four years apart")
    assert shown.count("(eo)") == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "see [02](02-repairing-the-texts.ipynb)",
            "see [02](02-repairing-the-texts.ipynb)",
        ),
        (
            "the [README](../README.md#classes)",
            "the [README](../../README.zh.md#classes)",
        ),
        ("its [files](sample-documents)", "its [files](../sample-documents)"),
        ("[lab](labs/networks.ipynb)", "[lab](labs/networks.ipynb)"),
        (
            "[key](instructor/answer-key.ipynb)",
            "[key](instructor/answer-key.ipynb)",
        ),
        ("[there](https://example.org/a)", "[there](https://example.org/a)"),
    ],
)
def test_links_lead_to_the_same_place(before, after):
    """A link of a made notebook, one folder further down, leads where the English one leads."""
    source = ROOT / "notebooks" / "10-your-own-documents.ipynb"
    assert tool.with_links(before, source, "zh") == after


@pytest.mark.parametrize(("lang", "source"), BEGUN, ids=name_of)
def test_links_of_a_made_notebook_lead_to_files(lang, source):
    """A reader of another language meets no link to a notebook that is not there yet."""
    path = tool.made_path(source, lang)
    texts = [
        cell.source for cell in tool.read_notebook(path).cells if not is_code(cell)
    ]
    links = {link for text in texts for link in LINK_RE.findall(text)}
    gone = [
        link
        for link in links
        if not tool.ADDRESS_RE.match(link)
        and not (path.parent / link.partition("#")[0]).exists()
    ]
    assert gone == []


# --- one term for a thing -----------------------------------------------------------------------

# What was said in two ways once, and the one that all doors use now.
ONE_TERM = {
    "传达稿|传达讲话": "传达提纲",
    "校读者": "读者",
    "阅读文本": "校读本",
    "(?<!勘)校记": "校勘记",
    "研习簿": "工作簿",
    "来件原样|(?:的|残损|这份|同一份)来件": "原件",
    "(?<!公)证人": "旁证",
    "校本(?!”)": "校勘本",
    "虚词": "功能词",
    "查找工具": "查找程序",
    "可度量": "可衡量",
    "外部资料|背景资料": "文外资料",
    "(?<!网)页面杂项|网页附带": "网页杂项",
    # A numeral, for a Chinese reader
    "数词": "统计词频",
    # Said of what proves nothing at all
    "这不能说明什么": "不能由此得出什么",
}
CHINESE_TEXTS = [
    ROOT / "README.zh.md",
    ROOT / "egov_lib/read/citations.py",
    *sorted((ROOT / "egov_lib/show").rglob("*.py")),
    *sorted((ROOT / "egov_lib/teach").rglob("*.json")),
    *sorted((ROOT / "data/exercises").glob("*.yaml")),
    *sorted((ROOT / "translations/zh").rglob("*.po")),
]


def test_a_thing_has_one_chinese_name_in_exercises_interface_and_lessons():
    """The relay, the reading text, the edition and its apparatus, the workbook: called alike."""
    found = {
        (path.name, term): f"say {ONE_TERM[term]}"
        for path in CHINESE_TEXTS
        for term in ONE_TERM
        if re.search(term, path.read_text(encoding="utf-8"))
    }
    assert found == {}


# Where an exercise names a section: See “The bank”; 看“题库”一节, “自己试试”的面板
NAMED_SECTION_RES = {
    "en": re.compile(r"(?:[Ss]ee|[Uu]nder|[Ii]n|of) “([A-Z][^”]+?)[,.]?”"),
    "zh": re.compile(r"“([^”]+)”(?=[一两]节|的面板里|下表|下的表)"),
}
EXERCISES = sorted((ROOT / "data/exercises").glob("*.yaml"))


def sentences_of(part):
    """Each sentence of an exercise with its language, however deep it stands."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    for key, value in part.items():
        if key in ("en", "zh") and isinstance(value, str):
            yield key, value
        elif isinstance(value, (dict, list)):
            yield from sentences_of(value)


def headings_of(notebook):
    """The headings of a notebook as a reader says them: without "Method: ", in small letters."""
    lines = [line for cell in notebook.cells for line in cell.source.split("\n")]
    heads = [line.lstrip("# ").casefold() for line in lines if line.startswith("#")]
    return heads + [re.split("[:：] ?", head)[-1] for head in heads]


@pytest.mark.parametrize("path", EXERCISES, ids=name_of)
def test_an_exercise_names_a_section_as_its_own_edition_does(path):
    """A hint that says where to look leads to a heading of the lesson, in either language."""
    folder = "" if path.stem[0].isdecimal() else "labs"
    source = ROOT / "notebooks" / folder / f"{path.stem}.ipynb"
    editions = {"en": source, "zh": tool.made_path(source, "zh")}
    heads = {lang: headings_of(tool.read_notebook(editions[lang])) for lang in editions}
    exercises = yaml.safe_load(path.read_text(encoding="utf-8"))
    gone = [
        (lang, name)
        for lang, sentence in sentences_of(exercises)
        for name in NAMED_SECTION_RES[lang].findall(sentence)
        if not any(head.startswith(name.casefold()) for head in heads[lang])
    ]
    assert gone == []


CHART = "application/vnd.plotly.v1+json"
ENGLISH_RE = re.compile(r"[A-Za-z]{3,}")
# What is no word of the interface: a document's id, a name that code gives (share_right), markup,
# the name of a web site.
NO_WORD_RE = re.compile(
    r"<[^>]*>|%\{[^}]*\}|\b[a-z]+-\d{4}(?:-[a-z]+)?\b|\w+_\w+|[\w-]+(?:\.[a-z]+)+\b",
    re.ASCII,
)


def words_of_charts(path):
    """The titles of charts and axes, the names of series and the remarks on the charts."""
    for cell in tool.read_notebook(path).cells:
        for output in cell.get("outputs", []):
            chart = output.get("data", {}).get(CHART)
            if chart:
                layout = chart["layout"]
                titled = [layout, *(layout[key] for key in layout if "axis" in key)]
                yield from (part.get("title", {}).get("text", "") for part in titled)
                yield from (
                    note.get("text", "") for note in layout.get("annotations", ())
                )
                yield from (line.get("name", "") for line in chart["data"])


def english_of_charts(lang):
    """What the charts of a language say in English, each with the notebook that shows it."""
    return {
        text
        for source_lang, source in BEGUN
        if source_lang == lang
        for text in words_of_charts(tool.made_path(source, lang))
        if ENGLISH_RE.search(NO_WORD_RE.sub(" ", text or ""))
    }


def test_charts_of_a_chinese_notebook_speak_chinese():
    """No English stands on a chart: what the code of a cell names has a row in CODES."""
    assert sorted(english_of_charts("zh")) == []


def test_a_lesson_is_named_by_its_title_in_a_table():
    """The Chinese of the name of a file is the title that the lesson has."""
    for lang, source in BEGUN:
        name = source.relative_to(NOTEBOOKS).with_suffix("").as_posix()
        if lang != "zh" or not (name[0].isdigit() or name.startswith("labs/")):
            continue
        made = tool.read_notebook(tool.made_path(source, lang))
        title = made.cells[0].source.split("\n")[0].removeprefix("# ")
        assert word(name, "zh") == title, f"{name}: a row of CODES"


# --- English that is left on a Chinese screen ---------------------------------------------------

SENTENCE_RE = re.compile(r"(?<![\w.=(])[A-Za-z][a-z'’]+(?:[ ,;:]+[a-z'’]+){2,}")
HAN_RE = re.compile(f"[{HAN}]")
ENGLISH_HEAD_RE = re.compile("_en$|英文|英译")


def shown_texts(cell):
    """The cells of the tables that a code cell shows, and the lines that it prints."""
    for output in cell.outputs:
        data = output.get("data", {})
        if "text/html" in data:
            yield from cells_of_tables(data["text/html"])
        elif "text/markdown" not in data:
            printed = data.get("text/plain") or output.get("text", "")
            yield from printed.splitlines()


def cells_of_tables(page):
    """The texts in our tables, but for columns that say they are English."""
    root = html.fromstring(f"<div>{page}</div>")
    for table in root.xpath("//*[contains(@class, 'egov-table')]//table"):
        heads = [head.text_content() for head in table.xpath(".//thead//th")]
        for row in table.xpath(".//tbody/tr"):
            cells = row.xpath("./th|./td")
            for head, cell in zip(heads, cells):
                if not ENGLISH_HEAD_RE.search(head):
                    yield cell.text_content().strip()


def is_left_in_english(text):
    """Whether a text is an English sentence of which no Chinese is known."""
    is_english = SENTENCE_RE.search(text) and not HAN_RE.search(text)
    return bool(is_english) and not chinese_of(text.strip().strip("'"))


def test_no_table_and_no_print_of_a_chinese_notebook_is_in_english_alone():
    """Names of rows, remarks and printed sentences have their Chinese."""
    left = {
        (source.stem, cell.id)
        for lang, source in BEGUN
        if lang == "zh" and source.suffix == ".ipynb"
        for cell in tool.read_notebook(tool.made_path(source, lang)).cells
        if cell.cell_type == "code"
        and any(is_left_in_english(text) for text in shown_texts(cell))
    }
    assert left == set(), "give its Chinese in remarks.csv or CODES"
