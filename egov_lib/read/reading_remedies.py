"""What to do about whatever was left out, moved, guessed or undone while a file was read.

Each reader of a format counts kinds of such things (`files.common.Extracted.damage`); here is the
remedy of each kind for which a person can do something. A kind without a row was undone for
certain, like a text drawn twice, and needs nothing.
"""

from __future__ import annotations

BESIDE = "they are not in the text: copy them into the file where they matter"
CHECK = "they are in the text as they are shown: check them where they matter"
IN_TABLE = "mend the row in the table, and read it again"

READING_REMEDIES = {
    # tables
    "dates not understood": "the cell is kept in its own column: write it as 2006-06-12",
    "dates guessed": "the cell is kept in its own column: check it, or write 2006-06-12",
    "texts cut off by Excel": "a cell holds 32,767 characters: take the text from its source",
    "cells beyond the columns": f"they are kept in columns of their own: {IN_TABLE}",
    "cells missing at the end of the row": IN_TABLE,
    "lines above the head": "they are not read: look whether they say something of all rows",
    "row names without a head": "the first cells are taken for names of rows: check the columns",
    "cells merged over rows": "each row has the value: check that it is meant for all",
    "rows of a hidden sheet": "take the sheet out if it is not meant",
    "formulas without a value": "open the file in Excel, and save it again",
    "broken records": "their lines are left out: mend them, or download the file again",
    "hidden rows": "they are read: take them out of the table if they are not meant",
    "hidden columns": "they are read: take them out of the table if they are not meant",
    "heads repeated in the table": "they are left out: look whether the parts belong together",
    # Word, OpenDocument, books and saved pages
    "numbers made by Word": CHECK,
    "numbers made by the program": CHECK,
    "numbers made by the page": CHECK,
    "notes": "they stand after the text, without their marks in it",
    "text boxes": "each stands after the paragraph that it is fixed to: check the order",
    "equations": "they are written in one line: check them where they matter",
    "deleted text": "accepted as deleted: reject the change in the file if it was not meant",
    "hidden text": "nobody sees it, so it is not in the text: show it in the file if it is meant",
    "text hidden at first": "most of the page is hidden until a script shows it: check the text",
    "headers and footers": BESIDE,
    "comments": BESIDE,
    "pictures": "what they show is not in the text: read them with OCR where they matter",
    "charts": "their words and figures are not in the text: copy them where they matter",
    "fields not filled in": "they only ask for words, so they are not in the text: fill them in",
    "files inside the file": "they can't be read where they are: copy their text into the file",
    "form fields": "what is filled in is not in the text: copy it where it matters",
    "signs without a character": "what they look like only their font knows: look in the file",
    "parts missing in the file": "open it in the program that made it, and save it again",
    "pages missing in the file": "download it again",
    "pages outside the order of reading": "open them in the book, and copy what matters",
    "attachments and pages beside the text": "save them as files of their own",
    "settings at the head of the file": "they are not read: look whether they say a date",
    "frames": "what they show is not in the text: open and save each as a file of its own",
    "embedded objects": "what they show is not in the text: save each as a file of its own",
    "struck-out text": "it is in the text, though a line goes through it: cut it where it misleads",
    "commands of TeX": "they are in the text: convert it with pandoc first",
    "tags of XML": "only its tags were cut out: look what each line is",
    "a page nested too deeply": "only its tags were cut out: look whether the text is whole",
    # PDF
    "form fields filled in": "each stands beside its label: check that it is the right one",
    "text typed over the pages": "it stands in the text where it lies on the page: check the order",
    "attachments": "they are not read: save them as files of their own",
    "slanted text": "a watermark, or labels of a chart, are not in the text: places says which",
    "text outside the page": "the printer's notes are not in the text: places says what they were",
    "pages without text": "they are scans: read them with OCR first, and save with the text",
    "pages that can't be read": "open the file, and print it into a new PDF",
    "running heads and feet": "they are not in the text: places says what they were",
}
