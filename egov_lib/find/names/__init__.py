"""Who and what a document names: titles in 《》, document numbers, institutions, persons, places.

Names are found by what holds them together in official prose: brackets, a number's
〔2002〕, an institution's beginning (国务院, the State Council; a place; 省, province) and
end (办公厅, general office; 委员会, commission; 局, bureau), an office before or after a
person. What has neither is missed: a person named without office anywhere, a company, an
institution whose place is lines away. Nothing is linked to a register.

The words that the grammars know are in `data/gazetteers/`.
"""

from egov_lib.find.names.institutions import find_institutions
from egov_lib.find.names.persons import find_persons
from egov_lib.find.names.places import find_places
from egov_lib.find.names.titles import find_titles
from egov_lib.find.structure.document_numbers import find_document_numbers

__all__ = [
    "find_document_numbers",
    "find_institutions",
    "find_persons",
    "find_places",
    "find_titles",
]
