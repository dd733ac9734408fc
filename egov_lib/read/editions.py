"""Make the data from what was written by hand: editions, damage, terms, hashes.

An edition is a witness, the automatic rules, and an editor's logged changes. Nothing in `data/editions/`, `data/damage.csv`
or `data/terms.csv` is typed; `make data` writes them, and a test makes them again and compares. What an editor needs besides
stands here too: how far two readings of a damaged text agree.
"""

from __future__ import annotations

import hashlib
import json
import re
from difflib import SequenceMatcher

import pandas as pd

from egov_lib.findings import DataError, locate
from egov_lib.measure.words import term_frequencies
from egov_lib.read.cleaning import HAN, clean
from egov_lib.read.corpus import (
    NEWLINE,
    data_folder,
    load_corpus,
    load_log,
    load_table,
    load_witness,
    read,
    read_changes,
    read_table,
    to_changes,
)
from egov_lib.read.edit_log import apply_changes, list_changes

EDIT_COLUMNS = ["start", "end", "before", "after", "kind", "certainty", "note", "rivals"]
CERTAINTIES = ("certain", "probable", "possible", "unknown")


def build_edition(doc_id: str) -> tuple[str, pd.DataFrame]:
    """Make the reading text of a source and the log of all its changes, from the witness and `data/edits/`."""
    done = clean(load_witness(doc_id))
    edits = read_changes(f"edits/{doc_id}.csv", EDIT_COLUMNS)
    if bad := set(edits["certainty"]) - set(CERTAINTIES):
        raise DataError(
            f"edits/{doc_id}.csv, column certainty: {bad.pop()!r} is none of {', '.join(CERTAINTIES)}"
        )
    try:
        text, step = apply_changes(done.text, to_changes(edits), rule="edit")
    except ValueError as error:
        raise DataError(f"edits/{doc_id}.csv: {error}") from error
    log = list_changes([*done.steps, step])
    by_hand = log["rule"] == "edit"
    log["certainty"], log["rivals"] = "certain", ""
    log.loc[log["note"] == "a pause of unknown kind", "certainty"] = "unknown"
    log.loc[by_hand, ["certainty", "rivals"]] = edits[["certainty", "rivals"]].to_numpy()
    log.loc[by_hand, "rule"] = ("edit:" + edits["kind"]).to_numpy()
    return text, log


def build_data() -> None:
    """Write anew what follows from other files: editions, damage, terms, the data package's hashes, the dictionary."""
    folder = data_folder()
    for doc_id in read_table("documents")["doc_id"]:
        text, log = build_edition(doc_id)
        (folder / "editions" / f"{doc_id}.txt").write_bytes(text.encode("utf-8"))
        for column in ("before", "after"):
            log[column] = log[column].str.replace("\n", NEWLINE)
        _write_csv(log, f"editions/{doc_id}.csv")
    _write_csv(count_damage(), "damage.csv")
    _write_csv(choose_terms(), "terms.csv")
    package = json.loads(read("datapackage.json"))
    guide = read("README.md").partition(DICTIONARY)[0] + DICTIONARY + _dictionary(package)
    (folder / "README.md").write_bytes(guide.encode("utf-8"))
    (folder.parent / "docs" / "glossary.md").write_bytes(glossary_page().encode("utf-8"))
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        resource["bytes"], resource["hash"] = (
            len(data),
            "sha256:" + hashlib.sha256(data).hexdigest(),
        )
    written = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_bytes(written.encode("utf-8"))


def _write_csv(frame: pd.DataFrame, name: str) -> None:
    frame.to_csv(data_folder() / name, index=False, encoding="utf-8", lineterminator="\n")


# Which changes of a log undo which damage, and in what it is counted; the log's other rules only tidy the layout.
DAMAGE = {
    "pinyin glosses": ("注音", "drop_glosses", "glosses"),
    "lost bytes": ("字节缺失", "mend_byte_slips", "places"),
    "traditional characters": ("繁体字", "simplify", "characters"),
    "flattened punctuation": ("标点抹平", "drop_flattening", "marks"),
    "straightened quotes": ("引号变直", "curl_quotes", "marks"),
    "narrow punctuation": ("半角标点", "fix_widths", "marks"),
    "lost dash": ("破折号缺失", "mend_dashes", "marks"),
    "page furniture": ("网页杂项", "drop_furniture", "lines"),
    "lost titles": ("书名缺失", "edit:gap", "titles"),
    "lost plus sign": ("加号缺失", "edit:sign", "marks"),
    "lost line breaks": ("段落粘连", "edit:paragraph", "breaks"),
    "joined headings": ("标题粘连", "edit:heading", "breaks"),
    "wrong mark": ("标点错误", "edit:emendation", "marks"),
}


