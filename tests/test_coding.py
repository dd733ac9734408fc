"""The coding game: what is drawn, the codebook in words, what is kept, and a class's codes."""

import json
import re
import time

import numpy as np
import pytest

import egov_lib as egov
from egov_lib.findings import DataError
from egov_lib.measure.agreement import cohen_kappa, krippendorff_alpha
from egov_lib.read.corpus import read
from egov_lib.show import explorables
from egov_lib.show.explorables import coded_segments
from egov_lib.show.explorables.codebook import (
    BOUND,
    BOUND_BY_CODE,
    FORCE,
    FORCE_BY_CODE,
)
from egov_lib.teach.cases import class_coding, class_files
from egov_lib.teach.exercises import answers, coded

SEEDS = [1, 2, 3, 7, 25, 400, 899]
DRAWN = coded_segments.draw(1)


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    """Every test has a folder of its own, and no answers yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(answers, "_session", answers.Session())


# --- the codebook -------------------------------------------------------------------------------


def codebook_of_the_readme():
    """The rows of forces in data/README.md: code -> Chinese, definition, cues, borderline."""
    row = r"^\| `(\w+)` \| (\S+) \| (.+?) \| (.+?) \| (.+?) \|$"
    return {one[0]: one[1:] for one in re.findall(row, read("README.md"), re.MULTILINE)}


def test_the_buttons_say_what_the_codebook_says():
    """Every force with its Chinese name, its definition, its cues and its borderline case."""
    written = codebook_of_the_readme()
    assert list(FORCE_BY_CODE) == list(written)
    for code in FORCE:
        chinese, means, cues, edge = written[code.code]
        assert (code.zh, code.means_en, code.edge_en) == (chinese, means, edge)
        shown = [f"{zh} {en}".strip() for zh, en in code.cues]
        assert re.split("[,; ]+", cues) == re.split("[,; ]+", " ".join(shown))


def test_every_code_of_the_table_has_a_button():
    """Of both dimensions; and each has its Chinese."""
    table = egov.load_table("directives")
    assert set(table["force"]) <= set(FORCE_BY_CODE)
    assert set(table["bound"]) == set(BOUND_BY_CODE)
    assert all(code.zh and code.means_zh for code in (*FORCE, *BOUND))


# --- the draw -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_a_draw_is_balanced_over_forces_and_texts(seed):
    """So many of each force, four of each text, none twice, and the same for the same seed."""
    drawn = coded_segments.draw(seed)
    assert drawn["force"].value_counts().to_dict() == coded_segments.QUOTA
    assert drawn["doc_id"].value_counts().tolist() == [4] * 5
    assert drawn["quote"].is_unique
    again = coded_segments.draw(seed)["address"]
    assert again.tolist() == drawn["address"].tolist()
    assert set(drawn["address"]) != set(coded_segments.draw(seed + 1)["address"])


def test_what_the_lesson_shows_is_not_drawn():
    """Lesson 11 shows the first segment of each force before the game."""
    table = egov.load_table("directives")
    first = set(table.drop_duplicates("force")["address"])
    for seed in SEEDS:
        assert not first & set(coded_segments.draw(seed)["address"])


@pytest.mark.parametrize("seed", [0, -1, 901, 1.5, "1", None])
def test_a_seed_that_cannot_be_kept_is_refused(seed):
    """Its record has a number of at most three digits."""
    with pytest.raises(DataError, match="from 1 to 900"):
        explorables.coding(seed=seed)


def test_a_word_that_tells_stands_where_it_is_said_to():
    """In the segment, or in the one that it is carried from; and it has its English."""
    table = egov.load_table("directives")
    quotes = table.set_index("address")["quote"]
    found = coded_segments.how_known(table)
    kinds = {how.kind for how in found}
    assert kinds == {"", "own word", "carried", "list", "imperative"}
    for address, how in zip(table["address"], found):
        if how.kind == "own word":
            assert quotes[address][how.at :].startswith(how.cue)
        if how.source:
            assert how.cue in quotes[how.source]
        assert bool(how.cue) == bool(how.english), how


def test_a_segment_stands_among_its_neighbours_and_under_its_list():
    """The stretch around it holds it; what opens its list ends in a colon."""
    data = explorables.coding().data
    texts = egov.load_corpus().set_index("doc_id")["text"]
    for own in data["segments"].values():
        near = data["stretches"][own["around"]]
        assert near["doc"] == own["doc"]
        assert near["start"] <= own["start"] < own["end"] <= near["end"]
        if "under" in own:
            opening = data["stretches"][own["under"]]
            words = texts[own["doc"]][opening["start"] : opening["end"]]
            assert words.rstrip().endswith("：")


def test_what_was_noted_where_our_two_differed_is_shown():
    """Of every drawn segment about whose codes the log has a line, in both languages."""
    log = egov.load_table("directives-log")
    log = log[log["column"].isin(["force", "bound"])].set_index("address")
    shown = explorables.coding().data["segments"]
    noted = {address for address, own in shown.items() if "log" in own}
    assert noted == set(shown) & set(log.index)
    assert noted
    for address in noted:
        for entry in shown[address]["log"]:
            assert entry["en"] in log.loc[[address], "reason"].tolist()
            assert re.search("[一-鿿]", entry["zh"])


# --- what is kept in a notebook -----------------------------------------------------------------


def test_a_game_goes_on_where_the_file_stopped():
    """Every change is written as a line with its address; a new game takes it up."""
    game = egov.explorables.coding()
    first, second = DRAWN["address"].tolist()[:2]
    state = {"guess": "9", "codes1": "02" + "1-" + "--" * 18}
    game.filters = state
    kept = answers.load_answers()["exercises"]["coding-1"]
    assert kept["answer"].splitlines() == [
        f"{first} prohibited all",
        f"{second} must -",
    ]
    assert (kept["tries"], kept["guess"]) == (1, "9")
    again = egov.explorables.coding()
    assert again.filters == state
    again.filters = {**state, "open1": "1"}
    assert answers.load_answers()["exercises"]["coding-1"]["shown"]
    again.filters = {"guess": "9"}
    assert "coding-1" not in answers.load_answers()["exercises"]


def test_a_game_with_a_state_of_its_own_and_the_book_read_no_file():
    """A link shows what it says; the book is built without anybody's answers."""
    egov.explorables.coding().filters = {"codes1": "02"}
    assert egov.explorables.coding(filters={}).filters == {}
    assert egov.explorables.coding(filters={"at": "3"}).filters == {"at": "3"}


