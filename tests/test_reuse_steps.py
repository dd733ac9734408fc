"""Each fast step of the search for shared passages equals a plain, slow program."""

from collections import defaultdict
from itertools import combinations, pairwise
from unittest import mock

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.measure import arrays, reuse
from egov_lib.measure.reuse import alignment, edited, parts, runs, seeds, stretches
from egov_lib.measure.reuse.alignment import Block, align
from egov_lib.measure.reuse.edited import MARGIN
from egov_lib.measure.reuse.normal import (
    BAND,
    BORDER,
    BREAK,
    OTHER_BREAK,
    Sides,
    normal_form,
    normalise,
)
from egov_lib.measure.reuse.runs import Box, as_boxes
from egov_lib.measure.reuse.settings import Settings
from egov_lib.measure.reuse.stretches import EDIT, EQUAL, LEAST_NEAR, LEAST_SCORE, PEEK
from egov_lib.read.cleaning import converter

FEW = st.text(alphabet="电子政务建设。 .", max_size=60)  # so few that runs are common
TEXTS = st.lists(FEW, min_size=1, max_size=3)
SETTINGS = st.builds(
    Settings,
    seed_chars=st.integers(2, 6),
    most_places=st.integers(2, 40),
    gap_chars=st.integers(1, 40),
    least_seeded=st.integers(2, 12),
    least_matched=st.integers(2, 12),
)


def two_sides(here, there):
    """Return two lists of texts as they are compared."""
    return Sides(normalise(here, BREAK), normalise(there, OTHER_BREAK))


def as_set(pair_of_arrays):
    """Return arrays as a set of tuples."""
    return set(zip(*(column.tolist() for column in pair_of_arrays)))


# --- arrays -------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_ranges_are_expanded_as_by_two_loops(ranges):
    """Every number of every range, in order."""
    low, high = np.array(ranges, np.int64).reshape(-1, 2).T
    slow = [(n, m) for n, (a, b) in enumerate(ranges) for m in range(a, b)]
    n, m = arrays.expand_ranges(low, high)
    assert list(zip(n.tolist(), m.tolist())) == slow


@given(st.lists(st.integers(0, 3), max_size=20))
def test_runs_of_values_are_those_of_a_loop(values):
    """Starts, ends and sizes of runs, and the different values."""
    starts = [n for n in range(len(values)) if n == 0 or values[n] != values[n - 1]]
    ends = [*starts[1:], len(values)][: len(starts)]
    array = np.array(values, np.int64)
    assert arrays.run_starts(array).tolist() == starts
    found = arrays.last_of_each(np.array(starts, np.int64), len(values))
    assert found.tolist() == [end - 1 for end in ends]
    sizes = [end - start for start, end in zip(starts, ends)]
    assert arrays.run_sizes(array).tolist() == sizes
    assert arrays.distinct(array).tolist() == sorted(set(values))


# --- normal form --------------------------------------------------------------------------------


def is_chinese(code):
    """Say whether a code point of 16 bits is in one of the blocks of Chinese characters."""
    if 0x3400 <= code < 0x4DC0 or 0x4E00 <= code < 0xA000:
        return True
    return 0xF900 <= code < 0xFB00


def slow_normal_form(text):
    """Return the characters that are compared, and their places, one by one."""
    form, places = [], []
    for place, character in enumerate(text):
        code = ord(character)
        if "0" <= character <= "9" or character == "〇":
            form.append(character)
        elif "０" <= character <= "９":
            form.append(chr(code - ord("０") + ord("0")))
        elif is_chinese(code):
            simplified = ord(converter("tw2s")(character))
            is_rare = simplified >= 0x10000
            folded = 0xE000 + simplified % 0x1900
            form.append(chr(folded if is_rare else simplified))
        elif 0x20000 <= code < 0x40000:
            form.append(chr(0xE000 + code % 0x1900))
        else:
            continue
        places.append(place)
    return "".join(form), places


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("電子著随〇１2a，\n﨎龘䲤\U00020001\ud800\x01𠀀"))
    | st.text()
)
def test_the_table_does_what_a_look_at_each_character_does(text):
    """The table of the normal form has for each character what the converter makes of it."""
    form, places = normal_form(text)
    assert (form, places.tolist()) == slow_normal_form(text)


# --- seeds --------------------------------------------------------------------------------------


