"""What a file really is, by its first bytes. A name or a declared type is somebody's claim and is not looked at.

A file that is two things at once is the one whose mark stands at its start: whoever opens it next opens it as that
and as nothing else.
"""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Kinds of files the project tells apart."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    HEIF = "heif"
    PDF = "pdf"
    ZIP = "zip"
    ARCHIVE = "archive"
    XML = "xml"
    OGG = "ogg"
    MP3 = "mp3"
    MP4 = "mp4"
    WAV = "wav"
    AMR = "amr"
    FLAC = "flac"
    AAC = "aac"
    MATROSKA = "matroska"
    TEXT = "text"
    UNKNOWN = "unknown"


# The pictures that are read; TIFF and HEIF are known by sight, so that the person can be told what to send instead.
PICTURES: Final = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF, Kind.BMP})
SOUND_AND_FILM: Final = frozenset(
    {Kind.OGG, Kind.MP3, Kind.MP4, Kind.WAV, Kind.AMR, Kind.FLAC, Kind.AAC, Kind.MATROSKA}
)

_LOOKED_AT: Final = 4096
_STARTS: Final = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
    (b"OggS", Kind.OGG),
    (b"ID3", Kind.MP3),
    (b"#!AMR", Kind.AMR),
    (b"fLaC", Kind.FLAC),
    (b"\x1a\x45\xdf\xa3", Kind.MATROSKA),
)
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1b")


def sniff(data: bytes) -> Kind:
    """The kind of a file. Looks at 4 KiB at most; takes any bytes, also none."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    return _boxed(data) or _framed(data) or _written(data[:_LOOKED_AT])


def _boxed(data: bytes) -> Kind | None:
    """Formats whose mark stands behind a length."""
    if data[:4] == b"RIFF":
        return {b"WEBP": Kind.WEBP, b"WAVE": Kind.WAV}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return Kind.HEIF if data[8:12] in _HEIF_BRANDS else Kind.MP4
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return Kind.BMP
    return None


def _framed(data: bytes) -> Kind | None:
    """MPEG sound without a header: twelve set bits, then the layer (0 is ADTS, which holds AAC)."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0 or data[:2] in _UTF16_MARKS:
        return None
    layer = data[1] & 0x06
    if layer == 0:
        return Kind.AAC if data[1] & 0xF0 == 0xF0 else None
    return Kind.MP3 if data[2] & 0xF0 != 0xF0 else None


def _written(head: bytes) -> Kind:
    """Text is what has no control characters, or says by its mark that it is UTF-16."""
    if not head:
        return Kind.UNKNOWN
    if head[:2] in _UTF16_MARKS:
        return Kind.TEXT
    if any(byte in _CONTROLS for byte in head):
        return Kind.UNKNOWN
    opening = head.removeprefix(_UTF8_MARK).lstrip()
    return Kind.XML if opening.startswith(b"<?xml") else Kind.TEXT
