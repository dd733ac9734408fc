"""The yardstick counts what is right as right, and each kind of fault under its own measure.

The folder here is small and made up; its answers, given back as findings, must be
perfect, and each spoiling of them must show in its own measure and in no other.
"""

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
import yardstick

FOLDER = Path(__file__).parent / "made_up_yardstick"
BETTER_LOW = {
    "dates: wrong and marked as known",
    "dates: known days where no date is annotated",
    "letterheads: a date given where there is none",
}


def gold(task):
    """Read the answers of a task."""
    return yardstick.read_yardstick(FOLDER).gold[task]


def as_found(task):
    """Give the answers as a finder gives its findings; idle numbers are left out."""
    found = pd.DataFrame(gold(task)).rename(
        columns={"id": "doc_id", "number": "document_number", "addressee": "addressees"}
    )
    for column in found.columns.intersection(["date_from", "date_to", "date"]):
        found[column] = pd.to_datetime(found[column])
    for column in found.columns.intersection(["value", "value_to"]):
        found[column] = pd.to_numeric(found[column])
    if task == "dates":
        found["how_known"] = "resolved"
        found.loc[found["date_from"].isna(), "how_known"] = "unresolved"
    if task == "quantities":
        found = found[found["kind"] != "idle"]
    return found.assign(certainty="sure") if task == "citations" else found


def shares(monkeypatch, task, found):
    """Measure these findings, and give the share of each measure over all documents."""
    changed = yardstick.TASKS[task]._replace(find=lambda texts: found)
    monkeypatch.setattr(yardstick, "TASKS", {task: changed})
    read = yardstick.read_yardstick(FOLDER)
    table = yardstick.tabulate(yardstick.measure(read), read.documents)
    return {
        measure.split(": ", 1)[1]: float(share.split()[0])
        for measure, share in zip(table["measure"], table["all"])
    }


def faults(monkeypatch, task, found):
    """Give the measures that say something is not right."""
    measured = shares(monkeypatch, task, found)
    return {
        name
        for name, share in measured.items()
        if share != (0 if f"{task}: {name}" in BETTER_LOW else 1)
    }


