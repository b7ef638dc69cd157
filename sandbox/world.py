"""The state of the sandbox and the few moves that change a chat: everything else is built from these."""

import asyncio
import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sandbox import limits, page_form, wire
from sandbox.errors import bad_request, forbidden
from sandbox.files import FileStore
from sandbox.records import Bot, CallbackAnswer, Command, Message, Person
from sandbox.updates import UpdateQueue

Listener = Callable[[Mapping[str, Any]], None]
_FIRST_UPDATE_BYTES = 3


@dataclass(slots=True)
class Chat:
    """The private chat of one person: messages by id, in order."""

    messages: dict[int, Message] = field(default_factory=dict)
    next_id: int = 1


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    person_id: int
    asked_at: datetime
    answer: CallbackAnswer | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Menus:
    """What the bot says about itself: commands by (scope, chat, language); texts by (kind, language)."""

    commands: dict[str, tuple[Command, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


class World:
    """People, chats, files and pending updates. `now` and `random_bytes` are the only ways in for time and chance."""

    def __init__(self, bot: Bot, now: Callable[[], datetime], random_bytes: Callable[[int], bytes]) -> None:
        self.bot = bot
        self.now = now
        self._random_bytes = random_bytes
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.menus = Menus()
        self.queries: dict[str, Query] = {}
        self.listeners: list[Listener] = []
        self.files = FileStore(self.token)
        self.queue = UpdateQueue(now, next_id=1 + self.number(_FIRST_UPDATE_BYTES))

    def token(self) -> str:
        """A random word of 16 letters that fits into an address."""
        return base64.urlsafe_b64encode(self._random_bytes(12)).decode()

    def number(self, size: int) -> int:
        """A random number of `size` bytes."""
        return int.from_bytes(self._random_bytes(size), "big")

    def person(self, chat_id: int) -> Person:
        """The person behind a chat; unknown ones are refused as the Bot API refuses them."""
        found = self.people.get(chat_id)
        if found is None:
            raise bad_request("chat not found")
        return found

    def reachable(self, chat_id: int) -> Person:
        """The person, if the bot may write to them."""
        person = self.person(chat_id)
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return person

    def message(self, chat_id: int, message_id: int | None, purpose: str) -> Message:
        """A message of the chat; `purpose` ends the complaint: "message to edit not found"."""
        self.person(chat_id)
        found = self.chats[chat_id].messages.get(message_id or 0)
        if found is None:
            raise bad_request(f"{purpose} not found")
        return found

    def draft(self, chat_id: int, *, by_bot: bool) -> Message:
        """An empty message with the next id of the chat and the date of now, to whole seconds as in the Bot API."""
        chat = self.chats[chat_id]
        number = chat.next_id
        chat.next_id += 1
        return Message(id=number, chat_id=chat_id, by_bot=by_bot, date=self.now().replace(microsecond=0))

    def post(self, message: Message) -> dict[str, Any]:
        """Put a message into its chat; a person's one becomes an update. Returns it as the bot sees it."""
        seen = self._keep(message, "message")
        if not message.by_bot:
            self.queue.push("message", seen)
        return seen

    def change(self, message: Message) -> dict[str, Any]:
        """Replace a message by its edited form; a person's edit becomes an update."""
        seen = self._keep(message, "edit")
        if not message.by_bot:
            self.queue.push("edited_message", seen)
        return seen

    def remove(self, message: Message) -> None:
        """Take a message out of its chat. The bot hears nothing of what a person deletes, as with Telegram."""
        del self.chats[message.chat_id].messages[message.id]
        self.emit("delete", message.chat_id, message_id=message.id)

    def seen_by_bot(self, message: Message) -> dict[str, Any]:
        """The message in the form of the Bot API."""
        replied = self.chats[message.chat_id].messages.get(message.reply_to or 0)
        return wire.message(message, self.bot, self.people[message.chat_id], replied)

    def ask(self, person: Person, message: Message, data: str) -> str:
        """A pressed button becomes a callback query; returns its id."""
        query_id = str(self.number(7))
        self.queries[query_id] = Query(person.id, self.now())
        query = wire.callback_query(query_id, person, self.seen_by_bot(message), data)
        self.queue.push("callback_query", query)
        return query_id

    def open_query(self, query_id: str) -> Query:
        """A query that may still be answered: not answered yet and not too old."""
        query = self.queries.get(query_id)
        if query is None or query.answered.is_set() or self.now() - query.asked_at > limits.QUERY_LIFETIME:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query

    def update_person(self, person: Person) -> Person:
        """Replace the record of a person."""
        self.people[person.id] = person
        return person

    def start(self, person: Person) -> Person:
        """From the first word on, the bot may write; writing to a blocked bot is not possible."""
        return person if person.started else self.update_person(replace(person, started=True))

    def emit(self, kind: str, person_id: int, **content: object) -> None:
        """Tell the pages what happened."""
        for listener in tuple(self.listeners):
            listener({"type": kind, "person": person_id, **content})

    def history(self, person_id: int) -> Iterator[Message]:
        """The messages of a chat, oldest first."""
        return iter(self.chats[person_id].messages.values())

    def _keep(self, message: Message, event: str) -> dict[str, Any]:
        self.chats[message.chat_id].messages[message.id] = message
        self.emit(event, message.chat_id, message=page_form.message(message))
        return self.seen_by_bot(message)
