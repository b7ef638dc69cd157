"""States of a step: who acts next, what if nothing happens, and which event leads where. Tables, and one pure function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from model.case import EventKind
from model.errors import StepMoveError
from model.ladder import Ending, Sentence
from model.step import Actor, Extension, Filing, Outcome, Step, StepEvent, StepStatus, Suspension, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """Who acts next in a state, and what to do if nothing happens."""

    actor: Actor
    if_nothing: Sentence


STANDING: Final[Mapping[StepStatus, Standing]] = MappingProxyType(
    {
        StepStatus.PLANNED: Standing(Actor.PERSON, Sentence.HAND_IN),
        StepStatus.FILED: Standing(Actor.BODY, Sentence.ASK_HOW_IT_STANDS),
        StepStatus.MORE_ASKED: Standing(Actor.PERSON, Sentence.SUPPLY),
        StepStatus.OVERDUE: Standing(Actor.PERSON, Sentence.GO_ON),
        StepStatus.ANSWERED: Standing(Actor.PERSON, Sentence.READ_ANSWER),
        StepStatus.DISOWNED: Standing(Actor.PERSON, Sentence.ASK_IN_WRITING),
        StepStatus.WITHDRAWN: Standing(Actor.NOBODY, Sentence.WITHDRAWN),
        StepStatus.CLOSED: Standing(Actor.NOBODY, Sentence.KEEP_EVIDENCE),
    }
)

_KEEPS: Final = (EventKind.STEP_NOTED, EventKind.STEP_DUE_CHANGED)
_ENDS: Final = {EventKind.STEP_WITHDRAWN: StepStatus.WITHDRAWN, EventKind.STEP_CLOSED: StepStatus.CLOSED}
_AGAIN: Final = {EventKind.STEP_FILED: StepStatus.FILED}
_ANSWER: Final = {EventKind.STEP_ANSWERED: StepStatus.ANSWERED}

# Which event is allowed in which state, and where it leads. An answer that sends away leads to DISOWNED instead.
MOVES: Final[Mapping[StepStatus, Mapping[EventKind, StepStatus]]] = MappingProxyType(
    {
        StepStatus.PLANNED: _AGAIN | _ENDS,
        StepStatus.FILED: {
            **dict.fromkeys((*_KEEPS, EventKind.STEP_TAKEN, EventKind.STEP_EXTENDED), StepStatus.FILED),
            EventKind.STEP_MORE_ASKED: StepStatus.MORE_ASKED,
            EventKind.STEP_OVERDUE: StepStatus.OVERDUE,
            **(_ANSWER | _ENDS),
        },
        StepStatus.MORE_ASKED: {
            **dict.fromkeys((*_KEEPS, EventKind.STEP_EXTENDED), StepStatus.MORE_ASKED),
            EventKind.STEP_SUPPLIED: StepStatus.FILED,
            **(_ANSWER | _ENDS),
        },
        StepStatus.OVERDUE: {
            EventKind.STEP_NOTED: StepStatus.OVERDUE,
            EventKind.STEP_MORE_ASKED: StepStatus.MORE_ASKED,
            # What makes the time longer than it seemed makes it run again; the next look at the day decides.
            **dict.fromkeys(
                (EventKind.STEP_TAKEN, EventKind.STEP_EXTENDED, EventKind.STEP_DUE_CHANGED), StepStatus.FILED
            ),
            **(_ANSWER | _AGAIN | _ENDS),
        },
        StepStatus.ANSWERED: {EventKind.STEP_NOTED: StepStatus.ANSWERED, **(_ANSWER | _AGAIN | _ENDS)},
        StepStatus.DISOWNED: {EventKind.STEP_NOTED: StepStatus.DISOWNED, **(_ANSWER | _AGAIN | _ENDS)},
        StepStatus.WITHDRAWN: _AGAIN,
        StepStatus.CLOSED: _AGAIN | _ANSWER,
    }
)

# The ladder that begins where a body sends the person away.
PATH: Final[Mapping[Outcome, str]] = MappingProxyType(
    {Outcome.DENIED: "platform_denies", Outcome.NOT_COMPETENT: "not_competent"}
)


def allowed(step: Step) -> frozenset[EventKind]:
    """The events that can happen to the step as it stands; no other is to be offered."""
    return frozenset(MOVES[step.status])


def apply(step: Step, event: StepEvent) -> Step:
    """The step after an event. Raises StepMoveError for an event that its state does not allow."""
    target = MOVES[step.status].get(event.kind)
    if target is None:
        raise StepMoveError(f"{event.kind} in {step.status}")
    changed = _changed(step, event)
    if event.kind is EventKind.STEP_ANSWERED and changed.outcome in PATH:
        target = StepStatus.DISOWNED
    return replace(changed, status=target)


def replay(step: Step, events: Iterable[StepEvent]) -> Step:
    """The step after all its events, oldest first. Raises StepMoveError."""
    for event in events:
        step = apply(step, event)
    return step


def ending(step: Step) -> Ending | None:
    """How a step ended, as the ladder tells it apart; None as long as it did not."""
    match step.status, step.outcome:
        case StepStatus.OVERDUE, _:
            return Ending.SILENCE
        case StepStatus.ANSWERED, Outcome.REFUSED:
            return Ending.REFUSAL
        case StepStatus.ANSWERED, _:
            return Ending.ANSWER
        case StepStatus.DISOWNED, Outcome.DENIED:
            return Ending.DENIAL
        case StepStatus.DISOWNED, _:
            return Ending.NOT_COMPETENT
        case StepStatus.CLOSED, _:
            return Ending.DONE
        case _:
            return None


def _changed(step: Step, event: StepEvent) -> Step:
    match event.kind:
        case EventKind.STEP_FILED:
            # Handed in again, everything about the last time is history: it stays in the events.
            return Step(step.id, step.rung, step.channel, filing=_filing(event), round=step.round + 1)
        case EventKind.STEP_NOTED if step.filing:
            return replace(step, filing=_noted(step.filing, event))
        case EventKind.STEP_TAKEN:
            return replace(step, taken_on=event.on)
        case EventKind.STEP_MORE_ASKED:
            return replace(step, suspensions=(*step.suspensions, Suspension(event.on)))
        case EventKind.STEP_SUPPLIED:
            return replace(step, suspensions=_closed(step.suspensions, event.on))
        case EventKind.STEP_EXTENDED:
            return replace(step, extensions=(*step.extensions, _extension(event)))
        case EventKind.STEP_ANSWERED:
            said = Outcome(str(event.body["outcome"]))
            return replace(step, outcome=said, answered_on=event.on, suspensions=_closed(step.suspensions, event.on))
        case _:
            return step


def _filing(event: StepEvent) -> Filing:
    return _noted(Filing(event.on), event)


def _noted(filing: Filing, event: StepEvent) -> Filing:
    """What an event tells of the filing; what it does not name stays."""

    def told(name: str, before: str | None) -> str | None:
        return _text(event, name) if name in event.body else before

    received = _text(event, "received_on")
    return replace(
        filing,
        entry=told("entry", filing.entry),
        receipt_number=told("receipt_number", filing.receipt_number),
        operator=told("operator", filing.operator),
        received_on=date.fromisoformat(received) if received else filing.received_on,
    )


def _text(event: StepEvent, name: str) -> str | None:
    value = event.body.get(name)
    return None if value is None else str(value)


def _closed(stops: tuple[Suspension, ...], on: date) -> tuple[Suspension, ...]:
    """The running suspension ended: while the person has to act, nothing is called overdue."""
    return tuple(replace(stop, last=max(on, stop.first)) if stop.last is None else stop for stop in stops)


def _extension(event: StepEvent) -> Extension:
    amount, unit = int(event.body["amount"] or 0), Unit(str(event.body["unit"]))
    return Extension(amount, unit, _text(event, "ground"), event.on)
