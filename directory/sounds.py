"""How names sound, and how a text sounds: characters, syllables in Latin letters and digits as one kind of unit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final, Literal, NamedTuple

import ahocorasick

from directory.folding import BEYOND, HAN
from directory.records import Spelling

_TOKEN: Final = re.compile(rf"[{HAN}]|[a-z]+|[0-9]|[。!?;,:\n，：；！？]")
_HARD: Final = "。!?;,:\n，：；！？"
NUMERALS: Final[Mapping[str, str]] = {
    **dict(zip("0123456789", "零一二三四五六七八九", strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", "零一二三四五六七八九", strict=True)),
}
_FIRST_CODE: Final = 0xE000
_PLANE: Final = 0x10000
_FIRST_BEYOND: Final = "\U00010000"
_HAN_CODES: Final = tuple(code for code in range(0x3400, 0xA000) if re.match(f"[{HAN}]", chr(code)))
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
LATIN: Final = re.compile(r"[a-z]+")
_MOST_READINGS: Final = 4
# A registered name of more characters is told from others by the rest of it.
_LONGEST_MISREAD: Final = 6
# A word of the trade at the end of a name is no part of what tells it from others.
_TRADE: Final = re.compile(
    r"(?:消费金融|农村商业银行|农商银行|商业银行|国际银行|信用管理|信用卡|银行|金融|消金|消费|借款|贷款|小贷|分期|普惠"
    r"|科技|数科|白条|借条|借钱|月付|钱包|公司|有限公司|信用)+$"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name as it is heard. `units` are its characters, the first `own` tell it from others.

    `bent` where two characters were swapped, one looks like another, or one of the word of the trade at its end is
    missing.
    """

    name: str
    units: str
    platforms: tuple[str, ...]
    firm: bool
    own: int
    bent: Literal["", "swapped", "cut", "looks"] = ""


@dataclass(frozen=True, slots=True)
class Ear:
    """The compiled sounds of all names."""

    automaton: ahocorasick.Automaton
    codes: Mapping[str, str]
    syllables: Mapping[str, str]
    table: Sequence[str | None]
    split: tuple[tuple[str, str], ...]
    function_words: frozenset[str]
    ordinary_words: frozenset[str]


class Sound(NamedTuple):
    """One unit of a text: how it sounds, and where it stands."""

    code: str
    start: int
    end: int


def compile_ear(names: Iterable[tuple[str, tuple[str, ...], bool]], spelling: Spelling) -> Ear:
    """Compile the sounds of names: each with the companies it stands for and whether it is enough by itself."""
    syllables = _syllables(spelling)
    codes = {c: syllables[_merged(r)] for r, characters in spelling.readings.items() for c in characters}
    codes |= {digit: codes[word] for digit, word in NUMERALS.items() if word in codes}
    also = {c: syllables[_merged(r)] for r, characters in spelling.also.items() for c in characters}
    looks = _alike(spelling.looks)
    spoken: dict[str, list[Spoken]] = {}
    for name, platforms, firm in names:
        for heard in _forms(Spoken(name, name, platforms, firm, len(own_part(name))), looks):
            for sound in _sounds(heard.units, codes, also):
                spoken.setdefault(sound, []).append(heard)
    automaton = ahocorasick.Automaton()
    for sound, found in spoken.items():
        # Two characters that only sound alike are too little; with Latin letters, or as 某呗, they may be a name.
        enough = len(sound) > 2 or any(heard.units.endswith("呗") for heard in found)
        automaton.add_word(sound, (len(sound), tuple(found), enough))
    if spoken:
        automaton.make_automaton()
    return Ear(
        automaton=automaton,
        codes=codes,
        syllables=syllables,
        table=_table(codes),
        split=tuple(spelling.split.items()),
        function_words=frozenset(spelling.function_words),
        ordinary_words=frozenset(spelling.ordinary_words),
    )


def sound_line(ear: Ear, text: str) -> str:
    """The sounds of a text without their places; the same as those of `spoken_sounds`, and quicker."""
    if BEYOND.search(text):
        text = BEYOND.sub("", text)
    if LATIN.search(text):
        text = LATIN.sub(lambda found: "".join(_sound(ear, cut) for cut in _cut(found.group(), ear.syllables)), text)
    return text.translate(ear.table)


def _sound(ear: Ear, syllable: str) -> str:
    return ear.syllables.get(_merged(syllable), syllable)


