"""The model and the alarm in one table say what each of them says by itself."""

from itertools import islice

import numpy as np
import pytest

from classify import Classifier, alarm, examples, features, joined, linear, match, normalize
from classify.alarm import Alarm
from classify.joined import Joined
from classify.linear import Model

TEXTS = [example.text for example in islice(examples.corpus(), 0, None, 97)]


@pytest.fixture(scope="module")
def model() -> Model:
    return linear.load()


@pytest.fixture(scope="module")
def bell() -> Alarm:
    return alarm.load()


@pytest.fixture(scope="module")
def both(model: Model, bell: Alarm) -> Joined:
    return joined.join(model, bell)


def test_both_say_of_a_text_what_each_says_alone(
    model: Model, bell: Alarm, both: Joined, classifier: Classifier
) -> None:
    for text in TEXTS:
        view = normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer)
        read = [run for of_length in features.runs(features.padded(view.text)) for run in of_length]
        said = both.logits(read)

        np.testing.assert_allclose(said.alarm, bell.logits(read), rtol=1e-5, atol=1e-5)
        np.testing.assert_allclose(said.alarm, both.alarm.logits(read), rtol=1e-5, atol=1e-5)
        rows = linear.rows_of(read, model.index)
        length = np.sqrt(np.square(model.inverse[rows]).sum())
        alone = model.weights[rows].sum(axis=0) / length * model.slope + model.bias
        np.testing.assert_allclose(said.model, alone, rtol=1e-4, atol=1e-4)


def test_a_text_of_nothing_known_weighs_what_the_models_say_of_any(model: Model, bell: Alarm, both: Joined) -> None:
    said = both.logits(["\ue000\ue001"])

    assert said.model.tolist() == model.bias.tolist()
    assert said.alarm.tolist() == bell.bias.tolist()


def test_a_word_is_found_where_it_stands_and_never_between_two_characters(classifier: Classifier) -> None:
    entries = classifier.lexicon.entries
    for text in TEXTS:
        view = normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer)
        for last, word in entries.automaton.iter(view.text.translate(entries.spelling)):
            end = last // 2 + 1
            assert last % 2 == 1
            assert entries.automaton.get(view.text[end - word.length : end].translate(entries.spelling)) is word


def test_hits_of_a_text_do_not_depend_on_characters_that_stand_in_no_word(classifier: Classifier) -> None:
    def found(text: str) -> list[str]:
        view = normalize.plain(text, classifier.normalizer)
        return [hit.entry.id for hit in match.find(view, classifier.lexicon.entries, classifier.segmenter)]

    assert found("再不还钱就打断你的腿\ue000") == found("再不还钱就打断你的腿\ue001") != []
