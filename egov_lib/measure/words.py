"""Cut Chinese text into words, with the workbook's own dictionary.

Chinese is written without spaces, so words are a decision. jieba decides by a dictionary with
frequencies: of all ways to cut a sentence into words it knows, it takes the likeliest. Our
dictionary (`data/terms.csv`) adds the names and set phrases of e-government that jieba alone would
cut. The tokenizer is private: other users of jieba in the same session are not affected. Unknown
words are not guessed (no HMM) unless asked for: guesses differ from sentence to sentence, and
counts would vary with them.

A word is a finding. Columns whose values repeat (doc_id, quote, word) are categories, so that ten
thousand documents fit into memory and counting words means counting integers.
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import (
    HALF_RE,
    DataError,
    check_columns,
    check_documents,
)
from egov_lib.measure.arrays import code_points
from egov_lib.read.corpus import load_table

if TYPE_CHECKING:
    import jieba

# Cuts a text into words and marks, nothing left out.
Cutter = Callable[[str], list[str]]

# A sentence ends at 。！？ or their ASCII twins, with the closing marks after them, and at the end
# of a line. A semicolon does not end one: these texts string whole programmes together with it.
SENTENCE_END_RE = re.compile(r"[。！？!?]+[”’》）)\]]*\s*|\n\s*")
# A piece with a letter, a digit or a Chinese character
WORD_RE = re.compile(r"[^\W_]")
NUMBER_RE = re.compile("[.0-9]+")
LATIN_RE = re.compile("[a-zA-Z0-9]+")
# A torn term's frequency is raised so many times at most, by RAISING_FACTOR each.
RAISING_STEPS = 5
RAISING_FACTOR = 4
# Texts encoded at a time: their arrays fit into the processor's cache
BATCH = 500
CHARACTER_BITS = 21  # of a code point
PACKED_CHARS = 3  # characters that fit into a 64-bit key
KEY_MASKS = np.array(
    [(1 << CHARACTER_BITS * chars) - 1 for chars in range(4)], np.int64
)


class Term(NamedTuple):
    """A word of a dictionary."""

    word: str
    frequency: int
    tag: str  # part of speech; "" where the dictionary gives none


Terms = tuple[Term, ...]  # a tuple, because tokenizers are cached by it


class Pieces(NamedTuple):
    """Texts cut into pieces (words and marks), with an integer for each kind of piece.

    codes: the integer of each piece, text after text.
    starts, ends: where each piece is in its own text.
    bounds: where the pieces of each text begin in *codes*, and their total number.
    kinds: what each integer means, in the order of first occurrence.
    """

    codes: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    bounds: np.ndarray
    kinds: list[str]


# --- cutting ------------------------------------------------------------------------------------


def segment(
    docs: pd.DataFrame,
    *,
    terms: str | pd.DataFrame | None = "ours",
    engine: str = "jieba",
    flag: bool = False,
) -> pd.DataFrame:
    """Cut every document into words and number its sentences.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    terms: "ours" is the workbook's dictionary, None is jieba's alone, a frame (word, frequency and
        perhaps tag) is your own.
    engine:
        "jieba" is jieba in Python.
        "rjieba" gives the same words about ten times as fast; it is installed with
        `pip install 'egov_lib[scale]'`.
        "jieba-hmm" also guesses unknown words, which is what jieba does by default.
        "characters" makes every character a word, except in *terms*, Latin words and numbers.
    flag: whether to add the part of speech.

    Returns findings in the order of the texts, one for each word; punctuation and spaces have none,
    and an empty text has none:
    doc_id, start, end, quote: where the word is
    word: the quote in lower case, so that GDP and gdp are one word
    sentence: the number of its sentence in the document, from 0
    flag: only if asked for: jieba's tag of the word, m for digits, eng for Latin letters, x for a
        word without a tag. It is looked up in the dictionary, not derived from the sentence: a
        verb used as a noun remains a verb.

    Raises `DataError` for a missing text, a missing or repeated doc_id, or a bad row of *terms*.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["政务内网。电子签章"]})
    >>> segment(docs)[["start", "word", "sentence"]].values.tolist()  # intranet; electronic seals
    [[0, '政务内网', 0], [5, '电子签章', 1]]
    """
    _check_engine(engine)
    texts = check_documents(docs, "segment", distinct=True)
    lacks_id = docs["doc_id"].isna()
    if lacks_id.any():
        raise DataError(
            "there are documents without a doc_id: give each its own"
        )
    known = _read_terms(terms)
    cutter = CUTTERS[engine](known)
    pieces = _number_pieces(texts, cutter)
    words = _words_of(docs["doc_id"], pieces)
    if flag:
        words["flag"] = _flag_column(words["quote"], known)
    return words


def _check_engine(engine: str) -> None:
    if engine not in list(CUTTERS):
        raise ValueError(
            f"engine is {engine!r}: use one of {', '.join(CUTTERS)}"
        )


def cut(text: str, terms: pd.DataFrame | None = None) -> list[str]:
    """Cut one text into words and marks.

    *terms* (a frame with word and frequency) is added to jieba's dictionary.

    >>> cut("科学发展观")  # scientific outlook on development
    ['科学', '发展观']
    """
    return _cutter(_read_terms(terms))(text)


def as_codes(
    column: pd.Series, *, trim: bool = True
) -> tuple[np.ndarray, pd.Index]:
    """Encode the values of a column as integers.

    Parameters
    ----------
    column: any Series; a category costs nothing, because it is encoded already.
    trim: False allows categories that no row has, which saves a pass over the rows.

    Returns (codes, kinds): `kinds[codes]` is the column, and kinds are in the order of the
    categories, or of their first occurrence.

    Raises `DataError` if a cell is empty.

    >>> codes, kinds = as_codes(pd.Series(["网", "政", "网"]))  # net, government
    >>> codes.tolist(), kinds.tolist()
    ([0, 1, 0], ['网', '政'])
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        kinds = column.cat.categories
    else:
        values = column.to_numpy(dtype=object)
        codes, kinds = pd.factorize(values)
    has_gaps = len(codes) > 0 and codes.min() < 0
    if has_gaps:
        raise DataError(
            f"column {column.name!r} has empty cells: fill them, or leave those rows out"
        )
    if trim:
        codes, kinds = _trim(codes, kinds)
    return codes, pd.Index(kinds)


