"""Add a document to the workbook, step by step: `make new-document FILE=… ID=…`, or give file and doc_id here.

What a program can do is done: the file is read and its damage told, the source is put into data/sources, its card into
documents.csv, an empty file of edits and the data package's entries are made, and the edition is built. What only a reader can
say is asked, with a suggestion where the letterhead has one (`--yes` takes every suggestion). At the end stands what remains,
each with the test that tells when it is done. Nothing is written before the last question is answered.
"""

import csv
import hashlib
import json
import re
import sys
from pathlib import Path

import pandas as pd

from egov_lib.read.corpus import data_folder, fields_of, read, read_table
from egov_lib.read.editions import EDIT_COLUMNS, build_data
from egov_lib.read.files import read_documents

ASKED = {  # of the required columns of a source card: those with a question, and what is suggested
    "title_zh": "its title, as the copy has it",
    "title_en": "its title in English",
    "level": "whose text it is: nation, province, prefecture-level city",
    "place": "where it was issued",
    "kind": "what kind of text it is (notice, speech, report …)",
    "issuer": "who issued it",
    "event_from": "first possible day of the event, as 2006-06-12: never the day the page was posted",
    "event_to": "last possible day of the event",
    "event_precision": "day, month or after",
    "event_grounds": "how the date is known: stated, resolved or inferred, and from what",
    "completeness": "what is there, and what is missing",
    "found_at": "where the copy was found",
    "rights": "rights in the text",
}
KINDS = [  # what the data package holds of each document: name, path, title, media type
    ("source", "sources/{}", "as received", "text/plain"),
    ("edits", "edits/{}.csv", "the editor's changes to the cleaned text", "text/csv"),
    ("edition", "editions/{}.txt", "the reading text", "text/plain"),
    ("log", "editions/{}.csv", "every change between the witness and the reading text", "text/csv"),
]
REMAINING = """
Done. What only you can do, and the test that tells when it is done:

  1. Read data/editions/{0}.txt beside data/sources/{0}.txt. Correct it in data/edits/{0}.csv, then `make data`.
     tests/test_corpus.py -k "edition or editor or flattened or furniture"
  2. Say for each theme what the document says, silence included, in data/themes.csv.
     tests/test_corpus.py -k theme
  3. Add its clauses, events, targets, actors and systems to their tables; quote exactly.
     tests/test_corpus.py -k "quote or clauses or relations"
  4. The sentences that count documents ("five texts") in notebooks and README: read them, then `make notebooks`.
     pytest notebooks
  5. Everything: `make test`.
"""


def read_file(path):
    """Return the one document of a file as read, and its line of the report; stop if it can't be read."""
    docs, report = read_documents(path, raw=True)
    if len(docs) != 1:
        sys.exit(
            f"{path}: {'; '.join(report['remedy']) or 'more than one document'}. Give one file with one document."
        )
    return docs.iloc[0], report.iloc[0]


def suggest(document, line):
    """Return what the file itself says for a card."""
    day = f"{document['date']:%Y-%m-%d}" if pd.notna(document["date"]) else ""
    received = f"{line['encoding'] or line['format']}, {line['damage'] or 'no damage found'}"
    return {
        "title_zh": document["title"],
        "issuer": document["issuer"],
        "event_from": day,
        "event_to": day,
        "event_precision": "day" if day else "",
        "event_grounds": "stated: the date of signing" if day else "",
        "script": line["script"],
        "damage": f"as received: {received}",
    }


def ask(name, question, suggestion, allowed, take_all):
    """Return an answer that the column admits; an empty answer takes the suggestion."""
    while True:
        answer = (
            suggestion
            if take_all
            else input(f"{name}: {question} [{suggestion}] ").strip() or suggestion
        )
        is_day = (
            not name.startswith("event_")
            or name.endswith(("precision", "grounds"))
            or _is_day(answer)
        )
        if answer and is_day and (not allowed or answer in allowed):
            return answer
        problem = f"{name}: {answer!r} won't do; {question}" + (
            f" ({', '.join(allowed)})" if allowed else ""
        )
        if take_all:
            sys.exit(problem)
        print(problem)


def _is_day(text):
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and not pd.isna(
        pd.to_datetime(text, errors="coerce")
    )


def fill_card(doc_id, document, line, take_all):
    """Return the source card, every column of it, with what was answered."""
    fields, known = fields_of("documents"), suggest(document, line)
    if take_all:  # placeholders that say so, for what the file does not tell
        known = (
            dict.fromkeys(ASKED, "to be filled in")
            | {"level": "province"}
            | {k: v for k, v in known.items() if v}
        )
    card = dict.fromkeys(fields, "") | {name: known.get(name, "") for name in ("script", "damage")}
    for name, question in ASKED.items():
        allowed = fields[name].get("constraints", {}).get("enum", [])
        card[name] = ask(name, question, known.get(name, ""), allowed, take_all)
    data = document["raw"].encode("utf-8")
    sha = hashlib.sha256(data).hexdigest()
    return card | {
        "doc_id": doc_id,
        "file": f"{doc_id}.txt",
        "bytes": len(data),
        "sha256": sha,
    }, data


def add(doc_id, card, data):
    """Write the source, its card, an empty file of edits and the package's entries, and build the edition."""
    folder = data_folder()
    (folder / "sources" / f"{doc_id}.txt").write_bytes(data)
    (folder / "edits" / f"{doc_id}.csv").write_bytes((",".join(EDIT_COLUMNS) + "\n").encode())
    with (folder / "documents.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, card, lineterminator="\n").writerow(card)
    package = json.loads(read("datapackage.json"))
    for kind, path, title, media in KINDS:
        place = path.format(f"{doc_id}.txt" if kind == "source" else doc_id)
        entry = {
            "name": f"{kind}-{doc_id}",
            "path": place,
            "title": f"{doc_id}: {title}",
            "mediatype": media,
        }
        package["resources"].append(
            entry | {"format": place.rpartition(".")[2], "encoding": "utf-8"}
        )
    (folder / "datapackage.json").write_bytes(
        (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    )
    build_data()


def main(arguments):
    """Walk through it."""
    take_all = "--yes" in arguments
    given = [argument for argument in arguments if argument != "--yes"]
    if len(given) != 2:
        sys.exit(__doc__)
    path, doc_id = Path(given[0]), given[1]
    if not re.fullmatch(r"[a-z]+-\d{4}", doc_id):
        sys.exit(
            f"{doc_id!r} is no doc_id here: a place or kind in small letters, a hyphen and the year, as yunnan-2006"
        )
    if doc_id in set(read_table("documents")["doc_id"]):
        sys.exit(
            f"there is a document {doc_id} already: choose another name, or edit data/edits/{doc_id}.csv"
        )
    document, line = read_file(path)
    print(
        f"{line['chars']:,} characters, {line['script']}; damage: {line['damage'] or 'none found'}. {line['remedy']}"
    )
    add(doc_id, *fill_card(doc_id, document, line, take_all))
    print(REMAINING.format(doc_id))


if __name__ == "__main__":
    main(sys.argv[1:])
