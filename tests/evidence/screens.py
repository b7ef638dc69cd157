"""Screens of phones, drawn from a known truth: what the reading of pictures is measured against.

Written before the rules that read them. All texts are made up; the fonts come with a wheel the project needs anyway,
so that every run draws the same pixels. Sizes are in dp (a phone is 360 wide); `scale` is pixels for one dp.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from model.reading import App, Bubble, CallLine, Screen, Side

FONTS: Final = Path(pylopdf_fonts_zh_cn.__file__).parent
SANS, SERIF = FONTS / "NotoSansSC-Regular.otf", FONTS / "NotoSerifSC-Regular.otf"
# Drawn with as well where they are installed; the suite does not need them.
SYSTEM_FONTS: Final = tuple(
    path for path in (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),) if path.exists()
)
WIDE: Final = 360
_TALLEST: Final = 4000
_WORD: Final = re.compile(r"[A-Za-z0-9.:/?=&%_+*-]+|.")
_NO_START: Final = set("，。！？；：、）】》”…,.!?;:)")
_NOWHERE: Final = (0, 0, 0, 0)


@dataclass(frozen=True)
class Said:
    """A message: the truth about it, and what is printed for its time under the bubble (`under`) if anything."""

    text: str
    side: Side = Side.THEIRS
    sent_at: str | None = None
    shown: str | None = None
    under: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Mark:
    """A centred line between messages: a time, or a note of the app when `note` is set."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a list of conversations: sender, first words, time as printed."""

    sender: str
    text: str
    shown: str
    sent_at: str | None


@dataclass(frozen=True)
class Call:
    """A row of a call log: the truth, the small print under the number, and the time as printed."""

    line: CallLine
    small: str
    shown: str


@dataclass(frozen=True)
class Look:
    """How an app looks."""

    app: App
    head: str = "centre"
    avatar: bool = False
    ground: str = "#ffffff"
    bar: str = "#ffffff"
    theirs: str = "#e9e9eb"
    mine: str = "#34c759"
    ink: str = "#111111"
    mine_ink: str = "#ffffff"
    grey: str = "#8e8e93"
    entry: str = ""
    under_head: str = ""
    unread: str = ""
    size: float = 16
    wide: float = 226
    room: float = 0  # more room at the edges
    pad: float = 11
    gap: float = 14
    clock_at: float = 22


ANDROID = Look(App.SMS, head="left", ground="#fafafa", theirs="#eeeeee", mine="#d3e3fd", mine_ink="#111111",
               entry="短信/彩信")  # fmt: skip
IOS = Look(App.SMS, entry="信息 · 短信")
WECHAT = Look(App.WECHAT, avatar=True, ground="#ededed", bar="#ededed", theirs="#ffffff", mine="#95ec69",
              mine_ink="#111111", grey="#b2b2b2")  # fmt: skip
QQ = Look(App.QQ, avatar=True, ground="#f1f1f1", bar="#f7f7f7", theirs="#ffffff", mine="#0099ff",
          grey="#999999", under_head="手机在线 - 5G")  # fmt: skip
CALLS = Look(App.CALL_LOG, head="left")


def dark(look: Look) -> Look:
    """The same app at night."""
    ground = "#111111" if look.app is App.WECHAT else "#000000"
    theirs = "#2c2c2c" if look.avatar else "#26252a"
    mine = {App.WECHAT: "#3eb575", App.QQ: "#0066cc"}.get(look.app, "#30904a")
    ink = "#e5e5e5"
    mine_ink = "#06120a" if look.app is App.WECHAT else "#ffffff"
    return replace(
        look, ground=ground, bar=ground, theirs=theirs, mine=mine, ink=ink, mine_ink=mine_ink, grey="#77777c"
    )


@dataclass(frozen=True)
class Drawn:
    """A picture and all that is true about it. `printed` is every line of content on it, top to bottom."""

    name: str
    picture: Image.Image
    truth: Screen
    printed: tuple[str, ...]


