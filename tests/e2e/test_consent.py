"""Nothing is consented to until it is given, and what is gone is gone."""

from pathlib import Path

from db import items
from tests.driver import World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"
MARK = "独一无二的记号七七四十九"


async def test_a_draft_is_announced_three_hours_before_it_goes_without_betraying_anything(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await world.passes(hours=20)
    person._act()
    await world.passes(hours=1, seconds=1)
    news = person.news()
    assert news
    assert not any(word in news for word in ("催收", "欠", "债", "还款", "疑似", "贷"))
    await world.passes(hours=3)
    assert await world.cases_of(person) == ()


async def test_the_announcement_comes_once(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await world.passes(hours=21, minutes=1)
    count = person.chat_length()
    await world.passes(minutes=5)
    assert person.chat_length() == count


async def test_a_kept_case_stays_and_nobody_is_told_that_it_goes(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("存下来")
    person.sees("存")
    count = person.chat_length()
    await world.passes(days=2)
    (case,) = await world.cases_of(person)
    assert (case.level, case.expires_at) == ("kept", None)
    assert person.chat_length() == count


async def test_keeping_twice_is_answered_and_consents_once(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    message, button = person.button("存下来")
    await person.presses("存下来")
    await person.presses_data(message, button.data or "", forged=True)
    kinds = [event.kind for event in await world.history(person)]
    assert kinds.count("consent_given") == 1


async def test_enough_deletes_the_case_and_withdraws_the_chat(world: World) -> None:
    friend = world.person("朋友")
    await friend.forwards(
        "【某某金融】您好，您的朋友王小红在我司欠款已逾期41天，请您转告其立即处理。", sender="10690000000001"
    )
    await friend.presses("够了")
    friend.sees("到这里就行", "请自己清空")
    assert await world.cases_of(friend) == ()
    assert friend.chat_length() == 1


async def test_a_kept_case_is_deleted_only_after_one_question(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("存下来")
    await person.says("/delete")
    assert len(await world.cases_of(person)) == 1
    await person.presses("确定删掉")
    assert await world.cases_of(person) == ()


async def test_everything_of_a_person_goes_with_the_last_farewell(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("存下来")
    await person.says("/delete_all")
    await person.presses("全部删掉")
    assert await world.rows() == {"inbox"}


async def test_with_answer_only_no_text_is_left_when_the_answer_has_been_sent(world: World) -> None:
    person = world.person("借款人")
    await person.says("/answer_only")
    await person.forwards(MESSAGE + MARK, sender="13000000001")
    person.sees("疑似")
    (case,) = await world.cases_of(person)
    (item,) = await items.of_case(world.deps.store, case)
    assert item.text == ""
    assert "存下来" not in person.buttons()


async def test_with_answer_only_a_second_message_still_counts_the_first(world: World) -> None:
    person = world.person("借款人")
    await person.says("/answer_only")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.forwards("你个臭婊子，不还钱弄死你", sender="13000000001")
    (case,) = await world.cases_of(person)
    assert len(await items.of_case(world.deps.store, case)) == 2
    await world.passes(seconds=2)
    assert "2 条" in person.last().body.text


async def test_a_finished_inbox_row_keeps_only_its_id(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    rows = await world.deps.store.db.fetch("SELECT * FROM inbox")
    assert rows
    assert all(row["state"] == "done" and row["body"] is None for row in rows)


async def test_what_a_person_wrote_stands_nowhere_in_clear(world: World) -> None:
    person = world.person("借款人" + MARK)
    await person.forwards(MESSAGE + MARK, sender=MARK)
    await person.presses("存下来")
    for table in await world.tables():
        for row in await world.deps.store.db.fetch(f"SELECT * FROM {table}"):
            assert MARK not in repr(dict(row)), table
            assert str(person.phone.id) not in repr(dict(row)).split("'"), table


async def test_what_was_deleted_is_in_no_file_of_the_database(world: World, tmp_path: Path) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    sealed = [row.text("body") for row in await world.deps.store.db.fetch("SELECT body FROM items")]
    await person.presses("不对")
    await person.presses("删掉")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sealed
    assert not any(body.encode() in path.read_bytes() for body in sealed for path in files)


async def test_the_command_to_delete_names_the_case_and_asks(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.says("/delete")
    person.sees("第 1 份")
    assert len(await world.cases_of(person)) == 1
    await person.presses("确定删掉")
    assert await world.cases_of(person) == ()
