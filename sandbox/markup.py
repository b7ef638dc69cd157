"""HTML of the Bot API → text and entities, with the complaints of Telegram's own parser.

Modelled on `parse_html` of td's `MessageEntity.cpp`, not compared with it line by line: its tags, its four named
character references (any other stays as written), its error texts with offsets in bytes of UTF-8. `tg-emoji` is left
out, and a link without a valid address, which Telegram drops in silence, is an error here.
"""

import re
from dataclasses import dataclass

from sandbox import utf16
from sandbox.errors import ApiError, bad_request
from sandbox.records import Entity, Formatted

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ARGUMENTS = {("a", "href"): "", ("code", "class"): "language-", ("span", "class"): "tg-"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<dec>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot));?")
_SPACE = re.compile(r"\s*")
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(r"([^\s=>/\"']*)\s*(=?)\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_TEXT = re.compile(r"[^<]+")
_LINK = re.compile(r"(?:https?|tg|ton)://\S+|[\w\-]+(?:\.[\w\-]+)+\S*", re.I)
_CODE_LIKE = {"code", "pre"}


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    at: int
    begin: int  # in the source, where `at` is in the result


class _Parser:
    """One pass over one text; `units` is the position in the result."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.units = 0
        self.result: list[str] = []
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> Formatted:
        while self.position < len(self.source):
            if self.source[self.position] != "<":
                self._text()
            elif self.source.startswith("</", self.position):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        ordered = sorted(self.entities, key=lambda entity: (entity.offset, -entity.length))
        return Formatted("".join(self.result), tuple(ordered))

    def _error(self, text: str, at: int | None = None, rest: str = "") -> ApiError:
        where = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return bad_request(f"can't parse entities: {text}{where}{rest}")

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Move over what `pattern` matches here; the patterns used so match everywhere they are asked."""
        found = pattern.match(self.source, self.position)
        if found is None:
            raise self._error("Unexpected character", self.position)
        self.position = found.end()
        return found

    def _text(self) -> None:
        text = decoded(self._take(_TEXT)[0])
        self.result.append(text)
        self.units += utf16.length(text)

    def _start_tag(self) -> None:
        begin = self.position
        tag = self._take(_START)[1].lower()
        if self.position >= len(self.source):
            raise self._error("Unclosed start tag", begin)
        if tag not in _TYPES:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.units, begin))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._take(_SPACE)
            if self.position >= len(self.source):
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            if self.source[self.position] == ">":
                self.position += 1
                return argument
            name, value = self._attribute(tag, begin)
            prefix = _ARGUMENTS.get((tag, name))
            if prefix is not None and value.startswith(prefix):
                argument = value.removeprefix(prefix)
            elif (tag, name) == ("blockquote", "expandable"):
                argument = name

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        found = self._take(_ATTRIBUTE)
        if not found[1]:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        if not found[2]:
            return found[1].lower(), ""
        if self.position >= len(self.source):
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        return found[1].lower(), self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        start = self.position
        quote = self.source[start]
        if quote in "'\"":
            end = self.source.find(quote, start + 1)
            if end < 0:
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            self.position = end + 1
            return decoded(self.source[start + 1 : end])
        token = self._take(_TOKEN)[0]
        if self.position < len(self.source) and not re.match(r"[\s>]", self.source[self.position]):
            raise self._error("Unexpected end of name token", start)
        return token.lower()

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        found = self._take(_END)
        if not found[2]:
            raise self._error("Unclosed end tag", begin)
        opened = self.open.pop()
        name = found[1].lower()
        if name and name != opened.tag:
            raise self._error("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{name}>"')
        if self.units > opened.at:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = Entity(_TYPES[opened.tag], opened.at, self.units - opened.at)
        if opened.tag == "a":
            entity = self._link(entity, opened)
        elif opened.tag == "blockquote" and opened.argument:
            entity = Entity("expandable_blockquote", entity.offset, entity.length)
        elif opened.tag == "code":
            entity = Entity("code", entity.offset, entity.length, language=opened.argument or None)
        elif opened.tag == "pre" and self._is_inner_code(entity):
            entity = Entity("pre", entity.offset, entity.length, language=self.entities.pop().language)
        self.entities.append(entity)

    def _link(self, entity: Entity, opened: _Open) -> Entity:
        url = opened.argument or utf16.part("".join(self.result), entity.offset, entity.length)
        if not _LINK.fullmatch(url):
            raise self._error(f'the address of the link in tag "{opened.tag}" is not valid', opened.begin)
        return Entity("text_link", entity.offset, entity.length, url=url)

    def _is_inner_code(self, outer: Entity) -> bool:
        inner = self.entities[-1] if self.entities else None
        return inner is not None and (inner.type, inner.offset, inner.length) == ("code", outer.offset, outer.length)


def decoded(text: str) -> str:
    """The text with its character references replaced; what Telegram does not know stays as it is."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    number = int(found["dec"]) if found["dec"] else int(found["hex"], 16)
    valid = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if valid else found[0]


def parse_html(source: str) -> Formatted:
    """Text and entities of `source`; raises `ApiError` (400) at the first thing that is not well-formed."""
    parsed = _Parser(source).run()
    return Formatted(parsed.text, without_overlap(parsed.entities))


def without_overlap(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Nothing marks what is inside code; what reaches over code is cut around it, a quotation excepted."""
    codes = [entity for entity in entities if entity.type in _CODE_LIKE]
    plain = [Entity(code.type, code.offset, code.length, language=_language(code)) for code in codes]
    kept = [piece for entity in entities if entity.type not in _CODE_LIKE for piece in _cut(entity, codes)]
    return tuple(sorted(plain + kept, key=lambda entity: (entity.offset, -entity.length)))


def _language(code: Entity) -> str | None:
    return code.language if code.type == "pre" else None


def _cut(entity: Entity, codes: list[Entity]) -> list[Entity]:
    if "blockquote" in entity.type:
        return [entity]
    spans = [(entity.offset, entity.end)]
    for code in codes:
        around = [((a, min(b, code.offset)), (max(a, code.end), b)) for a, b in spans]
        spans = [span for pair in around for span in pair if span[0] < span[1]]
    return [Entity(entity.type, a, b - a, url=entity.url) for a, b in dict.fromkeys(spans)]
