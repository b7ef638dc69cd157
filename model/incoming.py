"""What came in, already read: one update of the chat, before it is evidence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OriginKind(StrEnum):
    """The four kinds of forward origin of the Bot API."""

    USER = "user"
    HIDDEN_USER = "hidden_user"
    CHAT = "chat"
    CHANNEL = "channel"


class Media(StrEnum):
    """Everything besides text that a chat message can hold."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    POLL = "poll"
    DICE = "dice"
    GAME = "game"
    STORY = "story"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded message came from, and when it was first sent, as the chat server says."""

    kind: OriginKind
    name: str | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that lies with the chat server. `size` in bytes, where it is told."""

    media: Media
    file_id: str
    unique_id: str
    size: int | None = None
    mime: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: `telegram_id` and `chat_id` go nowhere but through the seal."""

    telegram_id: int
    chat_id: int
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a private chat. `text` is the text or the caption, exactly as received."""

    update_id: int
    author: Author
    message_id: int
    at: datetime
    text: str
    media: Media | None = None
    file: FileRef | None = None
    origin: Origin | None = None
    group_id: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. `name` without the slash, lower case; `argument` is the rest of the line."""

    update_id: int
    author: Author
    message_id: int
    at: datetime
    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button. `data` is what the button carried; it is not to be believed before it is checked."""

    update_id: int
    author: Author
    message_id: int
    query_id: str
    at: datetime
    data: str
