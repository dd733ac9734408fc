"""A topic of one's own: documents, editions, tables to review, drafts of exercises, pages."""

import re
from pathlib import Path

import new_topic
import pandas as pd
import pytest
import yaml
from topic.sheets import load_sheet
from topic.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent

# A notice on the provident fund: a limit is raised from 1,200 to 1,800 yuan, a month, from 1 June
NOTICE = (
    "关于调整公积金租房提取额度的通知\n\n各缴存单位：\n"
    "　　根据《某省住房公积金条例》，每月提取公积金支付房租的限额由1200元提高至1800元。"
    "本通知自2023年6月1日起施行，由市人民政府办公室负责解释。\n\n"
    "临岚市住房公积金管理中心\n2023年5月24日\n"
)
OTHER = NOTICE.replace("1200", "900").replace("1800", "1500").replace("临岚", "星泊")
ATTACK = "<script>window.ran=1</script>\u202e"


@pytest.fixture
def topic(tmp_path, capsys):
    """Run steps of a topic `fund`, and return the folder of the topic with what was said."""
    source = tmp_path / "documents"
    source.mkdir()
    (source / "linlan-2023.txt").write_bytes(NOTICE.encode("gb18030"))
    (source / "xingbo-2023.txt").write_text(OTHER, encoding="utf-8")

    def run(*steps: str) -> str:
        for step in steps:
            new_topic.main([step, "fund", str(source)], tmp_path / "topics")
        return capsys.readouterr().out

    run.home = tmp_path / "topics" / "fund"
    return run


def change(path: Path, edit, encoding: str = "utf-8-sig") -> None:
    """Change a sheet as a person does in a spreadsheet, and save it in an encoding."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    rows = edit(rows)
    text = rows.to_csv(index=False, encoding="utf-8")
    path.write_bytes(text.encode(encoding))


def keep(column: str, value: str):
    """Say yes to the rows that have a value in a column, no to the others."""

    def edit(rows: pd.DataFrame) -> pd.DataFrame:
        is_kept = rows[column] == value
        return rows.assign(keep=is_kept.map({True: "yes", False: "No"}))

    return edit


def test_a_topic_is_walked_from_documents_to_book(topic):
    """Each step says what comes next; a raised limit becomes an exercise whose answer is right."""
    assert "2 documents" in topic("documents")
    assert "公积金" in (topic.home / "editions" / "linlan-2023.txt").read_text(
        encoding="utf-8"
    )
    assert "yes or no" in topic("tables")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    change(topic.home / "tables" / "dates.csv", keep("role", "since"), "gb18030")
    change(topic.home / "tables" / "citations.csv", keep("title", "某省住房公积金条例"))
    topic("exercises")
    written = (topic.home / "exercises.yaml").read_text(encoding="utf-8")
    drafts = yaml.safe_load(written)["exercises"]
    by_kind = {
        one["kind"]: one for one in drafts if one["passage"]["doc"] == "linlan-2023"
    }
    assert set(by_kind) == {"number", "date", "names"}
    number = by_kind["number"]
    assert number["accept"] == {"value": 1800, "unit": "yuan"}
    assert number["mistakes"][0]["when"] == {"value": 1200}
    assert "1800" not in number["task"]["en"] + number["task"]["zh"]
    assert "1500" in number["hints"][2]["en"], "the parallel case is another document's"
    assert by_kind["date"]["accept"] == {"dates": ["2023-06-01"]}
    assert by_kind["names"]["accept"][0]["name"] == "某省住房公积金条例"
    assert all(one["passage"]["quote"] in NOTICE + OTHER for one in drafts)
    assert f"{len(drafts)} exercises are still marked as drafts" in topic("book")
    page = (topic.home / "book" / "linlan-2023.html").read_text(encoding="utf-8")
    assert 'title="figures">1800元</mark>' in page


def test_a_written_reason_ends_a_draft(topic):
    """The page marks a draft until its reason is written, and shows that reason from then on."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    topic("exercises", "book")
    page = topic.home / "book" / "linlan-2023.html"
    assert 'class="draft"' in page.read_text(encoding="utf-8")
    path = topic.home / "exercises.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in content["exercises"]:
        one["reason"] = {"en": "Half as much again.", "zh": "多了一半。"}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert "draft" not in topic("book")
    shown = page.read_text(encoding="utf-8")
    assert 'class="draft"' not in shown and "Half as much again." in shown
    with pytest.raises(SystemExit, match="move it away"):
        topic("exercises")


