"""What the classifier says about one text. All offsets are code points of the text exactly as it was received."""

from dataclasses import dataclass
from enum import StrEnum

from model.labels import Label


class Speaker(StrEnum):
    """Whose words the text is, as far as it can be told."""

    COLLECTOR = "collector"
    USER = "user"
    OTHER = "other"


class Danger(StrEnum):
    """What goes before every other answer."""

    DESPAIR = "despair"
    IN_PROGRESS = "in_progress"


class AttributeKind(StrEnum):
    """What can be read off a text without judging it."""

    SIGNATURE = "signature"
    PHONE = "phone"
    LINK = "link"
    ACCOUNT = "account"
    AMOUNT = "amount"
    DAYS_OVERDUE = "days_overdue"
    DATE = "date"
    CASE_NUMBER = "case_number"
    NAME = "name"
    ID_NUMBER = "id_number"


class PhoneKind(StrEnum):
    """What a sender number can be, by its form alone; it never tells who sends."""

    SMS_PORT = "sms_port"
    SERVICE_95 = "service_95"
    SERVICE_96 = "service_96"
    CALL_400 = "call_400"
    RESALE_MOBILE = "resale_mobile"
    MOBILE = "mobile"
    LANDLINE = "landline"
    ABROAD = "abroad"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points of the received text: `text[start:end]` are the words meant."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for one label: where it stands, which rule fired, and how much it weighs (0 to 1)."""

    label: Label
    span: Span
    rule: str
    weight: float


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label with its score (0 to 1) and the findings that carry it."""

    label: Label
    score: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that somebody else said, inside the text of the person who tells it."""

    span: Span
    labels: tuple[LabelScore, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact in the text: `value` normalised, `span` in the original, `detail` e.g. a PhoneKind."""

    kind: AttributeKind
    value: str
    span: Span
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Classification:
    """The opinion on one text, shown as an opinion: `labels` above the threshold, `maybe` below it."""

    labels: tuple[LabelScore, ...]
    maybe: tuple[LabelScore, ...]
    quotes: tuple[Quote, ...]
    speaker: Speaker
    sure: bool
    danger: Danger | None
    severity: int
    attributes: tuple[Attribute, ...] = ()

    def ids(self) -> tuple[Label, ...]:
        """The labels above the threshold, in the order of the taxonomy."""
        return tuple(score.label for score in self.labels)

    def values(self, kind: AttributeKind) -> tuple[str, ...]:
        """The normalised values of one kind of attribute, in the order of the text."""
        return tuple(a.value for a in self.attributes if a.kind is kind)
