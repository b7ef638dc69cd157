"""The strip is a small PNG in which a number, a shade and the hatched night can be told apart by every eye."""

import io
import itertools
from datetime import date, timedelta

import pytest
from PIL import Image

from evidence import strip
from evidence.strip import HOURS, MOST_DAYS, StripDay, draw

FIRST = date(2026, 11, 1)
EMPTY = (0,) * HOURS


def opened(days: list[StripDay]) -> Image.Image:
    return Image.open(io.BytesIO(draw(days))).convert("RGB")


def one(hour: int, number: int) -> StripDay:
    return StripDay(FIRST, tuple(number if n == hour else 0 for n in range(HOURS)))


def days(count: int) -> list[StripDay]:
    return [StripDay(FIRST + timedelta(days=n), tuple(n for _ in range(HOURS)), n, n) for n in range(count)]


def ground(picture: Image.Image, hour: int) -> tuple[int, ...]:
    """The colour near the lower right corner of a field of the first line, beside number and hatching."""
    pixel = picture.getpixel((strip._left(hour) + strip._CELL - 5, strip._EDGE + strip._HEAD + strip._CELL - 5))
    assert isinstance(pixel, tuple)
    return pixel


def brightness(colour: tuple[int, ...]) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def test_it_is_a_png_that_telegram_takes_as_a_photo() -> None:
    for count in (1, 7, MOST_DAYS):
        data = draw(days(count))
        picture = Image.open(io.BytesIO(data))
        assert picture.format == "PNG"
        assert sum(picture.size) <= 10_000  # https://core.telegram.org/bots/api#sendphoto
        assert max(picture.size) / min(picture.size) <= 20
        assert len(data) < 500_000


def test_it_is_drawn_the_same_every_time() -> None:
    assert draw(days(7)) == draw(days(7))


def test_every_step_more_is_darker_so_that_no_eye_needs_the_hue() -> None:
    shades = [brightness(ground(opened([one(12, number)]), 12)) for number in (0, 1, 2, 3, 5, 9)]
    assert all(darker + 12 < lighter for lighter, darker in itertools.pairwise(shades))


def test_the_night_has_another_ground_than_the_day_and_ends_at_eight() -> None:
    picture = opened([StripDay(FIRST, EMPTY)])
    grounds = [ground(picture, hour) for hour in range(HOURS)]
    white = [colour == (255, 255, 255) for colour in grounds]
    assert white == [8 <= hour < 22 for hour in range(HOURS)]


@pytest.mark.parametrize(
    "false", [[], days(MOST_DAYS + 1), [StripDay(FIRST, (1,))]], ids=["none", "too many", "a day of one hour"]
)
def test_anything_else_is_refused(false: list[StripDay]) -> None:
    with pytest.raises(ValueError, match="a strip has"):
        draw(false)
