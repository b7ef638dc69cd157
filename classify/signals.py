"""What can be read off a text without judging it: signature, numbers, links, accounts, amounts, dates, cases, names.

Read from the plain view, so that full-width, circled and keycap digits count, and reported with spans of the received
text. The forms of sender numbers follow the national numbering plan as far as it was readable; a number never tells who
sends, and a signature never proves who the creditor is.
"""

import re
from collections.abc import Iterator
from typing import Final

from classify.names import names
from classify.normalize import View
from classify.segment import Segmenter
from model.classification import Attribute, AttributeKind, PhoneKind

_KIND = AttributeKind
_S: Final = "[- .·\u2010-\u2015\u2212]{0,2}"
"""What may stand between the digits of a telephone number."""
_CN: Final = rf"(?:(?:\+|00)?86{_S})?"
_NOT_MONEY: Final = r"(?!\d|[.,]\d|\s?[元块万%天])"

# The order decides where two forms fit: identity numbers and cards before phones, longer phones before shorter ones.
_NUMBERS: Final = re.compile(
    r"(?<![\da-z_])(?:"
    r"(?P<id_number>[1-9]\d{5}[- ]?(?:19|20)\d{2}[- ]?(?:0[1-9]|1[0-2])[- ]?(?:[0-2]\d|3[01])[- ]?\d{3}[\dx]"
    r"|[1-9]\d{2,13}[*x]{6,14}[\dx]{2,4})"
    rf"|(?P<sms_port>{_CN}106\d{{2,17}}{_NOT_MONEY}|{_CN}106\d?(?:[- ]\d{{2,6}}){{2,4}})"
    rf"|(?P<resale_mobile>{_CN}1(?:70|71|62|65|67)(?:{_S}[\d*]){{8}})"
    rf"|(?P<mobile>{_CN}1[3-9]\d(?:{_S}[\d*]){{8}})"
    r"|(?P<account>[3-6]\d{3}(?:[- ]?\d{4}){2,3}(?:[- ]?\d{1,4})?)"
    rf"|(?P<call_400>400(?:{_S}\d){{7}})"
    r"|(?P<abroad>00(?!86)[1-9]\d{0,2}(?:[- ]?\d){6,12})"
    rf"|(?P<landline>\(?0(?:10|2\d|[3-9]\d{{2}})\)?{_S}[2-8]\d{{2,3}}{_S}\d{{4}})"
    rf"|(?P<service_95>{_CN}95\d{{3,6}}{_NOT_MONEY})"
    rf"|(?P<service_96>96\d{{3,4}}{_NOT_MONEY})"
    rf"|(?P<short>(?:1[012]\d{{3}}|110|12[023]){_NOT_MONEY}(?!号))"
    r")(?!\d)"
)
_STEPS: Final = r"\d(?:[ \u00b7.-]{1,2}[\dx]){4,}"
_SPACED_RUN: Final = re.compile(rf"(?<![\d.,]){_STEPS}+")
_SPACED: Final = re.compile(rf"{_STEPS}(?!\d|[.,]\d| ?\d)")
"""Tried at the start of a whole run only: from every digit of a long run, it would take quadratic time."""
_BETWEEN: Final = re.compile(r"[^\dx]+")
_HOME: Final = re.compile(r"^(?:\+|00)?86(?=1\d{10}$|106\d|95\d{3,6}$)")
_ABROAD: Final = re.compile(r"(?<![\d+])\+(?!86)[1-9]\d{0,2}(?:[- ]?\d){6,12}(?!\d)")
_ID_TAIL: Final = re.compile(r"身份证[号码]{0,2}(?:后[四六]位|尾号|末[四六]位)[为是:]?(\d{3,6}x?)")
_PATH: Final = "[a-z0-9./?=&%#~:+_-]"
_LINK: Final = re.compile(
    rf"(?:https?://|www\.){_PATH}{{3,200}}"
    r"|(?<![a-z0-9@.-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\."
    r"(?:(?:com|cn|net|org|gov|edu|top|cc|xyz|vip|info|me|ly|io|shop|site|club|link|ltd|tk|icu|app|co|hk|biz|pro|online"
    rf"|store|tech|fun|wang|live|work|mobi|asia|win|one|im|pw|us|example)(?![a-z0-9-])(?:/{_PATH}{{0,150}})?|[a-z]{{2,12}}/{_PATH}{{2,150}})"
)
_ACCOUNT: Final = re.compile(
    r"(?:(?<!身份证)尾号|卡号|账号|账户|微信号?|支付宝|qq号?|v信|vx|wx|薇信)[为是:加\s]{0,2}([a-z0-9_-]{3,25}(?:@[a-z0-9.]{3,30})?)(?![a-z0-9_@-])"
)
_DIGITS: Final = "零〇一二两三四五六七八九十百千万几壹贰叁肆伍陆柒捌玖拾佰仟"
_AMOUNT: Final = re.compile(
    rf"(?:[¥$]|人民币|rmb|本金|金额|欠款|余额)[为:]?\s?(?P<a>\d[\d,]{{0,15}}(?:\.\d{{1,4}})?)(?![\d])(?P<au>[万千]?)"
    rf"|(?<!\d)(?<!\d[,.])(?P<b>\d[\d,]{{0,15}}(?:\.\d{{1,4}})?)\s?(?P<bu>[万千wk]?)(?:余|多)?(?:元|块钱?|圆)"
    rf"|(?<!\d)(?<!\d[,.])(?P<c>\d[\d,]{{0,15}}(?:\.\d{{1,4}})?)\s?(?P<cu>[万w])(?![人次年里米步])"
    rf"|(?P<d>[{_DIGITS}]{{1,12}})(?:余|多)?(?:元|块钱?|圆)"
)
_SCALE: Final = {"": 1, "万": 10000, "w": 10000, "千": 1000, "k": 1000}
_DAYS: Final = re.compile(
    rf"(?:逾期|超期|拖欠|过期|违约|拖延|晚|拖)(?:时间|账龄|天数)?(?:已经?|了|达到?|超过|近|长达|[:为第]){{0,3}}"
    rf"(?P<n>\d{{1,4}}|[{_DIGITS}]{{1,5}})(?:多|余)?(?P<u>天|日|个?月|期|年)"
)
_DAYS_UNIT: Final = {"天": "day", "日": "day", "月": "month", "个月": "month", "期": "instalment", "年": "year"}
_CLOCK: Final = r"(?:\s?(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?\s?\d{1,2}(?:[:点时]\d{0,2}分?)整?)"
_DATE: Final = re.compile(
    rf"(?P<d>(?:20\d{{2}}[年/.-])\d{{1,2}}[月/.-]\d{{1,2}}[日号]?{_CLOCK}?|\d{{1,2}}月\d{{1,2}}[日号]?{_CLOCK}?"
    rf"|(?:今天|今日|今晚|明天|明日|明早|明晚|后天|当天|本日|本周[一二三四五六日]?|周[一二三四五六日]){_CLOCK}?"
    rf"|(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚)?\d{{1,2}}[:点]\d{{0,2}}分?"
    rf"|\d{{1,3}}(?:个?小时|个?工作日|天|日)(?=[之以]?内))"
    rf"(?P<x>[之以]?[前内]|截止|为止)?"
)
_CASE: Final = re.compile(
    r"[(\[〔【]\s?(?:19|20)\d{2}\s?[)\]〕】][\u4e00-\u9fff]{1,2}\d{0,6}[\u4e00-\u9fff]{0,6}\d{1,7}(?:-\d{1,3}|之[一二三四五])?号"
)
_SIGNATURE: Final = re.compile(r"[【\[]([^【】\[\]\n]{1,20})[】\]]")


