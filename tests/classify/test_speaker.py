"""Who speaks: the collector, the person who uses the bot, or an article; and what is only quoted."""

import itertools

import pytest

from classify import Classifier, classify, normalize, speaker
from model.classification import Speaker
from model.labels import GROUP, Group, Label


@pytest.mark.parametrize(
    "text",
    [
        "催收天天骂我，还威胁要来我单位，我该怎么办",
        "他们说再不还就曝光我的照片，这算违法吗",
        "我老公也被骚扰了，他根本没借过钱",
        "我弟弟欠了网贷，催收打给我妈，怎么投诉",
        "这钱不是我借的，我根本不认识他",
        "我会还的，能不能宽限几天",
        "求求你们别再打给我家人了",
        "收到自称法院的短信，说要冻结账户，是真的吗",
        "昨晚十一点还在給我媽打電話，我該怎麼辦",
        "佢哋日日打嚟我公司，我可以投訴嗎",
    ],
)
def test_an_account_a_question_or_a_plea_is_the_writer_s_own_and_accuses_nobody(
    text: str, classifier: Classifier
) -> None:
    opinion = classify(text, classifier)
    assert opinion.ids() == (Label.OWN_WORDS,)
    assert opinion.speaker is Speaker.USER


@pytest.mark.parametrize(
    "text",
    [
        "咱俩这么多年朋友，你借我的三千什么时候还？我媳妇天天跟我吵",
        "你上次找我借的五千，说好年底给，我孩子要交学费了",
        "老同学，手头方便的话把那两千转我吧",
        "对不起阿姨，那笔钱我记着的，发了工资第一个还您",
    ],
)
def test_a_quarrel_about_money_among_people_who_know_each_other_accuses_nobody(
    text: str, classifier: Classifier
) -> None:
    assert classify(text, classifier).ids() == (Label.OWN_WORDS,)


@pytest.mark.parametrize(
    "text",
    [
        "记者了解到，多家公司因暴力催收被查，员工群发侮辱短信，威胁上门。",
        "近日，警方打掉一个软暴力催收团伙，抓获犯罪嫌疑人十二名，查获“呼死你”设备。",
        "一文读懂：遇到暴力催收怎么办？首先保存证据，其次向监管部门投诉。来源：某某日报",
        "專家表示，催收人員不得在晚間十點後撥打電話，借款人有權投訴。",
        "律师表示，催收公司群发通讯录涉嫌侵犯隐私，当事人可以起诉。编辑：小周",
    ],
)
def test_an_article_about_collection_is_somebody_else_s_and_accuses_nobody(text: str, classifier: Classifier) -> None:
    opinion = classify(text, classifier)
    assert opinion.ids() == (Label.OWN_WORDS,)
    assert opinion.speaker is Speaker.OTHER
    assert any(f.rule.startswith("article.") for score in opinion.labels for f in score.findings)


def test_what_a_collector_writes_is_not_taken_for_an_account(classifier: Classifier) -> None:
    for text in ("你再不还钱，我打断你的腿", "你欠的钱再不还，我就把你的照片发到村群里"):
        opinion = classify(text, classifier)
        assert any(GROUP[label] is Group.VIOLATION for label in opinion.ids())
        assert opinion.speaker is Speaker.COLLECTOR


def test_a_quotation_is_judged_apart_from_the_account_around_it(classifier: Classifier) -> None:
    text = "催收刚给我发短信：“再不还钱，打断你的腿”，我好害怕，怎么办"
    opinion = classify(text, classifier)
    assert opinion.ids() == (Label.OWN_WORDS,)
    (quote,) = opinion.quotes
    assert text[quote.span.start : quote.span.end] == "再不还钱,打断你的腿".replace(",", "，")
    assert Label.THREAT_PERSON in [score.label for score in quote.labels]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("他说：“今天不还就上门”，我不敢开门", ["今天不还就上门"]),
        ("他骂我「你这个老赖」又骂『全家都是』了", ["你这个老赖", "全家都是"]),
        ("短信内容：您已逾期三十天", ["您已逾期三十天"]),
        ("没有引用任何人的话", []),
        ("“短”", []),
    ],
)
def test_passages_of_others_are_found_by_their_marks(text: str, passages: list[str], classifier: Classifier) -> None:
    view = normalize.plain(text, classifier.normalizer)
    assert [view.text[a:b] for a, b in speaker.quoted(view.text)] == passages


def test_quotations_never_overlap_and_stand_in_order(classifier: Classifier) -> None:
    view = normalize.plain("他说：“先说：『甲乙丙丁戊』再说” 他又骂：“己庚辛壬癸”", classifier.normalizer)
    ranges = speaker.quoted(view.text)
    assert ranges == sorted(ranges)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "【某某银行】您尾号1234信用卡本期账单512.30元已过还款日，请登录手机银行还款，如已还请忽略。",
            Label.LAWFUL_REMINDER,
        ),
        ("您户号3301本月电费应缴126.40元，请及时缴纳。", Label.LAWFUL_REMINDER),
        ("【某某担保】您作为保证人的贷款已到期，请按保证合同履行责任。", Label.LAWFUL_REMINDER),
        ("【某某银行】您尾号8812卡11月3日消费35.00元，余额1204.11元。", Label.OFFICIAL_NOTICE),
        ("国家反诈中心提醒：不轻信、不透露、不转账，遇诈骗请拨打96110。", Label.OFFICIAL_NOTICE),
        (
            "【某区人民法院】(2025)浙0102民初123号案件文书已送达，请登录人民法院送达平台查收，咨询12368。",
            Label.OFFICIAL_NOTICE,
        ),
        ("您的快递已到驿站，取件码3-2-8801", Label.OTHER),
        ("恭喜您获得最高可借20万元额度，年化利率低至3.6%", Label.OTHER),
        ("【某某外卖】验证码384920，5分钟内有效", Label.OTHER),
        ("周末一起去吃火锅吗", Label.OTHER),
    ],
)
def test_lawful_and_harmless_texts_are_what_they_are(text: str, label: Label, classifier: Classifier) -> None:
    assert classify(text, classifier).ids() == (label,)
