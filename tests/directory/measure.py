"""How well the company of a message is named: `python -m tests.directory.measure [FILE]`.

A line of the file is an object with `text`, `signature`, `platform` (the id, or null) and `ask` (whether a question is
the right answer). Prints precision, recall and F1 of the named company, the wrong names, and the questions.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import directory
from directory import Clues, Directory, Found, find

OPEN: Final = Path(__file__).parent / "measuring" / "naming_open.jsonl"
_NUMBER: Final = re.compile(r"(?<![\d-])(?:\+?\d[\d-]{3,13}\d)(?![\d-])")
_LINK: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|cn|net)[^\s，。]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sample:
    """One text, and what should be said of it."""

    text: str
    signature: str | None
    platform: str | None
    ask: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over all texts. A `wrong` name is any name that is not the right one, also where there is none."""

    right: int
    wrong: int
    missed: int
    asked_rightly: int
    asked_for: int
    asked_in_vain: int
    texts: int

    @property
    def precision(self) -> float:
        """Right names among all names."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right names among all that should have been named."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def samples(file: Path) -> tuple[Sample, ...]:
    """The texts of a file."""
    rows = (json.loads(line) for line in file.read_text().splitlines() if line.strip())
    return tuple(
        Sample(row["text"], row.get("signature"), row.get("platform"), bool(row.get("ask")), row.get("note", ""))
        for row in rows
    )


def named(listed: Directory, sample: Sample) -> Found:
    """What is found in a text, with the numbers and links that stand in it."""
    numbers, links = tuple(_NUMBER.findall(sample.text)), tuple(_LINK.findall(sample.text))
    return find(listed, Clues(sample.text, sample.signature, numbers, links))


def figures(pairs: Iterable[tuple[Sample, Found]]) -> Figures:
    """The counts."""
    every = tuple(pairs)
    named_ = [(s, f) for s, f in every if f.platform_id]
    return Figures(
        right=sum(f.platform_id == s.platform for s, f in named_),
        wrong=sum(f.platform_id != s.platform for s, f in named_),
        missed=sum(s.platform is not None and f.platform_id != s.platform for s, f in every),
        asked_rightly=sum(s.ask and bool(f.candidates) for s, f in every),
        asked_for=sum(s.ask for s, _ in every),
        asked_in_vain=sum(not s.ask and s.platform is None and bool(f.candidates) for s, f in every),
        texts=len(every),
    )


def report(listed: Directory, file: Path) -> str:
    """Everything in lines, each miss included."""
    pairs = [(sample, named(listed, sample)) for sample in samples(file)]
    got = figures(pairs)
    head = (
        f"{got.texts} texts: precision {got.precision:.4f} recall {got.recall:.4f} F1 {got.f1:.4f}; "
        f"wrong names {got.wrong}; asked where asked for {got.asked_rightly}/{got.asked_for}; "
        f"asked where nobody is named {got.asked_in_vain}"
    )
    return "\n".join([head, *(_line(s, f) for s, f in pairs if _is_miss(s, f))])


def _is_miss(sample: Sample, found: Found) -> bool:
    return found.platform_id != sample.platform or (sample.ask and not found.candidates)


def _line(sample: Sample, found: Found) -> str:
    kind = "WRONG" if found.platform_id else "asked" if found.candidates else "silent"
    return f"{kind:6} {sample.platform} <- {found.platform_id} {found.candidates} [{sample.note}] {sample.text[:70]!r}"


def main() -> int:
    """Print the report of the given file, or of the open set."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    sys.stdout.write(report(directory.load(), file) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
