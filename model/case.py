"""A case, its items and its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from model.incoming import FileRef
from model.letter import CaseDetails
from model.locale import Locale


class Role(StrEnum):
    """How the complainant stands to the debt, as she or he says; nobody is asked to prove it."""

    UNKNOWN = "unknown"
    BORROWER = "borrower"
    THIRD_PARTY = "third_party"
    GUARANTOR = "guarantor"


class Level(StrEnum):
    """How much may be kept: an answer only, a sealed draft for a day, or a kept case."""

    ANSWER_ONLY = "answer_only"
    DRAFT = "draft"
    KEPT = "kept"


class Status(StrEnum):
    """Where a case stands. How it ended is another thing and is not kept here."""

    OPEN = "open"
    CLOSED = "closed"


class Receiver(StrEnum):
    """On whose phone an item arrived; not the same as who reports it."""

    ME = "me"
    PARENT = "parent"
    SPOUSE = "spouse"
    CHILD = "child"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    OTHER = "other"
    UNKNOWN = "unknown"


class ValueSource(StrEnum):
    """Where a sender or a time comes from; two sources are never mixed."""

    ORIGIN = "origin"
    PICTURE = "picture"
    EXPORT = "export"
    CLAIMED = "claimed"
    RECEIVED = "received"


class KeyKind(StrEnum):
    """By what a later message finds its open case."""

    PLATFORM = "platform"
    SIGNATURE = "signature"
    NUMBER = "number"


class EventKind(StrEnum):
    """The closed list of things that happen to a case."""

    OPENED = "opened"
    ITEM_RECEIVED = "item_received"
    ITEM_EDITED = "item_edited"
    ANSWERED = "answered"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ROLE_SAID = "role_said"
    RECEIVER_SAID = "receiver_said"
    SENDER_SAID = "sender_said"
    PLATFORM_SAID = "platform_said"
    DENIAL_SAID = "denial_said"
    CORRECTION_SAID = "correction_said"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    MERGED = "merged"
    CLOSED = "closed"
    ORIGINAL_KEPT = "original_kept"
    ITEM_READ = "item_read"
    READING_CONFIRMED = "reading_confirmed"
    STEP_PLANNED = "step_planned"
    STEP_FILED = "step_filed"
    STEP_NOTED = "step_noted"
    STEP_TAKEN = "step_taken"
    STEP_MORE_ASKED = "step_more_asked"
    STEP_SUPPLIED = "step_supplied"
    STEP_EXTENDED = "step_extended"
    STEP_OVERDUE = "step_overdue"
    STEP_ANSWERED = "step_answered"
    STEP_WITHDRAWN = "step_withdrawn"
    STEP_CLOSED = "step_closed"
    STEP_DUE_CHANGED = "step_due_changed"
    STEP_UNDONE = "step_undone"


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever talks to the bot, under an opaque id."""

    id: str
    telegram_id: int
    chat_id: int
    locale: Locale
    answer_only: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of the source of a case. Sealed as a whole.

    `not_platforms` are companies that the person ruled out. `false_numbers` stand in the running incident and are known
    to be passed around falsely. `situation` is one that no label stands for, `place` the province where the lender is
    registered, both as the person says. `acted` is the day of the acts of the incident `acted_burst`, as she says:
    a day, or an open interval such as `../2025-12-31` (ISO 8601-2). `taps` are further circumstances that she told by
    buttons and the ladders ask for. `details` are what letters ask her for.
    """

    role: Role = Role.UNKNOWN
    platform_id: str | None = None
    platform_candidates: tuple[str, ...] = ()
    signature: str | None = None
    senders: tuple[str, ...] = ()
    denied: bool = False
    not_platforms: tuple[str, ...] = ()
    false_numbers: tuple[str, ...] = ()
    situation: str | None = None
    place: str | None = None
    acted: "Sourced | None" = None
    acted_burst: int = 0
    taps: tuple[str, ...] = ()
    details: CaseDetails = field(default_factory=CaseDetails)


@dataclass(frozen=True, slots=True)
class Case:
    """One complainant and one source of harassment. `number` counts the person's own cases from 1.

    `burst` counts the incidents of the case from 1; `burst_closes_at` is when the running one ends.
    `expires_at` is set as long as nothing was consented to.
    """

    id: str
    person_id: str
    number: int
    level: Level
    status: Status
    facts: CaseFacts
    opened_at: datetime
    updated_at: datetime
    burst: int
    burst_opened_at: datetime
    burst_closes_at: datetime
    expires_at: datetime | None
    noticed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value and where it comes from."""

    value: str
    source: ValueSource


@dataclass(frozen=True, slots=True)
class Item:
    """One thing received: a text or a file. Counted from 1 within its case.

    `sent_at` is an ISO instant; the moment of receipt is `received_at` and nothing else. `previous` is the item
    that this one is a new version of. `labels` to `article` are what was found in it when it came: nothing is read
    twice, and with answer-only the text goes and these stay for a day.

    `text_source` is None for a text as it was received; a machine reading of a file is PICTURE, and then `caption` is
    what was received with it. `confirmed`: the person looked at the machine reading and said that it is right.
    `same_as` is the item that this one is counted with, as the person said.
    """

    id: str
    case_id: str
    number: int
    burst: int
    message_id: int
    received_at: datetime
    receiver: Receiver
    text: str
    sender: Sourced | None = None
    sent_at: Sourced | None = None
    file: FileRef | None = None
    previous: str | None = None
    labels: tuple[str, ...] = ()
    traps: bool = False
    maybe: tuple[str, ...] = ()
    sure: bool = True
    article: bool = False
    caption: str = ""
    text_source: ValueSource | None = None
    confirmed: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `body` is canonical JSON; `digest` chains it to the event before it."""

    number: int
    kind: EventKind
    at: datetime
    body: Mapping[str, object] = field(default_factory=dict)
    previous: str = ""
    digest: str = ""
