"""What is sealed opens in its place, under its key, unaltered, and in no other way."""

import base64
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from db.seal import Key, Place, Seal
from model.errors import SealError, StorageError

few = settings(max_examples=60, deadline=None)
texts = st.text(st.characters(exclude_categories=()), max_size=30)
places = st.builds(Place, texts, texts, texts)
keys = st.builds(Key, st.text(max_size=20), st.binary(min_size=32, max_size=32))
masters = st.binary(min_size=32, max_size=32)


def seal_of(master: bytes = bytes(32), nonce: bytes = b"n") -> Seal:
    return Seal(master, lambda size: (nonce * size)[:size])


@few
@given(st.binary(max_size=300), places, keys, st.binary(min_size=1, max_size=12))
def test_what_is_sealed_opens_in_its_place(content: bytes, place: Place, key: Key, nonce: bytes) -> None:
    seal = seal_of(nonce=nonce)
    assert seal.open(key, place, seal.seal(key, place, content)) == content


@few
@given(st.binary(max_size=50), places, places, keys)
def test_it_opens_in_no_other_place(content: bytes, place: Place, other: Place, key: Key) -> None:
    assume(place != other)
    sealed = seal_of().seal(key, place, content)
    with pytest.raises(SealError):
        seal_of().open(key, other, sealed)


@few
@given(keys, places, st.integers(1, 3))
def test_a_place_cannot_be_cut_differently(key: Key, place: Place, cut: int) -> None:
    """The parts run together the same, and are still not the same place."""
    shifted = Place(place.table + "x" * cut, place.row, place.column)
    other = Place(place.table, "x" * cut + place.row, place.column)
    with pytest.raises(SealError):
        seal_of().open(key, other, seal_of().seal(key, shifted, b"content"))


@few
@given(places, keys, keys)
def test_it_opens_under_no_other_key(place: Place, key: Key, other: Key) -> None:
    assume(key != other)
    with pytest.raises(SealError):
        seal_of().open(other, place, seal_of().seal(key, place, b"content"))


@few
@given(places, keys, st.data())
def test_one_changed_character_keeps_it_from_opening(place: Place, key: Key, data: st.DataObject) -> None:
    sealed = seal_of().seal(key, place, b"content")
    at = data.draw(st.integers(0, len(sealed) - 1))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \nÄ"
    other = data.draw(st.sampled_from(alphabet).filter(lambda character: character != sealed[at]))
    with pytest.raises(SealError):
        seal_of().open(key, place, sealed[:at] + other + sealed[at + 1 :])


@few
@given(places, keys, st.data())
def test_a_cut_text_does_not_open(place: Place, key: Key, data: st.DataObject) -> None:
    sealed = seal_of().seal(key, place, b"content")
    with pytest.raises(SealError):
        seal_of().open(key, place, sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@pytest.mark.parametrize("size", [1, 3])
def test_another_spelling_of_the_same_bytes_does_not_open(size: int) -> None:
    """The last letter before the padding has bits that mean nothing, and could be written in several ways."""
    key, place = Key("kkkk", bytes(32)), Place("t", "r", "c")
    sealed = seal_of().seal(key, place, b"x" * size)
    letters = sealed.rstrip("=")
    assert letters != sealed
    other = letters[:-1] + chr(ord(letters[-1]) + 1) + sealed[len(letters) :]
    assert base64.b64decode(other, validate=True) == base64.b64decode(sealed)
    with pytest.raises(SealError):
        seal_of().open(key, place, other)


def test_the_name_of_the_key_cannot_be_exchanged_even_for_the_same_key() -> None:
    place = Place("t", "r", "c")
    raw = base64.b64decode(seal_of().seal(Key("one", bytes(32)), place, b"content"))
    renamed = base64.b64encode(raw.replace(b"one", b"two", 1)).decode()
    with pytest.raises(SealError, match="does not open"):
        seal_of().open(Key("two", bytes(32)), place, renamed)


def test_another_version_does_not_open() -> None:
    key, place = Key("k", bytes(32)), Place("t", "r", "c")
    raw = bytearray(base64.b64decode(seal_of().seal(key, place, b"content")))
    assert raw[0] == 1
    raw[0] = 2
    with pytest.raises(SealError):
        seal_of().open(key, place, base64.b64encode(raw).decode())


@few
@given(masters, masters)
def test_a_case_key_comes_back_under_its_master_only(master: bytes, other: bytes) -> None:
    assume(master != other)
    key = Key("k1", b"s" * 32)
    wrapped = seal_of(master).wrap(key)
    assert seal_of(master).unwrap("k1", wrapped) == key
    for opener, key_id in ((seal_of(other), "k1"), (seal_of(master), "k2")):
        with pytest.raises(SealError):
            opener.unwrap(key_id, wrapped)


@few
@given(st.text(), st.lists(texts, min_size=1, max_size=3), st.lists(texts, min_size=1, max_size=3))
def test_an_index_is_equal_for_equal_values_and_for_nothing_else(kind: str, one: list[str], other: list[str]) -> None:
    seal = seal_of()
    assert (seal.index(kind, *one) == seal.index(kind, *other)) is (one == other)
    assert seal.index(kind, *one) != seal.index(kind + "'", *one)
    assert seal.index(kind, *one) != seal_of(b"m" * 32).index(kind, *one)


def test_an_index_does_not_depend_on_the_moment() -> None:
    """The stored look-ups have to be found again by every later version."""
    found = seal_of(bytes(range(32))).index("telegram", "7001")
    assert found == "d12ebfde34950d6640615fb47df14200b307c6121bbc6b9646af39166be7d3d3"


def test_the_three_uses_of_the_master_key_are_three_keys() -> None:
    seal, place = seal_of(), Place("keys", "m1", "wrapped")
    with pytest.raises(SealError):
        seal.open(replace(seal.base, id="w1"), place, seal.wrap(seal.base))
    with pytest.raises(SealError):
        seal.open(Key("w1", bytes(32)), place, seal.wrap(seal.base))


def test_a_fresh_nonce_makes_two_seals_differ() -> None:
    draws = iter(range(1, 9))
    seal = Seal(bytes(32), lambda size: next(draws).to_bytes(size))
    place = Place("t", "r", "c")
    assert seal.seal(seal.base, place, b"same") != seal.seal(seal.base, place, b"same")


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_master_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(StorageError, match="32 bytes"):
        Seal(bytes(size), bytes)


def test_no_key_shows_in_a_repr() -> None:
    assert "sss" not in repr(Key("k", b"s" * 32))