@pytest.mark.parametrize("odd", ["", "x²٣", "9" * 5000, "0", "\ud83d", "--", "89" * 20])
def test_an_odd_state_is_no_code(odd):
    """What is no digit of a code counts as not chosen, and nothing else is written."""
    egov.explorables.coding().filters = {"codes1": odd}
    kept = answers.load_answers()["exercises"].get("coding-1", {"answer": ""})
    for codes in coded.read_lines(kept["answer"]).values():
        assert codes.force in (*FORCE_BY_CODE, "-")
        assert codes.bound in (*BOUND_BY_CODE, "-")


def test_codes_come_back_with_all_other_answers():
    """Downloaded and restored as my-answers.json; of two records the later one stays."""
    answers.note("03-1", answer="7", right=False)
    egov.explorables.coding().filters = {"codes1": "02"}
    text = answers.as_text(answers.load_answers()).encode("utf-8")
    answers.forget("coding-1")
    assert egov.restore(text).startswith("2 of 2")
    assert egov.explorables.coding().filters["codes1"].startswith("02")


def test_a_line_that_is_none_of_ours_is_left_out():
    """Of a file that somebody edited only what is a code is read."""
    lines = ["a must all", "b MUST all", "c must", "", "d must all x", "e may may"]
    assert coded.read_lines("\n".join(lines)) == {"a": coded.Codes("must", "all")}


# --- a class ------------------------------------------------------------------------------------


def made_class(folder, count=30, seed=25):
    """A class that was never there: each codes as we do, more or less often."""
    folder.mkdir()
    chance = np.random.default_rng(seed)
    for number in range(count):
        skill = chance.uniform(0.4, 0.9)
        lines = []
        for row in DRAWN.itertuples():
            force = str(chance.choice(list(FORCE_BY_CODE)))
            force = row.force if chance.random() < skill else force
            bound = "none" if force == "none" else "all"
            bound = row.bound if force == row.force else bound
            lines.append(f"{row.address} {force} {bound}")
        record = {"tries": 20, "answer": "\n".join(lines), "last": "2026-11-29T19:00Z"}
        own = {"name": f"Student {number}", "exercises": {"coding-1": record}}
        path = folder / f"{number:02}.json"
        path.write_text(json.dumps(own), encoding="utf-8")
    return folder


def codes_in(folder, dimension):
    """The codes of a class, read from its files without the library: segments by students."""
    at = {"force": 1, "bound": 2}[dimension]
    columns = {}
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))["exercises"]["coding-1"]
        lines = [line.split(" ") for line in record["answer"].splitlines()]
        columns[path.name] = {line[0]: line[at] for line in lines}
    return columns


