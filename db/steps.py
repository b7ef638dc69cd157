"""Steps of a case, sealed under its key, and which of their reminders were sent. They go with the case.

What a step holds is also in the history of the case; the row is how the step stands now, for a screen and for the clock.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db import keys
from db.database import Row, maybe_stamp, stamp
from db.seal import Key, Place
from db.step_encoding import decode_step, encode_step
from db.store import Store
from model.case import Case
from model.errors import ConflictError, GoneError
from model.step import KeptStep

# ruff: noqa: S608 - what is put into a statement here are constants of this module

_COLUMNS = "s.id, s.case_id, s.body, s.opened_at, s.earliest, s.latest, s.remind_at, s.muted, s.version"
_WITH_KEY = (
    f"SELECT {_COLUMNS}, k.id AS key_id, k.wrapped AS key_wrapped FROM steps s JOIN keys k ON k.case_id = s.case_id"
)


async def add(store: Store, case: Case, kept: KeptStep) -> None:
    """Keep a step for the first time. Raises KeyGoneError when the case is gone, ConflictError for an id there is."""
    key = await keys.of_case(store, case.id)
    await store.db.execute(
        "INSERT INTO steps (id, case_id, status, body, opened_at, earliest, latest, remind_at, muted, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        kept.step.id,
        case.id,
        kept.step.status.value,
        store.close(key, _place(kept.step.id), encode_step(kept)),
        stamp(kept.opened_at),
        _day(kept.earliest),
        _day(kept.latest),
        maybe_stamp(kept.remind_at),
        kept.muted,
        kept.version,
    )


async def save(store: Store, kept: KeptStep) -> KeptStep:
    """Keep a changed step and return it with the next version. Raises ConflictError when it changed or went meanwhile."""
    key = await keys.of_case(store, kept.case_id)
    saved = replace(kept, version=kept.version + 1)
    changed = await store.db.execute(
        "UPDATE steps SET status = $3, body = $4, earliest = $5, latest = $6, remind_at = $7, muted = $8, version = $9"
        " WHERE id = $1 AND case_id = $2 AND version = $9 - 1",
        kept.step.id,
        kept.case_id,
        kept.step.status.value,
        store.close(key, _place(kept.step.id), encode_step(kept)),
        _day(kept.earliest),
        _day(kept.latest),
        maybe_stamp(kept.remind_at),
        kept.muted,
        saved.version,
    )
    if changed != 1:
        raise ConflictError("the step changed meanwhile")
    return saved


async def of_case(store: Store, case: Case) -> tuple[KeptStep, ...]:
    """The steps of a case in the order in which they were begun."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(
        f"SELECT {_COLUMNS} FROM steps s WHERE s.case_id = $1 ORDER BY s.opened_at, s.id", case.id
    )
    return tuple(_kept(store, key, row) for row in rows)


async def get(store: Store, case: Case, step_id: str) -> KeptStep:
    """One step of a case. Raises GoneError when it is not there."""
    found = next((kept for kept in await of_case(store, case) if kept.step.id == step_id), None)
    if found is None:
        raise GoneError
    return found


async def drop(store: Store, case: Case, step_id: str) -> None:
    """Delete a step of this case, as when its first event is taken back; nothing happens when it is gone already."""
    await store.db.execute("DELETE FROM steps WHERE id = $1 AND case_id = $2", step_id, case.id)


async def mute(store: Store, case: Case) -> int:
    """No more reminders of any step of a case; how many would still have come."""
    return await store.db.execute(
        "UPDATE steps SET muted = $2, remind_at = NULL, version = version + 1 WHERE case_id = $1", case.id, True
    )


async def due(store: Store, now: datetime, limit: int) -> tuple[KeptStep, ...]:
    """The steps that the clock has to look at, those that wait longest first."""
    rows = await store.db.fetch(
        f"{_WITH_KEY} WHERE s.remind_at <= $1 ORDER BY s.remind_at, s.id LIMIT $2", stamp(now), limit
    )
    return tuple(_kept(store, keys.in_row(store, row), row) for row in rows)


async def running(store: Store) -> tuple[KeptStep, ...]:
    """All steps for which a time runs, whoever's they are."""
    rows = await store.db.fetch(f"{_WITH_KEY} WHERE s.latest IS NOT NULL ORDER BY s.id")
    return tuple(_kept(store, keys.in_row(store, row), row) for row in rows)


async def owner(store: Store, kept: KeptStep) -> str | None:
    """The id of the person whose step it is."""
    row = await store.db.fetch_one("SELECT person_id FROM cases WHERE id = $1", kept.case_id)
    return row.text("person_id") if row else None


async def mark(store: Store, step_id: str, reminder: str, at: datetime) -> bool:
    """Note that a reminder is sent. False when that was noted before: then it must not be sent."""
    added = await store.db.execute(
        "INSERT INTO reminded (step_id, reminder, at) VALUES ($1, $2, $3) ON CONFLICT (step_id, reminder) DO NOTHING",
        step_id,
        reminder,
        stamp(at),
    )
    return added > 0


async def marked(store: Store, step_id: str) -> frozenset[str]:
    """The reminders of a step that were sent."""
    rows = await store.db.fetch("SELECT reminder FROM reminded WHERE step_id = $1", step_id)
    return frozenset(row.text("reminder") for row in rows)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give the steps of one case to another one of the same person, sealed under its key; their reminders stay theirs."""
    if source.person_id != target.person_id:
        raise GoneError
    key = await keys.of_case(store, target.id)
    for kept in await of_case(store, source):
        body = store.close(key, _place(kept.step.id), encode_step(kept))
        await store.db.execute("UPDATE steps SET case_id = $2, body = $3 WHERE id = $1", kept.step.id, target.id, body)


def _place(step_id: str) -> Place:
    return Place("steps", step_id, "body")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _kept(store: Store, key: Key, row: Row) -> KeptStep:
    step_id = row.text("id")
    stored: Any = store.read(key, _place(step_id), row.text("body"))
    step, log = decode_step(step_id, stored)
    earliest, latest = row.maybe_text("earliest"), row.maybe_text("latest")
    return KeptStep(
        step=step,
        case_id=row.text("case_id"),
        log=log,
        opened_at=row.instant("opened_at"),
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
        remind_at=row.maybe_instant("remind_at"),
        muted=row.flag("muted"),
        version=row.number("version"),
    )
