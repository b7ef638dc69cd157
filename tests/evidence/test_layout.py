"""From lines to what a screen shows. The pages here are written down; drawn ones are read in test_ocr.py."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.layout import screen
from model.reading import App, Bubble, CallLine, Line, Page, Screen, Side

TODAY = date(2026, 11, 21)
WHITE, GREY, GREEN, BLUE, PAGE = (255, 255, 255), (233, 233, 235), (149, 236, 105), (0, 153, 255), (237, 237, 237)
BAR = [("21:08", 40, 14, 26), ("5G", 530, 14, 22), ("86%", 622, 14, 22)]
Spec = tuple[str, int, int, int] | tuple[str, int, int, int, tuple[int, int, int]]


def _wide(text: str, size: int) -> int:
    return round(sum(1 if ord(c) > 255 else 0.55 for c in text if c != " ") * size + 0.3 * size)


def _page(*specs: Spec, width: int = 720, height: int = 1480) -> Page:
    """Lines by text, left, top, letter size and the colour behind."""
    lines = []
    for text, left, top, size, *ground in specs:
        box = (left, top, left + _wide(text, size), top + round(size * 1.3))
        lines.append(Line(text, box, 0.99, ground[0] if ground else WHITE))
    return Page(width, height, 0, tuple(lines), 0.99)


def _centred(text: str, top: int, size: int = 24, ground: tuple[int, int, int] = WHITE) -> Spec:
    return (text, 360 - _wide(text, size) // 2, top, size, ground)


def _right(text: str, edge: int, top: int, size: int, ground: tuple[int, int, int] = WHITE) -> Spec:
    return (text, edge - _wide(text, size), top, size, ground)


def _read(*specs: Spec, today: date | None = TODAY) -> Screen:
    return screen(_page(*specs), today)


def _said(shown: Screen) -> list[tuple[str, Side, str | None, str | None]]:
    return [(b.text, b.side, b.sender, b.sent_at) for b in shown.bubbles]


SMS: Sequence[Spec] = (
    *BAR, ("<", 28, 84, 34), ("10690532981177", 88, 84, 34), _centred("昨天 22:47", 200),
    ("你再不还钱我们就联系你通讯录", 50, 260, 32, GREY), ("里的所有人。", 50, 306, 32, GREY),
    _right("请不要再联系我的家人", 670, 430, 32, BLUE), ("短信/彩信", 120, 1400, 26),
)  # fmt: skip


def test_a_thread_has_a_sender_sides_and_moments() -> None:
    shown = _read(*SMS)
    assert (shown.app, shown.sender, shown.calls) == (App.SMS, "10690532981177", ())
    assert _said(shown) == [
        ("你再不还钱我们就联系你通讯录里的所有人。", Side.THEIRS, "10690532981177", "2026-11-20T22:47"),
        ("请不要再联系我的家人", Side.MINE, None, "2026-11-20T22:47"),
    ]
    assert {bubble.time_shown for bubble in shown.bubbles} == {"昨天 22:47"}


def test_without_the_day_of_the_screenshot_a_relative_time_is_shown_and_not_computed() -> None:
    shown = _read(*SMS, today=None)
    assert [(bubble.sent_at, bubble.time_shown) for bubble in shown.bubbles] == [(None, "昨天 22:47")] * 2


def test_what_was_cut_away_is_not_invented() -> None:
    shown = _read(*(line for line in SMS[6:8]))
    assert (shown.app, shown.sender) == (App.UNKNOWN, None)
    assert [(b.sender, b.sent_at, b.time_shown) for b in shown.bubbles] == [(None, None, None)]


def test_a_first_sentence_is_no_head() -> None:
    shown = _read(
        ("别装死，半夜也给你打", 50, 40, 32, GREY), _centred("昨天 22:47", 200), ("还钱吧", 50, 260, 32, GREY)
    )
    assert shown.sender is None
    assert [bubble.text for bubble in shown.bubbles] == ["别装死，半夜也给你打", "还钱吧"]


def test_hours_under_bubbles_take_the_day_printed_above_them() -> None:
    shown = _read(
        *BAR, ("95188", 88, 84, 34), _centred("11月19日 星期四", 200), ("您的借款已经逾期请尽快处理", 50, 260, 32, GREY),
        ("上午9:26", 50, 320, 22), _right("好的好的好的", 670, 400, 32, BLUE), _right("上午9:31", 670, 460, 22),
    )  # fmt: skip
    assert [bubble.sent_at for bubble in shown.bubbles] == ["2026-11-19T09:26", "2026-11-19T09:31"]
    assert [bubble.time_shown for bubble in shown.bubbles] == ["上午9:26", "上午9:31"]


def test_wide_bubbles_are_told_by_colour_and_a_lone_odd_one_stays_unknown() -> None:
    wide = "我已经向平台申请协商还款请发"
    chat = (*BAR, _centred("速易花客服", 84, 34, PAGE), _centred("14:32", 200, 24, PAGE))
    shown = _read(*chat, (wide, 138, 260, 32, WHITE), (wide, 130, 400, 32, GREEN), ("还钱", 138, 540, 32, WHITE))
    assert [bubble.side for bubble in shown.bubbles] == [Side.THEIRS, Side.MINE, Side.THEIRS]
    assert (shown.app, shown.bubbles[0].sent_at) == (App.WECHAT, "2026-11-21T14:32")
    lone = screen(_page(("一二三四五六七八九十一二三四五六七八", 60, 260, 32, GREY)), TODAY)
    assert lone.bubbles[0].side is Side.UNKNOWN


def test_in_a_group_the_name_above_a_bubble_is_its_sender() -> None:
    shown = _read(
        *BAR, _centred("还款协商群(6)", 84, 34, PAGE), _centred("昨天 23:18", 200, 24, PAGE),
        ("法务小陈", 118, 250, 22, PAGE), ("别装死，半夜也给你打，打到你", 138, 310, 32, WHITE),
        ("催收主管老赵", 118, 480, 22, PAGE), ("还钱", 138, 540, 32, WHITE),
    )  # fmt: skip
    assert [(b.text, b.sender) for b in shown.bubbles] == [
        ("别装死，半夜也给你打，打到你", "法务小陈"), ("还钱", "催收主管老赵"),
    ]  # fmt: skip


def test_a_note_of_the_app_has_no_side_and_no_sender() -> None:
    note = "“速易花客服”撤回了一条消息"
    shown = _read(
        *BAR, _centred("速易花客服", 84, 34, PAGE), ("别装死半夜也给你打", 138, 260, 32), _centred(note, 400, 23, PAGE)
    )
    assert (shown.bubbles[1].text, shown.bubbles[1].side, shown.bubbles[1].sender) == (note, Side.UNKNOWN, None)


def test_words_under_the_head_say_qq() -> None:
    shown = _read(
        *BAR, _centred("委外部小刘", 76, 34), _centred("手机在线 - 5G", 122, 22), ("还钱还钱还钱", 138, 260, 32)
    )
    assert (shown.app, shown.sender) == (App.QQ, "委外部小刘")


@pytest.mark.parametrize(
    ("head", "sender"),
    [("<1295555", "95555"), ("<10690532981177", "10690532981177"), ("< 3159 1234 6608", "159 1234 6608"),
     ("<12345678", None), ("<13159123466081", None), ("<1012345", "12345"), ("<9595123", None),
     ("<400-812-6639", "400-812-6639"), ("< 159 1234 6608", "159 1234 6608"), ("<12+86 170 0912 5566", "+86 170 0912 5566")],
)  # fmt: skip
def test_a_number_that_runs_into_a_count_of_unread_messages_is_told_when_there_is_one_way_only(
    head: str, sender: str | None
) -> None:
    assert _read(*BAR, (head, 20, 84, 34), ("您的借款已逾期", 50, 260, 32)).sender == sender


def test_a_count_before_a_name_is_cut_off() -> None:
    assert _read(*BAR, ("<3李经理", 20, 84, 34), ("您的借款已逾期", 50, 260, 32)).sender == "李经理"


def test_a_list_of_conversations_gives_each_its_sender() -> None:
    shown = _read(
        *BAR, ("信息", 26, 79, 48), ("10690532981177", 130, 190, 32), _right("07:12", 694, 193, 22),
        ("【速易花】您的借款", 138, 240, 26), ("95188", 130, 318, 32), _right("昨天", 694, 320, 22),
        ("【安信贷】您本期应还", 138, 368, 26), ("妈妈", 130, 446, 32), _right("11月17日", 694, 448, 22),
        ("刚才有人打电话", 138, 496, 26),
    )  # fmt: skip
    assert (shown.app, shown.sender) == (App.SMS, None)
    assert [(b.sender, b.time_shown, b.sent_at) for b in shown.bubbles] == [
        ("10690532981177", "07:12", "2026-11-21T07:12"), ("95188", "昨天", None), ("妈妈", "11月17日", None),
    ]  # fmt: skip


def _log(*rows: tuple[str, str, str]) -> tuple[CallLine, ...]:
    specs: list[Spec] = [*BAR, ("通话记录", 36, 90, 44)]
    for i, (number, small, shown) in enumerate(rows):
        top = 190 + 124 * i
        specs += [(number, 80, top, 34), _right(shown, 690, top + 26, 24)]
        if small:
            specs.append((small, 80, top + 52, 24))
    result = _read(*specs)
    assert (result.app, result.bubbles) == (App.CALL_LOG, ())
    return result.calls


def test_a_call_log_says_what_it_prints() -> None:
    assert _log(
        ("159 1234 6608", "未接来电 响铃8秒", "今天 07:58"),
        ("0755-8812 6639", "呼入 2分13秒", "昨天 22:47"),
        ("400-812-6639", "呼出 1小时2分", "11月18日 12:06"),
        ("妈妈", "呼出 未接通", "前天 09:41"),
        ("95188", "广东深圳", "昨天"),
        ("95555", "来电 0秒", "星期三 10:00"),
    ) == (
        CallLine("159 1234 6608", "2026-11-21T07:58", "in", False, None),
        CallLine("0755-8812 6639", "2026-11-20T22:47", "in", True, 133),
        CallLine("400-812-6639", "2026-11-18T12:06", "out", True, 3720),
        CallLine("妈妈", "2026-11-19T09:41", "out", False, None),
        CallLine("95188", None, None, None, None),
        CallLine("95555", "2026-11-18T10:00", "in", False, 0),
    )


def test_a_row_that_stands_for_three_calls_is_three_calls_of_which_one_has_its_time() -> None:
    calls = _log(("159 1234 6608 (3)", "未接来电", "今天 07:58"), ("李经理(2)", "来电", "昨天 08:00"))
    assert [(call.number_or_name, call.at) for call in calls] == [
        ("159 1234 6608", "2026-11-21T07:58"), ("159 1234 6608", None), ("159 1234 6608", None),
        ("李经理(2)", "2026-11-20T08:00"),
    ]  # fmt: skip


def test_an_empty_page_shows_nothing() -> None:
    assert screen(Page(0, 0, 0, (), 0.0), TODAY) == Screen(App.UNKNOWN, None, (), ())


TEXTS = [
    "还钱",
    "昨天 22:47",
    "14:32",
    "95188",
    "<",
    "信息",
    "通话记录",
    "未接来电",
    "【速易花】您的借款",
    "(6)",
    "a",
    "，",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.integers(-50, 700), st.integers(-50, 1400), st.integers(1, 400),
                  st.integers(1, 80), st.none() | st.tuples(*[st.integers(0, 255)] * 3)),
        max_size=25,
    ),
    st.none() | st.just(TODAY),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_lines_give_a_screen_whose_words_all_come_from_the_lines(
    specs: list[tuple[str, int, int, int, int, tuple[int, int, int] | None]], today: date | None
) -> None:
    lines = tuple(Line(t, (x, y, x + w, y + h), 0.9, ground) for t, x, y, w, h, ground in specs)
    shown = screen(Page(720, 1480, 0, lines, 0.9), today)
    printed = {line.text for line in lines}
    senders = {shown.sender, *(b.sender for b in shown.bubbles), *(c.number_or_name for c in shown.calls)} - {None}
    assert senders <= printed | {text.lstrip("<") for text in printed}
    assert {b.time_shown for b in shown.bubbles} - {None} <= printed
    assert all(_made_of(bubble, printed) for bubble in shown.bubbles)
    if today is None:
        assert all(bubble.sent_at is None for bubble in shown.bubbles)


def _made_of(bubble: Bubble, printed: set[str]) -> bool:
    rest = bubble.text.replace(" ", "")
    for text in sorted(printed, key=len, reverse=True):
        rest = rest.replace(text.replace(" ", ""), "")
    return not rest
