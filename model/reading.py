"""What was read from a picture: lines with their places, and what those lines mean on the screen of a phone.

All of it is machine reading. A field that could not be read is None or UNKNOWN; nothing here is ever guessed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# Left, top, right, bottom in pixels of the upright picture; right and bottom are exclusive.
Box: TypeAlias = tuple[int, int, int, int]
# Red, green, blue, 0 to 255.
Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print. `confidence` is the reader's own, 0 to 1; `ground` the colour the print stands on, if known."""

    text: str
    box: Box
    confidence: float
    ground: Colour | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An upright picture and its lines in reading order.

    `turned`: by how many degrees clockwise (0, 90, 180, 270) the picture had been turned; this was undone.
    `confidence`: of all lines, weighted by their length; 0 when there are none. The boxes of a tilted photo are level:
    they stand where the lines would be if the tilt were undone about the middle, and may reach over the edge.
    `sketch`: what another picture of the same is found by, see `evidence.likeness`.
    """

    width: int
    height: int
    turned: int
    lines: tuple[Line, ...]
    confidence: float
    sketch: bytes = b""

    @property
    def text(self) -> str:
        """The lines one under the other."""
        return "\n".join(line.text for line in self.lines)


class Side(StrEnum):
    """Who wrote a bubble, by the edge of the screen it hangs on."""

    THEIRS = "theirs"
    MINE = "mine"
    UNKNOWN = "unknown"


class App(StrEnum):
    """What kind of screen it is."""

    SMS = "sms"
    WECHAT = "wechat"
    QQ = "qq"
    CALL_LOG = "call_log"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the screen.

    `sent_at`: ISO date and time to the minute, China time, only when both are known; `time_shown`: as printed.
    """

    text: str
    side: Side
    sender: str | None
    sent_at: str | None
    time_shown: str | None
    box: Box


@dataclass(frozen=True, slots=True)
class CallLine:
    """One row of a call log. `at` is an ISO date and time, China time; `direction` is "in" or "out"."""

    number_or_name: str
    at: str | None
    direction: str | None
    connected: bool | None
    duration_s: int | None


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen shows; `sender` is the number or name at its head."""

    app: App
    sender: str | None
    bubbles: tuple[Bubble, ...]
    calls: tuple[CallLine, ...]
