"""The road from one schema to the next, on both dialects."""

import contextlib
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from db import Database
from db.migrate import MIGRATIONS, Migration, migrate, read, statements
from db.postgres import PostgresDatabase
from db.schema import SCHEMA, dump
from db.sqlite import APPLICATION_ID, SqliteDatabase
from model.errors import StorageError
from tests.db import made
from tests.fakes import postgres

FIRST = "CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY);\nCREATE INDEX things_id ON things (id);\n"
SECOND = "-- more; of it\nALTER TABLE things ADD COLUMN note TEXT;\nUPDATE things SET note = 'a;b';\n"
BROKEN = "CREATE TABLE more (id TEXT);\nINSERT INTO things (id) VALUES ('x');\nINSERT INTO nowhere (id) VALUES ('x');\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "migrations"
    made.mkdir()
    (made / "0001_first.sql").write_text(FIRST)
    return made


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "bare.sqlite3")
    server: str = request.getfixturevalue("postgres_server")
    return postgres.make_now(server, f"bare_{tmp_path.name}")


@pytest.fixture
async def bare(bare_url: str) -> AsyncIterator[Database]:
    """A database of each dialect in which nothing is."""
    opened: Database
    if urlsplit(bare_url).scheme:
        opened = await PostgresDatabase.open(bare_url)
    else:
        opened = await SqliteDatabase.open(Path(bare_url))
    yield opened
    await opened.close()


async def versions(database: Database) -> list[int]:
    rows = await database.fetch("SELECT version FROM schema_migrations ORDER BY version")
    return [row.number("version") for row in rows]


