"""Read a stranger's folder of files into the frame that every room here takes, and say what was wrong with each.

A folder, a zip, a table (CSV, Excel, parquet), one file or an upload becomes `docs`, a row a document with doc_id and text, and
a report, a row a file, read or not: encoding, script, damage, what was mended and what is lost, and what to do. One bad file
never stops the rest: it is named, with its remedy, and set apart. What a file is, its bytes tell, not its name.

Nothing is unpacked to the disk and no name from an archive is ever opened as a path. Files too large, lines too long, archives
that swell, names that climb out and binary junk are refused before anything looks inside. Not done: pictures of text need OCR
first; numbers that Word makes by itself are not in the file as text; only exact doubles are told, edited ones are for `reuse`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.find.structure import read_letterhead
from egov_lib.findings import DataError, check_columns
from egov_lib.read.cleaning import HAN, HAN_RUN_RE, clean
from egov_lib.read.edit_log import Step
from egov_lib.read.encodings import decode, mend_mojibake
from egov_lib.read.formats import (
    BROKEN,
    Limits,
    Refused,
    check_package,
    member_name,
    read_bytes,
    say,
    swells,
)
from egov_lib.read.jobs import map_documents

REPORT = [
    "file",
    "doc_id",
    "read",
    "format",
    "bytes",
    "encoding",
    "script",
    "chars",
    "damage",
    "mended",
    "lost",
]
REPORT += ["duplicate_of", "remedy"]
HEAD = ["title", "document_number", "issuer", "date"]
TABLES = (".csv", ".tsv", ".xlsx", ".parquet")
TEXT_COLUMNS = ("text", "content", "正文", "内容", "全文", "文本")
ID_COLUMNS = ("doc_id", "id", "编号", "title", "标题", "题名")
SAID = {
    "date": ("date", "成文日期", "日期"),
    "title": ("title", "标题", "题名"),
}  # in place of a letterhead
SYSTEM_RE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)")
# Links; lottery, betting, false invoices, pirate servers, forged papers, casinos.
SPAM_RE = re.compile(r"https?://|www\.|六合彩|博彩|代开发票|私服|办证|彩票|娱乐城")
KEY_RE = re.compile(
    f"[^{HAN}A-Za-z0-9]+"
)  # doubles have the same characters, whatever their marks and spaces
FLAGS = ("almost no punctuation", "no Chinese")
MARK_RE = re.compile("[，。、；：,.;:]")
DAMAGE = {  # which rule of `cleaning` undoes which damage; tidying the layout is none
    "drop_furniture": "page furniture", "mend_byte_slips": "lost bytes", "drop_glosses": "pinyin glosses",
    "simplify": "traditional characters", "drop_flattening": "flattened marks", "curl_quotes": "straight quotes",
    "mend_dashes": "lost dashes", "fix_widths": "narrow marks",
}  # fmt: skip
REMEDIES = {
    "flattened marks": "the rule cannot tell ， from 、 and 。: punctuate by reading where it matters",
    "spam lines": "read them, and cut them from your copy",
    "almost no punctuation": "sentences cannot be told apart: look for another copy",
    "numbers made by Word": "they are missing from the text: in Word, turn the lists into text and save again",
    "unread characters": "what they were cannot be known: look for another copy",
    "no Chinese": "take the file out if it was not meant",
}
READ = {"read": "bool", "bytes": "int64", "chars": "int64", "lost": "int64"}
READ |= dict.fromkeys(
    ("format", "encoding", "script", "damage", "mended", "remedy", "raw", "text", "key"), "str"
)


class Unit(NamedTuple):
    """One file to be read: bytes, a text from a table, a place on the disk (and a member of the zip there), or why not."""

    file: str
    data: bytes | str | None = None
    where: str = ""
    member: str = ""
    extra: Mapping | None = None
    refused: tuple[str, str] = ()


def read_documents(
    path: Any, *, limits: Limits | None = None, executor: Any = None, raw: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a folder, a zip, a table, one file or an upload of Chinese documents, and report on every file.

    Parameters
    ----------
    path: a folder (with all below it), a .zip, a .csv, .tsv, .xlsx or .parquet with a column text (or 正文, 内容, 全文), one
        file, {name: bytes}, or the `value` of an ipywidgets `FileUpload`. Read are .txt, .html, .docx and .pdf with a text layer.
    limits: what is refused as too large; None means `Limits()`.
    executor: None reads one file after the other; see `jobs.map_documents`.
    raw: also keep each text as decoded, before cleaning: `clean(raw).to_raw` then leads back.

    Returns two frames. `docs`, in the order of the files (a folder sorted by name): doc_id (from the file's name, or the table's
    column doc_id), file, title, document_number, issuer and date as the letterhead gives them (see `read_letterhead`), a table's
    other columns (as table_… where a name is taken), and text, mended and cleaned. The report, a row a file: file, doc_id, read
    (whether it is in `docs`), format, bytes, encoding, script (traditional, simplified, no Chinese), chars (of the cleaned text),
    damage (each kind with its count), mended (how it had been misread, and how many lines were set right with proof),
    lost (places that nothing brings back), duplicate_of (the doc_id that has the same characters and is kept), remedy (or empty).

    >>> docs, report = read_documents({"notice.txt": "關於電子政務的通知。".encode("big5"), "empty.txt": b""})
    >>> docs[["doc_id", "text"]].values.tolist(), report["remedy"].tolist()
    ([['notice', '关于电子政务的通知。']], ['', 'the file is empty: download it again, or take it out'])
    """
    limits = limits or Limits()
    found = list(_units(path, limits))
    units = pd.DataFrame(
        {"unit": pd.Series(found, dtype="object"), "doc_id": pd.Series(_names(found), dtype="str")}
    )
    rows = map_documents(
        partial(_read_batch, limits=limits), units, executor=executor, batch_documents=100
    )
    first = rows[rows["read"]].drop_duplicates("key").set_index("key")["doc_id"]
    kept = pd.Series([first.get(key, "") for key in rows["key"]], index=rows.index, dtype="str")
    double = rows["read"] & (kept != rows["doc_id"])
    rows["duplicate_of"] = kept.where(double, "")
    rows.loc[double, "remedy"] = (
        "the same characters as " + kept[double] + ": left out, nothing to do"
    )
    rows["read"] &= ~double
    extras = pd.DataFrame(rows["extra"].tolist(), index=rows.index)
    extras = extras[[c for c in extras if c not in {*ID_COLUMNS, *SAID["date"], *SAID["title"]}]]
    extras = extras.rename(columns={c: f"table_{c}" for c in extras if c in rows})
    docs = (
        rows[["doc_id", "file", *HEAD]]
        .join(extras)
        .join(rows[["raw", "text"] if raw else ["text"]])
    )
    return docs[rows["read"]].reset_index(drop=True), rows[REPORT]


