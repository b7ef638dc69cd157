"""How well the check of outgoing words does on lines that were written without sight of its rules.

Run `python -m tests.classify.measure_letters [FILE]`: recall over risky lines (anything flagged), how often the main kind
is among the flags, false alarms on clean lines, and the same per kind, for the whole file and for both of its halves. The
halves are told by the sha256 of the text; rules were written with sight of the even half only.
"""

import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from classify import load
from classify.outgoing import Checker, OutgoingFacts, RiskKind, Use, check, checker

MEASURING = Path(__file__).parent / "measuring"
OPEN = MEASURING / "letter_open.jsonl"
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the kinds it should get, the main one first, and those it got."""

    text: str
    wanted: tuple[RiskKind, ...]
    got: frozenset[RiskKind]

    @property
    def even(self) -> bool:
        """Whether the line belongs to the half that the rules were written with."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def run(path: Path, tables: Checker) -> Iterator[Line]:
    """Check every line of a file."""
    for raw in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(raw)
        today = date.fromisoformat(row["today"]) if row.get("today") else TODAY
        owes = None if row["owes"] is None else row["owes"] == "borrower"
        risks = check(row["text"], use=Use(row["use"]), owes=owes, facts=OutgoingFacts(), today=today, tables=tables)
        yield Line(row["text"], tuple(map(RiskKind, row["kinds"])), frozenset(risk.kind for risk in risks))


def figures(lines: Iterable[Line]) -> tuple[float, float, float]:
    """Recall over the risky lines, the share of them with the right main kind, and false alarms on the clean ones."""
    lines = tuple(lines)
    risky = [line for line in lines if line.wanted]
    clean = [line for line in lines if not line.wanted]
    found = sum(bool(line.got) for line in risky)
    right = sum(line.wanted[0] in line.got for line in risky)
    return found / len(risky), right / len(risky), sum(bool(line.got) for line in clean) / len(clean)


def _table(lines: tuple[Line, ...]) -> Iterator[str]:
    kinds: dict[RiskKind, list[Line]] = defaultdict(list)
    for line in lines:
        for kind in line.wanted[:1]:
            kinds[kind].append(line)
    yield f"{'':26} lines  flagged  right  wrongly given"
    for kind in RiskKind:
        own = kinds[kind]
        flagged, right = sum(bool(line.got) for line in own), sum(kind in line.got for line in own)
        wrong = sum(kind in line.got and not line.wanted for line in lines)
        yield f"{kind.value:26} {len(own):5} {flagged:8} {right:6} {wrong:14}"


def main(arguments: list[str]) -> None:
    """Print the figures of one file."""
    path = Path(arguments[0]) if arguments else OPEN
    with tempfile.TemporaryDirectory() as cache:
        lines = tuple(run(path, checker(load(Path(cache)))))
    print("\n".join(_table(lines)))  # noqa: T201 - a command line prints
    halves = {"whole": lines, "even": tuple(x for x in lines if x.even), "odd": tuple(x for x in lines if not x.even)}
    for name, part in halves.items():
        recall, right, alarms = figures(part)
        print(f"{name:6} {len(part):4} lines  recall {recall:.3f}  main kind {right:.3f}  false alarms {alarms:.3f}")  # noqa: T201 - as above


if __name__ == "__main__":
    main(sys.argv[1:])
