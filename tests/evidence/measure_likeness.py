"""`python -m tests.evidence.measure_likeness [SCREENS]`: how many pictures are found again, and how many are confused.

Every one of so many different screens (10,000 unless told) is held against every other one; 300 of them are held
against what becomes of them on their way. Minutes on two cores; the suite does the same with a few.
"""

# ruff: noqa: T201 - a program that is run by hand

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import Pool
from typing import Final

import numpy as np

from evidence.likeness import DIMENSIONS, LINES, SAME_LINE, alike, sketch
from tests.evidence.alike import CHANGES, different

SCALE: Final = 1.5
CHANGED: Final = 300
_BLOCK: Final = 250
_BATCH: Final = 100


def sketches(seed: int, number: int) -> list[bytes]:
    """The sketches of different screens."""
    return [sketch(by_day.picture) for by_day, _ in different(seed, number, scale=SCALE, also_dark=False)]


def found(seed: int, number: int) -> Mapping[str, float]:
    """The part of all screens that is found again after each change."""
    hits: Counter[str] = Counter()
    for by_day, night in different(seed, number, scale=SCALE):
        own = sketch(by_day.picture)
        for name, change in CHANGES.items():
            hits[name] += alike(own, sketch(change(by_day.picture, night.picture, SCALE)))
    return {name: hits[name] / number for name in CHANGES}


def confused(made: Sequence[bytes]) -> list[tuple[int, int]]:
    """The pairs of different screens that are called alike. Pairs that can be are looked for in blocks first."""
    return [(i, j) for i, j in _with_common_lines(made) if alike(made[i], made[j])]


def _with_common_lines(made: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    lines = [np.frombuffer(one, dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32) for one in made]
    flat = np.concatenate(lines)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    ends = np.cumsum([0, *map(len, lines)])
    for start in range(0, len(made), _BLOCK):
        stop = min(start + _BLOCK, len(made))
        same = flat[ends[start] : ends[stop]] @ flat[ends[start] :].T >= SAME_LINE
        of_row = np.repeat(np.arange(start, stop), [len(one) for one in lines[start:stop]])
        of_column = np.repeat(np.arange(start, len(made)), [len(one) for one in lines[start:]])
        rows, columns = np.nonzero(same)
        # Each line of the first screen counts once for a second one.
        keys = np.unique(rows.astype(np.int64) * len(made) + of_column[columns])
        pairs, counts = np.unique(of_row[keys // len(made)] * len(made) + keys % len(made), return_counts=True)
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            i, j = divmod(pair, len(made))
            if i < j and count >= 3:
                yield i, j


def _some(batch: int) -> list[bytes]:
    return sketches(1000 + batch, _BATCH)


def main(number: int) -> None:
    """Print both figures."""
    began = time.perf_counter()
    with Pool(2) as pool:
        made = [one for some in pool.map(_some, range(number // _BATCH)) for one in some]
    print(f"{len(made)} screens, {LINES} lines at most, drawn and sketched in {time.perf_counter() - began:.0f} s")
    wrong = confused(made)
    print(f"confused: {len(wrong)} of {len(made) * (len(made) - 1) // 2} pairs {wrong[:10]}")
    for name, part in found(7, CHANGED).items():
        print(f"found again, {name:45} {100 * part:6.2f} %   (aim: 95)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
