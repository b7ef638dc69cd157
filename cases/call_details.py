"""What can be added to a call once it is logged, and how it is taken back: the call that was logged last, no other."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cases.call_time import when_in
from cases.history import record
from cases.keyboards import Rows, keeping, tap
from cases.reading import phone_in, read
from cases.turn import Answered, Turn
from db import calls, cases
from escalation.hours import in_china, is_night
from evidence.canonical import canonical, digest
from model.case import Case, EventKind, KeyKind, Level, Receiver, ValueSource
from model.contact_event import LoggedCall, Said
from model.dialog import DialogState
from model.errors import GoneError, NotUnderstoodError
from model.labels import GROUP, Group, Label
from model.reply import Button, Json, Notice, Reply

SAVED: Final = Notice("notice/saved")
LONGEST_NAME: Final = 16
# Nobody listens longer, and a mistyped length is caught.
LONGEST_CALL_S: Final = 6 * 3600

_TYPED: Final = ("time", "number", "name", "length")
_TAPPED: Final = ("who", "said", "conn")
_MORE, _DROP = "more", "drop"
_LENGTH: Final = re.compile(
    r"(?:(?P<h>\d{1,2})\s*(?:小时|小時|个小时|h(?:ours?)?))?\s*(?:(?P<m>\d{1,3})\s*(?:分钟|分鐘|分|m(?:in(?:ute)?s?)?))?\s*(?:(?P<s>\d{1,4})\s*(?:秒钟|秒鐘|秒|s(?:ec(?:ond)?s?)?))?"
)
_COLON: Final = re.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2})")


async def detail(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Show a call, ask for one of its details, set one, or delete it. An older call is shown as it is."""
    call_id, _, rest = argument.partition(".")
    field, _, value = rest.partition(".")
    case, call = await _of(turn, case, call_id)
    if not field or not await _is_last(turn, case, call):
        return await saved(turn, case, call_id)
    if field == _DROP:
        return await _dropped(turn, case, call)
    if field == _MORE:
        return Answered((Reply("call_more", {}, _more_rows(call), case_id=case.id),))
    if field in _TYPED and not value:
        return asked(turn, case, call_id, field)
    if field in _TAPPED:
        return await _tapped(turn, case, call, field, value)
    raise NotUnderstoodError


async def _of(turn: Turn, case: Case | None, call_id: str) -> tuple[Case, LoggedCall]:
    """A call of this person with its case, wherever that went meanwhile."""
    there = await calls.case_with(turn.deps.store, turn.person.id, call_id)
    if there is None:
        raise GoneError
    if case is None or case.id != there:
        case = await cases.get(turn.deps.store, turn.person.id, there)
    return case, next(c for c in await calls.of_case(turn.deps.store, case) if c.id == call_id)


async def _is_last(turn: Turn, case: Case, call: LoggedCall) -> bool:
    return call == _last(await calls.of_case(turn.deps.store, case))


def _last(every: Sequence[LoggedCall]) -> LoggedCall | None:
    """The call that the person logged last; rows of an export stay as they are."""
    return next((call for call in reversed(every) if call.source is ValueSource.CLAIMED), None)


async def _dropped(turn: Turn, case: Case, call: LoggedCall) -> Answered:
    await calls.drop(turn.deps.store, case, call.id)
    await keep_note(turn, case, call, "deleted")
    rows = ((tap("call"), tap("timeline")), (tap("case"),))
    params = _told(call, 0, case)
    return Answered((Reply("call_dropped", params, rows, case_id=case.id),), Notice("notice/deleted"), erased=True)


async def _tapped(turn: Turn, case: Case, call: LoggedCall, field: str, value: str) -> Answered:
    if not value:
        rows = _choices(call, field)
        return Answered((Reply("call_which", {"field": field}, rows, case_id=case.id),))
    return await _changed(turn, case, _with(call, field, value))


def _with(call: LoggedCall, field: str, value: str) -> LoggedCall:
    """The call with one more thing said, another receiver, or connected or not. What was said twice is taken back."""
    try:
        if field == "who":
            return replace(call, receiver=Receiver(value))
        if field == "conn":
            return replace(call, connected={"y": True, "n": False}[value])
        said = Said(value)
    except (ValueError, KeyError) as error:
        raise NotUnderstoodError from error
    kept = tuple(s for s in call.said if s is not said) if said in call.said else (*call.said, said)
    return replace(call, said=tuple(s for s in Said if s in kept and (s is not Said.NOTHING or kept == (s,))))


def asked(turn: Turn, case: Case | None, call_id: str, field: str) -> Answered:
    """The question whose answer is typed."""
    payload = {"case": case.id if case else "", "call": call_id, "ask": field}
    dialog = replace(turn.dialog, state=DialogState.ASKED_CALL, payload=payload)
    return Answered((Reply("call_ask", {"field": field}, case_id=case.id if case else None),), dialog=dialog)


async def typed(turn: Turn, text: str) -> Answered | None:
    """A detail as typed; None where the text is none, so that it is looked at like any other."""
    payload = turn.dialog.payload
    case, call = await _of(turn, None, payload.get("call", ""))
    made = _filled(turn, call, payload.get("ask", ""), text.strip())
    if made is None:
        return None
    if made.number and made.number != call.number:
        case = await _learned(turn, case, made.number)
    return await _changed(turn, case, made)


