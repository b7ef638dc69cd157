"""Numbers one can call, identity numbers and cards, told by their form and by the words before them.

Forms follow the national numbering plan as far as it was readable. A number never tells who sends. What is announced as
something else (an order, a contract, a verification code) is no number to call, whatever its form.
"""

import re
from collections.abc import Iterator
from typing import Final

from classify.normalize import View
from classify.scan import scan
from model.classification import Attribute, AttributeKind, PhoneKind

_S: Final = "[- ./_~·一\u2010-\u2015\u2212]{0,2}"
"""What may stand between the digits of a telephone number."""
_PLUS: Final = r"(?:(?:\+|00)86|(?<!\d)86(?=[- ]))"
_CN: Final = rf"(?:\(?(?:\+|00)?86\)?{_S}\(?)?"
_UNIT: Final = (
    r"(?!\d|[.,:]\d|\s?(?:[元块万%天米步人次年月岁号日分秒斤克条个名位页篇件台股集级度]|小时|公里|国道|省道|路))"
)
"""What would make a short run of digits a count, an amount, or a road."""
_MASKED: Final = rf"\)?(?:{_S}[\d*x×]){{8}}"
_AREA: Final = r"(?:10|2\d|[3-9]\d{2})"
_LOCAL: Final = rf"[2-8]\d{{2,3}}{_S}\d{{4}}"
_WHOLE_ID: Final = r"(?:(?=(?:[\dx*]{15}|[\dx*]{18})(?![\dx*]))|(?<=身份证)|(?<=证号)|(?<=证号:)|(?<=号码)|(?<=号码:))"

# The order decides where two forms fit: identity numbers and cards before phones, longer phones before shorter ones.
_NUMBERS: Final = re.compile(
    r"(?<![\da-z_+])(?:"
    r"(?P<id_number>[1-9]\d{5}[- ]?(?:19|20)\d{2}[- ]?(?:0[1-9]|1[0-2])[- ]?(?:[0-2]\d|3[01])[- ]?\d{3}[\dx]"
    rf"|{_WHOLE_ID}[1-9]\d{{2,13}}[*x]{{4,14}}[\dx]{{0,4}})"
    r"|(?P<abroad>(?:\(\+(?!86)[1-9]\d{0,2}\)|(?:\+(?!86)|00(?!86))[1-9]\d{0,2})(?:[- ]?\d){6,12}|(?:85[23]|886)[- ]\d{4}[- ]?\d{4})"
    rf"|(?P<sms_port>{_CN}106\d{{2,17}}{_UNIT}|{_CN}(?=(?:[- ]?\d){{8}})106\d?(?:[- ]\d{{1,6}}){{2,5}}|1252\d{{8,16}})"
    rf"|(?P<resale_mobile>{_CN}1(?:70|71|62|65|67){_MASKED})"
    rf"|(?P<mobile>{_CN}1[3-9]\d(?:{_MASKED}|\.{{3,6}}\d{{3,4}}))"
    rf"|(?P<call_400>400(?:{_S}\d){{7}})"
    r"|(?P<account>[3-6]\d{3}(?:[- ]?\d){11,15})"
    rf"|(?P<landline>\(?0{_AREA}\)?{_S}{_LOCAL}|{_PLUS}{_S}\(?0?{_AREA}\)?{_S}{_LOCAL})"
    rf"|(?P<service_95>{_CN}95\d{{3,6}}{_UNIT})"
    rf"|(?P<service_96>96\d{{3,4}}{_UNIT})"
    rf"|(?P<short>(?<!\d[- ])(?:10[01]\d{{2}}|11[01]\d{{2}}|12[13]\d{{2}}|11[09]|12[02]){_UNIT}(?![- ]\d))"
    r")(?!\d)"
)
_BEGINS: Final = re.compile(r"[(+]|(?<![\da-z_+])\d")
_ANNOUNCED: Final = re.compile(
    r"(?:座机|固话|固定电话|电话|致电|回电|拨打?|联系|热线)[:为是号码]{0,3}\s?"
    r"(?P<n>(?!(?:19|20)\d{2}[01]\d[0-3]\d)[2-8]\d{2,3}-?\d{4})(?![\d.,-])" + _UNIT
)
"""A landline without its area code: seven or eight digits tell nothing where no word says that they are called."""
_ALONE: Final = re.compile(rf"\s*(?P<n>(?!20\d{{2}}[01]\d[0-3]\d)(?:860?{_AREA})?[2-8]\d{{2,3}}[- ]?\d{{4}})\s*")
"""The same as the whole text, as where a sender is given; also behind the country code without a sign."""
_FILED: Final = re.compile(
    r"(?:验证码|校验码|动态码|取件码|提货码|兑换码|券码|激活码|邀请码|密码|代码|口令|单号?|编号|工号|户号|合同号?|流水号?|序列号"
    r"|保单号?|借据号?|凭证号?|批次号?|房间号|会议号|车牌号?|门牌号?|尾号|imei|uid|isbn)(?:号码?)?[:为是]{0,2}\s?$"
)
_PAID: Final = re.compile(r"(?:[¥$还欠借付交扣赚花存]|金额|余额|本金|利息|合计|共计)[了:为是]{0,2}\s?$")
_DIALLED: Final = re.compile(r"(?:[拨打]|致电|来电|电话|热线|回电|客服)[:为是了]?\s?$")
_OF_A_SITE: Final = "12306"
"""The number of the railways is the name of their site, too: it counts only where it is called."""
_SHORT_FORMS: Final = frozenset({PhoneKind.SHORT, PhoneKind.SERVICE_95, PhoneKind.SERVICE_96})
_HOME: Final = re.compile(r"^(?:\+|00)?86(?=1\d{10}$|106\d|95\d{3,6}$)")
_HOME_LINE: Final = re.compile(r"^(?:\+|00)?86(?=0?[1-9]\d{8,10}$)0?")
_WORD: Final = 12
"""So many characters before a number are read for what announces it."""


