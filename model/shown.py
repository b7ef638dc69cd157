"""What was shown of an entry of the directory, and how the entry stands on a later day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.locale import Locale


class EntryKind(StrEnum):
    """The ways in that a contact has. HOW is the sentence on how to find it, where a number or an address stands in it."""

    PHONE = "phone"
    WEB = "web"
    WECHAT = "wechat"
    HOW = "how_to_find"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in, as it is read. A number's note is part of it: "95188" and "95188, then 2" are two entries."""

    kind: EntryKind
    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody was shown of one record, in the language it was shown in. `checked_on` is the record's own day."""

    record_id: str
    name: str
    locale: Locale
    entries: tuple[Entry, ...]
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record stands in a directory, in one language: the entries that may be shown, or how to find them.

    `record_id` and `name` are those of the successor where the record was `retired`.
    """

    record_id: str
    name: str
    entries: tuple[Entry, ...]
    checked_on: date
    how_to_find: str | None = None
    retired: bool = False
