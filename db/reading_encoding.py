"""What was read in a picture as plain JSON values and back. Pure."""

from typing import Any

from model.original import WasRead
from model.reading import App, Bubble, CallLine, Screen, Side
from model.reply import Json

# ruff: noqa: ANN401 - what a decoder takes was authenticated by the seal, so its form is the encoder's


def encode_read(read: WasRead) -> dict[str, Json]:
    """A screen with its bubbles and calls."""
    screen = read.screen
    bubbles: list[Json] = [
        [b.text, b.side.value, b.sender, b.sent_at, b.time_shown, list[Json](b.box)] for b in screen.bubbles
    ]
    calls: list[Json] = [
        [call.number_or_name, call.at, call.direction, call.connected, call.duration_s] for call in screen.calls
    ]
    return {
        "app": screen.app.value,
        "sender": screen.sender,
        "bubbles": bubbles,
        "calls": calls,
        "confidence": read.confidence,
        "urgent": read.urgent,
    }


def decode_read(item_id: str, stored: Any) -> WasRead:
    """The reading of `encode_read`."""
    bubbles = tuple(
        Bubble(text, Side(side), sender, sent_at, time_shown, tuple(box))
        for text, side, sender, sent_at, time_shown, box in stored["bubbles"]
    )
    calls = tuple(CallLine(*call) for call in stored["calls"])
    screen = Screen(App(stored["app"]), stored["sender"], bubbles, calls)
    return WasRead(item_id, screen, stored["confidence"], stored["urgent"])
