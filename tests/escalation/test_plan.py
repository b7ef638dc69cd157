"""A closed body is never the main contact."""

from datetime import UTC, date, datetime

from escalation.hours import Calendar
from escalation.plan import plan
from model.contact import Contact, Hours

NIGHT = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def body(name: str, hours: Hours) -> Contact:
    return Contact(id=name, name=name, hours=hours, checked_on=date(2026, 11, 21))


REGULATOR, SPAM = body("regulator", Hours.WEEKDAY_DAYTIME), body("spam", Hours.ONLINE)


def test_at_night_the_first_open_body_is_the_main_one_and_the_closed_one_waits() -> None:
    made = plan([REGULATOR, SPAM], NIGHT, Calendar())
    assert (made.main, made.now, made.later, made.night) == (SPAM, (SPAM,), (REGULATOR,), True)


def test_by_day_the_most_competent_body_is_the_main_one() -> None:
    made = plan([REGULATOR, SPAM], MONDAY, Calendar())
    assert (made.main, made.later, made.night) == (REGULATOR, (), False)


def test_when_every_body_is_closed_there_is_no_main_one() -> None:
    assert plan([REGULATOR], NIGHT, Calendar()).main is None
