"""The fixtures that everything stands on: a database of each dialect, the seal, and a world without chance or time."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from db import Database, Seal, Store, open_database
from tests.fakes import postgres
from tests.fakes.clock import Clock


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server, started when the first test asks for it."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> str:
    """The address of a migrated PostgreSQL database that the tests of this run share, one after the other."""
    return asyncio.run(postgres.make_migrated(postgres_server, "undun"))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without rows, in each dialect."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'undun.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    asyncio.run(postgres.empty(url))
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database without rows, in each dialect."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def random_bytes() -> Callable[[int], bytes]:
    """The same bytes in every run, and no two draws alike."""
    return random.Random(20261121).randbytes


@pytest.fixture
def store(database: Database, random_bytes: Callable[[int], bytes]) -> Store:
    """What the repositories take."""
    return Store(database, Seal(bytes(range(32)), random_bytes))


@pytest.fixture
def clock() -> Clock:
    """2026-11-21 15:41 UTC, until it is advanced."""
    return Clock()


@pytest.fixture
def ids() -> Callable[[], str]:
    """A `new_id` that counts."""
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers):014}"
