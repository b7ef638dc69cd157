"""The floors that the classifier keeps on texts written without sight of its lexicon."""

from collections import Counter

import pytest

from classify import Classifier
from classify.records import LEXICON, LexiconFile, read
from model.labels import Label
from tests.classify import measure

ROWS = list(measure.read(measure.MEASURING / "open.jsonl"))
ENOUGH = 10
MACRO_F1_FLOOR = 0.80
ACCUSATIONS_CEILING = 0.03


@pytest.fixture(scope="module")
def cases(classifier: Classifier) -> list[measure.Case]:
    """Every open text, classified."""
    return measure.run(ROWS, classifier)


def test_every_label_is_measured_on_texts_that_no_example_was_copied_from() -> None:
    examples = {e.example for label in Label for e in read(LEXICON / f"{label.value}.yaml", LexiconFile).terms}
    counts = Counter(label for text, labels in ROWS if text not in examples for label in labels)

    assert {label for label in Label if counts[label] < ENOUGH} == set()


def test_the_mean_f1_keeps_its_floor(cases: list[measure.Case]) -> None:
    assert measure.macro_f1(cases) >= MACRO_F1_FLOOR, measure.table(cases)


def test_the_innocent_are_seldom_accused(cases: list[measure.Case]) -> None:
    assert measure.accusations(cases) <= ACCUSATIONS_CEILING, measure.table(cases)


def test_the_table_shows_every_label(cases: list[measure.Case]) -> None:
    assert all(label.value in measure.table(cases) for label in Label)
