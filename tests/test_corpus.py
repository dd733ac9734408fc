"""The sources are as received, the editions follow from them, every quote is where it says."""

import hashlib
import json
import re
from pathlib import Path

import build_data
import pandas as pd
import pytest

import egov_lib as egov
from egov_lib import findings
from egov_lib.read import corpus, editions
from egov_lib.read.cleaning import HAN
from egov_lib.show.front import PANELS
from egov_lib.teach.exercises import load_exercises

DOCS = egov.load_corpus()
LESSONS = load_exercises()["lesson"].unique()
PACKAGE = json.loads(
    (corpus.data_folder() / "datapackage.json").read_text(encoding="utf-8")
)
TABLES = [r["name"] for r in PACKAGE["resources"] if "schema" in r]
FINDING_TABLES = [
    name for name in TABLES if {"doc_id", "quote"} <= set(corpus.fields_of(name))
]


@pytest.mark.parametrize("card", list(DOCS.itertuples()), ids=DOCS["doc_id"])
def test_each_source_is_as_received(card):
    """The file has the bytes and the hash of its source card."""
    data = (corpus.data_folder() / "sources" / card.file).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (card.bytes, card.sha256)


@pytest.mark.parametrize("doc_id", DOCS["doc_id"].tolist())
def test_each_edition_follows_from_its_witness(doc_id):
    """Rules and logged edits, run again, give the reading text and the log that are committed."""
    text, log = editions.build_edition(doc_id)
    assert text == DOCS.set_index("doc_id").loc[doc_id, "text"], (
        "run `make data` and commit data/editions"
    )
    pd.testing.assert_frame_equal(log.astype(str), egov.load_log(doc_id).astype(str))


@pytest.mark.parametrize(
    ("name", "make"),
    [("damage", build_data.count_damage), ("terms", build_data.choose_terms)],
)
def test_tables_that_are_made_are_up_to_date(name, make):
    """What `make data` would write is what is committed."""
    pd.testing.assert_frame_equal(
        make().astype(str), egov.load_table(name).astype(str), check_dtype=False
    )


def test_the_pages_made_of_tables_are_up_to_date():
    """The glossary page and the dictionary of columns are what `make data` would write."""
    docs = corpus.data_folder().parent / "docs"
    assert (docs / "glossary.md").read_text(
        encoding="utf-8"
    ) == build_data.glossary_page()
    for file, words in build_data.DICTIONARIES.items():
        guide = (corpus.data_folder() / file).read_text(encoding="utf-8")
        assert guide.endswith(build_data.dictionary_of(PACKAGE, words)), file


