"""The records of rules, limits, days off and case numbers."""

from datetime import date
from typing import Annotated

from pydantic import Field

from directory.schema import Filed, Id, Localised, Number, Record, Sources, Text
from directory.vocabulary import Force, LicenceType, Quality
from model.contact_event import Measure
from model.labels import Label


class Ground(Filed):
    """A rule that an act may break, in plain words of our own.

    Where an article was renumbered, `article` holds from `effective` on and `article_before` until then; `before` names
    the ground that was in force instead. `ended` is the last day. `rank` orders grounds of equal force, lowest first.
    `published` stands in where the day of entry into force was not confirmed; `licences` are the lenders that are
    bound, where not everybody is.
    """

    title: Localised
    article: Localised | None = None
    article_before: Localised | None = None
    before: Id | None = None
    plain: Localised
    force: Force
    effective: date | None = None
    published: date | None = None
    ended: date | None = None
    licences: tuple[LicenceType, ...] = ()
    binds: Localised
    labels: tuple[Label, ...] = ()
    rank: Number
    quality: Quality
    unverified_fields: tuple[Text, ...] = ()
    sources: Sources


class Limit(Filed):
    """A number by which conduct is measured, and the grounds it stands in.

    Where it can be counted, `measure` says what is, and `most` how much of it is within the rule (calls: in one day).
    """

    rule: Localised
    measure: Measure | None = None
    most: Number | None = None
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


class Court(Record):
    """The first character of the court's code, whose courts they are, and other characters seen for the same."""

    code: Text
    of: Text
    also: tuple[Text, ...] = ()
    place: Id | None = None


class CaseType(Record):
    """A kind of case, as it stands in a case number."""

    code: Text
    meaning: Text
    quality: Quality


class CaseNumbers(Filed):
    """How case numbers of the people's courts are made since `first_year`. Neither list is complete: see `notes`."""

    title: Text
    first_year: Number
    courts: Annotated[tuple[Court, ...], Field(min_length=1)]
    types: Annotated[tuple[CaseType, ...], Field(min_length=1)]
    special: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    quality: Quality
    sources: Sources
