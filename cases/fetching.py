"""Files on their way from the chat server: claimed, kept whole, and handed on to whoever reads them."""

import logging
from datetime import timedelta
from typing import Final

from cases import duplicates, imports, originals, recordings
from cases.conflicts import settled
from cases.deps import Deps
from cases.file_scene import CLAIM, PATIENCE, give_up, scene_of, tell
from cases.offers import Look
from cases.turn import Turn
from db import cases, items, readings
from db import originals as kept
from db.originals import Written
from model.case import Case, Item
from model.errors import ExportError, GoneError, NotAnExportError, StorageError
from model.original import Fetch, ReadingJob, ReadingState, Trouble
from model.recording import Sound
from model.reply import Reply

logger = logging.getLogger(__name__)

_PAUSES: Final = (2, 4, 8, 16)


async def next_fetch(deps: Deps) -> Fetch | None:
    """The next file to be fetched from the chat server, claimed; None when there is nothing to do now."""
    now = deps.now()
    while job := await readings.claim(deps.store, ReadingState.WAITING, now=now, until=now + CLAIM):
        item = await _item(deps, job)
        if item is not None and item.file is not None:
            return Fetch(job, item.file)
        await give_up(deps, job, Trouble.GONE)
    return None


async def fetched(deps: Deps, fetch: Fetch, data: bytes) -> None:
    """The bytes of a file are here: kept whole, hashed, and handed on to whoever reads them."""
    trouble = await _too_much(deps, fetch, data)
    if trouble is not None:
        await give_up(deps, fetch.job, trouble)
        return
    try:
        written = await originals.write(deps, fetch, data)
    except StorageError:
        logger.exception("a file could not be kept")
        await fetch_failed(deps, fetch.job, None)
        return
    offered = await _looked_into(deps, fetch, data)
    sound = await recordings.probed(deps, data)
    written = recordings.described(written, sound)
    kept_it = False
    try:
        kept_it = await settled(lambda: _keep(deps, fetch, written, data, offered or sound))
    finally:
        if not kept_it:
            await deps.vault.remove([written.original.id])


async def _too_much(deps: Deps, fetch: Fetch, data: bytes) -> Trouble | None:
    """What was announced may have been less than what came."""
    if len(data) > originals.FILE_LIMIT:
        return Trouble.TOO_BIG
    announced = fetch.file.size or 0
    used = await kept.used(deps.store, fetch.job.person_id) - announced + len(data)
    return Trouble.FULL if used > deps.room.quota else None


async def _looked_into(deps: Deps, fetch: Fetch, data: bytes) -> Look | Reply | None:
    """What an export holds, or why it cannot be taken; None for a file that is no export."""
    if not originals.is_export(fetch.file.media, data):
        return None
    try:
        found = await scene_of(deps, fetch.job)
        return await imports.look_into(found[0], data, fetch.file.name or "") if found else None
    except NotAnExportError:
        return None
    except ExportError as error:
        return Reply(error.template, error.params)


async def _keep(
    deps: Deps, fetch: Fetch, written: Written, data: bytes, found_in_it: Look | Reply | Sound | None
) -> bool:
    sound, offered = (found_in_it, None) if isinstance(found_in_it, Sound) else (None, found_in_it)
    to_read = originals.is_picture(fetch.file.media, data) or recordings.to_write_down(deps, sound)
    async with deps.store.db.transaction():
        if not await readings.fetched(deps.store, fetch.job, to_read=to_read, at=deps.now()):
            return False
        found = await scene_of(deps, fetch.job)
        item = await originals.keep(*found, written) if found else None
        if found is None or item is None:
            return False
        await duplicates.learn_bytes(deps, found[1], item, written.original.sha256)
        if not to_read and recordings.is_recording(fetch.file.media, data):
            await tell(*found, after=await recordings.ask_words(*found, item, sound))
        elif not to_read:
            await tell(*found, after=await _offer(*found, item, offered))
    return True


async def _offer(turn: Turn, case: Case, item: Item, offered: Look | Reply | None) -> tuple[Reply, ...]:
    if not isinstance(offered, Look):
        return (offered,) if offered else ()
    shown = await imports.show(turn, case, offered, message_id=item.message_id)
    return shown.replies


async def fetch_failed(deps: Deps, job: ReadingJob, trouble: Trouble | None, *, wait: timedelta | None = None) -> None:
    """A file could not be fetched: for good where there is a trouble, else it is tried again for a minute, after what
    the server asks for or after ever longer pauses."""
    pause = wait or timedelta(seconds=_PAUSES[min(max(job.attempts, 1), len(_PAUSES)) - 1])
    if trouble is None and deps.now() + pause <= job.asked_at + PATIENCE:
        await readings.again(deps.store, job, at=deps.now() + pause)
        return
    await give_up(deps, job, trouble or Trouble.SLOW)


async def _item(deps: Deps, job: ReadingJob) -> Item | None:
    try:
        case = await cases.get(deps.store, job.person_id, job.case_id)
    except GoneError:
        return None
    return await items.get(deps.store, case, job.item_id)
