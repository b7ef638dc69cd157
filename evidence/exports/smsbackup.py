"""The XML of the Android app "SMS Backup & Restore": messages, messages with attachments, and calls.

The app writes each half of an emoji as a character reference of its own (`&#55357;&#56832;`), which no XML allows, and
so do its control characters; both are mended before an ordinary, hardened parser reads the file piece by piece.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TextIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from evidence.exports.encodings import decoded, encoding_of
from evidence.exports.rows import Gathering
from evidence.exports.times import from_epoch
from model.errors import ExportBrokenError, ExportRefusedError, ExportTooBigError
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow, SkipReason

_ROOTS: Final = ("<smses", "<calls", "<allsms")
_OPENINGS: Final = {"<?": "?>", "<!--": "-->"}
# Remarks and instructions in front of the first element.
_MOST_REMARKS: Final = 20
_HALVES: Final = re.compile(
    r"&#(?:x([dD][89abAB][0-9a-fA-F]{2})|(5(?:5[2-9]\d\d|6[0-2]\d\d|63[01]\d)));&#(?:x([dD][c-fC-F][0-9a-fA-F]{2})|(5[67]\d{3}));"
)
_UNFINISHED: Final = re.compile(
    r"(?:&#(?:x[dD][89abAB][0-9a-fA-F]{2}|5(?:5[2-9]\d\d|6[0-2]\d\d|63[01]\d));)?(?:&[#0-9a-zA-Z]{0,10})?\Z"
)
_REFERENCE: Final = re.compile(r"&#(x?)([0-9a-fA-F]{1,8});")
_CONTROLS: Final = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"} | {
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}

# The parser looks at an unfinished token again with every piece, so the pieces are large.
_PIECE: Final = 1 << 19
_DEEPEST: Final = 12
_MOST_ELEMENTS: Final = 1_000_000

_RECEIVED, _SENT, _DRAFT = "1", "2", "3"
_UNKNOWN_NAMES: Final = frozenset({"", "null", "(unknown)", "unknown"})
# A withheld number is written as a negative one.
_WITHHELD: Final = frozenset({"", "null", "-1", "-2", "-3"})


def is_xml(text: str) -> bool:
    """Whether a text begins as XML of any kind, by its first characters."""
    return text.lstrip().startswith(("<?xml", "<!--", "<!DOCTYPE", *_ROOTS))


def read(data: bytes, *, name: str) -> Imported:
    """The messages and calls of a backup. Raises ExportBrokenError for one that ends too early or is another XML,
    ExportRefusedError for one with a document type, and ExportTooBigError above the limits."""
    gathering = Gathering(name, ExportFormat.SMS_BACKUP)
    try:
        with decoded(data, encoding_of(data)) as stream:
            for number, element in enumerate(_entries(_Mended(stream)), start=1):
                _take(gathering, element, number)
    except ParseError as error:
        raise ExportBrokenError from error
    except DefusedXmlException as error:
        raise ExportRefusedError from error
    return gathering.result()


@dataclass(slots=True)
class _Mended:
    """A file for the parser: from its first element on, in pieces of our size, each with what XML has no room for
    mended. A reference, or the first half of a character, at the end of a piece waits for the next one."""

    stream: TextIO
    held: str = ""
    begun: bool = False

    def read(self, _size: int = -1) -> bytes:
        piece = self.stream.read(_PIECE)
        text = self.held + piece
        if not self.begun:
            text, self.begun = _from_root(text), True
        cut = found.start() if piece and (found := _UNFINISHED.search(text, max(0, len(text) - 32))) else len(text)
        text, self.held = text[:cut], text[cut:]
        text = _REFERENCE.sub(_allowed, _HALVES.sub(_joined, text)).translate(_CONTROLS)
        return text.encode("utf-8", errors="replace")


def _from_root(text: str) -> str:
    """The text from its first element on. What can stand in front of it says nothing of messages."""
    at = 0
    for _ in range(_MOST_REMARKS):
        rest = text[at : at + 1000].lstrip()
        at += len(text[at : at + 1000]) - len(rest)
        if rest.startswith(_ROOTS):
            return text[at:]
        closing = next((close for opening, close in _OPENINGS.items() if rest.startswith(opening)), None)
        end = text.find(closing, at) if closing else -1
        if end < 0 or closing is None:
            raise ExportRefusedError if rest.startswith("<!DOCTYPE") else ExportBrokenError
        at = end + len(closing)
    raise ExportBrokenError


def _joined(found: re.Match[str]) -> str:
    high, low = (int(found[i], 16) if found[i] else int(found[i + 1]) for i in (1, 3))
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return found[0]


def _allowed(found: re.Match[str]) -> str:
    """The reference as it stands, or U+FFFD where it names no character."""
    code = _code(found[1], found[2])
    fine = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if fine else "\ufffd"


def _code(hexadecimal: str, digits: str) -> int:
    if hexadecimal:
        return int(digits, 16)
    return int(digits) if digits.isdecimal() else -1


@dataclass(slots=True)
class _Walk:
    """Where in the document the parser is."""

    open: list[Element] = field(default_factory=list)
    elements: int = 0

    def enter(self, element: Element) -> None:
        self.open.append(element)
        self.elements += 1
        if len(self.open) > _DEEPEST or self.elements > _MOST_ELEMENTS:
            raise ExportTooBigError

    def leave(self) -> int:
        self.open.pop()
        return len(self.open)


def _entries(source: _Mended) -> Iterator[Element]:
    """The entries under the root, each forgotten as soon as the next one is asked for."""
    walk = _Walk()
    events: Any = iterparse(source, events=("start", "end"), forbid_dtd=True)
    for event, element in events:
        if event == "start":
            walk.enter(element)
        elif walk.leave() == 1:
            yield element
            walk.open[0].clear()


def _take(gathering: Gathering, element: Element, number: int) -> None:
    attributes = element.attrib
    if element.tag == "sms":
        _message(gathering, attributes, attributes.get("type", ""), attributes.get("body", ""), number)
    elif element.tag == "mms":
        _message(gathering, attributes, attributes.get("msg_box", ""), _parts(element), number)
    elif element.tag == "call":
        gathering.add(_call(attributes, number, gathering.file))
    else:
        gathering.skip(number, SkipReason.NOTE)


def _message(gathering: Gathering, attributes: Mapping[str, str], box: str, body: str, number: int) -> None:
    if box.strip() not in (_RECEIVED, _SENT):
        gathering.skip(number, SkipReason.NOT_SENT)
        return
    gathering.add(
        ImportedRow(
            kind=ImportedKind.SMS,
            other=_number(attributes.get("address", "")),
            name=_name(attributes),
            at=_instant(attributes),
            incoming=box.strip() == _RECEIVED,
            text="" if body == "null" else body,
            duration_s=None,
            connected=None,
            line=number,
            file=gathering.file,
        )
    )


def _parts(element: Element) -> str:
    """The texts of a message with attachments. The attachments themselves stay in the original."""
    texts = (part.get("text", "") for part in element.iter("part") if part.get("ct", "") == "text/plain")
    return "\n".join(text for text in texts if text and text != "null")


def _call(attributes: Mapping[str, str], number: int, file: str) -> ImportedRow:
    kind, seconds = attributes.get("type", "").strip(), _seconds(attributes.get("duration", ""))
    return ImportedRow(
        kind=ImportedKind.CALL,
        other=_number(attributes.get("number", "")),
        name=_name(attributes),
        at=_instant(attributes),
        incoming=_INCOMING.get(kind),
        text="",
        duration_s=seconds,
        connected=_connected(kind, seconds),
        line=number,
        file=file,
    )


# 1 incoming, 2 outgoing, 3 missed, 4 voicemail, 5 rejected, 6 refused by a list, 7 answered on another device.
_INCOMING: Final = {"1": True, "2": False, "3": True, "4": True, "5": True, "6": True, "7": True}
_NOT_CONNECTED: Final = frozenset({"3", "4", "5", "6"})


def _connected(kind: str, seconds: int | None) -> bool | None:
    """Whether somebody spoke. An answered call of no seconds may be either."""
    if kind in _NOT_CONNECTED:
        return False
    if kind == "7":
        return True
    if kind == "2":
        return None if seconds is None else seconds > 0
    return True if seconds else None


def _instant(attributes: Mapping[str, str]) -> datetime | None:
    date = attributes.get("date", "").strip()
    return from_epoch(int(date)) if date.isascii() and date.isdecimal() and len(date) <= 14 else None


def _seconds(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 7 else None


def _number(text: str) -> str:
    return "" if text.strip() in _WITHHELD else text.strip()


def _name(attributes: Mapping[str, str]) -> str | None:
    name = attributes.get("contact_name", "").strip()
    return None if name.lower() in _UNKNOWN_NAMES else name
