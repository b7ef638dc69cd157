"""Heavy work goes one after the other, in order, within a limit, and a thread that hangs keeps its place."""

import asyncio
import threading
from typing import Final

import pytest

from evidence.readers import BusyError
from evidence.slot import Slot, TooSlowError

LONG: Final = 20.0


async def test_two_pieces_of_work_are_never_done_at_the_same_time() -> None:
    slot, at_once, most = Slot(), 0, 0

    def work() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        threading.Event().wait(0.01)
        at_once -= 1

    async def read() -> None:
        async with slot:
            work()

    await asyncio.gather(slot.in_thread(work, LONG), read(), slot.in_thread(work, LONG), read())
    assert most == 1
    assert not slot.taken


async def test_whoever_comes_when_too_many_wait_is_refused_and_the_others_are_served() -> None:
    slot, go_on = Slot(waiting=1), threading.Event()
    first = asyncio.create_task(slot.in_thread(go_on.wait, LONG))
    second = asyncio.create_task(slot.in_thread(lambda: 2, LONG))
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await slot.in_thread(lambda: 3, LONG)
    go_on.set()
    assert (await first, await second) == (True, 2)


async def test_work_that_takes_too_long_is_not_waited_for_and_keeps_its_place_until_it_ends() -> None:
    slot, go_on = Slot(), threading.Event()
    with pytest.raises(TooSlowError):
        await slot.in_thread(go_on.wait, 0.01)
    assert slot.taken
    go_on.set()
    assert await slot.in_thread(lambda: "next", LONG) == "next"


async def test_work_that_fails_gives_its_error_and_frees_the_place() -> None:
    slot = Slot()

    def fail() -> None:
        raise KeyError("why")

    with pytest.raises(KeyError, match="why"):
        await slot.in_thread(fail, LONG)
    assert not slot.taken


async def test_who_stops_waiting_leaves_no_place_taken() -> None:
    slot, go_on = Slot(), threading.Event()
    first = asyncio.create_task(slot.in_thread(go_on.wait, LONG))
    await asyncio.sleep(0)
    second = asyncio.create_task(slot.in_thread(lambda: 2, LONG))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    go_on.set()
    await first
    assert await slot.in_thread(lambda: 3, LONG) == 3
