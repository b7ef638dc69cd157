"""The frame of a screen: what belongs to the phone, what stands at the head, what is left as content, and the scale."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, median_high
from typing import Final

from evidence.printed_time import Printed, parse
from evidence.reading_order import rows
from model.reading import Colour, Line, Page

_CLOCK: Final = re.compile(r"\D?\d{1,2}[:：]\d{2}\D?")
_PHONE_BAR: Final = re.compile(
    r"(?:[2-6]G[+A]?|LTE|HD\d?|VoLTE|Wi-?Fi|WLAN|NFC|中国移动|中国联通|中国电信|中国广电|无服务|\d{1,3}%?|[\d.]+[KM]B?/s|\W+|.)+",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"[<＜〈‹くVv√✓∠L(（]?\s*\d{0,2}\+?")
_MERGED_ARROW: Final = re.compile(r"[<＜〈‹く]\s*(?:\d{1,3}(?=[^\d\s\-()]))?\s*")
_ENTRY: Final = frozenset({
    "短信/彩信", "短信", "彩信", "信息", "信息短信", "发短信", "发送短信", "文本信息", "短信信息", "编辑短信", "输入短信",
    "imessage信息", "imessage", "发送消息", "发消息", "按住说话", "发送", "输入消息", "说点什么", "短信sms", "rcs消息",
})  # fmt: skip
_CALL_TITLES: Final = frozenset(
    {"通话记录", "最近通话", "通话", "全部通话", "所有通话", "未接来电", "电话", "最近", "通话详情", "来电记录"}
)
_CALL_WORDS: Final = re.compile(r"呼入|呼出|来电|去电|未接|已接|拒接|响铃|拨出|接听|无人接听")
_SENTENCE: Final = re.compile(r"[，。！？；、,!?;]")
_NUMBER: Final = re.compile(r"\+?[\d\s\-()（）]{3,24}")
# Mobile, short-message gateway, service and landline numbers of mainland China.
_SENDER: Final = re.compile(r"(?:1[3-9]\d{9}|106\d{5,17}|9[56]\d{3,6}|400\d{7}|0[1-9]\d{8,10}|100\d{2}|12\d{3})")
_FULL: Final = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Framed:
    """A page sorted out.

    `axis`: the middle of the screen in pixels; `half`: from there to what counts as its edge; `pitch`: the width of a
    Chinese character of the body; `status`: whether the bar of the phone is on the picture.
    """

    head: tuple[Line, ...]
    body: tuple[Line, ...]
    foot: tuple[Line, ...]
    times: dict[Line, Printed]
    axis: float
    half: float
    pitch: float
    status: bool
    is_call_log: bool


def frame(page: Page) -> Framed:
    """Sort out the lines of a page; works on any page, also one without lines."""
    times = {line: printed for line in page.lines if (printed := parse(line.text)) is not None}
    sorted_rows = rows(page.lines)
    bar, rest = _phone_bar(sorted_rows, page)
    for line in bar:
        times.pop(line, None)
    axis = _axis(times, page)
    half = max((abs(edge - axis) for line in bar for edge in (line.box[0], line.box[2])), default=page.width / 2)
    scale = _pitch_of_body(rest, times, page)
    head, body = _head(rest, times, bool(bar), axis, half, scale)
    body, foot = _foot(body)
    return Framed(
        tuple(line for row in head for line in row),
        tuple(line for row in body for line in row),
        foot, times, axis, half, scale, bool(bar), _is_call_log(rest),
    )  # fmt: skip


def pitch(line: Line) -> float:
    """The width of a Chinese character in a line, told from the length of its text."""
    letters = sum(1.0 if unicodedata.east_asian_width(c) in _FULL else 0.55 for c in line.text if not c.isspace())
    return (line.box[2] - line.box[0]) / max(letters + 0.3, 1.0)


def middle(line: Line) -> tuple[float, float]:
    """The middle of a line."""
    left, top, right, bottom = line.box
    return (left + right) / 2, (top + bottom) / 2


def is_number(text: str) -> bool:
    """Whether a text is a telephone number and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None and sum(c.isdigit() for c in text) >= 3


