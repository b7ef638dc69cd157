"""Steps recorded by taps: handed in, answered, no answer, withdrawn, done. Each tap is one event, and can be taken back.

What is not allowed where a step stands is not offered, and a button that is out of date shows the step as it is now.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from cases.call_time import when_in
from cases.climbing import climb_of
from cases.detail_fields import is_private_number
from cases.due import clock, is_late, more_time, timed, times_of
from cases.history import record
from cases.keyboards import tap
from cases.reading import read
from cases.step_pages import NEW, answer_question, date_question, not_kept, step_page, typed_question
from cases.turn import Answered, Turn
from db import cases, steps
from escalation.hours import in_china
from escalation.steps import allowed, apply, replay
from model.case import Case, EventKind, Level
from model.dialog import DialogState
from model.errors import GoneError, NotUnderstoodError
from model.labels import GROUP, Group
from model.reply import Json, Notice, Reply
from model.step import KeptStep, Outcome, Step, StepEvent, StepStatus

SAVED: Final = Notice("notice/saved")
# The clock says that a time is over; what it said goes with the tap before it that is taken back.
_CLOCK: Final = "clock"
_DAYS_AGO: Final = {"t": 0, "y": 1}
# What only opens more of the page.
_OPENED: Final = ("silent", "x")
_TYPED: Final = ("on", "receipt_number", "entry", "operator")
_SIMPLE: Final[Mapping[str, EventKind]] = {
    "taken": EventKind.STEP_TAKEN,
    "more": EventKind.STEP_MORE_ASKED,
    "given": EventKind.STEP_SUPPLIED,
    "quit": EventKind.STEP_OVERDUE,
    "back": EventKind.STEP_WITHDRAWN,
    "done": EventKind.STEP_CLOSED,
    "skip": EventKind.STEP_WITHDRAWN,
}


async def step(turn: Turn, case: Case, argument: str) -> Answered:
    """One step: shown, or one tap further."""
    name, _, rest = argument.partition(".")
    if case.level is Level.ANSWER_ONLY:
        return not_kept()
    if name.startswith(NEW):
        return await _on_rung(turn, case, name.removeprefix(NEW), rest)
    kept = await settled(turn, case, await steps.get(turn.deps.store, case, name))
    return await _done(turn, case, kept, rest) if rest else await step_page(turn, case, kept)


async def _on_rung(turn: Turn, case: Case, rung: str, told: str) -> Answered:
    """A rung that was not taken: it becomes a step with the first thing that is told of it."""
    if rung not in turn.deps.directory.rungs:
        raise NotUnderstoodError
    there = [kept for kept in await steps.of_case(turn.deps.store, case) if kept.step.rung == rung]
    planned = next((kept for kept in there if kept.step.status is StepStatus.PLANNED), None)
    if there and planned is None:
        return await step_page(turn, case, await settled(turn, case, there[-1]))
    if not told:
        return await step_page(turn, case, planned, rung=rung)
    if told == "plan":
        return await _planned(turn, case, rung)
    if told in ("f", "f.d"):
        return date_question(case, f"{NEW}{rung}") if told == "f" else _ask(turn, case, f"{NEW}{rung}", "on")
    kept = planned or await _opened(turn, case, rung)
    return await _done(turn, case, kept, told)


async def _opened(turn: Turn, case: Case, rung: str) -> KeptStep:
    channels = turn.deps.directory.rungs[rung].channels
    new = Step(turn.deps.new_id(), rung, channels[0] if channels else None)
    kept = KeptStep(new, case.id, (), turn.now)
    await steps.add(turn.deps.store, case, kept)
    return kept


async def _planned(turn: Turn, case: Case, rung: str) -> Answered:
    """A rung that has a time of the person's own: to be reminded of it, it becomes a step that is only planned."""
    climb = await climb_of(turn.deps, case, turn.person.locale, turn.now)
    times = times_of(turn.deps.directory, case.facts)
    begun = times.begins(rung, climb.last_act, climb.kept)
    kept = climb.step(rung) or await _opened(turn, case, rung)
    if begun is None or times.own_limit(climb.scene.ladders.rungs[rung], begun) is None:
        raise NotUnderstoodError
    kept = replace(kept, log=(StepEvent(EventKind.STEP_PLANNED, begun, {}),), muted=False)
    kept = await steps.save(turn.deps.store, timed(kept, times.deadline(kept), turn.now))
    await record(turn, case, EventKind.STEP_PLANNED, step=kept.step.id, rung=rung, on=begun.isoformat())
    return replace(await step_page(turn, case, kept), notice=SAVED)


