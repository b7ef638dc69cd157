"""Letters in the chat: from the first forward to a draft, details, handing out, taking back, showing again, deletion."""

from datetime import date

import pytest

from db import cases, letters, steps
from model.case import Case
from model.step import Filing, KeptStep, Outcome, Step, StepStatus
from tests.driver import Person, World

ABUSE = "闪银的钱你打算赖到什么时候？烂婊子，出来卖都没人要，欠钱不还全家不要脸。"
TO_A_FRIEND = "【普信金融】您好，您的朋友王小红在我司欠款已逾期41天，金额930元，请您转告其立即处理。"
FAKE_POLICE = "我是市公安局经侦支队民警，你涉嫌恶意逾期，已立案，今天不还款就上门带走你，马上联系张警官处理。"
TRAP = "【普信金融】您朋友张伟欠款3200元逾期，请通知其点击 http://pay.example.test/x 处理，否则后果自负。"
REMINDER = "【招联金融】尊敬的客户，您本期账单1200元将于11月25日到期，请按时还款。如已还款请忽略。"


async def case_of(world: World, person: Person) -> Case:
    (case,) = await world.cases_of(person)
    return case


async def borrower(world: World) -> Person:
    person = world.person("借款人")
    await person.forwards(ABUSE, sender="13000000001")
    await person.presses("欠款人是我")
    return person


async def test_from_consent_to_a_usable_draft_it_takes_two_taps(world: World) -> None:
    person = await borrower(world)
    await person.presses("存下来")
    await person.presses("写信")
    await person.presses("给放款方")
    person.sees("请核查是否贵机构或所委托机构所发", "13000000001", "尚未证实", "（　　　）", "（本人填写）")
    person.sees("民法典", "未委托任何人代理", "用自己的话写一段")
    person.never_saw("婊子", "不用还", "不必还")


async def test_details_are_asked_one_at_a_time_skipped_seen_corrected_and_printed(world: World) -> None:
    person = await borrower(world)
    await person.says("/facts")
    await person.presses("一项项补")
    person.sees("姓名")
    await person.pastes("王某某")
    person.sees("放款方", "全称")
    await person.presses("跳过")
    person.sees("合同号")
    await person.pastes("HT-2025-0001")
    await person.presses("先到这里")
    person.sees("王某某", "HT-2025-0001", "（空）")
    await person.presses("姓名")
    await person.pastes("王小某")
    person.sees("王小某")
    await person.says("/letter lender_first")
    person.sees("姓名：王小某", "合同编号：HT-2025-0001")
    person.never_saw("王某某；")


@pytest.mark.parametrize("secret", ["11010519491231002X", "6222021234567890128", "6222 0212 3456 7890 128"])
async def test_a_number_of_an_identity_or_bank_card_is_refused_kindly_and_kept_nowhere(
    world: World, secret: str
) -> None:
    person = await borrower(world)
    await person.says("/facts name")
    await person.pastes(f"王某 {secret}")
    person.sees("我没有留", "（本人填写）")
    assert (await case_of(world, person)).facts.details.name is None
    await person.pastes("王某")
    assert (await case_of(world, person)).facts.details.name == "王某"


async def test_a_date_is_a_day_or_a_month_of_the_past_and_anything_else_is_asked_again(world: World) -> None:
    person = await borrower(world)
    await person.says("/facts loan_date")
    await person.pastes("去年吧")
    person.sees("没看懂")
    await person.pastes("2031年1月1日")
    person.sees("没看懂")
    await person.pastes("2025年3月")
    assert (await case_of(world, person)).facts.details.loan_date == "2025-03"
    await person.says("/letter lender_first")
    person.sees("借款日期：2025年3月")


async def test_what_was_told_once_is_offered_for_the_next_case(world: World) -> None:
    person = await borrower(world)
    await person.says("/facts name")
    await person.pastes("王某")
    world.clock.advance(hours=2)
    await person.forwards(REMINDER.replace("请按时还款", "不还就打死你全家"), sender="10690000000009")
    await person.says("/facts")
    await person.presses("和第 1 份一样")
    person.sees("姓名：王某")