def read(view: View, segmenter: Segmenter) -> tuple[Attribute, ...]:
    """Every attribute of a plain view, in the order of the text."""
    view = view.without(list(_blanks(view.text)))
    found = [*_signature(view), *_numbers(view), *_written(view)]
    found += [Attribute(_KIND.NAME, n.value, view.span(n.start, n.end), n.detail) for n in names(view.text, segmenter)]
    return tuple(sorted(found, key=lambda a: (a.span.start, a.span.end, a.kind)))


def _signature(view: View) -> Iterator[Attribute]:
    """The first bracket pair at the start, or else the last one at the end."""
    text = view.text
    lead = len(text) - len(text.lstrip())
    found = _SIGNATURE.match(text, lead)
    if not found:
        end = len(text.rstrip())
        last = [m for m in _SIGNATURE.finditer(text, max(0, end - 22), end) if m.end() == end]
        found = last[0] if last else None
    if found and found[1].strip():
        yield Attribute(_KIND.SIGNATURE, found[1].strip(), view.span(*found.span(1)))


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between the digits of a number that is written digit by digit."""
    for run in _SPACED_RUN.finditer(text):
        spaced = _SPACED.match(text, run.start())
        if spaced:
            yield from (m.span() for m in _BETWEEN.finditer(text, *spaced.span()))


def _value(found: str) -> str:
    """A number as it is dialled: digits, mask signs, a leading plus; without the country code of the mainland."""
    plus = "+" if found.startswith("+") else ""
    return _HOME.sub("", plus + re.sub(r"[^\dx*]", "", found))


def _numbers(view: View) -> Iterator[Attribute]:
    for found in _NUMBERS.finditer(view.text):
        name = found.lastgroup or ""
        value = _value(found[0])
        span = view.span(*found.span())
        if name == "id_number":
            yield Attribute(_KIND.ID_NUMBER, value, span)
        elif name == "account":
            yield Attribute(_KIND.ACCOUNT, value, span, "card")
        else:
            yield Attribute(_KIND.PHONE, value, span, PhoneKind(name).value)
    for found in _ABROAD.finditer(view.text):
        yield Attribute(_KIND.PHONE, _value(found[0]), view.span(*found.span()), PhoneKind.ABROAD.value)


def _written(view: View) -> Iterator[Attribute]:
    text = view.text
    for found in _ID_TAIL.finditer(text):
        yield Attribute(_KIND.ID_NUMBER, found[1], view.span(*found.span(1)), "tail")
    for found in _LINK.finditer(text):
        yield Attribute(_KIND.LINK, found[0], view.span(*found.span()))
    for found in _ACCOUNT.finditer(text):
        yield Attribute(
            _KIND.ACCOUNT,
            found[1],
            view.span(*found.span(1)),
            "tail" if text.startswith("尾号", found.start()) else "id",
        )
    for found in _AMOUNT.finditer(text):
        yield Attribute(_KIND.AMOUNT, _amount(found), view.span(*found.span()))
    for found in _DAYS.finditer(text):
        yield Attribute(_KIND.DAYS_OVERDUE, found["n"], view.span(*found.span()), _DAYS_UNIT[found["u"]])
    for found in _DATE.finditer(text):
        yield Attribute(_KIND.DATE, found["d"], view.span(*found.span()), "deadline" if found["x"] else "")
    for found in _CASE.finditer(text):
        yield Attribute(_KIND.CASE_NUMBER, found[0], view.span(*found.span()))


def _amount(found: re.Match[str]) -> str:
    """Yuan as a plain decimal; an amount in Chinese figures is left as it is written."""
    for group, unit in (("a", "au"), ("b", "bu"), ("c", "cu")):
        if found[group]:
            whole, _, part = found[group].replace(",", "").partition(".")
            shift = len(str(_SCALE[found[unit] or ""])) - 1
            digits = whole + part[:shift].ljust(shift, "0")
            rest = part[shift:].rstrip("0")
            return (digits.lstrip("0") or "0") + (f".{rest}" if rest else "")
    return found["d"]
