"""What a person wrote and who she is stand nowhere in clear, and what was deleted stands nowhere at all."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db import (
    Database,
    Seal,
    Store,
    answers,
    cases,
    dialogs,
    events,
    files,
    inbox,
    items,
    open_database,
    outbox,
    people,
    proposals,
    recalls,
    shown,
)
from db.proposals import Mistake, Proposal
from db.recalls import Recall
from model.case import Case, CaseFacts, EventKind, KeyKind, Level, Person, Sourced, ValueSource
from model.dialog import DialogState
from model.incoming import FileRef, Media
from model.letter import CaseDetails
from model.locale import Locale
from model.reply import Reply
from model.shown import Entry, EntryKind, Sight
from tests.db import made
from tests.db.filled import with_the_rest
from tests.fakes.clock import START

TELEGRAM_ID, CHAT_ID, MESSAGE_ID, SENT_ID = 7_000_111_222_333, 7_000_444_555_666, 88_123_456_789, 88_987_654_321


def mark(name: str) -> str:
    """A text with letters of every length, that no ciphertext holds by chance."""
    return f"标记-{name}-MARKER-😀"


SEALED = (
    "inbox",
    "platform",
    "candidate",
    "signature",
    "sender",
    "key",
    "text",
    "origin",
    "sent-at",
    "file-id",
    "file-name",
    "event",
    "dialog",
    "reply",
    "button",
    "sent",
    "params",
    "entry",
    "sentence",
    "record",
    "shown",
    "told",
    "read",
    "original",
    "call-number",
    "caller",
    "her-name",
    "letter",
)


@pytest.fixture
async def her(store: Store) -> Person:
    return await people.register(store, id="p1", telegram_id=TELEGRAM_ID, chat_id=CHAT_ID, locale=None, at=START)


async def leave_marks(store: Store, her: Person, name: str = "c1") -> Case:
    """A marker in everything that is sealed."""
    case = await cases.open_case(
        store,
        id=name,
        key_id=f"key-{name}",
        person_id=her.id,
        level=Level.DRAFT,
        facts=CaseFacts(
            platform_id=mark("platform"),
            platform_candidates=(mark("candidate"),),
            signature=mark("signature"),
            senders=(mark("sender"),),
            details=CaseDetails(name=mark("her-name")),
        ),
        at=START,
        burst_closes_at=START,
        expires_at=None,
    )
    await cases.add_keys(store, case, [(KeyKind.NUMBER, mark("key"))])
    file = FileRef(Media.PHOTO, mark("file-id"), mark("file-id"), name=mark("file-name"))
    item = replace(
        made.item(case, 1, text=mark("text"), message_id=MESSAGE_ID),
        sender=Sourced(mark("origin"), ValueSource.ORIGIN),
        sent_at=Sourced(mark("sent-at"), ValueSource.CLAIMED),
        file=file,
    )
    await items.add(store, case, item)
    await files.add(store, case, id=f"{name}-f", item_id=item.id, file=file)
    await events.append(store, case, EventKind.OPENED, {"x": mark("event")}, START, bytes(16))
    dialog = await dialogs.get(store, her.id)
    await dialogs.save(
        store, replace(dialog, state=DialogState.ASKED_CORRECTION, case_id=name, payload={"x": mark("dialog")})
    )
    await proposals.add(store, Proposal(f"{name}-p", her.id, mark("entry"), Mistake.OTHER, mark("sentence"), START))
    await leave_marks_in_what_was_shown(store, case)
    await leave_marks_in_replies(store, case)
    await with_the_rest(store, case, item.id, mark)
    await made.with_file(store, case, item, words=mark("read"), name=mark("original"))
    return case


async def leave_marks_in_what_was_shown(store: Store, case: Case) -> None:
    entry = Entry(EntryKind.PHONE, mark("shown"), mark("shown"))
    sight = Sight(mark("record"), mark("shown"), Locale.ZH_HANS, (entry,), None)
    await shown.add(store, case.person_id, case.id, [sight], at=START, new_id=lambda: f"{case.id}-s")
    told = Recall(f"{case.id}-r", case.person_id, case.id, replace(sight, name=mark("told")), None, START)
    await recalls.add(store, told, f"{case.id}-{mark('told')}")


async def leave_marks_in_replies(store: Store, case: Case) -> None:
    reply = Reply("card", {"x": mark("reply")}, slot="card", case_id=case.id)
    button = replace(made.REPLY.buttons[0][0], argument=mark("button"))
    waits = Reply("card", {}, ((button,),), slot="card", case_id=case.id)
    sent = replace(reply, params={"x": mark("sent")}, slot=None)
    for name, given in (("sent", sent), ("waits", waits), ("later", replace(reply, slot="later"))):
        out = f"{case.id}-{name}"
        await outbox.add(store, id=out, person_id=case.person_id, reply=given, at=START, not_before=START)
    await outbox.sent(store, f"{case.id}-sent", message_id=SENT_ID, message_row_id=f"{case.id}-m", at=START)
    await answers.add(
        store,
        id=f"{case.id}-a",
        person_id=case.person_id,
        case_id=case.id,
        reply=replace(reply, params={"x": mark("params")}),
        directory_digest="d",
        lexicon_digest="l",
        at=START,
        keep_params=True,
    )


def forms() -> list[bytes]:
    """Everything that must not be found, in each form a program could leave it in."""
    texts = [form for name in SEALED for form in (mark(name), mark(name).encode("unicode_escape").decode())]
    numbers = (TELEGRAM_ID, CHAT_ID, MESSAGE_ID, SENT_ID)
    return (
        [b"MARKER", *(text.encode() for text in texts), *(text.encode("utf-16-le") for text in texts)]
        + [str(number).encode() for number in numbers]
        + [number.to_bytes(8).lstrip(b"\0") for number in numbers]
        + [f"{number:x}".encode() for number in numbers]
    )


async def everything_stored(database: Database) -> str:
    """All values of all tables, as the database gives them out."""
    rows = [row for table in made.TABLES for row in await database.fetch(f"SELECT * FROM {table}")]
    return "\n".join(str(value) for row in rows for value in row.values())


async def test_no_row_of_any_table_holds_what_was_written_or_who_wrote_it(store: Store, her: Person) -> None:
    await inbox.accept(store, update_id=1, chat_id=CHAT_ID, body=mark("inbox").encode(), at=START)
    await leave_marks(store, her)
    assert min((await made.counts(store)).values()) > 0
    stored = (await everything_stored(store.db)).encode()
    assert [form for form in forms() if form in stored] == []


async def test_no_sealed_column_was_forgotten_by_these_tests(store: Store, her: Person) -> None:
    """Every column that is not a plain word, number, id or instant is one of the sealed or the digests."""
    await inbox.accept(store, update_id=1, chat_id=CHAT_ID, body=mark("inbox").encode(), at=START)
    await leave_marks(store, her)
    sealed, digests = set(), set()
    for table in made.TABLES:
        for row in await store.db.fetch(f"SELECT * FROM {table}"):
            for column, value in row.items():
                if isinstance(value, str) and value.startswith("AQ"):
                    sealed.add(f"{table}.{column}")
                if isinstance(value, str) and len(value) == 64:
                    digests.add(f"{table}.{column}")
    assert sealed == {
        "people.identity",
        "keys.wrapped",
        "cases.facts",
        "items.body",
        "files.body",
        "events.body",
        "dialogs.payload",
        "inbox.body",
        "outbox.body",
        "messages.message",
        "answers.params",
        "proposals.body",
        "shown.body",
        "recalls.body",
        "calls.body",
        "letters.body",
        "originals.body",
        "imports.body",
        "steps.body",
        "readings.body",
    }
    assert digests == {
        "people.telegram_index",
        "case_keys.key_index",
        "items.text_index",
        "items.message_index",
        "events.digest",
        "inbox.lane",
        "messages.message_index",
        "shown.record_index",
        "shown.sight_index",
        "recalls.told_index",
        "letter_marks.digest",
    }


class TestTheFile:
    """The bytes on the disk of a SQLite database, and of the log beside it."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "undun.sqlite3"

    @pytest.fixture
    async def store(self, path: Path, random_bytes: Callable[[int], bytes]) -> AsyncIterator[Store]:
        opened = await open_database(f"sqlite:///{path}")
        yield Store(opened, Seal(bytes(range(32)), random_bytes))
        await opened.close()

    @staticmethod
    def on_disk(path: Path) -> bytes:
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))

    async def test_neither_file_nor_log_hold_what_was_written_or_who_wrote_it(
        self, store: Store, her: Person, path: Path
    ) -> None:
        await inbox.accept(store, update_id=1, chat_id=CHAT_ID, body=mark("inbox").encode(), at=START)
        await leave_marks(store, her)
        for _ in range(2):
            found = self.on_disk(path)
            assert b"asked_correction" in found
            assert [form for form in forms() if form in found] == []
            await store.db.truncate_log()

    async def sealed_of(self, store: Store, case_id: str) -> list[bytes]:
        """Everything sealed that a case has, as it stands in the file."""
        found = []
        for table, column, key in (
            ("keys", "wrapped", "case_id"),
            ("cases", "facts", "id"),
            ("items", "body", "case_id"),
            ("items", "text_index", "case_id"),
            ("items", "message_index", "case_id"),
            ("files", "body", "case_id"),
            ("events", "body", "case_id"),
            ("events", "digest", "case_id"),
            ("case_keys", "key_index", "case_id"),
            ("outbox", "body", "case_id"),
            ("messages", "message", "case_id"),
            ("messages", "message_index", "case_id"),
            ("answers", "params", "case_id"),
            ("shown", "body", "case_id"),
            ("shown", "sight_index", "case_id"),
            ("recalls", "body", "case_id"),
            ("recalls", "told_index", "case_id"),
            ("calls", "body", "case_id"),
            ("originals", "body", "case_id"),
            ("readings", "body", "case_id"),
        ):
            rows = await store.db.fetch(f"SELECT {column} AS v FROM {table} WHERE {key} = $1", case_id)
            found += [row.text("v").encode() for row in rows if row["v"] is not None]
        return found

    async def test_of_a_dropped_case_not_even_the_ciphertext_is_left(
        self, store: Store, her: Person, path: Path
    ) -> None:
        case, kept = await leave_marks(store, her), await leave_marks(store, her, "c2")
        stays = set(await self.sealed_of(store, kept.id))
        gone = set(await self.sealed_of(store, case.id)) - stays
        await store.db.truncate_log()
        before = self.on_disk(path)
        assert [sealed for sealed in gone | stays if sealed not in before] == []

        await cases.drop(store, her.id, case.id)
        await store.db.truncate_log()
        after = self.on_disk(path)
        assert [sealed for sealed in gone if sealed in after] == []
        assert [sealed for sealed in stays if sealed not in after] == []

    async def test_of_an_erased_text_not_even_the_ciphertext_is_left(
        self, store: Store, her: Person, path: Path
    ) -> None:
        case = await leave_marks(store, her)
        rows = await store.db.fetch("SELECT body AS v FROM items UNION ALL SELECT text_index AS v FROM items")
        gone = [row.text("v").encode() for row in rows]
        await items.erase_texts(store, case)
        await store.db.truncate_log()
        assert [sealed for sealed in gone if sealed in self.on_disk(path)] == []

    async def test_of_a_forgotten_person_not_even_the_ciphertext_is_left(
        self, store: Store, her: Person, path: Path
    ) -> None:
        case = await leave_marks(store, her)
        gone = await self.sealed_of(store, case.id)
        for statement in ("SELECT identity AS v FROM people", "SELECT telegram_index AS v FROM people"):
            gone += [row.text("v").encode() for row in await store.db.fetch(statement)]
        gone += [row.text("payload").encode() for row in await store.db.fetch("SELECT payload FROM dialogs")]
        gone += [row.text("body").encode() for row in await store.db.fetch("SELECT body FROM proposals")]
        await people.forget(store, her.id)
        await store.db.truncate_log()
        found = self.on_disk(path)
        assert [sealed for sealed in gone if sealed in found] == []

    async def test_what_was_taken_from_the_inbox_and_sent_from_the_outbox_is_gone(
        self, store: Store, her: Person, path: Path
    ) -> None:
        await inbox.accept(store, update_id=1, chat_id=CHAT_ID, body=mark("inbox").encode(), at=START)
        await outbox.add(store, id="o", person_id=her.id, reply=made.REPLY, at=START, not_before=START)
        rows = await store.db.fetch("SELECT body AS v FROM inbox UNION ALL SELECT body AS v FROM outbox")
        gone = [row.text("v").encode() for row in rows]
        await inbox.finish(store, 1)
        await outbox.sent(store, "o", message_id=SENT_ID, message_row_id="m", at=START)
        await store.db.truncate_log()
        found = self.on_disk(path)
        assert len(gone) == 2
        assert [sealed for sealed in gone if sealed in found] == []
