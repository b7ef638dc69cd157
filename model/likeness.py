"""In what two things that were handed in are alike."""

from dataclasses import dataclass
from enum import StrEnum


class Alike(StrEnum):
    """Why two items may be one: the same bytes, the same text, nearly the same text, nearly the same picture."""

    BYTES = "bytes"
    TEXT = "text"
    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items of one case that may be one. `item_id` is the later one."""

    item_id: str
    other_id: str
    alike: Alike
