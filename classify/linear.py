"""A linear model over the features of a text: what scikit-learn was taught, run with numpy from one file.

The file is a plain archive of arrays: no pickle, so that reading it cannot run anything. Beside the weights it holds
those of the combination with the rules (see blend) and the digest of everything that it was taught from.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classify import features
from classify.evidence import Evidence
from model.errors import DataError
from model.labels import Label

MODEL: Final = Path(__file__).parent / "model.npz"
FORMAT: Final = 1
ACCUSED: Final = len(Label)
"""The place of the last output, after those of the labels: whether anything wrong is in the text at all."""
OUTPUTS: Final = len(Label) + 1
_PLACE: Final = MappingProxyType({label: place for place, label in enumerate(Label)})
_WHOLE: Final = ("bias", "slope", "stack", "stack_bias", "verdict")
_WINDOW: Final = 8
_MOST: Final = 2
_CHUNK: Final = 4096
_BLANK: Final = re.compile(r"\s")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where an opinion begins, each 0 to 1: to accuse at all, to name a label that the rules found, to name one that
    the model sees alone, and to be sure."""

    accuse: float
    name: float
    alone: float
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The weights, one row for each feature and one column for each output; `stack` and `verdict` are for blend alone.

    `made_from` leads from the name of each file that the model was taught from to its sha256.
    """

    index: Mapping[str, int]
    inverse: Floats
    weights: Floats
    bias: Floats
    slope: Floats
    stack: Floats
    stack_bias: Floats
    verdict: Floats
    limits: Limits
    made_from: Mapping[str, str]
    digest: str = ""
    """The sha256 of the file that it was read from; empty as long as it comes from none."""

    def logits(self, evidence: Evidence, read: Iterable[str] | None = None) -> Floats:
        """The calibrated log odds of each label, and of the text being an accusation. `read` are its features, if known."""
        rows = rows_of(features.of(evidence) if read is None else read, self.index)
        rarity = self.inverse[rows]
        length = np.sqrt(rarity @ rarity) or np.float32(1)
        summed = np.zeros(OUTPUTS, np.float32)
        for start in range(0, len(rows), _CHUNK):
            summed += self.weights[rows[start : start + _CHUNK]].sum(axis=0)
        return np.asarray(summed / length * self.slope + self.bias, np.float32)

    def scores(self, evidence: Evidence) -> Mapping[Label, float]:
        """The probability of each label as the model alone sees it, 0 to 1."""
        return dict(zip(Label, map(float, chances(self.logits(evidence))), strict=False))

    def windows(self, evidence: Evidence, label: Label) -> tuple[tuple[int, int], ...]:
        """The ranges of the folded text that speak most for a label, in the order of the text; at most two, maybe none.

        A range is some eight characters or fewer: from its first to its last character that speaks for the label.
        """
        gain = self._gains(evidence, label)
        found: list[tuple[int, int]] = []
        while len(found) < _MOST and (best := _best(gain)):
            found.append(best)
            gain[best[0] : best[1]] = -np.inf
        return tuple(sorted(found))

    def _gains(self, evidence: Evidence, label: Label) -> NDArray[np.float64]:
        """How much each character of the folded text adds: its share of all runs that it stands in; a blank adds nothing."""
        runs = features.runs(features.padded(evidence.text))
        size = len(runs[0])
        steps = np.zeros(size + 1)
        for length, weights in enumerate(self._weights(runs, label), 1):
            shares = weights / length
            steps[: len(shares)] += shares
            steps[length : length + len(shares)] -= shares
        gains = np.cumsum(steps)[1 : size - 1]
        blank = [found.start() for found in _BLANK.finditer(evidence.text)]
        if blank:
            gains[blank] = np.minimum(gains[blank], 0)
        return gains

    def _weights(self, runs: list[list[str]], label: Label) -> Iterator[Floats]:
        """The weight of every run for a label, 0 where it is not known; the runs of each length apart."""
        rows = np.fromiter(map(self.index.get, chain(*runs), repeat(-1)), np.intp)
        found = np.where(rows < 0, np.float32(0), self.weights[rows, _PLACE[label]])
        done = 0
        for of_length in runs:
            yield found[done : done + len(of_length)]
            done += len(of_length)


def rows_of(read: Iterable[str], index: Mapping[str, int]) -> NDArray[np.intp]:
    """The rows of the features that a model knows, each once, in their order."""
    found = set(map(index.get, read))
    found.discard(None)
    rows = np.fromiter(found, np.intp, len(found))
    rows.sort()
    return rows


def chances(logits: Floats) -> Floats:
    """Log odds as probabilities; safe for any size."""
    return np.asarray(0.5 * (1 + np.tanh(logits / 2)), np.float32)


def load(path: Path = MODEL) -> Model:
    """Read a model. Raises DataError naming the file when it is missing, broken, or of another format."""
    try:
        content = path.read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return replace(_model(arrays), digest=hashlib.sha256(content).hexdigest())
    except (OSError, EOFError, ValueError, TypeError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(
            f"{path.name}: no model of format {FORMAT} ({type(error).__name__}); make it with `make model`"
        ) from error


def save(model: Model, path: Path) -> None:
    """Write a model: halves of floats, in an archive without dates, so that the same model is the same bytes."""
    about = {
        "format": FORMAT,
        "labels": [label.value for label in Label],
        "limits": [model.limits.accuse, model.limits.name, model.limits.alone, model.limits.sure],
        "made_from": dict(model.made_from),
    }
    half = {name: getattr(model, name).astype(np.float16) for name in ("inverse", "weights")}
    whole = {name: getattr(model, name).astype(np.float32) for name in _WHOLE}
    texts = {"about": _bytes(json.dumps(about, sort_keys=True)), "vocabulary": _bytes("\0".join(model.index))}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **half, **whole, **texts)


def _model(arrays: Mapping[str, NDArray[Any]]) -> Model:
    about = json.loads(arrays["about"].tobytes())
    if about["format"] != FORMAT or about["labels"] != [label.value for label in Label]:
        raise ValueError("another format")
    words = arrays["vocabulary"].tobytes().decode().split("\0")
    weights = arrays["weights"].astype(np.float32)
    if weights.shape != (len(words), OUTPUTS):
        raise ValueError("weights and vocabulary do not fit")
    bias, slope, stack, stack_bias, verdict = (arrays[name].astype(np.float32) for name in _WHOLE)
    return Model(
        {word: row for row, word in enumerate(words)}, arrays["inverse"].astype(np.float32), weights,
        bias, slope, stack, stack_bias, verdict, Limits(*about["limits"]), MappingProxyType(about["made_from"]),
    )  # fmt: skip


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _best(gain: NDArray[np.float64]) -> tuple[int, int] | None:
    """The window with the largest sum, without characters at its ends that add nothing; None where nothing adds."""
    size = min(_WINDOW, len(gain))
    if not size:
        return None
    sums = np.convolve(np.maximum(gain, -1e9), np.ones(size), "valid")
    start = int(np.argmax(sums))
    adding = np.flatnonzero(gain[start : start + size] > 0)
    if sums[start] <= 0 or not len(adding):
        return None
    return start + int(adding[0]), start + int(adding[-1]) + 1
