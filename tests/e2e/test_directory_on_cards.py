"""What the directory knows, on the cards: false numbers, several companies, the day of the act, what else is in it."""

from datetime import date

import pytest

from directory import bureau_of
from directory.places import ANYWHERE
from model.case import ValueSource
from tests.driver import Person, World

INSULT = "臭不要脸的东西，欠钱不还全家不要脸，死全家。"
ZHAOLIAN = f"招联的钱你打算赖到什么时候？{INSULT}"
ABUSE_LAW = "治安管理处罚法"


async def forwarded(world: World, text: str, *, language: str = "zh-hans") -> Person:
    person = world.person("借款人", language)
    await person.forwards(text, sender="13000000001")
    return person


async def test_a_false_hotline_is_warned_of_with_the_confirmed_one_beside_it(world: World) -> None:
    person = await forwarded(world, f"{ZHAOLIAN}速打招联客服95585处理。")
    person.sees("别打 95585", "不是招联消费金融的号码", "中华保险", "95786")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hant", ("別打 95585", "不是招聯消費金融的號碼")),
        ("en", ("Do not call 95585", "no number of")),
    ],
)
async def test_the_warning_is_read_in_every_language(world: World, language: str, words: tuple[str, ...]) -> None:
    person = await forwarded(world, f"{ZHAOLIAN}速打招联客服95585处理。", language=language)
    person.sees(*words)


async def test_a_number_that_is_nobodys_is_warned_of_without_a_company(world: World) -> None:
    person = await forwarded(world, f"{INSULT}速打400-888-8888处理。")
    person.sees("别打", "4008888888", "不是任何机构的电话")


async def test_a_question_about_a_false_number_is_warned_of_though_nothing_is_kept(world: World) -> None:
    person = world.person("借款人")
    await person.pastes("我想问问，400-888-8888 是真的客服吗")
    person.sees("别打", "4008888888")


async def test_the_warning_is_for_the_incident_in_which_the_number_stood(world: World) -> None:
    person = await forwarded(world, f"{ZHAOLIAN}速打招联客服95585处理。")
    await world.passes(hours=2)
    await person.forwards(ZHAOLIAN, sender="13000000001")
    assert "别打" not in person.news()


async def test_the_same_number_is_no_false_one_where_another_company_is_meant(world: World) -> None:
    person = await forwarded(world, f"【招商银行】{INSULT}速打95585处理。")
    assert "别打" not in person.news()


async def test_several_companies_are_asked_about_and_none_of_them_is_an_answer(world: World) -> None:
    person = await forwarded(world, f"你欠普信的贷款什么时候还？{INSULT}")
    await person.presses("欠款人是我")
    person.sees("普信恒业", "普信金融", "署名的不一定是放款方", "你知道是哪一家吗")
    await person.presses("是哪家公司")
    person.sees("是两回事")
    assert {"普信恒业", "普信金融", "都不是", "不知道"} <= set(person.buttons())
    await person.presses("都不是")
    person.sees("合同", "App", "金融牌照查询")
    (case,) = await world.cases_of(person)
    assert (case.facts.platform_id, case.facts.platform_candidates) == (None, ())
    assert len(case.facts.not_platforms) == 2
    await person.forwards(f"你欠普信的贷款还不还？{INSULT}", sender="13000000001")
    (case,) = await world.cases_of(person)
    assert case.facts.platform_candidates == ()


async def test_a_friend_is_asked_for_the_company_as_well(world: World) -> None:
    person = await forwarded(world, f"你朋友欠普信的钱不还，你是联系人，叫他还。{INSULT}")
    await person.presses("是哪家公司")
    await person.presses("普信金融")
    (case,) = await world.cases_of(person)
    assert case.facts.platform_id is not None


async def test_who_does_not_know_keeps_the_question_and_gets_the_ways_of_finding_out(world: World) -> None:
    person = await forwarded(world, f"你欠普信的贷款什么时候还？{INSULT}")
    await person.presses("欠款人是我")
    await person.presses("是哪家公司")
    await person.presses("不知道")
    person.sees("贷款人", "App", "金融牌照查询")
    (case,) = await world.cases_of(person)
    assert len(case.facts.platform_candidates) == 2


async def test_a_company_that_was_looked_up_becomes_that_of_the_case(world: World) -> None:
    person = await forwarded(world, INSULT)
    await person.says("/who 招联")
    await person.presses("就是这家")
    person.sees("招联消费金融")
    (case,) = await world.cases_of(person)
    assert case.facts.platform_id == "zhaolian_xf"
    await person.says("/who 招联")
    assert "就是这家" not in [b.text for row in person.last().keyboard for b in row]


