"""What a letter asks of a person: which fields, in which order, what is taken as an answer and what is refused. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Final

from model.letter import CaseDetails

# In the order in which they are asked; each can be skipped.
FIELDS: Final = ("name", "lender", "contract", "home", "loan_date", "overdue_date", "wish", "own_words")
# What is the person's in every case of hers; the rest belongs to one contract.
HERS: Final = ("name", "home")
DATES: Final = frozenset({"loan_date", "overdue_date"})
# In characters: a name, a company, a number, a place, one sentence, one paragraph.
LONGEST: Final[Mapping[str, int]] = {
    "name": 40,
    "lender": 60,
    "contract": 60,
    "home": 40,
    "loan_date": 20,
    "overdue_date": 20,
    "wish": 200,
    "own_words": 600,
}
# What somebody who neither borrowed nor guaranteed cannot know.
OF_A_CONTRACT: Final = frozenset({"contract", "loan_date", "overdue_date"})

_DAY: Final = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})(?:\s*[-月./]\s*(\d{1,2})\s*[日号號]?|\s*月)?\Z")
_DIGITS: Final = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){13,18}[Xx]?(?![0-9])")
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"
_CARD_BEGINS: Final = ("62", "3", "4", "5")
_FIRST_YEAR: Final = 1990


def field_of(details: CaseDetails, name: str) -> str | None:
    """The value of one field."""
    value = asdict(details)[name]
    return None if value is None else str(value)


def with_field(details: CaseDetails, name: str, value: str | None) -> CaseDetails:
    """The details with one field told, or taken out again."""
    return replace(details, **{name: value})


def wanted(*, owes: bool) -> tuple[str, ...]:
    """The fields to ask for, in order. Of a contract only somebody who signed one can tell."""
    return FIELDS if owes else tuple(name for name in FIELDS if name not in OF_A_CONTRACT)


def next_open(details: CaseDetails, fields: tuple[str, ...], after: str | None) -> str | None:
    """The next field without a value behind one that was just asked for."""
    left = fields[fields.index(after) + 1 :] if after in fields else fields
    return next((name for name in left if field_of(details, name) is None), None)


def taken(name: str, text: str, today: date) -> str | None:
    """A text as the value of a field, or None where it is none: empty, too long, a date that is no day of the past."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()) if name != "own_words" else text.strip()
    if not plain or len(plain) > LONGEST[name]:
        return None
    return _day(plain, today) if name in DATES else plain


def _day(text: str, today: date) -> str | None:
    found = _DAY.match(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    try:
        told = date(year, month, day)
    except ValueError:
        return None
    if not year >= _FIRST_YEAR or told > today:
        return None
    return told.isoformat() if found[3] else f"{year}-{month:02}"


def is_private_number(name: str, text: str) -> bool:
    """Whether an identity or bank card number stands in a text. A contract may have a long number of its own, so there
    only what checks out as one of them is refused."""
    runs = [re.sub(r"[ -]", "", run) for run in _DIGITS.findall(unicodedata.normalize("NFKC", text))]
    if name == "contract":
        return any(_is_identity(run) or _is_card(run) for run in runs)
    return any(len(run) >= 15 for run in runs)


def _is_identity(run: str) -> bool:
    if len(run) != 18 or not run[:17].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(run, _ID_WEIGHTS, strict=False))
    return run[17].upper() == _ID_CHECKS[total % 11]


def _is_card(run: str) -> bool:
    if not run.isdecimal() or not 15 <= len(run) <= 19 or not run.startswith(_CARD_BEGINS):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(run))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def reused(source: CaseDetails, target: CaseDetails, *, same_lender: bool) -> CaseDetails:
    """The target with what another case of the person knows: what is hers, and of the contract where it is the same."""
    names = HERS if not same_lender else tuple(n for n in FIELDS if n != "own_words")
    filled = {n: field_of(source, n) for n in names if field_of(target, n) is None}
    return replace(target, **filled)


def united_details(source: CaseDetails, target: CaseDetails) -> CaseDetails:
    """The details of two cases that become one: what the target does not know comes from the source."""
    return replace(target, **{n: field_of(source, n) for n in FIELDS if field_of(target, n) is None})
