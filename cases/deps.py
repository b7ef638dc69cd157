"""Everything a use case needs from outside, made once in bot.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from classify import Classifier
from db.store import Store
from db.vault import Vault
from directory import Directory
from escalation.hours import Calendar
from evidence.listening import Listener, NoListener
from evidence.readers import TextReader
from evidence.slot import Slot
from templates.letters import LetterWords, letter_words


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this bot and where, as it is shown to everybody who asks."""

    name: str | None = None
    contact: str | None = None
    place: str | None = None


def _nothing_used() -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be kept: `quota` in bytes for one person, `disk_percent` for the disk that DATA_DIR is on, and a
    call that tells how full it is now, in percent."""

    quota: int = 500 * 1024 * 1024
    disk_percent: float = 80.0
    used_percent: Callable[[], float] = _nothing_used


@dataclass(frozen=True, slots=True, repr=False)
class Deps:
    """The frozen record that every use case gets. Clock, ids and randomness are calls; data is data."""

    store: Store
    directory: Directory
    classifier: Classifier
    calendar: Calendar
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    random_bytes: Callable[[int], bytes]
    vault: Vault
    reader: TextReader
    room: Room = field(default_factory=Room)
    operator: Operator = field(default_factory=Operator)
    admin_ids: frozenset[int] = frozenset()
    letters: LetterWords = field(default_factory=letter_words)
    letters_per_day: int = 12
    slot: Slot = field(default_factory=Slot)
    listener: Listener = field(default_factory=NoListener)
