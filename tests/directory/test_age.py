"""A contact grows old: it asks to be checked, then the official look-up takes its place. Nothing ever breaks."""

from datetime import date, timedelta
from typing import Final

import pytest

from directory import (
    Age,
    Directory,
    contact,
    mailbox,
    platform_contact,
    platform_phone,
    second_lines,
    shown,
)
from directory.age import NATIONAL, age_of
from model.errors import DataError
from model.locale import Locale

HANS: Final = Locale.ZH_HANS
CHECKED: Final = date(2026, 11, 21)


def after(days: int) -> date:
    return CHECKED + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "age"),
    [(-5, Age.FRESH), (0, Age.FRESH), (90, Age.FRESH), (91, Age.OLD), (180, Age.OLD), (181, Age.WITHHELD)],
)
def test_ninety_and_a_hundred_and_eighty_days_are_the_limits(days: int, age: Age) -> None:
    assert age_of(CHECKED, after(days)) is age


@pytest.mark.parametrize("channel", ["c12377", "fcps_miniapp", "samr_12315", "court_12368"])
def test_a_body_is_shown_then_asks_to_be_checked_then_is_looked_up(shipped: Directory, channel: str) -> None:
    fresh, old, gone = (shown(shipped, channel, HANS, after(days)) for days in (90, 91, 181))
    assert fresh
    assert old
    assert gone
    assert not fresh.please_check
    assert old.please_check
    assert old.contact == fresh.contact
    assert gone.age is Age.WITHHELD
    assert (gone.contact.phone, gone.contact.web, gone.contact.wechat) == (None, None, None)
    look_up = shipped.channels[channel].look_up
    assert look_up
    assert gone.contact.how_to_find == look_up.to(HANS)
    assert gone.contact.checked_on == CHECKED


@pytest.mark.parametrize(
    "channel",
    ["p110", "p120", "p119", "p12110", "p12356", "gov_12345", "legal_12348", "nfra_12378", "c12321"],
)
def test_national_short_numbers_are_never_withheld(shipped: Directory, channel: str) -> None:
    told = shown(shipped, channel, HANS, after(4000))
    assert told
    assert told.contact.phone == shipped.channels[channel].phone
    assert told.contact.phone in NATIONAL
    assert told.age is not Age.WITHHELD
    assert (told.contact.web, told.contact.wechat) == (None, None)


@pytest.mark.parametrize("channel", ["p110", "p120", "p119", "p12110"])
def test_nobody_in_danger_is_told_to_check_a_number_first(shipped: Directory, channel: str) -> None:
    told = shown(shipped, channel, HANS, after(4000))
    assert told
    assert not told.please_check


def test_after_half_a_year_nothing_but_national_numbers_is_shown(shipped: Directory) -> None:
    for locale in Locale:
        for id_ in (*shipped.channels, *shipped.platforms):
            told = shown(shipped, id_, locale, after(181))
            if told:
                assert told.contact.phone is None or told.contact.phone in NATIONAL, id_
                assert told.contact.web is None
                assert told.contact.wechat is None
                assert told.contact.phone or told.contact.how_to_find, id_


def test_the_line_of_a_company_is_replaced_by_the_way_to_find_it(shipped: Directory) -> None:
    told = shown(shipped, "icbc", HANS, after(181))
    assert told
    assert told.contact.phone is None
    assert "合同或 App" in (told.contact.how_to_find or "")
    assert platform_phone(shipped, "icbc", today=after(181)) is None
    assert platform_phone(shipped, "icbc", today=after(180)) == platform_phone(shipped, "icbc")
    assert second_lines(shipped, "cmb", HANS, after(181)) == ()
    assert mailbox(shipped, "pab", HANS, after(181)) is None


def test_a_company_without_a_line_has_none_at_any_age(shipped: Directory) -> None:
    assert shown(shipped, "shanyin_wecash", HANS, after(0)) is None
    assert shown(shipped, "shanyin_wecash", HANS, after(999)) is None


def test_without_a_day_everything_is_as_it_was(shipped: Directory) -> None:
    for id_ in shipped.channels:
        assert contact(shipped, id_, HANS) == contact(shipped, id_, HANS, today=after(0))
    assert platform_contact(shipped, "icbc", HANS) == platform_contact(shipped, "icbc", HANS, after(90))


def test_the_reason_of_a_route_survives_age(shipped: Directory) -> None:
    told = shown(shipped, "c12377", HANS, after(181), why="because")
    assert told
    assert told.contact.why == "because"


def test_an_id_that_is_nothing_is_a_fault(shipped: Directory) -> None:
    with pytest.raises(DataError, match="there_is_none"):
        shown(shipped, "there_is_none", HANS, after(0))
