"""A letter that was handed out comes back as it was, is numbered in its case, and goes when it is taken back or its case goes."""

from datetime import timedelta

import pytest

from db import Store, cases, letters
from model.case import Case
from model.errors import GoneError, KeyGoneError
from model.letter import FrozenLetter, Paragraphs, Written
from tests.db import made
from tests.fakes.clock import START

WRITTEN = Written(
    "lender_first",
    "关于某事的信",
    "致：某某公司",
    (Paragraphs("who", "", ("姓名：某",)), Paragraphs("asks", "请求", ("一", "二"))),
)
DIGESTS = {"wording": "a" * 64, "directory": "b" * 64}


@pytest.fixture
async def case(store: Store) -> Case:
    return await made.case(store, await made.person(store))


async def frozen(store: Store, case: Case, name: str = "l1", minutes: int = 0) -> FrozenLetter:
    at = START + timedelta(minutes=minutes)
    return await letters.freeze(store, case, id=name, written=WRITTEN, digests=DIGESTS, at=at)


async def test_it_comes_back_as_it_was(store: Store, case: Case) -> None:
    one = await frozen(store, case)
    assert await letters.of_case(store, case) == (one,)
    assert await letters.numbered(store, case, 1) == one
    assert one.written == WRITTEN
    assert one.digests == DIGESTS


async def test_letters_are_numbered_in_their_case(store: Store, case: Case) -> None:
    await frozen(store, case)
    two = await frozen(store, case, "l2", 5)
    assert two.number == 2
    assert [one.number for one in await letters.of_case(store, case)] == [1, 2]
    assert await letters.numbered(store, case, 3) is None


async def test_one_that_is_taken_back_is_gone_and_cannot_be_taken_back_twice(store: Store, case: Case) -> None:
    one = await frozen(store, case)
    await letters.take_back(store, one)
    assert await letters.of_case(store, case) == ()
    with pytest.raises(GoneError):
        await letters.take_back(store, one)


async def test_they_go_with_the_case(store: Store, case: Case) -> None:
    await frozen(store, case)
    await cases.drop(store, case.person_id, case.id)
    assert await store.db.fetch("SELECT 1 AS one FROM letters") == []


async def test_without_the_key_of_the_case_nothing_is_kept_and_nothing_is_read(store: Store, case: Case) -> None:
    await frozen(store, case)
    await store.db.execute("DELETE FROM keys")
    with pytest.raises(KeyGoneError):
        await frozen(store, case, "l2")
    with pytest.raises(KeyGoneError):
        await letters.of_case(store, case)


async def test_of_two_cases_that_become_one_the_letters_follow_each_other(store: Store, case: Case) -> None:
    await frozen(store, case)
    owner = await made.person(store)
    other = await made.case(store, owner, "c2")
    await frozen(store, other, "l2")
    await letters.carry(store, case, other)
    assert [(one.id, one.number) for one in await letters.of_case(store, other)] == [("l2", 1), ("l1", 2)]
    assert await letters.of_case(store, case) == ()


async def test_letters_never_pass_to_somebody_else(store: Store, case: Case) -> None:
    await frozen(store, case)
    him = await made.case(store, await made.person(store, "p2", 8001), "c9")
    with pytest.raises(GoneError):
        await letters.carry(store, case, him)
