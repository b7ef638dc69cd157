"""A step that a person takes: how it was handed in, where it stands, what came of it, and by what rule it has a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model.case import EventKind


class StepStatus(StrEnum):
    """Where a step stands. What came of it is an `Outcome` and another thing."""

    PLANNED = "planned"
    FILED = "filed"
    MORE_ASKED = "more_asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    DISOWNED = "disowned"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What the body said. DENIED: it did not send it. NOT_COMPETENT: it is not for this body to handle."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    DENIED = "denied"
    NOT_COMPETENT = "not_competent"


class Actor(StrEnum):
    """Who acts next."""

    PERSON = "person"
    BODY = "body"
    NOBODY = "nobody"


class Unit(StrEnum):
    """In what a time limit is counted."""

    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class WaitKind(StrEnum):
    """Whether a time stands in a rule or is advice of our own. There is no third kind: the unverified is left out."""

    STATUTORY = "statutory"
    EXPERIENCE = "experience"


class CountFrom(StrEnum):
    """The day that sets a time running. TAKEN is the day on which a body took the matter up (受理)."""

    FILING = "filing"
    RECEIPT = "receipt"
    TAKEN = "taken"


class Rolling(StrEnum):
    """Whether a last day that is free moves on to the next working day.

    ON_HOLIDAYS: for official holidays it does, for a bare weekend it is open. OPEN: nothing was found on it at all. What
    is open makes a range, never a claim.
    """

    NEVER = "never"
    OPEN = "open"
    ON_HOLIDAYS = "on_holidays"


class Bound(StrEnum):
    """Whom a time limit binds: of a body it may be late, of the person it may be missed."""

    BODY = "body"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit. The day that sets it running does not count, unless `first_day_counts`.

    `ground` is the id of the rule, or of the body whose confirmed record tells it. Raises ValueError for a statutory
    time without a ground, and for an amount under 1.
    """

    amount: int
    unit: Unit
    kind: WaitKind
    ground: str | None = None
    counts_from: CountFrom = CountFrom.FILING
    first_day_counts: bool = False
    rolling: Rolling = Rolling.NEVER
    binds: Bound = Bound.BODY

    def __post_init__(self) -> None:
        """Hold what the types cannot."""
        if self.amount < 1:
            raise ValueError("a time limit is at least 1")
        if self.kind is WaitKind.STATUTORY and not self.ground:
            raise ValueError("a statutory time limit names its ground")


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that do not count, both ends included; `last` is None as long as it goes on."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """What was added to a time, in its own unit; `told_on` is the day on which the person was told, where known."""

    amount: int
    unit: Unit
    ground: str | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """How a step was handed in. `entry` names the way in, `operator` who took it; both as the person says."""

    on: date
    entry: str | None = None
    receipt_number: str | None = None
    operator: str | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepEvent:
    """One thing that happened to a step on a day in China; events are only ever added. `body` depends on the kind."""

    kind: EventKind
    on: date
    body: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder as one person takes it. `round` counts how often it was handed in."""

    id: str
    rung: str
    channel: str | None = None
    status: StepStatus = StepStatus.PLANNED
    outcome: Outcome | None = None
    filing: Filing | None = None
    taken_on: date | None = None
    answered_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    round: int = 0


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step of a case as it is kept: where it stands, and everything that happened to it, oldest first.

    `earliest` and `latest` are the ends of its time as the person was last told them; None where nothing runs.
    `remind_at` is when the clock looks at it next. `muted`: she wants no reminders. `version` moves with every change.
    """

    step: Step
    case_id: str
    log: tuple[StepEvent, ...]
    opened_at: datetime
    earliest: date | None = None
    latest: date | None = None
    remind_at: datetime | None = None
    muted: bool = False
    version: int = 1
