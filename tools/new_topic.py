"""Make a small workbook of your own documents: texts, tables to review, exercises, a book.

Four steps, each a make target; between them you read and correct. Everything is in one folder,
`topics/TOPIC`, and nothing else in the workbook changes:

    make new-topic TOPIC=fund FOLDER=path   documents.csv, editions/, about.txt
    make new-tables TOPIC=fund              tables/: what the finders found, for you to review
    make new-exercises TOPIC=fund           exercises.yaml: drafts from the rows you kept
    make new-book TOPIC=fund                book/: pages that need neither Python nor a network

A step that is run again keeps what you decided; `new-exercises` never replaces its file, since it
is yours from then on.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from topic.book import write_book
from topic.drafts import draft_exercises, faults_of, read_exercises, write_drafts
from topic.sheets import (
    CARD_COLUMNS,
    load_documents,
    load_strays,
    load_tables,
    save_sheet,
)
from topic.tables import TABLES, merge_decisions, seed_table

from egov_lib.find.documents import read_documents
from egov_lib.findings import DataError
from egov_lib.read.writing import write_whole

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 10  # rows named in a message, before it only counts them


def new_topic(home: Path, source: Path) -> None:
    """Read a folder: a card for each document, and its reading text as an edition."""
    if (home / "documents.csv").exists():
        raise DataError(
            f"{home} is there already: choose another TOPIC, or delete that folder"
        )
    docs, report = read_documents(source)
    if docs.empty:
        raise DataError(f"{source}: no document could be read: give a folder of texts")
    home.mkdir(parents=True, exist_ok=True)
    (home / "editions").mkdir(exist_ok=True)
    for doc in docs.itertuples():
        write_whole(home / "editions" / f"{doc.doc_id}.txt", doc.text.encode("utf-8"))
    write_whole(home / "about.txt", f"{home.name}\n".encode())
    save_sheet(home / "read-report.csv", report)
    save_sheet(home / "documents.csv", docs[CARD_COLUMNS])
    for line in report[~report["read"]].itertuples():
        print(f"not read: {line.file}: {line.remedy}")
    gaps = {
        name: int((docs[name].isna() | docs[name].eq("")).sum())
        for name in CARD_COLUMNS
    }
    said = ", ".join(f"{name} {count}" for name, count in gaps.items() if count)
    print(
        f"{len(docs)} documents in {home}. Not found, for you to fill in: {said or 'nothing'}."
    )
    print(
        "Next: correct documents.csv and editions/*.txt, write the title of your book into "
        "about.txt, then make new-tables."
    )


def new_tables(home: Path) -> None:
    """Write what the finders find, a row each; rows that were decided before stay so."""
    docs = load_documents(home)
    decided = load_tables(home, docs) if (home / "tables").exists() else {}
    strays = load_strays(home, docs)
    (home / "tables").mkdir(exist_ok=True)
    for name in TABLES:
        rows = seed_table(name, docs)
        if name in decided:
            rows, lost = merge_decisions(rows, decided[name])
            for row in lost.itertuples():
                print(
                    f"{name}: kept although no finder has it: {row.doc_id}: {row.quote}"
                )
        waiting = int(rows["keep"].eq("").sum())
        if len(strays.get(name, [])):
            rows = pd.concat([rows, strays[name].reindex(columns=rows.columns)])
            unknown = ", ".join(sorted(set(strays[name]["doc_id"])))
            print(
                f"{name}.csv: {len(strays[name])} answered rows, now last, are used nowhere: "
                f"documents.csv does not name {unknown}"
            )
        save_sheet(home / "tables" / f"{name}.csv", rows)
        print(f"{name}.csv: {len(rows)} rows, {waiting} to be looked at")
    print("Next: write yes or no in the column keep, then make new-exercises.")


def new_exercises(home: Path) -> None:
    """Write a draft for each row that was kept, and say which rows make none."""
    path = home / "exercises.yaml"
    if path.exists():
        raise DataError(
            f"{path} is there and yours: move it away to have drafts made again"
        )
    docs = load_documents(home)
    drafts, left_out = draft_exercises(home.name, docs, load_tables(home, docs))
    for reason, rows in left_out.items():
        print(f"no draft: {reason}")
        more = [f"and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        for row in [*rows[:SHOWN], *more]:
            print(f"    {row}")
    if not drafts:
        raise DataError(
            f"no draft could be made: write yes in the column keep of {home / 'tables'}"
        )
    write_drafts(path, home.name, drafts)
    print(f"{path}: {len(drafts)} drafts")
    print("Next: write each reason, mend or delete drafts, then make new-book.")


def new_book(home: Path) -> None:
    """Write the pages of the documents, with the rows kept and the exercises."""
    docs = load_documents(home)
    for fault in faults_of(read_exercises(home / "exercises.yaml"), docs):
        print(fault)
    first, drafts = write_book(home, docs, load_tables(home, docs))
    print(f"{first}: {len(docs)} documents")
    if drafts:
        print(
            f"{drafts} exercises are still marked as drafts: "
            "write their reasons, en and zh"
        )


STEPS: dict[str, Callable[..., None]] = {
    "documents": new_topic,
    "tables": new_tables,
    "exercises": new_exercises,
    "book": new_book,
}


def main(arguments: list[str], topics: Path = ROOT / "topics") -> None:
    """Run a step; what keeps it from being done is one line with a remedy."""
    step, topic, *rest = [*arguments, "", ""][:3]
    if step not in STEPS:
        sys.exit(__doc__)
    if not re.fullmatch("[a-z][a-z0-9]*", topic):
        sys.exit(f"TOPIC={topic!r}: give a name in small letters, as TOPIC=fund")
    if step == "documents" and not (rest[0] and Path(rest[0]).exists()):
        sys.exit(f"FOLDER={rest[0]!r}: there is no such folder: give FOLDER=path")
    given = [Path(rest[0])] if step == "documents" else []
    try:
        STEPS[step](topics / topic, *given)
    except DataError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