def test_decisions_outlive_an_edited_text(topic):
    """After words were put before a quote, seeding again keeps the answer, at its new place."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("quote", "1800元"))
    edition = topic.home / "editions" / "linlan-2023.txt"
    edition.write_text(
        "转发：\n" + edition.read_text(encoding="utf-8"), encoding="utf-8"
    )
    topic("tables")
    rows = load_sheet(topic.home / "tables" / "targets.csv", ["keep", "start"])
    kept = rows[(rows["keep"] == "yes") & (rows["doc_id"] == "linlan-2023")]
    assert kept["quote"].tolist() == ["1800元"]
    assert edition.read_text(encoding="utf-8").startswith(
        "1800元", int(kept["start"].item())
    )


@pytest.mark.parametrize(
    "sheet, edit, remedy",
    [
        ("tables/targets.csv", lambda rows: rows.assign(keep="maybe"), "write yes, no"),
        (
            "tables/targets.csv",
            lambda rows: rows.assign(keep="yes", quote="99元"),
            "copy the words from its edition",
        ),
        (
            "tables/targets.csv",
            lambda rows: rows.drop(columns="keep"),
            "no column keep",
        ),
        (
            "documents.csv",
            lambda rows: rows.assign(date="2023"),
            "linlan-2023 '2023', xingbo-2023 '2023': write it as 2023-06-01, or leave",
        ),
        ("documents.csv", lambda rows: rows.assign(doc_id="../x"), "delete"),
        ("tables/targets.csv", lambda rows: rows, "write yes in the column keep"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said(topic, sheet, edit, remedy):
    """One line: which sheet, which row, what to do."""
    topic("documents", "tables")
    change(topic.home / sheet, edit)
    with pytest.raises(SystemExit, match=remedy):
        topic("exercises")


def test_a_row_without_a_draft_is_named(topic):
    """With its sheet, its row there, its document and its words."""
    topic("documents", "tables")
    path = topic.home / "tables" / "targets.csv"

    def spoil(rows: pd.DataFrame) -> pd.DataFrame:
        """Words for a number in one row that is kept."""
        rows = keep("change", "to")(rows)
        is_first = (rows["keep"] == "yes") & (rows["doc_id"] == "xingbo-2023")
        return rows.assign(value=rows["value"].mask(is_first, "many"))

    change(path, spoil)
    rows = load_sheet(path, ["keep"])
    number = rows.index[rows["value"] == "many"][0] + 2
    said = topic("exercises")
    assert "no draft: no number in the column value" in said
    assert f"targets.csv, row {number}: xingbo-2023, 1500元" in said


def test_a_body_is_asked_for_once_in_a_document(topic):
    """Named three times in the text of a notice, it makes one exercise."""
    topic("documents")
    edition = topic.home / "editions" / "linlan-2023.txt"
    again = "各区配合市人民政府办公室做好工作。咨询请到市人民政府办公室一楼大厅。"
    edition.write_text(edition.read_text(encoding="utf-8") + again, encoding="utf-8")
    topic("tables")
    change(
        topic.home / "tables" / "institutions.csv", keep("quote", "市人民政府办公室")
    )
    assert "the same question as one before" in topic("exercises")
    content = yaml.safe_load(
        (topic.home / "exercises.yaml").read_text(encoding="utf-8")
    )
    asked = [one["passage"]["doc"] for one in content["exercises"]]
    assert sorted(asked) == ["linlan-2023", "xingbo-2023"]


def test_what_was_decided_for_a_document_taken_out_is_not_lost(topic):
    """Its rows stay in the sheet and are named; its page and its exercises leave the book."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    topic("exercises", "book")
    assert (topic.home / "book" / "xingbo-2023.html").exists()
    (topic.home / "book" / "mine.html").write_text("mine", encoding="utf-8")
    cards = topic.home / "documents.csv"
    change(cards, lambda rows: rows[rows["doc_id"] != "xingbo-2023"])
    said = topic("tables")
    assert "answered rows, now last, are used nowhere" in said and "xingbo-2023" in said
    rows = load_sheet(topic.home / "tables" / "targets.csv", ["keep"])
    assert "1500元" in set(rows["quote"][rows["doc_id"] == "xingbo-2023"])
    said = topic("book")
    assert "is not in the book: documents.csv does not name xingbo-2023" in said
    assert not (topic.home / "book" / "xingbo-2023.html").exists()
    assert (topic.home / "book" / "mine.html").exists(), "a page of somebody else's"


def test_an_exercise_behind_an_edited_text_is_named(topic):
    """The book is made, and says whose passage no longer stands in its edition."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("quote", "1800元"))
    topic("exercises")
    edition = topic.home / "editions" / "linlan-2023.txt"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("限额由", "上限由"), encoding="utf-8")
    assert "fund-1: its passage does not stand so in linlan-2023" in topic("book")


def test_a_fault_of_an_exercise_is_said_with_its_id(topic):
    """Not with a number that counts from 0."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    topic("exercises")
    path = topic.home / "exercises.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    del content["exercises"][1]["reason"]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(SystemExit, match="fund-2: 'reason' is a required"):
        topic("book")


