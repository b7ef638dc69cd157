"""By when an answer is due, with the whole computation as data: start, rule, skipped days and why, result.

Where a notice on days off is not out, or the rules leave open whether a last day moves on, the result is a range: the
day that will turn out to be true lies in it, and nothing is called overdue before its end. A time that the person must
keep goes by the beginning of the range.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from escalation.calendar import DayKind, Guess, OfficialCalendar
from model.step import Bound, CountFrom, Extension, Rolling, Rule, Step, Suspension, Unit

_DAY: Final = timedelta(days=1)
_FREE: Final = (DayKind.WEEKEND, DayKind.HOLIDAY)


class Why(StrEnum):
    """Why a day did not count. NOT_ANNOUNCED: it may become a day off."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    NOT_ANNOUNCED = "not_announced"
    SUSPENDED = "suspended"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that did not count. ROLLED is a last day that is free, after which the time runs on."""

    day: date
    why: Why


@dataclass(frozen=True, slots=True)
class Course:
    """One way the time runs: its last day, the days that did not count, and the weekend days that did."""

    due: date
    skipped: tuple[Skipped, ...]
    made_up: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Everything that a deadline follows from: the rule, the day that set it running, and what happened since.

    `assumed` says that the day of receipt was not known and the day of filing stands in for it.
    """

    rule: Rule
    begun_on: date
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time with its computation. `first_day` is the first that counts.

    `early` and `late` are the ends of the range, equal where the day is certain. Both are None while it stands still.
    """

    term: Term
    first_day: date
    early: Course | None
    late: Course | None

    @property
    def earliest(self) -> date | None:
        """The first day that can be the last day of the time."""
        return self.early.due if self.early else None

    @property
    def latest(self) -> date | None:
        """The last day that can be the last day of the time."""
        return self.late.due if self.late else None

    @property
    def is_certain(self) -> bool:
        """Whether there is one day and not a range."""
        return self.early is not None and self.earliest == self.latest

    def is_overdue(self, today: date) -> bool:
        """Whether the answer is late, whatever turns out. Never on the last day, and never while the time stands still."""
        return self.late is not None and today > self.late.due

    def is_missed(self, today: date) -> bool:
        """Whether a time that binds the person may be over: from the day after the earliest end on."""
        bound = self.term.rule.binds is Bound.PERSON
        return bound and self.early is not None and today > self.early.due


def term_of(step: Step, rule: Rule) -> Term | None:
    """What the deadline of a step follows from; None before the day that sets it running."""
    filing = step.filing
    if filing is None:
        return None
    received = filing.received_on or filing.on
    begun = {CountFrom.FILING: filing.on, CountFrom.RECEIPT: received, CountFrom.TAKEN: step.taken_on}[rule.counts_from]
    assumed = rule.counts_from is CountFrom.RECEIPT and filing.received_on is None
    return Term(rule, begun, step.suspensions, step.extensions, assumed) if begun else None


def reckon(term: Term, calendar: OfficialCalendar) -> Deadline:
    """The deadline under what is known of the days off today."""
    first = term.begun_on if term.rule.first_day_counts else term.begun_on + _DAY
    early, late = (_Count(term, calendar, late=late).course(first) for late in (False, True))
    return Deadline(term, first, early, late) if early and late else Deadline(term, first, None, None)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A deadline before and after a notice came out, or was corrected."""

    old: Deadline
    new: Deadline

    @property
    def changed(self) -> bool:
        """Whether the person is to be told: an end of the range moved."""
        return (self.old.earliest, self.old.latest) != (self.new.earliest, self.new.latest)


def recompute(old: Deadline, calendar: OfficialCalendar) -> Recomputed:
    """The same time under a new calendar. `changed` tells whether a day moved."""
    return Recomputed(old, reckon(old.term, calendar))


class _StandsStillError(Exception):
    """The time stands still and nobody knows until when."""


class _Count:
    """One count through the days, towards the early or the late end. Used once."""

    def __init__(self, term: Term, calendar: OfficialCalendar, *, late: bool) -> None:
        self._term = term
        self._calendar = calendar
        self._late = late
        self._guess = Guess(late=late)
        self._skipped: list[Skipped] = []
        self._made_up: list[date] = []

    def course(self, first: date) -> Course | None:
        """The way the time runs from its first day; None where it stands still without an end."""
        rule = self._term.rule
        try:
            due = self._run(first - _DAY, rule.amount, rule.unit, whole=rule.first_day_counts)
            for more in self._term.extensions:
                due = self._run(due, more.amount, more.unit)
            due = self._rolled(due)
        except _StandsStillError:
            return None
        return Course(due, tuple(self._skipped), tuple(self._made_up))

    def _run(self, before: date, amount: int, unit: Unit, *, whole: bool = False) -> date:
        """The last day of an amount that begins on the day after `before`; `whole` months include that day."""
        match unit:
            case Unit.CALENDAR_DAY:
                return self._walk(before, amount, lambda _: True)
            case Unit.WORKING_DAY:
                return self._walk(before, amount, self._is_worked)
            case Unit.MONTH:
                due = whole_months(before + _DAY, amount) if whole else months_after(before, amount)
                stood = sum(1 for day in _days(before, due) if self._is_suspended(day))
                return self._walk(due, stood, lambda _: True)

    def _walk(self, before: date, amount: int, counts: Callable[[date], bool]) -> date:
        day = before
        while amount:
            day += _DAY
            amount -= not self._is_suspended(day) and counts(day)
        return day

    def _is_suspended(self, day: date) -> bool:
        for stop in self._term.suspensions:
            if stop.first <= day and (stop.last is None or day <= stop.last):
                if stop.last is None:
                    raise _StandsStillError
                self._skipped.append(Skipped(day, Why.SUSPENDED))
                return True
        return False

    def _is_worked(self, day: date) -> bool:
        """Whether the day counts as a working day; what is not announced is taken by the end that is looked for."""
        kind = self._calendar.kind(day)
        worked = self._guess.is_worked(day) if kind is DayKind.UNKNOWN else kind not in _FREE
        if not worked:
            self._skipped.append(Skipped(day, _WHY[kind]))
        elif day.weekday() >= 5:
            self._made_up.append(day)
        return worked

    def _rolled(self, due: date) -> date:
        """The last day, moved on over free days as far as the rule goes, and for the late end as far as it might go."""
        while self._moves_on(due):
            self._skipped.append(Skipped(due, Why.ROLLED))
            due += _DAY
        return due

    def _unit(self) -> Unit:
        """In what the last stretch was counted: one of working days ends on a working day by itself."""
        return self._term.extensions[-1].unit if self._term.extensions else self._term.rule.unit

    def _moves_on(self, due: date) -> bool:
        rolling, kind = self._term.rule.rolling, self._calendar.kind(due)
        if rolling is Rolling.NEVER or self._unit() is Unit.WORKING_DAY:
            return False
        if not self._late:
            return rolling is Rolling.ON_HOLIDAYS and kind is DayKind.HOLIDAY
        return kind in _FREE or (kind is DayKind.UNKNOWN and not self._guess.is_worked(due))


_WHY: Final = {
    DayKind.WEEKEND: Why.WEEKEND,
    DayKind.HOLIDAY: Why.HOLIDAY,
    DayKind.UNKNOWN: Why.NOT_ANNOUNCED,
}


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, months: int) -> date:
    """The last day of months of which `first` is the first day."""
    after = months_after(first, months)
    return after - _DAY if after.day == first.day else after


def _days(before: date, last: date) -> Iterable[date]:
    return (date.fromordinal(day) for day in range(before.toordinal() + 1, last.toordinal() + 1))
