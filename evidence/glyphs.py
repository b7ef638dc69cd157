"""Which characters a font can print, read from its own table: what it cannot is replaced where everybody sees it."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category

# 〓, what printers of Chinese and Japanese set for a character that they do not have.
MISSING: Final = "\u3013"
# Invisible by themselves: joiners, marks of direction, selectors of a form. In print they say nothing, and some of them
# turn the order of what stands beside them.
_INVISIBLE: Final = frozenset({"Cf"})
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# The subtable that maps all of Unicode in ranges (https://learn.microsoft.com/typography/opentype/spec/cmap).
_RANGES: Final = 12


class Glyphs:
    """The characters of one font."""

    def __init__(self, font: Path) -> None:
        """Raises ValueError for a file that is no OpenType font with such a table."""
        ranges = sorted(_ranges(font.read_bytes()))
        self._firsts = [first for first, _ in ranges]
        self._lasts = [last for _, last in ranges]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self._firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self._lasts[place]

    def printable(self, text: str) -> str:
        """A text with a mark for each character that the font does not have, and without what is invisible."""
        lost = self.missing(text)
        return "".join(MISSING if c in lost else c for c in text if not _is_invisible(c))

    def missing(self, text: str) -> str:
        """The characters of a text that the font does not have, each once, in order."""
        return "".join(dict.fromkeys(c for c in text if not (c in self or c in "\n\t" or _is_invisible(c))))


def _is_invisible(character: str) -> bool:
    return category(character) in _INVISIBLE or any(ord(character) in some for some in _SELECTORS)


@cache
def glyphs(font: Path) -> Glyphs:
    """The characters of a font, read once."""
    return Glyphs(font)


def _ranges(data: bytes) -> Iterator[tuple[int, int]]:
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for place in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 4 + 8 * place + 4)
        if struct.unpack_from(">H", data, start + offset) == (_RANGES,):
            yield from _groups(data, start + offset)
            return
    raise ValueError("the font has no table of all its characters")


def _table(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError("the font has no table of its characters")


def _groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    for place in range(count):
        first, last, _ = struct.unpack_from(">III", data, start + 16 + 12 * place)
        yield first, last