async def test_a_letter_is_frozen_when_handed_out_shown_again_and_goes_with_its_case(world: World) -> None:
    person = await borrower(world)
    await person.says("/letter lender_first")
    await person.presses("就用这一封")
    person.sees("第 1 封", "收回")
    await person.says("/facts name")
    await person.pastes("后来才说")
    await person.says("/letters")
    await person.presses("第 1 封")
    person.sees("原样", "请核查是否贵机构或所委托机构所发")
    assert "后来才说" not in person.news()
    (frozen,) = await letters.of_case(world.deps.store, await case_of(world, person))
    assert frozen.digests["wording"] == world.deps.letters.digest
    await person.says("/delete")
    await person.presses("确定删掉")
    assert "letters" not in await world.rows()


async def test_a_letter_can_be_taken_back_within_ten_minutes_and_its_message_goes_with_it(world: World) -> None:
    person = await borrower(world)
    await person.says("/letter lender_first")
    await person.presses("就用这一封")
    world.clock.advance(minutes=9)
    await person.presses("收回")
    person.sees("收回了")
    assert "收回" not in person.buttons()
    assert "letters" not in await world.rows()
    await person.says("/letters")
    person.sees("还没有")


async def test_later_it_stays_and_that_is_said(world: World) -> None:
    person = await borrower(world)
    await person.says("/letter lender_first")
    await person.presses("就用这一封")
    world.clock.advance(minutes=11)
    await person.presses("收回")
    person.sees("超过十分钟")
    assert len(await letters.of_case(world.deps.store, await case_of(world, person))) == 1


async def test_nobody_else_can_look_at_a_letter(world: World) -> None:
    person, other = await borrower(world), world.person("别人")
    await person.says("/letter lender_first")
    await person.presses("就用这一封")
    await person.presses("定下来的信")
    _, button = person.button("第 1 封")
    await other.forwards(TO_A_FRIEND)
    await other.presses_data(other.last(), button.data or "", forged=True)
    assert "请核查是否贵机构" not in other.news()
    assert "lender_first" not in other.news()


async def test_a_friend_who_owes_nothing_gets_her_own_letters_and_nobody_is_named_in_them(world: World) -> None:
    friend = world.person("朋友")
    await friend.forwards(TO_A_FRIEND, sender="10690000000001")
    await friend.says("/role third_party")
    await friend.says("/letter")
    friend.sees("停止联系通知", "骚扰号码举报", "个人信息：来源和删除")
    assert "给放款方" not in friend.buttons()[:8]
    await friend.presses("停止联系通知")
    friend.sees("本人不是信息所称债务的借款人，也没有为其提供担保", "民法典", "普信金融", "尚未证实")
    assert "王小红" not in friend.news()
    assert "合同编号" not in friend.news()
    await friend.says("/call_sheet call_lender")
    friend.sees("我没借款，也没有担保")
    friend.never_saw("代还吧", "替他还")


async def test_before_she_says_who_she_is_no_letter_says_it_for_her(world: World) -> None:
    friend = world.person("朋友")
    await friend.forwards(TO_A_FRIEND, sender="10690000000001")
    await friend.says("/letter spam_report")
    friend.sees("骚扰信息")
    assert "借款人" not in friend.news()


