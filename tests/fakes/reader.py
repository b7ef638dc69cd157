"""A reader that knows its pictures by heart: what each shows is written into its bytes."""

import json
from collections.abc import Sequence

from evidence.readers import BusyError, UnreadableError, Why
from model.reading import Line, Page
from sandbox.records import Upload
from tests.fakes.clock import Clock

PNG = b"\x89PNG\r\n\x1a\n"
_WIDTH, _HEIGHT = 1080, 2400


class FakeReader:
    """Gives every picture the lines that were put into it; a picture without any cannot be read.

    `seconds` go by with each picture. `busy`: how often it says so before it reads; `seen`: every picture it was given.
    """

    def __init__(self, clock: Clock, seconds: float = 0.0) -> None:
        self.clock = clock
        self.seconds = seconds
        self.busy = 0
        self.breaks: set[bytes] = set()
        self.seen: list[bytes] = []

    async def read(self, data: bytes) -> Page:
        """The lines of a picture made by `picture`."""
        if self.busy:
            self.busy -= 1
            raise BusyError
        self.seen.append(data)
        self.clock.advance(seconds=self.seconds)
        if data in self.breaks:
            self.breaks.remove(data)
            raise UnreadableError(Why.BROKE_DOWN)
        try:
            told = json.loads(data.removeprefix(PNG))
        except ValueError:
            raise UnreadableError(Why.DAMAGED) from None
        lines = tuple(
            Line(text, (left, top, right, bottom), told["sure"]) for text, left, top, right, bottom in told["lines"]
        )
        return Page(_WIDTH, _HEIGHT, 0, lines, told["sure"])


def picture(
    *words: str,
    number: str | None = "13000000001",
    at: str = "2026年11月20日 21:30",
    sure: float = 0.99,
    name: str = "1",
) -> Upload:
    """A screenshot of an SMS thread: the number at its head, a date and time, then one bubble for each text."""
    lines: list[Sequence[object]] = []
    if number:
        lines.append((number, 380, 150, 700, 200))
    if at:
        lines.append((at, 400, 300, 680, 340))
    for row, text in enumerate(words):
        lines.append((text, 60, 420 + 300 * row, 700, 470 + 300 * row))
    body = json.dumps({"sure": sure, "lines": lines, "name": name}).encode()
    return Upload(f"{name}.png", PNG + body, "image/png")
