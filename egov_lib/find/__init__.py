"""Find things in texts: numbers, dates, structure, names, targets.

Every finder takes documents and returns findings. A grammar is a table of small rules,
which `rules` runs; the words that it knows by name are in `gazetteers`. `numerals` and
`dates` rest on nothing else; `structure` (outline and letterhead) reads numbers and days,
`names` what a document is and who is in it, and `targets` what it promises, reports and
counts. `documents` reads a folder, letterheads included.
"""
