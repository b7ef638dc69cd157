"""Settings, read from a mapping: every wrong or missing one is named in one line, with what it should be."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from model.errors import SettingsError

TELEGRAM: Final = "https://api.telegram.org"

# What each variable should be; the words of every refusal, and of the table in the README.
EXPECTED: Final[Mapping[str, str]] = {
    "BOT_TOKEN": "the token BotFather gave, digits:letters",
    "TELEGRAM_API_URL": "an http or https address without a path",
    "PROXY_URL": "an address like http://host:port or socks5://host:port",
    "DATABASE_URL": "sqlite:///path or postgresql://user@host/name",
    "DATA_DIR": "a folder for the database and the files",
    "KEY_DIR": "a folder for the keys, outside DATA_DIR",
    "QUOTA_MB": "how many megabytes of files one person may keep, a whole number from 1",
    "DISK_PERCENT": "how full the disk of DATA_DIR may be before files are declined, a number from 1 to 100",
    "LETTERS_PER_DAY": "how many letters one person is handed out in 24 hours, a whole number from 1",
    "DATA_KEY_FILE": "the file of the master key, outside DATA_DIR",
    "VOICE_MODEL_DIR": "a folder with a SenseVoice, Paraformer or Whisper model for sherpa-onnx",
    "ADMIN_IDS": "Telegram ids separated by commas",
    "OPERATOR_NAME": "who runs this bot; required with BOT_TOKEN when PUBLIC=1",
    "OPERATOR_CONTACT": "how to reach the operator; required with BOT_TOKEN when PUBLIC=1",
    "SERVER_PLACE": "where the server stands; required with BOT_TOKEN when PUBLIC=1",
    "PUBLIC": "1 when strangers may use this bot, else 0",
    "WEBHOOK_URL": "an https address that Telegram can reach (http on this machine only); needs a token and a secret",
    "WEBHOOK_SECRET": "16 to 256 of the characters A-Z a-z 0-9 _ -; needed with WEBHOOK_URL",
    "LISTEN": "address:port for the webhook",
    "SANDBOX_LISTEN": "a loopback address:port for the sandbox",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
}


def _token(value: str) -> str:
    number, _, secret = value.partition(":")
    if not (number.isdecimal() and len(secret) >= 5 and secret.replace("_", "").replace("-", "").isalnum()):
        raise ValueError
    return value


def _address(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not (parts.netloc or parts.path):
            raise ValueError
        return value

    return AfterValidator(check)


def _api(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError
    return value.rstrip("/")


def _webhook(value: str) -> str:
    parts = urlsplit(value)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname))):
        raise ValueError
    return value


def _is_here(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError
    return value


def _loopback(value: str) -> str:
    host = _listen(value).rpartition(":")[0].strip("[]")
    if not _is_here(host):
        raise ValueError
    return value


def _ids(value: object) -> object:
    return [int(part) for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _secret(value: str) -> str:
    if not (16 <= len(value) <= 256 and value.replace("_", "").replace("-", "").isalnum() and value.isascii()):
        raise ValueError
    return value


def _home(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise ValueError from error


Folder = Annotated[Path, AfterValidator(_home)]
Listen = Annotated[str, AfterValidator(_listen)]


class Settings(BaseModel):
    """All settings of the bot. Keys never lie beside the data; a public bot says who runs it and where."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    BOT_TOKEN: Annotated[str, AfterValidator(_token)] | None = None
    TELEGRAM_API_URL: Annotated[str, AfterValidator(_api)] = TELEGRAM
    PROXY_URL: Annotated[str, _address("http", "https", "socks5", "socks5h")] | None = None
    DATABASE_URL: Annotated[str, _address("sqlite", "postgresql")] | None = None
    DATA_DIR: Folder = Path("data")
    KEY_DIR: Folder = Path("~/.config/undun").expanduser()
    DATA_KEY_FILE: Folder | None = None
    QUOTA_MB: Annotated[int, Field(ge=1)] = 500
    DISK_PERCENT: Annotated[float, Field(ge=1, le=100)] = 80.0
    LETTERS_PER_DAY: Annotated[int, Field(ge=1)] = 12
    VOICE_MODEL_DIR: Folder | None = None
    ADMIN_IDS: Annotated[tuple[int, ...], BeforeValidator(_ids)] = ()
    OPERATOR_NAME: str | None = None
    OPERATOR_CONTACT: str | None = None
    SERVER_PLACE: str | None = None
    PUBLIC: bool = False
    WEBHOOK_URL: Annotated[str, AfterValidator(_webhook)] | None = None
    WEBHOOK_SECRET: Annotated[str, AfterValidator(_secret)] | None = None
    LISTEN: Listen = "127.0.0.1:8080"
    SANDBOX_LISTEN: Annotated[str, AfterValidator(_loopback)] = "127.0.0.1:8081"
    LOG_LEVEL: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.BOT_TOKEN and self.PUBLIC:
            self._need("OPERATOR_NAME", "OPERATOR_CONTACT", "SERVER_PLACE")
        if self.WEBHOOK_URL:
            self._need("BOT_TOKEN", "WEBHOOK_SECRET")
        for name, path in (("KEY_DIR", self.KEY_DIR), ("DATA_KEY_FILE", self.DATA_KEY_FILE)):
            if path is not None and path.resolve().is_relative_to(self.DATA_DIR.resolve()):
                raise SettingsError(name, EXPECTED[name])
        return self

    def _need(self, *names: str) -> None:
        for name in names:
            if not getattr(self, name):
                raise SettingsError(name, EXPECTED[name])

    @property
    def database_url(self) -> str:
        """The database that is meant: the one that is named, or a file in DATA_DIR."""
        return self.DATABASE_URL or f"sqlite:///{self.DATA_DIR / 'undun.sqlite3'}"

    @property
    def key_file(self) -> Path:
        """Where the master key lies."""
        return self.DATA_KEY_FILE or self.KEY_DIR / "master.key"


def read_settings(given: Mapping[str, str | None]) -> Settings:
    """The settings of an environment. An empty value counts as none. Raises SettingsError naming the variable."""
    known = {name: value.strip() for name, value in given.items() if name in EXPECTED and value and value.strip()}
    try:
        return Settings.model_validate(known)
    except ValidationError as error:
        name = str(next(iter(error.errors()[0]["loc"]), "DATA_DIR"))
        raise SettingsError(name, EXPECTED[name]) from None
