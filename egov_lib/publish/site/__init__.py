"""The book: the whole workbook as pages that work from a disk, without Python and without a
network.

`make site` writes it. Nothing is run and nothing is told a second time: lessons and labs are the
committed notebooks with the outputs they were saved with, the five texts and the glossary come from
`data/`, and explorers are drawn by the scripts that draw them in a notebook.

- `plan` says which pages there are, and where links between files of the repository lead
- `lessons` turns a notebook into a page, `outputs` one of its outputs into HTML
- `views` gives the data of an explorer or exercise to its script; what several share is kept once
- `texts` writes the five texts clause by clause, each with an address that never changes
- `home` writes the first page, `lookup` the index that the search reads
- `book` puts them together with Sphinx; `workbook/` holds the frame of a page, its style and script
"""