def count_damage() -> pd.DataFrame:
    """Count every kind of damage in every source from the logs of changes.

    Columns: doc_id, kind, label_zh, rule (which undoes it; `edit:` is the editor), count, unit, example_before, example_after.
    """
    rows = []
    for doc_id in read_table("documents")["doc_id"]:
        log = load_log(doc_id)
        for kind, (label_zh, rule, unit) in DAMAGE.items():
            changes = log[log["rule"] == rule]
            if len(changes):
                first = changes.iloc[0]
                example = [
                    first[c].replace("\n", NEWLINE).strip()[:40] for c in ("before", "after")
                ]
                rows.append((doc_id, kind, label_zh, rule, _amount(changes, unit), unit, *example))
    columns = [
        "doc_id",
        "kind",
        "label_zh",
        "rule",
        "count",
        "unit",
        "example_before",
        "example_after",
    ]
    return pd.DataFrame(rows, columns=columns)


def _amount(changes: pd.DataFrame, unit: str) -> int:
    """How many of *unit* the changes undo: one a change, unless a change holds several."""
    if unit == "characters":
        return int(changes["before"].str.len().sum())
    if unit == "lines":
        return sum(len(re.findall(r"[^\n]*\S[^\n]*", before)) for before in changes["before"])
    if unit == "titles":
        return int(changes["after"].str.count("《□》").sum())
    return int(changes["after"].str.count("\n").sum()) if unit == "breaks" else len(changes)


# Han characters only, and no function word inside: what holds 和 (and), 与, 及, 的 (of), 在 (at), 以 (by) is a phrase, unless it
# is 和谐 (harmonious) or 在线 (online). Nor may it begin with 各 (every), 所有 (all), 有关 (concerned), 一批 (a number of), 我市
# (our city), or, but for a group (组), with 电子政务 (e-government): the commonest term would be counted only where it stands
# alone.
TERM_RE = re.compile(
    f"(?!各|所有|有关|国务院有关|一批|我市|发达|电子政务(?!.*组).)(?:(?!和(?!谐)|在(?!线)|[与及的以])[{HAN}]){{2,12}}"
)
TAGS = {"person": "nr", "place": "ns", "body": "nt"}
MOST_TERM = 6  # characters; only bodies may have longer names
# Slogans are phrases, but these have become names.
NAMES = (
    "科学发展观",
    "三个代表",
    "和谐社会",
    "小康社会",
    "三个文明",
    "数字北京",
    "平安乌海",
    "信用乌海",
)


def choose_terms() -> pd.DataFrame:
    """Make jieba's dictionary of this workbook from the glossary and the actors.

    Taken is what is a name, stands in a reading text, and would be cut or torn there by jieba; slogans (but for a few),
    documents and groups are phrases. Columns: word, frequency (just enough to keep it whole), tag (as jieba's), source.
    """
    texts = "\n".join(
        read(f"editions/{doc_id}.txt") for doc_id in read_table("documents")["doc_id"]
    )
    glossary, actors = read_table("glossary"), read_table("actors")
    glossary = glossary[
        ~glossary["kind"].isin(["slogan", "document"]) | glossary["simplified"].isin(NAMES)
    ]
    actors = actors[actors["kind"] != "group"]
    found = [
        (word, TAGS.get(kind, "n"), "glossary")
        for word, kind in zip(glossary["simplified"], glossary["kind"])
    ]
    found += [
        (word, TAGS[kind], "actors") for word, kind in zip(actors["label_zh"], actors["kind"])
    ]
    chosen: dict[str, tuple[str, str]] = {}
    for word, tag, source in found:
        if TERM_RE.fullmatch(word) and word in texts and (tag == "nt" or len(word) <= MOST_TERM):
            chosen.setdefault(word, (tag, source))
    frequencies = term_frequencies(sorted(chosen, key=lambda word: (len(word), word)), texts=texts)
    rows = [(word, frequency, *chosen[word]) for word, frequency in frequencies.items()]
    return pd.DataFrame(rows, columns=["word", "frequency", "tag", "source"])


DICTIONARY = "## The columns\n"


