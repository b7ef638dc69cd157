"""Rows as they are gathered by a reader: counted against the limit, what cannot be used noted beside them."""

from dataclasses import dataclass, field

from evidence.exports.limits import LONGEST_NAME, LONGEST_TEXT, ROWS
from model.errors import ExportTooBigError
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow, Skipped, SkipReason


@dataclass(slots=True)
class Gathering:
    """The rows of one file so far."""

    file: str
    format: ExportFormat
    rows: list[ImportedRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(self, row: ImportedRow) -> None:
        """Take a row, unless it says nothing or too much. Raises ExportTooBigError above the limit."""
        if row.kind is ImportedKind.SMS and not row.text.strip():
            self.skip(row.line, SkipReason.EMPTY)
        elif len(row.text) > LONGEST_TEXT or len(row.other) > LONGEST_NAME or len(row.name or "") > LONGEST_NAME:
            self.skip(row.line, SkipReason.TOO_LONG)
        else:
            self.rows.append(row)
            self._count()

    def skip(self, line: int, why: SkipReason) -> None:
        """Note a row that is not used."""
        self.skipped.append(Skipped(line, why, self.file))
        self._count()

    def result(self) -> Imported:
        """Everything that was gathered."""
        return Imported(tuple(self.rows), tuple(self.skipped), self.format)

    def _count(self) -> None:
        if len(self.rows) + len(self.skipped) > ROWS:
            raise ExportTooBigError
