"""Case details: what only the person can tell, asked one at a time, each skippable, seen and corrected under /facts."""

from dataclasses import replace
from typing import Final

from cases.detail_fields import FIELDS, field_of, is_private_number, next_open, reused, taken, wanted, with_field
from cases.keyboards import Rows, tap
from cases.letters import pairs
from cases.sorting import numbered
from cases.turn import Answered, Turn
from db import cases
from escalation.hours import in_china
from model.case import Case, Role
from model.dialog import Dialog, DialogState
from model.errors import NotUnderstoodError
from model.letter import CaseDetails
from model.reply import Json, Notice, Reply

ASK, SKIP, DROP, SAME = "ask", "skip", "drop", "same"
_SAVED: Final = Notice("notice/saved")


async def facts(turn: Turn, case: Case, argument: str) -> Answered:
    """What is told of a case so far; one field to be told anew; all open fields one after the other; the same as in
    another case."""
    verb, _, name = argument.partition(":")
    if not argument:
        return Answered((await _page(turn, case),), dialog=_idle(turn, case))
    if verb in FIELDS and not name:
        return _question(turn, case, verb, run=False)
    if verb == ASK:
        return await _next(turn, case, None)
    if verb == SKIP and name in FIELDS:
        return await _next(turn, case, name)
    if verb == DROP and name in FIELDS:
        case = await _save(turn, case, with_field(case.facts.details, name, None))
        return Answered((await _page(turn, case),), _SAVED, _idle(turn, case))
    if verb == SAME:
        return await _same_as(turn, case, name)
    raise NotUnderstoodError


async def _same_as(turn: Turn, case: Case, number: str) -> Answered:
    other = await numbered(turn, number)
    same = case.facts.platform_id is not None and case.facts.platform_id == other.facts.platform_id
    case = await _save(turn, case, reused(other.facts.details, case.facts.details, same_lender=same))
    return Answered((await _page(turn, case),), _SAVED, _idle(turn, case))


async def fact_said(turn: Turn, text: str) -> Answered:
    """The answer to the question for one field. Raises GoneError when the case went meanwhile.

    A number of an identity or bank card is not taken: nothing of the text is kept, and that is said.
    """
    case = await cases.get(turn.deps.store, turn.person.id, turn.dialog.payload.get("case", ""))
    name, run = turn.dialog.payload.get("field", ""), turn.dialog.payload.get("run") == ASK
    if name not in FIELDS:
        raise NotUnderstoodError
    if is_private_number(name, text):
        return _asked_again(turn, case, name, "facts_private", run=run)
    value = taken(name, text, in_china(turn.now).date())
    if value is None:
        return _asked_again(turn, case, name, "facts_unclear", run=run)
    case = await _save(turn, case, with_field(case.facts.details, name, value))
    if run:
        return await _next(turn, case, name)
    return Answered((await _page(turn, case),), dialog=_idle(turn, case))


def _asked_again(turn: Turn, case: Case, name: str, template: str, *, run: bool) -> Answered:
    reply = Reply(template, {"field": name}, _question_rows(case, name, run=run), case_id=case.id)
    return Answered((reply,), dialog=_asked(turn, case, name, run=run))


async def _next(turn: Turn, case: Case, after: str | None) -> Answered:
    """The next open field, or the page when all were asked."""
    name = next_open(case.facts.details, _fields(case), after)
    if name is None:
        return Answered((await _page(turn, case),), dialog=_idle(turn, case))
    return _question(turn, case, name, run=True)


def _question(turn: Turn, case: Case, name: str, *, run: bool) -> Answered:
    params: dict[str, Json] = {"field": name, "value": field_of(case.facts.details, name)}
    reply = Reply("facts_ask", params, _question_rows(case, name, run=run), case_id=case.id)
    return Answered((reply,), dialog=_asked(turn, case, name, run=run))


def _question_rows(case: Case, name: str, *, run: bool) -> Rows:
    skip = (tap("skip_fact", "facts", f"{SKIP}:{name}"),) if run else ()
    drop = (tap("drop_fact", "facts", f"{DROP}:{name}"),) if field_of(case.facts.details, name) else ()
    return ((*skip, *drop, tap("facts_done", "facts")),)


async def _page(turn: Turn, case: Case) -> Reply:
    fields = _fields(case)
    told = [name for name in FIELDS if name in fields or field_of(case.facts.details, name)]
    listed: list[Json] = [{"id": name, "value": field_of(case.facts.details, name)} for name in told]
    ask = (tap("facts_ask", "facts", ASK),) if next_open(case.facts.details, fields, None) else ()
    same = await _reusable(turn, case)
    again = tuple(tap(f"same_as:{number}", "facts", f"{SAME}:{number}") for number in same[:1])
    first = ((*ask, *again),) if ask or again else ()
    rows = (*first, *pairs([tap(f"fact_{name}", "facts", name) for name in told]), (tap("letter"), tap("back", "card")))
    return Reply("facts", {"fields": listed, "number": case.number}, rows, case_id=case.id)


async def _reusable(turn: Turn, case: Case) -> list[int]:
    """The numbers of other cases that know something this one does not, the newest first."""
    others = [other for other in await cases.of_person(turn.deps.store, turn.person.id) if other.id != case.id]
    mine = case.facts.details

    def adds(other: Case) -> bool:
        same = case.facts.platform_id is not None and case.facts.platform_id == other.facts.platform_id
        return reused(other.facts.details, mine, same_lender=same) != mine

    return [other.number for other in sorted(others, key=lambda other: -other.number) if adds(other)]


def _fields(case: Case) -> tuple[str, ...]:
    return wanted(owes=case.facts.role is not Role.THIRD_PARTY)


async def _save(turn: Turn, case: Case, details: CaseDetails) -> Case:
    return await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, details=details)))


def _asked(turn: Turn, case: Case, name: str, *, run: bool) -> Dialog:
    payload = {"case": case.id, "field": name, "run": ASK if run else ""}
    return replace(turn.dialog, state=DialogState.ASKED_FACT, case_id=case.id, payload=payload)


def _idle(turn: Turn, case: Case) -> Dialog:
    return replace(turn.dialog, state=DialogState.IDLE, case_id=case.id, payload={})
