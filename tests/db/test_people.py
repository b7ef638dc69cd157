"""People are found by their Telegram id and leave nothing when they are forgotten."""

import asyncio
from dataclasses import replace

import pytest

from db import Store, answers, cases, dialogs, files, inbox, outbox, people, proposals, recalls, shown
from db.proposals import Mistake, Proposal
from db.recalls import Recall
from db.seal import Seal
from model.case import Case, Person
from model.dialog import Dialog, DialogState
from model.errors import SealError
from model.locale import Locale
from model.shown import Entry, EntryKind, Sight
from tests.db import made
from tests.db.filled import with_the_rest
from tests.fakes.clock import START, Clock


async def test_a_person_is_found_by_telegram_id_and_by_id(store: Store) -> None:
    her = await made.person(store)
    assert her == Person("p1", 7001, 7002, Locale.ZH_HANT)
    assert await people.find(store, 7001) == her
    assert await people.get(store, "p1") == her


async def test_nobody_is_found_who_was_never_here(store: Store) -> None:
    await made.person(store)
    assert await people.find(store, 7002) is None
    assert await people.get(store, "p2") is None


async def test_registering_twice_keeps_the_first(store: Store, clock: Clock) -> None:
    first = await made.person(store)
    again = await people.register(
        store, id="p2", telegram_id=7001, chat_id=9, locale=Locale.EN, at=clock.advance(days=1)
    )
    assert again == first
    assert (await made.counts(store))["people"] == 1


async def test_who_registers_twice_at_once_is_one_person(store: Store) -> None:
    both = await asyncio.gather(made.person(store, "p1"), made.person(store, "p2"))
    assert both[0] == both[1] == await people.find(store, 7001)
    assert (await made.counts(store))["people"] == 1


async def test_without_a_language_she_is_spoken_to_in_simplified_chinese(store: Store) -> None:
    her = await people.register(store, id="p1", telegram_id=1, chat_id=1, locale=None, at=START)
    assert her.locale is Locale.ZH_HANS
    assert await people.get(store, "p1") == her


async def test_settings_are_those_of_one_person(store: Store) -> None:
    her, him = await made.person(store), await made.person(store, "p2", 8001)
    await people.set_locale(store, her.id, Locale.EN)
    await people.set_answer_only(store, her.id, on=True)
    await people.set_blocked(store, her.id, on=True)
    assert await people.get(store, her.id) == replace(her, locale=Locale.EN, answer_only=True, blocked=True)
    assert await people.get(store, him.id) == him
    await people.set_answer_only(store, her.id, on=False)
    await people.set_blocked(store, her.id, on=False)
    assert await people.get(store, her.id) == replace(her, locale=Locale.EN)


async def test_another_master_key_finds_nobody_and_opens_nothing(store: Store) -> None:
    await made.person(store)
    other = replace(store, seal=Seal(b"o" * 32, bytes))
    assert await people.find(other, 7001) is None
    with pytest.raises(SealError):
        await people.get(other, "p1")


async def fill(store: Store, her: Person) -> Case:
    """A row of hers in every table."""
    case = await made.full_case(store, her, f"{her.id}-c1")
    await files.add(store, case, id=f"{her.id}-f", item_id=f"{case.id}-i1", file=made.FILE)
    await made.with_file(store, case, made.item(case))
    await with_the_rest(store, case, f"{case.id}-i1", lambda name: f"{name} 的一句话")
    await dialogs.save(store, Dialog(her.id, DialogState.ASKED_CORRECTION, case.id, {"said": "x"}))
    for number, reply in enumerate((made.about(case, "slot"), made.REPLY)):
        out = f"{her.id}-o{number}"
        await outbox.add(store, id=out, person_id=her.id, reply=reply, at=START, not_before=START)
        await outbox.sent(store, out, message_id=number, message_row_id=f"{her.id}-m{number}", at=START)
        await answers.add(
            store,
            id=f"{her.id}-a{number}",
            person_id=her.id,
            case_id=reply.case_id,
            reply=reply,
            directory_digest="d",
            lexicon_digest="l",
            at=START,
            keep_params=True,
        )
    await proposals.add(store, Proposal(f"{her.id}-p", her.id, "platforms/x", Mistake.NUMBER, "说明", START))
    sight = Sight("x", "某处", Locale.ZH_HANS, (Entry(EntryKind.PHONE, "95000"),), None)
    await shown.add(store, her.id, case.id, [sight], at=START, new_id=lambda: f"{her.id}-s")
    await recalls.add(store, Recall(f"{her.id}-r", her.id, case.id, sight, None, START), "v1")
    await inbox.accept(store, update_id=her.telegram_id, chat_id=her.chat_id, body=b"{}", at=START)
    await inbox.finish(store, her.telegram_id)
    return case


async def test_nothing_is_left_of_a_person_who_is_forgotten_and_everything_of_the_others(store: Store) -> None:
    him = await made.person(store, "p2", 8001)
    kept = await fill(store, him)
    before = await made.counts(store)
    assert min(before.values()) > 0
    await fill(store, await made.person(store))

    await people.forget(store, "p1")
    # Of an update that was taken its number stays, and nothing that leads to anybody.
    assert await made.counts(store) == before | {"inbox": 2}
    assert [dict(r) for r in await store.db.fetch("SELECT lane, body FROM inbox")] == [{"lane": None, "body": None}] * 2
    assert await people.find(store, 7001) is None
    assert await cases.get(store, him.id, kept.id) == kept


async def test_who_comes_back_after_being_forgotten_is_somebody_new(store: Store) -> None:
    await fill(store, await made.person(store))
    await people.forget(store, "p1")
    again = await made.person(store, "p9")
    assert again.id == "p9"
    assert (await made.case(store, again)).number == 1


async def test_forgetting_somebody_who_is_not_there_changes_nothing(store: Store) -> None:
    await made.person(store)
    await people.forget(store, "nobody")
    assert (await made.counts(store))["people"] == 1
