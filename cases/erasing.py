"""After a deletion: neither the disk nor the database's own log must hold what was deleted."""

import logging

from cases.deps import Deps
from db import originals
from model.errors import StorageError

logger = logging.getLogger(__name__)


async def clear_log(deps: Deps) -> None:
    """Take the files of deleted rows from the disk and deleted rows out of the log. When something of it cannot be
    done just now, the next deletion does it, and the clock does it once a minute."""
    try:
        await remove_files(deps)
        await deps.store.db.truncate_log()
    except StorageError:
        logger.warning("what was deleted could not be cleared away now; the next deletion clears it")


async def remove_files(deps: Deps) -> None:
    """Take from the disk what has no row any more. Raises StorageError."""
    gone = await originals.removals(deps.store)
    if gone:
        await deps.vault.remove(gone)
        await originals.removed(deps.store, gone)


async def sweep(deps: Deps) -> int:
    """At the start: take away what was written when the process died and got no row. How many files that were."""
    await remove_files(deps)
    await deps.vault.remove_parts()
    orphans = await deps.vault.names() - await originals.known(deps.store)
    await deps.vault.remove(orphans)
    return len(orphans)
