"""One contact by whoever collects: a message or a call, with what is known of it and where that comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model.case import Receiver, ValueSource
from model.labels import Label


class ContactKind(StrEnum):
    """What a contact was."""

    MESSAGE = "message"
    CALL = "call"


class Said(StrEnum):
    """What was said in a call, as whoever took it tells by a tap. A claim, and no classification of ours."""

    NOTHING = "nothing"
    POLITE = "polite"
    ABUSE = "abuse"
    THREAT = "threat"
    FAMILY = "family"
    VISIT = "visit"
    POSED = "posed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class ContactEvent:
    """One contact, or an estimate of several.

    `at` is an instant with a zone, to the minute; None where no time of day is known. `day` is the day in China where
    only that is known. `source` is where the time comes from; RECEIVED says that only the moment is known in which it
    was handed on, and that proves nothing of the contact itself. `connected` is None for messages, and for calls of
    which it is not told. `item_number` and `call_number` say in which item, or in which logged call of the case, it
    stands. `estimated` above 1 is a number somebody remembers ("about 20 calls"), from `at` to `until`.
    """

    at: datetime | None
    kind: ContactKind
    connected: bool | None
    sender: str | None
    receiver: Receiver
    source: ValueSource
    item_number: int | None = None
    estimated: int = 1
    day: date | None = None
    call_number: int | None = None
    until: datetime | None = None
    labels: tuple[Label, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call that a person logged, and then everything in it is claimed; or, by its `source`, one from an export.

    `at` is an instant to the minute, None where only the `day` in China is known. `estimated` above 1 stands for about
    so many calls between `at` and `until`. `duration_s` in seconds. `name` is what the caller called himself.
    """

    id: str
    case_id: str
    created_at: datetime
    day: date
    at: datetime | None = None
    connected: bool | None = None
    said: tuple[Said, ...] = ()
    number: str | None = None
    name: str | None = None
    duration_s: int | None = None
    receiver: Receiver = Receiver.ME
    estimated: int = 1
    until: datetime | None = None
    source: ValueSource = ValueSource.CLAIMED


class Measure(StrEnum):
    """What can be counted against a rule."""

    NIGHT = "night"
    CALLS_CONNECTED = "calls_connected"
    CALLS_ATTEMPTS = "calls_attempts"


@dataclass(frozen=True, slots=True)
class Basis:
    """One document in which a rule stands: its title, its force (law, standard, self_discipline …), whom it binds, and
    the first day on which it was in force, where that is known."""

    title: str
    force: str
    binds: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ConductLimit:
    """A rule with a number: `most` contacts of a measure are within it, in one day where the measure is of a day."""

    id: str
    measure: Measure
    most: int
    rule: str
    bases: tuple[Basis, ...]
