"""Reading pictures, beside the bare engine with its own settings on the same part, the same way up, in the same run."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from typing import Final

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from bench.report import Figure, percentile, plain
from evidence.layout import screen
from evidence.ocr import PictureReader
from evidence.pictures import open_picture, slices, upright
from evidence.worker import Limits, Worker
from tests.evidence.scenes import TODAY, Shot, few, shots

ROUNDS: Final = 5
TICK: Final = 0.002
AIM: Final = "<= 1.15"


async def measure() -> list[str]:
    """One picture of each kind: seconds against the bare engine; then the lag of the loop while the worker reads."""
    lines = []
    bare = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    reader = PictureReader(threads=1)
    for kind, shot in _one_of_each().items():
        own, theirs = _compare(reader, bare, shot)
        lines.append(Figure(f"read a picture, {kind}", "s", own, "bare rapidocr", theirs, AIM).line())
    page = reader.read(next(few()).data)
    lines.append(plain("from lines to a screen", f"{_layout_seconds(lambda: screen(page, TODAY)) * 1000:.2f} ms"))
    return lines + await _lag([shot.data for shot in few()])


def _one_of_each() -> dict[str, Shot]:
    found: dict[str, Shot] = {}
    for shot in shots():
        found.setdefault(shot.kind, shot)
    return found


def _compare(reader: PictureReader, bare: RapidOCR, shot: Shot) -> tuple[list[float], list[float]]:
    """A turned picture is looked at twice, once each way, so the bare engine gets both as well."""
    picture = open_picture(shot.data).picture
    turned = reader.read(shot.data).turned
    parts = [_pixels(part.picture) for part in slices(upright(picture, turned))]
    if turned:
        parts.append(_pixels(slices(picture)[0].picture))
    for pixels in parts:
        bare(pixels)
    own, theirs = [], []
    for _ in range(ROUNDS):
        own.append(_seconds(reader.read, [shot.data]))
        theirs.append(_seconds(bare, parts))
    return own, theirs


def _pixels(picture: Image.Image) -> np.ndarray:
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


def _seconds(work: object, inputs: Sequence[object]) -> float:
    assert callable(work)
    before = time.perf_counter()
    for one in inputs:
        work(one)
    return time.perf_counter() - before


def _layout_seconds(work: object) -> float:
    return statistics.median(_seconds(lambda _: work(), [0]) for _ in range(200)) if callable(work) else 0.0


async def _lag(pictures: Sequence[bytes]) -> list[str]:
    """A clock that ticks every 2 ms beside a quiet worker and beside a busy one."""
    worker = Worker(Limits(threads=1))
    await worker.read(pictures[0])
    quiet, busy = await _ticks(asyncio.sleep(1.0)), await _ticks(_read_all(worker, pictures))
    await worker.close()
    return [
        plain("lag of the loop, worker quiet", _spread(quiet)),
        plain("lag of the loop, worker reading", _spread(busy), "max <= 20 ms"),
    ]


async def _read_all(worker: Worker, pictures: Sequence[bytes]) -> None:
    for data in pictures:
        await worker.read(data)


async def _ticks(work: object) -> list[float]:
    assert asyncio.iscoroutine(work)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        lags = []
        while not task.done():
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            lags.append((time.perf_counter() - before - TICK) * 1000)
    return lags


def _spread(lags: Sequence[float]) -> str:
    middle, p99 = statistics.median(lags), percentile(lags, 0.99)
    return f"p50 {middle:.2f} ms, p99 {p99:.2f} ms, max {max(lags):.2f} ms of {len(lags)}"
