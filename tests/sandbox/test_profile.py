"""The command menu and the texts about the bot, by scope and language."""

import pytest

from sandbox.core import Sandbox
from sandbox.errors import PersonError
from sandbox.phone import Phone
from tests.sandbox.conftest import Api

START = {"command": "start", "description": "开始"}


async def test_commands_come_back_as_they_were_set(api: Api) -> None:
    assert await api.ok("getMyCommands") == []
    await api.ok("setMyCommands", commands=[START])
    assert await api.ok("getMyCommands") == [START]
    assert await api.ok("getMyCommands", language_code="en") == []
    await api.ok("deleteMyCommands")
    assert await api.ok("getMyCommands") == []


async def test_the_narrowest_menu_wins_and_within_it_the_own_language(api: Api, box: Sandbox, phone: Phone) -> None:
    async def seen(description: str, **which: object) -> list[str]:
        await api.ok("setMyCommands", commands=[{"command": "help", "description": description}], **which)
        return [line.description for line in phone.menu()]

    assert phone.menu() == ()
    assert await seen("all") == ["all"]
    assert await seen("English", language_code="en") == ["all"]
    assert await seen("中文", language_code="zh") == ["中文"]
    assert await seen("private", scope={"type": "all_private_chats"}) == ["private"]
    assert await seen("私聊", scope='{"type": "all_private_chats"}', language_code="zh") == ["私聊"]
    assert await seen("own", scope={"type": "chat", "chat_id": phone.id}) == ["own"]
    assert [line.description for line in box.add_person("Ann", "en").menu()] == ["private"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"commands": [{"command": "Start", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a", "description": "a" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [START], "language_code": "zh-hans"}, "LANG_CODE_INVALID"),
        ({"commands": [START], "scope": {"type": "everybody"}}, "unsupported type"),
        ({"commands": [START], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_a_menu_that_telegram_would_not_take_is_refused(api: Api, fields: dict[str, object], told: str) -> None:
    assert told in await api.refused("setMyCommands", 400, **fields)


@pytest.mark.parametrize(
    ("what", "field", "limit"),
    [("Name", "name", 64), ("Description", "description", 512), ("ShortDescription", "short_description", 120)],
)
async def test_texts_about_the_bot_have_limits_and_languages(api: Api, what: str, field: str, limit: int) -> None:
    await api.ok(f"setMy{what}", **{field: "a" * limit})
    await api.ok(f"setMy{what}", **{field: "字", "language_code": "zh"})
    assert (await api.ok(f"getMy{what}"))[field] == "a" * limit
    assert (await api.ok(f"getMy{what}", language_code="zh"))[field] == "字"
    assert "too long" in await api.refused(f"setMy{what}", 400, **{field: "a" * (limit + 1)})


async def test_events_tell_the_page_what_happens(api: Api, box: Sandbox, phone: Phone) -> None:
    events: list[tuple[str, int]] = []
    stop = box.listen(lambda event: events.append((event["type"], event["person"])))
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a")
    await api.ok("editMessageText", chat_id=phone.id, message_id=sent["message_id"], text="b")
    await api.ok("sendChatAction", chat_id=phone.id, action="typing")
    await api.ok("setMyCommands", commands=[START])
    await api.ok("deleteMessage", chat_id=phone.id, message_id=sent["message_id"])
    stop()
    phone.sends("unheard")
    assert events == [(kind, phone.id) for kind in ("message", "edit", "action", "commands", "delete")]


async def test_an_unknown_action_is_refused(api: Api, phone: Phone) -> None:
    assert "wrong parameter action" in await api.refused("sendChatAction", 400, chat_id=phone.id, action="type")


@pytest.mark.parametrize(("name", "language"), [("", "en"), ("a" * 65, "en"), ("Ann", "de")])
def test_a_person_needs_a_name_and_a_language_that_the_page_knows(box: Sandbox, name: str, language: str) -> None:
    with pytest.raises(PersonError):
        box.add_person(name, language)
