"""The ladder of a case on one screen: what was done, where the person stands, what can come; and each date laid open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cases.climbing import Climb, climb_of
from cases.deps import Deps
from cases.due import Times, clock, computation, times_of
from cases.keyboards import Rows, tap
from cases.next_step import settle_all
from cases.step_pages import NEW, on
from cases.turn import Answered, Turn
from db import cases, steps
from escalation.deadlines import Deadline
from escalation.hours import in_china
from escalation.ics import ics
from escalation.ladder import Weighed, next_step, weigh
from escalation.ways import fits
from model.attached import Attached
from model.case import Case, Person
from model.errors import GoneError, NotUnderstoodError
from model.ladder import After, Rung, Until
from model.reply import Button, Json, Reply
from model.step import KeptStep, StepStatus

# What one phone screen holds, the person's own step always among it.
TAKEN, AHEAD = 5, 4
ATTACHMENT: Final = "ics"


async def ladder(turn: Turn, case: Case, _argument: str) -> Answered:
    """All steps of a case in order, the person's own one marked, with what runs and what happened."""
    await settle_all(turn, case)
    climb = await climb_of(turn.deps, case, turn.person.locale, turn.now)
    times, today = times_of(turn.deps.directory, case.facts), in_china(turn.now).date()
    begun = [kept for kept in climb.kept if kept.step.status is not StepStatus.PLANNED]
    here, ahead = _here(climb), list(comable(climb))
    # Her own step is on the screen however long the ladder is.
    taken = sorted(begun, key=lambda kept: (kept.step.rung == here, kept.opened_at))[-TAKEN:]
    taken.sort(key=lambda kept: kept.opened_at)
    ahead = sorted(ahead, key=lambda one: one.rung.id != here)[:AHEAD]
    rows: list[Json] = [_taken(kept, times, today, here) for kept in taken]
    rows += [_ahead(one, here) for one in ahead]
    params: dict[str, Json] = {
        "number": case.number,
        "situations": [reached.ladder.id for reached in climb.scene.reached],
        "rows": rows,
        "before": len(begun) - len(taken),
        "after": max(0, len(list(comable(climb))) - AHEAD),
        "last": next_step(climb.scene).sentence.value,
    }
    buttons = [on(kept.step.id, f"step_no:{n}") for n, kept in enumerate(taken, 1)]
    buttons += [tap(f"step_no:{n}", "step", f"{NEW}{one.rung.id}") for n, one in enumerate(ahead, len(taken) + 1)]
    return Answered(
        (Reply("ladder", params, (*_in_fives(buttons), (tap("next"), tap("back", "card"))), case_id=case.id),)
    )


def _here(climb: Climb) -> str | None:
    """The rung that the person's own step is: the one thing for today."""
    today = next_step(climb.scene)
    offered = today.now or today.later
    return offered.rung.id if offered else today.step.rung if today.step else None


def _taken(kept: KeptStep, times: Times, today: date, here: str | None) -> dict[str, Json]:
    step = kept.step
    return {
        "rung": step.rung,
        "status": step.status.value,
        "outcome": step.outcome.value if step.outcome else None,
        "on": step.filing.on.isoformat() if step.filing else None,
        "clock": clock(times.deadline(kept), today) if step.status is not StepStatus.OVERDUE else None,
        "here": step.rung == here,
    }


def _ahead(weighed: Weighed, here: str | None) -> dict[str, Json]:
    status = "ready" if weighed.ripe else "later"
    nothing: dict[str, Json] = dict.fromkeys(("outcome", "on", "clock"))
    return {"rung": weighed.rung.id, "status": status, "here": weighed.rung.id == here, **nothing}


def comable(climb: Climb) -> Iterator[Weighed]:
    """The rungs that are ripe or can become so by going on; those that only an answer of a certain kind opens, and
    those that nobody in this case can reach, are left out."""
    waiting = list(weigh(climb.scene))
    there = {step.rung for step in climb.scene.steps} | {one.rung.id for one in waiting if one.ripe}
    found = True
    while found:
        found = False
        for one in waiting:
            if one.rung.id not in there and _has_body(one) and _can_come(climb, one, there):
                there.add(one.rung.id)
                found = True
    return (one for one in waiting if one.rung.id in there)


def _has_body(weighed: Weighed) -> bool:
    return weighed.contact is not None or not weighed.rung.channels


