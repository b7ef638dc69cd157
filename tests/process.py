"""The bot in a process of its own, as a newcomer starts it, joined to a sandbox in this one."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from sandbox.phone import Phone
from sandbox.server import Server, start

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "100000001:a-bot-under-test"


@dataclass
class Machine:
    """A folder for data and keys, a sandbox, and a bot that can be killed and started again."""

    server: Server
    folder: Path
    extra: dict[str, str]
    process: asyncio.subprocess.Process | None = None

    async def starts(self) -> None:
        """Start the bot and do not wait for it."""
        environment = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.api_url,
            "DATA_DIR": str(self.folder / "data"),
            "KEY_DIR": str(self.folder / "keys"),
            "LOG_LEVEL": "WARNING",
            **self.extra,
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "run", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
        )

    async def is_killed(self) -> None:
        """No farewell: what is in memory is gone."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.communicate()

    async def stops(self) -> tuple[int, str]:
        """Ask it to stop; its exit status and what it wrote to standard error."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(self.process.communicate(), 20)
        return self.process.returncode or 0, errors.decode()


@contextlib.asynccontextmanager
async def machine(folder: Path, **extra: str) -> AsyncIterator[Machine]:
    """A machine that is gone when the block ends, with everything that ran on it."""
    made = Machine(await start("127.0.0.1:0", bot_token=TOKEN), folder, extra)
    try:
        yield made
    finally:
        if made.process is not None and made.process.returncode is None:
            await made.is_killed()
        await made.server.stop()


async def until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


def answers(phone: Phone) -> int:
    """How many messages of the bot stand in somebody's chat."""
    return sum(message.by_bot for message in phone.messages())
