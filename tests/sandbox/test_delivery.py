"""Webhook delivery: in order, each until it is taken, with the secret that proves who calls."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram.types import WebhookInfo

from sandbox.core import Sandbox
from sandbox.delivery import Delivery
from sandbox.phone import Phone
from tests.sandbox.conftest import Api

HOOK = "http://127.0.0.1:9999/hook"


@dataclass
class Receiver:
    """The bot's end: remembers what came, answers with the next of `answers` (200 when there is none left)."""

    answers: list[int | OSError] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        assert url == HOOK
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, OSError):
            raise answer
        self.headers.append(headers)
        if answer == 200:
            self.taken.append(json.loads(body))
        return answer

    async def wait(self, seconds: float, _ended: asyncio.Event) -> None:
        self.pauses.append(seconds)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken]


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def delivery(box: Sandbox, receiver: Receiver) -> Delivery:
    return Delivery(box.world.queue, receiver, receiver.wait)


async def deliver_all(delivery: Delivery) -> None:
    while await delivery.step():
        pass


async def test_updates_are_pushed_in_order_with_the_secret(
    api: Api, phone: Phone, delivery: Delivery, receiver: Receiver
) -> None:
    await api.ok("setWebhook", url=HOOK, secret_token="s3cret")
    phone.sends("二")
    await deliver_all(delivery)
    assert receiver.texts() == ["/start", "二"]
    assert {header["X-Telegram-Bot-Api-Secret-Token"] for header in receiver.headers} == {"s3cret"}
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_refused_update_is_tried_again_ever_later_and_holds_back_the_rest(
    api: Api, phone: Phone, delivery: Delivery, receiver: Receiver
) -> None:
    await api.ok("setWebhook", url=HOOK)
    phone.sends("二")
    receiver.answers = [500, OSError(), *[404] * 6]
    await deliver_all(delivery)
    assert receiver.texts() == ["/start", "二"]
    assert receiver.pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert "X-Telegram-Bot-Api-Secret-Token" not in receiver.headers[0]


async def test_what_failed_last_can_be_asked(api: Api, phone: Phone, delivery: Delivery, receiver: Receiver) -> None:
    await api.ok("setWebhook", url=HOOK)
    receiver.answers = [500]
    await delivery.step()
    info = WebhookInfo.model_validate(await api.ok("getWebhookInfo"))
    assert (info.url, info.pending_update_count) == (HOOK, 1)
    assert info.last_error_message == "Wrong response from the webhook: 500"
    assert info.last_error_date is not None


async def test_polling_and_a_webhook_exclude_each_other(api: Api, phone: Phone) -> None:
    polling = asyncio.create_task(api.refused("getUpdates", 409, offset=2**31, timeout=30))
    await asyncio.sleep(0.01)
    await api.ok("setWebhook", url=HOOK)
    assert await polling == "Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await api.refused("getUpdates", 409)
    phone.sends("二")
    await api.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await api.updates()] == ["二"]


async def test_pending_updates_are_dropped_only_when_asked(api: Api, phone: Phone) -> None:
    await api.ok("setWebhook", url=HOOK)
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1
    await api.ok("deleteWebhook", drop_pending_updates="true")
    assert await api.updates() == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/hook",
        "http://10.0.0.1/hook",
        "http://127.0.0.1.example.com/",
        "ftp://127.0.0.1/",
        "x",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/钩",
    ],
)
async def test_nothing_is_delivered_beyond_this_machine(api: Api, url: str) -> None:
    assert "this machine only" in await api.refused("setWebhook", 400, url=url)


async def test_a_secret_with_strange_letters_is_refused(api: Api) -> None:
    assert "unallowed characters" in await api.refused("setWebhook", 400, url=HOOK, secret_token="a b")


async def test_a_webhook_that_is_set_anew_ends_the_wait(api: Api, box: Sandbox, phone: Phone) -> None:
    receiver = Receiver(answers=[OSError(), OSError()])
    running = asyncio.create_task(Delivery(box.world.queue, receiver).run())
    await api.ok("setWebhook", url=HOOK)
    await asyncio.sleep(0.01)
    assert receiver.taken == []
    await api.ok("setWebhook", url=HOOK)
    await asyncio.sleep(0.01)
    await api.ok("setWebhook", url=HOOK)
    await asyncio.sleep(0.01)
    assert receiver.texts() == ["/start"]
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_an_update_that_is_taken_while_the_webhook_changes_is_not_sent_twice(
    api: Api, box: Sandbox, phone: Phone
) -> None:
    taken: list[int] = []

    async def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        taken.append(json.loads(body)["update_id"])
        await api.ok("setWebhook", url=HOOK)
        return 200

    await deliver_all(Delivery(box.world.queue, post))
    await api.ok("setWebhook", url=HOOK)
    await deliver_all(Delivery(box.world.queue, post))
    assert len(taken) == len(set(taken)) == 1
