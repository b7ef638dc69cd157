"""One lane keeps its order; lanes do not wait for each other; what fails goes no further."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from handlers.lanes import Lanes, Work, describe


def noting(seen: list[str], name: str, *, after: asyncio.Event | None = None) -> Work:
    async def work(_more: bool) -> None:
        if after is not None:
            await after.wait()
        seen.append(name)

    return work


async def test_work_of_one_chat_is_done_in_the_order_in_which_it_came() -> None:
    seen: list[str] = []
    async with Lanes() as lanes:
        for number in range(30):
            lanes.push(7, noting(seen, str(number)))
        await lanes.idle()
    assert seen == [str(number) for number in range(30)]


async def test_a_chat_that_waits_makes_no_other_chat_wait() -> None:
    seen: list[str] = []
    gate = asyncio.Event()
    async with Lanes(parallel=4) as lanes:
        for number in range(50):
            lanes.push(1, noting(seen, f"slow {number}", after=gate))
        lanes.push(2, noting(seen, "quick"))
        await asyncio.sleep(0.01)
        assert seen == ["quick"]
        gate.set()
        await lanes.idle()
    assert len(seen) == 51


async def test_a_full_lane_refuses_so_that_the_row_is_taken_later() -> None:
    gate = asyncio.Event()
    async with Lanes(longest=2) as lanes:
        taken = [lanes.push(1, noting([], "x", after=gate)) for _ in range(5)]
        gate.set()
        await lanes.idle()
    assert taken == [True, True, False, False, False]


async def test_work_is_told_whether_more_waits_behind_it() -> None:
    told: list[bool] = []

    async def work(more: bool) -> None:
        told.append(more)

    async with Lanes() as lanes:
        for _ in range(3):
            lanes.push(1, work)
        await lanes.idle()
    assert told == [True, True, False]


async def test_failing_work_is_logged_by_type_and_place_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []

    async def failing(_more: bool) -> None:
        raise ValueError("她收到的原话")

    with caplog.at_level(logging.ERROR):
        async with Lanes() as lanes:
            lanes.push(1, failing)
            lanes.push(1, noting(seen, "next"))
            await lanes.idle()
    assert seen == ["next"]
    assert "ValueError" in caplog.text
    assert "test_lanes.py" in caplog.text
    assert "原话" not in caplog.text


async def test_a_clock_goes_on_after_a_pass_that_failed() -> None:
    passes: list[int] = []

    async def act() -> None:
        passes.append(1)
        if len(passes) == 1:
            raise RuntimeError

    async with Lanes() as lanes:
        lanes.every(0.001, act)
        async with asyncio.timeout(2):
            while len(passes) < 3:
                await asyncio.sleep(0.001)


def test_an_error_is_described_without_its_text() -> None:
    def fails(act: Callable[[], None]) -> str:
        try:
            act()
        except ValueError as error:
            return describe(error)
        return ""

    def act() -> None:
        raise ValueError("secret")

    described = fails(act)
    assert described.startswith("builtins.ValueError at ")
    assert "secret" not in described


async def test_a_lane_is_busy_while_it_holds_work_and_is_told_when_all_of_it_closes() -> None:
    seen: list[bool] = []
    async with Lanes() as lanes:

        async def work(_more: bool) -> None:
            seen.append(lanes.busy(1))
            while not lanes.closing:
                await asyncio.sleep(0)

        assert not lanes.busy(1)
        lanes.push(1, work)
        assert lanes.busy(1)
        assert not lanes.busy(2)
        await asyncio.sleep(0)
        await lanes.drain()
        assert not lanes.busy(1)
    assert seen == [True]
