"""The chat page of the sandbox as a newcomer uses it: headless Chromium behind a few verbs.

`browser()` starts Chromium, `PageDriver.open()` opens the page, and each `PageDriver` is one person in it: the first
one, or one that `add_person` has put beside. `ScriptedBot` is who answers where no other bot is
wanted. Waiting is part of every verb, so that no test needs to sleep.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1280, 800)
PHONE = (360, 740)
ZONE = "Asia/Shanghai"
PATIENCE_MS = 5000

RENDERED = """async ([text, entities]) => {
  const { renderText } = await import(new URL("static/entities.js", document.baseURI));
  const box = document.createElement("div");
  box.append(renderText(text, entities, {}));
  return [box.textContent, box.innerHTML];
}"""
HAND_OVER = """(node, [kind, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File(["a"], name, { type: name.endsWith(".png") ? "image/png" : "text/plain" }));
  if (text) data.setData("text/plain", text);
  const init = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
  node.dispatchEvent(kind === "paste" ? new ClipboardEvent(kind, init) : new DragEvent(kind, init));
}"""
WITHOUT_A_NAME = """() => {
  const named = (node) => node.getAttribute("aria-label")?.trim() || node.innerText?.trim() ||
    [...(node.labels ?? [])].some((label) => label.textContent.trim());
  const nodes = document.querySelectorAll("button, a, input, select, textarea, [role=button]");
  return [...nodes].filter((node) => !named(node)).map((node) => node.outerHTML.slice(0, 120));
}"""
TOO_SMALL = """() => [...document.querySelectorAll("button, select, input:not([type=file])")]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 40 && !node.matches(".command"))
  .map((node) => node.outerHTML.slice(0, 120))"""


def chromium() -> str:
    """The path of an installed Chromium. Without one the test is skipped, on a build server it fails."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is not None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("the browser tests need Chromium, and none is installed")
    pytest.skip("no Chromium is installed")


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """One Chromium, closed at the end; contexts in it share nothing."""
    path = chromium()
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        await running.close()


@dataclass(frozen=True, slots=True)
class Look:
    """Which screen and which settings the page is opened with."""

    size: tuple[int, int] = DESKTOP
    locale: str = "zh-CN"
    dark: bool = False
    touch: bool = False


