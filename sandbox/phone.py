"""What a person does with their phone; what their app would refuse is refused here."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sandbox import entities, limits, profile, samples, utf16, wire
from sandbox.errors import PersonError
from sandbox.records import (
    Attachment,
    CallbackAnswer,
    Command,
    Formatted,
    Forward,
    MediaKind,
    Message,
    OriginKind,
    Person,
    Upload,
)
from sandbox.world import World

_SOURCE_BYTES = 4
_CHANNEL = -1_000_000_000_000  # ids of groups and channels lie below this


class Phone:
    """One person's side of the chat. Every method that sends returns what now stands in the chat."""

    def __init__(self, world: World, person_id: int) -> None:
        self._world = world
        self.id = person_id

    @property
    def person(self) -> Person:
        """The record as it is now."""
        return self._world.people[self.id]

    def messages(self) -> tuple[Message, ...]:
        """The chat, oldest first."""
        return tuple(self._world.history(self.id))

    def menu(self) -> tuple[Command, ...]:
        """The commands that the app offers."""
        return profile.menu_for(self._world, self.person)

    def start(self, code: str = "") -> Message:
        """Press "Start", or follow a link with a code of up to 64 letters."""
        if len(code) > limits.START_CODE or not all(c.isascii() and (c.isalnum() or c in "_-") for c in code):
            raise PersonError("a start code has up to 64 letters of A-Z, a-z, 0-9, _ and -")
        return self.sends(f"/start {code}".strip())[0]

    def sends(self, text: str, forward: Forward | None = None) -> tuple[Message, ...]:
        """Write, paste or forward a text; the app cuts it into messages of 4096 units."""
        kept = utf16.require_encodable(text).strip()
        if not kept:
            raise PersonError("an empty message cannot be sent")
        pieces = [piece.strip() for piece in utf16.pieces(kept, limits.TEXT)]
        return tuple(self._post(text=piece, forward=forward) for piece in pieces if piece)

    def uploads(
        self, files: Sequence[Upload], kind: MediaKind, caption: str = "", forward: Forward | None = None
    ) -> tuple[Message, ...]:
        """Send files; two to ten go as one album, with the caption on the first."""
        if not 1 <= len(files) < limits.ALBUM.stop or not all(file.data for file in files):
            raise PersonError("one to ten files that are not empty")
        if utf16.length(utf16.require_encodable(caption)) > limits.CAPTION:
            raise PersonError("a caption has up to 1024 characters")
        self._require_unblocked()
        group = str(self._world.number(7)) if len(files) > 1 and kind is not MediaKind.VOICE else None
        captions = [caption.strip(), *[""] * (len(files) - 1)]
        return tuple(
            self._post(
                text=words,
                forward=forward,
                attachment=self._world.files.attach(kind, _taken(kind, file)),
                group_id=group,
            )
            for file, words in zip(files, captions, strict=True)
        )

    def sticker(self) -> Message:
        """Send a sticker."""
        self._require_unblocked()
        return self._post(attachment=self._world.files.attach(MediaKind.STICKER, samples.STICKER))

    def sample(self, kind: str) -> Message:
        """Send a `location`, a `contact` or a `poll`."""
        if kind not in samples.EXTRAS:
            raise PersonError("no such sample")
        return self._post(extra={kind: samples.EXTRAS[kind]})

    def edits(self, message_id: int, text: str) -> Message:
        """Change an own text, or the caption of an own file."""
        old = self._own(message_id)
        body = _body(utf16.require_encodable(text).strip())
        limit = limits.TEXT if old.attachment is None else limits.CAPTION
        if old.forward is not None or old.extra or (old.attachment is None and not body.text):
            raise PersonError("this message cannot be edited")
        if utf16.length(body.text) > limit:
            raise PersonError("the text is too long")
        new = replace(old, body=body, edited_at=self._world.now())
        self._world.change(new)
        return new

    def deletes(self, message_id: int) -> None:
        """Remove a message for both sides; the bot is told nothing."""
        self._world.remove(self._found(message_id))

    def taps(self, message_id: int, data: str, *, forged: bool = False) -> str:
        """Press a button and do not wait; returns the id of the query.

        `forged` presses what is not on the message: an app with an old copy of it, or somebody's own program.
        """
        message = self._found(message_id)
        shown = [button.data for row in message.keyboard for button in row]
        if not message.by_bot or not 1 <= len(data.encode()) <= limits.CALLBACK_DATA:
            raise PersonError("nothing to press")
        if data not in shown and not forged:
            raise PersonError("the message has no such button")
        return self._world.ask(self.person, message, data)

    async def presses(
        self, message_id: int, data: str, *, forged: bool = False, patience: float = 5.0
    ) -> CallbackAnswer | None:
        """Press a button and wait up to `patience` seconds; None where the bot did not answer."""
        query = self._world.queries[self.taps(message_id, data, forged=forged)]
        try:
            async with asyncio.timeout(patience):
                await query.answered.wait()
        except TimeoutError:
            return None
        return query.answer

    def answer_to(self, query_id: str) -> CallbackAnswer | None:
        """What the bot answered to a press, so far."""
        query = self._world.queries.get(query_id)
        return query.answer if query else None

    def blocks(self, *, blocked: bool = True) -> Person:
        """Block the bot, or let it write again; the bot is told."""
        person = self.person
        if person.blocked == blocked:
            return person
        change = wire.member_change(person, self._world.bot, self._world.now(), blocked=blocked)
        self._world.queue.push("my_chat_member", change)
        return self._world.update_person(replace(person, blocked=blocked))

    def forward_from(self, kind: OriginKind, name: str, date: datetime | None = None) -> Forward:
        """The origin of a message that was first written by `name`, at `date` or now."""
        number = self._world.number(_SOURCE_BYTES)
        source = _CHANNEL - number if kind in (OriginKind.CHAT, OriginKind.CHANNEL) else number
        return Forward(kind, name or "?", date or self._world.now(), source)

    def _require_unblocked(self) -> None:
        if self.person.blocked:
            raise PersonError("the bot is blocked: unblock it first")

    def _post(
        self,
        text: str = "",
        *,
        forward: Forward | None = None,
        attachment: Attachment | None = None,
        extra: dict[str, Any] | None = None,
        group_id: str | None = None,
    ) -> Message:
        self._require_unblocked()
        self._world.start(self.person)
        draft = replace(self._world.draft(self.id, by_bot=False), body=_body(text), forward=forward)
        message = replace(draft, attachment=attachment, extra=extra or {}, group_id=group_id)
        self._world.post(message)
        return message

    def _found(self, message_id: int) -> Message:
        found = self._world.chats[self.id].messages.get(message_id)
        if found is None:
            raise PersonError("the message is gone")
        return found

    def _own(self, message_id: int) -> Message:
        found = self._found(message_id)
        if found.by_bot:
            raise PersonError("only an own message can be edited")
        return found


def _body(text: str) -> Formatted:
    return Formatted(text, entities.found_in(text))


_NAMELESS: Mapping[MediaKind, str] = {MediaKind.PHOTO: "photo.jpg", MediaKind.VOICE: "voice.oga"}


def _taken(kind: MediaKind, file: Upload) -> Upload:
    """A photo and a voice message lose their file names on the way, as with Telegram."""
    return Upload(_NAMELESS.get(kind, file.name), file.data, file.mime)
