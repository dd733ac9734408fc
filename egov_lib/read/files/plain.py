"""Plain text: bytes decoded, and refused if they are no text in any known encoding."""

from __future__ import annotations

import re

from egov_lib.read.encodings import VALID, Decoded, decode, mend_mojibake
from egov_lib.read.files.common import Extracted, Refused
from egov_lib.seen import codes_of, contains_any

# Not \x80-\x9f: UTF-8 read as Latin-1 is full of them, and can be mended.
CONTROL_RE = re.compile(r"[\0-\x08\x0e-\x1f]")
has_control = contains_any(codes_of(CONTROL_RE.pattern))
# Share of characters; texts have none, binary files a quarter
MOST_CONTROL = 0.01
# Share of characters that can't be decoded; above it nothing can be trusted.
MOST_LOST = 0.2
# Score of `decode`: French in Latin-1 has about 0, noise -1 and less.
LEAST_CHINESE = -0.2
MENDABLE_CHARS = 10_000  # of a text that is no Chinese: enough to see whether it can be mended


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
    """Whether the bytes were a text; losses that an earlier program saved as U+FFFD do not count.

    A text that was misread and then saved is bad Chinese, and full of losses, but can be mended.
    """
    chars = len(decoded.text)
    if has_control(decoded.text):
        controls = len(CONTROL_RE.findall(decoded.text))
        if controls > MOST_CONTROL * chars:
            return False
    if decoded.score == VALID:
        return True
    if decoded.lost > MOST_LOST * chars:
        return False
    if decoded.score >= LEAST_CHINESE:
        return True
    return mend_mojibake(decoded.text[:MENDABLE_CHARS]).lines > 0
