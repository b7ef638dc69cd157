"""Tables of messages or calls with commas, tabs or other marks between the cells: exports of iPhone tools, carriers'
bills, whatever names its columns or shows by its cells what they hold.

A cell that begins like a formula is text and nothing else; `defused` is for writing it into a table again.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from evidence.exports.columns import Columns, columns_of
from evidence.exports.encodings import decoded, encoding_of
from evidence.exports.header import Field, incoming, is_call, is_note, is_unanswered
from evidence.exports.rows import Gathering
from evidence.exports.times import DayOrder, day_order, parse_duration, parse_time
from model.errors import ExportBrokenError, ExportTooBigError, NotAnExportError
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow, SkipReason

_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE: Final = 60
# Of the sampled rows, how many a delimiter must cut into cells. How many cells may differ: texts hold commas.
_CUT: Final = 0.8
_MOST_COLUMNS: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written. Without `quoted`, a quotation mark is a character like any other."""

    encoding: str
    delimiter: str
    quoted: bool
    columns: Columns


def defused(cell: str) -> str:
    """A cell as it can stand in a table: an apostrophe in front of what a spreadsheet would run."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def shape_of(data: bytes) -> Shape | None:
    """How the bytes of a text are a table of messages or calls; None where they are not. Raises NotAnExportError for
    bytes that are no text."""
    encoding = encoding_of(data)
    for quoted in (True, False):
        for delimiter in _by_likelihood(data, encoding, quoted=quoted):
            sample = _sample(data, encoding, delimiter, quoted=quoted)
            if columns := columns_of(sample or ()):
                return Shape(encoding, delimiter, quoted, columns)
    return None


def read(data: bytes, *, name: str) -> Imported:
    """The rows of a table. Raises NotAnExportError where no column is known, ExportBrokenError for quotation marks
    that never close, ExportTooBigError above the limits."""
    shape = shape_of(data)
    if shape is None:
        raise NotAnExportError
    return read_shaped(data, shape, name=name)


def read_shaped(data: bytes, shape: Shape, *, name: str) -> Imported:
    """The rows of a table whose shape is known; the same errors."""
    try:
        return _gathered(data, shape, name)
    except csv.Error:
        # One mark that never closes swallows the rest; read as an ordinary character it does not.
        pass
    try:
        return _gathered(data, replace(shape, quoted=False), name)
    except csv.Error:
        raise ExportBrokenError from None


def _by_likelihood(data: bytes, encoding: str, *, quoted: bool) -> list[str]:
    """The delimiters that cut the sample into cells, the one that makes the most of them first."""
    widths: dict[str, int] = {}
    for delimiter in _DELIMITERS:
        sample = _sample(data, encoding, delimiter, quoted=quoted)
        if sample:
            cut = [len(row) for row in sample if len(row) > 1]
            if len(cut) >= _CUT * len(sample):
                widths[delimiter] = Counter(cut).most_common(1)[0][0]
    return sorted(widths, key=lambda delimiter: -widths[delimiter])


def _sample(data: bytes, encoding: str, delimiter: str, *, quoted: bool) -> list[list[str]] | None:
    try:
        rows = (cells for _, cells in _rows(data, encoding, delimiter, quoted=quoted))
        return list(islice(rows, _SAMPLE))
    except (csv.Error, ExportTooBigError):
        return None


def _rows(data: bytes, encoding: str, delimiter: str, *, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    with decoded(data, encoding) as stream:
        lines = (line.replace("\x00", "\ufffd") for line in stream)
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        begins = 1
        for cells in reader:
            if len(cells) > _MOST_COLUMNS:
                raise ExportTooBigError
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1


def _gathered(data: bytes, shape: Shape, name: str) -> Imported:
    gathering = Gathering(name, ExportFormat.TABLE)
    order = day_order(_Line(shape, None, cells)[field] for _, cells in _body(data, shape) for field in _DATED)
    for line, cells in _body(data, shape):
        _take(gathering, _Line(shape, order, cells), line)
    return gathering.result()


# The columns that tell how days are written, over the whole table.
_DATED: Final = (Field.INSTANT, Field.DATE)


def _body(data: bytes, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    rows = _rows(data, shape.encoding, shape.delimiter, quoted=shape.quoted)
    return islice(rows, shape.columns.skip, None)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table, read through its columns."""

    shape: Shape
    order: DayOrder | None
    cells: Sequence[str]

    @property
    def calls(self) -> bool:
        """Whether the table has no messages in it."""
        return self.shape.columns.calls

    def __getitem__(self, field: Field) -> str:
        columns = self.shape.columns
        column = columns.of.get(field)
        if column is None or column >= len(self.cells):
            return ""
        if field is Field.TEXT and columns.open_ended:
            return self.shape.delimiter.join(self.cells[column:]).strip()
        return self.cells[column].strip()

    @property
    def at(self) -> datetime | None:
        """The instant; the day and the time of day may stand in two cells."""
        for cell in (self[Field.INSTANT], f"{self[Field.DATE]} {self[Field.CLOCK]}"):
            if found := parse_time(cell, self.order):
                return found
        return None


def _take(gathering: Gathering, row: _Line, line: int) -> None:
    way = row[Field.DIRECTION]
    if is_note(way):
        gathering.skip(line, SkipReason.NOTE)
        return
    text, came_in = row[Field.TEXT], incoming(way)
    call = not text and (is_call(way) or row.calls)
    if call and not (row[Field.NUMBER] or row[Field.NAME] or row.at):
        gathering.skip(line, SkipReason.EMPTY)
        return
    seconds = parse_duration(row[Field.DURATION]) if call else None
    gathering.add(
        ImportedRow(
            kind=ImportedKind.CALL if call else ImportedKind.SMS,
            other=_other(row, came_in),
            name=row[Field.NAME] or row[Field.CHAT] or None,
            at=row.at,
            incoming=came_in,
            text=text,
            duration_s=seconds,
            connected=_connected(way, seconds) if call else None,
            line=line,
            file=gathering.file,
        )
    )


def _other(row: _Line, came_in: bool | None) -> str:
    """The other side: of what went out, the conversation it stands in; the sender is the person herself."""
    chat = row[Field.CHAT]
    if came_in is False and chat:
        return chat
    return row[Field.NUMBER] or row[Field.NAME] or chat


def _connected(way: str, seconds: int | None) -> bool | None:
    if is_unanswered(way):
        return False
    return None if seconds is None else seconds > 0
