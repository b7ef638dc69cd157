"""What happens to a screenshot on its way: pressed, turned, shrunk, photographed off a screen."""

import io
import random
from dataclasses import replace
from math import cos, radians, sin
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from tests.evidence.screens import Drawn

_TURNS: Final = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    """The bytes of a picture as a chat would carry it."""
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return held.getvalue()


def png(picture: Image.Image) -> bytes:
    """The bytes of a picture as the phone made it."""
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def turned(drawn: Drawn, degrees: int) -> Drawn:
    """Turned clockwise by 90, 180 or 270 degrees."""
    return replace(drawn, name=f"{drawn.name}, turned {degrees}", picture=drawn.picture.transpose(_TURNS[degrees]))


def shrunk(drawn: Drawn, longest: int = 1280) -> Drawn:
    """As a chat shrinks pictures: the longer side at most `longest` pixels."""
    picture = drawn.picture.copy()
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return replace(drawn, name=f"{drawn.name}, shrunk", picture=picture)


def photo(drawn: Drawn, *, tilt: float, seed: int, wide: int = 1080, hard: bool = False) -> Drawn:
    """A photo of the screen: tilted on a table, seen from the side, with moire, a dark rim and noise."""
    rng = random.Random(seed)
    screen = drawn.picture
    high = round(wide * screen.height / screen.width * 1.02)
    table = tuple(rng.randint(60, 110) for _ in range(3))
    shot = _through_lens(screen, (wide, high), tilt, rng, table, hard)
    if hard:
        shot = shot.filter(ImageFilter.GaussianBlur(0.9))
    noisy = _light(np.asarray(shot, dtype=np.float32), rng, 12.0 if hard else 5.0)
    kind = "hard photo" if hard else "photo"
    return replace(drawn, name=f"{drawn.name}, {kind} {tilt:+.0f}", picture=Image.fromarray(noisy))


def _through_lens(
    screen: Image.Image, size: tuple[int, int], tilt: float, rng: random.Random, table: tuple[int, ...], hard: bool
) -> Image.Image:
    """The screen turned by `tilt` degrees with a slight keystone, all of it inside the photo."""
    wide, high = size
    a = radians(tilt)
    fit = min(wide / (screen.width * cos(a) + screen.height * abs(sin(a))),
              high / (screen.height * cos(a) + screen.width * abs(sin(a)))) * 0.97  # fmt: skip
    half_w, half_h = screen.width * fit / 2, screen.height * fit / 2
    keystone = rng.uniform(0.94, 0.98) if hard else rng.uniform(0.97, 0.99)
    corners = [(-half_w * keystone, -half_h), (half_w * keystone, -half_h), (half_w, half_h), (-half_w, half_h)]
    there = [(wide / 2 + x * cos(a) - y * sin(a), high / 2 + x * sin(a) + y * cos(a)) for x, y in corners]
    wide_0, high_0 = float(screen.width), float(screen.height)
    here = [(0.0, 0.0), (wide_0, 0.0), (wide_0, high_0), (0.0, high_0)]
    return screen.transform(
        size, Image.Transform.PERSPECTIVE, _homography(there, here), Image.Resampling.BICUBIC, fillcolor=table
    )


def _homography(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> list[float]:
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    solved: list[float] = np.linalg.solve(np.array(rows, dtype=float), np.array(right, dtype=float)).tolist()
    return solved


def _light(pixels: np.ndarray, rng: random.Random, noise: float) -> np.ndarray:
    high, wide = pixels.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    far = ((x / wide - 0.5) ** 2 + (y / high - 0.5) ** 2) / 0.5
    moire = 1 + 0.035 * np.sin(2 * np.pi * (x * 0.21 + y * 0.13)) * np.sin(2 * np.pi * (x * 0.02 - y * 0.19))
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, noise, pixels.shape)
    lit = pixels * ((1 - 0.38 * far) * moire)[..., None] + grain
    return np.asarray(np.clip(lit, 0, 255), dtype=np.uint8)
