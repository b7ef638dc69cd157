"""An export is shown by sender, the person picks, and only what she picked is kept, marked as read from an export."""

import dataclasses

import pytest

from cases import imports, retention
from cases.turn import Answered, Turn, speak
from db import calls, dialogs, items, people
from model.case import Case, Item, Receiver, ValueSource
from model.contact_event import LoggedCall
from tests.driver import Person, World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"


def row(number: str, minute: int, text: str, kind: int = 1) -> str:
    date = 1795184400000 + minute * 60_000
    return f'<sms address="{number}" date="{date}" type="{kind}" body="{text}" contact_name="(Unknown)" />'


def ring(number: str, minute: int, kind: int = 3) -> str:
    date = 1795184400000 + minute * 60_000
    return f'<call number="{number}" date="{date}" type="{kind}" duration="0" contact_name="(Unknown)" />'


def export(*entries: str) -> bytes:
    return f"<smses>{''.join(entries)}</smses>".encode()


HERS = export(
    *(row("13800000000", n, f"妈妈，今天几点回家{n}") for n in range(5)),
    row("13800000000", 6, "七点", kind=2),
    *(row("1069000000001", n, f"再不还钱今晚就弄死你全家{n}") for n in range(3)),
    ring("1069000000001", 30),
    ring("02100000000", 40),
)


async def person_with_a_case(world: World) -> tuple[Person, Case]:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="某人")
    (case,) = await world.cases_of(person)
    return person, case


async def hand_in(world: World, person: Person, case: Case, data: bytes, name: str = "sms.xml") -> None:
    """What receiving the document will do: one turn, whose replies are sent."""
    person._act()
    deps = world.deps
    async with deps.store.db.transaction():
        known = await people.find(deps.store, person.phone.id)
        assert known is not None
        turn = Turn(deps, known, await dialogs.get(deps.store, known.id), deps.now())
        answered = await imports.offer(turn, case, data, name, message_id=4242)
        await _said(turn, answered)
    await world.tick()


async def _said(turn: Turn, answered: Answered) -> None:
    await speak(turn.deps, turn.person, answered.replies)
    if answered.dialog is not None:
        await dialogs.save(turn.deps.store, dataclasses.replace(answered.dialog, updated_at=turn.now))


async def kept(world: World, case: Case) -> tuple[list[Item], tuple[LoggedCall, ...]]:
    fresh = [item for item in await items.of_case(world.deps.store, case) if item.message_id == 4242]
    return fresh, await calls.of_case(world.deps.store, case)


async def test_the_preview_counts_by_sender_puts_the_suspected_first_and_keeps_nothing(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, HERS)
    person.sees("8 条短信", "2 个电话", "3 个号码", "1069000000001", "疑似", "你自己发出、打出的 1 个不算", "还没有存")
    assert person.news().index("1069000000001") < person.news().index("13800000000")
    person.never_saw("弄死", "几点回家")
    assert await kept(world, case) == ([], ())


async def test_what_is_picked_becomes_part_of_the_case_and_says_that_it_is_from_an_export(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, HERS)
    await person.presses("1069000000001")
    person.sees("✓ 1069000000001")
    await person.presses("只要选中的")
    person.sees("短信 3 条", "电话 1 个")
    messages, (call,) = await kept(world, case)
    assert [item.text[-1] for item in messages] == ["0", "1", "2"]
    assert {item.sender and (item.sender.value, item.sender.source) for item in messages} == {
        ("1069000000001", ValueSource.EXPORT)
    }
    assert [item.sent_at and item.sent_at.source for item in messages] == [ValueSource.EXPORT] * 3
    assert {item.receiver for item in messages} == {Receiver.UNKNOWN}
    assert (call.number, call.connected, call.source) == ("1069000000001", False, ValueSource.EXPORT)
    assert "imports" not in await world.rows()
    person.never_saw("几点回家")


async def test_the_card_answers_what_was_taken_over(world: World) -> None:
    person, case = await person_with_a_case(world)
    world.clock.advance(minutes=5)
    await hand_in(world, person, case, HERS)
    await person.presses("这些都要")
    person.sees("疑似", "短信 8 条")


async def test_the_same_export_again_adds_nothing(world: World) -> None:
    person, case = await person_with_a_case(world)
    for _ in range(2):
        await hand_in(world, person, case, HERS)
        await person.presses("这些都要")
    person.sees("短信 0 条", "电话 0 个", "已经有的 10 个没再放")
    messages, logged = await kept(world, case)
    assert (len(messages), len(logged)) == (8, 2)


async def test_a_mark_can_be_taken_away_and_nothing_is_taken_without_one(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, HERS)
    assert "只要选中的" not in person.buttons()
    await person.presses("1069000000001")
    await person.presses("✓ 1069000000001")
    assert "只要选中的" not in person.buttons()
    await person.presses("都不要")
    person.sees("什么都没收")
    assert await kept(world, case) == ([], ())
    assert "imports" not in await world.rows()


async def test_a_button_works_once_and_for_nobody_else(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, HERS)
    message, button = person.button("这些都要")
    data = button.data or ""
    other, _ = await person_with_a_case(world)
    mine = other.last()
    await other.presses_data(mine, data, forged=True)
    await person.presses("这些都要")
    await person.presses_data(message, data, forged=True)
    assert len((await kept(world, case))[0]) == 8


async def test_a_case_that_is_full_says_how_many_did_not_fit_and_holds_the_newest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ITEMS_PER_CASE", 12)
    person, case = await person_with_a_case(world)
    much = export(*(row("1069000000001", n, f"请尽快还款{n}") for n in range(20)))
    await hand_in(world, person, case, much)
    await person.presses("这些都要")
    person.sees("短信 11 条", "一份最多放 12 条", "有 9 个没放进来")
    messages, _ = await kept(world, case)
    assert (messages[0].text, messages[-1].text) == ("请尽快还款9", "请尽快还款19")


async def test_with_answer_only_it_is_counted_and_nothing_waits(world: World) -> None:
    person = world.person("只要回答")
    await person.says("/answer_only")
    await person.forwards(MESSAGE)
    (case,) = await world.cases_of(person)
    await hand_in(world, person, case, HERS)
    person.sees("什么都没有存", "8 条短信", "只回答")
    assert "imports" not in await world.rows()
    assert "这些都要" not in person.buttons()


async def test_what_nobody_picks_from_is_gone_after_a_day(world: World) -> None:
    person, case = await person_with_a_case(world)
    await person.presses("存下来")
    await hand_in(world, person, case, HERS)
    world.clock.advance(hours=24, seconds=1)
    await retention.tick(world.deps)
    assert "imports" not in await world.rows()
    await person.presses("这些都要")
    person.sees("不在这里了")


async def test_everything_goes_with_the_person(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, HERS)
    await person.says("/delete_all")
    await person.presses("全部删掉")
    assert "imports" not in await world.rows()


async def test_messages_without_numbers_can_be_picked_too(world: World) -> None:
    person, case = await person_with_a_case(world)
    await hand_in(world, person, case, "再不还钱今晚就弄死你全家\n今天到期\n".encode(), "lines.txt")
    person.sees("没写号码", "2 个没有可靠的时间")
    await person.presses("这些都要")
    messages, _ = await kept(world, case)
    assert [(item.sender, item.sent_at) for item in messages] == [(None, None)] * 2
