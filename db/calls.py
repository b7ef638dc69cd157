"""Calls: logged by a person or taken from an export, sealed under the key of their case. They go with the case."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from db import keys
from db.database import Row, stamp
from db.seal import Key, Place
from db.store import Store
from model.case import Case, Receiver, ValueSource
from model.contact_event import LoggedCall, Said
from model.errors import GoneError
from model.reply import Json


async def add(store: Store, case: Case, call: LoggedCall) -> bool:
    """Keep a call. False, and nothing kept, when its id is there already. Raises KeyGoneError when the case is gone."""
    key = await keys.of_case(store, case.id)
    added = await store.db.execute(
        "INSERT INTO calls (id, case_id, body, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        call.id,
        case.id,
        store.close(key, _place(call.id), encoded(call)),
        stamp(call.created_at),
    )
    return added > 0


async def of_case(store: Store, case: Case) -> tuple[LoggedCall, ...]:
    """The calls of a case in the order in which they came, of one export in that of their times; the place in it is
    the number of a call."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(
        "SELECT id, case_id, body, created_at FROM calls WHERE case_id = $1 ORDER BY created_at, id", case.id
    )
    found = [_call(store, key, row) for row in rows]
    return tuple(sorted(found, key=lambda call: (call.created_at, call.day, call.at.timestamp() if call.at else 0.0)))


async def case_with(store: Store, person_id: str, call_id: str) -> str | None:
    """The case of this person in which a call is, if it is in one."""
    row = await store.db.fetch_one(
        "SELECT k.case_id AS case_id FROM calls k JOIN cases c ON c.id = k.case_id WHERE k.id = $1 AND c.person_id = $2",
        call_id,
        person_id,
    )
    return row.text("case_id") if row else None


async def save(store: Store, case: Case, call: LoggedCall) -> None:
    """Keep a call as it was corrected. Raises GoneError when it is not there."""
    key = await keys.of_case(store, case.id)
    saved = await store.db.execute(
        "UPDATE calls SET body = $3 WHERE id = $1 AND case_id = $2",
        call.id,
        case.id,
        store.close(key, _place(call.id), encoded(call)),
    )
    if not saved:
        raise GoneError


async def drop(store: Store, case: Case, call_id: str) -> None:
    """Delete a call of this case; nothing happens when it is gone already."""
    await store.db.execute("DELETE FROM calls WHERE id = $1 AND case_id = $2", call_id, case.id)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give the calls of one case to another one of the same person, sealed under its key."""
    if source.person_id != target.person_id:
        raise GoneError
    key = await keys.of_case(store, target.id)
    for call in await of_case(store, source):
        body = store.close(key, _place(call.id), encoded(call))
        await store.db.execute("UPDATE calls SET case_id = $2, body = $3 WHERE id = $1", call.id, target.id, body)


def _place(call_id: str) -> Place:
    return Place("calls", call_id, "body")


def encoded(call: LoggedCall) -> Mapping[str, Json]:
    """What is told of a call, as it is sealed."""
    return {
        "day": call.day.isoformat(),
        "at": call.at.isoformat() if call.at else None,
        "connected": call.connected,
        "said": [said.value for said in call.said],
        "number": call.number,
        "name": call.name,
        "duration_s": call.duration_s,
        "receiver": call.receiver.value,
        "estimated": call.estimated,
        "until": call.until.isoformat() if call.until else None,
        "source": call.source.value,
    }


def _call(store: Store, key: Key, row: Row) -> LoggedCall:
    call_id = row.text("id")
    stored: Any = store.read(key, _place(call_id), row.text("body"))
    return LoggedCall(
        id=call_id,
        case_id=row.text("case_id"),
        created_at=row.instant("created_at"),
        day=date.fromisoformat(stored["day"]),
        at=_instant(stored["at"]),
        connected=stored["connected"],
        said=tuple(Said(said) for said in stored["said"]),
        number=stored["number"],
        name=stored["name"],
        duration_s=stored["duration_s"],
        receiver=Receiver(stored["receiver"]),
        estimated=stored["estimated"],
        until=_instant(stored["until"]),
        source=ValueSource(stored.get("source", ValueSource.CLAIMED)),
    )


def _instant(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
