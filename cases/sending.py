"""What leaves: replies that were decided, in order, each marked sent in the transaction that also erases."""

from datetime import datetime, timedelta
from typing import Final

from cases.deps import Deps
from cases.erasing import clear_log
from cases.turn import FORGET
from db import cases, items, outbox, people
from db.outbox import Outgoing as Outgoing
from model.case import Level, Person
from model.errors import GoneError

# How long to wait after the nth failure of the network; afterwards the reply is given up.
_WAITS: Final = (1, 5, 30, 120, 600, 3600)


async def waiting_persons(deps: Deps) -> tuple[Person, ...]:
    """Everybody for whom something is due now."""
    due = await outbox.due(deps.store, deps.now(), limit=200)
    found = [await people.get(deps.store, person_id) for person_id in dict.fromkeys(o.person_id for o in due)]
    return tuple(person for person in found if person is not None)


async def person_of(deps: Deps, telegram_id: int) -> Person | None:
    """The person behind a Telegram id, if she was here before."""
    return await people.find(deps.store, telegram_id)


async def due(deps: Deps, person: Person) -> tuple[Outgoing, ...]:
    """What is to be said to one person now, in order."""
    return await outbox.due(deps.store, deps.now(), person_id=person.id)


async def message_in_slot(deps: Deps, person: Person, outgoing: Outgoing) -> int | None:
    """The message that this reply replaces, if there is one."""
    slot = outgoing.reply.slot
    return await outbox.slot_message(deps.store, person.id, slot) if slot else None


async def record_sent(deps: Deps, person: Person, outgoing: Outgoing, message_id: int | None) -> None:
    """Mark a reply sent; erase it, the texts of an answer-only case with it, and the person after a last farewell."""
    async with deps.store.db.transaction():
        await outbox.sent(deps.store, outgoing.id, message_id=message_id, message_row_id=deps.new_id(), at=deps.now())
        erased = await _erase_if_answer_only(deps, person, outgoing.reply.case_id)
        if outgoing.reply.template == FORGET:
            await people.forget(deps.store, person.id)
            erased = True
    if erased:
        await clear_log(deps)


async def _erase_if_answer_only(deps: Deps, person: Person, case_id: str | None) -> bool:
    if case_id is None:
        return False
    try:
        case = await cases.get(deps.store, person.id, case_id)
    except GoneError:
        return False
    if case.level is Level.ANSWER_ONLY:
        await items.erase_texts(deps.store, case)
    return case.level is Level.ANSWER_ONLY


async def record_failure(deps: Deps, outgoing: Outgoing, *, wait: timedelta | None = None) -> None:
    """Try again later: after what the server asks for, or after ever longer pauses, and at last not at all."""
    if wait is None and outgoing.attempts >= len(_WAITS):
        await outbox.drop(deps.store, outgoing.id)
        return
    pause = wait if wait is not None else timedelta(seconds=_WAITS[outgoing.attempts])
    await outbox.retry(deps.store, outgoing.id, at=_later(deps.now(), pause))


def _later(now: datetime, pause: timedelta) -> datetime:
    return now + pause


async def record_blocked(deps: Deps, person: Person, outgoing: Outgoing) -> None:
    """The person blocked the bot: nothing more is sent until she writes again."""
    async with deps.store.db.transaction():
        await people.set_blocked(deps.store, person.id, on=True)
        await outbox.drop(deps.store, outgoing.id)


async def record_refused(deps: Deps, outgoing: Outgoing) -> None:
    """The server will never take this message: a bug of ours, logged by the caller, not tried again."""
    await outbox.drop(deps.store, outgoing.id)


async def record_membership(deps: Deps, telegram_id: int, *, blocked: bool) -> None:
    """The person blocked the bot, or let it in again."""
    person = await people.find(deps.store, telegram_id)
    if person is not None:
        await people.set_blocked(deps.store, person.id, on=blocked)
