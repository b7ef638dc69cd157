"""What is taken as the name, the contract, a date of a case, and what is refused; pure."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.detail_fields import (
    FIELDS,
    field_of,
    is_private_number,
    next_open,
    reused,
    taken,
    united_details,
    wanted,
    with_field,
)
from model.letter import CaseDetails

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025年3月1日", "2025-03-01"),
        ("2025/3/1", "2025-03-01"),
        ("2025.03", "2025-03"),
        ("2025年3月", "2025-03"),
        ("２０２５年３月", "2025-03"),
        ("2026-11-22", "2026-11-22"),
        ("2026-11-23", None),
        ("2025-02-30", None),
        ("1889-01-01", None),
        ("去年三月", None),
        ("", None),
    ],
)
def test_a_date_is_a_day_or_a_month_that_is_not_to_come(said: str, kept: str | None) -> None:
    assert taken("loan_date", said, TODAY) == kept


def test_what_is_too_long_is_not_cut_but_asked_again() -> None:
    assert taken("name", "王" * 41, TODAY) is None
    assert taken("own_words", "字" * 601, TODAY) is None
    assert taken("own_words", "第一行\n第二行", TODAY) == "第一行\n第二行"
    assert taken("name", "  王  某 ", TODAY) == "王 某"


@pytest.mark.parametrize("secret", ["11010519491231002X", "11010519491231002x", "6222021234567890128"])
@pytest.mark.parametrize("name", FIELDS)
def test_an_identity_or_card_number_is_refused_in_every_field(name: str, secret: str) -> None:
    assert is_private_number(name, secret)
    assert is_private_number(name, f"号码是 {secret[:6]} {secret[6:]}，谢谢")


def test_a_contract_may_have_a_long_number_of_its_own() -> None:
    assert not is_private_number("contract", "202503010000000001234")
    assert not is_private_number("contract", "110105194912310021")
    assert is_private_number("own_words", "202503010000000001"[:18])


@given(st.text(max_size=80))
@settings(max_examples=80)
def test_no_text_breaks_it(text: str) -> None:
    for name in FIELDS:
        value = taken(name, text, TODAY)
        assert value is None or value.strip()
        assert is_private_number(name, text) in (True, False)


def test_open_fields_are_asked_in_order_and_skipped_ones_not_again() -> None:
    fields = wanted(owes=True)
    assert next_open(CaseDetails(), fields, None) == "name"
    assert next_open(CaseDetails(), fields, "name") == "lender"
    assert next_open(CaseDetails(lender="甲"), fields, "name") == "contract"
    assert next_open(CaseDetails(), fields, fields[-1]) is None


def test_who_never_signed_is_not_asked_for_a_contract() -> None:
    assert not {"contract", "loan_date", "overdue_date"} & set(wanted(owes=False))


def test_what_is_hers_is_reused_and_the_contract_only_for_the_same_lender() -> None:
    source = CaseDetails(name="王某", home="杭州", contract="1", lender="甲", own_words="那一夜")
    other = reused(source, CaseDetails(), same_lender=False)
    assert other == CaseDetails(name="王某", home="杭州")
    same = reused(source, CaseDetails(name="王小某"), same_lender=True)
    assert same == CaseDetails(name="王小某", home="杭州", contract="1", lender="甲")


@pytest.mark.parametrize("name", FIELDS)
def test_of_two_cases_that_become_one_nothing_told_is_lost(name: str) -> None:
    told, bare = with_field(CaseDetails(), name, "甲"), CaseDetails()
    assert field_of(united_details(told, bare), name) == "甲"
    assert field_of(united_details(bare, told), name) == "甲"
