"""Understanding a text, beside bare jieba in the same run; loading what that needs, and the memory it takes."""

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import jieba
import psutil

import classify
from bench.report import Figure, percentile, plain

CORPUS: Final = Path(classify.__file__).parent / "corpus"
TEXTS: Final = 400
ROUNDS: Final = 7
SHORT: Final = 200
"""Up to so many characters: a text message, or a message in a chat."""


async def measure() -> list[str]:
    """Classify the same texts that jieba cuts, in turn, one by one on one core; both timed by the processor's clock."""
    with tempfile.TemporaryDirectory() as folder:
        classifier = classify.load(Path(folder))
        seconds, megabytes = _loading_afresh(Path(folder))
    jieba.initialize()
    texts = mix()
    own: list[float] = []
    cut: list[float] = []
    for _ in range(ROUNDS):
        own.append(_per_second(texts, lambda text: classify.classify(text, classifier)))
        cut.append(_per_second(texts, lambda text: list(jieba.cut(text))))
    longest = _longest(texts, lambda text: classify.classify(text, classifier))
    return [
        Figure("classify a text", "/s", own, "jieba.cut", cut, "3,000 a second and 0.3 x").line(),
        plain(f"p99 of a text of up to {SHORT} characters", f"{longest:.2f} ms", "1 ms"),
        plain("texts, and their mean length", f"{len(texts)}, {sum(map(len, texts)) / len(texts):.0f} characters"),
        plain("loading, the dictionary being in its cache", f"{seconds:.2f} s", "1.5 s at most"),
        plain("memory that the classifier added", f"{megabytes:.0f} MB", "160 MB at most"),
    ]


def mix() -> list[str]:
    """A fixed choice from the corpus: as many steps apart as gives so many texts, of every file and every length."""
    files = sorted(CORPUS.glob("*.jsonl"))
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return texts[:: max(1, len(texts) // TEXTS)]


def _loading_afresh(folder: Path) -> tuple[float, float]:
    """Seconds and megabytes of `load` in a process of its own, in which nothing was loaded before."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(_loading, folder).result()


def _loading(folder: Path) -> tuple[float, float]:
    process = psutil.Process()
    resident, before = process.memory_info().rss, time.perf_counter()
    classifier = classify.load(folder)
    seconds = time.perf_counter() - before
    classify.classify("您好", classifier)
    return seconds, (process.memory_info().rss - resident) / 2**20


def _per_second(texts: list[str], act: Callable[[str], object]) -> float:
    before = time.process_time()
    for text in texts:
        act(text)
    return len(texts) / (time.process_time() - before)


def _longest(texts: list[str], act: Callable[[str], object]) -> float:
    """Milliseconds in which 99 of 100 short texts are done; each text counts by the best of its rounds."""
    short = [text for text in texts if len(text) <= SHORT]
    rounds = [[1000 / _per_second([text], act) for text in short] for _ in range(ROUNDS)]
    return percentile([min(times) for times in zip(*rounds, strict=True)], 0.99)
