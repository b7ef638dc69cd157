"""A file that goes with a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it is sent: its name, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes
