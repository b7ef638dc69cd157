"""Offsets confirm, nothing else does; a waiting bot is woken; there is only one bot."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.core import Sandbox
from sandbox.phone import Phone
from sandbox.updates import UpdateQueue
from tests.sandbox.conftest import Api, Clock

NOW = datetime(2026, 11, 20, tzinfo=UTC)


async def test_an_unconfirmed_update_is_delivered_again_and_a_confirmed_one_never(api: Api, phone: Phone) -> None:
    phone.sends("二")
    first = await api.updates()
    assert [update["message"]["text"] for update in first] == ["/start", "二"]
    assert await api.updates() == first
    assert await api.updates(offset=first[1]["update_id"]) == first[1:]
    assert await api.updates(offset=first[1]["update_id"] + 1) == []
    assert await api.updates() == []


async def test_update_ids_rise_by_one_and_message_ids_belong_to_a_chat(api: Api, box: Sandbox, phone: Phone) -> None:
    other = box.add_person("阿强")
    other.sends("一")
    phone.sends("二")
    updates = await api.updates()
    ids = [update["update_id"] for update in updates]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert [(u["message"]["chat"]["id"], u["message"]["message_id"]) for u in updates] == [
        (phone.id, 1),
        (other.id, 1),
        (phone.id, 2),
    ]


async def test_the_limit_is_moved_into_its_range(api: Api, phone: Phone) -> None:
    for number in range(120):
        phone.sends(str(number))
    assert len(await api.updates(limit=1000)) == 100
    assert len(await api.updates(limit=0)) == 1
    assert len(await api.updates(limit=7)) == 7


async def test_a_negative_offset_keeps_only_the_last_ones(api: Api, phone: Phone) -> None:
    phone.sends("二")
    phone.sends("三")
    assert [update["message"]["text"] for update in await api.updates(offset=-2)] == ["二", "三"]
    assert len(await api.updates()) == 2


async def test_an_offset_beyond_the_last_update_confirms_everything(api: Api, phone: Phone) -> None:
    phone.sends("二")
    assert await api.updates(offset=2**31) == []
    assert await api.updates() == []


async def test_a_long_poll_wakes_on_a_new_message(api: Api, phone: Phone) -> None:
    (first,) = await api.updates()
    waiting = asyncio.create_task(api.updates(offset=first["update_id"] + 1, timeout=30))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    phone.sends("醒来")
    async with asyncio.timeout(1):
        (update,) = await waiting
    assert update["message"]["text"] == "醒来"


async def test_a_long_poll_ends_empty_when_its_time_is_over() -> None:
    assert await UpdateQueue(lambda: NOW).poll(0, 100, 0.02) == []


async def test_a_second_poller_ends_the_first_with_409(api: Api) -> None:
    first = asyncio.create_task(api.refused("getUpdates", 409, timeout=30))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(api.updates(timeout=30))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second


async def test_allowed_updates_hold_until_they_are_changed(api: Api, phone: Phone) -> None:
    await api.updates(offset=-1, allowed_updates=["callback_query"])
    phone.sends("nobody listens")
    assert len(await api.updates()) == 1
    await api.updates(allowed_updates="[]")
    phone.sends("heard")
    assert [update["message"]["text"] for update in await api.updates()] == ["/start", "heard"]


async def test_an_unknown_kind_of_update_is_refused(api: Api) -> None:
    assert "mesage" in await api.refused("getUpdates", 400, allowed_updates=["mesage"])


async def test_updates_are_kept_for_a_day(api: Api, clock: Clock, phone: Phone) -> None:
    clock.advance(hours=23)
    phone.sends("later")
    clock.advance(hours=2)
    assert [update["message"]["text"] for update in await api.updates()] == ["later"]


@given(
    steps=st.lists(
        st.one_of(
            st.just(None),
            st.tuples(st.integers(1, 5), st.booleans()),
        ),
        max_size=60,
    )
)
@settings(max_examples=60)
def test_no_order_of_messages_and_polls_loses_or_doubles_an_update(
    steps: list[tuple[int, bool] | None],
) -> None:
    """None is a new message, a pair is a poll: its limit, and whether the bot dies before it could handle the batch."""

    async def live() -> None:
        queue = UpdateQueue(lambda: NOW, next_id=5)
        pushed: list[int] = []
        handled: list[int] = []
        offset = 0
        for step in [*steps, *[(5, False)] * 60]:
            if step is None:
                number = queue.push("message", {"n": len(pushed)})
                assert number is not None
                pushed.append(number)
                continue
            limit, dies = step
            batch = [update["update_id"] for update in await queue.poll(offset, limit, 0)]
            assert batch == pushed[len(handled) : len(handled) + limit]
            if not dies and batch:
                handled += batch
                offset = batch[-1] + 1
        assert handled == pushed

    asyncio.run(live())