def _filled(turn: Turn, call: LoggedCall, field: str, text: str) -> LoggedCall | None:
    if field == "time":
        when = when_in(text, turn.now)
        return replace(call, day=when.day, at=when.at) if when else None
    if field == "number":
        number = phone_in(turn.deps, text)
        return replace(call, number=number) if number else None
    if field == "length":
        seconds = length_in(text)
        return replace(call, duration_s=seconds, connected=True) if seconds else None
    return replace(call, name=text) if _is_name(turn, text) else None


def length_in(text: str) -> int | None:
    """A length in seconds: "5 分 20 秒", "5:20", "90s", or a bare number of minutes."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain.isascii() and plain.isdecimal():
        plain += "m"
    found = _COLON.fullmatch(plain) or _LENGTH.fullmatch(plain)
    if found is None:
        return None
    seconds = sum(int(found[unit] or 0) * worth for unit, worth in (("h", 3600), ("m", 60), ("s", 1)))
    return seconds if 0 < seconds <= LONGEST_CALL_S else None


def _is_name(turn: Turn, text: str) -> bool:
    """A few letters in one line that abuse nobody. A name of office is a name, too."""
    if not text or len(text) > LONGEST_NAME or re.search(r"[\n。！？!?，,；;/]", text):
        return False
    found = set(read(turn.deps, text).classification.ids()) - {Label.IMPERSONATION}
    return all(GROUP[label] is Group.KIND for label in found)


async def _learned(turn: Turn, case: Case, number: str) -> Case:
    """The case with one more number, as claimed, by which later messages find it."""
    senders = tuple(dict.fromkeys((*case.facts.senders, number)))
    case = await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, senders=senders)))
    await cases.add_keys(turn.deps.store, case, [(KeyKind.NUMBER, number)])
    return case


async def _changed(turn: Turn, case: Case, call: LoggedCall) -> Answered:
    await calls.save(turn.deps.store, case, call)
    await keep_note(turn, case, call, "corrected")
    return replace(await saved(turn, case, call.id), notice=SAVED)


async def keep_note(turn: Turn, case: Case, call: LoggedCall, done: str) -> None:
    """Append to the history what was done with a call: the digest of what was told, never what it was."""
    content = digest(canonical(calls.encoded(call)))
    await record(turn, case, EventKind.CORRECTION_SAID, call=call.id, done=done, sha256=content)


async def saved(turn: Turn, case: Case, call_id: str) -> Answered:
    """The call as it is kept now, with what may be added."""
    every = await calls.of_case(turn.deps.store, case)
    number, call = next((n, c) for n, c in enumerate(every, start=1) if c.id == call_id)
    dialog = replace(turn.dialog, state=DialogState.IDLE, case_id=case.id, payload={})
    rows = _rows(call, case) if call == _last(every) else ((tap("timeline"), tap("case")),)
    reply = Reply("call_saved", _told(call, number, case), rows, case_id=case.id)
    return Answered((reply,), dialog=dialog)


def _told(call: LoggedCall, number: int, case: Case) -> Mapping[str, Json]:
    at, until = (in_china(moment) if moment else None for moment in (call.at, call.until))
    return {
        "number": number,
        "when": f"{at:%m-%d %H:%M}" if at and call.estimated == 1 else f"{call.day:%m-%d}",
        "timed": at is not None,
        "night": bool(call.at and call.estimated == 1 and is_night(call.at)),
        "first": f"{at:%H:%M}" if at else None,
        "last": f"{until:%H:%M}" if until else None,
        "estimated": call.estimated if call.estimated > 1 else None,
        "connected": call.connected,
        "said": [said.value for said in call.said],
        "caller": call.number,
        "name": call.name,
        "length": f"{call.duration_s // 60}:{call.duration_s % 60:02}" if call.duration_s else None,
        "receiver": call.receiver.value,
        "source": call.source.value,
        "case": case.number,
        "draft": case.level is Level.DRAFT,
    }


def _rows(call: LoggedCall, case: Case) -> Rows:
    danger = ((tap("at_door"),),) if {Said.THREAT, Said.VISIT} & set(call.said) else ()
    time = () if call.at or call.estimated > 1 else (_on(call, "time"),)
    first = (*time, _on(call, "number")) if call.estimated == 1 else ()
    more = (_on(call, _MORE),) if call.estimated == 1 else ()
    last = (*(keeping(case.level) if case.level is Level.DRAFT else (tap("case"),)), _on(call, _DROP))
    return tuple(row for row in (*danger, (*first, *more), (tap("call_again", "call"), tap("timeline")), last) if row)


def _more_rows(call: LoggedCall) -> Rows:
    fields = ("time", "conn", "said", "who", "name", "length")
    buttons = [_on(call, field) for field in fields]
    return (*(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)), (_back(call),))


def _on(call: LoggedCall, field: str) -> Button:
    return tap(f"call_{field}", "call", f"!{call.id}.{field}")


def _back(call: LoggedCall) -> Button:
    return tap("call_back", "call", f"!{call.id}")


def _choices(call: LoggedCall, field: str) -> Rows:
    if field == "conn":
        return ((_choice("call_yes", call, "conn.y"), _choice("call_no", call, "conn.n")),)
    if field == "said":
        buttons = [_choice(f"said_{said.value}", call, f"said.{said.value}") for said in Said]
    else:
        buttons = [_choice(f"who_{who.value}", call, f"who.{who.value}") for who in Receiver if who != "unknown"]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _choice(label: str, call: LoggedCall, told: str) -> Button:
    return tap(label, "call", f"!{call.id}.{told}")
