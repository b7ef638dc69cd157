"""The chat page in a real browser, joined to a real sandbox server with a small scripted bot behind it."""

import asyncio
import contextlib
import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, WebSocketRoute, expect

from sandbox import server
from tests.sandbox.page_driver import PHONE, Look, PageDriver, ScriptedBot, browser

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

REMINDER = "【云雀速借】请你今天之内还款。"
SENT_AT = datetime(2026, 11, 20, 14, 41, tzinfo=UTC)
LONG_QUOTE = "<blockquote expandable>" + "这是折起来的依据。" * 40 + "</blockquote>"
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC")


def said(text: str, *buttons: dict[str, object]) -> dict[str, object]:
    """An answer of the bot with one row of buttons."""
    return {"text": text, "reply_markup": {"inline_keyboard": [[*buttons]]}}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def running() -> AsyncIterator[server.Server]:
    started = await server.start("127.0.0.1:0")
    yield started
    await started.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def bot(running: server.Server) -> AsyncIterator[ScriptedBot]:
    async with httpx.AsyncClient(base_url=f"{running.api_url}/bot424242:scripted/", timeout=10) as api:
        scripted = ScriptedBot(api)
        polling = asyncio.create_task(scripted.run())
        yield scripted
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
    assert running.sandbox.misuses == []


@pytest_asyncio.fixture(loop_scope="module")
async def me(chromium: Browser, running: server.Server) -> AsyncIterator[PageDriver]:
    driver = await PageDriver.open(chromium, running.url)
    yield driver
    await driver.close()
    assert driver.problems == []


async def test_a_newcomer_exists_already_and_writes_and_reads_the_answer(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers["你好"] = {"text": "你好，<b>转发</b>给我就行。"}
    await expect(me.column.locator(".person-name")).to_have_text("我")
    await me.text.fill("你好")
    await me.text.press("Shift+Enter")
    await expect(me.text).to_have_value("你好\n")
    await me.text.press("Enter")
    await me.sees("转发给我就行")
    assert await me.last_bot_text() == "你好，转发给我就行。"
    await expect(me.bot_messages.locator("strong")).to_have_text("转发")
    await expect(me.text).to_have_value("")


async def test_enter_that_ends_a_word_of_an_input_method_sends_nothing(me: PageDriver) -> None:
    await me.text.fill("ni hao")
    await me.text.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "cancelable": True})
    await expect(me.text).to_have_value("ni hao")
    await expect(me.column.locator(".from-person")).to_have_count(0)


