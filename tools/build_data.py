"""Write what follows from the data that was written by hand.

Run by whoever changed a file of `data/` that is written by hand: `make data`.
Nothing in `data/editions/`, `data/damage.csv`, `data/terms.csv` and `docs/glossary.md` is typed by
hand, nor are the sizes and hashes in `data/datapackage.json` and the dictionary of columns at the
end of `data/README.md`. This program writes them; tests make them again and compare.
"""

import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from egov_lib.measure.words import term_frequencies
from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.script import write_changed_alone
from egov_lib.read.corpus import (
    NEWLINE,
    data_folder,
    load_corpus,
    load_log,
    load_table,
    read,
    read_table,
)
from egov_lib.read.editions import build_edition

ROOT = Path(__file__).resolve().parent.parent


class Dictionary(NamedTuple):
    """A file of `data/` with the columns of all tables at its end, in the words of its language."""

    heading: str  # where the part begins that is written here
    head: str  # of each table
    meaning: str  # the property of a field that tells what it holds
    title: str  # the property of a resource that is its title
    colon: str


DICTIONARIES = {
    "README.md": Dictionary(
        "## The columns\n",
        "| column | type | meaning |",
        meaning="description",
        title="title",
        colon=": ",
    ),
    "README.zh.md": Dictionary(
        "## 各列\n",
        "| 列 | 类型 | 含义 |",
        meaning="description_zh",
        title="title_zh",
        colon="：",
    ),
}


def check_own_data() -> None:
    """Stop where the installed `egov_lib` is another folder's: its data would be written."""
    if "EGOV_DATA" in os.environ:
        return
    found = data_folder().resolve()
    if found != ROOT / "data":
        sys.exit(
            f"nothing was written: Python finds egov_lib in {found.parent}, not in {ROOT}, "
            f"and would change the data there: make setup here, or set PYTHONPATH={ROOT}"
        )


def build_data() -> None:
    """Write all of it anew, in an order in which each follows from what is written before."""
    check_own_data()
    write_changed_alone()
    for doc_id in read_table("documents")["doc_id"]:
        write_edition(doc_id)
    write_csv(count_damage(), "damage.csv")
    write_csv(choose_terms(), "terms.csv")
    folder = data_folder()
    save_text(folder.parent / "docs" / "glossary.md", glossary_page())
    package = json.loads(read("datapackage.json"))
    for file, words in DICTIONARIES.items():
        guide = read(file).partition(words.heading)[0].rstrip("\n") + "\n\n"
        save_text(folder / file, guide + words.heading + dictionary_of(package, words))
    write_hashes(package)


def save_text(path, text):
    """Write *text* to *path* with the same line ends on every system."""
    path.write_bytes(text.encode("utf-8"))


def write_csv(frame, name):
    """Write *frame* to the file *name* of `data/`."""
    frame.to_csv(
        data_folder() / name, index=False, encoding="utf-8", lineterminator="\n"
    )


def write_edition(doc_id):
    """Write the reading text of a source and the log of its changes."""
    text, log = build_edition(doc_id)
    save_text(data_folder() / "editions" / f"{doc_id}.txt", text)
    for column in ("before", "after"):
        log[column] = log[column].str.replace("\n", NEWLINE)
    write_csv(log, f"editions/{doc_id}.csv")


def write_hashes(package):
    """Write the data package with the size and the hash of every file."""
    folder = data_folder()
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        resource["bytes"] = len(data)
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
    written = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    save_text(folder / "datapackage.json", written)


# --- damage ---------------------------------------------------------------------------------------


class Damage(NamedTuple):
    """A kind of damage: its names, the rule of the log that undoes it, and what is counted."""

    kind: str
    label_zh: str
    rule: str
    unit: str


# The log's other rules only tidy the layout. `edit:` is the editor's work.
DAMAGE = (
    Damage("pinyin glosses", "注音", "drop_glosses", "glosses"),
    Damage("lost bytes", "字节缺失", "mend_byte_slips", "places"),
    Damage("traditional characters", "繁体字", "simplify", "characters"),
    Damage("flattened punctuation", "标点抹平", "drop_flattening", "marks"),
    Damage("straightened quotes", "引号变直", "curl_quotes", "marks"),
    Damage("narrow punctuation", "半角标点", "fix_widths", "marks"),
    Damage("lost dash", "破折号缺失", "mend_dashes", "marks"),
    Damage("page furniture", "网页杂项", "drop_furniture", "lines"),
    Damage("lost titles", "书名缺失", "edit:gap", "titles"),
    Damage("lost plus sign", "加号缺失", "edit:sign", "marks"),
    Damage("lost line breaks", "段落粘连", "edit:paragraph", "breaks"),
    Damage("joined headings", "标题粘连", "edit:heading", "breaks"),
    Damage("wrong mark", "标点错误", "edit:emendation", "marks"),
)
EXAMPLE_CHARS = 40
DAMAGE_COLUMNS = ["doc_id", "kind", "label_zh", "rule", "count", "unit"]
DAMAGE_COLUMNS += ["example_before", "example_after"]


