"""What was handed in twice: found, asked about, and counted once where the person says so. Nothing is ever merged.

Both items stay as they are. A collector who writes the same words again has written again: two messages whose times are
known from the same kind of source, and differ, are no pair.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from cases.card import card_of, current
from cases.deps import Deps
from cases.history import record
from cases.keyboards import Rows, rows_back, tap
from cases.turn import Answered, Turn
from db import items, likeness, originals
from db.likeness import Said
from evidence.likeness import alike, folded, nearly_same_text, same_text, text_bands
from model.case import Case, EventKind, Item, Level, Receiver, ValueSource
from model.errors import NotUnderstoodError
from model.likeness import Alike, Pair
from model.reply import Json, Notice, Reply

TEMPLATE: Final = "same_ask"
SAVED: Final = Notice("notice/saved")
ALL: Final = "all"
# Two times of one message as its sources tell them: read off a screen they are whole minutes.
_A_MINUTE: Final = 60
# Whose time says most: of two that are one, this one is counted.
_BEST: Final[Mapping[ValueSource | None, int]] = {
    ValueSource.ORIGIN: 4,
    ValueSource.EXPORT: 3,
    ValueSource.PICTURE: 2,
    ValueSource.CLAIMED: 1,
    ValueSource.RECEIVED: 0,
    None: 0,
}


def may_be_one(item: Item, other: Item, found: Alike) -> bool:
    """Whether nothing that is known speaks against it: the phone for all, time and sender for words. Pure."""
    phones = {item.receiver, other.receiver} - {Receiver.UNKNOWN}
    if len(phones) > 1:
        return False
    return found in (Alike.BYTES, Alike.PICTURE) or (_may_be_one_time(item, other) and _may_be_one_sender(item, other))


def _may_be_one_time(item: Item, other: Item) -> bool:
    """Times of two kinds of sources are not held against each other: one may be when it was passed on."""
    one, two = item.sent_at, other.sent_at
    if one is None or two is None or one.source is not two.source:
        return True
    if len(one.value) <= len("2026-11-20") or len(two.value) <= len("2026-11-20"):
        return one.value[:10] == two.value[:10]
    between = datetime.fromisoformat(one.value) - datetime.fromisoformat(two.value)
    exact = one.source in (ValueSource.ORIGIN, ValueSource.EXPORT)
    return abs(between.total_seconds()) <= (0 if exact else _A_MINUTE)


def _may_be_one_sender(item: Item, other: Item) -> bool:
    one, two = item.sender, other.sender
    if one is None or two is None or one.source is not two.source:
        return True
    return folded(one.value).removeprefix("86") == folded(two.value).removeprefix("86")


def counted_first(item: Item, other: Item) -> tuple[Item, Item]:
    """Of two items that are one: the one that is counted, and the one that is counted with it. Pure."""
    first, second = sorted((item, other), key=lambda one: one.number)
    return (second, first) if _told(second) > _told(first) else (first, second)


def _told(item: Item) -> int:
    return _BEST[item.sent_at.source if item.sent_at else None]


async def learn_words(deps: Deps, case: Case, item: Item) -> bool:
    """Let an item be found by its words, and note what it may be the same as. Whether there is something to ask.

    Where nothing is kept, nothing is noted either.
    """
    if case.level is Level.ANSWER_ONLY:
        return False
    bands = {Alike.TEXT: _whole(item.text), Alike.WORDS: text_bands(item.text)}
    for kind, some in bands.items():
        await likeness.note(deps.store, case, item.id, kind, some)
    near = [id for kind, some in bands.items() for id in await likeness.find(deps.store, case, item.id, kind, some)]
    if not near:
        return False
    others = [other for other in await _others(deps, case, item) if other.id in near]
    same = [(Alike.TEXT, other) for other in others if same_text(item.text, other.text)]
    nearly = [(Alike.WORDS, other) for other in others if nearly_same_text(item.text, other.text)]
    return await _ask_about(deps, case, item, (*same, *nearly))


async def learn_bytes(deps: Deps, case: Case, item: Item, sha256: str) -> bool:
    """Let a file be found by its bytes, and note what it may be the same as. Whether there is something to ask."""
    if case.level is Level.ANSWER_ONLY:
        return False
    bands = (bytes.fromhex(sha256),)
    await likeness.note(deps.store, case, item.id, Alike.BYTES, bands)
    same = frozenset(await likeness.find(deps.store, case, item.id, Alike.BYTES, bands))
    others = await _others(deps, case, item) if same else ()
    return await _ask_about(deps, case, item, [(Alike.BYTES, other) for other in others if other.id in same])


async def learn_picture(deps: Deps, case: Case, item: Item, sketch: bytes) -> bool:
    """Keep what a picture looks like with its file, sealed, and note what it may be the same as. What was read on two
    pictures speaks before their looks: other words are another picture. Whether there is something to ask."""
    if case.level is Level.ANSWER_ONLY or not sketch:
        return False
    files = {original.item_id: original for original in await originals.of_case(deps.store, case)}
    own = files.pop(item.id, None)
    if own is None:
        return False
    await originals.describe(deps.store, case, replace(own, sketch=sketch))
    looks = {id for id, other in files.items() if other.sketch and alike(sketch, other.sketch)}
    others = await _others(deps, case, item) if looks else ()
    found = [(Alike.PICTURE, other) for other in others if other.id in looks and not _differ(item, other)]
    return await _ask_about(deps, case, item, found)


def _differ(item: Item, other: Item) -> bool:
    """Whether both have words, and not the same."""
    return bool(item.text and other.text) and not nearly_same_text(item.text, other.text)


def _whole(text: str) -> tuple[bytes, ...]:
    plain = "".join(text.split())
    return (plain.encode("utf-8", errors="surrogatepass"),) if plain else ()


async def _others(deps: Deps, case: Case, item: Item) -> tuple[Item, ...]:
    """What an item can be the same as: everything that counts, without itself and what it is a new version of."""
    every = current(await items.of_case(deps.store, case))
    return tuple(other for other in every if other.id not in (item.id, item.previous))


async def _ask_about(deps: Deps, case: Case, item: Item, found: Iterable[tuple[Alike, Item]]) -> bool:
    """Note one question at most for an item: about the strongest likeness, and of several the earliest item."""
    fitting = [(kind, other) for kind, other in found if may_be_one(item, other, kind)]
    if not fitting or any(item.id in (pair.item_id, pair.other_id) for pair in await likeness.asked(deps.store, case)):
        return False
    order = list(Alike)
    kind, other = min(fitting, key=lambda one: (order.index(one[0]), one[1].number))
    later, earlier = sorted((item, other), key=lambda one: -one.number)
    return await likeness.ask(deps.store, Pair(later.id, earlier.id, kind))


async def question(turn: Turn, case: Case) -> tuple[Reply, ...]:
    """The next question about what may be one, in one message for all of an incident; nothing where all was said."""
    every = {item.id: item for item in current(await items.of_case(turn.deps.store, case))}
    open_pairs = [p for p in await likeness.asked(turn.deps.store, case) if {p.item_id, p.other_id} <= every.keys()]
    if not open_pairs:
        return ()
    pair, more = open_pairs[0], len(open_pairs) - 1
    later, earlier = every[pair.item_id].number, every[pair.other_id].number
    params: dict[str, Json] = {"item": later, "other": earlier, "alike": pair.alike.value, "more": more}
    return (Reply(TEMPLATE, params, _rows(later, earlier, more), slot=_slot(case), case_id=case.id),)


def _slot(case: Case) -> str:
    return f"same:{case.id}:{case.burst}"


def _rows(later: int, earlier: int, more: int) -> Rows:
    named = f"{later}-{earlier}"
    first = (tap("is_same", "same", named), tap("is_different", "differ", named))
    return (first, (tap("all_same", "same", ALL),)) if more else (first,)


async def same(turn: Turn, case: Case, argument: str) -> Answered:
    """She says that two items are one: from now on they count once. With `all`, of everything that was asked."""
    pairs = await likeness.asked(turn.deps.store, case) if argument == ALL else [await _named(turn, case, argument)]
    every = {item.id: item for item in await items.of_case(turn.deps.store, case)}
    told: list[tuple[int, int]] = []
    for pair in pairs:
        counted, with_it = counted_first(every[pair.item_id], every[pair.other_id])
        await likeness.count_with(turn.deps.store, case, with_it.id, counted.id)
        told.append(await _said(turn, case, pair, Said.SAME, every))
    if not told:
        raise NotUnderstoodError
    return await _answer(turn, case, "same_saved", told)


async def differ(turn: Turn, case: Case, argument: str) -> Answered:
    """She says that two items are two, also where she had said before that they are one."""
    pair = await _named(turn, case, argument)
    every = {item.id: item for item in await items.of_case(turn.deps.store, case)}
    for one, other in ((pair.item_id, pair.other_id), (pair.other_id, pair.item_id)):
        if every[one].same_as == other:
            await likeness.count_with(turn.deps.store, case, one, None)
    return await _answer(turn, case, "same_not", [await _said(turn, case, pair, Said.DIFFERENT, every)])


async def _named(turn: Turn, case: Case, argument: str) -> Pair:
    """The pair of two numbers, as a button names it. It was asked about once: nothing else can be made one."""
    later, _, earlier = argument.partition("-")
    ids = {str(item.number): item.id for item in await items.of_case(turn.deps.store, case)}
    if later not in ids or earlier not in ids:
        raise NotUnderstoodError
    pair = await likeness.between(turn.deps.store, case, ids[later], ids[earlier])
    if pair is None:
        raise NotUnderstoodError
    return pair


async def _said(turn: Turn, case: Case, pair: Pair, said: Said, every: Mapping[str, Item]) -> tuple[int, int]:
    later, earlier = every[pair.item_id].number, every[pair.other_id].number
    await likeness.say(turn.deps.store, pair, said)
    await record(turn, case, EventKind.CORRECTION_SAID, said=said.value, item=later, other=earlier)
    return later, earlier


async def _answer(turn: Turn, case: Case, template: str, told: Sequence[tuple[int, int]]) -> Answered:
    """The card with its new counts, and the next question, or what was noted where that was the last one."""
    card = await card_of(turn.deps, case, turn.person.locale)
    following = await question(turn, case)
    later, earlier = told[-1]
    params: dict[str, Json] = {"item": later, "other": earlier, "count": len(told)}
    undo = (
        ((tap("is_different", "differ", f"{later}-{earlier}"),),) if template == "same_saved" and len(told) == 1 else ()
    )
    saved = Reply(template, params, (*undo, *rows_back()), slot=_slot(case), case_id=case.id)
    return Answered((card, *(following or (saved,))), SAVED)
