"""The contacts of a case over time: the timeline, what they add up to, and the strip of days as a picture."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from cases.card import current
from cases.contact_events import events_of
from cases.deps import Deps
from cases.keyboards import Rows, tap
from cases.routing import licence_of
from cases.turn import Answered, Turn
from classify.conduct import Conduct, ConductFinding, Count, conduct
from classify.contacts import at_night, day_of, distinct, time_of
from db import calls, cases, items, readings
from directory import conduct_limits
from escalation.hours import in_china
from evidence import strip
from evidence.strip import StripDay
from model.case import Case, Person, Receiver
from model.contact_event import ContactEvent
from model.errors import GoneError, NotUnderstoodError
from model.locale import Locale
from model.reply import Json, Reply

# The lines of a phone screen that are left for the contacts and their days.
PAGE_LINES: Final = 14
# The days that a text of the strip names one by one.
DAYS_NAMED: Final = 5
HOURS_NAMED: Final = 5
SENDERS_NAMED: Final = 2
SUM, STRIP = "sum", "strip"


@dataclass(frozen=True, slots=True)
class History:
    """The contacts of one case, and what they add up to."""

    events: tuple[ContactEvent, ...]
    conduct: Conduct


async def history_of(deps: Deps, case: Case, locale: Locale) -> History:
    """Everything in a case that was a contact, counted and held against the limits that may bind its lender."""
    every = current(await items.of_case(deps.store, case))
    logged = await calls.of_case(deps.store, case)
    events = events_of(every, logged, await readings.what_was_read(deps.store, case))
    limits = conduct_limits(deps.directory, locale, licence_of(case.facts, deps.directory))
    return History(events, conduct(events, limits, case.facts.role))


async def timeline(turn: Turn, case: Case, argument: str) -> Answered:
    """The contacts of a case by day, page by page, the newest first; what they add up to; or the strip of days."""
    history = await history_of(turn.deps, case, turn.person.locale)
    if not history.events:
        rows: Rows = ((tap("call"), tap("case")),)
        return Answered((Reply("timeline_empty", {"case": case.number}, rows, case_id=case.id),))
    if argument == SUM:
        return Answered((_summary(case, history),))
    if argument == STRIP:
        return Answered((_strip(case, history),))
    return Answered((_page(case, history, _page_number(argument)),))


def _page_number(argument: str) -> int:
    if argument and not (argument.isascii() and argument.isdecimal() and len(argument) <= 4):
        raise NotUnderstoodError
    return max(1, int(argument or 1))


def _page(case: Case, history: History, number: int) -> Reply:
    pages = pages_of(sorted(history.events, key=_newest_first))
    number = min(number, len(pages))
    shown = pages[number - 1]
    once = {id(event) for event in distinct([event for event in history.events if event.estimated == 1])}
    days = list(dict.fromkeys(day_of(event) for event in shown))
    groups: list[Json] = [
        {
            "day": f"{day:%m-%d}" if day else None,
            "lines": [_line(event, once=id(event) in once) for event in shown if day_of(event) == day],
        }
        for day in days
    ]
    params: dict[str, Json] = {
        "case": case.number,
        "contacts": history.conduct.contacts.value,
        "night": history.conduct.night.value,
        "estimated": history.conduct.estimated or None,
        "groups": groups,
        "page": number,
        "pages": len(pages),
    }
    turns = [tap("page_newer", "timeline", str(number - 1))] if number > 1 else []
    turns += [tap("page_older", "timeline", str(number + 1))] if number < len(pages) else []
    rows = (tuple(turns), (tap("sum", "timeline", SUM), tap("strip", "timeline", STRIP)), (tap("call"), tap("case")))
    return Reply("timeline", params, tuple(row for row in rows if row), case_id=case.id)


def pages_of(events: Sequence[ContactEvent]) -> list[list[ContactEvent]]:
    """The contacts page by page, each page with no more lines than a phone screen has room for."""
    pages: list[list[ContactEvent]] = []
    left = 0
    for event in events:
        heading = int(not pages or not pages[-1] or day_of(pages[-1][-1]) != day_of(event))
        if heading + _lines(event) > left:
            pages.append([])
            heading, left = 1, PAGE_LINES
        pages[-1].append(event)
        left -= heading + _lines(event)
    return pages


def _lines(event: ContactEvent) -> int:
    """How many lines a contact takes: what has a number or another phone in it runs into a second one."""
    return 2 if event.sender or event.receiver not in (Receiver.ME, Receiver.UNKNOWN) or event.until else 1


def _newest_first(event: ContactEvent) -> tuple[bool, int, float]:
    """By day from the newest, within a day by the clock; what has no day at the end."""
    day, at = day_of(event), time_of(event)
    return day is None, -day.toordinal() if day else 0, at.timestamp() if at else float("inf")


def _line(event: ContactEvent, *, once: bool) -> dict[str, Json]:
    at, until = time_of(event), in_china(event.until) if event.until else None
    return {
        "time": f"{at:%H:%M}" if at else None,
        "until": f"{until:%H:%M}" if until else None,
        "night": event.estimated == 1 and at_night(event),
        "kind": event.kind.value,
        "connected": event.connected,
        "estimated": event.estimated if event.estimated > 1 else None,
        "sender": event.sender,
        "source": event.source.value,
        "receiver": event.receiver.value,
        "item": event.item_number,
        "call": event.call_number,
        "doubled": not once and event.estimated == 1,
        "labels": [{"id": label.value} for label in event.labels],
    }


def _summary(case: Case, history: History) -> Reply:
    found = history.conduct
    days = [day.day for day in found.days if day.contacts.value]
    params: dict[str, Json] = {
        "case": case.number,
        "contacts": _count(found.contacts),
        "first": f"{days[0]:%m-%d}" if days else None,
        "last": f"{days[-1]:%m-%d}" if days else None,
        "days": len(days),
        "span": (days[-1] - days[0]).days + 1 if days else 0,
        "night": _count(found.night),
        "busiest": _busiest(found),
        "senders": [{"sender": sender, "count": number} for sender, number in found.senders[:SENDERS_NAMED]],
        "sender_count": len(found.senders),
        "third": _count(found.third_parties),
        "reached": [receiver.value for receiver in found.reached],
        "estimated": found.estimated or None,
        "gaps": [{"id": gap.value, "count": count.value} for gap, count in found.gaps],
        "findings": [_finding(finding) for finding in found.findings],
    }
    rows = ((tap("timeline"), tap("strip", "timeline", STRIP)), (tap("whose"), tap("case")))
    return Reply("conduct", params, rows, case_id=case.id)


def _busiest(found: Conduct) -> Json:
    """The day with the most calls, connected or not."""
    called = [day for day in found.days if day.connected.value or day.unanswered.value]
    if not called:
        return None
    day = max(called, key=lambda day: (day.connected.value + day.unanswered.value, day.day))
    return {"day": f"{day.day:%m-%d}", "connected": day.connected.value, "unanswered": day.unanswered.value}


def _count(count: Count) -> dict[str, Json]:
    sources: list[Json] = [{"source": source.value, "count": number} for source, number in count.sources]
    return {"value": count.value, "sources": sources, "items": list(count.items), "calls": list(count.calls)}


def _finding(finding: ConductFinding) -> dict[str, Json]:
    bases = finding.limit.bases if finding.limit else ()
    return {
        "rule": finding.rule.removeprefix("conduct."),
        "day": f"{finding.day:%m-%d}" if finding.day else None,
        "count": _count(finding.count),
        "claimed_only": finding.claimed_only,
        "limit": finding.limit.rule if finding.limit else None,
        "bases": [{"title": b.title, "force": b.force, "binds": b.binds} for b in bases],
    }


def _strip(case: Case, history: History) -> Reply:
    """The message under the picture, which says the same in words. The picture is drawn when the message leaves."""
    days = strip_days(history.events)
    filled = [day for day in days if sum(day.hours) or day.no_hour or day.estimated]
    lines: list[Json] = [
        {
            "day": f"{day.day:%m-%d}",
            "hours": [{"hour": hour, "count": number} for hour, number in _busy(day)[:HOURS_NAMED]],
            "more": sum(number for _, number in _busy(day)[HOURS_NAMED:]),
            "no_hour": day.no_hour,
            "estimated": day.estimated,
        }
        for day in reversed(filled[-DAYS_NAMED:])
    ]
    undated = sum(1 for event in history.events if day_of(event) is None)
    params: dict[str, Json] = {
        "case": case.number,
        "first": f"{days[0].day:%m-%d}" if days else None,
        "last": f"{days[-1].day:%m-%d}" if days else None,
        "lines": lines,
        "unnamed": max(0, len(filled) - DAYS_NAMED),
        "undated": undated,
        "earlier": _earlier(history.events, days),
    }
    rows = ((tap("timeline"), tap("sum", "timeline", SUM)), (tap("case"),))
    return Reply("strip", params, rows, case_id=case.id, picture=STRIP if days else None)


def _busy(day: StripDay) -> list[tuple[int, int]]:
    return [(hour, number) for hour, number in enumerate(day.hours) if number]


def _earlier(events: Sequence[ContactEvent], days: Sequence[StripDay]) -> int:
    """How many contacts are too long ago for the strip."""
    return sum(1 for event in events if days and (day := day_of(event)) and day < days[0].day)


def strip_days(events: Sequence[ContactEvent]) -> tuple[StripDay, ...]:
    """Every day from the first contact to the last one, a week at least, and no more than a strip has room for."""
    once = distinct([event for event in events if event.estimated == 1])
    known = [day for day in map(day_of, events) if day]
    if not known:
        return ()
    last = max(known)
    first = max(min(*known, last - timedelta(days=6)), last - timedelta(days=strip.MOST_DAYS - 1))
    return tuple(_strip_day(first + timedelta(days=n), once, events) for n in range((last - first).days + 1))


def _strip_day(day: date, once: Sequence[ContactEvent], events: Sequence[ContactEvent]) -> StripDay:
    of_day = [event for event in once if day_of(event) == day]
    times: list[datetime | None] = [time_of(event) for event in of_day]
    hours = [at.hour for at in times if at]
    return StripDay(
        day=day,
        hours=tuple(hours.count(hour) for hour in range(strip.HOURS)),
        no_hour=len(of_day) - len(hours),
        estimated=sum(e.estimated for e in events if e.estimated > 1 and day_of(e) == day),
    )


async def picture_of(deps: Deps, person: Person, reply: Reply) -> bytes | None:
    """The picture that a reply names, drawn from the case as it is now; None where there is nothing to draw any more.

    A reply in the outbox holds a name only: the picture of a case that was deleted meanwhile is not there to be sent.
    """
    if reply.picture != STRIP or reply.case_id is None:
        return None
    try:
        case = await cases.get(deps.store, person.id, reply.case_id)
    except GoneError:
        return None
    days = strip_days((await history_of(deps, case, person.locale)).events)
    return await asyncio.to_thread(strip.draw, days) if days else None
