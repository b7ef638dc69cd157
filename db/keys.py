"""The key of each case, wrapped under the master key. Destroying it makes the case unreadable everywhere."""

from datetime import datetime

from db.database import Row, stamp
from db.seal import Key
from db.store import Store
from model.errors import KeyGoneError


async def create(store: Store, *, id: str, case_id: str, at: datetime) -> Key:
    """Make the key of a case and keep it wrapped."""
    key = store.seal.new_key(id)
    await store.db.execute(
        "INSERT INTO keys (id, case_id, wrapped, created_at) VALUES ($1, $2, $3, $4)",
        id,
        case_id,
        store.seal.wrap(key),
        stamp(at),
    )
    return key


async def of_case(store: Store, case_id: str) -> Key:
    """The key of a case, read anew each time: nothing keeps it longer than the caller. Raises KeyGoneError."""
    row = await store.db.fetch_one("SELECT id AS key_id, wrapped AS key_wrapped FROM keys WHERE case_id = $1", case_id)
    if row is None:
        raise KeyGoneError("the key of this case is gone")
    return in_row(store, row)


async def for_case(store: Store, case_id: str | None) -> Key:
    """The key of a case, or the base key for what belongs to none. Raises KeyGoneError."""
    return store.seal.base if case_id is None else await of_case(store, case_id)


def in_row(store: Store, row: Row) -> Key:
    """The key that a statement brought along as `key_id` and `key_wrapped`. Raises KeyGoneError where they are null."""
    key_id, wrapped = row.maybe_text("key_id"), row.maybe_text("key_wrapped")
    if key_id is None or wrapped is None:
        raise KeyGoneError("the key of this case is gone")
    return store.seal.unwrap(key_id, wrapped)


async def destroy(store: Store, case_id: str) -> None:
    """Destroy the key of a case; nothing happens when it is gone already."""
    await store.db.execute("DELETE FROM keys WHERE case_id = $1", case_id)
