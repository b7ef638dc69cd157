"""The one door by which a contact reaches a person: as of today in China, marked or withheld where its check is old.

Nobody else in this room asks the directory for a contact; a test holds that.
"""

from dataclasses import asdict
from datetime import date, datetime

from directory import Directory, Platform, second_lines, shown
from escalation.hours import in_china
from model.contact import Contact
from model.locale import Locale
from model.reply import Json


def contact_on(
    directory: Directory, id_: str, locale: Locale, now: datetime, *, why: str | None = None
) -> Contact | None:
    """A body, or the confirmed line of a company, as it may be shown now; None for a company without such a line.

    Raises DataError for an id that is neither.
    """
    seen = shown(directory, id_, locale, _today(now), why=why)
    return seen.contact if seen else None


def as_params(body: Contact | None, *, is_open: bool = True) -> Json:
    """A contact as parameters for a template."""
    if body is None:
        return None
    fields: dict[str, Json] = asdict(body)
    return fields | {"hours": body.hours.value, "checked_on": body.checked_on.isoformat(), "open": is_open}


def contact_params(directory: Directory, id_: str, locale: Locale, now: datetime) -> Json:
    """A body or the line of a company, looked up and turned into parameters in one go."""
    return as_params(contact_on(directory, id_, locale, now))


def further_lines(directory: Directory, platform_id: str, locale: Locale, now: datetime) -> list[Json]:
    """Further confirmed numbers of a company as parameters; none once the check is too long ago."""
    line = contact_on(directory, platform_id, locale, now)
    check = bool(line and line.please_check)
    return [
        {"id": platform_id, "number": more.number, "note": more.note, "please_check": check}
        for more in second_lines(directory, platform_id, locale, _today(now))
    ]


def statement_on(directory: Directory, platform: Platform, locale: Locale, now: datetime) -> str | None:
    """What the records say of a company, with its force; not where it repeats a number that is withheld by now."""
    if platform.statement is None:
        return None
    told, line = platform.statement.to(locale), contact_on(directory, platform.id, locale, now)
    return None if line and line.withheld and any(n in told for n in platform.numbers) else told


def _today(now: datetime) -> date:
    return in_china(now).date()
