"""One byte form for one content, so that a digest can be computed again by anybody."""

import hashlib
import json
from collections.abc import Mapping


def canonical(content: Mapping[str, object]) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8. Lone surrogates keep their three bytes.

    The rules are those of RFC 8785 as far as strings, integers, booleans, null, lists and objects go; floats are
    refused, because their text form is not the same everywhere.
    """
    _refuse_floats(content)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", errors="surrogatepass")


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a canonical record holds no floats")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def digest(content: bytes) -> str:
    """SHA-256, as lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of a text exactly as received (UTF-8; lone surrogates as they come)."""
    return digest(text.encode("utf-8", errors="surrogatepass"))
