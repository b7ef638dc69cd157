"""The linear model and the alarm over one vocabulary and in one table, so that a text is looked up once for both.

Most of the time that such a model takes goes into fetching words and rows from all over the memory. Both are sums of
rows for the features of the same text, so a row holds what both say of a feature, and nothing of one that knows it not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classify.alarm import Alarm
from classify.linear import OUTPUTS, Floats, Model, rows_of

_CHUNK: Final = 4096
"""So many rows are fetched at once, however long a text is."""


@dataclass(frozen=True, slots=True, eq=False)
class Logits:
    """What each of the two says of one text, as its own `logits` would."""

    model: Floats
    alarm: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Both models, made over to the one vocabulary `index`.

    A row of `table` holds the weights of the model, those of the alarm, and how rare each of the two takes the feature
    to be; zeros where one of them does not know it.
    """

    model: Model
    alarm: Alarm
    index: Mapping[str, int]
    table: Floats

    def logits(self, read: Iterable[str]) -> Logits:
        """What the model and the alarm say of a text with these features."""
        rows = rows_of(read, self.index)
        summed = np.zeros(self.table.shape[1] - 2, np.float32)
        rarity = np.empty((len(rows), 2), np.float32)
        for start in range(0, len(rows), _CHUNK):
            taken = self.table.take(rows[start : start + _CHUNK], axis=0)
            summed += np.add.reduce(taken[:, :-2], axis=0)
            rarity[start : start + _CHUNK] = taken[:, -2:]
        model = summed[:OUTPUTS] / _length(rarity[:, 0]) * self.model.slope + self.model.bias
        alarm = summed[OUTPUTS:] / _length(rarity[:, 1]) + self.alarm.bias
        return Logits(np.asarray(model, np.float32), np.asarray(alarm, np.float32))


def join(model: Model, alarm: Alarm) -> Joined:
    """Both models in one table. The order of the words of each is kept, and with it the sums to the last bit."""
    # Both come sorted, which makes sorting them together next to nothing.
    words = dict.fromkeys(sorted([*model.index, *alarm.index]))
    index = {word: row for row, word in enumerate(words)}
    table = np.zeros((len(words), OUTPUTS + alarm.weights.shape[1] + 2), np.float32)
    for part, weights, rarity in ((model, slice(OUTPUTS), -2), (alarm, slice(OUTPUTS, -2), -1)):
        rows = np.fromiter(map(index.__getitem__, part.index), np.intp, len(part.index))
        table[rows, weights], table[rows, rarity] = part.weights, part.inverse
    return Joined(
        replace(model, index=index, weights=table[:, :OUTPUTS], inverse=table[:, -2]),
        replace(alarm, index=index, weights=table[:, OUTPUTS:-2], inverse=table[:, -1]),
        index,
        table,
    )


def _length(rarity: NDArray[np.float32]) -> np.float32:
    """The length of a text by the features that one of the models knows; 1 where it knows none."""
    known = rarity[rarity > 0]
    return np.float32(np.sqrt(known @ known) or 1)
