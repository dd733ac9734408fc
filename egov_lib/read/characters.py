"""Classes of characters that several modules of the library ask for.

`HAN` is the inside of a character class of a regular expression: Chinese characters (漢字, hanzi),
the rare ones beyond 16 bits included, punctuation and 〇 not. The compiled patterns are what most
callers need.
"""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RE = re.compile(f"[{HAN}]")
HAN_RUN_RE = re.compile(f"[{HAN}]+")
NO_HAN_RE = re.compile(f"[^{HAN}]")
GAP = "□"  # the philologist's sign for a character that can't be read