async def test_an_answer_longer_than_the_screen_is_shown_from_its_beginning(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers |= {"长的": {"text": "<b>开头</b>" + "\n一行" * 60}, "短的": {"text": "<i>最后</i>"}}
    await me.send("长的")
    await expect(me.column.locator("strong")).to_be_in_viewport()
    await expect(me.column.get_by_role("button", name="到最新消息")).to_be_visible()
    await me.send("短的")
    await expect(me.column.locator("em")).to_be_in_viewport()
    await expect(me.column.get_by_role("button", name="到最新消息")).to_be_hidden()


@pytest.mark.parametrize("kind", ["hidden_user", "user", "chat", "channel"])
async def test_a_forward_reaches_the_bot_with_its_sender_and_time(me: PageDriver, bot: ScriptedBot, kind: str) -> None:
    await me.forward(REMINDER, "19900000000", SENT_AT, kind)
    origin = (await bot.heard(REMINDER))["forward_origin"]
    assert origin["type"] == kind
    assert "19900000000" in json.dumps(origin)
    assert origin["date"] == int(SENT_AT.timestamp())
    await expect(me.column.locator(".origin")).to_contain_text("19900000000 · 11/20 22:41")
    await expect(me.column.locator(".forward")).to_be_hidden()


async def test_a_forward_without_a_sender_is_not_sent(me: PageDriver, bot: ScriptedBot) -> None:
    await me.column.locator(".forward-toggle").click()
    await me.text.fill(REMINDER)
    await me.column.locator(".send").click()
    await expect(me.column.locator("[name=sender]")).to_be_focused()
    await expect(me.text).to_have_value(REMINDER)
    assert bot.updates == []


async def test_an_example_prepares_the_forward_and_waits_for_the_person(me: PageDriver, bot: ScriptedBot) -> None:
    await me.column.locator(".example").first.click()
    await expect(me.column.locator("[name=sender]")).to_have_value("19900000000")
    assert bot.updates == []
    await me.text.press("Enter")
    heard = await bot.heard(await me.column.locator(".from-person .words").inner_text())
    assert heard["forward_origin"]["type"] == "hidden_user"
    await expect(me.column.locator(".empty")).to_be_hidden()


async def test_a_pressed_button_reaches_the_bot_and_its_answer_shows(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers["看看"] = said(
        "看完了。", {"text": "存下来", "callback_data": "v1|keep"}, {"text": "删掉", "callback_data": "v1|drop"}
    )
    await me.send("看看")
    await me.press("删掉")
    await expect(me.page.locator(".toast")).to_have_text("按了 v1|drop")


async def test_a_copy_button_fills_the_clipboard_and_says_so(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers["看看"] = said("看完了。", {"text": "复制回复", "copy_text": {"text": "我不是债务人。"}})
    await me.send("看看")
    await me.press("复制回复")
    await expect(me.column.locator(".key .copied")).to_have_text("已复制")
    assert await me.page.evaluate("navigator.clipboard.readText()") == "我不是债务人。"


async def test_a_link_button_opens_outside(me: PageDriver, bot: ScriptedBot) -> None:
    keys = [[{"text": "官网", "url": "https://example.org/"}]]
    bot.answers["看看"] = {
        "text": '<a href="https://example.org/a">说明</a>',
        "reply_markup": {"inline_keyboard": keys},
    }
    await me.send("看看")
    for link in (me.column.locator("a.key"), me.column.locator(".words a")):
        await expect(link).to_have_attribute("href", re.compile("^https://example.org/"))
        await expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
async def test_a_spoiler_is_hidden_until_it_is_asked_for(me: PageDriver, bot: ScriptedBot, way: str) -> None:
    bot.answers["原话"] = {"text": "原话：<tg-spoiler>遮住<b>的</b></tg-spoiler>。"}
    await me.send("原话")
    spoiler = me.column.locator(".spoiler")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "0")
    await expect(me.column.get_by_role("button", name="遮住的内容")).to_have_count(1)
    await (spoiler.click() if way == "click" else spoiler.press(way))
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "1")
    await expect(me.column.get_by_role("button", name="遮住的内容")).to_have_count(0)


async def test_a_long_quote_opens_and_closes_and_a_short_one_is_open(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers["依据"] = {"text": LONG_QUOTE + "<blockquote expandable>短的</blockquote>"}
    await me.send("依据")
    toggle = me.column.get_by_role("button", name="展开")
    await expect(toggle).to_have_count(1)
    quote = me.column.locator(".quote-text").first
    folded = await quote.evaluate("(node) => node.clientHeight")
    await toggle.click()
    await expect(me.column.locator(".quote-toggle").first).to_have_attribute("aria-expanded", "true")
    assert await quote.evaluate("(node) => node.clientHeight") > folded
    await me.column.get_by_role("button", name="收起").click()
    assert await quote.evaluate("(node) => node.clientHeight") == folded


async def test_entities_nest_and_no_letter_is_lost(me: PageDriver) -> None:
    text = "甲\U0001f600乙\n丙丁\n戊 <script>"
    entities: list[dict[str, object]] = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 1, "length": 2},
        {"type": "underline", "offset": 3, "length": 5},
        {"type": "blockquote", "offset": 5, "length": 2},
        {"type": "code", "offset": 40, "length": 9},
    ]
    words, markup = await me.rendered(text, entities)
    assert words.replace("\n", "") == text.replace("\n", "")
    assert markup.startswith("<strong>甲<em>\U0001f600</em><u>乙</u></strong>")
    assert markup.endswith("戊 &lt;script&gt;")


async def test_an_address_that_could_run_something_is_no_link(me: PageDriver) -> None:
    for address in ("javascript:alert(1)", "data:text/html,x", " JaVaScript:alert(1)", "file:///etc", "//\\"):
        entities: list[dict[str, object]] = [{"type": "text_link", "offset": 0, "length": 2, "url": address}]
        assert await me.rendered("点我", entities) == ("点我", "<span>点我</span>"), address


async def test_an_edited_answer_replaces_the_old_one_and_keeps_the_focus(me: PageDriver, bot: ScriptedBot) -> None:
    keys = {"inline_keyboard": [[{"text": "一", "callback_data": "1"}, {"text": "二", "callback_data": "2"}]]}
    bot.answers["看看"] = {"text": "在看。", "reply_markup": keys}
    await me.send("看看")
    await me.column.locator(".key").nth(1).focus()
    message = int(await me.bot_messages.last.get_attribute("data-message") or 0)
    chat_id = (await bot.heard("看看"))["chat"]["id"]
    await bot.call("editMessageText", chat_id=chat_id, message_id=message, text="看完了。", reply_markup=keys)
    await me.sees("看完了。")
    await expect(me.bot_messages).to_have_count(1)
    await expect(me.bot_messages.locator(".meta")).to_contain_text("改过")
    await expect(me.column.locator(".key").nth(1)).to_be_focused()
    await bot.call("deleteMessage", chat_id=chat_id, message_id=message)
    await expect(me.bot_messages).to_have_count(0)


