"""The record types of the data files: the schema is the type. One record a file, and the id is the file's name.

Every scalar is read as text and converted here; an unknown key, a missing source or a wrong type is an error.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from directory.vocabulary import Category, Force, LicenceType, Quality
from model.contact import Hours
from model.labels import Label
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


ContactField = Literal["phone", "web", "wechat", "hours", "accepts", "refuses", "wants", "before", "deadlines"]


class Channel(Filed):
    """A body, or a way to one. What is not verified stays in the record and is never shown."""

    kind: Literal[
        "emergency", "police", "help_line", "lender", "regulator", "association", "government", "telecom",
        "cyberspace", "court", "legal_aid", "mediation", "market", "public_site", "look_up",
    ]  # fmt: skip
    name: Localised
    operator: Localised | None = None
    hours: Hours
    hours_note: Localised | None = None
    phone: Phone | None = None
    phone_note: Localised | None = None
    web: Host | None = None
    wechat: Localised | None = None
    accepts: Localised
    refuses: Localised | None = None
    wants: Localised | None = None
    why: Localised
    how_to_find: Localised | None = None
    before: Localised | None = None
    deadlines: tuple[Deadline, ...] = ()
    categories: tuple[Category, ...] = ()
    quality: Quality
    unverified_fields: tuple[ContactField, ...] = ()
    superseded_by: Id | None = None
    sources: tuple[Source, ...] = ()
    checked_by: Text

    @model_validator(mode="after")
    def _sourced(self) -> "Channel":
        if self.quality is not Quality.UNVERIFIED and not self.sources:
            raise ValueError("a verified or partly verified channel names a source")
        return self


class PlatformPhone(Record):
    """The one number of a company that two sources or its own text confirm."""

    number: Phone
    note: Localised | None = None
    confidence: Literal["high", "medium"]


class Platform(Filed):
    """A company, a bank, an agency or a bare signature that a message may name.

    `aliases` count anywhere; `context_aliases` are also common words and count beside a word of lending only;
    `ambiguous_aliases` never decide: they lead to a question.
    """

    names: Localised
    aliases: tuple[Text, ...] = ()
    aliases_traditional: tuple[Text, ...] = ()
    context_aliases: tuple[Text, ...] = ()
    ambiguous_aliases: tuple[Text, ...] = ()
    former_names: tuple[Text, ...] = ()
    sms_signatures: tuple[Text, ...] = ()
    entity: Text | None = None
    entity_place: Text | None = None
    licence_type: LicenceType
    route: tuple[Text, ...] = ()
    status: Id
    status_as_of: Text
    phone: PlatformPhone | None = None
    web: Host | None = None
    statement: Localised | None = None
    sources: Sources

    @property
    def name(self) -> str:
        """The name as it is registered or known, in Simplified Chinese."""
        return self.names.zh_hans


class Ground(Filed):
    """A rule that an act may break, in plain words of our own.

    Where an article was renumbered, `article` holds from `effective` on and `article_before` until then; `before` names
    the ground that was in force instead. `ended` is the last day. `rank` orders grounds of equal force, lowest first.
    """

    title: Localised
    article: Localised | None = None
    article_before: Localised | None = None
    before: Id | None = None
    plain: Localised
    force: Force
    effective: date | None = None
    ended: date | None = None
    binds: Localised
    labels: tuple[Label, ...] = ()
    rank: Number
    quality: Quality
    unverified_fields: tuple[Text, ...] = ()
    sources: Sources


class Limit(Filed):
    """A number by which conduct is measured, and the grounds it stands in."""

    rule: Localised
    grounds: tuple[Id, ...]
    quality: Quality
    unverified_fields: tuple[Text, ...] = ()


class DaysOff(Record):
    """One holiday: first and last day off."""

    name: Localised
    first: date
    last: date


class HolidayYear(Filed):
    """The official days off and make-up working days of one year."""

    year: Number
    title: Text
    days_off: Annotated[tuple[DaysOff, ...], Field(min_length=1)]
    make_up_days: tuple[date, ...]
    quality: Quality
    sources: Sources


class Rejected(Filed):
    """A number that is passed around as a company's and is not. Kept, so that nobody takes it up again.

    With `everywhere` it is nobody's number. Otherwise it may be real elsewhere and is wrong for `platforms` only.
    """

    number: Text | None = None
    prefix: Text | None = None
    claimed_for: tuple[Text, ...]
    platforms: tuple[Id, ...] = ()
    everywhere: Switch = False
    reason: Localised

    @model_validator(mode="after")
    def _one_of_both(self) -> "Rejected":
        if (self.number is None) == (self.prefix is None):
            raise ValueError("either a number or a prefix")
        return self


class LabelMapping(Filed):
    """One of the seventeen labels and the kinds of harm it stands for."""

    label: Label
    categories: tuple[Category, ...]


class Step(Record):
    """A body within a route, and why it is the one."""

    channel: Id
    why: Localised


class When(Record):
    """What must hold for a route. Everything given must hold; of `labels` and `licences`, one is enough."""

    labels: tuple[Label, ...] = ()
    licences: tuple[LicenceType, ...] = ()
    licence_known: Switch | None = None
    danger: Switch | None = None
    police: Switch | None = None
    bystander: Switch | None = None
    known_source: Switch | None = None
    paid: Switch | None = None
    online: Switch | None = None
    posing: Literal["police", "court", "lawyer"] | None = None


class Route(Filed):
    """Who is competent in a situation. Routes are tried by `order`; `last` ends the search."""

    order: Number
    when: When
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    last: Switch = False
    verify: Id | None = None
    grounds: tuple[Id, ...] = ()
