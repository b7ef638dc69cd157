"""The records of rungs and ladders. `directory/plain_ladders.py` makes of them what is decided on."""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from directory.schema import Filed, Id, Number, Record, Switch
from directory.vocabulary import LicenceType
from model.labels import Label
from model.ladder import (
    After,
    Ending,
    Holds,
    More,
    Need,
    Position,
    Rung,
    Sentence,
    Stage,
    Then,
    Time,
    Until,
    Urgency,
    Wait,
    Way,
    Wording,
)
from model.step import Bound, CountFrom, Rolling, Rule, Unit, WaitKind

# What is read off a message, and what follows from the case: the lender is known, it goes on, a trap is in it.
Attribute = Literal[
    "photo", "id_number", "case_number", "in_progress", "lender_known", "goes_on", "trap", "port_number",
    "repeated_abuse",
]  # fmt: skip


class Condition(Record):
    """What must hold: all that is given; of labels, licences, attributes and taps one of each is enough."""

    labels: tuple[Label, ...] = ()
    licences: tuple[LicenceType, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    taps: tuple[Id, ...] = ()
    bystander: Switch | None = None

    def way(self) -> Way:
        """The same as the ladders have it."""
        return Way(self.labels, _values(self.licences), self.attributes, self.taps, self.bystander)


class Limit(Record):
    """A time limit as it is filed. A statutory one names its ground; there is no kind for what is not verified."""

    value: Number
    unit: Unit
    kind: WaitKind
    ground: Id | None = None
    counts_from: CountFrom = CountFrom.FILING
    first_day_counts: Switch = False
    rolling: Rolling = Rolling.NEVER
    binds: Bound = Bound.BODY

    @model_validator(mode="after")
    def _grounded(self) -> "Limit":
        self.rule()
        return self

    def rule(self) -> Rule:
        """The same as deadlines are computed by. Raises ValueError for what is no rule."""
        return Rule(
            self.value,
            self.unit,
            self.kind,
            self.ground,
            self.counts_from,
            self.first_day_counts,
            self.rolling,
            self.binds,
        )


class MoreRecord(Record):
    """What a body may add to its time, and how often."""

    value: Number
    unit: Unit
    times: Number = 1


class WaitRecord(Record):
    """A confirmed waiting time, for the lenders in `binds`, or for all where it is empty."""

    stage: Stage
    limit: Limit
    binds: tuple[LicenceType, ...] = ()
    more: tuple[MoreRecord, ...] = ()

    def wait(self) -> Wait:
        """The same as the ladders have it."""
        more = tuple(More(one.value, one.unit, one.times) for one in self.more)
        return Wait(self.stage, self.limit.rule(), _values(self.binds), more)


class RungRecord(Filed):
    """One thing to do: see `model.ladder.Rung`. Its words are in the templates, under `text`."""

    urgency: Urgency
    time: Time
    text: Wording
    channels: tuple[Id, ...] = ()
    answers: Switch = True
    fits: tuple[Condition, ...] = ()
    never: tuple[Condition, ...] = ()
    waits: tuple[WaitRecord, ...] = ()
    needs: tuple[Need, ...] = ()
    own_limit: Limit | None = None

    def rung(self) -> Rung:
        """The same as the ladders have it."""
        return Rung(
            id=self.id,
            urgency=self.urgency,
            time=self.time,
            text=self.text,
            channels=self.channels,
            answers=self.answers,
            fits=tuple(one.way() for one in self.fits),
            never=tuple(one.way() for one in self.never),
            waits=tuple(one.wait() for one in self.waits),
            needs=self.needs,
            own_limit=self.own_limit.rule() if self.own_limit else None,
        )


class AfterRecord(Record):
    """One of these rungs must be that far."""

    rungs: Annotated[tuple[Id, ...], Field(min_length=1)]
    until: Until


class ThenRecord(Record):
    """What is said after an ending, and the rung it leads to."""

    sentence: Sentence
    rung: Id | None = None


class PositionRecord(Record):
    """A rung in its place on a ladder."""

    rung: Id
    after: tuple[AfterRecord, ...] = ()
    unless: tuple[Condition, ...] = ()
    then: Annotated[dict[Ending, ThenRecord], Field(min_length=1)]

    def position(self) -> Position:
        """The same as the ladders have it."""
        return Position(
            rung=self.rung,
            then=MappingProxyType({end: Then(then.sentence, then.rung) for end, then in self.then.items()}),
            after=tuple(After(one.rungs, one.until) for one in self.after),
            unless=tuple(one.way() for one in self.unless),
        )


class LadderRecord(Filed):
    """A ladder. The ways to a situation stand in the mapping of the vocabularies, those to a path stand here."""

    section: Number
    holds: Holds = Holds.BESIDE
    reached_by: tuple[Condition, ...] = ()
    positions: Annotated[tuple[PositionRecord, ...], Field(min_length=1)]
    last: Sentence


def _values(licences: tuple[LicenceType, ...]) -> tuple[str, ...]:
    return tuple(licence.value for licence in licences)
