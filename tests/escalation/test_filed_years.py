"""The notices on file say the same of every day as the library that stands in for them."""

from datetime import date, timedelta

import directory
from escalation.calendar import DayKind, OfficialCalendar, OfficialYear, official_calendar


def filed_years() -> dict[int, OfficialYear]:
    found = {}
    for year in directory.load().holidays.values():
        spans = [range(span.first.toordinal(), span.last.toordinal() + 1) for span in year.days_off]
        off = frozenset(date.fromordinal(number) for span in spans for number in span)
        found[year.year] = OfficialYear(off, frozenset(year.make_up_days))
    return found


def works(calendar: OfficialCalendar, day: date) -> bool:
    return calendar.kind(day) in (DayKind.WORKING, DayKind.MAKE_UP)


def test_the_years_on_file_agree_with_the_library_day_by_day() -> None:
    filed, library = official_calendar(filed_years()), official_calendar()
    known = [year for year in filed_years() if year in library.notices]
    assert known
    for year in known:
        # The last days of December wait for the notice of the year after.
        for day in (date(year, 1, 1) + timedelta(days=offset) for offset in range(358)):
            assert works(filed, day) is works(library, day), day
