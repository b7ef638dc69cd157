"""Reminders of deadlines: before, on and after, by day, each once; and what a new notice on days off has moved.

What is to come is a row with an instant; that a reminder was sent is a row with a unique key, in the transaction that
puts it into the outbox. A kill between two statements undoes both.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.deps import Deps
from cases.due import Times, dated, is_late, timed, times_of
from cases.history import note
from cases.keyboards import tap
from cases.recall import by_day
from cases.step_pages import on
from cases.turn import speak
from db import cases, outbox, people, steps
from escalation.hours import in_china, is_night
from escalation.reminders import due
from escalation.steps import allowed, apply
from model.case import Case, EventKind, Person
from model.errors import ConflictError, GoneError, KeyGoneError
from model.reply import Reply
from model.step import KeptStep, StepEvent

REMINDER: Final = "step_remind"
CHANGED: Final = "due_changed"
# Telegram takes about 30 messages a second from one bot (https://core.telegram.org/bots/faq); answers come first.
A_PASS: Final = 15
# With so many messages due and not sent, reminders wait: they would only stand behind the answers.
BACKLOG: Final = 60


async def tick(deps: Deps) -> int:
    """One pass, once a second: what is due goes into the outbox, a few at a time. Returns how many did."""
    now = deps.now()
    if is_night(now) or await outbox.waiting(deps.store, now) > BACKLOG:
        return 0
    sent = 0
    for kept in await steps.due(deps.store, now, A_PASS):
        # What changed meanwhile is looked at again in the next pass.
        with suppress(ConflictError, GoneError, KeyGoneError):
            sent += await _look(deps, kept, now)
    return sent


async def _look(deps: Deps, kept: KeptStep, now: datetime) -> bool:
    """Send the newest reminder of a step that is due and was not sent, and say when to look again."""
    async with deps.store.db.transaction():
        case, person = await _whose(deps, kept)
        times = times_of(deps.directory, case.facts)
        gone = await steps.marked(deps.store, kept.step.id)
        found = dated(kept, times.deadline(kept))
        reminder = next(iter(due([found], now, gone)), None) if found else None
        told = (
            reminder is not None
            and not person.blocked
            and await steps.mark(deps.store, kept.step.id, reminder.key, now)
        )
        if told:
            await speak(deps, person, (_reminder(case, kept),))
        kept = await _late(deps, case, kept, times, now)
        sent = gone | ({reminder.key} if reminder else set())
        await steps.save(deps.store, timed(kept, times.deadline(kept), now, sent))
    return told


def _reminder(case: Case, kept: KeptStep) -> Reply:
    rows = ((on(kept.step.id, "open"), on(kept.step.id, "step_mute", "mute")),)
    return Reply(REMINDER, {}, rows, case_id=case.id, unasked=True)


async def _late(deps: Deps, case: Case, kept: KeptStep, times: Times, now: datetime) -> KeptStep:
    """A body that is late beyond doubt is recorded as late."""
    today = in_china(now).date()
    if not is_late(kept, times.deadline(kept), today):
        return kept
    return await _happened(deps, case, kept, StepEvent(EventKind.STEP_OVERDUE, today, {"clock": 1}), now)


async def _happened(deps: Deps, case: Case, kept: KeptStep, event: StepEvent, now: datetime) -> KeptStep:
    """An event that nobody tapped."""
    body = {**event.body, "step": kept.step.id, "rung": kept.step.rung, "on": event.on.isoformat()}
    await note(deps, case, event.kind, now, **body)
    return replace(kept, step=apply(kept.step, event), log=(*kept.log, event))


async def _whose(deps: Deps, kept: KeptStep) -> tuple[Case, Person]:
    person_id = await steps.owner(deps.store, kept)
    person = await people.get(deps.store, person_id) if person_id else None
    if person is None:
        raise GoneError
    return await cases.get(deps.store, person.id, kept.case_id), person


async def start(deps: Deps) -> int:
    """At the start: compute every running time under the notices of today. Whoever's day moved is told once, by day.
    Returns how many days moved."""
    now, moved = deps.now(), 0
    for kept in await steps.running(deps.store):
        with suppress(ConflictError, GoneError, KeyGoneError):
            moved += await _recompute(deps, kept, now)
    return moved


async def _recompute(deps: Deps, kept: KeptStep, now: datetime) -> bool:
    async with deps.store.db.transaction():
        case, person = await _whose(deps, kept)
        times = times_of(deps.directory, case.facts)
        sent = await steps.marked(deps.store, kept.step.id)
        fresh = timed(kept, times.deadline(kept), now, sent)
        if (fresh.earliest, fresh.latest) == (kept.earliest, kept.latest):
            return False
        event = StepEvent(EventKind.STEP_DUE_CHANGED, in_china(now).date(), {"clock": 1, **_days(kept, fresh)})
        if event.kind in allowed(kept.step):
            kept = await _happened(deps, case, kept, event, now)
            fresh = timed(kept, times.deadline(kept), now, sent)
        await steps.save(deps.store, fresh)
        if not person.blocked and not kept.muted:
            # One message for all dates of a case that moved at the same time.
            rows = ((on(kept.step.id, "open"), tap("ladder")),)
            reply = Reply(CHANGED, {}, rows, slot=f"{CHANGED}:{case.id}", case_id=case.id, unasked=True)
            await speak(deps, person, (reply,), not_before=by_day(now))
    return True


def _days(old: KeptStep, new: KeptStep) -> dict[str, str | int | None]:
    every = {"was_earliest": old.earliest, "was_latest": old.latest, "earliest": new.earliest, "latest": new.latest}
    return {name: day.isoformat() if day else None for name, day in every.items()}
