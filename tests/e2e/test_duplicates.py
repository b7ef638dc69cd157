"""What was handed in twice: asked about once, counted once where she says so, never merged; two messages stay two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.conduct import history_of
from db import events, items
from model.case import Case, Item
from model.locale import Locale
from sandbox.records import MediaKind
from tests.driver import Person, World
from tests.fakes.reader import picture

LONG = "您的借款已逾期，请于今天处理，否则将联系您的父母和单位领导，后果自负，请保持电话畅通"
NUMBER = "13000000001"


async def kept(world: World, person: Person) -> tuple[Case, tuple[Item, ...]]:
    (case,) = await world.cases_of(person)
    return case, await items.of_case(world.deps.store, case)


async def pasted_twice(world: World, again: str = LONG) -> Person:
    person = world.person("借款人")
    await person.pastes(LONG)
    await person.pastes(again)
    return person


@pytest.mark.parametrize(
    ("again", "how"),
    [
        (LONG, "字一样"),
        (LONG.replace("，", "， "), "字一样"),
        (LONG.replace("您的", "你的").replace("，", ","), "字差不多"),
    ],
)
async def test_the_same_words_again_are_asked_about_and_not_merged(world: World, again: str, how: str) -> None:
    person = await pasted_twice(world, again)
    person.sees("第 2 条和第 1 条", how)
    _, both = await kept(world, person)
    assert [item.text for item in both] == [LONG, again]
    assert [item.same_as for item in both] == [None, None]


@pytest.mark.parametrize(
    "again", [LONG.replace("今天", "11月25日"), "这是完全不一样的一段话，今晚不还钱就弄死你全家", "滚"]
)
async def test_other_words_and_other_digits_are_no_pair(world: World, again: str) -> None:
    person = await pasted_twice(world, again)
    person.never_saw("看起来是同一条")


async def test_what_she_calls_one_counts_once_and_can_be_taken_back(world: World) -> None:
    person = await pasted_twice(world)
    await person.presses("是同一条")
    person.sees("只算一次", "原件都留着")
    case, both = await kept(world, person)
    assert [item.same_as for item in both] == [None, both[0].id]
    assert len(both) == 2
    await person.says("/case")
    person.sees("1 条")
    await person.presses("不是同一条")
    person.sees("各算各的")
    _, both = await kept(world, person)
    assert [item.same_as for item in both] == [None, None]
    said = [e.body.get("said") for e in await events.history(world.deps.store, case) if e.kind == "correction_said"]
    assert said == ["same", "different"]


async def test_what_she_calls_two_is_not_asked_about_again(world: World) -> None:
    person = await pasted_twice(world)
    await person.presses("不是同一条")
    person.sees("各算各的")
    world.clock.advance(minutes=5)
    await person.forwards("今晚不还钱弄死你", sender=NUMBER)
    person.sees("疑似")
    assert "看起来是同一条" not in person.news()


async def test_many_are_asked_about_in_one_message_and_can_be_answered_together(world: World) -> None:
    person = world.person("借款人")
    for _ in range(4):
        await person.pastes(LONG)
    asking = [m for m in person.phone.messages() if m.by_bot and "看起来是同一条" in m.body.text]
    assert len(asking) == 1
    person.sees("还有 2 处")
    await person.presses("都是同一条")
    person.sees("3 处", "只算一次")
    _, every = await kept(world, person)
    assert [item.same_as is None for item in every] == [True, False, False, False]


async def test_two_forwards_of_one_message_are_asked_about_and_two_messages_are_not(world: World) -> None:
    person, at = world.person("借款人"), world.clock.now() - timedelta(hours=3)
    await person.forwards(LONG, sender=NUMBER, when=at)
    await person.forwards(LONG, sender=NUMBER, when=at + timedelta(minutes=10))
    person.never_saw("看起来是同一条")
    await person.forwards(LONG, sender=NUMBER, when=at)
    person.sees("第 3 条和第 1 条")


async def test_the_counts_of_conduct_leave_out_what_is_the_same(world: World) -> None:
    person = await pasted_twice(world)
    assert await contacts(world, person) == 2
    await person.presses("是同一条")
    assert await contacts(world, person) == 1


async def contacts(world: World, person: Person) -> int:
    case, _ = await kept(world, person)
    return len((await history_of(world.deps, case, Locale.ZH_HANS)).events)


async def test_the_same_file_twice_is_asked_about_when_both_were_read(world: World) -> None:
    person = world.person("借款人")
    shot = picture(LONG, number=NUMBER)
    await person.sends_pictures(shot)
    await person.sends_pictures(shot)
    person.never_saw("看起来是同一条")
    await world.reads()
    person.sees("第 2 条和第 1 条", "文件一模一样")


async def test_the_same_words_in_another_picture_are_asked_about(world: World) -> None:
    person = world.person("借款人")
    await person.sends_pictures(picture(LONG, name="1"), picture(LONG, name="2"))
    await world.reads()
    person.sees("第 2 条和第 1 条", "字一样")


async def test_an_edited_message_is_a_new_version_and_no_pair(world: World) -> None:
    person = world.person("借款人")
    await person.pastes(LONG)
    await person.edits(LONG + "！")
    person.never_saw("看起来是同一条")
    _, (old, new) = await kept(world, person)
    assert (new.previous, old.text, new.text) == (old.id, LONG, LONG + "！")


async def test_with_answer_only_nothing_is_noted_by_which_it_could_be_found(world: World) -> None:
    person = world.person("借款人")
    await person.says("/answer_only on")
    await person.pastes(LONG)
    await person.pastes(LONG)
    assert not {"likeness", "pairs"} & await world.rows()


async def test_what_was_noted_goes_with_the_case(world: World) -> None:
    person = await pasted_twice(world)
    assert {"likeness", "pairs"} <= await world.rows()
    await person.says("/delete yes")
    assert not {"likeness", "pairs"} & await world.rows()


async def test_a_press_on_a_pair_that_was_never_asked_about_changes_nothing(world: World) -> None:
    person = await pasted_twice(world)
    case, _ = await kept(world, person)
    message, _ = person.button("是同一条")
    for argument in ("1-2", "9-1", "x", "", "2-1-1"):
        await person.presses_data(message, f"v1|same|{case.id}|{argument}", forged=True)
    _, both = await kept(world, person)
    assert [item.same_as for item in both] == [None, None]


async def test_a_voice_note_twice_is_asked_about_by_its_bytes(world: World) -> None:
    person = world.person("借款人")
    sound = replace(picture("x"), data=b"ID3\x03" + bytes(2000), name="录音.mp3", mime="audio/mpeg")
    await person.uploads(sound, MediaKind.AUDIO)
    await person.uploads(sound, MediaKind.AUDIO)
    await world.reads()
    person.sees("文件一模一样")
