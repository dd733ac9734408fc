"""Cut Chinese text into words, with the workbook's own dictionary.

Chinese is written without spaces, so words are a decision. jieba decides by a dictionary with frequencies: of all ways to
cut a sentence into words that it knows it takes the likeliest. Ours (`data/terms.csv`) adds the names and set phrases of
e-government that it would cut. The tokenizer is private: whatever else uses jieba in the same session is left alone.
Unknown words are not guessed (no HMM) unless asked for: a guess that differs from sentence to sentence makes counts waver.

A word is a finding. Columns that repeat (doc_id, quote, word) are categories: ten thousand documents fit into memory, and
to count words is to count numbers. Nothing here loops over words; what does is jieba itself, or its twin in Rust.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.read.corpus import load_table

if TYPE_CHECKING:
    import jieba

Terms = tuple[tuple[str, int, str], ...]
Cutter = Callable[[str], list[str]]
# A sentence ends at 。！？ or their narrow twins, with the closing marks after them, and at the end of a line. A semicolon
# ends none: these texts string a whole programme together with it.
SENTENCE_END_RE = re.compile(r"[。！？!?]+[”’》）)\]]*\s*|\n\s*")
BATCH = 500  # so many texts are numbered at once: their arrays stay in the processor's cache
UTF32, MASKS = (
    "utf-32-le",
    np.array([0, (1 << 21) - 1, (1 << 42) - 1, (1 << 63) - 1]),
)  # of so many characters
WORD_RE, HALF_RE = re.compile(r"[^\W_]"), re.compile("[\ud800-\udfff]")
NUMBER_RE, LATIN_RE = re.compile("[.0-9]+"), re.compile("[a-zA-Z0-9]+")


def segment(
    docs: pd.DataFrame,
    *,
    terms: str | pd.DataFrame | None = "ours",
    engine: str = "jieba",
    flag: bool = False,
) -> pd.DataFrame:
    """Cut every document into words; punctuation and space are passed over, but sentences are counted.

    Parameters: *docs* with doc_id and text; *terms* "ours" is the workbook's dictionary, None is jieba's alone, a frame
    (word, frequency, perhaps tag) is your own; *engine* "rjieba" gives the same words and is many times as fast (it comes
    with `pip install 'egov_lib[scale]'`), "jieba-hmm" also guesses unknown words, as jieba does if nobody forbids it, and
    "characters" makes every character a word but in *terms*, Latin words and numbers; *flag* adds the part of speech.

    Returns findings in the order of the texts, a row a word: doc_id, start, end, quote, word (the quote in small
    letters: GDP and gdp are one), sentence (its number in the document, from 0) and, if asked for, flag: jieba's tag of
    the word in the dictionary, m for digits, eng for letters, x for a word without one. It is looked up, not worked out
    from the sentence: a verb used as a noun stays a verb. An empty text has no rows; a missing one is an error.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["政务内网。电子签章"]})  # government intranet. Electronic seals
    >>> segment(docs)[["start", "word", "sentence"]].values.tolist()
    [[0, '政务内网', 0], [5, '电子签章', 1]]
    """
    if engine not in list(CUTTERS):
        raise ValueError(f"engine is {engine!r}: use one of {', '.join(CUTTERS)}")
    check_documents(docs, "segment", distinct=True)
    if docs["doc_id"].isna().any():
        raise DataError("there are documents without a doc_id: give each its own")
    known = _rows_of(load_table("terms") if isinstance(terms, str) and terms == "ours" else terms)
    words = _frame(docs, CUTTERS[engine](known))
    if flag:
        tags = _flags(words["quote"].cat.categories, known)
        words["flag"] = pd.Categorical(tags)[words["quote"].cat.codes.to_numpy()]
    return words


def cut(text: str, terms: pd.DataFrame | None = None) -> list[str]:
    """Cut one text into words and marks; *terms* (word, frequency) are added to jieba's dictionary.

    >>> cut("科学发展观")  # scientific outlook on development
    ['科学', '发展观']
    """
    return _cutter(_rows_of(terms))(text)


def number(column: pd.Series, *, trim: bool = True) -> tuple[np.ndarray, pd.Index]:
    """Give each value of a column a number: the numbers, and the values that stand there, in the order of their numbers.

    Without *trim* the values of a category may include some that stand nowhere; it then costs nothing.

    >>> [part.tolist() for part in number(pd.Series(["网", "政", "网"]))]
    [[0, 1, 0], ['网', '政']]
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, kinds = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, kinds = pd.factorize(column.to_numpy(dtype=object))
    if len(codes) and codes.min() < 0:
        raise DataError(
            f"column {column.name!r} has empty cells: fill them, or leave those rows out"
        )
    there = np.zeros(len(kinds), bool)
    there[codes if trim else slice(None)] = True
    return (
        (codes, pd.Index(kinds))
        if there.all()
        else ((np.cumsum(there) - 1)[codes], pd.Index(kinds[there]))
    )


