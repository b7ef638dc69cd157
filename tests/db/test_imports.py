"""What waits to be picked from an export is sealed, belongs to one person, and goes with the case or after a day."""

from datetime import timedelta

import pytest

from db import Store, cases, imports, people
from model.case import Case, Person
from model.errors import GoneError, KeyGoneError
from model.imported import ImportedKind, ImportedRow, Offer, PendingImport
from tests.db import made
from tests.fakes.clock import START

ROW = ImportedRow(ImportedKind.SMS, "13800000000", "某人", START, True, "再不还就上门 \ud83d", None, None, 3, "a.xml")
CALL = ImportedRow(ImportedKind.CALL, "02100000000", None, None, None, "", 12, False, 4, "b.csv")


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


@pytest.fixture
async def case(store: Store, her: Person) -> Case:
    return await made.case(store, her)


def pending(of: Case, name: str = "w1") -> PendingImport:
    offers = (Offer("13800000000", "某人", 5, 0, 2, True, (ROW,)), Offer("02100000000", None, 0, 1, 0, False, (CALL,)))
    return PendingImport(name, of.person_id, of.id, 77, offers, {"messages": 5, "own": 1}, frozenset(), START)


async def test_it_comes_back_as_it_was_and_remembers_what_is_picked(store: Store, her: Person, case: Case) -> None:
    one = pending(case)
    await imports.add(store, one)
    assert await imports.own(store, her.id, "w1") == one
    changed = await imports.pick(store, one, frozenset({1}))
    assert changed.picked == {1}
    assert await imports.own(store, her.id, "w1") == changed


async def test_nobody_else_finds_it(store: Store, case: Case) -> None:
    await imports.add(store, pending(case))
    him = await made.person(store, "p2", 8001)
    with pytest.raises(GoneError):
        await imports.own(store, him.id, "w1")


async def test_it_can_be_taken_over_once(store: Store, her: Person, case: Case) -> None:
    one = pending(case)
    await imports.add(store, one)
    await imports.drop(store, one)
    with pytest.raises(GoneError):
        await imports.drop(store, one)
    with pytest.raises(GoneError):
        await imports.pick(store, one, frozenset({0}))
    with pytest.raises(GoneError):
        await imports.own(store, her.id, "w1")


async def test_nothing_of_it_is_readable_in_the_table(store: Store, case: Case) -> None:
    await imports.add(store, pending(case))
    row = await store.db.fetch_one("SELECT body FROM imports")
    assert row is not None
    assert not [word for word in ("13800000000", "上门", "a.xml") if word in row.text("body")]


async def test_it_goes_with_its_case_and_with_its_person(store: Store, her: Person, case: Case) -> None:
    other = await made.case(store, her, "c2")
    await imports.add(store, pending(case))
    await imports.add(store, pending(other, "w2"))
    await cases.drop(store, her.id, case.id)
    assert (await made.counts(store))["imports"] == 1
    with pytest.raises(KeyGoneError):
        await imports.add(store, pending(case))
    await people.forget(store, her.id)
    assert (await made.counts(store))["imports"] == 0


async def test_what_nobody_picked_from_goes_after_its_time(store: Store, her: Person, case: Case) -> None:
    await imports.add(store, pending(case))
    assert await imports.drop_before(store, START) == 0
    assert await imports.drop_before(store, START + timedelta(seconds=1)) == 1


async def test_a_new_export_takes_the_place_of_the_one_that_waits_in_the_case(
    store: Store, her: Person, case: Case
) -> None:
    other = await made.case(store, her, "c2")
    await imports.add(store, pending(case))
    await imports.add(store, pending(other, "w2"))
    await imports.drop_of_case(store, case.id)
    assert (await imports.own(store, her.id, "w2")).case_id == "c2"
    assert (await made.counts(store))["imports"] == 1
