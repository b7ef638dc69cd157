"""From an incoming message to an item of a case; sender, time and receiver are kept as what they are."""

from dataclasses import replace
from typing import Final

from cases.card import card_of
from cases.duplicates import learn_words
from cases.history import record_item
from cases.incident import Seen
from cases.originals import ask_for_version, with_reading
from cases.reading import Reading, seen
from cases.turn import Answered, Turn, say
from db import cases, items
from model.case import Case, Item, Receiver, Sourced, ValueSource
from model.errors import TooMuchError
from model.incoming import Incoming

# Sixty screenshots are a hard night; three hundred items in one case are a programme.
ITEMS_PER_CASE: Final = 300


def new_item(turn: Turn, case: Case, incoming: Incoming, reading: Reading | None, number: int) -> Item:
    """The item of a message. The moment of receipt is ours; sender and time are only what the origin says."""
    origin, found = incoming.origin, seen(reading) if reading else Seen(readable=False)
    return Item(
        id=turn.deps.new_id(),
        case_id=case.id,
        number=number,
        burst=case.burst,
        message_id=incoming.message_id,
        received_at=turn.now,
        receiver=Receiver.UNKNOWN,
        text=incoming.text,
        sender=Sourced(origin.name, ValueSource.ORIGIN) if origin and origin.name else None,
        sent_at=Sourced(origin.sent_at.isoformat(), ValueSource.ORIGIN) if origin else None,
        file=incoming.file,
        labels=tuple(label.value for label in found.labels),
        traps=found.traps,
        maybe=tuple(label.value for label in found.maybe),
        sure=found.sure,
        article=found.article,
    )


async def free_number(turn: Turn, case: Case) -> int:
    """The number of the next item of a case, or a refusal where the case is full."""
    number = await items.next_number(turn.deps.store, case.id)
    if number > ITEMS_PER_CASE:
        raise TooMuchError
    return number


async def add_item(turn: Turn, case: Case, item: Item) -> bool:
    """Keep an item, and that it came. Whether it may be the same as another one, so that somebody is to be asked."""
    await items.add(turn.deps.store, case, item)
    await record_item(turn, case, item)
    return await learn_words(turn.deps, case, item)


async def replace_edited(turn: Turn, incoming: Incoming, reading: Reading | None) -> Answered:
    """An edited message becomes a new version beside the first; an edit of something not kept is only named."""
    for case in await cases.of_person(turn.deps.store, turn.person.id):
        old = await items.find_message(turn.deps.store, case, incoming.message_id)
        if old is not None:
            return await _new_version(turn, case, old, incoming, reading)
    return say("media/edited", number=None)


async def _new_version(turn: Turn, case: Case, old: Item, incoming: Incoming, reading: Reading | None) -> Answered:
    made = new_item(turn, case, incoming, reading, await free_number(turn, case))
    item = replace(made, previous=old.id, burst=old.burst, sender=old.sender, sent_at=old.sent_at)
    item = with_reading(old, replace(item, receiver=old.receiver))
    await add_item(turn, case, item)
    await ask_for_version(turn, case, old, item)
    told = say("media/edited", case_id=case.id, number=old.number)
    if old.burst != case.burst:
        return told
    return Answered((await card_of(turn.deps, case, turn.person.locale), *told.replies))
