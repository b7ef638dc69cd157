"""Where a file of the background belongs: its person and case as they are now, and what is said of it."""

from datetime import timedelta
from typing import Final

from cases.card import card_of
from cases.conflicts import settled
from cases.deps import Deps
from cases.duplicates import question
from cases.summary import summary
from cases.turn import Turn, speak
from db import cases, dialogs, people, readings
from model.case import Case
from model.errors import GoneError
from model.original import ReadingJob, Trouble
from model.reply import Reply

# A claim outlasts the longest piece of work; after it the work counts as died with its process.
CLAIM: Final = timedelta(seconds=120)
# Whoever waits this long for one file is told that it failed, or how long it will still take.
PATIENCE: Final = timedelta(seconds=60)


async def give_up(deps: Deps, job: ReadingJob, trouble: Trouble) -> None:
    """A file cannot be had or read: noted and said, once."""
    await settled(lambda: _fail(deps, job, trouble))


async def _fail(deps: Deps, job: ReadingJob, trouble: Trouble) -> None:
    async with deps.store.db.transaction():
        if await readings.failed(deps.store, job, trouble, at=deps.now()) and (found := await scene_of(deps, job)):
            await tell(*found)


async def tell(turn: Turn, case: Case, *, before: tuple[Reply, ...] = (), after: tuple[Reply, ...] = ()) -> None:
    """The one answer again as it stands now; when everything was read, the one confirmation and what may be one."""
    card = await card_of(turn.deps, case, turn.person.locale)
    asked = () if await readings.is_open(turn.deps.store, case.id) else await question(turn, case)
    await speak(turn.deps, turn.person, (*before, card, *after, *await summary(turn, case), *asked))


async def scene_of(deps: Deps, job: ReadingJob) -> tuple[Turn, Case] | None:
    """The person and the case of a file as they are now; None where one of them has gone."""
    fresh = await readings.get(deps.store, job.id)
    person = await people.get(deps.store, job.person_id)
    if fresh is None or person is None:
        return None
    try:
        case = await cases.get(deps.store, person.id, fresh.case_id)
    except GoneError:
        return None
    return Turn(deps, person, await dialogs.get(deps.store, person.id), deps.now()), case
