"""Records → JSON in the form that the chat page reads."""

from typing import Any
from urllib.parse import quote

from sandbox.records import Attachment, Button, Entity, Message

JsonObject = dict[str, Any]


def message(sent: Message) -> JsonObject:
    """One bubble. Offsets of entities are in UTF-16 units, which is how the page's own strings count."""
    body: JsonObject = {
        "id": sent.id,
        "from": "bot" if sent.by_bot else "person",
        "date": sent.date.isoformat(),
        "edited": sent.edited_at is not None,
        "silent": sent.silent,
        **_text(sent),
    }
    if sent.forward is not None:
        origin = sent.forward
        body["forward"] = {"kind": origin.kind, "name": origin.name, "date": origin.date.isoformat()}
    if sent.group_id is not None:
        body["media_group_id"] = sent.group_id
    if sent.keyboard:
        body["buttons"] = [[_button(shown) for shown in row] for row in sent.keyboard]
    return body


def _text(sent: Message) -> JsonObject:
    entities = [_entity(marked) for marked in sent.body.entities]
    if sent.attachment is not None:
        media = _media(sent.attachment)
        return {"text": "", "entities": [], "caption": sent.body.text, "caption_entities": entities, "media": media}
    body: JsonObject = {"text": sent.body.text, "entities": entities}
    for kind in sent.extra:
        body["media"] = {"type": kind, "file_id": "", "file_name": "", "mime": "", "size": 0, "url": ""}
    return body


def _entity(marked: Entity) -> JsonObject:
    body: JsonObject = {"type": marked.type, "offset": marked.offset, "length": marked.length}
    return body if marked.url is None else {**body, "url": marked.url}


def _media(attached: Attachment) -> JsonObject:
    file = attached.file
    return {
        "type": attached.kind,
        "file_id": file.file_id,
        "file_name": file.name or "",
        "mime": file.mime or "",
        "size": file.size,
        "url": f"file/{quote(file.file_id)}",
    }


def _button(shown: Button) -> JsonObject:
    values = {"data": shown.data, "url": shown.url, "copy": shown.copy}
    return {"text": shown.text, **{key: value for key, value in values.items() if value is not None}}
