"""The outbox: replies that are decided and not yet sent, and the messages that were, as far as they are needed again.

A slot is a name made of ids and kept in clear; a reply with a slot takes the place of an older one that still waits.
"""

from dataclasses import dataclass
from datetime import datetime

from db import keys
from db.database import Row, stamp
from db.encoding import decode_reply, encode_reply
from db.seal import Place
from db.store import Store
from model.reply import Reply

# ruff: noqa: S608 - what is put into a statement here are constants of this module


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A reply that waits. `attempts` counts how often sending it has failed."""

    id: str
    person_id: str
    reply: Reply
    attempts: int
    created_at: datetime


_COLUMNS = "o.id, o.person_id, o.case_id, o.body, o.attempts, o.created_at, k.id AS key_id, k.wrapped AS key_wrapped"
_WAITING = f"SELECT {_COLUMNS} FROM outbox o LEFT JOIN keys k ON k.case_id = o.case_id WHERE o.state = 'waiting'"
# A reply that failed and waits for its next attempt holds back what was said after it, and nobody else's. One that
# is only meant for later holds back nothing. What belongs to a case without a key is never due.
_DUE = f"""{_WAITING}
    AND o.not_before <= $1
    AND (CAST($2 AS TEXT) IS NULL OR o.person_id = $2)
    AND (o.case_id IS NULL OR k.id IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM outbox e
        WHERE e.state = 'waiting' AND e.person_id = o.person_id AND e.sequence < o.sequence
        AND e.attempts > 0 AND e.not_before > $1
    )
    ORDER BY o.sequence LIMIT $3"""


async def add(store: Store, *, id: str, person_id: str, reply: Reply, at: datetime, not_before: datetime) -> None:
    """Decide a reply, to be sent from `not_before` on. Raises KeyGoneError when its case is gone."""
    key = await keys.for_case(store, reply.case_id)
    async with store.db.transaction():
        if reply.slot is not None:
            await _supersede(store, person_id, reply.slot)
        await store.db.execute(
            "INSERT INTO outbox"
            " (id, person_id, case_id, slot, state, body, not_before, created_at, attempts, sequence)"
            " VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, 0,"
            " (SELECT COALESCE(MAX(sequence), 0) + 1 FROM outbox))",
            id,
            person_id,
            reply.case_id,
            reply.slot,
            store.close(key, _place(id), encode_reply(reply)),
            stamp(not_before),
            stamp(at),
        )


async def _supersede(store: Store, person_id: str, slot: str) -> None:
    await store.db.execute(
        "UPDATE outbox SET state = 'dropped', body = NULL WHERE person_id = $1 AND slot = $2 AND state = 'waiting'",
        person_id,
        slot,
    )


async def due(store: Store, now: datetime, *, person_id: str | None = None, limit: int = 50) -> tuple[Outgoing, ...]:
    """What is to be sent now, to one person or to everybody, each person's replies in the order they were decided."""
    rows = await store.db.fetch(_DUE, stamp(now), person_id, limit)
    return tuple(_outgoing(store, row) for row in rows)


async def waiting(store: Store, now: datetime) -> int:
    """How many replies are due and were not sent."""
    row = await store.db.fetch_one(
        "SELECT COUNT(*) AS number FROM outbox WHERE state = 'waiting' AND not_before <= $1", stamp(now)
    )
    return row.number("number") if row else 0


async def pending_slot(store: Store, person_id: str, slot: str) -> Outgoing | None:
    """The reply that waits under a slot. There is at most one: a newer one drops it."""
    row = await store.db.fetch_one(f"{_WAITING} AND o.person_id = $1 AND o.slot = $2", person_id, slot)
    return _outgoing(store, row) if row else None


async def sent(
    store: Store,
    id: str,
    *,
    message_id: int | None,
    message_row_id: str,
    at: datetime,
) -> bool:
    """Mark a reply sent and erase it; keep its message, if it made one, in the place of the slot's older message.

    A reply that was dropped while it was on its way counts as sent. False when its row is gone or was sent before:
    then nothing is recorded.
    """
    async with store.db.transaction():
        row = await store.db.fetch_one(
            "UPDATE outbox SET state = 'sent', body = NULL, sent_at = $2 WHERE id = $1 AND state <> 'sent'"
            " RETURNING person_id, case_id, slot",
            id,
            stamp(at),
        )
        if row is not None and message_id is not None:
            await _keep_message(store, row, message_id, message_row_id, at)
    return row is not None


