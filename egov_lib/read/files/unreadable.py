"""Files that hold no text we can read: how their bytes begin, what they are, and what to do.

To name another kind, add a row. An old Office file (OLE) is one of several kinds; the names of its
streams, which stand in it in UTF-16, say which.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.read.files.common import Refused

OCR = "read it with OCR first, and give its text"
UNPACK = "unpack it, and give the folder"
AS_DOCX = "open it and save it as .docx or .pdf"
AS_XLSX = "open it and save it as .xlsx or .csv"
AS_PDF = "open it in its reader, and save it as PDF or text"
IS_NO_TEXT = "take it out"


class Kind(NamedTuple):
    """A kind of file: how its bytes begin, what it is, and what to do."""

    start: bytes
    reason: str
    remedy: str


OLE = b"\xd0\xcf\x11\xe0"
KINDS = (
    Kind(b"{\\rtf", "an RTF file", "open it and save it as .docx"),
    Kind(b"\x89PNG", "a picture", OCR),
    Kind(b"\xff\xd8\xff", "a picture", OCR),
    Kind(b"GIF8", "a picture", OCR),
    Kind(b"II*\0", "a picture, perhaps a scan of several pages", OCR),
    Kind(b"MM\0*", "a picture, perhaps a scan of several pages", OCR),
    Kind(b"AT&TFORM", "a DjVu file, a scan", OCR),
    Kind(b"Rar!", "a RAR archive", UNPACK),
    Kind(b"7z\xbc\xaf", "a 7z archive", UNPACK),
    Kind(b"\x1f\x8b", "a gzip archive", UNPACK),
    Kind(b"BZh", "a bzip2 archive", UNPACK),
    Kind(b"\xfd7zXZ", "an xz archive", UNPACK),
    Kind(b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
    Kind(b"MSCF", "a CAB archive", UNPACK),
    Kind(
        b"ITSF",
        "a help file (.chm)",
        "unpack it with 7-Zip, and give the folder",
    ),
    Kind(b"CAJ\0", "a CAJ file of CNKI", AS_PDF),
    Kind(b"HN\0\0", "a CAJ file of CNKI", AS_PDF),
    Kind(b"KDH ", "a KDH file of CNKI", AS_PDF),
    Kind(b"Founder CEB", "a CEB file of Founder Apabi", AS_PDF),
    Kind(b"SQLite format 3", "a data base", "export its table as .csv"),
    Kind(b"PAR1", "a parquet table", "name it .parquet"),
    Kind(b"MZ", "a program", IS_NO_TEXT),
    Kind(b"\x7fELF", "no text: a program", IS_NO_TEXT),
    Kind(b"ID3", "a sound", "write down what it says"),
    Kind(b"OggS", "a sound or a film", "write down what it says"),
    Kind(b"\x1aE\xdf\xa3", "a film", "write down what it says"),
    Kind(
        b"[InternetShortcut]", "a link to a page", "open it, and save the page"
    ),
    Kind(
        b"L\0\0\0\x01\x14\x02\0",
        "a link to a file",
        "put the file itself there",
    ),
    Kind(
        b"version https://git-lfs",
        "a pointer to a file",
        "fetch the file: git lfs pull",
    ),
)
# What the streams of an old Office file are called.
STREAMS = (
    Kind(
        b"EncryptedPackage",
        "an Office file locked with a password",
        "save it without one",
    ),
    Kind(
        b"WordDocument",
        "an old Office file: Word or WPS text (.doc, .wps)",
        AS_DOCX,
    ),
    Kind(
        b"Workbook",
        "an old Office file: Excel or WPS table (.xls, .et)",
        AS_XLSX,
    ),
    Kind(
        b"PowerPoint Document",
        "an old Office file: slides (.ppt, .dps)",
        AS_PDF,
    ),
    Kind(
        b"__substg1.0", "a mail of Outlook (.msg)", "save it as .html or .txt"
    ),
)
OLD_OFFICE = Kind(
    OLE, "an old Office file", "open it and save it as .docx or .xlsx"
)
# Packages, by a part that only they have.
PACKAGES = (
    Kind(b"OFD.xml", "an OFD document", AS_PDF),
    Kind(b"ppt/presentation.xml", "slides (.pptx)", "save them as PDF"),
    Kind(b"xl/workbook.xml", "an Excel table", "name it .xlsx"),
    Kind(b"xl/workbook.bin", "a binary Excel table (.xlsb)", AS_XLSX),
    Kind(b"Index/Document.iwa", "a document of Apple Pages", AS_DOCX),
    Kind(b"FixedDocSeq.fdseq", "an XPS document", AS_PDF),
    Kind(b"FixedDocumentSequence.fdseq", "an XPS document", AS_PDF),
    Kind(b"visio/document.xml", "a drawing (.vsdx)", AS_PDF),
    Kind(b"AndroidManifest.xml", "a program", IS_NO_TEXT),
)
OPENDOCUMENT = {
    "spreadsheet": (
        "an OpenDocument table (.ods)",
        "save it as .xlsx or .csv",
    ),
    "presentation": ("OpenDocument slides (.odp)", "save them as PDF"),
}
# Files of a saved page beside it, by their names: they hold no text of the page.
COMPANION_RE = re.compile(
    r"\.(?:js|css|map|svg|ico|woff2?|ttf|eot)$", re.IGNORECASE
)
AT_4 = {b"ftyp": ("a film or a sound", "write down what it says")}
AT_8 = {
    b"WEBP": ("a picture", OCR),
    b"WAVE": ("a sound", "write down what it says"),
}


def refuse_unreadable(data: bytes) -> None:
    """Raise `Refused` for bytes that begin as a file without a text.

    >>> refuse_unreadable("电子政务".encode())  # e-government
    """
    if data.startswith(OLE):
        _refuse_old_office(data)
    for kind in KINDS:
        if data.startswith(kind.start):
            raise Refused(kind.reason, kind.remedy)
    refusal = AT_4.get(data[4:8]) or AT_8.get(data[8:12])
    if refusal:
        raise Refused(*refusal)
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        raise Refused("a picture", OCR)
    if data[257:262] == b"ustar":
        raise Refused("a tar archive", UNPACK)
    if data[60:68] == b"BOOKMOBI":
        raise Refused("a book of Kindle (.mobi)", "convert it to .epub")


def _refuse_old_office(data: bytes) -> None:
    for kind in STREAMS:
        if kind.start.decode().encode("utf-16-le") in data:
            raise Refused(kind.reason, kind.remedy)
    raise Refused(OLD_OFFICE.reason, OLD_OFFICE.remedy)


def refuse_package(names: set[str]) -> None:
    """Raise `Refused` for an archive that is a document of a kind that is not read."""
    for kind in PACKAGES:
        if kind.start.decode() in names:
            raise Refused(kind.reason, kind.remedy)
    raise Refused(
        "an archive, whatever its name says",
        "name it .zip if it is one, or unpack it",
    )
