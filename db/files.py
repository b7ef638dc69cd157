"""Files that belong to an item: what is known of them, sealed. The bytes are not kept here."""

from dataclasses import dataclass

from db import keys
from db.database import Row
from db.encoding import decode_file, encode_file
from db.seal import Key, Place
from db.store import Store
from model.case import Case
from model.incoming import FileRef


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of one item."""

    id: str
    item_id: str
    file: FileRef


async def add(store: Store, case: Case, *, id: str, item_id: str, file: FileRef) -> None:
    """Note a file of an item of this case."""
    key = await keys.of_case(store, case.id)
    await store.db.execute(
        "INSERT INTO files (id, case_id, item_id, body) VALUES ($1, $2, $3, $4)",
        id,
        case.id,
        item_id,
        store.close(key, _place(id), encode_file(file)),
    )


async def of_case(store: Store, case: Case) -> tuple[StoredFile, ...]:
    """The files of a case, in the order of its items."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(
        "SELECT f.id, f.item_id, f.body FROM files f JOIN items i ON i.id = f.item_id"
        " WHERE f.case_id = $1 ORDER BY i.number, f.id",
        case.id,
    )
    return tuple(_stored(store, key, row) for row in rows)


async def carry(store: Store, source: Case, target: Case, item_ids: frozenset[str]) -> None:
    """Give the files of some items to another case, sealed under its key."""
    key = await keys.of_case(store, target.id)
    for stored in await of_case(store, source):
        if stored.item_id in item_ids:
            body = store.close(key, _place(stored.id), encode_file(stored.file))
            await store.db.execute("UPDATE files SET case_id = $2, body = $3 WHERE id = $1", stored.id, target.id, body)


def _place(file_id: str) -> Place:
    return Place("files", file_id, "body")


def _stored(store: Store, key: Key, row: Row) -> StoredFile:
    file_id = row.text("id")
    return StoredFile(file_id, row.text("item_id"), decode_file(store.read(key, _place(file_id), row.text("body"))))
