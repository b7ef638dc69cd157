"""A thread on a screen: separators, bubbles joined over their lines, and the edge on which each bubble hangs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from evidence.printed_time import Printed, day_of, moment
from evidence.screen_frame import Framed, far_apart, is_number, middle, pitch, sender_at, squeezed
from model.reading import App, Box, Bubble, Colour, Line, Screen, Side

NEXT_LINE: Final = 2.1  # lines of one bubble are at most this many characters apart, middle to middle
SAME_EDGE: Final = 1.3  # and begin within this many characters of each other
SMALLER: Final = 0.84  # names, notes and hours are printed this much smaller than the words of a bubble
DECIDED: Final = 0.16  # of half a screen: a bubble this much nearer to one edge hangs on it,
DECIDED_WIDE: Final = 0.35  # and this much when it is wider than half a screen and so reaches towards both
SAME_GROUND: Final = 45  # bubbles of one side anywhere on the screen, under whatever light
ONE_GROUND: Final = 60  # lines of one bubble
VIVID: Final = 60  # apps with pictures of people give colour to the owner's bubbles only

_GROUP: Final = re.compile(r".+[(（]\d{1,3}[)）]")
_ONLINE: Final = re.compile(r"(?:手机|电脑|wifi|4g|5g|iphone|android|.{0,8})在线.{0,14}|离线.{0,8}")
_SMS_FOOT: Final = re.compile(r"短信|彩信|信息|imessage|rcs")
_WECHAT_FOOT: Final = "按住说话"
_WECHAT_GROUNDS: Final = ((0xED, 0xED, 0xED), (0x11, 0x11, 0x11))
# Of half a screen: text that begins nearer to the middle leaves room for a picture. The bar of the phone, by which half
# a screen is told when it is there, does not reach to the very edge.
_AVATAR, _AVATAR_BELOW_BAR = 0.8, 0.88


@dataclass
class _Group:
    """Lines that stand together, with what stands above and below them."""

    lines: list[Line]
    time: Line | None
    day: Printed | None
    small: bool
    name: str | None = None
    under: Line | None = None
    side: Side = Side.UNKNOWN
    edges: Box = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """The box around all lines."""
        boxes = [line.box for line in self.lines]
        self.edges = (min(b[0] for b in boxes), min(b[1] for b in boxes),
                      max(b[2] for b in boxes), max(b[3] for b in boxes))  # fmt: skip

    @property
    def ground(self) -> Colour | None:
        """The colour of the bubble: that of its longest line."""
        return max(self.lines, key=lambda line: line.box[2] - line.box[0]).ground


def thread(framed: Framed, today: date | None) -> Screen:
    """The screen of a thread with one person, or with several when the head counts them."""
    head = sender_at(framed.head)
    several = head is not None and _GROUP.fullmatch(head) is not None
    groups = _named(_groups(framed), framed, several)
    _take_sides(groups, framed)
    bubbles = tuple(_bubble(group, framed, None if several else head, today) for group in groups)
    return Screen(_app(framed, head, groups), head, bubbles, ())


def _groups(framed: Framed) -> list[_Group]:
    groups: list[_Group] = []
    time: Line | None = None
    day: Printed | None = None
    for line in framed.body:
        if line in framed.times:
            if _is_under(line, groups, framed):
                groups[-1].under = line
                continue
            time, printed = line, framed.times[line]
            day = printed if printed.names_a_day else None
        elif groups and groups[-1].time is time and _goes_on(groups[-1], line, framed):
            groups[-1].lines.append(line)
            groups[-1].measure()
        else:
            groups.append(_Group([line], time, day, pitch(line) < framed.pitch * SMALLER and len(line.text) > 1))
    return groups


def _is_under(line: Line, groups: Sequence[_Group], framed: Framed) -> bool:
    """An hour below a bubble, at its edge, and not in the middle of the screen."""
    if not groups or framed.times[line].names_a_day or groups[-1].under is not None:
        return False
    close = line.box[1] - groups[-1].edges[3] < framed.pitch * 1.6
    return close and abs(middle(line)[0] - framed.axis) > framed.half * 0.15


def _goes_on(group: _Group, line: Line, framed: Framed) -> bool:
    """Whether a line belongs to the bubble above it."""
    last = group.lines[-1]
    beside = middle(line)[1] < last.box[3] and line.box[0] >= last.box[2]
    near = middle(line)[1] - middle(last)[1] < framed.pitch * NEXT_LINE
    edge = abs(line.box[0] - min(one.box[0] for one in group.lines)) < framed.pitch * SAME_EDGE
    small = pitch(line) < framed.pitch * SMALLER and len(line.text) > 2
    same_print = group.under is None and (small == group.small or (len(line.text) < 4 and not group.small))
    return near and (edge or beside) and same_print and far_apart(group.ground, line.ground) < ONE_GROUND


def _named(groups: list[_Group], framed: Framed, several: bool) -> list[_Group]:
    """Small print right above a bubble at the left is the name of who wrote it, where several people write."""
    kept: list[_Group] = []
    name: str | None = None
    for i, group in enumerate(groups):
        below = groups[i + 1] if i + 1 < len(groups) else None
        if several and below is not None and _is_name(group, below, framed):
            name = group.lines[0].text
            continue
        group.name, name = name, None
        kept.append(group)
    return kept


def _is_name(group: _Group, below: _Group, framed: Framed) -> bool:
    line = group.lines[0]
    close = below.edges[1] - line.box[3] < framed.pitch * 2
    left = line.box[2] < framed.axis + framed.half * 0.5 and abs(line.box[0] - below.edges[0]) < framed.pitch * 2
    return group.small and len(group.lines) == 1 and below.time is group.time and close and left and not below.small


def _take_sides(groups: Sequence[_Group], framed: Framed) -> None:
    """First by the edge a bubble hangs on; a bubble that reaches towards both then by its colour."""
    bubbles = [group for group in groups if not _is_note(group, framed)]
    for group in bubbles:
        group.side = Side.THEIRS if group.name is not None else _by_edge(group, framed)
    decided = [(group.side, group.ground) for group in bubbles if group.side is not Side.UNKNOWN]
    pictured = _has_avatars(bubbles, framed)
    for group in bubbles:
        if group.side is Side.UNKNOWN:
            group.side = _by_colour(group.ground, decided, pictured)


def _by_edge(group: _Group, framed: Framed) -> Side:
    left, right = framed.axis - group.edges[0], group.edges[2] - framed.axis
    needed = framed.half * (DECIDED if left + right < framed.half else DECIDED_WIDE)
    margins = sorted((framed.half - left, framed.half - right))
    hugs = max(left, right) > framed.half * _AVATAR and margins[1] > 2.5 * abs(margins[0]) + framed.half * 0.12
    if abs(left - right) < needed and not hugs:
        return Side.UNKNOWN
    return Side.THEIRS if left > right else Side.MINE


def _is_note(group: _Group, framed: Framed) -> bool:
    """A line of the app itself: small, and in the middle."""
    return group.small and abs((group.edges[0] + group.edges[2]) / 2 - framed.axis) < framed.half * 0.12


def _by_colour(ground: Colour | None, decided: Sequence[tuple[Side, Colour | None]], pictured: bool) -> Side:
    """The side of the bubbles that have this colour; or what its colour says in apps that show pictures of people."""
    if ground is None:
        return Side.UNKNOWN
    alike = {side for side, other in decided if other is not None and far_apart(ground, other) < SAME_GROUND}
    if len(alike) == 1:
        return alike.pop()
    if alike or not pictured:
        return Side.UNKNOWN
    return Side.MINE if max(ground) - min(ground) > VIVID else Side.THEIRS


def _has_avatars(bubbles: Sequence[_Group], framed: Framed) -> bool:
    """Whether the bubbles leave room for pictures of people at the left edge."""
    lefts = [framed.axis - group.edges[0] for group in bubbles]
    return bool(lefts) and max(lefts) < framed.half * (_AVATAR_BELOW_BAR if framed.status else _AVATAR)


def _bubble(group: _Group, framed: Framed, head: str | None, today: date | None) -> Bubble:
    note = _is_note(group, framed)
    sender = None if note or group.side is not Side.THEIRS else group.name or head
    shown = group.under or group.time
    if note or shown is None:
        return Bubble(_joined(group.lines), group.side, sender, None, None, group.edges)
    clock = framed.times[shown].clock
    # Between messages an hour without a day is today's; under a bubble it is of the day printed above.
    between = group.under is None and group.day is None and framed.times[shown].clock is not None
    day = today if between else None if group.day is None else day_of(group.day, today)
    return Bubble(_joined(group.lines), group.side, sender, moment(day, clock), shown.text, group.edges)


def _joined(lines: Sequence[Line]) -> str:
    """Chinese runs on over the end of a line; between two Latin words the break was a blank."""
    text = ""
    for line in lines:
        both = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if both else "") + line.text
    return text


def _app(framed: Framed, head: str | None, groups: Sequence[_Group]) -> App:
    """By the words of the app, then by the number at the head, then by the room for pictures and the colours."""
    foot = squeezed("".join(line.text for line in framed.foot))
    if _WECHAT_FOOT in foot:
        return App.WECHAT
    if any(_ONLINE.fullmatch(squeezed(line.text)) for line in framed.head[1:]):
        return App.QQ
    if _SMS_FOOT.search(foot) or (head is not None and is_number(head)):
        return App.SMS
    return _app_by_look(framed, groups)


def _app_by_look(framed: Framed, groups: Sequence[_Group]) -> App:
    if not _has_avatars([group for group in groups if not _is_note(group, framed)], framed):
        return App.UNKNOWN
    if any(_is_green(group.ground) for group in groups if group.side is Side.MINE):
        return App.WECHAT
    page = [line.ground for line in framed.times if line.ground is not None]
    plain = page and all(any(far_apart(ground, known) < 8 for known in _WECHAT_GROUNDS) for ground in page)
    return App.WECHAT if plain else App.UNKNOWN


def _is_green(ground: Colour | None) -> bool:
    return ground is not None and ground[1] - max(ground[0], ground[2]) > 25
