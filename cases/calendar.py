"""The working days of the directory, in the form in which hours and deadlines are computed."""

from directory import Directory, holidays
from escalation.hours import Calendar


def calendar_of(directory: Directory) -> Calendar:
    """All known years together."""
    known = holidays(directory)
    return Calendar(days_off=known.days_off, make_up_days=known.make_up_days)
