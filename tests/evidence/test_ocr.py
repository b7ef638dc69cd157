"""The real engine on a handful of the measured screens; the whole set is `python -m tests.evidence.measure`."""

import asyncio
import logging
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from evidence.layout import screen
from evidence.ocr import PictureReader
from evidence.pictures import SLICE, STITCHED
from evidence.worker import Worker
from model.reading import App, Page
from tests.evidence.measure import AIMS, measure
from tests.evidence.photos import jpeg, png
from tests.evidence.scenes import TODAY, few
from tests.evidence.screens import ANDROID, Mark, Said, chat

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader() -> PictureReader:
    """The engine, loaded once."""
    return PictureReader()


def test_the_handful_is_read_within_the_aims(reader: PictureReader) -> None:
    for kind, tally in measure(few(), reader).items():
        errors, right = AIMS[kind]
        assert tally.character_errors <= errors, kind
        assert tally.fields_right >= right, kind
        assert not any(one.invented for one in tally.told)


def test_a_turned_page_says_by_how_much_and_reads_top_down(reader: PictureReader) -> None:
    shot = next(shot for shot in few() if shot.kind == "turned")
    page = reader.read(shot.data)
    assert page.turned == 180
    assert (page.width, page.height) == shot.drawn.picture.size
    assert [line.box[1] for line in page.lines] == sorted(line.box[1] for line in page.lines)


def test_the_slices_of_a_stitched_picture_give_every_line_once(reader: PictureReader) -> None:
    numbered = [Said(f"第{i}条：请您尽快处理第{i}期欠款") for i in range(1, 36)]
    drawn = chat("stitched", ANDROID, "10690532981177", numbered, scale=1.34, least=0)
    assert drawn.picture.height > drawn.picture.width * max(STITCHED, SLICE)
    page = reader.read(jpeg(drawn.picture, 80))
    told = screen(page, TODAY)
    assert [bubble.text.split("条")[0] for bubble in told.bubbles] == [f"第{i}" for i in range(1, 36)]


def test_boxes_are_in_pixels_of_the_picture_that_was_sent(reader: PictureReader) -> None:
    drawn = chat("small", ANDROID, "95188", [Mark("昨天 22:47"), Said("请尽快还款")], scale=1.0, least=0)
    page = reader.read(png(drawn.picture))
    line = next(line for line in page.lines if line.text == "请尽快还款")
    assert (page.width, page.height) == drawn.picture.size
    left, top, right, bottom = line.box
    assert 15 < left < 32  # the bubble begins at 14 dp, the words 11 dp later
    assert 90 < right < 120
    assert 128 < top < bottom < 175


def test_a_picture_without_print_is_a_page_without_lines(reader: PictureReader) -> None:
    page = reader.read(png(Image.new("RGB", (400, 300), "#336699")))
    assert (page.lines, page.confidence, page.turned) == ((), 0.0, 0)
    assert screen(page, TODAY).app is App.UNKNOWN


def test_nothing_is_logged_and_nothing_is_fetched(
    reader: PictureReader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(*_: object) -> None:
        raise AssertionError("no network at run time")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    shot = next(few())
    with caplog.at_level(logging.DEBUG):
        PictureReader().read(shot.data)
        PictureReader().read(png(Image.new("RGB", (64, 64))))
    assert "还钱" not in caplog.text
    assert capfd.readouterr() == ("", "")


async def test_the_worker_reads_with_the_real_engine_and_without_network_while_the_loop_stays_quick() -> None:
    shot = next(few())
    worker = Worker()
    await worker.read(shot.data)
    lags: list[float] = []
    reading = asyncio.ensure_future(worker.read(shot.data))
    while not reading.done():
        before = time.perf_counter()
        await asyncio.sleep(0.002)
        lags.append(time.perf_counter() - before - 0.002)
    page: Page = await reading
    await worker.close()
    assert "10690532981177" in page.text
    assert page.lines[0].ground is not None
    assert sorted(lags)[len(lags) // 2] < 0.02  # the middle one: a test machine has other work


def test_the_parent_never_loads_the_engine() -> None:
    code = "import sys, evidence.worker, evidence.layout; print({'rapidocr', 'cv2', 'numpy', 'PIL'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout == "set()\n"


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (3, 60), (90, 4), (40, 1590), (2600, 70)])
def test_odd_shapes_are_read_or_refused(reader: PictureReader, size: tuple[int, int]) -> None:
    page = reader.read(png(Image.new("RGB", size, "white")))
    assert (page.width, page.height, page.lines) == (*size, ())
