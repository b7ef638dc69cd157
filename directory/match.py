"""Names of companies in a text: longest match first, look-alikes kept apart, each with the words around it."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from directory.around import (
    acts,
    begins,
    beside_lending,
    is_another_thing,
    is_done,
    is_owed,
    is_spoken_of,
    keeps_an_account,
    owed_for_a_product,
    speaks_of_debt,
)
from directory.names import Matcher, Name, Strength

# 好借呗 is not 借呗: a short name with such a word before it may be the end of another one.
_GROWN: Final = re.compile(r"[好快易随小速钱优轻省秒享乐聚闪宝]")
_SHORT: Final = 2
# Names in one list are of one kind: 花呗、还呗和省呗.
_LISTED: Final = re.compile(r"[、,/&+]|和|与|跟|及|以及|还有")
_LONGEST_LINK: Final = 2


_IN_ADDRESS: Final = "/.@_-"
_ADDRESS_GOES_ON: Final = re.compile(r"[.@_/-][a-z0-9]")


class Hit(NamedTuple):
    """A name found at `text[start:end]` of the folded text. `fits` tells whether the words around it bear it out.

    `is_owed` is an ambiguous name of one company with a product of lending and a debt right behind it.
    """

    start: int
    end: int
    name: Name
    fits: bool
    is_owed: bool = False

    @property
    def firm(self) -> bool:
        """Whether the name is enough by itself where it stands."""
        return self.fits and (self.is_owed or self.name.strength is not Strength.AMBIGUOUS)


def hits(matcher: Matcher, folded: str) -> tuple[Hit, ...]:
    """The names in a folded text, longest first where they overlap, in the order of the text."""
    if not matcher.names:
        return ()
    spans = [(-length, end - length + 1, name) for end, (length, name) in matcher.automaton.iter(folded)]
    if not spans:
        return ()
    inside = [
        _hit(folded, start, start - short, name)
        for short, start, name in _longest(folded, spans)
        if name.platforms and _is_meant(folded, start, name)
    ]
    return tuple(_listed(folded, inside)) if len(inside) > 1 else tuple(inside)


def near_signatures(matcher: Matcher, signature: str) -> tuple[str, ...]:
    """Companies whose name differs from a folded signature in one character; good for a question and nothing more."""
    if len(signature) < 4:
        return ()
    patterns = {signature[:i] + "?" + signature[i + 1 :] for i in range(len(signature))}
    return tuple(dict.fromkeys(p for pattern in sorted(patterns) for p in matcher.near.get(pattern, ())))


def _longest(folded: str, spans: list[tuple[int, int, Name]]) -> list[tuple[int, int, Name]]:
    """No two spans are of one length at one place, so that sorting never comes to compare names."""
    if len(spans) == 1:
        short, start, name = spans[0]
        return spans if not name.edged or _is_word(folded, start, start - short) else []
    spans.sort()
    taken: list[tuple[int, int, Name]] = []
    for span in spans:
        short, start, name = span
        end = start - short
        for less, left, _ in taken:
            if start < left - less and end > left:
                break
        else:
            if not name.edged or _is_word(folded, start, end):
                taken.append(span)
    if len(taken) > 1:
        taken.sort(key=itemgetter(1))
    return taken


def _is_word(folded: str, start: int, end: int) -> bool:
    """Latin letters and digits at the edge of a name do not go on in the text: CBC is not in ICBC or x.cn/cbc."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if _is_latin(folded[start]) and (_is_latin(before) or (before and before in _IN_ADDRESS)):
        return False
    return not _is_latin(folded[end - 1]) or not (_is_latin(after) or _ADDRESS_GOES_ON.match(folded, end))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_meant(folded: str, start: int, name: Name) -> bool:
    """Whether the name is no part of an ordinary word, and a bank no place where an account is kept."""
    end = start + len(name.text)
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if (before and before in name.not_after) or (after and after in name.not_before):
        return False
    if name.wary and keeps_an_account(folded, start, end):
        return False
    return not is_another_thing(folded, end, name.text)


def _hit(folded: str, start: int, end: int, name: Name) -> Hit:
    fits = _fits(folded, start, end, name)
    if name.strength is Strength.AMBIGUOUS and len(name.platforms) == 1 and not name.bare:
        owed = owed_for_a_product(folded, end, brand=name.brand) and begins(folded, start)
        return Hit(start, end, name, fits or owed, owed)
    return Hit(start, end, name, fits)


def _fits(folded: str, start: int, end: int, name: Name) -> bool:
    match name.strength:
        case Strength.FIRM:
            return end - start > _SHORT or not _GROWN.match(folded, max(0, start - 1), start)
        case Strength.SHORT:
            noun = not is_done(name.text) or begins(folded, start)
            return (noun and speaks_of_debt(folded)) or beside_lending(folded, start, end)
        case Strength.CONTEXT:
            beside = beside_lending(folded, start, end) or (acts(folded, end) and speaks_of_debt(folded))
            return beside and begins(folded, start)
        case Strength.AMBIGUOUS:
            somebody = name.bare and len(name.platforms) == 1
            doing = acts(folded, end) or (not somebody and is_spoken_of(folded, start, end))
            return is_owed(folded, start, end) or (doing and speaks_of_debt(folded))


def _listed(folded: str, inside: list[Hit]) -> Iterator[Hit]:
    """A doubtful name in one list with other names of companies is one too."""
    for place, hit in enumerate(inside):
        if hit.fits:
            yield hit
            continue
        near = [other for other in inside[max(0, place - 1) : place + 2] if other is not hit]
        listed = [other for other in near if _are_listed(folded, hit, other)]
        if _with_its_maker(hit, near) or (
            listed and (len(inside) > 2 or any(other.firm for other in listed) or speaks_of_debt(folded))
        ):
            yield hit._replace(fits=True)
        else:
            yield hit


def _with_its_maker(hit: Hit, near: list[Hit]) -> bool:
    """支付宝借呗: the name of whose it is stands right before it."""
    return hit.name.strength in (Strength.FIRM, Strength.CONTEXT) and any(
        other.end == hit.start and not set(other.name.platforms).isdisjoint(hit.name.platforms) for other in near
    )


def _are_listed(folded: str, one: Hit, other: Hit) -> bool:
    start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
    return 0 < end - start <= _LONGEST_LINK and bool(_LISTED.fullmatch(folded, start, end))
