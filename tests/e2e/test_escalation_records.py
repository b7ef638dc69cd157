"""What is recorded of a step: by taps, at the right day, taken back, never twice; and every date opens."""

from datetime import date

import pytest

from db import events, steps
from model.case import EventKind
from model.locale import Locale
from model.step import StepStatus
from templates import Templates
from tests.driver import World
from tests.e2e.climbing import Climber, somebody

TEXT = "【招商银行】臭不要脸的东西，你他妈不得好死，全家死光"
TONIGHT = ("keep_evidence", "block_carrier", "block_phone")


@pytest.fixture
async def climber(world: World, wording: Templates) -> Climber:
    """Somebody who may complain to the lender now."""
    made = await somebody(world, wording, Locale.ZH_HANS, TEXT)
    await made.goes_to("lender_complaint")
    return made


async def test_what_is_told_of_a_filing_is_kept_and_can_be_left_open(climber: Climber) -> None:
    await climber.presses("step_filed", "step_other_day")
    await climber.person.pastes("11-20")
    climber.person.sees("2026-11-20", "2026-12-05")
    await climber.presses("step_number")
    await climber.person.pastes("GD-20261120-7")
    await climber.presses("step_more", "step_operator")
    await climber.person.pastes("工号 88")
    await climber.presses("step_more", "step_entry", "step_leave")
    climber.person.sees("GD-20261120-7", "工号 88")
    filing = (await climber.steps())["lender_complaint"].step.filing
    assert filing is not None
    assert (filing.on, filing.entry) == (date(2026, 11, 20), None)


async def test_a_message_that_comes_after_a_question_is_a_message(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today", "step_number")
    await climber.person.pastes("臭不要脸的东西，今晚弄死你全家")
    climber.person.sees("疑似")
    filing = (await climber.steps())["lender_complaint"].step.filing
    assert filing is not None
    assert filing.receipt_number is None


async def test_a_number_of_an_identity_card_is_not_kept(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today", "step_number")
    await climber.person.pastes("11010519491231002X")
    climber.person.sees("没有记下")
    filing = (await climber.steps())["lender_complaint"].step.filing
    assert filing is not None
    assert filing.receipt_number is None


async def test_the_last_tap_is_taken_back_and_the_history_keeps_both(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today")
    await climber.is_told("refused")
    await climber.presses("step_undo")
    assert (await climber.steps())["lender_complaint"].step.status is StepStatus.FILED
    await climber.presses("step_undo")
    assert "lender_complaint" not in await climber.steps()
    history = await climber.world.history(climber.person)
    kinds = [event.kind for event in history]
    assert kinds[-4:] == [EventKind.STEP_FILED, EventKind.STEP_ANSWERED, EventKind.STEP_UNDONE, EventKind.STEP_UNDONE]
    assert events.verify(history)


async def test_a_button_that_is_pressed_twice_files_once(climber: Climber) -> None:
    await climber.presses("step_filed")
    message, button = climber.person.button(climber.button("when_today"))
    for _ in range(2):
        await climber.person.presses_data(message, button.data or "")
    kept = (await climber.steps())["lender_complaint"]
    assert kept.step.round == 1
    assert len(kept.log) == 1


async def test_nobody_is_called_late_before_the_day_and_everybody_after_it(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today", "step_silent")
    climber.person.sees("还没到期")
    assert climber.button("step_quit") not in climber.person.buttons()[:4]
    climber.world.clock.advance(days=15)
    await climber.person.says("/ladder")
    assert (await climber.steps())["lender_complaint"].step.status is StepStatus.FILED
    climber.world.clock.advance(days=1)
    await climber.person.says("/ladder")
    climber.person.sees("没等到答复")
    assert (await climber.steps())["lender_complaint"].step.status is StepStatus.OVERDUE


async def test_the_time_stands_still_while_the_person_has_to_act(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today", "step_more", "step_asked")
    climber.person.sees("停着")
    climber.world.clock.advance(days=40)
    await climber.is_next("lender_complaint")
    await climber.presses("step_given", "due_look")
    climber.person.sees("等你补材料")
    assert (await climber.steps())["lender_complaint"].step.status is StepStatus.FILED


async def test_each_date_opens_and_goes_along_without_a_word_about_debts(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today", "due_look")
    climber.person.sees("2026-11-23", "15 天", "银行业保险业消费投诉处理管理办法", "2026-12-08")
    await climber.presses("due_file")
    attachment = climber.person.last().attachment
    assert attachment is not None
    assert attachment.file.name == "2026-12-08.ics"
    written = climber.world.sandbox.download(attachment.file.path).decode()
    assert "SUMMARY:看一下" in written
    assert "20261208" in written
    assert not [word for word in ("债", "款", "投诉", "银行", "undun", "elegram") if word in written]


async def test_a_time_of_ones_own_can_be_watched(world: World, wording: Templates) -> None:
    climber = await somebody(world, wording, Locale.ZH_HANS, TEXT)
    await climber.takes(*TONIGHT)
    await climber.is_next("police_report")
    climber.person.sees("2027-05-2")
    await climber.presses("due_look", "step_remind")
    planned = (await climber.steps())["police_report"]
    assert planned.step.status is StepStatus.PLANNED
    assert planned.remind_at is not None
    await climber.presses("step_filed", "when_today")
    assert (await climber.steps())["police_report"].step.status is StepStatus.FILED


async def test_a_merged_case_keeps_its_steps(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today")
    climber.world.clock.advance(hours=2)
    await climber.person.forwards("【招联金融】你他妈的还钱，弄死你全家", sender="13000000002")
    await climber.person.says("/case 1")
    await climber.person.says("/merge 2")
    (case,) = await climber.world.cases_of(climber.person)
    assert case.number == 2
    await climber.person.says("/ladder")
    climber.person.sees(climber.rung("lender_complaint"), "2026-12-08")


async def test_with_answer_only_nothing_is_recorded_and_that_is_said(world: World, wording: Templates) -> None:
    person = world.person("answer only")
    await person.says("/answer_only")
    await person.forwards(TEXT, sender="13000000001")
    await person.says("/next")
    await person.presses(wording.words(Locale.ZH_HANS).buttons["step_done"])
    person.sees("没法记")
    assert await world.deps.store.db.fetch("SELECT 1 AS one FROM steps") == []


async def test_a_deleted_case_takes_its_steps_along(climber: Climber) -> None:
    await climber.presses("step_filed", "when_today")
    await climber.person.says("/delete")
    await climber.presses("delete_yes")
    assert await steps.running(climber.world.deps.store) == ()
