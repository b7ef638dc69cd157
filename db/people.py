"""People: an opaque row each. Who it is in the chat is sealed, and found by a keyed digest."""

from datetime import datetime

from db.database import Row, stamp
from db.seal import Place
from db.store import Store
from model.case import Person
from model.locale import Locale

_FIND = "SELECT id, identity, locale, answer_only, blocked FROM people WHERE telegram_index = $1"
_GET = "SELECT id, identity, locale, answer_only, blocked FROM people WHERE id = $1"

# In this order nothing points at what is gone.
_FORGET = (
    "DELETE FROM keys WHERE case_id IN (SELECT id FROM cases WHERE person_id = $1)",
    "DELETE FROM files WHERE case_id IN (SELECT id FROM cases WHERE person_id = $1)",
    "INSERT INTO removals (id) SELECT id FROM originals WHERE person_id = $1",
    "DELETE FROM originals WHERE person_id = $1",
    "DELETE FROM readings WHERE person_id = $1",
    "DELETE FROM items WHERE case_id IN (SELECT id FROM cases WHERE person_id = $1)",
    "DELETE FROM events WHERE case_id IN (SELECT id FROM cases WHERE person_id = $1)",
    "DELETE FROM case_keys WHERE case_id IN (SELECT id FROM cases WHERE person_id = $1)",
    "DELETE FROM outbox WHERE person_id = $1",
    "DELETE FROM messages WHERE person_id = $1",
    "DELETE FROM answers WHERE person_id = $1",
    "DELETE FROM dialogs WHERE person_id = $1",
    "DELETE FROM cases WHERE person_id = $1",
    "DELETE FROM people WHERE id = $1",
)


async def find(store: Store, telegram_id: int) -> Person | None:
    """The person behind a Telegram id, if she was here before."""
    row = await store.db.fetch_one(_FIND, _index(store, telegram_id))
    return _person(store, row) if row else None


async def get(store: Store, person_id: str) -> Person | None:
    """The person of an id, unless she was forgotten."""
    row = await store.db.fetch_one(_GET, person_id)
    return _person(store, row) if row else None


async def register(
    store: Store,
    *,
    id: str,
    telegram_id: int,
    chat_id: int,
    locale: Locale | None,
    at: datetime,
) -> Person:
    """The person behind a Telegram id, made with this id when she was not here before.

    Of a person who is known already nothing changes. Without a locale she is spoken to in Simplified Chinese.
    """
    known = await find(store, telegram_id)
    if known is not None:
        return known
    identity = {"telegram_id": telegram_id, "chat_id": chat_id}
    added = await store.db.execute(
        "INSERT INTO people (id, telegram_index, identity, locale, answer_only, blocked, last_case, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $5, 0, $6) ON CONFLICT (telegram_index) DO NOTHING",
        id,
        _index(store, telegram_id),
        store.close(store.seal.base, _place(id), identity),
        locale.value if locale else None,
        False,
        stamp(at),
    )
    # Where another process was faster, what it stored is who she is.
    stored = None if added else await find(store, telegram_id)
    return stored or Person(id, telegram_id, chat_id, locale or Locale.ZH_HANS)


async def set_locale(store: Store, person_id: str, locale: Locale) -> None:
    """Speak to a person in a language from now on."""
    await store.db.execute("UPDATE people SET locale = $2 WHERE id = $1", person_id, locale.value)


async def set_answer_only(store: Store, person_id: str, on: bool) -> None:
    """Keep nothing of a person beyond the answer from now on, or drafts again."""
    await store.db.execute("UPDATE people SET answer_only = $2 WHERE id = $1", person_id, on)


async def set_blocked(store: Store, person_id: str, on: bool) -> None:
    """Note that nothing can be sent to a person, or that it can again."""
    await store.db.execute("UPDATE people SET blocked = $2 WHERE id = $1", person_id, on)


async def forget(store: Store, person_id: str) -> None:
    """Delete a person and everything of hers, keys first. Updates of hers that wait in the inbox are not touched:
    they came after the wish and are answered as from somebody new."""
    async with store.db.transaction():
        for statement in _FORGET:
            await store.db.execute(statement, person_id)


def _index(store: Store, telegram_id: int) -> str:
    return store.seal.index("telegram", str(telegram_id))


def _place(person_id: str) -> Place:
    return Place("people", person_id, "identity")


def _person(store: Store, row: Row) -> Person:
    person_id, locale = row.text("id"), row.maybe_text("locale")
    identity = store.read(store.seal.base, _place(person_id), row.text("identity"))
    return Person(
        id=person_id,
        telegram_id=identity["telegram_id"],
        chat_id=identity["chat_id"],
        locale=Locale(locale) if locale else Locale.ZH_HANS,
        answer_only=row.flag("answer_only"),
        blocked=row.flag("blocked"),
    )
