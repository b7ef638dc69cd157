"""Opening a database: ours, empty, or not ours."""

import contextlib
import sqlite3
import stat
from pathlib import Path

import pytest

from db import open_database
from model.errors import StorageError
from tests.db import made


async def opened_and_closed(url: str) -> None:
    await (await open_database(url)).close()


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "mysql://host/x", "undun.sqlite3", "postgres:x"])
async def test_a_wrong_address_is_told_what_is_expected(url: str) -> None:
    with pytest.raises(StorageError, match=r"sqlite:///path or postgresql://user@host/name"):
        await opened_and_closed(url)


async def test_a_server_that_does_not_answer_is_a_storage_error_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as error:
        await opened_and_closed(f"postgresql://someone:geheim@/x?host={tmp_path}")
    assert "geheim" not in str(error.value)


async def test_a_new_file_is_made_for_its_owner_only_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / "made" / "x.sqlite3"
    async with made.closing(open_database(f"sqlite:///{path}")):
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
        assert modes == {"x.sqlite3": 0o600, "x.sqlite3-wal": 0o600, "x.sqlite3-shm": 0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("stamped", "table"), [(0, True), (1, True), (1, False)])
async def test_a_database_of_another_program_is_refused_and_not_touched(
    tmp_path: Path, stamped: int, table: bool
) -> None:
    path = tmp_path / "other.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA application_id = {stamped}")
        if table:
            other.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StorageError, match="another program"):
        await opened_and_closed(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.sqlite3"]


async def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(StorageError, match=r"letter\.txt"):
        await opened_and_closed(f"sqlite:///{path}")
    assert path.read_text() == "not a database " * 100


async def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        await opened_and_closed(f"sqlite:///{tmp_path}")


async def test_our_own_file_is_opened_again_as_it_was_set_up(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    await opened_and_closed(url)
    async with made.closing(open_database(url)) as database:
        settings = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"):
            row = await database.fetch_one(f"PRAGMA {name}")
            settings[name] = next(iter(row.values())) if row else None
        assert settings == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "busy_timeout": 5000,
        }
