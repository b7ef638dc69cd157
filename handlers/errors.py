"""The last door for bugs: logged by type and place, answered with an apology, never tried for ever."""

import logging

from telegram import Update

from cases import turn
from handlers import inbound
from handlers.context import Context
from handlers.lanes import describe
from handlers.updates import answer

logger = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """A handler failed. What the person wrote stands in no log."""
    if context.error is not None:
        logger.error("a handler failed: %s", describe(context.error))
    if not isinstance(update, Update):
        return
    author = inbound.author_of(update)
    if author is None:
        await turn.refuse(context.deps, update.update_id)
        return
    await turn.apologise(context.deps, update.update_id, author)
    await answer(context, author)
