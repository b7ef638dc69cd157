"""What can be read off a text without judging it: signature, numbers, links, accounts, amounts, dates, cases, names.

Read from the plain view, so that full-width, circled and keycap digits count, and reported with spans of the received
text. The forms of sender numbers follow the national numbering plan as far as it was readable; a number never tells who
sends, and a signature never proves who the creditor is.
"""

import re
from collections.abc import Iterator
from typing import Final

from classify.amounts import WORD_OF_MONEY, amounts, places
from classify.legible import legible
from classify.names import names
from classify.normalize import View
from classify.numbers import numbers
from classify.scan import scan
from classify.segment import Segmenter
from model.classification import Attribute, AttributeKind, Span

_KIND = AttributeKind
_DIGIT: Final = re.compile(r"\d")
"""Without one there is no number, and hardly any other expression of this module needs to be tried."""
_ID_TAIL: Final = re.compile(r"身份证[号码]{0,2}(?:后[四六]位|尾号|末[四六]位)[为是:]?(\d{3,6}x?)")
_PATH: Final = r"(?:[a-z0-9./?=&%#~:+_-]|(?<=/)[\u4e00-\u9fff]{1,12}(?=/))"
_LINK: Final = re.compile(
    rf"(?:https?\s?:\s?//\s?|www\.){_PATH}{{3,200}}(?<![.:?])"
    r"|(?<![a-z0-9@.-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\."
    r"(?:(?:com|cn|net|org|gov|edu|top|cc|xyz|vip|info|me|ly|io|shop|site|club|link|ltd|tk|icu|app|co|hk|biz|pro|online"
    rf"|store|tech|fun|wang|live|work|mobi|asia|win|one|im|pw|us|example)(?![a-z0-9-])(?:/{_PATH}{{0,150}}(?<![.:?]))?"
    rf"|[a-z]{{2,12}}/{_PATH}{{2,150}}(?<![.:?]))"
)
_PAID_TO: Final = (
    r"(?<!社保)(?<!医保)卡号|账号|账户|[微威]信群?号?|微(?=[^\u4e00-\u9fff]{1,2}[a-z])|支付宝|(?<![a-z])qq(?:群|号)?"
    r"|扣扣|企鹅号?|v信|(?<![a-z])[vw]x(?!id)|薇信?|(?<![a-z])v(?=[:\s])|扣(?=[:\s]?\d{8,11}(?!\d))"
)
_HANDLE: Final = r"(?!(?:app|pay)(?![a-z0-9])|http|www)[a-z0-9_-]{3,25}(?:@[a-z0-9.-]{3,30})?(?![a-z0-9_@-])"
_ACCOUNT: Final = re.compile(
    rf"(?:(?<!身份证)(?P<tail>尾号)|{_PAID_TO})(?:[号为是:加\s❤♥💚]{{0,3}}|[吧啊呀,]{{1,2}}(?=[a-z]))"
    rf"(?P<id>\d{{4}}(?:[ -]\d{{4}}){{2,3}}(?:[ -]\d{{1,4}})?(?!\d)|{_HANDLE})(?!的?(?:手机|电话|号码))"
    r"|(?<![a-z0-9_])(?P<own>wxid_[a-z0-9_]{4,20})"
)
_PAYEE: Final = re.compile("[尾卡账微威支扣企薇vwq]")
_TAIL: Final = re.compile(r"[\d*]{3,4}")
"""So few digits of a card or an account are its last ones."""
_DIGITS: Final = "零〇一二两三四五六七八九十百千万几壹贰叁肆伍陆柒捌玖拾佰仟"
_DAYS: Final = re.compile(
    rf"(?:逾期|超期|拖欠|过期|违约|拖延|断供|晚|拖|逾)(?:时间|账龄|天数)?(?:已经?|了|共计?|总计|达到?|超过|近|长达|[:为第]){{0,3}}"
    rf"(?P<n>\d{{1,4}}|[{_DIGITS}]{{1,5}}|半)(?:多|余)?(?P<u>天|日|个?月|期|年)"
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
_YEAR: Final = r"[(\[〔【]\s?(?:19|20)\d{2}\s?[)\]〕】]"
_HAN: Final = r"[\u4e00-\u9fff]"
_CASE: Final = re.compile(
    rf"{_HAN}公(?:\({_HAN}{{1,2}}\))?{_HAN}{{0,5}}字{_YEAR}第?\d{{1,7}}号"
    rf"|{_YEAR}\s?{_HAN}{{1,2}}\d{{0,6}}{_HAN}{{0,6}}\s?\d{{1,7}}(?:-\d{{1,3}}|之[一二三四五])?\s?号(?:之[一二三四五])?"
    rf"|(?<!\d)(?:19|20)\d{{2}}年?{_HAN}{{1,6}}字第\d{{1,7}}号"
    r"|(?<=案号:)[a-z]{0,4}\d[\d-]{5,24}|(?<=案件编号:)[a-z]{0,4}\d[\d-]{5,24}"
)
"""Of courts, of police documents, of the old style, and whatever is announced as one."""
_WORD_OF_DATE: Final = re.compile("[今明后当本周]")
_LATIN: Final = re.compile("[a-z0-9_-]{3}")
_SIGNATURE: Final = re.compile(r"[【\[]([^【】\[\]\n]{1,20})[】\]]")


def read(view: View, segmenter: Segmenter) -> tuple[Attribute, ...]:
    """Every attribute of a plain view, in the order of the text."""
    view = legible(view)
    found = [*numbers(view)] if _DIGIT.search(view.text) else []
    found += [*_signature(view), *_written(view, frozenset(attribute.span for attribute in found))]
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


def _written(view: View, taken: frozenset[Span]) -> Iterator[Attribute]:
    """What is not known by its digits alone. Each expression is tried where a text holds what it cannot match without."""
    text = view.text
    digit = bool(_DIGIT.search(text))
    if "." in text or "://" in text:
        yield from _links(view)
    if _LATIN.search(text):
        yield from _accounts(view, taken)
    if digit or WORD_OF_MONEY.search(text):
        yield from amounts(view, taken)
    for found in _DAYS.finditer(text):
        span = view.span(found.start("n"), found.end())
        yield Attribute(_KIND.DAYS_OVERDUE, found["n"], span, _DAYS_UNIT[found["u"]])
    if digit or _WORD_OF_DATE.search(text):
        yield from _dates(view)
    if digit:
        yield from _numbered(view)


def _links(view: View) -> Iterator[Attribute]:
    for found in _LINK.finditer(view.text):
        yield Attribute(_KIND.LINK, "".join(found[0].split()), view.span(*found.span()))


def _dates(view: View) -> Iterator[Attribute]:
    for found in _DATE.finditer(view.text):
        yield Attribute(_KIND.DATE, found["d"], view.span(*found.span()), "deadline" if found["x"] else "")


def _accounts(view: View, taken: frozenset[Span]) -> Iterator[Attribute]:
    """Accounts and handles by the word before them; none that is but a part of a number which was read."""
    covered = places(taken)
    for found in scan(_ACCOUNT, _PAYEE, view.text):
        value, span = found["own"] or found["id"], view.span(*found.span("own" if found["own"] else "id"))
        if span.start in covered and span not in taken:
            continue
        detail = "tail" if found["tail"] or _TAIL.fullmatch(value) else "id"
        yield Attribute(_KIND.ACCOUNT, value.replace(" ", ""), span, detail)


def _numbered(view: View) -> Iterator[Attribute]:
    for found in _ID_TAIL.finditer(view.text):
        yield Attribute(_KIND.ID_NUMBER, found[1], view.span(*found.span(1)), "tail")
    for found in _CASE.finditer(view.text) if "号" in view.text else ():
        yield Attribute(_KIND.CASE_NUMBER, found[0], view.span(*found.span()))