def slow_seeds(codes, other_codes, width, most_places, stride):
    """Return the pairs of places with the same run, by a dict from run to places."""
    places = defaultdict(list)
    for at in range(len(codes) - width + 1):
        places[codes[at : at + width]].append(at)
    found = []
    for at in range(0, len(other_codes) - width + 1, stride):
        known = places.get(other_codes[at : at + width], [])
        if len(known) <= most_places:
            found += [(place, at) for place in known]
    return found


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.integers(2, 9), st.integers(1, 20), st.integers(1, 5))
def test_the_index_finds_the_seeds_that_a_dict_finds(here, there, width, most, stride):
    """Every pair of places with the same run, and no other."""
    sides = two_sides(here, there)
    index = seeds.make_index(sides.here.codes, width, seeds.Rule(most))
    at = np.arange(0, max(0, len(sides.there.codes) - width + 1), stride)
    found = seeds.look_up(index, sides.there.codes, at)
    if stride == 1:
        everywhere = seeds.look_up(index, sides.there.codes)
        assert as_set(everywhere) == as_set(found)
    slow = slow_seeds(sides.here.string(), sides.there.string(), width, most, stride)
    assert sorted(zip(found.here.tolist(), found.there.tolist())) == sorted(slow)


def slow_gram(run):
    """Return the number of a run of codes as a plain integer, by its definition."""
    at_a_time = 4 if len(run) >= 4 else 1
    last = len(run) - at_a_time
    number = 0
    for offset in [*range(0, last, at_a_time), last]:
        part = run[offset : offset + at_a_time].encode("utf-16-le", "surrogatepass")
        number = (number + int.from_bytes(part, "little")) * int(seeds.FACTOR) % 2**64
    return number


@given(st.text(alphabet="电子政务建设", max_size=30), st.integers(2, 12))
def test_runs_have_the_numbers_that_their_definition_gives(text, width):
    """The numbers of all runs are those of a plain loop."""
    codes = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    slow = [slow_gram(text[at : at + width]) for at in range(len(text) - width + 1)]
    assert seeds._grams(codes, width).tolist() == slow


def slow_winnow(grams, window):
    """Return the places of grams that are the least of some window, window by window."""
    kept = set()
    for start in range(len(grams) - window + 1):
        inside = grams[start : start + window]
        kept |= {start + n for n, gram in enumerate(inside) if gram == min(inside)}
    return sorted(kept)


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 6))
def test_winnowing_keeps_the_least_of_each_window(grams, window):
    """As a loop over all windows does."""
    assert seeds.winnow(np.array(grams, np.uint64), window).tolist() == slow_winnow(
        grams, window
    )


def slow_winnowed_seeds(texts, width, window, most_places):
    """Return the pairs of kept places in different texts with the same run.

    Of a run at more than *most_places*, only those with the first place.
    """
    codes = texts.string()
    grams = [slow_gram(codes[at : at + width]) for at in range(len(codes) - width + 1)]
    places = defaultdict(list)
    for at in slow_winnow(grams, window):
        run = codes[at : at + width]
        if BREAK not in run:
            places[run].append(at)
    number = texts.document_of(np.arange(len(codes)))
    return {
        (i, j)
        for known in places.values()
        for i, j in combinations(known, 2)
        if number[i] != number[j]
        if len(known) <= most_places or i == known[0]
    }


@settings(max_examples=80, deadline=None)
@given(
    TEXTS, st.integers(2, 8), st.integers(1, 4), st.integers(2, 9), st.integers(70, 200)
)
def test_winnowed_seeds_are_those_of_a_dict(texts, width, window, most_places, chunk):
    """All pairs at once, chunk by chunk, are the pairs that a dict of kept runs gives."""
    done = normalise(texts, BREAK)
    with mock.patch.object(seeds, "CHUNK", chunk):
        found, _ = seeds.winnowed_seeds(done, width, window, most_places)
    assert as_set(found) == slow_winnowed_seeds(done, width, window, most_places)


# --- stretches ----------------------------------------------------------------------------------


