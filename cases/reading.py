"""What a text says and which company it names: the two rooms that read a text, joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from cases.incident import Seen
from cases.routing import LEAK
from classify import Classifier, classify
from directory import Clues, Directory, Found, find, situations
from model.case import KeyKind
from model.classification import AttributeKind, Classification
from model.labels import Label

# The rule ids by which the classifier tells an article from an account.
_ARTICLE_RULE = "article"
_TRAPS = (AttributeKind.LINK, AttributeKind.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read."""

    classification: Classification
    found: Found
    situation: str | None = None
    """One that no label stands for, where the text itself shows it."""

    @property
    def signature(self) -> str | None:
        """The name between the brackets, which tells who signed and not who lends."""
        return next(iter(self.classification.values(AttributeKind.SIGNATURE)), None)

    @property
    def traps(self) -> bool:
        """Whether an answer to the sender would be a mistake: a link, a payee, or a trap for money."""
        kinds = {a.kind for a in self.classification.attributes}
        return not kinds.isdisjoint(_TRAPS) or Label.MONEY_TRAP in self.classification.ids()


class Reader(Protocol):
    """Whatever has both rooms at hand: the dependencies of a bot, or a command line without a database."""

    @property
    def classifier(self) -> Classifier: ...

    @property
    def directory(self) -> Directory: ...


@dataclass(frozen=True, slots=True, repr=False)
class Offline:
    """A reader without a database."""

    classifier: Classifier
    directory: Directory


def read(reader: Reader, text: str, *, sender: str | None = None) -> Reading:
    """Classify a text and look up the company it names. Reads nothing and writes nothing else."""
    classification = classify(text, reader.classifier)
    clues = Clues(
        text=text,
        signature=next(iter(classification.values(AttributeKind.SIGNATURE)), None),
        numbers=classification.values(AttributeKind.PHONE) + ((sender,) if sender else ()),
        links=classification.values(AttributeKind.LINK),
        names=classification.values(AttributeKind.NAME),
    )
    return Reading(classification, find(reader.directory, clues), _situation(reader.directory, classification))


def _situation(directory: Directory, classification: Classification) -> str | None:
    """A leak, where an ID number went to other people; a number alone is none."""
    if not classification.values(AttributeKind.ID_NUMBER):
        return None
    shown = situations(directory, classification.ids(), attributes=(AttributeKind.ID_NUMBER.value,))
    return LEAK if LEAK in shown else None


def seen(reading: Reading) -> Seen:
    """What a text that was just read says."""
    classification = reading.classification
    return Seen(
        labels=classification.ids(),
        maybe=tuple(score.label for score in classification.maybe),
        traps=reading.traps,
        sure=classification.sure,
        article=any(f.rule.startswith(_ARTICLE_RULE) for s in classification.labels for f in s.findings),
    )


def phone_in(reader: Reader, name: str | None) -> str | None:
    """The number that a sender's name is, or None where it is a name."""
    if not name:
        return None
    numbers = classify(name, reader.classifier).values(AttributeKind.PHONE)
    return numbers[0] if len(numbers) == 1 and len(name) <= 2 * len(numbers[0]) else None


def keys(reading: Reading, senders: Iterable[str]) -> tuple[tuple[KeyKind, str], ...]:
    """By what a later message finds the case of this one."""
    platform = ((KeyKind.PLATFORM, reading.found.platform_id),) if reading.found.platform_id else ()
    signature = ((KeyKind.SIGNATURE, reading.signature),) if reading.signature else ()
    return platform + signature + tuple((KeyKind.NUMBER, number) for number in senders)
