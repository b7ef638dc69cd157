"""What was shown of the entries of the directory, with the case it was shown in, sealed under its key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db import keys
from db.database import Row, marks, stamp
from db.seal import Place
from db.sight_encoding import decode_sight, encode_sight
from db.store import Store, canonical
from model.case import Case
from model.shown import Sight

# How many people one statement looks for: SQLite takes 999 values in the oldest version that is still around.
_AT_ONCE: Final = 200

_SELECT: Final = (
    "SELECT s.id, s.person_id, s.case_id, s.body, s.first_at, s.last_at, k.id AS key_id, k.wrapped AS key_wrapped"
    " FROM shown s JOIN keys k ON k.case_id = s.case_id JOIN cases c ON c.id = s.case_id"
)
# Where it is kept: with the case it is about; what is about none, with the case of hers that changed last and that she
# wished to be kept. Of whoever keeps nothing, and in a case that keeps no words, nothing is kept.
_ITS_CASE: Final = (
    "SELECT c.id, k.id AS key_id, k.wrapped AS key_wrapped FROM cases c JOIN keys k ON k.case_id = c.id"
    " WHERE c.person_id = $1 AND c.id = $2 AND c.level <> 'answer_only'"
)
_KEPT_CASE: Final = (
    "SELECT c.id, k.id AS key_id, k.wrapped AS key_wrapped FROM cases c JOIN keys k ON k.case_id = c.id"
    " JOIN people p ON p.id = c.person_id"
    " WHERE c.person_id = $1 AND c.level = 'kept' AND NOT p.answer_only ORDER BY c.updated_at DESC, c.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One record in one state, shown in one case for the first and for the last time."""

    id: str
    person_id: str
    case_id: str
    sight: Sight
    first_at: datetime
    last_at: datetime


async def add(
    store: Store,
    person_id: str,
    case_id: str | None,
    sights: Iterable[Sight],
    *,
    at: datetime,
    new_id: Callable[[], str],
) -> None:
    """Note what was shown. What was shown before in the same case only gets a later instant; where there is nothing
    that may keep it, nothing is noted."""
    found = await _case_for(store, person_id, case_id)
    if found is None:
        return
    for sight in sights:
        row_id = new_id()
        await store.db.execute(
            "INSERT INTO shown (id, person_id, case_id, record_index, sight_index, body, first_at, last_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)"
            " ON CONFLICT (case_id, sight_index) DO UPDATE SET last_at = excluded.last_at",
            row_id,
            person_id,
            found.text("id"),
            _record_index(store, person_id, sight.record_id),
            _sight_index(store, person_id, sight),
            store.close(keys.in_row(store, found), _place(row_id), encode_sight(sight)),
            stamp(at),
        )


async def _case_for(store: Store, person_id: str, case_id: str | None) -> Row | None:
    if case_id is None:
        return await store.db.fetch_one(_KEPT_CASE, person_id)
    return await store.db.fetch_one(_ITS_CASE, person_id, case_id)


async def of_case(store: Store, case: Case) -> tuple[Shown, ...]:
    """What was shown in a case, in the order in which it was last shown."""
    rows = await store.db.fetch(f"{_SELECT} WHERE s.case_id = $1 ORDER BY s.last_at, s.id", case.id)
    return tuple(_shown(store, row) for row in rows)


async def of_record(store: Store, record_id: str) -> tuple[Shown, ...]:
    """What everybody who keeps a case was shown of one record, person by person, the newest last."""
    people = await store.db.fetch("SELECT DISTINCT person_id FROM cases WHERE level = 'kept' ORDER BY person_id")
    wanted = [_record_index(store, row.text("person_id"), record_id) for row in people]
    found: list[Row] = []
    for start in range(0, len(wanted), _AT_ONCE):
        digests = wanted[start : start + _AT_ONCE]
        found += await store.db.fetch(
            f"{_SELECT} WHERE c.level = 'kept' AND s.record_index IN ({marks(1, len(digests))})"
            " ORDER BY s.person_id, s.last_at, s.id",
            *digests,
        )
    return tuple(_shown(store, row) for row in found)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give what was shown in one case to another one of the same person, sealed under its key."""
    key = await keys.of_case(store, target.id)
    for shown in await of_case(store, source):
        body = store.close(key, _place(shown.id), encode_sight(shown.sight))
        index = _sight_index(store, shown.person_id, shown.sight)
        known = await store.db.execute(
            "UPDATE shown SET first_at = CASE WHEN first_at < $3 THEN first_at ELSE $3 END,"
            " last_at = CASE WHEN last_at > $4 THEN last_at ELSE $4 END WHERE case_id = $1 AND sight_index = $2",
            target.id,
            index,
            stamp(shown.first_at),
            stamp(shown.last_at),
        )
        if not known:
            await store.db.execute("UPDATE shown SET case_id = $2, body = $3 WHERE id = $1", shown.id, target.id, body)


def _record_index(store: Store, person_id: str, record_id: str) -> str:
    return store.seal.index("shown record", person_id, record_id)


def _sight_index(store: Store, person_id: str, sight: Sight) -> str:
    """The same for the same entries, however often they were checked again meanwhile."""
    entries = [[entry.kind.value, entry.value, entry.note] for entry in sight.entries]
    return store.seal.index("shown", person_id, sight.record_id, sight.locale.value, canonical(entries).decode())


def _place(shown_id: str) -> Place:
    return Place("shown", shown_id, "body")


def _shown(store: Store, row: Row) -> Shown:
    row_id = row.text("id")
    return Shown(
        id=row_id,
        person_id=row.text("person_id"),
        case_id=row.text("case_id"),
        sight=decode_sight(store.read(keys.in_row(store, row), _place(row_id), row.text("body"))),
        first_at=row.instant("first_at"),
        last_at=row.instant("last_at"),
    )
