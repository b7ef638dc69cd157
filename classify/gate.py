"""What a regular expression cannot match without: sets of literals, of each of which a text must hold at least one.

Most texts hold none of them, and the expression then costs nothing. Careful where it cannot be sure: what is optional,
looked around for or a class of characters asks for nothing. Reads the part of the syntax that the lexicon uses; an
expression has been compiled before it comes here, so brackets fit.
"""

import re
from typing import Final

Slot = frozenset[str]

_QUANTIFIER: Final = re.compile(r"(?:[*+?]|\{(\d*)(?:,\d*)?\})\??")
_AROUND: Final = re.compile(r"\(\?(?:[=!]|<[=!])")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_BREAKS: Final = frozenset("^$.")
_MOST: Final = 3


def gate(source: str) -> tuple[Slot, ...]:
    """The most telling sets for an expression, three at most; none where it may match without any literal."""
    slots, _ = _alternatives(source, 0)
    return tuple(sorted(set(slots), key=worth, reverse=True)[:_MOST])


def branches(source: str) -> list[str]:
    """The branches of an expression that is nothing but alternatives, in or out of one group, taken apart."""
    if source.startswith("(?:"):
        _, end = _alternatives(source, 3)
        if end == len(source) - 1:
            return branches(source[3:-1])
    parts: list[str] = []
    start = at = 0
    while at < len(source):
        _, at = _sequence(source, at)
        parts.append(source[start:at])
        at += 1
        start = at
    if len(parts) < 2:
        return [source]
    return [branch for part in parts for branch in branches(part)]


def worth(slot: Slot) -> tuple[int, int]:
    """Longer words are rarer; of equally long ones, fewer are."""
    return min(map(len, slot)), -len(slot)


def _alternatives(source: str, at: int) -> tuple[list[Slot], int]:
    """What all branches need, up to the closing bracket or the end."""
    branches: list[list[Slot]] = []
    while True:
        slots, at = _sequence(source, at)
        branches.append(slots)
        if at == len(source) or source[at] == ")":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    best = [max(slots, key=worth, default=None) for slots in branches]
    sure = [slot for slot in best if slot]
    return ([frozenset().union(*sure)] if len(sure) == len(best) else []), at


def _sequence(source: str, at: int) -> tuple[list[Slot], int]:
    """What one branch needs: each literal run, and what its groups need."""
    found: list[Slot] = []
    run = ""
    while at < len(source) and source[at] not in "|)":
        literal, slots, at = _item(source, at)
        quantifier = _QUANTIFIER.match(source, at)
        if quantifier:
            at = quantifier.end()
            if _optional(quantifier):
                literal, slots = "", []
        if literal:
            run += literal
        if not literal or quantifier:
            found += [frozenset({run}), *slots] if run else slots
            run = ""
    return [*found, frozenset({run})] if run else found, at


def _optional(quantifier: re.Match[str]) -> bool:
    return quantifier[0][0] in "*?" or quantifier[1] in ("", "0")


def _item(source: str, at: int) -> tuple[str, list[Slot], int]:
    """A literal character, or what a group needs, or nothing; and where it ends."""
    char = source[at]
    if char == "(":
        slots, end = _alternatives(source, at + (3 if source.startswith("(?:", at) else 1))
        return "", [] if _AROUND.match(source, at) else slots, end + 1
    if char == "[":
        found = _CLASS.match(source, at)
        return "", [], found.end() if found else len(source)
    if char == "\\":
        escaped = source[at + 1]
        return "" if escaped.isalnum() else escaped, [], at + 2
    return "" if char in _BREAKS else char, [], at + 1