def count_damage() -> pd.DataFrame:
    """Count every kind of damage in every source from the logs of changes.

    Returns a frame with a row for each document and kind of damage found there:
    doc_id: the document
    kind: the damage in English
    label_zh: the damage in Chinese
    rule: the rule that undoes it; `edit:` is the editor
    count: how often
    unit: what is counted
    example_before: the words of the first change before it
    example_after: and after it
    """
    rows = []
    for doc_id in read_table("documents")["doc_id"]:
        log = load_log(doc_id)
        for damage in DAMAGE:
            changes = log[log["rule"] == damage.rule]
            if len(changes):
                rows.append(damage_row(doc_id, damage, changes))
    return pd.DataFrame(rows, columns=DAMAGE_COLUMNS)


def damage_row(doc_id, damage, changes):
    """Return the row of one kind of damage in one document."""
    first = changes.iloc[0]
    return {
        "doc_id": doc_id,
        **damage._asdict(),
        "count": count_undone(changes, damage.unit),
        "example_before": first["before"]
        .replace("\n", NEWLINE)
        .strip()[:EXAMPLE_CHARS],
        "example_after": first["after"].replace("\n", NEWLINE).strip()[:EXAMPLE_CHARS],
    }


def count_undone(changes, unit):
    """Return how many of *unit* the changes undo: one a change, unless a change holds several."""
    before = changes["before"].tolist()
    after = changes["after"].tolist()
    if unit == "characters":
        return sum(len(words) for words in before)
    if unit == "lines":
        lines = "\n".join(before).split("\n")
        return sum(1 for line in lines if line.strip())
    if unit == "titles":
        return sum(words.count("《□》") for words in after)
    if unit == "breaks":
        return sum(words.count("\n") for words in after)
    return len(changes)


# --- terms ----------------------------------------------------------------------------------------

# What holds 和 (and), 与, 及, 的 (of), 在 (at) or 以 (by) is a phrase, but not 和谐 (harmonious)
# and 在线 (online).
PHRASE_RE = re.compile("和(?!谐)|在(?!线)|[与及的以]")
# Nor may a term begin with every, all, concerned, the State Council's concerned, a number of, our
# city, developed.
MODIFIER_RE = re.compile("各|所有|有关|国务院有关|一批|我市|发达")
# Nor with e-government, but for a group (组): the commonest term would be counted only alone.
E_GOVERNMENT_RE = re.compile("电子政务(?!.*组).")
CHINESE_WORD_RE = re.compile(f"[{HAN}]{{2,12}}")
TAGS = {"person": "nr", "place": "ns", "body": "nt"}  # jieba's; all else is n
MOST_TERM_CHARS = 6  # only bodies may have longer names
# Slogans are phrases, but these have become names.
NAMES = (
    "科学发展观",  # scientific outlook on development
    "三个代表",  # the Three Represents
    "和谐社会",  # harmonious society
    "小康社会",  # moderately prosperous society
    "三个文明",  # the three civilizations
    "数字北京",  # Digital Beijing
    "平安乌海",  # Safe Wuhai
    "信用乌海",  # Creditworthy Wuhai
)


class Term(NamedTuple):
    """A word that may go into the dictionary: its tag, and the table that it is from."""

    word: str
    tag: str
    source: str


def choose_terms() -> pd.DataFrame:
    """Make jieba's dictionary of this workbook from the glossary and the actors.

    Taken is what is a name, occurs in a reading text, and would be cut or torn there by jieba.
    Slogans (but for a few), documents and groups are phrases.

    Returns a frame with one row per term:
    word: the term
    frequency: just enough to keep it whole
    tag: its part of speech, as jieba's
    source: glossary or actors
    """
    doc_ids = read_table("documents")["doc_id"]
    texts = "\n".join(read(f"editions/{doc_id}.txt") for doc_id in doc_ids)
    chosen = {}
    for term in candidates():
        if is_term(term) and term.word in texts:
            chosen.setdefault(term.word, term)
    shortest_first = sorted(chosen, key=lambda word: (len(word), word))
    frequencies = term_frequencies(shortest_first, texts=texts)
    rows = []
    for word, frequency in frequencies.items():
        rows.append({"frequency": frequency, **chosen[word]._asdict()})
    return pd.DataFrame(rows, columns=["word", "frequency", "tag", "source"])


