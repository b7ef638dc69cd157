"""A plain view with its numbers and addresses of sites in the clear, for the reading of attributes alone.

Digits written as Chinese figures or as letters that look like them, the stop of a site written as a Chinese one, and
blanks between the digits of a number: each is read as what it stands for, in its place, so that spans still lead to
the received text. Words are left alone, and so are sums in Chinese figures (三千五百), which have their own units.
"""

import re
from collections.abc import Iterator
from typing import Final

from classify.normalize import View

_FIGURES: Final = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_AS_DIGITS: Final = str.maketrans(_FIGURES, "001234567891234567891")
_SPELT: Final = re.compile(rf"(?<![\d{_FIGURES}])\d{{0,8}}[{_FIGURES}]{{4,20}}\d{{0,8}}(?![\d{_FIGURES}])")
"""Four figures in a row; less may be a word (13800000000一天). Counted whole, they must come to a number's length."""
_SHORTEST: Final = 7
_LOOKS: Final = re.compile(r"(?<![a-z\d])[1li][\dloi]{10}(?![a-z\d])")
_LETTERS: Final = str.maketrans("loi", "101")
_FEWEST_DIGITS: Final = 5
_STOP: Final = re.compile(
    r"(?<=[a-z0-9])[。·点](?=[a-z0-9-]{1,40}[。·点.](?:com|cn|net|org)(?![a-z0-9]))"
    r"|(?<=[a-z0-9])[。·点](?=(?:com|cn|net|org|top|cc|vip|xyz)(?![a-z0-9]))"
)
_STEPS: Final = r"\d(?:[ \u00b7.-]{1,2}[\dx*]){4,}"
_SPACED_RUN: Final = re.compile(rf"(?<!\d)(?<!\d[.,]){_STEPS}+")
_SPACED: Final = re.compile(rf"{_STEPS}(?!\d|[.,]\d| ?\d)")
"""Tried at the start of a whole run only: from every digit of a long run, it would take quadratic time."""
_BETWEEN: Final = re.compile(r"[^\dx*]+")


def legible(view: View) -> View:
    """The same view with numbers and sites in the clear; what is none of them stays as it is."""
    text = _SPELT.sub(_spelt, view.text)
    text = _LOOKS.sub(_looks, text)
    text = _STOP.sub(".", text)
    if text != view.text:
        view = View(text, view.starts, view.ends)
    return view.without(list(_blanks(text)))


def _spelt(found: re.Match[str]) -> str:
    return found[0].translate(_AS_DIGITS) if len(found[0]) >= _SHORTEST else found[0]


def _looks(found: re.Match[str]) -> str:
    return found[0].translate(_LETTERS) if sum(c.isdigit() for c in found[0]) >= _FEWEST_DIGITS else found[0]


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between the digits of a number that is written digit by digit."""
    for run in _SPACED_RUN.finditer(text):
        spaced = _SPACED.match(text, run.start())
        if spaced:
            yield from (m.span() for m in _BETWEEN.finditer(text, *spaced.span()))
