"""What may be shown of a body or a company: verified fields only, in one language, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directory.age import EMERGENCY, NATIONAL, Age, age_of
from directory.records import Channel, ContactField
from directory.schema import Localised
from directory.tables import Directory
from directory.vocabulary import Quality
from model.contact import Contact, Hours
from model.errors import DataError
from model.locale import Locale

# Where a company's own number is found when ours is too old: the contract and its own app.
_OWN_LINE: Final = "lender_internal"
_ENTRIES: Final[frozenset[ContactField]] = frozenset({"phone", "web", "wechat"})


@dataclass(frozen=True, slots=True)
class PlatformPhone:
    """The confirmed number of a company, with what to know about it."""

    number: str
    note: str | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class PrivacyMailbox:
    """A mailbox out of a company's policy, with the day of the policy: whether it still exists was not seen."""

    address: str
    reply: str
    policy_date: date
    checked_on: date


@dataclass(frozen=True, slots=True)
class Holidays:
    """Official days off and make-up working days of all years on file."""

    days_off: frozenset[date]
    make_up_days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact as of a day. With `please_check`, it says "please check before use" wherever it is shown."""

    contact: Contact
    age: Age

    @property
    def please_check(self) -> bool:
        """Whether the check was too long ago to rely on it without a look."""
        return self.age is not Age.FRESH


def shown(directory: Directory, id_: str, locale: Locale, today: date, *, why: str | None = None) -> Shown | None:
    """A body, or the confirmed line of a company, with its age; None for a company without a confirmed line.

    Raises DataError for an id that is neither.
    """
    lender = id_ in directory.platforms
    body = platform_contact(directory, id_, locale, today) if lender else _contact(directory, id_, locale, why, today)
    if body is None:
        return None
    age = _told_age(body, today)
    return Shown(replace(body, please_check=age is not Age.FRESH), age)


def _contact(directory: Directory, id_: str, locale: Locale, why: str | None, today: date) -> Contact:
    return contact(directory, id_, locale, why=why, today=today)


def contact(
    directory: Directory, channel_id: str, locale: Locale, *, why: str | None = None, today: date | None = None
) -> Contact:
    """A body as it may be shown: what is not verified is None. `why` takes the place of the general reason.

    With `today`, entries that were checked more than 180 days ago are withheld, national short numbers excepted, and
    the official look-up takes their place. A retired record leads to its successor. Raises DataError for an id that
    there is not.
    """
    channel = channel_of(directory, channel_id)
    body = Contact(
        id=channel.id,
        name=_name(channel, locale),
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
    instead = channel.look_up or channel.how_to_find
    return _as_of(body, today, instead.to(locale) if instead else None)


def may_show(channel: Channel, field: ContactField) -> bool:
    """Whether a field is verified. A body that is not verified has a name and a way to find it, and no entry."""
    if channel.quality is Quality.UNVERIFIED and field in _ENTRIES:
        return False
    return field not in channel.unverified_fields


def platform_phone(
    directory: Directory, platform_id: str, locale: Locale = Locale.ZH_HANS, today: date | None = None
) -> PlatformPhone | None:
    """The confirmed number of a company, or None. Never a number that only one page prints.

    With `today`, a number that was checked more than 180 days ago is None too.
    """
    platform = directory.platforms.get(platform_id)
    if platform is None or platform.phone is None:
        return None
    if today and age_of(platform.checked_on, today) is Age.WITHHELD:
        return None
    note = platform.phone.note.to(locale) if platform.phone.note else None
    return PlatformPhone(platform.phone.number, note, platform.checked_on)


def platform_contact(
    directory: Directory, platform_id: str, locale: Locale, today: date | None = None
) -> Contact | None:
    """A company's own line as a contact, or None where no number is confirmed.

    With `today`, a line that was checked more than 180 days ago is replaced by the way to find it.
    """
    phone = platform_phone(directory, platform_id, locale)
    if phone is None:
        return None
    platform = directory.platforms[platform_id]
    body = Contact(
        id=platform.id,
        name=platform.names.to(locale),
        hours=Hours.VARIES,
        checked_on=phone.checked_on,
        phone=phone.number,
        phone_note=phone.note,
    )
    return _as_of(body, today, contact(directory, _OWN_LINE, locale).how_to_find)


def second_lines(
    directory: Directory, platform_id: str, locale: Locale, today: date | None = None
) -> tuple[PlatformPhone, ...]:
    """Further confirmed numbers of a company, such as its card line; what each is for stands in the note."""
    platform = directory.platforms.get(platform_id)
    if platform is None or (today and age_of(platform.checked_on, today) is Age.WITHHELD):
        return ()
    return tuple(
        PlatformPhone(line.number, line.label.to(locale), platform.checked_on) for line in platform.second_lines
    )


def mailbox(directory: Directory, platform_id: str, locale: Locale, today: date | None = None) -> PrivacyMailbox | None:
    """Where a company's own policy of that day says that requests about personal data go; None where none is known.

    With `today`, one that was checked more than 180 days ago is None too.
    """
    platform = directory.platforms.get(platform_id)
    if platform is None or platform.privacy_mailbox is None:
        return None
    if today and age_of(platform.checked_on, today) is Age.WITHHELD:
        return None
    kept = platform.privacy_mailbox
    return PrivacyMailbox(kept.address, kept.reply.to(locale), kept.policy_date, platform.checked_on)


def _as_of(body: Contact, today: date | None, instead: str | None) -> Contact:
    if today is None or age_of(body.checked_on, today) is not Age.WITHHELD:
        return body
    kept = body.phone in NATIONAL
    if kept and not (body.web or body.wechat):
        return body
    return replace(
        body,
        name=body.name if kept or not body.phone else _without(body.name, body.phone),
        withheld=bool(body.phone or body.web or body.wechat),
        phone=body.phone if kept else None,
        phone_note=body.phone_note if kept else None,
        web=None,
        wechat=None,
        how_to_find=instead or body.how_to_find,
    )


def _name(channel: Channel, locale: Locale) -> str:
    """The name, without a number that is not verified."""
    name = channel.name.to(locale)
    return name if channel.phone is None or may_show(channel, "phone") else _without(name, channel.phone)


def _without(name: str, number: str) -> str:
    """The name of a body without its number: 12368 诉讼服务热线 is then 诉讼服务热线."""
    left = " ".join(name.replace(number, " ").split()) if " " in name else name.replace(number, "")
    return left[:1].upper() + left[1:] if left else name


def _told_age(body: Contact, today: date) -> Age:
    """The age as it is told: nothing is withheld that is still shown, and in an emergency nothing is said."""
    age = age_of(body.checked_on, today)
    if body.phone in EMERGENCY:
        return Age.FRESH
    return Age.OLD if age is Age.WITHHELD and body.phone in NATIONAL else age


def holidays(directory: Directory) -> Holidays:
    """All days off and make-up working days. A year that is not on file has weekends only."""
    years = directory.holidays.values()
    off = frozenset(day for year in years for span in year.days_off for day in _days(span.first, span.last))
    return Holidays(off, frozenset(day for year in years for day in year.make_up_days))


def channel_of(directory: Directory, channel_id: str) -> Channel:
    """The record of a body, or of its successor. Raises DataError for an id that there is not."""
    try:
        channel = directory.channels[channel_id]
    except KeyError:
        raise DataError(f"no channel {channel_id}") from None
    return channel_of(directory, channel.superseded_by) if channel.superseded_by else channel


def _shown(channel: Channel, field: ContactField, text: Localised | None, locale: Locale) -> str | None:
    return text.to(locale) if text and may_show(channel, field) else None


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