def _trim(
    codes: np.ndarray, kinds: np.ndarray | pd.Index
) -> tuple[np.ndarray, np.ndarray | pd.Index]:
    """Leave out the kinds that no code means."""
    present = np.zeros(len(kinds), bool)
    present[codes] = True
    if present.all():
        return codes, kinds
    new_codes = np.cumsum(present, dtype=np.intp) - 1
    return new_codes[codes], kinds[present]


# --- frequencies for a dictionary ---------------------------------------------------------------


def term_frequencies(
    words: Iterable[str], *, texts: str = ""
) -> dict[str, int]:
    """Find for each word that jieba would cut the lowest frequency that keeps it whole.

    The frequency is jieba's own `suggest_freq`, with which a word beats its parts when it is
    alone. Its neighbours may still tear it: 信息|资源共享 (sharing of resources) for 信息资源|共享
    (information resources). So a word that is torn in *texts* has its frequency multiplied by four,
    up to five times, until fewer of all *words* are torn in the lines that hold it.

    Parameters
    ----------
    words: short ones first, since longer ones contain them.
    texts: text in which the words occur.

    Returns word -> frequency; words that jieba keeps whole anyway are left out.

    >>> term_frequencies(["政务内网"])["政务内网"] > 0  # government intranet
    True
    """
    words = list(words)
    tokenizer = _new_tokenizer()
    frequencies = {}
    for word in words:
        pieces = tokenizer.lcut(word, HMM=False)
        if pieces != [word]:
            frequency = tokenizer.suggest_freq(word)
            tokenizer.add_word(word, frequency)
            frequencies[word] = frequency
    lines = texts.splitlines()
    for word in words:
        around = "\n".join(line for line in lines if word in line)
        if _count_torn(tokenizer, [word], around) == 0:
            continue
        raised = _raise_frequency(tokenizer, word, words, around)
        if raised is not None:
            frequencies[word] = raised
    return frequencies


