"""Conduct over time: what the contacts of one case add up to, each count with its sources and what stands behind it.

Pure. What counts is decided by the source of the time: a forward's origin, a picture, an export, or what the person
says. The moment in which something was handed on is none of these and proves neither an hour nor a day. An estimate
("about 20 calls") is kept apart and never held against a limit. A call that was logged by hand and also stands in a
picture or an export is one call. What is not known is named as a gap; nothing is filled in.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from classify.contacts import at_night, day_of, distinct, time_of
from model.case import Receiver, Role, ValueSource
from model.contact_event import ConductLimit, ContactEvent, ContactKind, Measure
from model.labels import Label


class Gap(StrEnum):
    """What is missing, so that something could not be counted."""

    NO_TIME = "no_time"
    NO_HOUR = "no_hour"
    NO_SENDER = "no_sender"
    NO_RECEIVER = "no_receiver"
    NOT_TOLD_IF_CONNECTED = "not_told_if_connected"


@dataclass(frozen=True, slots=True)
class Count:
    """A number, where its times come from, and the items and logged calls behind it (numbers within the case)."""

    value: int
    sources: tuple[tuple[ValueSource, int], ...] = ()
    items: tuple[int, ...] = ()
    calls: tuple[int, ...] = ()

    @property
    def recorded(self) -> int:
        """How many of it rest on more than the person's word."""
        return self.value - dict(self.sources).get(ValueSource.CLAIMED, 0)


@dataclass(frozen=True, slots=True)
class Day:
    """One day in China. `unanswered` are calls that were not taken; `estimated` is about how many more are told of."""

    day: date
    contacts: Count
    connected: Count
    unanswered: Count
    estimated: int = 0


