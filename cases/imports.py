"""An export becomes part of a case: it is read and shown by sender, the person picks, and only then it is kept.

Sender and time are kept as what they are: read from an export. What the person wrote herself is never taken for hers
being written to; what she does not pick is gone after a day at the latest, and at once when she has picked.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cases.card import card_of
from cases.keyboards import Rows, tap
from cases.offers import Look, look
from cases.opening import in_burst, learn
from cases.reading import Reading, keys, read, seen
from cases.receiving import ITEMS_PER_CASE, add_item
from cases.turn import Answered, Turn
from db import calls, cases, imports, items
from escalation.hours import in_china
from evidence.exports import number_key
from model.case import Case, Item, KeyKind, Level, Receiver, Sourced, ValueSource
from model.contact_event import LoggedCall
from model.errors import GoneError, NotUnderstoodError
from model.imported import ImportedKind, ImportedRow, Offer, PendingImport
from model.reply import Button, Json, Notice, Reply

VERB: Final = "import"
# How long what was read waits to be picked from.
PENDING_LIVES: Final = timedelta(days=1)
ALL, PICKED, NONE = "all", "picked", "none"
# What a button has room for beside its mark.
_LONGEST_NAME: Final = 16


async def offer(turn: Turn, case: Case, data: bytes, name: str, *, message_id: int) -> Answered:
    """Read an export that came with a message and show what is in it. Raises an ExportError.

    Reading takes a second or two, in a thread; whoever wants no transaction open meanwhile calls `look_into` before
    the turn and `show` within it.
    """
    return await show(turn, case, await look_into(turn, data, name), message_id=message_id)


async def look_into(turn: Turn, data: bytes, name: str) -> Look:
    """What an export holds. Touches no database. Raises an ExportError."""
    return await asyncio.to_thread(look, turn.deps, data, name, room=ITEMS_PER_CASE)


async def show(turn: Turn, case: Case, found: Look, *, message_id: int) -> Answered:
    """The preview, with a button for each sender. With answer-only there is nothing to pick, and nothing is kept."""
    pending = PendingImport(
        id=turn.deps.new_id(),
        person_id=turn.person.id,
        case_id=case.id,
        message_id=message_id,
        offers=found.offers,
        told=found.told,
        picked=frozenset(),
        created_at=turn.now,
    )
    keeps = case.level is not Level.ANSWER_ONLY and bool(found.offers)
    if keeps:
        await imports.drop_of_case(turn.deps.store, case.id)
        await imports.add(turn.deps.store, pending)
    return Answered((_preview(pending, keeps=keeps),), dialog=replace(turn.dialog, case_id=case.id))


async def press(turn: Turn, case: Case, argument: str) -> Answered:
    """A button of the preview: mark a sender, take what is marked, take all that are listed, or nothing."""
    import_id, _, choice = argument.partition(".")
    pending = await imports.own(turn.deps.store, turn.person.id, import_id)
    if pending.case_id != case.id:
        raise GoneError
    if choice == NONE:
        return await _decline(turn, pending)
    if choice in (ALL, PICKED):
        return await confirm(turn, case, pending, everything=choice == ALL)
    return await pick(turn, pending, choice)


async def pick(turn: Turn, pending: PendingImport, choice: str) -> Answered:
    """Mark one sender, or take the mark away again."""
    if not choice.isascii() or not choice.isdecimal() or not int(choice) < len(pending.offers):
        raise NotUnderstoodError
    changed = await imports.pick(turn.deps.store, pending, pending.picked ^ {int(choice)})
    return Answered((_preview(changed, keeps=True),))


async def _decline(turn: Turn, pending: PendingImport) -> Answered:
    await imports.drop(turn.deps.store, pending)
    told = Reply("import_none", {}, slot=_slot(pending), case_id=pending.case_id)
    return Answered((told,), Notice("notice/done"), erased=True)


async def confirm(turn: Turn, case: Case, pending: PendingImport, *, everything: bool) -> Answered:
    """Take over the rows of the senders that are picked, or of all that are listed, in the running transaction."""
    chosen = [o for n, o in enumerate(pending.offers) if everything or n in pending.picked]
    if not chosen:
        raise NotUnderstoodError
    await imports.drop(turn.deps.store, pending)
    taken = await _new_ones(turn, case, chosen)
    case, readings = await _learned(turn, case, taken)
    await _add(turn, case, pending, taken, readings)
    told: dict[str, Json] = {
        "number": case.number,
        "messages": len(taken.messages),
        "calls": len(taken.calls),
        "doubled": taken.doubled,
        "over": sum(o.messages + o.calls for o in chosen) - taken.looked_at + taken.over,
        "undated": taken.undated,
        "most": ITEMS_PER_CASE,
    }
    done = Reply("import_done", told, slot=_slot(pending), case_id=case.id)
    replies = (await card_of(turn.deps, case, turn.person.locale),) if taken.messages else ()
    return Answered((*replies, done), Notice("notice/done"), replace(turn.dialog, case_id=case.id), erased=True)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The rows to keep, oldest first, and why the others are not. `undated` calls have no day to stand on."""

    messages: tuple[ImportedRow, ...]
    calls: tuple[ImportedRow, ...]
    looked_at: int
    doubled: int
    over: int
    undated: int


