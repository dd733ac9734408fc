"""A snapshot keeps results as they were, says what they rest on, opens anywhere, and notices
any change.
"""

import errno
import hashlib
import json
import os
import shutil
import stat
import zipfile

import frictionless
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.publish import snapshots
from egov_lib.publish.snapshots import open_snapshot, snapshot
from egov_lib.read import writing

ABOUT = {
    "title": "Who repeats whom",
    "author": "A. Student",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "date": "2026-11-01",
    "affiliation": "A University",
}
# Of the context of RO-Crate 1.1 (1.1.3), which defines 2,627 terms, those that a snapshot uses.
RO_CRATE_TERMS = {
    "about",
    "affiliation",
    "author",
    "conformsTo",
    "contentSize",
    "datePublished",
    "description",
    "encodingFormat",
    "hasPart",
    "identifier",
    "instrument",
    "license",
    "name",
    "publisher",
    "result",
    "url",
}
TABLE = pd.DataFrame(
    {
        "word": [
            "政务",
            "",
            None,
            'a,"b"\r\nc',
        ],  # government affairs; empty and missing are two things
        "count": pd.array([1, None, 3, 4], dtype="Int64"),
        "share": [0.1, np.nan, 1e-300, 1 / 3],
        "day": pd.to_datetime(
            ["2006-06-12", None, "2002-08-05 12:30", "1999-01-01"], format="mixed"
        ),
        "own": [True, False, True, True],
    }
)


def keep(path, **options):
    """Take a snapshot of one table, one figure and one number."""
    results = {
        "words": TABLE,
        "chart": go.Figure(go.Bar(x=["a"], y=[1])),
        "answer": {"value": 42},
    }
    return snapshot(
        path, results, parameters={"min_chars": 10}, seed=6, about=ABOUT, **options
    )


@pytest.mark.parametrize("name", ["folder", "kept.zip"])
def test_what_was_kept_comes_back(tmp_path, name):
    """Tables with their types, figures and values, parameters and seed, from a folder and from
    a zip.
    """
    keep(tmp_path / name)
    opened = open_snapshot(tmp_path / name)
    pd.testing.assert_frame_equal(opened.table("words"), TABLE)
    assert opened.value("chart")["data"][0]["type"] == "bar" and opened.value(
        "answer"
    ) == {"value": 42}
    assert (
        opened.parameters == {"min_chars": 10}
        and opened.seed == 6
        and opened.about["author"] == "A. Student"
    )
    assert (
        opened.table("documents")["chars"].tolist()
        == egov.load_corpus()["text"].str.len().tolist()
    )
    assert opened.differences.empty


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(
                lambda text: text != "\\N"
            ),
            st.one_of(st.none(), st.floats(allow_infinity=False)),
            st.integers(-(2**63), 2**63 - 1),
        ),
        min_size=1,
    )
)
def test_any_table_comes_back(tmp_path_factory, rows):
    """Whatever the texts and numbers, the table read is the table written."""
    table = pd.DataFrame(rows, columns=["text", "number", "whole"]).astype(
        {"text": "str", "number": "float64"}
    )
    kept = snapshot(tmp_path_factory.mktemp("any") / "x.zip", {"table": table})
    pd.testing.assert_frame_equal(kept.table("table"), table, check_exact=True)


