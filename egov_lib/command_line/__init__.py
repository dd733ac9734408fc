"""The command line: `python -m egov_lib read|find|reuse|cite|report FOLDER --out OUT`.

For whoever has a folder of documents and no wish to write Python: each command reads the folder and
writes tables that R, Excel and pandas open. `commands` says what can be typed, `work` reads
and finds, `output` writes. Nothing is computed here that the library does not offer.

`docs/command-line.md` shows a session.
"""

from egov_lib.command_line.commands import main

__all__ = ["main"]
