"""The columns of a table: by the words over them, and where those say nothing, by what stands in the cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from evidence.exports.header import Field, fields_of, incoming
from evidence.exports.times import DayOrder, is_day, parse_duration, parse_time

# Tools write a title or two over their table.
_HEADER_WITHIN: Final = 6
_ENOUGH: Final = 0.7
_NUMBER: Final = re.compile(r"'?\+?\(?\d[\d\s()-]{2,22}\d")
_CLOCK: Final = re.compile(r"(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?")
_LONG_TEXT: Final = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands; `skip` rows at the top are titles. `calls` tells that the table has no messages in it,
    `open_ended` that the text is the last cell: written without quotation marks, it goes on behind its commas."""

    of: Mapping[Field, int]
    skip: int
    calls: bool
    open_ended: bool


def columns_of(sample: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table whose first rows these are, or None where they hold no messages and no calls."""
    skip, named = _header(sample)
    body = [row for row in sample[skip:] if len(row) > 1]
    found = _settled(_completed(named, body))
    if not _is_enough(found):
        return None
    width = len(sample[skip - 1]) if skip else min(len(row) for row in body)
    last = found.get(Field.TEXT) == width - 1
    return Columns(MappingProxyType(found), skip, calls=Field.TEXT not in found, open_ended=last)


def _header(sample: Sequence[Sequence[str]]) -> tuple[int, dict[Field, int]]:
    """How many rows stand above the first one that holds data, and what the header names."""
    for index, row in enumerate(sample[:_HEADER_WITHIN]):
        found = fields_of(row)
        if len(found) >= 2 or (found and len(row) == len(found)):
            return index + 1, found
    return 0, {}


def _completed(named: dict[Field, int], body: Sequence[Sequence[str]]) -> dict[Field, int]:
    """What no word names, by its cells. The header of a table in another language is then a row that is read as data
    and tells nothing."""
    found, width = dict(named), min((len(row) for row in body), default=0)
    for field, fits in _BY_CELLS:
        if field in found or (field is not Field.TEXT and len(named) >= _NAMED_WELL):
            continue
        for column in range(width):
            # A text in the last column may go on behind its commas.
            until = None if column == width - 1 and not named else column + 1
            cells = [cell for row in body if (cell := " ".join(row[column:until]).strip())]
            if column not in found.values() and cells and sum(map(fits, cells)) >= _ENOUGH * len(cells):
                found[field] = column
                break
    return found


# A header that names so many columns has no others of those kinds, but for the text.
_NAMED_WELL: Final = 3


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and parse_time(cell) is None


def _is_duration(cell: str) -> bool:
    return parse_duration(cell) is not None and len(cell) <= 12


def _is_text(cell: str) -> bool:
    return len(cell) >= _LONG_TEXT and not _NUMBER.fullmatch(cell) and any(c.isalpha() for c in cell)


def _is_instant(cell: str) -> bool:
    return any(parse_time(cell, order) is not None for order in DayOrder)


def _is_direction(cell: str) -> bool:
    return incoming(cell) is not None and not cell.isdecimal()


_BY_CELLS: Final[tuple[tuple[Field, Callable[[str], bool]], ...]] = (
    (Field.INSTANT, _is_instant),
    (Field.DATE, is_day),
    (Field.CLOCK, lambda cell: bool(_CLOCK.fullmatch(cell))),
    (Field.NUMBER, _is_number),
    (Field.DIRECTION, _is_direction),
    (Field.TEXT, _is_text),
    (Field.DURATION, _is_duration),
)


def _settled(found: dict[Field, int]) -> dict[Field, int]:
    """A column headed "date" or "time" alone may hold the whole instant."""
    if Field.INSTANT not in found and (Field.DATE in found) != (Field.CLOCK in found):
        return {**found, Field.INSTANT: found.get(Field.DATE, found.get(Field.CLOCK, 0))}
    return found


def _is_enough(found: Mapping[Field, int]) -> bool:
    """A message has a text and one thing more; a call has a number or a name, and a time."""
    who = not found.keys().isdisjoint((Field.NUMBER, Field.NAME, Field.CHAT))
    when = not found.keys().isdisjoint((Field.INSTANT, Field.DATE))
    return (who or when) if Field.TEXT in found else (who and when)