def slow_stretches(pairs, sides, settings):
    """Return boxes and scores, by walking along the seeds of each band of diagonals."""
    found = []
    for shift in (0, BAND // 2):
        bands = defaultdict(list)
        for i, j in pairs:
            here, there = i - sides.here.phases[i], j - sides.there.phases[j]
            band, in_band = divmod(int(here - there) + shift, BAND)
            bands[band].append((j, in_band, i))
        for band in bands.values():
            found += slow_walk(sorted(band), settings, shifted=shift > 0)
    return found


def slow_walk(band, settings, shifted):
    """Return the stretches of one band: rows of box and score."""
    width = settings.seed_chars
    cuts = [
        n
        for n, (a, b) in enumerate(pairwise(band), 1)
        if b[0] - a[0] > settings.gap_chars
    ]
    found = []
    for first, last in pairwise([0, *cuts, len(band)]):
        group = band[first:last]
        gain = best = 0
        for (j, in_band, _), (next_j, next_in_band, _) in pairwise(group):
            gain += EQUAL * min(next_j - j, width) - EDIT * abs(next_in_band - in_band)
            gain = max(gain, 0)
            best = max(best, gain)
        score = EQUAL * width + best
        box = (group[0][2], group[-1][2] + width, group[0][0], group[-1][0] + width)
        is_run = score == EQUAL * (box[3] - box[2])
        if score >= EQUAL * settings.least_seeded and not (shifted and is_run):
            found.append((*box, score))
    return found


def seeds_of(sides, settings):
    """Return the seeds of two sides."""
    rule = seeds.Rule(settings.most_places)
    index = seeds.make_index(sides.here.codes, settings.seed_chars, rule)
    return seeds.look_up(index, sides.there.codes)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, SETTINGS)
def test_stretches_are_those_of_a_walk_along_each_band(here, there, chosen):
    """Places and scores are the same."""
    sides = two_sides(here, there)
    pairs = seeds_of(sides, chosen)
    found = stretches.find_stretches(pairs, sides, chosen)
    fast = sorted(zip(*(column.tolist() for column in (*found.boxes, found.scores))))
    assert fast == sorted(slow_stretches(as_set(pairs), sides, chosen))


def slow_is_promising(box, score, sides, settings):
    """Say whether a stretch is worth aligning, code by code."""
    here, there = sides.here.codes, sides.there.codes
    length = box.other_end - box.other_start
    before = [here[box.start - n] == there[box.other_start - n] for n in range(1, 9)]
    behind = [here[box.end + n] == there[box.other_end + n] for n in range(12)]
    near = sum(before) + sum(behind)
    bare = near < LEAST_NEAR or length + near < settings.least_matched
    is_chain = score != EQUAL * length
    same = (
        here[box.start : box.end].tolist()
        == there[box.other_start : box.other_end].tolist()
    )
    if bare and same:
        is_chain = False
    if is_chain and score >= 2 * EQUAL * settings.seed_chars:
        return True
    return (is_chain or not bare) and slow_scores_enough(box, here, there)


def slow_scores_enough(box, here, there):
    """Say whether an alignment with one change of the diagonal scores enough, step by step."""
    if box.other_end - box.other_start > PEEK[-1]:
        return True
    diagonals = (box.start - box.other_start, box.end - box.other_end)
    change = EDIT * abs(diagonals[0] - diagonals[1])
    on_first = on_last = best = longest = 0
    run = [0, 0]
    for at in (box.other_start + PEEK).tolist():
        gains = []
        for side, diagonal in enumerate(diagonals):
            code = here[min(at + diagonal, len(here) - 1)]
            equal = code == there[min(at, len(there) - 1)]
            gains.append(EQUAL if equal else -EDIT)
            run[side] = run[side] + 1 if equal else 0
        on_first = max(on_first + gains[0], 0)
        on_last = max(on_last + gains[1], on_first - change, 0)
        best = max(best, on_first, on_last)
        longest = max(longest, *run)
    return best >= LEAST_SCORE and best > EQUAL * longest


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, SETTINGS)
def test_promising_stretches_are_those_looked_at_code_by_code(here, there, chosen):
    """What is kept is the same, sorted, each once."""
    sides = two_sides(here, there)
    found = stretches.find_stretches(seeds_of(sides, chosen), sides, chosen)
    kept = stretches.keep_promising(found, sides, chosen)
    boxes = zip(found.boxes.rows(), found.scores.tolist())
    slow = {box for box, score in boxes if slow_is_promising(box, score, sides, chosen)}
    assert kept.rows() == sorted(slow)


def test_no_stretch_reaches_over_a_border():
    """Two texts that go on alike in the next ones give stretches within one text alone."""
    text = "电子政务建设"
    sides = two_sides([text] * 4, [text] * 4)
    found = stretches.find_stretches(seeds_of(sides, Settings()), sides, Settings())
    first, last = (
        sides.here.document_of(found.boxes.start),
        sides.here.document_of(found.boxes.end - 1),
    )
    assert (first == last).all() and len(first) >= 16


