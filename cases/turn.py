"""One turn: one update, one transaction, exactly once.

The update is marked done, the case and the dialog change and the replies enter the outbox together, or nothing of it
happens. Sending comes after and may be repeated; deciding is not.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from cases.conflicts import settled
from cases.deps import Deps
from cases.erasing import clear_log
from db import answers, dialogs, inbox, outbox, people
from model.case import Person
from model.dialog import Dialog
from model.errors import PersonError
from model.incoming import Author
from model.locale import from_language_code
from model.reply import Json, Notice, Reply

# The template that tells the sender to withdraw messages from the chat instead of sending one.
WITHDRAW = "action/withdraw"
# The last message to a person: when it has left, nothing of the person is left.
FORGET = "forgotten"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a use case knows: who asks, where the conversation stands, what time it is."""

    deps: Deps
    person: Person
    dialog: Dialog
    now: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What a use case decided to say. `dialog` is where the conversation stands afterwards, if it moved.

    `erased` says that something was deleted: then it is taken out of the database's log too, once it is committed.
    """

    replies: tuple[Reply, ...] = ()
    notice: Notice | None = None
    dialog: Dialog | None = None
    erased: bool = False


Act: TypeAlias = Callable[[Turn], Awaitable[Answered]]


def say(template: str, *, case_id: str | None = None, **params: Json) -> Answered:
    """The plainest answer: one message without buttons."""
    return Answered((Reply(template, params, case_id=case_id),))


async def take(deps: Deps, update_id: int, author: Author, act: Act) -> Notice | None:
    """Run one use case for one update. An update that was done before changes nothing and answers nothing.

    What a person cannot do (a PersonError) undoes everything the use case did and is answered by its template. When
    somebody else changed the same rows meanwhile, the turn starts again.
    """
    try:
        return await settled(lambda: _attempt(deps, update_id, author, act))
    except PersonError as error:
        refusal = Answered((Reply(error.template, error.params),))
        return await _attempt(deps, update_id, author, _always(refusal))


def _always(answered: Answered) -> Act:
    async def act(_turn: Turn) -> Answered:
        return answered

    return act


async def _attempt(deps: Deps, update_id: int, author: Author, act: Act) -> Notice | None:
    async with deps.store.db.transaction():
        if not await inbox.finish(deps.store, update_id):
            return None
        turn = await _turn(deps, author)
        answered = await act(turn)
        await speak(deps, turn.person, answered.replies)
        if answered.dialog is not None:
            await dialogs.save(deps.store, replace(answered.dialog, updated_at=turn.now))
    if answered.erased:
        await clear_log(deps)
    return answered.notice


async def _turn(deps: Deps, author: Author) -> Turn:
    now = deps.now()
    person = await people.register(
        deps.store,
        id=deps.new_id(),
        telegram_id=author.telegram_id,
        chat_id=author.chat_id,
        locale=from_language_code(author.language_code),
        at=now,
    )
    if person.blocked:
        await people.set_blocked(deps.store, person.id, on=False)
    return Turn(deps, person, await dialogs.get(deps.store, person.id), now)


# What nothing at all may be left of, not even that it was said.
UNRECORDED: Final = frozenset({"despair", "despair_safe", "despair_unsafe", "danger"})
# Telegram takes about one message a second in one chat, edits included.
EDIT_PAUSE: Final = timedelta(seconds=1)


async def speak(deps: Deps, person: Person, replies: tuple[Reply, ...], *, not_before: datetime | None = None) -> None:
    """Put replies into the outbox, each with the digests of what it was made from. Joins the running transaction."""
    now = deps.now()
    for reply in replies:
        await outbox.add(
            deps.store,
            id=deps.new_id(),
            person_id=person.id,
            reply=reply,
            at=now,
            not_before=not_before or await _earliest(deps, person, reply, now),
        )
        if reply.template in UNRECORDED:
            continue
        await answers.add(
            deps.store,
            id=deps.new_id(),
            person_id=person.id,
            case_id=reply.case_id,
            reply=reply,
            directory_digest=deps.directory.digest,
            lexicon_digest=deps.classifier.digest,
            at=now,
            keep_params=False,
        )


async def _earliest(deps: Deps, person: Person, reply: Reply, now: datetime) -> datetime:
    """Now, or a second after the last edit under the same slot: what comes meanwhile is said in one go."""
    last = await outbox.slot_sent_at(deps.store, person.id, reply.slot) if reply.slot else None
    return max(now, last + EDIT_PAUSE) if last else now


async def refuse(deps: Deps, update_id: int) -> None:
    """Mark an update done that nobody is to be answered for."""
    await inbox.finish(deps.store, update_id)


async def apologise(deps: Deps, update_id: int, author: Author) -> None:
    """After a bug: the update counts as done, so that it is not tried for ever, and the person hears of it."""
    await _attempt(deps, update_id, author, _always(say("error/unknown")))
