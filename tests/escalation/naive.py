"""A calculator of deadlines that shares nothing with the one under test: one day after the other, on its own tables."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import chinese_calendar

from model.step import Extension, Rule, Suspension, Unit

ONE = timedelta(days=1)
Works = Callable[[date], bool]


def library_works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def is_named_holiday(day: date) -> bool:
    free, name = chinese_calendar.get_holiday_detail(day)
    return bool(free) and name is not None


def naive_due(
    rule: Rule,
    begun: date,
    works: Works,
    suspensions: Iterable[Suspension] = (),
    extensions: Iterable[Extension] = (),
    rolls_over: Works = lambda _: False,
) -> date:
    """The last day, where everything about it is known; `rolls_over` are the last days after which the time runs on."""
    stopped = set()
    for stop in suspensions:
        assert stop.last is not None
        day = stop.first
        while day <= stop.last:
            stopped.add(day)
            day += ONE
    day = begun - ONE if rule.first_day_counts else begun
    unit = rule.unit
    for number, (amount, unit) in enumerate([(rule.amount, rule.unit), *((e.amount, e.unit) for e in extensions)]):
        day = leg(day, amount, unit, works, stopped, inclusive=rule.first_day_counts and number == 0)
    while unit is not Unit.WORKING_DAY and rolls_over(day):
        day += ONE
    return day


def leg(day: date, amount: int, unit: Unit, works: Works, stopped: set[date], *, inclusive: bool) -> date:
    if unit is Unit.MONTH:
        return month_leg(day, amount, stopped, inclusive)
    counted = 0
    while counted < amount:
        day += ONE
        if day in stopped:
            continue
        if unit is Unit.CALENDAR_DAY or works(day):
            counted += 1
    return day


def month_leg(day: date, amount: int, stopped: set[date], inclusive: bool) -> date:
    anchor = day + ONE if inclusive else day
    target = anchor
    # Walk to the first day of the month meant, then to the same number in it, or to its end.
    for _ in range(amount):
        target = target.replace(day=1)
        month = target.month
        while target.month == month:
            target += ONE
    wanted, month = anchor.day, target.month
    while target.day < wanted and (target + ONE).month == month:
        target += ONE
    if inclusive and target.day == wanted:
        target -= ONE
    owed = 0
    walker = day
    while walker < target:
        walker += ONE
        owed += walker in stopped
    while owed:
        target += ONE
        owed -= target not in stopped
    return target
