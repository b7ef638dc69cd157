"""A calendar file holds the day, the title and the id that it is given, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from escalation.ics import ics
from model.errors import DataError

STAMP = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
TITLE = "看一下回信，\n再说"
MADE = ics(date(2026, 12, 8), date(2026, 12, 8), TITLE, "7f3a@calendar", STAMP)


def entry(data: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def test_a_certain_day_is_one_whole_day() -> None:
    event = entry(MADE)
    assert event.decoded("dtstart") == date(2026, 12, 8)
    assert event.decoded("dtend") == date(2026, 12, 9)
    assert str(event["summary"]) == TITLE
    assert str(event["uid"]) == "7f3a@calendar"
    assert event.decoded("dtstamp") == STAMP


def test_a_range_lasts_to_its_last_day() -> None:
    event = entry(ics(date(2027, 1, 12), date(2027, 1, 15), TITLE, "u", STAMP))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2027, 1, 12), date(2027, 1, 16))


def test_it_rings_on_the_morning_of_the_day_with_the_same_title() -> None:
    (alarm,) = entry(MADE).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert str(alarm["description"]) == TITLE


def test_the_same_makes_the_same_bytes_and_lines_are_as_the_standard_wants_them() -> None:
    assert ics(date(2026, 12, 8), date(2026, 12, 8), TITLE, "7f3a@calendar", STAMP) == MADE
    assert MADE.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in MADE.split(b"\r\n"))


def test_nothing_in_it_names_a_debt_or_this_program() -> None:
    told = ics(date(2026, 12, 8), date(2026, 12, 8), "x", "u", STAMP).decode().lower()
    for word in ("undun", "debt", "telegram", "bot", "collect", "complain"):
        assert word not in told


def test_a_stamp_without_a_zone_or_a_range_in_disorder_is_refused() -> None:
    with pytest.raises(DataError):
        ics(date(2026, 12, 8), date(2026, 12, 8), TITLE, "u", STAMP.replace(tzinfo=None))
    with pytest.raises(DataError):
        ics(date(2026, 12, 8), date(2026, 12, 7), TITLE, "u", STAMP)
