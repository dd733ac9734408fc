"""What the tables say of the texts in English sentences, for a reader of Chinese.

A ground of a date, a note on a change, a field of a source's card, the reason of a lab's setting:
`data/translations/remarks.csv` has the Chinese of each, by its English. A table that has a column
for each language (statement_en, statement_zh) is asked itself.
"""

from __future__ import annotations

from functools import lru_cache

from egov_lib.read.corpus import data_folder, read_table
from egov_lib.show.messages import current, word

# Tables with a sentence in both languages: the English column, then the Chinese one
IN_BOTH = (
    ("translation_remarks", "english", "chinese"),
    ("context", "statement_en", "statement_zh"),
    ("glossary", "definition", "definition_zh"),
    ("hedges", "meaning_en", "meaning_zh"),
    ("directives-log", "reason", "reason_zh"),
    ("questions", "question_en", "question_zh"),
)


def remark(english: str, lang: str | None = None) -> str:
    """Say a remark of the tables in the language of the reader; one without Chinese as it is.

    >>> remark("by reading", "zh"), remark("the date of the notice", "zh")
    ('据文意', '通知的日期')
    >>> remark("the date of the notice", "en")
    'the date of the notice'
    """
    if current(lang) == "en":
        return word(english, "en")
    said = word(english, "zh")
    if said != english:
        return said
    return chinese_remarks(data_folder()).get(english, english)


@lru_cache(maxsize=2)
def chinese_remarks(_folder: object) -> dict[str, str]:
    """The Chinese of every remark, by its English."""
    remarks = {}
    for table, english, chinese in IN_BOTH:
        rows = read_table(table)
        pairs = zip(rows[english], rows[chinese])
        remarks.update((one, other) for one, other in pairs if one and other)
    return remarks
