"""Which sentences a letter, a call sheet or a form is made of, and on what fact of the case each rests. Pure.

A sentence whose facts are not all there is not printed; what a sentence only fills in stays a visible blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from cases.letter_specs import FORMS, LETTERS, SHEETS, Part, Spec
from model.letter import Block, Kind, Letter, LetterKind, Sentence
from model.reply import Json

Known: TypeAlias = Mapping[str, Json]

_PLANS: Final[Mapping[Kind, tuple[Part, ...]]] = {**LETTERS, **SHEETS, **FORMS}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whose name stands above a letter, by the fact that holds it; the first that is known."""

    facts: tuple[str, ...]


_LENDER: Final = Addressee(("lender", "company"))
_TO: Final[Mapping[Kind, Addressee]] = {
    LetterKind.LENDER_FIRST: _LENDER,
    LetterKind.LENDER_SECOND: _LENDER,
    LetterKind.PERSONAL_DATA: _LENDER,
    LetterKind.CREDITOR: _LENDER,
    LetterKind.STOP_CONTACT: _LENDER,
    LetterKind.BUREAU: Addressee(("bureau",)),
    LetterKind.ASSOCIATION: Addressee(("association",)),
    LetterKind.SPAM_REPORT: Addressee(("spam_centre",)),
    LetterKind.NOT_OURS: Addressee(("sent_away_by",)),
}


def letter(kind: Kind, known: Known) -> Letter:
    """The letter of a kind as far as the facts carry it. Decides; words nothing."""
    blocks = (_block(part, known) for part in _PLANS[kind])
    return Letter(kind, _addressee(kind, known), tuple(block for block in blocks if block.sentences))


def facts_of(kind: Kind) -> frozenset[str]:
    """Every fact that a sentence of this kind rests on or fills in, or that it is addressed by."""
    named = {fact for part in _PLANS[kind] for spec in part.specs for fact in (*spec.rests_on, *spec.fills)}
    return frozenset(named) | frozenset(_TO[kind].facts if kind in _TO else ())


def _block(part: Part, known: Known) -> Block:
    return Block(part.id, tuple(_sentence(spec, known) for spec in part.specs if _holds(spec, known)), part.listed)


def _holds(spec: Spec, known: Known) -> bool:
    return all(known.get(fact) for fact in spec.rests_on)


def _sentence(spec: Spec, known: Known) -> Sentence:
    return Sentence(spec.id, spec.rests_on, {fact: known.get(fact) for fact in (*spec.rests_on, *spec.fills)})


def _addressee(kind: Kind, known: Known) -> str | None:
    if kind not in _TO:
        return None
    return next((str(known[fact]) for fact in _TO[kind].facts if known.get(fact)), None)
