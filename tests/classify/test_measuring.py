"""The floors that the classifier keeps on texts written without sight of its lexicon."""

from collections import Counter

import pytest

from classify import Classifier
from classify.records import LEXICON, LexiconFile, read
from model.labels import Label
from tests.classify import measure

ROWS = list(measure.read(measure.MEASURING / "open.jsonl"))
ENOUGH = 10
COPIED = 10
"""So many characters in a row make a text one that the lexicon may have been copied from."""
MACRO_F1_FLOOR = 0.82
ACCUSATIONS_CEILING = 0.02


@pytest.fixture(scope="module")
def cases(classifier: Classifier) -> list[measure.Case]:
    """Every open text, classified."""
    return measure.run(ROWS, classifier)


def _runs(text: str) -> set[str]:
    return {text[i : i + COPIED] for i in range(len(text) - COPIED + 1)}


def test_every_label_is_measured_on_texts_that_nothing_in_the_lexicon_was_copied_from() -> None:
    entries = [entry for label in Label for entry in read(LEXICON / f"{label.value}.yaml", LexiconFile).terms]
    known = set().union(*(_runs(text) for entry in entries for text in (entry.term, entry.example)))
    short = {entry.example for entry in entries}
    counts = Counter(
        label for text, labels in ROWS if text not in short and known.isdisjoint(_runs(text)) for label in labels
    )

    assert {label for label in Label if counts[label] < ENOUGH} == set()


def test_the_mean_f1_keeps_its_floor(cases: list[measure.Case]) -> None:
    assert measure.macro_f1(cases) >= MACRO_F1_FLOOR, measure.table(cases)


def test_the_innocent_are_seldom_accused(cases: list[measure.Case]) -> None:
    assert measure.accusations(cases) <= ACCUSATIONS_CEILING, measure.table(cases)


def test_the_table_shows_every_label(cases: list[measure.Case]) -> None:
    assert all(label.value in measure.table(cases) for label in Label)
