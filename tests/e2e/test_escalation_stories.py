"""Every situation of the ladder from the first forward to a last outcome, by taps, in each language."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from model.locale import Locale
from model.step import Outcome, StepStatus
from templates import Templates
from tests.driver import World
from tests.e2e.climbing import Climber, somebody

TONIGHT = ("keep_evidence", "block_carrier", "block_phone")
PORT = "1069000000001"
Story = Callable[[Climber], Awaitable[None]]


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One dialect: what is kept of steps is tested in both, in tests/db."""
    return f"sqlite:///{tmp_path / 'undun.sqlite3'}"


async def ended(climber: Climber, rung: str, outcome: Outcome) -> None:
    """The last outcome stands in the database and on the ladder."""
    kept = (await climber.steps())[rung]
    assert kept.step.outcome is outcome
    await climber.person.says("/ladder")
    climber.person.sees(climber.rung(rung), climber.words.words(climber.locale).outcomes[outcome.value])


async def bank_loan(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.skips("police_report")
    await c.hands_in("lender_complaint")
    c.person.sees("2026-12-08")
    await c.hands_in("spam_report")
    await c.is_next("lender_complaint")
    c.person.sees(c.sentence("ask_how_it_stands"))
    c.world.clock.advance(days=16)
    await c.hands_in("fcps_complaint")
    await c.is_told("refused")
    await c.hands_in("nfra_complaint")
    await c.is_told("partly")
    await c.hands_in("nfra_report")
    await c.presses("step_more", "step_taken")
    await c.is_told("accepted")
    assert (await c.steps())["lender_complaint"].step.status is StepStatus.OVERDUE
    await ended(c, "nfra_report", Outcome.ACCEPTED)


async def consumer_finance(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.hands_in("police_report")
    await c.presses("step_more", "step_taken")
    c.person.sees("2026-12-23")
    await c.hands_in("lender_complaint", "when_yesterday")
    c.person.sees("2026-12-07")
    await c.is_told("accepted")
    await c.presses("step_goes_on")
    await c.goes_to("fcps_complaint")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "fcps_complaint", Outcome.ACCEPTED)


async def microloan(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.skips("police_report")
    await c.hands_in("lender_complaint")
    await c.is_told("refused")
    await c.goes_to("nifa_report")
    await c.presses("step_filed", "when_today")
    await c.goes_to("bureau_complaint")
    await c.presses("step_filed", "when_today", "step_silent", "step_quit")
    await c.goes_to("petition")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "petition", Outcome.ACCEPTED)


async def facilitation(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.goes_to("find_lender")
    await c.presses("step_done")
    await c.hands_in("lender_complaint")
    await c.is_told("refused")
    await c.goes_to("public_record")
    await c.presses("step_filed", "when_today")
    await c.is_told("partly")
    await ended(c, "public_record", Outcome.PARTLY)


async def unlicensed(c: Climber) -> None:
    await c.takes(*TONIGHT, "no_new_debt")
    await c.hands_in("police_report")
    await c.is_told("refused")
    await c.goes_to("bureau_complaint")
    await c.presses("step_filed", "when_today")
    await c.goes_to("police_reasons")
    await c.presses("step_done")
    await c.hands_in("duty_report")
    await c.is_told("accepted")
    await ended(c, "duty_report", Outcome.ACCEPTED)


async def third_party(c: Climber) -> None:
    await c.takes(*TONIGHT, "stop_notice")
    await c.hands_in("data_request")
    c.world.clock.advance(days=1)
    await c.person.forwards("张三还不还钱，你转告他，不然天天打你电话", sender="13000000001")
    c.world.clock.advance(days=15)
    await c.goes_to("court_claim")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "court_claim", Outcome.ACCEPTED)


async def danger_now(c: Climber) -> None:
    await c.tells("danger_now")
    c.person.sees("110")
    await c.takes("danger_police", "keep_evidence")
    await c.hands_in("police_report")
    await c.is_told("refused")
    await c.goes_to("police_reasons")
    await c.presses("step_done")
    await c.goes_to("police_review")
    c.person.sees("2027-01-22")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "police_review", Outcome.ACCEPTED)


async def data_leak(c: Climber) -> None:
    await c.tells("app_took_contacts")
    await c.goes_to("data_request")
    await c.presses("step_filed", "when_today")
    await c.is_told("refused")
    await c.goes_to("app_report")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "app_report", Outcome.ACCEPTED)


async def doctored_picture(c: Climber) -> None:
    await c.tells("doctored_picture")
    await c.takes(*TONIGHT)
    await c.hands_in("platform_notice")
    await c.is_told("accepted")
    await c.hands_in("police_report")
    await c.is_told("accepted")
    await c.goes_to("support_line")
    await c.presses("step_done")
    await ended(c, "platform_notice", Outcome.ACCEPTED)


