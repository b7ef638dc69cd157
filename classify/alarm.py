"""Whether a text raises an alarm, weighed from the words of the table and from a linear model of such texts.

The table of `crisis` knows the words; people in despair seldom say them. The model was taught whole texts, of despair, of
danger in progress and of what only sounds like either, and what both say together is weighed once more on texts that
it was not taught. Deterministic and offline, like everything here: the same text is always answered alike.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classify.linear import rows_of
from model.classification import Danger
from model.errors import DataError

MODEL: Final = Path(__file__).parent / "alarm.npz"
FORMAT: Final = 1
_ARRAYS: Final = ("inverse", "weights", "bias", "stack")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the table says of a text: the danger that it finds and whether by words that need no others beside them;
    whether words are there that take some back (idioms, denials); whether the text presses a debtor."""

    raised: Danger | None
    certain: bool = False
    calmed: bool = False
    presses: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Alarm:
    """The weights: one row for each feature, one column for any danger and one for danger in progress rather than despair.

    `stack` weighs the first log odds and the signs of the table, with a bias at its end;
    above `limit` (0 to 1) an alarm is raised. `made_from` leads from file names to their sha256.
    """

    index: Mapping[str, int]
    inverse: Floats
    weights: Floats
    bias: Floats
    stack: Floats
    limit: float
    made_from: Mapping[str, str]

    def logits(self, found: Iterable[str]) -> Floats:
        """The log odds of any danger, and of danger in progress where there is one, for the features of a text."""
        rows = rows_of(found, self.index)
        rarity = self.inverse[rows]
        length = np.sqrt(rarity @ rarity) or np.float32(1)
        return np.asarray(self.weights[rows].sum(axis=0) / length + self.bias, np.float32)

    def danger(self, logits: Floats, signs: Signs) -> Danger | None:
        """The danger of a text with these log odds, or None.

        Open words raise it whatever the model thinks; idioms, denials and words that press a debtor never do alone.
        """
        if signs.certain or (signs.raised is None and (signs.calmed or signs.presses)):
            return signs.raised
        if chance(float(inputs(float(logits[0]), signs) @ self.stack)) < self.limit:
            return None
        return signs.raised or (Danger.IN_PROGRESS if logits[1] > 0 else Danger.DESPAIR)


def inputs(logit: float, signs: Signs) -> Floats:
    """What the stack weighs."""
    return np.array([logit, signs.raised is not None, signs.certain, signs.calmed, signs.presses, 1], np.float32)


def chance(logit: float) -> float:
    """Log odds as a probability."""
    return float(0.5 * (1 + np.tanh(logit / 2)))


def load(path: Path = MODEL) -> Alarm:
    """Read the model. Raises DataError naming the file when it is missing, broken, or of another format."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            return _alarm(arrays)
    except (OSError, EOFError, ValueError, TypeError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(
            f"{path.name}: no model of format {FORMAT} ({type(error).__name__}); make it with `make model`"
        ) from error


def _alarm(arrays: Mapping[str, NDArray[Any]]) -> Alarm:
    about = json.loads(arrays["about"].tobytes())
    if about["format"] != FORMAT:
        raise ValueError("another format")
    words = arrays["vocabulary"].tobytes().decode().split("\0")
    inverse, weights, bias, stack = (arrays[name].astype(np.float32) for name in _ARRAYS)
    index = {word: row for row, word in enumerate(words)}
    return Alarm(index, inverse, weights, bias, stack, about["limit"], about["made_from"])


def save(alarm: Alarm, path: Path) -> None:
    """Write a model: halves of floats, in an archive without dates, so that the same model is the same bytes."""
    about = {"format": FORMAT, "limit": alarm.limit, "made_from": dict(alarm.made_from)}
    arrays = {name: getattr(alarm, name).astype(np.float16) for name in ("inverse", "weights")}
    arrays |= {name: getattr(alarm, name).astype(np.float32) for name in ("bias", "stack")}
    texts = {"about": _bytes(json.dumps(about, sort_keys=True)), "vocabulary": _bytes("\0".join(alarm.index))}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays, **texts)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)
