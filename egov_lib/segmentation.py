"""Cut Chinese text into words, with the workbook's own dictionary.

Chinese is written without spaces, so words are a decision. jieba decides by a dictionary with frequencies; ours
(`data/terms.csv`) adds the names and set phrases of e-government that it does not know or would cut. The tokenizer is private:
whatever else uses jieba in the same session is left alone. Unknown words are not guessed (no HMM): a guess that differs from
sentence to sentence would make counts waver.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import jieba


def _new_tokenizer() -> jieba.Tokenizer:
    import jieba  # late: its dictionary takes a second to load
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)  # or it reports its loading time on stderr, different in each run
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@lru_cache
def _plain() -> jieba.Tokenizer:
    return _new_tokenizer()


def term_frequencies(words: Iterable[str]) -> dict[str, int]:
    """Give each word that jieba would cut the least frequency that keeps it whole; words it keeps anyway are left out.

    The order matters: short words first, since long ones hold them. The frequency is jieba's own `suggest_freq`: a word wins
    against its parts if it is likelier than their product.

    >>> term_frequencies(["政务内网"])["政务内网"] > 0
    True
    """
    tokenizer, frequencies = _new_tokenizer(), {}
    for word in words:
        if tokenizer.lcut(word, HMM=False) != [word]:
            frequencies[word] = tokenizer.suggest_freq(word)
            tokenizer.add_word(word, frequencies[word])
    return frequencies


def cut(text: str, terms: pd.DataFrame | None = None) -> list[str]:
    """Cut one text into words; *terms* (word, frequency) are added to jieba's dictionary.

    >>> cut("科学发展观")  # scientific outlook on development
    ['科学', '发展观']
    """
    return _with_terms(terms).lcut(text, HMM=False)


def _with_terms(terms: pd.DataFrame | None) -> jieba.Tokenizer:
    if terms is None:
        return _plain()
    return _cached(tuple(zip(terms["word"], terms["frequency"])))


@lru_cache(maxsize=4)
def _cached(terms: tuple[tuple[str, int], ...]) -> jieba.Tokenizer:
    tokenizer = _new_tokenizer()
    for word, frequency in terms:
        tokenizer.add_word(word, int(frequency))
    return tokenizer
