"""Calls are kept sealed in the order in which they came, found only by their own person, and go with their case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import Store, calls, cases, people
from model.case import Case, Person, Receiver, ValueSource
from model.contact_event import LoggedCall, Said
from model.errors import GoneError, KeyGoneError
from tests.db import made
from tests.fakes.clock import START


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


def full(case: Case, name: str = "call1") -> LoggedCall:
    return LoggedCall(
        id=name,
        case_id=case.id,
        created_at=START,
        day=date(2026, 11, 20),
        at=START - timedelta(hours=24),
        connected=True,
        said=(Said.ABUSE, Said.VISIT),
        number="13800000000",
        name="张警官",
        duration_s=320,
        receiver=Receiver.PARENT,
        estimated=20,
        until=START,
        source=ValueSource.EXPORT,
    )


def bare(case: Case, name: str, minutes: int = 0) -> LoggedCall:
    return LoggedCall(name, case.id, START + timedelta(minutes=minutes), date(2026, 11, 21))


async def test_a_call_comes_out_as_it_went_in_and_in_the_order_it_came(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    later, first = bare(case, "a", 2), full(case)
    assert await calls.add(store, case, later)
    assert await calls.add(store, case, first)
    assert await calls.of_case(store, case) == (first, later)


async def test_rows_of_one_export_stand_in_the_order_of_their_times(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    rows = [
        replace(full(case, name), at=START - timedelta(hours=hours)) for name, hours in (("a", 1), ("b", 3), ("c", 2))
    ]
    for row in rows:
        await calls.add(store, case, row)
    assert [call.id for call in await calls.of_case(store, case)] == ["b", "c", "a"]


async def test_an_id_that_is_there_is_not_kept_twice(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    call = bare(case, "a")
    assert await calls.add(store, case, call)
    assert not await calls.add(store, case, replace(call, number="1"))
    assert await calls.of_case(store, case) == (call,)


async def test_a_call_is_corrected_and_deleted_in_its_own_case_only(store: Store, her: Person) -> None:
    case, other = await made.case(store, her), await made.case(store, her, "c2")
    call = bare(case, "a")
    await calls.add(store, case, call)
    await calls.save(store, case, replace(call, number="138"))
    assert [found.number for found in await calls.of_case(store, case)] == ["138"]
    with pytest.raises(GoneError):
        await calls.save(store, other, call)
    await calls.drop(store, other, "a")
    assert len(await calls.of_case(store, case)) == 1
    await calls.drop(store, case, "a")
    await calls.drop(store, case, "a")
    assert await calls.of_case(store, case) == ()


async def test_a_call_is_found_by_its_own_person_only(store: Store, her: Person) -> None:
    case, other = await made.case(store, her), await made.person(store, "p2", 7002)
    await calls.add(store, case, bare(case, "a"))
    assert await calls.case_with(store, her.id, "a") == case.id
    assert await calls.case_with(store, other.id, "a") is None
    assert await calls.case_with(store, her.id, "b") is None


async def test_merging_two_cases_carries_the_calls_along(store: Store, her: Person) -> None:
    source, target = await made.full_case(store, her), await made.full_case(store, her, "c2")
    call, own = full(source), bare(target, "own", 1)
    await calls.add(store, source, call)
    await calls.add(store, target, own)
    merged = await cases.merge(store, her.id, source=source, target=target)
    assert await calls.of_case(store, merged) == (replace(call, case_id=target.id), own)


async def test_calls_are_not_carried_to_another_person(store: Store, her: Person) -> None:
    source = await made.case(store, her)
    target = await made.case(store, await made.person(store, "p2", 7002), "c2")
    with pytest.raises(GoneError):
        await calls.carry(store, source, target)


async def test_calls_go_with_their_case_and_with_their_person(store: Store, her: Person) -> None:
    case, kept = await made.case(store, her), await made.case(store, her, "c2")
    await calls.add(store, case, bare(case, "a"))
    await calls.add(store, kept, bare(kept, "b"))
    await cases.drop(store, her.id, case.id)
    assert (await made.counts(store))["calls"] == 1
    with pytest.raises(KeyGoneError):
        await calls.of_case(store, case)
    await people.forget(store, her.id)
    assert (await made.counts(store))["calls"] == 0
