"""One ordered lane per chat, outside PTB's semaphore: a flooding chat waits for itself and for nobody else.

The only place where tasks are made. A lane holds work that is already a row somewhere, so losing it loses nothing.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Final, Self, TypeAlias

logger = logging.getLogger(__name__)

# A piece of work is told whether more waits behind it in the same lane.
Work: TypeAlias = Callable[[bool], Awaitable[None]]

PARALLEL: Final = 16
LONGEST_LANE: Final = 100
DRAIN_SECONDS: Final = 10.0


class Lanes:
    """Runs work of one lane in order and work of different lanes side by side."""

    def __init__(self, *, parallel: int = PARALLEL, longest: int = LONGEST_LANE) -> None:
        self._lanes: dict[int, deque[Work]] = {}
        self._slots = asyncio.Semaphore(parallel)
        self._longest = longest
        self._group = asyncio.TaskGroup()
        self._clocks: list[asyncio.Task[None]] = []
        self.closing = False
        """Set when the process is about to stop: work that goes from row to row ends with the one it has."""
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for clock in self._clocks:
            clock.cancel()
        try:
            await self._group.__aexit__(kind, error, trace)
        except ExceptionGroup as group:
            # The group wraps also what went wrong in the block itself; alone, it is told as what it is.
            if len(group.exceptions) == 1:
                raise group.exceptions[0] from None
            raise

    def push(self, lane: int, work: Work) -> bool:
        """Append work to a lane. False when the lane is full: the caller's row stays and is taken later."""
        waiting = self._lanes.get(lane)
        if waiting is None:
            self._lanes[lane] = deque([work])
            self._quiet.clear()
            self._group.create_task(self._drain(lane))
            return True
        if len(waiting) >= self._longest:
            return False
        waiting.append(work)
        return True

    def busy(self, lane: int) -> bool:
        """Whether a lane holds work, running or waiting."""
        return lane in self._lanes

    def every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        """Call something again and again until the lanes close. A pass that fails is logged and the next one comes."""
        self._clocks.append(self._group.create_task(self._again(seconds, act)))

    async def idle(self) -> None:
        """Wait until no lane holds work; for tests and for a quiet stop."""
        await self._quiet.wait()

    async def drain(self) -> None:
        """Give running lanes a moment to finish before the process stops."""
        self.closing = True
        try:
            await asyncio.wait_for(self.idle(), DRAIN_SECONDS)
        except TimeoutError:
            logger.warning("lanes still busy after %s s; their rows are taken up at the next start", DRAIN_SECONDS)

    async def _drain(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            async with self._slots:
                work = waiting.popleft()
                await _contained(work(bool(waiting)))
        del self._lanes[lane]
        if not self._lanes:
            self._quiet.set()

    async def _again(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            await _contained(act())


async def _contained(awaitable: Awaitable[None]) -> None:
    """Await something; what it raises is logged by type and place, never by content, and goes no further."""
    (outcome,) = await asyncio.gather(awaitable, return_exceptions=True)
    if isinstance(outcome, asyncio.CancelledError):
        raise outcome
    if isinstance(outcome, BaseException):
        logger.error("work failed: %s", describe(outcome))


def describe(error: BaseException) -> str:
    """The type of an error and the place in our code where it came up; never its text, which may hold content."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__module__}.{type(error).__qualname__} at {' > '.join(places[-4:])}"
