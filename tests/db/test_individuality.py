"""The same paragraph from many people is noticed without being known, and everything about it is gone in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from db import Store, individuality, people
from tests.db import made
from tests.fakes.clock import START

Ids = Callable[[], str]
WORDS = "从今年十月开始，他们每天打给我和我的父母，母亲接完电话整夜睡不着，我在单位也抬不起头来，请你们帮帮我。"


@pytest.fixture
async def crowd(store: Store) -> tuple[str, ...]:
    return tuple([(await made.person(store, f"p{n}", 9000 + n)).id for n in range(4)])


async def hand(store: Store, ids: Ids, person: str, words: str, days: int = 0) -> None:
    await individuality.record(store, id=ids(), person_id=person, own_words=words, at=START + timedelta(days=days))


async def test_other_people_with_the_same_paragraph_are_counted_once_each(
    store: Store, ids: Ids, crowd: tuple[str, ...]
) -> None:
    for person in (*crowd, crowd[0]):
        await hand(store, ids, person, WORDS)
    assert await individuality.others_with(store, crowd[0], WORDS, START) == 3


async def test_other_blanks_marks_and_digits_are_the_same_paragraph_and_other_words_are_not(
    store: Store, ids: Ids, crowd: tuple[str, ...]
) -> None:
    await hand(store, ids, crowd[0], WORDS)
    spaced = WORDS.replace("，", " ,\n") + "13！"
    assert await individuality.others_with(store, crowd[1], spaced, START) == 1
    assert await individuality.others_with(store, crowd[1], WORDS.replace("父母", "孩子"), START) == 0


async def test_a_short_paragraph_tells_nothing(store: Store, ids: Ids, crowd: tuple[str, ...]) -> None:
    await hand(store, ids, crowd[0], "他们天天打电话。")
    assert await individuality.others_with(store, crowd[1], "他们天天打电话。", START) == 0


async def test_letters_of_a_day_are_counted_for_their_person_alone(
    store: Store, ids: Ids, crowd: tuple[str, ...]
) -> None:
    await hand(store, ids, crowd[0], "")
    await hand(store, ids, crowd[0], WORDS, days=1)
    await hand(store, ids, crowd[1], WORDS, days=1)
    assert await individuality.handed_since(store, crowd[0], START + timedelta(hours=1)) == 1
    assert await individuality.handed_since(store, crowd[0], START) == 2


async def test_after_ninety_days_nothing_counts_and_nothing_is_left(
    store: Store, ids: Ids, crowd: tuple[str, ...]
) -> None:
    await hand(store, ids, crowd[0], WORDS)
    later = START + individuality.LIVES + timedelta(seconds=1)
    assert await individuality.others_with(store, crowd[1], WORDS, later) == 0
    assert await individuality.forget_before(store, later - individuality.LIVES) == 1
    assert await store.db.fetch("SELECT id FROM letter_marks") == []


async def test_with_the_person_her_marks_go(store: Store, ids: Ids, crowd: tuple[str, ...]) -> None:
    await hand(store, ids, crowd[0], WORDS)
    await people.forget(store, crowd[0])
    assert await individuality.others_with(store, crowd[1], WORDS, START) == 0


async def test_no_word_of_the_paragraph_is_in_the_table(store: Store, ids: Ids, crowd: tuple[str, ...]) -> None:
    await hand(store, ids, crowd[0], WORDS)
    (row,) = await store.db.fetch("SELECT digest FROM letter_marks")
    assert len(row.text("digest")) == 64
    assert not any(char in row.text("digest") for char in WORDS)
