"""Which entries of the directory a reply shows: read off its parameters, in one place for all templates. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from directory.standing import holds_a_way
from model.locale import Locale
from model.reply import Json, Reply
from model.shown import Entry, EntryKind, Sight

# A contact among the parameters has the id of its record and its ways in under these names.
_WAYS: Final = frozenset(kind.value for kind in EntryKind)
# A further line of a company has no more than these.
_LINE: Final = frozenset({"id", "number", "note"})


def sights(reply: Reply, locale: Locale) -> tuple[Sight, ...]:
    """What a reply shows of each record that has a way in, in the order of their first appearance."""
    found: dict[str, Sight] = {}
    for contact in _contacts(dict(reply.params)):
        seen = _sight(contact, locale)
        known = found.get(seen.record_id)
        if known is not None:
            seen = _both(known, seen)
        if seen.entries:
            found[seen.record_id] = seen
    return tuple(found.values())


def _contacts(value: Json) -> Iterator[Mapping[str, Json]]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str) and (_WAYS & value.keys() or value.keys() >= _LINE):
            yield value
        for inner in value.values():
            yield from _contacts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _contacts(inner)


def _sight(contact: Mapping[str, Json], locale: Locale) -> Sight:
    return Sight(
        record_id=str(contact["id"]),
        name=str(contact.get("name") or ""),
        locale=locale,
        entries=tuple(_entries(contact)),
        checked_on=_day(contact.get("checked_on")),
    )


def _entries(contact: Mapping[str, Json]) -> Iterator[Entry]:
    for kind in EntryKind:
        value = contact.get(kind.value)
        if isinstance(value, str) and value and (kind is not EntryKind.HOW or holds_a_way(value)):
            yield Entry(kind, value, _text(contact.get("phone_note")) if kind is EntryKind.PHONE else None)
    if contact.keys() >= _LINE and isinstance(contact["number"], str):
        yield Entry(EntryKind.PHONE, contact["number"], _text(contact["note"]))


def _both(known: Sight, seen: Sight) -> Sight:
    return Sight(
        known.record_id,
        known.name or seen.name,
        known.locale,
        tuple(dict.fromkeys((*known.entries, *seen.entries))),
        known.checked_on or seen.checked_on,
    )


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: Json) -> date | None:
    """A day as the directory gives it; a note of what was shown is never a reason not to have shown it."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
