"""Sixty items without sixty confirmations: one for a burst, the doubtful ones by name, and one question for receivers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.card import current
from cases.history import record
from cases.keyboards import Rows, rows_back, tap
from cases.receivers import receiver_rows
from cases.screens import Doubt, fields
from cases.turn import Answered, Turn
from db import items, readings
from escalation.hours import in_china
from model.case import Case, EventKind, Item, Level, ValueSource
from model.errors import NotUnderstoodError
from model.original import ReadingState, WasRead
from model.reply import Button, Json, Notice, Reply

SAVED: Final = Notice("notice/saved")
# As many numbers as a line has room for.
LISTED: Final = 8
# A picture that says 今天 or 昨天 and leaves nothing else open.
ONLY_THE_DAY: Final = (Doubt.DAY,)


async def summary(turn: Turn, case: Case) -> tuple[Reply, ...]:
    """The one confirmation of an incident, once everything in it was read; nothing for a single picture of which the
    card says it all, and nothing where nothing is kept."""
    counts = await readings.progress(turn.deps.store, case.id, case.burst)
    waiting = counts[ReadingState.WAITING] + counts[ReadingState.FETCHED]
    pictures = counts[ReadingState.READ] + counts[ReadingState.FAILED]
    if waiting or case.level is Level.ANSWER_ONLY:
        return ()
    if pictures < 2 and not (counts[ReadingState.FAILED] and await _speaks_of_others(turn, case)):
        return ()
    every = await doubts_of(turn, case)
    doubtful = [(item, doubts) for item, doubts in every if doubts != ONLY_THE_DAY]
    params: dict[str, Json] = {
        "clear": pictures - len(doubtful),
        "look": [item.number for item, _ in doubtful[:LISTED]],
        "more": max(0, len(doubtful) - LISTED),
        "count": len(doubtful),
        "days": len(every) - len(doubtful),
    }
    slot = f"read:{case.id}:{case.burst}"
    return (Reply("reading_done", params, (_first_row(doubtful), *receiver_rows()), slot=slot, case_id=case.id),)


async def _speaks_of_others(turn: Turn, case: Case) -> bool:
    """Whether the card is about other items, so that it has no button for the picture that could not be read."""
    return any(item.labels for item in await items.of_case(turn.deps.store, case, burst=case.burst))


def _first_row(doubtful: Sequence[tuple[Item, tuple[Doubt, ...]]]) -> tuple[Button, ...]:
    look = [tap(f"look_at:{item.number}", "look_at", str(item.number)) for item, _ in doubtful[:1]]
    return (tap("read_ok"), *look)


async def doubtful_items(turn: Turn, case: Case) -> tuple[tuple[Item, tuple[Doubt, ...]], ...]:
    """The files of the running incident that somebody should look at, with what is doubtful in each. Where only the
    day is in question, that is said once for all of them."""
    return tuple(pair for pair in await doubts_of(turn, case) if pair[1] != ONLY_THE_DAY)


async def doubts_of(turn: Turn, case: Case) -> tuple[tuple[Item, tuple[Doubt, ...]], ...]:
    """Every file of the running incident in which anything is in doubt, with what it is."""
    every = [i for i in current(await items.of_case(turn.deps.store, case)) if i.burst == case.burst]
    read_as = {was_read.item_id: was_read for was_read in await readings.what_was_read(turn.deps.store, case)}
    jobs = {job.item_id: job.state for job in await readings.of_case(turn.deps.store, case)}
    found = [(item, _doubts(item, jobs.get(item.id), read_as.get(item.id))) for item in every]
    return tuple((item, doubts) for item, doubts in found if doubts)


def _doubts(item: Item, state: ReadingState | None, was_read: WasRead | None) -> tuple[Doubt, ...]:
    if item.confirmed or state not in (ReadingState.READ, ReadingState.FAILED):
        return ()
    if was_read is None:
        return (Doubt.WORDS,)
    return fields(was_read.screen, was_read.confidence, item.received_at).doubts


async def read_ok(turn: Turn, case: Case, argument: str) -> Answered:
    """She says that the machine reading is right: of everything in the incident that is not doubtful, or of one item.
    A doubtful one is only right where she looked at it by itself."""
    doubtful = await doubtful_items(turn, case)
    if argument:
        confirmed = [await numbered_item(turn, case, argument)]
    else:
        left = {item.id for item, _ in doubtful}
        every = current(await items.of_case(turn.deps.store, case))
        confirmed = [i for i in every if i.burst == case.burst and _is_machine(i) and i.id not in left]
    for item in confirmed:
        await items.rewrite(turn.deps.store, case, replace(item, confirmed=True))
    await record(turn, case, EventKind.READING_CONFIRMED, items=[item.number for item in confirmed])
    following = [item for item, _ in doubtful if item.id not in {i.id for i in confirmed}]
    if following:
        return replace(await look_at(turn, case, str(following[0].number)), notice=SAVED)
    return Answered((Reply("reading_right", {}, rows_back(), case_id=case.id),), SAVED)


def _is_machine(item: Item) -> bool:
    sources = (item.text_source, item.sender and item.sender.source, item.sent_at and item.sent_at.source)
    return not item.confirmed and ValueSource.PICTURE in sources


async def look_at(turn: Turn, case: Case, argument: str) -> Answered:
    """One item whose reading is doubtful: what was read, what was not, and what she can do about it."""
    item = await numbered_item(turn, case, argument)
    every = await doubts_of(turn, case)
    doubts = next((doubts for other, doubts in every if other.id == item.id), ())
    listed = (other.number for other, open_ in every if open_ != ONLY_THE_DAY)
    after = next((number for number in listed if number > item.number), None)
    params: dict[str, Json] = {
        "number": item.number,
        "sender": item.sender.value if item.sender else None,
        "sender_source": item.sender.source.value if item.sender else None,
        "sent": f"{in_china(datetime.fromisoformat(item.sent_at.value)):%Y-%m-%d %H:%M}" if item.sent_at else None,
        "sent_source": item.sent_at.source.value if item.sent_at else None,
        "has_words": bool(item.text),
        "doubts": [doubt.value for doubt in doubts],
    }
    return Answered((Reply("reading_item", params, _item_rows(item, after), case_id=case.id),))


def _item_rows(item: Item, after: int | None) -> Rows:
    number = str(item.number)
    right = (tap("this_is_right", "read_ok", number), tap("original")) if item.text else ()
    following = (tap(f"look_at:{after}", "look_at", str(after)),) if after else ()
    return (*((right,) if right else ()), (tap("type_words", argument=number), *following), *rows_back())


async def numbered_item(turn: Turn, case: Case, argument: str) -> Item:
    """The item of that number as it stands now."""
    every = current(await items.of_case(turn.deps.store, case))
    found = next((item for item in every if str(item.number) == argument), None)
    if found is None:
        raise NotUnderstoodError
    return found
