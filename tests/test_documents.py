"""Whatever is in a folder, every file has its line in the report; what can be read is read."""

import io
import json
import random
import re
import struct
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import docx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.find import dates, names, targets
from egov_lib.find.documents import read_documents
from egov_lib.find.structure import parse_outline, read_letterhead
from egov_lib.measure import reuse
from egov_lib.measure import words as segmentation
from egov_lib.read import cleaning, repair
from egov_lib.read.files import REPORT, Limits
from egov_lib.read.jobs import map_documents
from egov_lib.read.reading_remedies import READING_REMEDIES
from egov_lib.read.repair import repair_documents

HERE = Path(__file__).parent
CASES = HERE / "cases" / "documents"
SAMPLE = HERE.parent / "notebooks" / "sample-documents"
# A notice on speeding up the building of e-government; planned as one, well led, done in steps.
TEXT = "关于加快电子政务建设的通知\n统一规划，加强领导，分步实施。\n"


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def one(name, data, **options):
    """Return the text (None if refused) and the report's line of one file."""
    docs, report = read_documents({name: data}, **options)
    assert len(report) == 1
    return (docs["text"].iloc[0] if len(docs) else None), report.iloc[0]


def zipped(members):
    """Return the bytes of a zip with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def check_case(case):
    """A case's file gives its text, and its line says what the case says."""
    text, line = one(case["file"], case["content"].encode(case["encoding"]))
    assert text == case["text"]
    assert {name: line[name] for name in case["report"]} == case["report"]


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_files_as_they_are_met(case):
    """What people have on their disks is read."""
    check_case(case)


@pytest.mark.parametrize("case", cases("negative"))
def test_what_only_looks_wrong_is_kept(case):
    """No text is refused or changed for being unusual."""
    check_case(case)


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_what_is_not_read_rightly_yet(case):
    """What can't be done is on record, and noticed once it can."""
    check_case(case)


# --- the sample


@pytest.fixture(scope="module")
def sample():
    """Return docs and report of the shipped sample."""
    return read_documents(SAMPLE)


def test_every_file_of_the_sample_has_its_line(sample):
    """Each file, row of a table and member of a zip has one; docs are those that are read."""
    docs, report = sample
    assert list(report) == REPORT and report["doc_id"].is_unique
    assert docs["doc_id"].tolist() == report.loc[report["read"], "doc_id"].tolist()
    files = {re.split("[/#]", file)[0] for file in report["file"]}
    assert files == {path.name for path in SAMPLE.iterdir()}


def test_the_damage_of_the_sample_is_reported(sample):
    """Each kind of damage is found in the file that has it."""
    lines = sample[1].set_index("doc_id")
    encodings = lines["encoding"].value_counts()
    assert encodings[["gb18030", "big5", "utf-16"]].tolist() == [3, 1, 1]
    traditional = lines.index[lines["script"] == "traditional"].tolist()
    assert traditional == ["qingbai-2005-report", "xingbo-2005-measures"]
    found = {
        "qingbai-2005-report": "pinyin glosses (",
        "yanpu-2004-speech": "flattened marks (",
        "yanpu-2008-rules": "spam lines (2)",
    }
    for doc_id, damage in found.items():
        assert damage in lines.loc[doc_id, "damage"]
    assert "六合彩开奖" in lines.loc["yanpu-2008-rules", "remedy"], "which lines"
    misread = lines.loc["qingbai-2007-report"]
    assert (misread["mended"], misread["lost"]) == ("2 lines: utf-8 read as gb18030", 1)
    assert lines.loc["notice-of-linlan", "duplicate_of"] == "linlan-2003-notice"


def test_a_deed_that_is_done_is_no_advertisement():
    """办证 is the issue of deeds in a notice on housing, as it is spam on a wall."""
    repaired = repair.repair_text("加快商品住房办证时效，推进交付即办证。")
    assert "spam" not in repaired.damage
    assert "spam lines (1)" in repair.repair_text("全文如下。\n代开发票，来电").damage


def test_what_is_refused_says_why_and_what_to_do(sample):
    """Every line that is not read has a remedy, and the bad files are these."""
    refused = sample[1][~sample[1]["read"]]
    assert refused["remedy"].str.len().min() > 10
    assert set(refused["doc_id"]) == {
        "empty",
        "outside",
        "zeros",
        "linlan-2010-scan",
        "notice-of-linlan",
        "photo",
    }


def test_the_sample_takes_over_national_passages(sample):
    """Transmission is found across encodings, scripts, flattened marks and formats."""
    passages = reuse.shared_passages(egov.load_corpus(), sample[0])
    per_document = (
        passages[passages["matched"] >= 20].groupby("other_doc_id")["matched"].sum()
    )
    for doc_id in (
        "yunze-2003-opinion",
        "yanpu-2004-speech",
        "xingbo-2005-measures",
        "luting-2006-plan",
        "luting-2004-plan",
    ):
        assert per_document[doc_id] >= 40, doc_id


