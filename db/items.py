"""What was received in a case, numbered from 1. Everything that somebody wrote is sealed under the key of the case."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from db import files, keys, originals, readings
from db.database import Row, marks, stamp
from db.encoding import decode_content, encode_content
from db.seal import Key, Place
from db.store import Store
from model.case import Case, Item, Receiver
from model.errors import GoneError

_COLUMNS = (
    "i.id, i.case_id, i.number, i.burst, i.received_at, i.receiver, i.body, i.previous, i.same_as,"
    " k.id AS key_id, k.wrapped AS key_wrapped"
)
_SELECT = f"SELECT {_COLUMNS} FROM items i LEFT JOIN keys k ON k.case_id = i.case_id WHERE i.case_id = $1"  # noqa: S608


async def add(store: Store, case: Case, item: Item) -> None:
    """Keep an item. Raises ConflictError when its number is taken, KeyGoneError when the case is gone."""
    key = await keys.of_case(store, case.id)
    await store.db.execute(
        "INSERT INTO items (id, case_id, number, burst, received_at, receiver, body, text_index, message_index,"
        " previous, erased) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        item.id,
        case.id,
        item.number,
        item.burst,
        stamp(item.received_at),
        item.receiver.value,
        store.close(key, _place(item.id), encode_content(item)),
        _text_index(store, case, item.text) if item.text else None,
        _message_index(store, case, item.message_id),
        item.previous,
        False,
    )


async def of_case(store: Store, case: Case, *, burst: int | None = None) -> tuple[Item, ...]:
    """The items of a case, or of one of its incidents, in order."""
    rows = await store.db.fetch(
        f"{_SELECT} AND (CAST($2 AS BIGINT) IS NULL OR i.burst = $2) ORDER BY i.number", case.id, burst
    )
    return _items(store, rows)


async def next_number(store: Store, case_id: str) -> int:
    """The number of the next item of a case."""
    row = await store.db.fetch_one(
        "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM items WHERE case_id = $1", case_id
    )
    return row.number("number") if row else 1


async def find_message(store: Store, case: Case, message_id: int) -> Item | None:
    """The newest version of what a message of the chat brought into this case."""
    return await _newest(store, f"{_SELECT} AND i.message_index = $2", case, _message_index(store, case, message_id))


async def find_text(store: Store, case: Case, text: str) -> Item | None:
    """The newest item of this case with the same words, however they are spaced."""
    return await _newest(store, f"{_SELECT} AND i.text_index = $2", case, _text_index(store, case, text))


async def _newest(store: Store, sql: str, case: Case, index: str) -> Item | None:
    rows = await store.db.fetch(f"{sql} ORDER BY i.number DESC LIMIT 1", case.id, index)
    return next(iter(_items(store, rows)), None)


async def set_receiver(store: Store, case: Case, receiver: Receiver, *, burst: int | None = None) -> None:
    """Note on whose phone the items of a case, or of one of its incidents, arrived."""
    await store.db.execute(
        "UPDATE items SET receiver = $2 WHERE case_id = $1 AND (CAST($3 AS BIGINT) IS NULL OR burst = $3)",
        case.id,
        receiver.value,
        burst,
    )


async def set_receiver_of(store: Store, case: Case, receiver: Receiver, numbers: Iterable[int]) -> int:
    """Note on whose phone some items of a case arrived, named by their numbers; how many there were."""
    wanted = sorted(set(numbers))
    if not wanted:
        return 0
    return await store.db.execute(
        f"UPDATE items SET receiver = $2 WHERE case_id = $1 AND number IN ({marks(3, len(wanted))})",  # noqa: S608
        case.id,
        receiver.value,
        *wanted,
    )


async def get(store: Store, case: Case, item_id: str) -> Item | None:
    """One item of this case."""
    return next(iter(_items(store, await store.db.fetch(f"{_SELECT} AND i.id = $2", case.id, item_id))), None)


async def rewrite(store: Store, case: Case, item: Item) -> None:
    """Keep what a file was read as, or what the person says of it. An item that was erased stays erased."""
    key = await keys.of_case(store, case.id)
    await store.db.execute(
        "UPDATE items SET body = $2, text_index = $3 WHERE id = $1 AND NOT erased",
        item.id,
        store.close(key, _place(item.id), encode_content(item)),
        _text_index(store, case, item.text) if item.text else None,
    )


_FILES_GO = (
    "DELETE FROM files WHERE case_id = $1",
    "INSERT INTO removals (id) SELECT id FROM originals WHERE case_id = $1",
    "DELETE FROM originals WHERE case_id = $1",
    "DELETE FROM readings WHERE case_id = $1",
    "DELETE FROM likeness WHERE case_id = $1",
)


async def erase_texts(store: Store, case: Case) -> None:
    """Erase what was said and sent in a case, with sender, times of sending and files. What stays of an item is its
    message, which may have to be withdrawn, and the labels and traps that were found in it."""
    async with store.db.transaction():
        rows = await store.db.fetch(f"{_SELECT} AND NOT i.erased", case.id)
        for statement in _FILES_GO:
            await store.db.execute(statement, case.id)
        for row, item in zip(rows, _items(store, rows), strict=True):
            bare = replace(item, text="", caption="", sender=None, sent_at=None, file=None)
            body = store.close(keys.in_row(store, row), _place(item.id), encode_content(bare))
            await store.db.execute(
                "UPDATE items SET body = $2, text_index = NULL, erased = TRUE WHERE id = $1", item.id, body
            )


async def move(store: Store, case_from: Case, case_to: Case, item_ids: Iterable[str]) -> None:
    """Move items to the running incident of another case of the same person, behind its last item, in their order.

    Raises GoneError when one of them is not in `case_from`, or when the cases are not one person's.
    """
    wanted = frozenset(item_ids)
    moved = [item for item in await of_case(store, case_from) if item.id in wanted]
    if len(moved) != len(wanted):
        raise GoneError
    await carry(store, case_from, case_to, {item.id: case_to.burst for item in moved})


async def carry(store: Store, case_from: Case, case_to: Case, bursts: Mapping[str, int]) -> None:
    """Move items, named with the incident that each gets there. They are numbered anew and sealed under the key of
    `case_to`; what they are found by stays, because it is made for the person and not for the case."""
    if case_from.person_id != case_to.person_id:
        raise GoneError
    async with store.db.transaction():
        moved = [item for item in await of_case(store, case_from) if item.id in bursts]
        wanted = frozenset(bursts)
        await files.carry(store, case_from, case_to, wanted)
        await originals.carry(store, case_from, case_to, wanted)
        await readings.carry(store, case_from, case_to, wanted)
        key, first = await keys.of_case(store, case_to.id), await next_number(store, case_to.id)
        for number, item in enumerate(moved, start=first):
            await store.db.execute(
                "UPDATE items SET case_id = $2, number = $3, burst = $4, body = $5 WHERE id = $1",
                item.id,
                case_to.id,
                number,
                bursts[item.id],
                store.close(key, _place(item.id), encode_content(item)),
            )
            await store.db.execute("UPDATE likeness SET case_id = $2 WHERE item_id = $1", item.id, case_to.id)


def _place(item_id: str) -> Place:
    return Place("items", item_id, "body")


def _text_index(store: Store, case: Case, text: str) -> str:
    return store.seal.index("text", case.person_id, " ".join(text.split()))


def _message_index(store: Store, case: Case, message_id: int) -> str:
    return store.seal.index("item message", case.person_id, str(message_id))


def _items(store: Store, rows: list[Row]) -> tuple[Item, ...]:
    """The items of rows of one case: its key is unwrapped once."""
    key = keys.in_row(store, rows[0]) if rows else store.seal.base
    return tuple(_item(store, key, row) for row in rows)


def _item(store: Store, key: Key, row: Row) -> Item:
    item_id = row.text("id")
    return Item(
        id=item_id,
        case_id=row.text("case_id"),
        number=row.number("number"),
        burst=row.number("burst"),
        received_at=row.instant("received_at"),
        receiver=Receiver(row.text("receiver")),
        previous=row.maybe_text("previous"),
        same_as=row.maybe_text("same_as"),
        **decode_content(store.read(key, _place(item_id), row.text("body"))),
    )
