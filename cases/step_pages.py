"""The pages of a step and of a rung that was not taken yet, with what can be tapped there. Reads; changes nothing."""

from collections.abc import Iterable
from typing import Final

from cases.climbing import Climb, climb_of
from cases.contacts import as_params
from cases.due import Times, clock, more_time, times_of
from cases.keyboards import Rows, tap
from cases.step_words import words_for
from cases.turn import Answered, Turn
from escalation.hours import in_china
from escalation.ladder import Weighed, weigh, what_now
from escalation.steps import STANDING
from model.case import Case, Level
from model.errors import NotUnderstoodError
from model.ladder import Rung, Sentence, Stage, Urgency
from model.reply import Button, Json, Notice, Reply
from model.step import KeptStep, Outcome, StepStatus

# What an argument begins with where the step is not there yet: then a rung follows.
NEW: Final = "+"
# A rung that is given up where nothing was found: the ladder goes on without it.
_ENDED: Final = (StepStatus.WITHDRAWN, StepStatus.CLOSED)
_WAITS: Final = (StepStatus.FILED, StepStatus.MORE_ASKED)


def on(step_id: str, label: str, told: str = "") -> Button:
    """A button under a step: one tap further."""
    return tap(label, "step", f"{step_id}.{told}" if told else step_id)


def on_rung(rung: str, label: str, told: str = "") -> Button:
    """A button under a rung that was not taken yet."""
    return on(f"{NEW}{rung}", label, told)


async def step_page(
    turn: Turn, case: Case, kept: KeptStep | None, *, rung: str = "", more: str = "", notice: str | None = None
) -> Answered:
    """A step as it stands, or the rung where there is no step. `more` opens further buttons, or what silence means."""
    climb = await climb_of(turn.deps, case, turn.person.locale, turn.now)
    if kept is None:
        found = next((one for one in weigh(climb.scene) if one.rung.id == rung), None)
        if found is None:
            raise NotUnderstoodError
        reply = rung_page(turn, climb, Sentence.HAND_IN, found)
    else:
        reply = _kept(turn, climb, kept, more)
    return Answered((reply,), Notice(notice) if notice else None)


def _kept(turn: Turn, climb: Climb, kept: KeptStep, more: str) -> Reply:
    times = times_of(turn.deps.directory, climb.case.facts)
    rung = climb.scene.ladders.rungs[kept.step.rung]
    deadline = times.deadline(kept)
    then = what_now(climb.scene, kept.step)
    standing, filing = STANDING[kept.step.status], kept.step.filing
    params: dict[str, Json] = {
        "rung": rung.id,
        "status": kept.step.status.value,
        "outcome": kept.step.outcome.value if kept.step.outcome else None,
        "filed_on": filing.on.isoformat() if filing else None,
        "receipt_number": filing.receipt_number if filing else None,
        "entry": filing.entry if filing else None,
        "operator": filing.operator if filing else None,
        "taken_on": kept.step.taken_on.isoformat() if kept.step.taken_on else None,
        "answered_on": kept.step.answered_on.isoformat() if kept.step.answered_on else None,
        "clock": clock(deadline, in_china(turn.now).date()),
        "actor": standing.actor.value,
        "sentence": (then.sentence if then else standing.if_nothing).value,
        "then": then.rung if then else None,
        "silent": more == "silent",
        "again": kept.step.round,
        "draft": climb.case.level is Level.DRAFT,
    }
    rows = _rows(kept, rung, times, params["clock"], more, climb.case)
    return Reply("step", params, rows, case_id=climb.case.id)


def _rows(kept: KeptStep, rung: Rung, times: Times, running: Json, more: str, case: Case) -> Rows:
    id_, status = kept.step.id, kept.step.status
    keep = (tap("keep"),) if case.level is Level.DRAFT else ()
    last = (on(id_, "step_undo", "undo"), *((tap("due_look", "due", id_),) if running else ()), *keep)
    if more == "silent":
        return _silent_rows(kept, rung, running)
    if more:
        return _paired((*_details(kept), *_rare(kept, rung, times), tap("step_return", "step", id_)))
    if status is StepStatus.PLANNED:
        return ((*_taking(rung), tap("due_look", "due", id_)), (on(id_, "step_mute", "mute"), tap("ladder")))
    if status in _WAITS:
        first = (on(id_, "step_answered", "a"), on(id_, "step_silent", "silent"))
        given = (on(id_, "step_given", "given"),) if status is StepStatus.MORE_ASKED else ()
        return (first, (*given, on(id_, "step_number", "ask.receipt_number"), on(id_, "step_more", "x")), last)
    return _after(kept, rung, last)


def _after(kept: KeptStep, rung: Rung, last: tuple[Button, ...]) -> Rows:
    id_, status = kept.step.id, kept.step.status
    onward = (tap("next"), *(words_for(rung.text) if status is StepStatus.DISOWNED else ()))
    again = (on(id_, "step_again", "f"),) if rung.answers else ()
    late = (on(id_, "step_answered", "a"),) if status is StepStatus.OVERDUE else ()
    helped = kept.step.outcome is Outcome.ACCEPTED and status is StepStatus.ANSWERED
    goes = (on(id_, "step_goes_on", "again"),) if helped else ()
    return tuple(row for row in (onward, (*late, *goes, *again), (tap("ladder"), *last)) if row)


