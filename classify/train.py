"""Teaching the linear model and its combination with the rules: `python -m classify.train [--data DIR] [--out FILE]`.

Needs scikit-learn, which running the bot does not. A run of characters is a feature only if two families of our own
hold it. Whatever is chosen here (calibration, combination, limits) is chosen on families that the model in question was
not taught. The same inputs make the same bytes on the same machine.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # comes without types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # comes without types
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]  # comes without types

from classify import blend, examples, features, linear, load_rules
from classify.examples import Example, Row
from classify.linear import ACCUSED, OUTPUTS, Limits, Model
from model.labels import GROUP, Group, Label

_CONDUCT: Final = np.array([GROUP[label] is not Group.KIND for label in Label])
_FOLDS: Final = 5
_FAMILIES: Final = 2
_STRENGTH: Final = 10.0
_STACK_STRENGTH: Final = 0.03
_INNOCENT_ACCUSED: Final = 0.05
_REAL_ACCUSED: Final = 0.01
"""How many innocent texts may be accused: of our own, which were written to be mistaken, and of borrowed real ones."""
_RIGHT_WHEN_SURE: Final = 0.9
_MORE_ALONE: Final = 0.3
"""How much more a label needs that no rule names; what is written in the lexicon is easier to answer for."""

Array = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """A model with the figures that it reached on families that it was not taught."""

    model: Model
    figures: Mapping[str, float]


def teach(texts: Iterable[Example], made_from: Mapping[str, str], folds: int = _FOLDS) -> Taught:
    """A model from examples; fewer folds are for small sets. Takes about ten seconds for a thousand texts."""
    with tempfile.TemporaryDirectory() as cache:
        reader = load_rules(Path(cache))
        rows = [row for text in texts for row in examples.rows(text, reader)]
    lesson = prepared(rows, folds)
    logits, slope, shift = _alone(lesson)
    inputs = np.array(
        [blend.inputs(r.evidence, r.voice, x) for r, x in zip(rows, logits.astype(np.float32), strict=True)]
    )
    combined = _held_out(lesson, lambda train, test: _applied(inputs[test], *_stack(inputs, lesson, train)))
    verdict = _verdict(combined, lesson)
    seen = lesson.counted
    backed = blend.backed_by_rules(inputs[seen])
    limits = _limits(_chances(combined), inputs, lesson)
    weights, bias = _weights(lesson, np.arange(len(rows)))
    stack, stack_bias = _stack(inputs, lesson, np.flatnonzero(lesson.solid))
    model = Model(
        {word: row for row, word in enumerate(weights.words)}, _single(weights.inverse), _single(weights.matrix),
        _single(bias * slope + shift), _single(slope), _single(stack), _single(stack_bias), _single(verdict), limits, made_from,
    )  # fmt: skip
    alone, together = (_chances(x[seen]) for x in (logits, combined))
    return Taught(model, _figures(alone, together, backed, lesson.wanted[seen], limits))


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """All rows as arrays. `known` tells which answers are; `parts` are pairs of rows to be taught and rows to be asked; hints are always taught."""

    features: list[set[str]]
    families: list[str]
    wanted: NDArray[np.int64]
    known: NDArray[np.bool_]
    weights: Array
    solid: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    parts: list[tuple[Places, Places]]


@dataclass(frozen=True, slots=True, eq=False)
class _Weights:
    """A vocabulary with the inverse document frequency and the weights of each of its words."""

    words: tuple[str, ...]
    inverse: Array
    matrix: Array


def prepared(rows: list[Row], folds: int) -> Lesson:
    """The rows as arrays, split into folds that no family crosses."""
    wanted = np.array([_targets(row.labels) for row in rows])
    solid = np.array([not row.hint for row in rows])
    families = [row.family for row in rows]
    return Lesson(
        features=[set(features.of(row.evidence)) for row in rows],
        families=families,
        wanted=wanted,
        known=solid[:, None] | (wanted == 1) | ~_beside(wanted),
        weights=np.array([row.weight for row in rows]),
        solid=solid,
        counted=np.array([row.counted for row in rows]),
        parts=_parts(families, solid, folds),
    )


def _targets(labels: frozenset[Label]) -> list[int]:
    return [*(int(label in labels) for label in Label), int(any(GROUP[label] is not Group.KIND for label in labels))]


def _beside(wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where another label may hold beside those given: conduct beside conduct; a kind stands alone."""
    return np.asarray((wanted[:, ACCUSED, None] == 1) & np.append(_CONDUCT, False))