async def test_a_picture_and_a_file_arrive_and_the_picture_shows(
    me: PageDriver, bot: ScriptedBot, tmp_path: Path
) -> None:
    picture, letter = tmp_path / "截图.png", tmp_path / "合同.txt"
    picture.write_bytes(PIXEL)
    letter.write_text("合同", encoding="utf-8")
    await me.attach(picture, letter, caption="昨晚收到的")
    assert "photo" in await bot.heard("昨晚收到的")
    await expect(me.column.locator(".picture img")).to_have_js_property("naturalWidth", 1)
    await expect(me.column.locator(".attachments")).to_be_hidden()
    async with me.page.expect_download() as waiting:
        await me.column.get_by_role("link", name="下载 合同.txt").click()
    download = await waiting.value
    assert download.suggested_filename == "合同.txt"
    assert (await download.path()).read_text(encoding="utf-8") == "合同"


async def test_a_pasted_picture_is_attached_and_pasted_text_is_not(me: PageDriver) -> None:
    await me.hand_over("paste", "clip.png", text="表格里的文字")
    await expect(me.column.locator(".chip")).to_have_count(0)
    await me.hand_over("paste", "clip.png")
    await expect(me.column.locator(".chip")).to_contain_text("clip.png")


async def test_a_dropped_file_can_be_taken_off_again(me: PageDriver, bot: ScriptedBot) -> None:
    await me.hand_over("drop", "a.txt")
    await expect(me.column.locator(".chip")).to_contain_text("a.txt")
    await me.column.get_by_role("button", name="去掉 a.txt").click()
    await expect(me.column.locator(".attachments")).to_be_hidden()
    assert bot.updates == []


async def test_the_menu_sends_other_kinds_of_content(me: PageDriver, bot: ScriptedBot) -> None:
    labels = {"sticker": "贴纸", "location": "位置", "poll": "投票", "contact": "名片"}
    for count, label in enumerate(labels.values(), start=1):
        await me.column.get_by_role("button", name="命令和其他内容").click()
        await me.page.get_by_role("menuitem", name=label).click()
        await expect(me.column.locator(".from-person .note")).to_have_count(count)
    await me.send("好了")
    await bot.heard("好了")
    assert [kind for kind, update in zip(labels, bot.updates, strict=False) if kind in update["message"]] == [*labels]


async def test_the_menu_lists_the_commands_of_the_bot(me: PageDriver, bot: ScriptedBot) -> None:
    await bot.call("setMyCommands", commands=[{"command": "cases", "description": "我的案件"}])
    await me.column.get_by_role("button", name="命令和其他内容").click()
    await me.page.get_by_role("menuitem", name="/cases").click()
    await bot.heard("/cases")


