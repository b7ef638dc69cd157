"""Cases: whose they are, where they stand, by what a later message finds them. Their facts are sealed under a key that
is destroyed with them. Ownership is part of every statement: a case of somebody else is simply not there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from db import answers, calls, dialogs, events, items, keys, letters, recalls, shown, steps
from db.case_rows import ONE, SOME, case_in, insert, save
from db.database import Row, marks, stamp
from db.store import Store
from model.case import Case, CaseFacts, KeyKind, Level, Status
from model.errors import GoneError, StorageError

# ruff: noqa: S608 - what is put into a statement here are constants of this room and placeholders

__all__ = [
    "add_keys",
    "by_number",
    "drop",
    "drop_expired",
    "expired",
    "expiring",
    "get",
    "in_burst",
    "merge",
    "of_person",
    "open_case",
    "save",
    "with_key",
]

# In this order nothing points at what is gone.
_DROP = (
    "DELETE FROM keys WHERE case_id = $1",
    "DELETE FROM files WHERE case_id = $1",
    "INSERT INTO removals (id) SELECT id FROM originals WHERE case_id = $1",
    "DELETE FROM originals WHERE case_id = $1",
    "DELETE FROM readings WHERE case_id = $1",
    "DELETE FROM items WHERE case_id = $1",
    "DELETE FROM events WHERE case_id = $1",
    "DELETE FROM case_keys WHERE case_id = $1",
    "DELETE FROM outbox WHERE case_id = $1",
    "DELETE FROM messages WHERE case_id = $1",
    "DELETE FROM answers WHERE case_id = $1",
    "DELETE FROM cases WHERE id = $1",
)


async def open_case(
    store: Store,
    *,
    id: str,
    key_id: str,
    person_id: str,
    level: Level,
    facts: CaseFacts,
    at: datetime,
    burst_closes_at: datetime,
    expires_at: datetime | None,
) -> Case:
    """Open a case with a key of its own and the person's next number. A number is never given twice."""
    async with store.db.transaction():
        case = Case(
            id=id,
            person_id=person_id,
            number=await _next_number(store, person_id),
            level=level,
            status=Status.OPEN,
            facts=facts,
            opened_at=at,
            updated_at=at,
            burst=1,
            burst_opened_at=at,
            burst_closes_at=burst_closes_at,
            expires_at=expires_at,
            noticed=False,
            version=1,
        )
        await keys.create(store, id=key_id, case_id=id, at=at)
        await insert(store, case)
    return case


async def _next_number(store: Store, person_id: str) -> int:
    row = await store.db.fetch_one(
        "UPDATE people SET last_case = last_case + 1 WHERE id = $1 RETURNING last_case", person_id
    )
    if row is None:
        raise StorageError("a case needs a person who is registered")
    return row.number("last_case")


async def get(store: Store, person_id: str, case_id: str) -> Case:
    """A case of this person. Raises GoneError when it is not there or not hers, KeyGoneError when it is unreadable."""
    row = await store.db.fetch_one(f"{ONE} WHERE c.id = $1 AND c.person_id = $2", case_id, person_id)
    if row is None:
        raise GoneError
    return case_in(store, row)


async def by_number(store: Store, person_id: str, number: int) -> Case | None:
    """The person's own case of that number."""
    row = await store.db.fetch_one(f"{ONE} WHERE c.person_id = $1 AND c.number = $2", person_id, number)
    return case_in(store, row) if row else None


async def of_person(store: Store, person_id: str) -> tuple[Case, ...]:
    """All cases of a person, open and closed, in the order of their numbers."""
    return _cases(store, await store.db.fetch(f"{SOME} WHERE c.person_id = $1 ORDER BY c.number", person_id))


async def in_burst(store: Store, person_id: str, now: datetime, *, answer_only: bool = False) -> Case | None:
    """The open case whose incident is still running; the newest when there are several.

    With `answer_only` among the cases that keep no words, without it among those that do.
    """
    rows = await store.db.fetch(
        f"{SOME} WHERE c.person_id = $1 AND c.status = 'open' AND c.burst_closes_at > $2"
        " AND (c.level = 'answer_only') = $3 ORDER BY c.burst_opened_at DESC, c.number DESC LIMIT 1",
        person_id,
        stamp(now),
        answer_only,
    )
    return next(iter(_cases(store, rows)), None)


async def with_key(
    store: Store, person_id: str, keys: Iterable[tuple[KeyKind, str]], *, answer_only: bool = False
) -> Case | None:
    """The person's open case that has one of these keys; the one that changed last when there are several.

    With `answer_only` among the cases that keep no words, without it among those that do.
    """
    wanted = sorted({_key_index(store, person_id, kind, value) for kind, value in keys})
    if not wanted:
        return None
    rows = await store.db.fetch(
        f"{SOME} WHERE c.person_id = $1 AND c.status = 'open' AND (c.level = 'answer_only') = $2 AND c.id IN"
        f" (SELECT case_id FROM case_keys WHERE person_id = $1 AND key_index IN ({marks(3, len(wanted))}))"
        " ORDER BY c.updated_at DESC, c.number DESC LIMIT 1",
        person_id,
        answer_only,
        *wanted,
    )
    return next(iter(_cases(store, rows)), None)