def test_the_passages_are_where_the_tables_say():
    """Start and end of the made-up folder belong to its quotes."""
    read = yardstick.read_yardstick(FOLDER)
    texts = dict(zip(read.texts["doc_id"], read.texts["text"]))
    for rows in read.gold.values():
        for row in rows:
            if "quote" in row:
                assert texts[row["id"]][row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("task", yardstick.TASKS)
def test_the_reader_s_own_answers_are_right_throughout(monkeypatch, task):
    """Given back as findings, the answers have every share at its best."""
    assert faults(monkeypatch, task, as_found(task)) == set()


@pytest.mark.parametrize("task", yardstick.TASKS)
def test_further_readings_are_right_too(monkeypatch, task):
    """The last accepted reading of each row is as good as the first."""
    found = as_found(task)
    for index, row in found.iterrows():
        reading = yardstick.readings(row.fillna("").to_dict())[-1]
        for column in {"kind", "subject", "issuer"} & set(found.columns):
            found.loc[index, column] = reading[column]
    found = found[found["kind"] != "idle"] if task == "quantities" else found
    assert faults(monkeypatch, task, found) == set()


@pytest.mark.parametrize("task", ["dates", "institutions"])
def test_a_row_that_may_be_missing_is_not_missed(monkeypatch, task):
    """Without those rows the answers stay perfect."""
    found = as_found(task)
    assert faults(monkeypatch, task, found[found["also"] != "none"]) == set()


def test_a_wrong_day_marked_as_known_is_told_from_an_unresolved_one(monkeypatch):
    """A day too late counts as wrong and known; the same unresolved is only not right."""
    found = as_found("dates")
    found.loc[0, "date_to"] += timedelta(days=1)
    assert faults(monkeypatch, "dates", found) == {
        "right, of those resolved from context",
        "right, of all that can be resolved",
        "wrong and marked as known",
    }
    found.loc[0, "how_known"] = "unresolved"
    assert faults(monkeypatch, "dates", found) == {"right, of all that can be resolved"}


def test_days_for_what_the_text_does_not_fix_are_wrong(monkeypatch):
    """近日, lately, has no days; whoever gives some is wrong and marks it as known."""
    found = as_found("dates")
    found.loc[2, ["date_from", "date_to"]] = pd.Timestamp("2021-03-04")
    found.loc[2, "how_known"] = "resolved"
    wrong = faults(monkeypatch, "dates", found)
    assert wrong == {
        "right, of those resolved from context",
        "wrong and marked as known",
    }


def test_a_date_where_there_is_none_shows(monkeypatch):
    """A finding that overlaps no annotated date is counted, if it has days."""
    extra = as_found("dates").iloc[[0]].assign(start=60, end=62)
    found = pd.concat([as_found("dates"), extra])
    assert faults(monkeypatch, "dates", found) == {
        "known days where no date is annotated"
    }


@pytest.mark.parametrize(
    ("column", "value", "measure"),
    [
        ("kind", "count", "kind right, where found"),
        ("value", 12, "value and unit right, where found"),
        ("unit", "个", "value and unit right, where found"),
        ("subject", "全市的窗口", "subject right, where found"),
        ("bound", "about", "bound right, where found"),
        ("date_to", pd.NaT, "date right, where found"),
    ],
)
def test_a_fault_in_a_quantity_shows_in_its_measure(
    monkeypatch, column, value, measure
):
    """Each column of a quantity is counted for itself."""
    found = as_found("quantities")
    found.loc[0, column] = value
    assert faults(monkeypatch, "quantities", found) == {measure}


def test_units_and_kinds_go_by_more_than_one_name(monkeypatch):
    """个工作日 is 工作日, working days; a target is a goal."""
    found = as_found("quantities")
    found["unit"] = found["unit"].replace("工作日", "个工作日")
    found["kind"] = found["kind"].replace("goal", "target")
    assert faults(monkeypatch, "quantities", found) == set()


def test_an_idle_number_should_not_be_found(monkeypatch):
    """Found, the last mile is a fault; a number that may be idle is none either way."""
    idle = pd.DataFrame(gold("quantities")).query("kind == 'idle'")
    idle = idle.rename(columns={"id": "doc_id"}).assign(kind="count", value=1.0)
    found = pd.concat([as_found("quantities"), idle])
    assert faults(monkeypatch, "quantities", found) == {"idle numbers left out"}
    found = as_found("quantities")
    assert (
        faults(monkeypatch, "quantities", found[found["also"] != "kind=idle"]) == set()
    )


def test_a_cut_name_is_found_but_not_whole(monkeypatch):
    """Half a name still counts for precision, less than half does not."""
    found = as_found("institutions")
    whole = found["quote"] == "县政务服务中心"
    found.loc[whole, "start"] += 1
    assert faults(monkeypatch, "institutions", found) == {"found whole (recall)"}
    found.loc[whole, "start"] += 4
    wrong = faults(monkeypatch, "institutions", found)
    assert wrong == {"found whole (recall)", "right, of those found (precision)"}


def test_collectives_are_no_institutions(monkeypatch):
    """A finding of the kind collective is left out."""
    found = as_found("institutions").assign(kind="body")
    collective = found.iloc[[0]].assign(start=30, end=40, kind="collective")
    found = pd.concat([found, collective])
    docs = yardstick.read_yardstick(FOLDER).texts
    monkeypatch.setattr(yardstick.egov, "find_institutions", lambda texts: found)
    assert len(yardstick.find_bodies(docs)) == len(found) - 1


def test_a_cut_person_is_neither_found_nor_right(monkeypatch):
    """远山 is not 林远山."""
    found = as_found("persons")
    found.loc[0, "start"] += 1
    assert faults(monkeypatch, "persons", found) == {
        "found (recall)",
        "right, of those found (precision)",
    }


def test_a_citation_of_another_document_is_found_and_not_right(monkeypatch):
    """Resolved to another document, a citation counts against precision and recall."""
    found = as_found("citations").assign(target="report")
    assert faults(monkeypatch, "citations", found) == {
        "found and resolved alike (recall)",
        "resolved, of those in the tables (recall)",
        "resolved and right, of those resolved (precision)",
        "resolved and right, of the sure and likely",
    }


def test_an_invented_date_of_a_letterhead_shows(monkeypatch):
    """The report has no date of signing."""
    found = as_found("letterheads")
    found.loc[1, "date"] = pd.Timestamp("2021-05-08")
    assert faults(monkeypatch, "letterheads", found) == {
        "date right",
        "a date given where there is none",
    }


def test_blanks_brackets_and_the_order_of_issuers_do_not_count():
    """Two ways to write the same field compare as equal."""
    plain_field = yardstick.plain_field
    assert plain_field("number", "南府办发[2021] 7号") == plain_field(
        "number", "南府办发〔2021〕7号"
    )
    assert plain_field("issuer", "财政部；科技部") == plain_field(
        "issuer", "科技部 财政部"
    )


def test_the_library_s_finders_are_measured(capsys):
    """Every task of the folder is in the table, for all, each half, and without a source."""
    assert yardstick.main([str(FOLDER)]) is None
    printed = capsys.readouterr().out
    assert all(f"{task}: " in printed for task in yardstick.TASKS)
    assert all(
        name in printed for name in (" all ", " dev ", " test ", " without cards")
    )


def test_one_half_can_be_asked_for(capsys):
    """With --half the other documents are not even read."""
    assert yardstick.main([str(FOLDER), "--half", "test"]) is None
    printed = capsys.readouterr().out
    assert "1 documents" in printed
    assert " dev " not in printed


def test_a_folder_without_a_yardstick_is_said(tmp_path):
    """The message names the folder and says what to do."""
    message = yardstick.main([str(tmp_path)])
    assert message.startswith(f"There is no yardstick at {tmp_path}")
