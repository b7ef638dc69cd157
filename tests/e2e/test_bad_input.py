"""Whatever comes in gets a kind answer, or a silent refusal where an answer would be wrong."""

import itertools
import json
import logging

import pytest
from telegram import Update

from tests.driver import Person, World

NUMBERS = itertools.count(1)
MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"


@pytest.mark.parametrize("kind", ["sticker", "location", "poll", "contact"])
async def test_every_kind_of_content_gets_its_own_answer(world: World, kind: str) -> None:
    person = world.person("某人")
    person._act()
    person.phone.sticker() if kind == "sticker" else person.phone.sample(kind)
    await world.settle()
    assert person.news()
    assert await world.cases_of(person) == ()


async def test_four_thousand_emoji_are_answered(world: World) -> None:
    person = world.person("某人")
    await person.pastes("😀" * 2048)
    assert person.news()


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "﷽" * 400, "A" * 4096, "\u202e反过来\u202c", "\x00\x01"])
async def test_odd_text_is_answered(world: World, text: str) -> None:
    person = world.person("某人")
    await person.pastes("你好")
    person._act()
    await world.queue.put(update(world, person, {"text": text}))
    await world.lanes.idle()
    assert person.news()


async def test_a_broken_surrogate_is_answered_and_can_be_looked_at(world: World) -> None:
    person = world.person("某人")
    await person.pastes("你好")
    await world.queue.put(update(world, person, {"text": MESSAGE + "\ud83d"}))
    await world.lanes.idle()
    person.sees("疑似")
    await person.says("/original")
    person.sees("弄死你")


async def test_a_picture_is_acknowledged_with_how_to_film_the_proof(world: World) -> None:
    person = world.person("某人")
    await person.sends_photos()
    person.sees("录一次屏", "号码、时间、全文", "最要紧的一句")
    (case,) = await world.cases_of(person)
    assert case.expires_at is not None


async def test_a_file_of_fifty_megabytes_is_answered_with_how_to_get_under_the_limit(world: World) -> None:
    person = world.person("某人")
    await person.pastes("你好")
    document = {"file_id": "f", "file_unique_id": "u", "file_size": 50 * 1024 * 1024, "file_name": "a.zip"}
    person._act()
    await world.queue.put(update(world, person, {"document": document}))
    await world.lanes.idle()
    person.sees("20 MB")


async def test_an_edited_message_becomes_a_new_version_and_the_card_follows(world: World) -> None:
    person = world.person("某人")
    await person.pastes("今晚不还钱就让你全家好看，等着收尸吧")
    await person.edits("你家住哪我清楚，孩子上学路上小心点")
    person.sees("第 1 条")
    await person.says("/original")
    person.sees("孩子上学路上小心点")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_group_or_channel_is_refused_in_silence(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = world.person("某人")
    chat = {"id": -1001, "type": kind, "title": "同乡群"}
    raw = update(world, person, {"text": MESSAGE, "chat": chat})
    with caplog.at_level(logging.INFO):
        await world.queue.put(raw)
        await world.lanes.idle()
    assert person.phone.messages() == ()
    assert "refused an update" in caplog.text
    assert MESSAGE not in caplog.text
    assert await world.undone() == 0


async def test_a_button_from_a_month_ago_is_answered_kindly(world: World) -> None:
    person = world.person("某人")
    await person.forwards(MESSAGE, sender="13000000001")
    message, button = person.button("存下来")
    await world.passes(days=31)
    await person.presses_data(message, button.data or "")
    person.sees("不在这里了")


async def test_a_button_from_another_persons_chat_is_answered_as_if_nothing_were_there(world: World) -> None:
    owner, stranger = world.person("甲"), world.person("乙")
    await owner.forwards(MESSAGE, sender="13000000001")
    await stranger.forwards(MESSAGE, sender="13000000009")
    await owner.presses("欠款人是我")
    data = owner.button("看原话")[1].data or ""
    await stranger.presses_data(stranger.last(), data, forged=True)
    stranger.sees("不在这里了")
    stranger.never_saw("弄死你")


@pytest.mark.parametrize(
    "data", ["", "x", "v0|keep||", "v1|keep", "v1|no_such_verb||", "v1|keep|nobody|", "v1|role||x"]
)
async def test_a_forged_button_is_answered_and_does_nothing(world: World, data: str) -> None:
    person = world.person("某人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses_data(person.last(), data or " ", forged=True)
    assert person.news()


async def test_an_unknown_command_is_answered(world: World) -> None:
    person = world.person("某人")
    await person.says("/nosuchthing")
    assert person.news()


async def test_a_bug_is_answered_with_an_apology_logged_without_words_and_never_tried_again(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(MESSAGE)

    person = world.person("某人")
    await person.pastes("你好")
    with monkeypatch.context() as patched:
        patched.setattr("cases.intake.read", broken)
        await person.pastes(MESSAGE)
    person.sees("出了点问题")
    assert MESSAGE not in caplog.text
    assert "RuntimeError" in caplog.text
    assert await world.undone() == 0
    world.bugs.clear()


async def test_an_update_that_is_delivered_twice_is_answered_once(world: World) -> None:
    person = world.person("某人")
    await person.pastes("你好")
    raw = update(world, person, {"text": MESSAGE})
    for _ in range(3):
        await world.queue.put(raw)
    await world.lanes.idle()
    assert len(await world.cases_of(person)) == 1
    assert len([m for m in person.phone.messages() if m.by_bot]) == 2


def update(world: World, person: Person, content: dict[str, object]) -> Update:
    """An update as it comes from Telegram, with content that no app would send."""
    user = {"id": person.phone.id, "is_bot": False, "first_name": "某人", "language_code": "zh-hans"}
    number = next(NUMBERS)
    message = {
        "message_id": 900_000 + number,
        "date": int(world.clock.now().timestamp()),
        "chat": {"id": person.phone.id, "type": "private", "first_name": "某人"},
        "from": user,
    } | content
    made = Update.de_json(json.loads(json.dumps({"update_id": 90_000_000 + number, "message": message})), world.app.bot)
    assert made is not None
    return made
