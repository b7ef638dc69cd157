"""One place for heavy work: a picture is being read or a document is being set, never both at the same time.

Reading may take up to 900 MB in its process; one after the other they stay within what a small machine has.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from evidence.readers import BusyError
from model.errors import UndunError

T = TypeVar("T")


class TooSlowError(UndunError):
    """The time limit of a piece of work ran out."""


class Slot:
    """Who comes first is served first. Belongs to one event loop."""

    def __init__(self, waiting: int = 100) -> None:
        """`waiting`: how many may wait; the next one is refused with BusyError."""
        self._most = waiting
        self._waiting = 0
        self._lock = asyncio.Lock()

    @property
    def taken(self) -> bool:
        """Whether something is at work."""
        return self._lock.locked()

    async def __aenter__(self) -> None:
        """Wait for the place. Raises BusyError when too many wait already."""
        if self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            await self._lock.acquire()
        finally:
            self._waiting -= 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the place to the next one."""
        self._lock.release()

    async def in_thread(self, work: Callable[[], T], seconds: float) -> T:
        """What a piece of blocking work gives. Raises BusyError, and TooSlowError after `seconds` of work.

        A thread cannot be ended: after the limit nobody waits for it any more, and the place is free when it is done.
        """
        await self.__aenter__()
        future = asyncio.get_running_loop().run_in_executor(None, work)
        future.add_done_callback(self._over)
        done, _ = await asyncio.wait({future}, timeout=seconds)
        if not done:
            raise TooSlowError
        return future.result()

    def _over(self, future: "asyncio.Future[T]") -> None:
        self._lock.release()
        if not future.cancelled():
            future.exception()  # looked at, so that asyncio does not report one that came after the limit
