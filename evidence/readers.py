"""The one door to reading text out of a picture, and the ways in which it can fail."""

from enum import StrEnum
from typing import Protocol

from model.errors import UndunError
from model.reading import Page
from model.recording import Sound


class Why(StrEnum):
    """Why a picture could not be read. The original is kept all the same."""

    NOT_A_PICTURE = "not_a_picture"  # another kind of file, or a kind of picture that is not read
    TOO_LARGE = "too_large"  # more bytes or pixels than are opened
    DAMAGED = "damaged"  # truncated or broken
    TOO_SLOW = "too_slow"  # the time limit ran out
    BROKE_DOWN = "broke_down"  # the reading process ended; the next picture gets a new one


class UnreadableError(UndunError):
    """This picture cannot be read, and trying again does not help; `why` says which answer the person gets."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class BusyError(UndunError):
    """More pictures wait than may wait; the job stays where it is and is tried later."""


class TextReader(Protocol):
    """Reads the print in a picture. `evidence.worker.Worker` is the one the bot uses."""

    async def read(self, data: bytes) -> Page:
        """The lines of a picture, in reading order; a picture without print gives a page without lines.

        Raises UnreadableError when the file cannot be read, BusyError when it cannot be read now.
        """


class Engine(Protocol):
    """What runs inside the worker process: it may block, and it may break down."""

    def read(self, data: bytes) -> Page | Sound:
        """As `TextReader.read`, but never busy. A recording gives a Sound."""