@dataclass(frozen=True, slots=True)
class ConductFinding:
    """One reason for `harassment_frequency`: the rule by which it was found, the count, and the limit it is above.

    `limit` is None where the directory has no such rule; `day` is None for what is not of one day.
    """

    rule: str
    count: Count
    limit: ConductLimit | None = None
    day: date | None = None
    label: Label = Label.HARASSMENT_FREQUENCY

    @property
    def claimed_only(self) -> bool:
        """Whether it would not be found without what the person says herself."""
        return self.count.recorded <= (self.limit.most if self.limit else 0)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the contacts of a case add up to. `estimated` is the sum of all estimates and in no other number.

    `third_parties` are contacts with phones of others than the debtor, `reached` whose those are.
    """

    contacts: Count
    night: Count
    days: tuple[Day, ...]
    senders: tuple[tuple[str, int], ...]
    third_parties: Count
    reached: tuple[Receiver, ...]
    estimated: int
    gaps: tuple[tuple[Gap, Count], ...]
    findings: tuple[ConductFinding, ...]


def conduct(events: Sequence[ContactEvent], limits: Sequence[ConductLimit], role: Role) -> Conduct:
    """Count the contacts of one case and hold them against the limits. `role` is the position of who handed them in."""
    single = [event for event in events if event.estimated == 1]
    third = [event for event in single if event.receiver in _others(role)]
    days = _days(events)
    return Conduct(
        contacts=count(single),
        night=count([event for event in single if at_night(event)]),
        days=days,
        senders=_senders(single),
        third_parties=count(third),
        reached=tuple(sorted({event.receiver for event in third}, key=list(Receiver).index)),
        estimated=sum(event.estimated for event in events if event.estimated > 1),
        gaps=_gaps(single),
        findings=_findings(single, limits, role),
    )


def count(events: Iterable[ContactEvent]) -> Count:
    """How many contacts these are, a call that was told of twice counted once."""
    once = distinct(list(events))
    sources = Counter(event.source for event in once)
    return Count(
        len(once),
        tuple((source, sources[source]) for source in ValueSource if sources[source]),
        tuple(sorted({event.item_number for event in once if event.item_number is not None})),
        tuple(sorted({event.call_number for event in once if event.call_number is not None})),
    )


def _others(role: Role) -> frozenset[Receiver]:
    """Whose phones are a third party's. Where the position of the person is not known, her own is nobody's."""
    own = frozenset({Receiver.ME, Receiver.UNKNOWN})
    return frozenset(Receiver) - own | ({Receiver.ME} if role is Role.THIRD_PARTY else frozenset())


def _days(events: Sequence[ContactEvent]) -> tuple[Day, ...]:
    return tuple(_day(day, of_day) for day, of_day in _by_day(events))


def _by_day(events: Sequence[ContactEvent]) -> list[tuple[date, list[ContactEvent]]]:
    """The contacts of each known day, in the order of the days."""
    found: dict[date, list[ContactEvent]] = {}
    for event in events:
        if day := day_of(event):
            found.setdefault(day, []).append(event)
    return sorted(found.items(), key=lambda pair: pair[0])


def _day(day: date, events: Sequence[ContactEvent]) -> Day:
    single = [event for event in events if event.estimated == 1]
    return Day(
        day,
        count(single),
        count([event for event in single if event.connected]),
        count([event for event in single if event.connected is False]),
        sum(event.estimated for event in events if event.estimated > 1),
    )


def _senders(events: Sequence[ContactEvent]) -> tuple[tuple[str, int], ...]:
    """The numbers and names that are known, the busiest first."""
    found: dict[str, list[ContactEvent]] = {}
    for event in events:
        if event.sender:
            found.setdefault(event.sender, []).append(event)
    counted = [(sender, count(of_sender).value) for sender, of_sender in found.items()]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


_MISSING: Final[dict[Gap, Callable[[ContactEvent], bool]]] = {
    Gap.NO_TIME: lambda event: day_of(event) is None,
    Gap.NO_HOUR: lambda event: day_of(event) is not None and time_of(event) is None,
    Gap.NO_SENDER: lambda event: not event.sender,
    Gap.NO_RECEIVER: lambda event: event.receiver is Receiver.UNKNOWN,
    Gap.NOT_TOLD_IF_CONNECTED: lambda event: event.kind is ContactKind.CALL and event.connected is None,
}


def _gaps(events: Sequence[ContactEvent]) -> tuple[tuple[Gap, Count], ...]:
    once = distinct(events)
    found = ((gap, count([event for event in once if missing(event)])) for gap, missing in _MISSING.items())
    return tuple((gap, counted) for gap, counted in found if counted.value)


def _findings(events: Sequence[ContactEvent], limits: Sequence[ConductLimit], role: Role) -> tuple[ConductFinding, ...]:
    found: list[ConductFinding] = []
    by_measure = {limit.measure: limit for limit in limits}
    night = count([event for event in events if at_night(event)])
    if night.value:
        last = max(filter(None, (day_of(event) for event in events if at_night(event))))
        found.append(ConductFinding("conduct.night", night, in_force(by_measure.get(Measure.NIGHT), last)))
    for measure, connected in ((Measure.CALLS_CONNECTED, True), (Measure.CALLS_ATTEMPTS, False)):
        limit, to_whom = by_measure.get(measure), _JUDGED[measure]
        if limit and role in to_whom:
            found += _above(limit, [e for e in events if e.connected is connected and e.receiver is Receiver.ME])
    return tuple(found)


# Against the limits of a day only the phone of who handed it in counts: of "my parents" nobody knows how many phones
# those are. The one limit speaks of the debtor, the other one of a number.
_JUDGED: Final = {
    Measure.CALLS_CONNECTED: frozenset({Role.BORROWER, Role.UNKNOWN}),
    Measure.CALLS_ATTEMPTS: frozenset(Role),
}


def in_force(limit: ConductLimit | None, day: date) -> ConductLimit | None:
    """The limit with the documents that were in force on a day; None where none was."""
    bases = tuple(basis for basis in limit.bases if basis.since is None or basis.since <= day) if limit else ()
    return replace(limit, bases=bases) if limit and bases else None


def _above(limit: ConductLimit, calls: Sequence[ContactEvent]) -> Iterable[ConductFinding]:
    for day, of_day in _by_day(calls):
        counted, then = count(of_day), in_force(limit, day)
        if then and counted.value > then.most:
            yield ConductFinding(f"conduct.{limit.measure.value}_per_day", counted, then, day)