def test_the_same_results_have_the_same_bytes(tmp_path):
    """Two snapshots of the same thing are one file twice; another parameter gives another id."""
    first, second = keep(tmp_path / "a.zip"), keep(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    other = snapshot(
        tmp_path / "c.zip",
        {"words": TABLE},
        parameters={"min_chars": 11},
        seed=6,
        about=ABOUT,
    )
    assert first.id == second.id != other.id


@pytest.mark.parametrize("name", ["results/words.csv", "methods.md", "documents.csv"])
def test_an_altered_file_is_named(tmp_path, name):
    """One byte more in any file, and the snapshot is not opened."""
    keep(tmp_path / "kept")
    (tmp_path / "kept" / name).chmod(0o644)
    with (tmp_path / "kept" / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(egov.DataError, match=f"{name} was altered"):
        open_snapshot(tmp_path / "kept")


def test_it_opens_elsewhere_and_read_only(tmp_path):
    """A copy in another folder whose files nobody may write opens, and nothing done to a table
    reaches it.
    """
    keep(tmp_path / "kept")
    there = shutil.copytree(tmp_path / "kept", tmp_path / "elsewhere" / "其他")
    modes = {
        stat.S_IMODE(os.stat(path).st_mode) & 0o222
        for path in there.rglob("*")
        if path.is_file()
    }
    assert modes == {0}
    opened = open_snapshot(there)
    table = opened.table("words")
    table.loc[0, "word"] = "changed"
    pd.testing.assert_frame_equal(opened.table("words"), TABLE)
    with pytest.raises(TypeError):
        opened.parameters["min_chars"] = 3


def test_it_is_never_written_over(tmp_path):
    """What was cited stays."""
    keep(tmp_path / "kept.zip")
    with pytest.raises(egov.DataError, match="is there already"):
        keep(tmp_path / "kept.zip")


def test_it_is_kept_where_a_file_has_but_one_name(tmp_path, monkeypatch):
    """A Python in a web page has no second names for files; a snapshot has its own there, too."""
    monkeypatch.delattr(os, "link")
    keep(tmp_path / "kept.zip")
    assert open_snapshot(tmp_path / "kept.zip").seed == 6


def test_other_versions_are_told(tmp_path, monkeypatch):
    """What has another version here stands in `differences`."""
    kept = keep(tmp_path / "kept.zip")
    monkeypatch.setattr(
        "egov_lib.publish.snapshots._versions",
        lambda: dict(kept.versions) | {"pandas": "9.9"},
    )
    assert kept.differences.values.tolist() == [["pandas", pd.__version__, "9.9"]]


def test_the_methods_paragraph_says_what_was_done(tmp_path):
    """Number of documents, parameter, seed, version and id stand in it, in both languages."""
    kept = keep(tmp_path / "kept.zip")
    english, chinese = kept.methods.split("\n\n")[1:]
    for part in (english, chinese):
        for said in ("5", "min_chars = 10", "6", pd.__version__, kept.id, "words (4)"):
            assert said in part, said


def test_citations_are_bibtex_with_the_sources_that_were_used(tmp_path):
    """An entry each for the snapshot, the workbook and the sources used, with balanced braces."""
    docs = egov.load_corpus().set_index("doc_id", drop=False)
    kept = keep(tmp_path / "kept.zip", docs=docs.loc[["opinion-2002", "yunnan-2006"]])
    assert kept.citations.count("{") == kept.citations.count("}")
    keys = [
        line.partition("{")[2].rstrip(",")
        for line in kept.citations.splitlines()
        if line.startswith("@")
    ]
    assert keys[:4] == [
        f"snapshot-{kept.id}",
        "egov-workbook",
        "opinion-2002",
        "yunnan-2006",
    ]
    assert "wuhai-2006" not in keys and "pandas" in keys


def test_frictionless_accepts_it(tmp_path):
    """The data package is valid, hashes and types included, for mixed cells and for the tables
    of the workbook.
    """
    results = {"words": TABLE} | {
        name: egov.load_table(name) for name in ("events", "targets", "themes")
    }
    results |= {"My 词 table": TABLE, "my 词 table 2": TABLE}
    snapshot(tmp_path / "kept", results, about=ABOUT)
    report = frictionless.validate(str(tmp_path / "kept" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_ro_crate_keeps_to_the_specification(tmp_path):
    """RO-Crate 1.1: descriptor, root with name, description, date and licence, each file listed
    and there.
    """
    keep(tmp_path / "kept")
    crate = json.loads(
        (tmp_path / "kept" / "ro-crate-metadata.json").read_text(encoding="utf-8")
    )
    things = {thing["@id"]: thing for thing in crate["@graph"]}
    context, own = crate["@context"]
    assert context == "https://w3id.org/ro/crate/1.1/context" and len(things) == len(
        crate["@graph"]
    )
    terms = {
        key for thing in things.values() for key in thing if not key.startswith("@")
    } - set(own)
    assert terms <= RO_CRATE_TERMS, (
        "a term that the context does not define is no JSON-LD"
    )
    assert things["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = things["./"]
    assert root["@type"] == "Dataset" and {
        "name",
        "description",
        "datePublished",
        "license",
    } <= set(root)
    files = {
        p.relative_to(tmp_path / "kept").as_posix()
        for p in (tmp_path / "kept").rglob("*")
        if p.is_file()
    }
    assert {part["@id"] for part in root["hasPart"]} == files - {
        "ro-crate-metadata.json"
    }
    assert all(things[part["@id"]]["@type"] == "File" for part in root["hasPart"])
    assert things[root["license"]["@id"]]["@type"] == "CreativeWork"
    assert things[root["publisher"]["@id"]]["@type"] == "Organization"


def test_names_with_blanks_are_uris_in_the_crate(tmp_path):
    """The crate's @id is a URI: a blank or a Chinese name is quoted there, and the file keeps
    its name.
    """
    kept = snapshot(tmp_path / "kept.zip", {"my 词 table": TABLE})
    things = {
        thing["@id"]: thing
        for thing in json.loads(kept.files["ro-crate-metadata.json"])["@graph"]
    }
    assert (
        things["results/my%20%E8%AF%8D%20table.csv"]["name"]
        == "results/my 词 table.csv"
    )


def test_what_can_not_be_kept_is_refused_before_anything_is_written(tmp_path):
    """A list in a cell, an object, a text with the sign of the missing: each is named, and no
    folder is left.
    """
    for bad in (pd.DataFrame({"x": [[1]]}), pd.DataFrame({"x": ["\\N"]}), object()):
        with pytest.raises(egov.DataError, match="bad"):
            snapshot(tmp_path / "kept", {"bad": bad})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/b",
        "a\\b",
        "C:x",
        "nul",
        "COM1.x",
        "what?",
        "dot.",
        "blank ",
        "",
        "new\nline",
    ],
)
def test_names_that_a_system_refuses_are_refused_on_every_system(tmp_path, name):
    """A snapshot opens on Windows, too, and no result leaves its folder."""
    with pytest.raises(egov.DataError, match="can't be called"):
        snapshot(tmp_path / "kept", {name: TABLE})
    assert not list(tmp_path.iterdir())


def test_what_is_no_snapshot_is_refused(tmp_path):
    """A wrong path, a wrong zip and an unknown table are told with the remedy."""
    (tmp_path / "no.zip").write_bytes(b"no zip")
    for path in (tmp_path / "nowhere", tmp_path / "no.zip", tmp_path):
        with pytest.raises(egov.DataError, match="is no snapshot"):
            open_snapshot(path)
    with pytest.raises(egov.DataError, match="it has documents, words"):
        keep(tmp_path / "kept.zip").table("sentences")


# --- what was changed on purpose, what is hostile, and what goes wrong --------------------------


def unpacked(folder):
    """Return a snapshot's files as they can be changed: path to content."""
    keep(folder / "kept")
    return snapshots._read_folder(folder / "kept")


def pack(path, files):
    """Write files as a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def with_record(files, change):
    """Change snapshot.json, and make every hash in the crate fit again."""
    record = json.loads(files["snapshot.json"])
    change(record)
    changed = json.dumps(record).encode()
    old_hash = hashlib.sha256(files["snapshot.json"]).hexdigest().encode()
    new_hash = hashlib.sha256(changed).hexdigest().encode()
    crate = files["ro-crate-metadata.json"].replace(old_hash, new_hash)
    return {**files, "snapshot.json": changed, "ro-crate-metadata.json": crate}


CHANGES = {
    "seed": lambda record: record.update(seed=7),
    "parameters": lambda record: record["parameters"].update(min_chars=3),
    "author": lambda record: record["about"].update(author="Somebody else"),
    "versions": lambda record: record["versions"].update(pandas="0.1"),
    "dtypes": lambda record: record["dtypes"]["results/words.csv"].update(own="str"),
    "no hashes": lambda record: record.update(sha256={}),
    "one hash less": lambda record: record["sha256"].pop("results/words.csv"),
    "methods not listed": lambda record: record["sha256"].pop("methods.md"),
    "another id": lambda record: record.update(id="0123456789ab"),
    "a further field": lambda record: record.update(note="reviewed"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_id_covers_everything(tmp_path, change):
    """Whatever is changed in the record, even with all hashes made to fit, is noticed."""
    files = with_record(unpacked(tmp_path), change)
    with pytest.raises(egov.DataError, match=r"was (altered|added)"):
        open_snapshot(pack(tmp_path / "x.zip", files))


@pytest.mark.parametrize("name", ["methods.md", "ro-crate-metadata.json"])
def test_a_description_is_covered_too(tmp_path, name):
    """A methods paragraph or a crate that says something else is noticed, with its hash changed."""
    files = unpacked(tmp_path)
    old = files[name]
    files[name] = old.replace(b"A. Student", b"B. Student").replace(b"Seed", b"Seat")
    assert files[name] != old

    def relist(record):
        if name in record["sha256"]:
            record["sha256"][name] = hashlib.sha256(files[name]).hexdigest()

    with pytest.raises(egov.DataError, match="was altered"):
        open_snapshot(pack(tmp_path / "x.zip", with_record(files, relist)))


ZEROS = b"0" * 12


def with_zeros(files, name):
    """Put zeros for the id into a file, and make all hashes that follow fit again."""
    own_id = json.loads(files["snapshot.json"])["id"].encode()
    files = {**files, name: files[name].replace(own_id, ZEROS, 1)}
    record = json.loads(files["snapshot.json"])
    crate = files["ro-crate-metadata.json"]
    if name in record["sha256"]:
        old_hash = record["sha256"][name]
        record["sha256"][name] = hashlib.sha256(files[name]).hexdigest()
        crate = crate.replace(old_hash.encode(), record["sha256"][name].encode())
    changed = snapshots._json(record)
    old_hash = hashlib.sha256(files["snapshot.json"]).hexdigest().encode()
    crate = crate.replace(old_hash, hashlib.sha256(changed).hexdigest().encode())
    return {**files, "snapshot.json": changed, "ro-crate-metadata.json": crate}


@pytest.mark.parametrize("name", snapshots.ID_PLACES)
def test_nobody_can_put_zeros_for_the_id(tmp_path, name):
    """Files are compared without the id; each of its places is counted."""
    files = with_zeros(unpacked(tmp_path), name)
    assert snapshots._identify(files) == json.loads(files["snapshot.json"])["id"]
    with pytest.raises(egov.DataError, match="was altered"):
        open_snapshot(pack(tmp_path / "x.zip", files))


def test_the_record_says_nothing_twice(tmp_path):
    """Of two seeds programs differ in which they read, so the record is compared byte by byte."""
    files = unpacked(tmp_path)
    record = files["snapshot.json"].replace(b'"seed": 6', b'"seed": 7,\n "seed": 6')
    old_hash = hashlib.sha256(files["snapshot.json"]).hexdigest().encode()
    new_hash = hashlib.sha256(record).hexdigest().encode()
    crate = files["ro-crate-metadata.json"].replace(old_hash, new_hash)
    files |= {"snapshot.json": record, "ro-crate-metadata.json": crate}
    assert json.loads(record)["seed"] == 6
    with pytest.raises(egov.DataError, match="was altered"):
        open_snapshot(pack(tmp_path / "x.zip", files))


def test_a_number_that_looks_like_no_id_does_not_matter(tmp_path):
    """A parameter may have twelve zeros."""
    kept = snapshot(tmp_path / "x.zip", {}, parameters={"n": 10**12}, about={})
    assert open_snapshot(tmp_path / "x.zip").id == kept.id


def test_what_others_pack_again_still_opens(tmp_path):
    """Programs add an entry for each folder, and a Mac a folder of its own."""
    files = {**unpacked(tmp_path), "results/": b"", "__MACOSX/._methods.md": b"x"}
    assert open_snapshot(pack(tmp_path / "x.zip", files)).seed == 6


def test_a_record_of_any_size_is_not_parsed(tmp_path, monkeypatch):
    """JSON takes many times its bytes in memory; what is read first has a bound of its own."""
    monkeypatch.setattr(snapshots, "MOST_RECORD_BYTES", 50_000)
    files = {**unpacked(tmp_path), "snapshot.json": b"[" + b"{}," * 20_000 + b"{}]"}
    with pytest.raises(egov.DataError, match=r"snapshot\.json has 60,004 bytes"):
        open_snapshot(pack(tmp_path / "x.zip", files))
    with pytest.raises(egov.DataError, match="keep large parameters as a result"):
        snapshot(tmp_path / "y.zip", {}, parameters={"all": "x" * 60_000})
    assert not (tmp_path / "y.zip").exists()


def test_a_wrong_folder_is_not_walked(tmp_path, monkeypatch):
    """The root of a disk has no snapshot.json: nothing below it is looked at."""
    monkeypatch.setattr(snapshots.Path, "rglob", None)
    with pytest.raises(egov.DataError, match="is no snapshot"):
        open_snapshot(tmp_path)


@pytest.mark.parametrize("names", [("A", "a"), ("documents",), ("Documents",)])
def test_two_results_of_one_name_are_refused(tmp_path, names):
    """Windows and macOS would keep one of them; "documents" is the list of the texts."""
    with pytest.raises(egov.DataError, match=r"can't be called .*, as .* is"):
        snapshot(tmp_path / "kept", dict.fromkeys(names, TABLE))
    assert not list(tmp_path.iterdir())


def test_a_name_taken_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    """Two kernels take a snapshot of one name at once: the second is told, the first stays."""
    path = tmp_path / "kept.zip"
    monkeypatch.setattr(
        snapshots,
        "write_whole",
        lambda aside, content: (
            aside.write_bytes(content),
            path.write_bytes(b"of another"),
        ),
    )
    with pytest.raises(egov.DataError, match="File exists"):
        keep(path)
    assert path.read_bytes() == b"of another"
    assert [file.name for file in tmp_path.iterdir()] == ["kept.zip"]


def test_a_file_that_was_added_is_refused(tmp_path):
    """Nothing rides along unlisted; what a file manager leaves does not count."""
    keep(tmp_path / "kept")
    (tmp_path / "kept" / ".DS_Store").write_bytes(b"x")
    assert open_snapshot(tmp_path / "kept").seed == 6
    (tmp_path / "kept" / "results" / "more.csv").write_bytes(b"x")
    with pytest.raises(egov.DataError, match=r"results/more\.csv was added"):
        open_snapshot(tmp_path / "kept")


@pytest.mark.parametrize(
    "record",
    [b"[]", b"{}", b"null", b"", b'{"id": 1}', b"[" * 100_000, b"\xff"],
)
def test_a_record_of_another_kind_is_no_snapshot(tmp_path, record):
    """snapshot.json may hold anything, and gets an error that says what to do."""
    files = {**unpacked(tmp_path), "snapshot.json": record}
    with pytest.raises(egov.DataError, match="is no snapshot"):
        open_snapshot(pack(tmp_path / "x.zip", files))


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """A small file that would unpack to more than a snapshot may hold is refused unread."""
    monkeypatch.setattr(snapshots, "MOST_BYTES", 10_000_000)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("snapshot.json", bytes(10_000_001))
    assert (tmp_path / "x.zip").stat().st_size < 20_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(egov.DataError, match="keep fewer results"):
        open_snapshot(tmp_path / "x.zip")


def test_two_files_of_one_name_are_refused(tmp_path):
    """Programs differ in which of the two they read."""
    pack(tmp_path / "x.zip", unpacked(tmp_path))
    with (
        zipfile.ZipFile(tmp_path / "x.zip", "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr("methods.md", b"other")
    with pytest.raises(egov.DataError, match="two files of one name"):
        open_snapshot(tmp_path / "x.zip")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there are no devices here")
def test_a_device_is_not_read(tmp_path):
    """/dev/zero never ends, by itself or as a link in a folder."""
    with pytest.raises(egov.DataError, match="is a device"):
        open_snapshot("/dev/zero")
    keep(tmp_path / "kept")
    (tmp_path / "kept" / "results" / "endless.csv").symlink_to("/dev/zero")
    with pytest.raises(egov.DataError, match="is no file"):
        open_snapshot(tmp_path / "kept")


@pytest.mark.parametrize("name", ["folder", "kept.zip"])
def test_a_failed_snapshot_leaves_nothing_and_can_be_taken_again(
    tmp_path, monkeypatch, name
):
    """On a full disk there is an error, no stub, and the name is free."""

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(writing.os, "fsync", full)
        with pytest.raises(egov.DataError, match="No space left on device"):
            keep(tmp_path / name)
    assert not list(tmp_path.iterdir())
    assert keep(tmp_path / name).seed == 6
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_half_a_character_is_named(tmp_path):
    """No file can hold half a surrogate pair: the result that has it is named."""
    half = pd.DataFrame({"x": pd.Series(["\ud83d"], dtype=object)})
    for results in ({"bad": half}, {"bad": "\ud83d"}):
        with pytest.raises(egov.DataError, match=r"bad.*half a character"):
            snapshot(tmp_path / "kept", results)
    assert not list(tmp_path.iterdir())
