"""What to do when somebody else changed the same rows meanwhile: do it again, from what stands there now."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from model.errors import ConflictError

T = TypeVar("T")

# In every round somebody wins, and no more than these work on one case at once: her own turn, four that fetch her
# files, one that reads them.
ROUNDS: Final = 8


async def settled(act: Callable[[], Awaitable[T]]) -> T:
    """Run one whole transaction until it is not undone by somebody else's. Raises ConflictError when it always is."""
    for _ in range(ROUNDS - 1):
        try:
            return await act()
        except ConflictError:
            continue
    return await act()
