"""How far words count that are hostile only where a debt is spoken of (到您单位, 别怪我们不客气).

In full beside a word of debt, or where other hostile words support them; hardly less when they are said to the reader
and nothing points to an everyday text; by half otherwise. Who is innocent is not accused for a likeness of words.
"""

import re
from collections.abc import Iterable
from typing import Final

from classify.evidence import combine
from model.classification import Finding
from model.labels import GROUP, Group, Label

FULL: Final = 1.0
_DIRECTED: Final = 0.8
_LOOSE: Final = 0.5
_SUPPORTED: Final = 0.55
_EVERYDAY: Final = frozenset({Label.OTHER, Label.OFFICIAL_NOTICE})
_SOME: Final = 0.4
_READER: Final = re.compile(r"[你您]")


def factor(text: str, debt: bool, certain: Iterable[Finding], dependent: Iterable[Finding]) -> float:
    """By how much the weights of `dependent` findings are to be multiplied; `certain` ones need no context."""
    certain, dependent = tuple(certain), tuple(dependent)
    if debt:
        return FULL
    if any(f.label in _EVERYDAY and f.weight >= _SOME for f in certain):
        return _LOOSE
    hostile = [f for f in certain if GROUP[f.label] is not Group.KIND]
    halved = [Finding(f.label, f.span, f.rule, f.weight * _LOOSE) for f in dependent]
    if combine([*hostile, *halved]) >= _SUPPORTED:
        return FULL
    return _DIRECTED if _READER.search(text) else _LOOSE