# --- alignment ----------------------------------------------------------------------------------


def score_of(blocks):
    """Return the score of successive blocks."""
    score = 0
    for kind, start, end, other_start, other_end in blocks:
        equal = kind == "equal"
        longer = max(end - start, other_end - other_start)
        score += EQUAL * longer if equal else -EDIT * longer
    return score


def slow_distance(a, b):
    """Return the edit distance of two strings, by the textbook's table."""
    row = list(range(len(b) + 1))
    for i, character in enumerate(a, start=1):
        last, row = row, [i]
        for j, other in enumerate(b, start=1):
            replaced = last[j - 1] + (character != other)
            row.append(min(last[j] + 1, row[-1] + 1, replaced))
    return row[-1]


@given(FEW, FEW)
def test_an_alignment_costs_as_little_as_can_be(a, b):
    """Its blocks tile both strings, and its edits are as many as the textbook's."""
    blocks = align(a, b)
    edits = [block for block in blocks if block.kind != "equal"]
    cost = sum(max(e.end - e.start, e.other_end - e.other_start) for e in edits)
    assert cost == slow_distance(a, b)
    assert "".join(a[block.start : block.end] for block in blocks) == a
    assert "".join(b[block.other_start : block.other_end] for block in blocks) == b


def blocks_together(alignments):
    """Return the blocks of some alignments in arrays."""
    lengths = [own[-1].end for own in alignments]
    other_lengths = [own[-1].other_end for own in alignments]
    return parts.blocks_of(alignments, lengths, other_lengths)


@given(st.lists(st.tuples(FEW, FEW), max_size=5))
def test_the_best_part_is_better_than_any_other(pairs):
    """No successive blocks of an alignment score more than those chosen, with others beside."""
    alignments = [align(a, b) for a, b in pairs if a or b]
    blocks = blocks_together(alignments)
    numbers = np.arange(len(alignments))
    ranges = parts.Parts(numbers, blocks.bounds[:-1], blocks.bounds[1:])
    found, scores = parts.best_of_ranges(blocks, ranges)
    for number, own in enumerate(alignments):
        some = combinations(range(len(own) + 1), 2)
        best = max([0, *(score_of(own[i:j]) for i, j in some)])
        assert max(0, scores[number]) == best
        first, last = (
            int(column[number]) - int(blocks.bounds[number])
            for column in (found.first, found.last)
        )
        assert best == 0 or score_of(own[first:last]) == best
        assert best == 0 or own[first].kind == own[last - 1].kind == "equal"


def slow_best_part(blocks):
    """Return first, last and score of the best part: of equal ones the last, then the shortest."""
    best = (0, 0, 0)
    for last in range(1, len(blocks) + 1):
        for first in range(last):
            score = score_of(blocks[first:last])
            if score >= max(best[2], 1):
                best = (first, last, score)
    return best


def slow_parts(blocks, seeded):
    """Return the parts of an alignment: the best, then those before and behind that touch."""
    first, last, score = slow_best_part(blocks)
    if score < LEAST_SCORE:
        return []
    found = [blocks[first:last]]
    for rest in (blocks[:first], blocks[last:]):
        if rest and rest[-1].end > seeded[0] and rest[0].start < seeded[1]:
            found += slow_parts(rest, seeded)
    return found


PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@st.composite
def copies_of_two_passages(draw):
    """Return two strings that have two passages in common, and different things between them."""
    first, second = (draw(st.text("电子政务建设", min_size=5)) for _ in "ab")
    between = draw(st.integers(10, 20))
    return first + "甲" * between + second, first + "乙" * between + second


PAIRS = st.tuples(FEW, FEW) | copies_of_two_passages()


@given(st.lists(st.tuples(PAIRS, PLACES), max_size=5))
def test_the_parts_of_many_alignments_are_those_of_each(rows):
    """What is before and behind the best part counts only where it touches the seeds."""
    rows = [(align(a, b), seeded) for (a, b), seeded in rows if a or b]
    blocks = blocks_together([own for own, _ in rows])
    seeded = np.array([seeded for _, seeded in rows], np.int64).reshape(-1, 2).T
    found = parts.best_parts(blocks, tuple(seeded))
    columns = (found.alignment, found.first, found.last)
    slow = [
        (number, part)
        for number, (own, places) in enumerate(rows)
        for part in slow_parts(own, places)
    ]
    every = [block for own, _ in rows for block in own]
    fast = [(n, every[a:b]) for n, a, b in zip(*(c.tolist() for c in columns))]
    assert sorted(fast) == sorted(slow)


