"""A letter as data: which sentences it holds, what of the case each rests on, and the letter as it was written out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from model.reply import Json


class LetterKind(StrEnum):
    """What is written to whom. A complaint asks for help, a report asks for an inquiry; the words are never mixed."""

    LENDER_FIRST = "lender_first"
    LENDER_SECOND = "lender_second"
    REGULATOR = "regulator"
    REGULATOR_REPORT = "regulator_report"
    BUREAU = "bureau"
    ASSOCIATION = "association"
    SPAM_REPORT = "spam_report"
    POLICE = "police"
    PERSONAL_DATA = "personal_data"
    CREDITOR = "creditor"
    NUMBER_LOOKUP = "number_lookup"
    STOP_CONTACT = "stop_contact"
    NOT_OURS = "not_ours"


class SheetKind(StrEnum):
    """A line that is called: what to say on it is made of sentences like a letter."""

    LENDER = "call_lender"
    REGULATOR = "call_regulator"
    CITY = "call_city"
    POLICE = "call_police"
    LEGAL_AID = "call_legal_aid"
    COURT = "call_court"
    FRAUD = "call_fraud"


class FormKind(StrEnum):
    """A form that is filled in field by field."""

    COMPLAINT = "form_complaint"
    INFORMATION = "form_information"


Kind: TypeAlias = LetterKind | SheetKind | FormKind


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """What only the person can tell of her case, each as she wrote it; None where she did not.

    `lender` is the name in the contract. `loan_date` and `overdue_date` are ISO days or months. `home` is where she
    gets the messages. No number of an identity or bank card is ever in here.
    """

    name: str | None = None
    contract: str | None = None
    lender: str | None = None
    home: str | None = None
    loan_date: str | None = None
    overdue_date: str | None = None
    wish: str | None = None
    own_words: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the name of its wording, the facts it cannot stand without, and what is filled in.

    What of `params` is None stays a visible blank.
    """

    id: str
    rests_on: tuple[str, ...]
    params: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences that stand together. A `listed` block is numbered; one without sentences is not there at all."""

    id: str
    sentences: tuple[Sentence, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, a call sheet or the fields of a form, before it is worded."""

    kind: Kind
    addressee: str | None
    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """One worded block; `heading` is empty where it has none."""

    id: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in words, for paper and for a file. It holds nothing of where it was made."""

    kind: str
    title: str
    addressee: str
    parts: tuple[Paragraphs, ...]

    @property
    def text(self) -> str:
        """The whole letter as plain text."""
        head = [self.title, *(["", self.addressee] if self.addressee else [])]
        body = ["\n".join(["", *([part.heading] if part.heading else []), *part.lines]) for part in self.parts]
        return "\n".join([*head, *body]).strip()

    def part(self, id_: str) -> tuple[str, ...]:
        """The lines of one block; none where it is not there."""
        return next((part.lines for part in self.parts if part.id == id_), ())


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """A letter as it was handed out, for ever as it was. `number` counts from 1 within its case.

    `digests` name the state of the wording and of the directory that it was made from.
    """

    id: str
    case_id: str
    number: int
    written: Written
    digests: Mapping[str, str]
    handed_at: datetime
