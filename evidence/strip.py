"""A calendar heat strip: one line for each day, one field for each hour in China, as a PNG.

It holds digits only, so it is the same in every language; the message under it says in words what it shows. The
number stands in every field: colour adds to it and is never the only sign. Shades go from light to dark in one hue,
which every eye can tell apart. The hours from 22 to 8 have a hatched ground.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

# More days than this are no longer legible on a phone.
MOST_DAYS: Final = 31
HOURS: Final = 24

_SCALE: Final = 2
_CELL: Final = 30 * _SCALE
_LABEL: Final = 70 * _SCALE
_HEAD: Final = 44 * _SCALE
_EDGE: Final = 12 * _SCALE
_GAP: Final = 12 * _SCALE
_WIDE: Final = 54 * _SCALE
_NIGHT: Final = frozenset((*range(22, 24), *range(8)))

_PAPER: Final = "#ffffff"
_INK: Final = "#1a1a1a"
_FAINT: Final = "#8a8a8a"
_LINE: Final = "#d5d5d5"
_NIGHT_GROUND: Final = "#ebe7f2"
_HATCH: Final = "#d3cbe3"
# One hue, each step darker: 1, 2, 3-4, 5-8, 9 and more.
_SHADES: Final = ("#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c")
_STEPS: Final = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day in China: contacts by hour (24 numbers), those of no known hour, and about how many more are told of."""

    day: date
    hours: tuple[int, ...]
    no_hour: int = 0
    estimated: int = 0


def draw(days: Sequence[StripDay]) -> bytes:
    """The strip of these days, one under the other, as a PNG. Raises ValueError for none, too many, or a false day."""
    if not 1 <= len(days) <= MOST_DAYS or any(len(day.hours) != HOURS for day in days):
        raise ValueError("a strip has 1 to 31 days of 24 hours each")
    width = 2 * _EDGE + _LABEL + HOURS * _CELL + 2 * (_GAP + _WIDE)
    picture = Image.new("RGB", (width, 2 * _EDGE + _HEAD + len(days) * _CELL), _PAPER)
    pen = ImageDraw.Draw(picture)
    _head(pen)
    for row, day in enumerate(days):
        _row(pen, _EDGE + _HEAD + row * _CELL, day)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG")
    return out.getvalue()


def _head(pen: ImageDraw.ImageDraw) -> None:
    """The hours at which a field begins, a moon over the night, and what the two fields at the end stand for."""
    for hour in range(HOURS + 1):
        if hour % 4 == 0 or hour in (8, 22):
            _write(pen, _left(hour), _EDGE + _HEAD - 12 * _SCALE, str(hour), _INK)
    for hour in (4, 23):
        _moon(pen, _left(hour), _EDGE + 9 * _SCALE)
    for place, sign in enumerate(("?", "~")):
        _write(pen, _aside(place) + _WIDE // 2, _EDGE + _HEAD - 12 * _SCALE, sign, _INK)


def _moon(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    radius = 7 * _SCALE
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_INK)
    shift = 5 * _SCALE
    pen.ellipse((x - radius + shift, y - radius - 2, x + radius + shift, y + radius - 2), fill=_PAPER)


def _row(pen: ImageDraw.ImageDraw, top: int, day: StripDay) -> None:
    middle = top + _CELL // 2
    _write(pen, _EDGE + _LABEL // 2, middle, f"{day.day:%m-%d}", _INK if _any(day) else _FAINT)
    for hour, number in enumerate(day.hours):
        box = (_left(hour), top, _left(hour + 1), top + _CELL)
        if hour in _NIGHT:
            _hatch(pen, box)
        if number:
            pen.rectangle(box, fill=_shade(number))
            _write(pen, _left(hour) + _CELL // 2, middle, str(number), _INK if number < 5 else _PAPER)
        pen.rectangle(box, outline=_LINE, width=_SCALE)
    for place, sign in enumerate((str(day.no_hour or ""), f"~{day.estimated}" if day.estimated else "")):
        if sign:
            left = _aside(place)
            pen.rectangle((left, top + 2, left + _WIDE, top + _CELL - 2), outline=_FAINT, width=_SCALE)
            _write(pen, left + _WIDE // 2, middle, sign, _INK)


def _any(day: StripDay) -> bool:
    return bool(sum(day.hours) or day.no_hour or day.estimated)


def _hatch(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    pen.rectangle(box, fill=_NIGHT_GROUND)
    for start in range(left, right, 7 * _SCALE):
        pen.line(
            (start, bottom, min(start + _CELL, right), max(bottom - (right - start), top)), fill=_HATCH, width=_SCALE
        )


def _shade(number: int) -> str:
    return _SHADES[sum(number > step for step in _STEPS)]


def _left(hour: int) -> int:
    return _EDGE + _LABEL + hour * _CELL


def _aside(place: int) -> int:
    return _left(HOURS) + _GAP + place * (_WIDE + _GAP)


def _write(pen: ImageDraw.ImageDraw, x: int, y: int, text: str, ink: str) -> None:
    pen.text((x, y), text, fill=ink, font=_font(), anchor="mm")


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The face that comes with Pillow: digits need no other."""
    return ImageFont.load_default(size=14 * _SCALE)
