"""Times as phones print them: 今天 14:32, 昨天 下午2:03, 星期三, 11月20日 晚上10:41, 2026/11/15.

A printed time is relative to the day the screenshot was taken. `today` is the best that is known of that day (the day
it came in); without it only full dates give a date. What is not printed is not filled in, with one exception that the
phones themselves make: a date without a year is the latest such date that is not after today.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

_WEEKDAYS: Final = {name: i for i, name in enumerate("一二三四五六日")} | {"天": 6}
_DAYS_AGO: Final = {"今天": 0, "昨天": 1, "前天": 2}
_MORNING, _NOON, _AFTERNOON = ("凌晨", "清晨", "早晨", "早上", "上午"), "中午", ("下午", "傍晚", "晚上", "晚间")
_PERIOD: Final = "|".join((*_MORNING, _NOON, *_AFTERNOON))
_TIME: Final = re.compile(
    r"(?:(?P<ago>今天|昨天|前天)"
    r"|(?P<year>\d{4})[年/.\-](?P<month>\d{1,2})[月/.\-](?P<day>\d{1,2})日?"
    r"|(?P<month2>\d{1,2})(?:月(?P<day2>\d{1,2})日|/(?P<day3>\d{1,2})))?"
    r"[,，·•]?(?:(?:星期|周)(?P<weekday>[一二三四五六日天]))?[,，·•]?"
    rf"(?:(?P<period>{_PERIOD})?(?P<hour>\d{{1,2}})[:：](?P<minute>\d{{2}})(?::\d{{2}})?(?P<half>am|pm)?)?"
    r"(?:已读|未读|已送达|送达|已发送)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed time: the day as far as it is named, and the hour if it is."""

    days_ago: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: time | None = None

    @property
    def names_a_day(self) -> bool:
        """Whether a day is printed at all, in whatever way."""
        return self.days_ago is not None or self.month is not None or self.weekday is not None


def parse(text: str) -> Printed | None:
    """The time a line shows, when it shows nothing else."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split()).strip("-—·")
    found = _TIME.fullmatch(squeezed)
    if not squeezed or found is None:
        return None
    day = found["day"] or found["day2"] or found["day3"]
    clock = _clock(found)
    if found["hour"] is not None and clock is None:
        return None
    printed = Printed(
        None if found["ago"] is None else _DAYS_AGO[found["ago"]],
        _number(found["year"]),
        _number(found["month"] or found["month2"]),
        _number(day),
        None if found["weekday"] is None else _WEEKDAYS[found["weekday"]],
        clock,
    )
    return printed if printed.names_a_day or clock is not None else None


def day_of(printed: Printed, today: date | None) -> date | None:
    """The date that is meant, None when that cannot be known."""
    if printed.month is not None and printed.day is not None:
        return _calendar_day(printed.year, printed.month, printed.day, today)
    if today is None:
        return None
    if printed.days_ago is not None:
        return today - timedelta(days=printed.days_ago)
    if printed.weekday is not None:
        return today - timedelta(days=(today.weekday() - printed.weekday - 1) % 7 + 1)
    return None


def moment(day: date | None, clock: time | None) -> str | None:
    """ISO date and time to the minute, when both are known."""
    return None if day is None or clock is None else f"{day.isoformat()}T{clock.hour:02}:{clock.minute:02}"


def _calendar_day(year: int | None, month: int, day: int, today: date | None) -> date | None:
    if year is None and today is None:
        return None
    try:
        if year is not None:
            return date(year, month, day)
        assert today is not None  # noqa: S101  (said two lines above)
        this_year = date(today.year, month, day)
        return this_year if this_year <= today else date(today.year - 1, month, day)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> time | None:
    """The hour of the day; a period that leaves two readings open (晚上12点) gives none."""
    if found["hour"] is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "").lower()
    if found["period"] in _MORNING or half == "am":
        hour = 0 if hour == 12 else hour
    elif found["period"] == _NOON:
        hour = hour + 12 if hour < 11 else hour
    elif found["period"] in _AFTERNOON or half == "pm":
        if hour == 12 and not half and found["period"] != "下午":
            return None
        hour = hour + 12 if hour < 12 else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
