"""The methods that bring new messages."""

from collections.abc import Mapping
from dataclasses import replace

from sandbox import compose
from sandbox.errors import bad_request
from sandbox.forms import ReplyTo
from sandbox.message_forms import (
    CopyMessage,
    ForwardMessage,
    Outgoing,
    SendAudio,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
)
from sandbox.records import Formatted, Forward, MediaKind, Message, OriginKind, Upload
from sandbox.wire import JsonObject
from sandbox.world import World

Uploads = Mapping[str, Upload]

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_ALBUM_KINDS = frozenset({MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.DOCUMENT, MediaKind.AUDIO})
_ALBUM_OF_ONE_KIND = frozenset({MediaKind.DOCUMENT, MediaKind.AUDIO})


def send_message(world: World, form: SendMessage) -> JsonObject:
    """A text."""
    world.reachable(form.chat_id)
    body, shown = compose.text_of(form), compose.keyboard(form.reply_markup)
    message = replace(_draft(world, form, body), keyboard=shown, preview=compose.preview(form.link_preview_options))
    return world.post(message)


def send_photo(world: World, form: SendPhoto, uploads: Uploads) -> JsonObject:
    """A picture of up to 10 MB."""
    return _send_file(world, form, MediaKind.PHOTO, form.photo, uploads)


def send_document(world: World, form: SendDocument, uploads: Uploads) -> JsonObject:
    """Any file of up to 50 MB."""
    return _send_file(world, form, MediaKind.DOCUMENT, form.document, uploads)


def send_voice(world: World, form: SendVoice, uploads: Uploads) -> JsonObject:
    """A voice message."""
    return _send_file(world, form, MediaKind.VOICE, form.voice, uploads)


def send_audio(world: World, form: SendAudio, uploads: Uploads) -> JsonObject:
    """A piece of music; title and performer are taken and not shown."""
    return _send_file(world, form, MediaKind.AUDIO, form.audio, uploads)


def send_video(world: World, form: SendVideo, uploads: Uploads) -> JsonObject:
    """A film."""
    return _send_file(world, form, MediaKind.VIDEO, form.video, uploads)


_WithFile = SendPhoto | SendDocument | SendVoice | SendAudio | SendVideo


def _send_file(world: World, form: _WithFile, kind: MediaKind, given: str, uploads: Uploads) -> JsonObject:
    world.reachable(form.chat_id)
    caption, shown = compose.caption_of(form), compose.keyboard(form.reply_markup)
    attached = compose.attachment(kind, given, uploads, world.files)
    return world.post(replace(_draft(world, form, caption), attachment=attached, keyboard=shown))


def send_media_group(world: World, form: SendMediaGroup, uploads: Uploads) -> list[JsonObject]:
    """An album: 2 to 10 files that share a group id, each with its own caption."""
    world.reachable(form.chat_id)
    kinds = [_album_kind(item.type) for item in form.media]
    if len(set(kinds)) > 1 and not _ALBUM_OF_ONE_KIND.isdisjoint(kinds):
        raise bad_request("audio and documents can't be mixed with other media types")
    captions = [compose.caption_of(item) for item in form.media]
    files = [
        compose.attachment(kind, item.media, uploads, world.files) for kind, item in zip(kinds, form.media, strict=True)
    ]
    group = str(world.number(7))
    return [
        world.post(replace(_draft(world, form, caption), attachment=file, group_id=group))
        for caption, file in zip(captions, files, strict=True)
    ]


def _album_kind(name: str) -> MediaKind:
    if name not in _ALBUM_KINDS:
        raise bad_request("can't parse InputMedia: wrong type of the media")
    return MediaKind(name)


def forward_message(world: World, form: ForwardMessage) -> JsonObject:
    """Pass a message on, with its origin."""
    source, copy = _passed_on(world, form, "message to forward")
    author = world.person(source.chat_id)
    identity = (world.bot.name, world.bot.id) if source.by_bot else (author.name, author.id)
    origin = source.forward or Forward(OriginKind.USER, identity[0], source.date, identity[1])
    return world.post(replace(copy, forward=origin))


def copy_message(world: World, form: CopyMessage) -> JsonObject:
    """Send the content of a message again, without its origin; answers only the new id."""
    shown = compose.keyboard(form.reply_markup)
    _, copy = _passed_on(world, form, "message to copy")
    return {"message_id": world.post(replace(copy, keyboard=shown))["message_id"]}


def _passed_on(world: World, form: ForwardMessage, purpose: str) -> tuple[Message, Message]:
    world.reachable(form.chat_id)
    source = world.message(form.from_chat_id, form.message_id, purpose)
    copy = replace(
        world.draft(form.chat_id, by_bot=True),
        body=source.body,
        attachment=source.attachment,
        extra=source.extra,
        silent=form.disable_notification,
        protected=form.protect_content,
    )
    return source, copy


def send_chat_action(world: World, form: SendChatAction) -> bool:
    """Say over the chat that the bot is typing, for some seconds."""
    person = world.reachable(form.chat_id)
    if form.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.emit("action", person.id, action=form.action)
    return True


def _draft(world: World, form: Outgoing, body: Formatted) -> Message:
    reply_to = _reply_to(world, form.chat_id, form.reply_parameters)
    return replace(
        world.draft(form.chat_id, by_bot=True),
        body=body,
        reply_to=reply_to,
        silent=form.disable_notification,
        protected=form.protect_content,
    )


def _reply_to(world: World, chat_id: int, reply: ReplyTo | None) -> int | None:
    if reply is None:
        return None
    known = world.chats[chat_id].messages.get(reply.message_id)
    if known is None and not reply.allow_sending_without_reply:
        raise bad_request("message to be replied not found")
    return known.id if known else None
