"""How long ago a contact was checked, and what that does to it. Age warns; it never breaks anything."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PLEASE_CHECK_AFTER: Final = timedelta(days=90)
WITHHELD_AFTER: Final = timedelta(days=180)
# Short numbers that the state runs everywhere: they do not change from one year to the next, and are never withheld.
NATIONAL: Final = frozenset({"110", "120", "119", "12110", "12356", "12345", "12348", "12378", "12321", "010-12321"})
# Nobody in danger is told to check a number first.
EMERGENCY: Final = frozenset({"110", "120", "119", "12110"})


class Age(StrEnum):
    """Checked lately; to be checked before use; or so long ago that the official look-up takes its place."""

    FRESH = "fresh"
    OLD = "old"
    WITHHELD = "withheld"


def age_of(checked_on: date, today: date) -> Age:
    """The age of a check. 90 and 180 days are still fine; a check in the future is a fresh one."""
    since = today - checked_on
    if since > WITHHELD_AFTER:
        return Age.WITHHELD
    return Age.OLD if since > PLEASE_CHECK_AFTER else Age.FRESH