def _raise_frequency(
    tokenizer: jieba.Tokenizer, word: str, words: list[str], text: str
) -> int | None:
    """Raise the frequency of *word* until fewer of *words* are torn in *text*; None if none helps.

    The tokenizer is left with the frequency that helped, or with the old one.
    """
    before = tokenizer.FREQ[word]
    torn_before = _count_torn(tokenizer, words, text)
    frequency = before
    for _ in range(RAISING_STEPS):
        frequency *= RAISING_FACTOR
        tokenizer.add_word(word, frequency)
        torn = _count_torn(tokenizer, words, text)
        if torn < torn_before:
            return frequency
    tokenizer.add_word(word, before)
    return None


def _count_torn(
    tokenizer: jieba.Tokenizer, words: list[str], text: str
) -> int:
    """How often one of *words* occurs in *text* with a cut inside."""
    parted = "\0".join(tokenizer.lcut(text, HMM=False))
    return sum(text.count(word) - parted.count(word) for word in words)


# --- tokenizers ---------------------------------------------------------------------------------


def _new_tokenizer() -> jieba.Tokenizer:
    import jieba

    tokenizer = jieba.Tokenizer()
    frequencies, tokenizer.total = _jieba_dictionary()
    tokenizer.FREQ = frequencies.copy()
    tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=1)
def _jieba_dictionary() -> tuple[dict[str, int], int]:
    """jieba's own words with their frequencies, and the sum of these, read once a session."""
    import jieba

    # Otherwise it reports its loading time on stderr, which differs in each run.
    jieba.setLogLevel(logging.WARNING)
    # Its own `initialize` keeps a cache in the temporary folder, which all users of a shared
    # machine would share, and is not faster.
    tokenizer = jieba.Tokenizer()
    return tokenizer.gen_pfdict(tokenizer.get_dict_file())


def _read_terms(terms: str | pd.DataFrame | None) -> Terms:
    """Check a dictionary and return its rows; () where there is none."""
    if terms is None:
        return ()
    if isinstance(terms, str) and terms == "ours":
        terms = load_table("terms")
    if not isinstance(terms, pd.DataFrame):
        raise ValueError(
            f"terms is {terms!r}: use 'ours', None, or a frame with word and frequency"
        )
    check_columns(terms, ["word", "frequency"], "a dictionary of terms")
    counts = pd.to_numeric(terms["frequency"], errors="coerce")
    for word, frequency, count in zip(
        terms["word"], terms["frequency"], counts
    ):
        is_text = isinstance(word, str) and word != ""
        if not is_text or not count > 0:
            raise DataError(
                f"word {word!r} has frequency {frequency!r} in terms: give a text, and a number "
                "above 0"
            )
    whole = counts.astype("int64")
    return tuple(map(Term, terms["word"], whole, _tags_of(terms)))


def _tags_of(terms: pd.DataFrame) -> list[str]:
    """Return the tag of each row; "" where it has none."""
    if "tag" not in terms:
        return [""] * len(terms)
    return [tag if isinstance(tag, str) else "" for tag in terms["tag"]]


@lru_cache(maxsize=4)
def _tokenizer(terms: Terms) -> jieba.Tokenizer:
    tokenizer = _new_tokenizer()
    for term in terms:
        tokenizer.add_word(term.word, term.frequency)
    return tokenizer


def _cutter(terms: Terms, *, guess: bool = False) -> Cutter:
    return partial(_tokenizer(terms).lcut, HMM=guess)


@lru_cache(maxsize=4)
def _rust_cutter(terms: Terms) -> Cutter:
    import rjieba  # an extra: pip install 'egov_lib[scale]'

    tokenizer = rjieba.Jieba()
    for term in terms:
        tokenizer.add_word(term.word, term.frequency, term.tag or None)

    def cut_one(text: str) -> list[str]:
        try:
            return tokenizer.cut(text, False)
        except UnicodeEncodeError:
            # Rust refuses half of a surrogate pair. A blank, too, is no word and parts words.
            return tokenizer.cut(HALF_RE.sub(" ", text), False)

    return cut_one


def _character_cutter(terms: Terms) -> Cutter:
    """Every character is a piece, except in *terms*, Latin words and numbers."""
    # The longest term first, because it may contain others.
    whole = sorted((term.word for term in terms), key=len, reverse=True)
    alternatives = [re.escape(word) for word in whole]
    alternatives += ["[a-zA-Z0-9]+", "."]
    return re.compile("|".join(alternatives), re.DOTALL).findall


