"""A file is known by its first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.sniff import Kind, sniff


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.PNG),
        (b"GIF89a", Kind.GIF),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Kind.WEBP),
        (b"BM\x36\0\0\0\0\0\0\0", Kind.BMP),
        (b"II*\0", Kind.TIFF),
        (b"\0\0\0\x18ftypheic", Kind.HEIF),
        (b"\0\0\0\x1cftypavif", Kind.HEIF),
        (b"\0\0\0\x18ftypisom", Kind.MP4),
        (b"\0\0\0\x18ftypM4A ", Kind.MP4),
        (b"%PDF-1.7", Kind.PDF),
        (b"PK\x03\x04\x14\0", Kind.ZIP),
        (b"PK\x05\x06" + bytes(18), Kind.ZIP),
        (b"Rar!\x1a\x07\x01\0", Kind.ARCHIVE),
        (b"\x1f\x8b\x08", Kind.ARCHIVE),
        (b"OggS\0\x02", Kind.OGG),
        (b"ID3\x04", Kind.MP3),
        (b"\xff\xfb\x90\x64", Kind.MP3),
        (b"\xff\xf1\x50\x80", Kind.AAC),
        (b"RIFF\x10\0\0\0WAVEfmt ", Kind.WAV),
        (b"#!AMR\n<", Kind.AMR),
        (b"fLaC\0\0", Kind.FLAC),
        (b"\x1a\x45\xdf\xa3\x01", Kind.MATROSKA),
        (b"<?xml version='1.0'?><smses/>", Kind.XML),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>", Kind.XML),
        ("日期,号码\n".encode(), Kind.TEXT),
        ("日期,号码\n".encode("gb18030"), Kind.TEXT),
        ("日期".encode("utf-16"), Kind.TEXT),
        (b"\xfe\xff" + "日期".encode("utf-16-be"), Kind.TEXT),
        (b"MZ\x90\0\x03", Kind.UNKNOWN),
        (b"", Kind.UNKNOWN),
        (b"RIFF\x10\0\0\0AVI LIST", Kind.UNKNOWN),
    ],
)
def test_a_kind_is_told_by_its_mark(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


@given(st.binary(max_size=64))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    assert sniff(data) in Kind