def _parts(families: list[str], solid: NDArray[np.bool_], folds: int) -> list[tuple[Places, Places]]:
    """Folds that no family crosses."""
    places, hinted = np.flatnonzero(solid), np.flatnonzero(~solid)
    splitter = GroupKFold(folds, shuffle=True, random_state=0)
    split = splitter.split(places, groups=[families[i] for i in places])
    return [(np.concatenate((places[train], hinted)), places[test]) for train, test in split]


def _held_out(lesson: Lesson, ask: Callable[[Places, Places], Array]) -> Array:
    """What is said of each row by something that was not taught its family; nothing of hints."""
    found = np.zeros((len(lesson.families), OUTPUTS))
    for train, test in lesson.parts:
        found[test] = ask(train, test)
    return found


def _alone(lesson: Lesson) -> tuple[Array, Array, Array]:
    """The calibrated log odds of the linear model for rows held out, with the slope and shift of the calibration."""
    raw = _held_out(lesson, lambda train, test: _asked(lesson, test, *_weights(lesson, train)))
    places = np.flatnonzero(lesson.solid)
    fits = [_fit(raw[places, j : j + 1], lesson.wanted[places, j], lesson.weights[places], 1e3) for j in range(OUTPUTS)]
    slope, shift = (np.array(values) for values in zip(*((float(w[0]), b) for w, b in fits), strict=True))
    return raw * slope + shift, slope, shift


def _weights(lesson: Lesson, train: Places) -> tuple[_Weights, Array]:
    """One logistic regression for each output, the classes weighing equally, on the rows whose answer is known."""
    words, inverse = _vocabulary(lesson, train)
    inputs = _matrix(lesson, train, words, inverse)
    columns = []
    for j in range(OUTPUTS):
        known = np.flatnonzero(lesson.known[train, j])
        wanted, weights = lesson.wanted[train[known], j], lesson.weights[train[known]]
        share = float(weights[wanted == 1].sum() / weights.sum())
        even = weights * np.where(wanted == 1, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9))
        columns.append(_fit(inputs[known], wanted, even, _STRENGTH))
    matrix = np.column_stack([column * inverse for column, _ in columns])
    return _Weights(words, inverse, matrix), np.array([bias for _, bias in columns])


def _fit(inputs: Any, wanted: NDArray[np.int64], weights: Array, strength: float) -> tuple[Array, float]:  # noqa: ANN401 - sparse or dense
    """The weights and the bias of one output; where all answers are the same, only a bias that says so."""
    if wanted.min() == wanted.max():
        return np.zeros(inputs.shape[1]), 4.0 if wanted.max() else -4.0
    fitted = LogisticRegression(C=strength, solver="liblinear", intercept_scaling=10.0, random_state=0)
    fitted.fit(inputs, wanted, sample_weight=weights)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _vocabulary(lesson: Lesson, train: Places) -> tuple[tuple[str, ...], Array]:
    """The features that two families of our own hold, in order, and how rare each is."""
    holders: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for i in train:
        counts.update(lesson.features[i])
        if lesson.weights[i] == 1:
            for word in lesson.features[i]:
                holders[word].add(lesson.families[i])
    words = tuple(sorted(word for word, families in holders.items() if len(families) >= _FAMILIES))
    frequency = np.array([counts[word] for word in words], float)
    return words, np.log((1 + len(train)) / (1 + frequency)) + 1