CUTTERS: dict[str, Callable[[Terms], Cutter]] = {
    "jieba": _cutter,
    "rjieba": _rust_cutter,
    "jieba-hmm": partial(_cutter, guess=True),
    "characters": _character_cutter,
}


# --- parts of speech ----------------------------------------------------------------------------


def _flag_column(quotes: pd.Series, terms: Terms) -> pd.Categorical:
    """Give the tag of each quote; *quotes* is a category."""
    tags = pd.Categorical(_flags(quotes.cat.categories, terms))
    return tags[quotes.cat.codes.to_numpy()]


def _flags(words: Iterable[str], terms: Terms) -> list[str]:
    """Give the tag of each word that `jieba.posseg` gives without HMM.

    Digits are the exception: there they are eng, here m, which they are with HMM.
    """
    tags = dict(_tags())
    for term in terms:
        if term.tag:
            tags[term.word] = term.tag
    return [tags.get(word) or _flag_by_form(word) for word in words]


def _flag_by_form(word: str) -> str:
    if NUMBER_RE.fullmatch(word):
        return "m"
    if LATIN_RE.fullmatch(word):
        return "eng"
    return "x"


@lru_cache
def _tags() -> dict[str, str]:
    """The tags of jieba's own dictionary, word -> tag."""
    import jieba.posseg

    return jieba.posseg.POSTokenizer(jieba.Tokenizer()).word_tag_tab


# --- from cut texts to a frame ------------------------------------------------------------------


def _number_pieces(texts: list[str], cut_one: Cutter) -> Pieces:
    """Cut texts and encode the pieces as integers."""
    lengths = [_piece_lengths(cut_one(text)) for text in texts]
    counts = [len(of_text) for of_text in lengths]
    bounds = np.cumsum([0, *counts], dtype=np.int64)
    codes = _encode(texts, lengths)
    starts, ends = _piece_places(texts, lengths, bounds)
    kinds = _spell_kinds(texts, codes, starts, ends, bounds)
    return Pieces(codes, starts, ends, bounds, kinds)


def _piece_lengths(pieces: list[str]) -> np.ndarray:
    return np.fromiter(map(len, pieces), np.int32, len(pieces))


def _encode(texts: list[str], lengths: list[np.ndarray]) -> np.ndarray:
    """Encode the pieces of texts, given their lengths, in the order of first occurrence.

    A dict from piece to integer would do, but looking up millions of strings takes as long as
    cutting them. So each piece becomes a 64-bit key, and the keys are encoded.
    """
    long_pieces = _growing_codes()
    keys = [np.zeros(0, np.int64)]
    for first in range(0, len(texts), BATCH):
        last = first + BATCH
        text = "".join(texts[first:last])
        piece_lengths = np.concatenate(lengths[first:last])
        batch_keys = _keys(text, piece_lengths, long_pieces)
        keys.append(batch_keys)
    all_keys = np.concatenate(keys)
    codes, _ = pd.factorize(all_keys)
    return codes.astype(np.int32)


def _growing_codes() -> dict[str, int]:
    """Make a dict in which a new key gets the next integer."""
    codes: defaultdict[str, int] = defaultdict()
    codes.default_factory = codes.__len__
    return codes


def _keys(
    text: str, lengths: np.ndarray, long_pieces: dict[str, int]
) -> np.ndarray:
    """Give each piece of *text* a 64-bit key: equal pieces have equal keys, and no others.

    Up to three characters are packed into the key. Longer pieces are looked up in *long_pieces*,
    which grows, and have keys below 0.
    """
    ends = np.cumsum(lengths, dtype=np.int64)
    starts = ends - lengths
    keys = _pack_three(text, starts)
    keys &= KEY_MASKS[np.minimum(lengths, PACKED_CHARS)]
    is_long = lengths > PACKED_CHARS
    keys[is_long] = _long_keys(
        text, starts[is_long], ends[is_long], long_pieces
    )
    return keys


def _long_keys(
    text: str,
    starts: np.ndarray,
    ends: np.ndarray,
    long_pieces: dict[str, int],
) -> list[int]:
    """Give keys below 0 to pieces that are too long to be packed."""
    spans = zip(starts.tolist(), ends.tolist())
    return [~long_pieces[text[start:end]] for start, end in spans]