async def settled(turn: Turn, case: Case, kept: KeptStep) -> KeptStep:
    """The step as the day has made it: a body that is late beyond doubt is recorded as late, once."""
    deadline = times_of(turn.deps.directory, case.facts).deadline(kept)
    if not is_late(kept, deadline, _today(turn)):
        return kept
    event = StepEvent(EventKind.STEP_OVERDUE, _today(turn), {_CLOCK: 1})
    return await happened(turn, case, kept, event)


async def happened(turn: Turn, case: Case, kept: KeptStep, event: StepEvent) -> KeptStep:
    """Append one event to a step and to the history of its case. Raises StepMoveError."""
    moved = replace(kept, step=apply(kept.step, event), log=(*kept.log, event))
    muted = moved.muted and event.kind is not EventKind.STEP_FILED
    moved = replace(moved, muted=muted)
    sent = await steps.marked(turn.deps.store, kept.step.id)
    moved = await steps.save(
        turn.deps.store, timed(moved, times_of(turn.deps.directory, case.facts).deadline(moved), turn.now, sent)
    )
    body: dict[str, Json] = {**event.body, "step": kept.step.id, "rung": kept.step.rung, "on": event.on.isoformat()}
    await record(turn, case, event.kind, **body)
    return moved


async def _done(turn: Turn, case: Case, kept: KeptStep, told: str) -> Answered:
    """One tap on a step."""
    action, _, value = told.partition(".")
    if action == "undo":
        return await _undone(turn, case, kept)
    if action == "mute":
        await steps.mute(turn.deps.store, case)
        return await step_page(turn, case, await steps.get(turn.deps.store, case, kept.step.id), notice="notice/done")
    if action == "remind":
        return await _unmuted(turn, case, kept)
    if action == "ask" and value in _TYPED:
        return _ask(turn, case, kept.step.id, value)
    if action == "a" and not value:
        return answer_question(case, kept)
    if action in _OPENED:
        return await step_page(turn, case, kept, more=action)
    if action == "f" and value not in _DAYS_AGO:
        return date_question(case, kept.step.id) if not value else _ask(turn, case, kept.step.id, "on")
    return await _event(turn, case, kept, _told(turn, case, kept, action, value))


async def _event(turn: Turn, case: Case, kept: KeptStep, event: StepEvent) -> Answered:
    if event.kind not in allowed(kept.step):
        return await step_page(turn, case, kept)
    moved = await happened(turn, case, kept, event)
    case = await _learned(turn, case, moved)
    return replace(await step_page(turn, case, moved), notice=SAVED)


async def _learned(turn: Turn, case: Case, kept: KeptStep) -> Case:
    """A denial is a fact of the case, which its letters are made from."""
    if kept.step.outcome is not Outcome.DENIED or case.facts.denied:
        return case
    return await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, denied=True)))


def _told(turn: Turn, case: Case, kept: KeptStep, action: str, value: str) -> StepEvent:
    """The event that a tap stands for."""
    today = _today(turn)
    if action == "f":
        return StepEvent(EventKind.STEP_FILED, today - timedelta(days=_DAYS_AGO[value]), {})
    if action == "a" and value in Outcome.__members__.values():
        return StepEvent(EventKind.STEP_ANSWERED, today, {"outcome": value})
    if action == "again":
        return StepEvent(EventKind.STEP_NOTED, today, {"goes_on": 1})
    if action == "longer":
        more = more_time(times_of(turn.deps.directory, case.facts).wait(kept.step), kept.step)
        if more is None:
            raise NotUnderstoodError
        return StepEvent(EventKind.STEP_EXTENDED, today, {"amount": more.amount, "unit": more.unit.value})
    runs = action == "quit" and clock(times_of(turn.deps.directory, case.facts).deadline(kept), today)
    if action not in _SIMPLE or runs:
        raise NotUnderstoodError
    return StepEvent(_SIMPLE[action], today, {})


