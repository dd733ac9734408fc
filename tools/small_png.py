"""Make the pictures of charts small: at most 256 colours, which a chart hardly exceeds.

Used by `rerun_notebooks.py`. A browser saves a picture with four bytes a point; a chart has a few
colours and the shades between them at the edges of letters. With a palette a picture takes about a
third of the room, and nobody sees the difference.
"""

import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256  # of a palette
STEP = 8  # shades that are one colour when colours are counted
WHITE = 255
RGB, RGBA, PALETTE = 2, 6, 3


def smaller(png: bytes) -> bytes:
    """The same picture with a palette; as it is where it has one, or is of an unusual kind."""
    chunks = dict(_chunks(png))
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or kind not in (RGB, RGBA) or rest[2]:
        return png
    pixels = _pixels(chunks[b"IDAT"], width, height, channels=4 if kind == RGBA else 3)
    palette, indices = _with_palette(_on_white(pixels))
    lines = np.zeros((height, width + 1), dtype=np.uint8)  # a 0 before each: no filter
    lines[:, 1:] = indices.reshape(height, width)
    head = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    packed = zlib.compress(lines.tobytes(), 9)
    body = [(b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", packed)]
    return SIGNATURE + b"".join(_chunk(*one) for one in [*body, (b"IEND", b"")])


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a file, those of the same name joined."""
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        found[name] = found.get(name, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    return list(found.items())


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checked


def _pixels(packed: bytes, width: int, height: int, channels: int) -> np.ndarray:
    """The points of a picture: (height, width, channels), each line's filter undone."""
    raw = np.frombuffer(zlib.decompress(packed), dtype=np.uint8)
    lines = raw.reshape(height, width * channels + 1)
    above = np.zeros(width * channels, dtype=np.uint8)
    done = []
    for line in lines:
        above = _unfiltered(int(line[0]), line[1:], above, channels)
        done.append(above)
    return np.stack(done).reshape(height, width, channels)


def _unfiltered(
    method: int, line: np.ndarray, above: np.ndarray, channels: int
) -> np.ndarray:
    """A line as it was before one of the five filters of PNG."""
    if method == 0:
        return line
    if method == 1:  # each point was written as the difference from the one before
        points = line.reshape(-1, channels)
        return np.cumsum(points, axis=0, dtype=np.uint8).reshape(-1)
    if method == 2:  # from the one above
        return line + above
    before = [0] * channels
    upper_before = [0] * channels
    whole = []
    for place, (value, upper) in enumerate(zip(line.tolist(), above.tolist())):
        channel = place % channels
        left, corner = before[channel], upper_before[channel]
        mean = (left + upper) // 2
        guess = mean if method == 3 else _paeth(left, upper, corner)
        before[channel] = (value + guess) & 0xFF
        upper_before[channel] = upper
        whole.append(before[channel])
    return np.array(whole, dtype=np.uint8)


def _paeth(left: int, upper: int, corner: int) -> int:
    """The nearest of three to left + upper - corner; the first where two are as near."""
    wanted = left + upper - corner
    return min((left, upper, corner), key=lambda value: abs(wanted - value))


def _on_white(pixels: np.ndarray) -> np.ndarray:
    """The points in red, green and blue, what shines through being white."""
    colours = pixels[..., :3].astype(np.int32)
    if pixels.shape[-1] == 3:
        return colours
    opaque = pixels[..., 3:].astype(np.int32)
    return (colours * opaque + WHITE * (255 - opaque) + 127) // 255


def _with_palette(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The commonest colours, and for every point the number of the nearest."""
    flat = pixels.reshape(-1, 3)
    rough = flat // STEP
    codes = (rough[:, 0] * 32 + rough[:, 1]) * 32 + rough[:, 2]
    kinds, member, counts = np.unique(codes, return_inverse=True, return_counts=True)
    sums = np.stack(
        [np.bincount(member, weights=flat[:, number]) for number in range(3)], axis=1
    )
    means = np.rint(sums / counts[:, None]).astype(np.int64)
    order = np.argsort(-counts, kind="stable")[:COLOURS]
    palette = means[order]
    nearest = np.empty(len(kinds), dtype=np.uint8)
    for number, mean in enumerate(means):
        nearest[number] = np.argmin(((palette - mean) ** 2).sum(axis=1))
    return palette.astype(np.uint8), nearest[member]
