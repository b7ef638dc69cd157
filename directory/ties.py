"""The records that stand over others: routes, the one mapping of all vocabularies, the list of decisions."""

from typing import Annotated, Literal

from pydantic import Field

from directory.records import ContactField
from directory.schema import Filed, Id, Localised, Number, Record, Switch, Text
from directory.vocabulary import Category, LicenceType
from model.labels import Label


class LabelMapping(Record):
    """One of the seventeen labels and the kinds of harm it stands for."""

    label: Label
    categories: tuple[Category, ...]


class Way(Record):
    """One way to a situation: everything given must hold, and of the labels, licences and attributes one is enough.

    `attributes` are what was read off a message, by the names of the model; `taps` are buttons the reader pressed.
    """

    labels: tuple[Label, ...] = ()
    licences: tuple[LicenceType, ...] = ()
    attributes: tuple[Literal["photo", "id_number", "case_number", "in_progress"], ...] = ()
    taps: tuple[Id, ...] = ()
    bystander: Switch | None = None


class Situation(Record):
    """One of the ladder's situations: the `section` of the ladder, the ways to it, its routes, its bodies in order."""

    id: Id
    section: Number
    reached_by: Annotated[tuple[Way, ...], Field(min_length=1)]
    routes: tuple[Id, ...]
    ladder: Annotated[tuple[Id, ...], Field(min_length=1)]


class RegulatorRoute(Record):
    """A step in the `route` of a company, and the channels it stands for."""

    name: Text
    channels: Annotated[tuple[Id, ...], Field(min_length=1)]


class NoSituation(Record):
    """A label that leads to no situation of the ladder, and why."""

    label: Label
    reason: Text


class NoLabel(Record):
    """A kind of harm that no label stands for, and why."""

    category: Category
    reason: Text


class Vocabularies(Filed):
    """What ties labels, kinds of harm, situations, regulator routes and channels together; the only place for it."""

    labels: tuple[LabelMapping, ...]
    situations: tuple[Situation, ...]
    regulator_routes: tuple[RegulatorRoute, ...]
    no_situation: tuple[NoSituation, ...]
    no_label: tuple[NoLabel, ...]


class Decision(Record):
    """Whether a field of a channel is shown, and why. `reason` is for the reviewer; people never see it."""

    channel: Id
    field: ContactField
    shown: Switch
    reason: Text


class Decisions(Filed):
    """The reviewed list of every field that is withheld, or shown although its record is doubtful elsewhere."""

    reviewed_by: Text
    decisions: tuple[Decision, ...]


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
    situation: Literal["doctored_picture", "data_leak"] | None = None


class Route(Filed):
    """Who is competent in a situation. Routes are tried by `order`; `last` ends the search."""

    order: Number
    when: When
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    last: Switch = False
    verify: Id | None = None
    grounds: tuple[Id, ...] = ()