def repair_documents(docs: pd.DataFrame) -> pd.DataFrame:
    """Mend and clean texts that are already in a frame; each document by itself, so `jobs.map_documents` can spread it.

    Returns *docs* with text repaired and the report's columns script, chars, damage, mended, lost and remedy, as
    `read_documents` explains them.

    >>> repair_documents(pd.DataFrame({"doc_id": ["d"], "text": ["鐢靛瓙鏀垮姟"]}))[["text", "mended"]].values.tolist()
    [['电子政务', '1 line: utf-8 read as gb18030']]
    """
    check_columns(docs, ["doc_id", "text"], "repair_documents")
    return docs.assign(
        **pd.DataFrame([_repair(text, Counter()) for text in docs["text"]], index=docs.index)
    )


# --- what there is to read -------------------------------------------------------------------------------------------


def _units(path: Any, limits: Limits) -> Iterator[Unit]:
    """Every file of whatever was given, without reading the large ones."""
    if isinstance(path, Mapping):
        path = [{"name": name, "content": data} for name, data in path.items()]
    if isinstance(path, Sequence) and not isinstance(path, str):
        for upload in path:
            yield from _one(upload["name"], io.BytesIO(bytes(upload["content"])), limits)
        return
    root = Path(path)
    if not root.exists():
        raise DataError(
            f"{root} does not exist: give a folder, a zip, a table or a file; now you are in {Path.cwd()}"
        )
    for found in sorted(root.rglob("*")) if root.is_dir() else [root]:
        name = found.relative_to(root).as_posix() if root.is_dir() else found.name
        if (
            root.is_dir()
            and found.is_symlink()
            and not found.resolve().is_relative_to(root.resolve())
        ):
            yield Unit(
                name, refused=("a link that leads out of the folder", "put the file itself there")
            )
        elif found.is_file():
            yield from _one(name, found, limits)


