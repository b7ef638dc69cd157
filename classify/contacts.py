"""When a contact was, and which contacts are one: what every count of conduct stands on. Pure.

The moment in which something was handed on proves neither an hour nor a day. A call that two sources tell of is one.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Final

from model.case import Receiver, ValueSource
from model.contact_event import ContactEvent, ContactKind

# Mainland China has kept one zone without summer time since 1991.
_CHINA: Final = timezone(timedelta(hours=8))
# The hours in which nobody should be dunned, as the rules that are passed in have them.
NIGHT_FROM: Final = 22
NIGHT_UNTIL: Final = 8


def time_of(event: ContactEvent) -> datetime | None:
    """The time of a contact on a clock in China; None where only the moment of handing it on is known."""
    if event.at is None or event.source is ValueSource.RECEIVED:
        return None
    return event.at.astimezone(_CHINA)


def day_of(event: ContactEvent) -> date | None:
    """The day of a contact in China, where it is known."""
    at = time_of(event)
    return at.date() if at else None if event.source is ValueSource.RECEIVED else event.day


def at_night(event: ContactEvent) -> bool:
    """Whether a contact is known to have been between 22:00 and 8:00 in China."""
    at = time_of(event)
    return at is not None and (at.hour >= NIGHT_FROM or at.hour < NIGHT_UNTIL)


def distinct(events: Sequence[ContactEvent]) -> list[ContactEvent]:
    """The contacts without the calls that another source tells of as well.

    Of a call in a picture and in an export (same minute, number and receiver) the export stays; of a call that the
    person logged and one of another source (same minute, and no other number or receiver told of) the other source
    stays. One record takes one partner at most, and as many pairs are made as can be, so that one contact more never
    makes fewer of them.
    """
    at_minute: dict[datetime, list[int]] = {}
    for n, event in enumerate(events):
        if minute := _minute(event):
            at_minute.setdefault(minute, []).append(n)
    doubled = {n for of_minute in at_minute.values() for n in _doubled(events, of_minute)}
    return [event for n, event in enumerate(events) if n not in doubled]


def _doubled(events: Sequence[ContactEvent], of_minute: Sequence[int]) -> set[int]:
    """The calls of one minute that have a partner with a better source (augmenting paths)."""
    pictured = _pictured(events, of_minute)
    stored = [n for n in of_minute if events[n].source is not ValueSource.CLAIMED and n not in pictured]
    taken: dict[int, int] = {}

    def pair(call: int, tried: set[int]) -> bool:
        for item in stored:
            if item not in tried and same_call(events[call], events[item]):
                tried.add(item)
                if item not in taken or pair(taken[item], tried):
                    taken[item] = call
                    return True
        return False

    for call in of_minute:
        if events[call].source is ValueSource.CLAIMED:
            pair(call, set())
    return pictured | set(taken.values())


def _pictured(events: Sequence[ContactEvent], of_minute: Sequence[int]) -> set[int]:
    """The calls in pictures that also stand in an export."""
    exported = Counter(_line(events[n]) for n in of_minute if events[n].source is ValueSource.EXPORT)
    found: set[int] = set()
    for n in of_minute:
        line = _line(events[n])
        if events[n].source is ValueSource.PICTURE and events[n].sender and exported[line]:
            exported[line] -= 1
            found.add(n)
    return found


def _line(event: ContactEvent) -> tuple[str | None, Receiver]:
    return event.sender, event.receiver


def _minute(event: ContactEvent) -> datetime | None:
    at = time_of(event)
    return at.replace(second=0, microsecond=0) if at and event.kind is ContactKind.CALL else None


def same_call(one: ContactEvent, other: ContactEvent) -> bool:
    """Whether two calls may be the same: the same minute, and no other number or receiver told of."""
    return (
        _minute(one) is not None
        and _minute(one) == _minute(other)
        and (one.sender == other.sender or not one.sender or not other.sender)
        and (one.receiver is other.receiver or Receiver.UNKNOWN in (one.receiver, other.receiver))
    )
