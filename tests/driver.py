"""The driver that speaks like a person: she forwards, presses a button by its words, and looks at what came back."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram.ext import Application

import handlers
from cases.deps import Deps
from db import cases, events, inbox, people
from handlers.context import App, BotData, Context, context_types
from handlers.lanes import Lanes
from handlers.queue import DurableQueue
from handlers.tick import tick
from model.case import Case, Event
from sandbox.core import Sandbox
from sandbox.phone import Phone
from sandbox.records import Bot, Button, MediaKind, Message, OriginKind, Upload
from templates import Templates
from tests.fakes.clock import Clock
from tests.fakes.telegram import FakeTelegram

TABLES = (
    "people",
    "keys",
    "cases",
    "case_keys",
    "items",
    "events",
    "dialogs",
    "inbox",
    "outbox",
    "messages",
    "answers",
    "files",
    "proposals",
    "shown",
    "recalls",
    "originals",
    "removals",
    "readings",
    "imports",
    "calls",
    "letters",
    "likeness",
    "pairs",
    "steps",
    "reminded",
)
PICTURE = Upload("screenshot.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")


@dataclass
class Person:
    """Somebody with a phone. What she sees is what changed in her chat since she last did something."""

    world: "World"
    phone: Phone
    _before: dict[int, str] = field(default_factory=dict)

    async def forwards(
        self,
        text: str,
        *,
        sender: str = "某人",
        when: datetime | None = None,
        kind: OriginKind = OriginKind.HIDDEN_USER,
    ) -> None:
        """Forward a message that somebody else sent."""
        self._act()
        at = when or self.world.clock.now() - timedelta(minutes=5)
        self.phone.sends(text, self.phone.forward_from(kind, sender, at))
        await self.world.settle()

    async def pastes(self, text: str) -> None:
        """Write or paste a text."""
        self._act()
        self.phone.sends(text)
        await self.world.settle()

    async def says(self, command: str) -> None:
        """Send a command, with its slash."""
        await self.pastes(command)

    async def sends_photos(self, count: int = 1, caption: str = "") -> None:
        """Send screenshots, several as one album."""
        self._act()
        self.phone.uploads([PICTURE] * count, MediaKind.PHOTO, caption)
        await self.world.settle()

    async def sends_pictures(self, *pictures: Upload, caption: str = "") -> None:
        """Send pictures that show something, several as one album."""
        self._act()
        self.phone.uploads(pictures, MediaKind.PHOTO, caption)
        await self.world.settle()

    async def uploads(self, upload: Upload, kind: MediaKind) -> None:
        """Send one file."""
        self._act()
        self.phone.uploads([upload], kind)
        await self.world.settle()

    async def edits(self, text: str) -> None:
        """Change the last own message."""
        self._act()
        own = [m for m in self.phone.messages() if not m.by_bot]
        self.phone.edits(own[-1].id, text)
        await self.world.settle()

    async def presses(self, words: str) -> str | None:
        """Press the newest button whose words contain these; the value is the line shown over the chat."""
        message, button = self.button(words)
        return await self.presses_data(message, button.data or "")

    async def presses_data(self, message: Message, data: str, *, forged: bool = False) -> str | None:
        """Press a button by what it carries."""
        self._act()
        query = self.phone.taps(message.id, data, forged=forged)
        await self.world.settle()
        answer = self.phone.answer_to(query)
        assert answer is not None, "the press was never acknowledged: the spinner turns for ever"
        return answer.text

    def copies(self, words: str) -> str:
        """What the button with these words copies."""
        copied = self.button(words)[1].copy
        assert copied, f"[{words}] copies nothing"
        return copied

    def button(self, words: str) -> tuple[Message, Button]:
        """The newest button with these words, and the message it stands under."""
        for message in reversed(self.phone.messages()):
            for button in (b for row in message.keyboard for b in row):
                if words in button.text:
                    return message, button
        raise AssertionError(f"no button with {words!r}; there are {self.buttons()}")

    def buttons(self) -> list[str]:
        """The words of all buttons in the chat, newest message first."""
        shown = reversed(self.phone.messages())
        return [button.text for message in shown for row in message.keyboard for button in row]

    def sees(self, *words: str) -> None:
        """Check that all of these stand in what came since she last did something."""
        news = self.news()
        for word in words:
            assert word in news, f"{word!r} is not in what {self.phone.person.name} sees:\n{news}"

    def never_saw(self, *words: str) -> None:
        """Check that none of these stands anywhere in the bot's messages, hidden parts excepted."""
        for message in self._bot_messages():
            for word in words:
                assert word not in visible(message), f"{word!r} is in:\n{visible(message)}"

    def news(self) -> str:
        """What changed since she last did something."""
        return "\n---\n".join(m.body.text for m in self._bot_messages() if self._before.get(m.id) != _fingerprint(m))

    def last(self) -> Message:
        """The bot's newest message."""
        return self._bot_messages()[-1]

    def numbers_seen(self) -> set[str]:
        """All telephone numbers in the bot's messages; dates are none."""
        text = "\n".join(message.body.text for message in self._bot_messages())
        dated = re.sub(r"20\d\d-\d\d-\d\d|\d\d-\d\d \d\d:\d\d|(?<!\d)(?:19|20)\d\d(?=\D)", " ", text)
        return set(re.findall(r"(?<![\d第])\d{3,4}-\d{5,8}|(?<![\d年])\d{3,20}(?![\d年])", dated))

    def chat_length(self) -> int:
        """How many messages are left in the chat, of both."""
        return len(self.phone.messages())

    def _bot_messages(self) -> list[Message]:
        return [m for m in self.phone.messages() if m.by_bot]

    def _act(self) -> None:
        self.world.clock.advance(seconds=1.5)  # nobody is faster, and an edit waits a second after the last one
        self._before = {m.id: _fingerprint(m) for m in self._bot_messages()}


