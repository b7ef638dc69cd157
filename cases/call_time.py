"""When a call was, as people type it, on a clock in China: "昨晚 11 点半", "11-20 23:10", "yesterday 11pm". Pure.

A time without a day is the last one that was. A day without a time stays a day; nothing is rounded to an hour.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from escalation.hours import CHINA, in_china

# Longer ago than this nobody logs a call, and a mistyped year is caught.
OLDEST: Final = timedelta(days=3 * 366)
# Below two it is one call, above this nobody has counted.
FEWEST, MOST = 2, 500

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_NUMERAL: Final = re.compile(r"[〇零一二两兩三四五六七八九十]+(?=\s*(?:[点點时時分月日号號通个個次多几幾来來小]|$))")
_AGO: Final = {
    **dict.fromkeys(("今天", "今日", "今早", "今晚", "今晨", "今", "today", "this morning", "tonight"), 0),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "昨夜", "昨早", "昨", "yesterday", "last night"), 1),
    **dict.fromkeys(("前天", "前日", "前晚"), 2),
    **dict.fromkeys(("大前天", "大前日"), 3),
}
_WEEK: Final = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGO_WORD: Final = re.compile("|".join(sorted(_AGO, key=len, reverse=True)))
_WEEKDAY: Final = re.compile(
    rf"(?P<last>上个?|上個|last\s+)?(?:(?:周|週|星期|礼拜|禮拜)(?P<zh>[一二三四五六日天])|(?P<en>{'|'.join(_WEEKDAYS)})[a-z]*)"
)
_DATES: Final = (
    re.compile(
        r"(?<![\d:])(?:(?P<year>20\d\d)\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号號]?(?![\d:点點时時])"
    ),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?(?:\s+(?P<year>20\d\d))?"),
    re.compile(rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*[日号號]"),
)
_LATE: Final = ("下午", "傍晚", "afternoon", "evening")
_DARK: Final = ("晚", "夜", "night")
_PART: Final = re.compile(
    r"凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|午夜|半夜|深夜|夜里|夜裡|夜裏|晚上|早|晚|夜"
    r"|(?:in the |this )?(?:morning|afternoon|evening)|(?:at |last )?night|tonight"
)
_CLOCK: Final = re.compile(
    r"(?<![\d-])(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{2})(?::\d{2})?(?!\d)|[点點时時]\s*(?:(?P<half>半)|(?P<quarter>[13一三])刻|(?P<past>\d{1,2})\s*分?)?|(?=\s*[ap]\.?m))"
    r"\s*(?:(?P<half_day>[ap])\.?m\.?)?"
)
_FOUR: Final = re.compile(r"(?<![\d-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?!\d)")
_RANGE: Final = re.compile(
    r"(?P<first>[^,，;；]*?)\s*(?:到|至|~|–|—|-|\buntil\b|\btill\b|\bto\b|\band\b)\s*(?P<last>[^,，;；]*)"
)
_COUNT: Final = re.compile(
    r"(?P<count>(?<!\d)\d{1,3})\s*(?:多|几|幾|来|來)?\s*(?:通|个|個|次|遍|calls?\b|times?\b)|^\D*(?P<bare>\d{1,3})\D*$"
)
_FILLING: Final = re.compile(
    r"(?:左右|大概|大约|大約|差不多|打来的|打來的|about|around|\bat\b|\bon\b|[约約的钟鐘\s,，。.])+"
)
_SINCE: Final = re.compile(
    r"(?P<number>\d{1,3})\s*(?:分钟|分鐘|分|minutes?|mins?|(?P<hours>个?小时|個?小時|个?钟头|個?鐘頭|hours?))\s*(?:以前|之前|前|ago)"
)
_NOW: Final = frozenset(("刚才", "刚刚", "剛才", "剛剛", "刚打完", "剛打完", "现在", "現在", "now", "just now"))


@dataclass(frozen=True, slots=True)
class When:
    """A day in China and, where it was told, the instant to the minute."""

    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class About:
    """About so many calls in one day, between two instants where both were told."""

    count: int
    day: date
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day. `hour` may be 24 and more: the hours after midnight of the night that began on the day named."""

    hour: int
    minute: int

    def on(self, day: date) -> datetime:
        return datetime.combine(day, time(), CHINA) + timedelta(hours=self.hour, minutes=self.minute)


def when_now(now: datetime) -> When:
    """This minute."""
    local = in_china(now).replace(second=0, microsecond=0)
    return When(local.date(), local)


def when_in(text: str, now: datetime) -> When | None:
    """The time in a text that says a time and nothing else; None for anything else, and for what is still to come."""
    plain = _plain(text)
    if plain in _NOW:
        return when_now(now)
    if since := _SINCE.fullmatch(plain):
        return when_now(now - timedelta(minutes=int(since["number"]) * (60 if since["hours"] else 1)))
    day, rest = _day(plain, in_china(now).date())
    clock, rest = _clock(rest, plain)
    if (day is None and clock is None) or _FILLING.sub("", _PART.sub("", rest)):
        return None
    return _placed(day, clock, now)


