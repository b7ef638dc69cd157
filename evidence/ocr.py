"""rapidocr behind the `Engine` interface. Heavy to import and not safe to share: only the worker process does it.

The three models lie in the wheel and are named by path, which leaves the library no reason to fetch anything. One look
at a part finds the lines; which way up they stand is told from their shape and from the line classifier, before
anything is read, so that a turned picture costs one more look and not a second reading. Only a reading that stays
unsure is tried the other ways round.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import degrees
from pathlib import Path
from statistics import median
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
import rapidocr
from numpy.typing import NDArray
from PIL import Image
from rapidocr.main import RapidOCRError
from rapidocr.utils.process_img import map_boxes_to_original

from evidence.likeness import sketch
from evidence.pictures import Opened, Slice, open_picture, slices, upright
from evidence.reading_order import in_order, without_doubles
from model.reading import Colour, Line, Page

UNSURE: Final = 0.75  # upright pictures give 0.94 and more, turned ones 0.6 and less
LONG_ENOUGH: Final = 2.0  # a line this many times as long as high says which way it runs
LEAST_CONFIDENCE: Final = 0.5
FIND_AT: Final = 960  # the longer side of a part when lines are looked for; they are read at full size
FEW: Final = 3  # lines; too few to vote
LEVEL: Final = 0.5  # degrees of tilt that are left as they are

_MODELS: Final = Path(rapidocr.__file__).parent / "models"
Pixels: TypeAlias = NDArray[np.uint8]
Corners: TypeAlias = NDArray[np.float64]  # 4 x 2: upper left, upper right, lower right, lower left


@dataclass(frozen=True, slots=True)
class _Look:
    """The lines found in a part and not yet read: where, and their pixels, lying."""

    corners: tuple[Corners, ...] = ()
    crops: Sequence[Pixels] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A line that was read; the corners are those in the whole picture."""

    text: str
    corners: Corners
    confidence: float
    ground: Colour


class PictureReader:
    """Reads pictures, one after the other. Not for two threads at once."""

    def __init__(self, threads: int = 1) -> None:
        """The models are loaded with the first picture that needs them; `threads` is what a picture may take."""
        cv2.setNumThreads(threads)
        self._engine: Any = rapidocr.RapidOCR(params=_settings(threads))

    def read(self, data: bytes) -> Page:
        """The page; raises UnreadableError for a file that cannot be opened."""
        opened = open_picture(data)
        first = self._look(slices(opened.picture)[0])
        page = self._page(opened.picture, self._turn_of(first), first)
        if _doubtful(page) and len(slices(opened.picture)) == 1:
            others = [self._page(opened.picture, turn, first) for turn in (0, 90, 180, 270) if turn != page.turned]
            page = max([page, *others], key=lambda tried: tried.confidence * len(tried.text))
        own = _at_own_size(page, opened)
        return replace(own, sketch=sketch(upright(opened.picture, page.turned)))

    def _page(self, picture: Image.Image, turned: int, first: _Look) -> Page:
        whole = upright(picture, turned)
        parts: list[list[_Read]] = []
        for i, part in enumerate(slices(whole)):
            look = first if i == 0 and not turned else self._look(part)
            parts.append(self._read_lines(look, _offset(whole, part)))
        tilt = _tilt([read.corners for part in parts for read in part])
        middle = np.array([whole.width / 2, whole.height / 2])
        lines = in_order(without_doubles([[_line(read, tilt, middle) for read in part] for part in parts]))
        return Page(whole.width, whole.height, turned, lines, _confidence(lines))

    def _look(self, part: Slice) -> _Look:
        """Find the lines of a part."""
        pixels = np.ascontiguousarray(np.asarray(part.picture)[..., ::-1])
        done: dict[str, Any] = {"preprocess": {"ratio_h": 1.0, "ratio_w": 1.0}}
        try:
            crops, found = self._engine.detect_and_crop(pixels, done)
        except RapidOCRError:  # its word for "no line found"
            return _Look()
        boxes = map_boxes_to_original(found.boxes, done, *pixels.shape[:2])
        return _Look(tuple(np.asarray(box, dtype=np.float64) for box in boxes), crops)

    def _turn_of(self, look: _Look) -> int:
        """By how many degrees clockwise the picture is turned: by vote of the longer lines, upright when in doubt."""
        shapes = [_shape(corners) for corners in look.corners]
        tall = sum(high for wide, high in shapes if high > wide * LONG_ENOUGH)
        sideways = tall > sum(wide for wide, high in shapes if wide > high * LONG_ENOUGH)
        voters = [i for i, (w, h) in enumerate(shapes) if (h if sideways else w) > (w if sideways else h) * LONG_ENOUGH]
        if not voters:
            return 0
        # The engine has laid a tall line down by a quarter turn counter-clockwise: upright now, it was turned by 90.
        _, classes = self._engine.cls_and_rotate([look.crops[i] for i in voters])
        votes = zip(voters, classes.cls_res, strict=True)
        over = sum((1 if label == "180" else -1) * score * max(shapes[i]) for i, (label, score) in votes)
        return (90 if sideways else 0) + (180 if over > 0 else 0)

    def _read_lines(self, look: _Look, offset: Corners) -> list[_Read]:
        if not look.crops:
            return []
        read = self._engine.recognize_txt(list(look.crops))
        return [
            _Read(text.strip(), corners + offset, float(score), _ground(crop))
            for corners, crop, text, score in zip(look.corners, look.crops, read.txts, read.scores, strict=True)
            if text.strip() and score >= LEAST_CONFIDENCE
        ]


