"""Files wait in a fair order, are claimed by one at a time, and are done once whoever dies meanwhile."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from db import Store, cases, items, readings
from model.case import Case, Person, Receiver
from model.original import ReadingJob, ReadingState, Trouble, WasRead
from tests.db import made
from tests.fakes.clock import START

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def asked(store: Store, case: Case, count: int = 1, *, first: int = 1) -> None:
    for number in range(first, first + count):
        item_id = f"{case.id}-i{number}"
        await readings.ask(store, case, id=f"{item_id}-r", item_id=item_id, size=10, at=START)


async def claimed(
    store: Store, *, after: timedelta = timedelta(), state: ReadingState = ReadingState.WAITING
) -> ReadingJob:
    job = await readings.claim(store, state, now=START + after, until=START + after + MINUTE)
    assert job is not None
    return job


async def test_everybodys_first_file_comes_before_anybodys_second(store: Store, her: Person) -> None:
    hers = await made.full_case(store, her, size=3)
    his = await made.full_case(store, await made.person(store, "p2", 8001), "c2", size=2)
    await asked(store, hers, 3)
    await asked(store, his, 2)
    order = [(await claimed(store)).item_id for _ in range(5)]
    assert order == ["c1-i1", "c2-i1", "c1-i2", "c2-i2", "c1-i3"]
    assert await readings.claim(store, ReadingState.WAITING, now=START, until=START + MINUTE) is None


async def test_who_comes_late_is_not_behind_sixty_pictures_of_somebody_else(store: Store, her: Person) -> None:
    hers = await made.full_case(store, her, size=5)
    await asked(store, hers, 5)
    for _ in range(2):
        await readings.failed(store, await claimed(store), Trouble.GONE, at=START)
    his = await made.full_case(store, await made.person(store, "p2", 8001), "c2", size=1)
    await asked(store, his)
    assert (await claimed(store)).item_id == "c2-i1"


async def test_many_at_once_never_claim_the_same_file(store: Store, her: Person) -> None:
    case = await made.full_case(store, her, size=12)
    await asked(store, case, 12)
    jobs = await asyncio.gather(*(claimed(store) for _ in range(12)))
    assert len({job.id for job in jobs}) == 12


async def test_a_claim_ends_on_its_own_or_with_a_new_start(store: Store, her: Person) -> None:
    case = await made.full_case(store, her)
    await asked(store, case)
    assert (await claimed(store)).attempts == 1
    assert await readings.claim(store, ReadingState.WAITING, now=START, until=START + MINUTE) is None
    assert (await claimed(store, after=MINUTE)).attempts == 2
    await readings.release(store)
    assert (await claimed(store, after=MINUTE)).attempts == 3


async def test_what_is_given_back_waits_for_its_moment(store: Store, her: Person) -> None:
    await asked(store, await made.full_case(store, her))
    await readings.again(store, await claimed(store), at=START + MINUTE)
    assert await readings.claim(store, ReadingState.WAITING, now=START, until=START + MINUTE) is None
    assert (await claimed(store, after=MINUTE)).item_id == "c1-i1"


async def test_the_second_result_of_the_same_work_changes_nothing(store: Store, her: Person) -> None:
    case = await made.full_case(store, her)
    await asked(store, case)
    waiting = await claimed(store)
    assert await readings.fetched(store, waiting, to_read=True, at=START)
    assert not await readings.fetched(store, waiting, to_read=True, at=START)
    fetched = await claimed(store, state=ReadingState.FETCHED)
    read = WasRead("c1-i1", made.screen(), 0.93, urgent=True)
    assert await readings.finish(store, case, fetched, read, took_ms=1500, at=START)
    assert not await readings.finish(store, case, fetched, read, took_ms=1500, at=START)
    assert not await readings.failed(store, fetched, Trouble.UNREADABLE, at=START)
    assert await readings.what_was_read(store, case) == (read,)
    (job,) = await readings.of_case(store, case)
    assert (job.state, job.trouble) == (ReadingState.READ, None)


async def test_a_result_of_a_case_that_went_meanwhile_is_dropped(store: Store, her: Person) -> None:
    case = await made.full_case(store, her)
    await asked(store, case)
    job = await claimed(store)
    await cases.drop(store, her.id, case.id)
    assert not await readings.fetched(store, job, to_read=True, at=START)
    assert await readings.get(store, job.id) is None


async def test_an_incident_tells_how_far_its_files_have_come(store: Store, her: Person) -> None:
    case = await made.full_case(store, her, size=4)
    await asked(store, case, 3)
    await readings.fetched(store, await claimed(store), to_read=False, at=START)
    await readings.failed(store, await claimed(store), Trouble.TOO_BIG, at=START)
    found = await readings.progress(store, case.id, case.burst)
    assert dict(found) == {ReadingState.KEPT: 1, ReadingState.FAILED: 1, ReadingState.WAITING: 1}
    assert not await readings.progress(store, case.id, case.burst + 1)
    assert await readings.is_open(store, case.id)
    await readings.failed(store, await claimed(store), Trouble.SLOW, at=START)
    assert not await readings.is_open(store, case.id)


async def test_the_wait_counts_what_is_read_before_the_last_one(store: Store, her: Person) -> None:
    hers = await made.full_case(store, her, size=2)
    his = await made.full_case(store, await made.person(store, "p2", 8001), "c2", size=6)
    await asked(store, hers, 2)
    await asked(store, his, 6)
    assert await readings.ahead(store, her.id) == 4
    assert await readings.ahead(store, "p2") == 8
    assert await readings.ahead(store, "nobody") == 0


async def test_the_pace_is_that_of_the_newest_readings(store: Store, her: Person) -> None:
    assert await readings.pace(store) is None
    case = await made.full_case(store, her, size=24)
    for number in range(1, 25):
        await asked(store, case, first=number)
        await readings.fetched(store, await claimed(store), to_read=True, at=START)
        job = await claimed(store, state=ReadingState.FETCHED)
        took = 90_000 if number <= 4 else 2_000
        read = WasRead(job.item_id, made.screen(), 0.9)
        await readings.finish(store, case, job, read, took_ms=took, at=START + timedelta(seconds=number))
    assert await readings.pace(store) == 2.0


async def test_whoever_waits_a_minute_is_named_once(store: Store, her: Person) -> None:
    case = await made.full_case(store, her)
    await asked(store, case, 2)
    assert await readings.late(store, asked_before=START - MINUTE) == ()
    assert [job.item_id for job in await readings.late(store, asked_before=START)] == ["c1-i1"]
    assert await readings.is_late(store, case.id)
    assert await readings.late(store, asked_before=START) == ()


async def test_what_was_read_is_rewritten_and_found_by_its_new_words(store: Store, her: Person) -> None:
    case = await made.full_case(store, her, size=1)
    (item,) = await items.of_case(store, case)
    assert await items.get(store, case, item.id) == item
    assert await items.get(store, case, "other") is None
    read = replace(item, text="读到的字", caption=item.text, confirmed=True)
    await items.rewrite(store, case, read)
    assert await items.of_case(store, case) == (read,)
    assert await items.find_text(store, case, "读到的字") == read
    await items.erase_texts(store, case)
    await items.rewrite(store, case, read)
    assert (await items.of_case(store, case))[0].text == ""


async def test_receivers_are_noted_item_by_item(store: Store, her: Person) -> None:
    case = await made.full_case(store, her, size=4)
    assert await items.set_receiver_of(store, case, Receiver.PARENT, [2, 3, 9]) == 2
    assert await items.set_receiver_of(store, case, Receiver.ME, []) == 0
    assert [i.receiver for i in await items.of_case(store, case)] == ["unknown", "parent", "parent", "unknown"]
