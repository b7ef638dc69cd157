"""When to remind of a deadline: before, on and after, once each, never between 22:00 and 8:00 in China. Pure.

The caller keeps the keys of what was sent. After a time without service only the newest reminder of a deadline is
left to send; what it overtook is never sent, not even when a clock goes back.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from escalation.hours import CHINA, is_night
from model.step import Bound

REMIND_AT: Final = time(9)
# Days ahead: enough to look for a receipt number, and for a time of one's own, to act on it.
_AHEAD: Final = {Bound.BODY: 3, Bound.PERSON: 14}


class Moment(StrEnum):
    """Which reminder of a deadline it is, in the order in which they come."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline to be reminded of. `id` is that of its step; a deadline whose day moved is another one."""

    id: str
    earliest: date
    latest: date
    binds: Bound = Bound.BODY


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder, due at an instant. `key` is the same every time it is computed."""

    key: str
    id: str
    moment: Moment
    at: datetime


def planned(deadline: Dated) -> tuple[Reminder, ...]:
    """All reminders of a deadline, in order.

    A body's answer: before the first day on which it can be due, on the last, and on the day after, when it is late. A
    time that binds the person: before and on the first day on which it can end; afterwards there is nothing to do.
    """
    ahead = deadline.earliest - timedelta(days=_AHEAD[deadline.binds])
    if deadline.binds is Bound.PERSON:
        return _made(deadline, ((Moment.BEFORE, ahead), (Moment.ON, deadline.earliest)))
    after = deadline.latest + timedelta(days=1)
    return _made(deadline, ((Moment.BEFORE, ahead), (Moment.ON, deadline.latest), (Moment.AFTER, after)))


def due(deadlines: Iterable[Dated], now: datetime, sent: Set[str]) -> tuple[Reminder, ...]:
    """What is to be sent now, one reminder a deadline at most, the oldest first; nothing in the quiet hours."""
    if is_night(now):
        return ()
    found = [reminder for deadline in deadlines if (reminder := _due(deadline, now, sent))]
    return tuple(sorted(found, key=lambda reminder: (reminder.at, reminder.key)))


def next_at(deadlines: Iterable[Dated], now: datetime, sent: Set[str]) -> datetime | None:
    """The next instant at which something new is due, or None. Never in the quiet hours."""
    return min((r.at for d in deadlines for r in _left(d, sent) if r.at > now), default=None)


def _due(deadline: Dated, now: datetime, sent: Set[str]) -> Reminder | None:
    reached = [reminder for reminder in _left(deadline, sent) if reminder.at <= now]
    return reached[-1] if reached else None


def _left(deadline: Dated, sent: Set[str]) -> Iterator[Reminder]:
    """What comes after the last reminder that was sent."""
    every = planned(deadline)
    gone = [place for place, reminder in enumerate(every) if reminder.key in sent]
    yield from every[gone[-1] + 1 if gone else 0 :]


def _made(deadline: Dated, days: Iterable[tuple[Moment, date]]) -> tuple[Reminder, ...]:
    return tuple(
        Reminder(f"{deadline.id}:{moment}:{day}", deadline.id, moment, datetime.combine(day, REMIND_AT, CHINA))
        for moment, day in days
    )
