"""Finding the company of a text, beside folding and matching alone; loading and checking all records."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import classify
import directory
from bench.answers import TEXTS
from bench.report import Figure, plain
from directory import Clues, Directory, find
from directory.folding import fold
from tests.directory.measure import OPEN, samples

CORPUS = Path(classify.__file__).parent / "corpus"
ROUNDS = 6


async def measure() -> list[str]:
    """Look texts up and merely match them, in turn; then read and check all records from the beginning."""
    loading = _seconds(lambda: directory.check())
    listed = directory.load()
    return [
        *(_figures(listed, name, texts) for name, texts in _mixes().items()),
        plain("load and check all records", f"{loading:.2f} s", "1 s at most"),
    ]


def _mixes() -> dict[str, list[str]]:
    """Messages as they come, of which few name a company, and texts that nearly all name one."""
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    naming = [sample.text for sample in samples(OPEN)]
    corpus = [json.loads(line)["text"] for line in lines]
    return {"a message": [*corpus, *naming, *TEXTS], "a text that names one": naming}


def _figures(listed: Directory, name: str, texts: list[str]) -> str:
    own: list[float] = []
    bare: list[float] = []
    clues = [Clues(text) for text in texts]
    match = listed.matcher.automaton.iter
    for _ in range(ROUNDS):
        own.append(_each(len(texts), lambda: [find(listed, clue) for clue in clues]))
        bare.append(_each(len(texts), lambda: [list(match(fold(text))) for text in texts]))
    return Figure(f"look up {name}", "us", own, "fold and match", bare, "3 x at most").line()


def _each(count: int, task: Callable[[], object]) -> float:
    return _seconds(task) / count * 1e6


def _seconds(task: Callable[[], object]) -> float:
    before = time.perf_counter()
    task()
    return time.perf_counter() - before
