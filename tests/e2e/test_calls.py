"""A call that just ended is logged in three taps; from all of it comes a timeline, a count and a picture."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from cases.verbs import Press, encode
from db import calls, events
from model.case import Level, Receiver, ValueSource
from model.contact_event import LoggedCall, Said
from sandbox.records import MediaKind
from tests.driver import Person, World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"


async def logs(person: Person, when: str, *taps: str) -> None:
    """Log a call at a time that is typed."""
    await person.says("/call")
    await person.presses("别的时间")
    await person.pastes(when)
    for words in taps:
        await person.presses(words)


async def logged(world: World, person: Person) -> tuple[LoggedCall, ...]:
    (case,) = await world.cases_of(person)
    return await calls.of_case(world.deps.store, case)


async def test_a_call_that_just_ended_is_logged_in_three_taps_and_night_is_worked_out(world: World) -> None:
    person = world.person("借款人")
    await person.says("/call")
    person.sees("什么时候打来的")
    await person.presses("刚刚")
    await person.presses("接了")
    await person.presses("骂人")
    person.sees("电话 1", "11-21 23:41", "接了", "骂人", "算夜里", "你说的", "一天内自动清掉")
    (call,) = await logged(world, person)
    assert call.at == datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
    assert (call.connected, call.said, call.source) == (True, (Said.ABUSE,), ValueSource.CLAIMED)


async def test_a_call_that_was_not_answered_takes_two_taps_and_the_time_may_be_typed_at_once(world: World) -> None:
    person = world.person("借款人")
    await person.says("/call 昨晚 11 点半")
    await person.presses("没接")
    person.sees("11-20 23:30，没接", "算夜里")


async def test_the_story_of_three_calls_their_timeline_their_count_and_their_picture(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("欠款人是我")
    for when, *taps in (("23:10", "接了", "威胁要伤人"), ("7:40", "没接"), ("12:00", "接了", "客气地催")):
        await logs(person, when, *taps)
    person.sees("电话 3", "11-21 12:00")
    assert "夜里" not in person.news()
    await person.says("/timeline")
    person.sees("4 次，22 点到 8 点（☾）3 次", "☾ 07:40 电话 2 没接（你说的）", "12:00 电话 3 接了（你说的）")
    person.sees("☾ 23:36 消息 1 13000000001（转发时自带）")
    assert person.news().index("07:40") < person.news().index("12:00") < person.news().index("23:10")
    await person.presses("数一数")
    person.sees("联系 4 次（转发时自带 1、你说的 3）", "22 点到 8 点：3 次（转发时自带 1、你说的 2）")
    person.sees("疑似：反复或深夜打扰", "违反不等于违法", "自律文件", "不是认定")
    await person.presses("日历图")
    shown = person.last()
    assert shown.attachment is not None
    assert shown.attachment.kind is MediaKind.PHOTO
    assert "11-21：7 点 1 次，12 点 1 次，23 点 2 次" in shown.body.text
    assert "不等于没有联系" in shown.body.text
    picture = Image.open(io.BytesIO(world.sandbox.download(shown.attachment.file.path)))
    assert picture.format == "PNG"


async def test_a_friend_who_was_called_is_a_third_party_reached_and_no_limit_of_the_debtor_is_held_up(
    world: World,
) -> None:
    person = world.person("朋友")
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("我没借也没担保")
    for minute in range(4):
        await logs(person, f"1{minute}:00", "接了", "说了别人的欠款")
    await person.says("/timeline sum")
    person.sees("找到别人那里 4 次：你的手机", "接了 4 通")
    assert "打通 4 次" not in person.news()


async def test_what_is_known_besides_is_added_and_kept_as_claimed(world: World) -> None:
    person = world.person("借款人")
    await logs(person, "12:00", "接了", "骂人")
    await person.presses("来电号码")
    await person.pastes("138 0000 0000")
    person.sees("13800000000")
    for field, text in (("它自报的名字", "张警官"), ("打了多久", "5 分 20 秒"), ("几点打的", "昨天 23:10")):
        await person.presses("别的细节")
        await person.presses(field)
        await person.pastes(text)
    await person.presses("别的细节")
    await person.presses("说了什么")
    await person.presses("说要上门")
    person.sees("骂人、说要上门", "自称 张警官", "5:20", "11-20 23:10", "算夜里")
    await person.presses("别的细节")
    await person.presses("打给谁的")
    await person.presses("爸妈的")
    person.sees("打到爸妈的手机")
    (call,) = await logged(world, person)
    assert (call.number, call.name, call.duration_s) == ("13800000000", "张警官", 320)
    assert call.receiver is Receiver.PARENT
    (case,) = await world.cases_of(person)
    assert case.facts.senders == ("13800000000",)


async def test_after_a_question_about_a_call_a_message_is_still_looked_at_and_talk_is_asked_once_more(
    world: World,
) -> None:
    person = world.person("借款人")
    await logs(person, "12:00", "没接")
    await person.presses("来电号码")
    await person.pastes("不知道呀")
    person.sees("来电号码打给我")
    await person.pastes("臭婊子全家死光，还钱")
    person.sees("疑似")


async def test_a_rough_number_stands_apart_and_is_held_against_no_limit(world: World) -> None:
    person = world.person("借款人")
    await person.says("/call")
    await person.presses("好几通，说个大概")
    await person.pastes("20 通，9 点到 23 点")
    person.sees("约 20 通，09:00 到 23:00", "单独列")
    await person.says("/timeline sum")
    person.sees("联系 0 次", "另有大概的 20 通，没数进来", "没看出超过哪条")
    await person.says("/timeline strip")
    person.sees("11-21：约 20 通")


async def test_the_last_call_can_be_deleted_and_an_older_one_is_only_shown(world: World) -> None:
    person = world.person("借款人")
    await logs(person, "11:00", "没接")
    first = person.last()
    await logs(person, "12:00", "没接")
    (older, newer) = await logged(world, person)
    (case,) = await world.cases_of(person)
    await person.presses_data(first, encode(Press("call", case.id, f"!{older.id}.drop")))
    person.sees("11-21 11:00")
    assert await logged(world, person) == (older, newer)
    await person.presses("删掉这一通")
    person.sees("11-21 12:00", "删掉了")
    assert await logged(world, person) == (older,)
    told = [event.body for event in await events.history(world.deps.store, case) if "call" in event.body]
    assert [(body["call"], body["done"]) for body in told] == [
        (older.id, "logged"),
        (newer.id, "logged"),
        (newer.id, "deleted"),
    ]


async def test_a_tap_that_comes_twice_logs_one_call_in_one_case(world: World) -> None:
    person = world.person("借款人")
    await person.says("/call 12:00")
    message, button = person.button("没接")
    await person.presses_data(message, button.data or "")
    await person.presses_data(message, button.data or "")
    person.sees("电话 1")
    assert len(await logged(world, person)) == 1


async def test_a_logged_call_that_an_export_also_has_is_marked_and_counted_once(world: World) -> None:
    person = world.person("借款人")
    await logs(person, "23:10", "接了", "骂人")
    (case,) = await world.cases_of(person)
    (call,) = await logged(world, person)
    stored = replace(
        call, id="exported", number="13800000000", source=ValueSource.EXPORT, receiver=Receiver.UNKNOWN, said=()
    )
    await calls.add(world.deps.store, case, stored)
    await person.says("/timeline")
    person.sees("1 次，22 点到 8 点（☾）1 次", "别处也有，只数一次", "13800000000（导出的记录里）")
    await person.says("/timeline sum")
    person.sees("联系 1 次（导出的记录里 1）")


async def test_a_day_without_an_hour_is_no_night(world: World) -> None:
    person = world.person("借款人")
    await person.says("/call")
    await person.presses("昨天")
    await person.presses("没接")
    person.sees("11-20，没接", "还不知道几点")
    await person.says("/timeline sum")
    person.sees("1 次几点不知道", "没看出超过哪条")


async def test_a_message_known_only_by_when_it_was_passed_on_proves_no_night(world: World) -> None:
    person = world.person("借款人")
    await person.pastes(MESSAGE)  # at 23:41 in China
    await person.says("/timeline")
    person.sees("哪天不知道", "只知道何时转来")
    await person.says("/timeline sum")
    person.sees("转来的时间不算", "没看出超过哪条")
    await person.says("/timeline strip")
    person.sees("没画进来")
    assert person.last().attachment is None


async def test_whoever_wants_answers_only_is_told_that_no_call_is_kept(world: World) -> None:
    person = world.person("借款人")
    await person.says("/answer_only")
    await person.says("/call")
    person.sees("只回答，不留存")
    await person.presses("恢复草稿 24 小时")
    await logs(person, "12:00", "没接")
    (case,) = await world.cases_of(person)
    assert case.level is Level.DRAFT


async def test_calls_go_along_when_two_cases_become_one_and_go_with_their_case(world: World) -> None:
    person = world.person("借款人")
    await logs(person, "12:00", "没接")
    await person.presses("存下来")
    person.sees("记下的电话排在时间线里")
    world.clock.advance(minutes=10)
    await person.forwards(MESSAGE, sender="13000000001")
    await person.says("/merge 1")
    (call,) = await logged(world, person)
    assert call.at == datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    await person.says("/case")
    person.sees("记下的电话 1 通")
    await person.says("/delete_all yes")
    assert "calls" not in await world.rows()


@pytest.mark.parametrize(
    "argument",
    [".", ".x.now", ".abcdefghijkmnpqr", ".abcdefghijkmnpqr.999999.n", ".abcdefghijkmnpqr.now.y.x", "!", "明天"],
)
async def test_a_button_that_is_not_ours_logs_nothing(world: World, argument: str) -> None:
    person = world.person("某人")
    await person.says("/start")
    await person.presses_data(person.last(), encode(Press("call", "", argument)), forged=True)
    assert person.news()
    assert await world.cases_of(person) == ()
    assert "calls" not in await world.rows()


async def test_a_call_of_somebody_else_cannot_be_seen_or_changed(world: World) -> None:
    person, other = world.person("借款人"), world.person("别人")
    await logs(person, "12:00", "没接")
    (call,) = await logged(world, person)
    await other.says("/start")
    for told in ("", ".drop", ".conn.y"):
        await other.presses_data(other.last(), encode(Press("call", "", f"!{call.id}{told}")), forged=True)
        other.sees("不在这里了")
    assert await logged(world, person) == (call,)


@pytest.mark.parametrize(("language", "words"), [("zh-hant", ("電話 1", "沒接")), ("en", ("Call 1", "not answered"))])
async def test_calls_are_logged_in_every_language(world: World, language: str, words: tuple[str, ...]) -> None:
    person = world.person("某人", language)
    await person.says("/call 12:00")
    message = person.last()
    await person.presses_data(message, message.keyboard[0][1].data or "")
    person.sees(*words)
    await person.says("/timeline")
    person.sees("12:00")
