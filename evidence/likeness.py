"""What makes two texts or two pictures alike. Pure; nothing made here may be kept unless it is keyed or sealed.

Texts: shingles of three characters, MinHash, and bands of it to find by; then the texts themselves are held against
each other. A text that differs in a digit is another text: collectors send one sentence with ever new sums and days.

Pictures: every line of print as a profile of its strokes. Strokes are edges, so light and dark are the same; a line is
described from its own top to its own foot, so it does not matter what was cut off above it; and the picture is drawn at
one width, so size does not matter either. Two pictures are alike when most of their lines are.
"""

import unicodedata
from collections import Counter
from typing import Final, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PIL import Image

Plane: TypeAlias = NDArray[np.float32]

# Texts. Sixteen bands of four find two texts of which 80 % is common in 9998 of 10,000 cases.
SHINGLE, BANDS, ROWS = 3, 16, 4
COMMON: Final = 0.8
# Characters, folded; below this a text is only the same when all of it is.
LONG_ENOUGH: Final = 12
_SEED: Final = 20261121

# Pictures. WIDE pixels across, a cell is CELL of them; a line is two rows of cells.
WIDE, CELL, HALVES = 288, 4, 2
_CELLS: Final = (WIDE - 1) // CELL
DIMENSIONS: Final = _CELLS * HALVES
# An edge as long as this is a frame and no stroke.
_FRAME: Final = 17
_TALLEST: Final = 6000  # a stitched picture at that width
_STROKE, _FAINT = 0.35, 12.0
_ROW_HAS: Final = 0.03  # of the width, so that a row belongs to a line
_LOWEST, _HIGHEST = 4, 40
_COVERED: Final = 0.16  # of the cells; less is a word or two, and the same on many screens
LINES: Final = 120
# A line is the same from here on. Lines count by how much of the width is written on: head, clock and a short answer are
# the same on many screens. So many full lines have to be the same, and so great a part of all that is written.
SAME_LINE: Final = 0.8
SAME_WRITTEN, SAME_PART = 2.5, 0.72
_WRITTEN_ON: Final = 12  # of 127


def folded(text: str) -> str:
    """A text without spaces, marks and letter case: what stays the same however it was copied or read."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same, however they are spaced."""
    return "".join(one.split()) == "".join(other.split())


def nearly_same_text(one: str, other: str) -> bool:
    """Whether two texts say the same but for a few letters. All their digits have to be the same, in their order."""
    a, b = folded(one), folded(other)
    if min(len(a), len(b)) < LONG_ENOUGH or _digits(a) != _digits(b):
        return a == b != ""
    return _common(Counter(_shingles(a)), Counter(_shingles(b))) >= COMMON


def text_bands(text: str) -> tuple[bytes, ...]:
    """By what a nearly equal text is found: two of them share a band. None for a text that is too short."""
    plain = folded(text)
    if len(plain) < LONG_ENOUGH:
        return ()
    least = _least(plain).reshape(BANDS, ROWS)
    return tuple(bytes([number]) + band.tobytes() for number, band in enumerate(least))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None)


def _shingles(text: str) -> list[str]:
    return [text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)]


def _common(one: Counter[str], other: Counter[str]) -> float:
    """How much of both is in both, with repetitions."""
    return (one & other).total() / (one | other).total()


def _least(plain: str) -> NDArray[np.uint32]:
    """MinHash: the least value that each of many hashes gives to any shingle."""
    letters = np.frombuffer(plain.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32).astype(np.uint64)
    windows = sliding_window_view(letters, SHINGLE)
    # Arithmetic modulo 2 ** 64 is meant.
    mixed = windows @ _ODD[:SHINGLE]
    mixed ^= mixed >> np.uint64(29)
    values = mixed[:, None] * _ODD[SHINGLE : SHINGLE + BANDS * ROWS] + _ODD[SHINGLE + BANDS * ROWS :]
    least: NDArray[np.uint32] = (values >> np.uint64(32)).astype(np.uint32).min(axis=0)
    return least


def _constants() -> NDArray[np.uint64]:
    """Fixed odd numbers: what was kept yesterday is found today."""
    made = np.random.Generator(np.random.PCG64(_SEED))
    return made.integers(0, 2**64, SHINGLE + 2 * BANDS * ROWS, dtype=np.uint64) | np.uint64(1)


_ODD: Final = _constants()


def sketch(picture: Image.Image) -> bytes:
    """The lines of print of an upright picture, DIMENSIONS signed bytes each; none for a picture without print."""
    strokes = _strokes(picture)
    profiles = [_profile(strokes[top:foot]) for top, foot in _line_rows(strokes)]
    return b"".join(profile for profile in profiles[:LINES] if profile)


