"""Bytes of a text file to characters: UTF-8 with or without a mark, UTF-16, GB18030. Refuses what is no text."""

import codecs
import io
from collections.abc import Iterator
from typing import Final

from model.errors import NotAnExportError

_SAMPLE: Final = 1 << 16
_CHUNK: Final = 1 << 16
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Text may hold a stray one; a program or a picture holds many.
_MOST_CONTROLS: Final = 0.01
_FEWEST_ZEROS: Final = 4
_ALLOWED: Final = "\t\n\r\f\x1b"


def encoding_of(data: bytes) -> str:
    """The encoding of a text, told by its mark or by what decodes. A last character that was cut off does not
    turn UTF-8 into something else. Raises NotAnExportError for bytes that are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data, name)
    if bare := _utf16_without_mark(data[:_SAMPLE]):
        return _checked(data, bare)
    return _checked(data, "utf-8" if _decodes(data, "utf-8") else "gb18030")


def decoded(data: bytes, encoding: str) -> io.TextIOWrapper:
    """A stream of the characters, line ends untouched. What a cut-off end leaves is replaced by U+FFFD."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")


def _checked(data: bytes, name: str) -> str:
    if not _decodes(data, name):
        raise NotAnExportError
    sample = decoded(data[:_SAMPLE], name).read()
    controls = sum(character < " " and character not in _ALLOWED for character in sample)
    if "\x00" in sample or controls > _MOST_CONTROLS * len(sample):
        raise NotAnExportError
    return name


def _decodes(data: bytes, name: str) -> bool:
    """Whether all of it decodes, but for a character that is cut off at the very end."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for chunk in _chunks(data):
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(data: bytes) -> Iterator[bytes]:
    return (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))


def _utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 by its zero bytes: of digits, commas and line ends, every second byte is one."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd < _FEWEST_ZEROS:
        return None
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None
