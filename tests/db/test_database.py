"""Transactions: what belongs together stays together, and nothing else is taken along."""

import asyncio
import contextlib
from pathlib import Path

import pytest

import db.sqlite
from db import Database, open_database
from model.errors import ConflictError, StorageError
from tests.db import made

ADD = "INSERT INTO keys (id, case_id, wrapped, created_at) VALUES ($1, $1, $1, $1)"


async def names(database: Database) -> list[str]:
    return [row.text("id") for row in await database.fetch("SELECT id FROM keys ORDER BY id")]


async def test_what_is_committed_is_seen_by_another_connection(database: Database, database_url: str) -> None:
    async with database.transaction():
        await database.execute(ADD, "a")
    async with made.closing(open_database(database_url)) as other:
        assert await names(other) == ["a"]


async def test_what_is_not_committed_is_seen_by_nobody_else(database: Database, database_url: str) -> None:
    async with made.closing(open_database(database_url)) as other, database.transaction():
        await database.execute(ADD, "a")
        assert await names(database) == ["a"]
        assert await names(other) == []


async def add_then_fail(database: Database, name: str) -> None:
    async with database.transaction():
        await database.execute(ADD, name)
        raise RuntimeError("stop")


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="stop"):
        await add_then_fail(database, "a")
    assert await names(database) == []
    await database.execute(ADD, "b")
    assert await names(database) == ["b"]


async def test_nested_transactions_are_committed_as_one(database: Database) -> None:
    async with database.transaction():
        await database.execute(ADD, "a")
        async with database.transaction():
            await database.execute(ADD, "b")
        await database.execute(ADD, "c")
    assert await names(database) == ["a", "b", "c"]


@pytest.mark.parametrize("failing", ["before", "inside", "after"])
async def test_nested_transactions_are_rolled_back_as_one(database: Database, failing: str) -> None:
    async def step(place: str) -> None:
        await database.execute(ADD, place)
        if failing == place:
            raise RuntimeError("stop")

    async def outer() -> None:
        async with database.transaction():
            await step("before")
            async with database.transaction():
                await step("inside")
            await step("after")

    with pytest.raises(RuntimeError, match="stop"):
        await outer()
    assert await names(database) == []


async def test_a_failed_inner_block_takes_the_whole_with_it_even_when_its_error_is_caught(database: Database) -> None:
    async def outer() -> None:
        async with database.transaction():
            await database.execute(ADD, "a")
            with contextlib.suppress(RuntimeError):
                await add_then_fail(database, "b")

    with pytest.raises(StorageError, match="nothing of it is kept"):
        await outer()
    assert await names(database) == []


async def test_a_failed_statement_takes_the_whole_with_it_on_both_dialects(database: Database) -> None:
    async def outer() -> None:
        async with database.transaction():
            await database.execute(ADD, "a")
            with contextlib.suppress(ConflictError):
                await database.execute(ADD, "a")

    with pytest.raises(StorageError, match="nothing of it is kept"):
        await outer()
    assert await names(database) == []


async def test_an_insert_of_another_task_is_not_rolled_back_with_a_failing_transaction(database: Database) -> None:
    begun, fail = asyncio.Event(), asyncio.Event()

    async def failing() -> None:
        async with database.transaction():
            await database.execute(ADD, "lost")
            begun.set()
            await fail.wait()
            raise RuntimeError("stop")

    async def unrelated() -> None:
        await begun.wait()
        insert = asyncio.create_task(database.execute(ADD, "kept"))
        await asyncio.sleep(0.02)
        fail.set()
        await insert

    results = await asyncio.gather(failing(), unrelated(), return_exceptions=True)
    assert [type(result) for result in results] == [RuntimeError, type(None)]
    assert await names(database) == ["kept"]


async def test_a_task_that_was_started_inside_a_transaction_is_not_in_it(database: Database) -> None:
    started: list[asyncio.Task[int]] = []

    async def outer() -> None:
        async with database.transaction():
            await database.execute(ADD, "lost")
            started.append(asyncio.create_task(database.execute(ADD, "kept")))
            await asyncio.sleep(0.02)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        await outer()
    await started[0]
    assert await names(database) == ["kept"]


