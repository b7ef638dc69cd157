"""Letters as they were handed out, sealed under the key of their case. Frozen: one is kept or taken back, never changed.

They go with their case.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import keys
from db.database import Row, stamp
from db.seal import Key, Place
from db.store import Store
from model.case import Case
from model.errors import GoneError
from model.letter import FrozenLetter, Paragraphs, Written
from model.reply import Json

_SELECT = "SELECT id, case_id, number, body, handed_at FROM letters WHERE case_id = $1"


async def freeze(
    store: Store, case: Case, *, id: str, written: Written, digests: Mapping[str, str], at: datetime
) -> FrozenLetter:
    """Keep a letter as it is handed out, under the next number of its case. Raises KeyGoneError when that is gone."""
    key = await keys.of_case(store, case.id)
    letter = FrozenLetter(id, case.id, await _next_number(store, case.id), written, dict(digests), at)
    await store.db.execute(
        "INSERT INTO letters (id, case_id, number, body, handed_at) VALUES ($1, $2, $3, $4, $5)",
        letter.id,
        letter.case_id,
        letter.number,
        store.close(key, _place(letter.id), _encoded(letter)),
        stamp(at),
    )
    return letter


async def of_case(store: Store, case: Case) -> tuple[FrozenLetter, ...]:
    """The letters of a case, oldest first."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(f"{_SELECT} ORDER BY number", case.id)
    return tuple(_letter(store, key, row) for row in rows)


async def numbered(store: Store, case: Case, number: int) -> FrozenLetter | None:
    """One letter of a case by its number."""
    row = await store.db.fetch_one(f"{_SELECT} AND number = $2", case.id, number)
    return _letter(store, await keys.of_case(store, case.id), row) if row else None


async def take_back(store: Store, letter: FrozenLetter) -> None:
    """Forget a letter. Raises GoneError when it is gone already."""
    if not await store.db.execute("DELETE FROM letters WHERE id = $1 AND case_id = $2", letter.id, letter.case_id):
        raise GoneError


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give the letters of one case to another one of the same person, sealed under its key and numbered after its own."""
    if source.person_id != target.person_id:
        raise GoneError
    key = await keys.of_case(store, target.id)
    first = await _next_number(store, target.id)
    for number, letter in enumerate(await of_case(store, source), start=first):
        body = store.close(key, _place(letter.id), _encoded(letter))
        await store.db.execute(
            "UPDATE letters SET case_id = $2, number = $3, body = $4 WHERE id = $1", letter.id, target.id, number, body
        )


async def _next_number(store: Store, case_id: str) -> int:
    row = await store.db.fetch_one("SELECT COALESCE(MAX(number), 0) AS last FROM letters WHERE case_id = $1", case_id)
    return row.number("last") + 1 if row else 1


def _place(letter_id: str) -> Place:
    return Place("letters", letter_id, "body")


def _encoded(letter: FrozenLetter) -> Mapping[str, Json]:
    written = letter.written
    parts: list[Json] = [[part.id, part.heading, list(part.lines)] for part in written.parts]
    words: dict[str, Json] = {"kind": written.kind, "title": written.title, "addressee": written.addressee}
    return words | {"parts": parts, "digests": dict(letter.digests)}


def _letter(store: Store, key: Key, row: Row) -> FrozenLetter:
    stored: Any = store.read(key, _place(row.text("id")), row.text("body"))
    parts = tuple(Paragraphs(id_, heading, tuple(lines)) for id_, heading, lines in stored["parts"])
    return FrozenLetter(
        id=row.text("id"),
        case_id=row.text("case_id"),
        number=row.number("number"),
        written=Written(stored["kind"], stored["title"], stored["addressee"], parts),
        digests=stored["digests"],
        handed_at=row.instant("handed_at"),
    )
