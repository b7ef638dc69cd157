"""How long a text is on a phone, and whether its HTML is what Telegram takes."""

import html
import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

from model.locale import Locale

# Nineteen full-width characters, or thirty-eight half-width ones: a narrow phone.
COLUMNS: Final = 38

_FOLD: Final = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")
_CLOSING: Final = "，。、；：？！）」』”’】〕》"
_UNIT: Final = re.compile(rf"[!-~]+[{_CLOSING}]*|.[{_CLOSING}]*")

# https://core.telegram.org/bots/api#html-style, and of it only what this project uses.
_TAGS: Final = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


def visible(text: str) -> str:
    """The words outside the fold."""
    return html.unescape(_TAG.sub("", _FOLD.sub("", text))).strip()


def width(text: str, locale: Locale) -> int:
    """Columns: full-width characters count two. Curly quotes and circled digits are wide in Chinese fonts only."""
    wide = "FW" if locale is Locale.EN else "FWA"
    return sum(2 if unicodedata.east_asian_width(c) in wide else 1 for c in text)


def lines(text: str, locale: Locale) -> int:
    """How many lines a phone shows; empty lines count, words and closing punctuation are not torn off."""
    return sum(_wrapped(line, locale) for line in text.split("\n"))


def _wrapped(line: str, locale: Locale) -> int:
    count, used = 1, 0
    for unit in _UNIT.findall(line):
        columns = width(unit, locale)
        if used + columns > COLUMNS and unit.strip():
            count, used = count + 1, 0
        used += columns
    return count


def faults(text: str) -> list[str]:
    """What Telegram would refuse, or show as it stands: foreign tags, wrong nesting, a bare ampersand or bracket."""
    parser = _Checker(convert_charrefs=False)
    parser.feed(text)
    parser.close()
    left = [f"not closed: {tag}" for tag in parser.open]
    bare = [f"bare {found!r}" for found in re.findall(r"&(?!lt;|gt;|amp;|quot;|#\d+;)|<(?![a-z/])", text)]
    return parser.faults + left + bare


class _Checker(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
        if tag not in _TAGS or not {name for name, _ in attrs} <= allowed:
            self.faults.append(f"not allowed: {tag} {attrs}")
        if tag in self.open and tag == "blockquote":
            self.faults.append("a quotation in a quotation")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed out of order: {tag}")