def _pack_three(text: str, at: np.ndarray) -> np.ndarray:
    """Pack the code points of three characters, from each of these places, into 63 bits."""
    # Plus 1, so that 0 is no character; the zeros at the end are read beyond the last piece.
    points = np.append(code_points(text).astype(np.int64) + 1, [0, 0])
    packed = points[at]
    packed |= points[at + 1] << CHARACTER_BITS
    packed |= points[at + 2] << 2 * CHARACTER_BITS
    return packed


def _piece_places(
    texts: list[str], lengths: list[np.ndarray], bounds: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the start and end of each piece in its own text, which the pieces tile."""
    piece_lengths = np.concatenate([np.zeros(0, np.int32), *lengths])
    text_lengths = np.array([len(text) for text in texts], np.int64)
    text_starts = np.cumsum(text_lengths, dtype=np.int64) - text_lengths
    ends = np.cumsum(piece_lengths, dtype=np.int64)
    ends -= np.repeat(text_starts, np.diff(bounds).astype(np.intp))
    return (ends - piece_lengths).astype(np.int32), ends.astype(np.int32)


def _spell_kinds(
    texts: list[str],
    codes: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    bounds: np.ndarray,
) -> list[str]:
    """Give the string of each code, read where the code occurs first."""
    highest = np.maximum.accumulate(codes)
    at = np.flatnonzero(np.diff(highest, prepend=-1))
    in_text = np.searchsorted(bounds, at, "right") - 1
    places = zip(in_text.tolist(), starts[at].tolist(), ends[at].tolist())
    return [texts[number][start:end] for number, start, end in places]


def _words_of(doc_ids: pd.Series, pieces: Pieces) -> pd.DataFrame:
    """Make one frame of the words of all texts; marks get neither rows nor categories."""
    is_word = _match_each(WORD_RE, pieces.kinds)
    at = np.flatnonzero(is_word[pieces.codes])  # which of the pieces are words
    bounds = np.searchsorted(at, pieces.bounds)
    counts = np.diff(bounds)  # how many words each text has
    numbers = np.arange(len(counts), dtype=np.intp)
    text_codes = np.repeat(numbers, counts)
    quote, word = _quote_and_word(pieces, is_word, at)
    columns = {
        "doc_id": pd.Categorical.from_codes(text_codes, doc_ids),
        "start": pieces.starts[at],
        "end": pieces.ends[at],
        "quote": quote,
        "word": word,
        "sentence": _sentences(pieces, at, counts),
    }
    return pd.DataFrame(columns, copy=False)


def _match_each(pattern: re.Pattern, kinds: list[str]) -> np.ndarray:
    """Say of each string whether *pattern* occurs in it."""
    return np.array([bool(pattern.search(kind)) for kind in kinds], bool)


def _quote_and_word(
    pieces: Pieces, is_word: np.ndarray, at: np.ndarray
) -> tuple[pd.Categorical, pd.Categorical]:
    """Give the words as written and in lower case, as categories."""
    codes = (np.cumsum(is_word, dtype=np.int32) - 1)[pieces.codes[at]]
    kinds = list(compress(pieces.kinds, is_word))
    lower = np.array([kind.lower() for kind in kinds], dtype=object)
    lower_codes, lower_kinds = pd.factorize(lower)
    quote = pd.Categorical.from_codes(codes, kinds)
    word = pd.Categorical.from_codes(lower_codes[codes], lower_kinds)
    return quote, word


def _sentences(
    pieces: Pieces, at: np.ndarray, counts: np.ndarray
) -> np.ndarray:
    """Give the number of each word's sentence, from 0 in each text.

    A sentence without words has no number.
    """
    ends_sentence = _match_each(SENTENCE_END_RE, pieces.kinds)
    ended = np.cumsum(ends_sentence[pieces.codes], dtype=np.int32)
    return _number_changes(ended[at], counts[counts > 0])


def _number_changes(values: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Number runs of equal values from 0 in each group; *sizes* are those of the groups."""
    firsts = np.cumsum(sizes, dtype=np.intp) - sizes
    changes = np.diff(values, prepend=np.int32(-1)) != 0
    changes[firsts] = True
    numbers = np.cumsum(changes, dtype=np.int32)
    return numbers - np.repeat(numbers[firsts], sizes)
