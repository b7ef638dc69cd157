"""How well the classifier does on texts that were written without sight of its lexicon.

Run `python -m tests.classify.measure [FILE]` for a table of precision, recall and F1 per label. The texts lie in
`measuring/`; one line is one text with the labels it should get.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from classify import Classifier, classify, load
from model.labels import GROUP, Group, Label

MEASURING = Path(__file__).parent / "measuring"


@dataclass(frozen=True, slots=True)
class Case:
    """One text, the labels it should get, and those it got."""

    text: str
    wanted: frozenset[Label]
    got: frozenset[Label]

    @property
    def innocent(self) -> bool:
        """Whether nobody is to be accused of anything."""
        return all(GROUP[label] is Group.KIND for label in self.wanted)

    @property
    def accused(self) -> bool:
        """Whether somebody was."""
        return any(GROUP[label] is not Group.KIND for label in self.got)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one label."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of right ones among those given; 1 where none was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of those found among those there are; 1 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read(path: Path) -> Iterator[tuple[str, frozenset[Label]]]:
    """The texts of a file with their labels. A text with a quotation in it counts for what it is as a whole."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield row["text"], frozenset(Label(label) for label in row["labels"])


def run(rows: Iterable[tuple[str, frozenset[Label]]], classifier: Classifier) -> list[Case]:
    """Classify every text."""
    return [Case(text, wanted, frozenset(classify(text, classifier).ids())) for text, wanted in rows]


def score(cases: list[Case], label: Label) -> Score:
    """The counts for one label."""
    right = sum(label in c.wanted and label in c.got for c in cases)
    wrong = sum(label not in c.wanted and label in c.got for c in cases)
    return Score(right, wrong, sum(label in c.wanted for c in cases) - right)


def macro_f1(cases: list[Case]) -> float:
    """The mean F1 over the labels that some text has."""
    present = [label for label in Label if any(label in c.wanted for c in cases)]
    return sum(score(cases, label).f1 for label in present) / len(present)


def accusations(cases: list[Case]) -> float:
    """The share of innocent texts in which somebody is accused."""
    innocent = [c for c in cases if c.innocent]
    return sum(c.accused for c in innocent) / len(innocent) if innocent else 0.0


def table(cases: list[Case]) -> str:
    """All of it, to be printed."""
    lines = [f"{'label':22} {'n':>4} {'precision':>9} {'recall':>7} {'f1':>6}"]
    for label in Label:
        s = score(cases, label)
        lines.append(f"{label.value:22} {s.right + s.missed:4} {s.precision:9.3f} {s.recall:7.3f} {s.f1:6.3f}")
    lines.append(f"texts {len(cases)}, macro-F1 {macro_f1(cases):.3f}, innocent accused {accusations(cases):.3f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the table for the given file, or for the open texts."""
    path = Path(arguments[0]) if arguments else MEASURING / "open.jsonl"
    with tempfile.TemporaryDirectory() as cache:
        print(table(run(read(path), load(Path(cache)))))  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main(sys.argv[1:])