async def _undone(turn: Turn, case: Case, kept: KeptStep) -> Answered:
    """Take the last tap back, with what the clock said since. The history keeps both."""
    left = list(kept.log)
    while left and _CLOCK in left[-1].body:
        left.pop()
    if not left:
        raise GoneError
    undone = left.pop()
    await record(turn, case, EventKind.STEP_UNDONE, step=kept.step.id, rung=kept.step.rung, undone=undone.kind.value)
    if not left:
        await steps.drop(turn.deps.store, case, kept.step.id)
        return await step_page(turn, case, None, rung=kept.step.rung, notice="notice/done")
    first = Step(kept.step.id, kept.step.rung, kept.step.channel)
    moves = [event for event in left if event.kind is not EventKind.STEP_PLANNED]
    back = replace(kept, step=replay(first, moves), log=tuple(left))
    sent = await steps.marked(turn.deps.store, kept.step.id)
    back = await steps.save(
        turn.deps.store, timed(back, times_of(turn.deps.directory, case.facts).deadline(back), turn.now, sent)
    )
    return await step_page(turn, case, await settled(turn, case, back), notice="notice/done")


async def _unmuted(turn: Turn, case: Case, kept: KeptStep) -> Answered:
    sent = await steps.marked(turn.deps.store, kept.step.id)
    heard = timed(replace(kept, muted=False), times_of(turn.deps.directory, case.facts).deadline(kept), turn.now, sent)
    return await step_page(turn, case, await steps.save(turn.deps.store, heard), notice="notice/saved")


# In characters.
LONGEST: Final[Mapping[str, int]] = {"receipt_number": 40, "entry": 30, "operator": 20}


def _ask(turn: Turn, case: Case, which: str, field: str) -> Answered:
    payload = {"case": case.id, "step": which, "field": field}
    dialog = replace(turn.dialog, state=DialogState.ASKED_STEP, case_id=case.id, payload=payload)
    return replace(typed_question(case, which, field), dialog=dialog)


async def typed(turn: Turn, text: str) -> Answered | None:
    """What was typed about a step: a day, or a receipt number, an entry, a name. None where the text is no such thing,
    so that it is looked at like any other. Raises GoneError."""
    payload = turn.dialog.payload
    case = await cases.get(turn.deps.store, turn.person.id, payload.get("case", ""))
    event = _typed_event(turn, payload.get("field", ""), text.strip())
    if is_private_number("contract", text):
        return Answered((Reply("step_private", {}, ((tap("ladder"),),), case_id=case.id),))
    if event is None:
        return None
    answered = await _event(turn, case, await _named(turn, case, payload.get("step", "")), event)
    return replace(answered, dialog=replace(turn.dialog, state=DialogState.IDLE, payload={}))


def _typed_event(turn: Turn, field: str, text: str) -> StepEvent | None:
    if field == "on":
        when = when_in(text, turn.now)
        return StepEvent(EventKind.STEP_FILED, when.day, {}) if when and when.day <= _today(turn) else None
    if not text or len(text) > LONGEST[field] or "\n" in text or not _is_name(turn, text):
        return None
    return StepEvent(EventKind.STEP_NOTED, _today(turn), {field: text})


def _is_name(turn: Turn, text: str) -> bool:
    """Whether nothing in it is a message of a collector: then it is evidence and no name."""
    found = read(turn.deps, text).classification.ids()
    return all(GROUP[label] is Group.KIND for label in found)


async def _named(turn: Turn, case: Case, name: str) -> KeptStep:
    if not name.startswith(NEW):
        return await steps.get(turn.deps.store, case, name)
    rung = name.removeprefix(NEW)
    there = [kept for kept in await steps.of_case(turn.deps.store, case) if kept.step.rung == rung]
    return there[-1] if there else await _opened(turn, case, rung)


def _today(turn: Turn) -> date:
    return in_china(turn.now).date()
