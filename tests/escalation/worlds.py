"""What the tests of the ladder and of deadlines are made of: random terms, random notices, the shipped ladders."""

from datetime import date, timedelta

from hypothesis import strategies as st

from escalation.calendar import OfficialCalendar, official_calendar
from escalation.deadlines import Term
from model.step import Bound, Extension, Rolling, Rule, Suspension, Unit, WaitKind

FIRST = date(2017, 1, 1)
# The longest time made below ends before the last days of 2026, which the notice for 2027 may move.
LAST_START = date(2026, 2, 28)


@st.composite
def suspensions(draw: st.DrawFn, begun: date) -> tuple[Suspension, ...]:
    found = []
    day = begun
    for _ in range(draw(st.integers(0, 2))):
        first = day + timedelta(days=draw(st.integers(0, 20)))
        last = first + timedelta(days=draw(st.integers(0, 15)))
        found.append(Suspension(first, last))
        day = last + timedelta(days=1)
    return tuple(found)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    unit = draw(st.sampled_from(Unit))
    amount = draw(st.integers(1, 3 if unit is Unit.MONTH else 60))
    rule = Rule(
        amount,
        unit,
        WaitKind.EXPERIENCE,
        first_day_counts=draw(st.booleans()),
        rolling=draw(st.sampled_from(Rolling)),
        binds=draw(st.sampled_from(Bound)),
    )
    begun = draw(st.dates(FIRST, LAST_START))
    more = [
        Extension(draw(st.integers(1, 30 if one is not Unit.MONTH else 2)), one)
        for one in draw(st.lists(st.sampled_from(Unit), max_size=2))
    ]
    return Term(rule, begun, draw(suspensions(begun)), tuple(more))


def without(calendar: OfficialCalendar, *years: int) -> OfficialCalendar:
    """The same calendar before those notices were out."""
    return OfficialCalendar({year: notice for year, notice in calendar.notices.items() if year not in years})


def whole_calendar() -> OfficialCalendar:
    """The library's years, and an ordinary notice for the year after, so that no day of December 2026 is open."""
    return OfficialCalendar({**official_calendar().notices, 2027: official_calendar().notices[2013]})