def _dictionary(package: dict) -> str:
    """Every column of every table in words, from the schema: the part of `data/README.md` that is not written by hand."""
    parts = []
    for resource in (r for r in package["resources"] if "schema" in r):
        rows = [
            f"| `{f['name']}` | {f['type']} | {f['description']} |"
            for f in resource["schema"]["fields"]
        ]
        parts += [
            f"\n### `{resource['path']}`: {resource['title']}\n",
            "| column | type | meaning |",
            "|---|---|---|",
            *rows,
        ]
    return "\n".join(parts) + "\n"


def glossary_page() -> str:
    """The glossary as a page: each term with its sound, meaning, and how often it stands in each source."""
    glossary, docs = (
        load_table("glossary").sort_values("pinyin", key=lambda column: column.str.lower()),
        load_corpus(),
    )
    head = [
        "# Glossary 词汇表",
        "",
        f"{len(glossary)} terms of the five sources, by sound. The last column counts where they stand.",
        "",
        "| term 词 | traditional 繁体 | pinyin 拼音 | English | meaning 释义 | stands in 见于 |",
        "|---|---|---|---|---|---|",
    ]
    for row in glossary.to_dict("records"):
        places = ", ".join(f"{doc_id} {row[doc_id]}" for doc_id in docs["doc_id"] if row[doc_id])
        cells = [row[c] for c in ("simplified", "traditional", "pinyin", "english", "definition")]
        head.append(f"| {' | '.join(cells)} | {places} |")
    return "\n".join(head) + "\n"


def compare_marks(text: str, other: str, *, shortest: int = 10) -> pd.DataFrame:
    """Compare the punctuation of two texts wherever they share a run of characters: how well do two readers agree?

    Runs of at least *shortest* equal characters (Han and ASCII letters and digits; marks, spaces and line breaks apart) are
    laid side by side; wherever either text has a mark inside such a run, there is a row. Columns: start (offset in *text*),
    left (the six characters before), mark, other_mark, right (the six after), agree.

    >>> compare_marks("统一规划、统一建设，统一平台。", "统一规划，统一建设，统一平台。", shortest=4)["agree"].tolist()
    [False, True]
    """
    (bare, marks, starts), (other_bare, other_marks, _) = _part_marks(text), _part_marks(other)
    matcher = SequenceMatcher(None, bare, other_bare, autojunk=False)
    rows = [
        (
            starts[a + i],
            bare[max(0, a + i - 6) : a + i],
            marks[a + i],
            other_marks[b + i],
            bare[a + i : a + i + 6],
        )
        for a, b, size in matcher.get_matching_blocks()
        if size >= shortest
        for i in range(1, size)
        if marks[a + i] or other_marks[b + i]
    ]
    frame = pd.DataFrame(rows, columns=["start", "left", "mark", "other_mark", "right"])
    return frame.assign(agree=frame["mark"] == frame["other_mark"])


def _part_marks(text: str) -> tuple[str, list[str], list[int]]:
    """The bare characters of *text*; what stands before each of them (□ and white space left out); and where."""
    found = list(re.finditer(f"([^{HAN}A-Za-z0-9]*)([{HAN}A-Za-z0-9])", text))
    return (
        "".join(m[2] for m in found),
        [re.sub(r"[\s□]", "", m[1]) for m in found],
        [m.start() for m in found],
    )


def compare_annotations(name: str) -> pd.DataFrame:
    """Compare the tables that two readers made of the same texts, each alone: what share of the other's did each find?

    *name* is events, targets or systems. An item counts as found if the other reader has one that quotes some of the same
    words. Columns: reader, items, found_by_other, share; below 1 is what a single reader would have missed or left out.
    """
    docs = load_corpus()
    tables = {
        reader: locate(
            pd.read_csv(
                data_folder() / f"readers/{name}.{reader}.csv",
                encoding="utf-8",
                keep_default_na=False,
                na_values={"occurrence": ""},
            ),
            docs,
            file=f"readers/{name}.{reader}.csv",
        )
        for reader in "ab"
    }
    rows = []
    for reader, other in ("ab", "ba"):
        pairs = (
            tables[reader].reset_index().merge(tables[other], on="doc_id", suffixes=("", "_other"))
        )
        overlap = (pairs["start"] < pairs["end_other"]) & (pairs["start_other"] < pairs["end"])
        found = pairs.loc[overlap, "index"].nunique()
        rows.append((reader, len(tables[reader]), found, found / len(tables[reader])))
    return pd.DataFrame(rows, columns=["reader", "items", "found_by_other", "share"])


def load_reader(doc_id: str, reader: str) -> str:
    """Load a text as one reader ("a" or "b") punctuated it alone, without seeing the other texts."""
    return read(f"edits/readers/{doc_id}.{reader}.txt")
