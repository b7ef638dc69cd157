"""Files to be fetched and read: one row each, claimed by whoever does the work, done once whatever happens meanwhile.

A claim ends on its own, so work that died with its process is taken up again; what is done moves by the state it was in,
so a second result of the same work changes nothing.
"""

from collections import Counter
from datetime import datetime

from db import keys
from db.database import Row, stamp
from db.reading_encoding import decode_read, encode_read
from db.seal import Place
from db.store import Store
from model.case import Case
from model.original import ReadingJob, ReadingState, Trouble, WasRead

# ruff: noqa: S608 - what is put into a statement here are constants of this module

_COLUMNS = "id, item_id, case_id, person_id, state, trouble, place, attempts, asked_at"
_OPEN = "state IN ('waiting', 'fetched')"
# By place first: everybody's first picture, then everybody's second one.
_DUE = "state = $1 AND not_before <= $2 AND (claimed_until IS NULL OR claimed_until <= $2)"
_CLAIM = f"""UPDATE readings SET claimed_until = $3, attempts = attempts + 1
    WHERE id IN (SELECT id FROM readings WHERE {_DUE} ORDER BY place, asked_at, id LIMIT 1) AND {_DUE}
    RETURNING {_COLUMNS}"""
# How many of the newest readings tell how long one takes.
_PACE_OVER = 20


async def ask(store: Store, case: Case, *, id: str, item_id: str, size: int, at: datetime, reads: bool = True) -> None:
    """Let the file of an item be fetched, and read where `reads` says that there may be something to read. `size` in
    bytes as announced."""
    await store.db.execute(
        "INSERT INTO readings (id, item_id, case_id, person_id, state, place, size, attempts, asked_at, not_before, late, reads)"
        " VALUES ($1, $2, $3, $4, 'waiting',"
        f" (SELECT COALESCE(MAX(place), 0) + 1 FROM readings WHERE person_id = $4 AND {_OPEN}), $5, 0, $6, $6, $7, $8)",
        id,
        item_id,
        case.id,
        case.person_id,
        size,
        stamp(at),
        False,
        reads,
    )


async def claim(store: Store, state: ReadingState, *, now: datetime, until: datetime) -> ReadingJob | None:
    """The next piece of work in a state, for the caller alone until an instant; None when nothing is due."""
    while await store.db.fetch_one(f"SELECT 1 AS one FROM readings WHERE {_DUE} LIMIT 1", state.value, stamp(now)):
        row = await store.db.fetch_one(_CLAIM, state.value, stamp(now), stamp(until))
        if row is not None:
            return _job(row)
        # Somebody else was faster with that one.
    return None


async def release(store: Store) -> None:
    """End all claims: the process that held them is gone."""
    await store.db.execute(f"UPDATE readings SET claimed_until = NULL WHERE claimed_until IS NOT NULL AND {_OPEN}")


async def again(store: Store, job: ReadingJob, *, at: datetime) -> None:
    """Give a piece of work back, to be taken up from an instant on."""
    await store.db.execute(
        f"UPDATE readings SET claimed_until = NULL, not_before = $2 WHERE id = $1 AND {_OPEN}", job.id, stamp(at)
    )


async def fetched(store: Store, job: ReadingJob, *, to_read: bool, at: datetime) -> bool:
    """The file is here: to be read, or only to be kept. False when somebody else was faster or the row is gone."""
    return await _move(store, job, ReadingState.FETCHED if to_read else ReadingState.KEPT, at=at)


async def failed(store: Store, job: ReadingJob, trouble: Trouble, *, at: datetime) -> bool:
    """Give a file up. False when somebody else was faster or the row is gone."""
    return await _move(store, job, ReadingState.FAILED, trouble=trouble, at=at)


async def _move(
    store: Store, job: ReadingJob, state: ReadingState, *, at: datetime, trouble: Trouble | None = None
) -> bool:
    done = None if state is ReadingState.FETCHED else stamp(at)
    changed = await store.db.execute(
        "UPDATE readings SET state = $3, trouble = $4, done_at = $5, claimed_until = NULL, attempts = 0"
        " WHERE id = $1 AND state = $2",
        job.id,
        job.state.value,
        state.value,
        trouble.value if trouble else None,
        done,
    )
    return changed == 1


async def finish(store: Store, case: Case, job: ReadingJob, read: WasRead, *, took_ms: int, at: datetime) -> bool:
    """Keep what was read. False when somebody else was faster or the row is gone."""
    body = store.close(await keys.of_case(store, case.id), _place(job.id), encode_read(read))
    changed = await store.db.execute(
        "UPDATE readings SET state = 'read', body = $2, took_ms = $3, done_at = $4, claimed_until = NULL"
        " WHERE id = $1 AND state = 'fetched'",
        job.id,
        body,
        took_ms,
        stamp(at),
    )
    return changed == 1


async def get(store: Store, job_id: str) -> ReadingJob | None:
    """A piece of work as it stands now."""
    row = await store.db.fetch_one(f"SELECT {_COLUMNS} FROM readings WHERE id = $1", job_id)
    return _job(row) if row else None


