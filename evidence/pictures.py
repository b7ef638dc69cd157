"""Pictures opened safely: told by their bytes, measured before they are decoded, upright, and cut into slices.

What is decoded is bounded: at most MAX_BYTES of file, MAX_PIXELS of picture, MAX_SIDE on a side, the first frame only.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import Final

from PIL import Image

from evidence.readers import UnreadableError, Why
from evidence.sniff import PICTURES, sniff

MAX_BYTES: Final = 20 * 1024 * 1024  # what a bot can download at all
MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 20_000
MAX_ASPECT: Final = 40  # so that a strip does not become a thousand slices
# A picture is worked on at this size: the engine finds nothing more in a larger one.
LONGEST_SIDE, LONG_PICTURE_WIDTH, TOO_NARROW, WIDENED_TO = 2000, 1080, 480, 640
# Longer than any phone and than one look: a stitched picture, in slices of SLICE widths, OVERLAP widths in common.
STITCHED, SLICE, OVERLAP = 2.6, 2.0, 0.14

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_ORIENTATION: Final = 0x0112
_T: Final = Image.Transpose
_BY_EXIF: Final = {
    2: _T.FLIP_LEFT_RIGHT, 3: _T.ROTATE_180, 4: _T.FLIP_TOP_BOTTOM, 5: _T.TRANSPOSE, 6: _T.ROTATE_270,
    7: _T.TRANSVERSE, 8: _T.ROTATE_90,
}  # fmt: skip
_UNDO: Final = {90: _T.ROTATE_90, 180: _T.ROTATE_180, 270: _T.ROTATE_270}
# What decoders raise on broken files; none of it says anything about us.
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, struct.error, EOFError, zlib.error, IndexError, KeyError, TypeError,
    OverflowError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture as it is worked on (RGB, EXIF turn undone), and its own size after that turn."""

    picture: Image.Image
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a picture; `start` is where it begins along the longer side, in pixels."""

    picture: Image.Image
    start: int
    end: int


def open_picture(data: bytes) -> Opened:
    """The picture in a file, at working size. Raises UnreadableError; nothing large is decoded to find that out."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(Why.TOO_LARGE)
    if sniff(data) not in PICTURES:
        raise UnreadableError(Why.NOT_A_PICTURE)
    try:
        return _decode(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(Why.TOO_LARGE) from error
    except _BROKEN as error:
        raise UnreadableError(Why.DAMAGED) from error


def upright(picture: Image.Image, turned: int) -> Image.Image:
    """The picture with a clockwise turn of 0, 90, 180 or 270 degrees undone."""
    return picture.transpose(_UNDO[turned]) if turned else picture


def slices(picture: Image.Image) -> tuple[Slice, ...]:
    """The picture in parts along its longer side; one part unless it is a stitched one."""
    across, along = sorted(picture.size)
    if not _stitched(across, along):
        return (Slice(picture, 0, along),)
    length, overlap = round(across * SLICE), round(across * OVERLAP)
    count = -(-(along - overlap) // (length - overlap))
    step = (along - length) / (count - 1)
    starts = [round(i * step) for i in range(count)]
    return tuple(_part(picture, start, start + length) for start in starts)


def _part(picture: Image.Image, start: int, end: int) -> Slice:
    tall = picture.height >= picture.width
    box = (0, start, picture.width, end) if tall else (start, 0, end, picture.height)
    return Slice(picture.crop(box), start, end)


def _decode(data: bytes) -> Opened:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _measure(picture)
            turn = _BY_EXIF.get(_exif_turn(picture))
            width, height = picture.size
            picture.draft("RGB", _working_size(width, height))
            picture.load()
            flat = _flatten(picture).resize(_working_size(width, height), Image.Resampling.BICUBIC, reducing_gap=3.0)
    if turn is None:
        return Opened(flat, width, height)
    if turn in {_T.TRANSPOSE, _T.ROTATE_270, _T.TRANSVERSE, _T.ROTATE_90}:
        width, height = height, width
    return Opened(flat.transpose(turn), width, height)


def _measure(picture: Image.Image) -> None:
    width, height = picture.size
    across, along = sorted((width, height))
    if across * along > MAX_PIXELS or along > MAX_SIDE or along > max(1, across) * MAX_ASPECT:
        raise UnreadableError(Why.TOO_LARGE)


def _exif_turn(picture: Image.Image) -> int:
    """The orientation tag; broken metadata is no reason to refuse a picture."""
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _flatten(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent shows white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")


def _working_size(width: int, height: int) -> tuple[int, int]:
    across, along = sorted((width, height))
    scale = min(1.0, LONG_PICTURE_WIDTH / across if _stitched(across, along) else LONGEST_SIDE / along)
    if across < TOO_NARROW:
        scale = min(2.0, WIDENED_TO / across)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _stitched(across: int, along: int) -> bool:
    return along > across * STITCHED and along > LONGEST_SIDE
