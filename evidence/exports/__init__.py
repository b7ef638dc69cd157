"""Exports of messages and calls: bytes to rows, whatever they are named. Reads in fixed memory and time; keeps nothing.

`read_export` for one file, `archive.members` for what a ZIP holds, `merged` where exports overlap, `summary` for the
counts by sender. Everything here is pure and takes its time: not for the thread that answers people.
"""

import re
from typing import Final

from evidence.exports import archive, lines, smsbackup, tables
from evidence.exports.counting import is_night, merged, number_key, summary
from evidence.exports.encodings import decoded, encoding_of
from evidence.exports.limits import BYTES, LINES, ROWS
from evidence.exports.tables import defused
from evidence.exports.times import CHINA
from model.errors import ExportTooBigError, NotAnExportError
from model.imported import ExportFormat, Imported, Skipped, SkipReason

__all__ = ["CHINA", "defused", "is_night", "is_picture", "merged", "number_key", "read_export", "summary"]

_HEAD: Final = 4096
# Documents, pages and data that are text as well; line by line they say nothing.
_OTHERS: Final = re.compile(r"\s*(?:%PDF|\{|\[\s*[{\]]|<html\b|<!doctype\s+html\b)", re.IGNORECASE)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")
_HEIF: Final = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def read_export(data: bytes, *, name: str) -> Imported:
    """The messages and calls of one file. `name` is kept beside the rows and decides nothing.

    Raises NotAnExportError, ExportBrokenError, ExportTooBigError or ExportRefusedError, and nothing else.
    """
    if len(data) > BYTES:
        raise ExportTooBigError
    if not data.strip():
        raise NotAnExportError
    return _archive(data, name) if archive.is_archive(data) else _single(data, name)


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a picture of a kind that phones make."""
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith(_PICTURES) or riff or (data[4:8] == b"ftyp" and data[8:12] in _HEIF)


def _single(data: bytes, name: str) -> Imported:
    if is_picture(data):
        raise NotAnExportError
    if max(data.count(b"\n"), data.count(b"\r")) > LINES:
        raise ExportTooBigError
    encoding = encoding_of(data)
    head = decoded(data[:_HEAD], encoding).read()
    if _OTHERS.match(head):
        raise NotAnExportError
    if smsbackup.is_xml(head):
        return _of_use(smsbackup.read(data, name=name))
    shape = tables.shape_of(data)
    if shape is not None:
        return _of_use(tables.read_shaped(data, shape, name=name))
    return _of_use(lines.read(data, name=name))


def _of_use(imported: Imported) -> Imported:
    if not imported.rows and not imported.skipped:
        raise NotAnExportError
    return imported


def _archive(data: bytes, name: str) -> Imported:
    """The rows of all exports in an archive, overlapping ones once, and the names of its pictures."""
    parts: list[Imported] = []
    pictures: list[str] = []
    others: list[Skipped] = []
    for member in archive.members(data):
        if is_picture(member.data):
            pictures.append(member.name)
            continue
        part = _member(member, name)
        parts.append(part) if part else others.append(Skipped(0, SkipReason.FILE, f"{name}/{member.name}"))
        if sum(len(p.rows) + len(p.skipped) for p in parts) > ROWS:
            raise ExportTooBigError
    if not parts and not pictures:
        raise NotAnExportError
    rows, _ = merged(parts)
    skipped = (*(s for part in parts for s in part.skipped), *others)
    return Imported(rows, skipped, ExportFormat.ARCHIVE, tuple(pictures))


def _member(member: archive.Member, name: str) -> Imported | None:
    """One file of an archive; one that is no export, or a broken one, leaves the others unharmed."""
    try:
        return read_export(member.data, name=f"{name}/{member.name}")
    except NotAnExportError:
        return None