async def _new_ones(turn: Turn, case: Case, chosen: Sequence[Offer]) -> _Taken:
    """What the case does not have yet, the newest as far as it has room."""
    logged = await calls.of_case(turn.deps.store, case)
    rows = [row for one in chosen for row in one.rows]
    known = {_item_key(item) for item in await items.of_case(turn.deps.store, case)}
    known |= {_call_key(call.number or call.name or "", call.at) for call in logged}
    fresh = [row for row in rows if _row_key(row) not in known]
    messages = _newest(r for r in fresh if r.kind is ImportedKind.SMS)
    dated = _newest(r for r in fresh if r.kind is ImportedKind.CALL and r.at)
    room = max(0, ITEMS_PER_CASE + 1 - await items.next_number(turn.deps.store, case.id))
    call_room = max(0, ITEMS_PER_CASE - len(logged))
    kept, kept_calls = messages[:room][::-1], dated[:call_room][::-1]
    return _Taken(
        tuple(kept),
        tuple(kept_calls),
        looked_at=len(rows),
        doubled=len(rows) - len(fresh),
        over=len(messages) + len(dated) - len(kept) - len(kept_calls),
        undated=len(fresh) - len(messages) - len(dated),
    )


def _newest(rows: Iterable[ImportedRow]) -> list[ImportedRow]:
    return sorted(rows, key=lambda row: row.at.timestamp() if row.at else 0.0, reverse=True)


def _row_key(row: ImportedRow) -> tuple[str, str, int | None]:
    if row.kind is ImportedKind.CALL:
        return _call_key(row.other, row.at)
    return ("", " ".join(row.text.split()), _minute(row.at))


def _item_key(item: Item) -> tuple[str, str, int | None]:
    at = datetime.fromisoformat(item.sent_at.value) if item.sent_at else None
    return ("", " ".join(item.text.split()), _minute(at))


def _call_key(other: str, at: datetime | None) -> tuple[str, str, int | None]:
    return ("call", number_key(other), _minute(at))


def _minute(at: datetime | None) -> int | None:
    return int(at.timestamp()) // 60 if at else None


async def _learned(turn: Turn, case: Case, taken: _Taken) -> tuple[Case, tuple[Reading, ...]]:
    """What the texts say, and the case with what is known of its source now; all of it is one incident."""
    readings: list[Reading] = []
    for row in taken.messages:
        readings.append(read(turn.deps, row.text, sender=row.other or None))
        await asyncio.sleep(0)  # others are answered meanwhile
    numbers = dict.fromkeys(number_key(row.other) for row in (*taken.messages, *taken.calls))
    senders = tuple(number for number in numbers if number.isdecimal())
    case = learn(case, None, senders)
    for reading in readings:
        case = learn(case, reading, ())
    case = await cases.save(turn.deps.store, in_burst(case, turn.now) if readings else case)
    known = dict.fromkeys(key for reading in readings for key in keys(reading, ()))
    await cases.add_keys(turn.deps.store, case, (*known, *((KeyKind.NUMBER, number) for number in senders)))
    return case, tuple(readings)


async def _add(turn: Turn, case: Case, pending: PendingImport, taken: _Taken, readings: Sequence[Reading]) -> None:
    first = await items.next_number(turn.deps.store, case.id)
    for number, (row, reading) in enumerate(zip(taken.messages, readings, strict=True), start=first):
        await add_item(turn, case, _item(turn, case, row, reading, number, pending.message_id))
    for row in taken.calls:
        if row.at:
            await calls.add(turn.deps.store, case, _call(turn, case, row, row.at))


def _item(turn: Turn, case: Case, row: ImportedRow, reading: Reading, number: int, message_id: int) -> Item:
    """The item of a row. Whose phone the export comes from is asked, and not guessed."""
    found = seen(reading)
    return Item(
        id=turn.deps.new_id(),
        case_id=case.id,
        number=number,
        burst=case.burst,
        message_id=message_id,
        received_at=turn.now,
        receiver=Receiver.UNKNOWN,
        text=row.text,
        sender=Sourced(row.other, ValueSource.EXPORT) if row.other else None,
        sent_at=Sourced(row.at.isoformat(), ValueSource.EXPORT) if row.at else None,
        labels=tuple(label.value for label in found.labels),
        traps=found.traps,
        maybe=tuple(label.value for label in found.maybe),
        sure=found.sure,
        article=found.article,
    )


def _call(turn: Turn, case: Case, row: ImportedRow, at: datetime) -> LoggedCall:
    return LoggedCall(
        id=turn.deps.new_id(),
        case_id=case.id,
        created_at=turn.now,
        day=in_china(at).date(),
        at=at,
        connected=row.connected,
        number=row.other or None,
        name=row.name,
        duration_s=row.duration_s,
        receiver=Receiver.UNKNOWN,
        source=ValueSource.EXPORT,
    )


def _slot(pending: PendingImport) -> str:
    return f"import:{pending.id}"


def _preview(pending: PendingImport, *, keeps: bool) -> Reply:
    offers: list[Json] = [
        {
            "other": one.other or None,
            "name": one.name,
            "messages": one.messages,
            "calls": one.calls,
            "nights": one.nights,
            "suspected": one.suspected,
            "picked": number in pending.picked,
        }
        for number, one in enumerate(pending.offers)
    ]
    params: dict[str, Json] = {**pending.told, "offers": offers, "picked": len(pending.picked), "keeps": keeps}
    rows = _rows(pending) if keeps else ()
    return Reply("import_ask", params, rows, slot=_slot(pending), case_id=pending.case_id)


def _rows(pending: PendingImport) -> Rows:
    buttons = [_sender(pending, number, one) for number, one in enumerate(pending.offers)]
    chosen = (_button("import_picked", pending, PICKED),) if pending.picked else ()
    return (
        *(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)),
        (_button("import_all", pending, ALL), *chosen),
        (_button("import_none", pending, NONE),),
    )


def _sender(pending: PendingImport, number: int, one: Offer) -> Button:
    label = "import_marked:" if number in pending.picked else "import_sender:"
    return _button(label + (one.other or "?")[:_LONGEST_NAME], pending, str(number))


def _button(label: str, pending: PendingImport, choice: str) -> Button:
    return tap(label, VERB, f"{pending.id}.{choice}")