def slow_passages(boxes, sides, settings, min_chars):
    """Return what `align_stretches` gives, as rows, stretch by stretch and part by part."""
    known, found = [], []
    for stretch in boxes:
        if any(holds(box, stretch) for box in known):
            continue
        here, there = stretch.start - MARGIN, stretch.other_start - MARGIN
        blocks = align(
            sides[0][here : stretch.end + MARGIN],
            sides[1][there : stretch.other_end + MARGIN],
        )
        seeded = (MARGIN, MARGIN + stretch.end - stretch.start)
        for part in slow_parts(blocks, seeded):
            box = Box(
                here + part[0].start,
                here + part[-1].end,
                there + part[0].other_start,
                there + part[-1].other_end,
            )
            lengths = alignment.equal_lengths(part)
            sizes = (box.end - box.start, box.other_end - box.other_start)
            alike = 200 * sum(lengths) >= settings.least_similarity * sum(sizes)
            enough = sum(lengths) >= settings.least_matched
            if not (alike and enough) or any(holds(own, box) for own in known):
                continue
            known.append(box)
            if len(part) > 1 and max(sizes) >= min_chars:
                written = alignment.write_alignment(part)
                found.append((*box, sum(lengths), max(lengths), written))
    return sorted(found)


def holds(known, box):
    """Say whether a box holds another, near the same diagonal."""
    inside = known.start <= box.start and known.end >= box.end
    inside &= known.other_start <= box.other_start and known.other_end >= box.other_end
    shift = (known.start - known.other_start) - (box.start - box.other_start)
    return inside and abs(shift) <= BORDER


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, SETTINGS, st.integers(2, 12), st.data())
def test_many_stretches_are_aligned_as_one_by_one(here, there, chosen, min_chars, data):
    """Whatever stretches, in whatever order, some inside others: the passages are the same."""
    sides = two_sides(here, there)
    strings = (sides.here.string(), sides.there.string())
    found = stretches.find_stretches(seeds_of(sides, chosen), sides, chosen)
    boxes = data.draw(st.permutations(found.boxes.rows()))[:30]
    at_once = data.draw(st.integers(1, 8))
    with mock.patch.object(edited, "AT_ONCE", at_once):
        passages = edited.align_stretches(as_boxes(boxes), strings, chosen, min_chars)
    columns = [
        *passages.boxes,
        passages.matched,
        passages.longest_run,
        np.array(passages.alignments, object),
    ]
    rows = sorted(zip(*(column.tolist() for column in columns)))
    assert rows == slow_passages(boxes, strings, chosen, min_chars)


def slow_merge(boxes):
    """Return merged stretches, each laid beside all that are still open, the longest first."""
    merged = []
    for box in sorted(boxes, key=lambda box: box.other_start):
        for number, known in enumerate(merged):
            overlap = known.other_end > box.other_start
            overlap &= known.start < box.end and box.start < known.end
            shift = (known.start - known.other_start) - (box.start - box.other_start)
            if overlap and abs(shift) <= BORDER:
                merged[number] = Box(
                    min(known.start, box.start),
                    max(known.end, box.end),
                    known.other_start,
                    max(known.other_end, box.other_end),
                )
                break
        else:
            merged.append(box)
    return sorted(merged, key=lambda box: box.other_start - box.other_end)


def make_box(start, length, shift, longer):
    """Return a box with so many codes here, and so many more there."""
    other = start + 500 + shift
    return Box(start, start + length, other, other + max(1, length + longer))


BOXES = st.lists(
    st.builds(
        make_box,
        st.integers(0, 300),
        st.integers(1, 60),
        st.integers(-200, 200),
        st.integers(-9, 9),
    ),
    max_size=25,
    unique=True,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(BOXES.map(lambda boxes: boxes[:1]), BOXES), max_size=9))
