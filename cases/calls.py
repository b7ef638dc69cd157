"""Log a call in three taps: when, connected or not, what was said. Everything about it is what the person says.

Until the last tap nothing is kept: the buttons carry what was told, and the id that the call will have, so that a tap
that comes twice logs one call. Whether it was night is computed and never asked.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from cases.call_details import asked, detail, keep_note, saved, typed
from cases.call_time import When, about_in, when_in, when_now
from cases.history import record
from cases.keyboards import Rows, tap
from cases.opening import DRAFT_LIVES, MOST_CASES, new_case
from cases.reading import read
from cases.turn import Answered, Turn
from db import calls, cases
from escalation.hours import CHINA, in_china
from model.case import Case, CaseFacts, EventKind, Level
from model.contact_event import LoggedCall, Said
from model.errors import NotUnderstoodError, TooMuchError
from model.labels import Label
from model.reply import Button, Reply

VERB: Final = "call"
# Twenty calls a day for a month.
CALLS_PER_CASE: Final = 600
# What the parts of a button's argument begin with: a call to be logged, or one that is there.
_NEW, _THERE = ".", "!"
_TYPE, _ABOUT = "type", "about"
_YES, _NO = "y", "n"
_DAY_FORM, _MINUTE_FORM = "%y%m%d", "%y%m%d%H%M"


async def call(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Log a call, or correct one. With answer-only nothing is kept, so nothing can be logged; that is said."""
    if turn.person.answer_only:
        return Answered((Reply("call_not_kept", {}, ((tap("keep_drafts", "answer_only", "off"),),)),))
    if case is not None and case.level is Level.ANSWER_ONLY:
        case = None
    if argument.startswith(_THERE):
        return await detail(turn, case, argument.removeprefix(_THERE))
    if argument.startswith(_NEW):
        return await _step(turn, case, argument.removeprefix(_NEW).split("."))
    if not argument:
        return _ask_when(turn, case)
    when = when_in(argument, turn.now)
    if when is None:
        raise NotUnderstoodError
    return _ask_connected(case, turn.deps.new_id(), when)


def _ask_when(turn: Turn, case: Case | None) -> Answered:
    new = turn.deps.new_id()
    rows = (
        (_next("call_now", new, "now"), _next("call_today", new, "today")),
        (_next("call_yesterday", new, "yesterday"), _next("call_when", new, _TYPE)),
        (_next("call_about", new, _ABOUT),),
    )
    return Answered((Reply("call_when", {}, rows, case_id=case.id if case else None),))


async def _step(turn: Turn, case: Case | None, parts: list[str]) -> Answered:
    """One tap further. What the buttons carry is checked like anything else that comes in."""
    call_id, *told = parts
    if not (call_id.isascii() and call_id.isalnum() and len(call_id) == 16 and 1 <= len(told) <= 3):
        raise NotUnderstoodError
    if told[0] in (_TYPE, _ABOUT):
        return asked(turn, case, call_id, told[0])
    when = _when(told[0], turn.now)
    match told[1:]:
        case []:
            return _ask_connected(case, call_id, when)
        case [answer] if answer == _YES:
            return _ask_said(case, call_id, when)
        case [answer] if answer == _NO:
            return await _log(turn, case, _new(turn, call_id, when, connected=False))
        case [answer, said] if answer == _YES and said in Said.__members__.values():
            made = _new(turn, call_id, when, connected=True)
            return await _log(turn, case, replace(made, said=(Said(said),)))
        case _:
            raise NotUnderstoodError


def _when(code: str, now: datetime) -> When:
    today = in_china(now).date()
    if code == "now":
        return when_now(now)
    if code in ("today", "yesterday"):
        return When(today if code == "today" else date.fromordinal(today.toordinal() - 1))
    form = _DAY_FORM if len(code) == 6 else _MINUTE_FORM
    try:
        at = datetime.strptime(code, form).replace(tzinfo=CHINA)
    except ValueError as error:
        raise NotUnderstoodError from error
    return When(at.date(), None if form == _DAY_FORM else at)


