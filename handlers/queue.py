"""The durable queue: no update is acknowledged before it is a row.

PTB raises its polling offset, and answers a webhook, only after `put` has returned. So `put` commits the update to the
inbox first. Stock PTB keeps it in memory and loses it when the process is killed.
"""

import asyncio
import json
import logging

from telegram import Update
from telegram.error import NetworkError

from cases import durable
from handlers.context import App
from handlers.lanes import Lanes
from model.errors import StorageError

logger = logging.getLogger(__name__)

# How many undone rows one pass takes up again.
REFILL = 200


class DurableQueue(asyncio.Queue[object]):
    """What PTB puts updates into. They go to the inbox and from there to their chat's lane, never into memory alone."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._app: App | None = None
        self._in_flight: set[int] = set()

    def serve(self, app: App) -> None:
        """Tell the queue which application handles its updates."""
        self._app = app

    async def put(self, item: object) -> None:
        """Commit an update, then hand it to its lane. PTB's own stop signal passes through.

        A storage error becomes a NetworkError: PTB's polling ends for good on anything else, while its updater goes
        on looking alive; so it asks for the same updates again.
        """
        if not isinstance(item, Update):
            await super().put(item)
            return
        app = self._serving()
        deps = app.bot_data.deps
        try:
            new = await durable.accept(deps, update_id=item.update_id, chat_id=lane_of(item), body=_body(item))
        except StorageError as error:
            raise NetworkError(f"the inbox cannot be written: {type(error).__name__}") from error
        if new:
            self._push(item)

    async def refill(self) -> None:
        """Take up rows that are still undone: after a start, and when a lane was too full to take them."""
        app = self._serving()
        for row in await durable.waiting(app.bot_data.deps, REFILL):
            if row.update_id not in self._in_flight:
                update = Update.de_json(json.loads(row.body), app.bot)
                self._push(update)

    def _push(self, update: Update) -> None:
        async def work(_more: bool) -> None:
            try:
                await self._serving().process_update(update)
            finally:
                self._in_flight.discard(update.update_id)

        if self._lanes.push(lane_of(update), work):
            self._in_flight.add(update.update_id)
        else:
            logger.warning("a lane is full; its updates wait in the inbox")

    def _serving(self) -> App:
        if self._app is None:
            raise RuntimeError("the queue was given no application")
        return self._app


def lane_of(update: Update) -> int:
    """The chat an update belongs to; updates of no chat share one lane."""
    return update.effective_chat.id if update.effective_chat else 0


def _body(update: Update) -> bytes:
    return update.to_json().encode()
