"""The working days of the directory, in the form in which hours and deadlines are computed."""

from datetime import date

from directory import Directory, holidays
from escalation.calendar import OfficialCalendar, OfficialYear, official_calendar
from escalation.hours import Calendar


def calendar_of(directory: Directory) -> Calendar:
    """All known years together."""
    known = holidays(directory)
    return Calendar(days_off=known.days_off, make_up_days=known.make_up_days)


def official_of(directory: Directory) -> OfficialCalendar:
    """The notices on file over those of the kept library. A year without either stays unknown."""
    years = directory.holidays.values()
    return official_calendar(
        {
            year.year: OfficialYear(
                frozenset(
                    date.fromordinal(day)
                    for span in year.days_off
                    for day in range(span.first.toordinal(), span.last.toordinal() + 1)
                ),
                frozenset(year.make_up_days),
            )
            for year in years
        }
    )
