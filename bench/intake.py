"""How many updates a second become durable, sealed rows, beside bare fsync."""

import os
import secrets
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.report import Figure
from db import Seal, Store, inbox, open_database

ROUNDS, ROWS = 6, 200
BODY = b'{"update_id": 1, "message": {"text": "' + "欠钱不还".encode() * 40 + b'"}}'


async def measure() -> list[str]:
    """Commit sealed updates one by one, and append and fsync as many blocks, in turn on the same disk."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        database = await open_database(f"sqlite:///{folder}/bench.sqlite3")
        store = Store(database, Seal(secrets.token_bytes(32), secrets.token_bytes))
        own: list[float] = []
        bare: list[float] = []
        for number in range(ROUNDS):
            own.append(await _per_second(partial(_accept, store, number * ROWS)))
            bare.append(await _per_second(partial(_fsync, Path(folder) / "block")))
        await database.close()
    return [Figure("durable, sealed intake", "/s", own, "fsync after append", bare).line()]


async def _per_second(act: Callable[[], Awaitable[None]]) -> float:
    before = time.perf_counter()
    await act()
    return ROWS / (time.perf_counter() - before)


async def _accept(store: Store, first: int) -> None:
    for number in range(first, first + ROWS):
        await inbox.accept(store, update_id=number, chat_id=number, body=BODY, at=datetime.now(UTC))


async def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    try:
        for _ in range(ROWS):
            os.write(descriptor, BODY)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
