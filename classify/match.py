"""Finding the entries of a lexicon in a view: one pass of an automaton over all words, then frames and expressions.

The time is linear in the length of the text: gaps are bounded, and each entry is reported at most a few times.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import ahocorasick

from classify.gate import Slot, worth
from classify.normalize import View
from classify.patterns import Pattern
from classify.records import Entry
from classify.segment import Cuts, Segmenter

_BREAK: Final = re.compile(r"[。!?;\n]")
_PRONOUNS: Final = frozenset("你您我他她")
_SHORT: Final = 2
_MOST: Final = 4
_WINDOW: Final = 60
_TRIES: Final = 12
_SECONDS: Final = 64
_NO_LETTERS: Final = "\0\0"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry at [start, end) of the view."""

    entry: Entry
    start: int
    end: int


class _Spelling(dict[int, str]):
    """How the automaton is written to: each character as two letters of which there are few, for `str.translate`.

    It looks through what can follow a letter one by one, and words begin with some two thousand characters. A first
    letter is never a second one, so that nothing is found between two characters. What stands in no word has no code.
    """

    def __init__(self, words: Iterable[str]) -> None:
        characters = sorted({char for word in words for char in word})
        super().__init__((ord(char), _two_letters(number)) for number, char in enumerate(characters))

    def __missing__(self, code: int) -> str:
        return _NO_LETTERS


def _two_letters(number: int) -> str:
    first, second = divmod(number, _SECONDS)
    return chr(1 + _SECONDS + first) + chr(1 + second)


@dataclass(frozen=True, slots=True)
class Matcher:
    """Patterns with the automaton over all their words, which are spelled for it.

    `needs[i]` are the slots of pattern i, by number; `always` are the patterns that need none.
    """

    patterns: tuple[Pattern, ...]
    needs: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    spelling: _Spelling = field(repr=False)
    automaton: ahocorasick.Automaton = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word of the automaton. Sets of slots are the bits of an integer: to join and to compare them costs next to nothing.

    `placed` are the slots whose places are wanted. A pattern hangs on the rarest of its slots: `single` are those that
    need no other, `several` those that do, each with all that it needs.
    """

    length: int
    slots: int
    placed: tuple[int, ...]
    single: tuple[int, ...]
    several: tuple[tuple[int, int], ...]


class _Reading:
    """One view on its way through the matcher: where each slot stands, and where words end (cut only if asked)."""

    def __init__(self, view: View, matcher: Matcher, segmenter: Segmenter) -> None:
        self.text = view.text
        self._segmenter = segmenter
        self._found: dict[_Word, list[int]] = {}
        for last, word in matcher.automaton.iter(view.text.translate(matcher.spelling)):
            # A character is two letters; `last` is the second of the last one.
            end = last // 2 + 1
            ends = self._found.get(word)
            if ends is None:
                self._found[word] = [end]
            else:
                ends.append(end)

    def candidates(self, always: tuple[int, ...]) -> list[int]:
        """The patterns all of whose slots are present, in the order of the lexicon."""
        present = 0
        found = set(always)
        for word in self._found:
            present |= word.slots
            if word.single:
                found.update(word.single)
        for word in self._found:
            for i, needs in word.several:
                if needs & present == needs:
                    found.add(i)
        return sorted(found)

    @cached_property
    def _places(self) -> Mapping[int, list[tuple[int, int]]]:
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for word, ends in self._found.items():
            spans = [(end - word.length, end) for end in ends]
            for slot in word.placed:
                places[slot] += spans
        return places

    def places(self, slot: int) -> list[tuple[int, int]]:
        """Where the words of a slot stand, from left to right, the longer of two that begin together first."""
        return sorted(self._places[slot], key=lambda place: (place[0], -place[1]))

    @cached_property
    def cuts(self) -> Cuts:
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
    hanging: dict[int, list[int]] = defaultdict(list)
    for i, pattern in enumerate(patterns):
        if pattern.slots:
            hanging[numbers[max(pattern.slots, key=worth)]].append(i)
    words: dict[str, set[int]] = defaultdict(set)
    for slot, number in numbers.items():
        for text in slot:
            words[text].add(number)
    spelling = _Spelling(words)
    automaton = ahocorasick.Automaton()
    for text, slots in words.items():
        word = _word(text, slots, placed, [i for n in slots for i in hanging[n]], needs)
        automaton.add_word(text.translate(spelling), word)
    automaton.make_automaton()
    return Matcher(patterns, needs, tuple(i for i, need in enumerate(needs) if not need), spelling, automaton)


def _word(
    text: str, slots: set[int], placed: set[int], hanging: list[int], needs: tuple[tuple[int, ...], ...]
) -> _Word:
    single = tuple(i for i in hanging if len(set(needs[i])) == 1)
    several = tuple((i, _bits(needs[i])) for i in hanging if len(set(needs[i])) > 1)
    return _Word(len(text), _bits(slots), tuple(sorted(slots & placed)), single, several)


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))


def find(view: View, matcher: Matcher, segmenter: Segmenter) -> list[Hit]:
    """Every entry that matches, in the order of the lexicon, each at most a few times and never over itself."""
    reading = _Reading(view, matcher, segmenter)
    hits: list[Hit] = []
    for i in reading.candidates(matcher.always):
        pattern = matcher.patterns[i]
        if pattern.regex and not pattern.regex.search(reading.text):
            continue
        for hit in _pattern_hits(pattern, matcher.needs[i], reading):
            if not any(h.entry is hit.entry and h.start < hit.end and hit.start < h.end for h in hits[-_MOST:]):
                hits.append(hit)
    return hits


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
    return any(map(sentence.__contains__, pattern.unless))


def _ranges(pattern: Pattern, needs: tuple[int, ...], reading: _Reading) -> Iterator[tuple[int, int]]:
    if pattern.regex:
        yield from (m.span() for m in pattern.regex.finditer(reading.text) if m.end() > m.start())
        return
    slots = [reading.places(number) for number in needs]
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
