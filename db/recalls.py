"""Who was told of which correction of an entry. A row is what makes it once each, however often it is asked for."""

from dataclasses import dataclass
from datetime import datetime

from db import keys
from db.database import Row, stamp
from db.seal import Place
from db.sight_encoding import decode_recall, encode_recall
from db.store import Store
from model.case import Case
from model.errors import GoneError
from model.shown import Sight, Standing


@dataclass(frozen=True, slots=True)
class Recall:
    """What one person is told: what she was shown (`old` has the entries that no longer hold), and how the record
    stands now; None where there is no such record any more."""

    id: str
    person_id: str
    case_id: str
    old: Sight
    new: Standing | None
    at: datetime


_SELECT = (
    "SELECT r.id, r.person_id, r.case_id, r.body, r.at, k.id AS key_id, k.wrapped AS key_wrapped"
    " FROM recalls r JOIN keys k ON k.case_id = r.case_id"
)


async def add(store: Store, recall: Recall, version: str) -> bool:
    """Note that a person is told. `version` names the correction; False when she was told of it before.

    Raises KeyGoneError when the case is gone.
    """
    key = await keys.of_case(store, recall.case_id)
    added = await store.db.execute(
        "INSERT INTO recalls (id, person_id, case_id, told_index, body, at) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (person_id, told_index) DO NOTHING",
        recall.id,
        recall.person_id,
        recall.case_id,
        _told_index(store, recall.person_id, version),
        store.close(key, _place(recall.id), encode_recall(recall.old, recall.new)),
        stamp(recall.at),
    )
    return added == 1


async def was_told(store: Store, person_id: str, version: str) -> bool:
    """Whether a person was told of a correction."""
    index = _told_index(store, person_id, version)
    sql = "SELECT 1 AS one FROM recalls WHERE person_id = $1 AND told_index = $2"
    return await store.db.fetch_one(sql, person_id, index) is not None


async def own(store: Store, person_id: str, recall_id: str) -> Recall:
    """What this person, and nobody else, was told. Raises GoneError, which does not say which it was."""
    row = await store.db.fetch_one(f"{_SELECT} WHERE r.id = $2 AND r.person_id = $1", person_id, recall_id)
    if row is None:
        raise GoneError
    return _recall(store, row)


async def of_case(store: Store, case: Case) -> tuple[Recall, ...]:
    """What was told in a case, oldest first."""
    rows = await store.db.fetch(f"{_SELECT} WHERE r.case_id = $1 ORDER BY r.at, r.id", case.id)
    return tuple(_recall(store, row) for row in rows)


async def take_back(store: Store, recall_id: str) -> None:
    """Forget a recall whose message never left, so that the person can still be told."""
    await store.db.execute("DELETE FROM recalls WHERE id = $1", recall_id)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give what was told in one case to another one of the same person, sealed under its key."""
    key = await keys.of_case(store, target.id)
    for recall in await of_case(store, source):
        body = store.close(key, _place(recall.id), encode_recall(recall.old, recall.new))
        await store.db.execute("UPDATE recalls SET case_id = $2, body = $3 WHERE id = $1", recall.id, target.id, body)


def _told_index(store: Store, person_id: str, version: str) -> str:
    return store.seal.index("recall", person_id, version)


def _place(recall_id: str) -> Place:
    return Place("recalls", recall_id, "body")


def _recall(store: Store, row: Row) -> Recall:
    row_id = row.text("id")
    old, new = decode_recall(store.read(keys.in_row(store, row), _place(row_id), row.text("body")))
    return Recall(row_id, row.text("person_id"), row.text("case_id"), old, new, row.instant("at"))
