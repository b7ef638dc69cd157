"""What was answered, with the digests of the data it was made from: why it said this, a year later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db import keys
from db.database import Row, stamp
from db.seal import Key, Place
from db.store import Store
from model.case import Case
from model.reply import Json, Reply


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `params` are None where they were not to be kept."""

    id: str
    template: str
    directory_digest: str
    lexicon_digest: str
    params: Mapping[str, Json] | None
    at: datetime


async def add(
    store: Store,
    *,
    id: str,
    person_id: str,
    case_id: str | None,
    reply: Reply,
    directory_digest: str,
    lexicon_digest: str,
    at: datetime,
    keep_params: bool,
) -> None:
    """Note an answer: which template, made from which data; what was filled in only with `keep_params`."""
    params = None
    if keep_params:
        params = store.close(await keys.for_case(store, case_id), _place(id), dict(reply.params))
    await store.db.execute(
        "INSERT INTO answers (id, person_id, case_id, template, directory_digest, lexicon_digest, params, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        person_id,
        case_id,
        reply.template,
        directory_digest,
        lexicon_digest,
        params,
        stamp(at),
    )


async def of_case(store: Store, case: Case) -> tuple[Answer, ...]:
    """The answers about a case, oldest first."""
    key = await keys.of_case(store, case.id)
    rows = await store.db.fetch(
        "SELECT id, template, directory_digest, lexicon_digest, params, at FROM answers"
        " WHERE case_id = $1 ORDER BY at, id",
        case.id,
    )
    return tuple(_answer(store, key, row) for row in rows)


async def carry(store: Store, source: Case, target: Case) -> None:
    """Give the answers about one case to another one, sealed under its key."""
    key = await keys.of_case(store, target.id)
    for answer in await of_case(store, source):
        params = None if answer.params is None else store.close(key, _place(answer.id), dict(answer.params))
        await store.db.execute(
            "UPDATE answers SET case_id = $2, params = $3 WHERE id = $1", answer.id, target.id, params
        )


def _place(answer_id: str) -> Place:
    return Place("answers", answer_id, "params")


def _answer(store: Store, key: Key, row: Row) -> Answer:
    params = row.maybe_text("params")
    return Answer(
        id=row.text("id"),
        template=row.text("template"),
        directory_digest=row.text("directory_digest"),
        lexicon_digest=row.text("lexicon_digest"),
        params=None if params is None else store.read(key, _place(row.text("id")), params),
        at=row.instant("at"),
    )