@pytest.mark.parametrize(
    "find",
    [parse_outline, dates.find_dates, targets.find_targets, names.find_institutions],
)
def test_every_finder_runs_on_the_sample(sample, find):
    """What was found is where it says, in texts that nobody here wrote the finders for."""
    docs, _ = sample
    findings = find(docs)
    assert egov.check_findings(findings, docs)["doc_id"].nunique() >= 10


def test_raw_leads_back(sample):
    """Cleaning the raw text gives the text again, wherever nothing was mended before."""
    docs, report = read_documents(SAMPLE, raw=True)
    unmended = report.loc[report["mended"] == "", "doc_id"]
    sound = docs[docs["doc_id"].isin(unmended)]
    assert [cleaning.clean(raw).text for raw in sound["raw"]] == sound["text"].tolist()


# --- where documents come from


def test_folder_zip_table_and_upload_give_the_same(tmp_path):
    """The same texts by four doors are the same documents."""
    texts = {"a": TEXT, "b": TEXT + "特此通知。"}
    for name, text in texts.items():
        (tmp_path / "folder").mkdir(exist_ok=True)
        (tmp_path / "folder" / f"{name}.txt").write_bytes(text.encode())
    (tmp_path / "x.zip").write_bytes(
        zipped({f"in/{n}.txt": t.encode("gbk") for n, t in texts.items()})
    )
    table = pd.DataFrame(
        {"doc_id": texts.keys(), "正文": texts.values(), "place": ["甲", "乙"]}
    )
    table.to_csv(tmp_path / "x.csv", index=False, encoding="utf-8")
    table.to_excel(tmp_path / "x.xlsx", index=False)
    table.to_parquet(tmp_path / "x.parquet")
    upload = (
        {"name": f"{n}.txt", "content": memoryview(t.encode()), "size": 1, "type": ""}
        for n, t in texts.items()
    )
    doors = [
        tmp_path / "folder",
        *(tmp_path / f"x.{kind}" for kind in ("zip", "csv", "xlsx", "parquet")),
        tuple(upload),
    ]
    for door in doors:
        docs, report = read_documents(door)
        assert docs[["doc_id", "text"]].values.tolist() == [
            [n, t] for n, t in texts.items()
        ], door
        assert report["read"].all()
    assert read_documents(tmp_path / "x.csv")[0]["place"].tolist() == ["甲", "乙"]


def test_rows_of_a_table_keep_their_order():
    """Row 10 comes after row 9, and a cell that is missing names no document."""
    table = pd.DataFrame(
        {"id": [None, *"bcdefghijkl"], "text": [f"{TEXT}第{n}号" for n in range(12)]}
    )
    data = io.BytesIO()
    table.to_parquet(data)
    assert read_documents({"t.parquet": data.getvalue()})[0]["doc_id"].tolist() == [
        "t-1",
        *"bcdefghijkl",
    ]


def test_no_column_of_a_table_is_lost():
    """One whose name is taken gets another; none is overwritten."""
    docs, _ = read_documents(
        {"a.csv": "text,format,key,id\n电子政务。,A4,7,x\n".encode()}
    )
    assert docs[["doc_id", "table_format", "table_key"]].values.tolist() == [
        ["x", "A4", "7"]
    ]


def test_an_executor_changes_nothing(sample):
    """In threads, in any order, the frames are the same to the last cell."""
    with ThreadPoolExecutor(3) as pool:
        docs, report = read_documents(SAMPLE, executor=pool)
    pd.testing.assert_frame_equal(docs, sample[0])
    pd.testing.assert_frame_equal(report, sample[1])


@pytest.mark.slow
def test_every_step_is_the_same_on_dask(sample, tmp_path):
    """Reading, and whatever is found in each document: two workers give the rows of a loop."""
    from two_workers import two_workers

    docs, report = sample
    parquet = str(tmp_path / "docs.parquet")
    docs[["doc_id", "date", "text"]].to_parquet(parquet, row_group_size=5)
    steps = [
        read_letterhead,
        parse_outline,
        dates.find_dates,
        targets.find_targets,
        segmentation.segment,
        names.find_titles,
        names.find_document_numbers,
        names.find_institutions,
        names.find_persons,
        names.find_places,
        repair_documents,
        partial(reuse.shared_passages, egov.load_corpus()),
    ]
    with two_workers() as pool:
        for find in steps:
            there = map_documents(find, parquet, executor=pool)
            pd.testing.assert_frame_equal(
                there, map_documents(find, parquet), check_exact=True
            )
        for here, there in zip((docs, report), read_documents(SAMPLE, executor=pool)):
            pd.testing.assert_frame_equal(there, here)


