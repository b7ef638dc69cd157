"""Consent and its end: keep, delete, answer only. Nothing is consented to until it is given."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from cases.card import card_of
from cases.history import record
from cases.keyboards import tap
from cases.turn import FORGET, WITHDRAW, Answered, Turn, say
from db import cases, items, outbox, people
from model.case import Case, EventKind, Level
from model.dialog import DialogState
from model.errors import GoneError
from model.reply import Json, Notice, Reply

# How long Telegram lets a bot withdraw messages (https://core.telegram.org/bots/api#deletemessage).
WITHDRAWABLE: Final = timedelta(hours=48)
# What the command brings: it names no case, so it is asked whether this one is meant.
ASK: Final = "ask"


async def keep(turn: Turn, case: Case, _argument: str) -> Answered:
    """Consent to keeping this case. It is an event, and it ends the day after which a draft goes.

    Of an answer-only case there are no words left to keep: that is said, and nothing is consented to.
    """
    if case.level is Level.ANSWER_ONLY:
        return _nothing_to_keep(turn)
    if case.level is Level.KEPT:
        return say("already_kept", case_id=case.id, number=case.number)
    case = await cases.save(turn.deps.store, replace(case, level=Level.KEPT, expires_at=None))
    await record(turn, case, EventKind.CONSENT_GIVEN, to="keep")
    rows = ((tap("letter"), tap("call_sheet")), (tap("next"), tap("ladder")))
    told = Reply("kept", {"number": case.number}, rows, case_id=case.id)
    return Answered((await card_of(turn.deps, case, turn.person.locale), told), Notice("notice/kept"))


def _nothing_to_keep(turn: Turn) -> Answered:
    """She keeps nothing, or did when this came: then it can only be handed in again."""
    if turn.person.answer_only:
        return say("answer_only_on")
    raise GoneError


async def delete(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Delete this case: at once where nothing was consented to, after one question where it was kept."""
    if case is None:
        return delete_all_question()
    if argument == "yes" or (case.level is not Level.KEPT and argument != ASK):
        return await _deleted(turn, case)
    rows = ((tap("delete_yes", "delete", "yes"), tap("delete_no", "card")), (tap("delete_all"),))
    return Answered((Reply("delete_ask", {"number": case.number}, rows, case_id=case.id),))


async def _deleted(turn: Turn, case: Case) -> Answered:
    withdrawn = await _messages(turn, case)
    await cases.drop(turn.deps.store, turn.person.id, case.id)
    farewell = Reply("goodbye", {}, ((tap("bye"), tap("again")),))
    dialog = replace(turn.dialog, state=DialogState.IDLE, case_id=None)
    return Answered((*_withdrawal(withdrawn), farewell), Notice("notice/deleted"), dialog, erased=True)


async def _messages(turn: Turn, case: Case) -> tuple[int, ...]:
    """The messages of both sides that can still be withdrawn from the chat."""
    since = turn.now - WITHDRAWABLE
    ours = await outbox.sent_messages(turn.deps.store, turn.person.id, case_id=case.id, since=since)
    every = await items.of_case(turn.deps.store, case)
    return ours + tuple(item.message_id for item in every if item.received_at > since)


def _withdrawal(messages: tuple[int, ...]) -> tuple[Reply, ...]:
    ids: list[Json] = list(dict.fromkeys(messages))
    return (Reply(WITHDRAW, {"ids": ids}),) if ids else ()


def delete_all_question() -> Answered:
    """Whether everything is meant."""
    rows = ((tap("delete_all", "delete_all", "yes"), tap("delete_no", "cases")),)
    return Answered((Reply("delete_all_ask", {}, rows),))


async def delete_all(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """Delete everything of this person. The opaque row goes as soon as the last message has left."""
    if argument != "yes":
        return delete_all_question()
    withdrawn: tuple[int, ...] = ()
    for case in await cases.of_person(turn.deps.store, turn.person.id):
        withdrawn += await _messages(turn, case)
        await cases.drop(turn.deps.store, turn.person.id, case.id)
    since = turn.now - WITHDRAWABLE
    withdrawn += await outbox.sent_messages(turn.deps.store, turn.person.id, since=since)
    dialog = replace(turn.dialog, state=DialogState.IDLE, case_id=None, payload={})
    return Answered((*_withdrawal(withdrawn), Reply(FORGET)), Notice("notice/deleted"), dialog, erased=True)


async def answer_only(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """From now on nothing is stored beyond the answer, or drafts live a day again."""
    on = argument != "off"
    await people.set_answer_only(turn.deps.store, turn.person.id, on=on)
    return say("answer_only_on" if on else "answer_only_off")


async def bye(_turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """A kind end needs no further message."""
    return Answered(notice=Notice("notice/done"))


async def again(_turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """How to come back."""
    return say("start")