def _silent_rows(kept: KeptStep, rung: Rung, running: Json) -> Rows:
    """Nobody is called late before the day; where no time was confirmed, the person decides how long she waits."""
    quit_ = () if running else (on(kept.step.id, "step_quit", "quit"),)
    return ((*words_for(rung.text), *quit_), (tap("ladder"), on(kept.step.id, "step_return")))


def _details(kept: KeptStep) -> tuple[Button, ...]:
    fields = ("receipt_number", "entry", "operator")
    return tuple(on(kept.step.id, f"step_{name}", f"ask.{name}") for name in fields)


def _rare(kept: KeptStep, rung: Rung, times: Times) -> tuple[Button, ...]:
    """What happens seldom: taken up, more asked for, more time taken, taken back, over."""
    id_ = kept.step.id
    if kept.step.status is StepStatus.MORE_ASKED:
        return (on(id_, "step_back", "back"), on(id_, "step_over", "done"))
    decides = any(wait.stage is Stage.DECIDE for wait in rung.waits) and kept.step.taken_on is None
    taken = (on(id_, "step_taken", "taken"),) if decides else ()
    longer = (on(id_, "step_longer", "longer"),) if more_time(times.wait(kept.step), kept.step) else ()
    asked, back = on(id_, "step_asked", "more"), on(id_, "step_back", "back")
    muted = (on(id_, "step_unmute", "remind"),) if kept.muted else (on(id_, "step_mute", "mute"),)
    return (*taken, *longer, asked, back, on(id_, "step_over", "done"), *(muted if kept.latest else ()))


def rung_page(turn: Turn, climb: Climb, sentence: Sentence, weighed: Weighed, opens: str | None = None) -> Reply:
    """One thing to do: what, where, how, why, and what can be tapped."""
    rung, times = weighed.rung, times_of(turn.deps.directory, climb.case.facts)
    limit = times.own_limit(rung, times.begins(rung.id, climb.last_act, climb.kept))
    params: dict[str, Json] = {
        "rung": rung.id,
        "sentence": sentence.value,
        "danger": rung.urgency is Urgency.DANGER,
        "tonight": rung.urgency is Urgency.TONIGHT,
        "contact": as_params(weighed.contact, is_open=weighed.usable),
        "opens": opens,
        "ripe": weighed.ripe,
        "waits_for": next((why.split(":")[1] for why in weighed.reasons if why.startswith("waits_for:")), None),
        "needs": [need.value for need in rung.needs],
        "situations": [reached.ladder.id for reached in climb.scene.reached],
        "limit": clock(limit, in_china(turn.now).date()),
    }
    due = (tap("due_look", "due", f"{NEW}{rung.id}"),) if limit else ()
    first = (*_taking(rung), *words_for(rung.text))
    rows = (first, (tap("next_other", "next", "o"), tap("next_why", "next", f"w.{rung.id}")))
    return Reply("next", params, (*rows, (tap("remind"), tap("ladder"), *due), *_last(rung)), case_id=climb.case.id)


def _taking(rung: Rung) -> tuple[Button, ...]:
    return (on_rung(rung.id, "step_filed", "f") if rung.answers else on_rung(rung.id, "step_done", "done"),)


def _last(rung: Rung) -> Rows:
    skip = () if rung.urgency is Urgency.DANGER else (on_rung(rung.id, "step_skip", "skip"),)
    return ((*skip, tap("next_told", "next", "t")),)


def date_question(case: Case, which: str) -> Answered:
    """On which day it was handed in."""
    rows = (
        (on(which, "when_today", "f.t"), on(which, "when_yesterday", "f.y")),
        (on(which, "step_other_day", "f.d"), tap("back", "card")),
    )
    return Answered((Reply("step_date", {}, rows, case_id=case.id),))


def answer_question(case: Case, kept: KeptStep) -> Answered:
    """What the body said."""
    buttons = [on(kept.step.id, f"outcome_{outcome.value}", f"a.{outcome.value}") for outcome in Outcome]
    rows = _paired((*buttons, on(kept.step.id, "step_return")))
    return Answered((Reply("step_answer", {"rung": kept.step.rung}, rows, case_id=case.id),))


def typed_question(case: Case, which: str, field: str) -> Answered:
    """A question whose answer is typed; nothing is lost by leaving it."""
    there = () if which.startswith(NEW) else ((on(which, "step_leave"),),)
    return Answered((Reply("step_ask", {"field": field}, there, case_id=case.id),))


def not_kept() -> Answered:
    """Nothing is kept with answer-only, so no step can be."""
    return Answered((Reply("step_not_kept", {}, ((tap("keep_drafts", "answer_only", "off"),),)),))


def _paired(buttons: Iterable[Button]) -> Rows:
    every = tuple(buttons)
    return tuple(every[start : start + 2] for start in range(0, len(every), 2))
