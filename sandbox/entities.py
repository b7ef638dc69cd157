"""What Telegram marks by itself in a plain text: commands, links, addresses, names, tags.

Narrower than Telegram in one point: a link without a scheme is found only where its name is ASCII and ends in one of
the listed top-level domains. A path goes on through Chinese letters and punctuation, as it does there.
"""

import re
from collections.abc import Iterable

from sandbox import utf16
from sandbox.errors import bad_request
from sandbox.records import Entity, Formatted

_TOP = "com|cn|net|org|gov|edu|top|cc|io|me|info|xyz|vip|app|link|shop|site|online|club|icu|hk|tw|mobi|pro|live|work"
_NAME = r"[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
_PATH = r"[^\s<>\"«»\u2000-\u200b\u200e\u200f\u2016-\u206f\u3000]*"
_URL = (
    rf"https?://(?:[^\s<>\"«»/?#:.]+\.)*[^\s<>\"«»/?#:.]+(?::\d{{1,5}})?(?:[/?#]{_PATH})?"
    rf"|(?<![@\w.\-])(?:{_NAME}\.)+(?:{_TOP})(?![\w\-]*@|[a-z0-9\-])(?::\d{{1,5}})?(?:[/?#]{_PATH})?"
)
_FOUND_IN_TEXT = (
    ("url", re.compile(_URL, re.I | re.A)),
    ("email", re.compile(r"(?<![\w.%+\-])[a-z0-9.%+\-]{1,64}@(?:[a-z0-9\-]+\.)+[a-z]{2,8}(?![a-z])", re.I | re.A)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}")),
)
_NEEDLE = re.compile(r"[/.@#]")
_CLOSED = {"code", "pre", "text_link"}
_TRAILING = ".:;,('?!`"


def found_in(text: str) -> tuple[Entity, ...]:
    """The entities of a text that carries no marking of its own."""
    return completed(Formatted(text)).entities


def completed(body: Formatted) -> Formatted:
    """`body` with what Telegram finds by itself, outside of code and of marked links."""
    if not _NEEDLE.search(body.text):
        return body
    starts = utf16.offsets(body.text)
    taken = [entity for entity in body.entities if entity.type in _CLOSED]
    found: list[Entity] = []
    for kind, pattern in _FOUND_IN_TEXT:
        for match in pattern.finditer(body.text):
            end = match.start() + (len(match[0].rstrip(_TRAILING)) if kind == "url" else len(match[0]))
            entity = Entity(kind, starts[match.start()], starts[end] - starts[match.start()])
            if not any(_overlap(entity, other) for other in (*taken, *found)):
                found.append(entity)
    return Formatted(body.text, _ordered((*body.entities, *found)))


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def trimmed(body: Formatted) -> Formatted:
    """`body` without white space around it, the entities moved along; one that is left empty is dropped."""
    text = body.text.strip()
    if text == body.text:
        return body
    lead = utf16.length(body.text[: len(body.text) - len(body.text.lstrip())])
    size = utf16.length(text)
    moved = [(entity, max(0, entity.offset - lead), min(size, entity.end - lead)) for entity in body.entities]
    return Formatted(text, tuple(Entity(e.type, a, b - a, e.url, e.language) for e, a, b in moved if a < b))


def require_within(body: Formatted) -> Formatted:
    """Refuse entities that reach beyond the text or are empty."""
    size = utf16.length(body.text)
    if any(entity.offset < 0 or entity.length < 1 or entity.end > size for entity in body.entities):
        raise bad_request("ENTITY_BOUNDS_INVALID")
    return Formatted(body.text, _ordered(body.entities))
