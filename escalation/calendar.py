"""Official days off and make-up days: what is on file for a year wins, then a kept library, else nobody knows yet.

The notice for a year comes out in November of the year before and may reach back into the last days of December. As
long as it is not out, `OfficialCalendar.kind` says UNKNOWN, and `Guess` says how far the days can differ from plain
weekdays: in the weeks around the statutory festivals by at most what notices since 2008 moved and one more, and at any
time of the year by the few days of an extraordinary decision.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from chinese_calendar import constants

# The last days of December that the notice for the next year may move: since 2008 the earliest was 29 December.
_REACHES_BACK_TO: Final = (12, 25)
_SATURDAY: Final = 5


class DayKind(StrEnum):
    """What a day is for an office. UNKNOWN: the notice that decides it is not out."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """The notice for one year: its days off, weekends in them included or not, and its make-up working days."""

    days_off: Set[date]
    make_up_days: Set[date]


@dataclass(frozen=True, slots=True)
class OfficialCalendar:
    """The notices by year. `from_data` are the years that were on file and went before the library."""

    notices: Mapping[int, OfficialYear]
    from_data: Set[int] = field(default_factory=frozenset)

    def knows(self, day: date) -> bool:
        """Whether every notice that can move this day is out."""
        return all(year in self.notices for year in _deciding_years(day))

    def kind(self, day: date) -> DayKind:
        """What the day is. A make-up day wins over everything, an official day off over weekends."""
        if not self.knows(day):
            return DayKind.UNKNOWN
        notices = [self.notices[year] for year in _deciding_years(day)]
        if any(day in notice.make_up_days for notice in notices):
            return DayKind.MAKE_UP
        if any(day in notice.days_off for notice in notices):
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING


def official_calendar(data: Mapping[int, OfficialYear] = MappingProxyType({})) -> OfficialCalendar:
    """The calendar of `data` over the library's known years."""
    return OfficialCalendar(MappingProxyType(dict(_library()) | dict(data)), frozenset(data))


@lru_cache(maxsize=1)
def _library() -> Mapping[int, OfficialYear]:
    years = range(min(constants.holidays).year, max(constants.holidays).year + 1)
    return MappingProxyType(
        {year: OfficialYear(_of(year, constants.holidays), _of(year, constants.workdays)) for year in years}
    )


def _of(year: int, days: Iterable[date]) -> frozenset[date]:
    """The days that the notice for a year moves: its own, and the last of the December before, which is not its own."""
    return frozenset(day for day in days if _deciding_years(day)[-1] == year)


def _deciding_years(day: date) -> tuple[int, ...]:
    late = (day.month, day.day) >= _REACHES_BACK_TO
    return (day.year, day.year + 1) if late else (day.year,)


@dataclass(frozen=True, slots=True)
class Season:
    """The weeks of a year around a festival, as (month, day), and how many days a notice may move in them."""

    first: tuple[int, int]
    last: tuple[int, int]
    most_off: int
    most_made_up: int


# From a week before the first day that a notice of 2008 to 2026 moved to a week after the last, or to where the next
# season begins; each number is the most of one year, and one more.
SEASONS: Final = (
    Season((1, 1), (1, 11), 4, 3),
    Season((1, 12), (3, 7), 7, 3),
    Season((3, 24), (4, 15), 4, 3),
    Season((4, 16), (5, 18), 4, 3),
    Season((5, 20), (7, 5), 4, 3),
    Season((8, 27), (10, 19), 9, 5),
    Season((12, 25), (12, 31), 2, 2),
)
# What an extraordinary decision may move at any time of a year.
_ANY_TIME: Final = Season((1, 1), (12, 31), 2, 1)


class Guess:
    """How unknown days may turn out, counted down as it is asked: one object for one count, in one direction.

    `late` takes every day off that a notice could still give; otherwise every weekend is worked that could still be.
    """

    def __init__(self, *, late: bool) -> None:
        """Nothing moved yet."""
        self._late = late
        self._moved: Counter[tuple[Season, int]] = Counter()

    def is_worked(self, day: date) -> bool:
        """Whether to take an unknown day for a working day. Asked once for each day, in order."""
        weekend = day.weekday() >= _SATURDAY
        if weekend is self._late:
            return not weekend
        return self._move(day) is not self._late

    def _move(self, day: date) -> bool:
        """Whether the day may still be moved, and if so, moves it."""
        for season in (*SEASONS, _ANY_TIME):
            if not season.first <= (day.month, day.day) <= season.last:
                continue
            most = season.most_off if self._late else season.most_made_up
            if self._moved[season, day.year] < most:
                self._moved[season, day.year] += 1
                return True
        return False
