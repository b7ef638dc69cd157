"""Teaching the model of the check before a letter leaves: `python -m classify.train_outgoing [--out FILE]`.

Needs scikit-learn, which running the bot does not. Both limits are chosen on passages that the model in question was not
taught: as many false alarms on clean ones as `_FALSE_ALARMS` allows, rules and model together.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # comes without types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # comes without types
from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]  # comes without types

from classify import Classifier, load, normalize, outgoing, outgoing_model
from classify.examples import CORPUS
from classify.outgoing import Checker, OutgoingFacts, RiskKind, Use
from classify.outgoing_model import OutgoingModel

LETTERS: Final = CORPUS / "letters"
_FALSE_ALARMS: Final = 0.045
_STRENGTH: Final = 10.0
_ACCOUNT: Final = 0.2
"""How much an account of somebody who was harassed weighs: it is no letter, but it is clean."""
_FOLDS: Final = 5
_COMPUTED: Final = frozenset({RiskKind.LATE_PENALTY, RiskKind.ID_NUMBER_INCLUDED})
_OWES: Final = {RiskKind.JOINING_THE_DEBT: False, RiskKind.DEBT_DENIAL: True}


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage to learn from; `kind` is None for a clean one."""

    text: str
    kind: RiskKind | None
    weight: float = 1.0


def passages() -> Iterator[Passage]:
    """Everything of `corpus/letters/`, and of the corpus what is nothing but somebody's own words."""
    for path in sorted(LETTERS.glob("*.jsonl")):
        for row in _rows(path):
            kind = RiskKind(row["kinds"][0]) if row["kinds"] else None
            if kind not in _COMPUTED:
                yield Passage(row["text"], kind)
    for path in sorted(CORPUS.glob("*.jsonl")):
        for row in _rows(path):
            if row.get("labels") == ["own_words"]:
                yield Passage(row["text"], None, _ACCOUNT)


def teach(
    given: tuple[Passage, ...], tables: Checker, made_from: dict[str, str]
) -> tuple[OutgoingModel, dict[str, float]]:
    """The model, and what it reached together with the rules on passages it was not taught."""
    read = [outgoing_model.runs(folded(passage.text, tables.classifier)) for passage in given]
    risky = np.array([passage.kind is not None for passage in given])
    ruled = np.array([_ruled(passage, tables) for passage in given])
    held = np.zeros(len(given))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(held, risky):
        part = _fitted(given, read, train, made_from)
        held[test] = [part.hear(folded(given[i].text, tables.classifier)).risk for i in test]
    letters = np.array([passage.weight == 1 for passage in given])
    alone, cleared = _limits(held[letters], ruled[letters], risky[letters])
    whole = _fitted(given, read, np.arange(len(given)), made_from)
    made = OutgoingModel(
        whole.index, whole.inverse, whole.weights, whole.bias, whole.kinds, alone, cleared, whole.made_from
    )
    flagged = np.where(ruled, held >= cleared, held >= alone)
    return made, {
        "alone": alone,
        "cleared": cleared,
        "recall": float(flagged[risky].mean()),
        "false alarms of letters": float(flagged[letters & ~risky].mean()),
        "false alarms of accounts": float(flagged[~letters].mean()),
    }


def _limits(held: NDArray[np.float64], ruled: NDArray[np.bool_], risky: NDArray[np.bool_]) -> tuple[float, float]:
    """The two limits on one line: a rule is worth as much as the model's log odds say that it is."""
    stacked = LogisticRegression(C=1.0).fit(np.column_stack([held, ruled]), risky)
    slope, gain = stacked.coef_[0]
    together = held + ruled * gain / slope
    limit = float(np.quantile(together[~risky], 1 - _FALSE_ALARMS))
    return limit, limit - float(gain / slope)


def _fitted(
    given: tuple[Passage, ...], read: list[set[str]], places: NDArray[np.int64], made_from: dict[str, str]
) -> OutgoingModel:
    vectorizer = TfidfVectorizer(analyzer=sorted, binary=True, min_df=2)
    matrix = vectorizer.fit_transform([read[i] for i in places])
    weights = np.array([given[i].weight for i in places])
    kinds = tuple(kind for kind in RiskKind if kind not in _COMPUTED)
    wanted = [np.array([given[i].kind is not None for i in places])]
    wanted += [np.array([given[i].kind is kind for i in places]) for kind in kinds]
    fits = [_fit(matrix, column, weights) for column in wanted]
    inverse = vectorizer.idf_.astype(np.float32)
    columns = np.column_stack([fit[0] for fit in fits]) * inverse[:, None]
    index = {word: row for row, word in enumerate(vectorizer.get_feature_names_out())}
    bias = np.array([fit[1] for fit in fits], np.float32)
    return OutgoingModel(index, inverse, columns.astype(np.float32), bias, kinds, 0.0, 0.0, made_from)


def _fit(matrix: Any, wanted: NDArray[np.bool_], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:  # noqa: ANN401 - a sparse matrix has no type
    fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", intercept_scaling=10.0, random_state=0)
    fitted.fit(matrix, wanted, sample_weight=weights)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _ruled(passage: Passage, tables: Checker) -> bool:
    """Whether the rules alone find anything."""
    use = Use.PUBLIC if passage.kind is RiskKind.NAME_IN_PUBLIC else Use.OWN_WORDS
    owes = None if passage.kind is None else _OWES.get(passage.kind)
    return bool(
        outgoing.check(passage.text, use=use, owes=owes, facts=OutgoingFacts(), today=date(2026, 11, 21), tables=tables)
    )


def folded(text: str, classifier: Classifier) -> str:
    """A passage as the model reads it."""
    return normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer).text


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))


def sources() -> dict[str, str]:
    """The sha256 of every file that the model is taught from, by name."""
    paths = {f"corpus/letters/{path.name}": path for path in LETTERS.glob("*.jsonl")}
    paths |= {f"corpus/{path.name}": path for path in CORPUS.glob("*.jsonl")}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(paths.items())}


def main() -> None:
    """Teach, write the model, and print what it reached."""
    parser = argparse.ArgumentParser(prog="python -m classify.train_outgoing", description="make the model of letters")
    parser.add_argument("--out", type=Path, default=outgoing_model.MODEL)
    out: Path = parser.parse_args().out
    with tempfile.TemporaryDirectory() as cache:
        tables = outgoing.rules_alone(load(Path(cache)))
        made, figures = teach(tuple(passages()), tables, sources())
    outgoing_model.save(made, out)
    for name, value in figures.items():
        print(f"{name:26} {value:.3f}")  # noqa: T201 - a command line prints


if __name__ == "__main__":
    main()
