"""The inbox as the shell sees it: an update is a row before anybody hears that it arrived."""

from cases.deps import Deps
from db import inbox
from db.inbox import Waiting


async def accept(deps: Deps, *, update_id: int, chat_id: int, body: bytes) -> bool:
    """Commit an update. False when it was seen before. Raises StorageError when nothing was committed."""
    return await inbox.accept(deps.store, update_id=update_id, chat_id=chat_id, body=body, at=deps.now())


async def waiting(deps: Deps, limit: int) -> tuple[Waiting, ...]:
    """Updates that are not done yet, in the order of their receipt."""
    return await inbox.waiting(deps.store, limit)
