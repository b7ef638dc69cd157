"""Webhook delivery: one update after the other, in order, each until the bot has taken it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from sandbox.updates import Pending, UpdateQueue, Webhook

LONGEST_DELAY = 60.0  # seconds; Telegram names no figure, only "a reasonable amount of attempts"
PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Post(Protocol):
    """One HTTP POST: the status that came back. Raises `OSError` where nobody answers."""

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send `body` to `url`."""
        ...


Pause = Callable[[float, asyncio.Event], Awaitable[None]]


async def pause(seconds: float, ended: asyncio.Event) -> None:
    """Wait, but no longer than until `ended`."""
    try:
        async with asyncio.timeout(seconds):
            await ended.wait()
    except TimeoutError:
        return


class Delivery:
    """Pushes what is pending while a webhook is set. A refused update is tried again, each time later.

    A webhook that is set anew ends the wait, so that a bot that starts again is served at once.
    """

    def __init__(self, queue: UpdateQueue, post: Post, wait: Pause = pause) -> None:
        self._queue = queue
        self._post = post
        self._wait = wait
        self._failures = 0

    async def run(self) -> None:
        """Deliver for ever; the owner cancels it."""
        while True:
            if not await self.step():
                await self._queue.changed()

    async def step(self) -> bool:
        """Try the oldest update once; False where there is nothing to do. After a failure it waits."""
        webhook, waiting = self._queue.webhook, self._queue.waiting()
        if webhook is None or not waiting:
            return False
        oldest = waiting[0]
        failure = await self._try(webhook, oldest)
        if failure is None:
            self._failures = 0
            self._queue.confirm(oldest.id + 1)
        elif self._queue.webhook is webhook:
            await self._put_off(webhook, failure)
        return True

    async def _put_off(self, webhook: Webhook, failure: str) -> None:
        self._queue.webhook = replace(webhook, failed_at=self._queue.now(), failure=failure)
        self._failures += 1
        self._queue.renewed.clear()
        await self._wait(min(LONGEST_DELAY, 2.0 ** (self._failures - 1)), self._queue.renewed)
        if self._queue.renewed.is_set():
            self._failures = 0

    async def _try(self, webhook: Webhook, update: Pending) -> str | None:
        headers = {"Content-Type": "application/json"}
        if webhook.secret is not None:
            headers[PROOF_HEADER] = webhook.secret
        try:
            status = await self._post(webhook.url, json.dumps(update.body).encode(), headers)
        except OSError:
            return "Connection refused"
        return None if 200 <= status < 300 else f"Wrong response from the webhook: {status}"
