"""Pages that a browser saved as one file (.mht, .mhtml), and e-mails (.eml): MIME in either case.

The page is the part that the file names as its root, else the first that is HTML; the pages in its
frames follow. Pictures and attachments are left out; attachments are counted.
"""

from __future__ import annotations

import email
import re
from collections import Counter
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message

from egov_lib.read.encodings import decode
from egov_lib.read.files import html
from egov_lib.read.files.common import Extracted, Refused
from egov_lib.read.files.plain import read_plain

HEAD_RE = re.compile(
    rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)+?",
    re.IGNORECASE,
)
MIME_RE = re.compile(
    rb"^(?:MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE
)
HEAD_BYTES = 8_000
FRAME_RE = re.compile(
    r"<i?frame\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE
)
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
LEFT_OUT = "attachments and pages beside the text"


def is_mail(data: bytes) -> bool:
    r"""Whether a file begins with the head of a MIME message.

    >>> is_mail(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>x</p>")
    True
    """
    head = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head[:1].isalpha():
        return False  # most files: no name of a field
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return (
        bool(HEAD_RE.match(lines + b"\n")) and len(MIME_RE.findall(lines)) >= 2
    )


def read_mail(data: bytes) -> Extracted:
    """Read the page or the letter in a MIME message; raises `Refused` for one without either."""
    message = email.message_from_bytes(
        data.removeprefix(b"\xef\xbb\xbf").lstrip()
    )
    parts = list(_texts(message))
    if not parts:
        raise Refused(
            "a saved page or mail without a text", "save it again as .html"
        )
    pages = [part for part in parts if part.get_content_type() != "text/plain"]
    root = _root(message, pages) if pages else parts[0]
    found, source = _read(root)
    texts = [found.text]
    read = {id(root)}
    damage = Counter(found.damage)
    for address in FRAME_RE.findall(source):
        frame = _at(address, pages)
        if frame is None or id(frame) in read:
            continue
        read.add(id(frame))
        inside, _ = _read(frame)
        texts.append(inside.text)
        damage += inside.damage
        damage[html.FRAMES] -= 1  # its page was there
    others = pages if pages else parts
    attached = [_file_name(part) for part in message.walk()]
    names = [name for name in attached if name]
    damage[LEFT_OUT] = len(names) + len(others) - len(read)
    places = dict(found.places)
    if names:
        places[LEFT_OUT] = ", ".join(names[:3])
    text = "\n".join(filter(None, texts))
    return Extracted(text, "mht", found.encoding, +damage, places)


def _file_name(part: Message) -> str:
    """Return the name of an attached file, or what an attached mail is about; '' for neither."""
    name = part.get_filename()
    if name:
        return str(make_header(decode_header(name)))
    if part.get_content_type() != "message/rfc822":
        return ""
    inside = part.get_payload()
    if not inside:
        return "a mail"
    subject = inside[0].get("Subject", "")
    return str(make_header(decode_header(subject))) or "a mail"


def _texts(message: Message) -> Iterator[Message]:
    """Go through the parts that hold text and are no attachment."""
    for part in message.walk():
        is_text = (
            part.get_content_type() in TEXT_TYPES and not part.is_multipart()
        )
        if is_text and part.get_content_disposition() != "attachment":
            yield part


def _root(message: Message, pages: list[Message]) -> Message:
    start = str(message.get_param("start") or "")
    for page in pages:
        if start and page.get("Content-ID", "") == start:
            return page
    return pages[0]


def _at(address: str, pages: list[Message]) -> Message | None:
    """Return the page that a frame shows: by its id (cid:…) or the end of its address."""
    for page in pages:
        name = page.get("Content-ID", "").strip("<>")
        location = page.get("Content-Location", "")
        if address == f"cid:{name}" or (
            location and location.endswith(address)
        ):
            return page
    return None


def _read(part: Message) -> tuple[Extracted, str]:
    """Return the text of a part, and its source."""
    data = part.get_payload(decode=True) or b""
    if part.get_content_type() == "text/plain":
        plain = read_plain(data)
        return plain, plain.text
    decoded = decode(data)
    return html.read_page(decoded.text, decoded.encoding), decoded.text
