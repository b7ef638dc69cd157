"""Everything a use case needs from outside, made once in bot.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from classify import Classifier
from db.store import Store
from directory import Directory
from escalation.hours import Calendar


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this bot and where, as it is shown to everybody who asks."""

    name: str | None = None
    contact: str | None = None
    place: str | None = None


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
    operator: Operator = field(default_factory=Operator)
    admin_ids: frozenset[int] = frozenset()
