"""How far the files of an incident have come, as the card says it, with an honest estimate of the wait."""

import math
from typing import Final

from cases.deps import Deps
from db import readings
from model.case import Case
from model.original import ReadingState
from model.reply import Json

# Before anything was read here; rather too long than too short.
FIRST_GUESS: Final = 3.0
# From here on a wait is told in minutes.
LONG: Final = 120


async def progress(deps: Deps, case: Case) -> Json:
    """What was read, what waits, what failed, what is kept without being read; None where no file is part of it."""
    counts = await readings.progress(deps.store, case.id, case.burst)
    if not counts:
        return None
    waiting = counts[ReadingState.WAITING] + counts[ReadingState.FETCHED]
    seconds = await wait(deps, case.person_id) if waiting else 0
    return {
        "done": counts[ReadingState.READ],
        "waiting": waiting,
        "failed": counts[ReadingState.FAILED],
        "kept": counts[ReadingState.KEPT],
        "seconds": seconds,
        "minutes": seconds // 60 if seconds > LONG else 0,
        "late": bool(waiting) and await readings.is_late(deps.store, case.id),
    }


async def wait(deps: Deps, person_id: str) -> int:
    """Seconds until the last file of somebody will have been read: as many as are in front of it, at the pace of late."""
    pace = await readings.pace(deps.store)
    return rounded(await readings.ahead(deps.store, person_id) * (FIRST_GUESS if pace is None else pace))


def rounded(seconds: float) -> int:
    """An estimate is said as one: in steps of 5 seconds up to half a minute, of 10 up to two minutes, then of 60."""
    step = 5 if seconds <= 30 else 10 if seconds <= LONG else 60
    return max(step, math.ceil(seconds / step) * step)
