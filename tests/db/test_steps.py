"""Steps are kept sealed, found by the clock, sent once each, and go with their case and person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import Store, cases, people, steps
from db.database import stamp
from model.case import Case, EventKind, Person
from model.errors import ConflictError, GoneError
from model.step import Extension, Filing, KeptStep, Outcome, Step, StepEvent, StepStatus, Suspension, Unit
from tests.db import made
from tests.fakes.clock import START

DAY = date(2026, 11, 23)


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


def full(case: Case, name: str = "step1", minutes: int = 0) -> KeptStep:
    step = Step(
        id=name,
        rung="lender_complaint",
        channel="lender_internal",
        status=StepStatus.ANSWERED,
        outcome=Outcome.PARTLY,
        filing=Filing(DAY, "柜台", "GD-1", "工号 88", DAY),
        taken_on=DAY,
        answered_on=DAY + timedelta(days=3),
        suspensions=(Suspension(DAY, DAY), Suspension(DAY)),
        extensions=(Extension(15, Unit.CALENDAR_DAY, "complaint_2020", DAY),),
        round=2,
    )
    log = (StepEvent(EventKind.STEP_FILED, DAY, {}), StepEvent(EventKind.STEP_NOTED, DAY, {"entry": "柜台"}))
    opened = START + timedelta(minutes=minutes)
    return KeptStep(step, case.id, log, opened, DAY, DAY + timedelta(days=1), START + timedelta(hours=1))


async def test_a_step_comes_out_as_it_went_in_and_in_the_order_it_was_begun(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    later, first = full(case, "a", 2), full(case)
    await steps.add(store, case, later)
    await steps.add(store, case, first)
    assert await steps.of_case(store, case) == (first, later)
    assert await steps.get(store, case, "a") == later
    with pytest.raises(GoneError):
        await steps.get(store, case, "b")


async def test_nothing_that_was_told_stands_in_clear(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await steps.add(store, case, full(case))
    (row,) = await store.db.fetch("SELECT * FROM steps")
    readable = " ".join(str(value) for value in row.values())
    assert not [word for word in ("lender", "GD-1", "柜台", "工号", "partly", "filed") if word in readable]


async def test_a_step_that_changed_meanwhile_is_not_overwritten(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    kept = full(case)
    await steps.add(store, case, kept)
    saved = await steps.save(store, replace(kept, muted=True))
    assert await steps.of_case(store, case) == (saved,)
    with pytest.raises(ConflictError):
        await steps.save(store, kept)


async def test_the_clock_finds_what_is_due_and_nothing_that_is_muted(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    for number in range(3):
        one = full(case, f"s{number}", number)
        await steps.add(store, case, replace(one, remind_at=START + timedelta(hours=3 - number)))
    assert [kept.step.id for kept in await steps.due(store, START + timedelta(hours=2), 9)] == ["s2", "s1"]
    assert [kept.step.id for kept in await steps.due(store, START + timedelta(days=2), 1)] == ["s2"]
    assert len(await steps.running(store)) == 3
    assert await steps.mute(store, case) == 3
    assert await steps.due(store, START + timedelta(days=2), 9) == ()
    assert all(kept.muted for kept in await steps.of_case(store, case))


async def test_a_reminder_is_noted_once(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await steps.add(store, case, full(case))
    assert await steps.mark(store, "step1", "step1:on:2026-12-08", START)
    assert not await steps.mark(store, "step1", "step1:on:2026-12-08", START)
    assert await steps.marked(store, "step1") == {"step1:on:2026-12-08"}


async def test_a_merged_case_brings_its_steps_and_their_reminders(store: Store, her: Person) -> None:
    source, target = await made.full_case(store, her, "c1"), await made.full_case(store, her, "c2")
    await steps.add(store, source, full(source))
    await steps.add(store, target, full(target, "other", 1))
    await steps.mark(store, "step1", "k", START)
    merged = await cases.merge(store, her.id, source=source, target=target)
    moved = await steps.of_case(store, merged)
    assert moved == (replace(full(source), case_id=target.id), full(target, "other", 1))
    assert await steps.marked(store, "step1") == {"k"}
    assert await steps.owner(store, moved[0]) == her.id


async def test_steps_of_two_people_are_never_carried_together(store: Store, her: Person) -> None:
    other = await made.person(store, "p2", 7002)
    with pytest.raises(GoneError):
        await steps.carry(store, await made.case(store, her), await made.case(store, other, "c2"))


@pytest.mark.parametrize("way", ["step", "case", "person"])
async def test_a_step_goes_with_its_case_and_its_person(store: Store, her: Person, way: str) -> None:
    case = await made.case(store, her)
    await steps.add(store, case, full(case))
    await steps.mark(store, "step1", "k", START)
    if way == "step":
        await steps.drop(store, case, "step1")
    elif way == "case":
        await cases.drop(store, her.id, case.id)
    else:
        await people.forget(store, her.id)
    counted = await made.counts(store)
    assert (counted["steps"], counted["reminded"]) == (0, 0)


async def test_days_are_kept_so_that_texts_are_in_the_order_of_time(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await steps.add(store, case, full(case))
    (row,) = await store.db.fetch("SELECT earliest, latest, remind_at FROM steps")
    assert (row["earliest"], row["latest"]) == ("2026-11-23", "2026-11-24")
    assert row["remind_at"] == stamp(START + timedelta(hours=1))
