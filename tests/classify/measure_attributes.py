"""How exactly attributes are read off texts; those of the first file were written without sight of the rules.

Run `python -m tests.classify.measure_attributes [FILE] [--wrong]` for precision, recall and F1 per kind by exact span,
and for the kinds of phone number. One line of the file is one text with the exact substrings that should be found, in
the order of the text. Not counted as an account or an ID number: the last digits alone ("尾号0000"). Of an extension,
the number before it counts. Dates are marked only where they matter to the message, so they have a recall and nothing
else, by any overlap.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classify import Classifier, classify, load
from model.classification import AttributeKind, PhoneKind, Span
from tests.classify.measure import MEASURING, Score

FILE: Final = MEASURING / "attributes.jsonl"
SECOND: Final = MEASURING / "attributes_second.jsonl"
"""Written after the rules had been made to fit the first file, by a writer who knew them; run once, worked with since."""
FIELDS: Final = {
    AttributeKind.PHONE: "phones",
    AttributeKind.LINK: "links",
    AttributeKind.AMOUNT: "amounts",
    AttributeKind.ID_NUMBER: "ids",
    AttributeKind.ACCOUNT: "accounts",
    AttributeKind.CASE_NUMBER: "cases",
    AttributeKind.DAYS_OVERDUE: "days",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text and what should be read off it: spans by kind, the kind of each phone, and the dates that matter."""

    text: str
    wanted: dict[AttributeKind, frozenset[Span]]
    phones: dict[Span, PhoneKind]
    dates: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One text with what was read off it."""

    row: Row
    got: dict[AttributeKind, frozenset[Span]]
    phones: dict[Span, str]


def read(path: Path = FILE) -> list[Row]:
    """The texts of a file. Raises ValueError where a text does not hold what it is said to hold, in that order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines if line.strip()]


def _row(line: dict[str, object]) -> Row:
    text = str(line["text"])
    fields = {name: [*_values(line[name])] for name in (*FIELDS.values(), "dates")}
    spans = {name: tuple(_spans(text, (value for value, _ in found))) for name, found in fields.items()}
    kinds = (PhoneKind(kind) for _, kind in fields["phones"])
    wanted = {kind: frozenset(spans[name]) for kind, name in FIELDS.items()}
    return Row(text, wanted, dict(zip(spans["phones"], kinds, strict=True)), spans["dates"])


def _values(found: object) -> Iterator[tuple[str, str]]:
    """Each value, and beside a phone number its kind."""
    assert isinstance(found, list)
    for each in found:
        yield (each, "") if isinstance(each, str) else (each[0], each[1])


def _spans(text: str, values: Iterable[str]) -> Iterator[Span]:
    end = 0
    for value in values:
        start = text.index(value, end)
        end = start + len(value)
        yield Span(start, end)


def run(rows: Iterable[Row], classifier: Classifier) -> list[Reading]:
    """Read every text."""
    return [_reading(row, classifier) for row in rows]


def _reading(row: Row, classifier: Classifier) -> Reading:
    found = [a for a in classify(row.text, classifier).attributes if a.detail != "tail"]
    got = {kind: frozenset(a.span for a in found if a.kind is kind) for kind in (*FIELDS, AttributeKind.DATE)}
    return Reading(row, got, {a.span: a.detail for a in found if a.kind is AttributeKind.PHONE})


def score(readings: list[Reading], kind: AttributeKind) -> Score:
    """The counts for one kind, by exact span."""
    pairs = [(reading.row.wanted[kind], reading.got[kind]) for reading in readings]
    right = sum(len(wanted & got) for wanted, got in pairs)
    return Score(right, sum(len(got - wanted) for wanted, got in pairs), sum(len(w - got) for w, got in pairs))


def phone_score(readings: list[Reading], kind: PhoneKind) -> Score:
    """The counts for one kind of phone number: span and kind both have to be right."""
    pairs = [(_of(r.row.phones, kind), _of(r.phones, kind)) for r in readings]
    right = sum(len(wanted & got) for wanted, got in pairs)
    return Score(right, sum(len(got - wanted) for wanted, got in pairs), sum(len(w - got) for w, got in pairs))


def _of(phones: dict[Span, PhoneKind] | dict[Span, str], kind: PhoneKind) -> frozenset[Span]:
    return frozenset(span for span, found in phones.items() if found == kind)


def dates_met(readings: list[Reading]) -> tuple[int, int]:
    """How many of the dates that matter are met by some date that was read, and how many there are."""
    met = sum(any(_overlap(date, got) for got in r.got[AttributeKind.DATE]) for r in readings for date in r.row.dates)
    return met, sum(len(r.row.dates) for r in readings)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def rows_of(readings: list[Reading]) -> Iterator[tuple[str, Score]]:
    """Every line of the table: the kinds of attribute, then the kinds of phone number."""
    yield from ((kind.value, score(readings, kind)) for kind in FIELDS)
    yield from ((f"phone: {kind.value}", phone_score(readings, kind)) for kind in PhoneKind)


def table(readings: list[Reading]) -> str:
    """All of it, to be printed."""
    lines = [f"{'attribute':22} {'n':>4} {'precision':>9} {'recall':>7} {'f1':>6}"]
    for name, s in rows_of(readings):
        lines.append(f"{name:22} {s.right + s.missed:4} {s.precision:9.3f} {s.recall:7.3f} {s.f1:6.3f}")
    met, dates = dates_met(readings)
    return "\n".join([*lines, f"texts {len(readings)}, dates met {met} of {dates}"])


def wrong(readings: list[Reading]) -> Iterator[str]:
    """What was missed (-) and what was read where nothing is (+), with its text."""
    for reading in readings:
        text = reading.row.text
        for kind in FIELDS:
            wanted, got = reading.row.wanted[kind], reading.got[kind]
            yield from (f"- {kind.value} {text[s.start : s.end]} | {text}" for s in sorted(wanted - got, key=_place))
            yield from (f"+ {kind.value} {text[s.start : s.end]} | {text}" for s in sorted(got - wanted, key=_place))
        mixed = ((s, k) for s, k in reading.row.phones.items() if reading.phones.get(s, k) != k)
        yield from (f"! {reading.phones[s]} for {k.value} {text[s.start : s.end]} | {text}" for s, k in mixed)


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def main() -> None:
    """Print the table, and what is wrong where it is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.classify.measure_attributes", description="read attributes")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, help="texts with what should be found in them")
    parser.add_argument("--wrong", action="store_true", help="also list what was missed and what was made up")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        readings = run(read(given.file), load(Path(cache)))
    print("\n".join([*(wrong(readings) if given.wrong else ()), table(readings)]))  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
