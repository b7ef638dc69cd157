"""What all record types share: the schema is the type. Every scalar is read as text and converted here."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from directory.vocabulary import LicenceType
from model.locale import Locale

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
# Digits of a line; a hyphen stands only after an area code.
Phone = Annotated[str, StringConstraints(pattern=r"^(0[0-9]{2,3}-)?[0-9]{3,12}$")]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
Number = Annotated[int, BeforeValidator(lambda text: int(text) if isinstance(text, str) else text)]
Switch = Annotated[bool, BeforeValidator(lambda text: {"yes": True, "no": False}.get(text, text))]


class Record(BaseModel):
    """What all parts of a record share: frozen, strict, and nothing but the known keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Filed(Record):
    """A record with a file of its own. `checked_on` is the day of the last check against its sources."""

    id: Id
    checked_on: date


class Localised(Record):
    """One text in the three languages, all of them written."""

    zh_hans: Text = Field(alias="zh-Hans")
    zh_hant: Text = Field(alias="zh-Hant")
    en: Text

    def to(self, locale: Locale) -> str:
        """The text in one language."""
        match locale:
            case Locale.ZH_HANS:
                return self.zh_hans
            case Locale.ZH_HANT:
                return self.zh_hant
            case Locale.EN:
                return self.en


class Source(Record):
    """Where something stands. `page_date` is as the page tells it, which is often not a day."""

    title: Text
    url: Url | None = None
    page_date: Text | None = None
    checked_on: date


Sources = Annotated[tuple[Source, ...], Field(min_length=1)]


class Deadline(Record):
    """A time limit that binds a body. `extension` is what may be added, `times` how often; units never mix."""

    step: Literal["accept", "answer", "answer_complex", "decide", "file"]
    value: Number
    unit: Literal["day", "working_day"]
    extension: Number | None = None
    times: Number = 1
    binds: tuple[LicenceType, ...] = ()
    ground: Id | None = None
