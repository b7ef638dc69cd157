"""A body that can be turned to now, as it is shown: only verified fields, each with the day it was checked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Hours(StrEnum):
    """When a body can be used. WEEKDAY_DAYTIME is said without hours: the sources disagree about them."""

    ALWAYS = "always"
    ONLINE = "online"
    WEEKDAY_DAYTIME = "weekday_daytime"
    VARIES = "varies"


@dataclass(frozen=True, slots=True)
class Contact:
    """One channel in one language. A field that is not verified is None and is not shown.

    As of a day, `please_check` says that the check was too long ago to rely on it without a look, and `withheld` that
    a number, an address or an account is left out for that reason.
    """

    id: str
    name: str
    hours: Hours
    checked_on: date
    phone: str | None = None
    phone_note: str | None = None
    web: str | None = None
    wechat: str | None = None
    wants: str | None = None
    accepts: str | None = None
    why: str | None = None
    how_to_find: str | None = None
    call_only_if_safe: bool = False
    please_check: bool = field(default=False, compare=False)
    withheld: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Ground:
    """One legal ground in one language. `article` is None where the date of the act is unknown."""

    id: str
    title: str
    plain: str
    force: str
    article: str | None = None
    effective: str | None = None