def _matrix(lesson: Lesson, places: Places, words: tuple[str, ...], inverse: Array) -> Any:  # noqa: ANN401 - a sparse matrix has no type
    """One row of length 1 for each text."""
    index = {word: column for column, word in enumerate(words)}
    held = [sorted(index[word] for word in lesson.features[i] if word in index) for i in places]
    columns = np.fromiter((c for found in held for c in found), int)
    values = inverse[columns]
    starts = np.cumsum([0, *map(len, held)])
    lengths = np.sqrt([max(np.square(values[a:b]).sum(), 1e-9) for a, b in pairwise(starts)])
    scaled = values / np.repeat(lengths, np.diff(starts))
    return sparse.csr_matrix((scaled, columns, starts), shape=(len(held), len(words)))


def _asked(lesson: Lesson, places: Places, weights: _Weights, bias: Array) -> Array:
    plain = weights.matrix / weights.inverse[:, None]
    return np.asarray(_matrix(lesson, places, weights.words, weights.inverse) @ plain + bias)


def _stack(inputs: NDArray[np.float32], lesson: Lesson, train: Places) -> tuple[Array, Array]:
    """The weights of the combination, from the rows that are no hints."""
    places = train[lesson.solid[train]]
    middle, spread = inputs[places].mean(axis=0, dtype=float), inputs[places].std(axis=0, dtype=float) + 1e-3
    even = (inputs[places] - middle) / spread
    weights = lesson.weights[places]
    matrix, bias = np.zeros((inputs.shape[1], OUTPUTS)), np.zeros(OUTPUTS)
    for j in range(OUTPUTS):
        used = blend.weighed_for(j)
        matrix[used, j], bias[j] = _fit(even[:, used], lesson.wanted[places, j], weights, _STACK_STRENGTH)
    matrix /= spread[:, None]
    return matrix, bias - middle @ matrix


def _applied(inputs: NDArray[np.float32], matrix: Array, bias: Array) -> Array:
    return np.asarray(inputs @ matrix + bias)


def _verdict(combined: Array, lesson: Lesson) -> Array:
    """Slope and shift that make a probability of the margin; sets the last output accordingly."""
    places = np.flatnonzero(lesson.solid)
    margins = np.array([[blend.margin(row)] for row in combined])
    slope, shift = _fit(margins[places], lesson.wanted[places, ACCUSED], lesson.weights[places], 1e3)
    combined[:, ACCUSED] = margins[:, 0] * slope[0] + shift
    return np.array([slope[0], shift])


def _limits(found: Array, inputs: NDArray[np.float32], lesson: Lesson) -> Limits:
    """The best mean F1 that accuses hardly anybody innocent, and when nine of ten opinions are right."""
    names = (0.15, 0.2, 0.25)
    tries = [Limits(step / 100, name, name + _MORE_ALONE, 0) for step in range(50, 100) for name in names]
    real = found[lesson.solid & (lesson.weights < 1) & (lesson.wanted[:, ACCUSED] == 0), ACCUSED]
    kept = [limits for limits in tries if not len(real) or (real >= limits.accuse).mean() <= _REAL_ACCUSED]
    seen = lesson.counted
    wanted, backed, found = lesson.wanted[seen], blend.backed_by_rules(inputs[seen]), found[seen]
    judged = [(limits, _decided(found, backed, limits)) for limits in kept or tries[-1:]]
    allowed = [(limits, got) for limits, got in judged if _accusations(got, wanted) <= _INNOCENT_ACCUSED]
    best, got = max(allowed or judged[-1:], key=lambda pair: _macro_f1(pair[1], wanted))
    sure = np.array([blend.confidence(f.tolist(), bool(g[_CONDUCT].any())) for f, g in zip(found, got, strict=True)])
    right = _right(found, got, wanted)
    steps = [step / 50 for step in range(15, 50)]
    enough = next((s for s in steps if (sure >= s).any() and right[sure >= s].mean() >= _RIGHT_WHEN_SURE), steps[-1])
    return replace(best, sure=enough)


