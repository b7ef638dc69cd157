"""A sandbox with a clock that stands still, and one person who has already said hello."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from sandbox.core import Sandbox
from sandbox.phone import Phone
from sandbox.records import Bot

Files = dict[str, tuple[str, bytes, str]]


class Clock:
    """A time that only moves when told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 14, 41, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        """Let time pass."""
        self.time += timedelta(**span)


class Api:
    """The Bot API in-process, with short verbs: `ok` wants a result, `refused` the description of an error."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def ok(self, method: str, files: Files | None = None, /, **fields: Any) -> Any:  # noqa: ANN401  # JSON
        status, body = await self.sandbox.call(method, fields, files)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, code: int, files: Files | None = None, /, **fields: object) -> str:
        status, body = await self.sandbox.call(method, fields, files)
        assert (status, body["ok"], body["error_code"]) == (code, False, code), body
        return str(body["description"])

    async def updates(self, **fields: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ok("getUpdates", **fields)
        return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box(clock: Clock) -> Sandbox:
    return Sandbox(Bot(), now=clock, random_bytes=Random(7).randbytes)


@pytest.fixture
def api(box: Sandbox) -> Api:
    return Api(box)


@pytest.fixture
def phone(box: Sandbox) -> Phone:
    """A person who has started the bot; the update of that is still waiting."""
    mei = box.add_person("小梅", person_id=11)
    mei.start()
    return mei
