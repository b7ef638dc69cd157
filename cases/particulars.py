"""What a person tells of a case and no message does: what else is in it, when it was done, where the lender sits."""

from dataclasses import replace
from typing import Final

from cases import crisis
from cases.act_day import ANSWERS, claim_of, turning_day
from cases.card import card_of, incident_of
from cases.channels import every
from cases.guidance import steps
from cases.history import record
from cases.incident import Incident
from cases.keyboards import Rows, rows_back, tap
from cases.routing import DANGER, DOCTORED, LEAK, ONLINE, PAID
from cases.telling import SAVED
from cases.turn import Answered, Turn
from db import cases
from model.case import Case, CaseFacts, EventKind, Sourced, ValueSource
from model.errors import NotUnderstoodError
from model.labels import Label
from model.reply import Json, Reply

_ALWAYS: Final = (DOCTORED, LEAK, DANGER)
# What leads anywhere only together with one of these.
_BESIDE: Final[dict[str, frozenset[Label]]] = {
    PAID: frozenset({Label.MONEY_TRAP, Label.DEBT_SERVICE_AD}),
    ONLINE: frozenset({Label.EXPOSURE_THREAT, Label.DATA_DISCLOSURE, Label.OBSCENITY, Label.INSULT}),
}
_NONE: Final = "none"
_UNSURE: Final = "unsure"


async def situation(turn: Turn, case: Case, argument: str) -> Answered:
    """What is in the messages beside their words; it decides where to turn. Danger is answered before the card."""
    incident, _ = await incident_of(turn.deps, case)
    open_to = _offered(incident)
    if not argument:
        return Answered((_situation_question(case, open_to),))
    if argument not in (*open_to, _NONE):
        raise NotUnderstoodError
    told = None if argument == _NONE else argument
    case = await _save(turn, case, replace(case.facts, situation=told), situation=told)
    card = await card_of(turn.deps, case, turn.person.locale)
    if told != DANGER:
        return Answered((card,), SAVED)
    helped = crisis.in_progress(turn)
    return replace(helped, replies=(*helped.replies, card))


def _offered(incident: Incident) -> tuple[str, ...]:
    beside = tuple(told for told, labels in _BESIDE.items() if not labels.isdisjoint(incident.labels))
    return (*_ALWAYS, *beside)


def _situation_question(case: Case, offered: tuple[str, ...]) -> Reply:
    buttons = [tap(f"in_{told}", "situation", told) for told in offered]
    buttons.append(tap("in_none", "situation", _NONE))
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Reply("situation_ask", {"situation": case.facts.situation}, (*rows, *rows_back()), case_id=case.id)


async def when(turn: Turn, case: Case, argument: str) -> Answered:
    """On which day it was done, as the person says; of laws that were renumbered, the article depends on it."""
    turning = turning_day(turn.deps.directory)
    if not argument or turning is None:
        return Answered((_day_question(turn, case),))
    if argument == _UNSURE:
        said = None
    elif argument in ANSWERS:
        said = Sourced(claim_of(argument, turn.now, turning), ValueSource.CLAIMED)
    else:
        raise NotUnderstoodError
    facts = replace(case.facts, acted=said, acted_burst=case.burst)
    source = said.source.value if said else None
    case = await _save(turn, case, facts, acted=said.value if said else None, source=source)
    return Answered((await card_of(turn.deps, case, turn.person.locale),), SAVED)


def _day_question(turn: Turn, case: Case) -> Reply:
    turning = turning_day(turn.deps.directory)
    year = str(turning.year) if turning else ""
    rows = (
        (tap("when_today", "when", "today"), tap("when_yesterday", "when", "yesterday")),
        (tap(f"when_since:{year}", "when", "since"), tap(f"when_before:{year}", "when", "before")),
        (tap("when_unsure", "when", _UNSURE), tap("back", "card")),
    )
    return Reply("when_ask", {"year": year}, rows, case_id=case.id)


async def place(turn: Turn, case: Case, argument: str) -> Answered:
    """Where the lender is registered, by which the local bureau is known; the bodies again once it was told."""
    if not argument:
        return Answered((_place_question(turn, case),))
    if argument not in turn.deps.directory.provinces:
        raise NotUnderstoodError
    case = await _save(turn, case, replace(case.facts, place=argument), place=argument)
    return replace(await steps(turn, case, ""), notice=SAVED)


def _place_question(turn: Turn, case: Case) -> Reply:
    directory = turn.deps.directory
    local = sorted((c for c in every(directory) if c.place in directory.provinces), key=lambda c: c.id)
    buttons = [tap(f"channel:{c.name.to(turn.person.locale)}", "place", c.place or "") for c in local]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Reply("channels_local", {"count": len(local)}, (*rows, *rows_back()), case_id=case.id)


async def _save(turn: Turn, case: Case, facts: CaseFacts, **told: Json) -> Case:
    saved = await cases.save(turn.deps.store, replace(case, facts=facts))
    await record(turn, saved, EventKind.CORRECTION_SAID, **told)
    return saved
