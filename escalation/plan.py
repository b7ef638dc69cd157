"""What can be done at this hour and what has to wait for the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from escalation.hours import Calendar, is_night, is_open
from model.contact import Contact


@dataclass(frozen=True, slots=True)
class Plan:
    """Contacts in the order of competence. `main` can be used now, or is None: a closed body is never the main one."""

    main: Contact | None
    now: tuple[Contact, ...]
    later: tuple[Contact, ...]
    night: bool


def plan(contacts: Iterable[Contact], instant: datetime, calendar: Calendar) -> Plan:
    """Split the competent bodies into those usable now and those of the day, keeping their order."""
    given = tuple(contacts)
    usable = tuple(c for c in given if is_open(c.hours, instant, calendar))
    later = tuple(c for c in given if c not in usable)
    return Plan(usable[0] if usable else None, usable, later, is_night(instant))
