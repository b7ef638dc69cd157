"""From what a screen shows to the fields of an item, each as far as it stands there, and what of it is doubtful. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from model.reading import Bubble, Screen, Side

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_RELATIVE: Final = re.compile(
    r"[今昨前]天|星期|周[一二三四五六日天]|刚刚|分钟前|小时前|[今昨]日|yesterday|today", re.IGNORECASE
)
_DATED: Final = re.compile(r"\d\s*[年月/\-.]\s*\d")
# The clock of a phone and that of a server are never the same.
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
# Below this the reader is not sure of its own letters.
SURE: Final = 0.8


class Doubt(StrEnum):
    """What of a picture somebody should look at."""

    WORDS = "words"
    SENDER = "sender"
    TIME = "time"
    DAY = "day"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Fields:
    """What one screen says. `sent_at` is an instant with a zone, or None where date or time does not stand there."""

    text: str
    sender: str | None
    sent_at: datetime | None
    doubts: tuple[Doubt, ...]


def fields(screen: Screen, confidence: float, received_at: datetime) -> Fields:
    """The words that came in, who sent them and when. What the person wrote herself is no word of the sender.

    A time such as 昨天 counts from the day on which the picture was taken, and nobody knows that day: DAY. What would
    have been sent after it was received is no time at all.
    """
    theirs = [bubble for bubble in screen.bubbles if bubble.side is not Side.MINE]
    text = "\n".join(bubble.text for bubble in theirs) or _calls(screen)
    sender = screen.sender or _only([bubble.sender for bubble in theirs])
    times = [at for bubble in theirs if (at := _sent_at(bubble)) and at <= received_at + _CLOCKS_DIFFER]
    found = {
        Doubt.WORDS: not text or confidence < SURE,
        Doubt.SENDER: bool(theirs) and sender is None,
        Doubt.TIME: len(times) < len(theirs),
        Doubt.DAY: any(_is_relative(bubble) for bubble in theirs),
        Doubt.SIDE: any(bubble.side is Side.UNKNOWN for bubble in theirs),
    }
    return Fields(text, sender, max(times, default=None), tuple(doubt for doubt, holds in found.items() if holds))


def _only(senders: list[str | None]) -> str | None:
    """The one name that all bubbles have, if they have one."""
    named = {sender for sender in senders if sender}
    return named.pop() if len(named) == 1 and None not in senders else None


def _sent_at(bubble: Bubble) -> datetime | None:
    return datetime.fromisoformat(bubble.sent_at).replace(tzinfo=_CHINA) if bubble.sent_at else None


def _is_relative(bubble: Bubble) -> bool:
    shown = bubble.time_shown or ""
    return bool(bubble.sent_at and _RELATIVE.search(shown) and not _DATED.search(shown))


def _calls(screen: Screen) -> str:
    return "\n".join(f"{call.number_or_name} {call.at or ''}".strip() for call in screen.calls)
