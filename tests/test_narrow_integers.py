"""Where numpy picks small integers by itself, as in a browser, results stay the same.

On a 32-bit machine (Pyodide is one) numpy counts, numbers and sorts in 32-bit integers, and a
product of two of them overflows silently. To show that on any machine with little text, numpy is
replaced by one that is half as wide: what is 32 bits there is 16 bits here. A text of some thousand
characters still fits, but no product of two places does, unless the code says np.int64.
"""

import sys

import numpy as np
import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.measure import concordance, keyness, reuse, words
from egov_lib.measure.reuse import normal, search
from egov_lib.read.files import read_files

NARROW = np.int16
# These give places and counts, in numpy's own integers whatever they are given.
PLACES_AND_COUNTS = {"argsort", "lexsort", "flatnonzero", "searchsorted", "bincount"}
CHARS = 1_500  # of each text


def arrays_in(values):
    """Give all arrays among the arguments of a call, those in lists too."""
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from arrays_in(value)
        elif isinstance(value, np.ndarray):
            yield value


def names_a_type(args, kwargs):
    """Whether a call says which numbers it wants."""
    return "dtype" in kwargs or any(isinstance(a, (type, np.dtype)) for a in args)


def is_wide(value):
    """Whether it is an array of 64-bit integers."""
    return isinstance(value, np.ndarray) and value.dtype == np.int64


def narrow(value):
    """Cut integers to those that the narrow numpy would have picked."""
    return value.astype(NARROW) if is_wide(value) else value


def check_sizes(name, args):
    """Refuse wide integers where numpy on a 32-bit machine does."""
    sizes = {"bincount": args[:1], "repeat": args[1:2]}.get(name, ())
    for size in arrays_in(sizes):
        if not np.can_cast(size.dtype, NARROW, "safe"):
            raise TypeError(f"{name}: can't safely cast {size.dtype} to np.intp")


class NarrowNumpy:
    """Numpy whose own integers are 16 bits wide."""

    intp = int32 = NARROW

    def __getattr__(self, name):
        """Give a function that behaves as on a narrow machine; anything else as it is."""
        thing = getattr(np, name)
        if isinstance(thing, (type, np.ufunc)) or not callable(thing):
            return thing

        def call(*args, **kwargs):
            check_sizes(name, args)
            result = thing(*args, **kwargs)
            if name == "unique" and isinstance(result, tuple):
                return (result[0], *map(narrow, result[1:]))
            if name in PLACES_AND_COUNTS:
                return narrow(result)
            given = arrays_in([*args, *kwargs.values()])
            if names_a_type(args, kwargs) or any(map(is_wide, given)):
                return result
            return narrow(result)

        return call


class NarrowPandas:
    """Pandas whose own integers are 16 bits wide, as far as arrays come from it."""

    def __getattr__(self, name):
        """Give what pandas has."""
        return getattr(pd, name)

    def factorize(self, values):
        """Number values."""
        codes, kinds = pd.factorize(values)
        return narrow(codes), kinds


def forget():
    """Forget what was made before."""
    normal._table.cache_clear()
    search._cached_index.cache_clear()


@pytest.fixture
def on_a_narrow_machine(monkeypatch):
    """Give a function that makes the library compute with narrow integers from then on."""

    def make_narrow():
        forget()
        for name, module in list(sys.modules.items()):
            if name.startswith("egov_lib.measure") and hasattr(module, "np"):
                monkeypatch.setattr(module, "np", NarrowNumpy())
        monkeypatch.setattr(words, "pd", NarrowPandas())
        wide_rows = concordance._Line.rows
        monkeypatch.setattr(
            concordance._Line, "rows", lambda *given: narrow(wide_rows(*given))
        )

    yield make_narrow
    forget()


def short_texts():
    """Return the beginnings of the five editions, with a copy of the last in between."""
    docs = egov.load_corpus()[["doc_id", "text"]]
    docs["text"] = docs["text"].str[:CHARS]
    again = docs.iloc[-1:].assign(doc_id="again")
    return pd.concat([docs.iloc[:2], again, docs.iloc[2:]], ignore_index=True)


