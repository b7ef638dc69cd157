"""What a text means where the conversation stands. Pure; a forgotten state is a type error."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final, assert_never

from model.dialog import Dialog, DialogState

# A question that was asked yesterday is not what today's message answers.
QUESTION_LIVES: Final = timedelta(minutes=30)
# Longer than any number or name somebody is asked for; whatever is longer is a message to be looked at.
LONGEST_SENDER: Final = 40
# One sentence about an entry of the directory; whatever is longer is a message to be looked at.
LONGEST_SENTENCE: Final = 300


class Meaning(Enum):
    """How a text is to be taken."""

    NEW = auto()
    EVIDENCE = auto()
    SENDER = auto()
    PROPOSAL = auto()


def meaning(dialog: Dialog, text: str, now: datetime) -> Meaning:
    """Whether a text answers the question that was asked last, or is something new."""
    if dialog.updated_at is None or now - dialog.updated_at > QUESTION_LIVES:
        return Meaning.NEW
    match dialog.state:
        case DialogState.ASKED_SENDER:
            return Meaning.SENDER if len(text.strip()) <= LONGEST_SENDER else Meaning.NEW
        case DialogState.ASKED_CORRECTION:
            return Meaning.EVIDENCE
        case DialogState.ASKED_PROPOSAL:
            return Meaning.PROPOSAL if len(text.strip()) <= LONGEST_SENTENCE else Meaning.NEW
        case DialogState.IDLE:
            return Meaning.NEW
        case never:
            assert_never(never)
