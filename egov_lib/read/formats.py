"""A file's bytes to its text: plain text, HTML, Word (.docx) and PDF with a text layer; anything else is refused by name.

What a file is, its bytes tell, not its name: a page saved as .txt is read as a page, a photograph called .docx is refused. Every
refusal says the fact and the remedy. Sizes are looked at before contents, so that neither a line of 100 MB nor an archive that
swells a thousandfold is ever opened.

Lines of a PDF end where the page ends: they are joined again, and page numbers dropped, and both are counted. Numbers that Word
makes by itself (一、, 二、 as automatic lists) are not in the file as text; they are counted as missing. No OCR.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from egov_lib.read.cleaning import HAN_RE
from egov_lib.read.encodings import decode

REFUSED = {  # first bytes of what is no text, what it is, and what to do
    b"\xd0\xcf\x11\xe0": ("an old Office file", "open it and save it as .docx or .xlsx"),
    b"{\\rtf": ("an RTF file", "open it and save it as .docx"),
    b"\x89PNG": ("a picture", "read it with OCR first"),
    b"\xff\xd8\xff": ("a picture", "read it with OCR first"),
    b"Rar!": ("a RAR archive", "unpack it, and give the folder"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it, and give the folder"),
}
BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    SyntaxError,
    EOFError,
)
BROKEN += (
    zipfile.BadZipFile,
    zlib.error,
)  # what readers raise on a file that only looks like theirs
# Not \x80-\x9f: UTF-8 read as Latin-1 is full of them, and can be mended.
CONTROL_RE = re.compile(r"[\0-\x08\x0e-\x1f]")
HTML_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p)\b",
    re.I | re.S,
)
PAGE_NUMBER_RE = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页.{0,8}|\s*/\s*\d{1,4})?[-—–\s]*")
END_RE = re.compile(r"[。：；！？…”）》]\s*$")
MOST_CONTROL = 0.01  # share of characters; texts have none, binary files a quarter
MOST_LOST = 0.1  # share of characters that can't be decoded: above it nothing can be trusted
LEAST_CHINESE = -0.2  # of `detect_encoding`: French in Latin-1 has about 0, noise -1 and less


@dataclass(frozen=True)
class Limits:
    """What a file may be at most. The defaults are far above any document, and far below what stops a machine."""

    file_bytes: int = 20_000_000
    line_chars: int = 1_000_000
    table_bytes: int = 1_000_000_000
    total_bytes: int = 4_000_000_000  # of all files of an archive, unpacked
    ratio: int = (
        200  # unpacked to packed, for what is over 1 MB unpacked: text reaches 20, zip bombs 1,000
    )


class Refused(Exception):
    """A file can't be read; the arguments are the reason and the remedy."""


class Text(NamedTuple):
    """What was read: the text, the format, the encoding (empty where the format says it), and damage by kind."""

    text: str
    format: str
    encoding: str
    damage: Counter


def read_bytes(name: str, data: bytes, limits: Limits) -> Text:
    """Read the text of a file from its bytes, however many: what is too large is refused before it is read.

    Raises `Refused` with the reason and the remedy for whatever is no readable text.

    >>> read_bytes("a.txt", b"<html><p>\\xb5\\xe7\\xd7\\xd3<br>\\xd5\\xfe\\xce\\xf1</p>", Limits())[:3]  # electronic government
    ('电子\\n政务', 'html', 'gb18030')
    """
    for start, (what, remedy) in REFUSED.items():
        if data.startswith(start):
            raise Refused(what, remedy)
    word, pdf = data.startswith(b"PK\3\4"), data.lstrip()[:5] == b"%PDF-"
    found = (
        _read_word(data, limits) if word else _read_pdf(data) if pdf else _read_plain(name, data)
    )
    if not found.text.strip():
        raise Refused(*EMPTY[found.format if data.strip() else "text"])
    if (longest := max(map(len, found.text.split("\n")))) > limits.line_chars:
        raise Refused(
            f"a line of {longest:,} characters: no document",
            "break its lines, or raise limits.line_chars",
        )
    return found


EMPTY = {
    "text": ("the file is empty", "download it again, or take it out"),
    "html": ("the page holds no text", "its text comes by script: save it from the browser"),
    "docx": ("no text in it", "what it shows are pictures: read them with OCR first"),
    "pdf": ("no text layer", "it is a scan: read it with OCR first, and save with the text"),
}


def _read_plain(name: str, data: bytes) -> Text:
    text, encoding, score, lost = decode(data)
    spoiled = lost > MOST_LOST * len(text) or len(CONTROL_RE.findall(text)) > MOST_CONTROL * len(
        text
    )
    if text and (score < LEAST_CHINESE or spoiled):
        raise Refused(
            "no text in any known encoding: a program, a picture or a damaged file?",
            "download it again",
        )
    text, damage = text.replace("\r\n", "\n").replace("\r", "\n"), Counter()
    if not HTML_RE.match(text[:2000]) and not re.search(r"\.[sx]?html?$", name, re.I):
        return Text(text, "text", encoding, damage)
    page = _Page()
    page.feed(text)
    page.close()
    return Text(page.text(), "html", encoding, damage)


