"""What takes arithmetic rather than words in an outgoing text: private numbers, six months, counts, days to come.

Expects a plain view: wide digits are narrow there. Every offset is one of that view.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

_RUN: Final = re.compile(
    r"(?<![0-9a-z])(?:[0-9][ \-.]{0,2}){14,20}[0-9x](?![0-9a-z])|(?<![零〇一二三四五六七八九幺])[零〇一二三四五六七八九幺]{15,19}"
)
_NAMED: Final = re.compile(
    r"(?:身份证|证件|银行卡|储蓄卡|信用卡|工资卡|社保卡|卡号|账号|帐号|账户)[^0-9。!?;\n]{0,10}(?<![0-9a-z])((?:[0-9][ \-.]{0,2}){9,20}[0-9x])"
    r"|(?:护照|通行证)[^0-9a-z。!?;\n]{0,8}([a-z]{1,2}[0-9]{7,9})(?![0-9])"
    r"|(?:验证码|密码|cvv|安全码)(?:是|为|:)[^0-9。!?;\n]{0,3}([0-9]{3,8})(?![0-9])"
)
_OF_A_CASE: Final = re.compile(r"(?:编号|单号|案号|合同|受理|订单|流水|回执|凭证|号段|短信端口|端口)[^。!?;\n]{0,6}\Z")

_PENALTY: Final = re.compile(
    r"(?:治安)?(?:管理)?处罚|罚款|拘留|处以|罚(?:他|她|它|一下|了)|治他|治罪|治安(?:案|处理)|行政处分|抓(?:起来|人|他)|关(?:他|她|几天)|蹲几天"
)
_GOES_ON: Final = re.compile(
    r"一直(?!没)|至今|持续|不断|没断|未断|连续|直到|仍|还在|最近|近日|昨天|昨晚|今早|今晨|前天|上周|本周|本月|这个月|上个?月|每天|天天|陆续|到现在|没停|未停|不停|又(?:发|打|来)|再次"
    r"|请[^,。]{0,6}核查|不(?:要求|请求|申请|求|图)[^,。]{0,4}(?:处罚|罚)|是否(?:还|已)?(?:超|过)|已过|过了六个月|超过六个月"
)
_YEAR: Final = "0-9〇零一二三四五六七八九"
_DAY: Final = re.compile(
    r"([0-9]{4}|[〇零一二三四五六七八九]{4}|去年|前年|今年)?\s*[年\-/.]?\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*[月\-/.]\s*(?:([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?)?"
)
_AGO: Final = re.compile(
    r"去年(?!十[一二]月|1[12]月|年底|底|冬)|前年|大前年|(?:七|八|九|十|十一|十二|[7-9]|1[0-9])个多?月(?:以?前|之前)|(?:一|两|二|三|[1-5])年(?:多)?(?:以?前|之前)|半年多(?:以?前|之前)?|大半年(?:以?前|之前)|(?:20[0-9]{2})年"
)
_NUMERALS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "十": 10, "两": 2}

_COUNT: Final = re.compile(
    r"([0-9]{1,5})\s*(?:多)?\s*(?:(个|通|次)[^,。!?;\n]{0,4}(?:电话|来电)|(条)[^,。!?;\n]{0,6}(?:短信|信息|消息))"
)
_PAST: Final = re.compile(r"收到|打来|发来|打给|来电|拨打|上门|骂")


def private_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of identity and bank cards, passports, codes. Numbers of contracts, cases and receipts are none."""
    taken = -1
    for found in sorted((*_named(text), *_runs(text))):
        if found[0] >= taken:
            yield found
            taken = found[1]


def _named(text: str) -> Iterator[tuple[int, int]]:
    for found in _NAMED.finditer(text):
        yield next(found.span(group) for group in (1, 2, 3) if found[group])


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for found in _RUN.finditer(text):
        if not _OF_A_CASE.search(text[max(0, found.start() - 14) : found.start()]):
            yield found.span()


def late_penalty(text: str, today: date) -> tuple[int, int] | None:
    """Where a penalty is asked for of what ended more than six months ago; None where anything is younger or goes on.

    The police do not punish what they did not learn of within six months from its end.
    """
    asked = _PENALTY.search(text)
    if asked is None or _GOES_ON.search(text):
        return None
    days = list(dates(text, today))
    limit = six_months_before(today)
    if days:
        return asked.span() if max(days) < limit else None
    return asked.span() if _AGO.search(text) and not _names_this_year(text, today) else None


def six_months_before(today: date) -> date:
    """The day six months before; the last of its month where that day is not in it."""
    month = today.month - 6
    year, month = (today.year, month) if month > 0 else (today.year - 1, month + 12)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(today.day, last))


def dates(text: str, today: date) -> Iterator[date]:
    """The days and months that a text names with their year, a month as its last day. Without a year: the last one."""
    year: int | None = None
    for found in _DAY.finditer(text):
        if found[1]:
            year = _year(found[1], today)
        elif "月" not in found[0]:
            continue
        day = _date(year, found[2], found[3], today)
        if day is not None:
            yield day


def _year(said: str, today: date) -> int:
    named = {"今年": 0, "去年": 1, "前年": 2}
    if said in named:
        return today.year - named[said]
    return int("".join(str(_NUMERALS[c]) if c in _NUMERALS else c for c in said))


def _date(year: int | None, month: str, day: str | None, today: date) -> date | None:
    in_month = _number(month)
    guessed = year or (today.year if in_month <= today.month else today.year - 1)
    try:
        if day:
            return date(guessed, in_month, _number(day))
        return date(guessed + in_month // 12, in_month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def _number(said: str) -> int:
    """A number up to ninety-nine, in digits or in Chinese."""
    if said.isascii():
        return int(said)
    if "十" not in said:
        return int("".join(str(_NUMERALS[c]) for c in said))
    tens, _, ones = said.partition("十")
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _names_this_year(text: str, today: date) -> bool:
    return f"{today.year}年" in text or "今年" in text


def more_than(text: str, calls: int | None, messages: int | None) -> Iterator[tuple[int, int]]:
    """Counts of calls or messages that are larger than what the case has kept; nothing where the case kept none."""
    for found in _COUNT.finditer(text):
        kept = messages if found[3] else calls
        if kept and int(found[1]) > kept:
            yield found.span()


def to_come(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Days after today on which something is said to have happened."""
    if not _PAST.search(text):
        return
    for found in re.finditer(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})[日号]", text):
        day = _date(int(found[1]), found[2], found[3], today)
        if day is not None and day > today and _PAST.search(text, found.end(), found.end() + 20):
            yield found.span()
