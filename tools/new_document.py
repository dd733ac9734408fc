"""Add a document to the workbook, step by step.

Run by whoever has a document that the workbook should hold: `make new-document FILE=… ID=…`.
What a program can do is done: the file is read and its damage reported, the source is put into
data/sources, its card into documents.csv, an empty file of edits and the data package's entries
are made, and the edition is built. What only a reader can say is asked, with a suggestion where the
letterhead has one (`--yes` takes every suggestion). At the end there is a list of what remains,
each with the test that is green when it is done. Nothing is written before the last question is
answered.
"""

import csv
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from build_data import build_data, check_own_data, save_text

from egov_lib.find.documents import read_documents
from egov_lib.read.corpus import data_folder, fields_of, read, read_table
from egov_lib.read.editions import EDIT_COLUMNS

# The required columns of a source card that are asked for.
QUESTIONS = {
    "title_zh": "its title, as the copy has it",
    "title_en": "its title in English",
    "level": "whose text it is: nation, province, prefecture-level city",
    "place": "where it was issued",
    "kind": "what kind of text it is (notice, speech, report …)",
    "issuer": "who issued it",
    "event_from": "first possible day of the event, as 2006-06-12: never the day it was posted",
    "event_to": "last possible day of the event",
    "event_precision": "day, month or after",
    "event_grounds": "how the date is known: stated, resolved or inferred, and from what",
    "completeness": "what is there, and what is missing",
    "found_at": "where the copy was found",
    "rights": "rights in the text",
}
DAYS = ("event_from", "event_to")
PLACEHOLDER = "to be filled in"


class Resource(NamedTuple):
    """What the data package holds of each document: a name, a path, a title and a media type."""

    name: str
    path: str
    title: str
    mediatype: str


RESOURCES = (
    Resource("source", "sources/{}.txt", "as received", "text/plain"),
    Resource(
        "edits", "edits/{}.csv", "the editor's changes to the cleaned text", "text/csv"
    ),
    Resource("edition", "editions/{}.txt", "the reading text", "text/plain"),
    Resource(
        "log",
        "editions/{}.csv",
        "every change between the witness and the reading text",
        "text/csv",
    ),
)
REMAINING = """
Done. What only you can do, and the test that is green when it is done:

  1. Read data/editions/{0}.txt beside data/sources/{0}.txt.
     Correct it in data/edits/{0}.csv, then `make data`.
     tests/test_corpus.py -k "edition or editor or flattened or furniture"
  2. Say for each theme what the document says, silence included, in data/themes.csv.
     tests/test_corpus.py -k theme
  3. Add its clauses, events, targets, actors and systems to their tables; quote exactly.
     tests/test_corpus.py -k "quote or clauses or relations"
  4. The sentences that count documents ("five texts") in notebooks and README: read them, then
     `make notebooks`.
     pytest notebooks
  5. Everything: `make test`.
"""


def read_file(path):
    """Return the one document of a file, and its line of the report; stop if there is not one."""
    docs, report = read_documents(path, raw=True)
    if len(docs) != 1:
        why = "; ".join(report["remedy"]) or "more than one document"
        sys.exit(f"{path}: {why}. Give one file with one document.")
    return docs.iloc[0], report.iloc[0]


def suggest(document, line):
    """Return what the file itself says for a card."""
    suggestions = {
        "title_zh": document["title"],
        "issuer": document["issuer"],
        "script": line["script"],
    }
    encoding = line["encoding"] or line["format"]
    damage = line["damage"] or "no damage found"
    suggestions["damage"] = f"as received: {encoding}, {damage}"
    if pd.notna(document["date"]):
        day = f"{document['date']:%Y-%m-%d}"
        suggestions["event_from"] = day
        suggestions["event_to"] = day
        suggestions["event_precision"] = "day"
        suggestions["event_grounds"] = "stated: the date of signing"
    return {name: value for name, value in suggestions.items() if value}


