"""Times as phones print them become dates and hours, as far as they say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.printed_time import day_of, moment, parse

TODAY = date(2026, 11, 21)  # a Saturday


def _read(text: str, today: date | None = TODAY) -> str | None:
    printed = parse(text)
    assert printed is not None
    return moment(day_of(printed, today), printed.clock)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("今天 14:32", "2026-11-21T14:32"),
        ("昨天22:47", "2026-11-20T22:47"),
        ("前天 中午12:30", "2026-11-19T12:30"),
        ("11月20日 下午2:03", "2026-11-20T14:03"),
        ("11月20日晚上10:41", "2026-11-20T22:41"),
        ("12月30日 8:05", "2025-12-30T08:05"),
        ("2026年11月3日 凌晨12:05", "2026-11-03T00:05"),
        ("2026/11/3 上午7:00", "2026-11-03T07:00"),
        ("2025-12-30 18:22", "2025-12-30T18:22"),
        ("11/16 20:31", "2026-11-16T20:31"),
        ("星期三 08:15", "2026-11-18T08:15"),
        ("周六 08:15", "2026-11-14T08:15"),
        ("11月19日 周四 凌晨0:20", "2026-11-19T00:20"),
        ("昨天 中午1:10", "2026-11-20T13:10"),
        ("昨天 11:05 PM", "2026-11-20T23:05"),
        ("昨天 22：47 已读", "2026-11-20T22:47"),
    ],
)
def test_a_day_with_an_hour_is_a_moment(text: str, at: str) -> None:
    assert _read(text) == at


@pytest.mark.parametrize("text", ["14:32", "昨天", "星期三", "11月20日", "昨天 晚上12:10", "2月30日 10:00"])
def test_what_is_not_printed_or_open_to_two_readings_gives_no_moment(text: str) -> None:
    printed = parse(text)
    assert printed is None or moment(day_of(printed, TODAY), printed.clock) is None


def test_without_today_only_a_full_date_gives_a_date() -> None:
    assert _read("2026年11月3日 9:00", None) == "2026-11-03T09:00"
    for text in ("今天 9:00", "11月3日 9:00", "星期三 9:00"):
        assert _read(text, None) is None


@pytest.mark.parametrize(
    "text", ["", " ", "25:10", "12:75", "请于11月25日前存入", "1月", "14:32见", "6,832.50", "95188", "2分13秒", "4/5/6"]
)
def test_other_print_is_no_time(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=30) | st.text("0123456789:月日年今昨天星期上下午晚 ", max_size=16))
def test_any_text_is_read_without_an_error(text: str) -> None:
    printed = parse(text)
    if printed is not None:
        moment(day_of(printed, TODAY), printed.clock)
