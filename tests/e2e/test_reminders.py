"""One neutral message in the morning, once, whatever became of the draft."""

from tests.driver import World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"
BETRAYING = ("催收", "欠", "债", "还款", "疑似", "贷")


async def test_the_reminder_comes_once_at_nine_and_betrays_nothing(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("存下来")
    for _ in range(3):
        await person.says("/remind")
        person.sees("09:00")
    before = person.chat_length()
    await world.passes(hours=9)
    assert person.chat_length() == before
    person._act()
    await world.passes(minutes=30)
    assert person.chat_length() == before + 1
    assert not any(word in person.news() for word in BETRAYING)
    await person.presses("打开")
    assert person.news()


async def test_the_reminder_comes_also_when_the_draft_is_gone_by_then(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    world.clock.advance(hours=20)
    await person.says("/remind")
    await world.passes(hours=24)
    assert await world.cases_of(person) == ()
    assert "打开" in person.buttons()