def _one(
    name: str, source: Path | io.BytesIO, limits: Limits, *, inside: bool = False
) -> Iterator[Unit]:
    """A file as units: itself, the rows of a table, or the members of a zip; *inside* an archive no other is opened."""
    suffix = PureWindowsPath(name).suffix.lower()
    try:
        if why := _unsafe(name):
            raise Refused(*why)
        if suffix in TABLES:
            yield from _table(name, suffix, _bounded(source, limits.table_bytes), limits)
        elif suffix == ".zip":
            if inside:
                raise Refused("an archive inside an archive", "unpack it, and give the folder")
            yield from _zip(name, source, limits)
        elif isinstance(source, Path):
            yield Unit(name, where=str(source))
        else:
            yield Unit(name, data=_bounded(source, limits.file_bytes))
    except Refused as error:
        yield Unit(name, refused=error.args)
    except (*BROKEN, ImportError) as error:
        yield Unit(
            name,
            refused=(
                f"can't be opened ({say(error)})",
                "download it again, or save it as .csv or .zip",
            ),
        )


def _unsafe(name: str) -> tuple[str, str] | None:
    """Why a name is refused, on whatever system it was made."""
    place = PureWindowsPath(name)
    if ".." in place.parts or place.root or place.drive:
        return "its name leads out of the folder", "rename it; nobody means well with such a name"
    return (
        ("a file of the operating system", "nothing to do")
        if SYSTEM_RE.search(name.replace("\\", "/"))
        else None
    )


def _bounded(source: Path | io.BytesIO, most: int) -> bytes:
    """The bytes of a file that is not too large."""
    size = source.stat().st_size if isinstance(source, Path) else len(source.getbuffer())
    if size > most:
        raise Refused(
            f"it has {size:,} bytes, more than {most:,}",
            "split it, or raise the bound: limits=Limits(…)",
        )
    return source.read_bytes() if isinstance(source, Path) else source.getvalue()


def _zip(name: str, source: Path | io.BytesIO, limits: Limits) -> Iterator[Unit]:
    with zipfile.ZipFile(source) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        total = sum(info.file_size for info in members)
        if total > limits.total_bytes:
            raise Refused(
                f"unpacked it has {total:,} bytes: a zip bomb?",
                "unpack it yourself, and give the folder",
            )
        for info in members:
            member = member_name(info)
            if why := _unsafe(member) or swells(info, limits):
                yield Unit(f"{name}/{member}", refused=why)
            elif isinstance(source, Path) and PureWindowsPath(member).suffix.lower() not in (
                *TABLES,
                ".zip",
            ):
                yield Unit(f"{name}/{member}", where=str(source), member=info.filename)
            else:
                yield from _one(
                    f"{name}/{member}", io.BytesIO(archive.read(info)), limits, inside=True
                )


def _table(name: str, suffix: str, data: bytes, limits: Limits) -> Iterator[Unit]:
    """The rows of a table."""
    if suffix == ".parquet":
        frame = pd.read_parquet(io.BytesIO(data))
    elif suffix == ".xlsx":
        check_package(data, limits)
        frame = pd.read_excel(io.BytesIO(data), dtype="str")
    else:
        text = io.StringIO(decode(data).text)
        mark = "," if suffix == ".csv" else "\t"
        frame = pd.read_csv(text, sep=mark, dtype="str", keep_default_na=False, encoding="utf-8")
    column = next((c for c in TEXT_COLUMNS if c in frame), None)
    if column is None:
        columns = ", ".join(map(str, frame.columns))[:80]
        raise Refused(
            f"a table without a column text or 正文 (it has {columns})",
            "name the column of the texts text",
        )
    for number, row in enumerate(frame.to_dict("records"), start=1):
        value = row.pop(column)
        yield Unit(f"{name}#{number}", data=value if isinstance(value, str) else "", extra=row)


def _said(extra: Mapping | None, names: Sequence[str]) -> str | None:
    """What a table says in the first of these columns that holds something."""
    return next(
        (
            str(extra[c])
            for c in names
            if extra and c in extra and pd.notna(extra[c]) and extra[c] != ""
        ),
        None,
    )


def _names(units: Sequence[Unit]) -> list[str]:
    """A doc_id for each unit: the file's stem, with its folders only where stems collide, and never the same twice."""
    stems = []
    for unit in units:
        given = _said(unit.extra, ID_COLUMNS)
        file, _, number = (
            unit.file.partition("#") if unit.extra is not None else (unit.file, "", "")
        )
        stems.append(given or PureWindowsPath(file).stem + ("-" if number else "") + number)
    often, taken, names = Counter(stems), set(), []
    for stem, unit in zip(stems, units):
        name = stem if often[stem] == 1 else re.sub(r"[/\\#]", "-", unit.file)
        while name in taken:
            name += "~"
        taken.add(name)
        names.append(name)
    return names