def numbers(view: View) -> Iterator[Attribute]:
    """Numbers to call with their kind, identity numbers, and cards (accounts, "card"), of a legible view."""
    for found in scan(_NUMBERS, _BEGINS, view.text):
        name = found.lastgroup or ""
        span = view.span(*found.span())
        before = view.text[max(0, found.start() - _WORD) : found.start()]
        if name == "id_number":
            yield Attribute(AttributeKind.ID_NUMBER, _dialled(found[0]), span)
        elif _FILED.search(before):
            continue
        elif name == "account":
            yield Attribute(AttributeKind.ACCOUNT, _dialled(found[0]), span, "card")
        elif not _is_no_call(found[0], PhoneKind(name), before):
            yield Attribute(AttributeKind.PHONE, _called(found[0], PhoneKind(name)), span, PhoneKind(name).value)
    alone = _ALONE.fullmatch(view.text)
    for found in (alone,) if alone else _ANNOUNCED.finditer(view.text):
        line = _called(found["n"], PhoneKind.LANDLINE)
        yield Attribute(AttributeKind.PHONE, line, view.span(*found.span("n")), PhoneKind.LANDLINE.value)


def _is_no_call(found: str, kind: PhoneKind, before: str) -> bool:
    """Whether a short number is an amount, or the name of a site."""
    if kind not in _SHORT_FORMS:
        return False
    return bool(_PAID.search(before)) or (found == _OF_A_SITE and not _DIALLED.search(before))


def _called(found: str, kind: PhoneKind) -> str:
    """A number as it is dialled in the mainland; a landline with the zero of its area."""
    value = _dialled(re.sub(r"\.{3,}", "****", found))
    return _HOME_LINE.sub("0", value) if kind is PhoneKind.LANDLINE else value


def _dialled(found: str) -> str:
    """Digits, mask signs, a leading plus; without the country code of the mainland."""
    plus = "+" if found.startswith("+") else ""
    return _HOME.sub("", plus + re.sub(r"[^\dx*]", "", found.replace("×", "*")))
