"""Telegram's update, read into our own nouns. The only reader of update fields."""

from typing import Final

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
    User,
)
from telegram.constants import ChatType

from model.incoming import Author, Command, FileRef, Incoming, Media, Origin, OriginKind, Tap

# An animation is also told as a document, so it is looked for first.
_FILES: Final = ("animation", "document", "voice", "audio", "video", "video_note", "sticker")
_PLAIN: Final = {
    "contact": Media.CONTACT,
    "location": Media.LOCATION,
    "venue": Media.LOCATION,
    "poll": Media.POLL,
    "dice": Media.DICE,
    "game": Media.GAME,
    "story": Media.STORY,
}


def author_of(update: Update) -> Author | None:
    """Who is to be answered: a person in a private chat. Groups, channels and bots get None, and no answer."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or chat is None or chat.type != ChatType.PRIVATE:
        return None
    return _author(user, chat.id)


def _author(user: User, chat_id: int) -> Author:
    return Author(user.id, chat_id, user.language_code)


def read(update: Update, author: Author) -> Incoming | Command | Tap | None:
    """What the update says, or None for a kind that has nothing to be answered."""
    if update.callback_query is not None:
        return _tap(update, author)
    message = update.message or update.edited_message
    if message is None:
        return None
    command = _command(update, message, author)
    return command or _incoming(update, message, author)


def _tap(update: Update, author: Author) -> Tap | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    at = query.message.date
    return Tap(update.update_id, author, query.message.message_id, query.id, at, query.data or "")


def _command(update: Update, message: Message, author: Author) -> Command | None:
    text = message.text or ""
    if update.edited_message or message.forward_origin or not text.startswith("/"):
        return None
    head, _, argument = text.partition(" ")
    name = head[1:].split("@", 1)[0].lower()
    if not name.isascii() or not name.replace("_", "").isalnum():
        return None
    return Command(update.update_id, author, message.message_id, message.date, name, argument)


def _incoming(update: Update, message: Message, author: Author) -> Incoming:
    media, file = _media(message)
    return Incoming(
        update_id=update.update_id,
        author=author,
        message_id=message.message_id,
        at=message.edit_date or message.date,
        text=message.text or message.caption or "",
        media=media,
        file=file,
        origin=_origin(message),
        group_id=message.media_group_id,
        edited=update.edited_message is not None,
    )


def _media(message: Message) -> tuple[Media | None, FileRef | None]:
    if message.photo:
        best = message.photo[-1]
        return Media.PHOTO, FileRef(Media.PHOTO, best.file_id, best.file_unique_id, best.file_size)
    for name in _FILES:
        file = getattr(message, name)
        if file is not None:
            return Media(name), _file_ref(Media(name), file)
    plain = next((media for name, media in _PLAIN.items() if getattr(message, name, None)), None)
    if plain is None and message.text is None:
        return Media.UNKNOWN, None
    return plain, None


def _file_ref(media: Media, file: object) -> FileRef:
    return FileRef(
        media=media,
        file_id=str(getattr(file, "file_id", "")),
        unique_id=str(getattr(file, "file_unique_id", "")),
        size=getattr(file, "file_size", None),
        mime=getattr(file, "mime_type", None),
        name=getattr(file, "file_name", None),
    )


def _origin(message: Message) -> Origin | None:
    origin = message.forward_origin
    match origin:
        case MessageOriginUser():
            return Origin(OriginKind.USER, origin.sender_user.full_name, origin.date)
        case MessageOriginHiddenUser():
            return Origin(OriginKind.HIDDEN_USER, origin.sender_user_name, origin.date)
        case MessageOriginChat():
            return Origin(OriginKind.CHAT, origin.sender_chat.title, origin.date)
        case MessageOriginChannel():
            return Origin(OriginKind.CHANNEL, origin.chat.title, origin.date)
        case _:
            return None
