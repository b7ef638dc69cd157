"""A ZIP of exports or pictures, opened in memory only: nothing is ever written under a name that it gives.

Refused as a whole: another archive inside, names that climb out, a password, sizes that no honest archive has.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from model.errors import ExportBrokenError, ExportRefusedError, ExportTooBigError

BEGINNING: Final = b"PK\x03\x04"
_EMPTY: Final = b"PK\x05\x06"
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x07"
_END_BYTES: Final = 22
_LONGEST_COMMENT: Final = 1 << 16

MOST_FILES: Final = 500
UNPACKED: Final = 64 * 1024 * 1024
# Text of messages packs to a tenth, the same message over and over to a hundredth.
RATIO: Final = 200
# So small that no ratio matters.
_SMALL: Final = 1 << 20
_DIRECTORY_BYTES: Final = MOST_FILES * 2048
_LONGEST_NAME: Final = 255
_PIECE: Final = 1 << 16
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCKED, _UTF8 = 0x1, 0x800
_ARCHIVES: Final = (BEGINNING, _EMPTY, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
# What systems put in beside what was meant.
_CLUTTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. `name` is for people to read and never a path to write to."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Whether bytes begin as a ZIP."""
    return data.startswith((BEGINNING, _EMPTY))


def members(data: bytes) -> Iterator[Member]:
    """The files of an archive, one after the other. Raises ExportBrokenError where it ends too early or was altered,
    ExportTooBigError for too many files, too much or too tightly packed content, ExportRefusedError for the rest."""
    _refuse_large_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_FILES:
                raise ExportTooBigError
            for info in infos:
                _refuse_harmful(info)
            yield from _unpacked(archive, infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, OSError) as error:
        raise ExportBrokenError from error


def _unpacked(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    left = UNPACKED
    for info in infos:
        name = _name(info)
        if any(part in name for part in _CLUTTER):
            continue
        content = _content(archive, info, left)
        left -= len(content)
        if content.startswith(_ARCHIVES):
            raise ExportRefusedError
        yield Member(name, content)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """What is really in it: the sizes that an archive states are not believed."""
    most = left if info.compress_size * RATIO > left else max(_SMALL, info.compress_size * RATIO)
    pieces, size = [], 0
    with archive.open(info) as source:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > min(most, left):
                raise ExportTooBigError
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_large_directory(data: bytes) -> None:
    """Before the list of files is read: it takes far more memory than it has bytes."""
    tail = data[-(_END_BYTES + _LONGEST_COMMENT) :]
    if _END_64 in tail[-_END_BYTES - 20 :] or (at := tail.find(_END)) < 0:
        raise ExportBrokenError
    while at >= 0:
        stated = tail[at + 12 : at + 16]
        if len(stated) == 4 and struct.unpack("<I", stated)[0] > _DIRECTORY_BYTES and at + _END_BYTES <= len(tail):
            raise ExportTooBigError
        at = tail.find(_END, at + 1)


def _refuse_harmful(info: zipfile.ZipInfo) -> None:
    name = _name(info).replace("\\", "/")
    path = PurePosixPath(name)
    climbs = path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\x00" in name
    if climbs or info.flag_bits & _LOCKED or info.compress_type not in _METHODS:
        raise ExportRefusedError


def _name(info: zipfile.ZipInfo) -> str:
    """The name in its own characters: without a mark for UTF-8 it is UTF-8 all the same, or GBK."""
    if info.flag_bits & _UTF8:
        return info.filename[:_LONGEST_NAME]
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)[:_LONGEST_NAME]
        except UnicodeDecodeError:
            continue
    return info.filename[:_LONGEST_NAME]
