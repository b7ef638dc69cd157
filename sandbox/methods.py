"""The methods of the Bot API that the sandbox has, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox import bot_forms, editing, forms, message_forms, profile, receiving, sending
from sandbox.errors import MisuseError
from sandbox.records import Upload
from sandbox.world import World

Action = Callable[[World, Any, Mapping[str, Upload]], object]
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name as documented, the fields it takes, what it does. `sends` counts for flood control."""

    name: str
    form: type[forms.Form]
    action: Action
    sends: bool = False


def _method(name: str, form: type[F], action: Callable[[World, F], object], *, sends: bool = False) -> Method:
    return Method(name, form, lambda world, read, _uploads: action(world, read), sends)


def _with_files(name: str, form: type[F], action: Callable[[World, F, Mapping[str, Upload]], object]) -> Method:
    return Method(name, form, action, sends=True)


ALL = (
    _method("getMe", forms.Nothing, profile.get_me),
    _method("getChat", bot_forms.GetChat, profile.get_chat),
    _method("setMyCommands", bot_forms.SetCommands, profile.set_commands),
    _method("getMyCommands", bot_forms.AskCommands, profile.get_commands),
    _method("deleteMyCommands", bot_forms.AskCommands, profile.delete_commands),
    _method("setMyName", bot_forms.SetName, profile.set_name),
    _method("getMyName", bot_forms.AskText, profile.get_name),
    _method("setMyDescription", bot_forms.SetDescription, profile.set_description),
    _method("getMyDescription", bot_forms.AskText, profile.get_description),
    _method("setMyShortDescription", bot_forms.SetShortDescription, profile.set_short_description),
    _method("getMyShortDescription", bot_forms.AskText, profile.get_short_description),
    _method("setWebhook", bot_forms.SetWebhook, receiving.set_webhook),
    _method("deleteWebhook", bot_forms.DeleteWebhook, receiving.delete_webhook),
    _method("getWebhookInfo", forms.Nothing, receiving.webhook_info),
    _method("getFile", bot_forms.GetFile, receiving.get_file),
    _method("sendMessage", message_forms.SendMessage, sending.send_message, sends=True),
    _with_files("sendPhoto", message_forms.SendPhoto, sending.send_photo),
    _with_files("sendDocument", message_forms.SendDocument, sending.send_document),
    _with_files("sendVoice", message_forms.SendVoice, sending.send_voice),
    _with_files("sendAudio", message_forms.SendAudio, sending.send_audio),
    _with_files("sendVideo", message_forms.SendVideo, sending.send_video),
    _with_files("sendMediaGroup", message_forms.SendMediaGroup, sending.send_media_group),
    _method("forwardMessage", message_forms.ForwardMessage, sending.forward_message, sends=True),
    _method("copyMessage", message_forms.CopyMessage, sending.copy_message, sends=True),
    _method("sendChatAction", message_forms.SendChatAction, sending.send_chat_action),
    _method("editMessageText", message_forms.EditText, editing.edit_text),
    _method("editMessageCaption", message_forms.EditCaption, editing.edit_caption),
    _method("editMessageReplyMarkup", message_forms.EditMarkup, editing.edit_markup),
    _method("deleteMessage", message_forms.Pointed, editing.delete_message),
    _method("deleteMessages", message_forms.DeleteMessages, editing.delete_messages),
    _method("answerCallbackQuery", bot_forms.AnswerCallback, editing.answer_callback),
)
_BY_NAME = {method.name.lower(): method for method in ALL}


def find(name: str) -> Method:
    """The method; upper and lower case are the same, as with Telegram. An unknown one is a 404."""
    found = _BY_NAME.get(name.lower())
    if found is None:
        raise MisuseError(404, "Not Found: method not found")
    return found


def run(world: World, method: Method, fields: Mapping[str, object], uploads: Mapping[str, Upload]) -> object:
    """Read the fields, then act. A part named like a field is its value; one that nothing names is refused."""
    given = dict(fields)
    for part in uploads:
        if part in method.form.model_fields:
            given[part] = f"attach://{part}"
        elif not any(f"attach://{part}" in str(value) for value in fields.values()):
            raise MisuseError(400, f'Bad Request: the part "{part}" of {method.name} is named nowhere')
    return method.action(world, forms.read(method.name, method.form, given), uploads)
