"""The limits that conduct is held against: those that can be counted, each document with its own force."""

import pytest

from directory import Directory, conduct_limits
from directory.vocabulary import Force
from model.contact_event import Measure
from model.locale import Locale

LAW = {Force.LAW, Force.JUDICIAL, Force.REGULATION}


@pytest.mark.parametrize("locale", list(Locale))
def test_every_measure_has_its_limit_and_none_of_them_is_law(shipped: Directory, locale: Locale) -> None:
    limits = conduct_limits(shipped, locale)
    assert {limit.measure: limit.most for limit in limits} == {
        Measure.NIGHT: 0,
        Measure.CALLS_CONNECTED: 3,
        Measure.CALLS_ATTEMPTS: 6,
    }
    assert all(Force(basis.force) not in LAW and basis.binds for limit in limits for basis in limit.bases)


def test_the_numbers_are_those_of_the_rules(shipped: Directory) -> None:
    for limit in conduct_limits(shipped, Locale.ZH_HANS):
        said = "22 点到次日 8 点" if limit.measure is Measure.NIGHT else f"不超过 {limit.most} 次"
        assert said in limit.rule or f"不宜超过 {limit.most} 次" in limit.rule


@pytest.mark.parametrize(
    ("licence", "named"),
    [
        (None, {"quiet_hours": 2, "calls_connected": 1, "calls_attempts": 1}),
        ("bank", {"quiet_hours": 2, "calls_connected": 1, "calls_attempts": 1}),
        ("unattributed_sms_signature", {"quiet_hours": 2, "calls_connected": 1, "calls_attempts": 1}),
        ("online_microloan", {"quiet_hours": 1, "calls_connected": 1}),
    ],
)
def test_a_document_for_others_is_not_held_up_to_a_known_lender(
    shipped: Directory, licence: str | None, named: dict[str, int]
) -> None:
    assert {limit.id: len(limit.bases) for limit in conduct_limits(shipped, Locale.ZH_HANS, licence)} == named