def _fingerprint(message: Message) -> str:
    return f"{message.body.text}|{message.keyboard}"


def visible(message: Message) -> str:
    """The text without what lies behind spoilers."""
    units = message.body.text.encode("utf-16-le")
    for entity in message.body.entities:
        if entity.type == "spoiler":
            hidden = "█".encode("utf-16-le") * entity.length
            units = units[: entity.offset * 2] + hidden + units[(entity.offset + entity.length) * 2 :]
    return units.decode("utf-16-le")


@dataclass
class World:
    """A bot, its people and its clock."""

    sandbox: Sandbox
    app: App
    lanes: Lanes
    queue: DurableQueue
    clock: Clock
    bugs: list[BaseException]
    offset: int = 0

    @property
    def deps(self) -> Deps:
        """What the use cases work with."""
        return self.app.bot_data.deps

    def person(self, name: str, language: str = "zh-hans") -> Person:
        """Somebody new."""
        return Person(self, self.sandbox.add_person(name, language))

    async def settle(self) -> None:
        """Let the bot take up everything that was sent."""
        while updates := await self.app.bot.get_updates(offset=self.offset, timeout=0):
            for update in updates:
                self.offset = update.update_id + 1
                await self.queue.put(update)
            await self.lanes.idle()

    async def tick(self) -> None:
        """One pass of the periodic work."""
        await tick(self.app, self.lanes, self.queue)
        await self.lanes.idle()

    async def reads(self) -> None:
        """Let everything be fetched, read and said, as far as it can be now; a second goes by with each look."""
        for _ in range(3):
            await self.passes(seconds=1)

    async def passes(self, **span: float) -> None:
        """Let time go by, then look at the clock once."""
        self.clock.advance(**span)
        await self.tick()

    async def undone(self) -> int:
        """How many updates are still to be taken up."""
        return len(await inbox.waiting(self.deps.store, 1000))

    async def history(self, person: Person) -> tuple[Event, ...]:
        """What happened to somebody's only case."""
        (case,) = await self.cases_of(person)
        return await events.history(self.deps.store, case)

    async def tables(self) -> tuple[str, ...]:
        """All tables that hold something of people."""
        return TABLES

    async def rows(self) -> set[str]:
        """The tables that hold any row."""
        found = {t: await self.deps.store.db.fetch(f"SELECT 1 AS x FROM {t} LIMIT 1") for t in TABLES}
        return {table for table, some in found.items() if some}

    async def cases_of(self, person: Person) -> tuple[Case, ...]:
        """The cases that stand in the database for somebody."""
        known = await people.find(self.deps.store, person.phone.id)
        return await cases.of_person(self.deps.store, known.id) if known else ()


@asynccontextmanager
async def running(deps: Deps, words: Templates, clock: Clock) -> AsyncIterator[World]:
    """The production wiring over a sandbox in the same process."""
    sandbox = Sandbox(Bot(), now=clock.now, random_bytes=deps.random_bytes)
    bugs: list[BaseException] = []

    async def remember(_update: object, context: Context) -> None:
        if context.error is not None:
            bugs.append(context.error)

    async with Lanes() as lanes:
        queue = DurableQueue(lanes)
        app: App = (
            Application.builder()
            .token("100000001:in-this-process")
            .request(FakeTelegram(sandbox))
            .get_updates_request(FakeTelegram(sandbox))
            .update_queue(queue)
            .context_types(context_types(BotData(deps, words)))
            .job_queue(None)
            .updater(None)
            .build()
        )
        queue.serve(app)
        handlers.register(app)
        app.add_error_handler(remember)
        async with app:
            yield World(sandbox, app, lanes, queue, clock, bugs)
    assert not sandbox.misuses, sandbox.misuses
    assert not bugs, bugs
