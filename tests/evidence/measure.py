"""`python -m tests.evidence.measure`: read every drawn screen and print character errors and fields, kind by kind.

Minutes on two cores. `--wrong` also prints each field that is not right. The suite reads a handful of the same screens
in tests/evidence/test_ocr.py.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from evidence.layout import screen
from evidence.ocr import PictureReader
from tests.evidence.scenes import TODAY, Shot, shots, varied
from tests.evidence.scoring import Field, character_errors, fields

# In percent: character errors at most, fields right at least.
AIMS: Final = {"plain": (1.0, 90.0), "photo": (1.0, 90.0), "varied": (1.0, 90.0), "long": (1.0, 90.0),
               "turned": (3.0, 90.0), "hard photo": (10.0, 90.0)}  # fmt: skip


@dataclass
class Tally:
    """What came of the pictures of one kind."""

    pictures: int = 0
    errors: int = 0
    letters: int = 0
    seconds: float = 0.0
    told: list[Field] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def character_errors(self) -> float:
        """In percent of the printed characters."""
        return 100 * self.errors / max(1, self.letters)

    @property
    def fields_right(self) -> float:
        """In percent of the fields of the truth."""
        return 100 * sum(one.right for one in self.told) / max(1, len(self.told))


def measure(pictures: Iterable[Shot], reader: PictureReader) -> dict[str, Tally]:
    """Read all of them, in turn."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for shot in pictures:
        tally = tallies[shot.kind]
        before = time.perf_counter()
        page = reader.read(shot.data)
        tally.seconds += time.perf_counter() - before
        errors, letters = character_errors(shot.drawn, page)
        tally.pictures, tally.errors, tally.letters = tally.pictures + 1, tally.errors + errors, tally.letters + letters
        told = list(fields(shot.drawn.truth, screen(page, TODAY)))
        tally.told += told
        tally.wrong += [
            f"{shot.drawn.name}: {one.name} is {one.got!r}, not {one.wanted!r}" for one in told if not one.right
        ]
    return dict(tallies)


def good(tallies: Mapping[str, Tally]) -> bool:
    """Whether every kind is within its aims."""
    return all(
        tally.character_errors <= AIMS[kind][0] and tally.fields_right >= AIMS[kind][1]
        for kind, tally in tallies.items()
    )


def report(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """A line for each kind of picture, then how often each field was right."""
    yield f"{'kind':<12}{'pictures':>9}{'characters wrong':>20}{'fields right':>20}{'invented':>10}{'s/picture':>11}"
    for kind, tally in tallies.items():
        errors, right = AIMS[kind]
        invented = sum(one.invented for one in tally.told)
        yield (
            f"{kind:<12}{tally.pictures:>9}{tally.character_errors:>10.2f} % (<={errors:3.0f})"
            f"{tally.fields_right:>11.1f} % (>={right:3.0f}){invented:>9}{tally.seconds / tally.pictures:>11.2f}"
        )
    names: dict[str, list[bool]] = defaultdict(list)
    for one in chain.from_iterable(tally.told for tally in tallies.values()):
        names[one.name].append(one.right)
    yield "fields: " + ", ".join(f"{name} {100 * sum(v) / len(v):.1f} % of {len(v)}" for name, v in names.items())


def main() -> int:
    """Print the report; 1 when an aim is missed."""
    tallies = measure(chain(shots(), varied()), PictureReader())
    lines = list(report(tallies))
    if "--wrong" in sys.argv:
        lines += [f"{kind}, {wrong}" for kind, tally in tallies.items() for wrong in tally.wrong]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if good(tallies) else 1


if __name__ == "__main__":
    sys.exit(main())
