"""The inbox: an update is a row before anybody hears that it arrived, and is taken once."""

from dataclasses import dataclass
from datetime import datetime

from db.database import Row, stamp
from db.seal import Place
from db.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is not done yet, as it came."""

    update_id: int
    body: bytes


async def accept(store: Store, *, update_id: int, chat_id: int, body: bytes, at: datetime) -> bool:
    """Keep an update, durably when this returns and no transaction is running. False when it was seen before."""
    sealed = store.seal.seal(store.seal.base, _place(update_id), body)
    added = await store.db.execute(
        "INSERT INTO inbox (update_id, lane, state, body, received_at) VALUES ($1, $2, 'new', $3, $4)"
        " ON CONFLICT (update_id) DO NOTHING",
        update_id,
        store.seal.index("lane", str(chat_id)),
        sealed,
        stamp(at),
    )
    return added == 1


async def waiting(store: Store, limit: int) -> tuple[Waiting, ...]:
    """The oldest updates that are not done, in the order of their numbers."""
    rows = await store.db.fetch(
        "SELECT update_id, body FROM inbox WHERE state = 'new' ORDER BY update_id LIMIT $1", limit
    )
    return tuple(_waiting(store, row) for row in rows)


async def finish(store: Store, update_id: int) -> bool:
    """Mark an update done and erase all but its number. False when it was done already or never accepted."""
    changed = await store.db.execute(
        "UPDATE inbox SET state = 'done', body = NULL, lane = NULL, received_at = NULL"
        " WHERE update_id = $1 AND state = 'new'",
        update_id,
    )
    return changed == 1


def _place(update_id: int) -> Place:
    return Place("inbox", str(update_id), "body")


def _waiting(store: Store, row: Row) -> Waiting:
    update_id = row.number("update_id")
    return Waiting(update_id, store.seal.open(store.seal.base, _place(update_id), row.text("body")))
