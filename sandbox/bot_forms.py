"""The fields of the methods about the bot itself: receiving, files, commands, names."""

from pydantic import Field

from sandbox.forms import ChatId, Form, FromJson
from sandbox.limits import POLL_BATCH, POLL_SECONDS


class Poll(Form):
    """getUpdates."""

    offset: int = 0
    limit: int = POLL_BATCH
    timeout: int = 0
    allowed_updates: FromJson[list[str] | None] = None

    @property
    def batch(self) -> int:
        """Telegram takes any number and moves it into the range."""
        return min(POLL_BATCH, max(1, self.limit))

    @property
    def seconds(self) -> int:
        """How long to wait at most."""
        return min(POLL_SECONDS, max(0, self.timeout))


class SetWebhook(Form):
    """setWebhook; a certificate of its own is not needed on loopback and therefore refused."""

    url: str
    ip_address: str | None = None
    max_connections: int = Field(40, ge=1, le=100)
    allowed_updates: FromJson[list[str] | None] = None
    drop_pending_updates: bool = False
    secret_token: str | None = None


class DeleteWebhook(Form):
    """deleteWebhook."""

    drop_pending_updates: bool = False


class AnswerCallback(Form):
    """answerCallbackQuery."""

    callback_query_id: str
    text: str | None = None
    show_alert: bool = False
    url: str | None = None
    cache_time: int = 0


class GetFile(Form):
    """getFile."""

    file_id: str


class GetChat(Form):
    """getChat."""

    chat_id: ChatId


class Scope(Form):
    """`BotCommandScope…`; only `chat` names a chat."""

    type: str = "default"
    chat_id: ChatId | None = None


class CommandLine(Form):
    """`BotCommand`."""

    command: str
    description: str


class AskCommands(Form):
    """getMyCommands and deleteMyCommands."""

    scope: FromJson[Scope | None] = None
    language_code: str = ""


class SetCommands(AskCommands):
    """setMyCommands."""

    commands: FromJson[list[CommandLine]]


class AskText(Form):
    """getMyName and its like."""

    language_code: str = ""


class SetName(AskText):
    """setMyName."""

    name: str = ""


class SetDescription(AskText):
    """setMyDescription."""

    description: str = ""


class SetShortDescription(AskText):
    """setMyShortDescription."""

    short_description: str = ""