def test_what_an_earlier_passage_holds_is_not_new(rows):
    """A passage is new unless one of an earlier stretch holds it, or its stretch."""
    rows = [(own[0], boxes[:3]) for own, boxes in rows if own and boxes]
    known, slow = [], []
    for own, boxes in rows:
        is_held = any(holds(box, own) for box in known)
        new = [not (is_held or any(holds(k, box) for k in known)) for box in boxes]
        known += [box for box, is_new in zip(boxes, new) if is_new]
        slow += new
    numbers = np.repeat(np.arange(len(rows)), [len(boxes) for _, boxes in rows])
    passages = as_boxes([box for _, boxes in rows for box in boxes])
    fast = edited._are_new(passages, numbers, as_boxes([own for own, _ in rows]))
    assert fast.tolist() == slow


@settings(max_examples=200, deadline=None)
@given(BOXES)
def test_stretches_are_merged_as_each_beside_all_others(boxes):
    """Those without a neighbour, which are passed over, would have been left as they are."""
    assert stretches.merge_stretches(as_boxes(boxes)).rows() == slow_merge(boxes)


@given(FEW, FEW)
def test_an_alignment_can_be_written_and_read(a, b):
    """What was written is read as the same pieces."""
    blocks = align(a, b)
    pieces = alignment.read_alignment(alignment.write_alignment(blocks))
    sizes = [
        (block.end - block.start, block.other_end - block.other_start)
        for block in blocks
    ]
    assert [(piece.chars, piece.other_chars) for piece in pieces] == sizes


# --- all steps together -------------------------------------------------------------------------


def slow_edited(here, there, settings, min_chars):
    """Return the places of edited passages: slow seeds, slow stretches, then alignment."""
    sides = two_sides([here], [there])
    strings = (sides.here.string(), sides.there.string())
    pairs = slow_seeds(*strings, settings.seed_chars, settings.most_places, 1)
    boxes = {
        Box(*box)
        for *box, score in slow_stretches(pairs, sides, settings)
        if slow_is_promising(Box(*box), score, sides, settings)
    }
    merged = slow_merge(sorted(boxes))
    places = set()
    for row in slow_passages(merged, strings, settings, min_chars):
        start, end, other_start, other_end = row[:4]
        _, first, last = sides.here.spans(np.array([start]), np.array([end]))
        _, other_first, other_last = sides.there.spans(
            np.array([other_start]), np.array([other_end])
        )
        places.add((first[0], last[0], other_first[0], other_last[0]))
    return places


@settings(max_examples=150, deadline=None)
@given(FEW, FEW, SETTINGS, st.integers(8, 12))
def test_edited_passages_are_those_of_the_slow_steps(here, there, chosen, min_chars):
    """From seeds over stretches to alignments, the fast way finds what the slow way finds."""
    docs, others = (
        pd.DataFrame({"doc_id": [name], "text": [text]})
        for name, text in (("a", here), ("b", there))
    )
    found = reuse.shared_passages(
        docs, others, settings=chosen, min_chars=min_chars, layers=["edited"]
    )
    names = ["start", "end", "other_start", "other_end"]
    fast = set(found[names].itertuples(index=False, name=None))
    assert fast == slow_edited(here, there, chosen, min_chars)


def test_the_sources_have_the_stretches_that_the_slow_steps_find():
    """On two of the five texts, with their thousands of seeds, all steps agree."""
    docs = egov.load_corpus().set_index("doc_id")["text"]
    sides = two_sides([docs["relay-2006"]], [docs["wuhai-2006"]])
    chosen = reuse.PRESETS["careful"]
    pairs = seeds_of(sides, chosen)
    found = stretches.find_stretches(pairs, sides, chosen)
    fast = sorted(zip(*(column.tolist() for column in (*found.boxes, found.scores))))
    assert (
        fast == sorted(slow_stretches(as_set(pairs), sides, chosen)) and len(fast) > 100
    )
    kept = stretches.keep_promising(found, sides, chosen).rows()
    rows = zip(found.boxes.rows(), found.scores.tolist())
    assert kept == sorted(
        {b for b, s in rows if slow_is_promising(b, s, sides, chosen)}
    )


def test_boxes_are_put_together_and_taken_apart():
    """Single boxes, arrays of them, and a selection are the same boxes."""
    boxes = [Box(3, 5, 7, 9), Box(1, 2, 3, 4)]
    together = runs.join_boxes([as_boxes(boxes), as_boxes([])])
    assert together.rows() == boxes and together.how_many == 2
    assert together.select(np.array([1])).rows() == boxes[1:]
    assert isinstance(align("电", "电")[0], Block)
