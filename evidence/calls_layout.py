"""A call log: whose calls, when, in which direction, and for how long. Colour is not read: red alone says nothing."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from evidence.list_layout import Item, sent
from evidence.screen_frame import is_number, squeezed
from model.reading import App, CallLine, Screen

_NOT_THROUGH: Final = re.compile(r"未接通|无人接听|对方未接|已取消|未接听|拒接|未接|响铃")
_IN: Final = re.compile(r"呼入|来电|已接|拒接|响铃|未接(?!通|听)")
_OUT: Final = re.compile(r"呼出|去电|拨出|拨打|对方未接|已取消|无人接听")
_LENGTH: Final = re.compile(r"(?:(\d+)小时)?(?:(\d+)分钟?)?(?:(\d+)秒)?")
_RINGING: Final = re.compile(r"响铃\d*[秒声次]*")
_TIMES: Final = re.compile(r"[(（](\d{1,2})[)）]$")


def calls(entries: tuple[Item, ...], today: date | None) -> Screen:
    """The screen of a call log."""
    lines = tuple(call for entry in entries for call in _calls(entry, today))
    return Screen(App.CALL_LOG, None, (), lines)


def _calls(entry: Item, today: date | None) -> Iterator[CallLine]:
    """The calls of one entry: `159 1234 6608 (3)` stands for three, of which only the last has its time printed."""
    title, small = entry.lines[0].text, squeezed("".join(line.text for line in entry.lines[1:]))
    repeated = _TIMES.search(title)
    count = 1
    if repeated is not None and is_number(title[: repeated.start()]):
        title, count = title[: repeated.start()].strip(), max(1, int(repeated[1]))
    direction, connected, duration = _what_happened(small)
    yield CallLine(title, sent(entry, today), direction, connected, duration)
    for _ in range(count - 1):
        yield CallLine(title, None, direction, connected, None)


def _what_happened(small: str) -> tuple[str | None, bool | None, int | None]:
    """Direction, whether it came through, seconds; each only as far as the small print says it."""
    outward = _OUT.search(small) is not None
    direction = "out" if outward else "in" if _IN.search(small) else None
    if _NOT_THROUGH.search(small):
        return direction, False, None
    seconds = _seconds(_RINGING.sub("", small))
    return direction, None if seconds is None else seconds > 0, seconds


def _seconds(small: str) -> int | None:
    for found in _LENGTH.finditer(small):
        if any(found.groups()):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return hours * 3600 + minutes * 60 + seconds
    return None
