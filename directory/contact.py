"""What may be shown of a body, a company, a rule: verified fields only, in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.records import Channel, ContactField, Localised
from directory.records import Ground as GroundRecord
from directory.tables import Directory
from directory.vocabulary import Force, Quality
from model.contact import Contact, Ground, Hours
from model.errors import DataError
from model.labels import Label
from model.locale import Locale

_BY_FORCE: Final = {force: place for place, force in enumerate(Force)}
_LAW: Final = (Force.LAW, Force.JUDICIAL, Force.REGULATION)
_ENTRIES: Final[frozenset[ContactField]] = frozenset({"phone", "web", "wechat"})


@dataclass(frozen=True, slots=True)
class PlatformPhone:
    """The confirmed number of a company, with what to know about it."""

    number: str
    note: str | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class Holidays:
    """Official days off and make-up working days of all years on file."""

    days_off: frozenset[date]
    make_up_days: frozenset[date]


def contact(directory: Directory, channel_id: str, locale: Locale, *, why: str | None = None) -> Contact:
    """A body as it may be shown: what is not verified is None. `why` takes the place of the general reason.

    A retired record leads to its successor. Raises DataError for an id that there is not.
    """
    channel = _channel(directory, channel_id)
    return Contact(
        id=channel.id,
        name=channel.name.to(locale),
        hours=channel.hours if may_show(channel, "hours") else Hours.VARIES,
        checked_on=channel.checked_on,
        phone=channel.phone if may_show(channel, "phone") else None,
        phone_note=_shown(channel, "phone", channel.phone_note, locale) if channel.phone else None,
        web=channel.web if may_show(channel, "web") else None,
        wechat=_shown(channel, "wechat", channel.wechat, locale),
        wants=_shown(channel, "wants", channel.wants, locale),
        accepts=_shown(channel, "accepts", channel.accepts, locale),
        why=why or channel.why.to(locale),
        how_to_find=channel.how_to_find.to(locale) if channel.how_to_find else None,
    )


def may_show(channel: Channel, field: ContactField) -> bool:
    """Whether a field is verified. A body that is not verified has a name and a way to find it, and no entry."""
    if channel.quality is Quality.UNVERIFIED and field in _ENTRIES:
        return False
    return field not in channel.unverified_fields


def platform_phone(directory: Directory, platform_id: str, locale: Locale = Locale.ZH_HANS) -> PlatformPhone | None:
    """The confirmed number of a company, or None. Never a number that only one page prints."""
    platform = directory.platforms.get(platform_id)
    if platform is None or platform.phone is None:
        return None
    note = platform.phone.note.to(locale) if platform.phone.note else None
    return PlatformPhone(platform.phone.number, note, platform.checked_on)


def platform_contact(directory: Directory, platform_id: str, locale: Locale) -> Contact | None:
    """A company's own line as a contact, or None where no number is confirmed."""
    phone = platform_phone(directory, platform_id, locale)
    if phone is None:
        return None
    platform = directory.platforms[platform_id]
    return Contact(
        id=platform.id,
        name=platform.names.to(locale),
        hours=Hours.VARIES,
        checked_on=phone.checked_on,
        phone=phone.number,
        phone_note=phone.note,
    )


def holidays(directory: Directory) -> Holidays:
    """All days off and make-up working days. A year that is not on file has weekends only."""
    years = directory.holidays.values()
    off = frozenset(day for year in years for span in year.days_off for day in _days(span.first, span.last))
    return Holidays(off, frozenset(day for year in years for day in year.make_up_days))


def grounds(
    directory: Directory, labels: Iterable[Label], locale: Locale, act_date: date | None, limit: int
) -> tuple[Ground, ...]:
    """The rules that suspected conduct may break, strongest first, `limit` at most.

    The rule is the one that was in force on the day of the act in China; without a day, a rule whose articles were
    renumbered is named without its article. Where there is room for three, one place goes to the strongest rule below
    the law; it keeps its own force and is never called law.
    """
    given = frozenset(labels)
    fitting = sorted(
        (record for record in directory.grounds.values() if not given.isdisjoint(record.labels) and not record.ended),
        key=lambda record: _weight(record, given),
    )
    in_force = [ground for record in fitting if (ground := _in_force(directory, record, locale, act_date))]
    return tuple(_mixed(_one_of_each(in_force), limit))


def _weight(record: GroundRecord, given: frozenset[Label]) -> tuple[int, int, int, str]:
    return _BY_FORCE[record.force], record.rank, -len(given.intersection(record.labels)), record.id


def _in_force(directory: Directory, record: GroundRecord, locale: Locale, act: date | None) -> Ground | None:
    """The ground as of a day, or None where it did not exist yet."""
    renumbered = bool(record.article_before or record.before)
    if act is None:
        return _ground(record, None if renumbered else record.article, locale)
    if record.effective is None or act >= record.effective:
        return _ground(record, record.article, locale)
    if record.before:
        earlier = directory.grounds[record.before]
        return _ground(earlier, earlier.article, locale)
    return _ground(record, record.article_before, locale, dated=False) if record.article_before else None


def _ground(record: GroundRecord, article: Localised | None, locale: Locale, *, dated: bool = True) -> Ground:
    return Ground(
        id=record.id,
        title=record.title.to(locale),
        plain=record.plain.to(locale),
        force=record.force.value,
        article=article.to(locale) if article else None,
        effective=record.effective.isoformat() if record.effective and dated else None,
    )


def _one_of_each(found: Iterable[Ground]) -> list[Ground]:
    """One rule of each law first, the others after, so that a short list does not cite one law three times."""
    every = list(found)
    first = {ground.title: ground for ground in reversed(every)}
    leading = [ground for ground in every if first[ground.title] is ground]
    return leading + [ground for ground in every if ground not in leading]


def _mixed(found: Sequence[Ground], limit: int) -> list[Ground]:
    law = [ground for ground in found if Force(ground.force) in _LAW]
    soft = [ground for ground in found if Force(ground.force) not in _LAW]
    if limit < 3 or not soft:
        return (law + soft)[:limit]
    return law[: limit - 1] + soft[: limit - len(law[: limit - 1])]


def _channel(directory: Directory, channel_id: str) -> Channel:
    try:
        channel = directory.channels[channel_id]
    except KeyError:
        raise DataError(f"no channel {channel_id}") from None
    return _channel(directory, channel.superseded_by) if channel.superseded_by else channel


def _shown(channel: Channel, field: ContactField, text: Localised | None, locale: Locale) -> str | None:
    return text.to(locale) if text and may_show(channel, field) else None


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
