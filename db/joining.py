"""The transaction that nested blocks join: a context variable over one borrowed connection, for both drivers."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from db.database import Row, Value
from model.errors import StorageError

C = TypeVar("C")


@dataclass(slots=True)
class _Running(Generic[C]):
    """A transaction, the task it belongs to, and whether a block of it has failed."""

    connection: C
    task: asyncio.Task[object] | None
    failed: bool = False


class JoiningDatabase(ABC, Generic[C]):
    """The part of a Database that both drivers share. Without it, a statement of one task would be rolled back with
    the transaction of another."""

    def __init__(self) -> None:
        self._running: ContextVar[_Running[C] | None] = ContextVar("running transaction", default=None)

    async def fetch(self, sql: str, *args: Value) -> list[Row]:
        """All rows of a statement."""
        async with self._connection() as connection:
            return await self._fetch(connection, sql, args)

    async def fetch_one(self, sql: str, *args: Value) -> Row | None:
        """The first row of a statement, if there is one."""
        rows = await self.fetch(sql, *args)
        return rows[0] if rows else None

    async def execute(self, sql: str, *args: Value) -> int:
        """Run a statement; how many rows it changed."""
        async with self._connection() as connection:
            return await self._execute(connection, sql, args)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """See Database.transaction."""
        running = self._mine()
        if running is not None:
            async with self._marking_failure(running):
                yield
            return
        async with self._borrowed() as connection, self._begun(connection):
            yield

    @asynccontextmanager
    async def _begun(self, connection: C) -> AsyncIterator[None]:
        running = _Running(connection, asyncio.current_task())
        token = self._running.set(running)
        try:
            await self._execute(connection, self._begin, ())
            yield
            _refuse_failed(running)
            await self._execute(connection, "COMMIT", ())
        except BaseException:
            # Where even this fails the connection is broken, and what it began is undone without us.
            with suppress(StorageError):
                await self._roll_back(connection)
            raise
        finally:
            self._running.reset(token)

    def in_transaction(self) -> bool:
        """Whether the running task is inside a transaction."""
        return self._mine() is not None

    def _mine(self) -> _Running[C] | None:
        running = self._running.get()
        return running if running is not None and running.task is asyncio.current_task() else None

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[C]:
        running = self._mine()
        if running is None:
            async with self._borrowed() as connection:
                yield connection
        else:
            async with self._marking_failure(running):
                yield running.connection

    @staticmethod
    @asynccontextmanager
    async def _marking_failure(running: _Running[C]) -> AsyncIterator[None]:
        try:
            yield
        except BaseException:
            running.failed = True
            raise

    _begin = "BEGIN"

    @abstractmethod
    def _borrowed(self) -> AbstractAsyncContextManager[C]:
        """A connection that nobody else uses meanwhile."""

    @abstractmethod
    async def _fetch(self, connection: C, sql: str, args: Sequence[Value]) -> list[Row]: ...

    @abstractmethod
    async def _execute(self, connection: C, sql: str, args: Sequence[Value]) -> int: ...

    @abstractmethod
    async def _roll_back(self, connection: C) -> None:
        """Undo what is not committed; nothing where the transaction has ended already."""


def _refuse_failed(running: _Running[C]) -> None:
    if running.failed:
        raise StorageError("a part of the transaction failed, so nothing of it is kept")
