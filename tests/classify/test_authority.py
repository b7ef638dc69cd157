"""The formal features of texts that pose as an office, and of genuine ones: what is seen, where, and nothing judged."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify import Classifier, Feature, FeatureKind, Office, formal_features

FAKE_SUMMONS = (
    "【某某区人民法院】您好，您的借款合同纠纷一案传票已下发。今日17点前添加书记员微信 wx88661234，"
    "结清欠款3200元转到李法官个人卡可撤案，否则强制执行。"
)
COURT_NOTICE = (
    "【杭州市上城区人民法院】张某：原告某银行诉你借款合同纠纷一案，案号（2025）浙0102民初1234号，"
    "定于2026年12月3日9时开庭。可拨打12368核实。"
)
POLICE_NOTICE = (
    "【某市公安局某分局】关于某某贷平台涉嫌非法吸收公众存款案，请出借人、借款人于2026年12月31日前登记，"
    "咨询电话0571-87654321。"
)
LAWYER_LETTER = (
    "【某某律师事务所】本所受某某公司委托，就您拖欠借款8600元一事致函，请于三日内归还，否则将向法院提起诉讼。"
    "联系电话：13800000000"
)
WORDS = st.sampled_from(
    [
        *(
            "法院",
            "公 安",
            "经侦大队",
            "传票",
            "律师函",
            "【",
            "】",
            "（2025）浙0102民初",
            "号",
            "12368",
            "13900000000",
        ),
        *("微信", "转到", "个人卡", "结清", "可撤案", "今日17点前", "移交", "仲裁委员会", "案号：", "\u200b", "\ud800"),
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=10)), max_size=12).map("".join)


def kinds(text: str, classifier: Classifier, sender: str | None = None) -> set[str]:
    return {feature.kind.value for feature in formal_features(text, classifier, sender=sender)}


def offices(text: str, classifier: Classifier) -> list[tuple[FeatureKind, Office | None]]:
    return [(f.kind, f.office) for f in formal_features(text, classifier) if f.office]


def words(text: str, classifier: Classifier, kind: FeatureKind) -> str:
    (found,) = (f for f in formal_features(text, classifier) if f.kind is kind)
    assert found.span
    return text[found.span.start : found.span.end]


def test_a_false_summons_shows_payee_chat_hurry_paper_and_the_missing_case_number(classifier: Classifier) -> None:
    assert {"payee", "chat", "hurry", "withdrawal", "demand", "paper", "no_case_number", "unit_named"} <= kinds(
        FAKE_SUMMONS, classifier
    )
    assert offices(FAKE_SUMMONS, classifier) == [(FeatureKind.SPEAKS_AS, Office.COURT)]
    assert words(FAKE_SUMMONS, classifier, FeatureKind.HURRY) == "今日17点前"


def test_a_genuine_looking_court_notice_shows_its_number_its_line_and_its_day_and_no_demand(
    classifier: Classifier,
) -> None:
    seen = kinds(COURT_NOTICE, classifier)
    assert seen == {"speaks_as", "unit_named", "case_number", "short_number", "date"}
    assert words(COURT_NOTICE, classifier, FeatureKind.CASE_NUMBER) == "（2025）浙0102民初1234号"
    assert words(COURT_NOTICE, classifier, FeatureKind.UNIT_NAMED).endswith("上城区人民法院")


def test_a_police_notice_in_a_closed_case_shows_neither_payee_nor_private_number(classifier: Classifier) -> None:
    assert offices(POLICE_NOTICE, classifier) == [(FeatureKind.SPEAKS_AS, Office.POLICE)]
    assert kinds(POLICE_NOTICE, classifier) == {"speaks_as", "unit_named", "date", "line"}


def test_a_lawyers_letter_is_the_lawyers_though_it_names_the_court(classifier: Classifier) -> None:
    assert offices(LAWYER_LETTER, classifier) == [(FeatureKind.SPEAKS_AS, Office.LAWYER)]
    assert kinds(LAWYER_LETTER, classifier) == {"speaks_as", "unit_named", "mobile", "date"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("我是经侦大队办案民警，你涉嫌贷款诈骗，下午五点前还清可以撤案", Office.POLICE),
        ("我局现已立案，案件编号：20260001，请速联系", Office.POLICE),
        ("本院已对你立案，回拨13900000000", Office.COURT),
        ("這裡是檢察院，你的案子已批捕", Office.PROCURATORATE),
        ("【深圳仲裁委员会】您与某公司的争议已由本委受理", Office.ARBITRATION),
        ("【金融纠纷调解中心】您的案件已进入诉前调解", Office.MEDIATION),
        ("本律师接受某公司委托，正式通知您归还欠款", Office.LAWYER),
        ("【国家金融监督管理局】您的贷款已被列入清理名单", Office.MINISTRY),
        ("公 安 局 通知：你的案 件已移交经侦", Office.POLICE),
    ],
)
def test_a_text_speaks_as_whoever_it_signs_or_calls_itself(text: str, office: Office, classifier: Classifier) -> None:
    assert (FeatureKind.SPEAKS_AS, office) in offices(text, classifier)


@pytest.mark.parametrize(
    "text",
    [
        "【某某分期】您的借款已逾期，如不处理将移交法院诉讼。",
        "法院传票已寄出，三天内送到你户籍地",
        "您的案件由法院受理，请留意",
    ],
)
def test_a_text_that_only_names_an_office_does_not_speak_as_it(text: str, classifier: Classifier) -> None:
    assert {kind for kind, _ in offices(text, classifier)} == {FeatureKind.NAMES}


def test_a_text_that_names_no_office_is_not_said_to_lack_anything(classifier: Classifier) -> None:
    assert kinds("今日17点前转到李经理个人卡 13900000000", classifier) == {"hurry", "payee", "mobile"}


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("法院通知：请转账到王警官个人账户", FeatureKind.PAYEE, "转账到王警官个人账户"),
        ("公安局通知：请付到 6222 0212 3456 7890 123", FeatureKind.PAYEE, "6222 0212 3456 7890 123"),
        ("法院通知：请加 QQ 12345678 处理", FeatureKind.CHAT, "加 QQ"),
        ("派出所通知：速联系 170-1234-5678", FeatureKind.RESALE_MOBILE, "170-1234-5678"),
        ("派出所通知：来电＋852 9123 4567", FeatureKind.ABROAD, "＋852 9123 4567"),
        ("法院通知：点 https://zxfw.court.gov.cn/a 查收", FeatureKind.OFFICIAL_LINK, "https://zxfw.court.gov.cn/a"),
        ("法院通知：点 https://court.gov.cn.pay.top/a", FeatureKind.LINK, "https://court.gov.cn.pay.top/a"),
        ("公安局通知：立案编号：A20260001", FeatureKind.FILE_NUMBER, "立案编号：A20260001"),
        ("公 安 局 通知你", FeatureKind.DISGUISED_WORDS, "公 安"),
        ("本院已受理，(2025)京 0105 民初 77 号", FeatureKind.CASE_NUMBER, "(2025)京 0105 民初 77 号"),
        ("【XX法院】（２０２４）法催字第12號", FeatureKind.CASE_NUMBER, "（２０２４）法催字第12號"),
        ("本所受某公司委托致函，三日内归还，律师", FeatureKind.DATE, "三日内"),
        ("法院通知：案件已移送公安经侦", FeatureKind.HANDOVER, "移送公安"),
    ],
)
def test_each_feature_stands_on_the_words_as_they_were_received(
    text: str, kind: FeatureKind, shown: str, classifier: Classifier
) -> None:
    assert words(text, classifier, kind) == shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("【某市中级人民法院】原告申请撤诉，本院裁定准许。", "withdrawal"),
        ("【某区人民法院】请使用微信小程序人民法院在线服务查收文书。", "chat"),
        ("【某区人民法院】请于收到之日起15日内提交答辩状。", "hurry"),
        ("【某律师事务所】请尽快归还欠款。", "demand"),
        ("【某市公安局】立案后会通知您。", "no_case_number"),
        ("【某市法院】本院从不以短信要求向个人账户打款。", "payee"),
        ("【某市公安局】警方不会要求您缴费，交钱才能撤案的，请打110。", "withdrawal"),
        ("【某区检察院】救助金2万元将打入您提供的账户。", "payee"),
    ],
)
def test_what_genuine_notices_say_is_not_taken_for_something_else(text: str, kind: str, classifier: Classifier) -> None:
    assert kind not in kinds(text, classifier)


def test_the_number_it_came_from_is_a_feature_without_a_place_in_the_text(classifier: Classifier) -> None:
    found = formal_features("【某区人民法院】请来电", classifier, sender="17012345678")
    assert Feature(FeatureKind.RESALE_MOBILE, None, value="17012345678") in found
    assert "sms_port" in kinds("【某区人民法院】请来电", classifier, sender="1069000000001")
    assert "sms_port" not in kinds("【某区人民法院】请来电", classifier, sender="张三")


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_looked_at_and_every_span_slices_it(text: str, classifier: Classifier) -> None:
    for feature in formal_features(text, classifier):
        if feature.span:
            assert 0 <= feature.span.start < feature.span.end <= len(text)
        else:
            assert feature.kind in (FeatureKind.NO_CASE_NUMBER, FeatureKind.NO_UNIT)
        assert bool(feature.office) is (feature.kind in (FeatureKind.SPEAKS_AS, FeatureKind.NAMES))


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_of_each_kind_and_office_there_is_one(text: str, classifier: Classifier) -> None:
    found = [(f.kind, f.office) for f in formal_features(text, classifier)]
    assert len(found) == len(set(found))


def seconds(text: str, classifier: Classifier) -> float:
    start = time.perf_counter()
    formal_features(text, classifier)
    return time.perf_counter() - start


@pytest.mark.parametrize("piece", ["法院", "转到法院", "(2025)法", "我是", "区", "请于公安", "加微信", "13900000000 "])
def test_ten_times_the_text_takes_no_hundred_times_as_long(piece: str, classifier: Classifier) -> None:
    short, long = (min(seconds(piece * (n // len(piece)), classifier) for _ in range(2)) for n in (5_000, 50_000))
    assert long < 30 * short + 0.3