async def _keep_message(store: Store, row: Row, message_id: int, row_id: str, at: datetime) -> None:
    """A message that was edited keeps the moment it was sent: it cannot be withdrawn for longer than before."""
    person_id, index = row.text("person_id"), store.seal.index("message", row.text("person_id"), str(message_id))
    if row["slot"] is not None:
        await store.db.execute(
            "UPDATE messages SET slot = NULL WHERE person_id = $1 AND slot = $2 AND message_index <> $3",
            person_id,
            row["slot"],
            index,
        )
    await store.db.execute(
        "INSERT INTO messages (id, person_id, case_id, slot, message, message_index, sent_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person_id, message_index)"
        " DO UPDATE SET slot = excluded.slot, case_id = excluded.case_id",
        row_id,
        person_id,
        row["case_id"],
        row["slot"],
        store.close(store.seal.base, _message_place(row_id), message_id),
        index,
        stamp(at),
    )


async def retry(store: Store, id: str, *, at: datetime) -> None:
    """Note a failure and try again from `at` on; until then nothing that was said later goes to this person."""
    await store.db.execute(
        "UPDATE outbox SET attempts = attempts + 1, not_before = $2 WHERE id = $1 AND state = 'waiting'", id, stamp(at)
    )


async def postpone(store: Store, id: str, *, until: datetime) -> None:
    """Let a reply wait without counting it as a failure: what was said later goes before it."""
    await store.db.execute("UPDATE outbox SET not_before = $2 WHERE id = $1 AND state = 'waiting'", id, stamp(until))


async def drop(store: Store, id: str) -> None:
    """Give a reply up and erase it: failed after attempts, dropped before any."""
    await store.db.execute(
        "UPDATE outbox SET body = NULL, state = CASE WHEN attempts > 0 THEN 'failed' ELSE 'dropped' END"
        " WHERE id = $1 AND state = 'waiting'",
        id,
    )


async def cancel(store: Store, person_id: str, *, case_id: str) -> int:
    """Drop and erase what waits about a case; how many replies that were."""
    return await store.db.execute(
        "UPDATE outbox SET state = 'dropped', body = NULL WHERE person_id = $1 AND case_id = $2 AND state = 'waiting'",
        person_id,
        case_id,
    )


async def slot_message(store: Store, person_id: str, slot: str) -> int | None:
    """The message that stands under a slot."""
    row = await store.db.fetch_one(
        "SELECT id, message FROM messages WHERE person_id = $1 AND slot = $2", person_id, slot
    )
    return _message(store, row) if row else None


async def slot_sent_at(store: Store, person_id: str, slot: str) -> datetime | None:
    """When a message was last sent or edited under a slot."""
    row = await store.db.fetch_one(
        "SELECT MAX(sent_at) AS sent_at FROM outbox WHERE person_id = $1 AND slot = $2 AND state = 'sent'",
        person_id,
        slot,
    )
    return row.maybe_instant("sent_at") if row else None


async def forget_traces(store: Store, before: datetime, *, answers_before: datetime) -> None:
    """Remove what is left of replies and messages that left before an instant: they can no longer be withdrawn; and
    of answers that belong to no case, those given before `answers_before`."""
    await store.db.execute("DELETE FROM outbox WHERE state <> 'waiting' AND created_at < $1", stamp(before))
    await store.db.execute("DELETE FROM messages WHERE sent_at < $1", stamp(before))
    await store.db.execute("DELETE FROM answers WHERE case_id IS NULL AND at < $1", stamp(answers_before))


async def sent_messages(
    store: Store, person_id: str, *, case_id: str | None = None, since: datetime
) -> tuple[int, ...]:
    """The messages sent to a person since an instant, about one case or at all, oldest first."""
    rows = await store.db.fetch(
        "SELECT id, message FROM messages WHERE person_id = $1 AND sent_at >= $2"
        " AND (CAST($3 AS TEXT) IS NULL OR case_id = $3) ORDER BY sent_at, id",
        person_id,
        stamp(since),
        case_id,
    )
    return tuple(_message(store, row) for row in rows)


def _place(outgoing_id: str) -> Place:
    return Place("outbox", outgoing_id, "body")


def _message_place(row_id: str) -> Place:
    return Place("messages", row_id, "message")


def _message(store: Store, row: Row) -> int:
    return int(store.read(store.seal.base, _message_place(row.text("id")), row.text("message")))


def _outgoing(store: Store, row: Row) -> Outgoing:
    key = store.seal.base if row["case_id"] is None else keys.in_row(store, row)
    return Outgoing(
        id=row.text("id"),
        person_id=row.text("person_id"),
        reply=decode_reply(store.read(key, _place(row.text("id")), row.text("body"))),
        attempts=row.number("attempts"),
        created_at=row.instant("created_at"),
    )
