"""What the chat page may ask for: the fields of its calls."""

from datetime import UTC, datetime

from pydantic import Field, field_validator

from sandbox.forms import Form
from sandbox.records import MediaKind, OriginKind

UPLOADABLE = frozenset({MediaKind.PHOTO, MediaKind.DOCUMENT, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.AUDIO})


class NewPerson(Form):
    """Somebody new."""

    name: str
    language: str


class Block(Form):
    """Block the bot or unblock it."""

    blocked: bool


class Origin(Form):
    """Where a forwarded message came from; a date without a zone counts as UTC."""

    kind: OriginKind
    name: str = Field(max_length=128)
    date: datetime | None = None

    @field_validator("date")
    @classmethod
    def _zoned(cls, date: datetime | None) -> datetime | None:
        return date.replace(tzinfo=UTC) if date is not None and date.tzinfo is None else date


class Send(Form):
    """A text."""

    text: str
    forward: Origin | None = None


class Sending(Form):
    """What stands beside the files of an upload."""

    caption: str = ""
    as_: MediaKind = Field(alias="as")
    forward_kind: OriginKind | None = None
    forward_name: str = ""
    forward_date: str = ""

    @field_validator("as_")
    @classmethod
    def _uploadable(cls, kind: MediaKind) -> MediaKind:
        if kind not in UPLOADABLE:
            raise ValueError("not a kind of upload")
        return kind

    def origin(self) -> Origin | None:
        """The three flat fields as one."""
        if self.forward_kind is None:
            return None
        date = {"date": self.forward_date} if self.forward_date else {}
        return Origin.model_validate({"kind": self.forward_kind, "name": self.forward_name, **date})


class Pointing(Form):
    """One message."""

    message_id: int


class Edit(Pointing):
    """Another text for an own message."""

    text: str


class Press(Pointing):
    """A pressed button."""

    data: str


class Empty(Form):
    """Nothing more to say."""