def _placed(day: date | None, clock: _Clock | None, now: datetime) -> When | None:
    local = in_china(now)
    on = day or local.date()
    if clock is None:
        return When(on) if local.date() - OLDEST < on <= local.date() else None
    at = clock.on(on)
    # Without a day the last such time is meant; past midnight, "tonight" is the evening before.
    if at > local and (day is None or (on == local.date() and local.hour < 6)):
        at -= timedelta(days=1)
    return When(at.date(), at) if local - OLDEST < at <= local else None


def about_in(text: str, now: datetime) -> About | None:
    """About how many calls on which day, and from when to when, as far as a text says so."""
    plain, today = _plain(text), in_china(now).date()
    day, rest = _day(plain, today)
    found = _COUNT.search(rest)
    if found is None or (day or today) > today:
        return None
    number = int(found["count"] or found["bare"])
    if not FEWEST <= number <= MOST:
        return None
    first, last = _span(rest[: found.start()] + "，" + rest[found.end() :], day or today)
    return About(number, day or today, first, last)


def _span(text: str, day: date) -> tuple[datetime | None, datetime | None]:
    found = _RANGE.search(text)
    ends = [_hour_in(found[name]) for name in ("first", "last")] if found else []
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None, None
    first, last = ends[0].on(day), ends[1].on(day)
    return (first, last) if first < last else (None, None)


def _hour_in(text: str) -> _Clock | None:
    clock, _ = _clock(text, text)
    bare = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    return clock or (_Clock(int(bare[0]), 0) if bare and int(bare[0]) <= 24 else None)


def _plain(text: str) -> str:
    """Half-width, lower case, Chinese numerals before a unit as digits."""
    folded = re.sub(r"(?<=\d)t(?=\d)", " ", unicodedata.normalize("NFKC", text).strip().lower())
    return _NUMERAL.sub(lambda found: str(_number(found[0])), folded)


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in numeral))
    return 10 * (_DIGITS.get(tens[-1:], 1)) + _DIGITS.get(ones[:1], 0)


def _day(text: str, today: date) -> tuple[date | None, str]:
    """The day that a text names, and the text without it."""
    for pattern in (_AGO_WORD, _WEEKDAY, *_DATES):
        if (found := pattern.search(text)) and (day := _meant(found, today)):
            return day, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _meant(found: re.Match[str], today: date) -> date | None:
    if found.re is _AGO_WORD:
        return today - timedelta(days=_AGO[found[0]])
    parts = found.groupdict()
    return _of_week(parts, today) if found.re is _WEEKDAY else _dated(parts, today)


def _of_week(parts: dict[str, str | None], today: date) -> date:
    """The last such weekday, today among them; "last" is the week before this one."""
    weekday = _WEEK[parts["zh"]] if parts["zh"] else _WEEKDAYS.index(parts["en"] or "")
    if parts["last"]:
        return today - timedelta(days=today.weekday() + 7 - weekday)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _dated(parts: dict[str, str | None], today: date) -> date | None:
    """A day of the calendar; without a year, or without a month, the last such day that was."""
    year, month, name = parts.get("year"), parts.get("month"), parts.get("name")
    named = int(month) if month else _MONTHS.index(name) + 1 if name else None
    back = 1 if year else 2
    for ago in range(back if named else 12):
        months = 12 * int(year or today.year) + (named or today.month) - 1 - (12 * ago if named else ago)
        try:
            found = date(months // 12, months % 12 + 1, int(parts["day"] or 0))
        except ValueError:
            continue
        if year or found <= today:
            return found
    return None


def _clock(text: str, whole: str) -> tuple[_Clock | None, str]:
    """The time of day in a text, and the text without it. `whole` may hold the part of the day ("昨晚") as well."""
    found = _CLOCK.search(text) or _FOUR.search(text)
    if found is None:
        return None, text
    parts = found.groupdict()
    hour = _in_24_hours(int(parts["hour"] or 0), whole, parts.get("half_day"))
    minute = int(parts["minute"] or parts.get("past") or 0) or (30 if parts.get("half") else 0)
    if quarter := parts.get("quarter"):
        minute = 15 if quarter in "1一" else 45
    if hour > 30 or minute > 59:
        return None, text
    return _Clock(hour, minute), text[: found.start()] + " " + text[found.end() :]


def _in_24_hours(hour: int, whole: str, half_day: str | None) -> int:
    """The hour as it is meant beside "晚上", "下午" or "pm"; above 24 it is one of the next day."""
    if half_day:
        past = half_day == "a" and hour % 12 < 6 and "last night" in whole
        return hour % 12 + (12 if half_day == "p" else 24 if past else 0)
    if hour > 12:
        return hour if hour <= 24 else 99
    if any(word in whole for word in _LATE) or ("中午" in whole and hour < 3):
        return hour % 12 + 12
    if any(word in whole for word in _DARK):
        return _in_the_dark(hour, whole)
    return 0 if hour == 12 and "凌晨" in whole else hour


def _in_the_dark(hour: int, whole: str) -> int:
    """Six to eleven are before midnight, twelve is midnight; one to five of "last night" are past it."""
    if 6 <= hour <= 12:
        return hour + 12
    past = any(word in whole for word in ("昨晚", "昨夜", "前晚", "last night"))
    return hour + 24 if past else hour
