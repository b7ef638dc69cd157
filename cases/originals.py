"""Files on their way in: what is taken and what is kindly declined, and how the bytes become evidence."""

import asyncio
import hashlib
from dataclasses import replace
from typing import Final

from cases.deps import Deps
from cases.history import record
from cases.turn import Turn
from db import items, originals, readings
from db.originals import Written
from evidence.sniff import PICTURES, Kind, sniff
from model.case import Case, EventKind, Item, Level
from model.incoming import FileRef, Incoming, Media
from model.original import Fetch, Original
from model.reply import Reply

# What a bot may fetch from Telegram (https://core.telegram.org/bots/api#getfile).
FILE_LIMIT: Final = 20 * 1024 * 1024
# What is evidence; everything else has a helpful answer of its own.
EVIDENCE: Final = frozenset({Media.PHOTO, Media.DOCUMENT, Media.VOICE, Media.AUDIO, Media.VIDEO, Media.VIDEO_NOTE})
# TIFF and HEIF are pictures that the reader refuses: then it is said that they cannot be read.
_PICTURES: Final = PICTURES | {Kind.TIFF, Kind.HEIF}
_EXPORTS: Final = frozenset({Kind.XML, Kind.TEXT, Kind.ZIP})


async def declined(turn: Turn, incoming: Incoming) -> Reply | None:
    """The kind word to somebody whose file cannot be taken, or None. Text is taken whatever happens here."""
    file = incoming.file
    if file is None or file.media not in EVIDENCE:
        return None
    size = file.size or 0
    # One word for a whole album: what is said again within a minute takes the place of what was said.
    slot = f"declined:{turn.now:%Y%m%d%H%M}"
    if size > FILE_LIMIT:
        return Reply("media/too_big", slot=slot)
    if turn.deps.room.used_percent() >= turn.deps.room.disk_percent:
        return Reply("media/disk_full", slot=slot)
    if await originals.used(turn.deps.store, turn.person.id) + size > turn.deps.room.quota:
        return Reply("media/over_quota", {"megabytes": turn.deps.room.quota // 2**20}, slot=slot)
    return None


async def ask_for(turn: Turn, case: Case, item: Item) -> None:
    """Let the file of a new item be fetched. Of somebody who keeps nothing only what can be read is fetched."""
    file = item.file
    if file is None or file.media not in EVIDENCE or (case.level is Level.ANSWER_ONLY and not _may_be_read(file)):
        return
    await readings.ask(
        turn.deps.store,
        case,
        id=turn.deps.new_id(),
        item_id=item.id,
        size=file.size or 0,
        at=turn.now,
        reads=_may_be_read(file),
    )


async def ask_for_version(turn: Turn, case: Case, old: Item, new: Item) -> None:
    """The new version of a file's caption keeps the file and what was read in it; another file is fetched anew."""
    if old.file is None or new.file is None or old.file.unique_id != new.file.unique_id:
        await ask_for(turn, case, new)
        return
    await readings.give(turn.deps.store, old.id, new.id)
    await originals.give(turn.deps.store, old.id, new.id)


def with_reading(old: Item, new: Item) -> Item:
    """A new version of a caption with what was read in the same file."""
    if old.text_source is None or old.file is None or new.file is None or old.file.unique_id != new.file.unique_id:
        return new
    return replace(
        new,
        text=old.text,
        caption=new.text,
        text_source=old.text_source,
        confirmed=old.confirmed,
        labels=old.labels,
        maybe=old.maybe,
        traps=old.traps,
        sure=old.sure,
        article=old.article,
    )


def _may_be_read(file: FileRef) -> bool:
    return file.media in (Media.PHOTO, Media.DOCUMENT)


def is_picture(media: Media, data: bytes) -> bool:
    """Whether a file is to be read as a picture: a photo, and a document that is one by its first bytes."""
    return media is Media.PHOTO or (media is Media.DOCUMENT and sniff(data) in _PICTURES)


def is_export(media: Media, data: bytes) -> bool:
    """Whether a file may be an export of messages or calls."""
    return media is Media.DOCUMENT and sniff(data) in _EXPORTS


async def write(deps: Deps, fetch: Fetch, data: bytes) -> Written:
    """Put the bytes on the disk, sealed and hashed. Outside any transaction."""
    original = Original(
        id=deps.new_id(),
        item_id=fetch.job.item_id,
        media=fetch.file.media,
        size=len(data),
        sha256=await asyncio.to_thread(_sha256, data),
        name=fetch.file.name,
        mime=fetch.file.mime,
    )
    return await originals.write(deps.store, deps.vault, original, data)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def keep(turn: Turn, case: Case, written: Written) -> Item | None:
    """Give what was written its row and its line in the history; the item it belongs to, where it is still there."""
    item = await items.get(turn.deps.store, case, written.original.item_id)
    if item is None:
        return None
    await originals.add(turn.deps.store, case, written)
    original = written.original
    await record(turn, case, EventKind.ORIGINAL_KEPT, item=item.number, sha256=original.sha256, size=original.size)
    return item
