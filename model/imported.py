"""What an export of messages or calls holds, row by row, and what of it could not be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ImportedKind(StrEnum):
    """What a row tells of."""

    SMS = "sms"
    CALL = "call"


class ExportFormat(StrEnum):
    """The forms of exports that can be read."""

    SMS_BACKUP = "sms_backup"
    TABLE = "table"
    LINES = "lines"
    ARCHIVE = "archive"


class SkipReason(StrEnum):
    """Why a row, or a file inside an archive, is not among the rows."""

    EMPTY = "empty"
    NOT_SENT = "not_sent"
    NOTE = "note"
    TOO_LONG = "too_long"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One message or call as the export tells it; what it does not tell is None or empty, and nothing is guessed.

    `other` is the number or name of the other side as written. `at` has a zone; a day without a time of day is no
    instant and is None. `line` counts from 1 within its `file`: the line of a text, the entry of an XML file.
    """

    kind: ImportedKind
    other: str
    name: str | None
    at: datetime | None
    incoming: bool | None
    text: str
    duration_s: int | None
    connected: bool | None
    line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that is not used (`line` 0: the whole file)."""

    line: int
    why: SkipReason
    file: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """An export, read. `pictures` are the names of pictures in an archive, which are not read here."""

    rows: tuple[ImportedRow, ...]
    skipped: tuple[Skipped, ...]
    format: ExportFormat
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """What came from one number or name, of one kind.

    `count` is what came in, or what the export gives no direction of; `own` is what went out and is no contact.
    `first`, `last` and `nights` (22:00 to 8:00 in China) are over what came in with a time.
    """

    other: str
    name: str | None
    kind: ImportedKind
    count: int
    own: int
    first: datetime | None
    last: datetime | None
    nights: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One sender of an export, from which the person picks. `messages`, `calls` and `nights` count what came in;
    `rows` are the newest of it, as many as a case has room for. `suspected` is an opinion on the texts looked at."""

    other: str
    name: str | None
    messages: int
    calls: int
    nights: int
    suspected: bool
    rows: tuple[ImportedRow, ...]


@dataclass(frozen=True, slots=True)
class PendingImport:
    """What was read from an export and waits to be picked from. `picked` counts the offers from 0; `told` are the
    figures of the whole file, as they were shown."""

    id: str
    person_id: str
    case_id: str
    message_id: int
    offers: tuple[Offer, ...]
    told: Mapping[str, int]
    picked: frozenset[int]
    created_at: datetime
