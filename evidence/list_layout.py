"""Lists on a screen: entries with a time at the right edge, each with its title and its small print."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from evidence.printed_time import Printed, day_of, moment
from evidence.screen_frame import Framed, is_number, middle, pitch, sender_at, squeezed
from model.reading import App, Box, Bubble, Line, Screen, Side

LEAST: Final = 2
_TITLES: Final = {
    "信息": App.SMS, "短信": App.SMS, "短信息": App.SMS, "messages": App.SMS, "微信": App.WECHAT, "qq": App.QQ,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: the lines at the left, top to bottom, and the time at the right; `day` is the heading above it."""

    lines: tuple[Line, ...]
    time: Line
    printed: Printed
    day: Printed | None


def items(framed: Framed) -> tuple[Item, ...]:
    """The entries of a list, none when the screen shows no list."""
    # Below the bar of the phone the head is a title; without it the first entry may have been taken for one.
    lines = [*framed.body] if framed.status else [*framed.head, *framed.body]
    times = [line for line in lines if line in framed.times and middle(line)[0] > framed.axis + framed.half * 0.3]
    headings = [line for line in lines if line in framed.times and line not in times]
    found = [_item(framed, time, times, headings, lines) for time in times]
    whole = tuple(item for item in found if item is not None)
    return whole if len(whole) >= LEAST and _aligned(whole, framed) else ()


def inbox(framed: Framed, entries: tuple[Item, ...], today: date | None) -> Screen:
    """A list of conversations: each entry is a bubble of its sender, and whose words it shows is not known."""
    bubbles = tuple(_bubble(entry, today) for entry in entries)
    title = squeezed(sender_at(framed.head) or "").split("(")[0]
    numbers = sum(is_number(entry.lines[0].text) for entry in entries)
    app = _TITLES.get(title, App.SMS if numbers * 2 > len(entries) else App.UNKNOWN)
    return Screen(app, None, bubbles, ())


def sent(item: Item, today: date | None) -> str | None:
    """The moment of an entry. Lists leave the day out for today only, unless a heading names it."""
    if item.printed.names_a_day:
        return moment(day_of(item.printed, today), item.printed.clock)
    return moment(today if item.day is None else day_of(item.day, today), item.printed.clock)


def _item(framed: Framed, time: Line, times: list[Line], headings: list[Line], lines: list[Line]) -> Item | None:
    """The lines that are nearer to this time than to any other, if the time stands beside them and not below."""
    reach = framed.pitch * 3
    own = tuple(
        line for line in lines
        if line not in framed.times and line.box[0] < framed.axis and _gap(line, time) < reach
        and min(times, key=lambda other: _gap(line, other)) is time and line.box[2] <= time.box[0]
    )  # fmt: skip
    own = own if len(own) < 2 else _without_title(own)
    if not own or not own[0].box[1] < middle(time)[1] < own[-1].box[3]:
        return None
    above = [line for line in headings if middle(line)[1] < middle(time)[1] and framed.times[line].clock is None]
    return Item(own, time, framed.times[time], framed.times[above[-1]] if above else None)


def _without_title(own: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without the title of the list, which is far larger than the title of an entry."""
    return own[1:] if pitch(own[0]) > pitch(own[1]) * 1.25 and own[0].box[0] < own[1].box[0] - pitch(own[1]) else own


def _aligned(whole: tuple[Item, ...], framed: Framed) -> bool:
    """Most entries begin at the same place."""
    lefts = sorted(item.lines[0].box[0] for item in whole)
    common = lefts[len(lefts) // 2]
    return sum(abs(left - common) < framed.pitch * 1.2 for left in lefts) * 3 >= len(lefts) * 2


def _gap(line: Line, time: Line) -> float:
    return abs(middle(line)[1] - middle(time)[1])


def _bubble(item: Item, today: date | None) -> Bubble:
    text = "".join(line.text for line in item.lines[1:])
    sender = item.lines[0].text
    return Bubble(text, Side.UNKNOWN, sender, sent(item, today), item.time.text, _around(item))


def _around(item: Item) -> Box:
    lines = (*item.lines, item.time)
    return (
        min(line.box[0] for line in lines), min(line.box[1] for line in lines),
        max(line.box[2] for line in lines), max(line.box[3] for line in lines),
    )  # fmt: skip
