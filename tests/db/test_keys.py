"""Each case has a key of its own, and can lose it."""

import pytest

from db import Store, keys
from model.errors import ConflictError, KeyGoneError
from tests.fakes.clock import START


async def test_a_key_comes_out_as_it_was_made(store: Store) -> None:
    one = await keys.create(store, id="k1", case_id="c1", at=START)
    other = await keys.create(store, id="k2", case_id="c2", at=START)
    assert await keys.of_case(store, "c1") == one
    assert await keys.for_case(store, "c2") == other
    assert one.secret != other.secret


async def test_what_belongs_to_no_case_has_the_base_key(store: Store) -> None:
    assert await keys.for_case(store, None) == store.seal.base


async def test_a_case_has_one_key(store: Store) -> None:
    await keys.create(store, id="k1", case_id="c1", at=START)
    with pytest.raises(ConflictError):
        await keys.create(store, id="k2", case_id="c1", at=START)


async def test_a_destroyed_key_is_gone(store: Store) -> None:
    await keys.create(store, id="k1", case_id="c1", at=START)
    for _ in range(2):
        await keys.destroy(store, "c1")
        with pytest.raises(KeyGoneError):
            await keys.of_case(store, "c1")