DOCS = short_texts()
TARGET = DOCS["doc_id"].tolist()[:3]


def find_edited(settings, others=None):
    """Find all exact and edited passages."""
    return reuse.shared_passages(DOCS, others, settings=settings)


def rank_pairs():
    """Rank passages in texts of characters whose numbers fit, as all do on a 32-bit machine."""
    docs = DOCS.assign(text=DOCS["text"].str.replace("[\u8000-\uffff]", "", regex=True))
    return reuse.rank_passages(reuse.shared_passages(docs, settings="careful"), docs)


def measure_pairs():
    """Compare all pairs."""
    found = reuse.weight_passages(find_edited("careful"), len(DOCS))
    return reuse.compare_pairs(found, DOCS)


def find_near():
    """Find two terms near each other, the gap in words."""
    return concordance.near(
        DOCS, ("信息", "建设"), within=20, words=words.segment(DOCS)
    )


def show_in_context():
    """Show a term between words and with what is before it in its sentence."""
    hits = concordance.find_phrase(DOCS, ["信息", "建设"])
    cut = words.segment(DOCS)
    by_words = concordance.in_context(DOCS, hits, width=3, words=cut, sort="right")
    by_sentence = concordance.in_context(DOCS, hits, width="sentence")
    return pd.concat([by_words, by_sentence])


def find_collocates(window):
    """Find the company of a common word."""
    return keyness.collocates(words.segment(DOCS), "建设", window=window)


def find_keywords():
    """Compare two groups of texts."""
    return keyness.keywords(words.segment(DOCS), TARGET)


def deal_sentences():
    """Deal sentences out."""
    return keyness.permutation_test(words.segment(DOCS), TARGET, times=20)


def spread(parts):
    """Measure the spread of each word."""
    return concordance.dispersion(words.segment(DOCS), parts=parts)


@pytest.mark.parametrize(
    "measure",
    [
        lambda: find_edited("careful"),
        lambda: find_edited("sensitive", DOCS.iloc[4:]),
        lambda: find_edited("pairs"),
        rank_pairs,
        measure_pairs,
        lambda: words.segment(DOCS, flag=True),
        lambda: concordance.find_phrase(DOCS, "信*化", kind="wildcard"),
        find_near,
        show_in_context,
        lambda: spread("doc_id"),
        lambda: spread("sentence"),
        lambda: spread(700),
        find_keywords,
        lambda: find_collocates(5),
        lambda: find_collocates("sentence"),
        deal_sentences,
    ],
    ids=[
        "passages",
        "short passages",
        "passages of all pairs",
        "ranks of passages",
        "pairs",
        "words",
        "phrase",
        "near",
        "context",
        "spread over documents",
        "spread over sentences",
        "spread over parts",
        "keywords",
        "collocates in windows",
        "collocates in sentences",
        "permutation",
    ],
)
def test_narrow_integers_make_no_difference(measure, on_a_narrow_machine):
    """All values are those of a wide machine."""
    wide = measure()
    on_a_narrow_machine()
    pd.testing.assert_frame_equal(measure(), wide, check_dtype=False)


def test_the_narrow_machine_is_narrow():
    """Its numbers overflow, unless wide ones are asked for, and it refuses wide sizes."""
    machine = NarrowNumpy()
    assert (machine.arange(300) * 300).max() < 2**15
    assert (machine.arange(300, dtype=np.int64) * 300).max() == 299 * 300
    assert machine.append(0, machine.flatnonzero([1, 1])).dtype == NARROW
    with pytest.raises(TypeError, match="safely"):
        machine.repeat([1, 2], np.array([1, 2]))


def test_a_table_is_read_where_the_largest_number_of_python_is_32_bits(monkeypatch):
    """A cell may be as long as `csv` takes there; none was, and no table could be read."""
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    docs, _ = read_files({"a.csv": "文号,正文\n1,电子政务。\n".encode()})
    assert docs["text"].tolist() == ["电子政务。"]
