"""Every answer and every update, held against the types of a library that somebody else wrote.

A model of aiogram also keeps what it does not know: here that must be nothing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import types
from pydantic import BaseModel, TypeAdapter

from sandbox import methods
from sandbox.core import Sandbox
from sandbox.phone import Phone
from sandbox.pictures import one_pixel
from sandbox.records import MediaKind, OriginKind, Upload
from tests.sandbox.conftest import Api

FILE = ("a.png", one_pixel(), "image/png")
MARKUP = {
    "inline_keyboard": [
        [{"text": "a", "callback_data": "a"}, {"text": "b", "url": "https://a.cn"}],
        [{"text": "c", "copy_text": {"text": "12378"}}],
    ]
}
HTML = '<b>a</b> <a href="https://a.cn">b</a> <pre><code class="language-c">c</code></pre> /help https://b.cn'
CALLS: list[tuple[str, object, dict[str, Any], dict[str, Any]]] = [
    ("getMe", types.User, {}, {}),
    ("getChat", types.ChatFullInfo, {"chat_id": 11}, {}),
    ("getWebhookInfo", types.WebhookInfo, {}, {}),
    ("setMyCommands", bool, {"commands": [{"command": "a", "description": "a"}]}, {}),
    ("getMyCommands", list[types.BotCommand], {}, {}),
    ("deleteMyCommands", bool, {}, {}),
    ("setMyName", bool, {"name": "止扰"}, {}),
    ("getMyName", types.BotName, {}, {}),
    ("setMyDescription", bool, {"description": "a"}, {}),
    ("getMyDescription", types.BotDescription, {}, {}),
    ("setMyShortDescription", bool, {"short_description": "a"}, {}),
    ("getMyShortDescription", types.BotShortDescription, {}, {}),
    (
        "sendMessage",
        types.Message,
        {
            "chat_id": 11,
            "text": HTML,
            "parse_mode": "HTML",
            "reply_markup": MARKUP,
            "link_preview_options": {"is_disabled": True},
            "disable_notification": True,
            "protect_content": True,
            "reply_parameters": {"message_id": 1},
        },
        {},
    ),
    ("sendPhoto", types.Message, {"chat_id": 11, "caption": "/a", "reply_markup": MARKUP}, {"photo": FILE}),
    ("sendDocument", types.Message, {"chat_id": 11, "disable_content_type_detection": True}, {"document": FILE}),
    ("sendVoice", types.Message, {"chat_id": 11}, {"voice": FILE}),
    ("sendAudio", types.Message, {"chat_id": 11}, {"audio": FILE}),
    ("sendVideo", types.Message, {"chat_id": 11}, {"video": FILE}),
    (
        "sendMediaGroup",
        list[types.Message],
        {"chat_id": 11, "media": [{"type": "photo", "media": "attach://a"}] * 2},
        {"a": FILE},
    ),
    ("forwardMessage", types.Message, {"chat_id": 11, "from_chat_id": 11, "message_id": 1}, {}),
    ("copyMessage", types.MessageId, {"chat_id": 11, "from_chat_id": 11, "message_id": 1}, {}),
    ("sendChatAction", bool, {"chat_id": 11, "action": "typing"}, {}),
    ("editMessageText", types.Message, {"chat_id": 11, "message_id": 2, "text": "b", "reply_markup": MARKUP}, {}),
    ("editMessageReplyMarkup", types.Message, {"chat_id": 11, "message_id": 2}, {}),
    ("editMessageCaption", types.Message, {"chat_id": 11, "message_id": 3, "caption": "b"}, {}),
    ("deleteMessage", bool, {"chat_id": 11, "message_id": 1}, {}),
    ("deleteMessages", bool, {"chat_id": 11, "message_ids": [1]}, {}),
    ("getFile", types.File, {"file_id": "the photo"}, {}),
    ("answerCallbackQuery", bool, {"callback_query_id": "the press"}, {}),
    ("setWebhook", bool, {"url": "http://127.0.0.1:9/hook", "secret_token": "a", "max_connections": 1}, {}),
    ("deleteWebhook", bool, {}, {}),
]


def unknown_fields(value: object) -> Iterator[str]:
    """The names that the second party does not know, at any depth."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or ())
        yield from (found for name in type(value).model_fields for found in unknown_fields(getattr(value, name)))
    elif isinstance(value, list):
        yield from (found for item in value for found in unknown_fields(item))


def check(kind: object, result: object) -> None:
    model: object = TypeAdapter(kind).validate_python(result)
    assert list(unknown_fields(model)) == []


@pytest.fixture
async def chat(api: Api, phone: Phone) -> dict[str, str]:
    """A text with a button as message 2, a photo as message 3; what is only known afterwards."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
    await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=markup)
    photo = await api.ok("sendPhoto", {"photo": FILE}, chat_id=phone.id)
    return {"the photo": photo["photo"][-1]["file_id"], "the press": phone.taps(2, "a")}


@pytest.mark.parametrize(("method", "kind", "fields", "files"), CALLS, ids=[call[0] for call in CALLS])
async def test_an_answer_is_what_others_expect(
    api: Api, chat: dict[str, str], method: str, kind: object, fields: dict[str, Any], files: dict[str, Any]
) -> None:
    known = {name: chat.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
    check(kind, await api.ok(method, files, **known))


def test_every_method_is_judged() -> None:
    assert {call[0] for call in CALLS} == {method.name for method in methods.ALL}


async def test_every_kind_of_update_is_what_others_expect(api: Api, box: Sandbox, phone: Phone) -> None:
    picture = Upload("a.png", one_pixel(), "image/png")
    phone.sends("看 https://a.cn 和 /help @some_name #x a@b.cn")
    for kind in OriginKind:
        phone.sends("a", phone.forward_from(kind, "某人", datetime(2026, 11, 1, tzinfo=UTC)))
    for media in MediaKind:
        if media is not MediaKind.STICKER:
            phone.uploads([picture], media, "说明")
    phone.uploads([picture, picture], MediaKind.PHOTO)
    phone.sticker()
    for sample in ("location", "contact", "poll"):
        phone.sample(sample)
    phone.edits(2, "b")
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=MARKUP)
    phone.taps(sent["message_id"], "a")
    phone.blocks()
    updates = await api.updates()
    check(list[types.Update], updates)
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
