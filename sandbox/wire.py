"""Records → JSON in the form of the Bot API."""

from datetime import datetime
from typing import Any

from sandbox.records import (
    Attachment,
    Bot,
    Button,
    Command,
    Entity,
    Forward,
    MediaKind,
    Message,
    OriginKind,
    Person,
    StoredFile,
)

JsonObject = dict[str, Any]
_FIELDS = {
    MediaKind.DOCUMENT: ("file_name", "mime_type"),
    MediaKind.VOICE: ("duration", "mime_type"),
    MediaKind.VIDEO: ("width", "height", "duration", "file_name", "mime_type"),
    MediaKind.AUDIO: ("duration", "file_name", "mime_type"),
}


def stamp(moment: datetime) -> int:
    """Seconds since 1970, as every date of the Bot API."""
    return int(moment.timestamp())


def user(person: Person) -> JsonObject:
    """The person as `User`."""
    return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": person.language}


def bot_user(bot: Bot) -> JsonObject:
    """The bot as `User`, as far as others see it."""
    return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def chat(person: Person) -> JsonObject:
    """The private chat with the person as `Chat`."""
    return {"id": person.id, "first_name": person.name, "type": "private"}


def entity(marked: Entity) -> JsonObject:
    """`MessageEntity`."""
    body: JsonObject = {"type": marked.type, "offset": marked.offset, "length": marked.length}
    if marked.url is not None:
        body["url"] = marked.url
    if marked.language is not None:
        body["language"] = marked.language
    return body


def file(stored: StoredFile) -> JsonObject:
    """`File`, as getFile gives it."""
    return {**_identity(stored), "file_path": stored.path}


def _identity(stored: StoredFile) -> JsonObject:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}


def attachment(attached: Attachment) -> JsonObject | list[JsonObject]:
    """The value of the message field that is named after the kind of the attachment."""
    stored = attached.file
    if attached.kind is MediaKind.PHOTO:
        return [_photo_size(size) for size in (attached.thumbnail, stored) if size is not None]
    if attached.kind is MediaKind.STICKER:
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {**_identity(stored), **shape, "emoji": "👌"}
    known = {
        "width": stored.width,
        "height": stored.height,
        "duration": stored.duration,
        "file_name": stored.name,
        "mime_type": stored.mime,
    }
    return {**_identity(stored), **{key: known[key] for key in _FIELDS[attached.kind] if known[key] is not None}}


def _photo_size(stored: StoredFile) -> JsonObject:
    return {**_identity(stored), "width": stored.width, "height": stored.height}


def origin(forward: Forward) -> JsonObject:
    """`MessageOrigin`: one of four forms."""
    date = stamp(forward.date)
    match forward.kind:
        case OriginKind.USER:
            sender = {"id": forward.source_id, "is_bot": False, "first_name": forward.name}
            return {"type": "user", "date": date, "sender_user": sender}
        case OriginKind.HIDDEN_USER:
            return {"type": "hidden_user", "date": date, "sender_user_name": forward.name}
        case OriginKind.CHAT:
            group = {"id": forward.source_id, "type": "supergroup", "title": forward.name}
            return {"type": "chat", "date": date, "sender_chat": group}
        case OriginKind.CHANNEL:
            channel = {"id": forward.source_id, "type": "channel", "title": forward.name}
            return {"type": "channel", "date": date, "chat": channel, "message_id": 1}


def button(shown: Button) -> JsonObject:
    """`InlineKeyboardButton`."""
    body: JsonObject = {"text": shown.text}
    if shown.data is not None:
        body["callback_data"] = shown.data
    if shown.url is not None:
        body["url"] = shown.url
    if shown.copy is not None:
        body["copy_text"] = {"text": shown.copy}
    return body


def message(sent: Message, bot: Bot, person: Person, replied: Message | None = None) -> JsonObject:
    """`Message`. The message that it replies to is shown without its own reply, as in the Bot API."""
    sender = bot_user(bot) if sent.by_bot else user(person)
    body: JsonObject = {"message_id": sent.id, "from": sender, "chat": chat(person), "date": stamp(sent.date)}
    body |= _content(sent) | _circumstances(sent)
    if replied is not None:
        body["reply_to_message"] = message(replied, bot, person)
    return body


def _content(sent: Message) -> JsonObject:
    body: JsonObject = dict(sent.extra)
    text, entities = "text", "entities"
    if sent.attachment is not None:
        body[sent.attachment.kind] = attachment(sent.attachment)
        text, entities = "caption", "caption_entities"
    if sent.body.text:
        body[text] = sent.body.text
    if sent.body.entities:
        body[entities] = [entity(marked) for marked in sent.body.entities]
    return body


def _circumstances(sent: Message) -> JsonObject:
    body: JsonObject = {}
    if sent.forward is not None:
        body["forward_origin"] = origin(sent.forward)
    if sent.group_id is not None:
        body["media_group_id"] = sent.group_id
    if sent.edited_at is not None:
        body["edit_date"] = stamp(sent.edited_at)
    if sent.protected:
        body["has_protected_content"] = True
    if sent.preview is not None:
        body["link_preview_options"] = sent.preview
    if sent.keyboard:
        body["reply_markup"] = {"inline_keyboard": [[button(shown) for shown in row] for row in sent.keyboard]}
    return body


def callback_query(query_id: str, person: Person, seen: JsonObject, data: str) -> JsonObject:
    """`CallbackQuery`; `seen` is the message with the button as the bot sees it."""
    instance = person.chat_instance
    return {"id": query_id, "from": user(person), "message": seen, "chat_instance": instance, "data": data}


def member_change(person: Person, bot: Bot, moment: datetime, *, blocked: bool) -> JsonObject:
    """`ChatMemberUpdated` of a private chat: the person has blocked the bot, or lets it write again."""
    member = {"user": bot_user(bot), "status": "member"}
    kicked = {"user": bot_user(bot), "status": "kicked", "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    about = {"chat": chat(person), "from": user(person), "date": stamp(moment)}
    return {**about, "old_chat_member": old, "new_chat_member": new}


def command(known: Command) -> JsonObject:
    """`BotCommand`."""
    return {"command": known.command, "description": known.description}
