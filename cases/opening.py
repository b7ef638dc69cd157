"""Which case a message belongs to: the running incident, an open case with the same source, or a new one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from cases.history import record
from cases.reading import Reading, keys, phone_in
from cases.turn import Turn
from db import cases
from model.case import Case, CaseFacts, EventKind, Level, Status
from model.errors import TooMuchError
from model.incoming import Incoming

QUIET: Final = timedelta(seconds=4)
LONGEST_BURST: Final = timedelta(seconds=60)
DRAFT_LIVES: Final = timedelta(hours=24)
# More open cases than any person has collectors; it bounds what one account can store.
MOST_CASES: Final = 50


async def open_or_join(turn: Turn, incoming: Incoming, reading: Reading | None) -> Case:
    """Find or open the case of a message and bring what is known of its source up to date.

    What is only to be answered never joins a case that keeps words, and the other way round.
    """
    store, senders = turn.deps.store, _senders(turn, incoming)
    found, only = keys(reading, senders) if reading else (), turn.person.answer_only
    running = await cases.in_burst(store, turn.person.id, turn.now, answer_only=only)
    case = running or await cases.with_key(store, turn.person.id, found, answer_only=only)
    if case is None:
        case = await _open(turn)
    case = learn(_at_its_beginning(case, turn.now), reading, senders)
    case = await cases.save(store, in_burst(case, turn.now))
    await cases.add_keys(store, case, found)
    return case


def _senders(turn: Turn, incoming: Incoming) -> tuple[str, ...]:
    number = phone_in(turn.deps, incoming.origin.name if incoming.origin else None)
    return (number,) if number else ()


async def _open(turn: Turn) -> Case:
    if len(await cases.of_person(turn.deps.store, turn.person.id)) >= MOST_CASES:
        raise TooMuchError
    level = Level.ANSWER_ONLY if turn.person.answer_only else Level.DRAFT
    case = await new_case(turn, CaseFacts(), level, turn.now + DRAFT_LIVES)
    await record(turn, case, EventKind.OPENED, level=case.level.value)
    return case


async def new_case(turn: Turn, facts: CaseFacts, level: Level, expires_at: datetime | None) -> Case:
    """An empty case of a level, which goes at an instant or stays. Its first incident is about to begin."""
    return await cases.open_case(
        turn.deps.store,
        id=turn.deps.new_id(),
        key_id=turn.deps.new_id(),
        person_id=turn.person.id,
        level=level,
        facts=facts,
        at=turn.now,
        burst_closes_at=turn.now + QUIET,
        expires_at=expires_at,
    )


def in_burst(case: Case, now: datetime) -> Case:
    """The case with its incident prolonged, or with the next incident begun."""
    if now < case.burst_closes_at:
        latest = case.burst_opened_at + LONGEST_BURST
        return replace(case, burst_closes_at=min(now + QUIET, latest), updated_at=now, status=Status.OPEN)
    return replace(
        case,
        burst=case.burst + 1,
        burst_opened_at=now,
        burst_closes_at=now + QUIET,
        updated_at=now,
        status=Status.OPEN,
    )


def _at_its_beginning(case: Case, now: datetime) -> Case:
    """A warning is for the incident in which the false number stood; the next one begins without it."""
    return case if now < case.burst_closes_at else replace(case, facts=replace(case.facts, false_numbers=()))


def learn(case: Case, reading: Reading | None, senders: tuple[str, ...]) -> Case:
    """The case with what a new message tells of its source. What a person said is never overwritten."""
    facts = replace(case.facts, senders=tuple(dict.fromkeys(case.facts.senders + senders)))
    if reading is None:
        return replace(case, facts=facts)
    named = reading.found.platform_id if reading.found.platform_id not in facts.not_platforms else None
    return replace(
        case,
        facts=replace(
            facts,
            platform_id=facts.platform_id or named,
            platform_candidates=() if facts.platform_id or named else _candidates(facts, reading),
            signature=facts.signature or reading.signature,
            false_numbers=tuple(dict.fromkeys(facts.false_numbers + reading.found.rejected_numbers)),
            situation=facts.situation or reading.situation,
        ),
    )


async def learned(turn: Turn, case: Case, reading: Reading | None, sender: str | None) -> Case:
    """The case with what the words of a file tell of its source, kept, and found by it from now on."""
    if reading is None:
        return case
    number = phone_in(turn.deps, sender)
    senders = (number,) if number else ()
    case = await cases.save(turn.deps.store, learn(case, reading, senders))
    await cases.add_keys(turn.deps.store, case, keys(reading, senders))
    return case


def _candidates(facts: CaseFacts, reading: Reading) -> tuple[str, ...]:
    every = dict.fromkeys(facts.platform_candidates + reading.found.candidates)
    return tuple(platform for platform in every if platform not in facts.not_platforms)