async def test_two_people_side_by_side_get_their_own_messages(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers |= {"我的": {"text": "给我的"}, "妈妈的": {"text": "给妈妈的"}}
    mother = await me.add_person("妈妈", "en")
    await me.send("我的")
    await mother.send("妈妈的")
    await me.sees("给我的")
    await mother.sees("给妈妈的")
    await expect(me.bot_messages).to_have_count(1)
    await expect(mother.bot_messages).to_have_count(1)
    edges = "(node) => [node.getBoundingClientRect().left, node.getBoundingClientRect().right]"
    assert (await me.column.evaluate(edges))[1] <= (await mother.column.evaluate(edges))[0] + 1
    assert (await bot.heard("妈妈的"))["from"]["language_code"] == "en"


async def test_a_blocked_bot_cannot_write_until_it_is_unblocked(me: PageDriver, bot: ScriptedBot) -> None:
    await me.send("在吗")
    await me.column.get_by_role("button", name="我：更多").click()
    await me.page.get_by_role("menuitem", name="停用机器人").click()
    await expect(me.text).to_be_hidden()
    await me.column.get_by_role("button", name="恢复机器人").click()
    await me.send("回来了")
    await bot.heard("回来了")


async def test_an_own_message_is_changed_and_deleted(me: PageDriver, bot: ScriptedBot) -> None:
    await me.send("写错了")
    own = me.column.locator(".from-person")
    await own.get_by_role("button", name="这条消息：更多").click()
    await me.page.get_by_role("menuitem", name="修改").click()
    await expect(me.text).to_have_value("写错了")
    await me.text.fill("写对了")
    await me.text.press("Enter")
    await expect(own.locator(".words")).to_have_text("写对了")
    await own.get_by_role("button", name="这条消息：更多").click()
    await me.page.get_by_role("menuitem", name="删除").click()
    await expect(own).to_have_count(0)
    assert [*bot.updates[-1]] == ["update_id", "edited_message"]


async def test_the_keyboard_alone_is_enough(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers[REMINDER] = said("看完了。", {"text": "存下来", "callback_data": "keep"})
    press = me.page.keyboard.press
    await me.column.locator(".forward-toggle").focus()
    await press("Enter")
    await expect(me.column.locator("[name=sender]")).to_be_focused()
    await me.page.keyboard.type("19900000000")
    while await me.page.evaluate("document.activeElement.name") != "text":
        await press("Tab")
    await me.page.keyboard.type(REMINDER)
    await press("Enter")
    await me.sees("看完了。")
    while await me.page.evaluate("document.activeElement.className") != "key":
        await press("Shift+Tab")
    await press("Space")
    await expect(me.page.locator(".toast")).to_have_text("按了 keep")


async def test_every_control_has_a_name_and_is_large_enough(me: PageDriver, bot: ScriptedBot) -> None:
    bot.answers["看看"] = said(
        LONG_QUOTE + "<code>C7F3</code>",
        {"text": "存", "callback_data": "1"},
        {"text": "复制", "copy_text": {"text": "甲"}},
    )
    await me.send("看看")
    await me.sees("C7F3")
    await me.column.locator(".forward-toggle").click()
    assert await me.controls_without_a_name() == []
    assert await me.controls_too_small() == []
    await expect(me.page.get_by_role("main")).to_have_count(1)
    await expect(me.column.get_by_role("log", name="我 的聊天")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("size", [PHONE, (320, 568)])
async def test_a_phone_shows_one_person_at_a_time_without_scrolling_sideways(
    chromium: Browser, running: server.Server, bot: ScriptedBot, size: tuple[int, int]
) -> None:
    me = await PageDriver.open(chromium, running.url, Look(size=size, touch=True, locale="en-US"))
    await expect(me.column.locator(".person-name")).to_have_text("Me")
    bot.answers["a" * 80] = said(
        LONG_QUOTE + "b" * 80,
        {"text": "12321 怎么填", "callback_data": "1"},
        {"text": "明早 9 点提醒我", "callback_data": "2"},
    )
    await me.send("a" * 80)
    await me.sees("b" * 80)
    other = await me.add_person("Mum")
    await expect(me.column).to_be_hidden()
    await other.column.locator(".forward-toggle").click()
    assert await me.page.evaluate("document.documentElement.scrollWidth") == size[0]
    await me.page.get_by_role("button", name="Me", exact=True).click()
    await expect(other.column).to_be_hidden()
    assert await me.column.locator(".log").evaluate("(node) => node.scrollWidth <= node.clientWidth")
    assert await me.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert me.problems == []
    await me.close()


async def test_the_page_changes_its_language_and_keeps_what_was_written(me: PageDriver, bot: ScriptedBot) -> None:
    await me.text.fill("写到一半")
    await me.page.get_by_role("button", name="Switch the page to English").click()
    await expect(me.column.get_by_role("button", name="Send")).to_be_visible()
    await expect(me.page.locator("html")).to_have_attribute("lang", "en-GB")
    await expect(me.text).to_have_value("写到一半")
    assert bot.updates == []


async def test_every_word_of_the_page_exists(me: PageDriver) -> None:
    missing = """async () => {
      const { t } = await import(new URL("static/i18n.js", document.baseURI));
      const roots = [document, document.querySelector("template").content];
      const nodes = roots.flatMap((root) => [...root.querySelectorAll("*")]);
      return nodes.flatMap((node) => Object.entries(node.dataset))
        .filter(([name, key]) => /^t([A-Z]|$)/.test(name) && t(key) === key);
    }"""
    assert await me.page.evaluate(missing) == []


async def test_a_lost_connection_is_announced_and_nothing_is_missed(me: PageDriver, bot: ScriptedBot) -> None:
    sockets: list[WebSocketRoute] = []

    def join(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    await me.page.route_web_socket("**/api/events", join)
    await me.page.reload()
    await me.send("在吗")
    await sockets[0].close()
    await expect(me.page.locator("#offline")).to_be_visible()
    await bot.call("sendMessage", chat_id=(await bot.heard("在吗"))["chat"]["id"], text="断线时说的")
    await me.sees("断线时说的")
    await expect(me.page.locator("#offline")).to_be_hidden()
    assert len(sockets) == 2