def _settings(threads: int) -> dict[str, Any]:
    """Models by path, no word in any log, and the sizes that were measured to lose nothing on phone screens."""
    return {
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
        "Cls.model_path": str(_MODELS / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
        "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
        "Det.limit_type": "max",
        "Det.limit_side_len": FIND_AT,
        "Rec.rec_batch_num": 1,
    }


def _offset(whole: Image.Image, part: Slice) -> Corners:
    return np.array([0, part.start] if whole.height >= whole.width else [part.start, 0], dtype=np.float64)


def _shape(corners: Corners) -> tuple[float, float]:
    """Width and height of a line, along its own edges."""
    ul, ur, lr, ll = corners
    wide = np.linalg.norm(ur - ul) + np.linalg.norm(lr - ll)
    high = np.linalg.norm(ll - ul) + np.linalg.norm(lr - ur)
    return float(wide) / 2, float(high) / 2


def _tilt(lines: Sequence[Corners]) -> float:
    """The slant of the longer lines in radians, clockwise; 0 when it is too small to matter."""
    slants = []
    for corners in lines:
        wide, high = _shape(corners)
        if wide > high * LONG_ENOUGH:
            dx, dy = (corners[1] - corners[0]) + (corners[2] - corners[3])
            slants.append(float(np.arctan2(dy, dx)))
    tilt = median(slants) if slants else 0.0
    return tilt if abs(degrees(tilt)) > LEVEL else 0.0


def _ground(crop: Pixels) -> Colour:
    """The colour behind the print: that of the rim, which the engine leaves around the letters."""
    rim = np.concatenate((crop[:2, ::2], crop[-2:, ::2]))
    blue, green, red = np.median(rim.reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def _line(read: _Read, tilt: float, middle: Corners) -> Line:
    """The line with a level box: where it would stand if the picture were turned back about its middle."""
    if tilt:
        back = np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
        x, y = back @ (read.corners.mean(axis=0) - middle) + middle
        wide, high = _shape(read.corners)
        edges = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    else:
        edges = (*read.corners.min(axis=0), *read.corners.max(axis=0))
    left, top, right, bottom = (round(float(edge)) for edge in edges)
    return Line(read.text, (left, top, right, bottom), round(read.confidence, 4), read.ground)


def _confidence(lines: Sequence[Line]) -> float:
    letters = sum(len(line.text) for line in lines)
    return round(sum(line.confidence * len(line.text) for line in lines) / letters, 4) if letters else 0.0


def _doubtful(page: Page) -> bool:
    """Whether the other ways round are worth trying: hardly legible, or turned on the word of one or two lines."""
    return bool(page.lines) and (page.confidence < UNSURE or (page.turned != 0 and len(page.lines) < FEW))


def _at_own_size(page: Page, opened: Opened) -> Page:
    """The page in pixels of the picture as it was sent, upright."""
    sideways = page.turned in {90, 270}
    width, height = (opened.height, opened.width) if sideways else (opened.width, opened.height)
    across, down = width / page.width, height / page.height
    lines = tuple(
        replace(line, box=(round(left * across), round(top * down), round(right * across), round(bottom * down)))
        for line in page.lines
        for left, top, right, bottom in [line.box]
    )
    return Page(width, height, page.turned, lines, page.confidence)
