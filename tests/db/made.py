"""Rows to test with: each function makes one thing, complete and made up."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from db import Database, Store, cases, events, items, originals, people, readings
from model.case import Case, CaseFacts, EventKind, Item, KeyKind, Level, Person, Receiver, Role, Sourced, ValueSource
from model.incoming import FileRef, Media
from model.locale import Locale
from model.original import Original, ReadingJob, WasRead
from model.reading import App, Bubble, CallLine, Screen, Side
from model.reply import Button, ButtonKind, Reply
from tests.fakes.clock import START

TABLES = (
    "people",
    "keys",
    "cases",
    "case_keys",
    "items",
    "files",
    "events",
    "dialogs",
    "inbox",
    "outbox",
    "messages",
    "answers",
    "proposals",
    "shown",
    "recalls",
    "originals",
    "readings",
    "imports",
    "calls",
    "letters",
    "letter_marks",
    "likeness",
    "pairs",
    "steps",
    "reminded",
)
FACTS = CaseFacts(Role.BORROWER, "some_platform", ("one", "other"), "某某金融", ("10690000123456",), denied=True)
FILE = FileRef(Media.PHOTO, "file-id-1", "unique-1", 1234, "image/jpeg", "截图.jpg")
REPLY = Reply(
    "card",
    {"count": 3, "words": ["甲", {"deep": None}], "share": 0.5, "sure": True},
    ((Button("keep", "keep", "yes"), Button("copy", "copy/spam", kind=ButtonKind.COPY)), (Button("back", "card"),)),
)


D = TypeVar("D", bound=Database)


@asynccontextmanager
async def closing(opening: Awaitable[D]) -> AsyncIterator[D]:
    """A database for as long as the block lasts. One that a failing test left open would keep the run from ending."""
    opened = await opening
    try:
        yield opened
    finally:
        await opened.close()


async def person(store: Store, name: str = "p1", telegram_id: int = 7001) -> Person:
    """A registered person."""
    return await people.register(
        store, id=name, telegram_id=telegram_id, chat_id=telegram_id + 1, locale=Locale.ZH_HANT, at=START
    )


async def case(
    store: Store, owner: Person, name: str = "c1", at: datetime = START, expires_at: datetime | None = None
) -> Case:
    """An open draft, whose burst runs for four seconds."""
    return await cases.open_case(
        store,
        id=name,
        key_id=f"key-{name}",
        person_id=owner.id,
        level=Level.DRAFT,
        facts=FACTS,
        at=at,
        burst_closes_at=at + timedelta(seconds=4),
        expires_at=expires_at or at + timedelta(hours=24),
    )


def item(of: Case, number: int = 1, text: str = "你再不还钱试试", message_id: int | None = None) -> Item:
    """An item of a case with everything an item can have. Ids and message numbers follow from case and number."""
    return Item(
        id=f"{of.id}-i{number}",
        case_id=of.id,
        number=number,
        burst=of.burst,
        message_id=message_id or 100 * of.number + number,
        received_at=START + timedelta(minutes=number),
        receiver=Receiver.UNKNOWN,
        text=text,
        sender=Sourced("13800000000", ValueSource.ORIGIN),
        sent_at=Sourced("2026-11-20T23:10:00+00:00", ValueSource.PICTURE),
        file=FILE,
        labels=("insult", "visit_threat"),
        traps=True,
    )


async def full_case(store: Store, owner: Person, name: str = "c1", size: int = 2) -> Case:
    """A case with items, keys and a history."""
    made = await case(store, owner, name)
    await cases.add_keys(store, made, [(KeyKind.SIGNATURE, f"签名{name}"), (KeyKind.NUMBER, "13800000000")])
    for number in range(1, size + 1):
        await items.add(store, made, item(made, number))
        await events.append(store, made, EventKind.ITEM_RECEIVED, {"item": number}, START, bytes(16))
    return made


def about(of: Case, slot: str | None = None) -> Reply:
    """A reply about a case."""
    return replace(REPLY, case_id=of.id, slot=slot)


def screen(words: str = "还钱", sender: str = "13800000000") -> Screen:
    """A screen with one message and one call."""
    bubble = Bubble(words, Side.THEIRS, sender, "2026-11-20T21:30", "2026年11月20日 21:30", (1, 2, 3, 4))
    return Screen(App.SMS, sender, (bubble,), (CallLine(sender, "2026-11-20T21:31", "in", True, 12),))


def original(of: Item, name: str = "截图.jpg", mime: str = "image/jpeg") -> Original:
    """The file of an item, as it is known here."""
    return Original(f"{of.id}-o", of.id, Media.PHOTO, 1234, "0" * 64, name, mime, "jpeg", 1.5)


async def with_file(store: Store, case: Case, of: Item, words: str = "还钱", name: str = "截图.jpg") -> ReadingJob:
    """The file of an item, kept and read."""
    await readings.ask(store, case, id=f"{of.id}-r", item_id=of.id, size=1234, at=START)
    job = await readings.get(store, f"{of.id}-r")
    assert job is not None
    assert await readings.fetched(store, job, to_read=True, at=START)
    written = originals.Written(original(of, name), store.seal.new_key(f"{of.id}-o"))
    await originals.add(store, case, written)
    read = WasRead(of.id, screen(words), 0.9)
    assert await readings.finish(store, case, job, read, took_ms=1000, at=START)
    return job


async def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    return {table: len(await store.db.fetch(f"SELECT 1 AS one FROM {table}")) for table in TABLES}
