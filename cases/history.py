"""The history of a case: every event canonical, numbered, and chained to the one before it."""

from datetime import datetime

from cases.deps import Deps
from cases.turn import Turn
from db import events
from evidence.canonical import text_digest
from model.case import Case, EventKind, Item
from model.reply import Json

NONCE_BYTES = 16


async def record(turn: Turn, case: Case, kind: EventKind, **body: Json) -> None:
    """Append one event. The nonce keeps its digest from being guessed from what it says."""
    nonce = turn.deps.random_bytes(NONCE_BYTES)
    await events.append(turn.deps.store, case, kind, body, turn.now, nonce)


async def note(deps: Deps, case: Case, kind: EventKind, at: datetime, **body: Json) -> None:
    """Append one event that nobody's turn brought about: the clock did."""
    await events.append(deps.store, case, kind, body, at, deps.random_bytes(NONCE_BYTES))


async def record_item(turn: Turn, case: Case, item: Item) -> None:
    """Append that an item came, with the digest of its text exactly as received."""
    kind = EventKind.ITEM_EDITED if item.previous else EventKind.ITEM_RECEIVED
    await record(
        turn,
        case,
        kind,
        item=item.number,
        sha256=text_digest(item.text) if item.text else None,
        file=item.file.unique_id if item.file else None,
        sender=item.sender.source.value if item.sender else None,
        sent_at=item.sent_at.value if item.sent_at else None,
        sent_at_source=item.sent_at.source.value if item.sent_at else None,
    )


async def record_words(turn: Turn, case: Case, item: Item, kind: EventKind) -> None:
    """Append what a file was read as, or what the person says of it: the digest of the words, never the words."""
    await record(
        turn,
        case,
        kind,
        item=item.number,
        sha256=text_digest(item.text) if item.text else None,
        source=item.text_source.value if item.text_source else None,
        sender=item.sender.source.value if item.sender else None,
        sent_at=item.sent_at.value if item.sent_at else None,
        sent_at_source=item.sent_at.source.value if item.sent_at else None,
    )
