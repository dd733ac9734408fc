"""Plain text: bytes decoded, and refused if they are no text in any known encoding."""

from __future__ import annotations

import re

from egov_lib.read.encodings import Decoded, decode
from egov_lib.read.files.common import Extracted, Refused

# Not \x80-\x9f: UTF-8 read as Latin-1 is full of them, and can be mended.
CONTROL_RE = re.compile(r"[\0-\x08\x0e-\x1f]")
MOST_CONTROL = 0.01  # share of characters; texts have none, binary files a quarter
MOST_LOST = (
    0.1  # share of characters that can't be decoded; above it nothing can be trusted
)
LEAST_CHINESE = (
    -0.2
)  # score of `decode`: French in Latin-1 has about 0, noise -1 and less


def read_plain(data: bytes) -> Extracted:
    """Decode a text file; line ends become those of Unix.

    Raises `Refused` for what is no text: a program, a picture, a file with too many losses.

    >>> read_plain("电子政务\\r\\n".encode("gbk")).text  # e-government
    '电子政务\\n'
    """
    decoded = decode(data)
    if decoded.text and not _is_text(decoded):
        raise Refused(
            "no text in any known encoding: a program, a picture or a damaged file?",
            "download it again",
        )
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Extracted(text, "text", decoded.encoding)


def _is_text(decoded: Decoded) -> bool:
    chars = len(decoded.text)
    controls = len(CONTROL_RE.findall(decoded.text))
    if decoded.score < LEAST_CHINESE or decoded.lost > MOST_LOST * chars:
        return False
    return controls <= MOST_CONTROL * chars
