"""The one process that reads pictures, and the door to it: `Worker.read`.

Pictures come from strangers and the engine is native code, so reading happens in an interpreter of its own: started
when the first picture comes, with an empty environment (no token, no key) and without network, fed one picture at a
time over pipes. A picture that takes too long, or takes the process down, is `UnreadableError` and the next one gets a
new process; so does the one after a process that has grown beyond `memory`. The event loop only moves bytes.

A plain subprocess and not `multiprocessing`: that would import the whole bot into the child and has no way to end it.
"""

import asyncio
import base64
import json
import logging
import sys
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evidence.readers import BusyError, UnreadableError, Why
from model.reading import Line, Page

logger = logging.getLogger(__name__)

_ROOT: Final = Path(__file__).resolve().parent.parent
_CHUNK: Final = 256 * 1024
_LONGEST_ANSWER: Final = 16 * 1024 * 1024
_ENGINE: Final = "evidence.ocr:PictureReader"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the worker may take. `waiting`: pictures handed in and not answered yet, the one being read included."""

    waiting: int = 100
    seconds: float = 45.0
    starting_seconds: float = 60.0
    memory: int = 900 * 1024 * 1024
    threads: int = 1


class Worker:
    """A `TextReader` in a process of its own. Belongs to one event loop; close it before the loop ends."""

    def __init__(self, limits: Limits = Limits(), engine: str = _ENGINE, argument: str = "") -> None:
        """`engine` is the import path `module:class` of an `evidence.readers.Engine`; it is made with `threads`, and
        with `argument` where there is one."""
        self._limits = limits
        self._engine = [engine, str(limits.threads), *([argument] if argument else [])]
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._closed = False

    @property
    def waiting(self) -> int:
        """Pictures handed in and not answered yet."""
        return self._waiting

    async def read(self, data: bytes) -> Page:
        """The page of a picture. BusyError: too many wait, or the worker is closed. UnreadableError: see there."""
        return _page((await self.ask(data))["page"])

    async def ask(self, data: bytes) -> Mapping[str, Any]:
        """What the engine answers, as the reading process puts it. Raises as `read` does."""
        if self._closed or self._waiting >= self._limits.waiting:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                return await self._ask(data)
        finally:
            self._waiting -= 1

    async def rest(self) -> None:
        """End the process when nothing waits, to give its memory back; the next picture starts a new one."""
        if not self._waiting:
            async with self._turn:
                await self._end()

    async def close(self) -> None:
        """End the process, also in the middle of a picture; nothing is read from now on."""
        self._closed = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        async with self._turn:
            await self._end()

    async def _ask(self, data: bytes) -> Mapping[str, Any]:
        if self._closed:
            raise BusyError
        answered = False
        try:
            process = self._process or await self._start()
            answer = await _within(self._limits.seconds, _ask(process, data))
            answered = answer.get("memory", 0) <= self._limits.memory
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise UnreadableError(Why.BROKE_DOWN) from error
        finally:
            # Whatever went wrong, a cancelled caller included: a process that may still be at work is of no use.
            if not answered:
                await self._end()
        if "why" in answer:
            raise UnreadableError(Why(answer["why"]))
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "evidence.reading_process", *self._engine,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT, env={}, limit=_CHUNK,
        )  # fmt: skip
        await _within(self._limits.starting_seconds, _answer(self._process))
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _within(seconds: float, work: Awaitable[Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as error:
        raise UnreadableError(Why.TOO_SLOW) from error


async def _ask(process: asyncio.subprocess.Process, data: bytes) -> Mapping[str, Any]:
    """Hand over a picture in pieces, so that no single step of the loop is long, and wait for the answer."""
    pipe = process.stdin
    if pipe is None:
        raise BrokenPipeError
    pipe.write(len(data).to_bytes(8, "big"))
    for start in range(0, len(data), _CHUNK):
        pipe.write(data[start : start + _CHUNK])
        await pipe.drain()
    return await _answer(process)


async def _answer(process: asyncio.subprocess.Process) -> Mapping[str, Any]:
    if process.stdout is None:
        raise BrokenPipeError
    size = int.from_bytes(await process.stdout.readexactly(8), "big")
    if size > _LONGEST_ANSWER:
        raise ConnectionError
    answer: Mapping[str, Any] = json.loads(await process.stdout.readexactly(size))
    if "broke" in answer:
        logger.error("the reading process ended: %r", answer["broke"])
        raise ConnectionError
    return answer


def _page(told: Mapping[str, Any]) -> Page:
    lines = tuple(
        Line(text, (left, top, right, bottom), confidence, tuple(ground) if ground else None)
        for text, (left, top, right, bottom), confidence, ground in told["lines"]
    )
    return Page(
        told["width"], told["height"], told["turned"], lines, told["confidence"], base64.b64decode(told["sketch"])
    )
