"""A button carries a verb, a case and an argument, and nothing that is believed unchecked."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.verbs import ANYWHERE, ON_A_CASE, VERBS, WITHOUT_CASE, Press, decode, encode
from model.errors import NotUnderstoodError

WORDS = st.text(st.characters(blacklist_characters="|", codec="ascii", categories=["L", "N"]), max_size=16)


@given(st.sampled_from(sorted(VERBS)), WORDS, WORDS)
def test_what_a_button_carries_comes_back_as_it_was(verb: str, case_id: str, argument: str) -> None:
    press = Press(verb, case_id, argument)
    assert decode(encode(press)) == press


@given(st.text(max_size=80))
def test_anything_else_is_refused_and_never_raises_something_else(data: str) -> None:
    with contextlib.suppress(NotUnderstoodError):
        assert decode(data).verb in VERBS


def test_a_button_that_telegram_would_refuse_is_a_bug_here() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(Press("platform", "x" * 16, "y" * 60))


def test_no_verb_is_both_on_a_case_and_anywhere() -> None:
    assert not ON_A_CASE.keys() & ANYWHERE.keys()
    assert ANYWHERE.keys() >= WITHOUT_CASE
    assert {"despair", "at_door", "safe", "unsafe"} <= WITHOUT_CASE
