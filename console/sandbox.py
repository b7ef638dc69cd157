"""The sandbox, started from the command line, and the address of its chat page."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import sandbox.server
from model.errors import SettingsError
from sandbox.core import Sandbox
from sandbox.records import Bot

NAME = "止扰 · Undun"
USERNAME = "undun_sandbox_bot"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sandbox listens, the secret in its address, and the token of its bot."""

    listen: str
    secret: str
    bot_token: str


@contextlib.asynccontextmanager
async def running(place: Place) -> AsyncIterator[str]:
    """A running sandbox; the value is the address of its Bot API. Its chat page's address is printed."""
    bot = Bot(int(place.bot_token.partition(":")[0]), NAME, USERNAME)
    try:
        server = await sandbox.server.start(place.listen, place.secret, bot_token=place.bot_token, sandbox=Sandbox(bot))
    except OSError as error:
        raise SettingsError("SANDBOX_LISTEN", f"an address that is free; {place.listen}: {error.strerror}") from None
    print(f"\n  聊天页 · chat page:  {server.url}\n", flush=True)
    try:
        yield server.api_url
    finally:
        await server.stop()