def candidates():
    """Go through the names of the glossary, then those of the actors."""
    for row in read_table("glossary").to_dict("records"):
        is_phrase = row["kind"] in ("slogan", "document")
        if not is_phrase or row["simplified"] in NAMES:
            tag = TAGS.get(row["kind"], "n")
            yield Term(row["simplified"], tag, "glossary")
    for row in read_table("actors").to_dict("records"):
        if row["kind"] != "group":
            tag = TAGS[row["kind"]]
            yield Term(row["label_zh"], tag, "actors")


def is_term(term):
    """Whether a name is a term: Chinese characters only, no phrase, and not too long."""
    word = term.word
    if not CHINESE_WORD_RE.fullmatch(word) or PHRASE_RE.search(word):
        return False
    if MODIFIER_RE.match(word) or E_GOVERNMENT_RE.match(word):
        return False
    return term.tag == "nt" or len(word) <= MOST_TERM_CHARS


# --- pages ----------------------------------------------------------------------------------------


def dictionary_of(package, words):
    """Return every column of every table in words, from the schema: the end of `data/README.md`
    and, in Chinese, of `data/README.zh.md`."""
    tables = [resource for resource in package["resources"] if "schema" in resource]
    shown, seen = [], []
    for table in tables:
        if table["schema"] not in seen:  # the translations have one schema
            seen.append(table["schema"])
            shown.append(table_of(table, words))
    return "\n".join(shown) + "\n"


def table_of(resource, words):
    """Return the columns of one table as a table in Markdown."""
    lines = [f"\n### {heading_of(resource, words)}\n", words.head, "|---|---|---|"]
    for field in resource["schema"]["fields"]:
        if not field.get(words.meaning):
            sys.exit(
                f"{resource['path']}: say in data/datapackage.json what the column "
                f"{field['name']!r} holds (its {words.meaning})"
            )
        lines.append(
            f"| `{field['name']}` | {field['type']} | {field[words.meaning]} |"
        )
    return "\n".join(lines)


def heading_of(resource, words):
    """Return the path and the title of a table; the five translations are named as one."""
    path, title = resource["path"], resource[words.title]
    doc_id = resource["name"].removeprefix("translation-")
    if doc_id != resource["name"]:
        path = path.replace(doc_id, "<doc_id>")
        title = re.sub(rf"^{doc_id}[:：] ?", "", title)
    return f"`{path}`{words.colon}{title}"


def glossary_page():
    """Return the glossary as a page: each term with its sound, meaning, and how often it occurs."""
    glossary = load_table("glossary")
    glossary = glossary.sort_values(
        "pinyin", key=lambda column: column.str.lower(), kind="stable"
    )
    doc_ids = load_corpus()["doc_id"]
    lines = [
        "<!-- Generated by `make data` from data/glossary.csv and data/deciding_words.csv: "
        "change those. -->",
        "# Glossary 词汇表",
        "",
        *deciding_lines(),
        "",
        f"{len(glossary)} terms of the five sources, by sound. "
        "The last column counts where they stand.",
        "",
        "| term 词 | traditional 繁体 | pinyin 拼音 | English | meaning 释义 | stands in 见于 |",
        "|---|---|---|---|---|---|",
    ]
    shown = ["simplified", "traditional", "pinyin", "english", "definition"]
    for row in glossary.to_dict("records"):
        cells = [row[column] for column in shown]
        places = [f"{doc_id} {row[doc_id]}" for doc_id in doc_ids if row[doc_id]]
        lines.append(f"| {' | '.join(cells)} | {', '.join(places)} |")
    return "\n".join(lines) + "\n"


def deciding_lines():
    """Return the words on which the course turns as lines of a page."""
    words = load_table("deciding_words")
    return [
        "The words on which the course turns; each has one English word, everywhere.",
        "",
        "| word 词 | pinyin 拼音 | English | meaning 释义 |",
        "|---|---|---|---|",
        *[
            f"| {row.word} | {row.pinyin} | {row.english} | {row.definition} {row.definition_zh} |"
            for row in words.itertuples()
        ],
    ]


if __name__ == "__main__":
    build_data()