# --- reading one -----------------------------------------------------------------------------------------------------


def _read_batch(units: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """Rows of the report for some units, with text, letterhead and the key that tells doubles."""
    places = {unit.where for unit in units["unit"] if unit.member}
    with ExitStack() as stack:
        zips = {where: stack.enter_context(zipfile.ZipFile(where)) for where in places}
        rows = [_read(unit, zips, limits) for unit in units["unit"]]
    frame = units[["doc_id"]].assign(file=[unit.file for unit in units["unit"]])
    frame = frame.join(pd.DataFrame(rows, columns=[*READ], index=units.index).astype(READ))
    frame = frame.join(read_letterhead(frame)[HEAD].set_axis(frame.index))
    frame["extra"] = [unit.extra or {} for unit in units["unit"]]
    said = {
        column: [_said(extra, names) for extra in frame["extra"]] for column, names in SAID.items()
    }
    days = pd.to_datetime(
        pd.Series(said["date"], index=frame.index, dtype="str"), errors="coerce", format="mixed"
    )
    titles = pd.Series(said["title"], index=frame.index, dtype="str")
    frame["date"] = days.astype("datetime64[us]").fillna(
        frame["date"]
    )  # what a table says goes before what is guessed
    frame["title"] = titles.fillna(frame["title"])
    return frame


def _read(unit: Unit, zips: Mapping[str, zipfile.ZipFile], limits: Limits) -> dict:
    """One row of `_read_batch`; a file that can't be read has an empty text, and says why."""
    row = {
        name: False if kind == "bool" else 0 if kind == "int64" else ""
        for name, kind in READ.items()
    }
    try:
        if unit.refused:
            raise Refused(*unit.refused)
        data = unit.data
        if unit.member:  # whose size was looked at when it was listed
            data = zips[unit.where].read(unit.member)
        elif unit.where:
            data = _bounded(Path(unit.where), limits.file_bytes)
        if isinstance(data, str):  # of a table, which was decoded whole
            row |= {"bytes": len(data.encode("utf-8", "replace")), "format": "table row"}
            raw, damage = data.replace("\r\n", "\n"), Counter()
            if not raw.strip():
                raise Refused("the row has no text", "fill it in, or take it out")
        else:
            row["bytes"] = len(data)
            raw, row["format"], row["encoding"], damage = read_bytes(unit.file, data, limits)
    except Refused as error:
        return row | {"remedy": ": ".join(error.args)}
    except (OSError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        remedy = f"can't be opened ({say(error)}): download it again, or give yourself the right to read it"
        return row | {"remedy": remedy}
    row |= _repair(raw, damage)
    if not row["text"].strip():
        return row | {"remedy": "nothing but page furniture: look for the page itself"}
    return row | {"read": True, "raw": raw, "key": KEY_RE.sub("", row["text"]) or row["text"]}


def _repair(raw: str, damage: Counter) -> dict:
    """Mend and clean a text; give it with what the report says of it."""
    mended = mend_mojibake(raw)
    done = clean(mended.text)
    for step in done.steps:
        if kind := DAMAGE.get(step.rule):
            damage[kind] += _size(step)
    text = done.text
    han = sum(map(len, HAN_RUN_RE.findall(text)))
    damage["spam lines"] = len({text.count("\n", 0, m.start()) for m in SPAM_RE.finditer(text)})
    damage["almost no punctuation"] = int(han > 200 and len(MARK_RE.findall(text)) < han / 100)
    damage["unread characters"] = mended.lost
    damage["no Chinese"] = int(not han)
    kinds = [kind for kind, count in damage.items() if count]
    return {
        "text": text,
        "script": "no Chinese"
        if not han
        else "traditional"
        if damage["traditional characters"]
        else "simplified",
        "chars": len(text),
        "damage": ", ".join(
            kind if kind in FLAGS else f"{kind} ({damage[kind]:,})" for kind in kinds
        ),
        "mended": f"{mended.lines} line{'s' * (mended.lines > 1)}: {mended.kind}"
        if mended.lines
        else "",
        "lost": mended.lost,
        "remedy": "; ".join(f"{kind}: {REMEDIES[kind]}" for kind in kinds if kind in REMEDIES),
    }


def _size(step: Step) -> int:
    """How much a step undid: lines of furniture, characters of the other script, or places."""
    before = "".join(change.before for change in step.changes)
    lines = sum(bool(line.strip()) for line in before.split("\n"))
    return {"drop_furniture": lines, "simplify": len(before)}.get(step.rule, len(step.changes))
