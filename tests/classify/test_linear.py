"""The linear model and its combination with the rules: what holds for any text, and how a model is made."""

from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify import Classifier, blend, examples, features, linear, train
from classify.examples import Example, Row
from classify.linear import Limits, Model
from classify.train import Taught
from model.classification import Danger
from model.errors import DataError
from model.labels import GROUP, Group, Label

CORPUS = list(examples.corpus())
FEW = [text for text in CORPUS if sum(text.family.encode()) % 8 == 0]
HINTS = list(islice(examples.hints(), 0, None, 12))
SMALL = [*FEW, *HINTS]
PIECES = st.lists(
    st.one_of(st.sampled_from([text.text for text in CORPUS]), st.text(max_size=12), st.sampled_from(["\ud800", "「", "」", "\n", "\x00"])),
    max_size=4,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Model:
    """The model of the project."""
    return linear.load()


@pytest.fixture(scope="module")
def eager(model: Model) -> Model:
    """A model that accuses nearly everybody of nearly everything."""
    return replace(model, limits=Limits(0.001, 0.001, 0.001, 0.5))


@pytest.fixture(scope="module")
def taught() -> Taught:
    """A model of a few families of the corpus, and nothing else."""
    return train.teach(SMALL, {"corpus": "some of it"}, folds=3)


def _row(text: str, classifier: Classifier) -> Row:
    return next(iter(examples.rows(Example(text, frozenset({Label.OTHER}), "test"), classifier)))


def test_the_model_says_what_it_was_made_from_and_is_small_enough_to_be_kept(model: Model) -> None:
    assert "rules" in model.made_from
    assert {name.split("/")[0] for name in model.made_from} >= {"corpus"}
    assert all(len(digest) == 64 for digest in (*model.made_from.values(), model.digest))
    assert linear.MODEL.stat().st_size <= 4_000_000


def test_the_model_holds_no_run_of_characters_that_only_borrowed_texts_have(
    model: Model, classifier: Classifier
) -> None:
    own = [row for text in [*CORPUS, *examples.hints()] for row in examples.rows(text, classifier)]
    seen = {feature for row in own for feature in features.of(row.evidence)}

    assert len(set(model.index) - seen) <= len(model.index) // 50, "run `make model`"


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(PIECES, st.text(max_size=300)))
def test_every_score_is_a_chance(text: str, model: Model, classifier: Classifier) -> None:
    row = _row(text, classifier)
    scores = model.scores(row.evidence)

    assert tuple(scores) == tuple(Label)
    assert all(0 <= score <= 1 for score in scores.values())
    assert all(0 <= chance <= 1 for chance in blend.probabilities(row.evidence, row.voice, model))


@settings(max_examples=150, deadline=None)
@given(text=PIECES)
def test_a_text_is_of_one_kind_or_accused_with_words_of_its_own(
    text: str, eager: Model, classifier: Classifier
) -> None:
    row = _row(text, classifier)
    opinion = blend.opinion(row.evidence, row.voice, eager)
    kinds = [label for label in opinion.ids() if GROUP[label] is Group.KIND]

    assert opinion.ids()
    assert kinds == [] or opinion.ids() == tuple(kinds[:1])
    for score in opinion.labels:
        assert GROUP[score.label] is Group.KIND or score.findings
        assert all(0 <= f.span.start < f.span.end <= len(text) for f in score.findings)


@settings(max_examples=60, deadline=None)
@given(text=PIECES, label=st.sampled_from(Label))
def test_the_words_that_speak_for_a_label_stand_in_the_text_and_apart(
    text: str, label: Label, model: Model, classifier: Classifier
) -> None:
    evidence = _row(text, classifier).evidence
    windows = model.windows(evidence, label)

    assert [window for window in windows if not 0 <= window[0] < window[1] <= len(evidence.text)] == []
    assert all(first[1] <= second[0] for first, second in pairwise(windows))


def test_the_model_points_at_the_threat_and_not_at_the_greeting(model: Model, classifier: Classifier) -> None:
    evidence = _row("你好，上次说的事情还记得吧。再不还钱就打断你的腿，小心走夜路。", classifier).evidence
    shown = [evidence.text[start:end] for start, end in model.windows(evidence, Label.THREAT_PERSON)]

    assert any("打断" in words or "小心" in words for words in shown)
    assert not any("你好" in words for words in shown)


def test_nobody_is_accused_where_there_are_no_words(eager: Model, classifier: Classifier) -> None:
    for text in ("", " ", "\u200b\u200b", "\n"):
        row = _row(text, classifier)
        opinion = blend.opinion(row.evidence, row.voice, eager)

        assert all(score.findings for score in opinion.labels if GROUP[score.label] is not Group.KIND)
    assert {GROUP[label] for label in blend.opinion(row.evidence, row.voice, eager).ids()} == {Group.KIND}


def test_a_text_of_a_hundred_thousand_characters_is_read(model: Model, classifier: Classifier) -> None:
    row = _row("再不还钱就上门找你家人，今天天气不错。"[:20] * 5000, classifier)

    assert np.isfinite(model.logits(row.evidence)).all()
    assert len(model.windows(row.evidence, Label.VISIT_THREAT)) == 2