def test_the_chinese_guide_to_the_data_has_the_headings_of_the_english_one():
    """Headings have the same anchors in both editions of the book."""
    levels = {
        file: re.findall(
            r"^#+(?= )",
            (corpus.data_folder() / file).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        for file in build_data.DICTIONARIES
    }
    assert levels["README.md"] == levels["README.zh.md"]


def test_every_column_and_table_is_explained_in_chinese():
    """The dictionary of columns has no English sentence in the Chinese edition."""
    tables = [one for one in PACKAGE["resources"] if "schema" in one]
    said = [table["title_zh"] for table in tables]
    said += [
        field["description_zh"] for one in tables for field in one["schema"]["fields"]
    ]
    assert [words for words in said if not re.search(rf"[{HAN}]", words)] == []


@pytest.mark.parametrize("doc_id", DOCS["doc_id"].tolist())
def test_an_editor_never_writes_words(doc_id):
    """No edit adds or drops a Chinese character, letter or digit: the words are the witness's."""
    log = egov.load_log(doc_id)
    words = log[["before", "after"]].replace(rf"[^{HAN}A-Za-z0-9]", "", regex=True)
    by_hand = log["rule"].str.startswith("edit:")
    assert (words.loc[by_hand, "before"] == words.loc[by_hand, "after"]).all()


@pytest.mark.parametrize("doc_id", DOCS["doc_id"].tolist())
def test_unchanged_characters_lead_back_to_themselves(doc_id):
    """Where the log says nothing, the reading text has the witness's own character."""
    text = DOCS.set_index("doc_id").loc[doc_id, "text"]
    each = pd.DataFrame(
        {
            "doc_id": doc_id,
            "start": range(len(text)),
            "end": range(1, len(text) + 1),
            "quote": list(text),
        }
    )
    placed = egov.to_witness(each)
    assert placed["witness_start"].is_monotonic_increasing
    same = placed["quote"] == placed["witness_quote"]
    simplified = {c for pair in egov.load_log(doc_id)["after"] for c in pair}
    assert (same | placed["quote"].isin(simplified)).all()


def test_the_lost_bytes_of_yunnan_lead_back_to_the_witness():
    """GDP2.5% of the reading text is 。牵模?2.5% in the source: the repair can be seen."""
    text = DOCS.set_index("doc_id").loc["yunnan-2006", "text"]
    start = text.index("省GDP2.5%")
    found = pd.DataFrame(
        {"doc_id": ["yunnan-2006"], "start": [start], "end": [start + 8]}
    )
    assert egov.to_witness(found)["witness_quote"].tolist() == ["?。牵模?2.5%"]


def test_page_furniture_is_out_of_the_reading_text():
    """The unrelated laws below the 2002 opinion, and the pages' own dates, are in no text."""
    text = DOCS.set_index("doc_id")["text"]
    assert "生猪" not in text["opinion-2002"] and "生豬" in egov.load_witness(
        "opinion-2002"
    )
    assert not text.str.contains("2020-12-19|2012-04-14|律霸|更新时间").any()


@pytest.mark.parametrize("doc_id", DOCS["doc_id"].tolist())
def test_no_flattened_mark_is_left(doc_id):
    """Every `.` of the reading texts is between two digits."""
    text = DOCS.set_index("doc_id").loc[doc_id, "text"]
    flattened = re.finditer(r"(?<!\d)\.|\.(?!\d)", text)
    assert not [
        (found.start(), text[found.start() - 9 : found.end() + 9])
        for found in flattened
    ]


def test_readers_agree_more_with_each_other_than_with_the_witness():
    """Two readers alone chose the same marks; a witness of the passage has others in places."""
    texts = DOCS.set_index("doc_id")["text"]
    a, b = (editions.load_reader("article-2006", reader) for reader in "ab")
    with_each_other = editions.compare_marks(a, b)["agree"].mean()
    with_witness = editions.compare_marks(a, texts["relay-2006"])["agree"].mean()
    assert with_each_other > 0.95 > with_witness > 0.8
    edition = editions.compare_marks(texts["article-2006"], texts["relay-2006"])
    assert len(edition) > 40
    assert edition["agree"].all(), "the edition follows the witness where there is one"


@pytest.mark.parametrize(
    "reader", ["article-2006.a", "article-2006.b", "wuhai-2006.a", "wuhai-2006.b"]
)
def test_the_readers_changed_no_word(reader):
    """What two readers punctuated has the source's own characters, in order."""
    doc_id, who = reader.split(".")
    punctuated = editions.load_reader(doc_id, who)
    witness = egov.load_witness(doc_id)
    assert editions.split_marks(punctuated).bare == editions.split_marks(witness).bare


@pytest.mark.parametrize("name", FINDING_TABLES)
def test_each_quote_stands_in_its_text(name):
    """`text[start:end] == quote` for every row of every table."""
    table = egov.load_table(name)
    assert table.columns[:4].tolist() == findings.COLUMNS
    egov.check_findings(table, DOCS)


READERS = corpus.data_folder() / "readers"


def settled_systems():
    """What two readers made of each row that the table of systems once had."""
    return pd.read_csv(
        READERS / "systems.definition.csv", keep_default_na=False, encoding="utf-8"
    )


def test_a_system_is_a_thing_that_its_passage_names():
    """No row is an opinion, a law, a fund, a ban or a training: its kind is one of things, and the
    words that name it are no document's title. What two readers left out has no row."""
    systems = egov.load_table("systems")
    assert not systems["quote"].str.contains("严禁|资金|经费|投入|考核|培训|法规").any()
    titles = systems["quote"].str.fullmatch("《.*》|.*(?:意见|规划|战略|纲要|办法)")
    assert not titles.any()
    settled = settled_systems().set_index("system_id")["settled"]
    assert set(settled[settled == "keep"].index) == set(systems["system_id"])


def test_two_readers_agree_on_what_a_system_is():
    """The figures of data/README.md: both read each of the 378 rows by the definition."""
    rows = settled_systems()
    kept = (rows[["verdict_a", "verdict_b"]] == "keep").to_numpy()
    agree = (kept[:, 0] == kept[:, 1]).mean()
    by_chance = kept.mean(axis=0).prod() + (1 - kept.mean(axis=0)).prod()
    kappa = (agree - by_chance) / (1 - by_chance)
    both = rows[kept.all(axis=1)]
    figures = [
        f"{kept[:, 0].sum()} and {kept[:, 1].sum()}",
        f"{agree:.1%}",
        f"{kappa:.2f}",
        *(
            f"{(both[f'{column}_a'] == both[f'{column}_b']).mean():.1%}"
            for column in ("kind", "level", "status")
        ),
    ]
    guide = (corpus.data_folder() / "README.md").read_text(encoding="utf-8")
    assert [figure for figure in figures if figure not in guide] == []


def test_groups_of_systems_have_their_members():
    """A row that stands for several systems has at least three of them among its parts."""
    systems = egov.load_table("systems").set_index("system_id")
    parts = egov.load_table("relations").query(
        "between == 'systems' and relation == 'part_of'"
    )
    members = parts.groupby("to_id")["from_id"].nunique()
    assert (members[systems.index[systems["group"]]] >= 3).all()


def test_only_what_a_text_says_is_stated():
    """That one place answers to another's order no text says."""
    relations = egov.load_table("relations")
    assert set(relations.query("relation == 'answers'")["basis"]) == {"inferred"}


def test_a_posting_bounds_what_it_posts():
    """What is on the web on a day was written, issued and held by then."""
    posted = DOCS.dropna(subset="posted")
    for column in ("event_to", "written_to", "issued_to"):
        assert not (posted[column] > posted["posted"]).any(), column


def test_relations_join_what_there_is():
    """Both ends of a relation are systems or clauses of the tables; it quotes the from-side."""
    known = {
        "systems": set(egov.load_table("systems")["system_id"]),
        "clauses": set(egov.load_table("clauses")["clause_id"]),
    }
    for row in egov.load_table("relations").itertuples():
        assert {row.from_id, row.to_id} <= known[row.between], row
        assert row.between == "systems" or row.from_id.startswith(row.doc_id), row


def test_facts_from_outside_say_what_they_bear_on():
    """Each fact names a document or an item of the tables."""
    tables = {
        "documents": "doc_id",
        "systems": "system_id",
        "events": "event_id",
        "themes": "theme_id",
        "actors": "actor_id",
    }
    known = {
        value
        for name, column in tables.items()
        for value in egov.load_table(name)[column]
    }
    assert set(egov.load_table("context")["about"]) <= known


def test_facts_from_outside_say_how_they_are_known():
    """Each fact has a source and a confidence; what nobody saw a source say is held low, unless it
    is inferred from what was seen."""
    context = egov.load_table("context")
    assert (context["citation"] != "").all() and (context["confidence"] != "").all()
    remembered = context["citation"].str.startswith("from memory")
    nothing_found = context["citation"].str.endswith("nothing found")
    assert not context.loc[remembered | nothing_found, "seen"].any()
    inferred = context["citation"].str.startswith("inferred")
    assert set(context.loc[~context["seen"] & ~inferred, "confidence"]) == {"low"}


def test_what_came_of_a_promise_names_its_passage():
    """Each address that a fact answers leads to a passage."""
    answers = egov.load_table("context").query("answers != ''")["answers"]
    addresses = answers.str.split("; ").explode()
    assert len(answers) > 50
    passages = egov.passage(addresses.unique())
    assert (passages["address"] == addresses.unique()).all(), "an address that moved"
    assert (passages["quote"] != "").all()


def test_each_theme_looks_at_every_source_and_marks_silence():
    """Each theme has a row for every document and city; only a silent row has no quote."""
    themes = egov.load_table("themes")
    looked = {
        name: set(zip(rows["doc_id"], rows["place"]))
        for name, rows in themes.groupby("theme_id")
    }
    assert (
        len(looked) >= 20
        and not themes.duplicated(["theme_id", "doc_id", "place"]).any()
    )
    every = set().union(*looked.values())
    assert {doc_id for doc_id, _ in every} == set(DOCS["doc_id"]), (
        "data/themes.csv says nothing of a document"
    )
    assert {
        name: every - pairs for name, pairs in looked.items() if pairs != every
    } == {}, "look there, too"
    assert (themes["silent"] == (themes["quote"] == "")).all()


def test_clauses_form_one_tree_a_document_in_text_order():
    """A clause lies below its parent, and the clauses stand in the order of the text."""
    clauses = egov.load_table("clauses").set_index("clause_id")
    below = clauses[clauses["parent_id"] != ""]
    assert (
        clauses.loc[below["parent_id"], "depth"].to_numpy() < below["depth"].to_numpy()
    ).all()
    assert all(
        rows["start"].is_monotonic_increasing for _, rows in clauses.groupby("doc_id")
    )


def test_cells_hold_no_markup():
    """No cell of any table holds HTML or a line break: tables can be shown anywhere."""
    for name in TABLES:
        for column in egov.load_table(name).select_dtypes("str"):
            assert (
                not egov.load_table(name)[column]
                .str.contains(r"</?[a-z]+[ >]|\n")
                .any()
            ), (
                name,
                column,
            )


@pytest.mark.parametrize(
    ("name", "single"), [("events", 0.97), ("targets", 0.93), ("systems", 0.95)]
)
def test_the_first_reader_found_nearly_all_of_the_second(name, single):
    """Reader a, whose tables are used, has what reader b found, but for a few in a hundred."""
    agreement = editions.compare_annotations(name).set_index("reader")["share"]
    assert agreement["b"] > single > agreement["a"]


@pytest.mark.parametrize(
    "resource",
    [r for r in PACKAGE["resources"] if "hash" in r],
    ids=lambda r: r["name"],
)
def test_each_file_has_the_hash_that_the_package_states(resource):
    """datapackage.json knows every file as it is."""
    data = (corpus.data_folder() / resource["path"]).read_bytes()
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest(), (
        "run `make data` and commit datapackage.json"
    )


def test_every_file_of_data_is_in_the_package():
    """No table, source or edition lies in data/ undescribed."""
    listed = {r["path"] for r in PACKAGE["resources"]} | {
        "datapackage.json",
        "README.md",
        "README.zh.md",
        # no tables: described in data/README.md, checked against exercises/schema.json
        "exercises.json",
        "exercises/schema.json",
        # no tables either: runs of models, described in data/README.md
        *(f"panels/{name.removesuffix('_panel')}.json" for name in PANELS),
        *(f"panels/{lab}_watched.json" for lab in ("approvals", "networks")),
        *(f"exercises/{Path(name).name}.yaml" for name in LESSONS),
    }
    there = {
        p.relative_to(corpus.data_folder()).as_posix()
        for p in corpus.data_folder().rglob("*")
        if p.is_file()
    }
    assert there == listed


def test_the_package_is_valid():
    """The frictionless library finds no error in any table: types, constraints, keys."""
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(corpus.data_folder() / "datapackage.json")).validate()
    found = report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert report.valid, (
        f"{found}: each column needs a field in data/datapackage.json, with name, type "
        "and description; then run `make data`"
    )