@dataclass(frozen=True, slots=True)
class PageDriver:
    """One person's column of an open page. `problems` collects what the browser complained about."""

    page: Page
    column: Locator
    problems: list[str]

    @classmethod
    async def open(cls, running: Browser, url: str, look: Look | None = None) -> "PageDriver":
        """Open the page in a context of its own and wait until the first person can write."""
        look = look or Look()
        width, height = look.size
        context = await running.new_context(
            viewport={"width": width, "height": height},
            locale=look.locale,
            timezone_id=ZONE,
            color_scheme="dark" if look.dark else "light",
            reduced_motion="reduce",
            has_touch=look.touch,
            is_mobile=look.touch,
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type in ("error", "warning") else None)
        await page.goto(url)
        await page.locator('#columns[aria-busy="false"]').wait_for()
        return cls(page, page.locator(".column").first, problems)

    async def close(self) -> None:
        """Close the page with its context."""
        await self.page.context.close()

    @property
    def text(self) -> Locator:
        """The field for the message."""
        return self.column.locator("textarea")

    @property
    def bot_messages(self) -> Locator:
        """What the bot has said, oldest first."""
        return self.column.locator(".message.from-bot")

    async def add_person(self, name: str, language: str = "zh-hans") -> "PageDriver":
        """Put another person beside this one; the driver that comes back acts as that person."""
        await self.page.locator("#add-person").click()
        dialog = self.page.locator("#person-dialog")
        await dialog.locator("[name=name]").fill(name)
        await dialog.locator("[name=language]").select_option(language)
        await dialog.locator(".primary").click()
        column = self.page.locator(".column").filter(has=self.page.locator(".person-name", has_text=name))
        await column.wait_for()
        return PageDriver(self.page, column, self.problems)

    async def send(self, text: str) -> None:
        """Write a message of one's own and wait until it stands in the chat."""
        await self.text.fill(text)
        await self._submit()

    async def forward(self, text: str, sender: str, when: datetime, kind: str = "hidden_user") -> None:
        """Forward a message of `sender` from the moment `when`, which must have a time zone."""
        await self.column.locator(".forward-toggle").click()
        await self.column.locator("[name=kind]").select_option(kind)
        await self.column.locator("[name=sender]").fill(sender)
        local = when.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M")
        await self.column.locator("[name=date]").fill(local)
        await self.send(text)

    async def attach(self, *files: Path, caption: str = "", send_as: str = "auto") -> None:
        """Send files, by default as a phone would: pictures as pictures, the rest as documents."""
        await self.column.locator("input[type=file]").set_input_files([*files])
        await self.column.locator("[name=as]").select_option(send_as)
        await self.text.fill(caption)
        await self._submit()

    async def hand_over(self, way: Literal["paste", "drop"], name: str, text: str = "") -> None:
        """Paste or drop a small file of this name, with a text beside it as office programs do; it is not sent yet."""
        await self.text.evaluate(HAND_OVER, [way, name, text])

    async def press(self, label: str) -> None:
        """Press the newest button with this label and wait until the bot has taken the press."""
        key = self.column.locator(".key").filter(has_text=label).last
        await key.click()
        await expect(self.column.locator('.key[aria-busy="true"]')).to_have_count(0)

    async def sees(self, text: str) -> None:
        """Wait until a message of the bot holds this text."""
        await expect(self.bot_messages.filter(has_text=text).last).to_be_visible(timeout=PATIENCE_MS)

    async def last_bot_text(self) -> str:
        """The words of the bot's newest message; empty where it has none."""
        words = self.bot_messages.last.locator(".words")
        return await words.inner_text() if await words.count() else ""

    async def _submit(self) -> None:
        own = self.column.locator(".message.from-person")
        before = await own.count()
        await self.column.locator(".send").click()
        await expect(own.nth(before)).to_be_visible(timeout=PATIENCE_MS)

    async def rendered(self, text: str, entities: list[dict[str, object]]) -> tuple[str, str]:
        """The words and the markup that the page makes of a formatted text."""
        words, markup = await self.page.evaluate(RENDERED, [text, entities])
        return words, markup

    async def controls_without_a_name(self) -> list[str]:
        """What a screen reader could not name."""
        return [*await self.page.evaluate(WITHOUT_A_NAME)]

    async def controls_too_small(self) -> list[str]:
        """What is lower than 40 pixels."""
        return [*await self.page.evaluate(TOO_SMALL)]


class ScriptedBot:
    """A bot over the Bot API: remembers every update and answers a text with what `answers` holds for it."""

    def __init__(self, api: httpx.AsyncClient) -> None:
        self.api = api
        self.answers: dict[str, dict[str, Any]] = {}
        self.updates: list[dict[str, Any]] = []

    async def run(self) -> None:
        """Poll until cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=5):
                offset = update["update_id"] + 1
                self.updates.append(update)
                await self.answer(update)

    async def answer(self, update: dict[str, Any]) -> None:
        """Say what is scripted; a pressed button is answered with its data."""
        if query := update.get("callback_query"):
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=f"按了 {query['data']}")
        elif scripted := self.answers.get(update.get("message", {}).get("text", "")):
            await self.call("sendMessage", chat_id=update["message"]["chat"]["id"], parse_mode="HTML", **scripted)

    async def call(self, method: str, **fields: object) -> Any:  # noqa: ANN401  # each method returns its own shape
        """One call of the Bot API; a refusal fails the test."""
        reply = (await self.api.post(method, json=fields)).json()
        assert reply["ok"], f"{method}: {reply}"
        return reply["result"]

    async def heard(self, text: str) -> dict[str, Any]:
        """The message with this text or caption, as soon as it has arrived."""
        async with asyncio.timeout(5):
            while True:
                for update in self.updates:
                    message: dict[str, Any] = update.get("message", {})
                    if text in (message.get("text"), message.get("caption")):
                        return message
                await asyncio.sleep(0.02)
