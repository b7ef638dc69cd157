"""Teaching the alarm: `python -m classify.train_alarm [--data DIR] [--out FILE]`.

Needs scikit-learn, which running the bot does not. It is taught the texts of `corpus/crisis/`, and every other text of
our own as what it mostly is: no danger. Weights of the stack and the limit are chosen on families that the model in
question was not taught.
"""

import argparse
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # comes without types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # comes without types
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]  # comes without types

from classify import Classifier, alarm, examples, features, load_rules, normalize, outside_quotations
from classify.alarm import Alarm, Signs
from classify.crisis import signs
from model.classification import Danger

CRISIS: Final = examples.CORPUS / "crisis"
_FOLDS: Final = 5
_FAMILIES: Final = 2
_STRENGTH: Final = 20.0
_MORE: Final = 3.0
"""How much more a danger weighs than none: to miss one is worse than to ask for nothing."""
_FALSE_ALARMS: Final = 0.02
"""How many may be raised of ordinary texts of our own; of those that were written to sound like danger it is more."""
_NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Text:
    """One text with the danger it tells of. `hard` marks those of `corpus/crisis/`."""

    text: str
    danger: Danger | None
    family: str
    weight: float
    hard: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What the model and the table see of a text."""

    features: frozenset[str]
    signs: Signs


def texts(data: Path | None) -> Iterator[Text]:
    """Everything to learn from."""
    for path in sorted(CRISIS.glob("*.jsonl")):
        for row in _rows(path):
            yield Text(row["text"], _danger(row["danger"]), f"crisis {row['family']}", 1.0, hard=True)
    for path in sorted(examples.CORPUS.glob("*.jsonl")):
        for row in _rows(path):
            yield Text(row["text"], _danger(row.get("danger", _NONE)), row["family"], 1.0, hard=False)
    for example in examples.borrowed(data) if data else ():
        yield Text(example.text, None, example.family, example.weight, hard=False)


def teach(
    given: Iterable[Text], classifier: Classifier, made_from: Mapping[str, str]
) -> tuple[Alarm, dict[str, float]]:
    """The model, and what it reached on families it was not taught."""
    given = tuple(given)
    read = [_read(text.text, classifier) for text in given]
    wanted = np.array([text.danger is not None for text in given])
    held = np.zeros(len(given))
    splitter = GroupKFold(_FOLDS, shuffle=True, random_state=0)
    for train, test in splitter.split(given, groups=[text.family for text in given]):
        part = _alarm(given, read, train, made_from)
        held[test] = [float(part.logits(read[i].features)[0]) for i in test]
    inputs = np.array([alarm.inputs(x, r.signs) for x, r in zip(held, read, strict=True)])
    weights = np.array([text.weight for text in given])
    stacked = LogisticRegression(C=1.0, solver="liblinear", fit_intercept=False, random_state=0)
    stacked.fit(inputs, wanted, sample_weight=weights * np.where(wanted, _MORE, 1))
    stack = stacked.coef_[0].astype(np.float32)
    chances = np.array([alarm.chance(float(x @ stack)) for x in inputs])
    hard = np.array([text.hard for text in given])
    limit = float(np.quantile(chances[~hard & ~wanted & (weights == 1)], 1 - _FALSE_ALARMS))
    whole = _alarm(given, read, np.arange(len(given)), made_from)
    made = Alarm(whole.index, whole.inverse, whole.weights, whole.bias, stack, limit, made_from)
    figures = {
        **dict(zip(("model", "raised", "certain", "calmed", "presses", "bias"), map(float, stack), strict=True)),
        "limit": limit,
        "found of hard dangers": float((chances[hard & wanted] >= limit).mean()),
        "false alarms of hard texts": float((chances[hard & ~wanted] >= limit).mean()),
        "false alarms of all others": float((chances[~hard & ~wanted] >= limit).mean()),
    }
    return made, figures


def _alarm(given: tuple[Text, ...], read: list[Read], places: NDArray[np.int64], made_from: Mapping[str, str]) -> Alarm:
    """The linear part, taught the texts at some places."""
    words = _vocabulary(given, read, places)
    vectorizer = TfidfVectorizer(analyzer=sorted, vocabulary=words, binary=True)
    matrix = vectorizer.fit_transform([read[i].features for i in places])
    weights = np.array([given[i].weight for i in places])
    dangers = np.array([given[i].danger is not None for i in places])
    progress = np.array([given[i].danger is Danger.IN_PROGRESS for i in places])
    some = _fit(matrix, dangers, weights * np.where(dangers, _MORE, 1))
    which = _fit(matrix[dangers], progress[dangers], weights[dangers])
    inverse = vectorizer.idf_.astype(np.float32)
    columns = np.column_stack([some[0], which[0]]) * inverse[:, None]
    index = {word: row for row, word in enumerate(words)}
    bias = np.array([some[1], which[1]], np.float32)
    return Alarm(index, inverse, columns.astype(np.float32), bias, np.zeros(6, np.float32), 1.0, made_from)


def _fit(matrix: Any, wanted: NDArray[np.bool_], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:  # noqa: ANN401 - a sparse matrix has no type
    fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", intercept_scaling=10.0, random_state=0)
    fitted.fit(matrix, wanted, sample_weight=weights)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _vocabulary(given: tuple[Text, ...], read: list[Read], places: NDArray[np.int64]) -> list[str]:
    """The features that two families of our own hold; of borrowed texts nothing is kept but weights."""
    holders: dict[str, set[str]] = defaultdict(set)
    for i in places:
        if given[i].weight == 1:
            for word in read[i].features:
                holders[word].add(given[i].family)
    return sorted(word for word, families in holders.items() if len(families) >= _FAMILIES)


def _read(text: str, classifier: Classifier) -> Read:
    outer = outside_quotations(normalize.plain(text, classifier.normalizer), classifier)
    return Read(frozenset(features.of(outer)), signs(outer.folded, classifier.lexicon, classifier.segmenter))


def _danger(name: str) -> Danger | None:
    return None if name == _NONE else Danger(name)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))


def sources(data: Path | None) -> dict[str, str]:
    """The sha256 of everything that the alarm is taught from, by name."""
    own = {f"corpus/crisis/{path.name}": path for path in CRISIS.glob("*.jsonl")}
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(own.items())}
    return found | examples.sources(data)


def main() -> None:
    """Teach, write the model, and print what it reached."""
    parser = argparse.ArgumentParser(prog="python -m classify.train_alarm", description="make the alarm's file")
    parser.add_argument("--data", type=Path, help="a folder with the licensed sets; without it, the corpus alone")
    parser.add_argument("--out", type=Path, default=alarm.MODEL)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        made, figures = teach(texts(given.data), load_rules(Path(cache)), sources(given.data))
    alarm.save(made, given.out)
    for name, value in figures.items():
        print(f"{name:42} {value:.3f}")  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
