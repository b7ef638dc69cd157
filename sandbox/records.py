"""The nouns of the sandbox: frozen records that a change replaces."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class OriginKind(StrEnum):
    """The four kinds of forward origin."""

    USER = "user"
    HIDDEN_USER = "hidden_user"
    CHAT = "chat"
    CHANNEL = "channel"


class MediaKind(StrEnum):
    """What a message can carry as a file; the value is the name of the field in a Bot API message."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    AUDIO = "audio"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class Bot:
    """The one bot of a sandbox. `id` is the number before the colon of its token."""

    id: int = 424242
    name: str = "Sandbox bot"
    username: str = "sandbox_bot"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the app on a phone. The private chat with the bot has the same id."""

    id: int
    name: str
    language: str
    chat_instance: str
    started: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked span; `offset` and `length` are in UTF-16 units, as everywhere in the Bot API."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """The first unit behind the span."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text with its entities, ordered by offset, the outer one first."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the server keeps; its bytes lie in `files.FileStore`. `duration` is in seconds."""

    file_id: str
    unique_id: str
    path: str
    size: int
    name: str | None = None
    mime: str | None = None
    width: int = 0
    height: int = 0
    duration: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is shown above the caption. `thumbnail` is the small size of a photo."""

    kind: MediaKind
    file: StoredFile
    thumbnail: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a forwarded message came from. A hidden user has no `source_id` that the bot may see."""

    kind: OriginKind
    name: str
    date: datetime
    source_id: int = 0


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: exactly one of `data`, `url` and `copy` is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a private chat. `body` is the text, or the caption where there is an attachment.

    `extra` holds what needs no rules of its own (a location, a contact, a poll), in the form of the Bot API.
    """

    id: int
    chat_id: int
    by_bot: bool
    date: datetime
    body: Formatted = Formatted()
    attachment: Attachment | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    group_id: str | None = None
    forward: Forward | None = None
    reply_to: int | None = None
    keyboard: Keyboard = ()
    edited_at: datetime | None = None
    silent: bool = False
    protected: bool = False
    preview: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the bot's command menu."""

    command: str
    description: str


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a press brought: a short notice or an alert; no text only stops the spinner."""

    text: str | None = None
    show_alert: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in."""

    name: str
    data: bytes
    mime: str
