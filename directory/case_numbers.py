"""The form of court case numbers. A number of the right form may still be invented: only the court can tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.lawbook import CaseNumbers, CaseType, Court
from directory.tables import Directory

_RULES: Final = "since_2016"
_OPEN, _CLOSE = r"[（(〔\[【]", r"[)）〕\]】]"
_LONGEST_NUMBER: Final = 8
# Looks like a case number: a year in brackets, something between, and 号 at the end. Blanks do not hide it.
_SHAPE: Final = re.compile(
    rf"{_OPEN}\s*(\d{{4}})\s*{_CLOSE}\s*([\u4e00-\u9fff][^（()）\n，。；,;]{{0,24}}?)\s*(\d{{1,9}})\s*号"
)
_OLD_STYLE: Final = "字第"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number found at `text[start:end]`, as written.

    `well_formed` says only that it could be one: year, court, kind of case and number stand where they belong. Until
    2015 another form was in use, so `old_style` ones cannot be judged and may be genuine. `court` and `kind` are what the codes
    stand for where that is known.
    """

    start: int
    end: int
    text: str
    year: int
    well_formed: bool
    old_style: bool
    court: str | None = None
    place: str | None = None
    kind: str | None = None
    number: int | None = None


def case_number(directory: Directory, text: str) -> tuple[CaseNumber, ...]:
    """Everything in a text that is made like a case number, in order, each judged by its form alone."""
    rules = directory.case_numbers[_RULES]
    return tuple(_judged(rules, found) for found in _SHAPE.finditer(text))


def _judged(rules: CaseNumbers, found: re.Match[str]) -> CaseNumber:
    year, middle = int(found[1]), "".join(found[2].split())
    old = year < rules.first_year
    plain = CaseNumber(found.start(), found.end(), found.group(), year, well_formed=False, old_style=old)
    if old or _OLD_STYLE in middle + "第" or len(found[3]) > _LONGEST_NUMBER:
        return plain
    for court, code in _codes(rules):
        parts = _after(code).fullmatch(middle)
        kind = _kind(rules, parts[2]) if parts else None
        if parts and _fits(court, parts[1]) and (kind or _is_type(parts[2])):
            meaning = kind.meaning if kind else None
            return CaseNumber(
                plain.start, plain.end, plain.text, year, well_formed=True, old_style=False,
                court=court.of, place=court.place, kind=meaning, number=int(found[3]),
            )  # fmt: skip
    return plain


def _codes(rules: CaseNumbers) -> Iterator[tuple[Court, str]]:
    """The longest first: 最高法 before single characters."""
    pairs = [(court, code) for court in rules.courts for code in (court.code, *court.also)]
    yield from sorted(pairs, key=lambda pair: -len(pair[1]))


def _after(code: str) -> re.Pattern[str]:
    return re.compile(rf"{code}(\d{{4}}|\d{{2}}|)([\u4e00-\u9fff]{{1,6}})")


def _fits(court: Court, number: str) -> bool:
    """The supreme court has no number; a provincial code may stand alone for the high court."""
    return not number if len(court.code) > 1 else True


def _kind(rules: CaseNumbers, written: str) -> CaseType | None:
    bare = next((written[len(s) :] for s in rules.special if written.startswith(s)), written)
    return next((kind for kind in rules.types if kind.code in (written, bare)), None)


def _is_type(written: str) -> bool:
    """A kind that is not on our list, as they are made: a branch of law first."""
    return written[0] in "民刑行执知赔国司诉破财认商清他" and len(written) <= 4
