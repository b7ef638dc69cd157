"""Cases side by side: list them, look at one, move an incident, merge two, split one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from cases.card import card_of, current, incident_of
from cases.detail_fields import united_details
from cases.history import record
from cases.keyboards import Rows, keeping, tap
from cases.ladder_page import current_line
from cases.naming import called
from cases.opening import new_case
from cases.receivers import counts, handed_in
from cases.turn import Answered, Turn, say
from db import calls, cases, items
from directory import Directory
from escalation.hours import in_china
from model.case import Case, CaseFacts, EventKind, Item, Level, Role
from model.errors import GoneError, NotUnderstoodError
from model.locale import Locale
from model.reply import Button, Json, Notice, Reply

# As many as a card has room for; /case N reaches the others.
LISTED = 8


def name_of(case: Case, directory: Directory, locale: Locale) -> str | None:
    """What a case is called: its company, its signature, its number, or nothing."""
    platform = directory.platforms.get(case.facts.platform_id or "")
    if platform:
        return called(platform, locale)
    return case.facts.signature or next(iter(case.facts.senders), None)


async def listing(turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """All cases of this person, the newest first."""
    every = sorted(await cases.of_person(turn.deps.store, turn.person.id), key=lambda c: c.updated_at, reverse=True)
    if not every:
        return say("no_cases")
    listed: list[Json] = [await _line(turn, case) for case in every[:LISTED]]
    rows = tuple((tap(f"case:{case.number}", "case", str(case.number)),) for case in every[:3])
    return Answered((Reply("cases", {"cases": listed}, rows),))


async def _line(turn: Turn, case: Case) -> dict[str, Json]:
    return {
        "number": case.number,
        "name": name_of(case, turn.deps.directory, turn.person.locale),
        "level": case.level.value,
        "items": len(await items.of_case(turn.deps.store, case)) + len(await calls.of_case(turn.deps.store, case)),
        "opened_on": in_china(case.opened_at).date().isoformat(),
        "expires_on": f"{in_china(case.expires_at):%m-%d %H:%M}" if case.expires_at else None,
    }


async def look(turn: Turn, case: Case | None, argument: str) -> Answered:
    """One case: by its number, or the one that is open in the conversation."""
    if argument:
        case = await numbered(turn, argument)
    if case is None:
        return await listing(turn, None, "")
    every = current(await items.of_case(turn.deps.store, case))
    params: dict[str, Json] = await _line(turn, case) | {
        "kind": (await incident_of(turn.deps, case))[0].kind.value,
        "items": [_item(item, case.facts.role) for item in every[-LISTED:]],
        "count": len(every),
        "calls": len(await calls.of_case(turn.deps.store, case)),
        "role": case.facts.role.value,
        "denied": case.facts.denied,
        "step": await current_line(turn.deps, case, in_china(turn.now).date()),
        **counts(every, case.facts.role),
    }
    dialog = replace(turn.dialog, case_id=case.id)
    return Answered((Reply("case", params, _case_rows(case), case_id=case.id),), dialog=dialog)


async def numbered(turn: Turn, argument: str) -> Case:
    """The person's own case of that number."""
    if not argument.isdecimal() or len(argument) > 6:
        raise NotUnderstoodError
    case = await cases.by_number(turn.deps.store, turn.person.id, int(argument))
    if case is None:
        raise GoneError
    return case


def _case_rows(case: Case) -> Rows:
    first = (tap("back", "card"), tap("original"))
    second, third = (tap("timeline"), tap("call")), (tap("sender"), tap("move"))
    words = (tap("letter"), tap("call_sheet"))
    return (
        (tap("next"), tap("ladder")),
        words,
        first,
        second,
        third,
        (*(keeping(case.level) if case.level is Level.DRAFT else ()), tap("delete")),
    )


def _item(item: Item, role: Role) -> dict[str, Json]:
    return {
        "machine": not item.confirmed,
        "handed_in": handed_in(item, role),
        "number": item.number,
        "received": f"{in_china(item.received_at):%m-%d %H:%M}",
        "sent": _local(item),
        "sent_source": item.sent_at.source.value if item.sent_at else None,
        "sender": item.sender.value if item.sender else None,
        "sender_source": item.sender.source.value if item.sender else None,
        "receiver": item.receiver.value,
        "labels": [{"id": label} for label in item.labels],
        "file": item.file.media.value if item.file else None,
    }


def _local(item: Item) -> str | None:
    return f"{in_china(datetime.fromisoformat(item.sent_at.value)):%m-%d %H:%M}" if item.sent_at else None


async def move(turn: Turn, case: Case, argument: str) -> Answered:
    """Take the running incident out of this case: into a new one, or into another one of the same person."""
    if not argument:
        return await _where_to(turn, case)
    every = await items.of_case(turn.deps.store, case)
    moved = _of_burst(every, case.burst)
    if not moved:
        raise NotUnderstoodError
    if argument == "new":
        return await _split(turn, case, moved, alone=len(moved) == len(every))
    if len(moved) == len(every):
        # Nothing would be left of the case but its history, and that goes along.
        return await merge(turn, case, argument)
    target = await _other(turn, case, argument)
    target = await cases.save(turn.deps.store, await _joined(turn, case, target))
    await _carry(turn, case, target, moved)
    return await _moved(turn, target, "moved")


