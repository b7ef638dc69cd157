"""Dates and durations as exports write them. Pure; what can be read in two ways is not read at all."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

# Mainland China has kept one zone without summer time since 1991; what names no zone is read on its clocks.
CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

_LONGEST: Final = 64
_EARLIEST, _LATEST = 1990, 2100
# A number from which companies send SMS, 106 and ten digits, is as long as an instant in milliseconds of 2003.
_COUNTED_FROM: Final = 2010
_MILLISECONDS_FROM: Final = 10**11

_CLOCK: Final = (
    r"(?P<before>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<hour>\d{1,2})[:：时點点](?P<minute>\d{1,2})(?:[:：分](?P<second>\d{1,2})?秒?(?:[.,]\d{1,9})?)?\s*"
    r"(?P<after>[AaPp]\.?[Mm]\.?|上午|下午)?"
)
_ZONE: Final = r"\s*(?P<zone>Z|UTC|GMT|CST|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?"
_YEAR_FIRST: Final = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
_YEAR_LAST: Final = r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4})"
_NAMED: Final = (
    r"(?:(?P<day>\d{1,2})\s+(?P<name>[A-Za-z]{3,9})|(?P<name2>[A-Za-z]{3,9})\s+(?P<day2>\d{1,2})),?\s+(?P<year>\d{4})"
)
_OFFSET: Final = re.compile(r"(\d{1,2}):?(\d{2})?")
_GAP: Final = r"[\sT,，]*"
_WEEKDAY: Final = re.compile(
    r"[(（]?(?:星期|周|週)[一二三四五六日天][)）]?|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b,?", re.IGNORECASE
)

_FORMS: Final = tuple(
    re.compile(rf"{date}{_GAP}{_CLOCK}{_ZONE}", re.IGNORECASE) for date in (_YEAR_FIRST, _YEAR_LAST, _NAMED)
)
_COMPACT: Final = re.compile(
    r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)[ T_-]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
)
_EPOCH: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.0+)?")
_DAYS: Final = (re.compile(_YEAR_FIRST), re.compile(_YEAR_LAST))
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATER: Final = frozenset({"下午", "傍晚", "晚上", "pm"})
_EARLIER: Final = frozenset({"凌晨", "清晨", "早上", "上午", "am"})

_SECONDS: Final = re.compile(r"(\d{1,7})(?:\.\d+)?\s*(?:s|sec|secs|seconds?|秒)?", re.IGNORECASE)
_COLONS: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})")
_UNITS: Final = re.compile(
    r"(?:(\d{1,4})\s*(?:小时|小時|时|時|h(?:ours?|rs?)?)\s*)?(?:(\d{1,5})\s*(?:分钟|分鐘|分|m(?:in(?:ute)?s?)?)\s*)?"
    r"(?:(\d{1,6})\s*(?:秒钟|秒|s(?:ec(?:ond)?s?)?))?",
    re.IGNORECASE,
)


class DayOrder(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def from_epoch(value: int) -> datetime | None:
    """An instant from milliseconds since 1970, or from seconds where it is too small for those."""
    seconds = value / 1000 if value >= _MILLISECONDS_FROM else float(value)
    if not 0 < seconds < 5e9:
        return None
    return _plausible(datetime.fromtimestamp(seconds, UTC))


def parse_time(text: str, order: DayOrder | None = None) -> datetime | None:
    """The instant of a cell, with a zone, or None: for a day without a time of day, and for 03/04/2026 without an
    `order`, which the whole column has to tell (see `day_order`)."""
    text = text.strip()
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    if _EPOCH.fullmatch(text):
        at = from_epoch(int(text.partition(".")[0]))
        return at if at and at.year >= _COUNTED_FROM else None
    if compact := _COMPACT.fullmatch(text):
        return _instant(compact.groupdict(), int(compact["month"]), int(compact["day"]))
    cleaned = " ".join(_WEEKDAY.sub(" ", text).split())
    for form in _FORMS:
        if found := form.fullmatch(cleaned):
            return _from_form(found.groupdict(), order)
    return None


def day_order(cells: Iterable[str]) -> DayOrder | None:
    """How a column writes its days, where a number above twelve shows it and nothing contradicts it."""
    shown = set()
    for cell in cells:
        if found := re.match(_YEAR_LAST, cell.strip()[:_LONGEST]):
            if int(found["one"]) > 12:
                shown.add(DayOrder.DAY_FIRST)
            if int(found["two"]) > 12:
                shown.add(DayOrder.MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


def is_day(text: str) -> bool:
    """Whether a cell is a day without a time of day."""
    return len(text) <= _LONGEST and any(day.fullmatch(text.strip()) for day in _DAYS)


def parse_duration(text: str) -> int | None:
    """Seconds from "75", "1:15", "0:01:15", "1分15秒" or "1m 15s"; None where it is something else."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if plain := _SECONDS.fullmatch(text):
        return int(plain[1])
    found = _COLONS.fullmatch(text) or _UNITS.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(group or 0) for group in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _from_form(parts: dict[str, str | None], order: DayOrder | None) -> datetime | None:
    if name := parts.get("name") or parts.get("name2"):
        month = _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0
        return _instant(parts, month, int(parts.get("day") or parts.get("day2") or 0))
    if parts.get("one"):
        return _year_last(parts, int(parts["one"] or 0), int(parts["two"] or 0), order)
    return _instant(parts, int(parts["month"] or 0), int(parts["day"] or 0))


def _year_last(parts: dict[str, str | None], one: int, two: int, order: DayOrder | None) -> datetime | None:
    if one > 12 or (order is DayOrder.DAY_FIRST and two <= 12):
        return _instant(parts, two, one)
    if two > 12 or order is DayOrder.MONTH_FIRST:
        return _instant(parts, one, two)
    return _instant(parts, one, two) if one == two else None


def _instant(parts: dict[str, str | None], month: int, day: int) -> datetime | None:
    hour = _hour(int(parts["hour"] or 0), parts.get("before") or parts.get("after") or "")
    if hour is None:
        return None
    try:
        made = datetime(
            int(parts["year"] or 0),
            month,
            day,
            hour,
            int(parts["minute"] or 0),
            int(parts.get("second") or 0),
            tzinfo=_zone(parts.get("zone") or ""),
        )
    except ValueError:
        return None
    return _plausible(made)


def _hour(hour: int, half: str) -> int | None:
    """The hour of a day of 24; "晚上 12 点" may be either end of the night and is none."""
    half = half.lower().replace(".", "")
    if half == "晚上" and hour == 12:
        return None
    if half in _LATER or (half == "中午" and hour < 3):
        return hour + 12 if hour < 12 else hour
    return 0 if half in _EARLIER and hour == 12 else hour


def _zone(zone: str) -> timezone:
    """CST is what phones in China call their own time."""
    zone = zone.upper()
    if zone in ("Z", "UTC", "GMT"):
        return UTC
    digits = zone.removeprefix("UTC").removeprefix("GMT")
    if digits[:1] not in ("+", "-"):
        return CHINA
    found = _OFFSET.fullmatch(digits[1:])
    hours, minutes = (found[1], found[2] or "0") if found else ("0", "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if digits[0] == "-" else offset)


def _plausible(at: datetime) -> datetime | None:
    return at if _EARLIEST <= at.year <= _LATEST else None
