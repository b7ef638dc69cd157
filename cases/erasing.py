"""After a deletion: the database's own log must not hold what was deleted."""

import logging

from cases.deps import Deps
from model.errors import StorageError

logger = logging.getLogger(__name__)


async def clear_log(deps: Deps) -> None:
    """Take deleted rows out of the log. When somebody reads the database just now, the next deletion does it."""
    try:
        await deps.store.db.truncate_log()
    except StorageError:
        logger.warning("the database's log could not be cleared now; the next deletion clears it")
