"""An update is taken once, even when the process dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import Seal, Store, inbox, open_database
from db.inbox import Waiting
from tests.db import made
from tests.fakes.clock import START

CHILD = """
import asyncio, os, signal
from datetime import datetime, UTC
from db import Seal, Store, inbox, open_database

async def main():
    store = Store(await open_database({url!r}), Seal(bytes(32), os.urandom))
    for number in range(1, 4):
        await inbox.accept(store, update_id=number, chat_id=1, body=b"body", at=datetime(2026, 11, 21, tzinfo=UTC))
    await inbox.finish(store, 2)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def accept(store: Store, update_id: int, body: bytes = b"{}") -> bool:
    return await inbox.accept(store, update_id=update_id, chat_id=7002, body=body, at=START)


async def test_an_update_is_accepted_once(store: Store) -> None:
    assert await accept(store, 5, b"first")
    assert not await accept(store, 5, b"second")
    assert await inbox.waiting(store, 10) == (Waiting(5, b"first"),)


async def test_updates_wait_in_the_order_of_their_numbers(store: Store) -> None:
    for number in (11, 9, 10, 2**40):
        await accept(store, number, str(number).encode())
    assert [w.update_id for w in await inbox.waiting(store, 3)] == [9, 10, 11]
    assert await inbox.finish(store, 9)
    assert await inbox.waiting(store, 10) == (
        Waiting(10, b"10"),
        Waiting(11, b"11"),
        Waiting(2**40, str(2**40).encode()),
    )


async def test_an_update_is_finished_once_and_stays_known(store: Store) -> None:
    await accept(store, 5)
    assert await inbox.finish(store, 5)
    assert not await inbox.finish(store, 5)
    assert not await inbox.finish(store, 6)
    assert not await accept(store, 5)
    assert await inbox.waiting(store, 10) == ()


async def test_an_update_that_fails_waits_again(store: Store) -> None:
    async def turn() -> None:
        async with store.db.transaction():
            assert await inbox.finish(store, 5)
            raise RuntimeError("stop")

    await accept(store, 5, b"body")
    with pytest.raises(RuntimeError, match="stop"):
        await turn()
    assert await inbox.waiting(store, 10) == (Waiting(5, b"body"),)


async def test_what_is_done_holds_nothing_but_its_number(store: Store) -> None:
    await accept(store, 5, b"body")
    await inbox.finish(store, 5)
    rows = await store.db.fetch("SELECT update_id, lane, body, state FROM inbox")
    assert [dict(row) for row in rows] == [{"update_id": 5, "lane": None, "body": None, "state": "done"}]


async def test_any_bytes_come_back(store: Store) -> None:
    body = bytes(range(256)) * 40
    await accept(store, 5, body)
    assert (await inbox.waiting(store, 1))[0].body == body


async def test_what_was_accepted_outlasts_a_kill(database_url: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(url=database_url)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    async with made.closing(open_database(database_url)) as database:
        store = Store(database, Seal(bytes(32), os.urandom))
        assert await inbox.waiting(store, 10) == (Waiting(1, b"body"), Waiting(3, b"body"))
        assert not await accept(store, 2)
