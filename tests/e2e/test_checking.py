"""Before a letter leaves: each risk with its reason, the person's choice, one confirmation; and letters for oneself only."""

from dataclasses import replace

import pytest

from cases import checking
from cases.detail_fields import with_field
from cases.turn import Answered, Turn
from db import cases, dialogs, individuality, people
from model.case import Case, Role
from model.reply import Json
from tests.driver import Person, World

ABUSE = "闪银的钱你打算赖到什么时候？烂婊子，出来卖都没人要，欠钱不还全家不要脸。"
CALM = "从十月起他们每天打给我母亲，她整夜睡不着。"
RUDE = "这帮畜生不如的东西天天打电话。"
VOW = "我保证下周五一定还清。"
LETTER = "lender_first"


async def begun(world: World, own_words: str = CALM) -> tuple[Person, Turn, Case]:
    person = world.person("借款人")
    await person.forwards(ABUSE, sender="13000000001")
    await person.presses("欠款人是我")
    (case,) = await world.cases_of(person)
    details = with_field(case.facts.details, "own_words", own_words)
    case = await cases.save(world.deps.store, replace(case, facts=replace(case.facts, details=details)))
    return person, await turn_of(world, person), case


async def turn_of(world: World, person: Person) -> Turn:
    known = await people.find(world.deps.store, person.phone.id)
    assert known is not None
    return Turn(world.deps, known, await dialogs.get(world.deps.store, known.id), world.deps.now())


async def ask(turn: Turn, case: Case, sure: str = "") -> Answered | None:
    text = f"请核查是否贵机构所发。\n{case.facts.details.own_words or ''}"
    return await checking.checked(turn, case, text, argument=LETTER, sure=sure)


def page(answered: Answered | None) -> tuple[str, dict[str, Json]]:
    assert answered is not None
    (reply,) = answered.replies
    return reply.template, dict(reply.params)


def pressed(answered: Answered | None, label: str) -> str:
    assert answered is not None
    return next(b.argument for row in answered.replies[0].buttons for b in row if b.label == label)


async def again(turn: Turn, case: Case, answered: Answered) -> tuple[Turn, Case]:
    """The next turn, where the last one left the conversation."""
    assert answered.dialog is not None
    return replace(turn, dialog=answered.dialog), await cases.get(turn.deps.store, turn.person.id, case.id)


async def test_a_calm_letter_is_confirmed_once_and_may_leave(world: World) -> None:
    _, turn, case = await begun(world)
    asked = await ask(turn, case)
    template, params = page(asked)
    assert template == "check_true"
    assert params["rule"] is not None
    letter, _, sure = pressed(asked, "check_true").partition(":")
    assert letter == LETTER
    assert await ask(turn, case, sure) is None


async def test_what_was_confirmed_holds_for_that_text_alone(world: World) -> None:
    _, turn, case = await begun(world)
    sure = pressed(await ask(turn, case), "check_true").partition(":")[2]
    details = with_field(case.facts.details, "own_words", "母亲说她昨晚又接到两个电话。")
    assert page(await ask(turn, replace(case, facts=replace(case.facts, details=details)), sure))[0] == "check_true"


async def test_a_rude_sentence_is_asked_about_and_rewritten(world: World) -> None:
    _, turn, case = await begun(world, CALM + RUDE)
    asked = await ask(turn, case)
    template, params = page(asked)
    assert (template, params["reason"], params["sentence"]) == ("check", "insult_back", RUDE)
    done = await checking.decide(turn, case, pressed(asked, "check_rewrite"))
    turn, case = await again(turn, case, done)
    assert case.facts.details.own_words == f"{CALM}{params['instead']}"
    assert page(await ask(turn, case))[0] == "check_true"


async def test_a_sentence_can_be_struck(world: World) -> None:
    _, turn, case = await begun(world, VOW + CALM)
    done = await checking.decide(turn, case, pressed(await ask(turn, case), "check_strike"))
    _, case = await again(turn, case, done)
    assert case.facts.details.own_words == CALM


async def test_what_the_person_keeps_is_not_asked_again_and_nothing_else_changes(world: World) -> None:
    _, turn, case = await begun(world, VOW + RUDE)
    seen = []
    while (answer := page(asked := await ask(turn, case)))[0] == "check":
        seen.append(answer[1]["reason"])
        turn, case = await again(turn, case, await checking.decide(turn, case, pressed(asked, "check_keep")))
    assert seen == ["promise", "insult_back"]
    assert case.facts.details.own_words == VOW + RUDE


async def test_a_friend_is_warned_of_offering_to_pay_and_a_borrower_of_denying_the_debt(world: World) -> None:
    _, turn, case = await begun(world, "平台倒闭了，债也就没了，凭什么还。")
    assert page(await ask(turn, case))[1]["reason"] == "debt_denial"
    friend = replace(case, facts=replace(case.facts, role=Role.THIRD_PARTY))
    details = with_field(friend.facts.details, "own_words", "我先替他还两千。")
    friend = replace(friend, facts=replace(friend.facts, details=details))
    assert page(await ask(turn, friend))[1]["reason"] == "joining_the_debt"


async def test_above_the_cap_of_a_day_there_is_no_letter(world: World) -> None:
    _, turn, case = await begun(world)
    for _ in range(world.deps.letters_per_day):
        await checking.handed_out(turn, case)
    assert page(await ask(turn, case))[0] == "check_enough"
    later = replace(turn, now=turn.now.replace(year=turn.now.year + 1))
    assert page(await ask(later, case))[0] == "check_true"


async def test_a_paragraph_that_many_hand_in_is_declined_and_an_own_one_is_not(world: World) -> None:
    same = CALM + "我在单位也抬不起头来，希望你们能帮帮我们一家老小，谢谢你们。"
    _, turn, case = await begun(world, same)
    for number in range(checking.ALIKE):
        other = world.person(f"第{number}个")
        await other.says("/start")
        known = await people.find(world.deps.store, other.phone.id)
        assert known is not None
        await individuality.record(
            world.deps.store, id=world.deps.new_id(), person_id=known.id, own_words=same, at=turn.now
        )
    assert page(await ask(turn, case))[0] == "check_alike"
    details = with_field(case.facts.details, "own_words", CALM)
    assert page(await ask(turn, replace(case, facts=replace(case.facts, details=details))))[0] == "check_true"


@pytest.mark.parametrize("forged", ["", "x:12345678:lender_first", "r:1234:lender_first", "k:12345678:"])
async def test_a_forged_choice_changes_nothing(world: World, forged: str) -> None:
    person, _, case = await begun(world, RUDE)
    await person.presses_data(person.last(), f"v1|check|{case.id}|{forged}", forged=True)
    (after,) = await world.cases_of(person)
    assert after.facts.details.own_words == RUDE


async def test_every_choice_fits_into_a_button(world: World) -> None:
    person, turn, case = await begun(world, RUDE)
    asked = await checking.checked(turn, case, RUDE, argument="regulator_report")
    assert asked is not None
    data = [f"v1|{b.verb}|{case.id}|{b.argument}" for row in asked.replies[0].buttons for b in row]
    assert max(len(line.encode()) for line in data) <= 64
    await person.presses_data(person.last(), next(d for d in data if "|check|" in d and "|k:" in d), forged=True)
    person.sees("就这样写")
