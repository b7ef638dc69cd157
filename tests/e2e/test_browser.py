"""The newcomer's way: the chat page in a browser, the real bot behind it over real HTTP."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.process import machine
from tests.sandbox.page_driver import PHONE, Look, PageDriver, browser

pytestmark = pytest.mark.browser

WHEN = datetime(2026, 11, 21, 14, 41, tzinfo=UTC)
ABUSE = "闪银的钱你打算赖到什么时候？不要脸的贱货，今晚不还钱弄死你"
TO_A_FRIEND = "【普信金融】您好，您的朋友王小红在我司欠款已逾期41天，金额930元，请您转告其立即处理。"


async def test_a_newcomer_forwards_a_message_and_reads_the_answer_in_the_browser(tmp_path: Path) -> None:
    async with machine(tmp_path) as ours, browser() as chromium:
        await ours.starts()
        me = await PageDriver.open(chromium, ours.server.url)
        await me.forward(ABUSE, "13000000001", WHEN)
        await expect(me.bot_messages.first).to_be_visible(timeout=30_000)
        await me.sees("疑似")
        await me.press("欠款人是我")
        await me.sees("没查到它自己的放贷牌照")
        await me.press("看原话")
        spoiler = me.bot_messages.last.locator(".spoiler")
        await expect(spoiler).to_have_attribute("aria-label", re.compile("遮住"))
        friend = await me.add_person("朋友")
        await friend.forward(TO_A_FRIEND, "10690000000001", WHEN)
        await friend.sees("只是短信签名")
        await friend.press("复制回复")
        assert "我不是债务人" in await friend.page.evaluate("navigator.clipboard.readText()")
        await friend.press("够了")
        await friend.sees("到这里就行")
        await me.close()


async def test_the_card_fits_a_phone_without_scrolling_sideways(tmp_path: Path) -> None:
    async with machine(tmp_path) as ours, browser() as chromium:
        await ours.starts()
        me = await PageDriver.open(chromium, ours.server.url, Look(size=PHONE, touch=True))
        await me.forward(ABUSE, "13000000001", WHEN)
        await expect(me.bot_messages.first).to_be_visible(timeout=30_000)
        wide = await me.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
        await me.close()