async def test_an_empty_database_gets_everything_in_order_and_only_once(bare: Database, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(bare, folder)
    await bare.execute("INSERT INTO things (id, note) VALUES ('x', NULL)")
    await migrate(bare, folder)
    assert await versions(bare) == [1, 2]
    assert len(await bare.fetch("SELECT note FROM things")) == 1


async def test_an_earlier_version_with_rows_in_it_is_brought_up(bare: Database, folder: Path) -> None:
    await migrate(bare, folder)
    await bare.execute("INSERT INTO things (id) VALUES ('x')")
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(bare, folder)
    row = await bare.fetch_one("SELECT id, note FROM things")
    assert row is not None
    assert dict(row) == {"id": "x", "note": "a;b"}


async def test_a_file_that_was_edited_after_it_was_applied_is_refused(bare: Database, folder: Path) -> None:
    await migrate(bare, folder)
    (folder / "0001_first.sql").write_text(FIRST + "-- only a remark\n")
    with pytest.raises(StorageError, match=r"0001_first\.sql was changed"):
        await migrate(bare, folder)


async def test_other_line_endings_are_no_edit(bare: Database, folder: Path) -> None:
    await migrate(bare, folder)
    (folder / "0001_first.sql").write_bytes(FIRST.replace("\n", "\r\n").encode())
    await migrate(bare, folder)
    assert await versions(bare) == [1]


async def test_a_database_that_is_newer_than_the_program_is_refused(bare: Database, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(bare, folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(StorageError, match="at version 0002"):
        await migrate(bare, folder)


async def test_a_file_with_a_number_before_what_was_applied_is_refused(bare: Database, folder: Path) -> None:
    (folder / "0001_first.sql").rename(folder / "0002_first.sql")
    await migrate(bare, folder)
    (folder / "0001_late.sql").write_text("CREATE TABLE late (id TEXT);\n")
    with pytest.raises(StorageError, match="next number"):
        await migrate(bare, folder)


async def test_a_file_that_fails_leaves_nothing_and_can_be_mended(bare: Database, folder: Path) -> None:
    (folder / "0002_broken.sql").write_text(BROKEN)
    with pytest.raises(StorageError):
        await migrate(bare, folder)
    assert await versions(bare) == [1]
    assert await bare.fetch("SELECT id FROM things") == []
    (folder / "0002_broken.sql").write_text(BROKEN.replace("nowhere", "more"))
    await migrate(bare, folder)
    assert await versions(bare) == [1, 2]
    assert len(await bare.fetch("SELECT id FROM more")) == 1


async def test_of_two_dialects_each_takes_its_own_file(bare: Database, folder: Path) -> None:
    for dialect in ("sqlite", "postgres"):
        (folder / f"0002_own.{dialect}.sql").write_text(f"-- they differ\nCREATE TABLE only_{dialect} (id TEXT);\n")
    await migrate(bare, folder)
    assert await bare.fetch(f"SELECT id FROM only_{bare.dialect}") == []
    assert await versions(bare) == [1, 2]


@pytest.mark.parametrize("name", ["2_short.sql", "0002.sql", "0002_x.mysql.sql", "later.sql"])
def test_a_file_of_another_name_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("")
    with pytest.raises(StorageError, match=name):
        read(folder, "sqlite")


def test_two_files_of_one_number_are_refused(folder: Path) -> None:
    (folder / "0001_again.sql").write_text("")
    with pytest.raises(StorageError, match="same number"):
        read(folder, "sqlite")


def test_semicolons_in_texts_and_remarks_end_no_statement() -> None:
    sql = "-- one; two\nINSERT INTO t VALUES (';');\n\nSELECT 1; -- so; so\n-- the end; really\n"
    insert, select, *rest = statements(Migration(1, "x", sql))
    assert insert == "-- one; two\nINSERT INTO t VALUES (';');"
    assert select.startswith("SELECT 1;")
    assert all(line.startswith("--") for statement in rest for line in statement.splitlines())


def test_a_file_without_its_last_semicolon_is_refused() -> None:
    with pytest.raises(StorageError, match="semicolon"):
        list(statements(Migration(1, "x.sql", "SELECT 1;\nSELECT 2\n")))


class TestBackUp:
    """Only SQLite is a file."""

    @pytest.fixture
    async def database(self, tmp_path: Path, folder: Path) -> AsyncIterator[SqliteDatabase]:
        async with made.closing(SqliteDatabase.open(tmp_path / "x.sqlite3")) as opened:
            await migrate(opened, folder)
            yield opened

    async def test_before_the_first_pending_file_the_rows_are_copied_for_the_owner_only(
        self, database: SqliteDatabase, tmp_path: Path, folder: Path
    ) -> None:
        await database.execute("INSERT INTO things (id) VALUES ('kept')")
        (folder / "0002_second.sql").write_text(SECOND)
        (folder / "0003_broken.sql").write_text(BROKEN)
        with pytest.raises(StorageError):
            await migrate(database, folder)
        await database.close()

        copy = tmp_path / "x.sqlite3.before-0002"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert sorted(p.name for p in tmp_path.glob("x.sqlite3*")) == ["x.sqlite3", copy.name]
        with contextlib.closing(sqlite3.connect(copy)) as found:
            assert found.execute("SELECT * FROM things").fetchall() == [("kept",)]
            assert found.execute("SELECT version FROM schema_migrations").fetchall() == [(1,)]
            assert found.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)

    async def test_the_copy_can_be_opened_in_the_place_of_the_file(
        self, database: SqliteDatabase, tmp_path: Path, folder: Path
    ) -> None:
        await database.execute("INSERT INTO things (id) VALUES ('kept')")
        await database.back_up("0002")
        async with made.closing(SqliteDatabase.open(tmp_path / "x.sqlite3.before-0002")) as restored:
            await migrate(restored, folder)
            assert len(await restored.fetch("SELECT id FROM things")) == 1

    async def test_without_rows_there_is_nothing_to_copy(
        self, database: SqliteDatabase, tmp_path: Path, folder: Path
    ) -> None:
        (folder / "0002_second.sql").write_text(SECOND)
        await migrate(database, folder)
        await database.close()
        assert [p.name for p in tmp_path.glob("x.sqlite3*")] == ["x.sqlite3"]

    async def test_a_second_try_replaces_the_copy_of_the_first(self, database: SqliteDatabase, tmp_path: Path) -> None:
        for name in ("one", "two"):
            await database.execute("INSERT INTO things (id) VALUES ($1)", name)
            await database.back_up("0002")
        with contextlib.closing(sqlite3.connect(tmp_path / "x.sqlite3.before-0002")) as found:
            assert found.execute("SELECT count(*) FROM things").fetchone() == (2,)


async def test_the_schema_in_the_repository_is_what_the_migrations_add_up_to() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == await dump(), "run: python -m db.schema"


async def test_both_dialects_have_the_same_tables_and_columns(database: Database) -> None:
    columns = {
        "sqlite": "SELECT m.name AS t, p.name AS c, p.type AS y FROM sqlite_master m, pragma_table_info(m.name) p"
        " WHERE m.type = 'table'",
        "postgres": "SELECT table_name AS t, column_name AS c, upper(data_type) AS y FROM information_schema.columns"
        " WHERE table_schema = 'public'",
    }
    found = {
        f"{row.text('t')}.{row.text('c')} {row.text('y')}" for row in await database.fetch(columns[database.dialect])
    }
    assert found == _declared()


def _declared() -> set[str]:
    scratch = sqlite3.connect(":memory:")
    for migration in read(MIGRATIONS, "sqlite"):
        scratch.executescript(migration.sql)
    scratch.execute("CREATE TABLE schema_migrations (version BIGINT, name TEXT, checksum TEXT, applied_at TEXT)")
    found = scratch.execute(
        "SELECT m.name || '.' || p.name || ' ' || p.type FROM sqlite_master m, pragma_table_info(m.name) p"
        " WHERE m.type = 'table'"
    ).fetchall()
    scratch.close()
    return {name for (name,) in found}