def ask(name, suggestion, allowed, take_all):
    """Return an answer that the column admits; an empty answer takes the suggestion."""
    question = QUESTIONS[name]
    choice = f" ({', '.join(allowed)})" if allowed else ""
    while True:
        answer = suggestion
        if not take_all:
            answer = ask_once(f"{name}: {question} [{suggestion}] ") or suggestion
        if is_admitted(name, answer, allowed):
            return answer
        problem = f"{name}: {answer!r} won't do; {question}{choice}"
        if take_all:
            sys.exit(problem)
        print(problem)


def ask_once(question):
    """Return what was typed; stop where nothing more can be."""
    try:
        return input(question).strip()
    except EOFError:
        sys.exit(
            "\nNo answer: nothing was written. Answer each question, or give --yes."
        )


def is_admitted(name, answer, allowed):
    """Whether a column admits an answer: something, a day where one is asked for, a known value."""
    if not answer or (name in DAYS and not is_day(answer)):
        return False
    return not allowed or answer in allowed


def is_day(text):
    """Whether a text is a day that exists, as 2006-06-12."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    return not pd.isna(pd.to_datetime(text, errors="coerce"))


def fill_card(doc_id, document, line, take_all):
    """Return the source card, every column of it, with what was answered."""
    fields = fields_of("documents")
    known = suggest(document, line)
    if take_all:  # placeholders that say so, for what the file does not say
        known = dict.fromkeys(QUESTIONS, PLACEHOLDER) | {"level": "province"} | known
    card = dict.fromkeys(fields, "")
    for name in ("script", "damage"):
        card[name] = known.get(name, "")
    for name in QUESTIONS:
        allowed = fields[name].get("constraints", {}).get("enum", [])
        card[name] = ask(name, known.get(name, ""), allowed, take_all)
    data = document["raw"].encode("utf-8")
    card["doc_id"] = doc_id
    card["file"] = f"{doc_id}.txt"
    card["bytes"] = len(data)
    card["sha256"] = hashlib.sha256(data).hexdigest()
    return card, data


def add(doc_id, card, data):
    """Write the source, its card, an empty file of edits, the package's entries, the edition."""
    folder = data_folder()
    (folder / "sources" / f"{doc_id}.txt").write_bytes(data)
    save_text(folder / "edits" / f"{doc_id}.csv", ",".join(EDIT_COLUMNS) + "\n")
    with (folder / "documents.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, card, lineterminator="\n").writerow(card)
    package = json.loads(read("datapackage.json"))
    package["resources"] += [package_entry(doc_id, resource) for resource in RESOURCES]
    written = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    save_text(folder / "datapackage.json", written)
    build_data()


def package_entry(doc_id, resource):
    """Return the entry of a file of the document in the data package."""
    path = resource.path.format(doc_id)
    return {
        "name": f"{resource.name}-{doc_id}",
        "path": path,
        "title": f"{doc_id}: {resource.title}",
        "mediatype": resource.mediatype,
        "format": path.rpartition(".")[2],
        "encoding": "utf-8",
    }


def check_new(doc_id):
    """Stop unless *doc_id* is a name that a document can have and none has."""
    if not re.fullmatch(r"[a-z]+-\d{4}", doc_id):
        sys.exit(
            f"{doc_id!r} is no doc_id here: "
            "a place or kind in small letters, a hyphen and the year, as yunnan-2006"
        )
    if doc_id in set(read_table("documents")["doc_id"]):
        sys.exit(
            f"there is a document {doc_id} already: "
            f"choose another name, or edit data/edits/{doc_id}.csv"
        )


def main(arguments):
    """Walk through it."""
    take_all = "--yes" in arguments
    given = [argument for argument in arguments if argument != "--yes"]
    if len(given) != 2:
        sys.exit(__doc__)
    path, doc_id = given
    check_own_data()
    check_new(doc_id)
    document, line = read_file(Path(path))
    damage = line["damage"] or "none found"
    print(
        f"{line['chars']:,} characters, {line['script']}; damage: {damage}. {line['remedy']}"
    )
    card, data = fill_card(doc_id, document, line, take_all)
    add(doc_id, card, data)
    print(REMAINING.format(doc_id))


if __name__ == "__main__":
    main(sys.argv[1:])