def _code(when: When) -> str:
    return when.at.strftime(_MINUTE_FORM) if when.at else when.day.strftime(_DAY_FORM)


def _next(label: str, call_id: str, *told: str) -> Button:
    return tap(label, VERB, _NEW + ".".join((call_id, *told)))


def _ask_connected(case: Case | None, call_id: str, when: When) -> Answered:
    code = _code(when)
    rows = ((_next("call_yes", call_id, code, _YES), _next("call_no", call_id, code, _NO)),)
    params = {"when": f"{when.at or when.day:%m-%d %H:%M}" if when.at else f"{when.day:%m-%d}"}
    return Answered((Reply("call_connected", params, rows, case_id=case.id if case else None),))


def _ask_said(case: Case | None, call_id: str, when: When) -> Answered:
    code = _code(when)
    buttons = [_next(f"said_{said.value}", call_id, code, _YES, said.value) for said in Said]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Answered((Reply("call_said", {}, rows, case_id=case.id if case else None),))


def _new(turn: Turn, call_id: str, when: When, *, connected: bool | None) -> LoggedCall:
    return LoggedCall(call_id, "", turn.now, when.day, when.at, connected)


async def _log(turn: Turn, case: Case | None, made: LoggedCall) -> Answered:
    """Keep a call, in a new draft where there is no case. A call that is there already is shown and not kept twice."""
    store = turn.deps.store
    if known := await calls.case_with(store, turn.person.id, made.id):
        return await saved(turn, await cases.get(store, turn.person.id, known), made.id)
    case = case or await _current(turn) or await _opened(turn)
    if len(await calls.of_case(store, case)) >= CALLS_PER_CASE:
        raise TooMuchError
    case = await cases.save(store, replace(case, updated_at=turn.now))
    made = replace(made, case_id=case.id)
    if not await calls.add(store, case, made):
        raise NotUnderstoodError
    await keep_note(turn, case, made, "logged")
    return await saved(turn, case, made.id)


async def _current(turn: Turn) -> Case | None:
    """The case that is open in the conversation: a question that was asked before there was one leads there too."""
    every = await cases.of_person(turn.deps.store, turn.person.id)
    return next((c for c in every if c.id == turn.dialog.case_id and c.level is not Level.ANSWER_ONLY), None)


async def _opened(turn: Turn) -> Case:
    if len(await cases.of_person(turn.deps.store, turn.person.id)) >= MOST_CASES:
        raise TooMuchError
    case = await new_case(turn, CaseFacts(), Level.DRAFT, turn.now + DRAFT_LIVES)
    await record(turn, case, EventKind.OPENED, level=case.level.value)
    return case


async def said(turn: Turn, text: str) -> Answered | None:
    """The answer to a question about a call, as typed. What is no answer is asked for once more where it is only talk;
    anything else is None, and looked at like any message."""
    field = turn.dialog.payload.get("ask", "")
    answered = await (_typed(turn, text) if field in (_TYPE, _ABOUT) else typed(turn, text))
    if answered is not None or not _is_talk(turn, text):
        return answered
    return Answered((Reply("call_ask", {"field": field}),), dialog=turn.dialog)


def _is_talk(turn: Turn, text: str) -> bool:
    found = read(turn.deps, text).classification
    return set(found.ids()) <= {Label.OWN_WORDS, Label.OTHER} and not found.quotes


async def _typed(turn: Turn, text: str) -> Answered | None:
    call_id = turn.dialog.payload.get("call", "")
    case = await _asked_for(turn)
    if turn.dialog.payload.get("ask") == _TYPE:
        when = when_in(text, turn.now)
        return _ask_connected(case, call_id, when) if when else None
    about = about_in(text, turn.now)
    if about is None:
        return None
    made = LoggedCall(call_id, "", turn.now, about.day, about.first, estimated=about.count, until=about.last)
    return await _log(turn, case, made)


async def _asked_for(turn: Turn) -> Case | None:
    case_id = turn.dialog.payload.get("case")
    return await cases.get(turn.deps.store, turn.person.id, case_id) if case_id else None
