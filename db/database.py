"""What the repositories see of a database: rows with typed access, and one interface over both drivers."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Protocol, TypeAlias

# What a statement takes and a row gives. There are no bytes: whatever is sealed is text.
Value: TypeAlias = str | int | bool | None


class Row(Mapping[str, Value]):
    """One row, the same for both drivers. A column read as what it is not is a TypeError: a bug, never a guess."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Value]) -> None:
        self._values = values

    def __getitem__(self, column: str) -> Value:
        return self._values[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, column: str) -> str:
        """A TEXT column that is not null."""
        value = self._values[column]
        if not isinstance(value, str):
            raise TypeError(f"{column} is no text")
        return value

    def maybe_text(self, column: str) -> str | None:
        """A TEXT column that may be null."""
        return None if self._values[column] is None else self.text(column)

    def number(self, column: str) -> int:
        """A BIGINT column that is not null."""
        value = self._values[column]
        if not isinstance(value, int):
            raise TypeError(f"{column} is no number")
        return int(value)

    def flag(self, column: str) -> bool:
        """A BOOLEAN column that is not null. SQLite keeps it as 0 or 1."""
        return bool(self.number(column))

    def instant(self, column: str) -> datetime:
        """An instant that is not null, in UTC."""
        return datetime.fromisoformat(self.text(column))

    def maybe_instant(self, column: str) -> datetime | None:
        """An instant that may be null, in UTC."""
        return None if self._values[column] is None else self.instant(column)


class Database(Protocol):
    """One database. Statements are written once, with `$1` placeholders.

    Every failure of the driver is a StorageError; a unique value that is there already, and a transaction that the
    server gave up for another one, are a ConflictError: the turn starts again.
    """

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgres`."""

    async def fetch(self, sql: str, *args: Value) -> list[Row]:
        """All rows of a statement."""

    async def fetch_one(self, sql: str, *args: Value) -> Row | None:
        """The first row of a statement, if there is one."""

    async def execute(self, sql: str, *args: Value) -> int:
        """Run a statement; how many rows it changed."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """All statements of the block together or none of them.

        Inside a running transaction of the same task it joins that one. A block that fails takes the whole
        transaction with it, even where its error is caught further out: on PostgreSQL nothing else is possible, and
        both dialects behave alike. A task that was started inside a transaction is not in it.
        """

    async def truncate_log(self) -> None:
        """Take what was deleted out of the write-ahead log too. Not inside a transaction."""

    async def back_up(self, label: str) -> None:
        """Copy the database to a file beside it that only its owner can read, where it is a file and holds rows."""

    async def close(self) -> None:
        """Give back the connections."""


def stamp(at: datetime) -> str:
    """An instant as stored: UTC, microseconds, fixed width, so that the order of texts is the order of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def maybe_stamp(at: datetime | None) -> str | None:
    """An instant that may be missing."""
    return None if at is None else stamp(at)


def marks(first: int, count: int) -> str:
    """Placeholders for a list: `marks(2, 3)` is `$2, $3, $4`."""
    return ", ".join(f"${number}" for number in range(first, first + count))
