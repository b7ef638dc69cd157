"""A listener that knows its recordings by heart: format, length and words are written into their bytes."""

import json
from typing import Any

from evidence.readers import UnreadableError, Why
from model.recording import Sound
from sandbox.records import Upload

OGG = b"OggS"


class FakeListener:
    """Gives every recording what was put into it; one without anything cannot be opened. `asked`: what was wanted."""

    def __init__(self, *, writes_down: bool = False) -> None:
        self.writes_down = writes_down
        self.asked: list[str] = []

    async def probe(self, data: bytes) -> Sound:
        """Format and length, without the words."""
        self.asked.append("probe")
        told = _told(data)
        return Sound("ogg/opus", told["seconds"], told["silent"])

    async def write_down(self, data: bytes) -> Sound:
        """The same with the words."""
        self.asked.append("write down")
        told = _told(data)
        return Sound("ogg/opus", told["seconds"], told["silent"], told["words"])


def _told(data: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(data.removeprefix(OGG))
    except ValueError:
        raise UnreadableError(Why.DAMAGED) from None
    return told


def recording(words: str = "", *, seconds: float | None = 42.0, silent: bool = False, name: str = "1") -> Upload:
    """A voice note in which something is said."""
    body = json.dumps({"words": words, "seconds": seconds, "silent": silent, "name": name}).encode()
    return Upload(f"{name}.ogg", OGG + body, "audio/ogg")
