"""Despair and danger. Nothing of what was said is kept; no label, no debt, no complaint stands in these answers."""

from collections.abc import Sequence
from typing import Final

from cases.contacts import contact_params
from cases.keyboards import tap
from cases.turn import Answered, Turn
from model.classification import Danger
from model.reply import Json, Reply

# Ids of the directory: the help line for people in despair, the ambulance, the police, the police by text message.
_SOMEBODY_TO_TALK_TO: Final = ("crisis_12356", "p120", "p110")
_THIS_MINUTE: Final = ("p110", "p12110")
_UNSAFE: Final = ("p120", "p110", "crisis_12356")

_BACK: Final = ((tap("safe"), tap("unsafe")),)


def urgent(turn: Turn, danger: Danger | None) -> Answered | None:
    """The answer that goes before every other, or None where there is no danger."""
    match danger:
        case Danger.DESPAIR:
            return despair(turn)
        case Danger.IN_PROGRESS:
            return in_progress(turn)
        case None:
            return None


def _lines(turn: Turn, channels: Sequence[str]) -> list[Json]:
    return [contact_params(turn.deps.directory, channel, turn.person.locale, turn.now) for channel in channels]


def despair(turn: Turn) -> Answered:
    """The answer to somebody who cannot go on: calm words, three numbers, one person to call, a way back."""
    reply = Reply("despair", {"lines": _lines(turn, _SOMEBODY_TO_TALK_TO)}, _BACK)
    return Answered((reply,), erased=True)


def in_progress(turn: Turn) -> Answered:
    """The answer to somebody in danger now: whom to call and what to do this minute."""
    reply = Reply("danger", {"lines": _lines(turn, _THIS_MINUTE)}, _BACK)
    return Answered((reply,), erased=True)


def safe() -> Answered:
    """The way back, without a word about anything else until the person wants it."""
    rows = ((tap("cases"), tap("despair")),)
    return Answered((Reply("despair_safe", {}, rows),))


def unsafe(turn: Turn) -> Answered:
    """Somebody who says: I am not safe."""
    return Answered((Reply("despair_unsafe", {"lines": _lines(turn, _UNSAFE)}, ((tap("safe"),),)),))
