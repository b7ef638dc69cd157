"""Replies leave in order, at least once, and are erased when they have left."""

from datetime import datetime, timedelta

import pytest

from db import Store, cases, keys, outbox
from db.outbox import Outgoing
from model.case import Case, Person
from model.errors import KeyGoneError, StorageError
from model.reply import Reply
from tests.db import made
from tests.fakes.clock import START, Clock


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def add(store: Store, person_id: str, name: str, reply: Reply = made.REPLY, not_before: datetime = START) -> None:
    await outbox.add(store, id=name, person_id=person_id, reply=reply, at=START, not_before=not_before)


async def sent(store: Store, name: str, message_id: int | None, at: datetime = START) -> bool:
    return await outbox.sent(store, name, message_id=message_id, message_row_id=f"m-{name}", at=at)


async def due(store: Store, now: datetime = START, person_id: str | None = None) -> list[str]:
    return [o.id for o in await outbox.due(store, now, person_id=person_id)]


async def state(store: Store, name: str) -> tuple[object, object]:
    row = await store.db.fetch_one("SELECT state, body FROM outbox WHERE id = $1", name)
    assert row is not None
    return row["state"], row["body"]


async def test_a_reply_comes_out_as_it_went_in(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    for name, reply in (("a", made.REPLY), ("b", made.about(case, "slot")), ("c", Reply("t", unasked=True))):
        await add(store, her.id, name, reply)
        assert (await outbox.due(store, START))[-1] == Outgoing(name, her.id, reply, 0, START)


async def test_replies_are_due_in_the_order_they_were_decided(store: Store, her: Person) -> None:
    him = await made.person(store, "p2", 8001)
    for name in ("z", "a", "m"):
        await add(store, her.id, name)
        await add(store, him.id, f"{name}-his")
    assert await due(store) == ["z", "z-his", "a", "a-his", "m", "m-his"]
    assert await due(store, person_id=him.id) == ["z-his", "a-his", "m-his"]
    assert [o.id for o in await outbox.due(store, START, limit=2)] == ["z", "z-his"]


async def test_a_reply_for_later_is_not_due_and_holds_nothing_back(store: Store, her: Person) -> None:
    await add(store, her.id, "later", not_before=START + timedelta(hours=1))
    await add(store, her.id, "now")
    assert await due(store) == ["now"]
    assert await due(store, START + timedelta(hours=1)) == ["later", "now"]


async def test_a_failed_reply_holds_back_what_was_said_after_it_to_the_same_person(store: Store, her: Person) -> None:
    him = await made.person(store, "p2", 8001)
    await add(store, her.id, "first")
    await add(store, her.id, "second")
    await add(store, him.id, "his")
    await outbox.retry(store, "first", at=START + timedelta(seconds=5))
    assert await due(store) == ["his"]
    assert await due(store, START + timedelta(seconds=5)) == ["first", "second", "his"]
    assert (await outbox.due(store, START + timedelta(seconds=5)))[0].attempts == 1
    await outbox.drop(store, "first")
    assert await due(store) == ["second", "his"]


async def test_a_failed_reply_holds_nothing_back_that_was_said_before_it(store: Store, her: Person) -> None:
    await add(store, her.id, "first")
    await add(store, her.id, "second")
    await outbox.retry(store, "second", at=START + timedelta(seconds=5))
    assert await due(store) == ["first"]


async def test_what_was_sent_is_erased_and_sent_once(store: Store, her: Person) -> None:
    await add(store, her.id, "a")
    assert await sent(store, "a", 31)
    assert not await sent(store, "a", 32)
    assert await state(store, "a") == ("sent", None)
    assert await due(store) == []
    assert await outbox.sent_messages(store, her.id, since=START) == (31,)


async def test_what_makes_no_message_is_sent_without_one(store: Store, her: Person) -> None:
    await add(store, her.id, "a", Reply("t", slot="slot"))
    assert await sent(store, "a", None)
    assert await state(store, "a") == ("sent", None)
    assert await outbox.slot_message(store, her.id, "slot") is None


async def test_what_is_given_up_is_erased(store: Store, her: Person) -> None:
    await add(store, her.id, "never")
    await add(store, her.id, "tried")
    await outbox.retry(store, "tried", at=START)
    for name in ("never", "tried"):
        await outbox.drop(store, name)
    assert await state(store, "never") == ("dropped", None)
    assert await state(store, "tried") == ("failed", None)
    assert await due(store) == []


async def test_what_has_left_is_neither_given_up_nor_tried_again(store: Store, her: Person) -> None:
    await add(store, her.id, "a")
    await sent(store, "a", 1)
    await outbox.drop(store, "a")
    await outbox.retry(store, "a", at=START)
    assert await state(store, "a") == ("sent", None)


async def test_a_newer_reply_drops_an_older_one_that_waits_under_the_same_slot(store: Store, her: Person) -> None:
    him = await made.person(store, "p2", 8001)
    await add(store, him.id, "his", Reply("t", slot="card"))
    await add(store, her.id, "old", Reply("t", {"n": 1}, slot="card"))
    await add(store, her.id, "other", Reply("t", slot="other"))
    await add(store, her.id, "new", Reply("t", {"n": 2}, slot="card"))
    assert await due(store) == ["his", "other", "new"]
    assert await state(store, "old") == ("dropped", None)
    pending = await outbox.pending_slot(store, her.id, "card")
    assert pending is not None
    assert (pending.id, pending.reply.params) == ("new", {"n": 2})
    assert await outbox.pending_slot(store, her.id, "nothing") is None


async def test_a_slot_knows_the_message_that_stands_under_it(store: Store, her: Person) -> None:
    for name, message_id in (("a", 10), ("b", 12)):
        await add(store, her.id, name, Reply("t", slot="card"))
        await sent(store, name, message_id)
        assert await outbox.slot_message(store, her.id, "card") == message_id
    # The message that lost its slot still stands in the chat.
    assert set(await outbox.sent_messages(store, her.id, since=START)) == {10, 12}
    assert await outbox.slot_message(store, "p2", "card") is None


async def test_an_edited_message_is_one_message_and_as_old_as_before(store: Store, her: Person, clock: Clock) -> None:
    for name in ("a", "b"):
        await add(store, her.id, name, Reply("t", slot="card"))
        await sent(store, name, 10, clock.advance(hours=30))
    assert (await made.counts(store))["messages"] == 1
    assert await outbox.slot_message(store, her.id, "card") == 10
    assert await outbox.sent_messages(store, her.id, since=clock.now() - timedelta(hours=1)) == ()


async def test_a_message_that_is_edited_under_another_slot_stands_under_that_one(store: Store, her: Person) -> None:
    for name, slot in (("a", "one"), ("b", "other")):
        await add(store, her.id, name, Reply("t", slot=slot))
        await sent(store, name, 10)
    assert await outbox.slot_message(store, her.id, "one") is None
    assert await outbox.slot_message(store, her.id, "other") == 10


async def test_a_reply_that_was_dropped_on_its_way_still_counts_as_sent(store: Store, her: Person) -> None:
    await add(store, her.id, "old", Reply("t", slot="card"))
    await add(store, her.id, "new", Reply("t", slot="card"))
    assert await sent(store, "old", 10)
    assert await outbox.slot_message(store, her.id, "card") == 10


async def test_sent_messages_are_those_of_a_case_and_of_the_time(store: Store, her: Person, clock: Clock) -> None:
    case = await made.case(store, her)
    for name, reply in (("a", made.about(case)), ("b", made.REPLY), ("c", made.about(case))):
        await add(store, her.id, name, reply)
        await sent(store, name, ord(name), clock.advance(hours=20))
    since = START + timedelta(hours=20)
    assert await outbox.sent_messages(store, her.id, since=since) == (97, 98, 99)
    assert await outbox.sent_messages(store, her.id, since=since + timedelta(seconds=1)) == (98, 99)
    assert await outbox.sent_messages(store, her.id, case_id=case.id, since=since) == (97, 99)
    assert await outbox.sent_messages(store, "p2", since=since) == ()


async def test_cancelling_drops_what_waits_about_one_case(store: Store, her: Person) -> None:
    one, other = await made.case(store, her), await made.case(store, her, "c2")
    for name, reply in (("a", made.about(one)), ("b", made.about(other)), ("c", made.REPLY), ("d", made.about(one))):
        await add(store, her.id, name, reply)
    assert await outbox.cancel(store, "p2", case_id=one.id) == 0
    assert await outbox.cancel(store, her.id, case_id=one.id) == 2
    assert await due(store) == ["b", "c"]
    assert await state(store, "a") == ("dropped", None)


async def test_a_reply_about_a_case_that_is_gone_is_refused(store: Store, her: Person) -> None:
    case: Case = await made.case(store, her)
    await cases.drop(store, her.id, case.id)
    with pytest.raises(KeyGoneError):
        await add(store, her.id, "a", made.about(case))


async def test_a_reply_about_an_unreadable_case_is_never_due_and_holds_nobody_up(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await add(store, her.id, "a", made.about(case))
    await add(store, her.id, "b")
    await keys.destroy(store, case.id)
    assert await due(store) == ["b"]


async def test_a_reply_to_nobody_is_refused(store: Store) -> None:
    with pytest.raises(StorageError):
        await add(store, "nobody", "a")


async def test_a_reply_sent_after_its_case_went_is_not_recorded(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await add(store, her.id, "a", made.about(case))
    await cases.drop(store, her.id, case.id)
    assert not await sent(store, "a", 10)
    assert await outbox.sent_messages(store, her.id, since=START) == ()


async def test_a_slot_knows_when_something_was_last_sent_or_edited_under_it(
    store: Store, her: Person, clock: Clock
) -> None:
    assert await outbox.slot_sent_at(store, her.id, "card") is None
    for name, slot in (("a", "card"), ("b", "card"), ("c", "other")):
        await add(store, her.id, name, Reply("t", slot=slot))
        assert await outbox.slot_sent_at(store, her.id, slot) == (START + timedelta(hours=1) if name == "b" else None)
        await sent(store, name, 10, clock.advance(hours=1))
    assert await outbox.slot_sent_at(store, her.id, "card") == START + timedelta(hours=2)
    assert await outbox.slot_sent_at(store, "p2", "card") is None


async def test_of_what_left_long_ago_no_trace_is_kept_and_what_waits_stays(
    store: Store, her: Person, clock: Clock
) -> None:
    for name in ("sent", "dropped", "waits"):
        await add(store, her.id, name)
    await sent(store, "sent", 10)
    await outbox.drop(store, "dropped")
    for before, rows, messages in ((START, 3, 1), (START + timedelta(seconds=1), 1, 0)):
        await outbox.forget_traces(store, before, answers_before=START)
        found = await made.counts(store)
        assert (found["outbox"], found["messages"]) == (rows, messages)
    assert await due(store) == ["waits"]
