"""Despair and danger come before everything, and nothing of them stays."""

from pathlib import Path
from typing import Any

import pytest

from db import Store, inbox
from tests.driver import World

DESPAIR = ["我不想活了，每天都是催收，真的撑不下去了", "我想死，一了百了", "唔想生喇，真係頂唔順"]
DANGER = ["他们现在就在门口砸门，我一个人在家", "催收的人正在跟着我，我不敢回家"]
BETRAYING = ["催收", "欠款", "债", "投诉", "疑似", "12321", "12378"]


@pytest.mark.parametrize("words", DESPAIR)
async def test_despair_gets_its_own_answer_without_a_word_about_debt_and_nothing_is_kept(
    world: World, words: str
) -> None:
    person = world.person("某人")
    await person.pastes(words)
    person.sees("12356", "120", "110", "至少 18 小时")
    person.never_saw(*BETRAYING)
    assert await world.cases_of(person) == ()
    await person.presses("我现在安全")
    person.never_saw(*BETRAYING[:3])


@pytest.mark.parametrize("words", DANGER)
async def test_danger_that_is_happening_gets_the_police_first(world: World, words: str) -> None:
    person = world.person("某人")
    await person.pastes(words)
    person.sees("110", "12110")
    assert await world.cases_of(person) == ()


async def test_the_button_of_despair_stands_on_the_night_card_and_works(world: World) -> None:
    person = world.person("借款人")
    await person.forwards("欠钱不还，臭不要脸的东西，今晚不还钱弄死你", sender="13000000001")
    await person.presses("今晚做什么")
    await person.presses("我撑不住了")
    person.sees("12356", "至少 18 小时")


async def test_the_button_works_under_a_card_that_was_deleted_long_ago(world: World) -> None:
    person = world.person("借款人")
    await person.forwards("欠钱不还，臭不要脸的东西，今晚不还钱弄死你", sender="13000000001")
    await person.presses("今晚做什么")
    message, button = person.button("我撑不住了")
    await world.passes(hours=25)
    await person.presses_data(message, button.data or "")
    person.sees("12356")


async def test_a_collectors_wish_of_death_is_a_message_and_no_despair(world: World) -> None:
    person = world.person("借款人")
    await person.forwards("不还钱就去死吧，全家都去死，今晚等着", sender="13000000001")
    person.sees("疑似")
    person.never_saw("12356")


async def test_danger_does_not_wait_for_a_burst_to_close(world: World) -> None:
    person = world.person("借款人")
    await person.forwards("欠钱不还，臭不要脸的东西，今晚不还钱弄死你", sender="13000000001")
    await person.pastes("他们现在就在门口砸门，我一个人在家")
    person.sees("110", "12110")


async def test_despair_in_an_edited_message_is_answered_and_not_kept(world: World) -> None:
    person = world.person("借款人")
    await person.pastes("你好")
    await person.edits("我不想活了，今晚就跳下去")
    person.sees("12356", "120", "110")
    assert await world.cases_of(person) == ()


async def test_despair_behind_a_command_is_answered_first(world: World) -> None:
    person = world.person("借款人")
    await person.says("/start 我不想活了")
    person.sees("12356")


async def test_somebody_elses_despair_that_is_forwarded_gets_help_first_and_is_not_lost(world: World) -> None:
    friend = world.person("朋友")
    await friend.forwards("我不想活了，真的撑不下去了", sender="小红")
    friend.sees("12356")
    assert len(await world.cases_of(friend)) == 1


async def test_nothing_of_despair_is_left_in_the_log_of_the_database(world: World, tmp_path: Path) -> None:
    person = world.person("借款人")
    seen: list[str] = []
    accept = inbox.accept

    async def remembering(store: Store, **row: Any) -> bool:  # noqa: ANN401 - passed on as it is
        taken = await accept(store, **row)
        found = await store.db.fetch("SELECT body FROM inbox WHERE body IS NOT NULL")
        seen.extend(each.text("body") for each in found)
        return taken

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("cases.durable.inbox.accept", remembering)
        await person.pastes("我不想活了，我叫王小红")
    assert seen
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(body.encode() in path.read_bytes() for body in seen for path in files)
