"""Files in the background: fetched from the chat server and read, each in a lane that belongs to no chat.

A lane takes one file after the other until nothing is due; which one comes next is decided by the rows.
"""

import asyncio
import io
import logging
from datetime import timedelta
from typing import Final

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from cases import fetching, reading_jobs
from cases.originals import FILE_LIMIT
from handlers.context import App
from handlers.lanes import Lanes, Work
from model.original import Fetch, Trouble

logger = logging.getLogger(__name__)

# Below every chat id of a person; groups, which have such ids, are never served.
_READING: Final = -1
_FETCHING: Final = (-2, -3, -4, -5)
# A file of 20 MB over a slow proxy; then it is tried again.
DOWNLOAD_SECONDS: Final = 30.0


def take_up(app: App, lanes: Lanes) -> None:
    """Let the lanes that are idle look for files. Cheap when there are none."""
    for lane, work in ((_READING, _reading(app, lanes)), *((lane, _fetching(app, lanes)) for lane in _FETCHING)):
        if not lanes.busy(lane):
            lanes.push(lane, work)


def _reading(app: App, lanes: Lanes) -> Work:
    async def work(_more: bool) -> None:
        while not lanes.closing and await reading_jobs.read_next(app.bot_data.deps):
            pass

    return work


def _fetching(app: App, lanes: Lanes) -> Work:
    async def work(_more: bool) -> None:
        while not lanes.closing and (fetch := await fetching.next_fetch(app.bot_data.deps)):
            await _fetch(app, fetch)

    return work


async def _fetch(app: App, fetch: Fetch) -> None:
    deps = app.bot_data.deps
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            data = await _download(app.bot, fetch.file.file_id)
    except (BadRequest, Forbidden, InvalidToken) as error:
        # The server's own words name the file and nothing in it: it is too big, or no longer there.
        too_big = "too big" in error.message.lower()
        await fetching.fetch_failed(deps, fetch.job, Trouble.TOO_BIG if too_big else Trouble.GONE)
    except (TimeoutError, NetworkError, RetryAfter) as error:
        logger.info("a file could not be fetched: %s", type(error).__name__)
        await fetching.fetch_failed(deps, fetch.job, None, wait=_asked_wait(error))
    else:
        await fetching.fetched(deps, fetch, data)


def _asked_wait(error: Exception) -> timedelta | None:
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


async def _download(bot: Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    if (file.file_size or 0) > FILE_LIMIT:
        raise BadRequest("file is too big")
    into = io.BytesIO()
    await file.download_to_memory(into, read_timeout=DOWNLOAD_SECONDS)
    return into.getvalue()
