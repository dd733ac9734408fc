"""Decode a stranger's file, and undo mojibake where that can be proved.

Chinese files come in UTF-8, GB18030 (GBK, GB2312), Big5 (with Hong Kong's characters) and UTF-16,
with or without a byte-order mark, and most bytes are valid in several of them: trying one after the
other until none fails reads a Big5 page as GBK nonsense. So every encoding is asked for its
reading, and the most probable one wins (`likeness`, `detect`).

A text that was decoded wrongly once (鐢靛瓙鏀垮姟 for 电子政务, e-government) is mended line by
line, and only with proof (`mojibake`). Where a byte is gone (U+FFFD, 锟斤拷) nothing brings it
back: such places are counted, never guessed. The encodings of other languages are not
distinguished.
"""

from egov_lib.read.encodings.detect import (
    VALID,
    Decoded,
    Detected,
    decode,
    detect_encoding,
)
from egov_lib.read.encodings.mojibake import Mended, mend_mojibake

__all__ = [
    "VALID",
    "Decoded",
    "Detected",
    "Mended",
    "decode",
    "detect_encoding",
    "mend_mojibake",
]
