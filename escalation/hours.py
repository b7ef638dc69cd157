"""China time, night, and whether a body can be used at this hour."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from model.contact import Hours

# Mainland China has kept one zone without summer time since 1991, so a fixed offset is exact for every message here.
CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
NIGHT_FROM: Final = time(22)
NIGHT_UNTIL: Final = time(8)
# The sources disagree about 12378 and its like; this window is inside all of them and is never shown to anybody.
DAYTIME_FROM: Final = time(9)
DAYTIME_UNTIL: Final = time(17)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Official days off and make-up working days. A year that is not in `years` has weekends only."""

    days_off: Set[date] = field(default_factory=frozenset)
    make_up_days: Set[date] = field(default_factory=frozenset)


def in_china(instant: datetime) -> datetime:
    """The same instant on a clock in mainland China."""
    return instant.astimezone(CHINA)


def is_night(instant: datetime) -> bool:
    """Whether it is between 22:00 and 8:00 in China: the hours in which nobody should be dunned."""
    clock = in_china(instant).time()
    return clock >= NIGHT_FROM or clock < NIGHT_UNTIL


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether offices work on that day: make-up days win over weekends, days off over weekdays."""
    if day in calendar.make_up_days:
        return True
    return day.weekday() < 5 and day not in calendar.days_off


def is_open(hours: Hours, instant: datetime, calendar: Calendar) -> bool:
    """Whether a body with these hours can be used now. VARIES counts as daytime: nothing better is known."""
    if hours in (Hours.ALWAYS, Hours.ONLINE):
        return True
    local = in_china(instant)
    return is_working_day(local.date(), calendar) and DAYTIME_FROM <= local.time() < DAYTIME_UNTIL


def next_morning(instant: datetime, hour: int = 9) -> datetime:
    """The next time a clock in China shows that full hour, as an instant."""
    local = in_china(instant)
    at = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return at if at > local else at + timedelta(days=1)
