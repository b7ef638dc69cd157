"""The PostgreSQL driver: a pool of connections."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Final, TypeAlias

import asyncpg

from db.database import Row, Value
from db.joining import JoiningDatabase
from model.errors import ConflictError, StorageError

MOST_CONNECTIONS: Final = 8

Connection: TypeAlias = "asyncpg.pool.PoolConnectionProxy"

_OVERTAKEN: Final = (
    asyncpg.UniqueViolationError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
)


class PostgresDatabase(JoiningDatabase[Connection]):
    """A database on a server. Each transaction holds one connection of the pool; see db/joining.py."""

    dialect = "postgres"

    def __init__(self, pool: asyncpg.Pool) -> None:
        super().__init__()
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> "PostgresDatabase":
        """Connect to a server. Raises StorageError, without the address, when it does not answer."""
        try:
            pool = await asyncpg.create_pool(url, min_size=1, max_size=MOST_CONNECTIONS, reset=_reset)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
            raise StorageError(f"PostgreSQL cannot be reached: {type(error).__name__}") from error
        return cls(pool)

    async def truncate_log(self) -> None:
        """Nothing: the log is the server's, and its operator decides how long it is kept."""

    async def back_up(self, label: str) -> None:
        """Nothing: the backup is the operator's, with the tools of the server."""

    async def close(self) -> None:
        """Give back all connections."""
        await self._pool.close()

    @asynccontextmanager
    async def _borrowed(self) -> AsyncIterator[Connection]:
        with _as_storage_errors():
            connection = await self._pool.acquire()
        try:
            yield connection
        finally:
            await self._pool.release(connection)

    async def _fetch(self, connection: Connection, sql: str, args: Sequence[Value]) -> list[Row]:
        with _as_storage_errors():
            return [Row(dict(record)) for record in await connection.fetch(sql, *args)]

    async def _execute(self, connection: Connection, sql: str, args: Sequence[Value]) -> int:
        with _as_storage_errors():
            status = await connection.execute(sql, *args)
        last = status.rpartition(" ")[2]
        return int(last) if last.isdecimal() else 0

    async def _roll_back(self, connection: Connection) -> None:
        with _as_storage_errors():
            if connection.is_in_transaction():
                await connection.execute("ROLLBACK")


async def _reset(connection: Connection) -> None:
    """What a connection needs before the next one takes it. Nothing of ours outlives a transaction."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")


@contextmanager
def _as_storage_errors() -> Iterator[None]:
    """The server's own text is not repeated: it can quote a row."""
    try:
        yield
    except _OVERTAKEN as error:
        raise ConflictError(f"PostgreSQL: {type(error).__name__}") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise StorageError(f"PostgreSQL: {type(error).__name__}") from error
