"""The records of companies, bodies and numbers. One record a file, and the id is the file's name.

An unknown key, a missing source or a wrong type is an error.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from directory.schema import Deadline, Filed, Host, Id, Localised, Phone, Record, Source, Sources, Switch, Text
from directory.vocabulary import Category, LicenceType, Quality
from model.contact import Hours

ContactField = Literal["phone", "web", "wechat", "hours", "accepts", "refuses", "wants", "before", "deadlines"]


class Channel(Filed):
    """A body, or a way to one. What is not verified stays in the record and is never shown.

    `look_up` tells where its own publisher says how to reach it, for when our check is too long ago; `place` is the
    province that a local body is for.
    """

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
    look_up: Localised | None = None
    place: Id | None = None
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


class SecondLine(Record):
    """Another number of the company that was confirmed, and what it is for."""

    number: Phone
    label: Localised
    confidence: Literal["high", "medium"]


class Mailbox(Record):
    """Where the company's own policy of `policy_date` says that requests about personal data go.

    `reply` is what that policy promises. Dated: whether the mailbox still exists was not seen.
    """

    address: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    policy_date: date
    reply: Localised


class Platform(Filed):
    """A company, a bank, an agency or a bare signature that a message may name.

    `aliases` count anywhere; `short_aliases` are coined abbreviations and count in a text that speaks of a debt;
    `context_aliases` are also common words and count beside a word of lending only; `ambiguous_aliases` do not decide:
    they lead to a question, unless two of them leave one company only. A finance brand of a group of several lenders
    and a product word that other companies use too ask as well, without a second hint; the names show which those are.
    """

    names: Localised
    aliases: tuple[Text, ...] = ()
    aliases_traditional: tuple[Text, ...] = ()
    short_aliases: tuple[Text, ...] = ()
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
    second_lines: tuple[SecondLine, ...] = ()
    privacy_mailbox: Mailbox | None = None
    web: Host | None = None
    statement: Localised | None = None
    sources: Sources

    @property
    def name(self) -> str:
        """The name as it is registered or known, in Simplified Chinese."""
        return self.names.zh_hans

    @property
    def numbers(self) -> tuple[str, ...]:
        """All confirmed numbers, the one to call first."""
        return ((self.phone.number,) if self.phone else ()) + tuple(line.number for line in self.second_lines)


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


class Holder(Filed):
    """Who held a 95 number at some time. A dated clue and nothing more: the holder is often not the lender."""

    number: Phone
    holder: Text
    as_of: Text
    statement: Localised
    look_up: Id
    sources: Sources


class Province(Filed):
    """A province, or a city with a bureau of its own: what its places are called and which bureau is competent."""

    name: Text
    cities: tuple[Text, ...] = ()
    bureau: Id


class Spelling(Filed):
    """How names are written when they are not spelt as registered.

    `readings` gives characters by their reading without tones, `also` further readings of characters in names, `split`
    the halves of a character that stand for it; `function_words` are never part of a misspelt name; `ordinary_words`
    hold a short name and have nothing to do with it. `looks` are characters that are mistaken for one another by the
    eye. `not_after` gives, by the first character of a short name, those before it that make an ordinary word with
    it; `not_before` the same for what follows its last character.
    """

    readings: dict[str, Text]
    also: dict[str, Text]
    split: dict[str, Text]
    function_words: Text
    ordinary_words: tuple[Text, ...]
    looks: tuple[Text, ...]
    not_after: dict[str, Text]
    not_before: dict[str, Text]
    sources: Sources