def _table(codes: Mapping[str, str]) -> Sequence[str | None]:
    """What each character of the basic plane sounds like; what is neither word nor stop is left out."""
    table: list[str | None] = [None] * _PLANE
    for code in (*_HAN_CODES, *range(_FIRST_CODE, _FIRST_CODE + len(codes)), *map(ord, _LETTERS)):
        table[code] = chr(code)
    for stop in _HARD:
        table[ord(stop)] = "\n"
    for character, code_ in codes.items():
        table[ord(character)] = code_
    return table


def places(ear: Ear, text: str) -> Sequence[tuple[int, int]]:
    """Where each sound of `sound_line` stands in the text; quicker where there is no Latin letter to be cut."""
    if LATIN.search(text):
        return [(sound.start, sound.end) for sound in spoken_sounds(ear, text)]
    table = ear.table
    return [(i, i + 1) for i, c in enumerate(text) if c < _FIRST_BEYOND and table[ord(c)] is not None]


def spoken_sounds(ear: Ear, text: str) -> Iterator[Sound]:
    """The sounds of a folded text with their places; what is neither word nor stop has none."""
    for token in _TOKEN.finditer(text):
        word, start = token.group(), token.start()
        if word in _HARD:
            yield Sound("\n", start, token.end())
        elif word[0] in ear.codes or not word.isascii():
            yield Sound(ear.codes.get(word, word), start, token.end())
        else:
            for syllable in _cut(word, ear.syllables):
                yield Sound(_sound(ear, syllable), start, start + len(syllable))
                start += len(syllable)


def _cut(word: str, syllables: Mapping[str, str]) -> list[str]:
    """Latin letters in syllables where they are some, the longest first; single letters otherwise."""
    if len(word) > 24:
        return list(word)
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            fits = before is not None and _merged(word[start:end]) in syllables
            if before is not None and fits and (best[end] is None or len(before) < len(best[end] or ()) - 1):
                best[end] = [*before, word[start:end]]
    return best[-1] or list(word)


def own_part(name: str) -> str:
    """What tells a folded name from others: what stands before the word of the trade at its end."""
    return _TRADE.sub("", name)


def _alike(groups: Iterable[str]) -> Mapping[str, str]:
    """Each character, and all that it is mistaken for by the eye."""
    found: dict[str, str] = {}
    for group in groups:
        for character in group:
            found[character] = found.get(character, "") + group.replace(character, "")
    return found


def _forms(spoken: Spoken, looks: Mapping[str, str]) -> Iterator[Spoken]:
    """A name and what becomes of it when it is mistyped."""
    yield spoken
    if 2 < len(spoken.units) <= _LONGEST_MISREAD or spoken.units.endswith("呗"):
        yield from _misread(spoken, looks)
    if spoken.firm and len(spoken.units) > 2:
        yield from _mistyped(spoken)


def _misread(spoken: Spoken, looks: Mapping[str, str]) -> Iterator[Spoken]:
    """One character is another that looks like it."""
    units = spoken.units
    for i, unit in enumerate(units):
        for other in looks.get(unit, ""):
            yield replace(spoken, units=units[:i] + other + units[i + 1 :], bent="looks")


def _mistyped(spoken: Spoken) -> Iterator[Spoken]:
    """Two characters change places, or one of a long name is left out."""
    units, own = spoken.units, spoken.own
    for i in range(min(own, len(units) - 1)):
        swapped = units[:i] + units[i + 1] + units[i] + units[i + 2 :]
        if swapped != units:
            yield replace(spoken, units=swapped, bent="swapped")
    # What tells it from others has to stand there in full: 平消费金融 could be anybody's.
    for i in range(max(own, 2), len(units)):
        if len(units) >= 5 and own >= 2:
            yield replace(spoken, units=units[:i] + units[i + 1 :], bent="cut")


def _sounds(units: str, codes: Mapping[str, str], also: Mapping[str, str]) -> Iterator[str]:
    sound = "".join([codes.get(unit, unit) for unit in units])
    yield sound
    if not also.keys().isdisjoint(units):
        ways = [(code, also[unit]) if unit in also else (code,) for unit, code in zip(units, sound, strict=True)]
        yield from dict.fromkeys("".join(way) for way in islice(product(*ways), 1, _MOST_READINGS))


def _syllables(spelling: Spelling) -> Mapping[str, str]:
    readings = sorted({_merged(r) for r in (*spelling.readings, *spelling.also)})
    return {reading: chr(_FIRST_CODE + place) for place, reading in enumerate(readings)}


def _merged(reading: str) -> str:
    """Readings that many speakers, and many keyboards, do not tell apart."""
    first = reading[0] + reading[2:] if reading[:2] in ("zh", "ch", "sh") else reading
    return first[:-1] if first.endswith(("ing", "eng")) else first
