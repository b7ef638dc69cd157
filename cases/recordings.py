"""Recordings: kept whole, their length told, what is said in them written down by a machine or typed by the person.

Machine text is marked as such until she confirms it. Without a model her next words are what she says is in the
recording, and are kept as hers.
"""

from dataclasses import replace
from typing import Final

from cases import crisis, duplicates
from cases.deps import Deps
from cases.file_scene import scene_of, tell
from cases.history import record_words
from cases.keyboards import Rows, rows_back, tap
from cases.opening import learned
from cases.reading import Reading, read, seen
from cases.turn import Answered, Turn
from db import dialogs, items, readings
from db.originals import Written
from evidence.readers import BusyError, UnreadableError
from evidence.sniff import SOUND_AND_FILM, sniff
from model.case import Case, EventKind, Item, Level, ValueSource
from model.dialog import DialogState
from model.incoming import Media
from model.original import ReadingJob, WasRead
from model.reading import App, Bubble, Screen, Side
from model.recording import Sound
from model.reply import Json, Notice, Reply

SAVED: Final = Notice("notice/saved")
_RECORDED: Final = frozenset({Media.VOICE, Media.AUDIO, Media.VIDEO, Media.VIDEO_NOTE})
# A question of the bot's own that is open is not talked over.
_FREE: Final = frozenset({DialogState.IDLE, DialogState.ASKED_WORDS})


def is_sound(data: bytes) -> bool:
    """Whether a file is a recording by its first bytes."""
    return sniff(data) in SOUND_AND_FILM


def is_recording(media: Media, data: bytes) -> bool:
    """Whether a file was sent as a recording, or is one by its first bytes."""
    return media in _RECORDED or is_sound(data)


async def probed(deps: Deps, data: bytes) -> Sound | None:
    """Format and length of a file; None where it is no recording or cannot be opened now. Outside any transaction."""
    if not is_sound(data):
        return None
    try:
        async with deps.slot:
            return await deps.listener.probe(data)
    except (BusyError, UnreadableError):
        return None


def described(written: Written, sound: Sound | None) -> Written:
    """A written file with what its sound says of itself. Pure."""
    if sound is None:
        return written
    return replace(written, original=replace(written.original, format=sound.format, duration_s=sound.duration_s))


def to_write_down(deps: Deps, sound: Sound | None) -> bool:
    """Whether there is something to be heard, and a model that hears it."""
    return sound is not None and not sound.silent and deps.listener.writes_down


async def ask_words(turn: Turn, case: Case, item: Item, sound: Sound | None) -> tuple[Reply, ...]:
    """Say that a recording is kept and how long it is, and take what she writes next as its words."""
    if case.level is Level.ANSWER_ONLY or item.text_source is ValueSource.CLAIMED:
        return ()
    if await _asked_of_a_newer_one(turn, case, item):
        return ()
    asked = turn.dialog.state in _FREE
    if asked:
        payload = {"case": case.id, "item": item.id}
        dialog = replace(turn.dialog, state=DialogState.ASKED_WORDS, case_id=case.id, payload=payload)
        await dialogs.save(turn.deps.store, replace(dialog, updated_at=turn.now))
    params: dict[str, Json] = {
        "number": item.number,
        "length": clock(sound.duration_s) if sound else None,
        "silent": bool(sound and sound.silent),
        "asked": asked,
    }
    rows = ((tap("no_words"),),) if asked else ((tap("type_words", argument=str(item.number)),),)
    return (Reply("recording_kept", params, rows, slot=_slot(case), case_id=case.id),)


async def _asked_of_a_newer_one(turn: Turn, case: Case, item: Item) -> bool:
    """Whether she is being asked already for the words of a later item of this case. Files arrive in any order."""
    payload = turn.dialog.payload
    if turn.dialog.state is not DialogState.ASKED_WORDS or payload.get("case") != case.id:
        return False
    other = await items.get(turn.deps.store, case, payload.get("item", ""))
    return other is not None and other.number > item.number


def clock(seconds: float | None) -> str | None:
    """A length as players show it: 0:42, 12:05, 1:02:03. Pure."""
    if seconds is None:
        return None
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _slot(case: Case) -> str:
    return f"recording:{case.id}:{case.burst}"


async def no_words(turn: Turn, case: Case, _argument: str) -> Answered:
    """She types nothing: what she writes next is something new again."""
    dialog = replace(turn.dialog, state=DialogState.IDLE, payload={})
    return Answered((Reply("recording_left", {}, rows_back(), slot=_slot(case), case_id=case.id),), SAVED, dialog)


async def done(deps: Deps, job: ReadingJob, sound: Sound, took_ms: int) -> bool:
    """Keep what was written down and say so, in one transaction. False where it was done already."""
    async with deps.store.db.transaction():
        found = await scene_of(deps, job)
        item = await items.get(deps.store, found[1], job.item_id) if found else None
        if found is None or item is None:
            return False
        turn, case = found
        reading = read(deps, sound.words) if sound.words else None
        # Nobody knows how sure such a model is, so all of it is to be looked at.
        result = WasRead(item.id, _screen(sound.words), 0.0, bool(reading and reading.classification.danger))
        if not await readings.finish(deps.store, case, job, result, took_ms=took_ms, at=turn.now):
            return False
        if reading is None or item.text_source is ValueSource.CLAIMED:
            await tell(turn, case, after=await ask_words(turn, case, item, sound))
            return True
        item = as_heard(item, sound.words, reading)
        await items.rewrite(deps.store, case, item)
        await record_words(turn, case, item, EventKind.ITEM_READ)
        await duplicates.learn_words(deps, case, item)
        urgent = crisis.urgent(turn, reading.classification.danger)
        case = await learned(turn, case, reading, None)
        await tell(turn, case, before=urgent.replies if urgent else (), after=(_heard(case, item, sound),))
    return True


def as_heard(item: Item, words: str, reading: Reading) -> Item:
    """An item with what a machine heard in it; what was received with it stays beside it as the caption. Pure."""
    found = seen(reading)
    return replace(
        item,
        text=words,
        caption=item.text if item.text_source is None else item.caption,
        text_source=ValueSource.PICTURE,
        labels=tuple(dict.fromkeys([*(label.value for label in found.labels), *item.labels])),
        maybe=tuple(label.value for label in found.maybe),
        traps=found.traps or item.traps,
        sure=found.sure,
        article=found.article,
    )


def _screen(words: str) -> Screen:
    bubbles = (Bubble(words, Side.UNKNOWN, None, None, None, (0, 0, 0, 0)),) if words else ()
    return Screen(App.UNKNOWN, None, bubbles, ())


def _heard(case: Case, item: Item, sound: Sound) -> Reply:
    params: dict[str, Json] = {"number": item.number, "length": clock(sound.duration_s), "cut": sound.cut}
    return Reply("recording_heard", params, _heard_rows(str(item.number)), slot=_slot(case), case_id=case.id)


def _heard_rows(number: str) -> Rows:
    first = (tap("original"), tap("this_is_right", "read_ok", number))
    return (first, (tap("type_words", argument=number),))
