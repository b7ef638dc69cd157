"""Two views of a text for matching, each of which knows where its characters stand in the text as it was received.

`plain` changes single characters only: compatibility forms, Traditional and Cantonese characters, case, and characters
that cannot be seen. `folded` goes on from there: symbols put between Chinese characters are taken out, and look-alikes,
sound-alikes, pinyin and emoji are read as the words they stand for. Neither is ever shown or stored: the evidence is
the received text, and `View.span` leads back to it. Works for any str, lone surrogates and NULs included.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import ahocorasick
from opencc import OpenCC

from classify.records import Folds
from model.classification import Span

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_MASK: Final = "*×✕"
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Mn", "Me"})
_ON_TOP: Final = frozenset({"Mn", "Me"})
_KEPT: Final = "\n\t"

# Symbols and blanks that split a word: everything but sentence marks, brackets, quotes, line ends and mask signs.
_SYMBOLS: Final = r" \t\u3000./\\|_~^+=\-–—·•・。¨`'´@#%&$§°☆★♥♡❤○●◎◇◆□■△▲▽▼→←↑↓…"
# These expressions begin with the rarest of what they need; what stands before it is looked at afterwards.
_JUNK: Final = re.compile(rf"[{_SYMBOLS}](?<=[{_HAN}][{_SYMBOLS}])[{_SYMBOLS}]{{0,3}}(?=[{_HAN}])")
_SENTENCE_DOT: Final = "。…"
_COLUMN: Final = re.compile(rf"(?<![^\n])[{_HAN}](\n)(?=[{_HAN}](?:\n|\Z))")
_STUTTER: Final = re.compile(rf"(?<![{_HAN}])(?:[{_HAN}][,、.。!]){{3,}}[{_HAN}](?![{_HAN}])")
_STUTTER_MARK: Final = re.compile(r"[,、.。!]")
_STUTTERS: Final = re.compile(r"[,、.。!](?:.[,、.。!]){2}")
_INNER_MASK: Final = re.compile(rf"[{_MASK}](?<=[{_HAN}][{_MASK}])(?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class View:
    """A changed copy of a text; character i came from the code points [starts[i], ends[i]) of the received text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The range of the received text behind the non-empty range [start, end) of this view."""
        return Span(self.starts[start], self.ends[end - 1])

    def part(self, start: int, end: int) -> "View":
        """A range of the view as a view of its own; its spans still lead to the received text."""
        return View(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def without(self, cuts: list[tuple[int, int]]) -> "View":
        """The same view with the given ranges taken out; they are in order and do not overlap."""
        if not cuts:
            return self
        kept = list(_between(cuts, len(self.text)))
        return View(
            "".join(self.text[a:b] for a, b in kept),
            tuple(i for a, b in kept for i in self.starts[a:b]),
            tuple(i for a, b in kept for i in self.ends[a:b]),
        )


@dataclass(frozen=True, slots=True)
class Normalizer:
    """The character table and the automaton of longer replacements; built once by `build`.

    `codes` is the same table for `str.translate`; `uneven` are the characters that do not become exactly one.
    """

    characters: Mapping[str, str]
    codes: Mapping[int, str]
    uneven: frozenset[str]
    folds: Mapping[str, str]
    automaton: ahocorasick.Automaton


def build(folds: Folds) -> Normalizer:
    """Tables for `plain` and `folded`. The keys of the folds are written as `plain` leaves them, or made so here."""
    characters = dict(_unicode_table())
    characters.update(folds.characters)
    longer = {literal(key, characters): value for key, value in folds.longer().items()}
    automaton = ahocorasick.Automaton()
    for key in longer:
        automaton.add_word(key, key)
    automaton.make_automaton()
    codes = {ord(char): new for char, new in characters.items()}
    uneven = frozenset(char for char, new in characters.items() if len(new) != 1)
    return Normalizer(characters, codes, uneven, longer, automaton)


def literal(word: str, characters: Mapping[str, str]) -> str:
    """A word as `plain` would leave it."""
    return "".join(characters.get(c, c) for c in word)


def plain(text: str, normalizer: Normalizer) -> View:
    """Character by character; a character that becomes nothing is dropped, one that becomes several keeps its place.

    What is set on top of a character (the frame of a keycap digit) belongs to the place of that character.
    """
    if normalizer.uneven.isdisjoint(text):
        return View(text.translate(normalizer.codes), range(len(text)), range(1, len(text) + 1))
    get = normalizer.characters.get
    out: list[str] = []
    starts: list[int] = []
    marked: dict[int, int] = {}
    for i, char in enumerate(text):
        new = get(char, char)
        if len(new) == 1:
            out.append(new)
            starts.append(i)
        elif new:
            out.extend(new)
            starts.extend([i] * len(new))
        elif out and unicodedata.category(char) in _ON_TOP:
            marked[len(starts) - 1] = i + 1
    ends = [i + 1 for i in starts]
    for at, end in marked.items():
        ends[at] = end
    return View("".join(out), tuple(starts), tuple(ends))


def folded(view: View, normalizer: Normalizer) -> View:
    """What a reader hears in the plain view: without splitting symbols, and with disguised words in the clear."""
    view = view.without(list(_junk(view.text)))
    view = _replace(view, normalizer)
    return view.without([m.span() for m in _INNER_MASK.finditer(view.text)])


def _junk(text: str) -> Iterator[tuple[int, int]]:
    found = [m.span() for m in _JUNK.finditer(text) if not _ends_sentence(text, *m.span())]
    if "\n" in text:
        found += [m.span(1) for m in _COLUMN.finditer(text)]
    for run in _STUTTER.finditer(text) if _STUTTERS.search(text) else ():
        found += [m.span() for m in _STUTTER_MARK.finditer(text, *run.span())]
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """A full stop or dots count as punctuation, unless other symbols stand with them."""
    return all(c in _SENTENCE_DOT for c in text[start:end]) or text[start:end] == "..."


def _replace(view: View, normalizer: Normalizer) -> View:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for a, b in _fold_hits(view.text, normalizer):
        new = normalizer.folds[view.text[a:b]]
        out += (view.text[done:a], new)
        starts += [*view.starts[done:a], *[view.starts[a]] * len(new)]
        ends += [*view.ends[done:a], *[view.ends[b - 1]] * len(new)]
        done = b
    if not done:
        return view
    return View("".join([*out, view.text[done:]]), (*starts, *view.starts[done:]), (*ends, *view.ends[done:]))


def _fold_hits(text: str, normalizer: Normalizer) -> Iterator[tuple[int, int]]:
    """Longest disguises from left to right; one that begins or ends with a letter is a whole word."""
    for last, key in normalizer.automaton.iter_long(text):
        start, end = last + 1 - len(key), last + 1
        if _is_letter(text[start]) and start and _is_letter(text[start - 1]):
            continue
        if _is_letter(text[end - 1]) and end < len(text) and _is_letter(text[end]):
            continue
        yield start, end


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z"


def _between(cuts: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in cuts:
        yield last, start
        last = end
    yield last, length


def _unicode_table() -> Iterator[tuple[str, str]]:
    """Every code point of the first three planes that matching reads as something else.

    Single characters, not phrases: the conversion of phrases may change lengths, and it differs in few characters.
    """
    codes = [c for c in range(0x30000) if not 0xD800 <= c <= 0xDFFF and c != 0x0A]
    old = [chr(c) for c in codes]
    new = [_compatible(char) for char in old]
    simplified = OpenCC("t2s").convert("\n".join(new)).split("\n")
    for char, value in zip(old, simplified, strict=True):
        if char != value:
            yield char, value


def _compatible(char: str) -> str:
    if unicodedata.category(char) in _INVISIBLE:
        return "" if char not in _KEPT else char
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        char = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)) or char
    value = unicodedata.normalize("NFKC", char).lower()
    return "".join(c for c in value if unicodedata.category(c) not in _INVISIBLE)
