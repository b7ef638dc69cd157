"""Numbered SQL files, applied in order, forward only, each in its own transaction with the row that records it."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.database import Database
from model.errors import StorageError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_NAME: Final = re.compile(r"(\d{4})_\w+(?:\.(sqlite|postgres))?\.sql")

# The time is the database's own and only for people to read.
_RECORD: Final = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: `0001_init.sql`, or `0007_x.sqlite.sql` beside `0007_x.postgres.sql` where they have to differ."""

    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, the same with every line ending."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


async def migrate(database: Database, folder: Path = MIGRATIONS) -> None:
    """Apply what is not applied yet.

    Raises StorageError when a file was edited after it was applied, when the database is newer than the code, or
    when a file fails; of a file that fails nothing is left.
    """
    await database.execute(_RECORD)
    known = {migration.version: migration for migration in read(folder, database.dialect)}
    applied = await _applied(database)
    _refuse_other_history(known, applied)
    pending = [known[version] for version in sorted(known.keys() - applied.keys())]
    if pending:
        await database.back_up(f"{pending[0].version:04}")
    for migration in pending:
        await _apply(database, migration)


def read(folder: Path, dialect: str) -> tuple[Migration, ...]:
    """The files of a folder that are meant for a dialect, in order."""
    found: dict[int, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise StorageError(f"{path.name} is no name of a migration; it should be like 0002_what_it_does.sql")
        if name[2] not in (None, dialect):
            continue
        version = int(name[1])
        if version in found:
            raise StorageError(f"{path.name} and {found[version].name} have the same number")
        found[version] = Migration(version, path.name, path.read_text(encoding="utf-8"))
    return tuple(found.values())


async def _applied(database: Database) -> dict[int, str]:
    rows = await database.fetch("SELECT version, checksum FROM schema_migrations")
    return {row.number("version"): row.text("checksum") for row in rows}


def _refuse_other_history(known: Mapping[int, Migration], applied: Mapping[int, str]) -> None:
    for version, checksum in sorted(applied.items()):
        migration = known.get(version)
        if migration is None:
            raise StorageError(f"the database is at version {version:04}, which this program does not know; update it")
        if migration.checksum != checksum:
            raise StorageError(f"{migration.name} was changed after it was applied; restore it and add a new file")
    missed = [version for version in known if version < max(applied, default=0) and version not in applied]
    if missed:
        raise StorageError(f"{known[missed[0]].name} is older than what was applied; give it the next number")


async def _apply(database: Database, migration: Migration) -> None:
    async with database.transaction():
        for statement in statements(migration):
            await database.execute(statement)
        await database.execute(
            "INSERT INTO schema_migrations (version, name, checksum, applied_at)"
            " VALUES ($1, $2, $3, CAST(CURRENT_TIMESTAMP AS TEXT))",
            migration.version,
            migration.name,
            migration.checksum,
        )


def statements(migration: Migration) -> Iterator[str]:
    """The statements of a file. `executescript` would commit before it starts."""
    statement = ""
    for line in migration.sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if not all(line.strip().startswith("--") or not line.strip() for line in statement.splitlines()):
        raise StorageError(f"{migration.name} does not end with a semicolon")
