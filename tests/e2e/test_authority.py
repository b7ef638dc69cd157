"""Somebody looks closely at a text that poses as an office, and at genuine ones: the check first, no verdict ever."""

from datetime import timedelta

import pytest

from tests.driver import Person, World

LOOK = "真假怎么查"
FAKE_SUMMONS = (
    "【某某区人民法院】您好，您拖欠某某贷借款一案已立案，传票已下发。今日17点前添加书记员微信 wx88661234，"
    "结清欠款3200元转到李法官个人卡可撤案，否则强制执行。"
)
COURT_NOTICE = (
    "【杭州市上城区人民法院】张某：原告某某银行诉你借款合同纠纷一案，案号（2025）浙0102民初1234号，"
    "定于2026年12月3日9时在第五法庭开庭。可拨打12368或在人民法院在线服务小程序核实。"
)
POLICE_NOTICE = (
    "【某市公安局某分局】关于某某贷平台涉嫌非法吸收公众存款案，请出借人、借款人于2026年12月31日前到经侦大队登记，"
    "咨询电话0571-87654321。"
)
ARBITRATION = (
    "【深圳仲裁委员会】您与某某公司的借款合同争议已由本委受理，案号（2025）深仲裁字第1234号，请于15日内提交答辩书。"
)
MEDIATION = "【金融纠纷调解中心】您的案件已进入诉前调解，请今日内致电调解员13900000000协商还款，逾期视为放弃调解。"
LAWYER = (
    "【某某律师事务所】本所受某某公司委托，就您拖欠借款8600元一事致函，请于三日内归还，否则将向法院提起诉讼。"
    "联系电话：13800000000 李律师"
)
VERDICTS = ("是假的", "伪造", "不用理", "可以不理", "骗子")


async def looks_at(world: World, text: str) -> Person:
    person = world.person("收到的人")
    await person.forwards(text)
    await person.presses(LOOK)
    person.sees("先自己核对", "真的文书也可能用短信送达", "别不理", "认不出真假")
    person.never_saw(*VERDICTS)
    return person


async def test_a_false_summons_gets_the_court_line_first_and_then_what_stands_in_it(world: World) -> None:
    person = await looks_at(world, FAKE_SUMMONS)
    person.sees("这条用法院的名义", "12368", "2026-11-21", "往哪付", "撤案", "聊天账号", "没写案号", "催得很急")
    assert person.news().index("12368") < person.news().index("往哪付")
    person.never_saw("wx88661234")


async def test_a_true_court_notice_gets_the_same_check_and_the_form_of_its_number_with_the_courts_code(
    world: World,
) -> None:
    person = await looks_at(world, COURT_NOTICE)
    person.sees("12368", "案号格式对得上", "浙江", "也可能是编的", "官方热线", "别错过")
    person.never_saw("冒充")


async def test_a_true_police_notice_leads_to_a_station_and_accuses_nobody(world: World) -> None:
    person = await looks_at(world, POLICE_NOTICE)
    person.sees("这条用公安的名义", "附近派出所", "110", "座机", "别错过")
    person.never_saw("冒充")
    assert "12368" not in person.news()


async def test_an_arbitration_notice_is_not_held_against_the_courts_form(world: World) -> None:
    person = await looks_at(world, ARBITRATION)
    person.sees("仲裁", "公开的电话", "12348", "文号不是法院的")
    person.never_saw("案号不像")


async def test_a_mediation_centre_with_a_mobile_number_is_asked_for_by_its_public_number(world: World) -> None:
    person = await looks_at(world, MEDIATION)
    person.sees("调解", "公开的电话", "12348", "手机号", "没写清")
    person.never_saw("13900000000")


async def test_a_lawyers_letter_leads_to_the_firms_own_number_and_no_register_that_was_not_confirmed(
    world: World,
) -> None:
    person = await looks_at(world, LAWYER)
    person.sees("律师", "律所公开的电话", "手机号")
    assert person.numbers_seen() <= {"12348", "12368", "110", "12321"}


@pytest.mark.parametrize("ending", ["draft", "kept", "opened again"])
async def test_the_look_is_made_from_what_was_stored_whenever_it_is_asked_for(world: World, ending: str) -> None:
    person = world.person("收到的人")
    await person.forwards(FAKE_SUMMONS)
    if ending != "draft":
        await person.presses("存下来")
    world.clock.advance(minutes=30)
    if ending == "opened again":
        await world.passes(days=30)
        await person.says("/case 1")
        await person.presses("回到这一份")
    await person.presses(LOOK)
    person.sees("这条用法院的名义", "聊天账号")
    await person.presses("回到这一份")
    person.sees("看完了")


async def test_the_newest_text_that_poses_is_looked_at_and_not_what_came_after_it(world: World) -> None:
    person = world.person("收到的人")
    await person.forwards(MEDIATION)
    world.clock.advance(seconds=2)
    await person.forwards(FAKE_SUMMONS)
    await person.forwards("在吗？回电话")
    await person.says("/authority")
    person.sees("法院的名义")
    person.never_saw("调解的名义")


async def test_who_wants_answers_only_gets_the_check_without_the_words_that_are_gone(world: World) -> None:
    person = world.person("收到的人")
    await person.says("/answer_only")
    await person.forwards(FAKE_SUMMONS)
    await world.passes(minutes=5)
    await person.presses(LOOK)
    person.sees("先自己核对", "12368", "公开的电话", "别不理")
    person.never_saw("往哪付")


async def test_without_a_case_the_check_is_told_all_the_same(world: World) -> None:
    person = world.person("路过的人")
    await person.says("/authority")
    person.sees("先自己核对", "12368", "没有留下能细看的原文")
    assert await world.cases_of(person) == ()


async def test_the_number_it_came_from_counts_where_it_is_one(world: World) -> None:
    person = world.person("收到的人")
    await person.forwards(
        "【某某区人民法院】您拖欠借款一案已立案，传票已下发，结清欠款可撤案。",
        sender="17012345678",
        when=world.clock.now() - timedelta(hours=1),
    )
    await person.presses(LOOK)
    person.sees("转售号段")


async def test_the_look_is_told_in_english_and_in_traditional_script(world: World) -> None:
    london, taipei = world.person("London", "en"), world.person("台北", "zh-hant")
    await london.forwards(FAKE_SUMMONS)
    await london.presses("Real or not")
    london.sees("Check it yourself first", "12368", "It speaks as a court", "do not ignore it")
    await taipei.forwards(FAKE_SUMMONS)
    await taipei.presses("真假怎麼查")
    taipei.sees("先自己核對", "12368", "法院的名義")