async def test_of_a_renumbered_law_no_article_is_named_until_the_day_is_known(world: World) -> None:
    person = world.person("借款人")
    await person.pastes(f"【招联金融】{INSULT}")
    person.sees(ABUSE_LAW, "点 /when 告诉我")
    assert f"{ABUSE_LAW}第" not in person.news()
    await person.says("/when")
    person.sees("哪天发的")
    await person.presses("昨天")
    person.sees(f"{ABUSE_LAW}第五十条")
    (case,) = await world.cases_of(person)
    assert case.facts.acted is not None
    assert case.facts.acted.source is ValueSource.CLAIMED
    assert date.fromisoformat(case.facts.acted.value) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("answer", "cited"), [("2026 年起", "第五十条"), ("2026 年以前", "旧法第四十二条"), ("说不清", None)]
)
async def test_the_law_of_the_day_that_was_told_is_cited(world: World, answer: str, cited: str | None) -> None:
    person = world.person("借款人")
    await person.pastes(f"【招联金融】{INSULT}")
    await person.says("/when")
    await person.presses(answer)
    await person.says("/card")
    if cited:
        person.sees(f"{ABUSE_LAW}{cited}")
    else:
        person.sees(ABUSE_LAW, "/when")
        assert f"{ABUSE_LAW}第" not in person.news()


async def test_what_was_told_of_one_incident_is_not_taken_for_the_next(world: World) -> None:
    person = world.person("借款人")
    await person.pastes(f"【招联金融】{INSULT}")
    await person.says("/when")
    await person.presses("2026 年以前")
    await world.passes(hours=2)
    await person.pastes(f"【招联金融】又来了，{INSULT}")
    person.sees("点 /when 告诉我")


async def test_a_forward_tells_its_day_and_nobody_is_asked(world: World) -> None:
    person = await forwarded(world, f"【招联金融】{INSULT}")
    person.sees(f"{ABUSE_LAW}第五十条")
    assert "/when" not in person.news()


async def test_a_rule_for_banks_is_cited_for_a_bank_and_for_no_microloan_company(world: World) -> None:
    bank = await forwarded(world, f"【招商银行】我们要找你家人要钱，把你的事告诉所有人。{INSULT}")
    bank.sees("银行保险机构")
    other = world.person("另一个人")
    await other.forwards(f"京东白条：我们要找你家人要钱。{INSULT}", sender="13000000002")
    other.sees("京东白条")
    assert "银行保险机构" not in other.news()


async def test_what_else_is_in_it_is_told_by_a_tap_and_changes_where_to_turn(world: World) -> None:
    person = await forwarded(world, f"【招联金融】{INSULT}")
    await person.says("/tonight")
    await person.presses("这里面还有")
    assert {"合成的照片", "泄露个人信息", "有人上门、跟着", "都没有"} <= set(person.buttons())
    await person.presses("合成的照片")
    person.sees("你说里面还有：合成的照片", "110")
    await person.says("/steps")
    person.sees("12377")
    (case,) = await world.cases_of(person)
    assert case.facts.situation == "doctored_picture"
    await person.presses("这里面还有")
    person.sees("你说过：合成的照片")
    await person.presses("都没有")
    assert "合成的照片" not in person.news()


async def test_danger_that_is_told_is_answered_first(world: World) -> None:
    person = await forwarded(world, ZHAOLIAN)
    await person.says("/situation")
    await person.presses("有人上门、跟着")
    person.sees("先打电话", "12110")
    await person.says("/steps")
    person.sees("110", "12110")
    assert "12378" not in person.news()


async def test_an_id_number_sent_to_other_people_is_a_leak_without_a_tap(world: World) -> None:
    person = await forwarded(
        world, f"你朋友张三，身份证号110101199003074557，欠钱不还，你是他紧急联系人，叫他还。{INSULT}"
    )
    (case,) = await world.cases_of(person)
    assert case.facts.situation == "data_leak"
    person.sees("泄露个人信息")


async def test_the_place_of_the_lender_leads_to_its_bureau(world: World) -> None:
    person = world.person("借款人")
    facts = world.deps.directory
    unlicensed = next(
        p for p in facts.platforms.values() if p.licence_type == "unlicensed" and bureau_of(facts, p.id) == ANYWHERE
    )
    await person.forwards(INSULT, sender="13000000001")
    await person.says(f"/who {unlicensed.id}")
    await person.presses("就是这家")
    await person.says("/steps")
    await person.presses("公司在哪个地方")
    await person.presses("重庆市地方金融管理局")
    person.sees("重庆市地方金融管理局")


async def test_a_microloan_company_leads_to_the_bureau_that_is_on_file(world: World) -> None:
    person = await forwarded(world, f"京东白条：{INSULT}")
    await person.presses("欠款人是我")
    await person.says("/steps")
    person.sees("重庆市地方金融管理局")
    assert "公司在哪个地方" not in person.buttons()
    await person.says("/denied")
    person.sees("重庆市地方金融管理局")
