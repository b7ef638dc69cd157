"""A step as plain JSON values and back. Pure."""

from datetime import date
from typing import Any

from model.case import EventKind
from model.reply import Json
from model.step import Extension, Filing, KeptStep, Outcome, Step, StepEvent, StepStatus, Suspension, Unit

# ruff: noqa: ANN401 - what a decoder takes was authenticated by the seal, so its form is the encoder's


def encode_step(kept: KeptStep) -> dict[str, Json]:
    """How a step stands, and its events."""
    step = kept.step
    return {
        "rung": step.rung,
        "channel": step.channel,
        "status": step.status.value,
        "outcome": step.outcome.value if step.outcome else None,
        "filing": _filing(step.filing) if step.filing else None,
        "taken_on": _day(step.taken_on),
        "answered_on": _day(step.answered_on),
        "suspensions": [[stop.first.isoformat(), _day(stop.last)] for stop in step.suspensions],
        "extensions": [[more.amount, more.unit.value, more.ground, _day(more.told_on)] for more in step.extensions],
        "round": step.round,
        "log": [[event.kind.value, event.on.isoformat(), dict(event.body)] for event in kept.log],
    }


def decode_step(step_id: str, stored: Any) -> tuple[Step, tuple[StepEvent, ...]]:
    """The step and the events of `encode_step`."""
    outcome, filing = stored["outcome"], stored["filing"]
    step = Step(
        id=step_id,
        rung=stored["rung"],
        channel=stored["channel"],
        status=StepStatus(stored["status"]),
        outcome=Outcome(outcome) if outcome else None,
        filing=_filed(filing) if filing else None,
        taken_on=_date(stored["taken_on"]),
        answered_on=_date(stored["answered_on"]),
        suspensions=tuple(Suspension(date.fromisoformat(first), _date(last)) for first, last in stored["suspensions"]),
        extensions=tuple(Extension(n, Unit(unit), ground, _date(on)) for n, unit, ground, on in stored["extensions"]),
        round=stored["round"],
    )
    log = tuple(StepEvent(EventKind(kind), date.fromisoformat(on), body) for kind, on, body in stored["log"])
    return step, log


def _filing(filing: Filing) -> dict[str, Json]:
    return {
        "on": filing.on.isoformat(),
        "entry": filing.entry,
        "receipt_number": filing.receipt_number,
        "operator": filing.operator,
        "received_on": _day(filing.received_on),
    }


def _filed(stored: Any) -> Filing:
    return Filing(
        on=date.fromisoformat(stored["on"]),
        entry=stored["entry"],
        receipt_number=stored["receipt_number"],
        operator=stored["operator"],
        received_on=_date(stored["received_on"]),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