@dataclass
class Pen:
    """Draws in dp and remembers what was printed."""

    look: Look
    scale: float = 2.0
    font: Path = SANS
    y: float = 0.0
    printed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        size = (round(WIDE * self.scale), round(_TALLEST * self.scale))
        self.picture = Image.new("RGB", size, self.look.ground)
        self.draw = ImageDraw.Draw(self.picture)

    def face(self, size: float) -> ImageFont.FreeTypeFont:
        """The font at a size in dp."""
        return ImageFont.truetype(str(self.font), round(size * self.scale))

    def text(self, x: float, y: float, text: str, size: float, ink: str, anchor: str = "la") -> None:
        """One line; `anchor` as Pillow has it."""
        self.draw.text((x * self.scale, y * self.scale), text, font=self.face(size), fill=ink, anchor=anchor)

    def block(self, x0: float, y0: float, x1: float, y1: float, colour: str, radius: float = 0) -> None:
        """A rectangle, round at the corners if wished."""
        box = tuple(v * self.scale for v in (x0, y0, x1, y1))
        self.draw.rounded_rectangle(box, radius * self.scale, fill=colour)

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """The lines of a text that is `width` dp wide; Latin words and numbers stay whole."""
        face, lines, line = self.face(size), [], ""
        for word in _WORD.findall(text):
            while face.getlength(word) > width * self.scale:
                fits = max(i for i in range(1, len(word)) if face.getlength(line + word[:i]) <= width * self.scale)
                lines.append(line + word[:fits])
                line, word = "", word[fits:]
            if line and face.getlength(line + word) > width * self.scale and word not in _NO_START:
                lines.append(line)
                line = ""
            line += word
        return [*lines, line]

    def status(self, clock: str) -> None:
        """The bar of the phone itself: clock, network, battery."""
        self.block(0, 0, WIDE, 28, self.look.bar)
        self.text(self.look.clock_at, 7, clock, 13, self.look.ink)
        self.text(268, 8, "5G", 11, self.look.ink)
        self.text(338, 8, "86%", 11, self.look.ink, "ra")
        self.y = 28

    def head(self, title: str) -> None:
        """Back arrow and title."""
        self.block(0, self.y, WIDE, self.y + 56, self.look.bar)
        arrow = [(x * self.scale, (self.y + dy) * self.scale) for x, dy in ((22, 17), (14, 26), (22, 35))]
        self.draw.line(arrow, fill=self.look.ink, width=round(1.6 * self.scale))
        if self.look.unread and self.look.head == "centre":
            self.text(26, self.y + 15, self.look.unread, 15, self.look.ink)
        left = self.look.head == "left"
        where = (44.0, "la") if left else (WIDE / 2, "ma")
        top = self.y + (6 if self.look.under_head else 14)
        self.text(where[0], top, title, 17, self.look.ink, where[1])
        if self.look.under_head:
            self.text(where[0], self.y + 33, self.look.under_head, 11, self.look.grey, where[1])
        self.printed.append(title)
        self.y += 60

    def avatar(self, x: float, colour: str) -> None:
        """A picture of a person, without letters."""
        self.block(x, self.y, x + 38, self.y + 38, colour, 5 if self.look.app is App.WECHAT else 19)

    def mark(self, mark: Mark) -> None:
        """A centred time or note."""
        self.text(WIDE / 2, self.y + 8, mark.text, 12, self.look.grey, "ma")
        self.printed.append(mark.text)
        self.y += 34

    def said(self, said: Said) -> None:
        """A bubble with its avatar, its name above and its time below, as the look has them."""
        look, mine = self.look, said.side is Side.MINE
        edge = look.room + (58.0 if look.avatar else 14.0)
        if look.avatar:
            self.avatar(WIDE - 48 if mine else 10, "#5a8ca8" if mine else "#b0785a")
        if said.name:
            self.text(edge + 2, self.y - 2, said.name, 11, look.grey)
            self.printed.append(said.name)
            self.y += 18
        self._bubble(said, edge)
        if said.under:
            where = (WIDE - edge - 2, "ra") if mine else (edge + 2, "la")
            self.text(where[0], self.y + 3, said.under, 11, look.grey, where[1])
            self.printed.append(said.under)
            self.y += 20
        self.y += look.gap

    def _bubble(self, said: Said, edge: float) -> None:
        look, mine, pad, size = self.look, said.side is Side.MINE, self.look.pad, self.look.size
        lines, step = self.wrap(said.text, size, look.wide), size * 1.44
        wide = max(self.face(size).getlength(line) for line in lines) / self.scale + 2 * pad
        high = step * len(lines) + 2 * pad - 3
        x = WIDE - edge - wide if mine else edge
        self.block(x, self.y, x + wide, self.y + high, look.mine if mine else look.theirs, 6 if look.avatar else 14)
        for i, line in enumerate(lines):
            self.text(x + pad, self.y + pad - 3 + step * i, line, size, look.mine_ink if mine else look.ink)
        self.printed.append(said.text)
        self.y += high

    def entry(self, least: float) -> None:
        """The bar to write in, at the foot of the screen."""
        self.y = max(self.y, least - 52)
        self.block(0, self.y, WIDE, self.y + 52, self.look.bar)
        self.block(48, self.y + 9, WIDE - 90, self.y + 43, self.look.theirs, 8)
        if self.look.entry:
            self.text(60, self.y + 17, self.look.entry, 13, self.look.grey)
        self.y += 52

    def done(self) -> Image.Image:
        """The picture down to where the pen stands."""
        return self.picture.crop((0, 0, self.picture.width, round(self.y * self.scale)))


