"""Cases can be listed, looked at, moved, merged and split, by taps and by commands."""

from db import items
from tests.driver import Person, World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"


async def two_cases(world: World) -> Person:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    world.clock.advance(minutes=10)
    await person.forwards(MESSAGE + "！", sender="13000000002")
    return person


async def test_the_list_names_every_case_and_leads_to_each(world: World) -> None:
    person = await two_cases(world)
    await person.says("/cases")
    person.sees("13000000001", "13000000002")
    await person.says("/case 1")
    person.sees("13000000001")
    await person.says("/case 7")
    person.sees("不在这里了")
    await person.says("/case seven")
    assert person.news()


async def test_an_incident_that_joined_the_wrong_case_is_taken_out_into_its_own(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    world.clock.advance(minutes=10)
    await person.forwards(MESSAGE + "！", sender="13000000001")
    await person.presses("不是一回事")
    await person.presses("单独成一份")
    cases = await world.cases_of(person)
    assert [len(await items.of_case(world.deps.store, case)) for case in cases] == [1, 1]


async def test_two_cases_become_one(world: World) -> None:
    person = await two_cases(world)
    await person.says("/merge 1")
    (case,) = await world.cases_of(person)
    assert case.number == 1
    kept = await items.of_case(world.deps.store, case)
    assert [item.text for item in kept] == [MESSAGE, MESSAGE + "！"]


async def test_a_case_cannot_be_merged_into_itself_or_into_nothing(world: World) -> None:
    person = await two_cases(world)
    for argument in ("2", "99", "x", ""):
        await person.says(f"/merge {argument}")
        assert person.news()
    assert len(await world.cases_of(person)) == 2


async def test_an_empty_list_says_what_to_do(world: World) -> None:
    person = world.person("某人")
    await person.says("/cases")
    assert person.news()
    await person.says("/keep")
    assert person.news()


async def test_the_sender_can_be_given_later_and_is_kept_as_claimed(world: World) -> None:
    person = world.person("借款人")
    await person.pastes(MESSAGE)
    await person.says("/sender")
    await person.pastes("138 0000 0000")
    person.sees("13800000000")
    (case,) = await world.cases_of(person)
    assert case.facts.senders == ("13800000000",)
    events = await world.history(person)
    assert [e.body["source"] for e in events if e.kind == "sender_said"] == ["claimed"]


async def test_the_language_changes_at_once(world: World) -> None:
    person = world.person("某人")
    await person.says("/language en")
    await person.forwards(MESSAGE, sender="13000000001")
    person.sees("Suspected")
    await person.says("/language zh-Hant")
    await person.says("/help")
    person.sees("轉傳")


async def test_about_says_who_runs_it_and_what_it_is_not(world: World) -> None:
    person = world.person("某人")
    await person.says("/about")
    person.sees(
        "某某志愿组", "@someone", "某地", "不收钱", "验证码", "身份证号", "不会先私聊", "端到端加密", "不是法律意见"
    )


async def test_after_the_question_for_the_number_a_message_is_still_looked_at(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.says("/sender")
    await person.pastes("臭婊子全家死光，还钱")
    person.sees("疑似")


async def test_the_number_goes_to_the_case_it_was_asked_for(world: World) -> None:
    person = await two_cases(world)
    await person.says("/case 1")
    await person.presses("补上号码")
    await person.says("/case 2")
    await person.pastes("13900000009")
    one, two = await world.cases_of(person)
    assert "13900000009" in one.facts.senders
    assert "13900000009" not in two.facts.senders


async def test_long_originals_are_shown_and_never_silent(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE + "😡" * 1500, sender="13000000001")
    await person.forwards(MESSAGE + "😡" * 1600, sender="13000000001")
    await person.says("/original")
    person.sees("弄死你")