def squeezed(text: str) -> str:
    """A text without blanks, in compatibility form and small letters, to be held against a list of words."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def far_apart(a: Colour | None, b: Colour | None) -> int:
    """How different two colours are; 0 when one of them is not known."""
    return 0 if a is None or b is None else sum(abs(x - y) for x, y in zip(a, b, strict=True))


def sender_at(head: Sequence[Line]) -> str | None:
    """The number or name in the lines of a head."""
    for line in head:
        text = re.sub(r"\s*[>＞〉›]$", "", line.text).strip()
        if _ARROW.fullmatch(text) is not None:
            continue
        arrow = _MERGED_ARROW.match(text)
        if arrow is not None:
            text = text[arrow.end() :]
        return _after_count(text) if arrow is not None and text[:1].isdigit() else text or None
    return None


def _after_count(digits: str) -> str | None:
    """Digits that run on from the arrow back may begin with a count of unread messages. They are a number when there
    is one way only to take off up to three of them and keep what a sender's number looks like."""
    rests = [digits[count:].strip() for count in range(4)]
    senders = [rest for rest in rests if _SENDER.fullmatch(re.sub(r"[\s\-]", "", rest))]
    return senders[0] if len(senders) == 1 else None


def _phone_bar(sorted_rows: list[list[Line]], page: Page) -> tuple[list[Line], list[list[Line]]]:
    """The first row when it is the bar of the phone: a clock and short signs, nothing else."""
    if not sorted_rows:
        return [], []
    first = sorted_rows[0]
    clocks = [line for line in first if _CLOCK.fullmatch(line.text.strip())]
    signs = all(_PHONE_BAR.fullmatch(line.text) and len(line.text) < 9 for line in first if line not in clocks)
    below = sorted_rows[1][0].box[1] if len(sorted_rows) > 1 else page.height
    alone = len(first) > 1 or (
        abs(middle(first[0])[0] - page.width / 2) > page.width * 0.15 and below > first[0].box[3]
    )
    return (first, sorted_rows[1:]) if clocks and signs and alone else ([], sorted_rows)


def _axis(times: dict[Line, Printed], page: Page) -> float:
    """Where centred print is centred. Only times that name a day and hour stand in the middle for certain."""
    centred = [middle(line)[0] for line, time in times.items() if time.names_a_day]
    near = [x for x in centred if abs(x - page.width / 2) < page.width * 0.2]
    return median(near) if near else page.width / 2


def _pitch_of_body(sorted_rows: list[list[Line]], times: dict[Line, Printed], page: Page) -> float:
    """The letters of most lines; of two kinds that are as many, the larger: names and notes are small."""
    pitches = [pitch(line) for row in sorted_rows for line in row if len(line.text) >= 6 and line not in times]
    return median_high(pitches) if pitches else page.width / 22


def _head(
    sorted_rows: list[list[Line]], times: dict[Line, Printed], bar: bool, axis: float, half: float, scale: float
) -> tuple[list[list[Line]], list[list[Line]]]:
    """The rows at the top that are the head: the title, and what stands close below it in smaller print."""
    if not sorted_rows or not _is_title(sorted_rows[0], times, bar, axis, half):
        return [], sorted_rows
    count = 1
    while count < len(sorted_rows) and _is_under_title(sorted_rows[count], sorted_rows[0], times, scale):
        count += 1
    return sorted_rows[:count], sorted_rows[count:]


def _is_title(row: list[Line], times: dict[Line, Printed], bar: bool, axis: float, half: float) -> bool:
    named = [line for line in row if _ARROW.fullmatch(line.text) is None]
    if len(named) != 1 or named[0] in times or len(named[0].text) > 28:
        return False
    arrow = len(named) < len(row) or _MERGED_ARROW.match(named[0].text) is not None
    if _SENTENCE.search(named[0].text) and not ((bar or arrow) and len(named[0].text) <= 12):
        return False
    left, _, right, _ = named[0].box
    centred = abs(middle(named[0])[0] - axis) < half * 0.08 and right - left < half
    return bar or arrow or centred or is_number(named[0].text)


def _is_under_title(row: list[Line], title: list[Line], times: dict[Line, Printed], scale: float) -> bool:
    named = max(title, key=lambda line: len(line.text))
    close = row[0].box[1] - named.box[3] < scale * 0.9
    small = all(pitch(line) < pitch(named) * 0.85 and line not in times for line in row)
    return close and small and not any(_SENTENCE.search(line.text) for line in row)


def _foot(body: list[list[Line]]) -> tuple[list[list[Line]], tuple[Line, ...]]:
    """The bar to write in, when it is the last thing on the screen."""
    foot: tuple[Line, ...] = ()
    while body and all(squeezed(re.sub(r"[·•・.\s]", "", line.text)) in _ENTRY for line in body[-1]):
        foot = (*body[-1], *foot)
        body = body[:-1]
    return body, foot


def _is_call_log(sorted_rows: list[list[Line]]) -> bool:
    """By its title, or by what it says of calls in small print."""
    titles = {squeezed(line.text) for row in sorted_rows[:2] for line in row}
    told = sum(1 for row in sorted_rows for line in row if len(line.text) < 16 and _CALL_WORDS.search(line.text))
    return bool(titles & _CALL_TITLES) or told >= 2
