"""Pictures of charts keep every point when they get a palette, whatever filter they came with."""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from small_png import SIGNATURE, _chunk, _chunks, smaller

HEIGHT, WIDTH = 6, 9


def guess(method, left, upper, corner):
    """What a filter of PNG expects at a place: the formulas of the specification."""
    whole = left + upper - corner
    nearest = min((left, upper, corner), key=lambda value: abs(whole - value))
    return [0, left, upper, (left + upper) // 2, nearest][method]


def as_png(points, method):
    """A picture whose lines are written with one filter, byte by byte."""
    height, width, channels = points.shape
    lines = points.reshape(height, -1).astype(int)
    packed = bytearray()
    for row, line in enumerate(lines):
        above = lines[row - 1] if row else np.zeros_like(line)
        packed.append(method)
        for place, value in enumerate(line):
            left = line[place - channels] if place >= channels else 0
            corner = above[place - channels] if place >= channels else 0
            packed.append((value - guess(method, left, above[place], corner)) % 256)
    kind = 6 if channels == 4 else 2
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(packed))), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def points_of(png):
    """The points of a picture with a palette."""
    chunks = dict(_chunks(png))
    palette = np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8)
    return palette[lines.reshape(HEIGHT, WIDTH + 1)[:, 1:]]


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("method", range(5))
def test_every_point_stays_whatever_the_filter(method, channels):
    """Few colours far from each other stay the very same."""
    drawn = np.random.default_rng(method).integers(0, 4, (HEIGHT, WIDTH, channels)) * 80
    points = drawn.astype(np.uint8)
    points[..., 3:] = 255
    assert (points_of(smaller(as_png(points, method))) == points[..., :3]).all()


def test_what_shines_through_is_white():
    """A chart without a ground is shown on paper."""
    points = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    assert (points_of(smaller(as_png(points, 0))) == 255).all()


def test_a_small_picture_stays_as_it_is():
    """A picture with a palette is not packed again."""
    once = smaller(as_png(np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8), 0))
    assert smaller(once) == once
