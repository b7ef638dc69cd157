"""The bot's life on the wire: start, fetch or be called, stop without losing anything."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass

from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, NetworkError, TelegramError

from cases.erasing import clear_log
from handlers.application import LONG_POLL_SECONDS
from handlers.context import App
from handlers.lanes import Lanes
from handlers.queue import DurableQueue
from handlers.tick import tick
from model.errors import SettingsError
from model.locale import Locale

logger = logging.getLogger(__name__)

TICK_SECONDS = 1.0
# How long an update that is done may still stand, sealed, in the log of the database.
LOG_SECONDS = 60.0
# Only what the handlers read; everything else stays with Telegram.
ALLOWED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
# The commands in the menu, in order; every other verb is a command too, and /help names them.
MENU = ("start", "cases", "tonight", "next", "steps", "despair", "language", "about", "delete", "help")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram calls, and the secret by which it is known."""

    url: str
    secret: str
    host: str
    port: int


async def serve(app: App, lanes: Lanes, queue: DurableQueue, stop: asyncio.Event, webhook: Webhook | None) -> None:
    """Run until `stop` is set. What was received and not done is a row and is taken up at the next start."""
    async with app:
        await app.start()
        await queue.refill()
        lanes.every(TICK_SECONDS, lambda: tick(app, lanes, queue))
        lanes.every(LOG_SECONDS, lambda: clear_log(app.bot_data.deps))
        await _menu(app)
        await _listen(app, webhook)
        await stop.wait()
        if app.updater is not None:
            await app.updater.stop()
        await lanes.drain()
        await app.stop()


async def connect(app: App, stop: asyncio.Event) -> bool:
    """Reach the Bot API, however long it takes; False when told to stop before. A refused token is a wrong setting."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.initialize()
        except InvalidToken:
            raise SettingsError("BOT_TOKEN", "the token BotFather gave; the server refuses this one") from None
        except NetworkError:
            logger.warning("the Bot API cannot be reached; PROXY_URL may help. Trying again in %.0f s", pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(2 * pause, 60)
        else:
            return True
    return False


async def _listen(app: App, webhook: Webhook | None) -> None:
    updater = app.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    if webhook is None:
        await updater.start_polling(timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED, bootstrap_retries=-1)
        return
    await updater.start_webhook(
        listen=webhook.host,
        port=webhook.port,
        url_path="telegram",
        webhook_url=f"{webhook.url.rstrip('/')}/telegram",
        secret_token=webhook.secret,
        allowed_updates=ALLOWED,
        bootstrap_retries=-1,
    )


async def _menu(app: App) -> None:
    """Set the menu of commands in every language. Without it the bot works as well, so a failure is only logged."""
    bot: Bot = app.bot
    try:
        await bot.set_my_commands(_commands(app, Locale.ZH_HANS))
        await bot.set_my_commands(_commands(app, Locale.EN), language_code="en")
    except NetworkError:
        logger.warning("the menu of commands could not be set: no connection")
    except TelegramError as error:
        logger.warning("the menu of commands could not be set: %s", type(error).__name__)


def _commands(app: App, locale: Locale) -> list[BotCommand]:
    described = app.bot_data.templates.commands(locale)
    return [BotCommand(name, described[name]) for name in MENU]
