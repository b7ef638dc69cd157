"""Undun · 止扰. Settings, wiring, run: the only place with the environment, the real clock and real randomness."""

import argparse
import asyncio
import contextlib
import functools
import logging
import os
import secrets
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

import classify
import console.classify
import console.directory
import console.importing
import console.sandbox
import directory
import templates
from cases.calendar import calendar_of
from cases.deps import Deps, Operator, Room
from cases.erasing import sweep
from cases.reading import Offline
from cases.reading_jobs import start as start_reading
from cases.reminding import start as start_reminding
from console.arguments import parser
from console.settings import EXPECTED, Settings, read_settings
from db import Seal, Store, load_or_create_master, open_database
from db.vault import Vault
from directory import Directory
from escalation.hours import in_china
from evidence.listening import SoundWorker
from evidence.speech import find_model
from evidence.worker import Worker
from handlers.application import Connection, build
from handlers.context import BotData
from handlers.lanes import Lanes
from handlers.logs import configure
from handlers.queue import DurableQueue
from handlers.running import Webhook, connect, serve
from model.errors import SettingsError, StorageError, UndunError

logger = logging.getLogger(__name__)

ID_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH: Final = 16
# Opens nothing but the sandbox on this machine.
SANDBOX_TOKEN: Final = "100000001:sandbox-on-this-machine"  # noqa: S105


def now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id that tells nothing and fits into a button: 80 random bits."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def load_settings() -> Settings:
    """The settings: the environment wins over `.env`."""
    try:
        written = dotenv_values(".env")
    except UnicodeDecodeError:
        raise SettingsError(".env", "a text file in UTF-8") from None
    return read_settings({**written, **os.environ})


def load_directory(settings: Settings) -> Directory:
    """The shipped records with the operator's own over them. A file of hers that cannot be used is told and left out:
    whoever needs help does not wait for a comma."""
    listed, problems = directory.load_over(settings.DATA_DIR / "directory")
    for problem in problems:
        logger.warning("%s; this file is not used", problem)
    return listed


@contextlib.asynccontextmanager
async def open_deps(settings: Settings) -> AsyncIterator[Deps]:
    """Everything the use cases need, for as long as the block lasts."""
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError("DATA_DIR", f"{EXPECTED['DATA_DIR']}; {error.strerror}") from None
    listed = load_directory(settings)
    directory.remember(listed, settings.DATA_DIR / "directory-history")
    seal = Seal(load_or_create_master(settings.key_file, secrets.token_bytes), secrets.token_bytes)
    try:
        database = await open_database(settings.database_url)
    except (StorageError, OSError) as error:
        raise SettingsError("DATABASE_URL", f"{EXPECTED['DATABASE_URL']}; {error}") from None
    worker, listener = Worker(), SoundWorker(_voice_model(settings))
    try:
        yield Deps(
            store=Store(database, seal),
            directory=listed,
            classifier=classify.load(settings.DATA_DIR / "cache"),
            calendar=calendar_of(listed),
            now=now,
            new_id=new_id,
            random_bytes=secrets.token_bytes,
            vault=Vault(settings.DATA_DIR / "originals"),
            reader=worker,
            listener=listener,
            room=_room(settings),
            operator=Operator(settings.OPERATOR_NAME, settings.OPERATOR_CONTACT, settings.SERVER_PLACE),
            admin_ids=frozenset(settings.ADMIN_IDS),
            letters_per_day=settings.LETTERS_PER_DAY,
        )
    finally:
        await worker.close()
        await listener.close()
        await database.close()


def _voice_model(settings: Settings) -> Path | None:
    """The folder of the operator's speech model, looked at before anything starts. Raises SettingsError."""
    if settings.VOICE_MODEL_DIR is not None:
        find_model(settings.VOICE_MODEL_DIR)
    return settings.VOICE_MODEL_DIR


def _room(settings: Settings) -> Room:
    def used_percent() -> float:
        usage = shutil.disk_usage(settings.DATA_DIR)
        return 100 * (usage.total - usage.free) / usage.total

    return Room(settings.QUOTA_MB * 1024 * 1024, settings.DISK_PERCENT, used_percent)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """The bot, until it is told to stop: on Telegram with a token, in the sandbox without one."""
    async with contextlib.AsyncExitStack() as stack:
        deps = await stack.enter_async_context(open_deps(settings))
        connection = Connection(settings.BOT_TOKEN or "", settings.TELEGRAM_API_URL, settings.PROXY_URL)
        if not settings.BOT_TOKEN:
            api_url = await stack.enter_async_context(console.sandbox.running(_sandbox(settings)))
            connection = Connection(SANDBOX_TOKEN, api_url)
        lanes = Lanes()
        queue = DurableQueue(lanes)
        app = build(connection, BotData(deps, templates.load()), queue)
        await sweep(deps)
        await start_reading(deps)
        await start_reminding(deps)
        if await connect(app, stop):
            await stack.enter_async_context(lanes)
            await serve(app, lanes, queue, stop, _webhook(settings))


def _sandbox(settings: Settings) -> console.sandbox.Place:
    return console.sandbox.Place(settings.SANDBOX_LISTEN, secrets.token_urlsafe(16), SANDBOX_TOKEN)


def _webhook(settings: Settings) -> Webhook | None:
    if not settings.WEBHOOK_URL or not settings.WEBHOOK_SECRET:
        return None
    host, _, port = settings.LISTEN.rpartition(":")
    return Webhook(settings.WEBHOOK_URL, settings.WEBHOOK_SECRET, host, int(port))


async def until_stopped(settings: Settings, command: str) -> None:
    """Run a command that ends by a signal."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if command == "run":
        await run(settings, stop)
        return
    async with console.sandbox.running(_sandbox(settings)):
        await stop.wait()


def classify_lines(settings: Settings, file: Path | None) -> int:
    """The command `classify`."""
    reader = Offline(classify.load(settings.DATA_DIR / "cache"), load_directory(settings))
    return console.classify.run_on(file, reader)


def import_folder(settings: Settings, given: argparse.Namespace) -> int:
    """The command `import`. It needs no database, and pictures are listed and not read."""
    reader = functools.partial(console.importing.shipped, settings.DATA_DIR)
    return asyncio.run(console.importing.run(given, reader, templates.load(), sys.stderr, now=now()))


def directory_command(settings: Settings, given: argparse.Namespace) -> int:
    """The command `directory`. Only a recall needs the database."""
    if given.directory_command == "recall":
        return asyncio.run(recall(settings, given))
    return console.directory.run(given, load_directory(settings), in_china(now()).date(), sys.stdout)


async def recall(settings: Settings, given: argparse.Namespace) -> int:
    """The command `directory recall`: it may run beside the bot, which does the sending."""
    async with open_deps(settings) as deps:
        return await console.directory.recall(deps, given.id, sys.stdout, send=given.send)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Exit status 2 for a setting or a file that is not as it should be."""
    given = parser().parse_args(arguments)
    try:
        settings = load_settings()
        configure(settings.LOG_LEVEL)
        if given.command == "classify":
            return classify_lines(settings, given.file)
        if given.command == "import":
            return import_folder(settings, given)
        if given.command == "directory":
            return directory_command(settings, given)
        asyncio.run(until_stopped(settings, given.command))
    except (UndunError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - one line that names what is wrong
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