async def test_fake_police_lead_to_the_police_first_and_nobody_is_called_guilty(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(FAKE_POLICE, sender="13000000002")
    await person.presses("欠款人是我")
    await person.says("/letter")
    assert "报案提纲" in person.buttons()[:2]
    await person.presses("报案提纲")
    person.sees("对方自称", "其身份本人无法核实", "治安管理处罚法", "接报案回执", "不受理")
    person.sees("公安机关办理行政案件程序规定")
    person.never_saw("骗子", "犯罪")
    await person.says("/call_sheet")
    assert {"报警怎么说", "打法院热线查"} <= set(person.buttons()[:8])


async def test_a_lawful_reminder_leads_to_negotiating_and_free_advice_and_to_no_complaint(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(REMINDER, sender="10690000000009")
    await person.says("/letter lender_first")
    person.sees("不适合写投诉", "协商", "12348", "不等于认定合规")
    person.never_saw("请核查是否贵机构", "不用还")
    await person.presses("问免费法律咨询")
    person.sees("照着念", "12348")


async def test_a_message_with_a_link_brings_no_reply_to_the_sender_but_the_police_and_the_fraud_line(
    world: World,
) -> None:
    person = world.person("借款人")
    await person.forwards(TRAP, sender="10690000000001")
    await person.says("/reply")
    assert not [button for button in person.buttons()[:2] if button == "复制"]
    await person.says("/call_sheet call_fraud")
    person.sees("http://pay.example.test/x", "96110")


async def test_a_borrower_s_only_reply_gives_nothing_away(world: World) -> None:
    person = await borrower(world)
    await person.says("/reply")
    person.sees("受谁委托", "书面材料")
    assert "我不是债务人" not in person.copies("复制")


async def test_the_second_letter_cites_date_number_and_silence_by_itself(world: World) -> None:
    person = await borrower(world)
    case = await case_of(world, person)
    filing = Filing(date(2026, 11, 1), receipt_number="GD-77")
    step = Step("s1", "lender_complaint", "lender_internal", StepStatus.OVERDUE, filing=filing, round=1)
    await steps.add(world.deps.store, case, KeptStep(step, case.id, (), world.clock.now()))
    await person.says("/letter")
    await person.presses("给放款方·再次")
    person.sees("2026年11月1日", "GD-77", "没有收到答复", "至今已")


async def test_a_denial_leads_to_the_demand_for_it_in_writing(world: World) -> None:
    person = await borrower(world)
    await person.says("/denied")
    await person.says("/letter")
    await person.presses("给放款方·再次")
    person.sees("不是我们发的", "书面写明", "放款方、受托催收的机构")


async def test_after_the_lender_the_body_that_supervises_it_is_offered_and_no_other(world: World) -> None:
    person = await borrower(world)
    await person.says("/facts lender")
    await person.pastes("某某消费金融有限公司")
    await person.says("/letter")
    assert "给监管·投诉" not in person.buttons()[:6]
    await person.says("/denied")
    await person.says("/letter")
    assert "给监管·投诉" in person.buttons()[:8]
    assert "给地方金融局" not in person.buttons()[:8]
    kept = await case_of(world, person)
    assert (await cases.get(world.deps.store, kept.person_id, kept.id)).facts.details.lender == "某某消费金融有限公司"


async def test_being_sent_away_brings_the_request_to_say_in_writing_whose_it_is(world: World) -> None:
    person = await borrower(world)
    case = await case_of(world, person)
    done = Step(
        "s1", "nfra_complaint", "nfra_12378", StepStatus.DISOWNED, Outcome.NOT_COMPETENT, Filing(date(2026, 11, 2))
    )
    await steps.add(world.deps.store, case, KeptStep(done, case.id, (), world.clock.now()))
    await person.says("/letter not_ours")
    person.sees("不归贵单位管", "有权处理的单位")


async def test_a_form_is_copied_field_by_field_and_says_nothing_of_how_long_a_field_may_be(world: World) -> None:
    person = await borrower(world)
    await person.says("/form complaint")
    person.sees("被投诉机构", "事实", "诉求")
    assert "请督促" in person.copies("复制第 3 栏")
    person.never_saw("字以内", "不超过")


@pytest.mark.parametrize(
    ("language", "owe", "words"),
    [("zh-hant", "/role borrower", "請放款方核查"), ("en", "/role borrower", "Asks the lender to check")],
)
async def test_the_letter_is_chinese_and_its_gist_is_in_the_person_s_language(
    world: World, language: str, owe: str, words: str
) -> None:
    person = world.person("reader", language)
    await person.forwards(ABUSE, sender="13000000001")
    await person.says(owe)
    await person.says("/letter lender_first")
    person.sees(words, "请核查是否贵机构或所委托机构所发")


async def test_who_wants_answers_only_gets_a_draft_and_nothing_is_frozen(world: World) -> None:
    person = world.person("只看")
    await person.says("/answer_only")
    await person.forwards(ABUSE, sender="13000000001")
    await person.says("/letter spam_report")
    assert "就用这一封" not in person.buttons()
    await person.says("/letter_out spam_report")
    assert "letters" not in await world.rows()


async def test_letters_of_two_cases_that_become_one_are_numbered_after_each_other(world: World) -> None:
    person = await borrower(world)
    await person.says("/letter lender_first")
    await person.presses("就用这一封")
    world.clock.advance(hours=2)
    await person.forwards(TO_A_FRIEND, sender="10690000000001")
    await person.says("/letter spam_report")
    await person.presses("就用这一封")
    await person.says("/merge 1")
    every = await letters.of_case(world.deps.store, await case_of(world, person))
    assert [one.number for one in every] == [1, 2]
    assert {one.written.kind for one in every} == {"lender_first", "spam_report"}
