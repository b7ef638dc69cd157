"""Taking a contact back: everybody with a kept case who was shown it is told, once, and sees old and new on tapping.

What was shown is held against the directory as it is now; where nothing differs, nobody is told.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from cases.deps import Deps
from cases.keyboards import tap
from cases.turn import Answered, Turn, speak
from db import people, recalls, shown
from db.recalls import Recall
from db.shown import Shown
from directory.standing import as_of, standing, version
from escalation.hours import in_china, is_night, next_morning
from model.case import Case, Person
from model.errors import ConflictError, DataError, KeyGoneError
from model.locale import Locale
from model.reply import Json, Reply
from model.shown import Entry, EntryKind, Sight, Standing

# The one message that nobody asked for. It betrays nothing, and leaves by day only.
NOTICE: Final = "recall"
# Telegram takes about 30 messages a second from one bot (https://core.telegram.org/bots/faq); answers come first.
_A_SECOND: Final = 10

Standings = Mapping[Locale, Standing | None]


@dataclass(frozen=True, slots=True)
class Due:
    """One person to be told: the case in which it was last shown, and what she was shown that no longer holds."""

    person_id: str
    case_id: str
    old: Sight


@dataclass(frozen=True, slots=True)
class Report:
    """What a recall came to, in numbers of people. `seen` were shown the record at all, `wrong` something of it that
    no longer holds; of these, `before` were told already and `blocked` cannot be told; `told` are the rest."""

    known: bool
    seen: int = 0
    wrong: int = 0
    before: int = 0
    blocked: int = 0
    told: int = 0


def outdated(sight: Sight, now: Standing | None) -> tuple[Entry, ...]:
    """The entries somebody was shown that are not among those of today."""
    return tuple(entry for entry in sight.entries if now is None or entry not in now.entries)


def decide(rows: Iterable[Shown], standings: Standings) -> tuple[Due, ...]:
    """Who is to be told, from rows that come person by person, the newest last. Pure.

    An entry that was added since is no correction; what was shown beside it still holds.
    """
    found = (_due(list(group), standings) for _, group in groupby(rows, key=lambda row: row.person_id))
    return tuple(due for due in found if due)


def _due(rows: list[Shown], standings: Standings) -> Due | None:
    wrong = [(row, outdated(row.sight, standings[row.sight.locale])) for row in rows]
    wrong = [(row, entries) for row, entries in wrong if entries]
    if not wrong:
        return None
    last = wrong[-1][0]
    # The same number is named once, whatever was noted beside it.
    every = {(entry.kind, entry.value): entry for _, entries in wrong for entry in entries}
    return Due(last.person_id, last.case_id, replace(last.sight, entries=tuple(every.values())))


async def recall(deps: Deps, record_id: str, *, send: bool) -> Report:
    """Count who is to be told that a record was corrected; with `send`, put one message each into the outbox.

    Running it again, or twice at once, tells nobody twice: each person has a row of her own transaction. Raises
    DataError where the operator's own file about the record cannot be used: what it was to say is not known.
    """
    _refuse_set_aside(deps, record_id)
    rows = await shown.of_record(deps.store, record_id)
    standings = {locale: standing(deps.directory, record_id, locale) for locale in Locale}
    known = standings[Locale.ZH_HANS] is not None
    due, name = decide(rows, standings), version(record_id, standings[Locale.ZH_HANS])
    report = Report(known or bool(rows), seen=len({row.person_id for row in rows}), wrong=len(due))
    for one in due:
        report = await _counted(deps, report, one, name, send=send)
    return report


def _refuse_set_aside(deps: Deps, record_id: str) -> None:
    for name in (f"channels/{record_id}.yaml", f"platforms/{record_id}.yaml"):
        if name in deps.directory.set_aside:
            raise DataError(f"your file {name} has a fault, so nobody was told: see `directory check`")


async def _counted(deps: Deps, report: Report, due: Due, name: str, *, send: bool) -> Report:
    person = await people.get(deps.store, due.person_id)
    if person is None or await recalls.was_told(deps.store, due.person_id, name):
        return replace(report, before=report.before + 1)
    if person.blocked:
        return replace(report, blocked=report.blocked + 1)
    if send and not await _told(deps, person, due, name, ahead=report.told):
        return replace(report, before=report.before + 1)
    return replace(report, told=report.told + 1)


async def _told(deps: Deps, person: Person, due: Due, name: str, *, ahead: int) -> bool:
    """Tell one person. False when she was told, or deleted her case, in the meantime."""
    with suppress(KeyGoneError):
        try:
            return await _tell(deps, person, due, name, ahead=ahead)
        except ConflictError:  # the running bot answered her in the same moment
            return await _tell(deps, person, due, name, ahead=ahead)
    return False


async def _tell(deps: Deps, person: Person, due: Due, name: str, *, ahead: int) -> bool:
    now = deps.now()
    new = standing(deps.directory, due.old.record_id, person.locale)
    made = Recall(deps.new_id(), person.id, due.case_id, due.old, new, now)
    async with deps.store.db.transaction():
        if not await recalls.add(deps.store, made, name):
            return False
        rows = ((tap("open", "recall", made.id),),)
        notice = Reply(NOTICE, {}, rows, slot=_slot(made.id), case_id=due.case_id, unasked=True)
        await speak(deps, person, (notice,), not_before=by_day(now) + timedelta(seconds=ahead // _A_SECOND))
    return True


def _slot(recall_id: str) -> str:
    return f"{NOTICE}:{recall_id}"


def recall_of(reply: Reply) -> str | None:
    """The id of the recall that a reply tells of, if it does."""
    return reply.slot.removeprefix(_slot("")) if reply.template == NOTICE and reply.slot else None


def by_day(now: datetime) -> datetime:
    """Now, or in the morning: between 22:00 and 8:00 in China nobody is written to unasked."""
    return next_morning(now) if is_night(now) else now


async def look(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """Old and new, since when, and what to do: for the person who was told, and nobody else."""
    told = await recalls.own(turn.deps.store, turn.person.id, argument)
    return Answered((_page(told, turn),))


def _page(told: Recall, turn: Turn) -> Reply:
    now, wrong = _today(told, turn)
    held = as_of(now, in_china(turn.now).date()) if now else None
    params: dict[str, Json] = {
        "name": told.old.name or (now.name if now else told.old.record_id),
        "old": [{"value": entry.value, "note": entry.note} for entry in wrong],
        "gone": now is None or now.retired,
        "successor": now.name if now and now.retired else None,
        "new": _ways(held) if held else [],
        "how_to_find": held.how_to_find if held else None,
        "since": (now.checked_on if now else in_china(told.at).date()).isoformat(),
    }
    rows = ((tap("steps"), tap("channels")),)
    return Reply("recalled", params, rows, case_id=told.case_id)


def _today(told: Recall, turn: Turn) -> tuple[Standing | None, tuple[Entry, ...]]:
    """How the record stands, and what she was shown that does not hold any more.

    A bot that was not restarted since the recall still has what was taken back: then the recall knows better. What was
    checked later than that counts, also where it is the old again.
    """
    directory, old = turn.deps.directory, told.old
    live = standing(directory, old.record_id, turn.person.locale)
    wrong = outdated(old, standing(directory, old.record_id, old.locale))
    later = live is not None and told.new is not None and live.checked_on > told.new.checked_on
    if live is None or (not wrong and not later):
        return told.new, old.entries
    return live, wrong


def _ways(now: Standing) -> list[Json]:
    """Each way in as a contact of its own, so that it counts as shown; the sentence on how to find it stands in for
    those that are missing."""
    ways = [e for e in now.entries if e.kind is not EntryKind.HOW] or [
        e for e in now.entries if e.value == now.how_to_find
    ]
    return [
        {
            "id": now.record_id,
            "name": now.name,
            **{kind.value: entry.value if entry.kind is kind else None for kind in EntryKind},
            "phone_note": entry.note,
            "checked_on": now.checked_on.isoformat(),
        }
        for entry in ways
    ]
