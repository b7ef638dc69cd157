"""Exports that were read and wait for the person to say what of them belongs to her case. Sealed under its key."""

from dataclasses import replace
from datetime import datetime

from db import keys
from db.database import stamp
from db.import_encoding import decode_pending, encode_pending
from db.seal import Place
from db.store import Store
from model.errors import GoneError
from model.imported import PendingImport


async def add(store: Store, pending: PendingImport) -> None:
    """Keep what was read until it is picked from. Raises KeyGoneError when the case is gone."""
    key = await keys.of_case(store, pending.case_id)
    await store.db.execute(
        "INSERT INTO imports (id, person_id, case_id, body, created_at) VALUES ($1, $2, $3, $4, $5)",
        pending.id,
        pending.person_id,
        pending.case_id,
        store.close(key, _place(pending.id), encode_pending(pending)),
        stamp(pending.created_at),
    )


async def own(store: Store, person_id: str, import_id: str) -> PendingImport:
    """What waits for this person, and for nobody else. Raises GoneError, which does not say which it was."""
    row = await store.db.fetch_one(
        "SELECT i.id, i.person_id, i.case_id, i.body, i.created_at, k.id AS key_id, k.wrapped AS key_wrapped"
        " FROM imports i JOIN keys k ON k.case_id = i.case_id WHERE i.id = $1 AND i.person_id = $2",
        import_id,
        person_id,
    )
    if row is None:
        raise GoneError
    return PendingImport(
        id=row.text("id"),
        person_id=row.text("person_id"),
        case_id=row.text("case_id"),
        created_at=row.instant("created_at"),
        **decode_pending(store.read(keys.in_row(store, row), _place(import_id), row.text("body"))),
    )


async def pick(store: Store, pending: PendingImport, picked: frozenset[int]) -> PendingImport:
    """Note which offers are picked. Raises GoneError when nothing waits any more."""
    changed = replace(pending, picked=picked)
    key = await keys.of_case(store, pending.case_id)
    body = store.close(key, _place(pending.id), encode_pending(changed))
    if not await store.db.execute("UPDATE imports SET body = $2 WHERE id = $1", pending.id, body):
        raise GoneError
    return changed


async def drop(store: Store, pending: PendingImport) -> None:
    """Forget what waited. Raises GoneError when it went meanwhile, so that nothing is taken over twice."""
    if not await store.db.execute("DELETE FROM imports WHERE id = $1", pending.id):
        raise GoneError


async def drop_of_case(store: Store, case_id: str) -> None:
    """Forget what waits in a case: a new export takes its place."""
    await store.db.execute("DELETE FROM imports WHERE case_id = $1", case_id)


async def drop_before(store: Store, at: datetime) -> int:
    """Forget what nobody picked from since an instant; how many these were."""
    return await store.db.execute("DELETE FROM imports WHERE created_at < $1", stamp(at))


def _place(import_id: str) -> Place:
    return Place("imports", import_id, "body")
