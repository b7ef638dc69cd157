"""Where a conversation stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DialogState(StrEnum):
    """What the next text of a person may answer. What is asked by buttons needs no state; despair leaves none."""

    IDLE = "idle"
    ASKED_SENDER = "asked_sender"
    ASKED_CORRECTION = "asked_correction"
    ASKED_PROPOSAL = "asked_proposal"
    ASKED_WORDS = "asked_words"
    ASKED_RECEIVER = "asked_receiver"
    ASKED_CALL = "asked_call"
    ASKED_FACT = "asked_fact"
    ASKED_STEP = "asked_step"


@dataclass(frozen=True, slots=True)
class Dialog:
    """One row per person. `version` moves with every change and guards against two turns at once."""

    person_id: str
    state: DialogState = DialogState.IDLE
    case_id: str | None = None
    payload: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    updated_at: datetime | None = None