def term_frequencies(words: Iterable[str], *, texts: str = "") -> dict[str, int]:
    """Give each word that jieba would cut the least frequency that keeps it whole; words it keeps anyway are left out.

    The order matters: short words first, since long ones hold them. The frequency is jieba's own `suggest_freq`: a word wins
    against its parts if it is likelier than their product. Alone, that is; its neighbours may still tear it (信息|资源共享 for
    信息资源|共享, "sharing of information resources"). So a word that is torn in *texts* is raised, in steps of four, as long as
    that leaves fewer of all *words* torn there.

    >>> term_frequencies(["政务内网"])["政务内网"] > 0
    True
    """
    tokenizer, frequencies, words = _new_tokenizer(), {}, list(words)
    for word in words:
        if tokenizer.lcut(word, HMM=False) != [word]:
            frequencies[word] = tokenizer.suggest_freq(word)
            tokenizer.add_word(word, frequencies[word])
    for word in words:
        around = "\n".join(line for line in texts.splitlines() if word in line)
        if _count_torn(tokenizer, [word], around):
            least, before = _count_torn(tokenizer, words, around), tokenizer.FREQ[word]
            for frequency in (before * 4**step for step in range(1, 6)):
                tokenizer.add_word(word, frequency)
                if _count_torn(tokenizer, words, around) < least:
                    frequencies[word] = frequency
                    break
            else:
                tokenizer.add_word(word, before)
    return frequencies


def _count_torn(tokenizer: jieba.Tokenizer, words: list[str], text: str) -> int:
    """How often one of *words* stands in *text* with a cut inside."""
    parted = "\0".join(tokenizer.lcut(text, HMM=False))
    return sum(text.count(word) - parted.count(word) for word in words)


# --- tokenizers --------------------------------------------------------------------------------------------------------


def _new_tokenizer() -> jieba.Tokenizer:
    import jieba.posseg  # late: its dictionary takes a second to load

    jieba.setLogLevel(
        logging.WARNING
    )  # or it reports its loading time on stderr, different in each run
    tokenizer = jieba.Tokenizer()
    # Its own `initialize` reads and writes a cache in the temporary folder: everybody's on a shared machine, and no gain.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _rows_of(terms: pd.DataFrame | None) -> Terms:
    """The rows of a dictionary as (word, frequency, tag), to know it again; () for jieba's alone."""
    if terms is None:
        return ()
    if not isinstance(terms, pd.DataFrame):
        raise ValueError(
            f"terms is {terms!r}: use 'ours', None, or a frame with word and frequency"
        )
    check_columns(terms, ["word", "frequency"], "a dictionary of terms")
    counts = pd.to_numeric(terms["frequency"], errors="coerce")
    for word, frequency, count in zip(terms["word"], terms["frequency"], counts):
        if not isinstance(word, str) or not word or not count > 0:
            raise DataError(
                f"word {word!r} has frequency {frequency!r} in terms: give a text, and a number above 0"
            )
    tags = [tag if isinstance(tag, str) else "" for tag in terms.get("tag", [""] * len(terms))]
    return tuple(zip(terms["word"], counts.astype(int), tags))


@lru_cache(maxsize=4)
def _tokenizer(terms: Terms) -> jieba.Tokenizer:
    tokenizer = _new_tokenizer()
    for word, frequency, _ in terms:
        tokenizer.add_word(word, frequency)
    return tokenizer


def _cutter(terms: Terms, *, guess: bool = False) -> Cutter:
    return partial(_tokenizer(terms).lcut, HMM=guess)


@lru_cache(maxsize=4)
def _rust_cutter(terms: Terms) -> Cutter:
    import rjieba  # an extra: pip install 'egov_lib[scale]'

    tokenizer = rjieba.Jieba()
    for word, frequency, tag in terms:
        tokenizer.add_word(word, frequency, tag or None)
    # Rust refuses half a surrogate pair; like a blank it is no word, and parts words.
    return lambda text: tokenizer.cut(HALF_RE.sub(" ", text), False)


def _character_cutter(terms: Terms) -> Cutter:
    """Every character is a word but in Latin words, numbers and *terms*; the longest term first, as it may hold others."""
    whole = sorted((word for word, *_ in terms), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, whole), "[a-zA-Z0-9]+", "."]), re.DOTALL).findall


def _flags(words: Iterable[str], terms: Terms) -> list[str]:
    """The tag of each word as `jieba.posseg` gives it without HMM; but digits, there eng, are m, as with HMM."""
    tags = _tags() | {word: tag for word, _, tag in terms if tag}
    return [
        tags.get(w) or ("m" if NUMBER_RE.fullmatch(w) else "eng" if LATIN_RE.fullmatch(w) else "x")
        for w in words
    ]