def chat(
    name: str, look: Look, sender: str, said: Sequence[Said | Mark], *, scale: float = 2.0, font: Path = SANS,
    clock: str = "21:08", status: bool = True, least: float = 740,
) -> Drawn:  # fmt: skip
    """A thread. Without `status` it is a cut-out that starts at the head."""
    pen = Pen(look, scale, font)
    if status:
        pen.status(clock)
    pen.head(sender)
    pen.y += 8
    for entry in said:
        pen.said(entry) if isinstance(entry, Said) else pen.mark(entry)
    pen.entry(least)
    return Drawn(name, pen.done(), Screen(look.app, sender, tuple(_bubbles(sender, said)), ()), tuple(pen.printed))


def _bubbles(sender: str, said: Iterable[Said | Mark]) -> Iterable[Bubble]:
    for entry in said:
        if isinstance(entry, Mark):
            if entry.note:
                yield Bubble(entry.text, Side.UNKNOWN, None, None, None, _NOWHERE)
        else:
            who = None if entry.side is Side.MINE else entry.name or sender
            yield Bubble(entry.text, entry.side, who, entry.sent_at, entry.shown or entry.under, _NOWHERE)


def inbox(name: str, look: Look, title: str, rows: Sequence[Row], *, scale: float = 2.0, font: Path = SANS) -> Drawn:
    """A list of conversations."""
    pen = Pen(look, scale, font)
    pen.status("21:08")
    pen.text(18, pen.y + 10, title, 24, look.ink)
    pen.y += 62
    for row in rows:
        pen.block(16, pen.y + 4, 56, pen.y + 44, "#8aa0b8", 20)
        pen.text(68, pen.y + 2, row.sender, 16, look.ink)
        pen.text(WIDE - 16, pen.y + 5, row.shown, 12, look.grey, "ra")
        pen.text(68, pen.y + 28, row.text, 13, look.grey)
        pen.printed += [row.sender, row.text]
        pen.y += 64
    pen.y = max(pen.y, 740)
    bubbles = tuple(Bubble(r.text, Side.UNKNOWN, r.sender, r.sent_at, r.shown, _NOWHERE) for r in rows)
    return Drawn(name, pen.done(), Screen(look.app, None, bubbles, ()), tuple(pen.printed))


def call_log(
    name: str, look: Look, title: str, calls: Sequence[Call], *, scale: float = 2.0, font: Path = SANS
) -> Drawn:
    """The list of calls of a phone."""
    pen = Pen(look, scale, font)
    pen.status("21:08")
    pen.text(18, pen.y + 10, title, 22, look.ink)
    pen.y += 58
    for call in calls:
        missed = call.line.connected is False and call.line.direction == "in"
        pen.text(40, pen.y + 4, call.line.number_or_name, 17, "#e0403a" if missed else look.ink)
        pen.text(WIDE - 16, pen.y + 16, call.shown, 12, look.grey, "ra")
        if call.small:
            pen.text(40, pen.y + 30, call.small, 12, look.grey)
        pen.printed += [call.line.number_or_name, call.small]
        pen.y += 62
    pen.y = max(pen.y, 740)
    return Drawn(name, pen.done(), Screen(look.app, None, (), tuple(c.line for c in calls)), tuple(pen.printed))
