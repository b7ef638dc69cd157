"""The files that were handed in, whole. Each is sealed under a key of its own, which lies in its row under the key of the
case: moving a file to another case moves the row, and without the row nobody opens the file."""

import asyncio
import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db import keys
from db.database import Row, marks
from db.seal import Key, Place
from db.store import Store
from db.vault import Vault
from model.case import Case
from model.errors import GoneError
from model.incoming import Media
from model.original import Original

# ruff: noqa: S608 - what is put into a statement here are constants of this module and placeholders

_SELECT = (
    "SELECT o.id, o.item_id, o.media, o.size, o.body, k.id AS key_id, k.wrapped AS key_wrapped"
    " FROM originals o JOIN items i ON i.id = o.item_id LEFT JOIN keys k ON k.case_id = o.case_id"
    " WHERE o.case_id = $1"
)
# How many names go into one statement.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies on the disk and has no row yet."""

    original: Original
    key: Key = field(repr=False)


async def write(store: Store, vault: Vault, original: Original, content: bytes) -> Written:
    """Seal a file and put it on the disk. Outside any transaction; `add` gives it its row."""
    key = store.seal.new_key(original.id)
    sealed = await asyncio.to_thread(store.seal.seal_bytes, key, _file_place(original.id), content)
    await vault.write(original.id, sealed)
    return Written(original, key)


async def add(store: Store, case: Case, written: Written) -> None:
    """Give a written file its row. Raises KeyGoneError when the case is gone."""
    original = written.original
    await store.db.execute(
        "INSERT INTO originals (id, item_id, case_id, person_id, media, size, body)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        original.id,
        original.item_id,
        case.id,
        case.person_id,
        original.media.value,
        original.size,
        store.close(await keys.of_case(store, case.id), _place(original.id), _encoded(written)),
    )


async def read(store: Store, vault: Vault, case: Case, item_id: str) -> bytes:
    """The bytes of an item's file as they came. Raises GoneError where there is none."""
    row = await store.db.fetch_one(f"{_SELECT} AND o.item_id = $2", case.id, item_id)
    if row is None:
        raise GoneError
    written = _written(store, keys.in_row(store, row), row)
    sealed = await vault.read(written.original.id)
    return await asyncio.to_thread(store.seal.open_bytes, written.key, _file_place(written.original.id), sealed)


async def of_case(store: Store, case: Case) -> tuple[Original, ...]:
    """The originals of a case, in the order of its items."""
    rows = await store.db.fetch(f"{_SELECT} ORDER BY i.number, o.id", case.id)
    return tuple(_written(store, keys.in_row(store, row), row).original for row in rows)


async def describe(store: Store, case: Case, original: Original) -> None:
    """Keep what was found out about a file that is kept: its format and length. Its bytes never change."""
    row = await store.db.fetch_one(f"{_SELECT} AND o.id = $2", case.id, original.id)
    if row is None:
        raise GoneError
    key = keys.in_row(store, row)
    told = Written(original, _written(store, key, row).key)
    body = store.close(key, _place(original.id), _encoded(told))
    await store.db.execute("UPDATE originals SET body = $2 WHERE id = $1", original.id, body)


async def used(store: Store, person_id: str) -> int:
    """How many bytes somebody keeps here, with those that are still to be fetched."""
    row = await store.db.fetch_one(
        "SELECT CAST(COALESCE((SELECT SUM(size) FROM originals WHERE person_id = $1), 0)"
        " + COALESCE((SELECT SUM(size) FROM readings WHERE person_id = $1 AND state = 'waiting'), 0) AS BIGINT) AS used",
        person_id,
    )
    return row.number("used") if row else 0


async def carry(store: Store, source: Case, target: Case, item_ids: frozenset[str]) -> None:
    """Give the originals of some items to another case, their keys sealed under its key."""
    key = await keys.of_case(store, target.id)
    for row in await store.db.fetch(_SELECT, source.id):
        written = _written(store, keys.in_row(store, row), row)
        if written.original.item_id in item_ids:
            body = store.close(key, _place(written.original.id), _encoded(written))
            await store.db.execute(
                "UPDATE originals SET case_id = $2, body = $3 WHERE id = $1", written.original.id, target.id, body
            )


async def give(store: Store, old_item_id: str, new_item_id: str) -> None:
    """Let the new version of an item have the file of the old one."""
    await store.db.execute("UPDATE originals SET item_id = $2 WHERE item_id = $1", old_item_id, new_item_id)


async def removals(store: Store) -> tuple[str, ...]:
    """The files whose rows have gone and that are still to be taken from the disk."""
    return tuple(row.text("id") for row in await store.db.fetch("SELECT id FROM removals ORDER BY id"))


async def removed(store: Store, ids: Iterable[str]) -> None:
    """Note that files were taken from the disk."""
    every = list(ids)
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        await store.db.execute(f"DELETE FROM removals WHERE id IN ({marks(1, len(some))})", *some)


async def known(store: Store) -> frozenset[str]:
    """The ids of all originals there are."""
    return frozenset(row.text("id") for row in await store.db.fetch("SELECT id FROM originals"))


def _encoded(written: Written) -> dict[str, Any]:
    original = written.original
    return {
        "name": original.name,
        "mime": original.mime,
        "sha256": original.sha256,
        "format": original.format,
        "duration_s": original.duration_s,
        "sketch": base64.b64encode(original.sketch).decode("ascii"),
        "key": base64.b64encode(written.key.secret).decode("ascii"),
    }


def _written(store: Store, key: Key, row: Row) -> Written:
    original_id = row.text("id")
    body = store.read(key, _place(original_id), row.text("body"))
    original = Original(
        id=original_id,
        item_id=row.text("item_id"),
        media=Media(row.text("media")),
        size=row.number("size"),
        sha256=body["sha256"],
        name=body["name"],
        mime=body["mime"],
        format=body["format"],
        duration_s=body["duration_s"],
        sketch=base64.b64decode(body.get("sketch", "")),
    )
    return Written(original, Key(original_id, base64.b64decode(body["key"])))


def _place(original_id: str) -> Place:
    return Place("originals", original_id, "body")


def _file_place(original_id: str) -> Place:
    return Place("originals", original_id, "file")