def _can_come(climb: Climb, weighed: Weighed, there: set[str]) -> bool:
    positions = (p for reached in climb.scene.reached for p in reached.ladder.positions if p.rung == weighed.rung.id)
    return any(all(_opens(climb, after, there) for after in position.after) for position in positions)


def _opens(climb: Climb, after: After, there: set[str]) -> bool:
    if after.until not in (Until.BEGUN, Until.SETTLED):
        return False
    seen, rungs = climb.scene.seen, climb.scene.ladders.rungs
    fitting = [rung for rung in after.rungs if fits(rungs[rung], seen)]
    return not fitting or not there.isdisjoint(fitting)


def _in_fives(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5))


@dataclass(frozen=True, slots=True)
class _Dated:
    """A deadline, and whose it is: a step that is kept, or a rung that was not taken."""

    rung: Rung
    deadline: Deadline
    kept: KeptStep | None


async def due(turn: Turn, case: Case, argument: str) -> Answered:
    """How a date was computed; with `.ics`, the date as a file for a calendar."""
    name, _, action = argument.partition(".")
    found = await _deadline(turn.deps, case, turn.person, name, turn.now)
    if found is None:
        raise NotUnderstoodError
    short = clock(found.deadline, in_china(turn.now).date())
    if action == ATTACHMENT:
        if found.deadline.latest is None:
            raise NotUnderstoodError
        return Answered((Reply("ics", {"clock": short}, case_id=case.id, attachment=f"{ATTACHMENT}:{name}"),))
    params: dict[str, Json] = {"rung": found.rung.id, "clock": short}
    params |= computation(found.deadline, turn.deps.directory, turn.person.locale)
    return Answered((Reply("deadline", params, _due_rows(name, found), case_id=case.id),))


def _due_rows(name: str, found: _Dated) -> Rows:
    file = (tap("due_file", "due", f"{name}.{ATTACHMENT}"),) if found.deadline.latest else ()
    heard = found.kept is not None and not found.kept.muted
    reminds = (
        on(name, "step_mute", "mute")
        if heard
        else on(name, "step_remind", "plan" if name.startswith(NEW) else "remind")
    )
    return ((*file, reminds), (on(name, "step_return"), tap("ladder")))


async def _deadline(deps: Deps, case: Case, person: Person, name: str, now: datetime) -> _Dated | None:
    climb = await climb_of(deps, case, person.locale, now)
    times = times_of(deps.directory, case.facts)
    if not name.startswith(NEW):
        kept = next((one for one in climb.kept if one.step.id == name), None)
        deadline = times.deadline(kept) if kept else None
        return _Dated(times.rungs[kept.step.rung], deadline, kept) if kept and deadline else None
    rung = times.rungs.get(name.removeprefix(NEW))
    limit = times.own_limit(rung, times.begins(rung.id, climb.last_act, climb.kept)) if rung else None
    return _Dated(rung, limit, climb.step(rung.id)) if rung and limit else None


async def file_of(deps: Deps, person: Person, reply: Reply, title: str) -> Attached | None:
    """The calendar file that a reply carries, made from the case as it is when the message leaves. The title is given
    and neither it nor the name of the file tells what it is about. None for another reply, and where the date has gone."""
    kind, _, name = (reply.attachment or "").partition(":")
    if kind != ATTACHMENT or reply.case_id is None:
        return None
    try:
        case = await cases.get(deps.store, person.id, reply.case_id)
    except GoneError:
        return None
    found = await _deadline(deps, case, person, name, deps.now())
    if found is None or found.deadline.earliest is None or found.deadline.latest is None:
        return None
    first, last = found.deadline.earliest, found.deadline.latest
    uid = deps.store.seal.index("calendar entry", case.id, name)[:32]
    return Attached(f"{last.isoformat()}.ics", "text/calendar", ics(first, last, title, uid, deps.now()))


async def current_line(deps: Deps, case: Case, today: date) -> Json:
    """The newest step that still runs, for the screen of a case; None where nothing was begun."""
    kept = await steps.of_case(deps.store, case)
    times = times_of(deps.directory, case.facts)
    begun = [one for one in kept if one.step.status is not StepStatus.PLANNED]
    running = [one for one in begun if one.latest or one.step.status is StepStatus.FILED] or begun
    return _taken(running[-1], times, today, None) if running else None