def _decided(found: Array, backed: NDArray[np.bool_], limits: Limits) -> NDArray[np.bool_]:
    """The labels that an opinion would give, as in blend."""
    got = np.zeros((len(found), len(Label)), bool)
    for row, ruled, given in zip(found, backed, got, strict=True):
        accused = row[ACCUSED] >= limits.accuse
        chances = row.tolist()
        given[blend.named(chances, ruled.tolist(), limits) if accused else [blend.likeliest_kind(chances)]] = True
    return got


def _right(found: Array, got: NDArray[np.bool_], wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the likeliest of the labels given is one of those wanted."""
    first = np.argmax(np.where(got, found[:, :ACCUSED], -1), axis=1)
    return np.asarray(wanted[np.arange(len(wanted)), first] == 1)


def _macro_f1(got: NDArray[np.bool_], wanted: NDArray[np.int64]) -> float:
    """The mean F1 over the labels that are wanted somewhere."""
    truth: NDArray[np.bool_] = wanted[:, :ACCUSED] == 1
    both, either = (got & truth).sum(axis=0), got.sum(axis=0) + truth.sum(axis=0)
    return float((2 * both / np.maximum(either, 1))[truth.any(axis=0)].mean())


def _accusations(got: NDArray[np.bool_], wanted: NDArray[np.int64]) -> float:
    innocent = wanted[:, ACCUSED] == 0
    return float(got[innocent][:, _CONDUCT].any(axis=1).mean()) if innocent.any() else 0.0


def _calibration_error(chance: Array, right: NDArray[np.bool_]) -> float:
    """The expected calibration error over ten bins of equal width."""
    bins = np.minimum((chance * 10).astype(int), 9)
    return sum(abs(float(chance[bins == b].sum() - right[bins == b].sum())) for b in range(10)) / max(len(chance), 1)


def _figures(
    alone: Array, together: Array, backed: NDArray[np.bool_], wanted: NDArray[np.int64], limits: Limits
) -> dict[str, float]:
    figures = {
        "texts": float(len(wanted)),
        "accuse": limits.accuse,
        "name": limits.name,
        "alone": limits.alone,
        "sure": limits.sure,
    }
    for name, found in (("model", alone), ("blend", together)):
        got = _decided(found, backed, limits)
        sure = np.array(
            [blend.confidence(f.tolist(), bool(g[_CONDUCT].any())) for f, g in zip(found, got, strict=True)]
        )
        right = _right(found, got, wanted)
        figures |= {
            f"{name}: macro-F1": _macro_f1(got, wanted),
            f"{name}: innocent accused": _accusations(got, wanted),
            f"{name}: calibration error of labels": _calibration_error(
                found[:, :ACCUSED].ravel(), wanted[:, :ACCUSED].ravel() == 1
            ),
            f"{name}: calibration error of the opinion": _calibration_error(sure, right),
            f"{name}: share that is sure": float((sure >= limits.sure).mean()),
        }
    return figures


def _chances(logits: Array) -> Array:
    return np.asarray(linear.chances(_single(logits)), float)


def _single(values: Array) -> NDArray[np.float32]:
    return np.asarray(values, np.float32)


def main(arguments: list[str]) -> None:
    """Teach, write the model, and print what it reached."""
    parser = argparse.ArgumentParser(prog="python -m classify.train", description="make the model file")
    parser.add_argument("--data", type=Path, help="a folder with the licensed sets; without it, the corpus alone")
    parser.add_argument("--out", type=Path, default=linear.MODEL)
    given = parser.parse_args(arguments)
    texts = [*examples.corpus(), *examples.hints(), *(examples.borrowed(given.data) if given.data else ())]
    taught = teach(texts, examples.sources(given.data))
    linear.save(taught.model, given.out)
    for name, value in taught.figures.items():
        print(f"{name:42} {value:.3f}")  # noqa: T201 - a command line prints
    print(f"{given.out}: {given.out.stat().st_size} bytes, {len(taught.model.index)} features")  # noqa: T201 - as above


if __name__ == "__main__":
    main(sys.argv[1:])
