"""What is alike in a case: keyed digests to find it by, and the pairs that somebody was asked about.

The digests are made under the index key, for one person: whoever has the table and not the key reads nothing in it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from db.database import Row, marks
from db.store import Store
from model.case import Case
from model.likeness import Alike, Pair

# ruff: noqa: S608 - what is put into a statement here are constants of this module and placeholders

# 96 bits: nobody hands in so much that two of them meet by chance.
_LENGTH = 24
_PAIR = "SELECT p.item_id, p.other_id, p.alike FROM pairs p JOIN items i ON i.id = p.item_id"


class Said(StrEnum):
    """What became of a question."""

    ASKED = "asked"
    SAME = "same"
    DIFFERENT = "different"


def digests(store: Store, case: Case, alike: Alike, bands: Iterable[bytes]) -> Sequence[str]:
    """What bands are kept and looked for as: keyed, for this person and this kind."""
    return sorted({store.seal.index("likeness", case.person_id, alike.value, band.hex())[:_LENGTH] for band in bands})


async def note(store: Store, case: Case, item_id: str, alike: Alike, bands: Iterable[bytes]) -> None:
    """Let an item be found by these bands, and by none of this kind that it had before."""
    await store.db.execute("DELETE FROM likeness WHERE item_id = $1 AND alike = $2", item_id, alike.value)
    keyed = digests(store, case, alike, bands)
    if not keyed:
        return
    rows = ", ".join(f"($1, $2, $3, ${number})" for number in range(4, 4 + len(keyed)))
    await store.db.execute(
        f"INSERT INTO likeness (item_id, case_id, alike, band) VALUES {rows}", item_id, case.id, alike.value, *keyed
    )


async def find(
    store: Store, case: Case, item_id: str, alike: Alike, bands: Iterable[bytes], *, most: int = 16
) -> tuple[str, ...]:
    """The other items of the case that share a band, those that share most of them first."""
    keyed = digests(store, case, alike, bands)
    if not keyed:
        return ()
    rows = await store.db.fetch(
        f"SELECT item_id, COUNT(*) AS many FROM likeness WHERE case_id = $1 AND band IN ({marks(4, len(keyed))})"
        " AND item_id <> $2 GROUP BY item_id ORDER BY many DESC, item_id LIMIT $3",
        case.id,
        item_id,
        most,
        *keyed,
    )
    return tuple(row.text("item_id") for row in rows)


async def ask(store: Store, pair: Pair) -> bool:
    """Note that somebody is to be asked about a pair. False when it was noted before, whatever was said since."""
    known = await store.db.fetch_one(
        "SELECT 1 AS one FROM pairs WHERE item_id = $2 AND other_id = $1", pair.item_id, pair.other_id
    )
    if known is not None:
        return False
    changed = await store.db.execute(
        "INSERT INTO pairs (item_id, other_id, alike, state) VALUES ($1, $2, $3, 'asked')"
        " ON CONFLICT (item_id, other_id) DO NOTHING",
        pair.item_id,
        pair.other_id,
        pair.alike.value,
    )
    return changed == 1


async def asked(store: Store, case: Case) -> tuple[Pair, ...]:
    """The pairs of a case that nobody has said anything about, in the order of their later items."""
    rows = await store.db.fetch(
        f"{_PAIR} JOIN items o ON o.id = p.other_id WHERE i.case_id = $1 AND o.case_id = $1 AND p.state = 'asked'"
        " ORDER BY i.number, o.number",
        case.id,
    )
    return tuple(_pair(row) for row in rows)


async def between(store: Store, case: Case, item_id: str, other_id: str) -> Pair | None:
    """The pair of two items of a case, whatever was said about it."""
    row = await store.db.fetch_one(
        f"{_PAIR} WHERE i.case_id = $1 AND p.item_id = $2 AND p.other_id = $3", case.id, item_id, other_id
    )
    return _pair(row) if row else None


async def say(store: Store, pair: Pair, said: Said) -> None:
    """Keep what somebody said about a pair."""
    await store.db.execute(
        "UPDATE pairs SET state = $3 WHERE item_id = $1 AND other_id = $2", pair.item_id, pair.other_id, said.value
    )


async def count_with(store: Store, case: Case, item_id: str, other_id: str | None) -> None:
    """Let an item of a case be counted with another one, or by itself again."""
    await store.db.execute("UPDATE items SET same_as = $3 WHERE id = $1 AND case_id = $2", item_id, case.id, other_id)


def _pair(row: Row) -> Pair:
    return Pair(row.text("item_id"), row.text("other_id"), Alike(row.text("alike")))
