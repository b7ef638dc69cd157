"""How well a page and a screen agree with the truth."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.reading import Bubble, CallLine, Page, Screen
from tests.evidence.screens import Drawn


def squeezed(text: str) -> str:
    """Compatibility forms made one, blanks taken out: what is left is what a reader would call the same."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def distance_inside(needle: str, hay: str) -> int:
    """The least number of edits that make some part of `hay` the needle."""
    columns = np.arange(len(hay) + 1)
    row = np.zeros(len(hay) + 1, dtype=int)
    letters = np.array(list(hay))
    for i, letter in enumerate(needle, start=1):
        step = np.empty_like(row)
        step[0] = i
        step[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != letter) if hay else row[1:])
        row = np.minimum.accumulate(step - columns) + columns  # insertions run along the row
    return int(row.min())


def distance(a: str, b: str) -> int:
    """Edits between two whole texts."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]


def character_errors(drawn: Drawn, page: Page) -> tuple[int, int]:
    """Edits and characters: each printed text is looked for anywhere in the joined text of the page."""
    hay = squeezed(page.text)
    wanted = [squeezed(text) for text in drawn.printed if text]
    return sum(distance_inside(text, hay) for text in wanted), sum(map(len, wanted))


@dataclass(frozen=True)
class Field:
    """One field of the truth: right, or what stands there instead. `invented`: nothing was to be read there."""

    name: str
    right: bool
    invented: bool
    wanted: object
    got: object


def fields(truth: Screen, screen: Screen) -> Iterator[Field]:
    """Every field of a screen, its bubbles and its calls; what is there and should not be counts as wrong."""
    yield _field("app", truth.app, screen.app)
    yield _field("head", truth.sender, screen.sender)
    left = list(screen.bubbles)
    for bubble in truth.bubbles:
        twin = min(left, key=lambda other: _apart(bubble.text, other.text), default=None)
        if twin is None or _apart(bubble.text, twin.text) > 0.2:
            yield Field("bubble", False, False, bubble.text, [other.text for other in left])
            continue
        left.remove(twin)
        yield from _bubble_fields(bubble, twin)
    for more in left:
        yield Field("bubble", False, True, None, more.text)
    yield from _call_fields(list(truth.calls), list(screen.calls))


def _bubble_fields(bubble: Bubble, twin: Bubble) -> Iterator[Field]:
    yield Field("text", _apart(bubble.text, twin.text) <= 0.1, False, bubble.text, twin.text)
    yield _field("side", bubble.side, twin.side)
    yield _field("sender", bubble.sender, twin.sender)
    yield _field("sent_at", bubble.sent_at, twin.sent_at)
    yield _field("time_shown", bubble.time_shown, twin.time_shown)


def _call_fields(wanted: list[CallLine], got: list[CallLine]) -> Iterator[Field]:
    if len(wanted) != len(got):
        yield Field("calls", False, len(got) > len(wanted), len(wanted), len(got))
    for call, twin in zip(wanted, got, strict=False):
        yield _field("number", call.number_or_name, twin.number_or_name)
        yield _field("at", call.at, twin.at)
        yield _field("direction", call.direction, twin.direction)
        yield _field("connected", call.connected, twin.connected)
        yield _field("duration", call.duration_s, twin.duration_s)


def _field(name: str, wanted: object, got: object) -> Field:
    right = squeezed(str(wanted)) == squeezed(str(got))
    return Field(name, right, wanted is None and not right, wanted, got)


def _apart(a: str, b: str) -> float:
    a, b = squeezed(a), squeezed(b)
    return distance(a, b) / max(1, len(a))
