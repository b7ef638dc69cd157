"""Times as people type them, at 23:41 on Saturday, 21 November 2026, in China."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.call_details import length_in
from cases.call_time import about_in, when_in
from escalation.hours import CHINA

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("刚才", "11-21 23:41"),
        ("just now", "11-21 23:41"),
        ("5分钟前", "11-21 23:36"),
        ("2 hours ago", "11-21 21:41"),
        ("23:10", "11-21 23:10"),
        ("２３：１０", "11-21 23:10"),
        ("2310", "11-21 23:10"),
        ("23:50", "11-20 23:50"),
        ("7:40", "11-21 07:40"),
        ("七点四十", "11-21 07:40"),
        ("7點40分", "11-21 07:40"),
        ("大概早上7点40左右", "11-21 07:40"),
        ("昨晚 11 点半", "11-20 23:30"),
        ("昨晚一点", "11-21 01:00"),
        ("昨晚12点", "11-21 00:00"),
        ("半夜12点", "11-21 00:00"),
        ("凌晨1点", "11-21 01:00"),
        ("晚上十一点一刻", "11-21 23:15"),
        ("前天中午12点半", "11-19 12:30"),
        ("11-20 23:10", "11-20 23:10"),
        ("2026年11月20日晚上11点10分", "11-20 23:10"),
        ("2026-11-20T23:10", "11-20 23:10"),
        ("20号 下午3点", "11-20 15:00"),
        ("周五 晚上8点", "11-20 20:00"),
        ("上周五 20:00", "11-13 20:00"),
        ("yesterday 11pm", "11-20 23:00"),
        ("last night 1:30 am", "11-21 01:30"),
        ("Nov 20 23:10", "11-20 23:10"),
        ("20 Nov 11:10 pm", "11-20 23:10"),
        ("friday 8 pm", "11-20 20:00"),
    ],
)
def test_a_time_is_understood_as_it_is_typed(text: str, meant: str) -> None:
    when = when_in(text, NOW)
    assert when is not None
    assert when.at is not None
    assert f"{when.at.astimezone(CHINA):%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天", date(2026, 11, 20)),
        ("11.20", date(2026, 11, 20)),
        ("11月20日", date(2026, 11, 20)),
        ("30号", date(2026, 10, 30)),
        ("12-25", date(2025, 12, 25)),
        ("sunday", date(2026, 11, 15)),
    ],
)
def test_a_day_stays_a_day(text: str, day: date) -> None:
    when = when_in(text, NOW)
    assert when is not None
    assert (when.day, when.at) == (day, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "明天 3点",
        "25:10",
        "还钱",
        "13800000000",
        "你昨天欠我 3点",
        "2/30",
        "2019-01-01",
        "今天 23:59",
        "12-25 25:00",
    ],
)
def test_anything_else_is_no_time(text: str) -> None:
    assert when_in(text, NOW) is None


def test_past_midnight_tonight_is_the_evening_before() -> None:
    when = when_in("今晚11点", datetime(2026, 11, 21, 16, 30, tzinfo=UTC))
    assert when is not None
    assert when.day == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("20 通，9 点到 23 点", 20, "09:00", "23:00"),
        ("今天约20个电话，从早上九点到晚上十一点", 20, "09:00", "23:00"),
        ("about 20 calls from 9 to 23", 20, "09:00", "23:00"),
        ("9:00-23:00 20通", 20, "09:00", "23:00"),
        ("昨天三十多次", 30, None, None),
        ("十几通", 10, None, None),
        ("20", 20, None, None),
    ],
)
def test_a_rough_number_is_understood_as_it_is_typed(
    text: str, count: int, first: str | None, last: str | None
) -> None:
    about = about_in(text, NOW)
    assert about is not None
    assert about.count == count
    assert (about.first and f"{about.first:%H:%M}", about.last and f"{about.last:%H:%M}") == (first, last)


@pytest.mark.parametrize("text", ["1通", "9999通", "你好", ""])
def test_one_call_or_none_is_no_rough_number(text: str) -> None:
    assert about_in(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5 分 20 秒", 320),
        ("5:20", 320),
        ("90s", 90),
        ("3", 180),
        ("1小时2分", 3720),
        ("", None),
        ("很久", None),
        ("99 小时", None),
    ],
)
def test_a_length_is_read_in_seconds(text: str, seconds: int | None) -> None:
    assert length_in(text) == seconds


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=24), st.text("0123456789:点半昨今天晚早月日号 -/周五分ap m到通", max_size=16)))
def test_no_text_whatever_raises_or_lies_in_the_future(text: str) -> None:
    when = when_in(text, NOW)
    assert when is None or (when.at or NOW) <= NOW
    about = about_in(text, NOW)
    assert about is None or about.day <= date(2026, 11, 21)
    length_in(text)
