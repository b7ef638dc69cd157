"""What a text means where the conversation stands. Pure; every state stands in one table, which a test holds to."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from model.dialog import Dialog, DialogState

# A question that was asked yesterday is not what today's message answers.
QUESTION_LIVES: Final = timedelta(minutes=30)
# Longer than any number or name somebody is asked for; whatever is longer is a message to be looked at.
LONGEST_SENDER: Final = 40
# The words that matter of a picture or a recording, typed.
LONGEST_WORDS: Final = 1000
# One sentence about an entry of the directory; whatever is longer is a message to be looked at.
LONGEST_SENTENCE: Final = 300
# A paragraph in the person's own words, with room for one that is too long and is told so.
LONGEST_FACT: Final = 1200
# The longest message there is (https://core.telegram.org/bots/api#sendmessage).
LONGEST_MESSAGE: Final = 4096


class Meaning(Enum):
    """How a text is to be taken."""

    NEW = auto()
    EVIDENCE = auto()
    SENDER = auto()
    PROPOSAL = auto()
    CALL = auto()
    STEP = auto()
    WORDS = auto()
    RECEIVER = auto()
    FACT = auto()


# What a text of at most so many characters is, after each question.
_EXPECTED: Final[Mapping[DialogState, tuple[Meaning, int]]] = {
    DialogState.IDLE: (Meaning.NEW, 0),
    DialogState.ASKED_SENDER: (Meaning.SENDER, LONGEST_SENDER),
    DialogState.ASKED_CORRECTION: (Meaning.EVIDENCE, LONGEST_MESSAGE),
    DialogState.ASKED_PROPOSAL: (Meaning.PROPOSAL, LONGEST_SENTENCE),
    DialogState.ASKED_WORDS: (Meaning.WORDS, LONGEST_WORDS),
    DialogState.ASKED_RECEIVER: (Meaning.RECEIVER, LONGEST_SENTENCE),
    DialogState.ASKED_CALL: (Meaning.CALL, LONGEST_SENDER),
    DialogState.ASKED_STEP: (Meaning.STEP, LONGEST_SENDER),
    DialogState.ASKED_FACT: (Meaning.FACT, LONGEST_FACT),
}


def meaning(dialog: Dialog, text: str, now: datetime) -> Meaning:
    """Whether a text answers the question that was asked last, or is something new."""
    if dialog.updated_at is None or now - dialog.updated_at > QUESTION_LIVES:
        return Meaning.NEW
    expected, longest = _EXPECTED[dialog.state]
    return expected if len(text.strip()) <= longest else Meaning.NEW
