"""The reading process: it answers, it may break, it may hang, and the bot goes on."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest

from evidence.readers import BusyError, UnreadableError, Why
from evidence.worker import Limits, Worker
from model.reading import Page

Make = Callable[..., Worker]
OBEDIENT = "tests.evidence.engines:Obedient"


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    """Workers with an engine that does what it is told, closed at the end."""
    made: list[Worker] = []

    def new(**limits: float) -> Worker:
        made.append(Worker(Limits(**limits), OBEDIENT))  # type: ignore[arg-type]  # numbers of either kind
        return made[-1]

    yield new
    for worker in made:
        await worker.close()


def _text(page: Page) -> str:
    return page.lines[0].text


def _process(page: Page) -> str:
    return page.lines[1].text


async def test_a_picture_is_read_in_another_process_that_stays(make: Make) -> None:
    worker = make(threads=2)
    first, second = await worker.read("你好".encode()), await worker.read(b"again")
    assert (_text(first), _text(second)) == ("你好", "again")
    assert _process(first) == _process(second)
    assert (first.width, first.height, first.turned, first.lines[0].box) == (1, 2, 90, (0, 1, 2, 3))
    assert first.lines[4].text == "2"


async def test_the_process_knows_no_secret_of_the_bot(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    page = await make().read(b"show")
    assert "BOT_TOKEN" not in page.lines[3].text


async def test_a_large_file_arrives_whole(make: Make) -> None:
    page = await make().read(b"x" * 5_000_001)
    assert page.lines[2].text == "5000001"


@pytest.mark.parametrize("order", [b"die", b"raise", b"call out"])
async def test_a_process_that_ends_or_calls_out_costs_one_picture(make: Make, order: bytes) -> None:
    worker = make()
    before = _process(await worker.read(b"before"))
    with pytest.raises(UnreadableError) as raised:
        await worker.read(order)
    assert raised.value.why is Why.BROKE_DOWN
    assert _process(await worker.read(b"after")) != before


async def test_the_log_says_where_it_broke_and_nothing_of_what_was_read(
    make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableError):
        await make().read(b"raise")
    assert "RuntimeError at" in caplog.text
    assert "engines.py" in caplog.text
    assert "a bug" not in caplog.text


async def test_a_refusal_is_passed_on_and_the_process_stays(make: Make) -> None:
    worker = make()
    before = _process(await worker.read(b"before"))
    with pytest.raises(UnreadableError) as raised:
        await worker.read(b"refuse")
    assert raised.value.why is Why.DAMAGED
    assert _process(await worker.read(b"after")) == before


async def test_a_picture_that_takes_too_long_is_given_up(make: Make) -> None:
    worker = make(seconds=0.2)
    started = time.monotonic()
    with pytest.raises(UnreadableError) as raised:
        await worker.read(b"sleep 60")
    assert raised.value.why is Why.TOO_SLOW
    assert time.monotonic() - started < 10
    assert _text(await worker.read(b"next")) == "next"


async def test_an_engine_that_cannot_start_is_an_honest_failure() -> None:
    worker = Worker(engine="tests.evidence.engines:Missing")
    with pytest.raises(UnreadableError) as raised:
        await worker.read(b"x")
    assert raised.value.why is Why.BROKE_DOWN
    await worker.close()


async def test_a_process_that_has_grown_is_replaced_after_its_answer(make: Make) -> None:
    worker = make(memory=70 * 1024 * 1024)
    small = _process(await worker.read(b"small"))
    grown = await worker.read(b"grow")
    assert _process(grown) == small
    assert _process(await worker.read(b"after")) != small


async def test_pictures_are_read_in_the_order_in_which_they_came(make: Make) -> None:
    worker = make()
    done: list[str] = []

    async def read(name: str) -> None:
        done.append(_text(await worker.read(name.encode())))

    await asyncio.gather(*(read(f"picture {i}") for i in range(8)))
    assert done == [f"picture {i}" for i in range(8)]
    assert worker.waiting == 0


async def test_more_than_may_wait_is_refused_at_once_and_the_others_are_read(make: Make) -> None:
    worker = make(waiting=3)
    outcomes = await asyncio.gather(*(worker.read(b"sleep 0.05") for _ in range(5)), return_exceptions=True)
    assert [isinstance(outcome, BusyError) for outcome in outcomes] == [False, False, False, True, True]
    assert all(isinstance(outcome, Page) for outcome in outcomes[:3])


async def test_a_caller_that_leaves_does_not_spoil_the_next_answer(make: Make) -> None:
    worker = make()
    await worker.read(b"warm")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(worker.read(b"sleep 0.4"), 0.1)
    assert _text(await worker.read(b"mine")) == "mine"


async def test_rest_gives_the_memory_back_and_the_next_picture_is_read(make: Make) -> None:
    worker = make()
    before = _process(await worker.read(b"before"))
    await worker.rest()
    assert _process(await worker.read(b"after")) != before


async def test_closing_ends_a_picture_in_the_middle_and_refuses_what_waits(make: Make) -> None:
    worker = make()
    await worker.read(b"warm")
    reading = asyncio.gather(worker.read(b"sleep 60"), worker.read(b"waits"), return_exceptions=True)
    await asyncio.sleep(0.1)
    started = time.monotonic()
    await worker.close()
    slept, waited = await reading
    assert time.monotonic() - started < 5
    assert isinstance(slept, UnreadableError)
    assert isinstance(waited, BusyError)
    with pytest.raises(BusyError):
        await worker.read(b"late")


async def test_the_loop_goes_on_while_a_picture_is_read(make: Make) -> None:
    worker = make()
    await worker.read(b"warm")
    reading = asyncio.gather(worker.read(b"x" * 8_000_000), worker.read(b"sleep 0.3"))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert turns >= 20
