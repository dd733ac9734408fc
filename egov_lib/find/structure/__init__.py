"""The structure of an official document: its lines, markers, outline and letterhead.

One grammar, in the order in which its parts rest on each other: `lines`, `markers` (how
parts are numbered), `document_numbers`, `kinds` (what a line can be), `splitting` (a text
into lines), `titles`, `signatures`, `letterhead` and `outline`. The rules are in tables; a
row that is added to `markers` or `kinds` is known to outline and letterhead alike.
"""

from egov_lib.find.structure.letterhead import read_letterhead
from egov_lib.find.structure.outline import parse_outline

__all__ = ["parse_outline", "read_letterhead"]
