"""The SQLite driver: one connection, one file that only its owner can read."""

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

import aiosqlite

from db.database import Row, Value
from db.joining import JoiningDatabase
from model.errors import ConflictError, StorageError

# "Undn" in ASCII: stamps the file, so that no other program's database is taken for ours.
APPLICATION_ID: Final = 0x556E646E
OWNER_ONLY: Final = 0o600
# A turn takes milliseconds: whoever waits this long waits for a task that waits for it.
LOCK_SECONDS: Final = 30.0

# `secure_delete` overwrites what is deleted; FULL makes a commit outlast a power cut.
_SETUP: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
)
_TAKEN: Final = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)


class SqliteDatabase(JoiningDatabase[aiosqlite.Connection]):
    """A database in a file. A lock keeps tasks apart on its one connection; see db/joining.py."""

    dialect = "sqlite"
    _begin = "BEGIN IMMEDIATE"

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        super().__init__()
        self._one = connection
        self._path = path
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> "SqliteDatabase":
        """Open the file, or make it, readable by its owner only. Raises StorageError for a file of something else."""
        _make_file(path)
        with _as_storage_errors():
            connection = await aiosqlite.connect(path, isolation_level=None)
        connection.row_factory = sqlite3.Row
        database = cls(connection, path)
        try:
            await database._claim()
        except BaseException:
            await database.close()
            raise
        return database

    async def _claim(self) -> None:
        """Look whose file it is before anything in it is changed."""
        try:
            tables = await self.fetch("SELECT name FROM sqlite_master")
            stamped = await self.fetch_one("PRAGMA application_id")
        except StorageError as error:
            raise StorageError(f"{self._path} is no database ({error}); name another file") from error
        found = stamped.number("application_id") if stamped else 0
        if found != APPLICATION_ID and (found or tables):
            raise StorageError(f"{self._path} belongs to another program; name another file")
        for pragma in _SETUP:
            await self.fetch(pragma)
        if found != APPLICATION_ID:
            await self.fetch(f"PRAGMA application_id = {APPLICATION_ID}")

    async def truncate_log(self) -> None:
        """Write the log into the file and cut it to nothing, so that what was deleted is in neither."""
        if self.in_transaction():
            raise StorageError("the log can be truncated only after the transaction")
        state = await self.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)")
        if state is None or state.number("busy"):
            raise StorageError(f"the log of {self._path} is in use by another program; try again later")

    async def back_up(self, label: str) -> None:
        """Copy the file to `<file>.before-<label>`; a copy of the same name is replaced."""
        if not await self._holds_rows():
            return
        copy = self._path.with_name(f"{self._path.name}.before-{label}")
        part = copy.with_name(f"{copy.name}.part")
        part.unlink(missing_ok=True)
        _make_file(part)
        await self.fetch("VACUUM INTO $1", str(part))
        _flush(part)
        part.replace(copy)
        _flush(copy.parent)

    async def _holds_rows(self) -> bool:
        tables = await self.fetch(
            "SELECT name FROM sqlite_master"
            " WHERE type = 'table' AND name <> 'schema_migrations' AND name NOT LIKE 'sqlite_%'"
        )
        for table in tables:
            quoted = table.text("name").replace('"', '""')
            if await self.fetch(f'SELECT 1 AS one FROM "{quoted}" LIMIT 1'):  # noqa: S608 - a name that SQLite told
                return True
        return False

    async def close(self) -> None:
        """Close the file. The last one to close it writes the log into it."""
        await self._one.close()

    @asynccontextmanager
    async def _borrowed(self) -> AsyncIterator[aiosqlite.Connection]:
        try:
            async with asyncio.timeout(LOCK_SECONDS):
                await self._lock.acquire()
        except TimeoutError:
            raise StorageError(f"the database was busy for {LOCK_SECONDS:.0f} seconds") from None
        try:
            yield self._one
        finally:
            self._lock.release()

    async def _fetch(self, connection: aiosqlite.Connection, sql: str, args: Sequence[Value]) -> list[Row]:
        with _as_storage_errors():
            return [Row(dict(found)) for found in await connection.execute_fetchall(_numbered(sql), args)]

    async def _execute(self, connection: aiosqlite.Connection, sql: str, args: Sequence[Value]) -> int:
        with _as_storage_errors():
            cursor = await connection.execute(_numbered(sql), args)
            return max(cursor.rowcount, 0)

    async def _roll_back(self, connection: aiosqlite.Connection) -> None:
        with _as_storage_errors():
            await connection.rollback()


@lru_cache(maxsize=512)
def _numbered(sql: str) -> str:
    return re.sub(r"\$(\d+)", r"?\1", sql)


@contextmanager
def _as_storage_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode in _TAKEN:
            raise ConflictError(str(error)) from error
        raise StorageError(str(error)) from error
    except (sqlite3.Error, ValueError) as error:
        raise StorageError(f"SQLite: {error}") from error


def _make_file(path: Path) -> None:
    """An empty file that only its owner can read, unless there is one. SQLite gives its log the same permissions."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
    except OSError as error:
        raise StorageError(f"{path} cannot be opened: {error.strerror}") from error


def _flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
