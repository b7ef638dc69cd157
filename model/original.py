"""Files that were handed in, and the work of fetching and reading them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.incoming import FileRef, Media
from model.reading import Screen


class ReadingState(StrEnum):
    """How far a file has come: it lies with the chat server, it lies here, it was read, it could not be read, or it
    is only kept, because there is nothing in it that is read."""

    WAITING = "waiting"
    FETCHED = "fetched"
    READ = "read"
    FAILED = "failed"
    KEPT = "kept"


class Trouble(StrEnum):
    """Why a file could not be had or read."""

    GONE = "gone"
    TOO_BIG = "too_big"
    FULL = "full"
    UNREADABLE = "unreadable"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one item, kept whole. `size` in bytes, `sha256` in hex over the bytes as they came.

    `format` and `duration_s` are what the sound itself says, where somebody has looked; `sketch` is what a picture is
    found to be like another one by.
    """

    id: str
    item_id: str
    media: Media
    size: int
    sha256: str
    name: str | None = None
    mime: str | None = None
    format: str | None = None
    duration_s: float | None = None
    sketch: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """One file to be fetched and read. `place` is its place among what this person has waiting, from 1."""

    id: str
    item_id: str
    case_id: str
    person_id: str
    state: ReadingState
    place: int
    attempts: int
    asked_at: datetime
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is to be fetched from the chat server."""

    job: ReadingJob
    file: FileRef


@dataclass(frozen=True, slots=True)
class WasRead:
    """What a picture was read as. `confidence` is the reader's own, 0 to 1; `urgent`: danger stood in it."""

    item_id: str
    screen: Screen
    confidence: float
    urgent: bool = False
