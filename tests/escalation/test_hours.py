"""Hours are China time, wherever the machine stands."""

from datetime import UTC, date, datetime

import pytest

from escalation.hours import Calendar, is_night, is_open, is_working_day, next_morning
from model.contact import Hours

CALENDAR = Calendar(days_off=frozenset({date(2026, 10, 1)}), make_up_days=frozenset({date(2026, 10, 10)}))


def china(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00+08:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "night"), [(21, 59, False), (22, 0, True), (3, 0, True), (7, 59, True), (8, 0, False)]
)
def test_night_is_from_ten_to_eight_in_china(hour: int, minute: int, night: bool) -> None:
    assert is_night(china(21, hour, minute)) is night


def test_a_make_up_saturday_is_a_working_day_and_a_holiday_thursday_is_not() -> None:
    assert is_working_day(date(2026, 10, 10), CALENDAR)
    assert not is_working_day(date(2026, 10, 1), CALENDAR)
    assert not is_working_day(date(2026, 11, 21), CALENDAR)


def test_an_online_form_is_open_on_a_saturday_night_and_a_daytime_line_is_not() -> None:
    saturday_night = china(21, 23, 41)
    assert is_open(Hours.ONLINE, saturday_night, CALENDAR)
    assert not is_open(Hours.WEEKDAY_DAYTIME, saturday_night, CALENDAR)


@pytest.mark.parametrize(("hour", "minute", "open_now"), [(8, 59, False), (9, 0, True), (16, 59, True), (17, 0, False)])
def test_a_daytime_line_is_open_inside_the_hours_that_all_sources_share(hour: int, minute: int, open_now: bool) -> None:
    assert is_open(Hours.WEEKDAY_DAYTIME, china(23, hour, minute), CALENDAR) is open_now


def test_the_next_morning_is_today_before_nine_and_tomorrow_after() -> None:
    assert next_morning(china(21, 8, 59)) == china(21, 9)
    assert next_morning(china(21, 9)) == china(22, 9)
    assert next_morning(china(21, 23, 41)) == china(22, 9)
