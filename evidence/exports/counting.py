"""Counts over imported rows: by sender, and each message of overlapping exports once. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Final

from evidence.exports.times import CHINA
from model.imported import Imported, ImportedKind, ImportedRow, Sender

_NIGHT_FROM: Final = time(22)
_NIGHT_UNTIL: Final = time(8)
_BETWEEN: Final = re.compile(r"[\s()（）-]+")
_COUNTRY: Final = re.compile(r"^(?:\+|00)86(?=\d)")


def number_key(other: str) -> str:
    """By what two spellings of a number are the same sender: without blanks, hyphens and the prefix of China."""
    bare = _BETWEEN.sub("", other)
    return _COUNTRY.sub("", bare) if bare.removeprefix("+").isdecimal() else " ".join(other.split())


def is_night(at: datetime) -> bool:
    """Whether it is between 22:00 and 8:00 in China."""
    clock = at.astimezone(CHINA).time()
    return clock >= _NIGHT_FROM or clock < _NIGHT_UNTIL


def summary(imported: Imported) -> tuple[Sender, ...]:
    """What came from whom, messages and calls apart; most first, then by number."""
    groups: dict[tuple[str, ImportedKind], list[ImportedRow]] = defaultdict(list)
    for row in imported.rows:
        groups[(number_key(row.other), row.kind)].append(row)
    senders = [_sender(rows) for rows in groups.values()]
    return tuple(sorted(senders, key=lambda s: (-s.count, -s.own, s.other, s.kind.value)))


def _sender(rows: Sequence[ImportedRow]) -> Sender:
    came_in = [row for row in rows if row.incoming is not False]
    times = sorted(row.at for row in came_in if row.at)
    return Sender(
        other=rows[0].other,
        name=next((row.name for row in rows if row.name and row.name != row.other), None),
        kind=rows[0].kind,
        count=len(came_in),
        own=len(rows) - len(came_in),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        nights=sum(map(is_night, times)),
    )


def merged(exports: Iterable[Imported]) -> tuple[tuple[ImportedRow, ...], int]:
    """The rows of several exports without what stands in more than one of them, and how many were left out.

    Within one file, rows that agree in everything and in their second are one. Between files a message is known by
    its minute, because some tools write no seconds: of each minute the file with the most of them counts. Rows
    without a time repeat as often as the file that has them most often. Too few may be counted so, never too many.
    """
    files = _by_file(exports)
    before = sum(len(rows) for rows in files)
    best: dict[tuple[object, ...], list[ImportedRow]] = {}
    for rows in files:
        for key, group in _by_minute(_once(rows)).items():
            if len(group) > len(best.get(key, ())):
                best[key] = group
    kept = tuple(row for group in best.values() for row in group)
    return kept, before - len(kept)


def _by_file(exports: Iterable[Imported]) -> list[list[ImportedRow]]:
    files: dict[tuple[int, str], list[ImportedRow]] = defaultdict(list)
    for number, imported in enumerate(exports):
        for row in imported.rows:
            files[(number, row.file)].append(row)
    return list(files.values())


def _what(row: ImportedRow) -> tuple[object, ...]:
    return (row.kind, number_key(row.other), row.incoming is False, " ".join(row.text.split()))


def _once(rows: Iterable[ImportedRow]) -> list[ImportedRow]:
    """One of those that agree to the second. Of rows without a time all stay: nothing tells them apart or together."""
    kept: dict[object, ImportedRow] = {}
    for row in rows:
        key = (*_what(row), int(row.at.timestamp()), row.duration_s) if row.at else id(row)
        kept.setdefault(key, row)
    return list(kept.values())


def _by_minute(rows: Iterable[ImportedRow]) -> dict[tuple[object, ...], list[ImportedRow]]:
    groups: dict[tuple[object, ...], list[ImportedRow]] = defaultdict(list)
    for row in rows:
        groups[(*_what(row), int(row.at.timestamp()) // 60 if row.at else None)].append(row)
    return groups
