"""The words that matter, typed: for a picture that could not be read, and for whatever is not read at all."""

from dataclasses import replace
from typing import Final

from cases.card import card_of, current
from cases.duplicates import learn_words, question
from cases.history import record_words
from cases.keyboards import rows_back
from cases.opening import learned
from cases.reading import read, seen
from cases.summary import numbered_item
from cases.turn import Answered, Turn
from db import cases, items
from model.case import Case, EventKind, Item, ValueSource
from model.dialog import DialogState
from model.errors import GoneError, NotUnderstoodError
from model.reply import Reply

TEMPLATE: Final = "type_words"


async def type_words(turn: Turn, case: Case, argument: str) -> Answered:
    """She will type the words that matter of a file; without a number, of the newest one that could not be read."""
    item = await numbered_item(turn, case, argument) if argument else await _newest_unread(turn, case)
    payload = {"case": case.id, "item": item.id}
    dialog = replace(turn.dialog, state=DialogState.ASKED_WORDS, case_id=case.id, payload=payload)
    return Answered((Reply(TEMPLATE, {"number": item.number}, rows_back(), case_id=case.id),), dialog=dialog)


async def words_said(turn: Turn, text: str) -> Answered:
    """The words of a file as the person typed them, kept as hers; the file stays as it came. Raises GoneError."""
    case = await cases.get(turn.deps.store, turn.person.id, turn.dialog.payload.get("case", ""))
    item = await items.get(turn.deps.store, case, turn.dialog.payload.get("item", ""))
    if item is None:
        raise GoneError
    reading = read(turn.deps, text)
    found = seen(reading)
    said = replace(
        item,
        text=text,
        caption=item.text if item.text_source is None else item.caption,
        text_source=ValueSource.CLAIMED,
        labels=tuple(label.value for label in found.labels),
        maybe=tuple(label.value for label in found.maybe),
        traps=found.traps,
        sure=found.sure,
        article=found.article,
        confirmed=True,
    )
    await items.rewrite(turn.deps.store, case, said)
    await record_words(turn, case, said, EventKind.ITEM_READ)
    may_be_one = await learn_words(turn.deps, case, said)
    case = await learned(turn, case, reading, None)
    card = replace(await card_of(turn.deps, case, turn.person.locale), slot=None)
    asked = await question(turn, case) if may_be_one else ()
    return Answered((card, *asked), dialog=replace(turn.dialog, state=DialogState.IDLE, payload={}))


async def _newest_unread(turn: Turn, case: Case) -> Item:
    every = [i for i in current(await items.of_case(turn.deps.store, case)) if i.file is not None]
    unread = [item for item in every if not item.labels] or every
    if not unread:
        raise NotUnderstoodError
    return unread[-1]
