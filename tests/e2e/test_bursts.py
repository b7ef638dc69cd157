"""What comes within a few seconds is one incident with one answer."""

import random

from db import items
from tests.driver import World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你，第{}次警告"


async def test_three_forwards_at_once_are_one_case_and_one_card(world: World) -> None:
    person = world.person("借款人")
    for number in range(3):
        person.phone.sends(
            MESSAGE.format(number), person.phone.forward_from("hidden_user", "13000000001", world.clock.now())
        )
    await world.settle()
    await world.passes(seconds=2)
    (case,) = await world.cases_of(person)
    assert len(await items.of_case(world.deps.store, case)) == 3
    cards = [m for m in person.phone.messages() if m.by_bot]
    assert len(cards) == 1
    assert "3 条" in cards[0].body.text


async def test_what_follows_within_four_seconds_edits_the_answer(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE.format(1), sender="13000000001")
    world.clock.advance(seconds=2)
    await person.forwards(MESSAGE.format(2), sender="13000000002")
    await world.passes(seconds=2)
    assert len(await world.cases_of(person)) == 1
    assert len([m for m in person.phone.messages() if m.by_bot]) == 1


async def test_a_later_message_from_the_same_number_joins_the_case_with_a_new_answer(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE.format(1), sender="13000000001")
    world.clock.advance(minutes=10)
    await person.forwards(MESSAGE.format(2), sender="13000000001")
    (case,) = await world.cases_of(person)
    assert case.burst == 2
    assert len([m for m in person.phone.messages() if m.by_bot]) == 2
    assert "不是一回事" in person.buttons()


async def test_a_later_message_from_another_number_is_a_case_of_its_own(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE.format(1), sender="13000000001")
    world.clock.advance(minutes=10)
    await person.forwards(MESSAGE.format(2), sender="13000000002")
    assert len(await world.cases_of(person)) == 2


async def test_an_album_of_ten_pictures_gets_one_acknowledgement(world: World) -> None:
    person = world.person("借款人")
    await person.sends_photos(10)
    await world.passes(seconds=2)
    (case,) = await world.cases_of(person)
    assert len(await items.of_case(world.deps.store, case)) == 10
    assert len([m for m in person.phone.messages() if m.by_bot]) == 1


async def test_sixty_items_in_any_order_are_neither_lost_nor_doubled(world: World) -> None:
    person = world.person("借款人")
    chance = random.Random(7)
    for number in range(60):
        if chance.random() < 0.3:
            await person.sends_photos()
        else:
            await person.forwards(MESSAGE.format(number), sender="13000000001")
        world.clock.advance(seconds=chance.choice([0, 0, 1, 3]))
    kept = [i for case in await world.cases_of(person) for i in await items.of_case(world.deps.store, case)]
    assert len(kept) == 60
    assert len({item.message_id for item in kept}) == 60


async def test_two_people_at_once_do_not_share_a_case(world: World) -> None:
    one, other = world.person("甲"), world.person("乙")
    one.phone.sends(MESSAGE.format(1), one.phone.forward_from("hidden_user", "13000000001", world.clock.now()))
    other.phone.sends(MESSAGE.format(2), other.phone.forward_from("hidden_user", "13000000001", world.clock.now()))
    await world.settle()
    assert [len(await world.cases_of(p)) for p in (one, other)] == [1, 1]
