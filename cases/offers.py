"""What an export holds, put in the order in which a person wants to see it. Pure, and slow for a large one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cases.reading import Reader, read
from evidence.exports import is_night, merged, number_key, read_export
from model.imported import Imported, ImportedKind, ImportedRow, Offer
from model.labels import GROUP, Group

# As many buttons as a phone shows above its keyboard.
OFFERED: Final = 8
# The newest of each sender are looked at, and of all senders together so many texts: a second at most.
_LOOKED_AT: Final = 3
_TEXTS: Final = 150
_OLDEST: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """The senders to offer, likeliest first, and the figures of the whole file."""

    offers: tuple[Offer, ...]
    told: Mapping[str, int]


def look(reader: Reader, data: bytes, name: str, *, room: int) -> Look:
    """Read an export and sort its senders: those whose texts carry a suspicion, then companies and service numbers,
    then by how much came. Of each, the newest `room` messages and calls are kept at hand. Raises an ExportError."""
    imported = read_export(data, name=name)
    rows, doubled = merged([imported])
    senders: dict[str, list[ImportedRow]] = defaultdict(list)
    for row in sorted((row for row in rows if row.incoming is not False), key=_when, reverse=True):
        senders[number_key(row.other)].append(row)
    ranked = _ranked(reader, senders)
    offers = tuple(_offer(senders[key], suspected=suspected, room=room) for key, suspected in ranked[:OFFERED])
    return Look(offers, _told(imported, rows, len(senders), doubled))


def is_service_number(key: str) -> bool:
    """Whether a number is one of those that companies send from: 106 and longer, or 95 with three to six more."""
    return key.isdecimal() and (key.startswith("106") or (key.startswith("95") and 5 <= len(key) <= 8))


def _when(row: ImportedRow) -> datetime:
    return row.at or _OLDEST


def _ranked(reader: Reader, senders: Mapping[str, Sequence[ImportedRow]]) -> list[tuple[str, bool]]:
    """The keys of all senders in the order of the preview, and whether a text of theirs carries a suspicion."""
    likely = sorted(senders, key=lambda key: (not is_service_number(key), -len(senders[key]), key))
    suspected: dict[str, bool] = {}
    left = _TEXTS
    for key in likely:
        texts = [row.text for row in senders[key] if row.text][: min(_LOOKED_AT, left)]
        left -= len(texts)
        suspected[key] = any(_is_suspected(reader, text) for text in texts)
    order = sorted(likely, key=lambda key: not suspected[key])
    return [(key, suspected[key]) for key in order]


def _is_suspected(reader: Reader, text: str) -> bool:
    labels = read(reader, text).classification.ids()
    return any(GROUP[label] is not Group.KIND for label in labels)


def _offer(rows: Sequence[ImportedRow], *, suspected: bool, room: int) -> Offer:
    """`rows` come newest first."""
    messages = [row for row in rows if row.kind is ImportedKind.SMS]
    calls = [row for row in rows if row.kind is ImportedKind.CALL]
    return Offer(
        other=rows[0].other,
        name=next((row.name for row in rows if row.name and row.name != row.other), None),
        messages=len(messages),
        calls=len(calls),
        nights=sum(is_night(row.at) for row in rows if row.at),
        suspected=suspected,
        rows=(*messages[:room], *calls[:room]),
    )


def _told(imported: Imported, rows: Sequence[ImportedRow], senders: int, doubled: int) -> dict[str, int]:
    came_in = [row for row in rows if row.incoming is not False]
    return {
        "messages": sum(row.kind is ImportedKind.SMS for row in came_in),
        "calls": sum(row.kind is ImportedKind.CALL for row in came_in),
        "senders": senders,
        "more": max(0, senders - OFFERED),
        "own": len(rows) - len(came_in),
        "undated": sum(row.at is None for row in came_in),
        "unused": len(imported.skipped),
        "doubled": doubled,
        "pictures": len(imported.pictures),
    }
