"""The same content has the same bytes, whoever writes it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.canonical import canonical, text_digest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=5))
def test_the_order_in_which_a_record_was_made_does_not_change_its_bytes(record: dict[str, object]) -> None:
    assert canonical(dict(reversed(record.items()))) == canonical(record)


def test_chinese_stays_readable_in_the_bytes() -> None:
    assert canonical({"b": 1, "a": "催收"}) == '{"a":"催收","b":1}'.encode()


def test_a_float_is_refused_because_its_text_form_differs_between_programs() -> None:
    with pytest.raises(TypeError):
        canonical({"score": [0.5]})


def test_a_text_is_hashed_exactly_as_received_even_with_a_broken_surrogate() -> None:
    assert text_digest("\ud83d") == hashlib.sha256(b"\xed\xa0\xbd").hexdigest()
    assert text_digest("a b") != text_digest("a  b")
