"""Reminders of deadlines: by day, each once, over a kill and a clock that jumps; and a notice that moves a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases import reminding
from cases.due import timed, times_of
from db import cases, outbox, people, steps
from escalation.calendar import official_calendar
from escalation.hours import CHINA
from model.case import CaseFacts, EventKind, Level
from model.locale import Locale
from model.step import Filing, KeptStep, Step, StepEvent, StepStatus
from templates import Templates
from tests.driver import World
from tests.e2e.climbing import Climber, somebody

TEXT = "【招商银行】臭不要脸的东西，你他妈不得好死，全家死光"
NOTICE = "有一件事可以看一下了"


@pytest.fixture
async def climber(world: World, wording: Templates) -> Climber:
    """Somebody who filed today, on Monday 2026-11-23; the answer is due on 2026-12-08."""
    made = await somebody(world, wording, Locale.ZH_HANS, TEXT)
    await made.goes_to("lender_complaint")
    await made.presses("step_filed", "when_today")
    return made


async def until(world: World, moment: datetime) -> None:
    """Look at the clock every half hour until a moment."""
    while world.clock.now() < moment:
        await world.passes(minutes=min(30.0, (moment - world.clock.now()) / timedelta(minutes=1)))


def at(day: int, hour: int) -> datetime:
    """A moment of December 2026 in China."""
    return datetime(2026, 12, day, hour, tzinfo=CHINA)


def notices(climber: Climber) -> int:
    return sum(NOTICE in message.body.text for message in climber.person.phone.messages())


async def test_before_on_and_after_the_day_one_neutral_message_each(climber: Climber) -> None:
    world = climber.world
    await until(world, at(5, 8))
    assert notices(climber) == 0
    await until(world, at(6, 0))
    assert notices(climber) == 1
    await until(world, at(9, 0))
    assert notices(climber) == 2
    await until(world, at(9, 10))
    assert notices(climber) == 3
    assert (await climber.steps())["lender_complaint"].step.status is StepStatus.OVERDUE
    await until(world, at(12, 0))
    assert notices(climber) == 3
    assert climber.person.last().silent
    await climber.presses("open")
    climber.person.sees("没等到答复")


async def test_nothing_comes_by_night_and_after_a_long_stop_only_the_newest(climber: Climber) -> None:
    world = climber.world
    world.clock.advance(days=16, hours=13)
    await world.passes(seconds=1)
    assert notices(climber) == 0
    await world.passes(hours=10)
    assert notices(climber) == 1
    world.clock.advance(days=-10)
    await world.passes(seconds=1)
    assert notices(climber) == 1


async def test_one_tap_stops_them_all(climber: Climber) -> None:
    await until(climber.world, at(6, 0))
    await climber.presses("step_mute")
    await until(climber.world, at(11, 0))
    assert notices(climber) == 1


async def test_a_reminder_that_waits_over_night_waits_on(climber: Climber) -> None:
    world, store = climber.world, climber.world.deps.store
    world.clock.advance(days=12)
    assert await reminding.tick(world.deps) == 1
    world.clock.advance(hours=13)
    await world.tick()
    assert notices(climber) == 0
    assert await outbox.waiting(store, world.clock.now()) == 0
    await world.passes(hours=10)
    assert notices(climber) == 1


async def test_a_new_notice_moves_open_days_and_tells_each_person_once(climber: Climber) -> None:
    world = climber.world
    kept = (await climber.steps())["lender_complaint"]
    await steps.save(world.deps.store, replace(kept, earliest=date(2026, 12, 7), latest=date(2026, 12, 10)))
    assert await reminding.start(world.deps) == 1
    assert await reminding.start(world.deps) == 0
    await world.passes(seconds=2)
    told = [message for message in climber.person.phone.messages() if "日期变了" in message.body.text]
    assert len(told) == 1
    assert (await world.history(climber.person))[-1].kind is EventKind.STEP_DUE_CHANGED
    moved = (await climber.steps())["lender_complaint"]
    assert (moved.earliest, moved.latest) == (date(2026, 12, 8), date(2026, 12, 8))


async def test_a_year_that_is_not_announced_makes_a_range_and_its_notice_a_day(climber: Climber) -> None:
    directory = climber.world.deps.directory
    times = times_of(directory, CaseFacts(platform_id="cmb"))
    filed = Step("s", "court_claim", status=StepStatus.FILED, filing=Filing(date(2027, 1, 25)))
    unknown = times.deadline(KeptStep(filed, "c", (), climber.world.clock.now()))
    assert unknown is not None
    assert unknown.earliest == date(2027, 2, 1)
    assert unknown.latest is not None
    assert unknown.latest > date(2027, 2, 1)
    notice = {2027: official_calendar().notices[2025]}
    known = replace(times, official=official_calendar(notice)).deadline(
        KeptStep(filed, "c", (), climber.world.clock.now())
    )
    assert known is not None
    assert known.is_certain
    assert known.latest is not None
    assert unknown.earliest <= known.latest <= unknown.latest


PEOPLE = 90


async def many(world: World) -> None:
    """So many people who began a chat, each with one step whose answer is due soon."""
    deps = world.deps
    filed = date(2026, 11, 23)
    for number in range(PEOPLE):
        phone = world.sandbox.add_person(f"p{number}", "zh-hans")
        phone.start()
        person = await people.register(
            deps.store, id=f"person{number}", telegram_id=phone.id, chat_id=phone.id, locale=None, at=deps.now()
        )
        case = await cases.open_case(
            deps.store,
            id=f"case{number}",
            key_id=f"key{number}",
            person_id=person.id,
            level=Level.KEPT,
            facts=CaseFacts(platform_id="cmb"),
            at=deps.now(),
            burst_closes_at=deps.now(),
            expires_at=None,
        )
        step = Step(f"step{number}", "lender_complaint", status=StepStatus.FILED, filing=Filing(filed), round=1)
        kept = KeptStep(step, case.id, (StepEvent(EventKind.STEP_FILED, filed, {}),), deps.now())
        times = times_of(deps.directory, case.facts)
        await steps.add(deps.store, case, timed(kept, times.deadline(kept), deps.now()))
    while updates := await world.app.bot.get_updates(offset=world.offset, timeout=0):
        world.offset = updates[-1].update_id + 1


async def test_of_many_that_are_due_at_once_none_comes_twice_and_none_is_lost(world: World) -> None:
    await many(world)
    world.clock.advance(days=16, hours=-14)
    deps, passes = world.deps, 0
    while await steps.due(deps.store, world.clock.now(), 1) or await outbox.waiting(deps.store, world.clock.now()):
        world.clock.advance(seconds=1)
        # Now and then the process dies between deciding and sending: the next one begins with what is in the database.
        if passes % 4 == 3:
            assert await reminding.tick(deps) <= reminding.A_PASS
        else:
            await world.tick()
        passes += 1
        assert passes < PEOPLE
    assert passes >= PEOPLE // reminding.A_PASS
    sent = [m for one in world.sandbox.people() for m in world.sandbox.phone(one.id).messages() if m.by_bot]
    assert len(sent) == PEOPLE
    assert {message.chat_id for message in sent} == {one.id for one in world.sandbox.people()}


async def test_reminders_wait_behind_a_backlog(world: World) -> None:
    await many(world)
    world.clock.advance(days=16, hours=-14)
    decided = 0
    for _ in range(12):
        decided += await reminding.tick(world.deps)
    assert reminding.BACKLOG < decided <= reminding.BACKLOG + reminding.A_PASS
