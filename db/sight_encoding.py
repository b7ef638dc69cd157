"""What was shown of an entry as plain JSON values and back, for what is sealed as a whole. Pure."""

from datetime import date
from typing import Any

from model.locale import Locale
from model.reply import Json
from model.shown import Entry, EntryKind, Sight, Standing

# ruff: noqa: ANN401 - what a decoder takes was authenticated by the seal, so its form is the encoder's


def encode_sight(sight: Sight) -> dict[str, Json]:
    """What was shown of one record."""
    return {
        "record": sight.record_id,
        "name": sight.name,
        "locale": sight.locale.value,
        "entries": _encode_entries(sight.entries),
        "checked_on": sight.checked_on.isoformat() if sight.checked_on else None,
    }


def decode_sight(stored: Any) -> Sight:
    """The sight of `encode_sight`."""
    return Sight(
        record_id=stored["record"],
        name=stored["name"],
        locale=Locale(stored["locale"]),
        entries=_decode_entries(stored["entries"]),
        checked_on=date.fromisoformat(stored["checked_on"]) if stored["checked_on"] else None,
    )


def encode_recall(old: Sight, new: Standing | None) -> dict[str, Json]:
    """What somebody is told of a correction."""
    return {"old": encode_sight(old), "new": _encode_standing(new) if new else None}


def decode_recall(stored: Any) -> tuple[Sight, Standing | None]:
    """The two of `encode_recall`."""
    return decode_sight(stored["old"]), _decode_standing(stored["new"]) if stored["new"] else None


def _encode_standing(standing: Standing) -> dict[str, Json]:
    return {
        "record": standing.record_id,
        "name": standing.name,
        "entries": _encode_entries(standing.entries),
        "checked_on": standing.checked_on.isoformat(),
        "how_to_find": standing.how_to_find,
        "retired": standing.retired,
    }


def _decode_standing(stored: Any) -> Standing:
    return Standing(
        record_id=stored["record"],
        name=stored["name"],
        entries=_decode_entries(stored["entries"]),
        checked_on=date.fromisoformat(stored["checked_on"]),
        how_to_find=stored["how_to_find"],
        retired=stored["retired"],
    )


def _encode_entries(entries: tuple[Entry, ...]) -> list[Json]:
    return [[entry.kind.value, entry.value, entry.note] for entry in entries]


def _decode_entries(stored: Any) -> tuple[Entry, ...]:
    return tuple(Entry(EntryKind(kind), value, note) for kind, value, note in stored)
