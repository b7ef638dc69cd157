"""What the linear model reads of a text: the runs of one to four characters in its folded view, and a few signals.

Digits all read as 0, for which number it is tells nothing and must not be learnt; the kind of a number is a signal.
No words: cutting takes as long as all of this, and on families not seen before it gained next to nothing.
"""

import re
from collections.abc import Iterator
from itertools import chain
from operator import add
from typing import Final

from classify.evidence import Evidence
from model.classification import AttributeKind

LONGEST: Final = 4
START: Final = "\x02"
END: Final = "\x03"
SIGNAL: Final = "\x01"
"""Signals begin with it. No folded text holds one of the three, for control characters are dropped before."""

_DIGITS: Final = str.maketrans("123456789", "000000000")
_READER: Final = re.compile(r"[你您]")
_WRITER: Final = re.compile(r"(?<![自给])[我俺](?![司方行处部院局])")
_COMPANY: Final = re.compile(r"我[司方行处部院局]|我(?:公司|平台|中心|单位|团队)|本(?:公司|平台|中心|机构)")
_MONEY: Final = re.compile(r"转账|转[到给]|付款|收款|打到|打款|汇款|扫码|个人[账卡]|二维码|手续费|保证金|解冻")


def padded(text: str) -> str:
    """A folded text as the runs are cut from it; character i + 1 stands for character i of `text`."""
    return f"{START}{text.translate(_DIGITS)}{END}"


def runs(text: str) -> list[list[str]]:
    """Every run of a padded text in order, those of one character first, then those of two, up to the longest."""
    found = [list(text)]
    while len(found) < LONGEST:
        # Each is the one before it and the next character.
        found.append(list(map(add, found[-1], text[len(found) :])))
    return found


def of(evidence: Evidence) -> list[str]:
    """Every feature of a text, some of them more than once; how often does not count."""
    return [*signals(evidence), *chain(*runs(padded(evidence.text)))]


def signals(evidence: Evidence) -> Iterator[str]:
    """What can be told of a text as a whole: its attributes, who is spoken to, and about how long it is."""
    text = evidence.text
    for attribute in evidence.attributes:
        yield f"{SIGNAL}{attribute.kind.value}"
        if attribute.kind is AttributeKind.PHONE:
            yield f"{SIGNAL}{attribute.detail}"
    if evidence.debt:
        yield f"{SIGNAL}debt"
    if _COMPANY.search(text):
        yield f"{SIGNAL}company"
    if _MONEY.search(text):
        yield f"{SIGNAL}money"
    yield f"{SIGNAL}writer {bool(_WRITER.search(text)):d} reader {bool(_READER.search(text)):d}"
    yield f"{SIGNAL}length {min(len(text).bit_length(), 8)}"
