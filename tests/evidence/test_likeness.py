"""The same text and the same picture are found again; what is different is told apart. The whole measuring is
`python -m tests.evidence.measure_likeness`."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from evidence.likeness import alike, nearly_same_text, same_text, sketch, text_bands
from tests.evidence.alike import CHANGES
from tests.evidence.measure_likeness import confused, found, sketches

_LETTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
TEXT = "您的借款已逾期47天，请于今天处理，否则将联系您的父母和单位领导"


def test_of_different_screens_none_are_called_alike() -> None:
    assert confused(sketches(31, 40)) == []


def test_screens_are_found_again_after_every_change() -> None:
    parts = found(33, 12)
    assert set(parts) == set(CHANGES)
    assert min(parts.values()) >= 0.8
    assert sum(parts.values()) / len(parts) >= 0.95


@pytest.mark.parametrize("size", [(1, 1), (720, 1280), (3000, 20), (20, 3000)])
def test_a_picture_without_print_is_like_none(size: tuple[int, int]) -> None:
    blank = sketch(Image.new("RGB", size, "#ededed"))
    assert not alike(blank, blank)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TEXT, True),
        (TEXT.replace("，", ", ").replace("您", "您 "), True),
        (TEXT.replace("领导", "领寻"), True),
        (TEXT.replace("47", "48"), False),
        (TEXT.replace("47天", "很久"), False),
        ("您的借款已逾期47天，再不处理就派人去你家门口拉横幅贴大字报", False),
        ("", False),
    ],
)
def test_a_few_letters_make_no_other_text_and_a_digit_does(other: str, same: bool) -> None:
    assert nearly_same_text(TEXT, other) is same
    assert nearly_same_text(other, TEXT) is same


def test_short_texts_are_only_the_same_when_all_of_them_is() -> None:
    assert nearly_same_text("还钱！", "还 钱")
    assert not nearly_same_text("快还钱", "快点还钱")
    assert text_bands("快还钱") == ()
    assert same_text("快 还钱", "快还 钱")
    assert not same_text("快还钱", "快还钱！")


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=0, max_size=200))
def test_any_text_is_like_itself_and_has_the_same_bands(text: str) -> None:
    assert text_bands(text) == text_bands(text)
    assert same_text(text, text)
    assert nearly_same_text(text, text) or not text_bands(text)


def test_a_text_with_one_other_letter_shares_a_band_with_it() -> None:
    chance = random.Random(11)
    for _ in range(200):
        letters = chance.choices(_LETTERS, k=chance.randint(40, 120))
        changed = letters.copy()
        changed[chance.randrange(len(letters))] = "錢"
        assert set(text_bands("".join(letters))) & set(text_bands("".join(changed)))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=2000), st.binary(max_size=2000))
def test_bytes_that_are_no_sketch_are_compared_without_harm(one: bytes, other: bytes) -> None:
    assert alike(one, other) in (True, False)
