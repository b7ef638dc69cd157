"""Numbers of items as people type them, runs as a screen offers them, counts as a case shows them."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.receivers import Run, counts, handed_in, is_numbers, parse_numbers, runs
from model.case import Item, Receiver, Role, Sourced, ValueSource
from model.errors import NotUnderstoodError

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def item(number: int, sender: str | None = None, receiver: Receiver = Receiver.UNKNOWN) -> Item:
    sourced = Sourced(sender, ValueSource.PICTURE) if sender else None
    return Item(f"i{number}", "c", number, 1, number, NOW, receiver, "x", sender=sourced)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3、5、8-12", {3, 5, 8, 9, 10, 11, 12}),
        ("第3条和第5条", {3, 5}),
        ("8到10", {8, 9, 10}),
        ("7", {7}),
        ("2 ～ 4，9", {2, 3, 4, 9}),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, numbers: set[int]) -> None:
    assert is_numbers(text)
    assert parse_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "都是", "3 天内还钱", "还款 5000 元", "。"])
def test_a_text_that_says_more_is_no_list_of_numbers(text: str) -> None:
    assert not is_numbers(text)


@pytest.mark.parametrize("text", ["", "x", "1-9999"])
def test_what_names_nothing_or_everything_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse_numbers(text)


@given(st.lists(st.sampled_from(["a", "b", None]), min_size=1, max_size=30))
@settings(max_examples=60)
def test_the_runs_are_all_items_in_order_and_never_mix_two_senders(senders: list[str | None]) -> None:
    some = [item(number, sender) for number, sender in enumerate(senders, start=1)]
    found = runs(some)
    covered = [number for run in found for number in range(run.first, run.last + 1)]
    assert covered == [i.number for i in some]
    assert all(one.sender != two.sender for one, two in pairwise(found))


def test_a_run_is_named_by_its_ends() -> None:
    some = [item(1, "a"), item(2, "a"), item(3), item(4, "b")]
    assert runs(some) == (Run(1, 2, "a"), Run(3, 3, None), Run(4, 4, "b"))


@pytest.mark.parametrize(
    ("receiver", "role", "expected"),
    [
        (Receiver.PARENT, Role.BORROWER, True),
        (Receiver.COLLEAGUE, Role.GUARANTOR, True),
        (Receiver.ME, Role.BORROWER, False),
        (Receiver.UNKNOWN, Role.BORROWER, False),
        (Receiver.PARENT, Role.THIRD_PARTY, False),
        (Receiver.PARENT, Role.UNKNOWN, False),
    ],
)
def test_only_what_somebody_else_received_and_the_debtor_brings_is_handed_in(
    receiver: Receiver, role: Role, expected: bool
) -> None:
    assert handed_in(item(1, receiver=receiver), role) is expected


def test_a_case_counts_by_phone_and_by_number() -> None:
    some = [item(1, "a", Receiver.ME), item(2, "a", Receiver.PARENT), item(3, "b", Receiver.PARENT), item(4)]
    found = counts([*some, replace(some[0], id="x", number=5)], Role.BORROWER)
    assert found["receivers"] == [
        {"id": "me", "count": 2},
        {"id": "parent", "count": 2},
        {"id": "unknown", "count": 1},
    ]
    assert found["senders"] == [{"name": "a", "count": 3}, {"name": "b", "count": 1}]
    assert (found["more_senders"], found["handed_in"]) == (0, 2)
