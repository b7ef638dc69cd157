"""One case as a row and back: which columns, what of it is sealed, and the version that guards it."""

from dataclasses import replace

from db import keys
from db.database import Row, maybe_stamp, stamp
from db.encoding import decode_facts, encode_facts
from db.seal import Place
from db.store import Store
from model.case import Case, Level, Status
from model.errors import ConflictError, KeyGoneError

# ruff: noqa: S608 - what is put into a statement here are constants of this module

_COLUMNS = (
    "c.id, c.person_id, c.number, c.level, c.status, c.facts, c.opened_at, c.updated_at, c.burst, c.burst_opened_at,"
    " c.burst_closes_at, c.expires_at, c.noticed, c.version, k.id AS key_id, k.wrapped AS key_wrapped"
)
# One case by name, even when its key is gone; lists leave such a case out.
ONE = f"SELECT {_COLUMNS} FROM cases c LEFT JOIN keys k ON k.case_id = c.id"
SOME = f"SELECT {_COLUMNS} FROM cases c JOIN keys k ON k.case_id = c.id"


async def insert(store: Store, case: Case) -> None:
    """Store a case for the first time. Its key is there already."""
    await store.db.execute(
        "INSERT INTO cases (id, person_id, number, level, status, facts, opened_at, updated_at, burst,"
        " burst_opened_at, burst_closes_at, expires_at, noticed, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        case.id,
        case.person_id,
        case.number,
        case.level.value,
        case.status.value,
        await _sealed_facts(store, case),
        stamp(case.opened_at),
        stamp(case.updated_at),
        case.burst,
        stamp(case.burst_opened_at),
        stamp(case.burst_closes_at),
        maybe_stamp(case.expires_at),
        case.noticed,
        case.version,
    )


async def save(store: Store, case: Case) -> Case:
    """Store a changed case and return it with the next version. Raises ConflictError when it changed meanwhile."""
    saved = replace(case, version=case.version + 1)
    changed = await store.db.execute(
        "UPDATE cases SET level = $3, status = $4, facts = $5, updated_at = $6, burst = $7, burst_opened_at = $8,"
        " burst_closes_at = $9, expires_at = $10, noticed = $11, version = $12"
        " WHERE id = $1 AND person_id = $2 AND version = $12 - 1",
        case.id,
        case.person_id,
        case.level.value,
        case.status.value,
        await _sealed_facts(store, case),
        stamp(case.updated_at),
        case.burst,
        stamp(case.burst_opened_at),
        stamp(case.burst_closes_at),
        maybe_stamp(case.expires_at),
        case.noticed,
        saved.version,
    )
    if changed != 1:
        raise ConflictError("the case changed meanwhile")
    return saved


def case_in(store: Store, row: Row) -> Case:
    """The case of a row that came with its key. Raises KeyGoneError when the key is gone."""
    case_id = row.text("id")
    return Case(
        id=case_id,
        person_id=row.text("person_id"),
        number=row.number("number"),
        level=Level(row.text("level")),
        status=Status(row.text("status")),
        facts=decode_facts(store.read(keys.in_row(store, row), _place(case_id), row.text("facts"))),
        opened_at=row.instant("opened_at"),
        updated_at=row.instant("updated_at"),
        burst=row.number("burst"),
        burst_opened_at=row.instant("burst_opened_at"),
        burst_closes_at=row.instant("burst_closes_at"),
        expires_at=row.maybe_instant("expires_at"),
        noticed=row.flag("noticed"),
        version=row.number("version"),
    )


async def _sealed_facts(store: Store, case: Case) -> str:
    try:
        key = await keys.of_case(store, case.id)
    except KeyGoneError as error:
        raise ConflictError("the case went meanwhile") from error
    return store.close(key, _place(case.id), encode_facts(case.facts))


def _place(case_id: str) -> Place:
    return Place("cases", case_id, "facts")