async def of_case(store: Store, case: Case) -> tuple[ReadingJob, ...]:
    """All files of a case, in the order of their items."""
    columns = ", ".join(f"r.{name}" for name in _COLUMNS.split(", "))
    rows = await store.db.fetch(
        f"SELECT {columns} FROM readings r JOIN items i ON i.id = r.item_id WHERE r.case_id = $1 ORDER BY i.number",
        case.id,
    )
    return tuple(_job(row) for row in rows)


async def what_was_read(store: Store, case: Case) -> tuple[WasRead, ...]:
    """What the pictures of a case were read as, in the order of their items."""
    rows = await store.db.fetch(
        "SELECT r.id, r.item_id, r.body FROM readings r JOIN items i ON i.id = r.item_id"
        " WHERE r.case_id = $1 AND r.body IS NOT NULL ORDER BY i.number",
        case.id,
    )
    key = await keys.of_case(store, case.id)
    return tuple(_read(store.read(key, _place(row.text("id")), row.text("body")), row) for row in rows)


async def progress(store: Store, case_id: str, burst: int) -> Counter[ReadingState]:
    """How many files of an incident stand where; what is not read counts as kept from the beginning."""
    rows = await store.db.fetch(
        "SELECT state, COUNT(*) AS many FROM ("
        "SELECT CASE WHEN r.state = 'waiting' AND NOT r.reads THEN 'kept' ELSE r.state END AS state"
        " FROM readings r JOIN items i ON i.id = r.item_id WHERE r.case_id = $1 AND i.burst = $2"
        ") files GROUP BY state",
        case_id,
        burst,
    )
    return Counter({ReadingState(row.text("state")): row.number("many") for row in rows})


async def is_open(store: Store, case_id: str) -> bool:
    """Whether anything of a case is still to be fetched or read."""
    row = await store.db.fetch_one(f"SELECT 1 AS one FROM readings WHERE case_id = $1 AND {_OPEN} LIMIT 1", case_id)
    return row is not None


async def late(store: Store, *, asked_before: datetime) -> tuple[ReadingJob, ...]:
    """Everybody's first file where it has waited since before an instant; each of them is told once."""
    rows = await store.db.fetch(
        f"UPDATE readings SET late = TRUE WHERE {_OPEN} AND reads AND place = 1 AND NOT late AND asked_at <= $1"
        f" RETURNING {_COLUMNS}",
        stamp(asked_before),
    )
    return tuple(_job(row) for row in rows)


async def is_late(store: Store, case_id: str) -> bool:
    """Whether a file of a case waits longer than a minute for its turn."""
    row = await store.db.fetch_one(
        f"SELECT 1 AS one FROM readings WHERE case_id = $1 AND late AND {_OPEN} LIMIT 1", case_id
    )
    return row is not None


async def ahead(store: Store, person_id: str) -> int:
    """How many files are read until the last one of somebody has been, her own included."""
    row = await store.db.fetch_one(
        f"SELECT COUNT(*) AS many FROM readings WHERE {_OPEN} AND reads AND place <="
        f" (SELECT MAX(place) FROM readings WHERE person_id = $1 AND {_OPEN} AND reads)",
        person_id,
    )
    return row.number("many") if row else 0


async def pace(store: Store) -> float | None:
    """How many seconds one reading took lately, on average; None before the first."""
    row = await store.db.fetch_one(
        "SELECT CAST(AVG(took_ms) AS BIGINT) AS took FROM (SELECT took_ms FROM readings WHERE took_ms IS NOT NULL"
        f" ORDER BY done_at DESC LIMIT {_PACE_OVER}) newest"
    )
    return None if row is None or row["took"] is None else row.number("took") / 1000


async def carry(store: Store, source: Case, target: Case, item_ids: frozenset[str]) -> None:
    """Give the files of some items to another case, what was read in them sealed under its key."""
    old, new = await keys.of_case(store, source.id), await keys.of_case(store, target.id)
    for row in await store.db.fetch("SELECT id, item_id, body FROM readings WHERE case_id = $1", source.id):
        if row.text("item_id") not in item_ids:
            continue
        row_id, body = row.text("id"), row.maybe_text("body")
        if body is not None:
            body = store.close(new, _place(row_id), store.read(old, _place(row_id), body))
        await store.db.execute("UPDATE readings SET case_id = $2, body = $3 WHERE id = $1", row_id, target.id, body)


async def give(store: Store, old_item_id: str, new_item_id: str) -> None:
    """Let the new version of an item have the reading of the old one."""
    await store.db.execute("UPDATE readings SET item_id = $2 WHERE item_id = $1", old_item_id, new_item_id)


def _place(row_id: str) -> Place:
    return Place("readings", row_id, "body")


def _read(stored: object, row: Row) -> WasRead:
    return decode_read(row.text("item_id"), stored)


def _job(row: Row) -> ReadingJob:
    trouble = row.maybe_text("trouble")
    return ReadingJob(
        id=row.text("id"),
        item_id=row.text("item_id"),
        case_id=row.text("case_id"),
        person_id=row.text("person_id"),
        state=ReadingState(row.text("state")),
        place=row.number("place"),
        attempts=row.number("attempts"),
        asked_at=row.instant("asked_at"),
        trouble=Trouble(trouble) if trouble else None,
    )
