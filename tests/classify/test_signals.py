"""What can be read off a text without judging it, and where it stands in the text as received."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify import Classifier, normalize, signals
from model.classification import Attribute, AttributeKind, PhoneKind

KIND = AttributeKind


def read(text: str, classifier: Classifier) -> list[Attribute]:
    return list(signals.read(normalize.plain(text, classifier.normalizer), classifier.segmenter))


def one(text: str, kind: AttributeKind, classifier: Classifier) -> Attribute:
    (attribute,) = [a for a in read(text, classifier) if a.kind is kind]
    return attribute


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("10690698395566", "10690698395566", PhoneKind.SMS_PORT),
        ("+8610690698395566", "10690698395566", PhoneKind.SMS_PORT),
        ("1069 0695 5533", "106906955533", PhoneKind.SMS_PORT),
        ("10655", "10655", PhoneKind.SMS_PORT),
        ("95588", "95588", PhoneKind.SERVICE_95),
        ("95013777", "95013777", PhoneKind.SERVICE_95),
        ("9 5 5 8 8", "95588", PhoneKind.SERVICE_95),
        ("96110", "96110", PhoneKind.SERVICE_96),
        ("961234", "961234", PhoneKind.SERVICE_96),
        ("4008008888", "4008008888", PhoneKind.CALL_400),
        ("400-800-8888", "4008008888", PhoneKind.CALL_400),
        ("17012345678", "17012345678", PhoneKind.RESALE_MOBILE),
        ("171 1234 5678", "17112345678", PhoneKind.RESALE_MOBILE),
        ("16212345678", "16212345678", PhoneKind.RESALE_MOBILE),
        ("165-1234-5678", "16512345678", PhoneKind.RESALE_MOBILE),
        ("+8616712345678", "16712345678", PhoneKind.RESALE_MOBILE),
        ("13800138000", "13800138000", PhoneKind.MOBILE),
        ("138 0013 8000", "13800138000", PhoneKind.MOBILE),
        ("138-0013-8000", "13800138000", PhoneKind.MOBILE),
        ("138—0013—8000", "13800138000", PhoneKind.MOBILE),
        ("138·0013·8000", "13800138000", PhoneKind.MOBILE),
        ("1 3 8 0 0 1 3 8 0 0 0", "13800138000", PhoneKind.MOBILE),
        ("１３８００１３８０００", "13800138000", PhoneKind.MOBILE),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", "13800138000", PhoneKind.MOBILE),
        ("0086 138 0013 8000", "13800138000", PhoneKind.MOBILE),
        ("138****8000", "138****8000", PhoneKind.MOBILE),
        ("010-66668888", "01066668888", PhoneKind.LANDLINE),
        ("(0571)88886666", "057188886666", PhoneKind.LANDLINE),
        ("0755 8888 6666", "075588886666", PhoneKind.LANDLINE),
        ("+852 6123 4567", "+85261234567", PhoneKind.ABROAD),
        ("0085261234567", "0085261234567", PhoneKind.ABROAD),
        ("12378", "12378", PhoneKind.SHORT),
        ("110", "110", PhoneKind.SHORT),
    ],
)
def test_a_number_is_told_by_its_form_however_it_is_written(
    written: str, value: str, kind: PhoneKind, classifier: Classifier
) -> None:
    text = f"请回电{written}，谢谢"
    attribute = one(text, KIND.PHONE, classifier)
    assert (attribute.value, attribute.detail) == (value, kind.value)
    assert text[attribute.span.start : attribute.span.end] == written


@pytest.mark.parametrize(
    "text",
    ["欠款10690元", "共95588元", "编号1234567890123", "金额12.50元3期", "2025-11-20 12:30", "第110号", "涨了961%"],
)
def test_what_is_no_number_to_call_is_none(text: str, classifier: Classifier) -> None:
    assert not [a for a in read(text, classifier) if a.kind is KIND.PHONE]


def test_keycap_digits_are_read_as_digits(classifier: Classifier) -> None:
    text = "打" + "".join(f"{d}\ufe0f\u20e3" for d in "13800138000")
    attribute = one(text, KIND.PHONE, classifier)
    assert attribute.value == "13800138000"
    assert text[attribute.span.start] == "1"


@given(st.integers(0, 10**8 - 1), st.sampled_from(["", " ", "-", "·"]), st.sampled_from(["13", "15", "18", "19"]))
@settings(max_examples=60, deadline=None)
def test_a_mobile_number_is_found_whole_whatever_stands_between_its_groups(
    classifier: Classifier, tail: int, between: str, head: str
) -> None:
    digits = f"{head}8{tail:08d}"
    written = between.join((digits[:3], digits[3:7], digits[7:]))
    attribute = one(f"电话：{written}。", KIND.PHONE, classifier)
    assert attribute.value == digits
    assert attribute.span.end - attribute.span.start == len(written)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("身份证110101199003071234", "110101199003071234"),
        ("身份证11010119900307123X", "11010119900307123x"),
        ("身份证110101 19900307 1234", "110101199003071234"),
        ("身份证1 1 0 1 0 1 1 9 9 0 0 3 0 7 1 2 3 4", "110101199003071234"),
        ("身份证１１０１０１１９９００３０７１２３４", "110101199003071234"),
        ("身份证1101**********1234", "1101**********1234"),
        ("身份证尾号0000", "0000"),
    ],
)
def test_identity_numbers_are_found_and_are_no_phones(text: str, value: str, classifier: Classifier) -> None:
    found = read(text, classifier)
    assert [(a.kind, a.value) for a in found] == [(KIND.ID_NUMBER, value)]


@pytest.mark.parametrize(
    ("text", "value", "detail"),
    [
        ("转到6222 0212 3456 7890 123", "6222021234567890123", "card"),
        ("转到6222021234567890", "6222021234567890", "card"),
        ("尾号1234信用卡", "1234", "tail"),
        ("加微信abc_123联系", "abc_123", "id"),
        ("支付宝：someone@mail.example", "someone@mail.example", "id"),
    ],
)
def test_accounts_are_found(text: str, value: str, detail: str, classifier: Classifier) -> None:
    attribute = one(text, KIND.ACCOUNT, classifier)
    assert (attribute.value, attribute.detail) == (value, detail)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("点击t.cn/A6xyz领取", "t.cn/A6xyz"),
        ("登录https://pay.example.com/x?y=1还款", "https://pay.example.com/x?y=1"),
        ("打开 www.abc.example 看看", "www.abc.example"),
        ("訪問abc-pay.top處理", "abc-pay.top"),
        ("点ａｂｃ．ｃｎ／１２３还款", "ａｂｃ．ｃｎ／１２３"),
    ],
)
def test_links_end_where_the_chinese_text_goes_on(text: str, link: str, classifier: Classifier) -> None:
    attribute = one(text, KIND.LINK, classifier)
    assert text[attribute.span.start : attribute.span.end] == link


def test_an_address_of_mail_or_a_decimal_is_no_link(classifier: Classifier) -> None:
    assert not [a for a in read("写信给me@abc.com，共12.50元，v1.2版", classifier) if a.kind is KIND.LINK]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("欠款8600元", "8600"),
        ("￥1,234.50", "1234.5"),
        ("借了3.5万", "35000"),
        ("借了3w", "30000"),
        ("两千三百元", "两千三百"),
        ("本金 5000", "5000"),
        ("还８６００元", "8600"),
        ("共0.50元", "0.5"),
        ("共计，8600元", "8600"),
    ],
)
def test_amounts_are_yuan(text: str, value: str, classifier: Classifier) -> None:
    assert one(text, KIND.AMOUNT, classifier).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("逾期62天", "62", "day"),
        ("已逾期：15天", "15", "day"),
        ("拖欠已达三个月", "三", "month"),
        ("逾期第8天", "8", "day"),
        ("逾期2期", "2", "instalment"),
    ],
)
def test_how_long_something_is_overdue(text: str, value: str, unit: str, classifier: Classifier) -> None:
    attribute = one(text, KIND.DAYS_OVERDUE, classifier)
    assert (attribute.value, attribute.detail) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "detail"),
    [
        ("11月20日前处理", "11月20日", "deadline"),
        ("今天下午5点前到账", "今天下午5点", "deadline"),
        ("24小时内联系", "24小时", "deadline"),
        ("2025年3月1日借的", "2025年3月1日", ""),
        ("2025-03-01 10:30", "2025-03-01 10:30", ""),
    ],
)
def test_dates_and_deadlines(text: str, value: str, detail: str, classifier: Classifier) -> None:
    attribute = one(text, KIND.DATE, classifier)
    assert (attribute.value, attribute.detail) == (value, detail)


@pytest.mark.parametrize("case", ["(2025)浙0102民初123号", "（2024）粤01民终888号", "〔2023〕京0105执4567号"])
def test_case_numbers_of_courts_are_found_and_hold_no_phone(case: str, classifier: Classifier) -> None:
    text = f"案号{case}已立案"
    attribute = one(text, KIND.CASE_NUMBER, classifier)
    assert text[attribute.span.start : attribute.span.end] == case
    assert not [a for a in read(text, classifier) if a.kind is KIND.PHONE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("【某某金融】您好", "某某金融"),
        ("您好【某某金融】", "某某金融"),
        ("[某某金融] 您好", "某某金融"),
        ("  【某某】好", "某某"),
    ],
)
def test_the_signature_is_the_first_bracket_at_the_start_or_the_last_at_the_end(
    text: str, value: str, classifier: Classifier
) -> None:
    assert one(text, KIND.SIGNATURE, classifier).value == value


def test_brackets_in_the_middle_or_too_long_ones_are_no_signature(classifier: Classifier) -> None:
    for text in ("您好【某某】请看", "【" + "长" * 21 + "】您好", "【】您好"):
        assert not [a for a in read(text, classifier) if a.kind is KIND.SIGNATURE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("王建国欠款三千", "王建国"),
        ("麻烦转告李小明", "李小明"),
        ("张先生您好", "张先生"),
        ("欧阳文博先生欠款", "欧阳文博"),
        ("王*欠款", "王*"),
        ("李某某欠款", "李某某"),
        ("王建國欠款", "王建国"),
    ],
)
def test_names_are_found_by_what_stands_beside_them(text: str, value: str, classifier: Classifier) -> None:
    assert value in [a.value for a in read(text, classifier) if a.kind is KIND.NAME]


@pytest.mark.parametrize(
    "text", ["高额利息", "方便的话还款", "安排还款", "于是借了钱", "周末还款", "成功还款", "金融借款"]
)
def test_words_that_begin_with_a_surname_are_no_names(text: str, classifier: Classifier) -> None:
    assert not [a for a in read(text, classifier) if a.kind is KIND.NAME]


@given(st.text(alphabet="1069 5-·*①３8还款王¥元万天t.cn/【】\ufe0f\u20e3😀(2025)号x", max_size=60))
@settings(max_examples=80, deadline=None)
def test_spans_lie_inside_the_text_and_in_order(classifier: Classifier, text: str) -> None:
    found = read(text, classifier)
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in found)
    assert [a.span.start for a in found] == sorted(a.span.start for a in found)
