"""Items stay in their order, are found by their message, and are erased when nothing is to be kept."""

from dataclasses import replace

import pytest

from db import Store, cases, files, items
from model.case import Case, Person, Receiver
from model.errors import ConflictError, GoneError, KeyGoneError
from tests.db import made


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


@pytest.fixture
async def case(store: Store, her: Person) -> Case:
    return await made.case(store, her)


async def test_an_item_comes_out_as_it_went_in(store: Store, case: Case) -> None:
    full = made.item(case, 1)
    bare = replace(
        made.item(case, 2, text="\ud83d\ude00 lone \udc00", message_id=7),
        sender=None,
        sent_at=None,
        file=None,
        labels=(),
        traps=False,
        previous=full.id,
        receiver=Receiver.PARENT,
    )
    for item in (full, bare):
        await items.add(store, case, item)
    assert await items.of_case(store, case) == (full, bare)


async def test_the_items_of_one_incident_can_be_read_alone(store: Store, case: Case) -> None:
    for number in (1, 2, 3):
        await items.add(store, case, replace(made.item(case, number), burst=1 + number // 3))
    assert [i.number for i in await items.of_case(store, case, burst=1)] == [1, 2]
    assert [i.number for i in await items.of_case(store, case, burst=2)] == [3]
    assert await items.of_case(store, case, burst=9) == ()


async def test_the_next_number_follows_the_last(store: Store, case: Case) -> None:
    assert await items.next_number(store, case.id) == 1
    await items.add(store, case, made.item(case, 1))
    await items.add(store, case, made.item(case, 2))
    assert await items.next_number(store, case.id) == 3


async def test_a_number_that_is_taken_is_a_conflict(store: Store, case: Case) -> None:
    await items.add(store, case, made.item(case, 1))
    with pytest.raises(ConflictError):
        await items.add(store, case, replace(made.item(case, 1), id="other"))


async def test_nothing_is_added_to_a_case_that_is_gone(store: Store, her: Person, case: Case) -> None:
    await cases.drop(store, her.id, case.id)
    with pytest.raises(KeyGoneError):
        await items.add(store, case, made.item(case, 1))


async def test_a_message_is_found_by_its_number_in_its_newest_version(store: Store, case: Case) -> None:
    first = made.item(case, 1, text="first", message_id=50)
    second = replace(made.item(case, 2, text="second", message_id=50), previous=first.id)
    await items.add(store, case, first)
    assert await items.find_message(store, case, 50) == first
    await items.add(store, case, second)
    assert await items.find_message(store, case, 50) == second
    assert await items.find_message(store, case, 51) is None


async def test_the_same_words_are_found_however_they_are_spaced(store: Store, case: Case) -> None:
    item = made.item(case, 1, text="还 钱\n 还钱")
    await items.add(store, case, item)
    await items.add(store, case, made.item(case, 2, text=""))
    assert await items.find_text(store, case, " 还   钱 还钱 ") == item
    assert await items.find_text(store, case, "还钱") is None
    assert await items.find_text(store, case, "") is None


async def test_what_is_found_in_one_case_is_not_found_in_another(store: Store, her: Person, case: Case) -> None:
    other = await made.case(store, her, "c2")
    await items.add(store, case, made.item(case, 1, message_id=50))
    assert await items.find_message(store, other, 50) is None
    assert await items.find_text(store, other, made.item(case).text) is None


async def test_a_receiver_is_noted_for_an_incident_or_for_the_case(store: Store, case: Case) -> None:
    for number in (1, 2):
        await items.add(store, case, replace(made.item(case, number), burst=number))
    await items.set_receiver(store, case, Receiver.PARENT, burst=2)
    assert [i.receiver for i in await items.of_case(store, case)] == [Receiver.UNKNOWN, Receiver.PARENT]
    await items.set_receiver(store, case, Receiver.ME)
    assert [i.receiver for i in await items.of_case(store, case)] == [Receiver.ME, Receiver.ME]


async def test_of_an_erased_item_only_its_message_and_what_was_found_in_it_stay(
    store: Store, her: Person, case: Case
) -> None:
    other = await made.full_case(store, her, "c2")
    item = made.item(case, 1, message_id=50)
    await items.add(store, case, item)
    await files.add(store, case, id="f", item_id=item.id, file=made.FILE)
    bare = replace(item, text="", sender=None, sent_at=None, file=None)
    for _ in range(2):
        await items.erase_texts(store, case)
        assert await items.of_case(store, case) == (bare,)
    assert await items.find_message(store, case, 50) == bare
    assert await items.find_text(store, case, item.text) is None
    assert await files.of_case(store, case) == ()
    assert (await items.of_case(store, other))[0].text == item.text


async def test_moved_items_stand_behind_the_last_one_in_the_running_incident_of_the_other_case(
    store: Store, her: Person
) -> None:
    one, other = await made.full_case(store, her, "c1", size=4), await made.full_case(store, her, "c2", size=2)
    other = await cases.save(store, replace(other, burst=5))
    await files.add(store, one, id="f3", item_id="c1-i3", file=made.FILE)
    before = await items.of_case(store, one)
    await items.move(store, one, other, ["c1-i3", "c1-i1"])

    assert [i.id for i in await items.of_case(store, one)] == ["c1-i2", "c1-i4"]
    moved = (await items.of_case(store, other))[2:]
    assert moved == (
        replace(before[0], case_id="c2", number=3, burst=5),
        replace(before[2], case_id="c2", number=4, burst=5),
    )
    assert [f.id for f in await files.of_case(store, other)] == ["f3"]
    assert await items.find_message(store, other, before[0].message_id) == moved[0]
    await cases.drop(store, her.id, one.id)
    assert (await items.of_case(store, other))[2:] == moved


async def test_an_erased_item_stays_erased_when_it_is_moved(store: Store, her: Person) -> None:
    one, other = await made.full_case(store, her, "c1", size=1), await made.case(store, her, "c2")
    await items.erase_texts(store, one)
    await items.move(store, one, other, ["c1-i1"])
    assert (await items.of_case(store, other))[0].text == ""
    row = await store.db.fetch_one("SELECT erased FROM items WHERE id = 'c1-i1'")
    assert row is not None
    assert row.flag("erased")


async def test_what_is_not_there_is_not_moved(store: Store, her: Person) -> None:
    one, other = await made.full_case(store, her, "c1"), await made.full_case(store, her, "c2")
    with pytest.raises(GoneError):
        await items.move(store, one, other, ["c1-i1", "c2-i1"])
    assert len(await items.of_case(store, one)) == 2


async def test_nothing_is_moved_to_somebody_else(store: Store, her: Person) -> None:
    one = await made.full_case(store, her)
    his = await made.case(store, await made.person(store, "p2", 8001), "c2")
    with pytest.raises(GoneError):
        await items.move(store, one, his, ["c1-i1"])
    assert await items.of_case(store, his) == ()
