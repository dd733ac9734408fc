"""Read a stranger's folder of files into a frame of documents, and say what was wrong with each.

A folder, a zip, a table (CSV, Excel, parquet), one file or an upload becomes `docs`, with one row a
document, and a report with a line for every file, read or not. One bad file never stops the rest:
it is named, with its remedy, and set apart. What a file is, its bytes decide, not its name.

The way of a file: `entries` lists what there is (`tables` and `zips` look inside), `formats` finds
out what each is and asks `plain`, `html`, `word`, `pdf` and the others for its text, `read.repair`
repairs it, and `report` writes its line; `reading` runs them. What they share is in `common`.
Whatever is left out, moved or guessed on the way has a name, a count and, if it has one, a place in
that line.

Nothing is unpacked to the disk and no name from an archive is ever opened as a path. Files too
large, lines too long, archives that swell, names that lead out of the folder and binary junk are
refused before anything looks inside. Not done: pictures of text need OCR first. Only exact copies
are detected; for edited ones there is `measure.reuse`.
"""

from egov_lib.read.files.common import Limits, Refused
from egov_lib.read.files.reading import read_files
from egov_lib.read.files.report import REPORT
from egov_lib.read.files.tables import Columns

__all__ = ["REPORT", "Columns", "Limits", "Refused", "read_files"]
