"""The clock of what may be kept: one neutral notice before a draft goes, and then it goes."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from cases.deps import Deps
from cases.erasing import clear_log
from cases.keyboards import tap
from cases.turn import speak
from db import cases, outbox, people
from model.case import Case, Level
from model.reply import Reply

NOTICE_BEFORE: Final = timedelta(hours=3)
# How long a bot may withdraw a message; afterwards nothing needs to be known of it.
TRACES_LIVE: Final = timedelta(hours=48)


async def tick(deps: Deps) -> int:
    """One pass: notices that are due, drafts whose day is over. Returns how many drafts went."""
    now = deps.now()
    for case in await cases.expiring(deps.store, now, NOTICE_BEFORE):
        await _notice(deps, case)
    await outbox.forget_traces(deps.store, now - TRACES_LIVE)
    gone = await cases.expired(deps.store, now)
    for case in gone:
        await cases.drop(deps.store, case.person_id, case.id)
    if gone:
        await clear_log(deps)
    return len(gone)


async def _notice(deps: Deps, case: Case) -> None:
    async with deps.store.db.transaction():
        saved = await cases.save(deps.store, replace(case, noticed=True))
        person = await people.get(deps.store, saved.person_id)
        if person is None or person.blocked or saved.level is not Level.DRAFT:
            return
        rows = ((tap("open", "card"), tap("keep")),)
        await speak(deps, person, (Reply("expiry", {}, rows, case_id=saved.id, unasked=True),))