class _Page(HTMLParser):
    """The text of a page: a line a block, nothing of scripts, styles and forms."""

    BLOCKS = re.compile(
        "p|div|br|li|tr|table|h[1-6]|[uod]l|d[td]|section|article|header|footer|nav|hr|pre|center"
    )
    SILENT = frozenset(
        (
            "script",
            "style",
            "noscript",
            "template",
            "select",
            "button",
            "textarea",
            "iframe",
            "title",
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self.parts, self.silent = [], []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in self.SILENT:
            self.silent.append(tag)
        self.parts.append(
            "\n" if self.BLOCKS.fullmatch(tag) else "\t" if tag in ("td", "th") else ""
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:  # what was opened inside it and never closed ends with it
            del self.silent[self.silent.index(tag) :]
        self.parts.append("\n" if self.BLOCKS.fullmatch(tag) else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data) if not data.isspace() else " ")

    def text(self) -> str:
        lines = (
            re.sub(r" *\t *", "\t", line).strip(" \t\xa0")
            for line in "".join(self.parts).split("\n")
        )
        return "\n".join(line for line in lines if line)


def check_package(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a .docx or .xlsx, which are zip archives, unless it would swell beyond all bounds."""
    package = zipfile.ZipFile(io.BytesIO(data))
    total = sum(info.file_size for info in package.infolist())
    if total > max(1_000_000, limits.ratio * len(data)) or total > 10 * limits.file_bytes:
        raise Refused(f"{len(data):,} bytes swell to {total:,}: a zip bomb?", "take it out")
    return package


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; archives made on a Chinese Windows hold it in GBK and don't say so."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    data = info.filename.encode("cp437", errors="replace")
    readings = (data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030"))
    # Two Chinese characters in GBK can be valid UTF-8 by chance (通知 is), but hardly Chinese in it.
    return next(
        (name for name in readings if HAN_RE.search(name) and "\ufffd" not in name), info.filename
    )


def swells(info: zipfile.ZipInfo, limits: Limits) -> tuple[str, str] | None:
    """Why a member of an archive is refused before it is opened, and what to do."""
    if info.flag_bits & 1:
        return "locked with a password", "unpack it, and give the folder"
    if info.file_size > max(1_000_000, limits.ratio * info.compress_size):
        return (
            f"{info.compress_size:,} bytes swell to {info.file_size:,}: a zip bomb?",
            "take it out",
        )
    if info.file_size > limits.file_bytes:
        return (
            f"unpacked it has {info.file_size:,} bytes, more than {limits.file_bytes:,}",
            "split it",
        )
    return None


def _read_word(data: bytes, limits: Limits) -> Text:
    try:
        if "word/document.xml" not in check_package(data, limits).namelist():
            raise Refused(
                "an archive, whatever its name says", "name it .zip or .xlsx if it is one"
            )
        import docx  # late: most folders hold none
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise Refused("Word files need python-docx", "pip install python-docx") from error
    except BROKEN as error:
        raise Refused(f"a broken archive ({say(error)})", "download it again") from error
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (*BROKEN, OpcError) as error:
        raise Refused(
            f"a broken Word file ({say(error)})", "open it in Word, and save it again"
        ) from error
    signs = {"p": "\n", "tr": "\n", "br": "\n", "cr": "\n", "tab": "\t"}
    # What was deleted with changes tracked is delText, so it stays out; a fallback repeats its text box.
    parts, numbered = [], 0
    for node in body.xpath(".//w:*[not(ancestor::*[local-name()='Fallback'])]"):
        kind = node.tag.rpartition("}")[2]
        in_cell = kind == "p" and node.getparent().tag.endswith("}tc")
        parts.append(node.text or "" if kind == "t" else "\t" if in_cell else signs.get(kind, ""))
        numbered += kind == "numPr"
    lines = (line.strip(" \t") for line in "".join(parts).split("\n"))
    return Text(
        "\n".join(lines).strip("\n"), "docx", "", Counter({"numbers made by Word": numbered})
    )


def _read_pdf(data: bytes) -> Text:
    try:
        import pypdf
    except ImportError as error:
        raise Refused("PDF files need pypdf", "pip install pypdf") from error
    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # it reports every flaw of every file on the screen
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("locked with a password", "open it, and print it into a new PDF")
        pages = [page.extract_text() for page in reader.pages]
    except (*BROKEN, pypdf.errors.PyPdfError) as error:
        raise Refused(
            f"a broken PDF ({say(error)})", "open it, and print it into a new PDF"
        ) from error
    text, damage = _join_lines(pages)
    return Text(text, "pdf", "", damage)


def _join_lines(pages: list[str]) -> tuple[str, Counter]:
    """The lines of a page joined to paragraphs: a line goes on if it is full, up to two characters, and ends no sentence."""
    lines = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    numbers = sum(bool(PAGE_NUMBER_RE.fullmatch(line)) for page in lines for line in page)
    flat = [line for page in lines for line in page if not PAGE_NUMBER_RE.fullmatch(line)]
    full, parts = max(map(len, flat), default=0) - 2, []
    for line in flat:
        whole = len(line) < full or END_RE.search(line)
        parts += [line, "\n" if whole else ""]
    damage = {"page numbers": numbers, "broken lines": parts.count("") if full > 0 else 0}
    return "".join(parts).strip("\n"), Counter(damage)


def say(error: BaseException) -> str:
    """An error in at most one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
