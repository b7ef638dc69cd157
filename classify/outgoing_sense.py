"""Whether a sentence means what a rule found in it: denied, asked, doubted, refused, or said by somebody else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from classify.outgoing_records import TakeBack, Words

_CLAUSE: Final = re.compile(r"[,、:。!?;\n]")
_SENTENCE: Final = re.compile(r"[。!?;\n]")
_WINDOW: Final = 60
_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class Sense:
    """Expressions for what takes a match back; `harmless` are words that only look like a denial."""

    words: Mapping[TakeBack, re.Pattern[str]]
    harmless: re.Pattern[str]

    def takes_back(self, text: str, start: int, end: int, by: Iterable[TakeBack]) -> bool:
        """Whether a match at [start, end) of a folded text is taken back in one of the given ways."""
        before = _last(text[max(0, start - _WINDOW) : start], _SENTENCE)
        after, asked = _rest(text, end)
        return any(self._one(way, before, text[start:end], after, asked=asked) for way in by)

    def _one(self, way: TakeBack, before: str, inside: str, after: str, *, asked: bool) -> bool:
        found = self.words[way]
        if way is TakeBack.NEGATION:
            clause = self.harmless.sub(lambda m: "_" * len(m[0]), _last(before, _CLAUSE))
            return bool(found.search(clause[-_NEAR:]))
        if way is TakeBack.INSIDE:
            return bool(found.search(inside))
        if way is TakeBack.REPORTED:
            return bool(found.search(before))
        if way is TakeBack.REFUSAL:
            return bool(found.search(after))
        if way is TakeBack.QUESTION:
            return asked or bool(found.search(before[-_WINDOW:] + inside + after))
        return bool(found.search(before + inside + after))


def sense_of(words: Words) -> Sense:
    """The words as expressions."""
    return Sense(
        {way: re.compile("|".join(words.taken_back[way])) for way in TakeBack}, re.compile("|".join(words.harmless))
    )


def _last(text: str, marks: re.Pattern[str]) -> str:
    """What stands behind the last mark."""
    return text[max((found.end() for found in marks.finditer(text)), default=0) :]


def _rest(text: str, end: int) -> tuple[str, bool]:
    """The rest of the sentence, some sixty characters at most, and whether it ends in a question mark."""
    stop = _SENTENCE.search(text, end, end + _WINDOW)
    return text[end : stop.start() if stop else end + _WINDOW], bool(stop and stop[0] == "?")
