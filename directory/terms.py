"""What a body accepts and refuses, what it needs, what must come before, and its time limits: verified parts only."""

from dataclasses import dataclass

from directory.contact import channel_of, may_show
from directory.records import Channel, ContactField
from directory.schema import Deadline, Localised
from directory.tables import Directory
from directory.vocabulary import Quality
from model.locale import Locale


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit that binds a body: `days` for a `step`, which may be extended by `more` days `times` times.

    Working days where `working` is set. `binds` are the kinds of lender it binds, everybody where it is empty; `law` is
    the rule it stands in, None where that rule is not on file.
    """

    step: str
    days: int
    working: bool
    more: int | None
    times: int
    binds: tuple[str, ...]
    law: str | None


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a body works. What is not verified is None or empty; of an unverified body nothing is told."""

    accepts: str | None
    refuses: str | None
    needs: str | None
    before: str | None
    hours_note: str | None
    deadlines: tuple[TimeLimit, ...]


def terms(directory: Directory, channel_id: str, locale: Locale) -> Terms:
    """The terms of a body in one language. Raises DataError for an id that there is not."""
    channel = channel_of(directory, channel_id)

    def told(field: ContactField, text: Localised | None) -> str | None:
        return text.to(locale) if text and _is_verified(channel, field) else None

    limits = channel.deadlines if _is_verified(channel, "deadlines") else ()
    return Terms(
        accepts=told("accepts", channel.accepts),
        refuses=told("refuses", channel.refuses),
        needs=told("wants", channel.wants),
        before=told("before", channel.before),
        hours_note=told("hours", channel.hours_note),
        deadlines=tuple(_limit(directory, limit, locale) for limit in limits),
    )


def _is_verified(channel: Channel, field: ContactField) -> bool:
    return channel.quality is not Quality.UNVERIFIED and may_show(channel, field)


def _limit(directory: Directory, limit: Deadline, locale: Locale) -> TimeLimit:
    ground = directory.grounds.get(limit.ground or "")
    return TimeLimit(
        step=limit.step,
        days=limit.value,
        working=limit.unit == "working_day",
        more=limit.extension,
        times=limit.times,
        binds=tuple(licence.value for licence in limit.binds),
        law=ground.title.to(locale) if ground else None,
    )