async def _split(turn: Turn, case: Case, moved: Sequence[Item], *, alone: bool) -> Answered:
    """The incident in a case of its own, kept as the old one was. The only one of its case has that already."""
    if alone:
        return await _moved(turn, case, "split")
    # The incident has another number there, so its day is asked for again.
    facts = replace(case.facts, acted=None)
    target = await new_case(turn, facts, case.level, case.expires_at)
    await _carry(turn, case, target, moved)
    return await _moved(turn, target, "split")


async def _carry(turn: Turn, case: Case, target: Case, moved: Sequence[Item]) -> None:
    await record(turn, case, EventKind.MOVED_OUT, items=[item.number for item in moved], to=target.number)
    await items.move(turn.deps.store, case, target, [item.id for item in moved])
    level = target.level.value
    await record(turn, target, EventKind.MOVED_IN, count=len(moved), out_of=case.number, level=level)


async def _joined(turn: Turn, source: Case, target: Case) -> Case:
    """The target with the consent and the facts of both. What was only to be answered comes without its words."""
    for case in (source, target):
        if case.level is Level.ANSWER_ONLY:
            await items.erase_texts(turn.deps.store, case)
    return united(source, target)


_CONSENT: Final = (Level.ANSWER_ONLY, Level.DRAFT, Level.KEPT)


def united(source: Case, target: Case) -> Case:
    """The target as it is once something of the source is in it: the stronger consent wins, of two drafts the later
    one; what is not known of the target is taken from the source."""
    longer = max(target, source, key=lambda case: (_CONSENT.index(case.level), _until(case)))
    facts = _united_facts(source.facts, target.facts)
    return replace(target, level=longer.level, expires_at=longer.expires_at, noticed=longer.noticed, facts=facts)


def _until(case: Case) -> datetime:
    return case.expires_at or datetime.max.replace(tzinfo=UTC)


def _united_facts(source: CaseFacts, target: CaseFacts) -> CaseFacts:
    platform_id = target.platform_id or source.platform_id
    candidates = dict.fromkeys(target.platform_candidates + source.platform_candidates)
    return replace(
        target,
        role=source.role if target.role is Role.UNKNOWN else target.role,
        platform_id=platform_id,
        platform_candidates=() if platform_id else tuple(candidates),
        signature=target.signature or source.signature,
        senders=tuple(dict.fromkeys(target.senders + source.senders)),
        denied=target.denied or source.denied,
        not_platforms=tuple(dict.fromkeys(target.not_platforms + source.not_platforms)),
        false_numbers=tuple(dict.fromkeys(target.false_numbers + source.false_numbers)),
        situation=target.situation or source.situation,
        place=target.place or source.place,
        taps=tuple(dict.fromkeys(target.taps + source.taps)),
        details=united_details(source.details, target.details),
    )


def _of_burst(every: Sequence[Item], burst: int) -> tuple[Item, ...]:
    return tuple(item for item in every if item.burst == burst)


async def _where_to(turn: Turn, case: Case) -> Answered:
    others = [c for c in await cases.of_person(turn.deps.store, turn.person.id) if c.id != case.id]
    listed: list[Json] = [await _line(turn, other) for other in others[:LISTED]]
    rows = ((tap("new_case", "move", "new"),), *(_into(other) for other in others[-2:]))
    return Answered((Reply("move_ask", {"cases": listed}, rows, case_id=case.id),))


def _into(other: Case) -> tuple[Button, ...]:
    number = str(other.number)
    return (tap(f"move_to:{number}", "move", number), tap(f"merge:{number}", "merge", number))


async def merge(turn: Turn, case: Case, argument: str) -> Answered:
    """Put this whole case into another one of the same person. The events of both stay with the target."""
    target = await _joined(turn, case, await _other(turn, case, argument))
    await record(turn, target, EventKind.MERGED, out_of=case.number, level=target.level.value)
    await cases.merge(turn.deps.store, turn.person.id, source=case, target=target)
    return await _moved(turn, target, "merged")


async def _other(turn: Turn, case: Case, argument: str) -> Case:
    target = await numbered(turn, argument)
    if target.id == case.id:
        raise NotUnderstoodError
    return target


async def _moved(turn: Turn, target: Case, template: str) -> Answered:
    fresh = await cases.get(turn.deps.store, turn.person.id, target.id)
    told = Reply(template, {"number": fresh.number}, case_id=fresh.id)
    card = await card_of(turn.deps, fresh, turn.person.locale)
    dialog = replace(turn.dialog, case_id=fresh.id)
    again = replace(card, slot=None)
    return Answered((told, again), Notice("notice/done"), dialog, erased=True)
