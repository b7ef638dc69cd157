"""Length and position of text as Telegram counts them: in UTF-16 units, two for a character beyond the basic plane."""

from bisect import bisect_left
from itertools import accumulate

from sandbox.errors import bad_request

_CUT_BACK = 0.5  # a cut looks for a line end or a space in this last part of the piece


def length(text: str) -> int:
    """The number of UTF-16 units of `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def offsets(text: str) -> list[int]:
    """The unit at which each character starts, and the unit behind the last one."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def part(text: str, offset: int, units: int) -> str:
    """The span of an entity, as text."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * offset : 2 * (offset + units)].decode("utf-16-le", "replace")


def require_encodable(text: str) -> str:
    """Half a surrogate pair is no text: Telegram refuses it, and so does this."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return text


def pieces(text: str, limit: int) -> list[str]:
    """Cut `text` as the apps do before they send it: at a line end, else at a space, never inside a character.

    The pieces put together are the text again; none is longer than `limit` units.
    """
    found = []
    while length(text) > limit:
        cut = _cut(text, limit)
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _cut(text: str, limit: int) -> int:
    starts = offsets(text[: limit + 1])
    whole = bisect_left(starts, limit + 1) - 1
    for mark in ("\n", " "):
        at = text.rfind(mark, int(whole * _CUT_BACK), whole)
        if at >= 0:
            return at + 1
    return whole
