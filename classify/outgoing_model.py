"""A linear model beside the rules of the check: what rules do not foresee, it hears; what it knows as harmless, it clears.

It reads the runs of one to four characters of a folded passage, as the other models do. It was taught passages of our
own (`corpus/letters/`) beside accounts of people who were harassed. Deterministic and offline.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classify.outgoing_records import RiskKind
from model.errors import DataError

MODEL: Final = Path(__file__).parent / "outgoing.npz"
FORMAT: Final = 1
_LONGEST: Final = 4
# No folded text holds a control character; which number it is must not be learnt.
_START: Final = "\x02"
_END: Final = "\x03"
_DIGITS: Final = str.maketrans("123456789", "000000000")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the model hears in a passage: the log odds of any risk, and the kinds, the likeliest first."""

    risk: float
    kinds: tuple[RiskKind, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OutgoingModel:
    """One row for each run; the first column is for any risk, the others for the `kinds`.

    Above `alone` a passage is a risk without any rule; under `cleared` it is none in spite of one.
    """

    index: Mapping[str, int]
    inverse: Floats
    weights: Floats
    bias: Floats
    kinds: tuple[RiskKind, ...]
    alone: float
    cleared: float
    made_from: Mapping[str, str]

    def hear(self, folded: str) -> Heard:
        """The opinion on one folded passage; any str will do."""
        known = set(map(self.index.get, runs(folded)))
        known.discard(None)
        rows = np.fromiter(known, np.intp, len(known))
        rows.sort()
        rarity = self.inverse.take(rows)
        length = np.sqrt(rarity @ rarity) or np.float32(1)
        summed = self.weights.take(rows, axis=0).sum(axis=0) / length + self.bias
        order = np.argsort(-summed[1:], kind="stable")
        return Heard(float(summed[0]), tuple(self.kinds[place] for place in order))


def runs(folded: str) -> set[str]:
    """Every feature of a folded passage."""
    text = f"{_START}{folded.translate(_DIGITS)}{_END}"
    return {text[i : i + length] for length in range(1, _LONGEST + 1) for i in range(len(text) - length + 1)}


def load(path: Path = MODEL) -> OutgoingModel:
    """Read a model. Raises DataError naming the file when it is missing, broken, or of another format."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            return _model(arrays)
    except (OSError, EOFError, ValueError, TypeError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(
            f"{path.name}: no model of format {FORMAT} ({type(error).__name__});"
            " make it with `python -m classify.train_outgoing`"
        ) from error


def _model(arrays: Mapping[str, NDArray[Any]]) -> OutgoingModel:
    about = json.loads(arrays["about"].tobytes())
    if about["format"] != FORMAT:
        raise ValueError("another format")
    words = arrays["vocabulary"].tobytes().decode().split("\0")
    inverse, weights, bias = (arrays[name].astype(np.float32) for name in ("inverse", "weights", "bias"))
    kinds = tuple(map(RiskKind, about["kinds"]))
    if weights.shape != (len(words), len(kinds) + 1):
        raise ValueError("weights and vocabulary do not fit")
    index = {word: row for row, word in enumerate(words)}
    return OutgoingModel(index, inverse, weights, bias, kinds, about["alone"], about["cleared"], about["made_from"])


def save(model: OutgoingModel, path: Path) -> None:
    """Write a model: halves of floats, in an archive without dates, so that the same model is the same bytes."""
    about = {
        "format": FORMAT,
        "kinds": [kind.value for kind in model.kinds],
        "alone": model.alone,
        "cleared": model.cleared,
        "made_from": dict(model.made_from),
    }
    half = {name: getattr(model, name).astype(np.float16) for name in ("inverse", "weights")}
    texts = {"about": _bytes(json.dumps(about, sort_keys=True)), "vocabulary": _bytes("\0".join(model.index))}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **half, bias=model.bias.astype(np.float32), **texts)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)
