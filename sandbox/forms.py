"""How the fields of a call are read: every field with its type, and nothing else.

A value may come as JSON or as text (a form, the query of an address): objects and lists are then JSON inside the text.
Fields of Telegram's that the sandbox does not play out (topics, business connections, effects, games) are left out on
purpose: they are refused like a slip of the pen.
"""

import json
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sandbox import utf16
from sandbox.errors import ApiError, MisuseError, bad_request
from sandbox.limits import COPY_TEXT

_MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty", "message_id": "message to edit not found"}


class Form(BaseModel):
    """The fields of one call; an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


def _decoded(value: object) -> object:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request("can't parse a field: it has to be JSON") from None
    utf16.require_encodable(json.dumps(value, ensure_ascii=False))
    return value


def _chat(value: object) -> object:
    if value in ("", None):
        raise bad_request("chat_id is empty")
    if isinstance(value, str) and not value.lstrip("-").isdecimal():
        raise bad_request("chat not found")
    return value


T = TypeVar("T")
FromJson = Annotated[T, BeforeValidator(_decoded)]
ChatId = Annotated[int, BeforeValidator(_chat)]


class CopyText(Form):
    """`CopyTextButton`."""

    text: str = Field(min_length=1, max_length=COPY_TEXT)


class InlineButton(Form):
    """`InlineKeyboardButton`."""

    text: str = Field(min_length=1)
    callback_data: str | None = None
    url: str | None = None
    copy_text: CopyText | None = None


class InlineKeyboard(Form):
    """`InlineKeyboardMarkup`."""

    inline_keyboard: list[list[InlineButton]]


class TextEntity(Form):
    """`MessageEntity`, as the bot gives it."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


class LinkPreview(Form):
    """`LinkPreviewOptions`."""

    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class ReplyTo(Form):
    """`ReplyParameters`, within the same chat."""

    message_id: int
    chat_id: ChatId | None = None
    allow_sending_without_reply: bool = False


class Nothing(Form):
    """A method without fields."""


F = TypeVar("F", bound=Form)


def read(method: str, form: type[F], fields: dict[str, Any]) -> F:
    """The fields as a form, or the complaint about the first thing that is wrong with them; no value is repeated."""
    for value in fields.values():
        if isinstance(value, str):
            utf16.require_encodable(value)
    try:
        return form.model_validate(fields)
    except ValidationError as error:
        raise _complaint(method, error) from None


def _complaint(method: str, error: ValidationError) -> ApiError:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    path = [str(step) for step in first["loc"]]
    where = ".".join(path)
    if first["type"] == "extra_forbidden":
        return MisuseError(400, f'Bad Request: unknown field "{where}" in {method}')
    if path[-2:] == ["copy_text", "text"] and first["type"].startswith("string_too"):
        return bad_request("BUTTON_COPY_TEXT_INVALID")
    if first["type"] == "missing":
        return bad_request(_MISSING.get(where, f'parameter "{where}" is required'))
    return bad_request(f'parameter "{where}" is not valid: {first["msg"]}')