def alike(one: bytes, other: bytes) -> bool:
    """Whether two sketches are of one picture. A picture with less than SAME_WRITTEN full lines is like no other one."""
    same = (_lines(one) @ _lines(other).T) >= SAME_LINE
    a, b = _written(one), _written(other)
    least = max(SAME_WRITTEN, SAME_PART * max(float(a.sum()), float(b.sum())))
    # Cheap first: most pictures share nothing but their frame.
    if min(float(a[same.any(axis=1)].sum()), float(b[same.any(axis=0)].sum())) < least:
        return False
    return _in_order(same, np.minimum(a[:, None], b[None, :])) >= least


def _in_order(same: NDArray[np.bool_], written: Plane) -> float:
    """How much is written on the lines that are the same, each held against one other line, from top to foot."""
    best = [0.0] * (same.shape[1] + 1)
    for row, weights in zip(same.tolist(), written.tolist(), strict=True):
        above = best[:]
        for j, is_same in enumerate(row):
            taken = above[j] + weights[j] if is_same else 0.0
            best[j + 1] = max(taken, above[j + 1], best[j])
    return best[-1]


def _cells(sketched: bytes) -> NDArray[np.int8]:
    whole = len(sketched) // DIMENSIONS * DIMENSIONS
    return np.frombuffer(sketched[:whole], dtype=np.int8).reshape(-1, DIMENSIONS)


def _lines(sketched: bytes) -> Plane:
    """The profiles of a sketch, each of length 1."""
    lines = _cells(sketched).astype(np.float32)
    directed: Plane = lines / np.maximum(np.linalg.norm(lines, axis=1, keepdims=True), np.float32(1.0))
    return directed


def _written(sketched: bytes) -> Plane:
    """How much of the width each line is written on, 0 to 1."""
    deep = np.abs(_cells(sketched).astype(np.int16)).reshape(-1, HALVES, _CELLS).max(axis=1)
    part: Plane = (deep > _WRITTEN_ON).mean(axis=1, dtype=np.float32)
    return part


def _strokes(picture: Image.Image) -> Plane:
    """Edges without those of frames, 0 to 1, each held against the strongest one close by."""
    high = min(_TALLEST, max(_FRAME + 1, round(picture.height * WIDE / picture.width)))
    way = Image.Resampling.BOX if picture.width > WIDE else Image.Resampling.BICUBIC
    grey = np.asarray(picture.convert("L").resize((WIDE, high), way), dtype=np.float32)
    across, down = np.abs(np.diff(grey, axis=1))[:-1], np.abs(np.diff(grey, axis=0))[:, :-1]
    edges = _without_long(across, 0) + _without_long(down, 1)
    near = sliding_window_view(np.pad(edges.max(axis=1), 9, mode="edge"), 19).max(axis=-1)
    clear: Plane = np.clip(edges / np.maximum(near, _FAINT)[:, None], 0.0, 1.0)
    return clear


def _without_long(edges: Plane, axis: int) -> Plane:
    """What is left of edges when those that run on along an axis are taken away."""
    reach = [(0, 0), (0, 0)]
    reach[axis] = (_FRAME // 2, _FRAME // 2)
    lowest = sliding_window_view(np.pad(edges, reach), _FRAME, axis=axis).min(axis=-1)
    left: Plane = edges - sliding_window_view(np.pad(lowest, reach), _FRAME, axis=axis).max(axis=-1)
    return left


def _line_rows(strokes: Plane) -> list[tuple[int, int]]:
    """Top and foot of every line of print; a gap of one row is none."""
    rows = np.flatnonzero((strokes > _STROKE).mean(axis=1) > _ROW_HAS)
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1) if len(rows) else []
    found = ((int(run[0]), int(run[-1]) + 1) for run in runs)
    return [(top, foot) for top, foot in found if _LOWEST <= foot - top <= _HIGHEST]


def _profile(band: Plane) -> bytes:
    """Where the strokes of a line stand, in its upper and its lower half; b"" for a line with little in it."""
    cells = band[:, : _CELLS * CELL].reshape(len(band), _CELLS, CELL)
    if float((cells.max(axis=(0, 2)) > 0.5).mean()) < _COVERED:
        return b""
    halves = [_sharp(half.mean(axis=(0, 2))) for half in np.array_split(cells, HALVES, axis=0)]
    profile = np.concatenate(halves)
    strongest = float(np.abs(profile).max())
    return np.round(profile / strongest * 127).astype(np.int8).tobytes() if strongest > 0 else b""


def _sharp(profile: Plane) -> Plane:
    """Without what changes slowly: only the strokes tell one line from another."""
    slow: Plane = sliding_window_view(np.pad(profile, 3, mode="edge"), 7).mean(axis=-1)
    return profile - slow