def test_a_class_of_thirty_is_read_in_two_seconds(tmp_path):
    """Its alpha is that of its codes, and the most disputed segment comes first."""
    folder = made_class(tmp_path / "class")
    start = time.process_time()
    table = class_coding.class_codes(folder, lang="en")
    assert time.process_time() - start < 2
    assert list(table.columns) == class_coding.COLUMNS
    assert len(table) == 20 and table["coders"].eq(30).all()
    for dimension in ("force", "bound"):
        codes = codes_in(folder, dimension)
        counted = class_coding.read_coders(folder).of(dimension)
        assert counted.to_dict() == codes
        alpha = krippendorff_alpha(counted)
        assert table.attrs["alpha"][dimension] == alpha
        assert 0 < alpha < 1
    assert table["force_agreement"].is_monotonic_increasing
    row = table.iloc[0]
    given = [codes[row["address"]] for codes in codes_in(folder, "force").values()]
    most = max(set(given), key=given.count)
    named = {"hoped": "goal"}.get(most, most)  # what views call it
    assert f"{named} {given.count(most)}" in row["force_codes"]
    pairs = sum(given.count(code) * (given.count(code) - 1) for code in set(given))
    assert row["force_agreement"] == pytest.approx(pairs / (30 * 29))


def test_a_student_is_compared_with_what_was_settled(tmp_path):
    """Kappa is Cohen's; who codes as we did has 1, who codes all alike has 0."""
    folder = made_class(tmp_path / "class", 2)
    same = "\n".join(
        f"{row.address} {row.force} {row.bound}" for row in DRAWN.itertuples()
    )
    alike = "\n".join(f"{address} should all" for address in DRAWN["address"])
    for name, answer in (("same", same), ("alike", alike)):
        own = {"exercises": {"coding-1": {"answer": answer}}}
        (folder / f"{name}.json").write_text(json.dumps(own), encoding="utf-8")
    rows = class_coding.class_coders(folder).set_index("student")
    assert rows.loc["same.json", ["force_same", "bound_same"]].tolist() == [20, 20]
    assert rows.at["same.json", "force_kappa"] == pytest.approx(1)
    assert rows.at["alike.json", "force_kappa"] == pytest.approx(0)
    given = list(codes_in(folder, "force")["00.json"].values())
    kappa = cohen_kappa(given, DRAWN["force"])
    assert rows.at["Student 0", "force_kappa"] == pytest.approx(kappa)


def test_what_cannot_be_read_is_named_and_who_coded_nothing_is_left_out(tmp_path):
    """A broken file, one too large, codes of no segment, and a spreadsheet without formulas."""
    folder = made_class(tmp_path / "class", 3)
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "large.json").write_text("9" * 1_000_002, encoding="utf-8")
    odd = {"name": "=1+1", "exercises": {"coding-1": {"answer": "nowhere must all"}}}
    (folder / "odd.json").write_text(json.dumps(odd), encoding="utf-8")
    table = class_coding.class_codes(folder)
    assert set(table.attrs["unread"]) == {"broken.json", "large.json"}
    assert len(class_coding.class_coders(folder)) == 3
    odd["exercises"]["coding-1"]["answer"] = f"{DRAWN['address'].iloc[0]} must all"
    (folder / "odd.json").write_text(json.dumps(odd), encoding="utf-8")
    written = class_files.as_csv(class_coding.class_coders(folder))
    assert ",=1+1" not in written and "'=1+1" in written
    with pytest.raises(DataError, match=r"no \.json file"):
        class_coding.class_codes(tmp_path / "nobody")


def test_a_class_that_coded_nothing_has_an_empty_board(tmp_path):
    """Files of answers to other exercises are no fault."""
    own = {"exercises": {"03-1": {"tries": 1}}}
    (tmp_path / "one.json").write_text(json.dumps(own), encoding="utf-8")
    table = class_coding.class_codes(tmp_path)
    assert list(table.columns) == class_coding.COLUMNS and table.empty
    board = class_coding.show_class_codes(tmp_path)
    assert [one["alpha"] for one in board.data["alphas"]] == [None, None]


def test_the_board_has_both_languages_and_who_chose_what(tmp_path):
    """Each segment with its Chinese, its English, its counts, and our codes."""
    folder = made_class(tmp_path / "class")
    board = class_coding.show_class_codes(folder, lang="zh")
    table = class_coding.class_codes(folder)
    shown = board.data["segments"]
    assert [one["address"] for one in shown] == table["address"].tolist()
    for one in shown:
        assert one["zh"] and one["en"]
        assert sum(count for _, count in one["codes"]["force"]) == 30
    assert "全班怎样编码" in board.page()
