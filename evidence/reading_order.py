"""Lines put into the order in which a person reads them, and once each. Pure; boxes are level."""

from collections.abc import Iterable, Sequence
from typing import Final

from model.reading import Box, Line

SAME: Final = 0.5  # two boxes that share this much of the smaller one show the same print
HIGHER: Final = 1.15  # of two readings the higher one is the one that was not cut by the edge of a slice


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand side by side, left to right; the rows from top to bottom."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box[1] + line.box[3]):
        beside = next((row for row in reversed(found[-3:]) if _beside(row, line)), None)
        if beside is None:
            found.append([line])
        else:
            beside.append(line)
    return [sorted(row, key=lambda line: line.box[0]) for row in found]


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Row by row, left to right."""
    return tuple(line for row in rows(lines) for line in row)


def without_doubles(slices: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of overlapping slices, each once; of two readings of the same print the better one."""
    kept: list[Line] = []
    for lines in slices:
        for line in lines:
            twins = [other for other in kept if same_print(other.box, line.box)]
            if all(_better(line, twin) for twin in twins):
                kept = [other for other in kept if other not in twins]
                kept.append(line)
    return kept


def same_print(a: Box, b: Box) -> bool:
    """Whether two boxes cover the same print: they share half of the smaller one in both directions."""
    return _shared(a[0], a[2], b[0], b[2]) > SAME and _shared(a[1], a[3], b[1], b[3]) > SAME


def _shared(a0: int, a1: int, b0: int, b1: int) -> float:
    return (min(a1, b1) - max(a0, b0)) / max(1, min(a1 - a0, b1 - b0))


def _beside(row: Sequence[Line], line: Line) -> bool:
    """In one row: the middle of each within the other's height, and not one above the other."""
    last = row[-1].box
    box = line.box
    middle, other = (box[1] + box[3]) / 2, (last[1] + last[3]) / 2
    level = last[1] < middle < last[3] and box[1] < other < box[3]
    return level and all(_shared(box[0], box[2], member.box[0], member.box[2]) < SAME for member in row)


def _better(line: Line, twin: Line) -> bool:
    high, other = line.box[3] - line.box[1], twin.box[3] - twin.box[1]
    if high > other * HIGHER or other > high * HIGHER:
        return high > other
    return line.confidence > twin.confidence
