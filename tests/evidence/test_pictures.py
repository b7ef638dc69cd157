"""Opening pictures of strangers: refused or read, within fixed memory and time, and never with another error."""

import asyncio
import io
import itertools
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from evidence.pictures import LONGEST_SIDE, MAX_BYTES, open_picture, slices, upright
from evidence.readers import UnreadableError, Why
from evidence.worker import Limits, Worker
from model.reading import Page


def _picture(mode: str = "RGB", size: tuple[int, int] = (90, 60)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    picture.paste("#c02020", (0, 0, size[0] // 3, size[1] // 3))  # the upper left corner is red
    return picture.convert(mode)


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    held = io.BytesIO()
    picture.save(held, form, **options)
    return held.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png_that_claims(width: int, height: int, *more: bytes, depth: int = 1) -> bytes:
    """A small file that declares a picture of that size, with zeros for all its rows if that is cheap."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    squeezer = zlib.compressobj(1)
    row = bytes(1 + (width * depth + 7) // 8)
    rows = b"".join(squeezer.compress(row) for _ in range(min(height, 7000))) + squeezer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _why(data: bytes) -> Why:
    with pytest.raises(UnreadableError) as raised:
        open_picture(data)
    return raised.value.why


def _outcome(data: bytes) -> int | Why:
    """The width of the picture, or why there is none."""
    try:
        return open_picture(data).width
    except UnreadableError as error:
        return error.why


BOMB_TEXT = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000), 9))
BOMB_PROFILE = _chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(60_000_000), 9))
HUGE = {
    "png 100,000 x 100,000": _png_that_claims(100_000, 100_000),
    "png 30,000 x 30,000": _png_that_claims(30_000, 30_000),
    "png of 30,000 rows": _png_that_claims(1080, 30_000),
    "png, one pixel high": _png_that_claims(19_000, 1),
    "gif": b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0) + b",\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
    "bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
    "webp": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\x00\xff\xff\x00",
}


@pytest.mark.parametrize("name", HUGE)
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(name: str) -> None:
    started = time.perf_counter()
    assert _why(HUGE[name]) in {Why.TOO_LARGE, Why.DAMAGED}
    assert time.perf_counter() - started < 1


def test_a_file_that_a_bot_cannot_even_download_is_refused() -> None:
    assert _why(_saved(_picture(), "PNG") + bytes(MAX_BYTES)) is Why.TOO_LARGE


@pytest.mark.parametrize("bomb", [BOMB_TEXT, BOMB_PROFILE], ids=["text", "profile"])
def test_a_bomb_in_what_is_told_about_a_picture_does_not_go_off(bomb: bytes) -> None:
    assert _outcome(_png_that_claims(40, 40, bomb)) in {40, Why.DAMAGED}


async def test_hostile_files_stay_within_memory_and_time() -> None:
    largest = _png_that_claims(6300, 6300, depth=8)
    worker = Worker(Limits(seconds=20), "tests.evidence.engines:Opener")
    for data in [*HUGE.values(), _png_that_claims(40, 40, BOMB_TEXT), _png_that_claims(40, 40, BOMB_PROFILE)]:
        (outcome,) = await asyncio.gather(worker.read(data), return_exceptions=True)
        assert isinstance(outcome, Page | UnreadableError)
        assert isinstance(outcome, Page) or outcome.why in {Why.TOO_LARGE, Why.DAMAGED}
    page = await worker.read(largest)
    await worker.close()
    assert (page.width, page.height) == (6300, 6300)
    # Well below the 900 MB above which the process is started anew.
    assert int(page.lines[0].text) < 500 * 1024 * 1024


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_a_cut_off_file_is_damaged_or_read_and_nothing_else(form: str) -> None:
    whole = _saved(_picture(size=(160, 120)), form)
    assert open_picture(whole).width == 160
    for part in range(1, 16):
        assert _outcome(whole[: len(whole) * part // 16]) in {160, Why.DAMAGED, Why.NOT_A_PICTURE}


def test_a_file_is_what_it_begins_with() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.png", _saved(_picture(), "PNG"))
    zipped = held.getvalue()
    assert open_picture(_saved(_picture(), "PNG") + zipped).width == 90
    assert _why(zipped + _saved(_picture(), "PNG")) is Why.NOT_A_PICTURE
    for other in (b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7\n", b"%!PS-Adobe\n"):
        assert _why(other) is Why.NOT_A_PICTURE
    assert _why(_saved(_picture(), "TIFF")) is Why.NOT_A_PICTURE


def test_of_an_animation_the_first_frame_is_read() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("#00ff00", "#ff0000", "#0000ff")]
    for form in ("GIF", "WEBP", "PNG"):
        data = _saved(frames[0], form, save_all=True, append_images=frames[1:])
        red, green, _ = open_picture(data).picture.resize((1, 1)).getpixel((0, 0))
        assert green > 200 > 50 > red


@pytest.mark.parametrize(("tag", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_the_turn_a_camera_noted_is_undone(tag: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = tag
    opened = open_picture(_saved(_picture(size=(300, 200)), "JPEG", exif=exif, quality=95))
    assert (opened.width, opened.height) == ((200, 300) if tag in {6, 8} else (300, 200))
    at = (corner[0] * (opened.picture.width - 10) + 5, corner[1] * (opened.picture.height - 10) + 5)
    red, green, _ = opened.picture.getpixel(at)
    assert red > 150 > 80 > green


def test_broken_camera_notes_do_not_cost_the_picture() -> None:
    data = _saved(_picture(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12")
    assert open_picture(data).width == 90


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_becomes_rgb(mode: str) -> None:
    picture = Image.new("I;16", (90, 60), 40_000) if mode == "I;16" else _picture(mode)
    opened = open_picture(_saved(picture, "JPEG" if mode == "CMYK" else "PNG"))
    assert opened.picture.mode == "RGB"


def test_what_is_transparent_shows_white() -> None:
    opened = open_picture(_saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert opened.picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turn_is_undone(degrees: int) -> None:
    turns = {0: None, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    turn = turns[degrees]
    picture = _picture()
    assert upright(picture if turn is None else picture.transpose(turn), degrees).tobytes() == picture.tobytes()


@given(st.integers(60, 1400), st.integers(60, 9000))
@settings(max_examples=60, deadline=None)
def test_slices_cover_a_picture_in_order_and_overlap(width: int, height: int) -> None:
    parts = slices(Image.new("1", (width, height)))
    along = max(width, height)
    assert (parts[0].start, parts[-1].end) == (0, along)
    for before, after in itertools.pairwise(parts):
        assert before.start < after.start < before.end
        assert before.end - after.start >= 0.1 * min(width, height)
    if along <= LONGEST_SIDE:
        assert len(parts) == 1


GOOD = [_saved(_picture(size=(64, 48)), form) for form in ("JPEG", "PNG", "WEBP", "GIF", "BMP")]


@st.composite
def _spoiled(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))])


def _starts() -> Iterator[bytes]:
    yield from (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBPVP8 ", b"")


@given(_spoiled() | st.builds(bytes.__add__, st.sampled_from(list(_starts())), st.binary(max_size=400)))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_at_all_raise_anything_but_unreadable(data: bytes) -> None:
    try:
        opened = open_picture(data)
    except UnreadableError:
        return
    assert opened.picture.mode == "RGB"