def rows(**columns):
    """Return a small table of quotes."""
    return pd.DataFrame({"doc_id": ["d"], "quote": ["电子"], **columns})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (rows(quote=["政务"]), "line 2, column quote: '政务' does not stand in d"),
        (rows(), "'电子' stands 2 times in d"),
        (rows(occurrence=[3]), "column occurrence: 3, but '电子' stands 2 times"),
        (rows(doc_id=["e"]), "'e' is none of d"),
        (pd.DataFrame({"doc_id": ["d"]}), "needs the column 'quote'"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_remedy(table, message):
    """The error says where, what, and what to do."""
    docs = pd.DataFrame({"doc_id": ["d"], "text": ["电子，电子"]})
    with pytest.raises(egov.DataError, match=message):
        findings.locate(table, docs, file="t.csv")


def test_a_bad_cell_is_named_with_file_line_and_column(tmp_path, monkeypatch):
    """A date that is none is refused with its place."""
    for path in ("documents.csv", "datapackage.json"):
        data = (corpus.data_folder() / path).read_text(encoding="utf-8")
        (tmp_path / path).write_text(
            data.replace("2002-08-05,2002-08-05,day", "2002-02-30,2002-08-05,day"),
            encoding="utf-8",
        )
    monkeypatch.setenv("EGOV_DATA", str(tmp_path))
    with pytest.raises(
        egov.DataError,
        match=r"documents.csv, line 2, column event_from: '2002-02-30' is no date",
    ):
        egov.load_corpus()


def test_unknown_names_are_answered_with_the_known_ones():
    """Asking for a document or a table that isn't there says which are."""
    with pytest.raises(
        egov.DataError, match="no document 'beijing-2006'; there are opinion-2002"
    ):
        egov.load_witness("beijing-2006")
    with pytest.raises(egov.DataError, match="no table called 'event'; the tables are"):
        egov.load_table("event")


def test_a_table_is_read_anew_once_its_file_has_changed(tmp_path, monkeypatch):
    """A caller's changes to a table reach no other; a change of its file reaches the next."""
    for path in ("documents.csv", "datapackage.json", "context.csv"):
        (tmp_path / path).write_bytes((corpus.data_folder() / path).read_bytes())
    monkeypatch.setenv("EGOV_DATA", str(tmp_path))
    before = corpus.read_table("context")
    before["statement"] = "changed"
    assert not corpus.read_table("context").equals(before)
    lines = (
        (tmp_path / "context.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    (tmp_path / "context.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    assert len(corpus.read_table("context")) == len(before) - 1