WORD_XML = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def tracked(kind, inner):
    """Return a tracked change of Word, ins or del, with a run in it."""
    attributes = f'{WORD_XML} w:id="1" w:author="x"'
    return docx.oxml.parse_xml(f"<w:{kind} {attributes}><w:r>{inner}</w:r></w:{kind}>")


def saved(document):
    """Return the bytes of a Word file."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_word_files_are_read_whole():
    """Paragraphs, tables, tracked insertions; no deleted text; numbers that Word makes."""
    document = docx.Document()
    document.add_paragraph("统一规划，加强领导")  # planned as one, well led
    document.add_paragraph("自动编号", style="List Number")  # numbered by Word
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "工程", "投资"  # project, investment
    paragraph = document.add_paragraph()._p
    paragraph.append(tracked("ins", "<w:t>补充</w:t>"))  # added
    paragraph.append(tracked("del", "<w:delText>删去</w:delText>"))  # deleted
    text, _ = one("a.docx", saved(document))
    lines = ["统一规划，加强领导", "1. 自动编号", "工程\t投资", "补充"]
    assert text.split("\n") == lines
    _, line = one("a.docx", saved(document))
    assert line["damage"] == "numbers made by Word (1), deleted text (1)"


def test_names_become_doc_ids_without_collision():
    """The stem; with its folders where stems collide; and never the same twice."""
    files = ["a/x.txt", "b/x.txt", "a/y.html", "a-x.txt.txt"]
    docs, _ = read_documents({name: (TEXT + name).encode() for name in files})
    assert docs["doc_id"].tolist() == ["a-x.txt", "b-x.txt", "y", "a-x.txt~"]


def test_a_missing_path_is_an_error(tmp_path):
    """Nothing to report on: the message says where one is."""
    with pytest.raises(egov.DataError, match="does not exist: give a folder"):
        read_documents(tmp_path / "nowhere")
    docs, report = read_documents(tmp_path)
    assert docs.empty and report.empty and list(report) == REPORT and "text" in docs


# --- what is refused

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
REFUSALS = {
    "nothing in it": (b"", "empty"),
    "blanks only": (b" \r\n\t", "empty"),
    "a picture": (PNG, "picture"),
    "noise": (random.Random(1).randbytes(4000), "no text"),
    "a program": (
        b"\x7fELF\x02\x01\x01" + b"\0" * 500 + b"\x01\x02\x03" * 500,
        "no text",
    ),
    "an old Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "old Office",
    ),
    "a broken Word file": (b"PK\x03\x04" + b"\0" * 300, "broken archive"),
    "an archive called text": (zipped({"a.txt": TEXT}), "archive"),
    "a broken PDF": (b"%PDF-1.4\n" + bytes(200), "PDF"),
    "a page of scripts": (b"<html><script>var a = 1;</script></html>", "holds no text"),
    "one endless line": ("电子政务".encode() * 400_000, "line of 1,600,000 characters"),
    "too large": (b"x" * 20_000_001, "more than 20,000,000"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_junk_is_refused_with_a_clear_line(what):
    """The line says what the file is, and the rest is read."""
    data, why = REFUSALS[what]
    docs, report = read_documents({"bad.txt": data, "good.txt": TEXT.encode()})
    assert docs["doc_id"].tolist() == ["good"]
    assert why in report.set_index("doc_id").loc["bad", "remedy"]


def test_a_line_of_100_mb_costs_nothing(tmp_path):
    """Its size is looked at, not its bytes."""
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(100_000_000)
    start = time.perf_counter()
    report = read_documents(tmp_path)[1]
    assert (
        "100,000,000 bytes" in report["remedy"][0] and time.perf_counter() - start < 1
    )


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/../../b.txt",
        "/etc/a.txt",
        "..\\a.txt",
        "C:\\a.txt",
        "C:a.txt",
        "\\\\server\\share\\a.txt",
        "//server/share/a.txt",
    ],
)
def test_names_that_climb_out_are_refused(name, tmp_path):
    """On every system's notation, in archives and uploads, and nothing is written anywhere."""
    (tmp_path / "x.zip").write_bytes(zipped({name: TEXT, "ok.txt": TEXT}))
    before = sorted(tmp_path.rglob("*"))
    docs, report = read_documents(tmp_path / "x.zip")
    assert docs["doc_id"].tolist() == ["ok"]
    assert report["remedy"].str.contains("leads out of the folder").sum() == 1
    assert "leads out" in one(name, TEXT.encode())[1]["remedy"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    """A folder is what it says, not what a link in it says."""
    (tmp_path / "secret.txt").write_bytes(TEXT.encode())
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").symlink_to(tmp_path / "secret.txt")
    docs, report = read_documents(tmp_path / "folder")
    assert docs.empty and "leads out of the folder" in report["remedy"][0]


def test_zip_bombs_are_refused_unopened(tmp_path):
    """What swells, what nests, what is locked: each has its line, and the good member is read."""
    inner = zipped({"a.txt": TEXT})
    (tmp_path / "x.zip").write_bytes(
        zipped({"swells.txt": b"0" * 5_000_000, "nested.zip": inner, "good.txt": TEXT})
    )
    docs, report = read_documents(tmp_path / "x.zip")
    why = report.set_index("doc_id")["remedy"]
    assert docs["doc_id"].tolist() == ["good"]
    assert "a zip bomb" in why["swells"] and "inside an archive" in why["nested"]
    few = Limits(total_bytes=1_000)
    assert (
        "a zip bomb" in read_documents(tmp_path / "x.zip", limits=few)[1]["remedy"][0]
    )
    locked = bytearray(zipped({"a.txt": TEXT}))
    for at in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[at : at + 2] = struct.pack("<H", 1)
    assert "password" in one("locked.zip", bytes(locked))[1]["remedy"]
    swollen = zipped(
        {"word/document.xml": b" " * 30_000_000, "[Content_Types].xml": b""}
    )
    assert "a zip bomb" in one("a.docx", swollen)[1]["remedy"]
    assert "a zip bomb" in one("a.xlsx", swollen)[1]["remedy"]


def test_names_in_gbk_are_read_from_a_zip(tmp_path):
    """Archives made on a Chinese Windows hold their names in GBK without saying so."""
    data = zipped({"name.txt": TEXT}).replace(
        b"name.txt", "通知".encode("gbk") + b".txt"
    )
    (tmp_path / "x.zip").write_bytes(data)
    assert read_documents(tmp_path / "x.zip")[0]["doc_id"].tolist() == ["通知"]


def test_a_table_without_texts_is_refused():
    """The columns it has are named, and what to do."""
    _, line = one("a.csv", b"name,value\nx,1\n")
    assert "name, value" in line["remedy"] and "name the column" in line["remedy"]


def test_a_missing_reader_is_named(monkeypatch):
    """Without lxml a Word file has its remedy, and the rest is read."""
    import sys

    monkeypatch.setitem(sys.modules, "lxml", None)
    docs, report = read_documents(
        {
            "a.docx": (SAMPLE / "luting-2006-plan.docx").read_bytes(),
            "b.txt": TEXT.encode(),
        }
    )
    assert (
        docs["doc_id"].tolist() == ["b"] and "pip install lxml" in report["remedy"][0]
    )


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            "a.txt",
            "a.html",
            "a.docx",
            "a.pdf",
            "a.csv",
            "a.zip",
            "a.xlsx",
            "a.parquet",
            "文件",
        ]
    ),
    st.one_of(
        st.binary(max_size=300),
        st.text(st.characters(codec="utf-8")).map(str.encode),
        st.sampled_from(
            [b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"PAR1", b"\xff\xfe"]
        ).flatmap(lambda h: st.binary(max_size=200).map(h.__add__)),
    ),
)
def test_no_bytes_whatever_break_the_reading(name, data):
    """Any bytes under any name: no exception, and a remedy wherever nothing was read."""
    _, report = read_documents({name: data, "good.txt": TEXT.encode()})
    assert (
        report.loc[report["doc_id"] == "good", "read"].all()
        or report["duplicate_of"].any()
    )
    assert (report.loc[~report["read"], "remedy"] != "").all()


def test_repairing_a_frame_is_per_document():
    """Batches of a frame give what the whole gives, with every other column kept."""
    docs = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": ["電子政務", TEXT], "place": ["甲", "乙"]},
        index=[5, 9],
    )
    whole = repair_documents(docs)
    pd.testing.assert_frame_equal(
        whole,
        pd.concat([repair_documents(docs.iloc[:1]), repair_documents(docs.iloc[1:])]),
    )
    assert whole["place"].tolist() == ["甲", "乙"] and whole["script"].tolist() == [
        "traditional",
        "simplified",
    ]


def test_reports_name_their_remedies():
    """Each kind of damage with a remedy is a kind that can be reported."""
    counted = {"spam lines", "unread characters", *READING_REMEDIES}
    counted |= {"private-use characters", "control characters"}
    kinds = (
        {rule.damage for rule in cleaning.RULES.values()} | {*repair.FLAGS} | counted
    )
    assert set(repair.REMEDIES) <= kinds
