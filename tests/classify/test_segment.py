"""The tokenizer: our own words in it, and no file anywhere but in its own folder."""

import tempfile
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify import segment


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words") / "cache"


@pytest.fixture(scope="module")
def segmenter(folder: Path) -> segment.Segmenter:
    return segment.load(folder, ["爆通讯录", "呼死你"])


def test_words_of_the_lexicon_are_words(segmenter: segment.Segmenter) -> None:
    assert all(at in segmenter.cuts("他们爆通讯录了") for at in (0, 2, 6))
    assert 4 not in segmenter.cuts("他们爆通讯录了")


def test_a_short_word_inside_a_longer_one_begins_or_ends_where_no_word_does(segmenter: segment.Segmenter) -> None:
    assert 1 not in segmenter.cuts("失去死党")


def test_cuts_begin_with_nothing_and_end_with_the_whole(segmenter: segment.Segmenter) -> None:
    cuts = segmenter.cuts("逾期还款")
    assert [at for at in (-1, 0, 4, 5) if at in cuts] == [0, 4]
    nothing = segmenter.cuts("")
    assert [at for at in (-1, 0, 1) if at in nothing] == [0]


def test_known_words_have_a_frequency_and_unknown_ones_none(segmenter: segment.Segmenter) -> None:
    assert segmenter.frequency("银行") > 0
    assert segmenter.frequency("犇骉麤") == 0


def test_the_cache_lies_in_the_given_folder_and_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    segment.load(tmp_path / "deep" / "cache", [])
    assert list((tmp_path / "deep" / "cache").iterdir())
    assert not list(elsewhere.iterdir())


def test_words_of_one_tokenizer_are_not_those_of_another(folder: Path, segmenter: segment.Segmenter) -> None:
    other = segment.load(folder, [])
    assert segmenter.frequency("爆通讯录") > 0
    assert other.frequency("爆通讯录") == 0


@given(st.text(alphabet="去死党失联 欠款,。a1【】\n你", max_size=40))
def test_words_end_where_the_tokenizer_ends_them(segmenter: segment.Segmenter, text: str) -> None:
    whole = set(accumulate(map(len, segmenter.tokenizer.cut(text, HMM=False)), initial=0))
    cuts = segmenter.cuts(text)
    assert {at for at in range(len(text) + 1) if at in cuts} == whole
