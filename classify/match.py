"""Finding the entries of a lexicon in a view: one pass of an automaton over all words, then frames and expressions.

The time is linear in the length of the text: gaps are bounded, and each entry is reported at most a few times.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import ahocorasick

from classify.gate import Slot, worth
from classify.normalize import View
from classify.patterns import Pattern
from classify.records import Entry
from classify.segment import Segmenter

_BREAK: Final = re.compile(r"[。!?;\n]")
_PRONOUNS: Final = frozenset("你您我他她")
_SHORT: Final = 2
_MOST: Final = 4
_WINDOW: Final = 60
_TRIES: Final = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry at [start, end) of the view."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """Patterns with the automaton over all their words.

    `needs[i]` are the slots of pattern i, by number; `by_slot` leads from the rarest of them to the pattern, `always`
    are the patterns that need none.
    """

    patterns: tuple[Pattern, ...]
    needs: tuple[tuple[int, ...], ...]
    by_slot: Mapping[int, tuple[int, ...]] = field(repr=False)
    always: tuple[int, ...]
    automaton: ahocorasick.Automaton


class _Reading:
    """One view on its way through the matcher: where each slot stands, and where words end (cut only if asked)."""

    def __init__(self, view: View, matcher: Matcher, segmenter: Segmenter) -> None:
        self.text = view.text
        self._segmenter = segmenter
        self.present: set[int] = set()
        self.places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for last, (length, slots, placed) in matcher.automaton.iter(view.text):
            self.present.update(slots)
            for slot in placed:
                self.places[slot].append((last + 1 - length, last + 1))
        for places in self.places.values():
            places.sort(key=lambda place: (place[0], -place[1]))

    @cached_property
    def cuts(self) -> frozenset[int]:
        return self._segmenter.cuts(self.text)

    def stands_alone(self, start: int, end: int, first: int, last: int) -> bool:
        """A match whose outer words are short must begin and end where words do; a pronoun always stands alone."""
        if first <= _SHORT and self.text[start] not in _PRONOUNS and start not in self.cuts:
            return False
        return last > _SHORT or self.text[end - 1] in _PRONOUNS or end in self.cuts

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a range, at most some sixty characters to each side."""
        before = self.text[max(0, start - _WINDOW) : start]
        cut = max((m.end() for m in _BREAK.finditer(before)), default=0)
        stop = _BREAK.search(self.text, end, end + _WINDOW)
        return before[cut:] + self.text[start : stop.start() if stop else end + _WINDOW]


def build(patterns: tuple[Pattern, ...]) -> Matcher:
    """One automaton for all slots; equal slots are one. Only frames and words need the places of their slots."""
    numbers: dict[Slot, int] = {}
    needs = tuple(tuple(numbers.setdefault(slot, len(numbers)) for slot in p.slots) for p in patterns)
    placed = {n for pattern, need in zip(patterns, needs, strict=True) if not pattern.regex for n in need}
    by_slot: dict[int, list[int]] = defaultdict(list)
    for i, pattern in enumerate(patterns):
        if pattern.slots:
            by_slot[numbers[max(pattern.slots, key=worth)]].append(i)
    always = tuple(i for i, need in enumerate(needs) if not need)
    rarest = {number: tuple(found) for number, found in by_slot.items()}
    return Matcher(patterns, needs, rarest, always, _automaton(numbers, placed))


def _automaton(numbers: Mapping[Slot, int], placed: set[int]) -> ahocorasick.Automaton:
    words: dict[str, set[int]] = defaultdict(set)
    for slot, number in numbers.items():
        for word in slot:
            words[word].add(number)
    automaton = ahocorasick.Automaton()
    for word, found in words.items():
        automaton.add_word(word, (len(word), tuple(found), tuple(sorted(found & placed))))
    automaton.make_automaton()
    return automaton


def find(view: View, matcher: Matcher, segmenter: Segmenter) -> list[Hit]:
    """Every entry that matches, in the order of the lexicon, each at most a few times and never over itself."""
    reading = _Reading(view, matcher, segmenter)
    hits: list[Hit] = []
    for i in _candidates(reading.present, matcher):
        pattern = matcher.patterns[i]
        for hit in _pattern_hits(pattern, matcher.needs[i], reading):
            if not any(h.entry is hit.entry and h.start < hit.end and hit.start < h.end for h in hits[-_MOST:]):
                hits.append(hit)
    return hits


def _candidates(present: set[int], matcher: Matcher) -> list[int]:
    """The patterns all of whose slots are present."""
    found = list(matcher.always)
    for number in matcher.by_slot.keys() & present:
        found += [i for i in matcher.by_slot[number] if present.issuperset(matcher.needs[i])]
    return sorted(found)


def _pattern_hits(pattern: Pattern, needs: tuple[int, ...], reading: _Reading) -> Iterator[Hit]:
    count = 0
    last = -1
    for start, end in _ranges(pattern, needs, reading):
        if start < last or _taken_back(pattern, reading, start, end):
            continue
        yield Hit(pattern.entry, start, end)
        last = end
        count += 1
        if count == _MOST:
            return


def _taken_back(pattern: Pattern, reading: _Reading, start: int, end: int) -> bool:
    if not pattern.unless:
        return False
    sentence = reading.sentence(start, end)
    return any(word in sentence for word in pattern.unless)


def _ranges(pattern: Pattern, needs: tuple[int, ...], reading: _Reading) -> Iterator[tuple[int, int]]:
    if pattern.regex:
        yield from (m.span() for m in pattern.regex.finditer(reading.text) if m.end() > m.start())
        return
    slots = [reading.places[number] for number in needs]
    orders = [slots, slots[::-1]] if pattern.either_order else [slots]
    for order in orders:
        for first in order[0]:
            found = _chain(first, order[1:], pattern.gaps, reading)
            if found and reading.stands_alone(first[0], found[1], first[1] - first[0], found[1] - found[0]):
                yield first[0], found[1]


def _chain(
    place: tuple[int, int], rest: list[list[tuple[int, int]]], gaps: tuple[int, ...], reading: _Reading
) -> tuple[int, int] | None:
    """The last place of a frame that goes on from `place`, the nearest first; None where a gap is too wide."""
    if not rest:
        return place
    end = place[1]
    at = bisect_left(rest[0], (end, 0))
    for nxt in rest[0][at : at + _TRIES]:
        if nxt[0] - end > gaps[0] or _BREAK.search(reading.text, end, nxt[0]):
            return None
        found = _chain(nxt, rest[1:], gaps[1:], reading)
        if found:
            return found
    return None
