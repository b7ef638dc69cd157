"""From the fields of a call to the parts of a message, with the limits that Telegram holds on every call."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox import limits, utf16
from sandbox.entities import completed, require_within, trimmed
from sandbox.errors import ApiError, bad_request
from sandbox.files import FileStore
from sandbox.forms import InlineButton, InlineKeyboard, LinkPreview, TextEntity
from sandbox.markup import parse_html, without_overlap
from sandbox.message_forms import Captioned, EditText, SendMessage
from sandbox.pictures import image_type
from sandbox.records import Attachment, Button, Entity, Formatted, Keyboard, MediaKind, Upload

_ATTACHED = "attach://"
_WEB = re.compile(r"(?:https?://|tg://|www\.)\S+|[\w\-]+(?:\.[\w\-]+)+\S*", re.I)


def formatted(text: str, parse_mode: str | None, entities: Sequence[TextEntity] | None) -> Formatted:
    """The text after entity parsing, trimmed, with what Telegram marks by itself. Only HTML is spoken here."""
    if not parse_mode:
        given = tuple(Entity(e.type, e.offset, e.length, e.url, e.language) for e in entities or ())
        body = require_within(Formatted(text, without_overlap(given)))
    elif parse_mode.lower() == "html":
        body = parse_html(text)
    else:
        raise bad_request("unsupported parse_mode")
    return completed(trimmed(body))


def text_of(form: SendMessage | EditText) -> Formatted:
    """The body of a text message: 1 to 4096 units."""
    body = formatted(form.text, form.parse_mode, form.entities)
    if not body.text:
        raise bad_request("message text is empty")
    if utf16.length(body.text) > limits.TEXT:
        raise bad_request("message is too long")
    return body


def caption_of(form: Captioned) -> Formatted:
    """The caption of a file: up to 1024 units, often none."""
    body = formatted(form.caption, form.parse_mode, form.caption_entities)
    if utf16.length(body.text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    return body


def preview(options: LinkPreview | None) -> dict[str, Any] | None:
    """What the bot said about the preview of links, for the message to repeat."""
    return options.model_dump(exclude_none=True) if options else None


def keyboard(markup: InlineKeyboard | None) -> Keyboard:
    """The inline buttons; empty rows vanish as they do in the apps."""
    rows = [tuple(_button(given) for given in row) for row in (markup.inline_keyboard if markup else ())]
    if sum(map(len, rows)) > limits.BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return tuple(row for row in rows if row)


def _button(given: InlineButton) -> Button:
    copied = given.copy_text.text if given.copy_text else None
    if [given.callback_data, given.url, copied].count(None) != 2:
        raise bad_request("can't parse inline keyboard button: exactly one action has to be given")
    data, url = given.callback_data, given.url
    if data is not None and not 1 <= len(data.encode()) <= limits.CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and not _WEB.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return Button(given.text, data, url, copied)


def attachment(kind: MediaKind, given: str, uploads: Mapping[str, Upload], store: FileStore) -> Attachment:
    """The file of a message: a part of the call under `attach://name`, or a file id that is known already."""
    if not given.startswith(_ATTACHED):
        return store.again(kind, given)
    upload = uploads.get(given.removeprefix(_ATTACHED))
    if upload is None or not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > (limits.PHOTO_BYTES if kind is MediaKind.PHOTO else limits.UPLOAD_BYTES):
        raise ApiError(413, "Request Entity Too Large")
    if kind is MediaKind.PHOTO and image_type(upload.data) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return store.attach(kind, upload)
