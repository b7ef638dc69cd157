"""What is on file wins over the library, and what nobody has announced is unknown."""

from collections import Counter
from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar import constants

from escalation.calendar import SEASONS, DayKind, Guess, OfficialCalendar, OfficialYear, Season, official_calendar

LIBRARY = official_calendar()
NOTICE = OfficialYear(frozenset({date(2026, 1, 2), date(2026, 3, 11)}), frozenset({date(2026, 3, 14)}))


def test_the_library_is_followed_on_every_day_that_it_knows() -> None:
    day = date(2017, 1, 1)
    while day < date(2026, 12, 25):
        works = LIBRARY.kind(day) in (DayKind.WORKING, DayKind.MAKE_UP)
        assert works is bool(chinese_calendar.is_workday(day)), day
        day += timedelta(days=1)


def test_a_year_on_file_wins_over_the_library_as_a_whole() -> None:
    calendar = official_calendar({2026: NOTICE})
    assert calendar.kind(date(2026, 3, 11)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 3, 14)) is DayKind.MAKE_UP
    assert calendar.kind(date(2026, 10, 1)) is DayKind.WORKING
    assert LIBRARY.kind(date(2026, 10, 1)) is DayKind.HOLIDAY
    assert calendar.kind(date(2025, 10, 1)) is DayKind.HOLIDAY
    assert calendar.from_data == {2026}


def test_a_year_without_a_notice_is_unknown_and_so_are_the_days_before_it_that_a_notice_may_move() -> None:
    assert LIBRARY.kind(date(2027, 6, 9)) is DayKind.UNKNOWN
    assert LIBRARY.kind(date(2026, 12, 25)) is DayKind.UNKNOWN
    assert LIBRARY.kind(date(2026, 12, 24)) is DayKind.WORKING
    announced = official_calendar({2027: OfficialYear(frozenset(), frozenset())})
    assert announced.kind(date(2026, 12, 25)) is DayKind.WORKING
    assert announced.kind(date(2026, 12, 26)) is DayKind.WEEKEND
    assert not announced.knows(date(2027, 12, 31))


def test_a_notice_may_make_a_saturday_of_the_december_before_it_a_working_day() -> None:
    assert LIBRARY.kind(date(2018, 12, 29)) is DayKind.MAKE_UP
    before = OfficialCalendar({year: n for year, n in LIBRARY.notices.items() if year != 2019})
    assert before.kind(date(2018, 12, 29)) is DayKind.UNKNOWN
    assert before.kind(date(2018, 12, 24)) is DayKind.WORKING


def test_a_make_up_day_wins_over_a_day_off() -> None:
    both = frozenset({date(2030, 5, 4)})
    calendar = official_calendar({2030: OfficialYear(both, both)})
    assert calendar.kind(date(2030, 5, 4)) is DayKind.MAKE_UP


@pytest.mark.parametrize("year", range(2008, 2027))
def test_no_notice_since_2008_moved_more_than_is_guarded_against(year: int) -> None:
    late, early = Guess(late=True), Guess(late=False)
    day = date(year, 1, 1)
    while day.year == year:
        works = bool(chinese_calendar.is_workday(day))
        if works != (day.weekday() < 5):
            # Where the day was moved, the guess towards that end can still move it.
            assert (late if day.weekday() < 5 else early).is_worked(day) is works, day
        day += timedelta(days=1)


def moved(weekend: bool) -> list[date]:
    """The weekdays that notices since 2008 gave off, or the days of weekends that they made up."""
    days = constants.workdays if weekend else constants.holidays
    return [day for day in days if day.year >= 2008 and (day.weekday() >= 5) is weekend]


def in_season(days: list[date], season: Season) -> list[date]:
    return [day for day in days if season.first <= (day.month, day.day) <= season.last]


def test_the_seasons_hold_every_day_that_was_moved_and_one_more_than_the_most_of_a_year() -> None:
    for weekend in (False, True):
        found = [in_season(moved(weekend), season) for season in SEASONS]
        assert sum(map(len, found)) == len(moved(weekend))
        most = [max(Counter(day.year for day in days).values()) for days in found]
        told = [season.most_made_up if weekend else season.most_off for season in SEASONS]
        assert told == [number + 1 for number in most]


def test_a_season_begins_a_week_before_the_first_moved_day_and_ends_a_week_after_the_last() -> None:
    both = [*moved(weekend=False), *moved(weekend=True)]
    for season, following in zip(SEASONS, (*SEASONS[1:], None), strict=True):
        days = sorted(day.replace(year=2027) for day in in_season(both, season))
        first, last = days[0] - timedelta(days=7), days[-1] + timedelta(days=7)
        if season.first != (1, 1) and season.last != (12, 31):
            assert season.first == (first.month, first.day)
        if following and (last.month, last.day) < following.first:
            assert season.last == (last.month, last.day)
        elif following:
            assert date(2027, *season.last) + timedelta(days=1) == date(2027, *following.first)
    assert (SEASONS[0].first, SEASONS[-1].last) == ((1, 1), (12, 31))


def test_a_guess_runs_out_of_days_that_can_still_be_moved() -> None:
    july = [date(2031, 7, 7) + timedelta(days=offset) for offset in range(5)]
    assert [Guess(late=True).is_worked(day) for day in july] == [False] * 5
    late = Guess(late=True)
    assert [late.is_worked(day) for day in july] == [False, False, True, True, True]
    ends = Guess(late=True)
    assert [ends.is_worked(date(2031, 8, day)) for day in (20, 21, 22)] == [False, False, True]
    assert ends.is_worked(date(2032, 8, 19)) is False
    early = Guess(late=False)
    saturdays = [date(2031, 7, 12), date(2031, 7, 13), date(2031, 7, 19)]
    assert [early.is_worked(day) for day in saturdays] == [True, False, False]
    assert early.is_worked(date(2031, 7, 14))
