"""A bot in a process of its own, joined to a sandbox in this one, as it runs in earnest."""

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from sandbox.phone import Phone
from sandbox.records import OriginKind
from sandbox.server import Server, start

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "100000001:a-bot-under-measurement"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A running bot, its sandbox, and the seconds from its start to its first answer."""

    server: Server
    process: asyncio.subprocess.Process
    started_in: float = 0.0

    def peak_megabytes(self) -> float:
        """The highest resident memory of the process so far."""
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists():
            line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
            return int(line.split()[1]) / 1024
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    async def answered(self, phone: Phone, text: str) -> float:
        """Seconds from a forwarded message to the first message of the bot."""
        arrived = asyncio.Event()

        def hear(event: Mapping[str, Any]) -> None:
            if event.get("type") == "message" and event.get("message", {}).get("from") == "bot":
                arrived.set()

        stop = self.server.sandbox.listen(hear)
        before = time.perf_counter()
        sent_at = self.server.sandbox.world.now()
        phone.sends(text, phone.forward_from(OriginKind.HIDDEN_USER, "13000000001", sent_at))
        async with asyncio.timeout(PATIENCE):
            await arrived.wait()
        stop()
        return time.perf_counter() - before


@contextlib.asynccontextmanager
async def bot(arguments: Sequence[str] | None = None) -> AsyncIterator[Subject]:
    """Start our bot, or another program that takes the address of the Bot API and a token."""
    with tempfile.TemporaryDirectory() as folder:
        server = await start("127.0.0.1:0", bot_token=TOKEN)
        environment = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.api_url,
            "DATA_DIR": f"{folder}/data",
            "KEY_DIR": f"{folder}/keys",
            "LOG_LEVEL": "ERROR",
        }
        command = [*arguments, server.api_url, TOKEN] if arguments else ["bot.py", "run"]
        before = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, env=environment)
        try:
            made = Subject(server, process)
            await made.answered(server.sandbox.add_person("the first"), "你好")
            yield replace(made, started_in=time.perf_counter() - before)
        finally:
            process.terminate()
            await process.wait()
            await server.stop()
