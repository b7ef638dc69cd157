"""Reading of files: each is a row, taken up by the clock, done once whatever dies meanwhile.

Pictures are read outside any transaction; what came of it is kept, said and put into the history in one transaction, and
only if nobody else has done that already.
"""

from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from typing import Final

from cases import crisis, duplicates, recordings
from cases.conflicts import settled
from cases.deps import Deps
from cases.file_scene import CLAIM, PATIENCE, give_up, scene_of, tell
from cases.history import record_words
from cases.opening import learned
from cases.reading import Reading, read, seen
from cases.screens import Fields, fields
from cases.turn import Turn
from db import cases, items, readings
from db import originals as kept
from escalation.hours import in_china
from evidence.layout import screen as screen_of
from evidence.readers import BusyError, UnreadableError, Why
from model.case import Case, EventKind, Item, Sourced, ValueSource
from model.errors import GoneError, StorageError
from model.labels import GROUP, Group, Label
from model.original import ReadingJob, ReadingState, Trouble, WasRead
from model.reading import Page
from model.recording import Sound
from model.reply import Reply

_BUSY_PAUSE: Final = timedelta(seconds=5)
# A picture that took the reader down twice is not tried a third time.
_MOST_ATTEMPTS: Final = 2


async def start(deps: Deps) -> None:
    """Before anything runs: what another process had claimed is free again."""
    await readings.release(deps.store)


async def read_next(deps: Deps) -> bool:
    """Read the next picture. False when there is none to be read now."""
    began = deps.now()
    job = await readings.claim(deps.store, ReadingState.FETCHED, now=began, until=began + CLAIM)
    if job is None:
        return False
    try:
        case = await cases.get(deps.store, job.person_id, job.case_id)
        data = await kept.read(deps.store, deps.vault, case, job.item_id)
        async with deps.slot:
            found = await (deps.listener.write_down(data) if recordings.is_sound(data) else deps.reader.read(data))
    except BusyError:
        await readings.again(deps.store, job, at=deps.now() + _BUSY_PAUSE)
        return False
    except UnreadableError as error:
        await _unreadable(deps, job, error.why)
    except (GoneError, StorageError):
        # Deleted meanwhile, or not to be opened: where the row is still there it says so, once.
        await give_up(deps, job, Trouble.GONE)
    else:
        took = round((deps.now() - began) / timedelta(milliseconds=1))
        await settled(lambda: _kept(deps, job, found, took))
    return True


async def _kept(deps: Deps, job: ReadingJob, found: Page | Sound, took_ms: int) -> bool:
    if isinstance(found, Sound):
        return await recordings.done(deps, job, found, took_ms)
    return await _done(deps, job, found, took_ms)


async def _unreadable(deps: Deps, job: ReadingJob, why: Why) -> None:
    if why is Why.BROKE_DOWN and job.attempts < _MOST_ATTEMPTS:
        await readings.again(deps.store, job, at=deps.now())
        return
    await give_up(deps, job, Trouble.SLOW if why is Why.TOO_SLOW else Trouble.UNREADABLE)


async def _done(deps: Deps, job: ReadingJob, page: Page, took_ms: int) -> bool:
    """Keep what was read and say it: item, case, history and card together. False where it was done already."""
    async with deps.store.db.transaction():
        found = await scene_of(deps, job)
        item = await items.get(deps.store, found[1], job.item_id) if found else None
        if found is None or item is None:
            return False
        turn, case = found
        screen = screen_of(page, in_china(item.received_at).date())
        made = fields(screen, page.confidence, item.received_at)
        reading = read(deps, made.text, sender=made.sender) if made.text else None
        urgent = await _urgent(turn, case, reading)
        result = WasRead(item.id, screen, page.confidence, bool(reading and reading.classification.danger))
        if not await readings.finish(deps.store, case, job, result, took_ms=took_ms, at=turn.now):
            return False
        await _keep_words(turn, case, item := as_read(item, made, reading))
        await duplicates.learn_picture(deps, case, item, page.sketch)
        await tell(turn, await learned(turn, case, reading, made.sender), before=urgent)
    return True


async def _urgent(turn: Turn, case: Case, reading: Reading | None) -> tuple[Reply, ...]:
    """The help that goes before everything else: once, not for every picture of an album."""
    answered = crisis.urgent(turn, reading.classification.danger) if reading else None
    if answered is None or any(earlier.urgent for earlier in await readings.what_was_read(turn.deps.store, case)):
        return ()
    return answered.replies


def as_read(item: Item, made: Fields, reading: Reading | None) -> Item:
    """An item with what was read in its file. What the person typed herself stays; a caption is kept beside the words
    of the picture, and what it shows counts with them."""
    item = replace(
        item,
        sender=Sourced(made.sender, ValueSource.PICTURE) if made.sender else item.sender,
        sent_at=Sourced(made.sent_at.astimezone(UTC).isoformat(), ValueSource.PICTURE)
        if made.sent_at
        else item.sent_at,
    )
    if reading is None or item.text_source is ValueSource.CLAIMED:
        return item
    found = seen(reading)
    conduct = [label for label in item.labels if GROUP[Label(label)] is not Group.KIND]
    labels = dict.fromkeys([*(label.value for label in found.labels), *conduct])
    return replace(
        item,
        text=made.text,
        caption=item.text if item.text_source is None else item.caption,
        text_source=ValueSource.PICTURE,
        labels=tuple(labels),
        maybe=tuple(label.value for label in found.maybe),
        traps=found.traps or item.traps,
        sure=found.sure,
        article=found.article,
    )


async def _keep_words(turn: Turn, case: Case, item: Item) -> None:
    await items.rewrite(turn.deps.store, case, item)
    await record_words(turn, case, item, EventKind.ITEM_READ)
    await duplicates.learn_words(turn.deps, case, item)


async def tell_late(deps: Deps) -> None:
    """Whoever has waited a minute for her first file is told how long it will still take."""
    for job in await readings.late(deps.store, asked_before=deps.now() - PATIENCE):
        await settled(partial(_say_again, deps, job))


async def _say_again(deps: Deps, job: ReadingJob) -> None:
    async with deps.store.db.transaction():
        if found := await scene_of(deps, job):
            await tell(*found)
