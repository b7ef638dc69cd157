"""Plain text with one message a line; a time and a number may stand in front of each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from evidence.exports.encodings import decoded, encoding_of
from evidence.exports.rows import Gathering
from evidence.exports.times import DayOrder, day_order, parse_time
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow

# Only a day with a time of day is taken off a line: a message may itself begin with a day.
_TIME: Final = re.compile(
    r"[\[［【(（]?(?P<time>(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[\sT,，]{0,2}"
    r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp][Mm])?)[\]］】)）]?[\s,，:：\-–—|]{0,4}"
)
_NUMBER: Final = r"(?P<number>\+?\d(?:[\d-]{2,22})\d)"
_MARKED: Final = re.compile(
    rf"(?:[\[［(（<]{_NUMBER.replace('number', 'inner')}[\]］)）>]\s*[:：,，\t|]?|{_NUMBER}\s*[:：,，\t|])\s*"
)
_SPACED: Final = re.compile(rf"{_NUMBER}\s+")
_HEAD: Final = 200
# Of all lines, how many must begin with a number and a blank before that counts as the sender's.
_USUAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the lines of a file begin."""

    spaced: bool
    order: DayOrder | None


def read(data: bytes, *, name: str) -> Imported:
    """One message for each line that says something; it is not known which way it went. Raises NotAnExportError for
    bytes that are no text, ExportTooBigError above the limits."""
    gathering, encoding = Gathering(name, ExportFormat.LINES), encoding_of(data)
    manner = _manner(line for _, line in _lines(data, encoding))
    for number, line in _lines(data, encoding):
        gathering.add(_row(line, number, manner, name))
    return gathering.result()


def _lines(data: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    with decoded(data, encoding) as stream:
        for number, line in enumerate(stream, start=1):
            if stripped := line.strip():
                yield number, stripped


def _manner(lines: Iterable[str]) -> _Manner:
    """Reads all lines once."""
    count, spaced, times = 0, 0, []
    for line in lines:
        count += 1
        spaced += bool(_SPACED.match(line[:_HEAD]))
        if found := _TIME.match(line[:_HEAD]):
            times.append(found["time"])
    return _Manner(count > 1 and spaced >= _USUAL * count, day_order(times))


def _row(line: str, number: int, manner: _Manner, file: str) -> ImportedRow:
    at, rest = _time(line, manner)
    other, text = _sender(rest, spaced=manner.spaced or at is not None)
    return ImportedRow(
        kind=ImportedKind.SMS,
        other=other,
        name=None,
        at=at,
        incoming=None,
        text=text,
        duration_s=None,
        connected=None,
        line=number,
        file=file,
    )


def _time(line: str, manner: _Manner) -> tuple[datetime | None, str]:
    """The time at the beginning, and the rest. What is no readable time stays in the text."""
    found = _TIME.match(line[:_HEAD])
    at = parse_time(found["time"], manner.order) if found else None
    return (at, line[found.end() :]) if found and at else (None, line)


def _sender(rest: str, *, spaced: bool) -> tuple[str, str]:
    found = _MARKED.match(rest[:_HEAD]) or (_SPACED.match(rest[:_HEAD]) if spaced else None)
    if found is None or not rest[found.end() :].strip():
        return "", rest
    groups = found.groupdict()
    return groups["number"] or groups["inner"] or "", rest[found.end() :].strip()
