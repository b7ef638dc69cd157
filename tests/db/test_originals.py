"""The bytes that were handed in come out as they went in, for whoever has the key of the case, and for nobody else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db import Seal, Store, cases, items, originals, people, readings
from db.vault import Vault
from model.case import Case, Person
from model.errors import GoneError, KeyGoneError, SealError
from tests.db import made
from tests.fakes.clock import START

BYTES = b"\x89PNG" + bytes(range(256)) * 40


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "originals")


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def kept(store: Store, vault: Vault, case: Case, number: int = 1, content: bytes = BYTES) -> str:
    original = replace(made.original(made.item(case, number)), size=len(content))
    await originals.add(store, case, await originals.write(store, vault, original, content))
    return original.id


async def test_a_file_comes_out_as_it_went_in_and_lies_sealed(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    original_id = await kept(store, vault, case)
    (known,) = await originals.of_case(store, case)
    assert known == replace(made.original(made.item(case)), size=len(BYTES))
    assert await originals.read(store, vault, case, known.item_id) == BYTES
    assert BYTES[:64] not in await vault.read(original_id)


async def test_two_files_of_the_same_bytes_look_nothing_alike(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    one, other = await kept(store, vault, case, 1), await kept(store, vault, case, 2)
    assert await vault.read(one) != await vault.read(other)


async def test_an_altered_or_exchanged_file_does_not_open(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    one, other = await kept(store, vault, case, 1), await kept(store, vault, case, 2)
    await vault.write(one, await vault.read(other))
    with pytest.raises(SealError):
        await originals.read(store, vault, case, "c1-i1")
    sealed = bytearray(await vault.read(other))
    sealed[-1] ^= 1
    await vault.write(other, bytes(sealed))
    with pytest.raises(SealError):
        await originals.read(store, vault, case, "c1-i2")


async def test_with_another_master_key_nothing_opens(
    store: Store, vault: Vault, her: Person, random_bytes: Callable[[int], bytes]
) -> None:
    case = await made.full_case(store, her)
    await kept(store, vault, case)
    with pytest.raises(SealError):
        await originals.read(replace(store, seal=Seal(b"o" * 32, random_bytes)), vault, case, "c1-i1")


async def test_what_was_found_out_later_is_kept_beside_it(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    await kept(store, vault, case)
    (known,) = await originals.of_case(store, case)
    told = replace(known, format="ogg/opus", duration_s=31.5)
    await originals.describe(store, case, told)
    assert await originals.of_case(store, case) == (told,)
    assert await originals.read(store, vault, case, known.item_id) == BYTES
    with pytest.raises(GoneError):
        await originals.describe(store, case, replace(told, id="nothing"))


async def test_an_item_without_a_file_has_none(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    with pytest.raises(GoneError):
        await originals.read(store, vault, case, "c1-i1")


async def test_a_file_goes_along_to_another_case_without_being_written_again(
    store: Store, vault: Vault, her: Person
) -> None:
    one, other = await made.full_case(store, her), await made.case(store, her, "c2")
    original_id = await kept(store, vault, one)
    await made.with_file(store, one, made.item(one, 2))
    before = await vault.read(original_id)
    await items.move(store, one, other, ["c1-i1", "c1-i2"])
    await cases.drop(store, her.id, one.id)
    assert await originals.read(store, vault, other, "c1-i1") == BYTES
    assert await vault.read(original_id) == before
    assert await originals.removals(store) == ()
    (was_read,) = await readings.what_was_read(store, other)
    assert was_read.screen == made.screen()


async def test_what_goes_with_a_case_is_noted_until_it_is_gone_from_the_disk(
    store: Store, vault: Vault, her: Person
) -> None:
    case = await made.full_case(store, her)
    await kept(store, vault, case)
    assert await originals.known(store) == {"c1-i1-o"}
    await cases.drop(store, her.id, case.id)
    assert await originals.removals(store) == ("c1-i1-o",)
    await originals.removed(store, ["c1-i1-o"])
    assert await originals.removals(store) == ()
    assert await originals.known(store) == frozenset()


@pytest.mark.parametrize("way", ["erase", "forget", "expire"])
async def test_every_way_out_takes_the_files_along(store: Store, vault: Vault, her: Person, way: str) -> None:
    case = await made.full_case(store, her)
    await kept(store, vault, case)
    if way == "erase":
        await items.erase_texts(store, case)
    elif way == "forget":
        await people.forget(store, her.id)
    else:
        assert await cases.drop_expired(store, her.id, case.id, case.expires_at or START)
    assert await originals.removals(store) == ("c1-i1-o",)


async def test_what_somebody_uses_counts_what_is_still_to_be_fetched(store: Store, vault: Vault, her: Person) -> None:
    case, his = (
        await made.full_case(store, her),
        await made.full_case(store, await made.person(store, "p2", 8001), "c2"),
    )
    assert await originals.used(store, her.id) == 0
    await kept(store, vault, case)
    await readings.ask(store, case, id="r", item_id="c1-i2", size=5000, at=START)
    await kept(store, vault, his)
    assert await originals.used(store, her.id) == len(BYTES) + 5000


async def test_nothing_is_added_to_a_case_that_is_gone(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    written = await originals.write(store, vault, made.original(made.item(case)), BYTES)
    await cases.drop(store, her.id, case.id)
    with pytest.raises(KeyGoneError):
        await originals.add(store, case, written)


async def test_a_new_version_of_an_item_has_the_file_and_the_reading(store: Store, vault: Vault, her: Person) -> None:
    case = await made.full_case(store, her)
    await made.with_file(store, case, made.item(case))
    await originals.give(store, "c1-i1", "c1-i2")
    await readings.give(store, "c1-i1", "c1-i2")
    assert [original.item_id for original in await originals.of_case(store, case)] == ["c1-i2"]
    assert [was_read.item_id for was_read in await readings.what_was_read(store, case)] == ["c1-i2"]
