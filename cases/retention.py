"""The clock of what may be kept: one neutral notice before a draft goes, and then it goes."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cases.deps import Deps
from cases.erasing import clear_log
from cases.imports import PENDING_LIVES
from cases.keyboards import tap
from cases.turn import speak
from db import cases, imports, individuality, outbox, people
from model.case import Case, Level
from model.errors import ConflictError
from model.reply import Reply

NOTICE_BEFORE: Final = timedelta(hours=3)
# How long a bot may withdraw a message; afterwards nothing needs to be known of it.
TRACES_LIVE: Final = timedelta(hours=48)
# How long it is known which data an answer was made from that belongs to no case.
ANSWERS_LIVE: Final = timedelta(days=90)


async def tick(deps: Deps) -> int:
    """One pass: notices that are due, drafts whose day is over. Returns how many drafts went."""
    now = deps.now()
    for case in await cases.expiring(deps.store, now, NOTICE_BEFORE):
        # What changed meanwhile, kept or deleted, is looked at again in the next pass.
        with suppress(ConflictError):
            await _notice(deps, case)
    await outbox.forget_traces(deps.store, now - TRACES_LIVE, answers_before=now - ANSWERS_LIVE)
    await individuality.forget_before(deps.store, now - individuality.LIVES)
    unpicked = await imports.drop_before(deps.store, now - PENDING_LIVES)
    late = await cases.expired(deps.store, now)
    gone = sum([await cases.drop_expired(deps.store, case.person_id, case.id, now) for case in late])
    if gone or unpicked:
        await clear_log(deps)
    return gone


async def _notice(deps: Deps, case: Case) -> None:
    async with deps.store.db.transaction():
        saved = await cases.save(deps.store, replace(case, noticed=True))
        person = await people.get(deps.store, saved.person_id)
        if person is None or person.blocked or saved.level is not Level.DRAFT:
            return
        rows = ((tap("open", "card"), tap("keep")),)
        await speak(deps, person, (Reply("expiry", {}, rows, case_id=saved.id, unasked=True),))
