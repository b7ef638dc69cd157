"""Reading a text, beside bare jieba in the same run; loading what reading needs."""

import tempfile
import time
from pathlib import Path

import jieba

import classify
import directory
from bench.answers import TEXTS
from bench.report import Figure, percentile, plain
from cases.reading import Offline, read

ROUNDS, REPEATS = 6, 100


async def measure() -> list[str]:
    """Classify and look up the same texts that jieba cuts, in turn, one by one on one core."""
    with tempfile.TemporaryDirectory() as folder:
        before = time.perf_counter()
        reader = Offline(classify.load(Path(folder)), directory.load())
        loading = time.perf_counter() - before
    jieba.initialize()
    own: list[float] = []
    cut: list[float] = []
    each: list[float] = []
    for _ in range(ROUNDS):
        own.append(_reading(reader, each))
        cut.append(_cutting())
    longest = percentile(each, 0.99) * 1000
    return [
        Figure("read a text (classify and look up)", "/s", own, "jieba.cut", cut).line(),
        plain("p99 of one text", f"{longest:.2f} ms"),
        plain("loading lexicon, dictionary and directory", f"{loading:.2f} s"),
    ]


def _reading(reader: Offline, each: list[float]) -> float:
    before = time.perf_counter()
    for text in TEXTS * REPEATS:
        started = time.perf_counter()
        read(reader, text)
        each.append(time.perf_counter() - started)
    return len(TEXTS) * REPEATS / (time.perf_counter() - before)


def _cutting() -> float:
    before = time.perf_counter()
    for text in TEXTS * REPEATS:
        list(jieba.cut(text))
    return len(TEXTS) * REPEATS / (time.perf_counter() - before)