async def test_a_cancelled_transaction_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    async def forever() -> None:
        async with database.transaction():
            await database.execute(ADD, "lost")
            await asyncio.Event().wait()

    task = asyncio.create_task(forever())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.execute(ADD, "kept")
    assert await names(database) == ["kept"]


async def test_many_tasks_at_once_lose_nothing(database: Database) -> None:
    async def one(number: int) -> None:
        async with database.transaction():
            await database.execute(ADD, f"n{number:02}")
            await database.execute(ADD, f"m{number:02}")
            if number % 3 == 0:
                raise RuntimeError("stop")

    await asyncio.gather(*(one(number) for number in range(20)), return_exceptions=True)
    kept = [number for number in range(20) if number % 3]
    assert await names(database) == [f"m{n:02}" for n in kept] + [f"n{n:02}" for n in kept]


async def test_a_statement_tells_how_many_rows_it_changed(database: Database) -> None:
    assert await database.execute(ADD, "a") == 1
    assert await database.execute("UPDATE keys SET wrapped = $1", "x") == 1
    assert await database.execute("DELETE FROM keys WHERE id = $1", "nobody") == 0


async def test_a_placeholder_can_stand_twice_and_out_of_order(database: Database) -> None:
    await database.execute("INSERT INTO keys (id, case_id, wrapped, created_at) VALUES ($2, $1, $1, $3)", "x", "y", "z")
    row = await database.fetch_one("SELECT id, case_id, wrapped, created_at FROM keys")
    assert row is not None
    assert dict(row) == {"id": "y", "case_id": "x", "wrapped": "x", "created_at": "z"}


async def test_a_column_read_as_what_it_is_not_is_an_error(database: Database) -> None:
    row = await database.fetch_one("SELECT CAST('text' AS TEXT) AS text, CAST(7 AS BIGINT) AS number")
    assert row is not None
    with pytest.raises(TypeError):
        row.number("text")
    with pytest.raises(TypeError):
        row.text("number")
    assert len(row) == 2


async def test_a_row_of_somebody_who_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(StorageError) as error:
        await database.execute(
            "INSERT INTO dialogs (person_id, state, payload, version) VALUES ($1, 'idle', '', 1)", "nobody"
        )
    assert not isinstance(error.value, ConflictError)


async def test_a_wrong_statement_is_a_storage_error(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.fetch("SELECT nothing FROM nowhere")


async def test_a_closed_database_is_a_storage_error(database: Database) -> None:
    await database.close()
    with pytest.raises(StorageError):
        await database.fetch("SELECT 1 AS one")


async def test_the_log_is_truncated_only_outside_a_transaction(tmp_path: Path) -> None:
    async with made.closing(open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}")) as database:
        log = tmp_path / "x.sqlite3-wal"
        await database.execute(ADD, "a")
        assert log.stat().st_size > 0
        with pytest.raises(StorageError, match="after the transaction"):
            async with database.transaction():
                await database.truncate_log()
        await database.truncate_log()
        assert log.stat().st_size == 0


async def test_a_log_that_somebody_else_reads_is_not_said_to_be_truncated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.sqlite, "_SETUP", ("PRAGMA busy_timeout = 20", *db.sqlite._SETUP[1:]))
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    async with (
        made.closing(open_database(url)) as database,
        made.closing(open_database(url)) as other,
        other.transaction(),
    ):
        await other.execute(ADD, "a")
        with pytest.raises(StorageError, match="in use"):
            await database.truncate_log()


async def test_whoever_waits_for_a_task_that_waits_for_him_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.sqlite, "LOCK_SECONDS", 0.05)
    async with made.closing(open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}")) as database:
        with pytest.raises(StorageError, match="busy"):
            async with database.transaction():
                await asyncio.create_task(database.execute(ADD, "a"))
