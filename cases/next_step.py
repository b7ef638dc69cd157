"""/next: one thing for today with its reason, at this hour; another one; what else the person can tell that decides it."""

from dataclasses import replace
from typing import Final

from cases import crisis, guidance
from cases.climbing import Climb, climb_of
from cases.contacts import as_params
from cases.history import record
from cases.keyboards import Rows, rows_back, tap
from cases.routing import DANGER, DOCTORED, LEAK, PAID
from cases.step_pages import NEW, rung_page, step_page
from cases.steps import settled
from cases.turn import Answered, Turn
from db import cases, steps
from escalation.hours import in_china
from escalation.ladder import Today, Weighed, next_step, ripe, weigh
from model.case import Case, EventKind, Level
from model.contact import Contact
from model.errors import NotUnderstoodError
from model.ladder import Sentence
from model.reply import Button, Json, Notice, Reply
from model.step import Step

# What a person can tell by a tap, one or more of it, and a ladder or a rung asks for.
CIRCUMSTANCES: Final = (
    *(DANGER, PAID, LEAK, DOCTORED),
    *("papers_false", "poses_as_lawyer", "app_took_contacts", "installed_app"),
)
# As many as are offered to choose from.
OTHERS: Final = 4


async def next_thing(turn: Turn, case: Case | None, argument: str) -> Answered:
    """One thing for today; `o` for another one, `w.RUNG` for the reasons of one, `t` for what else can be told."""
    case = case or await _newest(turn)
    if case is None:
        # The case may be gone that a reminder was set for; what helps everybody is still said.
        return await guidance.today(turn, None, "")
    action, _, value = argument.partition(".")
    if action == "t":
        return await told(turn, case, value)
    await settle_all(turn, case)
    climb = await climb_of(turn.deps, case, turn.person.locale, turn.now)
    if action == "o":
        return _others(climb)
    if action == "w":
        return _why(climb, value)
    dialog = replace(turn.dialog, case_id=case.id)
    return replace(await _today(turn, climb, next_step(climb.scene)), dialog=dialog)


async def _newest(turn: Turn) -> Case | None:
    every = await cases.of_person(turn.deps.store, turn.person.id)
    return max(every, key=lambda case: case.updated_at, default=None)


async def settle_all(turn: Turn, case: Case) -> None:
    """Record for every step of a case what the day has made of it."""
    if case.level is not Level.ANSWER_ONLY:
        for kept in await steps.of_case(turn.deps.store, case):
            await settled(turn, case, kept)


async def _today(turn: Turn, climb: Climb, today: Today) -> Answered:
    offered = today.now or today.later
    if offered is not None:
        opens = f"{in_china(today.opens):%m-%d %H:%M}" if today.opens else None
        return Answered((rung_page(turn, climb, today.sentence, offered, opens),))
    if today.step is not None:
        return await _about_step(turn, climb, today.step)
    return Answered((_nothing_left(climb, today),))


async def _about_step(turn: Turn, climb: Climb, step: Step) -> Answered:
    return await step_page(turn, climb.case, next(kept for kept in climb.kept if kept.step.id == step.id))


def _nothing_left(climb: Climb, today: Today) -> Reply:
    """Nothing is ripe: the last sentence of the ladder, and a body that helps further where one is known."""
    body = _aid(climb) if today.sentence is Sentence.FREE_LEGAL_AID else None
    params: dict[str, Json] = {
        "sentence": today.sentence.value,
        "situations": [reached.ladder.id for reached in climb.scene.reached],
        "contact": as_params(body),
    }
    rows: Rows = ((tap("ladder"), tap("next_told", "next", "t")), (tap("channels"), tap("enough", "delete")))
    return Reply("next_nothing", params, rows, case_id=climb.case.id)


def _aid(climb: Climb) -> Contact | None:
    return climb.scene.contacts.get("legal_12348")


def _others(climb: Climb) -> Answered:
    """What else may be taken now, and what waits for its body to open."""
    offered = ripe(climb.scene)[1 : 1 + OTHERS]
    if not offered:
        return Answered((Reply("next_no_other", {}, ((tap("ladder"), tap("next")),), case_id=climb.case.id),))
    listed: list[Json] = [{"rung": one.rung.id, "usable": one.usable} for one in offered]
    numbers = tuple(_numbered(number, one) for number, one in enumerate(offered, 1))
    rows: Rows = (numbers, (tap("ladder"), tap("next")))
    return Answered((Reply("next_other", {"rungs": listed}, rows, case_id=climb.case.id),))


def _numbered(number: int, offered: Weighed) -> Button:
    return tap(f"step_no:{number}", "step", f"{NEW}{offered.rung.id}")


def _why(climb: Climb, rung: str) -> Answered:
    """The reasons, one by one, as the ladder gave them."""
    found = next((one for one in weigh(climb.scene) if one.rung.id == rung), None)
    if found is None:
        raise NotUnderstoodError
    listed: list[Json] = [_reason(reason) for reason in found.reasons]
    params: dict[str, Json] = {"rung": rung, "reasons": listed, "contact": as_params(found.contact)}
    rows = ((tap("next"), tap("next_told", "next", "t")),)
    return Answered((Reply("next_why", params, rows, case_id=climb.case.id),))


def _reason(reason: str) -> dict[str, Json]:
    kind, *rest = reason.split(":")
    return {"kind": kind, "id": rest[0] if rest else None, "more": rest[1] if len(rest) > 1 else None}


async def told(turn: Turn, case: Case, value: str) -> Answered:
    """What no message says and a ladder asks for: each is told, and taken back, by one tap. Danger is answered first."""
    if not value:
        return _circumstances(case)
    if value not in CIRCUMSTANCES:
        raise NotUnderstoodError
    there = value in case.facts.taps
    taps = tuple(one for one in case.facts.taps if one != value) if there else (*case.facts.taps, value)
    case = await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, taps=taps)))
    await record(turn, case, EventKind.CORRECTION_SAID, circumstance=value, told=not there)
    page = replace(_circumstances(case), notice=Notice("notice/saved"))
    if value != DANGER or there:
        return page
    helped = crisis.in_progress(turn)
    return replace(helped, replies=(*helped.replies, *page.replies))


def _circumstances(case: Case) -> Answered:
    buttons = [tap(f"told_{one}", "next", f"t.{one}") for one in CIRCUMSTANCES]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    params: dict[str, Json] = {"told": [one for one in CIRCUMSTANCES if one in case.facts.taps]}
    return Answered((Reply("next_told", params, (*rows, (tap("next"), *rows_back()[0])), case_id=case.id),))