async def add_keys(store: Store, case: Case, keys: Iterable[tuple[KeyKind, str]]) -> None:
    """Let later messages find a case by these keys. One that it has already stays."""
    for kind, value in keys:
        await store.db.execute(
            "INSERT INTO case_keys (case_id, person_id, kind, key_index) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (case_id, kind, key_index) DO NOTHING",
            case.id,
            case.person_id,
            kind.value,
            _key_index(store, case.person_id, kind, value),
        )


async def drop(store: Store, person_id: str, case_id: str) -> None:
    """Delete a case of this person and everything in it, its key first. Raises GoneError when it is not hers."""
    found = await store.db.fetch_one("SELECT id FROM cases WHERE id = $1 AND person_id = $2", case_id, person_id)
    if found is None:
        raise GoneError
    async with store.db.transaction():
        await dialogs.leave_case(store, person_id, case_id)
        for statement in _DROP:
            await store.db.execute(statement, case_id)


async def drop_expired(store: Store, person_id: str, case_id: str, now: datetime) -> bool:
    """Delete a case whose time is over. False, and nothing deleted, when it was kept or went meanwhile."""
    async with store.db.transaction():
        # The change holds the row: whoever keeps the case now either came first or finds it gone.
        late = await store.db.execute(
            "UPDATE cases SET version = version + 1"
            " WHERE id = $1 AND person_id = $2 AND expires_at <= $3 AND level <> 'kept'",
            case_id,
            person_id,
            stamp(now),
        )
        if late:
            await drop(store, person_id, case_id)
    return late > 0


async def expiring(store: Store, now: datetime, within: timedelta) -> tuple[Case, ...]:
    """Cases that go within a while and whose person was not told yet."""
    rows = await store.db.fetch(
        f"{SOME} WHERE c.expires_at > $1 AND c.expires_at <= $2 AND NOT c.noticed ORDER BY c.expires_at",
        stamp(now),
        stamp(now + within),
    )
    return _cases(store, rows)


async def expired(store: Store, now: datetime) -> tuple[Case, ...]:
    """Cases whose time is over."""
    rows = await store.db.fetch(f"{SOME} WHERE c.expires_at <= $1 ORDER BY c.expires_at", stamp(now))
    return _cases(store, rows)


async def merge(store: Store, person_id: str, *, source: Case, target: Case) -> Case:
    """Move everything of one case into another one of the same person, and drop the first; the target, as saved.

    Items, files, answers and events are sealed anew under the target's key; what waited about the source is dropped.
    Level, expiry and facts are those of `target` as it is given. The incident that began later is the running one. Raises GoneError for a case
    that is not hers, ConflictError when the target changed meanwhile.
    """
    if source.id == target.id or {source.person_id, target.person_id} != {person_id}:
        raise GoneError
    async with store.db.transaction():
        shift, merged = await _one_after_the_other(store, source, target)
        moved = await items.of_case(store, source)
        await items.carry(store, source, target, {item.id: item.burst + shift for item in moved})
        await events.carry(store, source, target)
        await answers.carry(store, source, target)
        await shown.carry(store, source, target)
        await recalls.carry(store, source, target)
        await calls.carry(store, source, target)
        await letters.carry(store, source, target)
        await steps.carry(store, source, target)
        for statement in _REPOINT:
            await store.db.execute(statement, source.id, target.id)
        await drop(store, person_id, source.id)
        return await save(store, merged)


_REPOINT = (
    "INSERT INTO case_keys (case_id, person_id, kind, key_index)"
    " SELECT $2, person_id, kind, key_index FROM case_keys WHERE case_id = $1 ON CONFLICT DO NOTHING",
    "UPDATE messages SET case_id = $2 WHERE case_id = $1",
)


async def _one_after_the_other(store: Store, source: Case, target: Case) -> tuple[int, Case]:
    """By how much the incidents of the source move on, and the target with the incidents of both."""
    merged = replace(target, burst=source.burst + target.burst, updated_at=max(source.updated_at, target.updated_at))
    if source.burst_opened_at >= target.burst_opened_at:
        running = replace(merged, burst_opened_at=source.burst_opened_at, burst_closes_at=source.burst_closes_at)
        return target.burst, running
    await store.db.execute("UPDATE items SET burst = burst + $2 WHERE case_id = $1", target.id, source.burst)
    return 0, merged


def _key_index(store: Store, person_id: str, kind: KeyKind, value: str) -> str:
    return store.seal.index("case key", person_id, kind.value, value)


def _cases(store: Store, rows: list[Row]) -> tuple[Case, ...]:
    return tuple(case_in(store, row) for row in rows)
