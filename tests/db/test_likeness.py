"""What is alike is found within a case, by digests that tell nothing, and goes with what it belongs to."""

import pytest

from db import Seal, Store, cases, items, likeness
from db.likeness import Said
from model.case import Case, Person
from model.likeness import Alike, Pair
from tests.db import made

BANDS = (b"\x00one", b"\x01two", b"\x02three")


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def noted(store: Store, owner: Person, name: str = "c1", size: int = 3) -> Case:
    """A case of which every item has the same bands."""
    case = await made.full_case(store, owner, name, size)
    for number in range(1, size + 1):
        await likeness.note(store, case, f"{name}-i{number}", Alike.WORDS, BANDS)
    return case


async def bands(store: Store) -> list[str]:
    return [row.text("band") for row in await store.db.fetch("SELECT band FROM likeness ORDER BY band")]


async def test_items_that_share_a_band_are_found_and_the_likeliest_first(store: Store, her: Person) -> None:
    case = await noted(store, her)
    await likeness.note(store, case, "c1-i2", Alike.WORDS, BANDS[:1])
    assert await likeness.find(store, case, "c1-i1", Alike.WORDS, BANDS) == ("c1-i3", "c1-i2")
    assert await likeness.find(store, case, "c1-i1", Alike.WORDS, BANDS, most=1) == ("c1-i3",)
    assert await likeness.find(store, case, "c1-i1", Alike.TEXT, BANDS) == ()
    assert await likeness.find(store, case, "c1-i1", Alike.WORDS, ()) == ()


async def test_noting_anew_forgets_what_it_was_found_by(store: Store, her: Person) -> None:
    case = await noted(store, her)
    await likeness.note(store, case, "c1-i2", Alike.WORDS, ())
    assert await likeness.find(store, case, "c1-i1", Alike.WORDS, BANDS) == ("c1-i3",)


async def test_equal_texts_of_two_people_have_nothing_in_common(store: Store, her: Person) -> None:
    await noted(store, her, "c1", 1)
    await noted(store, await made.person(store, "p2", 8001), "c2", 1)
    assert len(set(await bands(store))) == 2 * len(BANDS)


async def test_under_another_key_nothing_is_found_and_no_digest_holds_what_went_in(store: Store, her: Person) -> None:
    case = await noted(store, her)
    other = Store(store.db, Seal(bytes(range(1, 33)), lambda count: bytes(count)))
    assert await likeness.find(other, case, "c1-i1", Alike.WORDS, BANDS) == ()
    kept = await bands(store)
    assert not any(band.hex() in digest for band in BANDS for digest in kept)


async def test_a_pair_is_asked_about_once_whichever_way_round(store: Store, her: Person) -> None:
    case = await noted(store, her)
    pair = Pair("c1-i2", "c1-i1", Alike.TEXT)
    assert await likeness.ask(store, pair)
    assert not await likeness.ask(store, pair)
    assert not await likeness.ask(store, Pair("c1-i1", "c1-i2", Alike.TEXT))
    assert await likeness.asked(store, case) == (pair,)
    await likeness.say(store, pair, Said.DIFFERENT)
    assert await likeness.asked(store, case) == ()
    assert not await likeness.ask(store, pair)
    assert await likeness.between(store, case, "c1-i2", "c1-i1") == pair
    assert await likeness.between(store, case, "c1-i3", "c1-i1") is None


async def test_an_item_is_counted_with_another_one_and_by_itself_again(store: Store, her: Person) -> None:
    case = await noted(store, her)
    await likeness.count_with(store, case, "c1-i2", "c1-i1")
    assert [item.same_as for item in await items.of_case(store, case)] == [None, "c1-i1", None]
    await likeness.count_with(store, case, "c1-i2", None)
    assert [item.same_as for item in await items.of_case(store, case)] == [None, None, None]


async def test_a_pair_of_another_case_is_not_there(store: Store, her: Person) -> None:
    case, other = await noted(store, her), await noted(store, her, "c2", 1)
    await likeness.ask(store, Pair("c1-i2", "c1-i1", Alike.TEXT))
    assert await likeness.asked(store, other) == ()
    assert await likeness.between(store, other, "c1-i2", "c1-i1") is None
    await likeness.count_with(store, other, "c1-i2", "c1-i1")
    assert {item.same_as for item in await items.of_case(store, case)} == {None}


async def test_items_that_move_are_found_where_they_are(store: Store, her: Person) -> None:
    source, target = await noted(store, her), await noted(store, her, "c2", 1)
    await items.move(store, source, target, ["c1-i1"])
    assert await likeness.find(store, target, "c2-i1", Alike.WORDS, BANDS) == ("c1-i1",)
    assert await likeness.find(store, source, "c1-i2", Alike.WORDS, BANDS) == ("c1-i3",)


async def test_it_goes_with_the_texts_and_with_the_case(store: Store, her: Person) -> None:
    erased, dropped = await noted(store, her), await noted(store, her, "c2")
    await likeness.ask(store, Pair("c2-i2", "c2-i1", Alike.TEXT))
    await items.erase_texts(store, erased)
    await cases.drop(store, her.id, dropped.id)
    counts = await made.counts(store)
    assert (counts["likeness"], counts["pairs"]) == (0, 0)
