"""What leaves: replies that were decided, in order, each marked sent in the transaction that also erases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

from cases.deps import Deps
from cases.erasing import clear_log
from cases.recall import by_day, recall_of
from cases.reminding import CHANGED, REMINDER
from cases.sights import sights
from cases.turn import FORGET, UNRECORDED
from db import cases, items, outbox, people, readings, recalls, shown
from db.outbox import Outgoing as Outgoing
from model.case import Level, Person
from model.errors import GoneError
from model.reply import Reply

# Reminders of a deadline, and that a date has moved.
BY_DAY: Final = frozenset({REMINDER, CHANGED})
# How many seconds to wait after the nth failure of the network; the last pause is repeated.
_WAITS: Final = (1, 5, 30, 120, 600, 3600)
# When a reply is given up that the network never took. An answer of yesterday is no answer.
GIVEN_UP_AFTER: Final = timedelta(hours=24)


async def waiting_persons(deps: Deps) -> tuple[Person, ...]:
    """Everybody for whom something is due now."""
    due = await outbox.due(deps.store, deps.now(), limit=200)
    found = [await people.get(deps.store, person_id) for person_id in dict.fromkeys(o.person_id for o in due)]
    return tuple(person for person in found if person is not None)


async def person_of(deps: Deps, telegram_id: int) -> Person | None:
    """The person behind a Telegram id, if she was here before."""
    return await people.find(deps.store, telegram_id)


async def due(deps: Deps, person: Person) -> tuple[Outgoing, ...]:
    """What is to be said to one person now, in order. What must not come by night is put off until the morning."""
    found = await outbox.due(deps.store, deps.now(), person_id=person.id)
    return tuple([outgoing for outgoing in found if not await _put_off(deps, outgoing)])


async def _put_off(deps: Deps, outgoing: Outgoing) -> bool:
    """A recall or a reminder was decided for the day; a bot that stood still meanwhile would send it at any hour."""
    until = by_day(deps.now())
    by_day_only = recall_of(outgoing.reply) is not None or outgoing.reply.template in BY_DAY
    late = by_day_only and until > deps.now()
    if late:
        await outbox.postpone(deps.store, outgoing.id, until=until)
    return late


async def message_in_slot(deps: Deps, person: Person, outgoing: Outgoing) -> int | None:
    """The message that this reply replaces, if there is one."""
    slot = outgoing.reply.slot
    return await outbox.slot_message(deps.store, person.id, slot) if slot else None


async def record_sent(deps: Deps, person: Person, outgoing: Outgoing, message_id: int | None) -> None:
    """Mark a reply sent and erase it, and with it what was to stay only until then. Note which contacts it showed."""
    now = deps.now()
    async with _at_its_end(deps, person.id, outgoing.reply):
        row_id = deps.new_id()
        if await outbox.sent(deps.store, outgoing.id, message_id=message_id, message_row_id=row_id, at=now):
            await _note_shown(deps, person, outgoing.reply)


async def _note_shown(deps: Deps, person: Person, reply: Reply) -> None:
    """What was shown can be taken back later, unless nothing at all may be left of it."""
    found = () if reply.template in UNRECORDED else sights(reply, person.locale)
    if found:
        await shown.add(deps.store, person.id, reply.case_id, found, at=deps.now(), new_id=deps.new_id)


async def _drop(deps: Deps, outgoing: Outgoing) -> None:
    """Give a reply up. Whoever was to be told of a correction by it was not told, and can be told again."""
    await outbox.drop(deps.store, outgoing.id)
    recall_id = recall_of(outgoing.reply)
    if recall_id is not None:
        await recalls.take_back(deps.store, recall_id)


@asynccontextmanager
async def _at_its_end(deps: Deps, person_id: str, reply: Reply) -> AsyncIterator[None]:
    """The transaction in which a reply ends, sent or not: what waited for that to be erased goes in the same one."""
    async with deps.store.db.transaction():
        yield
        forgotten = reply.template == FORGET and await _forget(deps, person_id)
        erased = forgotten or await _erase_if_answer_only(deps, person_id, reply.case_id)
    if erased:
        await clear_log(deps)


async def _forget(deps: Deps, person_id: str) -> bool:
    """Forget a person, unless she handed in something after she wished it: then she is here again."""
    if await cases.of_person(deps.store, person_id):
        return False
    await people.forget(deps.store, person_id)
    return True


async def _erase_if_answer_only(deps: Deps, person_id: str, case_id: str | None) -> bool:
    if case_id is None:
        return False
    try:
        case = await cases.get(deps.store, person_id, case_id)
    except GoneError:
        return False
    # As long as a picture is being read, the answer is not given yet.
    if case.level is not Level.ANSWER_ONLY or await readings.is_open(deps.store, case.id):
        return False
    await items.erase_texts(deps.store, case)
    return True


async def record_failure(deps: Deps, outgoing: Outgoing, *, wait: timedelta | None = None) -> None:
    """Try again later: after what the server asks for, or after ever longer pauses, and after a day not at all."""
    now = deps.now()
    if wait is None and _is_hopeless(outgoing, now):
        async with _at_its_end(deps, outgoing.person_id, outgoing.reply):
            await _drop(deps, outgoing)
        return
    pause = timedelta(seconds=_WAITS[min(outgoing.attempts, len(_WAITS) - 1)])
    await outbox.retry(deps.store, outgoing.id, at=now + (pause if wait is None else wait))


def _is_hopeless(outgoing: Outgoing, now: datetime) -> bool:
    """A reminder is decided long before it is due, so its age alone does not end it."""
    return now >= outgoing.created_at + GIVEN_UP_AFTER and outgoing.attempts >= len(_WAITS)


async def record_blocked(deps: Deps, person: Person, outgoing: Outgoing) -> None:
    """The person blocked the bot: nothing more is sent until she writes again."""
    async with _at_its_end(deps, person.id, outgoing.reply):
        await people.set_blocked(deps.store, person.id, on=True)
        await _drop(deps, outgoing)


async def record_refused(deps: Deps, outgoing: Outgoing) -> None:
    """The server will never take this message: a bug of ours, logged by the caller, not tried again."""
    async with _at_its_end(deps, outgoing.person_id, outgoing.reply):
        await _drop(deps, outgoing)


async def record_membership(deps: Deps, telegram_id: int, *, blocked: bool) -> None:
    """The person blocked the bot, or let it in again."""
    person = await people.find(deps.store, telegram_id)
    if person is not None:
        await people.set_blocked(deps.store, person.id, on=blocked)
