"""How a record stands, for somebody who was shown it earlier: the entries that hold, whatever their age. Pure."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Final

from directory.age import NATIONAL, Age, age_of
from directory.contact import contact, platform_phone, second_lines
from directory.records import Channel
from directory.tables import Directory
from model.contact import Contact
from model.locale import Locale
from model.shown import Entry, EntryKind, Standing

# Where a company's own number is found when none is confirmed: the contract and its own app.
_OWN_LINE: Final = "lender_internal"
_WAY: Final = re.compile(r"\d{3,}|[a-z0-9]\.[a-z]{2,}")


def standing(directory: Directory, record_id: str, locale: Locale) -> Standing | None:
    """The entries of a body or a company that may be shown, however long ago they were checked.

    Of a body that was replaced, its successor's. None where the directory has no such record.
    """
    if record_id in directory.platforms:
        return _company(directory, record_id, locale)
    channel = directory.channels.get(record_id)
    return _body(directory, channel, locale) if channel else None


def _company(directory: Directory, record_id: str, locale: Locale) -> Standing:
    platform = directory.platforms[record_id]
    first = platform_phone(directory, record_id, locale)
    lines = (*((first,) if first else ()), *second_lines(directory, record_id, locale))
    return Standing(
        record_id,
        platform.names.to(locale),
        tuple(Entry(EntryKind.PHONE, line.number, line.note) for line in lines),
        platform.checked_on,
        contact(directory, _OWN_LINE, locale).how_to_find,
    )


def _body(directory: Directory, channel: Channel, locale: Locale) -> Standing:
    body = contact(directory, channel.id, locale)
    current = directory.channels[body.id]
    instead = current.look_up or current.how_to_find
    sentences = [text.to(locale) for text in (current.how_to_find, current.look_up) if text]
    how = dict.fromkeys(Entry(EntryKind.HOW, sentence) for sentence in sentences if holds_a_way(sentence))
    return Standing(
        body.id,
        body.name,
        (*_entries(body), *how),
        body.checked_on,
        instead.to(locale) if instead else None,
        retired=body.id != channel.id,
    )


def holds_a_way(text: str) -> bool:
    """Whether a number or an address stands in a sentence."""
    return bool(_WAY.search(text))


def _entries(body: Contact) -> list[Entry]:
    ways = (
        (EntryKind.PHONE, body.phone, body.phone_note),
        (EntryKind.WEB, body.web, None),
        (EntryKind.WECHAT, body.wechat, None),
    )
    return [Entry(kind, value, note) for kind, value, note in ways if value]


def as_of(standing: Standing, today: date) -> Standing:
    """The standing without the entries that were checked too long ago to be shown today."""
    if age_of(standing.checked_on, today) is not Age.WITHHELD:
        return standing
    kept = (e for e in standing.entries if e.kind is EntryKind.HOW or e.value in NATIONAL)
    return replace(standing, entries=tuple(kept))


def version(record_id: str, standing: Standing | None) -> str:
    """The name of a correction: the same for the same entries, however often they were checked again.

    Made from the standing in one language for everybody, so that nobody is told twice who changes hers.
    """
    now = standing and [standing.record_id, [[e.kind.value, e.value, e.note] for e in standing.entries]]
    return json.dumps([record_id, now], ensure_ascii=False)