def test_a_label_of_conduct_does_not_follow_from_another(model: Model, classifier: Classifier) -> None:
    row = _row("你名下所有银行卡明天全部冻结，欠款不还就等着坐牢", classifier)
    other = row.evidence.where(lambda finding: finding.label is not Label.FALSE_LEGAL_THREAT)
    logits = model.logits(row.evidence)
    place = list(Label).index(Label.IMPERSONATION)
    with_it, without = (
        (blend.inputs(evidence, row.voice, logits) @ model.stack)[place] for evidence in (row.evidence, other)
    )

    assert row.evidence.of(Label.FALSE_LEGAL_THREAT)
    assert with_it == pytest.approx(without)


def test_nothing_personal_is_told_by_a_text_without_name_or_number(eager: Model, classifier: Classifier) -> None:
    row = _row("麻烦你转告小刚，他的网贷该还款了", classifier)

    assert Label.DATA_DISCLOSURE not in blend.opinion(row.evidence, row.voice, eager).ids()


def test_danger_is_decided_before_and_stays(eager: Model, classifier: Classifier) -> None:
    row = _row("再不还钱就上门打断你的腿", classifier)
    opinion = blend.opinion(row.evidence, row.voice, eager, danger=Danger.DESPAIR)

    assert (opinion.ids(), opinion.danger, opinion.maybe) == ((Label.OWN_WORDS,), Danger.DESPAIR, ())


def test_the_same_texts_teach_the_same_bytes(taught: Taught, tmp_path: Path) -> None:
    linear.save(taught.model, tmp_path / "first.npz")
    linear.save(train.teach(SMALL, {"corpus": "some of it"}, folds=3).model, tmp_path / "second.npz")

    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_what_was_written_is_read_again(taught: Taught, classifier: Classifier, tmp_path: Path) -> None:
    linear.save(taught.model, tmp_path / "model.npz")
    again = linear.load(tmp_path / "model.npz")
    row = _row("再不还钱就上门打断你的腿", classifier)

    assert again.limits == taught.model.limits
    assert again.made_from == {"corpus": "some of it"}
    for label, score in taught.model.scores(row.evidence).items():
        assert again.scores(row.evidence)[label] == pytest.approx(score, abs=0.01)


def test_a_model_of_a_few_families_of_the_corpus_alone_already_tells_something(taught: Taught) -> None:
    assert taught.figures["blend: macro-F1"] >= 0.3
    assert taught.figures["blend: innocent accused"] <= 0.05
    assert taught.figures["blend: calibration error of labels"] <= 0.05


def test_no_family_is_asked_about_by_a_model_that_was_taught_it(classifier: Classifier) -> None:
    rows = [row for text in SMALL for row in examples.rows(text, classifier)]
    lesson = train.prepared(rows, folds=3)
    hinted = {row.family for row in rows if row.hint}

    for taught, asked in lesson.parts:
        assert not {rows[i].family for i in taught} & {rows[i].family for i in asked}
        assert {rows[i].family for i in taught} >= hinted
    assert sum(len(asked) for _, asked in lesson.parts) == sum(not row.hint for row in rows)


def test_the_example_of_a_rule_says_nothing_about_other_conduct_but_that_it_is_of_no_kind(
    classifier: Classifier,
) -> None:
    hint = Example("再不还钱就上门打断你的腿", frozenset({Label.VISIT_THREAT}), "hint", hint=True)
    known = train.prepared([*examples.rows(hint, classifier), *_three(classifier)], folds=3).known[0]

    told = {label for label, certain in zip(Label, known, strict=False) if certain}
    assert told == {Label.VISIT_THREAT, *(label for label in Label if GROUP[label] is Group.KIND)}


def _three(classifier: Classifier) -> list[Row]:
    return [replace(_row("今天天气不错", classifier), family=str(i)) for i in range(3)]


def test_an_account_is_learnt_without_its_quotation_and_the_quotation_by_itself(classifier: Classifier) -> None:
    text = Example(
        "他发短信说：「今晚打断你的腿」，我该怎么办", frozenset({Label.OWN_WORDS}), "f",
        quote="今晚打断你的腿", quote_labels=frozenset({Label.THREAT_PERSON}),
    )  # fmt: skip
    rows = list(examples.rows(text, classifier))

    assert [row.labels for row in rows if row.evidence.text == "今晚打断你的腿"] == [{Label.THREAT_PERSON}]
    assert any("打断" not in row.evidence.text and row.labels == {Label.OWN_WORDS} for row in rows)
    assert sum(row.counted for row in rows) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x93NUMPY"])
def test_a_broken_model_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "odd.npz").write_bytes(content)

    with pytest.raises(DataError, match=r"odd\.npz.*make model"):
        linear.load(tmp_path / "odd.npz")


def test_a_model_that_is_missing_or_could_run_code_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "pickled.npz", allow_pickle=True, about=np.array([{"format": 1}], dtype=object))

    for name in ("missing.npz", "pickled.npz"):
        with pytest.raises(DataError, match=name):
            linear.load(tmp_path / name)
