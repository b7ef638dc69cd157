"""The door to recordings: the process that opens them, and nothing that is heavy to import.

A recording comes from strangers and is opened by native code, so it is opened where pictures are: in a process without
secrets and without network, one at a time, within a time limit, and given up when it grows or breaks.
"""

from pathlib import Path
from typing import Final, Protocol

from evidence.readers import UnreadableError, Why
from evidence.worker import Limits, Worker
from model.recording import Sound

_ENGINE: Final = "evidence.hearing:confined"
# The byte in front of a recording that says what is wanted.
PROBE, WRITE_DOWN = b"p", b"w"
# A probe takes a second at most; three minutes of speech take less than one. Pictures wait meanwhile.
LIMITS: Final = Limits(waiting=100, seconds=45.0, starting_seconds=60.0, memory=900 * 1024 * 1024)


class Listener(Protocol):
    """Opens recordings."""

    @property
    def writes_down(self) -> bool:
        """Whether there is a model that writes down what is said."""

    async def probe(self, data: bytes) -> Sound:
        """Format and length. Raises UnreadableError for a file that cannot be opened, BusyError when not now."""

    async def write_down(self, data: bytes) -> Sound:
        """The same, with what is said in it. Raises as `probe` does."""


class NoListener:
    """Opens nothing: for whoever has no process to do it in."""

    writes_down = False

    async def probe(self, data: bytes) -> Sound:  # noqa: ARG002 - as the Protocol has it
        """Raises UnreadableError."""
        raise UnreadableError(Why.BROKE_DOWN)

    write_down = probe


class SoundWorker:
    """A `Listener` in a process of its own. Belongs to one event loop; close it before the loop ends."""

    def __init__(self, folder: Path | None = None, limits: Limits = LIMITS, engine: str = _ENGINE) -> None:
        """`folder` holds a model that `evidence.speech.find_model` knows; without one nothing is written down."""
        self.writes_down = folder is not None
        self._worker = Worker(limits, engine, str(folder or ""))

    async def probe(self, data: bytes) -> Sound:
        """See `Listener`."""
        return Sound(**(await self._worker.ask(PROBE + data))["sound"])

    async def write_down(self, data: bytes) -> Sound:
        """See `Listener`."""
        return Sound(**(await self._worker.ask(WRITE_DOWN + data))["sound"])

    async def rest(self) -> None:
        """End the process when nothing waits, to give its memory back."""
        await self._worker.rest()

    async def close(self) -> None:
        """End the process."""
        await self._worker.close()
