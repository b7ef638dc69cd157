"""The history of a case: numbered, sealed, each event chained to the one before it. There is no way to change one."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from db import keys
from db.database import Row, stamp
from db.seal import Key, Place
from db.store import Store, canonical
from model.case import Case, Event, EventKind
from model.errors import KeyGoneError
from model.reply import Json

# A random value in every body: without it, the digest of a short body could be found by trying bodies.
NONCE = "nonce"

_LAST = (
    "SELECT k.id AS key_id, k.wrapped AS key_wrapped, COALESCE(e.number, 0) AS number, COALESCE(e.digest, '') AS digest"
    " FROM keys k LEFT JOIN events e"
    " ON e.case_id = k.case_id AND e.number = (SELECT MAX(number) FROM events WHERE case_id = $1)"
    " WHERE k.case_id = $1"
)


async def append(
    store: Store, case: Case, kind: EventKind, body: Mapping[str, Json], at: datetime, nonce: bytes
) -> Event:
    """Append one event. `nonce` (16 random bytes) goes into the body, as hex under "nonce".

    Raises ConflictError when another event came in between, KeyGoneError when the case cannot be written to any more.
    """
    return await _append(store, case.id, kind, {**body, NONCE: nonce.hex()}, at)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Append the history of one case to that of another one: bodies and instants as they were, and under "from" the
    case, number and digest that each had there."""
    for event in await history(store, source):
        origin = {"case": source.number, "number": event.number, "digest": event.digest}
        chain = [*_earlier(event.body), origin]
        await _append(store, target.id, event.kind, {**event.body, "from": chain}, event.at)


def _earlier(body: Mapping[str, object]) -> list[object]:
    chain = body.get("from")
    return chain if isinstance(chain, list) else []


async def history(store: Store, case: Case) -> tuple[Event, ...]:
    """All events of a case, in order. It does not verify them: see `verify`."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(
        "SELECT number, kind, at, body, previous, digest FROM events WHERE case_id = $1 ORDER BY number", case.id
    )
    return tuple(_event(store, key, case.id, row) for row in rows)


def verify(events: Iterable[Event]) -> bool:
    """Whether the events are a chain from the first one on: numbers without a gap, each digest true.

    It sees every change, loss or exchange before the last event; that events were cut off the end it cannot see.
    """
    previous = ""
    for number, event in enumerate(events, start=1):
        if event.number != number or event.previous != previous or event.digest != _digest(event):
            return False
        previous = event.digest
    return True


async def _append(store: Store, case_id: str, kind: EventKind, body: Mapping[str, object], at: datetime) -> Event:
    last = await store.db.fetch_one(_LAST, case_id)
    if last is None:
        raise KeyGoneError("the key of this case is gone")
    event = chained(Event(last.number("number") + 1, kind, at, body, previous=last.text("digest")))
    await store.db.execute(
        "INSERT INTO events (case_id, number, kind, at, body, previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        case_id,
        event.number,
        kind.value,
        stamp(at),
        store.close(keys.in_row(store, last), _place(case_id, event.number), event.body),
        event.previous,
        event.digest,
    )
    return event


def chained(event: Event) -> Event:
    """The event with the digest that it has behind its `previous`."""
    return replace(event, digest=_digest(event))


def _digest(event: Event) -> str:
    """SHA-256 over everything else, each part behind its length (8 bytes, big-endian)."""
    parts = (
        event.previous.encode(),
        str(event.number).encode(),
        event.kind.value.encode(),
        stamp(event.at).encode(),
        canonical(event.body),
    )
    return hashlib.sha256(b"".join(len(part).to_bytes(8) + part for part in parts)).hexdigest()


def _place(case_id: str, number: int) -> Place:
    return Place("events", f"{number}:{case_id}", "body")


def _event(store: Store, key: Key, case_id: str, row: Row) -> Event:
    number = row.number("number")
    return Event(
        number=number,
        kind=EventKind(row.text("kind")),
        at=row.instant("at"),
        body=store.read(key, _place(case_id, number), row.text("body")),
        previous=row.text("previous"),
        digest=row.text("digest"),
    )