async def false_papers(c: Climber) -> None:
    await c.takes(*TONIGHT, "court_check")
    c.person.sees(c.sentence("genuine_answer_it"))
    await c.tells("papers_false")
    await c.hands_in("police_report")
    await c.is_told("accepted")
    await ended(c, "police_report", Outcome.ACCEPTED)


async def payment_trap(c: Climber) -> None:
    await c.tells("paid")
    await c.hands_in("fraud_police")
    await c.is_told("accepted")
    await c.takes("stop_payment", *TONIGHT)
    await c.goes_to("spam_report")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "spam_report", Outcome.ACCEPTED)


async def lawful(c: Climber) -> None:
    await c.takes("check_bill", "legal_advice")
    await c.person.says("/next")
    c.person.sees(c.sentence("debt_is_another_matter"))
    assert {one.step.status for one in (await c.steps()).values()} == {StepStatus.CLOSED}


async def denial(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.goes_to("find_lender")
    await c.presses("step_done")
    await c.goes_to("lender_complaint")
    await c.presses("step_filed", "when_today")
    await c.is_told("denied")
    c.person.sees(c.sentence("ask_in_writing"), c.rung("denial_in_writing"))
    await c.goes_to("denial_in_writing")
    await c.presses("step_filed", "when_today")
    await c.is_told("denied")
    await c.goes_to("number_lookup")
    await c.presses("step_filed", "when_today")
    await c.person.says("/facts lender")
    await c.person.pastes("招商银行")
    await c.goes_to("nfra_complaint")
    await c.presses("step_filed", "when_today")
    await c.is_told("accepted")
    await ended(c, "nfra_complaint", Outcome.ACCEPTED)


async def not_competent(c: Climber) -> None:
    await c.takes(*TONIGHT)
    await c.goes_to("lender_complaint")
    await c.presses("step_filed", "when_today")
    await c.is_told("not_competent")
    c.person.sees(c.sentence("ask_who_is_competent"), c.rung("which_body"))
    await c.goes_to("which_body")
    await c.presses("step_done")
    await c.goes_to("transfer_12345")
    await c.presses("step_filed", "when_today", "step_silent", "step_quit")
    await c.goes_to("petition")
    await c.presses("step_filed", "when_today", "step_more", "step_taken")
    c.person.sees("2027-01-22")
    await c.presses("step_more", "step_longer")
    c.person.sees("2027-02-21")
    await c.is_told("accepted")
    await ended(c, "petition", Outcome.ACCEPTED)


ABUSE = "臭不要脸的东西，你他妈不得好死，全家死光"
STORIES: dict[str, tuple[Story, str, str]] = {
    "bank_loan": (bank_loan, f"【招商银行】{ABUSE}，弄死你", "13000000001"),
    "consumer_finance": (consumer_finance, f"【招联金融】{ABUSE}，弄死你", "13000000001"),
    "microloan": (microloan, f"【美团金融】{ABUSE}", "13000000001"),
    "facilitation": (facilitation, f"【闪银】{ABUSE}", "13000000001"),
    "unlicensed": (unlicensed, f"【闪电借款】{ABUSE}", "13000000001"),
    "third_party": (third_party, "你好，你朋友张三欠款不还，请转告他还钱，不然天天打你电话", "13000000001"),
    "danger_now": (danger_now, ABUSE, "13000000001"),
    "data_leak": (data_leak, "张三，身份证号110101199003070000，欠款不还，已把你的信息发到业主群", "13000000001"),
    "doctored_picture": (doctored_picture, "今天不还就把你P的裸照群发给你通讯录所有人", "13000000001"),
    "false_papers": (
        false_papers,
        "【人民法院】(2026)京0101民初1234号传票，不到庭立即逮捕，马上上门抓人",
        "13000000001",
    ),
    "payment_trap": (payment_trap, "还款请转账到个人账户6222020000000000000，户名张三，不还起诉", "13000000001"),
    "lawful": (lawful, "【招商银行】您的账单本月到期，请按时还款。如已还款请忽略。", "13000000001"),
    "denial": (denial, f"【闪银】{ABUSE}", PORT),
    "not_competent": (not_competent, f"【招商银行】{ABUSE}", "13000000001"),
}


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("story", list(STORIES))
async def test_a_case_comes_from_the_first_forward_to_an_outcome(
    world: World, wording: Templates, story: str, locale: Locale
) -> None:
    happens, text, sender = STORIES[story]
    climber = await somebody(world, wording, locale, text, sender)
    await happens(climber)
    history = await world.history(climber.person)
    assert [event.number for event in history] == list(range(1, len(history) + 1))