def test_a_column_that_was_deleted_stops_no_step(topic):
    """Of the columns of a table, only those that say where a row stands are needed."""
    topic("documents", "tables")
    path = topic.home / "tables" / "targets.csv"
    change(
        path, lambda rows: keep("change", "to")(rows).drop(columns=["base", "change"])
    )
    topic("exercises", "book", "tables")
    assert {"base", "change"} <= set(load_sheet(path, ["keep"]))


def test_a_hint_says_where_to_look(topic):
    """It names the document by its title, and words that can be looked for."""
    topic("documents", "tables")
    change(topic.home / "tables" / "dates.csv", keep("role", "since"))
    topic("exercises")
    content = yaml.safe_load(
        (topic.home / "exercises.yaml").read_text(encoding="utf-8")
    )
    hint = content["exercises"][0]["hints"][0]["zh"]
    assert hint == "在《关于调整公积金租房提取额度的通知》里找“本通知自…起施行”。"


def test_kept_rows_stand_side_by_side(topic):
    """On a page of their own, each linked with its place; the book has the title of about.txt."""
    topic("documents", "tables")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    about = "租房提取额度\n两份通知的比较。\n"
    (topic.home / "about.txt").write_text(about, encoding="utf-8")
    topic("book")
    book = topic.home / "book"
    kept = (book / "kept.html").read_text(encoding="utf-8")
    for doc_id, quote in [("linlan-2023", "1800元"), ("xingbo-2023", "1500元")]:
        address = re.search(rf'href="{doc_id}.html#(p\d+)">{quote}</a>', kept).group(1)
        page = (book / f"{doc_id}.html").read_text(encoding="utf-8")
        assert f'id="{address}" title="figures">{quote}' in page
    index = (book / "index.html").read_text(encoding="utf-8")
    assert "<h1>租房提取额度</h1><p>两份通知的比较。</p>" in index


def test_days_as_a_spreadsheet_writes_them(topic):
    """2023/6/1 is the first of June, in a card and in a table."""
    topic("documents", "tables")
    slashed = {"2023-05-24": "2023/5/24", "2023-06-01": "2023/6/1"}
    change(topic.home / "documents.csv", lambda rows: rows.replace(slashed))
    dates = topic.home / "tables" / "dates.csv"
    change(dates, lambda rows: keep("role", "since")(rows.replace(slashed)))
    topic("exercises")
    drafts = yaml.safe_load((topic.home / "exercises.yaml").read_text(encoding="utf-8"))
    assert {"dates": ["2023-06-01"]} in [one["accept"] for one in drafts["exercises"]]


def test_markup_of_a_document_is_never_run(topic):
    """In a title, an issuer, a text or an exercise it is shown as it is written."""
    topic("documents", "tables")
    change(
        topic.home / "documents.csv",
        lambda rows: rows.assign(title=ATTACK, issuer=ATTACK, document_number=ATTACK),
    )
    edition = topic.home / "editions" / "linlan-2023.txt"
    edition.write_text(edition.read_text(encoding="utf-8") + ATTACK, encoding="utf-8")
    change(topic.home / "tables" / "targets.csv", keep("change", "to"))
    topic("exercises", "book")
    for page in (topic.home / "book").glob("*.html"):
        shown = page.read_text(encoding="utf-8")
        assert "<script" not in shown and "\u202e" not in shown
        assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "arguments, remedy",
    [
        (["documents", "My Topic", "."], "TOPIC=fund"),
        (["documents", "fund", "nowhere"], "FOLDER=path"),
        (["tables", "fund"], "run the step before"),
    ],
)
def test_a_wrong_call_says_what_to_give(tmp_path, arguments, remedy):
    """Without a traceback."""
    with pytest.raises(SystemExit, match=remedy):
        new_topic.main(arguments, tmp_path)


def test_the_guide_explains_every_column():
    """docs/forking.md has each column of each table that a reader is asked to correct."""
    guide = (ROOT / "docs" / "forking.md").read_text(encoding="utf-8")
    part = guide.split("### The columns")[1].split("\n## ")[0]
    for name, table in TABLES.items():
        own = part.split(f"| `{name}` |")[1].split("\n| `")[0]
        missing = [column for column in table.columns if f"`{column}`" not in own]
        assert not missing, f"{name}: explain {missing} in docs/forking.md"
