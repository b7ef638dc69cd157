"""The queue between the chats and the bot: what is pending, what is confirmed, who is waiting.

An update stays until the bot confirms it: by an offset beyond its id, or by answering the webhook with 200. Nothing
else removes it but age (24 hours) and `drop_pending_updates`.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sandbox import limits
from sandbox.errors import bad_request, conflict

KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
KNOWN_KINDS = KINDS | {
    "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost",
}  # fmt: skip
_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True, slots=True)
class Pending:
    """One update that the bot has not confirmed. `body` is what it looked like when it happened."""

    id: int
    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are pushed. `secret` comes back in a header of every delivery."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    failed_at: datetime | None = None
    failure: str | None = None


@dataclass(slots=True)
class UpdateQueue:
    """Updates in order. `now` is the clock; `next_id` is the id of the next update.

    `renewed` is set whenever a webhook was set or removed.
    """

    now: Callable[[], datetime]
    next_id: int = 1
    pending: deque[Pending] = field(default_factory=deque)
    allowed: frozenset[str] = KINDS
    webhook: Webhook | None = None
    renewed: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: "asyncio.Future[None] | None" = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def push(self, kind: str, content: dict[str, Any]) -> int | None:
        """Add an update; None where the bot has not asked for this kind."""
        if kind not in self.allowed:
            return None
        number = self.next_id
        self.next_id += 1
        self.pending.append(Pending(number, self.now(), {"update_id": number, kind: content}))
        self.wake()
        return number

    def waiting(self) -> deque[Pending]:
        """What is unconfirmed and not too old."""
        oldest = self.now() - limits.UPDATES_KEPT_FOR
        while self.pending and self.pending[0].at < oldest:
            self.pending.popleft()
        return self.pending

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps only that many from the end; 0 confirms nothing."""
        waiting = self.waiting()
        first = waiting[max(offset, -len(waiting))].id if offset < 0 and waiting else offset
        while waiting and waiting[0].id < first:
            waiting.popleft()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """One getUpdates: confirm, then wait up to `timeout` seconds for something to give.

        A second poller ends the first one with 409, and a webhook forbids polling.
        """
        if self.webhook is not None:
            raise conflict(_WEBHOOK_ACTIVE)
        self.interrupt(_OTHER_POLLER)
        self.confirm(offset)
        if not self.waiting() and timeout > 0:
            await self._wait(timeout)
        return [update.body for update in islice(self.waiting(), limit)]

    async def _wait(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._changed.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def interrupt(self, reason: str) -> None:
        """End the running long poll, if there is one, with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    async def changed(self) -> None:
        """Wait until something was pushed or the webhook was set or removed."""
        await self._changed.wait()
        self._changed.clear()

    def allow(self, kinds: list[str] | None) -> None:
        """Take over `allowed_updates`: None leaves it as it was, an empty list is the default."""
        if kinds is None:
            return
        unknown = set(kinds) - KNOWN_KINDS
        if unknown:
            raise bad_request(f"unknown kind of update in allowed_updates: {', '.join(sorted(unknown))}")
        self.allowed = frozenset(kinds) & KINDS if kinds else KINDS

    def set_webhook(self, webhook: Webhook | None, *, drop: bool) -> None:
        """Turn to push (or back to polling with None); `drop` forgets what is pending."""
        self.interrupt("terminated by setWebhook request")
        if drop:
            self.pending.clear()
        self.webhook = webhook
        self.renewed.set()
        self.wake()
