"""The two stories, and the same with other companies, numbers and words: from the first forward to the right answer."""

import pytest

from tests.driver import World

ABUSE = "{name}的钱你打算赖到什么时候？烂婊子，出来卖都没人要，欠钱不还全家不要脸。"
ABUSE_AGAIN = "臭婊子装死是吧，{name}这点钱都还不起，你妈生你出来就是丢人现眼的贱货。"
TO_A_FRIEND = "【{signature}】您好，您的朋友{who}在我司欠款已逾期{days}天，金额{amount}元，请您转告其立即处理。"

COMPANIES = [("闪银", "13000000001"), ("闪银信用贷", "17012345678"), ("閃銀", "19900000002")]
SIGNATURES = [
    ("普信金融", "王小红", 41, 930),
    ("普信金融", "李建国", 12, 5600),
]


@pytest.mark.parametrize(("name", "number"), COMPANIES)
async def test_a_friend_and_then_the_borrower_forward_the_abuse_and_each_gets_the_answer_for_her_position(
    world: World, name: str, number: str
) -> None:
    friend, borrower = world.person("朋友"), world.person("借款人")
    await friend.forwards(ABUSE.format(name=name), sender=number)
    friend.sees("疑似", "闪银", "12321", "2026")
    await friend.presses("我没借也没担保")
    friend.sees("不代还", "不争吵", "还不能确定")

    await borrower.forwards(ABUSE.format(name=name), sender=number)
    await borrower.presses("欠款人是我")
    borrower.sees("没查到它自己的放贷牌照", "放款方", "12321")
    for person in (friend, borrower):
        person.never_saw("婊子", "没有牌照", "无牌照", "闪银发的")
        assert len(await world.cases_of(person)) == 1


async def test_no_number_of_a_company_without_a_verified_one_is_shown(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(ABUSE.format(name="闪银"), sender="13000000001")
    await person.presses("欠款人是我")
    await person.says("/lender")
    numbers = {c.phone for c in world.deps.directory.channels.values()} | {"12321"}
    assert person.numbers_seen() <= numbers


async def test_when_the_platform_denies_the_borrower_learns_what_to_ask_for_and_where_to_go(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(ABUSE.format(name="闪银"), sender="13000000001")
    await person.presses("欠款人是我")
    await person.says("/lender")
    await person.presses("它说不是它发的")
    person.sees("书面", "放款")


@pytest.mark.parametrize(("signature", "who", "days", "amount"), SIGNATURES)
async def test_a_friend_who_owes_nothing_may_leave_after_one_sentence_and_one_channel(
    world: World, signature: str, who: str, days: int, amount: int
) -> None:
    friend = world.person("朋友")
    await friend.forwards(
        TO_A_FRIEND.format(signature=signature, who=who, days=days, amount=amount), sender="10690000000001"
    )
    friend.sees("把别人的欠款告诉了你", "若你没借款、没担保", "不代还", "不争吵", signature, "只是短信签名", "12321")
    assert "我不是债务人" in friend.copies("复制回复")
    await friend.presses("举报怎么填")
    await friend.presses("够了")
    friend.sees("到这里就行")
    assert await world.cases_of(friend) == ()
    assert friend.chat_length() <= 2


async def test_a_message_with_a_link_gets_no_reply_to_copy_because_answering_confirms_a_live_number(
    world: World,
) -> None:
    friend = world.person("朋友")
    await friend.forwards(
        "【普信金融】您朋友张伟欠款3200元逾期，请通知其点击 http://pay.example.test/x 处理，否则后果自负。",
        sender="10690000000001",
    )
    assert "复制回复" not in friend.buttons()


async def test_an_article_garbled_between_scripts_with_adverts_around_it_is_an_article(world: World) -> None:
    person = world.person("读者")
    await person.pastes(
        "停息挂账 专业团队 加微信 記者获悉，近日有借款人反映，自己在某網貸平台逾期后，催收人员向其通讯录里的亲友"
        "发送短信，内容不堪入目。據報道，該公司回应称相关短信并非其发送。律师表示，催收人員的行为涉嫌侵犯隱私權，"
        "当事人可以保存证据并向监管部门投诉。业内人士指出，类似投诉已有数十起。【廣告】逾期协商 停催停诉 先办后付"
    )
    person.sees("文章")
    person.never_saw("疑似：")
    assert await world.cases_of(person) == ()
