"""PTB's application, built from settings: its own client, the durable queue, our context."""

from dataclasses import dataclass
from typing import Final

from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults

import handlers
from handlers.context import App, BotData, context_types
from handlers.queue import DurableQueue

LONG_POLL_SECONDS: Final = 25


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the Bot API is and how to reach it."""

    token: str
    api_url: str
    proxy_url: str | None = None


def build(connection: Connection, data: BotData, queue: DurableQueue) -> App:
    """The application, ready to be started. Nothing is sent yet."""
    builder = (
        Application.builder()
        .token(connection.token)
        .base_url(f"{connection.api_url}/bot")
        .base_file_url(f"{connection.api_url}/file/bot")
        .update_queue(queue)
        .context_types(context_types(data))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .get_updates_read_timeout(LONG_POLL_SECONDS + 10)
        .job_queue(None)
    )
    if connection.proxy_url:
        builder = builder.proxy(connection.proxy_url).get_updates_proxy(connection.proxy_url)
    app: App = builder.build()
    queue.serve(app)
    handlers.register(app)
    return app
