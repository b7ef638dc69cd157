"""Texts evened out before they are compared: width, case, script, and what is put between characters to hide a name."""

import re
import unicodedata
from functools import cache
from typing import Final

import opencc

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff"
# Blanks, dots and strokes between two Chinese characters are there to get past filters.
_FILLERS: Final = r"\t\r\x0b\x0c \u00a0.·•‧∙●○◆◇■□★☆※#*_~^|/\\+=-"
_FILLER: Final = re.compile(rf"[{_FILLERS}]")
_FILLING: Final = re.compile(rf"(?<=[{HAN}])[{_FILLERS}]+(?=[{HAN}a-z0-9])|(?<=[a-z0-9])[{_FILLERS}]+(?=[{HAN}])")
# Strokes that stand in the block of characters and are put between them like dots.
_STROKES: Final = "丨丶亅"
_INVISIBLE: Final = frozenset(
    [
        0xAD,
        0x180E,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0xFE00, 0xFE10),
    ]
)
# Beyond the basic plane: emoji, ornamental letters, rare characters.
BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
_BRACKETS: Final = "【】[]〔〕「」『』《》<>()"
_PLANE: Final = 0x10000
_COUNTRY: Final = re.compile(r"^(?:\+86|0086)")
_SCHEME: Final = re.compile(r"^[a-z]+://")


def fold(text: str) -> str:
    """Width, case, script and fillings evened out, so that 閃 銀, 闪.银 and 闪银 are the same."""
    if BEYOND.search(text):
        text = unicodedata.normalize("NFKC", text)
    even = text.translate(_table())
    return _FILLING.sub("", even) if _FILLER.search(even) else even


def is_split(text: str, name: str) -> bool:
    """Whether a folded name stands in a text with something between each two of its characters."""
    apart = rf"[{_FILLERS}]+".join(map(re.escape, name))
    return bool(re.search(apart, text.translate(_table())))


def fold_signature(text: str) -> str:
    """A signature without its brackets and blanks, folded."""
    return "".join(fold(text).strip(_BRACKETS + " \t\n").split())


def digits(number: str) -> str:
    """The digits of a number, with a leading country code of the mainland taken off."""
    if not (number.isascii() and number.isdigit()):
        number = "".join(c for c in unicodedata.normalize("NFKC", number) if c.isdigit() or c == "+")
    return _COUNTRY.sub("", number).replace("+", "00")


def host_of(link: str) -> str:
    """The host of a link in lower case, without its port."""
    bare = _SCHEME.sub("", unicodedata.normalize("NFKC", link).strip().lower())
    return re.split(r"[/?#:]", bare.rsplit("@", 1)[-1] if "@" in bare.split("/")[0] else bare)[0].rstrip(".")


@cache
def _table() -> list[str | None]:
    """What each character of the basic plane becomes. A list, because it is looked up once for every character."""
    plane = [chr(code) for code in range(_PLANE)]
    separable = [c for c in plane if c != "\n" and not "\ud800" <= c <= "\udfff"]
    even = unicodedata.normalize("NFKC", "\n".join(separable)).casefold()
    simplified: list[str] = opencc.OpenCC("t2s").convert(even).split("\n")
    table: list[str | None] = list(plane)
    for character, becomes in zip(separable, simplified, strict=True):
        table[ord(character)] = becomes
    for code in range(0xD800, 0xE000):
        # A broken surrogate is no letter, and what is written in C refuses it.
        table[code] = "\ufffd"
    for stroke in _STROKES:
        table[ord(stroke)] = "|"
    for code in _INVISIBLE:
        table[code] = None
    return table
