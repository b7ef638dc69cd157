"""One deadline as a calendar file. The title and the id are given: neither names a debt, a body or this program."""

from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from model.errors import DataError

# The morning of the day itself, in hours after midnight where the calendar is opened.
_ALARM_HOUR: Final = 9


def ics(first: date, last: date, title: str, uid: str, stamp: datetime) -> bytes:
    """An .ics file (RFC 5545) with one entry over whole days, from `first` to `last` inclusive, and one alarm.

    Where the day is certain, both are the same. The same arguments give the same bytes; a later file with the same
    `uid` replaces the entry. Raises DataError for a stamp without a zone or a range that ends before it begins.
    """
    if stamp.tzinfo is None or last < first:
        raise DataError("a calendar entry needs an aware stamp and a range in order")
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title))
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//entry//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=_ALARM_HOUR))
    return alarm
