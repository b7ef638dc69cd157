"""The fields of the methods that send, change and remove messages."""

from pydantic import Field

from sandbox.forms import ChatId, Form, FromJson, InlineKeyboard, LinkPreview, ReplyTo, TextEntity
from sandbox.limits import ALBUM, DELETE_AT_ONCE


class Formatting(Form):
    """What texts and captions have in common."""

    parse_mode: str | None = None


class Outgoing(Form):
    """What every new message has in common."""

    chat_id: ChatId
    disable_notification: bool = False
    protect_content: bool = False
    reply_parameters: FromJson[ReplyTo | None] = None


class WithButtons(Outgoing):
    """A new message that may carry buttons: every one but an album."""

    reply_markup: FromJson[InlineKeyboard | None] = None


class SendMessage(WithButtons, Formatting):
    """sendMessage."""

    text: str
    entities: FromJson[list[TextEntity] | None] = None
    link_preview_options: FromJson[LinkPreview | None] = None


class Captioned(Formatting):
    """What every caption has in common."""

    caption: str = ""
    caption_entities: FromJson[list[TextEntity] | None] = None


class SendPhoto(WithButtons, Captioned):
    """sendPhoto; the photo is a file id or `attach://` and the name of a part."""

    photo: str


class SendDocument(WithButtons, Captioned):
    """sendDocument."""

    document: str
    disable_content_type_detection: bool = False


class SendVoice(WithButtons, Captioned):
    """sendVoice."""

    voice: str
    duration: int | None = None


class SendAudio(WithButtons, Captioned):
    """sendAudio."""

    audio: str
    duration: int | None = None
    performer: str | None = None
    title: str | None = None


class SendVideo(WithButtons, Captioned):
    """sendVideo."""

    video: str
    duration: int | None = None
    width: int | None = None
    height: int | None = None
    supports_streaming: bool = False


class AlbumItem(Captioned):
    """`InputMedia…` of an album."""

    type: str
    media: str


class SendMediaGroup(Outgoing):
    """sendMediaGroup."""

    media: FromJson[list[AlbumItem]] = Field(min_length=ALBUM.start, max_length=ALBUM.stop - 1)


class ForwardMessage(Form):
    """forwardMessage."""

    chat_id: ChatId
    from_chat_id: ChatId
    message_id: int
    disable_notification: bool = False
    protect_content: bool = False


class CopyMessage(ForwardMessage):
    """copyMessage, without a new caption."""

    reply_markup: FromJson[InlineKeyboard | None] = None


class SendChatAction(Form):
    """sendChatAction."""

    chat_id: ChatId
    action: str


class Pointed(Form):
    """One message of one chat."""

    chat_id: ChatId
    message_id: int


class EditMarkup(Pointed):
    """editMessageReplyMarkup."""

    reply_markup: FromJson[InlineKeyboard | None] = None


class EditText(EditMarkup, Formatting):
    """editMessageText."""

    text: str
    entities: FromJson[list[TextEntity] | None] = None
    link_preview_options: FromJson[LinkPreview | None] = None


class EditCaption(EditMarkup, Captioned):
    """editMessageCaption."""


class DeleteMessages(Form):
    """deleteMessages."""

    chat_id: ChatId
    message_ids: FromJson[list[int]] = Field(min_length=1, max_length=DELETE_AT_ONCE)