@lru_cache
def _tags() -> dict[str, str]:
    import jieba.posseg

    return jieba.posseg.POSTokenizer(jieba.Tokenizer()).word_tag_tab


CUTTERS = {
    "jieba": _cutter,
    "rjieba": _rust_cutter,
    "jieba-hmm": partial(_cutter, guess=True),
    "characters": _character_cutter,
}


# --- from cut texts to a frame -----------------------------------------------------------------------------------------


def _frame(docs: pd.DataFrame, cut_one: Cutter) -> pd.DataFrame:
    """One frame of all texts; words and marks tile them, one after the other, but only words have rows and categories."""
    codes, kinds, begins = _number_pieces(docs["text"].tolist(), cut_one)
    lengths = np.array([*map(len, kinds)], "int32")
    is_word = np.array([*map(bool, map(WORD_RE.search, kinds))], bool)
    ends_sentence = np.array([*map(bool, map(SENTENCE_END_RE.search, kinds))], bool)
    here = np.flatnonzero(is_word[codes])
    bounds = np.searchsorted(here, begins)  # where the words of each text begin
    counts, firsts = np.diff(bounds), np.unique(bounds[:-1][np.diff(bounds) > 0])
    begin = np.repeat(np.cumsum([0, *docs["text"].str.len()])[:-1], counts)
    end, passed = (
        np.cumsum(lengths[codes])[here] - begin,
        np.cumsum(ends_sentence[codes], dtype="int32")[here],
    )
    opens = np.diff(passed, prepend=np.int32(-1)) != 0
    opens[firsts] = True
    sentence = np.cumsum(opens, dtype="int32")
    sentence -= np.repeat(sentence[firsts], counts[counts > 0])
    codes = codes[here]
    start, codes = end - lengths[codes], (np.cumsum(is_word, dtype="int32") - 1)[codes]
    kinds = list(compress(kinds, is_word))
    forms, small = pd.factorize(np.array([kind.lower() for kind in kinds], dtype=object))
    doc_id = pd.Categorical.from_codes(np.repeat(np.arange(len(docs)), counts), docs["doc_id"])
    quote, word = (
        pd.Categorical.from_codes(codes, kinds),
        pd.Categorical.from_codes(forms[codes], small),
    )
    places = {"start": start.astype("int32"), "end": end.astype("int32")}
    return pd.DataFrame(
        {"doc_id": doc_id} | places | {"quote": quote, "word": word, "sentence": sentence},
        copy=False,
    )


def _number_pieces(texts: list[str], cut_one: Cutter) -> tuple[np.ndarray, list[str], np.ndarray]:
    """The number of each word or mark; what the numbers stand for, as they first come; where those of each text begin.

    To look up millions of strings is slow, so most go without: a character has 21 bits, and three of them make an integer.
    """
    gap = next(c for c in map(chr, range(0xFFFF, 0, -1)) if not any(c in text for text in texts))
    keys, counts, longer = [np.array([], "int64")], [0], defaultdict(int)
    longer.default_factory = longer.__len__  # a piece not met before has the next number
    for at in range(0, len(texts), BATCH):
        parted = [gap.join([*pieces, ""]) for pieces in map(cut_one, texts[at : at + BATCH])]
        joined = "".join([*parted, "  "])  # the last gap, too, has two characters after it
        points = (
            np.frombuffer(joined.encode(UTF32, "surrogatepass"), "<u4").astype("int64") + 1
        )  # 0 is no character
        ends = np.flatnonzero(points == ord(gap) + 1)
        starts = np.append(0, ends + 1)[:-1]
        counts += np.diff(np.searchsorted(ends, np.cumsum([0, *map(len, parted)]))).tolist()
        key = (points[starts] | points[starts + 1] << 21 | points[starts + 2] << 42) & MASKS[
            np.minimum(ends - starts, 3)
        ]
        long = np.flatnonzero(ends - starts > 3)
        key[long] = [
            ~longer[joined[a:b]] for a, b in zip(starts[long].tolist(), ends[long].tolist())
        ]
        keys.append(key)
    codes, kinds = pd.factorize(np.concatenate(keys))
    return codes.astype("int32"), _spell(kinds, list(longer), gap), np.cumsum(counts)


def _spell(keys: np.ndarray, longer: list[str], gap: str) -> list[str]:
    """The pieces that have these keys: three characters each, or below 0 the place in *longer*."""
    points = np.full((len(keys), 4), ord(gap) + 1)
    points[:, :3] = keys.clip(0)[:, None] >> np.array([0, 21, 42]) & MASKS[1]
    short = (
        (points[points > 0] - 1).astype("<u4").tobytes().decode(UTF32, "surrogatepass").split(gap)
    )
    return [longer[~key] if key < 0 else piece for key, piece in zip(keys.tolist(), short)]
