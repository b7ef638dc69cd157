"""Names that are not written as they are registered: sound-alikes, Latin spelling, split or swapped characters.

What is found here was never spelt out, so it is weighed: a close likeness names a company only beside a word of
lending, a looser one leads to a question, and whatever could be two companies is never an answer.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Final, NamedTuple

from directory.folding import HAN
from directory.sounds import LATIN, NUMERALS, Ear, Spoken, places, sound_line

_LISTING: Final = re.compile(r"[、()（）]")
# The same stop after every single character.
_STOPPED: Final = re.compile(rf"[{HAN}]([^{HAN}\w\s])(?:[{HAN}]\1)+[{HAN}]")
_STOP: Final = re.compile(rf"[^{HAN}\w\s][{HAN}][^{HAN}\w\s]")
_NOT_HAN: Final = re.compile(rf"[^{HAN}]")


class Likeness(IntEnum):
    """How near what was written comes to a name."""

    LOOSE = 1
    CLOSE = 2
    SURE = 3


class Heard(NamedTuple):
    """A likeness found at `text[start:end]` of the text that `respelt` gave."""

    start: int
    end: int
    spoken: Spoken
    likeness: Likeness
    own_intact: bool


def respelt(ear: Ear, folded: str) -> str:
    """A folded text with what was split to get past filters put together: 口贝 is 呗, and 小。赢。卡。贷 is one name."""
    if _STOP.search(folded):
        folded = _STOPPED.sub(lambda found: _NOT_HAN.sub("", found.group()), folded)
    for apart, together in ear.split:
        if apart in folded:
            folded = folded.replace(apart, together)
    return folded


def listen(ear: Ear, text: str) -> tuple[Heard, ...]:
    """What sounds like a name in a text that was folded and respelt; the longest first where they overlap."""
    if not len(ear.automaton):
        return ()
    alike = list(ear.automaton.iter(sound_line(ear, text)))
    # Most texts end here, before it is worked out what stands where.
    if not alike or not (any(found[2] for _, found in alike) or LATIN.search(text)):
        return ()
    where = places(ear, text)
    found: list[Heard] = []
    for end, (length, names, _) in alike:
        found.extend(_weighed(ear, text, where[end - length + 1 : end + 1], names))
    if len(found) < 2:
        return tuple(found)
    taken: list[Heard] = []
    for heard in sorted(found, key=lambda h: (-len(h.spoken.units), -h.likeness, h.start)):
        if all(_apart(heard, other) or _same_place(heard, other) for other in taken):
            taken.append(heard)
    return tuple(sorted(taken, key=lambda h: h.start))


def _apart(one: Heard, other: Heard) -> bool:
    return one.end <= other.start or one.start >= other.end


def _same_place(one: Heard, other: Heard) -> bool:
    """Two names that fit equally well where they stand: neither is the answer."""
    return (one.start, one.end, one.likeness) == (other.start, other.end, other.likeness)


def _weighed(ear: Ear, text: str, inside: Sequence[tuple[int, int]], names: Sequence[Spoken]) -> Iterator[Heard]:
    start, end = inside[0][0], inside[-1][1]
    written = text[start:end]
    if len(names) == 1 and names[0].name == written:
        # Spelt out: whether it counts was decided where spelt names are weighed.
        return
    listed = bool(_LISTING.search(written)) and not all(a[1] != b[0] for a, b in pairwise(inside))
    digit_goes_on = written[:1].isdigit() and text[start - 1 : start].isdigit()
    letters_go_on = written.isascii() and (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))
    if listed or digit_goes_on or letters_go_on or written in ear.ordinary_words:
        return
    units = [text[first:last] for first, last in inside]
    for spoken in names:
        if written != spoken.name and (likeness := _likeness(ear, spoken, units)):
            own = "".join(units).startswith(spoken.name[: spoken.own])
            yield Heard(start, end, spoken, likeness, own)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _likeness(ear: Ear, spoken: Spoken, written: list[str]) -> Likeness | None:
    """How near; None where an ordinary word is nearer."""
    pairs = list(zip(written, spoken.units, strict=True))
    differs = [w != unit and NUMERALS.get(w, w) != NUMERALS.get(unit, unit) for w, unit in pairs]
    other = [w for w, is_other in zip(written, differs, strict=True) if is_other]
    latin = [w for w in other if w.isascii()]
    changed = len(other) - len(latin)
    if spoken.bent:
        enough = 4 if spoken.bent == "looks" else 5
        bent = Likeness.SURE if spoken.bent != "swapped" and len(pairs) >= enough else Likeness.CLOSE
        return bent if changed == 0 else None
    if len(pairs) < 4 and any(w in ear.function_words for w in other):
        return Likeness.LOOSE if len(pairs) == 3 and changed == 1 else None
    match len(pairs):
        case 1 | 2:
            return _two(written, latin, changed, spoken.units)
        case 3:
            return (Likeness.SURE, Likeness.CLOSE)[changed] if changed <= 1 else None
        case length:
            # A character that is written twice is one mistake: 嘀嘀.
            own = len({w for w, d in zip(written[: spoken.own], differs, strict=False) if d and not w.isascii()})
            return Likeness.SURE if changed <= length // 2 and own <= max(1, spoken.own // 2) else None


def _two(written: list[str], latin: list[str], changed: int, units: str) -> Likeness | None:
    """Two characters sound like too much else: half of them has to stand there, or all of them in Latin letters."""
    if changed:
        # Nothing but names of this trade ends like that.
        return Likeness.CLOSE if changed == 1 and written[-1] == units[-1] == "呗" else None
    if not latin:
        return Likeness.SURE
    if len(latin) < len(written):
        return Likeness.SURE
    return Likeness.CLOSE if len("".join(latin)) >= 5 else None
